"""Other right answers at level 6 of 03 penguins."""

import math
from itertools import combinations

import numpy as np
import pandas as pd

# whitened and fisher take them as arrays, as their docstrings say.
unworn(as_lists, within, cholesky, forward)
unworn(as_tuples, within, cholesky, forward)


@instead_of(within)
def within_at_once(X, y, k):
    M = np.array([X[y == c].mean(axis=0) for c in range(k)])
    return (X - M[y]).T @ (X - M[y])


@instead_of(within)
def within_by_projection(X, y, k):
    Y = np.eye(k)[y]
    P = (Y / Y.sum(axis=0)) @ Y.T
    return X.T @ (np.eye(len(X)) - P) @ X


@instead_of(within)
def within_by_subtraction(X, y, k):
    apart = X - X.mean(axis=0)
    return apart.T @ apart - np.asarray(between(X, y, k))


@instead_of(within)
def within_page_by_page(X, y, k):
    W = np.zeros((X.shape[1],) * 2)
    for x, label in zip(X, y):
        step = x - X[y == label].mean(axis=0)
        W += np.outer(step, step)
    return W


@instead_of(within)
def within_by_pandas(X, y, k):
    pages = pd.DataFrame(X)
    apart = (pages - pages.groupby(y).transform("mean")).to_numpy()
    return np.einsum("ni,nj->ij", apart, apart).astype(np.float32)


@instead_of(between)
def between_at_once(X, y, k):
    counts = np.bincount(y, minlength=k)
    steps = np.array([X[y == c].mean(axis=0) for c in range(k)]) - X.mean(axis=0)
    return (steps.T * counts) @ steps


@instead_of(between)
def between_by_subtraction(X, y, k):
    apart = X - X.mean(axis=0)
    return apart.T @ apart - np.asarray(within(X, y, k))


@instead_of(between)
def between_page_by_page(X, y, k):
    B = np.zeros((X.shape[1], X.shape[1]))
    for label in y:
        step = X[y == label].mean(axis=0) - X.mean(axis=0)
        B += step[:, None] * step
    return B


@instead_of(between)
def between_pair_by_pair(X, y, k):
    B = 0
    for a, b in combinations(range(k), 2):
        gap = X[y == a].mean(axis=0) - X[y == b].mean(axis=0)
        B = B + (y == a).sum() * (y == b).sum() / len(y) * np.outer(gap, gap)
    return B


@instead_of(correlation)
def correlation_entry_by_entry(S):
    places = range(len(S))
    return [[S[i, j] / math.sqrt(S[i, i] * S[j, j]) for j in places] for i in places]


@instead_of(correlation)
def correlation_by_scaling(S):
    D = np.diag(np.diag(S) ** -0.5)
    return D @ S @ D


@instead_of(correlation)
def correlation_in_two_steps(S):
    s = np.sqrt(np.diagonal(S))
    return (S / s / s[:, None]).astype(np.float32)


def refused(j):
    raise ValueError(f"column {j} has nothing left")


@instead_of(cholesky)
def cholesky_row_by_row(A):
    L = np.zeros(A.shape)
    for i in range(len(A)):
        for j in range(i):
            L[i, j] = (A[i, j] - sum(L[i, :j] * L[j, :j])) / L[j, j]
        left = A[i, i] - sum(L[i, :i] ** 2)
        if left < 1e-10 * A[i, i]:
            refused(i)
        L[i, i] = left**0.5
    return L


@instead_of(cholesky)
def cholesky_by_peeling(A):
    rest, columns = np.array(A, dtype=float), []
    for j in range(len(A)):
        if not rest[j, j] >= 1e-10 * A[j, j]:
            refused(j)
        column = rest[:, j] / np.sqrt(rest[j, j])
        column[:j] = 0
        columns.append(column)
        rest = rest - np.outer(column, column)
    return np.column_stack(columns)


@instead_of(cholesky)
def cholesky_by_growing(A):
    j = len(A) - 1
    if j == 0:
        return np.sqrt(A)
    L = np.asarray(cholesky(A[:j, :j]))
    row = np.asarray(forward(L, A[:j, j:]))[:, 0]
    left = A[j, j] - row @ row
    if left < 1e-10 * A[j, j]:
        refused(j)
    return np.block([[L, np.zeros((j, 1))], [row, np.sqrt(left)]])


@instead_of(cholesky)
def cholesky_by_elimination(A):
    U = np.array(A, dtype=float)
    for j in range(len(U)):
        if U[j, j] < 1e-10 * A[j, j]:
            raise ValueError("told by those before")
        for i in range(j + 1, len(U)):
            U[i] -= U[i, j] / U[j, j] * U[j]
    return (U / np.sqrt(np.diag(U))[:, None]).T


@instead_of(forward)
def forward_entry_by_entry(L, B):
    Z = np.zeros(B.shape)
    for i in range(B.shape[0]):
        for c in range(B.shape[1]):
            told = sum(L[i, j] * Z[j, c] for j in range(i))
            Z[i, c] = (B[i, c] - told) / L[i, i]
    return Z


@instead_of(forward)
def forward_column_by_column(L, B):
    Z = np.array(B, dtype=float)
    for j in range(len(L)):
        Z[j] /= L[j, j]
        Z[j + 1 :] -= np.outer(L[j + 1 :, j], Z[j])
    return Z


@instead_of(forward)
def forward_by_recursion(L, B):
    if len(L) == 1:
        return B / L[0, 0]
    half = len(L) // 2
    top = np.asarray(forward(L[:half, :half], B[:half]))
    rest = B[half:] - L[half:, :half] @ top
    return np.vstack([top, forward(L[half:, half:], rest)])


@instead_of(forward)
def forward_in_a_list(L, B):
    rows = []
    for b, line in zip(B, L, strict=True):
        told = sum((w * z for w, z in zip(line, rows)), np.zeros(len(b)))
        rows.append((b - told) / line[len(rows)])
    return np.array(rows)


@instead_of(whitened)
def whitened_page_by_page(X, S):
    L = np.asarray(cholesky(S))
    return [np.asarray(forward(L, x[:, None]))[:, 0] for x in X]


@instead_of(whitened)
def whitened_column_by_column(X, S):
    L, Z = np.asarray(cholesky(S)), np.zeros(X.shape)
    for j in range(X.shape[1]):
        Z[:, j] = (X[:, j] - Z[:, :j] @ L[j, :j]) / L[j, j]
    return Z


@instead_of(whitened)
def whitened_by_the_inverse(X, S):
    L = np.asarray(cholesky(S))
    return (X @ np.transpose(forward(L, np.eye(len(L))))).astype(np.float32)


@instead_of(whitened)
def whitened_by_taking_off(X, S):
    rest, S = np.array(X, dtype=float), np.array(S, dtype=float)
    for j in range(len(S)):
        weights = S[j + 1 :, j] / S[j, j]
        rest[:, j + 1 :] -= rest[:, j : j + 1] * weights
        S[j + 1 :, j + 1 :] -= np.outer(weights, S[j, j + 1 :])
    return rest / np.sqrt(np.diag(S))


@instead_of(nearest_mean)
def nearest_mean_in_a_loop(Z, M, priors):
    named = []
    for z in Z:
        far = [((z - m) ** 2).sum() / 2 - math.log(p) for m, p in zip(M, priors)]
        named.append(far.index(min(far)))
    return named


@instead_of(nearest_mean)
def nearest_mean_by_scores(Z, M, priors):
    return (Z @ M.T - (M * M).sum(axis=1) / 2 + np.log(priors)).argmax(axis=1)


@instead_of(nearest_mean)
def nearest_mean_by_density(Z, M, priors):
    far = np.stack([((Z - m) ** 2).sum(axis=1) for m in M], axis=1)
    near = far.min(axis=1, keepdims=True)
    return np.argmax(np.exp((near - far) / 2) * priors, axis=1).astype(np.int8)


@instead_of(separation)
def separation_of_sums(w, B, W):
    return (np.outer(w, w) * B).sum() / (np.outer(w, w) * W).sum()


@instead_of(separation)
def separation_by_einsum(w, B, W):
    between, within = (np.einsum("i,ij,j", w, A, w) for A in (B, W))
    return float(between / within)


@instead_of(separation)
def separation_in_a_loop(w, B, W):
    above = below = 0.0
    for i in range(len(w)):
        for j in range(len(w)):
            above += w[i] * B[i, j] * w[j]
            below += w[i] * W[i, j] * w[j]
    return above / below


def solved(A, b):
    """x with A x = b, by elimination."""
    rows = np.column_stack([A, b]).astype(float)
    for j in range(len(rows)):
        rows[j] /= rows[j, j]
        for i in range(len(rows)):
            if i != j:
                rows[i] -= rows[i, j] * rows[j]
    return rows[:, -1]


@instead_of(fisher)
def fisher_by_elimination(X, y):
    step = X[y == 0].mean(axis=0) - X[y == 1].mean(axis=0)
    return solved(np.asarray(within(X, y, 2)), step)


@instead_of(fisher)
def fisher_by_conjugate_gradients(X, y):
    W = np.asarray(within(X, y, 2))
    rest = X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0)
    w, way = np.zeros(len(W)), rest
    for _ in range(5 * len(W)):
        if rest @ rest < 1e-30:
            break
        far = (rest @ rest) / (way @ W @ way)
        w, left = w + far * way, rest - far * (W @ way)
        way, rest = left + (left @ left) / (rest @ rest) * way, left
    return (w * 1000).tolist()


@instead_of(fisher)
def fisher_by_whitening(X, y):
    L = np.asarray(cholesky(np.asarray(within(X, y, 2))))
    inverse = np.asarray(forward(L, np.eye(len(L))))
    w = inverse.T @ inverse @ (X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0))
    return (w / np.sqrt((w**2).sum())).astype(np.float32)


@instead_of(fisher)
def fisher_by_least_squares(X, y):
    apart = X - X.mean(axis=0)
    return solved(apart.T @ apart, apart.T @ np.where(y == 1, 1.0, -1.0))


@instead_of(plane)
def plane_from_the_last(M):
    found = np.zeros((M.shape[1], 0))
    for step in M[:-1] - M[-1]:
        for _ in range(2):
            step = step - found @ (found.T @ step)
        found = np.column_stack([found, -step / math.sqrt(step @ step)])
    return found


@instead_of(plane)
def plane_by_cholesky(M):
    steps = np.diff(M, axis=0)
    L = np.asarray(cholesky(steps @ steps.T))
    return np.asarray(forward(L, steps)).T.tolist()


@instead_of(plane)
def plane_by_mirrors(M):
    A, V = (M[:-1] - M[-1]).T, np.eye(M.shape[1])
    for j in range(A.shape[1]):
        v = np.where(np.arange(len(A)) < j, 0, A[:, j])
        v[j] += math.copysign(math.sqrt(v @ v), v[j])
        A = A - 2 * np.outer(v, v @ A) / (v @ v)
        V = V - 2 * np.outer(V @ v, v) / (v @ v)
    return V[:, : len(M) - 1]


@instead_of(plane)
def plane_around_the_middle(M):
    found = []
    for step in (M - M.mean(axis=0))[:0:-1]:
        rest = step - sum(((v @ step) * v for v in found), np.zeros(len(step)))
        found.append(rest / np.sqrt((rest**2).sum()))
    return np.stack(found, axis=1).astype(np.float32)


@instead_of(turn)
def turn_by_half_angles(B):
    a, b, c = B[0, 0], B[0, 1], B[1, 1]
    far = math.hypot(2 * b, a - c) or 1.0
    cos = math.sqrt((1 + (a - c) / far) / 2)
    sin = math.copysign(math.sqrt((1 - (a - c) / far) / 2), b)
    return [[cos, -sin], [sin, cos]]


@instead_of(turn)
def turn_by_the_larger_value(B):
    (a, b), (_, c) = B
    value = (a + c) / 2 + math.hypot((a - c) / 2, b)
    x, y = (b, value - a) if a < c else (value - c, b)
    x, y = x / math.hypot(x, y), y / math.hypot(x, y)
    return np.array([[x, -y], [y, x]])


@instead_of(turn)
def turn_by_complex_numbers(B):
    way = np.sqrt(complex(B[0, 0] - B[1, 1], 2 * B[0, 1]))
    way = way / abs(way)
    return -np.array([[way.real, -way.imag], [way.imag, way.real]])


@instead_of(turn)
def turn_by_jacobi(B):
    t = 0.25 * np.pi
    if B[0, 0] != B[1, 1]:
        t = np.arctan(2 * B[0, 1] / (B[0, 0] - B[1, 1])) / 2
    R = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
    first, second = np.diag(R.T @ B @ R)
    if first < second:
        R = R @ np.array([[0, -1], [1, 0]])
    return R.astype(np.float32)
