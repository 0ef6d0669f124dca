"""Level 5 · arithmetic: how much is a question worth?

A ball is in one of eight boxes, and you may ask only yes or no. Three questions are
enough, because each one halves what is left. Logarithms count such halvings, and so
does entropy, a measure of how mixed a group is. Here you write both with plain numbers,
and then grow the whole tree again with lists and loops.

You may use: Python's own numbers, lists and dicts, and math. No arrays.

    counts     a list: how many splinters of kind 0, 1, 2, … are in a group
    groups     a list of such counts
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
    """Return the logarithm of x > 0 to base 2 in binary digits: a list [whole, d1, …, dn].

    `whole` counts how often you halve x until 1 <= x < 2. If you have to double it
    instead, each doubling counts as -1. Then come `n` digits, each 0 or 1. For each
    digit, square what is left. If it is 2 or more, the digit is 1 and you halve it;
    otherwise the digit is 0.
    """
    return ____


def log2(x):
    """Return the logarithm of x > 0 to base 2, put together from your digits: one number.

    It says how many times you multiply 1 by 2 to get x.
    """
    if x <= 0:
        raise ValueError(
            f"{x} has no logarithm: doubling it does not make it larger than 0"
        )
    whole, *digits = halvings(x, 40)
    return whole + sum(digit / 2**k for k, digit in enumerate(digits, start=1))


def test_a_logarithm_counts_halvings():
    """How often do you halve 8 to get 1, and what is the logarithm of 1/8? A list of two."""
    assert halvings(8, 2) == close_to([3, 0, 0])
    assert halvings(10, 4) == close_to([3, 0, 1, 0, 1])  # 3 + 1/4 + 1/16 + …
    assert [log2(8), log2(1 / 8)] == close_to(____)


@yours
def entropy(counts):
    """Return the entropy of a group in bits: one number.

    *Entropy* measures how mixed a group is: it is the mean, over its rows, of
    -log2(fraction of the row's class). As a measure, a bit is what one question tells
    if yes and no are equally likely. `counts` says how many splinters there are of each
    kind, and they are not all 0. Kinds with a count of 0 are left out. Shannon (1948).
    """
    return ____


def test_entropy_counts_questions():
    """A group has two splinters of kind 0, one of kind 1 and one of kind 3. How many bits is its entropy?"""
    assert entropy([0, 7]) == close_to(0)  # a pure group
    assert entropy([2, 1, 0, 1]) == close_to(____)


@yours
def gini(counts):
    """Return the Gini impurity of a group: one number.

    It is the chance that two splinters drawn from the group are of different kinds, if
    the first is put back before the second is drawn. `counts` says how many splinters
    there are of each kind, and they are not all 0.
    """
    return ____


def test_gini_approximates_entropy():
    """What is the Gini impurity of the same group, with counts of 2, 1, 0 and 1?"""
    group = [2, 1, 0, 1]
    assert gini(group) == close_to(____)
    assert gini(group) < entropy(group) * math.log(2)  # since 1 - p < -ln p


@yours
def weighted_mean(values, weights):
    """Return the weighted mean of `values`: one number.

    `values` and `weights` are lists of the same length. Each value counts in proportion
    to its weight, and the weights are not all 0.
    """
    return ____


@yours
def gain(impurity, groups):
    """Return the impurity of all groups together minus their weighted mean impurity: one number.

    `impurity` is a function of counts, such as `gini` or `entropy`. `groups` is a list
    of counts, two or more, and no group is empty. Each group is weighted by its number
    of splinters. *Information gain* is the gain of a question if the impurity is
    entropy.
    """
    return ____


def test_a_gain_is_the_impurity_before_minus_after():
    """Four of one kind and four of another are split into pure groups. What is the gain, in bits?"""
    assert weighted_mean([1, 4], [2, 1]) == close_to(2)
    assert gain(gini, [[1, 0], [1, 2]]) == close_to(1 / 6)
    assert gain(entropy, [[4, 0], [0, 4]]) == close_to(____)


def test_the_error_rate_is_a_poor_impurity():
    """When it goes wrong: by how much do two questions lower the error rate, 1 − accuracy? A list of two.

    The *error rate* is the fraction of predictions that are wrong, 1 minus the
    accuracy.
    """
    errors = lambda counts: 1 - max(counts) / sum(counts)
    mixed, clean = [[300, 100], [100, 300]], [[200, 400], [200, 0]]
    assert gain(gini, clean) > gain(gini, mixed)
    assert gain(entropy, clean) > gain(entropy, mixed)
    assert [gain(errors, mixed), gain(errors, clean)] == close_to(____)


@yours
def tally(labels, n_kinds):
    """Return how many of `labels` are 0, 1, …, n_kinds - 1: a list of n_kinds counts."""
    return ____


@yours
def majority(counts):
    """Return the kind with the largest count: a whole number.

    If several kinds have the largest count, return the smallest of them.
    """
    return ____


def test_a_leaf_predicts_its_most_common_kind():
    """A leaf has splinters of kinds 5, 1, 3 and 0. Which kind does it predict?"""
    counts = tally([5, 1, 3, 0], 6)
    assert counts == close_to([1, 1, 0, 1, 0, 1])
    assert majority(counts) == ____


@yours
def candidate_splits(values, labels, n_kinds):
    """Return every question about `values`: a list of (threshold, low, high), in rising order.

    Each threshold is the midpoint of two neighbouring distinct values. `low` has the
    counts of the n_kinds kinds at or below the threshold, `high` those above it, both
    as lists.
    """
    return ____


def flat(questions):
    """Return the questions as rows of plain numbers, so that they can be compared."""
    return [[threshold, *low, *high] for threshold, low, high in questions]


def test_one_splinter_moves_at_a_time():
    """Splinters with 2, 6, 1, 2 % iron are of kinds 0, 0, 1, 1. Which questions are there? A list of tuples."""
    found = candidate_splits([2, 6, 1, 2], [0, 0, 1, 1], 2)
    wanted = ____
    assert flat(found) == close_to(flat(wanted))


@yours
def best_threshold(values, labels, n_kinds, min_leaf):
    """Return the question about `values` with the largest gain in Gini: (gain, threshold).

    At least `min_leaf` splinters must be on each side. If there is no such question,
    return (-math.inf, math.nan). If several are equally good, return any of them.
    """
    return ____


def test_the_best_threshold_of_aluminium():
    """Which threshold of aluminium has the largest gain for all 171 splinters?"""
    assert best_threshold([1, 2, 4, 5], [0, 1, 1, 1], 2, 1) == close_to([0.375, 1.5])
    found = best_threshold(aluminium, labels_train, 6, MIN_LEAF)
    assert found[1] == close_to(____)


@yours
def grow(X, labels, n_kinds, depth, min_leaf):
    """Return a tree with at most `depth` questions in a row and `min_leaf` splinters per leaf.

    The tree is a kind, the majority, if `depth` is 0, if all labels are equal, or if no
    question is allowed. Otherwise it is (column, threshold, yes, no), where the
    question has the largest gain. Each side of a question has at least `min_leaf`
    splinters.
    """
    return ____


SIX = [[1, 5], [2, 9], [3, 2], [4, 8], [5, 1], [6, 7]]  # two columns


def test_a_tree_of_one_question():
    """Grow a tree of one question from the six splinters in SIX. What is it? A tuple of four."""
    kinds = [2, 0, 2, 0, 2, 1]
    assert grow(SIX, kinds, 3, 0, 1) == 2  # no question: the most common kind
    assert listed(grow(SIX, kinds, 3, 1, 1)) == close_to(listed(____))


@yours
def predict_one(tree, splinter):
    """Return the kind that `tree` predicts for one splinter: a whole number.

    `splinter` is a list of numbers. The answer to a question is yes if the value is at
    most the threshold.
    """
    return ____


def test_the_result_still_stands(present):
    """Grow the tree from lists: it should predict the same 30 of 43. Fill in two lists."""
    assert predict_one((0, 3, (1, 5, 7, 8), 9), [3, 6]) == 8
    tree = grow(____, ____, 6, DEPTH, MIN_LEAF)
    predicted = [predict_one(tree, q) for q in X_test.tolist()]
    assert (
        sum(n == kind for n, kind in zip(predicted, y_test.tolist(), strict=True)) == 30
    )
    show(present, predicted)


# How the result is shown: nothing to do from here on


def show(present, predicted):
    """Put the result on the screen."""
    correct = int((np.array(predicted) == y_test).sum())
    present(
        f"{correct} of {len(y_test)} splinters predicted correctly, with lists and loops",
        correct=correct,
        predicted=np.array(predicted),
        truth=y_test,
    )
