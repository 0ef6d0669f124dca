"""Level 7 · approximation: nearly the nearest

With many columns, the tree of level 6 had to open nearly every box. Here you give up a
little certainty instead. Lay random lines through the middle of the flowers, and note on
which half of each line a flower's shadow falls. Then you only measure flowers with the
same halves as the new one. This is locality-sensitive hashing. How often does it find the
nearest?

You may use: arrays and @. No np.linalg, no SciPy.

    X      (n, d)  n flowers, d features of each
    q      (d,)    the new flower
    rows           row numbers of X
    lines  (d, m)  m random directions, one in each column
    shadow         the product of a flower and a line: how far along the line the flower is

*Locality-sensitive hashing* gives similar rows the same key more often than others, so
that few have to be compared.

Pillars: probability, linear algebra, statistics.
"""

import numpy as np
from sklearn.neighbors import KNeighborsClassifier
from sklearn.random_projection import johnson_lindenstrauss_min_dim

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

n, d = X_train.shape
centre = X_train.mean(axis=0)


@hint(
    "With four lines, the four squares add up to four times too much. By which "
    "number do you divide each shadow before it is squared?",
    "Multiply each row by each line: (n, d) @ (d, m). The squares are m times too "
    "large, so divide the products by the root of m.",
    "X @ lines / np.sqrt(m), where m is lines.shape[1]",
)
@yours
def project(X, lines):
    """Return the shadows of the rows of X (n, d) on m random lines, scaled: shape (n, m).

    A *random projection* replaces the columns of a table by a few random sums of them.
    A shadow is the dot product of a row and a line, whatever the length of the line.
    For random lines, the square of a shadow is on average the squared length of the
    row. So m squares add up to m times too much. Divide all shadows by one number, and
    lengths are kept. Johnson and Lindenstrauss (1984).
    """
    return X @ lines / np.sqrt(lines.shape[1])


@hint(
    "How long is (3, 4), by Pythagoras?",
    "A random projection keeps lengths approximately. These four lines keep the "
    "length exactly.",
    "5: the root of 3 * 3 + 4 * 4",
)
@insight(
    "A random projection reduces the number of columns, say from 2000 to 400, and "
    "keeps distances nearly as they are."
)
def test_random_projection_keeps_lengths():
    """Project the row (3, 4) on four lines with `project`. How long is it afterwards?"""
    lines = np.array([[1.6, 1.2, 0, 0], [0, 0, 1.2, 1.6]])
    shadow = np.asarray(project(np.array([[3.0, 4.0]]), lines))
    assert np.sqrt((shadow**2).sum()) == close_to(____(5))


@hint(
    "The formula is in the docstring. Which function of NumPy is ln?",
    "Multiply the natural logarithm of n by 4. Divide by the whole difference, in "
    "brackets: half the square of eps minus a third of its cube.",
    "4 * np.log(n) / (eps**2 / 2 - eps**3 / 3)",
)
@yours
def lines_needed(n, eps):
    """Return how many lines keep all squared distances of n rows nearly as they are: one number.

    None of them changes by more than the fraction `eps` of itself, a tenth if eps = 0.1. The
    formula is 4 ln(n) / (eps^2 / 2 - eps^3 / 3); Dasgupta and Gupta (2003).
    """
    return 4 * np.log(n) / (eps**2 / 2 - eps**3 / 3)


@hint(
    "How many lines does your function return for 120 rows and eps = 0.1?",
    "Write print(lines_needed(120, 0.1)) above the last line and save. Compare with "
    "the 4 columns.",
    "False: it needs about 4100",
)
@insight(
    "The number of lines depends on the rows, by their logarithm, and not at all on "
    "the columns. It pays off if there are very many columns."
)
def test_the_number_of_lines_depends_on_the_rows():
    """When it does not pay: with eps = 0.1, do 120 flowers need fewer than 4 lines? True or False.

    A flower has only 4 columns, so more lines than that save nothing.
    """
    wanted = johnson_lindenstrauss_min_dim(120, eps=0.1)
    assert lines_needed(120, 0.1) == close_to(int(wanted), abs=1)
    assert bool(lines_needed(120, 0.1) < 4) == ____(False)


@hint(
    "When is the product of a row and a line above zero?",
    "It is above zero if the row is on the positive half of the line. Multiply X by "
    "all lines and compare with 0.",
    "X @ lines > 0",
)
@yours
def signs(X, lines):
    """Return whether each shadow is positive, for each row of X and each line: shape (n, m).

    Return True and False. One row, shape (d,), gives shape (m,). Charikar (2002). A
    *bit* is one of two values, such as True or False.
    """
    return X @ lines > 0


@hint(
    "The angle is 90 degrees. What is 1 - angle / 180?",
    "Divide 90 by 180 and subtract the result from 1.",
    "0.5",
)
@insight("One bit for each line is enough to estimate the angle between two rows.")
def test_equal_signs_measure_the_angle(rng):
    """Two rows are at a right angle. On which fraction of random lines do their signs agree?

    Two rows agree on a line with a probability of 1 - angle / 180 degrees.
    """
    lines = rng.normal(size=(2, 5000))
    bits = np.asarray(signs(np.eye(2), lines))  # two rows at a right angle
    assert (bits[0] == bits[1]).mean() == close_to(____(0.5), abs=0.05)


@hint(
    "All lengths are positive. Seen from 0, in which directions are the irises?",
    "Seen from 0 they are all in nearly the same direction. Seen from their centre "
    "they are all around. In which case do the species agree on most lines?",
    "[True, False]",
)
@insight(
    "Angles are measured at 0. Centre the data first, otherwise all flowers look alike."
)
def test_it_goes_wrong_without_centring(rng):
    """When it goes wrong: do setosas and virginicas agree on over 75 % of the lines? True or False for each.

    The first is for X_train as it is, the second for the centred one: minus the mean of each
    column.
    """
    lines = rng.normal(size=(d, 2000))
    alike = []
    for X in X_train, X_train - centre:
        setosa = np.asarray(signs(X[y_train == 0], lines))
        virginica = np.asarray(signs(X[y_train == 2], lines))
        alike.append(bool((setosa == virginica).mean() > 0.75))
    assert alike == close_to(____([True, False]))


@hint(
    "Which rows have exactly the same bits?",
    "Go through the rows of bits. The key of the dict is the row as a tuple, the "
    "value a list to which you append the row number.",
    "for row, code in enumerate(bits.tolist()): table.setdefault(tuple(code), "
    "[]).append(row)",
)
@yours
def buckets(bits):
    """Return a dict from each row of bits that occurs, as a tuple, to its row numbers.

    A *hash table* finds what belongs to a key without searching, as a dict does. The
    rows under one key are a bucket.
    """
    table = {}
    for row, code in enumerate(bits.tolist()):
        table.setdefault(tuple(code), []).append(row)
    return table


@hint(
    "Which key does q have in each table, and which rows are in that bucket?",
    "For each table, compute the signs of q on its lines: as a tuple, they are the "
    "key. Collect the rows of these buckets in a set. A table may not have the key.",
    "found.update(table.get(tuple(signs(q, own_lines).tolist()), ())) for each "
    "table, and at the end sorted(found)",
)
@yours
def candidates(tables, lines, q):
    """Return the rows that share the bucket of q in one table or more: row numbers, each once.

    `tables` are dicts from `buckets`. `lines` are those of each table: shape (number of
    tables, d, m). Indyk and Motwani (1998).
    """
    found = set()
    for table, own_lines in zip(tables, lines, strict=True):
        found.update(table.get(tuple(signs(q, own_lines).tolist()), ()))
    return sorted(found)


@hint(
    "Which of the four rows are the same?",
    "Rows with the same bits in the same order share a bucket. Every other row has "
    "a list of its own.",
    "[[0, 2], [1], [3]]",
)
@insight(
    "No flower was compared with another. The key alone says which flowers are "
    "likely to be near."
)
def test_neighbours_share_a_bucket():
    """Four rows have two bits each. Which row numbers share a bucket? A list of lists."""
    bits = [[True, True], [False, True], [True, True], [True, False]]
    table = buckets(np.array(bits))
    assert in_order(table.values()) == in_order(____([[0, 2], [1], [3]]))
    q, lines = np.array([0.5, -2.0]), np.eye(2)  # its signs are True, False
    assert sorted(candidates([table], [lines], q)) == [3]


@hint(
    "How likely is it that all bits agree in one table? And that this happens in no "
    "table?",
    "Independent probabilities multiply. Compute the probability of all bits of one "
    "table, then of missing it, then of missing all tables. Subtract that from 1.",
    "1 - (1 - p**bits) ** tables",
)
@yours
def probability(p, bits, tables):
    """Return the probability that two rows share a bucket in one table or more: one number.

    `p` is the probability that they agree on one line, `bits` is the number of lines of each
    table, and `tables` is the number of tables. All lines are independent.
    """
    return 1 - (1 - p**bits) ** tables


@hint(
    "Two bits must agree, each with a probability of one half. How likely is that "
    "in one table?",
    "It is a quarter, so one table is missed with a probability of 3/4. Compute the "
    "probability of missing both tables and subtract it from 1.",
    "0.4375: 1 - 3/4 * 3/4 = 7/16",
)
@insight(
    "More bits in a table separate rows that are far apart. More tables find near "
    "rows that one table misses."
)
def test_more_bits_separate_and_more_tables_find():
    """How likely are two rows to share a bucket in at least one of 2 tables of 2 bits?

    They agree on half of all lines: p is 0.5.
    """
    assert probability(0.5, 3, 1) == close_to(0.125)
    assert probability(0.5, 2, 2) == close_to(____(0.4375))


@hint(
    "How many of the wanted rows were found? How many were wanted?",
    "Count the rows that are in both, and divide by the number of wanted ones.",
    "len(set(found) & set(wanted)) / len(wanted)",
)
@yours
def recall(found, wanted):
    """Return the recall, the fraction of the wanted rows that are among found: from 0 to 1."""
    return len(set(found) & set(wanted)) / len(wanted)


@hint(
    "Which of the four wanted rows are among those found?",
    "Of 9, 2, 3 and 5, count the rows that are in the list `found`. Divide by four.",
    "0.5: 2 and 9, two of four",
)
@insight(
    "Always report two numbers of a search: the recall, and how many rows were "
    "looked at for it."
)
def test_recall_is_the_fraction_found():
    """You wanted four rows, and seven were found. What is the recall? A fraction."""
    found, wanted = [1, 2, 7, 8, 11, 12, 9], [9, 2, 3, 5]
    assert recall(found, wanted) == close_to(____(0.5))


@hint(
    "Are the answers right on average? And how much do they vary from sample to "
    "sample?",
    "For the first, subtract the truth from the mean of the answers and square. For "
    "the second, take their variance, which divides by r.",
    "(answers.mean() - truth) ** 2, answers.var()",
)
@yours
def bias_and_variance(answers, truth):
    """Return (squared bias, variance) of answers (r,) to one question, from r samples: two numbers.

    The *bias* is the mean of the answers from many samples minus the truth. The
    variance is their mean squared distance from their own mean, divided by r.
    """
    return (answers.mean() - truth) ** 2, answers.var()


@hint(
    "A single measurement has all of its noise. What does the mean of all 101 say "
    "about the top?",
    "The variance falls as 1 / k. The bias grows, because the neighbours come from "
    "further away. Write print(errors) above the last line and save.",
    "11: an eleventh of the variance, and all eleven neighbours are close",
)
@insight(
    "A small k has a large variance, a large k a large bias. The *bias-variance "
    "trade-off* is that a lower bias costs a higher variance. With k = 120, every "
    "iris gets the same species, and 10 of 30 are correct."
)
def test_k_trades_variance_for_bias(rng):
    """A hill is measured 2000 times, with noise. Which k errs least at its top: 1, 11 or 101?

    The height of the top is estimated by the mean of its k nearest measurements.
    """
    assert bias_and_variance(np.array([1.0, 1.0, 4.0]), 5.0) == close_to([9, 2])
    hill = np.sin(np.pi * np.linspace(0, 1, 101))
    measured = hill + 0.3 * rng.normal(size=(2000, 101))
    errors = {}
    for k in 1, 11, 101:
        near = np.argsort(abs(np.arange(101) - 50))[:k]  # the k nearest to the top
        answers = measured[:, near].mean(axis=1)
        errors[k] = sum(bias_and_variance(answers, hill[50]))
    assert min(errors, key=errors.get) == ____(11)


@hint(
    "The candidates may include rows that are far away. How do you find the nearest "
    "of them?",
    "Compute the distances of the candidates only, sort, and keep the first k. If "
    "there are fewer than k candidates, use all rows of X.",
    "rows = np.arange(len(X)) if len(rows) < k else np.asarray(rows); then the "
    "distances of X[rows] to q, and rows[np.argsort(...)[:k]]",
)
@yours
def nearest(X, rows, q, k):
    """Return the row numbers of the k nearest to q among rows, the nearest first: shape (k,).

    `rows` is a list or an array of row numbers of X. If there are fewer than k of them,
    search all rows of X instead.
    """
    rows = np.arange(len(X)) if len(rows) < k else np.asarray(rows)
    squared = ((X[rows] - q) ** 2).sum(axis=1)
    return rows[np.argsort(squared)[:k]]


@hint(
    "How many candidates are there, and how many rows do you want?",
    "Two candidates are fewer than three, so all four rows are measured. Their "
    "distances are 4, 1, 5 and 2.",
    "[1, 3, 0]",
)
@insight(
    "If there are too few candidates, the search is exact, and as slow as measuring "
    "everything."
)
def test_too_few_candidates_mean_a_full_search():
    """Rows 0 and 3 are the candidates. Which three rows are nearest to q? A list of three."""
    X, q = np.array([[1.0], [4.0], [10.0], [7.0]]), np.array([5.0])
    assert nearest(X, [0, 3], q, 2) == close_to([3, 0])
    assert nearest(X, [0, 3], q, 3) == close_to(____([1, 3, 0]))


@hint(
    "Twenty tables hardly ever miss one of the five nearest. What does that mean "
    "for the votes?",
    "The votes are nearly always the same as at every level above, and so are the "
    "predictions.",
    "29",
)
@insight(
    "For 120 flowers, the products with 120 lines cost more than they save. For "
    "millions of rows they pay off."
)
def test_the_result_still_stands(present):
    """Use twenty tables of six lines. How many of the 30 test flowers are correct?"""
    X, Q = X_train - centre, X_test - centre
    lines = np.random.default_rng(0).normal(size=(20, d, 6))
    tables = [buckets(np.asarray(signs(X, own_lines))) for own_lines in lines]
    found = [sorted(candidates(tables, lines, q)) for q in Q]
    near = [np.asarray(nearest(X, found[i], Q[i], 5)) for i in range(30)]
    y_pred = np.array([np.bincount(y_train[five]).argmax() for five in near])
    model = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    assert (y_pred == y_test).sum() == ____(29)
    show(present, y_pred, sum(map(len, found)))


# How the results are compared and shown: nothing to do from here on


def in_order(groups):
    """Return groups of row numbers as a sorted list of sorted lists."""
    return sorted(sorted(rows) for rows in groups)


def show(present, y_pred, measured):
    """Put the result on the screen. `measured` is the number of distances computed."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} flowers predicted correctly, "
        f"with {measured} of {n * len(y_test)} distances",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
