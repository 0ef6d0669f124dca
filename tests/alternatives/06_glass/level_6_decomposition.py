"""Other right answers at level 6 of 06 glass."""

import math
from functools import reduce
from itertools import combinations

import numpy as np


@instead_of(entropy)
def entropy_of_a_flat_list(p):
    return -math.fsum(s * math.log2(s) for s in np.ravel(p).tolist() if s > 0)


@instead_of(entropy)
def entropy_without_zeros_by_where(p):
    return np.sum(p * np.where(p > 0, -np.log2(np.where(p > 0, p, 1)), 0))


@instead_of(entropy)
def entropy_through_base_e(p):
    p = np.asarray(p, dtype=float).reshape(-1)
    logs = np.log(p, out=np.zeros_like(p), where=p > 0)
    return -(p @ logs) / np.log(2)


@instead_of(entropy)
def entropy_in_a_loop(p):
    total = 0
    for share in np.nditer(p):
        if share != 0:
            total += float(share) * math.log(1 / share, 2)
    return total


@instead_of(within)
def within_by_the_chain_rule(T):
    P = T / T.sum()
    return entropy(P) - entropy(P.sum(axis=1))


@instead_of(within)
def within_at_once(T):
    P = T / T.sum()
    inside = T / T.sum(axis=1, keepdims=True)
    some = P > 0
    return -(P[some] * np.log2(inside[some])).sum()


@instead_of(within)
def within_by_average(T):
    bits = [entropy(row / row.sum()) for row in T]
    return np.average(bits, weights=T.sum(axis=1))


@instead_of(within)
def within_by_product(T):
    n = np.sum(T, axis=1)
    bits = np.array([entropy(shares) for shares in T / n[:, None]])
    return float(n @ bits / n.sum())


@instead_of(between)
def between_before_less_after(T):
    return entropy(T.sum(axis=0) / T.sum()) - within(T)


@instead_of(between)
def between_of_three_entropies(T):
    P = T / T.sum()
    return entropy(P.sum(axis=1)) + entropy(P.sum(axis=0)) - entropy(P)


@instead_of(between)
def between_cell_by_cell(T):
    n, total = T.sum(), 0.0
    for i, row in enumerate(T):
        for j, count in enumerate(row):
            if count:
                total += count / n * math.log2(count * n / (row.sum() * T[:, j].sum()))
    return total


@instead_of(between)
def between_heap_by_heap(T):
    shares, total = T.sum(axis=0) / T.sum(), 0.0
    for row in T:
        p, some = row / row.sum(), row > 0
        total += row.sum() / T.sum() * (p[some] @ np.log2(p[some] / shares[some]))
    return total


@instead_of(gain_ratio)
def gain_ratio_of_entropies(T):
    P = T / T.sum()
    heaps = entropy(P.sum(axis=1))
    return (heaps + entropy(P.sum(axis=0)) - entropy(P)) / heaps


@instead_of(gain_ratio)
def gain_ratio_of_what_is_closed(T):
    heaps = np.array([row.sum() for row in T])
    before = entropy(T.sum(axis=0) / heaps.sum())
    return float((before - within(T)) / entropy(heaps / heaps.sum()))


@instead_of(gain_ratio)
def gain_ratio_in_a_loop(T):
    n, cost = T.sum(), 0
    for row in T:
        cost -= row.sum() / n * math.log2(row.sum() / n)
    return between(T) / cost


@instead_of(spread)
def spread_as_ginis_gain(T):
    gini = lambda counts: 1 - np.square(counts / counts.sum()).sum()
    n = T.sum(axis=1)
    return gini(T.sum(axis=0)) - sum(m * gini(row) for m, row in zip(n, T)) / n.sum()


@instead_of(spread)
def spread_of_pairs(T):
    n = T.sum(axis=1)
    total = 0.0
    for (m, a), (k, b) in combinations(zip(n, T), 2):
        total += m * k * ((a / m - b / k) ** 2).sum()
    return total / n.sum() ** 2


@instead_of(spread)
def spread_in_loops(T):
    whole, result = T.sum(), 0.0
    for row in T:
        for j in range(T.shape[1]):
            away = row[j] / row.sum() - T[:, j].sum() / whole
            result += row.sum() / whole * away * away
    return result


@instead_of(spread)
def spread_by_average(T):
    n = np.sum(T, axis=1)
    shares = T / n[:, np.newaxis]
    middle = np.average(shares, axis=0, weights=n)
    return np.average(np.sum((shares - middle) ** 2, axis=1), weights=n)


@instead_of(contributions)
def contributions_by_recursion(tree, q, d):
    start = tree[0] / np.sum(tree[0])
    if len(tree) == 1:
        return start, np.zeros((d, len(start)))
    below = tree[3] if q[tree[1]] <= tree[2] else tree[4]
    then, parts = contributions_by_recursion(below, q, d)
    parts[tree[1]] += then - start
    return start, parts


@instead_of(contributions)
def contributions_of_the_way(tree, q, d):
    way, columns = [tree[0] / tree[0].sum()], []
    while len(tree) > 1:
        columns.append(tree[1])
        tree = tree[3 + int(q[tree[1]] > tree[2])]
        way.append(tree[0] / tree[0].sum())
    parts = np.zeros((d, len(way[0])))
    if columns:
        np.add.at(parts, columns, np.diff(way, axis=0))
    return [way[0], parts]


@instead_of(contributions)
def contributions_by_product(tree, q, d):
    way, asked = [], []
    while True:
        way.append(tree[0] / tree[0].sum())
        if len(tree) == 1:
            break
        _, column, threshold, yes, no = tree
        asked.append(column)
        tree = no if q[column] > threshold else yes
    E = np.eye(d)[:, np.array(asked, dtype=int)]
    steps = np.array(way[1:]) - np.array(way[:-1]) if asked else np.zeros((0, 1))
    return way[0].tolist(), E @ steps + np.zeros((d, len(way[0])))


@instead_of(contributions)
def contributions_in_lists(tree, q, d):
    n, kinds = sum(tree[0]), range(len(tree[0]))
    start, parts = [tree[0][k] / n for k in kinds], [[0.0 for _ in kinds] for _ in q]
    now = start
    while len(tree) > 1:
        column = tree[1]
        tree = tree[3] if q[column] <= tree[2] else tree[4]
        after = [tree[0][k] / sum(tree[0]) for k in kinds]
        for k in kinds:
            parts[column][k] += after[k] - now[k]
        now = after
    return start, parts


@instead_of(leaves)
def leaves_from_a_stack(box):
    found, todo = [], [box]
    while todo:
        box = todo.pop()
        if len(box) > 1:
            todo += box[3:]
        else:
            found.append(box[0])
    return found


@instead_of(leaves)
def leaves_by_comprehension(box):
    if len(box) == 1:
        return [*box]
    return [counts for side in box[3:] for counts in leaves(side)]


@instead_of(leaves)
def leaves_in_an_array(box):
    if len(box) == 1:
        return np.array(box)
    return np.vstack([leaves(box[4]), leaves(box[3])])


@instead_of(leaves)
def leaves_in_lists(box):
    if len(box) == 5:
        return leaves(box[3]) + leaves(box[4])
    return [np.asarray(box[0]).tolist()]


@instead_of(link)
def link_in_a_loop(box):
    saved, how_many = mess(box[0]), -1
    for counts in leaves(box):
        saved -= mess(counts)
        how_many += 1
    return saved / how_many


@instead_of(link)
def link_from_squares(box):
    clean = lambda counts: np.square(counts).sum() / np.sum(counts)
    below = leaves(box)
    saved = sum(clean(counts) for counts in below) - clean(box[0])
    return saved / (len(below) - 1)


@instead_of(link)
def link_from_shares(box):
    gini = lambda counts: 1 - ((counts / np.sum(counts)) ** 2).sum()
    below = np.array(leaves(box), dtype=float)
    before = np.sum(box[0]) * gini(np.asarray(box[0]))
    after = sum(counts.sum() * gini(counts) for counts in below)
    return float(before - after) / (len(below) - 1)


@instead_of(link)
def link_question_by_question(box):
    def saved(box):
        if len(box) == 1:
            return 0.0, 0
        (a, m), (b, n) = saved(box[3]), saved(box[4])
        return a + b + mess(box[0]) - mess(box[3][0]) - mess(box[4][0]), m + n + 1

    whole, questions = saved(box)
    return whole / questions


@instead_of(cut)
def cut_step_by_step(box, alpha):
    if len(box) > 1:
        counts, column, threshold, yes, no = box
        kept = (counts, column, threshold, cut(yes, alpha), cut(no, alpha))
        if link(kept) > alpha:
            return kept
    return (box[0],)


@instead_of(cut)
def cut_into_lists(box, alpha):
    if len(box) == 1:
        return list(box)
    new = [*box[:3], *[cut(side, alpha) for side in box[3:]]]
    return new[:1] if not link(new) > alpha else new


@instead_of(cut)
def cut_by_the_cost(box, alpha):
    return cheapest(box, alpha)[1]


def cheapest(box, alpha):
    counts = np.asarray(box[0], dtype=float)
    alone = mess(counts) + alpha
    if len(box) == 1:
        return alone, box
    yes, no = cheapest(box[3], alpha), cheapest(box[4], alpha)
    if alone <= yes[0] + no[0] + 1e-9:
        return alone, (box[0],)
    return yes[0] + no[0], (*box[:3], yes[1], no[1])


@instead_of(bias_and_variance)
def bias_and_variance_question_by_question(answers, truth):
    bias = variance = 0.0
    for column, right in zip(answers.T, truth):
        bias += (column.mean() - right) ** 2 / len(truth)
        variance += ((column - column.mean()) ** 2).mean() / len(truth)
    return bias, variance


@instead_of(bias_and_variance)
def bias_and_variance_from_the_whole(answers, truth):
    whole = np.mean((answers - truth) ** 2)
    bias = np.square(np.mean(answers, axis=0) - truth).mean()
    return np.array([bias, whole - bias])


@instead_of(bias_and_variance)
def bias_and_variance_of_squares(answers, truth):
    middle = np.ones(len(answers)) @ answers / len(answers)
    variance = np.einsum("ij,ij", answers - middle, answers - middle) / answers.size
    return [(middle - truth) @ (middle - truth) / middle.size, variance]


@instead_of(own_and_shared)
def own_and_shared_pair_by_pair(answers):
    columns = [column - column.mean() for column in answers.T]
    T, own, shared = len(columns), 0.0, 0.0
    for i, a in enumerate(columns):
        for j, b in enumerate(columns):
            if i == j:
                own += np.mean(a * b) / T**2
            else:
                shared += np.mean(a * b) / T**2
    return own, shared


@instead_of(own_and_shared)
def own_and_shared_of_the_mean(answers):
    own = np.var(answers, axis=0).sum() / answers.shape[1] ** 2
    return [own, np.var(answers.mean(axis=1)) - own]


@instead_of(own_and_shared)
def own_and_shared_by_einsum(answers):
    r, T = answers.shape
    A = answers - np.add.reduce(answers, axis=0) / r
    C = np.einsum("ri,rj->ij", A, A) / (r * T * T)
    return np.array([np.diag(C).sum(), (C * (1 - np.eye(T))).sum()])


@instead_of(own_and_shared)
def own_and_shared_of_combinations(answers):
    T = answers.shape[1]
    away = (answers - answers.mean(axis=0)) / T
    own = reduce(lambda total, a: total + (a**2).mean(), away.T, 0.0)
    return own, 2 * sum(a @ b for a, b in combinations(away.T, 2)) / len(away)
