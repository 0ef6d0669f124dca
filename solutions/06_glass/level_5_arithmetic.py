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
    "How often can x be halved before it falls below 2? And what of the rest?",
    "Halve, or double, until x lies between 1 and 2, and count. Then square it: if it "
    "is 2 or more now, the next binary digit is 1, and x is halved; else it is 0.",
    "digits = []; n times: x = x * x; digits.append(int(x >= 2)); if x >= 2: x = x / "
    "2. At last [whole, *digits]",
)
@yours
def halvings(x, n):
    """The logarithm of x > 0 to base 2, digit by digit: a list [whole, d1, …, dn].

    whole: how often x is halved until 1 <= x < 2; a doubling counts as -1. Then n
    digits, 0 or 1: square what is left; 2 or more makes a 1, and it is halved again.
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
    """How many times 2 is multiplied to give x > 0: your digits, put together."""
    if x <= 0:
        raise ValueError(f"{x} has no logarithm: however often it is doubled, it stays")
    whole, *digits = halvings(x, 40)
    return whole + sum(digit / 2**k for k, digit in enumerate(digits, start=1))


@hint(
    "8 boxes, then 4, then 2, then 1.",
    "Three halvings. And an eighth is 1, halved three times.",
    "[3, -3]",
)
@insight(
    "Squaring a number doubles its logarithm, which pushes the next binary digit "
    "before the point. Briggs worked out his tables with roots in 1624, the other way "
    "round."
)
def test_a_logarithm_counts_halvings():
    """How many halvings from 8 to 1, and what is the logarithm of an eighth?"""
    assert halvings(8, 2) == close_to([3, 0, 0])
    assert halvings(10, 4) == close_to([3, 0, 1, 0, 1])  # 3 + 1/4 + 1/16, and some more
    assert [log2(8), log2(1 / 8)] == close_to(____([3, -3]))


@hint(
    "A kind with share p takes as many questions as 1 / p can be halved. On average?",
    "Sum over the kinds: p times -log2(p). A kind that is not there takes no part, "
    "for 0 has no logarithm.",
    "shares = [n / sum(counts) for n in counts if n > 0]; -sum(p * log2(p) for p in "
    "shares)",
)
@yours
def entropy(counts):
    """Entropy of a heap in bits: the mean of -log2(share) over its splinters.

    counts: how many of each kind, not all 0; kinds with 0 take no part. Shannon (1948).
    """
    shares = [n / sum(counts) for n in counts if n > 0]
    return -sum(p * log2(p) for p in shares)


@hint(
    "A half is found by one question, a quarter by two.",
    "One question in half of the cases, two in the other half.",
    "0.5 * 1 + 0.25 * 2 + 0.25 * 2 = 1.5",
)
@insight(
    "Ask first for what is likely: 1.5 questions on average. Three equal kinds have "
    "1.58 bits. Entropy is the least that any way of asking can do: Shannon (1948).",
)
def test_entropy_counts_questions():
    """Two of kind 0, one of kind 1, none of kind 2, one of kind 3: how many bits?"""
    assert entropy([0, 7]) == close_to(0)  # a clean heap
    assert entropy([2, 1, 0, 1]) == close_to(____(1.5))


@hint(
    "Two draws, the first put back: how likely are they of different kinds?",
    "1 less the sum of squared shares.",
    "1 - sum((n / sum(counts)) ** 2 for n in counts)",
)
@yours
def gini(counts):
    """Chance that two splinters drawn from a heap differ in kind: one number.

    counts: how many of each kind, not all 0; the first is put back before the second.
    """
    return 1 - sum((n / sum(counts)) ** 2 for n in counts)


@hint(
    "Shares of a half, a quarter and a quarter, squared?",
    "1/4 + 1/16 + 1/16 is 3/8.",
    "5/8 = 0.625",
)
@insight(
    "Both are 0 for a clean heap and greatest for an even one. Replace -ln p by 1 - "
    "p, its tangent at 1, and entropy becomes gini: that is why they agree so often."
)
def test_gini_is_entropys_tangent():
    """The same heap, 2, 1, 0 and 1: what is its gini?"""
    heap = [2, 1, 0, 1]
    assert gini(heap) == close_to(____(0.625))
    assert gini(heap) < entropy(heap) * math.log(2)  # since 1 - p < -ln p


@hint(
    "A heap of 30 and one of 10: whose number counts how much?",
    "Each value times its weight, added up, over all the weight there is.",
    "sum(v * w for v, w in zip(values, weights)) / sum(weights)",
)
@yours
def weighted_mean(values, weights):
    """The mean of values, each as often as its weight says: one number.

    Two lists of the same length; weights are not all 0.
    """
    products = [v * w for v, w in zip(values, weights, strict=True)]
    return sum(products) / sum(weights)


@hint(
    "How mixed was it before, and how mixed is it on average afterwards?",
    "Before: all heaps together, kind by kind: [sum(kind) for kind in zip(*heaps)]. "
    "After: the weighted mean over the heaps, each as heavy as it has splinters.",
    "impurity(whole) - weighted_mean([impurity(h) for h in heaps], [sum(h) for h in "
    "heaps])",
)
@yours
def gain(impurity, heaps):
    """How much less mixed, on average, the heaps are than all of them together.

    impurity: a function of counts, as gini or entropy. heaps: lists of counts, two or
    more of them, none of them empty. With entropy it is called information gain.
    """
    whole = [sum(kind) for kind in zip(*heaps, strict=True)]
    after = weighted_mean([impurity(h) for h in heaps], [sum(h) for h in heaps])
    return impurity(whole) - after


@hint(
    "Four and four before: how many bits? After: a clean heap of 4 and a clean one of "
    "4.",
    "An even choice of two is one bit, and nothing of it is left.",
    "1",
)
@insight("A yes or no can tell one bit at most. The question about barium tells 0.45.")
def test_a_gain_is_before_less_after():
    """Four of one kind and four of another, parted cleanly: how many bits gained?"""
    assert weighted_mean([1, 4], [2, 1]) == close_to(2)
    assert gain(gini, [[1, 0], [1, 2]]) == close_to(1 / 6)
    assert gain(entropy, [[4, 0], [0, 4]]) == close_to(____(1))


@hint(
    "How many are named wrongly before, and after, if each heap is called its "
    "commonest?",
    "Before: 400 of 800. Afterwards both questions leave 200 wrong: 100 and 100 in "
    "one, 200 and 0 in the other.",
    "1/2 - 1/4 for both: [0.25, 0.25]",
)
@insight(
    "The second question leaves a heap that is done with, and only a curved measure "
    "sees it: Hastie, Tibshirani and Friedman (2009), section 9.2.3."
)
def test_it_goes_wrong_when_errors_are_counted():
    """When it goes wrong: two questions, 800 splinters; the error rates' two gains?"""
    errors = lambda counts: 1 - max(counts) / sum(counts)
    mixed, clean = [[300, 100], [100, 300]], [[200, 400], [200, 0]]
    assert gain(gini, clean) > gain(gini, mixed)
    assert gain(entropy, clean) > gain(entropy, mixed)
    assert [gain(errors, mixed), gain(errors, clean)] == close_to(____([0.25, 0.25]))


@hint(
    "How would you count with tally marks?",
    "A list of n_kinds zeros; add one at the place of each label.",
    "counts = [0] * n_kinds, then counts[label] += 1 for each label",
)
@yours
def tally(labels, n_kinds):
    """How many of kind 0, 1, …, n_kinds - 1 are among labels: a list of n_kinds."""
    counts = [0] * n_kinds
    for label in labels:
        counts[label] += 1
    return counts


@hint(
    "Which kind has the largest count?",
    "Of equals the first: list.index finds the first place of a value.",
    "counts.index(max(counts))",
)
@yours
def majority(counts):
    """The kind with the largest count; of several, the smallest: a whole number."""
    return counts.index(max(counts))


@hint(
    "One of kind 0, one of 1, none of 2, one of 3, none of 4, one of 5.",
    "Four kinds with one splinter each: the smallest wins.",
    "0",
)
@insight(
    "This heap stands in the tree, behind much barium and little silicon. What a "
    "toss-up is called is settled by a rule, not by the glass."
)
def test_a_heap_is_called_its_commonest():
    """Splinters of kinds 5, 1, 3 and 0: what is their heap called?"""
    counts = tally([5, 1, 3, 0], 6)
    assert counts == close_to([1, 1, 0, 1, 0, 1])
    assert majority(counts) == ____(0)


@hint(
    "Go up through the sorted splinters: each leaves the upper heap and joins the "
    "lower.",
    "pairs = sorted(zip(values, labels)). For each pair and the one after it, move "
    "one count from high to low; where the value differs from the next, note the "
    "middle and both counts, as copies: list(low).",
    "for (value, kind), (after, _) in zip(pairs, pairs[1:]): low[kind] += 1; "
    "high[kind] -= 1; if value < after: found.append(((value + after) / 2, list(low), "
    "list(high)))",
)
@yours
def gaps(values, labels, n_kinds):
    """Every question about values: a list of (threshold, low, high), rising.

    The threshold lies halfway between two neighbouring distinct values; low and high
    are the counts of the n_kinds kinds at most and above it.
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
    """Questions as rows of plain numbers, so that they can be compared."""
    return [[threshold, *low, *high] for threshold, low, high in questions]


@hint(
    "Sorted: 1 of kind 1, 2 of kind 0, 2 of kind 1, 6 of kind 0.",
    "After 1: low [0, 1], high [2, 1]. Then after both twos: low [1, 2].",
    "[(1.5, [0, 1], [2, 1]), (4.0, [1, 2], [1, 0])]",
)
@insight(
    "One splinter moves, two numbers change, and a whole question is answered: 111 "
    "questions about silicon cost hardly more than one."
)
def test_one_splinter_moves_at_a_time():
    """2, 6, 1, 2 per cent, of kinds 0, 0, 1, 1: all the questions, with both counts."""
    found = gaps([2, 6, 1, 2], [0, 0, 1, 1], 2)
    wanted = ____([(1.5, [0, 1], [2, 1]), (4.0, [1, 2], [1, 0])])
    assert flat(found) == close_to(flat(wanted))


@hint(
    "Of all the questions of a column: which may be asked, and which gains most?",
    "Leave out those whose low or high heap has fewer than min_leaf splinters; of the "
    "rest keep the largest gain(gini, [low, high]). Begin with (-math.inf, math.nan).",
    "if min(sum(low), sum(high)) >= min_leaf: best = max(best, (gain(gini, [low, "
    "high]), threshold))",
)
@yours
def best_threshold(values, labels, n_kinds, min_leaf):
    """The question about values that gains most gini: (gain, threshold).

    At least min_leaf splinters on either side; (-math.inf, math.nan) where there is no
    such question. Of equally good ones any will do.
    """
    best = (-math.inf, math.nan)
    for threshold, low, high in gaps(values, labels, n_kinds):
        if min(sum(low), sum(high)) >= min_leaf:
            gained = gain(gini, [low, high])
            if gained > best[0]:
                best = (gained, threshold)
    return best


@hint(
    "The picture asks only those with little barium. Here all 171 are asked: does the "
    "best threshold stay where it was?",
    "It does not. Print best_threshold(aluminium, labels_train, 6, 3).",
    "1.775",
)
@insight(
    "All 171 together would be parted at 1.775; without the barium-rich ones it is "
    "1.39. What is best depends on who is left to be asked."
)
def test_the_best_question_about_aluminium():
    """Aluminium alone, all 171 splinters: at most how much gains most?"""
    assert best_threshold([1, 2, 4, 5], [0, 1, 1, 1], 2, 1) == close_to([0.375, 1.5])
    found = best_threshold(aluminium, labels_train, 6, MIN_LEAF)
    assert found[1] == close_to(____(1.775))


@hint(
    "A heap asks: may I ask? What is my best question? And then each half does the "
    "same.",
    "A kind where depth is 0, where all labels are alike, or where the best gain of "
    "all columns is -math.inf. Else the column with the largest gain, its threshold, "
    "and grow for the rows at most and above it, with depth - 1.",
    "found = [best_threshold(column, labels, n_kinds, min_leaf) for column in "
    "zip(*X)]; column = max(range(len(found)), key=lambda j: found[j][0])",
)
@yours
def grow(X, labels, n_kinds, depth, min_leaf):
    """A tree of at most depth questions in a row, min_leaf or more behind each answer.

    A kind, the majority, where depth is 0, all labels are alike or nothing may be
    asked; else (column, threshold, yes, no) for the question that gains most.
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


SIX = [[1, 5], [2, 9], [3, 2], [4, 8], [5, 1], [6, 7]]  # two columns, by eye


@hint(
    "Write the kinds beside the six splinters. Which column has the 2s on one side?",
    "In the second column 1, 2 and 5 are of kind 2, and 7, 8 and 9 are not. In the "
    "first, 2s and 0s take turns.",
    "Halfway from 5 to 7. No leaves kinds 0, 0 and 1, called 0: (1, 6.0, 2, 0)",
)
@insight(
    "A tree of one question is called a stump. What it cannot say, kind 1 here, it "
    "never will: it has two answers."
)
def test_a_tree_on_squared_paper():
    """Six splinters, one question: what is the whole tree?"""
    kinds = [2, 0, 2, 0, 2, 1]
    assert grow(SIX, kinds, 3, 0, 1) == 2  # no question: the commonest kind
    assert listed(grow(SIX, kinds, 3, 1, 1)) == close_to(listed(____((1, 6.0, 2, 0))))


@hint(
    "How is a tree read from the top?",
    "As long as it is a question, go to yes or no; what is no question is the answer.",
    "while isinstance(tree, tuple): tree = tree[2] if splinter[tree[0]] <= tree[1] "
    "else tree[3]",
)
@yours
def name(tree, splinter):
    """The kind that tree says of a splinter, a list of numbers: a whole number."""
    while isinstance(tree, tuple):
        column, threshold, yes, no = tree
        tree = yes if splinter[column] <= threshold else no
    return tree


@hint(
    "Which splinters are known, and what do you call each one that is not?",
    "The lists made of X_train and y_train stand at the top of the file.",
    "splinters, labels_train",
)
@insight(
    "Counting, dividing, comparing: nothing else is under the 30 of 43. A tree could "
    "be grown with paper, patience and a box of splinters."
)
def test_the_result_still_stands(present):
    """The same 43 splinters, named without an array: the tree grows from lists."""
    assert name((0, 3, (1, 5, 7, 8), 9), [3, 6]) == 8
    tree = grow(____(splinters), ____(labels_train), 6, DEPTH, MIN_LEAF)
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
