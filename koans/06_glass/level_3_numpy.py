"""Level 3 · NumPy: a tree that you grow

Nobody told the model at the top to ask about barium. It tried every question there is,
at most so much of this or that, and kept the one that leaves the cleanest two heaps.
Then it did the same in each heap. Eight short functions, and the tree is yours.

Yours to use: NumPy and SciPy, no scikit-learn.

    X      (n, d)  n splinters: refractive index (coded) and eight oxides, in per cent
    y      (n,)    the kind of each, 0 to 5
    x      (n,)    one column of X
    left   (n,)    True where the answer is yes: at most the threshold
    tree           a kind, where nothing more is asked; else a question:
                   (column, threshold, yes, no), with a tree for either answer

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
    """Chance that two splinters drawn from y (n,) differ in kind: one number.

    The first is put back before the second is drawn. y: whole numbers from 0, which
    may also be larger than 5.
    """
    return ____


def test_gini_is_the_chance_to_draw_two_kinds():
    """Two splinters of kind 0 and two of kind 3: what is their gini?"""
    assert gini(np.array([4, 4, 4])) == close_to(0)  # a clean heap
    assert gini(np.array([0, 1, 1, 2, 1])) == close_to(1 - 1 / 25 - 9 / 25 - 1 / 25)
    assert gini(np.array([0, 3, 3, 0])) == close_to(____)


@yours
def gain(y, left):
    """How much less mixed y (n,) is once it is parted by left (n,), bool: one number.

    The gini of all, less the mean gini of the two heaps, each weighted with how many
    splinters it holds. Neither heap is empty.
    """
    return ____


def test_a_question_is_worth_what_it_tidies():
    """Kinds 0, 0, 1, 1, and the first is parted from the rest. How much is gained?"""
    y, left = np.array([0, 0, 1, 1]), np.array([True, False, False, False])
    assert gain(y, y == 0) == close_to(0.5)  # two clean heaps
    assert gain(y, left) == close_to(____)


@yours
def thresholds(x):
    """The middles between neighbouring distinct values of x (n,), in rising order.

    One fewer than there are distinct values.
    """
    return ____


def test_thresholds_lie_between_the_values():
    """Four splinters with 5, 1, 2 and 1 per cent: where may a threshold stand?"""
    assert thresholds(np.array([5.0, 1, 2, 1])) == close_to(____)


@yours
def best_threshold(x, y, min_leaf):
    """The question about x (n,) that gains most of y (n,): (gain, threshold).

    Both heaps must hold at least min_leaf splinters. If no threshold does that, the
    gain is -np.inf, and the threshold then means nothing. Of equally good ones any
    will do.
    """
    return ____


def test_the_best_question_of_one_column():
    """Kinds 0, 1, 1, 1 at 1, 2, 4, 5 %: best threshold with two in every heap?"""
    x, y = np.array([1.0, 2, 4, 5]), np.array([0, 1, 1, 1])
    assert best_threshold(x, y, 1) == close_to([0.375, 1.5])
    assert best_threshold(x, y, 2)[1] == close_to(____)
    assert best_threshold(x, y, 3)[0] == -np.inf


@yours
def best_split(X, y, min_leaf):
    """The question about X (n, d) that gains most of y: (gain, column, threshold).

    Both heaps hold at least min_leaf splinters; the gain is -np.inf where no question
    does that, and the other two then mean nothing.
    """
    return ____


def test_the_best_question_of_all():
    """The first question about the 171 splinters: its column's number, from 0."""
    X, y = np.array([[1, 5], [2, 9], [3, 6], [4, 8]]), np.array([0, 1, 0, 1])
    assert best_split(X, y, 1) == close_to([0.5, 1, 7])  # the second column parts them
    gained, column, threshold = best_split(X_train, y_train, MIN_LEAF)
    assert threshold == close_to(0.335)
    assert column == ____


@yours
def grow(X, y, depth, min_leaf):
    """A tree of at most depth questions in a row, at least min_leaf behind each answer.

    A kind (a whole number), if depth is 0, all of y are alike, or no question is
    allowed: the commonest of y, of equals the smallest. Else (column, threshold, yes,
    no): the best question, and what grows from either heap with one question less.
    Breiman, Friedman, Olshen and Stone (1984).
    """
    return ____


def test_a_tree_grows_from_heap_to_heap():
    """Kinds 2, 2, 0, 0, 2 at 1, 2, 3, 4, 5 %: which tree grows with two questions in a row?"""
    X, y = np.array([[1.0], [2], [3], [4], [5]]), np.array([2, 2, 0, 0, 2])
    once, twice = grow(X, y, 1, 1), grow(X, y, 2, 1)
    assert listed(once) == close_to(listed((0, 2.5, 2, 0)))
    assert listed(twice) == close_to(listed(____))


@yours
def name(tree, q):
    """The kind that tree says of one splinter q (d,): a whole number.

    A tree is a kind, or (column, threshold, yes, no); a value equal to the threshold
    is at most the threshold.
    """
    return ____


def test_a_splinter_walks_down():
    """A tree of two questions, and a splinter with 7 and 2: what is it called?"""
    tree = (1, 2.0, (0, 5.0, 3, 4), 1)
    assert name(tree, np.array([0, 2.1])) == 1
    assert name(tree, np.array([7.0, 2.0])) == ____


def grown(model, box=0):
    """A fitted tree of scikit-learn in our notation: the same tree, grown sooner."""
    tree = model.tree_
    if tree.feature[box] < 0:
        return int(tree.value[box].argmax())
    below = [grown(model, b[box]) for b in (tree.children_left, tree.children_right)]
    return (int(tree.feature[box]), tree.threshold[box], *below)


def test_deeper_helps_until_it_does_not():
    """scikit-learn grows trees of 1, 2 and 4 questions: how many of 43 are right?"""
    right = []
    for depth in (1, 2, 4):
        model = DecisionTreeClassifier(max_depth=depth, min_samples_leaf=MIN_LEAF)
        tree = grown(model.fit(X_train, y_train))
        named = np.array([name(tree, q) for q in X_test])
        right.append((named == y_test).sum())
    assert right == close_to(____)


@yours
def importance(tree, X, y):
    """What the questions about each column of X (n, d) have earned: shares, shape (d,).

    A question earns its gain, times how many of the splinters X, y meet it. The shares
    add up to 1; the tree asks at least one question. Breiman and others (1984).
    """
    return ____


def test_importance_is_what_questions_earn():
    """Two of the nine columns earned nothing. Which? A list of two texts."""
    model = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=MIN_LEAF)
    tree = grown(model.fit(X_train, y_train))
    earned = np.asarray(importance(tree, X_train, y_train))
    assert earned == close_to(model.feature_importances_)
    idle = [feature_names[column] for column in np.flatnonzero(earned == 0)]
    assert sorted(idle) == sorted(____)


def test_it_goes_wrong_on_a_chessboard():
    """When it goes wrong: four fields, black where both columns agree. Best gain?"""
    X, black = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([1, 0, 0, 1])
    assert best_split(X, black, 1)[0] == close_to(____)
    tree = grow(X, black, 2, 1)  # and yet two questions tell all
    assert [name(tree, field) for field in X] == close_to(black)
    agree = (X[:, :1] == X[:, 1:]) * 1.0  # a column that somebody thought of
    assert best_split(agree, black, 1)[0] == close_to(0.5)


def test_the_result_still_stands(present):
    """The same 43 splinters, named by a tree that you have grown."""
    tree = grow(____, ____, DEPTH, MIN_LEAF)
    y_pred = np.array([name(tree, q) for q in X_test])
    assert (y_pred == y_test).sum() == 30
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    right = int((y_pred == y_test).sum())
    headlamps = int((y_pred == kinds.index("headlamp")).sum())
    present(
        f"{right} of {len(y_test)} splinters named right; {headlamps} are headlamps, "
        "says your tree",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
