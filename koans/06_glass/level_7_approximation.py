"""Level 7 · approximation: a random forest

A single tree depends on single splinters: without three of them, it often asks other
questions. So grow many trees, each from random rows and random columns, and let them
vote. Each tree leaves out a third of the rows, which can judge it at no cost. Then you
replace exact thresholds by bins, or by random numbers, and measure how little is lost.

You may use: arrays, @ and your own functions, such as best_split and gains of level 4.
No np.linalg, no SciPy.

    X       (n, d)   the features of n splinters; y (n,) their kinds, 0 to 5
    rows    (n,)     row numbers drawn with replacement: a bootstrap sample, or bag
    out     (n,)     True if a row is not in the bag (out of bag)
    ask              a function: ask(X, y) returns a question, (gain, column, threshold)
    tree             a kind, or (column, threshold, yes, no), as at level 3
    forest           a list of (tree, out)

*Bagging*, bootstrap aggregating, trains each model on a bootstrap sample of its own and
lets the models vote. A row is *out of bag* for the models whose sample it is not in.

Pillars: probability, statistics.
"""

import numpy as np
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to, yours

from . import DEPTH, MIN_LEAF, X_test, X_train, y_test, y_train
from .level_4_matrices import best_split, gains


def grow(X, y, ask, depth):
    """Return a tree with at most `depth` questions in a row; ask(X, y) chooses each of them."""
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


def predict_all(tree, X):
    """Return the kind that `tree` predicts for each row of X (n, d): shape (n,)."""
    predicted = np.zeros(len(X), dtype=int)
    waiting = [(tree, np.arange(len(X)))]
    while waiting:
        node, rows = waiting.pop()
        if not hasattr(node, "__len__"):
            predicted[rows] = node
            continue
        column, threshold, yes, no = node
        left = X[rows, column] <= threshold
        waiting += [(yes, rows[left]), (no, rows[~left])]
    return predicted


@yours
def bootstrap(n, rng):
    """Return n row numbers from 0 to n - 1, drawn with replacement by `rng`: shape (n,).

    Each draw may be any row, whatever was drawn before. This is a bootstrap sample:
    Efron (1979).
    """
    return ____


def test_a_bootstrap_sample_has_about_two_thirds_of_the_rows(rng):
    """Draw twice from two rows, with replacement. How likely is row 0 in the sample?"""
    bags = [np.asarray(bootstrap(2, rng)).tolist() for _ in range(800)]
    assert np.mean([0 in bag for bag in bags]) == close_to(____, abs=0.08)
    drawn = np.unique(bootstrap(10_000, rng))  # of many rows, 63 %
    assert len(drawn) / 10_000 == close_to(1 - 1 / np.e, abs=0.02)


@yours
def left_out(rows, n):
    """Return True for each of `n` rows that is not among `rows`: shape (n,), bool.

    `rows` has the row numbers of a bag.
    """
    return ____


def test_some_rows_are_out_of_bag():
    """A bag of five rows is [3, 0, 3, 1, 0]. Which rows are left out? True or False for each."""
    out = left_out(np.array([3, 0, 3, 1, 0]), 5)
    assert out == close_to(____)


@yours
def ask_some(X, y, k, rng):
    """Return the best question about k random columns: (gain, column, threshold).

    `rng` draws k different columns of X (n, d). `column` is the number of the column in
    X. A group may have a single splinter, so use best_split(X, Y, 1) with Y =
    np.eye(6)[y]. Breiman (2001).
    """
    return ____


def test_barium_is_not_always_asked(rng):
    """Three of nine columns are drawn. How likely is barium, the best column, among them?"""
    asked = [int(ask_some(X_train, y_train, 3, rng)[1]) for _ in range(150)]
    assert np.mean(np.array(asked) == 7) == close_to(____, abs=0.17)


@yours
def forest(X, y, n_trees, k, rng):
    """Return a random forest: a list of `n_trees` tuples (tree, out).

    Each tree grows from the rows of its own bag, which is as large as X. It uses
    `ask_some` with k columns at every question and a depth of 99, so it is grown to the
    end. `out` (n,) says which rows are not in its bag.
    """
    return ____


def test_every_tree_overfits_its_bag(rng):
    """Six trees are grown to the end. How accurate is each on its own bag? A fraction."""
    for tree, out in forest(X_train, y_train, 6, 3, rng):
        correct = predict_all(tree, X_train) == y_train
        out = np.asarray(out, dtype=bool)
        assert correct[~out].mean() == close_to(____, abs=0.06)
        assert 0.3 < correct[out].mean() < 0.98


@yours
def votes(trees, X, n_kinds, only_out=False):
    """Return how many trees predict each kind for each row of X (n, d): shape (n, n_kinds).

    `trees` is a list of (tree, out). If `only_out` is True, a tree votes only on the
    rows that are out of its bag; then X has the rows that the forest was grown from.
    Otherwise X may be any rows.
    """
    return ____


@yours
def out_of_bag(trees, X, y):
    """Return the out-of-bag accuracy of a forest: one number.

    It is the fraction of rows predicted correctly by the vote of those trees that have
    not learnt them. If kinds have equally many votes, the smallest wins. Rows on which
    no tree votes are left out. X, y are the rows that the forest was grown from.
    Breiman (1996).
    """
    return ____


def test_each_row_is_judged_by_trees_that_have_not_learnt_it():
    """What is the out-of-bag accuracy of two trees on four rows? A fraction."""
    X, y = np.array([[1.0, 7], [3, 7], [1, 9], [1, 8]]), np.array([1, 0, 0, 2])
    first = ((0, 2.0, 1, 0), np.array([True, True, False, False]))
    second = ((1, 7.5, 0, 1), np.array([False, True, False, True]))
    counts = votes([first, second], X, 3, only_out=True)
    assert counts == close_to([[0, 1, 0], [2, 0, 0], [0, 0, 0], [0, 1, 0]])
    assert out_of_bag([first], X, y) == close_to(1)  # no tree votes on rows 2 and 3
    assert out_of_bag([first, second], X, y) == close_to(____)


def test_out_of_bag_is_honest(rng):
    """Which accuracy is closer to that on unseen rows: 'training' or 'out of bag'? In quotes."""
    X, y = X_train[::2], y_train[::2]
    trees = forest(X, y, 12, 3, rng)
    accuracy = lambda X, y: np.mean(np.asarray(votes(trees, X, 6)).argmax(axis=1) == y)
    estimates = {"training": accuracy(X, y), "out of bag": out_of_bag(trees, X, y)}
    unseen = accuracy(X_train[1::2], y_train[1::2])
    assert min(estimates, key=lambda source: abs(estimates[source] - unseen)) == ____


def test_duplicate_rows_leak_into_the_out_of_bag_accuracy(rng):
    """When it goes wrong: labels are random, and rows come once or twice. Is the accuracy above 0.6? True or False for each."""
    is_high = []
    for times in (1, 2):
        X = np.repeat(rng.normal(size=(60 // times, 3)), times, axis=0)
        y = np.repeat(rng.permutation(60 // times) % 3, times)
        is_high.append(bool(out_of_bag(forest(X, y, 12, 2, rng), X, y) > 0.6))
    assert is_high == close_to(____)


@yours
def edges(x, n_bins):
    """Return thresholds that divide x (n,) into at most `n_bins` bins, in rising order.

    They are midpoints between neighbouring distinct values. If there are fewer than
    `n_bins` midpoints, return all of them. Otherwise return n_bins - 1 of the m
    midpoints: those with the numbers int((i + 0.5) * m / (n_bins - 1)) for i = 0, 1, ….
    """
    return ____


def test_a_few_edges_stand_for_many_values():
    """1, 2, 2, 3, 4, 5, 8, 100 are put into three bins. What are the two edges? A list."""
    x = np.array([100.0, 2, 4, 1, 2, 8, 3, 5])
    assert edges(x, 7) == close_to([1.5, 2.5, 3.5, 4.5, 6.5, 54])  # all midpoints
    assert edges(x, 3) == close_to(____)


@yours
def histogram(bins, y, n_bins, n_kinds):
    """Return how many splinters of each kind are in each bin: shape (n_bins, n_kinds).

    `bins` (n,) is the bin of each splinter, from 0, and y (n,) is its kind. Look at
    each splinter once. A *histogram* counts how many values fall into each bin.
    """
    return ____


@yours
def best_edge(H, thresholds, min_leaf):
    """Return the best question at one of the edges: (gain, threshold).

    `thresholds` has the edges in rising order, and H (len(thresholds) + 1, c) has the
    counts in the bins. At least `min_leaf` splinters, 1 or more, must be on each side;
    if there is no such edge, return (-np.inf, np.nan). If several edges have the
    largest gain, the threshold is halfway between the lowest and the highest of them.
    """
    return ____


def binned(X, n_bins, min_leaf):
    """Return a function ask(X, y) that finds the best question at the edges of the bins of X."""
    all_thresholds = [np.asarray(edges(x, n_bins)) for x in X.T]

    def ask(X, y):
        found = []
        for x, thresholds in zip(X.T, all_thresholds, strict=True):
            bins = np.searchsorted(thresholds, x)  # at an edge: the lower bin
            H = np.asarray(histogram(bins, y, len(thresholds) + 1, 6))
            found.append(best_edge(H, thresholds, min_leaf))
        column = int(np.argmax([gained for gained, _ in found]))
        return (found[column][0], column, found[column][1])

    return ask


def test_a_histogram_is_enough_to_find_a_split():
    """Four bins have edges at 1, 2 and 5. Which threshold is best?"""
    H = histogram(np.array([0, 3, 0, 3, 2, 3]), np.array([0, 1, 0, 1, 0, 1]), 4, 2)
    assert H == close_to([[2, 0], [0, 0], [1, 0], [0, 3]])
    thresholds = np.array([1.0, 2, 5])
    assert best_edge(np.asarray(H), thresholds, 1)[1] == close_to(____)


@yours
def ask_random(X, y, rng):
    """Return the best of d questions with random thresholds: (gain, column, threshold).

    Draw one threshold for each column, uniform between its lowest and its highest
    value. *Uniform* means that all numbers in a range are equally likely. Columns that
    do not vary are not asked about; if none is left, the gain is -np.inf. This makes
    extremely randomised trees (extra trees): Geurts, Ernst and Wehenkel (2006).
    """
    return ____


def test_random_thresholds_are_good_enough(rng):
    """A column has 0, 1 and 4. How likely is it that a random threshold is below 1?"""
    x, y = np.array([[0.0], [4], [1]]), np.array([0, 1, 1])
    drawn = np.array([ask_random(x, y, rng)[2] for _ in range(320)])
    assert (drawn < 1).mean() == close_to(____, abs=0.11)


@yours
def shuffle_importance(predict, X, y, column, times, rng):
    """Return what shuffling one column of X costs: (mean drop, its standard error).

    predict(X) returns the kinds of the rows of X. The drop is the accuracy minus the
    accuracy with that column shuffled by `rng`. Take the mean of the drops over `times`
    shuffles, 2 or more, and the standard error of that mean (ddof=1). X stays as it is.
    *Permutation importance* is how much worse a model gets when one column is shuffled.
    Breiman (2001).
    """
    return ____


def test_shuffling_a_column_removes_what_it_tells(rng):
    """A column of zeros and ones is the kind itself. By how much does shuffling it lower the accuracy?"""
    y = np.arange(100) % 2
    X, by_first = np.column_stack([y, rng.normal(size=100)]), lambda X: X[:, 0]
    other_column = shuffle_importance(by_first, X, y, 1, 5, rng)
    assert other_column == close_to((0, 0))
    drop, error = shuffle_importance(by_first, X, y, 0, 40, rng)
    assert drop == close_to(____, abs=0.04)


def test_importance_on_the_training_set_misleads(rng):
    """When it goes wrong: labels are random. Does shuffling cost 0.2 on training rows, and on new rows? True or False for each."""
    X, y = rng.normal(size=(300, 1)), rng.integers(2, size=300)
    model = DecisionTreeClassifier(random_state=0).fit(X[:100], y[:100])
    known, _ = shuffle_importance(model.predict, X[:100], y[:100], 0, 10, rng)
    new, _ = shuffle_importance(model.predict, X[100:], y[100:], 0, 10, rng)
    assert [bool(known > 0.2), bool(new > 0.2)] == close_to(____)


def test_the_result_still_stands(present):
    """Predict the same 43 from bins, one for each value. Fill in the features and the number of bins."""
    ask = binned(____, ____, MIN_LEAF)
    y_pred = predict_all(grow(X_train, y_train, ask, DEPTH), X_test)
    model = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=MIN_LEAF)
    assert y_pred == close_to(model.fit(X_train, y_train).predict(X_test))
    trees = forest(X_train, y_train, 15, 3, np.random.default_rng(0))
    y_forest = np.asarray(votes(trees, X_test, 6)).argmax(axis=1)
    assert 24 <= (y_forest == y_test).sum() <= 39
    show(present, y_pred, y_forest)


# How the result is shown: nothing to do from here on


def show(present, y_pred, y_forest):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    forest_correct = int((y_forest == y_test).sum())
    present(
        f"{correct} of {len(y_test)} splinters predicted correctly, from bins; a forest "
        f"of 15 trees: {forest_correct}",
        correct=correct,
        forest_correct=forest_correct,
        predicted=y_pred,
        truth=y_test,
    )
