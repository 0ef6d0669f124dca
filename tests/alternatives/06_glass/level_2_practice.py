"""Other right answers at level 2 of 06 glass."""

import itertools
import math
import statistics
from collections import defaultdict

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.metrics import confusion_matrix, recall_score
from sklearn.model_selection import (
    GridSearchCV,
    ParameterGrid,
    StratifiedKFold,
    StratifiedShuffleSplit,
    cross_val_predict,
    cross_val_score,
    cross_validate,
    train_test_split,
)
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier


@instead_of(mean_recall)
def mean_recall_by_scikit_learn(y_true, y_pred):
    there = sorted(set(np.asarray(y_true).tolist()))
    return recall_score(y_true, y_pred, labels=there, average="macro")


@instead_of(mean_recall)
def mean_recall_by_confusion(y_true, y_pred):
    table = confusion_matrix(y_true, y_pred)
    some = table.sum(axis=1) > 0
    return (np.diag(table)[some] / table.sum(axis=1)[some]).mean()


@instead_of(mean_recall)
def mean_recall_by_groups(y_true, y_pred):
    right = pd.Series(np.equal(y_true, y_pred))
    return float(right.groupby(np.asarray(y_true)).mean().mean())


@instead_of(mean_recall)
def mean_recall_in_a_loop(y_true, y_pred):
    many, right = defaultdict(int), defaultdict(int)
    for is_, named in zip(y_true, y_pred):
        many[is_] += 1
        right[is_] += int(is_ == named)
    return sum(right[kind] / many[kind] for kind in many) / len(many)


@instead_of(mean_recall)
def mean_recall_by_weights(y_true, y_pred):
    counts = np.bincount(y_true)
    weights = 1 / counts[y_true]
    return np.average(y_true == y_pred, weights=weights)


@instead_of(twins)
def twins_by_two_loops(X):
    found = []
    for i in range(len(X)):
        for j in range(i + 1, len(X)):
            if np.array_equal(X[i], X[j]):
                found.append((i, j))
    return found


@instead_of(twins)
def twins_by_combinations(X):
    rows = [tuple(row) for row in X]
    pairs = itertools.combinations(range(len(rows)), 2)
    return [[i, j] for i, j in pairs if rows[i] == rows[j]]


@instead_of(twins)
def twins_by_dict(X):
    places = defaultdict(list)
    for i, row in enumerate(X.tolist()):
        places[tuple(row)].append(i)
    found = []
    for same in places.values():
        found.extend(itertools.combinations(same, 2))
    return sorted(found)


@instead_of(twins)
def twins_in_an_array(X):
    _, group = np.unique(X, axis=0, return_inverse=True)
    group = np.ravel(group)
    first, second = np.nonzero(group[:, None] == group)
    return np.column_stack([first, second])[first < second]


@instead_of(repeated)
def repeated_fold_by_fold(model, X, y, seeds):
    found = []
    for seed in seeds:
        shares = []
        for known, new in folds(seed).split(X, y):
            fitted = clone(model).fit(X[known], y[known])
            shares.append(fitted.score(X[new], y[new]))
        found.append(sum(shares) / len(shares))
    return found


@instead_of(repeated)
def repeated_in_an_array(model, X, y, seeds):
    score = lambda seed: cross_validate(model, X, y, cv=folds(seed))["test_score"]
    return np.mean([score(seed) for seed in seeds], axis=1)


@instead_of(repeated)
def repeated_with_folds_of_its_own(model, X, y, seeds):
    return tuple(
        cross_val_score(
            model,
            X,
            y,
            scoring="accuracy",
            cv=StratifiedKFold(3, shuffle=True, random_state=int(seed)),
        ).mean()
        for seed in seeds
    )


@instead_of(repeated)
def repeated_from_predictions(model, X, y, seeds):
    found = []
    for seed in seeds:
        right = cross_val_predict(model, X, y, cv=folds(seed)) == y
        parts = [right[new].mean() for _, new in folds(seed).split(X, y)]
        found.append(np.float32(np.mean(parts)))
    return found


@instead_of(tuned)
def tuned_in_a_loop(model, grid, X, y, seed):
    best, most = None, -math.inf
    for settings in ParameterGrid(grid):
        candidate = clone(model).set_params(**settings)
        share = cross_val_score(candidate, X, y, cv=folds(seed)).mean()
        if share > most:
            best, most = settings, share
    return best


@instead_of(tuned)
def tuned_by_product(model, grid, X, y, seed):
    names = sorted(grid)
    candidates = [
        dict(zip(names, values))
        for values in itertools.product(*(grid[name] for name in names))
    ]
    return max(
        candidates,
        key=lambda settings: repeated(
            clone(model).set_params(**settings), X, y, [seed]
        )[0],
    )


@instead_of(tuned)
def tuned_by_the_table_of_a_search(model, grid, X, y, seed):
    search = GridSearchCV(
        model, grid, cv=folds(seed), scoring="accuracy", refit=False
    ).fit(X, y)
    table = pd.DataFrame(search.cv_results_)
    return table["params"][table["mean_test_score"].idxmax()]


@instead_of(nested)
def nested_by_a_search_within(model, grid, X, y, seed):
    search = GridSearchCV(model, grid, cv=folds(seed))
    return cross_val_score(search, X, y, cv=folds(seed)).mean()


@instead_of(nested)
def nested_by_counting(model, grid, X, y, seed):
    total = 0.0
    for known, new in folds(seed).split(X, y):
        settings = dict(tuned(model, grid, X[known], y[known], seed))
        fitted = clone(model).set_params(**settings)
        fitted.fit(X[known], y[known])
        named = fitted.predict(X[new])
        total += sum(a == b for a, b in zip(named, y[new])) / len(new)
    return total / 3


@instead_of(nested)
def nested_with_the_refitted(model, grid, X, y, seed):
    shares = [
        GridSearchCV(model, grid, cv=folds(seed))
        .fit(X[known], y[known])
        .best_estimator_.score(X[new], y[new])
        for known, new in folds(seed).split(X, y)
    ]
    return statistics.fmean(shares)


@instead_of(name_splinters)
def name_splinters_by_neighbours(X_train, y_train, X_new):
    model = make_pipeline(StandardScaler(), KNeighborsClassifier(n_neighbors=3))
    return model.fit(X_train, y_train).predict(X_new).tolist()


@instead_of(name_splinters)
def name_splinters_by_discriminant(X_train, y_train, X_new):
    return LinearDiscriminantAnalysis().fit(X_train, y_train).predict(X_new)


@instead_of(name_splinters)
def name_splinters_by_tree(X_train, y_train, X_new):
    tree = DecisionTreeClassifier(max_depth=5, min_samples_leaf=2)
    return pd.Series(tree.fit(X_train, y_train).predict(X_new))


@instead_of(name_splinters)
def name_splinters_by_the_nearest(X_train, y_train, X_new):
    wide = np.std(X_train, axis=0)
    apart = np.abs(X_new[:, None] - X_train) / wide
    return tuple(y_train[apart.sum(axis=2).argmin(axis=1)].astype(float))


@instead_of(name_splinters)
def name_splinters_by_chance_trees(X_train, y_train, X_new):
    model = ExtraTreesClassifier(30, class_weight="balanced")
    return model.fit(X_train, y_train).predict(X_new)


@instead_of(counts_right)
def counts_right_by_comprehension(name, seeds):
    rest = {"test_size": 43, "stratify": y}
    splits = [train_test_split(X, y, random_state=int(s), **rest) for s in seeds]
    return [np.sum(name(A, a, B) == b) for A, B, a, b in splits]


@instead_of(counts_right)
def counts_right_by_row_numbers(name, seeds):
    counts = []
    for seed in seeds:
        known, new = train_test_split(
            np.arange(214), test_size=43, random_state=seed, stratify=y
        )
        named = np.asarray(name(X[known], y[known], X[new]))
        counts.append(43 - np.count_nonzero(named != y[new]))
    return np.array(counts)


@instead_of(counts_right)
def counts_right_by_shuffle_split(name, seeds):
    counts = ()
    for seed in seeds:
        split = StratifiedShuffleSplit(n_splits=1, test_size=43, random_state=seed)
        known, new = next(split.split(X, y))
        right = np.equal(name(X[known], y[known], X[new]), y[new])
        counts += (int(right.sum()),)
    return counts


@instead_of(standard_error)
def standard_error_by_statistics(counts, n_test, n_train):
    variance = statistics.variance([float(count) for count in counts])
    return math.sqrt((1 / len(counts) + n_test / n_train) * variance)


@instead_of(standard_error)
def standard_error_by_pandas(counts, n_test, n_train):
    counts = pd.Series(counts)
    return counts.std() * (1 / counts.size + n_test / n_train) ** 0.5


@instead_of(standard_error)
def standard_error_in_a_loop(counts, n_test, n_train):
    k, mean, total = len(counts), sum(counts) / len(counts), 0.0
    for count in counts:
        total += (count - mean) ** 2
    return np.sqrt(total / (k - 1) / k + n_test * total / (n_train * (k - 1)))
