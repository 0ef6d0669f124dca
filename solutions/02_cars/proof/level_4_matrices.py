"""The proof of level 4 of 02 cars: how its functions go wrong, and other right answers."""

import math

from sklearn.linear_model import Ridge

# leave_one_out subtracts them from 1, which a list does not allow.
not_as(as_lists, leverages)
not_as(as_tuples, leverages)


def taken_apart(A):
    """Return (Q, R) with A = Q R, by modified Gram-Schmidt."""
    Q, p = np.array(A, dtype=float), A.shape[1]
    R = np.zeros((p, p))
    for j in range(p):
        R[j, j] = np.linalg.norm(Q[:, j])
        Q[:, j] /= R[j, j]
        R[j, j + 1 :] = Q[:, j] @ Q[:, j + 1 :]
        Q[:, j + 1 :] -= np.outer(Q[:, j], R[j, j + 1 :])
    return Q, R


@check(normal_equations)
def each_column_times_each(rng):
    fresh = rng.normal(size=(5, 3)), rng.normal(size=5)
    for A, y in (fresh, (with_ones(X_train), y_train)):
        G, b = normal_equations(A, y)
        assert G == close_to([[p @ q for q in A.T] for p in A.T])
        assert b == close_to([p @ y for p in A.T])


@wrong(
    normal_equations,
    "That is each car with each car. Take each column with each column: A.T @ A.",
)
def cars_with_cars(A, y):
    return A @ A.T, A.T @ y


@wrong(normal_equations, "Those are means over the cars. Use sums.")
def normal_means(A, y):
    return A.T @ A / len(A), A.T @ y / len(A)


@wrong(
    normal_equations,
    "* only multiplies number by number. Use @, which also adds up over the cars.",
)
def only_squares(A, y):
    return np.diag((A * A).sum(axis=0)), A.T @ y


@right(normal_equations)
def normal_equations_by_einsum(A, y):
    return [np.einsum("ij,ik->jk", A, A), np.einsum("ij,i->j", A, y)]


@right(normal_equations)
def normal_equations_car_by_car(A, y):
    G, b = np.zeros((A.shape[1], A.shape[1])), np.zeros(A.shape[1])
    for row, true in zip(A, y, strict=True):
        G += np.outer(row, row)
        b += true * row
    return G, b


@right(normal_equations)
def normal_equations_column_by_column(A, y):
    G = [[np.dot(p, q) for q in A.T] for p in A.T]
    return G, [np.dot(p, y) for p in A.T]


@right(normal_equations)
def normal_equations_at_once(A, y):
    both = np.column_stack([A, y])
    all_products = both.T @ both
    return all_products[:-1, :-1], all_products[:-1, -1]


@right(normal_equations)
def normal_equations_by_broadcasting(A, y):
    return (A[:, :, None] * A[:, None, :]).sum(axis=0), (A * y[:, None]).sum(axis=0)


@check(weights)
def as_lstsq(rng):
    for n, p in (4, 2), (25, 4):
        A, y = rng.normal(size=(n, p)) + 1, rng.normal(size=n)
        assert weights(A, y) == close_to(np.linalg.lstsq(A, y, rcond=None)[0])


@wrong(weights, "That is b. Solve G w = b to get w.")
def weights_undivided(A, y):
    return A.T @ y


@wrong(
    weights,
    "You fitted each column alone. The columns overlap, which G says off its "
    "diagonal: solve all equations together.",
)
def weights_one_by_one(A, y):
    return (A.T @ y) / (A**2).sum(axis=0)


@wrong(
    weights,
    "1 / G divides by each number of G, which is not its inverse. Use solve, or inv.",
)
def weights_by_each_number(A, y):
    return (1 / (A.T @ A)) @ (A.T @ y)


@right(weights)
def weights_by_inverse(A, y):
    return np.linalg.inv(A.T @ A) @ (A.T @ y)


@right(weights)
def weights_by_cramers_rule(A, y):
    G, b = (np.asarray(part) for part in normal_equations(A, y))
    w = []
    for j in range(len(b)):
        changed = G.copy()
        changed[:, j] = b
        w.append(np.linalg.det(changed) / np.linalg.det(G))
    return w


@right(weights)
def weights_by_directions(A, y):
    Q, R = taken_apart(A)
    return np.linalg.solve(R, Q.T @ y)


@right(weights)
def weights_by_eigenvectors(A, y):
    unit = A / np.sqrt((A**2).sum(axis=0))
    values, V = np.linalg.eigh(unit.T @ unit)
    scaled = V @ ((V.T @ (unit.T @ y)) / values)
    return scaled / np.sqrt((A**2).sum(axis=0))


@right(weights)
def weights_by_elimination(A, y):
    T = np.column_stack([A.T @ A, A.T @ y]).astype(float)
    for k in range(len(T)):
        T[k] /= T[k, k]
        for i in range(len(T)):
            if i != k:
                T[i] -= T[i, k] * T[k]
    return T[:, -1]


@check(residuals_of)
def true_less_said(rng):
    fresh = rng.normal(size=(6, 2)) + 1, rng.normal(size=6)
    for A, y in (fresh, (A_scaled, y_train)):
        predicted = A @ np.linalg.lstsq(A, y, rcond=None)[0]
        assert residuals_of(A, y) == close_to(y - predicted)


@wrong(residuals_of, "Those are the predictions. Subtract them from y.")
def predictions(A, y):
    return A @ np.linalg.solve(A.T @ A, A.T @ y)


@wrong(residuals_of, "Your sign is wrong. Subtract the predictions from y.")
def residuals_of_turned(A, y):
    return A @ np.linalg.solve(A.T @ A, A.T @ y) - y


@right(residuals_of)
def residuals_of_by_the_hat(A, y):
    return y - np.asarray(hat(A)) @ y


@right(residuals_of)
def residuals_of_car_by_car(A, y):
    w = weights(A, y)
    return [v - sum(b * x for b, x in zip(w, row)) for row, v in zip(A, y)]


@right(residuals_of)
def residuals_of_by_directions(A, y):
    e = np.array(y, dtype=float)
    for q in taken_apart(A)[0].T:
        e -= (q @ e) * q
    return e


@right(residuals_of)
def residuals_of_by_inverse(A, y):
    return (np.eye(len(A)) - A @ np.linalg.inv(A.T @ A) @ A.T) @ y


@check(hat)
def predictions_of_least_squares(rng):
    """H y is what least squares predicts for each row."""
    fresh = rng.normal(size=(5, 3)), rng.normal(size=5)
    for A, y in (fresh, (A_scaled[:50], y_train[:50])):
        H = np.asarray(hat(A))
        assert H @ y == close_to(A @ np.linalg.lstsq(A, y, rcond=None)[0])
        assert H == close_to(H.T, abs=1e-8)
        assert H @ H == close_to(H, abs=1e-8)


@wrong(hat, "G⁻¹ is missing in the middle: A G⁻¹ A′.")
def hat_without_inverse(A):
    return A @ A.T


@wrong(hat, "That is I − H, which gives the residuals. H gives the predictions.")
def hat_of_the_rest(A):
    return np.eye(len(A)) - A @ np.linalg.inv(A.T @ A) @ A.T


@wrong(
    hat,
    "That turns y into the weights, and has shape (p, n). Multiply by A to get the "
    "predictions.",
)
def hat_without_the_last_step(A):
    return np.linalg.inv(A.T @ A) @ A.T


@right(hat)
def hat_by_solving(A):
    return A @ np.linalg.solve(A.T @ A, A.T)


@right(hat)
def hat_of_directions(A):
    Q, _ = taken_apart(A)
    return sum(np.outer(q, q) for q in Q.T)


@right(hat)
def hat_column_by_column(A):
    predictions = [A @ np.asarray(weights(A, unit)) for unit in np.eye(len(A))]
    return np.transpose(predictions)


@right(hat)
def hat_by_eigenvectors(A):
    values, V = np.linalg.eigh(A.T @ A)
    turned = A @ V / np.sqrt(values)
    return (turned @ turned.T).tolist()


@right(hat)
def hat_from_what_is_left(A):
    I = np.eye(len(A))
    return I - np.array([residuals_of(A, unit) for unit in I])


@check(leverages)
def the_diagonal_of_the_hat(rng):
    for A in (rng.normal(size=(5, 3)), A_scaled):
        Q, _ = np.linalg.qr(A)
        assert leverages(A) == close_to(np.sum(Q**2, axis=1))


@check(leverages)
def an_array():
    """Return an array."""
    assert leverages(np.array([[1.0], [2.0]])).shape == (2,)


@wrong(leverages, "You added up over the cars. Each car has a leverage: axis=1.")
def leverages_of_columns(A):
    return (A @ np.linalg.inv(A.T @ A) * A).sum(axis=0)


@wrong(leverages, "Those are the squared lengths of the rows. Put G⁻¹ in between.")
def squared_lengths(A):
    return (A**2).sum(axis=1)


@wrong(leverages, "That is the diagonal of G⁻¹. Each car has a leverage: shape (n,).")
def diagonal_of_the_inverse(A):
    return np.diag(np.linalg.inv(A.T @ A))


@right(leverages)
def leverages_of_the_hat(A):
    return np.diag(hat(A))


@right(leverages)
def leverages_by_einsum(A):
    return np.einsum("ij,jk,ik->i", A, np.linalg.inv(A.T @ A), A)


@right(leverages)
def leverages_car_by_car(A):
    G = A.T @ A
    return np.array([row @ np.linalg.solve(G, row) for row in A])


@right(leverages)
def leverages_of_directions(A):
    return np.linalg.norm(taken_apart(A)[0], axis=1) ** 2


@right(leverages)
def leverages_by_determinants(A):
    whole = np.linalg.det(A.T @ A)
    without = lambda i: np.linalg.det(A.T @ A - np.outer(A[i], A[i]))
    return np.array([1 - without(i) / whole for i in range(len(A))])


@check(leave_one_out)
def as_if_learnt_without_it(rng):
    """Each car is predicted as by a scikit-learn model that learnt from all the others."""
    fresh = rng.normal(size=(8, 3)), rng.normal(size=8)  # without ones
    few = with_ones(X_train[:20]), y_train[:20]
    for A, y in (fresh, few):
        wanted, model = [], LinearRegression(fit_intercept=False)
        for i in range(len(y)):
            model.fit(np.delete(A, i, 0), np.delete(y, i))
            wanted.append(y[i] - model.predict(A[[i]])[0])
        assert leave_one_out(A, y) == close_to(wanted)


@wrong(
    leave_one_out, "Left out, a car is further off, not closer. Divide by 1 - leverage."
)
def leave_one_out_too_near(A, y):
    h = (A @ np.linalg.inv(A.T @ A) * A).sum(axis=1)
    return (y - A @ np.linalg.solve(A.T @ A, A.T @ y)) * (1 - h)


@wrong(leave_one_out, "You divided by the leverage. Divide by 1 minus the leverage.")
def leave_one_out_over_leverage(A, y):
    h = (A @ np.linalg.inv(A.T @ A) * A).sum(axis=1)
    return (y - A @ np.linalg.solve(A.T @ A, A.T @ y)) / h


@wrong(
    leave_one_out,
    "You used the mean leverage, p / n, for all cars. Each car has its own.",
)
def leave_one_out_by_the_mean(A, y):
    e = y - A @ np.linalg.solve(A.T @ A, A.T @ y)
    return e / (1 - A.shape[1] / len(A))


@right(leave_one_out)
def leave_one_out_one_after_the_other(A, y):
    found = np.empty(len(y))
    for i in range(len(y)):
        others = np.arange(len(y)) != i
        found[i] = y[i] - A[i] @ np.asarray(weights(A[others], y[others]))
    return found


@right(leave_one_out)
def leave_one_out_by_the_hat(A, y):
    H = np.array(hat(A), dtype=float)
    return [(v - h @ y) / (1 - h[i]) for i, (h, v) in enumerate(zip(H, y, strict=True))]


@right(leave_one_out)
def leave_one_out_without_its_own_part(A, y):
    H = np.array(hat(A), dtype=float)
    own = H.diagonal().copy()
    np.fill_diagonal(H, 0)
    return y - H @ y / (1 - own)


@right(leave_one_out)
def leave_one_out_by_moving_the_weights(A, y):
    inverse = np.linalg.inv(A.T @ A)
    w = inverse @ A.T @ y
    found = []
    for row, true in zip(A, y, strict=True):
        pulled = inverse @ row
        moved = w - pulled * (true - row @ w) / (1 - row @ pulled)
        found.append(true - row @ moved)
    return tuple(found)


@check(ridge)
def the_intercept_is_free():
    """If all of a column moves, only the intercept changes."""
    X, y = np.array([[2.0], [4.0]]), np.array([8.0, 12.0])
    assert ridge(X, y, 2) == close_to([7, 1])


@check(ridge)
def as_scikit_learn(rng):
    fresh = rng.normal(3, 2, size=(7, 3)), rng.normal(9, 1, size=7)
    for X, y in (fresh, (X_train / X_train.std(axis=0), y_train)):
        for alpha in (0, 0.5, 30):
            model = Ridge(alpha=alpha).fit(X, y)
            assert ridge(X, y, alpha) == close_to([model.intercept_, *model.coef_])


@check(ridge)
def a_column_twice(rng):
    """If a column occurs twice, each copy gets half of the weight."""
    x, y = rng.normal(size=(2, 6))
    once = np.asarray(ridge(x[:, None], y, 0.5))
    twice = ridge(np.column_stack([x, x]), y, 1)
    assert twice == close_to([once[0], once[1] / 2, once[1] / 2])


@wrong(
    ridge,
    "You penalised the intercept, so predictions shrink towards 0 mpg instead of the "
    "mean. Centre X and y first.",
)
def ridge_on_the_intercept(X, y, alpha):
    A = np.column_stack([np.ones(len(X)), X])
    return np.linalg.solve(A.T @ A + alpha * np.eye(A.shape[1]), A.T @ y)


@wrong(
    ridge,
    "You did not centre X. Add alpha to the diagonal of Z′Z, with Z = X - "
    "X.mean(axis=0).",
)
def ridge_uncentred(X, y, alpha):
    S = X.T @ X + alpha * np.eye(X.shape[1])
    w = np.linalg.solve(S, X.T @ (y - y.mean()))
    return np.append(y.mean() - X.mean(axis=0) @ w, w)


@wrong(
    ridge,
    "You centred neither X nor y. Add alpha to the diagonal of Z′Z, with Z = X - "
    "X.mean(axis=0).",
)
def ridge_of_uncentred_both(X, y, alpha):
    w = np.linalg.solve(X.T @ X + alpha * np.eye(X.shape[1]), X.T @ y)
    return np.append(y.mean() - X.mean(axis=0) @ w, w)


@wrong(ridge, "You did not use alpha. Add it to the diagonal of Z′Z.")
def ridge_for_nothing(X, y, alpha):
    A = np.column_stack([np.ones(len(X)), X])
    return np.linalg.solve(A.T @ A, A.T @ y)


@wrong(
    ridge,
    "You added alpha to every number of Z′Z. Add it only to the diagonal, with np.eye.",
)
def ridge_everywhere(X, y, alpha):
    mean = X.mean(axis=0)
    Z = X - mean
    w = np.linalg.solve(Z.T @ Z + alpha, Z.T @ (y - y.mean()))
    return np.append(y.mean() - mean @ w, w)


@wrong(
    ridge,
    "The mean of y is the prediction for a car of mean features. The intercept is the "
    "prediction for a car of zeros.",
)
def ridge_around_the_mean(X, y, alpha):
    Z = X - X.mean(axis=0)
    w = np.linalg.solve(Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ (y - y.mean()))
    return np.append(y.mean(), w)


@wrong(
    ridge,
    "You multiplied alpha by n, which belongs to the mean of the squares. Here it is "
    "their sum.",
)
def ridge_of_the_mean(X, y, alpha):
    mean = X.mean(axis=0)
    Z = X - mean
    S = Z.T @ Z + len(X) * alpha * np.eye(X.shape[1])
    w = np.linalg.solve(S, Z.T @ (y - y.mean()))
    return np.append(y.mean() - mean @ w, w)


@right(ridge)
def ridge_with_a_free_one(X, y, alpha):
    A = np.insert(X, 0, 1, axis=1)
    penalty = alpha * np.diag([0, *np.ones(X.shape[1])])
    return np.linalg.solve(A.T @ A + penalty, A.T @ y)


@right(ridge)
def ridge_by_more_cars(X, y, alpha):
    d = X.shape[1]
    middle = X.mean(axis=0)
    extended = np.vstack([X - middle, math.sqrt(alpha) * np.eye(d)])
    w = np.asarray(weights(extended, np.append(y - y.mean(), np.zeros(d))))
    return [y.mean() - w @ middle, *w]


@right(ridge)
def ridge_by_eigenvectors(X, y, alpha):
    Z = X - X.mean(axis=0)
    s, V = np.linalg.eigh(Z.T @ Z)
    w = V @ (V.T @ (Z.T @ y) / (s + alpha))
    return np.concatenate([[y.mean() - X.mean(axis=0) @ w], w])


@right(ridge)
def ridge_by_inverse(X, y, alpha):
    n = len(X)
    mean, middle = X.sum(axis=0) / n, sum(y) / n
    S = X.T @ X - n * np.outer(mean, mean)
    S[np.diag_indices(len(S))] += alpha
    w = np.linalg.inv(S) @ (X.T @ y - n * middle * mean)
    return np.hstack([middle - w @ mean, w])


@right(ridge)
def ridge_weight_by_weight(X, y, alpha):
    Z, left = X - X.mean(axis=0), y - y.mean()
    S, c = Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ left
    w = np.zeros(len(c))
    for _ in range(3000):
        for j in range(len(c)):
            w[j] += (c[j] - S[j] @ w) / S[j, j]
    return np.array([y.mean() - X.mean(axis=0) @ w, *w], dtype=np.float32)


equivalent(
    ridge,
    "w = np.linalg.solve(Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ (y - y.mean())) -> w = np.linalg.solve(Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ (y - y.sum()))",
    "w = np.linalg.solve(Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ (y - y.mean())) -> w = np.linalg.solve(Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ (y + y.mean()))",
    "w = np.linalg.solve(Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ (y - y.mean())) -> w = np.linalg.solve(Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ y)",
    why="Columns of Z add up to 0: subtracting a number from y leaves Z′y the same.",
)


@check(degrees_of_freedom)
def the_trace_of_its_hat(rng):
    for X in (rng.normal(2, 1, size=(10, 3)) * [1, 2, 5], X_train):
        X = X / X.std()
        Z = X - X.mean(axis=0)
        for alpha in (0, 3, 200):
            S = np.linalg.inv(Z.T @ Z + alpha * np.eye(X.shape[1]))
            assert degrees_of_freedom(X, alpha) == close_to(np.trace(S @ Z.T @ Z))


@wrong(degrees_of_freedom, "You did not centre X. The intercept is not counted.")
def degrees_of_freedom_uncentred(X, alpha):
    s, _ = np.linalg.eigh(X.T @ X)
    return (s / (s + alpha)).sum()


@wrong(
    degrees_of_freedom,
    "That is what the penalty takes away. What is left is s / (s + alpha).",
)
def lost_degrees_of_freedom(X, alpha):
    Z = X - X.mean(axis=0)
    s, _ = np.linalg.eigh(Z.T @ Z)
    return (alpha / (s + alpha)).sum()


@wrong(
    degrees_of_freedom,
    "You used the sum of all eigenvalues at once. Take s / (s + alpha) for each, then "
    "add up.",
)
def degrees_of_freedom_at_once(X, alpha):
    Z = X - X.mean(axis=0)
    s, _ = np.linalg.eigh(Z.T @ Z)
    return len(s) * s.sum() / (s.sum() + len(s) * alpha)


@right(degrees_of_freedom)
def degrees_of_freedom_by_trace(X, alpha):
    Z = X - X.mean(axis=0)
    S = Z.T @ Z
    return np.trace(np.linalg.solve(S + alpha * np.eye(len(S)), S))


@right(degrees_of_freedom)
def degrees_of_freedom_less_the_lost(X, alpha):
    d = X.shape[1]
    Z = X - np.mean(X, axis=0)
    return d - alpha * np.linalg.inv(Z.T @ Z + alpha * np.eye(d)).trace()


@right(degrees_of_freedom)
def degrees_of_freedom_one_by_one(X, alpha):
    Z = X - X.mean(axis=0, keepdims=True)
    total = 0.0
    for s in np.linalg.eigh(Z.T @ Z)[0].tolist():
        total += 1 / (1 + alpha / s)
    return total


@right(degrees_of_freedom)
def degrees_of_freedom_by_leverages(X, alpha):
    Z = X - X.mean(axis=0)
    S = np.linalg.inv(Z.T @ Z + alpha * np.eye(Z.shape[1]))
    return np.float32(np.einsum("ij,jk,ik->", Z, S, Z))


@right(degrees_of_freedom)
def degrees_of_freedom_of_more_cars(X, alpha):
    Z = X - X.mean(axis=0)
    extended = np.vstack([Z, alpha**0.5 * np.eye(Z.shape[1])])
    return sum(leverages(extended)[: len(Z)])


@check(ridge_leave_one_out)
def as_if_ridge_had_learnt_without_it(rng):
    """Each car is predicted as by scikit-learn's Ridge that learnt from all the others."""
    few = rng.normal(2, 1, size=(6, 3)), rng.normal(size=6)
    for X, y in (few, (A_scaled[:20, 1:], y_train[:20])):
        wanted = []
        for i in range(len(y)):
            model = Ridge(alpha=4).fit(np.delete(X, i, 0), np.delete(y, i))
            wanted.append(y[i] - model.predict(X[[i]])[0])
        assert ridge_leave_one_out(X, y, 4) == close_to(wanted)


@wrong(
    ridge_leave_one_out,
    "Your leverages lack the mean. Each car is 1/n of it: add 1 / n.",
)
def ridge_leave_one_out_without_mean(X, y, alpha):
    Z = X - X.mean(axis=0)
    S = np.linalg.inv(Z.T @ Z + alpha * np.eye(X.shape[1]))
    e = (y - y.mean()) - Z @ S @ Z.T @ (y - y.mean())
    return e / (1 - (Z @ S * Z).sum(axis=1))


@wrong(
    ridge_leave_one_out,
    "You did not centre X for the leverages. Use Z = X - X.mean(axis=0).",
)
def ridge_leave_one_out_uncentred(X, y, alpha):
    Z = X - X.mean(axis=0)
    S = np.linalg.inv(Z.T @ Z + alpha * np.eye(X.shape[1]))
    e = (y - y.mean()) - Z @ S @ Z.T @ (y - y.mean())
    S = np.linalg.inv(X.T @ X + alpha * np.eye(X.shape[1]))
    return e / (1 - 1 / len(X) - (X @ S * X).sum(axis=1))


@wrong(
    ridge_leave_one_out,
    "Those are the leverages for alpha 0. Regularisation lowers them: (Z′Z + alpha "
    "I)⁻¹.",
)
def ridge_leave_one_out_at_alpha_0(X, y, alpha):
    Z = X - X.mean(axis=0)
    S = np.linalg.inv(Z.T @ Z + alpha * np.eye(X.shape[1]))
    plain = np.linalg.inv(Z.T @ Z)
    e = (y - y.mean()) - Z @ S @ Z.T @ (y - y.mean())
    return e / (1 - 1 / len(X) - (Z @ plain * Z).sum(axis=1))


@wrong(
    ridge_leave_one_out,
    "Those are the residuals of cars that were learnt from. Divide them by 1 - h.",
)
def ridge_left_in(X, y, alpha):
    Z = X - X.mean(axis=0)
    S = np.linalg.inv(Z.T @ Z + alpha * np.eye(X.shape[1]))
    return (y - y.mean()) - Z @ S @ Z.T @ (y - y.mean())


@right(ridge_leave_one_out)
def ridge_leave_one_out_with_a_free_one(X, y, alpha):
    A = np.insert(X, 0, 1, axis=1)
    penalty = alpha * np.eye(A.shape[1])
    penalty[0, 0] = 0
    H = A @ np.linalg.solve(A.T @ A + penalty, A.T)
    return (y - H @ y) / (1 - np.diag(H))


@right(ridge_leave_one_out)
def ridge_leave_one_out_by_more_cars(X, y, alpha):
    d = X.shape[1]
    Z = X - X.mean(axis=0)
    below = np.column_stack([np.zeros(d), alpha**0.5 * np.eye(d)])
    A = np.vstack([np.column_stack([np.ones(len(Z)), Z]), below])
    return leave_one_out(A, np.append(y, np.zeros(d)))[: len(Z)]


@right(ridge_leave_one_out)
def ridge_leave_one_out_car_by_car(X, y, alpha):
    Z = X - X.mean(axis=0)
    S = np.linalg.inv(Z.T @ Z + alpha * np.eye(Z.shape[1]))
    w = S @ Z.T @ y
    found = []
    for z, true in zip(Z, y, strict=True):
        h = 1 / len(Z) + z @ S @ z
        found.append((true - y.mean() - z @ w) / (1 - h))
    return found


@right(ridge_leave_one_out)
def ridge_leave_one_out_by_eigenvectors(X, y, alpha):
    Z = X - X.mean(axis=0)
    s, V = np.linalg.eigh(Z.T @ Z)
    turned = Z @ V
    predicted = y.mean() + turned @ (turned.T @ y / (s + alpha))
    h = 1 / y.size + (turned**2 / (s + alpha)).sum(axis=1)
    return ((y - predicted) / (1 - h)).astype(np.float32)


@right(ridge_leave_one_out)
def ridge_leave_one_out_by_leaving_out(X, y, alpha):
    found = []
    for i in range(len(y)):
        first, *w = ridge(np.delete(X, i, axis=0), np.delete(y, i), alpha)
        found.append(y[i] - first - X[i] @ np.asarray(w))
    return np.array(found)


equivalent(
    ridge_leave_one_out,
    "h = 1 / len(X) + (Z @ S * Z).sum(axis=1) -> h = 1 / len(y) + (Z @ S * Z).sum(axis=1)",
    why="X and y have a row for each car, so both are as long.",
)
