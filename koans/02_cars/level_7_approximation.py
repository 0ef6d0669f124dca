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

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

mean, std = X_train.mean(axis=0), X_train.std(axis=0)
X, y = (X_train - mean) / std, y_train - y_train.mean()
X_new = (X_test - mean) / std
n, d = X.shape
w_exact = LinearRegression().fit(X, y).coef_


def mean_squared_error(w):
    """Return the mean squared error of the weights w on the 313 training cars: one number."""
    return np.mean((X @ w - y) ** 2)


@yours
def gradient(X, y, w):
    """Return the gradient of the mean squared error at w: an array of shape (d,).

    The mean squared error is mean((X @ w - y) ** 2). Its gradient has one slope for
    each weight: how fast the error rises when that weight grows.
    """
    return ____


def test_only_cars_with_an_error_count():
    """Two cars have x = 1 and 2 and y = 2 and 2. What is the slope at w = 1?"""
    X, y = np.array([[1.0], [2.0]]), np.array([2.0, 2.0])
    assert gradient(X, y, np.array([1.0])) == close_to([____])


def test_the_gradient_agrees_with_finite_differences(rng):
    """How large is each slope at scikit-learn's weights, where the error is smallest?"""
    w, step = rng.normal(size=d), 1e-6
    slopes = [
        (mean_squared_error(w + step * e) - mean_squared_error(w)) / step
        for e in np.eye(d)
    ]
    assert gradient(X, y, w) == close_to(slopes, rel=1e-3)
    assert gradient(X, y, w_exact) == close_to([____] * d, abs=1e-7)


@yours
def descend(X, y, learning_rate, steps):
    """Return the weights after `steps` steps of gradient descent from 0: shape (d,).

    *Gradient descent* takes steps against the gradient, downhill. The *learning rate*
    says how far a step goes, as a multiple of the gradient. Cauchy (1847).
    """
    return ____


def test_enough_steps_reach_the_minimum():
    """Write `descend`: 3000 steps should give scikit-learn's weights to three decimals."""
    assert descend(X, y, 0.1, 3000) == close_to(w_exact, abs=1e-3)


@yours
def curvature(X, rounds=200):
    """Return the largest curvature of the mean squared error: one number.

    That is how fast the gradient changes along the direction where it changes fastest:
    the largest eigenvalue of 2/n X′X, where X has shape (n, d). *Power iteration*
    multiplies a vector by a matrix again and again, which turns it to the eigenvector
    of the largest eigenvalue. `rounds` rounds of it are enough. von Mises and
    Pollaczek-Geiringer (1929).
    """
    return ____


def test_too_large_a_learning_rate_diverges():
    """When it goes wrong: do learning rates of 1.9 / curvature and 2.1 / curvature lower the error? True or False for each.

    A method *diverges* if its steps lead further and further away.
    """
    start, steep = mean_squared_error(np.zeros(d)), curvature(X)
    after = [descend(X, y, factor / steep, 60) for factor in (1.9, 2.1)]
    lower = [mean_squared_error(w) < start for w in after]
    assert lower == close_to(____)


@yours
def one_at_a_time(X, y, w, order, steps):
    """Return the weights after stochastic gradient descent from w, one car a step: shape (d,).

    *Stochastic gradient descent* (SGD) takes each step by the gradient of one random
    row, or of a few. `order` lists the row numbers of the cars, one for each step, and
    `steps` the learning rates. `gradient` wants a table and an array: X[[i]] and y[[i]]
    are those of a single car. Leave `w` as it is. Robbins and Monro (1951).
    """
    return ____


def test_a_single_car_points_downhill_on_average(rng):
    """Cars at x = 1 and 2 do 4 and 6. From w = 0, step 0.1 for the second car, then 0.5 for the first. What is w?"""
    X_two, y_two = np.array([[1.0], [2.0]]), np.array([4.0, 6.0])
    w = one_at_a_time(X_two, y_two, np.zeros(1), [1, 0], [0.1, 0.5])
    assert w == close_to([____])
    w = one_at_a_time(X, y, np.zeros(d), rng.permutation(n), np.full(n, 0.003))
    assert mean_squared_error(w) < mean_squared_error(descend(X, y, 0.1, 1))


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
        distance = ____
        w, r_new = w + distance * p, r - distance * (A @ p)
        p = ____
        r = r_new
    return w


def test_each_direction_is_walked_once():
    """How many conjugate gradient steps lead from 0 to scikit-learn's six weights?"""
    A, b = np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([3.0, 4.0])
    assert conjugate_gradients(A, b, 2) == close_to([1, 1])  # 2u + v = 3, u + 3v = 4
    after = [conjugate_gradients(X.T @ X, X.T @ y, steps) for steps in range(10)]
    arrived = [w == close_to(w_exact) for w in after]
    assert arrived.count(False) == ____


@yours
def soft_threshold(z, threshold):
    """Return z moved towards 0 by `threshold`, but never past 0: the same shape as z.

    *Soft-thresholding* makes numbers smaller and small ones exactly 0. `z` may be a
    number or an array of any shape.
    """
    return ____


def test_small_numbers_vanish_and_large_ones_shrink():
    """Soft-threshold 3, −2.5 and 0.5 with a threshold of 1. What is left? A list of three."""
    z = np.array([3.0, -2.5, 0.5])
    assert soft_threshold(z, 1.0) == close_to(____)


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
            product = ____
            square = ____
            w[j] = soft_threshold(product, alpha) / square
    return w


def test_the_lasso_drops_features():
    """With alpha = 1, how many of the six weights does the lasso set to exactly zero?"""
    w = np.asarray(lasso(X, y, alpha=1.0))
    assert w == close_to(Lasso(alpha=1.0, tol=1e-10).fit(X, y).coef_, abs=1e-5)
    assert (w == 0).sum() == ____


def test_the_result_still_stands(present):
    """Choose a learning rate and a number of steps that bring you to scikit-learn's R²."""
    w = descend(X, y, ____, ____)
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
