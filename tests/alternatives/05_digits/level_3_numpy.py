"""Other right answers at level 3 of 05 digits."""

import numpy as np
from scipy import linalg
from scipy.spatial import KDTree
from scipy.spatial.distance import cdist


@instead_of(fit_mean)
def fit_mean_by_sum(X):
    return X.sum(axis=0) / len(X)


@instead_of(fit_mean)
def fit_mean_as_a_list(X):
    return [sum(column) / len(column) for column in zip(*X.tolist(), strict=True)]


@instead_of(fit_mean)
def fit_mean_by_product(X):
    return np.full(len(X), 1 / len(X)) @ X


@instead_of(fit_mean)
def fit_mean_by_average(X):
    return np.average(X, axis=0).astype(np.float32)


@instead_of(components)
def components_by_eigh(X, k):
    values, V = np.linalg.eigh(np.cov(X, rowvar=False))
    return V[:, np.argsort(values)[::-1][:k]].T


@instead_of(components)
def components_by_scipy(X, k):
    return -linalg.svd(X - np.asarray(fit_mean(X)), full_matrices=False)[2][:k]


@instead_of(components)
def components_of_the_turned(X, k):
    U, _, _ = np.linalg.svd((X - X.mean(axis=0)).T, full_matrices=False)
    return [U[:, j] * (-1) ** j for j in range(k)]


@instead_of(components)
def components_scaled(X, k):
    centred = (X - X.mean(axis=0)) / np.sqrt(len(X) - 1)
    Vt = np.linalg.svd(centred)[2]
    return Vt[range(k)].astype(np.float32)


@instead_of(scores)
def scores_by_einsum(X, mean, components):
    return np.einsum("nd,kd->nk", X - mean, components)


@instead_of(scores)
def scores_shifted_after(X, mean, components):
    V = np.asarray(components).T
    return X @ V - np.asarray(mean) @ V


@instead_of(scores)
def scores_row_by_row(X, mean, components):
    return [[float(v @ (row - mean)) for v in np.asarray(components)] for row in X]


@instead_of(scores)
def scores_turned_round(X, mean, components):
    return np.transpose(np.dot(components, np.subtract(X, mean).T))


@instead_of(explained_variance)
def explained_variance_by_eigvalsh(X, k):
    return np.sort(np.linalg.eigvalsh(np.cov(X.T)))[: -k - 1 : -1]


@instead_of(explained_variance)
def explained_variance_of_the_scores(X, k):
    found = np.asarray(scores(X, fit_mean(X), components(X, k)))
    return [found[:, j].var(ddof=1) for j in range(k)]


@instead_of(explained_variance)
def explained_variance_by_scipy(X, k):
    s = linalg.svdvals((X - X.mean(axis=0)) / (len(X) - 1) ** 0.5)
    return tuple((s * s)[:k])


@instead_of(reconstruct)
def reconstruct_by_einsum(scores, mean, components):
    return np.einsum("nk,kd->nd", scores, components) + np.asarray(mean)[None, :]


@instead_of(reconstruct)
def reconstruct_row_by_row(scores, mean, components):
    return [list(mean + row @ components) for row in np.asarray(scores)]


@instead_of(reconstruct)
def reconstruct_one_component_at_a_time(scores, mean, components):
    rebuilt = np.tile(np.asarray(mean, dtype=float), (len(scores), 1))
    for column, component in zip(np.transpose(scores), components, strict=True):
        rebuilt += np.outer(column, component)
    return rebuilt


@instead_of(name_digits)
def name_digits_by_tree(train_scores, y_train, test_scores):
    return np.asarray(y_train)[KDTree(train_scores).query(test_scores)[1]]


@instead_of(name_digits)
def name_digits_row_by_row(train_scores, y_train, test_scores):
    names = []
    for row in np.asarray(test_scores):
        far = np.linalg.norm(train_scores - row, axis=1)
        names.append(y_train[int(far.argmin())])
    return names


@instead_of(name_digits)
def name_digits_by_product(train_scores, y_train, test_scores):
    known, new = np.asarray(train_scores), np.asarray(test_scores)
    far = (known**2).sum(axis=1) - 2 * new @ known.T
    return np.take(y_train, far.argmin(axis=1)).astype(np.int32)


@instead_of(name_digits)
def name_digits_by_sorting(train_scores, y_train, test_scores):
    order = cdist(test_scores, train_scores, "sqeuclidean").argsort(axis=1)
    return tuple(int(y_train[row[0]]) for row in order)
