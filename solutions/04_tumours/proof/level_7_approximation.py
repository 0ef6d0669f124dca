"""The proof of level 7 of 04 tumours: how its functions go wrong, and other right answers."""

import functools
import math

import pandas as pd


def fresh(rng, n, true):
    """Return A and y: random features, and random labels that depend on the weights `true`."""
    A = np.insert(rng.normal(size=(n, len(true) - 1)), 0, 1, axis=1)
    return A, (rng.uniform(size=n) < 1 / (1 + np.exp(-A @ true))).astype(int)


def lowest(A, y, lam):
    """Return the w with the smallest loss and penalty, by the Newton's method of level 4."""
    w, L = np.zeros(A.shape[1]), lam * np.eye(A.shape[1])
    L[0, 0] = 0
    for _ in range(12):
        p = 1 / (1 + np.exp(-A @ w))
        H = (A * (p * (1 - p))[:, None]).T @ A / len(y) + L
        w = w - np.linalg.solve(H, A.T @ (p - y) / len(y) + L @ w)
    return w


@check(gradient)
def the_gradient_of_the_penalty():
    """The penalty affects w[1:], and not the intercept."""
    w = np.array([2.0, -0.5])  # so the score is 0
    found = gradient(np.array([[1.0, 4.0]]), np.array([1]), w, 3)
    assert found == close_to([-0.5, -2 - 1.5])
    assert w == close_to([2, -0.5])


@check(gradient)
def any_rows_and_columns(rng):
    for n, true in (5, [0.5, 1]), (60, [0.5, 1, -1]):
        (A, y), w = fresh(rng, n, np.array(true)), rng.normal(size=len(true))
        held = np.append(0, w[1:])
        p = 1 / (1 + np.exp(-A @ w))
        assert gradient(A, y, w, 0.3) == close_to(A.T @ (p - y) / n + 0.3 * held)


@check(gradient)
def flat_where_scikit_learn_stopped():
    found = gradient(A_train, y_train, w_model, 1 / 455)
    assert found == close_to(np.zeros(31), abs=1e-6)


@wrong(gradient, "That points downhill. Use p − y, not y − p.")
def gradient_downhill(A, y, w, lam):
    slope = A.T @ (y - 1 / (1 + np.exp(-A @ w))) / len(y)
    slope[1:] += lam * w[1:]
    return slope


@wrong(
    gradient,
    "That is a sum over the tumours, so a mini-batch would count less than all of "
    "them. Take the mean.",
)
def gradient_as_a_sum(A, y, w, lam):
    slope = A.T @ (1 / (1 + np.exp(-A @ w)) - y)
    slope[1:] += lam * w[1:]
    return slope


@wrong(gradient, "You penalised the intercept. Penalise only w[1:].")
def gradient_with_a_held_intercept(A, y, w, lam):
    return A.T @ (1 / (1 + np.exp(-A @ w)) - y) / len(y) + lam * w


@wrong(gradient, "The gradient of the penalty is missing.")
def gradient_without_penalty(A, y, w, lam):
    return A.T @ (1 / (1 + np.exp(-A @ w)) - y) / len(y)


@right(gradient)
def gradient_with_a_mask(A, y, w, lam):
    held = np.arange(len(w)) > 0
    return (A * (1 / (1 + np.exp(-A @ w)) - y)[:, None]).mean(axis=0) + lam * w * held


@right(gradient)
def gradient_row_by_row(A, y, w, lam):
    slope = [0.0] + [lam * weight for weight in w[1:]]
    for row, truth in zip(A, y):
        error = 1 / (1 + math.exp(-sum(row * w))) - truth
        slope = [s + error * a / len(y) for s, a in zip(slope, row)]
    return np.array(slope)


@right(gradient)
def gradient_with_L(A, y, w, lam):
    L = lam * np.eye(len(w))
    L[0, 0] = 0
    p = (1 + np.tanh(A @ w / 2)) / 2
    return np.einsum("ij,i->j", A, p - y) / len(A) + L @ w


@right(gradient)
def gradient_appended(A, y, w, lam):
    error = 1 / (1 + np.exp(-A.dot(w))) - y
    return error @ A / y.size + np.append(0, lam * w[1:])


@wrong(test_mini_batch_gradients_are_right_on_average, "That is for y − p. Use p − y.")
def the_negative_gradient():
    return [0.5, 2]


def in_a_row(n, size, dealer):
    """Return all row numbers in the order of the batches: a list."""
    return np.concatenate(batches(n, size, dealer)).tolist()


@check(batches)
def batches_of_the_right_size(rng):
    """Each batch has `size` rows, and only the last may have fewer."""
    for n, size, wanted in (8, 4, [4, 4]), (11, 4, [4, 4, 3]), (3, 5, [3]):
        assert [len(rows) for rows in batches(n, size, rng)] == wanted


@check(batches)
def each_row_in_one_batch(rng):
    for n, size in (7, 3), (40, 8), (455, 32):
        assert sorted(in_a_row(n, size, rng)) == list(range(n))


@check(batches)
def in_a_random_order(rng):
    """The order is random: few rows follow their neighbour, and each call gives another order."""
    for n, size in (40, 8), (455, 32):
        order, other = in_a_row(n, size, rng), in_a_row(n, size, rng)
        assert (np.diff(order) == 1).mean() < 0.5
        assert set(order[:size]) != set(other[:size])


@check(batches)
def the_same_seed_gives_the_same_batches():
    """The order comes from rng, so that the same seed gives the same batches again."""
    one, other = (in_a_row(40, 8, np.random.default_rng(5)) for _ in range(2))
    assert one == other


@wrong(
    batches,
    "Your rows are in the order of the file. Shuffle them first, with rng.permutation.",
)
def batches_in_order(n, size, rng):
    order = np.arange(n)
    return [order[i : i + size] for i in range(0, n, size)]


@wrong(
    batches,
    "You made the batches equally large. Cut off `size` rows each time, so that only "
    "the last batch may be smaller.",
)
def batches_that_are_even(n, size, rng):
    return np.array_split(rng.permutation(n), n // size)


@wrong(
    batches,
    "You made the batches equally large. Cut off `size` rows each time, so that only "
    "the last batch may be smaller.",
)
def batches_that_are_even_and_one_more(n, size, rng):
    return np.array_split(rng.permutation(n), -(-n // size))


@wrong(
    batches,
    "You drew rows with replacement: some come twice, some never. Shuffle them "
    "instead.",
)
def batches_with_replacement(n, size, rng):
    order = rng.integers(n, size=n)
    return [order[i : i + size] for i in range(0, n, size)]


@wrong(
    batches,
    "Your order does not come from rng, so its seed has no effect. Use "
    "rng.permutation(n).",
)
def batches_without_rng(n, size, rng):
    order = np.random.RandomState(7).permutation(n)
    return [order[i : i + size] for i in range(0, n, size)]


@wrong(
    batches,
    "You chose the start at random, but the rows follow in the order of the file. "
    "Shuffle them with rng.permutation.",
)
def batches_rolled(n, size, rng):
    order = np.roll(np.arange(n), rng.integers(n))
    return [order[i : i + size] for i in range(0, n, size)]


@wrong(
    batches,
    "In your batches the same rows are always together. Shuffle all rows first, then "
    "cut.",
)
def batches_cut_first(n, size, rng):
    pieces = [np.arange(n)[i : i + size] for i in range(0, n, size)]
    return [rng.permutation(piece) for piece in pieces]


@wrong(batches, "You left out the last rows. Put them into a last, smaller batch.")
def batches_without_the_rest(n, size, rng):
    order = rng.permutation(n)
    return [order[i : i + size] for i in range(0, n - size + 1, size)]


@right(batches)
def batches_by_split(n, size, rng):
    return np.split(rng.permutation(n), range(size, n, size))


@right(batches)
def batches_by_shuffling(n, size, rng):
    left, pieces = list(range(n)), []
    rng.shuffle(left)
    while left:
        pieces.append(left[:size])
        del left[:size]
    return pieces


@right(batches)
def batches_by_lots(n, size, rng):
    order = rng.random(n).argsort()
    return [order[size * i : size * (i + 1)] for i in range(math.ceil(n / size))]


@right(batches)
def batches_by_choice(n, size, rng):
    order, pieces = rng.choice(n, size=n, replace=False), []
    for start in range(0, n, size):
        pieces.append(order[start : min(start + size, n)].astype(np.int32))
    return pieces


@check(rate_at)
def arrays_of_epochs():
    """epoch may be an array of any shape."""
    assert rate_at(np.array([0, 1, 4]), 0.9, 2) == close_to([0.9, 0.3, 0.1])
    found = rate_at(np.array([[0, 1], [2, 4], [7, 0]]), 3, 0.5)
    assert found == close_to([[3, 2], [1.5, 1], [2 / 3, 3]])


@wrong(rate_at, "Your rate never changes. Use the epoch.")
def rate_that_stays(epoch, first, decay):
    return first / (1 + decay + 0 * epoch)


@wrong(rate_at, "Your rate grows. Divide by 1 + decay · epoch.")
def rate_that_grows(epoch, first, decay):
    return first * (1 + decay * epoch)


@wrong(
    rate_at,
    "Your rate shrinks by a factor in each epoch, so fast that all steps together "
    "only reach so far. Divide by 1 + decay · epoch.",
)
def rate_that_dies(epoch, first, decay):
    return first / (1 + decay) ** epoch


@right(rate_at)
def rate_at_as_a_power(epoch, first, decay):
    return first * (1.0 + decay * epoch) ** -1


@right(rate_at)
def rate_at_by_numpy(epoch, first, decay):
    return np.divide(first, np.multiply(decay, epoch) + 1)


@right(rate_at)
def rate_at_of_each(epoch, first, decay):
    if np.ndim(epoch) == 0:
        return first / (decay * epoch + 1)
    return [rate_at_of_each(one, first, decay) for one in epoch]


PAIR = np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([0, 1])


@check(sgd)
def one_after_another(rng):
    """Each batch makes a step, with the gradient of its own rows at the current w."""
    w = np.asarray(sgd(*PAIR, 0, [1.0], 1, rng))
    assert abs(w[0]) == close_to(1 / (1 + np.exp(-0.5)) - 0.5)


@check(sgd)
def a_smaller_last_batch(rng):
    """The last batch may be smaller, and its step uses the same rate."""
    w = sgd(np.ones((3, 1)), np.ones(3), 0, [1.0], 2, rng)
    assert w == close_to([0.5 + 1 / (1 + np.exp(0.5))])


@check(sgd)
def a_rate_for_each_epoch(rng):
    """If all rows are in one batch, each epoch is one step, with its own rate."""
    A, y = fresh(rng, 9, np.array([0, 1, -1, 0.5]))
    one = -0.3 * A.T @ (0.5 - y) / 9
    slope = A.T @ (1 / (1 + np.exp(-A @ one)) - y) / 9 + 0.01 * one * [0, 1, 1, 1]
    assert sgd(A, y, 0.01, [0.3, 0.7], 9, rng) == close_to(one - 0.7 * slope)


@check(sgd)
def by_the_rng_given(rng):
    """The batches come from rng: the same seed gives the same result, and another seed another."""
    A, y = fresh(rng, 40, np.array([0, 1, -1, 0.5]))
    one, again, other = (
        sgd(A, y, 0.01, [0.3, 0.7], 10, np.random.default_rng(seed))
        for seed in (1, 1, 2)
    )
    assert again == close_to(one)
    assert other != close_to(one)


@check(sgd)
def new_batches_in_each_epoch(rng):
    """Make new batches in each epoch: of two rows, now one is first, now the other."""
    ends = [np.asarray(sgd(*PAIR, 0, [1.0, 1.0], 1, rng))[0] for _ in range(30)]
    assert len(set(np.abs(ends).round(6).tolist())) == 2


@check(sgd)
def falling_rates_reach_the_bottom(rng):
    A, y = fresh(rng, 300, np.array([0, 1, -1, 0.5]))
    w = np.asarray(sgd(A, y, 0.01, 0.5 / (1 + 0.5 * np.arange(20)), 10, rng))
    assert np.abs(w - lowest(A, y, 0.01)).max() < 0.05


@wrong(sgd, "You went uphill. Subtract the gradient.")
def sgd_uphill(A, y, lam, rates, size, rng):
    w = np.zeros(A.shape[1])
    for rate in rates:
        for rows in batches(len(y), size, rng):
            w = w + rate * gradient(A[rows], y[rows], w, lam)
    return w


@wrong(sgd, "You used the first rate for all steps. Each epoch has its own rate.")
def sgd_at_the_first_rate(A, y, lam, rates, size, rng):
    w = np.zeros(A.shape[1])
    for _ in rates:
        for rows in batches(len(y), size, rng):
            w = w - rates[0] * gradient(A[rows], y[rows], w, lam)
    return w


@wrong(sgd, "You did one epoch. Do one for each of `rates`, in their order.")
def sgd_of_one_epoch(A, y, lam, rates, size, rng):
    w = np.zeros(A.shape[1])
    for rows in batches(len(y), size, rng):
        w = w - rates[0] * gradient(A[rows], y[rows], w, lam)
    return w


@wrong(sgd, "You made the batches once. Make new ones in each epoch.")
def sgd_dealt_once(A, y, lam, rates, size, rng):
    w, dealt = np.zeros(A.shape[1]), batches(len(y), size, rng)
    for rate in rates:
        for rows in dealt:
            w = w - rate * gradient(A[rows], y[rows], w, lam)
    return w


@wrong(
    sgd,
    "Your rows are in the order of the file. Make random batches with batches(…, rng).",
)
def sgd_in_order(A, y, lam, rates, size, rng):
    w = np.zeros(A.shape[1])
    for rate in rates:
        for i in range(0, len(y), size):
            w = w - rate * gradient(A[i : i + size], y[i : i + size], w, lam)
    return w


@wrong(
    sgd,
    "You used a generator of your own, which gives the same batches every time. Use "
    "the `rng` given.",
)
def sgd_with_another_rng(A, y, lam, rates, size, rng):
    w = np.zeros(A.shape[1])
    for rate in rates:
        for rows in batches(len(y), size, np.random.default_rng(0)):
            w = w - rate * gradient(A[rows], y[rows], w, lam)
    return w


@wrong(
    sgd,
    "You used a generator of your own, which gives the same batches every time. Use "
    "the `rng` given.",
)
def sgd_with_an_rng_of_its_own(A, y, lam, rates, size, rng):
    w, own = np.zeros(A.shape[1]), np.random.default_rng(0)
    for rate in rates:
        for rows in batches(len(y), size, own):
            w = w - rate * gradient(A[rows], y[rows], w, lam)
    return w


@wrong(
    sgd,
    "You shortened the step of the smaller batch. Its gradient is already a mean, so "
    "use the full rate.",
)
def sgd_shorter_at_the_end(A, y, lam, rates, size, rng):
    w = np.zeros(A.shape[1])
    for rate in rates:
        for rows in batches(len(y), size, rng):
            part = len(rows) / size
            w = w - rate * part * gradient(A[rows], y[rows], w, lam)
    return w


@wrong(
    sgd,
    "You used the gradient of all tumours in each step. Use only the rows of the "
    "batch.",
)
def sgd_with_all(A, y, lam, rates, size, rng):
    w = np.zeros(A.shape[1])
    for rate in rates:
        for _ in batches(len(y), size, rng):
            w = w - rate * gradient(A, y, w, lam)
    return w


@wrong(sgd, "You used one batch of each epoch. Every batch makes a step.")
def sgd_one_batch_an_epoch(A, y, lam, rates, size, rng):
    w = np.zeros(A.shape[1])
    for rate in rates:
        rows = batches(len(y), size, rng)[0]
        w = w - rate * gradient(A[rows], y[rows], w, lam)
    return w


@right(sgd)
def sgd_in_place(A, y, lam, rates, size, rng):
    w = np.zeros(A.shape[1])
    for rate in rates:
        for rows in batches(len(A), size, rng):
            w -= rate * np.asarray(gradient(A[rows], y[rows], w, lam))
    return w


@right(sgd)
def sgd_on_a_shuffled_table(A, y, lam, rates, size, rng):
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


@right(sgd)
def sgd_by_reduce(A, y, lam, rates, size, rng):
    steps = ((r, rows) for r in rates for rows in batches(len(y), size, rng))
    step = lambda w, s: w - s[0] * np.asarray(gradient(A[s[1]], y[s[1]], w, lam))
    return functools.reduce(step, steps, 0 * A[0])


@check(momentum)
def no_step_stays_at_zeros():
    A, y = np.ones((4, 1)), np.array([1, 0, 1, 1])
    assert momentum(A, y, 0, 4, 0.5, 0) == close_to([0])


@check(momentum)
def the_third_step_from_the_second(rng):
    """The speed becomes keep · speed − rate · gradient, and w moves by it."""
    A, y = fresh(rng, 40, np.array([0.5, 1, -1]))
    one, two, three = (np.asarray(momentum(A, y, 0.2, 0.6, 0.7, k)) for k in (1, 2, 3))
    assert one == close_to(-0.6 * A.T @ (0.5 - y) / 40)
    slope = A.T @ (1 / (1 + np.exp(-A @ two)) - y) / 40 + 0.2 * two * [0, 1, 1]
    assert three == close_to(two + 0.7 * (two - one) - 0.6 * slope)


@wrong(momentum, "You keep no speed. Add `keep` times the old one.")
def momentum_at_rest(A, y, lam, rate, keep, steps):
    w = np.zeros(A.shape[1])
    for _ in range(steps):
        w = w - rate * gradient(A, y, w, lam)
    return w


@wrong(momentum, "You go uphill. Subtract rate times the gradient from the speed.")
def momentum_uphill(A, y, lam, rate, keep, steps):
    w, speed = np.zeros(A.shape[1]), np.zeros(A.shape[1])
    for _ in range(steps):
        speed = keep * speed + rate * gradient(A, y, w, lam)
        w = w + speed
    return w


@wrong(
    momentum,
    "You keep all of the speed, so w never comes to rest. Multiply it by `keep`.",
)
def momentum_for_ever(A, y, lam, rate, keep, steps):
    w, speed = np.zeros(A.shape[1]), np.zeros(A.shape[1])
    for _ in range(steps):
        speed = speed - rate * gradient(A, y, w, lam)
        w = w + speed
    return w


@wrong(momentum, "You multiplied the gradient by 1 − keep. Here it counts in full.")
def momentum_on_average(A, y, lam, rate, keep, steps):
    w, speed = np.zeros(A.shape[1]), np.zeros(A.shape[1])
    for _ in range(steps):
        speed = keep * speed - (1 - keep) * rate * gradient(A, y, w, lam)
        w = w + speed
    return w


@right(momentum)
def momentum_by_the_last_two(A, y, lam, rate, keep, steps):
    before = w = np.zeros(A.shape[1])
    for _ in range(steps):
        slope = np.asarray(gradient(A, y, w, lam))
        before, w = w, w + keep * (w - before) - rate * slope
    return w


@right(momentum)
def momentum_in_place(A, y, lam, rate, keep, steps):
    w, speed = np.zeros((2, A.shape[1]))
    for _ in range(steps):
        speed *= keep
        speed -= rate * np.asarray(gradient(A, y, w, lam))
        w += speed
    return w


@right(momentum)
def momentum_with_a_downhill_speed(A, y, lam, rate, keep, steps):
    w, down = np.zeros(A.shape[1]), 0
    while steps > 0:
        down = keep * down + np.asarray(gradient(A, y, w, lam))
        w, steps = w - rate * down, steps - 1
    return w


@wrong(
    test_momentum_keeps_part_of_the_speed,
    "You kept half of the speed, which is right. But at w = 1 the gradient is not "
    "quite 0: p is 0.731, not 0.75, and the rate is 4.",
)
def the_speed_alone():
    return 1.5


@wrong(
    test_separable_classes_have_no_best_weight,
    "The weight does not stop growing: a larger one always fits better here. Print "
    "early and late.",
)
def no_growth():
    return 0


@wrong(
    test_separable_classes_have_no_best_weight,
    "The number of steps grew by that factor. The weight grows more slowly: it rises "
    "with the natural log of the number of steps.",
)
def as_the_steps():
    return 10


@wrong(
    test_separable_classes_have_no_best_weight,
    "That is the log to base 10. Use the natural log.",
)
def as_the_log_to_base_ten():
    return 1


@check(inverse)
def numbers_beside_the_diagonal():
    H = np.array([[2.0, 1.0], [1.0, 2.0]])
    assert inverse(H, 1) == close_to([[0.375, -0.0625], [-0.0625, 0.375]])
    assert H == close_to([[2, 1], [1, 2]])


@check(inverse)
def of_any_size(rng):
    for k in (1, 3, 8):
        B = rng.normal(size=(k + 4, k))
        H = B.T @ B
        assert inverse(H, 40) == close_to(np.linalg.inv(H))


@check(inverse)
def each_round_squares_the_error(rng):
    """Each round replaces V by V (2I − H V), which squares the error I − H V."""
    B = rng.normal(size=(7, 3))
    H = B.T @ B
    error, then = (np.eye(3) - H @ np.asarray(inverse(H, rounds)) for rounds in (4, 5))
    assert then == close_to(error @ error, abs=1e-5)


@wrong(
    inverse,
    "V (I − H V) shrinks to zero. Use 2I, so that a correct V stays as it is.",
)
def inverse_that_vanishes(H, rounds):
    V = np.eye(len(H)) / np.trace(H)
    for _ in range(rounds):
        V = V @ (np.eye(len(H)) - H @ V)
    return V


@wrong(inverse, "That is always one round. Do `rounds` rounds.")
def inverse_once(H, rounds):
    V = np.eye(len(H)) / np.trace(H)
    return V @ (2 * np.eye(len(H)) - H @ V)


@wrong(inverse, "You multiplied number by number with *. Use the matrix product @.")
def inverse_by_numbers(H, rounds):
    V = np.eye(len(H)) / np.trace(H)
    for _ in range(rounds):
        V = V * (2 * np.eye(len(H)) - H * V)
    return V


@wrong(
    inverse,
    "You took the inverse of each number. The inverse of the matrix is something else.",
)
def inverse_of_each_number(H, rounds):
    with np.errstate(all="ignore"):
        return 1 / H


@right(inverse)
def inverse_multiplied_out(H, rounds):
    V = np.identity(len(H)) / H.trace()
    for _ in range(rounds):
        V = 2 * V - V @ H @ V
    return V


@right(inverse)
def inverse_by_its_error(H, rounds):
    V = np.eye(len(H)) / np.diag(H).sum()
    for _ in range(rounds):
        V = V + V @ (np.eye(len(H)) - H @ V)
    return V


@right(inverse)
def inverse_from_the_other_side(H, rounds):
    if rounds == 0:
        return np.eye(len(H)) / np.trace(H)
    V = np.asarray(inverse_from_the_other_side(H, rounds - 1))
    return (2 * np.eye(len(H)) - V @ H) @ V


def by_solving(A, w):
    p = 1 / (1 + np.exp(-A @ w))
    return np.sqrt(np.diag(np.linalg.inv(A.T @ np.diag(p * (1 - p)) @ A)))


@check(standard_errors)
def any_rows_and_weights(rng):
    for n, true in (6, [0.5]), (6, [0.5, 1]), (60, [0.5, 1, -0.5]):
        A, _ = fresh(rng, n, np.array(true))
        assert standard_errors(A, np.array(true)) == close_to(
            by_solving(A, np.array(true))
        )


@check(standard_errors)
def nearly_collinear_features(rng):
    """Take 60 rounds of `inverse`: fewer are not enough for nearly collinear features."""
    A, _ = fresh(rng, 300, np.array([0.5, 1, -0.5]))
    twins = np.column_stack([A[:, :2], A[:, 1] + A[:, 2] / 20])
    assert standard_errors(twins, np.zeros(3)) == close_to(
        by_solving(twins, np.zeros(3))
    )


@wrong(standard_errors, "Those are variances. Take the square roots.")
def standard_errors_squared(A, w):
    p = 1 / (1 + np.exp(-A @ w))
    return np.diag(inverse((A * (p * (1 - p))[:, None]).T @ A, 60))


@wrong(
    standard_errors,
    "You divided the Hessian by n. Use the sum: with more tumours a weight is known "
    "better.",
)
def standard_errors_of_one_tumour(A, w):
    p = 1 / (1 + np.exp(-A @ w))
    return np.sqrt(np.diag(inverse((A * (p * (1 - p))[:, None]).T @ A / len(A), 60)))


@wrong(
    standard_errors,
    "You inverted each number on the diagonal. The weights are correlated: invert the "
    "whole matrix, then take its diagonal.",
)
def standard_errors_alone(A, w):
    p = 1 / (1 + np.exp(-A @ w))
    return 1 / np.sqrt(((p * (1 - p))[:, None] * A**2).sum(axis=0))


@wrong(
    standard_errors,
    "With so few rounds the inverse is not finished for nearly collinear features. "
    "Take 60.",
)
def standard_errors_of_few_rounds(A, w):
    p = 1 / (1 + np.exp(-A @ w))
    return np.sqrt(np.diag(inverse((A * (p * (1 - p))[:, None]).T @ A, 10)))


@wrong(
    standard_errors,
    "W is missing: a tumour with a p near 0 or 1 says little about w.",
)
def standard_errors_without_weights(A, w):
    return np.sqrt(np.diag(inverse(A.T @ A, 60)))


@right(standard_errors)
def standard_errors_of_more_rounds(A, w):
    p = 1 / (1 + np.exp(-A @ w))
    B = A * np.sqrt(p * (1 - p))[:, np.newaxis]
    return np.diag(np.asarray(inverse(B.T @ B, 100))) ** 0.5


@right(standard_errors)
def standard_errors_by_gauss(A, w):
    p = 1 / (1 + np.exp(A @ w))
    k = A.shape[1]
    M = np.hstack([np.einsum("i,ij,ik->jk", p * (1 - p), A, A), np.eye(k)])
    for j in range(k):
        M[j] /= M[j, j]
        others = np.arange(k) != j
        M[others] -= np.outer(M[others, j], M[j])
    return [math.sqrt(M[j, k + j]) for j in range(k)]


@right(standard_errors)
def standard_errors_of_the_mean_hessian(A, w):
    weight = 1 / (4 * np.cosh(A @ w / 2) ** 2)
    V = np.asarray(inverse((A.T * weight) @ A / len(A), 60))
    return np.sqrt(V.diagonal() / len(A))


equivalent(
    standard_errors,
    "p = 1 / (1 + np.exp(-A @ w)) -> p = 1 / (1 + np.exp(A @ w))",
    why="p(1 − p) is the same for z and for −z.",
)


equivalent(
    standard_errors,
    "return np.sqrt(np.diag(inverse((A * (p * (1 - p))[:, None]).T @ A, 60))) -> return np.sqrt(np.diag(inverse((A * (p * (1 - p))[:, None]).T @ A, 59)))",
    "return np.sqrt(np.diag(inverse((A * (p * (1 - p))[:, None]).T @ A, 60))) -> return np.sqrt(np.diag(inverse((A * (p * (1 - p))[:, None]).T @ A, 61)))",
    why="One round more or fewer makes no difference when there are enough.",
)


def error_of_auc(y, p):
    """Return the standard error of the AUC by a formula. DeLong and others (1988)."""
    a, b = p[y == 1][:, None], p[y == 0]
    won = (a > b) + 0.5 * (a == b)
    parts = [won.mean(axis=axis) for axis in (1, 0)]
    return np.sqrt(sum(part.var(ddof=1) / len(part) for part in parts))


@check(bootstrap)
def samples_of_one_class_are_drawn_again(rng):
    """If a sample has only one class, draw another one."""
    for few in np.array([0, 0, 0, 1]), np.array([1, 0, 1, 1]):
        assert bootstrap(few, few / 2, 40, rng) == close_to(np.ones(40))


@check(bootstrap)
def any_number_of_either_class(rng):
    """Draw all rows alike: the one malignant tumour of four may come once, twice, …"""
    y, p = np.array([0, 0, 0, 1]), np.array([0.1, 0.2, 0.4, 0.3])
    drawn = np.asarray(bootstrap(y, p, 200, rng))
    assert (np.abs(drawn - 2 / 3) < 1e-6).any()  # once
    assert (np.abs(drawn - 1 / 2) < 1e-6).any()  # twice


@check(bootstrap)
def as_wide_as_the_formula_says(rng):
    """Each sample has n rows drawn with replacement, and y and p stay together."""
    y = np.arange(80) % 2
    p = np.round((y + rng.normal(size=80)) / 2, 1)
    drawn = np.asarray(bootstrap(y, p, 500, rng))
    assert drawn.shape == (500,)
    assert drawn.std() == close_to(error_of_auc(y, p), rel=0.25)
    assert drawn.mean() == close_to(auc(y, p), abs=0.02)


@wrong(
    bootstrap,
    "Some of your samples have only one class, and their AUC is nan. Draw another "
    "instead.",
)
def bootstrap_of_whatever_comes(y, p, rounds, rng):
    found, n = [], len(y)
    for _ in range(rounds):
        rows = rng.integers(n, size=n)
        found.append(auc(y[rows], p[rows]))
    return np.array(found)


@wrong(
    bootstrap,
    "Without replacement, every sample has the same tumours. Draw with replacement.",
)
def bootstrap_without_replacement(y, p, rounds, rng):
    orders = [rng.permutation(len(y)) for _ in range(rounds)]
    return np.array([auc(y[rows], p[rows]) for rows in orders])


@wrong(bootstrap, "You drew y and p separately. Draw rows, so that both stay together.")
def bootstrap_drawn_apart(y, p, rounds, rng):
    found, n = [], len(y)
    while len(found) < rounds:
        labels = y[rng.integers(n, size=n)]
        if 0 < labels.sum() < n:
            found.append(auc(labels, p[rng.integers(n, size=n)]))
    return np.array(found)


@wrong(
    bootstrap,
    "You drew each class separately. Draw from all rows: the number of malignant ones "
    "is random, too.",
)
def bootstrap_within_classes(y, p, rounds, rng):
    benign, malignant = np.flatnonzero(y == 0), np.flatnonzero(y == 1)
    found = []
    for _ in range(rounds):
        rows = [rng.choice(kind, len(kind)) for kind in (benign, malignant)]
        rows = np.concatenate(rows)
        found.append(auc(y[rows], p[rows]))
    return np.array(found)


@wrong(
    bootstrap,
    "Your samples are smaller than n, so their AUC varies too much. Draw n rows.",
)
def bootstrap_of_halves(y, p, rounds, rng):
    found, n = [], len(y)
    while len(found) < rounds:
        rows = rng.integers(n, size=n // 2)
        if 0 < y[rows].sum() < len(rows):
            found.append(auc(y[rows], p[rows]))
    return np.array(found)


@right(bootstrap)
def bootstrap_of_choices(y, p, rounds, rng):
    found = []
    for _ in range(rounds):
        while True:
            rows = rng.choice(len(y), size=len(y))
            if y[rows].any() and not y[rows].all():
                break
        found.append(auc(y[rows], p[rows]))
    return found


@right(bootstrap)
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


@right(bootstrap)
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


@right(bootstrap)
def bootstrap_by_ranks(y, p, rounds, rng):
    table, found = pd.DataFrame({"y": y, "p": p}), []
    while len(found) < rounds:
        sample = table.sample(len(y), replace=True, random_state=rng)
        m = int(sample["y"].sum())
        if 0 < m < len(y):
            high = sample["p"].rank()[sample["y"].eq(1)].sum()
            found.append((high - m * (m + 1) / 2) / (m * (len(y) - m)))
    return tuple(found)


equivalent(
    bootstrap,
    "found, n = ([], len(y)) -> found, n = ([], len(p))",
    "return np.array(found) -> return found",
    why="There is one label for each probability, and a list instead of an array is "
    "right, too.",
)
