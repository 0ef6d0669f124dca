"""Other right answers at level 7 of 03 penguins."""

import heapq
import math
import random
from functools import reduce

import numpy as np

# Four numbers beside 10 ** 9: float32 cannot tell them apart.
unworn(as_narrow, met)


@instead_of(met)
def met_by_the_old_count(state, x):
    n, mean, squares = state
    step = x - mean
    return n + 1, mean + step / (n + 1), squares + step * step * n / (n + 1)


@instead_of(met)
def met_by_sums(state, x):
    n, mean, squares = state
    new = (n * mean + x) / (n + 1)
    return [n + 1, new, squares + (x - mean) * (x - new)]


@instead_of(met)
def met_in_an_array(state, x):
    n, mean, squares = state
    gap = (x - mean) / (n + 1)
    return np.array(state) + [1, gap, n * (n + 1) * gap**2]


@instead_of(met_page)
def met_page_by_the_old_count(state, x):
    n, mean, C = state
    step = x - mean
    return n + 1, mean + step / (n + 1), C + step[:, None] * step * (n / (n + 1))


@instead_of(met_page)
def met_page_by_sums(state, x):
    n, mean, C = state
    new = (n * np.asarray(mean) + x) / (n + 1)
    return [n + 1, new, C + np.einsum("i,j->ij", x - new, x - mean)]


@instead_of(met_page)
def met_page_pair_by_pair(state, x):
    n, mean, C = state[0] + 1, list(state[1]), np.array(state[2], dtype=float)
    step = [x_i - m_i for x_i, m_i in zip(x, mean)]
    for i in range(len(x)):
        mean[i] += step[i] / n
        for j in range(len(x)):
            C[i, j] += step[i] * step[j] * (n - 1) / n
    return n, np.array(mean), C


@instead_of(merged)
def merged_around_the_joint_mean(one, other):
    n = one[0] + other[0]
    mean = (one[0] * one[1] + other[0] * other[1]) / n
    C = 0
    for count, own, scatter in (one, other):
        C = C + scatter + count * np.outer(own - mean, own - mean)
    return n, mean, C


@instead_of(merged)
def merged_by_raw_products(one, other):
    n = one[0] + other[0]
    total = one[0] * one[1] + other[0] * other[1]
    raw = sum(C + count * np.outer(mean, mean) for count, mean, C in (one, other))
    return [n, total / n, raw - np.outer(total, total) / n]


@instead_of(merged)
def merged_from_the_other_side(one, other):
    (n_2, mean_2, C_2), (n_1, mean_1, C_1) = one, other
    gap, share = mean_2 - mean_1, n_2 / (n_1 + n_2)
    C = C_1 + C_2 + n_1 * share * gap[:, None] * gap
    return n_1 + n_2, (mean_1 + share * gap).astype(np.float32), C.tolist()


@instead_of(reservoir)
def reservoir_by_lots(stream, size, rng):
    lots = []
    for i, item in enumerate(stream):
        heapq.heappush(lots, (rng.random(), i, item))
        if len(lots) > size:
            heapq.heappop(lots)
    return [item for _, _, item in lots]


@instead_of(reservoir)
def reservoir_with_python(stream, size, rng):
    chance, kept = random.Random(int(rng.integers(2**32))), []
    for i, item in enumerate(stream, 1):
        if len(kept) < size:
            kept.append(item)
        elif chance.random() < size / i:
            kept[chance.randrange(size)] = item
    return kept


@instead_of(reservoir)
def reservoir_throwing_one_out(stream, size, rng):
    kept = ()
    for i, item in enumerate(stream):
        kept = (*kept, item)
        if len(kept) > size:
            if rng.random() < size / (i + 1):
                out = rng.integers(size)
                kept = kept[:out] + kept[out + 1 :]
            else:
                kept = kept[:-1]
    return kept


@instead_of(reservoir)
def reservoir_by_leaps(stream, size, rng):
    stream = iter(stream)
    kept = [item for _, item in zip(range(size), stream)]
    if len(kept) < size:
        return kept
    w = rng.random() ** (1 / size)
    leap = math.floor(math.log(1 - rng.random()) / math.log1p(-w))
    for item in stream:
        if leap == 0:
            kept[rng.integers(size)] = item
            w *= rng.random() ** (1 / size)
            leap = math.floor(math.log(1 - rng.random()) / math.log1p(-w))
        else:
            leap -= 1
    return kept


@instead_of(share_below)
def share_below_by_counting(values, number):
    return sum(1 for value in values if value < number) / len(values)


@instead_of(share_below)
def share_below_in_line(values, number):
    return np.searchsorted(np.sort(values), number, side="left") / len(values)


@instead_of(share_below)
def share_below_from_above(values, number):
    return 1 - np.count_nonzero(values >= number) / np.size(values)


@instead_of(share_below)
def share_below_in_single(values, number):
    return np.less(values, number).astype(np.float32).mean()


@instead_of(drifting)
def drifting_step_by_step(stream, q, step, guess):
    for x in stream:
        if x > guess:
            guess += step * q
        else:
            guess -= step * (1 - q)
    return guess


@instead_of(drifting)
def drifting_by_reduce(stream, q, step, guess):
    move = lambda g, x: g + step * np.where(x > g, q, q - 1)
    return reduce(move, stream, guess)


@instead_of(drifting)
def drifting_from_below(stream, q, step, guess):
    for x in stream:
        guess = guess - step * (1 - q) + step * float(guess < x)
    return np.float64(guess)


@instead_of(updated)
def updated_entry_by_entry(inverse, u):
    d = len(u)
    a = [sum(inverse[i][j] * u[j] for j in range(d)) for i in range(d)]
    s = 1 + sum(a_i * u_i for a_i, u_i in zip(a, u))
    return [[inverse[i][j] - a[i] * a[j] / s for j in range(d)] for i in range(d)]


@instead_of(updated)
def updated_by_projection(inverse, u):
    a = inverse @ u
    return (np.eye(len(u)) - np.outer(a, u) / (1 + u @ a)) @ inverse


@instead_of(updated)
def updated_by_columns(inverse, u):
    column = np.reshape(u, (-1, 1))
    s = (column.T @ inverse @ column).item() + 1
    return inverse - inverse @ column @ (column.T @ inverse) / s


def solved(A):
    """The inverse of A by elimination."""
    d = len(A)
    rows = np.hstack([A, np.eye(d)])
    for j in range(d):
        rows[j] /= rows[j, j]
        for i in range(d):
            if i != j:
                rows[i] -= rows[i, j] * rows[j]
    return rows[:, d:]


@instead_of(updated)
def updated_by_inverting_twice(inverse, u):
    return solved(solved(np.asarray(inverse)) + np.outer(u, u))


@instead_of(learnt)
def learnt_from_the_new_mean(state, x, c):
    counts, means, inverse = state
    one = np.arange(len(counts)) == c
    counts = counts + one
    old = np.asarray(means)[c]
    means = means + np.outer(one, x - old) / counts[c]
    gain = math.sqrt(counts[c] * max(counts[c] - 1, 0))
    return counts, means, updated(np.asarray(inverse), gain * (means[c] - old))


@instead_of(learnt)
def learnt_in_one_formula(state, x, c):
    counts, means, inverse = (np.array(part, dtype=float) for part in state)
    share = counts[c] / (counts[c] + 1)
    a = inverse @ (x - means[c])
    inverse -= share * np.outer(a, a) / (1 + share * (x - means[c]) @ a)
    means[c] = share * means[c] + (1 - share) * x
    counts[c] += 1
    return [counts, means, inverse]


@instead_of(learnt)
def learnt_in_lists(state, x, c):
    counts, means = list(state[0]), [list(mean) for mean in state[1]]
    u = [v - m for v, m in zip(x, means[c])]
    weight = (counts[c] / (counts[c] + 1)) ** 0.5
    inverse = np.asarray(updated(np.asarray(state[2]), weight * np.array(u)))
    counts[c] += 1
    means[c] = [m + step / counts[c] for m, step in zip(means[c], u)]
    return counts, means, inverse.tolist()


@instead_of(resampled)
def resampled_by_choice(right, times, rng):
    return rng.choice(right, size=(times, len(right))).mean(axis=1)


@instead_of(resampled)
def resampled_one_by_one(right, times, rng):
    n, shares = len(right), []
    for _ in range(times):
        shares.append(float(np.mean(right[rng.integers(0, n, n)])))
    return shares


@instead_of(resampled)
def resampled_by_counts(right, times, rng):
    n = len(right)
    return (rng.multinomial(n, np.full(n, 1 / n), size=times) @ right) / n


@instead_of(resampled)
def resampled_by_tosses(right, times, rng):
    n = len(right)
    return (rng.binomial(n, np.mean(right), size=times) / n).astype(np.float32)


@instead_of(middle_part)
def middle_part_by_percentile(shares, confidence=0.95):
    out = 50 * (1 - confidence)
    return np.percentile(shares, out), np.percentile(shares, 100 - out)


@instead_of(middle_part)
def middle_part_in_line(shares, confidence=0.95):
    line = sorted(shares)

    def at(q):
        place = min(max(q, 0), 1) * (len(line) - 1)
        low = min(int(place), len(line) - 2)
        return line[low] + (place - low) * (line[low + 1] - line[low])

    return [at((1 - confidence) / 2), at((1 + confidence) / 2)]


@instead_of(middle_part)
def middle_part_around_the_half(shares, confidence=0.95):
    places = 0.5 + np.array([-0.5, 0.5]) * confidence
    grid = np.linspace(0, 1, len(shares))
    return np.interp(places, grid, np.sort(shares)).astype(np.float32)
