"""Level 6 · decomposition: taking space apart

To predict one flower you took 120 distances and threw 115 of them away. Most of them you
need not take: a petal of 6 cm has no neighbour among the short ones. So cut the flowers
into two halves, and each half again, until each box holds a few. Then open only the boxes
that can hold a neighbour. This is a k-d tree (Bentley, 1975).

You may use: arrays and your own functions. No np.linalg, no SciPy.

    X     (n, d)  lengths in centimetres
    rows  (m,)    row numbers of X
    q     (d,)    the new flower

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

n, d = X_train.shape


@yours
def halves(X, rows, column):
    """Return the row numbers cut at the median of one column: (low, high).

    No value of `low` is above a value of `high`. `low` has len(rows) // 2 of the row
    numbers and `high` the others, so equal values may be in both.
    """
    return ____


def test_the_median_leaves_as_many_on_either_side():
    """Cut the six petals of rows 1 to 6 in two. Which are the lower half? A list of three."""
    petals = np.array([[9.9], [4.7], [1.4], [1.4], [1.3], [1.4], [6.0]])
    low, high = halves(petals, np.array([1, 2, 3, 4, 5, 6]), 0)
    assert sorted(petals[low, 0].tolist()) == close_to(____)


@yours
def widest(X, rows):
    """Return the number 0, 1, … of the column in which `rows` reach furthest: one number.

    How far rows reach in a column is its largest value minus its smallest, among `rows`.
    """
    return ____


def test_a_box_is_cut_across_its_longest_side():
    """In which column do the training flowers reach furthest? Columns count from 0."""
    box = np.array([[0.0, 7.0], [5.0, 8.0], [1.0, 9.0]])  # 5 cm by 2 cm
    assert widest(box, np.arange(3)) == close_to(0)
    assert widest(X_train, np.arange(n)) == close_to(____)


def is_leaf(node):
    """Whether node is a box of row numbers; what is not has been cut, and is a dict."""
    return not isinstance(node, dict)


def leaves(node):
    """The boxes of row numbers at the ends of a tree: a list of arrays."""
    if is_leaf(node):
        return [node]
    return leaves(node["low"]) + leaves(node["high"])


def depth(node):
    """How many cuts lie between the root and the deepest leaf."""
    return 0 if is_leaf(node) else 1 + max(depth(node["low"]), depth(node["high"]))


@yours
def grow(X, rows, leaf=5):
    """Return a k-d tree of rows. A leaf, of at most `leaf` rows, is the array of row numbers.

    Any other node is a dict: column and cut, and the trees low and high on the two sides
    of the cut. No row of low has more than cut in that column, and no row of high has
    less.
    """
    if len(rows) <= leaf:
        return ____
    column = widest(X, rows)
    low, high = halves(X, rows, column)
    return {"column": column, "cut": ____, "low": ____, "high": ____}


def test_five_cuts_part_120_flowers():
    """Grow a tree of 120 flowers, at most five to a leaf. How deep is it?"""
    tree = grow(X_train, np.arange(n))
    assert max(map(len, leaves(tree))) <= 5
    assert depth(tree) == ____


@yours
def merge(best, X, rows, q, k):
    """Return the k nearest to q among best and rows: pairs (distance, row), nearest first.

    `best` is a list or tuple of such pairs, of rows seen before. `rows` are row numbers of
    X. If there are fewer than k in all, return all of them.
    """
    return ____


def test_a_leaf_challenges_the_best_so_far():
    """Rows 7 and 4 are the best so far. Which two are, after a leaf with rows 3 and 1? Pairs."""
    X = np.array([[9.0, 9.0], [4.0, 5.0], [9.0, 0.0], [3.0, 1.0]])
    leaf, q = np.array([3, 1]), np.array([1.0, 1.0])
    best = merge([(1.0, 7), (6.0, 4)], X, leaf, q, 2)
    assert best == close_to(____)


@yours
def worth_crossing(node, q, best, k):
    """Return whether a row behind the cut of node could be among the k nearest: a bool.

    `best` has pairs (distance, row), the nearest first. If it has fewer than k, any row
    could.
    """
    return ____


def test_behind_a_far_wall_is_nobody_near():
    """A petal of 2 cm, a cut at 5 cm: for which of these three best is crossing worth it? Bools."""
    node, q = {"column": 0, "cut": 5.0}, np.array([2.0, 9.0])
    bests = [(1.0, 7), (2.0, 4)], [(1.0, 7), (4.0, 4)], [(1.0, 7)]
    crossed = [bool(worth_crossing(node, q, best, 2)) for best in bests]
    assert crossed == close_to(____)


@yours
def search(node, X, q, k, best=(), seen=0):
    """Return the k nearest to q under node, and how many distances it took: (best, seen).

    `best` has pairs (distance, row), the nearest first. Both go on from what they were
    given. Search the side of the cut on which q is first, and the other side only if it
    is worth crossing. Friedman, Bentley, Finkel (1977).
    """
    if is_leaf(node):
        return merge(best, X, node, q, k), seen + ____
    is_low = ____
    near, far = ("low", "high") if is_low else ("high", "low")
    best, seen = ____
    if worth_crossing(node, q, best, k):
        best, seen = ____
    return best, seen


def test_the_same_neighbours_with_fewer_distances():
    """How many of six petals are measured to find the nearest to 4.4 cm?"""
    petals = np.array([[1.3], [1.5], [3.9], [4.7], [5.3], [6.0]])
    short = {"column": 0, "cut": 3.0, "low": np.array([0, 1]), "high": np.array([2])}
    tree = {"column": 0, "cut": 4.5, "low": short, "high": np.array([3, 4, 5])}
    best, seen = search(tree, petals, np.array([4.4]), 1)
    assert best == close_to([(0.3, 3)])
    assert seen == ____


def test_equals_share_the_last_place():
    """How many flowers are exactly as far as the fifth nearest? Any of them may be taken."""
    far = NearestNeighbors(n_neighbors=n).fit(X_train).kneighbors(X_test[1:2])[0][0]
    equals = np.isclose(far, far[4])
    assert int(equals.sum()) == ____
    best, _ = search(grow(X_train, np.arange(n)), X_train, X_test[1], 5)
    assert [distance for distance, _ in best] == close_to(far[:5])


def test_in_many_columns_every_box_must_be_opened(rng):
    """When it goes wrong: with 2, 5 or 20 columns, does it measure over 90 %? Three bools."""
    nearly_all = []
    for columns in 2, 5, 20:
        X, Q = rng.normal(size=(500, columns)), rng.normal(size=(6, columns))
        tree = grow(X, np.arange(500))
        seen = np.mean([search(tree, X, q, 5)[1] for q in Q])
        nearly_all.append(bool(seen > 0.9 * 500))
    assert nearly_all == close_to(____)


def test_the_result_still_stands(present):
    """Search your tree for the 30 test flowers. How many are predicted correctly?"""
    tree = grow(X_train, np.arange(n))
    found = [search(tree, X_train, q, 5) for q in X_test]
    votes = [[y_train[int(row)] for _, row in best] for best, _ in found]
    y_pred = np.array([np.bincount(five).argmax() for five in votes])
    model = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    assert (y_pred == y_test).sum() == ____
    show(present, y_pred, sum(seen for _, seen in found))


# How the result is shown: nothing to do from here on


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
