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

from sensei import ____, close_to, hint, insight, yours

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


@hint(
    "Go a small step to the right of the place and a small step to the left. How much "
    "does f rise in between?",
    "Subtract f(at - step) from f(at + step), and divide by the distance between the "
    "two places.",
    "(f(at + step) - f(at - step)) / (2 * step)",
)
@yours
def finite_difference(f, at, step=1e-5):
    """Return the slope of f at the place `at`: one number.

    f is a function of one number. The *derivative* of a function is its slope at a
    place: how fast it rises there. A *finite difference* estimates the derivative: a
    rise divided by its distance, here from at - step to at + step.
    """
    return (f(at + step) - f(at - step)) / (2 * step)


@hint(
    "What is x² at 2, and what is it at 4?",
    "It rises from 4 to 16, over a distance of 2.",
    "6",
)
@insight(
    "On a parabola the finite difference is exact: 2 x. That holds as long as a "
    "machine can tell the two places apart."
)
def test_a_slope_is_rise_over_distance():
    """What is the slope of x² at 3, measured from 2 to 4?"""
    square = lambda x: x * x
    assert finite_difference(square, 3, step=1) == close_to(____(6))


@hint(
    "How many digits does a Python number have, and what is 3 + 0.00000000000000001?",
    "A number has about 16 digits, so both places are rounded to the same number, 3. "
    "What is the rise between them?",
    "0",
)
@insight(
    "*Curvature* is how fast the slope itself changes, and a long step misses it. A "
    "tiny step is lost in rounding. The *machine epsilon*, about 2e-16, is the gap "
    "between 1 and the next larger float. About 1e-5, near its cube root, loses "
    "least."
)
def test_it_goes_wrong_when_the_step_is_too_small():
    """When it goes wrong: which slope does x² have at 3, measured with a step of 1e-17?"""
    square = lambda x: x * x
    assert finite_difference(square, 3.0, step=1e-17) == close_to(____(0))
    errors = [
        abs(finite_difference(math.exp, 1.0, step) - math.e)
        for step in (1e-1, 1e-5, 1e-13)
    ]
    assert min(errors) == errors[1]


@hint(
    "Start with one car. How does (a + b x − y)² change with a, and how with b?",
    "Derive the outside: 2 (a + b x − y). For a multiply it by 1, for b by x. Then "
    "take the mean of each over all cars.",
    "errors = [a + b * u - v for u, v in zip(x, y)], then 2 * mean(errors) and 2 * "
    "mean([e * u for e, u in zip(errors, x)])",
)
@yours
def slopes(x, y, a, b):
    """Return the slopes of mean_square(x, y, a, b) in a and in b: two numbers.

    A *partial derivative* is the slope in one number while all others are fixed, here
    in a or in b. The *gradient* of a function is the list of its partial derivatives.
    By the *chain rule*, the derivative of (…)² is 2 (…) times the derivative of what is
    in the brackets. Do not measure the slopes by a finite difference.
    """
    errors = [a + b * u - v for u, v in zip(x, y, strict=True)]
    return 2 * mean(errors), 2 * mean([e * u for e, u in zip(errors, x, strict=True)])


@hint(
    "The line predicts 0 for both cars. What are the two errors, predicted minus "
    "actual?",
    "The errors are −4 and −6. For a, double their mean. For b, double the mean of −4 "
    "· 1 and −6 · 3.",
    "[-10, -22]",
)
@insight(
    "Both slopes are negative: to lower the error, a and b have to grow. A *neural "
    "network* is a chain of weighted sums with a simple curve after each, and learns "
    "by the chain rule."
)
def test_the_chain_rule_agrees_with_finite_differences():
    """Cars at x = 1 and 3 do 4 and 6 mpg. What are the slopes in a and b at a = b = 0? A list of two."""
    x, y = [1, 3], [4, 6]
    assert slopes(x, y, 0, 0) == close_to(____([-10, -22]))
    in_a = finite_difference(lambda a: mean_square(x, y, a, 0), 0)
    in_b = finite_difference(lambda b: mean_square(x, y, 0, b), 0)
    assert slopes(x, y, 0, 0) == close_to([in_a, in_b], rel=1e-4)


@hint(
    "Subtract the means from x and y. Then the line goes through 0, and only b is "
    "missing.",
    "b is the sum of (x − mean of x)(y − mean of y) divided by the sum of (x − mean "
    "of x)². Choose a so that the line passes through both means.",
    "b = sum((u - p) * (v - q) for u, v in zip(x, y)) / sum((u - p) ** 2 for u in x), "
    "with p, q the means; then q - b * p, b",
)
@yours
def line(x, y):
    """Return the line a + b x with the least mean squared error, as (a, b): two numbers.

    x and y are lists of n numbers. For this line both slopes of the error are 0.
    """
    p, q = mean(x), mean(y)
    together = sum((u - p) * (v - q) for u, v in zip(x, y, strict=True))
    b = together / sum((u - p) ** 2 for u in x)
    return q - b * p, b


@hint(
    "How far are 1, 2, 3 from their mean, and 6, 7, 14 from theirs?",
    "The deviations are −1, 0, 1 and −3, −2, 5. Divide the sum of their products by "
    "the sum of squares of the first. The line passes through the means, 2 and 9.",
    "(1, 4)",
)
@insight(
    "The slope is covariance (mean product of the deviations) divided by variance "
    "(mean squared deviation). For the cars, a ton of 2000 pounds costs 15 mpg."
)
def test_a_slope_is_covariance_over_variance():
    """Three cars at x = 1, 2, 3 do 6, 7, 14 mpg. What is (a, b)? Two numbers in brackets."""
    assert line([1, 2, 3], [6, 7, 14]) == close_to(____((1, 4)))
    a, b = line(tons, mpg)
    assert slopes(tons, mpg, a, b) == close_to((0, 0), abs=1e-8)


@hint(
    "Put a 1 before each row. Which sums of products do the normal equations of level "
    "4 need?",
    "Let rows be [[1, *car] for car in X]. A[i][j] is the sum of row[i] * row[j] over "
    "the rows, and c[i] is the sum of row[i] times that car's y.",
    "[[sum(row[i] * row[j] for row in rows) for j in range(p)] for i in range(p)], "
    "and [sum(row[i] * v for row, v in zip(rows, y)) for i in range(p)]",
)
@yours
def equations(X, y):
    """Return the normal equations (A, c) of X (n rows of d numbers) and y (n numbers).

    Each row gets a 1 before its numbers, so there are p = d + 1 equations. A[i][j] is
    the sum over the rows of number i times number j, c[i] the sum of number i times y.
    """
    rows = [[1, *car] for car in X]
    p = range(len(rows[0]))
    A = [[sum(row[i] * row[j] for row in rows) for j in p] for i in p]
    return A, [sum(row[i] * v for row, v in zip(rows, y, strict=True)) for i in p]


@hint(
    "The rows are 1, 2 and 1, 3 and 1, 5. Which three sums of products does A contain?",
    "They are 1·1 + 1·1 + 1·1, then 1·2 + 1·3 + 1·5 (which occurs twice), and 2·2 + "
    "3·3 + 5·5.",
    "[[3, 10], [10, 38]]",
)
@insight(
    "Each equation says that the slope for one weight is 0. So at the minimum, "
    "calculus becomes linear algebra."
)
def test_each_weight_has_one_equation():
    """Three cars with one feature, 2, 3 and 5, do 10, 20, 30 mpg. What is A? A list of two rows."""
    A, c = equations([[2], [3], [5]], [10, 20, 30])
    assert A == close_to(____([[3, 10], [10, 38]]))
    assert c == close_to([60, 230])  # 10 + 20 + 30, and 2 · 10 + 3 · 20 + 5 · 30


@hint(
    "You will divide by a number in column k. Which row should provide it?",
    "Take the row from k on whose number in column k is largest in absolute value.",
    "max(range(k, len(A)), key=lambda i: abs(A[i][k]))",
)
@yours
def pivot(A, k):
    """Return which of the rows k, k + 1, … of A has the number furthest from 0 in column k.

    Return its row number, counted from row 0. If rows tie, return any of them.
    """
    return max(range(k, len(A)), key=lambda i: abs(A[i][k]))


@hint(
    "The true solution is about u = 1 and v = 1. Which v does the machine find?",
    "It subtracts 1e20 times the first equation from the second: 1 − 1e20 and 2 − "
    "1e20 are rounded to the same number, so v is 1. Put that into the first "
    "equation.",
    "0, or (1 - 1) / 1e-20",
)
@insight(
    "Dividing by a tiny number makes everything else vanish in rounding. Divide by "
    "the largest number, and the same arithmetic gets it right. *Pivoting* is to swap "
    "rows so that you divide by a large number."
)
def test_it_goes_wrong_with_a_tiny_divisor():
    """When it goes wrong: use 1e-20 u + v = 1 to eliminate u from u + v = 2. Which u do you find?"""
    factor = 1 / 1e-20  # how often the first is subtracted from the second
    v = (2 - factor * 1) / (1 - factor * 1)
    u = (1 - v) / 1e-20
    assert u == ____(0)
    assert pivot([[1e-20, 1.0], [1.0, 1.0]], 0) == 1


@hint(
    "If two rows change places, what do their right sides do? And which multiple of "
    "row k makes column k of row i zero?",
    "The right sides change places too. Subtract A[i][k] / A[k][k] times row k from "
    "row i, number by number, and the same multiple of c[k] from c[i].",
    "c[best], c[k]; factor = A[i][k] / A[k][k]; [u - factor * v for u, v in zip(A[i], "
    "A[k])]; c[i] - factor * c[k]",
)
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
        c[k], c[best] = ____((c[best], c[k]))
        for i in range(k + 1, len(A)):
            factor = ____(A[i][k] / A[k][k])
            A[i] = ____([u - factor * v for u, v in zip(A[i], A[k], strict=True)])
            c[i] = ____(c[i] - factor * c[k])
    return A, c


@hint(
    "Which of the two rows has the larger number in column 0?",
    "Bring that row up, then subtract half of it from the other one. Do not list the "
    "right sides.",
    "[[4, 2], [0, 2]]",
)
@insight(
    "Each equation has one unknown fewer than the one before, and the last has only "
    "one. Gauss did this on paper for the orbits of planets; in China it was known "
    "long before."
)
def test_elimination_removes_one_unknown_after_another():
    """Eliminate u: 2u + 3v = 9 and 4u + 2v = 10. Which left sides remain? A list of two rows."""
    A, c = eliminate([[2, 3], [4, 2]], [9, 10])
    assert A == close_to(____([[4, 2], [0, 2]]))
    assert c == close_to([10, 4])


@hint(
    "The last equation has one unknown. Which equation can you solve next?",
    "Go from the last row up. Subtract the terms of the known unknowns from the right "
    "side, and divide by the number on the diagonal.",
    "w = []; for i in reversed(range(len(c))): known = sum(u * v for u, v in "
    "zip(A[i][i + 1:], w)); w = [(c[i] - known) / A[i][i], *w]",
)
@yours
def back_substitute(A, c):
    """Return the unknowns of p equations (A, c) with zeros below the diagonal: a list of p numbers.

    *Back substitution* finds the last unknown first, and puts it into the equations
    above.
    """
    w = []
    for i in reversed(range(len(c))):
        known = sum(u * v for u, v in zip(A[i][i + 1 :], w, strict=True))
        w = [(c[i] - known) / A[i][i], *w]
    return w


@hint(
    "What does the second equation say about v?",
    "Divide to get v. Then put it into the first equation and solve that for u.",
    "[1.5, 2]",
)
@insight("Elimination and back substitution: that is np.linalg.solve.")
def test_back_substitution_starts_with_the_last_row():
    """4u + 2v = 10 and 2v = 4. What are u and v? A list of two."""
    assert back_substitute([[4, 2], [0, 2]], [10, 4]) == close_to(____([1.5, 2]))


@hint(
    "You have written `equations`, `eliminate` and `back_substitute`. In which order "
    "do you need them?",
    "Make the equations, eliminate, then substitute back from the last row up.",
    "A, c = equations(X, y), then back_substitute(*eliminate(A, c))",
)
@yours
def fit(X, y):
    """Return the weights with the least squared errors, intercept first: a list of d + 1 numbers.

    X is a list of n rows of d numbers, y a list of n numbers.
    """
    A, c = equations(X, y)
    return back_substitute(*eliminate(A, c))


@hint(
    "What does the car (0, 0) do? And how much do the cars (1, 0) and (0, 1) differ "
    "from it?",
    "The intercept is the mpg of the car (0, 0). Each weight is how much more a car "
    "does with one more of that feature.",
    "[10, 2, -1]",
)
@insight(
    "With all six features, a ton costs 14 mpg instead of 15: the other features "
    "explain a little of it themselves."
)
def test_lists_and_loops_give_the_weights():
    """Cars (0, 0), (1, 0), (0, 1), (2, 1) do 10, 12, 9, 13 mpg. What are the weights? A list of three."""
    four_cars = [[0, 0], [1, 0], [0, 1], [2, 1]]
    assert fit(four_cars, [10, 12, 9, 13]) == close_to(____([10, 2, -1]))


@hint(
    "How much variation is there around the mean, and how much of it is left?",
    "Add up the squared residuals, divide by the sum of squares of y around its mean, "
    "and subtract that from 1.",
    "1 - sum((u - v) ** 2 for u, v in zip(y, y_pred)) / sum((u - mean(y)) ** 2 for u "
    "in y)",
)
@yours
def r2(y, y_pred):
    """Return R² of y_pred for y, lists of n numbers: one number.

    R² is 1 minus the fraction of the squares around the mean of y that is left in the
    residuals.
    """
    middle = mean(y)
    unexplained = sum((u - v) ** 2 for u, v in zip(y, y_pred, strict=True))
    return 1 - unexplained / sum((u - middle) ** 2 for u in y)


@hint(
    "From which cars may the weights be learnt?",
    "They are learnt from the training cars: first their features, then their "
    "targets. The koan turns arrays into lists.",
    "X_train, y_train",
)
@insight(
    "Multiply, add, divide: this prediction needs no more. With pencil and patience "
    "you could do it on paper."
)
def test_the_result_still_stands(present):
    """Fit your own weights to the training cars: the R² should be scikit-learn's."""
    w = fit(lists(____(X_train)), lists(____(y_train)))
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
