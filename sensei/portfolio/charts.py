"""Charts of the learner's progress, as SVG.

Blue and orange (Okabe and Ito) can be told apart in grey too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sensei.present import save

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, ORANGE = "#0072B2", "#B35900"
MAX_POINTS = 400
MAX_TICKS = 10


def progress(rows: Sequence[tuple[str, int]], path: Path) -> None:
    """Draw how many koans had passed by the end of each day. rows: (day, count)."""
    import numpy as np

    figure, axes = _figure(7, 2.6)
    days = np.array([day for day, _ in rows], dtype="datetime64[D]")
    counts = [count for _, count in rows]
    axes.step(days, counts, where="post", color=BLUE)
    axes.plot(days, counts, "o", color=BLUE, markersize=4)
    axes.set(ylabel="koans passed", ylim=(0, None))
    figure.autofmt_xdate()
    save(figure, path, "svg")


def figure_values(name: str, values: Sequence[float], best: float, path: Path) -> None:
    """Draw the values of a figure, oldest first, and the best of them."""
    figure, axes = _figure(7, 2.4)
    shown = values[-MAX_POINTS:]
    numbers = range(1, len(shown) + 1)
    axes.plot(numbers, shown, "o-", color=BLUE)
    axes.axhline(best, color=ORANGE, linestyle="--", label=f"best: {best:.4g}")
    axes.set(xlabel="try", ylabel=name, xticks=_ticks(len(shown)))
    axes.legend()
    save(figure, path, "svg")


def katas(minutes: Sequence[float], path: Path) -> None:
    """Draw how long a level took, kata by kata, oldest first; the best in another colour."""
    figure, axes = _figure(7, 2.4)
    shown = minutes[-MAX_POINTS:]
    colours = [ORANGE if m == min(shown) else BLUE for m in shown]
    axes.bar(range(1, len(shown) + 1), shown, color=colours, width=0.6)
    axes.set(xlabel="kata", ylabel="minutes", xticks=_ticks(len(shown)))
    save(figure, path, "svg")


def _ticks(n: int) -> range:
    step = max(1, n // MAX_TICKS)
    return range(1, n + 1, step)


def _figure(width: float, height: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots()
