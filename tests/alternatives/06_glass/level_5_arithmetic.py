"""Other right answers at level 5 of 06 glass."""

import math
from collections import Counter
from fractions import Fraction
from functools import reduce
from itertools import combinations, groupby
from operator import itemgetter, mul


@instead_of(halvings)
def halvings_by_recursion(x, n):
    if x < 1:
        whole, *digits = halvings_by_recursion(2 * x, n)
        return whole - 1, *digits
    if x >= 2:
        whole, *digits = halvings_by_recursion(x / 2, n)
        return whole + 1, *digits
    if n == 0:
        return (0,)
    digit, *digits = halvings_by_recursion(x * x, n - 1)
    return 0, digit, *digits


@instead_of(halvings)
def halvings_by_taking_the_part_apart(x, n):
    part, whole = math.frexp(x)
    part, digits = 2 * part, []
    for _ in range(n):
        part, carry = math.frexp(part * part)
        part, digits = 2 * part, [*digits, carry - 1]
    return [whole - 1, *digits]


@instead_of(halvings)
def halvings_by_roots(x, n):
    whole = math.floor(math.log(x) / math.log(2) + 1e-12)
    rest, root, digits = x / 2**whole, 2.0, []
    for _ in range(n):
        root = math.sqrt(root)
        fits = rest >= root
        digits.append(fits)
        rest = rest / root if fits else rest
    return [whole, *digits]


@instead_of(halvings)
def halvings_in_exact_fractions(x, n):
    x, whole, digits = Fraction(x), 0, []
    while not 1 <= x < 2:
        x, whole = (x / 2, whole + 1) if x >= 2 else (x * 2, whole - 1)
    for _ in range(n):
        x = Fraction(round(x * x * 2**90), 2**90)
        digits.append(1 if x >= 2 else 0)
        x = x / 2 if x >= 2 else x
    return whole, *digits


@instead_of(entropy)
def entropy_in_a_loop(counts):
    total, result = sum(counts), 0.0
    for count in counts:
        if count:
            result += count / total * log2(total / count)
    return result


@instead_of(entropy)
def entropy_of_the_whole_less_the_parts(counts):
    n = sum(counts)
    return math.log2(n) - sum(c * math.log2(c) for c in counts if c > 0) / n


@instead_of(entropy)
def entropy_kind_by_kind(counts):
    n = math.fsum(counts)
    if max(counts) == n:
        return 0
    (first, *rest) = [c for c in counts if c]
    p = first / n
    fork = -p * log2(p) - (1 - p) * log2(1 - p)
    return fork + (1 - p) * entropy(rest)


@instead_of(entropy)
def entropy_as_a_logarithm_of_a_product(counts):
    n = sum(counts)
    return -math.log2(math.prod((c / n) ** (c / n) for c in counts))


@instead_of(gini)
def gini_as_a_fraction(counts):
    n = sum(counts)
    return 1 - sum(Fraction(c, n) ** 2 for c in counts)


@instead_of(gini)
def gini_of_pairs(counts):
    different = sum(a * b for a, b in combinations(counts, 2))
    return 2 * different / sum(counts) ** 2


@instead_of(gini)
def gini_as_chances_to_differ(counts):
    result = 0
    for count in counts:
        share = count / sum(counts)
        result += share * (1 - share)
    return result


@instead_of(gini)
def gini_of_lengths(counts):
    return 1 - (math.hypot(*counts) / math.fsum(counts)) ** 2


@instead_of(weighted_mean)
def weighted_mean_in_a_loop(values, weights):
    total = weight = 0
    for i in range(len(values)):
        total += values[i] * weights[i]
        weight += weights[i]
    return total / weight


@instead_of(weighted_mean)
def weighted_mean_of_shares(values, weights):
    whole = sum(weights)
    return math.fsum(v * (w / whole) for v, w in zip(values, weights))


@instead_of(weighted_mean)
def weighted_mean_as_it_goes(values, weights):
    mean = weight = 0.0
    for value, more in zip(values, weights):
        weight += more
        if more:
            mean += (value - mean) * more / weight
    return mean


@instead_of(weighted_mean)
def weighted_mean_by_map(values, weights):
    return sum(map(mul, weights, values)) / reduce(lambda a, b: a + b, weights)


@instead_of(gain)
def gain_in_a_loop(impurity, heaps):
    whole, n, after = [0] * len(heaps[0]), sum(map(sum, heaps)), 0
    for heap in heaps:
        for kind, count in enumerate(heap):
            whole[kind] += count
        after += sum(heap) / n * impurity(heap)
    return impurity(whole) - after


@instead_of(gain)
def gain_of_differences(impurity, heaps):
    kinds = range(len(heaps[0]))
    before = impurity([sum(heap[kind] for heap in heaps) for kind in kinds])
    return weighted_mean(
        [before - impurity(heap) for heap in heaps], [sum(heap) for heap in heaps]
    )


@instead_of(gain)
def gain_by_reduce(impurity, heaps):
    whole = reduce(lambda a, b: tuple(map(sum, zip(a, b))), heaps)
    sizes = tuple(map(sum, heaps))
    return impurity(whole) - weighted_mean(tuple(map(impurity, heaps)), sizes)


@instead_of(tally)
def tally_by_counting(labels, n_kinds):
    return [labels.count(kind) for kind in range(n_kinds)]


@instead_of(tally)
def tally_by_counter(labels, n_kinds):
    counts = Counter(labels)
    return [counts[kind] for kind in range(n_kinds)]


@instead_of(tally)
def tally_by_sums(labels, n_kinds):
    return [sum(1 for label in labels if label == k) for k in range(n_kinds)]


@instead_of(tally)
def tally_by_groups(labels, n_kinds):
    counts = dict.fromkeys(range(n_kinds), 0)
    for label, same in groupby(sorted(labels)):
        counts[label] = len(list(same))
    return list(counts.values())


@instead_of(majority)
def majority_by_max(counts):
    return max(range(len(counts)), key=lambda kind: counts[kind])


@instead_of(majority)
def majority_in_a_loop(counts):
    best = 0
    for kind, count in enumerate(counts):
        if count > counts[best]:
            best = kind
    return best


@instead_of(majority)
def majority_by_sorting(counts):
    return sorted((-count, kind) for kind, count in enumerate(counts))[0][1]


@instead_of(majority)
def majority_of_pairs(counts):
    pairs = [(count, -kind) for kind, count in enumerate(counts)]
    return -max(pairs)[1]


@instead_of(gaps)
def gaps_value_by_value(values, labels, n_kinds):
    found, levels = [], sorted(set(values))
    for value, after in zip(levels, levels[1:]):
        low = [k for v, k in zip(values, labels) if v <= value]
        high = [k for v, k in zip(values, labels) if v > value]
        found.append(((value + after) / 2, tally(low, n_kinds), tally(high, n_kinds)))
    return found


@instead_of(gaps)
def gaps_by_groups(values, labels, n_kinds):
    steps, low, found = [], [0] * n_kinds, []
    pairs = sorted(zip(values, labels), key=itemgetter(0))
    for value, same in groupby(pairs, key=itemgetter(0)):
        steps.append((value, [kind for _, kind in same]))
    whole = tally(labels, n_kinds)
    for (value, kinds), (after, _) in zip(steps, steps[1:]):
        low = [n + kinds.count(kind) for kind, n in enumerate(low)]
        high = [n - m for n, m in zip(whole, low)]
        found.append([value + (after - value) / 2, low, high])
    return found


@instead_of(gaps)
def gaps_by_row_numbers(values, labels, n_kinds):
    order, found = sorted(range(len(values)), key=values.__getitem__), []
    for i in range(1, len(order)):
        a, b = values[order[i - 1]], values[order[i]]
        if a != b:
            low = tally([labels[row] for row in order[:i]], n_kinds)
            high = tally([labels[row] for row in order[i:]], n_kinds)
            found += [(0.5 * (a + b), tuple(low), tuple(high))]
    return tuple(found)


@instead_of(gaps)
def gaps_from_above(values, labels, n_kinds):
    pairs, found = sorted(zip(values, labels), reverse=True), []
    low, high = tally(labels, n_kinds), [0] * n_kinds
    for place, (value, kind) in enumerate(pairs[:-1]):
        low[kind] -= 1
        high[kind] += 1
        if pairs[place + 1][0] < value:
            found.insert(0, ((value + pairs[place + 1][0]) / 2, low[:], high[:]))
    return found


@instead_of(best_threshold)
def best_threshold_by_max(values, labels, n_kinds, min_leaf):
    found = [
        (gain(gini, [low, high]), threshold)
        for threshold, low, high in gaps(values, labels, n_kinds)
        if sum(low) >= min_leaf and sum(high) >= min_leaf
    ]
    return max(found, default=(-math.inf, math.nan))


@instead_of(best_threshold)
def best_threshold_by_filter(values, labels, n_kinds, min_leaf):
    fits = lambda question: min(sum(question[1]), sum(question[2])) >= min_leaf
    fitting = [*filter(fits, gaps(values, labels, n_kinds))]
    if not fitting:
        return [-math.inf, math.nan]
    gained = [gain(gini, question[1:]) for question in fitting]
    return [max(gained), fitting[gained.index(max(gained))][0]]


@instead_of(best_threshold)
def best_threshold_of_squares(values, labels, n_kinds, min_leaf):
    best, where, n = -math.inf, math.nan, len(labels)
    clean = lambda counts: sum(c * c for c in counts) / sum(counts)
    for threshold, low, high in gaps(values, labels, n_kinds):
        if not min_leaf <= sum(low) <= n - min_leaf:
            continue
        gained = (clean(low) + clean(high) - clean(tally(labels, n_kinds))) / n
        if gained >= best:
            best, where = gained, threshold
    return best, where


@instead_of(grow)
def grow_step_by_step(X, labels, n_kinds, depth, min_leaf):
    kind = majority(tally(labels, n_kinds))
    if depth == 0 or len(set(labels)) == 1:
        return kind
    best, column, threshold = -math.inf, None, None
    for j in range(len(X[0])):
        gained, t = best_threshold([x[j] for x in X], labels, n_kinds, min_leaf)
        if gained > best:
            best, column, threshold = gained, j, t
    if column is None:
        return kind
    low, high, low_labels, high_labels = [], [], [], []
    for x, label in zip(X, labels):
        if x[column] <= threshold:
            low.append(x)
            low_labels.append(label)
        else:
            high.append(x)
            high_labels.append(label)
    yes = grow(low, low_labels, n_kinds, depth - 1, min_leaf)
    no = grow(high, high_labels, n_kinds, depth - 1, min_leaf)
    return (column, threshold, yes, no)


@instead_of(grow)
def grow_of_lists(X, labels, n_kinds, depth, min_leaf):
    counts = tally(labels, n_kinds)
    if depth < 1 or max(counts) == len(labels) or len(labels) < 2 * min_leaf:
        return majority(counts)
    asked = [
        (*best_threshold(list(x), labels, n_kinds, min_leaf), -j)
        for j, x in enumerate(zip(*X))
    ]
    gained, threshold, j = max(asked, key=lambda question: (question[0], question[2]))
    if math.isinf(gained):
        return majority(counts)
    tree = [-j, threshold]
    for side in (0, 1):
        pairs = [(x, k) for x, k in zip(X, labels) if (x[-j] > threshold) == side]
        rows, kinds = map(list, zip(*pairs))
        tree.append(grow(rows, kinds, n_kinds, depth - 1, min_leaf))
    return tree


@instead_of(grow)
def grow_by_row_numbers(X, labels, n_kinds, depth, min_leaf):
    def below(rows, left):
        kinds = [labels[row] for row in rows]
        kind = majority(tally(kinds, n_kinds))
        if left == 0 or all(k == kind for k in kinds):
            return kind
        column_of = lambda j: [X[row][j] for row in rows]
        found = {}
        for j in range(len(X[0])):
            found[j] = best_threshold(column_of(j), kinds, n_kinds, min_leaf)
        j = max(found, key=lambda j: found[j][0])
        gained, threshold = found[j]
        if gained == -math.inf:
            return kind
        yes = [row for row in rows if X[row][j] <= threshold]
        no = [row for row in rows if X[row][j] > threshold]
        return (j, threshold, below(yes, left - 1), below(no, left - 1))

    return below(range(len(X)), depth)


@instead_of(name)
def name_by_recursion(tree, splinter):
    if not isinstance(tree, tuple):
        return tree
    column, threshold, yes, no = tree
    return name(yes if splinter[column] <= threshold else no, splinter)


@instead_of(name)
def name_of_trees_or_lists(tree, splinter):
    while isinstance(tree, (tuple, list)):
        tree = tree[3 if splinter[tree[0]] > tree[1] else 2]
    return float(tree)


@instead_of(name)
def name_with_a_match(tree, splinter):
    match tree:
        case (column, threshold, _, no) if splinter[column] > threshold:
            return name(no, splinter)
        case (_, _, yes, _):
            return name(yes, splinter)
    return tree
