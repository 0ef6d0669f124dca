"""Level 6 · decomposition: QR and Cholesky

The normal equations of level 4 contain A′A, and squaring A costs half of the digits
that a machine has. Here you take A apart instead: into directions at right angles and a
triangle, A = Q R. You find them in three ways and measure what each loses. Then you
factor A′A itself into triangles. At the end the weights come from mirrors, and no
np.linalg is left.

You may use: arrays, @ and your own functions. No np.linalg, no SciPy.

    A    (n, p)  the cars, a column of ones first; A′ is A.T
    Q    (n, p)  orthonormal columns: of length 1, at right angles to each other, so
                 Q′Q = I, which has 1 on the diagonal and 0 elsewhere
    R    (p, p)  upper triangular, zeros below the diagonal: A = Q R, the QR
                 decomposition
    L    (p, p)  lower triangular, zeros above the diagonal: A′A = L L′, the Cholesky
                 decomposition
    v    (n,)    the normal vector of a mirror: at right angles to the mirror's plane
    S    (p, p)  symmetric: the same above its diagonal as below, as A′A is

Vectors are *orthonormal* if they are at right angles and of length 1. A matrix is
*triangular* if it has only zeros on one side of its diagonal. The *QR decomposition*
writes a matrix as orthonormal columns times an upper triangle. The *Cholesky
decomposition* writes a positive definite matrix as a lower triangle times its
transpose.

Pillars: linear algebra.
"""

import numpy as np
from sklearn.linear_model import LinearRegression

from sensei import ____, close_to, yours

from . import X_test, X_train, feature_names, y_test, y_train

A_train = np.column_stack([np.ones(len(X_train)), X_train])
A_test = np.column_stack([np.ones(len(X_test)), X_test])

# The columns 1, x, x² … x⁷, where x is how heavy each car is, in thousand pounds
powers = np.vander(X_train[:, feature_names.index("weight")] / 1000, 8, increasing=True)

# Läuchli (1961): three columns that differ only by a hundred-millionth
tiny = 1e-8
nearly_collinear = np.array([[1, 1, 1], [tiny, 0, 0], [0, tiny, 0], [0, 0, tiny]])


def orthogonality_error(Q):
    """Return how far the columns of Q are from orthonormal: the largest number of |Q′Q − I|."""
    Q = np.asarray(Q)
    return np.abs(Q.T @ Q - np.eye(Q.shape[1])).max()


@yours
def forward(L, c):
    """Return the solution w of L w = c, for L (p, p) with zeros above the diagonal: an array (p,).

    *Forward substitution* starts with the first equation, which has one unknown, and
    puts it into those below. Leave `c` as it is.
    """
    return ____


@yours
def backward(R, c):
    """Return the solution w of R w = c, for R (p, p) with zeros below the diagonal: shape (p,).

    Do not use the numbers below the diagonal: they may be anything, and count as 0.
    """
    return ____


def test_triangles_are_easy_to_solve():
    """4u + 2v = 10 and 2v = 6. What are u and v? A list of two."""
    L, R = np.array([[2.0, 0.0], [3.0, 5.0]]), np.array([[4.0, 2.0], [0.0, 2.0]])
    assert forward(L, np.array([4.0, 21.0])) == close_to([2, 3])  # 2u = 4, 3u + 5v = 21
    assert backward(R, np.array([10.0, 6.0])) == close_to(____)


@yours
def project_out(v, Q):
    """Return v (n,) minus its projection onto the columns of Q (n, j), all at once: shape (n,).

    Measure all of v before you subtract anything. The method of *Gram-Schmidt* makes
    columns orthonormal: it subtracts from each its projection onto those before. This
    is a step of classical Gram-Schmidt. Leave `v` as it is.
    """
    return ____


@yours
def project_out_in_turn(v, Q):
    """Return v (n,) minus its projection onto the columns of Q (n, j), one by one: shape (n,).

    Measure what is left of v anew for each column. This is a step of modified
    Gram-Schmidt. Leave `v` as it is.
    """
    return ____


def test_projections_are_subtracted():
    """What is left of (5, 5) without its part along (0.6, 0.8)? A list of two."""
    v, q = np.array([5.0, 5.0]), np.array([[0.6], [0.8]])
    assert project_out(v, q) == close_to(____)
    assert project_out_in_turn(v, q) == close_to(project_out(v, q))


@yours
def directions(A, project_out):
    """Return Q, orthonormal directions of the columns of A (n, p): shape (n, p).

    Column j of Q is column j of A minus its projection onto the columns of Q before it,
    divided by its length. project_out(v, Q) subtracts the projection. The first column
    has none before it.
    """
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        left = np.asarray(____)
        Q[:, j] = ____
    return Q


def test_each_direction_is_what_is_new_in_a_column():
    """The columns are ones and (1, 1, 3, 3). What is the second direction? A list of four."""
    A = np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 3.0], [1.0, 3.0]])
    Q = np.asarray(directions(A, project_out))
    assert Q[:, 1] == close_to(____)
    assert Q.T @ Q == close_to(np.eye(2))


def test_it_goes_wrong_when_columns_are_nearly_collinear():
    """When it goes wrong: on paper at_once[:, 1] @ at_once[:, 2] is 0. What does the machine find?"""
    at_once = np.asarray(directions(nearly_collinear, project_out))
    assert at_once[:, 1] @ at_once[:, 2] == close_to(____)
    in_turn = np.asarray(directions(nearly_collinear, project_out_in_turn))
    assert abs(in_turn[:, 1] @ in_turn[:, 2]) < 1e-7
    assert orthogonality_error(directions(powers, project_out)) > 1e-5
    assert orthogonality_error(directions(powers, project_out_in_turn)) < 1e-8


@yours
def mirror(x):
    """Return v at right angles to the mirror that maps x (m,) onto the first axis: an array (m,).

    The image of x has the first number −|x| if x[0] is 0 or more, otherwise |x|, and
    then zeros; |x| is the length of x. Any multiple of `v` is right. Leave `x` as it
    is. It is not all 0.
    """
    return ____


@yours
def reflect(B, v):
    """Return the columns of B (m, k) reflected in the mirror at right angles to v (m,): shape (m, k).

    A *Householder reflection* mirrors vectors in a plane, so that all numbers of one
    column but the first become 0. `v` may have any length but 0. Leave `B` as it is.
    """
    return ____


def test_a_mirror_maps_a_column_onto_an_axis():
    """Where does the mirror map (3, 4)? A list of two."""
    x = np.array([3.0, 4.0])
    image = np.asarray(reflect(x[:, None], mirror(x)))
    assert image[:, 0] == close_to(____)


@yours
def triangularise(A, y):
    """Return (R, c, rest) after p mirrors of A (n, p) and y (n,): shapes (p, p), (p,), (n − p,).

    All three are arrays. Mirror j maps what column j has from row j on onto the axis of
    row j, so that only zeros are left below R. The mirrors turn y into c, its first p
    numbers, and the rest. `reflect` wants a table, so make y a column. Leave A and y as
    they are. There are more rows than columns. Golub and Van Loan, Matrix Computations,
    section 5.3.
    """
    return ____


def test_the_rest_has_the_squares_of_the_residuals():
    """How many of the 313 numbers of y are in the rest, which no weight can change?"""
    R, c, rest = triangularise(A_train, y_train)
    assert len(rest) == ____
    residuals = y_train - A_train @ backward(R, c)
    assert rest @ rest == close_to(residuals @ residuals)


@yours
def leverages(Q):
    """Return the leverage of each car, the diagonal of Q Q′ for Q (n, p): shape (n,).

    As at level 4, a leverage says how much of a car's prediction comes from that car
    itself. Do not compute the rest of Q Q′.
    """
    return ____


def test_leverage_is_a_sum_of_squares():
    """A row of Q is (0.6, 0.5). What is the leverage of that car?"""
    Q = np.array([[0.6, 0.5], [0.0, -0.5], [0.8, 0.0]])
    assert leverages(Q) == close_to([____, 0.25, 0.64])


@yours
def cholesky(S):
    """Return L, the Cholesky factor of S (p, p), with L L′ = S: an array (p, p); or None.

    L has zeros above its diagonal and positive numbers on it. S is symmetric. If a
    number under a root is not above 0, return None: then S has no such L. A symmetric S
    is *positive definite* if w @ S @ w is above 0 for every w except 0. Only then does
    it have an L. Leave `S` as it is.
    """
    return ____


def test_a_symmetric_matrix_has_a_cholesky_factor():
    """What is the Cholesky factor L of [[4, 6], [6, 13]]? A list of two rows."""
    S = np.array([[4.0, 6.0], [6.0, 13.0]])
    assert cholesky(S) == close_to(____)
    assert cholesky(np.array([[1.0, 2.0], [2.0, 1.0]])) is None  # 1 − 2 · 2 is below 0


@yours
def weights_by_cholesky(A, y):
    """Return the least squares weights of A (n, p) and y (n,), by Cholesky: shape (p,).

    They solve A′A w = A′y. With the Cholesky factor L of A′A, that is L L′ w = A′y.
    """
    return ____


def test_squaring_a_matrix_squares_its_condition_number():
    """The condition number of A is about 10⁵. Which power of ten is that of A′A? Type the exponent.

    The *condition number* of a matrix is its longest stretch over its shortest: errors
    may grow as much.
    """
    condition = np.linalg.cond(A_train)  # the longest stretch over the shortest
    squared = np.linalg.cond(A_train.T @ A_train)
    assert round(np.log10(condition)) == 5
    assert round(np.log10(squared)) == ____
    wanted = np.linalg.lstsq(A_train, y_train, rcond=None)[0]
    assert weights_by_cholesky(A_train, y_train) == close_to(wanted, rel=1e-4)


@yours
def weights(A, y):
    """Return the least squares weights of A (n, p) and y (n,), by mirrors: shape (p,).

    Do not compute A′A.
    """
    return ____


def test_it_goes_wrong_when_squaring_loses_digits():
    """When it goes wrong: three columns are nearly alike. Is cholesky(A′A) None? True or False."""
    y = nearly_collinear @ [1.0, 2.0, 3.0]
    assert weights(nearly_collinear, y) == close_to([1, 2, 3], rel=1e-5)
    root = cholesky(nearly_collinear.T @ nearly_collinear)
    assert (root is None) == ____


@yours
def ridge(Z, y, alpha):
    """Return the weights of ridge regression on centred Z (n, d) and y (n,): shape (d,).

    They minimise the sum of squared residuals + alpha · Σ w². Since Z and y are
    centred, there is no intercept. The penalty can be written as d more rows of Z, so
    you can use `weights` and never square Z. Hastie, Tibshirani, Friedman (2009),
    exercise 3.12.
    """
    return ____


def test_a_penalty_is_a_few_more_cars():
    """Cars at x = −1 and 1 have y = −4 and 4, minus the mean; alpha is 2. Which weight does ridge find?"""
    Z, y = np.array([[-1.0], [1.0]]), np.array([-4.0, 4.0])
    assert ridge(Z, y, 2) == close_to([____])


def test_the_result_still_stands(present):
    """Find the weights of the training cars by mirrors: the R² should be scikit-learn's."""
    y_pred = A_test @ weights(____, ____)
    model = LinearRegression().fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    e = y_test - y_pred
    r2 = 1 - e @ e / ((y_test - y_test.mean()) ** 2).sum()
    rmse = np.sqrt(np.mean(e**2))
    present(
        f"R² {r2:.2f}, off by {rmse:.1f} mpg on {len(y_test)} unseen cars",
        r2=r2,
        rmse=rmse,
        predicted=y_pred,
        truth=y_test,
    )
