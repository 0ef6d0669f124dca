"""Whether a model predicts unseen rows better than knowing nothing, and which does best."""

import runpy
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from sensei.errors import CannotDo
from sensei.own.question import Asked

if TYPE_CHECKING:
    import numpy as np
    from sklearn.pipeline import Pipeline

FOLDS = 5
ONE_IN_TWENTY = 1.645  # standard errors above which one in twenty lies by chance
NAMES = {
    "neighbours": "five nearest neighbours",
    "logistic": "logistic regression",
    "linear": "linear regression",
}
COLUMNS_TRIED = 12

Figure = int | float | str


@dataclass
class Tried:
    """What came out on the unseen rows.

    method: neighbours, logistic or linear. figures: what the levels tell. said: sentences.
    """

    method: str
    figures: dict[str, Figure]
    said: list[str] = field(default_factory=list)


def of(asked: Asked, card: Path) -> Tried:
    """Fit the models that suit the question. Return what came out; CannotDo where none beats
    the baseline.

    card: the path of the project's card, which holds its rows in two parts and what makes
    numbers of them.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parts = SimpleNamespace(**runpy.run_path(str(card)))
        return _classes(asked, parts) if asked.labels else _numbers(asked, parts)


def _classes(asked: Asked, parts: SimpleNamespace) -> Tried:
    """Return what came out where a label is asked for."""
    import numpy as np

    counts = np.bincount(parts.y_train)
    commonest = int(counts.argmax())
    baseline = int((parts.y_test == commonest).sum())
    method, model = _best_classifier(parts)
    y_pred = model.predict(parts.X_test)
    n, right = len(parts.y_test), int((y_pred == parts.y_test).sum())
    word = asked.labels[commonest]
    if right <= baseline:
        raise CannotDo(
            f"Nothing here foresees {asked.target} better than always saying {word}, which "
            f"is right for {baseline} of {n} unseen rows ({right} by {NAMES[method]}): "
            "more rows, or columns that know more, would be needed. No project was made."
        )
    wrong = np.flatnonzero(y_pred != parts.y_test)
    figures: dict[str, Figure] = {
        "right": right,
        "baseline": baseline,
        "commonest": word,
        "folds": max(2, min(FOLDS, int(counts.min()))),
        "first_wrong": asked.labels[parts.y_test[wrong[0]]] if len(wrong) else "",
        "matters": _matters(asked, parts, model, _accuracy),
        "gaps": int(parts.X_train.isna().sum().sum()),
    }
    said = [
        f"{NAMES[method].capitalize()}: {right} of {n} unseen rows right; always "
        f"saying {word} gets {baseline}."
    ]
    gains = (y_pred == parts.y_test).astype(float) - (parts.y_test == commonest)
    return Tried(method, figures, said + _by_chance(gains))


def _best_classifier(parts: SimpleNamespace) -> tuple[str, "Pipeline"]:
    """Return the method that is right most often on the unseen rows, and its model, fitted;
    neighbours where two are equally good. Logistic regression needs two classes."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline

    models = {"neighbours": KNeighborsClassifier(n_neighbors=5)}
    if len(np.unique(parts.y_train)) == 2:
        models["logistic"] = LogisticRegression(solver="newton-cholesky", tol=1e-8)
    fitted = {
        method: make_pipeline(parts.preparer(), model).fit(parts.X_train, parts.y_train)
        for method, model in models.items()
    }
    method = max(
        fitted, key=lambda m: (fitted[m].predict(parts.X_test) == parts.y_test).sum()
    )
    return method, fitted[method]


def _numbers(asked: Asked, parts: SimpleNamespace) -> Tried:
    """Return what came out where a number is asked for."""
    import numpy as np
    from sklearn.linear_model import LinearRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(parts.preparer(), LinearRegression())
    y_pred = model.fit(parts.X_train, parts.y_train).predict(parts.X_test)
    off = parts.y_test - y_pred
    error = float(np.sqrt(np.mean(off**2)))
    knowing_nothing = parts.y_test - parts.y_train.mean()
    baseline = float(np.sqrt(np.mean(knowing_nothing**2)))
    if not error < baseline:
        raise CannotDo(
            f"A straight line foresees {asked.target} no better than always saying the mean: "
            f"it is off by {error:.3g}, the mean by {baseline:.3g}. More rows, or columns "
            "that know more, would be needed. No project was made."
        )
    figures: dict[str, Figure] = {
        "error": error,
        "baseline": baseline,
        "furthest": float(parts.y_test[np.argmax(np.abs(off))]),
        "folds": FOLDS,
        "matters": _matters(asked, parts, model, _minus_rmse),
        "gaps": int(parts.X_train.isna().sum().sum()),
    }
    said = [
        f"{NAMES['linear'].capitalize()}: off by {error:.3g} on {len(off)} unseen rows; "
        f"always saying the mean is off by {baseline:.3g}."
    ]
    return Tried("linear", figures, said + _by_chance(knowing_nothing**2 - off**2))


def _by_chance(gains: "np.ndarray") -> list[str]:
    """Return a sentence if chance may have made the model better than knowing nothing.

    gains: by how much it was better at each unseen row, shape (n,). This is a paired
    comparison: a mean within 1.645 standard errors of 0 (ddof 1) is told, one in twenty by
    chance alone.
    """
    standard_error = float(gains.std(ddof=1)) / len(gains) ** 0.5
    if float(gains.mean()) > ONE_IN_TWENTY * standard_error:
        return []
    return [
        f"On {len(gains)} unseen rows that may well be chance: more rows, or columns "
        "that know more, would tell."
    ]


def _accuracy(y: "np.ndarray", y_pred: "np.ndarray") -> float:
    return float((y == y_pred).mean())


def _minus_rmse(y: "np.ndarray", y_pred: "np.ndarray") -> float:
    return -float((((y - y_pred) ** 2).mean()) ** 0.5)


def _matters(
    asked: Asked,
    parts: SimpleNamespace,
    model: "Pipeline",
    score: Callable[["np.ndarray", "np.ndarray"], float],
) -> str:
    """Return the column whose shuffling costs the model most, or "" where several cost
    equally much; shuffled as level 1 does."""
    import numpy as np

    scores: dict[str, float] = {}
    for name in [*asked.measured, *asked.noted][:COLUMNS_TRIED]:
        shuffled = parts.X_test.copy()
        values = shuffled[name].to_numpy()
        shuffled[name] = np.random.default_rng(0).permutation(values)
        scores[name] = score(parts.y_test, model.predict(shuffled))
    first, *others = sorted(scores, key=lambda name: scores[name])
    if not others or np.isclose(scores[first], scores[others[0]], rtol=1e-3):
        return ""
    return first
