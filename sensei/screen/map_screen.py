"""The grid on the screen: all projects and levels, and what is done."""

from sensei.screen.level_screen import FINISHED
from sensei.screen.terminal import MARGIN


def done_screen(out, grid, progress):
    return [*map_screen(out, grid, progress, None), "", *FINISHED]


def pillars(out, grid, progress):
    """How far each part of mathematics is met, in levels."""
    counts = [
        f"{pillar} {sum(map(progress.done, met))}/{len(met)}"
        for pillar, met in grid.pillars.items()
    ]
    return out.wrapped("Levels done by pillar: " + ", ".join(counts), 2, "dim")


def map_screen(out, grid, progress, place, levels=None):
    """The grid: projects down, levels across; all, or only some levels of it."""
    words = {}
    for level in grid.levels:
        words.setdefault(level.number, level.word)
    numbers = sorted(words)
    first = max(len(p) for p in grid.projects) + 2
    lines = [MARGIN + " " * first + "".join(f"{n:<9}" for n in numbers)]
    for project in grid.projects:
        cells = ""
        by_number = {level.number: level for level in grid.of(project)}
        for number in numbers:
            level = by_number.get(number)
            if level is None or (levels and level not in levels):
                cells += " " * 9
                continue
            passed, whole = len(progress.remembered(level)), len(level.koans)
            if progress.done(level):
                sign, style = "✓", "green"
            elif level == place:
                sign, style = f"▶ {passed}/{whole}", "yellow"
            elif passed:
                sign, style = f"{passed}/{whole}", "yellow"
            else:
                sign, style = "·", "dim"
            cells += out.paint(sign, style) + " " * (9 - len(sign))
        lines.append(MARGIN + f"{project.replace('_', ' '):<{first}}" + cells)
    legend = " · ".join(f"{n}\xa0{words[n]}" for n in numbers)
    legend = out.wrapped(legend, 2, "dim")  # number and word stay together
    lines += ["", *(line.replace("\xa0", " ") for line in legend)]
    done, whole = progress.count()
    facts = [f"{done} of {whole} koans"]
    if place is not None and progress.order == "spiral":
        facts.insert(0, f"lap {grid.lap_of(place)} of {len(grid.laps)}")
    if progress.first_day:
        facts.append(f"since {progress.first_day}")
    days = progress.days_in_a_row()
    if days > 1:
        facts.append(f"{days} days in a row")
    lines += ["", MARGIN + " · ".join(facts)]
    if place is not None and progress.order != "spiral":
        lines.append(
            MARGIN + f"Path: {progress.order}; pytest --path spiral leads back."
        )
    if grid.pillars and not levels:
        lines += pillars(out, grid, progress)
    if place is not None:
        lines += [
            MARGIN + f"Next: {place.title}",
            " " * 4 + out.paint(f"{place.shown()}:1", "cyan"),
        ]
    return lines
