"""The proof of level 7 of 01 iris: how its functions go wrong, and other right answers."""

import math
from collections import defaultdict

from scipy import stats
from sklearn.metrics import pairwise_distances


@check(project)
def any_lines(rng):
    """Each shadow is the plain product of a row with a line, divided by the root of m."""
    X, lines = rng.normal(size=(2, 3)), rng.normal(size=(3, 5))
    wanted = [[sum(x * line) / 5**0.5 for line in lines.T] for x in X]
    assert project(X, lines) == close_to(wanted)


@check(project)
def distances_are_kept(rng):
    """400 random lines keep the distances of rows, nearly."""
    X, lines = rng.normal(size=(30, 500)), rng.normal(size=(500, 400))
    pairs = np.triu_indices(30, 1)
    before = pairwise_distances(X)[pairs]
    after = pairwise_distances(project(X, lines))[pairs]
    assert after / before == close_to(np.ones(435), abs=0.25)


@wrong(project, "The shadows add up: m of them are sqrt(m) times too long. Divide.")
def project_unscaled(X, lines):
    return X @ lines


@wrong(project, "Lengths grow with the root of m, not with m.")
def project_over_m(X, lines):
    return X @ lines / lines.shape[1]


@wrong(project, "You divide by the root of d. It is m lines that add up.")
def project_over_d(X, lines):
    return X @ lines / np.sqrt(lines.shape[0])


@wrong(
    project,
    "Every line was made 1 long. A shadow here is the plain product with the line as it "
    "is; one number, the root of m, divides them all.",
)
def project_on_unit_lines(X, lines):
    return X @ lines / np.sqrt((lines**2).sum(axis=0))


@wrong(
    project,
    "Every line was made 1 long before. A shadow here is the plain product with the line "
    "as it is, over the root of m.",
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


@check(lines_enough)
def as_scikit_learn_counts():
    for rows in 120, 10_000, 1_000_000:
        for eps in 0.1, 0.5:
            wanted = johnson_lindenstrauss_min_dim(rows, eps=eps)  # a whole number
            assert lines_enough(rows, eps) == close_to(int(wanted), abs=1)


@wrong(lines_enough, "That is the logarithm to base 10. ln is np.log.")
def lines_enough_base_10(n, eps):
    return 4 * np.log10(n) / (eps**2 / 2 - eps**3 / 3)


@wrong(lines_enough, "The whole difference divides, so it needs brackets.")
def lines_enough_unbracketed(n, eps):
    return 4 * np.log(n) / eps**2 / 2 - eps**3 / 3


@right(lines_enough)
def lines_enough_by_math(n, eps):
    return 4 * math.log(n) / (eps**2 / 2 - eps**3 / 3)


@right(lines_enough)
def lines_enough_expanded(n, eps):
    return 24 * np.log(n) / (eps * eps * (3 - 2 * eps))


@right(lines_enough)
def lines_enough_rounded_up(n, eps):
    return math.ceil(4 * math.log(n) / (eps**2 / 2 - eps**3 / 3))


@check(signs)
def arrows_along_the_axes(rng):
    """True where the product of a row with a line is above 0. One row gives shape (m,)."""
    lines = rng.normal(size=(2, 5))
    assert signs(np.array([1.0, 0.0]), lines) == close_to(lines[0] > 0)
    assert signs(np.eye(2), lines) == close_to(lines > 0)


@check(signs)
def arrows_at_any_angle(rng):
    """Two rows agree on 1 - angle / 180 degrees of the lines, nearly."""
    for turn in 0.3, 1, 2, 3:
        X = np.array([[3.0, 0.0], [np.cos(turn), np.sin(turn)]])
        bits = np.asarray(signs(X, rng.normal(size=(2, 5000))))
        assert (bits[0] == bits[1]).mean() == close_to(1 - turn / np.pi, abs=0.05)


@wrong(signs, "Those are the products themselves. Only their side of zero is noted.")
def signs_forgotten(X, lines):
    return X @ lines


@wrong(signs, "Those are −1 and 1. Return True or False: is the product above 0?")
def signs_as_numbers(X, lines):
    return np.sign(X @ lines)


@wrong(signs, "The sign is taken of the product, after @, not of X before it.")
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
    why="A shadow of exactly 0 falls on neither half.",
)


@wrong(buckets, "Each row throws the one before out of its bucket. Keep a list.")
def buckets_of_one(bits):
    return {tuple(code): [row] for row, code in enumerate(bits.tolist())}


@wrong(buckets, "How many are True is not enough: it matters which.")
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
    places = [np.flatnonzero(own.reshape(-1) == i) for i in range(len(codes))]
    return {tuple(code): rows for code, rows in zip(codes.tolist(), places)}


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
    """Exactly the rows that agree with q on all lines of one table or more, each once."""
    X, Q, lines = X_train - centre, X_test - centre, rng.normal(size=(10, d, 6))
    tables = [buckets(np.asarray(signs(X, own_lines))) for own_lines in lines]
    found = [sorted(candidates(tables, lines, q)) for q in Q]
    assert all(len(X[rows]) == len(rows) for rows in found)  # they serve as an index
    for q, rows in zip(Q, found, strict=True):
        shared = ((X @ lines > 0) == (q @ lines > 0)[:, None]).all(axis=2).any(axis=0)
        assert rows == np.flatnonzero(shared).tolist()


@wrong(
    candidates, "A row has to share one bucket, not all: join the sets, not cross them."
)
def candidates_in_all(tables, lines, q):
    shared = [
        set(table.get(tuple(signs(q, own_lines).tolist()), ()))
        for table, own_lines in zip(tables, lines, strict=True)
    ]
    return sorted(set.intersection(*shared))


@wrong(
    candidates, "A row that is in two tables comes twice. Collect the rows in a set."
)
def candidates_twice(tables, lines, q):
    found = []
    for table, own_lines in zip(tables, lines, strict=True):
        found += table.get(tuple(signs(q, own_lines).tolist()), ())
    return sorted(found)


@wrong(
    candidates, "A row that shares two buckets comes twice. Collect the rows in a set."
)
def candidates_as_they_come(tables, lines, q):
    found = []
    for table, own_lines in zip(tables, lines, strict=True):
        found += table.get(tuple(signs(q, own_lines).tolist()), ())
    return found


@wrong(candidates, "Only the first table was asked.")
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


@check(chance)
def at_least_one_table(rng):
    """All bits of a table have to agree, in one table or more."""
    assert chance(0.5, 3, 2) == close_to(0.234375)
    p = rng.uniform(0.2, 0.9)
    for bits, tables in (4, 6), (8, 3), (2, 12):
        assert chance(p, bits, tables) == close_to(stats.binom.sf(0, tables, p**bits))


@wrong(chance, "That is the chance to agree in all the tables. One is enough.")
def chance_in_all(p, bits, tables):
    return p ** (bits * tables)


@wrong(chance, "Bits and tables are swapped: bits must all agree, tables need not.")
def chance_swapped(p, bits, tables):
    return 1 - (1 - p**tables) ** bits


@wrong(chance, "That is the chance to miss in every table. To meet is 1 less that.")
def chance_to_miss(p, bits, tables):
    return (1 - p**bits) ** tables


@wrong(chance, "In a table all the bits have to agree, not any of them: p**bits.")
def chance_of_any_bit(p, bits, tables):
    return 1 - (1 - p) ** (bits * tables)


@wrong(chance, "That is one table. Each table more is one chance more not to miss.")
def chance_in_one(p, bits, tables):
    return p**bits


@wrong(chance, "Chances of tables do not add up: two of 0.6 would make 1.2.")
def chance_added(p, bits, tables):
    return tables * p**bits


@right(chance)
def chance_in_a_loop(p, bits, tables):
    missed = 1
    for _ in range(tables):
        missed *= 1 - math.prod([p] * bits)
    return 1 - missed


@right(chance)
def chance_table_by_table(p, bits, tables):
    one = p**bits
    return sum(one * (1 - one) ** before for before in range(tables))


@right(chance)
def chance_by_logarithms(p, bits, tables):
    return -np.expm1(tables * np.log1p(-np.power(p, bits)))


@right(chance)
def chance_by_recursion(p, bits, tables):
    if tables == 0:
        return 0.0
    rest = chance(p, bits, tables - 1)
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


@wrong(recall, "That is precision: the fraction of the found rows that were wanted.")
def recall_as_precision(found, wanted):
    return len(set(found) & set(wanted)) / max(len(found), 1)


@wrong(recall, "That is how many were found. Divide by how many were wanted.")
def recall_as_a_count(found, wanted):
    return len(set(found) & set(wanted))


@wrong(recall, "The places do not matter: is a wanted row anywhere among found?")
def recall_by_places(found, wanted):
    return sum(a == b for a, b in zip(found, wanted, strict=False)) / len(wanted)


@wrong(
    recall,
    "That divides by all rows that are in either. Divide by how many were wanted.",
)
def recall_over_either(found, wanted):
    return len(set(found) & set(wanted)) / len(set(found) | set(wanted))


@wrong(recall, "Those are all or nothing. Count how many of the wanted are there.")
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
def together_the_whole_error(rng):
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
    bias_and_variance, "The bias is not squared, so it cannot be added to a variance."
)
def bias_not_squared(answers, truth):
    return answers.mean() - truth, answers.var()


@wrong(
    bias_and_variance,
    "The second is the whole error, around the truth. Variance is around their own "
    "mean.",
)
def variance_around_the_truth(answers, truth):
    return (answers.mean() - truth) ** 2, ((answers - truth) ** 2).mean()


@wrong(
    bias_and_variance,
    "The first is the whole error. How far off is the mean of the answers, squared?",
)
def error_for_bias(answers, truth):
    return ((answers - truth) ** 2).mean(), answers.var()


@wrong(bias_and_variance, "The two changed places: bias first, then variance.")
def variance_and_bias(answers, truth):
    return answers.var(), (answers.mean() - truth) ** 2


@wrong(bias_and_variance, "That is the standard deviation. Variance is its square.")
def standard_deviation_for_variance(answers, truth):
    return (answers.mean() - truth) ** 2, answers.std()


@wrong(
    bias_and_variance,
    "That divides by r - 1. Then the two no longer add up to the whole error: divide "
    "by r.",
)
def variance_over_r_less_one(answers, truth):
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
def bias_and_variance_from_the_whole_error(answers, truth):
    off = answers - truth
    bias = off.mean() ** 2
    return bias, (off**2).mean() - bias


@right(bias_and_variance)
def bias_and_variance_by_std(answers, truth):
    return abs(np.average(answers) - truth) ** 2, np.std(answers, ddof=0) ** 2


@check(nearest)
def as_many_candidates_as_wanted():
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
    """The nearest comes first, then the next, however many there are."""
    line = rng.permutation(2000)[:, None] / 10
    found = np.asarray(nearest(line, np.arange(2000), np.zeros(1), 900))
    assert line[found, 0] == close_to(np.arange(900) / 10)


@wrong(nearest, "Those are positions among the candidates. Row numbers: rows[...].")
def nearest_as_positions(X, rows, q, k):
    rows = np.arange(len(X)) if len(rows) < k else np.asarray(rows)
    squared = ((X[rows] - q) ** 2).sum(axis=1)
    return np.argsort(squared)[:k]


@wrong(nearest, "The first k candidates are not the nearest: measure, and sort.")
def nearest_unsorted(X, rows, q, k):
    rows = np.arange(len(X)) if len(rows) < k else np.asarray(rows)
    return rows[:k]


@wrong(
    nearest,
    "Too few are fewer than k, and k is not always five: len(rows) < k.",
)
def nearest_of_fewer_than_five(X, rows, q, k):
    rows = np.arange(len(X)) if len(rows) < 5 else np.asarray(rows)
    squared = ((X[rows] - q) ** 2).sum(axis=1)
    return rows[np.argsort(squared)[:k]]


@wrong(
    nearest,
    "The right rows, in no order. The nearest comes first: argsort, not argpartition.",
)
def nearest_in_no_order(X, rows, q, k):
    rows = np.arange(len(X)) if len(rows) < k else np.asarray(rows)
    squared = ((X[rows] - q) ** 2).sum(axis=1)
    return rows[np.argpartition(squared, k - 1)[:k]]


@wrong(nearest, "With fewer candidates than k, measure all rows of X instead.")
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
def nearest_by_parting(X, rows, q, k):
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
    why="A sum over d columns and a mean of them sort the same.",
)
