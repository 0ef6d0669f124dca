"""Other right answers at level 7 of 03 penguins."""

import heapq
import math

import numpy as np

# A mean that is carried on in 32 bits drifts away: that is what the koan is about.
unworn(as_narrow, met)


@instead_of(met)
def met_by_sums(state, x):
    n, mean, squares = state
    after = (n * mean + x) / (n + 1)
    return [n + 1, after, squares + (x - mean) ** 2 * n / (n + 1)]


@instead_of(met)
def met_as_a_merge(state, x):
    n, mean, squares = state
    gap = x - mean
    return n + 1, mean + gap / (n + 1), squares + gap * gap * (n / (n + 1))


@instead_of(met_page)
def met_page_by_parts(state, x):
    n, mean, C = state
    gap = [float(a - b) for a, b in zip(x, mean)]
    grown = [
        [C[i][j] + gap[i] * gap[j] * n / (n + 1) for j in range(len(gap))]
        for i in range(len(gap))
    ]
    return n + 1, [m + g / (n + 1) for m, g in zip(mean, gap)], grown


@instead_of(met_page)
def met_page_at_once(state, x):
    n, mean, C = state
    after = (n * mean + x) / (n + 1)
    return n + 1, after, C + (x - mean)[:, None] * (x - after)[None, :]


@instead_of(merged)
def merged_by_weights(one, other):
    (a, M, C), (b, N, D) = one, other
    mean = np.average([M, N], axis=0, weights=[a, b])
    return (
        a + b,
        mean,
        C + D + a * np.outer(M - mean, M - mean) + b * np.outer(N - mean, N - mean),
    )


@instead_of(merged)
def merged_the_other_way(one, other):
    (a, M, C), (b, N, D) = other, one
    step = (N - M)[:, np.newaxis]
    return [
        a + b,
        M + step[:, 0] * (b / (a + b)),
        D + C + step @ step.T * (a * b / (a + b)),
    ]


@instead_of(reservoir)
def reservoir_by_lots(stream, size, rng):
    kept = []
    for number, page in enumerate(stream):
        lot = (rng.random(), number, page)
        if len(kept) < size:
            heapq.heappush(kept, lot)
        elif size and lot[0] > kept[0][0]:
            heapq.heapreplace(kept, lot)
    return [page for _, _, page in kept]


@instead_of(reservoir)
def reservoir_by_chance(stream, size, rng):
    kept, seen = [], 0
    for page in stream:
        seen += 1
        if len(kept) < size:
            kept.append(page)
        elif rng.random() < size / seen:
            kept[int(rng.random() * size)] = page
    return kept


@instead_of(share_below)
def share_below_by_counting(values, number):
    return sum(1 for value in values if value < number) / len(values)


@instead_of(share_below)
def share_below_by_sorting(values, number):
    return np.searchsorted(np.sort(values), number, side="left") / len(values)


@instead_of(drifting)
def drifting_by_cases(stream, q, step, guess):
    for x in stream:
        if x > guess:
            guess += step * q
        else:
            guess -= step * (1 - q)
    return guess


@instead_of(drifting)
def drifting_as_a_sign(stream, q, step, guess):
    for x in stream:
        guess = guess + step * (q - 0.5 + (0.5 if x > guess else -0.5))
    return float(guess)


@instead_of(updated)
def updated_by_products(inverse, u):
    u = np.asarray(u)[:, None]
    return inverse - inverse @ u @ u.T @ inverse / (1 + (u.T @ inverse @ u)[0, 0])


@instead_of(updated)
def updated_by_parts(inverse, u):
    size = len(u)
    a = [sum(inverse[i][j] * u[j] for j in range(size)) for i in range(size)]
    below = 1 + sum(x * y for x, y in zip(u, a))
    return [
        [inverse[i][j] - a[i] * a[j] / below for j in range(size)] for i in range(size)
    ]


@instead_of(learnt)
def learnt_by_both_steps(state, x, c):
    counts, means, inverse = (np.array(part, dtype=float) for part in state)
    after = means[c] + (x - means[c]) / (counts[c] + 1)
    share = counts[c] / (counts[c] + 1)
    inverse = updated(inverse, math.sqrt(share) * (x - means[c]))
    counts[c] += 1
    means[c] = after
    return [counts, means, inverse]


@instead_of(learnt)
def learnt_with_masks(state, x, c):
    counts, means, inverse = state
    mine = np.arange(len(counts)) == c
    gap = x - means[c]
    after = counts + mine
    moved = means + mine[:, None] * gap / after[c]
    return after, moved, updated(inverse, gap * (1 - 1 / after[c]) ** 0.5)


@instead_of(resampled)
def resampled_one_by_one(right, times, rng):
    return [rng.choice(right, size=len(right)).mean() for _ in range(times)]


@instead_of(resampled)
def resampled_by_counts(right, times, rng):
    size, found = len(right), []
    for _ in range(times):
        drawn = np.bincount(rng.integers(size, size=size), minlength=size)
        found.append(drawn @ right / size)
    return np.array(found)


@instead_of(middle_part)
def middle_part_by_percentiles(shares, confidence=0.95):
    left = 100 * (1 - confidence) / 2
    return tuple(np.percentile(shares, [left, 100 - left]))


@instead_of(middle_part)
def middle_part_by_sorting(shares, confidence=0.95):
    def at(q):
        place = q * (len(ordered) - 1)
        below = int(place)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (place - below) * (ordered[above] - ordered[below])

    ordered = sorted(shares)
    return [at((1 - confidence) / 2), at((1 + confidence) / 2)]
