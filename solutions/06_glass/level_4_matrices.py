"""Level 4 · matrices: all the questions at once

At level 3 the questions were tried one after another, 793 of them for the first box
alone. Here they are asked in one go: sort every column, and count the kinds downwards
with a running sum. The finished tree becomes a matrix too: one product says in which
leaf a splinter lies, another what is thought of it there, and a hundred trees side by
side are no harder than one.

Yours to use: arrays, @ and broadcasting; of np.linalg only solve, inv, eigh, norm, det.

    X  (n, d)     n splinters; every column is sorted for itself
    Y  (n, c)     kinds as rows of zeros with a single 1, as in 01 iris
    C  (…, c)     counts of the c kinds, along the last axis
    A  (n, q)     the answers to q questions: 1 is yes, −1 is no
    S  (q, l)     the answers that lead to each of l leaves; 0: not asked on the way
    Z  (n, l)     1 where a splinter lies in a leaf, else 0
    P  (l, c)     the shares of the kinds in each leaf

Pillars: linear algebra, probability.
"""

import numpy as np
from sklearn.ensemble import RandomForestClassifier

from sensei import ____, close_to, hint, insight, yours

from . import DEPTH, MIN_LEAF, X_test, X_train, y_test, y_train

Y_train = np.eye(6)[y_train]


@hint(
    "Sort the splinters by one column. How many of each kind are among the first i?",
    "np.argsort(X, axis=0) has the rows in the order of every column; Y at these rows "
    "has shape (n, d, c). Add up downwards with cumsum, and leave the last out.",
    "Y[np.argsort(X, axis=0)].cumsum(axis=0)[:-1]",
)
@yours
def counts_below(X, Y):
    """The kinds Y (n, c) of the i + 1 lowest of each column of X (n, d): (n - 1, d, c).

    Entry [i, j] counts the kinds among the i + 1 splinters with the lowest values in
    column j. Of equal values, any may come first.
    """
    return Y[np.argsort(X, axis=0)].cumsum(axis=0)[:-1]


@hint(
    "In the order of the column: 1, 2, 3. Which kinds have they?",
    "The lowest is the second row, of kind 1; next comes the third, of kind 0.",
    "[[0, 1], [1, 1]]",
)
@insight("One running sum holds the heaps of every question: 170 gaps in nine columns.")
def test_a_running_sum_counts_every_heap():
    """3, 1 and 2 per cent, kinds 0, 1, 0: the kinds below each of the two gaps."""
    x, Y = np.array([[3.0], [1.0], [2.0]]), np.eye(2)[[0, 1, 0]]
    counts = np.asarray(counts_below(x, Y))
    assert counts.shape == (2, 1, 2)
    assert counts[:, 0] == close_to(____([[0, 1], [1, 1]]))


@hint(
    "From counts to shares: what is each row divided by?",
    "By its sum along the last axis, kept as an axis: keepdims=True. Then 1 less the "
    "sum of squares along that axis.",
    "1 - ((C / C.sum(axis=-1, keepdims=True)) ** 2).sum(axis=-1)",
)
@yours
def ginis(C):
    """The gini of counts C (…, c) along the last axis: one axis fewer.

    1 less the sum of the squared shares; every count has a sum above 0.
    """
    shares = C / C.sum(axis=-1, keepdims=True)
    return 1 - (shares**2).sum(axis=-1)


@hint(
    "Three of one kind and one of another: 3/4 and 1/4.",
    "1 - 9/16 - 1/16 for the first; the second heap is clean.",
    "[0.375, 0]",
)
@insight(
    "A number for each heap, however the heaps are stacked: rows, columns or blocks. "
    "Only the last axis, the kinds, is summed away."
)
def test_many_heaps_are_measured_at_once():
    """Heaps of 3 and 1, and of 0 and 7: what are their two ginis?"""
    assert ginis(np.array([[3, 1], [0, 7]])) == close_to(____([0.375, 0]))


@hint(
    "What lies below a gap you have. What lies above it?",
    "total - L. The two heaps weigh as many splinters as they hold, over all.",
    "share = L.sum(axis=-1) / total.sum(); ginis(total) - share * ginis(L) - (1 - "
    "share) * ginis(total - L)",
)
@yours
def gains(L, total):
    """The gain of parting total (c,) into L (…, c) and the rest: one axis fewer.

    gini of total, less the mean gini of both heaps, weighted with what they hold.
    Neither heap is ever empty.
    """
    share = L.sum(axis=-1) / total.sum()
    return ginis(total) - share * ginis(L) - (1 - share) * ginis(total - L)


@hint(
    "All: 2 and 2. Below: 1 and 0. What is above, and how mixed?",
    "Above are 1 and 2: 1 - 1/9 - 4/9. It weighs three quarters, and all had 1/2.",
    "1/2 - 3/4 * 4/9 = 1/6, and the second parts cleanly: 1/2",
)
@insight("1530 gains from one line. It is the same arithmetic, asked of a block.")
def test_every_gain_at_once():
    """Two and two, parted as (1, 0) and as (2, 0): what does each gain?"""
    L, total = np.array([[1, 0], [2, 0]]), np.array([2, 2])
    assert gains(L, total) == close_to(____([1 / 6, 1 / 2]))


@hint(
    "Two splinters have the same value. Can a threshold stand between them?",
    "Sorted values must differ from the next; and below gap i are i + 1 splinters, "
    "above it n - i - 1: both min_leaf or more.",
    "np.diff(np.sort(X, axis=0), axis=0) > 0, and n_below = np.arange(1, n)[:, None] "
    "with n_below >= min_leaf and n - n_below >= min_leaf",
)
@yours
def askable(X, min_leaf):
    """Which gaps of the sorted columns of X (n, d) are a question: (n - 1, d), bool.

    The values on either side of gap i differ, and at least min_leaf splinters lie on
    either side of it.
    """
    n_below = np.arange(1, len(X))[:, None]
    enough = np.minimum(n_below, len(X) - n_below) >= min_leaf
    return (np.diff(np.sort(X, axis=0), axis=0) > 0) & enough


@hint(
    "Sorted: 0, 0, 0, 1, 2. Between which neighbours does a threshold fit?",
    "Between 0 and 1, and between 1 and 2; but the last gap has one splinter above it.",
    "[False, False, True, False]",
)
@insight(
    "176 of 214 splinters have no barium at all. A running sum does not see that they "
    "are equal, and would part them by their order in the file."
)
def test_it_goes_wrong_between_equal_values():
    """When it goes wrong: barium 0, 2, 0, 1, 0, two a heap. Which gaps can be asked?"""
    x = np.array([[0.0], [2], [0], [1], [0]])
    gaps = np.asarray(askable(x, 2))
    assert gaps.shape == (4, 1)
    assert gaps[:, 0] == close_to(____([False, False, True, False]))


@hint(
    "You have all gains and know which of them count. Where is the largest?",
    "np.where(askable, gains, -np.inf), its argmax, and np.unravel_index for gap and "
    "column. The threshold lies halfway between the sorted neighbours of the gap.",
    "gap, column = np.unravel_index(G.argmax(), G.shape), then np.sort(X[:, "
    "column])[gap : gap + 2].mean()",
)
@yours
def best_split(X, Y, min_leaf):
    """The best of all questions about X (n, d): (gain, column, threshold).

    Y (n, c): one-hot kinds. The gain is -np.inf where nothing can be asked, and the
    other two then mean nothing. Of equally good questions any will do; n is 2 or more.
    """
    G = gains(counts_below(X, Y), Y.sum(axis=0))
    G = np.where(askable(X, min_leaf), G, -np.inf)
    gap, column = np.unravel_index(G.argmax(), G.shape)
    return (G[gap, column], column, np.sort(X[:, column])[gap : gap + 2].mean())


@hint(
    "The tree at the top asks first about barium: at most how much?",
    "Print best_split(X_train, Y_train, MIN_LEAF).",
    "0.335",
)
@insight(
    "Sorting takes most of the time now. Real libraries sort once and pass the order "
    "down the tree, or put the values into bins, as level 7 does."
)
def test_all_questions_in_one_go():
    """The first question about the 171 splinters: its threshold, in per cent."""
    X, Y = np.array([[1, 5], [2, 9], [3, 6], [4, 8]]), np.eye(2)[[0, 1, 0, 1]]
    assert best_split(X, Y, 1) == close_to([0.5, 1, 7])  # the second column parts them
    gained, column, threshold = best_split(X_train, Y_train, MIN_LEAF)
    assert column == 7
    assert threshold == close_to(____(0.335))


def plant(X, Y, depth, min_leaf):
    """The tree that best_split grows: columns (q,), thresholds (q,) and S (q, l).

    Heap by heap, from X (n, d) and Y (n, c): a heap that is clean, or depth questions
    down, or that nothing can be asked, is a leaf; any other is parted in two. Raises
    ValueError where Y is not (n, c).
    """
    if np.ndim(Y) != 2:
        raise ValueError(
            "plant wants the kinds as Y (n, c), zeros and a single 1 a row"
        )
    columns, thresholds, ends = [], [], []
    heaps = [(np.arange(len(X)), {})]  # rows, and the answers that lead to them
    while heaps:
        rows, path = heaps.pop()
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
        heaps.append((rows[yes], path | {question: 1}))
        heaps.append((rows[~yes], path | {question: -1}))
    S = np.zeros((len(columns), len(ends)))
    for leaf, path in enumerate(ends):
        S[list(path), leaf] = list(path.values())
    return np.array(columns), np.array(thresholds), S


@hint(
    "Ask every question of every splinter, needed or not: which two arrays are "
    "compared?",
    "X[:, columns] has the value that each question asks about, shape (n, q). "
    "np.where makes 1 of True and -1 of False.",
    "np.where(X[:, columns] <= thresholds, 1, -1)",
)
@yours
def answers(X, columns, thresholds):
    """A (n, q): 1 where X[:, columns[k]] is at most thresholds[k], else -1."""
    return np.where(X[:, columns] <= thresholds, 1, -1)


@hint(
    "A leaf wants certain answers. When does a splinter give all of them?",
    "A @ S adds 1 for every answer the leaf wants and takes 1 for every wrong one. "
    "All right is as many as the leaf asks: the column sums of abs(S).",
    "(A @ S == np.abs(S).sum(axis=0)) * 1.0",
)
@yours
def membership(A, S):
    """Z (n, l): 1 where the answers A (n, q) are all that a leaf of S (q, l) wants.

    S holds 1 where the leaf wants yes, -1 where it wants no, 0 where it does not ask.
    Nakandala and others (2020).
    """
    return (A @ S == np.abs(S).sum(axis=0)) * 1.0


def leaves_met(X, columns, thresholds, S):
    """Z for the splinters X: your answers, and where they lead, in zeros and ones."""
    A = np.asarray(answers(X, columns, thresholds))
    return np.asarray(membership(A, S), dtype=float)


@hint(
    "It answers yes, then no. Which column of S wants just that?",
    "Leaf 0 wants yes and yes, leaf 1 yes and no; leaf 2 wants a no to the first and "
    "does not ask the second.",
    "[0, 1, 0]",
)
@insight(
    "No branch is taken: all questions are asked, one product sorts it out. So a tree "
    "runs on hardware that is good at nothing but products."
)
def test_a_product_finds_the_leaf():
    """Two questions, three leaves, a splinter that says yes and no: its row of Z."""
    columns, thresholds = np.array([1, 0]), np.array([4.0, 5.0])
    A = answers(np.array([[9.0, 4.0]]), columns, thresholds)
    assert A == close_to([[1, -1]])  # 4 is at most 4, and 9 is not at most 5
    S = np.array([[1, 1, -1], [1, -1, 0]])
    Z = np.asarray(membership(np.array([[-1, 1], [1, -1]]), S))
    assert Z[0] == close_to([0, 0, 1])
    assert Z[1] == close_to(____([0, 1, 0]))


@hint(
    "How many of each kind lie in each leaf, and how many in all?",
    "Z.T @ Y counts the kinds in the leaves, Z.T @ Z has the sizes of the leaves on "
    "its diagonal. The first over the second: solve.",
    "np.linalg.solve(Z.T @ Z, Z.T @ Y)",
)
@yours
def leaf_shares(Z, Y):
    """P (l, c): the shares of the kinds Y (n, c) in each leaf of Z (n, l).

    Least squares on Z: (Z′Z)⁻¹ Z′Y, as the weights of 02 cars. No leaf is empty.
    """
    return np.linalg.solve(Z.T @ Z, Z.T @ Y)


@hint(
    "The trace is the sum of the diagonal, and a product turned round keeps it: that "
    "of A @ B is that of B @ A. Turn Z (Z′Z)⁻¹ Z′ so that the last Z′ comes first.",
    "Z′Z (Z′Z)⁻¹ is a unit matrix, one row for each leaf. How many leaves are there?",
    "10",
)
@insight(
    "A tree is linear regression on leaves. Twice is as once, H H = H: a projection. "
    "Its trace, 10, is how many numbers it fitted; the columns of Z it chose as well."
)
def test_a_leaf_says_what_it_holds():
    """H = Z (Z′Z)⁻¹ Z′ makes shares of kinds. Its trace, the sum of its diagonal?"""
    small = leaf_shares(np.eye(2)[[0, 1, 0, 0, 0]], np.eye(3)[[2, 1, 0, 2, 2]])
    assert small == close_to([[0.25, 0, 0.75], [0, 1, 0]])
    columns, thresholds, S = plant(X_train, Y_train, DEPTH, MIN_LEAF)
    Z = leaves_met(X_train, columns, thresholds, S)
    H = Z @ np.linalg.inv(Z.T @ Z) @ Z.T
    assert H @ Y_train == close_to(Z @ leaf_shares(Z, Y_train))
    assert H @ H == close_to(H)
    assert np.trace(H) == close_to(____(10))


def side_by_side(forest, X):
    """Z (n, all boxes of all trees) and P of a fitted forest of scikit-learn."""
    Zs, Ps = [], []
    for tree in forest.estimators_:
        counts = tree.tree_.value[:, 0, :]
        Zs.append(np.eye(len(counts))[tree.apply(X)])
        Ps.append(counts / counts.sum(axis=1, keepdims=True))
    return np.hstack(Zs), np.vstack(Ps)


@hint(
    "A row of Z has one 1 for each tree. What does Z @ P add up?",
    "For each tree the shares of the leaf in which the splinter lies. The mean over "
    "the trees is asked for.",
    "Z @ P / n_trees",
)
@yours
def forest_shares(Z, P, n_trees):
    """The mean shares (n, c) that n_trees trees say: their leaves are side by side.

    Z (n, l) has one 1 for each tree in every row, P (l, c) the shares of all leaves.
    """
    return Z @ P / n_trees


@hint(
    "The first tree says 1 and 0, the second 0.5 and 0.5.",
    "Their mean, kind by kind.",
    "[0.75, 0.25]",
)
@insight(
    "scikit-learn's forest takes the mean of shares; Breiman's (2001) counts one vote "
    "a tree. With many trees they hardly ever differ."
)
def test_a_forest_is_one_product():
    """Two trees of two leaves: what do they say of a splinter in leaves 0 and 2?"""
    P = np.array([[1.0, 0], [0, 1], [0.5, 0.5], [0.2, 0.8]])
    Z = np.array([[1.0, 0, 1, 0]])
    assert np.asarray(forest_shares(Z, P, 2))[0] == close_to(____([0.75, 0.25]))


@hint(
    "Two splinters share leaves. What is the dot product of their rows of Z?",
    "In how many trees they lie in the same leaf. Over the number of trees, all pairs.",
    "Z @ Z.T / n_trees",
)
@yours
def proximity(Z, n_trees):
    """In what share of n_trees trees two splinters lie in one leaf, all pairs: (n, n).

    Z (n, l): the leaves of all trees side by side. Breiman (2001).
    """
    return Z @ Z.T / n_trees


@hint(
    "How near is a splinter to itself?",
    "It is always in the same leaf as itself, in every tree.",
    "1",
)
@insight(
    "Nearest neighbours with a distance that the forest made up: what counts as near "
    "is learnt from the kinds, and no unit matters."
)
def test_a_forest_says_who_is_alike():
    """A splinter's proximity to itself; and its own kind is nearer than the others."""
    forest = RandomForestClassifier(n_estimators=10, random_state=0)
    Z, _ = side_by_side(forest.fit(X_train, y_train), X_test)
    K = np.asarray(proximity(Z, 10))
    same = y_test[:, None] == y_test
    assert K[same].mean() > 2 * K[~same].mean()
    assert K[0, 0] == close_to(____(1))


@hint(
    "The kinds are parted by a slanted line. Which direction goes straight across it, "
    "from one kind to the other? Not along it, where both lie side by side.",
    "Add the two columns: below 0 is one kind, above it the other. X @ w with ones.",
    "[1, 1]",
)
@insight(
    "A tree cuts along the axes, and a slant costs it a staircase. One product before "
    "it, a good one, may save it: think of PCA in 05 digits."
)
def test_it_goes_wrong_along_a_slant(rng):
    """When it goes wrong: a slanted line. Which w makes X @ w one clean question?"""
    X = rng.uniform(-1, 1, size=(200, 2))
    X = X[np.abs(X.sum(axis=1)) > 0.05]
    Y = np.eye(2)[(X.sum(axis=1) > 0).astype(int)]
    mixed = ginis(Y.sum(axis=0))
    assert best_split(X, Y, 1)[0] < 0.7 * mixed
    across = X @ np.array(____([1.0, 1.0]))
    assert best_split(across[:, None], Y, 1)[0] == close_to(mixed)  # nothing is left


@hint(
    "From which splinters does the tree grow, and whose leaves are wanted at last?",
    "It grows from the known ones and their kinds in zeros and ones, one row each, as "
    "in leaf_shares; the unseen ones are asked.",
    "X_train, Y_train, and X_test",
)
@insight(
    "Z P: two matrices, zeros and ones in the one, shares in the other. 30 of 43, and "
    "not an if on the way."
)
def test_the_result_still_stands(present):
    """The same 43, by two products. plant takes the kinds as zeros and ones, as Y."""
    columns, thresholds, S = plant(____(X_train), ____(Y_train), DEPTH, MIN_LEAF)
    P = np.asarray(leaf_shares(leaves_met(X_train, columns, thresholds, S), Y_train))
    unseen = leaves_met(____(X_test), columns, thresholds, S)
    y_pred = (unseen @ P).round(5).argmax(axis=1)
    assert y_pred.shape == (43,)
    assert (y_pred == y_test).sum() == 30
    show(present, y_pred, len(P))


# How the result is shown: nothing to do from here on


def show(present, y_pred, n_leaves):
    """Put the result on the screen."""
    right = int((y_pred == y_test).sum())
    present(
        f"{right} of {len(y_test)} splinters named right, by a matrix of "
        f"{n_leaves} leaves",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
