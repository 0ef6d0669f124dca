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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

n, d = X_train.shape


@hint(
    "If the flowers stood in order of this length, where would the cut go?",
    "Order the row numbers by their value in the column, then take those before the "
    "middle and those from the middle on.",
    "order = rows[np.argsort(X[rows, column])], and the middle is len(rows) // 2",
)
@yours
def halves(X, rows, column):
    """Row numbers cut at the median of one column: (low, high), as even as can be.

    No value of low is above a value of high. low holds len(rows) // 2 of them, so equal
    values may lie in both.
    """
    order = rows[np.argsort(X[rows, column])]
    middle = len(rows) // 2
    return order[:middle], order[middle:]


@hint(
    "Six petals in order of length: which three are the shorter ones?",
    "1.3, 1.4, 1.4, 1.4, 4.7, 6.0: the first three.",
    "[1.3, 1.4, 1.4]",
)
@insight("A median cut is fair by design: half of the search is gone at one look.")
def test_the_median_leaves_as_many_on_either_side():
    """Six petals first, three of the very same length; seven petals, then 120 flowers."""
    petals = np.array([[9.9], [4.7], [1.4], [1.4], [1.3], [1.4], [6.0]])
    low, high = halves(petals, np.array([1, 2, 3, 4, 5, 6]), 0)
    of_seven = halves(np.array([[5.0], [7], [2], [6], [1], [3], [4]]), np.arange(7), 0)
    assert sorted(petals[low, 0].tolist()) == close_to(____([1.3, 1.4, 1.4]))
    assert [sorted(half) for half in of_seven] == [[2, 4, 5], [0, 1, 3, 6]]
    for column in range(d):
        low, high = halves(X_train, np.arange(n), column)
        assert (len(low), len(high)) == (60, 60)
        assert sorted([*low, *high]) == list(range(n))
        assert X_train[low, column].max() <= X_train[high, column].min()


@hint(
    "How far is it from the smallest to the largest value of each column?",
    "Largest minus smallest down each column, for these rows only; which column has "
    "most?",
    "np.ptp(X[rows], axis=0) is largest minus smallest; argmax finds the column.",
)
@yours
def widest(X, rows):
    """The column, by its number 0, 1, …, over which rows reach furthest: one number.

    How far rows reach in a column is its largest value minus its smallest.
    """
    return np.ptp(X[rows], axis=0).argmax()


@hint(
    "Of which length do irises differ most, in centimetres?",
    "Compare X_train.max(axis=0) - X_train.min(axis=0), column by column.",
    "Petal length, from 1 to 6.9 cm, is the third column; Python counts from 0.",
)
@insight("Boxes stay as square as they can, and a square box is near to all it holds.")
def test_a_box_is_cut_across_its_longest_side(rng):
    """The columns are sepal length, sepal width, petal length, petal width."""
    six = [[0.0, 7, 0], [0, 7, 4], [0, 7, 0], [0, 7, 4], [5, 7, 0], [0, 7, 4]]
    box, outside = np.array(six), np.array([[9.0, 999, 99]])
    found = [widest(np.vstack([box, outside]), np.arange(6))]
    found += [widest(X_train, np.arange(n))]
    assert found[1] == close_to(____(2))
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


@hint(
    "A box with few rows is done. What is left of a larger one, once it is cut?",
    "Two boxes, each a smaller problem of the same kind: grow calls itself for low "
    "and for high.",
    "The cut is a value between the halves, such as the smallest of high in the "
    "column: X[high, column].min(). The parts are grow(X, low, leaf) and grow(X, "
    "high, leaf).",
)
@yours
def grow(X, rows, leaf=5):
    """A k-d tree of rows. A leaf, of at most `leaf` rows, is the array of row numbers.

    Any other node is a dict: column and cut, and the trees low and high on the two
    sides of the cut. No row of low has more than cut in that column, no row of high has
    less.
    """
    if len(rows) <= leaf:
        return ____(rows)
    column = widest(X, rows)
    low, high = halves(X, rows, column)
    return {
        "column": column,
        "cut": ____(X[high, column].min()),
        "low": ____(grow(X, low, leaf)),
        "high": ____(grow(X, high, leaf)),
    }


@hint(
    "How often can 120 be halved until no box holds more than five?",
    "120, 60, 30, 15, 7 or 8, and then?",
    "120, 60, 30, 15, 8, 4: five cuts.",
)
@insight("Twice the flowers cost one cut more: 18 cuts part a million.")
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
    assert depth(tree) == ____(5)


@hint(
    "A leaf is opened. Who may join the best, and who has to leave?",
    "Distances from q to the rows of the leaf, as pairs (distance, row) beside the "
    "best so far; the k smallest stay.",
    "far = np.sqrt(((X[rows] - q) ** 2).sum(axis=1)), then "
    "sorted([*best, *zip(far, rows)])[:k]",
)
@yours
def merge(best, X, rows, q, k):
    """The k nearest to q among best and rows: pairs (distance, row), the nearest first.

    best: a list or tuple of such pairs, of rows seen before; rows: row numbers of X;
    fewer than k if there are no more.
    """
    far = np.sqrt(((X[rows] - q) ** 2).sum(axis=1))
    return sorted([*best, *zip(far.tolist(), rows.tolist(), strict=True)])[:k]


@insight(
    "The worst of the best is the bar: who is farther need not be measured at all."
)
def test_a_leaf_challenges_the_best_so_far():
    """Flowers 7 and 4 lead, at 1 and 6; the leaf holds 3, at 2, and 1, at 5."""
    X = np.array([[9.0, 9.0], [4.0, 5.0], [9.0, 0.0], [3.0, 1.0]])
    leaf, q = np.array([3, 1]), np.array([1.0, 1.0])
    first = merge([(1.0, 7), (6.0, 4)], X, leaf, q, 2)
    assert first == close_to(____([(1, 7), (2, 3)]))
    assert merge((), X, leaf, q, 5) == close_to([(2, 3), (5, 1)])
    again = merge(first, X, np.array([1]), q, 3)  # what it returned is the best so far
    assert again == close_to([(1, 7), (2, 3), (5, 1)])


@hint(
    "All that lies behind the cut is at least how far away?",
    "At least as far as the cut itself, in that one column. Compare with the last of "
    "best.",
    "len(best) < k or abs(q[node['column']] - node['cut']) < best[-1][0]",
)
@yours
def worth_crossing(node, q, best, k):
    """Whether a row behind the cut of node could be among the k nearest: a bool.

    best: pairs (distance, row), the nearest first; while there are fewer than k, it
    could.
    """
    return len(best) < k or abs(q[node["column"]] - node["cut"]) < best[-1][0]


@hint(
    "The petal is 2 cm long and the cut is at 5 cm: how far is all that lies behind "
    "it?",
    "At least 3 cm. Is the worst of the best farther than that, or are places free?",
    "Bar at 2: no. Bar at 4: yes. A place free: yes.",
)
@insight("One subtraction in one column, and half of a tree need not be opened.")
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
    assert crossed == close_to(____([False, True, True]))
    assert from_there == [False, True, True, True, True]
    assert by_width == [False, False, True, False, True]
    assert (of_two, of_one) == ([False, True], [False, True])
    assert of_five == [False, True]


@hint(
    "On which side of the cut is q itself? Look there first.",
    "Then ask worth_crossing, with the best you have by now; if so, go on with them "
    "to the far side.",
    "q[node['column']] < node['cut'], then search(node[near], X, q, k, best, seen), "
    "and the same with node[far].",
)
@yours
def search(node, X, q, k, best=(), seen=0):
    """The k nearest to q under node: (best, seen).

    best: pairs (distance, row), the nearest first; seen: how many distances were taken.
    Both go on from what they were given. Friedman, Bentley, Finkel (1977).
    """
    if is_leaf(node):
        return merge(best, X, node, q, k), seen + ____(len(node))
    is_low = ____(q[node["column"]] < node["cut"])
    near, far = ("low", "high") if is_low else ("high", "low")
    best, seen = ____(search(node[near], X, q, k, best, seen))
    if worth_crossing(node, q, best, k):
        best, seen = ____(search(node[far], X, q, k, best, seen))
    return best, seen


@hint(
    "Into which box does 4.4 cm fall, and which cuts are nearer to it than the best?",
    "First the box of 3.9 alone, at 0.5. The cut at 3.0 is farther than that, the cut "
    "at 4.5 is not.",
    "One distance in the box of 3.9, three behind the cut at 4.5: 4.",
)
@insight("Nothing was approximated: what was skipped could not have been nearer.")
def test_the_same_neighbours_with_fewer_distances(rng):
    """How many of six petals are measured to find the nearest to 4.4 cm?"""
    petals = np.array([[1.3], [1.5], [3.9], [4.7], [5.3], [6.0]])
    short = {"column": 0, "cut": 3.0, "low": np.array([0, 1]), "high": np.array([2])}
    tree = {"column": 0, "cut": 4.5, "low": short, "high": np.array([3, 4, 5])}
    best, seen = search(tree, petals, np.array([4.4]), 1)
    assert best == close_to([(0.3, 3)])
    assert seen == ____(4)
    for X, Q in (
        (X_train, X_test),
        (rng.normal(size=(400, 2)), rng.normal(size=(9, 2))),
    ):
        tree = grow(X, np.arange(len(X)))
        found = [search(tree, X, q, 5) for q in Q]
        wanted, _ = NearestNeighbors(n_neighbors=5).fit(X).kneighbors(Q)
        assert [[far for far, _ in best] for best, _ in found] == close_to(wanted)
        assert sum(seen for _, seen in found) < len(X) * len(Q) / 2


@hint(
    "Sort the distances; how many are the same as the fifth?",
    "Write print(int(equals.sum())) above the assertion and save: so many are equal, "
    "whatever the last bit says.",
    "3",
)
@insight("Compare distances, not names of neighbours: among equals the order is free.")
def test_equals_share_the_last_place():
    """How many flowers are as far as the fifth? Any may be taken; all are setosa."""
    far, order = NearestNeighbors(n_neighbors=n).fit(X_train).kneighbors(X_test[1:2])
    far, order = far[0], order[0]
    equals = np.isclose(far, far[4])
    assert int(equals.sum()) == ____(3)
    assert set(y_train[order[equals]].tolist()) == {0}
    best, _ = search(grow(X_train, np.arange(n)), X_train, X_test[1], 5)
    assert [distance for distance, _ in best] == close_to(far[:5])
    same = np.ones((40, 2))  # forty flowers that nothing tells apart
    assert depth(grow(same, np.arange(40))) == 3


@hint(
    "A wall is a distance in one column; the bar is a distance over all of them.",
    "With each column more, everyone is farther away, but the walls are no farther "
    "than before.",
    "With 2 and with 5 columns something is spared, with 20 next to nothing.",
)
@insight(
    "In 20 columns the ball around the five nearest pokes through nearly every wall."
)
def test_in_many_columns_every_box_must_be_opened(rng):
    """When it goes wrong: 500 rows of 2, 5, 20 columns; are nine tenths visited?"""
    nearly_all = []
    for columns in (2, 5, 20):
        X, Q = rng.normal(size=(500, columns)), rng.normal(size=(10, columns))
        tree = grow(X, np.arange(500))
        seen = np.mean([search(tree, X, q, 5)[1] for q in Q])
        nearly_all.append(bool(seen > 0.9 * 500))
    assert nearly_all == close_to(____([False, False, True]))


@hint(
    "The tree finds the same neighbours, so what becomes of the votes?",
    "They are the votes of every level above, and so is the number of right names.",
    "29",
)
@insight("The tree never changed an answer. It only knew where not to look.")
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
    assert right == ____(29)
    present(
        f"{right} of {len(y_test)} flowers named right, with {taken} distances of "
        f"{n * len(y_test)}",
        right=right,
        predicted=predicted,
        truth=y_test,
    )
