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

from sensei import ____, close_to, yours

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


@yours
def gini(y):
    """Return the Gini impurity of y (n,): one number.

    An *impurity* is a measure of how mixed a group is. The *Gini impurity* is the
    chance that two rows drawn from the group are of different classes. The first is put
    back before the second is drawn. `y` has whole numbers from 0, which may be larger
    than 5.
    """
    return ____


def test_gini_is_the_chance_to_draw_two_kinds():
    """What is the Gini impurity of two splinters of kind 0 and two of kind 3?"""
    assert gini(np.array([4, 4, 4])) == close_to(0)  # a pure group
    assert gini(np.array([0, 1, 1, 2, 1])) == close_to(1 - 1 / 25 - 9 / 25 - 1 / 25)
    assert gini(np.array([0, 3, 3, 0])) == close_to(____)


@yours
def gain(y, left):
    """Return by how much splitting y (n,) into two groups lowers the impurity: one number.

    `left` (n,) is True for the splinters of the first group. The *gain* of a question
    is by how much it lowers the impurity. It is the impurity of all of `y` minus the
    weighted mean of the impurities of the two groups. In a *weighted mean*, some values
    count more than others. Each group is weighted by its fraction of the splinters.
    Neither group is empty.
    """
    return ____


def test_a_gain_is_how_much_the_impurity_falls():
    """Split kinds 0, 0, 1, 1 so that the first is alone. By how much does the impurity fall?"""
    y, left = np.array([0, 0, 1, 1]), np.array([True, False, False, False])
    assert gain(y, y == 0) == close_to(0.5)  # two pure groups
    assert gain(y, left) == close_to(____)


@yours
def thresholds(x):
    """Return the midpoints between neighbouring distinct values of x (n,), in rising order.

    There is one midpoint fewer than there are distinct values.
    """
    return ____


def test_thresholds_lie_between_the_values():
    """Four splinters have 5, 1, 2 and 1 % iron. Which thresholds are possible? A list."""
    assert thresholds(np.array([5.0, 1, 2, 1])) == close_to(____)


@yours
def best_threshold(x, y, min_leaf):
    """Return the question about x (n,) with the largest gain for y (n,): (gain, threshold).

    Only thresholds with at least `min_leaf` splinters on each side are allowed. If no
    threshold is allowed, the gain is -np.inf and the threshold can be anything. If
    several are equally good, return any of them.
    """
    return ____


def test_the_best_question_of_one_column():
    """Splinters of kinds 0, 1, 1, 1 have 1, 2, 4, 5 % iron. Which threshold is best, with two on each side?"""
    x, y = np.array([1.0, 2, 4, 5]), np.array([0, 1, 1, 1])
    assert best_threshold(x, y, 1) == close_to([0.375, 1.5])
    assert best_threshold(x, y, 2)[1] == close_to(____)
    assert best_threshold(x, y, 3)[0] == -np.inf


@yours
def best_split(X, y, min_leaf):
    """Return the question about X (n, d) with the largest gain: (gain, column, threshold).

    Both groups have at least `min_leaf` splinters. If no question is allowed, the gain
    is -np.inf, and the column and the threshold can be anything.
    """
    return ____


def test_the_best_question_of_all_columns():
    """Which column does the first question about the 171 splinters use? Its number, from 0."""
    X, y = np.array([[1, 5], [2, 9], [3, 6], [4, 8]]), np.array([0, 1, 0, 1])
    assert best_split(X, y, 1) == close_to([0.5, 1, 7])  # column 1 is best
    gained, column, threshold = best_split(X_train, y_train, MIN_LEAF)
    assert threshold == close_to(0.335)
    assert column == ____


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
    return ____


def test_a_tree_grows_from_node_to_node():
    """Splinters of kinds 2, 2, 0, 0, 2 have 1 to 5 % iron. Which tree grows with two questions in a row? A tuple."""
    X, y = np.array([[1.0], [2], [3], [4], [5]]), np.array([2, 2, 0, 0, 2])
    once, twice = grow(X, y, 1, 1), grow(X, y, 2, 1)
    assert listed(once) == close_to(listed((0, 2.5, 2, 0)))
    assert listed(twice) == close_to(listed(____))


@yours
def predict_one(tree, q):
    """Return the kind that `tree` predicts for one splinter q (d,): a whole number.

    A tree is a kind, or (column, threshold, yes, no). The answer is yes if the value is
    at most the threshold, so also if both are equal.
    """
    return ____


def test_a_splinter_walks_down_the_tree():
    """Which kind does this tree of two questions predict for a splinter with 7 and 2?"""
    tree = (1, 2.0, (0, 5.0, 3, 4), 1)
    assert predict_one(tree, np.array([0, 2.1])) == 1
    assert predict_one(tree, np.array([7.0, 2.0])) == ____


def as_tuples(model, node=0):
    """Return a fitted tree of scikit-learn as nested tuples, the form that `grow` returns."""
    tree = model.tree_
    if tree.feature[node] < 0:
        return int(tree.value[node].argmax())
    below = [
        as_tuples(model, b[node]) for b in (tree.children_left, tree.children_right)
    ]
    return (int(tree.feature[node]), tree.threshold[node], *below)


def test_deeper_trees_predict_better_at_first():
    """How many of 43 do trees of depth 1, 2 and 4 predict correctly? A list of three."""
    correct = []
    for depth in (1, 2, 4):
        model = DecisionTreeClassifier(max_depth=depth, min_samples_leaf=MIN_LEAF)
        tree = as_tuples(model.fit(X_train, y_train))
        predicted = np.array([predict_one(tree, q) for q in X_test])
        correct.append((predicted == y_test).sum())
    assert correct == close_to(____)


@yours
def importance(tree, X, y):
    """Return how important each column of X (n, d) is to the tree: fractions, shape (d,).

    Each question counts for its column: its gain, times the number of splinters of X, y
    that reach it. Add up these products for each column and divide by the sum of all,
    so that the fractions add up to 1. The tree has at least one question. *Feature
    importance* is how much a model relies on each feature. Breiman and others (1984).
    """
    return ____


def test_importance_is_the_total_gain_of_a_column():
    """Which two of the nine columns have an importance of 0? A list of two names in quotes."""
    model = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=MIN_LEAF)
    tree = as_tuples(model.fit(X_train, y_train))
    fractions = np.asarray(importance(tree, X_train, y_train))
    assert fractions == close_to(model.feature_importances_)
    unused = [feature_names[column] for column in np.flatnonzero(fractions == 0)]
    assert sorted(unused) == sorted(____)


def test_a_chessboard_defeats_a_greedy_tree():
    """When it goes wrong: a chessboard of four fields is black where both columns are equal. How large is the best gain?"""
    X, black = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([1, 0, 0, 1])
    assert best_split(X, black, 1)[0] == close_to(____)
    tree = grow(X, black, 2, 1)  # and yet two questions are enough
    assert [predict_one(tree, field) for field in X] == close_to(black)
    same_colour = (X[:, :1] == X[:, 1:]) * 1.0  # a feature made by hand
    assert best_split(same_colour, black, 1)[0] == close_to(0.5)


def test_the_result_still_stands(present):
    """Grow your tree from the training set: it should predict the same 30 correctly."""
    tree = grow(____, ____, DEPTH, MIN_LEAF)
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
