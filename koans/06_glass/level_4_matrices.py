"""Level 4 · matrices: all the questions at once

At level 3 the questions were tried one after another, 793 of them for the first box
alone. Here they are asked in one go: sort every column, and count the kinds downwards
with a running sum. The finished tree becomes a matrix too: one product says in which
leaf a splinter lies, another what is thought of it there, and a hundred trees side by
side are no harder than one.

Yours to use: arrays, @ and broadcasting; of np.linalg only solve, inv, eigh, norm, det.

    X  (n, d)     n splinters; every column is sorted for itself
    Y  (n, c)     kinds as rows of zeros with a single 1, as in 01 iris
    C  (…, c)     counts of the c kinds, along the last axis
    A  (n, q)     the answers to q questions: 1 is yes, −1 is no
    S  (q, l)     the answers that lead to each of l leaves; 0: not asked on the way
    Z  (n, l)     1 where a splinter lies in a leaf, else 0
    P  (l, c)     the shares of the kinds in each leaf

Pillars: linear algebra, probability.
"""

import numpy as np
from sklearn.ensemble import RandomForestClassifier

from sensei import ____, close_to, yours

from . import DEPTH, MIN_LEAF, X_test, X_train, y_test, y_train

Y_train = np.eye(6)[y_train]


@yours
def counts_below(X, Y):
    """The kinds Y (n, c) of the i + 1 lowest of each column of X (n, d): (n - 1, d, c).

    Entry [i, j] counts the kinds among the i + 1 splinters with the lowest values in
    column j. Of equal values, any may come first.
    """
    return ____


def test_a_running_sum_counts_every_heap():
    """3, 1 and 2 per cent, kinds 0, 1, 0: the kinds below each of the two gaps."""
    x, Y = np.array([[3.0], [1.0], [2.0]]), np.eye(2)[[0, 1, 0]]
    counts = np.asarray(counts_below(x, Y))
    assert counts.shape == (2, 1, 2)
    assert counts[:, 0] == close_to(____)


@yours
def ginis(C):
    """The gini of counts C (…, c) along the last axis: one axis fewer.

    1 less the sum of the squared shares; every count has a sum above 0.
    """
    return ____


def test_many_heaps_are_measured_at_once():
    """Heaps of 3 and 1, and of 0 and 7: what are their two ginis?"""
    assert ginis(np.array([[3, 1], [0, 7]])) == close_to(____)


@yours
def gains(L, total):
    """The gain of parting total (c,) into L (…, c) and the rest: one axis fewer.

    gini of total, less the mean gini of both heaps, weighted with what they hold.
    Neither heap is ever empty.
    """
    return ____


def test_every_gain_at_once():
    """Two and two, parted as (1, 0) and as (2, 0): what does each gain?"""
    L, total = np.array([[1, 0], [2, 0]]), np.array([2, 2])
    assert gains(L, total) == close_to(____)


@yours
def askable(X, min_leaf):
    """Which gaps of the sorted columns of X (n, d) are a question: (n - 1, d), bool.

    The values on either side of gap i differ, and at least min_leaf splinters lie on
    either side of it.
    """
    return ____


def test_it_goes_wrong_between_equal_values():
    """When it goes wrong: barium 0, 2, 0, 1, 0, two a heap. Which gaps can be asked?"""
    x = np.array([[0.0], [2], [0], [1], [0]])
    gaps = np.asarray(askable(x, 2))
    assert gaps.shape == (4, 1)
    assert gaps[:, 0] == close_to(____)


@yours
def best_split(X, Y, min_leaf):
    """The best of all questions about X (n, d): (gain, column, threshold).

    Y (n, c): one-hot kinds. The gain is -np.inf where nothing can be asked, and the
    other two then mean nothing. Of equally good questions any will do; n is 2 or more.
    """
    return ____


def test_all_questions_in_one_go():
    """The first question about the 171 splinters: its threshold, in per cent."""
    X, Y = np.array([[1, 5], [2, 9], [3, 6], [4, 8]]), np.eye(2)[[0, 1, 0, 1]]
    assert best_split(X, Y, 1) == close_to([0.5, 1, 7])  # the second column parts them
    gained, column, threshold = best_split(X_train, Y_train, MIN_LEAF)
    assert column == 7
    assert threshold == close_to(____)


def plant(X, Y, depth, min_leaf):
    """The tree that best_split grows: columns (q,), thresholds (q,) and S (q, l).

    Heap by heap, from X (n, d) and Y (n, c): a heap that is clean, or depth questions
    down, or that nothing can be asked, is a leaf; any other is parted in two. Raises
    ValueError where Y is not (n, c).
    """
    if np.ndim(Y) != 2:
        raise ValueError(
            "plant wants the kinds as Y (n, c), zeros and a single 1 a row"
        )
    columns, thresholds, ends = [], [], []
    heaps = [(np.arange(len(X)), {})]  # rows, and the answers that lead to them
    while heaps:
        rows, path = heaps.pop()
        gained = -np.inf
        if len(path) < depth and (Y[rows].sum(axis=0) > 0).sum() > 1:
            gained, column, threshold = best_split(X[rows], Y[rows], min_leaf)
        if gained == -np.inf:
            ends.append(path)
            continue
        column = int(column)
        question, yes = len(columns), X[rows, column] <= threshold
        columns.append(column)
        thresholds.append(threshold)
        heaps.append((rows[yes], path | {question: 1}))
        heaps.append((rows[~yes], path | {question: -1}))
    S = np.zeros((len(columns), len(ends)))
    for leaf, path in enumerate(ends):
        S[list(path), leaf] = list(path.values())
    return np.array(columns), np.array(thresholds), S


@yours
def answers(X, columns, thresholds):
    """A (n, q): 1 where X[:, columns[k]] is at most thresholds[k], else -1."""
    return ____


@yours
def membership(A, S):
    """Z (n, l): 1 where the answers A (n, q) are all that a leaf of S (q, l) wants.

    S holds 1 where the leaf wants yes, -1 where it wants no, 0 where it does not ask.
    Nakandala and others (2020).
    """
    return ____


def leaves_met(X, columns, thresholds, S):
    """Z for the splinters X: your answers, and where they lead, in zeros and ones."""
    A = np.asarray(answers(X, columns, thresholds))
    return np.asarray(membership(A, S), dtype=float)


def test_a_product_finds_the_leaf():
    """Two questions, three leaves, a splinter that says yes and no: its row of Z."""
    columns, thresholds = np.array([1, 0]), np.array([4.0, 5.0])
    A = answers(np.array([[9.0, 4.0]]), columns, thresholds)
    assert A == close_to([[1, -1]])  # 4 is at most 4, and 9 is not at most 5
    S = np.array([[1, 1, -1], [1, -1, 0]])
    Z = np.asarray(membership(np.array([[-1, 1], [1, -1]]), S))
    assert Z[0] == close_to([0, 0, 1])
    assert Z[1] == close_to(____)


@yours
def leaf_shares(Z, Y):
    """P (l, c): the shares of the kinds Y (n, c) in each leaf of Z (n, l).

    Least squares on Z: (Z′Z)⁻¹ Z′Y, as the weights of 02 cars. No leaf is empty.
    """
    return ____


def test_a_leaf_says_what_it_holds():
    """H = Z (Z′Z)⁻¹ Z′ makes shares of kinds. Its trace, the sum of its diagonal?"""
    small = leaf_shares(np.eye(2)[[0, 1, 0, 0, 0]], np.eye(3)[[2, 1, 0, 2, 2]])
    assert small == close_to([[0.25, 0, 0.75], [0, 1, 0]])
    columns, thresholds, S = plant(X_train, Y_train, DEPTH, MIN_LEAF)
    Z = leaves_met(X_train, columns, thresholds, S)
    H = Z @ np.linalg.inv(Z.T @ Z) @ Z.T
    assert H @ Y_train == close_to(Z @ leaf_shares(Z, Y_train))
    assert H @ H == close_to(H)
    assert np.trace(H) == close_to(____)


def side_by_side(forest, X):
    """Z (n, all boxes of all trees) and P of a fitted forest of scikit-learn."""
    Zs, Ps = [], []
    for tree in forest.estimators_:
        counts = tree.tree_.value[:, 0, :]
        Zs.append(np.eye(len(counts))[tree.apply(X)])
        Ps.append(counts / counts.sum(axis=1, keepdims=True))
    return np.hstack(Zs), np.vstack(Ps)


@yours
def forest_shares(Z, P, n_trees):
    """The mean shares (n, c) that n_trees trees say: their leaves are side by side.

    Z (n, l) has one 1 for each tree in every row, P (l, c) the shares of all leaves.
    """
    return ____


def test_a_forest_is_one_product():
    """Two trees of two leaves: what do they say of a splinter in leaves 0 and 2?"""
    P = np.array([[1.0, 0], [0, 1], [0.5, 0.5], [0.2, 0.8]])
    Z = np.array([[1.0, 0, 1, 0]])
    assert np.asarray(forest_shares(Z, P, 2))[0] == close_to(____)


@yours
def proximity(Z, n_trees):
    """In what share of n_trees trees two splinters lie in one leaf, all pairs: (n, n).

    Z (n, l): the leaves of all trees side by side. Breiman (2001).
    """
    return ____


def test_a_forest_says_who_is_alike():
    """A splinter's proximity to itself; and its own kind is nearer than the others."""
    forest = RandomForestClassifier(n_estimators=10, random_state=0)
    Z, _ = side_by_side(forest.fit(X_train, y_train), X_test)
    K = np.asarray(proximity(Z, 10))
    same = y_test[:, None] == y_test
    assert K[same].mean() > 2 * K[~same].mean()
    assert K[0, 0] == close_to(____)


def test_it_goes_wrong_along_a_slant(rng):
    """When it goes wrong: a slanted line. Which w makes X @ w one clean question?"""
    X = rng.uniform(-1, 1, size=(200, 2))
    X = X[np.abs(X.sum(axis=1)) > 0.05]
    Y = np.eye(2)[(X.sum(axis=1) > 0).astype(int)]
    mixed = ginis(Y.sum(axis=0))
    assert best_split(X, Y, 1)[0] < 0.7 * mixed
    across = X @ np.array(____)
    assert best_split(across[:, None], Y, 1)[0] == close_to(mixed)  # nothing is left


def test_the_result_still_stands(present):
    """The same 43, by two products. plant takes the kinds as zeros and ones, as Y."""
    columns, thresholds, S = plant(____, ____, DEPTH, MIN_LEAF)
    P = np.asarray(leaf_shares(leaves_met(X_train, columns, thresholds, S), Y_train))
    unseen = leaves_met(____, columns, thresholds, S)
    y_pred = (unseen @ P).round(5).argmax(axis=1)
    assert y_pred.shape == (43,)
    assert (y_pred == y_test).sum() == 30
    show(present, y_pred, len(P))


# How the result is shown: nothing to do from here on


def show(present, y_pred, n_leaves):
    """Put the result on the screen."""
    right = int((y_pred == y_test).sum())
    present(
        f"{right} of {len(y_test)} splinters named right, by a matrix of "
        f"{n_leaves} leaves",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
