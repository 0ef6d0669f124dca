"""The proof of level 5 of 05 digits: how its functions go wrong, and other right answers."""

from fractions import Fraction
from functools import reduce
from operator import mul


def name_of(row, known, labels):
    bar, name = math.inf, None
    for other, label in zip(known, labels):
        distances = math.dist(row, other)
        if distances < bar:
            bar, name = distances, label
    return name


def symmetric(rng):
    """Return a random symmetric matrix of two rows."""
    a, b, c = rng.normal(scale=5, size=3).tolist()
    return [[a, b], [b, c]]


@check(mean)
def of_any_numbers(rng):
    assert mean([-3]) == close_to(-3)
    assert mean([4, 1]) == close_to(2.5)
    a = rng.normal(size=30).tolist()
    assert mean(a) == close_to(np.mean(a))


@wrong(
    mean,
    "That is the median, the number in the middle. Add up the numbers and divide by "
    "how many there are.",
)
def median(a):
    return sorted(a)[len(a) // 2]


@wrong(
    mean,
    "That is halfway between the smallest and the largest. Use all the numbers.",
)
def midrange(a):
    return (min(a) + max(a)) / 2


@right(mean)
def mean_in_a_loop(a):
    total = 0.0
    for x in a:
        total += x
    return total / len(a)


@right(mean)
def mean_by_fsum(a):
    return math.fsum(a) / len(a)


@right(mean)
def mean_of_shares(a):
    return sum(x / len(a) for x in a)


@right(mean)
def mean_as_it_goes(a):
    return reduce(lambda m, pair: m + (pair[1] - m) / pair[0], enumerate(a, 1), 0.0)


@check(covariance)
def with_itself_it_is_the_variance():
    """The covariance of a column with itself is its variance, divided by n − 1."""
    assert covariance([0, 1, 5], [0, 1, 5]) == close_to(7)
    assert covariance(top, top) == close_to(np.var(top, ddof=1))


@check(covariance)
def of_any_two_columns(rng):
    a, b = rng.normal(loc=3, size=(2, 30)).tolist()
    assert covariance(a, b) == close_to(np.cov(a, b)[0, 1])


@check(covariance)
def of_half_a_curve_and_a_whole_one(rng):
    """On the right half of a curve b rises with a, on the left it falls. Together they cancel out."""
    correct = rng.uniform(1, 3, size=40).tolist()
    assert covariance(correct, [x * x for x in correct]) > 0.1
    a = correct + [-x for x in correct]
    assert covariance(a, [x * x for x in a]) == close_to(0)


@wrong(
    covariance,
    "You divided by n. The means were estimated from the same rows, so divide by n − "
    "1.",
)
def covariance_over_n(a, b):
    p, q = mean(a), mean(b)
    return sum((x - p) * (y - q) for x, y in zip(a, b, strict=True)) / len(a)


@wrong(
    covariance,
    "You did not subtract the means. Multiply the differences from the means.",
)
def covariance_uncentred(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True)) / (len(a) - 1)


@wrong(
    covariance,
    "That is the sum of the products. Divide it by n − 1.",
)
def covariance_as_a_sum(a, b):
    p, q = mean(a), mean(b)
    return sum((x - p) * (y - q) for x, y in zip(a, b, strict=True))


@right(covariance)
def covariance_in_a_loop(a, b):
    p, q, total = mean(a), mean(b), 0
    for i in range(len(a)):
        total += (a[i] - p) * (b[i] - q)
    return total / (len(a) - 1)


@right(covariance)
def covariance_by_dot(a, b):
    p, q = mean(a), mean(b)
    return dot([x - p for x in a], [y - q for y in b]) / (len(b) - 1)


@right(covariance)
def covariance_centring_one_alone(a, b):
    p = mean(a)
    return math.fsum((x - p) * y for x, y in zip(a, b)) / (len(a) - 1)


@right(covariance)
def covariance_of_fractions(a, b):
    a, b = [Fraction(x) for x in a], [Fraction(y) for y in b]
    total = sum(map(mul, a, b)) - sum(a) * sum(b) / len(a)
    return total / (len(a) - 1)


equivalent(
    covariance,
    "p, q = (mean(a), mean(b)) -> p, q = (mean(a), mean(a))",
    "p, q = (mean(a), mean(b)) -> p, q = (mean(b), mean(b))",
    "p, q = (mean(a), mean(b)) -> p, q = (sum(a), mean(b))",
    "p, q = (mean(a), mean(b)) -> p, q = (mean(a), sum(b))",
    "products = [(x - p) * (y - q) for x, y in zip(a, b, strict=True)] -> products = [(x - p) * (y + q) for x, y in zip(a, b, strict=True)]",
    "products = [(x - p) * (y - q) for x, y in zip(a, b, strict=True)] -> products = [(x - p) * y for x, y in zip(a, b, strict=True)]",
    "products = [(x - p) * (y - q) for x, y in zip(a, b, strict=True)] -> products = [x * (y - q) for x, y in zip(a, b, strict=True)]",
    "products = [(x - p) * (y - q) for x, y in zip(a, b, strict=True)] -> products = [(x + p) * (y - q) for x, y in zip(a, b, strict=True)]",
    why="Where one side has its mean taken off, products with any one number add up to 0.",
)


equivalent(
    covariance,
    "return sum(products) / (len(a) - 1) -> return sum(products) / (len(b) - 1)",
    why="Both columns have as many rows.",
)


@check(dot)
def of_one_number_each_and_of_many(rng):
    assert dot([3], [-2]) == close_to(-6)
    a, b = rng.normal(size=(2, 9))
    assert dot(a.tolist(), b.tolist()) == close_to(a @ b)


@wrong(
    dot,
    "Those are the products in a list. Add them up.",
)
def dot_not_summed(a, b):
    return [x * y for x, y in zip(a, b, strict=True)]


@wrong(
    dot,
    "You added first and multiplied afterwards. Multiply each pair, then add.",
)
def dot_of_sums(a, b):
    return sum(a) * sum(b)


@right(dot)
def dot_by_places(a, b):
    total = 0
    for i in range(len(a)):
        total = total + a[i] * b[i]
    return total


@right(dot)
def dot_by_map(a, b):
    return sum(map(mul, a, b))


@right(dot)
def dot_by_fsum(a, b):
    return math.fsum(x * y for x, y in zip(a, b))


@right(dot)
def dot_in_halves(a, b):
    if len(a) == 1:
        return a[0] * b[0]
    half = len(a) // 2
    return dot(a[:half], b[:half]) + dot(a[half:], b[half:])


equivalent(
    dot,
    "return sum((x * y for x, y in zip(a, b, strict=True))) -> return sum((x * y for x, y in zip(b, a, strict=True)))",
    why="x y is y x.",
)


@check(norm)
def never_below_zero(rng):
    """A length is never below zero, and the length of a vector of zeros is 0."""
    assert norm([0, 0]) == close_to(0)
    assert norm([-7]) == close_to(7)
    assert norm([2, -3, 6]) == close_to(7)
    a = rng.normal(size=9)
    assert norm(a.tolist()) == close_to(np.linalg.norm(a))


@wrong(
    norm,
    "That is the squared length. Take the root.",
)
def norm_squared(a):
    return dot(a, a)


@wrong(
    norm,
    "That is the way around the blocks. The straight way is the root of the sum of "
    "squares.",
)
def norm_by_blocks(a):
    return sum(abs(x) for x in a)


@right(norm)
def norm_by_hypot(a):
    return math.hypot(*a)


@right(norm)
def norm_by_dist(a):
    return math.dist(a, [0] * len(a))


@right(norm)
def norm_in_a_loop(a):
    total = 0
    for x in a:
        total += abs(x) ** 2
    return math.sqrt(total)


@right(norm)
def norm_of_the_shortened(a):
    largest = max(abs(x) for x in a)
    if not largest:
        return 0
    return largest * sum((x / largest) ** 2 for x in a) ** 0.5


@check(transpose)
def any_shape(rng):
    assert transpose([[1, 2]]) == close_to([[1], [2]])
    A = rng.normal(size=(4, 2))
    assert transpose(A.tolist()) == close_to(A.T)
    assert transpose(A.T.tolist()) == close_to(A)


@wrong(
    transpose,
    "You reversed each row. The first entries of all rows make the first row of the "
    "result.",
)
def transpose_mirrored(A):
    return [list(row)[::-1] for row in A]


@wrong(
    transpose,
    "That is a quarter turn: the rows come in from the end. Begin with the first row.",
)
def transpose_turned(A):
    return [list(column) for column in zip(*A[::-1], strict=True)]


@right(transpose)
def transpose_by_places(A):
    return [[A[i][j] for i in range(len(A))] for j in range(len(A[0]))]


@right(transpose)
def transpose_by_zip(A):
    return list(zip(*A))


@right(transpose)
def transpose_by_appending(A):
    columns = [[] for _ in A[0]]
    for row in A:
        for column, value in zip(columns, row):
            column.append(value)
    return columns


@check(matvec)
def as_many_numbers_as_rows(rng):
    assert matvec([[1, 2]], [3, 4]) == close_to([11])
    A, x = rng.normal(size=(3, 4)), rng.normal(size=4)
    assert matvec(A.tolist(), x.tolist()) == close_to(A @ x)


@wrong(
    matvec,
    "You used the columns of A. Take the dot product of each row with x.",
)
def matvec_by_columns(A, x):
    return [dot(column, x) for column in zip(*A, strict=True)]


@wrong(
    matvec,
    "You did not add up the products. Each row gives one number.",
)
def matvec_not_summed(A, x):
    return [[a * b for a, b in zip(row, x, strict=True)] for row in A]


@right(matvec)
def matvec_in_loops(A, x):
    result = []
    for row in A:
        total = 0
        for j in range(len(x)):
            total += row[j] * x[j]
        result.append(total)
    return result


@right(matvec)
def matvec_by_map(A, x):
    return tuple(map(lambda row: dot(x, row), A))


@right(matvec)
def matvec_mixing_the_columns(A, x):
    result = [0] * len(A)
    for column, much in zip(transpose(A), x):
        result = [r + much * c for r, c in zip(result, column)]
    return result


equivalent(
    matvec,
    "return [dot(row, x) for row in A] -> return [dot(x, row) for row in A]",
    why="A dot product is the same both ways.",
)


@check(matmul)
def rows_of_a_and_columns_of_b(rng):
    assert matmul([[1, 2]], [[3], [4]]) == close_to([[11]])
    A, B = rng.normal(size=(3, 4)), rng.normal(size=(4, 2))
    assert matmul(A.tolist(), B.tolist()) == close_to(A @ B)


@check(matmul)
def all_the_covariances_at_once():
    few = X_train[:40, [2, 20, 28, 58]]
    centred = few - few.mean(axis=0)
    products = np.asarray(matmul(transpose(centred.tolist()), centred.tolist()))
    assert products / (len(few) - 1) == close_to(np.cov(few.T))


@wrong(
    matmul,
    "That multiplies entry by entry. In a matrix product, rows meet columns.",
)
def matmul_by_entries(A, B):
    return [
        [a * b for a, b in zip(one, other, strict=True)]
        for one, other in zip(A, B, strict=True)
    ]


@wrong(
    matmul,
    "You multiplied rows of A with rows of B. Multiply them with the columns of B.",
)
def matmul_rows_with_rows(A, B):
    return [[dot(row, other) for other in B] for row in A]


@wrong(
    matmul,
    "That is B A. In a matrix product the order matters.",
)
def matmul_reversed(A, B):
    return [[dot(row, column) for column in transpose(A)] for row in B]


@wrong(
    matmul,
    "The numbers are right, but transposed: each column of B gives a column of the "
    "result.",
)
def matmul_transposed(A, B):
    return [[dot(row, column) for row in A] for column in transpose(B)]


@right(matmul)
def matmul_in_loops(A, B):
    C = [[0] * len(B[0]) for _ in A]
    for i in range(len(A)):
        for j in range(len(B[0])):
            for m in range(len(B)):
                C[i][j] += A[i][m] * B[m][j]
    return C


@right(matmul)
def matmul_column_by_column(A, B):
    return transpose([matvec(A, column) for column in transpose(B)])


@right(matmul)
def matmul_row_by_row(A, B):
    turned = transpose(B)
    return tuple(matvec(turned, row) for row in A)


@right(matmul)
def matmul_as_a_sum(A, B):
    total = [[0] * len(B[0]) for _ in A]
    for column, row in zip(transpose(A), B):
        total = [
            [t + x * y for t, y in zip(line, row)] for line, x in zip(total, column)
        ]
    return total


equivalent(
    matmul,
    "return [[dot(row, column) for column in transpose(B)] for row in A] -> return [[dot(column, row) for column in transpose(B)] for row in A]",
    why="A dot product is the same both ways.",
)


@check(trace)
def of_a_matrix_of_any_size(rng):
    assert trace([[3]]) == close_to(3)
    A = rng.normal(size=(3, 3))
    assert trace(A.tolist()) == close_to(np.trace(A))


@check(trace)
def of_either_product_it_is_the_same(rng):
    A, B = rng.normal(size=(2, 2, 2)).tolist()
    assert trace(matmul(A, B)) == close_to(trace(matmul(B, A)))


@check(trace)
def of_the_covariances_of_all_pixels():
    """The trace is the sum of all eigenvalues."""
    pixels = np.cov(X_train.T)  # (64, 64)
    assert trace(pixels.tolist()) == close_to(np.linalg.eigvalsh(pixels).sum())


@wrong(
    trace,
    "You added up all entries. Add up the diagonal only.",
)
def trace_of_all(A):
    return sum(sum(row) for row in A)


@wrong(
    trace,
    "That is the other diagonal. The trace begins at the upper left.",
)
def trace_of_the_other_diagonal(A):
    return sum(row[len(A) - 1 - i] for i, row in enumerate(A))


@right(trace)
def trace_in_a_loop(A):
    total = 0
    for i, row in enumerate(A):
        total += row[i]
    return total


@right(trace)
def trace_by_recursion(A):
    if not A:
        return 0
    return A[0][0] + trace_by_recursion([row[1:] for row in A[1:]])


@right(trace)
def trace_by_fsum(A):
    return math.fsum(A[i][j] for i in range(len(A)) for j in range(len(A)) if i == j)


@check(determinant)
def of_any_matrix(rng):
    assert determinant([[1, 2], [3, 4]]) == close_to(-2)
    A = rng.normal(size=(2, 2))
    assert determinant(A.tolist()) == close_to(np.linalg.det(A))


@check(determinant)
def areas_multiply(rng):
    A, B = rng.normal(size=(2, 2, 2)).tolist()
    assert determinant(matmul(A, B)) == close_to(determinant(A) * determinant(B))


@wrong(
    determinant,
    "You added the two products. Subtract: a * d - b * c.",
)
def determinant_added(A):
    (a, b), (c, d) = A
    return a * d + b * c


@wrong(
    determinant,
    "That is only the product of the diagonal. Subtract the product of the other two.",
)
def determinant_of_the_diagonal(A):
    return A[0][0] * A[1][1]


@wrong(
    determinant,
    "You dropped the sign. Leave it: below zero means that A flips an area over.",
)
def determinant_without_its_sign(A):
    (a, b), (c, d) = A
    return abs(a * d - b * c)


@right(determinant)
def determinant_by_places(A):
    return A[0][0] * A[1][1] - A[0][1] * A[1][0]


@right(determinant)
def determinant_by_elimination(A):
    (a, b), (c, d) = A
    if abs(a) < abs(c):
        return -determinant_by_elimination([A[1], A[0]])
    return a * (d - b * c / a) if a else 0.0


@right(determinant)
def determinant_by_complex_numbers(A):
    (a, b), (c, d) = A
    return (complex(a, b).conjugate() * complex(c, d)).imag


@check(eigenvalues)
def of_any_symmetric_matrix(rng):
    """The larger eigenvalue comes first, also where one is below zero."""
    assert eigenvalues([[1, 0], [0, -6]]) == close_to([1, -6])
    for _ in range(2):
        A = symmetric(rng)
        assert eigenvalues(A) == close_to(np.linalg.eigvalsh(A)[::-1])


@check(eigenvalues)
def their_sum_and_their_product(rng):
    """The sum of the eigenvalues is the trace, and their product is the determinant."""
    A = symmetric(rng)
    larger, smaller = eigenvalues(A)
    assert larger + smaller == close_to(trace(A))
    assert larger * smaller == close_to(determinant(A), abs=1e-6)


@wrong(
    eigenvalues,
    "You put the smaller eigenvalue first. Put the larger one first.",
)
def eigenvalues_ascending(A):
    (a, b), (_, c) = A
    half, root = trace(A) / 2, math.hypot((a - c) / 2, b)
    return [half - root, half + root]


@wrong(
    eigenvalues,
    "You reversed the sign of the trace. In the quadratic formula b is minus the "
    "trace, so minus b is the trace.",
)
def eigenvalues_of_minus_the_trace(A):
    (a, b), (_, c) = A
    half, root = -trace(A) / 2, math.hypot((a - c) / 2, b)
    return [half + root, half - root]


@wrong(
    eigenvalues,
    "You added the determinant under the root. Subtract it.",
)
def eigenvalues_with_a_wrong_sign(A):
    half = trace(A) / 2
    root = abs(half**2 + determinant(A)) ** 0.5
    return [half + root, half - root]


@wrong(
    eigenvalues,
    "You did not halve the root. Halve both the trace and the root.",
)
def eigenvalues_with_a_whole_root(A):
    (a, b), (_, c) = A
    half, root = trace(A) / 2, 2 * math.hypot((a - c) / 2, b)
    return [half + root, half - root]


@wrong(
    eigenvalues,
    "You halved only the root. Halve the trace as well: use brackets.",
)
def eigenvalues_without_brackets(A):
    (a, b), (_, c) = A
    root = math.hypot((a - c) / 2, b)  # half of the root in the formula
    return [trace(A) + root, trace(A) - root]


@wrong(
    eigenvalues,
    "You did not take the root of (half the trace) squared minus the determinant.",
)
def eigenvalues_without_a_root(A):
    half = trace(A) / 2
    under = half**2 - determinant(A)
    return [half + under, half - under]


@wrong(
    eigenvalues,
    "You did not take the root of the trace squared minus 4 determinants.",
)
def eigenvalues_by_the_formula_without_a_root(A):
    under = trace(A) ** 2 - 4 * determinant(A)
    return [(trace(A) + under) / 2, (trace(A) - under) / 2]


@wrong(
    eigenvalues,
    "That is the diagonal. It has the eigenvalues only if everything beside it is "
    "zero.",
)
def eigenvalues_from_the_diagonal(A):
    return sorted([A[0][0], A[1][1]], reverse=True)


@right(eigenvalues)
def eigenvalues_by_the_formula(A):
    p, q = trace(A), determinant(A)
    root = math.sqrt(max(p * p - 4 * q, 0))
    return [(p + root) / 2, (p - root) / 2]


@right(eigenvalues)
def eigenvalues_by_vieta(A):
    (a, b), (_, c) = A
    half, root = (a + c) / 2, math.sqrt(((a - c) / 2) ** 2 + b**2)
    larger = half + math.copysign(root, half)
    smaller = (a * c - b * b) / larger if larger else 0
    return sorted((larger, smaller), reverse=True)


@right(eigenvalues)
def eigenvalues_by_a_turn(A):
    (a, b), (_, d) = A
    angle = math.atan2(2 * b, a - d) / 2
    x, y = math.cos(angle), math.sin(angle)
    first = a * x * x + 2 * b * x * y + d * y * y
    return first, trace(A) - first


equivalent(
    eigenvalues,
    "root = math.hypot((a - c) / 2, b) -> root = math.hypot(b, (a - c) / 2)",
    why="The hypotenuse is the same whichever side comes first.",
)


def only_stretches(A, value):
    """Assert that A makes the direction for value, of length 1, value times as long."""
    direction = eigenvector(A, value)
    assert norm(direction) == close_to(1)
    assert matvec(A, direction) == close_to([value * x for x in direction], abs=1e-6)


@check(eigenvector)
def to_the_right_or_straight_up():
    """If b is 0, the eigenvector points right or up, whichever belongs to `value`."""
    assert eigenvector([[6, 0], [0, 1]], 6) == close_to([1, 0], up_to_sign=True)
    assert eigenvector([[6, 0], [0, 1]], 1) == close_to([0, 1], up_to_sign=True)
    assert eigenvector([[1, 0], [0, 6]], 6) == close_to([0, 1], up_to_sign=True)


@check(eigenvector)
def any_direction_where_none_is_turned(rng):
    """If A turns no vector, any vector will do, but its length is 1."""
    both = rng.uniform(1, 9)
    only_stretches([[both, 0.0], [0.0, both]], both)


@check(eigenvector)
def of_any_symmetric_matrix_both_directions(rng):
    """Each eigenvector has length 1 and is not turned; the two are at a right angle."""
    for A in (A_five, symmetric(rng), symmetric(rng)):
        larger, smaller = eigenvalues(A)
        only_stretches(A, larger)
        only_stretches(A, smaller)
        angle = dot(eigenvector(A, larger), eigenvector(A, smaller))
        assert angle == close_to(0, abs=1e-6)


@check(eigenvector)
def with_little_or_nothing_off_the_diagonal(rng):
    """[b, value − a] may be almost [0, 0]. Then [value − c, b] is the longer of the two."""
    for a, c, b in rng.choice([1, 2, 5, 9], size=(20, 3)).tolist():
        b = 0 if b > 2 else b / 10**6
        for value in eigenvalues([[a, b], [b, c]]):
            only_stretches([[a, b], [b, c]], value)


@wrong(
    eigenvector,
    "The direction is right, its length is not. Divide by the norm.",
)
def eigenvector_of_any_length(A, value):
    (a, b), (_, c) = A
    return max([b, value - a], [value - c, b], key=norm)


@wrong(
    eigenvector,
    "That is the row of A − value I itself. The eigenvector is at a right angle to "
    "it, so that their dot product is 0.",
)
def eigenvector_along_the_row(A, value):
    (a, b), (_, c) = A
    longer = max([a - value, b], [b, c - value], key=norm)
    length = norm(longer) or 1
    return [x / length for x in longer]


@wrong(
    eigenvector,
    "If b is 0, then a belongs to [1, 0] and c to [0, 1]. Return the one that belongs "
    "to `value`.",
)
def eigenvector_always_to_the_right(A, value):
    (a, b), _ = A
    if b == 0:
        return [1, 0]
    length = norm([b, value - a])
    return [b / length, (value - a) / length]


@wrong(
    eigenvector,
    "One sign is wrong: [b, value − a] solves (a − value) x + b y = 0.",
)
def eigenvector_with_a_wrong_sign(A, value):
    (a, b), (_, c) = A
    longer = max([b, a - value], [c - value, b], key=norm)
    length = norm(longer) or 1
    return [x / length for x in longer]


@wrong(
    eigenvector,
    "If b is 0, [b, value − a] can be [0, 0], which is no direction. Use [value − c, "
    "b], which is on the same line.",
)
def eigenvector_of_zeros(A, value):
    (a, b), _ = A
    length = norm([b, value - a]) or 1
    return [b / length, (value - a) / length]


@wrong(
    eigenvector,
    "You swapped the two: x = b and y = value − a solve (a − value) x + b y = 0.",
)
def eigenvector_swapped(A, value):
    (a, b), _ = A
    length = norm([value - a, b]) or 1
    return [(value - a) / length, b / length]


@right(eigenvector)
def eigenvector_by_an_angle(A, value):
    (a, b), (_, c) = A
    angle = math.atan2(2 * b, a - c) / 2
    if 2 * value < a + c:
        angle += math.pi / 2
    return [math.cos(angle), math.sin(angle)]


@right(eigenvector)
def eigenvector_by_cases(A, value):
    (a, b), (_, c) = A
    if b == 0:
        return (1, 0) if abs(value - a) <= abs(value - c) else (0, 1)
    length = math.sqrt(b**2 + (value - a) ** 2)
    return (-b / length, (a - value) / length)


@right(eigenvector)
def eigenvector_from_the_other_value(A, value):
    other = trace(A) - value
    rows = [[A[0][0] - other, A[0][1]], [A[1][0], A[1][1] - other]]
    column = max(transpose(rows), key=norm)
    length = norm(column)
    return [x / length for x in column] if length else [0.6, 0.8]


@right(eigenvector)
def eigenvector_scaled_to_length_one(A, value):
    one, other = [A[0][1], value - A[0][0]], [value - A[1][1], A[1][0]]
    v = one if norm(one) > norm(other) else other
    if v == [0, 0]:
        v = [0, -1]
    size = norm(v)
    return list(map(lambda x: -x / size, v))


equivalent(
    eigenvector,
    "longer = max([b, value - a], [value - c, b], key=norm) -> longer = max([value - c, b], [b, value - a], key=norm)",
    why="Where both are as long, either is right.",
)


equivalent(
    eigenvector,
    "longer = max([b, value - a], [value - c, b], key=norm) -> longer = [b, value - a]",
    why="Nothing is off the diagonal where that is zero, and then [1, 0] is right.",
)


@check(first_component)
def as_pca_has_it(rng):
    """The direction is PCA's, up to the sign, and the variance is divided by n − 1."""
    for X in (rng.normal(loc=3, size=(30, 2)), X_train[:, [2, 58]]):
        wanted = PCA(1, svd_solver="full").fit(X)
        direction, variance = first_component(X.tolist())
        assert direction == close_to(wanted.components_[0], up_to_sign=True)
        assert variance == close_to(wanted.explained_variance_[0])


@check(first_component)
def no_direction_that_is_tried_holds_more(rng):
    """Along no other direction do the rows vary more than along the first component."""
    X, angles = rng.normal(loc=3, size=(30, 2)), rng.uniform(0, np.pi, size=50)
    tried = X @ [np.cos(angles), np.sin(angles)]
    _, variance = first_component(X.tolist())
    assert variance >= tried.var(axis=0, ddof=1).max() - 1e-5


@wrong(
    first_component,
    "That is the direction in which the rows vary least. Take the larger eigenvalue.",
)
def last_component(X):
    columns = transpose(X)
    A = [[covariance(a, b) for b in columns] for a in columns]
    variance = eigenvalues(A)[1]
    return eigenvector(A, variance), variance


@wrong(
    first_component,
    "You did not centre the rows, so the direction leans towards the means. Use "
    "covariances.",
)
def first_component_uncentred(X):
    columns = transpose(X)
    A = [[dot(a, b) / (len(a) - 1) for b in columns] for a in columns]
    variance = eigenvalues(A)[0]
    return eigenvector(A, variance), variance


@wrong(
    first_component,
    "That is the standard deviation. Return the variance, which is the eigenvalue "
    "itself.",
)
def first_component_with_a_root(X):
    columns = transpose(X)
    A = [[covariance(a, b) for b in columns] for a in columns]
    variance = eigenvalues(A)[0]
    return eigenvector(A, variance), variance**0.5


@wrong(
    first_component,
    "Those are both directions. Return the one of the larger eigenvalue.",
)
def both_components(X):
    columns = transpose(X)
    A = [[covariance(a, b) for b in columns] for a in columns]
    (a, b), _ = A
    arrows = [[b, value - a] for value in eigenvalues(A)]
    return [[x / norm(arrow) for x in arrow] for arrow in arrows], eigenvalues(A)[0]


@right(first_component)
def first_component_entry_by_entry(X):
    a, b = transpose(X)
    A = [[covariance(a, a), covariance(a, b)], [covariance(b, a), covariance(b, b)]]
    largest, _ = eigenvalues(A)
    return [-x for x in eigenvector(A, largest)], largest


@right(first_component)
def first_component_by_matmul(X):
    means = [mean(column) for column in transpose(X)]
    centred = [[x - m for x, m in zip(row, means)] for row in X]
    S = matmul(transpose(centred), centred)
    S = [[value / (len(X) - 1) for value in row] for row in S]
    variance = max(eigenvalues(S))
    return [eigenvector(S, variance), variance]


@right(first_component)
def first_component_by_steps(X):
    columns = transpose(X)
    A = [[covariance(a, b) for b in columns] for a in columns]
    v = [1.0, 0.5]
    for _ in range(2000):
        v = matvec(A, v)
        length = norm(v)
        v = [x / length for x in v]
    return tuple(v), dot(v, matvec(A, v))


equivalent(
    first_component,
    "A = [[covariance(a, b) for b in columns] for a in columns] -> A = [[covariance(b, a) for b in columns] for a in columns]",
    why="A covariance is the same both ways.",
)


@check(scores)
def along_one_component():
    """Return one list for each row of X, with one number for each component."""
    three, along = [[5, 4], [2, 3], [2, 8]], [[0.6, 0.8]]
    assert scores(three, [2, 3], along) == close_to([[2.6], [0], [4]])


@check(scores)
def of_any_rows(rng):
    """Use the means that are given, whatever the means of X are."""
    X, means, W = rng.normal(size=(5, 4)), rng.normal(size=4), rng.normal(size=(3, 4))
    wanted = [[w @ (x - means) for w in W] for x in X]
    assert scores(X.tolist(), means.tolist(), W.tolist()) == close_to(wanted)


@check(first_component, scores)
def their_variance_is_that_of_the_component(rng):
    a, b = rng.normal(loc=3, size=(2, 30)).tolist()
    direction, variance = first_component(transpose([a, b]))
    along = scores(transpose([a, b]), [mean(a), mean(b)], [direction])
    assert np.var(along, ddof=1) == close_to(variance)


@check(scores)
def unseen_digits_along_the_components_of_pca():
    means, components = pca.mean_.tolist(), pca.components_.tolist()
    wanted = pca.transform(X_test[:40])
    assert scores(X_test[:40].tolist(), means, components) == close_to(wanted)


@wrong(
    scores,
    "You subtracted the means of these rows. Subtract the means that are given.",
)
def scores_by_their_own_means(X, means, components):
    own = [mean(column) for column in transpose(X)]
    return [
        matvec(components, [x - m for x, m in zip(row, own, strict=True)]) for row in X
    ]


@wrong(
    scores,
    "You did not subtract the means before the dot products.",
)
def scores_uncentred(X, means, components):
    return [matvec(components, row) for row in X]


@wrong(
    scores,
    "Rows and columns are swapped. Return one list for each row of X, with a score "
    "for each component.",
)
def scores_transposed(X, means, components):
    centred = [[x - m for x, m in zip(row, means, strict=True)] for row in X]
    return [matvec(centred, component) for component in components]


@wrong(
    scores,
    "Take the dot product of each centred row with a whole component. For matmul, "
    "transpose the components first.",
)
def scores_with_components_not_turned(X, means, components):
    centred = [[x - m for x, m in zip(row, means, strict=True)] for row in X]
    columns = list(zip(*components, strict=True))
    return [
        [sum(x * y for x, y in zip(row, column, strict=False)) for column in columns]
        for row in centred
    ]


@wrong(
    scores,
    "You used only the first component. Each row has a score for every component.",
)
def scores_along_the_first(X, means, components):
    return [
        [dot([x - m for x, m in zip(row, means, strict=True)], components[0])]
        for row in X
    ]


@right(scores)
def scores_in_loops(X, means, components):
    result = []
    for row in X:
        centred = [row[i] - means[i] for i in range(len(means))]
        result.append([dot(component, centred) for component in components])
    return result


@right(scores)
def scores_by_matmul(X, means, components):
    centred = [[x - m for x, m in zip(row, means)] for row in X]
    return matmul(centred, transpose(components))


@right(scores)
def scores_shifted_after(X, means, components):
    middle = matvec(components, means)
    return [tuple(s - m for s, m in zip(matvec(components, row), middle)) for row in X]


@check(predict)
def the_nearest_row_names():
    three = [[0, 9], [3, 4], [9, 0]]
    assert predict(three, [7, 1, 4], [[1, 8]]) == close_to([7])
    y_pred = predict(three, [7, 1, 4], [[1, 3], [1, 8], [8, 4], [5, 9]])
    assert y_pred == close_to([1, 7, 4, 7])


@check(predict)
def as_scikit_learns_nearest_neighbour(rng):
    known, new = rng.normal(size=(30, 3)), rng.normal(size=(9, 3))
    labels = rng.permutation(30)
    wanted = KNeighborsClassifier(n_neighbors=1).fit(known, labels).predict(new)
    found = predict(known.tolist(), labels.tolist(), new.tolist())
    assert found == close_to(wanted)


@wrong(
    predict,
    "Those are the positions of the nearest rows. Take their labels from `labels`.",
)
def nearest_places(known, labels, new):
    distances = [[math.dist(row, other) for other in known] for row in new]
    return [row.index(min(row)) for row in distances]


@wrong(
    predict,
    "That is the row furthest away. Use min instead of max.",
)
def name_by_the_furthest(known, labels, new):
    distances = [[math.dist(row, other) for other in known] for row in new]
    return [labels[row.index(max(row))] for row in distances]


@wrong(
    predict,
    "You used only the first score. Take the distance over all of them.",
)
def name_by_the_first_score(known, labels, new):
    distances = [[abs(row[0] - other[0]) for other in known] for row in new]
    return [labels[row.index(min(row))] for row in distances]


@wrong(
    predict,
    "The largest dot product prefers long rows to near ones. Take the smallest "
    "distance.",
)
def name_by_the_largest_product(known, labels, new):
    products = [[dot(row, other) for other in known] for row in new]
    return [labels[row.index(max(row))] for row in products]


@wrong(
    predict,
    "Differences above and below zero cancel out. Square each one before you add.",
)
def name_by_signed_differences(known, labels, new):
    distances = [[sum(row) - sum(other) for other in known] for row in new]
    return [labels[row.index(min(row))] for row in distances]


@wrong(
    predict,
    "That is the way around the blocks. Take the straight way: math.dist.",
)
def name_by_blocks(known, labels, new):
    distances = [
        [sum(abs(x - y) for x, y in zip(row, other, strict=True)) for other in known]
        for row in new
    ]
    return [labels[row.index(min(row))] for row in distances]


@right(predict)
def name_digits_by_min(known, labels, new):
    nearest = lambda q: min(range(len(known)), key=lambda i: math.dist(known[i], q))
    return [labels[nearest(q)] for q in new]


@right(predict)
def name_digits_by_pairs(known, labels, new):
    names = []
    for q in new:
        pairs = zip((math.dist(row, q) for row in known), labels)
        names.append(min(pairs)[1])
    return tuple(names)


@right(predict)
def name_digits_in_a_loop(known, labels, new):
    return [name_of(row, known, labels) for row in new]


equivalent(
    predict,
    "distances = [math.dist(row, other) for other in known] -> distances = [math.dist(other, row) for other in known]",
    why="A distance is the same both ways.",
)
