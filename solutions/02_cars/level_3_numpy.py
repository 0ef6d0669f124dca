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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, feature_names, y_test, y_train

displacement = feature_names.index("displacement")


@hint(
    "A weighted sum is 0 for a car of zeros. What lets it start at another value?",
    "Add a column that is 1 for every car, so its weight is added to every "
    "prediction. np.ones(len(X)) makes it, np.column_stack puts it before X.",
    "np.column_stack([np.ones(len(X)), X])",
)
@yours
def with_ones(X):
    """Return X (n, d) with a column of ones before its own columns: an array of shape (n, d + 1)."""
    return np.column_stack([np.ones(len(X)), X])


@hint(
    "Each row describes one car. What comes before its two numbers?",
    "Put a 1 before the numbers of each car.",
    "[[1, 4, 5], [1, 7, 8]]",
)
@insight(
    "Anything that you can write as a column gets a weight, even a constant. The "
    "weight of the ones is the intercept."
)
def test_a_constant_is_a_column_too():
    """What does `with_ones` make of the two cars (4, 5) and (7, 8)? A list of two lists."""
    two_cars = np.array([[4, 5], [7, 8]])
    assert with_ones(two_cars) == close_to(____([[1, 4, 5], [1, 7, 8]]))


@hint(
    "Which weights bring A @ w as close to y as possible? NumPy has one call for it.",
    "np.linalg.lstsq(A, y, rcond=None) returns four things, and the first are the "
    "weights. A needs a column of ones.",
    "np.linalg.lstsq(with_ones(X), y, rcond=None)[0]",
)
@yours
def fit(X, y):
    """Return the weights with the least sum of squared residuals, intercept first: shape (d + 1,).

    X (n, d) has no column of ones yet, and y is (n,). The method of *least squares*
    chooses the weights with the smallest sum of squared residuals: np.linalg.lstsq.
    Legendre (1805), Gauss (1809).
    """
    return np.linalg.lstsq(with_ones(X), y, rcond=None)[0]


@hint(
    "By how much does y rise from 5 to 8 to 11, when x rises by one each time?",
    "The slope is that rise. For the intercept, go back one step from x = 1 to x = 0.",
    "[2, 3]",
)
@insight(
    "Gauss found a lost dwarf planet, Ceres, in this way, from a few observations "
    "that did not quite agree."
)
def test_least_squares_finds_the_weights():
    """y is 5, 8, 11 at x = 1, 2, 3. Which intercept and slope does `fit` find? A list of two.

    The *slope* of a line says how much it rises when x grows by 1.
    """
    x = np.array([[1.0], [2.0], [3.0]])
    assert fit(x, np.array([5.0, 8.0, 11.0])) == close_to(____([2, 3]))
    model = LinearRegression().fit(X_train, y_train)
    assert fit(X_train, y_train) == close_to([model.intercept_, *model.coef_])


@hint(
    "A prediction is the intercept, plus each feature times its weight. Which product "
    "does that?",
    "with_ones(X) has its columns in the order of the weights. Multiply it by w.",
    "with_ones(X) @ w",
)
@yours
def predict(w, X):
    """Return the prediction for each car of X (m, d) with the weights w (d + 1,): shape (m,)."""
    return with_ones(X) @ w


@hint(
    "Start with the intercept, 40. What do the weights 2 and −1 add for each car?",
    "For the first car add 2 times 3 and −1 times 10. The second car has only zeros.",
    "[36, 40]",
)
@insight("A model of 313 cars is seven numbers, and using it is one matrix product.")
def test_a_prediction_is_a_sum():
    """The weights are 40, 2, −1. What is predicted for the cars (3, 10) and (0, 0)? A list of two."""
    w, two_cars = np.array([40.0, 2.0, -1.0]), np.array([[3.0, 10.0], [0.0, 0.0]])
    assert predict(w, two_cars) == close_to(____([36, 40]))


@hint(
    "How much further does each car go than predicted?",
    "Subtract y_pred from y. A column (n, 1) minus an array (n,) gives a table of all "
    "pairs, so make both flat with np.ravel first.",
    "np.ravel(y) - np.ravel(y_pred)",
)
@yours
def residuals(y, y_pred):
    """Return the residual of each car, y − y_pred: shape (n,).

    Each of y and y_pred may be an array (n,) or a column (n, 1).
    """
    return np.ravel(y) - np.ravel(y_pred)


@hint(
    "The first car does 20, and 18 was predicted. How much is left over?",
    "Subtract the prediction from the truth for each car. Keep the sign.",
    "[2, -3]",
)
@insight(
    "On the training cars, the residuals of a fit with an intercept add up to zero. "
    "On unseen cars nothing guarantees that."
)
def test_the_residuals_add_up_to_zero():
    """Two cars do 20 and 27 mpg, and 18 and 30 were predicted. What are the residuals? A list of two."""
    y, y_pred = np.array([20, 27]), np.array([18, 30])
    assert residuals(y, y_pred) == close_to(____([2, -3]))
    y_pred = predict(fit(X_train, y_train), X_train)
    assert np.mean(residuals(y_train, y_pred)) == close_to(0, abs=1e-4)


@hint(
    "How many differences does NumPy compute between 79 rows and 79 columns?",
    "NumPy treats the array (79,) as one row, and subtracts each of its "
    "numbers from each of the 79 rows of the column.",
    "(79, 79)",
)
@insight(
    "There is no error and no warning, and the root mean square of that table is 10.7 "
    "mpg instead of 3.4. Look at shapes before you look at results."
)
def test_it_goes_wrong_when_a_column_meets_a_row():
    """When it goes wrong: y is a column, y_pred is flat. What is the shape of y - y_pred, in brackets?"""
    y, y_pred = y_test[:, None], np.asarray(predict(fit(X_train, y_train), X_test))
    assert (y - y_pred).shape == close_to(____((79, 79)))
    assert np.shape(residuals(y, y_pred)) == (79,)


@hint(
    "How do you keep positive and negative residuals from cancelling?",
    "Square the residuals, take their mean, then the root.",
    "np.sqrt(np.mean(e**2))",
)
@yours
def rmse(e):
    """Return the root mean square of the residuals e (n,): one number, 0 or more."""
    return np.sqrt(np.mean(e**2))


@hint(
    "What is the mean of the squares?",
    "The squares are 1, 1, 25 and 9. Divide their sum by four, and take the root.",
    "3",
)
@insight(
    "The mean absolute error would be 2.5. Because of the squares, the one car that "
    "is 5 off counts more than the other three together."
)
def test_large_errors_count_more():
    """The residuals are 1, −1, 5 and −3 mpg. What is the RMSE?"""
    assert rmse(np.array([1, -1, 5, -3])) == close_to(____(3))


@hint(
    "Which fraction of the variation around the mean is still left after predicting?",
    "Divide the sum of squared residuals by the sum of squares around the mean of y. "
    "Subtract that fraction from 1.",
    "1 - ((y - y_pred) ** 2).sum() / ((y - y.mean()) ** 2).sum()",
)
@yours
def r2(y, y_pred):
    """Return R² of the predictions y_pred (n,) for y (n,): one number.

    R² is 1 − (sum of squared residuals) / (sum of squared deviations of y from its
    mean). A *deviation* is how far a value is from the mean, with its sign.
    """
    unexplained = ((y - y_pred) ** 2).sum()
    return 1 - unexplained / ((y - y.mean()) ** 2).sum()


@hint(
    "How far are 10, 20 and 30 from their mean? And what are the residuals?",
    "The squares around the mean are 100, 0 and 100. The squared residuals are 9, 0 "
    "and 1. Subtract their ratio from 1.",
    "0.95, or 1 - 10 / 200",
)
@insight(
    "R² has no unit. An error of 3.4 mpg is small for cars and large for lorries: R² "
    "compares it with how much there was to predict."
)
def test_r2_is_the_fraction_of_variation_explained():
    """Three cars do 10, 20, 30 mpg, and 13, 20, 29 were predicted. What is R²?"""
    y, y_pred = np.array([10.0, 20.0, 30.0]), np.array([13.0, 20.0, 29.0])
    assert r2(y, y_pred) == close_to(____(0.95))


@hint(
    "Each prediction is on the wrong side of the mean, equally far from it. How far "
    "off is it?",
    "Each residual is twice the distance from the mean, so the squares are four times "
    "as large. Put that ratio into the formula.",
    "-3, or 1 - 4",
)
@insight(
    "Predicting the mean scores 0, and there is no lower limit. In spite of its name, "
    "R² on unseen cars is not the square of anything."
)
def test_r2_can_be_worse_than_the_baseline():
    """The mean has an R² of 0. What is R² if each prediction is mirrored at the mean (30, 20, 10)?"""
    y = np.array([10.0, 20.0, 30.0])
    assert r2(y, np.array([20.0, 20.0, 20.0])) == close_to(0)
    assert r2(y, np.array([30.0, 20.0, 10.0])) == close_to(____(-3))


@hint(
    "When one is above its mean, is the other one too? Measure it without units, from "
    "−1 to 1.",
    "Subtract its mean from each. Divide the sum of their products by the root of "
    "(sum of squares of a times sum of squares of b).",
    "a, b = a - a.mean(), b - b.mean(), then (a * b).sum() / np.sqrt((a**2).sum() * "
    "(b**2).sum())",
)
@yours
def correlation(a, b):
    """Return Pearson's correlation of a (n,) and b (n,): one number from −1 to 1.

    It is 1 if b rises with a along a line, −1 if it falls along a line. Take the
    deviations of both from their means. The correlation is the sum of their products,
    divided by the root of (the sum of squares of a's deviations times that of b's).
    """
    a, b = a - a.mean(), b - b.mean()
    return (a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum())


@hint(
    "Strong means far from 0, on either side. Which feature would you expect?",
    "Write print(feature_names, found) above the last line and save.",
    '"weight": its correlation is −0.83',
)
@insight(
    "For least squares on the cars it was fitted to, R² is the square of the "
    "correlation of predicted and actual mpg. That is where its name comes from."
)
def test_one_feature_correlates_most():
    """Which feature has the strongest correlation with mpg, up or down? Its name in quotes."""
    a, b = np.array([1.0, 2.0, 4.0]), np.array([9.0, 7.0, 3.0])  # b is 11 - 2 a
    assert correlation(a, b) == close_to(-1)
    found = [correlation(column, y_train) for column in X_train.T]
    assert feature_names[np.argmax(np.abs(found))] == ____("weight")


@hint(
    "From which cars may the means and standard deviations be learnt?",
    "Learn them from the training cars only, column by column (axis=0). Subtract the "
    "mean and divide by the standard deviation.",
    "(X_new - X_train.mean(axis=0)) / X_train.std(axis=0)",
)
@yours
def standardise(X_train, X_new):
    """Return X_new (m, d) with each column standardised: shape (m, d).

    From each column subtract its mean in X_train (n, d), then divide by its standard
    deviation there. Divide by n inside the standard deviation (ddof=0, NumPy's
    default). The *variance* is the standard deviation squared: the mean of the squared
    deviations.
    """
    return (X_new - X_train.mean(axis=0)) / X_train.std(axis=0)


@hint(
    "Can you compare a weight per pound with one per year or one per cylinder?",
    "On standardised columns, each weight is in mpg per standard deviation. Write "
    "print(feature_names, w[1:]) and look for the number furthest from 0.",
    '"weight": −5.9 mpg per standard deviation; year is next with 2.7',
)
@insight(
    "Units do not change the predictions, but they do change the weights. The column "
    "weight has one of the smallest weights per pound, and the largest per standard "
    "deviation."
)
def test_units_change_the_weights_but_not_the_predictions():
    """On standardised columns, which feature has the largest weight, sign aside? Its name in quotes."""
    Z_train = np.asarray(standardise(X_train, X_train))
    Z_test = np.asarray(standardise(X_train, X_test))
    w = np.asarray(fit(Z_train, y_train))
    assert feature_names[np.argmax(np.abs(w[1:]))] == ____("weight")
    unscaled = predict(fit(X_train, y_train), X_test)
    assert predict(w, Z_test) == close_to(unscaled)


@hint(
    "How many of the eight columns are not repetitions of others?",
    "There are seven columns with the ones, and the litres. The litres are the cubic "
    "inches times a constant, so they repeat another column.",
    "7",
)
@insight(
    "Half an mpg per litre or none: every prediction is the same. Columns are "
    "*collinear* if one of them is a weighted sum of the others. A weight says what "
    "its column adds to the others, not what it does to a car."
)
def test_it_goes_wrong_when_two_columns_say_the_same():
    """When it goes wrong: of 8 columns, one repeats another. How many say something new (the rank)?

    The *rank* of a matrix is how many columns are left without those that follow from
    the others.
    """
    litres = 0.016387 * X_train[:, displacement]  # a cubic inch is 16.387 millilitres
    with_litres = np.column_stack([X_train, litres])
    assert np.linalg.matrix_rank(np.insert(with_litres, 0, 1, axis=1)) == ____(7)
    w = np.append(fit(X_train, y_train), 0)  # 0 mpg per litre
    other = w.copy()
    other[-1] += 0.5  # 0.5 mpg per litre
    other[1 + displacement] -= 0.5 * 0.016387
    assert predict(other, with_litres) == close_to(predict(w, with_litres))


@hint(
    "From which cars may the weights be learnt?",
    "They are learnt from the training cars: first their features, then their targets.",
    "X_train, y_train",
)
@insight(
    "You have replaced LinearRegression: one call found the seven numbers. The next "
    "levels show how it finds them."
)
def test_the_result_still_stands(present):
    """Fit your own weights to the training cars: the R² should be scikit-learn's."""
    w = fit(____(X_train), ____(y_train))
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
