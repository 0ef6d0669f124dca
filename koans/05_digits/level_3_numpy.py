"""Level 3 · NumPy: what PCA keeps

PCA made 16 numbers of 64, and scikit-learn did it for you. Under it lies one call of
np.linalg.svd, the singular value decomposition. Centre the digits, ask the SVD for the
directions in which they differ most, measure each digit along them: those are its 16
numbers. Going back the same way shows what was kept and what was lost, and the 450
unseen digits are named as before.

Yours to use: NumPy and SciPy, no scikit-learn.

    X           (n, d)  n digits of d pixels; here d is 64
    mean        (d,)    the mean digit of the training rows
    components  (k, d)  k directions, each of length 1, the one that matters most first
    scores      (n, k)  how far each digit lies from the mean along each direction
    y           (n,)    which digit each row is

np.linalg.svd(X, full_matrices=False) returns three arrays: U (n, d), s (d,) and Vt
(d, d). s holds the singular values, the largest first; the rows of Vt are the right
singular vectors.

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


def fresh(rng, n=40, d=6):
    """Random rows with a mean of their own, wider in some directions than in others."""
    directions, _ = np.linalg.qr(rng.normal(size=(d, d)))
    along = rng.normal(size=(n, d)) * 3.0 ** np.arange(d)
    return along @ directions + rng.uniform(5, 10, size=d)


@yours
def fit_mean(X):
    """The mean row of X (n, d): shape (d,).

    >>> fit_mean(np.array([[0.0, 4.0], [2.0, 8.0]])).tolist()
    [1.0, 6.0]
    """
    return ____


def test_in_the_middle_lies_a_digit_that_nobody_wrote(rng):
    """Three rows by hand, then 1347 digits: PCA first takes away the mean row."""
    three = np.array([[0.0, 9.0], [1.0, 9.0], [5.0, 3.0]])
    assert fit_mean(three) == close_to(____)
    assert fit_mean(X_train) == close_to(pca.mean_)
    X = fresh(rng)
    assert fit_mean(X) == close_to(PCA(svd_solver="full").fit(X).mean_)


@yours
def components(X, k):
    """The k directions in which the rows of X (n, d) differ most: shape (k, d).

    The first k right singular vectors of the centred X, each of length 1, as rows.
    """
    return ____


def test_the_svd_gives_the_directions_of_pca_up_to_sign(rng):
    """Points on a line by hand, then pixels: the rows of Vt are PCA's components_."""
    line = np.outer([1.0, 2.0, 3.0, 6.0], [1, 2, 2])
    along = np.array([1, 2, 2]) / 3  # length 1
    assert components(line, 1) == close_to([along], up_to_sign=True)
    assert components(X_train, k) == close_to(pca.components_, up_to_sign=True)
    X = fresh(rng)
    wanted = PCA(3, svd_solver="full").fit(X).components_
    assert components(X, 3) == close_to(wanted, up_to_sign=True)


@yours
def scores(X, mean, components):
    """How far each row of X (n, d) lies from mean (d,) along components (k, d): (n, k).

    The mean is that of the rows which the components were learnt from.
    """
    return ____


def test_a_score_is_how_far_along(rng):
    """One point by hand, the unseen digits, the nines alone: PCA's transform."""
    right_and_up = np.array([[1.0, 0.0], [0.0, 1.0]])
    middle = np.array([1.0, 1.0])
    assert scores(np.array([[4.0, 5.0]]), middle, right_and_up) == close_to(____)
    nines = X_test[y_test == 9]
    for X in (X_train, X_test, nines, nines[:1]):
        assert scores(X, pca.mean_, pca.components_) == close_to(pca.transform(X))
    X = fresh(rng)
    model = PCA(2, svd_solver="full").fit(X)
    new = rng.normal(size=(5, X.shape[1]))
    wanted = model.transform(new)
    assert scores(new, model.mean_, model.components_) == close_to(wanted)


@yours
def explained_variance(X, k):
    """Variance of the rows of X (n, d) along the first k components: shape (k,).

    Squared singular values of the centred X, over n - 1.
    """
    return ____


def test_the_first_directions_hold_most_of_the_variance(rng):
    """Three points by hand, then digits: squared singular values, and that n - 1."""
    line = np.array([[0.0, 5.0], [3.0, 5.0], [6.0, 5.0]])
    assert explained_variance(line, 2) == close_to(____)
    assert explained_variance(X_train, k) == close_to(pca.explained_variance_)
    X = fresh(rng)
    wanted = PCA(4, svd_solver="full").fit(X).explained_variance_
    assert explained_variance(X, 4) == close_to(wanted)
    share = np.sum(explained_variance(X_train, k)) / X_train.var(axis=0, ddof=1).sum()
    assert share == close_to(0.85, abs=0.005)


@yours
def reconstruct(scores, mean, components):
    """Rows rebuilt from scores (n, k), mean (d,), components (k, d): shape (n, d)."""
    return ____


def test_what_is_lost_is_the_variance_left_out(rng):
    """Rebuilt from 16 numbers a digit lacks 48 directions; what does it lack from 64?"""
    mean = pca.mean_
    rebuilt = reconstruct(pca.transform(X_test), mean, pca.components_)
    assert rebuilt == close_to(pca.inverse_transform(pca.transform(X_test)))
    sevens = X_train[y_train == 7]
    for X in (sevens, fresh(rng)):  # each with a mean of its own
        model = PCA(3, svd_solver="full").fit(X)
        few = model.transform(X)
        rebuilt = reconstruct(few, model.mean_, model.components_)
        assert rebuilt == close_to(model.inverse_transform(few))
    every = PCA(svd_solver="full").fit(X_train)
    kept = pca.transform(X_train)
    error = ((X_train - reconstruct(kept, mean, pca.components_)) ** 2).sum()
    left_out = every.explained_variance_[k:].sum() * (len(X_train) - 1)
    assert error == close_to(left_out)
    whole = reconstruct(every.transform(X_train), mean, every.components_)
    assert np.abs(X_train - whole).max() == close_to(____, abs=1e-3)


@yours
def name_digits(train_scores, y_train, test_scores):
    """Label of the training row (n, k) nearest to each test row (m, k): shape (m,)."""
    return ____


def test_names_do_not_hang_on_a_sign(rng):
    """The nearest known digit names, and turning components round changes no name."""
    known, new = pca.transform(X_train[:500]), pca.transform(X_test)
    nearest = KNeighborsClassifier(n_neighbors=1).fit(known, y_train[:500])
    assert name_digits(known, y_train[:500], new) == close_to(nearest.predict(new))
    signs = rng.choice([-1, 1], size=k)
    flipped = name_digits(known * signs, y_train[:500], new * signs)
    assert flipped == close_to(nearest.predict(new))
    labels = rng.permutation(90)[:30] + 10
    rows = rng.normal(size=(30, 3))
    order = rng.permutation(30)
    assert name_digits(rows, labels, rows[order] + 1e-6) == close_to(labels[order])


def test_it_goes_wrong_where_the_difference_that_matters_is_small(rng):
    """Wide chance, narrow truth: one component names by luck; how many does it take?"""
    y = np.tile([0, 1], 100)
    X = np.column_stack([rng.normal(scale=20, size=200), 6 * y + rng.normal(size=200)])
    known, new = X[:100], X[100:]
    right = {}
    for size in (1, 2):
        mean, found = np.asarray(fit_mean(known)), np.asarray(components(known, size))
        squeezed = [scores(part, mean, found) for part in (known, new)]
        named = name_digits(squeezed[0], y[:100], squeezed[1])
        right[size] = int((np.asarray(named) == y[100:]).sum())
    assert right[1] < 80
    assert max(right, key=right.get) == ____


def test_the_result_still_stands(present):
    """You just replaced PCA and its neighbours: as many of the 450 are named right."""
    teachers, unseen = ____, ____
    assert len(teachers) == len(X_train)  # the unseen must not teach
    mean, found = np.asarray(fit_mean(teachers)), np.asarray(components(teachers, k))
    known, new = scores(X_train, mean, found), scores(unseen, mean, found)
    named = np.asarray(name_digits(known, y_train, new))
    model = make_pipeline(PCA(k, svd_solver="full"), KNeighborsClassifier(1))
    assert named == close_to(model.fit(X_train, y_train).predict(X_test))
    right = int((named == y_test).sum())
    present(
        f"{right} of {len(y_test)} digits named right",
        right=right,
        predicted=named,
        truth=y_test,
    )
