"""Level 6 · decomposition: without squaring what is known

At level 4 seven equations had the answer, and A′A stood in them: every column times every
other. Squaring a table costs twice the digits, before anything is solved, and a machine
has only 16. So do not square it. Take it apart: directions at right angles and a
triangle, A = Q R, and the weights follow from the last line up. Three ways to get there
are tried, and what each loses is counted. Where A′A is good enough, it has a root: a
triangle L with A′A = L L′. And R² stays 0.81, with no np.linalg under it.

Yours to use: arrays, @ and your own functions. No np.linalg, no SciPy.

    A    (n, p)  the cars, a column of ones first; A′ is A.T
    Q    (n, p)  directions at right angles, of length 1, as columns: Q′Q = I
    R    (p, p)  a triangle with nothing below the diagonal: A = Q R
    L    (p, p)  a triangle with nothing above it: A′A = L L′
    v    (n,)    what a mirror stands at right angles to
    S    (p, p)  symmetric: the same above its diagonal as below, as A′A is

Pillars: linear algebra.
"""

import numpy as np
from sklearn.linear_model import LinearRegression

from sensei import ____, close_to, yours

from . import X_test, X_train, feature_names, y_test, y_train

A_train = np.column_stack([np.ones(len(X_train)), X_train])
A_test = np.column_stack([np.ones(len(X_test)), X_test])

# A curve through the weights: 1, w, w² … w⁷ of each car's weight w in thousand pounds.
powers = np.vander(X_train[:, feature_names.index("weight")] / 1000, 8, increasing=True)

# Läuchli (1961): three columns that differ by a hundred-millionth only.
hair = 1e-8
nearly_alike = np.array([[1, 1, 1], [hair, 0, 0], [0, hair, 0], [0, 0, hair]])


def askew(Q):
    """How far the columns of Q are from right angles and length 1: the worst of Q′Q − I."""
    Q = np.asarray(Q)
    return np.abs(Q.T @ Q - np.eye(Q.shape[1])).max()


@yours
def forward(L, c):
    """w, an array (p,), with L w = c, for L (p, p) with nothing above the diagonal.

    From the top. c itself stays as it was.
    """
    return ____


@yours
def backward(R, c):
    """w (p,) with R w = c, for R (p, p) with nothing below the diagonal.

    What stands below the diagonal is not looked at.
    """
    return ____


def test_a_triangle_is_as_good_as_solved():
    """4u + 2v = 10, 2v = 6: what are u and v? A list of two."""
    L, R = np.array([[2.0, 0.0], [3.0, 5.0]]), np.array([[4.0, 2.0], [0.0, 2.0]])
    assert forward(L, np.array([4.0, 21.0])) == close_to([2, 3])  # 2u = 4, 3u + 5v = 21
    assert backward(R, np.array([10.0, 6.0])) == close_to(____)


@yours
def strip(v, Q):
    """v (n,) without what lies along the columns of Q (n, j), all at once: shape (n,).

    All of v is measured before anything is taken off: classical Gram-Schmidt. v itself
    stays as it was.
    """
    return ____


@yours
def strip_in_turn(v, Q):
    """v (n,) without what lies along the columns of Q (n, j), one by one: shape (n,).

    What is left is measured anew for each column: modified Gram-Schmidt. v itself
    stays as it was.
    """
    return ____


def test_what_lies_along_a_direction_comes_off():
    """What is left of (5, 5) without its part along (0.6, 0.8)? A list of two."""
    v, q = np.array([5.0, 5.0]), np.array([[0.6], [0.8]])
    assert strip(v, q) == close_to(____)
    assert strip_in_turn(v, q) == close_to(strip(v, q))


@yours
def directions(A, strip):
    """Directions Q (n, p) of A (n, p): column j is what strip leaves of A's, of length 1.

    strip(v, Q): v without what lies along the columns of Q. Column j is stripped of
    those found before it; the first, of none.
    """
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        left = np.asarray(____)
        Q[:, j] = ____
    return Q


def test_each_column_is_left_with_what_is_new():
    """Ones and (1, 1, 3, 3): what is the second direction? A list of four."""
    A = np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 3.0], [1.0, 3.0]])
    Q = np.asarray(directions(A, strip))
    assert Q[:, 1] == close_to(____)
    assert Q.T @ Q == close_to(np.eye(2))


def test_it_goes_wrong_when_columns_are_nearly_alike():
    """When it goes wrong: second @ third direction, stripped at once. Print it: not 0."""
    at_once = np.asarray(directions(nearly_alike, strip))
    assert at_once[:, 1] @ at_once[:, 2] == close_to(____)
    in_turn = np.asarray(directions(nearly_alike, strip_in_turn))
    assert abs(in_turn[:, 1] @ in_turn[:, 2]) < 1e-7
    assert askew(directions(powers, strip)) > 1e-5
    assert askew(directions(powers, strip_in_turn)) < 1e-8


@yours
def mirror(x):
    """v, an array (m,): the mirror at right angles to v lays x (m,) on the first axis.

    x is laid on its far side: on −|x| where x[0] is 0 or more, else on |x|. Any length
    of v will do. x itself stays as it was; it is not all 0.
    """
    return ____


@yours
def reflect(B, v):
    """The columns of B (m, k), seen in the mirror at right angles to v (m,): (m, k).

    v is one of mirror's, and has any length but 0. B itself stays as it was.
    """
    return ____


def test_a_mirror_lays_a_column_down():
    """Where does the mirror lay (3, 4)? A list of two."""
    x = np.array([3.0, 4.0])
    image = np.asarray(reflect(x[:, None], mirror(x)))
    assert image[:, 0] == close_to(____)


@yours
def laid_down(A, y):
    """A (n, p) and y (n,) in p mirrors: (R, c, rest), arrays (p, p), (p,) and (n − p,).

    Mirror j lays down what column j of A has from row j on. Then A is R above zeros; c
    and rest are what became of y: the first p numbers, and the others. reflect wants a
    table: let y be one more column of A's. A and y stay as they were; n is more than p.
    Golub and Van Loan, Matrix Computations, section 5.3.
    """
    return ____


def test_what_no_weight_can_reach_is_left_below():
    """Of 313 numbers of y, how many are left below? Their squares are the errors'."""
    R, c, rest = laid_down(A_train, y_train)
    assert len(rest) == ____
    errors = y_train - A_train @ backward(R, c)
    assert rest @ rest == close_to(errors @ errors)


@yours
def leverages(Q):
    """The diagonal of Q Q′ without the rest of it, of Q (n, p): shape (n,).

    Level 4's leverages: how much of what is said of a car comes from that car itself.
    """
    return ____


def test_a_car_pulls_as_far_as_it_lies_out():
    """A row (0.6, 0.5) of Q: what is the leverage of that car?"""
    Q = np.array([[0.6, 0.5], [0.0, -0.5], [0.8, 0.0]])
    assert leverages(Q) == close_to([____, 0.25, 0.64])


@yours
def cholesky(S):
    """L (p, p), nothing above its diagonal and above 0 on it, with L L′ = S; or None.

    L is an array. S (p, p) is symmetric. None where a number under a root is not above
    0: S has no such L then (which has one is called positive definite). S itself stays
    as it was.
    """
    return ____


def test_a_square_has_a_triangle_for_a_root():
    """[[4, 6], [6, 13]]: what is L? A list of two rows."""
    S = np.array([[4.0, 6.0], [6.0, 13.0]])
    assert cholesky(S) == close_to(____)
    assert cholesky(np.array([[1.0, 2.0], [2.0, 1.0]])) is None  # 1 − 2 · 2 is below 0


@yours
def weights_by_root(A, y):
    """Least squares weights w (p,) of A (n, p) and y (n,): those with A′A w = A′y.

    With the root L of A′A that is L L′ w = A′y.
    """
    return ____


def test_squaring_a_table_doubles_the_digits_at_stake():
    """The longest stretch of A over its shortest is about 10⁵. Of A′A, 10 to which power?"""
    condition = np.linalg.cond(A_train)  # the condition number
    squared = np.linalg.cond(A_train.T @ A_train)
    assert round(np.log10(condition)) == 5
    assert round(np.log10(squared)) == ____
    wanted = np.linalg.lstsq(A_train, y_train, rcond=None)[0]
    assert weights_by_root(A_train, y_train) == close_to(wanted, rel=1e-4)


@yours
def weights(A, y):
    """Least squares weights (p,) by mirrors, A′A never made. A (n, p), y (n,)."""
    return ____


def test_it_goes_wrong_when_digits_are_squared_away():
    """When it goes wrong: three columns nearly alike. Is cholesky of A′A None?"""
    y = nearly_alike @ [1.0, 2.0, 3.0]
    assert weights(nearly_alike, y) == close_to([1, 2, 3], rel=1e-5)
    root = cholesky(nearly_alike.T @ nearly_alike)
    assert (root is None) == ____


@yours
def ridge(Z, y, alpha):
    """Ridge weights w (d,): those with the least squares left + alpha · Σ w².

    Z (n, d) and y (n,) are centred, so there is no intercept. The price can be paid by
    d more rows of Z: then mirrors will do, and nothing needs to be squared. Hastie,
    Tibshirani, Friedman (2009), exercise 3.12.
    """
    return ____


def test_a_price_is_a_few_more_cars():
    """Cars at −1 and 1 do −4 and 4 mpg off the mean; alpha is 2. What weight?"""
    Z, y = np.array([[-1.0], [1.0]]), np.array([-4.0, 4.0])
    assert ridge(Z, y, 2) == close_to([____])


def test_the_result_still_stands(present):
    """You just replaced solve: seven mirrors, the same 79 cars, the same R²."""
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
