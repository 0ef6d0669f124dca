"""Earlier levels that a level imports and that are not done are borrowed from solutions/."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from types import ModuleType

import pytest

from sensei.course.grid import Grid
from sensei.course.level import Level
from sensei.course.progress import Progress


class Borrowing:
    """Imports a solution in place of an earlier level that is not done.

    levels: the levels that are borrowed, by the names of their modules.
    """

    def __init__(self, levels: Iterable[Level]) -> None:
        self.levels = {level.module: level for level in levels}

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if name not in self.levels:
            return None
        return spec_from_file_location(name, self.levels[name].solution)


def borrow(config: pytest.Config, progress: Progress, wanted: set[str]) -> list[Level]:
    """Have the earlier levels that the wanted ones import, and that are not done, borrowed.

    wanted: keys of levels. Returns the levels that are borrowed.
    """
    grid = progress.grid
    imported = [
        other for key in sorted(wanted) for other in all_earlier(grid, grid.by_key[key])
    ]
    levels = [
        level
        for level in dict.fromkeys(imported)
        if level.key not in wanted and not progress.done(level)
    ]
    if levels:
        finder = Borrowing(levels)
        sys.meta_path.insert(0, finder)
        config.add_cleanup(lambda: sys.meta_path.remove(finder))
    return levels


def all_earlier(grid: Grid, level: Level) -> Iterator[Level]:
    """Yield the levels that a level imports from, those that they import from, and so on."""
    for other in grid.earlier(level):
        yield other
        yield from all_earlier(grid, other)
