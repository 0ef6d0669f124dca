"""Level 5 · arithmetic: derivatives and elimination

At level 4 np.linalg.solve turned 49 numbers and 7 into seven weights. Here you do that
with schoolbook arithmetic: subtract multiples of one equation from the others until one
unknown is left. You also see where the equations come from: at the least mean squared
error, its derivative is 0. At the end, the prediction needs nothing but Python's
numbers.

You may use: Python numbers, lists, loops, and math. No arrays.

    x, y   lists of n numbers: one feature of the cars, and their mpg
    a, b   a line: it predicts a + b x for a car with x
    X      a table: a list of n cars, each a list of d numbers
    A, c   p equations in p unknowns: A is a list of p rows of p numbers, c has the p
           right sides
    w      a list of the p weights (what columns are multiplied by), the intercept first

Pillars: calculus, linear algebra.
"""

import math

import numpy as np
from sklearn.linear_model import LinearRegression

from sensei import ____, close_to, yours

from . import X_test, X_train, feature_names, y_test, y_train

weight = feature_names.index("weight")
tons = (X_train[:, weight] / 2000).tolist()  # a short ton is 2000 pounds
mpg = y_train.tolist()


def mean(values):
    """Return the mean of a list of numbers: one number. You wrote it with the irises."""
    return sum(values) / len(values)


def mean_square(x, y, a, b):
    """Return the mean squared error of the line a + b x: one number, as small as possible for the best line."""
    return mean([(a + b * u - v) ** 2 for u, v in zip(x, y, strict=True)])


def predict(w, X):
    """Return what weights w, the intercept first, predict for each car of X: a list of n numbers."""
    return [w[0] + sum(b * u for b, u in zip(w[1:], car, strict=True)) for car in X]


def lists(values):
    """Return an array as lists of Python numbers."""
    return np.asarray(values).tolist()


@yours
def finite_difference(f, at, step=1e-5):
    """Return the slope of f at the place `at`: one number.

    f is a function of one number. The *derivative* of a function is its slope at a
    place: how fast it rises there. A *finite difference* estimates the derivative: a
    rise divided by its distance, here from at - step to at + step.
    """
    return ____


def test_a_slope_is_rise_over_distance():
    """What is the slope of x² at 3, measured from 2 to 4?"""
    square = lambda x: x * x
    assert finite_difference(square, 3, step=1) == close_to(____)


def test_it_goes_wrong_when_the_step_is_too_small():
    """When it goes wrong: which slope does x² have at 3, measured with a step of 1e-17?"""
    square = lambda x: x * x
    assert finite_difference(square, 3.0, step=1e-17) == close_to(____)
    errors = [
        abs(finite_difference(math.exp, 1.0, step) - math.e)
        for step in (1e-1, 1e-5, 1e-13)
    ]
    assert min(errors) == errors[1]


@yours
def slopes(x, y, a, b):
    """Return the slopes of mean_square(x, y, a, b) in a and in b: two numbers.

    A *partial derivative* is the slope in one number while all others are fixed, here
    in a or in b. The *gradient* of a function is the list of its partial derivatives.
    By the *chain rule*, the derivative of (…)² is 2 (…) times the derivative of what is
    in the brackets. Do not measure the slopes by a finite difference.
    """
    return ____


def test_the_chain_rule_agrees_with_finite_differences():
    """Cars at x = 1 and 3 do 4 and 6 mpg. What are the slopes in a and b at a = b = 0? A list of two."""
    x, y = [1, 3], [4, 6]
    assert slopes(x, y, 0, 0) == close_to(____)
    in_a = finite_difference(lambda a: mean_square(x, y, a, 0), 0)
    in_b = finite_difference(lambda b: mean_square(x, y, 0, b), 0)
    assert slopes(x, y, 0, 0) == close_to([in_a, in_b], rel=1e-4)


@yours
def line(x, y):
    """Return the line a + b x with the least mean squared error, as (a, b): two numbers.

    x and y are lists of n numbers. For this line both slopes of the error are 0.
    """
    return ____


def test_a_slope_is_covariance_over_variance():
    """Three cars at x = 1, 2, 3 do 6, 7, 14 mpg. What is (a, b)? Two numbers in brackets."""
    assert line([1, 2, 3], [6, 7, 14]) == close_to(____)
    a, b = line(tons, mpg)
    assert slopes(tons, mpg, a, b) == close_to((0, 0), abs=1e-8)


@yours
def equations(X, y):
    """Return the normal equations (A, c) of X (n rows of d numbers) and y (n numbers).

    Each row gets a 1 before its numbers, so there are p = d + 1 equations. A[i][j] is
    the sum over the rows of number i times number j, c[i] the sum of number i times y.
    """
    return ____


def test_each_weight_has_one_equation():
    """Three cars with one feature, 2, 3 and 5, do 10, 20, 30 mpg. What is A? A list of two rows."""
    A, c = equations([[2], [3], [5]], [10, 20, 30])
    assert A == close_to(____)
    assert c == close_to([60, 230])  # 10 + 20 + 30, and 2 · 10 + 3 · 20 + 5 · 30


@yours
def pivot(A, k):
    """Return which of the rows k, k + 1, … of A has the number furthest from 0 in column k.

    Return its row number, counted from row 0. If rows tie, return any of them.
    """
    return ____


def test_it_goes_wrong_with_a_tiny_divisor():
    """When it goes wrong: use 1e-20 u + v = 1 to eliminate u from u + v = 2. Which u do you find?"""
    factor = 1 / 1e-20  # how often the first is subtracted from the second
    v = (2 - factor * 1) / (1 - factor * 1)
    u = (1 - v) / 1e-20
    assert u == ____
    assert pivot([[1e-20, 1.0], [1.0, 1.0]], 0) == 1


@yours
def eliminate(A, c):
    """Return the same equations with zeros below the diagonal, as (A, c): both new lists.

    *Gaussian elimination* subtracts multiples of each equation from those below, until
    the last has one unknown. For each column k, bring the row of the `pivot` up to row
    k, then subtract multiples of it from the rows below. Leave the lists that you were
    given as they are.
    """
    A, c = [list(row) for row in A], list(c)
    for k in range(len(A)):
        best = pivot(A, k)
        A[k], A[best] = A[best], A[k]
        c[k], c[best] = ____
        for i in range(k + 1, len(A)):
            factor = ____
            A[i] = ____
            c[i] = ____
    return A, c


def test_elimination_removes_one_unknown_after_another():
    """Eliminate u: 2u + 3v = 9 and 4u + 2v = 10. Which left sides remain? A list of two rows."""
    A, c = eliminate([[2, 3], [4, 2]], [9, 10])
    assert A == close_to(____)
    assert c == close_to([10, 4])


@yours
def back_substitute(A, c):
    """Return the unknowns of p equations (A, c) with zeros below the diagonal: a list of p numbers.

    *Back substitution* finds the last unknown first, and puts it into the equations
    above.
    """
    return ____


def test_back_substitution_starts_with_the_last_row():
    """4u + 2v = 10 and 2v = 4. What are u and v? A list of two."""
    assert back_substitute([[4, 2], [0, 2]], [10, 4]) == close_to(____)


@yours
def fit(X, y):
    """Return the weights with the least squared errors, intercept first: a list of d + 1 numbers.

    X is a list of n rows of d numbers, y a list of n numbers.
    """
    return ____


def test_lists_and_loops_give_the_weights():
    """Cars (0, 0), (1, 0), (0, 1), (2, 1) do 10, 12, 9, 13 mpg. What are the weights? A list of three."""
    four_cars = [[0, 0], [1, 0], [0, 1], [2, 1]]
    assert fit(four_cars, [10, 12, 9, 13]) == close_to(____)


@yours
def r2(y, y_pred):
    """Return R² of y_pred for y, lists of n numbers: one number.

    R² is 1 minus the fraction of the squares around the mean of y that is left in the
    residuals.
    """
    return ____


def test_the_result_still_stands(present):
    """Fit your own weights to the training cars: the R² should be scikit-learn's."""
    w = fit(lists(____), lists(____))
    y_pred = predict(w, X_test.tolist())
    model = LinearRegression().fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    assert r2(y_test.tolist(), y_pred) == close_to(model.score(X_test, y_test))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    y = y_test.tolist()
    score, error = r2(y, y_pred), mean_square(y_pred, y, 0, 1) ** 0.5
    present(
        f"R² {score:.2f}, off by {error:.1f} mpg on {len(y_test)} unseen cars",
        r2=score,
        rmse=error,
        predicted=y_pred,
        truth=y_test,
    )
