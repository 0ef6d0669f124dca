"""Level 5 · arithmetic: counting, dividing, and an inverse that grows

np.nanmedian, @ and np.linalg.solve only sort, count, multiply and divide numbers. Here
you do that yourself: a missing value is None, a page is a list, and no array is left.
You invert a matrix of two columns by a formula, then add one column at a time until all
seven are in.

You may use: Python numbers, lists, dicts, loops and math. No arrays.

    values  a list of numbers or of words; None is a missing value
    a, b    two such lists, about the same penguins
    A       a symmetric matrix: a list of rows, each a list; A[i][j] is row i, column j
    X       prepared pages: a list of n lists of d numbers each
    ddof    a covariance of n rows divides by n − ddof ("delta degrees of freedom")

Functions never change the lists that they are given.

A matrix is *symmetric* if it equals its transpose: A[i][j] is A[j][i].

Pillars: statistics, probability, linear algebra.
"""

import math

import numpy as np

from sensei import ____, close_to, yours

from . import X_test, X_train, categorical, numeric, y_test, y_train


def lists(pages):
    """Return the columns of a DataFrame as lists, with None for a missing value: a dict."""
    return {
        name: [
            None if gap else value for value, gap in zip(pages[name], gaps, strict=True)
        ]
        for name, gaps in pages.isna().items()
    }


known, unseen = lists(X_train), lists(X_test)
labels = y_train.tolist()
bill = known["bill_length_mm"]


def not_missing(values):
    """Return the values that are not None: a list."""
    return [value for value in values if value is not None]


def dot(a, b):
    """Return the dot product of two lists, as at level 5 of the irises: one number."""
    return sum(x * y for x, y in zip(a, b, strict=True))


@yours
def median(values):
    """Return the median of values, a list of numbers: one number.

    The median is the middle value when the numbers are sorted. If their number is even,
    it is the mean of the two in the middle. None does not count.
    """
    return ____


def test_the_median_is_the_middle_of_the_known_values():
    """What is the median of bills of 2, 9, 3 and 4, if one bill is missing?"""
    assert median([8, None, 1, None, 5]) == 5
    assert median([2, 9, None, 3, 4]) == ____


@yours
def quantile(values, q):
    """Return the q-quantile of values, with q from 0 to 1: one number.

    The q-*quantile* is the value below which a fraction q of all values lies. Sort the
    values; they have positions 0 … n − 1. Take the value at position q (n − 1). Between
    two positions, interpolate: of 2, 4, 8, 20 the 0.5-quantile is at position 1.5,
    halfway from 4 to 8, so it is 6. None does not count. Hyndman and Fan (1996),
    definition 7.
    """
    return ____


def test_a_quarter_of_the_values_lies_below():
    """What is the 0.25-quantile of 10, 14 and 30?"""
    assert quantile([30, None, 10, 14], 0.25) == close_to(____)
    assert quantile(bill, 0.5) == close_to(median(bill))


@yours
def mode(values):
    """Return the mode of values, the word that occurs most often: a text.

    If words tie, take the first in alphabetical order. None does not count. The *mode*
    of a column is the value that occurs most often in it.
    """
    return ____


def test_the_mode_is_the_most_common_word():
    """Two males, two females, one young and three missing: what is the mode? A word in quotes."""
    sexes = ["male", None, "female", None, "female", "male", None, "young"]
    assert mode(sexes) == ____


@yours
def covariance(a, b, ddof=1):
    """Return the covariance of a and b, over the rows where both are known: one number.

    Add up (x − mean of a)(y − mean of b), with means over these rows. Divide by the
    number of these rows minus `ddof`. The covariance of a list with itself is its
    variance.
    """
    return ____


def test_covariance_uses_the_complete_pairs():
    """What is the covariance of 1, 9, 3, None, 5 and 2, None, 2, 7, 8, with ddof=1?"""
    a, b = [1, 9, 3, None, 5], [2, None, 2, 7, 8]
    assert covariance(a, b, ddof=0) == close_to(4)
    assert covariance(a, b) == close_to(____)


@yours
def filled(values, value):
    """Return values with each None replaced by `value`: a new list."""
    return ____


def test_imputing_half_of_the_values_halves_the_variance():
    """When it goes wrong: 2, None, None, 6 has variance 4. What is it after imputing the mean, 4?"""
    values = [2, None, None, 6]
    assert covariance(values, values, ddof=0) == close_to(4)
    full = filled(values, 4)
    assert full == close_to([2, 4, 4, 6])
    assert covariance(full, full, ddof=0) == close_to(____)


@yours
def z_scores(values, known_values):
    """Return each of values, standardised by known_values: a list.

    A *z-score* says how many standard deviations a value is above the mean. Subtract
    the mean of `known_values`, then divide by their standard deviation, with ddof=0.
    Neither list has missing values.
    """
    return ____


def test_z_scores_use_the_training_scale():
    """The known values are 1 and 7. What is the standardised value (z-score) of 13?"""
    assert z_scores([13, 4, 1], [1, 7]) == close_to([____, 0, -1])


@yours
def contingency(a, b):
    """Return the contingency table of a and b: a list of rows of counts.

    A cell counts how often a word of `a` occurs together with a word of `b`. The rows
    are all the words of `a`, the columns all those of `b`, in alphabetical order. Pairs
    with None are not counted. The lists may hold numbers instead of words, such as
    species, and 0 counts as one of them.
    """
    return ____


@yours
def expected(table):
    """Return the counts that table would have if rows and columns were independent: a list of rows.

    The expected count of a cell is its row total times its column total, divided by the
    total. Independent means that the row tells nothing about the column.
    """
    return ____


def test_independence_predicts_every_cell():
    """The row totals are 20 and 10, the column totals 18 and 12. What is expected in the first cell?"""
    a, b = ["x", "y", None, "x", "y"], ["m", "f", "m", None, "f"]
    assert contingency(a, b) == close_to([[0, 1], [2, 0]])
    assert expected([[10, 10], [8, 2]]) == close_to([[____, 8], [6, 4]])


@yours
def chi_square(table):
    """Return chi-square, the distance of a table of counts from independence: one number.

    *Chi-square* is the sum over all cells of (count − expected)² / expected: 0 if the
    table is exactly independent. Pearson (1900).
    """
    return ____


def test_the_island_depends_on_the_species_and_sex_does_not():
    """Is chi-square above 6 for species and sex, and for species and island? True or False for each."""
    assert chi_square([[10, 10], [8, 2]]) == close_to(4 / 12 + 4 / 8 + 4 / 6 + 4 / 4)
    tables = [contingency(labels, known[name]) for name in ("sex", "island")]
    above = [bool(chi_square(table) > 6) for table in tables]
    assert above == close_to(____)


@yours
def inverse_of_two(A):
    """Return the inverse of A (2, 2): two lists of two numbers.

    A times its inverse is [[1, 0], [0, 1]]. The determinant of A = [[a, b], [c, d]] is
    ad − bc, and it is not 0. The inverse has the same four numbers, some in another
    place, some with another sign, each divided by the determinant.
    """
    return ____


def test_two_columns_have_an_inverse_by_formula():
    """What is the inverse of [[2, 1], [5, 3]]? A list of two rows."""
    assert inverse_of_two([[2, 1], [5, 3]]) == close_to(____)


@yours
def left_over(inverse, b, c):
    """Return c − b · A⁻¹ b, the variance of a column that others do not explain: one number.

    `inverse` is A⁻¹ (d, d), for the covariances A of d columns. `b` (d,) has their
    covariances with the new column, and c is its variance. The result, called the Schur
    complement, is 0 if the d columns determine the new one.
    """
    return ____


def test_a_column_keeps_what_the_others_do_not_explain():
    """A column has variance 4. A new one has variance 3 and covariance 2 with it. What is left?"""
    assert left_over([[1 / 4]], [2], 3) == close_to(____)


@yours
def grown(inverse, b, c):
    """Return the inverse of A after one more row and column: shape (d + 1, d + 1).

    `inverse` is A⁻¹ (d, d), symmetric. The new row and column have the covariances `b`
    (d,), and c in the corner. With u = A⁻¹ b and s = c − b · u, the result is A⁻¹ + u
    u′ / s, with a border of −u / s and 1 / s in the corner. Horn and Johnson, Matrix
    Analysis, section 0.7.3.
    """
    u = [dot(row, b) for row in inverse]
    s = left_over(inverse, b, c)
    rows = [
        [____ for old, u_j in zip(row, u, strict=True)]
        + [-u_i / s]
        for row, u_i in zip(inverse, u, strict=True)
    ]
    return [*rows, [____ for u_j in u] + [____]]


@yours
def inverse_of(A):
    """Return the inverse of covariances A (d, d), grown column by column: shape (d, d)."""
    return ____


def test_an_inverse_grows_column_by_column():
    """Write `grown` and `inverse_of`: for two columns, they should agree with `inverse_of_two`."""
    by_hand = inverse_of_two([[2, 1], [1, 3]])
    assert grown([[1 / 2]], [1], 3) == close_to(by_hand)
    assert inverse_of([[2, 1], [1, 3]]) == close_to(by_hand)


@yours
def pooled(X, y, k):
    """Return the pooled covariance of pages X, with classes y from 0 to k − 1: d lists of d numbers.

    Take the deviations of each page from the mean of its own class, add up their
    products, and divide by n − k.
    """
    d = len(X[0])
    S = [[0.0] * d for _ in range(d)]
    for label in range(k):
        pages = [x for x, own in zip(X, y, strict=True) if own == label]
        columns = list(zip(*pages, strict=True))
        for i in range(d):
            for j in range(d):
                S[i][j] += ____
    divisor = ____
    return [[total / divisor for total in row] for row in S]


@yours
def score(x, m, inverse, prior):
    """Return x · S⁻¹ m − ½ m · S⁻¹ m + log prior, for a page x and a class mean m: one number.

    `x` and `m` are lists of d numbers, and `inverse` is S⁻¹, d lists of d numbers.
    `prior` is the fraction of the class in the training set.
    """
    return ____


def test_a_score_is_two_dot_products_and_a_logarithm():
    """What is the score of a page of 5, for S⁻¹ = [[3]], a mean of 2 and a prior of 1?"""
    found = pooled([[1], [5], [10], [14], [15]], [0, 0, 1, 1, 1], 2)
    assert found == close_to([[22 / 3]])
    assert score([5], [2], [[3]], 1) == close_to(____)


def prepare(pages):
    """Return pages, a dict of lists, prepared by your functions: a list for each page."""
    columns = []
    for name in numeric:
        centre = median(known[name])
        was, now = filled(known[name], centre), filled(pages[name], centre)
        columns.append(z_scores(now, was))
    for name in categorical:
        now = filled(pages[name], mode(known[name]))
        for word in sorted(set(not_missing(known[name])))[1:]:
            columns.append([float(value == word) for value in now])
    return [list(page) for page in zip(*columns, strict=True)]


def mean_inverse_prior(X):
    """Return the arguments of `score` for each species, learnt from pages X: a list of three."""
    inverse, classes = inverse_of(pooled(X, labels, 3)), []
    for label in range(3):
        pages = [x for x, own in zip(X, labels, strict=True) if own == label]
        mean = [sum(column) / len(pages) for column in zip(*pages, strict=True)]
        classes.append((mean, inverse, len(pages) / len(X)))
    return classes


def test_the_result_still_stands(present):
    """Predict the test penguins without a single array: the same 68 should be correct."""
    classes, y_pred = mean_inverse_prior(prepare(known)), []
    for page in prepare(unseen):
        scores = [score(page, *of_class) for of_class in classes]
        y_pred.append(____)
    correct = sum(label == truth for label, truth in zip(y_pred, y_test, strict=True))
    assert correct == 68
    show(present, y_pred, int(correct))


# How the result is shown: nothing to do from here on


def show(present, y_pred, correct):
    """Put the result on the screen."""
    present(
        f"{correct} of {len(y_test)} penguins predicted correctly",
        correct=correct,
        predicted=np.asarray(y_pred),
        truth=y_test,
    )
