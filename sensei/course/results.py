"""The results of a level one after another, from the journal.

A koan that hands figures to `present` has a result. The journal keeps it where its figures
differ from the last ones of that level that go by the same names.
"""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sensei.course.journal import Event

LOWER_IS_BETTER = ("rmse", "loss", "cost", "error", "off", "mae", "seconds", "brier")

Number = int | float
Figures = dict[str, Number]  # the numbers of a result by name


class Timed(NamedTuple):
    """A value that a figure had, and the time of its result as the journal has it."""

    time: str
    value: Number


def lower_is_better(name: str) -> bool:
    """Return whether a figure of this name is the better the smaller it is."""
    return any(part in LOWER_IS_BETTER for part in name.lower().split("_"))


def best(name: str, values: Iterable[Number]) -> Number:
    """Return the best of the values that a figure of this name had."""
    return min(values) if lower_is_better(name) else max(values)


def numbers(figures: object) -> Figures:
    """Return those of some figures that are finite numbers."""
    if not isinstance(figures, Mapping):
        return {}
    return {
        str(name): value
        for name, value in figures.items()
        if isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
    }


def by_name(events: list[Event], key: str) -> dict[str, list[Timed]]:
    """Return the values that each figure of a level has had, oldest first."""
    values_by_name: dict[str, list[Timed]] = {}
    for event in _results(events, key):
        for name, value in numbers(event.get("figures")).items():
            values = values_by_name.setdefault(name, [])
            if not values or values[-1].value != value:
                values.append(Timed(event.get("time", ""), value))
    return values_by_name


def is_new(events: list[Event], key: str, figures: Figures) -> bool:
    """Return whether figures differ from the last ones of a level with these names."""
    before = [numbers(event.get("figures")) for event in _results(events, key)]
    same_names = [earlier for earlier in before if earlier.keys() == figures.keys()]
    return bool(figures) and (not same_names or same_names[-1] != figures)


def in_words(events: list[Event], key: str, figures: Figures) -> list[str]:
    """Return how the figures of the last result compare with earlier ones: one text for each
    figure that changed."""
    values_by_name, texts = by_name(events, key), []
    for name, value in figures.items():
        values = [timed.value for timed in values_by_name.get(name, [])]
        if len(values) > 1:
            before, top = values[-2], best(name, values)
            end = "the best so far" if top == value else f"best so far {short(top)}"
            label = name.replace("_", " ")
            texts.append(f"{label}: {short(before)} before, now {short(value)}, {end}")
    return texts


def short(value: Number) -> str:
    """Return a figure in four digits, or as it is where it is a whole number."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _results(events: list[Event], key: str) -> list[Event]:
    """Return the events that hold results of a level, oldest first."""
    return [e for e in events if e["event"] == "result" and e.get("level") == key]
