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
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to, hint, insight, mistake, yours

from . import DEPTH, MIN_LEAF, X_test, X_train, y_test, y_train

Y_train = np.eye(6)[y_train]


def stump(X, Y, min_leaf):
    """What scikit-learn's best single question gains."""
    model = DecisionTreeClassifier(max_depth=1, min_samples_leaf=min_leaf)
    tree = model.fit(X, Y.argmax(axis=1)).tree_
    below = tree.n_node_samples[1:] / len(X) @ tree.impurity[1:]
    return tree.impurity[0] - below


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


@mistake(
    counts_below,
    "All n stand below nothing: that gap is no gap. Leave the last one out, [:-1].",
)
def counts_with_the_last(X, Y):
    return Y[np.argsort(X, axis=0)].cumsum(axis=0)


@mistake(
    counts_below,
    "The kinds stand in the order of the file. Bring them into the order of each "
    "column.",
)
def counts_unsorted(X, Y):
    return np.repeat(Y.cumsum(axis=0)[:-1, None], X.shape[1], axis=1)


@mistake(
    counts_below,
    "Those are the single splinters. A running sum makes counts of them: cumsum.",
)
def counts_not_summed(X, Y):
    return Y[np.argsort(X, axis=0)][:-1]


@mistake(
    counts_below,
    "Where values are equal, all of them were counted at once. Entry i holds i + 1 "
    "splinters, no more.",
)
def counts_up_to_a_value(X, Y):
    up_to = X[:, None] <= np.sort(X, axis=0)[:-1]
    return np.einsum("nij,nc->ijc", up_to * 1.0, Y)


@hint(
    "In the order of the column: 1, 2, 3. Which kinds have they?",
    "The lowest is the second row, of kind 1; next comes the third, of kind 0.",
    "[[0, 1], [1, 1]]",
)
@insight("One running sum holds the heaps of every question: 170 gaps in nine columns.")
def test_a_running_sum_counts_every_heap(rng):
    """3, 1 and 2 per cent, kinds 0, 1, 0: the kinds below each of the two gaps."""
    x, Y = np.array([[3.0], [1.0], [2.0]]), np.eye(2)[[0, 1, 0]]
    counts = np.asarray(counts_below(x, Y))
    assert counts.shape == (2, 1, 2)
    assert counts[:, 0] == close_to(____([[0, 1], [1, 1]]))
    X, Y = rng.normal(size=(12, 5)), np.eye(3)[rng.integers(3, size=12)]
    wanted = [
        [Y[x <= np.sort(x)[i]].sum(axis=0) for x in X.T] for i in range(11)
    ]  # as level 3 would have it
    assert counts_below(X, Y) == close_to(wanted)
    counts = np.asarray(counts_below(X_train, Y_train))
    assert counts.shape == (170, 9, 6)
    barium = counts[:, 7].sum(axis=-1)  # 0 for most, and still one more a gap
    assert barium == close_to(np.arange(1, 171))


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


@mistake(
    ginis,
    "The counts were divided by the sum of all of them. Each heap has a sum of its "
    "own.",
)
def ginis_of_the_whole(C):
    return 1 - ((C / C.sum()) ** 2).sum(axis=-1)


@mistake(
    ginis,
    "That goes along the first axis. The kinds are along the last: axis=-1.",
)
def ginis_of_the_first_axis(C):
    return 1 - ((C / C.sum(axis=0)) ** 2).sum(axis=0)


@mistake(
    ginis,
    "Each heap was divided by the sum of another one. keepdims=True keeps every sum "
    "beside its own heap.",
)
def ginis_of_the_neighbours(C):
    shares = C / C.sum(axis=-1)
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
def test_many_heaps_are_measured_at_once(rng):
    """Heaps of 3 and 1, and of 0 and 7; then a whole block of heaps."""
    assert ginis(np.array([[3, 1], [0, 7]])) == close_to(____([0.375, 0]))
    C = rng.integers(1, 9, size=(4, 3, 5))
    draws = [[np.repeat(np.arange(5), c) for c in row] for row in C]
    wanted = [[np.mean(k[:, None] != k) for k in row] for row in draws]
    assert ginis(C) == close_to(wanted)


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


@mistake(
    gains,
    "Half and half is not how the splinters are parted. Weight each heap with its "
    "share.",
)
def gains_unweighted(L, total):
    return ginis(total) - (ginis(L) + ginis(total - L)) / 2


@mistake(gains, "That is what is left of the mess. How much less is it than before?")
def gains_forgotten(L, total):
    share = L.sum(axis=-1) / total.sum()
    return share * ginis(L) + (1 - share) * ginis(total - L)


@mistake(
    gains,
    "The upper heap was added. What is left of the mess in either heap is taken off.",
)
def gains_with_a_turned_sign(L, total):
    share = L.sum(axis=-1) / total.sum()
    return ginis(total) - share * ginis(L) + (1 - share) * ginis(total - L)


@mistake(
    gains,
    "The upper heap is missing: total - L holds the rest of the splinters.",
)
def gains_of_the_lower_heap(L, total):
    share = L.sum(axis=-1) / total.sum()
    return ginis(total) - share * ginis(L)


@hint(
    "All: 2 and 2. Below: 1 and 0. What is above, and how mixed?",
    "Above are 1 and 2: 1 - 1/9 - 4/9. It weighs three quarters, and all had 1/2.",
    "1/2 - 3/4 * 4/9 = 1/6, and the second parts cleanly: 1/2",
)
@insight("1530 gains from one line. It is the same arithmetic, asked of a block.")
def test_every_gain_at_once(rng):
    """Two and two, parted as (1, 0) and as (2, 0): what does each gain?"""
    total = np.array([2, 2])
    assert gains(np.array([[1, 0], [2, 0]]), total) == close_to(____([1 / 6, 1 / 2]))
    L, rest = rng.integers(1, 9, size=(2, 6, 3, 4))
    L, total = L, L[0, 0] + rest[0, 0] + 9
    found = np.asarray(gains(L, total))
    for i, j in np.ndindex(6, 3):
        y = np.repeat(np.tile(np.arange(4), 2), [*L[i, j], *(total - L[i, j])])
        x = np.repeat([0.0, 1.0], [L[i, j].sum(), (total - L[i, j]).sum()])
        assert found[i, j] == close_to(stump(x[:, None], np.eye(4)[y], 1))


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


@mistake(
    askable,
    "Between two equal values there is no gap: no threshold can part them.",
)
def askable_between_equals(X, min_leaf):
    n_below = np.arange(1, len(X))[:, None]
    enough = np.minimum(n_below, len(X) - n_below) >= min_leaf
    return np.repeat(enough, X.shape[1], axis=1)


@mistake(
    askable,
    "Gap 0 has one splinter below it, not none: count from 1.",
)
def askable_off_by_one(X, min_leaf):
    n_below = np.arange(len(X) - 1)[:, None]
    enough = np.minimum(n_below, len(X) - n_below) >= min_leaf
    return (np.diff(np.sort(X, axis=0), axis=0) > 0) & enough


@mistake(
    askable,
    "Only the heap below was counted. The one above needs min_leaf splinters as well.",
)
def askable_below_only(X, min_leaf):
    n_below = np.arange(1, len(X))[:, None]
    return (np.diff(np.sort(X, axis=0), axis=0) > 0) & (n_below >= min_leaf)


@mistake(
    askable,
    "A small gap is a gap. A threshold fits between any two values that differ.",
)
def askable_in_wide_gaps(X, min_leaf):
    n_below = np.arange(1, len(X))[:, None]
    enough = np.minimum(n_below, len(X) - n_below) >= min_leaf
    return (np.diff(np.sort(X, axis=0), axis=0) > 0.01) & enough


@hint(
    "Sorted: 0, 0, 0, 1, 2. Between which neighbours does a threshold fit?",
    "Between 0 and 1, and between 1 and 2; but the last gap has one splinter above it.",
    "[False, False, True, False]",
)
@insight(
    "176 of 214 splinters have no barium at all. A running sum does not see that they "
    "are equal, and would part them by their order in the file."
)
def test_it_goes_wrong_between_equal_values(rng):
    """When it goes wrong: barium 0, 2, 0, 1, 0, two a heap. Which gaps can be asked?"""
    rising = np.asarray(askable(np.arange(6.0)[:, None] / 10_000, 3))
    assert rising[:, 0].tolist() == [False, False, True, False, False]
    x = np.array([[0.0], [2], [0], [1], [0]])
    gaps = np.asarray(askable(x, 2))
    assert gaps.shape == (4, 1)
    assert gaps[:, 0] == close_to(____([False, False, True, False]))
    assert np.asarray(askable(x, 1))[:, 0].tolist() == [False, False, True, True]
    X = rng.integers(6, size=(9, 4)) / 2
    for min_leaf in (1, 2, 4, 5):
        found = np.asarray(askable(X, min_leaf))
        for j, x in enumerate(np.sort(X, axis=0).T):
            wanted = [
                x[i] < x[i + 1] and i + 1 >= min_leaf and 8 - i >= min_leaf
                for i in range(8)
            ]
            assert found[:, j].tolist() == wanted


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


@mistake(
    best_split,
    "That is the place of the gap. The threshold is a value: halfway between the two "
    "splinters beside it.",
)
def best_split_by_place(X, Y, min_leaf):
    G = np.where(
        askable(X, min_leaf), gains(counts_below(X, Y), Y.sum(axis=0)), -np.inf
    )
    gap, column = np.unravel_index(G.argmax(), G.shape)
    return (G[gap, column], column, gap)


@mistake(
    best_split,
    "The threshold stands on the value below the gap. Halfway to the next is fair.",
)
def best_split_at_the_value(X, Y, min_leaf):
    G = np.where(
        askable(X, min_leaf), gains(counts_below(X, Y), Y.sum(axis=0)), -np.inf
    )
    gap, column = np.unravel_index(G.argmax(), G.shape)
    return (G[gap, column], column, np.sort(X[:, column])[gap])


@mistake(
    best_split,
    "Gaps that nobody may ask about were not left out: -np.inf where not askable.",
)
def best_split_anywhere(X, Y, min_leaf):
    G = np.asarray(gains(counts_below(X, Y), Y.sum(axis=0)))
    gap, column = np.unravel_index(G.argmax(), G.shape)
    return (G[gap, column], column, np.sort(X[:, column])[gap : gap + 2].mean())


@mistake(
    best_split,
    "A question that gains nothing can still be asked: its gain is 0, not -np.inf.",
)
def best_split_that_gains(X, Y, min_leaf):
    G = np.where(
        askable(X, min_leaf), gains(counts_below(X, Y), Y.sum(axis=0)), -np.inf
    )
    if G.max() < 1e-12:
        return (-np.inf, 0, 0.0)
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
def test_all_questions_in_one_go(rng):
    """The first question about the 171 splinters: its threshold, in per cent."""
    gained, column, threshold = best_split(X_train, Y_train, MIN_LEAF)
    assert column == 7
    assert threshold == close_to(____(0.335))
    assert gained == close_to(stump(X_train, Y_train, 3))
    for d, min_leaf in ((1, 1), (5, 2), (3, 9)):
        X = rng.integers(40, size=(50, d)) / 8
        Y = np.eye(4)[rng.integers(4, size=50)]
        gained, column, threshold = best_split(X, Y, min_leaf)
        column = int(column)
        assert gained == close_to(stump(X, Y, min_leaf))
        low = X[X[:, column] <= threshold, column].max()
        high = X[X[:, column] > threshold, column].min()
        assert threshold == close_to((low + high) / 2)
        yes = Y[X[:, column] <= threshold].sum(axis=0)
        assert gains(yes, Y.sum(axis=0)) == close_to(gained)
    assert best_split(np.ones((4, 2)), np.eye(4), 1)[0] == -np.inf
    no_gain = best_split(np.array([[0.0], [0], [1], [1]]), np.eye(2)[[0, 1, 0, 1]], 1)
    assert no_gain == close_to([0, 0, 0.5])


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


@mistake(answers, "No is -1 here, not 0: it has to count against a leaf.")
def answers_with_zeros(X, columns, thresholds):
    return (X[:, columns] <= thresholds) * 1


@mistake(answers, "Yes and no are swapped: at most the threshold is yes, 1.")
def answers_swapped(X, columns, thresholds):
    return np.where(X[:, columns] <= thresholds, -1, 1)


@mistake(answers, "Equal to the threshold is at most the threshold: <=.")
def answers_strict(X, columns, thresholds):
    return np.where(X[:, columns] < thresholds, 1, -1)


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


@mistake(
    membership,
    "Those are right answers minus wrong ones. Only where all are right is the leaf "
    "met.",
)
def score_of_leaves(A, S):
    return A @ S


@mistake(
    membership,
    "More right than wrong is not enough: all the answers of the leaf must be right.",
)
def membership_by_majority(A, S):
    return (A @ S > 0) * 1.0


@mistake(
    membership,
    "Leaves ask different numbers of questions. Compare with abs(S) summed down each "
    "column, not with the number of all questions.",
)
def membership_of_all_questions(A, S):
    return (A @ S == len(S)) * 1.0


@mistake(
    membership,
    "There the wanted noes took from the wanted yeses. Each wanted answer counts as 1: "
    "abs(S), then the sum of each column.",
)
def membership_by_plain_sums(A, S):
    return (A @ S == S.sum(axis=0)) * 1.0


@mistake(
    membership,
    "Of all leaves you took the one with the highest score. A deep leaf may score more "
    "with a wrong answer than a shallow one with all right.",
)
def membership_of_the_highest(A, S):
    return np.eye(S.shape[1])[(A @ S).argmax(axis=1)]


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
def test_a_product_finds_the_leaf(rng):
    """Two questions, three leaves, a splinter that says yes and no: its row of Z."""
    S = np.array([[1, 1, -1], [1, -1, 0]])
    A = answers(np.array([[9.0, 4.0]]), np.array([1, 0]), np.array([4.0, 5.0]))
    assert A == close_to([[1, -1]])
    assert np.asarray(membership(np.array([[1, -1]]), S))[0] == close_to(
        ____([0, 1, 0])
    )
    assert membership(np.array([[-1, 1], [1, 1]]), S) == close_to(
        [[0, 0, 1], [1, 0, 0]]
    )
    S = np.triu(np.ones((4, 5)), 1) - np.eye(4, 5)  # leaf 0 asks one, leaf 4 all four
    assert membership(np.array([[-1, 1, 1, 1]]), S) == close_to([[1, 0, 0, 0, 0]])
    columns, thresholds, S = plant(X_train, Y_train, DEPTH, MIN_LEAF)
    model = DecisionTreeClassifier(max_depth=4, min_samples_leaf=3)
    model.fit(X_train, y_train)
    for X in (X_train, X_test, rng.normal(X_train.mean(axis=0), 3, size=(50, 9))):
        Z = leaves_met(X, columns, thresholds, S)
        assert Z.sum(axis=1) == close_to(np.ones(len(X)))
        leaf = model.apply(X)
        assert Z @ Z.T == close_to((leaf[:, None] == leaf) * 1.0)


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


@mistake(leaf_shares, "Those are counts. Shares are counts over the size of the leaf.")
def leaf_counts(Z, Y):
    return Z.T @ Y


@mistake(
    leaf_shares,
    "That divides by the size of a kind: of all splinters of a kind, the share in "
    "each leaf. Asked for are the shares of the kinds within a leaf.",
)
def shares_of_kinds(Z, Y):
    return Z.T @ Y / np.maximum(Y.sum(axis=0), 1)


@mistake(leaf_shares, "Divided by all splinters. Each leaf has a size of its own.")
def shares_of_all(Z, Y):
    return Z.T @ Y / len(Y)


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
def test_a_leaf_says_what_it_holds(rng):
    """H = Z (Z′Z)⁻¹ Z′ makes shares of kinds. Its trace, the sum of its diagonal?"""
    Z = np.eye(2)[[0, 0, 1, 0, 0]]
    by_hand = leaf_shares(Z, np.eye(3)[[2, 0, 1, 2, 2]])
    assert by_hand == close_to([[0.25, 0, 0.75], [0, 1, 0]])
    columns, thresholds, S = plant(X_train, Y_train, DEPTH, MIN_LEAF)
    Z = leaves_met(X_train, columns, thresholds, S)
    model = DecisionTreeClassifier(max_depth=4, min_samples_leaf=3)
    model.fit(X_train, y_train)
    assert Z @ leaf_shares(Z, Y_train) == close_to(model.predict_proba(X_train))
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


@mistake(forest_shares, "The trees are added up. Their mean is the forest's word.")
def forest_sums(Z, P, n_trees):
    return Z @ P


@mistake(
    forest_shares,
    "Divided by the number of leaves. Each tree has a say with one leaf only.",
)
def forest_shares_by_leaves(Z, P, n_trees):
    return Z @ P / len(P)


@hint(
    "The first tree says 1 and 0, the second 0.5 and 0.5.",
    "Their mean, kind by kind.",
    "[0.75, 0.25]",
)
@insight(
    "scikit-learn's forest takes the mean of shares; Breiman's (2001) counts one vote "
    "a tree. With many trees they hardly ever differ."
)
def test_a_forest_is_one_product(rng):
    """Two trees of two leaves: what do they say of a splinter in leaves 0 and 2?"""
    P = np.array([[1.0, 0], [0, 1], [0.5, 0.5], [0.2, 0.8]])
    Z = np.array([[1.0, 0, 1, 0]])
    assert np.asarray(forest_shares(Z, P, 2))[0] == close_to(____([0.75, 0.25]))
    seed = int(rng.integers(1000))
    forest = RandomForestClassifier(n_estimators=7, random_state=seed)
    forest.fit(X_train, y_train)
    Z, P = side_by_side(forest, X_test)
    assert forest_shares(Z, P, 7) == close_to(forest.predict_proba(X_test))


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


@mistake(proximity, "That compares leaves with leaves. Splinters with splinters: Z Z′.")
def proximity_of_leaves(Z, n_trees):
    return Z.T @ Z / n_trees


@mistake(proximity, "Those are counts of trees. The share is over all of them.")
def proximity_counts(Z, n_trees):
    return Z @ Z.T


@hint(
    "How near is a splinter to itself?",
    "It is always in the same leaf as itself, in every tree.",
    "1",
)
@insight(
    "Nearest neighbours with a distance that the forest made up: what counts as near "
    "is learnt from the kinds, and no unit matters."
)
def test_a_forest_says_who_is_alike(rng):
    """A splinter's proximity to itself; and its own kind is nearer than the others."""
    Z = np.array([[1.0, 0, 1, 0], [1, 0, 0, 1], [0, 1, 1, 0]])
    assert proximity(Z, 2) == close_to([[1, 0.5, 0.5], [0.5, 1, 0], [0.5, 0, 1]])
    seed = int(rng.integers(1000))
    forest = RandomForestClassifier(n_estimators=10, random_state=seed)
    forest.fit(X_train, y_train)
    K = np.asarray(proximity(side_by_side(forest, X_test)[0], 10))
    leaf = forest.apply(X_test)
    assert K == close_to((leaf[:, None] == leaf).mean(axis=2))
    itself = np.diag(K)
    assert [itself.min(), itself.max()] == close_to([1, 1])
    assert itself[0] == close_to(____(1))
    same = y_test[:, None] == y_test
    assert K[same].mean() > 2 * K[~same].mean()
    assert np.linalg.eigvalsh(K).min() > -1e-5  # so it is a kernel


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
    X = rng.uniform(-1, 1, size=(400, 2))
    X = X[np.abs(X.sum(axis=1)) > 0.05]
    Y = np.eye(2)[(X.sum(axis=1) > 0).astype(int)]
    before = ginis(Y.sum(axis=0))
    assert best_split(X, Y, 1)[0] < 0.6 * before
    columns, thresholds, S = plant(X, Y, 3, 1)
    Z = leaves_met(X, columns, thresholds, S)
    assert ((Z @ leaf_shares(Z, Y)).argmax(axis=1) == Y[:, 1]).mean() < 0.99
    across = X @ np.array(____([1.0, 1.0]))
    gained_by_w = best_split(across[:, None], Y, 1)[0]
    assert gained_by_w == close_to(before)  # one clean question takes all of the mess


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
    Z = leaves_met(X_train, columns, thresholds, S)
    P = np.asarray(leaf_shares(Z, Y_train))
    unseen = leaves_met(____(X_test), columns, thresholds, S)
    y_pred = (unseen @ P).round(5).argmax(axis=1)
    model = DecisionTreeClassifier(max_depth=4, min_samples_leaf=3)
    assert y_pred == close_to(model.fit(X_train, y_train).predict(X_test))
    right = int((y_pred == y_test).sum())
    assert right == 30
    present(
        f"{right} of {len(y_test)} splinters named right, by a matrix of "
        f"{S.shape[1]} leaves",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
