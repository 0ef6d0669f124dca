"""What came of running the koans of a level, as plain values that fit into JSON."""

from collections.abc import Mapping
from typing import NotRequired, TypedDict

from sensei.course.grid import Level

PASSED = (
    "passed"  # the state of a koan; the others are those of a finding, or "skipped"
)


class Judgement(TypedDict):
    """How sure a result on `n` unseen rows is, with the ends of its 95 % interval.

    right: how many were predicted correctly, or, if `near`, closely enough. rmse: the root
    mean squared error instead, where numbers are predicted.
    """

    n: int
    low: float
    high: float
    right: NotRequired[int]
    near: NotRequired[bool]
    rmse: NotRequired[float]


class Result(TypedDict):
    """What the last koan of a level presents."""

    headline: str
    figures: dict[str, float]
    judged: Judgement | None
    baseline: str
    picture: str
    alt: str


class LevelOutcome(TypedDict):
    """koans: the state of each, by name. borrowed: keys of the earlier levels that the
    solutions stood in for."""

    koans: dict[str, str]
    result: Result | None
    borrowed: list[str]


Outcomes = Mapping[str, LevelOutcome]  # by the keys of levels


def no_outcome() -> LevelOutcome:
    """Return the outcome of a level of which no koan ran."""
    return {"koans": {}, "result": None, "borrowed": []}


def passed_koans(level: Level, outcomes: Outcomes) -> list[str]:
    """Return the koans of a level that passed, in the order written."""
    states = outcomes.get(level.key, no_outcome())["koans"]
    return [koan for koan in level.koans if states.get(koan) == PASSED]


def is_done(level: Level, outcomes: Outcomes) -> bool:
    """Return whether all koans of a level passed."""
    return bool(level.koans) and passed_koans(level, outcomes) == level.koans
