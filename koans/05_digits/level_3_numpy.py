"""Level 3 · NumPy: what PCA keeps

At level 1, scikit-learn's PCA made 16 numbers of 64. It needs a single call:
np.linalg.svd, the singular value decomposition (SVD). You centre the digits, and the
SVD finds the directions in which they differ most. How far a digit lies along each
direction is its 16 numbers. You also go back, see what is lost, and predict the 450
test digits.

You may use: NumPy and SciPy, no scikit-learn.

    X           (n, d)  n digits of d pixels; here d is 64
    mean        (d,)    the mean digit of the training set
    components  (k, d)  k directions (unit vectors), the one with the most variance first
    scores      (n, k)  how far each digit lies from the mean along each component
    y           (n,)    the digit that each row is

np.linalg.svd(X, full_matrices=False) returns three arrays: U (n, d), s (d,) and Vt (d,
d). s has the singular values, the largest first. The rows of Vt are the right singular
vectors, which are directions. A *singular value* says how far the rows reach along a
singular vector: the root of their sum of squares along it.

The *SVD*, singular value decomposition, writes any matrix as a rotation, a stretch
along the axes and another rotation. A *unit vector* is a vector of length 1.

Pillars: linear algebra, statistics.
"""

import numpy as np
from scipy.spatial.distance import cdist
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

k = 16
pca = PCA(k, svd_solver="full").fit(X_train)


@yours
def fit_mean(X):
    """Return the mean row of X (n, d): shape (d,).

    >>> fit_mean(np.array([[0.0, 4.0], [2.0, 8.0]])).tolist()
    [1.0, 6.0]
    """
    return ____


def test_the_mean_is_a_digit_that_nobody_wrote():
    """What is the mean row of these three rows? A list of two numbers."""
    three = np.array([[0.0, 9.0], [1.0, 9.0], [5.0, 3.0]])
    assert fit_mean(three) == close_to(____)
    assert fit_mean(X_train) == close_to(pca.mean_)


@yours
def components(X, k):
    """Return the k directions in which the rows of X (n, d) differ most: shape (k, d).

    They are the first k right singular vectors of X minus its mean row. Each row of the
    result is one of them, a unit vector (its length is 1). The sign of each is free.
    """
    return ____


def test_the_svd_gives_the_directions_of_pca_up_to_sign():
    """Write `components`: four points on a line should give its direction, up to the sign."""
    line = np.array([[1, 2, 2], [2, 4, 4], [3, 6, 6], [6, 12, 12]])
    along = np.array([1, 2, 2]) / 3  # length 1
    assert components(line, 1) == close_to([along], up_to_sign=True)
    assert components(X_train, k) == close_to(pca.components_, up_to_sign=True)


@yours
def scores(X, mean, components):
    """Return how far each row of X (n, d) lies from `mean` along each component: shape (n, k).

    `mean` (d,) and `components` (k, d) were learnt from the training rows. `X` may be
    other rows.
    """
    return ____


def test_a_score_says_how_far_along_a_component():
    """How far is (4, 5) from (1, 1), to the right and up? A list with one row of two scores."""
    middle, right_and_up = np.array([1.0, 1.0]), np.array([[1.0, 0.0], [0.0, 1.0]])
    point = np.array([[4.0, 5.0]])
    assert scores(point, middle, right_and_up) == close_to(____)
    nines = X_test[y_test == 9]
    assert scores(nines, pca.mean_, pca.components_) == close_to(pca.transform(nines))


@yours
def explained_variance(X, k):
    """Return the variance of the rows of X (n, d) along the first k components: shape (k,).

    Square the singular values of X minus its mean row, and divide by n − 1. The
    *explained variance* of a component is the variance of the rows along it.
    """
    return ____


def test_the_first_directions_hold_most_of_the_variance():
    """What is the variance of these points along each of two components? A list of two."""
    line = np.array([[0.0, 5.0], [3.0, 5.0], [6.0, 5.0]])
    assert explained_variance(line, 2) == close_to(____)
    assert explained_variance(X_train, k) == close_to(pca.explained_variance_)
    fraction = (
        np.sum(explained_variance(X_train, k)) / X_train.var(axis=0, ddof=1).sum()
    )
    assert fraction == close_to(0.85, abs=0.005)


@yours
def reconstruct(scores, mean, components):
    """Return the rows rebuilt from their scores: shape (n, d).

    `scores` is (n, k), `mean` (d,) and `components` (k, d).
    """
    return ____


def test_the_error_is_the_variance_left_out():
    """How far is any pixel off when a digit is rebuilt from all 64 components?"""
    kept = pca.transform(X_train)
    error = ((X_train - reconstruct(kept, pca.mean_, pca.components_)) ** 2).sum()
    every = PCA(svd_solver="full").fit(X_train)
    assert error == close_to(every.explained_variance_[k:].sum() * (len(X_train) - 1))
    whole = reconstruct(every.transform(X_train), every.mean_, every.components_)
    assert np.abs(X_train - whole).max() == close_to(____, abs=1e-3)


@yours
def predict(train_scores, y_train, test_scores):
    """Return the label of the nearest training row for each test row: shape (m,).

    `train_scores` is (n, k), `y_train` (n,) their labels, and `test_scores` (m, k).
    """
    return ____


def test_predictions_do_not_depend_on_a_sign(rng):
    """Write `predict`: reversing the sign of components should change no prediction."""
    three, labels = np.array([[0, 9], [3, 4], [9, 0]]), np.array([7, 1, 4])
    assert predict(three, labels, np.array([[1, 3], [8, 4]])) == close_to([1, 4])
    known, new = pca.transform(X_train), pca.transform(X_test)
    y_pred = predict(known, y_train, new)
    signs = rng.choice([-1, 1], size=k)
    assert predict(known * signs, y_train, new * signs) == close_to(y_pred)


def correct_from(size, X, y):
    """Return how many of the last 100 rows are correct, learnt from the first 100."""
    mean, found = np.asarray(fit_mean(X[:100])), np.asarray(components(X[:100], size))
    known, new = scores(X[:100], mean, found), scores(X[100:], mean, found)
    return (np.asarray(predict(known, y[:100], new)) == y[100:]).sum()


def test_it_goes_wrong_where_the_difference_that_matters_is_small(rng):
    """When it goes wrong: one component predicts by chance. How many components are needed?"""
    y = np.tile([0, 1], 100)
    X = np.column_stack([rng.normal(scale=20, size=200), 6 * y + rng.normal(size=200)])
    correct = {size: correct_from(size, X, y) for size in (1, 2)}
    assert correct[1] < 80
    assert max(correct, key=correct.get) == ____


def test_the_result_still_stands(present):
    """Predict the 450 test digits with your own PCA: as many should be correct as at level 1."""
    learnt_from, unseen = ____, ____
    assert len(learnt_from) == len(X_train)  # do not learn from the test digits
    mean, found = (
        np.asarray(fit_mean(learnt_from)),
        np.asarray(components(learnt_from, k)),
    )
    known, new = scores(X_train, mean, found), scores(unseen, mean, found)
    y_pred = np.asarray(predict(known, y_train, new))
    model = make_pipeline(PCA(k, svd_solver="full"), KNeighborsClassifier(1))
    assert y_pred == close_to(model.fit(X_train, y_train).predict(X_test))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} digits predicted correctly from {k} numbers",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
