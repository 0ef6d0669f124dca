"""Other right answers at level 6 of 01 iris."""

import heapq
import math
from bisect import insort

import numpy as np


@instead_of(halves)
def halves_by_sorted(X, rows, column):
    order = np.array(sorted(rows, key=lambda row: X[row, column]))
    return order[: len(order) // 2], order[len(order) // 2 :]


@instead_of(halves)
def halves_by_parting(X, rows, column):
    middle = len(rows) // 2
    order = np.argpartition(X[rows, column], middle)
    return [rows[order[:middle]], rows[order[middle:]]]


@instead_of(halves)
def halves_from_the_largest(X, rows, column):
    order = rows[np.argsort(-X[rows, column])]
    middle = (len(rows) + 1) // 2
    return order[middle:], order[:middle]


@instead_of(widest)
def widest_by_subtraction(X, rows):
    box = X[rows]
    return np.argmax(box.max(axis=0) - box.min(axis=0))


@instead_of(widest)
def widest_in_a_loop(X, rows):
    best, most = 0, -1.0
    for column in range(X.shape[1]):
        values = [X[row, column] for row in rows]
        if max(values) - min(values) > most:
            best, most = column, max(values) - min(values)
    return best


@instead_of(widest)
def widest_by_sorting(X, rows):
    ordered = np.sort(X[rows], axis=0)
    return int((ordered[-1] - ordered[0]).argsort(kind="stable")[-1])


@instead_of(grow)
def grow_cut_halfway(X, rows, leaf=5):
    if len(rows) <= leaf:
        return np.array(rows)
    column = int(widest(X, rows))
    low, high = halves(X, rows, column)
    cut = (X[low, column].max() + X[high, column].min()) / 2
    parts = [grow_cut_halfway(X, part, leaf) for part in (low, high)]
    return {"column": column, "cut": cut, "low": parts[0], "high": parts[1]}


@instead_of(grow)
def grow_cut_at_the_last_of_low(X, rows, leaf=5):
    if len(rows) > leaf:
        node = {"column": widest(X, rows)}
        low, high = halves(X, rows, node["column"])
        node["cut"] = max(X[row, node["column"]] for row in low)
        node["low"], node["high"] = grow(X, low, leaf), grow(X, high, leaf)
        return node
    return rows


@instead_of(grow)
def grow_cut_at_the_median(X, rows, leaf=5):
    if len(rows) <= leaf:
        return rows.copy()
    column = widest(X, rows)
    low, high = halves(X, rows, column)
    return dict(
        column=column,
        cut=np.median(X[rows, column]),
        low=grow(X, low, leaf=leaf),
        high=grow(X, high, leaf=leaf),
    )


@instead_of(merge)
def merge_by_heap(best, X, rows, q, k):
    pairs = [(math.dist(X[row], q), row) for row in rows]
    return heapq.nsmallest(k, [*best, *pairs])


@instead_of(merge)
def merge_by_insertion(best, X, rows, q, k):
    found = list(best)
    for row in rows:
        insort(found, (float(((X[row] - q) ** 2).sum() ** 0.5), int(row)))
        del found[k:]
    return found


@instead_of(merge)
def merge_in_arrays(best, X, rows, q, k):
    before = np.array(best, dtype=float).reshape(-1, 2)
    fresh = np.column_stack([np.sqrt(((X[rows] - q) ** 2).sum(axis=1)), rows])
    pairs = np.vstack([before, fresh])
    return pairs[np.argsort(pairs[:, 0])[:k]]


@instead_of(merge)
def merge_as_lists(best, X, rows, q, k):
    found = [list(pair) for pair in best]
    for row in rows:
        found.append([float(np.sqrt(np.einsum("i,i", X[row] - q, X[row] - q))), row])
    found.sort(key=lambda pair: pair[0])
    return found[:k]


@instead_of(worth_crossing)
def worth_crossing_step_by_step(node, q, best, k):
    if len(best) < k:
        return True
    wall = q[node["column"]] - node["cut"]
    if wall < 0:
        wall = -wall
    return wall < best[-1][0]


@instead_of(worth_crossing)
def worth_crossing_with_equals(node, q, best, k):
    bar = best[k - 1][0] if len(best) >= k else math.inf
    return bool(np.abs(q[node["column"]] - node["cut"]) <= bar)


@instead_of(worth_crossing)
def worth_crossing_squared(node, q, best, k):
    wall = (q[node["column"]] - node["cut"]) ** 2
    return len(best) != k or max(far for far, _ in best) ** 2 > wall


@instead_of(worth_crossing)
def worth_crossing_denied(node, q, best, k):
    full = len(best) == k
    return not (full and best[-1][0] < abs(node["cut"] - q[node["column"]]))


@instead_of(search)
def search_side_by_side(node, X, q, k, best=(), seen=0):
    if is_leaf(node):
        return merge(best, X, node, q, k), seen + node.size
    if q[node["column"]] > node["cut"]:
        best, seen = search_side_by_side(node["high"], X, q, k, best, seen)
        if worth_crossing(node, q, best, k):
            best, seen = search_side_by_side(node["low"], X, q, k, best, seen)
    else:
        best, seen = search_side_by_side(node["low"], X, q, k, best, seen)
        if worth_crossing(node, q, best, k):
            best, seen = search_side_by_side(node["high"], X, q, k, best, seen)
    return best, seen


@instead_of(search)
def search_by_heap(node, X, q, k, best=(), seen=0):
    waiting, order = [(0.0, 0, node)], 0
    while waiting:
        wall, _, node = heapq.heappop(waiting)
        if len(best) >= k and wall >= best[-1][0]:
            continue
        while not is_leaf(node):
            apart = q[node["column"]] - node["cut"]
            near, far = ("low", "high") if apart < 0 else ("high", "low")
            order += 1
            heapq.heappush(waiting, (max(wall, abs(apart)), order, node[far]))
            node = node[near]
        best, seen = merge(best, X, node, q, k), seen + len(node)
    return [best, seen]


@instead_of(search)
def search_with_a_stack(node, X, q, k, best=(), seen=0):
    stack = [(None, node)]
    while stack:
        above, node = stack.pop()
        if above is not None and not worth_crossing(above, q, best, k):
            continue
        if is_leaf(node):
            best = merge(best, X, node, q, k)
            seen += len(node)
        else:
            sides = (node["low"], node["high"])
            is_high = int(q[node["column"]] >= node["cut"])
            stack.append((node, sides[1 - is_high]))
            stack.append((None, sides[is_high]))
    return best, seen
