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

from sensei import ____, close_to, yours

from . import (
    DEPTH,
    MIN_LEAF,
    X_test,
    X_train,
    feature_names,
    listed,
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


def test_a_logarithm_counts_halvings():
    """How many halvings from 8 to 1, and what is the logarithm of an eighth?"""
    assert halvings(8, 2) == close_to([3, 0, 0])
    assert halvings(10, 4) == close_to([3, 0, 1, 0, 1])  # 3 + 1/4 + 1/16, and some more
    assert [log2(8), log2(1 / 8)] == close_to(____)


@yours
def entropy(counts):
    """Entropy of a heap in bits: the mean of -log2(share) over its splinters.

    counts: how many of each kind, not all 0; kinds with 0 take no part. Shannon (1948).
    """
    return ____


def test_entropy_counts_questions():
    """Two of kind 0, one of kind 1, none of kind 2, one of kind 3: how many bits?"""
    assert entropy([0, 7]) == close_to(0)  # a clean heap
    assert entropy([2, 1, 0, 1]) == close_to(____)


@yours
def gini(counts):
    """Chance that two splinters drawn from a heap differ in kind: one number.

    counts: how many of each kind, not all 0; the first is put back before the second.
    """
    return ____


def test_gini_is_entropys_tangent():
    """The same heap, 2, 1, 0 and 1: what is its gini?"""
    heap = [2, 1, 0, 1]
    assert gini(heap) == close_to(____)
    assert gini(heap) < entropy(heap) * math.log(2)  # since 1 - p < -ln p


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


def test_a_gain_is_before_less_after():
    """Four of one kind and four of another, parted cleanly: how many bits gained?"""
    assert weighted_mean([1, 4], [2, 1]) == close_to(2)
    assert gain(gini, [[1, 0], [1, 2]]) == close_to(1 / 6)
    assert gain(entropy, [[4, 0], [0, 4]]) == close_to(____)


def test_it_goes_wrong_when_errors_are_counted():
    """When it goes wrong: two questions, 800 splinters; the error rates' two gains?"""
    errors = lambda counts: 1 - max(counts) / sum(counts)
    mixed, clean = [[300, 100], [100, 300]], [[200, 400], [200, 0]]
    assert gain(gini, clean) > gain(gini, mixed)
    assert gain(entropy, clean) > gain(entropy, mixed)
    assert [gain(errors, mixed), gain(errors, clean)] == close_to(____)


@yours
def tally(labels, n_kinds):
    """How many of kind 0, 1, …, n_kinds - 1 are among labels: a list of n_kinds."""
    return ____


@yours
def majority(counts):
    """The kind with the largest count; of several, the smallest: a whole number."""
    return ____


def test_a_heap_is_called_its_commonest():
    """Splinters of kinds 5, 1, 3 and 0: what is their heap called?"""
    counts = tally([5, 1, 3, 0], 6)
    assert counts == close_to([1, 1, 0, 1, 0, 1])
    assert majority(counts) == ____


@yours
def gaps(values, labels, n_kinds):
    """Every question about values: a list of (threshold, low, high), rising.

    The threshold lies halfway between two neighbouring distinct values; low and high
    are the counts of the n_kinds kinds at most and above it.
    """
    return ____


def flat(questions):
    """Questions as rows of plain numbers, so that they can be compared."""
    return [[threshold, *low, *high] for threshold, low, high in questions]


def test_one_splinter_moves_at_a_time():
    """2, 6, 1, 2 per cent, of kinds 0, 0, 1, 1: all the questions, with both counts."""
    found = gaps([2, 6, 1, 2], [0, 0, 1, 1], 2)
    wanted = ____
    assert flat(found) == close_to(flat(wanted))


@yours
def best_threshold(values, labels, n_kinds, min_leaf):
    """The question about values that gains most gini: (gain, threshold).

    At least min_leaf splinters on either side; (-math.inf, math.nan) where there is no
    such question. Of equally good ones any will do.
    """
    return ____


def test_the_best_question_about_aluminium():
    """Aluminium alone, all 171 splinters: at most how much gains most?"""
    assert best_threshold([1, 2, 4, 5], [0, 1, 1, 1], 2, 1) == close_to([0.375, 1.5])
    found = best_threshold(aluminium, labels_train, 6, MIN_LEAF)
    assert found[1] == close_to(____)


@yours
def grow(X, labels, n_kinds, depth, min_leaf):
    """A tree of at most depth questions in a row, min_leaf or more behind each answer.

    A kind, the majority, where depth is 0, all labels are alike or nothing may be
    asked; else (column, threshold, yes, no) for the question that gains most.
    """
    return ____


SIX = [[1, 5], [2, 9], [3, 2], [4, 8], [5, 1], [6, 7]]  # two columns, by eye


def test_a_tree_on_squared_paper():
    """Six splinters, one question: what is the whole tree?"""
    kinds = [2, 0, 2, 0, 2, 1]
    assert grow(SIX, kinds, 3, 0, 1) == 2  # no question: the commonest kind
    assert listed(grow(SIX, kinds, 3, 1, 1)) == close_to(listed(____))


@yours
def name(tree, splinter):
    """The kind that tree says of a splinter, a list of numbers: a whole number."""
    return ____


def test_the_result_still_stands(present):
    """The same 43 splinters, named without an array: the tree grows from lists."""
    assert name((0, 3, (1, 5, 7, 8), 9), [3, 6]) == 8
    tree = grow(____, ____, 6, DEPTH, MIN_LEAF)
    named = [name(tree, q) for q in X_test.tolist()]
    assert sum(n == kind for n, kind in zip(named, y_test.tolist(), strict=True)) == 30
    show(present, named)


# How the result is shown: nothing to do from here on


def show(present, named):
    """Put the result on the screen."""
    right = int((np.array(named) == y_test).sum())
    present(
        f"{right} of {len(y_test)} splinters named right, with lists and loops",
        right=right,
        predicted=np.array(named),
        truth=y_test,
    )
