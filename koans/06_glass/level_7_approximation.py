"""Level 7 · approximation: a forest out of chance

One tree hangs on single splinters: take three away, and every second time it asks other
questions. So grow many, each from splinters drawn by chance, each asked about columns
drawn by chance, and let them vote. The draw leaves a third of the splinters out each
time, and those judge the tree for nothing. Chance can go further still, down to the
thresholds; and of millions of splinters, 255 bins would say nearly all there is to say.

Yours to use: arrays, @ and your own functions. No np.linalg, no SciPy. best_split and
gains are yours from level 4.

    X       (n, d)   n splinters; y (n,) their kinds, 0 to 5
    rows    (n,)     row numbers drawn with replacement: a bootstrap sample, a bag
    out     (n,)     True where a row is not in the bag
    ask              a function of X and y that gives (gain, column, threshold)
    tree             a kind, or (column, threshold, yes, no), as at level 3
    forest           a list of (tree, out)

Pillars: probability, statistics.
"""

import numpy as np
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to, yours

from . import DEPTH, MIN_LEAF, X_test, X_train, y_test, y_train
from .level_4_matrices import best_split, gains


def grow(X, y, ask, depth):
    """A tree of at most depth questions in a row, each the one that ask proposes."""
    kind = int(np.bincount(y).argmax())
    if depth == 0 or (y == kind).all():
        return kind
    gained, column, threshold = ask(X, y)
    if gained == -np.inf:
        return kind
    left = X[:, int(column)] <= threshold
    yes, no = (
        grow(X[left], y[left], ask, depth - 1),
        grow(X[~left], y[~left], ask, depth - 1),
    )
    return (int(column), threshold, yes, no)


def name_all(tree, X):
    """The kind that a tree says of each row of X (n, d): shape (n,)."""
    names = np.zeros(len(X), dtype=int)
    waiting = [(tree, np.arange(len(X)))]
    while waiting:
        box, rows = waiting.pop()
        if not hasattr(box, "__len__"):
            names[rows] = box
            continue
        column, threshold, yes, no = box
        left = X[rows, column] <= threshold
        waiting += [(yes, rows[left]), (no, rows[~left])]
    return names


@yours
def bootstrap(n, rng):
    """n row numbers from 0 … n - 1, drawn with replacement by rng: shape (n,).

    Each draw may be any row, whatever was drawn before. Efron (1979).
    """
    return ____


def test_a_bag_holds_two_thirds(rng):
    """Two rows, two draws with replacement: how likely is row 0 in the bag?"""
    bags = [np.asarray(bootstrap(2, rng)).tolist() for _ in range(800)]
    assert np.mean([0 in bag for bag in bags]) == close_to(____, abs=0.08)
    drawn = np.unique(bootstrap(10_000, rng))  # of many rows, 63 in a hundred
    assert len(drawn) / 10_000 == close_to(1 - 1 / np.e, abs=0.02)


@yours
def left_out(rows, n):
    """Which of n rows are not among rows, a bag of row numbers: shape (n,), bool."""
    return ____


def test_who_is_left_out_can_judge():
    """The bag [3, 0, 3, 1, 0] of five rows: who is out?"""
    out = left_out(np.array([3, 0, 3, 1, 0]), 5)
    assert out == close_to(____)


@yours
def ask_some(X, y, k, rng):
    """The best question about k columns drawn by chance: (gain, column, threshold).

    k different columns of X (n, d) are drawn by rng; column is its number in X. A heap
    may hold a single splinter: best_split(X, Y, 1), Y = np.eye(6)[y]. Breiman (2001).
    """
    return ____


def test_barium_is_not_always_asked(rng):
    """Three of nine columns are drawn. How often is barium, the best, among them?"""
    asked = [int(ask_some(X_train, y_train, 3, rng)[1]) for _ in range(150)]
    assert np.mean(np.array(asked) == 7) == close_to(____, abs=0.17)


@yours
def forest(X, y, n_trees, k, rng):
    """n_trees trees, each from a bag of its own: a list of (tree, out).

    Each is grown to the end (a depth of 99) from the rows of its bag, with ask_some of
    k columns at every question; out (n,) says which rows were not in its bag.
    """
    return ____


def test_every_tree_has_its_bag_by_heart(rng):
    """Six trees: what share of its own bag does each name right?"""
    for tree, out in forest(X_train, y_train, 6, 3, rng):
        right, out = name_all(tree, X_train) == y_train, np.asarray(out, dtype=bool)
        assert right[~out].mean() == close_to(____, abs=0.06)
        assert 0.3 < right[out].mean() < 0.98


@yours
def votes(trees, X, n_kinds, only_out=False):
    """How many trees say each kind of each row of X (n, d): shape (n, n_kinds).

    trees: a list of (tree, out). only_out: a tree has a vote on its out rows alone;
    then X are the rows that the forest was grown from.
    """
    return ____


@yours
def out_of_bag(trees, X, y):
    """The share of rows named right by the trees that have not learnt them: a number.

    Of kinds with as many votes the smallest wins; rows on which no tree has a vote are
    left aside. X, y are the rows that the forest was grown from. Breiman (1996).
    """
    return ____


def test_only_those_who_were_out_may_judge():
    """Two trees, four rows: what share is right by those who were out?"""
    X, y = np.array([[1.0, 7], [3, 7], [1, 9], [1, 8]]), np.array([1, 0, 0, 2])
    first = ((0, 2.0, 1, 0), np.array([True, True, False, False]))
    second = ((1, 7.5, 0, 1), np.array([False, True, False, True]))
    counts = votes([first, second], X, 3, only_out=True)
    assert counts == close_to([[0, 1, 0], [2, 0, 0], [0, 0, 0], [0, 1, 0]])
    assert out_of_bag([first], X, y) == close_to(1)  # rows 2 and 3 have no vote
    assert out_of_bag([first, second], X, y) == close_to(____)


def test_out_of_bag_is_honest(rng):
    """Half of the splinters: which tells more of the rest, by heart or out of bag?"""
    X, y = X_train[::2], y_train[::2]
    trees = forest(X, y, 12, 3, rng)
    share = lambda X, y: np.mean(np.asarray(votes(trees, X, 6)).argmax(axis=1) == y)
    told = {"by heart": share(X, y), "out of bag": out_of_bag(trees, X, y)}
    unseen = share(X_train[1::2], y_train[1::2])
    assert min(told, key=lambda name: abs(told[name] - unseen)) == ____


def test_it_goes_wrong_when_rows_come_twice(rng):
    """When it goes wrong: pure chance, each row once, then twice. Right above 0.6?"""
    above = []
    for times in (1, 2):
        X = np.repeat(rng.normal(size=(60 // times, 3)), times, axis=0)
        y = np.repeat(rng.permutation(60 // times) % 3, times)
        above.append(bool(out_of_bag(forest(X, y, 12, 2, rng), X, y) > 0.6))
    assert above == close_to(____)


@yours
def edges(x, n_bins):
    """Thresholds that part x (n,) into at most n_bins bins, in rising order.

    The middles between neighbouring distinct values, all of them if they are fewer than
    n_bins. Else n_bins - 1 of the m middles: numbers int((i + 0.5) * m / (n_bins - 1)).
    """
    return ____


def test_few_edges_for_many_values():
    """1, 2, 2, 3, 4, 5, 8 and 100 in three bins: where are the two edges?"""
    x = np.array([100.0, 2, 4, 1, 2, 8, 3, 5])
    assert edges(x, 7) == close_to([1.5, 2.5, 3.5, 4.5, 6.5, 54])  # all the middles
    assert edges(x, 3) == close_to(____)


@yours
def histogram(bins, y, n_bins, n_kinds):
    """How many splinters of each kind lie in each bin: shape (n_bins, n_kinds).

    bins (n,): the bin of each splinter, from 0; y (n,): its kind. One pass.
    """
    return ____


@yours
def best_edge(H, cut, min_leaf):
    """The best question at an edge: (gain, threshold); (-np.inf, np.nan) if none.

    H (len(cut) + 1, c): counts in the bins; cut: the edges, rising. min_leaf, 1 or
    more, must lie on either side. If several edges gain most, halfway between the
    lowest and the highest of them.
    """
    return ____


def binned(X, n_bins, min_leaf):
    """A function to ask with: the best question at the edges of X's bins."""
    cuts = [np.asarray(edges(x, n_bins)) for x in X.T]

    def ask(X, y):
        found = []
        for x, cut in zip(X.T, cuts, strict=True):
            bins = np.searchsorted(cut, x)  # a value on an edge lies below it
            H = np.asarray(histogram(bins, y, len(cut) + 1, 6))
            found.append(best_edge(H, cut, min_leaf))
        column = int(np.argmax([gained for gained, _ in found]))
        return (found[column][0], column, found[column][1])

    return ask


def test_a_histogram_is_enough_to_ask():
    """Four bins by hand, edges at 1, 2 and 5: where is the best threshold?"""
    H = histogram(np.array([0, 3, 0, 3, 2, 3]), np.array([0, 1, 0, 1, 0, 1]), 4, 2)
    assert H == close_to([[2, 0], [0, 0], [1, 0], [0, 3]])
    cut = np.array([1.0, 2, 5])
    assert best_edge(np.asarray(H), cut, 1)[1] == close_to(____)


@yours
def ask_random(X, y, rng):
    """The best of d questions with thresholds by chance: (gain, column, threshold).

    One threshold for each column, uniform between its lowest and highest value; columns
    that do not vary are not asked, and with none left the gain is -np.inf. Geurts,
    Ernst and Wehenkel (2006).
    """
    return ____


def test_extremely_random_thresholds_will_do(rng):
    """One column with 0, 1 and 4: how often does a threshold by chance cut below 1?"""
    x, y = np.array([[0.0], [4], [1]]), np.array([0, 1, 1])
    drawn = np.array([ask_random(x, y, rng)[2] for _ in range(320)])
    assert (drawn < 1).mean() == close_to(____, abs=0.11)


@yours
def permuted(name, X, y, column, times, rng):
    """What shuffling one column of X costs: (mean drop, its standard error).

    name(X) names the rows of X. The drop is the share right less the share right with
    that column shuffled by rng; over `times` shuffles, 2 or more, its mean, and the
    standard error of that mean (ddof=1). X stays as it is. Breiman (2001).
    """
    return ____


def test_a_shuffled_column_tells_nothing(rng):
    """A column of zeros and ones is the kind. Shuffled, what share is lost?"""
    y = np.arange(100) % 2
    X, by_first = np.column_stack([y, rng.normal(size=100)]), lambda X: X[:, 0]
    assert permuted(by_first, X, y, 1, 5, rng) == close_to((0, 0))  # the other column
    drop, error = permuted(by_first, X, y, 0, 40, rng)
    assert drop == close_to(____, abs=0.04)


def test_it_goes_wrong_on_what_is_known_by_heart(rng):
    """When it goes wrong: chance. Does a shuffle cost 0.2 on known rows, and on new?"""
    X, y = rng.normal(size=(300, 1)), rng.integers(2, size=300)
    model = DecisionTreeClassifier(random_state=0).fit(X[:100], y[:100])
    known, _ = permuted(model.predict, X[:100], y[:100], 0, 10, rng)
    new, _ = permuted(model.predict, X[100:], y[100:], 0, 10, rng)
    assert [bool(known > 0.2), bool(new > 0.2)] == close_to(____)


def test_the_result_still_stands(present):
    """The same 43 from bins, so many that each value has one; a forest, to compare."""
    ask = binned(____, ____, MIN_LEAF)
    y_pred = name_all(grow(X_train, y_train, ask, DEPTH), X_test)
    model = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=MIN_LEAF)
    assert y_pred == close_to(model.fit(X_train, y_train).predict(X_test))
    trees = forest(X_train, y_train, 15, 3, np.random.default_rng(0))
    voted = np.asarray(votes(trees, X_test, 6)).argmax(axis=1)
    assert 24 <= (voted == y_test).sum() <= 39
    show(present, y_pred, voted)


# How the result is shown: nothing to do from here on


def show(present, y_pred, voted):
    """Put the result on the screen."""
    right, forest_right = int((y_pred == y_test).sum()), int((voted == y_test).sum())
    present(
        f"{right} of {len(y_test)} splinters named right from bins; a forest of 15: "
        f"{forest_right}",
        right=right,
        forest=forest_right,
        predicted=y_pred,
        truth=y_test,
    )
