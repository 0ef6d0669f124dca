"""Other right answers at level 5 of 01 iris."""

import heapq
import math
from collections import Counter
from fractions import Fraction
from functools import reduce
from itertools import groupby
from operator import mul


@instead_of(mean)
def mean_in_a_loop(values):
    total = 0
    for value in values:
        total += value
    return total / len(values)


@instead_of(mean)
def mean_by_fsum(values):
    return math.fsum(values) / len(values)


@instead_of(mean)
def mean_as_it_goes(values):
    m = 0.0
    for n, value in enumerate(values, 1):
        m += (value - m) / n
    return m


@instead_of(mean)
def mean_by_recursion(values):
    if len(values) == 1:
        return values[0]
    middle = len(values) // 2
    low, high = values[:middle], values[middle:]
    n = len(values)
    return len(low) / n * mean(low) + len(high) / n * mean(high)


@instead_of(mean)
def mean_of_shares(values):
    return sum(value / len(values) for value in values)


@instead_of(mean)
def mean_as_a_fraction(values):
    return sum(map(Fraction, values)) / len(values)


@instead_of(variance)
def variance_in_a_loop(values, ddof=0):
    m, total = mean(values), 0
    for value in values:
        distance = value - m
        total += distance * distance
    return total / (len(values) - ddof)


@instead_of(variance)
def variance_as_it_goes(values, ddof=0):
    m = total = 0.0
    for n, value in enumerate(values, 1):
        before = value - m
        m += before / n
        total += before * (value - m)
    return total / (len(values) - ddof)


@instead_of(variance)
def variance_of_pairs(values, ddof=0):
    n = len(values)
    pairs = [(a - b) ** 2 for i, a in enumerate(values) for b in values[:i]]
    return math.fsum(pairs) / n / (n - ddof)


@instead_of(variance)
def variance_by_distance(values, ddof=0):
    m = mean(values)
    return math.dist(values, [m] * len(values)) ** 2 / (len(values) - ddof)


@instead_of(variance)
def variance_as_a_mean(values, ddof=0):
    m = mean(values)
    return mean([(v - m) ** 2 for v in values]) * len(values) / (len(values) - ddof)


@instead_of(variance)
def variance_as_a_fraction(values, ddof=0):
    values = [Fraction(v) for v in values]
    m = sum(values) / len(values)
    return sum((v - m) ** 2 for v in values) / (len(values) - ddof)


@instead_of(standardise)
def standardise_in_a_loop(values):
    m, s = mean(values), math.sqrt(variance(values, ddof=0))
    result = []
    for value in values:
        result.append((value - m) / s)
    return result


@instead_of(standardise)
def standardise_by_map(values):
    m, s = mean(values), float(variance(values)) ** 0.5
    return tuple(map(lambda value: value / s - m / s, values))


@instead_of(standardise)
def standardise_centred_first(values):
    m = mean(values)
    centred = [v - m for v in values]
    length = math.hypot(*centred)
    return [v / length * len(values) ** 0.5 for v in centred]


@instead_of(dot)
def dot_by_places(a, b):
    total = 0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


@instead_of(dot)
def dot_by_reduce(a, b):
    return reduce(lambda total, pair: total + pair[0] * pair[1], zip(a, b), 0)


@instead_of(dot)
def dot_by_recursion(a, b):
    return a[0] * b[0] + dot(a[1:], b[1:]) if len(a) else 0


@instead_of(dot)
def dot_by_map(a, b):
    return math.fsum(map(mul, a, b))


@instead_of(distance)
def distance_by_dist(a, b):
    return math.dist(a, b)


@instead_of(distance)
def distance_in_a_loop(a, b):
    total = 0
    for x, y in zip(a, b):
        total += (x - y) ** 2
    return math.sqrt(total)


@instead_of(distance)
def distance_one_at_a_time(a, b):
    return reduce(math.hypot, [y - x for x, y in zip(a, b)], 0.0)


@instead_of(distance)
def distance_by_herons_root(a, b):
    square = dot([x - y for x, y in zip(a, b)], [x - y for x, y in zip(a, b)])
    return herons_root(square)


def herons_root(square):
    root = square or 0.0
    while root and abs(root * root - square) > 1e-13 * square:
        root = (root + square / root) / 2
    return root


@instead_of(distance)
def distance_by_logarithms(a, b):
    square = sum((x - y) ** 2 for x, y in zip(a, b))
    return math.exp(math.log(square) / 2) if square else 0.0


@instead_of(vote)
def vote_by_counter(labels):
    counts = Counter(labels)
    most = max(counts.values())
    return min(label for label in counts if counts[label] == most)


@instead_of(vote)
def vote_by_key(labels):
    return max(set(labels), key=lambda label: (labels.count(label), -label))


@instead_of(vote)
def vote_by_groups(labels):
    runs = [(-len(list(run)), label) for label, run in groupby(sorted(labels))]
    return min(runs)[1]


@instead_of(vote)
def vote_by_tally(labels):
    tally = [0] * (max(labels) + 1)
    for label in labels:
        tally[label] += 1
    return tally.index(max(tally))


@instead_of(predict)
def predict_by_pairs(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        pairs = sorted((distance(x, q), i) for i, x in enumerate(X_train))
        y_pred.append(vote([y_train[i] for _, i in pairs[:k]]))
    return y_pred


@instead_of(predict)
def predict_by_heap(X_train, y_train, X_test, k):
    near = lambda q: heapq.nsmallest(
        k, range(len(X_train)), key=lambda i: math.dist(X_train[i], q)
    )
    return tuple(vote([y_train[i] for i in near(q)]) for q in X_test)


@instead_of(predict)
def predict_picking_the_nearest(X_train, y_train, X_test, k):
    return [name_of(q, X_train, y_train, k) for q in X_test]


def name_of(q, X_train, y_train, k):
    left, labels = list(range(len(X_train))), []
    while len(labels) < k:
        nearest = min(left, key=lambda i: distance(X_train[i], q))
        left.remove(nearest)
        labels.append(y_train[nearest])
    return vote(labels)


@instead_of(predict)
def predict_by_recursion(X_train, y_train, X_test, k):
    if not X_test:
        return []
    *before, q = X_test
    order = sorted(zip([math.dist(x, q) for x in X_train], y_train))
    last = vote([label for _, label in order[:k]])
    return predict_by_recursion(X_train, y_train, before, k) + [last]
