"""Other right answers at level 3 of 06 glass."""

import math
from collections import Counter, defaultdict, deque
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import stats
from scipy.spatial.distance import pdist


@instead_of(gini)
def gini_of_all_pairs(y):
    return np.mean(np.not_equal.outer(y, y))


@instead_of(gini)
def gini_by_counter(y):
    counts = Counter(np.asarray(y).tolist()).values()
    return 1 - sum((count / len(y)) ** 2 for count in counts)


@instead_of(gini)
def gini_by_chances_to_differ(y):
    _, counts = np.unique(y, return_counts=True)
    shares = counts / counts.sum()
    return shares @ (1 - shares)


@instead_of(gini)
def gini_by_distances(y):
    if len(y) == 1:
        return 0.0
    return 2 * pdist(np.asarray(y)[:, None], "hamming").sum() / len(y) ** 2


@instead_of(gain)
def gain_over_all(y, left):
    no = np.logical_not(left)
    after = left.sum() * gini(y[left]) + no.sum() * gini(y[no])
    return (len(y) * gini(y) - after) / len(y)


@instead_of(gain)
def gain_as_a_distance(y, left):
    kinds = np.unique(y)
    p = np.array([np.mean(y[left] == kind) for kind in kinds])
    q = np.array([np.mean(y[~left] == kind) for kind in kinds])
    return np.mean(left) * np.mean(~left) * ((p - q) ** 2).sum()


@instead_of(gain)
def gain_heap_by_heap(y, left):
    result = gini(y)
    for answer in (True, False):
        part = y[left == answer]
        result -= part.size / y.size * gini(part)
    return float(result)


@instead_of(gain)
def gain_by_average(y, left):
    heaps = [y[np.flatnonzero(left)], y[np.flatnonzero(~left)]]
    after = np.average([gini(h) for h in heaps], weights=[len(h) for h in heaps])
    return gini(y) - after


@instead_of(thresholds)
def thresholds_by_half_a_step(x):
    values = np.unique(x)
    return values[:-1] + np.diff(values) / 2


@instead_of(thresholds)
def thresholds_in_a_list(x):
    values = sorted(set(np.asarray(x).tolist()))
    return [(a + b) / 2 for a, b in pairwise(values)]


@instead_of(thresholds)
def thresholds_in_a_loop(x):
    found, before = [], None
    for value in np.sort(x):
        if before is not None and value > before:
            found.append(0.5 * before + 0.5 * value)
        before = value
    return np.array(found)


@instead_of(thresholds)
def thresholds_of_a_series(x):
    values = pd.Series(x).drop_duplicates().sort_values()
    return values.rolling(2).mean().dropna().to_numpy()


@instead_of(best_threshold)
def best_threshold_by_max(x, y, min_leaf):
    found = [
        (gain(y, x <= t), t)
        for t in thresholds(x)
        if min_leaf <= np.sum(x <= t) <= len(x) - min_leaf
    ]
    return max(found, default=(-np.inf, np.nan))


@instead_of(best_threshold)
def best_threshold_in_arrays(x, y, min_leaf):
    asked, gained = np.asarray(thresholds(x)), []
    for threshold in asked:
        left = x <= threshold
        enough = np.bincount(left, minlength=2).min() >= min_leaf
        gained.append(gain(y, left) if enough else -np.inf)
    if not np.isfinite(gained).any():
        return np.array([-np.inf, np.nan])
    return np.array([np.max(gained), asked[np.argmax(gained)]])


@instead_of(best_threshold)
def best_threshold_by_running_sums(x, y, min_leaf):
    order = np.argsort(x, kind="stable")
    x, Y = x[order], np.eye(y.max() + 1)[y[order]]
    low = Y.cumsum(axis=0)[:-1]
    high = Y.sum(axis=0) - low
    n, m = low.sum(axis=1), high.sum(axis=1)
    ok = (x[1:] > x[:-1]) & (n >= min_leaf) & (m >= min_leaf)
    if not ok.any():
        return -math.inf, math.nan
    clean = (low**2).sum(axis=1) / n + (high**2).sum(axis=1) / m
    gains = np.where(ok, clean - (Y.sum(axis=0) ** 2).sum() / len(y), -np.inf) / len(y)
    i = gains.argmax()
    return gains[i], (x[i] + x[i + 1]) / 2


@instead_of(best_threshold)
def best_threshold_from_above(x, y, min_leaf):
    best = [-np.inf, np.nan]
    for threshold in np.asarray(thresholds(x))[::-1]:
        left = ~(x > threshold)
        if np.count_nonzero(left) < min_leaf or np.count_nonzero(~left) < min_leaf:
            continue
        gained = gain(y, left)
        if gained >= best[0]:
            best = [gained, threshold]
    return best


@instead_of(best_split)
def best_split_in_a_loop(X, y, min_leaf):
    best = (-np.inf, 0, np.nan)
    for column in range(X.shape[1]):
        gained, threshold = best_threshold(X[:, column], y, min_leaf)
        if gained > best[0]:
            best = (gained, column, threshold)
    return best


@instead_of(best_split)
def best_split_by_max(X, y, min_leaf):
    found = [[*best_threshold(x, y, min_leaf)] for x in np.transpose(X)]
    column = max(range(len(found)), key=lambda j: found[j][0])
    return [found[column][0], column, found[column][1]]


@instead_of(best_split)
def best_split_in_an_array(X, y, min_leaf):
    found = np.array([best_threshold(x, y, min_leaf) for x in X.T])
    column = found[:, 0].argmax()
    return np.insert(found[column], 1, column)


@instead_of(best_split)
def best_split_by_sorting(X, y, min_leaf):
    found = []
    for column, x in enumerate(X.T):
        gained, threshold = best_threshold(x, y, min_leaf)
        found.append((float(gained), column, float(threshold)))
    return sorted(found, key=lambda question: question[0])[-1]


@instead_of(grow)
def grow_after_asking(X, y, depth, min_leaf):
    gained, column, threshold = best_split(X, y, min_leaf)
    kinds, counts = np.unique(y, return_counts=True)
    if depth == 0 or len(kinds) == 1 or np.isneginf(gained):
        return kinds[counts.argmax()]
    yes = X[:, column] <= threshold
    below = [grow(X[rows], y[rows], depth - 1, min_leaf) for rows in (yes, ~yes)]
    return (column, threshold, *below)


@instead_of(grow)
def grow_of_lists(X, y, depth, min_leaf):
    commonest = int(stats.mode(y).mode)
    if depth < 1 or len(set(y)) == 1 or len(y) < 2 * min_leaf:
        return commonest
    gained, column, threshold = best_split(X, y, min_leaf)
    if not gained > -np.inf:
        return commonest
    low, high = X[:, column] <= threshold, X[:, column] > threshold
    return [
        column,
        threshold,
        grow(X[low], y[low], depth - 1, min_leaf),
        grow(X[high], y[high], depth - 1, min_leaf),
    ]


@instead_of(grow)
def grow_by_row_numbers(X, y, depth, min_leaf):
    return grown_from(np.arange(len(y)), X, y, depth, min_leaf)


def grown_from(rows, X, y, depth, min_leaf):
    if depth > 0 and np.ptp(y[rows]) > 0:
        gained, column, threshold = best_split(X[rows], y[rows], min_leaf)
        if gained != -np.inf:
            column = int(column)
            left = X[rows, column] <= threshold
            yes = grown_from(rows[left], X, y, depth - 1, min_leaf)
            no = grown_from(rows[~left], X, y, depth - 1, min_leaf)
            return (column, threshold, yes, no)
    return np.bincount(y[rows]).argmax()


@instead_of(grow)
def grow_from_a_stack(X, y, depth, min_leaf):
    boxes, todo = {}, [("", X, y)]
    while todo:
        path, part, kinds = todo.pop()
        boxes[path] = int(np.argmax(np.bincount(kinds)))
        if len(path) < depth and np.any(kinds != kinds[0]):
            gained, column, threshold = best_split(part, kinds, min_leaf)
            if gained > -np.inf:
                boxes[path] = (column, threshold)
                left = part[:, column] <= threshold
                todo.append((path + "y", part[left], kinds[left]))
                todo.append((path + "n", part[~left], kinds[~left]))
    for path in sorted(boxes, key=len, reverse=True):
        if path + "y" in boxes:
            boxes[path] = (*boxes[path], boxes.pop(path + "y"), boxes.pop(path + "n"))
    return boxes[""]


@instead_of(name)
def name_by_recursion(tree, q):
    if not isinstance(tree, tuple):
        return tree
    return name(tree[2] if q[tree[0]] <= tree[1] else tree[3], q)


@instead_of(name)
def name_by_length(tree, q):
    while isinstance(tree, (list, tuple)):
        column, threshold, *ways = tree
        tree = ways[int(q[column] > threshold)]
    return int(tree)


@instead_of(name)
def name_until_it_fails(tree, q):
    while True:
        try:
            column, threshold, yes, no = tree
        except TypeError:
            return float(tree)
        tree = no if q[column] > threshold else yes


@instead_of(name)
def name_with_a_match(tree, q):
    match tree:
        case (column, threshold, yes, no):
            return name_with_a_match(yes if q[column] <= threshold else no, q)
        case kind:
            return np.array(kind)


@instead_of(importance)
def importance_by_recursion(tree, X, y):
    earned = np.array(earned_below(tree, X, y), dtype=float)
    return earned / np.sum(earned)


def earned_below(tree, X, y):
    if not isinstance(tree, tuple):
        return np.zeros(X.shape[1])
    column, threshold, yes, no = tree
    left = X[:, column] <= threshold
    below = earned_below(yes, X[left], y[left]) + earned_below(no, X[~left], y[~left])
    return below + len(y) * gain(y, left) * (np.arange(X.shape[1]) == column)


@instead_of(importance)
def importance_in_a_dict(tree, X, y):
    earned, boxes = defaultdict(float), deque([(tree, np.arange(len(y)))])
    while boxes:
        box, rows = boxes.popleft()
        if isinstance(box, (list, tuple)):
            column, threshold, yes, no = box
            left = X[rows, column] <= threshold
            earned[int(column)] += len(rows) * gain(y[rows], left)
            boxes.extend([(yes, rows[left]), (no, rows[~left])])
    total = sum(earned.values())
    return [earned[column] / total for column in range(X.shape[1])]


@instead_of(importance)
def importance_of_what_is_left(tree, X, y):
    mess = lambda y: len(y) * gini(y)
    earned, todo = [0.0] * len(X[0]), [(tree, X, y)]
    while todo:
        box, X, y = todo.pop()
        if not isinstance(box, tuple):
            continue
        left = X[:, box[0]] <= box[1]
        earned[box[0]] += mess(y) - mess(y[left]) - mess(y[~left])
        todo += [(box[2], X[left], y[left]), (box[3], X[~left], y[~left])]
    return tuple(np.divide(earned, math.fsum(earned)))


@instead_of(importance)
def importance_splinter_by_splinter(tree, X, y):
    heaps = {}
    for q, kind in zip(X, y):
        box, path = tree, ()
        while isinstance(box, tuple):
            answer = bool(q[box[0]] <= box[1])
            heaps.setdefault((path, box[0]), []).append((kind, answer))
            box, path = (box[2] if answer else box[3]), (*path, answer)
    earned = np.zeros(X.shape[1])
    for (_, column), met in heaps.items():
        kinds, left = map(np.array, zip(*met))
        earned[column] += len(met) * gain(kinds, left)
    return earned / earned.sum()
