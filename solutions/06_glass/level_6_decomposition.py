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

from sensei import ____, close_to, hint, insight, yours

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


@hint(
    "0 has no logarithm. What does a fraction of 0 add to the entropy?",
    "It adds nothing, so keep only the fractions above 0, whatever the shape. Add "
    "up p log2 p over them and change the sign.",
    "p = p[p > 0]; -(p * np.log2(p)).sum()",
)
@yours
def entropy(p):
    """Return the entropy of the fractions `p` in bits: one number.

    The entropy is -sum(p * log2(p)). `p` is an array of any shape that adds up to 1.
    Fractions of 0 add nothing.
    """
    p = p[p > 0]
    return -(p * np.log2(p)).sum()


@hint(
    "Each group has its own entropy. How do you average them?",
    "For each row of T, compute the entropy of its fractions and multiply it by "
    "the row's fraction of all splinters. Add up.",
    "sum(row.sum() / T.sum() * entropy(row / row.sum()) for row in T)",
)
@yours
def within(T):
    """Return the mean entropy within the groups of T (g, c), in bits: one number.

    Each row of T is a group, and no row is empty. Its entropy is weighted by its
    fraction of all splinters. The *conditional entropy* H(kind | group) is what is
    still unknown about the kind once you know the group.
    """
    return sum(row.sum() / T.sum() * entropy(row / row.sum()) for row in T)


@hint(
    "What is still unknown about the kind within each of the two groups?",
    "The first group is pure. In the second the two kinds are equally common, "
    "which is one bit. Each group has half of all splinters.",
    "0.5",
)
@insight(
    "To find the group and the kind, first find the group, then the kind in it: "
    "the bits add up. This is the chain rule of entropy, and with it you can value "
    "each question of a tree separately."
)
def test_bits_follow_a_chain_rule():
    """Two groups have counts of (2, 0) and (1, 1). How many bits is the mean entropy within them?"""
    T = np.array([[2, 0], [1, 1]])
    assert entropy(np.array([0.5, 0.5])) == close_to(1)  # which group is it?
    assert within(T) == close_to(____(0.5))  # which kind is it, then?
    assert entropy(T / 4) == close_to(1 + 0.5)  # both at once


@hint(
    "If group and kind were independent, which fraction would each cell have?",
    "It would be the row's fraction times the column's fraction, an outer product "
    "Q. Compare the fractions P with Q: sum P * log2(P / Q) where P is above 0.",
    "P = T / T.sum(); Q = np.outer(P.sum(axis=1), P.sum(axis=0)); k = P > 0; (P[k] "
    "* np.log2(P[k] / Q[k])).sum()",
)
@yours
def between(T):
    """Return the mutual information of group and kind in T (g, c), in bits: one number.

    *Mutual information* is how much one thing, here the group, tells about another: the
    sum of P log2(P / Q). P has the fractions of the cells of T. Q has the fractions
    that they would have if group and kind were independent. Cells of 0 add nothing.
    Cover and Thomas (2006), section 2.3.
    """
    P = T / T.sum()
    Q = np.outer(P.sum(axis=1), P.sum(axis=0))
    there = P > 0
    return (P[there] * np.log2(P[there] / Q[there])).sum()


@hint(
    "Does the kind become more certain if you know the group?",
    "Both groups have the two kinds in equal parts, so group and kind are "
    "independent: P equals Q, and the logarithm of 1 is added each time.",
    "0",
)
@insight(
    "You can see information gain in two ways: as the entropy before minus after, "
    "or as how far group and kind are from independent. It is symmetric: the kind "
    "tells as much about the group."
)
def test_whole_is_between_plus_within():
    """How many bits do groups of (1, 1) and (3, 3) tell about the kind?"""
    assert between(np.array([[1, 1], [3, 3]])) == close_to(____(0))
    T = np.array([[2, 0, 1], [1, 4, 0]])
    whole = entropy(T.sum(axis=0) / T.sum())
    assert whole == close_to(between(T) + within(T))


@hint(
    "How many bits does it take to say which group a splinter is in?",
    "It takes the entropy of the groups' fractions of all splinters. Divide "
    "between(T) by it.",
    "between(T) / entropy(T.sum(axis=1) / T.sum())",
)
@yours
def gain_ratio(T):
    """Return the gain ratio of the groups of T (g, c): one number.

    It is `between` divided by the entropy of the groups' own fractions: the bits told
    about the kind for each bit that it takes to name the group. There are at least two
    groups. Quinlan (1986).
    """
    return between(T) / entropy(T.sum(axis=1) / T.sum())


@hint(
    "How many kinds are there in a group of one splinter?",
    "A group of one splinter is pure. What is the entropy of a pure group?",
    "0",
)
@insight(
    "The gain is perfect, and useless for new splinters: it overfits. Columns with "
    "many values always have this advantage. The gain ratio corrects for it, and "
    "so does a minimum leaf size."
)
def test_a_row_number_has_a_perfect_but_useless_gain():
    """When it goes wrong: each splinter is its own group. How many bits are unknown within them?"""
    assert gain_ratio(np.array([[4, 0], [0, 2], [0, 2]])) == close_to(1 / 1.5)
    groups_of_one = Y_train  # 171 groups of one splinter
    assert within(groups_of_one) == close_to(____(0))
    assert between(groups_of_one) > 4 * between(BY_BARIUM)
    assert gain_ratio(groups_of_one) < 0.5 * gain_ratio(BY_BARIUM)


@hint(
    "Each group is a point: its fractions of the kinds. Where is the point of all "
    "splinters together?",
    "Take the squared distance of each group's fractions from those of all "
    "splinters. Weight it by the group's fraction of all splinters, and add up.",
    "n = T.sum(axis=1); fractions = T / n[:, None]; deviations = fractions - "
    "T.sum(axis=0) / T.sum(); n @ (deviations**2).sum(axis=1) / T.sum()",
)
@yours
def variance_between(T):
    """Return the mean squared distance of the groups' fractions from those of all: one number.

    T (g, c) has the counts; no group is empty. The fractions of a group are a point,
    and its squared distance is from the fractions of all splinters together. Each group
    is weighted by its number of splinters.
    """
    n = T.sum(axis=1)
    deviations = T / n[:, None] - T.sum(axis=0) / T.sum()  # (g, c) - (c,)
    return n @ (deviations**2).sum(axis=1) / T.sum()


@hint(
    "Which two points are the fractions of the groups, and where is their mean?",
    "The points are (1, 0) and (0, 1), and the mean is halfway between them. How far "
    "is a point from the mean in each coordinate? Add the two squares.",
    "0.5",
)
@insight(
    "A question has a large gain if its two groups are far apart. For the penguins "
    "you had the same sum: the whole variance is the part within plus the part "
    "between."
)
def test_ginis_gain_is_a_squared_distance():
    """What is the variance between groups of (3, 0) and (0, 3)? It equals the gain in Gini."""
    assert variance_between(np.array([[3, 0], [0, 3]])) == close_to(____(0.5))
    gini = lambda counts: 1 - ((counts / counts.sum()) ** 2).sum()
    T = np.array([[3, 0, 1], [1, 7, 0]])
    after = 4 / 12 * gini(T[0]) + 8 / 12 * gini(T[1])
    assert gini(T.sum(axis=0)) - after == close_to(variance_between(T))


@hint(
    "The splinter walks down the tree. How do the fractions change at each step?",
    "Start with the fractions of the first node. At each question, go on to the "
    "node below. Add its fractions minus those of the node above to the row of the "
    "column that the question is about.",
    "fractions_of = lambda node: node[0] / node[0].sum(); parts[column] += "
    "fractions_of(below) - fractions_of(tree); tree = below",
)
@yours
def contributions(tree, q, d):
    """Return what each column adds to the prediction for q (d,): (start, parts).

    `start` (c,) has the fractions of the kinds among all splinters. `parts` (d, c) has
    the change of the fractions at each question on the way, added up for each column.
    start + parts.sum(axis=0) are the fractions in the leaf.
    """
    fractions_of = lambda node: node[0] / node[0].sum()
    start, parts = fractions_of(tree), np.zeros((d, len(tree[0])))
    while len(tree) > 1:
        _, column, threshold, yes, no = tree
        below = yes if q[column] <= threshold else no
        parts[column] += fractions_of(below) - fractions_of(tree)
        tree = below
    return start, parts


@hint(
    "Which fraction of the splinters is of kind 1 before the question, and which "
    "after it?",
    "Before the question it is 50/100, after it 30/40. Subtract.",
    "0.25",
)
@insight(
    "You have explained a prediction, feature by feature. For row 26, barium and "
    "silicon add everything; sodium and iron never add anything. This shows what "
    "the questions are about, not causes. Saabas (2014)."
)
def test_a_prediction_is_the_sum_of_its_steps():
    """50 of 100 splinters are of kind 1, and in the next node 30 of 40. What does the question add to its fraction?"""
    yes, no = (np.array([10.0, 30]),), (np.array([40.0, 20]),)
    tree = (np.array([50.0, 50]), 1, 3.0, yes, no)
    start, parts = contributions(tree, np.array([9.0, 3.0]), 2)
    assert start == close_to([0.5, 0.5])
    assert np.asarray(parts)[0] == close_to([0, 0])  # no question is about column 0
    assert np.asarray(parts)[1, 1] == close_to(____(0.25))


def total_impurity(counts):
    """Return the Gini impurity of the counts times how many splinters they have: one number."""
    counts = np.asarray(counts, dtype=float)
    return counts.sum() - (counts**2).sum() / counts.sum()


@hint(
    "What do you return for a leaf? And for a question?",
    "A leaf is its own only leaf. A question has the leaves of yes and the leaves "
    "of no, so call leaves for both and join the lists.",
    "[node[0]] if len(node) == 1 else leaves(node[3]) + leaves(node[4])",
)
@yours
def leaves(node):
    """Return the counts of all leaves below `node`: a list of arrays (c,).

    For a leaf, the list has only its own counts.
    """
    if len(node) == 1:
        return [node[0]]
    return leaves(node[3]) + leaves(node[4])


@hint(
    "If you turn the question into a leaf, how much more impurity is there for "
    "each leaf saved?",
    "Take the total impurity of the node's own counts minus the sum of those of "
    "its leaves. Divide by the number of leaves below minus 1.",
    "(total_impurity(node[0]) - sum(map(total_impurity, leaves(node)))) / "
    "(len(leaves(node)) - 1)",
)
@yours
def effective_alpha(node):
    """Return the impurity that each leaf below a question saves: one number.

    It is the total impurity of `node` as a leaf minus that of all leaves below it,
    divided by the number of leaves that you save by cutting there. Breiman, Friedman,
    Olshen and Stone (1984), section 3.3.
    """
    below = leaves(node)
    saved = total_impurity(node[0]) - sum(map(total_impurity, below))
    return saved / (len(below) - 1)


SMALL = (
    np.array([4.0, 4]),
    0,
    1.0,
    (np.array([3.0, 0]),),
    (np.array([1.0, 4]), 1, 2.0, (np.array([1.0, 1]),), (np.array([0.0, 3]),)),
)


@hint(
    "Which counts come into the lower question, and which leave it?",
    "(1, 4) comes in; (1, 1) and (0, 3) go out. Their total impurities are 5 − "
    "17/5, 2 − 2/2 and 0. Subtract the last two from the first.",
    "0.6, which is (1.6 - 1) / (2 - 1)",
)
@insight(
    "The upper question saves 1.5 for each leaf, the lower one 0.6. If branches "
    "must go, the weakest link goes first."
)
def test_every_branch_has_its_effective_alpha():
    """How much impurity does the lower question of SMALL save for its one extra leaf?"""
    assert len(leaves(SMALL)) == 3
    assert np.sum(leaves(SMALL), axis=0) == close_to([4, 4])
    assert effective_alpha(SMALL) == close_to(1.5)
    assert effective_alpha(SMALL[4]) == close_to(____(0.6))


@hint(
    "Can you judge a branch before the branches below it have been pruned?",
    "First prune both answers and make a new node of them. If its effective alpha "
    "is then at most alpha, return a leaf, (counts,).",
    "node = (*node[:3], prune(node[3], alpha), prune(node[4], alpha)); return "
    "(node[0],) if effective_alpha(node) <= alpha else node",
)
@yours
def prune(node, alpha):
    """Return the tree that is best if each leaf costs `alpha`: a new node.

    Work from below: a question becomes a leaf if its effective alpha, after everything
    below it has been pruned, is at most `alpha`. `node` itself is left as it was.
    """
    if len(node) == 1:
        return node
    node = (*node[:3], prune(node[3], alpha), prune(node[4], alpha))
    return (node[0],) if effective_alpha(node) <= alpha else node


@hint(
    "A leaf must save more impurity than it costs. Which of the two questions "
    "saves enough?",
    "The lower question saves 0.6, so it goes. Then the upper question saves 4 − "
    "1.6 = 2.4 for its one extra leaf, so it stays. Count the leaves.",
    "2",
)
@insight(
    "*Cost-complexity pruning* makes each leaf cost something, and cuts what saves "
    "too little. It is a regularisation for trees. Each alpha has one best tree, "
    "which is part of the one for any smaller alpha. Choose alpha by "
    "cross-validation, not on the training set."
)
def test_branches_that_save_too_little_are_pruned():
    """If each leaf costs 1.6, how many leaves does the tree SMALL keep?"""
    assert [len(leaves(prune(SMALL, alpha))) for alpha in (0.5, 2.5)] == [3, 1]
    assert len(leaves(prune(SMALL, 1.6))) == ____(2)


def questions(node):
    """Return all the questions of a tree: the nodes that are not leaves."""
    if len(node) == 1:
        return []
    return [node, *questions(node[3]), *questions(node[4])]


@hint(
    "At which alpha does the next branch go? At the smallest effective alpha of "
    "all questions.",
    "Write print(sizes) above the last lines and save. Most steps remove one leaf, "
    "but this one removes more.",
    "4",
)
@insight(
    "The tree with six leaves predicts 31 of the 43 correctly, the one with ten "
    "leaves 30. But if you choose by the test set, you have no test set left to "
    "judge by."
)
def test_pruning_goes_from_ten_leaves_to_one():
    """Prune the glass tree step by step. How many leaves come after six?"""
    tree, sizes = glass_tree(), []
    while len(tree) > 1:
        sizes.append(len(leaves(tree)))
        weakest = min(float(effective_alpha(node)) for node in questions(tree))
        tree = prune(tree, weakest * (1 + 1e-6))
    assert sizes[:5] == [10, 9, 8, 7, 6]
    assert sizes[5] == ____(4)


@hint(
    "The same model is trained on many samples. Where are its predictions on "
    "average, and how far apart are they?",
    "For the bias, take the mean over the samples (axis 0) minus the truth, square "
    "it, and take the mean. For the variance, take the mean of the variances over "
    "the samples.",
    "((predictions.mean(axis=0) - truth) ** 2).mean(), predictions.var(axis=0).mean()",
)
@yours
def bias_and_variance(predictions, truth):
    """Return the mean squared bias and the mean variance: two numbers.

    Row i of `predictions` (r, m) has what the model trained on sample i predicts at m
    places. `truth` (m,) has the true values there. The bias at a place is the mean
    prediction minus the truth. The variance at a place is over the r samples and
    divides by r.
    """
    bias = predictions.mean(axis=0) - truth
    return (bias**2).mean(), predictions.var(axis=0).mean()


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


@hint(
    "Can one question follow a wave? And what do twelve questions in a row learn "
    "besides the wave?",
    "Write print(errors) above the last line and save. The error is the squared "
    "bias plus the variance.",
    "3",
)
@insight(
    "Shallow trees underfit: they have a large bias, and all make the same errors. "
    "Deep trees overfit: they have a large variance, and each makes errors of its "
    "own. Averaging removes errors of the second kind, which is the idea of a "
    "forest."
)
def test_deep_trees_vary_and_shallow_ones_are_biased(rng):
    """Trees of depth 1, 3 and 12 learn a noisy wave. Which depth has the smallest error?"""
    predictions, truth = wave(rng, (1, 3, 12))
    bias, variance = {}, {}
    for depth in (1, 3, 12):
        bias[depth], variance[depth] = bias_and_variance(predictions[depth], truth)
    assert bias[1] > 10 * bias[12]
    assert variance[12] > 1.5 * variance[1]
    errors = {depth: bias[depth] + variance[depth] for depth in (1, 3, 12)}
    assert min(errors, key=errors.get) == ____(3)


@hint(
    "The variance of a mean of n trees is a sum of variances and covariances. How "
    "many are there of each?",
    "Compute the covariance matrix of the trees, (n, n), dividing by r. The sum of "
    "its diagonal over n² is own. The sum of all other entries over n² is shared.",
    "A = predictions - predictions.mean(axis=0); C = A.T @ A / len(A); own = "
    "np.trace(C) / n**2; C.sum() / n**2 - own",
)
@yours
def own_and_shared(predictions):
    """Return the variance of the mean of n trees in two parts: (own, shared).

    Row i of `predictions` (r, n) has what n trees trained on sample i predict at one
    place. `own` is the sum of the variances of the trees, divided by n². `shared` is
    the sum of the covariances of different trees, divided by n². All variances and
    covariances divide by r, and none comes from np.cov. Hastie, Tibshirani and Friedman
    (2009), section 15.2.
    """
    n_trees = predictions.shape[1]
    A = predictions - predictions.mean(axis=0)
    C = A.T @ A / len(A)  # (n, n)
    own = np.trace(C) / n_trees**2
    return own, C.sum() / n_trees**2 - own


@hint(
    "How much steadier is the mean of ten equal trees than one of them?",
    "The mean of ten equal trees is the tree itself, so nothing is averaged away.",
    "1",
)
@insight(
    "More trees only reduce the part of the variance that they do not share. So a "
    "forest makes its trees different: each gets other rows and other columns."
)
def test_a_forest_averages_away_what_is_not_shared(rng):
    """Ten copies of the same tree vote. Which fraction of one tree's variance is left?"""
    independent = np.array([[1.0, 1], [-1, 1], [1, -1], [-1, -1]])
    assert own_and_shared(independent) == close_to((0.5, 0))
    copies = np.repeat(rng.normal(size=(30, 1)), 10, axis=1)
    assert sum(own_and_shared(copies)) / copies[:, 0].var() == close_to(____(1))


@hint(
    "Which tree has counts in its nodes? The tree of level 3 does not.",
    "The function at the top returns the tree with counts. contributions needs the "
    "splinter of the loop and the number of columns of X_test.",
    "glass_tree(), q and 9",
)
@insight(
    "Each of the 43 predictions is now a sum that you can read: so much for "
    "barium, so much for silicon. You can read the 30 correct ones and the 13 "
    "wrong ones."
)
def test_the_result_still_stands(present):
    """Predict the test set by adding up contributions. Fill in the tree, the splinter and the number of columns."""
    tree, y_pred, reasons = ____(glass_tree()), [], []
    for q in X_test:
        start, parts = contributions(tree, ____(q), ____(9))
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
