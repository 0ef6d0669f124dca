"""Other right answers at level 6 of 04 tumours."""

import functools
import math

import numpy as np
import pandas as pd


@instead_of(shares)
def shares_multiplied_out(x, other, w):
    return x * w[1:] - other * w[1:]


@instead_of(shares)
def shares_column_by_column(x, other, w):
    return [w[j + 1] * (x[j] - other[j]) for j in range(len(x))]


@instead_of(shares)
def shares_on_a_diagonal(x, other, w):
    return np.diag(w[1:]) @ np.subtract(x, other)


@instead_of(families)
def families_of_three_slices(share):
    k = len(share) // 3
    return share[:k] + share[k : 2 * k] + share[2 * k :]


@instead_of(families)
def families_by_strides(share):
    k = len(share) // 3
    return [sum(share[j::k].tolist()) for j in range(k)]


@instead_of(families)
def families_by_bincount(share):
    return np.bincount(np.arange(share.size) % (share.size // 3), weights=share)


@instead_of(families)
def families_split_in_three(share):
    return functools.reduce(np.add, np.split(share, 3))


@instead_of(cholesky)
def cholesky_row_by_row(S):
    T = np.zeros_like(S, dtype=float)
    for i in range(len(S)):
        for j in range(i):
            T[i, j] = (S[i, j] - T[i, :j] @ T[j, :j]) / T[j, j]
        T[i, i] = math.sqrt(S[i, i] - T[i, :i] @ T[i, :i])
    return T


@instead_of(cholesky)
def cholesky_that_calls_itself(S):
    k = len(S)
    T = np.zeros((k, k))
    if k:
        root = S[0, 0] ** 0.5
        T[0, 0], T[1:, 0] = root, S[1:, 0] / root
        rest = S[1:, 1:] - np.outer(T[1:, 0], T[1:, 0])
        T[1:, 1:] = cholesky_that_calls_itself(rest)
    return T


@instead_of(cholesky)
def cholesky_by_elimination(S):
    U = S.astype(float)
    for j in range(len(U)):
        U[j + 1 :] -= np.outer(U[j + 1 :, j] / U[j, j], U[j])
    return (np.triu(U) / np.sqrt(np.diag(U))[:, None]).T


@instead_of(cholesky)
def cholesky_in_lists(S):
    T = [[0.0] * len(S) for _ in S]
    for i in range(len(S)):
        for j in range(i + 1):
            left = S[i][j] - sum(a * b for a, b in zip(T[i][:j], T[j][:j]))
            T[i][j] = math.sqrt(left) if i == j else left / T[j][j]
    return np.array(T)


@instead_of(forward)
def forward_row_by_row(T, b):
    v = np.empty(len(b))
    for i in range(len(b)):
        v[i] = (b[i] - T[i, :i] @ v[:i]) / T[i, i]
    return v


@instead_of(forward)
def forward_in_a_list(T, b):
    v = []
    for row, wanted in zip(T, b):
        v.append((wanted - sum(t * known for t, known in zip(row, v))) / row[len(v)])
    return v


@instead_of(forward)
def forward_on_a_copy(T, b):
    v = np.array(b, dtype=float)
    for j in range(len(v)):
        v[j] /= T[j, j]
        v[j + 1 :] -= v[j] * T[j + 1 :, j]
    return v


@instead_of(forward)
def forward_that_calls_itself(T, b):
    if len(b) == 0:
        return np.zeros(0)
    first = b[0] / T[0, 0]
    return np.append(
        first, forward_that_calls_itself(T[1:, 1:], b[1:] - first * T[1:, 0])
    )


@instead_of(backward)
def backward_row_by_row(T, v):
    U, u = T.T, np.zeros(len(v))
    for i in range(len(v) - 1, -1, -1):
        u[i] = (v[i] - U[i, i + 1 :] @ u[i + 1 :]) / U[i, i]
    return u


@instead_of(backward)
def backward_by_forward(T, v):
    turned = np.asarray(forward(T.T[::-1, ::-1], v[::-1]))
    return turned[::-1]


@instead_of(backward)
def backward_in_a_list(T, v):
    u = [0.0] * len(v)
    for j in reversed(range(len(v))):
        known = sum(T[i, j] * u[i] for i in range(j + 1, len(v)))
        u[j] = (v[j] - known) / T[j, j]
    return u


@instead_of(backward)
def backward_on_a_copy(T, v):
    u = np.array(v, dtype=float)
    for j in range(len(u))[::-1]:
        u[j] /= T[j, j]
        u[:j] -= u[j] * T[j, :j]
    return u


@instead_of(working)
def working_of_both_sides(A, y, w):
    z = A @ w
    e = np.exp(-np.abs(z))
    p = np.where(z < 0, e, 1) / (1 + e)
    weight = (e / (1 + e) ** 2).clip(1e-12)
    return [weight, z + (y - p) / weight]


@instead_of(working)
def working_row_by_row(A, y, w):
    weights, targets = [], []
    for row, truth in zip(A, y):
        z = float(row @ w)
        p = 1 / (1 + math.exp(-z))
        weights.append(max(p - p * p, 1e-12))
        targets.append(z + (truth - p) / weights[-1])
    return np.array(weights), np.array(targets)


@instead_of(working)
def working_by_where(A, y, w):
    z = A.dot(w)
    p = (1 + np.tanh(z / 2)) / 2
    rise = p * (1 - p)
    weight = np.where(rise < 1e-12, 1e-12, rise)
    return np.array([weight, z + np.divide(y - p, weight)])


@instead_of(weighted_ridge)
def weighted_ridge_of_roots(A, weight, target, P):
    root = np.sqrt(weight)
    B = A * root[:, np.newaxis]
    T = np.asarray(cholesky(B.T @ B + P))
    v = np.asarray(forward(T, B.T @ (root * target)))
    return backward(T, v)


@instead_of(weighted_ridge)
def weighted_ridge_by_gauss(A, weight, target, P):
    S = A.T @ np.diag(weight) @ A + P
    M = np.column_stack([S, A.T @ np.multiply(weight, target)])
    for j in range(len(S)):
        M[j] /= M[j, j]
        for i in range(len(S)):
            if i != j:
                M[i] -= M[i, j] * M[j]
    return M[:, -1].tolist()


@instead_of(weighted_ridge)
def weighted_ridge_by_conjugate_gradients(A, weight, target, P):
    weight, target = np.asarray(weight), np.asarray(target)
    S, w = (A.T * weight) @ A + P, np.zeros(A.shape[1])
    rest = A.T @ (weight * target)
    along, size = rest, rest @ rest
    enough = 1e-26 * size
    for _ in range(500):
        if size <= enough:
            break
        step = size / (along @ S @ along)
        w = w + step * along
        rest = rest - step * (S @ along)
        size, before = rest @ rest, size
        along = rest + size / before * along
    return w


@instead_of(irls)
def irls_by_reduce(A, y, P, rounds):
    def next_one(w, _):
        weight, target = (np.asarray(part) for part in working(A, y, w))
        return np.asarray(weighted_ridge(A, weight, target, P))

    return functools.reduce(next_one, range(rounds), np.zeros(len(P)))


@instead_of(irls)
def irls_as_newton(A, y, P, rounds):
    w = np.zeros(A.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-A @ w))
        T = np.asarray(cholesky((A.T * (p * (1 - p))) @ A + P))
        v = np.asarray(forward(T, A.T @ (y - p) - P @ w))
        w = w + np.asarray(backward(T, v))
    return w


@instead_of(irls)
def irls_that_calls_itself(A, y, P, rounds):
    if rounds < 1:
        return 0 * A[0]
    before = np.asarray(irls_that_calls_itself(A, y, P, rounds - 1))
    weight, target = (np.asarray(part) for part in working(A, y, before))
    return weighted_ridge(A, weight, target, P)


@instead_of(by_forecast)
def by_forecast_in_a_dict(y, p):
    groups = {}
    for said, truth in sorted(zip(p.tolist(), y.tolist())):
        groups.setdefault(said, []).append(truth)
    happened = [sum(truths) / len(truths) for truths in groups.values()]
    return list(groups), happened, [len(truths) for truths in groups.values()]


@instead_of(by_forecast)
def by_forecast_by_unique(y, p):
    said, which, count = np.unique(p, return_inverse=True, return_counts=True)
    return said, np.bincount(which.ravel(), weights=y) / count, count


@instead_of(by_forecast)
def by_forecast_by_pandas(y, p):
    grouped = pd.Series(y).groupby(p)
    return grouped.mean().index, grouped.mean(), grouped.size()


@instead_of(by_forecast)
def by_forecast_in_a_table(y, p):
    said = np.array(sorted({*p.tolist()}))
    same = (said[:, np.newaxis] == p).astype(float)
    count = same.sum(axis=1)
    return np.array([said, same @ y / count, count])


@instead_of(miscalibration)
def miscalibration_by_average(said, happened, count):
    return np.average((said - happened) ** 2, weights=count)


@instead_of(miscalibration)
def miscalibration_in_a_loop(said, happened, count):
    total = 0.0
    for a, b, n in zip(said, happened, count):
        total += n * (a - b) ** 2
    return total / sum(count)


@instead_of(miscalibration)
def miscalibration_one_by_one(said, happened, count):
    apart = np.repeat(happened - said, np.asarray(count).astype(int))
    return apart @ apart / apart.size


@instead_of(refinement)
def refinement_by_average(happened, count):
    return np.average(happened - happened**2, weights=count)


@instead_of(refinement)
def refinement_in_a_loop(happened, count):
    return float(sum(n * s * (1 - s) for s, n in zip(happened, count)) / sum(count))


@instead_of(refinement)
def refinement_as_a_product(happened, count):
    return (count * happened) @ (1 - happened) / np.sum(count)
