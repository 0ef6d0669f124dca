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

from sensei import ____, close_to, hint, insight, yours

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


@hint(
    "Each row number is put back after it is drawn. How many draws are there?",
    "Draw n times. Each draw may be any of the n rows, also one that was drawn before.",
    "rng.integers(n, size=n)",
)
@yours
def bootstrap(n, rng):
    """Return n row numbers from 0 to n - 1, drawn with replacement by `rng`: shape (n,).

    Each draw may be any row, whatever was drawn before. This is a bootstrap sample:
    Efron (1979).
    """
    return rng.integers(n, size=n)


@hint(
    "How likely is it that both draws miss row 0?",
    "Each draw misses row 0 with a chance of 1/2, so both miss it with a chance of "
    "1/4. Subtract that from 1.",
    "0.75",
)
@insight(
    "With n draws from n rows, a row is missed with a chance of (1 − 1/n)ⁿ, which "
    "tends to 1/e. So a bootstrap sample has 63 % of the splinters, and the other "
    "37 % can judge the tree."
)
def test_a_bootstrap_sample_has_about_two_thirds_of_the_rows(rng):
    """Draw twice from two rows, with replacement. How likely is row 0 in the sample?"""
    bags = [np.asarray(bootstrap(2, rng)).tolist() for _ in range(800)]
    assert np.mean([0 in bag for bag in bags]) == close_to(____(0.75), abs=0.08)
    drawn = np.unique(bootstrap(10_000, rng))  # of many rows, 63 %
    assert len(drawn) / 10_000 == close_to(1 - 1 / np.e, abs=0.02)


@hint(
    "Which of the n rows are not in the bag?",
    "Start with True for all rows. Then set the rows in the bag to False.",
    "out = np.ones(n, dtype=bool); out[rows] = False",
)
@yours
def left_out(rows, n):
    """Return True for each of `n` rows that is not among `rows`: shape (n,), bool.

    `rows` has the row numbers of a bag.
    """
    out = np.ones(n, dtype=bool)
    out[rows] = False
    return out


@hint(
    "Which of the rows 0 to 4 does the bag not have?",
    "Rows 0, 1 and 3 are in the bag. Write True for each of the others, False for "
    "these.",
    "[False, False, True, False, True]",
)
@insight(
    "These rows are called out of bag. Every tree gets a test set without any cost."
)
def test_some_rows_are_out_of_bag():
    """A bag of five rows is [3, 0, 3, 1, 0]. Which rows are left out? True or False for each."""
    out = left_out(np.array([3, 0, 3, 1, 0]), 5)
    assert out == close_to(____([False, False, True, False, True]))


@hint(
    "Which columns may you ask about this time? What does best_split say about "
    "these columns alone?",
    "Draw k of the d columns, each at most once: rng.permutation(d)[:k]. "
    "best_split returns a column number among these k, so translate it back to X.",
    "columns = rng.permutation(X.shape[1])[:k]; gained, j, threshold = "
    "best_split(X[:, columns], np.eye(6)[y], 1); return gained, columns[j], "
    "threshold",
)
@yours
def ask_some(X, y, k, rng):
    """Return the best question about k random columns: (gain, column, threshold).

    `rng` draws k different columns of X (n, d). `column` is the number of the column in
    X. A group may have a single splinter, so use best_split(X, Y, 1) with Y =
    np.eye(6)[y]. Breiman (2001).
    """
    columns = rng.permutation(X.shape[1])[:k]
    gained, j, threshold = best_split(X[:, columns], np.eye(6)[y], 1)
    return gained, columns[j], threshold


@hint(
    "Is any column more likely to be drawn than another?",
    "Every column is equally likely. What fraction of the nine columns is drawn?",
    "1/3",
)
@insight(
    "At two of three nodes barium is not available, so other columns get a chance. "
    "Each tree gets worse, but the forest gets better, because its trees have less "
    "in common."
)
def test_barium_is_not_always_asked(rng):
    """Three of nine columns are drawn. How likely is barium, the best column, among them?"""
    asked = [int(ask_some(X_train, y_train, 3, rng)[1]) for _ in range(150)]
    assert np.mean(np.array(asked) == 7) == close_to(____(1 / 3), abs=0.17)


@hint(
    "What does each tree need? A bag, random columns for its questions, and a note "
    "of the rows left out.",
    "n_trees times: draw rows = bootstrap(n, rng). Grow a tree from X[rows] and "
    "y[rows] to a depth of 99, with lambda X, y: ask_some(X, y, k, rng) as ask. "
    "Keep it together with left_out(rows, n).",
    "trees.append((grow(X[rows], y[rows], lambda X, y: ask_some(X, y, k, rng), "
    "99), left_out(rows, len(X))))",
)
@yours
def forest(X, y, n_trees, k, rng):
    """Return a random forest: a list of `n_trees` tuples (tree, out).

    Each tree grows from the rows of its own bag, which is as large as X. It uses
    `ask_some` with k columns at every question and a depth of 99, so it is grown to the
    end. `out` (n,) says which rows are not in its bag.
    """
    trees = []
    for _ in range(n_trees):
        rows = bootstrap(len(X), rng)
        tree = grow(X[rows], y[rows], lambda X, y: ask_some(X, y, k, rng), 99)
        trees.append((tree, left_out(rows, len(X))))
    return trees


@hint(
    "A tree that is grown to the end has learnt every row of its bag. How often is "
    "it wrong there?",
    "In its bag a tree predicts every row correctly, except one or two if the "
    "columns drawn allow no more questions.",
    "1",
)
@insight(
    "Each tree has overfitted its own bag, so the trees have a large variance and "
    "a small bias. Averaging their votes reduces the variance."
)
def test_every_tree_overfits_its_bag(rng):
    """Six trees are grown to the end. How accurate is each on its own bag? A fraction."""
    for tree, out in forest(X_train, y_train, 6, 3, rng):
        correct = predict_all(tree, X_train) == y_train
        out = np.asarray(out, dtype=bool)
        assert correct[~out].mean() == close_to(____(1), abs=0.06)
        assert 0.3 < correct[out].mean() < 0.98


@hint(
    "Each tree predicts one kind for each row. How do you count the predictions?",
    "Start with zeros (n, n_kinds). For each tree, add 1 at [row, predicted kind] "
    "for each row that the tree may vote on.",
    "counts[rows, predict_all(tree, X)[rows]] += 1, with rows = "
    "np.flatnonzero(out) if only_out, otherwise all rows",
)
@yours
def votes(trees, X, n_kinds, only_out=False):
    """Return how many trees predict each kind for each row of X (n, d): shape (n, n_kinds).

    `trees` is a list of (tree, out). If `only_out` is True, a tree votes only on the
    rows that are out of its bag; then X has the rows that the forest was grown from.
    Otherwise X may be any rows.
    """
    counts = np.zeros((len(X), n_kinds), dtype=int)
    for tree, out in trees:
        rows = np.flatnonzero(out) if only_out else np.arange(len(X))
        counts[rows, predict_all(tree, X)[rows]] += 1
    return counts


@hint(
    "Which trees may vote on a row? For how many rows is the winner correct?",
    "Count the votes with only_out=True. Keep the rows with at least one vote. "
    "Take the argmax of each row, compare it with y, and take the mean.",
    "counts = votes(trees, X, n_kinds, only_out=True); some = counts.sum(axis=1) > "
    "0; np.mean(counts.argmax(axis=1)[some] == y[some])",
)
@yours
def out_of_bag(trees, X, y):
    """Return the out-of-bag accuracy of a forest: one number.

    It is the fraction of rows predicted correctly by the vote of those trees that have
    not learnt them. If kinds have equally many votes, the smallest wins. Rows on which
    no tree votes are left out. X, y are the rows that the forest was grown from.
    Breiman (1996).
    """
    counts = votes(trees, X, y.max() + 1, only_out=True)
    some = counts.sum(axis=1) > 0
    return np.mean(counts.argmax(axis=1)[some] == y[some])


@hint(
    "Which trees have not learnt row 0? And rows 1, 2 and 3?",
    "Row 0 is predicted as 1, which is correct. Row 1 gets two votes for 0, which "
    "is correct. Row 2 gets no vote. Row 3 is predicted as 1, but it is 2.",
    "2/3",
)
@insight(
    "No tree judges a row that it has learnt. Without a split and without folds, "
    "every splinter is both training and test data, but for different trees."
)
def test_each_row_is_judged_by_trees_that_have_not_learnt_it():
    """What is the out-of-bag accuracy of two trees on four rows? A fraction."""
    X, y = np.array([[1.0, 7], [3, 7], [1, 9], [1, 8]]), np.array([1, 0, 0, 2])
    first = ((0, 2.0, 1, 0), np.array([True, True, False, False]))
    second = ((1, 7.5, 0, 1), np.array([False, True, False, True]))
    counts = votes([first, second], X, 3, only_out=True)
    assert counts == close_to([[0, 1, 0], [2, 0, 0], [0, 0, 0], [0, 1, 0]])
    assert out_of_bag([first], X, y) == close_to(1)  # no tree votes on rows 2 and 3
    assert out_of_bag([first, second], X, y) == close_to(____(2 / 3))


@hint(
    "Which accuracy is measured on rows that the trees have learnt?",
    "The training accuracy is nearly 1. The accuracy on unseen rows is about 0.64. "
    "Print estimates to see both.",
    '"out of bag"',
)
@insight(
    "The out-of-bag accuracy is about 0.66, that on unseen splinters 0.64, and the "
    "training accuracy nearly 1. You did not have to hold back any data for this "
    "estimate."
)
def test_out_of_bag_is_honest(rng):
    """Which accuracy is closer to that on unseen rows: 'training' or 'out of bag'? In quotes."""
    X, y = X_train[::2], y_train[::2]
    trees = forest(X, y, 12, 3, rng)
    accuracy = lambda X, y: np.mean(np.asarray(votes(trees, X, 6)).argmax(axis=1) == y)
    estimates = {"training": accuracy(X, y), "out of bag": out_of_bag(trees, X, y)}
    unseen = accuracy(X_train[1::2], y_train[1::2])
    assert min(estimates, key=lambda source: abs(estimates[source] - unseen)) == ____(
        "out of bag"
    )


@hint(
    "If labels are random, nothing can be learnt. What changes if every row has a "
    "duplicate?",
    "If each row comes twice, the duplicate of a row out of the bag is often in "
    "the bag, where the tree learns its label. So one of the two accuracies is far "
    "too high.",
    "[False, True]",
)
@insight(
    "Duplicates leak, as at level 2. If a row is out of the bag, all rows that "
    "belong with it must be out too: rows of one pane, one patient or one day."
)
def test_duplicate_rows_leak_into_the_out_of_bag_accuracy(rng):
    """When it goes wrong: labels are random, and rows come once or twice. Is the accuracy above 0.6? True or False for each."""
    is_high = []
    for times in (1, 2):
        X = np.repeat(rng.normal(size=(60 // times, 3)), times, axis=0)
        y = np.repeat(rng.permutation(60 // times) % 3, times)
        is_high.append(bool(out_of_bag(forest(X, y, 12, 2, rng), X, y) > 0.6))
    assert is_high == close_to(____([False, True]))


@hint(
    "There are too many midpoints between neighbouring values. Which few of them "
    "do you keep?",
    "Compute all midpoints of np.unique(x). If there are fewer than n_bins, return "
    "them. Otherwise take n_bins - 1 of them at equal steps through the list, with "
    "the numbers that the docstring gives.",
    "values = np.unique(x); midpoints = (values[:-1] + values[1:]) / 2; "
    "midpoints[((np.arange(n_bins - 1) + 0.5) * len(midpoints) / (n_bins - "
    "1)).astype(int)]",
)
@yours
def edges(x, n_bins):
    """Return thresholds that divide x (n,) into at most `n_bins` bins, in rising order.

    They are midpoints between neighbouring distinct values. If there are fewer than
    `n_bins` midpoints, return all of them. Otherwise return n_bins - 1 of the m
    midpoints: those with the numbers int((i + 0.5) * m / (n_bins - 1)) for i = 0, 1, ….
    """
    values = np.unique(x)
    midpoints = (values[:-1] + values[1:]) / 2
    if len(midpoints) < n_bins:
        return midpoints
    i = np.arange(n_bins - 1)
    return midpoints[((i + 0.5) * len(midpoints) / (n_bins - 1)).astype(int)]


@hint(
    "There are six midpoints: 1.5, 2.5, 3.5, 4.5, 6.5 and 54. Which two of them do "
    "you take?",
    "Take the midpoints with the numbers int(0.5 * 6 / 2) and int(1.5 * 6 / 2), "
    "counted from 0.",
    "[2.5, 6.5]",
)
@insight(
    "The bins follow the order of the values, so the outlier of 100 takes only one "
    "place and cannot push all others into one bin."
)
def test_a_few_edges_stand_for_many_values():
    """1, 2, 2, 3, 4, 5, 8, 100 are put into three bins. What are the two edges? A list."""
    x = np.array([100.0, 2, 4, 1, 2, 8, 3, 5])
    assert edges(x, 7) == close_to([1.5, 2.5, 3.5, 4.5, 6.5, 54])  # all midpoints
    assert edges(x, 3) == close_to(____([2.5, 6.5]))


@hint(
    "Each splinter adds one count. In which cell of the table?",
    "Start with a table of zeros, with a row for each bin and a column for each "
    "kind. np.add.at adds 1 as often as a cell occurs.",
    "H = np.zeros((n_bins, n_kinds)); np.add.at(H, (bins, y), 1)",
)
@yours
def histogram(bins, y, n_bins, n_kinds):
    """Return how many splinters of each kind are in each bin: shape (n_bins, n_kinds).

    `bins` (n,) is the bin of each splinter, from 0, and y (n,) is its kind. Look at
    each splinter once. A *histogram* counts how many values fall into each bin.
    """
    H = np.zeros((n_bins, n_kinds))
    np.add.at(H, (bins, y), 1)
    return H


@hint(
    "You may only ask at the edges. Which counts are at or below each edge?",
    "A running sum of H, without its last row, has the counts below each edge. "
    "Compute the gain of those with min_leaf on each side. Of the edges with the "
    "largest gain, take the midpoint of the lowest and the highest.",
    "G = np.full(len(thresholds), -np.inf); G[ok] = gains(L[ok], H.sum(axis=0)); "
    "best = thresholds[G == G.max()]; (best[0] + best[-1]) / 2",
)
@yours
def best_edge(H, thresholds, min_leaf):
    """Return the best question at one of the edges: (gain, threshold).

    `thresholds` has the edges in rising order, and H (len(thresholds) + 1, c) has the
    counts in the bins. At least `min_leaf` splinters, 1 or more, must be on each side;
    if there is no such edge, return (-np.inf, np.nan). If several edges have the
    largest gain, the threshold is halfway between the lowest and the highest of them.
    """
    L = H.cumsum(axis=0)[:-1]
    n = L.sum(axis=1)
    ok = np.minimum(n, H.sum() - n) >= min_leaf
    if not ok.any():
        return (-np.inf, np.nan)
    G = np.full(len(thresholds), -np.inf)
    G[ok] = gains(L[ok], H.sum(axis=0))
    best = thresholds[G == G.max()]
    return (G.max(), (best[0] + best[-1]) / 2)


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


@hint(
    "The bins have counts of (2, 0), (0, 0), (1, 0) and (0, 3). Where can you "
    "separate the two kinds?",
    "The kinds are separated between bin 2 and bin 3, counted from 0. Which of the "
    "three edges is that?",
    "5",
)
@insight(
    "Eight bins find a first question as good as the exact one. A histogram of a "
    "million rows is no longer than one of 171, which is why libraries for gradient "
    "boosting use it. *Gradient boosting* adds up many small trees, each fitted to "
    "the errors of those before."
)
def test_a_histogram_is_enough_to_find_a_split():
    """Four bins have edges at 1, 2 and 5. Which threshold is best?"""
    H = histogram(np.array([0, 3, 0, 3, 2, 3]), np.array([0, 1, 0, 1, 0, 1]), 4, 2)
    assert H == close_to([[2, 0], [0, 0], [1, 0], [0, 3]])
    thresholds = np.array([1.0, 2, 5])
    assert best_edge(np.asarray(H), thresholds, 1)[1] == close_to(____(5))


@hint(
    "Draw one random threshold for each column. Between which values?",
    "rng.uniform(X.min(axis=0), X.max(axis=0)) draws them all. X <= thresholds are "
    "the answers (n, d), and answers.T @ Y counts the kinds at or below each "
    "threshold. Take the largest gain among the columns that vary.",
    "L = (X <= thresholds).T @ np.eye(6)[y]; G[ok] = gains(L[ok], L_all) where ok "
    "= X.min(axis=0) < X.max(axis=0)",
)
@yours
def ask_random(X, y, rng):
    """Return the best of d questions with random thresholds: (gain, column, threshold).

    Draw one threshold for each column, uniform between its lowest and its highest
    value. *Uniform* means that all numbers in a range are equally likely. Columns that
    do not vary are not asked about; if none is left, the gain is -np.inf. This makes
    extremely randomised trees (extra trees): Geurts, Ernst and Wehenkel (2006).
    """
    thresholds, Y = rng.uniform(X.min(axis=0), X.max(axis=0)), np.eye(6)[y]
    ok = X.min(axis=0) < X.max(axis=0)
    G = np.full(X.shape[1], -np.inf)
    if ok.any():
        G[ok] = gains((X[:, ok] <= thresholds[ok]).T @ Y, Y.sum(axis=0))
    column = int(G.argmax())
    return (G[column], column, thresholds[column])


@hint(
    "The threshold is uniform between the lowest and the highest value. How long "
    "is the part below 1?",
    "The threshold is anywhere between 0 and 4, all places equally likely. Which "
    "fraction of that is below 1?",
    "0.25",
)
@insight(
    "Nobody searches for the best threshold any more, and the forest hardly gets "
    "worse. Five such trees mostly predict 27 to 33 of 43 correctly, because the "
    "vote makes up for what single trees lose."
)
def test_random_thresholds_are_good_enough(rng):
    """A column has 0, 1 and 4. How likely is it that a random threshold is below 1?"""
    x, y = np.array([[0.0], [4], [1]]), np.array([0, 1, 1])
    drawn = np.array([ask_random(x, y, rng)[2] for _ in range(320)])
    assert (drawn < 1).mean() == close_to(____(0.25), abs=0.11)


@hint(
    "How can you remove what one column tells, and nothing else?",
    "Shuffle that column in a copy of X, predict again, and see by how much the "
    "accuracy drops. Repeat it `times` times. Return the mean of the drops, and "
    "their std(ddof=1) divided by the square root of times.",
    "shuffled = X.copy(); shuffled[:, column] = rng.permutation(X[:, column]); "
    "drops.append(np.mean(predict(X) == y) - np.mean(predict(shuffled) == y))",
)
@yours
def shuffle_importance(predict, X, y, column, times, rng):
    """Return what shuffling one column of X costs: (mean drop, its standard error).

    predict(X) returns the kinds of the rows of X. The drop is the accuracy minus the
    accuracy with that column shuffled by `rng`. Take the mean of the drops over `times`
    shuffles, 2 or more, and the standard error of that mean (ddof=1). X stays as it is.
    *Permutation importance* is how much worse a model gets when one column is shuffled.
    Breiman (2001).
    """
    correct, drops = np.mean(predict(X) == y), []
    for _ in range(times):
        shuffled = X.copy()
        shuffled[:, column] = rng.permutation(X[:, column])
        drops.append(correct - np.mean(predict(shuffled) == y))
    return np.mean(drops), np.std(drops, ddof=1) / np.sqrt(times)


@hint(
    "After shuffling, what does the column tell about the kind?",
    "Before shuffling the accuracy is 1. After it the prediction is a guess "
    "between two equally common kinds. Subtract.",
    "0.5",
)
@insight(
    "At level 3 barium was the most important column. Shuffled on the 43 test "
    "splinters, aluminium costs 0.22 and barium 0.11. Do not trust a drop that is "
    "smaller than twice its standard error."
)
def test_shuffling_a_column_removes_what_it_tells(rng):
    """A column of zeros and ones is the kind itself. By how much does shuffling it lower the accuracy?"""
    y = np.arange(100) % 2
    X, by_first = np.column_stack([y, rng.normal(size=100)]), lambda X: X[:, 0]
    other_column = shuffle_importance(by_first, X, y, 1, 5, rng)
    assert other_column == close_to((0, 0))
    drop, error = shuffle_importance(by_first, X, y, 0, 40, rng)
    assert drop == close_to(____(0.5), abs=0.04)


@hint(
    "If labels are random, the tree can only overfit. Where does it use what it "
    "has learnt?",
    "On the training rows the column seems important, because the tree has learnt "
    "them one by one. On new rows there is nothing to lose. Write a list of two.",
    "[True, False]",
)
@insight(
    "A column may be important to the model and yet tell nothing about new data, "
    "so measure on unseen rows. If two columns tell the same, shuffling one costs "
    "little, because the other is left."
)
def test_importance_on_the_training_set_misleads(rng):
    """When it goes wrong: labels are random. Does shuffling cost 0.2 on training rows, and on new rows? True or False for each."""
    X, y = rng.normal(size=(300, 1)), rng.integers(2, size=300)
    model = DecisionTreeClassifier(random_state=0).fit(X[:100], y[:100])
    known, _ = shuffle_importance(model.predict, X[:100], y[:100], 0, 10, rng)
    new, _ = shuffle_importance(model.predict, X[100:], y[100:], 0, 10, rng)
    assert [bool(known > 0.2), bool(new > 0.2)] == close_to(____([True, False]))


@hint(
    "Which splinters do you put into bins? How many bins are enough for all values?",
    "Use the features of the training set. The column with the most different "
    "values has 144 of them, and libraries often take the largest number of a byte.",
    "X_train, and 255 or any number from 144",
)
@insight(
    "With 255 bins the tree makes the same 43 predictions as the exact one. A "
    "forest of 15 trees mostly gets 29 to 34. A single tree can be read, a forest "
    "is more accurate: the choice is yours."
)
def test_the_result_still_stands(present):
    """Predict the same 43 from bins, one for each value. Fill in the features and the number of bins."""
    ask = binned(____(X_train), ____(255), MIN_LEAF)
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
