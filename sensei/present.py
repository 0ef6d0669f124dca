"""What a koan shows: a headline, a table of unseen rows, a picture."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

FIRST_BYTES = 1000  # of a picture; they hold what it says about itself
MAX_WRONG = 3  # wrongly predicted rows in a sample
WIDTH, HEIGHT, DPI = 7, 5, 120  # of a picture: inches, inches, dots per inch

Values = Collection[object]  # one value for each row: a list, an array, a column
Picture = Callable[["Figure"], object]


@dataclass
class Presented:
    """What a koan handed to the `present` fixture.

    headline: the result in a few words. question: the line above the table.
    rows: the unseen rows that the table shows. predicted, truth: one value for each row.
    picture: its path from the clone's folder, or "". alt: what the picture shows.
    baseline: the result to beat, in a few words. figures: the result's numbers by name.
    """

    headline: str = ""
    question: str = ""
    rows: DataFrame | None = None
    predicted: Values | None = None
    truth: Values | None = None
    picture: str = ""
    alt: str = ""
    baseline: str = ""
    figures: dict[str, object] = field(default_factory=dict)

    def sample(self, size: int) -> tuple[list[list[object]], list[bool]]:
        """Return up to `size` rows to show, and whether each was predicted correctly.

        Up to three rows that were predicted wrongly are among them.
        """
        if self.rows is None or self.predicted is None or self.truth is None:
            return [], []
        correct = [
            bool(p == t) for p, t in zip(self.predicted, self.truth, strict=True)
        ]
        wrong_rows = [i for i, is_correct in enumerate(correct) if not is_correct]
        wrong_rows = wrong_rows[: max(1, min(MAX_WRONG, size - 2))]
        correct_rows = [i for i, is_correct in enumerate(correct) if is_correct]
        picked = sorted(correct_rows[: size - len(wrong_rows)] + wrong_rows)
        values = self.rows.to_numpy(dtype=object).tolist()
        return [values[i] for i in picked], [correct[i] for i in picked]


class Presenter:
    """The `present` fixture: keeps what it is given, and draws the picture.

    picture_path: where the picture belongs, a .png or .svg file. If it is None, nothing is
    drawn. A picture that shows the same already is not drawn again.
    """

    def __init__(self, root: Path, picture_path: Path | None = None) -> None:
        self.root, self.picture_path = root, picture_path
        self.presented: Presented | None = None

    def __call__(
        self,
        headline: str = "",
        *,
        question: str = "",
        rows: DataFrame | None = None,
        predicted: Values | None = None,
        truth: Values | None = None,
        picture: Picture | None = None,
        baseline: str = "",
        **figures: object,
    ) -> None:
        """Show a result.

        headline: the result in a few words ("29 of 30 flowers named right").
        question: the line above the table. rows: the unseen rows, one a row.
        predicted, truth: one value for each unseen row.
        picture: a function that draws on the matplotlib Figure it is given; its docstring
            says what there is to see.
        baseline: the result to beat ("10 of 30 by naming the commonest").
        figures: the numbers of the result, by name, as in right=29.
        """
        numbers = {name: _python_value(value) for name, value in figures.items()}
        if not headline:
            headline = ", ".join(f"{name} {_short(v)}" for name, v in numbers.items())
        self.presented = Presented(
            headline,
            question,
            rows,
            predicted,
            truth,
            alt=_says(picture),
            baseline=baseline,
            figures=numbers,
        )
        if picture is not None and self.picture_path is not None:
            digest = _digest(picture, self.presented)
            self.presented.picture = self._drawn(picture, self.picture_path, digest)

    def _drawn(self, picture: Picture, path: Path, digest: str) -> str:
        """Draw the picture, and return its path from the clone's folder.

        Return "" where it cannot be written. digest: tells pictures of other results apart.
        """
        try:
            if digest.encode() not in _first_bytes(path):
                from matplotlib.figure import Figure

                figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
                picture(figure)
                path.parent.mkdir(parents=True, exist_ok=True)
                fresh = path.with_suffix(".tmp")
                save(figure, fresh, path.suffix[1:], digest)
                fresh.replace(path)
        except OSError:
            return ""
        return path.relative_to(self.root).as_posix()


def save(figure: Figure, path: Path, form: str, comment: str = "") -> None:
    """Write a figure as "png" or "svg": the same figure gives the same bytes."""
    import matplotlib

    with matplotlib.rc_context({"svg.hashsalt": "koans"}):
        if form == "svg":
            metadata = {"Description": comment, "Date": None}
            figure.savefig(path, format=form, metadata=metadata)
        else:
            figure.savefig(path, dpi=DPI, format=form, metadata={"Comment": comment})


def _digest(picture: Picture, presented: Presented) -> str:
    """Return a digest of the function that draws and of what was predicted."""
    values = (
        inspect.getsource(picture),
        presented.headline,
        *(_as_list(v) for v in (presented.predicted, presented.truth)),
    )
    return hashlib.sha256("\n".join(map(str, values)).encode()).hexdigest()


def _says(picture: Picture | None) -> str:
    """Return the first paragraph of the docstring of a function that draws."""
    docstring = inspect.getdoc(picture) if picture is not None else None
    return " ".join((docstring or "").split("\n\n")[0].split())


def _as_list(values: object) -> object:
    """Return an array as a list, and anything else as it is."""
    return values.tolist() if hasattr(values, "tolist") else values


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(FIRST_BYTES)
    except FileNotFoundError:
        return b""


def _python_value(value: object) -> object:
    """Return a NumPy scalar as a Python number, and anything else as it is."""
    if hasattr(value, "item") and not getattr(value, "ndim", 0):
        return value.item()
    return value


def _short(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)
