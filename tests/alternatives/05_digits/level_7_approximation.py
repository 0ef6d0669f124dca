"""Other right answers at level 7 of 05 digits."""

import math

import numpy as np

# How fast an error shrinks, and right angles to the last bit: float32 has too few digits.
unworn(as_narrow, power_iteration, rayleigh, gram_schmidt)


@instead_of(power_iteration)
def power_iteration_by_recursion(A, v, rounds):
    if rounds == 0:
        return v
    v = A @ v
    return power_iteration_by_recursion(A, v / math.sqrt(v @ v), rounds - 1)


@instead_of(power_iteration)
def power_iteration_set_back_first(A, v, rounds):
    for _ in range(rounds):
        v = A @ (v / np.abs(v).max())
    return v / math.hypot(*v)


@instead_of(power_iteration)
def power_iteration_with_a_sign(A, v, rounds):
    done = 0
    while done < rounds:
        v = np.einsum("ij,j->i", A, v)
        v = np.sign(v.sum()) * v / (v**2).sum() ** 0.5
        done += 1
    return v.tolist()


@instead_of(rayleigh)
def rayleigh_at_length_one(A, v):
    u = v / np.sqrt(v @ v)
    return u @ (A @ u)


@instead_of(rayleigh)
def rayleigh_by_einsum(A, v):
    return np.einsum("i,ij,j", v, A, v) / np.einsum("i,i", v, v)


@instead_of(rayleigh)
def rayleigh_in_loops(A, v):
    total = sum(v[i] * A[i, j] * v[j] for i in range(len(v)) for j in range(len(v)))
    return total / math.fsum(x * x for x in v)


@instead_of(gram_schmidt)
def gram_schmidt_in_loops(Y):
    columns = []
    for column in np.asarray(Y).T:
        for _ in range(2):
            for q in columns:
                column = column - (q @ column) * q
        columns.append(column / math.hypot(*column))
    return np.array(columns).T


@instead_of(gram_schmidt)
def gram_schmidt_three_times(Y):
    d, k = np.shape(Y)
    Q = np.empty((d, 0))
    for j in range(k):
        q = Y[:, j] / np.sqrt(Y[:, j] @ Y[:, j])
        for _ in range(3):
            q = q - Q @ (Q.T @ q)
            q = q / np.sqrt(q @ q)
        Q = np.column_stack([Q, -q])
    return Q


@instead_of(gram_schmidt)
def gram_schmidt_by_mirrors(Y):
    d, k = np.shape(Y)
    R, Q, mirrors = np.array(Y, dtype=float), np.eye(d, k), []
    for j in range(k):
        v = R[j:, j].copy()
        v[0] += np.copysign(np.sqrt(v @ v), v[0])
        if v.any():
            v /= np.sqrt(v @ v)
        R[j:] -= 2 * np.outer(v, v @ R[j:])
        mirrors.append(v)
    for j in reversed(range(k)):
        Q[j:] -= 2 * np.outer(mirrors[j], mirrors[j] @ Q[j:])
    return Q


@instead_of(gram_schmidt)
def gram_schmidt_by_recursion(Y):
    if np.shape(Y)[1] == 0:
        return np.zeros(np.shape(Y))
    Q = gram_schmidt_by_recursion(Y[:, :-1])
    q = Y[:, -1]
    for _ in "ab":
        q = q - Q @ np.einsum("ij,i->j", Q, q)
    return np.c_[Q, q / np.sqrt(q @ q)]


@instead_of(orthogonal_iteration)
def orthogonal_iteration_by_recursion(A, Q, rounds):
    if not rounds:
        return Q
    return orthogonal_iteration_by_recursion(A, gram_schmidt(A @ Q), rounds - 1)


@instead_of(orthogonal_iteration)
def orthogonal_iteration_in_a_while(A, Q, rounds):
    while rounds > 0:
        Q = np.asarray(gram_schmidt(np.dot(A, Q)))
        rounds -= 1
    return Q * np.where(Q.sum(axis=0) < 0, -1, 1)


@instead_of(orthogonal_iteration)
def orthogonal_iteration_set_right_before_too(A, Q, rounds):
    Q = np.asarray(gram_schmidt(Q))
    for _ in range(rounds):
        Q = np.asarray(gram_schmidt(np.column_stack([A @ q for q in Q.T])))
    return Q


@instead_of(turn)
def turn_by_r_q(A, shift):
    shifted = A - shift * np.eye(len(A))
    Q = gram_schmidt(shifted)
    return Q.T @ shifted @ Q + shift * np.eye(len(A)), Q


@instead_of(turn)
def turn_on_the_diagonal(A, shift):
    shifted = np.array(A, dtype=float)
    shifted[np.diag_indices(len(A))] -= shift
    Q = np.asarray(gram_schmidt(shifted))
    return [np.einsum("ji,jk,kl->il", Q, A, Q, optimize=True), Q]


@instead_of(turn)
def turn_kept_symmetric(A, shift):
    Q = gram_schmidt(A - np.diag([shift] * len(A)))
    turned = Q.T @ (A @ Q)
    return (turned + turned.T) / 2, Q


@instead_of(qr_algorithm)
def qr_algorithm_by_recursion(A, shifted=True):
    return deflated(np.array(A, dtype=float), shifted, 1e-12 * np.abs(A).max())


def deflated(A, shifted, gone):
    V, turns = np.eye(len(A)), 0
    if len(A) == 1:
        return A[0], V, turns
    while np.abs(A[-1, :-1]).max() > gone and turns < 1000:
        A, Q = turn(A, A[-1, -1] if shifted else 0)
        V = V @ Q
        turns += 1
    values, inner, more = deflated(A[:-1, :-1], shifted, gone)
    V[:, :-1] = V[:, :-1] @ inner
    return np.append(values, A[-1, -1]), V, turns + more


@instead_of(qr_algorithm)
def qr_algorithm_sorted(A, shifted=True):
    A, V, m, turns = np.array(A, dtype=float), np.eye(len(A)), len(A), 0
    size = np.abs(A).max()
    while m > 1 and turns < 5000:
        if max(abs(A[m - 1, : m - 1])) <= 1e-13 * size:
            m -= 1
            continue
        G = np.eye(len(A))
        A[:m, :m], G[:m, :m] = turn(A[:m, :m], A[m - 1, m - 1] * shifted)
        V, turns = V @ G, turns + 1
    order = np.argsort(np.diag(A))[::-1]
    return np.diag(A)[order], V[:, order], turns


@instead_of(qr_algorithm)
def qr_algorithm_measured_along(A, shifted=True):
    block, V, turns = np.array(A, dtype=float), np.eye(len(A)), 0
    for m in reversed(range(2, len(A) + 1)):
        while np.sqrt((block[m - 1, : m - 1] ** 2).sum()) > 1e-12 * np.abs(A).max():
            if turns == 1000:
                break
            shift = block[m - 1, m - 1] if shifted else 0.0
            block[:m, :m], Q = turn(block[:m, :m], shift)
            V[:, :m] = V[:, :m] @ np.asarray(Q)
            turns = turns + 1
    return np.array([rayleigh(A, v) for v in V.T]), V, turns


@instead_of(range_finder)
def range_finder_by_coins(X, size, rng):
    return gram_schmidt(X @ rng.choice([-1.0, 1.0], size=(X.shape[1], size)))


@instead_of(range_finder)
def range_finder_by_uniform_numbers(X, size, rng):
    return gram_schmidt(X @ rng.uniform(-1, 1, size=(len(X[0]), size)))


@instead_of(range_finder)
def range_finder_mixture_by_mixture(X, size, rng):
    mixtures = [X @ rng.standard_normal(X.shape[1]) for _ in range(size)]
    return -np.asarray(gram_schmidt(np.stack(mixtures, axis=1)))


@instead_of(randomised_svd)
def randomised_svd_set_right_on_both_sides(X, k, rng, extra=10, rounds=2):
    Q = range_finder(X, k + extra, rng)
    for _ in range(rounds):
        Q = gram_schmidt(X @ np.asarray(gram_schmidt(X.T @ Q)))
    B = Q.T @ X
    values, W, _ = map(np.asarray, qr_algorithm(B @ B.T))
    order = np.argsort(-values)[:k]
    s = values[order] ** 0.5
    return Q @ W[:, order], s, np.diag(1 / s) @ W[:, order].T @ B


@instead_of(randomised_svd)
def randomised_svd_of_the_turned(X, k, rng, extra=10, rounds=2):
    Q = range_finder(X.T, k + extra, rng)
    for _ in range(rounds):
        Q = gram_schmidt(X.T @ (X @ Q))
    small = X @ Q
    values, W, _ = map(np.asarray, qr_algorithm(small.T @ small))
    order = sorted(range(len(values)), key=lambda i: values[i], reverse=True)[:k]
    s = np.sqrt(values[order])
    return [small @ W[:, order] / s, s, -W[:, order].T @ Q.T * -1]


@instead_of(randomised_svd)
def randomised_svd_sharpened_more(X, k, rng, extra=10, rounds=2):
    Q = np.asarray(range_finder(X, k + extra + 2, rng))
    for _ in range(rounds + 1):
        Q = np.asarray(gram_schmidt(X @ X.T @ Q))
    values, W, _ = map(np.asarray, qr_algorithm(Q.T @ X @ X.T @ Q))
    order = np.argsort(values)[: -k - 1 : -1]
    U = -Q @ W[:, order]
    long = U.T @ X
    s = np.sqrt((long**2).sum(axis=1))
    return U, s, long / s[:, None]


@instead_of(oja_step)
def oja_step_expanded(w, x, rate):
    y = np.dot(x, w)
    return w + rate * y * x - rate * y**2 * w


@instead_of(oja_step)
def oja_step_by_a_matrix(w, x, rate):
    spread = np.outer(x, x)
    return w + rate * (spread @ w - (w @ spread @ w) * w)


@instead_of(oja_step)
def oja_step_number_by_number(w, x, rate):
    y = sum(a * b for a, b in zip(w, x, strict=True))
    return [a + rate * y * (b - y * a) for a, b in zip(w, x, strict=True)]


@instead_of(components)
def components_by_the_whole_table(X, k, rng):
    centred = X - X.mean(axis=0)
    values, V, _ = map(np.asarray, qr_algorithm(centred.T @ centred / (len(X) - 1)))
    return V[:, np.argsort(values)[::-1][:k]].T


@instead_of(components)
def components_from_more_columns(X, k, rng):
    centred = X - np.mean(X, axis=0)
    C = np.einsum("ni,nj->ij", centred, centred) / (len(X) - 1)
    Q = np.asarray(orthogonal_iteration(C, rng.uniform(size=(len(C), 2 * k)), 35))
    values, V, _ = map(np.asarray, qr_algorithm(Q.T @ C @ Q, shifted=True))
    return [-(Q @ V[:, j]) for j in np.argsort(-values)[:k]]


@instead_of(components)
def components_by_a_randomised_svd(X, k, rng):
    return randomised_svd(X - X.mean(axis=0), k, rng, extra=20, rounds=30)[2]


@instead_of(name_digits)
def name_digits_by_broadcasting(train_scores, y_train, test_scores):
    names = []
    for row in test_scores:
        far = ((train_scores - row) ** 2).sum(axis=1)
        names.append(y_train[far.argmin()])
    return names


@instead_of(name_digits)
def name_digits_by_all_three_parts(train_scores, y_train, test_scores):
    far = -2 * np.einsum("mk,nk->mn", test_scores, train_scores)
    far += np.square(train_scores).sum(1) + np.square(test_scores).sum(1)[:, None]
    return np.take(y_train, np.argsort(far, axis=1)[:, 0])


@instead_of(name_digits)
def name_digits_by_sorting(train_scores, y_train, test_scores):
    half = (train_scores * train_scores).sum(axis=1) / 2
    nearest = [np.argmax(train_scores @ row - half) for row in test_scores]
    return tuple(int(y_train[i]) for i in nearest)
