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

from sensei import ____, close_to, hint, insight, yours

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


@hint(
    "How often can you halve x before it is below 2? And what do you do with the rest?",
    "Halve or double x until it is between 1 and 2, and count. Then square x, once for "
    "each digit. If the square is 2 or more, the digit is 1 and you halve it. Otherwise "
    "the digit is 0.",
    "digits = []; n times: x = x * x; digits.append(int(x >= 2)); if x >= 2: x = x "
    "/ 2. At last return [whole, *digits]",
)
@yours
def halvings(x, n):
    """Return the logarithm of x > 0 to base 2 in binary digits: a list [whole, d1, …, dn].

    `whole` counts how often you halve x until 1 <= x < 2. If you have to double it
    instead, each doubling counts as -1. Then come `n` digits, each 0 or 1. For each
    digit, square what is left. If it is 2 or more, the digit is 1 and you halve it;
    otherwise the digit is 0.
    """
    whole, digits = 0, []
    while x >= 2:
        x, whole = x / 2, whole + 1
    while x < 1:
        x, whole = x * 2, whole - 1
    for _ in range(n):
        x = x * x
        digits.append(int(x >= 2))
        if x >= 2:
            x = x / 2
    return [whole, *digits]


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


@hint(
    "Halve 8 until you get 1. How often do you halve it?",
    "From 8 you get 4, then 2, then 1. To get from 1/8 to 1 you double equally "
    "often, and each doubling counts as minus one.",
    "[3, -3]",
)
@insight(
    "Squaring a number doubles its logarithm, which moves the next binary digit in "
    "front of the point. Briggs used square roots instead when he made his tables "
    "in 1624."
)
def test_a_logarithm_counts_halvings():
    """How often do you halve 8 to get 1, and what is the logarithm of 1/8? A list of two."""
    assert halvings(8, 2) == close_to([3, 0, 0])
    assert halvings(10, 4) == close_to([3, 0, 1, 0, 1])  # 3 + 1/4 + 1/16 + …
    assert [log2(8), log2(1 / 8)] == close_to(____([3, -3]))


@hint(
    "A kind with fraction p takes as many questions as you can halve 1 / p. How "
    "many is that on average?",
    "Add up p times -log2(p) over the kinds. Leave out kinds with a count of 0, "
    "because 0 has no logarithm.",
    "fractions = [n / sum(counts) for n in counts if n > 0]; -sum(p * log2(p) for "
    "p in fractions)",
)
@yours
def entropy(counts):
    """Return the entropy of a group in bits: one number.

    *Entropy* measures how mixed a group is: it is the mean, over its rows, of
    -log2(fraction of the row's class). As a measure, a bit is what one question tells
    if yes and no are equally likely. `counts` says how many splinters there are of each
    kind, and they are not all 0. Kinds with a count of 0 are left out. Shannon (1948).
    """
    fractions = [n / sum(counts) for n in counts if n > 0]
    return -sum(p * log2(p) for p in fractions)


@hint(
    "How many yes-or-no questions do you need for a kind that half of the "
    "splinters have? And a quarter?",
    "Half of the splinters need one question, the other half need two. Take the mean.",
    "1.5, which is 0.5 * 1 + 0.25 * 2 + 0.25 * 2",
)
@insight(
    "If you ask about the most likely kind first, you need 1.5 questions on "
    "average. No way of asking needs fewer than the entropy: Shannon (1948)."
)
def test_entropy_counts_questions():
    """A group has two splinters of kind 0, one of kind 1 and one of kind 3. How many bits is its entropy?"""
    assert entropy([0, 7]) == close_to(0)  # a pure group
    assert entropy([2, 1, 0, 1]) == close_to(____(1.5))


@hint(
    "You draw a splinter, put it back, and draw again. How likely are the two of "
    "different kinds?",
    "Square the fraction of each kind, add up the squares, and subtract the sum "
    "from 1.",
    "1 - sum((n / sum(counts)) ** 2 for n in counts)",
)
@yours
def gini(counts):
    """Return the Gini impurity of a group: one number.

    It is the chance that two splinters drawn from the group are of different kinds, if
    the first is put back before the second is drawn. `counts` says how many splinters
    there are of each kind, and they are not all 0.
    """
    return 1 - sum((n / sum(counts)) ** 2 for n in counts)


@hint(
    "Which fractions do the kinds have? What are their squares?",
    "The fractions are 1/2, 1/4 and 1/4. Add up their squares and subtract the sum "
    "from 1.",
    "0.625, or 5/8",
)
@insight(
    "Both measures are 0 for a pure group and largest if all kinds are equally "
    "common. Replace −ln p by its tangent at p = 1, which is 1 − p, and entropy "
    "becomes the Gini impurity. That is why they agree so often."
)
def test_gini_approximates_entropy():
    """What is the Gini impurity of the same group, with counts of 2, 1, 0 and 1?"""
    group = [2, 1, 0, 1]
    assert gini(group) == close_to(____(0.625))
    assert gini(group) < entropy(group) * math.log(2)  # since 1 - p < -ln p


@hint(
    "There is a group of 30 and a group of 10. How much should the number of each "
    "group count?",
    "Multiply each value by its weight and add up the products. Divide by the sum "
    "of the weights.",
    "sum(v * w for v, w in zip(values, weights)) / sum(weights)",
)
@yours
def weighted_mean(values, weights):
    """Return the weighted mean of `values`: one number.

    `values` and `weights` are lists of the same length. Each value counts in proportion
    to its weight, and the weights are not all 0.
    """
    products = [v * w for v, w in zip(values, weights, strict=True)]
    return sum(products) / sum(weights)


@hint(
    "How mixed are the splinters before the split, and how mixed are the groups on "
    "average after it?",
    "Before: add up the groups kind by kind and take the impurity. After: take the "
    "weighted mean of the impurities of the groups, each with its number of "
    "splinters as weight.",
    "whole = [sum(kind) for kind in zip(*groups)]; impurity(whole) - "
    "weighted_mean([impurity(g) for g in groups], [sum(g) for g in groups])",
)
@yours
def gain(impurity, groups):
    """Return the impurity of all groups together minus their weighted mean impurity: one number.

    `impurity` is a function of counts, such as `gini` or `entropy`. `groups` is a list
    of counts, two or more, and no group is empty. Each group is weighted by its number
    of splinters. *Information gain* is the gain of a question if the impurity is
    entropy.
    """
    whole = [sum(kind) for kind in zip(*groups, strict=True)]
    after = weighted_mean([impurity(h) for h in groups], [sum(h) for h in groups])
    return impurity(whole) - after


@hint(
    "How many bits is the entropy before the split, and after it?",
    "Before, the two kinds are equally common: one question decides. After the "
    "split both groups are pure, so nothing is left to ask.",
    "1",
)
@insight(
    "An answer of yes or no can tell at most one bit. The first question, about "
    "barium, tells 0.45 bits."
)
def test_a_gain_is_the_impurity_before_minus_after():
    """Four of one kind and four of another are split into pure groups. What is the gain, in bits?"""
    assert weighted_mean([1, 4], [2, 1]) == close_to(2)
    assert gain(gini, [[1, 0], [1, 2]]) == close_to(1 / 6)
    assert gain(entropy, [[4, 0], [0, 4]]) == close_to(____(1))


@hint(
    "If each group predicts its most common kind, how many of 800 splinters are "
    "wrong, before and after?",
    "Before the split, 400 of 800 are wrong. The first question leaves 100 wrong "
    "in each group, the second 200 in one and none in the other. Subtract the "
    "error rates.",
    "[0.25, 0.25], because 1/2 - 1/4 is the same for both",
)
@insight(
    "The second question leaves one group that is finished, but the error rate "
    "does not see it. Curved measures such as entropy and Gini do: Hastie, "
    "Tibshirani and Friedman (2009), section 9.2.3."
)
def test_the_error_rate_is_a_poor_impurity():
    """When it goes wrong: by how much do two questions lower the error rate, 1 − accuracy? A list of two.

    The *error rate* is the fraction of predictions that are wrong, 1 minus the
    accuracy.
    """
    errors = lambda counts: 1 - max(counts) / sum(counts)
    mixed, clean = [[300, 100], [100, 300]], [[200, 400], [200, 0]]
    assert gain(gini, clean) > gain(gini, mixed)
    assert gain(entropy, clean) > gain(entropy, mixed)
    assert [gain(errors, mixed), gain(errors, clean)] == close_to(____([0.25, 0.25]))


@hint(
    "How would you count with a tally on paper?",
    "Start with a list of n_kinds zeros. For each label, add 1 at its place.",
    "counts = [0] * n_kinds, then counts[label] += 1 for each label",
)
@yours
def tally(labels, n_kinds):
    """Return how many of `labels` are 0, 1, …, n_kinds - 1: a list of n_kinds counts."""
    counts = [0] * n_kinds
    for label in labels:
        counts[label] += 1
    return counts


@hint(
    "Which kind has the largest count?",
    "list.index returns the first place of a value, so the smallest kind wins if "
    "counts tie.",
    "counts.index(max(counts))",
)
@yours
def majority(counts):
    """Return the kind with the largest count: a whole number.

    If several kinds have the largest count, return the smallest of them.
    """
    return counts.index(max(counts))


@hint(
    "How often does each kind occur, and what happens if kinds tie?",
    "Four kinds have one splinter each. If kinds tie, the smallest one wins.",
    "0",
)
@insight(
    "Our tree has this leaf, for much barium and little silicon. What it predicts "
    "is decided by a rule, not by the glass."
)
def test_a_leaf_predicts_its_most_common_kind():
    """A leaf has splinters of kinds 5, 1, 3 and 0. Which kind does it predict?"""
    counts = tally([5, 1, 3, 0], 6)
    assert counts == close_to([1, 1, 0, 1, 0, 1])
    assert majority(counts) == ____(0)


@hint(
    "Go up through the sorted splinters. What changes in the two groups when you "
    "pass one of them?",
    "Sort the pairs of value and label. For each pair and the next one, move one "
    "count from high to low. If the two values differ, keep the midpoint and "
    "copies of both counts, list(low) and list(high).",
    "for (value, kind), (after, _) in zip(pairs, pairs[1:]): low[kind] += 1; "
    "high[kind] -= 1; if value < after: found.append(((value + after) / 2, "
    "list(low), list(high)))",
)
@yours
def candidate_splits(values, labels, n_kinds):
    """Return every question about `values`: a list of (threshold, low, high), in rising order.

    Each threshold is the midpoint of two neighbouring distinct values. `low` has the
    counts of the n_kinds kinds at or below the threshold, `high` those above it, both
    as lists.
    """
    pairs, found = sorted(zip(values, labels, strict=True)), []
    low, high = [0] * n_kinds, tally(labels, n_kinds)
    for (value, kind), (after, _) in zip(pairs, pairs[1:], strict=False):
        low[kind] += 1
        high[kind] -= 1
        if value < after:
            found.append(((value + after) / 2, list(low), list(high)))
    return found


def flat(questions):
    """Return the questions as rows of plain numbers, so that they can be compared."""
    return [[threshold, *low, *high] for threshold, low, high in questions]


@hint(
    "Sort the values together with their kinds. Between which values does a "
    "threshold fit?",
    "Sorted, there is 1 of kind 1, then 2 of kind 0 and 2 of kind 1, then 6 of "
    "kind 0. A threshold fits after the 1, and after both 2s. Each low and high is "
    "a list of two counts.",
    "[(1.5, [0, 1], [2, 1]), (4.0, [1, 2], [1, 0])]",
)
@insight(
    "One splinter moves, and only two counts change. So the 111 questions about "
    "silicon cost hardly more than one."
)
def test_one_splinter_moves_at_a_time():
    """Splinters with 2, 6, 1, 2 % iron are of kinds 0, 0, 1, 1. Which questions are there? A list of tuples."""
    found = candidate_splits([2, 6, 1, 2], [0, 0, 1, 1], 2)
    wanted = ____([(1.5, [0, 1], [2, 1]), (4.0, [1, 2], [1, 0])])
    assert flat(found) == close_to(flat(wanted))


@hint(
    "Which of the questions about a column are allowed, and which of them has the "
    "largest gain?",
    "Skip each question whose low or high group has fewer than min_leaf splinters. "
    "Of the others, keep the one with the largest gain(gini, [low, high]). Start "
    "with (-math.inf, math.nan).",
    "if min(sum(low), sum(high)) >= min_leaf: best = max(best, (gain(gini, [low, "
    "high]), threshold))",
)
@yours
def best_threshold(values, labels, n_kinds, min_leaf):
    """Return the question about `values` with the largest gain in Gini: (gain, threshold).

    At least `min_leaf` splinters must be on each side. If there is no such question,
    return (-math.inf, math.nan). If several are equally good, return any of them.
    """
    best = (-math.inf, math.nan)
    for threshold, low, high in candidate_splits(values, labels, n_kinds):
        if min(sum(low), sum(high)) >= min_leaf:
            gained = gain(gini, [low, high])
            if gained > best[0]:
                best = (gained, threshold)
    return best


@hint(
    "In the picture, the question about aluminium is asked only of those with "
    "little barium. Here all 171 are asked, so the threshold differs.",
    "Write print(best_threshold(aluminium, labels_train, 6, 3)) in the test and save.",
    "1.775",
)
@insight(
    "All 171 together are best split at 1.775. Without those that have much "
    "barium, the best threshold is 1.39. The best question depends on which "
    "splinters are left."
)
def test_the_best_threshold_of_aluminium():
    """Which threshold of aluminium has the largest gain for all 171 splinters?"""
    assert best_threshold([1, 2, 4, 5], [0, 1, 1, 1], 2, 1) == close_to([0.375, 1.5])
    found = best_threshold(aluminium, labels_train, 6, MIN_LEAF)
    assert found[1] == close_to(____(1.775))


@hint(
    "When does a group become a leaf? If it does not, what is its best question, "
    "and what do you do with the two groups?",
    "Return the majority if depth is 0, if all labels are equal, or if the best "
    "gain of all columns is -math.inf. Otherwise take the column with the largest "
    "gain and its threshold, and call grow for the rows at or below it and above "
    "it, with depth - 1.",
    "found = [best_threshold(column, labels, n_kinds, min_leaf) for column in "
    "zip(*X)]; column = max(range(len(found)), key=lambda j: found[j][0])",
)
@yours
def grow(X, labels, n_kinds, depth, min_leaf):
    """Return a tree with at most `depth` questions in a row and `min_leaf` splinters per leaf.

    The tree is a kind, the majority, if `depth` is 0, if all labels are equal, or if no
    question is allowed. Otherwise it is (column, threshold, yes, no), where the
    question has the largest gain. Each side of a question has at least `min_leaf`
    splinters.
    """
    kind = majority(tally(labels, n_kinds))
    if depth == 0 or labels.count(kind) == len(labels):
        return kind
    found = [best_threshold(c, labels, n_kinds, min_leaf) for c in zip(*X, strict=True)]
    column = max(range(len(found)), key=lambda j: found[j][0])
    gained, threshold = found[column]
    if gained == -math.inf:
        return kind
    halves = []
    for answer in (True, False):
        rows = [i for i, x in enumerate(X) if (x[column] <= threshold) == answer]
        part, kinds = [X[i] for i in rows], [labels[i] for i in rows]
        halves.append(grow(part, kinds, n_kinds, depth - 1, min_leaf))
    return (column, threshold, *halves)


SIX = [[1, 5], [2, 9], [3, 2], [4, 8], [5, 1], [6, 7]]  # two columns


@hint(
    "Write the kinds beside the six splinters. Which column has all the 2s on one "
    "side?",
    "In the second column 1, 2 and 5 are of kind 2, and 7, 8 and 9 are not. The "
    "threshold is the midpoint of 5 and 7. Above it are kinds 0, 0 and 1, so take "
    "the most common.",
    "(1, 6.0, 2, 0)",
)
@insight(
    "A *stump* is a tree of one question. It has only two answers, so it can never "
    "predict kind 1 here."
)
def test_a_tree_of_one_question():
    """Grow a tree of one question from the six splinters in SIX. What is it? A tuple of four."""
    kinds = [2, 0, 2, 0, 2, 1]
    assert grow(SIX, kinds, 3, 0, 1) == 2  # no question: the most common kind
    assert listed(grow(SIX, kinds, 3, 1, 1)) == close_to(listed(____((1, 6.0, 2, 0))))


@hint(
    "Where do you start in the tree, and where do you go after each answer?",
    "While the tree is a tuple, it is a question: replace it by its yes or its no. "
    "In the end it is a kind.",
    "while isinstance(tree, tuple): tree = tree[2] if splinter[tree[0]] <= tree[1] "
    "else tree[3]",
)
@yours
def predict_one(tree, splinter):
    """Return the kind that `tree` predicts for one splinter: a whole number.

    `splinter` is a list of numbers. The answer to a question is yes if the value is at
    most the threshold.
    """
    while isinstance(tree, tuple):
        column, threshold, yes, no = tree
        tree = yes if splinter[column] <= threshold else no
    return tree


@hint(
    "Which lists have the features and the labels of the training set?",
    "Both lists are made from X_train and y_train near the top of the file.",
    "splinters, labels_train",
)
@insight(
    "Counting, dividing and comparing are enough for the 30 of 43. You could grow "
    "this tree with paper, patience and a box of splinters."
)
def test_the_result_still_stands(present):
    """Grow the tree from lists: it should predict the same 30 of 43. Fill in two lists."""
    assert predict_one((0, 3, (1, 5, 7, 8), 9), [3, 6]) == 8
    tree = grow(____(splinters), ____(labels_train), 6, DEPTH, MIN_LEAF)
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
