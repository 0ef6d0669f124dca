"""Level 4 · matrices: the answer falls out of one equation

At level 3 np.linalg.lstsq was asked for seven weights and had them. What is so special
about those seven? The residuals they leave stand at right angles to every column: nothing
that a column could still explain is left. Written with matrices that is one equation, and
it has more to tell: which car pulls hardest at the rule, how each would be foreseen if it
had been left out, and what becomes of the weights when large ones have a price.

Yours to use: arrays, @ and broadcasting; of np.linalg solve, inv, eigh, norm and det.
A′ is A transposed, A.T in NumPy. with_ones, rmse and r2 are yours, from level 3.

    A      (n, p)  n cars, a column of ones and d columns more; here p is 7
    G      (p, p)  A′A: each column times each column, summed over the cars
    b      (p,)    A′y: each column times how far the cars go
    H      (n, n)  the hat matrix: y_pred is H y
    alpha          what a squared weight costs (ridge)

    dot product    of two columns: number times number, added up; 0 at right angles
    diagonal       of a square matrix, from its upper left to its lower right corner
    trace          the sum of the diagonal
    G⁻¹            the inverse: G⁻¹ G has 1 on the diagonal and 0 elsewhere
    determinant    of a square matrix: one number, 0 if it has no inverse
    centred        each column less its mean

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.linear_model import LinearRegression

from sensei import ____, close_to, yours

from . import X_test, X_train, names_train, y_test, y_train
from .level_3_numpy import r2, rmse, with_ones

# The known cars, each column less its mean, over its spread; a column of ones first.
A_scaled = np.insert(
    (X_train - X_train.mean(axis=0)) / X_train.std(axis=0), 0, 1, axis=1
)


@yours
def normal_equations(A, y):
    """(G, b): G = A′A (p, p) and b = A′y (p,), of A (n, p) and y (n,).

    The weights w with the least squared residuals are those with G w = b.
    """
    return ____


def test_cars_are_summed_away():
    """Three cars, ones and one column: what is A′A? A list of two rows."""
    A, y = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 4.0]]), np.array([3.0, 5.0, 2.0])
    G, b = normal_equations(A, y)
    assert G == close_to(____)
    assert b == close_to([10, 21])  # 3 + 5 + 2, and 1 · 3 + 2 · 5 + 4 · 2


@yours
def weights(A, y):
    """Weights w (p,) with the least sum of squares of y − A w. A (n, p), y (n,)."""
    return ____


def test_seven_equations_have_the_weights():
    """Three cars lie on a line. Which two weights solve their equations? A list of two."""
    A = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
    assert weights(A, np.array([3.0, 5.0, 7.0])) == close_to(____)
    model = LinearRegression().fit(X_train, y_train)
    w = weights(with_ones(X_train), y_train)
    assert w == close_to([model.intercept_, *model.coef_])


@yours
def left_over(A, y):
    """What least squares on A (n, p) leaves of y: the residuals, shape (n,)."""
    return ____


def test_what_is_left_stands_at_right_angles():
    """What is the dot product of each column with what is left?"""
    A, y = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 4.0]]), np.array([3.0, 5.0, 2.0])
    e = np.asarray(left_over(A, y))
    for column in A.T:
        assert column @ e == close_to(____, abs=1e-4)
    y_pred = y - e
    assert y @ y == close_to(y_pred @ y_pred + e @ e)  # Pythagoras


@yours
def hat(A):
    """The matrix that puts the hat on y: H (n, n), with y_pred = H y, of A (n, p).

    y_pred is written ŷ, y with a hat. Hoaglin and Welsch (1978).
    """
    return ____


def test_foreseeing_twice_changes_nothing():
    """H H = H. The trace of H, its diagonal added up, is a whole number: which for cars?"""
    H = np.asarray(hat(np.array([[1.0], [2.0]])))
    assert H == close_to([[0.2, 0.4], [0.4, 0.8]])
    assert H @ H == close_to(H)
    assert np.trace(hat(A_scaled)) == close_to(____)


@yours
def leverages(A):
    """The diagonal of the hat matrix of A (n, p): an array (n,).

    How much of what is said of a car comes from that car itself: 0 none, 1 all.
    """
    return ____


def test_one_car_pulls_harder_than_all_others():
    """Whose own mileage counts most in what is said of it, a text in quotes?"""
    assert leverages(np.array([[1.0], [2.0]])) == close_to([0.2, 0.8])
    pull = leverages(A_scaled)
    assert names_train[np.argmax(pull)] == ____


@yours
def left_out(A, y):
    """How far off each car is if the weights are learnt from all others: shape (n,).

    That is e / (1 − leverage): nothing needs to be learnt anew. Allen (1974).
    """
    return ____


def test_leaving_out_costs_no_second_fit():
    """Three cars: how far is the third above the line of the other two, true less said?"""
    A, y = with_ones(np.array([[0.0], [2.0], [4.0]])), np.array([10.0, 20.0, 36.0])
    assert left_out(A, y)[2] == close_to(____)


@yours
def ridge(X, y, alpha):
    """Weights, intercept first, with the least squares left + alpha · Σ w²: (d + 1,).

    As Ridge of level 2. X (n, d) without ones; Σ w² is over the d columns: the intercept
    is free. With Z, X centred: (Z′Z + alpha I) w = Z′y, where I has 1 on its diagonal and
    0 elsewhere. A mean car is said to do the mean. Hoerl and Kennard (1970).
    """
    return ____


def test_large_weights_have_a_price():
    """Two cars at −1 and 1 do 8 and 12 mpg; alpha is 2. [Intercept, weight]?"""
    X, y = np.array([[-1.0], [1.0]]), np.array([8.0, 12.0])
    assert ridge(X, y, 0) == close_to([10, 2])
    assert ridge(X, y, 2) == close_to(____)


@yours
def free_weights(X, alpha):
    """How many weights ridge really has to choose freely: one number, from 0 to d.

    The effective degrees of freedom without the intercept: the sum of s / (s + alpha)
    over the d eigenvalues s of Z′Z, where Z (n, d) is X centred. They are the squares that
    Z has along d directions at right angles; np.linalg.eigh finds both. Hastie,
    Tibshirani, Friedman (2009), section 3.4.1.
    """
    return ____


def test_ridge_frees_less_than_all_weights():
    """Four cars, two columns, alpha 2: how many weights are free?"""
    X = np.array([[6.0, 7.0], [4.0, 7.0], [5.0, 8.0], [5.0, 6.0]])
    assert free_weights(X, 0) == close_to(2)
    assert free_weights(X, 2) == close_to(____)


@yours
def ridge_left_out(X, y, alpha):
    """How far off each car is if ridge learns from all the others: shape (n,).

    As left_out: what is left, over 1 − h, with h = 1 / n + the diagonal of
    Z (Z′Z + alpha I)⁻¹ Z′, where Z (n, d) is X centred.
    """
    return ____


def test_ridge_helps_where_cars_are_few():
    """Ten known cars only: with which alpha, 0, 3 or 10000, are they missed least?"""
    X, y, off = A_scaled[:10, 1:], y_train[:10], {}
    for alpha in (0, 3, 10000):
        off[alpha] = rmse(np.asarray(ridge_left_out(X, y, alpha)))
    assert min(off, key=off.get) == ____


def test_it_goes_wrong_when_columns_repeat_each_other():
    """When it goes wrong: a column and its double. What is the determinant of A′A?"""
    A, y = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]), np.array([1.0, 2.0, 6.0])
    G, _ = normal_equations(A, y)
    assert np.linalg.det(G) == close_to(____)
    _, one, double = ridge(A, y, 1)
    assert double == close_to(2 * one)  # with a price there is an answer


def test_the_result_still_stands(present):
    """You just replaced lstsq: seven equations, the same 79 cars, the same R²."""
    w = weights(____, ____)
    y_pred = with_ones(X_test) @ w
    model = LinearRegression().fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    assert r2(y_test, y_pred) == close_to(model.score(X_test, y_test))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    score, off = r2(y_test, y_pred), rmse(y_test - y_pred)
    present(
        f"R² {score:.2f}, off by {off:.1f} mpg on {len(y_test)} unseen cars",
        r2=score,
        rmse=off,
        predicted=y_pred,
        truth=y_test,
    )
