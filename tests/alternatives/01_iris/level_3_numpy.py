"""Other right answers at level 3 of 01 iris."""

import heapq
import math
import random
from collections import Counter

import numpy as np
import pandas as pd
from scipy import stats
from scipy.sparse import coo_matrix
from scipy.spatial import KDTree
from scipy.spatial.distance import cdist, hamming


@instead_of(split)
def split_by_choice(n_samples, n_test, rng):
    test = rng.choice(n_samples, size=n_test, replace=False)
    return np.setdiff1d(np.arange(n_samples), test), test


@instead_of(split)
def split_by_shuffling(n_samples, n_test, rng):
    numbers = list(range(n_samples))
    rng.shuffle(numbers)
    return numbers[:-n_test], numbers[-n_test:]


@instead_of(split)
def split_by_lots(n_samples, n_test, rng):
    lots = rng.random(n_samples).argsort()
    is_test = np.zeros(n_samples, dtype=bool)
    is_test[lots[:n_test]] = True
    return [np.flatnonzero(~is_test), np.flatnonzero(is_test)]


@instead_of(split)
def split_without_numpy(n_samples, n_test, rng):
    test = random.Random(int(rng.integers(10**9))).sample(range(n_samples), n_test)
    return tuple(i for i in range(n_samples) if i not in test), tuple(test)


@instead_of(distances)
def distances_by_einsum(X, q):
    difference = X - q
    return np.einsum("ij,ij->i", difference, difference) ** 0.5


@instead_of(distances)
def distances_by_cdist(X, q):
    return cdist([q], X)[0].astype(np.float32)


@instead_of(distances)
def distances_one_by_one(X, q):
    return [math.dist(row, q) for row in X]


@instead_of(distances)
def distances_by_norm(X, q):
    return np.linalg.norm(X - q[np.newaxis, :], axis=-1)


@instead_of(distances)
def distances_multiplied_out(X, q):
    squared = (X * X).sum(1) + q @ q - 2 * X @ q
    return np.sqrt(squared.clip(0))


@instead_of(nearest)
def nearest_by_sorted(distances, k):
    return sorted(range(len(distances)), key=lambda i: distances[i])[:k]


@instead_of(nearest)
def nearest_by_heap(distances, k):
    return [i for _, i in heapq.nsmallest(k, zip(distances, range(len(distances))))]


@instead_of(nearest)
def nearest_one_after_the_other(distances, k):
    left, places = np.array(distances, dtype=float), []
    for _ in range(k):
        places.append(left.argmin())
        left[places[-1]] = np.inf
    return tuple(places)


@instead_of(nearest)
def nearest_by_parting(distances, k):
    far = np.asarray(distances)
    some = np.argpartition(far, k - 1)[:k]
    return some[far[some].argsort()].astype(np.int32)


@instead_of(nearest)
def nearest_by_pandas(distances, k):
    return pd.Series(distances).sort_values().index[:k]


@instead_of(some_nearest)
def some_nearest_sorted_backwards(distances, k):
    return np.argsort(distances)[:k][::-1]


@instead_of(some_nearest)
def some_nearest_by_heap(distances, k):
    return heapq.nsmallest(k, range(len(distances)), key=list(distances).__getitem__)


@instead_of(some_nearest)
def some_nearest_by_rank(distances, k):
    return np.flatnonzero(stats.rankdata(distances, method="ordinal") <= k)


@instead_of(some_nearest)
def some_nearest_as_a_list(distances, k):
    return sorted(nearest(distances, k))


@instead_of(vote)
def vote_by_counter(labels):
    counts = Counter(np.asarray(labels).tolist())
    return min(counts, key=lambda label: (-counts[label], label))


@instead_of(vote)
def vote_by_unique(labels):
    values, counts = np.unique(labels, return_counts=True)
    return int(values[counts == counts.max()][0])


@instead_of(vote)
def vote_by_mode(labels):
    return stats.mode(labels).mode


@instead_of(vote)
def vote_in_a_loop(labels):
    best, most = None, 0
    for label in sorted(set(labels)):
        count = sum(other == label for other in labels)
        if count > most:
            best, most = label, count
    return best


@instead_of(vote)
def vote_by_pandas(labels):
    return pd.Series(labels).mode()[0]


@instead_of(predict)
def predict_by_comprehension(X_train, y_train, X_test, k):
    return [
        vote(y_train[np.asarray(nearest(distances(X_train, q), k))]) for q in X_test
    ]


@instead_of(predict)
def predict_by_cdist(X_train, y_train, X_test, k):
    order = cdist(X_test, X_train).argsort(axis=1, kind="stable")[:, :k]
    return stats.mode(y_train[order], axis=1).mode


@instead_of(predict)
def predict_by_tree(X_train, y_train, X_test, k):
    _, rows = KDTree(X_train).query(X_test, k=list(range(1, k + 1)))
    counts = [np.bincount(y_train[row], minlength=y_train.max() + 1) for row in rows]
    return np.argmax(counts, axis=1)


@instead_of(predict)
def predict_by_recursion(X_train, y_train, X_test, k):
    if len(X_test) == 0:
        return ()
    far = np.asarray(distances(X_train, X_test[0]))
    first = int(vote(y_train[far.argsort(kind="stable")[:k]]))
    return (first, *predict_by_recursion(X_train, y_train, X_test[1:], k))


@instead_of(predict)
def predict_by_broadcasting(X_train, y_train, X_test, k):
    far = ((X_test[:, None] - X_train) ** 2).sum(axis=-1)
    names = np.empty(len(X_test), dtype=np.int8)
    for i, row in enumerate(far):
        names[i] = vote(y_train[np.asarray(some_nearest(row, k))])
    return names


@instead_of(accuracy)
def accuracy_by_counting(y_true, y_pred):
    return sum(a == b for a, b in zip(y_true, y_pred, strict=True)) / len(y_true)


@instead_of(accuracy)
def accuracy_from_the_wrong(y_true, y_pred):
    return 1 - np.count_nonzero(y_true - y_pred) / y_true.size


@instead_of(accuracy)
def accuracy_by_hamming(y_true, y_pred):
    return 1 - hamming(y_true, y_pred)


@instead_of(accuracy)
def accuracy_in_single(y_true, y_pred):
    return np.equal(y_true, y_pred).astype(np.float32).mean()


@instead_of(confusion)
def confusion_in_a_loop(y_true, y_pred, n_classes):
    table = [[0] * n_classes for _ in range(n_classes)]
    for i, j in zip(y_true, y_pred, strict=True):
        table[i][j] += 1
    return table


@instead_of(confusion)
def confusion_by_bincount(y_true, y_pred, n_classes):
    cells = np.bincount(n_classes * y_true + y_pred, minlength=n_classes**2)
    return cells.reshape(n_classes, n_classes)


@instead_of(confusion)
def confusion_by_histogram(y_true, y_pred, n_classes):
    edges = np.arange(n_classes + 1) - 0.5
    return np.histogram2d(y_true, y_pred, bins=(edges, edges))[0]


@instead_of(confusion)
def confusion_by_product(y_true, y_pred, n_classes):
    unit = np.eye(n_classes, dtype=np.float32)
    return unit[y_true].T @ unit[y_pred]


@instead_of(confusion)
def confusion_sparse(y_true, y_pred, n_classes):
    ones = np.ones(len(y_true), dtype=int)
    return coo_matrix((ones, (y_true, y_pred)), (n_classes, n_classes)).toarray()
