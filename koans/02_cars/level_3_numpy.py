"""Level 3 · NumPy: seven numbers and a sum

LinearRegression foresaw 79 cars with an R² of 0.81. When it was fitted, all it kept of
the 313 known cars was seven numbers: one to begin with, and one for each column. What a
car will do is their sum, each times what is known of it. Here you find the seven with one
call of NumPy, foresee with a product, and measure with your own R² how good that is.

Yours to use: NumPy and SciPy, no scikit-learn.

    X       (n, d)    n cars, d columns; here d is 6
    y       (n,)      how far each goes, in miles to the gallon (mpg)
    A       (n, d+1)  X with a column of ones before it
    w       (d+1,)    the weights; w[0] belongs to the ones: the intercept
    y_pred  (n,)      what is said of each car: A @ w
    e       (n,)      the residuals, what is left: y − y_pred

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.linear_model import LinearRegression

from sensei import ____, close_to, yours

from . import X_test, X_train, feature_names, y_test, y_train

displacement = feature_names.index("displacement")


@yours
def with_ones(X):
    """X (n, d) with a column of ones before its own: an array (n, d + 1)."""
    return ____


def test_a_constant_is_a_column_too():
    """Two cars, two numbers each. What does `with_ones` make of them? Two lists in a list."""
    two_cars = np.array([[4, 5], [7, 8]])
    assert with_ones(two_cars) == close_to(____)


@yours
def fit(X, y):
    """Weights with the least sum of squared residuals, intercept first: shape (d + 1,).

    X (n, d) without ones, y (n,). The call is np.linalg.lstsq, least squares, and what
    you need stands first in what it returns. Gauss (1809), Legendre (1805).
    """
    return ____


def test_least_squares_finds_the_weights():
    """Three points lie on a line. Which two weights does `fit` find? A list of two."""
    x = np.array([[1.0], [2.0], [3.0]])
    assert fit(x, np.array([5.0, 8.0, 11.0])) == close_to(____)
    model = LinearRegression().fit(X_train, y_train)
    assert fit(X_train, y_train) == close_to([model.intercept_, *model.coef_])


@yours
def predict(w, X):
    """What is said of each car of X (m, d) by weights w (d + 1,): shape (m,)."""
    return ____


def test_a_prediction_is_a_sum():
    """Weights 40, 2, −1. What is said of the cars (3, 10) and (0, 0)? A list of two."""
    w, two_cars = np.array([40.0, 2.0, -1.0]), np.array([[3.0, 10.0], [0.0, 0.0]])
    assert predict(w, two_cars) == close_to(____)


@yours
def residuals(y, y_pred):
    """y − y_pred, car by car: shape (n,). Each may come as (n,) or as a column (n, 1)."""
    return ____


def test_what_is_left_adds_up_to_nothing():
    """True are 20 and 27, said were 18 and 30. What is left? A list of two."""
    y, y_pred = np.array([20, 27]), np.array([18, 30])
    assert residuals(y, y_pred) == close_to(____)
    y_pred = predict(fit(X_train, y_train), X_train)
    assert np.mean(residuals(y_train, y_pred)) == close_to(0, abs=1e-4)


def test_it_goes_wrong_when_a_column_meets_a_row():
    """When it goes wrong: y a column, y_pred a row. What shape, in brackets, is y - y_pred?"""
    y, y_pred = y_test[:, None], np.asarray(predict(fit(X_train, y_train), X_test))
    assert (y - y_pred).shape == close_to(____)
    assert np.shape(residuals(y, y_pred)) == (79,)


@yours
def rmse(e):
    """Root of the mean square of residuals e (n,): one number, 0 or more."""
    return ____


def test_large_misses_weigh_more():
    """Off by 1, −1, 5 and −3 mpg: what is the rmse?"""
    assert rmse(np.array([1, -1, 5, -3])) == close_to(____)


@yours
def r2(y, y_pred):
    """R² of y_pred for y (n,): 1 less (squares left) / (squares around the mean of y)."""
    return ____


def test_r2_is_the_share_that_was_foreseen():
    """10, 20, 30 mpg are true, 13, 20, 29 were said: what is R²?"""
    y, y_pred = np.array([10.0, 20.0, 30.0]), np.array([13.0, 20.0, 29.0])
    assert r2(y, y_pred) == close_to(____)


def test_r2_knows_worse_than_nothing():
    """The mean itself scores 0. What is R² if every car is mirrored at the mean?"""
    y = np.array([10.0, 20.0, 30.0])
    assert r2(y, np.array([20.0, 20.0, 20.0])) == close_to(0)
    assert r2(y, np.array([30.0, 20.0, 10.0])) == close_to(____)


@yours
def correlation(a, b):
    """Pearson's correlation of a (n,) and b (n,): one number from −1 to 1.

    It is 1 if the two rise together along a line, −1 if one falls as the other rises.
    The products of their deviations from the mean, added up, over the root of (the squares
    of a's deviations, added up, times those of b's).
    """
    return ____


def test_one_column_alone_says_most():
    """Which column has the strongest correlation with mpg, up or down?"""
    a, b = np.array([1.0, 2.0, 4.0]), np.array([9.0, 7.0, 3.0])  # b is 11 - 2 a
    assert correlation(a, b) == close_to(-1)
    found = [correlation(column, y_train) for column in X_train.T]
    assert feature_names[np.argmax(np.abs(found))] == ____


@yours
def standardise(X_known, X_new):
    """Each column of X_new (m, d) less its mean, over its spread: shape (m, d).

    Means and spreads (standard deviations over n, ddof=0) are those of X_known (n, d).
    """
    return ____


def test_units_move_the_weights_and_not_the_prediction():
    """On scaled columns, which has the largest weight? Its name in quotes."""
    Z_train = np.asarray(standardise(X_train, X_train))
    Z_test = np.asarray(standardise(X_train, X_test))
    w = np.asarray(fit(Z_train, y_train))
    assert feature_names[np.argmax(np.abs(w[1:]))] == ____
    unscaled = predict(fit(X_train, y_train), X_test)
    assert predict(w, Z_test) == close_to(unscaled)


def test_it_goes_wrong_when_two_columns_say_the_same():
    """When it goes wrong: litres too. How many of 8 columns say something new, the rank?"""
    litres = 0.016387 * X_train[:, displacement]  # a cubic inch is 16.387 millilitres
    twice = np.column_stack([X_train, litres])
    assert np.linalg.matrix_rank(np.insert(twice, 0, 1, axis=1)) == ____
    w = np.append(fit(X_train, y_train), 0)  # nothing a litre
    other = w.copy()
    other[-1] += 0.5  # half a mpg a litre
    other[1 + displacement] -= 0.5 * 0.016387
    assert predict(other, twice) == close_to(predict(w, twice))


def test_the_result_still_stands(present):
    """You just replaced LinearRegression: the same 79 cars, the same R² of 0.81."""
    w = fit(____, ____)
    y_pred = np.asarray(predict(w, X_test))
    model = LinearRegression().fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    assert r2(y_test, y_pred) == close_to(model.score(X_test, y_test))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    score, off = r2(y_test, y_pred), rmse(np.asarray(residuals(y_test, y_pred)))
    present(
        f"R² {score:.2f}, off by {off:.1f} mpg on {len(y_test)} unseen cars",
        r2=score,
        rmse=off,
        predicted=y_pred,
        truth=y_test,
    )
