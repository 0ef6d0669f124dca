"""Level 4 · matrices: all questions at once

At level 3 you tried the questions one after another, 793 of them for the first node
alone. Here you ask all of them at once: sort each column and count the kinds with a
running sum. Then the finished tree becomes a matrix. One product finds the leaf of each
splinter, another predicts its kind, and a hundred trees side by side work the same way.

You may use: arrays, @ and broadcasting; of np.linalg only solve, inv, eigh, norm, det.

    X  (n, d)     the features of n splinters; each column is sorted separately
    Y  (n, c)     the kinds, one-hot: each row has a single 1, in the column of its kind
    C  (…, c)     counts of the c kinds, along the last axis
    A  (n, q)     the answers to q questions: 1 is yes, −1 is no
    S  (q, l)     the answers that lead to each of l leaves; 0: not asked on the way
    Z  (n, l)     1 if a splinter is in a leaf, otherwise 0
    P  (l, c)     the fraction of each kind in each leaf

Pillars: linear algebra, probability.
"""

import numpy as np
from sklearn.ensemble import RandomForestClassifier

from sensei import ____, close_to, yours

from . import DEPTH, MIN_LEAF, X_test, X_train, y_test, y_train

Y_train = np.eye(6)[y_train]


@yours
def counts_below(X, Y):
    """Return the counts of the kinds below each gap of each column: shape (n - 1, d, c).

    Sort each column of X (n, d) in rising order. Entry [i, j] counts the kinds Y (n, c)
    of the i + 1 splinters with the lowest values in column j. If values are equal,
    either may come first.
    """
    return ____


def test_a_running_sum_counts_every_group():
    """Splinters with 3, 1, 2 % iron are of kinds 0, 1, 0. How many of each kind are below each gap? A list of two lists."""
    x, Y = np.array([[3.0], [1.0], [2.0]]), np.eye(2)[[0, 1, 0]]
    counts = np.asarray(counts_below(x, Y))
    assert counts.shape == (2, 1, 2)
    assert counts[:, 0] == close_to(____)


@yours
def ginis(C):
    """Return the Gini impurity of each group of counts C (…, c): shape (…).

    The counts of the kinds are along the last axis, which the result does not have. The
    impurity is 1 minus the sum of the squared fractions of the kinds. The counts of
    each group add up to more than 0.
    """
    return ____


def test_many_groups_are_measured_at_once():
    """What are the Gini impurities of groups with counts of (3, 1) and (0, 7)? A list of two."""
    assert ginis(np.array([[3, 1], [0, 7]])) == close_to(____)


@yours
def gains(L, total):
    """Return the gain of each split of `total` (c,) into L (…, c) and the rest: shape (…).

    The gain is the Gini impurity of `total` minus the mean impurity of the two groups,
    weighted by the number of splinters in each. Neither group is empty.
    """
    return ____


def test_many_gains_are_computed_at_once():
    """Counts (2, 2) are split into (1, 0) or (2, 0) and the rest. What are the two gains? A list."""
    L, total = np.array([[1, 0], [2, 0]]), np.array([2, 2])
    assert gains(L, total) == close_to(____)


@yours
def allowed(X, min_leaf):
    """Return which gaps of the sorted columns of X (n, d) are allowed: shape (n - 1, d), bool.

    A gap is allowed if the values on its two sides differ and at least `min_leaf`
    splinters are on each side.
    """
    return ____


def test_equal_values_cannot_be_split():
    """When it goes wrong: barium is 0, 2, 0, 1, 0. Which gaps have two splinters per side and are allowed? True or False for each."""
    x = np.array([[0.0], [2], [0], [1], [0]])
    gaps = np.asarray(allowed(x, 2))
    assert gaps.shape == (4, 1)
    assert gaps[:, 0] == close_to(____)


@yours
def best_split(X, Y, min_leaf):
    """Return the best of all questions about X (n, d): (gain, column, threshold).

    Y (n, c) has the kinds, one-hot; n is at least 2. If no question is allowed, the
    gain is -np.inf, and the column and the threshold can be anything. If several are
    equally good, return any of them.
    """
    return ____


def test_the_best_of_all_questions_in_one_go():
    """What is the threshold of the first question about the 171 splinters, in per cent?"""
    X, Y = np.array([[1, 5], [2, 9], [3, 6], [4, 8]]), np.eye(2)[[0, 1, 0, 1]]
    assert best_split(X, Y, 1) == close_to([0.5, 1, 7])  # column 1 is best
    gained, column, threshold = best_split(X_train, Y_train, MIN_LEAF)
    assert column == 7
    assert threshold == close_to(____)


def tree_matrices(X, Y, depth, min_leaf):
    """Return the tree that best_split grows: columns (q,), thresholds (q,) and S (q, l).

    X (n, d) has the features and Y (n, c) the kinds, one-hot. A group becomes a leaf if
    it is pure, if it is `depth` questions down, or if no question is allowed. Every
    other group is split in two. If Y is not (n, c), it raises a ValueError.
    """
    if np.ndim(Y) != 2:
        raise ValueError("tree_matrices needs one-hot kinds Y of shape (n, c)")
    columns, thresholds, ends = [], [], []
    groups = [(np.arange(len(X)), {})]  # row numbers, and the answers on the way
    while groups:
        rows, path = groups.pop()
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
        groups.append((rows[yes], path | {question: 1}))
        groups.append((rows[~yes], path | {question: -1}))
    S = np.zeros((len(columns), len(ends)))
    for leaf, path in enumerate(ends):
        S[list(path), leaf] = list(path.values())
    return np.array(columns), np.array(thresholds), S


@yours
def answers(X, columns, thresholds):
    """Return the answers of n splinters to q questions, 1 for yes and -1 for no: shape (n, q).

    Question k is whether X[:, columns[k]] is at most thresholds[k].
    """
    return ____


@yours
def membership(A, S):
    """Return Z: 1 if a splinter gives all answers that a leaf needs, otherwise 0: shape (n, l).

    A (n, q) has the answers. S (q, l) has 1 if a leaf needs yes, -1 if it needs no, and
    0 if the question is not asked on the way. Nakandala and others (2020).
    """
    return ____


def leaf_membership(X, columns, thresholds, S):
    """Return Z for the splinters X: shape (n, l). It uses your `answers` and `membership`."""
    A = np.asarray(answers(X, columns, thresholds))
    return np.asarray(membership(A, S), dtype=float)


def test_a_product_finds_the_leaf():
    """A splinter answers yes, then no. Which leaf is it in? Type its row of Z, a list of three."""
    columns, thresholds = np.array([1, 0]), np.array([4.0, 5.0])
    A = answers(np.array([[9.0, 4.0]]), columns, thresholds)
    assert A == close_to([[1, -1]])  # 4 is at most 4; 9 is above 5
    S = np.array([[1, 1, -1], [1, -1, 0]])
    Z = np.asarray(membership(np.array([[-1, 1], [1, -1]]), S))
    assert Z[0] == close_to([0, 0, 1])
    assert Z[1] == close_to(____)


@yours
def leaf_fractions(Z, Y):
    """Return P, the fraction of each kind in each leaf: shape (l, c).

    Z (n, l) has the leaf of each splinter and Y (n, c) its kind, one-hot. No leaf is
    empty. This is least squares on Z: P = (Z′Z)⁻¹ Z′Y, as for the weights of the cars.
    """
    return ____


def test_a_tree_is_linear_regression_on_its_leaves():
    """H = Z (Z′Z)⁻¹ Z′ turns kinds into predictions. What is its trace, the sum of its diagonal?"""
    small = leaf_fractions(np.eye(2)[[0, 1, 0, 0, 0]], np.eye(3)[[2, 1, 0, 2, 2]])
    assert small == close_to([[0.25, 0, 0.75], [0, 1, 0]])
    columns, thresholds, S = tree_matrices(X_train, Y_train, DEPTH, MIN_LEAF)
    Z = leaf_membership(X_train, columns, thresholds, S)
    H = Z @ np.linalg.inv(Z.T @ Z) @ Z.T
    assert H @ Y_train == close_to(Z @ leaf_fractions(Z, Y_train))
    assert H @ H == close_to(H)
    assert np.trace(H) == close_to(____)


def forest_matrices(forest, X):
    """Return Z (n, nodes of all trees) and P for a fitted forest of scikit-learn."""
    Zs, Ps = [], []
    for tree in forest.estimators_:
        counts = tree.tree_.value[:, 0, :]
        Zs.append(np.eye(len(counts))[tree.apply(X)])
        Ps.append(counts / counts.sum(axis=1, keepdims=True))
    return np.hstack(Zs), np.vstack(Ps)


@yours
def forest_fractions(Z, P, n_trees):
    """Return the mean of the fractions that `n_trees` trees predict: shape (n, c).

    The leaves of all trees are side by side. Z (n, l) has one 1 for each tree in every
    row, and P (l, c) has the fraction of each kind in each leaf.
    """
    return ____


def test_a_forest_predicts_with_one_product():
    """Two trees have two leaves each. What is predicted for a splinter in leaves 0 and 2? A list of two."""
    P = np.array([[1.0, 0], [0, 1], [0.5, 0.5], [0.2, 0.8]])
    Z = np.array([[1.0, 0, 1, 0]])
    assert np.asarray(forest_fractions(Z, P, 2))[0] == close_to(____)


@yours
def proximity(Z, n_trees):
    """Return in what fraction of the trees each pair of splinters shares a leaf: shape (n, n).

    Z (n, l) has the leaves of all `n_trees` trees side by side. Breiman (2001) calls
    this fraction the proximity of two splinters.
    """
    return ____


def test_a_forest_measures_how_similar_splinters_are():
    """What is the proximity of a splinter to itself?"""
    forest = RandomForestClassifier(n_estimators=10, random_state=0)
    Z, _ = forest_matrices(forest.fit(X_train, y_train), X_test)
    K = np.asarray(proximity(Z, 10))
    same = y_test[:, None] == y_test
    assert K[same].mean() > 2 * K[~same].mean()
    assert K[0, 0] == close_to(____)


def test_a_tree_needs_many_questions_for_a_slanted_line(rng):
    """When it goes wrong: a slanted line separates two kinds. For which w does one question about X @ w separate them? A list of two."""
    X = rng.uniform(-1, 1, size=(200, 2))
    X = X[np.abs(X.sum(axis=1)) > 0.05]
    Y = np.eye(2)[(X.sum(axis=1) > 0).astype(int)]
    impurity = ginis(Y.sum(axis=0))
    assert best_split(X, Y, 1)[0] < 0.7 * impurity
    across = X @ np.array(____)
    assert best_split(across[:, None], Y, 1)[0] == close_to(impurity)


def test_the_result_still_stands(present):
    """Grow the tree from X_train and the one-hot kinds. Then predict the test set with two products."""
    columns, thresholds, S = tree_matrices(____, ____, DEPTH, MIN_LEAF)
    P = np.asarray(
        leaf_fractions(leaf_membership(X_train, columns, thresholds, S), Y_train)
    )
    unseen = leaf_membership(____, columns, thresholds, S)
    y_pred = (unseen @ P).round(5).argmax(axis=1)
    assert y_pred.shape == (43,)
    assert (y_pred == y_test).sum() == 30
    show(present, y_pred, len(P))


# How the result is shown: nothing to do from here on


def show(present, y_pred, n_leaves):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} splinters predicted correctly, by a matrix "
        f"of {n_leaves} leaves",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
