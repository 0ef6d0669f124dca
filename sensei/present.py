"""What a koan shows: a headline, a table of unseen rows, a picture."""

import hashlib
import inspect
from dataclasses import dataclass, field
from typing import Any

HEAD = 1000  # bytes of a picture that hold what it says of itself


@dataclass
class Presented:
    """What a koan handed to the present fixture.

    headline: the result in a few words; figures: its numbers by name.
    rows: a pandas DataFrame of unseen rows, to be read; predicted, truth: one value a row.
    picture: the path of the picture, from the clone's folder; alt: what it shows.
    baseline: what is to be beaten, in a few words.
    """

    headline: str = ""
    question: str = ""
    rows: Any = None
    predicted: Any = None
    truth: Any = None
    picture: str = ""
    alt: str = ""
    baseline: str = ""
    figures: dict = field(default_factory=dict)

    def sample(self, size):
        """Up to size rows to show, among them up to three that were predicted wrongly (these
        first of all), and for each whether it was predicted rightly."""
        right = [bool(p == t) for p, t in zip(self.predicted, self.truth, strict=True)]
        wrong = [i for i, ok in enumerate(right) if not ok]
        wrong = wrong[: max(1, min(3, size - 2))]
        good = [i for i, ok in enumerate(right) if ok][: size - len(wrong)]
        picked = sorted(good + wrong)
        values = self.rows.to_numpy(dtype=object).tolist()
        return [values[i] for i in picked], [right[i] for i in picked]


class Presenter:
    """The present fixture: keeps what it is given, and draws the picture.

    place: where the picture belongs, a .png or .svg; None: nothing is drawn. A picture
        that shows the same already is not drawn again.
    """

    def __init__(self, root, place=None):
        self.root, self.place = root, place
        self.presented = None

    def __call__(
        self,
        headline="",
        *,
        question="",
        rows=None,
        predicted=None,
        truth=None,
        picture=None,
        baseline="",
        **figures,
    ):
        """Show a result.

        headline: the result in a few words ("29 of 30 flowers named right").
        question: said above the table. rows: DataFrame, one unseen row a row.
        predicted, truth: one value for each unseen row.
        picture: a function that draws on the matplotlib Figure it is given; its docstring
            says what is to be seen.
        baseline: what is to be beaten ("10 of 30 by naming the commonest").
        figures: the numbers of the result, by name, as right=29.
        """
        figures = {name: _plain(value) for name, value in figures.items()}
        if not headline:
            headline = ", ".join(f"{k} {_short(v)}" for k, v in figures.items())
        self.presented = Presented(
            headline,
            question,
            rows,
            predicted,
            truth,
            alt=" ".join((inspect.getdoc(picture) or "").split("\n\n")[0].split()),
            baseline=baseline,
            figures=figures,
        )
        if picture is not None and self.place is not None:
            self.presented.picture = self._drawn(picture)

    def _drawn(self, picture):
        shows = self._what_it_shows(picture)
        try:
            if shows.encode() not in _head(self.place):
                from matplotlib.figure import Figure

                figure = Figure(figsize=(7, 5), layout="constrained")
                picture(figure)
                self.place.parent.mkdir(parents=True, exist_ok=True)
                fresh = self.place.with_suffix(".tmp")
                save(figure, fresh, self.place.suffix[1:], shows)
                fresh.replace(self.place)
        except OSError:
            return ""
        return self.place.relative_to(self.root).as_posix()

    def _what_it_shows(self, picture):
        """A digest of the function that draws and of what was predicted."""
        shown = self.presented
        parts = inspect.getsource(picture), shown.headline, shown.predicted, shown.truth
        words = (str(getattr(p, "tolist", lambda p=p: p)()) for p in parts)
        return hashlib.sha256("\n".join(words).encode()).hexdigest()


def save(figure, path, form, comment=""):
    """Write a figure as "png" or "svg", always the same bytes for the same figure."""
    import matplotlib

    with matplotlib.rc_context({"svg.hashsalt": "koans"}):
        if form == "svg":
            figure.savefig(
                path, format=form, metadata={"Description": comment, "Date": None}
            )
        else:
            figure.savefig(path, dpi=120, format=form, metadata={"Comment": comment})


def _head(path):
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except FileNotFoundError:
        return b""


def _plain(value):
    return (
        value.item()
        if hasattr(value, "item") and not getattr(value, "ndim", 0)
        else value
    )


def _short(value):
    return f"{value:.3g}" if isinstance(value, float) else str(value)
