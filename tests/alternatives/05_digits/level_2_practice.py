"""Other right answers at level 2 of 05 digits."""

import math
from collections import Counter
from statistics import NormalDist

import numpy as np
import pandas as pd
from scipy import stats
from scipy.spatial.distance import cdist
from sklearn.base import clone
from sklearn.decomposition import PCA
from sklearn.dummy import DummyClassifier
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import (
    GridSearchCV,
    StratifiedKFold,
    cross_validate,
)
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline


@instead_of(baseline)
def baseline_by_counter(y_train, y_new):
    (digit, _), *_ = Counter(np.asarray(y_train).tolist()).most_common()
    return sum(1 for other in y_new if other == digit)


@instead_of(baseline)
def baseline_by_dummy(y_train, y_new):
    dummy = DummyClassifier(strategy="most_frequent")
    dummy.fit(np.zeros((len(y_train), 1)), y_train)
    return np.count_nonzero(dummy.predict(np.zeros((len(y_new), 1))) == y_new)


@instead_of(baseline)
def baseline_by_unique(y_train, y_new):
    digits, counts = np.unique(y_train, return_counts=True)
    return float(np.sum(np.equal(digits[counts.argmax()], y_new)))


@instead_of(baseline)
def baseline_by_pandas(y_train, y_new):
    return pd.Series(y_new).eq(pd.Series(y_train).mode()[0]).sum()


@instead_of(read_digits)
def read_digits_in_two_steps(X_train, y_train, X_new, n_components):
    pca = PCA(n_components=n_components, svd_solver="full").fit(X_train)
    nearest = KNeighborsClassifier(n_neighbors=1)
    nearest.fit(pca.transform(X_train), y_train)
    return nearest.predict(pca.transform(X_new)).tolist()


@instead_of(read_digits)
def read_digits_by_svd(X_train, y_train, X_new, n_components):
    mean = X_train.mean(axis=0)
    V = np.linalg.svd(X_train - mean, full_matrices=False)[2][:n_components].T
    far = cdist((X_new - mean) @ V, (X_train - mean) @ V)
    return y_train[far.argmin(axis=1)]


@instead_of(read_digits)
def read_digits_by_a_named_pipeline(X_train, y_train, X_new, n_components):
    steps = [
        ("squeeze", PCA(n_components, svd_solver="full")),
        ("name", KNeighborsClassifier(1, algorithm="kd_tree", weights="distance")),
    ]
    return tuple(Pipeline(steps).fit(X_train, y_train).predict(X_new))


@instead_of(spot_check)
def spot_check_fold_by_fold(X, y, sizes):
    found = []
    for size in sizes:
        shares = []
        for known, left_out in StratifiedKFold(n_splits=3).split(X, y):
            named = read_digits(X[known], y[known], X[left_out], size)
            shares.append((np.asarray(named) == y[left_out]).mean())
        found.append(sum(shares) / 3)
    return found


@instead_of(spot_check)
def spot_check_by_grid(X, y, sizes):
    model = Pipeline(
        [("pca", PCA(svd_solver="full")), ("nearest", KNeighborsClassifier(1))]
    )
    grid = GridSearchCV(model, {"pca__n_components": list(sizes)}, cv=3, refit=False)
    return grid.fit(X, y).cv_results_["mean_test_score"]


@instead_of(spot_check)
def spot_check_by_comprehension(X, y, sizes):
    model = lambda k: make_pipeline(
        PCA(k, svd_solver="full"), KNeighborsClassifier(n_neighbors=1)
    )
    return tuple(
        cross_validate(clone(model(k)), X, y, cv=3)["test_score"].mean() for k in sizes
    )


@instead_of(enough)
def enough_from_the_smallest_on(sizes, scores, within):
    for size, score in sorted(zip(sizes, scores, strict=True)):
        if score >= max(scores) - within:
            return size


@instead_of(enough)
def enough_by_mask(sizes, scores, within):
    scores = np.asarray(scores)
    return np.asarray(sizes)[scores >= scores.max() - within].min()


@instead_of(enough)
def enough_from_a_dict(sizes, scores, within):
    found = dict(zip(sizes, scores, strict=True))
    best = sorted(found.values())[-1]
    return min(filter(lambda size: best - within <= found[size], found))


@instead_of(lost)
def lost_by_scikit_learn(X_train, X_new, n_components):
    pca = PCA(n_components, svd_solver="full")
    pca.fit(X_train)
    return mean_squared_error(X_new, pca.inverse_transform(pca.transform(X_new)))


@instead_of(lost)
def lost_by_svd(X_train, X_new, n_components):
    mean = X_train.mean(axis=0)
    Vt = np.linalg.svd(X_train - mean, full_matrices=False)[2]
    rest = (X_new - mean) @ Vt[n_components:].T
    return (rest**2).sum() / X_new.size


@instead_of(lost)
def lost_digit_by_digit(X_train, X_new, n_components):
    pca = PCA(n_components, svd_solver="full").fit(X_train)
    total = 0.0
    for row in X_new:
        kept = (row - pca.mean_) @ pca.components_.T
        total += np.linalg.norm(row - pca.mean_ - kept @ pca.components_) ** 2
    return total / len(X_new) / len(X_new[0])


@instead_of(interval)
def interval_in_an_array(right, total):
    share = right / total
    return share + np.array([-1.96, 1.96]) * np.sqrt(share * (1 - share) / total)


@instead_of(interval)
def interval_by_stats(right, total):
    error = stats.sem([1] * right + [0] * (total - right), ddof=0)
    return stats.norm.interval(0.95, loc=right / total, scale=error)


@instead_of(interval)
def interval_of_a_binomial(right, total):
    wrong = total - right
    wide = NormalDist().inv_cdf(0.975) * math.sqrt(right * wrong / total) / total
    return [right / total - wide, right / total + wide]
