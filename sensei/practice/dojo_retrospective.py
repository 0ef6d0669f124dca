"""The retrospective of a dojo: what happened in it, on one screen and as text."""

from collections import Counter
from datetime import datetime

from sensei.course.grid import Grid
from sensei.course.level import Level
from sensei.practice.dojo import Dojo, Pass, slowest
from sensei.practice.dojo_questions import questions
from sensei.practice.dojo_screen import in_minutes, listed, titled
from sensei.screen.terminal import MARGIN, WIDTH, Terminal, counted, title
from sensei.text.display import width

MOST_SLOW, MOST_DRIVERS = 4, 3  # lines under "Where it was slow", and names in each
LONGEST_TITLE = 40  # in a line of a table


def on_one_screen(
    out: Terminal, grid: Grid, dojo: Dojo, following: Level | None, room: int
) -> list[str]:
    """Return what happened in at most `room` lines: the head, who drove, where it was slow,
    and three questions. `following` is the level to go on at, or None."""
    passes = dojo.passes()
    head = _head(out, grid, dojo, passes)
    slow = _slow(out, dojo, passes)
    to_ask = [MARGIN + out.paint("To talk over", "bold")]
    for number, question in enumerate(questions(dojo, passes, following), 1):
        first, *rest = out.wrapped(question, 7)
        to_ask += [f"    {number}. {first.lstrip()}", *rest]
    room -= len(head) + len(to_ask) + 2
    drove = _who_drove(out, dojo, passes, room - len(slow))
    return [*head, "", *drove, *slow[: room - len(drove)], "", *to_ask]


def turn_by_turn(
    out: Terminal, grid: Grid, dojo: Dojo, following: Level | None
) -> list[str]:
    """Return the retrospective as lines of text: every turn, and what passed in it."""
    plain = Terminal(stream=out.stream, colour=False)
    plain.width = WIDTH - 2
    passes = dojo.passes()
    lines = [*_head(plain, grid, dojo, passes), ""]
    for number, turn in enumerate(dojo.turns):
        lines.append(f"  {_clock(turn.since)}–{_clock(turn.until)}  {turn.driver}")
        for passed in passes:
            if passed.turn == number:
                where, took = _level(grid, passed.level), in_minutes(passed.seconds)
                lines.append(f"      {title(passed.koan)} ({where}, {took})")
    lines += [*_slow(plain, dojo, passes), "", "  To talk over"]
    for number, question in enumerate(questions(dojo, passes, following), 1):
        lines.append(f"    {number}. {question}")
    return lines


def _clock(time: datetime) -> str:
    return f"{time.astimezone():%H:%M}"


def _level(grid: Grid, key: str) -> str:
    level = grid.by_key.get(key)
    return f"{level.project.replace('_', ' ')} level {level.number}" if level else key


def _head(out: Terminal, grid: Grid, dojo: Dojo, passes: list[Pass]) -> list[str]:
    """Return who took part, when, and how many koans of which levels passed."""
    began = dojo.began.astimezone()
    when = f"{began.day} {began:%B}, {_clock(began)} to {_clock(dojo.last_heard)}"
    left = f"The dojo of {listed(dojo.names)}"
    right = f"{when}: {counted(len(passes), 'koan')} passed"
    if out.fits(left, right):
        lines = [out.between(left, right, "bold")]
    else:
        lines = [*out.wrapped(left, 2, "bold"), MARGIN + right]
    koans_of = Counter(_level(grid, passed.level) for passed in passes)
    counts = ", ".join(f"{n} of {level}" for level, n in koans_of.items())
    return lines + out.wrapped(counts, 2)[:2] if counts else lines


def _who_drove(out: Terminal, dojo: Dojo, passes: list[Pass], room: int) -> list[str]:
    """Return a line for each who drove: when, how long, and how many koans passed."""
    n_passes = Counter(passed.driver for passed in passes)
    widest = max(map(width, dojo.names))
    lines = []
    for name in dojo.names:
        turns = [turn for turn in dojo.turns if turn.driver == name]
        if not turns:
            continue
        took = in_minutes(sum(turn.seconds for turn in turns))
        right = f"{took}, {counted(n_passes[name], 'koan')}"
        head = f"  {name}{' ' * (widest - width(name) + 2)}"
        times = [_clock(turn.since) for turn in turns]
        left = head + "  ".join(times)
        while len(times) > 1 and not out.fits(left, right):
            times.pop()
            left = f"{head}{'  '.join(times)} …"
        lines.append(out.between(left, right))
    if len(lines) > max(2, room):
        lines = [*lines[: max(2, room) - 1], "    …"]
    return lines


def _slow(out: Terminal, dojo: Dojo, passes: list[Pass]) -> list[str]:
    """Return the koans that took longest, and the one that is still open."""
    lines = []
    for passed in slowest(passes)[: MOST_SLOW - 1]:
        more = " …" if len(passed.drivers) > MOST_DRIVERS else ""
        who = ", ".join(passed.drivers[:MOST_DRIVERS]) + more
        left = f"  {titled(passed.koan, LONGEST_TITLE)}"
        lines.append(out.between(left, f"{in_minutes(passed.seconds)}  {who}"))
    still_open = dojo.still_open()
    if still_open is not None:
        koan, seconds = still_open
        left = f"  {titled(koan, LONGEST_TITLE)}, still open"
        lines.append(out.between(left, in_minutes(seconds)))
    if not lines:
        return []
    return ["", MARGIN + out.paint("Where it was slow", "bold"), *lines]
