"""Level 4 · matrices: all questions at once

At level 3 you tried the questions one after another, 793 of them for the first node
alone. Here you ask all of them at once: sort each column and count the kinds with a
running sum. Then the finished tree becomes a matrix. One product finds the leaf of each
splinter, another predicts its kind, and a hundred trees side by side work the same way.

You may use: arrays, @ and broadcasting; of np.linalg only solve, inv, eigh, norm, det.

    X  (n, d)     the features of n splinters; each column is sorted separately
    Y  (n, c)     the kinds, one-hot: each row has a single 1, in the column of its kind
    C  (…, c)     counts of the c kinds, along the last axis
    A  (n, q)     the answers to q questions: 1 is yes, −1 is no
    S  (q, l)     the answers that lead to each of l leaves; 0: not asked on the way
    Z  (n, l)     1 if a splinter is in a leaf, otherwise 0
    P  (l, c)     the fraction of each kind in each leaf

Pillars: linear algebra, probability.
"""

import numpy as np
from sklearn.ensemble import RandomForestClassifier

from sensei import ____, close_to, hint, insight, yours

from . import DEPTH, MIN_LEAF, X_test, X_train, y_test, y_train

Y_train = np.eye(6)[y_train]


@hint(
    "Sort the splinters by one column. How many of each kind are among the lowest "
    "i + 1?",
    "np.argsort(X, axis=0) has the row numbers in the order of each column. Y at "
    "these rows has shape (n, d, c). Add up with cumsum along axis 0, and leave "
    "out the last entry.",
    "Y[np.argsort(X, axis=0)].cumsum(axis=0)[:-1]",
)
@yours
def counts_below(X, Y):
    """Return the counts of the kinds below each gap of each column: shape (n - 1, d, c).

    Sort each column of X (n, d) in rising order. Entry [i, j] counts the kinds Y (n, c)
    of the i + 1 splinters with the lowest values in column j. If values are equal,
    either may come first.
    """
    return Y[np.argsort(X, axis=0)].cumsum(axis=0)[:-1]


@hint(
    "In which order are the kinds if you sort the values 3, 1 and 2?",
    "The lowest value is the second row, of kind 1, and then comes the third row, "
    "of kind 0. For each gap write a list: how many of kind 0, how many of kind 1.",
    "[[0, 1], [1, 1]]",
)
@insight(
    "One running sum has the groups of all questions: 170 for each of nine columns."
)
def test_a_running_sum_counts_every_group():
    """Splinters with 3, 1, 2 % iron are of kinds 0, 1, 0. How many of each kind are below each gap? A list of two lists."""
    x, Y = np.array([[3.0], [1.0], [2.0]]), np.eye(2)[[0, 1, 0]]
    counts = np.asarray(counts_below(x, Y))
    assert counts.shape == (2, 1, 2)
    assert counts[:, 0] == close_to(____([[0, 1], [1, 1]]))


@hint(
    "How do counts become fractions? What do you divide each group by?",
    "Divide by the sum along the last axis, with keepdims=True. Then subtract the "
    "sum of the squares along that axis from 1.",
    "1 - ((C / C.sum(axis=-1, keepdims=True)) ** 2).sum(axis=-1)",
)
@yours
def ginis(C):
    """Return the Gini impurity of each group of counts C (…, c): shape (…).

    The counts of the kinds are along the last axis, which the result does not have. The
    impurity is 1 minus the sum of the squared fractions of the kinds. The counts of
    each group add up to more than 0.
    """
    fractions = C / C.sum(axis=-1, keepdims=True)
    return 1 - (fractions**2).sum(axis=-1)


@hint(
    "Which fractions do the two kinds have in each of the groups?",
    "The fractions of the first group are 3/4 and 1/4: subtract their squares from "
    "1. The second group is pure.",
    "[0.375, 0]",
)
@insight(
    "There is one impurity for each group, and the groups may be rows, columns or "
    "blocks. Only the last axis, the kinds, disappears."
)
def test_many_groups_are_measured_at_once():
    """What are the Gini impurities of groups with counts of (3, 1) and (0, 7)? A list of two."""
    assert ginis(np.array([[3, 1], [0, 7]])) == close_to(____([0.375, 0]))


@hint(
    "L has the counts below each gap. Which counts are above it?",
    "Above the gap are total − L. The weight of each group is its number of "
    "splinters divided by the number of all.",
    "fraction = L.sum(axis=-1) / total.sum(); ginis(total) - fraction * ginis(L) - "
    "(1 - fraction) * ginis(total - L)",
)
@yours
def gains(L, total):
    """Return the gain of each split of `total` (c,) into L (…, c) and the rest: shape (…).

    The gain is the Gini impurity of `total` minus the mean impurity of the two groups,
    weighted by the number of splinters in each. Neither group is empty.
    """
    fraction = L.sum(axis=-1) / total.sum()
    return ginis(total) - fraction * ginis(L) - (1 - fraction) * ginis(total - L)


@hint(
    "Which counts are on the other side of each split? How mixed are they?",
    "The impurity before is 1/2. The first split leaves (1, 2), with an impurity "
    "of 4/9 and a weight of 3/4. The second leaves two pure groups.",
    "[1/6, 1/2]: the first is 1/2 - 3/4 * 4/9",
)
@insight(
    "One line computes 1530 gains. It is the same arithmetic as for one gain, "
    "applied to a whole block."
)
def test_many_gains_are_computed_at_once():
    """Counts (2, 2) are split into (1, 0) or (2, 0) and the rest. What are the two gains? A list."""
    L, total = np.array([[1, 0], [2, 0]]), np.array([2, 2])
    assert gains(L, total) == close_to(____([1 / 6, 1 / 2]))


@hint(
    "Two splinters have the same value. Can a threshold separate them?",
    "Each sorted value must differ from the next one. Below gap i there are i + 1 "
    "splinters, above it n − i − 1, and both must be at least min_leaf.",
    "np.diff(np.sort(X, axis=0), axis=0) > 0, and n_below = np.arange(1, n)[:, "
    "None] with n_below >= min_leaf and n - n_below >= min_leaf",
)
@yours
def allowed(X, min_leaf):
    """Return which gaps of the sorted columns of X (n, d) are allowed: shape (n - 1, d), bool.

    A gap is allowed if the values on its two sides differ and at least `min_leaf`
    splinters are on each side.
    """
    n_below = np.arange(1, len(X))[:, None]
    enough = np.minimum(n_below, len(X) - n_below) >= min_leaf
    return (np.diff(np.sort(X, axis=0), axis=0) > 0) & enough


@hint(
    "Sort the values. Between which neighbours does a threshold fit?",
    "Sorted, they are 0, 0, 0, 1, 2. A threshold fits between 0 and 1 and between "
    "1 and 2, but the last gap has only one splinter above it.",
    "[False, False, True, False]",
)
@insight(
    "176 of the 214 splinters have no barium at all. A running sum does not see "
    "that these values are equal, and would split them by their order in the file."
)
def test_equal_values_cannot_be_split():
    """When it goes wrong: barium is 0, 2, 0, 1, 0. Which gaps have two splinters per side and are allowed? True or False for each."""
    x = np.array([[0.0], [2], [0], [1], [0]])
    gaps = np.asarray(allowed(x, 2))
    assert gaps.shape == (4, 1)
    assert gaps[:, 0] == close_to(____([False, False, True, False]))


@hint(
    "You have all gains and know which of them are allowed. Where is the largest one?",
    "Replace the gains that are not allowed by -np.inf with np.where. "
    "np.unravel_index turns the argmax into a gap and a column. The threshold is "
    "the midpoint of the two sorted values beside the gap.",
    "gap, column = np.unravel_index(G.argmax(), G.shape), then np.sort(X[:, "
    "column])[gap : gap + 2].mean()",
)
@yours
def best_split(X, Y, min_leaf):
    """Return the best of all questions about X (n, d): (gain, column, threshold).

    Y (n, c) has the kinds, one-hot; n is at least 2. If no question is allowed, the
    gain is -np.inf, and the column and the threshold can be anything. If several are
    equally good, return any of them.
    """
    G = gains(counts_below(X, Y), Y.sum(axis=0))
    G = np.where(allowed(X, min_leaf), G, -np.inf)
    gap, column = np.unravel_index(G.argmax(), G.shape)
    return (G[gap, column], column, np.sort(X[:, column])[gap : gap + 2].mean())


@hint(
    "The tree asks first about barium. At most how much?",
    "Write print(best_split(X_train, Y_train, MIN_LEAF)) in the test and save.",
    "0.335",
)
@insight(
    "Now the sorting takes most of the time. Libraries sort once and pass the "
    "order down the tree, or put the values into bins."
)
def test_the_best_of_all_questions_in_one_go():
    """What is the threshold of the first question about the 171 splinters, in per cent?"""
    X, Y = np.array([[1, 5], [2, 9], [3, 6], [4, 8]]), np.eye(2)[[0, 1, 0, 1]]
    assert best_split(X, Y, 1) == close_to([0.5, 1, 7])  # column 1 is best
    gained, column, threshold = best_split(X_train, Y_train, MIN_LEAF)
    assert column == 7
    assert threshold == close_to(____(0.335))


def tree_matrices(X, Y, depth, min_leaf):
    """Return the tree that best_split grows: columns (q,), thresholds (q,) and S (q, l).

    X (n, d) has the features and Y (n, c) the kinds, one-hot. A group becomes a leaf if
    it is pure, if it is `depth` questions down, or if no question is allowed. Every
    other group is split in two. If Y is not (n, c), it raises a ValueError.
    """
    if np.ndim(Y) != 2:
        raise ValueError("tree_matrices needs one-hot kinds Y of shape (n, c)")
    columns, thresholds, ends = [], [], []
    groups = [(np.arange(len(X)), {})]  # row numbers, and the answers on the way
    while groups:
        rows, path = groups.pop()
        gained = -np.inf
        if len(path) < depth and (Y[rows].sum(axis=0) > 0).sum() > 1:
            gained, column, threshold = best_split(X[rows], Y[rows], min_leaf)
        if gained == -np.inf:
            ends.append(path)
            continue
        column = int(column)
        question, yes = len(columns), X[rows, column] <= threshold
        columns.append(column)
        thresholds.append(threshold)
        groups.append((rows[yes], path | {question: 1}))
        groups.append((rows[~yes], path | {question: -1}))
    S = np.zeros((len(columns), len(ends)))
    for leaf, path in enumerate(ends):
        S[list(path), leaf] = list(path.values())
    return np.array(columns), np.array(thresholds), S


@hint(
    "Ask every question of every splinter, even if it is not needed. Which two "
    "arrays do you compare?",
    "X[:, columns] has the value that each question is about, with shape (n, q). "
    "np.where turns True into 1 and False into -1.",
    "np.where(X[:, columns] <= thresholds, 1, -1)",
)
@yours
def answers(X, columns, thresholds):
    """Return the answers of n splinters to q questions, 1 for yes and -1 for no: shape (n, q).

    Question k is whether X[:, columns[k]] is at most thresholds[k].
    """
    return np.where(X[:, columns] <= thresholds, 1, -1)


@hint(
    "A leaf needs certain answers. How do you see that a splinter gives all of them?",
    "A @ S adds 1 for every answer that the leaf needs and subtracts 1 for every "
    "wrong one. If all are correct, the result is the number of answers needed, "
    "the column sum of abs(S).",
    "(A @ S == np.abs(S).sum(axis=0)) * 1.0",
)
@yours
def membership(A, S):
    """Return Z: 1 if a splinter gives all answers that a leaf needs, otherwise 0: shape (n, l).

    A (n, q) has the answers. S (q, l) has 1 if a leaf needs yes, -1 if it needs no, and
    0 if the question is not asked on the way. Nakandala and others (2020).
    """
    return (A @ S == np.abs(S).sum(axis=0)) * 1.0


def leaf_membership(X, columns, thresholds, S):
    """Return Z for the splinters X: shape (n, l). It uses your `answers` and `membership`."""
    A = np.asarray(answers(X, columns, thresholds))
    return np.asarray(membership(A, S), dtype=float)


@hint(
    "The columns of S are the leaves. Which column needs exactly these two answers?",
    "Leaf 0 needs yes and yes, leaf 1 needs yes and no. Leaf 2 needs a no to the "
    "first question and does not ask the second. Write 1 for the leaf that fits, 0 "
    "for the others.",
    "[0, 1, 0]",
)
@insight(
    "There is no branch: all questions are asked, and one product finds the leaf. "
    "So a tree can run on hardware that is good only at matrix products."
)
def test_a_product_finds_the_leaf():
    """A splinter answers yes, then no. Which leaf is it in? Type its row of Z, a list of three."""
    columns, thresholds = np.array([1, 0]), np.array([4.0, 5.0])
    A = answers(np.array([[9.0, 4.0]]), columns, thresholds)
    assert A == close_to([[1, -1]])  # 4 is at most 4; 9 is above 5
    S = np.array([[1, 1, -1], [1, -1, 0]])
    Z = np.asarray(membership(np.array([[-1, 1], [1, -1]]), S))
    assert Z[0] == close_to([0, 0, 1])
    assert Z[1] == close_to(____([0, 1, 0]))


@hint(
    "How many splinters of each kind are in each leaf, and how many in all?",
    "Z.T @ Y counts the kinds in the leaves. Z.T @ Z has the sizes of the leaves "
    "on its diagonal. Divide the first by the second with solve.",
    "np.linalg.solve(Z.T @ Z, Z.T @ Y)",
)
@yours
def leaf_fractions(Z, Y):
    """Return P, the fraction of each kind in each leaf: shape (l, c).

    Z (n, l) has the leaf of each splinter and Y (n, c) its kind, one-hot. No leaf is
    empty. This is least squares on Z: P = (Z′Z)⁻¹ Z′Y, as for the weights of the cars.
    """
    return np.linalg.solve(Z.T @ Z, Z.T @ Y)


@hint(
    "The trace of a product stays the same if you move the last factor to the "
    "front. What do you get if you do so with the last Z′?",
    "You get Z′Z (Z′Z)⁻¹, which is an identity matrix with one row for each leaf. "
    "Its trace is the number of leaves, S.shape[1].",
    "10",
)
@insight(
    "A tree is linear regression on its leaves. H is a projection: applying it "
    "twice is the same as once, H H = H. Its trace counts the numbers that the "
    "tree fitted, one for each leaf."
)
def test_a_tree_is_linear_regression_on_its_leaves():
    """H = Z (Z′Z)⁻¹ Z′ turns kinds into predictions. What is its trace, the sum of its diagonal?"""
    small = leaf_fractions(np.eye(2)[[0, 1, 0, 0, 0]], np.eye(3)[[2, 1, 0, 2, 2]])
    assert small == close_to([[0.25, 0, 0.75], [0, 1, 0]])
    columns, thresholds, S = tree_matrices(X_train, Y_train, DEPTH, MIN_LEAF)
    Z = leaf_membership(X_train, columns, thresholds, S)
    H = Z @ np.linalg.inv(Z.T @ Z) @ Z.T
    assert H @ Y_train == close_to(Z @ leaf_fractions(Z, Y_train))
    assert H @ H == close_to(H)
    assert np.trace(H) == close_to(____(10))


def forest_matrices(forest, X):
    """Return Z (n, nodes of all trees) and P for a fitted forest of scikit-learn."""
    Zs, Ps = [], []
    for tree in forest.estimators_:
        counts = tree.tree_.value[:, 0, :]
        Zs.append(np.eye(len(counts))[tree.apply(X)])
        Ps.append(counts / counts.sum(axis=1, keepdims=True))
    return np.hstack(Zs), np.vstack(Ps)


@hint(
    "Each row of Z has one 1 for each tree. What does Z @ P add up?",
    "Z @ P adds up, for each tree, the fractions in the leaf of the splinter. "
    "Divide by the number of trees to get the mean.",
    "Z @ P / n_trees",
)
@yours
def forest_fractions(Z, P, n_trees):
    """Return the mean of the fractions that `n_trees` trees predict: shape (n, c).

    The leaves of all trees are side by side. Z (n, l) has one 1 for each tree in every
    row, and P (l, c) has the fraction of each kind in each leaf.
    """
    return Z @ P / n_trees


@hint(
    "What does each of the two trees predict for the splinter?",
    "Row 0 of P says 1 and 0, row 2 says 0.5 and 0.5. Take the mean for each kind.",
    "[0.75, 0.25]",
)
@insight(
    "scikit-learn's forest takes the mean of the fractions. The original by "
    "Breiman (2001) counts one vote for each tree. With many trees the two hardly "
    "ever differ."
)
def test_a_forest_predicts_with_one_product():
    """Two trees have two leaves each. What is predicted for a splinter in leaves 0 and 2? A list of two."""
    P = np.array([[1.0, 0], [0, 1], [0.5, 0.5], [0.2, 0.8]])
    Z = np.array([[1.0, 0, 1, 0]])
    assert np.asarray(forest_fractions(Z, P, 2))[0] == close_to(____([0.75, 0.25]))


@hint(
    "What is the dot product of two rows of Z?",
    "It counts the trees in which the two splinters are in the same leaf. Compute "
    "it for all pairs at once, and divide by the number of trees.",
    "Z @ Z.T / n_trees",
)
@yours
def proximity(Z, n_trees):
    """Return in what fraction of the trees each pair of splinters shares a leaf: shape (n, n).

    Z (n, l) has the leaves of all `n_trees` trees side by side. Breiman (2001) calls
    this fraction the proximity of two splinters.
    """
    return Z @ Z.T / n_trees


@hint(
    "In how many of the trees is a splinter in the same leaf as itself?",
    "It is in the same leaf as itself in every tree. Which fraction is that?",
    "1",
)
@insight(
    "The proximity is a similarity that the forest has learnt from the labels. You "
    "could use it for nearest neighbours, and units do not matter. Splinters of "
    "the same kind are more similar than others."
)
def test_a_forest_measures_how_similar_splinters_are():
    """What is the proximity of a splinter to itself?"""
    forest = RandomForestClassifier(n_estimators=10, random_state=0)
    Z, _ = forest_matrices(forest.fit(X_train, y_train), X_test)
    K = np.asarray(proximity(Z, 10))
    same = y_test[:, None] == y_test
    assert K[same].mean() > 2 * K[~same].mean()
    assert K[0, 0] == close_to(____(1))


@hint(
    "The two kinds are separated by the line where the columns add up to 0. Which "
    "direction goes across that line?",
    "If you add the two columns, one kind is below 0 and the other above. Which "
    "weights add up two columns?",
    "[1, 1]",
)
@insight(
    "A tree splits along the axes, so it needs a staircase of questions for a "
    "slanted line. A suitable product beforehand, such as PCA, can save the "
    "staircase."
)
def test_a_tree_needs_many_questions_for_a_slanted_line(rng):
    """When it goes wrong: a slanted line separates two kinds. For which w does one question about X @ w separate them? A list of two."""
    X = rng.uniform(-1, 1, size=(200, 2))
    X = X[np.abs(X.sum(axis=1)) > 0.05]
    Y = np.eye(2)[(X.sum(axis=1) > 0).astype(int)]
    impurity = ginis(Y.sum(axis=0))
    assert best_split(X, Y, 1)[0] < 0.7 * impurity
    across = X @ np.array(____([1.0, 1.0]))
    assert best_split(across[:, None], Y, 1)[0] == close_to(impurity)


@hint(
    "Which splinters does the tree grow from, and which ones does it predict?",
    "It grows from the training set: the features and the one-hot kinds, which are "
    "defined near the top. It predicts the features of the test set.",
    "X_train, Y_train, and X_test",
)
@insight(
    "The prediction is Z P, a matrix of zeros and ones times a matrix of "
    "fractions. 30 of 43 are correct, without a single if."
)
def test_the_result_still_stands(present):
    """Grow the tree from X_train and the one-hot kinds. Then predict the test set with two products."""
    columns, thresholds, S = tree_matrices(
        ____(X_train), ____(Y_train), DEPTH, MIN_LEAF
    )
    P = np.asarray(
        leaf_fractions(leaf_membership(X_train, columns, thresholds, S), Y_train)
    )
    unseen = leaf_membership(____(X_test), columns, thresholds, S)
    y_pred = (unseen @ P).round(5).argmax(axis=1)
    assert y_pred.shape == (43,)
    assert (y_pred == y_test).sum() == 30
    show(present, y_pred, len(P))


# How the result is shown: nothing to do from here on


def show(present, y_pred, n_leaves):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} splinters predicted correctly, by a matrix "
        f"of {n_leaves} leaves",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
