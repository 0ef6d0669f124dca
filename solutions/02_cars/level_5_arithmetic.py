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

from sensei import ____, close_to, hint, insight, yours

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


@hint(
    "Go a little to the right and a little to the left of the place. How much did f "
    "rise, and over what way?",
    "f(at + hair) less f(at - hair), over the way from one to the other.",
    "(f(at + hair) - f(at - hair)) / (2 * hair)",
)
@yours
def nudge(f, at, hair=1e-5):
    """How steep f is at a place, measured from at - hair to at + hair: one number.

    f: a function of one number. The rise between the two, over the way between them,
    which is two hairs.
    """
    return (f(at + hair) - f(at - hair)) / (2 * hair)


@hint(
    "From 2 to 4 x² climbs from 4 to 16.",
    "12 up, over a way of 2.",
    "6",
)
@insight(
    "On a parabola the measured slope is exact, 2 x, as long as a machine still tells "
    "both ends apart."
)
def test_a_slope_is_rise_over_way():
    """How steep is x² at 3, measured from 2 to 4?"""
    square = lambda x: x * x
    assert nudge(square, 3, hair=1) == close_to(____(6))


@hint(
    "How many digits has a Python number, and what is 3 + 0.00000000000000001?",
    "16 digits. 3 and a hair of 17 places behind the point is 3 again.",
    "0: the left and the right end are the same number.",
)
@insight(
    "Too long a hair cuts the corner, too short a one drowns in rounding. About a cube "
    "root of the last digit, 1e-5, loses least."
)
def test_it_goes_wrong_when_the_step_is_too_small():
    """When it goes wrong: how steep is x² at 3, with a hair of 1e-17?"""
    square = lambda x: x * x
    assert nudge(square, 3.0, hair=1e-17) == close_to(____(0))
    off = [abs(nudge(math.exp, 1.0, hair) - math.e) for hair in (1e-1, 1e-5, 1e-13)]
    assert min(off) == off[1]


@hint(
    "One car first: by what does (a + b x − y)² change with a, and by what with b?",
    "The outer derivative is 2 (a + b x − y). With a it is that times 1, with b that "
    "times x. Then the mean over all cars of each.",
    "errors = [a + b * u - v for u, v in zip(x, y)], then 2 * mean(errors) and 2 * "
    "mean([e * u for e, u in zip(errors, x)])",
)
@yours
def slopes(x, y, a, b):
    """How steep mean_square(x, y, a, b) is in a, and in b: two numbers.

    The two partial derivatives: in a while b stands still, and in b while a does. Worked
    out, not measured, by the chain rule: (…)² is as steep as 2 (…), times how steep what
    stands in the brackets is.
    """
    errors = [a + b * u - v for u, v in zip(x, y, strict=True)]
    return 2 * mean(errors), 2 * mean([e * u for e, u in zip(errors, x, strict=True)])


@hint(
    "The line says 0 of both cars. How far below the truth is that, each time?",
    "Errors −4 and −6. In a: twice their mean. In b: twice the mean of −4 · 1 and −6 · 3.",
    "2 · (−5) = −10, and 2 · (−11) = −22",
)
@insight(
    "Below 0: to fall, a and b have to grow. The chain rule gives in one go what a "
    "nudge asks weight by weight, and all networks learn by it."
)
def test_the_chain_rule_says_what_a_nudge_measures():
    """Cars at x of 1 and 3 do 4 and 6; the line is 0 + 0 x. How steep, [in a, in b]?"""
    x, y = [1, 3], [4, 6]
    assert slopes(x, y, 0, 0) == close_to(____([-10, -22]))
    in_a = nudge(lambda a: mean_square(x, y, a, 0), 0)
    in_b = nudge(lambda b: mean_square(x, y, 0, b), 0)
    assert slopes(x, y, 0, 0) == close_to([in_a, in_b], rel=1e-4)


@hint(
    "Take the mean off x and off y: then the line goes through 0, and only b is to be "
    "found. For which b is its slope 0?",
    "b is the sum of (x − mean x)(y − mean y) over the sum of (x − mean x)²: covariance "
    "over variance. a is such that the line passes through both means.",
    "b = sum((u - p) * (v - q) ...) / sum((u - p) ** 2 ...), with p, q the means; then "
    "q - b * p, b",
)
@yours
def line(x, y):
    """The line a + b x with the least mean square of errors, as (a, b). x, y: n numbers.

    There both slopes are 0.
    """
    p, q = mean(x), mean(y)
    together = sum((u - p) * (v - q) for u, v in zip(x, y, strict=True))
    b = together / sum((u - p) ** 2 for u in x)
    return q - b * p, b


@hint(
    "1, 2, 3 around their mean, and 6, 7, 14 around theirs?",
    "−1, 0, 1 and −3, −2, 5. Products add up to 8, squares to 2: b is 8 / 2. The means "
    "are 2 and 9, and the line passes through both.",
    "(1, 4)",
)
@insight(
    "A ton costs 15 mpg. The line of x on y has another slope: the two multiplied "
    "are the correlation squared, so foreseeing back does not bring you home."
)
def test_a_slope_is_covariance_over_variance():
    """Three cars at x of 1, 2, 3 do 6, 7, 14: what is (a, b)?"""
    assert line([1, 2, 3], [6, 7, 14]) == close_to(____((1, 4)))
    a, b = line(tons, mpg)
    assert slopes(tons, mpg, a, b) == close_to((0, 0), abs=1e-8)


@hint(
    "Each column, a column of ones before them, times each other, added up over the cars.",
    "rows = [[1, *car] for car in X]. A[i][j] is the sum of row[i] * row[j], c[i] that of "
    "row[i] times how far the car goes.",
    "[[sum(row[i] * row[j] for row in rows) for j in range(p)] for i in range(p)], and "
    "[sum(row[i] * v for row, v in zip(rows, y)) for i in range(p)]",
)
@yours
def equations(X, y):
    """The normal equations of X (n rows of d numbers) and y (n): (A, c), p = d + 1.

    Each row gets a 1 before its numbers. A[i][j] is the sum over the rows of number i
    times number j, c[i] that of number i times y.
    """
    rows = [[1, *car] for car in X]
    p = range(len(rows[0]))
    A = [[sum(row[i] * row[j] for row in rows) for j in p] for i in p]
    return A, [sum(row[i] * v for row, v in zip(rows, y, strict=True)) for i in p]


@hint(
    "The rows are 1, 2 and 1, 3 and 1, 5. What is the first column times the first, the "
    "first times the second, the second times the second?",
    "1·1 + 1·1 + 1·1, then 1·2 + 1·3 + 1·5, which stands twice, and 2·2 + 3·3 + 5·5.",
    "[[3, 10], [10, 38]]",
)
@insight(
    "Slopes that are 0, one for each weight, and each is a line of these. Where nothing "
    "falls any more, calculus has become linear algebra."
)
def test_each_weight_asks_one_equation():
    """Three cars with one number each, 2, 3 and 5, do 10, 20 and 30: what is A?"""
    A, c = equations([[2], [3], [5]], [10, 20, 30])
    assert A == close_to(____([[3, 10], [10, 38]]))
    assert c == close_to([60, 230])  # 10 + 20 + 30, and 2 · 10 + 3 · 20 + 5 · 30


@hint(
    "Which line should be subtracted from the others, if one must divide by its number "
    "in column k?",
    "The one with the largest number in column k, sign aside. Lines above k are done.",
    "max(range(k, len(A)), key=lambda i: abs(A[i][k]))",
)
@yours
def pivot(A, k):
    """Which of the lines k, k + 1, … of A has the number furthest from 0 in column k.

    A line number, counted from 0; of equals any.
    """
    return max(range(k, len(A)), key=lambda i: abs(A[i][k]))


@hint(
    "The first line says 1e-20 u + v = 1, the second u + v = 2. About 1 and 1 solve it.",
    "The multiple is 1e20. The second line keeps 1 − 1e20 and 2 − 1e20: on a machine "
    "both are −1e20, so v is 1. What does the first line say of u then?",
    "(1 − 1) / 1e-20 = 0",
)
@insight(
    "Dividing by a tiny number makes everything else vanish. Take the largest first, and "
    "the same arithmetic gets it right: that is what pivoting is."
)
def test_it_goes_wrong_with_a_tiny_divisor():
    """When it goes wrong: 1e-20 u + v = 1 strikes u from u + v = 2. What is u then?"""
    many = 1 / 1e-20  # how many times the first is subtracted from the second
    v = (2 - many * 1) / (1 - many * 1)
    u = (1 - v) / 1e-20
    assert u == ____(0)
    assert pivot([[1e-20, 1.0], [1.0, 1.0]], 0) == 1


@hint(
    "Two lines change places: what do their right sides do? Then: how many times is "
    "line k to be taken off line i, so that column k becomes 0?",
    "They change places too. Then A[i][k] / A[k][k] times: take as many times each "
    "number of line k off the number below it, and as many times c[k] off c[i].",
    "c[best], c[k]; many = A[i][k] / A[k][k]; A[i] = [u - many * v for u, v in "
    "zip(A[i], A[k])]; c[i] - many * c[k]",
)
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
        c[k], c[best] = ____((c[best], c[k]))
        for i in range(k + 1, len(A)):
            many = ____(A[i][k] / A[k][k])
            A[i] = ____([u - many * v for u, v in zip(A[i], A[k], strict=True)])
            c[i] = ____(c[i] - many * c[k])
    return A, c


@hint(
    "Which of the two lines comes up, and how many times is it taken off the other?",
    "(4, 2 | 10) is up. A half of it, (2, 1 | 5), off (2, 3 | 9).",
    "[[4, 2], [0, 2]]",
)
@insight(
    "Each line keeps one unknown fewer, and the last one only its own. Gauss did it on "
    "paper, for the orbits of planets; in China it was known long before."
)
def test_one_unknown_after_the_other_is_struck():
    """2u + 3v = 9, 4u + 2v = 10: the larger comes up, u is struck. What left sides?"""
    A, c = eliminate([[2, 3], [4, 2]], [9, 10])
    assert A == close_to(____([[4, 2], [0, 2]]))
    assert c == close_to([10, 4])


@hint(
    "The last equation has one unknown. What does the one before it have, once that is "
    "known?",
    "From the last line up: take what is known off the right side, and divide by the "
    "number on the diagonal.",
    "w = []; for i in reversed(range(len(c))): known = sum(u * v for u, v in "
    "zip(A[i][i + 1:], w)); w = [(c[i] - known) / A[i][i], *w]",
)
@yours
def back_substitute(A, c):
    """The unknowns of p equations with nothing below the diagonal: a list of p numbers."""
    w = []
    for i in reversed(range(len(c))):
        known = sum(u * v for u, v in zip(A[i][i + 1 :], w, strict=True))
        w = [(c[i] - known) / A[i][i], *w]
    return w


@hint(
    "2v = 4 in the last line. And 4u + 2v = 10, in the first?",
    "v is 2. Then 4u = 10 − 4.",
    "[1.5, 2]",
)
@insight(
    "Elimination and substitution: that was np.linalg.solve, in seven times seven."
)
def test_from_the_last_line_up():
    """4u + 2v = 10 and 2v = 4: what are u and v? A list of two."""
    assert back_substitute([[4, 2], [0, 2]], [10, 4]) == close_to(____([1.5, 2]))


@hint(
    "You have equations, eliminate and back_substitute. In which order do they serve?",
    "Make the equations, strike below the diagonal, go from the last line up.",
    "A, c = equations(X, y), then back_substitute(*eliminate(A, c))",
)
@yours
def fit(X, y):
    """Weights with the least squared errors, intercept first: a list of d + 1 numbers.

    X: n rows of d numbers; y: n numbers.
    """
    A, c = equations(X, y)
    return back_substitute(*eliminate(A, c))


@hint(
    "A car of (0, 0) does 10, (1, 0) does 12, (0, 1) does 9, (2, 1) does 13.",
    "It begins with 10, the first column adds 2, the second takes 1.",
    "[10, 2, -1]",
)
@insight(
    "Three short functions between a table and its weights. With all six columns a ton "
    "costs 14 mpg and not 15: the other columns say a little of it themselves."
)
def test_the_weights_come_out_of_lists_and_loops():
    """Cars of (0, 0), (1, 0), (0, 1), (2, 1) do 10, 12, 9, 13: which weights? Three."""
    four_cars = [[0, 0], [1, 0], [0, 1], [2, 1]]
    assert fit(four_cars, [10, 12, 9, 13]) == close_to(____([10, 2, -1]))


@hint(
    "How much was there to foresee, and how much of it is left?",
    "Squares of y around its mean, and squares of y − y_pred, both added up. 1 less what "
    "is left over what there was.",
    "1 - sum((u - v) ** 2 for u, v in zip(y, y_pred)) / sum((u - mean(y)) ** 2 for u in "
    "y)",
)
@yours
def r2(y, y_pred):
    """R² of y_pred for y, lists of n numbers: 1 less the share of squares that is left."""
    middle = mean(y)
    left = sum((u - v) ** 2 for u, v in zip(y, y_pred, strict=True))
    return 1 - left / sum((u - middle) ** 2 for u in y)


@hint(
    "From which cars is learnt?",
    "From the 313 known ones, and how far they go.",
    "X_train, y_train: the koan makes lists of them.",
)
@insight("Multiply, add, divide: no more is needed for this prediction.")
def test_the_result_still_stands(present):
    """With pencil and patience you would foresee the same 79 cars as well."""
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
    score, off = r2(y, y_pred), mean_square(y_pred, y, 0, 1) ** 0.5
    present(
        f"R² {score:.2f}, off by {off:.1f} mpg on {len(y_test)} unseen cars",
        r2=score,
        rmse=off,
        predicted=y_pred,
        truth=y_test,
    )
