"""Other right answers at level 5 of 02 cars."""

import heapq
import math
from collections import deque
from fractions import Fraction
from functools import reduce
from itertools import accumulate
from operator import mul, sub


@instead_of(nudge)
def nudge_of_both_sides(f, at, hair=1e-5):
    middle = f(at)
    rising, falling = f(at + hair) - middle, middle - f(at - hair)
    return (rising / hair + falling / hair) / 2


@instead_of(nudge)
def nudge_in_steps(f, at, hair=1e-5):
    left, right = at - hair, at + hair
    rise = f(right) - f(left)
    return 0.5 * rise / hair


@instead_of(nudge)
def nudge_as_a_sum(f, at, hair=1e-5):
    return sum(side * f(at + side * hair) / hair for side in (-1, 1)) / 2


@instead_of(nudge)
def nudge_by_map(f, at, hair=1e-5):
    high, low = map(f, (at + hair, at - hair))
    return (high - low) / (hair + hair)


@instead_of(slopes)
def slopes_in_a_loop(x, y, a, b):
    in_a = in_b = 0
    for u, v in zip(x, y):
        error = a + b * u - v
        in_a += 2 * error
        in_b += 2 * error * u
    return in_a / len(x), in_b / len(x)


@instead_of(slopes)
def slopes_multiplied_out(x, y, a, b):
    xx = mean([u * u for u in x])
    xy = mean(list(map(mul, x, y)))
    return [2 * (a + b * mean(x) - mean(y)), 2 * (a * mean(x) + b * xx - xy)]


@instead_of(slopes)
def slopes_by_places(x, y, a, b):
    n = len(x)
    errors = [2 * (a + b * x[i] - y[i]) / n for i in range(n)]
    return math.fsum(errors), math.fsum(errors[i] * x[i] for i in range(n))


@instead_of(slopes)
def slopes_car_by_car(x, y, a, b):
    each = [(2 * (a + b * u - v), 2 * (a + b * u - v) * u) for u, v in zip(x, y)]
    return tuple(mean(column) for column in zip(*each))


@instead_of(line)
def line_by_sums(x, y):
    n, sx, sy = len(x), sum(x), sum(y)
    sxx, sxy = sum(u * u for u in x), sum(u * v for u, v in zip(x, y))
    b = (n * sxy - sx * sy) / (n * sxx - sx**2)
    return (sy - b * sx) / n, b


@instead_of(line)
def line_where_the_slopes_are_zero(x, y):
    p, q = mean(x), mean(y)
    x0, y0 = [u - p for u in x], [v - q for v in y]
    here, there = slopes(x0, y0, 0, 0)[1], slopes(x0, y0, 0, 1)[1]
    b = here / (here - there)
    return [q - b * p, b]


@instead_of(line)
def line_by_two_equations(x, y):
    w = back_substitute(*eliminate(*equations([[u] for u in x], y)))
    return tuple(w)


@instead_of(line)
def line_by_correlation(x, y):
    p, q = mean(x), mean(y)
    wide, high = math.dist(x, [p] * len(x)), math.dist(y, [q] * len(y))
    r = math.fsum((u - p) / wide * ((v - q) / high) for u, v in zip(x, y))
    b = r * high / wide
    return -b * p + q, b


@instead_of(line)
def line_of_pairs(x, y):
    pairs = [(i, j) for i in range(len(x)) for j in range(i)]
    together = sum((x[i] - x[j]) * (y[i] - y[j]) for i, j in pairs)
    b = together / sum((x[i] - x[j]) ** 2 for i, j in pairs)
    return mean([v - b * u for u, v in zip(x, y)]), b


@instead_of(equations)
def equations_by_columns(X, y):
    columns = [[1] * len(X), *map(list, zip(*X))]
    A = [[sum(map(mul, p, q)) for q in columns] for p in columns]
    return A, [sum(map(mul, p, y)) for p in columns]


@instead_of(equations)
def equations_car_by_car(X, y):
    p = len(X[0]) + 1
    A, c = [[0] * p for _ in range(p)], [0] * p
    for car, v in zip(X, y):
        row = [1, *car]
        for i in range(p):
            c[i] += row[i] * v
            for j in range(p):
                A[i][j] += row[i] * row[j]
    return A, c


@instead_of(equations)
def equations_from_one_half(X, y):
    rows = [(1.0, *car) for car in X]
    p = len(rows[0])
    half = {}
    for i in range(p):
        for j in range(i, p):
            half[i, j] = half[j, i] = math.fsum(row[i] * row[j] for row in rows)
    A = tuple(tuple(half[i, j] for j in range(p)) for i in range(p))
    return A, tuple(math.fsum(r[i] * v for r, v in zip(rows, y)) for i in range(p))


@instead_of(equations)
def equations_with_y_as_a_column(X, y):
    rows = [[1, *car, v] for car, v in zip(X, y)]
    total = reduce(table_sum, [[[s * t for t in row] for s in row] for row in rows])
    return [[line[:-1] for line in total[:-1]], [line[-1] for line in total[:-1]]]


def table_sum(one, other):
    return [[s + t for s, t in zip(*lines)] for lines in zip(one, other)]


@instead_of(pivot)
def pivot_in_a_loop(A, k):
    best = k
    for i in range(k + 1, len(A)):
        if abs(A[i][k]) >= abs(A[best][k]):
            best = i
    return best


@instead_of(pivot)
def pivot_by_index(A, k):
    far = [abs(row[k]) for row in A[k:]]
    return k + far.index(max(far))


@instead_of(pivot)
def pivot_by_pairs(A, k):
    return max((A[i][k] ** 2, i) for i in range(k, len(A)))[1]


@instead_of(pivot)
def pivot_by_sorting(A, k):
    return sorted(range(k, len(A)), key=lambda i: -abs(A[i][k]))[0]


@instead_of(pivot)
def pivot_by_heap(A, k):
    return heapq.nlargest(1, range(k, len(A)), key=lambda i: math.fabs(A[i][k]))[0]


@instead_of(eliminate)
def eliminate_with_sides_behind(A, c):
    T = [[*row, side] for row, side in zip(A, c)]
    for k in range(len(T)):
        best = pivot(T, k)
        T[k], T[best] = T[best], T[k]
        for row in T[k + 1 :]:
            many = row[k] / T[k][k]
            for j in range(k, len(row)):
                row[j] -= many * T[k][j]
    return [row[:-1] for row in T], [row[-1] for row in T]


@instead_of(eliminate)
def eliminate_by_recursion(A, c):
    rows = sorted(zip(A, c), key=lambda row: -abs(row[0][0]))
    (first, side), *others = rows
    left = []
    for row, one_side in others:
        many = row[0] / first[0]
        rest = [u - many * v for u, v in zip(row[1:], first[1:])]
        left.append((rest, one_side - many * side))
    if not left:
        return [list(first)], [side]
    B, d = eliminate_by_recursion([row for row, _ in left], [s for _, s in left])
    return [list(first), *([0, *row] for row in B)], [side, *d]


@instead_of(eliminate)
def eliminate_with_zeros_written(A, c):
    A, c = [[float(u) for u in row] for row in A], [*c]
    for k in range(len(c) - 1):
        best = pivot(A, k)
        if best != k:
            A[k], A[best], c[k], c[best] = A[best], A[k], c[best], c[k]
        for i in range(k + 1, len(c)):
            many = A[i][k] / A[k][k]
            A[i][k] = 0.0
            for j in range(k + 1, len(c)):
                A[i][j] = A[i][j] - many * A[k][j]
            c[i] -= many * c[k]
    return tuple(map(tuple, A)), tuple(c)


@instead_of(eliminate)
def eliminate_in_fractions(A, c):
    A, c = [[Fraction(u) for u in row] for row in A], [Fraction(u) for u in c]
    for k in range(len(A)):
        best = max(range(k, len(A)), key=lambda i: abs(A[i][k]))
        A[k], A[best], c[k], c[best] = A[best], A[k], c[best], c[k]
        for i in range(k + 1, len(A)):
            many = A[i][k] / A[k][k]
            A[i] = [u - many * v for u, v in zip(A[i], A[k])]
            c[i] -= many * c[k]
    return A, c


@instead_of(back_substitute)
def back_substitute_by_places(A, c):
    p = len(c)
    w = [0.0] * p
    for i in range(p - 1, -1, -1):
        known = 0
        for j in range(i + 1, p):
            known += A[i][j] * w[j]
        w[i] = (c[i] - known) / A[i][i]
    return w


@instead_of(back_substitute)
def back_substitute_column_by_column(A, c):
    left, w = list(c), deque()
    while left:
        i = len(left) - 1
        w.appendleft(left.pop() / A[i][i])
        left = [side - A[k][i] * w[0] for k, side in enumerate(left)]
    return w


@instead_of(back_substitute)
def back_substitute_by_recursion(A, c):
    if not len(c):
        return []
    rest = back_substitute([row[1:] for row in A[1:]], c[1:])
    return [(c[0] - sum(map(mul, A[0][1:], rest))) / A[0][0], *rest]


@instead_of(back_substitute)
def back_substitute_in_fractions(A, c):
    w = []
    for row, side in reversed(list(zip(A, c))):
        known = [Fraction(u) for u in row[len(row) - len(w) :]]
        side = Fraction(side) - sum(map(mul, known, w))
        w.insert(0, side / Fraction(row[len(row) - len(w) - 1]))
    return tuple(w)


@instead_of(fit)
def fit_by_gauss_jordan(X, y):
    A, c = equations(X, y)
    T = [[*row, side] for row, side in zip(A, c)]
    for k in range(len(T)):
        best = max(range(k, len(T)), key=lambda i: abs(T[i][k]))
        T[k], T[best] = T[best], T[k]
        T[k] = [u / T[k][k] for u in T[k]]
        for i in range(len(T)):
            if i != k:
                T[i] = [u - T[i][k] * v for u, v in zip(T[i], T[k])]
    return [row[-1] for row in T]


@instead_of(fit)
def fit_by_directions(X, y):
    columns = [[1.0] * len(X), *map(list, zip(*X))]
    e, R, c = list(y), [], []
    for i in range(len(columns)):
        length = math.hypot(*columns[i])
        q = [u / length for u in columns[i]]
        along = [sum(map(mul, q, column)) for column in columns[i + 1 :]]
        columns[i + 1 :] = [
            [u - much * v for u, v in zip(column, q)]
            for much, column in zip(along, columns[i + 1 :])
        ]
        R.append([0.0] * i + [length] + along)
        c.append(sum(map(mul, q, e)))
        e = [u - c[-1] * v for u, v in zip(e, q)]
    return back_substitute(R, c)


@instead_of(fit)
def fit_centred(X, y):
    middle = [mean(column) for column in zip(*X)]
    Z = [list(map(sub, car, middle)) for car in X]
    A, c = equations(Z, [v - mean(y) for v in y])
    B, d = eliminate([row[1:] for row in A[1:]], c[1:])
    w = list(back_substitute(B, d))
    return [mean(y) - sum(map(mul, w, middle)), *w]


@instead_of(fit)
def fit_by_cramers_rule(X, y):
    A, c = equations(X, y)
    A = [[Fraction(u) for u in row] for row in A]
    whole = determinant(A)
    w = []
    for j in range(len(c)):
        changed = [[*row[:j], Fraction(v), *row[j + 1 :]] for row, v in zip(A, c)]
        w.append(float(determinant(changed) / whole))
    return w


def determinant(A):
    if len(A) == 1:
        return A[0][0]
    T = sorted(A, key=lambda row: -abs(row[0]))
    order = [A.index(row) for row in T]
    turns = sum(order[i] > order[j] for j in range(len(T)) for i in range(j))
    first, *others = T
    left = [
        [u - row[0] / first[0] * v for u, v in zip(row[1:], first[1:])]
        for row in others
    ]
    return (-1) ** turns * first[0] * determinant(left)


@instead_of(r2)
def r2_in_a_loop(y, y_pred):
    middle, left, there = sum(y) / len(y), 0, 0
    for u, v in zip(y, y_pred):
        left += (u - v) * (u - v)
        there += (u - middle) * (u - middle)
    return (there - left) / there


@instead_of(r2)
def r2_by_distances(y, y_pred):
    return 1 - (math.dist(y, y_pred) / math.dist(y, [mean(y)] * len(y))) ** 2


@instead_of(r2)
def r2_by_means(y, y_pred):
    variance = mean([u * u for u in y]) - mean(y) ** 2
    return 1 - mean([(u - v) ** 2 for u, v in zip(y_pred, y)]) / variance


@instead_of(r2)
def r2_accumulated(y, y_pred):
    *_, left = accumulate((u - v) ** 2 for u, v in zip(y, y_pred))
    *_, there = accumulate((u - math.fsum(y) / len(y)) ** 2 for u in y)
    return 1 - left / there
