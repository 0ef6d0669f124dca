"""Other right answers at level 5 of 03 penguins."""

import heapq
import math
from bisect import insort
from collections import Counter, defaultdict
from fractions import Fraction
from functools import reduce
from itertools import groupby
from operator import mul


@instead_of(median)
def median_from_both_ends(values):
    line = sorted(v for v in values if v is not None)
    while len(line) > 2:
        line = line[1:-1]
    return sum(line) / len(line)


@instead_of(median)
def median_by_heap(values):
    line = [value for value in values if value is not None]
    n = len(line)
    low = heapq.nsmallest(n // 2 + 1, line)
    return low[-1] if n % 2 else 0.5 * low[-1] + 0.5 * low[-2]


@instead_of(median)
def median_by_insertion(values):
    line = []
    for value in there(values):
        insort(line, float(value))
    return (line[len(line) // 2] + line[~(len(line) // 2)]) / 2


@instead_of(median)
def median_by_counting(values):
    line = there(values)
    n = len(line)
    fits = lambda v: (
        2 * sum(w < v for w in line) <= n and 2 * sum(w > v for w in line) <= n
    )
    middle = [v for v in line if fits(v)]
    return (min(middle) + max(middle)) / 2


@instead_of(quantile)
def quantile_by_parts(values, q):
    line = sorted(there(values))
    part, low = math.modf(q * (len(line) - 1))
    after = line[int(low) + 1] if part else 0
    return (1 - part) * line[int(low)] + part * after


@instead_of(quantile)
def quantile_by_floor_and_ceiling(values, q):
    line = sorted(value for value in values if value is not None)
    place = (len(line) - 1) * q
    low, high = math.floor(place), math.ceil(place)
    if low == high:
        return line[low]
    return line[low] * (high - place) + line[high] * (place - low)


@instead_of(quantile)
def quantile_one_more_in_line(values, q):
    line = sorted(there(values))
    line.append(line[-1])
    steps = len(line) - 2
    low = int(q * steps)
    return line[low] + (q * steps - low) * (line[low + 1] - line[low])


@instead_of(quantile)
def quantile_walking(values, q):
    line = sorted(there(values))
    left = q * (len(line) - 1)
    for value, after in zip(line, line[1:]):
        if left <= 1:
            return value + left * (after - value)
        left -= 1
    return line[-1]


@instead_of(mode)
def mode_by_counter(values):
    counts = Counter(there(values))
    return min(counts, key=lambda word: (-counts[word], word))


@instead_of(mode)
def mode_by_groups(values):
    runs = [(-len(list(run)), word) for word, run in groupby(sorted(there(values)))]
    return min(runs)[1]


@instead_of(mode)
def mode_by_tally(values):
    tally = {}
    for word in values:
        if word is not None:
            tally[word] = tally.get(word, 0) + 1
    most = max(tally.values())
    return sorted(word for word, count in tally.items() if count == most)[0]


@instead_of(mode)
def mode_in_a_loop(values):
    best, most = None, 0
    for word in sorted(set(values) - {None}):
        if list(values).count(word) > most:
            best, most = word, list(values).count(word)
    return best


@instead_of(covariance)
def covariance_in_a_loop(a, b, ddof=1):
    total_a = total_b = count = 0
    for x, y in zip(a, b):
        if x is not None and y is not None:
            total_a, total_b, count = total_a + x, total_b + y, count + 1
    total = 0
    for x, y in zip(a, b):
        if x is not None and y is not None:
            total += (x - total_a / count) * (y - total_b / count)
    return total / (count - ddof)


@instead_of(covariance)
def covariance_as_it_goes(a, b, ddof=1):
    n = p = q = total = 0
    for x, y in zip(a, b, strict=True):
        if None not in (x, y):
            n += 1
            step = x - p
            p += step / n
            q += (y - q) / n
            total += step * (y - q)
    return total / (n - ddof)


@instead_of(covariance)
def covariance_of_pairs(a, b, ddof=1):
    pairs = [pair for pair in zip(a, b) if None not in pair]
    n = len(pairs)
    products = [
        (x - v) * (y - w) for i, (x, y) in enumerate(pairs) for v, w in pairs[:i]
    ]
    return math.fsum(products) / n / (n - ddof)


@instead_of(covariance)
def covariance_as_a_fraction(a, b, ddof=1):
    pairs = [
        (Fraction(x), Fraction(y)) for x, y in zip(a, b) if not (x is None or y is None)
    ]
    p = sum(x for x, _ in pairs) / len(pairs)
    return float(sum((x - p) * y for x, y in pairs) / (len(pairs) - ddof))


@instead_of(filled)
def filled_in_a_loop(values, value):
    full = []
    for v in values:
        if v is None:
            full.append(value)
        else:
            full.append(v)
    return full


@instead_of(filled)
def filled_in_a_copy(values, value):
    full = list(values)
    while None in full:
        full[full.index(None)] = value
    return full


@instead_of(filled)
def filled_by_map(values, value):
    return tuple(map(lambda v: {None: value}.get(v, v), values))


@instead_of(z_scores)
def z_scores_by_length(values, known_values):
    n = len(known_values)
    m = math.fsum(known_values) / n
    length = math.dist(known_values, [m] * n)
    return [(v - m) * math.sqrt(n) / length for v in values]


@instead_of(z_scores)
def z_scores_in_a_loop(values, known_values):
    n, total, squares = len(known_values), 0, 0
    for v in known_values:
        total += v
    for v in known_values:
        squares += (v - total / n) ** 2
    result = []
    for v in values:
        result.append((v - total / n) / math.sqrt(squares / n))
    return result


@instead_of(z_scores)
def z_scores_by_map(values, known_values):
    m = sum(known_values) / len(known_values)
    s = covariance(known_values, known_values, 0) ** 0.5
    return tuple(map(lambda v: v / s - m / s, values))


@instead_of(contingency)
def contingency_by_counter(a, b):
    counts = Counter(zip(a, b, strict=True))
    columns = sorted({word for word in b if word is not None})
    rows = sorted({word for word in a if word is not None})
    return [[counts[row, column] for column in columns] for row in rows]


@instead_of(contingency)
def contingency_stroke_by_stroke(a, b):
    rows, columns = sorted(set(there(a))), sorted(set(there(b)))
    table = [[0] * len(columns) for _ in rows]
    for x, y in zip(a, b):
        if x is not None and y is not None:
            table[rows.index(x)][columns.index(y)] += 1
    return table


@instead_of(contingency)
def contingency_by_row(a, b):
    strokes = defaultdict(list)
    for x, y in zip(a, b):
        strokes[x].append(y)
    columns = sorted(set(there(b)))
    return tuple(
        tuple(float(strokes[row].count(column)) for column in columns)
        for row in sorted(there(strokes))
    )


@instead_of(expected)
def expected_in_a_loop(table):
    columns = [0] * len(table[0])
    for row in table:
        for j, count in enumerate(row):
            columns[j] += count
    result = []
    for row in table:
        result.append([])
        for column in columns:
            result[-1].append(sum(row) / sum(columns) * column)
    return result


@instead_of(expected)
def expected_by_shares(table):
    total = sum(sum(row) for row in table)
    of_row = [sum(row) / total for row in table]
    of_column = [sum(column) / total for column in zip(*table)]
    return [[total * p * q for q in of_column] for p in of_row]


@instead_of(expected)
def expected_as_fractions(table):
    total = Fraction(sum(map(sum, table)))
    columns = list(map(sum, zip(*table)))
    return [
        [Fraction(sum(row)) * Fraction(c) / total for c in columns] for row in table
    ]


@instead_of(chi_square)
def chi_square_in_a_loop(table):
    hopes, total = expected(table), 0
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            total += (count - hopes[i][j]) ** 2 / hopes[i][j]
    return total


@instead_of(chi_square)
def chi_square_multiplied_out(table):
    cells = zip(sum(map(list, table), []), sum(map(list, expected(table)), []))
    return math.fsum(o * o / float(e) for o, e in cells) - sum(map(sum, table))


@instead_of(chi_square)
def chi_square_by_totals(table):
    n, columns = sum(map(sum, table)), [sum(column) for column in zip(*table)]
    shares = [
        count**2 / (sum(row) * column)
        for row in table
        for count, column in zip(row, columns)
    ]
    return n * (sum(shares) - 1)


@instead_of(inverse_of_two)
def inverse_of_two_by_elimination(A):
    return solved(A)


@instead_of(inverse_of_two)
def inverse_of_two_by_cayley(A):
    trace, det = A[0][0] + A[1][1], A[0][0] * A[1][1] - A[0][1] * A[1][0]
    return [
        [((trace if i == j else 0) - A[i][j]) / det for j in (0, 1)] for i in (0, 1)
    ]


@instead_of(inverse_of_two)
def inverse_of_two_as_tuples(A):
    one_over = 1 / (A[0][0] * A[1][1] - A[1][0] * A[0][1])
    return (
        (A[1][1] * one_over, -one_over * A[0][1]),
        (-one_over * A[1][0], A[0][0] * one_over),
    )


@instead_of(left_over)
def left_over_by_double_sum(inverse, b, c):
    places = range(len(b))
    return c - sum(b[i] * inverse[i][j] * b[j] for i in places for j in places)


@instead_of(left_over)
def left_over_in_a_loop(inverse, b, c):
    for b_i, row in zip(b, inverse):
        for b_j, entry in zip(b, row):
            c = c - b_i * entry * b_j
    return c


@instead_of(left_over)
def left_over_by_map(inverse, b, c):
    weights = [math.fsum(map(mul, row, b)) for row in inverse]
    return reduce(lambda left, pair: left - pair[0] * pair[1], zip(b, weights), c)


def solved(A):
    """The inverse of A by elimination, with the largest pivot first."""
    d = len(A)
    rows = [[*map(float, A[i])] + [float(i == j) for j in range(d)] for i in range(d)]
    for j in range(d):
        pivot = max(range(j, d), key=lambda i: abs(rows[i][j]))
        rows[j], rows[pivot] = rows[pivot], rows[j]
        rows[j] = [v / rows[j][j] for v in rows[j]]
        for i in range(d):
            if i != j:
                rows[i] = [v - rows[i][j] * w for v, w in zip(rows[i], rows[j])]
    return [row[d:] for row in rows]


@instead_of(grown)
def grown_by_solving_anew(inverse, b, c):
    A = [[*row, new] for row, new in zip(solved(inverse), b)]
    return solved([*A, [*b, c]])


@instead_of(grown)
def grown_by_one_product(inverse, b, c):
    v = [*(-dot(row, b) for row in inverse), 1]
    s = float(left_over(inverse, b, c))
    old = [[*row, 0.0] for row in inverse] + [[0.0] * len(v)]
    return [[o + v_i * v_j / s for o, v_j in zip(row, v)] for row, v_i in zip(old, v)]


@instead_of(grown)
def grown_in_place(inverse, b, c):
    d = len(b)
    u = [sum(inverse[i][j] * b[j] for j in range(d)) for i in range(d)]
    s = c - sum(u_i * b_i for u_i, b_i in zip(u, b))
    table = [[0] * (d + 1) for _ in range(d + 1)]
    for i in range(d):
        for j in range(d):
            table[i][j] = inverse[i][j] + u[i] * u[j] / s
        table[i][d] = table[d][i] = -u[i] / s
    table[d][d] = 1 / s
    return table


@instead_of(inverse_of)
def inverse_of_by_elimination(A):
    return solved(A)


@instead_of(inverse_of)
def inverse_of_by_recursion(A):
    if len(A) == 1:
        return [[1 / A[0][0]]]
    *above, last = A
    return grown(inverse_of([row[:-1] for row in above]), last[:-1], last[-1])


@instead_of(inverse_of)
def inverse_of_by_triangle(A):
    d = len(A)
    L = [[0.0] * d for _ in range(d)]
    for i in range(d):
        for j in range(i + 1):
            left = A[i][j] - sum(x * y for x, y in zip(L[i][:j], L[j][:j]))
            L[i][j] = math.sqrt(left) if i == j else left / L[j][j]
    undone = []  # the columns of the inverse of L
    for c in range(d):
        column = []
        for i in range(d):
            told = sum(x * y for x, y in zip(L[i], column))
            column.append(((i == c) - told) / L[i][i])
        undone.append(column)
    return [[sum(map(mul, a, b)) for b in undone] for a in undone]


@instead_of(pooled)
def pooled_page_by_page(X, y, k):
    d = len(X[0])
    counts, totals = [0] * k, [[0.0] * d for _ in range(k)]
    for page, label in zip(X, y):
        counts[label] += 1
        totals[label] = [t + v for t, v in zip(totals[label], page)]
    S = [[0.0] * d for _ in range(d)]
    for page, label in zip(X, y):
        apart = [v - t / counts[label] for v, t in zip(page, totals[label])]
        for i in range(d):
            for j in range(d):
                S[i][j] += apart[i] * apart[j]
    return [[total / (len(X) - k) for total in row] for row in S]


@instead_of(pooled)
def pooled_as_a_sample(X, y, k):
    d, n = len(X[0]), len(y)
    groups = [[x for x, own in zip(X, y) if own == label] for label in range(k)]
    entry = lambda i, j: sum(
        (len(g) - 1) * covariance([x[i] for x in g], [x[j] for x in g]) for g in groups
    )
    return tuple(tuple(entry(i, j) / (n - k) for j in range(d)) for i in range(d))


@instead_of(pooled)
def pooled_by_columns(X, y, k):
    centred = []
    for column in zip(*X):
        means = []
        for label in range(k):
            own = [v for v, c in zip(column, y) if c == label]
            means.append(math.fsum(own) / len(own))
        centred.append([v - means[c] for v, c in zip(column, y)])
    return [[dot(a, b) / (len(X) - k) for b in centred] for a in centred]


@instead_of(score)
def score_in_a_loop(x, m, inverse, prior):
    total = math.log(prior)
    for i in range(len(x)):
        for j in range(len(m)):
            total += (x[i] - m[i] / 2) * inverse[i][j] * m[j]
    return total


@instead_of(score)
def score_halfway(x, m, inverse, prior):
    weights = [math.fsum(map(mul, row, m)) for row in inverse]
    return dot([x_i - m_i / 2 for x_i, m_i in zip(x, m)], weights) + math.log(prior)


@instead_of(score)
def score_by_distance(x, m, inverse, prior):
    def between(a, b):
        return sum(p * r * q for p, row in zip(a, inverse) for r, q in zip(row, b))

    apart = [x_i - m_i for x_i, m_i in zip(x, m)]
    far, own = between(apart, apart), between(x, x)
    return (own - far) / 2 + math.log(prior)
