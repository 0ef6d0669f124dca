"""The proof of level 4 of 05 digits: how its functions go wrong, and other right answers."""


def fresh(rng, n=40, d=6):
    """Return random rows with a mean of their own, wider in some directions than in others."""
    top_eigenvectors, _ = np.linalg.qr(rng.normal(size=(d, d)))
    along = rng.normal(size=(n, d)) * 2.0 ** np.arange(d)
    return along @ top_eigenvectors + rng.uniform(5, 10, size=d)


@check(covariance)
def any_number_of_rows_and_columns(rng):
    for n, d in (2, 3), (40, 6):
        X = fresh(rng, n, d)
        assert covariance(X) == close_to(np.cov(X, rowvar=False))


@wrong(
    covariance,
    "You divided by n. The mean was estimated from the same rows, so divide by n − 1.",
)
def covariance_over_n(X):
    centred = X - X.mean(axis=0)
    return centred.T @ centred / len(X)


@wrong(
    covariance,
    "You did not centre X. Subtract the mean of each column first.",
)
def covariance_uncentred(X):
    return X.T @ X / (len(X) - 1)


@wrong(
    covariance,
    "That is the covariance of the rows, the digits. Pixels are columns: use X.T @ X.",
)
def covariance_of_the_rows(X):
    centred = X - X.mean(axis=0)
    return centred @ centred.T / (len(X) - 1)


@wrong(
    covariance,
    "You subtracted the mean of each row. Subtract the mean of each column: axis=0.",
)
def covariance_centred_by_rows(X):
    centred = X - X.mean(axis=1, keepdims=True)
    return centred.T @ centred / (len(X) - 1)


@wrong(
    covariance,
    "You subtracted one mean from everything. Each pixel has its own mean: axis=0.",
)
def covariance_centred_by_one_mean(X):
    centred = X - X.mean()
    return centred.T @ centred / (len(X) - 1)


@right(covariance)
def covariance_by_einsum(X):
    centred = X - np.mean(X, axis=0, keepdims=True)
    return np.einsum("ni,nj->ij", centred, centred) / (X.shape[0] - 1)


@right(covariance)
def covariance_in_loops(X):
    columns = [column - column.mean() for column in X.T]
    return [[a @ b / (len(X) - 1) for b in columns] for a in columns]


@right(covariance)
def covariance_row_by_row(X):
    mean, total = X.mean(axis=0), np.zeros((X.shape[1], X.shape[1]))
    for row in X:
        total += np.outer(row - mean, row - mean)
    return total / (len(X) - 1)


@right(covariance)
def covariance_centred_by_a_matrix(X):
    n = len(X)
    return X.T @ (np.eye(n) - np.full((n, n), 1 / n)) @ X / (n - 1)


@right(covariance)
def covariance_less_the_mean(X):
    n, total = len(X), X.sum(axis=0)
    return (X.T @ X - np.outer(total, total) / n) / (n - 1)


@check(top_eigenvectors)
def columns_for_the_largest_values():
    """The largest value comes first, and column j of V belongs to value j."""
    values, V = top_eigenvectors(np.diag([5.0, 1.0, 3.0]), 2)
    assert values == close_to([5, 3])
    assert V == close_to([[1, 0], [0, 0], [0, 1]], up_to_sign="columns")


@check(top_eigenvectors)
def a_value_below_zero_is_small():
    """Eigenvalues may be below zero, and 1 is larger than −4."""
    values, V = top_eigenvectors(np.array([[0.0, 2.0], [2.0, -3.0]]), 2)
    assert values == close_to([1, -4])
    along = np.array([[2.0, 1.0], [1.0, -2.0]]) / np.sqrt(5)
    assert V == close_to(along, up_to_sign="columns")


@check(top_eigenvectors)
def they_are_stretched_and_have_length_1(rng):
    """Each column of V has length 1, and S only stretches it, by its value."""
    for S, size in (
        (np.cov(X_train[:, [20, 28, 43]].T), 2),
        (np.cov(fresh(rng).T), 3),
        (np.cov(X_train.T), k),
    ):
        values, V = (np.asarray(part) for part in top_eigenvectors(S, size))
        assert values == close_to(np.linalg.eigvalsh(S)[::-1][:size])
        assert V.T @ V == close_to(np.eye(size))
        assert S @ V == close_to(V * values)


@check(covariance, top_eigenvectors)
def the_components_of_fresh_rows(rng):
    """The eigenvectors of the covariance are PCA's components. Its eigenvalues add up to its trace."""
    X = fresh(rng)
    wanted = PCA(3, svd_solver="full").fit(X).components_.T
    assert top_eigenvectors(covariance(X), 3)[1] == close_to(
        wanted, up_to_sign="columns"
    )
    total = X.var(axis=0, ddof=1).sum()
    assert np.sum(top_eigenvectors(covariance(X), 6)[0]) == close_to(total)


@wrong(
    top_eigenvectors,
    "Those are the smallest eigenvalues, which eigh returns first. Reverse the order.",
)
def directions_of_least(S, k):
    values, V = np.linalg.eigh(S)
    return values[:k], V[:, :k]


@wrong(
    top_eigenvectors,
    "You reversed the values but not V. Column j of V belongs to value j.",
)
def directions_mixed_up(S, k):
    values, V = np.linalg.eigh(S)
    return values[::-1][:k], V[:, :k]


@wrong(
    top_eigenvectors,
    "The eigenvectors of eigh are columns. You took rows: use V[:, j] instead of V[j].",
)
def directions_from_rows(S, k):
    values, V = np.linalg.eigh(S)
    return values[::-1][:k], V[::-1][:k].T


@wrong(
    top_eigenvectors,
    "The values are correct. Of V you reversed the rows. Its columns are the "
    "eigenvectors: V[:, ::-1].",
)
def directions_with_rows_turned(S, k):
    values, V = np.linalg.eigh(S)
    return values[::-1][:k], V[::-1][:, :k]


@wrong(
    top_eigenvectors,
    "Those are the right k, but the smallest of them comes first. Reverse them.",
)
def directions_ascending(S, k):
    values, V = np.linalg.eigh(S)
    return values[-k:], V[:, -k:]


@wrong(
    top_eigenvectors,
    "Those are the right eigenvectors, but as rows, (k, d). Return them as columns, "
    "(d, k).",
)
def directions_as_rows(S, k):
    values, V = np.linalg.eigh(S)
    return values[::-1][:k], V[:, ::-1][:, :k].T


@wrong(
    top_eigenvectors,
    "The values are correct. Of V you took rows. Its columns are the eigenvectors: "
    "V[:, ::-1][:, :k].",
)
def directions_from_rows_as_they_are(S, k):
    values, V = np.linalg.eigh(S)
    return values[::-1][:k], V[::-1][:k]


@wrong(
    top_eigenvectors,
    "Those are the k largest without their signs. A value below zero is small: 1 is "
    "larger than −4.",
)
def directions_by_size(S, k):
    values, V = np.linalg.eigh(S)
    order = np.argsort(-np.abs(values))[:k]
    return values[order], V[:, order]


@wrong(
    top_eigenvectors,
    "You turned a value below zero into 0. Leave it as it is.",
)
def directions_above_zero(S, k):
    values, V = np.linalg.eigh(S)
    return np.maximum(values, 0)[::-1][:k], V[:, ::-1][:, :k]


@right(top_eigenvectors)
def directions_by_argsort(S, k):
    values, V = np.linalg.eigh(S)
    order = np.argsort(-values)[:k]
    return values[order], V[:, order]


@right(top_eigenvectors)
def directions_of_minus_s(S, k):
    values, V = np.linalg.eigh(-np.asarray(S))
    return [-values[:k], -V[:, :k]]


@right(top_eigenvectors)
def directions_one_by_one(S, k):
    values, V = np.linalg.eigh(S)
    pairs = sorted(zip(values.tolist(), V.T, strict=True), key=lambda pair: -pair[0])
    return [value for value, _ in pairs[:k]], np.array([v for _, v in pairs[:k]]).T


@right(top_eigenvectors)
def directions_with_signs_of_their_own(S, k):
    values, V = (part[..., ::-1] for part in np.linalg.eigh(S))
    V = V * np.where(V.sum(axis=0) < 0, -1, 1)
    return values[:k], V[:, :k]


@wrong(
    test_the_eigenvectors_are_the_components,
    "That is how many directions are left out when 16 are kept. Most of them have "
    "some variance. Count the eigenvalues that are 0.",
)
def those_left_out():
    return 48


@check(projection)
def what_lies_along_v_stays(rng):
    W = np.linalg.qr(rng.normal(size=(7, 3)))[0]
    assert np.asarray(projection(W)) @ W == close_to(W)


@check(projection)
def there_and_back():
    P = np.asarray(projection(pca.components_.T))
    kept = (X_test - pca.mean_) @ P + pca.mean_
    assert kept == close_to(pca.inverse_transform(pca.transform(X_test)))


@wrong(
    projection,
    "That is V′V, how the columns lie to each other: the identity matrix, (k, k). "
    "Swap the two.",
)
def gram(V):
    return V.T @ V


@wrong(
    projection,
    "That keeps what is left over, I − V V′. P keeps what lies along V.",
)
def projection_onto_the_rest(V):
    return np.eye(len(V)) - V @ V.T


@right(projection)
def projection_by_einsum(V):
    return np.einsum("ik,jk->ij", V, V)


@right(projection)
def projection_as_a_sum(V):
    return sum(np.outer(v, v) for v in V.T)


@right(projection)
def projection_by_solve(V):
    return V @ np.linalg.solve(V.T @ V, V.T)


@right(projection)
def projection_by_inner(V):
    return [[float(a @ b) for b in V] for a in V]


@check(scores)
def along_one_direction_and_two(rng):
    X, mean, W = rng.normal(size=(9, 4)), rng.normal(size=4), rng.normal(size=(4, 2))
    for some in (W[:, :1], W):
        wanted = [[(x - mean) @ w for w in some.T] for x in X]
        assert scores(X, mean, some) == close_to(wanted)


@check(scores)
def the_unseen_digits():
    wanted = pca.transform(X_test)
    assert scores(X_test, pca.mean_, pca.components_.T) == close_to(wanted)


@wrong(
    scores,
    "You did not subtract the mean.",
)
def scores_without_centring(X, mean, V):
    return X @ V


@wrong(
    scores,
    "You subtracted the mean of these rows. Subtract the `mean` that is given.",
)
def scores_by_their_own_mean(X, mean, V):
    return (X - X.mean(axis=0)) @ V


@wrong(
    scores,
    "Those are whole rows again, (n, d). Leave out the way back, V′.",
)
def scores_and_back(X, mean, V):
    return (X - mean) @ V @ V.T


@wrong(
    scores,
    "With a single direction, too, return the scores as a column: (n, 1).",
)
def scores_flat_along_one(X, mean, V):
    return ((X - mean) @ V).squeeze()


@right(scores)
def scores_by_einsum(X, mean, V):
    return np.einsum("nd,dk->nk", X - mean, V)


@right(scores)
def scores_shifted_after(X, mean, V):
    return X @ V - mean @ V


@right(scores)
def scores_direction_by_direction(X, mean, V):
    return np.stack([(X - mean) @ v for v in V.T], axis=1)


@right(scores)
def scores_row_by_row(X, mean, V):
    return [((row - mean) @ V).tolist() for row in X]


@check(whiten)
def rows_that_taught_and_new_ones(rng):
    """Use the given mean and variances, whichever rows `X` has."""
    X = fresh(rng)
    model = PCA(4, svd_solver="full", whiten=True).fit(X)
    for rows in (fresh(rng, 5), X):
        found = whiten(
            rows, model.mean_, model.components_.T, model.explained_variance_
        )
        assert found == close_to(model.transform(rows))


@wrong(
    whiten,
    "You divided by the variance. Divide by its root, the standard deviation.",
)
def whiten_by_variance(X, mean, V, values):
    return (X - mean) @ V / values


@wrong(
    whiten,
    "You multiplied. Divide by the standard deviation.",
)
def whiten_wider(X, mean, V, values):
    return (X - mean) @ V * np.sqrt(values)


@wrong(
    whiten,
    "You did not subtract the mean.",
)
def whiten_without_centring(X, mean, V, values):
    return X @ V / np.sqrt(values)


@wrong(
    whiten,
    "You subtracted the mean of these rows. Subtract the one that is given, so that "
    "new digits are measured from the same place.",
)
def whiten_by_their_own_mean(X, mean, V, values):
    return (X - X.mean(axis=0)) @ V / np.sqrt(values)


@wrong(
    whiten,
    "You divided by the standard deviation of these rows. Use the variances that are "
    "given, for new rows as well.",
)
def whiten_by_their_own_spread(X, mean, V, values):
    along = (X - mean) @ V
    return along / along.std(axis=0, ddof=1)


@right(whiten)
def whiten_by_a_diagonal(X, mean, V, values):
    return (X - mean) @ V @ np.diag(values**-0.5)


@right(whiten)
def whiten_by_scores(X, mean, V, values):
    return np.asarray(scores(X, mean, V)) / np.sqrt(values)[None, :]


@right(whiten)
def whiten_by_shorter_directions(X, mean, V, values):
    short = np.array([v / value**0.5 for v, value in zip(V.T, values, strict=True)])
    return np.einsum("nd,kd->nk", X - mean, short)


@right(whiten)
def whiten_by_inv(X, mean, V, values):
    root = np.diag(np.sqrt(values))
    return ((X - mean) @ V @ np.linalg.inv(root)).tolist()


@check(svd)
def as_numpys(rng):
    """U, s and V′ are those of `np.linalg.svd`, and the signs of U fit those of V′."""
    digits = X_train[:100] - pca.mean_
    for A, size in (fresh(rng, 5, 3), 2), (fresh(rng), 6), (digits, k):
        U, s, Vt = (np.asarray(part) for part in svd(A, size))
        all_U, all_s, all_Vt = np.linalg.svd(A, full_matrices=False)
        assert s == close_to(all_s[:size])
        assert Vt == close_to(all_Vt[:size], up_to_sign=True)
        assert U == close_to(all_U[:, :size], up_to_sign="columns")
        assert U * s @ Vt == close_to(all_U[:, :size] * all_s[:size] @ all_Vt[:size])


@wrong(
    svd,
    "Those are the eigenvalues of A′A. The singular values are their roots.",
)
def svd_without_roots(A, k):
    values, V = np.linalg.eigh(A.T @ A)
    values, V = values[::-1][:k], V[:, ::-1][:, :k]
    return A @ V / np.sqrt(values), values, V.T


@wrong(
    svd,
    "You used the eigenvalues throughout. The singular values are their roots, and U "
    "is A V divided by the roots.",
)
def svd_with_eigenvalues_throughout(A, k):
    values, V = np.linalg.eigh(A.T @ A)
    values, V = values[::-1][:k], V[:, ::-1][:, :k]
    return A @ V / values, values, V.T


@wrong(
    svd,
    "That is the covariance, which centres A and divides by n − 1. The SVD takes A as "
    "it is: A′A.",
)
def svd_of_the_covariance(A, k):
    centred = A - A.mean(axis=0)
    values, V = np.linalg.eigh(centred.T @ centred / (len(A) - 1))
    values, V = values[::-1][:k], V[:, ::-1][:, :k]
    return A @ V / np.sqrt(values), np.sqrt(values), V.T


@wrong(
    svd,
    "You centred A. The SVD takes A as it is: A′A.",
)
def svd_of_the_centred(A, k):
    centred = A - A.mean(axis=0)
    values, V = np.linalg.eigh(centred.T @ centred)
    values, V = values[::-1][:k], V[:, ::-1][:, :k]
    return centred @ V / np.sqrt(values), np.sqrt(values), V.T


@wrong(
    svd,
    "Your U and V come from two calls of eigh, so their signs do not fit. Compute U "
    "from V: A V divided by the singular values.",
)
def svd_by_two_calls(A, k):
    values, V = np.linalg.eigh(A.T @ A)
    values, V = values[::-1][:k], V[:, ::-1][:, :k]
    U = np.linalg.eigh(A @ A.T)[1][:, ::-1][:, :k]
    return U, np.sqrt(values), V.T


@wrong(
    svd,
    "The columns of U do not have length 1. Divide A V by the singular values.",
)
def svd_with_long_u(A, k):
    values, V = np.linalg.eigh(A.T @ A)
    values, V = values[::-1][:k], V[:, ::-1][:, :k]
    return A @ V, np.sqrt(values), V.T


@wrong(
    svd,
    "Your third part is V. Transpose it, so that the directions are rows: V′.",
)
def svd_with_v_as_columns(A, k):
    values, V = np.linalg.eigh(A.T @ A)
    values, V = values[::-1][:k], V[:, ::-1][:, :k]
    return A @ V / np.sqrt(values), np.sqrt(values), V


@right(svd)
def svd_by_lengths(A, k):
    V = np.asarray(top_eigenvectors(A.T @ A, k)[1])
    long = A @ V
    s = np.linalg.norm(long, axis=0)
    return long / s, s, V.T


@right(svd)
def svd_from_the_rows(A, k):
    values, U = map(np.asarray, top_eigenvectors(A @ A.T, k))
    s = values**0.5
    return [U, s, U.T @ A / s[:, None]]


@right(svd)
def svd_turned_round(A, k):
    values, V = np.linalg.eigh(A.T @ A)
    s, V = np.sqrt(values[-k:])[::-1], -V[:, -k:][:, ::-1]
    return A @ V @ np.diag(1 / s), s.tolist(), V.T
