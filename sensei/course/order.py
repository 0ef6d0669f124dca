"""Which level is current, and which comes next."""

import os


class Saves:
    """When each koan file was saved last, as one look at all of them has found it."""

    def __init__(self, grid):
        self.grid = grid
        self.times = {key: _saved_at(path) for key, path in grid.paths.items()}

    def look_again(self, keys):
        """Look once more at the files of some levels, such as have changed since."""
        for key in self.times.keys() & keys:
            self.times[key] = _saved_at(self.grid.paths[key])

    def latest(self, since):
        """The level saved last after a time in nanoseconds, or None."""
        key = max(self.times, key=self.times.get, default=None)
        return self.grid.by_key[key] if self.times.get(key, 0) > since else None


def _saved_at(path):
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def current(grid, progress, saves=None):
    """The level to work at: the file just saved, else where the learner was, and from
    there the first that is not done; None when everything is done.

    saves: a Saves of this grid, where somebody has looked already.
    """
    saved = None
    if progress.since is not None:
        saved = (saves or Saves(grid)).latest(progress.since)
    if saved is not None:
        return saved
    levels = grid.ordered(progress.order)
    place = grid.by_key.get(progress.place)
    if place is None:
        return following(levels, None, progress)
    if not progress.done(place):
        return place
    return following(levels, place, progress)


def following(levels, place, progress):
    """The first level after place that is not done, else the first at all, else None; in its
    stead, unless a pillar is followed, an earlier one of its project that is not done."""
    start = levels.index(place) + 1 if place in levels else 0
    undone = (lv for lv in levels[start:] + levels[:start] if not progress.done(lv))
    level = next(undone, None)
    if level is None or progress.grid.is_pillar(progress.order):
        return level
    row = progress.grid.of(level.project)
    return next(earlier for earlier in row if not progress.done(earlier))
