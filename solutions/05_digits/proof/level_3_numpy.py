"""The proof of level 3 of 05 digits: how its functions go wrong, and other right answers."""

from scipy import linalg
from scipy.spatial import KDTree


def fresh(rng, n=40, d=6):
    """Return random rows with a mean of their own, wider in some directions than in others."""
    directions, _ = np.linalg.qr(rng.normal(size=(d, d)))
    along = rng.normal(size=(n, d)) * 3.0 ** np.arange(d)
    return along @ directions + rng.uniform(5, 10, size=d)


@check(fit_mean)
def any_number_of_rows_and_columns(rng):
    for n, d in (1, 2), (7, 3), (40, 6):
        X = fresh(rng, n, d)
        wanted = [sum(column) / n for column in X.T]
        assert fit_mean(X) == close_to(wanted)


@wrong(
    fit_mean,
    "That is the mean of each row: how much ink a digit has. Average over the digits, "
    "axis 0, so that each pixel has its own mean.",
)
def mean_of_each_row(X):
    return np.mean(X, axis=1)


@wrong(
    fit_mean,
    "That is one mean for all pixels together. Each pixel has its own mean: axis=0.",
)
def mean_of_everything(X):
    return np.mean(X) * np.ones(X.shape[1])


@right(fit_mean)
def fit_mean_by_sum(X):
    return X.sum(axis=0) / len(X)


@right(fit_mean)
def fit_mean_as_a_list(X):
    return [sum(column) / len(column) for column in zip(*X.tolist(), strict=True)]


@right(fit_mean)
def fit_mean_by_product(X):
    return np.full(len(X), 1 / len(X)) @ X


@right(fit_mean)
def fit_mean_by_average(X):
    return np.average(X, axis=0).astype(np.float32)


@check(components)
def rows_far_from_zero(rng):
    """Up to the sign, the components are those of scikit-learn's PCA, wherever the rows lie."""
    for n, d, size in (5, 3, 2), (40, 6, 3):
        X = fresh(rng, n, d)
        wanted = PCA(size, svd_solver="full").fit(X).components_
        assert components(X, size) == close_to(wanted, up_to_sign=True)


@wrong(
    components,
    "You did not centre X. Its first direction then points at the mean digit, and not "
    "to where the digits differ.",
)
def components_uncentred(X, k):
    return np.linalg.svd(X, full_matrices=False)[2][:k]


@wrong(
    components,
    "You took columns of Vt. It is already transposed: its rows are the directions, "
    "Vt[:k].",
)
def components_from_the_columns(X, k):
    Vt = np.linalg.svd(X - np.mean(X, axis=0), full_matrices=False)[2]
    return Vt[:, :k].T


@wrong(
    components,
    "Those are columns of Vt. It is already transposed: its rows are the directions, "
    "Vt[:k].",
)
def components_as_columns_of_vt(X, k):
    return np.linalg.svd(X - np.mean(X, axis=0), full_matrices=False)[2][:, :k]


@wrong(
    components,
    "Your directions are columns, (d, k). Return them as rows, (k, d).",
)
def components_transposed(X, k):
    return np.linalg.svd(X - np.mean(X, axis=0), full_matrices=False)[2][:k].T


@wrong(
    components,
    "Those are the last k directions, along which the rows hardly differ. The SVD "
    "gives the largest first.",
)
def components_from_the_end(X, k):
    return np.linalg.svd(X - np.mean(X, axis=0), full_matrices=False)[2][-k:]


@right(components)
def components_by_eigh(X, k):
    values, V = np.linalg.eigh(np.cov(X, rowvar=False))
    return V[:, np.argsort(values)[::-1][:k]].T


@right(components)
def components_by_scipy(X, k):
    return -linalg.svd(X - np.asarray(fit_mean(X)), full_matrices=False)[2][:k]


@right(components)
def components_of_the_turned(X, k):
    U, _, _ = np.linalg.svd((X - X.mean(axis=0)).T, full_matrices=False)
    return [U[:, j] * (-1) ** j for j in range(k)]


@right(components)
def components_scaled(X, k):
    centred = (X - X.mean(axis=0)) / np.sqrt(len(X) - 1)
    Vt = np.linalg.svd(centred)[2]
    return Vt[range(k)].astype(np.float32)


equivalent(
    components,
    "_, _, Vt = np.linalg.svd(X - fit_mean(X), full_matrices=False) -> _, _, Vt = np.linalg.svd(X - fit_mean(X))",
    "_, _, Vt = np.linalg.svd(X - fit_mean(X), full_matrices=False) -> _, _, Vt = np.linalg.svd(X - fit_mean(X), full_matrices=True)",
    why="The further rows of Vt come after the ones that are kept.",
)


@check(scores)
def one_row_alone():
    """A row has the same scores alone as among others."""
    one = X_test[:1]
    assert scores(one, pca.mean_, pca.components_) == close_to(pca.transform(one))


@check(scores)
def rows_that_taught_and_new_ones(rng):
    X = fresh(rng)
    model = PCA(2, svd_solver="full").fit(X)
    for rows in (rng.normal(size=(5, 6)), X):
        wanted = model.transform(rows)
        assert scores(rows, model.mean_, model.components_) == close_to(wanted)


@wrong(
    scores,
    "You centred these rows by their own mean. Subtract the `mean` that is given, so "
    "that a digit has the same scores in any company.",
)
def scores_by_their_own_mean(X, mean, components):
    return (X - np.mean(X, axis=0)) @ np.transpose(components)


@wrong(
    scores,
    "You did not subtract the mean, so every score is shifted.",
)
def scores_without_centring(X, mean, components):
    return X @ np.transpose(components)


@right(scores)
def scores_by_einsum(X, mean, components):
    return np.einsum("nd,kd->nk", X - mean, components)


@right(scores)
def scores_shifted_after(X, mean, components):
    V = np.asarray(components).T
    return X @ V - np.asarray(mean) @ V


@right(scores)
def scores_row_by_row(X, mean, components):
    return [[float(v @ (row - mean)) for v in np.asarray(components)] for row in X]


@right(scores)
def scores_turned_round(X, mean, components):
    return np.transpose(np.dot(components, np.subtract(X, mean).T))


@check(explained_variance)
def as_pca_has_it(rng):
    for n, d, size in (5, 3, 2), (40, 6, 4):
        X = fresh(rng, n, d)
        wanted = PCA(size, svd_solver="full").fit(X).explained_variance_
        assert explained_variance(X, size) == close_to(wanted)


@wrong(
    explained_variance,
    "You divided by n. The mean was estimated from the same rows, so divide by n − 1.",
)
def explained_variance_over_n(X, k):
    s = np.linalg.svd(X - np.mean(X, axis=0), compute_uv=False)
    return s[:k] ** 2 / len(X)


@wrong(
    explained_variance,
    "You did not centre X. That measures how far the rows lie from zero, not from "
    "their mean.",
)
def explained_variance_uncentred(X, k):
    return np.linalg.svd(X, compute_uv=False)[:k] ** 2 / (len(X) - 1)


@wrong(
    explained_variance,
    "Those are the singular values themselves. Square them and divide by n − 1.",
)
def singular_values(X, k):
    return np.linalg.svd(X - np.mean(X, axis=0), compute_uv=False)[:k]


@wrong(
    explained_variance,
    "Those are still sums of squares. Divide them by n − 1.",
)
def explained_variance_undivided(X, k):
    return np.linalg.svd(X - np.mean(X, axis=0), compute_uv=False)[:k] ** 2


@wrong(
    explained_variance,
    "Square the singular values before you divide by n − 1.",
)
def explained_variance_not_squared(X, k):
    s = np.linalg.svd(X - np.mean(X, axis=0), compute_uv=False)
    return s[:k] / (len(X) - 1)


@wrong(
    explained_variance,
    "Those are fractions of the total. Return the variances themselves.",
)
def explained_share(X, k):
    s = np.linalg.svd(X - np.mean(X, axis=0), compute_uv=False)
    return s[:k] ** 2 / (s**2).sum()


@right(explained_variance)
def explained_variance_by_eigvalsh(X, k):
    return np.sort(np.linalg.eigvalsh(np.cov(X.T)))[: -k - 1 : -1]


@right(explained_variance)
def explained_variance_of_the_scores(X, k):
    found = np.asarray(scores(X, fit_mean(X), components(X, k)))
    return [found[:, j].var(ddof=1) for j in range(k)]


@right(explained_variance)
def explained_variance_by_scipy(X, k):
    s = linalg.svdvals((X - X.mean(axis=0)) / (len(X) - 1) ** 0.5)
    return tuple((s * s)[:k])


@check(reconstruct)
def with_the_mean_that_is_given():
    """Add the mean that is given. Here it is the mean of the sevens."""
    sevens = X_train[y_train == 7]
    model = PCA(3, svd_solver="full").fit(sevens)
    few = model.transform(sevens[:2])
    rebuilt = reconstruct(few, model.mean_, model.components_)
    assert rebuilt == close_to(model.inverse_transform(few))


@check(reconstruct)
def there_and_back(rng):
    for n, d, size in (5, 3, 2), (40, 6, 3):
        X = fresh(rng, n, d)
        model = PCA(size, svd_solver="full").fit(X)
        few = model.transform(X)
        rebuilt = reconstruct(few, model.mean_, model.components_)
        assert rebuilt == close_to(model.inverse_transform(few))


@wrong(
    reconstruct,
    "The mean is missing. It was subtracted to get the scores, so add it again.",
)
def reconstruct_without_mean(scores, mean, components):
    return scores @ components


@wrong(
    reconstruct,
    "You subtracted the mean once more. On the way back, add it.",
)
def reconstruct_subtracting(scores, mean, components):
    return scores @ components - mean


@wrong(
    reconstruct,
    "You added the mean of X_train. Add the `mean` that is given.",
)
def reconstruct_to_the_mean_of_the_file(scores, mean, components):
    return scores @ components + X_train.mean(axis=0)


@right(reconstruct)
def reconstruct_by_einsum(scores, mean, components):
    return np.einsum("nk,kd->nd", scores, components) + np.asarray(mean)[None, :]


@right(reconstruct)
def reconstruct_row_by_row(scores, mean, components):
    return [list(mean + row @ components) for row in np.asarray(scores)]


@right(reconstruct)
def reconstruct_one_component_at_a_time(scores, mean, components):
    rebuilt = np.tile(np.asarray(mean, dtype=float), (len(scores), 1))
    for column, component in zip(np.transpose(scores), components, strict=True):
        rebuilt += np.outer(column, component)
    return rebuilt


@check(predict)
def labels_are_no_row_numbers(rng):
    labels, rows = rng.permutation(90)[:30] + 10, rng.normal(size=(30, 3))
    order = rng.permutation(30)[:9]
    assert predict(rows, labels, rows[order] + 1e-6) == close_to(labels[order])


@check(predict)
def as_scikit_learns_nearest_neighbour():
    known, new = pca.transform(X_train[:500]), pca.transform(X_test)
    nearest = KNeighborsClassifier(n_neighbors=1).fit(known, y_train[:500])
    assert predict(known, y_train[:500], new) == close_to(nearest.predict(new))


@wrong(
    predict,
    "Those are the row numbers of the nearest digits. Take their labels from "
    "`y_train`.",
)
def nearest_positions(train_scores, y_train, test_scores):
    return cdist(test_scores, train_scores).argmin(axis=1)


@wrong(
    predict,
    "That is the digit furthest away. Use argmin instead of argmax.",
)
def name_by_the_furthest(train_scores, y_train, test_scores):
    return np.asarray(y_train)[cdist(test_scores, train_scores).argmax(axis=1)]


@wrong(
    predict,
    "You used the first score only. Take the distance over all k scores.",
)
def name_by_the_first_score(train_scores, y_train, test_scores):
    train, test = np.asarray(train_scores)[:, :1], np.asarray(test_scores)[:, :1]
    return np.asarray(y_train)[cdist(test, train).argmin(axis=1)]


@right(predict)
def name_digits_by_tree(train_scores, y_train, test_scores):
    return np.asarray(y_train)[KDTree(train_scores).query(test_scores)[1]]


@right(predict)
def name_digits_row_by_row(train_scores, y_train, test_scores):
    names = []
    for row in np.asarray(test_scores):
        far = np.linalg.norm(train_scores - row, axis=1)
        names.append(y_train[int(far.argmin())])
    return names


@right(predict)
def name_digits_by_product(train_scores, y_train, test_scores):
    known, new = np.asarray(train_scores), np.asarray(test_scores)
    far = (known**2).sum(axis=1) - 2 * new @ known.T
    return np.take(y_train, far.argmin(axis=1)).astype(np.int32)


@right(predict)
def name_digits_by_sorting(train_scores, y_train, test_scores):
    order = cdist(test_scores, train_scores, "sqeuclidean").argsort(axis=1)
    return tuple(int(y_train[row[0]]) for row in order)
