"""Level 2 · practice: how many numbers does a digit need?

At level 1 the number 16 was given. Here you find it yourself, in the five steps:
define, prepare, spot-check, improve, present. You make every choice with the training
digits, and the 450 test digits wait for the end. Most functions are yours. At the end
you have a model that you chose yourself, and an honest interval for its accuracy.

You may use: scikit-learn, pandas and NumPy. Write PCA(n_components, svd_solver="full")
and KNeighborsClassifier(n_neighbors=1): the single nearest training digit gives the
prediction.

    X             (n, 64)  the features: the pixels of n digits
    y             (n,)     the labels: the digit that was written
    n_components           how many numbers PCA makes of a row, its components
    sizes                  the values of n_components that are compared
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

# Every fifth training digit: enough to compare models, and quick.
X_few, y_few = X_train[::5], y_train[::5]

sizes = [2, 4, 8, 16, 32, 64]


@yours
def baseline(y_train, y_new):
    """Return how many of y_new are the most frequent digit of y_train: one number."""
    return ____


def test_define_the_data_and_the_baseline():
    """Define: how many digits are there, how many pixels does each have, and which digits occur (a list)?"""
    assert X.shape == (____, ____)
    assert sorted(set(y)) == close_to(____)
    known, new = np.array([1, 1, 7, 7, 7]), np.array([7, 3, 3, 3, 2, 3, 7])
    assert baseline(known, new) == 2
    assert baseline(y_train, y_test) == 46  # of 450, by always predicting 3


@yours
def read_digits(X_train, y_train, X_new, n_components):
    """Return the predicted digit of each row of X_new: shape (n_new,).

    PCA turns each row into `n_components` numbers. In these, the nearest row of
    `X_train` gives the prediction. Learn everything, PCA included, from `X_train` and
    `y_train` only.
    """
    return ____


def test_prepare_pca_learns_from_the_training_digits_only():
    """Prepare: write `read_digits`. From 64 numbers it should predict the same as from the pixels."""
    known, names, new = X_train[:300], y_train[:300], X_train[300:420]
    assert read_digits(known, names, known, 16) == close_to(names)
    by_pixels = KNeighborsClassifier(n_neighbors=1).fit(known, names)
    assert read_digits(known, names, new, 64) == close_to(by_pixels.predict(new))


@yours
def spot_check(X, y, sizes):
    """Return the cross-validated accuracy for each number of components: a list.

    The list has one mean accuracy for each of `sizes`, in their order. Use three
    stratified folds, as cv=3 makes them: in each, every digit is equally frequent. In
    each fold, PCA sees the training part only.
    """
    return ____


def test_spot_check_each_doubling_helps_less():
    """Spot-check: write `spot_check`. Each doubling should help less than the one before."""
    scores = np.asarray(spot_check(X_few, y_few, [2, 4, 8, 16]))
    gains = np.diff(scores).tolist()
    assert gains == sorted(gains, reverse=True)


@yours
def enough(sizes, scores, within):
    """Return the smallest size whose score is at most `within` below the best: one number.

    `scores` has one score for each of `sizes`. The sizes may come in any order.
    """
    return ____


def test_improve_sixteen_are_enough():
    """Improve: what is the smallest size whose accuracy is at most 0.01 below the best?"""
    assert enough([8, 2, 4, 16], [0.9, 0.5, 0.85, 0.82], within=0.1) == 4
    scores = spot_check(X_few, y_few, sizes)
    assert enough(sizes, scores, within=0.01) == ____


# The model as it is, and three changes, one at a time.
plain, nearest = PCA(16, svd_solver="full"), KNeighborsClassifier(n_neighbors=1)
# *Whitening* divides each component by its standard deviation, so that all vary
# equally.
whitened = PCA(16, svd_solver="full", whiten=True)
models = {
    "unchanged": make_pipeline(plain, nearest),
    "every pixel scaled": make_pipeline(StandardScaler(), plain, nearest),
    "components whitened": make_pipeline(whitened, nearest),
    "five neighbours": make_pipeline(plain, KNeighborsClassifier(n_neighbors=5)),
}


def test_improve_one_thing_at_a_time():
    """Improve: change one thing at a time. Which model scores best? Its name in quotes."""
    scores = {
        name: cross_val_score(model, X_few, y_few, cv=3).mean()
        for name, model in models.items()
    }
    assert max(scores, key=scores.get) == ____


@yours
def reconstruction_error(X_train, X_new, n_components):
    """Return the mean squared difference between X_new and X_new rebuilt: one number.

    The *reconstruction error* is the mean squared difference between rows and the same
    rows rebuilt. Fit PCA on `X_train`. Turn each row of `X_new` into `n_components`
    numbers, and these back into pixels: that is the row rebuilt. Take the mean over all
    pixels of all rows.
    """
    return ____


def test_improve_look_at_what_pca_loses():
    """Improve: write `reconstruction_error`. With fewer numbers, a rebuilt digit loses more."""
    across = np.array([[0.0, 0.0], [2.0, 0.0], [4.0, 0.0]])  # only column 0 varies
    assert reconstruction_error(
        across, np.array([[1.0, 3.0], [5.0, -1.0]]), 1
    ) == close_to((9 + 1) / 4)
    losses = [reconstruction_error(X_few, X_train[1::5], size) for size in sizes]
    assert losses == sorted(losses, reverse=True)


@yours
def interval(correct, total):
    """Return the 95 % confidence interval of an accuracy: (low, high), two fractions.

    `correct` of `total` rows are correct. Use the normal approximation: correct /
    total, minus and plus 1.96 standard errors. The standard error is the standard
    deviation of the accuracy from one test set to the next.
    """
    return ____


def test_present_the_accuracy_with_an_interval():
    """Present: write `interval`. What is the lower end for 444 correct of 450? A fraction."""
    assert interval(50, 100) == close_to((0.402, 0.598))
    assert interval(444, 450)[0] == close_to(____, abs=0.002)


def test_present_two_models_on_the_same_digits():
    """Present: how many digits do only 16 numbers get right, and only all 64? A list of two."""
    by_16, by_64 = (
        np.asarray(read_digits(X_train, y_train, X_test, size)) == y_test
        for size in (16, 64)
    )
    only_one = [(by_16 & ~by_64).sum(), (by_64 & ~by_16).sum()]
    assert only_one == close_to(____)


def test_present_it_goes_wrong_on_the_end_of_the_file():
    """Present: train on the rest and test on the file's last 450. Is the accuracy in the interval? True or False."""
    y_pred = np.asarray(read_digits(X[:-450], y[:-450], X[-450:], 16))
    low, high = interval(444, 450)
    assert (low < (y_pred == y[-450:]).mean() < high) == ____


def test_the_result_still_stands(present):
    """Present: predict the 450 test digits with the model that you chose without them."""
    y_pred = np.asarray(read_digits(____, y_train, ____, ____))
    wanted = models["unchanged"].fit(X_train, y_train).predict(X_test)
    assert y_pred == close_to(wanted)
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    low, high = interval(correct, len(y_test))
    present(
        f"{correct} of {len(y_test)} digits predicted correctly from 16 numbers: "
        f"{100 * low:.0f} to {100 * high:.0f} %",
        question="Which digit did they write? 450 digits the model has never seen:",
        rows=pd.DataFrame(
            {
                "row": np.arange(len(y_test)),
                "ink": X_test.sum(axis=1).astype(int),
                "predicted": y_pred,
                "actual": y_test,
            }
        ),
        baseline=f"{baseline(y_train, y_test)} of {len(y_test)}, by always predicting "
        "the most frequent digit",
        picture=draw,
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )


def draw(figure):
    """One digit of each kind, rebuilt from 2, 4, 8, 16, 32 and 64 numbers."""
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
