"""Level 7 · approximation: gradient descent

At level 4 you got the weights by solving one matrix equation. That works for six
features, but not for six million. Here you start with any weights, find the direction
in which the error falls, and take a small step, again and again. At the end your
weights predict the test cars as well as scikit-learn's, and no equation was solved.

You may use: arrays and @. No np.linalg, no SciPy.

    X      (n, d)  the 313 training cars; each column has mean 0, standard deviation 1
    y      (n,)    their miles per gallon, minus the mean: no intercept is needed
    w      (d,)    the weights, one for each feature
    X_new  (m, d)  the 79 test cars, on the same scale as X

Pillars: calculus, linear algebra, probability.
"""

import numpy as np
from sklearn.linear_model import Lasso, LinearRegression

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

mean, std = X_train.mean(axis=0), X_train.std(axis=0)
X, y = (X_train - mean) / std, y_train - y_train.mean()
X_new = (X_test - mean) / std
n, d = X.shape
w_exact = LinearRegression().fit(X, y).coef_


def mean_squared_error(w):
    """Return the mean squared error of the weights w on the 313 training cars: one number."""
    return np.mean((X @ w - y) ** 2)


@hint(
    "How does the error of one car change when you change w a little?",
    "Compute the residuals X @ w - y. Then take the dot product of each column of X "
    "with them.",
    "2 / len(y) * X.T @ (X @ w - y)",
)
@yours
def gradient(X, y, w):
    """Return the gradient of the mean squared error at w: an array of shape (d,).

    The mean squared error is mean((X @ w - y) ** 2). Its gradient has one slope for
    each weight: how fast the error rises when that weight grows.
    """
    return 2 / len(y) * X.T @ (X @ w - y)


@hint(
    "How far off is each of the two predictions at w = 1?",
    "The residuals are 1 − 2 and 2 − 2. Multiply each by its x, take the mean, and "
    "double it.",
    "-1.0",
)
@insight(
    "At w = 1 the second car is predicted exactly, so only the first one has a say. "
    "The slope is negative: a larger w lowers the error."
)
def test_only_cars_with_an_error_count():
    """Two cars have x = 1 and 2 and y = 2 and 2. What is the slope at w = 1?"""
    X, y = np.array([[1.0], [2.0]]), np.array([2.0, 2.0])
    assert gradient(X, y, np.array([1.0])) == close_to([____(-1.0)])


@hint(
    "At the bottom of a valley, how steep is the ground?",
    "At the minimum no small change of a weight lowers the error any more.",
    "0",
)
@insight(
    "A *gradient check* compares a gradient that you derived on paper with finite "
    "differences. Do it whenever you doubt one."
)
def test_the_gradient_agrees_with_finite_differences(rng):
    """How large is each slope at scikit-learn's weights, where the error is smallest?"""
    w, step = rng.normal(size=d), 1e-6
    slopes = [
        (mean_squared_error(w + step * e) - mean_squared_error(w)) / step
        for e in np.eye(d)
    ]
    assert gradient(X, y, w) == close_to(slopes, rel=1e-3)
    assert gradient(X, y, w_exact) == close_to([____(0)] * d, abs=1e-7)


@hint(
    "The gradient points in the direction in which the error rises. Which way should "
    "you go?",
    "One step is w - learning_rate * gradient(X, y, w). Repeat it `steps` times.",
    "for _ in range(steps): w = w - learning_rate * gradient(X, y, w)",
)
@yours
def descend(X, y, learning_rate, steps):
    """Return the weights after `steps` steps of gradient descent from 0: shape (d,).

    *Gradient descent* takes steps against the gradient, downhill. The *learning rate*
    says how far a step goes, as a multiple of the gradient. Cauchy (1847).
    """
    w = np.zeros(X.shape[1])
    for _ in range(steps):
        w = w - learning_rate * gradient(X, y, w)
    return w


@insight(
    "Three thousand small steps replace solving the equation. Each of them costs only "
    "two products of a matrix and a vector."
)
def test_enough_steps_reach_the_minimum():
    """Write `descend`: 3000 steps should give scikit-learn's weights to three decimals."""
    assert descend(X, y, 0.1, 3000) == close_to(w_exact, abs=1e-3)


@hint(
    "How much does the gradient change when w moves along v? And which v changes it "
    "most?",
    "It changes by 2 / len(X) * X.T @ (X @ v). Replace v by that, note its length, "
    "divide v by the length, and repeat. The direction of the largest curvature "
    "outgrows all others, and the last length is the curvature.",
    "for _ in range(rounds): v = 2 / len(X) * X.T @ (X @ v); length = np.sqrt(v @ v); "
    "v = v / length",
)
@yours
def curvature(X, rounds=200):
    """Return the largest curvature of the mean squared error: one number.

    That is how fast the gradient changes along the direction where it changes fastest:
    the largest eigenvalue of 2/n X′X, where X has shape (n, d). *Power iteration*
    multiplies a vector by a matrix again and again, which turns it to the eigenvector
    of the largest eigenvalue. `rounds` rounds of it are enough. von Mises and
    Pollaczek-Geiringer (1929).
    """
    v = np.ones(X.shape[1])
    for _ in range(rounds):
        v = 2 / len(X) * X.T @ (X @ v)
        length = np.sqrt(v @ v)
        v = v / length
    return length


@hint(
    "Print `start`, and mean_squared_error(w) for both rates. Which is lower than "
    "`start`?",
    "With a learning rate above 2 / curvature, every step overshoots by more than the "
    "last.",
    "[True, False]",
)
@insight(
    "2 / curvature is the largest stable learning rate, 0.24 for these cars. Beyond "
    "it, gradient descent diverges. Nesterov (2004), section 1.2.3."
)
def test_too_large_a_learning_rate_diverges():
    """When it goes wrong: do learning rates of 1.9 / curvature and 2.1 / curvature lower the error? True or False for each.

    A method *diverges* if its steps lead further and further away.
    """
    start, steep = mean_squared_error(np.zeros(d)), curvature(X)
    after = [descend(X, y, factor / steep, 60) for factor in (1.9, 2.1)]
    lower = [mean_squared_error(w) < start for w in after]
    assert lower == close_to(____([True, False]))


@hint(
    "Could you take a step after looking at a single car?",
    "Its gradient is 2 (x @ w − y) x, where x is its row. Take a step against it, "
    "then go on to the next car with the new w.",
    "for i, step in zip(order, steps): w = w - step * gradient(X[[i]], y[[i]], w)",
)
@yours
def one_at_a_time(X, y, w, order, steps):
    """Return the weights after stochastic gradient descent from w, one car a step: shape (d,).

    *Stochastic gradient descent* (SGD) takes each step by the gradient of one random
    row, or of a few. `order` lists the row numbers of the cars, one for each step, and
    `steps` the learning rates. `gradient` wants a table and an array: X[[i]] and y[[i]]
    are those of a single car. Leave `w` as it is. Robbins and Monro (1951).
    """
    for i, step in zip(order, steps, strict=True):
        w = w - step * 2 * (X[i] @ w - y[i]) * X[i]
    return w


@hint(
    "What is the gradient of the second car at w = 0? Its prediction there is 0.",
    "It is 2 (0 − 6) 2, so the first step leads to w = 2.4. There the first car has "
    "the gradient 2 (2.4 − 4) 1. Subtract 0.5 times that.",
    "4, or 2.4 + 1.6",
)
@insight(
    "The gradient of a random car is right on average. So the error is lower after "
    "one look at each car than after one step that looked at all of them first."
)
def test_a_single_car_points_downhill_on_average(rng):
    """Cars at x = 1 and 2 do 4 and 6. From w = 0, step 0.1 for the second car, then 0.5 for the first. What is w?"""
    X_two, y_two = np.array([[1.0], [2.0]]), np.array([4.0, 6.0])
    w = one_at_a_time(X_two, y_two, np.zeros(1), [1, 0], [0.1, 0.5])
    assert w == close_to([____(4)])
    w = one_at_a_time(X, y, np.zeros(d), rng.permutation(n), np.full(n, 0.003))
    assert mean_squared_error(w) < mean_squared_error(descend(X, y, 0.1, 1))


@hint(
    "How can a step not undo anything of the steps before it?",
    "Walk along p by (r @ r) / (p @ A @ p): then the new r has nothing along p. The "
    "next p is the new r plus the old p times (new r @ new r) / (old r @ old r).",
    "r @ r / (p @ A @ p), and r_new + (r_new @ r_new) / (r @ r) * p",
)
@yours
def conjugate_gradients(A, b, steps):
    """Return w after `steps` conjugate gradient steps from 0 towards A @ w = b: shape (d,).

    A (d, d) is symmetric and positive definite: w @ A @ w is above 0 for every w except
    0. The method of *conjugate gradients* takes steps of which none spoils what those
    before have reached. Here p is the direction of the step, and r is the residual b −
    A @ w. If r is all 0, stop early. Hestenes and Stiefel (1952).
    """
    w, r = np.zeros(len(b)), b
    p = r
    for _ in range(steps):
        if not r.any():
            break
        distance = ____(r @ r / (p @ A @ p))
        w, r_new = w + distance * p, r - distance * (A @ p)
        p = ____(r_new + (r_new @ r_new) / (r @ r) * p)
        r = r_new
    return w


@hint(
    "How many directions are there that do not disturb each other, if w has six "
    "numbers?",
    "There are as many directions as weights, and each is walked once.",
    "6",
)
@insight(
    "Gradient descent took three thousand steps to reach three decimals. Large sparse "
    "equations are solved by conjugate gradients, never by an inverse."
)
def test_each_direction_is_walked_once():
    """How many conjugate gradient steps lead from 0 to scikit-learn's six weights?"""
    A, b = np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([3.0, 4.0])
    assert conjugate_gradients(A, b, 2) == close_to([1, 1])  # 2u + v = 3, u + 3v = 4
    after = [conjugate_gradients(X.T @ X, X.T @ y, steps) for steps in range(10)]
    arrived = [w == close_to(w_exact) for w in after]
    assert arrived.count(False) == ____(6)


@hint(
    "What happens to a number when you move it towards zero, but never past zero?",
    "Keep the sign, subtract the threshold from the absolute value, and stop at zero.",
    "np.sign(z) * np.maximum(np.abs(z) - threshold, 0)",
)
@yours
def soft_threshold(z, threshold):
    """Return z moved towards 0 by `threshold`, but never past 0: the same shape as z.

    *Soft-thresholding* makes numbers smaller and small ones exactly 0. `z` may be a
    number or an array of any shape.
    """
    return np.sign(z) * np.maximum(np.abs(z) - threshold, 0)


@hint(
    "Which of the three numbers are smaller than the threshold?",
    "Move each by 1 towards zero; 0.5 would pass zero, so it stops there.",
    "[2, -1.5, 0]",
)
@insight(
    "Numbers smaller than the threshold become exactly zero. The next model uses this."
)
def test_small_numbers_vanish_and_large_ones_shrink():
    """Soft-threshold 3, −2.5 and 0.5 with a threshold of 1. What is left? A list of three."""
    z = np.array([3.0, -2.5, 0.5])
    assert soft_threshold(z, 1.0) == close_to(____([2, -1.5, 0]))


@hint(
    "What is left of y for column j to explain, after the other columns?",
    "Take the mean product of column j with that remainder, soft-threshold it, and "
    "divide by the mean square of column j.",
    "X[:, j] @ without_j / len(y), and (X[:, j] ** 2).mean()",
)
@yours
def lasso(X, y, alpha, rounds=200):
    """Return the weights that minimise mean squared error / 2 + alpha * sum(|w|): shape (d,).

    The *lasso* is linear regression with a penalty on the sum of |w|, which is called
    *L1 regularisation*. Use coordinate descent from 0. *Coordinate descent* updates one
    weight after the other, each to its best value while the others are fixed. It does
    so in each of `rounds` rounds. Tibshirani (1996); Friedman, Hastie and Tibshirani
    (2010), Journal of Statistical Software 33(1).
    """
    w = np.zeros(X.shape[1])
    for _ in range(rounds):
        for j in range(X.shape[1]):
            without_j = y - X @ w + X[:, j] * w[j]
            product = ____(X[:, j] @ without_j / len(y))
            square = ____((X[:, j] ** 2).mean())
            w[j] = soft_threshold(product, alpha) / square
    return w


@hint(
    "Write print(w) above the last line and save. Which numbers are exactly 0?",
    "Weight, year and horsepower are enough: the lasso drops the other features.",
    "3",
)
@insight(
    "*Feature selection* is the choice of the features that a model uses. L1 "
    "regularisation does that by setting weights to exactly zero. Ridge (L2) "
    "regularisation only shrinks them."
)
def test_the_lasso_drops_features():
    """With alpha = 1, how many of the six weights does the lasso set to exactly zero?"""
    w = np.asarray(lasso(X, y, alpha=1.0))
    assert w == close_to(Lasso(alpha=1.0, tol=1e-10).fit(X, y).coef_, abs=1e-5)
    assert (w == 0).sum() == ____(3)


@hint(
    "Which learning rates are stable? And are a few steps enough?",
    "Write print(2 / curvature(X)), and choose a learning rate well below it. Then "
    "take thousands of steps: a hundred are too few.",
    "0.1 and 3000",
)
@insight("Neural networks with billions of weights are trained in the same way.")
def test_the_result_still_stands(present):
    """Choose a learning rate and a number of steps that bring you to scikit-learn's R²."""
    w = descend(X, y, ____(0.1), ____(3000))
    predicted = X_new @ w + y_train.mean()
    model = LinearRegression().fit(X_train, y_train)
    assert predicted == close_to(model.predict(X_test), abs=0.01)
    show(present, predicted)


# How the result is shown: nothing to do from here on


def show(present, predicted):
    """Put the result on the screen."""
    residuals = y_test - predicted
    r2 = 1 - (residuals**2).sum() / ((y_test - y_test.mean()) ** 2).sum()
    rmse = np.sqrt(np.mean(residuals**2))
    present(
        f"R² {r2:.2f}, off by {rmse:.1f} mpg on {len(y_test)} unseen cars",
        r2=r2,
        rmse=rmse,
        predicted=predicted,
        truth=y_test,
    )
