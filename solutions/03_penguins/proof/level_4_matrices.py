"""The proof of level 4 of 03 penguins: checks, wrong answers, and other right answers."""

import math

from scipy import stats
from scipy.spatial.distance import cdist
from sklearn.feature_selection import SelectKBest


def fresh_classes(rng, n=60, d=4, k=3):
    """Return n rows of d columns in k classes of unequal size: (X, labels)."""
    labels = np.minimum(np.arange(n) % (2 * k - 1), k - 1)  # the last is the largest
    rows = (
        rng.normal(size=(n, d)) @ rng.normal(size=(d, d))
        + rng.normal(size=(k, d))[labels]
    )
    return rows, labels


@check(missing_together)
def every_pair_of_columns(rng):
    for n, d in (2, 3), (30, 5):
        G = (rng.random((n, d)) < 0.4).astype(float)
        both = [[sum(a * b) for a in G.T] for b in G.T]
        assert missing_together(G) == close_to(both)


@wrong(
    missing_together,
    "Your table is (n, n): it compares pages. Compare columns: G′ G.",
)
def missing_on_both_pages(G):
    return G @ G.T


@wrong(
    missing_together,
    "Those are the counts of each column alone. Count pairs of columns.",
)
def missing_alone(G):
    return np.diag(G.sum(axis=0))


@right(missing_together)
def missing_together_pair_by_pair(G):
    d = G.shape[1]
    return [[int(np.sum(G[:, i] * G[:, j])) for j in range(d)] for i in range(d)]


@right(missing_together)
def missing_together_page_by_page(G):
    counts = np.zeros((G.shape[1], G.shape[1]))
    for page in G:
        counts += np.outer(page, page)
    return counts


@right(missing_together)
def missing_together_by_and(G):
    gap = np.asarray(G) == 1
    return (gap[:, :, None] & gap[:, None, :]).sum(axis=0)


@check(indicator)
def classes_of_nobody():
    """A class without rows has a column of zeros."""
    assert indicator(np.array([1, 0]), 3) == close_to([[0, 1, 0], [1, 0, 0]])
    wanted = [[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 1, 0]]
    assert indicator(np.array([2, 0, 2]), 4) == close_to(wanted)


@wrong(indicator, "Your table is transposed. Make a row for each penguin: (n, k).")
def indicator_turned(y, k):
    return (np.arange(k)[:, None] == y) * 1.0


@wrong(indicator, "A class without rows needs a column too. Return k columns.")
def indicator_of_what_occurs(y, k):
    return np.eye(y.max() + 1)[y]


@wrong(indicator, "You marked all classes up to the row's own. Mark only its own: ==.")
def indicator_of_all_below(y, k):
    return (y[:, None] >= np.arange(k)) * 1.0


@right(indicator)
def indicator_by_unit_rows(y, k):
    return np.eye(k)[y]


@right(indicator)
def indicator_by_places(y, k):
    Y = np.zeros((len(y), k), dtype=int)
    Y[np.arange(len(y)), y] = 1
    return Y


@right(indicator)
def indicator_as_lists(y, k):
    return [[float(label == c) for c in range(k)] for label in y]


@right(indicator)
def indicator_column_by_column(y, k):
    return np.column_stack([np.equal(y, c) for c in range(k)])


@right(indicator)
def indicator_by_pandas(y, k):
    return pd.get_dummies(pd.Categorical(y, range(k))).to_numpy(dtype=np.float32)


equivalent(
    indicator,
    "return (y[:, None] == np.arange(k)).astype(float) -> return y[:, None] == np.arange(k)",
    why="True and False are 1 and 0.",
)


@check(cross_table)
def rows_and_columns_of_zeros():
    """A class without rows has a row, or a column, of zeros."""
    Y = np.array([[0.0, 0, 1], [1, 0, 0], [0, 0, 1]])
    assert cross_table(Y, Y) == close_to([[1, 0, 0], [0, 0, 0], [0, 0, 2]])
    Z = np.array([[0.0, 0, 0, 1], [1, 0, 0, 0], [0, 0, 0, 1]])
    assert cross_table(Y, Z) == close_to([[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 2]])


@check(cross_table)
def four_classes_by_five(rng):
    a, b = rng.permutation(np.arange(40) % 4), rng.permutation(np.arange(40) % 5)
    counts = pd.crosstab(a, b).to_numpy()
    assert cross_table(np.eye(4)[a], np.eye(5)[b]) == close_to(counts)


@wrong(cross_table, "Your table is transposed. The classes of Y are the rows.")
def cross_table_turned(Y, Z):
    return Z.T @ Y


@wrong(cross_table, "Your table compares penguins with each other. Return Y′ Z.")
def cross_table_penguins(Y, Z):
    return Y @ Z.T if Y.shape[1] == Z.shape[1] else Y[:, :1] @ Z[:, :1].T


@wrong(cross_table, "A class without rows needs its row or column too, of zeros.")
def cross_table_of_what_occurs(Y, Z):
    return pd.crosstab(np.argmax(Y, axis=1), np.argmax(Z, axis=1)).to_numpy()


@right(cross_table)
def cross_table_by_einsum(Y, Z):
    return np.einsum("nk,nc->kc", Y, Z)


@right(cross_table)
def cross_table_row_by_row(Y, Z):
    counts = np.zeros((Y.shape[1], Z.shape[1]), dtype=int)
    for own, other in zip(Y, Z, strict=True):
        counts[own.argmax(), other.argmax()] += 1
    return counts


@right(cross_table)
def cross_table_by_counting(Y, Z):
    cells = Y.argmax(axis=1) * Z.shape[1] + Z.argmax(axis=1)
    size = Y.shape[1] * Z.shape[1]
    return np.bincount(cells, minlength=size).reshape(Y.shape[1], Z.shape[1])


@check(centring)
def tables_of_any_length(rng):
    for n in 1, 3, 8:
        C, rows = np.asarray(centring(n)), rng.normal(5, 1, size=(n, 2))
        assert C @ rows == close_to(rows - rows.mean(axis=0))
        assert C @ C == close_to(C)


@wrong(
    centring,
    "Your matrix replaces each entry by the mean. Subtract the mean: I minus your "
    "matrix.",
)
def averaging(n):
    return np.ones((n, n)) / n


@wrong(centring, "You subtracted the sum. Divide by n to get the mean.")
def centring_by_the_sum(n):
    return np.eye(n) - np.ones((n, n))


@wrong(centring, "You added the mean. Subtract it: I − 1 1′ / n.")
def centring_added(n):
    return np.eye(n) + np.ones((n, n)) / n


@right(centring)
def centring_in_a_loop(n):
    return [[(1 if i == j else 0) - 1 / n for j in range(n)] for i in range(n)]


@right(centring)
def centring_in_place(n):
    C = np.full((n, n), -1 / n)
    C[np.diag_indices(n)] += 1
    return C


@right(centring)
def centring_by_projection(n):
    one = np.ones((n, 1))
    return np.identity(n) - one @ np.linalg.inv(one.T @ one) @ one.T


@right(centring)
def centring_of_the_unit_matrix(n):
    unit = np.eye(n, dtype=np.float32)
    return unit - unit.mean(axis=0)


@check(scaling)
def ends_that_are_alike():
    D = np.asarray(scaling(np.array([[1.0], [5.0], [1.0], [5.0], [3.0], [1.0]])))
    assert 1 / D == close_to([[np.std([1, 5, 1, 5, 3, 1])]])


@check(scaling)
def widths_of_any_size(rng):
    rows = rng.normal(3, 2, size=(20, 3)) * [1e-6, 1, 100]
    rows[-1] = rows[0]
    centred = rows - rows.mean(axis=0)
    wanted = StandardScaler().fit_transform(rows)
    assert centred @ scaling(rows) == close_to(wanted)


@wrong(scaling, "Your D makes wide columns wider. Divide 1 by the standard deviation.")
def scaling_up(X):
    std = X.std(axis=0)
    return np.diag(np.where(std == 0, 1, std))


@wrong(
    scaling, "You divided by the variance. Divide by its root, the standard deviation."
)
def scaling_by_variance(X):
    std = X.var(axis=0)
    return np.diag(1 / np.where(std == 0, 1, std))


@wrong(scaling, "You set a small standard deviation to 1. Do that only if it is 0.")
def scaling_by_one_at_least(X):
    return np.diag(1 / np.maximum(X.std(axis=0), 1))


@wrong(
    scaling,
    "A column may vary although its first and last values are equal. Use its standard "
    "deviation.",
)
def scaling_by_the_ends(X):
    return np.diag(1 / np.where(X[0] == X[-1], 1, X.std(axis=0)))


@wrong(
    scaling, "You divided by 0 for a column that does not vary. Its entry of D is 1."
)
def scaling_by_nothing(X):
    with np.errstate(divide="ignore"):
        return np.diag(1 / X.std(axis=0))


@right(scaling)
def scaling_by_broadcasting(X):
    std = X.std(axis=0)
    std[std == 0] = 1
    return np.eye(X.shape[1]) / std


@right(scaling)
def scaling_column_by_column(X):
    d = X.shape[1]
    D = [[0.0] * d for _ in range(d)]
    for j, column in enumerate(X.T):
        D[j][j] = 1 / (math.sqrt(np.mean((column - column.mean()) ** 2)) or 1)
    return D


@right(scaling)
def scaling_by_the_scatter(X):
    C = np.eye(len(X)) - 1 / len(X)
    variances = np.diagonal(X.T @ C @ X) / len(X)
    with np.errstate(divide="ignore"):
        return np.diag(np.where(np.ptp(X, axis=0) > 0, np.abs(variances) ** -0.5, 1))


@right(scaling)
def scaling_by_pandas(X):
    return np.diag(1 / pd.DataFrame(X).std(ddof=0).replace(0, 1))


@check(class_means)
def means_of_the_penguins():
    assert class_means(F_train, np.eye(k)[y_train]) == close_to(lda.means_)


@check(class_means)
def least_squares_on_any_table(rng):
    """The formula holds for any Y, not for indicators alone."""
    for n, d, k in (3, 1, 2), (20, 4, 3):
        rows, Y = rng.normal(size=(n, d)), rng.normal(size=(n, k))
        wanted = np.linalg.lstsq(Y, rows, rcond=None)[0]
        assert class_means(rows, Y) == close_to(wanted)


@wrong(class_means, "Those are sums. (Y′ Y)⁻¹ divides them by the counts.")
def class_sums(X, Y):
    return Y.T @ X


@wrong(class_means, "You divided by n. Divide by the count of each species: Y′ Y.")
def class_sums_over_n(X, Y):
    return Y.T @ X / len(X)


@wrong(class_means, "You multiplied by the counts. Divide by them, with solve or inv.")
def class_sums_times_counts(X, Y):
    return Y.T @ Y @ (Y.T @ X)


@right(class_means)
def class_means_by_inverse(X, Y):
    return np.linalg.inv(Y.T @ Y) @ Y.T @ X


@right(class_means)
def class_means_column_by_column(X, Y):
    columns = [np.linalg.solve(Y.T @ Y, Y.T @ column) for column in X.T]
    return np.array(columns).T.tolist()


@right(class_means)
def class_means_by_right_angles(X, Y):
    values, V = np.linalg.eigh(Y.T @ Y)
    return V @ ((V.T @ Y.T @ X) / values[:, None])


@right(class_means)
def class_means_by_elimination(X, Y):
    A = np.hstack([Y.T @ Y, Y.T @ X])
    for j in range(len(A)):
        A[j] = A[j] / A[j, j]
        for i in range(len(A)):
            if i != j:
                A[i] = A[i] - A[i, j] * A[j]
    return A[:, len(A) :]


@check(projection)
def rows_become_means(rng):
    rows, labels = fresh_classes(rng, n=20)
    P = np.asarray(projection(np.eye(3)[labels]))
    wanted = np.array([rows[labels == label].mean(axis=0) for label in labels])
    assert P @ rows == close_to(wanted)
    assert P @ P == close_to(P)


@check(projection)
def any_table(rng):
    """The formula holds for any Y, not for indicators alone."""
    for n, k in (3, 1), (9, 4):
        Y = rng.normal(size=(n, k))
        assert projection(Y) == close_to(Y @ np.linalg.pinv(Y))


@wrong(
    projection,
    "Y Y′ only adds up the rows of a class. Divide by the counts: (Y′ Y)⁻¹ goes in "
    "between.",
)
def projection_undivided(Y):
    return Y @ Y.T


@wrong(
    projection, "Dividing by counts works for indicators alone. Use (Y′ Y)⁻¹ for any Y."
)
def projection_by_counts(Y):
    return Y / Y.sum(axis=0) @ Y.T


@wrong(
    projection,
    "Yours is (k, k), the identity matrix. Put Y on the left and Y′ on the right.",
)
def projection_turned(Y):
    return np.linalg.solve(Y.T @ Y, Y.T @ Y)


@wrong(projection, "That is I − P. Return P.")
def projection_away(Y):
    return np.eye(len(Y)) - Y @ np.linalg.solve(Y.T @ Y, Y.T)


@right(projection)
def projection_by_inverse(Y):
    return Y @ np.linalg.inv(Y.T @ Y) @ Y.T


@right(projection)
def projection_by_right_angles(Y):
    values, V = np.linalg.eigh(Y.T @ Y)
    Q = Y @ V / np.sqrt(values)
    return Q @ Q.T


@right(projection)
def projection_by_gram_schmidt(Y):
    P = np.zeros((len(Y), len(Y)))
    for column in Y.T:
        rest = column - P @ column
        P = P + np.outer(rest, rest) / (rest @ rest)
    return P


@right(projection)
def projection_row_by_row(Y):
    middle = np.linalg.inv(Y.T @ Y)
    return [[float(a @ middle @ b) for b in Y] for a in Y]


@check(pooled)
def several_columns_and_classes(rng):
    for n, classes in (9, 3), (60, 3), (60, 4):
        rows, labels = fresh_classes(rng, n, k=classes)
        model = LinearDiscriminantAnalysis(store_covariance=True).fit(rows, labels)
        wanted = model.covariance_ * n / (n - classes)  # its own is over n
        assert pooled(rows, np.eye(classes)[labels]) == close_to(wanted)


@wrong(pooled, "You divided by n. Divide by n − k, the directions that I − P keeps.")
def pooled_over_n(X, Y):
    deviations = X - Y @ np.linalg.solve(Y.T @ Y, Y.T @ X)
    return deviations.T @ deviations / len(X)


@wrong(pooled, "That is X′ P X, about the means. Use I − P, about the deviations.")
def pooled_of_the_means(X, Y):
    means = Y @ np.linalg.solve(Y.T @ Y, Y.T @ X)
    return means.T @ means / (len(X) - Y.shape[1])


@wrong(
    pooled,
    "Your deviations are from the mean of all rows. Take them from each row's own "
    "class mean.",
)
def pooled_around_one_mean(X, Y):
    deviations = X - X.mean(axis=0)
    return deviations.T @ deviations / (len(X) - Y.shape[1])


@right(pooled)
def pooled_by_projection(X, Y):
    n, k = Y.shape
    return X.T @ (np.eye(n) - projection(Y)) @ X / (n - k)


@right(pooled)
def pooled_by_class(X, Y):
    S = np.zeros((X.shape[1], X.shape[1]))
    for column in Y.T:
        deviations = X[column == 1] - X[column == 1].mean(axis=0)
        S += deviations.T @ deviations
    return S / (len(Y) - len(Y.T))


@right(pooled)
def pooled_by_subtraction(X, Y):
    M = np.asarray(class_means(X, Y))
    return (X.T @ X - M.T @ Y.T @ Y @ M) / (X.shape[0] - Y.shape[1])


@right(pooled)
def pooled_pair_by_pair(X, Y):
    deviations = X - np.linalg.inv(Y.T @ Y).dot(Y.T @ X)[Y.argmax(axis=1)]
    divisor = Y.shape[0] - Y.shape[1]
    return [[float(a @ b) / divisor for b in deviations.T] for a in deviations.T]


equivalent(
    pooled,
    "return deviations.T @ deviations / (len(X) - Y.shape[1]) -> return deviations.T @ deviations / (len(Y) - Y.shape[1])",
    why="X and Y have equally many rows.",
)


@check(mahalanobis)
def a_single_page():
    """One page gives an array of one distance."""
    page, S = np.array([[0.0, 3.0]]), np.diag([4.0, 1.0])
    assert mahalanobis(page, np.zeros(2), S) == close_to([9])


@check(mahalanobis)
def columns_that_rise_together(rng):
    for n, d in (4, 2), (30, 3):
        rows = rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + 3
        S = np.cov(rows.T)
        wanted = cdist(rows, rows[:1], "mahalanobis", VI=np.linalg.inv(S))[:, 0] ** 2
        assert mahalanobis(rows, rows[0], S) == close_to(wanted)


@check(mahalanobis)
def columns_that_are_mixed(rng):
    """If you combine the columns, S changes with them, and the distance stays the same."""
    A = rng.normal(size=(7, 7)) + 3 * np.eye(7)
    m, S = F_train[y_train == 2].mean(axis=0), np.cov(F_train.T)
    mixed = mahalanobis(F_train @ A, m @ A, A.T @ S @ A)
    assert mixed == close_to(mahalanobis(F_train, m, S))


@wrong(mahalanobis, "You took the root. Return the squared distance.")
def mahalanobis_rooted(X, m, S):
    deviations = X - m
    return np.sqrt((deviations * np.linalg.solve(S, deviations.T).T).sum(axis=1))


@wrong(mahalanobis, "That is the ordinary squared distance. Use S⁻¹.")
def mahalanobis_by_ruler(X, m, S):
    return ((X - m) ** 2).sum(axis=1)


@wrong(mahalanobis, "You multiplied by S. Multiply by its inverse S⁻¹.")
def mahalanobis_inside_out(X, m, S):
    deviations = X - m
    return (deviations @ S * deviations).sum(axis=1)


@wrong(
    mahalanobis,
    "You used only the variances. Use all of S, because correlated columns say partly "
    "the same.",
)
def mahalanobis_of_the_diagonal(X, m, S):
    return ((X - m) ** 2 / np.diag(S)).sum(axis=1)


@wrong(
    mahalanobis,
    "For a single page you returned a number. Return an array of shape (1,).",
)
def mahalanobis_of_one_as_a_number(X, m, S):
    deviations = X - m
    return (deviations * np.linalg.solve(S, deviations.T).T).sum(axis=1).squeeze()


@right(mahalanobis)
def mahalanobis_by_einsum(X, m, S):
    return np.einsum("ni,ij,nj->n", X - m, np.linalg.inv(S), X - m)


@right(mahalanobis)
def mahalanobis_one_by_one(X, m, S):
    return [float((x - m) @ np.linalg.solve(S, x - m)) for x in X]


@right(mahalanobis)
def mahalanobis_along_the_axes(X, m, S):
    values, V = np.linalg.eigh(S)
    return (((X - m) @ V / np.sqrt(values)) ** 2).sum(axis=1)


@right(mahalanobis)
def mahalanobis_on_the_diagonal(X, m, S):
    deviations = X - m
    return np.diag(deviations @ np.linalg.inv(S) @ deviations.T)


@right(mahalanobis)
def mahalanobis_by_determinants(X, m, S):
    det = np.linalg.det
    return [1 - det(S - np.outer(x - m, x - m)) / det(S) for x in X]


@check(lines)
def weights_and_intercepts_of_the_penguins():
    W, b = map(np.asarray, lines(lda.means_, lda.covariance_, lda.priors_))
    assert W == close_to(lda.coef_.T)
    assert b == close_to(lda.intercept_)


@check(lines)
def weights_and_intercepts_of_five_classes(rng):
    model = LinearDiscriminantAnalysis(solver="lsqr").fit(*fresh_classes(rng, k=5))
    W, b = map(np.asarray, lines(model.means_, model.covariance_, model.priors_))
    assert W == close_to(model.coef_.T)
    assert b == close_to(model.intercept_)


@wrong(lines, "You forgot the priors in b.")
def lines_without_priors(M, S, priors):
    W = np.linalg.solve(S, M.T)
    return W, -(M.T * W).sum(axis=0) / 2


@wrong(lines, "You multiplied by S instead of its inverse: W is S⁻¹ M′.")
def lines_without_inverse(M, S, priors):
    W = S @ M.T
    return W, np.log(priors) - (M.T * W).sum(axis=0) / 2


@wrong(lines, "In b, the factor ½ or its sign is wrong: − ½ m · S⁻¹ m.")
def lines_with_a_wrong_half(M, S, priors):
    W = np.linalg.solve(S, M.T)
    return W, np.log(priors) + (M.T * W).sum(axis=0) / 2


@right(lines)
def lines_by_inverse(M, S, priors):
    W = np.linalg.inv(S) @ M.T
    return [W, np.log(priors) - 0.5 * np.diag(M @ W)]


@right(lines)
def lines_class_by_class(M, S, priors):
    W, b = [], []
    for m, prior in zip(M, priors, strict=True):
        W.append(np.linalg.solve(S, m))
        b.append(math.log(prior) - W[-1] @ m / 2)
    return np.transpose(W), b


@right(lines)
def lines_by_einsum(M, S, priors):
    W = np.linalg.solve(S, M.T)
    return W.astype(np.float32), np.log(priors) - np.einsum("kd,dk->k", M, W) / 2


@check(most_correlated)
def wide_columns_and_falling_ones(rng):
    rows, labels = rng.normal(2, 1, size=(40, 30)), np.arange(40) % 4 // 3
    rows[:, [5, 29]] -= 3 * labels[:, None]
    rows[:, ::2] *= 50
    for count in 2, 6:
        wanted = SelectKBest(k=count).fit(rows, labels).get_support(indices=True)
        assert most_correlated(rows, labels, count) == close_to(
            wanted, in_any_order=True
        )


@check(most_correlated)
def values_and_not_ranks():
    """The correlation uses the values themselves and the standard deviation of all rows."""
    columns = np.array(
        [
            [9, 7, 3, 4, 4, 0],
            [7, 6, 8, 6, 9, 1],
            [2, 8, 8, 2, 2, 0],
            [0, 8, 8, 8, 9, 10],
        ],
        dtype=float,
    )
    assert most_correlated(columns.T, np.array([0, 0, 0, 0, 1, 1]), 1) == close_to([0])


@wrong(
    most_correlated,
    "A correlation of −1 says as much as 1. Sort by the absolute value.",
)
def most_correlated_upwards(X, y, count):
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    return np.argsort(-(Z.T @ y))[:count]


@wrong(
    most_correlated,
    "A correlation of −1 says as much as 1. Sort by the absolute value.",
)
def most_correlated_upwards_from_the_end(X, y, count):
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    return np.argsort(Z.T @ y)[-count:]


@wrong(
    most_correlated,
    "You did not scale the columns, so the widest ones win. Divide by the standard "
    "deviation.",
)
def most_correlated_of_the_widest_from_the_end(X, y, count):
    return np.argsort(np.abs((X - X.mean(axis=0)).T @ y))[-count:]


@wrong(most_correlated, "You returned all columns. Return only the first `count`.")
def most_correlated_of_any_count(X, y, count):
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    return np.argsort(-np.abs(Z.T @ y))


@wrong(most_correlated, "You always return six columns. Return `count` of them.")
def most_correlated_six(X, y, count):
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    return np.argsort(-np.abs(Z.T @ y))[:6]


@wrong(
    most_correlated,
    "You divided by the standard deviation within the labels. Use that of all rows.",
)
def most_correlated_by_std_within(X, y, count):
    no, yes = X[y == 0], X[y == 1]
    deviations = np.abs(yes.mean(axis=0) - no.mean(axis=0))
    return np.argsort(-deviations / (no.std(axis=0) + yes.std(axis=0)))[:count]


@wrong(most_correlated, "You correlated the ranks. Correlate the values themselves.")
def most_correlated_by_ranks(X, y, count):
    R = stats.rankdata(X, axis=0)
    Z = (R - R.mean(axis=0)) / R.std(axis=0)
    return np.argsort(-np.abs(Z.T @ y))[:count]


@wrong(
    most_correlated, "Those are the least correlated columns. Put the largest first."
)
def weakest(X, y, count):
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    return np.argsort(np.abs(Z.T @ y))[:count]


@wrong(
    most_correlated,
    "You did not scale the columns, so the widest ones win. Divide by the standard "
    "deviation.",
)
def most_correlated_of_the_widest(X, y, count):
    return np.argsort(-np.abs((X - X.mean(axis=0)).T @ y))[:count]


@right(most_correlated)
def most_correlated_by_correlation(X, y, count):
    length = lambda A: np.sqrt((A * A).sum(axis=0))
    A, b = X - X.mean(axis=0), y - y.mean()
    r = A.T @ b / (length(A) * length(b))
    return [int(j) for j in sorted(range(len(r)), key=lambda j: -abs(r[j]))][:count]


@right(most_correlated)
def most_correlated_squared(X, y, count):
    A = X - X.mean(axis=0)
    share = (A.T @ (y - y.mean())) ** 2 / (A**2).sum(axis=0)
    return np.argpartition(share, -count)[-count:]


@right(most_correlated)
def most_correlated_by_pandas(X, y, count):
    r = pd.DataFrame(X).corrwith(pd.Series(y))
    return r.abs().nlargest(count).index


@right(most_correlated)
def most_correlated_by_means_apart(X, y, count):
    gap = np.abs(X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0)) / X.std(axis=0)
    return tuple(np.flatnonzero(gap >= np.sort(gap)[::-1][count - 1])[::-1])


equivalent(
    most_correlated,
    "Z = (X - X.mean(axis=0)) / X.std(axis=0) -> Z = (X - X.mean(axis=0)) / X.std(axis=0, ddof=1)",
    why="All columns share the factor, so the order is the same.",
)
