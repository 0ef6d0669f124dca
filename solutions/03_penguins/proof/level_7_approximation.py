"""The proof of level 7 of 03 penguins: how its functions go wrong, and other right answers."""

import heapq
import math
import random
from functools import reduce
from weakref import WeakSet


class Page(float):
    """The number of a page."""


class Ship:
    """Sends pages 0, 1, 2 … up to an end, and knows how many of them were kept at once."""

    def __init__(self, end, at=0):
        self.end, self.at, self.kept, self.most = end, at, WeakSet(), 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == self.end:
            raise StopIteration
        page, self.at = Page(self.at), self.at + 1
        self.kept.add(page)  # for as long as somebody holds it
        self.most = max(self.most, len(self.kept))
        return page

    def __deepcopy__(self, memo):
        return Ship(self.end, self.at)


# Four numbers beside 10 ** 9: float32 cannot tell them apart.
not_as(as_narrow, met)


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


@check(met)
def the_first_number():
    assert met((0, 0.0, 0.0), 5.0) == close_to((1, 5, 0))


@check(met)
def numbers_far_from_zero():
    """The squares stay exact beside 10 ** 9, too."""
    state, far = (0, 0.0, 0.0), np.array([4.0, 7.0, 13.0, 16.0]) + 1e9
    for x in far:
        state = met(state, x)
    assert state[2] == close_to(90, rel=1e-9)


@check(met)
def every_flipper(rng):
    wings = X_train["flipper_length_mm"].dropna().to_numpy()
    for values in rng.normal(3, 5, size=6), wings:
        state = (0, 0.0, 0.0)
        for x in values:
            state = met(state, x)
        wanted = len(values), values.mean(), len(values) * values.var()
        assert state == close_to(wanted, rel=1e-9)


@wrong(
    met, "The mean follows by step / n with the new number counted. You had one less."
)
def met_with_the_old_count(state, x):
    n, mean, squares = state
    step = x - mean
    mean = mean + step / max(n, 1)
    squares = squares + step * (x - mean)
    return n + 1, mean, squares


@wrong(met, "step squared is too much: once from the old mean, once from the new one.")
def met_from_the_old_mean(state, x):
    n, mean, squares = state
    n = n + 1
    step = x - mean
    mean = mean + step / n
    squares = squares + step * step
    return n, mean, squares


@wrong(
    met, "(x - mean) squared is too little: once from the old mean, once from the new."
)
def met_from_the_new_mean(state, x):
    n, mean, squares = state
    n = n + 1
    mean = mean + (x - mean) / n
    squares = squares + (x - mean) ** 2
    return n, mean, squares


@wrong(met, "The squares are missing what this number adds.")
def met_without_squares(state, x):
    n, mean, squares = state
    n = n + 1
    mean = mean + (x - mean) / n
    return n, mean, squares


@right(met)
def met_by_the_old_count(state, x):
    n, mean, squares = state
    step = x - mean
    return n + 1, mean + step / (n + 1), squares + step * step * n / (n + 1)


@right(met)
def met_by_sums(state, x):
    n, mean, squares = state
    new = (n * mean + x) / (n + 1)
    return [n + 1, new, squares + (x - mean) * (x - new)]


@right(met)
def met_in_an_array(state, x):
    n, mean, squares = state
    gap = (x - mean) / (n + 1)
    return np.array(state) + [1, gap, n * (n + 1) * gap**2]


@check(met_page)
def a_second_page():
    before = np.array([1.0, 2.0]), np.zeros((2, 2))
    count, mean, C = met_page((1, *before), np.array([3.0, 8.0]))
    assert count == 2
    assert mean == close_to([2, 5])
    assert C == close_to([[2, 6], [6, 18]])


@check(met_page)
def the_old_state_stays():
    """`met_page` leaves the old state as it was."""
    before = np.array([1.0, 2.0]), np.zeros((2, 2))
    met_page((1, *before), np.array([3.0, 8.0]))
    assert before[0] == close_to([1, 2])
    assert before[1] == close_to(np.zeros((2, 2)))


@check(met_page)
def pages_of_any_width(rng):
    for n, d in (5, 2), (30, 4):
        pages = rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + 9
        count, mean, C = all_met(pages)
        assert count == n
        assert mean == close_to(pages.mean(axis=0))
        assert C / (n - 1) == close_to(np.cov(pages.T))


@wrong(met_page, "step * (x - mean) is a row, its variances only. All pairs: np.outer.")
def met_page_without_pairs(state, x):
    n, mean, C = state
    n = n + 1
    step = x - mean
    mean = mean + step / n
    C = C + step * (x - mean)
    return n, mean, C


@wrong(met_page, "Both sides are measured from the old mean. One is from the new.")
def met_page_from_the_old_mean(state, x):
    n, mean, C = state
    n = n + 1
    step = x - mean
    mean = mean + step / n
    C = C + np.outer(step, step)
    return n, mean, C


@right(met_page)
def met_page_by_the_old_count(state, x):
    n, mean, C = state
    step = x - mean
    return n + 1, mean + step / (n + 1), C + step[:, None] * step * (n / (n + 1))


@right(met_page)
def met_page_by_sums(state, x):
    n, mean, C = state
    new = (n * np.asarray(mean) + x) / (n + 1)
    return [n + 1, new, C + np.einsum("i,j->ij", x - new, x - mean)]


@right(met_page)
def met_page_pair_by_pair(state, x):
    n, mean, C = state[0] + 1, list(state[1]), np.array(state[2], dtype=float)
    step = [x_i - m_i for x_i, m_i in zip(x, mean)]
    for i in range(len(x)):
        mean[i] += step[i] / n
        for j in range(len(x)):
            C[i, j] += step[i] * step[j] * (n - 1) / n
    return n, np.array(mean), C


equivalent(
    met_page,
    "C = C + np.outer(step, x - mean) -> C = C + np.outer(x - mean, step)",
    why="x less the new mean is a part of the step: the outer product is the same both ways.",
)


@check(merged)
def both_states_stay():
    """`merged` leaves both states as they were."""
    one = (3, np.array([2.0]), np.array([[0.0]]))
    other = (1, np.array([6.0]), np.array([[0.0]]))
    merged(one, other)
    assert (one[1][0], one[2][0, 0]) == (2, 0)
    assert (other[1][0], other[2][0, 0]) == (6, 0)


@check(merged)
def two_parts_of_a_table(rng):
    pages = rng.normal(size=(50, 3)) * [1, 4, 9] + 7
    for cut in 2, 20, 45:
        parts = [
            (len(part), part.mean(axis=0), (len(part) - 1) * np.cov(part.T))
            for part in (pages[:cut], pages[cut:])
        ]
        count, mean, C = merged(*parts)
        assert count == 50
        assert mean == close_to(pages.mean(axis=0))
        assert C == close_to(49 * np.cov(pages.T))


@wrong(
    merged,
    "The means lie apart, and that scatters, too: np.outer(gap, gap) * n₁ n₂ / n.",
)
def merged_without_the_gap(one, other):
    (n_1, mean_1, C_1), (n_2, mean_2, C_2) = one, other
    n, gap = n_1 + n_2, mean_2 - mean_1
    return n, mean_1 + gap * n_2 / n, C_1 + C_2


@wrong(merged, "The larger ship has more to say: weigh the means by their counts.")
def merged_halfway(one, other):
    (n_1, mean_1, C_1), (n_2, mean_2, C_2) = one, other
    n, gap = n_1 + n_2, mean_2 - mean_1
    return n, (mean_1 + mean_2) / 2, C_1 + C_2 + np.outer(gap, gap) * n_1 * n_2 / n


@right(merged)
def merged_around_the_joint_mean(one, other):
    n = one[0] + other[0]
    mean = (one[0] * one[1] + other[0] * other[1]) / n
    C = 0
    for count, own, scatter in (one, other):
        C = C + scatter + count * np.outer(own - mean, own - mean)
    return n, mean, C


@right(merged)
def merged_by_raw_products(one, other):
    n = one[0] + other[0]
    total = one[0] * one[1] + other[0] * other[1]
    raw = sum(C + count * np.outer(mean, mean) for count, mean, C in (one, other))
    return [n, total / n, raw - np.outer(total, total) / n]


@right(merged)
def merged_from_the_other_side(one, other):
    (n_2, mean_2, C_2), (n_1, mean_1, C_1) = one, other
    gap, share = mean_2 - mean_1, n_2 / (n_1 + n_2)
    C = C_1 + C_2 + n_1 * share * gap[:, None] * gap
    return n_1 + n_2, (mean_1 + share * gap).astype(np.float32), C.tolist()


@check(reservoir)
def short_streams_are_kept(rng):
    """A stream that is no longer than `size` is kept as a whole."""
    for n in 0, 1, 3:
        assert sorted(reservoir(iter(range(n)), 3, rng)) == list(range(n))


@check(reservoir)
def each_page_at_most_once(rng):
    some = reservoir(iter(range(100)), 7, rng)
    assert len(set(map(int, some))) == len(some) == 7


@check(reservoir)
def equal_chances(rng):
    """Every page is equally likely to be kept."""
    for n, size in (2, 1), (3, 1), (5, 2):
        kept = [reservoir(iter(range(n)), size, rng) for _ in range(700)]
        chances = np.bincount(np.ravel(kept), minlength=n) / 700
        assert chances == close_to(np.full(n, size / n), abs=0.1)


@check(reservoir)
def little_room(rng):
    """No more than `size` pages are kept at any time, while the stream goes on."""
    ship = Ship(300)
    assert len(reservoir(ship, 7, rng)) == 7
    assert ship.most < 20  # kept at once, of 300; there is room for 7


@wrong(reservoir, "Those are the first ones. Later pages have a right to be kept, too.")
def first_ones(stream, size, rng):
    return [page for i, page in enumerate(stream) if i < size]


@wrong(
    reservoir,
    "All pages were kept until the end, and there is room for a few only. Say of each "
    "page as it comes whether it stays.",
)
def reservoir_of_all_pages(stream, size, rng):
    pages = list(stream)
    if len(pages) <= size:
        return pages
    return [pages[i] for i in rng.choice(len(pages), size, replace=False)]


@wrong(
    reservoir,
    "Every late page throws an earlier one out, and the first are gone in the end. "
    "Page i is kept with chance size / (i + 1) only.",
)
def reservoir_that_always_takes(stream, size, rng):
    kept = []
    for i, page in enumerate(stream):
        if i < size:
            kept.append(page)
        else:
            kept[rng.integers(size)] = page
    return kept


@wrong(
    reservoir,
    "Page i draws a place from 0 to i, itself counted: rng.integers(i + 1). Otherwise "
    "late ones are kept too often.",
)
def reservoir_off_by_one(stream, size, rng):
    kept = []
    for i, page in enumerate(stream):
        if i < size:
            kept.append(page)
        else:
            place = rng.integers(i)
            if place < size:
                kept[place] = page
    return kept


@wrong(
    reservoir,
    "Each page takes the place of the one size earlier, so the last ones are kept. "
    "Draw the place.",
)
def last_ones(stream, size, rng):
    kept = []
    for i, page in enumerate(stream):
        if i < size:
            kept.append(page)
        else:
            kept[i % size] = page
    return kept


@wrong(
    reservoir,
    "Page i draws a place from 0 to i, no higher: rng.integers(i + 1). Otherwise late "
    "ones are kept too seldom.",
)
def reservoir_off_by_one_more(stream, size, rng):
    kept = []
    for i, page in enumerate(stream):
        if i < size:
            kept.append(page)
        else:
            place = rng.integers(i + 2)
            if place < size:
                kept[place] = page
    return kept


@right(reservoir)
def reservoir_by_lots(stream, size, rng):
    lots = []
    for i, item in enumerate(stream):
        heapq.heappush(lots, (rng.random(), i, item))
        if len(lots) > size:
            heapq.heappop(lots)
    return [item for _, _, item in lots]


@right(reservoir)
def reservoir_with_python(stream, size, rng):
    chance, kept = random.Random(int(rng.integers(2**32))), []
    for i, item in enumerate(stream, 1):
        if len(kept) < size:
            kept.append(item)
        elif chance.random() < size / i:
            kept[chance.randrange(size)] = item
    return kept


@right(reservoir)
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


@right(reservoir)
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


equivalent(
    reservoir,
    "kept[place] = page -> kept[place - 1] = page",
    why="Every place is as likely, and so is the one before it.",
)


@check(share_below)
def values_that_are_equal():
    """A value that equals the number is not smaller."""
    assert share_below(np.array([2.0, 2.0, 2.0]), 2.0) == close_to(0)
    assert share_below(np.array([1.0, 2.0, 2.0, 3.0, 4.0]), 3.0) == close_to(0.6)


@check(share_below)
def any_share(rng):
    values = rng.normal(size=50)
    for number in -1, 0, 0.5:
        wanted = sum(value < number for value in values) / 50
        assert share_below(values, number) == close_to(wanted)


@wrong(share_below, "That is how many. The share is over all.")
def count_below(values, number):
    return np.sum(values < number)


@wrong(share_below, "Smaller is asked for, and equal ones do not count.")
def share_up_to(values, number):
    return np.mean(values <= number)


@wrong(share_below, "Those are all that are not smaller: the share was turned round.")
def share_not_below(values, number):
    return 1 - np.mean(values < number)


@wrong(share_below, "Those are the larger ones.")
def share_above(values, number):
    return np.mean(values > number)


@right(share_below)
def share_below_by_counting(values, number):
    return sum(1 for value in values if value < number) / len(values)


@right(share_below)
def share_below_in_line(values, number):
    return np.searchsorted(np.sort(values), number, side="left") / len(values)


@right(share_below)
def share_below_from_above(values, number):
    return 1 - np.count_nonzero(values >= number) / np.size(values)


@right(share_below)
def share_below_in_single(values, number):
    return np.less(values, number).astype(np.float32).mean()


@check(drifting)
def a_number_that_equals_the_guess():
    """A number that equals the guess is not above it: the guess goes down."""
    assert drifting([2], 0.5, 0.1, 2) == close_to(1.95)


@check(drifting)
def a_few_numbers(rng):
    assert drifting([], 0.3, 0.1, 7.0) == close_to(7)
    for q in 0.1, 0.5, 0.8:
        guess, stream = 4.0, rng.normal(4, 2, size=8)
        for x in stream:
            guess += 0.5 * q if x > guess else -0.5 * (1 - q)
        assert drifting(stream, q, 0.5, 4.0) == close_to(guess)


@wrong(drifting, "It runs away from the numbers: up if x lies above.")
def drifting_away(stream, q, step, guess):
    for x in stream:
        guess = guess - step * (q - (x <= guess))
    return guess


@wrong(drifting, "Up and down are as long: that finds the median whatever q is.")
def drifting_to_the_median(stream, q, step, guess):
    for x in stream:
        guess = guess + step * (0.5 - (x <= guess))
    return guess


@wrong(
    drifting, "The step depends on how far x is: that finds the mean. Its side counts."
)
def drifting_to_the_mean(stream, q, step, guess):
    for x in stream:
        guess = guess + step * (x - guess)
    return guess


@right(drifting)
def drifting_step_by_step(stream, q, step, guess):
    for x in stream:
        if x > guess:
            guess += step * q
        else:
            guess -= step * (1 - q)
    return guess


@right(drifting)
def drifting_by_reduce(stream, q, step, guess):
    move = lambda g, x: g + step * np.where(x > g, q, q - 1)
    return reduce(move, stream, guess)


@right(drifting)
def drifting_from_below(stream, q, step, guess):
    for x in stream:
        guess = guess - step * (1 - q) + step * float(guess < x)
    return np.float64(guess)


@wrong(
    test_one_drifting_number_finds_a_quantile,
    "Up by q, 0.75, where the number lies above the guess; else down by 0.25.",
)
def up_and_down_by_another():
    return 1


@check(updated)
def inverse_and_page_stay():
    """`updated` leaves the inverse and u as they were."""
    old, u = np.array([[1.0]]), np.array([2.0])
    updated(old, u)
    assert (old[0, 0], u[0]) == (1, 2)


@check(updated)
def several_columns(rng):
    for d in 2, 4:
        A, u = rng.normal(size=(9, d)), rng.normal(size=d)
        A = A.T @ A
        wanted = np.linalg.inv(A + np.outer(u, u))
        assert updated(np.linalg.inv(A), u) == close_to(wanted)


@wrong(updated, "u u′ makes A larger, so its inverse is smaller: it is taken off.")
def updated_upwards(inverse, u):
    a = inverse @ u
    return inverse + np.outer(a, a) / (1 + u @ a)


@wrong(updated, "The 1 in the divisor is missing.")
def updated_without_one(inverse, u):
    a = inverse @ u
    return inverse - np.outer(a, a) / (u @ a)


@wrong(updated, "All of 1 + u · a divides: brackets around it.")
def updated_without_brackets(inverse, u):
    a = inverse @ u
    return inverse - np.outer(a, a) / 1 + u @ a


@wrong(updated, "Both sides of the outer product are A⁻¹ u, not u.")
def updated_by_u(inverse, u):
    return inverse - np.outer(u, u) / (1 + u @ inverse @ u)


@right(updated)
def updated_entry_by_entry(inverse, u):
    d = len(u)
    a = [sum(inverse[i][j] * u[j] for j in range(d)) for i in range(d)]
    s = 1 + sum(a_i * u_i for a_i, u_i in zip(a, u))
    return [[inverse[i][j] - a[i] * a[j] / s for j in range(d)] for i in range(d)]


@right(updated)
def updated_by_projection(inverse, u):
    a = inverse @ u
    return (np.eye(len(u)) - np.outer(a, u) / (1 + u @ a)) @ inverse


@right(updated)
def updated_by_columns(inverse, u):
    column = np.reshape(u, (-1, 1))
    s = (column.T @ inverse @ column).item() + 1
    return inverse - inverse @ column @ (column.T @ inverse) / s


@right(updated)
def updated_by_inverting_twice(inverse, u):
    return solved(solved(np.asarray(inverse)) + np.outer(u, u))


@check(learnt)
def the_first_and_the_second_of_a_species():
    """The first page of a species adds no scatter. The second one does."""
    first = learnt(nothing_known(1, 2, little=0.5), np.array([3.0]), 1)
    assert first[0] == close_to([0, 1])
    assert first[1] == close_to([[0], [3]])
    assert first[2] == close_to([[2]])
    counts, means, inverse = learnt(tuple(map(np.asarray, first)), np.array([7.0]), 1)
    assert counts == close_to([0, 2])
    assert means == close_to([[0], [5]])
    assert inverse == close_to([[1 / 8.5]])


@check(learnt)
def the_state_before_stays():
    """`learnt` returns a new state and leaves the old one as it was."""
    before = nothing_known(2, 3)
    learnt(before, np.array([1.0, 2.0]), 1)
    for part, given in zip(before, nothing_known(2, 3), strict=True):
        assert part == close_to(given)


@check(learnt)
def two_species_of_noise(rng):
    pages, labels = rng.normal(size=(40, 3)), np.arange(40) % 2
    model = LinearDiscriminantAnalysis(store_covariance=True).fit(pages, labels)
    _, means, inverse = all_learnt(pages, labels, little=0.5)
    assert means == close_to(model.means_)
    wanted = np.linalg.inv(40 * model.covariance_ + 0.5 * np.eye(3))
    assert inverse == close_to(wanted)


@wrong(
    learnt,
    "The first of a species does not scatter: √(count / (count + 1)) is missing.",
)
def learnt_with_the_whole_step(state, x, c):
    counts, means, inverse = (np.array(part, dtype=float) for part in state)
    step = x - means[c]
    inverse = updated(inverse, step)
    counts[c] += 1
    means[c] += step / counts[c]
    return counts, means, inverse


@wrong(learnt, "count / (count + 1) is what the product gains. u has its root.")
def learnt_without_the_root(state, x, c):
    counts, means, inverse = (np.array(part, dtype=float) for part in state)
    step = x - means[c]
    inverse = updated(inverse, counts[c] / (counts[c] + 1) * step)
    counts[c] += 1
    means[c] += step / counts[c]
    return counts, means, inverse


@right(learnt)
def learnt_from_the_new_mean(state, x, c):
    counts, means, inverse = state
    one = np.arange(len(counts)) == c
    counts = counts + one
    old = np.asarray(means)[c]
    means = means + np.outer(one, x - old) / counts[c]
    gain = math.sqrt(counts[c] * max(counts[c] - 1, 0))
    return counts, means, updated(np.asarray(inverse), gain * (means[c] - old))


@right(learnt)
def learnt_in_one_formula(state, x, c):
    counts, means, inverse = (np.array(part, dtype=float) for part in state)
    share = counts[c] / (counts[c] + 1)
    a = inverse @ (x - means[c])
    inverse -= share * np.outer(a, a) / (1 + share * (x - means[c]) @ a)
    means[c] = share * means[c] + (1 - share) * x
    counts[c] += 1
    return [counts, means, inverse]


@right(learnt)
def learnt_in_lists(state, x, c):
    counts, means = list(state[0]), [list(mean) for mean in state[1]]
    u = [v - m for v, m in zip(x, means[c])]
    weight = (counts[c] / (counts[c] + 1)) ** 0.5
    inverse = np.asarray(updated(np.asarray(state[2]), weight * np.array(u)))
    counts[c] += 1
    means[c] = [m + step / counts[c] for m, step in zip(means[c], u)]
    return counts, means, inverse.tolist()


@check(resampled)
def shares_of_samples(rng):
    """Each sample has n penguins, drawn with replacement, and gives one share."""
    right = (np.arange(50) < 35).astype(float)
    shares = np.asarray(resampled(right, 4000, rng))
    assert shares.shape == (4000,)
    assert shares.mean() == close_to(0.7, abs=0.01)
    assert shares.std() == close_to((0.7 * 0.3 / 50) ** 0.5, rel=0.1)


@check(resampled, middle_part)
def the_lower_end(rng):
    low, _ = middle_part(np.asarray(resampled(named_right, 1000, rng)))
    assert low == close_to(66 / 69, abs=1.5 / 69)


@wrong(
    resampled, "Without replacement every sample is all of right again. Draw with it."
)
def shuffled(right, times, rng):
    return np.array([rng.permutation(right).mean() for _ in range(times)])


@wrong(resampled, "Those are counts. A share is a mean.")
def resampled_counts(right, times, rng):
    n = len(right)
    return right[rng.integers(n, size=(times, n))].sum(axis=1)


@wrong(
    resampled,
    "A sample is as large as the one you have, n draws: larger ones vary too little.",
)
def resampled_too_many(right, times, rng):
    n = len(right)
    return right[rng.integers(n, size=(times, 10 * n))].mean(axis=1)


@right(resampled)
def resampled_by_choice(right, times, rng):
    return rng.choice(right, size=(times, len(right))).mean(axis=1)


@right(resampled)
def resampled_one_by_one(right, times, rng):
    n, shares = len(right), []
    for _ in range(times):
        shares.append(float(np.mean(right[rng.integers(0, n, n)])))
    return shares


@right(resampled)
def resampled_by_counts(right, times, rng):
    n = len(right)
    return (rng.multinomial(n, np.full(n, 1 / n), size=times) @ right) / n


@right(resampled)
def resampled_by_tosses(right, times, rng):
    n = len(right)
    return (rng.binomial(n, np.mean(right), size=times) / n).astype(np.float32)


@check(middle_part)
def parts_of_any_size(rng):
    """As much is left out on either side; without a second argument the part is 0.95."""
    for m in 2, 40:
        shares = rng.random(m)
        assert middle_part(shares, 0.5) == close_to(np.quantile(shares, [0.25, 0.75]))
        assert middle_part(shares) == close_to(np.quantile(shares, [0.025, 0.975]))


@wrong(
    middle_part,
    "All that is to be left out was left out twice. Leave out half of it on each side.",
)
def middle_part_too_narrow(shares, confidence=0.95):
    return np.quantile(shares, [1 - confidence, confidence])


@wrong(middle_part, "That is the mean and 1.96 deviations: it may reach beyond 1.")
def middle_part_of_a_bell(shares, confidence=0.95):
    m, wide = np.mean(shares), 1.96 * np.std(shares)
    return np.array([m - wide, m + wide])


@right(middle_part)
def middle_part_by_percentile(shares, confidence=0.95):
    out = 50 * (1 - confidence)
    return np.percentile(shares, out), np.percentile(shares, 100 - out)


@right(middle_part)
def middle_part_in_line(shares, confidence=0.95):
    line = sorted(shares)

    def at(q):
        place = min(max(q, 0), 1) * (len(line) - 1)
        low = min(int(place), len(line) - 2)
        return line[low] + (place - low) * (line[low + 1] - line[low])

    return [at((1 - confidence) / 2), at((1 + confidence) / 2)]


@right(middle_part)
def middle_part_around_the_half(shares, confidence=0.95):
    places = 0.5 + np.array([-0.5, 0.5]) * confidence
    grid = np.linspace(0, 1, len(shares))
    return np.interp(places, grid, np.sort(shares)).astype(np.float32)
