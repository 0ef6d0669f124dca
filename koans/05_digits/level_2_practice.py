"""Level 2 · practice: how many numbers does a digit need?

At level 1 the number 16 fell from the sky. Here you find it yourself, in five steps:
define, prepare, spot-check, improve, present. All choices are made on the training
digits, and none of them looks at the 450 unseen ones. Compared with the projects before
this one, more of the lines are yours.

Yours to use: scikit-learn, pandas and NumPy. In this level PCA always means
PCA(n_components, svd_solver="full"), and the nearest one known digit gives the name.
"""

import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from sensei import ____, close_to, yours

from . import X, X_test, X_train, y, y_test, y_train

# Every fifth training digit: enough to choose by, and quick.
X_few, y_few = X_train[::5], y_train[::5]

sizes = [2, 4, 8, 16, 32, 64]


@yours
def baseline(y_train, y_new):
    """How many of y_new are right if all are called the commonest digit of y_train."""
    return ____


def test_define_what_is_asked_and_what_anyone_could_do():
    """Define: how many digits, how many pixels of each, and which digits occur (a list)?"""
    assert X.shape == (____, ____)
    assert sorted(set(y)) == close_to(____)
    known, new = np.array([1, 1, 7, 7, 7]), np.array([7, 3, 3, 3, 2, 3, 7])
    assert baseline(known, new) == 2
    assert baseline(y_train, y_test) == 46  # of 450, by always saying 3


@yours
def read_digits(X_train, y_train, X_new, n_components):
    """The name of each row of X_new: shape (n_new,).

    PCA squeezes each row to n_components numbers. Everything is learnt from X_train and
    y_train; the nearest one training row names.
    """
    return ____


def test_prepare_squeeze_by_what_the_training_digits_taught():
    """Prepare: write `read_digits`. From 64 numbers it names digits as their pixels do."""
    known, names, new = X_train[:300], y_train[:300], X_train[300:420]
    assert read_digits(known, names, known, 16) == close_to(names)
    by_pixels = KNeighborsClassifier(n_neighbors=1).fit(known, names)
    assert read_digits(known, names, new, 64) == close_to(by_pixels.predict(new))


@yours
def spot_check(X, y, sizes):
    """Mean cross-validated share of right names, for each number of components.

    A list as long as sizes. Three folds in which each digit is as common, as cv=3 makes
    them; in each, PCA sees the training part only.
    """
    return ____


def test_spot_check_more_numbers_help_less_and_less():
    """Spot-check: write `spot_check`. Each doubling should help less than the one before."""
    scores = np.asarray(spot_check(X_few, y_few, [2, 4, 8, 16]))
    gains = np.diff(scores).tolist()
    assert gains == sorted(gains, reverse=True)


@yours
def enough(sizes, scores, within):
    """The smallest size whose score is at most `within` below the best score.

    The sizes may stand in any order.
    """
    return ____


def test_improve_sixteen_are_enough():
    """Improve: which is the smallest size within one digit in a hundred of the best?"""
    assert enough([8, 2, 4, 16], [0.9, 0.5, 0.85, 0.82], within=0.1) == 4
    scores = spot_check(X_few, y_few, sizes)
    assert enough(sizes, scores, within=0.01) == ____


# The model as it is, and three changes to it.
plain, nearest = PCA(16, svd_solver="full"), KNeighborsClassifier(n_neighbors=1)
# Whitened: each of the 16 numbers is scaled, so that all vary equally much.
whitened = PCA(16, svd_solver="full", whiten=True)
models = {
    "as it is": make_pipeline(plain, nearest),
    "every pixel scaled": make_pipeline(StandardScaler(), plain, nearest),
    "components whitened": make_pipeline(whitened, nearest),
    "five neighbours": make_pipeline(plain, KNeighborsClassifier(n_neighbors=5)),
}


def test_improve_one_thing_at_a_time():
    """Improve: one thing is changed at a time. Which model scores best? Its name in quotes."""
    scores = {
        name: cross_val_score(model, X_few, y_few, cv=3).mean()
        for name, model in models.items()
    }
    assert max(scores, key=scores.get) == ____


@yours
def lost(X_train, X_new, n_components):
    """Mean squared difference between a pixel of X_new and the same pixel rebuilt.

    X_new is squeezed to n_components numbers a row and back, as X_train taught it.
    """
    return ____


def test_improve_see_what_is_lost():
    """Improve: write `lost`. The fewer the numbers, the more is lost of a rebuilt digit."""
    across = np.array([[0.0, 0.0], [2.0, 0.0], [4.0, 0.0]])  # all of it is in column 0
    assert lost(across, np.array([[1.0, 3.0], [5.0, -1.0]]), 1) == close_to((9 + 1) / 4)
    losses = [lost(X_few, X_train[1::5], size) for size in sizes]
    assert losses == sorted(losses, reverse=True)


@yours
def interval(right, total):
    """Where the share of right names lies, with 95 % confidence: (low, high).

    The normal approximation: right / total and 1.96 standard errors to either side.
    """
    return ____


def test_present_two_digits_more_are_no_proof():
    """Present: is 442 of 450 within the interval of 444 of 450? True or False."""
    assert interval(50, 100) == close_to((0.402, 0.598))
    low, high = interval(444, 450)
    assert (low < 442 / 450 < high) == ____


def test_present_it_goes_wrong_on_digits_that_come_otherwise():
    """Present: does the interval also hold for the file's last 450 digits? True or False."""
    named = np.asarray(read_digits(X[:-450], y[:-450], X[-450:], 16))
    low, high = interval(444, 450)
    assert (low < (named == y[-450:]).mean() < high) == ____


def test_the_result_still_stands(present):
    """Present: the 450 unseen digits, named by the model chosen without them."""
    y_pred = np.asarray(read_digits(____, y_train, ____, ____))
    wanted = models["as it is"].fit(X_train, y_train).predict(X_test)
    assert y_pred == close_to(wanted)
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    right = int((y_pred == y_test).sum())
    low, high = interval(right, len(y_test))
    present(
        f"{right} of {len(y_test)} digits named right: "
        f"{100 * low:.0f} to {100 * high:.0f} in a hundred",
        question="Which digit did they write? 450 digits the model has never seen:",
        rows=pd.DataFrame(
            {
                "row": np.arange(len(y_test)),
                "ink": X_test.sum(axis=1).astype(int),
                "read as": y_pred,
                "is": y_test,
            }
        ),
        baseline=f"{baseline(y_train, y_test)} of {len(y_test)}, by always saying "
        "the commonest digit",
        picture=draw,
        right=right,
        predicted=y_pred,
        truth=y_test,
    )


def draw(figure):
    """One digit of each kind, rebuilt from more and more numbers."""
    shown = [int(np.flatnonzero(y_test == digit)[0]) for digit in range(10)]
    for line, size in enumerate(sizes):
        pca = PCA(size, svd_solver="full").fit(X_train)
        rebuilt = pca.inverse_transform(pca.transform(X_test[shown]))
        for column, pixels in enumerate(rebuilt):
            axes = figure.add_subplot(len(sizes), 10, 10 * line + column + 1)
            axes.imshow(pixels.reshape(8, 8), cmap="gray_r", vmin=0, vmax=16)
            axes.set(xticks=[], yticks=[])
            if column == 0:
                axes.set_ylabel(f"{size}", rotation=0, ha="right", va="center")
    figure.suptitle("Ten unseen digits, rebuilt from 2, 4, 8 … 64 numbers")
