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


@check(finite_difference)
def other_curves_and_steps(rng):
    assert finite_difference(lambda x: x**3, 2, step=0.5) == close_to(12.25)
    for at in rng.uniform(-2, 2, size=4).tolist():
        assert finite_difference(math.exp, at) == close_to(math.exp(at))
        assert finite_difference(math.sin, at) == close_to(math.cos(at), abs=1e-8)


@wrong(
    finite_difference,
    "The distance from at - step to at + step is two steps. Divide by both.",
)
def difference_over_one_step(f, at, step=1e-5):
    return (f(at + step) - f(at - step)) / step


@wrong(
    finite_difference,
    "You started at the place itself. Go equally far to the left and to the right.",
)
def difference_to_the_right(f, at, step=1e-5):
    return (f(at + step) - f(at)) / step


@wrong(
    finite_difference, "Your sign is wrong. Subtract the left value from the right one."
)
def difference_turned(f, at, step=1e-5):
    return (f(at - step) - f(at + step)) / (2 * step)


@right(finite_difference)
def difference_of_both_sides(f, at, step=1e-5):
    middle = f(at)
    rising, falling = f(at + step) - middle, middle - f(at - step)
    return (rising / step + falling / step) / 2


@right(finite_difference)
def difference_in_steps(f, at, step=1e-5):
    left, right = at - step, at + step
    rise = f(right) - f(left)
    return 0.5 * rise / step


@right(finite_difference)
def difference_as_a_sum(f, at, step=1e-5):
    return sum(side * f(at + side * step) / step for side in (-1, 1)) / 2


@right(finite_difference)
def difference_by_map(f, at, step=1e-5):
    high, low = map(f, (at + step, at - step))
    return (high - low) / (step + step)


@wrong(
    test_it_goes_wrong_when_the_step_is_too_small,
    "That is the exact slope. On a machine, 3.0 + 1e-17 is 3.0.",
)
def as_on_paper():
    return 6


@check(slopes)
def worked_out_and_not_measured():
    """Use the chain rule. A finite difference loses its digits where errors are large."""
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
    "You measured the slopes, which loses digits where errors are large. Use the "
    "chain rule.",
)
def slopes_measured(x, y, a, b):
    in_a = finite_difference(lambda v: mean_square(x, y, v, b), a)
    return in_a, finite_difference(lambda v: mean_square(x, y, a, v), b)


@wrong(slopes, "The factor 2 is missing: the derivative of (…)² is 2 (…).")
def slopes_without_two(x, y, a, b):
    errors = [a + b * u - v for u, v in zip(x, y, strict=True)]
    return mean(errors), mean([e * u for e, u in zip(errors, x, strict=True)])


@wrong(slopes, "Those are sums over the cars. Divide by n to get means.")
def slopes_of_the_sum(x, y, a, b):
    errors = [a + b * u - v for u, v in zip(x, y, strict=True)]
    return 2 * sum(errors), 2 * sum(e * u for e, u in zip(errors, x, strict=True))


@wrong(slopes, "Your sign is wrong. The error is a + b x − y, not y − a − b x.")
def slopes_turned(x, y, a, b):
    errors = [v - a - b * u for u, v in zip(x, y, strict=True)]
    return 2 * mean(errors), 2 * mean([e * u for e, u in zip(errors, x, strict=True)])


@wrong(
    slopes,
    "For b, the inner derivative is x. Multiply each error by its own x before you "
    "take the mean.",
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
    """The slope of y on x times that of x on y is their squared correlation."""
    x, y = rng.normal(size=(2, 6)).tolist()
    product = line(x, y)[1] * line(y, x)[1]
    assert product == close_to(np.corrcoef(x, y)[0, 1] ** 2)


@wrong(
    line,
    "You divided the covariance by n − 1 and the variance by n. Use the same in both, "
    "so that it cancels.",
)
def line_of_two_ddofs(x, y):
    p, q = mean(x), mean(y)
    together = sum((u - p) * (v - q) for u, v in zip(x, y, strict=True)) / (len(x) - 1)
    b = together / mean([(u - p) ** 2 for u in x])
    return q - b * p, b


@wrong(
    line,
    "You divided by the variance of y, which predicts x from y. Divide by that of x.",
)
def line_of_x_on_y(x, y):
    p, q = mean(x), mean(y)
    together = sum((u - p) * (v - q) for u, v in zip(x, y, strict=True))
    b = together / sum((v - q) ** 2 for v in y)
    return q - b * p, b


@wrong(line, "You did not subtract the means: that is the slope of a line through 0.")
def line_through_zero(x, y):
    p, q = mean(x), mean(y)
    b = sum(u * v for u, v in zip(x, y, strict=True)) / sum(u * u for u in x)
    return q - b * p, b


@wrong(line, "You swapped the two. Return (a, b), where a is the prediction at x = 0.")
def line_turned_round(x, y):
    p, q = mean(x), mean(y)
    together = sum((u - p) * (v - q) for u, v in zip(x, y, strict=True))
    b = together / sum((u - p) ** 2 for u in x)
    return b, q - b * p


@wrong(
    line,
    "The mean of y is predicted at the mean of x. At x = 0, subtract b times the mean "
    "of x from it.",
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
    why="If one side is centred, its products with a constant add up to 0.",
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


@wrong(equations, "Put a 1 before the numbers of each row, for the intercept.")
def equations_without_ones(X, y):
    p = range(len(X[0]))
    A = [[sum(row[i] * row[j] for row in X) for j in p] for i in p]
    return A, [sum(row[i] * v for row, v in zip(X, y, strict=True)) for i in p]


@wrong(equations, "You put the 1 last. Put it first.")
def equations_ones_behind(X, y):
    rows = [[*car, 1] for car in X]
    p = range(len(rows[0]))
    A = [[sum(row[i] * row[j] for row in rows) for j in p] for i in p]
    return A, [sum(row[i] * v for row, v in zip(rows, y, strict=True)) for i in p]


@wrong(
    equations,
    "You multiplied rows with rows. Multiply columns with columns, and add up over "
    "the rows.",
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
def only_rows_from_k_on(rng):
    """Only the rows k, k + 1, … count, and their numbers start at row 0."""
    for k in range(4):
        A = rng.normal(size=(6, 4))
        assert pivot(A.tolist(), k) == k + np.argmax(np.abs(A[k:, k]))


@wrong(pivot, "You did not ignore the sign: −8 is further from 0 than 3.")
def pivot_with_sign(A, k):
    return max(range(k, len(A)), key=lambda i: A[i][k])


@wrong(pivot, "The rows above k are finished. Look only at the rows from k on.")
def pivot_among_all(A, k):
    return max(range(len(A)), key=lambda i: abs(A[i][k]))


@wrong(pivot, "You counted from row k. Count row numbers from row 0.")
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
    "That is the exact solution. On a machine, 2 − 1e20 is rounded to −1e20.",
)
def u_on_paper():
    return 1


@check(eliminate)
def nothing_below_the_diagonal(rng):
    """There are only zeros below the diagonal, and the unknowns are the same as before."""
    for p in (1, 3, 6):
        A, c = rng.normal(size=(p, p)), rng.normal(size=p)
        upper, sides = (np.array(v, float) for v in eliminate(A.tolist(), c.tolist()))
        assert np.tril(upper, -1) == close_to(np.zeros((p, p)))
        found = np.linalg.solve(upper, sides)
        assert found == close_to(np.linalg.solve(A, c), rel=1e-4)


@check(eliminate)
def what_was_given_stays():
    """The lists that were given stay as they were."""
    A, c = [[2, 3], [4, 2]], [9, 10]
    eliminate(A, c)
    assert (A, c) == ([[2, 3], [4, 2]], [9, 10])


@wrong(eliminate, "You swapped the rows but not their right sides. Swap both.")
def eliminate_sides_left(A, c):
    A, c = [list(row) for row in A], list(c)
    for k in range(len(A)):
        best = pivot(A, k)
        A[k], A[best] = A[best], A[k]
        for i in range(k + 1, len(A)):
            factor = A[i][k] / A[k][k]
            A[i] = [u - factor * v for u, v in zip(A[i], A[k], strict=True)]
            c[i] = c[i] - factor * c[k]
    return A, c


@wrong(
    eliminate,
    "You left out the right sides. Subtract the same multiple of c[k] from c[i].",
)
def eliminate_left_sides_only(A, c):
    A, c = [list(row) for row in A], list(c)
    for k in range(len(A)):
        best = pivot(A, k)
        A[k], A[best] = A[best], A[k]
        c[k], c[best] = c[best], c[k]
        for i in range(k + 1, len(A)):
            factor = A[i][k] / A[k][k]
            A[i] = [u - factor * v for u, v in zip(A[i], A[k], strict=True)]
    return A, c


@wrong(eliminate, "You added row k. Subtract it, so that column k becomes 0.")
def eliminate_adding(A, c):
    A, c = [list(row) for row in A], list(c)
    for k in range(len(A)):
        best = pivot(A, k)
        A[k], A[best] = A[best], A[k]
        c[k], c[best] = c[best], c[k]
        for i in range(k + 1, len(A)):
            factor = A[i][k] / A[k][k]
            A[i] = [u + factor * v for u, v in zip(A[i], A[k], strict=True)]
            c[i] = c[i] + factor * c[k]
    return A, c


@right(eliminate)
def eliminate_with_sides_behind(A, c):
    T = [[*row, side] for row, side in zip(A, c)]
    for k in range(len(T)):
        best = pivot(T, k)
        T[k], T[best] = T[best], T[k]
        for row in T[k + 1 :]:
            factor = row[k] / T[k][k]
            for j in range(k, len(row)):
                row[j] -= factor * T[k][j]
    return [row[:-1] for row in T], [row[-1] for row in T]


@right(eliminate)
def eliminate_by_recursion(A, c):
    rows = sorted(zip(A, c), key=lambda row: -abs(row[0][0]))
    (first, side), *others = rows
    left = []
    for row, one_side in others:
        factor = row[0] / first[0]
        rest = [u - factor * v for u, v in zip(row[1:], first[1:])]
        left.append((rest, one_side - factor * side))
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
            factor = A[i][k] / A[k][k]
            A[i][k] = 0.0
            for j in range(k + 1, len(c)):
                A[i][j] = A[i][j] - factor * A[k][j]
            c[i] -= factor * c[k]
    return tuple(map(tuple, A)), tuple(c)


@right(eliminate)
def eliminate_in_fractions(A, c):
    A, c = [[Fraction(u) for u in row] for row in A], [Fraction(u) for u in c]
    for k in range(len(A)):
        best = max(range(k, len(A)), key=lambda i: abs(A[i][k]))
        A[k], A[best], c[k], c[best] = A[best], A[k], c[best], c[k]
        for i in range(k + 1, len(A)):
            factor = A[i][k] / A[k][k]
            A[i] = [u - factor * v for u, v in zip(A[i], A[k])]
            c[i] -= factor * c[k]
    return A, c


@wrong(
    test_elimination_removes_one_unknown_after_another,
    "You did not swap the rows. 4 is further from 0 than 2, so 4u + 2v comes up.",
)
def eliminated_from_the_top():
    return [[2, 3], [0, -4]]


@check(back_substitute)
def triangles_of_any_size(rng):
    for p in (1, 3, 7):
        A = np.triu(rng.normal(size=(p, p)), 1) + np.diag(rng.uniform(1, 3, size=p))
        c = rng.normal(size=p)
        found = back_substitute(A.tolist(), c.tolist())
        assert found == close_to(np.linalg.solve(A, c))


@wrong(back_substitute, "Start with the last row, which has only one unknown.")
def substitute_from_the_top(A, c):
    p = len(c)
    w = [0] * p
    for i in range(p):
        w[i] = (c[i] - sum(A[i][j] * w[j] for j in range(p) if j != i)) / A[i][i]
    return w


@wrong(
    back_substitute,
    "You added the terms of the known unknowns. Subtract them from the right side.",
)
def substitute_adding(A, c):
    p = len(c)
    w = [0] * p
    for i in reversed(range(p)):
        w[i] = (c[i] + sum(A[i][j] * w[j] for j in range(i + 1, p))) / A[i][i]
    return w


@wrong(back_substitute, "Divide by the number on the diagonal at the end.")
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
    why="There are as many rows as right sides, and x y is y x.",
)


@check(fit)
def as_scikit_learn(rng):
    fresh = rng.normal(size=(7, 3)) + 2, rng.normal(size=7)
    for X, y in (fresh, (X_train, y_train)):
        model = LinearRegression().fit(X, y)
        found = fit(X.tolist(), y.tolist())
        assert found == close_to([model.intercept_, *model.coef_])


@wrong(fit, "Those are the right sides. Solve the equations.")
def fit_unsolved(X, y):
    return equations(X, y)[1]


@wrong(fit, "You fitted each column alone. Solve all equations together.")
def fit_one_by_one(X, y):
    slopes_alone = [line([car[j] for car in X], y)[1] for j in range(len(X[0]))]
    middle = [mean([car[j] for car in X]) for j in range(len(X[0]))]
    there = sum(b * m for b, m in zip(slopes_alone, middle, strict=True))
    return [mean(y) - there, *slopes_alone]


@wrong(fit, "You divided by the diagonal only. Eliminate what is below it first.")
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


@wrong(r2, "That is the fraction that is left. R² is 1 minus that.")
def fraction_left(y, y_pred):
    middle = mean(y)
    left = sum((u - v) ** 2 for u, v in zip(y, y_pred, strict=True))
    return left / sum((u - middle) ** 2 for u in y)


@wrong(
    r2,
    "Your fraction is upside down. Divide the squared residuals by the squares around "
    "the mean.",
)
def r2_turned(y, y_pred):
    middle = mean(y)
    left = sum((u - v) ** 2 for u, v in zip(y, y_pred, strict=True))
    return 1 - sum((u - middle) ** 2 for u in y) / left


@wrong(r2, "You used absolute distances. R² is made of squares.")
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
    "unexplained = sum(((u - v) ** 2 for u, v in zip(y, y_pred, strict=True))) -> unexplained = sum(((u - v) ** 2 for u, v in zip(y_pred, y, strict=True)))",
    why="The difference is squared: its sign is free.",
)
