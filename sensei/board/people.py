"""Who a branch is and how far they are, from what they pushed: bytes in, plain values out.

Whatever a branch holds was written by somebody else. It is bounded, and what cannot be read
spoils nothing but its own row.
"""

import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sensei.board import classroom
from sensei.board.repository import Blob, Branch, Repository
from sensei.board.values import Checked, Claim, Person, Tally
from sensei.course.grid import Grid
from sensei.course.journal import event_in, when
from sensei.text.display import one_line

JOURNAL, ME, CHECK = ".koans/journal.jsonl", "portfolio/me.toml", "check"
MAX_SIZES = {JOURNAL: 5_000_000, ME: 16_384, CHECK: 1_000_000}  # bytes that are read
MAX_BYTES = 500_000_000  # that are read of all together, the smallest first
MAX_LINES, MAX_LINE = 50_000, 65_536  # of a journal: lines, and bytes of one
FIRST_YEAR = 2020  # earlier days are nobody's
TOO_LARGE, UNREADABLE = "journal too large", "journal unreadable"

Passed = Mapping[str, Set[str]]  # the names of koans, by the keys of levels


class TallyMaker:
    """Counts koans of a grid: levels and koans that the grid does not have do not count.

    maximum, nothing: the tallies of somebody who has passed everything, and nothing.
    """

    def __init__(self, grid: Grid) -> None:
        self.levels: list[tuple[str, str, frozenset[str]]] = [
            (level.key, level.project, frozenset(level.koans)) for level in grid.levels
        ]
        self.maximum = self.tally({key: koans for key, _, koans in self.levels})
        self.nothing = self.tally({})

    def tally(self, passed: Passed) -> Tally:
        """Return the tally of the koans that passed."""
        projects: dict[str, int] = {}
        complete = 0
        for key, project, koans in self.levels:
            count = len(koans & passed.get(key, frozenset()))
            projects[project] = projects.get(project, 0) + count
            complete += count == len(koans) > 0
        return Tally(projects, sum(projects.values()), complete)


# One file


def read_journal(data: bytes, tallies: TallyMaker) -> Claim:
    """Return what a journal says."""
    lines = data.splitlines()
    if len(lines) > MAX_LINES:
        return Claim(tallies.nothing, None, TOO_LARGE)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    passed: dict[str, set[str]] = {}
    last_active: datetime | None = None
    n_events = 0
    for line in lines:
        event = event_in(line) if len(line) <= MAX_LINE else None
        if event is None:
            continue
        n_events += 1
        level, koan = event.get("level"), event.get("koan")
        if event["event"] == "pass" and level is not None and koan is not None:
            passed.setdefault(level, set()).add(koan)
        time = when(event)
        if time is not None and FIRST_YEAR <= time.year and time < tomorrow:
            last_active = max(last_active or time, time)
    trouble = "" if n_events or not data.strip() else UNREADABLE
    return Claim(tallies.tally(passed), last_active, trouble)


def read_name(data: bytes) -> str:
    """Return the name in a portfolio/me.toml, or "" where it tells none."""
    try:
        name = tomllib.loads(data.decode("utf-8-sig")).get("name")
    except Exception:  # whatever hostile text makes a parser raise
        return ""
    return one_line(name) if isinstance(name, str) else ""


def read_check(data: bytes, tallies: TallyMaker) -> Checked | None:
    """Return what a CI wrote, or None where that cannot be read."""
    record = classroom.read(data)
    if record is None:
        return None
    return Checked(tallies.tally(record.passed), record.run)


# All of them

BranchFile = tuple[Branch, str]  # JOURNAL, ME or CHECK of a branch


@dataclass
class PushedFiles:
    """What the files of all branches say. blobs: of the files that are there.

    The others are by the name of the git object: branches with the same content share it.
    """

    blobs: dict[BranchFile, Blob]
    claims: dict[str, Claim] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    checks: dict[str, Checked | None] = field(default_factory=dict)

    def read(self, repository: Repository, tallies: TallyMaker) -> None:
        """Read each content once, unless it is too large."""
        paths = self._paths()
        for blob_name, data in repository.contents(paths):
            for path in paths[blob_name]:
                if path == JOURNAL:
                    self.claims[blob_name] = read_journal(data, tallies)
                elif path == ME:
                    self.names[blob_name] = read_name(data)
                else:
                    self.checks[blob_name] = read_check(data, tallies)

    def _paths(self) -> dict[str, set[str]]:
        """Return what each git object is read as, the smallest first."""
        paths: dict[str, set[str]] = {}
        bytes_left = MAX_BYTES
        by_size = sorted(self.blobs.items(), key=lambda item: item[1].size)
        for (_, path), blob in by_size:
            if blob.name not in paths:
                bytes_left -= blob.size
            if blob.size <= MAX_SIZES[path] and bytes_left >= 0:
                paths.setdefault(blob.name, set()).add(path)
        return paths

    def person(self, branch: Branch, several: bool, nothing: Tally) -> Person | None:
        """Return who a branch is, or None where it holds no journal."""
        journal, me, check = (self.blobs.get((branch, p)) for p in (JOURNAL, ME, CHECK))
        if journal is None:
            return None
        label = branch.name.decode("utf-8", "replace")
        if several:
            label = f"{branch.remote.name}/{label}"
        return Person(
            one_line(label),
            self.names.get(me.name, "") if me else "",
            self.claims.get(journal.name, Claim(nothing, None, TOO_LARGE)),
            self.checks.get(check.name) if check else None,
            branch.remote.page,
        )


def read_people(
    repository: Repository,
    branches: list[Branch],
    tallies: TallyMaker,
    *,
    several: bool = False,
    verify: bool = False,
) -> tuple[list[Person], int]:
    """Return the people of branches, and how many of the branches hold no journal.

    Those who were active last come first. several: whether there are several remotes, so that
    a label has to say which. verify: whether to read what a CI found.
    """
    pushed = PushedFiles(_blobs(repository, branches, verify))
    pushed.read(repository, tallies)
    people = [pushed.person(branch, several, tallies.nothing) for branch in branches]
    with_journal = [person for person in people if person is not None]
    return sorted(with_journal, key=_order), len(people) - len(with_journal)


def _blobs(
    repository: Repository, branches: list[Branch], verify: bool
) -> dict[BranchFile, Blob]:
    """Return the files of branches that are there."""
    names: dict[BranchFile, str] = {}
    for branch in branches:
        for path in (JOURNAL, ME):
            names[branch, path] = f"{branch.head}:{repository.prefix}{path}"
    for remote in {branch.remote for branch in branches} if verify else ():
        checks = repository.checks(remote)
        for branch in branches:
            if branch.remote == remote and branch.name in checks:
                record = f"{checks[branch.name]}:{branch.head}.json"
                names[branch, CHECK] = record
    blobs = repository.files([*dict.fromkeys(names.values())])
    return {file: blobs[name] for file, name in names.items() if name in blobs}


def _order(person: Person) -> tuple[float, int, str]:
    """For sorting: the last active first, then who passed most, then by name."""
    last_active = person.claim.last_active
    newest_first = -last_active.timestamp() if last_active else 0.0
    return newest_first, -person.claim.tally.koans, person.label
