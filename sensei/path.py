"""Which projects and levels there are, in which order, and which is current.

The grid is read from the file names in solutions/: 01_iris/level_3_numpy.py is level 3 of
project 01_iris. Nothing here imports or runs a level.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from . import source

ORDERS = ("spiral", "down", "across")
EARLIER_LEVEL = re.compile(r"^\s*from\s+\.(level_\w+)\s+import\b", re.MULTILINE)


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
    def module(self):
        return f"koans.{self.project}.{self.stem}"

    @cached_property
    def solution_text(self):
        return source.read(self.solution)

    @cached_property
    def pristine(self):
        """The koan file as the solution makes it, before anybody typed in it."""
        return source.koan_text(self.solution_text)

    @cached_property
    def koans(self):
        """The names of its tests, in the order written."""
        return re.findall(r"^def (test\w*)\(", self.solution_text, re.MULTILINE)

    @cached_property
    def parts(self):
        """The names of its @yours functions, in the order written."""
        found = r"^@yours\n(?:@.*\n)*def (\w+)\("
        return re.findall(found, self.solution_text, re.MULTILINE)

    def shown(self):
        """The koan file as a learner types it in a terminal: from the clone's folder."""
        return self.koan.relative_to(self.root).as_posix()


class Grid:
    """All levels under a root folder, as projects in rows."""

    def __init__(self, root):
        self.root = Path(root)
        found = sorted((self.root / "solutions").glob("*/level_[0-9]*_*.py"))
        levels = [Level(self.root, path.parent.name, path.stem) for path in found]
        self.levels = sorted(levels, key=lambda level: (level.project, level.number))
        self.by_key = {level.key: level for level in self.levels}

    @property
    def projects(self):
        return list(dict.fromkeys(level.project for level in self.levels))

    def of(self, project):
        return [level for level in self.levels if level.project == project]

    @cached_property
    def laps(self):
        """The spiral: lap n opens project n with levels 1 and 2, then takes every
        earlier project one level deeper, newest first."""
        depths = []
        for project in self.projects:
            levels = self.of(project)
            depths.append([levels[:2], *([level] for level in levels[2:])])
        laps = []
        for lap in range(max((i + len(d) for i, d in enumerate(depths)), default=0)):
            levels = []
            for i in range(min(lap, len(depths) - 1), -1, -1):
                if lap - i < len(depths[i]):
                    levels += depths[i][lap - i]
            laps.append(levels)
        return laps

    def lap_of(self, level):
        """The lap (from 1) in which the spiral meets a level."""
        return next(n for n, lap in enumerate(self.laps, 1) if level in lap)

    def ordered(self, order):
        if order == "down":
            return self.levels
        if order == "across":
            return sorted(self.levels, key=lambda level: (level.number, level.project))
        return [level for lap in self.laps for level in lap]

    def find(self, words):
        """The levels that words such as iris, 01_iris/3, 01/level_3 or a file may mean."""
        words = words.strip().replace("\\", "/").removeprefix("./").removesuffix(".py")
        words = words.removeprefix("koans/").strip("/")
        project, _, level = words.partition("/")
        found = [
            candidate
            for candidate in self.levels
            if project in (candidate.project, *candidate.project.split("_", 1))
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
        return next((level for level in self.levels if level.koan == path), None)

    def earlier(self, level):
        """The levels of the same project that a level imports from."""
        keys = [
            f"{level.project}/{stem}"
            for stem in EARLIER_LEVEL.findall(level.solution_text)
        ]
        return [self.by_key[key] for key in dict.fromkeys(keys) if key in self.by_key]

    def fingerprint(self, level, is_done, text=None):
        """A hash of all that a pass of level stands on: its file, the earlier levels it
        imports (the learner's where done, else the solution's) and its solution.

        text: what to take in place of its file, such as the part that one koan runs.
        """
        digest = hashlib.sha256()
        card = level.koan.parent / "__init__.py"
        read = [card, level.solution]
        if text is None:
            read.append(level.koan)
        else:
            digest.update(text.encode())
        for other in self.earlier(level):
            if is_done(other):
                digest.update(self.fingerprint(other, is_done).encode())
            else:
                read.append(other.solution)
        for path in read:
            try:
                digest.update(path.read_bytes())
            except OSError:
                digest.update(b"missing")
            digest.update(b"\0")
        return digest.hexdigest()


def just_saved(grid, since):
    """The level whose koan file was saved last after a time in nanoseconds, or None."""
    if since is None:
        return None
    saved = []
    for level in grid.levels:
        try:
            when = level.koan.stat().st_mtime_ns
        except OSError:
            continue
        if when > since:
            saved.append((when, level.key, level))
    return max(saved)[2] if saved else None


def current(grid, order, progress, since=None):
    """The level to work at: the file just saved, else where the learner was, and from
    there the first that is not done; None when everything is done."""
    saved = just_saved(grid, since)
    if saved is not None:
        return saved
    levels = grid.ordered(order)
    place = grid.by_key.get(progress.place)
    if place is None:
        return following(levels, None, progress)
    if not progress.done(place):
        return place
    return following(levels, place, progress)


def following(levels, place, progress):
    """The first level after place that is not done, else the first at all, else None."""
    start = levels.index(place) + 1 if place in levels else 0
    for level in levels[start:] + levels[:start]:
        if not progress.done(level):
            return level
    return None
