"""Other right answers at level 4 of 06 glass."""

import math

import numpy as np


@instead_of(counts_below)
def counts_below_column_by_column(X, Y):
    n, d = X.shape
    counts = np.zeros((n - 1, d, Y.shape[1]))
    for j in range(d):
        total = np.zeros(Y.shape[1])
        for i, row in enumerate(np.argsort(X[:, j])[:-1]):
            total = total + Y[row]
            counts[i, j] = total
    return counts


@instead_of(counts_below)
def counts_below_by_product(X, Y):
    n = len(X)
    lower = np.tri(n - 1, n)
    sorted_kinds = [Y[np.argsort(x, kind="stable")] for x in X.T]
    return np.stack([lower @ kinds for kinds in sorted_kinds], axis=1)


@instead_of(counts_below)
def counts_below_by_rank(X, Y):
    ranks = X.argsort(axis=0).argsort(axis=0)
    below = ranks[None] <= np.arange(len(X) - 1)[:, None, None]
    return np.einsum("inj,nc->ijc", below, Y)


@instead_of(counts_below)
def counts_below_from_above(X, Y):
    order = np.argsort(-X, axis=0)[::-1]
    above = np.cumsum(Y[order][::-1], axis=0)[::-1]
    return (Y.sum(axis=0) - above[1:]).astype(np.float32)


@instead_of(ginis)
def ginis_as_chances_to_differ(C):
    C = np.asarray(C, dtype=float)
    p = C / C.sum(-1)[..., None]
    return np.sum(p * (1 - p), axis=-1)


@instead_of(ginis)
def ginis_over_a_square(C):
    n = np.sum(C, axis=-1)
    return (n**2 - np.einsum("...c,...c->...", C, C)) / n**2


@instead_of(ginis)
def ginis_heap_by_heap(C):
    found = []
    for heap in np.reshape(C, (-1, np.shape(C)[-1])):
        found.append(1 - sum((heap / heap.sum()) ** 2))
    return np.reshape(found, np.shape(C)[:-1])


@instead_of(ginis)
def ginis_kinds_to_the_front(C):
    p = np.moveaxis(np.asarray(C), -1, 0) / np.sum(C, axis=-1)
    return 1 - np.sum(np.square(p), axis=0)


@instead_of(gains)
def gains_over_all(L, total):
    n, m, rest = L.sum(axis=-1), total.sum(), total - L
    after = n * ginis(L) + rest.sum(axis=-1) * ginis(rest)
    return ginis(total) - after / m


@instead_of(gains)
def gains_as_distances(L, total):
    rest = total - L
    p = L / L.sum(axis=-1, keepdims=True)
    q = rest / rest.sum(axis=-1, keepdims=True)
    share = np.sum(L, axis=-1) / np.sum(total)
    return share * (1 - share) * ((p - q) ** 2).sum(axis=-1)


@instead_of(gains)
def gains_of_two_heaps(L, total):
    heaps = np.stack([L, total - L])
    weights = heaps.sum(axis=-1) / total.sum()
    return ginis(total) - np.einsum("h...,h...->...", weights, ginis(heaps))


@instead_of(gains)
def gains_from_squares(L, total):
    clean = lambda C: (C * C).sum(axis=-1) / C.sum(axis=-1)
    L = np.asarray(L, dtype=float)
    return (clean(L) + clean(total - L) - clean(total)) / total.sum()


@instead_of(askable)
def askable_column_by_column(X, min_leaf):
    n, d = X.shape
    ok = np.zeros((n - 1, d), dtype=bool)
    for j in range(d):
        x = sorted(X[:, j].tolist())
        for i in range(n - 1):
            ok[i, j] = x[i] < x[i + 1] and min_leaf <= i + 1 <= n - min_leaf
    return ok


@instead_of(askable)
def askable_by_slices(X, min_leaf):
    values = np.sort(X, axis=0)
    ok = values[1:] != values[:-1]
    ok[: min_leaf - 1] = False
    ok[len(ok) - min_leaf + 1 :] = False
    return ok


@instead_of(askable)
def askable_as_a_product(X, min_leaf):
    values, i = np.sort(X.T), np.arange(len(X) - 1)
    middle = (i + 1 >= min_leaf) * (len(X) - 1 - i >= min_leaf)
    return (np.sign(values[:, 1:] - values[:, :-1]) * middle).T


@instead_of(best_split)
def best_split_of_the_askable_alone(X, Y, min_leaf):
    gap, column = np.nonzero(askable(X, min_leaf))
    if len(gap) == 0:
        return (-math.inf, None, None)
    G = gains(counts_below(X, Y)[gap, column], Y.sum(axis=0))
    best = np.argmax(G)
    values = sorted(X[:, column[best]])
    between = values[gap[best]], values[gap[best] + 1]
    return (float(G[best]), int(column[best]), sum(between) / 2)


@instead_of(best_split)
def best_split_column_by_column(X, Y, min_leaf):
    best = (-np.inf, 0, np.nan)
    for column in range(X.shape[1]):
        x = X[:, [column]]
        G = np.asarray(gains(counts_below(x, Y), Y.sum(axis=0)))[:, 0]
        G[~np.asarray(askable(x, min_leaf))[:, 0]] = -np.inf
        if G.max() > best[0]:
            low, high = np.partition(x[:, 0], (G.argmax(), G.argmax() + 1))[
                [G.argmax(), G.argmax() + 1]
            ]
            best = (G.max(), column, low + (high - low) / 2)
    return best


@instead_of(best_split)
def best_split_in_an_array(X, Y, min_leaf):
    G = np.array(gains(counts_below(X, Y), Y.sum(axis=0)))
    G[np.asarray(askable(X, min_leaf)) == 0] = -np.inf
    gap, column = divmod(int(G.argmax()), X.shape[1])
    x = np.sort(X, axis=0)[:, column]
    return np.array([G.max(), column, np.median(x[gap : gap + 2])])


@instead_of(answers)
def answers_question_by_question(X, columns, thresholds):
    A = np.full((len(X), len(columns)), -1)
    for k, (column, threshold) in enumerate(zip(columns, thresholds)):
        A[X[:, column] <= threshold, k] = 1
    return A


@instead_of(answers)
def answers_stretched(X, columns, thresholds):
    return 2 * (X[:, columns] <= thresholds) - 1.0


@instead_of(answers)
def answers_in_lists(X, columns, thresholds):
    return [
        [1 if x[column] <= t else -1 for column, t in zip(columns, thresholds)]
        for x in X
    ]


@instead_of(answers)
def answers_by_a_pick(X, columns, thresholds):
    pick = np.eye(X.shape[1])[:, columns]
    return -np.sign(np.sign(X @ pick - thresholds) - 0.5).astype(int)


@instead_of(membership)
def membership_as_booleans(A, S):
    return np.asarray(A) @ S == np.count_nonzero(S, axis=0)


@instead_of(membership)
def membership_question_by_question(A, S):
    Z = np.ones((len(A), S.shape[1]), dtype=int)
    for a, s in zip(np.transpose(A), S):
        Z[np.multiply.outer(a, s) < 0] = 0
    return Z


@instead_of(membership)
def membership_by_broadcasting(A, S):
    A = np.asarray(A)
    fits = (A[:, :, None] == S) | (S == 0)
    return fits.all(axis=1).astype(float)


@instead_of(membership)
def membership_of_the_wrong_answers(A, S):
    yes = np.asarray(A) > 0
    wrong = (yes * 1) @ (S < 0) + (~yes * 1) @ (S > 0)
    return np.where(wrong > 0, 0, 1)


@instead_of(leaf_shares)
def leaf_shares_divided(Z, Y):
    return Z.T @ Y / Z.sum(axis=0)[:, None]


@instead_of(leaf_shares)
def leaf_shares_by_inverse(Z, Y):
    return np.linalg.inv(Z.T @ Z) @ Z.T @ Y


@instead_of(leaf_shares)
def leaf_shares_leaf_by_leaf(Z, Y):
    return [np.mean(Y[member > 0], axis=0) for member in np.transpose(Z)]


@instead_of(leaf_shares)
def leaf_shares_by_einsum(Z, Y):
    counts = np.einsum("nl,nc->lc", Z, Y)
    return (counts / counts.sum(axis=1, keepdims=True)).astype(np.float32)


@instead_of(forest_shares)
def forest_shares_row_by_row(Z, P, n_trees):
    return np.array([P[row > 0].sum(axis=0) / n_trees for row in Z])


@instead_of(forest_shares)
def forest_shares_by_einsum(Z, P, n_trees):
    return np.einsum("nl,lc->nc", Z / n_trees, P)


@instead_of(forest_shares)
def forest_shares_of_the_mean(Z, P, n_trees):
    _, leaves = np.nonzero(Z)
    return P[leaves.reshape(len(Z), n_trees)].mean(axis=1)


@instead_of(proximity)
def proximity_row_by_row(Z, n_trees):
    return [[np.dot(a, b) / n_trees for b in Z] for a in Z]


@instead_of(proximity)
def proximity_by_counting(Z, n_trees):
    both = (Z[:, None] > 0) & (Z > 0)
    return np.count_nonzero(both, axis=2) / n_trees


@instead_of(proximity)
def proximity_from_distances(Z, n_trees):
    apart = ((Z[:, None, :] - Z[None]) ** 2).sum(axis=-1)
    return 1 - apart / 2 / n_trees


@instead_of(proximity)
def proximity_in_single(Z, n_trees):
    return (np.inner(Z, Z) / np.float32(n_trees)).astype(np.float32)
