"""Other right answers at level 7 of 04 tumours."""

import functools
import math

import numpy as np
import pandas as pd


@instead_of(gradient)
def gradient_with_a_mask(A, y, w, lam):
    held = np.arange(len(w)) > 0
    return (A * (1 / (1 + np.exp(-A @ w)) - y)[:, None]).mean(axis=0) + lam * w * held


@instead_of(gradient)
def gradient_row_by_row(A, y, w, lam):
    slope = [0.0] + [lam * weight for weight in w[1:]]
    for row, truth in zip(A, y):
        error = 1 / (1 + math.exp(-sum(row * w))) - truth
        slope = [s + error * a / len(y) for s, a in zip(slope, row)]
    return slope


@instead_of(gradient)
def gradient_with_L(A, y, w, lam):
    L = lam * np.eye(len(w))
    L[0, 0] = 0
    p = (1 + np.tanh(A @ w / 2)) / 2
    return np.einsum("ij,i->j", A, p - y) / len(A) + L @ w


@instead_of(gradient)
def gradient_appended(A, y, w, lam):
    error = 1 / (1 + np.exp(-A.dot(w))) - y
    return error @ A / y.size + np.append(0, lam * w[1:])


@instead_of(batches)
def batches_by_split(n, size, rng):
    return np.split(rng.permutation(n), range(size, n, size))


@instead_of(batches)
def batches_by_shuffling(n, size, rng):
    left, pieces = list(range(n)), []
    rng.shuffle(left)
    while left:
        pieces.append(left[:size])
        del left[:size]
    return pieces


@instead_of(batches)
def batches_by_lots(n, size, rng):
    order = rng.random(n).argsort()
    return [order[size * i : size * (i + 1)] for i in range(math.ceil(n / size))]


@instead_of(batches)
def batches_by_choice(n, size, rng):
    order, pieces = rng.choice(n, size=n, replace=False), []
    for start in range(0, n, size):
        pieces.append(order[start : min(start + size, n)].astype(np.int32))
    return pieces


@instead_of(rate_at)
def rate_at_as_a_power(epoch, first, decay):
    return first * (1.0 + decay * epoch) ** -1


@instead_of(rate_at)
def rate_at_by_numpy(epoch, first, decay):
    return np.divide(first, np.multiply(decay, epoch) + 1)


@instead_of(rate_at)
def rate_at_of_each(epoch, first, decay):
    if np.ndim(epoch) == 0:
        return first / (decay * epoch + 1)
    return [rate_at_of_each(one, first, decay) for one in epoch]


@instead_of(walk)
def walk_in_place(A, y, lam, rates, size, rng):
    w = np.zeros(A.shape[1])
    for rate in rates:
        for rows in batches(len(A), size, rng):
            w -= rate * np.asarray(gradient(A[rows], y[rows], w, lam))
    return w


@instead_of(walk)
def walk_on_a_shuffled_table(A, y, lam, rates, size, rng):
    w = np.zeros(A.shape[1])
    for rate in rates:
        order = rng.permutation(len(y))
        B, labels = A[order], y[order]
        for i in range(0, len(y), size):
            part, truth = B[i : i + size], labels[i : i + size]
            slope = part.T @ (1 / (1 + np.exp(-part @ w)) - truth) / len(truth)
            slope[1:] += lam * w[1:]
            w = w - rate * slope
    return w.tolist()


@instead_of(walk)
def walk_by_reduce(A, y, lam, rates, size, rng):
    steps = ((r, rows) for r in rates for rows in batches(len(y), size, rng))
    step = lambda w, s: w - s[0] * np.asarray(gradient(A[s[1]], y[s[1]], w, lam))
    return functools.reduce(step, steps, 0 * A[0])


@instead_of(roll)
def roll_by_the_last_two(A, y, lam, rate, keep, steps):
    before = w = np.zeros(A.shape[1])
    for _ in range(steps):
        slope = np.asarray(gradient(A, y, w, lam))
        before, w = w, w + keep * (w - before) - rate * slope
    return w


@instead_of(roll)
def roll_in_place(A, y, lam, rate, keep, steps):
    w, speed = np.zeros((2, A.shape[1]))
    for _ in range(steps):
        speed *= keep
        speed -= rate * np.asarray(gradient(A, y, w, lam))
        w += speed
    return w


@instead_of(roll)
def roll_with_a_downhill_speed(A, y, lam, rate, keep, steps):
    w, down = np.zeros(A.shape[1]), 0
    while steps > 0:
        down = keep * down + np.asarray(gradient(A, y, w, lam))
        w, steps = w - rate * down, steps - 1
    return w


@instead_of(inverse)
def inverse_multiplied_out(H, rounds):
    V = np.identity(len(H)) / H.trace()
    for _ in range(rounds):
        V = 2 * V - V @ H @ V
    return V


@instead_of(inverse)
def inverse_by_its_error(H, rounds):
    V = np.eye(len(H)) / np.diag(H).sum()
    for _ in range(rounds):
        V = V + V @ (np.eye(len(H)) - H @ V)
    return V


@instead_of(inverse)
def inverse_from_the_other_side(H, rounds):
    if rounds == 0:
        return np.eye(len(H)) / np.trace(H)
    V = np.asarray(inverse_from_the_other_side(H, rounds - 1))
    return (2 * np.eye(len(H)) - V @ H) @ V


@instead_of(errors)
def errors_of_more_rounds(A, w):
    p = 1 / (1 + np.exp(-A @ w))
    B = A * np.sqrt(p * (1 - p))[:, np.newaxis]
    return np.diag(np.asarray(inverse(B.T @ B, 100))) ** 0.5


@instead_of(errors)
def errors_by_gauss(A, w):
    p = 1 / (1 + np.exp(A @ w))
    k = A.shape[1]
    M = np.hstack([np.einsum("i,ij,ik->jk", p * (1 - p), A, A), np.eye(k)])
    for j in range(k):
        M[j] /= M[j, j]
        others = np.arange(k) != j
        M[others] -= np.outer(M[others, j], M[j])
    return [math.sqrt(M[j, k + j]) for j in range(k)]


@instead_of(errors)
def errors_of_the_mean_bend(A, w):
    weight = 1 / (4 * np.cosh(A @ w / 2) ** 2)
    V = np.asarray(inverse((A.T * weight) @ A / len(A), 60))
    return np.sqrt(V.diagonal() / len(A))


@instead_of(bootstrap)
def bootstrap_of_choices(y, p, rounds, rng):
    found = []
    for _ in range(rounds):
        while True:
            rows = rng.choice(len(y), size=len(y))
            if y[rows].any() and not y[rows].all():
                break
        found.append(auc(y[rows], p[rows]))
    return found


@instead_of(bootstrap)
def bootstrap_by_counts(y, p, rounds, rng):
    n = len(y)
    a, b = p[y == 1][:, None], p[y == 0]
    won, found = (a > b) + 0.5 * (a == b), []
    while len(found) < rounds:
        count = rng.multinomial(n, np.full(n, 1 / n))
        sick, well = count[y == 1], count[y == 0]
        if sick.sum() and well.sum():
            found.append(sick @ won @ well / sick.sum() / well.sum())
    return np.array(found)


@instead_of(bootstrap)
def bootstrap_all_at_once(y, p, rounds, rng):
    n = len(y)
    rows = rng.integers(n, size=(rounds, n))
    while True:
        sick = y[rows].sum(axis=1)
        poor = (sick == 0) | (sick == n)
        if not poor.any():
            break
        rows[poor] = rng.integers(n, size=(poor.sum(), n))
    return np.array([auc(y[sample], p[sample]) for sample in rows])


@instead_of(bootstrap)
def bootstrap_by_ranks(y, p, rounds, rng):
    table, found = pd.DataFrame({"y": y, "p": p}), []
    while len(found) < rounds:
        sample = table.sample(len(y), replace=True, random_state=rng)
        m = int(sample["y"].sum())
        if 0 < m < len(y):
            high = sample["p"].rank()[sample["y"].eq(1)].sum()
            found.append((high - m * (m + 1) / 2) / (m * (len(y) - m)))
    return tuple(found)
