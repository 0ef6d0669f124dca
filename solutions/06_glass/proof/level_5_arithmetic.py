"""The proof of level 5 of 06 glass: what its functions must also do, and how they go wrong."""

from collections import Counter
from fractions import Fraction
from functools import reduce
from itertools import combinations, groupby
from operator import itemgetter, mul

from scipy import stats
from sklearn.tree import DecisionTreeClassifier


def asked_by(model, box=0):
    """Return the questions of a fitted tree of scikit-learn as one list, in the form of `listed`."""
    tree = model.tree_
    if tree.feature[box] < 0:
        return [tree.value[box].argmax()]
    below = [tree.children_left[box], tree.children_right[box]]
    yes, no = (asked_by(model, child) for child in below)
    return [tree.feature[box], tree.threshold[box], *yes, *no]


def differ(labels):
    """Return the fraction of all pairs of labels that differ: the Gini impurity, the long way."""
    return float(np.mean(np.equal.outer(labels, labels) == 0))


def stump(values, labels, min_leaf=1, criterion="gini"):
    """Return the gain of scikit-learn's best question about one column, and its threshold."""
    model = DecisionTreeClassifier(
        max_depth=1, min_samples_leaf=min_leaf, criterion=criterion
    )
    tree = model.fit(np.reshape(values, (-1, 1)), labels).tree_
    below = tree.n_node_samples[1:] / len(values) @ tree.impurity[1:]
    return tree.impurity[0] - below, tree.threshold[0]


@check(halvings)
def numbers_below_one_are_doubled():
    """Each doubling counts as -1."""
    assert halvings(0.3, 4) == close_to([-2, 0, 1, 0, 0])
    assert halvings(1, 3) == close_to([0, 0, 0, 0])


@check(halvings)
def whole_halvings_alone(rng):
    for x in rng.uniform(0.01, 100, size=9).tolist():
        assert halvings(x, 0) == close_to([math.floor(math.log2(x))])


@check(halvings)
def forty_digits_are_the_logarithm(rng):
    for x in [2, 2**0.5, *rng.uniform(0.01, 100, size=9).tolist()]:
        whole, *digits = halvings(x, 40)
        assert len(digits) == 40
        found = whole + sum(digit / 2**k for k, digit in enumerate(digits, start=1))
        assert found == close_to(math.log2(x))


@wrong(
    halvings,
    "That is one number, computed by math. Return a list: the whole halvings and n "
    "binary digits.",
)
def logarithm_by_the_library(x, n):
    return math.log2(x)


@wrong(
    halvings,
    "You only counted the whole halvings. Compute the digits of the rest as well.",
)
def whole_halvings(x, n):
    return [math.floor(math.log2(x))] + [0] * n


@wrong(
    halvings,
    "Your sign is wrong. Halvings count as positive, doublings as negative.",
)
def halvings_turned(x, n):
    whole = math.floor(math.log2(x))
    x, digits = x / 2**whole, []
    for _ in range(n):
        x = x * x
        digits.append(int(x >= 2))
        x = x / 2 if x >= 2 else x
    return [-whole, *digits]


@wrong(
    halvings,
    "After a digit 1, the rest is 2 or more. Halve it before you square it again.",
)
def halvings_that_run_away(x, n):
    whole = math.floor(math.log2(x))
    x, digits = x / 2**whole, []
    for _ in range(n):
        x = min(x * x, 1e9)
        digits.append(int(x >= 2))
    return [whole, *digits]


@right(halvings)
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


@right(halvings)
def halvings_by_taking_the_part_apart(x, n):
    part, whole = math.frexp(x)
    part, digits = 2 * part, []
    for _ in range(n):
        part, carry = math.frexp(part * part)
        part, digits = 2 * part, [*digits, carry - 1]
    return [whole - 1, *digits]


@right(halvings)
def halvings_by_roots(x, n):
    whole = math.floor(math.log(x) / math.log(2) + 1e-12)
    rest, root, digits = x / 2**whole, 2.0, []
    for _ in range(n):
        root = math.sqrt(root)
        fits = rest >= root
        digits.append(fits)
        rest = rest / root if fits else rest
    return [whole, *digits]


@right(halvings)
def halvings_in_exact_fractions(x, n):
    x, whole, digits = Fraction(x), 0, []
    while not 1 <= x < 2:
        x, whole = (x / 2, whole + 1) if x >= 2 else (x * 2, whole - 1)
    for _ in range(n):
        x = Fraction(round(x * x * 2**90), 2**90)
        digits.append(1 if x >= 2 else 0)
        x = x / 2 if x >= 2 else x
    return whole, *digits


equivalent(
    halvings,
    "while x >= 2: … -> while x >= 1: …",
    "digits.append(int(x >= 2)) -> digits.append(int(x > 2))",
    "if x >= 2: … -> if x > 2: …",
    why="What is halved once too often is doubled again; and no square of a float is 2.",
)


equivalent(
    halvings,
    "digits.append(int(x >= 2)) -> digits.append(x >= 2)",
    why="True is 1, and False is 0.",
)


@check(entropy)
def equal_kinds():
    assert entropy([3, 3]) == close_to(1)
    assert entropy([5, 5, 5]) == close_to(math.log2(3))


@check(entropy)
def the_entropy_of_scipy(rng):
    counts = rng.integers(0, 9, size=6).tolist() + [3]
    assert entropy(counts) == close_to(stats.entropy(counts, base=2))
    four = [4 * n for n in counts]
    assert entropy(four) == close_to(stats.entropy(counts, base=2))


@wrong(
    entropy,
    "You counted a kind that does not occur as one splinter. Leave out counts of 0.",
)
def entropy_with_a_crumb(counts):
    total = sum(counts)
    return -sum(n / total * math.log2(max(n, 1) / total) for n in counts) + sum(
        n == 0 for n in counts
    ) / total * math.log2(total)


@wrong(
    entropy,
    "You gave every kind the same weight. Weight each kind by its fraction p.",
)
def entropy_unweighted(counts):
    fractions = [n / sum(counts) for n in counts if n > 0]
    return -sum(math.log2(p) for p in fractions) / len(fractions)


@wrong(
    entropy,
    "You divided by the number of kinds. With the fractions as weights, the sum is "
    "already a mean.",
)
def entropy_over_the_kinds(counts):
    fractions = [n / sum(counts) for n in counts if n > 0]
    return -sum(p * math.log2(p) for p in fractions) / len(counts)


@wrong(
    entropy,
    "That is in nats, with base e. Use base 2 to get bits.",
)
def entropy_in_nats(counts):
    fractions = [n / sum(counts) for n in counts if n > 0]
    return -sum(p * math.log(p) for p in fractions)


@wrong(
    entropy,
    "The logarithm of a fraction is negative. Put a minus in front.",
)
def entropy_negative(counts):
    fractions = [n / sum(counts) for n in counts if n > 0]
    return sum(p * math.log2(p) for p in fractions)


@right(entropy)
def entropy_in_a_loop(counts):
    total, result = sum(counts), 0.0
    for count in counts:
        if count:
            result += count / total * log2(total / count)
    return result


@right(entropy)
def entropy_of_the_whole_less_the_parts(counts):
    n = sum(counts)
    return math.log2(n) - sum(c * math.log2(c) for c in counts if c > 0) / n


@right(entropy)
def entropy_kind_by_kind(counts):
    n = math.fsum(counts)
    if max(counts) == n:
        return 0
    (first, *rest) = [c for c in counts if c]
    p = first / n
    fork = -p * log2(p) - (1 - p) * log2(1 - p)
    return fork + (1 - p) * entropy(rest)


@right(entropy)
def entropy_as_a_logarithm_of_a_product(counts):
    n = sum(counts)
    return -math.log2(math.prod((c / n) ** (c / n) for c in counts))


@check(gini)
def the_share_of_pairs_that_differ(rng):
    assert gini([0, 3]) == close_to(0)
    for k in 2, 4:
        counts = rng.integers(1, 20, size=k).tolist()
        assert gini(counts) == close_to(differ(np.repeat(np.arange(k), counts)))


@wrong(
    gini,
    "You squared the counts. Divide them by their sum first.",
)
def gini_of_counts(counts):
    return 1 - sum(n**2 for n in counts) / sum(counts)


@wrong(
    gini,
    "You drew the second splinter without putting the first one back. Draw with "
    "replacement.",
)
def gini_without_putting_back(counts):
    total = sum(counts)
    return 1 - sum(n * (n - 1) for n in counts) / max(total * (total - 1), 1)


@wrong(
    gini,
    "That is the chance that both are of the same kind. Subtract it from 1.",
)
def gini_of_two_alike(counts):
    return sum((n / sum(counts)) ** 2 for n in counts)


@right(gini)
def gini_as_a_fraction(counts):
    n = sum(counts)
    return 1 - sum(Fraction(c, n) ** 2 for c in counts)


@right(gini)
def gini_of_pairs(counts):
    different = sum(a * b for a, b in combinations(counts, 2))
    return 2 * different / sum(counts) ** 2


@right(gini)
def gini_as_chances_to_differ(counts):
    result = 0
    for count in counts:
        share = count / sum(counts)
        result += share * (1 - share)
    return result


@right(gini)
def gini_of_lengths(counts):
    return 1 - (math.hypot(*counts) / math.fsum(counts)) ** 2


@check(weighted_mean)
def any_values_and_weights(rng):
    values, weights = rng.normal(size=4).tolist(), rng.integers(0, 9, size=4).tolist()
    weights[0] += 1
    wanted = np.average(values, weights=weights)
    assert weighted_mean(values, weights) == close_to(wanted)


@wrong(
    weighted_mean,
    "That is the plain mean. Use the weights.",
)
def plain_mean(values, weights):
    return sum(values) / len(values)


@wrong(
    weighted_mean,
    "You divided by the number of values. Divide by the sum of the weights.",
)
def weighted_over_how_many(values, weights):
    products = [v * w for v, w in zip(values, weights, strict=True)]
    return sum(products) / len(values)


@right(weighted_mean)
def weighted_mean_in_a_loop(values, weights):
    total = weight = 0
    for i in range(len(values)):
        total += values[i] * weights[i]
        weight += weights[i]
    return total / weight


@right(weighted_mean)
def weighted_mean_of_shares(values, weights):
    whole = sum(weights)
    return math.fsum(v * (w / whole) for v, w in zip(values, weights))


@right(weighted_mean)
def weighted_mean_as_it_goes(values, weights):
    mean = weight = 0.0
    for value, more in zip(values, weights):
        weight += more
        if more:
            mean += (value - mean) * more / weight
    return mean


@right(weighted_mean)
def weighted_mean_by_map(values, weights):
    return sum(map(mul, weights, values)) / reduce(lambda a, b: a + b, weights)


equivalent(
    weighted_mean,
    "products = [v * w for v, w in zip(values, weights, strict=True)] -> products = [v * w for v, w in zip(weights, values, strict=True)]",
    why="v w is w v.",
)


@check(gain)
def nothing_gained_by_heaps_alike():
    assert gain(gini, [[2, 2], [3, 3]]) == close_to(0)


@check(gain)
def more_than_two_heaps():
    """There may be more than two groups."""
    assert gain(entropy, [[2, 0, 0], [0, 2, 0], [0, 0, 4]]) == close_to(1.5)
    assert gain(gini, [[2, 2], [3, 3], [1, 1]]) == close_to(0)


@check(gain)
def what_scikit_learns_question_gains(rng):
    for criterion, impurity in (("gini", gini), ("entropy", entropy)):
        x, y = rng.normal(size=40), rng.integers(3, size=40)
        wanted, threshold = stump(x, y, criterion=criterion)
        groups = [np.bincount(y[x <= threshold], minlength=3).tolist()]
        groups.append(np.bincount(y[x > threshold], minlength=3).tolist())
        assert gain(impurity, groups) == close_to(wanted)


@wrong(
    gain,
    "You gave every group the same weight. A group of 30 splinters counts three "
    "times as much as one of 10.",
)
def gain_unweighted(impurity, groups):
    whole = [sum(kind) for kind in zip(*groups, strict=True)]
    return impurity(whole) - sum(impurity(h) for h in groups) / len(groups)


@wrong(
    gain,
    "You added up all kinds within each group. Add up kind by kind over the "
    "groups: all of kind 0, all of kind 1, and so on.",
)
def gain_of_totals(impurity, groups):
    after = weighted_mean([impurity(h) for h in groups], [sum(h) for h in groups])
    return impurity([sum(h) for h in groups]) - after


@wrong(
    gain,
    "You only used two groups. There may be more, and all of them count.",
)
def gain_of_two_heaps(impurity, groups):
    whole = [sum(kind) for kind in zip(*groups[:2], strict=True)]
    after = weighted_mean(
        [impurity(h) for h in groups[:2]], [sum(h) for h in groups[:2]]
    )
    return impurity(whole) - after


@wrong(
    gain,
    "That is the impurity after the split. Subtract it from the impurity before.",
)
def gain_afterwards(impurity, groups):
    return weighted_mean([impurity(h) for h in groups], [sum(h) for h in groups])


@right(gain)
def gain_in_a_loop(impurity, groups):
    whole, n, after = [0] * len(groups[0]), sum(map(sum, groups)), 0
    for group in groups:
        for kind, count in enumerate(group):
            whole[kind] += count
        after += sum(group) / n * impurity(group)
    return impurity(whole) - after


@right(gain)
def gain_of_differences(impurity, groups):
    kinds = range(len(groups[0]))
    before = impurity([sum(group[kind] for group in groups) for kind in kinds])
    return weighted_mean(
        [before - impurity(group) for group in groups], [sum(group) for group in groups]
    )


@right(gain)
def gain_by_reduce(impurity, groups):
    whole = reduce(lambda a, b: tuple(map(sum, zip(a, b))), groups)
    sizes = tuple(map(sum, groups))
    return impurity(whole) - weighted_mean(tuple(map(impurity, groups)), sizes)


@check(tally)
def kinds_that_do_not_occur_count_zero(rng):
    assert tally([2, 2], 4) == close_to([0, 0, 2, 0])
    labels = rng.integers(4, size=30).tolist()
    assert tally(labels, 7) == close_to(np.bincount(labels, minlength=7))


@check(tally)
def leaves_the_labels_as_they_are():
    labels = [2, 0, 2]
    tally(labels, 3)
    assert labels == [2, 0, 2]


@wrong(
    tally,
    "You left out kinds that do not occur. Give each of them a count of 0.",
)
def tally_of_those_there(labels, n_kinds):
    return [labels.count(kind) for kind in sorted(set(labels))]


@right(tally)
def tally_by_counting(labels, n_kinds):
    return [labels.count(kind) for kind in range(n_kinds)]


@right(tally)
def tally_by_counter(labels, n_kinds):
    counts = Counter(labels)
    return [counts[kind] for kind in range(n_kinds)]


@right(tally)
def tally_by_sums(labels, n_kinds):
    return [sum(1 for label in labels if label == k) for k in range(n_kinds)]


@right(tally)
def tally_by_groups(labels, n_kinds):
    counts = dict.fromkeys(range(n_kinds), 0)
    for label, same in groupby(sorted(labels)):
        counts[label] = len(list(same))
    return list(counts.values())


@check(majority)
def of_equals_the_smallest():
    """If counts tie, the smallest kind wins."""
    assert majority([1, 0, 2]) == 2
    assert majority([0, 2, 5, 5, 1]) == 2


@wrong(
    majority,
    "That is the largest count. Return the kind that has it.",
)
def majority_count(counts):
    return max(counts)


@wrong(
    majority,
    "If counts tie, return the smallest kind.",
)
def majority_last(counts):
    return len(counts) - 1 - counts[::-1].index(max(counts))


@right(majority)
def majority_by_max(counts):
    return max(range(len(counts)), key=lambda kind: counts[kind])


@right(majority)
def majority_in_a_loop(counts):
    best = 0
    for kind, count in enumerate(counts):
        if count > counts[best]:
            best = kind
    return best


@right(majority)
def majority_by_sorting(counts):
    return sorted((-count, kind) for kind, count in enumerate(counts))[0][1]


@right(majority)
def majority_of_pairs(counts):
    pairs = [(count, -kind) for kind, count in enumerate(counts)]
    return -max(pairs)[1]


@check(candidate_splits)
def equal_values_have_no_gap():
    assert len(candidate_splits([3, 3], [0, 1], 2)) == 0


@check(candidate_splits)
def the_counts_on_either_side(rng):
    values, labels = (
        rng.integers(9, size=25).tolist(),
        rng.integers(3, size=25).tolist(),
    )
    wanted = []
    for low, high in zip(np.unique(values)[:-1], np.unique(values)[1:], strict=True):
        sides = [k for v, k in zip(values, labels, strict=True) if v <= low]
        rest = [k for v, k in zip(values, labels, strict=True) if v >= high]
        counts = [part.count(k) for part in (sides, rest) for k in range(3)]
        wanted.append([(low + high) / 2, *counts])
    assert flat(candidate_splits(values, labels, 3)) == close_to(wanted)


@check(candidate_splits)
def leaves_its_lists_as_they_are():
    values, labels = [2, 6, 1], [0, 0, 1]
    candidate_splits(values, labels, 2)
    assert values == [2, 6, 1]
    assert labels == [0, 0, 1]


@wrong(
    candidate_splits,
    "All entries have the same two lists, which you went on changing. Keep copies "
    "of them.",
)
def gaps_without_copies(values, labels, n_kinds):
    pairs, found = sorted(zip(values, labels, strict=True)), []
    low, high = [0] * n_kinds, tally(labels, n_kinds)
    for (value, kind), (after, _) in zip(pairs, pairs[1:], strict=False):
        low[kind] += 1
        high[kind] -= 1
        if value < after:
            found.append(((value + after) / 2, low, high))
    return found


@wrong(
    candidate_splits,
    "You put a threshold between two equal values. Keep a question only if the "
    "next value is larger.",
)
def gaps_between_equals(values, labels, n_kinds):
    pairs, found = sorted(zip(values, labels, strict=True)), []
    low, high = [0] * n_kinds, tally(labels, n_kinds)
    for (value, kind), (after, _) in zip(pairs, pairs[1:], strict=False):
        low[kind] += 1
        high[kind] -= 1
        found.append(((value + after) / 2, list(low), list(high)))
    return found


@wrong(
    candidate_splits,
    "Your thresholds are values. Return the midpoint between each value and the next.",
)
def gaps_at_values(values, labels, n_kinds):
    pairs, found = sorted(zip(values, labels, strict=True)), []
    low, high = [0] * n_kinds, tally(labels, n_kinds)
    for (value, kind), (after, _) in zip(pairs, pairs[1:], strict=False):
        low[kind] += 1
        high[kind] -= 1
        if value < after:
            found.append((value, list(low), list(high)))
    return found


@right(candidate_splits)
def gaps_value_by_value(values, labels, n_kinds):
    found, levels = [], sorted(set(values))
    for value, after in zip(levels, levels[1:]):
        low = [k for v, k in zip(values, labels) if v <= value]
        high = [k for v, k in zip(values, labels) if v > value]
        found.append(((value + after) / 2, tally(low, n_kinds), tally(high, n_kinds)))
    return found


@right(candidate_splits)
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


@right(candidate_splits)
def gaps_by_row_numbers(values, labels, n_kinds):
    order, found = sorted(range(len(values)), key=values.__getitem__), []
    for i in range(1, len(order)):
        a, b = values[order[i - 1]], values[order[i]]
        if a != b:
            low = tally([labels[row] for row in order[:i]], n_kinds)
            high = tally([labels[row] for row in order[i:]], n_kinds)
            found += [(0.5 * (a + b), tuple(low), tuple(high))]
    return tuple(found)


@right(candidate_splits)
def gaps_from_above(values, labels, n_kinds):
    pairs, found = sorted(zip(values, labels), reverse=True), []
    low, high = tally(labels, n_kinds), [0] * n_kinds
    for place, (value, kind) in enumerate(pairs[:-1]):
        low[kind] -= 1
        high[kind] += 1
        if pairs[place + 1][0] < value:
            found.insert(0, ((value + pairs[place + 1][0]) / 2, low[:], high[:]))
    return found


@check(best_threshold)
def at_least_min_leaf_on_either_side():
    """At least `min_leaf` splinters are on each side."""
    few, kinds = [1, 2, 4, 5], [0, 1, 1, 1]
    assert best_threshold(few, kinds, 2, 2)[1] == close_to(3)
    assert best_threshold(few, kinds, 2, 3)[0] == -math.inf


@check(best_threshold)
def as_good_as_scikit_learns_question(rng):
    for n, min_leaf in (9, 1), (40, 1), (40, 5):
        values, labels = rng.permutation(n).tolist(), rng.integers(3, size=n).tolist()
        wanted, _ = stump(values, labels, min_leaf)
        gained, threshold = best_threshold(values, labels, 3, min_leaf)
        assert gained == close_to(wanted)
        yes = np.array(values) <= threshold
        groups = [
            np.bincount(np.array(labels)[p], minlength=3).tolist() for p in (yes, ~yes)
        ]
        assert gain(gini, groups) == close_to(gained)


@wrong(
    best_threshold,
    "You allowed groups with fewer than min_leaf splinters. Skip them.",
)
def best_threshold_of_any(values, labels, n_kinds, min_leaf):
    found = [
        (gain(gini, [low, high]), threshold)
        for threshold, low, high in candidate_splits(values, labels, n_kinds)
    ]
    return max(found, default=(-math.inf, math.nan))


@wrong(
    best_threshold,
    "That is the smallest gain. Return the largest.",
)
def best_threshold_least(values, labels, n_kinds, min_leaf):
    found = [
        (gain(gini, [low, high]), threshold)
        for threshold, low, high in candidate_splits(values, labels, n_kinds)
        if min(sum(low), sum(high)) >= min_leaf
    ]
    return min(found, default=(-math.inf, math.nan))


@wrong(
    best_threshold,
    "That gain is in bits, from the entropy. Use the Gini impurity.",
)
def best_threshold_in_bits(values, labels, n_kinds, min_leaf):
    found = [
        (gain(entropy, [low, high]), threshold)
        for threshold, low, high in candidate_splits(values, labels, n_kinds)
        if min(sum(low), sum(high)) >= min_leaf
    ]
    return max(found, default=(-math.inf, math.nan))


@right(best_threshold)
def best_threshold_by_max(values, labels, n_kinds, min_leaf):
    found = [
        (gain(gini, [low, high]), threshold)
        for threshold, low, high in candidate_splits(values, labels, n_kinds)
        if sum(low) >= min_leaf and sum(high) >= min_leaf
    ]
    return max(found, default=(-math.inf, math.nan))


@right(best_threshold)
def best_threshold_by_filter(values, labels, n_kinds, min_leaf):
    fits = lambda question: min(sum(question[1]), sum(question[2])) >= min_leaf
    fitting = [*filter(fits, candidate_splits(values, labels, n_kinds))]
    if not fitting:
        return [-math.inf, math.nan]
    gained = [gain(gini, question[1:]) for question in fitting]
    return [max(gained), fitting[gained.index(max(gained))][0]]


@right(best_threshold)
def best_threshold_of_squares(values, labels, n_kinds, min_leaf):
    best, where, n = -math.inf, math.nan, len(labels)
    clean = lambda counts: sum(c * c for c in counts) / sum(counts)
    for threshold, low, high in candidate_splits(values, labels, n_kinds):
        if not min_leaf <= sum(low) <= n - min_leaf:
            continue
        gained = (clean(low) + clean(high) - clean(tally(labels, n_kinds))) / n
        if gained >= best:
            best, where = gained, threshold
    return best, where


equivalent(
    best_threshold,
    "if min(sum(low), sum(high)) >= min_leaf: … -> if min(sum(high), sum(low)) >= min_leaf: …",
    why="The smaller of two is the smaller in either order.",
)


equivalent(
    best_threshold,
    "if gained > best[0]: … -> if gained >= best[0]: …",
    why="Of equally good thresholds any will do.",
)


@check(grow)
def a_clean_heap_is_asked_nothing_more():
    tree = grow([[1], [2], [3]], [1, 0, 0], 2, 9, 1)
    assert listed(tree) == close_to([0, 1.5, 1, 0])


@check(grow)
def nothing_may_be_asked():
    """If no question is allowed, the tree is the most common kind."""
    assert grow([[7], [7]], [1, 1], 2, 3, 1) == 1
    assert grow(SIX, [2, 0, 2, 0, 2, 1], 3, 9, 4) == 2


@check(grow)
def a_question_may_gain_nothing_at_first():
    board = [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert len(listed(grow(board, [1, 0, 0, 1], 2, 2, 1))) > 1


@check(grow)
def the_first_questions_about_glass():
    model = DecisionTreeClassifier(max_depth=2, min_samples_leaf=MIN_LEAF)
    wanted = asked_by(model.fit(X_train, y_train))
    tree = grow(splinters, labels_train, 6, 2, MIN_LEAF)
    assert listed(tree) == close_to(wanted)


@check(grow)
def leaves_its_lists_alone():
    X, labels = [[1, 5], [2, 4], [3, 9]], [1, 0, 0]
    grow(X, labels, 2, 2, 1)
    assert X == [[1, 5], [2, 4], [3, 9]]
    assert labels == [1, 0, 0]


@wrong(
    grow,
    "You split the splinters but not their labels. Split both in the same way.",
)
def grow_with_lost_labels(X, labels, n_kinds, depth, min_leaf):
    kind = majority(tally(labels, n_kinds))
    if depth == 0 or labels.count(kind) == len(labels):
        return kind
    found = [best_threshold(c, labels, n_kinds, min_leaf) for c in zip(*X, strict=True)]
    column = max(range(len(found)), key=lambda j: found[j][0])
    gained, threshold = found[column]
    if gained == -math.inf:
        return kind
    halves = []
    for answer in (True, False):
        part = [x for x in X if (x[column] <= threshold) == answer]
        kinds = labels[: len(part)]
        halves.append(grow_with_lost_labels(part, kinds, n_kinds, depth - 1, min_leaf))
    return (column, threshold, *halves)


@wrong(
    grow,
    "You always used the first column. Use the one with the largest gain.",
)
def grow_by_the_first_column(X, labels, n_kinds, depth, min_leaf):
    kind = majority(tally(labels, n_kinds))
    if depth == 0 or labels.count(kind) == len(labels):
        return kind
    gained, threshold = best_threshold([x[0] for x in X], labels, n_kinds, min_leaf)
    if gained == -math.inf:
        return kind
    halves = []
    for answer in (True, False):
        rows = [i for i, x in enumerate(X) if (x[0] <= threshold) == answer]
        part, kinds = [X[i] for i in rows], [labels[i] for i in rows]
        halves.append(
            grow_by_the_first_column(part, kinds, n_kinds, depth - 1, min_leaf)
        )
    return (0, threshold, *halves)


@wrong(
    grow,
    "Your depth never decreases. Pass depth - 1 for each group, and stop at 0.",
)
def grow_to_the_end(X, labels, n_kinds, depth, min_leaf):
    kind = majority(tally(labels, n_kinds))
    if labels.count(kind) == len(labels):
        return kind
    found = [best_threshold(c, labels, n_kinds, min_leaf) for c in zip(*X, strict=True)]
    column = max(range(len(found)), key=lambda j: found[j][0])
    gained, threshold = found[column]
    if gained == -math.inf:
        return kind
    halves = []
    for answer in (True, False):
        rows = [i for i, x in enumerate(X) if (x[column] <= threshold) == answer]
        part, kinds = [X[i] for i in rows], [labels[i] for i in rows]
        halves.append(grow_to_the_end(part, kinds, n_kinds, depth, min_leaf))
    return (column, threshold, *halves)


@wrong(
    grow,
    "You left out questions with a gain of 0. The next question may gain a lot, so "
    "stop only if the gain is minus infinity.",
)
def grow_only_where_it_gains(X, labels, n_kinds, depth, min_leaf):
    kind = majority(tally(labels, n_kinds))
    if depth == 0 or labels.count(kind) == len(labels):
        return kind
    found = [best_threshold(c, labels, n_kinds, min_leaf) for c in zip(*X, strict=True)]
    column = max(range(len(found)), key=lambda j: found[j][0])
    gained, threshold = found[column]
    if gained <= 0:
        return kind
    halves = []
    for answer in (True, False):
        rows = [i for i, x in enumerate(X) if (x[column] <= threshold) == answer]
        part, kinds = [X[i] for i in rows], [labels[i] for i in rows]
        halves.append(
            grow_only_where_it_gains(part, kinds, n_kinds, depth - 1, min_leaf)
        )
    return (column, threshold, *halves)


@wrong(
    grow,
    "If the best gain is minus infinity, no question is allowed. Return the majority.",
)
def grow_without_a_question(X, labels, n_kinds, depth, min_leaf):
    kind = majority(tally(labels, n_kinds))
    if depth == 0 or labels.count(kind) == len(labels):
        return kind
    found = [best_threshold(c, labels, n_kinds, min_leaf) for c in zip(*X, strict=True)]
    column = max(range(len(found)), key=lambda j: found[j][0])
    gained, threshold = found[column]
    halves = []
    for answer in (True, False):
        rows = [i for i, x in enumerate(X) if (x[column] <= threshold) == answer]
        part, kinds = [X[i] for i in rows], [labels[i] for i in rows]
        halves.append(
            grow_without_a_question(part, kinds, n_kinds, depth - 1, min_leaf)
        )
    return (column, threshold, *halves)


@right(grow)
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


@right(grow)
def grow_of_pairs(X, labels, n_kinds, depth, min_leaf):
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
    return tuple(tree)


@right(grow)
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


equivalent(
    grow,
    "rows = [i for i, x in enumerate(X) if (x[column] <= threshold) == answer] -> rows = [i for i, x in enumerate(X) if (x[column] < threshold) == answer]",
    why="No value of those it grows from lies on a threshold.",
)


@check(predict_one)
def yes_is_at_most_the_threshold():
    """Yes means at most the threshold."""
    tree = (0, 3, (1, 5, 7, 8), 9)
    assert [predict_one(tree, q) for q in ([3, 5], [2, 4], [4, 0])] == close_to(
        [7, 7, 9]
    )
    assert predict_one(4, [1.0]) == 4


@wrong(
    predict_one,
    "You swapped yes and no. Yes means at most the threshold and leads to the "
    "third entry.",
)
def name_crossed(tree, splinter):
    while isinstance(tree, tuple):
        column, threshold, yes, no = tree
        tree = no if splinter[column] <= threshold else yes
    return tree


@wrong(
    predict_one,
    "If the value equals the threshold, the answer is yes. Use <=.",
)
def name_above_or_on(tree, splinter):
    while isinstance(tree, tuple):
        column, threshold, yes, no = tree
        tree = yes if splinter[column] < threshold else no
    return tree


@wrong(
    predict_one,
    "Yes means at most the threshold. Use <=, not >=.",
)
def name_at_least(tree, splinter):
    while isinstance(tree, tuple):
        column, threshold, yes, no = tree
        tree = yes if splinter[column] >= threshold else no
    return tree


@right(predict_one)
def name_by_recursion(tree, splinter):
    if not isinstance(tree, tuple):
        return tree
    column, threshold, yes, no = tree
    return predict_one(yes if splinter[column] <= threshold else no, splinter)


@right(predict_one)
def name_of_trees_or_lists(tree, splinter):
    while isinstance(tree, (tuple, list)):
        tree = tree[3 if splinter[tree[0]] > tree[1] else 2]
    return float(tree)


@right(predict_one)
def name_with_a_match(tree, splinter):
    match tree:
        case (column, threshold, _, no) if splinter[column] > threshold:
            return predict_one(no, splinter)
        case (_, _, yes, _):
            return predict_one(yes, splinter)
    return tree
