"""The proof of level 6 of 03 penguins: checks, wrong answers, and other right answers."""

import math
from itertools import combinations

import pandas as pd
from scipy import linalg, stats


def fresh_classes(rng, n=70, d=4, k=3):
    """Return n rows of d mixed columns in k classes of unequal size: (X, labels)."""
    labels = np.maximum(np.arange(n) % (k + 2) - 2, 0)  # the first is the largest
    mix = rng.uniform(-1, 1, size=(d, d)) + 2 * np.eye(d)
    rows = rng.normal(size=(n, d)) @ mix
    return rows + 2 * rng.normal(size=(k, d))[labels], labels


def fresh_covariance(rng, d):
    """Return a random covariance matrix, d by d."""
    A = rng.normal(size=(d + 5, d))
    return A.T @ A


# whitened and fisher take them as arrays, as their docstrings say.
not_as(as_lists, within, cholesky, forward)
not_as(as_tuples, within, cholesky, forward)


def refused(j):
    raise ValueError(f"column {j} has nothing left")


def solved(A, b):
    """Return x with A x = b, by elimination."""
    rows = np.column_stack([A, b]).astype(float)
    for j in range(len(rows)):
        rows[j] /= rows[j, j]
        for i in range(len(rows)):
            if i != j:
                rows[i] -= rows[i, j] * rows[j]
    return rows[:, -1]


@check(within)
def an_array_of_one_column():
    """The scatter is a NumPy array, also for a single column."""
    found = within(np.array([[1.0], [3.0], [8.0]]), np.array([0, 0, 1]), 2)
    assert type(found).__name__ == "ndarray"
    assert found == close_to([[2]])


@check(within)
def within_any_number_of_classes(rng):
    for d, k in (2, 3), (4, 4):
        X, y = fresh_classes(rng, d=d, k=k)
        model = LinearDiscriminantAnalysis(store_covariance=True).fit(X, y)
        assert within(X, y, k) == close_to(len(X) * model.covariance_)


@wrong(within, "That is T, the scatter around one mean. Use the mean of each class.")
def within_around_one_mean(X, y, k):
    deviations = X - X.mean(axis=0)
    return deviations.T @ deviations


@wrong(within, "You divided by the counts. A scatter is a sum: do not divide.")
def within_as_means(X, y, k):
    W = 0
    for c in range(k):
        deviations = X[y == c] - X[y == c].mean(axis=0)
        W = W + deviations.T @ deviations / len(deviations)
    return W


@wrong(within, "There are not always three classes. Use k.")
def within_three(X, y, k):
    W = np.zeros((X.shape[1], X.shape[1]))
    for c in range(3):
        if (y == c).any():
            deviations = X[y == c] - X[y == c].mean(axis=0)
            W = W + deviations.T @ deviations
    return W


@right(within)
def within_at_once(X, y, k):
    M = np.array([X[y == c].mean(axis=0) for c in range(k)])
    return (X - M[y]).T @ (X - M[y])


@right(within)
def within_by_projection(X, y, k):
    Y = np.eye(k)[y]
    P = (Y / Y.sum(axis=0)) @ Y.T
    return X.T @ (np.eye(len(X)) - P) @ X


@right(within)
def within_by_subtraction(X, y, k):
    deviations = X - X.mean(axis=0)
    return deviations.T @ deviations - np.asarray(between(X, y, k))


@right(within)
def within_page_by_page(X, y, k):
    W = np.zeros((X.shape[1],) * 2)
    for x, label in zip(X, y):
        step = x - X[y == label].mean(axis=0)
        W += np.outer(step, step)
    return W


@right(within)
def within_by_pandas(X, y, k):
    pages = pd.DataFrame(X)
    deviations = (pages - pages.groupby(y).transform("mean")).to_numpy()
    return np.einsum("ni,nj->ij", deviations, deviations).astype(np.float32)


equivalent(
    within,
    "for c in range(k): … -> for c in range(k + 1): …",
    why="A class without rows adds nothing.",
)


@check(between)
def between_any_number_of_classes(rng):
    for d, k in (2, 3), (4, 4):
        X, y = fresh_classes(rng, d=d, k=k)
        model = LinearDiscriminantAnalysis(store_covariance=True).fit(X, y)
        wanted = (len(X) - 1) * np.cov(X.T) - len(X) * model.covariance_
        assert between(X, y, k) == close_to(wanted)


@check(within, between)
def scatter_of_all_penguins():
    """Within and between add up to the scatter of all, T."""
    W, B = within(F_train, y_train, k), between(F_train, y_train, k)
    assert np.asarray(W) + B == close_to((n - 1) * np.cov(F_train.T))


@wrong(between, "You counted every class once. Count it as many times as it has rows.")
def between_once_each(X, y, k):
    B = 0
    for c in range(k):
        step = X[y == c].mean(axis=0) - X.mean(axis=0)
        B = B + np.outer(step, step)
    return B


@wrong(
    between,
    "You started from the mean of the class means. Start from the mean of all rows.",
)
def between_around_the_means(X, y, k):
    means = np.array([X[y == c].mean(axis=0) for c in range(k)])
    B = 0
    for c in range(k):
        step = means[c] - means.mean(axis=0)
        B = B + (y == c).sum() * np.outer(step, step)
    return B


@wrong(between, "There are not always three classes. Use k.")
def between_three(X, y, k):
    B = np.zeros((X.shape[1], X.shape[1]))
    for c in range(3):
        if (y == c).any():
            step = X[y == c].mean(axis=0) - X.mean(axis=0)
            B = B + (y == c).sum() * np.outer(step, step)
    return B


@wrong(between, "step @ step is one number. Use np.outer for a table of products.")
def between_as_a_number(X, y, k):
    B = np.zeros((X.shape[1], X.shape[1]))
    for c in range(k):
        step = X[y == c].mean(axis=0) - X.mean(axis=0)
        B = B + (y == c).sum() * (step @ step)
    return B


@right(between)
def between_at_once(X, y, k):
    counts = np.bincount(y, minlength=k)
    steps = np.array([X[y == c].mean(axis=0) for c in range(k)]) - X.mean(axis=0)
    return (steps.T * counts) @ steps


@right(between)
def between_by_subtraction(X, y, k):
    deviations = X - X.mean(axis=0)
    return deviations.T @ deviations - np.asarray(within(X, y, k))


@right(between)
def between_page_by_page(X, y, k):
    B = np.zeros((X.shape[1], X.shape[1]))
    for label in y:
        step = X[y == label].mean(axis=0) - X.mean(axis=0)
        B += step[:, None] * step
    return B


@right(between)
def between_pair_by_pair(X, y, k):
    B = 0
    for a, b in combinations(range(k), 2):
        gap = X[y == a].mean(axis=0) - X[y == b].mean(axis=0)
        B = B + (y == a).sum() * (y == b).sum() / len(y) * np.outer(gap, gap)
    return B


@check(correlation)
def covariances_stay_as_they_are():
    """`correlation` leaves S as it was."""
    given = np.array([[4.0, 6.0], [6.0, 16.0]])
    correlation(given)
    assert given == close_to([[4, 6], [6, 16]])


@check(correlation)
def correlations_of_fresh_columns(rng):
    X, _ = fresh_classes(rng)
    assert correlation(np.cov(X.T)) == close_to(np.corrcoef(X.T))


@wrong(
    correlation,
    "You divided by the variances. Divide by their roots, the standard deviations.",
)
def correlation_by_variances(S):
    return S / np.outer(S.diagonal(), S.diagonal())


@wrong(correlation, "You divided only the columns. Divide the rows too.")
def correlation_of_columns(S):
    return S / np.sqrt(S.diagonal())


@right(correlation)
def correlation_entry_by_entry(S):
    places = range(len(S))
    return [[S[i, j] / math.sqrt(S[i, i] * S[j, j]) for j in places] for i in places]


@right(correlation)
def correlation_by_scaling(S):
    D = np.diag(np.diag(S) ** -0.5)
    return D @ S @ D


@right(correlation)
def correlation_in_two_steps(S):
    s = np.sqrt(np.diagonal(S))
    return (S / s / s[:, None]).astype(np.float32)


@check(cholesky)
def a_triangle_in_an_array():
    """L is a NumPy array, and A stays as it was."""
    A = np.array([[4.0, 6.0], [6.0, 13.0]])
    assert type(cholesky(A)).__name__ == "ndarray"
    assert A == close_to([[4, 6], [6, 13]])


@check(cholesky)
def triangles_of_any_size(rng):
    for d in 1, 3, 6:
        A = fresh_covariance(rng, d)
        assert cholesky(A) == close_to(np.linalg.cholesky(A))
    assert cholesky(S) == close_to(np.linalg.cholesky(S))


@check(cholesky)
def a_dummy_too_many():
    """If the columns before determine a column, raise a ValueError, and otherwise not."""
    assert raises(cholesky, np.array([[1.0, 2.0], [2.0, 4.0]]))
    every_word, _ = prepared(drop=None)
    deviations = (
        every_word
        - np.array([every_word[y_train == c].mean(0) for c in range(k)])[y_train]
    )
    assert raises(cholesky, deviations.T @ deviations)
    assert not raises(cholesky, S)


@wrong(cholesky, "On the diagonal, subtract the squares of row j of L so far.")
def cholesky_of_the_diagonal(A):
    L = np.zeros(A.shape)
    for j in range(len(A)):
        left = A[j, j]
        if left < 1e-10 * A[j, j]:
            raise ValueError(f"column {j} says nothing that those before it do not")
        L[j, j] = np.sqrt(left)
        L[j + 1 :, j] = (A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j]) / L[j, j]
    return L


@wrong(
    cholesky, "Below the diagonal, subtract the products of the rows of L so far too."
)
def cholesky_without_memory(A):
    L = np.zeros(A.shape)
    for j in range(len(A)):
        left = max(A[j, j] - L[j, :j] @ L[j, :j], A[j, j] / 100)
        if left < 1e-10 * A[j, j]:
            raise ValueError(f"column {j} says nothing that those before it do not")
        L[j, j] = np.sqrt(left)
        L[j + 1 :, j] = A[j + 1 :, j] / L[j, j]
    return L


@right(cholesky)
def cholesky_row_by_row(A):
    L = np.zeros(A.shape)
    for i in range(len(A)):
        for j in range(i):
            L[i, j] = (A[i, j] - sum(L[i, :j] * L[j, :j])) / L[j, j]
        left = A[i, i] - sum(L[i, :i] ** 2)
        if left < 1e-10 * A[i, i]:
            refused(i)
        L[i, i] = left**0.5
    return L


@right(cholesky)
def cholesky_by_peeling(A):
    rest, columns = np.array(A, dtype=float), []
    for j in range(len(A)):
        if not rest[j, j] >= 1e-10 * A[j, j]:
            refused(j)
        column = rest[:, j] / np.sqrt(rest[j, j])
        column[:j] = 0
        columns.append(column)
        rest = rest - np.outer(column, column)
    return np.column_stack(columns)


@right(cholesky)
def cholesky_by_growing(A):
    j = len(A) - 1
    if j == 0:
        return np.sqrt(A)
    L = np.asarray(cholesky(A[:j, :j]))
    row = np.asarray(forward(L, A[:j, j:]))[:, 0]
    left = A[j, j] - row @ row
    if left < 1e-10 * A[j, j]:
        refused(j)
    return np.block([[L, np.zeros((j, 1))], [row, np.sqrt(left)]])


@right(cholesky)
def cholesky_by_elimination(A):
    U = np.array(A, dtype=float)
    for j in range(len(U)):
        if U[j, j] < 1e-10 * A[j, j]:
            raise ValueError("told by those before")
        for i in range(j + 1, len(U)):
            U[i] -= U[i, j] / U[j, j] * U[j]
    return (U / np.sqrt(np.diag(U))[:, None]).T


@check(forward)
def an_array_of_solutions():
    """Z is a NumPy array, and B stays as it was."""
    L, B = np.array([[2.0, 0.0], [1.0, 4.0]]), np.array([[6.0], [11.0]])
    assert type(forward(L, B)).__name__ == "ndarray"
    assert B == close_to([[6], [11]])


@check(forward)
def several_right_hand_sides(rng):
    for d, m in (2, 3), (5, 8):
        L = np.tril(rng.normal(size=(d, d))) + 3 * np.eye(d)
        B = rng.normal(size=(d, m))
        assert forward(L, B) == close_to(linalg.solve_triangular(L, B, lower=True))


@wrong(forward, "Divide each row by the diagonal of L.")
def forward_undivided(L, B):
    Z = np.zeros(B.shape)
    for i in range(len(L)):
        Z[i] = B[i] - L[i, :i] @ Z[:i]
    return Z


@wrong(forward, "Subtract the rows of Z found so far, not the rows of B.")
def forward_with_old_rows(L, B):
    Z = np.zeros(B.shape)
    for i in range(len(L)):
        Z[i] = (B[i] - L[i, :i] @ B[:i]) / L[i, i]
    return Z


@wrong(forward, "You added the rows found so far. Subtract them.")
def forward_added(L, B):
    Z = np.zeros(B.shape)
    for i in range(len(L)):
        Z[i] = (B[i] + L[i, :i] @ Z[:i]) / L[i, i]
    return Z


@right(forward)
def forward_entry_by_entry(L, B):
    Z = np.zeros(B.shape)
    for i in range(B.shape[0]):
        for c in range(B.shape[1]):
            told = sum(L[i, j] * Z[j, c] for j in range(i))
            Z[i, c] = (B[i, c] - told) / L[i, i]
    return Z


@right(forward)
def forward_column_by_column(L, B):
    Z = np.array(B, dtype=float)
    for j in range(len(L)):
        Z[j] /= L[j, j]
        Z[j + 1 :] -= np.outer(L[j + 1 :, j], Z[j])
    return Z


@right(forward)
def forward_by_recursion(L, B):
    if len(L) == 1:
        return B / L[0, 0]
    half = len(L) // 2
    top = np.asarray(forward(L[:half, :half], B[:half]))
    rest = B[half:] - L[half:, :half] @ top
    return np.vstack([top, forward(L[half:, half:], rest)])


@right(forward)
def forward_in_a_list(L, B):
    rows = []
    for b, line in zip(B, L, strict=True):
        told = sum((w * z for w, z in zip(line, rows)), np.zeros(len(b)))
        rows.append((b - told) / line[len(rows)])
    return np.array(rows)


equivalent(
    forward,
    "Z = np.zeros(B.shape) -> Z = np.ones(B.shape)",
    "for i in range(len(L)): … -> for i in range(len(B)): …",
    why="Each row is written before it is read, and L and B have equally many.",
)


@check(whitened)
def rows_of_any_number(rng):
    for n, d in (1, 2), (9, 4):
        A, rows = fresh_covariance(rng, d), rng.normal(size=(n, d))
        wanted = linalg.solve_triangular(np.linalg.cholesky(A), rows.T, lower=True).T
        assert whitened(rows, A) == close_to(wanted)


@wrong(
    whitened,
    "You only divided each column by its standard deviation, so the covariances are "
    "left. Use L.",
)
def scaled_only(X, S):
    return X / np.sqrt(S.diagonal())


@wrong(whitened, "You whitened twice. Solve one triangle, L z = x.")
def whitened_twice(X, S):
    L = cholesky(S)
    return forward(L, forward(L, X.T)).T


@wrong(whitened, "You multiplied by the triangle. Solve with it.")
def coloured(X, S):
    return X @ cholesky(S).T


@right(whitened)
def whitened_page_by_page(X, S):
    L = np.asarray(cholesky(S))
    return [np.asarray(forward(L, x[:, None]))[:, 0] for x in X]


@right(whitened)
def whitened_column_by_column(X, S):
    L, Z = np.asarray(cholesky(S)), np.zeros(X.shape)
    for j in range(X.shape[1]):
        Z[:, j] = (X[:, j] - Z[:, :j] @ L[j, :j]) / L[j, j]
    return Z


@right(whitened)
def whitened_by_the_inverse(X, S):
    L = np.asarray(cholesky(S))
    return (X @ np.transpose(forward(L, np.eye(len(L))))).astype(np.float32)


@right(whitened)
def whitened_by_taking_off(X, S):
    rest, S = np.array(X, dtype=float), np.array(S, dtype=float)
    for j in range(len(S)):
        weights = S[j + 1 :, j] / S[j, j]
        rest[:, j + 1 :] -= rest[:, j : j + 1] * weights
        S[j + 1 :, j + 1 :] -= np.outer(weights, S[j, j + 1 :])
    return rest / np.sqrt(np.diag(S))


@check(nearest_mean)
def pages_near_the_border():
    means, class_priors = np.array([[-2.0], [2.0]]), np.array([0.8, 0.2])
    pages = np.array([[0.3], [0.4], [0.1], [0.5]])
    assert nearest_mean(pages, means, class_priors) == close_to([0, 1, 0, 1])


@check(nearest_mean)
def the_densest_of_four_classes(rng):
    Z, means = 2 * rng.normal(size=(60, 3)), rng.normal(size=(4, 3))
    class_priors = np.array([0.1, 0.2, 0.3, 0.4])
    density = [stats.multivariate_normal(m, np.eye(3)).logpdf(Z) for m in means]
    wanted = (np.transpose(density) + np.log(class_priors)).argmax(axis=1)
    assert nearest_mean(Z, means, class_priors) == close_to(wanted)


@wrong(nearest_mean, "You forgot the priors. Subtract their logarithm.")
def nearest_mean_without_priors(Z, M, priors):
    return ((Z[:, None] - M) ** 2).sum(axis=2).argmin(axis=1)


@wrong(nearest_mean, "The factor ½ is missing. Take half of the squared distance.")
def nearest_mean_without_half(Z, M, priors):
    squared = ((Z[:, None] - M) ** 2).sum(axis=2)
    return (squared - np.log(priors)).argmin(axis=1)


@wrong(nearest_mean, "A larger prior must make a class nearer. Subtract its logarithm.")
def nearest_mean_far_from_priors(Z, M, priors):
    squared = ((Z[:, None] - M) ** 2).sum(axis=2)
    return (squared / 2 + np.log(priors)).argmin(axis=1)


@right(nearest_mean)
def nearest_mean_in_a_loop(Z, M, priors):
    y_pred = []
    for z in Z:
        far = [((z - m) ** 2).sum() / 2 - math.log(p) for m, p in zip(M, priors)]
        y_pred.append(far.index(min(far)))
    return y_pred


@right(nearest_mean)
def nearest_mean_by_scores(Z, M, priors):
    return (Z @ M.T - (M * M).sum(axis=1) / 2 + np.log(priors)).argmax(axis=1)


@right(nearest_mean)
def nearest_mean_by_density(Z, M, priors):
    far = np.stack([((Z - m) ** 2).sum(axis=1) for m in M], axis=1)
    near = far.min(axis=1, keepdims=True)
    return np.argmax(np.exp((near - far) / 2) * priors, axis=1).astype(np.int8)


@check(separation)
def directions_at_random(rng):
    for d in 2, 4:
        w, B, W = rng.normal(size=d), fresh_covariance(rng, d), fresh_covariance(rng, d)
        wanted = np.einsum("i,ij,j", w, B, w) / np.einsum("i,ij,j", w, W, w)
        assert separation(w, B, W) == close_to(wanted)


@wrong(separation, "Your fraction is upside down. Divide between by within.")
def separation_upside_down(w, B, W):
    return (w @ W @ w) / (w @ B @ w)


@wrong(separation, "You divided by the scatter of all. Divide by the scatter within.")
def separation_of_all(w, B, W):
    return (w @ B @ w) / (w @ (B + W) @ w)


@right(separation)
def separation_of_sums(w, B, W):
    return (np.outer(w, w) * B).sum() / (np.outer(w, w) * W).sum()


@right(separation)
def separation_by_einsum(w, B, W):
    between, within = (np.einsum("i,ij,j", w, A, w) for A in (B, W))
    return float(between / within)


@right(separation)
def separation_in_a_loop(w, B, W):
    above = below = 0.0
    for i in range(len(w)):
        for j in range(len(w)):
            above += w[i] * B[i, j] * w[j]
            below += w[i] * W[i, j] * w[j]
    return above / below


@check(fisher)
def clouds_that_lie_slanted(rng):
    for d in 2, 4:
        X, y = fresh_classes(rng, d=d, k=2)
        wanted = unit(LinearDiscriminantAnalysis(solver="lsqr").fit(X, y).coef_[0])
        assert unit(fisher(X, y)) == close_to(wanted, up_to_sign=True)


@check(fisher, separation)
def no_direction_parts_them_better(rng):
    X, y = fresh_classes(rng, k=2)
    W, B = (np.asarray(of(X, y, 2), dtype=float) for of in (within, between))
    best = separation(unit(fisher(X, y)), B, W)
    assert best == close_to(linalg.eigh(B, W)[0].max())


@wrong(fisher, "That is the line from mean to mean. Multiply it by W⁻¹.")
def mean_to_mean(X, y):
    return X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0)


@wrong(fisher, "You solved only the first triangle. Solve L′ w = z too.")
def fisher_half_solved(X, y):
    L = cholesky(within(X, y, 2))
    step = X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0)
    return forward(L, step[:, None])[:, 0]


@wrong(
    fisher,
    "You divided each column by its own scatter. Use the covariances too: all of W.",
)
def fisher_of_the_diagonal(X, y):
    step = X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0)
    return step / within(X, y, 2).diagonal()


@right(fisher)
def fisher_by_elimination(X, y):
    step = X[y == 0].mean(axis=0) - X[y == 1].mean(axis=0)
    return solved(np.asarray(within(X, y, 2)), step)


@right(fisher)
def fisher_by_conjugate_gradients(X, y):
    W = np.asarray(within(X, y, 2))
    rest = X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0)
    w, way = np.zeros(len(W)), rest
    for _ in range(5 * len(W)):
        if rest @ rest < 1e-30:
            break
        far = (rest @ rest) / (way @ W @ way)
        w, left = w + far * way, rest - far * (W @ way)
        way, rest = left + (left @ left) / (rest @ rest) * way, left
    return (w * 1000).tolist()


@right(fisher)
def fisher_by_whitening(X, y):
    L = np.asarray(cholesky(np.asarray(within(X, y, 2))))
    inverse = np.asarray(forward(L, np.eye(len(L))))
    w = inverse.T @ inverse @ (X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0))
    return (w / np.sqrt((w**2).sum())).astype(np.float32)


@right(fisher)
def fisher_by_least_squares(X, y):
    deviations = X - X.mean(axis=0)
    return solved(deviations.T @ deviations, deviations.T @ np.where(y == 1, 1.0, -1.0))


equivalent(
    fisher,
    "L = cholesky(within(X, y, 2)) -> L = cholesky(within(X, y, 3))",
    "return forward(L.T[::-1, ::-1], z[::-1])[::-1, 0] -> return forward(L.T[::-1, ::-1], z[::-1])[::-1, -1]",
    why="A class without rows adds nothing, and of one column the first is the last.",
)


@check(plane)
def two_means_in_three_columns():
    V = plane(np.array([[1.0, 1.0, 5.0], [4.0, 5.0, 5.0]]))
    assert V == close_to([[0.6], [0.8], [0]], up_to_sign="columns")


@check(plane)
def every_step_between_means(rng):
    """The columns have length 1 and span every difference of two means."""
    for k, d in (3, 7), (5, 6):
        means = rng.normal(size=(k, d)) + 5
        V, steps = np.asarray(plane(means)), means - means[-1]
        assert V.T @ V == close_to(np.eye(k - 1))
        assert steps @ V @ V.T == close_to(steps)


@check(plane, nearest_mean)
def the_same_names_in_the_plane(rng):
    means, rows = rng.normal(size=(4, 9)) + 5, 5 + 2 * rng.normal(size=(50, 9))
    V, class_priors = np.asarray(plane(means)), np.array([0.1, 0.2, 0.3, 0.4])
    squared = ((rows[:, None] - means) ** 2).sum(axis=2)
    wanted = (squared / 2 - np.log(class_priors)).argmin(axis=1)
    assert nearest_mean(rows @ V, means @ V, class_priors) == close_to(wanted)


@wrong(
    plane,
    "Your columns are not at right angles. Subtract from each step its part along the "
    "directions found so far.",
)
def plane_slanted(M):
    steps = M[1:] - M[0]
    return (steps / np.sqrt((steps**2).sum(axis=1, keepdims=True))).T


@wrong(
    plane,
    "You took the means themselves. Take the steps from the first mean to the others.",
)
def plane_through_zero(M):
    found = []
    for step in M[:-1]:
        for v in found:
            step = step - (v @ step) * v
        found.append(step / np.sqrt(step @ step))
    return np.array(found).T


@wrong(
    plane,
    "Your first step is from a mean to itself, so its length is 0. Use M[1:] - M[0].",
)
def plane_from_all(M):
    found = []
    with np.errstate(divide="ignore", invalid="ignore"):
        for step in M - M[0]:
            for v in found:
                step = step - (v @ step) * v
            found.append(step / np.sqrt(step @ step))
    return np.array(found).T


@wrong(plane, "Your directions are rows. Make them columns: (d, k − 1).")
def plane_in_rows(M):
    found = []
    for step in M[1:] - M[0]:
        for v in found:
            step = step - (v @ step) * v
        found.append(step / np.sqrt(step @ step))
    return np.array(found)


@right(plane)
def plane_from_the_last(M):
    found = np.zeros((M.shape[1], 0))
    for step in M[:-1] - M[-1]:
        for _ in range(2):
            step = step - found @ (found.T @ step)
        found = np.column_stack([found, -step / math.sqrt(step @ step)])
    return found


@right(plane)
def plane_by_cholesky(M):
    steps = np.diff(M, axis=0)
    L = np.asarray(cholesky(steps @ steps.T))
    return np.asarray(forward(L, steps)).T.tolist()


@right(plane)
def plane_by_mirrors(M):
    A, V = (M[:-1] - M[-1]).T, np.eye(M.shape[1])
    for j in range(A.shape[1]):
        v = np.where(np.arange(len(A)) < j, 0, A[:, j])
        v[j] += math.copysign(math.sqrt(v @ v), v[j])
        A = A - 2 * np.outer(v, v @ A) / (v @ v)
        V = V - 2 * np.outer(V @ v, v) / (v @ v)
    return V[:, : len(M) - 1]


@right(plane)
def plane_around_the_middle(M):
    found = []
    for step in (M - M.mean(axis=0))[:0:-1]:
        rest = step - sum(((v @ step) * v for v in found), np.zeros(len(step)))
        found.append(rest / np.sqrt((rest**2).sum()))
    return np.stack(found, axis=1).astype(np.float32)


@check(rotation)
def the_larger_comes_first(rng):
    """R is a rotation, and the larger entry of the diagonal comes first."""
    for B in np.diag([1.0, 5.0]), fresh_covariance(rng, 2), -fresh_covariance(rng, 2):
        R = rotation(B)
        assert R == close_to(np.linalg.eigh(B)[1][:, ::-1], up_to_sign="columns")
        assert np.linalg.det(np.asarray(R)) == close_to(1)  # no mirror


@check(rotation)
def the_axes_of_scikit_learn():
    """If you whiten the penguins and rotate the plane of their means, these are its axes."""
    Z, means = np.asarray(whitened(F_train, S)), np.asarray(whitened(M, S))
    V = np.asarray(plane(means))
    R = np.asarray(rotation(np.asarray(between(Z @ V, y_train, k))))
    model = LinearDiscriminantAnalysis(solver="eigen").fit(F_train, y_train)
    wanted = model.transform(F_train)
    wanted = (wanted - wanted.mean(axis=0)) * np.sqrt((n - k) / n)  # its S is over n
    found = (Z - Z.mean(axis=0)) @ V @ R
    assert found == close_to(wanted, up_to_sign="columns")


@wrong(rotation, "You rotated twice as far as needed. Take half of the angle.")
def rotation_too_far(B):
    t = np.arctan2(2 * B[0, 1], B[0, 0] - B[1, 1])
    return np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])


@wrong(rotation, "You rotated the other way round. The columns of R are the new axes.")
def rotation_backwards(B):
    t = np.arctan2(2 * B[0, 1], B[0, 0] - B[1, 1]) / 2
    return np.array([[np.cos(t), np.sin(t)], [-np.sin(t), np.cos(t)]])


@wrong(rotation, "One of your axes is mirrored, so R is not a rotation.")
def rotation_mirrored(B):
    t = np.arctan2(2 * B[0, 1], B[0, 0] - B[1, 1]) / 2
    return np.array([[np.cos(t), np.sin(t)], [np.sin(t), -np.cos(t)]])


@wrong(
    rotation,
    "Your smaller entry comes first. Put the direction with the larger one first.",
)
def rotation_to_the_smaller(B):
    t = np.arctan2(2 * B[0, 1], B[0, 0] - B[1, 1]) / 2
    return np.array([[-np.sin(t), np.cos(t)], [np.cos(t), np.sin(t)]])


@right(rotation)
def rotation_by_half_angles(B):
    a, b, c = B[0, 0], B[0, 1], B[1, 1]
    far = math.hypot(2 * b, a - c) or 1.0
    cos = math.sqrt((1 + (a - c) / far) / 2)
    sin = math.copysign(math.sqrt((1 - (a - c) / far) / 2), b)
    return [[cos, -sin], [sin, cos]]


@right(rotation)
def rotation_by_the_larger_value(B):
    (a, b), (_, c) = B
    value = (a + c) / 2 + math.hypot((a - c) / 2, b)
    x, y = (b, value - a) if a < c else (value - c, b)
    x, y = x / math.hypot(x, y), y / math.hypot(x, y)
    return np.array([[x, -y], [y, x]])


@right(rotation)
def rotation_by_complex_numbers(B):
    way = np.sqrt(complex(B[0, 0] - B[1, 1], 2 * B[0, 1]))
    way = way / abs(way)
    return -np.array([[way.real, -way.imag], [way.imag, way.real]])


@right(rotation)
def rotation_by_jacobi(B):
    t = 0.25 * np.pi
    if B[0, 0] != B[1, 1]:
        t = np.arctan(2 * B[0, 1] / (B[0, 0] - B[1, 1])) / 2
    R = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
    first, second = np.diag(R.T @ B @ R)
    if first < second:
        R = R @ np.array([[0, -1], [1, 0]])
    return R.astype(np.float32)


equivalent(
    rotation,
    "return np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]) -> return [[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]",
    why="A list is as good an answer as an array.",
)
