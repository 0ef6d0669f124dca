"""The grid on the screen: all projects and levels, and what is done."""

from collections.abc import Container

from sensei.course.grid import Level
from sensei.course.progress import Progress
from sensei.screen.level_screen import FINISHED
from sensei.screen.terminal import MARGIN, Terminal

CELL = 9  # columns


def done_screen(out: Terminal, progress: Progress) -> list[str]:
    """Return the map, and that everything on it is done."""
    return [*map_screen(out, progress, None), "", *FINISHED]


def map_screen(
    out: Terminal,
    progress: Progress,
    place: Level | None,
    levels: Container[Level] | None = None,
) -> list[str]:
    """Return the grid, projects down and levels across, and how far the learner is.

    place: the level to work at; None where everything is done.
    levels: those to show; None: all.
    """
    lines = [*_table(out, progress, place, levels), "", *_legend(out, progress)]
    lines += ["", MARGIN + " · ".join(_facts(progress, place))]
    if place is not None and progress.order != "spiral":
        lines += [MARGIN + f"Path: {progress.order}; pytest --path spiral leads back."]
    if progress.grid.pillars and levels is None:
        lines += _pillars(out, progress)
    if place is not None:
        lines += [
            MARGIN + f"Next: {place.title}",
            MARGIN * 2 + out.paint(f"{place.shown()}:1", "cyan"),
        ]
    return lines


def _words(progress: Progress) -> dict[int, str]:
    """Return what the levels are called, by number."""
    words: dict[int, str] = {}
    for level in progress.grid.levels:
        words.setdefault(level.number, level.word)
    return dict(sorted(words.items()))


def _table(
    out: Terminal,
    progress: Progress,
    place: Level | None,
    levels: Container[Level] | None,
) -> list[str]:
    numbers = list(_words(progress))
    width = max(map(len, progress.grid.projects), default=0) + 2
    lines = [MARGIN + " " * width + "".join(f"{n:<{CELL}}" for n in numbers)]
    for project in progress.grid.projects:
        by_number = {level.number: level for level in progress.grid.of(project)}
        cells = ""
        for number in numbers:
            level = by_number.get(number)
            if level is None or (levels is not None and level not in levels):
                cells += " " * CELL
            else:
                sign, style = _cell(progress, level, place)
                cells += out.paint(sign, style) + " " * (CELL - len(sign))
        lines.append(f"{MARGIN}{project.replace('_', ' '):<{width}}{cells}")
    return lines


def _cell(progress: Progress, level: Level, place: Level | None) -> tuple[str, str]:
    """Return how far a level is, as (sign, style)."""
    n_passed = len(progress.remembered(level))
    count = f"{n_passed}/{len(level.koans)}"
    if progress.done(level):
        return "✓", "green"
    if level == place:
        return f"▶ {count}", "yellow"
    return (count, "yellow") if n_passed else ("·", "dim")


def _legend(out: Terminal, progress: Progress) -> list[str]:
    """Return what the numbers of the levels mean, with no line between number and word."""
    legend = " · ".join(f"{n}\xa0{word}" for n, word in _words(progress).items())
    return [line.replace("\xa0", " ") for line in out.wrapped(legend, 2, "dim")]


def _facts(progress: Progress, place: Level | None) -> list[str]:
    done, whole = progress.count()
    facts = [f"{done} of {whole} koans"]
    if place is not None and progress.order == "spiral":
        laps = len(progress.grid.laps)
        facts.insert(0, f"lap {progress.grid.lap_of(place)} of {laps}")
    if progress.first_day:
        facts.append(f"since {progress.first_day}")
    days = progress.days_in_a_row()
    if days > 1:
        facts.append(f"{days} days in a row")
    return facts


def _pillars(out: Terminal, progress: Progress) -> list[str]:
    """Return how far each part of mathematics is met, in levels."""
    counts = [
        f"{pillar} {sum(map(progress.done, levels))}/{len(levels)}"
        for pillar, levels in progress.grid.pillars.items()
    ]
    return out.wrapped("Levels done by pillar: " + ", ".join(counts), 2, "dim")
