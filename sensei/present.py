"""What a koan shows: a headline, a table of unseen rows, a picture."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Presented:
    """What a koan handed to the present fixture.

    headline: the result in a few words; figures: its numbers by name.
    rows: a pandas DataFrame of unseen rows, to be read; predicted, truth: one value a row.
    picture: the path of the picture, from the clone's folder.
    """

    headline: str = ""
    question: str = ""
    rows: Any = None
    predicted: Any = None
    truth: Any = None
    picture: str = ""
    figures: dict = field(default_factory=dict)

    def sample(self, size):
        """Up to size rows to show, among them up to two that were predicted wrongly, and
        for each whether it was predicted rightly."""
        right = [bool(p == t) for p, t in zip(self.predicted, self.truth, strict=True)]
        wrong = [i for i, ok in enumerate(right) if not ok][:2]
        good = [i for i, ok in enumerate(right) if ok][: size - len(wrong)]
        picked = sorted(good + wrong)
        values = self.rows.to_numpy(dtype=object).tolist()
        return [values[i] for i in picked], [right[i] for i in picked]


class Presenter:
    """The present fixture: keeps what it is given, and draws the picture when it is due.

    place: where the picture belongs; None: nothing is drawn.
    since: time in nanoseconds; a picture younger than that is not drawn again.
    """

    def __init__(self, root, place=None, since=0):
        self.root, self.place, self.since = root, place, since
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
        **figures,
    ):
        """Show a result.

        headline: the result in a few words ("29 of 30 flowers named right").
        question: said above the table. rows: DataFrame, one unseen row a row.
        predicted, truth: one value for each unseen row.
        picture: a function that draws on the matplotlib Figure it is given.
        figures: the numbers of the result, by name, as right=29.
        """
        figures = {name: _plain(value) for name, value in figures.items()}
        if not headline:
            headline = ", ".join(f"{k} {_short(v)}" for k, v in figures.items())
        self.presented = Presented(
            headline, question, rows, predicted, truth, self._drawn(picture), figures
        )

    def _drawn(self, picture):
        if picture is None or self.place is None:
            return ""
        try:
            if not self.place.is_file() or self.place.stat().st_mtime_ns < self.since:
                from matplotlib.figure import Figure

                figure = Figure(figsize=(7, 5), layout="constrained")
                picture(figure)
                self.place.parent.mkdir(parents=True, exist_ok=True)
                fresh = self.place.with_suffix(".tmp")
                figure.savefig(fresh, dpi=120, format="png")
                fresh.replace(self.place)
        except OSError:
            return ""
        return self.place.relative_to(self.root).as_posix()


def _plain(value):
    return (
        value.item()
        if hasattr(value, "item") and not getattr(value, "ndim", 0)
        else value
    )


def _short(value):
    return f"{value:.3g}" if isinstance(value, float) else str(value)
