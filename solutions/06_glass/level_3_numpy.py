"""Level 3 · NumPy: grow your own tree

Nobody told the model to ask about barium. It tried every possible question, "is this
feature at most that threshold?", and kept the one that separates the kinds best. Then
it did the same on both sides. Here you write eight short functions that grow this
decision tree and predict with it.

You may use: NumPy and SciPy, no scikit-learn.

    X      (n, d)  the features of n splinters: refractive index (coded), eight oxides in %
    y      (n,)    the labels: the kind of each splinter, 0 to 5
    x      (n,)    one column of X
    left   (n,)    True where the answer is yes: x is at most the threshold
    tree           a kind, if nothing more is asked (a leaf); otherwise a question:
                   (column, threshold, yes, no), with a tree for each answer

Pillars: probability, statistics.
"""

import numpy as np
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to, hint, insight, yours

from . import (
    DEPTH,
    MIN_LEAF,
    X_test,
    X_train,
    feature_names,
    kinds,
    listed,
    y_test,
    y_train,
)


@hint(
    "Draw a splinter, put it back, and draw again. How likely are both of the same "
    "kind?",
    "The fraction of each kind, squared, is the chance of drawing that kind twice. "
    "Add up these squares and subtract the sum from 1.",
    "fractions = np.bincount(y) / len(y), then 1 - (fractions**2).sum()",
)
@yours
def gini(y):
    """Return the Gini impurity of y (n,): one number.

    An *impurity* is a measure of how mixed a group is. The *Gini impurity* is the
    chance that two rows drawn from the group are of different classes. The first is put
    back before the second is drawn. `y` has whole numbers from 0, which may be larger
    than 5.
    """
    fractions = np.bincount(y) / len(y)
    return 1 - (fractions**2).sum()


@hint(
    "How likely are two draws from these four splinters of different kinds?",
    "Both draws are kind 0 with a chance of 1/4, and both are kind 3 with a chance "
    "of 1/4. Subtract both from 1.",
    "0.5",
)
@insight(
    "A group with only one kind is called pure, and its impurity is 0. The more "
    "mixed a group is, the larger its impurity."
)
def test_gini_is_the_chance_to_draw_two_kinds():
    """What is the Gini impurity of two splinters of kind 0 and two of kind 3?"""
    assert gini(np.array([4, 4, 4])) == close_to(0)  # a pure group
    assert gini(np.array([0, 1, 1, 2, 1])) == close_to(1 - 1 / 25 - 9 / 25 - 1 / 25)
    assert gini(np.array([0, 3, 3, 0])) == close_to(____(0.5))


@hint(
    "Which of the two groups should count more, a large one or a small one?",
    "Multiply the impurity of each group by its fraction of the splinters. "
    "Subtract both products from the impurity of all.",
    "fraction = left.mean(); gini(y) - fraction * gini(y[left]) - (1 - fraction) * "
    "gini(y[~left])",
)
@yours
def gain(y, left):
    """Return by how much splitting y (n,) into two groups lowers the impurity: one number.

    `left` (n,) is True for the splinters of the first group. The *gain* of a question
    is by how much it lowers the impurity. It is the impurity of all of `y` minus the
    weighted mean of the impurities of the two groups. In a *weighted mean*, some values
    count more than others. Each group is weighted by its fraction of the splinters.
    Neither group is empty.
    """
    fraction = left.mean()
    return gini(y) - fraction * gini(y[left]) - (1 - fraction) * gini(y[~left])


@hint(
    "How mixed are the four before the split? And how mixed are the one and the "
    "three after it?",
    "Before, the impurity is 1/2. The single splinter is pure. The other three, 0, "
    "1, 1, have 1 − 1/9 − 4/9 = 4/9, and count three quarters.",
    "1/6, which is 1/2 - 3/4 * 4/9",
)
@insight(
    "The gain is never negative: on average, splitting a group cannot make it more "
    "mixed."
)
def test_a_gain_is_how_much_the_impurity_falls():
    """Split kinds 0, 0, 1, 1 so that the first is alone. By how much does the impurity fall?"""
    y, left = np.array([0, 0, 1, 1]), np.array([True, False, False, False])
    assert gain(y, y == 0) == close_to(0.5)  # two pure groups
    assert gain(y, left) == close_to(____(1 / 6))


@hint(
    "All thresholds between 1.2 and 1.6 make the same split. Which one is fair to "
    "both values?",
    "np.unique returns the distinct values in rising order. Take the mean of each "
    "value and the next one.",
    "values = np.unique(x), then (values[:-1] + values[1:]) / 2",
)
@yours
def thresholds(x):
    """Return the midpoints between neighbouring distinct values of x (n,), in rising order.

    There is one midpoint fewer than there are distinct values.
    """
    values = np.unique(x)
    return (values[:-1] + values[1:]) / 2


@hint(
    "Put the values in order, each of them once.",
    "The distinct values are 1, 2 and 5. Take the midpoint of 1 and 2, and of 2 and 5.",
    "[1.5, 3.5]",
)
@insight(
    "Silicon has 112 different values, so there are 111 different questions about "
    "it. Other thresholds would only repeat these splits."
)
def test_thresholds_lie_between_the_values():
    """Four splinters have 5, 1, 2 and 1 % iron. Which thresholds are possible? A list."""
    assert thresholds(np.array([5.0, 1, 2, 1])) == close_to(____([1.5, 3.5]))


@hint(
    "You know all possible thresholds and how to compute a gain. How do you find "
    "the best one?",
    "For each threshold, let left = x <= threshold. If both groups have at least "
    "min_leaf splinters, and the gain is larger than the best so far, keep it. "
    "Start with a best gain of -np.inf.",
    "if min(left.sum(), (~left).sum()) >= min_leaf and gain(y, left) > best[0]: "
    "best = (gain(y, left), threshold)",
)
@yours
def best_threshold(x, y, min_leaf):
    """Return the question about x (n,) with the largest gain for y (n,): (gain, threshold).

    Only thresholds with at least `min_leaf` splinters on each side are allowed. If no
    threshold is allowed, the gain is -np.inf and the threshold can be anything. If
    several are equally good, return any of them.
    """
    best = (-np.inf, np.nan)
    for threshold in thresholds(x):
        left = x <= threshold
        smaller = min(left.sum(), (~left).sum())
        if smaller >= min_leaf and gain(y, left) > best[0]:
            best = (gain(y, left), threshold)
    return best


@hint(
    "Which thresholds leave at least two splinters on each side?",
    "A threshold between 1 and 2 leaves one splinter alone, and so does one "
    "between 4 and 5. Take the midpoint of 2 and 4.",
    "3",
)
@insight(
    "If a single splinter can be a leaf, the tree overfits: it learns that "
    "splinter instead of a rule. A minimum leaf size is a kind of regularisation."
)
def test_the_best_question_of_one_column():
    """Splinters of kinds 0, 1, 1, 1 have 1, 2, 4, 5 % iron. Which threshold is best, with two on each side?"""
    x, y = np.array([1.0, 2, 4, 5]), np.array([0, 1, 1, 1])
    assert best_threshold(x, y, 1) == close_to([0.375, 1.5])
    assert best_threshold(x, y, 2)[1] == close_to(____(3))
    assert best_threshold(x, y, 3)[0] == -np.inf


@hint(
    "Each column has its own best question. Which column wins?",
    "Find the best threshold of each column. Keep the largest gain, and remember "
    "the number of its column.",
    "found = [best_threshold(x, y, min_leaf) for x in X.T], then the column with "
    "the largest found[column][0]",
)
@yours
def best_split(X, y, min_leaf):
    """Return the question about X (n, d) with the largest gain: (gain, column, threshold).

    Both groups have at least `min_leaf` splinters. If no question is allowed, the gain
    is -np.inf, and the column and the threshold can be anything.
    """
    found = [best_threshold(x, y, min_leaf) for x in X.T]
    column = int(np.argmax([gained for gained, _ in found]))
    return (found[column][0], column, found[column][1])


@hint(
    "What did the first question of the tree at level 1 ask about?",
    'It is about barium, Ba. Count the place of "Ba" in the list feature_names, '
    "starting with 0.",
    "7",
)
@insight(
    "The function tried 793 questions and kept one. You cannot see from one column "
    "alone which question is best, so you have to try them all."
)
def test_the_best_question_of_all_columns():
    """Which column does the first question about the 171 splinters use? Its number, from 0."""
    X, y = np.array([[1, 5], [2, 9], [3, 6], [4, 8]]), np.array([0, 1, 0, 1])
    assert best_split(X, y, 1) == close_to([0.5, 1, 7])  # column 1 is best
    gained, column, threshold = best_split(X_train, y_train, MIN_LEAF)
    assert threshold == close_to(0.335)
    assert column == ____(7)


@hint(
    "When is there nothing to ask? And what do you do with each group after a "
    "question?",
    "Return the most common kind if depth is 0, if all are of one kind, or if the "
    "best gain is -np.inf. Otherwise return the question, and call grow for each "
    "group with depth - 1.",
    "(column, threshold, grow(X[left], y[left], depth - 1, min_leaf), the same for "
    "~left)",
)
@yours
def grow(X, y, depth, min_leaf):
    """Return a tree with at most `depth` questions in a row and `min_leaf` splinters per leaf.

    The tree is a kind (a whole number) if `depth` is 0, if all of `y` are equal, or if
    no question is allowed. Then it is the most common kind of `y`; if kinds tie, the
    smallest. Otherwise it is (column, threshold, yes, no): the best question, and the
    trees that grow from the two groups with one question fewer. `min_leaf` is the least
    number of splinters on each side of a question. Breiman, Friedman, Olshen and Stone
    (1984).
    """
    kind = int(np.bincount(y).argmax())
    if depth == 0 or (y == kind).all():
        return kind
    gained, column, threshold = best_split(X, y, min_leaf)
    if gained == -np.inf:
        return kind
    left = X[:, column] <= threshold
    yes = grow(X[left], y[left], depth - 1, min_leaf)
    no = grow(X[~left], y[~left], depth - 1, min_leaf)
    return (column, threshold, yes, no)


@hint(
    "There is one column, number 0. Which question about it comes first?",
    "The first question is at most 2.5, and its yes is the leaf 2. Of the others, "
    "3 and 4 are kind 0, and 5 is kind 2. Write (column, threshold, yes, no), with "
    "another such tuple as no.",
    "(0, 2.5, 2, (0, 4.5, 0, 2))",
)
@insight(
    "A *greedy* method always takes the best next step, and never looks two steps "
    "ahead. Finding the smallest tree of all is far harder: Hyafil and Rivest (1976)."
)
def test_a_tree_grows_from_node_to_node():
    """Splinters of kinds 2, 2, 0, 0, 2 have 1 to 5 % iron. Which tree grows with two questions in a row? A tuple."""
    X, y = np.array([[1.0], [2], [3], [4], [5]]), np.array([2, 2, 0, 0, 2])
    once, twice = grow(X, y, 1, 1), grow(X, y, 2, 1)
    assert listed(once) == close_to(listed((0, 2.5, 2, 0)))
    assert listed(twice) == close_to(listed(____((0, 2.5, 2, (0, 4.5, 0, 2)))))


@hint(
    "Where do you start in the tree, and where do you go after each answer?",
    "While the tree is a tuple, it is a question. Replace it by yes if q[column] "
    "is at most the threshold, and by no otherwise. In the end the tree is a kind.",
    "while isinstance(tree, tuple): column, threshold, yes, no = tree; tree = yes "
    "if q[column] <= threshold else no",
)
@yours
def predict_one(tree, q):
    """Return the kind that `tree` predicts for one splinter q (d,): a whole number.

    A tree is a kind, or (column, threshold, yes, no). The answer is yes if the value is
    at most the threshold, so also if both are equal.
    """
    while isinstance(tree, tuple):
        column, threshold, yes, no = tree
        tree = yes if q[column] <= threshold else no
    return tree


@hint(
    "The first question is about column 1, where the splinter has 2. Is that at "
    "most 2?",
    "The answer is yes, which leads to a question about column 0: is 7 at most 5? "
    "The answer is no.",
    "4",
)
@insight(
    "A prediction needs no distance, no product and no sum, only a few comparisons."
)
def test_a_splinter_walks_down_the_tree():
    """Which kind does this tree of two questions predict for a splinter with 7 and 2?"""
    tree = (1, 2.0, (0, 5.0, 3, 4), 1)
    assert predict_one(tree, np.array([0, 2.1])) == 1
    assert predict_one(tree, np.array([7.0, 2.0])) == ____(4)


def as_tuples(model, node=0):
    """Return a fitted tree of scikit-learn as nested tuples, the form that `grow` returns."""
    tree = model.tree_
    if tree.feature[node] < 0:
        return int(tree.value[node].argmax())
    below = [
        as_tuples(model, b[node]) for b in (tree.children_left, tree.children_right)
    ]
    return (int(tree.feature[node]), tree.threshold[node], *below)


@hint(
    "scikit-learn grows the three trees. Which figure do you know already?",
    "Write print(correct) above the last line and save. Each number is larger than "
    "the one before.",
    "[19, 25, 30]",
)
@insight(
    "With every question a tree fits its training set better, until it has "
    "overfitted completely. On the test set the improvement ends, here after four "
    "questions."
)
def test_deeper_trees_predict_better_at_first():
    """How many of 43 do trees of depth 1, 2 and 4 predict correctly? A list of three."""
    correct = []
    for depth in (1, 2, 4):
        model = DecisionTreeClassifier(max_depth=depth, min_samples_leaf=MIN_LEAF)
        tree = as_tuples(model.fit(X_train, y_train))
        predicted = np.array([predict_one(tree, q) for q in X_test])
        correct.append((predicted == y_test).sum())
    assert correct == close_to(____([19, 25, 30]))


@hint(
    "Each question is about one column. How large is its gain, and how many "
    "splinters does it concern?",
    "Walk through the tree with the splinters that reach each node. At each "
    "question, add its gain times the number of splinters to its column. At the "
    "end, divide by the sum of all.",
    "nodes = [(tree, np.ones(len(y), bool))]; pop one; left = X[:, column] <= "
    "threshold; total_gain[column] += rows.sum() * gain(y[rows], left[rows]); "
    "append (yes, rows & left) and (no, rows & ~left)",
)
@yours
def importance(tree, X, y):
    """Return how important each column of X (n, d) is to the tree: fractions, shape (d,).

    Each question counts for its column: its gain, times the number of splinters of X, y
    that reach it. Add up these products for each column and divide by the sum of all,
    so that the fractions add up to 1. The tree has at least one question. *Feature
    importance* is how much a model relies on each feature. Breiman and others (1984).
    """
    total_gain, nodes = np.zeros(X.shape[1]), [(tree, np.ones(len(y), dtype=bool))]
    while nodes:
        node, rows = nodes.pop()
        if isinstance(node, tuple):
            column, threshold, yes, no = node
            left = X[:, column] <= threshold
            total_gain[column] += rows.sum() * gain(y[rows], left[rows])
            nodes += [(yes, rows & left), (no, rows & ~left)]
    return total_gain / total_gain.sum()


@hint(
    "Which columns never appear in the picture of level 1?",
    "The tree asks about Ba, Al, Si, RI, Mg, Ca and K. Find the two others in "
    "feature_names.",
    '["Na", "Fe"]',
)
@insight(
    "A 0 does not mean that sodium is useless: another column may have told the same "
    "first. Also, these gains are measured on the training set only."
)
def test_importance_is_the_total_gain_of_a_column():
    """Which two of the nine columns have an importance of 0? A list of two names in quotes."""
    model = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=MIN_LEAF)
    tree = as_tuples(model.fit(X_train, y_train))
    fractions = np.asarray(importance(tree, X_train, y_train))
    assert fractions == close_to(model.feature_importances_)
    unused = [feature_names[column] for column in np.flatnonzero(fractions == 0)]
    assert sorted(unused) == sorted(____(["Na", "Fe"]))


@hint(
    "Split the chessboard into its left and right half. How mixed is each half?",
    "Every half has as many black fields as white ones, so it is as mixed as the "
    "whole board.",
    "0",
)
@insight(
    "Two questions tell everything, but the first one gains nothing by itself. If "
    "there are columns of noise, a greedy tree asks about them first. A feature "
    "that says whether the columns are equal would win at once."
)
def test_a_chessboard_defeats_a_greedy_tree():
    """When it goes wrong: a chessboard of four fields is black where both columns are equal. How large is the best gain?"""
    X, black = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([1, 0, 0, 1])
    assert best_split(X, black, 1)[0] == close_to(____(0))
    tree = grow(X, black, 2, 1)  # and yet two questions are enough
    assert [predict_one(tree, field) for field in X] == close_to(black)
    same_colour = (X[:, :1] == X[:, 1:]) * 1.0  # a feature made by hand
    assert best_split(same_colour, black, 1)[0] == close_to(0.5)


@hint(
    "Which splinters may the tree learn from?",
    "It learns from the features and the labels of the 171 training splinters.",
    "X_train, y_train",
)
@insight(
    "30 of 43 are correct, without scikit-learn. None of your eight functions "
    "knows anything about glass."
)
def test_the_result_still_stands(present):
    """Grow your tree from the training set: it should predict the same 30 correctly."""
    tree = grow(____(X_train), ____(y_train), DEPTH, MIN_LEAF)
    y_pred = np.array([predict_one(tree, q) for q in X_test])
    assert (y_pred == y_test).sum() == 30
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    headlamps = int((y_pred == kinds.index("headlamp")).sum())
    present(
        f"{correct} of {len(y_test)} splinters predicted correctly; your tree predicts "
        f"{headlamps} headlamps",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
