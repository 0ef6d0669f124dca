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
    """Return the row numbers cut at the median of one column: (low, high).

    No value of `low` is above a value of `high`. `low` has len(rows) // 2 of the row
    numbers and `high` the others, so equal values may be in both.
    """
    order = rows[np.argsort(X[rows, column])]
    middle = len(rows) // 2
    return order[:middle], order[middle:]


@hint(
    "Six petals in order of length: which three are the shorter ones?",
    "1.3, 1.4, 1.4, 1.4, 4.7, 6.0: the first three.",
    "[1.3, 1.4, 1.4]",
)
@insight("A cut at the median is always even: one look removes half of the search.")
def test_the_median_leaves_as_many_on_either_side():
    """Cut the six petals of rows 1 to 6 in two. Which are the lower half? A list of three."""
    petals = np.array([[9.9], [4.7], [1.4], [1.4], [1.3], [1.4], [6.0]])
    low, high = halves(petals, np.array([1, 2, 3, 4, 5, 6]), 0)
    assert sorted(petals[low, 0].tolist()) == close_to(____([1.3, 1.4, 1.4]))


@hint(
    "How far is it from the smallest to the largest value of each column?",
    "Largest minus smallest down each column, for these rows only; which column has "
    "most?",
    "np.ptp(X[rows], axis=0) is largest minus smallest; argmax finds the column.",
)
@yours
def widest(X, rows):
    """Return the number 0, 1, … of the column in which `rows` reach furthest: one number.

    How far rows reach in a column is its largest value minus its smallest, among `rows`.
    """
    return np.ptp(X[rows], axis=0).argmax()


@hint(
    "Of which length do irises differ most, in centimetres?",
    "Compare X_train.max(axis=0) - X_train.min(axis=0), column by column.",
    "Petal length, from 1 to 6.9 cm, is the third column; Python counts from 0.",
)
@insight(
    "Cutting the longest side keeps boxes nearly square, so all rows of a box are close."
)
def test_a_box_is_cut_across_its_longest_side():
    """In which column do the training flowers reach furthest? Columns count from 0."""
    box = np.array([[0.0, 7.0], [5.0, 8.0], [1.0, 9.0]])  # 5 cm by 2 cm
    assert widest(box, np.arange(3)) == close_to(0)
    assert widest(X_train, np.arange(n)) == close_to(____(2))


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
    """Return a k-d tree of rows. A leaf, of at most `leaf` rows, is the array of row numbers.

    Any other node is a dict: column and cut, and the trees low and high on the two sides
    of the cut. No row of low has more than cut in that column, and no row of high has
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
@insight("Twice as many flowers need only one more cut: for a million, 18 are enough.")
def test_five_cuts_part_120_flowers():
    """Grow a tree of 120 flowers, at most five to a leaf. How deep is it?"""
    tree = grow(X_train, np.arange(n))
    assert max(map(len, leaves(tree))) <= 5
    assert depth(tree) == ____(5)


@hint(
    "You open a leaf. Which of its rows join the best, and which have to leave?",
    "Distances from q to the rows of the leaf, as pairs (distance, row) beside the "
    "best so far; the k smallest stay.",
    "far = np.sqrt(((X[rows] - q) ** 2).sum(axis=1)), then "
    "sorted([*best, *zip(far, rows)])[:k]",
)
@yours
def merge(best, X, rows, q, k):
    """Return the k nearest to q among best and rows: pairs (distance, row), nearest first.

    `best` is a list or tuple of such pairs, of rows seen before. `rows` are row numbers of
    X. If there are fewer than k in all, return all of them.
    """
    far = np.sqrt(((X[rows] - q) ** 2).sum(axis=1))
    return sorted([*best, *zip(far.tolist(), rows.tolist(), strict=True)])[:k]


@insight(
    "The last of the best is the threshold: a row that is farther need not be measured."
)
def test_a_leaf_challenges_the_best_so_far():
    """Rows 7 and 4 are the best so far. Which two are, after a leaf with rows 3 and 1? Pairs."""
    X = np.array([[9.0, 9.0], [4.0, 5.0], [9.0, 0.0], [3.0, 1.0]])
    leaf, q = np.array([3, 1]), np.array([1.0, 1.0])
    best = merge([(1.0, 7), (6.0, 4)], X, leaf, q, 2)
    assert best == close_to(____([(1, 7), (2, 3)]))


@hint(
    "All that lies behind the cut is at least how far away?",
    "At least as far as the cut itself, in that one column. Compare with the last of "
    "best.",
    "len(best) < k or abs(q[node['column']] - node['cut']) < best[-1][0]",
)
@yours
def worth_crossing(node, q, best, k):
    """Return whether a row behind the cut of node could be among the k nearest: a bool.

    `best` has pairs (distance, row), the nearest first. If it has fewer than k, any row
    could.
    """
    return len(best) < k or abs(q[node["column"]] - node["cut"]) < best[-1][0]


@hint(
    "The petal is 2 cm long and the cut is at 5 cm: how far is all that lies behind "
    "it?",
    "At least 3 cm. Is the worst of the best farther than that, or are places free?",
    "[False, True, True]: no for the worst at 2, yes at 4, yes for a free place",
)
@insight("One subtraction in one column can save you from opening half of a tree.")
def test_behind_a_far_wall_is_nobody_near():
    """A petal of 2 cm, a cut at 5 cm: for which of these three best is crossing worth it? Bools."""
    node, q = {"column": 0, "cut": 5.0}, np.array([2.0, 9.0])
    bests = [(1.0, 7), (2.0, 4)], [(1.0, 7), (4.0, 4)], [(1.0, 7)]
    crossed = [bool(worth_crossing(node, q, best, 2)) for best in bests]
    assert crossed == close_to(____([False, True, True]))


@hint(
    "On which side of the cut is q itself? Look there first.",
    "Then ask worth_crossing, with the best you have by now; if so, go on with them "
    "to the far side.",
    "q[node['column']] < node['cut'], then search(node[near], X, q, k, best, seen), "
    "and the same with node[far].",
)
@yours
def search(node, X, q, k, best=(), seen=0):
    """Return the k nearest to q under node, and how many distances it took: (best, seen).

    `best` has pairs (distance, row), the nearest first. Both go on from what they were
    given. Search the side of the cut on which q is first, and the other side only if it
    is worth crossing. Friedman, Bentley, Finkel (1977).
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
@insight("This is exact and not approximate: no row that was skipped could be nearer.")
def test_the_same_neighbours_with_fewer_distances():
    """How many of six petals are measured to find the nearest to 4.4 cm?"""
    petals = np.array([[1.3], [1.5], [3.9], [4.7], [5.3], [6.0]])
    short = {"column": 0, "cut": 3.0, "low": np.array([0, 1]), "high": np.array([2])}
    tree = {"column": 0, "cut": 4.5, "low": short, "high": np.array([3, 4, 5])}
    best, seen = search(tree, petals, np.array([4.4]), 1)
    assert best == close_to([(0.3, 3)])
    assert seen == ____(4)


@hint(
    "Sort the distances; how many are the same as the fifth?",
    "Write print(int(equals.sum())) above the assertion and save.",
    "3",
)
@insight("Compare distances, not row numbers: among equal distances the order is free.")
def test_equals_share_the_last_place():
    """How many flowers are exactly as far as the fifth nearest? Any of them may be taken."""
    far = NearestNeighbors(n_neighbors=n).fit(X_train).kneighbors(X_test[1:2])[0][0]
    equals = np.isclose(far, far[4])
    assert int(equals.sum()) == ____(3)
    best, _ = search(grow(X_train, np.arange(n)), X_train, X_test[1], 5)
    assert [distance for distance, _ in best] == close_to(far[:5])


@hint(
    "A cut is a distance in one column. The fifth nearest is a distance in all of them.",
    "With each further column all rows are farther away, but the cuts are no farther than "
    "before.",
    "[False, False, True]: with 20 columns next to nothing is spared",
)
@insight(
    "This is the curse of dimensionality: in 20 columns the ball around the five nearest "
    "reaches across nearly every cut."
)
def test_in_many_columns_every_box_must_be_opened(rng):
    """When it goes wrong: with 2, 5 or 20 columns, does it measure over 90 %? Three bools."""
    nearly_all = []
    for columns in 2, 5, 20:
        X, Q = rng.normal(size=(500, columns)), rng.normal(size=(6, columns))
        tree = grow(X, np.arange(500))
        seen = np.mean([search(tree, X, q, 5)[1] for q in Q])
        nearly_all.append(bool(seen > 0.9 * 500))
    assert nearly_all == close_to(____([False, False, True]))


@hint(
    "The tree finds the same neighbours, so what becomes of the votes?",
    "The votes are the same as at every level above, and so are the predictions.",
    "29",
)
@insight("The tree never changed an answer. It only knew where not to look.")
def test_the_result_still_stands(present):
    """Search your tree for the 30 test flowers. How many are predicted correctly?"""
    tree = grow(X_train, np.arange(n))
    found = [search(tree, X_train, q, 5) for q in X_test]
    votes = [[y_train[int(row)] for _, row in best] for best, _ in found]
    y_pred = np.array([np.bincount(five).argmax() for five in votes])
    model = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    assert (y_pred == y_test).sum() == ____(29)
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
