"""The proof of level 7 of 03 penguins: checks, wrong answers, and other right answers."""

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
not_as(as_narrow, welford)


def solved(A):
    """Return the inverse of A by elimination."""
    d = len(A)
    rows = np.hstack([A, np.eye(d)])
    for j in range(d):
        rows[j] /= rows[j, j]
        for i in range(d):
            if i != j:
                rows[i] -= rows[i, j] * rows[j]
    return rows[:, d:]


@check(welford)
def the_first_number():
    assert welford((0, 0.0, 0.0), 5.0) == close_to((1, 5, 0))


@check(welford)
def numbers_far_from_zero():
    """The squares stay exact near 10 ** 9, too."""
    state, far = (0, 0.0, 0.0), np.array([4.0, 7.0, 13.0, 16.0]) + 1e9
    for x in far:
        state = welford(state, x)
    assert state[2] == close_to(90, rel=1e-9)


@check(welford)
def every_flipper(rng):
    wings = X_train["flipper_length_mm"].dropna().to_numpy()
    for values in rng.normal(3, 5, size=6), wings:
        state = (0, 0.0, 0.0)
        for x in values:
            state = welford(state, x)
        wanted = len(values), values.mean(), len(values) * values.var()
        assert state == close_to(wanted, rel=1e-9)


@wrong(welford, "You divided by the old count. Count the new number first.")
def welford_with_the_old_count(state, x):
    n, mean, squares = state
    step = x - mean
    mean = mean + step / max(n, 1)
    squares = squares + step * (x - mean)
    return n + 1, mean, squares


@wrong(
    welford,
    "You squared the step from the old mean. Multiply it by the step from the new "
    "mean.",
)
def welford_from_the_old_mean(state, x):
    n, mean, squares = state
    n = n + 1
    step = x - mean
    mean = mean + step / n
    squares = squares + step * step
    return n, mean, squares


@wrong(
    welford,
    "You squared the step from the new mean. Multiply it by the step from the old "
    "mean.",
)
def welford_from_the_new_mean(state, x):
    n, mean, squares = state
    n = n + 1
    mean = mean + (x - mean) / n
    squares = squares + (x - mean) ** 2
    return n, mean, squares


@wrong(welford, "You did not add anything to the squares.")
def welford_without_squares(state, x):
    n, mean, squares = state
    n = n + 1
    mean = mean + (x - mean) / n
    return n, mean, squares


@right(welford)
def welford_by_the_old_count(state, x):
    n, mean, squares = state
    step = x - mean
    return n + 1, mean + step / (n + 1), squares + step * step * n / (n + 1)


@right(welford)
def welford_by_sums(state, x):
    n, mean, squares = state
    new = (n * mean + x) / (n + 1)
    return [n + 1, new, squares + (x - mean) * (x - new)]


@right(welford)
def welford_in_an_array(state, x):
    n, mean, squares = state
    gap = (x - mean) / (n + 1)
    return np.array(state) + [1, gap, n * (n + 1) * gap**2]


@check(welford_page)
def a_second_page():
    before = np.array([1.0, 2.0]), np.zeros((2, 2))
    count, mean, C = welford_page((1, *before), np.array([3.0, 8.0]))
    assert count == 2
    assert mean == close_to([2, 5])
    assert C == close_to([[2, 6], [6, 18]])


@check(welford_page)
def the_old_state_stays():
    """`welford_page` leaves the old state as it was."""
    before = np.array([1.0, 2.0]), np.zeros((2, 2))
    welford_page((1, *before), np.array([3.0, 8.0]))
    assert before[0] == close_to([1, 2])
    assert before[1] == close_to(np.zeros((2, 2)))


@check(welford_page)
def pages_of_any_width(rng):
    for n, d in (5, 2), (30, 4):
        pages = rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + 9
        count, mean, C = welford_all(pages)
        assert count == n
        assert mean == close_to(pages.mean(axis=0))
        assert C / (n - 1) == close_to(np.cov(pages.T))


@wrong(
    welford_page,
    "step * (x - mean) is a row, with variances only. Use np.outer for all pairs.",
)
def welford_page_without_pairs(state, x):
    n, mean, C = state
    n = n + 1
    step = x - mean
    mean = mean + step / n
    C = C + step * (x - mean)
    return n, mean, C


@wrong(welford_page, "Both factors are from the old mean. Take one from the new mean.")
def welford_page_from_the_old_mean(state, x):
    n, mean, C = state
    n = n + 1
    step = x - mean
    mean = mean + step / n
    C = C + np.outer(step, step)
    return n, mean, C


@right(welford_page)
def welford_page_by_the_old_count(state, x):
    n, mean, C = state
    step = x - mean
    return n + 1, mean + step / (n + 1), C + step[:, None] * step * (n / (n + 1))


@right(welford_page)
def welford_page_by_sums(state, x):
    n, mean, C = state
    new = (n * np.asarray(mean) + x) / (n + 1)
    return [n + 1, new, C + np.einsum("i,j->ij", x - new, x - mean)]


@right(welford_page)
def welford_page_pair_by_pair(state, x):
    n, mean, C = state[0] + 1, list(state[1]), np.array(state[2], dtype=float)
    step = [x_i - m_i for x_i, m_i in zip(x, mean)]
    for i in range(len(x)):
        mean[i] += step[i] / n
        for j in range(len(x)):
            C[i, j] += step[i] * step[j] * (n - 1) / n
    return n, np.array(mean), C


equivalent(
    welford_page,
    "C = C + np.outer(step, x - mean) -> C = C + np.outer(x - mean, step)",
    why="x minus the new mean is a multiple of the step, so the outer product is the same "
    "both ways.",
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
    "The difference of the means adds to C. Add np.outer(gap, gap) * n₁ n₂ / n.",
)
def merged_without_the_gap(one, other):
    (n_1, mean_1, C_1), (n_2, mean_2, C_2) = one, other
    n, gap = n_1 + n_2, mean_2 - mean_1
    return n, mean_1 + gap * n_2 / n, C_1 + C_2


@wrong(merged, "You gave both ships the same weight. Weight the means by their counts.")
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
    gap, fraction = mean_2 - mean_1, n_2 / (n_1 + n_2)
    C = C_1 + C_2 + n_1 * fraction * gap[:, None] * gap
    return n_1 + n_2, (mean_1 + fraction * gap).astype(np.float32), C.tolist()


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


@wrong(reservoir, "Those are the first items. Later ones must have the same chance.")
def first_ones(stream, size, rng):
    return [page for i, page in enumerate(stream) if i < size]


@wrong(
    reservoir,
    "You kept all items until the end. Decide about each item when it arrives.",
)
def reservoir_of_all_pages(stream, size, rng):
    pages = list(stream)
    if len(pages) <= size:
        return pages
    return [pages[i] for i in rng.choice(len(pages), size, replace=False)]


@wrong(
    reservoir,
    "You keep every late item, so the first ones are lost. Keep item i only with "
    "probability size / (i + 1).",
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
    "Item i draws a position from 0 to i, with i included: rng.integers(i + 1). Yours "
    "keeps late items too often.",
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
    "Each item replaces the one `size` earlier, so you keep the last ones. Draw the "
    "position.",
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
    "Item i draws a position from 0 to i and no higher: rng.integers(i + 1). Yours "
    "keeps late items too rarely.",
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
    why="Every position is equally likely, and so is the one before it.",
)


@check(fraction_below)
def values_that_are_equal():
    """A value that equals the number is not smaller."""
    assert fraction_below(np.array([2.0, 2.0, 2.0]), 2.0) == close_to(0)
    assert fraction_below(np.array([1.0, 2.0, 2.0, 3.0, 4.0]), 3.0) == close_to(0.6)


@check(fraction_below)
def any_share(rng):
    values = rng.normal(size=50)
    for number in -1, 0, 0.5:
        wanted = sum(value < number for value in values) / 50
        assert fraction_below(values, number) == close_to(wanted)


@wrong(fraction_below, "That is a count. Divide by the number of values.")
def count_below(values, number):
    return np.sum(values < number)


@wrong(fraction_below, "You counted the equal values too. Count only the smaller ones.")
def share_up_to(values, number):
    return np.mean(values <= number)


@wrong(
    fraction_below,
    "That is the fraction that is not smaller. Return the fraction that is smaller.",
)
def share_not_below(values, number):
    return 1 - np.mean(values < number)


@wrong(
    fraction_below,
    "That is the fraction of the larger values. Return that of the smaller ones.",
)
def share_above(values, number):
    return np.mean(values > number)


@right(fraction_below)
def fraction_below_by_counting(values, number):
    return sum(1 for value in values if value < number) / len(values)


@right(fraction_below)
def fraction_below_in_line(values, number):
    return np.searchsorted(np.sort(values), number, side="left") / len(values)


@right(fraction_below)
def fraction_below_from_above(values, number):
    return 1 - np.count_nonzero(values >= number) / np.size(values)


@right(fraction_below)
def fraction_below_in_single(values, number):
    return np.less(values, number).astype(np.float32).mean()


@check(running_quantile)
def a_number_that_equals_the_guess():
    """A number that equals the guess is not above it: the guess goes down."""
    assert running_quantile([2], 0.5, 0.1, 2) == close_to(1.95)


@check(running_quantile)
def a_few_numbers(rng):
    assert running_quantile([], 0.3, 0.1, 7.0) == close_to(7)
    for q in 0.1, 0.5, 0.8:
        guess, stream = 4.0, rng.normal(4, 2, size=8)
        for x in stream:
            guess += 0.5 * q if x > guess else -0.5 * (1 - q)
        assert running_quantile(stream, q, 0.5, 4.0) == close_to(guess)


@wrong(
    running_quantile,
    "Your estimate runs away from the numbers. If x is above it, move up.",
)
def running_quantile_away(stream, q, step, guess):
    for x in stream:
        guess = guess - step * (q - (x <= guess))
    return guess


@wrong(
    running_quantile,
    "You move up and down equally far, which finds the median. Use q and 1 − q.",
)
def running_quantile_to_the_median(stream, q, step, guess):
    for x in stream:
        guess = guess + step * (0.5 - (x <= guess))
    return guess


@wrong(
    running_quantile,
    "Your step depends on how far away x is, which finds the mean. Only the side "
    "matters.",
)
def running_quantile_to_the_mean(stream, q, step, guess):
    for x in stream:
        guess = guess + step * (x - guess)
    return guess


@right(running_quantile)
def running_quantile_step_by_step(stream, q, step, guess):
    for x in stream:
        if x > guess:
            guess += step * q
        else:
            guess -= step * (1 - q)
    return guess


@right(running_quantile)
def running_quantile_by_reduce(stream, q, step, guess):
    move = lambda g, x: g + step * np.where(x > g, q, q - 1)
    return reduce(move, stream, guess)


@right(running_quantile)
def running_quantile_from_below(stream, q, step, guess):
    for x in stream:
        guess = guess - step * (1 - q) + step * float(guess < x)
    return np.float64(guess)


@wrong(
    test_a_running_estimate_finds_a_quantile,
    "Move up by q, 0.75, if the number is above the estimate, and otherwise down by "
    "0.25.",
)
def up_and_down_by_another():
    return 1


@check(updated_inverse)
def inverse_and_page_stay():
    """`updated_inverse` leaves the inverse and u as they were."""
    old, u = np.array([[1.0]]), np.array([2.0])
    updated_inverse(old, u)
    assert (old[0, 0], u[0]) == (1, 2)


@check(updated_inverse)
def several_columns(rng):
    for d in 2, 4:
        A, u = rng.normal(size=(9, d)), rng.normal(size=d)
        A = A.T @ A
        wanted = np.linalg.inv(A + np.outer(u, u))
        assert updated_inverse(np.linalg.inv(A), u) == close_to(wanted)


@wrong(
    updated_inverse,
    "Adding u u′ makes A larger, so its inverse gets smaller. Subtract.",
)
def updated_inverse_upwards(inverse, u):
    a = inverse @ u
    return inverse + np.outer(a, a) / (1 + u @ a)


@wrong(updated_inverse, "The divisor is 1 + u · a. Add the 1.")
def updated_inverse_without_one(inverse, u):
    a = inverse @ u
    return inverse - np.outer(a, a) / (u @ a)


@wrong(updated_inverse, "Divide by all of 1 + u · a: put brackets around it.")
def updated_inverse_without_brackets(inverse, u):
    a = inverse @ u
    return inverse - np.outer(a, a) / 1 + u @ a


@wrong(updated_inverse, "Both factors of the outer product are A⁻¹ u, not u.")
def updated_inverse_by_u(inverse, u):
    return inverse - np.outer(u, u) / (1 + u @ inverse @ u)


@right(updated_inverse)
def updated_inverse_entry_by_entry(inverse, u):
    d = len(u)
    a = [sum(inverse[i][j] * u[j] for j in range(d)) for i in range(d)]
    s = 1 + sum(a_i * u_i for a_i, u_i in zip(a, u))
    return [[inverse[i][j] - a[i] * a[j] / s for j in range(d)] for i in range(d)]


@right(updated_inverse)
def updated_inverse_by_projection(inverse, u):
    a = inverse @ u
    return (np.eye(len(u)) - np.outer(a, u) / (1 + u @ a)) @ inverse


@right(updated_inverse)
def updated_inverse_by_columns(inverse, u):
    column = np.reshape(u, (-1, 1))
    s = (column.T @ inverse @ column).item() + 1
    return inverse - inverse @ column @ (column.T @ inverse) / s


@right(updated_inverse)
def updated_inverse_by_inverting_twice(inverse, u):
    return solved(solved(np.asarray(inverse)) + np.outer(u, u))


@check(learn)
def the_first_and_the_second_of_a_species():
    """The first page of a species adds no scatter. The second one does."""
    first = learn(initial_state(1, 2, little=0.5), np.array([3.0]), 1)
    assert first[0] == close_to([0, 1])
    assert first[1] == close_to([[0], [3]])
    assert first[2] == close_to([[2]])
    counts, means, inverse = learn(tuple(map(np.asarray, first)), np.array([7.0]), 1)
    assert counts == close_to([0, 2])
    assert means == close_to([[0], [5]])
    assert inverse == close_to([[1 / 8.5]])


@check(learn)
def the_state_before_stays():
    """`learn` returns a new state and leaves the old one as it was."""
    before = initial_state(2, 3)
    learn(before, np.array([1.0, 2.0]), 1)
    for part, given in zip(before, initial_state(2, 3), strict=True):
        assert part == close_to(given)


@check(learn)
def two_species_of_noise(rng):
    pages, labels = rng.normal(size=(40, 3)), np.arange(40) % 2
    model = LinearDiscriminantAnalysis(store_covariance=True).fit(pages, labels)
    _, means, inverse = learn_all(pages, labels, little=0.5)
    assert means == close_to(model.means_)
    wanted = np.linalg.inv(40 * model.covariance_ + 0.5 * np.eye(3))
    assert inverse == close_to(wanted)


@wrong(
    learn,
    "The first page of a species adds no scatter. Multiply the step by √(count / "
    "(count + 1)).",
)
def learn_with_the_whole_step(state, x, c):
    counts, means, inverse = (np.array(part, dtype=float) for part in state)
    step = x - means[c]
    inverse = updated_inverse(inverse, step)
    counts[c] += 1
    means[c] += step / counts[c]
    return counts, means, inverse


@wrong(learn, "W grows by count / (count + 1), so u needs the root of that.")
def learn_without_the_root(state, x, c):
    counts, means, inverse = (np.array(part, dtype=float) for part in state)
    step = x - means[c]
    inverse = updated_inverse(inverse, counts[c] / (counts[c] + 1) * step)
    counts[c] += 1
    means[c] += step / counts[c]
    return counts, means, inverse


@right(learn)
def learn_from_the_new_mean(state, x, c):
    counts, means, inverse = state
    one = np.arange(len(counts)) == c
    counts = counts + one
    old = np.asarray(means)[c]
    means = means + np.outer(one, x - old) / counts[c]
    gain = math.sqrt(counts[c] * max(counts[c] - 1, 0))
    return counts, means, updated_inverse(np.asarray(inverse), gain * (means[c] - old))


@right(learn)
def learn_in_one_formula(state, x, c):
    counts, means, inverse = (np.array(part, dtype=float) for part in state)
    fraction = counts[c] / (counts[c] + 1)
    a = inverse @ (x - means[c])
    inverse -= fraction * np.outer(a, a) / (1 + fraction * (x - means[c]) @ a)
    means[c] = fraction * means[c] + (1 - fraction) * x
    counts[c] += 1
    return [counts, means, inverse]


@right(learn)
def learn_in_lists(state, x, c):
    counts, means = list(state[0]), [list(mean) for mean in state[1]]
    u = [v - m for v, m in zip(x, means[c])]
    weight = (counts[c] / (counts[c] + 1)) ** 0.5
    inverse = np.asarray(updated_inverse(np.asarray(state[2]), weight * np.array(u)))
    counts[c] += 1
    means[c] = [m + step / counts[c] for m, step in zip(means[c], u)]
    return counts, means, inverse.tolist()


@check(resampled)
def shares_of_samples(rng):
    """Each sample has n penguins, drawn with replacement, and gives one accuracy."""
    correct = (np.arange(50) < 35).astype(float)
    accuracies = np.asarray(resampled(correct, 4000, rng))
    assert accuracies.shape == (4000,)
    assert accuracies.mean() == close_to(0.7, abs=0.01)
    assert accuracies.std() == close_to((0.7 * 0.3 / 50) ** 0.5, rel=0.1)


@check(resampled, percentile_interval)
def the_lower_end(rng):
    low, _ = percentile_interval(np.asarray(resampled(outcomes, 1000, rng)))
    assert low == close_to(66 / 69, abs=1.5 / 69)


@wrong(
    resampled,
    "Without replacement, every sample has the same penguins. Draw with replacement.",
)
def shuffled(correct, times, rng):
    return np.array([rng.permutation(correct).mean() for _ in range(times)])


@wrong(resampled, "Those are counts. Take the mean.")
def resampled_counts(correct, times, rng):
    n = len(correct)
    return correct[rng.integers(n, size=(times, n))].sum(axis=1)


@wrong(
    resampled,
    "Each sample must have n draws. Larger samples vary too little.",
)
def resampled_too_many(correct, times, rng):
    n = len(correct)
    return correct[rng.integers(n, size=(times, 10 * n))].mean(axis=1)


@right(resampled)
def resampled_by_choice(correct, times, rng):
    return rng.choice(correct, size=(times, len(correct))).mean(axis=1)


@right(resampled)
def resampled_one_by_one(correct, times, rng):
    n, accuracies = len(correct), []
    for _ in range(times):
        accuracies.append(float(np.mean(correct[rng.integers(0, n, n)])))
    return accuracies


@right(resampled)
def resampled_by_counts(correct, times, rng):
    n = len(correct)
    return (rng.multinomial(n, np.full(n, 1 / n), size=times) @ correct) / n


@right(resampled)
def resampled_by_tosses(correct, times, rng):
    n = len(correct)
    return (rng.binomial(n, np.mean(correct), size=times) / n).astype(np.float32)


@check(percentile_interval)
def parts_of_any_size(rng):
    """Equally many are left out on either side. Without a second argument, 0.95 is inside."""
    for m in 2, 40:
        accuracies = rng.random(m)
        assert percentile_interval(accuracies, 0.5) == close_to(
            np.quantile(accuracies, [0.25, 0.75])
        )
        assert percentile_interval(accuracies) == close_to(
            np.quantile(accuracies, [0.025, 0.975])
        )


@wrong(
    percentile_interval,
    "You left out twice as much as you should. Leave out half of it on each side.",
)
def percentile_interval_too_narrow(accuracies, confidence=0.95):
    return np.quantile(accuracies, [1 - confidence, confidence])


@wrong(
    percentile_interval,
    "That is the mean ± 1.96 standard deviations, which may exceed 1. Use quantiles.",
)
def percentile_interval_of_a_bell(accuracies, confidence=0.95):
    m, wide = np.mean(accuracies), 1.96 * np.std(accuracies)
    return np.array([m - wide, m + wide])


@right(percentile_interval)
def percentile_interval_by_percentile(accuracies, confidence=0.95):
    out = 50 * (1 - confidence)
    return np.percentile(accuracies, out), np.percentile(accuracies, 100 - out)


@right(percentile_interval)
def percentile_interval_in_line(accuracies, confidence=0.95):
    line = sorted(accuracies)

    def at(q):
        place = min(max(q, 0), 1) * (len(line) - 1)
        low = min(int(place), len(line) - 2)
        return line[low] + (place - low) * (line[low + 1] - line[low])

    return [at((1 - confidence) / 2), at((1 + confidence) / 2)]


@right(percentile_interval)
def percentile_interval_around_the_half(accuracies, confidence=0.95):
    places = 0.5 + np.array([-0.5, 0.5]) * confidence
    grid = np.linspace(0, 1, len(accuracies))
    return np.interp(places, grid, np.sort(accuracies)).astype(np.float32)
