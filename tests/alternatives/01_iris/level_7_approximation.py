"""Other right answers at level 7 of 01 iris."""

import math
from collections import defaultdict

import numpy as np


@instead_of(project)
def project_on_shorter_lines(X, lines):
    return X @ (lines / len(lines[0]) ** 0.5)


@instead_of(project)
def project_by_einsum(X, lines):
    n_lines = lines.shape[-1]
    return np.einsum("nd,dm->nm", X, lines) * n_lines**-0.5


@instead_of(project)
def project_line_by_line(X, lines):
    shadows = [X @ line for line in lines.T]
    return (np.column_stack(shadows) / math.sqrt(len(shadows))).astype(np.float32)


@instead_of(project)
def project_as_lists(X, lines):
    length = np.sqrt(np.shape(lines)[1])
    return [[value / length for value in row] for row in np.dot(X, lines).tolist()]


@instead_of(lines_enough)
def lines_enough_by_math(n, eps):
    return 4 * math.log(n) / (eps**2 / 2 - eps**3 / 3)


@instead_of(lines_enough)
def lines_enough_expanded(n, eps):
    return 24 * np.log(n) / (eps * eps * (3 - 2 * eps))


@instead_of(lines_enough)
def lines_enough_rounded_up(n, eps):
    return math.ceil(4 * math.log(n) / (eps**2 / 2 - eps**3 / 3))


@instead_of(signs)
def signs_by_sign(X, lines):
    return np.sign(np.dot(X, lines)) == 1


@instead_of(signs)
def signs_by_einsum(X, lines):
    return np.greater(np.einsum("...d,dm->...m", X, lines), 0)


@instead_of(signs)
def signs_line_by_line(X, lines):
    return np.stack([0 < X @ line for line in lines.T], axis=-1)


@instead_of(signs)
def signs_denied(X, lines):
    return ~(X @ lines <= 0)


@instead_of(buckets)
def buckets_by_defaultdict(bits):
    table = defaultdict(list)
    for row, code in enumerate(bits):
        table[tuple(code)].append(row)
    return table


@instead_of(buckets)
def buckets_by_unique(bits):
    codes, own = np.unique(bits, axis=0, return_inverse=True)
    places = [np.flatnonzero(own.reshape(-1) == i) for i in range(len(codes))]
    return {tuple(code): rows for code, rows in zip(codes.tolist(), places)}


@instead_of(buckets)
def buckets_by_comprehension(bits):
    codes = [tuple(int(bit) for bit in row) for row in bits]
    return {c: [i for i, code in enumerate(codes) if code == c] for c in set(codes)}


@instead_of(buckets)
def buckets_of_sets(bits):
    table = {}
    for row in range(len(bits)):
        code = tuple(bits[row].tolist())
        if code not in table:
            table[code] = set()
        table[code].add(row)
    return table


@instead_of(candidates)
def candidates_in_a_list(tables, lines, q):
    found = []
    for i in range(len(tables)):
        code = tuple(bool(bit) for bit in signs(q, lines[i]))
        if code in tables[i]:
            found += [row for row in tables[i][code] if row not in found]
    return found


@instead_of(candidates)
def candidates_by_union(tables, lines, q):
    codes = [tuple(np.asarray(signs(q, own)).tolist()) for own in lines]
    shared = [t.get(code, []) for t, code in zip(tables, codes, strict=True)]
    return set().union(*shared)


@instead_of(candidates)
def candidates_by_unique(tables, lines, q):
    shared = [[]]
    for table, own in zip(tables, lines, strict=True):
        shared.append(list(table.get(tuple(np.asarray(q @ own > 0).tolist()), [])))
    return np.unique(np.concatenate(shared)).astype(int)


@instead_of(candidates)
def candidates_one_table_more(tables, lines, q):
    if len(tables) == 0:
        return ()
    rest = candidates_one_table_more(tables[1:], lines[1:], q)
    here = tables[0].get(tuple(np.asarray(signs(q, lines[0])).tolist()), ())
    return tuple({*rest, *here})


@instead_of(chance)
def chance_in_a_loop(p, bits, tables):
    missed = 1
    for _ in range(tables):
        missed *= 1 - math.prod([p] * bits)
    return 1 - missed


@instead_of(chance)
def chance_table_by_table(p, bits, tables):
    one = p**bits
    return sum(one * (1 - one) ** before for before in range(tables))


@instead_of(chance)
def chance_by_logarithms(p, bits, tables):
    return -np.expm1(tables * np.log1p(-np.power(p, bits)))


@instead_of(chance)
def chance_by_recursion(p, bits, tables):
    if tables == 0:
        return 0.0
    rest = chance(p, bits, tables - 1)
    return rest + p**bits - rest * p**bits


@instead_of(recall)
def recall_by_counting(found, wanted):
    return sum(row in list(found) for row in wanted) / len(wanted)


@instead_of(recall)
def recall_by_isin(found, wanted):
    return np.isin(list(wanted), list(found)).mean()


@instead_of(recall)
def recall_from_the_missed(found, wanted):
    return 1 - len(set(wanted).difference(found)) / len(wanted)


@instead_of(recall)
def recall_by_intersection(found, wanted):
    return np.intersect1d(list(found), list(wanted)).size / np.size(wanted)


@instead_of(bias_and_variance)
def bias_and_variance_in_arrays(answers, truth):
    m = np.mean(answers)
    return np.array([(m - truth) ** 2, np.mean((answers - m) ** 2)])


@instead_of(bias_and_variance)
def bias_and_variance_in_loops(answers, truth):
    m = sum(answers) / len(answers)
    return [(truth - m) ** 2, math.fsum((a - m) ** 2 for a in answers) / len(answers)]


@instead_of(bias_and_variance)
def bias_and_variance_from_the_whole_error(answers, truth):
    off = answers - truth
    bias = off.mean() ** 2
    return bias, (off**2).mean() - bias


@instead_of(bias_and_variance)
def bias_and_variance_by_std(answers, truth):
    return abs(np.average(answers) - truth) ** 2, np.std(answers, ddof=0) ** 2


@instead_of(nearest)
def nearest_by_sorted(X, rows, q, k):
    if len(rows) < k:
        rows = range(len(X))
    return sorted(rows, key=lambda row: math.dist(X[row], q))[:k]


@instead_of(nearest)
def nearest_by_parting(X, rows, q, k):
    rows = np.fromiter(rows if len(rows) >= k else range(len(X)), dtype=int)
    far = np.einsum("ij,ij->i", X[rows] - q, X[rows] - q)
    some = np.argpartition(far, k - 1)[:k]
    return rows[some[np.argsort(far[some])]]


@instead_of(nearest)
def nearest_masked(X, rows, q, k):
    far = np.sqrt(((X - q) ** 2).sum(axis=1))
    if len(rows) >= k:
        others = np.ones(len(X), dtype=bool)
        others[list(rows)] = False
        far[others] = np.inf
    return tuple(far.argsort()[:k].tolist())
