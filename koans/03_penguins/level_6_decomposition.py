"""Level 6 · decomposition: scatter within species and between them

Penguins differ, because species differ and because no two birds of a species are alike.
The scatter of all pages is exactly the sum of these two parts. You factor the
covariance into a triangular matrix, which turns the cloud of each species into a ball.
Then the nearest mean is the prediction, and two numbers per penguin are enough.

You may use: arrays, @ and your own functions. No np.linalg, no SciPy.

    X  (n, d)      prepared pages, and y (n,) their species; here d is 7, k is 3
    W, B, T        (d, d)  the scatter within species, between them, and of all pages:
                   products of deviations, summed and not divided
    S  (d, d)      the pooled covariance, W / (n − k)
    L  (d, d)      lower triangular (zeros above the diagonal), with S = L L′
    Z  (n, d)      whitened pages, L⁻¹ x for each page x
    V  (d, k − 1)  orthonormal columns (at right angles, of length 1) that span the
                   plane of the class means
    I, A′          the identity matrix, and A transposed (A.T in NumPy)

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


def prepared(drop="first"):
    """Return the training and the test pages, prepared by scikit-learn: two arrays.

    With drop="first", the first word of each column has no column of its own. With
    drop=None, every word has one.
    """
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


F_train, F_test = prepared()  # (275, 7), (69, 7)
n, d = F_train.shape
k = len(species)
priors = np.bincount(y_train) / n
M = np.array([F_train[y_train == c].mean(axis=0) for c in range(k)])
S = (F_train - M[y_train]).T @ (F_train - M[y_train]) / (n - k)


@yours
def within(X, y, k):
    """Return the scatter within the k classes of X (n, d), y (n,): an array (d, d).

    Take the deviation of each row from the mean of its own class. Entry i, j is the
    product of columns i and j of the deviations, summed over all rows.
    """
    return ____


@yours
def between(X, y, k):
    """Return the scatter between the k classes of X (n, d), y (n,): shape (d, d).

    It is the scatter of the class means around the mean of all rows. Each class counts
    as many times as it has rows.
    """
    return ____


def test_total_scatter_is_within_plus_between():
    """One species has values 1 and 3, another has 8. What is the scatter between them?"""
    X, y = np.array([[1.0], [3.0], [8.0]]), np.array([0, 0, 1])
    assert within(X, y, 2) == close_to([[2]])
    assert between(X, y, 2) == close_to([[____]])


@yours
def correlation(S):
    """Return the correlation matrix of a covariance or scatter matrix S: shape (d, d).

    Divide entry i, j by the root of entry i, i times entry j, j. `S` itself is not
    changed.
    """
    return ____


def test_correlation_is_covariance_without_units():
    """Two columns have variances of 4 and 16 and a covariance of 6. What is their correlation?"""
    assert correlation(np.cov(F_train.T)) == close_to(np.corrcoef(F_train.T))
    found = np.asarray(correlation(np.array([[4.0, 6.0], [6.0, 16.0]])))
    assert found[0, 1] == close_to(____)


def test_a_correlation_changes_sign_when_groups_are_mixed():
    """When it goes wrong: what is the sign of the correlation of bill length and depth, over all pages and within species? -1 or 1 for each."""
    bills = F_train[:, :2]
    W, B = np.asarray(within(bills, y_train, k)), np.asarray(between(bills, y_train, k))
    of_all, of_species = np.asarray(correlation(W + B)), np.asarray(correlation(W))
    assert np.sign([of_all[0, 1], of_species[0, 1]]) == close_to(____)


@yours
def cholesky(A):
    """Return the lower triangular L with A = L L′, for covariances A (d, d): an array (d, d).

    This is the Cholesky decomposition. If less than 1e-10 of A[j, j] is left, the
    columns before determine column j: raise a ValueError. `A` is not changed. Golub and
    Van Loan, Matrix Computations, section 4.2.
    """
    L = np.zeros(A.shape)
    for j in range(len(A)):
        left = ____
        if left < 1e-10 * A[j, j]:
            raise ValueError(f"the columns before determine column {j}")
        L[j, j] = np.sqrt(left)
        below = ____
        L[j + 1 :, j] = below / L[j, j]
    return L


def test_a_covariance_is_a_triangle_times_its_transpose():
    """[[4, 6], [6, 13]] is L L′ with L = [[2, 0], [3, ?]]. Which number is missing?"""
    L = cholesky(np.array([[4.0, 6.0], [6.0, 13.0]]))
    assert L == close_to([[2, 0], [3, ____]])


def raises(function, *arguments):
    """Return whether a function raises a ValueError for these arguments."""
    try:
        function(*arguments)
    except ValueError:
        return True
    return False


def scatter_of_noise(rows):
    """Return the W of random numbers: 10 columns, 3 classes, the same numbers each time."""
    X = np.random.default_rng(0).normal(size=(rows, 10))
    return np.asarray(within(X, np.arange(rows) % 3, 3))


def test_too_few_rows_make_the_scatter_singular():
    """When it goes wrong: with 10 columns and 3 classes, how many rows does W need to be invertible?"""
    assert raises(cholesky, np.array([[1.0, 2.0], [2.0, 4.0]]))
    enough = ____
    assert not raises(cholesky, scatter_of_noise(enough))
    assert raises(cholesky, scatter_of_noise(enough - 1))


@yours
def forward(L, B):
    """Return Z with L Z = B: an array (d, m).

    L (d, d) has zeros above its diagonal, and B is (d, m). Solve from the first row
    down, without an inverse: this is forward substitution. `B` is not changed.
    """
    return ____


def test_a_triangle_is_solved_from_the_top():
    """2 z₁ = 6 and z₁ + 4 z₂ = 11. What are z₁ and z₂? A list of two rows."""
    L, B = np.array([[2.0, 0.0], [1.0, 4.0]]), np.array([[6.0], [11.0]])
    assert forward(L, B) == close_to(____)


@yours
def whitened(X, S):
    """Return L⁻¹ x for each row x of X (n, d), where S = L L′: shape (n, d).

    This is whitening: rows with covariance S get covariance I.
    """
    return ____


def test_whitening_turns_every_species_into_a_ball():
    """What is the pooled covariance of whitened penguins? A (7, 7) matrix."""
    Z = np.asarray(whitened(F_train, S))
    assert np.asarray(within(Z, y_train, k)) / (n - k) == close_to(____)


@yours
def nearest_mean(Z, M, priors):
    """Return the class whose mean in M (k, d) is nearest to each row of Z (n, d): shape (n,).

    Nearest means that half the squared distance, minus the log of the class's prior, is
    smallest. `priors` has shape (k,).
    """
    return ____


def test_after_whitening_the_nearest_mean_wins():
    """The means are -2 and 2, the priors 0.8 and 0.2. Which class is predicted for a page at 0?"""
    means, class_priors = np.array([[-2.0], [2.0]]), np.array([0.8, 0.2])
    y_pred = nearest_mean(np.array([[0.0], [0.5], [0.3]]), means, class_priors)
    assert y_pred == close_to([____, 1, 0])  # the boundary is at log(4) / 4 = 0.35


@yours
def separation(w, B, W):
    """Return w′ B w / w′ W w, how well the direction w (d,) separates the classes: one number."""
    return ____


@yours
def fisher(X, y):
    """Return the direction that separates classes 0 and 1 of X (n, d), y (n,) best: shape (d,).

    It is W⁻¹ (m₁ − m₀), with W the scatter within and m₀, m₁ the class means. It may
    have any length. Fisher (1936).
    """
    return ____


def unit(w):
    """Return w (d,), scaled to length 1."""
    w = np.asarray(w, dtype=float)
    return w / np.sqrt(w @ w)


def test_one_direction_separates_two_species_best():
    """B = [[4, 0], [0, 0]], W = [[2, 0], [0, 1]]. What is the separation along (1, 1)?"""
    found = separation(np.ones(2), np.diag([4.0, 0.0]), np.diag([2.0, 1.0]))
    assert found == close_to(____)
    X, gentoo = F_train[:, :4], (y_train == 2).astype(int)
    model = LinearDiscriminantAnalysis(solver="lsqr").fit(X, gentoo)
    best = unit(model.coef_[0])
    assert unit(fisher(X, gentoo)) == close_to(best, up_to_sign=True)


@yours
def plane(M):
    """Return orthonormal columns that span the differences of the k means M (k, d): shape (d, k − 1).

    Orthonormal columns are at right angles and have length 1. Every difference of two
    rows of `M` is a combination of them. No mean lies in the plane of the others.
    """
    return ____


def test_three_means_lie_in_a_plane(rng):
    """Four means have nine columns. How many numbers of each row are enough to find the nearest mean?"""
    means = rng.normal(size=(4, 9)) + 5
    V = np.asarray(plane(means))
    assert V.shape == (9, ____)
    assert V.T @ V == close_to(np.eye(3))
    steps = means - means[2]
    assert steps @ V @ V.T == close_to(steps)


@yours
def rotation(B):
    """Return the rotation R that makes R′ B R diagonal, for a symmetric B (2, 2): shape (2, 2).

    R = [[cos t, −sin t], [sin t, cos t]] rotates by the angle t. Here 2 t is the angle
    from the first axis to the arrow (B[0, 0] − B[1, 1], 2 B[0, 1]); np.arctan2(y, x) is
    the angle of the arrow (x, y). The larger entry of the diagonal then comes first.
    Jacobi (1846).
    """
    return ____


def test_one_rotation_finds_the_axes_of_scikit_learn():
    """After the rotation, what is on the diagonal of [[2, 1], [1, 2]]? A list of two."""
    B = np.array([[2.0, 1.0], [1.0, 2.0]])
    R = np.asarray(rotation(B))
    assert (R.T @ B @ R).diagonal() == close_to(____)


def test_the_result_still_stands(present):
    """Predict from two numbers per penguin: the same 68 should be correct."""
    Z, means = np.asarray(whitened(F_test, S)), np.asarray(whitened(M, S))
    V = np.asarray(____)
    assert (Z @ V).shape == (69, 2)
    steps = means - means[0]
    assert steps @ V @ V.T == close_to(steps)  # the whitened means' plane
    y_pred = np.asarray(nearest_mean(Z @ V, means @ V, priors))
    correct = int((y_pred == y_test).sum())
    assert correct == 68
    show(present, y_pred, correct)


# How the result is shown: nothing to do from here on


def show(present, y_pred, correct):
    """Put the result on the screen."""
    present(
        f"{correct} of {len(y_test)} penguins predicted correctly, from 2 numbers each",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
