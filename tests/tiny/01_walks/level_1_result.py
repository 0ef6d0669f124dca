"""Level 1 · the result: three walks

Somebody walked three times. Read how far.
"""

import pandas as pd

from sensei import ____, hint, insight

from . import X

named = ["short", "long", "short"]
truth = ["short", "long", "long"]
right = sum(a == b for a, b in zip(named, truth, strict=True))


def draw(figure):
    figure.subplots().plot(X[:, 0], X[:, 1])


def show(present):
    rows = pd.DataFrame(
        {"east": X[:, 0], "north": X[:, 1], "named": named, "is": truth}
    )
    present(
        f"{right} of 3 walks named right",
        question="How long is a walk? Three of them:",
        rows=rows,
        predicted=named,
        truth=truth,
        picture=draw,
        right=right,
    )


@hint("Look at the table.", "Count the ticks.")
@insight("Two of three.")
def test_how_many_were_named_right(present):
    """How many of the three walks were named right."""
    show(present)
    assert right == ____(2)


def test_the_result(present):
    """What the last walk is."""
    show(present)
    assert truth[-1] == ____("long")
