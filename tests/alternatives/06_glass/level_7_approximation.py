"""Other right answers at level 7 of 06 glass."""

import math
from collections import Counter
from itertools import pairwise

import numpy as np


@instead_of(bootstrap)
def bootstrap_by_choice(n, rng):
    return rng.choice(n, size=n, replace=True)


@instead_of(bootstrap)
def bootstrap_by_shares(n, rng):
    return np.floor(n * rng.random(n)).astype(int)


@instead_of(bootstrap)
def bootstrap_draw_by_draw(n, rng):
    rows = []
    for _ in range(n):
        rows.append(int(rng.integers(0, n - 1, endpoint=True)))
    return rows


@instead_of(bootstrap)
def bootstrap_by_multinomial(n, rng):
    return np.repeat(np.arange(n), rng.multinomial(n, [1 / n] * n))[rng.permutation(n)]


@instead_of(left_out)
def left_out_by_isin(rows, n):
    return ~np.isin(np.arange(n), rows)


@instead_of(left_out)
def left_out_by_counting(rows, n):
    return np.bincount(rows, minlength=n) == 0


@instead_of(left_out)
def left_out_in_a_list(rows, n):
    drawn = set(np.asarray(rows).tolist())
    return [i not in drawn for i in range(n)]


@instead_of(left_out)
def left_out_as_zeros_and_ones(rows, n):
    out = np.ones(n, dtype=int)
    for row in rows:
        out[row] = 0
    return out


@instead_of(ask_some)
def ask_some_by_choice(X, y, k, rng):
    columns = rng.choice(X.shape[1], size=k, replace=False)
    gained, j, threshold = best_split(X[:, columns], np.eye(6)[y], 1)
    return (gained, int(columns[int(j)]), threshold)


@instead_of(ask_some)
def ask_some_column_by_column(X, y, k, rng):
    best, Y = (-np.inf, 0, np.nan), np.eye(6)[y]
    for column in rng.permutation(X.shape[1])[:k]:
        gained, _, threshold = best_split(X[:, [column]], Y, 1)
        if gained > best[0]:
            best = (gained, column, threshold)
    return best


@instead_of(ask_some)
def ask_some_by_lots(X, y, k, rng):
    columns = np.sort(rng.random(X.shape[1]).argsort()[-k:])
    Y = (y[:, None] == np.arange(6)).astype(float)
    found = np.array(best_split(X[:, columns], Y, 1), dtype=float)
    found[1] = columns[int(found[1])]
    return found


@instead_of(ask_some)
def ask_some_of_a_shuffled_table(X, y, k, rng):
    order = np.arange(X.shape[1])
    rng.shuffle(order)
    gained, j, threshold = best_split(X.T[order[:k]].T, np.identity(6)[y], 1)
    return [gained, order[j], threshold]


@instead_of(forest)
def forest_by_comprehension(X, y, n_trees, k, rng):
    ask = lambda X, y: ask_some(X, y, k, rng)
    bags = [np.asarray(bootstrap(len(X), rng)) for _ in range(n_trees)]
    return [(grow(X[b], y[b], ask, 99), left_out(b, len(X))) for b in bags]


@instead_of(forest)
def forest_in_a_while(X, y, n_trees, k, rng):
    trees, numbers = [], np.arange(len(y))
    while len(trees) < n_trees:
        rows = np.array(bootstrap(len(y), rng))
        tree = grow(X[rows], y[rows], lambda A, b: ask_some(A, b, k, rng), 99)
        trees = [*trees, [tree, np.array([i not in rows for i in numbers])]]
    return trees


@instead_of(forest)
def forest_with_streams_of_its_own(X, y, n_trees, k, rng):
    trees = ()
    for seed in rng.integers(2**32, size=n_trees):
        own = np.random.default_rng(int(seed))
        rows = bootstrap(len(X), own)

        def ask(X, y, own=own):
            return ask_some(X, y, k, own)

        trees += ((grow(X[rows], y[rows], ask, 99), left_out(rows, len(X))),)
    return trees


@instead_of(forest)
def forest_with_its_own_branches(X, y, n_trees, k, rng):
    def branch(X, y):
        if (y == y[0]).all():
            return y[0]
        gained, column, threshold = ask_some(X, y, k, rng)
        if np.isinf(gained):
            return np.bincount(y).argmax()
        yes = X[:, int(column)] <= threshold
        return [column, threshold, branch(X[yes], y[yes]), branch(X[~yes], y[~yes])]

    trees = []
    for _ in range(n_trees):
        rows = bootstrap(len(X), rng)
        trees.append([branch(X[rows], y[rows]), left_out(rows, len(X))])
    return trees


@instead_of(votes)
def votes_in_unit_rows(trees, X, n_kinds, only_out=False):
    counts = np.zeros((len(X), n_kinds))
    for tree, out in trees:
        says = np.eye(n_kinds)[name_all(tree, X)]
        counts += says * np.reshape(out, (-1, 1)) if only_out else says
    return counts


@instead_of(votes)
def votes_row_by_row(trees, X, n_kinds, only_out=False):
    counts = [[0] * n_kinds for _ in X]
    for tree, out in trees:
        for i, kind in enumerate(name_all(tree, X)):
            if not only_out or out[i]:
                counts[i][kind] += 1
    return counts


@instead_of(votes)
def votes_by_counting_names(trees, X, n_kinds, only_out=False):
    named = np.array([name_all(tree, X) for tree, _ in trees])
    if only_out:
        named = np.where([np.asarray(out) for _, out in trees], named, n_kinds)
    rows = [np.bincount(column, minlength=n_kinds + 1)[:n_kinds] for column in named.T]
    return np.array(rows)


@instead_of(votes)
def votes_by_comparing(trees, X, n_kinds, only_out=False):
    total = 0
    for tree, out in trees:
        says = name_all(tree, X)[:, None] == np.arange(n_kinds)
        if only_out:
            says = says & (np.asarray(out)[:, None] > 0)
        total = total + says.astype(np.int16)
    return total


@instead_of(out_of_bag)
def out_of_bag_row_by_row(trees, X, y):
    right = asked = 0
    for row, kind in zip(np.asarray(votes(trees, X, 6, True)), y):
        if row.any():
            asked += 1
            right += int(row.tolist().index(max(row)) == kind)
    return right / asked


@instead_of(out_of_bag)
def out_of_bag_by_weights(trees, X, y):
    counts = np.asarray(votes(trees, X, max(y) + 1, only_out=True))
    return np.average(np.argmax(counts, axis=1) == y, weights=counts.max(axis=1) > 0)


@instead_of(out_of_bag)
def out_of_bag_without_votes(trees, X, y):
    said = [[] for _ in y]
    for tree, out in trees:
        names = name_all(tree, X)
        for i in np.flatnonzero(out):
            said[i].append(int(names[i]))
    right = []
    for names, kind in zip(said, y):
        if names:
            counts = Counter(names)
            most = max(counts.values())
            right.append(min(k for k in counts if counts[k] == most) == kind)
    return np.mean(right)


@instead_of(edges)
def edges_in_a_list(x, n_bins):
    values = sorted(set(x.tolist()))
    middles = [(a + b) / 2 for a, b in pairwise(values)]
    if len(middles) >= n_bins:
        parts, m = n_bins - 1, len(middles)
        middles = [middles[int((i + 0.5) * m / parts)] for i in range(parts)]
    return middles


@instead_of(edges)
def edges_in_whole_numbers(x, n_bins):
    values = np.unique(x)
    middles = values[1:] - np.diff(values) / 2
    m, parts = middles.size, n_bins - 1
    if m > parts:
        middles = middles[(2 * np.arange(parts) + 1) * m // (2 * parts)]
    return middles


@instead_of(edges)
def edges_by_take(x, n_bins):
    values = np.sort(np.asarray(list(set(x.tolist()))))
    middles = np.mean([values[1:], values[:-1]], axis=0)
    keep = min(len(middles), n_bins - 1)
    if keep == len(middles):
        return tuple(middles)
    return np.take(
        middles, [math.floor((i + 0.5) * len(middles) / keep) for i in range(keep)]
    )


@instead_of(histogram)
def histogram_by_bincount(bins, y, n_bins, n_kinds):
    cells = np.asarray(bins) * n_kinds + y
    return np.bincount(cells, minlength=n_bins * n_kinds).reshape(n_bins, n_kinds)


@instead_of(histogram)
def histogram_by_product(bins, y, n_bins, n_kinds):
    return np.eye(n_bins)[bins].T @ np.eye(n_kinds)[y]


@instead_of(histogram)
def histogram_in_a_loop(bins, y, n_bins, n_kinds):
    table = [[0] * n_kinds for _ in range(n_bins)]
    for place, kind in zip(bins, y):
        table[place][kind] += 1
    return table


@instead_of(histogram)
def histogram_of_numpy(bins, y, n_bins, n_kinds):
    edges_of = lambda n: np.arange(n + 1) - 0.5
    return np.histogram2d(bins, y, bins=[edges_of(n_bins), edges_of(n_kinds)])[0]


@instead_of(best_edge)
def best_edge_in_a_loop(H, cut, min_leaf):
    low, total, most, best = np.zeros(H.shape[1]), H.sum(axis=0), -np.inf, []
    for edge, row in zip(cut, H):
        low = low + row
        if min(low.sum(), total.sum() - low.sum()) < min_leaf:
            continue
        gained = float(np.ravel(gains(low[None], total))[0])
        if gained > most + 1e-12:
            most, best = gained, [edge]
        elif gained > most - 1e-12:
            best.append(edge)
    return (most, (best[0] + best[-1]) / 2) if best else (-np.inf, np.nan)


@instead_of(best_edge)
def best_edge_of_squares(H, cut, min_leaf):
    H = np.asarray(H, dtype=float)
    low = np.cumsum(H, axis=0)[:-1]
    high, n = H.sum(axis=0) - low, H.sum()
    small = np.minimum(low.sum(axis=1), high.sum(axis=1))
    if small.size == 0 or small.max() < min_leaf:
        return [-np.inf, np.nan]
    keep = small >= min_leaf
    clean = lambda C: (C**2).sum(axis=-1) / C.sum(axis=-1)
    gained = (clean(low[keep]) + clean(high[keep]) - clean(H.sum(axis=0))) / n
    best = cut[keep][np.isclose(gained, gained.max(), rtol=1e-9)]
    return [gained.max(), 0.5 * (best.min() + best.max())]


@instead_of(best_edge)
def best_edge_in_an_array(H, cut, min_leaf):
    total, found = H.sum(axis=0), {}
    for i in range(len(cut)):
        low = H[: i + 1].sum(axis=0)
        if low.sum() >= min_leaf and H[i + 1 :].sum() >= min_leaf:
            found[cut[i]] = np.asarray(gains(low[np.newaxis], total)).item()
    if not found:
        return np.array([-np.inf, np.nan])
    most = max(found.values())
    best = [edge for edge in found if math.isclose(found[edge], most)]
    return np.array([most, np.mean([min(best), max(best)])])


@instead_of(ask_random)
def ask_random_column_by_column(X, y, rng):
    best, Y = (-np.inf, 0, np.nan), np.eye(6)[y]
    for column, x in enumerate(X.T):
        if np.ptp(x) == 0:
            continue
        threshold = x.min() + rng.random() * (x.max() - x.min())
        low = Y[x <= threshold].sum(axis=0)
        gained = float(np.ravel(gains(low[None], Y.sum(axis=0)))[0])
        if gained > best[0]:
            best = (gained, column, threshold)
    return best


@instead_of(ask_random)
def ask_random_of_those_that_vary(X, y, rng):
    varies = np.flatnonzero(X.max(axis=0) > X.min(axis=0))
    if not varies.size:
        return [-math.inf, 0, 0.0]
    x = X[:, varies]
    thresholds = rng.uniform(low=x.min(axis=0), high=x.max(axis=0))
    Y = (np.reshape(y, (-1, 1)) == np.arange(6)) * 1
    L = np.einsum("nj,nc->jc", x <= thresholds, Y)
    G = np.asarray(gains(L, Y.sum(axis=0)))
    j = np.argmax(G)
    return [G[j], int(varies[j]), float(thresholds[j])]


@instead_of(ask_random)
def ask_random_in_an_array(X, y, rng):
    low, wide = X.min(axis=0), np.ptp(X, axis=0)
    thresholds = low + wide * rng.random(X.shape[1])
    gini = lambda y: 1 - ((np.bincount(y) / len(y)) ** 2).sum()
    found = [(-np.inf, 0, 0)]
    for column in np.flatnonzero(wide):
        left = X[:, column] <= thresholds[column]
        share = left.mean()
        after = share * gini(y[left]) + (1 - share) * gini(y[~left])
        found.append((gini(y) - after, column, thresholds[column]))
    return np.array(max(found))


@instead_of(permuted)
def permuted_in_one_table(name, X, y, column, times, rng):
    tables = np.repeat(X[None], times, axis=0)
    for table in tables:
        rng.shuffle(table[:, column])
    named = np.reshape(name(np.concatenate([X, *tables])), (times + 1, len(X)))
    right = (named == y).mean(axis=1)
    drops = right[0] - right[1:]
    return drops.mean(), drops.std(ddof=1) / np.sqrt(times)


@instead_of(permuted)
def permuted_one_after_the_other(name, X, y, column, times, rng):
    before, Z, drops = sum(name(X) == y) / len(y), np.array(X), []
    for _ in range(times):
        Z[:, column] = rng.permutation(Z[:, column])
        drops.append(before - sum(name(Z) == y) / len(y))
    mean = math.fsum(drops) / times
    squares = math.fsum((drop - mean) ** 2 for drop in drops)
    return [mean, math.sqrt(squares / (times - 1) / times)]


@instead_of(permuted)
def permuted_by_row_numbers(name, X, y, column, times, rng):
    right = np.empty(times)
    for i in range(times):
        order = rng.choice(len(X), size=len(X), replace=False)
        columns = [x[order] if j == column else x for j, x in enumerate(X.T)]
        right[i] = np.equal(name(np.column_stack(columns)), y).mean()
    return np.array(
        [np.mean(name(X) == y) - right.mean(), np.std(right, ddof=1) / times**0.5]
    )
