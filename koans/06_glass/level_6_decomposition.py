"""Level 6 · decomposition: whole = between + within

With the penguins, you split a variance into a part between the species and a part
within them. Here you split entropy and Gini impurity in the same way. Then you take
apart a tree branch by branch, a prediction question by question, and an error into bias
and variance. The last one explains why a forest is better than a tree.

You may use: arrays, @ and your own functions. No np.linalg, no SciPy, no np.cov, no
np.corrcoef.

    T     (g, c)  a table of counts: g groups, c kinds
    p     (…)     fractions that add up to 1, in any shape
    node          a leaf is (counts,); a question is (counts, column, threshold, yes, no)
                  with a node for each answer; counts (c,) are of all that reach the node
    tree          its first node, as glass_tree() returns it: the tree of level 3, grown
                  by your best_split of level 4

Pillars: probability, statistics, linear algebra.
"""

import functools

import numpy as np
from sklearn.tree import DecisionTreeRegressor

from sensei import ____, close_to, yours

from . import DEPTH, MIN_LEAF, X_test, X_train, feature_names, kinds, y_test, y_train
from .level_4_matrices import best_split

Y_train = np.eye(6)[y_train]

# The counts of the two groups after the first question: at most 0.335 % barium, or more.
little = X_train[:, feature_names.index("Ba")] <= 0.335
BY_BARIUM = np.array([Y_train[little].sum(axis=0), Y_train[~little].sum(axis=0)])


def counted_tree(X, Y, depth):
    """Return a tree grown by best_split, with the counts of all that reach each node."""
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
    """Return the tree of the 171 training splinters with counts, grown by your best_split."""
    return counted_tree(X_train, Y_train, DEPTH)


@yours
def entropy(p):
    """Return the entropy of the fractions `p` in bits: one number.

    The entropy is -sum(p * log2(p)). `p` is an array of any shape that adds up to 1.
    Fractions of 0 add nothing.
    """
    return ____


@yours
def within(T):
    """Return the mean entropy within the groups of T (g, c), in bits: one number.

    Each row of T is a group, and no row is empty. Its entropy is weighted by its
    fraction of all splinters. The *conditional entropy* H(kind | group) is what is
    still unknown about the kind once you know the group.
    """
    return ____


def test_bits_follow_a_chain_rule():
    """Two groups have counts of (2, 0) and (1, 1). How many bits is the mean entropy within them?"""
    T = np.array([[2, 0], [1, 1]])
    assert entropy(np.array([0.5, 0.5])) == close_to(1)  # which group is it?
    assert within(T) == close_to(____)  # which kind is it, then?
    assert entropy(T / 4) == close_to(1 + 0.5)  # both at once


@yours
def between(T):
    """Return the mutual information of group and kind in T (g, c), in bits: one number.

    *Mutual information* is how much one thing, here the group, tells about another: the
    sum of P log2(P / Q). P has the fractions of the cells of T. Q has the fractions
    that they would have if group and kind were independent. Cells of 0 add nothing.
    Cover and Thomas (2006), section 2.3.
    """
    return ____


def test_whole_is_between_plus_within():
    """How many bits do groups of (1, 1) and (3, 3) tell about the kind?"""
    assert between(np.array([[1, 1], [3, 3]])) == close_to(____)
    T = np.array([[2, 0, 1], [1, 4, 0]])
    whole = entropy(T.sum(axis=0) / T.sum())
    assert whole == close_to(between(T) + within(T))


@yours
def gain_ratio(T):
    """Return the gain ratio of the groups of T (g, c): one number.

    It is `between` divided by the entropy of the groups' own fractions: the bits told
    about the kind for each bit that it takes to name the group. There are at least two
    groups. Quinlan (1986).
    """
    return ____


def test_a_row_number_has_a_perfect_but_useless_gain():
    """When it goes wrong: each splinter is its own group. How many bits are unknown within them?"""
    assert gain_ratio(np.array([[4, 0], [0, 2], [0, 2]])) == close_to(1 / 1.5)
    groups_of_one = Y_train  # 171 groups of one splinter
    assert within(groups_of_one) == close_to(____)
    assert between(groups_of_one) > 4 * between(BY_BARIUM)
    assert gain_ratio(groups_of_one) < 0.5 * gain_ratio(BY_BARIUM)


@yours
def variance_between(T):
    """Return the mean squared distance of the groups' fractions from those of all: one number.

    T (g, c) has the counts; no group is empty. The fractions of a group are a point,
    and its squared distance is from the fractions of all splinters together. Each group
    is weighted by its number of splinters.
    """
    return ____


def test_ginis_gain_is_a_squared_distance():
    """What is the variance between groups of (3, 0) and (0, 3)? It equals the gain in Gini."""
    assert variance_between(np.array([[3, 0], [0, 3]])) == close_to(____)
    gini = lambda counts: 1 - ((counts / counts.sum()) ** 2).sum()
    T = np.array([[3, 0, 1], [1, 7, 0]])
    after = 4 / 12 * gini(T[0]) + 8 / 12 * gini(T[1])
    assert gini(T.sum(axis=0)) - after == close_to(variance_between(T))


@yours
def contributions(tree, q, d):
    """Return what each column adds to the prediction for q (d,): (start, parts).

    `start` (c,) has the fractions of the kinds among all splinters. `parts` (d, c) has
    the change of the fractions at each question on the way, added up for each column.
    start + parts.sum(axis=0) are the fractions in the leaf.
    """
    return ____


def test_a_prediction_is_the_sum_of_its_steps():
    """50 of 100 splinters are of kind 1, and in the next node 30 of 40. What does the question add to its fraction?"""
    yes, no = (np.array([10.0, 30]),), (np.array([40.0, 20]),)
    tree = (np.array([50.0, 50]), 1, 3.0, yes, no)
    start, parts = contributions(tree, np.array([9.0, 3.0]), 2)
    assert start == close_to([0.5, 0.5])
    assert np.asarray(parts)[0] == close_to([0, 0])  # no question is about column 0
    assert np.asarray(parts)[1, 1] == close_to(____)


def total_impurity(counts):
    """Return the Gini impurity of the counts times how many splinters they have: one number."""
    counts = np.asarray(counts, dtype=float)
    return counts.sum() - (counts**2).sum() / counts.sum()


@yours
def leaves(node):
    """Return the counts of all leaves below `node`: a list of arrays (c,).

    For a leaf, the list has only its own counts.
    """
    return ____


@yours
def effective_alpha(node):
    """Return the impurity that each leaf below a question saves: one number.

    It is the total impurity of `node` as a leaf minus that of all leaves below it,
    divided by the number of leaves that you save by cutting there. Breiman, Friedman,
    Olshen and Stone (1984), section 3.3.
    """
    return ____


SMALL = (
    np.array([4.0, 4]),
    0,
    1.0,
    (np.array([3.0, 0]),),
    (np.array([1.0, 4]), 1, 2.0, (np.array([1.0, 1]),), (np.array([0.0, 3]),)),
)


def test_every_branch_has_its_effective_alpha():
    """How much impurity does the lower question of SMALL save for its one extra leaf?"""
    assert len(leaves(SMALL)) == 3
    assert np.sum(leaves(SMALL), axis=0) == close_to([4, 4])
    assert effective_alpha(SMALL) == close_to(1.5)
    assert effective_alpha(SMALL[4]) == close_to(____)


@yours
def prune(node, alpha):
    """Return the tree that is best if each leaf costs `alpha`: a new node.

    Work from below: a question becomes a leaf if its effective alpha, after everything
    below it has been pruned, is at most `alpha`. `node` itself is left as it was.
    """
    return ____


def test_branches_that_save_too_little_are_pruned():
    """If each leaf costs 1.6, how many leaves does the tree SMALL keep?"""
    assert [len(leaves(prune(SMALL, alpha))) for alpha in (0.5, 2.5)] == [3, 1]
    assert len(leaves(prune(SMALL, 1.6))) == ____


def questions(node):
    """Return all the questions of a tree: the nodes that are not leaves."""
    if len(node) == 1:
        return []
    return [node, *questions(node[3]), *questions(node[4])]


def test_pruning_goes_from_ten_leaves_to_one():
    """Prune the glass tree step by step. How many leaves come after six?"""
    tree, sizes = glass_tree(), []
    while len(tree) > 1:
        sizes.append(len(leaves(tree)))
        weakest = min(float(effective_alpha(node)) for node in questions(tree))
        tree = prune(tree, weakest * (1 + 1e-6))
    assert sizes[:5] == [10, 9, 8, 7, 6]
    assert sizes[5] == ____


@yours
def bias_and_variance(predictions, truth):
    """Return the mean squared bias and the mean variance: two numbers.

    Row i of `predictions` (r, m) has what the model trained on sample i predicts at m
    places. `truth` (m,) has the true values there. The bias at a place is the mean
    prediction minus the truth. The variance at a place is over the r samples and
    divides by r.
    """
    return ____


def wave(rng, depths, samples=30):
    """Return what trees of each depth predict from noisy samples of a wave, and the true wave."""
    places = np.linspace(0, 1, 50)
    predictions = {depth: [] for depth in depths}
    for _ in range(samples):
        x = rng.uniform(size=(60, 1))
        y = np.sin(3 * np.pi * x[:, 0]) + 0.5 * rng.normal(size=60)
        for depth in depths:
            model = DecisionTreeRegressor(max_depth=depth).fit(x, y)
            predictions[depth].append(model.predict(places[:, None]))
    return {d: np.array(a) for d, a in predictions.items()}, np.sin(3 * np.pi * places)


def test_deep_trees_vary_and_shallow_ones_are_biased(rng):
    """Trees of depth 1, 3 and 12 learn a noisy wave. Which depth has the smallest error?"""
    predictions, truth = wave(rng, (1, 3, 12))
    bias, variance = {}, {}
    for depth in (1, 3, 12):
        bias[depth], variance[depth] = bias_and_variance(predictions[depth], truth)
    assert bias[1] > 10 * bias[12]
    assert variance[12] > 1.5 * variance[1]
    errors = {depth: bias[depth] + variance[depth] for depth in (1, 3, 12)}
    assert min(errors, key=errors.get) == ____


@yours
def own_and_shared(predictions):
    """Return the variance of the mean of n trees in two parts: (own, shared).

    Row i of `predictions` (r, n) has what n trees trained on sample i predict at one
    place. `own` is the sum of the variances of the trees, divided by n². `shared` is
    the sum of the covariances of different trees, divided by n². All variances and
    covariances divide by r, and none comes from np.cov. Hastie, Tibshirani and Friedman
    (2009), section 15.2.
    """
    return ____


def test_a_forest_averages_away_what_is_not_shared(rng):
    """Ten copies of the same tree vote. Which fraction of one tree's variance is left?"""
    independent = np.array([[1.0, 1], [-1, 1], [1, -1], [-1, -1]])
    assert own_and_shared(independent) == close_to((0.5, 0))
    copies = np.repeat(rng.normal(size=(30, 1)), 10, axis=1)
    assert sum(own_and_shared(copies)) / copies[:, 0].var() == close_to(____)


def test_the_result_still_stands(present):
    """Predict the test set by adding up contributions. Fill in the tree, the splinter and the number of columns."""
    tree, y_pred, reasons = ____, [], []
    for q in X_test:
        start, parts = contributions(tree, ____, ____)
        fractions = (start + np.sum(parts, axis=0)).round(5)
        y_pred.append(int(fractions.argmax()))
        reasons.append(int(np.asarray(parts)[:, y_pred[-1]].argmax()))
    assert (np.array(y_pred) == y_test).sum() == 30
    show(present, np.array(y_pred), reasons)


# How the result is shown: nothing to do from here on


def show(present, y_pred, reasons):
    """Put the result on the screen.

    `reasons` has, for each prediction, the column that added most to it.
    """
    correct = int((y_pred == y_test).sum())
    headlamps = np.array(reasons)[y_pred == kinds.index("headlamp")].tolist()
    present(
        f"{correct} of {len(y_test)} splinters predicted correctly; "
        f"{headlamps.count(feature_names.index('Ba'))} of {len(headlamps)} headlamps by "
        "their barium",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
