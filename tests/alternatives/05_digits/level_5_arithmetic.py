"""Other right answers at level 5 of 05 digits."""

import math
from fractions import Fraction
from functools import reduce
from operator import mul


@instead_of(mean)
def mean_in_a_loop(a):
    total = 0.0
    for x in a:
        total += x
    return total / len(a)


@instead_of(mean)
def mean_by_fsum(a):
    return math.fsum(a) / len(a)


@instead_of(mean)
def mean_of_shares(a):
    return sum(x / len(a) for x in a)


@instead_of(mean)
def mean_as_it_goes(a):
    return reduce(lambda m, pair: m + (pair[1] - m) / pair[0], enumerate(a, 1), 0.0)


@instead_of(covariance)
def covariance_in_a_loop(a, b):
    p, q, total = mean(a), mean(b), 0
    for i in range(len(a)):
        total += (a[i] - p) * (b[i] - q)
    return total / (len(a) - 1)


@instead_of(covariance)
def covariance_by_dot(a, b):
    p, q = mean(a), mean(b)
    return dot([x - p for x in a], [y - q for y in b]) / (len(b) - 1)


@instead_of(covariance)
def covariance_centring_one_alone(a, b):
    p = mean(a)
    return math.fsum((x - p) * y for x, y in zip(a, b)) / (len(a) - 1)


@instead_of(covariance)
def covariance_of_fractions(a, b):
    a, b = [Fraction(x) for x in a], [Fraction(y) for y in b]
    total = sum(map(mul, a, b)) - sum(a) * sum(b) / len(a)
    return total / (len(a) - 1)


@instead_of(dot)
def dot_by_places(a, b):
    total = 0
    for i in range(len(a)):
        total = total + a[i] * b[i]
    return total


@instead_of(dot)
def dot_by_map(a, b):
    return sum(map(mul, a, b))


@instead_of(dot)
def dot_by_fsum(a, b):
    return math.fsum(x * y for x, y in zip(a, b))


@instead_of(dot)
def dot_in_halves(a, b):
    if len(a) == 1:
        return a[0] * b[0]
    half = len(a) // 2
    return dot(a[:half], b[:half]) + dot(a[half:], b[half:])


@instead_of(norm)
def norm_by_hypot(a):
    return math.hypot(*a)


@instead_of(norm)
def norm_by_dist(a):
    return math.dist(a, [0] * len(a))


@instead_of(norm)
def norm_in_a_loop(a):
    total = 0
    for x in a:
        total += abs(x) ** 2
    return math.sqrt(total)


@instead_of(norm)
def norm_of_the_shortened(a):
    largest = max(abs(x) for x in a)
    if not largest:
        return 0
    return largest * sum((x / largest) ** 2 for x in a) ** 0.5


@instead_of(transpose)
def transpose_by_places(A):
    return [[A[i][j] for i in range(len(A))] for j in range(len(A[0]))]


@instead_of(transpose)
def transpose_by_zip(A):
    return list(zip(*A))


@instead_of(transpose)
def transpose_by_appending(A):
    columns = [[] for _ in A[0]]
    for row in A:
        for column, value in zip(columns, row):
            column.append(value)
    return columns


@instead_of(matvec)
def matvec_in_loops(A, x):
    result = []
    for row in A:
        total = 0
        for j in range(len(x)):
            total += row[j] * x[j]
        result.append(total)
    return result


@instead_of(matvec)
def matvec_by_map(A, x):
    return tuple(map(lambda row: dot(x, row), A))


@instead_of(matvec)
def matvec_mixing_the_columns(A, x):
    result = [0] * len(A)
    for column, much in zip(transpose(A), x):
        result = [r + much * c for r, c in zip(result, column)]
    return result


@instead_of(matmul)
def matmul_in_loops(A, B):
    C = [[0] * len(B[0]) for _ in A]
    for i in range(len(A)):
        for j in range(len(B[0])):
            for m in range(len(B)):
                C[i][j] += A[i][m] * B[m][j]
    return C


@instead_of(matmul)
def matmul_column_by_column(A, B):
    return transpose([matvec(A, column) for column in transpose(B)])


@instead_of(matmul)
def matmul_row_by_row(A, B):
    turned = transpose(B)
    return tuple(matvec(turned, row) for row in A)


@instead_of(matmul)
def matmul_as_a_sum(A, B):
    total = [[0] * len(B[0]) for _ in A]
    for column, row in zip(transpose(A), B):
        total = [
            [t + x * y for t, y in zip(line, row)] for line, x in zip(total, column)
        ]
    return total


@instead_of(trace)
def trace_in_a_loop(A):
    total = 0
    for i, row in enumerate(A):
        total += row[i]
    return total


@instead_of(trace)
def trace_by_recursion(A):
    if not A:
        return 0
    return A[0][0] + trace_by_recursion([row[1:] for row in A[1:]])


@instead_of(trace)
def trace_by_fsum(A):
    return math.fsum(A[i][j] for i in range(len(A)) for j in range(len(A)) if i == j)


@instead_of(determinant)
def determinant_by_places(A):
    return A[0][0] * A[1][1] - A[0][1] * A[1][0]


@instead_of(determinant)
def determinant_by_elimination(A):
    (a, b), (c, d) = A
    if abs(a) < abs(c):
        return -determinant_by_elimination([A[1], A[0]])
    return a * (d - b * c / a) if a else 0.0


@instead_of(determinant)
def determinant_by_complex_numbers(A):
    (a, b), (c, d) = A
    return (complex(a, b).conjugate() * complex(c, d)).imag


@instead_of(eigenvalues)
def eigenvalues_by_the_formula(A):
    p, q = trace(A), determinant(A)
    root = math.sqrt(max(p * p - 4 * q, 0))
    return [(p + root) / 2, (p - root) / 2]


@instead_of(eigenvalues)
def eigenvalues_by_vieta(A):
    (a, b), (_, c) = A
    half, root = (a + c) / 2, math.sqrt(((a - c) / 2) ** 2 + b**2)
    larger = half + math.copysign(root, half)
    smaller = (a * c - b * b) / larger if larger else 0
    return sorted((larger, smaller), reverse=True)


@instead_of(eigenvalues)
def eigenvalues_by_a_turn(A):
    (a, b), (_, d) = A
    angle = math.atan2(2 * b, a - d) / 2
    x, y = math.cos(angle), math.sin(angle)
    first = a * x * x + 2 * b * x * y + d * y * y
    return first, trace(A) - first


@instead_of(eigenvector)
def eigenvector_by_an_angle(A, value):
    (a, b), (_, c) = A
    angle = math.atan2(2 * b, a - c) / 2
    if 2 * value < a + c:
        angle += math.pi / 2
    return [math.cos(angle), math.sin(angle)]


@instead_of(eigenvector)
def eigenvector_by_cases(A, value):
    (a, b), (_, c) = A
    if b == 0:
        return (1, 0) if abs(value - a) <= abs(value - c) else (0, 1)
    length = math.sqrt(b**2 + (value - a) ** 2)
    return (-b / length, (a - value) / length)


@instead_of(eigenvector)
def eigenvector_from_the_other_value(A, value):
    other = trace(A) - value
    rows = [[A[0][0] - other, A[0][1]], [A[1][0], A[1][1] - other]]
    column = max(transpose(rows), key=norm)
    length = norm(column)
    return [x / length for x in column] if length else [0.6, 0.8]


@instead_of(eigenvector)
def eigenvector_scaled_to_length_one(A, value):
    one, other = [A[0][1], value - A[0][0]], [value - A[1][1], A[1][0]]
    v = one if norm(one) > norm(other) else other
    if v == [0, 0]:
        v = [0, -1]
    size = norm(v)
    return list(map(lambda x: -x / size, v))


@instead_of(first_component)
def first_component_entry_by_entry(X):
    a, b = transpose(X)
    A = [[covariance(a, a), covariance(a, b)], [covariance(b, a), covariance(b, b)]]
    largest, _ = eigenvalues(A)
    return [-x for x in eigenvector(A, largest)], largest


@instead_of(first_component)
def first_component_by_matmul(X):
    means = [mean(column) for column in transpose(X)]
    centred = [[x - m for x, m in zip(row, means)] for row in X]
    S = matmul(transpose(centred), centred)
    S = [[value / (len(X) - 1) for value in row] for row in S]
    variance = max(eigenvalues(S))
    return [eigenvector(S, variance), variance]


@instead_of(first_component)
def first_component_by_steps(X):
    columns = transpose(X)
    A = [[covariance(a, b) for b in columns] for a in columns]
    v = [1.0, 0.5]
    for _ in range(2000):
        v = matvec(A, v)
        length = norm(v)
        v = [x / length for x in v]
    return tuple(v), dot(v, matvec(A, v))


@instead_of(scores)
def scores_in_loops(X, means, components):
    result = []
    for row in X:
        centred = [row[i] - means[i] for i in range(len(means))]
        result.append([dot(component, centred) for component in components])
    return result


@instead_of(scores)
def scores_by_matmul(X, means, components):
    centred = [[x - m for x, m in zip(row, means)] for row in X]
    return matmul(centred, transpose(components))


@instead_of(scores)
def scores_shifted_after(X, means, components):
    middle = matvec(components, means)
    return [tuple(s - m for s, m in zip(matvec(components, row), middle)) for row in X]


@instead_of(name_digits)
def name_digits_by_min(known, labels, new):
    nearest = lambda q: min(range(len(known)), key=lambda i: math.dist(known[i], q))
    return [labels[nearest(q)] for q in new]


@instead_of(name_digits)
def name_digits_by_pairs(known, labels, new):
    names = []
    for q in new:
        pairs = zip((math.dist(row, q) for row in known), labels)
        names.append(min(pairs)[1])
    return tuple(names)


@instead_of(name_digits)
def name_digits_in_a_loop(known, labels, new):
    return [name_of(row, known, labels) for row in new]


def name_of(row, known, labels):
    bar, name = math.inf, None
    for other, label in zip(known, labels):
        far = math.dist(row, other)
        if far < bar:
            bar, name = far, label
    return name
