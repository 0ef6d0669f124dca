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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, feature_names, y_test, y_train

displacement = feature_names.index("displacement")


@hint(
    "A sum of weights times columns is 0 for a car of zeros. What lets it begin elsewhere?",
    "A column that is 1 for every car: its weight is added to each. np.ones(len(X)) "
    "makes it, np.column_stack puts it before X.",
    "np.column_stack([np.ones(len(X)), X])",
)
@yours
def with_ones(X):
    """X (n, d) with a column of ones before its own: an array (n, d + 1)."""
    return np.column_stack([np.ones(len(X)), X])


@hint(
    "Two cars, two numbers each. What stands before them?",
    "A 1 before the 4, and a 1 before the 7.",
    "[[1, 4, 5], [1, 7, 8]]",
)
@insight("Anything that can be written as a column gets a weight, even a constant.")
def test_a_constant_is_a_column_too():
    """Two cars, two numbers each. What does `with_ones` make of them? Two lists in a list."""
    two_cars = np.array([[4, 5], [7, 8]])
    assert with_ones(two_cars) == close_to(____([[1, 4, 5], [1, 7, 8]]))


@hint(
    "Which weights make A @ w come as near to y as can be? NumPy has one call for it.",
    "np.linalg.lstsq(A, y, rcond=None) returns four things, and the weights are first.",
    "np.linalg.lstsq(with_ones(X), y, rcond=None)[0]",
)
@yours
def fit(X, y):
    """Weights with the least sum of squared residuals, intercept first: shape (d + 1,).

    X (n, d) without ones, y (n,). The call is np.linalg.lstsq, least squares, and what
    you need stands first in what it returns. Gauss (1809), Legendre (1805).
    """
    return np.linalg.lstsq(with_ones(X), y, rcond=None)[0]


@hint(
    "5, 8, 11: by how much does it rise for one more of x, and what is it at x = 0?",
    "It rises by 3 each time. Go back from 5 at x = 1 by one step.",
    "[2, 3]",
)
@insight(
    "That was fit. Gauss found a lost planet by it, from a few sightings that did not "
    "quite agree."
)
def test_least_squares_finds_the_weights():
    """Three points lie on a line. Which two weights does `fit` find? A list of two."""
    x = np.array([[1.0], [2.0], [3.0]])
    assert fit(x, np.array([5.0, 8.0, 11.0])) == close_to(____([2, 3]))
    model = LinearRegression().fit(X_train, y_train)
    assert fit(X_train, y_train) == close_to([model.intercept_, *model.coef_])


@hint(
    "The intercept, and each column times its weight, all added. With a product?",
    "with_ones(X) has the columns in the order of the weights: one product does it.",
    "with_ones(X) @ w",
)
@yours
def predict(w, X):
    """What is said of each car of X (m, d) by weights w (d + 1,): shape (m,)."""
    return with_ones(X) @ w


@hint(
    "Begin with 40. 2 times the first number of the car, and −1 times the second?",
    "40 + 2 · 3 − 1 · 10 for the first car; the second is all zeros.",
    "[36, 40]",
)
@insight("A model of 313 cars is seven numbers, and using it is one product.")
def test_a_prediction_is_a_sum():
    """Weights 40, 2, −1. What is said of the cars (3, 10) and (0, 0)? A list of two."""
    w, two_cars = np.array([40.0, 2.0, -1.0]), np.array([[3.0, 10.0], [0.0, 0.0]])
    assert predict(w, two_cars) == close_to(____([36, 40]))


@hint(
    "What did each car do beyond what was said of it?",
    "y less y_pred. But a column (n, 1) less a row (n,) would be a table of all pairs: "
    "make both flat first, with np.ravel.",
    "np.ravel(y) - np.ravel(y_pred)",
)
@yours
def residuals(y, y_pred):
    """y − y_pred, car by car: shape (n,). Each may come as (n,) or as a column (n, 1)."""
    return np.ravel(y) - np.ravel(y_pred)


@hint(
    "18 were said and 20 came; 30 were said and 27 came. What is left of each?",
    "2 more than said, then 3 less: two numbers, in brackets.",
    "[2, -3]",
)
@insight(
    "On the known cars they add up to nothing: with an intercept, too high and too low "
    "are in balance. On unseen cars nobody promised that."
)
def test_what_is_left_adds_up_to_nothing():
    """True are 20 and 27, said were 18 and 30. What is left? A list of two."""
    y, y_pred = np.array([20, 27]), np.array([18, 30])
    assert residuals(y, y_pred) == close_to(____([2, -3]))
    y_pred = predict(fit(X_train, y_train), X_train)
    assert np.mean(residuals(y_train, y_pred)) == close_to(0, abs=1e-4)


@hint(
    "79 rows against 79 columns: how many differences does NumPy take?",
    "(79,) is laid out as (1, 79), and each of the 79 rows meets each of its numbers.",
    "(79, 79)",
)
@insight(
    "No error, no warning, and the mean square of that table is one number like any "
    "other: 10.7 mpg in place of 3.4. Look at shapes before you look at figures."
)
def test_it_goes_wrong_when_a_column_meets_a_row():
    """When it goes wrong: y a column, y_pred a row. What shape, in brackets, is y - y_pred?"""
    y, y_pred = y_test[:, None], np.asarray(predict(fit(X_train, y_train), X_test))
    assert (y - y_pred).shape == close_to(____((79, 79)))
    assert np.shape(residuals(y, y_pred)) == (79,)


@hint(
    "How far off is it typically, in mpg, with no sign to cancel?",
    "Square, mean, root, in this order of work.",
    "np.sqrt(np.mean(e**2))",
)
@yours
def rmse(e):
    """Root of the mean square of residuals e (n,): one number, 0 or more."""
    return np.sqrt(np.mean(e**2))


@hint(
    "Squares of 1, 1, 5 and 3: what is their mean?",
    "1 + 1 + 25 + 9 is 36, for four cars.",
    "9, and its root: 3",
)
@insight(
    "The mean distance would be 2.5. Squared, the one car that is 5 off has more to say "
    "than the other three together."
)
def test_large_misses_weigh_more():
    """Off by 1, −1, 5 and −3 mpg: what is the rmse?"""
    assert rmse(np.array([1, -1, 5, -3])) == close_to(____(3))


@hint(
    "How much of how cars differ from their mean is still left after foreseeing?",
    "The sum of squared residuals, over the sum of squares around the mean of y. That "
    "is the share left; R² is the share that is gone.",
    "1 - ((y - y_pred) ** 2).sum() / ((y - y.mean()) ** 2).sum()",
)
@yours
def r2(y, y_pred):
    """R² of y_pred for y (n,): 1 less (squares left) / (squares around the mean of y)."""
    left = ((y - y_pred) ** 2).sum()
    return 1 - left / ((y - y.mean()) ** 2).sum()


@hint(
    "10, 20 and 30 around their mean: what squares? And what is left of 13, 20, 29?",
    "100 + 0 + 100 is 200; 9 + 0 + 1 is 10.",
    "1 - 10 / 200 = 0.95",
)
@insight(
    "R² has no unit. 3.4 mpg is a fine error for cars and a poor one for lorries; R² "
    "measures it by how much there was to foresee."
)
def test_r2_is_the_share_that_was_foreseen():
    """10, 20, 30 mpg are true, 13, 20, 29 were said: what is R²?"""
    y, y_pred = np.array([10.0, 20.0, 30.0]), np.array([13.0, 20.0, 29.0])
    assert r2(y, y_pred) == close_to(____(0.95))


@hint(
    "Say of each car as much too low as it is above the mean. How far off is each?",
    "Each is off by twice its distance from the mean, so four times the squares are left.",
    "1 - 4 = -3",
)
@insight(
    "The mean scores 0, and there is no floor below. The R is a name: nothing real is "
    "squared in it once cars are unseen."
)
def test_r2_knows_worse_than_nothing():
    """The mean itself scores 0. What is R² if every car is mirrored at the mean?"""
    y = np.array([10.0, 20.0, 30.0])
    assert r2(y, np.array([20.0, 20.0, 20.0])) == close_to(0)
    assert r2(y, np.array([30.0, 20.0, 10.0])) == close_to(____(-3))


@hint(
    "When one is above its mean, is the other? On a scale from −1 to 1, in any units.",
    "Take the mean off both. Sum of products, over the root of the product of both sums "
    "of squares.",
    "a, b = a - a.mean(), b - b.mean(), then (a * b).sum() / np.sqrt((a**2).sum() * "
    "(b**2).sum())",
)
@yours
def correlation(a, b):
    """Pearson's correlation of a (n,) and b (n,): one number from −1 to 1.

    It is 1 if the two rise together along a line, −1 if one falls as the other rises.
    The products of their deviations from the mean, added up, over the root of (the squares
    of a's deviations, added up, times those of b's).
    """
    a, b = a - a.mean(), b - b.mean()
    return (a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum())


@hint(
    "Which of six columns, alone, says most about how far a car goes?",
    "Strong means far from 0, on either side. Save with a guess, or print found.",
    '"weight", at -0.83',
)
@insight(
    "For least squares on the cars it was fitted to, R² is this correlation squared, of "
    "what was said and what is: there the name is from."
)
def test_one_column_alone_says_most():
    """Which column has the strongest correlation with mpg, up or down?"""
    a, b = np.array([1.0, 2.0, 4.0]), np.array([9.0, 7.0, 3.0])  # b is 11 - 2 a
    assert correlation(a, b) == close_to(-1)
    found = [correlation(column, y_train) for column in X_train.T]
    assert feature_names[np.argmax(np.abs(found))] == ____("weight")


@hint(
    "From which cars may a column's mean and spread be learnt?",
    "From the known ones alone, as iris had it. Take the mean off, divide by the "
    "spread (std, over n), and treat new cars in the very same way.",
    "(X_new - X_known.mean(axis=0)) / X_known.std(axis=0)",
)
@yours
def standardise(X_known, X_new):
    """Each column of X_new (m, d) less its mean, over its spread: shape (m, d).

    Means and spreads (standard deviations over n, ddof=0) are those of X_known (n, d).
    """
    return (X_new - X_known.mean(axis=0)) / X_known.std(axis=0)


@hint(
    "Per pound, per year, per cylinder: which weights can be compared as they are?",
    "None. On scaled columns all are mpg for one spread. Print np.abs(w[1:]).",
    '"weight": -5.9 mpg for one spread, and the year follows with 2.7.',
)
@insight(
    "The prediction does not care for units; the weights do. Per pound, weight has one of "
    "the smallest numbers of all, and per spread the largest."
)
def test_units_move_the_weights_and_not_the_prediction():
    """On scaled columns, which has the largest weight? Its name in quotes."""
    Z_train = np.asarray(standardise(X_train, X_train))
    Z_test = np.asarray(standardise(X_train, X_test))
    w = np.asarray(fit(Z_train, y_train))
    assert feature_names[np.argmax(np.abs(w[1:]))] == ____("weight")
    unscaled = predict(fit(X_train, y_train), X_test)
    assert predict(w, Z_test) == close_to(unscaled)


@hint(
    "Seven columns and an eighth that is one of them in other words. How many say "
    "something of their own?",
    "The litres are the cubic inches times a number. Rank counts what is left if "
    "repetitions are struck out.",
    "7",
)
@insight(
    "Half a mpg a litre, or none: every car is foreseen the same. A weight says what "
    "its column adds to the others, never what the column does to a car."
)
def test_it_goes_wrong_when_two_columns_say_the_same():
    """When it goes wrong: litres too. How many of 8 columns say something new, the rank?"""
    litres = 0.016387 * X_train[:, displacement]  # a cubic inch is 16.387 millilitres
    twice = np.column_stack([X_train, litres])
    assert np.linalg.matrix_rank(np.insert(twice, 0, 1, axis=1)) == ____(7)
    w = np.append(fit(X_train, y_train), 0)  # nothing a litre
    other = w.copy()
    other[-1] += 0.5  # half a mpg a litre
    other[1 + displacement] -= 0.5 * 0.016387
    assert predict(other, twice) == close_to(predict(w, twice))


@hint(
    "From which cars may the weights be learnt?",
    "From the 313 known ones and how far they go.",
    "fit(X_train, y_train)",
)
@insight("One call found seven numbers. How it finds them is what the next levels ask.")
def test_the_result_still_stands(present):
    """You just replaced LinearRegression: the same 79 cars, the same R² of 0.81."""
    w = fit(____(X_train), ____(y_train))
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
