"""Other right answers at level 4 of 02 cars."""

import math

import numpy as np

# left_out takes it off 1, which a list does not allow.
unworn(as_lists, leverages)
unworn(as_tuples, leverages)


@instead_of(normal_equations)
def normal_equations_by_einsum(A, y):
    return [np.einsum("ij,ik->jk", A, A), np.einsum("ij,i->j", A, y)]


@instead_of(normal_equations)
def normal_equations_car_by_car(A, y):
    G, b = np.zeros((A.shape[1], A.shape[1])), np.zeros(A.shape[1])
    for row, true in zip(A, y, strict=True):
        G += np.outer(row, row)
        b += true * row
    return G, b


@instead_of(normal_equations)
def normal_equations_column_by_column(A, y):
    G = [[np.dot(p, q) for q in A.T] for p in A.T]
    return G, [np.dot(p, y) for p in A.T]


@instead_of(normal_equations)
def normal_equations_at_once(A, y):
    both = np.column_stack([A, y])
    all_products = both.T @ both
    return all_products[:-1, :-1], all_products[:-1, -1]


@instead_of(normal_equations)
def normal_equations_by_broadcasting(A, y):
    return (A[:, :, None] * A[:, None, :]).sum(axis=0), (A * y[:, None]).sum(axis=0)


@instead_of(weights)
def weights_by_inverse(A, y):
    return np.linalg.inv(A.T @ A) @ (A.T @ y)


@instead_of(weights)
def weights_by_cramers_rule(A, y):
    G, b = (np.asarray(part) for part in normal_equations(A, y))
    w = []
    for j in range(len(b)):
        changed = G.copy()
        changed[:, j] = b
        w.append(np.linalg.det(changed) / np.linalg.det(G))
    return w


@instead_of(weights)
def weights_by_directions(A, y):
    Q, R = taken_apart(A)
    return np.linalg.solve(R, Q.T @ y)


def taken_apart(A):
    """A as Q R, by modified Gram-Schmidt."""
    Q, p = np.array(A, dtype=float), A.shape[1]
    R = np.zeros((p, p))
    for j in range(p):
        R[j, j] = np.linalg.norm(Q[:, j])
        Q[:, j] /= R[j, j]
        R[j, j + 1 :] = Q[:, j] @ Q[:, j + 1 :]
        Q[:, j + 1 :] -= np.outer(Q[:, j], R[j, j + 1 :])
    return Q, R


@instead_of(weights)
def weights_by_eigenvectors(A, y):
    unit = A / np.sqrt((A**2).sum(axis=0))
    values, V = np.linalg.eigh(unit.T @ unit)
    scaled = V @ ((V.T @ (unit.T @ y)) / values)
    return scaled / np.sqrt((A**2).sum(axis=0))


@instead_of(weights)
def weights_by_elimination(A, y):
    T = np.column_stack([A.T @ A, A.T @ y]).astype(float)
    for k in range(len(T)):
        T[k] /= T[k, k]
        for i in range(len(T)):
            if i != k:
                T[i] -= T[i, k] * T[k]
    return T[:, -1]


@instead_of(left_over)
def left_over_by_the_hat(A, y):
    return y - np.asarray(hat(A)) @ y


@instead_of(left_over)
def left_over_car_by_car(A, y):
    w = weights(A, y)
    return [v - sum(b * x for b, x in zip(w, row)) for row, v in zip(A, y)]


@instead_of(left_over)
def left_over_by_directions(A, y):
    e = np.array(y, dtype=float)
    for q in taken_apart(A)[0].T:
        e -= (q @ e) * q
    return e


@instead_of(left_over)
def left_over_by_inverse(A, y):
    return (np.eye(len(A)) - A @ np.linalg.inv(A.T @ A) @ A.T) @ y


@instead_of(hat)
def hat_by_solving(A):
    return A @ np.linalg.solve(A.T @ A, A.T)


@instead_of(hat)
def hat_of_directions(A):
    Q, _ = taken_apart(A)
    return sum(np.outer(q, q) for q in Q.T)


@instead_of(hat)
def hat_column_by_column(A):
    foreseen = [A @ np.asarray(weights(A, unit)) for unit in np.eye(len(A))]
    return np.transpose(foreseen)


@instead_of(hat)
def hat_by_eigenvectors(A):
    values, V = np.linalg.eigh(A.T @ A)
    turned = A @ V / np.sqrt(values)
    return (turned @ turned.T).tolist()


@instead_of(hat)
def hat_from_what_is_left(A):
    I = np.eye(len(A))
    return I - np.array([left_over(A, unit) for unit in I])


@instead_of(leverages)
def leverages_of_the_hat(A):
    return np.diag(hat(A))


@instead_of(leverages)
def leverages_by_einsum(A):
    return np.einsum("ij,jk,ik->i", A, np.linalg.inv(A.T @ A), A)


@instead_of(leverages)
def leverages_car_by_car(A):
    G = A.T @ A
    return np.array([row @ np.linalg.solve(G, row) for row in A])


@instead_of(leverages)
def leverages_of_directions(A):
    return np.linalg.norm(taken_apart(A)[0], axis=1) ** 2


@instead_of(leverages)
def leverages_by_determinants(A):
    whole = np.linalg.det(A.T @ A)
    without = lambda i: np.linalg.det(A.T @ A - np.outer(A[i], A[i]))
    return np.array([1 - without(i) / whole for i in range(len(A))])


@instead_of(left_out)
def left_out_one_after_the_other(A, y):
    found = np.empty(len(y))
    for i in range(len(y)):
        others = np.arange(len(y)) != i
        found[i] = y[i] - A[i] @ np.asarray(weights(A[others], y[others]))
    return found


@instead_of(left_out)
def left_out_by_the_hat(A, y):
    H = np.array(hat(A), dtype=float)
    return [(v - h @ y) / (1 - h[i]) for i, (h, v) in enumerate(zip(H, y, strict=True))]


@instead_of(left_out)
def left_out_without_its_own_part(A, y):
    H = np.array(hat(A), dtype=float)
    own = H.diagonal().copy()
    np.fill_diagonal(H, 0)
    return y - H @ y / (1 - own)


@instead_of(left_out)
def left_out_by_moving_the_weights(A, y):
    inverse = np.linalg.inv(A.T @ A)
    w = inverse @ A.T @ y
    found = []
    for row, true in zip(A, y, strict=True):
        pulled = inverse @ row
        moved = w - pulled * (true - row @ w) / (1 - row @ pulled)
        found.append(true - row @ moved)
    return tuple(found)


@instead_of(ridge)
def ridge_with_a_free_one(X, y, alpha):
    A = np.insert(X, 0, 1, axis=1)
    price = alpha * np.diag([0, *np.ones(X.shape[1])])
    return np.linalg.solve(A.T @ A + price, A.T @ y)


@instead_of(ridge)
def ridge_by_more_cars(X, y, alpha):
    d = X.shape[1]
    middle = X.mean(axis=0)
    priced = np.vstack([X - middle, math.sqrt(alpha) * np.eye(d)])
    w = np.asarray(weights(priced, np.append(y - y.mean(), np.zeros(d))))
    return [y.mean() - w @ middle, *w]


@instead_of(ridge)
def ridge_by_eigenvectors(X, y, alpha):
    Z = X - X.mean(axis=0)
    s, V = np.linalg.eigh(Z.T @ Z)
    w = V @ (V.T @ (Z.T @ y) / (s + alpha))
    return np.concatenate([[y.mean() - X.mean(axis=0) @ w], w])


@instead_of(ridge)
def ridge_by_inverse(X, y, alpha):
    n = len(X)
    mean, middle = X.sum(axis=0) / n, sum(y) / n
    S = X.T @ X - n * np.outer(mean, mean)
    S[np.diag_indices(len(S))] += alpha
    w = np.linalg.inv(S) @ (X.T @ y - n * middle * mean)
    return np.hstack([middle - w @ mean, w])


@instead_of(ridge)
def ridge_weight_by_weight(X, y, alpha):
    Z, left = X - X.mean(axis=0), y - y.mean()
    S, c = Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ left
    w = np.zeros(len(c))
    for _ in range(3000):
        for j in range(len(c)):
            w[j] += (c[j] - S[j] @ w) / S[j, j]
    return np.array([y.mean() - X.mean(axis=0) @ w, *w], dtype=np.float32)


@instead_of(free_weights)
def free_weights_by_trace(X, alpha):
    Z = X - X.mean(axis=0)
    S = Z.T @ Z
    return np.trace(np.linalg.solve(S + alpha * np.eye(len(S)), S))


@instead_of(free_weights)
def free_weights_less_the_lost(X, alpha):
    d = X.shape[1]
    Z = X - np.mean(X, axis=0)
    return d - alpha * np.linalg.inv(Z.T @ Z + alpha * np.eye(d)).trace()


@instead_of(free_weights)
def free_weights_one_by_one(X, alpha):
    Z = X - X.mean(axis=0, keepdims=True)
    total = 0.0
    for s in np.linalg.eigh(Z.T @ Z)[0].tolist():
        total += 1 / (1 + alpha / s)
    return total


@instead_of(free_weights)
def free_weights_by_leverages(X, alpha):
    Z = X - X.mean(axis=0)
    S = np.linalg.inv(Z.T @ Z + alpha * np.eye(Z.shape[1]))
    return np.float32(np.einsum("ij,jk,ik->", Z, S, Z))


@instead_of(free_weights)
def free_weights_of_more_cars(X, alpha):
    Z = X - X.mean(axis=0)
    priced = np.vstack([Z, alpha**0.5 * np.eye(Z.shape[1])])
    return sum(leverages(priced)[: len(Z)])


@instead_of(ridge_left_out)
def ridge_left_out_with_a_free_one(X, y, alpha):
    A = np.insert(X, 0, 1, axis=1)
    price = alpha * np.eye(A.shape[1])
    price[0, 0] = 0
    H = A @ np.linalg.solve(A.T @ A + price, A.T)
    return (y - H @ y) / (1 - np.diag(H))


@instead_of(ridge_left_out)
def ridge_left_out_by_more_cars(X, y, alpha):
    d = X.shape[1]
    Z = X - X.mean(axis=0)
    below = np.column_stack([np.zeros(d), alpha**0.5 * np.eye(d)])
    A = np.vstack([np.column_stack([np.ones(len(Z)), Z]), below])
    return left_out(A, np.append(y, np.zeros(d)))[: len(Z)]


@instead_of(ridge_left_out)
def ridge_left_out_car_by_car(X, y, alpha):
    Z = X - X.mean(axis=0)
    S = np.linalg.inv(Z.T @ Z + alpha * np.eye(Z.shape[1]))
    w = S @ Z.T @ y
    found = []
    for z, true in zip(Z, y, strict=True):
        h = 1 / len(Z) + z @ S @ z
        found.append((true - y.mean() - z @ w) / (1 - h))
    return found


@instead_of(ridge_left_out)
def ridge_left_out_by_eigenvectors(X, y, alpha):
    Z = X - X.mean(axis=0)
    s, V = np.linalg.eigh(Z.T @ Z)
    turned = Z @ V
    said = y.mean() + turned @ (turned.T @ y / (s + alpha))
    h = 1 / y.size + (turned**2 / (s + alpha)).sum(axis=1)
    return ((y - said) / (1 - h)).astype(np.float32)


@instead_of(ridge_left_out)
def ridge_left_out_by_leaving_out(X, y, alpha):
    found = []
    for i in range(len(y)):
        first, *w = ridge(np.delete(X, i, axis=0), np.delete(y, i), alpha)
        found.append(y[i] - first - X[i] @ np.asarray(w))
    return np.array(found)
