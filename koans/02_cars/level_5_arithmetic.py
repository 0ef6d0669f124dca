"""Level 5 · arithmetic: a slope, and seven unknowns

np.linalg.solve took 49 numbers and 7, and gave back seven weights. Schoolbook arithmetic
does that: take a multiple of one line off another, until one unknown is left in the last.
And where did the 49 come from? From asking, of a sum of squares, where it stops falling:
a derivative, worked by hand here and measured with a small step beside it. First for one
column, on a few cars that can be checked by eye; in the end for all six.

Yours to use: Python numbers, lists, loops, and math. No arrays.

    x, y   n numbers in a list: one column of the cars, and how far they go
    a, b   a line: a + b x is said of a car with x
    X      a table: a list of n cars, each a list of d numbers
    A, c   p equations in p unknowns: A is a list of p lines of p numbers, c has the p
           right sides
    w      p weights in a list, the intercept first

Pillars: calculus, linear algebra.
"""

import math

import numpy as np
from sklearn.linear_model import LinearRegression

from sensei import ____, close_to, yours

from . import X_test, X_train, feature_names, y_test, y_train

weight = feature_names.index("weight")
tons = (X_train[:, weight] / 2000).tolist()  # 2000 pounds are a short ton
mpg = y_train.tolist()


def mean(values):
    """The mean of a list of numbers: yours since 01 iris."""
    return sum(values) / len(values)


def mean_square(x, y, a, b):
    """Mean squared error of the line a + b x: what is to be as small as can be."""
    return mean([(a + b * u - v) ** 2 for u, v in zip(x, y, strict=True)])


def predict(w, X):
    """What weights w, the intercept first, say of each car of X: a list of n numbers."""
    return [w[0] + sum(b * u for b, u in zip(w[1:], car, strict=True)) for car in X]


def lists(values):
    """An array as lists of Python numbers."""
    return np.asarray(values).tolist()


@yours
def nudge(f, at, hair=1e-5):
    """How steep f is at a place, measured from at - hair to at + hair: one number.

    f: a function of one number. The rise between the two, over the way between them,
    which is two hairs.
    """
    return ____


def test_a_slope_is_rise_over_way():
    """How steep is x² at 3, measured from 2 to 4?"""
    square = lambda x: x * x
    assert nudge(square, 3, hair=1) == close_to(____)


def test_it_goes_wrong_when_the_step_is_too_small():
    """When it goes wrong: how steep is x² at 3, with a hair of 1e-17?"""
    square = lambda x: x * x
    assert nudge(square, 3.0, hair=1e-17) == close_to(____)
    off = [abs(nudge(math.exp, 1.0, hair) - math.e) for hair in (1e-1, 1e-5, 1e-13)]
    assert min(off) == off[1]


@yours
def slopes(x, y, a, b):
    """How steep mean_square(x, y, a, b) is in a, and in b: two numbers.

    The two partial derivatives: in a while b stands still, and in b while a does. Worked
    out, not measured, by the chain rule: (…)² is as steep as 2 (…), times how steep what
    stands in the brackets is.
    """
    return ____


def test_the_chain_rule_says_what_a_nudge_measures():
    """Cars at x of 1 and 3 do 4 and 6; the line is 0 + 0 x. How steep, [in a, in b]?"""
    x, y = [1, 3], [4, 6]
    assert slopes(x, y, 0, 0) == close_to(____)
    in_a = nudge(lambda a: mean_square(x, y, a, 0), 0)
    in_b = nudge(lambda b: mean_square(x, y, 0, b), 0)
    assert slopes(x, y, 0, 0) == close_to([in_a, in_b], rel=1e-4)


@yours
def line(x, y):
    """The line a + b x with the least mean square of errors, as (a, b). x, y: n numbers.

    There both slopes are 0.
    """
    return ____


def test_a_slope_is_covariance_over_variance():
    """Three cars at x of 1, 2, 3 do 6, 7, 14: what is (a, b)?"""
    assert line([1, 2, 3], [6, 7, 14]) == close_to(____)
    a, b = line(tons, mpg)
    assert slopes(tons, mpg, a, b) == close_to((0, 0), abs=1e-8)


@yours
def equations(X, y):
    """The normal equations of X (n rows of d numbers) and y (n): (A, c), p = d + 1.

    Each row gets a 1 before its numbers. A[i][j] is the sum over the rows of number i
    times number j, c[i] that of number i times y.
    """
    return ____


def test_each_weight_asks_one_equation():
    """Three cars with one number each, 2, 3 and 5, do 10, 20 and 30: what is A?"""
    A, c = equations([[2], [3], [5]], [10, 20, 30])
    assert A == close_to(____)
    assert c == close_to([60, 230])  # 10 + 20 + 30, and 2 · 10 + 3 · 20 + 5 · 30


@yours
def pivot(A, k):
    """Which of the lines k, k + 1, … of A has the number furthest from 0 in column k.

    A line number, counted from 0; of equals any.
    """
    return ____


def test_it_goes_wrong_with_a_tiny_divisor():
    """When it goes wrong: 1e-20 u + v = 1 strikes u from u + v = 2. What is u then?"""
    many = 1 / 1e-20  # how many times the first is subtracted from the second
    v = (2 - many * 1) / (1 - many * 1)
    u = (1 - v) / 1e-20
    assert u == ____
    assert pivot([[1e-20, 1.0], [1.0, 1.0]], 0) == 1


@yours
def eliminate(A, c):
    """The same equations with nothing below the diagonal: (A, c), both new.

    Line by line: the pivot comes up, and multiples of it are taken off those below.
    What was given stays as it was.
    """
    A, c = [list(row) for row in A], list(c)
    for k in range(len(A)):
        best = pivot(A, k)
        A[k], A[best] = A[best], A[k]
        c[k], c[best] = ____
        for i in range(k + 1, len(A)):
            many = ____
            A[i] = ____
            c[i] = ____
    return A, c


def test_one_unknown_after_the_other_is_struck():
    """2u + 3v = 9, 4u + 2v = 10: the larger comes up, u is struck. What left sides?"""
    A, c = eliminate([[2, 3], [4, 2]], [9, 10])
    assert A == close_to(____)
    assert c == close_to([10, 4])


@yours
def back_substitute(A, c):
    """The unknowns of p equations with nothing below the diagonal: a list of p numbers."""
    return ____


def test_from_the_last_line_up():
    """4u + 2v = 10 and 2v = 4: what are u and v? A list of two."""
    assert back_substitute([[4, 2], [0, 2]], [10, 4]) == close_to(____)


@yours
def fit(X, y):
    """Weights with the least squared errors, intercept first: a list of d + 1 numbers.

    X: n rows of d numbers; y: n numbers.
    """
    return ____


def test_the_weights_come_out_of_lists_and_loops():
    """Cars of (0, 0), (1, 0), (0, 1), (2, 1) do 10, 12, 9, 13: which weights? Three."""
    four_cars = [[0, 0], [1, 0], [0, 1], [2, 1]]
    assert fit(four_cars, [10, 12, 9, 13]) == close_to(____)


@yours
def r2(y, y_pred):
    """R² of y_pred for y, lists of n numbers: 1 less the share of squares that is left."""
    return ____


def test_the_result_still_stands(present):
    """With pencil and patience you would foresee the same 79 cars as well."""
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
    score, off = r2(y, y_pred), mean_square(y_pred, y, 0, 1) ** 0.5
    present(
        f"R² {score:.2f}, off by {off:.1f} mpg on {len(y_test)} unseen cars",
        r2=score,
        rmse=off,
        predicted=y_pred,
        truth=y_test,
    )
