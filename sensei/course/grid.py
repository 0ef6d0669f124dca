"""Which projects and levels there are, in which order, and which is current.

The grid is read from the file names in solutions/: 01_iris/level_3_numpy.py is level 3 of
project 01_iris. Nothing here imports or runs a level.

What follows from a text or a folder is kept by what tells that it has changed, so that a
process that goes on, such as one that is forked for every save, need not read it again.
"""

import hashlib
import os
import re
import time
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from sensei.text import koan_text, syntax

EARLIER_LEVEL = re.compile(r"^\s*from\s+\.(level_\w+)\s+import\b", re.MULTILINE)
LEVEL_FILE = re.compile(r"(level_[0-9]\w*_\w*)\.py")
KOAN = re.compile(r"^def (test\w*)\(", re.MULTILINE)
PILLARS = re.compile(r"^Pillars: (.+)\.$", re.MULTILINE)
PART = re.compile(r"^@yours\n(?:@.*\n)*def (\w+)\(", re.MULTILINE)
ORDERS = {
    "spiral": "a new result each lap, and every earlier project one level deeper",
    "down": "project by project, each to its last level",
    "across": "level by level, through all projects",
}


SETTLED = 2  # seconds after which a folder's time tells whether it has changed


@lru_cache(maxsize=64)
def _text(path, changed, size):
    return syntax.read(Path(path))


@lru_cache(maxsize=64)
def _names(pattern, text):
    return tuple(pattern.findall(text))


def _names_of(project):
    """What a project is called: 01_iris, 1_iris, iris and 1 are one."""
    number, _, name = project.casefold().partition("_")
    number = number.lstrip("0")
    return {project.casefold(), f"{number}_{name}", number, name or project} - {""}


@dataclass(frozen=True)
class Level:
    """One level of one project: a koan file and the solution it is made from."""

    root: Path
    project: str
    stem: str

    @property
    def key(self):
        return f"{self.project}/{self.stem}"

    @property
    def number(self):
        return int(self.stem.split("_")[1])

    @property
    def word(self):
        """What the level is called: numpy, matrices, ..."""
        return " ".join(self.stem.split("_")[2:])

    @property
    def title(self):
        return f"{self.project.replace('_', ' ')} · level {self.number}, {self.word}"

    @property
    def koan(self):
        return self.root / "koans" / self.project / f"{self.stem}.py"

    @property
    def solution(self):
        return self.root / "solutions" / self.project / f"{self.stem}.py"

    @property
    def proof(self) -> Path:
        return self.solution.parent / "proof" / self.solution.name

    @property
    def module(self):
        return f"koans.{self.project}.{self.stem}"

    @property
    def solution_text(self):
        seen = os.stat(self.solution)
        return _text(str(self.solution), seen.st_mtime_ns, seen.st_size)

    @property
    def pristine(self):
        """The koan file as the solution makes it, before anybody typed in it."""
        return koan_text.koan_text(self.solution_text)

    @property
    def koans(self):
        """The names of its tests, in the order written."""
        return list(_names(KOAN, self.solution_text))

    @property
    def parts(self):
        """The names of its @yours functions, in the order written."""
        return list(_names(PART, self.solution_text))

    @property
    def pillars(self):
        """The parts of mathematics that are met here, as its docstring names them."""
        lines = _names(PILLARS, self.solution_text)
        return [pillar for line in lines for pillar in line.split(", ")]

    def shown(self):
        """The koan file as a learner types it in a terminal: from the clone's folder."""
        return self.koan.relative_to(self.root).as_posix()


def _folders(root):
    """The projects' folders in solutions/, and when each last got or lost a file."""
    try:
        with os.scandir(os.path.join(root, "solutions")) as entries:
            return sorted((e.name, e.stat().st_mtime_ns) for e in entries if e.is_dir())
    except OSError:
        return []


def _level_files(root, project):
    """The stems of a project's levels, and how many koans there are in all."""
    folder = os.path.join(root, "solutions", project)
    stems = [m[1] for m in map(LEVEL_FILE.fullmatch, os.listdir(folder)) if m]
    texts = [syntax.read(Path(folder, f"{stem}.py")) for stem in stems]
    return stems, sum(len(KOAN.findall(text)) for text in texts)


class Grid:
    """All levels under a root folder, as projects in rows.

    n_koans: how many koans they hold.
    """

    _kept = {}  # root: the folders as they were, and the grid that was made of them

    def __init__(self, root, folders=None, earlier=None):
        self.root = Path(root)
        self.rows, self.n_koans, self._listed = {}, 0, {}
        for project, changed in _folders(root) if folders is None else folders:
            listed = earlier and earlier._listed.get((project, changed))
            listed = listed or _level_files(root, project)
            self._listed[project, changed] = listed
            stems, count = listed
            levels = [Level(self.root, project, stem) for stem in stems]
            if levels:
                self.rows[project] = sorted(levels, key=lambda level: level.number)
                self.n_koans += count
        self.levels = [level for row in self.rows.values() for level in row]
        self.by_key = {level.key: level for level in self.levels}

    @classmethod
    def at(cls, root):
        """The grid under root, kept for as long as no project got or lost a file."""
        folders = _folders(root)
        seen, grid = cls._kept.get(root, (None, None))
        if seen == folders:
            return grid
        grid = cls(root, folders, grid)
        if all(time.time_ns() - when > SETTLED * 10**9 for _, when in folders):
            cls._kept[root] = folders, grid
        return grid

    @property
    def projects(self):
        return list(self.rows)

    def of(self, project):
        return self.rows.get(project, [])

    @cached_property
    def paths(self):
        """The path of every level's koan file, by the level's key."""
        folder = os.path.join(self.root, "koans")
        return {level.key: f"{folder}/{level.key}.py" for level in self.levels}

    @cached_property
    def laps(self):
        """The spiral: lap n opens project n with levels 1 and 2, then takes every
        earlier project one level deeper, newest first."""
        laps = []
        for i, row in reversed([*enumerate(self.rows.values())]):
            for lap, levels in enumerate([row[:2], *([lv] for lv in row[2:])], i):
                laps += [[] for _ in range(lap + 1 - len(laps))]
                laps[lap] += levels
        return laps

    @cached_property
    def _lap_of(self):
        return {lv.key: n for n, lap in enumerate(self.laps, 1) for lv in lap}

    def lap_of(self, level):
        """The lap (from 1) in which the spiral meets a level."""
        return self._lap_of[level.key]

    def ordered(self, order):
        """All levels: spiral, down, across, or those of a pillar first."""
        if order == "down":
            return self.levels
        if order == "across":
            return sorted(self.levels, key=lambda level: (level.number, level.project))
        spiral = [level for lap in self.laps for level in lap]
        if self.is_pillar(order):
            met = {level.key: level for level in self.pillars[order]}
            return [*met.values(), *(lv for lv in spiral if lv.key not in met)]
        return spiral

    def is_pillar(self, order):
        """Whether an order is that of a pillar; only for that are all levels read."""
        return order not in ORDERS and order in self.pillars

    @cached_property
    def pillars(self):
        """The levels at which each part of mathematics is met, in the spiral's order."""
        found = {}
        for lap in self.laps:
            for level in lap:
                for pillar in level.pillars:
                    found.setdefault(pillar, []).append(level)
        return dict(sorted(found.items()))

    def find(self, words):
        """The levels that words such as iris, 01_iris/3, 01/level_3 or a file may mean."""
        words = words.strip().replace("\\", "/").removeprefix("./").removesuffix(".py")
        words = words.removeprefix("koans/").strip("/")
        project, _, level = words.casefold().partition("/")
        level = level.lstrip("0")
        found = [
            candidate
            for candidate in self.levels
            if project.lstrip("0") in _names_of(candidate.project)
        ]
        if not level:
            return found
        return [
            candidate
            for candidate in found
            if level
            in (
                candidate.stem,
                str(candidate.number),
                f"level_{candidate.number}",
                candidate.word,
            )
        ]

    def containing(self, path):
        """The level whose koan file is path, or None."""
        path = Path(path)
        level = self.by_key.get(f"{path.parent.name}/{path.stem}")
        return level if level is not None and level.koan == path else None

    def earlier(self, level):
        """The levels of the same project that a level imports from."""
        keys = [
            f"{level.project}/{stem}"
            for stem in EARLIER_LEVEL.findall(level.solution_text)
        ]
        return [self.by_key[key] for key in dict.fromkeys(keys) if key in self.by_key]

    def fingerprint(self, level, is_done, parts=None):
        """A hash of all that a pass of level stands on: its file, the earlier levels it
        imports (the learner's where done, else the solution's), its solution and its proof.

        parts: texts to take in place of its file, such as what one koan runs; then a list
        with a hash for each.
        """
        digest = hashlib.sha256()
        read = [level.koan.parent / "__init__.py", level.solution, level.proof]
        for other in self.earlier(level):
            if is_done(other):
                digest.update(self.fingerprint(other, is_done).encode())
            else:
                read.append(other.solution)
        for path in read:
            digest.update(_content(path) + b"\0")
        hashed = []
        for data in [_content(level.koan)] if parts is None else map(str.encode, parts):
            whole = digest.copy()
            whole.update(data)
            hashed.append(whole.hexdigest())
        return hashed[0] if parts is None else hashed


def _content(path):
    try:
        return path.read_bytes()
    except OSError:
        return b"missing"
