"""The proof of level 6 of 04 tumours: how its functions go wrong, and other right answers."""

import functools
import math

import pandas as pd
from sklearn.metrics import brier_score_loss


def positive_definite(rng, k):
    """A random symmetric S (k, k), with v′Sv above 0 for every v but 0."""
    B = rng.normal(size=(k + 3, k))
    return B.T @ B / k + 0.1 * np.eye(k)


@check(shares)
def another_two_columns():
    w = np.array([9.0, 5.0, 4.0])
    found = shares(np.array([6.0, 2.0]), np.array([4.0, 1.0]), w)
    assert found == close_to([10, 4])


@check(shares)
def they_add_up_to_the_difference_of_scores(rng):
    """Added up, the shares are the score of x less that of the other."""
    x, other, w = rng.normal(size=5), rng.normal(size=5), rng.normal(size=6)
    assert np.sum(shares(x, other, w)) == close_to(x @ w[1:] - other @ w[1:])
    scores = [np.sum(shares(x, np.zeros(30), w_model)) + w_model[0] for x in Z_test[:9]]
    assert scores == close_to(model.decision_function(Z_test[:9]))


@wrong(shares, "Compared with the other means: how far x is from it, not x alone.")
def shares_of_x_alone(x, other, w):
    return w[1:] * x


@wrong(shares, "The sign is turned round: x minus the other.")
def shares_turned_round(x, other, w):
    return w[1:] * (other - x)


@wrong(shares, "Weights and columns are one off: w[0] is the intercept.")
def shares_one_off(x, other, w):
    return w[:-1] * (x - other)


@wrong(
    shares,
    "Those are parts of the whole. Leave them as they are: they add up to the score.",
)
def shares_as_parts(x, other, w):
    share = w[1:] * (x - other)
    return share / share.sum()


@right(shares)
def shares_multiplied_out(x, other, w):
    return x * w[1:] - other * w[1:]


@right(shares)
def shares_column_by_column(x, other, w):
    return [w[j + 1] * (x[j] - other[j]) for j in range(len(x))]


@right(shares)
def shares_on_a_diagonal(x, other, w):
    return np.diag(w[1:]) @ np.subtract(x, other)


@check(families)
def any_number_of_families(rng):
    assert families(np.array([1.0, 10.0, 100.0])) == close_to([111])
    share = rng.normal(size=12)
    by_hand = [share[j] + share[j + 4] + share[j + 8] for j in range(4)]
    assert families(share) == close_to(by_hand)


@wrong(
    families,
    "Three neighbours were added: radius, texture, perimeter. Mean, error and worst of "
    "one feature stand k columns apart.",
)
def families_of_neighbours(share):
    return share.reshape(-1, 3).sum(axis=1)


@wrong(families, "Those are the sums of all means, all errors, all worst: axis 0.")
def families_of_runs(share):
    return share.reshape(3, -1).sum(axis=1)


@wrong(families, "That is the mean of the three. Shares add up: sum.")
def families_on_average(share):
    return share.reshape(3, -1).mean(axis=0)


@right(families)
def families_of_three_slices(share):
    k = len(share) // 3
    return share[:k] + share[k : 2 * k] + share[2 * k :]


@right(families)
def families_by_strides(share):
    k = len(share) // 3
    return [sum(share[j::k].tolist()) for j in range(k)]


@right(families)
def families_by_bincount(share):
    return np.bincount(np.arange(share.size) % (share.size // 3), weights=share)


@right(families)
def families_split_in_three(share):
    return functools.reduce(np.add, np.split(share, 3))


equivalent(
    families,
    "return share.reshape(3, -1).sum(axis=0) -> return share.reshape(3, -2).sum(axis=0)",
    why="Some versions of NumPy take any number below 0 as they take -1: what is left.",
    sometimes=True,
)


@wrong(
    test_the_false_alarm_has_a_reason,
    "Its nuclei are of ordinary size. Print by_family: which number is largest?",
)
def its_size():
    return "radius"


@check(cholesky)
def S_is_left_as_it_was():
    """S itself is left as it was: no S -= …"""
    S = np.array([[9.0, 6.0], [6.0, 8.0]])
    cholesky(S)
    assert S == close_to([[9, 6], [6, 8]])


@check(cholesky)
def triangles_of_any_size(rng):
    for k in (1, 3, 6):
        S = positive_definite(rng, k)
        assert cholesky(S) == close_to(np.linalg.cholesky(S))


@check(cholesky)
def the_bend_of_455_tumours():
    S = A_train.T @ A_train / 455 + np.eye(31) / 455
    assert cholesky(S) == close_to(np.linalg.cholesky(S))


@wrong(cholesky, "Divide by the root of S[j, j]: t[j] times itself is to be S[j, j].")
def cholesky_without_root(S):
    T = np.zeros(S.shape)
    for j in range(len(S)):
        T[j:, j] = S[j:, j] / S[j, j]
        S = S - np.outer(T[:, j], T[:, j])
    return T


@wrong(cholesky, "T[j, j] is the root of what is left of S[j, j], not all of it.")
def cholesky_with_an_unrooted_diagonal(S):
    T = np.zeros(S.shape)
    for j in range(len(S)):
        T[j, j] = S[j, j] - T[j, :j] @ T[j, :j]
        for i in range(j + 1, len(S)):
            T[i, j] = (S[i, j] - T[i, :j] @ T[j, :j]) / T[j, j]
    return T


@wrong(cholesky, "Nothing was taken off: each column goes on with what is left of S.")
def cholesky_unpeeled(S):
    return np.tril(S / np.sqrt(np.diag(S)))


@wrong(cholesky, "That is the upper triangle, T′. The zeros belong above.")
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
    """T v = b, for a T of any size. b itself is left as it was."""
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
    "Only the diagonal was at work. What is known has to be taken off b, from the "
    "first line down.",
)
def forward_by_the_diagonal(T, b):
    return b / np.diag(T)


@wrong(forward, "The division by the diagonal T[j, j] is missing.")
def forward_undivided(T, b):
    v = np.zeros(len(b))
    for j in range(len(b)):
        v[j] = b[j]
        b = b - v[j] * T[:, j]
    return v


@wrong(forward, "What is known has to be taken off b, not put on.")
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
    why="T has as many rows as b, and each place of v is written before it is read.",
)


@check(backward)
def up_any_triangle(rng):
    """T′ u = v, for a T of any size. v itself is left as it was."""
    for k in (1, 4, 9):
        T, v = np.linalg.cholesky(positive_definite(rng, k)), rng.normal(size=k)
        given = v.copy()
        assert backward(T, v) == close_to(np.linalg.solve(T.T, v))
        assert v == close_to(given)


@check(forward, backward)
def forth_and_back(rng):
    """Down one triangle and up the other solves S u = b."""
    S, b = positive_definite(rng, 4), rng.normal(size=4)
    T = np.linalg.cholesky(S)
    assert backward(T, np.asarray(forward(T, b))) == close_to(np.linalg.solve(S, b))


@wrong(backward, "That solves T u = v. Here it is T′, from the last line up.")
def backward_forwards(T, v):
    u = np.zeros(len(v))
    for j in range(len(v)):
        u[j] = v[j] / T[j, j]
        v = v - u[j] * T[:, j]
    return u


@wrong(
    backward,
    "Only the diagonal was at work. What is known has to be taken off v, from the "
    "last line up.",
)
def backward_by_the_diagonal(T, v):
    return v / np.diag(T)


@wrong(backward, "What is known has to be taken off v, not put on.")
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
    why="T has as many rows as v, and each place of u is written before it is read.",
)


@check(working)
def a_floor_of_1e_12():
    """The weight is 1e-12 where p(1 − p) is less, whether it is 0 or not."""
    one = np.array([[1.0]])
    weight, target = working(one, np.array([1]), np.array([40.0]))
    assert weight == close_to([1e-12], abs=0)
    assert target == close_to([40], abs=1e-3)
    weight, target = working(one, np.array([0]), np.array([30.0]))
    assert weight == close_to([1e-12], abs=0)
    assert target == close_to([30 - 1e12])


@check(working)
def p_would_reach_y(rng):
    """If p went on rising as at z, it would be y at the target."""
    A, w, y = rng.normal(size=(30, 4)), rng.normal(size=4) / 2, rng.integers(2, size=30)
    rise = (np.tanh((A @ w + 1e-5) / 2) - np.tanh((A @ w - 1e-5) / 2)) / 4e-5
    weight, target = (np.asarray(part) for part in working(A, y, w))
    assert weight == close_to(rise, abs=1e-6)
    p = 1 / (1 + np.exp(-A @ w))
    assert p + rise * (target - A @ w) == close_to(y, abs=1e-5)


@wrong(
    working,
    "Where p is all but 0 or 1, p(1 − p) gets too small to divide by: take 1e-12 where "
    "it is less.",
)
def working_without_a_floor(A, y, w):
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    with np.errstate(all="ignore"):
        return p * (1 - p), z + (y - p) / (p * (1 - p))


@wrong(
    working,
    "1e-12 only where p(1 − p) is exactly 0: it is to stand wherever p(1 − p) is less.",
)
def working_with_a_floor_at_zero(A, y, w):
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    weight = np.where(p * (1 - p) == 0, 1e-12, p * (1 - p))
    return weight, z + (y - p) / weight


@wrong(working, "1e-12 is put on there. Take p(1 − p), or 1e-12 where it is less.")
def working_with_a_floor_put_on(A, y, w):
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    weight = p * (1 - p) + 1e-12
    return weight, z + (y - p) / weight


@wrong(working, "The second is the target: z + (y − p) / weight, not y.")
def working_with_y(A, y, w):
    p = 1 / (1 + np.exp(-A @ w))
    return p * (1 - p), y


@wrong(
    working, "y − p is a difference of chances; over the weight it is one of scores."
)
def working_undivided(A, y, w):
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    return p * (1 - p), z + (y - p)


@wrong(working, "The target is moved the wrong way: towards y is y − p.")
def working_away(A, y, w):
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    return p * (1 - p), z - (y - p) / (p * (1 - p))


@wrong(working, "The weight is p(1 − p), how fast p rises, not p.")
def working_by_p(A, y, w):
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    return p, z + (y - p) / (p * (1 - p))


@wrong(working, "The target begins at the score z, and moves from there.")
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
    why="The larger of two is the larger in either order.",
)


@wrong(
    test_the_first_round_is_plain_least_squares,
    "A half was divided by a half. The weight is p(1 − p), a quarter.",
)
def targets_by_p():
    return [1, -1]


@wrong(
    test_the_first_round_is_plain_least_squares,
    "That is y − p. A target is moved by y − p over the weight, a quarter.",
)
def errors_in_place_of_targets():
    return [0.5, -0.5]


@wrong(
    test_it_goes_wrong_where_it_is_sure_and_mistaken,
    "That is the log of the weight. The target is one over it, and the log turns its "
    "sign.",
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
    """All of P is added, on the diagonal and beside it."""
    for n, d in (6, 1), (40, 3):
        A = np.insert(rng.normal(size=(n, d)), 0, 1, axis=1)
        weight, target = rng.uniform(0.1, 2, size=n), rng.normal(3, 1, size=n)
        P = positive_definite(rng, d + 1)
        w = np.linalg.solve((A.T * weight) @ A + P, A.T @ (weight * target))
        assert weighted_ridge(A, weight, target, P) == close_to(w)


@wrong(
    weighted_ridge, "All rows count alike there. Each has its weight, on both sides."
)
def ridge_unweighted(A, weight, target, P):
    T = cholesky(A.T @ A + P)
    return backward(T, forward(T, A.T @ target))


@wrong(weighted_ridge, "The weights are missing on the right: A′W target.")
def ridge_half_weighted(A, weight, target, P):
    T = cholesky((A * weight[:, None]).T @ A + P)
    return backward(T, forward(T, A.T @ target))


@wrong(weighted_ridge, "Nothing holds the weights back: P is missing.")
def weighted_without_ridge(A, weight, target, P):
    T = cholesky((A * weight[:, None]).T @ A + 1e-9 * np.eye(len(P)))
    return backward(T, forward(T, A.T @ (weight * target)))


@wrong(weighted_ridge, "The weights came in squared: once on each side is enough.")
def ridge_with_squared_weights(A, weight, target, P):
    B = A * weight[:, None]
    T = cholesky(B.T @ B + P)
    return backward(T, forward(T, B.T @ (weight * target)))


@wrong(
    weighted_ridge,
    "Of P only the last number was read, as one price. All of P is added to A′WA.",
)
def ridge_of_one_price(A, weight, target, P):
    P = P[-1, -1] * np.diag(np.arange(len(P)) > 0)
    T = cholesky((A * weight[:, None]).T @ A + P)
    return backward(T, forward(T, A.T @ (weight * target)))


@wrong(weighted_ridge, "Of P only the diagonal was used. All of it is added to A′WA.")
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
    """A and y of sixty random tumours of two columns."""
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


@wrong(irls, "That is one round, whatever rounds says.")
def irls_once(A, y, P, rounds):
    return weighted_ridge(A, *working(A, y, np.zeros(A.shape[1])), P)


@wrong(
    irls,
    "Each round began at zeros again, so all are the first. Go on from the last w.",
)
def irls_afresh(A, y, P, rounds):
    w = np.zeros(A.shape[1])
    for _ in range(min(rounds, 1)):
        w = weighted_ridge(A, *working(A, y, w), P)
    return w


@wrong(irls, "It does not begin at zeros.")
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


@check(by_forecast)
def all_but_the_same_is_not_the_same():
    """Each different p makes a group of its own, the smallest first."""
    said, happened, count = by_forecast(np.array([1, 0]), np.array([0.5001, 0.5]))
    assert said == close_to([0.5, 0.5001])
    assert happened == close_to([0, 1])
    assert count == close_to([1, 1])


@check(by_forecast)
def groups_in_any_order(rng):
    p = rng.integers(11, size=200) / 10
    y = (rng.uniform(size=200) < p**2).astype(int)
    said, happened, count = by_forecast(y, p)
    groups = sorted({*p.tolist()})
    assert said == close_to(groups)
    assert happened == close_to([y[p == one].mean() for one in groups])
    assert count == close_to([(p == one).sum() for one in groups])


@wrong(by_forecast, "The second is how many happened. Their share: the mean of y.")
def by_forecast_in_counts(y, p):
    said = np.unique(p)
    happened = np.array([y[p == s].sum() for s in said])
    return said, happened, np.array([(p == s).sum() for s in said])


@wrong(by_forecast, "In the order in which they came. Smallest first: np.unique.")
def by_forecast_as_they_come(y, p):
    said = np.array(list(dict.fromkeys(p.tolist())))
    happened = np.array([y[p == s].mean() for s in said])
    return said, happened, np.array([(p == s).sum() for s in said])


@wrong(by_forecast, "The third is a share of all. How many are they? A count.")
def by_forecast_in_shares(y, p):
    said = np.unique(p)
    happened = np.array([y[p == s].mean() for s in said])
    return said, happened, np.array([(p == s).mean() for s in said])


@wrong(by_forecast, "p was rounded. Each different p makes a group of its own.")
def by_forecast_of_rounded(y, p):
    p = np.round(p, 3)
    said = np.unique(p)
    happened = np.array([y[p == s].mean() for s in said])
    return said, happened, np.array([(p == s).sum() for s in said])


@right(by_forecast)
def by_forecast_in_a_dict(y, p):
    groups = {}
    for said, truth in sorted(zip(p.tolist(), y.tolist())):
        groups.setdefault(said, []).append(truth)
    happened = [sum(truths) / len(truths) for truths in groups.values()]
    return list(groups), happened, [len(truths) for truths in groups.values()]


@right(by_forecast)
def by_forecast_by_unique(y, p):
    said, which, count = np.unique(p, return_inverse=True, return_counts=True)
    return said, np.bincount(which.ravel(), weights=y) / count, count


@right(by_forecast)
def by_forecast_by_pandas(y, p):
    grouped = pd.Series(y).groupby(p)
    return grouped.mean().index, grouped.mean(), grouped.size()


@right(by_forecast)
def by_forecast_in_a_table(y, p):
    said = np.array(sorted({*p.tolist()}))
    same = (said[:, np.newaxis] == p).astype(float)
    count = same.sum(axis=1)
    return np.array([said, same @ y / count, count])


equivalent(
    by_forecast,
    "happened = np.array([y[p == s].mean() for s in said]) -> happened = [y[p == s].mean() for s in said]",
    "return (said, happened, np.array([(p == s).sum() for s in said])) -> return (said, happened, [(p == s).sum() for s in said])",
    why="A list for an array is as good an answer.",
)


FORECASTS = np.array([0.2, 0.5, 0.9]), np.array([0.1, 0.5, 0.7]), np.array([5, 3, 2])


@check(miscalibration)
def three_groups():
    assert miscalibration(*FORECASTS) == close_to((5 * 0.01 + 0 + 2 * 0.04) / 10)


@wrong(miscalibration, "Each group counts alike there. Weigh it with its count.")
def miscalibration_of_groups(said, happened, count):
    return ((said - happened) ** 2).mean()


@wrong(miscalibration, "The difference is to be squared.")
def miscalibration_unsquared(said, happened, count):
    return (count * np.abs(said - happened)).sum() / count.sum()


@wrong(miscalibration, "That is the sum. On average: over all the tumours.")
def miscalibration_summed(said, happened, count):
    return (count * (said - happened) ** 2).sum()


@right(miscalibration)
def miscalibration_by_average(said, happened, count):
    return np.average((said - happened) ** 2, weights=count)


@right(miscalibration)
def miscalibration_in_a_loop(said, happened, count):
    total = 0.0
    for a, b, n in zip(said, happened, count):
        total += n * (a - b) ** 2
    return total / sum(count)


@right(miscalibration)
def miscalibration_one_by_one(said, happened, count):
    apart = np.repeat(happened - said, np.asarray(count).astype(int))
    return apart @ apart / apart.size


@check(refinement)
def three_groups_again():
    wanted = (5 * 0.1 * 0.9 + 3 * 0.5 * 0.5 + 2 * 0.7 * 0.3) / 10
    assert refinement(*FORECASTS[1:]) == close_to(wanted)


@check(miscalibration, refinement)
def the_two_make_the_brier_score(rng):
    """Together they are the mean squared error of p, DeGroot and Fienberg (1983)."""
    tenths = rng.integers(11, size=200) / 10
    some = (rng.uniform(size=200) < tenths**2).astype(int)
    for y, p in ((y_test, np.round(p_test, 1)), (some, tenths)):
        said = np.unique(p)
        happened = np.array([y[p == one].mean() for one in said])
        count = np.array([(p == one).sum() for one in said])
        faults = miscalibration(said, happened, count) + refinement(happened, count)
        assert faults == close_to(brier_score_loss(y, p))


@wrong(refinement, "Each group counts alike there. Weigh it with its count.")
def refinement_of_groups(happened, count):
    return (happened * (1 - happened)).mean()


@wrong(refinement, "That is the standard deviation; the variance is s(1 − s).")
def refinement_rooted(happened, count):
    return (count * np.sqrt(happened * (1 - happened))).sum() / count.sum()


@wrong(refinement, "s² is not the variance of zeros and ones: s(1 − s).")
def refinement_squared(happened, count):
    return (count * happened**2).sum() / count.sum()


@right(refinement)
def refinement_by_average(happened, count):
    return np.average(happened - happened**2, weights=count)


@right(refinement)
def refinement_in_a_loop(happened, count):
    return float(sum(n * s * (1 - s) for s, n in zip(happened, count)) / sum(count))


@right(refinement)
def refinement_as_a_product(happened, count):
    return (count * happened) @ (1 - happened) / np.sum(count)
