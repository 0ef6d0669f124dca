"""Other right answers at level 4 of 04 tumours."""

import functools
import math

import numpy as np
import pandas as pd


@instead_of(with_ones)
def with_ones_inserted(X):
    return np.insert(X, 0, 1, axis=1)


@instead_of(with_ones)
def with_ones_row_by_row(X):
    return [[1.0, *row] for row in X]


@instead_of(with_ones)
def with_ones_written_into(X):
    A = np.empty((X.shape[0], X.shape[1] + 1))
    A[:, 0], A[:, 1:] = 1, X
    return A


@instead_of(with_ones)
def with_ones_padded(X):
    return np.pad(X, ((0, 0), (1, 0)), constant_values=1)


@instead_of(probability)
def probability_by_tanh(A, w):
    return np.tanh(A.dot(w) / 2) / 2 + 0.5


@instead_of(probability)
def probability_on_both_sides(A, w):
    e = np.exp(-np.abs(A @ w))
    return np.where(A @ w < 0, e, 1) / (1 + e)


@instead_of(probability)
def probability_by_logaddexp(A, w):
    return np.exp(-np.logaddexp(0, -np.einsum("ij,j", A, w)))


@instead_of(probability)
def probability_row_by_row(A, w):
    return [1 / (1 + math.exp(-sum(a * b for a, b in zip(row, w)))) for row in A]


@instead_of(gradient)
def gradient_as_a_mean(A, y, p):
    return (A * (p - y)[:, np.newaxis]).mean(axis=0)


@instead_of(gradient)
def gradient_by_einsum(A, y, p):
    return np.einsum("ij,i->j", A, p - y) / A.shape[0]


@instead_of(gradient)
def gradient_row_by_row(A, y, p):
    slope = np.zeros(A.shape[1])
    for row, truth, sure in zip(A, y, p):
        slope += (sure - truth) * row
    return (slope / len(A)).tolist()


@instead_of(gradient)
def gradient_from_the_left(A, y, p):
    return (p @ A - y @ A) / len(p)


@instead_of(hessian)
def hessian_of_roots(A, p):
    B = A * np.sqrt(p * (1 - p))[:, np.newaxis]
    return B.T @ B / len(A)


@instead_of(hessian)
def hessian_on_a_diagonal(A, p):
    return A.T @ np.diag(p - p**2) @ A / p.size


@instead_of(hessian)
def hessian_by_einsum(A, p):
    return np.einsum("i,ij,ik->jk", p * (1 - p), A, A) / A.shape[0]


@instead_of(hessian)
def hessian_row_by_row(A, p):
    return np.mean([s * (1 - s) * np.outer(row, row) for row, s in zip(A, p)], axis=0)


@instead_of(penalty)
def penalty_on_a_diagonal(d, lam):
    return np.diag([0.0, *[lam] * d])


@instead_of(penalty)
def penalty_number_by_number(d, lam):
    return [[lam if i == j > 0 else 0 for j in range(d + 1)] for i in range(d + 1)]


@instead_of(penalty)
def penalty_filled_in(d, lam):
    L = np.zeros((d + 1, d + 1))
    for j in range(1, d + 1):
        L[j, j] = lam
    return L


@instead_of(penalty)
def penalty_padded(d, lam):
    return np.pad(np.identity(d) * lam, (1, 0))


@instead_of(newton_step)
def newton_step_by_inverse(A, y, w, L):
    p = np.asarray(probability(A, w))
    slope = np.asarray(gradient(A, y, p)) + L @ w
    return w - np.linalg.inv(np.asarray(hessian(A, p)) + L) @ slope


@instead_of(newton_step)
def newton_step_by_least_squares(A, y, w, L):
    p = 1 / (1 + np.exp(-A @ w))
    weight = p * (1 - p)
    B = A.T * weight
    right = B @ (A @ w) + A.T @ (y - p)
    return np.linalg.solve(B @ A + len(y) * L, right)


@instead_of(newton_step)
def newton_step_along_eigenvectors(A, y, w, L):
    p = 1 / (1 + np.exp(-A @ w))
    values, V = np.linalg.eigh((A.T * (p * (1 - p))) @ A / len(A) + L)
    return w - V @ (V.T @ (A.T @ (p - y) / len(A) + L @ w) / values)


@instead_of(newton_step)
def newton_step_in_a_list(A, y, w, L):
    p = np.asarray(probability(A, w))
    down = -(np.asarray(gradient(A, y, p)) + np.dot(L, w))
    step = np.linalg.solve(np.add(hessian(A, p), L), down)
    return [before + s for before, s in zip(w, step)]


@instead_of(newton)
def newton_that_calls_itself(A, y, L, steps):
    if steps == 0:
        return np.zeros(A.shape[1])
    before = np.asarray(newton_that_calls_itself(A, y, L, steps - 1))
    return newton_step(A, y, before, L)


@instead_of(newton)
def newton_by_reduce(A, y, L, steps):
    step = lambda w, _: np.asarray(newton_step(A, y, w, L))
    return functools.reduce(step, range(steps), 0 * A[0])


@instead_of(newton)
def newton_counted_down(A, y, L, steps):
    w = np.zeros(len(L))
    while steps:
        w, steps = np.asarray(newton_step(A, y, w, L)), steps - 1
    return tuple(w)


@instead_of(errors_at)
def errors_bar_by_bar(y, p, bars):
    missed = [int(((p < bar) & (y == 1)).sum()) for bar in bars]
    return missed, [int(((p >= bar) & (y == 0)).sum()) for bar in bars]


@instead_of(errors_at)
def errors_by_searching(y, p, bars):
    sick, well = np.sort(p[y == 1]), np.sort(p[y == 0])
    return np.searchsorted(sick, bars), well.size - np.searchsorted(well, bars)


@instead_of(errors_at)
def errors_in_one_table(y, p, bars):
    called = (p >= bars[:, np.newaxis]).astype(float)
    return np.array([(1 - called) @ y, called @ (1 - y)])


@instead_of(errors_at)
def errors_one_by_one(y, p, bars):
    missed, alarms = np.zeros(len(bars), int), np.zeros(len(bars), int)
    for truth, sure in zip(y, p):
        if truth:
            missed += sure < bars
        else:
            alarms += sure >= bars
    return [missed, alarms]


@instead_of(auc)
def auc_from_ranks(y, p):
    ranks = pd.Series(p).rank()
    sick = int((y == 1).sum())
    over = ranks[y == 1].sum() - sick * (sick + 1) / 2
    return over / sick / (len(y) - sick)


@instead_of(auc)
def auc_by_sign(y, p):
    return np.sign(np.subtract.outer(p[y == 1], p[y == 0])).mean() / 2 + 0.5


@instead_of(auc)
def auc_pair_by_pair(y, p):
    won = pairs = 0
    for a in p[y == 1]:
        for b in p[y == 0]:
            pairs += 1
            won += 1 if a > b else 0.5 if a == b else 0
    return won / pairs


@instead_of(auc)
def auc_under_the_curve(y, p):
    bars = np.append(np.inf, np.unique(p)[::-1])
    alarms, recall = ((p[y == k, np.newaxis] >= bars).mean(axis=0) for k in (0, 1))
    return float(np.diff(alarms) @ (recall[1:] + recall[:-1]) / 2)
