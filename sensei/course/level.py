"""One level of one project: where its files are, and what the text of its solution tells.

Nothing here imports or runs a level. What follows from a text is kept, together with the
file's time and size, so that a process that forks for every save need not read it again.
"""

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sensei.text import koan_text, syntax

KOAN = re.compile(r"^def (test\w*)\(", re.MULTILINE)
YOURS = re.compile(r"^@yours\n(?:@.*\n)*def (\w+)\(", re.MULTILINE)
PILLARS = re.compile(r"^Pillars: (.+)\.$", re.MULTILINE)
EARLIER_LEVEL = re.compile(r"^\s*from\s+\.(level_\w+)\s+import\b", re.MULTILINE)


@lru_cache(maxsize=64)
def _text(path: str, changed: int, size: int) -> str:
    return syntax.read(Path(path))


@lru_cache(maxsize=256)
def _matches(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(pattern.findall(text))


def n_koans_in(solution_text: str) -> int:
    """Return how many koans the text of a solution holds."""
    return len(KOAN.findall(solution_text))


@dataclass(frozen=True)
class Level:
    """One level of one project: a koan file and the solution it is made from.

    `root` is the clone's folder, `project` the name of the project's folder, and `stem` the
    name of the level's file without its ending.
    """

    root: Path
    project: str
    stem: str

    @property
    def key(self) -> str:
        """What the journal calls the level: 01_iris/level_3_numpy."""
        return f"{self.project}/{self.stem}"

    @property
    def number(self) -> int:
        return int(self.stem.split("_")[1])

    @property
    def word(self) -> str:
        """What the level is called: numpy, matrices, ..."""
        return " ".join(self.stem.split("_")[2:])

    @property
    def title(self) -> str:
        return f"{self.project.replace('_', ' ')} · level {self.number}, {self.word}"

    @property
    def koan(self) -> Path:
        """The koan file, which the learner edits."""
        return self.root / "koans" / self.project / f"{self.stem}.py"

    @property
    def solution(self) -> Path:
        """The file of the solution."""
        return self.root / "solutions" / self.project / f"{self.stem}.py"

    @property
    def proof(self) -> Path:
        """The file of the proof, which the solution's folder holds."""
        return self.solution.parent / "proof" / self.solution.name

    @property
    def module(self) -> str:
        return f"koans.{self.project}.{self.stem}"

    @property
    def solution_text(self) -> str:
        status = os.stat(self.solution)
        return _text(str(self.solution), status.st_mtime_ns, status.st_size)

    @property
    def pristine(self) -> str:
        """The text of the koan file as the solution makes it, before anybody typed in it."""
        return koan_text.koan_text(self.solution_text)

    @property
    def koans(self) -> list[str]:
        """The names of its tests, in the order written."""
        return list(_matches(KOAN, self.solution_text))

    @property
    def parts(self) -> list[str]:
        """The names of its @yours functions, in the order written."""
        return list(_matches(YOURS, self.solution_text))

    @property
    def pillars(self) -> list[str]:
        """The parts of mathematics that are met here, as its docstring names them."""
        lines = _matches(PILLARS, self.solution_text)
        return [pillar for line in lines for pillar in line.split(", ")]

    @property
    def imported_stems(self) -> list[str]:
        """The stems of the levels of its project that it imports from, each once."""
        return list(dict.fromkeys(_matches(EARLIER_LEVEL, self.solution_text)))

    def shown(self) -> str:
        """Return the koan file as a learner types it in a terminal: from the clone's folder."""
        return self.koan.relative_to(self.root).as_posix()

    def is_called(self, name: str) -> bool:
        """Return whether a learner may mean this level by 3, level_3, numpy or its stem."""
        number = str(self.number)
        return name in (self.stem, number, f"level_{number}", self.word)
