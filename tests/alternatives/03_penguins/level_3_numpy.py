"""Other right answers at level 3 of 03 penguins."""

import math
from collections import Counter

import numpy as np
import pandas as pd
from scipy import linalg, special, stats
from scipy.spatial.distance import cdist

# pooled and predict take them as arrays, as their docstrings say.
unworn(as_lists, class_means, scores)
unworn(as_tuples, class_means, scores)


@instead_of(stratified)
def stratified_by_choice(y, share, rng):
    test = np.zeros(len(y), dtype=bool)
    for label, count in zip(*np.unique(y, return_counts=True), strict=True):
        size = int(share * count + 0.5)
        test[rng.choice(np.flatnonzero(y == label), size=size, replace=False)] = True
    return np.flatnonzero(~test), np.flatnonzero(test)


@instead_of(stratified)
def stratified_by_pandas(y, share, rng):
    rows = pd.Series(np.arange(len(y)))
    test = rows.groupby(np.asarray(y)).sample(frac=share, random_state=rng)
    return [rows.drop(test.index).tolist(), test.tolist()]


@instead_of(stratified)
def stratified_by_shuffling_all(y, share, rng):
    order = rng.permutation(len(y))
    left = {label: round(share * c) for label, c in Counter(y.tolist()).items()}
    train, test = [], []
    for row in order:
        part = test if left[y[row]] > 0 else train
        part.append(int(row))
        left[y[row]] -= 1
    return tuple(train), tuple(test)


@instead_of(stratified)
def stratified_by_lots(y, share, rng):
    order = np.lexsort((rng.random(len(y)), y))
    rank = np.arange(len(y)) - np.searchsorted(y[order], y[order])
    count = (y[:, None] == y[order]).sum(axis=0)
    is_test = rank < np.rint(share * count)
    return order[~is_test], order[is_test]


@instead_of(medians)
def medians_by_pandas(N):
    return pd.DataFrame(N).median()


@instead_of(medians)
def medians_column_by_column(N):
    return [np.median(column[~np.isnan(column)]) for column in N.T]


@instead_of(medians)
def medians_by_quantile(N):
    return np.nanquantile(N, 0.5, axis=0).astype(np.float32)


@instead_of(medians)
def medians_by_sorting(N):
    line, count = np.sort(N, axis=0), (~np.isnan(N)).sum(axis=0)  # gaps come last
    columns = np.arange(N.shape[1])
    return (line[(count - 1) // 2, columns] + line[count // 2, columns]) / 2


@instead_of(filled)
def filled_in_a_copy(N, values):
    full = np.array(N)
    rows, columns = np.nonzero(np.isnan(full))
    full[rows, columns] = np.asarray(values)[columns]
    return full


@instead_of(filled)
def filled_by_pandas(N, values):
    return pd.DataFrame(N).fillna(dict(enumerate(values)))


@instead_of(filled)
def filled_one_by_one(N, values):
    fill = lambda value, middle: float(middle if math.isnan(value) else value)
    return np.array([[fill(v, m) for v, m in zip(row, values)] for row in N])


@instead_of(filled)
def filled_by_masking(N, values):
    gap = N != N
    return np.nan_to_num(N) + gap * np.asarray(values)


@instead_of(commonest)
def commonest_by_counter(column):
    counts = Counter(word for word in column if word)
    return sorted(counts, key=lambda word: (-counts[word], word))[0]


@instead_of(commonest)
def commonest_by_pandas(column):
    return pd.Series(column).loc[lambda words: words != ""].mode()[0]


@instead_of(commonest)
def commonest_in_a_loop(column):
    best, most = "", 0
    for word in np.unique(column):
        if word != "" and (column == word).sum() > most:
            best, most = word, (column == word).sum()
    return best


@instead_of(commonest)
def commonest_by_max(column):
    words = sorted(filter(None, column.tolist()))
    return max(words, key=words.count)


@instead_of(one_hot)
def one_hot_in_a_loop(column, categories):
    table = np.zeros((len(column), len(categories)), dtype=np.float32)
    for j, category in enumerate(categories):
        table[np.asarray(column) == category, j] = 1
    return table


@instead_of(one_hot)
def one_hot_as_lists(column, categories):
    return [[int(text == category) for category in categories] for text in column]


@instead_of(one_hot)
def one_hot_by_pandas(column, categories):
    return pd.get_dummies(pd.Categorical(column, categories)).to_numpy()


@instead_of(one_hot)
def one_hot_by_unit_rows(column, categories):
    places = {category: i for i, category in enumerate(categories)}
    unit = np.eye(len(categories) + 1)[:, : len(categories)]
    return unit[[places.get(text, len(categories)) for text in column]]


@instead_of(standardised)
def standardised_column_by_column(X_train, X_new):
    columns = []
    for was, now in zip(X_train.T, X_new.T, strict=True):
        s = was.std() or 1.0
        columns.append((now - was.mean()) / s)
    return np.column_stack(columns)


@instead_of(standardised)
def standardised_by_zmap(X_train, X_new):
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = stats.zmap(X_new, X_train)
    alike = np.ptp(X_train, axis=0) == 0
    return np.where(alike, X_new - X_train.mean(axis=0), scaled)


@instead_of(standardised)
def standardised_by_pandas(X_train, X_new):
    known, new = pd.DataFrame(X_train), pd.DataFrame(X_new)
    return ((new - known.mean()) / known.std(ddof=0).replace(0, 1)).to_numpy()


@instead_of(standardised)
def standardised_in_place(X_train, X_new):
    scaled, spread = X_new - X_train.mean(0), np.sqrt(X_train.var(0))
    np.divide(scaled, spread, out=scaled, where=spread > 0)
    return scaled


@instead_of(ready)
def ready_by_pandas(known, new):
    middle = known[measured].median()
    was, now = known[measured].fillna(middle), new[measured].fillna(middle)
    table = (now - was.mean()) / was.std(ddof=0)
    filled_in = {name: new[name].fillna(known[name].mode()[0]) for name in noted}
    for word in ("Dream", "Torgersen"):
        table[word] = (filled_in["island"] == word).astype(float)
    return table.assign(male=filled_in["sex"].eq("male") * 1.0)


@instead_of(ready)
def ready_page_by_page(known, new):
    N = known[measured].to_numpy()
    middle = np.asarray(medians(N))
    full = np.asarray(filled(N, middle))
    sexes = known["sex"].dropna().tolist()
    male = max(sorted(set(sexes)), key=sexes.count) == "male"
    pages = []
    for page in new.itertuples(index=False):
        numbers = np.array([getattr(page, name) for name in measured], dtype=float)
        numbers = np.where(np.isnan(numbers), middle, numbers)
        numbers = (numbers - full.mean(axis=0)) / full.std(axis=0)
        sex = male if pd.isna(page.sex) else page.sex == "male"
        words = [page.island == "Dream", page.island == "Torgersen", sex]
        pages.append([*numbers.tolist(), *map(int, words)])
    return pages


@instead_of(ready)
def ready_with_full_tables(known, new):
    was, now = known[measured].to_numpy(), new[measured].to_numpy()
    middle = np.asarray(medians(was))
    numbers = np.asarray(standardised(filled(was, middle), filled(now, middle)))
    words = []
    for name in noted:
        column = known[name].fillna("").to_numpy(dtype=str)
        full = new[name].fillna(commonest(column)).to_numpy(dtype=str)
        _, *later = sorted(set(column.tolist()) - {""})
        words.append(np.asarray(one_hot(full, later)))
    return np.concatenate([numbers, *words], axis=1).astype(np.float32)


@instead_of(class_means)
def class_means_by_groups(X, y, k):
    return pd.DataFrame(X).groupby(np.asarray(y)).mean().to_numpy()


@instead_of(class_means)
def class_means_by_product(X, y, k):
    Y = np.eye(k)[y]
    return (Y / Y.sum(axis=0)).T @ X


@instead_of(class_means)
def class_means_in_a_loop(X, y, k):
    totals, counts = np.zeros((k, X.shape[1])), [0] * k
    for row, label in zip(X, y, strict=True):
        totals[label] += row
        counts[label] += 1
    return np.array([t / count for t, count in zip(totals, counts, strict=True)])


@instead_of(class_means)
def class_means_by_adding_at(X, y, k):
    M = np.zeros((k, X.shape[1]))
    np.add.at(M, y, X)
    return (M / np.bincount(y, minlength=k)[:, None]).astype(np.float32)


@instead_of(pooled)
def pooled_by_class(X, y, k):
    S = 0
    for c in range(k):
        S = S + np.cov(X[y == c].T) * ((y == c).sum() - 1)
    return np.atleast_2d(S) / (len(X) - k)


@instead_of(pooled)
def pooled_by_covariance(X, y, k):
    return np.cov((X - np.asarray(class_means(X, y, k))[y]).T, ddof=k)


@instead_of(pooled)
def pooled_by_einsum(X, y, k):
    apart = X - np.asarray(class_means(X, y, k))[y]
    return np.einsum("ni,nj->ij", apart, apart) / (y.size - k)


@instead_of(pooled)
def pooled_by_subtraction(X, y, k):
    M, counts = np.asarray(class_means(X, y, k)), np.bincount(y, minlength=k)
    return (X.T @ X - (M.T * counts) @ M) / (X.shape[0] - k)


@instead_of(pooled)
def pooled_by_pandas(X, y, k):
    pages = pd.DataFrame(X)
    apart = pages - pages.groupby(np.asarray(y)).transform("mean")
    return (apart.T @ apart / (len(pages) - k)).to_numpy(dtype=np.float32)


@instead_of(scores)
def scores_by_inverse(X, M, S, priors):
    W = M @ np.linalg.inv(S)
    return X @ W.T - 0.5 * np.einsum("kd,kd->k", M, W) + np.log(priors)


@instead_of(scores)
def scores_class_by_class(X, M, S, priors):
    columns = []
    for m, prior in zip(M, priors, strict=True):
        w = linalg.solve(S, m, assume_a="pos")
        columns.append([x @ w - m @ w / 2 + math.log(prior) for x in X])
    return np.transpose(columns)


@instead_of(scores)
def scores_by_whitening(X, M, S, priors):
    L = np.linalg.cholesky(S)
    Z, N = (linalg.solve_triangular(L, A.T, lower=True).T for A in (X, M))
    return Z @ N.T - (N**2).sum(axis=1) / 2 + np.log(priors)


@instead_of(scores)
def scores_by_distance(X, M, S, priors):
    inverse = np.linalg.inv(S)
    far = cdist(X, M, "mahalanobis", VI=inverse) ** 2
    own = np.einsum("nd,de,ne->n", X, inverse, X)
    return (own[:, None] - far) / 2 + np.log(priors)


@instead_of(chances)
def chances_by_softmax(scores):
    return special.softmax(scores, axis=1)


@instead_of(chances)
def chances_row_by_row(scores):
    rows = []
    for row in scores:
        e = [math.exp(score - max(row)) for score in row]
        rows.append([part / sum(e) for part in e])
    return rows


@instead_of(chances)
def chances_by_logarithms(scores):
    return np.exp(scores - special.logsumexp(scores, axis=1, keepdims=True))


@instead_of(chances)
def chances_by_differences(scores):
    with np.errstate(over="ignore"):
        ratios = np.exp(scores[:, None, :] - scores[:, :, None])
    return (1 / ratios.sum(axis=2)).astype(np.float32)


@instead_of(predict)
def predict_by_density(X_train, y_train, X_new, k):
    S, n = pooled(X_train, y_train, k), len(y_train)
    columns = []
    for c, m in enumerate(class_means(X_train, y_train, k)):
        density = stats.multivariate_normal(np.asarray(m), np.asarray(S)).logpdf(X_new)
        columns.append(density + math.log(np.count_nonzero(y_train == c) / n))
    return np.argmax(columns, axis=0)


@instead_of(predict)
def predict_by_distance(X_train, y_train, X_new, k):
    M, S = class_means(X_train, y_train, k), pooled(X_train, y_train, k)
    far = cdist(X_new, np.asarray(M), "mahalanobis", VI=np.linalg.inv(S))
    counts = np.unique(y_train, return_counts=True)[1]
    return (far**2 - 2 * np.log(counts)).argmin(axis=1).astype(np.int8)


@instead_of(predict)
def predict_by_chances(X_train, y_train, X_new, k):
    M, S = class_means(X_train, y_train, k), pooled(X_train, y_train, k)
    priors = [float(np.mean(y_train == c)) for c in range(k)]
    found = scores(X_new, np.asarray(M), np.asarray(S), np.array(priors))
    return [int(np.argmax(row)) for row in np.asarray(chances(np.asarray(found)))]


@instead_of(predict)
def predict_by_least_squares_directions(X_train, y_train, X_new, k):
    M, S = map(
        np.asarray, (class_means(X_train, y_train, k), pooled(X_train, y_train, k))
    )
    W = np.linalg.lstsq(S, M.T, rcond=None)[0]
    centre = (M[:, None] + M) / 2  # halfway between each two means
    share = np.log(np.bincount(y_train, minlength=k))
    names = []
    for x in X_new:
        beats = lambda a, b: (
            (x - centre[a, b]) @ (W[:, a] - W[:, b]) + share[a] - share[b] >= 0
        )
        names.append(next(a for a in range(k) if all(beats(a, b) for b in range(k))))
    return tuple(names)
