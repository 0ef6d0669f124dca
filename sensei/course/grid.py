"""Which projects and levels there are, and the orders in which they can be met.

The grid is read from the file names in solutions/: 01_iris/level_3_numpy.py is level 3 of
project 01_iris. A grid is kept for as long as no folder changes, so that a process that
forks for every save need not look at all the files again.
"""

import os
import re
import time
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from sensei.course.level import Level, n_koans_in
from sensei.text import syntax

LEVEL_FILE = re.compile(r"(level_[0-9]\w*_\w*)\.py")
ORDERS = {
    "spiral": "a new result each lap, and every earlier project one level deeper",
    "down": "project by project, each to its last level",
    "across": "level by level, through all projects",
}
SETTLED = 2 * 10**9  # nanoseconds: then a folder's time tells whether it has changed

Folder = tuple[str, int]  # a project, and when its folder last got or lost a file
Listing = tuple[list[str], int]  # the stems of a project's levels, and how many koans


def _folders(root: Path) -> list[Folder]:
    """Return the projects' folders in solutions/, sorted by name."""
    try:
        with os.scandir(os.path.join(root, "solutions")) as entries:
            return sorted((e.name, e.stat().st_mtime_ns) for e in entries if e.is_dir())
    except OSError:
        return []


def _listing(root: Path, project: str) -> Listing:
    """Look at the files of a project's folder and count their koans."""
    folder = os.path.join(root, "solutions", project)
    stems = [m[1] for m in map(LEVEL_FILE.fullmatch, os.listdir(folder)) if m]
    texts = [syntax.read(Path(folder, f"{stem}.py")) for stem in stems]
    return stems, sum(map(n_koans_in, texts))


def _names_of(project: str) -> set[str]:
    """Return what a learner may call a project: 01_iris, 1_iris, iris or 1."""
    number, _, name = project.casefold().partition("_")
    number = number.lstrip("0")
    return {project.casefold(), f"{number}_{name}", number, name or project} - {""}


class Grid:
    """All levels under a root folder: projects are rows, and levels are columns.

    `folders` are the projects' folders where somebody has looked already. `before` is the
    grid as it was before a change: what it knows of unchanged folders is not read again.
    """

    _kept: ClassVar[dict[Path, tuple[list[Folder], "Grid"]]] = {}  # by root

    def __init__(
        self,
        root: Path,
        folders: list[Folder] | None = None,
        before: "Grid | None" = None,
    ) -> None:
        self.root = Path(root)
        self.rows: dict[str, list[Level]] = {}
        self._listings: dict[Folder, Listing] = {}
        for folder in _folders(root) if folders is None else folders:
            project, _ = folder
            known = before._listings.get(folder) if before is not None else None
            listing = known or _listing(root, project)
            self._listings[folder] = listing
            levels = [Level(self.root, project, stem) for stem in listing[0]]
            if levels:
                self.rows[project] = sorted(levels, key=lambda level: level.number)

    @classmethod
    def at(cls, root: Path) -> "Grid":
        """Return the grid under root; the same one while no project gets or loses a file."""
        folders = _folders(root)
        seen, grid = cls._kept.get(root, (None, None))
        if grid is not None and seen == folders:
            return grid
        grid = cls(root, folders, grid)
        if all(time.time_ns() - changed > SETTLED for _, changed in folders):
            cls._kept[root] = folders, grid
        return grid

    @property
    def projects(self) -> list[str]:
        return list(self.rows)

    @cached_property
    def levels(self) -> list[Level]:
        """All levels, project by project."""
        return [level for row in self.rows.values() for level in row]

    @cached_property
    def by_key(self) -> dict[str, Level]:
        return {level.key: level for level in self.levels}

    @property
    def n_koans(self) -> int:
        """How many koans all levels hold."""
        return sum(count for _, count in self._listings.values())

    @cached_property
    def paths(self) -> dict[str, str]:
        """The path of every level's koan file, by the level's key."""
        folder = os.path.join(self.root, "koans")
        return {level.key: f"{folder}/{level.key}.py" for level in self.levels}

    def of(self, project: str) -> list[Level]:
        """Return the levels of a project; none where there is no such project."""
        return self.rows.get(project, [])

    def earlier(self, level: Level) -> list[Level]:
        """Return the levels of the same project that a level imports from."""
        keys = [f"{level.project}/{stem}" for stem in level.imported_stems]
        return [self.by_key[key] for key in keys if key in self.by_key]

    # Orders

    @cached_property
    def laps(self) -> list[list[Level]]:
        """The spiral: lap n opens project n with levels 1 and 2, then takes every
        earlier project one level deeper, newest first."""
        laps: list[list[Level]] = []
        for first_lap, row in reversed([*enumerate(self.rows.values())]):
            opening, *deeper = row[:2], *([level] for level in row[2:])
            for lap, levels in enumerate([opening, *deeper], first_lap):
                laps += [[] for _ in range(lap + 1 - len(laps))]
                laps[lap] += levels
        return laps

    @cached_property
    def _lap_of(self) -> dict[str, int]:
        return {lv.key: n for n, lap in enumerate(self.laps, 1) for lv in lap}

    def lap_of(self, level: Level) -> int:
        """Return the lap (from 1) in which the spiral meets a level."""
        return self._lap_of[level.key]

    @cached_property
    def pillars(self) -> dict[str, list[Level]]:
        """The levels at which each part of mathematics is met, in the spiral's order."""
        levels_by_pillar: dict[str, list[Level]] = {}
        for lap in self.laps:
            for level in lap:
                for pillar in level.pillars:
                    levels_by_pillar.setdefault(pillar, []).append(level)
        return dict(sorted(levels_by_pillar.items()))

    def is_pillar(self, order: str) -> bool:
        """Return whether an order is that of a pillar; only for that are all levels read."""
        return order not in ORDERS and order in self.pillars

    def ordered(self, order: str) -> list[Level]:
        """Return all levels: in the order spiral, down or across, or those of a pillar first
        and then the others along the spiral."""
        if order == "down":
            return self.levels
        if order == "across":
            return sorted(self.levels, key=lambda level: (level.number, level.project))
        spiral = [level for lap in self.laps for level in lap]
        if self.is_pillar(order):
            met = {level.key: level for level in self.pillars[order]}
            return [*met.values(), *(lv for lv in spiral if lv.key not in met)]
        return spiral

    # Levels by name

    def find(self, words: str) -> list[Level]:
        """Return the levels that words such as iris, 01_iris/3, 01/level_3 or a file mean."""
        words = words.strip().replace("\\", "/").removeprefix("./").removesuffix(".py")
        words = words.removeprefix("koans/").strip("/")
        project, _, name = words.casefold().partition("/")
        name = name.lstrip("0")
        in_project = [
            level
            for level in self.levels
            if project.lstrip("0") in _names_of(level.project)
        ]
        if not name:
            return in_project
        return [level for level in in_project if level.is_called(name)]

    def containing(self, path: Path) -> Level | None:
        """Return the level whose koan file is at path, or None."""
        path = Path(path)
        level = self.by_key.get(f"{path.parent.name}/{path.stem}")
        return level if level is not None and level.koan == path else None
