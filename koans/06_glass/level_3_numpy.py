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
    questions_of,
    y_test,
    y_train,
)

BA = feature_names.index("Ba")


def stump(X, y, min_leaf=1):
    """What scikit-learn's best single question gains; None if there is none."""
    model = DecisionTreeClassifier(max_depth=1, min_samples_leaf=min_leaf)
    tree = model.fit(X, y).tree_
    if tree.node_count == 1:
        return None
    share = tree.n_node_samples / len(y)
    return tree.impurity[0] - share[1:] @ tree.impurity[1:]


@yours
def gini(y):
    """Chance that two splinters drawn from y (n,) differ in kind: one number.

    The first is put back before the second is drawn. y: whole numbers from 0, which
    may also be larger than 5.
    """
    return ____


def test_gini_is_the_chance_to_draw_two_kinds(rng):
    """Four splinters by hand, clean heaps, then every pair of fresh ones."""
    assert gini(np.array([0, 3, 3, 0])) == close_to(____)
    assert gini(np.array([4, 4, 4])) == close_to(0)
    assert gini(np.array([9, 9, 9])) == close_to(0)
    assert gini(np.array([0, 1, 1, 2, 1])) == close_to(0.56)
    for y in (y_train, rng.integers(5, size=30)):
        assert gini(y) == close_to(np.mean(y[:, None] != y))


@yours
def gain(y, left):
    """How much less mixed y (n,) is once it is parted by left (n,), bool: one number.

    The gini of all, less the mean gini of the two heaps, each weighted with how many
    splinters it holds. Neither heap is empty.
    """
    return ____


def test_a_question_is_worth_what_it_tidies(rng):
    """Kinds 0, 0, 1, 1, and the first is parted from the rest. How much is gained?"""
    y, left = np.array([0, 0, 1, 1]), np.array([True, False, False, False])
    assert gain(y, left) == close_to(____)
    assert gain(y, y == 0) == close_to(0.5)
    for y in (y_train, rng.integers(4, size=50)):
        x = rng.permutation(len(y))[:, None]
        model = DecisionTreeClassifier(max_depth=1).fit(x, y).tree_
        left = x[:, 0] <= model.threshold[0]
        assert gain(y, left) == close_to(stump(x, y))
        assert gain(y, ~left) == close_to(stump(x, y))


@yours
def thresholds(x):
    """The middles between neighbouring distinct values of x (n,), in rising order.

    One fewer than there are distinct values.
    """
    return ____


def test_thresholds_lie_between_the_values(rng):
    """Four splinters with 5, 1, 2 and 1 per cent: where may a threshold stand?"""
    assert thresholds(np.array([5.0, 1, 2, 1])) == close_to(____)
    assert len(thresholds(np.full(4, 7.0))) == 0
    x = rng.permutation(np.repeat(rng.normal(size=12), 2))
    parted = [tuple(x <= t) for t in np.asarray(thresholds(x))]
    assert len(set(parted)) == len(parted) == 11
    low = [x[x <= t].max() for t in np.asarray(thresholds(x))]
    high = [x[x > t].min() for t in np.asarray(thresholds(x))]
    assert thresholds(x) == close_to(np.add(low, high) / 2)


@yours
def best_threshold(x, y, min_leaf):
    """The question about x (n,) that gains most of y (n,): (gain, threshold).

    Both heaps must hold at least min_leaf splinters. If no threshold does that, the
    gain is -np.inf, and the threshold then means nothing. Of equally good ones any
    will do.
    """
    return ____


def test_the_best_question_of_one_column(rng):
    """Kinds 0, 1, 1, 1 at 1, 2, 4, 5 %: best threshold with two in every heap?"""
    x, y = np.array([1.0, 2, 4, 5]), np.array([0, 1, 1, 1])
    assert best_threshold(x, y, 1) == close_to([0.375, 1.5])
    assert best_threshold(x, y, 2)[1] == close_to(____)
    assert best_threshold(x[::-1].copy(), y, 2)[1] == close_to(3)
    assert best_threshold(x, y, 3)[0] == -np.inf
    assert best_threshold(np.ones(4), y, 1)[0] == -np.inf
    assert best_threshold(X_train[:, BA], y_train, 3)[1] == close_to(0.335)
    for min_leaf in (1, 4, 9):
        x, y = rng.integers(30, size=60) / 4, rng.integers(3, size=60)
        found, threshold = best_threshold(x, y, min_leaf)
        assert found == close_to(stump(x[:, None], y, min_leaf))
        assert gain(y, x <= threshold) == close_to(found)
        assert min((x <= threshold).sum(), (x > threshold).sum()) >= min_leaf


@yours
def best_split(X, y, min_leaf):
    """The question about X (n, d) that gains most of y: (gain, column, threshold).

    Both heaps hold at least min_leaf splinters; the gain is -np.inf where no question
    does that, and the other two then mean nothing.
    """
    return ____


def test_the_best_question_of_all(rng):
    """The first question about the 171 splinters: its column's number, from 0."""
    found = best_split(X_train, y_train, MIN_LEAF)
    assert len(found) == 3
    gained, column, threshold = found
    assert column == ____
    assert [gained, threshold] == close_to([stump(X_train, y_train, 3), 0.335])
    X, y = np.array([[0, 0], [1, 0], *[[1, 1]] * 4]), np.array([0, 1, 1, 1, 1, 1])
    assert best_split(X, y, 2)[1] == 1  # column 0 would cut one splinter off
    for d, min_leaf in ((1, 1), (4, 3), (6, 8)):
        X, y = rng.normal(size=(40, d)), rng.integers(3, size=40)
        gained, column, threshold = best_split(X, y, min_leaf)
        assert gained == close_to(stump(X, y, min_leaf))
        left = X[:, int(column)] <= threshold
        assert gain(y, left) == close_to(gained)
        assert min(left.sum(), (~left).sum()) >= min_leaf


@yours
def grow(X, y, depth, min_leaf):
    """A tree of at most depth questions in a row, at least min_leaf behind each answer.

    A kind (a whole number), if depth is 0, all of y are alike, or no question is
    allowed: the commonest of y, of equals the smallest. Else (column, threshold, yes,
    no): the best question, and what grows from either heap with one question less.
    Breiman, Friedman, Olshen and Stone (1984).
    """
    return ____


def faults(tree, X, y, depth, min_leaf):
    """How many boxes of a tree are not as good as scikit-learn's best question."""
    best = None if depth == 0 or len(set(y)) == 1 else stump(X, y, min_leaf)
    if best is None or not hasattr(tree, "__len__"):
        as_it_should = best is None and tree == np.bincount(y).argmax()
        return 0 if as_it_should else 1
    column, threshold, yes, no = tree
    left = X[:, int(column)] <= threshold
    share = left.mean()
    mixed = [
        1 - ((np.bincount(part) / len(part)) ** 2).sum()
        for part in (y, y[left], y[~left])
    ]
    gained = mixed[0] - share * mixed[1] - (1 - share) * mixed[2]
    below = faults(yes, X[left], y[left], depth - 1, min_leaf)
    below += faults(no, X[~left], y[~left], depth - 1, min_leaf)
    return below + (gained != close_to(best))


def test_a_tree_grows_from_heap_to_heap(rng):
    """Five splinters by hand; then the first questions to 171 are scikit-learn's."""
    X, y = np.array([[1.0], [2], [3], [4], [5]]), np.array([2, 2, 0, 0, 2])
    once = grow(X, y, 1, 1)
    assert listed(grow(X, y, 2, 1)) == close_to(listed(____))
    assert listed(once) == close_to(listed((0, 2.5, 2, 0)))
    assert listed(grow(X, y, 0, 1)) == close_to([2])
    assert listed(grow(X[:4], y[:4], 5, 3)) == close_to([0])
    assert listed(grow(np.ones((4, 1)), y[:4], 3, 1)) == close_to([0])
    given, tree = X_train.copy(), grow(X_train, y_train, 2, MIN_LEAF)
    model = DecisionTreeClassifier(max_depth=2, min_samples_leaf=3)
    assert listed(tree) == close_to(questions_of(model.fit(X_train, y_train)))
    assert X_train == close_to(given)
    X, y = rng.normal(size=(20, 2)), rng.integers(3, size=20)
    for depth, min_leaf in ((1, 1), (3, 6), (30, 1)):
        assert faults(grow(X, y, depth, min_leaf), X, y, depth, min_leaf) == 0


@yours
def name(tree, q):
    """The kind that tree says of one splinter q (d,): a whole number.

    A tree is a kind, or (column, threshold, yes, no); a value equal to the threshold
    is at most the threshold.
    """
    return ____


def test_a_splinter_walks_down(rng):
    """A tree of two questions, and a splinter with 7 and 2: what is it called?"""
    tree = (1, 2.0, (0, 5.0, 3, 4), 1)
    corners = np.array([[5.0, 2], [5.1, 1], [0, 2.1], [9, 9]])
    assert [name(tree, q) for q in corners] == close_to([3, 4, 1, 1])
    assert name(tree, np.array([7.0, 2.0])) == ____
    assert name(5, np.zeros(2)) == 5
    X, y = rng.normal(size=(60, 4)), rng.integers(3, size=60)
    tree = grow(X, y, 60, 1)
    assert [name(tree, q) for q in X] == close_to(y)


def grown(model, box=0):
    """A fitted tree of scikit-learn in our notation: the same tree, grown sooner."""
    tree = model.tree_
    if tree.feature[box] < 0:
        return int(tree.value[box].argmax())
    below = [grown(model, b[box]) for b in (tree.children_left, tree.children_right)]
    return (int(tree.feature[box]), tree.threshold[box], *below)


def test_deeper_helps_until_it_does_not():
    """scikit-learn grows trees of 1, 2 and 4 questions: how many of 43 are right?"""
    right = {}
    for depth, min_leaf in ((1, 3), (2, 3), (4, 3), (30, 1)):
        model = DecisionTreeClassifier(
            max_depth=depth, min_samples_leaf=min_leaf, random_state=0
        )
        tree = grown(model.fit(X_train, y_train))
        right[depth] = sum(
            name(tree, q) == kind for q, kind in zip(X_test, y_test, strict=True)
        )
    learnt = [name(tree, q) for q in X_train]
    assert learnt == close_to(y_train)  # thirty questions: all 171 by heart
    assert 20 <= right[30] <= 34
    assert [right[depth] for depth in (1, 2, 4)] == close_to(____)


@yours
def importance(tree, X, y):
    """What the questions about each column of X (n, d) have earned: shares, shape (d,).

    A question earns its gain, times how many of the splinters X, y meet it. The shares
    add up to 1; the tree asks at least one question. Breiman and others (1984).
    """
    return ____


def test_importance_is_what_questions_earn(rng):
    """Two of the nine columns earned nothing. Which? A list of two texts."""
    model = DecisionTreeClassifier(max_depth=4, min_samples_leaf=3)
    tree = grown(model.fit(X_train, y_train))
    earned = np.asarray(importance(tree, X_train, y_train))
    assert earned == close_to(model.feature_importances_)
    idle = [feature_names[column] for column in np.flatnonzero(earned == 0)]
    assert sorted(idle) == sorted(____)
    X, y = np.array([[2.0, 9], [2, 9], [3, 1], [3, 2]]), np.array([0, 0, 0, 1])
    by_hand = importance((0, 2.0, 0, (1, 1.0, 0, 1)), X, y)
    assert by_hand == close_to([1 / 3, 2 / 3])
    X, y = rng.normal(size=(70, 3)), rng.integers(2, size=70)
    model = DecisionTreeClassifier(max_depth=3, random_state=0).fit(X, y)
    earned = importance(grown(model), X, y)
    assert earned == close_to(model.feature_importances_)


def test_it_goes_wrong_on_a_chessboard(rng):
    """When it goes wrong: four fields, black where both columns agree. Best gain?"""
    X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    X = np.repeat(X, 5 + int(rng.integers(5)), axis=0)
    black = (X[:, 0] == X[:, 1]).astype(int)
    assert best_split(X, black, 1)[0] == close_to(____)
    tree = grow(X, black, 2, 1)
    assert [name(tree, field) for field in X] == close_to(black)
    noise = rng.normal(size=(len(X), 5))
    assert best_split(np.hstack([X, noise]), black, 1)[1] > 1  # a column of noise
    both = (X[:, :1] == X[:, 1:]) * 1.0  # a column that somebody thought of
    assert best_split(both, black, 1)[0] == close_to(0.5)


def test_the_result_still_stands(present):
    """The same 43 splinters, named by a tree that you have grown."""
    tree = grow(____, ____, DEPTH, MIN_LEAF)
    y_pred = np.array([name(tree, q) for q in X_test])
    model = DecisionTreeClassifier(max_depth=4, min_samples_leaf=3)
    model.fit(X_train, y_train)
    assert listed(tree) == close_to(questions_of(model))  # box by box
    assert y_pred == close_to(model.predict(X_test))
    right = int((y_pred == y_test).sum())
    assert right == 30
    headlamps = int((y_pred == kinds.index("headlamp")).sum())
    present(
        f"{right} of {len(y_test)} splinters named right; {headlamps} are headlamps, "
        "says your tree",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
