"""Level 5 · arithmetic: how much is a question worth?

Eight boxes, a ball in one of them, and only yes or no for an answer: three questions
are enough, if each halves what is left. That is all a logarithm to base 2 counts, and
it is one of two ways to say how mixed a heap of glass is. Here both are worked out on
paper; then, with lists and loops alone, the tree grows again and names 30 of the 43.

Yours to use: Python's own numbers, lists and dicts, and math. No arrays.

    counts     a list: how many splinters of kind 0, 1, 2, … lie in a heap
    heaps      a list of such counts
    X          a list of splinters, each a list of d numbers
    labels     a list: the kind of each splinter, a whole number from 0
    tree       a kind, or (column, threshold, yes, no), as at level 3

Pillars: probability, statistics.
"""

import math

import numpy as np
from scipy import stats
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to, yours

from . import (
    DEPTH,
    MIN_LEAF,
    X_test,
    X_train,
    feature_names,
    listed,
    questions_of,
    y_test,
    y_train,
)

splinters, labels_train = X_train.tolist(), y_train.tolist()
aluminium = X_train[:, feature_names.index("Al")].tolist()


@yours
def halvings(x, n):
    """The logarithm of x > 0 to base 2, digit by digit: a list [whole, d1, …, dn].

    whole: how often x is halved until 1 <= x < 2; a doubling counts as -1. Then n
    digits, 0 or 1: square what is left; 2 or more makes a 1, and it is halved again.
    """
    return ____


def log2(x):
    """How many times 2 is multiplied to give x > 0: your digits, put together."""
    if x <= 0:
        raise ValueError(f"{x} has no logarithm: however often it is doubled, it stays")
    whole, *digits = halvings(x, 40)
    return whole + sum(digit / 2**k for k, digit in enumerate(digits, start=1))


def test_a_logarithm_counts_halvings(rng):
    """How many halvings from 8 to 1, and what is the logarithm of an eighth?"""
    assert halvings(10, 4) == close_to([3, 0, 1, 0, 1])  # 3 + 1/4 + 1/16, and some more
    assert halvings(8, 2) == close_to([3, 0, 0])
    assert halvings(0.3, 4) == close_to([-2, 0, 1, 0, 0])
    assert [log2(8), log2(1 / 8)] == close_to(____)
    assert [log2(1), log2(2), log2(2**0.5)] == close_to([0, 1, 0.5])
    for x in rng.uniform(0.01, 100, size=10).tolist():
        assert halvings(x, 0) == close_to([math.floor(math.log2(x))])
        assert log2(x) == close_to(math.log2(x))
        assert log2(x * 3) == close_to(log2(x) + log2(3))


@yours
def entropy(counts):
    """Entropy of a heap in bits: the mean of -log2(share) over its splinters.

    counts: how many of each kind, not all 0; kinds with 0 take no part. Shannon (1948).
    """
    return ____


def test_entropy_counts_questions(rng):
    """Two of kind 0, one of kind 1, none of kind 2, one of kind 3: how many bits?"""
    assert entropy([2, 1, 0, 1]) == close_to(____)
    assert entropy([0, 7]) == close_to(0)
    assert entropy([5, 5, 5]) == close_to(math.log2(3))
    counts = rng.integers(0, 9, size=6).tolist() + [3]
    assert entropy(counts) == close_to(stats.entropy(counts, base=2))
    assert entropy([4 * n for n in counts]) == close_to(entropy(counts))


@yours
def gini(counts):
    """Chance that two splinters drawn from a heap differ in kind: one number.

    counts: how many of each kind, not all 0; the first is put back before the second.
    """
    return ____


def test_gini_is_entropys_tangent(rng):
    """The same heap, 2, 1, 0 and 1: what is its gini? Then: never above the entropy."""
    assert gini([2, 1, 0, 1]) == close_to(____)
    assert gini([0, 3]) == close_to(0)
    for _ in range(5):
        counts = rng.integers(1, 20, size=4).tolist()
        pairs = [
            m * n for i, m in enumerate(counts) for j, n in enumerate(counts) if i != j
        ]
        assert gini(counts) == close_to(sum(pairs) / sum(counts) ** 2)
        assert gini(counts) < entropy(counts) * math.log(2)  # 1 - p < -ln p


@yours
def weighted_mean(values, weights):
    """The mean of values, each as often as its weight says: one number.

    Two lists of the same length; weights are not all 0.
    """
    return ____


@yours
def gain(impurity, heaps):
    """How much less mixed, on average, the heaps are than all of them together.

    impurity: a function of counts, as gini or entropy. heaps: lists of counts, two or
    more of them, none of them empty. With entropy it is called information gain.
    """
    return ____


def test_a_gain_is_before_less_after(rng):
    """Four of one kind and four of another, parted cleanly: how many bits gained?"""
    assert weighted_mean([1, 4], [2, 1]) == close_to(2)
    assert gain(entropy, [[4, 0], [0, 4]]) == close_to(____)
    assert gain(gini, [[1, 0], [1, 2]]) == close_to(1 / 6)
    assert gain(gini, [[2, 2], [3, 3], [1, 1]]) == close_to(0)
    assert gain(entropy, [[2, 0, 0], [0, 2, 0], [0, 0, 4]]) == close_to(1.5)
    for criterion, impurity in (("gini", gini), ("entropy", entropy)):
        x, y = rng.normal(size=(40, 1)), rng.integers(3, size=40)
        model = DecisionTreeClassifier(max_depth=1, criterion=criterion).fit(x, y)
        leaf = model.apply(x)
        heaps = [np.bincount(y[leaf == k], minlength=3).tolist() for k in (1, 2)]
        tree = model.tree_
        wanted = tree.impurity[0] - tree.n_node_samples[1:] / 40 @ tree.impurity[1:]
        assert gain(impurity, heaps) == close_to(wanted)


def test_it_goes_wrong_when_errors_are_counted():
    """When it goes wrong: two questions, 800 splinters; the error rates' two gains?"""
    errors = lambda counts: 1 - max(counts) / sum(counts)
    both_mixed = [[300, 100], [100, 300]]
    one_clean = [[200, 400], [200, 0]]
    assert [gain(errors, both_mixed), gain(errors, one_clean)] == close_to(____)
    assert gain(gini, one_clean) > gain(gini, both_mixed) + 0.04
    assert gain(entropy, one_clean) > gain(entropy, both_mixed) + 0.1


@yours
def tally(labels, n_kinds):
    """How many of kind 0, 1, …, n_kinds - 1 are among labels: a list of n_kinds."""
    return ____


@yours
def majority(counts):
    """The kind with the largest count; of several, the smallest: a whole number."""
    return ____


def test_a_heap_is_called_its_commonest(rng):
    """Splinters of kinds 5, 1, 3 and 0: what is their heap called?"""
    counts = tally([5, 1, 3, 0], 6)
    assert counts == close_to([1, 1, 0, 1, 0, 1])
    assert majority(counts) == ____
    assert majority([0, 2, 5, 5, 1]) == 2
    assert tally(labels_train, 6) == close_to(np.bincount(y_train))
    labels = rng.integers(4, size=30).tolist()
    assert tally(labels, 7) == close_to(np.bincount(labels, minlength=7))


@yours
def gaps(values, labels, n_kinds):
    """Every question about values: a list of (threshold, low, high), rising.

    The threshold lies halfway between two neighbouring distinct values; low and high
    are the counts of the n_kinds kinds at most and above it.
    """
    return ____


def test_one_splinter_moves_at_a_time(rng):
    """2, 6, 1, 2 per cent, of kinds 0, 0, 1, 1: all the questions, with both counts."""
    flat = lambda found: [[t, *low, *high] for t, low, high in found]
    found = gaps([2, 6, 1, 2], [0, 0, 1, 1], 2)
    assert flat(found) == close_to(flat(____))
    assert len(gaps([3, 3], [0, 1], 2)) == 0
    values, labels = (
        rng.integers(9, size=25).tolist(),
        rng.integers(3, size=25).tolist(),
    )
    middles = np.unique(values)[:-1] + np.diff(np.unique(values)) / 2
    wanted = []
    for t in middles.tolist():
        low = [k for v, k in zip(values, labels, strict=True) if v <= t]
        high = [k for v, k in zip(values, labels, strict=True) if v > t]
        wanted.append([t, *(part.count(k) for part in (low, high) for k in range(3))])
    assert flat(gaps(values, labels, 3)) == close_to(wanted)


@yours
def best_threshold(values, labels, n_kinds, min_leaf):
    """The question about values that gains most gini: (gain, threshold).

    At least min_leaf splinters on either side; (-math.inf, math.nan) where there is no
    such question. Of equally good ones any will do.
    """
    return ____


def test_the_best_question_about_aluminium(rng):
    """Aluminium alone, all 171 splinters: at most how much gains most?"""
    assert best_threshold(aluminium, labels_train, 6, MIN_LEAF)[1] == close_to(____)
    few, kinds = [1, 2, 4, 5], [0, 1, 1, 1]
    assert best_threshold(few, kinds, 2, 1) == close_to([0.375, 1.5])
    assert best_threshold(few, kinds, 2, 2)[1] == close_to(3)
    assert best_threshold(few, kinds, 2, 3)[0] == -math.inf
    for min_leaf in (1, 5):
        values, labels = rng.permutation(40).tolist(), rng.integers(3, size=40)
        model = DecisionTreeClassifier(max_depth=1, min_samples_leaf=min_leaf)
        tree = model.fit(np.reshape(values, (-1, 1)), labels).tree_
        below = tree.n_node_samples[1:] / 40 @ tree.impurity[1:]
        gained, threshold = best_threshold(values, labels.tolist(), 3, min_leaf)
        assert gained == close_to(tree.impurity[0] - below)
        yes = np.array(values) <= threshold
        heaps = [np.bincount(labels[p], minlength=3).tolist() for p in (yes, ~yes)]
        assert gain(gini, heaps) == close_to(gained)


@yours
def grow(X, labels, n_kinds, depth, min_leaf):
    """A tree of at most depth questions in a row, min_leaf or more behind each answer.

    A kind, the majority, where depth is 0, all labels are alike or nothing may be
    asked; else (column, threshold, yes, no) for the question that gains most.
    """
    return ____


SIX = [[1, 5], [2, 9], [3, 2], [4, 8], [5, 1], [6, 7]]  # two columns, by eye


def test_a_tree_on_squared_paper(rng):
    """Six splinters, one question: the whole tree. Then the tree of 171 splinters."""
    kinds = [2, 0, 2, 0, 2, 1]
    stump = grow(SIX, kinds, 3, 1, 1)
    assert listed(stump) == close_to(listed(____))
    assert grow(SIX, kinds, 3, 0, 1) == 2
    assert grow(SIX, kinds, 3, 9, 4) == 2  # no heap of four on either side
    assert listed(grow([[1], [2], [3]], [1, 0, 0], 2, 9, 1)) == close_to([0, 1.5, 1, 0])
    board = [[0, 0], [0, 1], [1, 0], [1, 1]]  # no first question gains anything
    assert len(listed(grow(board, [1, 0, 0, 1], 2, 2, 1))) > 1
    for depth, min_leaf in ((2, 1), (DEPTH, MIN_LEAF)):
        tree = grow(splinters, labels_train, 6, depth, min_leaf)
        model = DecisionTreeClassifier(max_depth=depth, min_samples_leaf=min_leaf)
        assert listed(tree) == close_to(questions_of(model.fit(X_train, y_train)))


@yours
def name(tree, splinter):
    """The kind that tree says of a splinter, a list of numbers: a whole number."""
    return ____


def test_the_result_still_stands(present):
    """The same 43 splinters, named without an array: the tree grows from lists."""
    by_hand = (0, 3, (1, 5, 7, 8), 9)
    cases = [[3, 5], [3, 6], [2, 4], [4, 0]]
    assert [name(by_hand, q) for q in cases] == close_to([7, 8, 7, 9])
    tree = grow(____, ____, 6, DEPTH, MIN_LEAF)
    named = [name(tree, q) for q in X_test.tolist()]
    model = DecisionTreeClassifier(max_depth=4, min_samples_leaf=3)
    assert named == close_to(model.fit(X_train, y_train).predict(X_test))
    right = sum(n == kind for n, kind in zip(named, y_test.tolist(), strict=True))
    assert right == 30
    present(
        f"{right} of {len(y_test)} splinters named right, with lists and loops",
        right=right,
        predicted=np.array(named),
        truth=y_test,
    )
