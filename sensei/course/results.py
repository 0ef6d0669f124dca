"""What a learner's results were, try by try, from the journal.

A koan that hands figures to present is a try; the journal keeps it where its figures differ
from the last ones of that level that go by the same names.
"""

import math

LOWER_IS_BETTER = ("rmse", "loss", "cost", "error", "off", "mae", "seconds", "brier")


def lower_is_better(name):
    """Whether a figure called name is the better the smaller it is."""
    return any(part in LOWER_IS_BETTER for part in name.lower().split("_"))


def best(name, values):
    return min(values) if lower_is_better(name) else max(values)


def numbers(figures):
    """Those of some figures that are finite numbers."""
    if not isinstance(figures, dict):
        return {}
    return {
        str(name): value
        for name, value in figures.items()
        if isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
    }


def tries(events, key):
    """The results at a level, oldest first: a list of (time, koan, figures)."""
    return [
        (event.get("time", ""), event.get("koan", ""), numbers(event.get("figures")))
        for event in events
        if event["event"] == "result" and event.get("level") == key
    ]


def by_name(events, key):
    """The values that each figure of a level has had, oldest first: {name: [(time, value)]}."""
    found = {}
    for time, _, figures in tries(events, key):
        for name, value in figures.items():
            values = found.setdefault(name, [])
            if not values or values[-1][1] != value:
                values.append((time, value))
    return found


def is_new(events, key, figures):
    """Whether figures, of numbers(), differ from the last of a level with these names."""
    earlier = [f for _, _, f in tries(events, key) if f.keys() == figures.keys()]
    return bool(figures) and (not earlier or earlier[-1] != figures)


def in_words(events, key, figures):
    """How the figures of a try compare with earlier ones, one text for each that changed."""
    found = []
    for name, value in figures.items():
        values = [v for _, v in by_name(events, key).get(name, [])]
        if len(values) > 1:
            before, top = values[-2], best(name, values)
            end = "the best so far" if top == value else f"best so far {short(top)}"
            label = name.replace("_", " ")
            found.append(f"{label}: {short(before)} before, now {short(value)}, {end}")
    return found


def short(value):
    return f"{value:.4g}" if isinstance(value, float) else str(value)
