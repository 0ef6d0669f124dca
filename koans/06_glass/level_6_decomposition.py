"""Level 6 · decomposition: whole = between + within

03 penguins took the spread of birds apart, into what lies between the species and what
is left within them. Mess can be taken apart as well: in bits by a chain rule, and gini
by Pythagoras. So can a tree, branch by branch, at the price each branch is worth; a
prediction, into what every question on its way has added; and an error, into bias and
variance, which is where the forest comes from.

Yours to use: arrays, @ and your own functions. No np.linalg, no SciPy, and no np.cov or
np.corrcoef: a covariance is worked out here. glass_tree() is the tree of level 3, grown
by your best_split of level 4, where every box now has the counts of all who meet it.

    T     (g, c)  a table of counts: g heaps, c kinds
    p     (…)     shares that add up to 1, in any shape
    box           (counts,) for an answer; (counts, column, threshold, yes, no) for a
                  question, with a box for either answer; counts (c,): who meets it
    tree          its first box, as glass_tree() gives it

Pillars: probability, statistics, linear algebra.
"""

import functools

import numpy as np
from sklearn.tree import DecisionTreeRegressor

from sensei import ____, close_to, yours

from . import DEPTH, MIN_LEAF, X_test, X_train, feature_names, kinds, y_test, y_train
from .level_4_matrices import best_split

Y_train = np.eye(6)[y_train]

# The two heaps of the first question: at most 0.335 % barium, and more.
little = X_train[:, feature_names.index("Ba")] <= 0.335
BY_BARIUM = np.array([Y_train[little].sum(axis=0), Y_train[~little].sum(axis=0)])


def counted_tree(X, Y, depth):
    """A tree grown by best_split, with the counts of all who meet each box."""
    counts = Y.sum(axis=0)
    if depth == 0 or counts.max() == len(Y):
        return (counts,)
    gained, column, threshold = best_split(X, Y, MIN_LEAF)
    if gained == -np.inf:
        return (counts,)
    left = X[:, int(column)] <= threshold
    yes = counted_tree(X[left], Y[left], depth - 1)
    no = counted_tree(X[~left], Y[~left], depth - 1)
    return (counts, int(column), threshold, yes, no)


@functools.lru_cache(maxsize=1)
def glass_tree():
    """The tree of the 171 splinters, grown by your best_split, with counts."""
    return counted_tree(X_train, Y_train, DEPTH)


@yours
def entropy(p):
    """Entropy in bits of shares p, an array of any shape that adds up to 1.

    -sum(p * log2(p)), where shares of 0 add nothing.
    """
    return ____


@yours
def within(T):
    """What is still open once the heap is known: H(kind | heap) of T (g, c), in bits.

    The entropy within each heap (row), weighted with how many are in it; no row is
    empty.
    """
    return ____


def test_bits_follow_a_chain_rule():
    """Heaps of (2, 0) and (1, 1): how many bits are still open within them?"""
    T = np.array([[2, 0], [1, 1]])
    assert entropy(np.array([0.5, 0.5])) == close_to(1)  # which heap?
    assert within(T) == close_to(____)  # and which kind in it?
    assert entropy(T / 4) == close_to(1 + 0.5)  # both in one


@yours
def between(T):
    """What the heap tells about the kind: mutual information of T (g, c), in bits.

    The sum of P log2(P / Q): P the shares of the cells, Q what they would be if heap
    and kind were independent. Cells of 0 add nothing. Cover and Thomas (2006), 2.3.
    """
    return ____


def test_whole_is_between_plus_within():
    """Heaps of (1, 1) and (3, 3): how many bits do they tell about the kind?"""
    assert between(np.array([[1, 1], [3, 3]])) == close_to(____)
    T = np.array([[2, 0, 1], [1, 4, 0]])
    whole = entropy(T.sum(axis=0) / T.sum())
    assert whole == close_to(between(T) + within(T))


@yours
def gain_ratio(T):
    """Bits told about the kind, for each bit that the heaps of T (g, c) take: a number.

    between, over the entropy of the heaps' shares; two heaps or more. Quinlan (1986).
    """
    return ____


def test_it_goes_wrong_with_a_number_for_everyone():
    """When it goes wrong: heaps by the splinter's number. How many bits stay open?"""
    assert gain_ratio(np.array([[4, 0], [0, 2], [0, 2]])) == close_to(1 / 1.5)
    one_each = Y_train  # 171 heaps of one
    assert within(one_each) == close_to(____)
    assert between(one_each) > 4 * between(BY_BARIUM)
    assert gain_ratio(one_each) < 0.5 * gain_ratio(BY_BARIUM)


@yours
def spread(T):
    """Mean squared distance of the heaps' shares from the shares of all: one number.

    T (g, c): counts. Each heap is weighted with how many are in it; none is empty.
    """
    return ____


def test_ginis_gain_is_a_squared_distance():
    """Heaps of (3, 0) and (0, 3): what is their spread? It is what gini gains."""
    assert spread(np.array([[3, 0], [0, 3]])) == close_to(____)
    gini = lambda counts: 1 - ((counts / counts.sum()) ** 2).sum()
    T = np.array([[3, 0, 1], [1, 7, 0]])
    after = 4 / 12 * gini(T[0]) + 8 / 12 * gini(T[1])
    assert gini(T.sum(axis=0)) - after == close_to(spread(T))


@yours
def contributions(tree, q, d):
    """What each column has added to the verdict on q (d,): (start (c,), parts (d, c)).

    start: the shares of all; parts: the change of the shares at every question on the
    way, added up for each column. start + parts.sum(axis=0) are the shares at the end.
    """
    return ____


def test_a_verdict_is_the_sum_of_its_steps():
    """50 of 100 are of kind 1, in the box below 30 of 40. What did the step add?"""
    yes, no = (np.array([10.0, 30]),), (np.array([40.0, 20]),)
    tree = (np.array([50.0, 50]), 1, 3.0, yes, no)
    start, parts = contributions(tree, np.array([9.0, 3.0]), 2)
    assert start == close_to([0.5, 0.5])
    assert np.asarray(parts)[0] == close_to([0, 0])  # column 0 was not asked
    assert np.asarray(parts)[1, 1] == close_to(____)


def mess(counts):
    """How mixed a box is, times how many meet it: n * gini."""
    counts = np.asarray(counts, dtype=float)
    return counts.sum() - (counts**2).sum() / counts.sum()


@yours
def leaves(box):
    """The counts of all the answers below box, in a list; for an answer, its own."""
    return ____


@yours
def link(box):
    """What each leaf below a question saves, in mess: one number.

    The mess of box as an answer, less that of its leaves, over the leaves saved by
    cutting there. Breiman, Friedman, Olshen and Stone (1984), section 3.3.
    """
    return ____


SMALL = (
    np.array([4.0, 4]),
    0,
    1.0,
    (np.array([3.0, 0]),),
    (np.array([1.0, 4]), 1, 2.0, (np.array([1.0, 1]),), (np.array([0.0, 3]),)),
)


def test_every_branch_has_its_price():
    """The lower of two questions makes one leaf more: how much mess does it save?"""
    assert len(leaves(SMALL)) == 3
    assert np.sum(leaves(SMALL), axis=0) == close_to([4, 4])
    assert link(SMALL) == close_to(1.5)
    assert link(SMALL[4]) == close_to(____)


@yours
def cut(box, alpha):
    """The tree that is best where each leaf costs alpha: a new box.

    From below: a question whose link, once all below it is cut, is at most alpha
    becomes an answer. box itself is left as it was.
    """
    return ____


def test_prune_what_does_not_pay():
    """Each leaf costs 1.6 of mess: how many leaves does the small tree keep?"""
    assert [len(leaves(cut(SMALL, alpha))) for alpha in (0.5, 2.5)] == [3, 1]
    assert len(leaves(cut(SMALL, 1.6))) == ____


def questions(box):
    """All the questions of a tree: the boxes that are no answers."""
    if len(box) == 1:
        return []
    return [box, *questions(box[3]), *questions(box[4])]


def test_the_path_from_ten_leaves_to_one():
    """Cut the glass tree link by link: after six leaves come how many?"""
    tree, sizes = glass_tree(), []
    while len(tree) > 1:
        sizes.append(len(leaves(tree)))
        weakest = min(float(link(box)) for box in questions(tree))
        tree = cut(tree, weakest * (1 + 1e-6))
    assert sizes[:5] == [10, 9, 8, 7, 6]
    assert sizes[5] == ____


@yours
def bias_and_variance(answers, truth):
    """Mean squared bias and mean variance of answers (r, m): two numbers.

    Row i: what the model from sample i says to m questions; truth (m,). The variance at
    each question is over the r samples and divides by r. 01 iris had one question.
    """
    return ____


def wave(rng, depths, samples=30):
    """What trees of each depth, from noisy samples of a wave, say at 50 places."""
    places = np.linspace(0, 1, 50)
    answers = {depth: [] for depth in depths}
    for _ in range(samples):
        x = rng.uniform(size=(60, 1))
        y = np.sin(3 * np.pi * x[:, 0]) + 0.5 * rng.normal(size=60)
        for depth in depths:
            model = DecisionTreeRegressor(max_depth=depth).fit(x, y)
            answers[depth].append(model.predict(places[:, None]))
    return {d: np.array(a) for d, a in answers.items()}, np.sin(3 * np.pi * places)


def test_deep_trees_vary_and_shallow_ones_are_biased(rng):
    """Trees 1, 3 and 12 questions deep, from 30 noisy samples: which errs least?"""
    answers, truth = wave(rng, (1, 3, 12))
    bias, variance = {}, {}
    for depth in (1, 3, 12):
        bias[depth], variance[depth] = bias_and_variance(answers[depth], truth)
    assert bias[1] > 10 * bias[12]
    assert variance[12] > 1.5 * variance[1]
    errors = {depth: bias[depth] + variance[depth] for depth in (1, 3, 12)}
    assert min(errors, key=errors.get) == ____


@yours
def own_and_shared(answers):
    """The variance of the mean of n trees, in two: (own, shared), from answers (r, n).

    Row i: what n trees from sample i say at one place. own: the sum of the trees'
    variances over n squared; shared: that of the covariances of different trees. All
    divide by r, and none comes from np.cov. Hastie, Tibshirani and Friedman (2009),
    section 15.2.
    """
    return ____


def test_a_forest_wears_down_what_is_not_shared(rng):
    """Ten copies of one tree vote: which part of one tree's variance is left?"""
    strangers = np.array([[1.0, 1], [-1, 1], [1, -1], [-1, -1]])
    assert own_and_shared(strangers) == close_to((0.5, 0))
    copies = np.repeat(rng.normal(size=(30, 1)), 10, axis=1)
    assert sum(own_and_shared(copies)) / copies[:, 0].var() == close_to(____)


def test_the_result_still_stands(present):
    """The same 43, each named by what the questions of the tree with counts added."""
    tree, y_pred, why = ____, [], []
    for q in X_test:
        start, parts = contributions(tree, ____, ____)
        verdict = (start + np.sum(parts, axis=0)).round(5)
        y_pred.append(int(verdict.argmax()))
        why.append(int(np.asarray(parts)[:, y_pred[-1]].argmax()))
    assert (np.array(y_pred) == y_test).sum() == 30
    show(present, np.array(y_pred), why)


# How the result is shown: nothing to do from here on


def show(present, y_pred, why):
    """Put the result on the screen. why: the column that added most to each verdict."""
    right = int((y_pred == y_test).sum())
    headlamps = np.array(why)[y_pred == kinds.index("headlamp")].tolist()
    present(
        f"{right} of {len(y_test)} splinters named right; "
        f"{headlamps.count(feature_names.index('Ba'))} of {len(headlamps)} headlamps by "
        "their barium",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
