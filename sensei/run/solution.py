"""What runs of a level's solution: its functions, and the known wrong answers to them."""

import functools
import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

from sensei.course.level import Level
from sensei.run.proof import Loaded, proof_of


class WrongAnswer(NamedTuple):
    """A wrong answer that an author knows, and the sentence for whoever gives it."""

    function: Callable[..., Any]
    says: str


def load_solution(level: Level) -> ModuleType:
    """Return the module of a level's solution."""
    return importlib.import_module(f"solutions.{level.project}.{level.stem}")


@functools.lru_cache(maxsize=8)
def _loaded(level: Level) -> Loaded:
    return proof_of(level).load(vars(load_solution(level)))


def wrong_answers(level: Level, name: str) -> list[WrongAnswer]:
    """Return the known wrong answers to a function or koan of a level, in the order written."""
    functions = _loaded(level).functions
    wrong = proof_of(level).wrong_of(name)
    return [WrongAnswer(functions[one.name], one.says) for one in wrong]
