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

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

n, d = X_train.shape
centre = X_train.mean(axis=0)


@yours
def project(X, lines):
    """Return the shadows of the rows of X (n, d) on m random lines, scaled: shape (n, m).

    A *random projection* replaces the columns of a table by a few random sums of them.
    A shadow is the dot product of a row and a line, whatever the length of the line.
    For random lines, the square of a shadow is on average the squared length of the
    row. So m squares add up to m times too much. Divide all shadows by one number, and
    lengths are kept. Johnson and Lindenstrauss (1984).
    """
    return ____


def test_random_projection_keeps_lengths():
    """Project the row (3, 4) on four lines with `project`. How long is it afterwards?"""
    lines = np.array([[1.6, 1.2, 0, 0], [0, 0, 1.2, 1.6]])
    shadow = np.asarray(project(np.array([[3.0, 4.0]]), lines))
    assert np.sqrt((shadow**2).sum()) == close_to(____)


@yours
def lines_needed(n, eps):
    """Return how many lines keep all squared distances of n rows nearly as they are: one number.

    None of them changes by more than the fraction `eps` of itself, a tenth if eps = 0.1. The
    formula is 4 ln(n) / (eps^2 / 2 - eps^3 / 3); Dasgupta and Gupta (2003).
    """
    return ____


def test_the_number_of_lines_depends_on_the_rows():
    """When it does not pay: with eps = 0.1, do 120 flowers need fewer than 4 lines? True or False.

    A flower has only 4 columns, so more lines than that save nothing.
    """
    wanted = johnson_lindenstrauss_min_dim(120, eps=0.1)
    assert lines_needed(120, 0.1) == close_to(int(wanted), abs=1)
    assert bool(lines_needed(120, 0.1) < 4) == ____


@yours
def signs(X, lines):
    """Return whether each shadow is positive, for each row of X and each line: shape (n, m).

    Return True and False. One row, shape (d,), gives shape (m,). Charikar (2002). A
    *bit* is one of two values, such as True or False.
    """
    return ____


def test_equal_signs_measure_the_angle(rng):
    """Two rows are at a right angle. On which fraction of random lines do their signs agree?

    Two rows agree on a line with a probability of 1 - angle / 180 degrees.
    """
    lines = rng.normal(size=(2, 5000))
    bits = np.asarray(signs(np.eye(2), lines))  # two rows at a right angle
    assert (bits[0] == bits[1]).mean() == close_to(____, abs=0.05)


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
    assert alike == close_to(____)


@yours
def buckets(bits):
    """Return a dict from each row of bits that occurs, as a tuple, to its row numbers.

    A *hash table* finds what belongs to a key without searching, as a dict does. The
    rows under one key are a bucket.
    """
    return ____


@yours
def candidates(tables, lines, q):
    """Return the rows that share the bucket of q in one table or more: row numbers, each once.

    `tables` are dicts from `buckets`. `lines` are those of each table: shape (number of
    tables, d, m). Indyk and Motwani (1998).
    """
    return ____


def test_neighbours_share_a_bucket():
    """Four rows have two bits each. Which row numbers share a bucket? A list of lists."""
    bits = [[True, True], [False, True], [True, True], [True, False]]
    table = buckets(np.array(bits))
    assert in_order(table.values()) == in_order(____)
    q, lines = np.array([0.5, -2.0]), np.eye(2)  # its signs are True, False
    assert sorted(candidates([table], [lines], q)) == [3]


@yours
def probability(p, bits, tables):
    """Return the probability that two rows share a bucket in one table or more: one number.

    `p` is the probability that they agree on one line, `bits` is the number of lines of each
    table, and `tables` is the number of tables. All lines are independent.
    """
    return ____


def test_more_bits_separate_and_more_tables_find():
    """How likely are two rows to share a bucket in at least one of 2 tables of 2 bits?

    They agree on half of all lines: p is 0.5.
    """
    assert probability(0.5, 3, 1) == close_to(0.125)
    assert probability(0.5, 2, 2) == close_to(____)


@yours
def recall(found, wanted):
    """Return the recall, the fraction of the wanted rows that are among found: from 0 to 1."""
    return ____


def test_recall_is_the_fraction_found():
    """You wanted four rows, and seven were found. What is the recall? A fraction."""
    found, wanted = [1, 2, 7, 8, 11, 12, 9], [9, 2, 3, 5]
    assert recall(found, wanted) == close_to(____)


@yours
def bias_and_variance(answers, truth):
    """Return (squared bias, variance) of answers (r,) to one question, from r samples: two numbers.

    The *bias* is the mean of the answers from many samples minus the truth. The
    variance is their mean squared distance from their own mean, divided by r.
    """
    return ____


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
    assert min(errors, key=errors.get) == ____


@yours
def nearest(X, rows, q, k):
    """Return the row numbers of the k nearest to q among rows, the nearest first: shape (k,).

    `rows` is a list or an array of row numbers of X. If there are fewer than k of them,
    search all rows of X instead.
    """
    return ____


def test_too_few_candidates_mean_a_full_search():
    """Rows 0 and 3 are the candidates. Which three rows are nearest to q? A list of three."""
    X, q = np.array([[1.0], [4.0], [10.0], [7.0]]), np.array([5.0])
    assert nearest(X, [0, 3], q, 2) == close_to([3, 0])
    assert nearest(X, [0, 3], q, 3) == close_to(____)


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
    assert (y_pred == y_test).sum() == ____
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
