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

from sensei import ____, close_to, hint, insight, yours

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


@hint(
    "Line the penguins up by size. Who stands in the middle, if their number is even?",
    "there(values) leaves gaps aside, sorted puts in order. With an odd number it is "
    "the one in the middle, with an even one the mean of the two in the middle.",
    "line = sorted(there(values)), half = len(line) // 2; line[half], or "
    "(line[half - 1] + line[half]) / 2 if len(line) % 2 == 0",
)
@yours
def median(values):
    """The middle of the numbers that are there, put in order: one number.

    Of an even number of them, the mean of the two in the middle. None does not count.
    `values` itself stays as it is, here and in all functions below.
    """
    line = sorted(there(values))
    half = len(line) // 2
    return line[half] if len(line) % 2 else (line[half - 1] + line[half]) / 2


@hint(
    "2, 9, 3 and 4 are there. In order?",
    "2, 3, 4, 9: two stand in the middle.",
    "3.5",
)
@insight("Hardly any arithmetic: a median needs an order, and at most one halving.")
def test_the_middle_of_what_is_there():
    """Bills of 2, 9, 3, 4 and a gap. Which value stands in the middle?"""
    assert median([8, None, 1, None, 5]) == 5
    assert median([2, 9, None, 3, 4]) == ____(3.5)


@hint(
    "The first in line is place 0, the last is place n - 1. At which place stands a "
    "quarter?",
    "At q * (n - 1). If that lies between two places, go as far from the one value to "
    "the next as the place is past the first.",
    "place = q * (len(line) - 1), low = int(place), high = min(low + 1, len(line) - "
    "1), then line[low] + (place - low) * (line[high] - line[low])",
)
@yours
def quantile(values, q):
    """The number below which a share q of those that are there lies; q from 0 to 1.

    In order they stand at places 0 … n − 1; the place q (n − 1) is asked for, and
    between two places the way from the one to the other is gone in proportion: of 2, 4,
    8, 20 the half is at place 1.5, halfway from 4 to 8, and is 6. Hyndman and Fan
    (1996), definition 7.
    """
    line = sorted(there(values))
    place = q * (len(line) - 1)
    low = int(place)
    high = min(low + 1, len(line) - 1)
    return line[low] + (place - low) * (line[high] - line[low])


@hint(
    "Three values stand at places 0, 1, 2. Which place is 0.25 times 2?",
    "Place 0.5, halfway from the first to the second: from 10 to 14.",
    "12",
)
@insight(
    "Half of all penguins lie between the quarter and three quarters. No slip of the "
    "pen can move these two far, as it moves smallest, largest and mean."
)
def test_a_quarter_lies_below():
    """Of 10, 14, 30: below which number lies a quarter? A half: the median."""
    assert quantile([30, None, 10, 14], 0.25) == close_to(____(12))
    assert quantile(bill, 0.5) == close_to(median(bill))


@hint(
    "Make a tally: a stroke for each word. Who has most strokes?",
    "A dict from word to count. Of words with as many, the first of the alphabet: go "
    "through the words in order, and take the first with the largest count.",
    "words = there(values), max(sorted(set(words)), key=words.count)",
)
@yours
def mode(values):
    """The word that occurs most often; of several, the first of the alphabet.

    None is no word.
    """
    words = there(values)
    return max(sorted(set(words)), key=words.count)


@hint(
    "Which words occur most often, and how often?",
    "Three gaps are no word. Males and females occur twice: the alphabet decides.",
    '"female"',
)
@insight("Words have no mean, but the commonest can always be counted.")
def test_the_commonest_word():
    """Two males, two females, a young one, three gaps: which word fills the gaps?"""
    sexes = ["male", None, "female", None, "female", "male", None, "young"]
    assert mode(sexes) == ____("female")


@hint(
    "On which rows can you multiply? Where both were written down.",
    "Keep the pairs without None. Take the mean of each side off, multiply pair by "
    "pair, add up, and divide by how many pairs there are, less ddof.",
    "pairs = [(x, y) for x, y in zip(a, b) if x is not None and y is not None]; then "
    "means of both sides, and the sum of (x - p) * (y - q) over len(pairs) - ddof",
)
@yours
def covariance(a, b, ddof=1):
    """How far a and b vary together, over the rows where both are there: one number.

    The sum of (x − mean of a)(y − mean of b), with means over these rows, divided by
    their number less ddof. With itself, it is a variance.
    """
    pairs = [
        (x, y) for x, y in zip(a, b, strict=True) if x is not None and y is not None
    ]
    p, q = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    return sum((x - p) * (y - q) for x, y in pairs) / (len(pairs) - ddof)


@hint(
    "Which rows have both? The first, the third and the last.",
    "1, 3, 5 beside 2, 2, 8: their means are 3 and 4. The products are -2 times -2, 0 "
    "times -2, 2 times 4.",
    "12 over 3 - 1: 6",
)
@insight(
    "Each pair of columns has its own rows here, and no page is thrown away. The "
    "price: such a table of covariances need not have an inverse that makes sense."
)
def test_what_varies_together_where_both_are_there():
    """1, 9, 3, gap, 5 beside 2, gap, 2, 7, 8: their covariance (ddof=1)?"""
    a, b = [1, 9, 3, None, 5], [2, None, 2, 7, 8]
    assert covariance(a, b, ddof=0) == close_to(4)
    assert covariance(a, b) == close_to(____(6))


@hint(
    "Where is a gap, and what goes there?",
    "Keep each value that is there, and put value where there is None. 0 is a number, "
    "not a gap: ask is None.",
    "[value if v is None else v for v in values]",
)
@yours
def filled(values, value):
    """values with value in place of every None: a new list."""
    return [value if v is None else v for v in values]


@hint(
    "2 and 6 are known, and two gaps get the mean, 4. How far is each from 4?",
    "2, 2, 0, 0: the squares are 4, 4, 0, 0. Over four.",
    "8 / 4 = 2",
)
@insight(
    "The mean is kept, and half of the variance is gone: whoever is filled in agrees "
    "with everybody. With two gaps in 344 it is nothing; with half a column it is a "
    "lie."
)
def test_it_goes_wrong_when_half_is_filled_in():
    """2, gap, gap, 6 have a variance of 4 (ddof=0). And once the gaps hold the mean?"""
    values = [2, None, None, 6]
    assert covariance(values, values, ddof=0) == close_to(4)
    full = filled(values, 4)
    assert full == close_to([2, 4, 4, 6])
    assert covariance(full, full, ddof=0) == close_to(____(2))


@hint(
    "How many deviations of the known ones above their mean does each value lie?",
    "The mean of known_values, and the root of their variance with ddof=0: your "
    "covariance of a list with itself.",
    "m = sum(known_values) / len(known_values), s = covariance(known_values, "
    "known_values, ddof=0) ** 0.5, then [(v - m) / s for v in values]",
)
@yours
def z_scores(values, known_values):
    """Each of values less the mean of known_values, over their deviation: a list.

    The deviation is with ddof=0. Neither list has gaps.
    """
    m = sum(known_values) / len(known_values)
    s = covariance(known_values, known_values, ddof=0) ** 0.5
    return [(v - m) / s for v in values]


@hint(
    "Known are 1 and 7: mean, and deviation over n?",
    "4 and 3. How many times 3 is 13 above 4?",
    "3",
)
@insight("A new page is measured with the old ruler, or it could not be compared.")
def test_a_scale_learnt_from_others():
    """Known are 1 and 7. On their scale, where is 13?"""
    assert z_scores([13, 4, 1], [1, 7]) == close_to([____(3), 0, -1])


@hint(
    "A row for each word of a, a column for each word of b. Who belongs into a cell?",
    "The words that occur, sorted. For each pair of words count the places where a "
    "has the one and b has the other; a place with None in either counts nowhere.",
    "pairs = list(zip(a, b)), then [[pairs.count((r, c)) for c in columns] for r in "
    "rows]; rows = sorted(set(there(a)))",
)
@yours
def contingency(a, b):
    """How often each word of a stands beside each word of b: a list of rows of counts.

    Rows are the words of a, columns the words of b, all of them, in the order of the
    alphabet. Where either is None, nothing is counted. Numbers of species may stand for
    words, in their own order; 0 is one of them.
    """
    pairs = list(zip(a, b, strict=True))
    rows, columns = sorted(set(there(a))), sorted(set(there(b)))
    return [[pairs.count((row, column)) for column in columns] for row in rows]


@hint(
    "If island and sex had nothing to do with each other, what share would a cell "
    "have?",
    "The share of its row times the share of its column, times all: row total times "
    "column total over the total.",
    "[[sum(row) * sum(column) / total for column in zip(*table)] for row in table]",
)
@yours
def expected(table):
    """What each cell of a table would hold if rows and columns were independent.

    Row total times column total over the total: a list of rows.
    """
    total = sum(map(sum, table))
    columns = [sum(column) for column in zip(*table, strict=True)]
    return [[sum(row) * column / total for column in columns] for row in table]


@hint(
    "Of 30 penguins, 20 are in the first row: which share? And how many of 18 are "
    "that?",
    "Two thirds of all are in the first row. Of the 18 in the first column, as many.",
    "20 * 18 / 30 = 12",
)
@insight(
    "P(both) = P(one) P(other) is all that independence says. Species and island are "
    "far from it; species and sex keep to it nearly to the penguin."
)
def test_what_independence_would_expect():
    """Row totals 20, 10, column totals 18, 12: what is expected in the first cell?"""
    a, b = ["x", "y", None, "x", "y"], ["m", "f", "m", None, "f"]
    assert contingency(a, b) == close_to([[0, 1], [2, 0]])
    assert expected([[10, 10], [8, 2]]) == close_to([[____(12), 8], [6, 4]])


@hint(
    "How far is each cell from what was expected, in units that a rare cell can bear?",
    "(counted − expected) squared, over expected, added up over all cells.",
    "sum((o - e) ** 2 / e for row, hoped in zip(table, expected(table)) for o, e in "
    "zip(row, hoped))",
)
@yours
def chi_square(table):
    """How far a table of counts is from independence: one number, 0 if not at all.

    The sum over its cells of (count − expected)² / expected. Pearson (1900).
    """
    return sum(
        (count - hoped) ** 2 / hoped
        for row, hopes in zip(table, expected(table), strict=True)
        for count, hoped in zip(row, hopes, strict=True)
    )


@hint(
    "Are there as many females among Gentoos as among Adelies? And as many on Dream?",
    "Sex is even in all three species. No Gentoo lives on Dream, and no Chinstrap "
    "elsewhere.",
    "Sex: False. Island: True.",
)
@insight(
    "By chance alone, three species and two sexes get above 6 one time in twenty. Sex "
    "makes far less; the island makes more than 200."
)
def test_sex_tells_no_species_and_the_island_does():
    """Is chi-square above 6 for species and sex? For species and island?"""
    assert chi_square([[10, 10], [8, 2]]) == close_to(4 / 12 + 4 / 8 + 4 / 6 + 4 / 4)
    tables = [contingency(labels, known[name]) for name in ("sex", "island")]
    above = [bool(chi_square(table) > 6) for table in tables]
    assert above == close_to(____([False, True]))


@hint(
    "Which table undoes [[a, b], [c, d]]?",
    "Swap a and d, turn the signs of b and c, and divide all by the determinant, ad − "
    "bc.",
    "(a, b), (c, d) = A, det = a * d - b * c, then [[d / det, -b / det], [-c / det, a "
    "/ det]]",
)
@yours
def inverse_of_two(A):
    """The inverse of A (2, 2), whose determinant is not 0: two lists of two numbers.

    A times its inverse is [[1, 0], [0, 1]]. For A = [[a, b], [c, d]] the determinant is
    ad − bc; the inverse has the same four numbers, some in another place, some with
    another sign, each divided by the determinant.
    """
    (a, b), (c, d) = A
    det = a * d - b * c
    return [[d / det, -b / det], [-c / det, a / det]]


@hint(
    "The determinant is 2 * 3 - 1 * 5.",
    "It is 1: swap 2 and 3, turn the signs of 1 and 5.",
    "[[3, -1], [-5, 2]]",
)
@insight(
    "A determinant of 0 is a column that tells nothing new: there is nothing to divide "
    "by, and no inverse."
)
def test_two_columns_undone_by_hand():
    """[[2, 1], [5, 3]]: what is its inverse? A times its inverse is 1, 0, 0, 1."""
    assert inverse_of_two([[2, 1], [5, 3]]) == close_to(____([[3, -1], [-5, 2]]))


@hint(
    "What do the old columns know of the new one? Of its variance c, how much stays?",
    "The weights with which they tell it are inverse times b, one number for each: "
    "dot(row, b) for each row. What they tell is dot(b, weights); take it off c.",
    "c - dot(b, [dot(row, b) for row in inverse])",
)
@yours
def left_over(inverse, b, c):
    """c − b · A⁻¹ b: what is left of a new column's variance c after the old ones' say.

    inverse (d, d): A⁻¹ of the covariances A of d columns; b (d,): those of the new
    column with each of them. 0 where the old ones tell it all (Schur complement).
    """
    return c - dot(b, [dot(row, b) for row in inverse])


@hint(
    "Variance 4, covariance 2 with a new column whose variance is 3: what is told?",
    "2 * (1/4) * 2 = 1. Take it off 3.",
    "2",
)
@insight(
    "Third island, second sex: the column that is told by the others has 0 left, and "
    "an inverse would divide by it. The dummy trap of level 4, in one subtraction."
)
def test_what_is_left_when_the_others_have_spoken():
    """Variance 4; a new column has 3, and a covariance of 2 with it. What is left?"""
    assert left_over([[1 / 4]], [2], 3) == close_to(____(2))


@hint(
    "The inverse for two columns has 1/s in its corner. What stands beside it?",
    "With u = A⁻¹ b and s what is left over: the corner is 1/s, beside it −u/s, and "
    "each old entry gets u[i] u[j] / s on top.",
    "u = [dot(row, b) for row in inverse], s = left_over(inverse, b, c); a row is "
    "[old + u[i] * u[j] / s ..., -u[i] / s], the last row is [-u[j] / s ..., 1 / s]",
)
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
        [____(old + u_i * u_j / s) for old, u_j in zip(row, u, strict=True)]
        + [-u_i / s]
        for row, u_i in zip(inverse, u, strict=True)
    ]
    return [*rows, [____(-u_j / s) for u_j in u] + [____(1 / s)]]


@hint(
    "Begin with one column: what undoes a single number?",
    "[[1 / A[0][0]]]. Then for each further column j: its covariances with those "
    "before, A[j][:j], and its own variance, A[j][j].",
    "inverse = grown(inverse, A[j][:j], A[j][j]) for j in range(1, len(A))",
)
@yours
def inverse_of(A):
    """The inverse of covariances A (d, d), grown column by column: (d, d)."""
    inverse = [[1 / A[0][0]]]
    for j in range(1, len(A)):
        inverse = grown(inverse, A[j][:j], A[j][j])
    return inverse


@insight(
    "For two columns it is the formula you wrote by hand. Grown seven times it undoes "
    "seven columns, and each step says what its column knew that the others did not."
)
def test_an_inverse_grows_column_by_column():
    """Write `grown` and `inverse_of`: two columns should give the inverse made by hand."""
    by_hand = inverse_of_two([[2, 1], [1, 3]])
    assert grown([[1 / 2]], [1], 3) == close_to(by_hand)
    assert inverse_of([[2, 1], [1, 3]]) == close_to(by_hand)


@hint(
    "Each species has its own covariances. How are they put together?",
    "For each species: its pages, their columns, the covariance of each pair of "
    "columns with ddof=0, times the number of pages. Add up over the species, divide "
    "by n − k.",
    "columns = list(zip(*pages)), S[i][j] += len(pages) * covariance(columns[i], "
    "columns[j], ddof=0), in the end over len(X) - k",
)
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
                S[i][j] += ____(len(pages) * covariance(columns[i], columns[j], ddof=0))
    divisor = ____(len(X) - k)
    return [[total / divisor for total in row] for row in S]


@hint(
    "For one species: S⁻¹ m weighs the columns. And then?",
    "weights = [dot(row, m) for row in inverse]; the page times them, less half of m "
    "times them, plus the logarithm of the prior.",
    "dot(x, weights) - dot(m, weights) / 2 + math.log(prior)",
)
@yours
def score(x, m, inverse, prior):
    """x · S⁻¹ m − ½ m · S⁻¹ m + log prior: one number, for a page x and a class mean m.

    x, m: d numbers each; inverse: S⁻¹, d lists of d numbers; prior: the class's share.
    """
    weights = [dot(row, m) for row in inverse]
    return dot(x, weights) - dot(m, weights) / 2 + math.log(prior)


@hint(
    "With S⁻¹ = [[3]], a mean of 2 and a page of 5: 5 · 3 · 2, less half of 2 · 3 · 2.",
    "30 less 6, and the logarithm of 1 is 0.",
    "24",
)
@insight(
    "m and its weights are the same for every page: once they are known, a new penguin "
    "costs one dot product for each species."
)
def test_a_score_is_two_dot_products_and_a_logarithm():
    """S⁻¹ is [[3]], the mean 2, the page 5, the prior 1: which score?"""
    found = pooled([[1], [5], [10], [14], [15]], [0, 0, 1, 1, 1], 2)
    assert found == close_to([[22 / 3]])
    assert score([5], [2], [[3]], 1) == close_to(____(24))


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


@hint(
    "Which of three scores names the penguin?",
    "The largest. Its place in the list is the species.",
    "scores.index(max(scores))",
)
@insight(
    "Order, count, multiply, divide, one logarithm: there was never anything else."
)
def test_the_result_still_stands(present):
    """With pencil and patience: the same 69 penguins, the same 68 named right."""
    classes, y_pred = mean_inverse_prior(ready(known)), []
    for page in ready(unseen):
        scores = [score(page, *of_class) for of_class in classes]
        y_pred.append(____(scores.index(max(scores))))
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
