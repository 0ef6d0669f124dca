"""The proof of level 5 of 01 iris: how its functions go wrong, and other right answers."""

import heapq
import math
import statistics
from collections import Counter
from fractions import Fraction
from functools import reduce
from itertools import groupby
from operator import mul

from sklearn.preprocessing import StandardScaler


def herons_root(square):
    root = square or 0.0
    while root and abs(root * root - square) > 1e-13 * square:
        root = (root + square / root) / 2
    return root


def label_of(q, X_train, y_train, k):
    left, labels = list(range(len(X_train))), []
    while len(labels) < k:
        nearest = min(left, key=lambda i: distance(X_train[i], q))
        left.remove(nearest)
        labels.append(y_train[nearest])
    return vote(labels)


@check(mean)
def as_statistics_computes(rng):
    assert mean([2, 5]) == close_to(3.5)
    for values in rng.normal(size=20).tolist(), petal_length:
        assert mean(values) == close_to(statistics.fmean(values))


@wrong(mean, "You rounded down to a whole number: // cuts, / divides. Use /.")
def mean_cut_to_whole(values):
    return sum(values) // len(values)


@wrong(mean, "You divided by three, whatever the list is. Divide by len(values).")
def mean_of_three(values):
    return sum(values) / 3


@wrong(
    mean,
    "That is the median, the middle of the sorted values. Add up the values and "
    "divide by how many there are.",
)
def median(values):
    return sorted(values)[len(values) // 2]


@wrong(mean, "You divided by n - 1. Divide the sum by n, the number of values.")
def mean_over_n_minus_one(values):
    return sum(values) / (len(values) - 1)


@right(mean)
def mean_in_a_loop(values):
    total = 0
    for value in values:
        total += value
    return total / len(values)


@right(mean)
def mean_by_fsum(values):
    return math.fsum(values) / len(values)


@right(mean)
def mean_as_it_goes(values):
    m = 0.0
    for n, value in enumerate(values, 1):
        m += (value - m) / n
    return m


@right(mean)
def mean_by_recursion(values):
    if len(values) == 1:
        return values[0]
    middle = len(values) // 2
    low, high = values[:middle], values[middle:]
    n = len(values)
    return len(low) / n * mean(low) + len(high) / n * mean(high)


@right(mean)
def mean_of_parts(values):
    return sum(value / len(values) for value in values)


@right(mean)
def mean_as_a_fraction(values):
    return sum(map(Fraction, values)) / len(values)


@check(variance)
def of_a_sample_and_of_all(rng):
    """ddof=1 divides by n - 1, and ddof=0 divides by n."""
    for values in rng.normal(size=9).tolist(), petal_length:
        assert variance(values) == close_to(statistics.pvariance(values))
        assert variance(values, ddof=1) == close_to(statistics.variance(values))


@check(variance)
def far_from_zero():
    """The variance is as exact for 1e9 + 2, 1e9 + 4, 1e9 + 9 as for 2, 4, 9."""
    far = [2 + 1e9, 4 + 1e9, 9 + 1e9]
    assert variance(far, ddof=1) == close_to(13)
    assert variance(far) == close_to(26 / 3)


@wrong(variance, "You did not use ddof. Divide by len(values) - ddof.")
def variance_without_ddof(values, ddof=0):
    m = sum(values) / len(values)
    return sum((v - m) ** 2 for v in values) / len(values)


@wrong(
    variance,
    "That is the standard deviation. Return its square, the variance: take no root.",
)
def standard_deviation(values, ddof=0):
    m = sum(values) / len(values)
    return (sum((v - m) ** 2 for v in values) / (len(values) - ddof)) ** 0.5


@wrong(
    variance,
    "That is the mean absolute deviation. Square the distances from the mean before "
    "you add them up.",
)
def mean_absolute_deviation(values, ddof=0):
    m = sum(values) / len(values)
    return sum(abs(v - m) for v in values) / (len(values) - ddof)


@wrong(
    variance,
    "That formula is right on paper, but it subtracts large numbers and loses the "
    "digits that matter. Subtract the mean from each value first, then square.",
)
def variance_by_the_shortcut(values, ddof=0):
    n, m = len(values), sum(values) / len(values)
    return (sum(v * v for v in values) / n - m**2) * n / (n - ddof)


@wrong(
    variance,
    "That formula is right on paper, but it subtracts large numbers and loses the "
    "digits that matter. Subtract the mean from each value first, then square.",
)
def variance_by_the_sums(values, ddof=0):
    n, m = len(values), sum(values) / len(values)
    return (sum(v * v for v in values) - n * m**2) / (n - ddof)


@wrong(
    variance,
    "You always divided by n - 1. Divide by n - ddof; ddof is 0 unless it is given.",
)
def variance_as_a_sample(values, ddof=0):
    m = sum(values) / len(values)
    return sum((v - m) ** 2 for v in values) / (len(values) - 1)


@wrong(
    variance,
    "You did not subtract the mean: that is the mean of the squared values. "
    "Subtract the mean from each value first.",
)
def mean_square(values, ddof=0):
    return sum(v**2 for v in values) / (len(values) - ddof)


@right(variance)
def variance_in_a_loop(values, ddof=0):
    m, total = mean(values), 0
    for value in values:
        distance = value - m
        total += distance * distance
    return total / (len(values) - ddof)


@right(variance)
def variance_as_it_goes(values, ddof=0):
    m = total = 0.0
    for n, value in enumerate(values, 1):
        before = value - m
        m += before / n
        total += before * (value - m)
    return total / (len(values) - ddof)


@right(variance)
def variance_of_pairs(values, ddof=0):
    n = len(values)
    pairs = [(a - b) ** 2 for i, a in enumerate(values) for b in values[:i]]
    return math.fsum(pairs) / n / (n - ddof)


@right(variance)
def variance_by_distance(values, ddof=0):
    m = mean(values)
    return math.dist(values, [m] * len(values)) ** 2 / (len(values) - ddof)


@right(variance)
def variance_as_a_mean(values, ddof=0):
    m = mean(values)
    return mean([(v - m) ** 2 for v in values]) * len(values) / (len(values) - ddof)


@right(variance)
def variance_as_a_fraction(values, ddof=0):
    values = [Fraction(v) for v in values]
    m = sum(values) / len(values)
    return sum((v - m) ** 2 for v in values) / (len(values) - ddof)


@check(standardise)
def as_scikit_learn_scales(rng):
    values = rng.normal(loc=7, scale=3, size=15)
    wanted = StandardScaler().fit_transform(values[:, None])[:, 0]
    assert standardise(values.tolist()) == close_to(wanted)


@wrong(
    standardise,
    "You divided by the variance. Divide by its root, the standard deviation.",
)
def standardise_by_variance(values):
    m = sum(values) / len(values)
    square = sum((v - m) ** 2 for v in values) / len(values)
    return [(v - m) / square for v in values]


@wrong(standardise, "You only divided the mean. Use brackets: (v - mean) / deviation.")
def standardise_without_brackets(values):
    m = sum(values) / len(values)
    square = sum((v - m) ** 2 for v in values) / len(values)
    return [v - m / square**0.5 for v in values]


@wrong(standardise, "You did not subtract the mean. Subtract it from each value first.")
def standardise_without_centring(values):
    m = sum(values) / len(values)
    square = sum((v - m) ** 2 for v in values) / len(values)
    return [v / square**0.5 for v in values]


@wrong(
    standardise,
    "That standard deviation divides by n - 1. Divide by n, as scikit-learn's "
    "scaler does: ddof=0.",
)
def standardise_as_a_sample(values):
    m = sum(values) / len(values)
    square = sum((v - m) ** 2 for v in values) / (len(values) - 1)
    return [(v - m) / square**0.5 for v in values]


@right(standardise)
def standardise_in_a_loop(values):
    m, s = mean(values), math.sqrt(variance(values, ddof=0))
    result = []
    for value in values:
        result.append((value - m) / s)
    return result


@right(standardise)
def standardise_by_map(values):
    m, s = mean(values), float(variance(values)) ** 0.5
    return tuple(map(lambda value: value / s - m / s, values))


@right(standardise)
def standardise_centred_first(values):
    m = mean(values)
    centred = [v - m for v in values]
    length = math.hypot(*centred)
    return [v / length * len(values) ** 0.5 for v in centred]


@check(dot)
def each_cell_of_a_product_of_matrices(rng):
    A = rng.normal(size=(3, 6))
    cells = [[dot(a, b) for b in A.tolist()] for a in A.tolist()]
    assert cells == close_to(A @ A.T)


@wrong(dot, "Those are the products. Add them up: a dot product is one number.")
def products(a, b):
    return [x * y for x, y in zip(a, b, strict=True)]


@wrong(dot, "You multiplied the two sums. Multiply pair by pair first, then add up.")
def product_of_sums(a, b):
    return sum(a) * sum(b)


@wrong(dot, "You added each pair. Multiply each pair, then add up.")
def sum_of_sums(a, b):
    return sum(x + y for x, y in zip(a, b, strict=True))


@right(dot)
def dot_by_positions(a, b):
    total = 0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


@right(dot)
def dot_by_reduce(a, b):
    return reduce(lambda total, pair: total + pair[0] * pair[1], zip(a, b), 0)


@right(dot)
def dot_by_recursion(a, b):
    return a[0] * b[0] + dot(a[1:], b[1:]) if len(a) else 0


@right(dot)
def dot_by_map(a, b):
    return math.fsum(map(mul, a, b))


equivalent(
    dot,
    "return sum((x * y for x, y in zip(a, b, strict=True))) -> return sum((x * y for x, y in zip(b, a, strict=True)))",
    why="x y is the same as y x.",
)


@check(distance)
def in_four_features(rng):
    a, b = rng.normal(size=(2, 4)).tolist()
    assert distance(a, b) == close_to(math.dist(a, b))
    assert distance(b, a) == close_to(math.dist(a, b))


@check(distance)
def between_huge_numbers():
    """The distance is equally exact far from zero: take the differences first."""
    assert distance([1e9, 2], [1e9 + 3, -2]) == close_to(5)


@wrong(distance, "That is the squared distance. Take the square root: ** 0.5.")
def distance_squared(a, b):
    return sum((x - y) ** 2 for x, y in zip(a, b, strict=True))


@wrong(
    distance,
    "You added up the differences without squaring them, so they cancel. Square "
    "each difference first.",
)
def distance_that_cancels(a, b):
    return abs(sum(x - y for x, y in zip(a, b, strict=True)))


@wrong(
    distance,
    "That formula is right on paper, but it subtracts large numbers and loses the "
    "digits that matter. Take the differences first, then square.",
)
def distance_multiplied_out(a, b):
    aa, bb = sum(x * x for x in a), sum(x * x for x in b)
    ab = sum(x * y for x, y in zip(a, b, strict=True))
    return (aa + bb - 2 * ab) ** 0.5


@wrong(
    distance,
    "That is the Manhattan distance, the sum of the absolute differences. Square "
    "each difference, add up, and take the root.",
)
def distance_manhattan(a, b):
    return sum(abs(x - y) for x, y in zip(a, b, strict=True))


@right(distance)
def distance_by_dist(a, b):
    return math.dist(a, b)


@right(distance)
def distance_in_a_loop(a, b):
    total = 0
    for x, y in zip(a, b):
        total += (x - y) ** 2
    return math.sqrt(total)


@right(distance)
def distance_one_at_a_time(a, b):
    return reduce(math.hypot, [y - x for x, y in zip(a, b)], 0.0)


@right(distance)
def distance_by_herons_root(a, b):
    square = dot([x - y for x, y in zip(a, b)], [x - y for x, y in zip(a, b)])
    return herons_root(square)


@right(distance)
def distance_by_logarithms(a, b):
    square = sum((x - y) ** 2 for x, y in zip(a, b))
    return math.exp(math.log(square) / 2) if square else 0.0


equivalent(
    distance,
    "difference = [x - y for x, y in zip(a, b, strict=True)] -> difference = [x - y for x, y in zip(b, a, strict=True)]",
    why="The difference is squared: its sign is free.",
)


@check(vote)
def the_most_frequent_label_wins(rng):
    """The label that occurs most often wins, wherever it is in the list."""
    assert vote([1, 1, 6, 7, 8]) == 1
    for _ in range(5):
        assert vote(rng.permutation([5] * 4 + [3] * 3 + [9] * 3).tolist()) == 5


@check(vote)
def when_labels_tie(rng):
    """If labels tie, the smallest wins, in whatever order they come."""
    assert vote([8, 7, 8, 7]) == 7
    for _ in range(5):
        assert vote(rng.permutation([8, 8, 6, 6, 7, 7]).tolist()) == 6


@wrong(vote, "If labels tie, the smallest wins. You took the first one in the list.")
def vote_for_the_first_of_tied(labels):
    return max(labels, key=labels.count)


@wrong(
    vote,
    "If labels tie, the smallest wins. A set has its own order.",
)
def vote_in_the_order_of_a_set(labels):
    return max(set(labels), key=labels.count)


@wrong(
    vote,
    "That is the median, the middle of the sorted labels. Count how often each "
    "label occurs.",
)
def vote_by_median(labels):
    return sorted(labels)[len(labels) // 2]


@wrong(
    vote, "That is the largest label. Count the labels and return the most frequent."
)
def largest_label(labels):
    return max(labels)


@wrong(vote, "That is how many votes the winner has. Return its label.")
def votes_of_the_winner(labels):
    return max(labels.count(label) for label in labels)


@right(vote)
def vote_by_counter(labels):
    counts = Counter(labels)
    most = max(counts.values())
    return min(label for label in counts if counts[label] == most)


@right(vote)
def vote_by_key(labels):
    return max(set(labels), key=lambda label: (labels.count(label), -label))


@right(vote)
def vote_by_groups(labels):
    runs = [(-len(list(run)), label) for label, run in groupby(sorted(labels))]
    return min(runs)[1]


@right(vote)
def vote_by_tally(labels):
    tally = [0] * (max(labels) + 1)
    for label in labels:
        tally[label] += 1
    return tally.index(max(tally))


equivalent(
    vote,
    "counts[label] = counts.get(label, 0) + 1 -> counts[label] = counts.get(label, 0) + 2",
    "counts[label] = counts.get(label, 0) + 1 -> counts[label] = counts.get(label, -1) + 1",
    "counts[label] = counts.get(label, 0) + 1 -> counts[label] = counts.get(label, 1) + 1",
    why="Every label is counted from the same start in equal steps, so the same one wins.",
)


@check(predict)
def rows_in_any_order():
    line, labels = [[5], [1], [2], [9]], [3, 4, 4, 2]
    assert predict(line, labels, [[0], [8]], 2) == close_to([4, 2])


@check(predict)
def as_scikit_learn_predicts(rng):
    known, new = rng.normal(size=(40, 3)), rng.normal(size=(15, 3))
    labels = rng.integers(3, size=40)
    for k in 1, 4, 7:
        model = KNeighborsClassifier(n_neighbors=k).fit(known, labels)
        found = predict(known.tolist(), labels.tolist(), new.tolist(), k)
        assert found == close_to(model.predict(new))


@wrong(
    predict,
    "Those are the labels of the k nearest. Let them vote, so that each flower gets "
    "one label.",
)
def predict_without_a_vote(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        far = [sum((u - v) ** 2 for u, v in zip(x, q, strict=True)) for x in X_train]
        order = sorted(range(len(far)), key=far.__getitem__)
        y_pred.append([y_train[i] for i in order[:k]])
    return y_pred


@wrong(predict, "Only the nearest decided. Let the k nearest vote.")
def predict_by_one(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        far = [sum((u - v) ** 2 for u, v in zip(x, q, strict=True)) for x in X_train]
        y_pred.append(y_train[far.index(min(far))])
    return y_pred


@wrong(
    predict, "You let the furthest vote. After sorting, the nearest come first: [:k]."
)
def predict_by_the_furthest(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        far = [sum((u - v) ** 2 for u, v in zip(x, q, strict=True)) for x in X_train]
        order = sorted(range(len(far)), key=far.__getitem__)[-k:]
        labels = [y_train[i] for i in order]
        y_pred.append(max(sorted(labels), key=labels.count))
    return y_pred


@wrong(
    predict,
    "You returned a row number. Look up y_train at the k nearest rows, and let "
    "those labels vote.",
)
def predict_a_row(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        far = [sum((u - v) ** 2 for u, v in zip(x, q, strict=True)) for x in X_train]
        y_pred.append(min(sorted(range(len(far)), key=far.__getitem__)[:k]))
    return y_pred


@wrong(
    predict,
    "You returned a distance. Look up y_train at the k nearest rows, and let those "
    "labels vote.",
)
def predict_a_distance(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        far = [sum((u - v) ** 2 for u, v in zip(x, q, strict=True)) for x in X_train]
        y_pred.append(min(far) ** 0.5)
    return y_pred


@wrong(
    predict,
    "You let the first k rows vote. Sort the rows by distance before you take k of "
    "them.",
)
def predict_by_the_first_rows(X_train, y_train, X_test, k):
    labels = list(y_train[:k])
    return [max(sorted(labels), key=labels.count) for _ in X_test]


@right(predict)
def predict_by_pairs(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        pairs = sorted((distance(x, q), i) for i, x in enumerate(X_train))
        y_pred.append(vote([y_train[i] for _, i in pairs[:k]]))
    return y_pred


@right(predict)
def predict_by_heap(X_train, y_train, X_test, k):
    near = lambda q: heapq.nsmallest(
        k, range(len(X_train)), key=lambda i: math.dist(X_train[i], q)
    )
    return tuple(vote([y_train[i] for i in near(q)]) for q in X_test)


@right(predict)
def predict_picking_the_nearest(X_train, y_train, X_test, k):
    return [label_of(q, X_train, y_train, k) for q in X_test]


@right(predict)
def predict_by_recursion(X_train, y_train, X_test, k):
    if not X_test:
        return []
    *before, q = X_test
    order = sorted(zip([math.dist(x, q) for x in X_train], y_train))
    last = vote([label for _, label in order[:k]])
    return predict_by_recursion(X_train, y_train, before, k) + [last]


equivalent(
    predict,
    "far = [distance(x, q) for x in X_train] -> far = [distance(q, x) for x in X_train]",
    why="A distance is the same both ways.",
)
