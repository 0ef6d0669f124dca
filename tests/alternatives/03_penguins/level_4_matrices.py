"""Other right answers at level 4 of 03 penguins."""

import math

import numpy as np
import pandas as pd


@instead_of(missing_together)
def missing_together_pair_by_pair(G):
    d = G.shape[1]
    return [[int(np.sum(G[:, i] * G[:, j])) for j in range(d)] for i in range(d)]


@instead_of(missing_together)
def missing_together_page_by_page(G):
    counts = np.zeros((G.shape[1], G.shape[1]))
    for page in G:
        counts += np.outer(page, page)
    return counts


@instead_of(missing_together)
def missing_together_by_and(G):
    gap = np.asarray(G) == 1
    return (gap[:, :, None] & gap[:, None, :]).sum(axis=0)


@instead_of(indicator)
def indicator_by_unit_rows(y, k):
    return np.eye(k)[y]


@instead_of(indicator)
def indicator_by_places(y, k):
    Y = np.zeros((len(y), k), dtype=int)
    Y[np.arange(len(y)), y] = 1
    return Y


@instead_of(indicator)
def indicator_as_lists(y, k):
    return [[float(label == c) for c in range(k)] for label in y]


@instead_of(indicator)
def indicator_column_by_column(y, k):
    return np.column_stack([np.equal(y, c) for c in range(k)])


@instead_of(indicator)
def indicator_by_pandas(y, k):
    return pd.get_dummies(pd.Categorical(y, range(k))).to_numpy(dtype=np.float32)


@instead_of(crossed)
def crossed_by_einsum(Y, Z):
    return np.einsum("nk,nc->kc", Y, Z)


@instead_of(crossed)
def crossed_row_by_row(Y, Z):
    counts = np.zeros((Y.shape[1], Z.shape[1]), dtype=int)
    for own, other in zip(Y, Z, strict=True):
        counts[own.argmax(), other.argmax()] += 1
    return counts


@instead_of(crossed)
def crossed_by_counting(Y, Z):
    cells = Y.argmax(axis=1) * Z.shape[1] + Z.argmax(axis=1)
    size = Y.shape[1] * Z.shape[1]
    return np.bincount(cells, minlength=size).reshape(Y.shape[1], Z.shape[1])


@instead_of(centring)
def centring_in_a_loop(n):
    return [[(1 if i == j else 0) - 1 / n for j in range(n)] for i in range(n)]


@instead_of(centring)
def centring_in_place(n):
    C = np.full((n, n), -1 / n)
    C[np.diag_indices(n)] += 1
    return C


@instead_of(centring)
def centring_by_projection(n):
    one = np.ones((n, 1))
    return np.identity(n) - one @ np.linalg.inv(one.T @ one) @ one.T


@instead_of(centring)
def centring_of_the_unit_matrix(n):
    unit = np.eye(n, dtype=np.float32)
    return unit - unit.mean(axis=0)


@instead_of(scaling)
def scaling_by_broadcasting(X):
    spread = X.std(axis=0)
    spread[spread == 0] = 1
    return np.eye(X.shape[1]) / spread


@instead_of(scaling)
def scaling_column_by_column(X):
    d = X.shape[1]
    D = [[0.0] * d for _ in range(d)]
    for j, column in enumerate(X.T):
        D[j][j] = 1 / (math.sqrt(np.mean((column - column.mean()) ** 2)) or 1)
    return D


@instead_of(scaling)
def scaling_by_the_scatter(X):
    C = np.eye(len(X)) - 1 / len(X)
    variances = np.diagonal(X.T @ C @ X) / len(X)
    with np.errstate(divide="ignore"):
        return np.diag(np.where(np.ptp(X, axis=0) > 0, np.abs(variances) ** -0.5, 1))


@instead_of(scaling)
def scaling_by_pandas(X):
    return np.diag(1 / pd.DataFrame(X).std(ddof=0).replace(0, 1))


@instead_of(class_means)
def class_means_by_inverse(X, Y):
    return np.linalg.inv(Y.T @ Y) @ Y.T @ X


@instead_of(class_means)
def class_means_column_by_column(X, Y):
    columns = [np.linalg.solve(Y.T @ Y, Y.T @ column) for column in X.T]
    return np.array(columns).T.tolist()


@instead_of(class_means)
def class_means_by_right_angles(X, Y):
    values, V = np.linalg.eigh(Y.T @ Y)
    return V @ ((V.T @ Y.T @ X) / values[:, None])


@instead_of(class_means)
def class_means_by_elimination(X, Y):
    A = np.hstack([Y.T @ Y, Y.T @ X])
    for j in range(len(A)):
        A[j] = A[j] / A[j, j]
        for i in range(len(A)):
            if i != j:
                A[i] = A[i] - A[i, j] * A[j]
    return A[:, len(A) :]


@instead_of(projection)
def projection_by_inverse(Y):
    return Y @ np.linalg.inv(Y.T @ Y) @ Y.T


@instead_of(projection)
def projection_by_right_angles(Y):
    values, V = np.linalg.eigh(Y.T @ Y)
    Q = Y @ V / np.sqrt(values)
    return Q @ Q.T


@instead_of(projection)
def projection_by_gram_schmidt(Y):
    P = np.zeros((len(Y), len(Y)))
    for column in Y.T:
        rest = column - P @ column
        P = P + np.outer(rest, rest) / (rest @ rest)
    return P


@instead_of(projection)
def projection_row_by_row(Y):
    middle = np.linalg.inv(Y.T @ Y)
    return [[float(a @ middle @ b) for b in Y] for a in Y]


@instead_of(pooled)
def pooled_by_projection(X, Y):
    n, k = Y.shape
    return X.T @ (np.eye(n) - projection(Y)) @ X / (n - k)


@instead_of(pooled)
def pooled_by_class(X, Y):
    S = np.zeros((X.shape[1], X.shape[1]))
    for column in Y.T:
        apart = X[column == 1] - X[column == 1].mean(axis=0)
        S += apart.T @ apart
    return S / (len(Y) - len(Y.T))


@instead_of(pooled)
def pooled_by_subtraction(X, Y):
    M = np.asarray(class_means(X, Y))
    return (X.T @ X - M.T @ Y.T @ Y @ M) / (X.shape[0] - Y.shape[1])


@instead_of(pooled)
def pooled_pair_by_pair(X, Y):
    apart = X - np.linalg.inv(Y.T @ Y).dot(Y.T @ X)[Y.argmax(axis=1)]
    divisor = Y.shape[0] - Y.shape[1]
    return [[float(a @ b) / divisor for b in apart.T] for a in apart.T]


@instead_of(mahalanobis)
def mahalanobis_by_einsum(X, m, S):
    return np.einsum("ni,ij,nj->n", X - m, np.linalg.inv(S), X - m)


@instead_of(mahalanobis)
def mahalanobis_one_by_one(X, m, S):
    return [float((x - m) @ np.linalg.solve(S, x - m)) for x in X]


@instead_of(mahalanobis)
def mahalanobis_along_the_axes(X, m, S):
    values, V = np.linalg.eigh(S)
    return (((X - m) @ V / np.sqrt(values)) ** 2).sum(axis=1)


@instead_of(mahalanobis)
def mahalanobis_on_the_diagonal(X, m, S):
    apart = X - m
    return np.diag(apart @ np.linalg.inv(S) @ apart.T)


@instead_of(mahalanobis)
def mahalanobis_by_determinants(X, m, S):
    det = np.linalg.det
    return [1 - det(S - np.outer(x - m, x - m)) / det(S) for x in X]


@instead_of(lines)
def lines_by_inverse(M, S, priors):
    W = np.linalg.inv(S) @ M.T
    return [W, np.log(priors) - 0.5 * np.diag(M @ W)]


@instead_of(lines)
def lines_class_by_class(M, S, priors):
    W, b = [], []
    for m, prior in zip(M, priors, strict=True):
        W.append(np.linalg.solve(S, m))
        b.append(math.log(prior) - W[-1] @ m / 2)
    return np.transpose(W), b


@instead_of(lines)
def lines_by_einsum(M, S, priors):
    W = np.linalg.solve(S, M.T)
    return W.astype(np.float32), np.log(priors) - np.einsum("kd,dk->k", M, W) / 2


@instead_of(strongest)
def strongest_by_correlation(X, y, count):
    length = lambda A: np.sqrt((A * A).sum(axis=0))
    A, b = X - X.mean(axis=0), y - y.mean()
    r = A.T @ b / (length(A) * length(b))
    return [int(j) for j in sorted(range(len(r)), key=lambda j: -abs(r[j]))][:count]


@instead_of(strongest)
def strongest_squared(X, y, count):
    A = X - X.mean(axis=0)
    share = (A.T @ (y - y.mean())) ** 2 / (A**2).sum(axis=0)
    return np.argpartition(share, -count)[-count:]


@instead_of(strongest)
def strongest_by_pandas(X, y, count):
    r = pd.DataFrame(X).corrwith(pd.Series(y))
    return r.abs().nlargest(count).index


@instead_of(strongest)
def strongest_by_means_apart(X, y, count):
    gap = np.abs(X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0)) / X.std(axis=0)
    return tuple(np.flatnonzero(gap >= np.sort(gap)[::-1][count - 1])[::-1])
