"""The proof of level 7 of 02 cars: how its functions go wrong, and other right answers."""

import math
from functools import reduce

# descend multiplies it by a number, which a list does not take.
not_as(as_lists, gradient)
not_as(as_tuples, gradient)


def conjugate_from(A, w, r, p, steps):
    if steps == 0 or not r.any():
        return w
    turned = A @ p
    far = r @ r / (turned @ p)
    left = r - far * turned
    p_next = left - (left @ turned) / (p @ turned) * p
    return conjugate_from(A, w + far * p, left, p_next, steps - 1)


@check(gradient)
def any_number_of_cars_and_features(rng):
    for n, d in (1, 3), (7, 1), (30, 5):
        X, y, w = rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=d)
        by_loops = [2 * np.mean((X @ w - y) * column) for column in X.T]
        assert gradient(X, y, w) == close_to(by_loops)


@check(gradient)
def an_array():
    """The gradient is an array."""
    two_cars = np.array([[1.0, 0.0, 2.0], [1.0, 1.0, 0.0]]), np.array([6.0, 1.0])
    assert gradient(*two_cars, np.ones(3)) == close_to([-2, 1, -6])
    assert gradient(*two_cars, np.ones(3)).shape == (3,)


@wrong(
    gradient,
    "That is the negative gradient. Use X @ w - y, not y - X @ w.",
)
def gradient_backwards(X, y, w):
    return 2 / len(y) * X.T @ (y - X @ w)


@wrong(
    gradient,
    "That is the gradient of the sum of squares. Divide by the number of cars to get "
    "the gradient of the mean.",
)
def gradient_of_the_sum(X, y, w):
    return 2 * X.T @ (X @ w - y)


@wrong(gradient, "The factor 2 is missing: the derivative of e² is 2 e.")
def gradient_without_two(X, y, w):
    return X.T @ (X @ w - y) / len(y)


@wrong(
    gradient,
    "You divided by the number of all entries of X. Divide by the number of cars, "
    "len(y).",
)
def gradient_over_all_numbers(X, y, w):
    return 2 * X.T @ (X @ w - y) / X.size


@wrong(
    gradient,
    "That is twice the mean residual. Each weight has its own slope: multiply the "
    "residuals by its column, with X.T @.",
)
def gradient_without_columns(X, y, w):
    return 2 * np.mean(X @ w - y)


@wrong(
    gradient,
    "That is one mean over all columns. Each weight has its own slope: axis=0.",
)
def gradient_of_all_columns(X, y, w):
    return 2 * np.mean((X @ w - y)[:, None] * X)


@right(gradient)
def gradient_car_by_car(X, y, w):
    total = np.zeros(X.shape[1])
    for x, true in zip(X, y, strict=True):
        total += 2 * (x @ w - true) * x
    return total / len(X)


@right(gradient)
def gradient_multiplied_out(X, y, w):
    return 2 * (X.T @ X @ w - X.T @ y) / y.size


@right(gradient)
def gradient_by_mean(X, y, w):
    return (2 * X * (X @ w - y)[:, None]).mean(axis=0)


@right(gradient)
def gradient_by_einsum(X, y, w):
    left = np.einsum("ij,j->i", X, w) - y
    return np.einsum("ij,i->j", X, left) / (len(left) / 2)


@right(gradient)
def gradient_column_by_column(X, y, w):
    left = y - sum(column * weight for column, weight in zip(X.T, w, strict=True))
    return np.array([-2 * np.average(column * left) for column in X.T])


@right(gradient)
def gradient_from_behind(X, y, w):
    return np.dot(np.dot(X, w) - y, X) * 2 / np.shape(X)[0]


@check(descend)
def each_step_halves_what_is_missing():
    one_car = np.array([[1.0]]), np.array([4.0])
    for steps, wanted in (1, 2), (2, 3), (3, 3.5):
        assert descend(*one_car, 0.25, steps) == close_to([wanted])


@check(descend)
def no_step_stays_at_zero(rng):
    X, y = rng.normal(size=(5, 2)), rng.normal(size=5)
    assert descend(X, y, 0.1, 0) == close_to([0, 0])


@check(descend)
def every_small_step_lowers_the_error():
    errors = [mean_squared_error(descend(X, y, 0.05, steps)) for steps in range(20)]
    assert errors == sorted(errors, reverse=True)


@check(descend)
def other_cars(rng):
    X, y = rng.normal(size=(40, 3)), rng.normal(size=40)
    wanted = LinearRegression(fit_intercept=False).fit(X, y).coef_
    assert descend(X, y, 0.1, 1000) == close_to(wanted, abs=1e-4)


@wrong(descend, "That adds the gradient, so the error rises. Subtract it.")
def ascend(X, y, step, steps):
    w = np.zeros(X.shape[1])
    for _ in range(steps):
        w = w + step * gradient(X, y, w)
    return w


@wrong(descend, "You took a single step. Take `steps` of them, each from the last w.")
def descend_once(X, y, step, steps):
    return -step * gradient(X, y, np.zeros(X.shape[1])) * min(steps, 1)


@wrong(
    descend,
    "You used the gradient at the start for all steps. Compute it anew at every step.",
)
def descend_blindly(X, y, step, steps):
    return -step * steps * gradient(X, y, np.zeros(X.shape[1]))


@right(descend)
def descend_by_recursion(X, y, step, steps):
    w = np.zeros(X.shape[1])
    while steps > 0:
        w, steps = w - step * np.asarray(gradient(X, y, w)), steps - 1
    return w


@right(descend)
def descend_on_sums(X, y, step, steps):
    A, b = step * 2 / len(y) * X.T @ X, step * 2 / len(y) * X.T @ y
    w = np.zeros(len(b))
    for _ in range(steps):
        w += b - A @ w
    return w


@right(descend)
def descend_by_reduce(X, y, step, steps):
    go = lambda w, _: w + step * 2 * ((y - X @ w) @ X) / len(y)
    return reduce(go, range(steps), np.zeros(X.shape[1])).tolist()


@right(descend)
def descend_by_doubling(X, y, step, steps):
    d = X.shape[1]
    walk = np.eye(d + 1)  # of (w, 1): a step is a matrix, and so are many
    walk[:d, :d] -= step * 2 / len(y) * X.T @ X
    walk[:d, d] = step * 2 / len(y) * X.T @ y
    w = np.append(np.zeros(d), 1)
    while steps:
        if steps % 2:
            w = walk @ w
        walk, steps = walk @ walk, steps // 2
    return w[:d]


@right(descend)
def descend_on_what_is_left(X, y, step, steps):
    w, left = np.zeros(X.shape[1]), np.array(y, dtype=float)
    for _ in range(steps):
        change = step * 2 * np.mean(X * left[:, None], axis=0)
        w, left = w + change, left - X @ change
    return w.astype(np.float32)


@check(curvature)
def the_largest_eigenvalue(rng):
    """The curvature is the largest eigenvalue of 2/n X′X."""
    for X_any in (rng.normal(size=(5, 1)), rng.normal(size=(9, 2)) * [1, 3], X):
        wanted = np.linalg.eigvalsh(2 / len(X_any) * X_any.T @ X_any).max()
        assert curvature(X_any) == close_to(wanted, rel=1e-3)


@wrong(curvature, "The factor 2/n is missing: the error is a mean of squares.")
def curvature_of_the_sum(X, rounds=200):
    v = np.ones(X.shape[1])
    for _ in range(rounds):
        v = X.T @ (X @ v)
        length = np.sqrt(v @ v)
        v = v / length
    return length


@wrong(
    curvature,
    "You divided by nothing between the rounds, so all their growth came out at once. "
    "Bring v back to length 1 in every round.",
)
def curvature_of_all_rounds(X, rounds=200):
    v = np.ones(X.shape[1])
    for _ in range(rounds):
        v = 2 / len(X) * X.T @ (X @ v)
    return np.sqrt(v @ v)


@wrong(
    curvature,
    "That is the direction. Return how long it becomes in one round, from length 1.",
)
def steepest_direction(X, rounds=200):
    v = np.ones(X.shape[1])
    for _ in range(rounds):
        v = X.T @ (X @ v)
        v = v / np.sqrt(v @ v)
    return v


@wrong(curvature, "That is the mean curvature over all directions. Return the largest.")
def mean_curvature(X, rounds=200):
    return 2 / len(X) * (X**2).sum() / X.shape[1]


@right(curvature)
def curvature_by_rayleigh(X, rounds=200):
    G = 2 / len(X) * X.T @ X
    v = np.arange(1.0, len(G) + 1)
    for _ in range(rounds):
        v = G @ v
        v /= np.abs(v).max()
    return v @ G @ v / (v @ v)


@right(curvature)
def curvature_by_squaring(X, rounds=200):
    G = 2 * X.T @ X / len(X)
    A = G / np.trace(G)
    for _ in range(20):
        A = A @ A
        A = A / np.trace(A)
    return np.trace(A @ G)


@right(curvature)
def curvature_from_anywhere(X, rounds=200):
    v, length = np.random.default_rng().normal(size=X.shape[1]), 1.0
    for _ in range(rounds):
        v = X.T @ (X @ (v / length))
        length = math.hypot(*v)
    return np.float32(2 * length / len(X))


@right(curvature)
def curvature_from_the_cars(X, rounds=200):
    u = X @ np.ones(X.shape[1])
    for _ in range(rounds):
        u = X @ (X.T @ u)
        length = np.sqrt((u**2).sum())
        u = u / length
    return length * 2 / u.size


@right(curvature)
def curvature_of_the_longest_side(X, rounds=200):
    G = 2 / len(X) * X.T @ X
    v = G[:, np.argmax(np.diagonal(G))]
    for _ in range(rounds):
        v, before = G @ v, v
        largest = np.argmax(np.abs(before))
        value = v[largest] / before[largest]
        v = v / value
    return float(value)


equivalent(
    curvature,
    "for _ in range(rounds): … -> for _ in range(rounds + 1): …",
    "for _ in range(rounds): … -> for _ in range(rounds - 1): …",
    why="One round more or fewer, where there are enough of them.",
)


@wrong(
    test_too_large_a_learning_rate_diverges,
    "Beyond the limit, each step lands higher on the other side. Print both errors.",
)
def both_fall():
    return [True, True]


@check(one_at_a_time)
def in_the_order_given(rng):
    """Look at the rows in the order given, each with its own learning rate."""
    for n, order in (3, [2, 0]), (5, rng.permutation(5)):
        X, y, w = rng.normal(size=(n, 2)), rng.normal(size=n), rng.normal(size=2)
        steps = rng.uniform(0, 0.2, size=len(order))
        found = one_at_a_time(X, y, w, order, steps)
        for i, step in zip(order, steps, strict=True):
            w = w - step * np.asarray(gradient(X[[i]], y[[i]], w))
        assert found == close_to(w)


@check(one_at_a_time)
def w_stays_as_it_was():
    """`w` itself stays as it was."""
    X, y, w = np.array([[1.0], [2.0]]), np.array([4.0, 6.0]), np.zeros(1)
    assert one_at_a_time(X, y, w, [1, 0], [0.1, 0.5]) == close_to([4])
    assert w == close_to([0])


@check(one_at_a_time)
def right_on_average(rng):
    """The mean step of all single cars goes against the gradient of all of them."""
    w = rng.normal(size=d)
    each = [one_at_a_time(X, y, w, [i], [0.5]) - w for i in range(n)]
    assert np.mean(each, axis=0) == close_to(-0.5 * np.asarray(gradient(X, y, w)))


@wrong(
    one_at_a_time,
    "You computed all gradients at the start. Take a step after each car, and go on "
    "from the new w.",
)
def all_from_the_start(X, y, w, order, steps):
    left = X @ w - y
    return w - sum(s * 2 * left[i] * X[i] for i, s in zip(order, steps, strict=True))


@wrong(
    one_at_a_time,
    "You took the rows in the order of the table. Take them in the order given.",
)
def in_the_order_of_the_file(X, y, w, order, steps):
    for i, step in enumerate(steps):
        i = i % len(y)
        w = w - step * 2 * (X[i] @ w - y[i]) * X[i]
    return w


@wrong(
    one_at_a_time,
    "You divided the gradient of a single car by n. It is the mean over one car.",
)
def too_timid(X, y, w, order, steps):
    for i, step in zip(order, steps, strict=True):
        w = w - step * 2 / len(y) * (X[i] @ w - y[i]) * X[i]
    return w


@wrong(
    one_at_a_time,
    "You used the first learning rate for all steps. Each step has its own.",
)
def with_the_first_step(X, y, w, order, steps):
    for i in order:
        w = w - steps[0] * 2 * (X[i] @ w - y[i]) * X[i]
    return w


@right(one_at_a_time)
def one_at_a_time_by_gradient(X, y, w, order, steps):
    for i, step in zip(order, steps):
        w = w - step * np.asarray(gradient(X[i : i + 1], y[i : i + 1], w))
    return w


@right(one_at_a_time)
def one_at_a_time_on_a_copy(X, y, w, order, steps):
    found = np.array(w, dtype=float)
    for k in range(len(order)):
        x, true = X[order[k]], y[order[k]]
        found += 2 * steps[k] * (true - found @ x) * x
    return found


@right(one_at_a_time)
def one_at_a_time_by_recursion(X, y, w, order, steps):
    w, order, steps = list(w), list(order), list(steps)
    while order:
        i, step = order.pop(0), steps.pop(0)
        off = sum(a * b for a, b in zip(X[i], w, strict=True)) - y[i]
        w = [b - 2 * step * off * a for a, b in zip(X[i], w, strict=True)]
    return w


@right(one_at_a_time)
def one_at_a_time_by_reduce(X, y, w, order, steps):
    def go(w, pair):
        i, step = pair
        return w - 2 * step * np.outer(X[i], X[i]) @ w + 2 * step * y[i] * X[i]

    return reduce(go, zip(order, steps, strict=True), w)


@right(one_at_a_time)
def one_at_a_time_in_order(X, y, w, order, steps):
    X, y = X[list(order)], y[list(order)]
    for x, true, twice in zip(X, y, 2 * np.asarray(steps), strict=True):
        w = w + twice * true * x - twice * np.dot(x, w) * x
    return w.astype(np.float32)


@check(conjugate_gradients)
def it_stops_where_nothing_is_left():
    """Stop early if r is all 0."""
    b = np.array([4.0, 6.0, 2.0])
    assert conjugate_gradients(2 * np.eye(3), b, 3) == close_to([2, 3, 1])


@check(conjugate_gradients)
def as_many_steps_as_asked(rng):
    """One step goes along b, and d steps solve the equation."""
    A, b = rng.normal(size=(9, 4)), rng.normal(size=4)
    S = A.T @ A + np.eye(4)
    assert conjugate_gradients(S, b, 0) == close_to(np.zeros(4))
    assert conjugate_gradients(S, b, 1) == close_to(b * (b @ b) / (b @ S @ b))
    assert conjugate_gradients(S, b, 4) == close_to(np.linalg.solve(S, b))


@check(conjugate_gradients)
def two_curvatures_take_two_steps(rng):
    """If there are two different curvatures, two steps are enough."""
    b = rng.normal(size=4)
    found = conjugate_gradients(np.diag([1.0, 1.0, 5.0, 5.0]), b, 2)
    assert found == close_to(b / [1, 1, 5, 5])


@wrong(
    conjugate_gradients,
    "You never turn the direction, so that is steepest descent. Add a part of the old "
    "p to the new r.",
)
def steepest_descent(A, b, steps):
    w, r = np.zeros(len(b)), b
    for _ in range(steps):
        if not r.any():
            break
        far = r @ r / (r @ A @ r)
        w, r = w + far * r, r - far * (A @ r)
    return w


@wrong(
    conjugate_gradients,
    "Your fraction for the old direction is upside down. Divide the new r @ r by the "
    "old one.",
)
def conjugate_upside_down(A, b, steps):
    w, r = np.zeros(len(b)), b
    p = r
    for _ in range(steps):
        if not r.any():
            break
        far = r @ r / (p @ A @ p)
        w, r_new = w + far * p, r - far * (A @ p)
        p = r_new + (r @ r) / max(r_new @ r_new, 1e-300) * p
        r = r_new
    return w


@wrong(
    conjugate_gradients,
    "You divided by p @ p. The length of the step is r @ r divided by p @ A @ p.",
)
def conjugate_without_curvature(A, b, steps):
    w, r = np.zeros(len(b)), b
    p = r
    for _ in range(steps):
        if not r.any():
            break
        far = r @ r / (p @ p)
        w, r_new = w + far * p, r - far * (A @ p)
        p = r_new + (r_new @ r_new) / (r @ r) * p
        r = r_new
    return w


@right(conjugate_gradients)
def conjugate_gradients_as_in_books(A, b, steps):
    x = np.zeros_like(b, dtype=float)
    r = b - A @ x
    p, rho = r.copy(), r @ r
    for _ in range(steps):
        if rho == 0:
            break
        Ap = A @ p
        alpha = rho / (p @ Ap)
        x += alpha * p
        r = r - alpha * Ap
        rho, before = r @ r, rho
        p = r + rho / before * p
    return x


@right(conjugate_gradients)
def conjugate_gradients_by_turning(A, b, steps):
    w, p = np.zeros(len(b)), np.array(b, dtype=float)
    for _ in range(steps):
        r = b - A @ w
        if not np.any(r):
            return w
        w = w + (r @ p) / (p @ A @ p) * p
        r = b - A @ w
        p = r - (r @ A @ p) / (p @ A @ p) * p
    return w


@right(conjugate_gradients)
def conjugate_gradients_remembering_all(A, b, steps):
    w, walked = np.zeros(len(b)), []
    for _ in range(steps):
        r = b - A @ w
        if np.abs(r).max() < 1e-14 * np.abs(b).max():
            break
        p = r.copy()
        for old in walked + walked:
            p -= (old @ A @ p) / (old @ A @ old) * old
        walked.append(p)
        w += (p @ r) / (p @ A @ p) * p
    return w.tolist()


@right(conjugate_gradients)
def conjugate_gradients_by_recursion(A, b, steps):
    return conjugate_from(A, np.zeros(len(b)), b, b, steps)


@check(soft_threshold)
def numbers_and_tables(rng):
    """z may be a number or an array of any shape."""
    assert soft_threshold(-4.0, 1.5) == close_to(-2.5)
    z = rng.normal(size=(3, 4))
    wanted = [[max(v - 0.3, 0) if v > 0 else min(v + 0.3, 0) for v in row] for row in z]
    assert soft_threshold(z, 0.3) == close_to(wanted)


@check(soft_threshold)
def at_the_threshold():
    """A number that is as large as the threshold becomes 0."""
    z = np.array([1.0, -1.0, -0.5, 0.0])
    assert soft_threshold(z, 1.0) == close_to([0, 0, 0, 0])


@wrong(
    soft_threshold,
    "That is the hard threshold: it keeps large numbers as they are. Shrink them too.",
)
def hard_threshold(z, threshold):
    return np.where(np.abs(z) > threshold, z, 0)


@wrong(soft_threshold, "You lost the sign. Negative numbers stay negative.")
def soft_without_sign(z, threshold):
    return np.maximum(np.abs(z) - threshold, 0)


@wrong(soft_threshold, "Your small numbers crossed zero. They stop at zero.")
def soft_that_crosses(z, threshold):
    return z - np.sign(z) * threshold


@right(soft_threshold)
def soft_threshold_less_what_is_clipped(z, threshold):
    return z - np.clip(z, -threshold, threshold)


@right(soft_threshold)
def soft_threshold_by_where(z, threshold):
    shrunk = np.where(z > 0, z - threshold, z + threshold)
    return np.where(np.abs(z) <= threshold, 0.0, shrunk)


@right(soft_threshold)
def soft_threshold_of_two_halves(z, threshold):
    return np.maximum(z - threshold, 0) + np.minimum(z + threshold, 0)


@right(soft_threshold)
def soft_threshold_one_by_one(z, threshold):
    if np.ndim(z):
        return [soft_threshold_one_by_one(part, threshold) for part in z]
    return math.copysign(max(abs(z) - threshold, 0), z)


@right(soft_threshold)
def soft_threshold_by_share(z, threshold):
    far = np.maximum(np.abs(z), threshold)
    return np.float32(1) * z * (far - threshold) / far


@right(soft_threshold)
def soft_threshold_of_chosen(z, threshold):
    z = np.asarray(z, dtype=float)
    found = np.zeros_like(z)
    found[z > threshold] = z[z > threshold] - threshold
    found[z < -threshold] = z[z < -threshold] + threshold
    return found


equivalent(
    soft_threshold,
    "return np.sign(z) * np.maximum(np.abs(z) - threshold, 0) -> return np.sign(z) * np.maximum(0, np.abs(z) - threshold)",
    why="The larger of two is the larger in either order.",
)


@check(lasso)
def columns_of_any_scale(rng):
    X = rng.normal(size=(30, 3)) * [1, 2, 0.5]
    y = X @ [2, -1, 0] + rng.normal(size=30)
    wanted = Lasso(alpha=0.3, fit_intercept=False, tol=1e-10).fit(X, y).coef_
    assert lasso(X, y, 0.3) == close_to(wanted, abs=1e-5)


@check(lasso)
def no_round_stays_at_zero(rng):
    """Start from 0, and take as many rounds as asked."""
    X, y = rng.normal(size=(9, 2)), rng.normal(size=9)
    assert lasso(X, y, 0.01, rounds=0) == close_to([0, 0])


@check(lasso)
def the_last_weight_to_go():
    """The last weight becomes 0 when alpha reaches the largest mean product of a column with y."""
    last = np.abs(X.T @ y).max() / n
    assert np.count_nonzero(lasso(X, y, 1.001 * last, 5)) == 0
    assert np.count_nonzero(lasso(X, y, 0.99 * last, 5)) == 1


@wrong(lasso, "You compared the sum over the cars with alpha. Compare the mean.")
def lasso_of_sums(X, y, alpha, rounds=200):
    w = np.zeros(X.shape[1])
    for _ in range(rounds):
        for j in range(X.shape[1]):
            without_j = y - X @ w + X[:, j] * w[j]
            z = X[:, j] @ without_j
            w[j] = np.sign(z) * max(abs(z) - alpha, 0) / (X[:, j] ** 2).sum()
    return w


@wrong(
    lasso,
    "Your weights diverge: you divided a sum over the cars by a mean of squares. Take "
    "the mean of the products as well.",
)
def lasso_that_runs_away(X, y, alpha, rounds=200):
    w = np.zeros(X.shape[1])
    with np.errstate(all="ignore"):
        for _ in range(rounds):
            for j in range(X.shape[1]):
                z = X[:, j] @ (y - X @ w + X[:, j] * w[j])
                shrunk = np.sign(z) * np.maximum(np.abs(z) - alpha, 0)
                w[j] = shrunk / (X[:, j] ** 2).mean()
    return w


@wrong(
    lasso,
    "That leaves out the mean square of the column, so it only works for standardised "
    "ones.",
)
def lasso_of_scaled_columns(X, y, alpha, rounds=200):
    w = np.zeros(X.shape[1])
    for _ in range(min(rounds, 50)):
        for j in range(X.shape[1]):
            without_j = y - X @ w + X[:, j] * w[j]
            z = X[:, j] @ without_j / len(y)
            w[j] = np.clip(np.sign(z) * max(abs(z) - alpha, 0), -1e6, 1e6)
    return w


@wrong(
    lasso, "Your remainder lacks the part of column j itself. Add X[:, j] * w[j] back."
)
def lasso_with_its_own_part(X, y, alpha, rounds=200):
    w = np.zeros(X.shape[1])
    for _ in range(rounds):
        for j in range(X.shape[1]):
            z = X[:, j] @ (y - X @ w) / len(y)
            w[j] = np.sign(z) * max(abs(z) - alpha, 0) / (X[:, j] ** 2).mean()
    return w


@right(lasso)
def lasso_by_products(X, y, alpha, rounds=200):
    w = np.zeros(X.shape[1])
    for _ in range(rounds):
        for j in range(X.shape[1]):
            without_j = y - X @ w + X[:, j] * w[j]
            product = X[:, j] @ without_j / len(y)
            square = X[:, j] @ X[:, j] / len(y)
            w[j] = soft_threshold(product, alpha) / square
    return w


@right(lasso)
def lasso_on_what_is_left(X, y, alpha, rounds=200):
    w, left = np.zeros(X.shape[1]), y.astype(float)
    squares = (X**2).sum(axis=0)
    for _ in range(rounds):
        for j in range(len(w)):
            left += X[:, j] * w[j]
            w[j] = soft_threshold(X[:, j] @ left, alpha * len(y)) / squares[j]
            left -= X[:, j] * w[j]
    return w


@right(lasso)
def lasso_on_sums(X, y, alpha, rounds=200):
    G, c = X.T @ X / len(y), X.T @ y / len(y)
    w = [0.0] * len(c)
    for _ in range(rounds):
        for j in range(len(c)):
            z = c[j] - sum(G[j, k] * w[k] for k in range(len(c)) if k != j)
            w[j] = math.copysign(max(abs(z) - alpha, 0), z) / G[j, j]
    return w


@right(lasso)
def lasso_from_the_last_column(X, y, alpha, rounds=200):
    w = np.zeros(X.shape[1])
    for _ in range(rounds):
        for j in reversed(range(X.shape[1])):
            others = np.arange(X.shape[1]) != j
            without_j = y - X[:, others] @ w[others]
            z = np.mean(X[:, j] * without_j)
            w[j] = (max(z - alpha, 0) + min(z + alpha, 0)) / np.mean(X[:, j] ** 2)
    return w


@right(lasso)
def lasso_step_by_step(X, y, alpha, rounds=200):
    G, c = X.T @ X / len(y), X.T @ y / len(y)
    step = 1 / np.trace(G)
    w = np.zeros(len(c))
    for _ in range(100 * rounds):
        z = w - step * (G @ w - c)
        w = np.sign(z) * np.maximum(np.abs(z) - step * alpha, 0)
    return w


@right(lasso)
def lasso_of_unit_columns(X, y, alpha, rounds=200):
    length = np.sqrt(np.mean(X**2, axis=0))
    Z, w = X / length, np.zeros(X.shape[1])
    for _ in range(rounds):
        for j in range(len(w)):
            z = w[j] + Z[:, j] @ (y - Z @ w) / len(y)
            w[j] = np.sign(z) * max(abs(z) - alpha / length[j], 0)
    return (w / length).astype(np.float32)
