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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

k = 16
pca = PCA(k, svd_solver="full").fit(X_train)


@hint(
    "What would the digit look like that lies in the middle of them all?",
    "One mean for every pixel: the rows are averaged, the columns stay.",
    "X.mean(axis=0)",
)
@yours
def fit_mean(X):
    """The mean row of X (n, d): shape (d,).

    >>> fit_mean(np.array([[0.0, 4.0], [2.0, 8.0]])).tolist()
    [1.0, 6.0]
    """
    return np.mean(X, axis=0)


@insight("Every digit will be told as a difference from this one.")
def test_in_the_middle_lies_a_digit_that_nobody_wrote():
    """What is the mean row of these three rows? A list of two numbers."""
    three = np.array([[0.0, 9.0], [1.0, 9.0], [5.0, 3.0]])
    assert fit_mean(three) == close_to(____([2, 7]))
    assert fit_mean(X_train) == close_to(pca.mean_)


@hint(
    "Which directions do np.linalg.svd's three results speak of: rows, or columns?",
    "Centre X first. Of U, s and Vt the rows of Vt are directions among the columns, "
    "the one that matters most first: take the first k of them.",
    "_, _, Vt = np.linalg.svd(X - fit_mean(X), full_matrices=False), then Vt[:k]",
)
@yours
def components(X, k):
    """The k directions in which the rows of X (n, d) differ most: shape (k, d).

    The first k right singular vectors of the centred X, each of length 1, as rows.
    """
    _, _, Vt = np.linalg.svd(X - fit_mean(X), full_matrices=False)
    return Vt[:k]


@insight(
    "A direction and its opposite are one line: PCA may give either. "
    "Numbers that differ in sign alone are no error."
)
def test_the_svd_gives_the_directions_of_pca_up_to_sign():
    """Write `components`: four points on a line should give its direction, up to the sign."""
    line = np.array([[1, 2, 2], [2, 4, 4], [3, 6, 6], [6, 12, 12]])
    along = np.array([1, 2, 2]) / 3  # length 1
    assert components(line, 1) == close_to([along], up_to_sign=True)
    assert components(X_train, k) == close_to(pca.components_, up_to_sign=True)


@hint(
    "How far does a point lie from the middle, in the direction of one component?",
    "Take the mean that you were given off each row; then the dot product with each "
    "component is one score.",
    "(X - mean) @ components.T",
)
@yours
def scores(X, mean, components):
    """How far each row of X (n, d) lies from mean (d,) along components (k, d): (n, k).

    The mean is that of the rows which the components were learnt from.
    """
    return (X - mean) @ np.transpose(components)  # (n, d) @ (d, k)


@hint(
    "From (1, 1), how far is it to (4, 5)?",
    "3 to the right and 4 up. The first component is all right, the second all up.",
    "[[3, 4]]",
)
@insight(
    "Always the training mean. Centred by their own, only 15 of the 45 unseen nines would "
    "be read as nines; by the training mean it is 42."
)
def test_a_score_is_how_far_along():
    """How far is (4, 5) from (1, 1), to the right and up? A row of two scores in a list."""
    middle, right_and_up = np.array([1.0, 1.0]), np.array([[1.0, 0.0], [0.0, 1.0]])
    point = np.array([[4.0, 5.0]])
    assert scores(point, middle, right_and_up) == close_to(____([[3, 4]]))
    nines = X_test[y_test == 9]
    assert scores(nines, pca.mean_, pca.components_) == close_to(pca.transform(nines))


@hint(
    "What is the variance of the scores along one component?",
    "The scores along component j have the sum of squares s[j] ** 2. A variance from n "
    "rows whose mean was estimated divides by n - 1.",
    "s = np.linalg.svd(X - fit_mean(X), compute_uv=False); s[:k] ** 2 / (len(X) - 1)",
)
@yours
def explained_variance(X, k):
    """Variance of the rows of X (n, d) along the first k components: shape (k,).

    Squared singular values of the centred X, over n - 1.
    """
    s = np.linalg.svd(X - fit_mean(X), compute_uv=False)
    return s[:k] ** 2 / (len(X) - 1)


@hint(
    "On a straight line, what is left for the second direction?",
    "Three points at 0, 3 and 6 of one axis: squared about their mean 3, 9, 0 and 9.",
    "18 over n - 1, which is 2, and nothing in the second: [9, 0]",
)
@insight("Of all that differs from digit to digit, 16 directions of 64 hold 85 %.")
def test_the_first_directions_hold_most_of_the_variance():
    """What is the variance of these three points along either direction? A list of two."""
    line = np.array([[0.0, 5.0], [3.0, 5.0], [6.0, 5.0]])
    assert explained_variance(line, 2) == close_to(____([9, 0]))
    assert explained_variance(X_train, k) == close_to(pca.explained_variance_)
    share = np.sum(explained_variance(X_train, k)) / X_train.var(axis=0, ddof=1).sum()
    assert share == close_to(0.85, abs=0.005)


@hint(
    "The scores say how far to go along each component. Starting where?",
    "Each row is the mean, plus its scores times the components.",
    "scores @ components + mean",
)
@yours
def reconstruct(scores, mean, components):
    """Rows rebuilt from scores (n, k), mean (d,), components (k, d): shape (n, d)."""
    return scores @ components + mean  # (n, k) @ (k, d) + (d,)


@hint(
    "What did the components not keep? Nothing else can be missing.",
    "The error of the training digits is n - 1 times the variance along the directions "
    "left out. In 64 directions, 64 - k of them are left out.",
    "From 64 numbers nothing is left out: 0",
)
@insight(
    "The error is known before any digit is rebuilt: it is the variance you left out."
)
def test_what_is_lost_is_the_variance_left_out():
    """Rebuilt from 16 numbers a digit lacks 48 directions. What does it lack from all 64?"""
    kept = pca.transform(X_train)
    error = ((X_train - reconstruct(kept, pca.mean_, pca.components_)) ** 2).sum()
    every = PCA(svd_solver="full").fit(X_train)
    assert error == close_to(every.explained_variance_[k:].sum() * (len(X_train) - 1))
    whole = reconstruct(every.transform(X_train), every.mean_, every.components_)
    assert np.abs(X_train - whole).max() == close_to(____(0), abs=1e-3)


@hint(
    "Of all training digits, which is most like the new one?",
    "Distances from each new row to each training row, the position of the smallest in "
    "each row, and the label that stands at that position.",
    "np.asarray(y_train)[cdist(test_scores, train_scores).argmin(axis=1)]",
)
@yours
def name_digits(train_scores, y_train, test_scores):
    """Label of the training row (n, k) nearest to each test row (m, k): shape (m,)."""
    nearest = cdist(test_scores, train_scores).argmin(axis=1)  # (m, n) -> (m,)
    return np.asarray(y_train)[nearest]


@insight(
    "A flipped sign moves all digits alike, as a mirror does: no distance changes."
)
def test_names_do_not_hang_on_a_sign(rng):
    """Write `name_digits`: turning components round should change no name."""
    three, labels = np.array([[0, 9], [3, 4], [9, 0]]), np.array([7, 1, 4])
    assert name_digits(three, labels, np.array([[1, 3], [8, 4]])) == close_to([1, 4])
    known, new = pca.transform(X_train), pca.transform(X_test)
    named = name_digits(known, y_train, new)
    signs = rng.choice([-1, 1], size=k)
    assert name_digits(known * signs, y_train, new * signs) == close_to(named)


def right_from(size, X, y):
    """How many of the last 100 rows get the right name, learnt from the 100 before."""
    mean, found = np.asarray(fit_mean(X[:100])), np.asarray(components(X[:100], size))
    known, new = scores(X[:100], mean, found), scores(X[100:], mean, found)
    return (np.asarray(name_digits(known, y[:100], new)) == y[100:]).sum()


@hint(
    "Which column differs most: the one that tells the two kinds apart, or the other?",
    "PCA never sees the labels. With one component it keeps the wide column of chance; "
    "with two it keeps the narrow one as well, which tells the kinds apart.",
    "One component is not enough; it takes 2.",
)
@insight(
    "PCA keeps what differs most, not what matters most. "
    "In digits the two go together; that is luck to be tested, not a law."
)
def test_it_goes_wrong_where_the_difference_that_matters_is_small(rng):
    """When it goes wrong: one component names by luck. How many does it take?"""
    y = np.tile([0, 1], 100)
    X = np.column_stack([rng.normal(scale=20, size=200), 6 * y + rng.normal(size=200)])
    right = {size: right_from(size, X, y) for size in (1, 2)}
    assert right[1] < 80
    assert max(right, key=right.get) == ____(2)


@hint(
    "From which digits may the mean and the components be learnt?",
    "Only from the training digits. The same mean is then used for both parts.",
    "fit_mean(X_train), components(X_train, k), scores(X_test, mean, found)",
)
@insight("PCA is yours now, down to one call of np.linalg.svd.")
def test_the_result_still_stands(present):
    """You just replaced PCA and its neighbours: as many of the 450 are named right."""
    teachers, unseen = ____(X_train), ____(X_test)
    assert len(teachers) == len(X_train)  # the unseen must not teach
    mean, found = np.asarray(fit_mean(teachers)), np.asarray(components(teachers, k))
    known, new = scores(X_train, mean, found), scores(unseen, mean, found)
    named = np.asarray(name_digits(known, y_train, new))
    model = make_pipeline(PCA(k, svd_solver="full"), KNeighborsClassifier(1))
    assert named == close_to(model.fit(X_train, y_train).predict(X_test))
    show(present, named)


# How the result is shown: nothing to do from here on


def show(present, named):
    """Put the result on the screen."""
    right = int((named == y_test).sum())
    present(
        f"{right} of {len(y_test)} digits named right",
        right=right,
        predicted=named,
        truth=y_test,
    )
