"""Level 6 · decomposition: a tree of boxes

To predict one flower you computed 120 distances and used five. Most of them you can skip:
a flower with a petal of 6 cm has no neighbour among the short ones. So cut the flowers
into two halves, and each half again, until each box holds only a few. Then open only the
boxes that can hold a neighbour. This is a k-d tree (Bentley, 1975).

You may use: arrays and your own functions. No np.linalg, no SciPy.

    X     (n, d)  n flowers, d features of each, in centimetres
    rows  (m,)    row numbers of X
    q     (d,)    the new flower
    node          a box of the tree; the root is the box of all flowers, and a leaf is a box
                  that is not cut any further
    best          the nearest found until now: pairs (distance, row), the nearest first

A *k-d tree* cuts the rows into two halves along one column, and each half again. A
*node* is a group of rows in a tree. The *root* is the node of all rows, and a *leaf* is
a node that is not divided any further.

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

n, d = X_train.shape


@hint(
    "If the rows were sorted by this column, where would you cut them?",
    "Sort the row numbers by their value in the column. Return those before the "
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
    "Sort the six petals by length: which three are the shortest?",
    "Leave out row 0. The other petals, sorted, begin with the one of row 4. Two of "
    "the three that are equally long follow.",
    "[1.3, 1.4, 1.4]",
)
@insight(
    "Half of the values are below the median. So one cut at the median leaves half "
    "of the flowers to search."
)
def test_the_median_cuts_the_flowers_in_half():
    """Cut the petals of rows 1 to 6 at the median. Which is the lower half? A list of three lengths."""
    petals = np.array([[9.9], [4.7], [1.4], [1.4], [1.3], [1.4], [6.0]])
    low, high = halves(petals, np.array([1, 2, 3, 4, 5, 6]), 0)
    assert sorted(petals[low, 0].tolist()) == close_to(____([1.3, 1.4, 1.4]))


@hint(
    "How far is it from the smallest to the largest value of each column?",
    "Compute largest minus smallest down each column, for these rows only. Return "
    "the column where that is largest.",
    "np.ptp(X[rows], axis=0).argmax(): ptp is largest minus smallest",
)
@yours
def widest(X, rows):
    """Return the number 0, 1, … of the column in which `rows` have the largest range: one number.

    The range of a column is its largest value minus its smallest, among `rows`.
    """
    return np.ptp(X[rows], axis=0).argmax()


@hint(
    "In which feature do irises differ most, in centimetres?",
    "Write print(np.ptp(X_train, axis=0)) above the last line and save. Columns "
    "count from 0.",
    "2: the petal length, from 1 to 6.9 cm",
)
@insight(
    "Cutting the longest side keeps boxes compact. All flowers in a compact box are "
    "similar."
)
def test_a_box_is_cut_across_its_longest_side():
    """In which column do the training flowers have the largest range? Columns count from 0."""
    box = np.array([[0.0, 7.0], [5.0, 8.0], [1.0, 9.0]])  # 5 cm by 2 cm
    assert widest(box, np.arange(3)) == close_to(0)
    assert widest(X_train, np.arange(n)) == close_to(____(2))


def is_leaf(node):
    """Return whether a node is a leaf: an array of row numbers. Other nodes are dicts."""
    return not isinstance(node, dict)


def leaves(node):
    """Return the row numbers of each leaf of a tree: a list of arrays."""
    if is_leaf(node):
        return [node]
    return leaves(node["low"]) + leaves(node["high"])


def depth(node):
    """Return how many cuts there are between the root and the deepest leaf."""
    return 0 if is_leaf(node) else 1 + max(depth(node["low"]), depth(node["high"]))


@hint(
    "A box with few rows is a leaf. What is left to do with a larger one, once it "
    "is cut?",
    "Each half is a smaller problem of the same kind, so grow calls itself for low "
    "and for high. As the cut, take a value between the halves, such as the "
    "smallest of high.",
    "rows; X[high, column].min(); grow(X, low, leaf) and grow(X, high, leaf)",
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
    "How often can you halve 120 until no box holds more than five?",
    "Halve and count: 120, 60, 30, 15, then 7 and 8, and one more time.",
    "5: 120, 60, 30, 15, 8, 4",
)
@insight(
    "The depth grows with the logarithm: twice as many flowers need only one more "
    "cut. A million need 18."
)
def test_the_depth_is_a_logarithm():
    """Grow a tree of 120 flowers, at most five to a leaf. How deep is it?

    The *depth* of a tree is the number of cuts between its root and its deepest leaf.
    """
    tree = grow(X_train, np.arange(n))
    assert max(map(len, leaves(tree))) <= 5
    assert depth(tree) == ____(5)


@hint(
    "A leaf is opened. Which of its rows belong to the k nearest, and which old "
    "ones drop out?",
    "Compute the distances from q to the rows of the leaf and make pairs (distance, "
    "row). Put them together with `best`, sort, and keep the first k.",
    "far = np.sqrt(((X[rows] - q) ** 2).sum(axis=1)), then sorted([*best, *zip(far, "
    "rows)])[:k]",
)
@yours
def merge(best, X, rows, q, k):
    """Return the k nearest to q among best and rows: pairs (distance, row), nearest first.

    `best` is a list or tuple of such pairs, of rows seen before. `rows` are row numbers of
    X. If there are fewer than k in all, return all of them.
    """
    far = np.sqrt(((X[rows] - q) ** 2).sum(axis=1))
    return sorted([*best, *zip(far.tolist(), rows.tolist(), strict=True)])[:k]


@hint(
    "How far is row 3 from q, and how far is row 1? Are they nearer than 1 and 6?",
    "Row 3 differs from q in one feature only. For row 1, use Pythagoras with 3 and 4. "
    "Sort all four pairs by distance and keep the first two.",
    "[(1, 7), (2, 3)]",
)
@insight(
    "The last of `best` is now at distance 2. Anything further away than that need "
    "not be measured."
)
def test_a_leaf_can_improve_the_best():
    """Which two rows are nearest after this leaf? A list of two pairs (distance, row).

    Until now, row 7 at distance 1 and row 4 at distance 6 were the nearest. The leaf has rows
    3 and 1 of X.
    """
    X = np.array([[9.0, 9.0], [4.0, 5.0], [9.0, 0.0], [3.0, 1.0]])
    leaf, q = np.array([3, 1]), np.array([1.0, 1.0])
    best = merge([(1.0, 7), (6.0, 4)], X, leaf, q, 2)
    assert best == close_to(____([(1, 7), (2, 3)]))


@hint(
    "How far from q is everything behind the cut, at least?",
    "It is at least as far as the cut itself, in that one column. Compare this with "
    "the distance of the last pair of `best`, or see whether `best` has fewer than "
    "k.",
    "len(best) < k or abs(q[node['column']] - node['cut']) < best[-1][0]",
)
@yours
def worth_crossing(node, q, best, k):
    """Return whether a row behind the cut of node could be among the k nearest: a bool.

    Behind the cut is the side where q is not. `best` has pairs (distance, row), the nearest
    first. If it has fewer than k, any row could.
    """
    return len(best) < k or abs(q[node["column"]] - node["cut"]) < best[-1][0]


@hint(
    "The petal is 2 cm long and the cut is at 5 cm. How far away is everything "
    "behind the cut, at least?",
    "It is at least 3 cm away. Is the last of `best` further away than that, or "
    "does `best` have fewer than two?",
    "[False, True, True]: 2 is nearer than 3, 4 is not, and the last one has a free "
    "place",
)
@insight(
    "One subtraction in one column, and half of a tree need not be opened. *Pruning* "
    "is to leave out a part of a tree."
)
def test_what_is_behind_a_distant_cut_is_skipped():
    """For which of the three `bests` is it worth crossing the cut? True or False for each.

    The petal is 2 cm long, and the cut is at 5 cm. The two nearest are wanted, so k is 2.
    """
    node, q = {"column": 0, "cut": 5.0}, np.array([2.0, 9.0])
    bests = [(1.0, 7), (2.0, 4)], [(1.0, 7), (4.0, 4)], [(1.0, 7)]
    crossed = [bool(worth_crossing(node, q, best, 2)) for best in bests]
    assert crossed == close_to(____([False, True, True]))


@hint(
    "On which side of the cut is q itself? Search there first.",
    "A leaf takes one distance for each of its rows. At a cut, search the near "
    "side, with best and seen. Then ask worth_crossing, and continue with what you "
    "have on the far side.",
    "len(node); q[node['column']] < node['cut']; search(node[near], X, q, k, best, "
    "seen), and the same with node[far]",
)
@yours
def search(node, X, q, k, best=(), seen=0):
    """Return the k nearest to q under node, and how many distances it took: (best, seen).

    `best` has pairs (distance, row), the nearest first. `best` and `seen` continue from the
    values given. Search the side of the cut on which q is first, and the other side only if
    it is worth crossing. Friedman, Bentley, Finkel (1977).
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
    "In which leaf is 4.4 cm? Which cuts are nearer to it than the nearest petal "
    "until now?",
    "The search opens the leaf with 3.9 first, at distance 0.5. The cut at 3.0 is "
    "further away than that, the cut at 4.5 is not. Add up the sizes of the leaves "
    "that are opened.",
    "4: one in the leaf of 3.9, three behind the cut at 4.5",
)
@insight(
    "The result is exact, not approximate. What was skipped could not have been nearer."
)
def test_the_same_neighbours_with_fewer_distances():
    """How many of six distances does the search compute to find the petal nearest to 4.4 cm?"""
    petals = np.array([[1.3], [1.5], [3.9], [4.7], [5.3], [6.0]])
    short = {"column": 0, "cut": 3.0, "low": np.array([0, 1]), "high": np.array([2])}
    tree = {"column": 0, "cut": 4.5, "low": short, "high": np.array([3, 4, 5])}
    best, seen = search(tree, petals, np.array([4.4]), 1)
    assert best == close_to([(0.3, 3)])
    assert seen == ____(4)


@hint(
    "Sort the distances. How many are equal to the fifth?",
    "Write print(equals.sum()) above the assertion and save. isclose also counts "
    "distances that differ only by rounding.",
    "3",
)
@insight(
    "When you compare two search methods, compare distances and not row numbers. If "
    "distances tie, the order is arbitrary."
)
def test_tied_distances_have_no_order():
    """How many flowers are exactly as far away as the fifth nearest, itself included?

    Any of these may be among the five, but the five distances are the same. To see the
    distances, write print(far[:9]) below the line of far and save.
    """
    far = NearestNeighbors(n_neighbors=n).fit(X_train).kneighbors(X_test[1:2])[0][0]
    equals = np.isclose(far, far[4])
    assert int(equals.sum()) == ____(3)
    best, _ = search(grow(X_train, np.arange(n)), X_train, X_test[1], 5)
    assert [distance for distance, _ in best] == close_to(far[:5])


@hint(
    "The distance to a cut is in one column. The distance to a neighbour is over "
    "all columns. Which of them grows with more columns?",
    "With each extra column, all flowers are further away, but the cuts are not. So "
    "with many columns nearly every cut is worth crossing.",
    "[False, False, True]: with 20 columns hardly anything is skipped",
)
@insight(
    "The *curse of dimensionality* is that in many dimensions everything is far away. "
    "So nearly every box has to be opened."
)
def test_it_goes_wrong_in_many_columns(rng):
    """When it goes wrong: with 2, 5, 20 columns, are over 90 % of the distances needed? True or False for each.

    To see the means, write print(columns, seen) below the line of seen and save.
    """
    nearly_all = []
    for columns in 2, 5, 20:
        X, Q = rng.normal(size=(500, columns)), rng.normal(size=(6, columns))
        tree = grow(X, np.arange(500))
        seen = np.mean([search(tree, X, q, 5)[1] for q in Q])
        nearly_all.append(bool(seen > 0.9 * 500))
    assert nearly_all == close_to(____([False, False, True]))


@hint(
    "The tree finds the same neighbours as before. What does that mean for the votes?",
    "The votes are the same as at every level above, and so is the number of "
    "correct predictions.",
    "29",
)
@insight(
    "The tree never changes a prediction. It only skips distances that cannot matter."
)
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
    """Put the result on the screen. `measured` is the number of distances computed."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} flowers predicted correctly, "
        f"with {measured} of {n * len(y_test)} distances",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
