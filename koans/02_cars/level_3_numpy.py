"""Level 3 · NumPy: linear regression without scikit-learn

LinearRegression predicted 79 cars with an R² of 0.81. All that it learnt from the 313
training cars is seven numbers: the intercept and one weight for each feature. Here you
find those seven with one call of NumPy, predict with a matrix product, and write RMSE,
R² and correlation yourself.

You may use: NumPy and SciPy, no scikit-learn.

    X       (n, d)    n cars, d features of each; here d is 6
    y       (n,)      the target: how far each car goes, in miles per gallon (mpg)
    A       (n, d+1)  X with a column of ones before it
    w       (d+1,)    the weights, one for each column of A; w[0] is the intercept
    y_pred  (n,)      the predictions: A @ w
    e       (n,)      the residuals, what the predictions leave over: y - y_pred

A weight is what a column is multiplied by. Only one of them belongs to the column
weight. A *residual* is what a prediction leaves over: the actual value minus the
predicted one. A *vector* is a list of numbers, and a *matrix* is a table of numbers.
The *correlation* of two columns is 1 if they rise together along a line, and −1 if one
falls. The *matrix product* A @ w multiplies each row of A by w, number by number, and
adds up.

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.linear_model import LinearRegression

from sensei import ____, close_to, yours

from . import X_test, X_train, feature_names, y_test, y_train

displacement = feature_names.index("displacement")


@yours
def with_ones(X):
    """Return X (n, d) with a column of ones before its own columns: an array of shape (n, d + 1)."""
    return ____


def test_a_constant_is_a_column_too():
    """What does `with_ones` make of the two cars (4, 5) and (7, 8)? A list of two lists."""
    two_cars = np.array([[4, 5], [7, 8]])
    assert with_ones(two_cars) == close_to(____)


@yours
def fit(X, y):
    """Return the weights with the least sum of squared residuals, intercept first: shape (d + 1,).

    X (n, d) has no column of ones yet, and y is (n,). The method of *least squares*
    chooses the weights with the smallest sum of squared residuals: np.linalg.lstsq.
    Legendre (1805), Gauss (1809).
    """
    return ____


def test_least_squares_finds_the_weights():
    """y is 5, 8, 11 at x = 1, 2, 3. Which intercept and slope does `fit` find? A list of two.

    The *slope* of a line says how much it rises when x grows by 1.
    """
    x = np.array([[1.0], [2.0], [3.0]])
    assert fit(x, np.array([5.0, 8.0, 11.0])) == close_to(____)
    model = LinearRegression().fit(X_train, y_train)
    assert fit(X_train, y_train) == close_to([model.intercept_, *model.coef_])


@yours
def predict(w, X):
    """Return the prediction for each car of X (m, d) with the weights w (d + 1,): shape (m,)."""
    return ____


def test_a_prediction_is_a_sum():
    """The weights are 40, 2, −1. What is predicted for the cars (3, 10) and (0, 0)? A list of two."""
    w, two_cars = np.array([40.0, 2.0, -1.0]), np.array([[3.0, 10.0], [0.0, 0.0]])
    assert predict(w, two_cars) == close_to(____)


@yours
def residuals(y, y_pred):
    """Return the residual of each car, y − y_pred: shape (n,).

    Each of y and y_pred may be an array (n,) or a column (n, 1).
    """
    return ____


def test_the_residuals_add_up_to_zero():
    """Two cars do 20 and 27 mpg, and 18 and 30 were predicted. What are the residuals? A list of two."""
    y, y_pred = np.array([20, 27]), np.array([18, 30])
    assert residuals(y, y_pred) == close_to(____)
    y_pred = predict(fit(X_train, y_train), X_train)
    assert np.mean(residuals(y_train, y_pred)) == close_to(0, abs=1e-4)


def test_it_goes_wrong_when_a_column_meets_a_row():
    """When it goes wrong: y is a column, y_pred is flat. What is the shape of y - y_pred, in brackets?"""
    y, y_pred = y_test[:, None], np.asarray(predict(fit(X_train, y_train), X_test))
    assert (y - y_pred).shape == close_to(____)
    assert np.shape(residuals(y, y_pred)) == (79,)


@yours
def rmse(e):
    """Return the root mean square of the residuals e (n,): one number, 0 or more."""
    return ____


def test_large_errors_count_more():
    """The residuals are 1, −1, 5 and −3 mpg. What is the RMSE?"""
    assert rmse(np.array([1, -1, 5, -3])) == close_to(____)


@yours
def r2(y, y_pred):
    """Return R² of the predictions y_pred (n,) for y (n,): one number.

    R² is 1 − (sum of squared residuals) / (sum of squared deviations of y from its
    mean). A *deviation* is how far a value is from the mean, with its sign.
    """
    return ____


def test_r2_is_the_fraction_of_variation_explained():
    """Three cars do 10, 20, 30 mpg, and 13, 20, 29 were predicted. What is R²?"""
    y, y_pred = np.array([10.0, 20.0, 30.0]), np.array([13.0, 20.0, 29.0])
    assert r2(y, y_pred) == close_to(____)


def test_r2_can_be_worse_than_the_baseline():
    """The mean has an R² of 0. What is R² if each prediction is mirrored at the mean (30, 20, 10)?"""
    y = np.array([10.0, 20.0, 30.0])
    assert r2(y, np.array([20.0, 20.0, 20.0])) == close_to(0)
    assert r2(y, np.array([30.0, 20.0, 10.0])) == close_to(____)


@yours
def correlation(a, b):
    """Return Pearson's correlation of a (n,) and b (n,): one number from −1 to 1.

    It is 1 if b rises with a along a line, −1 if it falls along a line. Take the
    deviations of both from their means. The correlation is the sum of their products,
    divided by the root of (the sum of squares of a's deviations times that of b's).
    """
    return ____


def test_one_feature_correlates_most():
    """Which feature has the strongest correlation with mpg, up or down? Its name in quotes."""
    a, b = np.array([1.0, 2.0, 4.0]), np.array([9.0, 7.0, 3.0])  # b is 11 - 2 a
    assert correlation(a, b) == close_to(-1)
    found = [correlation(column, y_train) for column in X_train.T]
    assert feature_names[np.argmax(np.abs(found))] == ____


@yours
def standardise(X_train, X_new):
    """Return X_new (m, d) with each column standardised: shape (m, d).

    From each column subtract its mean in X_train (n, d), then divide by its standard
    deviation there. Divide by n inside the standard deviation (ddof=0, NumPy's
    default). The *variance* is the standard deviation squared: the mean of the squared
    deviations.
    """
    return ____


def test_units_change_the_weights_but_not_the_predictions():
    """On standardised columns, which feature has the largest weight, sign aside? Its name in quotes."""
    Z_train = np.asarray(standardise(X_train, X_train))
    Z_test = np.asarray(standardise(X_train, X_test))
    w = np.asarray(fit(Z_train, y_train))
    assert feature_names[np.argmax(np.abs(w[1:]))] == ____
    unscaled = predict(fit(X_train, y_train), X_test)
    assert predict(w, Z_test) == close_to(unscaled)


def test_it_goes_wrong_when_two_columns_say_the_same():
    """When it goes wrong: of 8 columns, one repeats another. How many say something new (the rank)?

    The *rank* of a matrix is how many columns are left without those that follow from
    the others.
    """
    litres = 0.016387 * X_train[:, displacement]  # a cubic inch is 16.387 millilitres
    with_litres = np.column_stack([X_train, litres])
    assert np.linalg.matrix_rank(np.insert(with_litres, 0, 1, axis=1)) == ____
    w = np.append(fit(X_train, y_train), 0)  # 0 mpg per litre
    other = w.copy()
    other[-1] += 0.5  # 0.5 mpg per litre
    other[1 + displacement] -= 0.5 * 0.016387
    assert predict(other, with_litres) == close_to(predict(w, with_litres))


def test_the_result_still_stands(present):
    """Fit your own weights to the training cars: the R² should be scikit-learn's."""
    w = fit(____, ____)
    y_pred = np.asarray(predict(w, X_test))
    model = LinearRegression().fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    assert r2(y_test, y_pred) == close_to(model.score(X_test, y_test))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    score, error = r2(y_test, y_pred), rmse(np.asarray(residuals(y_test, y_pred)))
    present(
        f"R² {score:.2f}, off by {error:.1f} mpg on {len(y_test)} unseen cars",
        r2=score,
        rmse=error,
        predicted=y_pred,
        truth=y_test,
    )
