"""Which level is current, and which comes next."""

import os
from collections.abc import Iterable

from sensei.course.grid import Grid
from sensei.course.level import Level
from sensei.course.progress import Progress


class Saves:
    """When each koan file was saved last, as one look at all of them has told."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.times = {key: _saved_at(path) for key, path in grid.paths.items()}

    def look_again(self, keys: Iterable[str]) -> None:
        """Look once more at the files of some levels, such as have changed since."""
        for key in self.times.keys() & keys:
            self.times[key] = _saved_at(self.grid.paths[key])

    def latest(self, since: int) -> Level | None:
        """Return the level saved last after a time in nanoseconds, or None."""
        key = max(self.times, key=self.times.__getitem__, default=None)
        if key is None or self.times[key] <= since:
            return None
        return self.grid.by_key[key]


def _saved_at(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def current(progress: Progress, saves: Saves | None = None) -> Level | None:
    """Return the level to work at: the file just saved, else where the learner was, and from
    there the first that is not done; None when everything is done.

    `saves` are of the same grid, where somebody has looked already.
    """
    grid = progress.grid
    if progress.since is not None:
        saved = (saves or Saves(grid)).latest(progress.since)
        if saved is not None:
            return saved
    levels = grid.ordered(progress.order)
    place = grid.by_key.get(progress.place) if progress.place else None
    if place is None:
        return following(levels, None, progress)
    if not progress.done(place):
        return place
    return following(levels, place, progress)


def following(
    levels: list[Level], place: Level | None, progress: Progress
) -> Level | None:
    """Return the first level after place that is not done, else the first of all, else None.

    Unless a pillar is followed, an earlier level of the same project that is not done goes
    before it.
    """
    start = levels.index(place) + 1 if place in levels else 0
    undone = (lv for lv in levels[start:] + levels[:start] if not progress.done(lv))
    level = next(undone, None)
    if level is None or progress.grid.is_pillar(progress.order):
        return level
    row = progress.grid.of(level.project)
    return next(earlier for earlier in row if not progress.done(earlier))
