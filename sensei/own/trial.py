"""Whether a model foresees unseen rows better than knowing nothing, and which does best."""

import runpy
import warnings
from dataclasses import dataclass, field
from types import SimpleNamespace

from sensei.errors import CannotDo

FOLDS = 5


@dataclass
class Tried:
    """What came out on the unseen rows.

    method: neighbours, logistic or linear; figures: what the levels tell; said: sentences.
    """

    method: str
    figures: dict
    said: list = field(default_factory=list)


def of(asked, card):
    """Fit what suits the question: a Tried; CannotDo where nothing beats the baseline.

    asked: of question.py; card: the path of the project's card, which holds its rows in two
    parts and what makes numbers of them.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parts = SimpleNamespace(**runpy.run_path(str(card)))
        return _classes(asked, parts) if asked.labels else _numbers(asked, parts)


def _classes(asked, parts):
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline

    counts = np.bincount(parts.y_train)
    commonest = int(counts.argmax())
    baseline = int((parts.y_test == commonest).sum())
    models = {"neighbours": KNeighborsClassifier(n_neighbors=5)}
    if len(asked.labels) == 2:
        models["logistic"] = LogisticRegression(solver="newton-cholesky", tol=1e-8)
    right, fitted = {}, {}
    for method, model in models.items():
        fitted[method] = make_pipeline(parts.preparer(), model)
        fitted[method].fit(parts.X_train, parts.y_train)
        y_pred = fitted[method].predict(parts.X_test)
        right[method] = int((y_pred == parts.y_test).sum())
    method = max(right, key=right.get)
    n = len(parts.y_test)
    if right[method] <= baseline:
        word = asked.labels[commonest]
        raise CannotDo(
            f"Nothing here foresees {asked.target} better than always saying {word}, which "
            f"is right for {baseline} of {n} unseen rows ({right[method]} by {NAMES[method]}): "
            "more rows, or columns that know more, would be needed. No project was made."
        )
    y_pred = fitted[method].predict(parts.X_test)
    wrong = np.flatnonzero(y_pred != parts.y_test)
    figures = {
        "right": right[method],
        "baseline": baseline,
        "commonest": asked.labels[commonest],
        "folds": max(2, min(FOLDS, int(counts.min()))),
        "first_wrong": asked.labels[parts.y_test[wrong[0]]] if len(wrong) else "",
        "matters": _matters(asked, parts, fitted[method], _share_right),
        "gaps": int(parts.X_train.isna().sum().sum()),
    }
    said = [
        f"{NAMES[method].capitalize()}: {right[method]} of {n} unseen rows right; always "
        f"saying {figures['commonest']} gets {baseline}."
    ]
    known = (y_pred == parts.y_test).astype(float) - (parts.y_test == commonest)
    return Tried(method, figures, said + _by_chance(known))


def _numbers(asked, parts):
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
    figures = {
        "error": error,
        "baseline": baseline,
        "furthest": float(parts.y_test[np.argmax(np.abs(off))]),
        "folds": FOLDS,
        "matters": _matters(asked, parts, model, _root_mean_square),
        "gaps": int(parts.X_train.isna().sum().sum()),
    }
    said = [
        f"{NAMES['linear'].capitalize()}: off by {error:.3g} on {len(off)} unseen rows; "
        f"always saying the mean is off by {baseline:.3g}."
    ]
    return Tried("linear", figures, said + _by_chance(knowing_nothing**2 - off**2))


def _by_chance(gains):
    """A sentence if chance may have made the model better than knowing nothing.

    gains: by how much it was better at each unseen row, shape (n,). A paired comparison: a
    mean within 1.645 standard errors of 0 (ddof 1) is told, one in twenty by chance alone.
    """
    standard_error = float(gains.std(ddof=1)) / len(gains) ** 0.5
    if float(gains.mean()) > ONE_IN_TWENTY * standard_error:
        return []
    return [
        f"On {len(gains)} unseen rows that may well be chance: more rows, or columns "
        "that know more, would tell."
    ]


ONE_IN_TWENTY = 1.645  # standard errors above which one in twenty lies by chance
NAMES = {
    "neighbours": "five nearest neighbours",
    "logistic": "logistic regression",
    "linear": "linear regression",
}
COLUMNS_TRIED = 12


def _share_right(y, y_pred):
    return float((y == y_pred).mean())


def _root_mean_square(y, y_pred):
    return -float((((y - y_pred) ** 2).mean()) ** 0.5)


def _matters(asked, parts, model, score):
    """The column whose shuffling costs the model most, or "" where several cost as much;
    shuffled as level 1 does."""
    import numpy as np

    scores = {}
    for name in [*asked.measured, *asked.noted][:COLUMNS_TRIED]:
        shuffled = parts.X_test.copy()
        values = shuffled[name].to_numpy()
        shuffled[name] = np.random.default_rng(0).permutation(values)
        scores[name] = score(parts.y_test, model.predict(shuffled))
    first, *others = sorted(scores, key=scores.get)
    if not others or np.isclose(scores[first], scores[others[0]], rtol=1e-3):
        return ""
    return first
