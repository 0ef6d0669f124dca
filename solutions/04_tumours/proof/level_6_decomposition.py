"""The proof of level 6 of 04 tumours: how its functions go wrong, and other right answers."""

import functools
import math

import pandas as pd
from sklearn.metrics import brier_score_loss


def positive_definite(rng, k):
    """Return a random symmetric, positive definite S (k, k)."""
    B = rng.normal(size=(k + 3, k))
    return B.T @ B / k + 0.1 * np.eye(k)


@check(contributions)
def another_two_columns():
    w = np.array([9.0, 5.0, 4.0])
    found = contributions(np.array([6.0, 2.0]), np.array([4.0, 1.0]), w)
    assert found == close_to([10, 4])


@check(contributions)
def they_add_up_to_the_difference_of_scores(rng):
    """The contributions should add up to the score of x minus that of the other."""
    x, reference, w = rng.normal(size=5), rng.normal(size=5), rng.normal(size=6)
    assert np.sum(contributions(x, reference, w)) == close_to(
        x @ w[1:] - reference @ w[1:]
    )
    scores = [
        np.sum(contributions(x, np.zeros(30), w_model)) + w_model[0] for x in Z_test[:9]
    ]
    assert scores == close_to(model.decision_function(Z_test[:9]))


@wrong(contributions, "You used x alone. Use its difference from the other tumour.")
def contributions_of_x_alone(x, reference, w):
    return w[1:] * x


@wrong(
    contributions,
    "The sign is wrong. Use x minus the other, not the other way round.",
)
def contributions_turned_round(x, reference, w):
    return w[1:] * (reference - x)


@wrong(contributions, "Weights and features are shifted by one: w[0] is the intercept.")
def contributions_one_off(x, reference, w):
    return w[:-1] * (x - reference)


@wrong(
    contributions,
    "Those are fractions of the total. Do not divide: the contributions add up to the "
    "score.",
)
def contributions_as_fractions(x, reference, w):
    contribution = w[1:] * (x - reference)
    return contribution / contribution.sum()


@right(contributions)
def contributions_multiplied_out(x, reference, w):
    return x * w[1:] - reference * w[1:]


@right(contributions)
def contributions_column_by_column(x, reference, w):
    return [w[j + 1] * (x[j] - reference[j]) for j in range(len(x))]


@right(contributions)
def contributions_on_a_diagonal(x, reference, w):
    return np.diag(w[1:]) @ np.subtract(x, reference)


@check(families)
def any_number_of_families(rng):
    assert families(np.array([1.0, 10.0, 100.0])) == close_to([111])
    contribution = rng.normal(size=12)
    by_hand = [
        contribution[j] + contribution[j + 4] + contribution[j + 8] for j in range(4)
    ]
    assert families(contribution) == close_to(by_hand)


@wrong(
    families,
    "You added three neighbours: radius, texture, perimeter. Mean, standard error and "
    "worst of one feature are k places apart.",
)
def families_of_neighbours(contribution):
    return contribution.reshape(-1, 3).sum(axis=1)


@wrong(
    families,
    "Those are the sums of all means, all standard errors, all worst. Add up along "
    "axis 0.",
)
def families_of_runs(contribution):
    return contribution.reshape(3, -1).sum(axis=1)


@wrong(families, "That is the mean of the three. Return their sum.")
def families_on_average(contribution):
    return contribution.reshape(3, -1).mean(axis=0)


@right(families)
def families_of_three_slices(contribution):
    k = len(contribution) // 3
    return contribution[:k] + contribution[k : 2 * k] + contribution[2 * k :]


@right(families)
def families_by_strides(contribution):
    k = len(contribution) // 3
    return [sum(contribution[j::k].tolist()) for j in range(k)]


@right(families)
def families_by_bincount(contribution):
    return np.bincount(
        np.arange(contribution.size) % (contribution.size // 3), weights=contribution
    )


@right(families)
def families_split_in_three(contribution):
    return functools.reduce(np.add, np.split(contribution, 3))


equivalent(
    families,
    "return contribution.reshape(3, -1).sum(axis=0) -> return contribution.reshape(3, -2).sum(axis=0)",
    why="Some versions of NumPy read any number below 0 as -1: what is left.",
    sometimes=True,
)


@wrong(
    test_the_false_alarm_has_a_reason,
    "Its nuclei have an ordinary size. Print by_family: which number is largest?",
)
def its_size():
    return "radius"


@check(cholesky)
def S_does_not_change():
    """S itself does not change: do not use S -= …"""
    S = np.array([[9.0, 6.0], [6.0, 8.0]])
    cholesky(S)
    assert S == close_to([[9, 6], [6, 8]])


@check(cholesky)
def triangles_of_any_size(rng):
    for k in (1, 3, 6):
        S = positive_definite(rng, k)
        assert cholesky(S) == close_to(np.linalg.cholesky(S))


@check(cholesky)
def the_hessian_of_455_tumours():
    S = A_train.T @ A_train / 455 + np.eye(31) / 455
    assert cholesky(S) == close_to(np.linalg.cholesky(S))


@wrong(
    cholesky,
    "Divide by the square root of S[j, j]: then t[j] times itself is S[j, j].",
)
def cholesky_without_root(S):
    T = np.zeros(S.shape)
    for j in range(len(S)):
        T[j:, j] = S[j:, j] / S[j, j]
        S = S - np.outer(T[:, j], T[:, j])
    return T


@wrong(
    cholesky,
    "T[j, j] is the square root of what is left of S[j, j]. Take the root.",
)
def cholesky_with_an_unrooted_diagonal(S):
    T = np.zeros(S.shape)
    for j in range(len(S)):
        T[j, j] = S[j, j] - T[j, :j] @ T[j, :j]
        for i in range(j + 1, len(S)):
            T[i, j] = (S[i, j] - T[i, :j] @ T[j, :j]) / T[j, j]
    return T


@wrong(cholesky, "You subtracted nothing. Each column works with what is left of S.")
def cholesky_unpeeled(S):
    return np.tril(S / np.sqrt(np.diag(S)))


@wrong(cholesky, "That is the upper triangular T′. Put the zeros above the diagonal.")
def cholesky_upper(S):
    T = np.zeros(S.shape)
    for j in range(len(S)):
        T[j:, j] = S[j:, j] / np.sqrt(S[j, j])
        S = S - np.outer(T[:, j], T[:, j])
    return T.T


@right(cholesky)
def cholesky_row_by_row(S):
    T = np.zeros_like(S, dtype=float)
    for i in range(len(S)):
        for j in range(i):
            T[i, j] = (S[i, j] - T[i, :j] @ T[j, :j]) / T[j, j]
        T[i, i] = math.sqrt(S[i, i] - T[i, :i] @ T[i, :i])
    return T


@right(cholesky)
def cholesky_that_calls_itself(S):
    k = len(S)
    T = np.zeros((k, k))
    if k:
        root = S[0, 0] ** 0.5
        T[0, 0], T[1:, 0] = root, S[1:, 0] / root
        rest = S[1:, 1:] - np.outer(T[1:, 0], T[1:, 0])
        T[1:, 1:] = cholesky_that_calls_itself(rest)
    return T


@right(cholesky)
def cholesky_by_elimination(S):
    U = S.astype(float)
    for j in range(len(U)):
        U[j + 1 :] -= np.outer(U[j + 1 :, j] / U[j, j], U[j])
    return (np.triu(U) / np.sqrt(np.diag(U))[:, None]).T


@right(cholesky)
def cholesky_in_lists(S):
    T = [[0.0] * len(S) for _ in S]
    for i in range(len(S)):
        for j in range(i + 1):
            left = S[i][j] - sum(a * b for a, b in zip(T[i][:j], T[j][:j]))
            T[i][j] = math.sqrt(left) if i == j else left / T[j][j]
    return np.array(T)


@check(forward)
def down_any_triangle(rng):
    """T v = b should hold for a T of any size. b itself does not change."""
    assert forward(np.array([[2.0, 0.0], [3.0, 4.0]]), np.array([2.0, 11.0])) == (
        close_to([1, 2])
    )
    for k in (1, 4, 9):
        T, b = np.linalg.cholesky(positive_definite(rng, k)), rng.normal(size=k)
        given = b.copy()
        assert forward(T, b) == close_to(np.linalg.solve(T, b))
        assert b == close_to(given)


@wrong(
    forward,
    "You used only the diagonal. Subtract what you know from b, from the first "
    "equation down.",
)
def forward_by_the_diagonal(T, b):
    return b / np.diag(T)


@wrong(forward, "The division by T[j, j] is missing.")
def forward_undivided(T, b):
    v = np.zeros(len(b))
    for j in range(len(b)):
        v[j] = b[j]
        b = b - v[j] * T[:, j]
    return v


@wrong(forward, "Subtract what you know from b. Do not add it.")
def forward_adding(T, b):
    v = np.zeros(len(b))
    for j in range(len(b)):
        v[j] = b[j] / T[j, j]
        b = b + v[j] * T[:, j]
    return v


@right(forward)
def forward_row_by_row(T, b):
    v = np.empty(len(b))
    for i in range(len(b)):
        v[i] = (b[i] - T[i, :i] @ v[:i]) / T[i, i]
    return v


@right(forward)
def forward_in_a_list(T, b):
    v = []
    for row, wanted in zip(T, b):
        v.append((wanted - sum(t * known for t, known in zip(row, v))) / row[len(v)])
    return v


@right(forward)
def forward_on_a_copy(T, b):
    v = np.array(b, dtype=float)
    for j in range(len(v)):
        v[j] /= T[j, j]
        v[j + 1 :] -= v[j] * T[j + 1 :, j]
    return v


@right(forward)
def forward_that_calls_itself(T, b):
    if len(b) == 0:
        return np.zeros(0)
    first = b[0] / T[0, 0]
    return np.append(
        first, forward_that_calls_itself(T[1:, 1:], b[1:] - first * T[1:, 0])
    )


equivalent(
    forward,
    "v = np.zeros(len(b)) -> v = np.zeros(len(T))",
    "v = np.zeros(len(b)) -> v = np.ones(len(b))",
    "for j in range(len(b)): … -> for j in range(len(T)): …",
    why="T has a row for each number of b, and each place of v is written before it is "
    "read.",
)


@check(backward)
def up_any_triangle(rng):
    """T′ u = v should hold for a T of any size. v itself does not change."""
    for k in (1, 4, 9):
        T, v = np.linalg.cholesky(positive_definite(rng, k)), rng.normal(size=k)
        given = v.copy()
        assert backward(T, v) == close_to(np.linalg.solve(T.T, v))
        assert v == close_to(given)


@check(forward, backward)
def forth_and_back(rng):
    """`forward` and then `backward` should solve S u = b."""
    S, b = positive_definite(rng, 4), rng.normal(size=4)
    T = np.linalg.cholesky(S)
    assert backward(T, np.asarray(forward(T, b))) == close_to(np.linalg.solve(S, b))


@wrong(backward, "That solves T u = v. Solve T′ u = v, from the last equation up.")
def backward_forwards(T, v):
    u = np.zeros(len(v))
    for j in range(len(v)):
        u[j] = v[j] / T[j, j]
        v = v - u[j] * T[:, j]
    return u


@wrong(
    backward,
    "You used only the diagonal. Subtract what you know from v, from the last "
    "equation up.",
)
def backward_by_the_diagonal(T, v):
    return v / np.diag(T)


@wrong(backward, "Subtract what you know from v. Do not add it.")
def backward_adding(T, v):
    u = np.zeros(len(v))
    for j in reversed(range(len(v))):
        u[j] = v[j] / T[j, j]
        v = v + u[j] * T[j]
    return u


@right(backward)
def backward_row_by_row(T, v):
    U, u = T.T, np.zeros(len(v))
    for i in range(len(v) - 1, -1, -1):
        u[i] = (v[i] - U[i, i + 1 :] @ u[i + 1 :]) / U[i, i]
    return u


@right(backward)
def backward_by_forward(T, v):
    turned = np.asarray(forward(T.T[::-1, ::-1], v[::-1]))
    return turned[::-1]


@right(backward)
def backward_in_a_list(T, v):
    u = [0.0] * len(v)
    for j in reversed(range(len(v))):
        known = sum(T[i, j] * u[i] for i in range(j + 1, len(v)))
        u[j] = (v[j] - known) / T[j, j]
    return u


@right(backward)
def backward_on_a_copy(T, v):
    u = np.array(v, dtype=float)
    for j in range(len(u))[::-1]:
        u[j] /= T[j, j]
        u[:j] -= u[j] * T[j, :j]
    return u


equivalent(
    backward,
    "u = np.zeros(len(v)) -> u = np.ones(len(v))",
    "u = np.zeros(len(v)) -> u = np.zeros(len(T))",
    "for j in reversed(range(len(v))): … -> for j in reversed(range(len(T))): …",
    why="T has a row for each number of v, and each place of u is written before it is "
    "read.",
)


@check(working)
def a_floor_of_1e_12():
    """The weight is 1e-12 where p(1 − p) is smaller, whether that is 0 or not."""
    one = np.array([[1.0]])
    weight, target = working(one, np.array([1]), np.array([40.0]))
    assert weight == close_to([1e-12], abs=0)
    assert target == close_to([40], abs=1e-3)
    weight, target = working(one, np.array([0]), np.array([30.0]))
    assert weight == close_to([1e-12], abs=0)
    assert target == close_to([30 - 1e12])


@check(working)
def p_would_reach_y(rng):
    """If p went on rising as it does at z, it would reach y at the target."""
    A, w, y = rng.normal(size=(30, 4)), rng.normal(size=4) / 2, rng.integers(2, size=30)
    rise = (np.tanh((A @ w + 1e-5) / 2) - np.tanh((A @ w - 1e-5) / 2)) / 4e-5
    weight, target = (np.asarray(part) for part in working(A, y, w))
    assert weight == close_to(rise, abs=1e-6)
    p = 1 / (1 + np.exp(-A @ w))
    assert p + rise * (target - A @ w) == close_to(y, abs=1e-5)


@wrong(
    working,
    "Where p is nearly 0 or 1, p(1 − p) is too small to divide by. Use 1e-12 where it "
    "is smaller.",
)
def working_without_a_floor(A, y, w):
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    with np.errstate(all="ignore"):
        return p * (1 - p), z + (y - p) / (p * (1 - p))


@wrong(
    working,
    "You used 1e-12 only where p(1 − p) is exactly 0. Use it wherever p(1 − p) is "
    "smaller.",
)
def working_with_a_floor_at_zero(A, y, w):
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    weight = np.where(p * (1 - p) == 0, 1e-12, p * (1 - p))
    return weight, z + (y - p) / weight


@wrong(working, "You added 1e-12. Take the larger of p(1 − p) and 1e-12.")
def working_with_a_floor_added(A, y, w):
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    weight = p * (1 - p) + 1e-12
    return weight, z + (y - p) / weight


@wrong(working, "You returned y. The second array is the target, z + (y − p) / weight.")
def working_with_y(A, y, w):
    p = 1 / (1 + np.exp(-A @ w))
    return p * (1 - p), y


@wrong(
    working,
    "y − p is a difference of probabilities. Divide it by the weight to get a "
    "difference of scores.",
)
def working_undivided(A, y, w):
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    return p * (1 - p), z + (y - p)


@wrong(
    working,
    "You moved the target the wrong way. Use y − p, which moves it towards y.",
)
def working_away(A, y, w):
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    return p * (1 - p), z - (y - p) / (p * (1 - p))


@wrong(working, "The weight is p(1 − p), which says how fast p rises, not p.")
def working_by_p(A, y, w):
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    return p, z + (y - p) / (p * (1 - p))


@wrong(working, "The target starts from the score. Add z.")
def working_from_zero(A, y, w):
    p = 1 / (1 + np.exp(-A @ w))
    return p * (1 - p), (y - p) / (p * (1 - p))


@right(working)
def working_of_both_sides(A, y, w):
    z = A @ w
    e = np.exp(-np.abs(z))
    p = np.where(z < 0, e, 1) / (1 + e)
    weight = (e / (1 + e) ** 2).clip(1e-12)
    return [weight, z + (y - p) / weight]


@right(working)
def working_row_by_row(A, y, w):
    weights, targets = [], []
    for row, truth in zip(A, y):
        z = float(row @ w)
        p = 1 / (1 + math.exp(-z))
        weights.append(max(p - p * p, 1e-12))
        targets.append(z + (truth - p) / weights[-1])
    return np.array(weights), np.array(targets)


@right(working)
def working_by_where(A, y, w):
    z = A.dot(w)
    p = (1 + np.tanh(z / 2)) / 2
    rise = p * (1 - p)
    weight = np.where(rise < 1e-12, 1e-12, rise)
    return np.array([weight, z + np.divide(y - p, weight)])


equivalent(
    working,
    "weight = np.maximum(p * (1 - p), 1e-12) -> weight = np.maximum(1e-12, p * (1 - p))",
    why="The maximum of two does not depend on their order.",
)


@wrong(
    test_the_first_round_is_plain_least_squares,
    "You divided by 0.5. The weight is p(1 − p).",
)
def targets_by_p():
    return [1, -1]


@wrong(
    test_the_first_round_is_plain_least_squares,
    "That is y − p. Divide it by the weight, p(1 − p).",
)
def errors_instead_of_targets():
    return [0.5, -0.5]


@wrong(
    test_a_sure_and_wrong_prediction_has_a_huge_target,
    "That is the log of the weight. The target is 1 divided by the weight, so its log "
    "has the other sign.",
)
def the_log_of_the_weight():
    return -20


@check(weighted_ridge)
def as_scikit_learns_ridge(rng):
    A = np.insert(rng.normal(size=(40, 3)), 0, 1, axis=1)
    weight, target = rng.uniform(0.1, 2, size=40), rng.normal(3, 1, size=40)
    for held in (0.5, 4):
        ridge = Ridge(alpha=held).fit(A[:, 1:], target, sample_weight=weight)
        P = np.diag([0, held, held, held])
        wanted = [ridge.intercept_, *ridge.coef_]
        assert weighted_ridge(A, weight, target, P) == close_to(wanted)


@check(weighted_ridge)
def any_P(rng):
    """Add all of P, also beside the diagonal."""
    for n, d in (6, 1), (40, 3):
        A = np.insert(rng.normal(size=(n, d)), 0, 1, axis=1)
        weight, target = rng.uniform(0.1, 2, size=n), rng.normal(3, 1, size=n)
        P = positive_definite(rng, d + 1)
        w = np.linalg.solve((A.T * weight) @ A + P, A.T @ (weight * target))
        assert weighted_ridge(A, weight, target, P) == close_to(w)


@wrong(
    weighted_ridge,
    "All your rows count alike. Use the weights on both sides of the equations.",
)
def ridge_unweighted(A, weight, target, P):
    T = cholesky(A.T @ A + P)
    return backward(T, forward(T, A.T @ target))


@wrong(
    weighted_ridge,
    "The weights are missing on the right-hand side. Use A′W target.",
)
def ridge_half_weighted(A, weight, target, P):
    T = cholesky((A * weight[:, None]).T @ A + P)
    return backward(T, forward(T, A.T @ target))


@wrong(weighted_ridge, "The penalty is missing. Add P.")
def weighted_without_ridge(A, weight, target, P):
    T = cholesky((A * weight[:, None]).T @ A + 1e-9 * np.eye(len(P)))
    return backward(T, forward(T, A.T @ (weight * target)))


@wrong(
    weighted_ridge,
    "You used the weights twice. Multiply by them once on each side of the equations.",
)
def ridge_with_squared_weights(A, weight, target, P):
    B = A * weight[:, None]
    T = cholesky(B.T @ B + P)
    return backward(T, forward(T, B.T @ (weight * target)))


@wrong(weighted_ridge, "You used only the last number of P. Add all of P to A′WA.")
def ridge_of_one_number(A, weight, target, P):
    P = P[-1, -1] * np.diag(np.arange(len(P)) > 0)
    T = cholesky((A * weight[:, None]).T @ A + P)
    return backward(T, forward(T, A.T @ (weight * target)))


@wrong(weighted_ridge, "You used only the diagonal of P. Add all of it to A′WA.")
def ridge_of_the_diagonal(A, weight, target, P):
    T = cholesky((A * weight[:, None]).T @ A + np.diag(np.diag(P)))
    return backward(T, forward(T, A.T @ (weight * target)))


@right(weighted_ridge)
def weighted_ridge_of_roots(A, weight, target, P):
    root = np.sqrt(weight)
    B = A * root[:, np.newaxis]
    T = np.asarray(cholesky(B.T @ B + P))
    v = np.asarray(forward(T, B.T @ (root * target)))
    return backward(T, v)


@right(weighted_ridge)
def weighted_ridge_by_gauss(A, weight, target, P):
    S = A.T @ np.diag(weight) @ A + P
    M = np.column_stack([S, A.T @ np.multiply(weight, target)])
    for j in range(len(S)):
        M[j] /= M[j, j]
        for i in range(len(S)):
            if i != j:
                M[i] -= M[i, j] * M[j]
    return M[:, -1].tolist()


@right(weighted_ridge)
def weighted_ridge_by_conjugate_gradients(A, weight, target, P):
    weight, target = np.asarray(weight), np.asarray(target)
    S, w = (A.T * weight) @ A + P, np.zeros(A.shape[1])
    rest = A.T @ (weight * target)
    along, size = rest, rest @ rest
    enough = 1e-26 * size
    for _ in range(500):
        if size <= enough:
            break
        step = size / (along @ S @ along)
        w = w + step * along
        rest = rest - step * (S @ along)
        size, before = rest @ rest, size
        along = rest + size / before * along
    return w


def sixty(rng):
    """Return A and y of sixty random tumours with two features."""
    A = np.insert(rng.normal(size=(60, 2)), 0, 1, axis=1)
    return A, (rng.uniform(size=60) < 1 / (1 + np.exp(-A[:, 1]))).astype(int)


@check(irls)
def no_round_is_zeros():
    A, y = np.array([[1.0, -2.0], [1.0, 3.0]]), np.array([0, 1])
    assert irls(A, y, np.eye(2), 0) == close_to([0, 0])


@check(irls)
def one_round_is_plain_least_squares(rng):
    A, y = sixty(rng)
    for P in (np.diag([0.3, 0.5, 0.9]), np.diag([0, 0.7, 0.7])):
        wanted = np.linalg.solve(A.T @ A / 4 + P, A.T @ (y - 0.5))
        assert irls(A, y, P, 1) == close_to(wanted)


@check(irls)
def the_weights_of_scikit_learn(rng):
    A, y = sixty(rng)
    wanted = LogisticRegression(C=1 / 0.7, solver="newton-cholesky", tol=1e-8)
    wanted.fit(A[:, 1:], y)
    found = irls(A, y, np.diag([0, 0.7, 0.7]), 15)
    assert found == close_to(np.append(wanted.intercept_, wanted.coef_[0]), abs=1e-5)


@wrong(irls, "That is always one round. Do `rounds` rounds.")
def irls_once(A, y, P, rounds):
    return weighted_ridge(A, *working(A, y, np.zeros(A.shape[1])), P)


@wrong(
    irls,
    "Each of your rounds starts from zeros, so all are like the first. Go on from the "
    "last w.",
)
def irls_afresh(A, y, P, rounds):
    w = np.zeros(A.shape[1])
    for _ in range(min(rounds, 1)):
        w = weighted_ridge(A, *working(A, y, w), P)
    return w


@wrong(irls, "You did not start from zeros.")
def irls_from_ones(A, y, P, rounds):
    w = np.ones(A.shape[1])
    for _ in range(rounds):
        w = weighted_ridge(A, *working(A, y, w), P)
    return w


@wrong(irls, "That is one round too many.")
def irls_once_more(A, y, P, rounds):
    w = np.zeros(A.shape[1])
    for _ in range(rounds + 1):
        w = weighted_ridge(A, *working(A, y, w), P)
    return w


@right(irls)
def irls_by_reduce(A, y, P, rounds):
    def next_one(w, _):
        weight, target = (np.asarray(part) for part in working(A, y, w))
        return np.asarray(weighted_ridge(A, weight, target, P))

    return functools.reduce(next_one, range(rounds), np.zeros(len(P)))


@right(irls)
def irls_as_newton(A, y, P, rounds):
    w = np.zeros(A.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-A @ w))
        T = np.asarray(cholesky((A.T * (p * (1 - p))) @ A + P))
        v = np.asarray(forward(T, A.T @ (y - p) - P @ w))
        w = w + np.asarray(backward(T, v))
    return w


@right(irls)
def irls_that_calls_itself(A, y, P, rounds):
    if rounds < 1:
        return 0 * A[0]
    before = np.asarray(irls_that_calls_itself(A, y, P, rounds - 1))
    weight, target = (np.asarray(part) for part in working(A, y, before))
    return weighted_ridge(A, weight, target, P)


@check(group_by_forecast)
def nearly_equal_is_not_equal():
    """Each different p is a group of its own, the smallest first."""
    predicted, observed, count = group_by_forecast(
        np.array([1, 0]), np.array([0.5001, 0.5])
    )
    assert predicted == close_to([0.5, 0.5001])
    assert observed == close_to([0, 1])
    assert count == close_to([1, 1])


@check(group_by_forecast)
def groups_in_any_order(rng):
    p = rng.integers(11, size=200) / 10
    y = (rng.uniform(size=200) < p**2).astype(int)
    predicted, observed, count = group_by_forecast(y, p)
    groups = sorted({*p.tolist()})
    assert predicted == close_to(groups)
    assert observed == close_to([y[p == one].mean() for one in groups])
    assert count == close_to([(p == one).sum() for one in groups])


@wrong(
    group_by_forecast,
    "Your second array counts malignant tumours. Return their fraction, the mean of y.",
)
def group_by_forecast_in_counts(y, p):
    predicted = np.unique(p)
    observed = np.array([y[p == s].sum() for s in predicted])
    return predicted, observed, np.array([(p == s).sum() for s in predicted])


@wrong(
    group_by_forecast,
    "Your groups are in the order in which they occur. Put the smallest p first, with "
    "np.unique.",
)
def group_by_forecast_as_they_come(y, p):
    predicted = np.array(list(dict.fromkeys(p.tolist())))
    observed = np.array([y[p == s].mean() for s in predicted])
    return predicted, observed, np.array([(p == s).sum() for s in predicted])


@wrong(
    group_by_forecast,
    "Your third array has fractions of all tumours. Return counts.",
)
def group_by_forecast_in_fractions(y, p):
    predicted = np.unique(p)
    observed = np.array([y[p == s].mean() for s in predicted])
    return predicted, observed, np.array([(p == s).mean() for s in predicted])


@wrong(group_by_forecast, "You rounded p. Each different p is a group of its own.")
def group_by_forecast_of_rounded(y, p):
    p = np.round(p, 3)
    predicted = np.unique(p)
    observed = np.array([y[p == s].mean() for s in predicted])
    return predicted, observed, np.array([(p == s).sum() for s in predicted])


@right(group_by_forecast)
def group_by_forecast_in_a_dict(y, p):
    groups = {}
    for predicted, truth in sorted(zip(p.tolist(), y.tolist())):
        groups.setdefault(predicted, []).append(truth)
    observed = [sum(truths) / len(truths) for truths in groups.values()]
    return list(groups), observed, [len(truths) for truths in groups.values()]


@right(group_by_forecast)
def group_by_forecast_by_unique(y, p):
    predicted, which, count = np.unique(p, return_inverse=True, return_counts=True)
    return predicted, np.bincount(which.ravel(), weights=y) / count, count


@right(group_by_forecast)
def group_by_forecast_by_pandas(y, p):
    grouped = pd.Series(y).groupby(p)
    return grouped.mean().index, grouped.mean(), grouped.size()


@right(group_by_forecast)
def group_by_forecast_in_a_table(y, p):
    predicted = np.array(sorted({*p.tolist()}))
    same = (predicted[:, np.newaxis] == p).astype(float)
    count = same.sum(axis=1)
    return np.array([predicted, same @ y / count, count])


equivalent(
    group_by_forecast,
    "observed = np.array([y[p == s].mean() for s in predicted]) -> observed = [y[p == s].mean() for s in predicted]",
    "return (predicted, observed, np.array([(p == s).sum() for s in predicted])) -> return (predicted, observed, [(p == s).sum() for s in predicted])",
    why="A list instead of an array is right, too.",
)


FORECASTS = np.array([0.2, 0.5, 0.9]), np.array([0.1, 0.5, 0.7]), np.array([5, 3, 2])


@check(miscalibration)
def three_groups():
    assert miscalibration(*FORECASTS) == close_to((5 * 0.01 + 0 + 2 * 0.04) / 10)


@wrong(miscalibration, "All your groups count alike. Weight each by its count.")
def miscalibration_of_groups(predicted, observed, count):
    return ((predicted - observed) ** 2).mean()


@wrong(miscalibration, "Square the differences.")
def miscalibration_unsquared(predicted, observed, count):
    return (count * np.abs(predicted - observed)).sum() / count.sum()


@wrong(miscalibration, "That is the sum. Divide it by the number of tumours.")
def miscalibration_summed(predicted, observed, count):
    return (count * (predicted - observed) ** 2).sum()


@right(miscalibration)
def miscalibration_by_average(predicted, observed, count):
    return np.average((predicted - observed) ** 2, weights=count)


@right(miscalibration)
def miscalibration_in_a_loop(predicted, observed, count):
    total = 0.0
    for a, b, n in zip(predicted, observed, count):
        total += n * (a - b) ** 2
    return total / sum(count)


@right(miscalibration)
def miscalibration_one_by_one(predicted, observed, count):
    apart = np.repeat(observed - predicted, np.asarray(count).astype(int))
    return apart @ apart / apart.size


@check(refinement)
def three_groups_again():
    wanted = (5 * 0.1 * 0.9 + 3 * 0.5 * 0.5 + 2 * 0.7 * 0.3) / 10
    assert refinement(*FORECASTS[1:]) == close_to(wanted)


@check(miscalibration, refinement)
def the_two_make_the_brier_score(rng):
    """Miscalibration and refinement together should be the mean squared error of p, DeGroot and Fienberg (1983)."""
    tenths = rng.integers(11, size=200) / 10
    some = (rng.uniform(size=200) < tenths**2).astype(int)
    for y, p in ((y_test, np.round(p_test, 1)), (some, tenths)):
        predicted = np.unique(p)
        observed = np.array([y[p == one].mean() for one in predicted])
        count = np.array([(p == one).sum() for one in predicted])
        faults = miscalibration(predicted, observed, count) + refinement(
            observed, count
        )
        assert faults == close_to(brier_score_loss(y, p))


@wrong(refinement, "All your groups count alike. Weight each by its count.")
def refinement_of_groups(observed, count):
    return (observed * (1 - observed)).mean()


@wrong(refinement, "That is the standard deviation. Use the variance, s(1 − s).")
def refinement_rooted(observed, count):
    return (count * np.sqrt(observed * (1 - observed))).sum() / count.sum()


@wrong(refinement, "The variance of zeros and ones is s(1 − s), not s².")
def refinement_squared(observed, count):
    return (count * observed**2).sum() / count.sum()


@right(refinement)
def refinement_by_average(observed, count):
    return np.average(observed - observed**2, weights=count)


@right(refinement)
def refinement_in_a_loop(observed, count):
    return float(sum(n * s * (1 - s) for s, n in zip(observed, count)) / sum(count))


@right(refinement)
def refinement_as_a_product(observed, count):
    return (count * observed) @ (1 - observed) / np.sum(count)
