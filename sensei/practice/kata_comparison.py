"""What was written in a kata beside the version before: on the screen, and in full as text."""

from sensei.course.backups import BACKUPS, write
from sensei.course.journal import FOLDER
from sensei.course.level import Level
from sensei.practice.kata import Kata
from sensei.screen.terminal import MARGIN, Terminal
from sensei.text import syntax, versions

COMPARISONS = f"{FOLDER}/kata"
INDENT = MARGIN * 2


def comparison(
    out: Terminal, level: Level, kata: Kata, took: str, end: list[str], room: int
) -> list[str]:
    """Return the parts of a level that differ most, where both versions are, and the lines of
    `end`, in so many lines. `took` is the time of the kata in words."""
    place = kata.place(level.root)
    unreadable = [*out.wrapped("The version before cannot be read.", 2), "", *end]
    if place is None:
        return unreadable
    try:
        then, now = syntax.read(place), syntax.read(level.koan)
        parts = versions.parts(then, now)
    except (OSError, SyntaxError, ValueError, RecursionError):
        return unreadable
    end = [*_paths(level, kata, _write_whole(level, kata, took, then, now)), "", *end]
    differ = versions.changed(parts)
    if not differ:
        return [MARGIN + "Every function means the same as before.", *end]
    # a blank line and the line on what is not shown go above the end
    return [*_side_by_side(out, differ, room - len(end) - 2), *end]


def _side_by_side(out: Terminal, differ: list[versions.Part], room: int) -> list[str]:
    """Return as many parts side by side as there is room for, and a blank line and the names
    of the others below them."""
    width = (out.width - len(INDENT) - len(versions.BETWEEN)) // 2
    lines: list[str] = []
    n_shown = 0
    while n_shown < len(differ) and room - len(lines) >= (5 if lines else 3):
        part = differ[n_shown]
        lines += [""] * bool(lines)
        name = f"{part.name}, then"
        title = f"{name[:width]:<{width}}{versions.BETWEEN}now"
        rows = versions.beside(part, width, room - len(lines) - 1)
        lines += [INDENT + out.paint(title, "dim"), *(INDENT + row for row in rows)]
        n_shown += 1
    hidden = [part.name for part in differ[n_shown:]]
    if not hidden:
        return [*lines, ""]
    more = f"{MARGIN}Changed too: {', '.join(hidden)}"
    if len(more) > out.width:
        more = f"{MARGIN}Changed too: {len(hidden)} more"
    return [*lines, "", more]


def _paths(level: Level, kata: Kata, whole: str) -> list[str]:
    """Return where both versions are, and where they are side by side in full, if they are."""
    paths = [f"{MARGIN}all  {whole}"] if whole else []
    return [*paths, f"{MARGIN}then {kata.kept}", f"{MARGIN}now  {level.shown()}"]


def _write_whole(level: Level, kata: Kata, took: str, then: str, now: str) -> str:
    """Write the whole comparison as text, and return its place from the clone's folder; empty
    where it cannot be written.

    It is named as the backup is, and not .py, or ptw would run.
    """
    done = f"{kata.times[-1].astimezone():%Y-%m-%d %H:%M}"
    head = [
        f"{level.title}: {took}, {done}",
        f"then, on the left: {kata.kept}",
        f"now, on the right: {level.shown()}",
    ]
    place = kata.kept.replace(BACKUPS, COMPARISONS, 1)
    try:
        write(level.root / place, versions.whole(then, now, head))
    except OSError:
        return ""
    return place
