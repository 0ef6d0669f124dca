"""Level 6 · decomposition: scatter taken apart

Penguins differ. Part of it is that species differ, the rest is that no two birds of a
kind are alike: the scatter of all is the scatter within plus the scatter between, to
the last digit. At level 4 solve took the one out of the other. Here its factor does: a
triangle that turns the cloud of every species into a ball, and in a world of balls the
nearest mean is the answer, and three means lie in a plane. Two numbers of each penguin
are enough.

Yours to use: arrays, @ and your own functions. No np.linalg, no SciPy.
A′ is A transposed, A.T in NumPy; I is the unit matrix.

    X  (n, d)  pages made ready; y (n,) their species; here d is 7, k is 3
    W, B, T    (d, d)  scatter within species, between them, and of all: sums, not means
    S  (d, d)  the pooled covariance, W / (n − k)
    L  (d, d)  zeros above the diagonal; S = L L′
    Z  (n, d)  whitened pages, L⁻¹ x for each page x
    V  (d, k − 1)  two directions at right angles that span the plane of the means

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.compose import make_column_transformer
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from sensei import ____, close_to, yours

from . import X_test, X_train, categorical, numeric, species, y_test, y_train


def made_ready(drop="first"):
    """Known and unseen pages as arrays; drop: which of the words has no column."""
    table = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numeric),
        (
            make_pipeline(
                SimpleImputer(strategy="most_frequent"),
                OneHotEncoder(drop=drop, sparse_output=False),
            ),
            categorical,
        ),
    )
    return table.fit_transform(X_train), table.transform(X_test)


F_train, F_test = made_ready()  # (275, 7), (69, 7)
n, d = F_train.shape
k = len(species)
priors = np.bincount(y_train) / n
M = np.array([F_train[y_train == c].mean(axis=0) for c in range(k)])
S = (F_train - M[y_train]).T @ (F_train - M[y_train]) / (n - k)


@yours
def within(X, y, k):
    """W (d, d), an array: products of deviations of X (n, d) from the own class mean.

    They are summed over all rows.
    """
    return ____


@yours
def between(X, y, k):
    """B (d, d): scatter of the class means of X (n, d) around the mean of all rows.

    Each class counts as often as it has rows.
    """
    return ____


def test_scatter_is_within_plus_between():
    """1 and 3 of one species, 8 of another. All: 26. Within: 2. And between?"""
    X, y = np.array([[1.0], [3.0], [8.0]]), np.array([0, 0, 1])
    assert within(X, y, 2) == close_to([[2]])
    assert between(X, y, 2) == close_to([[____]])


@yours
def correlation(S):
    """The correlations (d, d) that belong to covariances, or scatter, S (d, d).

    Entry i, j over the root of entry i, i times entry j, j. S itself stays as it is.
    """
    return ____


def test_correlation_is_covariance_without_units():
    """Variances of 4 and 16, a covariance of 6: which correlation?"""
    assert correlation(np.cov(F_train.T)) == close_to(np.corrcoef(F_train.T))
    by_hand = np.asarray(correlation(np.array([[4.0, 6.0], [6.0, 16.0]])))
    assert by_hand[0, 1] == close_to(____)


def test_it_goes_wrong_when_kinds_are_mixed():
    """Bill length and depth: the sign of their correlation in all, within species?"""
    bills = F_train[:, :2]
    W, B = np.asarray(within(bills, y_train, k)), np.asarray(between(bills, y_train, k))
    of_all, of_a_kind = np.asarray(correlation(W + B)), np.asarray(correlation(W))
    assert np.sign([of_all[0, 1], of_a_kind[0, 1]]) == close_to(____)


@yours
def cholesky(A):
    """L (d, d), an array: zeros above the diagonal, A = L L′; A (d, d) are covariances.

    Refuses, with a ValueError, where a column is told by those before it: where less
    than 1e-10 of A[j, j] is left. A itself stays as it is. Golub and Van Loan, Matrix
    Computations, section 4.2.
    """
    L = np.zeros(A.shape)
    for j in range(len(A)):
        left = ____
        if left < 1e-10 * A[j, j]:
            raise ValueError(f"column {j} says nothing that those before it do not")
        L[j, j] = np.sqrt(left)
        below = ____
        L[j + 1 :, j] = below / L[j, j]
    return L


def test_a_triangle_times_its_mirror_image():
    """[[4, 6], [6, 13]] is L L′ with L = [[2, 0], [3, ?]]: which number?"""
    L = cholesky(np.array([[4.0, 6.0], [6.0, 13.0]]))
    assert L == close_to([[2, 0], [3, ____]])


def refuses(function, *arguments):
    """Whether a function raises a ValueError for these arguments."""
    try:
        function(*arguments)
    except ValueError:
        return True
    return False


def scatter_of_noise(rows):
    """W of `rows` rows of noise, 10 columns, 3 classes: the same noise each time."""
    X = np.random.default_rng(0).normal(size=(rows, 10))
    return np.asarray(within(X, np.arange(rows) % 3, 3))


def test_it_goes_wrong_when_columns_have_no_news():
    """When it goes wrong: 10 columns, 3 classes. How many rows are just enough?"""
    assert refuses(cholesky, np.array([[1.0, 2.0], [2.0, 4.0]]))
    enough = ____
    assert not refuses(cholesky, scatter_of_noise(enough))
    assert refuses(cholesky, scatter_of_noise(enough - 1))


@yours
def forward(L, B):
    """Z with L Z = B, for L (d, d) with zeros above its diagonal, B and Z (d, m).

    Z is an array. From the first row down, with no inverse. B itself stays as it is.
    """
    return ____


def test_a_triangle_is_solved_from_the_top():
    """2 z₁ = 6, z₁ + 4 z₂ = 11: what are they?"""
    L, B = np.array([[2.0, 0.0], [1.0, 4.0]]), np.array([[6.0], [11.0]])
    assert forward(L, B) == close_to(____)


@yours
def whitened(X, S):
    """Z (n, d): L⁻¹ x for each row x of X (n, d), where S = L L′.

    Rows with covariance S come out with covariance I.
    """
    return ____


def test_every_species_becomes_a_ball():
    """Whitened penguins: which pooled covariance have they now, a (7, 7) matrix?"""
    Z = np.asarray(whitened(F_train, S))
    assert np.asarray(within(Z, y_train, k)) / (n - k) == close_to(____)


@yours
def nearest_mean(Z, M, priors):
    """For each row of Z (n, d) the class whose mean in M (k, d) is nearest: (n,).

    Half the squared distance, less the logarithm of the class's prior, is smallest.
    """
    return ____


def test_after_whitening_the_nearest_mean_wins():
    """Means at -2 and 2, priors of 0.8 and 0.2. Which class is a page at 0?"""
    means, shares = np.array([[-2.0], [2.0]]), np.array([0.8, 0.2])
    named = nearest_mean(np.array([[0.0], [0.5], [0.3]]), means, shares)
    assert named == close_to([____, 1, 0])  # log 4 / 4 = 0.35 is where they meet


@yours
def separation(w, B, W):
    """w′ B w / w′ W w: how far classes part along w (d,), in units of their scatter."""
    return ____


@yours
def fisher(X, y):
    """The direction w (d,) along which classes 0 and 1 of X (n, d) part best.

    Of any length. W⁻¹ (m₁ − m₀), with W the scatter within. Fisher (1936).
    """
    return ____


def along(w):
    """w (d,) with length 1."""
    w = np.asarray(w, dtype=float)
    return w / np.sqrt(w @ w)


def test_one_direction_parts_two_species_best():
    """B = [[4, 0], [0, 0]], W = [[2, 0], [0, 1]]: the separation along (1, 1)?"""
    by_hand = separation(np.ones(2), np.diag([4.0, 0.0]), np.diag([2.0, 1.0]))
    assert by_hand == close_to(____)
    X, gentoo = F_train[:, :4], (y_train == 2).astype(int)
    model = LinearDiscriminantAnalysis(solver="lsqr").fit(X, gentoo)
    best = along(model.coef_[0])
    assert along(fisher(X, gentoo)) == close_to(best, up_to_sign=True)


@yours
def plane(M):
    """V (d, k − 1): columns at right angles, of length 1, that span the means' plane.

    M (k, d): k means, none of them told by the others. Every difference of two rows is
    made of the columns of V.
    """
    return ____


def test_three_means_lie_in_a_plane(rng):
    """Four means of nine columns: how many numbers of each row are enough?"""
    means = rng.normal(size=(4, 9)) + 5
    V = np.asarray(plane(means))
    assert V.shape == (9, ____)
    assert V.T @ V == close_to(np.eye(3))
    steps = means - means[2]
    assert steps @ V @ V.T == close_to(steps)


@yours
def turn(B):
    """R (2, 2): a rotation for a symmetric B (2, 2) that makes R′ B R diagonal.

    [[cos t, −sin t], [sin t, cos t]] turns by the angle t. Here 2 t is the angle from the
    first axis to the arrow (B[0, 0] − B[1, 1], 2 B[0, 1]); np.arctan2(y, x) has that of
    (x, y). The larger of the two on the diagonal comes first then. Jacobi (1846).
    """
    return ____


def test_one_turn_finds_the_axes_of_scikit_learn():
    """[[2, 1], [1, 2]] after its turn: what stands on the diagonal?"""
    B = np.array([[2.0, 1.0], [1.0, 2.0]])
    R = np.asarray(turn(B))
    assert (R.T @ B @ R).diagonal() == close_to(____)


def test_the_result_still_stands(present):
    """Two numbers of each of the 69 penguins, and the same 68 are named right."""
    Z, means = np.asarray(whitened(F_test, S)), np.asarray(whitened(M, S))
    V = np.asarray(____)
    assert (Z @ V).shape == (69, 2)
    steps = means - means[0]
    assert steps @ V @ V.T == close_to(steps)  # the whitened means' plane
    y_pred = np.asarray(nearest_mean(Z @ V, means @ V, priors))
    right = int((y_pred == y_test).sum())
    assert right == 68
    show(present, y_pred, right)


# How the result is shown: nothing to do from here on


def show(present, y_pred, right):
    """Put the result on the screen."""
    present(
        f"{right} of {len(y_test)} penguins named right from 2 numbers",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
