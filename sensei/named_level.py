"""The level that the words behind an option name."""

import difflib

from sensei.course.grid import Grid, Level
from sensei.course.order import current
from sensei.course.progress import Progress
from sensei.errors import CannotDo


def levels_named(grid: Grid, words: str) -> list[Level]:
    """Return the levels that words such as iris or iris/3 name; CannotDo if there are none."""
    levels = grid.find(words)
    if levels:
        return levels
    project = words.strip().replace("\\", "/").removeprefix("koans/").partition("/")[0]
    levels = grid.find(project)
    if levels:
        raise CannotDo(
            f"There is no level {words}; {levels[0].project} has {_numbers(levels)}."
        )
    projects = ", ".join(grid.projects)
    names = [name.split("_", 1)[-1] for name in grid.projects]
    near = difflib.get_close_matches(project, [*names, *grid.projects], 1)
    meant = f"Did you mean {near[0]}? The" if near else "The"
    raise CannotDo(
        f"There is no level called {words}. {meant} projects are {projects}."
    )


def level_named(grid: Grid, words: str, option: str) -> Level:
    """Return the level that words name; CannotDo if there is none, or where they name a whole
    project."""
    levels = levels_named(grid, words)
    if len(levels) > 1 and "/" not in words:
        project = levels[0].project
        raise CannotDo(
            f"Which level of {project}? Say pytest {option} {project}/N with N one of "
            f"{_numbers(levels)}."
        )
    return levels[0]


def _numbers(levels: list[Level]) -> str:
    return ", ".join(str(level.number) for level in levels)


def level_at_hand(progress: Progress) -> Level:
    """Return the level to work at; CannotDo where everything is done."""
    level = current(progress)
    if level is None:
        raise CannotDo("Everything here is done: there is no koan at hand.")
    return level
