"""Level 5 · arithmetic: counting, sharing out, and an inverse that grows

Under np.nanmedian, @ and np.linalg.solve there is nothing but numbers that are put in
order, counted, multiplied and divided. Here a gap is None, a page is a list, and 68 of
69 penguins are named without one array. The inverse is made by hand for two columns,
and then grows by a column at a time, until all seven are in it.

Yours to use: Python numbers, lists, dicts, loops and math. No arrays.

    values  a list of numbers or of words; None where nothing was written down
    a, b    two such lists, over the same penguins
    A       a symmetric matrix: a list of rows, each a list; A[i][j] is row i, column j
    X       pages made ready: a list of n lists of d numbers each
    ddof    how much less than n a covariance divides by

Pillars: statistics, probability, linear algebra.
"""

import math

import numpy as np

from sensei import ____, close_to, yours

from . import X_test, X_train, categorical, numeric, y_test, y_train


def lists(pages):
    """Each column of a DataFrame as a list, with None for a gap: a dict by name."""
    return {
        name: [
            None if gap else value for value, gap in zip(pages[name], gaps, strict=True)
        ]
        for name, gaps in pages.isna().items()
    }


known, unseen = lists(X_train), lists(X_test)
labels = y_train.tolist()
bill = known["bill_length_mm"]


def there(values):
    """Those of values that are not None."""
    return [value for value in values if value is not None]


def dot(a, b):
    """The products of two lists, pair by pair, added up (level 5 of the irises)."""
    return sum(x * y for x, y in zip(a, b, strict=True))


@yours
def median(values):
    """The middle of the numbers that are there, put in order: one number.

    Of an even number of them, the mean of the two in the middle. None does not count.
    `values` itself stays as it is, here and in all functions below.
    """
    return ____


def test_the_middle_of_what_is_there():
    """Bills of 2, 9, 3, 4 and a gap. Which value stands in the middle?"""
    assert median([8, None, 1, None, 5]) == 5
    assert median([2, 9, None, 3, 4]) == ____


@yours
def quantile(values, q):
    """The number below which a share q of those that are there lies; q from 0 to 1.

    In order they stand at places 0 … n − 1; the place q (n − 1) is asked for, and
    between two places the way from the one to the other is gone in proportion: of 2, 4,
    8, 20 the half is at place 1.5, halfway from 4 to 8, and is 6. Hyndman and Fan
    (1996), definition 7.
    """
    return ____


def test_a_quarter_lies_below():
    """Of 10, 14, 30: below which number lies a quarter? A half: the median."""
    assert quantile([30, None, 10, 14], 0.25) == close_to(____)
    assert quantile(bill, 0.5) == close_to(median(bill))


@yours
def mode(values):
    """The word that occurs most often; of several, the first of the alphabet.

    None is no word.
    """
    return ____


def test_the_commonest_word():
    """Two males, two females, a young one, three gaps: which word fills the gaps?"""
    sexes = ["male", None, "female", None, "female", "male", None, "young"]
    assert mode(sexes) == ____


@yours
def covariance(a, b, ddof=1):
    """How far a and b vary together, over the rows where both are there: one number.

    The sum of (x − mean of a)(y − mean of b), with means over these rows, divided by
    their number less ddof. With itself, it is a variance.
    """
    return ____


def test_what_varies_together_where_both_are_there():
    """1, 9, 3, gap, 5 beside 2, gap, 2, 7, 8: their covariance (ddof=1)?"""
    a, b = [1, 9, 3, None, 5], [2, None, 2, 7, 8]
    assert covariance(a, b, ddof=0) == close_to(4)
    assert covariance(a, b) == close_to(____)


@yours
def filled(values, value):
    """values with value in place of every None: a new list."""
    return ____


def test_it_goes_wrong_when_half_is_filled_in():
    """2, gap, gap, 6 have a variance of 4 (ddof=0). And once the gaps hold the mean?"""
    values = [2, None, None, 6]
    assert covariance(values, values, ddof=0) == close_to(4)
    full = filled(values, 4)
    assert full == close_to([2, 4, 4, 6])
    assert covariance(full, full, ddof=0) == close_to(____)


@yours
def z_scores(values, known_values):
    """Each of values less the mean of known_values, over their deviation: a list.

    The deviation is with ddof=0. Neither list has gaps.
    """
    return ____


def test_a_scale_learnt_from_others():
    """Known are 1 and 7. On their scale, where is 13?"""
    assert z_scores([13, 4, 1], [1, 7]) == close_to([____, 0, -1])


@yours
def contingency(a, b):
    """How often each word of a stands beside each word of b: a list of rows of counts.

    Rows are the words of a, columns the words of b, all of them, in the order of the
    alphabet. Where either is None, nothing is counted. Numbers of species may stand for
    words, in their own order; 0 is one of them.
    """
    return ____


@yours
def expected(table):
    """What each cell of a table would hold if rows and columns were independent.

    Row total times column total over the total: a list of rows.
    """
    return ____


def test_what_independence_would_expect():
    """Row totals 20, 10, column totals 18, 12: what is expected in the first cell?"""
    a, b = ["x", "y", None, "x", "y"], ["m", "f", "m", None, "f"]
    assert contingency(a, b) == close_to([[0, 1], [2, 0]])
    assert expected([[10, 10], [8, 2]]) == close_to([[____, 8], [6, 4]])


@yours
def chi_square(table):
    """How far a table of counts is from independence: one number, 0 if not at all.

    The sum over its cells of (count − expected)² / expected. Pearson (1900).
    """
    return ____


def test_sex_tells_no_species_and_the_island_does():
    """Is chi-square above 6 for species and sex? For species and island?"""
    assert chi_square([[10, 10], [8, 2]]) == close_to(4 / 12 + 4 / 8 + 4 / 6 + 4 / 4)
    tables = [contingency(labels, known[name]) for name in ("sex", "island")]
    above = [bool(chi_square(table) > 6) for table in tables]
    assert above == close_to(____)


@yours
def inverse_of_two(A):
    """The inverse of A (2, 2), whose determinant is not 0: two lists of two numbers.

    A times its inverse is [[1, 0], [0, 1]]. For A = [[a, b], [c, d]] the determinant is
    ad − bc; the inverse has the same four numbers, some in another place, some with
    another sign, each divided by the determinant.
    """
    return ____


def test_two_columns_undone_by_hand():
    """[[2, 1], [5, 3]]: what is its inverse? A times its inverse is 1, 0, 0, 1."""
    assert inverse_of_two([[2, 1], [5, 3]]) == close_to(____)


@yours
def left_over(inverse, b, c):
    """c − b · A⁻¹ b: what is left of a new column's variance c after the old ones' say.

    inverse (d, d): A⁻¹ of the covariances A of d columns; b (d,): those of the new
    column with each of them. 0 where the old ones tell it all (Schur complement).
    """
    return ____


def test_what_is_left_when_the_others_have_spoken():
    """Variance 4; a new column has 3, and a covariance of 2 with it. What is left?"""
    assert left_over([[1 / 4]], [2], 3) == close_to(____)


@yours
def grown(inverse, b, c):
    """The inverse of A grown by a row and a column, b and c: shape (d + 1, d + 1).

    From inverse = A⁻¹ (d, d), symmetric: with u = A⁻¹ b and s = c − b · u, it is A⁻¹ +
    u u′ / s, bordered by −u / s, with 1 / s in the corner. Horn and Johnson, Matrix
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
    """The inverse of covariances A (d, d), grown column by column: (d, d)."""
    return ____


def test_an_inverse_grows_column_by_column():
    """Write `grown` and `inverse_of`: two columns should give the inverse made by hand."""
    by_hand = inverse_of_two([[2, 1], [1, 3]])
    assert grown([[1 / 2]], [1], 3) == close_to(by_hand)
    assert inverse_of([[2, 1], [1, 3]]) == close_to(by_hand)


@yours
def pooled(X, y, k):
    """The pooled covariance of pages X in classes y, 0 … k − 1: d lists of d numbers.

    Products of deviations from the mean of each page's own class, added up, over n − k.
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
    """x · S⁻¹ m − ½ m · S⁻¹ m + log prior: one number, for a page x and a class mean m.

    x, m: d numbers each; inverse: S⁻¹, d lists of d numbers; prior: the class's share.
    """
    return ____


def test_a_score_is_two_dot_products_and_a_logarithm():
    """S⁻¹ is [[3]], the mean 2, the page 5, the prior 1: which score?"""
    found = pooled([[1], [5], [10], [14], [15]], [0, 0, 1, 1, 1], 2)
    assert found == close_to([[22 / 3]])
    assert score([5], [2], [[3]], 1) == close_to(____)


def ready(pages):
    """Pages, as lists by name, made ready by your functions: a list for each page."""
    columns = []
    for name in numeric:
        middle = median(known[name])
        was, now = filled(known[name], middle), filled(pages[name], middle)
        columns.append(z_scores(now, was))
    for name in categorical:
        now = filled(pages[name], mode(known[name]))
        for word in sorted(set(there(known[name])))[1:]:
            columns.append([float(value == word) for value in now])
    return [list(page) for page in zip(*columns, strict=True)]


def mean_inverse_prior(X):
    """What `score` needs of each species, from the known pages X: a list of three."""
    inverse, classes = inverse_of(pooled(X, labels, 3)), []
    for label in range(3):
        pages = [x for x, own in zip(X, labels, strict=True) if own == label]
        mean = [sum(column) / len(pages) for column in zip(*pages, strict=True)]
        classes.append((mean, inverse, len(pages) / len(X)))
    return classes


def test_the_result_still_stands(present):
    """With pencil and patience: the same 69 penguins, the same 68 named right."""
    classes, y_pred = mean_inverse_prior(ready(known)), []
    for page in ready(unseen):
        scores = [score(page, *of_class) for of_class in classes]
        y_pred.append(____)
    right = sum(named == truth for named, truth in zip(y_pred, y_test, strict=True))
    assert right == 68
    show(present, y_pred, int(right))


# How the result is shown: nothing to do from here on


def show(present, y_pred, right):
    """Put the result on the screen."""
    present(
        f"{right} of {len(y_test)} penguins named right",
        right=right,
        predicted=np.asarray(y_pred),
        truth=y_test,
    )
