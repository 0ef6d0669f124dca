"""Other right answers at level 6 of 05 digits."""

import math

import numpy as np

# Columns a billionth apart: nothing that counts fewer than 16 digits can tell.
unworn(as_narrow, gram_schmidt, householder)


@instead_of(gram_schmidt)
def gram_schmidt_modified(A):
    Q, R = A.astype(float), np.zeros((A.shape[1], A.shape[1]))
    for j in range(A.shape[1]):
        R[j, j] = math.hypot(*Q[:, j])
        Q[:, j] /= R[j, j]
        for i in range(j + 1, A.shape[1]):
            R[j, i] = Q[:, j] @ Q[:, i]
            Q[:, i] -= R[j, i] * Q[:, j]
    return Q, R


@instead_of(gram_schmidt)
def gram_schmidt_in_loops(A):
    directions, R = [], np.zeros((A.shape[1], A.shape[1]))
    for j, column in enumerate(A.T):
        left = column.copy()
        for i, q in enumerate(directions):
            R[i, j] = sum(q * column)
            left = left - R[i, j] * q
        R[j, j] = (left**2).sum() ** 0.5
        directions.append(left / R[j, j])
    return np.array(directions).T, R


@instead_of(gram_schmidt)
def gram_schmidt_by_recursion(A):
    if A.shape[1] == 0:
        return np.zeros((len(A), 0)), np.zeros((0, 0))
    Q, R = gram_schmidt_by_recursion(A[:, :-1])
    along = Q.T @ A[:, -1]
    left = A[:, -1] - Q @ along
    length = np.sqrt(np.einsum("i,i", left, left))
    R = np.vstack([np.c_[R, along], [0.0] * len(along) + [length]])
    return np.c_[Q, left / length], R


@instead_of(gram_schmidt)
def gram_schmidt_the_other_way(A):
    n, d = A.shape
    Q, R = np.zeros((n, d)), np.zeros((d, d))
    for j in range(d):
        R[:j, j] = Q[:, :j].T @ A[:, j]
        left = Q[:, :j] @ R[:j, j] - A[:, j]
        R[j, j] = -np.sqrt((left * left).sum())
        Q[:, j] = left / -R[j, j]
    return [Q, R]


@instead_of(reflector)
def reflector_to_the_image(x):
    x = np.asarray(x, dtype=float)
    image = np.zeros(len(x))
    image[0] = math.hypot(*x) if x[0] < 0 else -math.hypot(*x)
    apart = x - image
    if not apart.any():
        return apart
    return apart / math.hypot(*apart)


@instead_of(reflector)
def reflector_from_behind(x):
    length = (x * x).sum() ** 0.5
    if length == 0:
        return np.zeros(x.shape)
    v = -x / length
    v[0] += -1 if x[0] >= 0 else 1
    return v / np.sqrt(2 * abs(v[0]))


@instead_of(reflector)
def reflector_as_a_list(x):
    numbers = [float(value) for value in x]
    length = sum(value**2 for value in numbers) ** 0.5
    numbers[0] += length if numbers[0] >= 0 else -length
    length = math.sqrt(math.fsum(value**2 for value in numbers))
    return np.array([value / length if length else 0.0 for value in numbers])


@instead_of(householder)
def householder_by_whole_matrices(A):
    n, d = A.shape
    Q, R = np.eye(n), A
    for j in range(d):
        v = np.r_[np.zeros(j), reflector(R[j:, j])]
        H = np.eye(n) - 2 * np.outer(v, v)
        Q, R = Q @ H, H @ R
    return Q[:, :d], R[:d]


@instead_of(householder)
def householder_with_a_positive_diagonal(A):
    n, d = A.shape
    R, mirrors = A.astype(float), []
    for j in range(d):
        v = reflector(R[j:, j])
        R[j:] = R[j:] - 2 * v[:, None] * (v @ R[j:])
        mirrors.append(v)
    Q = np.eye(n, d)
    for j in reversed(range(d)):
        Q[j:] = Q[j:] - 2 * mirrors[j][:, None] * (mirrors[j] @ Q[j:])
    sign = np.where(R.diagonal() < 0, -1.0, 1.0)
    return Q * sign, np.triu(R[:d] * sign[:, None])


@instead_of(householder)
def householder_by_turns(A):
    n, d = A.shape
    Q, R = np.eye(n), np.array(A, dtype=float)
    for j in range(d):
        for i in range(j + 1, n):
            length = math.hypot(R[j, j], R[i, j])
            if length == 0:
                continue
            c, s = R[j, j] / length, R[i, j] / length
            turn = np.array([[c, s], [-s, c]])
            R[[j, i]] = turn @ R[[j, i]]
            Q[:, [j, i]] = Q[:, [j, i]] @ turn.T
    return Q[:, :d], R[:d]


@instead_of(householder)
def householder_by_recursion(A):
    n, d = A.shape
    v = np.asarray(reflector(A[:, 0]))
    mirror = np.eye(n) - 2 * np.outer(v, v)
    R, Q = mirror @ A, mirror
    if d > 1:
        below = np.eye(n)
        inner, R_inner = householder_by_recursion(R[1:, 1:])
        below = np.zeros((n, d))
        below[0, 0], below[1:, 1:] = 1, inner
        return Q @ below, np.vstack([R[0], np.c_[np.zeros(d - 1), R_inner]])
    return Q[:, :1], R[:1]


@instead_of(turning_angle)
def turning_angle_by_tangent(a_pp, a_pq, a_qq):
    apart = np.asarray(a_qq - a_pp, dtype=float)
    sign = np.where(apart < 0, -1, 1)
    below = np.abs(apart) + np.sqrt(apart**2 + 4 * np.square(a_pq))
    t = sign * 2 * a_pq / np.where(below == 0, 1, below)
    return np.arctan(t)


@instead_of(turning_angle)
def turning_angle_by_cases(a_pp, a_pq, a_qq):
    angle = np.arctan2(2 * a_pq, a_qq - a_pp) / 2
    angle = np.where(angle > np.pi / 4, angle - np.pi / 2, angle)
    return np.where(angle < -np.pi / 4, angle + np.pi / 2, angle)


@instead_of(turning_angle)
def turning_angle_one_by_one(a_pp, a_pq, a_qq):
    if np.ndim(a_pq) == 0:
        apart = a_qq - a_pp
        if apart == 0:
            return math.copysign(math.pi / 4, a_pq) if a_pq else 0.0
        return math.atan(2 * a_pq / apart) / 2
    triples = zip(a_pp, a_pq, a_qq, strict=True)
    return np.array([turning_angle_one_by_one(*triple) for triple in triples])


@instead_of(jacobi)
def jacobi_a_pair_at_a_time(A, sweeps=10):
    A, V = np.array(A, dtype=float), np.eye(len(A))
    for _ in range(sweeps):
        for p in range(len(A) - 1):
            for q in range(p + 1, len(A)):
                if abs(A[p, q]) < 1e-14:
                    continue
                t = float(turning_angle(A[p, p], A[p, q], A[q, q]))
                G = np.array([[math.cos(t), math.sin(t)], [-math.sin(t), math.cos(t)]])
                A[[p, q]] = G.T @ A[[p, q]]
                A[:, [p, q]] = A[:, [p, q]] @ G
                V[:, [p, q]] = V[:, [p, q]] @ G
    order = np.argsort(-np.diag(A))
    return np.diag(A)[order], V[:, order]


@instead_of(jacobi)
def jacobi_until_it_is_diagonal(A, sweeps=10):
    V, size = np.eye(len(A)), np.abs(A).max()
    while np.abs(A - np.diag(np.diag(A))).max() > 1e-11 * size:
        for p, q in rounds(len(A)):
            angle = turning_angle(A[p, p], A[p, q], A[q, q])
            G = rotation(len(A), p, q, angle)
            A, V = np.einsum("ji,jk,kl->il", G, A, G, optimize=True), V @ G
    pairs = sorted(zip(np.diag(A), -V.T, strict=True), key=lambda pair: -pair[0])
    return [value for value, _ in pairs], np.array([v for _, v in pairs]).T


@instead_of(jacobi)
def jacobi_seen_from_the_first(A, sweeps=10):
    V = np.eye(len(A))
    for _ in range(sweeps):
        for p, q in rounds(len(A)):
            seen = V.T @ A @ V
            V = V @ rotation(len(A), p, q, turning_angle(*entries(seen, p, q)))
    values = np.einsum("ij,ij->j", V, A @ V)
    order = sorted(range(len(A)), key=lambda j: values[j], reverse=True)
    return values[order], V[:, order]


def entries(A, p, q):
    return A[p, p], A[p, q], A[q, q]


@instead_of(tridiagonal)
def tridiagonal_by_whole_matrices(A):
    d, T = len(A), A
    for j in range(d - 2):
        v = np.zeros(d)
        v[j + 1 :] = reflector(T[j + 1 :, j])
        H = np.eye(d) - 2 * np.outer(v, v)
        T = H @ T @ H
    return (T + T.T) / 2


@instead_of(tridiagonal)
def tridiagonal_by_turns(A):
    T = np.array(A, dtype=float)
    for j in range(len(T) - 2):
        for i in range(j + 2, len(T)):
            length = math.hypot(T[j + 1, j], T[i, j])
            if length > 0:
                c, s = T[j + 1, j] / length, T[i, j] / length
                G = np.array([[c, s], [-s, c]])
                T[[j + 1, i]] = G @ T[[j + 1, i]]
                T[:, [j + 1, i]] = T[:, [j + 1, i]] @ G.T
    return T


@instead_of(tridiagonal)
def tridiagonal_by_recursion(A):
    if len(A) < 3:
        return np.array(A)
    v = np.asarray(reflector(A[1:, 0]))
    H = np.eye(len(v)) - 2 * np.outer(v, v)
    T = np.zeros(A.shape)
    T[0, 0] = A[0, 0]
    T[1, 0] = T[0, 1] = (H @ A[1:, 0])[0]
    T[1:, 1:] = tridiagonal_by_recursion(H @ A[1:, 1:] @ H)
    return T


@instead_of(deflate)
def deflate_by_columns(A, value, v):
    return A - value * v[:, None] * v[None, :]


@instead_of(deflate)
def deflate_by_projecting(A, value, v):
    rest = np.eye(len(v)) - np.einsum("i,j->ij", v, v)
    return rest @ A @ rest


@instead_of(deflate)
def deflate_entry_by_entry(A, value, v):
    d = len(v)
    return [[A[i, j] - value * v[i] * v[j] for j in range(d)] for i in range(d)]


@instead_of(deflate)
def deflate_along_the_image(A, value, v):
    return A - np.outer(A @ v, v)


@instead_of(low_rank)
def low_rank_as_a_sum(X, k):
    V = np.asarray(jacobi(X.T @ X)[1])
    return sum(np.outer(X @ v, v) for v in V.T[:k])


@instead_of(low_rank)
def low_rank_by_a_projection(X, k):
    V = np.asarray(jacobi(np.einsum("ni,nj->ij", X, X))[1])[:, :k]
    return np.einsum("nd,de->ne", X, V @ V.T)


@instead_of(low_rank)
def low_rank_without_the_rest(X, k):
    rest = np.asarray(jacobi(X.T @ X)[1])[:, k:]
    return (X - X @ rest @ rest.T).astype(np.float32)


@instead_of(principal)
def principal_by_outer_products(X, k):
    mean = X.sum(axis=0) / len(X)
    S = sum(np.outer(row - mean, row - mean) for row in X) / (len(X) - 1)
    values, V = jacobi(S)
    return [mean, values[:k], -np.asarray(V)[:, :k]]


@instead_of(principal)
def principal_scaled_first(X, k):
    mean = X.mean(axis=0)
    centred = (X - mean) / np.sqrt(X.shape[0] - 1)
    values, V = map(np.asarray, jacobi(np.einsum("ni,nj->ij", centred, centred)))
    first = slice(0, k)
    return mean.tolist(), values[first].tolist(), V[:, first].tolist()


@instead_of(principal)
def principal_measured_along(X, k):
    mean = np.average(X, axis=0)
    V = np.asarray(jacobi((X - mean).T @ (X - mean))[1])[:, :k]
    return mean, ((X - mean) @ V).var(axis=0, ddof=1), V
