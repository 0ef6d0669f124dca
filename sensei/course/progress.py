"""What follows from the journal and the files: what is done, and where the learner is.

.koans/cache.json remembers which files passed with which content. It may be deleted at any
time.
"""

import json
import os
from datetime import UTC, datetime, timedelta

from sensei.course.journal import FOLDER, when, worked
from sensei.text import blanks, reach, syntax


def _filled(level):
    """The koans of a level that meet no blank any more, seen from the text alone."""
    try:
        tree = syntax.parse(syntax.read(level.koan))
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        return []
    there = syntax.test_names(tree)
    return [k for k in level.koans if k in there and not blanks.blanks_before(tree, k)]


class Progress:
    """What follows from the journal and the files: what is done, and where we are."""

    def __init__(self, grid, journal):
        self.grid, self.journal = grid, journal
        self.events = journal.events()
        self.path = grid.root / FOLDER / "cache.json"
        self._known = {}
        self.cache = self._read() or {"run": None, "levels": {}}
        if self.cache["run"] is None:
            self._recall()

    def _read(self):
        try:
            cache = json.loads(self.path.read_text())
            assert isinstance(cache["run"], int)
            for record in cache["levels"].values():
                assert isinstance(record["hash"], str)
                assert isinstance(record["passed"], list)
                assert isinstance(record["koans"], dict)
        except (
            OSError,
            ValueError,
            KeyError,
            TypeError,
            AssertionError,
            AttributeError,
        ):
            return None
        return cache

    def _recall(self):
        """Where there is no cache, as in a fresh clone of one's own: take for passed what the
        journal tells and the file has no blank for. The next run of a level looks again."""
        told = {}
        for event in self.events:
            if event["event"] == "pass":
                told.setdefault(event.get("level"), set()).add(event.get("koan"))
            elif event["event"] == "reset":
                told.pop(event.get("level"), None)
        for level in self.grid.levels if told else ():
            filled = _filled(level) if level.key in told else ()
            passed = [koan for koan in filled if koan in told[level.key]]
            if passed:
                whole = self.grid.fingerprint(level, self.done)
                record = {"hash": whole, "passed": passed, "koans": {}}
                self.cache["levels"][level.key] = record

    @property
    def since(self):
        """When the last run began, in nanoseconds; None before the first."""
        return self.cache["run"]

    @property
    def order(self):
        """The path chosen last: spiral, down or across."""
        return self._last("path", "order") or "spiral"

    @property
    def place(self):
        """The key of the level the learner was at last."""
        return self._last("at", "level")

    def _last(self, event, fact):
        for found in reversed(self.events):
            if found["event"] == event:
                return found.get(fact)
        return None

    def passed(self, level):
        """The koans of level that pass as the files are now."""
        record = self.cache["levels"].get(level.key)
        if record is None:
            return []
        if level.key not in self._known:
            self._known[level.key] = self.grid.fingerprint(level, self.done)
        if record["hash"] != self._known[level.key]:
            return []
        return [koan for koan in level.koans if koan in record["passed"]]

    def done(self, level):
        return len(self.passed(level)) == len(level.koans) > 0

    def remembered(self, level):
        """The koans of level that passed at its last run, whatever was typed since."""
        record = self.cache["levels"].get(level.key)
        if record is None:
            return []
        return [koan for koan in level.koans if koan in record["passed"]]

    def count(self):
        """How many koans pass, and how many there are."""
        seen = [self.grid.by_key.get(key) for key in self.cache["levels"]]
        counted = sum(len(self.remembered(level)) for level in seen if level)
        return counted, self.grid.n_koans

    def fingerprints(self, level):
        """A hash of level as it is now, and one of what each of its koans runs, by name."""
        try:
            parts = reach.run_by(syntax.read(level.koan), level.koans)
        except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
            parts = {}
        hashed = self.grid.fingerprint(level, self.done, parts.values())
        whole = self.grid.fingerprint(level, self.done)
        return whole, dict(zip(parts, hashed, strict=True))

    def unchanged(self, level, fingerprints):
        """The koans that passed at the last run, and that would run the same again."""
        record = self.cache["levels"].get(level.key, {"koans": {}})
        _, now = fingerprints
        return [k for k in level.koans if k in now and record["koans"].get(k) == now[k]]

    def remember(self, level, passed, fingerprints, run):
        """Keep which koans of level passed, with the files as fingerprints tell, and when
        the run began."""
        whole, each = fingerprints
        self._known.pop(level.key, None)
        self.cache["levels"][level.key] = {
            "hash": whole,
            "passed": passed,
            "koans": {koan: each[koan] for koan in passed if koan in each},
        }
        self.saw(run)

    def spoke_of(self, level, koan, name):
        """Keep, at the next saw, which function or koan the last run's words were about."""
        self.cache["about"] = [level.key, koan, name]

    def about(self, level, koan):
        """The function or koan that the last run's words were about, if that run was of this
        koan; else None."""
        about = self.cache.get("about")
        if not isinstance(about, list) or about[:2] != [level.key, koan]:
            return None
        return about[2] if about[2] in (*level.koans, *level.parts) else None

    def saw(self, run):
        """Keep when a run began: a file saved after that is the next to be looked at."""
        self.cache["run"] = run
        try:
            self.path.parent.mkdir(exist_ok=True)
            fresh = self.path.with_suffix(f".{os.getpid()}.tmp")
            fresh.write_text(json.dumps(self.cache))
            fresh.replace(self.path)
        except OSError:
            pass

    def first_pass(self, level, koan):
        """Whether koan has never passed before."""
        return not any(
            e["event"] == "pass"
            and (e.get("level"), e.get("koan")) == (level.key, koan)
            for e in self.events
        )

    def minutes(self, level):
        """How long the learner has been at a level: from its first event to now, breaks
        of more than a quarter of an hour left out."""
        times = [when(e) for e in self.events if e.get("level") == level.key]
        return round(worked([*filter(None, times), datetime.now(UTC)]) / 60)

    @property
    def first_day(self):
        """The day of the first pass, in ISO format; "" before there is one."""
        passes = (when(e) for e in self.events if e["event"] == "pass")
        first = next(filter(None, passes), None)
        return first.astimezone().date().isoformat() if first else ""

    def days_in_a_row(self):
        """How many days up to today, or to yesterday, had a pass."""
        days = {
            t.astimezone().date() for e in self.events if (t := when(e)) is not None
        }
        day = datetime.now().astimezone().date()
        if day not in days:
            day -= timedelta(days=1)
        count = 0
        while day in days:
            count, day = count + 1, day - timedelta(days=1)
        return count
