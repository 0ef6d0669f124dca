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
from scipy import stats
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score
from sklearn.preprocessing import StandardScaler

from sensei import ____, close_to, yours

from . import X_test, X_train, feature_names, y_test, y_train

weight = feature_names.index("weight")
displacement = feature_names.index("displacement")


@yours
def with_ones(X):
    """X (n, d) with a column of ones before its own: an array (n, d + 1)."""
    return ____


def test_a_constant_is_a_column_too(rng):
    """Two cars by hand, then tables of other sizes."""
    assert with_ones(np.array([[4, 5], [7, 8]])) == close_to(____)
    assert with_ones(X_train).shape == (313, 7)  # an array
    for X in (X_train, *(rng.normal(size=size) for size in ((3, 1), (1, 2), (2, 5)))):
        wanted = np.insert(X, 0, 1, axis=1)
        assert with_ones(X) == close_to(wanted)


@yours
def fit(X, y):
    """Weights with the least sum of squared residuals, intercept first: shape (d + 1,).

    X (n, d) without ones, y (n,). The call is np.linalg.lstsq, least squares, and what
    you need stands first in what it returns. Gauss (1809), Legendre (1805).
    """
    return ____


def test_least_squares_finds_the_weights(rng):
    """Three points on a line by hand, then the weights that scikit-learn finds."""
    x = np.array([[1.0], [2.0], [3.0]])
    assert fit(x, np.array([5.0, 8.0, 11.0])) == close_to(____)
    line = stats.linregress(X_train[:, weight], y_train)
    found = fit(X_train[:, [weight]], y_train)
    assert found == close_to([line.intercept, line.slope])
    fresh = rng.normal(size=(30, 4)) + 3, rng.normal(size=30)
    for X, y in (fresh, (X_train, y_train)):
        model = LinearRegression().fit(X, y)
        assert fit(X, y) == close_to([model.intercept_, *model.coef_])


@yours
def predict(w, X):
    """What is said of each car of X (m, d) by weights w (d + 1,): shape (m,)."""
    return ____


def test_a_prediction_is_a_sum(rng):
    """Weights 40, 2, −1. What is said of the cars (3, 10) and (0, 0)? Then of 79."""
    two = np.array([[3.0, 10.0], [0.0, 0.0]])
    w, far = np.array([40.0, 2.0, -1.0]), np.array([[0.0, 50.0]])
    assert predict(w, two) == close_to(____)
    assert predict(w, far) == close_to([-10])  # one car alone
    fresh = rng.normal(size=(20, 3)), rng.normal(size=20), rng.normal(size=(7, 3))
    for X, y, X_new in (fresh, (X_train, y_train, X_test)):
        model = LinearRegression().fit(X, y)
        w = np.array([model.intercept_, *model.coef_])
        assert predict(w, X_new) == close_to(model.predict(X_new))


@yours
def residuals(y, y_pred):
    """y − y_pred, car by car: shape (n,). Each may come as (n,) or as a column (n, 1)."""
    return ____


def test_what_is_left_adds_up_to_nothing(rng):
    """True are 20 and 27, said were 18 and 30: what is left, a list? Then 313, of mean 0."""
    y, y_pred = np.array([20, 27]), np.array([18, 30])
    assert residuals(y, y_pred) == close_to(____)
    said = np.asarray(predict(np.asarray(fit(X_train, y_train)), X_train))
    e = residuals(y_train, said)
    assert np.mean(e) == close_to(0, abs=1e-4)
    y, y_pred = rng.normal(size=(2, 6))
    assert residuals(y[:, None], y_pred) == close_to(y - y_pred)
    assert residuals(y[:, None], y_pred[:, None]) == close_to(y - y_pred)
    assert residuals(y, y_pred[:, None]) == close_to(y - y_pred)
    assert residuals(y[:1, None], y_pred[:1]) == close_to(y[:1] - y_pred[:1])


def test_it_goes_wrong_when_a_column_meets_a_row():
    """When it goes wrong: y a column, y_pred a row. What shape, in brackets, is y - y_pred?"""
    column = y_test[:, None]
    y_pred = np.asarray(predict(np.asarray(fit(X_train, y_train)), X_test))
    assert (column - y_pred).shape == close_to(____)
    right = np.sqrt(np.mean(np.asarray(residuals(column, y_pred)) ** 2))
    assert np.sqrt(np.mean((column - y_pred) ** 2)) > 2 * right


@yours
def rmse(e):
    """Root of the mean square of residuals e (n,): one number, 0 or more."""
    return ____


def test_large_misses_weigh_more(rng):
    """Off by 1, −1, 5 and −3 mpg: what is the rmse?"""
    assert rmse(np.array([1, -1, 5, -3])) == close_to(____)
    assert rmse(np.array([7.0, 1, 7, 1])) == close_to(5)
    for n in (1, 11):
        e = rng.normal(size=n)
        assert rmse(e) == close_to(np.linalg.norm(e) / n**0.5)


@yours
def r2(y, y_pred):
    """R² of y_pred for y (n,): 1 less (squares left) / (squares around the mean of y)."""
    return ____


def test_r2_is_the_share_that_was_foreseen(rng):
    """10, 20, 30 mpg are true, 13, 20, 29 were said: what is R²? Then longer ones."""
    y = np.array([10.0, 20.0, 30.0])
    assert r2(y, np.array([13.0, 20.0, 29.0])) == close_to(____)
    for y, y_pred in (rng.normal(4, size=(2, 15)), rng.normal(size=(2, 4))):
        assert r2(y, y_pred) == close_to(r2_score(y, y_pred))


def test_r2_knows_worse_than_nothing(rng):
    """The mean itself scores 0. What is R² if every car is mirrored at the mean?"""
    y = rng.normal(23, 8, size=50)
    assert r2(y, np.full(50, y.mean())) == close_to(0)
    assert r2(y, 2 * y.mean() - y) == close_to(____)
    said = np.full(len(y_test), y_train.mean())  # the mean of other cars
    assert r2(y_test, said) < 0


@yours
def correlation(a, b):
    """Pearson's correlation of a (n,) and b (n,): one number from −1 to 1.

    It is 1 if the two rise together along a line, −1 if one falls as the other rises.
    The products of their deviations from the mean, added up, over the root of (the squares
    of a's deviations, added up, times those of b's).
    """
    return ____


def test_one_column_alone_says_most(rng):
    """Which column has the strongest correlation with mpg, up or down?"""
    found = [correlation(column, y_train) for column in X_train.T]
    assert found == close_to([stats.pearsonr(x, y_train)[0] for x in X_train.T])
    assert feature_names[np.argmax(np.abs(found))] == ____
    said = LinearRegression().fit(X_train, y_train).predict(X_train)
    assert correlation(said, y_train) ** 2 == close_to(r2_score(y_train, said))
    a, b = rng.normal(5, size=(2, 6))
    assert correlation(a, b - 2 * a) == close_to(stats.pearsonr(a, b - 2 * a)[0])


@yours
def standardise(X_known, X_new):
    """Each column of X_new (m, d) less its mean, over its spread: shape (m, d).

    Means and spreads (standard deviations over n, ddof=0) are those of X_known (n, d).
    """
    return ____


def test_units_move_the_weights_and_not_the_prediction(rng):
    """On scaled columns, which has the largest weight? And 79 cars, foreseen the same."""
    Z_train, Z_test = standardise(X_train, X_train), standardise(X_train, X_test)
    assert Z_test == close_to(StandardScaler().fit(X_train).transform(X_test))
    w = np.asarray(fit(np.asarray(Z_train), y_train))
    assert feature_names[np.argmax(np.abs(w[1:]))] == ____
    unscaled = predict(np.asarray(fit(X_train, y_train)), X_test)
    assert predict(w, np.asarray(Z_test)) == close_to(unscaled)
    known, new = rng.normal(3, 2, size=(9, 2)), rng.normal(size=(1, 2))
    assert standardise(known, new) == close_to(
        StandardScaler().fit(known).transform(new)
    )


def test_it_goes_wrong_when_two_columns_say_the_same():
    """When it goes wrong: litres too. How many of 8 columns say something new, the rank?"""
    litres = 0.016387 * X_train[:, displacement]  # a cubic inch is 16.387 millilitres
    twice = np.column_stack([X_train, litres])
    A = np.column_stack([np.ones(len(twice)), twice])
    assert np.linalg.matrix_rank(A) == ____
    w = np.append(fit(X_train, y_train), 0)
    other = w.copy()
    other[-1] += 0.5
    other[1 + displacement] -= 0.5 * 0.016387
    assert predict(other, twice) == close_to(predict(w, twice))


def test_the_result_still_stands(present):
    """You just replaced LinearRegression: the same 79 cars, the same R² of 0.81."""
    w = np.asarray(fit(____, ____))
    y_pred = np.asarray(predict(w, X_test))
    model = LinearRegression().fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    score, off = r2(y_test, y_pred), rmse(np.asarray(residuals(y_test, y_pred)))
    assert score == close_to(model.score(X_test, y_test))
    present(
        f"R² {score:.2f}, off by {off:.1f} mpg on {len(y_test)} unseen cars",
        r2=score,
        rmse=off,
        predicted=y_pred,
        truth=y_test,
    )
