"""What the screens say of a kata: while it goes on, and when it is finished."""

from sensei.course.journal import Event, when
from sensei.course.level import Level
from sensei.course.progress import Progress
from sensei.practice.kata import Kata, finished, first_time, going_on
from sensei.practice.kata_comparison import comparison
from sensei.screen.header import header
from sensei.screen.terminal import HEIGHT, MARGIN, Terminal

ROOM = HEIGHT - 2  # lines of a screen, without the first and the last
MOST_TIMES = 6  # of earlier katas, on one screen


# Lengths of time


def duration(seconds: float) -> str:
    """Return a length of time in words: 40 s, 9 min 40 s, 1 h 5 min."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        hours, minutes = divmod(minutes, 60)
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def times_so_far(events: list[Event], key: str) -> str:
    """Return in words how long a level has taken so far; empty where no time is told."""
    times = [kata.seconds for kata in finished(events, key)]
    words = [duration(seconds) for seconds in times]
    if len(times) > 1:
        words[times.index(min(times))] += " (the best)"
    first = round(first_time(events, key) / 60)
    parts = [f"the first time {first} min"] if first else []
    parts += [f"again {', '.join(words[-MOST_TIMES:])}"] if words else []
    return "; ".join(parts)


# While one goes on


def reminder(progress: Progress) -> str:
    """Return a sentence on the kata that goes on; empty where none does."""
    kata = going_on(progress)
    if kata is None:
        return ""
    title = progress.grid.by_key[kata.level].title
    return (
        f"A kata of {title} is going on; until it is done, that level counts as far as it is "
        "written. pytest --kata end gives it up, and puts back what was there."
    )


def banner(
    out: Terminal, progress: Progress, kata: Kata, level: Level | None
) -> list[str]:
    """Return the line that every screen has while a kata goes on. `level` is the one that
    the screen is about, if any."""
    words = "kata"
    if level is None or level.key != kata.level:
        other = progress.grid.by_key[kata.level]
        words += f" of {other.project.replace('_', ' ')} level {other.number}"
    minutes = round(kata.seconds_so_far()) // 60
    words += f" · {minutes} min so far" if minutes else " · just begun"
    times = [earlier.seconds for earlier in finished(progress.events, kata.level)]
    first = round(first_time(progress.events, kata.level) / 60)
    if times:
        words += f" · best {duration(min(times))}"
    elif first:
        words += f" · first time {first} min"
    return [out.between(words, "give up: pytest --kata end", "yellow")]


def undone_banner(out: Terminal, progress: Progress, kata: Kata) -> list[str]:
    """Return what a screen says of a kata whose level is again as it was before."""
    level = progress.grid.by_key[kata.level]
    says = f"{level.shown()} is as it was before the kata, which is over: no time is counted."
    return out.wrapped(says, 2, "yellow")


# When one is finished


def finished_screen(
    out: Terminal,
    progress: Progress,
    level: Level,
    banner_lines: list[str],
    headline: str,
    following: Level | None,
) -> list[str]:
    """Return the screen of a kata that is finished: its time beside earlier ones, and what
    was written beside what was there before.

    `banner_lines` are those below the first one, `headline` is the level's result, and
    `following` the level to go on at, or None where everything is done.
    """
    *earlier, kata = finished(progress.events, level.key)
    lines = header(out, progress, level, banner_lines)
    head = f"✓ kata of {level.project.replace('_', ' ')} · level {level.number}"
    lines += [out.between(head, _time_beside(kata, earlier), "green")]
    events_before = [e for e in progress.events if _is_before(e, kata)]
    before = times_so_far(events_before, level.key)
    if before:
        lines += out.wrapped(f"Before: {before}.")
    if headline:
        lines += out.wrapped(headline)
    end = [*_standing_on(out, progress, level), *_next(out, following)]
    room = ROOM - len(lines) - 1
    return [
        *lines,
        "",
        *comparison(out, level, kata, duration(kata.seconds), end, room),
    ]


def _is_before(event: Event, kata: Kata) -> bool:
    time = when(event)
    return time is not None and time < kata.times[0]


def _time_beside(kata: Kata, earlier: list[Kata]) -> str:
    """Return the time of a kata in words, and how it compares with earlier ones."""
    took = duration(kata.seconds)
    if not earlier:
        return took
    best = min(other.seconds for other in earlier)
    if kata.seconds < best:
        return f"{took}, your best"
    return f"{took}, best {duration(best)}"


def _standing_on(out: Terminal, progress: Progress, level: Level) -> list[str]:
    """Return what to say of later levels that were done with the version before."""
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


def _next(out: Terminal, following: Level | None) -> list[str]:
    if following is None:
        return [MARGIN + "Everything here is done."]
    return [
        MARGIN + f"Next: {following.title}",
        MARGIN * 2 + out.paint(f"{following.shown()}:1", "cyan"),
    ]
