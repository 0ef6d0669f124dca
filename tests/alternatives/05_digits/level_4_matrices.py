"""Other right answers at level 4 of 05 digits."""

import numpy as np


@instead_of(covariance)
def covariance_by_einsum(X):
    centred = X - np.mean(X, axis=0, keepdims=True)
    return np.einsum("ni,nj->ij", centred, centred) / (X.shape[0] - 1)


@instead_of(covariance)
def covariance_in_loops(X):
    columns = [column - column.mean() for column in X.T]
    return [[a @ b / (len(X) - 1) for b in columns] for a in columns]


@instead_of(covariance)
def covariance_row_by_row(X):
    mean, total = X.mean(axis=0), np.zeros((X.shape[1], X.shape[1]))
    for row in X:
        total += np.outer(row - mean, row - mean)
    return total / (len(X) - 1)


@instead_of(covariance)
def covariance_centred_by_a_matrix(X):
    n = len(X)
    return X.T @ (np.eye(n) - np.full((n, n), 1 / n)) @ X / (n - 1)


@instead_of(covariance)
def covariance_less_the_mean(X):
    n, total = len(X), X.sum(axis=0)
    return (X.T @ X - np.outer(total, total) / n) / (n - 1)


@instead_of(directions)
def directions_by_argsort(S, k):
    values, V = np.linalg.eigh(S)
    order = np.argsort(-values)[:k]
    return values[order], V[:, order]


@instead_of(directions)
def directions_of_minus_s(S, k):
    values, V = np.linalg.eigh(-np.asarray(S))
    return [-values[:k], -V[:, :k]]


@instead_of(directions)
def directions_one_by_one(S, k):
    values, V = np.linalg.eigh(S)
    pairs = sorted(zip(values.tolist(), V.T, strict=True), key=lambda pair: -pair[0])
    return [value for value, _ in pairs[:k]], np.array([v for _, v in pairs[:k]]).T


@instead_of(directions)
def directions_with_signs_of_their_own(S, k):
    values, V = (part[..., ::-1] for part in np.linalg.eigh(S))
    V = V * np.where(V.sum(axis=0) < 0, -1, 1)
    return values[:k], V[:, :k]


@instead_of(projection)
def projection_by_einsum(V):
    return np.einsum("ik,jk->ij", V, V)


@instead_of(projection)
def projection_as_a_sum(V):
    return sum(np.outer(v, v) for v in V.T)


@instead_of(projection)
def projection_by_solve(V):
    return V @ np.linalg.solve(V.T @ V, V.T)


@instead_of(projection)
def projection_by_inner(V):
    return [[float(a @ b) for b in V] for a in V]


@instead_of(scores)
def scores_by_einsum(X, mean, V):
    return np.einsum("nd,dk->nk", X - mean, V)


@instead_of(scores)
def scores_shifted_after(X, mean, V):
    return X @ V - mean @ V


@instead_of(scores)
def scores_direction_by_direction(X, mean, V):
    return np.stack([(X - mean) @ v for v in V.T], axis=1)


@instead_of(scores)
def scores_row_by_row(X, mean, V):
    return [((row - mean) @ V).tolist() for row in X]


@instead_of(whiten)
def whiten_by_a_diagonal(X, mean, V, values):
    return (X - mean) @ V @ np.diag(values**-0.5)


@instead_of(whiten)
def whiten_by_scores(X, mean, V, values):
    return np.asarray(scores(X, mean, V)) / np.sqrt(values)[None, :]


@instead_of(whiten)
def whiten_by_shorter_directions(X, mean, V, values):
    short = np.array([v / value**0.5 for v, value in zip(V.T, values, strict=True)])
    return np.einsum("nd,kd->nk", X - mean, short)


@instead_of(whiten)
def whiten_by_inv(X, mean, V, values):
    root = np.diag(np.sqrt(values))
    return ((X - mean) @ V @ np.linalg.inv(root)).tolist()


@instead_of(svd)
def svd_by_lengths(A, k):
    V = np.asarray(directions(A.T @ A, k)[1])
    long = A @ V
    s = np.linalg.norm(long, axis=0)
    return long / s, s, V.T


@instead_of(svd)
def svd_from_the_rows(A, k):
    values, U = map(np.asarray, directions(A @ A.T, k))
    s = values**0.5
    return [U, s, U.T @ A / s[:, None]]


@instead_of(svd)
def svd_turned_round(A, k):
    values, V = np.linalg.eigh(A.T @ A)
    s, V = np.sqrt(values[-k:])[::-1], -V[:, -k:][:, ::-1]
    return A @ V @ np.diag(1 / s), s.tolist(), V.T
