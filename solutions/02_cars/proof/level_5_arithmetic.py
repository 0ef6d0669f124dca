"""The proof of level 5 of 02 cars: how its functions go wrong, and other right answers."""

import heapq
from collections import deque
from fractions import Fraction
from functools import reduce
from itertools import accumulate
from operator import mul, sub

from scipy import stats
from sklearn.metrics import r2_score


def table_sum(one, other):
    return [[s + t for s, t in zip(*lines)] for lines in zip(one, other)]


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


@check(nudge)
def other_curves_and_hairs(rng):
    assert nudge(lambda x: x**3, 2, hair=0.5) == close_to(12.25)
    for at in rng.uniform(-2, 2, size=4).tolist():
        assert nudge(math.exp, at) == close_to(math.exp(at))
        assert nudge(math.sin, at) == close_to(math.cos(at), abs=1e-8)


@wrong(nudge, "From at - hair to at + hair is twice a hair.")
def nudge_over_one_hair(f, at, hair=1e-5):
    return (f(at + hair) - f(at - hair)) / hair


@wrong(nudge, "That starts at the place itself. Go as far to the left as to the right.")
def nudge_to_the_right(f, at, hair=1e-5):
    return (f(at + hair) - f(at)) / hair


@wrong(nudge, "The sign: right less left. Uphill to the right is above 0.")
def nudge_turned(f, at, hair=1e-5):
    return (f(at - hair) - f(at + hair)) / (2 * hair)


@right(nudge)
def nudge_of_both_sides(f, at, hair=1e-5):
    middle = f(at)
    rising, falling = f(at + hair) - middle, middle - f(at - hair)
    return (rising / hair + falling / hair) / 2


@right(nudge)
def nudge_in_steps(f, at, hair=1e-5):
    left, right = at - hair, at + hair
    rise = f(right) - f(left)
    return 0.5 * rise / hair


@right(nudge)
def nudge_as_a_sum(f, at, hair=1e-5):
    return sum(side * f(at + side * hair) / hair for side in (-1, 1)) / 2


@right(nudge)
def nudge_by_map(f, at, hair=1e-5):
    high, low = map(f, (at + hair, at - hair))
    return (high - low) / (hair + hair)


@wrong(
    test_it_goes_wrong_when_the_step_is_too_small,
    "So it would be on paper. 3.0 + 1e-17 is 3.0 on a machine.",
)
def as_on_paper():
    return 6


@check(slopes)
def worked_out_and_not_measured():
    """The slopes are worked out, not measured: a nudge drowns where errors are large."""
    for far in (7654321.0, 98765432.0):
        found = slopes([1, 3], [far, far], 0, 0)
        assert found == close_to([-2 * far, -4 * far], rel=1e-9)


@check(slopes)
def any_line_and_cars(rng):
    for x, y in (rng.normal(size=(2, 3)).tolist(), (tons, mpg)):
        a, b = rng.normal(size=2).tolist()
        e = a + b * np.array(x) - y
        assert slopes(x, y, a, b) == close_to([2 * e.mean(), 2 * (e * x).mean()])


@wrong(
    slopes,
    "That is measured, and drowns where the errors are large. Work it out: by the chain "
    "rule.",
)
def slopes_measured(x, y, a, b):
    in_a = nudge(lambda v: mean_square(x, y, v, b), a)
    return in_a, nudge(lambda v: mean_square(x, y, a, v), b)


@wrong(slopes, "The 2 of the square is missing: (…)² has the derivative 2 (…).")
def slopes_without_two(x, y, a, b):
    errors = [a + b * u - v for u, v in zip(x, y, strict=True)]
    return mean(errors), mean([e * u for e, u in zip(errors, x, strict=True)])


@wrong(slopes, "Those are sums over the cars. The mean divides by n.")
def slopes_of_the_sum(x, y, a, b):
    errors = [a + b * u - v for u, v in zip(x, y, strict=True)]
    return 2 * sum(errors), 2 * sum(e * u for e, u in zip(errors, x, strict=True))


@wrong(
    slopes, "The sign: what is said less what is true, a + b x − y, not y − a − b x."
)
def slopes_turned(x, y, a, b):
    errors = [v - a - b * u for u, v in zip(x, y, strict=True)]
    return 2 * mean(errors), 2 * mean([e * u for e, u in zip(errors, x, strict=True)])


@wrong(
    slopes,
    "With b the inner derivative is x: each error times its own x, before the mean.",
)
def slopes_without_the_inner(x, y, a, b):
    errors = [a + b * u - v for u, v in zip(x, y, strict=True)]
    return 2 * mean(errors), 2 * mean(errors) * mean(x)


@right(slopes)
def slopes_in_a_loop(x, y, a, b):
    in_a = in_b = 0
    for u, v in zip(x, y):
        error = a + b * u - v
        in_a += 2 * error
        in_b += 2 * error * u
    return in_a / len(x), in_b / len(x)


@right(slopes)
def slopes_multiplied_out(x, y, a, b):
    xx = mean([u * u for u in x])
    xy = mean(list(map(mul, x, y)))
    return [2 * (a + b * mean(x) - mean(y)), 2 * (a * mean(x) + b * xx - xy)]


@right(slopes)
def slopes_by_places(x, y, a, b):
    n = len(x)
    errors = [2 * (a + b * x[i] - y[i]) / n for i in range(n)]
    return math.fsum(errors), math.fsum(errors[i] * x[i] for i in range(n))


@right(slopes)
def slopes_car_by_car(x, y, a, b):
    each = [(2 * (a + b * u - v), 2 * (a + b * u - v) * u) for u, v in zip(x, y)]
    return tuple(mean(column) for column in zip(*each))


equivalent(
    slopes,
    "return (2 * mean(errors), 2 * mean([e * u for e, u in zip(errors, x, strict=True)])) -> return (2 * mean(errors), 2 * mean([e * u for e, u in zip(x, errors, strict=True)]))",
    why="x y is y x.",
)


@check(line)
def as_scipy(rng):
    fresh = (rng.normal(size=(2, 9)) + [[3], [5]]).tolist()
    for x, y in (fresh, (tons, mpg)):
        wanted = stats.linregress(x, y)
        assert line(x, y) == close_to((wanted.intercept, wanted.slope))


@check(line)
def there_and_back(rng):
    """The slope of y on x times that of x on y is their correlation squared."""
    x, y = rng.normal(size=(2, 6)).tolist()
    product = line(x, y)[1] * line(y, x)[1]
    assert product == close_to(np.corrcoef(x, y)[0, 1] ** 2)


@wrong(
    line,
    "Covariance over n − 1, variance over n. Take the same for both, and it cancels.",
)
def line_of_two_ddofs(x, y):
    p, q = mean(x), mean(y)
    together = sum((u - p) * (v - q) for u, v in zip(x, y, strict=True)) / (len(x) - 1)
    b = together / mean([(u - p) ** 2 for u in x])
    return q - b * p, b


@wrong(line, "Over the variance of y, that foresees x from y. Divide by that of x.")
def line_of_x_on_y(x, y):
    p, q = mean(x), mean(y)
    together = sum((u - p) * (v - q) for u, v in zip(x, y, strict=True))
    b = together / sum((v - q) ** 2 for v in y)
    return q - b * p, b


@wrong(line, "Not centred: that is the slope of a line through 0.")
def line_through_zero(x, y):
    p, q = mean(x), mean(y)
    b = sum(u * v for u, v in zip(x, y, strict=True)) / sum(u * u for u in x)
    return q - b * p, b


@wrong(line, "Turned round: (a, b) is asked for, and a is what is said at x = 0.")
def line_turned_round(x, y):
    p, q = mean(x), mean(y)
    together = sum((u - p) * (v - q) for u, v in zip(x, y, strict=True))
    b = together / sum((u - p) ** 2 for u in x)
    return b, q - b * p


@wrong(
    line,
    "The mean of y is said at the mean of x, not at 0: a is the mean of y less b times "
    "the mean of x.",
)
def line_with_mean_intercept(x, y):
    p, q = mean(x), mean(y)
    together = sum((u - p) * (v - q) for u, v in zip(x, y, strict=True))
    return q, together / sum((u - p) ** 2 for u in x)


@right(line)
def line_by_sums(x, y):
    n, sx, sy = len(x), sum(x), sum(y)
    sxx, sxy = sum(u * u for u in x), sum(u * v for u, v in zip(x, y))
    b = (n * sxy - sx * sy) / (n * sxx - sx**2)
    return (sy - b * sx) / n, b


@right(line)
def line_where_the_slopes_are_zero(x, y):
    p, q = mean(x), mean(y)
    x0, y0 = [u - p for u in x], [v - q for v in y]
    here, there = slopes(x0, y0, 0, 0)[1], slopes(x0, y0, 0, 1)[1]
    b = here / (here - there)
    return [q - b * p, b]


@right(line)
def line_by_two_equations(x, y):
    w = back_substitute(*eliminate(*equations([[u] for u in x], y)))
    return tuple(w)


@right(line)
def line_by_correlation(x, y):
    p, q = mean(x), mean(y)
    wide, high = math.dist(x, [p] * len(x)), math.dist(y, [q] * len(y))
    r = math.fsum((u - p) / wide * ((v - q) / high) for u, v in zip(x, y))
    b = r * high / wide
    return -b * p + q, b


@right(line)
def line_of_pairs(x, y):
    pairs = [(i, j) for i in range(len(x)) for j in range(i)]
    together = sum((x[i] - x[j]) * (y[i] - y[j]) for i, j in pairs)
    b = together / sum((x[i] - x[j]) ** 2 for i, j in pairs)
    return mean([v - b * u for u, v in zip(x, y)]), b


equivalent(
    line,
    "together = sum(((u - p) * (v - q) for u, v in zip(x, y, strict=True))) -> together = sum(((u - p) * (v + q) for u, v in zip(x, y, strict=True)))",
    "together = sum(((u - p) * (v - q) for u, v in zip(x, y, strict=True))) -> together = sum(((u - p) * v for u, v in zip(x, y, strict=True)))",
    "together = sum(((u - p) * (v - q) for u, v in zip(x, y, strict=True))) -> together = sum((u * (v - q) for u, v in zip(x, y, strict=True)))",
    "together = sum(((u - p) * (v - q) for u, v in zip(x, y, strict=True))) -> together = sum(((u + p) * (v - q) for u, v in zip(x, y, strict=True)))",
    why="Where one side has its mean taken off, products with any one number add up to 0.",
)


@check(equations)
def any_number_of_rows_and_columns(rng):
    fresh = [
        (rng.normal(size=size), rng.normal(size=size[0])) for size in ((1, 2), (8, 3))
    ]
    for X, y in (*fresh, (X_train, y_train)):
        ones = np.insert(X, 0, 1, axis=1)
        A, c = equations(X.tolist(), y.tolist())
        assert A == close_to(ones.T @ ones)
        assert c == close_to(ones.T @ y)


@wrong(equations, "Each row needs a 1 before its numbers: the intercept's column.")
def equations_without_ones(X, y):
    p = range(len(X[0]))
    A = [[sum(row[i] * row[j] for row in X) for j in p] for i in p]
    return A, [sum(row[i] * v for row, v in zip(X, y, strict=True)) for i in p]


@wrong(equations, "The 1 stands behind the numbers. It comes first.")
def equations_ones_behind(X, y):
    rows = [[*car, 1] for car in X]
    p = range(len(rows[0]))
    A = [[sum(row[i] * row[j] for row in rows) for j in p] for i in p]
    return A, [sum(row[i] * v for row, v in zip(rows, y, strict=True)) for i in p]


@wrong(
    equations, "Rows met rows: that is n by n. Columns meet, added up over the rows."
)
def equations_of_rows(X, y):
    rows = [[1, *car] for car in X]
    A = [[sum(s * t for s, t in zip(r, q, strict=True)) for q in rows] for r in rows]
    p = range(len(rows[0]))
    return A, [sum(row[i] * v for row, v in zip(rows, y, strict=True)) for i in p]


@right(equations)
def equations_by_columns(X, y):
    columns = [[1] * len(X), *map(list, zip(*X))]
    A = [[sum(map(mul, p, q)) for q in columns] for p in columns]
    return A, [sum(map(mul, p, y)) for p in columns]


@right(equations)
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


@right(equations)
def equations_from_one_half(X, y):
    rows = [(1.0, *car) for car in X]
    p = len(rows[0])
    half = {}
    for i in range(p):
        for j in range(i, p):
            half[i, j] = half[j, i] = math.fsum(row[i] * row[j] for row in rows)
    A = tuple(tuple(half[i, j] for j in range(p)) for i in range(p))
    return A, tuple(math.fsum(r[i] * v for r, v in zip(rows, y)) for i in range(p))


@right(equations)
def equations_with_y_as_a_column(X, y):
    rows = [[1, *car, v] for car, v in zip(X, y)]
    total = reduce(table_sum, [[[s * t for t in row] for s in row] for row in rows])
    return [[line[:-1] for line in total[:-1]], [line[-1] for line in total[:-1]]]


equivalent(
    equations,
    "p = range(len(rows[0])) -> p = range(len(rows[-1]))",
    why="All rows of a table are as long.",
)


@check(pivot)
def sign_aside():
    """−8 is further from 0 than 3 and 5 are."""
    assert pivot([[9, 9, 9], [9, 3, 9], [9, -8, 9], [9, 5, 9]], 1) == 2


@check(pivot)
def only_lines_from_k_on(rng):
    """Only the lines k, k + 1, … are looked at, and counted from the first of all."""
    for k in range(4):
        A = rng.normal(size=(6, 4))
        assert pivot(A.tolist(), k) == k + np.argmax(np.abs(A[k:, k]))


@wrong(pivot, "The sign was not put aside: −8 is further from 0 than 3.")
def pivot_with_sign(A, k):
    return max(range(k, len(A)), key=lambda i: A[i][k])


@wrong(pivot, "Lines above k are done, and must stay where they are.")
def pivot_among_all(A, k):
    return max(range(len(A)), key=lambda i: abs(A[i][k]))


@wrong(pivot, "That counts from line k. A line number counts from the first: 0.")
def pivot_from_k(A, k):
    return max(range(len(A) - k), key=lambda i: abs(A[k + i][k]))


@right(pivot)
def pivot_in_a_loop(A, k):
    best = k
    for i in range(k + 1, len(A)):
        if abs(A[i][k]) >= abs(A[best][k]):
            best = i
    return best


@right(pivot)
def pivot_by_index(A, k):
    far = [abs(row[k]) for row in A[k:]]
    return k + far.index(max(far))


@right(pivot)
def pivot_by_pairs(A, k):
    return max((A[i][k] ** 2, i) for i in range(k, len(A)))[1]


@right(pivot)
def pivot_by_sorting(A, k):
    return sorted(range(k, len(A)), key=lambda i: -abs(A[i][k]))[0]


@right(pivot)
def pivot_by_heap(A, k):
    return heapq.nlargest(1, range(k, len(A)), key=lambda i: math.fabs(A[i][k]))[0]


@wrong(
    test_it_goes_wrong_with_a_tiny_divisor,
    "So it is on paper. Follow the machine: 2 − 1e20 is −1e20 to 16 digits.",
)
def u_on_paper():
    return 1


@check(eliminate)
def nothing_below_the_diagonal(rng):
    """Nothing is left below the diagonal, and the unknowns are the same as before."""
    for p in (1, 3, 6):
        A, c = rng.normal(size=(p, p)), rng.normal(size=p)
        upper, sides = (np.array(v, float) for v in eliminate(A.tolist(), c.tolist()))
        assert np.tril(upper, -1) == close_to(np.zeros((p, p)))
        found = np.linalg.solve(upper, sides)
        assert found == close_to(np.linalg.solve(A, c), rel=1e-4)


@check(eliminate)
def what_was_given_stays():
    """What was given stays as it was."""
    A, c = [[2, 3], [4, 2]], [9, 10]
    eliminate(A, c)
    assert (A, c) == ([[2, 3], [4, 2]], [9, 10])


@wrong(eliminate, "The lines changed places and their right sides did not.")
def eliminate_sides_left(A, c):
    A, c = [list(row) for row in A], list(c)
    for k in range(len(A)):
        best = pivot(A, k)
        A[k], A[best] = A[best], A[k]
        for i in range(k + 1, len(A)):
            many = A[i][k] / A[k][k]
            A[i] = [u - many * v for u, v in zip(A[i], A[k], strict=True)]
            c[i] = c[i] - many * c[k]
    return A, c


@wrong(eliminate, "The right sides belong to the equations: take c[k] off as well.")
def eliminate_left_sides_only(A, c):
    A, c = [list(row) for row in A], list(c)
    for k in range(len(A)):
        best = pivot(A, k)
        A[k], A[best] = A[best], A[k]
        c[k], c[best] = c[best], c[k]
        for i in range(k + 1, len(A)):
            many = A[i][k] / A[k][k]
            A[i] = [u - many * v for u, v in zip(A[i], A[k], strict=True)]
    return A, c


@wrong(eliminate, "Line k was added. Take it off, and column k becomes 0.")
def eliminate_adding(A, c):
    A, c = [list(row) for row in A], list(c)
    for k in range(len(A)):
        best = pivot(A, k)
        A[k], A[best] = A[best], A[k]
        c[k], c[best] = c[best], c[k]
        for i in range(k + 1, len(A)):
            many = A[i][k] / A[k][k]
            A[i] = [u + many * v for u, v in zip(A[i], A[k], strict=True)]
            c[i] = c[i] + many * c[k]
    return A, c


@right(eliminate)
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


@right(eliminate)
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


@right(eliminate)
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


@right(eliminate)
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


@wrong(
    test_one_unknown_after_the_other_is_struck,
    "The lines stayed where they were. 4 is further from 0 than 2: 4u + 2v comes up.",
)
def struck_from_the_top():
    return [[2, 3], [0, -4]]


@check(back_substitute)
def triangles_of_any_size(rng):
    for p in (1, 3, 7):
        A = np.triu(rng.normal(size=(p, p)), 1) + np.diag(rng.uniform(1, 3, size=p))
        c = rng.normal(size=p)
        found = back_substitute(A.tolist(), c.tolist())
        assert found == close_to(np.linalg.solve(A, c))


@wrong(back_substitute, "Start with the last line, which has one unknown only.")
def substitute_from_the_top(A, c):
    p = len(c)
    w = [0] * p
    for i in range(p):
        w[i] = (c[i] - sum(A[i][j] * w[j] for j in range(p) if j != i)) / A[i][i]
    return w


@wrong(back_substitute, "What is known goes over to the other side: it is taken off.")
def substitute_adding(A, c):
    p = len(c)
    w = [0] * p
    for i in reversed(range(p)):
        w[i] = (c[i] + sum(A[i][j] * w[j] for j in range(i + 1, p))) / A[i][i]
    return w


@wrong(back_substitute, "Divide by the number on the diagonal in the end.")
def substitute_undivided(A, c):
    p = len(c)
    w = [0] * p
    for i in reversed(range(p)):
        w[i] = c[i] - sum(A[i][j] * w[j] for j in range(i + 1, p))
    return w


@right(back_substitute)
def back_substitute_by_places(A, c):
    p = len(c)
    w = [0.0] * p
    for i in range(p - 1, -1, -1):
        known = 0
        for j in range(i + 1, p):
            known += A[i][j] * w[j]
        w[i] = (c[i] - known) / A[i][i]
    return w


@right(back_substitute)
def back_substitute_column_by_column(A, c):
    left, w = list(c), deque()
    while left:
        i = len(left) - 1
        w.appendleft(left.pop() / A[i][i])
        left = [side - A[k][i] * w[0] for k, side in enumerate(left)]
    return w


@right(back_substitute)
def back_substitute_by_recursion(A, c):
    if not len(c):
        return []
    rest = back_substitute([row[1:] for row in A[1:]], c[1:])
    return [(c[0] - sum(map(mul, A[0][1:], rest))) / A[0][0], *rest]


@right(back_substitute)
def back_substitute_in_fractions(A, c):
    w = []
    for row, side in reversed(list(zip(A, c))):
        known = [Fraction(u) for u in row[len(row) - len(w) :]]
        side = Fraction(side) - sum(map(mul, known, w))
        w.insert(0, side / Fraction(row[len(row) - len(w) - 1]))
    return tuple(w)


equivalent(
    back_substitute,
    "for i in reversed(range(len(c))): … -> for i in reversed(range(len(A))): …",
    "known = sum((u * v for u, v in zip(A[i][i + 1:], w, strict=True))) -> known = sum((u * v for u, v in zip(w, A[i][i + 1:], strict=True)))",
    why="There are as many lines as right sides, and x y is y x.",
)


@check(fit)
def as_scikit_learn(rng):
    fresh = rng.normal(size=(7, 3)) + 2, rng.normal(size=7)
    for X, y in (fresh, (X_train, y_train)):
        model = LinearRegression().fit(X, y)
        found = fit(X.tolist(), y.tolist())
        assert found == close_to([model.intercept_, *model.coef_])


@wrong(fit, "Those are the right sides. The equations are still to be solved.")
def fit_unsolved(X, y):
    return equations(X, y)[1]


@wrong(
    fit,
    "Each column was fitted alone, as if the others were not there. Solve all at once.",
)
def fit_one_by_one(X, y):
    slopes_alone = [line([car[j] for car in X], y)[1] for j in range(len(X[0]))]
    middle = [mean([car[j] for car in X]) for j in range(len(X[0]))]
    there = sum(b * m for b, m in zip(slopes_alone, middle, strict=True))
    return [mean(y) - there, *slopes_alone]


@wrong(fit, "The diagonal alone was divided by. Strike what is below it first.")
def fit_by_the_diagonal(X, y):
    A, c = equations(X, y)
    return [c[i] / A[i][i] for i in range(len(c))]


@right(fit)
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


@right(fit)
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


@right(fit)
def fit_centred(X, y):
    middle = [mean(column) for column in zip(*X)]
    Z = [list(map(sub, car, middle)) for car in X]
    A, c = equations(Z, [v - mean(y) for v in y])
    B, d = eliminate([row[1:] for row in A[1:]], c[1:])
    w = list(back_substitute(B, d))
    return [mean(y) - sum(map(mul, w, middle)), *w]


@right(fit)
def fit_by_cramers_rule(X, y):
    A, c = equations(X, y)
    A = [[Fraction(u) for u in row] for row in A]
    whole = determinant(A)
    w = []
    for j in range(len(c)):
        changed = [[*row[:j], Fraction(v), *row[j + 1 :]] for row, v in zip(A, c)]
        w.append(float(determinant(changed) / whole))
    return w


@check(r2)
def r2_as_scikit_learn(rng):
    for n in (3, 9):
        y, y_pred = rng.normal(size=(2, n)).tolist()
        assert r2(y, y_pred) == close_to(r2_score(y, y_pred))


@wrong(r2, "That is the share left. R² is 1 less that.")
def share_left(y, y_pred):
    middle = mean(y)
    left = sum((u - v) ** 2 for u, v in zip(y, y_pred, strict=True))
    return left / sum((u - middle) ** 2 for u in y)


@wrong(r2, "Upside down: what is left stands above, what there was below.")
def r2_turned(y, y_pred):
    middle = mean(y)
    left = sum((u - v) ** 2 for u, v in zip(y, y_pred, strict=True))
    return 1 - sum((u - middle) ** 2 for u in y) / left


@wrong(r2, "Distances without squares: R² is a share of squares.")
def r2_of_distances(y, y_pred):
    middle = mean(y)
    left = sum(abs(u - v) for u, v in zip(y, y_pred, strict=True))
    return 1 - left / sum(abs(u - middle) for u in y)


@right(r2)
def r2_in_a_loop(y, y_pred):
    middle, left, there = sum(y) / len(y), 0, 0
    for u, v in zip(y, y_pred):
        left += (u - v) * (u - v)
        there += (u - middle) * (u - middle)
    return (there - left) / there


@right(r2)
def r2_by_distances(y, y_pred):
    return 1 - (math.dist(y, y_pred) / math.dist(y, [mean(y)] * len(y))) ** 2


@right(r2)
def r2_by_means(y, y_pred):
    variance = mean([u * u for u in y]) - mean(y) ** 2
    return 1 - mean([(u - v) ** 2 for u, v in zip(y_pred, y)]) / variance


@right(r2)
def r2_accumulated(y, y_pred):
    *_, left = accumulate((u - v) ** 2 for u, v in zip(y, y_pred))
    *_, there = accumulate((u - math.fsum(y) / len(y)) ** 2 for u in y)
    return 1 - left / there


equivalent(
    r2,
    "left = sum(((u - v) ** 2 for u, v in zip(y, y_pred, strict=True))) -> left = sum(((u - v) ** 2 for u, v in zip(y_pred, y, strict=True)))",
    why="The difference is squared: its sign is free.",
)
