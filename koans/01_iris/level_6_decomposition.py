"""Level 6 · decomposition: taking space apart

To name one flower, 120 distances were taken, and 115 of them only to be thrown away.
Most could have been known to be useless beforehand: who looks for a petal of 6 cm need
not measure along the shelf of the short ones. So cut the flowers in two halves, and
each half again, until a few are left in each box, and open only the boxes that can
matter. This is a k-d tree (Bentley, 1975).

Yours to use: arrays and your own functions. No np.linalg, no SciPy. X (n, d) are
lengths in centimetres, rows are row numbers of X, q (d,) is the flower asked about.

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

n, d = X_train.shape


@yours
def halves(X, rows, column):
    """Row numbers cut at the median of one column: (low, high), as even as can be.

    No value of low is above a value of high. low holds len(rows) // 2 of them, so equal
    values may lie in both.
    """
    return ____


def test_the_median_leaves_as_many_on_either_side():
    """Six petals first, three of the very same length; seven petals, then 120 flowers."""
    petals = np.array([[9.9], [4.7], [1.4], [1.4], [1.3], [1.4], [6.0]])
    low, high = halves(petals, np.array([1, 2, 3, 4, 5, 6]), 0)
    of_seven = halves(np.array([[5.0], [7], [2], [6], [1], [3], [4]]), np.arange(7), 0)
    assert sorted(petals[low, 0].tolist()) == close_to(____)
    assert [sorted(half) for half in of_seven] == [[2, 4, 5], [0, 1, 3, 6]]
    for column in range(d):
        low, high = halves(X_train, np.arange(n), column)
        assert (len(low), len(high)) == (60, 60)
        assert sorted([*low, *high]) == list(range(n))
        assert X_train[low, column].max() <= X_train[high, column].min()


@yours
def widest(X, rows):
    """The column, by its number 0, 1, …, over which rows reach furthest: one number.

    How far rows reach in a column is its largest value minus its smallest.
    """
    return ____


def test_a_box_is_cut_across_its_longest_side(rng):
    """The columns are sepal length, sepal width, petal length, petal width."""
    six = [[0.0, 7, 0], [0, 7, 4], [0, 7, 0], [0, 7, 4], [5, 7, 0], [0, 7, 4]]
    box, outside = np.array(six), np.array([[9.0, 999, 99]])
    found = [widest(np.vstack([box, outside]), np.arange(6))]
    found += [widest(X_train, np.arange(n))]
    assert found[1] == close_to(____)
    assert found[0] == close_to(0)  # 5 from end to end, where the others are 0 and 4
    X = rng.normal(size=(40, 6))
    boxes = [rng.permutation(40)[:8] for _ in range(10)]
    found = [widest(X, rows) for rows in boxes]
    reach = [[max(X[rows, j]) - min(X[rows, j]) for j in range(6)] for rows in boxes]
    assert found == close_to(np.argmax(reach, axis=1))


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
    """A k-d tree of rows. A leaf, of at most `leaf` rows, is the array of row numbers.

    Any other node is a dict: column and cut, and the trees low and high on the two
    sides of the cut. No row of low has more than cut in that column, no row of high has
    less.
    """
    if len(rows) <= leaf:
        return ____
    column = widest(X, rows)
    low, high = halves(X, rows, column)
    return {"column": column, "cut": ____, "low": ____, "high": ____}


def test_five_cuts_part_120_flowers(rng):
    """Every flower lies in one leaf, and on its own side of every cut above it."""
    twenty = np.random.default_rng(0).normal(size=(20, 3))
    for X, most in ((twenty, 3), (X_train, 5), (rng.normal(size=(200, 3)), 3)):
        whole = grow(X, np.arange(len(X)), most)
        assert max(map(len, leaves(whole))) <= most
        for node in (whole, whole["low"], whole["high"]):
            low = X[np.concatenate(leaves(node["low"])).astype(int), node["column"]]
            high = X[np.concatenate(leaves(node["high"])).astype(int), node["column"]]
            assert low.max() <= node["cut"] <= high.min()
    tree = grow(X_train, np.arange(n))
    assert sorted(int(row) for leaf in leaves(tree) for row in leaf) == list(range(n))
    assert depth(tree) == ____


@yours
def merge(best, X, rows, q, k):
    """The k nearest to q among best and rows: pairs (distance, row), the nearest first.

    best: a list or tuple of such pairs, of rows seen before; rows: row numbers of X;
    fewer than k if there are no more.
    """
    return ____


def test_a_leaf_challenges_the_best_so_far():
    """Flowers 7 and 4 lead, at 1 and 6; the leaf holds 3, at 2, and 1, at 5."""
    X = np.array([[9.0, 9.0], [4.0, 5.0], [9.0, 0.0], [3.0, 1.0]])
    leaf, q = np.array([3, 1]), np.array([1.0, 1.0])
    first = merge([(1.0, 7), (6.0, 4)], X, leaf, q, 2)
    assert first == close_to(____)
    assert merge((), X, leaf, q, 5) == close_to([(2, 3), (5, 1)])
    again = merge(first, X, np.array([1]), q, 3)  # what it returned is the best so far
    assert again == close_to([(1, 7), (2, 3), (5, 1)])


@yours
def worth_crossing(node, q, best, k):
    """Whether a row behind the cut of node could be among the k nearest: a bool.

    best: pairs (distance, row), the nearest first; while there are fewer than k, it
    could.
    """
    return ____


def test_behind_a_far_wall_is_nobody_near():
    """A petal of 2 cm, a cut at 5; the worst of two best is at 2, at 4, or missing."""
    node, q = {"column": 0, "cut": 5.0}, np.array([2.0, 9.0])
    bars = [(1.0, 7), (2.0, 4)], [(1.0, 7), (4.0, 4)], [(1.0, 7)]
    crossed = [bool(worth_crossing(node, q, best, 2)) for best in bars]
    beyond = np.array([8.0, 9.0])  # 3 cm behind the cut, on the other side
    bars = *bars, [(3.5, 7), (4.0, 4)], [(1.0, 7), (10.0, 4)]
    from_there = [bool(worth_crossing(node, beyond, best, 2)) for best in bars]
    other = {"column": 1, "cut": 4.5}  # 4.5 cm from the 9 in that column
    by_width = [bool(worth_crossing(other, q, best, 2)) for best in bars]
    of_two = [bool(worth_crossing(node, q, bars[0], k)) for k in (2, 3)]
    of_one = [bool(worth_crossing(node, q, bars[2], k)) for k in (1, 2)]
    five = [(1.0, row) for row in range(5)]
    of_five = [bool(worth_crossing(node, q, five, k)) for k in (5, 6)]
    assert crossed == close_to(____)
    assert from_there == [False, True, True, True, True]
    assert by_width == [False, False, True, False, True]
    assert (of_two, of_one) == ([False, True], [False, True])
    assert of_five == [False, True]


@yours
def search(node, X, q, k, best=(), seen=0):
    """The k nearest to q under node: (best, seen).

    best: pairs (distance, row), the nearest first; seen: how many distances were taken.
    Both go on from what they were given. Friedman, Bentley, Finkel (1977).
    """
    if is_leaf(node):
        return merge(best, X, node, q, k), seen + ____
    is_low = ____
    near, far = ("low", "high") if is_low else ("high", "low")
    best, seen = ____
    if worth_crossing(node, q, best, k):
        best, seen = ____
    return best, seen


def test_the_same_neighbours_with_fewer_distances(rng):
    """How many of six petals are measured to find the nearest to 4.4 cm?"""
    petals = np.array([[1.3], [1.5], [3.9], [4.7], [5.3], [6.0]])
    short = {"column": 0, "cut": 3.0, "low": np.array([0, 1]), "high": np.array([2])}
    tree = {"column": 0, "cut": 4.5, "low": short, "high": np.array([3, 4, 5])}
    best, seen = search(tree, petals, np.array([4.4]), 1)
    assert best == close_to([(0.3, 3)])
    assert seen == ____
    for X, Q in (
        (X_train, X_test),
        (rng.normal(size=(400, 2)), rng.normal(size=(9, 2))),
    ):
        tree = grow(X, np.arange(len(X)))
        found = [search(tree, X, q, 5) for q in Q]
        wanted, _ = NearestNeighbors(n_neighbors=5).fit(X).kneighbors(Q)
        assert [[far for far, _ in best] for best, _ in found] == close_to(wanted)
        assert sum(seen for _, seen in found) < len(X) * len(Q) / 2


def test_equals_share_the_last_place():
    """How many flowers are as far as the fifth? Any may be taken; all are setosa."""
    far, order = NearestNeighbors(n_neighbors=n).fit(X_train).kneighbors(X_test[1:2])
    far, order = far[0], order[0]
    equals = np.isclose(far, far[4])
    assert int(equals.sum()) == ____
    assert set(y_train[order[equals]].tolist()) == {0}
    best, _ = search(grow(X_train, np.arange(n)), X_train, X_test[1], 5)
    assert [distance for distance, _ in best] == close_to(far[:5])
    same = np.ones((40, 2))  # forty flowers that nothing tells apart
    assert depth(grow(same, np.arange(40))) == 3


def test_in_many_columns_every_box_must_be_opened(rng):
    """When it goes wrong: 500 rows of 2, 5, 20 columns; are nine tenths visited?"""
    nearly_all = []
    for columns in (2, 5, 20):
        X, Q = rng.normal(size=(500, columns)), rng.normal(size=(10, columns))
        tree = grow(X, np.arange(500))
        seen = np.mean([search(tree, X, q, 5)[1] for q in Q])
        nearly_all.append(bool(seen > 0.9 * 500))
    assert nearly_all == close_to(____)


def test_the_result_still_stands(present):
    """The same 30 flowers and names, and most of 3600 distances never taken."""
    tree = grow(X_train, np.arange(n))
    found = [search(tree, X_train, q, 5) for q in X_test]
    votes = [[y_train[int(row)] for _, row in best] for best, _ in found]
    predicted = np.array([np.bincount(five).argmax() for five in votes])
    taken = sum(seen for _, seen in found)
    right = int((predicted == y_test).sum())
    model = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert predicted.tolist() == model.predict(X_test).tolist()
    assert right == ____
    present(
        f"{right} of {len(y_test)} flowers named right, with {taken} distances of "
        f"{n * len(y_test)}",
        right=right,
        predicted=predicted,
        truth=y_test,
    )
