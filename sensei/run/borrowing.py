"""Earlier levels that a level imports and that are not done are borrowed from solutions/."""

import sys
from importlib.util import spec_from_file_location


class Borrowing:
    """Imports a solution in place of an earlier level that is not done."""

    def __init__(self, levels):
        self.levels = {level.module: level for level in levels}

    def find_spec(self, name, path=None, target=None):
        if name not in self.levels:
            return None
        return spec_from_file_location(name, self.levels[name].solution)


def borrow(config, grid, progress, wanted):
    """Have the earlier levels that the wanted ones import, and that are not done, borrowed.

    wanted: keys of levels. Returns the levels that are borrowed.
    """
    levels = []
    for key in sorted(wanted):
        for other in all_earlier(grid, grid.by_key[key]):
            if other.key not in wanted and not progress.done(other):
                levels.append(other)
    levels = list(dict.fromkeys(levels))
    if levels:
        finder = Borrowing(levels)
        sys.meta_path.insert(0, finder)
        config.add_cleanup(lambda: sys.meta_path.remove(finder))
    return levels


def all_earlier(grid, level):
    """The levels that a level imports from, and those that they import from, and so on."""
    for other in grid.earlier(level):
        yield other
        yield from all_earlier(grid, other)
