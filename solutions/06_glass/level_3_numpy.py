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
    "Draw a splinter, put it back, and draw again. How likely is it of another kind?",
    "The share of each kind, squared, is the chance to draw that kind twice. Add "
    "these up: twice the same. What is left is gini.",
    "shares = np.bincount(y) / len(y), then 1 - (shares**2).sum()",
)
@yours
def gini(y):
    """Chance that two splinters drawn from y (n,) differ in kind: one number.

    The first is put back before the second is drawn. y: whole numbers from 0, which
    may also be larger than 5.
    """
    shares = np.bincount(y) / len(y)
    return 1 - (shares**2).sum()


@hint(
    "Two splinters of kind 0 and two of kind 3: how likely do two draws differ?",
    "Both 0: a quarter. Both 3: a quarter.",
    "1 - 1/4 - 1/4",
)
@insight("0 for a clean heap, and more the more it is mixed: gini measures the mess.")
def test_gini_is_the_chance_to_draw_two_kinds():
    """Two splinters of kind 0 and two of kind 3: what is their gini?"""
    assert gini(np.array([4, 4, 4])) == close_to(0)  # a clean heap
    assert gini(np.array([0, 1, 1, 2, 1])) == close_to(1 - 1 / 25 - 9 / 25 - 1 / 25)
    assert gini(np.array([0, 3, 3, 0])) == close_to(____(0.5))


@hint(
    "A large heap and a small one: which of them matters more?",
    "Take from the gini of all the gini of each heap, weighted with its share of the "
    "splinters.",
    "share = left.mean(); gini(y) - share * gini(y[left]) - (1 - share) * "
    "gini(y[~left])",
)
@yours
def gain(y, left):
    """How much less mixed y (n,) is once it is parted by left (n,), bool: one number.

    The gini of all, less the mean gini of the two heaps, each weighted with how many
    splinters it holds. Neither heap is empty.
    """
    share = left.mean()
    return gini(y) - share * gini(y[left]) - (1 - share) * gini(y[~left])


@hint(
    "Before: two kinds, half and half. After: one clean heap of one, one heap of "
    "three.",
    "Before 1/2. The heap of three holds kinds 0, 1, 1: 1 - 1/9 - 4/9 is 4/9, and it "
    "weighs three quarters.",
    "1/2 - 3/4 * 4/9 = 1/6",
)
@insight(
    "A gain is never below zero: on average, parting a heap cannot make it more mixed."
)
def test_a_question_is_worth_what_it_tidies():
    """Kinds 0, 0, 1, 1, and the first is parted from the rest. How much is gained?"""
    y, left = np.array([0, 0, 1, 1]), np.array([True, False, False, False])
    assert gain(y, y == 0) == close_to(0.5)  # two clean heaps
    assert gain(y, left) == close_to(____(1 / 6))


@hint(
    "Between 1.2 and 1.6 any threshold parts the same splinters. Which is fair to "
    "both?",
    "np.unique gives the distinct values in order; the middles lie between neighbours.",
    "values = np.unique(x), then (values[:-1] + values[1:]) / 2",
)
@yours
def thresholds(x):
    """The middles between neighbouring distinct values of x (n,), in rising order.

    One fewer than there are distinct values.
    """
    values = np.unique(x)
    return (values[:-1] + values[1:]) / 2


@hint(
    "In order, and each once: 1, 2, 5.",
    "Halfway from 1 to 2, and from 2 to 5.",
    "[1.5, 3.5]",
)
@insight(
    "112 different values of silicon, 111 questions about it: a column can ask only "
    "so many that differ."
)
def test_thresholds_lie_between_the_values():
    """Four splinters with 5, 1, 2 and 1 per cent: where may a threshold stand?"""
    assert thresholds(np.array([5.0, 1, 2, 1])) == close_to(____([1.5, 3.5]))


@hint(
    "You can measure a question, and you know all there are. Which one is best?",
    "For every threshold: left = x <= threshold; if both heaps hold min_leaf or more, "
    "is its gain larger than the best so far? Begin with -np.inf.",
    "if min(left.sum(), (~left).sum()) >= min_leaf and gain(y, left) > best[0]: best "
    "= (gain(y, left), threshold)",
)
@yours
def best_threshold(x, y, min_leaf):
    """The question about x (n,) that gains most of y (n,): (gain, threshold).

    Both heaps must hold at least min_leaf splinters. If no threshold does that, the
    gain is -np.inf, and the threshold then means nothing. Of equally good ones any
    will do.
    """
    best = (-np.inf, np.nan)
    for threshold in thresholds(x):
        left = x <= threshold
        smaller = min(left.sum(), (~left).sum())
        if smaller >= min_leaf and gain(y, left) > best[0]:
            best = (gain(y, left), threshold)
    return best


@hint(
    "Which threshold leaves clean heaps, and may it, when each must hold two?",
    "Between 1 and 2 a lone splinter is cut off, which is not allowed. What of the "
    "next?",
    "Between 2 and 4: 3",
)
@insight(
    "With a single splinter behind an answer, the tree would learn that splinter by "
    "heart. min_leaf asks for witnesses."
)
def test_the_best_question_of_one_column():
    """Kinds 0, 1, 1, 1 at 1, 2, 4, 5 %: best threshold with two in every heap?"""
    x, y = np.array([1.0, 2, 4, 5]), np.array([0, 1, 1, 1])
    assert best_threshold(x, y, 1) == close_to([0.375, 1.5])
    assert best_threshold(x, y, 2)[1] == close_to(____(3))
    assert best_threshold(x, y, 3)[0] == -np.inf


@hint(
    "Each column has its best question. Which column wins?",
    "Go through the columns, keep the largest gain and remember whose it is.",
    "found = [best_threshold(x, y, min_leaf) for x in X.T], then the column with the "
    "largest found[column][0]",
)
@yours
def best_split(X, y, min_leaf):
    """The question about X (n, d) that gains most of y: (gain, column, threshold).

    Both heaps hold at least min_leaf splinters; the gain is -np.inf where no question
    does that, and the other two then mean nothing.
    """
    found = [best_threshold(x, y, min_leaf) for x in X.T]
    column = int(np.argmax([gained for gained, _ in found]))
    return (found[column][0], column, found[column][1])


@hint(
    "The first question of the tree at level 1: what did it ask about?",
    "About barium, at most 0.335 per cent. In which column does it stand, from 0?",
    "7",
)
@insight(
    "793 questions tried, one kept. It cannot be seen from one column alone which of "
    "them is best: all have to be asked."
)
def test_the_best_question_of_all():
    """The first question about the 171 splinters: its column's number, from 0."""
    X, y = np.array([[1, 5], [2, 9], [3, 6], [4, 8]]), np.array([0, 1, 0, 1])
    assert best_split(X, y, 1) == close_to([0.5, 1, 7])  # the second column parts them
    gained, column, threshold = best_split(X_train, y_train, MIN_LEAF)
    assert threshold == close_to(0.335)
    assert column == ____(7)


@hint(
    "When is there nothing to ask? And what comes after a question is answered?",
    "The commonest kind, if depth is 0, if all are of one kind, or if the best gain "
    "is -np.inf. Else the question, and for either heap a tree with one less of depth.",
    "(column, threshold, grow(X[left], y[left], depth - 1, min_leaf), the same for "
    "~left)",
)
@yours
def grow(X, y, depth, min_leaf):
    """A tree of at most depth questions in a row, at least min_leaf behind each answer.

    A kind (a whole number), if depth is 0, all of y are alike, or no question is
    allowed: the commonest of y, of equals the smallest. Else (column, threshold, yes,
    no): the best question, and what grows from either heap with one question less.
    Breiman, Friedman, Olshen and Stone (1984).
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
    "One column: kinds 2, 2, 0, 0, 2 at 1, 2, 3, 4, 5. Which question comes first?",
    "At most 2.5: yes is clean. Of the rest, 3 and 4 are of kind 0, and 5 is of kind "
    "2.",
    "(0, 2.5, 2, (0, 4.5, 0, 2))",
)
@insight(
    "Greedy: each question is the best at its place, and nobody looks two questions "
    "ahead. To find the smallest tree of all is far harder: Hyafil and Rivest (1976)."
)
def test_a_tree_grows_from_heap_to_heap():
    """Kinds 2, 2, 0, 0, 2 at 1, 2, 3, 4, 5 %: which tree grows with two questions in a row?"""
    X, y = np.array([[1.0], [2], [3], [4], [5]]), np.array([2, 2, 0, 0, 2])
    once, twice = grow(X, y, 1, 1), grow(X, y, 2, 1)
    assert listed(once) == close_to(listed((0, 2.5, 2, 0)))
    assert listed(twice) == close_to(listed(____((0, 2.5, 2, (0, 4.5, 0, 2)))))


@hint(
    "Where are you when a question is asked, and where after the answer?",
    "While the tree is a question: take yes if q[column] is at most the threshold, "
    "else no. What is left at the end is a kind.",
    "while isinstance(tree, tuple): column, threshold, yes, no = tree; tree = yes if "
    "q[column] <= threshold else no",
)
@yours
def name(tree, q):
    """The kind that tree says of one splinter q (d,): a whole number.

    A tree is a kind, or (column, threshold, yes, no); a value equal to the threshold
    is at most the threshold.
    """
    while isinstance(tree, tuple):
        column, threshold, yes, no = tree
        tree = yes if q[column] <= threshold else no
    return tree


@hint(
    "The splinter has 2 in column 1: at most 2? Then where?",
    "Yes leads to a question about column 0, which is 7: at most 5? No.",
    "4",
)
@insight("No distance, no product, no sum: a prediction is a handful of comparisons.")
def test_a_splinter_walks_down():
    """A tree of two questions, and a splinter with 7 and 2: what is it called?"""
    tree = (1, 2.0, (0, 5.0, 3, 4), 1)
    assert name(tree, np.array([0, 2.1])) == 1
    assert name(tree, np.array([7.0, 2.0])) == ____(4)


def grown(model, box=0):
    """A fitted tree of scikit-learn in our notation: the same tree, grown sooner."""
    tree = model.tree_
    if tree.feature[box] < 0:
        return int(tree.value[box].argmax())
    below = [grown(model, b[box]) for b in (tree.children_left, tree.children_right)]
    return (int(tree.feature[box]), tree.threshold[box], *below)


@hint(
    "The trees are the ones you would grow. Name the 43 by each of them, and count.",
    "Print right above the last line. The last is the figure you know; each before it "
    "is smaller.",
    "[19, 25, 30]",
)
@insight(
    "On what it has learnt a tree gets better with every question, until it has it "
    "all by heart. On what it has not, the rise ends: here after four."
)
def test_deeper_helps_until_it_does_not():
    """scikit-learn grows trees of 1, 2 and 4 questions: how many of 43 are right?"""
    right = []
    for depth in (1, 2, 4):
        model = DecisionTreeClassifier(max_depth=depth, min_samples_leaf=MIN_LEAF)
        tree = grown(model.fit(X_train, y_train))
        named = np.array([name(tree, q) for q in X_test])
        right.append((named == y_test).sum())
    assert right == close_to(____([19, 25, 30]))


@hint(
    "Each question stands at a column. What has it earned, and for how many splinters?",
    "Walk through the tree with the splinters that meet each box. At a question add "
    "its gain times how many it meets to its column. At last divide by the sum of all.",
    "boxes = [(tree, np.ones(len(y), bool))]; pop one; left = X[:, column] <= "
    "threshold; earned[column] += rows.sum() * gain(y[rows], left[rows]); add (yes, "
    "rows & left) and (no, rows & ~left)",
)
@yours
def importance(tree, X, y):
    """What the questions about each column of X (n, d) have earned: shares, shape (d,).

    A question earns its gain, times how many of the splinters X, y meet it. The shares
    add up to 1; the tree asks at least one question. Breiman and others (1984).
    """
    earned, boxes = np.zeros(X.shape[1]), [(tree, np.ones(len(y), dtype=bool))]
    while boxes:
        box, rows = boxes.pop()
        if isinstance(box, tuple):
            column, threshold, yes, no = box
            left = X[:, column] <= threshold
            earned[column] += rows.sum() * gain(y[rows], left[rows])
            boxes += [(yes, rows & left), (no, rows & ~left)]
    return earned / earned.sum()


@hint(
    "Which columns never appear in the picture of level 1?",
    "The tree asks about Ba, Al, Si, RI, Mg, Ca and K.",
    "['Na', 'Fe']",
)
@insight(
    "0 does not mean that sodium says nothing: another column may have said it first. "
    "And all this is earned on splinters already learnt; level 7 asks the others."
)
def test_importance_is_what_questions_earn():
    """Two of the nine columns earned nothing. Which? A list of two texts."""
    model = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=MIN_LEAF)
    tree = grown(model.fit(X_train, y_train))
    earned = np.asarray(importance(tree, X_train, y_train))
    assert earned == close_to(model.feature_importances_)
    idle = [feature_names[column] for column in np.flatnonzero(earned == 0)]
    assert sorted(idle) == sorted(____(["Na", "Fe"]))


@hint(
    "Part the board by its left and right half. How mixed is each half?",
    "As mixed as the whole: in every half there are as many of one as of the other.",
    "0",
)
@insight(
    "Two questions tell all, but the first of them gains nothing alone. Beside columns "
    "of noise a greedy tree asks the noise first; a column that somebody thought of "
    "wins at once."
)
def test_it_goes_wrong_on_a_chessboard():
    """When it goes wrong: four fields, black where both columns agree. Best gain?"""
    X, black = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([1, 0, 0, 1])
    assert best_split(X, black, 1)[0] == close_to(____(0))
    tree = grow(X, black, 2, 1)  # and yet two questions tell all
    assert [name(tree, field) for field in X] == close_to(black)
    agree = (X[:, :1] == X[:, 1:]) * 1.0  # a column that somebody thought of
    assert best_split(agree, black, 1)[0] == close_to(0.5)


@hint(
    "Which splinters did the tree at the top learn from, and under which two rules?",
    "The 171 known ones and their kinds, the depth and the least heap of this project.",
    "X_train, y_train, DEPTH, MIN_LEAF",
)
@insight(
    "30 of 43, and scikit-learn was not asked. Eight functions, and not one of them "
    "knows anything about glass."
)
def test_the_result_still_stands(present):
    """The same 43 splinters, named by a tree that you have grown."""
    tree = grow(____(X_train), ____(y_train), DEPTH, MIN_LEAF)
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
