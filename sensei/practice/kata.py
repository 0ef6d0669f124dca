"""A kata: a level that is done, written once more from its blanks, and timed.

All of it follows from the journal. {"event": "kata", "level": …, "kept": …} begins one and
says where the version until then is kept. The level's next {"event": "level"} finishes it;
{"event": "kata_end"} gives it up. While one goes on, {"event": "again"} keeps that a koan
passes again.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sensei.course.backups import BACKUPS
from sensei.course.journal import Event, when, worked
from sensei.course.level import Level
from sensei.course.progress import Progress


@dataclass
class Kata:
    """A kata as the journal tells it.

    `level` is the level's key, and `kept` where the version before is, from the clone's
    folder. `times` are those of the events of its level since it began, `koans` those that
    have passed again. `ended` is the event that ended it, or empty.
    """

    level: str
    kept: str
    times: list[datetime] = field(default_factory=list)
    koans: set[str] = field(default_factory=set)
    ended: str = ""

    @property
    def finished(self) -> bool:
        return self.ended == "level"

    @property
    def seconds(self) -> float:
        """How long it took, without breaks."""
        return worked(self.times)

    def seconds_so_far(self) -> float:
        """Return how long it has taken until now, without breaks."""
        return worked([*self.times, datetime.now(UTC)])

    def place(self, root: Path) -> Path | None:
        """Return where the version before is, in the clone under root; None if that is not
        among the backups, since a journal may come from elsewhere."""
        path = root / self.kept
        is_backup = self.kept.startswith(f"{BACKUPS}/") and ".." not in path.parts
        return path if is_backup else None

    def version_before(self, root: Path) -> bytes | None:
        """Return what was in the level's file before; None where that is not there any more."""
        place = self.place(root)
        try:
            return place.read_bytes() if place else None
        except OSError:
            return None


def katas(events: list[Event]) -> list[Kata]:
    """Return every kata, oldest first; only the last may be going on."""
    begun: list[Kata] = []
    going_on: Kata | None = None
    for event in events:
        kind, key = event["event"], event.get("level")
        if key is None or (going_on is None and kind != "kata"):
            continue
        time = when(event)
        if time is None:
            continue
        if kind == "kata" and event.get("kept"):
            going_on = Kata(key, event["kept"], [time])
            begun.append(going_on)
        elif going_on is not None and key == going_on.level:
            going_on.times.append(time)
            if kind in ("pass", "again"):
                going_on.koans.add(event.get("koan", ""))
            if kind in ("level", "kata_end"):
                going_on.ended, going_on = kind, None
    return begun


def last(progress: Progress) -> Kata | None:
    """Return the last kata of all, ended or not, if its level is still there."""
    all_katas = katas(progress.events)
    if all_katas and all_katas[-1].level in progress.grid.by_key:
        return all_katas[-1]
    return None


def going_on(progress: Progress) -> Kata | None:
    """Return the kata that goes on, or None."""
    kata = last(progress)
    return kata if kata and not kata.ended and _is_begun(progress, kata) else None


def undone(progress: Progress) -> Kata | None:
    """Return a kata that the journal has going on although its level is byte for byte what
    it was before, and no koan has passed again; else None.

    It was killed before the blanks were there, or an editor wrote back what it had open.
    """
    kata = last(progress)
    return kata if kata and not kata.ended and not _is_begun(progress, kata) else None


def _is_begun(progress: Progress, kata: Kata) -> bool:
    level = progress.grid.by_key[kata.level]
    try:
        written = level.koan.read_bytes()
    except OSError:
        return True
    return bool(kata.koans) or written != kata.version_before(level.root)


def half_ended(progress: Progress) -> Kata | None:
    """Return a kata whose end was killed before the version before was put back, else None:
    the level's file is still what was kept of it then."""
    kata = last(progress)
    if kata is None or kata.ended != "kata_end":
        return None
    level, kept = progress.grid.by_key[kata.level], ""
    for event in progress.events:
        if event["event"] == "kata_end":
            kept = event.get("kept", "")
        elif event["event"] == "reset" and event.get("level") == level.key:
            kept = ""  # what is there now was asked for
    typed = Kata(level.key, kept).version_before(level.root) if kept else None
    try:
        is_still_there = typed is not None and typed == level.koan.read_bytes()
    except OSError:
        return None
    is_back = typed == kata.version_before(level.root)
    return kata if is_still_there and not is_back else None


def finished(events: list[Event], key: str) -> list[Kata]:
    """Return the katas of a level that were finished, oldest first."""
    return [kata for kata in katas(events) if kata.level == key and kata.finished]


def first_time(events: list[Event], key: str) -> float:
    """Return the seconds from the first event of a level to its first "level"; 0 where the
    journal does not tell."""
    times = []
    for event in events:
        time = when(event) if event.get("level") == key else None
        if time is not None:
            times.append(time)
            if event["event"] == "level":
                return worked(times)
    return 0


def level_before(progress: Progress, level: Level) -> Level | None:
    """Return the level that the learner was at when the last kata of a level began, or None."""
    is_before = False
    for event in reversed(progress.events):
        if event["event"] == "kata" and event.get("level") == level.key:
            is_before = True
        elif is_before and event["event"] == "at":
            return progress.grid.by_key.get(event.get("level", ""))
    return None
