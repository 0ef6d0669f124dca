"""What follows from the journal and the files: what is done, and where the learner is."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sensei.course import cache, fingerprint
from sensei.course.grid import Grid
from sensei.course.journal import Event, Journal, when, worked
from sensei.course.level import Level
from sensei.text import blanks, reach, syntax

UNREADABLE = (OSError, ValueError, SyntaxError, RecursionError, MemoryError)


class Fingerprints(NamedTuple):
    """The fingerprint of a level, and those of what each of its koans runs, by name."""

    level: str
    koans: dict[str, str]


class Progress:
    """What is done and where the learner is, in the clone of a grid and a journal.

    `events` are those that the journal held when it was read last.
    """

    def __init__(self, grid: Grid, journal: Journal) -> None:
        self.grid, self.journal = grid, journal
        self.events = journal.events()
        self._cache_path = cache.path_in(grid.root)
        self._fingerprints: dict[str, str] = {}  # of levels as they are now, by key
        kept = cache.read(self._cache_path)
        self._cache = cache.empty() if kept is None else kept
        if kept is None:
            self._recall()

    def _recall(self) -> None:
        """Take for passed what the journal tells and the file has no blank for, where there
        is no cache, as in a fresh clone of one's own. The next run of a level looks again."""
        told: dict[str, set[str]] = {}
        for event in self.events:
            key = event.get("level", "")
            if event["event"] == "pass":
                told.setdefault(key, set()).add(event.get("koan", ""))
            elif event["event"] == "reset":
                told.pop(key, None)
        for level in self.grid.levels if told else ():
            filled_in = _filled_in(level) if level.key in told else ()
            passed = [koan for koan in filled_in if koan in told[level.key]]
            if passed:
                whole = fingerprint.of_level(self.grid, level, self.done)
                record: cache.Record = {"hash": whole, "passed": passed, "koans": {}}
                self._cache["levels"][level.key] = record

    # Where the learner is

    @property
    def since(self) -> int | None:
        """When the last run began, in nanoseconds; None before the first."""
        return self._cache["run"]

    @property
    def order(self) -> str:
        """The path chosen last: spiral, down, across, or a pillar."""
        return self._last("path", "order") or "spiral"

    @property
    def place(self) -> str | None:
        """The key of the level the learner was at last."""
        return self._last("at", "level")

    def _last(self, kind: str, fact: str) -> str | None:
        for event in reversed(self.events):
            if event["event"] == kind:
                return event.get(fact)
        return None

    # What is done

    def passed(self, level: Level) -> list[str]:
        """Return the koans of a level that pass as the files are now."""
        record = self._cache["levels"].get(level.key)
        if record is None:
            return []
        if level.key not in self._fingerprints:
            now = fingerprint.of_level(self.grid, level, self.done)
            self._fingerprints[level.key] = now
        if record["hash"] != self._fingerprints[level.key]:
            return []
        return self.remembered(level)

    def done(self, level: Level) -> bool:
        """Return whether all koans of a level pass as the files are now."""
        return len(self.passed(level)) == len(level.koans) > 0

    def remembered(self, level: Level) -> list[str]:
        """Return the koans of a level that passed at its last run, whatever was typed since."""
        record = self._cache["levels"].get(level.key)
        if record is None:
            return []
        return [koan for koan in level.koans if koan in record["passed"]]

    def count(self) -> tuple[int, int]:
        """Return how many koans passed at the last runs, and how many there are."""
        levels = [self.grid.by_key.get(key) for key in self._cache["levels"]]
        passed = sum(len(self.remembered(level)) for level in levels if level)
        return passed, self.grid.n_koans

    def first_pass(self, level: Level, koan: str) -> bool:
        """Return whether a koan has never passed before."""
        return not any(
            e["event"] == "pass"
            and (e.get("level"), e.get("koan")) == (level.key, koan)
            for e in self.events
        )

    # What a run has shown

    def fingerprints(self, level: Level) -> Fingerprints:
        """Return the fingerprints of a level and its koans as the files are now."""
        try:
            texts = reach.run_by(syntax.read(level.koan), level.koans)
        except UNREADABLE:
            texts = {}
        of_texts = fingerprint.of_texts(self.grid, level, self.done, texts.values())
        whole = fingerprint.of_level(self.grid, level, self.done)
        return Fingerprints(whole, dict(zip(texts, of_texts, strict=True)))

    def unchanged(self, level: Level, fingerprints: Fingerprints) -> list[str]:
        """Return the koans that passed at the last run, and that would run the same again."""
        record = self._cache["levels"].get(level.key)
        before, now = record["koans"] if record else {}, fingerprints.koans
        return [k for k in level.koans if k in now and before.get(k) == now[k]]

    def remember(
        self, level: Level, passed: list[str], fingerprints: Fingerprints, run: int
    ) -> None:
        """Keep which koans of a level passed with which files, and when the run began."""
        now = fingerprints.koans
        self._fingerprints.pop(level.key, None)
        self._cache["levels"][level.key] = {
            "hash": fingerprints.level,
            "passed": passed,
            "koans": {koan: now[koan] for koan in passed if koan in now},
        }
        self.saw(run)

    def spoke_of(self, level: Level, koan: str | None, name: str) -> None:
        """Note which function or koan the last run's words were about. The next `saw` or
        `remember` writes it to the file."""
        self._cache["about"] = [level.key, koan, name]

    def about(self, level: Level, koan: str) -> str | None:
        """Return the function or koan that the last run's words were about, if that run was
        of this koan, else None."""
        about = self._cache.get("about", [])
        if len(about) != 3 or about[:2] != [level.key, koan]:
            return None
        name = about[2]
        return name if name in (*level.koans, *level.parts) else None

    def saw(self, run: int) -> None:
        """Keep when a run began: a file saved after that is the next to be looked at."""
        self._cache["run"] = run
        cache.write(self._cache_path, self._cache)

    # Time

    def minutes(self, level: Level) -> int:
        """Return how long the learner has been at a level: the minutes from its first event
        to now, without breaks of more than a quarter of an hour."""
        times = _times(e for e in self.events if e.get("level") == level.key)
        return round(worked([*times, datetime.now(UTC)]) / 60)

    @property
    def first_day(self) -> str:
        """The day of the first pass, in ISO format; empty before there is one."""
        first = next(_times(e for e in self.events if e["event"] == "pass"), None)
        return first.astimezone().date().isoformat() if first else ""

    def days_in_a_row(self) -> int:
        """Return how many days up to today, or to yesterday, had an event."""
        days = {time.astimezone().date() for time in _times(self.events)}
        day = datetime.now().astimezone().date()
        if day not in days:
            day -= timedelta(days=1)
        count = 0
        while day in days:
            count, day = count + 1, day - timedelta(days=1)
        return count


def _times(events: Iterable[Event]) -> Iterator[datetime]:
    """Return the times of those events that tell theirs."""
    return (time for time in map(when, events) if time is not None)


def _filled_in(level: Level) -> list[str]:
    """Return the koans of a level that meet no blank any more, seen from the text alone."""
    try:
        tree = syntax.parse(syntax.read(level.koan))
    except UNREADABLE:
        return []
    there = syntax.test_names(tree)
    return [k for k in level.koans if k in there and not blanks.blanks_before(tree, k)]
