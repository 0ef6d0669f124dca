"""Other right answers at level 6 of 02 cars."""

import math
from functools import reduce

import numpy as np

# Half of its digits are what these koans count, and float32 has no more than half of them.
unworn(as_narrow, strip, strip_in_turn, directions, laid_down)
# What calls them calculates with arrays, as their docstrings say.
unworn(as_lists, forward, mirror, laid_down, cholesky)
unworn(as_tuples, forward, mirror, laid_down, cholesky)


@instead_of(forward)
def forward_in_a_loop(L, c):
    w = []
    for i in range(len(c)):
        known = 0.0
        for j in range(i):
            known += L[i][j] * w[j]
        w.append((c[i] - known) / L[i][i])
    return np.array(w)


@instead_of(forward)
def forward_column_by_column(L, c):
    w = np.array(c, dtype=float)
    for j in range(len(w)):
        w[j] /= L[j, j]
        w[j + 1 :] -= w[j] * L[j + 1 :, j]
    return w


@instead_of(forward)
def forward_by_recursion(L, c):
    if len(c) == 0:
        return np.zeros(0)
    before = np.asarray(forward(L[:-1, :-1], c[:-1]))
    return np.append(before, (c[-1] - L[-1, :-1] @ before) / L[-1, -1])


@instead_of(forward)
def forward_in_halves(L, c):
    if len(c) == 1:
        return c / L[0, 0]
    m = len(c) // 2
    top = np.asarray(forward(L[:m, :m], c[:m]))
    return np.concatenate([top, forward(L[m:, m:], c[m:] - L[m:, :m] @ top)])


@instead_of(backward)
def backward_in_a_loop(R, c):
    w = np.zeros(len(c))
    for i in range(len(c) - 1, -1, -1):
        w[i] = (c[i] - R[i, i + 1 :] @ w[i + 1 :]) / R[i, i]
    return w


@instead_of(backward)
def backward_in_a_list(R, c):
    w = []
    for i in reversed(range(len(c))):
        known = sum(u * v for u, v in zip(R[i][i + 1 :], w, strict=True))
        w = [(c[i] - known) / R[i][i], *w]
    return w


@instead_of(backward)
def backward_column_by_column(R, c):
    left, w = np.array(c, dtype=float), np.empty(len(c))
    for j in range(len(c))[::-1]:
        w[j] = left[j] / R[j, j]
        left[:j] -= w[j] * R[:j, j]
    return w.tolist()


@instead_of(backward)
def backward_with_flips(R, c):
    return np.flip(forward(np.flip(np.triu(R)), np.flip(c)))


@instead_of(strip)
def strip_direction_by_direction(v, Q):
    left = v.copy()
    for j in range(Q.shape[1]):
        left -= Q[:, j] * np.dot(Q[:, j], v)
    return left


@instead_of(strip)
def strip_by_broadcasting(v, Q):
    return v - (Q * (v @ Q)).sum(axis=1)


@instead_of(strip)
def strip_by_one_matrix(v, Q):
    return (np.eye(len(v)) - Q @ Q.T) @ v


@instead_of(strip)
def strip_by_outer(v, Q):
    parts = [np.outer(q, q) @ v for q in Q.T]
    return np.subtract(v, np.sum(parts, axis=0)).tolist()


@instead_of(strip_in_turn)
def strip_in_turn_by_index(v, Q):
    left = np.array(v, dtype=float)
    for j in range(Q.shape[1]):
        much = sum(Q[i, j] * left[i] for i in range(len(left)))
        left -= much * Q[:, j]
    return left


@instead_of(strip_in_turn)
def strip_in_turn_by_reduce(v, Q):
    return reduce(lambda left, q: left - q * np.dot(q, left), Q.T, v)


@instead_of(strip_in_turn)
def strip_in_turn_by_recursion(v, Q):
    if Q.shape[1] == 0:
        return v
    return strip_in_turn(v - (Q[:, 0] @ v) * Q[:, 0], Q[:, 1:])


@instead_of(strip_in_turn)
def strip_in_turn_in_lists(v, Q):
    left = [float(u) for u in v]
    for q in Q.T.tolist():
        much = math.fsum(a * b for a, b in zip(q, left, strict=True))
        left = [b - much * a for a, b in zip(q, left, strict=True)]
    return left


@instead_of(directions)
def directions_in_a_list(A, strip):
    found = []
    for column in A.T:
        before = np.reshape(found, (len(found), len(column))).T
        left = np.asarray(strip(column, before))
        found.append(left / math.hypot(*left))
    return np.column_stack(found)


@instead_of(directions)
def directions_by_recursion(A, strip):
    if A.shape[1] == 0:
        return A.astype(float)
    before = directions_by_recursion(A[:, :-1], strip)
    left = np.asarray(strip(A[:, -1], before))
    return np.c_[before, left / (left**2).sum() ** 0.5]


@instead_of(directions)
def directions_written_over(A, strip):
    Q = np.array(A, dtype=float)
    for j in range(Q.shape[1]):
        Q[:, j] = strip(A[:, j], Q[:, :j])
        Q[:, j] /= np.sqrt(np.dot(Q[:, j], Q[:, j]))
    return Q.tolist()


@instead_of(mirror)
def mirror_of_length_one(x):
    side = -1 if x[0] < 0 else 1
    v = x + side * math.hypot(*x) * np.eye(len(x))[0]
    return v / np.sqrt(v @ v)


@instead_of(mirror)
def mirror_that_begins_with_one(x):
    length = np.sqrt((x**2).sum())
    first = x[0] - length if x[0] < 0 else x[0] + length
    return np.append(1.0, x[1:] / first)


@instead_of(mirror)
def mirror_from_behind(x):
    image = np.zeros(len(x))
    image[0] = math.dist(x, image) * (1 if x[0] < 0 else -1)
    return image - x


@instead_of(mirror)
def mirror_from_a_list(x):
    first, *others = x
    length = sum(u * u for u in x) ** 0.5
    return np.array([first + (length if first >= 0 else -length), *others])


@instead_of(reflect)
def reflect_by_a_matrix(B, v):
    return (np.eye(len(v)) - 2 * v[:, None] * v / (v @ v)) @ B


@instead_of(reflect)
def reflect_column_by_column(B, v):
    seen = [column - 2 * (v @ column) / (v @ v) * v for column in B.T]
    return np.transpose(seen)


@instead_of(reflect)
def reflect_through_the_mirror(B, v):
    unit = v / np.sqrt(np.sum(v**2))
    on_it = B - unit[:, np.newaxis] * (unit @ B)
    return on_it + (on_it - B)


@instead_of(reflect)
def reflect_by_einsum(B, v):
    along = np.einsum("i,ij->j", v, B) / np.einsum("i,i->", v, v)
    return B - np.einsum("i,j->ij", v, 2 * along)


@instead_of(laid_down)
def laid_down_apart(A, y):
    R, c = A.astype(float), y.astype(float)
    for j in range(A.shape[1]):
        v = np.asarray(mirror(R[j:, j]))
        R[j:, j:] = reflect(R[j:, j:], v)
        c[j:] = np.asarray(reflect(c[j:, None], v))[:, 0]
    return [np.triu(R[: A.shape[1]]), c[: A.shape[1]], c[A.shape[1] :]]


@instead_of(laid_down)
def laid_down_by_recursion(A, y):
    n, p = A.shape
    if p == 0:
        return np.zeros((0, 0)), np.zeros(0), y
    T = np.asarray(reflect(np.c_[A, y], np.asarray(mirror(A[:, 0]))))
    R, c, rest = laid_down(T[1:, 1:p], T[1:, p])
    below = np.c_[np.zeros(p - 1), np.reshape(R, (p - 1, p - 1))]
    return np.vstack([T[0, :p], below]), np.append(T[0, p], c), rest


@instead_of(laid_down)
def laid_down_by_whole_matrices(A, y):
    n, p = A.shape
    T = np.column_stack([A, y])
    for j in range(p):
        v = np.concatenate([np.zeros(j), mirror(T[j:, j])])
        H = np.eye(n) - 2 * np.outer(v, v) / (v @ v)
        T = H @ T
    return T[:p, :-1], T[:p, -1], T[p:, -1]


@instead_of(laid_down)
def laid_down_by_turning(A, y):
    p = A.shape[1]
    T = np.column_stack([A, y]).astype(float)
    for j in range(p):
        for i in range(j + 1, len(T)):
            length = math.hypot(T[j, j], T[i, j])
            if length:
                c, s = T[j, j] / length, T[i, j] / length
                T[[j, i]] = np.array([[c, s], [-s, c]]) @ T[[j, i]]
    return T[:p, :p], T[:p, p], T[p:, p]


@instead_of(leverages)
def leverages_on_the_diagonal(Q):
    return (Q @ Q.T).diagonal()


@instead_of(leverages)
def leverages_by_einsum(Q):
    return np.einsum("ij,ij->i", Q, Q)


@instead_of(leverages)
def leverages_row_by_row(Q):
    return [row @ row for row in Q]


@instead_of(leverages)
def leverages_by_ones(Q):
    return np.square(Q) @ np.ones(Q.shape[1])


@instead_of(cholesky)
def cholesky_number_by_number(S):
    p = len(S)
    L = [[0.0] * p for _ in range(p)]
    for i in range(p):
        for j in range(i + 1):
            left = S[i][j] - sum(L[i][k] * L[j][k] for k in range(j))
            if i > j:
                L[i][j] = left / L[j][j]
            elif left <= 0:
                return None
            else:
                L[i][i] = math.sqrt(left)
    return np.array(L)


@instead_of(cholesky)
def cholesky_of_what_is_left(S):
    left, L = np.array(S, dtype=float), np.zeros(S.shape)
    for j in range(len(S)):
        if left[j, j] <= 0:
            return None
        L[j:, j] = left[j:, j] / left[j, j] ** 0.5
        left -= np.outer(L[:, j], L[:, j])
    return L


@instead_of(cholesky)
def cholesky_row_by_row(S):
    L = np.zeros_like(S, dtype=float)
    for i in range(len(S)):
        if i:
            L[i, :i] = forward(L[:i, :i], S[i, :i])
        under = S[i, i] - L[i, :i] @ L[i, :i]
        if under <= 0:
            return None
        L[i, i] = np.sqrt(under)
    return L


@instead_of(cholesky)
def cholesky_by_recursion(S):
    if len(S) == 0:
        return np.zeros((0, 0))
    if not S[0, 0] > 0:
        return None
    first = S[:, 0] / np.sqrt(S[0, 0])
    rest = cholesky_by_recursion((S - np.outer(first, first))[1:, 1:])
    if rest is None:
        return None
    return np.column_stack([first, np.vstack([np.zeros(len(rest)), rest])])


@instead_of(cholesky)
def cholesky_with_a_diagonal(S):
    p = len(S)
    L, D = np.eye(p), np.zeros(p)
    for j in range(p):
        D[j] = S[j, j] - (L[j, :j] ** 2 * D[:j]).sum()
        if D[j] <= 0:
            return None
        for i in range(j + 1, p):
            L[i, j] = (S[i, j] - (L[i, :j] * L[j, :j] * D[:j]).sum()) / D[j]
    return L * np.sqrt(D)


@instead_of(weights_by_root)
def weights_by_root_in_two_lines(A, y):
    L = np.asarray(cholesky(A.T @ A))
    half = np.asarray(forward(L, A.T @ y))
    return backward(L.T, half)


@instead_of(weights_by_root)
def weights_by_inverse_root(A, y):
    L = np.asarray(cholesky(A.T @ A))
    inverse = np.column_stack([forward(L, unit) for unit in np.eye(len(L))])
    return (inverse.T @ (inverse @ (A.T @ y))).tolist()


@instead_of(weights_by_root)
def weights_by_the_root_with_y(A, y):
    p = A.shape[1]
    T = np.column_stack([A, y])
    S = T.T @ T
    S[p, p] += 1
    L = np.asarray(cholesky(S))
    return backward(L[:p, :p].T, L[p, :p])


@instead_of(weights_by_root)
def weights_by_the_root_of_unit_columns(A, y):
    length = np.sqrt((A**2).sum(axis=0))
    unit = A / length
    L = np.asarray(cholesky(unit.T @ unit))
    z = np.zeros(len(L))
    for i in range(len(L)):
        z[i] = (unit[:, i] @ y - L[i, :i] @ z[:i]) / L[i, i]
    return np.asarray(backward(L.T, z)) / length


@instead_of(weights)
def weights_from_the_first_two(A, y):
    return backward(*map(np.asarray, laid_down(A, y)[:2]))


@instead_of(weights)
def weights_up_the_triangle(A, y):
    R, c, rest = (np.asarray(part) for part in laid_down(A, y))
    w = np.zeros(len(c))
    for i in reversed(range(len(c))):
        w[i] = (c[i] - R[i] @ w) / R[i, i]
    return w


@instead_of(weights)
def weights_by_directions_with_y(A, y):
    p = A.shape[1]
    left, R, c = np.column_stack([A, y]).astype(float), np.zeros((p, p)), np.zeros(p)
    for j in range(p):
        length = np.sqrt(left[:, j] @ left[:, j])
        q = left[:, j] / length
        along = q @ left
        R[j, j:], c[j] = along[j:p], along[p]
        R[j, j] = length
        left[:, j + 1 :] -= np.outer(q, along[j + 1 :])
    return list(backward(R, c))


@instead_of(ridge)
def ridge_with_cars_before(Z, y, alpha):
    d = Z.shape[1]
    added = np.diag(np.full(d, alpha**0.5))
    return weights(np.r_[added, Z], np.r_[np.zeros(d), y])


@instead_of(ridge)
def ridge_car_by_car(Z, y, alpha):
    cars, goals = list(Z), list(y)
    for j in range(Z.shape[1]):
        car = [0.0] * Z.shape[1]
        car[j] = -math.sqrt(alpha)
        cars.append(car)
        goals.append(0.0)
    return weights(np.array(cars), np.array(goals))


@instead_of(ridge)
def ridge_by_root(Z, y, alpha):
    L = np.asarray(cholesky(Z.T @ Z + alpha * np.eye(Z.shape[1])))
    return backward(L.T, np.asarray(forward(L, Z.T @ y)))


@instead_of(ridge)
def ridge_weight_by_weight(Z, y, alpha):
    w, left = np.zeros(Z.shape[1]), y.copy()
    for _ in range(2000):
        for j in range(len(w)):
            old, z = w[j], Z[:, j]
            w[j] = z @ (left + z * old) / (z @ z + alpha)
            left -= z * (w[j] - old)
    return w.tolist()
