"""A kata: a level that is done, written once more from its blanks, and timed.

All of it follows from the journal. {"event": "kata", "level": …, "kept": …} begins one, and
says where the version until then is kept; the level's next {"event": "level"} finishes it, a
{"event": "kata_end"} gives it up. While one goes on, {"event": "again"} keeps that a koan
passes again.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sensei.course.backups import keep, stop_at_trouble, write
from sensei.course.journal import FOLDER, when, worked
from sensei.errors import CannotDo
from sensei.screen import header, terminal
from sensei.text import syntax, versions

END = "end"
LOAD_AGAIN = "Where an editor has the file open, have it load it again."
BACKUPS, COMPARED = f"{FOLDER}/backups/", f"{FOLDER}/kata/"
ROOM = terminal.HEIGHT - 2  # lines of a screen, without the first and the last


@dataclass
class Kata:
    """level: its key; kept: where the version before is; times: of the events of its level
    since it began; koans: those that have passed again; ended: by which event, or ""."""

    level: str
    kept: str
    times: list = field(default_factory=list)
    koans: set = field(default_factory=set)
    ended: str = ""

    @property
    def finished(self):
        return self.ended == "level"

    @property
    def seconds(self):
        return worked(self.times)

    def so_far(self):
        return worked([*self.times, datetime.now(UTC)])


# From the journal


def katas(events):
    """Every kata, oldest first; only the last may be going on."""
    found, on = [], None
    for event in events:
        kind, key = event["event"], event.get("level")
        if key is None or (on is None and kind != "kata"):
            continue
        time = when(event)
        if time is None:
            continue
        if kind == "kata" and event.get("kept"):
            on = Kata(key, event["kept"], [time])
            found.append(on)
        elif on is not None and key == on.level:
            on.times.append(time)
            if kind in ("pass", "again"):
                on.koans.add(event.get("koan"))
            if kind in ("level", "kata_end"):
                on.ended, on = kind, None
    return found


def going_on(progress):
    """The kata that goes on, or None."""
    last = _last(progress)
    return last if _is_open(last) and _is_begun(progress, last) else None


def undone(progress):
    """A kata that the journal has going on although its level is byte for byte what it was
    before, and no koan has passed again; None if there is none. It was killed before the
    blanks were there, or an editor wrote back what it had open."""
    last = _last(progress)
    return last if _is_open(last) and not _is_begun(progress, last) else None


def _is_open(kata):
    return kata is not None and not kata.ended


def _last(progress):
    found = katas(progress.events)
    return found[-1] if found and found[-1].level in progress.grid.by_key else None


def _is_begun(progress, kata):
    level = progress.grid.by_key[kata.level]
    try:
        return bool(kata.koans) or level.koan.read_bytes() != _kept(level.root, kata)
    except OSError:
        return True


def _place_kept(root, kata):
    """Where the version before is; None if that is not among the backups: a journal may come
    from elsewhere."""
    place = root / kata.kept
    return place if kata.kept.startswith(BACKUPS) and ".." not in place.parts else None


def _kept(root, kata):
    """The bytes of the version before; None where it is not there any more."""
    place = _place_kept(root, kata)
    try:
        return place and place.read_bytes()
    except OSError:
        return None


def finished(events, key):
    """The katas of a level that were finished, oldest first."""
    return [kata for kata in katas(events) if kata.level == key and kata.finished]


def first_time(events, key):
    """The seconds from the first event of a level to its first "level"; 0 if not told."""
    times = []
    for event in events:
        if event.get("level") == key and when(event) is not None:
            times.append(when(event))
            if event["event"] == "level":
                return worked(times)
    return 0


def latest(grid, progress):
    """The level that the learner is at if it is done, else the last one that was finished."""
    keys = [e.get("level") for e in reversed(progress.events) if e["event"] == "level"]
    for key in [progress.place, *keys]:
        if key in grid.by_key and progress.done(grid.by_key[key]):
            return grid.by_key[key]
    raise CannotDo(
        "No level is done yet, and a kata writes one again: finish one first, pytest shows "
        "where you are."
    )


def place_before(progress, level):
    """The level that the learner was at when the last kata of a level began, or None."""
    place = None
    for event in reversed(progress.events):
        if event["event"] == "kata" and event.get("level") == level.key:
            place = ""
        elif place == "" and event["event"] == "at":
            return progress.grid.by_key.get(event.get("level"))
    return None


# To begin one, and to give it up


def said(progress):
    """A sentence on the kata that goes on; "" where none does."""
    on = going_on(progress)
    if on is None:
        return ""
    title = progress.grid.by_key[on.level].title
    return (
        f"A kata of {title} is going on; until it is done, that level counts as far as it is "
        "written. pytest --kata end gives it up, and puts back what was there."
    )


def only_one(progress):
    """CannotDo while a kata goes on."""
    on = going_on(progress)
    if on is not None:
        level = progress.grid.by_key[on.level]
        raise CannotDo(
            f"A kata of {level.title} is going on: finish {level.shown()}, or give it up "
            "with pytest --kata end."
        )


def begin(out, progress, level):
    """Keep what the learner wrote, put the level back to its blanks, and start the clock.

    The journal has it before the file changes: whatever is killed in between, the work is
    in koans/ or where the journal says.
    """
    if not progress.done(level):
        raise CannotDo(_not_done(progress, level))
    fresh = level.pristine
    kept = keep(level).relative_to(level.root).as_posix()
    journal = progress.journal
    journal.add("kata", level=level.key, kept=kept)
    stop_at_trouble(journal)
    write(level.koan, fresh)
    journal.add("at", level=level.key)
    earlier = _earlier(progress.events, level.key)
    return [
        *out.wrapped(
            f"Kata: {level.title} is back to its blanks, and the clock runs.", 2
        ),
        terminal.MARGIN * 2 + out.paint(f"{level.shown()}:1", "cyan"),
        "",
        *out.wrapped(f"Until now: {earlier}." if earlier else "", 2),
        terminal.MARGIN + "Your version is kept:",
        terminal.MARGIN * 2 + kept,
        "",
        terminal.MARGIN + "To give up, and have it back:  pytest --kata end",
        terminal.MARGIN + LOAD_AGAIN,
    ]


def _not_done(progress, level):
    known, whole = len(progress.remembered(level)), len(level.koans)
    was = any(
        e["event"] == "level" and e.get("level") == level.key for e in progress.events
    )
    if was and known in (0, whole):
        return (
            f"{level.title} is not known to be done as it stands now, and a kata writes again "
            f"what is done: save {level.shown()} once more, and ask again when it passes."
        )
    return (
        f"{level.title} is not done yet ({known} of {whole} koans), and a kata writes again "
        f"what is done: finish it first, pytest --go {level.project}/{level.number} leads "
        "there."
    )


def end(out, grid, progress):
    """Put back the version that was there before the kata; what was typed is kept."""
    on = going_on(progress)
    if on is None and (on := _half_ended(progress)) is None:
        raise CannotDo(
            "No kata is going on; pytest --kata iris/3 begins one of that level."
        )
    level = grid.by_key[on.level]
    before = _kept(grid.root, on)
    if before is None:
        raise CannotDo(
            f"The version before, {on.kept}, is not there any more, so nothing was changed: "
            f"finish {level.shown()} to end the kata."
        )
    typed, journal = keep(level), progress.journal
    typed = typed.relative_to(grid.root).as_posix() if typed else ""
    journal.add("kata_end", level=level.key, kept=typed)
    stop_at_trouble(journal)
    write(level.koan, before)
    lines = [
        *out.wrapped(f"The kata of {level.title} is given up.", 2),
        "",
        terminal.MARGIN + "As it was before:",
        terminal.MARGIN * 2 + level.shown(),
    ]
    if typed:
        lines += [terminal.MARGIN + "What you typed since is kept:"]
        lines += [terminal.MARGIN * 2 + typed]
    return [*lines, "", terminal.MARGIN + LOAD_AGAIN]


def _half_ended(progress):
    """A kata whose end was killed before the version before was put back, or None: the file
    is still what was kept of it then."""
    last = _last(progress)
    if last is None or last.ended != "kata_end":
        return None
    level, kept = progress.grid.by_key[last.level], ""
    for event in progress.events:
        if event["event"] == "kata_end":
            kept = event.get("kept", "")
        elif event["event"] == "reset" and event.get("level") == level.key:
            kept = ""  # what lies there now was asked for
    typed = _kept(level.root, Kata(level.key, kept)) if kept else None
    try:
        same = typed is not None and typed == level.koan.read_bytes()
    except OSError:
        return None
    return last if same and typed != _kept(level.root, last) else None


# What the screens say


def duration(seconds):
    """A length of time as one says it: 40 s, 9 min 40 s, 1 h 5 min."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        hours, minutes = divmod(minutes, 60)
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def _earlier(events, key):
    """The times of a level so far, in words; "" where none is told."""
    times = [kata.seconds for kata in finished(events, key)]
    said = [duration(seconds) for seconds in times]
    if len(times) > 1:
        said[times.index(min(times))] += " (the best)"
    first = round(first_time(events, key) / 60)
    parts = [f"the first time {first} min"] if first else []
    parts += [f"again {', '.join(said[-6:])}"] if said else []
    return "; ".join(parts)


def banner(out, progress, kata, level):
    """The line that every screen has while a kata goes on."""
    words = "kata"
    if level is None or level.key != kata.level:
        other = progress.grid.by_key[kata.level]
        words += f" of {other.project.replace('_', ' ')} level {other.number}"
    minutes = round(kata.so_far()) // 60
    words += f" · {minutes} min so far" if minutes else " · just begun"
    times = [done.seconds for done in finished(progress.events, kata.level)]
    first = round(first_time(progress.events, kata.level) / 60)
    if times:
        words += f" · best {duration(min(times))}"
    elif first:
        words += f" · first time {first} min"
    return [out.between(words, "give up: pytest --kata end", "yellow")]


def undone_banner(out, progress, kata):
    """What the screen says of a kata that is none any more."""
    level = progress.grid.by_key[kata.level]
    says = f"{level.shown()} is as it was before the kata, which is over: no time is counted."
    return out.wrapped(says, 2, "yellow")


def screen(out, progress, run, after, banner):
    """The screen of a kata that is finished: its time, beside earlier ones, and what was
    written, beside what was there before."""
    level = run.level
    *earlier, kata = finished(progress.events, level.key)
    lines = header.header(out, progress, level, banner)
    head = f"✓ kata of {level.project.replace('_', ' ')} · level {level.number}"
    lines += [out.between(head, _judged(kata, earlier), "green")]
    before = _earlier([e for e in progress.events if _is_before(e, kata)], level.key)
    if before:
        lines += out.wrapped(f"Before: {before}.")
    if run.result is not None and run.result.headline:
        lines += out.wrapped(run.result.headline)
    below = [*_standing_on(out, progress, level), *_next(out, after)]
    return [*lines, "", *_compared(out, level, kata, ROOM - len(lines) - 1, below)]


def _standing_on(out, progress, level):
    """What to say of later levels that were done with the version before."""
    numbers = [
        str(other.number)
        for other in progress.grid.of(level.project)
        if level in progress.grid.earlier(other)
        and not progress.done(other)
        and len(progress.remembered(other)) == len(other.koans)
    ]
    if not numbers:
        return []
    says = f"Standing on this one, to be saved once to count again: level {', '.join(numbers)}."
    return out.wrapped(says, 2)


def _is_before(event, kata):
    return when(event) is not None and when(event) < kata.times[0]


def _judged(kata, earlier):
    times = [one.seconds for one in earlier]
    said = duration(kata.seconds)
    if not times:
        return said
    if kata.seconds < min(times):
        return f"{said}, your best"
    return f"{said}, best {duration(min(times))}"


def _compared(out, level, kata, room, below):
    """The parts that differ most, as many as there is room for above the lines below."""
    try:
        then, now = syntax.read(_place_kept(level.root, kata)), syntax.read(level.koan)
        found = versions.parts(then, now)
    except (AttributeError, OSError, SyntaxError, ValueError, RecursionError):
        return [*out.wrapped("The version before cannot be read.", 2), "", *below]
    below = [*_paths(level, kata, then, now), "", *below]
    differ, lines = versions.changed(found), []
    if not differ:
        return [terminal.MARGIN + "Every function means the same as before.", *below]
    named = [part.name for part in differ]
    room -= len(below) + 2  # a blank line, and which are not shown
    width = (out.width - 4 - len(versions.BETWEEN)) // 2
    while differ and room - len(lines) >= (5 if lines else 3):
        part = differ.pop(0)
        left, most = f"{part.name}, then", room - len(lines) - 1 - bool(lines)
        title = f"{left[:width]:<{width}}{versions.BETWEEN}now"
        rows = versions.beside(part, width, most)
        lines += [""] * bool(lines) + [" " * 4 + out.paint(title, "dim")]
        lines += [" " * 4 + row for row in rows]
    hidden = named[len(named) - len(differ) :]
    more = f"  Changed too: {', '.join(hidden)}" if hidden else ""
    if len(more) > out.width:
        more = f"  Changed too: {len(hidden)} more"
    return [*lines, "", *([more] if more else []), *below]


def _paths(level, kata, then, now):
    """Where both versions are, and where they are side by side in full."""
    paths = {"then": kata.kept, "now ": level.shown()}
    try:
        paths = {"all ": _write_whole(level, kata, then, now)} | paths
    except OSError:
        pass
    return [f"{terminal.MARGIN}{name} {place}" for name, place in paths.items()]


def _write_whole(level, kata, then, now):
    """Write the whole comparison as text, named as the backup is; no .py, or ptw would run.
    Its place, from the clone's folder."""
    done = f"{kata.times[-1].astimezone():%Y-%m-%d %H:%M}"
    head = [
        f"{level.title}: {duration(kata.seconds)}, {done}",
        f"then, on the left: {kata.kept}",
        f"now, on the right: {level.shown()}",
    ]
    place = kata.kept.replace(BACKUPS, COMPARED, 1)
    write(level.root / place, versions.whole(then, now, head))
    return place


def _next(out, after):
    if after is None:
        return [terminal.MARGIN + "Everything here is done."]
    return [
        terminal.MARGIN + f"Next: {after.title}",
        terminal.MARGIN * 2 + out.paint(f"{after.shown()}:1", "cyan"),
    ]
