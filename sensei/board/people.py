"""Who a branch is and how far they are, from what they pushed: bytes in, plain values out.

Whatever a branch holds was written by somebody else: it is bounded, and what cannot be read
spoils nothing but its own row.
"""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sensei.board import classroom
from sensei.course.journal import event_in, when
from sensei.text import display as foreign

JOURNAL, ME, CHECK = ".koans/journal.jsonl", "portfolio/me.toml", "check"
LARGEST = {JOURNAL: 5_000_000, ME: 16_384, CHECK: 1_000_000}  # bytes that are read
MOST_BYTES = 500_000_000  # that are read of all together, the smallest first
MOST_LINES, LONGEST_LINE = 50_000, 65_536  # of a journal
FIRST_YEAR = 2020  # earlier days are nobody's
TOO_LARGE, UNREADABLE = "journal too large", "journal unreadable"


@dataclass(frozen=True)
class Tally:
    """How many koans passed, by project and in all, and how many levels are whole."""

    projects: dict
    koans: int
    levels: int


class Counter:
    """Counts against a grid: levels and koans that it does not have are nothing to it."""

    def __init__(self, grid):
        self.levels = [(lv.key, lv.project, frozenset(lv.koans)) for lv in grid.levels]
        self.all = self({key: koans for key, _, koans in self.levels})

    def __call__(self, passed):
        """The Tally of passed: {key of a level: names of koans}."""
        projects, whole = {}, 0
        for key, project, koans in self.levels:
            count = len(koans & passed.get(key, frozenset()))
            projects[project] = projects.get(project, 0) + count
            whole += count == len(koans) > 0
        return Tally(projects, sum(projects.values()), whole)


@dataclass(frozen=True)
class Told:
    """What a journal tells. last: the day of its last event, ISO; trouble: why it is not
    read, "" if it is."""

    tally: Tally
    when: datetime | None = None
    trouble: str = ""

    @property
    def last(self):
        return self.when.astimezone().date().isoformat() if self.when else ""


@dataclass(frozen=True)
class Checked:
    """What a CI found for a commit. run: its number, digits or ""."""

    tally: Tally
    run: str


@dataclass(frozen=True)
class Person:
    """label: branch, with its remote where there are several; name: as they say it, or "".

    checked: of the head commit, or None.
    """

    label: str
    name: str
    told: Told
    checked: Checked | None = None
    page: str = ""

    @property
    def run(self):
        """The address of the run that checked it, or ""."""
        known = self.checked and self.checked.run and self.page
        return f"{self.page}/actions/runs/{self.checked.run}" if known else ""


def told(data, count):
    """What a journal tells, with the koans counted by count."""
    lines = data.splitlines()
    if len(lines) > MOST_LINES:
        return Told(count({}), None, TOO_LARGE)
    soon = datetime.now(UTC) + timedelta(days=1)
    passed, last, read = {}, None, 0
    for line in lines:
        event = event_in(line) if len(line) <= LONGEST_LINE else None
        if event is None:
            continue
        read += 1
        if event["event"] == "pass":
            passed.setdefault(event.get("level"), set()).add(event.get("koan"))
        moment = when(event)
        if (
            moment
            and FIRST_YEAR <= moment.year
            and moment < soon
            and not (last and moment < last)
        ):
            last = moment
    trouble = "" if read or not data.strip() else UNREADABLE
    return Told(count(passed), last, trouble)


def name(data):
    """The name in a portfolio/me.toml; "" where it tells none."""
    try:
        said = tomllib.loads(data.decode("utf-8-sig")).get("name")
    except Exception:  # whatever hostile text makes a parser raise
        return ""
    return foreign.plain(said) if isinstance(said, str) else ""


def checked(data, count):
    """What a CI wrote, or None where that cannot be read."""
    found = classroom.read(data)
    return found and Checked(count(found.passed), found.run)


def read(repository, branches, count, several=False, verify=False):
    """The people of branches, the most recently active first, and how many of the branches
    hold no journal. several: whether to say which remote somebody is of."""
    wanted = {}
    for branch in branches:
        for path in (JOURNAL, ME):
            wanted[branch, path] = f"{branch.head}:{repository.prefix}{path}"
    for remote in {branch.remote for branch in branches} if verify else ():
        checks = repository.checks(remote)
        for branch in branches:
            if branch.remote == remote and branch.name in checks:
                record = f"{checks[branch.name]}:{branch.head}.json"
                wanted[branch, CHECK] = record
    files = repository.files([*dict.fromkeys(wanted.values())])
    at = {place: files[name] for place, name in wanted.items() if name in files}
    found = _parsed(repository, at, count)
    people = []
    for branch in branches:
        if (branch, JOURNAL) not in at:
            continue
        label = branch.name.decode("utf-8", "replace")
        if several:
            label = f"{branch.remote.name}/{label}"
        person = Person(
            foreign.plain(label),
            found(branch, ME, ""),
            found(branch, JOURNAL, Told(count({}), None, TOO_LARGE)),
            found(branch, CHECK, None),
            branch.remote.page,
        )
        people.append(person)
    people.sort(key=_order)
    return people, len(branches) - len(people)


def _order(person):
    """For sorting: the last active first, then who passed most, then by name."""
    when = person.told.when
    return (-when.timestamp() if when else 0.0), -person.told.tally.koans, person.label


def _parsed(repository, at, count):
    """A function that gives what stands at a place of a branch; each content is read once.

    at: {(branch, path): (object, bytes)}.
    """
    read = {
        JOURNAL: lambda data: told(data, count),
        ME: name,
        CHECK: lambda data: checked(data, count),
    }
    kinds, left = {}, MOST_BYTES
    for (_, path), (one, size) in sorted(at.items(), key=lambda place: place[1][1]):
        if one not in kinds:
            left -= size
        if size <= LARGEST[path] and left >= 0:
            kinds.setdefault(one, set()).add(path)
    values = {
        (one, path): read[path](data)
        for one, data in repository.contents(kinds)
        for path in kinds[one]
    }

    def found(branch, path, otherwise):
        one, _ = at.get((branch, path), (None, 0))
        return values.get((one, path), otherwise)

    return found
