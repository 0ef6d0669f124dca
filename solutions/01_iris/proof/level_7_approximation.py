"""The proof of level 7 of 01 iris: how its functions go wrong, and other right answers."""

import math
from collections import defaultdict

from scipy import stats
from sklearn.metrics import pairwise_distances


@check(project)
def any_lines(rng):
    """Each shadow is the dot product of a row and a line, divided by the root of m."""
    X, lines = rng.normal(size=(2, 3)), rng.normal(size=(3, 5))
    wanted = [[sum(x * line) / 5**0.5 for line in lines.T] for x in X]
    assert project(X, lines) == close_to(wanted)


@check(project)
def distances_are_kept(rng):
    """400 random lines nearly keep the distances between rows."""
    X, lines = rng.normal(size=(30, 500)), rng.normal(size=(500, 400))
    pairs = np.triu_indices(30, 1)
    before = pairwise_distances(X)[pairs]
    after = pairwise_distances(project(X, lines))[pairs]
    assert after / before == close_to(np.ones(435), abs=0.25)


@wrong(
    project,
    "You did not scale: with m lines, lengths are sqrt(m) times too large. Divide "
    "by sqrt(m).",
)
def project_unscaled(X, lines):
    return X @ lines


@wrong(project, "You divided by m. Lengths grow with the root of m, so divide by that.")
def project_over_m(X, lines):
    return X @ lines / lines.shape[1]


@wrong(
    project,
    "You divided by the root of d, the number of columns. Divide by the root of m, "
    "the number of lines.",
)
def project_over_d(X, lines):
    return X @ lines / np.sqrt(lines.shape[0])


@wrong(
    project,
    "You divided each line by its length. Use the lines as they are, and divide all "
    "products by one number, the root of m.",
)
def project_on_unit_lines(X, lines):
    return X @ lines / np.sqrt((lines**2).sum(axis=0))


@wrong(
    project,
    "You divided each line by its length first. Use the lines as they are, and "
    "divide all products by the root of m only.",
)
def project_on_unit_lines_over_m(X, lines):
    return X @ lines / np.sqrt((lines**2).sum(axis=0) * lines.shape[1])


@right(project)
def project_on_shorter_lines(X, lines):
    return X @ (lines / len(lines[0]) ** 0.5)


@right(project)
def project_by_einsum(X, lines):
    n_lines = lines.shape[-1]
    return np.einsum("nd,dm->nm", X, lines) * n_lines**-0.5


@right(project)
def project_line_by_line(X, lines):
    shadows = [X @ line for line in lines.T]
    return (np.column_stack(shadows) / math.sqrt(len(shadows))).astype(np.float32)


@right(project)
def project_as_lists(X, lines):
    length = np.sqrt(np.shape(lines)[1])
    return [[value / length for value in row] for row in np.dot(X, lines).tolist()]


@check(lines_needed)
def as_scikit_learn_counts():
    for rows in 120, 10_000, 1_000_000:
        for eps in 0.1, 0.5:
            wanted = johnson_lindenstrauss_min_dim(rows, eps=eps)  # a whole number
            assert lines_needed(rows, eps) == close_to(int(wanted), abs=1)


@wrong(
    lines_needed, "That is the logarithm to base 10. Use the natural logarithm, np.log."
)
def lines_needed_base_10(n, eps):
    return 4 * np.log10(n) / (eps**2 / 2 - eps**3 / 3)


@wrong(lines_needed, "Brackets are missing: divide by the whole difference.")
def lines_needed_unbracketed(n, eps):
    return 4 * np.log(n) / eps**2 / 2 - eps**3 / 3


@right(lines_needed)
def lines_needed_by_math(n, eps):
    return 4 * math.log(n) / (eps**2 / 2 - eps**3 / 3)


@right(lines_needed)
def lines_needed_expanded(n, eps):
    return 24 * np.log(n) / (eps * eps * (3 - 2 * eps))


@right(lines_needed)
def lines_needed_rounded_up(n, eps):
    return math.ceil(4 * math.log(n) / (eps**2 / 2 - eps**3 / 3))


@check(signs)
def rows_along_the_axes(rng):
    """Return True where the product of a row and a line is above 0. One row gives shape (m,)."""
    lines = rng.normal(size=(2, 5))
    assert signs(np.array([1.0, 0.0]), lines) == close_to(lines[0] > 0)
    assert signs(np.eye(2), lines) == close_to(lines > 0)


@check(signs)
def rows_at_any_angle(rng):
    """Two rows agree on about 1 - angle / 180 degrees of the lines."""
    for turn in 0.3, 1, 2, 3:
        X = np.array([[3.0, 0.0], [np.cos(turn), np.sin(turn)]])
        bits = np.asarray(signs(X, rng.normal(size=(2, 5000))))
        assert (bits[0] == bits[1]).mean() == close_to(1 - turn / np.pi, abs=0.05)


@wrong(signs, "Those are the products. Return whether each is above zero.")
def signs_forgotten(X, lines):
    return X @ lines


@wrong(signs, "Those are −1 and 1. Return True or False: is the product above zero?")
def signs_as_numbers(X, lines):
    return np.sign(X @ lines)


@wrong(
    signs,
    "You took the signs of X. Take those of the products: compare X @ lines with 0.",
)
def signs_too_early(X, lines):
    return np.sign(X) @ lines > 0


@right(signs)
def signs_by_sign(X, lines):
    return np.sign(np.dot(X, lines)) == 1


@right(signs)
def signs_by_einsum(X, lines):
    return np.greater(np.einsum("...d,dm->...m", X, lines), 0)


@right(signs)
def signs_line_by_line(X, lines):
    return np.stack([0 < X @ line for line in lines.T], axis=-1)


@right(signs)
def signs_denied(X, lines):
    return ~(X @ lines <= 0)


equivalent(
    signs,
    "return X @ lines > 0 -> return X @ lines >= 0",
    why="A product of exactly 0 is on neither half.",
)


@wrong(
    buckets,
    "Each row replaces the one before in its bucket. Keep a list of all its rows.",
)
def buckets_of_one(bits):
    return {tuple(code): [row] for row, code in enumerate(bits.tolist())}


@wrong(
    buckets,
    "You only used how many bits are True. Which ones are True matters too: use the "
    "whole row as the key.",
)
def buckets_by_count(bits):
    table = {}
    for row, code in enumerate(bits.tolist()):
        table.setdefault(tuple(sorted(code)), []).append(row)
    return table


@right(buckets)
def buckets_by_defaultdict(bits):
    table = defaultdict(list)
    for row, code in enumerate(bits):
        table[tuple(code)].append(row)
    return table


@right(buckets)
def buckets_by_unique(bits):
    codes, own = np.unique(bits, axis=0, return_inverse=True)
    positions = [np.flatnonzero(own.reshape(-1) == i) for i in range(len(codes))]
    return {tuple(code): rows for code, rows in zip(codes.tolist(), positions)}


@right(buckets)
def buckets_by_comprehension(bits):
    codes = [tuple(int(bit) for bit in row) for row in bits]
    return {c: [i for i, code in enumerate(codes) if code == c] for c in set(codes)}


@right(buckets)
def buckets_of_sets(bits):
    table = {}
    for row in range(len(bits)):
        code = tuple(bits[row].tolist())
        if code not in table:
            table[code] = set()
        table[code].add(row)
    return table


@check(buckets, candidates)
def all_that_share_a_bucket(rng):
    """Return exactly the rows that agree with q on all lines of one table or more, each once."""
    X, Q, lines = X_train - centre, X_test - centre, rng.normal(size=(10, d, 6))
    tables = [buckets(np.asarray(signs(X, own_lines))) for own_lines in lines]
    found = [sorted(candidates(tables, lines, q)) for q in Q]
    assert all(len(X[rows]) == len(rows) for rows in found)  # they serve as an index
    for q, rows in zip(Q, found, strict=True):
        shared = ((X @ lines > 0) == (q @ lines > 0)[:, None]).all(axis=2).any(axis=0)
        assert rows == np.flatnonzero(shared).tolist()


@wrong(
    candidates,
    "You kept rows that share the bucket of q in every table. One table is enough: "
    "take the union of the buckets.",
)
def candidates_in_all(tables, lines, q):
    shared = [
        set(table.get(tuple(signs(q, own_lines).tolist()), ()))
        for table, own_lines in zip(tables, lines, strict=True)
    ]
    return sorted(set.intersection(*shared))


@wrong(
    candidates,
    "A row that shares two buckets is in your list twice. Collect the rows in a set.",
)
def candidates_twice(tables, lines, q):
    found = []
    for table, own_lines in zip(tables, lines, strict=True):
        found += table.get(tuple(signs(q, own_lines).tolist()), ())
    return sorted(found)


@wrong(
    candidates,
    "A row that shares two buckets is in your list twice. Collect the rows in a set.",
)
def candidates_as_they_come(tables, lines, q):
    found = []
    for table, own_lines in zip(tables, lines, strict=True):
        found += table.get(tuple(signs(q, own_lines).tolist()), ())
    return found


@wrong(candidates, "You only looked in the first table. Look in all of them.")
def candidates_of_one(tables, lines, q):
    return sorted(tables[0].get(tuple(signs(q, lines[0]).tolist()), ()))


@right(candidates)
def candidates_in_a_list(tables, lines, q):
    found = []
    for i in range(len(tables)):
        code = tuple(bool(bit) for bit in signs(q, lines[i]))
        if code in tables[i]:
            found += [row for row in tables[i][code] if row not in found]
    return found


@right(candidates)
def candidates_by_union(tables, lines, q):
    codes = [tuple(np.asarray(signs(q, own)).tolist()) for own in lines]
    shared = [t.get(code, []) for t, code in zip(tables, codes, strict=True)]
    return set().union(*shared)


@right(candidates)
def candidates_by_unique(tables, lines, q):
    shared = [[]]
    for table, own in zip(tables, lines, strict=True):
        shared.append(list(table.get(tuple(np.asarray(q @ own > 0).tolist()), [])))
    return np.unique(np.concatenate(shared)).astype(int)


@right(candidates)
def candidates_one_table_more(tables, lines, q):
    if len(tables) == 0:
        return ()
    rest = candidates_one_table_more(tables[1:], lines[1:], q)
    here = tables[0].get(tuple(np.asarray(signs(q, lines[0])).tolist()), ())
    return tuple({*rest, *here})


equivalent(
    candidates,
    "return sorted(found) -> return found",
    why="The docstring asks for each row once, in any order: a set is right as well.",
)


@check(probability)
def at_least_one_table(rng):
    """All bits of a table have to agree, in one table or more."""
    assert probability(0.5, 3, 2) == close_to(0.234375)
    p = rng.uniform(0.2, 0.9)
    for bits, tables in (4, 6), (8, 3), (2, 12):
        assert probability(p, bits, tables) == close_to(
            stats.binom.sf(0, tables, p**bits)
        )


@wrong(
    probability,
    "That is the probability of agreeing in all tables. One table is enough.",
)
def probability_in_all(p, bits, tables):
    return p ** (bits * tables)


@wrong(
    probability,
    "You swapped bits and tables. All bits of a table have to agree, but only one "
    "table.",
)
def probability_swapped(p, bits, tables):
    return 1 - (1 - p**tables) ** bits


@wrong(
    probability, "That is the probability of missing every table. Subtract it from 1."
)
def probability_to_miss(p, bits, tables):
    return (1 - p**bits) ** tables


@wrong(
    probability,
    "You let any bit be enough. All bits of a table have to agree: p**bits.",
)
def probability_of_any_bit(p, bits, tables):
    return 1 - (1 - p) ** (bits * tables)


@wrong(probability, "That is the probability for one table. With more tables it grows.")
def probability_in_one(p, bits, tables):
    return p**bits


@wrong(
    probability,
    "You added up the probabilities of the tables, so that two of 0.6 would give "
    "1.2. Multiply the probabilities of missing each table instead.",
)
def probability_added(p, bits, tables):
    return tables * p**bits


@right(probability)
def probability_in_a_loop(p, bits, tables):
    missed = 1
    for _ in range(tables):
        missed *= 1 - math.prod([p] * bits)
    return 1 - missed


@right(probability)
def probability_table_by_table(p, bits, tables):
    one = p**bits
    return sum(one * (1 - one) ** before for before in range(tables))


@right(probability)
def probability_by_logarithms(p, bits, tables):
    return -np.expm1(tables * np.log1p(-np.power(p, bits)))


@right(probability)
def probability_by_recursion(p, bits, tables):
    if tables == 0:
        return 0.0
    rest = probability(p, bits, tables - 1)
    return rest + p**bits - rest * p**bits


@check(recall)
def all_or_none_of_the_wanted():
    wanted = [[[4], [4]], [[5, 3], [4]], [[8, 4], [4, 8]], [[1, 4, 2], [4, 6, 1]]]
    assert [recall(*pair) for pair in wanted] == close_to([1, 0, 1, 2 / 3])


@check(recall, candidates)
def more_tables_find_more(rng):
    """More tables find more of the wanted rows, among more candidates."""
    X, lines = rng.normal(size=(400, 50)), rng.normal(size=(30, 50, 12))
    Q = X[:40] + 0.3 * rng.normal(size=(40, 50))
    tables = [buckets(np.asarray(signs(X, own_lines))) for own_lines in lines]
    recalls, work = [], []
    for many in 1, 5, 30:
        found = [sorted(candidates(tables[:many], lines[:many], q)) for q in Q]
        recalls.append(np.mean([recall(rows, [i]) for i, rows in enumerate(found)]))
        work.append(np.mean([len(rows) for rows in found]) / 400)
    assert (recalls, work) == (sorted(recalls), sorted(work))
    assert recalls[0] < 0.8
    assert recalls[2] > 0.9
    assert work[2] < 0.05


@wrong(
    recall,
    "That is precision, the fraction of found rows that were wanted. Divide by the "
    "number of wanted rows.",
)
def recall_as_precision(found, wanted):
    return len(set(found) & set(wanted)) / max(len(found), 1)


@wrong(recall, "That is how many were found. Divide by the number of wanted rows.")
def recall_as_a_count(found, wanted):
    return len(set(found) & set(wanted))


@wrong(
    recall,
    "You compared position by position. Is a wanted row anywhere among those found?",
)
def recall_by_positions(found, wanted):
    return sum(a == b for a, b in zip(found, wanted, strict=False)) / len(wanted)


@wrong(
    recall,
    "You divided by all rows that are in either list. Divide by the number of "
    "wanted rows.",
)
def recall_over_either(found, wanted):
    return len(set(found) & set(wanted)) / len(set(found) | set(wanted))


@wrong(
    recall,
    "That only says whether all were found. Count how many of the wanted rows were "
    "found.",
)
def recall_all_or_nothing(found, wanted):
    return float(set(wanted) <= set(found))


@right(recall)
def recall_by_counting(found, wanted):
    return sum(row in list(found) for row in wanted) / len(wanted)


@right(recall)
def recall_by_isin(found, wanted):
    return np.isin(list(wanted), list(found)).mean()


@right(recall)
def recall_from_the_missed(found, wanted):
    return 1 - len(set(wanted).difference(found)) / len(wanted)


@right(recall)
def recall_by_intersection(found, wanted):
    return np.intersect1d(list(found), list(wanted)).size / np.size(wanted)


@check(bias_and_variance)
def together_the_mean_squared_error(rng):
    """Squared bias and variance add up to the mean squared error."""
    for r in 3, 50:
        answers = rng.normal(2, 3, size=r)
        parts = bias_and_variance(answers, 1.0)
        assert parts == close_to([(answers.mean() - 1) ** 2, answers.var()])
        assert sum(parts) == close_to(((answers - 1) ** 2).mean())


@check(bias_and_variance)
def of_k_measurements_of_a_hill(rng):
    # Hastie, Tibshirani, Friedman (2009), section 7.3
    hill = np.sin(np.pi * np.linspace(0, 1, 101))
    for k in 1, 11, 101:
        near = np.arange(50 - k // 2, 51 + k // 2)
        answers = (hill[near] + 0.3 * rng.normal(size=(2000, k))).mean(axis=1)
        expected = (hill[near].mean() - hill[50]) ** 2, 0.3**2 / k
        found = bias_and_variance(answers, hill[50])
        assert found == close_to(expected, rel=0.2, abs=0.002)


@wrong(
    bias_and_variance,
    "You did not square the bias. Squared, it can be added to the variance.",
)
def bias_not_squared(answers, truth):
    return answers.mean() - truth, answers.var()


@wrong(
    bias_and_variance,
    "Your second is the mean squared error, around the truth. The variance is "
    "around the mean of the answers.",
)
def variance_around_the_truth(answers, truth):
    return (answers.mean() - truth) ** 2, ((answers - truth) ** 2).mean()


@wrong(
    bias_and_variance,
    "Your first is the mean squared error. Subtract the truth from the mean of the "
    "answers, and square.",
)
def error_for_bias(answers, truth):
    return ((answers - truth) ** 2).mean(), answers.var()


@wrong(
    bias_and_variance,
    "You swapped the two. Return the squared bias first, then the variance.",
)
def variance_and_bias(answers, truth):
    return answers.var(), (answers.mean() - truth) ** 2


@wrong(
    bias_and_variance,
    "Your second is the standard deviation. The variance is its square.",
)
def standard_deviation_for_variance(answers, truth):
    return (answers.mean() - truth) ** 2, answers.std()


@wrong(
    bias_and_variance,
    "Your variance divides by r - 1. Divide by r, so that bias and variance add up "
    "to the mean squared error.",
)
def variance_over_r_minus_one(answers, truth):
    return (answers.mean() - truth) ** 2, answers.var(ddof=1)


@right(bias_and_variance)
def bias_and_variance_in_arrays(answers, truth):
    m = np.mean(answers)
    return np.array([(m - truth) ** 2, np.mean((answers - m) ** 2)])


@right(bias_and_variance)
def bias_and_variance_in_loops(answers, truth):
    m = sum(answers) / len(answers)
    return [(truth - m) ** 2, math.fsum((a - m) ** 2 for a in answers) / len(answers)]


@right(bias_and_variance)
def bias_and_variance_from_the_error(answers, truth):
    off = answers - truth
    bias = off.mean() ** 2
    return bias, (off**2).mean() - bias


@right(bias_and_variance)
def bias_and_variance_by_std(answers, truth):
    return abs(np.average(answers) - truth) ** 2, np.std(answers, ddof=0) ** 2


@check(nearest)
def enough_candidates():
    """With k candidates or more, only these are searched."""
    far = pairwise_distances(X_train, X_test[:1])[:, 0]
    for k in 3, 5:
        just_enough = np.asarray(
            nearest(X_train, np.arange(120 - k, 120), X_test[0], k)
        )
        assert far[just_enough] == close_to(np.sort(far[-k:]))
        late = np.asarray(nearest(X_train, np.arange(60, 120), X_test[0], k))
        assert far[late] == close_to(np.sort(far[60:])[:k])


@check(nearest)
def one_candidate_too_few():
    """With fewer candidates than k, all rows of X are searched."""
    far = pairwise_distances(X_train, X_test[:1])[:, 0]
    for k in 5, 7:
        too_few = np.asarray(nearest(X_train, list(range(k - 1)), X_test[0], k))
        assert far[too_few] == close_to(np.sort(far)[:k])


@check(nearest)
def the_nearest_first(rng):
    """The nearest comes first, then the next one, for any k."""
    line = rng.permutation(2000)[:, None] / 10
    found = np.asarray(nearest(line, np.arange(2000), np.zeros(1), 900))
    assert line[found, 0] == close_to(np.arange(900) / 10)


@wrong(
    nearest, "Those are positions among the candidates. Return row numbers: rows[...]."
)
def nearest_as_positions(X, rows, q, k):
    rows = np.arange(len(X)) if len(rows) < k else np.asarray(rows)
    squared = ((X[rows] - q) ** 2).sum(axis=1)
    return np.argsort(squared)[:k]


@wrong(
    nearest,
    "Those are the first k candidates. Sort the candidates by distance and take the "
    "first k.",
)
def nearest_unsorted(X, rows, q, k):
    rows = np.arange(len(X)) if len(rows) < k else np.asarray(rows)
    return rows[:k]


@wrong(
    nearest,
    "You compared with 5. There are too few candidates if len(rows) < k.",
)
def nearest_of_fewer_than_five(X, rows, q, k):
    rows = np.arange(len(X)) if len(rows) < 5 else np.asarray(rows)
    squared = ((X[rows] - q) ** 2).sum(axis=1)
    return rows[np.argsort(squared)[:k]]


@wrong(
    nearest,
    "Those are the right rows, but not sorted. The nearest comes first: use "
    "np.argsort instead of np.argpartition.",
)
def nearest_in_no_order(X, rows, q, k):
    rows = np.arange(len(X)) if len(rows) < k else np.asarray(rows)
    squared = ((X[rows] - q) ** 2).sum(axis=1)
    return rows[np.argpartition(squared, k - 1)[:k]]


@wrong(nearest, "You had fewer candidates than k. Then search all rows of X instead.")
def nearest_of_few(X, rows, q, k):
    rows = np.asarray(rows, dtype=int)
    squared = ((X[rows] - q) ** 2).sum(axis=1)
    return rows[np.argsort(squared)[:k]]


@right(nearest)
def nearest_by_sorted(X, rows, q, k):
    if len(rows) < k:
        rows = range(len(X))
    return sorted(rows, key=lambda row: math.dist(X[row], q))[:k]


@right(nearest)
def nearest_by_partitioning(X, rows, q, k):
    rows = np.fromiter(rows if len(rows) >= k else range(len(X)), dtype=int)
    far = np.einsum("ij,ij->i", X[rows] - q, X[rows] - q)
    some = np.argpartition(far, k - 1)[:k]
    return rows[some[np.argsort(far[some])]]


@right(nearest)
def nearest_masked(X, rows, q, k):
    far = np.sqrt(((X - q) ** 2).sum(axis=1))
    if len(rows) >= k:
        others = np.ones(len(X), dtype=bool)
        others[list(rows)] = False
        far[others] = np.inf
    return tuple(far.argsort()[:k].tolist())


equivalent(
    nearest,
    "squared = ((X[rows] - q) ** 2).sum(axis=1) -> squared = ((X[rows] - q) ** 2).mean(axis=1)",
    why="The sum over d columns and their mean sort in the same order.",
)
