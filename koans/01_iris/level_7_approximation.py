"""Level 7 · approximation: nearly the nearest

With many columns, the tree of level 6 had to open every box. Here you give up a little
certainty instead. Lay random lines through the middle of the flowers, and note on which
half of each line a flower's shadow falls. Then measure only flowers whose shadows fall on
the same halves as those of the new one. How often does that find the nearest?

You may use: arrays and @. No np.linalg, no SciPy.

    X     (n, d)  n flowers, d lengths of each
    q     (d,)    the new flower
    rows          row numbers of X
    lines (d, m)  m random directions, one to a column

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

    A shadow is the plain product of a row with a line, however long the line is. Squared,
    it is on average the squared length of the row, and m of them add up to m times that.
    So divide all by one number, and lengths are kept. Johnson and Lindenstrauss (1984).
    """
    return ____


def test_random_shadows_keep_distances():
    """Project the arrow (3, 4) on four lines. How long is it afterwards?"""
    lines = np.array([[1.6, 1.2, 0, 0], [0, 0, 1.2, 1.6]])
    shadow = np.asarray(project(np.array([[3.0, 4.0]]), lines))
    assert np.sqrt((shadow**2).sum()) == close_to(____)


@yours
def lines_enough(n, eps):
    """Return how many lines keep all squared distances of n rows, to eps of each: one number.

    With eps = 0.1 none is off by more than a tenth of it. The formula is
    4 ln(n) / (eps^2 / 2 - eps^3 / 3); Dasgupta and Gupta (2003).
    """
    return ____


def test_the_promise_does_not_ask_for_columns():
    """When it does not pay: do 120 flowers, to a tenth, need fewer than 4 lines? A bool."""
    wanted = johnson_lindenstrauss_min_dim(120, eps=0.1)
    assert lines_enough(120, 0.1) == close_to(int(wanted), abs=1)
    assert bool(lines_enough(120, 0.1) < 4) == ____


@yours
def signs(X, lines):
    """Return whether each row's shadow is on the positive half of each line: shape (n, m).

    Return True and False. One row, shape (d,), gives shape (m,). Charikar (2002).
    """
    return ____


def test_equal_signs_measure_the_angle(rng):
    """Two rows agree on 1 - angle / 180 degrees of all lines. What fraction is that at 90?"""
    lines = rng.normal(size=(2, 5000))
    bits = np.asarray(signs(np.eye(2), lines))  # two arrows at a right angle
    assert (bits[0] == bits[1]).mean() == close_to(____, abs=0.05)


def test_uncentred_flowers_all_look_alike(rng):
    """When it goes wrong: do setosas and virginicas agree on over 3 of 4 lines? Two bools."""
    lines = rng.normal(size=(d, 2000))
    alike = []
    for X in X_train, X_train - centre:
        setosa = np.asarray(signs(X[y_train == 0], lines))
        virginica = np.asarray(signs(X[y_train == 2], lines))
        alike.append(bool((setosa == virginica).mean() > 0.75))
    assert alike == close_to(____)


@yours
def buckets(bits):
    """Return a dict from each row of bits that occurs, as a tuple, to its row numbers."""
    return ____


@yours
def candidates(tables, lines, q):
    """Return the rows that share the bucket of q in one table or more: row numbers, each once.

    `tables` are dicts from `buckets`. `lines` are those of each table: shape (number of
    tables, d, m). Indyk and Motwani (1998).
    """
    return ____


def test_neighbours_share_a_bucket():
    """Four rows of two signs: which row numbers share a bucket? A list of lists."""
    bits = [[True, True], [False, True], [True, True], [True, False]]
    table = buckets(np.array(bits))
    assert in_order(table.values()) == in_order(____)
    q, lines = np.array([0.5, -2.0]), np.eye(2)  # its signs are True, False
    assert sorted(candidates([table], [lines], q)) == [3]


@yours
def chance(p, bits, tables):
    """Return the chance that two rows share a bucket in one table or more: one number.

    `p` is the chance that they agree on one line, `bits` is the number of lines of each
    table, and `tables` is the number of tables.
    """
    return ____


def test_bits_part_and_tables_join():
    """Two rows agree on half of all lines: what chance do 2 tables of 2 bits give?"""
    assert chance(0.5, 3, 1) == close_to(0.125)
    assert chance(0.5, 2, 2) == close_to(____)


@yours
def recall(found, wanted):
    """Return the fraction of the wanted rows that are among found: one number from 0 to 1."""
    return ____


def test_recall_is_paid_for_with_work():
    """You wanted four rows and seven were found. What is the recall?"""
    found, wanted = [1, 2, 7, 8, 11, 12, 9], [9, 2, 3, 5]
    assert recall(found, wanted) == close_to(____)


@yours
def bias_and_variance(answers, truth):
    """Return how far off answers (r,) are on average, squared, and their variance: two numbers.

    The answers are to one question, from r samples. The variance is divided by r.
    """
    return ____


def test_k_trades_variance_for_bias(rng):
    """A hill is measured 2000 times, with noise. Which k errs least at its top: 1, 11 or 101?"""
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


def test_with_too_few_candidates_all_are_measured():
    """Rows 0 and 3 are the candidates. Which three rows are nearest to q? A list."""
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
    """Groups of row numbers as sorted lists, in a sorted list."""
    return sorted(sorted(rows) for rows in groups)


def show(present, y_pred, measured):
    """Put the result on the screen. measured: how many distances were taken."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} flowers predicted correctly, "
        f"with {measured} distances of {n * len(y_test)}",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
