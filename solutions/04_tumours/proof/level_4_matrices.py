"""The proof of level 4 of 04 tumours: how its functions go wrong, and other right answers."""

import functools
import math

import pandas as pd
from sklearn.metrics import log_loss


def fresh(rng, n=50, d=3):
    """Return A, y and some w: random features, random labels, and weights that fit nothing."""
    A = np.insert(rng.normal(size=(n, d)), 0, 1, axis=1)
    y = (rng.uniform(size=n) < 1 / (1 + np.exp(-A @ np.arange(d + 1) / 2))).astype(int)
    return A, y, rng.normal(size=d + 1) / 2


def numerical_slope(f, w, hair=1e-5):
    """Return how f changes with each weight, by central differences: shape (…, d + 1)."""
    nudges = hair * np.eye(len(w))
    felt = [(f(w + nudge) - f(w - nudge)) / (2 * hair) for nudge in nudges]
    return np.transpose(felt)


@check(with_ones)
def one_row_and_X_itself():
    """X itself does not change."""
    X = np.array([[2.0, 7.0, 5.0]])
    assert with_ones(X) == close_to([[1, 2, 7, 5]])
    assert X == close_to([[2, 7, 5]])


@wrong(with_ones, "You put the ones last. The intercept is w[0], so put them first.")
def with_ones_last(X):
    return np.column_stack([X, np.ones(len(X))])


@wrong(with_ones, "A column of zeros adds nothing. Use ones.")
def with_zeros(X):
    return np.column_stack([np.zeros(len(X)), X])


@wrong(
    with_ones,
    "You added a row of ones. Every tumour needs its own 1, so add a column.",
)
def with_ones_on_top(X):
    return np.vstack([np.ones(X.shape[1]), X])


@right(with_ones)
def with_ones_inserted(X):
    return np.insert(X, 0, 1, axis=1)


@right(with_ones)
def with_ones_row_by_row(X):
    return [[1.0, *row] for row in X]


@right(with_ones)
def with_ones_written_into(X):
    A = np.empty((X.shape[0], X.shape[1] + 1))
    A[:, 0], A[:, 1:] = 1, X
    return A


@right(with_ones)
def with_ones_padded(X):
    return np.pad(X, ((0, 0), (1, 0)), constant_values=1)


@check(probability)
def any_rows_and_weights(rng):
    for n, d in (1, 2), (50, 3):
        A, _, w = fresh(rng, n, d)
        by_hand = [1 / (1 + np.exp(-sum(row * w))) for row in A]
        assert probability(A, w) == close_to(by_hand)


@wrong(
    probability,
    "Those are the scores. Turn them into probabilities with 1 / (1 + exp(-score)).",
)
def probability_as_a_score(A, w):
    return A @ w


@wrong(
    probability,
    "That is the probability of benign. Use e to the power of minus the score.",
)
def probability_of_benign(A, w):
    return 1 / (1 + np.exp(A @ w))


@right(probability)
def probability_by_tanh(A, w):
    return np.tanh(A.dot(w) / 2) / 2 + 0.5


@right(probability)
def probability_on_both_sides(A, w):
    e = np.exp(-np.abs(A @ w))
    return np.where(A @ w < 0, e, 1) / (1 + e)


@right(probability)
def probability_by_logaddexp(A, w):
    return np.exp(-np.logaddexp(0, -np.einsum("ij,j", A, w)))


@right(probability)
def probability_row_by_row(A, w):
    p = [1 / (1 + math.exp(-sum(a * b for a, b in zip(row, w)))) for row in A]
    return np.array(p)


@check(gradient)
def the_gradient_by_small_changes(rng):
    """If a weight changes a little, the mean log-loss should change by the slope times that."""
    A, y, w = fresh(rng)
    loss = lambda w: log_loss(y, 1 / (1 + np.exp(-A @ w)))
    p = 1 / (1 + np.exp(-A @ w))
    assert gradient(A, y, p) == close_to(numerical_slope(loss, w), abs=1e-6)


@check(gradient)
def another_two_tumours():
    A, y = np.array([[1.0, 2.0], [1.0, -1.0]]), np.array([1, 0])
    assert gradient(A, y, np.array([0.2, 0.4])) == close_to([-0.2, -1])


@check(gradient)
def where_scikit_learn_stopped():
    against = np.append(0, -w_model[1:] / 455)  # minus the gradient of the penalty
    assert gradient(A_train, y_train, p_train) == close_to(against, abs=1e-6)


@wrong(gradient, "That points downhill. Use A′(p − y), not A′(y − p).")
def gradient_downhill(A, y, p):
    return A.T @ (y - p) / len(y)


@wrong(
    gradient,
    "That is the gradient of the sum. Divide by n to get that of the mean.",
)
def gradient_of_the_sum(A, y, p):
    return A.T @ (p - y)


@wrong(
    gradient,
    "The factor p(1 − p) belongs to the squared error. For the log-loss it cancels: "
    "A′(p − y) / n.",
)
def gradient_of_the_squared_error(A, y, p):
    return A.T @ ((p - y) * p * (1 - p)) / len(y)


@wrong(
    gradient,
    "You divided by the number of columns. Divide by the number of tumours.",
)
def gradient_over_columns(A, y, p):
    return A.T @ (p - y) / A.shape[1]


@right(gradient)
def gradient_as_a_mean(A, y, p):
    return (A * (p - y)[:, np.newaxis]).mean(axis=0)


@right(gradient)
def gradient_by_einsum(A, y, p):
    return np.einsum("ij,i->j", A, p - y) / A.shape[0]


@right(gradient)
def gradient_row_by_row(A, y, p):
    slope = np.zeros(A.shape[1])
    for row, truth, sure in zip(A, y, p):
        slope += (sure - truth) * row
    return (slope / len(A)).tolist()


@right(gradient)
def gradient_from_the_left(A, y, p):
    return (p @ A - y @ A) / len(p)


equivalent(
    gradient,
    "return A.T @ (p - y) / len(y) -> return A.T @ (p - y) / len(p)",
    why="There is one label for each probability.",
)


@wrong(
    test_the_gradient_is_a_product_with_the_errors,
    "That is for y − p. Use p − y: −0.5, 0.5 and 0.",
)
def the_negative_gradient():
    return [0, 0.5]


@wrong(
    test_the_gradient_is_a_product_with_the_errors,
    "That is the sum over the three tumours. Divide it by 3.",
)
def the_gradient_of_the_sum():
    return [0, -1.5]


@check(hessian)
def the_hessian_by_small_changes(rng):
    """If a weight changes a little, the gradient should change by the curvature times that."""
    A, y, w = fresh(rng)
    slope = lambda w: A.T @ (1 / (1 + np.exp(-A @ w)) - y) / len(y)
    H = hessian(A, 1 / (1 + np.exp(-A @ w)))
    assert H == close_to(numerical_slope(slope, w), abs=1e-6)


@check(hessian)
def upwards_for_all_tumours():
    H = np.asarray(hessian(A_train, p_train))
    assert H[0, 0] == close_to(np.mean(p_train * (1 - p_train)))
    assert np.linalg.eigvalsh(H).min() > -1e-6


@wrong(
    hessian,
    "You multiplied the rows by p. Multiply them by p(1 − p), which says how fast p "
    "rises.",
)
def hessian_of_p(A, p):
    return (A * p[:, None]).T @ A / len(p)


@wrong(
    hessian,
    "Your rows all count alike, as for the cars. Here each counts with p(1 − p).",
)
def hessian_of_cars(A, p):
    return A.T @ A / len(p)


@wrong(hessian, "That is the Hessian of the sum. Divide by n to get that of the mean.")
def hessian_of_the_sum(A, p):
    return (A * (p * (1 - p))[:, None]).T @ A


@wrong(
    hessian,
    "You multiplied both A by p(1 − p), which squares it. Multiply only one of them.",
)
def hessian_of_squares(A, p):
    B = A * (p * (1 - p))[:, None]
    return B.T @ B / len(p)


@right(hessian)
def hessian_of_roots(A, p):
    B = A * np.sqrt(p * (1 - p))[:, np.newaxis]
    return B.T @ B / len(A)


@right(hessian)
def hessian_on_a_diagonal(A, p):
    return A.T @ np.diag(p - p**2) @ A / p.size


@right(hessian)
def hessian_by_einsum(A, p):
    return np.einsum("i,ij,ik->jk", p * (1 - p), A, A) / A.shape[0]


@right(hessian)
def hessian_row_by_row(A, p):
    return np.mean([s * (1 - s) * np.outer(row, row) for row, s in zip(A, p)], axis=0)


equivalent(
    hessian,
    "return (A * (p * (1 - p))[:, None]).T @ A / len(p) -> return (A * (p * (1 - p))[:, None]).T @ A / len(A)",
    why="There is one row for each probability.",
)


@wrong(
    test_the_log_loss_is_convex,
    "That is the sum over the two tumours. Divide it by 2.",
)
def the_hessian_of_the_sum():
    return [[0.41, 0.34], [0.34, 1.16]]


@check(penalty)
def the_penalty_by_small_changes(rng):
    """L w should be the gradient of λ/2 |w[1:]|²."""
    w, lam = rng.normal(size=6), rng.uniform(0.5, 2)
    pulled = numerical_slope(lambda w: lam / 2 * sum(w[1:] ** 2), w)
    assert np.asarray(penalty(5, lam)) @ w == close_to(pulled, abs=1e-6)


@wrong(
    penalty,
    "You penalised the intercept, which only says how common malignant tumours are. "
    "Set L[0, 0] = 0.",
)
def penalty_of_the_intercept(d, lam):
    return lam * np.eye(d + 1)


@wrong(penalty, "Your L is too small: with the intercept there are d + 1 weights.")
def penalty_too_small(d, lam):
    return lam * np.eye(d)


@wrong(penalty, "The derivative of λ/2 w² is λ w. Use λ, not λ/2.")
def penalty_halved(d, lam):
    return np.diag([0.0] + d * [lam / 2])


@wrong(
    penalty,
    "That is for a single feature. For d features, L has shape (d + 1, d + 1).",
)
def penalty_of_one_column(d, lam):
    return np.diag([0.0, lam])


@wrong(
    penalty,
    "You put λ everywhere. Put it on the diagonal only: each weight is penalised on "
    "its own.",
)
def penalty_everywhere(d, lam):
    L = np.full((d + 1, d + 1), float(lam))
    L[0] = L[:, 0] = 0
    return L


@right(penalty)
def penalty_on_a_diagonal(d, lam):
    return np.diag([0.0, *[lam] * d])


@right(penalty)
def penalty_number_by_number(d, lam):
    return [[lam if i == j > 0 else 0 for j in range(d + 1)] for i in range(d + 1)]


@right(penalty)
def penalty_filled_in(d, lam):
    L = np.zeros((d + 1, d + 1))
    for j in range(1, d + 1):
        L[j, j] = lam
    return L


@right(penalty)
def penalty_padded(d, lam):
    return np.pad(np.identity(d) * lam, (1, 0))


@check(newton_step)
def any_penalty(rng):
    """Use all of L, also beside the diagonal: L w in the gradient, L in the Hessian."""
    for n, d in (6, 1), (50, 3):
        A, y, w = fresh(rng, n, d)
        B = rng.normal(size=(d + 1, d + 1))
        L = np.eye(d + 1) + B @ B.T
        p = 1 / (1 + np.exp(-A @ w))
        slope = A.T @ (p - y) / n + L @ w
        H = A.T @ np.diag(p * (1 - p)) @ A / n + L
        assert newton_step(A, y, w, L) == close_to(w - np.linalg.inv(H) @ slope)


@check(newton_step)
def w_stays_as_it_was(rng):
    """w itself does not change."""
    A, y, w = fresh(rng, 6, 1)
    given = w.copy()
    newton_step(A, y, w, np.eye(2))
    assert w == close_to(given)


@wrong(newton_step, "Your step goes uphill. Subtract it from w.")
def newton_step_uphill(A, y, w, L):
    p = 1 / (1 + np.exp(-A @ w))
    H = (A * (p * (1 - p))[:, None]).T @ A / len(y)
    return w + np.linalg.solve(H + L, A.T @ (p - y) / len(y) + L @ w)


@wrong(newton_step, "That is the step itself. Subtract it from w.")
def newton_step_alone(A, y, w, L):
    p = 1 / (1 + np.exp(-A @ w))
    H = (A * (p * (1 - p))[:, None]).T @ A / len(y)
    return np.linalg.solve(H + L, A.T @ (p - y) / len(y) + L @ w)


@wrong(newton_step, "That is the step itself. Add it to w.")
def newton_step_downhill_alone(A, y, w, L):
    p = 1 / (1 + np.exp(-A @ w))
    H = (A * (p * (1 - p))[:, None]).T @ A / len(y)
    return -np.linalg.solve(H + L, A.T @ (p - y) / len(y) + L @ w)


@wrong(
    newton_step,
    "** -1 takes one over each number. For the inverse of a matrix use np.linalg.inv, "
    "or solve.",
)
def newton_step_one_over_each(A, y, w, L):
    p = 1 / (1 + np.exp(-A @ w))
    H = (A * (p * (1 - p))[:, None]).T @ A / len(y)
    with np.errstate(all="ignore"):
        return w - (1 / (H + L)) @ (A.T @ (p - y) / len(y) + L @ w)


@wrong(newton_step, "The gradient of the penalty is missing. Use g + L w.")
def newton_step_without_L_in_the_gradient(A, y, w, L):
    p = 1 / (1 + np.exp(-A @ w))
    H = (A * (p * (1 - p))[:, None]).T @ A / len(y)
    return w - np.linalg.solve(H + L, A.T @ (p - y) / len(y))


@wrong(newton_step, "The Hessian of the penalty is missing. Use H + L.")
def newton_step_without_L_in_the_hessian(A, y, w, L):
    p = 1 / (1 + np.exp(-A @ w))
    H = (A * (p * (1 - p))[:, None]).T @ A / len(y)
    return w - np.linalg.solve(H, A.T @ (p - y) / len(y) + L @ w)


@wrong(
    newton_step,
    "You stepped along the gradient and ignored the curvature. Solve with H + L.",
)
def newton_step_of_gradient_descent(A, y, w, L):
    p = 1 / (1 + np.exp(-A @ w))
    return w - (A.T @ (p - y) / len(y) + L @ w)


@wrong(
    newton_step,
    "You used only the last number of L, as λ. Use all of L: L @ w, and H + L.",
)
def newton_step_of_one_lam(A, y, w, L):
    L = L[-1, -1] * np.diag(np.arange(len(w)) > 0)
    p = 1 / (1 + np.exp(-A @ w))
    H = (A * (p * (1 - p))[:, None]).T @ A / len(y)
    return w - np.linalg.solve(H + L, A.T @ (p - y) / len(y) + L @ w)


@wrong(newton_step, "You used only the diagonal of L. Use all of it: L @ w, and H + L.")
def newton_step_of_the_diagonal(A, y, w, L):
    L = np.diag(np.diag(L))
    p = 1 / (1 + np.exp(-A @ w))
    H = (A * (p * (1 - p))[:, None]).T @ A / len(y)
    return w - np.linalg.solve(H + L, A.T @ (p - y) / len(y) + L @ w)


@right(newton_step)
def newton_step_by_inverse(A, y, w, L):
    p = np.asarray(probability(A, w))
    slope = np.asarray(gradient(A, y, p)) + L @ w
    return w - np.linalg.inv(np.asarray(hessian(A, p)) + L) @ slope


@right(newton_step)
def newton_step_by_least_squares(A, y, w, L):
    p = 1 / (1 + np.exp(-A @ w))
    weight = p * (1 - p)
    B = A.T * weight
    right = B @ (A @ w) + A.T @ (y - p)
    return np.linalg.solve(B @ A + len(y) * L, right)


@right(newton_step)
def newton_step_along_eigenvectors(A, y, w, L):
    p = 1 / (1 + np.exp(-A @ w))
    values, V = np.linalg.eigh((A.T * (p * (1 - p))) @ A / len(A) + L)
    return w - V @ (V.T @ (A.T @ (p - y) / len(A) + L @ w) / values)


@right(newton_step)
def newton_step_in_a_list(A, y, w, L):
    p = np.asarray(probability(A, w))
    down = -(np.asarray(gradient(A, y, p)) + np.dot(L, w))
    step = np.linalg.solve(np.add(hessian(A, p), L), down)
    return [before + s for before, s in zip(w, step)]


@wrong(
    test_newton_jumps_to_the_minimum_of_a_parabola,
    "That is the minimum itself. The first step, minus slope divided by curvature, "
    "falls short of it.",
)
def the_minimum_at_once():
    return 1.0986


@wrong(
    test_newton_jumps_to_the_minimum_of_a_parabola,
    "That is minus the slope. Divide it by the curvature, 0.5 · 0.5.",
)
def minus_the_slope():
    return 0.25


@check(newton)
def no_step_stays_at_zeros():
    assert newton(np.ones((4, 1)), np.array([1, 1, 0, 1]), np.zeros((1, 1)), 0) == (
        close_to([0])
    )


@check(newton)
def one_step_and_two():
    A, y, L = np.ones((4, 1)), np.array([1, 1, 0, 1]), np.zeros((1, 1))
    assert newton(A, y, L, 1) == close_to([1])
    assert newton(A, y, L, 2) == close_to([1.0963], abs=1e-4)


@check(newton)
def the_weights_of_scikit_learn(rng):
    A, y, _ = fresh(rng, 80, 4)
    wanted = LogisticRegression(C=0.5, solver="newton-cholesky", tol=1e-8)
    wanted.fit(A[:, 1:], y)
    found = newton(A, y, np.diag([0] + 4 * [2 / 80]), 12)
    assert found == close_to(np.append(wanted.intercept_, wanted.coef_[0]), abs=1e-5)


@check(newton)
def a_price_for_each_weight(rng):
    """Each weight may have its own λ. Where Newton's method stops, the gradient is 0."""
    (A, y, _), L = fresh(rng, 80, 4), np.diag([0.1, 0.2, 0.3, 0.4, 0.5])
    w = np.asarray(newton(A, y, L, 12))
    slope = A.T @ (1 / (1 + np.exp(-A @ w)) - y) / 80 + L @ w
    assert slope == close_to(np.zeros(5), abs=1e-6)


@wrong(newton, "That is always one step from zeros. Take `steps` steps.")
def newton_once(A, y, L, steps):
    return newton_step(A, y, np.zeros(A.shape[1]), L)


@wrong(newton, "That is one step too many. Use range(steps).")
def newton_once_more(A, y, L, steps):
    w = np.zeros(A.shape[1])
    for _ in range(steps + 1):
        w = newton_step(A, y, w, L)
    return w


@wrong(newton, "You did not start from zeros.")
def newton_from_ones(A, y, L, steps):
    w = np.ones(A.shape[1]) / 10
    for _ in range(steps):
        w = newton_step(A, y, w, L)
    return w


@right(newton)
def newton_that_calls_itself(A, y, L, steps):
    if steps == 0:
        return np.zeros(A.shape[1])
    before = np.asarray(newton_that_calls_itself(A, y, L, steps - 1))
    return newton_step(A, y, before, L)


@right(newton)
def newton_by_reduce(A, y, L, steps):
    step = lambda w, _: np.asarray(newton_step(A, y, w, L))
    return functools.reduce(step, range(steps), 0 * A[0])


@right(newton)
def newton_counted_down(A, y, L, steps):
    w = np.zeros(len(L))
    while steps:
        w, steps = np.asarray(newton_step(A, y, w, L)), steps - 1
    return tuple(w)


@wrong(
    test_copies_of_a_feature_divide_its_weight,
    "That gives all the weight to one of the two. Two halves have smaller squares: "
    "compare a² with 2 (a/2)².",
)
def all_on_one():
    return 1


@wrong(
    test_copies_of_a_feature_divide_its_weight,
    "That gives all the weight to one of the two. Two halves have smaller squares: "
    "compare a² with 2 (a/2)².",
)
def all_on_the_other():
    return 0


@check(errors_at)
def both_kinds_exactly_at_the_threshold():
    """Tumours exactly at the threshold are called malignant."""
    missed, alarms = errors_at(np.array([0, 1]), np.array([0.5, 0.5]), np.array([0.5]))
    assert missed == close_to([0])
    assert alarms == close_to([1])


@check(errors_at)
def a_single_threshold_or_one_twice(rng):
    """Each threshold has its own counts, in the order given."""
    y, p = rng.integers(2, size=40), rng.integers(9, size=40) / 8
    for thresholds in (np.array([0.5]), np.array([5, 2, 8, 0, 2, 7, 1]) / 8):
        missed, alarms = errors_at(y, p, thresholds)
        assert missed == close_to(
            [(p[y == 1] < threshold).sum() for threshold in thresholds]
        )
        assert alarms == close_to(
            [(p[y == 0] >= threshold).sum() for threshold in thresholds]
        )


@check(errors_at)
def the_thresholds_of_level_1():
    missed, alarms = errors_at(y_test, p_test, np.array([0.045, 0.5]))
    assert missed == close_to([0, 2])
    assert alarms == close_to([10, 1])


@wrong(
    errors_at,
    "Your first array counts the cancers found. Count the missed ones: malignant and "
    "not called.",
)
def found_and_alarms(y, p, thresholds):
    called = p[:, None] >= thresholds
    return y @ called, (1 - y) @ called


@wrong(
    errors_at,
    "You swapped the two. Return the missed first, then the false alarms.",
)
def alarms_and_missed(y, p, thresholds):
    called = p[:, None] >= thresholds
    return (1 - y) @ called, y @ ~called


@wrong(errors_at, "A tumour exactly at the threshold is called malignant, too. Use >=.")
def errors_above(y, p, thresholds):
    called = p[:, None] > thresholds
    return y @ ~called, (1 - y) @ called


@wrong(
    errors_at,
    "Your second array leaves out tumours exactly at the threshold. Use >=.",
)
def alarms_above(y, p, thresholds):
    return y @ (p[:, None] < thresholds), (1 - y) @ (p[:, None] > thresholds)


@wrong(
    errors_at,
    "A tumour exactly at the threshold is called malignant, so it is not missed. Use "
    "<.",
)
def missed_up_to_the_threshold(y, p, thresholds):
    return y @ (p[:, None] <= thresholds), (1 - y) @ (p[:, None] >= thresholds)


@wrong(
    errors_at,
    "Your second array counts all tumours that are called malignant. Count only the "
    "benign ones.",
)
def missed_and_called(y, p, thresholds):
    called = p[:, None] >= thresholds
    return y @ ~called, called.sum(axis=0)


@wrong(errors_at, "If a threshold occurs twice, return its counts twice.")
def errors_at_each_threshold_once(y, p, thresholds):
    called = p[:, None] >= np.array(list(dict.fromkeys(thresholds.tolist())))
    return y @ ~called, (1 - y) @ called


@right(errors_at)
def errors_threshold_by_threshold(y, p, thresholds):
    missed = [int(((p < threshold) & (y == 1)).sum()) for threshold in thresholds]
    return missed, [
        int(((p >= threshold) & (y == 0)).sum()) for threshold in thresholds
    ]


@right(errors_at)
def errors_by_searching(y, p, thresholds):
    sick, well = np.sort(p[y == 1]), np.sort(p[y == 0])
    return np.searchsorted(sick, thresholds), well.size - np.searchsorted(
        well, thresholds
    )


@right(errors_at)
def errors_in_one_table(y, p, thresholds):
    called = (p >= thresholds[:, np.newaxis]).astype(float)
    return np.array([(1 - called) @ y, called @ (1 - y)])


@right(errors_at)
def errors_one_by_one(y, p, thresholds):
    missed, alarms = np.zeros(len(thresholds), int), np.zeros(len(thresholds), int)
    for truth, sure in zip(y, p):
        if truth:
            missed += sure < thresholds
        else:
            alarms += sure >= thresholds
    return [missed, alarms]


@check(auc)
def a_tie_at_the_top():
    """A tie counts half. Two values that are only nearly equal are not tied."""
    y, p = np.array([1, 0, 1, 0]), np.array([0.9, 0.9, 0.4001, 0.4])
    assert auc(y, p) == close_to(2.5 / 4)


@check(auc)
def as_scikit_learn_counts(rng):
    y, p = np.arange(60) % 3 // 2, rng.integers(12, size=60) / 11
    assert auc(y, p) == close_to(roc_auc_score(y, p))
    assert auc(y_test, p_test) == close_to(roc_auc_score(y_test, p_test))


@wrong(auc, "You did not count the ties. Each counts half.")
def auc_of_wins(y, p):
    return (p[y == 1][:, None] > p[y == 0]).mean()


@wrong(
    auc,
    "You compared row with row. Compare every malignant tumour with every benign one: "
    "make one of the two a column, [:, None].",
)
def auc_row_by_row(y, p):
    return (p[y == 1] > p[y == 0]).mean()


@wrong(auc, "You counted each tie as one. It counts half.")
def auc_of_wins_and_ties(y, p):
    return (p[y == 1][:, None] >= p[y == 0]).mean()


@wrong(
    auc,
    "That is the fraction of pairs in which the benign tumour has the higher p.",
)
def auc_upside_down(y, p):
    a, b = p[y == 1][:, None], p[y == 0]
    return ((a < b) + 0.5 * (a == b)).mean()


@wrong(auc, "That is the number of pairs. Return their fraction, the mean.")
def auc_as_a_count(y, p):
    a, b = p[y == 1][:, None], p[y == 0]
    return ((a > b) + 0.5 * (a == b)).sum()


@wrong(
    auc,
    "The first point (0, 0) of your curve is missing: above the highest p, no tumour "
    "is called.",
)
def auc_of_a_curve_without_its_corner(y, p):
    called = p >= np.unique(p)[::-1, None]
    found, alarms = called[:, y == 1].mean(axis=1), called[:, y == 0].mean(axis=1)
    return ((found[1:] + found[:-1]) / 2 * np.diff(alarms)).sum()


@right(auc)
def auc_from_ranks(y, p):
    ranks = pd.Series(p).rank()
    sick = int((y == 1).sum())
    over = ranks[y == 1].sum() - sick * (sick + 1) / 2
    return over / sick / (len(y) - sick)


@right(auc)
def auc_by_sign(y, p):
    return np.sign(np.subtract.outer(p[y == 1], p[y == 0])).mean() / 2 + 0.5


@right(auc)
def auc_pair_by_pair(y, p):
    won = pairs = 0
    for a in p[y == 1]:
        for b in p[y == 0]:
            pairs += 1
            won += 1 if a > b else 0.5 if a == b else 0
    return won / pairs


@right(auc)
def auc_under_the_curve(y, p):
    thresholds = np.append(np.inf, np.unique(p)[::-1])
    alarms, recall = (
        (p[y == k, np.newaxis] >= thresholds).mean(axis=0) for k in (0, 1)
    )
    return float(np.diff(alarms) @ (recall[1:] + recall[:-1]) / 2)
