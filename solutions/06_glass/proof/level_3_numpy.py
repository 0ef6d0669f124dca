"""The proof of level 3 of 06 glass: what its functions must also do, and how they go wrong."""

import math
from collections import Counter, defaultdict, deque
from itertools import pairwise

import pandas as pd
from scipy import stats
from scipy.spatial.distance import pdist


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


def earned_below(tree, X, y):
    if not isinstance(tree, tuple):
        return np.zeros(X.shape[1])
    column, threshold, yes, no = tree
    left = X[:, column] <= threshold
    below = earned_below(yes, X[left], y[left]) + earned_below(no, X[~left], y[~left])
    return below + len(y) * gain(y, left) * (np.arange(X.shape[1]) == column)


def differ(y):
    """Return the fraction of all pairs of y that differ: its Gini impurity, the long way."""
    return np.mean(y[:, None] != y)


def stump(X, y, min_leaf=1):
    """Return the gain of scikit-learn's best single question; -inf if there is none."""
    model = DecisionTreeClassifier(max_depth=1, min_samples_leaf=min_leaf)
    tree = model.fit(X, y).tree_
    if tree.node_count == 1:
        return -np.inf
    return tree.impurity[0] - tree.n_node_samples[1:] / len(y) @ tree.impurity[1:]


def faults(tree, X, y, depth, min_leaf):
    """Return how many nodes of a tree are not as good as scikit-learn's best question."""
    alike = depth == 0 or len(set(y)) == 1
    best = -np.inf if alike else stump(X, y, min_leaf)
    if best == -np.inf or not hasattr(tree, "__len__"):
        as_it_should = best == -np.inf and tree == np.bincount(y).argmax()
        return 0 if as_it_should else 1
    column, threshold, yes, no = tree
    left = X[:, int(column)] <= threshold
    after = left.mean() * differ(y[left]) + (~left).mean() * differ(y[~left])
    below = faults(yes, X[left], y[left], depth - 1, min_leaf)
    below += faults(no, X[~left], y[~left], depth - 1, min_leaf)
    return below + (differ(y) - after != close_to(best))


@check(gini)
def kinds_may_be_larger_than_five():
    """Kinds are whole numbers from 0, which may be larger than 5."""
    assert gini(np.array([9, 9])) == close_to(0)
    assert gini(np.array([7, 0, 7, 0, 8, 8])) == close_to(2 / 3)


@check(gini)
def the_share_of_all_pairs_that_differ(rng):
    for y in (rng.integers(5, size=8), y_train):
        assert gini(y) == close_to(differ(y))


@wrong(
    gini,
    "That is the chance that both are of the same kind. Subtract it from 1.",
)
def chance_of_the_same(y):
    return ((np.bincount(y) / len(y)) ** 2).sum()


@wrong(
    gini,
    "That is the fraction that is not of the most common kind. Square the "
    "fractions of all kinds.",
)
def share_left_over(y):
    return 1 - np.bincount(y).max() / len(y)


@wrong(
    gini,
    "You drew the second splinter without putting the first one back. Put it "
    "back before the second draw.",
)
def gini_without_putting_back(y):
    counts = np.bincount(y)
    return 1 - (counts * (counts - 1)).sum() / max(len(y) * (len(y) - 1), 1)


@wrong(
    gini,
    "You did not count kinds above 5. Count each kind that occurs in y.",
)
def gini_of_six_kinds(y):
    return 1 - sum(np.mean(y == kind) ** 2 for kind in range(6))


@right(gini)
def gini_of_all_pairs(y):
    return np.mean(np.not_equal.outer(y, y))


@right(gini)
def gini_by_counter(y):
    counts = Counter(np.asarray(y).tolist()).values()
    return 1 - sum((count / len(y)) ** 2 for count in counts)


@right(gini)
def gini_by_chances_to_differ(y):
    _, counts = np.unique(y, return_counts=True)
    shares = counts / counts.sum()
    return shares @ (1 - shares)


@right(gini)
def gini_by_distances(y):
    if len(y) == 1:
        return 0.0
    return 2 * pdist(np.asarray(y)[:, None], "hamming").sum() / len(y) ** 2


@check(gain)
def heaps_of_any_size(rng):
    for y in (np.array([0, 1, 1, 2, 2]), rng.integers(4, size=30)):
        left = np.arange(len(y)) < 2
        after = left.mean() * differ(y[left]) + (~left).mean() * differ(y[~left])
        assert gain(y, left) == close_to(differ(y) - after)
        assert gain(y, ~left) == close_to(differ(y) - after)


@check(gain)
def what_scikit_learns_question_gains(rng):
    y = rng.integers(4, size=50)
    x = rng.permutation(len(y))[:, None]
    model = DecisionTreeClassifier(max_depth=1).fit(x, y).tree_
    assert gain(y, x[:, 0] <= model.threshold[0]) == close_to(stump(x, y))


@wrong(
    gain,
    "You gave both groups the same weight, so splitting off a single splinter "
    "looks too good. Weight each group by its fraction of the splinters.",
)
def gain_unweighted(y, left):
    return gini(y) - (gini(y[left]) + gini(y[~left])) / 2


@wrong(
    gain,
    "That is the impurity after the split. Subtract it from the impurity before.",
)
def what_is_left(y, left):
    share = left.mean()
    return share * gini(y[left]) + (1 - share) * gini(y[~left])


@wrong(
    gain,
    "You swapped the weights. Weight the impurity of the left group by the fraction "
    "of the left group.",
)
def gain_weights_swapped(y, left):
    share = left.mean()
    return gini(y) - (1 - share) * gini(y[left]) - share * gini(y[~left])


@right(gain)
def gain_over_all(y, left):
    no = np.logical_not(left)
    after = left.sum() * gini(y[left]) + no.sum() * gini(y[no])
    return (len(y) * gini(y) - after) / len(y)


@right(gain)
def gain_as_a_distance(y, left):
    kinds = np.unique(y)
    p = np.array([np.mean(y[left] == kind) for kind in kinds])
    q = np.array([np.mean(y[~left] == kind) for kind in kinds])
    return np.mean(left) * np.mean(~left) * ((p - q) ** 2).sum()


@right(gain)
def gain_heap_by_heap(y, left):
    result = gini(y)
    for answer in (True, False):
        part = y[left == answer]
        result -= part.size / y.size * gini(part)
    return float(result)


@right(gain)
def gain_by_average(y, left):
    groups = [y[np.flatnonzero(left)], y[np.flatnonzero(~left)]]
    after = np.average([gini(h) for h in groups], weights=[len(h) for h in groups])
    return gini(y) - after


@check(thresholds)
def one_value_leaves_no_threshold():
    """There is one threshold fewer than there are distinct values."""
    assert len(thresholds(np.full(4, 7.0))) == 0


@check(thresholds)
def halfway_between_neighbours(rng):
    assert thresholds(np.array([0.2, 0.1])) == close_to([0.15])
    x = rng.permutation(np.repeat(rng.normal(size=12), 2))
    low = [max(v for v in x if v < high) for high in np.unique(x)[1:]]
    assert thresholds(x) == close_to(np.add(low, np.unique(x)[1:]) / 2)


@wrong(
    thresholds,
    "Those are the values themselves. Return the midpoint between each value and "
    "the next.",
)
def thresholds_at_values(x):
    return np.unique(x)[:-1]


@wrong(
    thresholds,
    "You took the midpoint of two equal values. Use distinct values only.",
)
def thresholds_between_equals(x):
    values = np.sort(x)
    return (values[:-1] + values[1:]) / 2


@wrong(
    thresholds,
    "The values are not in order. Sort them before you take midpoints of neighbours.",
)
def thresholds_unsorted(x):
    values = np.array(list(dict.fromkeys(x.tolist())))
    return (values[:-1] + values[1:]) / 2


@right(thresholds)
def thresholds_by_half_a_step(x):
    values = np.unique(x)
    return values[:-1] + np.diff(values) / 2


@right(thresholds)
def thresholds_in_a_list(x):
    values = sorted(set(np.asarray(x).tolist()))
    return [(a + b) / 2 for a, b in pairwise(values)]


@right(thresholds)
def thresholds_in_a_loop(x):
    found, before = [], None
    for value in np.sort(x):
        if before is not None and value > before:
            found.append(0.5 * before + 0.5 * value)
        before = value
    return np.array(found)


@right(thresholds)
def thresholds_of_a_series(x):
    values = pd.Series(x).drop_duplicates().sort_values()
    return values.rolling(2).mean().dropna().to_numpy()


@check(best_threshold)
def values_in_any_order():
    x, y = np.array([5.0, 1, 4, 2]), np.array([1, 0, 1, 1])
    assert best_threshold(x, y, 2)[1] == close_to(3)


@check(best_threshold)
def no_question_about_equal_values():
    """If no threshold is allowed, the gain is -np.inf."""
    assert best_threshold(np.ones(4), np.array([0, 1, 1, 1]), 1)[0] == -np.inf


@check(best_threshold)
def as_good_as_scikit_learns_question(rng):
    for n, min_leaf in (8, 1), (8, 2), (30, 1), (30, 4), (30, 9):
        x, y = rng.integers(n // 2, size=n) / 4, rng.integers(3, size=n)
        found, threshold = best_threshold(x, y, min_leaf)
        best = stump(x[:, None], y, min_leaf)
        assert found == close_to(best)
        if best > -np.inf:
            left = x <= threshold
            assert gain(y, left) == close_to(found)
            assert min(left.sum(), (~left).sum()) >= min_leaf


@check(best_threshold)
def the_threshold_of_barium():
    barium = X_train[:, feature_names.index("Ba")]
    assert best_threshold(barium, y_train, 3)[1] == close_to(0.335)


@wrong(
    best_threshold,
    "You allowed groups with fewer than min_leaf splinters. Both groups must have "
    "at least min_leaf.",
)
def best_threshold_for_any_heap(x, y, min_leaf):
    found = [(gain(y, x <= t), t) for t in np.unique(x)[:-1]]
    values = np.unique(x)
    found = [(g, (t + values[i + 1]) / 2) for i, (g, t) in enumerate(found)]
    return max(found, default=(-np.inf, np.nan))


@wrong(
    best_threshold,
    "You checked the size of one group only. Both need at least min_leaf splinters.",
)
def best_threshold_left_only(x, y, min_leaf):
    best = (-np.inf, np.nan)
    for threshold in thresholds(x):
        left = x <= threshold
        if left.sum() >= min_leaf and gain(y, left) > best[0]:
            best = (gain(y, left), threshold)
    return best


@wrong(
    best_threshold,
    "A group of exactly min_leaf splinters is allowed. Use >= instead of >.",
)
def best_threshold_for_larger_heaps(x, y, min_leaf):
    best = (-np.inf, np.nan)
    for threshold in thresholds(x):
        left = x <= threshold
        smaller = min(left.sum(), (~left).sum())
        if smaller > min_leaf and gain(y, left) > best[0]:
            best = (gain(y, left), threshold)
    return best


@wrong(
    best_threshold,
    "That is the question with the smallest gain. Keep the largest.",
)
def worst_threshold(x, y, min_leaf):
    best = (-np.inf, np.nan)
    for threshold in thresholds(x):
        left = x <= threshold
        if min(left.sum(), (~left).sum()) >= min_leaf:
            if best[0] == -np.inf or gain(y, left) < best[0]:
                best = (gain(y, left), threshold)
    return best


@right(best_threshold)
def best_threshold_by_max(x, y, min_leaf):
    found = [
        (gain(y, x <= t), t)
        for t in thresholds(x)
        if min_leaf <= np.sum(x <= t) <= len(x) - min_leaf
    ]
    return max(found, default=(-np.inf, np.nan))


@right(best_threshold)
def best_threshold_in_arrays(x, y, min_leaf):
    asked, gained = np.asarray(thresholds(x)), []
    for threshold in asked:
        left = x <= threshold
        enough = np.bincount(left, minlength=2).min() >= min_leaf
        gained.append(gain(y, left) if enough else -np.inf)
    if not np.isfinite(gained).any():
        return np.array([-np.inf, np.nan])
    return np.array([np.max(gained), asked[np.argmax(gained)]])


@right(best_threshold)
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


@right(best_threshold)
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


equivalent(
    best_threshold,
    "left = x <= threshold -> left = x > threshold",
    "left = x <= threshold -> left = x < threshold",
    why="No value lies on a threshold; and a gain is the same, whichever group is called left.",
)


equivalent(
    best_threshold,
    "smaller = min(left.sum(), (~left).sum()) -> smaller = min((~left).sum(), left.sum())",
    why="The smaller of two is the smaller in either order.",
)


equivalent(
    best_threshold,
    "if smaller >= min_leaf and gain(y, left) > best[0]: … -> if smaller >= min_leaf and gain(y, left) >= best[0]: …",
    why="Of equally good thresholds any will do.",
)


@check(best_split)
def a_lone_splinter_may_not_be_cut_off():
    """Both groups have at least `min_leaf` splinters."""
    X = np.array([[0, 0], [1, 0], [1, 1], [1, 1], [1, 1], [1, 1]])
    y = np.array([0, 1, 1, 1, 1, 1])
    found = best_split(X, y, 2)
    assert len(found) == 3
    assert found[1] == 1


@check(best_split)
def as_good_as_any_question_of_scikit_learn(rng):
    for n, d, min_leaf in (10, 1, 1), (30, 4, 3), (30, 6, 8):
        X, y = rng.normal(size=(n, d)), rng.integers(3, size=n)
        gained, column, threshold = best_split(X, y, min_leaf)
        assert gained == close_to(stump(X, y, min_leaf))
        left = X[:, int(column)] <= threshold
        assert gain(y, left) == close_to(gained)
        assert min(left.sum(), (~left).sum()) >= min_leaf


@check(best_split)
def nothing_to_ask_gains_minus_infinity():
    """If no question is allowed, the gain is -np.inf."""
    assert best_split(np.ones((3, 2)), np.array([0, 1, 1]), 1)[0] == -np.inf


@check(best_split)
def noise_gains_more_than_a_chessboard(rng):
    X = np.repeat(np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), 5, axis=0)
    black = (X[:, 0] == X[:, 1]).astype(int)
    noise = rng.normal(size=(len(X), 3))
    assert best_split(np.hstack([X, noise]), black, 1)[1] > 1


@wrong(
    best_split,
    "You returned two values. Return three: the gain, the column and the "
    "threshold, in this order.",
)
def best_split_without_its_column(X, y, min_leaf):
    return max(
        (best_threshold(x, y, min_leaf) for x in X.T), key=lambda found: found[0]
    )


@wrong(
    best_split,
    "You only looked at the first column. Look at all of them.",
)
def best_split_of_the_first(X, y, min_leaf):
    gained, threshold = best_threshold(X[:, 0], y, min_leaf)
    return (gained, 0, threshold)


@wrong(
    best_split,
    "You took the column with the largest threshold. Take the one with the largest "
    "gain.",
)
def best_split_by_threshold(X, y, min_leaf):
    found = [best_threshold(x, y, min_leaf) for x in X.T]
    column = int(np.argmax([threshold for _, threshold in found]))
    return (found[column][0], column, found[column][1])


@wrong(
    best_split,
    "You chose the column by groups of any size and applied min_leaf afterwards. "
    "Compare the best allowed question of each column.",
)
def best_split_by_any_heap(X, y, min_leaf):
    column = int(np.argmax([best_threshold(x, y, 1)[0] for x in X.T]))
    gained, threshold = best_threshold(X[:, column], y, min_leaf)
    return (gained, column, threshold)


@right(best_split)
def best_split_in_a_loop(X, y, min_leaf):
    best = (-np.inf, 0, np.nan)
    for column in range(X.shape[1]):
        gained, threshold = best_threshold(X[:, column], y, min_leaf)
        if gained > best[0]:
            best = (gained, column, threshold)
    return best


@right(best_split)
def best_split_by_max(X, y, min_leaf):
    found = [[*best_threshold(x, y, min_leaf)] for x in np.transpose(X)]
    column = max(range(len(found)), key=lambda j: found[j][0])
    return [found[column][0], column, found[column][1]]


@right(best_split)
def best_split_in_an_array(X, y, min_leaf):
    found = np.array([best_threshold(x, y, min_leaf) for x in X.T], dtype=object)
    column = int(found[:, 0].argmax())
    return np.insert(found[column], 1, column)


@right(best_split)
def best_split_by_sorting(X, y, min_leaf):
    found = []
    for column, x in enumerate(X.T):
        gained, threshold = best_threshold(x, y, min_leaf)
        found.append((float(gained), column, float(threshold)))
    return sorted(found, key=lambda question: question[0])[-1]


equivalent(
    best_split,
    "column = int(np.argmax([gained for gained, _ in found])) -> column = np.argmax([gained for gained, _ in found])",
    why="NumPy's whole numbers are whole numbers.",
)


@check(grow)
def without_a_question_it_is_the_commonest_kind():
    """If no question is allowed, the tree is the most common kind; if kinds tie, the smallest."""
    X, y = np.array([[1.0], [2], [3], [4], [5]]), np.array([2, 2, 0, 0, 2])
    assert grow(X, y, 0, 1) == 2
    assert grow(X[:4], y[:4], 5, 3) == 0
    assert grow(np.ones((4, 1)), y[:4], 3, 1) == 0
    assert grow(X[:2], y[:2], 3, 1) == 2


@check(grow)
def every_question_is_as_good_as_scikit_learns(rng):
    for n, depth, min_leaf in (6, 1, 1), (16, 3, 4), (16, 30, 1):
        X, y = rng.normal(size=(n, 2)), rng.integers(3, size=n)
        assert faults(grow(X, y, depth, min_leaf), X, y, depth, min_leaf) == 0


@check(grow)
def the_first_questions_about_glass():
    model = DecisionTreeClassifier(max_depth=2, min_samples_leaf=3)
    wanted = listed(as_tuples(model.fit(X_train, y_train)))
    assert listed(grow(X_train, y_train, 2, MIN_LEAF)) == close_to(wanted)


@check(grow)
def leaves_its_arguments_as_they_are(rng):
    X, y = rng.normal(size=(9, 2)), rng.integers(3, size=9)
    given = X.copy(), y.copy()
    grow(X, y, 2, 1)
    assert X == close_to(given[0])
    assert y == close_to(given[1])


@wrong(
    grow,
    "You grew both answers from all splinters. Grow yes from the left group and no "
    "from the rest.",
)
def grow_without_parting(X, y, depth, min_leaf):
    kind = int(np.bincount(y).argmax())
    if depth == 0 or (y == kind).all():
        return kind
    gained, column, threshold = best_split(X, y, min_leaf)
    if gained == -np.inf:
        return kind
    below = grow_without_parting(X, y, depth - 1, min_leaf)
    return (column, threshold, below, below)


@wrong(
    grow,
    "You asked further questions about a pure group. If all splinters are of one "
    "kind, return that kind.",
)
def grow_beyond_clean_heaps(X, y, depth, min_leaf):
    kind = int(np.bincount(y).argmax())
    if depth == 0:
        return kind
    gained, column, threshold = best_split(X, y, min_leaf)
    if gained == -np.inf:
        return kind
    left = X[:, column] <= threshold
    yes = grow_beyond_clean_heaps(X[left], y[left], depth - 1, min_leaf)
    no = grow_beyond_clean_heaps(X[~left], y[~left], depth - 1, min_leaf)
    return (column, threshold, yes, no)


@wrong(
    grow,
    "You swapped yes and no. Yes means at most the threshold.",
)
def grow_crossed(X, y, depth, min_leaf):
    kind = int(np.bincount(y).argmax())
    if depth == 0 or (y == kind).all():
        return kind
    gained, column, threshold = best_split(X, y, min_leaf)
    if gained == -np.inf:
        return kind
    left = X[:, column] <= threshold
    yes = grow_crossed(X[left], y[left], depth - 1, min_leaf)
    no = grow_crossed(X[~left], y[~left], depth - 1, min_leaf)
    return (column, threshold, no, yes)


@wrong(
    grow,
    "Your tree has one question too few. With a depth of 1, it asks one question.",
)
def grow_too_shallow(X, y, depth, min_leaf):
    kind = int(np.bincount(y).argmax())
    if depth <= 1 or (y == kind).all():
        return kind
    gained, column, threshold = best_split(X, y, min_leaf)
    if gained == -np.inf:
        return kind
    left = X[:, column] <= threshold
    yes = grow_too_shallow(X[left], y[left], depth - 1, min_leaf)
    no = grow_too_shallow(X[~left], y[~left], depth - 1, min_leaf)
    return (column, threshold, yes, no)


@wrong(
    grow,
    "Your depth never decreases, so the tree asks too many questions. Pass depth - "
    "1 for each group.",
)
def grow_as_deep_as_it_goes(X, y, depth, min_leaf):
    kind = int(np.bincount(y).argmax())
    if depth == 0 or (y == kind).all():
        return kind
    gained, column, threshold = best_split(X, y, min_leaf)
    if gained == -np.inf:
        return kind
    left = X[:, column] <= threshold
    yes = grow_as_deep_as_it_goes(X[left], y[left], depth, min_leaf)
    no = grow_as_deep_as_it_goes(X[~left], y[~left], depth, min_leaf)
    return (column, threshold, yes, no)


@wrong(
    grow,
    "You left out a question with a gain of 0. The next question may gain a lot, "
    "so stop only if the gain is -np.inf.",
)
def grow_only_where_it_gains(X, y, depth, min_leaf):
    kind = int(np.bincount(y).argmax())
    if depth == 0 or (y == kind).all():
        return kind
    gained, column, threshold = best_split(X, y, min_leaf)
    if gained <= 0:
        return kind
    left = X[:, column] <= threshold
    yes = grow_only_where_it_gains(X[left], y[left], depth - 1, min_leaf)
    no = grow_only_where_it_gains(X[~left], y[~left], depth - 1, min_leaf)
    return (column, threshold, yes, no)


@wrong(
    grow,
    "You used another min_leaf further down. Pass on the min_leaf that you were given.",
)
def grow_by_a_fixed_leaf(X, y, depth, min_leaf):
    kind = int(np.bincount(y).argmax())
    if depth == 0 or (y == kind).all():
        return kind
    gained, column, threshold = best_split(X, y, min_leaf)
    if gained == -np.inf:
        return kind
    left = X[:, column] <= threshold
    yes = grow_by_a_fixed_leaf(X[left], y[left], depth - 1, MIN_LEAF)
    no = grow_by_a_fixed_leaf(X[~left], y[~left], depth - 1, MIN_LEAF)
    return (column, threshold, yes, no)


@wrong(
    grow,
    "You asked a question where none is allowed, because all values may be equal. "
    "Return a kind if the gain is -np.inf.",
)
def grow_by_the_size_of_a_heap(X, y, depth, min_leaf):
    kind = int(np.bincount(y, minlength=1).argmax())
    if depth == 0 or (y == kind).all() or len(y) < 2 * min_leaf:
        return kind
    _, column, threshold = best_split(X, y, min_leaf)
    left = X[:, column] <= threshold
    yes = grow_by_the_size_of_a_heap(X[left], y[left], depth - 1, min_leaf)
    no = grow_by_the_size_of_a_heap(X[~left], y[~left], depth - 1, min_leaf)
    return (column, threshold, yes, no)


@right(grow)
def grow_after_asking(X, y, depth, min_leaf):
    gained, column, threshold = best_split(X, y, min_leaf)
    kinds, counts = np.unique(y, return_counts=True)
    if depth == 0 or len(kinds) == 1 or np.isneginf(gained):
        return kinds[counts.argmax()]
    yes = X[:, column] <= threshold
    below = [grow(X[rows], y[rows], depth - 1, min_leaf) for rows in (yes, ~yes)]
    return (column, threshold, *below)


@right(grow)
def grow_of_low_and_high(X, y, depth, min_leaf):
    commonest = int(stats.mode(y).mode)
    if depth < 1 or len(set(y)) == 1 or len(y) < 2 * min_leaf:
        return commonest
    gained, column, threshold = best_split(X, y, min_leaf)
    if not gained > -np.inf:
        return commonest
    low, high = X[:, column] <= threshold, X[:, column] > threshold
    return (
        column,
        threshold,
        grow(X[low], y[low], depth - 1, min_leaf),
        grow(X[high], y[high], depth - 1, min_leaf),
    )


@right(grow)
def grow_by_row_numbers(X, y, depth, min_leaf):
    return grown_from(np.arange(len(y)), X, y, depth, min_leaf)


@right(grow)
def grow_from_a_stack(X, y, depth, min_leaf):
    nodes, todo = {}, [("", X, y)]
    while todo:
        path, part, kinds = todo.pop()
        nodes[path] = int(np.argmax(np.bincount(kinds)))
        if len(path) < depth and np.any(kinds != kinds[0]):
            gained, column, threshold = best_split(part, kinds, min_leaf)
            if gained > -np.inf:
                nodes[path] = (column, threshold)
                left = part[:, column] <= threshold
                todo.append((path + "y", part[left], kinds[left]))
                todo.append((path + "n", part[~left], kinds[~left]))
    for path in sorted(nodes, key=len, reverse=True):
        if path + "y" in nodes:
            nodes[path] = (*nodes[path], nodes.pop(path + "y"), nodes.pop(path + "n"))
    return nodes[""]


equivalent(
    grow,
    "kind = int(np.bincount(y).argmax()) -> kind = np.bincount(y).argmax()",
    why="NumPy's whole numbers are whole numbers.",
)


equivalent(
    grow,
    "left = X[:, column] <= threshold -> left = X[:, column] < threshold",
    why="No value of those it grows from lies on a threshold.",
)


@check(predict_one)
def a_tree_without_a_question():
    assert predict_one(5, np.zeros(2)) == 5


@check(predict_one)
def on_the_threshold_is_at_most_the_threshold():
    """If the value equals the threshold, the answer is yes."""
    tree = (1, 2.0, (0, 5.0, 3, 4), 1)
    assert predict_one(tree, np.array([5.0, 2])) == 3
    assert predict_one(tree, np.array([5.1, 1])) == 4
    assert predict_one(tree, np.array([9.0, 9])) == 1


@check(predict_one)
def a_deep_tree_knows_what_it_has_learnt():
    model = DecisionTreeClassifier(random_state=0).fit(X_train, y_train)
    tree = as_tuples(model)
    assert [predict_one(tree, q) for q in X_train] == close_to(y_train)


@wrong(
    predict_one,
    "You went the wrong way. Go to yes if the value is at most the threshold.",
)
def name_backwards(tree, q):
    while isinstance(tree, tuple):
        column, threshold, yes, no = tree
        tree = yes if q[column] > threshold else no
    return tree


@wrong(
    predict_one,
    "If the value equals the threshold, the answer is yes. Use <= instead of <.",
)
def name_strictly(tree, q):
    while isinstance(tree, tuple):
        column, threshold, yes, no = tree
        tree = yes if q[column] < threshold else no
    return tree


@wrong(
    predict_one,
    "You asked only one question. Go on until the tree is a kind.",
)
def name_after_one_question(tree, q):
    if not isinstance(tree, tuple):
        return tree
    column, threshold, yes, no = tree
    tree = yes if q[column] <= threshold else no
    while isinstance(tree, tuple):
        tree = tree[2]
    return tree


@right(predict_one)
def name_by_recursion(tree, q):
    if not isinstance(tree, tuple):
        return tree
    return predict_one(tree[2] if q[tree[0]] <= tree[1] else tree[3], q)


@right(predict_one)
def name_by_length(tree, q):
    while isinstance(tree, (list, tuple)):
        column, threshold, *ways = tree
        tree = ways[int(q[column] > threshold)]
    return int(tree)


@right(predict_one)
def name_until_it_fails(tree, q):
    while True:
        try:
            column, threshold, yes, no = tree
        except TypeError:
            return float(tree)
        tree = no if q[column] > threshold else yes


@right(predict_one)
def name_with_a_match(tree, q):
    match tree:
        case (column, threshold, yes, no):
            return name_with_a_match(yes if q[column] <= threshold else no, q)
        case kind:
            return np.array(kind)


@check(importance)
def each_gain_counts_as_often_as_it_is_met():
    """Each question counts with its gain, times the number of splinters that reach it."""
    X, y = np.array([[2.0, 9], [2, 9], [3, 1], [3, 2]]), np.array([0, 0, 0, 1])
    total_gain = importance((0, 2.0, 0, (1, 1.0, 0, 1)), X, y)
    assert total_gain == close_to([1 / 3, 2 / 3])


@check(importance)
def a_column_that_is_asked_twice_adds_up():
    X, y = np.array([[1.0], [2], [3]]), np.array([0, 1, 0])
    assert importance((0, 1.5, 0, (0, 2.5, 1, 0)), X, y) == close_to([1])


@check(importance)
def as_scikit_learn_earns(rng):
    X, y = rng.normal(size=(40, 3)), rng.integers(2, size=40)
    model = DecisionTreeClassifier(max_depth=3, random_state=0).fit(X, y)
    total_gain = importance(as_tuples(model), X, y)
    assert total_gain == close_to(model.feature_importances_)


@wrong(
    importance,
    "You gave every question the same weight. Multiply each gain by the number of "
    "splinters that reach the question.",
)
def importance_of_gains(tree, X, y):
    total_gain, nodes = np.zeros(X.shape[1]), [(tree, np.ones(len(y), dtype=bool))]
    while nodes:
        node, rows = nodes.pop()
        if isinstance(node, tuple):
            column, threshold, yes, no = node
            left = X[:, column] <= threshold
            total_gain[column] += gain(y[rows], left[rows])
            nodes += [(yes, rows & left), (no, rows & ~left)]
    return total_gain / total_gain.sum()


@wrong(
    importance,
    "That counts how many questions are about a column. Add up the gains of the "
    "questions instead.",
)
def importance_by_counting(tree, X, y):
    total_gain, nodes = np.zeros(X.shape[1]), [tree]
    while nodes:
        node = nodes.pop()
        if isinstance(node, tuple):
            total_gain[node[0]] += 1
            nodes += [node[2], node[3]]
    return total_gain / total_gain.sum()


@wrong(
    importance,
    "If there are two questions about a column, you kept only the last one. Add up "
    "their gains with +=.",
)
def importance_of_the_last_questions(tree, X, y):
    total_gain, nodes = np.zeros(X.shape[1]), [(tree, np.ones(len(y), dtype=bool))]
    while nodes:
        node, rows = nodes.pop(0)
        if isinstance(node, tuple):
            column, threshold, yes, no = node
            left = X[:, column] <= threshold
            total_gain[column] = rows.sum() * gain(y[rows], left[rows])
            nodes += [(yes, rows & left), (no, rows & ~left)]
    return total_gain / total_gain.sum()


@wrong(
    importance,
    "Your fractions do not add up to 1. Divide them by their sum.",
)
def importance_without_shares(tree, X, y):
    total_gain, nodes = np.zeros(X.shape[1]), [(tree, np.ones(len(y), dtype=bool))]
    while nodes:
        node, rows = nodes.pop()
        if isinstance(node, tuple):
            column, threshold, yes, no = node
            left = X[:, column] <= threshold
            total_gain[column] += rows.sum() * gain(y[rows], left[rows]) / len(y)
            nodes += [(yes, rows & left), (no, rows & ~left)]
    return total_gain


@right(importance)
def importance_by_recursion(tree, X, y):
    total_gain = np.array(earned_below(tree, X, y), dtype=float)
    return total_gain / np.sum(total_gain)


@right(importance)
def importance_in_a_dict(tree, X, y):
    total_gain, nodes = defaultdict(float), deque([(tree, np.arange(len(y)))])
    while nodes:
        node, rows = nodes.popleft()
        if isinstance(node, (list, tuple)):
            column, threshold, yes, no = node
            left = X[rows, column] <= threshold
            total_gain[int(column)] += len(rows) * gain(y[rows], left)
            nodes.extend([(yes, rows[left]), (no, rows[~left])])
    total = sum(total_gain.values())
    return [total_gain[column] / total for column in range(X.shape[1])]


@right(importance)
def importance_of_what_is_left(tree, X, y):
    impurity = lambda y: len(y) * gini(y)
    total_gain, todo = [0.0] * len(X[0]), [(tree, X, y)]
    while todo:
        node, X, y = todo.pop()
        if not isinstance(node, tuple):
            continue
        left = X[:, node[0]] <= node[1]
        total_gain[node[0]] += impurity(y) - impurity(y[left]) - impurity(y[~left])
        todo += [(node[2], X[left], y[left]), (node[3], X[~left], y[~left])]
    return tuple(np.divide(total_gain, math.fsum(total_gain)))


@right(importance)
def importance_splinter_by_splinter(tree, X, y):
    groups = {}
    for q, kind in zip(X, y):
        node, path = tree, ()
        while isinstance(node, tuple):
            answer = bool(q[node[0]] <= node[1])
            groups.setdefault((path, node[0]), []).append((kind, answer))
            node, path = (node[2] if answer else node[3]), (*path, answer)
    total_gain = np.zeros(X.shape[1])
    for (_, column), met in groups.items():
        kinds, left = map(np.array, zip(*met))
        total_gain[column] += len(met) * gain(kinds, left)
    return total_gain / total_gain.sum()


equivalent(
    importance,
    "total_gain[column] += rows.sum() * gain(y[rows], left[rows]) -> total_gain[column] += rows.mean() * gain(y[rows], left[rows])",
    "total_gain[column] += rows.sum() * gain(y[rows], left[rows]) -> total_gain[column] -= rows.sum() * gain(y[rows], left[rows])",
    why="Fractions stay the same if all gains are divided by one number, or change sign.",
)
