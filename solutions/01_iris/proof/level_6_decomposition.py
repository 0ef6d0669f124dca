"""The proof of level 6 of 01 iris: how its functions go wrong, and other right answers."""

import heapq
import math
from bisect import insort


@check(halves)
def seven_petals():
    """If the number of rows is odd, `high` gets the one in the middle."""
    of_seven = halves(np.array([[5.0], [7], [2], [6], [1], [3], [4]]), np.arange(7), 0)
    assert [sorted(half) for half in of_seven] == [[2, 4, 5], [0, 1, 3, 6]]


@check(halves)
def each_column_of_the_training_flowers():
    """All row numbers are in one half, and no value of `low` is above a value of `high`."""
    for column in range(d):
        low, high = halves(X_train, np.arange(n), column)
        assert (len(low), len(high)) == (60, 60)
        assert sorted([*low, *high]) == list(range(n))
        assert X_train[low, column].max() <= X_train[high, column].min()


@wrong(
    halves,
    "Those are positions within rows. Return row numbers: rows[np.argsort(...)].",
)
def halves_as_positions(X, rows, column):
    order = np.argsort(X[rows, column])
    middle = len(rows) // 2
    return order[:middle], order[middle:]


@wrong(
    halves,
    "You put all equal values on one side. Sort the rows and cut in the middle "
    "instead of comparing with the median.",
)
def halves_by_value(X, rows, column):
    below = X[rows, column] < np.median(X[rows, column])
    return rows[below], rows[~below]


@wrong(
    halves,
    "You put all equal values on one side. Sort the rows and cut in the middle: "
    "comparing with the median cannot separate equal values.",
)
def halves_up_to_the_median(X, rows, column):
    below = X[rows, column] <= np.median(X[rows, column])
    return rows[below], rows[~below]


@wrong(
    halves,
    "You gave the middle row to low. low has len(rows) // 2 rows, so that of seven "
    "rows it gets three; the middle one goes to high.",
)
def halves_with_the_middle_low(X, rows, column):
    order = rows[np.argsort(X[rows, column])]
    middle = (len(rows) + 1) // 2
    return order[:middle], order[middle:]


@wrong(halves, "You swapped the two. Return low first, then high.")
def halves_swapped(X, rows, column):
    order = rows[np.argsort(X[rows, column])]
    middle = len(rows) // 2
    return order[middle:], order[:middle]


@wrong(
    halves,
    "You cut the rows in the order in which they came. Sort them by the column first.",
)
def halves_unordered(X, rows, column):
    middle = len(rows) // 2
    return rows[:middle], rows[middle:]


@right(halves)
def halves_by_sorted(X, rows, column):
    order = np.array(sorted(rows, key=lambda row: X[row, column]))
    return order[: len(order) // 2], order[len(order) // 2 :]


@right(halves)
def halves_by_partitioning(X, rows, column):
    middle = len(rows) // 2
    order = np.argpartition(X[rows, column], middle)
    return [rows[order[:middle]], rows[order[middle:]]]


@right(halves)
def halves_from_the_largest(X, rows, column):
    order = rows[np.argsort(-X[rows, column])]
    middle = (len(rows) + 1) // 2
    return order[middle:], order[:middle]


@check(widest)
def largest_minus_smallest():
    """The range is the largest value minus the smallest, among the given rows only."""
    box = [[0.0, 7, 0], [0, 7, 4], [0, 7, 0], [0, 7, 4], [5, 7, 0], [0, 7, 4]]
    outside = [9.0, 999, 99]
    assert widest(np.array([*box, outside]), np.arange(6)) == close_to(0)


@check(widest)
def any_rows(rng):
    X = rng.normal(size=(40, 6))
    for rows in rng.permutation(40).reshape(5, 8):
        ranges = [max(X[rows, j]) - min(X[rows, j]) for j in range(6)]
        assert widest(X, rows) == close_to(np.argmax(ranges))


@wrong(
    widest,
    "That is the column with the largest value. Subtract the smallest value of each "
    "column first.",
)
def widest_by_largest(X, rows):
    return X[rows].max(axis=0).argmax()


@wrong(widest, "That is the largest range. Return the column that has it: use argmax.")
def largest_range(X, rows):
    return np.ptp(X[rows], axis=0).max()


@wrong(
    widest,
    "Those are the ranges of all columns. Return the column with the largest: use "
    "argmax.",
)
def all_ranges(X, rows):
    return np.ptp(X[rows], axis=0)


@wrong(
    widest,
    "You compared standard deviations. Compare ranges: the largest value minus the "
    "smallest.",
)
def widest_by_std(X, rows):
    return X[rows].std(axis=0).argmax()


@wrong(
    widest,
    "You computed the range of each row. Compute the range of each column: use axis=0.",
)
def widest_row(X, rows):
    return np.ptp(X[rows], axis=1).argmax()


@wrong(widest, "You used all rows of X. Use only the rows of this box: X[rows].")
def widest_of_all(X, rows):
    return np.ptp(X, axis=0).argmax()


@right(widest)
def widest_by_subtraction(X, rows):
    box = X[rows]
    return np.argmax(box.max(axis=0) - box.min(axis=0))


@right(widest)
def widest_in_a_loop(X, rows):
    best, most = 0, -1.0
    for column in range(X.shape[1]):
        values = [X[row, column] for row in rows]
        if max(values) - min(values) > most:
            best, most = column, max(values) - min(values)
    return best


@right(widest)
def widest_by_sorting(X, rows):
    ordered = np.sort(X[rows], axis=0)
    return int((ordered[-1] - ordered[0]).argsort(kind="stable")[-1])


@check(grow)
def small_leaves(rng):
    """No leaf has more than `leaf` rows, and every row is in one leaf."""
    for n, d, leaf in (5, 2, 2), (20, 3, 3), (60, 3, 4):
        tree = grow(rng.normal(size=(n, d)), np.arange(n), leaf)
        assert max(map(len, leaves(tree))) <= leaf
        assert sorted(int(row) for part in leaves(tree) for row in part) == list(
            range(n)
        )


@check(grow)
def both_sides_of_the_cuts(rng):
    """No row of low has more than cut in that column, and no row of high has less."""
    twenty = np.random.default_rng(0).normal(size=(20, 3))
    for X in twenty, rng.normal(size=(60, 3)):
        whole = grow(X, np.arange(len(X)), 3)
        for node in whole, whole["low"], whole["high"]:
            low = X[np.concatenate(leaves(node["low"])).astype(int), node["column"]]
            high = X[np.concatenate(leaves(node["high"])).astype(int), node["column"]]
            assert low.max() <= node["cut"] <= high.min()


@check(grow)
def equal_rows():
    """Equal rows are halved as well, so that no leaf is too large."""
    assert depth(grow(np.ones((40, 2)), np.arange(40))) == 3


@wrong(
    grow,
    "You cut at the mean, but the halves meet at the median. Cut between the "
    "halves, at the smallest value of high.",
)
def grow_at_the_mean(X, rows, leaf=5):
    if len(rows) <= leaf:
        return rows
    column = widest(X, rows)
    low, high = halves(X, rows, column)
    return {
        "column": column,
        "cut": X[rows, column].mean(),
        "low": grow_at_the_mean(X, low, leaf),
        "high": grow_at_the_mean(X, high, leaf),
    }


@wrong(
    grow,
    "You grew the same half twice, and the other flowers are lost. Grow low and high.",
)
def grow_one_half_twice(X, rows, leaf=5):
    if len(rows) <= leaf:
        return rows
    column = widest(X, rows)
    low, high = halves(X, rows, column)
    return {
        "column": column,
        "cut": X[high, column].min(),
        "low": grow_one_half_twice(X, low, leaf),
        "high": grow_one_half_twice(X, low, leaf),
    }


@wrong(grow, "You swapped the two sides. The smaller values belong to low.")
def grow_swapped(X, rows, leaf=5):
    if len(rows) <= leaf:
        return rows
    column = widest(X, rows)
    low, high = halves(X, rows, column)
    return {
        "column": column,
        "cut": X[high, column].min(),
        "low": grow_swapped(X, high, leaf),
        "high": grow_swapped(X, low, leaf),
    }


@wrong(
    grow,
    "That is how many rows low has. The cut is a value of the column, in centimetres.",
)
def grow_cut_at_a_count(X, rows, leaf=5):
    if len(rows) <= leaf:
        return rows
    column = widest(X, rows)
    low, high = halves(X, rows, column)
    return {
        "column": column,
        "cut": len(low),
        "low": grow_cut_at_a_count(X, low, leaf),
        "high": grow_cut_at_a_count(X, high, leaf),
    }


@wrong(grow, "You stopped after one cut. Grow each half as well.")
def grow_once(X, rows, leaf=5):
    if len(rows) <= leaf:
        return rows
    column = widest(X, rows)
    low, high = halves(X, rows, column)
    return {"column": column, "cut": X[high, column].min(), "low": low, "high": high}


@wrong(
    grow,
    "You did not pass `leaf` on, so the halves use 5. Write grow(X, low, leaf), and "
    "the same for high.",
)
def grow_with_default_leaf(X, rows, leaf=5):
    if len(rows) <= leaf:
        return rows
    column = widest(X, rows)
    low, high = halves(X, rows, column)
    return {
        "column": column,
        "cut": X[high, column].min(),
        "low": grow_with_default_leaf(X, low),
        "high": grow_with_default_leaf(X, high),
    }


@wrong(
    grow, "You did not pass `leaf` on to low, which uses 5. Write grow(X, low, leaf)."
)
def grow_with_default_leaf_in_low(X, rows, leaf=5):
    if len(rows) <= leaf:
        return rows
    column = widest(X, rows)
    low, high = halves(X, rows, column)
    return {
        "column": column,
        "cut": X[high, column].min(),
        "low": grow_with_default_leaf_in_low(X, low),
        "high": grow_with_default_leaf_in_low(X, high, leaf),
    }


@wrong(
    grow, "You did not pass `leaf` on to high, which uses 5. Write grow(X, high, leaf)."
)
def grow_with_default_leaf_in_high(X, rows, leaf=5):
    if len(rows) <= leaf:
        return rows
    column = widest(X, rows)
    low, high = halves(X, rows, column)
    return {
        "column": column,
        "cut": X[high, column].min(),
        "low": grow_with_default_leaf_in_high(X, low, leaf),
        "high": grow_with_default_leaf_in_high(X, high),
    }


@right(grow)
def grow_cut_halfway(X, rows, leaf=5):
    if len(rows) <= leaf:
        return np.array(rows)
    column = int(widest(X, rows))
    low, high = halves(X, rows, column)
    cut = (X[low, column].max() + X[high, column].min()) / 2
    parts = [grow_cut_halfway(X, part, leaf) for part in (low, high)]
    return {"column": column, "cut": cut, "low": parts[0], "high": parts[1]}


@right(grow)
def grow_cut_at_the_last_of_low(X, rows, leaf=5):
    if len(rows) > leaf:
        node = {"column": widest(X, rows)}
        low, high = halves(X, rows, node["column"])
        node["cut"] = max(X[row, node["column"]] for row in low)
        node["low"], node["high"] = grow(X, low, leaf), grow(X, high, leaf)
        return node
    return rows


@right(grow)
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


@check(merge)
def without_any_before():
    """If there are fewer than k in all, return all of them."""
    X = np.array([[9.0, 9.0], [4.0, 5.0], [9.0, 0.0], [3.0, 1.0]])
    found = merge((), X, np.array([3, 1]), np.array([1.0, 1.0]), 5)
    assert found == close_to([(2, 3), (5, 1)])


@check(merge)
def one_leaf_after_another():
    """What `merge` returns is the `best` of the next leaf."""
    X = np.array([[9.0, 9.0], [4.0, 5.0], [9.0, 0.0], [3.0, 1.0]])
    q = np.array([1.0, 1.0])
    first = merge([(1.0, 7), (6.0, 4)], X, np.array([3]), q, 2)
    again = merge(first, X, np.array([1]), q, 3)
    assert again == close_to([(1, 7), (2, 3), (5, 1)])


@wrong(
    merge, "Your distances are squared, those in `best` are not. Take the square root."
)
def merge_squared(best, X, rows, q, k):
    far = ((X[rows] - q) ** 2).sum(axis=1)
    return sorted([*best, *zip(far.tolist(), rows.tolist(), strict=True)])[:k]


@wrong(merge, "You computed the lengths of the rows. Subtract q first: X[rows] - q.")
def merge_without_q(best, X, rows, q, k):
    far = np.sqrt((X[rows] ** 2).sum(axis=1))
    return sorted([*best, *zip(far.tolist(), rows.tolist(), strict=True)])[:k]


@wrong(merge, "You dropped `best`. Sort its pairs together with the new ones.")
def merge_without_best(best, X, rows, q, k):
    far = np.sqrt(((X[rows] - q) ** 2).sum(axis=1))
    return sorted(zip(far.tolist(), rows.tolist(), strict=True))[:k]


@wrong(merge, "You measured rows 0, 1 and so on. Measure the rows in `rows`: X[rows].")
def merge_the_first_rows(best, X, rows, q, k):
    far = np.sqrt(((X[: len(rows)] - q) ** 2).sum(axis=1))
    return sorted([*best, *zip(far.tolist(), range(len(rows)), strict=True)])[:k]


@wrong(
    merge,
    "You paired the distances with positions in the leaf. Pair them with the row "
    "numbers in `rows`.",
)
def merge_positions(best, X, rows, q, k):
    far = np.sqrt(((X[rows] - q) ** 2).sum(axis=1))
    return sorted([*best, *zip(far.tolist(), range(len(rows)), strict=True)])[:k]


@wrong(merge, "You did not sort. Sort all pairs, then keep the first k.")
def merge_unsorted(best, X, rows, q, k):
    far = np.sqrt(((X[rows] - q) ** 2).sum(axis=1))
    return [*best, *zip(far.tolist(), rows.tolist(), strict=True)][:k]


@wrong(merge, "You sorted by row number. Sort by distance, the first of each pair.")
def merge_by_row(best, X, rows, q, k):
    far = np.sqrt(((X[rows] - q) ** 2).sum(axis=1))
    pairs = [*best, *zip(far.tolist(), rows.tolist(), strict=True)]
    return sorted(pairs, key=lambda pair: pair[1])[:k]


@wrong(
    merge,
    "You swapped the two in each new pair. The distance comes first, then the row.",
)
def merge_swapped(best, X, rows, q, k):
    far = np.sqrt(((X[rows] - q) ** 2).sum(axis=1))
    return sorted([*best, *zip(rows.tolist(), far.tolist(), strict=True)])[:k]


@wrong(merge, "You kept more than k pairs. Keep the k nearest.")
def merge_all(best, X, rows, q, k):
    far = np.sqrt(((X[rows] - q) ** 2).sum(axis=1))
    return sorted([*best, *zip(far.tolist(), rows.tolist(), strict=True)])


@right(merge)
def merge_by_heap(best, X, rows, q, k):
    pairs = [(math.dist(X[row], q), row) for row in rows]
    return heapq.nsmallest(k, [*best, *pairs])


@right(merge)
def merge_by_insertion(best, X, rows, q, k):
    found = list(best)
    for row in rows:
        insort(found, (float(((X[row] - q) ** 2).sum() ** 0.5), int(row)))
        del found[k:]
    return found


@right(merge)
def merge_in_arrays(best, X, rows, q, k):
    before = np.array(best, dtype=float).reshape(-1, 2)
    fresh = np.column_stack([np.sqrt(((X[rows] - q) ** 2).sum(axis=1)), rows])
    pairs = np.vstack([before, fresh])
    return pairs[np.argsort(pairs[:, 0])[:k]]


@right(merge)
def merge_as_lists(best, X, rows, q, k):
    found = [list(pair) for pair in best]
    for row in rows:
        found.append([float(np.sqrt(np.einsum("i,i", X[row] - q, X[row] - q))), row])
    found.sort(key=lambda pair: pair[0])
    return found[:k]


@check(worth_crossing)
def from_the_other_side():
    """The cut is equally far from either side."""
    node, beyond = {"column": 0, "cut": 5.0}, np.array([8.0, 9.0])  # 3 cm from it
    two = (1.0, 2.0), (1.0, 4.0), (3.5, 4.0), (1.0, 10.0)  # how far the two best are
    bests = [[(first, 7), (second, 4)] for first, second in two]
    found = [bool(worth_crossing(node, beyond, best, 2)) for best in bests]
    assert found == [False, True, True, True]


@check(worth_crossing)
def in_another_column():
    """The node says in which column the cut is."""
    node, q = {"column": 1, "cut": 4.5}, np.array([2.0, 9.0])  # 4.5 cm from the 9
    bests = [[(1.0, 7), (worst, 4)] for worst in (2.0, 4.0, 10.0)]
    found = [bool(worth_crossing(node, q, best, 2)) for best in bests]
    assert found == [False, False, True]


@check(worth_crossing)
def while_there_are_fewer_than_k():
    """If `best` has fewer than k, any row could be among the k nearest."""
    node, q = {"column": 0, "cut": 5.0}, np.array([2.0, 9.0])
    full, free = [], []
    for size in 1, 2, 5:
        best = [(1.0, row) for row in range(size)]
        full.append(bool(worth_crossing(node, q, best, size)))
        free.append(bool(worth_crossing(node, q, best, size + 1)))
    assert (full, free) == ([False] * 3, [True] * 3)


@wrong(
    worth_crossing,
    "If q is below the cut, q - cut is negative. Take the absolute value.",
)
def worth_crossing_signed(node, q, best, k):
    return len(best) < k or q[node["column"]] - node["cut"] < best[-1][0]


@wrong(
    worth_crossing,
    "If q is above the cut, cut - q is negative. Take the absolute value.",
)
def worth_crossing_signed_back(node, q, best, k):
    return len(best) < k or node["cut"] - q[node["column"]] < best[-1][0]


@wrong(
    worth_crossing,
    "You always used column 0. The cut is in node['column'].",
)
def worth_crossing_in_the_first_column(node, q, best, k):
    return len(best) < k or abs(q[0] - node["cut"]) < best[-1][0]


@wrong(
    worth_crossing,
    "You assumed k = 2. Compare with the k that is given: len(best) < k.",
)
def worth_crossing_for_two(node, q, best, k):
    return len(best) < 2 or abs(q[node["column"]] - node["cut"]) < best[-1][0]


@wrong(
    worth_crossing,
    "You assumed k = 5. Compare with the k that is given: len(best) < k.",
)
def worth_crossing_for_five(node, q, best, k):
    return len(best) < 5 or abs(q[node["column"]] - node["cut"]) < best[-1][0]


@wrong(
    worth_crossing,
    "You cross every cut, so nothing is skipped. Compare the distance to the cut "
    "with the last of `best`.",
)
def worth_crossing_always(node, q, best, k):
    return True


@wrong(
    worth_crossing,
    "You only checked whether `best` has fewer than k. Also compare the distance to "
    "the cut with the last of `best`.",
)
def worth_crossing_for_free_places(node, q, best, k):
    return len(best) < k


@wrong(
    worth_crossing,
    "You squared the distance to the cut, but the distances in `best` are not "
    "squared. Compare distances.",
)
def worth_crossing_squared(node, q, best, k):
    return len(best) < k or (q[node["column"]] - node["cut"]) ** 2 < best[-1][0]


@wrong(
    worth_crossing,
    "While `best` has fewer than k, any row could be among the k nearest. Check "
    "len(best) < k first.",
)
def worth_crossing_early(node, q, best, k):
    return abs(q[node["column"]] - node["cut"]) < best[-1][0]


@wrong(
    worth_crossing,
    "You compared with the first of `best`, the nearest. Compare with the last.",
)
def worth_crossing_nearest(node, q, best, k):
    return len(best) < k or abs(q[node["column"]] - node["cut"]) < best[0][0]


@wrong(
    worth_crossing,
    "That is the wrong way round. Cross if the cut is nearer than the last of `best`.",
)
def worth_crossing_reversed(node, q, best, k):
    return len(best) < k or abs(q[node["column"]] - node["cut"]) >= best[-1][0]


@right(worth_crossing)
def worth_crossing_step_by_step(node, q, best, k):
    if len(best) < k:
        return True
    to_cut = q[node["column"]] - node["cut"]
    if to_cut < 0:
        to_cut = -to_cut
    return to_cut < best[-1][0]


@right(worth_crossing)
def worth_crossing_with_equals(node, q, best, k):
    worst = best[k - 1][0] if len(best) >= k else math.inf
    return bool(np.abs(q[node["column"]] - node["cut"]) <= worst)


@right(worth_crossing)
def worth_crossing_by_squares(node, q, best, k):
    to_cut = (q[node["column"]] - node["cut"]) ** 2
    return len(best) != k or max(far for far, _ in best) ** 2 > to_cut


@right(worth_crossing)
def worth_crossing_denied(node, q, best, k):
    full = len(best) == k
    return not (full and best[-1][0] < abs(node["cut"] - q[node["column"]]))


equivalent(
    worth_crossing,
    "return len(best) < k or abs(q[node['column']] - node['cut']) < best[-1][0] -> return len(best) < k or abs(q[node['column']] - node['cut']) <= best[-1][0]",
    why="Behind a cut that is as far away as the last of best, no row is nearer: crossing it changes nothing.",
)


@check(search)
def as_scikit_learn_finds(rng):
    """Find the k nearest with fewer than half of all distances."""
    apart = rng.normal(size=(200, 2)), rng.normal(size=(9, 2))
    for X, Q in apart, (X_train, X_test):
        tree = grow(X, np.arange(len(X)))
        found = [search(tree, X, q, 5) for q in Q]
        wanted, _ = NearestNeighbors(n_neighbors=5).fit(X).kneighbors(Q)
        assert [[far for far, _ in best] for best, _ in found] == close_to(wanted)
        assert sum(seen for _, seen in found) < len(X) * len(Q) / 2


@wrong(
    search,
    "You started again on the far side, so what the near side found is lost. Pass "
    "best and seen on.",
)
def search_afresh(node, X, q, k, best=(), seen=0):
    if is_leaf(node):
        return merge(best, X, node, q, k), seen + len(node)
    is_low = q[node["column"]] < node["cut"]
    near, far = ("low", "high") if is_low else ("high", "low")
    best, seen = search_afresh(node[near], X, q, k, best, seen)
    if worth_crossing(node, q, best, k):
        best, seen = search_afresh(node[far], X, q, k)
    return best, seen


@wrong(
    search,
    "You opened the far side first, so hardly anything is skipped. low is near if q "
    "is below the cut.",
)
def search_far_first(node, X, q, k, best=(), seen=0):
    if is_leaf(node):
        return merge(best, X, node, q, k), seen + len(node)
    is_low = q[node["column"]] >= node["cut"]
    near, far = ("low", "high") if is_low else ("high", "low")
    best, seen = search_far_first(node[near], X, q, k, best, seen)
    if worth_crossing(node, q, best, k):
        best, seen = search_far_first(node[far], X, q, k, best, seen)
    return best, seen


@wrong(
    search, "You counted the leaves. Count the distances: each leaf takes len(node)."
)
def search_counting_boxes(node, X, q, k, best=(), seen=0):
    if is_leaf(node):
        return merge(best, X, node, q, k), seen + 1
    is_low = q[node["column"]] < node["cut"]
    near, far = ("low", "high") if is_low else ("high", "low")
    best, seen = search_counting_boxes(node[near], X, q, k, best, seen)
    if worth_crossing(node, q, best, k):
        best, seen = search_counting_boxes(node[far], X, q, k, best, seen)
    return best, seen


@right(search)
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


@right(search)
def search_by_heap(node, X, q, k, best=(), seen=0):
    waiting, order = [(0.0, 0, node)], 0
    while waiting:
        to_cut, _, node = heapq.heappop(waiting)
        if len(best) >= k and to_cut >= best[-1][0]:
            continue
        while not is_leaf(node):
            apart = q[node["column"]] - node["cut"]
            near, far = ("low", "high") if apart < 0 else ("high", "low")
            order += 1
            heapq.heappush(waiting, (max(to_cut, abs(apart)), order, node[far]))
            node = node[near]
        best, seen = merge(best, X, node, q, k), seen + len(node)
    return [best, seen]


@right(search)
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


equivalent(
    search,
    "is_low = q[node['column']] < node['cut'] -> is_low = q[node['column']] <= node['cut']",
    why="A flower on the cut is equally near to both sides.",
)
