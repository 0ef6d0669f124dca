"""The proof of level 4 of 06 glass: what its functions must also do, and how they go wrong."""

import math

from sklearn.tree import DecisionTreeClassifier


def stump(X, Y, min_leaf):
    """Return the gain of scikit-learn's best single question."""
    model = DecisionTreeClassifier(max_depth=1, min_samples_leaf=min_leaf)
    tree = model.fit(X, Y.argmax(axis=1)).tree_
    below = tree.n_node_samples[1:] / len(X) @ tree.impurity[1:]
    return tree.impurity[0] - below


def glass_tree():
    """Return scikit-learn's tree of the 171 training splinters."""
    model = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=MIN_LEAF)
    return model.fit(X_train, y_train)


def glass_forest(rng, n_trees):
    """Return a forest of scikit-learn's, grown from the 171 training splinters at random."""
    seed = int(rng.integers(1000))
    forest = RandomForestClassifier(n_estimators=n_trees, random_state=seed)
    return forest.fit(X_train, y_train)


@check(counts_below)
def equal_values_are_counted_one_by_one():
    """Entry [i, j] counts i + 1 splinters, also if values are equal."""
    counts = np.asarray(counts_below(np.array([[0.0], [0], [5]]), np.eye(2)[[1, 1, 0]]))
    assert counts == close_to([[[0, 1]], [[0, 2]]])
    barium = np.asarray(counts_below(X_train, Y_train))[:, 7]
    assert barium.sum(axis=1) == close_to(np.arange(1, 171))


@check(counts_below)
def every_column_in_its_own_order(rng):
    for n, d in (4, 2), (12, 5):
        X, Y = rng.normal(size=(n, d)), np.eye(3)[rng.integers(3, size=n)]
        wanted = [
            [Y[x <= np.sort(x)[i]].sum(axis=0) for x in X.T] for i in range(n - 1)
        ]
        assert counts_below(X, Y) == close_to(wanted)


@wrong(
    counts_below,
    "The last entry counts all n splinters, with none above it, so it is not a "
    "gap. Leave it out with [:-1].",
)
def counts_with_the_last(X, Y):
    return Y[np.argsort(X, axis=0)].cumsum(axis=0)


@wrong(
    counts_below,
    "The kinds are still in the order of the file. Bring them into the order of "
    "each column.",
)
def counts_unsorted(X, Y):
    return np.repeat(Y.cumsum(axis=0)[:-1, None], X.shape[1], axis=1)


@wrong(
    counts_below,
    "Those are single splinters. Add them up with a running sum, cumsum.",
)
def counts_not_summed(X, Y):
    return Y[np.argsort(X, axis=0)][:-1]


@wrong(
    counts_below,
    "You counted all equal values at once. Entry i counts exactly i + 1 splinters.",
)
def counts_up_to_a_value(X, Y):
    up_to = X[:, None] <= np.sort(X, axis=0)[:-1]
    return np.einsum("nij,nc->ijc", up_to * 1.0, Y)


@right(counts_below)
def counts_below_column_by_column(X, Y):
    n, d = X.shape
    counts = np.zeros((n - 1, d, Y.shape[1]))
    for j in range(d):
        total = np.zeros(Y.shape[1])
        for i, row in enumerate(np.argsort(X[:, j])[:-1]):
            total = total + Y[row]
            counts[i, j] = total
    return counts


@right(counts_below)
def counts_below_by_product(X, Y):
    n = len(X)
    lower = np.tri(n - 1, n)
    sorted_kinds = [Y[np.argsort(x, kind="stable")] for x in X.T]
    return np.stack([lower @ kinds for kinds in sorted_kinds], axis=1)


@right(counts_below)
def counts_below_by_rank(X, Y):
    ranks = X.argsort(axis=0).argsort(axis=0)
    below = ranks[None] <= np.arange(len(X) - 1)[:, None, None]
    return np.einsum("inj,nc->ijc", below, Y)


@right(counts_below)
def counts_below_from_above(X, Y):
    order = np.argsort(-X, axis=0)[::-1]
    above = np.cumsum(Y[order][::-1], axis=0)[::-1]
    return (Y.sum(axis=0) - above[1:]).astype(np.float32)


@check(ginis)
def the_kinds_are_along_the_last_axis(rng):
    for shape in (4,), (4, 3, 5):
        C = rng.integers(1, 9, size=shape)
        wanted = np.empty(shape[:-1])
        for i in np.ndindex(shape[:-1]):
            draws = np.repeat(np.arange(shape[-1]), C[i])
            wanted[i] = np.mean(draws[:, None] != draws)
        assert ginis(C) == close_to(wanted)


@wrong(
    ginis,
    "You divided by the sum of all counts. Divide each group by its own sum.",
)
def ginis_of_the_whole(C):
    return 1 - ((C / C.sum()) ** 2).sum(axis=-1)


@wrong(
    ginis,
    "You used the first axis. The kinds are along the last one: axis=-1.",
)
def ginis_of_the_first_axis(C):
    return 1 - ((C / C.sum(axis=0)) ** 2).sum(axis=0)


@wrong(
    ginis,
    "You divided each group by the sum of another one. Use keepdims=True, which "
    "keeps each sum beside its own group.",
)
def ginis_of_the_neighbours(C):
    fractions = C / C.sum(axis=-1)
    return 1 - (fractions**2).sum(axis=-1)


@right(ginis)
def ginis_as_chances_to_differ(C):
    C = np.asarray(C, dtype=float)
    p = C / C.sum(-1)[..., None]
    return np.sum(p * (1 - p), axis=-1)


@right(ginis)
def ginis_over_a_square(C):
    n = np.sum(C, axis=-1)
    return (n**2 - np.einsum("...c,...c->...", C, C)) / n**2


@right(ginis)
def ginis_heap_by_heap(C):
    found = []
    for heap in np.reshape(C, (-1, np.shape(C)[-1])):
        found.append(1 - sum((heap / heap.sum()) ** 2))
    return np.reshape(found, np.shape(C)[:-1])


@right(ginis)
def ginis_kinds_to_the_front(C):
    p = np.moveaxis(np.asarray(C), -1, 0) / np.sum(C, axis=-1)
    return 1 - np.sum(np.square(p), axis=0)


@check(gains)
def a_block_of_heaps(rng):
    total = rng.integers(9, 12, size=4)
    for shape in (3, 4), (6, 3, 4):
        L, wanted = rng.integers(1, 9, size=shape), np.empty(shape[:-1])
        for i in np.ndindex(shape[:-1]):
            y = np.repeat(np.tile(np.arange(4), 2), [*L[i], *(total - L[i])])
            x = np.repeat([0.0, 1.0], [L[i].sum(), (total - L[i]).sum()])
            wanted[i] = stump(x[:, None], np.eye(4)[y], 1)
        assert gains(L, total) == close_to(wanted)


@wrong(
    gains,
    "You gave both groups the same weight. Weight each group by its fraction of "
    "the splinters.",
)
def gains_unweighted(L, total):
    return ginis(total) - (ginis(L) + ginis(total - L)) / 2


@wrong(
    gains,
    "That is the impurity after the split. Subtract it from the impurity before.",
)
def gains_forgotten(L, total):
    fraction = L.sum(axis=-1) / total.sum()
    return fraction * ginis(L) + (1 - fraction) * ginis(total - L)


@wrong(
    gains,
    "You added the impurity of the upper group. Subtract it, as you do for the "
    "lower one.",
)
def gains_with_a_turned_sign(L, total):
    fraction = L.sum(axis=-1) / total.sum()
    return ginis(total) - fraction * ginis(L) + (1 - fraction) * ginis(total - L)


@wrong(
    gains,
    "You left out the upper group. Its counts are total - L.",
)
def gains_of_the_lower_heap(L, total):
    fraction = L.sum(axis=-1) / total.sum()
    return ginis(total) - fraction * ginis(L)


@right(gains)
def gains_over_all(L, total):
    n, m, rest = L.sum(axis=-1), total.sum(), total - L
    after = n * ginis(L) + rest.sum(axis=-1) * ginis(rest)
    return ginis(total) - after / m


@right(gains)
def gains_as_distances(L, total):
    rest = total - L
    p = L / L.sum(axis=-1, keepdims=True)
    q = rest / rest.sum(axis=-1, keepdims=True)
    fraction = np.sum(L, axis=-1) / np.sum(total)
    return fraction * (1 - fraction) * ((p - q) ** 2).sum(axis=-1)


@right(gains)
def gains_of_two_heaps(L, total):
    groups = np.stack([L, total - L])
    weights = groups.sum(axis=-1) / total.sum()
    return ginis(total) - np.einsum("h...,h...->...", weights, ginis(groups))


@right(gains)
def gains_from_squares(L, total):
    clean = lambda C: (C * C).sum(axis=-1) / C.sum(axis=-1)
    L = np.asarray(L, dtype=float)
    return (clean(L) + clean(total - L) - clean(total)) / total.sum()


@check(allowed)
def a_small_step_is_a_gap():
    """A gap is allowed if its two values differ, however little."""
    x = np.array([[1e-4], [0], [2e-4], [3e-4]])
    assert np.asarray(allowed(x, 2)).tolist() == [[False], [True], [False]]


@check(allowed)
def at_least_min_leaf_on_either_side(rng):
    """At least `min_leaf` splinters are on each side of a gap."""
    assert np.asarray(allowed(np.array([[0.0], [2], [1]]), 1)).tolist() == [[True]] * 2
    X = rng.integers(6, size=(9, 4)) / 2
    x = np.sort(X, axis=0)
    for min_leaf in (1, 2, 4, 5):
        enough = [min_leaf <= i + 1 <= 9 - min_leaf for i in range(8)]
        wanted = (x[:-1] < x[1:]) & np.array(enough)[:, None]
        assert np.asarray(allowed(X, min_leaf)).tolist() == wanted.tolist()


@wrong(
    allowed,
    "You allowed a gap between two equal values. No threshold can separate them.",
)
def askable_between_equals(X, min_leaf):
    n_below = np.arange(1, len(X))[:, None]
    enough = np.minimum(n_below, len(X) - n_below) >= min_leaf
    return np.repeat(enough, X.shape[1], axis=1)


@wrong(
    allowed,
    "Gap 0 has one splinter below it, not none. Count from 1.",
)
def askable_off_by_one(X, min_leaf):
    n_below = np.arange(len(X) - 1)[:, None]
    enough = np.minimum(n_below, len(X) - n_below) >= min_leaf
    return (np.diff(np.sort(X, axis=0), axis=0) > 0) & enough


@wrong(
    allowed,
    "You only counted the splinters below the gap. Those above it need min_leaf as "
    "well.",
)
def askable_below_only(X, min_leaf):
    n_below = np.arange(1, len(X))[:, None]
    return (np.diff(np.sort(X, axis=0), axis=0) > 0) & (n_below >= min_leaf)


@wrong(
    allowed,
    "You left out small gaps. A threshold fits between any two values that differ.",
)
def askable_in_wide_gaps(X, min_leaf):
    n_below = np.arange(1, len(X))[:, None]
    enough = np.minimum(n_below, len(X) - n_below) >= min_leaf
    return (np.diff(np.sort(X, axis=0), axis=0) > 0.01) & enough


@right(allowed)
def askable_column_by_column(X, min_leaf):
    n, d = X.shape
    ok = np.zeros((n - 1, d), dtype=bool)
    for j in range(d):
        x = sorted(X[:, j].tolist())
        for i in range(n - 1):
            ok[i, j] = x[i] < x[i + 1] and min_leaf <= i + 1 <= n - min_leaf
    return ok


@right(allowed)
def askable_by_slices(X, min_leaf):
    values = np.sort(X, axis=0)
    ok = values[1:] != values[:-1]
    ok[: min_leaf - 1] = False
    ok[len(ok) - min_leaf + 1 :] = False
    return ok


@right(allowed)
def askable_as_a_product(X, min_leaf):
    values, i = np.sort(X.T), np.arange(len(X) - 1)
    middle = (i + 1 >= min_leaf) * (len(X) - 1 - i >= min_leaf)
    return (np.sign(values[:, 1:] - values[:, :-1]) * middle).T


equivalent(
    allowed,
    "enough = np.minimum(n_below, len(X) - n_below) >= min_leaf -> enough = np.minimum(len(X) - n_below, n_below) >= min_leaf",
    why="The smaller of two is the smaller in either order.",
)


@check(best_split)
def a_question_without_a_gain_can_be_asked():
    found = best_split(np.array([[0.0], [0], [1], [1]]), np.eye(2)[[0, 1, 0, 1]], 1)
    assert found == close_to([0, 0, 0.5])


@check(best_split)
def nothing_to_ask_gains_minus_infinity():
    """If no question is allowed, the gain is -np.inf."""
    assert best_split(np.ones((2, 2)), np.eye(2), 1)[0] == -np.inf
    assert best_split(np.array([[0.0], [1], [2]]), np.eye(3), 2)[0] == -np.inf


@check(best_split)
def as_good_as_any_question_of_scikit_learn(rng):
    for n, d, min_leaf in (8, 1, 1), (30, 5, 2), (30, 3, 9):
        X, Y = rng.integers(40, size=(n, d)) / 8, np.eye(4)[rng.integers(4, size=n)]
        gained, column, threshold = best_split(X, Y, min_leaf)
        assert gained == close_to(stump(X, Y, min_leaf))
        x = X[:, int(column)]
        low, high = x[x <= threshold].max(), x[x > threshold].min()
        assert threshold == close_to((low + high) / 2)
        yes = Y[x <= threshold].sum(axis=0)
        assert gains(yes, Y.sum(axis=0)) == close_to(gained)


@check(best_split)
def the_first_question_about_glass():
    assert best_split(X_train, Y_train, MIN_LEAF)[0] == close_to(
        stump(X_train, Y_train, 3)
    )


@wrong(
    best_split,
    "That is the number of the gap. Return a value: the midpoint of the two sorted "
    "values beside it.",
)
def best_split_by_place(X, Y, min_leaf):
    G = np.where(
        allowed(X, min_leaf), gains(counts_below(X, Y), Y.sum(axis=0)), -np.inf
    )
    gap, column = np.unravel_index(G.argmax(), G.shape)
    return (G[gap, column], column, gap)


@wrong(
    best_split,
    "That is the value below the gap. Return the midpoint between it and the next one.",
)
def best_split_at_the_value(X, Y, min_leaf):
    G = np.where(
        allowed(X, min_leaf), gains(counts_below(X, Y), Y.sum(axis=0)), -np.inf
    )
    gap, column = np.unravel_index(G.argmax(), G.shape)
    return (G[gap, column], column, np.sort(X[:, column])[gap])


@wrong(
    best_split,
    "You did not leave out the gaps that are not allowed. Give them a gain of -np.inf.",
)
def best_split_anywhere(X, Y, min_leaf):
    G = np.asarray(gains(counts_below(X, Y), Y.sum(axis=0)))
    gap, column = np.unravel_index(G.argmax(), G.shape)
    return (G[gap, column], column, np.sort(X[:, column])[gap : gap + 2].mean())


@wrong(
    best_split,
    "A question with a gain of 0 is still allowed. Give it a gain of 0, not -np.inf.",
)
def best_split_that_gains(X, Y, min_leaf):
    G = np.where(
        allowed(X, min_leaf), gains(counts_below(X, Y), Y.sum(axis=0)), -np.inf
    )
    if G.max() < 1e-12:
        return (-np.inf, 0, 0.0)
    gap, column = np.unravel_index(G.argmax(), G.shape)
    return (G[gap, column], column, np.sort(X[:, column])[gap : gap + 2].mean())


@right(best_split)
def best_split_of_the_askable_alone(X, Y, min_leaf):
    gap, column = np.nonzero(allowed(X, min_leaf))
    if len(gap) == 0:
        return (-math.inf, None, None)
    G = gains(counts_below(X, Y)[gap, column], Y.sum(axis=0))
    best = np.argmax(G)
    values = sorted(X[:, column[best]])
    between = values[gap[best]], values[gap[best] + 1]
    return (float(G[best]), int(column[best]), sum(between) / 2)


@right(best_split)
def best_split_column_by_column(X, Y, min_leaf):
    best = (-np.inf, 0, np.nan)
    for column in range(X.shape[1]):
        x = X[:, [column]]
        G = np.asarray(gains(counts_below(x, Y), Y.sum(axis=0)))[:, 0]
        G[~np.asarray(allowed(x, min_leaf))[:, 0]] = -np.inf
        if G.max() > best[0]:
            low, high = np.partition(x[:, 0], (G.argmax(), G.argmax() + 1))[
                [G.argmax(), G.argmax() + 1]
            ]
            best = (G.max(), column, low + (high - low) / 2)
    return best


@right(best_split)
def best_split_in_an_array(X, Y, min_leaf):
    G = np.array(gains(counts_below(X, Y), Y.sum(axis=0)))
    G[np.asarray(allowed(X, min_leaf)) == 0] = -np.inf
    gap, column = divmod(int(G.argmax()), X.shape[1])
    x = np.sort(X, axis=0)[:, column]
    return np.array([G.max(), column, np.median(x[gap : gap + 2])])


@check(answers)
def many_splinters_and_questions(rng):
    """The answer is 1 if the value is at most the threshold, otherwise -1."""
    X, columns = rng.integers(4, size=(5, 3)), np.array([2, 0, 2, 1])
    thresholds = np.array([1, 2, 0, 3])
    wanted = [
        [1 if x[c] <= t else -1 for c, t in zip(columns, thresholds, strict=True)]
        for x in X
    ]
    assert answers(X, columns, thresholds) == close_to(wanted)


@wrong(
    answers,
    "You wrote 0 for no. Write -1, so that a wrong answer counts against a leaf.",
)
def answers_with_zeros(X, columns, thresholds):
    return (X[:, columns] <= thresholds) * 1


@wrong(
    answers,
    "You swapped yes and no. If the value is at most the threshold, the answer is 1.",
)
def answers_swapped(X, columns, thresholds):
    return np.where(X[:, columns] <= thresholds, -1, 1)


@wrong(
    answers,
    "If the value equals the threshold, the answer is yes. Use <=.",
)
def answers_strict(X, columns, thresholds):
    return np.where(X[:, columns] < thresholds, 1, -1)


@right(answers)
def answers_question_by_question(X, columns, thresholds):
    A = np.full((len(X), len(columns)), -1)
    for k, (column, threshold) in enumerate(zip(columns, thresholds)):
        A[X[:, column] <= threshold, k] = 1
    return A


@right(answers)
def answers_stretched(X, columns, thresholds):
    return 2 * (X[:, columns] <= thresholds) - 1.0


@right(answers)
def answers_in_lists(X, columns, thresholds):
    return [
        [1 if x[column] <= t else -1 for column, t in zip(columns, thresholds)]
        for x in X
    ]


@right(answers)
def answers_by_a_pick(X, columns, thresholds):
    pick = np.eye(X.shape[1])[:, columns]
    return -np.sign(np.sign(X @ pick - thresholds) - 0.5).astype(int)


@check(membership)
def leaves_that_ask_different_numbers_of_questions():
    """A splinter must give all the answers that a leaf needs, one or many."""
    S = np.array([[-1, 1, 1], [0, -1, 1], [0, 0, -1]])  # one question, two, three
    A = np.array([[-1, 1, 1], [1, 1, -1], [1, 1, 1]])
    assert membership(A, S) == close_to([[1, 0, 0], [0, 0, 1], [0, 0, 0]])
    S = np.triu(np.ones((4, 5)), 1) - np.eye(4, 5)
    assert membership(np.array([[-1, 1, 1, 1]]), S) == close_to([[1, 0, 0, 0, 0]])


@check(answers, membership)
def every_splinter_is_in_one_leaf(rng):
    columns, thresholds, S = tree_matrices(X_train, Y_train, DEPTH, MIN_LEAF)
    model = glass_tree()
    for X in (X_test, rng.normal(X_train.mean(axis=0), 3, size=(50, 9))):
        Z, leaf = leaf_membership(X, columns, thresholds, S), model.apply(X)
        assert Z.sum(axis=1) == close_to(np.ones(len(X)))
        assert Z @ Z.T == close_to((leaf[:, None] == leaf) * 1.0)


@wrong(
    membership,
    "That is the number of correct answers minus the number of wrong ones. Return "
    "1 only if all answers are correct.",
)
def score_of_leaves(A, S):
    return A @ S


@wrong(
    membership,
    "You accept more correct than wrong answers. All answers that the leaf needs "
    "must be correct.",
)
def membership_by_majority(A, S):
    return (A @ S > 0) * 1.0


@wrong(
    membership,
    "The leaves need different numbers of answers. Compare with the column sums of "
    "abs(S), not with the number of all questions.",
)
def membership_of_all_questions(A, S):
    return (A @ S == len(S)) * 1.0


@wrong(
    membership,
    "In your sum the needed noes cancel the needed yeses. Take abs(S) before you "
    "sum each column.",
)
def membership_by_plain_sums(A, S):
    return (A @ S == S.sum(axis=0)) * 1.0


@wrong(
    membership,
    "You took the leaf with the highest score. A deep leaf with one wrong answer "
    "may score more than a shallow one with all correct.",
)
def membership_of_the_highest(A, S):
    return np.eye(S.shape[1])[(A @ S).argmax(axis=1)]


@right(membership)
def membership_as_booleans(A, S):
    return np.asarray(A) @ S == np.count_nonzero(S, axis=0)


@right(membership)
def membership_question_by_question(A, S):
    Z = np.ones((len(A), S.shape[1]), dtype=int)
    for a, s in zip(np.transpose(A), S):
        Z[np.multiply.outer(a, s) < 0] = 0
    return Z


@right(membership)
def membership_by_broadcasting(A, S):
    A = np.asarray(A)
    fits = (A[:, :, None] == S) | (S == 0)
    return fits.all(axis=1).astype(float)


@right(membership)
def membership_of_the_wrong_answers(A, S):
    yes = np.asarray(A) > 0
    wrong = (yes * 1) @ (S < 0) + (~yes * 1) @ (S > 0)
    return np.where(wrong > 0, 0, 1)


equivalent(
    membership,
    "return (A @ S == np.abs(S).sum(axis=0)) * 1.0 -> return (A @ S == np.abs(S).sum(axis=0)) / 1.0",
    "return (A @ S == np.abs(S).sum(axis=0)) * 1.0 -> return A @ S == np.abs(S).sum(axis=0)",
    why="True for 1 is as good an answer.",
)


@check(leaf_fractions)
def the_shares_that_scikit_learns_tree_has():
    model = glass_tree()
    leaves, leaf = np.unique(model.apply(X_train), return_inverse=True)
    found = np.asarray(leaf_fractions(np.eye(len(leaves))[leaf], Y_train))
    assert found[leaf] == close_to(model.predict_proba(X_train))


@wrong(
    leaf_fractions,
    "Those are counts. Divide them by the size of each leaf.",
)
def leaf_counts(Z, Y):
    return Z.T @ Y


@wrong(
    leaf_fractions,
    "You divided by the size of each kind. Divide by the size of each leaf, to get "
    "the fraction of each kind within a leaf.",
)
def shares_of_kinds(Z, Y):
    return Z.T @ Y / np.maximum(Y.sum(axis=0), 1)


@wrong(
    leaf_fractions,
    "You divided by the number of all splinters. Divide by the size of each leaf.",
)
def shares_of_all(Z, Y):
    return Z.T @ Y / len(Y)


@right(leaf_fractions)
def leaf_shares_divided(Z, Y):
    return Z.T @ Y / Z.sum(axis=0)[:, None]


@right(leaf_fractions)
def leaf_shares_by_inverse(Z, Y):
    return np.linalg.inv(Z.T @ Z) @ Z.T @ Y


@right(leaf_fractions)
def leaf_shares_leaf_by_leaf(Z, Y):
    return [np.mean(Y[member > 0], axis=0) for member in np.transpose(Z)]


@right(leaf_fractions)
def leaf_shares_by_einsum(Z, Y):
    counts = np.einsum("nl,nc->lc", Z, Y)
    return (counts / counts.sum(axis=1, keepdims=True)).astype(np.float32)


@check(forest_fractions)
def what_scikit_learns_forest_says(rng):
    forest = glass_forest(rng, 3)
    Z, P = forest_matrices(forest, X_test)
    assert forest_fractions(Z, P, 3) == close_to(forest.predict_proba(X_test))


@wrong(
    forest_fractions,
    "That is the sum over the trees. Divide by the number of trees to get the mean.",
)
def forest_sums(Z, P, n_trees):
    return Z @ P


@wrong(
    forest_fractions,
    "You divided by the number of leaves. Divide by the number of trees, because "
    "each tree contributes one leaf.",
)
def forest_shares_by_leaves(Z, P, n_trees):
    return Z @ P / len(P)


@right(forest_fractions)
def forest_shares_row_by_row(Z, P, n_trees):
    return np.array([P[row > 0].sum(axis=0) / n_trees for row in Z])


@right(forest_fractions)
def forest_shares_by_einsum(Z, P, n_trees):
    return np.einsum("nl,lc->nc", Z / n_trees, P)


@right(forest_fractions)
def forest_shares_of_the_mean(Z, P, n_trees):
    _, leaves = np.nonzero(Z)
    return P[leaves.reshape(len(Z), n_trees)].mean(axis=1)


@check(proximity)
def three_splinters_and_two_trees():
    Z = np.array([[1.0, 0, 1, 0], [1, 0, 0, 1], [0, 1, 1, 0]])
    assert proximity(Z, 2) == close_to([[1, 0.5, 0.5], [0.5, 1, 0], [0.5, 0, 1]])


@check(proximity)
def the_share_of_trees_with_the_same_leaf(rng):
    forest = glass_forest(rng, 3)
    leaf, Z = forest.apply(X_test), forest_matrices(forest, X_test)[0]
    wanted = (leaf[:, None] == leaf).mean(axis=2)
    assert proximity(Z, 3) == close_to(wanted)


@wrong(
    proximity,
    "That compares leaves with leaves. Compare splinters with splinters: Z @ Z.T.",
)
def proximity_of_leaves(Z, n_trees):
    return Z.T @ Z / n_trees


@wrong(
    proximity,
    "Those are numbers of trees. Divide them by n_trees.",
)
def proximity_counts(Z, n_trees):
    return Z @ Z.T


@right(proximity)
def proximity_row_by_row(Z, n_trees):
    return [[np.dot(a, b) / n_trees for b in Z] for a in Z]


@right(proximity)
def proximity_by_counting(Z, n_trees):
    both = (Z[:, None] > 0) & (Z > 0)
    return np.count_nonzero(both, axis=2) / n_trees


@right(proximity)
def proximity_from_distances(Z, n_trees):
    apart = ((Z[:, None, :] - Z[None]) ** 2).sum(axis=-1)
    return 1 - apart / 2 / n_trees


@right(proximity)
def proximity_in_single(Z, n_trees):
    return (np.inner(Z, Z) / np.float32(n_trees)).astype(np.float32)
