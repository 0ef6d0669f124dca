"""The proof of level 5 of 03 penguins: checks, wrong answers, and other right answers."""

import heapq
from bisect import insort
from collections import Counter, defaultdict
from fractions import Fraction
from functools import reduce
from itertools import groupby
from operator import mul

import pandas as pd
from scipy import stats
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.preprocessing import StandardScaler


def gappy(rng, n):
    """Return n fresh numbers, a fifth of them missing: (a list with None, an array with nan)."""
    values = rng.normal(5, 2, size=n)
    values[rng.permutation(n)[: n // 5]] = np.nan
    return [None if math.isnan(v) else v for v in values.tolist()], values


def solved(A):
    """Return the inverse of A by elimination, with the largest pivot first."""
    d = len(A)
    rows = [[*map(float, A[i])] + [float(i == j) for j in range(d)] for i in range(d)]
    for j in range(d):
        pivot = max(range(j, d), key=lambda i: abs(rows[i][j]))
        rows[j], rows[pivot] = rows[pivot], rows[j]
        rows[j] = [v / rows[j][j] for v in rows[j]]
        for i in range(d):
            if i != j:
                rows[i] = [v - rows[i][j] * w for v, w in zip(rows[i], rows[j])]
    return [row[d:] for row in rows]


@check(median)
def bills_of_zero():
    """0 is a number. Only None is a missing value."""
    assert median([0, None, 0, 6]) == close_to(0)


@check(median)
def the_list_stays_as_it_is():
    """`median` leaves the list as it was."""
    values = [3, None, 1]
    median(values)
    assert values == [3, None, 1]


@check(median)
def odd_and_even_numbers(rng):
    for n in 4, 5, 10, 11, 14:
        values, array = gappy(rng, n)
        assert median(values) == close_to(np.nanmedian(array))
    for name in numeric:
        assert median(known[name]) == close_to(X_train[name].median())


@wrong(median, "You did not sort the values. Use sorted.")
def median_as_they_come(values):
    line = not_missing(values)
    half = len(line) // 2
    return line[half] if len(line) % 2 else (line[half - 1] + line[half]) / 2


@wrong(
    median, "If the number of values is even, take the mean of the two in the middle."
)
def upper_median(values):
    line = sorted(not_missing(values))
    return line[len(line) // 2]


@wrong(median, "You counted a missing value as 0. Leave it out.")
def median_with_zeros(values):
    line = sorted(0 if v is None else v for v in values)
    half = len(line) // 2
    return line[half] if len(line) % 2 else (line[half - 1] + line[half]) / 2


@wrong(
    median,
    "If the number of values is odd, take the one in the middle, not a mean of two.",
)
def median_always_of_two(values):
    line = sorted(not_missing(values))
    half = len(line) // 2
    return (line[half - 1] + line[half]) / 2


@wrong(median, "You left out a 0. Only None is a missing value: ask `is None`.")
def median_without_zeros(values):
    line = sorted(v for v in values if v)
    half = len(line) // 2
    return line[half] if len(line) % 2 else (line[half - 1] + line[half]) / 2


@right(median)
def median_from_both_ends(values):
    line = sorted(v for v in values if v is not None)
    while len(line) > 2:
        line = line[1:-1]
    return sum(line) / len(line)


@right(median)
def median_by_heap(values):
    line = [value for value in values if value is not None]
    n = len(line)
    low = heapq.nsmallest(n // 2 + 1, line)
    return low[-1] if n % 2 else 0.5 * low[-1] + 0.5 * low[-2]


@right(median)
def median_by_insertion(values):
    line = []
    for value in not_missing(values):
        insort(line, float(value))
    return (line[len(line) // 2] + line[~(len(line) // 2)]) / 2


@right(median)
def median_by_counting(values):
    line = not_missing(values)
    n = len(line)
    fits = lambda v: (
        2 * sum(w < v for w in line) <= n and 2 * sum(w > v for w in line) <= n
    )
    middle = [v for v in line if fits(v)]
    return (min(middle) + max(middle)) / 2


@check(quantile)
def quantiles_with_a_zero():
    """0 is a number. Only None is a missing value."""
    assert quantile([4, None, 0], 0.5) == close_to(2)


@check(quantile)
def quantiles_leave_the_list():
    """`quantile` leaves the list as it was."""
    values = [30, None, 10, 14]
    quantile(values, 0.25)
    assert values == [30, None, 10, 14]


@check(quantile)
def shares_from_none_to_all(rng):
    for n in 5, 15:
        values, array = gappy(rng, n)
        for q in 0, 0.1, 0.25, 0.5, 0.75, 0.97, 1:
            assert quantile(values, q) == close_to(np.nanquantile(array, q))
    assert quantile(bill, 0.25) == close_to(X_train["bill_length_mm"].quantile(0.25))


@wrong(
    quantile,
    "You rounded to the nearer position. Go the fraction of the way between the two "
    "values.",
)
def quantile_in_steps(values, q):
    line = sorted(not_missing(values))
    return line[round(q * (len(line) - 1))]


@wrong(quantile, "The positions are 0 to n − 1. Use q (n − 1).")
def quantile_of_n(values, q):
    line = sorted(not_missing(values))
    place = min(q * len(line), len(line) - 1)
    low = int(place)
    high = min(low + 1, len(line) - 1)
    return line[low] + (place - low) * (line[high] - line[low])


@wrong(
    quantile,
    "You went a fraction of the way from the smallest to the largest value. Count "
    "positions instead.",
)
def quantile_of_the_range(values, q):
    line = sorted(not_missing(values))
    return line[0] + q * (line[-1] - line[0])


@wrong(quantile, "You left out a 0. Only None is a missing value: ask `is None`.")
def quantile_without_zeros(values, q):
    line = sorted(v for v in values if v)
    place = q * (len(line) - 1)
    low = int(place)
    high = min(low + 1, len(line) - 1)
    return line[low] + (place - low) * (line[high] - line[low])


@right(quantile)
def quantile_by_parts(values, q):
    line = sorted(not_missing(values))
    part, low = math.modf(q * (len(line) - 1))
    after = line[int(low) + 1] if part else 0
    return (1 - part) * line[int(low)] + part * after


@right(quantile)
def quantile_by_floor_and_ceiling(values, q):
    line = sorted(value for value in values if value is not None)
    place = (len(line) - 1) * q
    low, high = math.floor(place), math.ceil(place)
    if low == high:
        return line[low]
    return line[low] * (high - place) + line[high] * (place - low)


@right(quantile)
def quantile_one_more_in_line(values, q):
    line = sorted(not_missing(values))
    line.append(line[-1])
    steps = len(line) - 2
    low = int(q * steps)
    return line[low] + (q * steps - low) * (line[low + 1] - line[low])


@right(quantile)
def quantile_walking(values, q):
    line = sorted(not_missing(values))
    left = q * (len(line) - 1)
    for value, after in zip(line, line[1:]):
        if left <= 1:
            return value + left * (after - value)
        left -= 1
    return line[-1]


equivalent(
    quantile,
    "high = min(low + 1, len(line) - 1) -> high = min(len(line) - 1, low + 1)",
    why="The smaller of two is the same in either order.",
)


@check(mode)
def equally_common_words(rng):
    """If words are equally common, the first in the alphabet wins."""
    ties = [rng.permutation(list("abcdefgh")[i:]).tolist() for i in range(6)]
    ties += [list(words * 2) for words in ("hgfedcba", "wvutsrqp", "zyxk", "omlji")]
    assert [mode(words) for words in ties] == list("abcdefapki")


@check(mode)
def words_and_many_gaps(rng):
    """None is no word, however often it occurs."""
    words = rng.permutation(["b"] * 2 + ["c"] * 3 + ["d"]).tolist()
    given = [*words, None, None, None, None]
    assert mode(given) == "c"
    assert given == [*words, None, None, None, None]
    for name in categorical:
        assert mode(known[name]) == X_train[name].mode()[0]


@wrong(
    mode,
    "A set has no fixed order, so a tie is decided by luck. Sort the words first.",
)
def mode_by_luck(values):
    words = not_missing(values)
    return max(set(words), key=words.count)


@wrong(
    mode,
    "When words tie, you took the one that comes first in the list. Take the first in "
    "alphabetical order.",
)
def mode_met_first(values):
    words = not_missing(values)
    return max(words, key=words.count)


@wrong(mode, "When words tie, you took the last in alphabetical order. Take the first.")
def last_mode(values):
    words = not_missing(values)
    return max(sorted(set(words), reverse=True), key=words.count)


@wrong(mode, "That is how often the word occurs. Return the word.")
def count_of_the_mode(values):
    words = not_missing(values)
    return max(words.count(word) for word in words)


@wrong(
    mode, "That is the last word in alphabetical order. Return the most frequent one."
)
def largest_word(values):
    return max(not_missing(values))


@right(mode)
def mode_by_counter(values):
    counts = Counter(not_missing(values))
    return min(counts, key=lambda word: (-counts[word], word))


@right(mode)
def mode_by_groups(values):
    runs = [
        (-len(list(run)), word) for word, run in groupby(sorted(not_missing(values)))
    ]
    return min(runs)[1]


@right(mode)
def mode_by_tally(values):
    tally = {}
    for word in values:
        if word is not None:
            tally[word] = tally.get(word, 0) + 1
    most = max(tally.values())
    return sorted(word for word, count in tally.items() if count == most)[0]


@right(mode)
def mode_in_a_loop(values):
    best, most = None, 0
    for word in sorted(set(values) - {None}):
        if list(values).count(word) > most:
            best, most = word, list(values).count(word)
    return best


equivalent(
    mode,
    "return max(sorted(set(words)), key=words.count) -> return max(sorted(words), key=words.count)",
    why="A word that is listed twice has the same count.",
)


@check(covariance)
def pairs_with_a_zero():
    """0 is a number. Only None is a missing value."""
    assert covariance([0, 2, 4, None], [1, 3, 5, 9]) == close_to(4)


@check(covariance)
def both_lists_stay_as_they_are():
    """`covariance` leaves both lists as they were."""
    a, b = [1, 9, None, 5], [2, None, 7, 8]
    covariance(a, b)
    assert (a, b) == ([1, 9, None, 5], [2, None, 7, 8])


@check(covariance)
def every_pair_of_columns(rng):
    (a, x), (b, y) = gappy(rng, 20), gappy(rng, 20)
    wanted = pd.DataFrame({"a": x, "b": y}).cov().to_numpy()
    assert [[covariance(s, t) for t in (a, b)] for s in (a, b)] == close_to(wanted)
    wanted = X_train[numeric].cov().to_numpy()
    table = [[covariance(known[i], known[j]) for j in numeric] for i in numeric]
    assert table == close_to(wanted)


@wrong(
    covariance,
    "Your means use all known values. Use only the rows where both are known.",
)
def covariance_with_other_means(a, b, ddof=1):
    pairs = [
        (x, y) for x, y in zip(a, b, strict=True) if x is not None and y is not None
    ]
    p, q = (sum(not_missing(side)) / len(not_missing(side)) for side in (a, b))
    return sum((x - p) * (y - q) for x, y in pairs) / (len(pairs) - ddof)


@wrong(
    covariance, "You divided by all rows. Count only the pairs where both are known."
)
def covariance_over_all_rows(a, b, ddof=1):
    pairs = [
        (x, y) for x, y in zip(a, b, strict=True) if x is not None and y is not None
    ]
    p, q = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    return sum((x - p) * (y - q) for x, y in pairs) / (len(a) - ddof)


@wrong(covariance, "You ignored ddof. Divide by len(pairs) - ddof.")
def covariance_over_n(a, b, ddof=1):
    pairs = [
        (x, y) for x, y in zip(a, b, strict=True) if x is not None and y is not None
    ]
    p, q = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    return sum((x - p) * (y - q) for x, y in pairs) / len(pairs)


@wrong(covariance, "You left out a 0. Only None is a missing value: ask `is None`.")
def covariance_without_zeros(a, b, ddof=1):
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x and y]
    p, q = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    return sum((x - p) * (y - q) for x, y in pairs) / (len(pairs) - ddof)


@right(covariance)
def covariance_in_a_loop(a, b, ddof=1):
    total_a = total_b = count = 0
    for x, y in zip(a, b):
        if x is not None and y is not None:
            total_a, total_b, count = total_a + x, total_b + y, count + 1
    total = 0
    for x, y in zip(a, b):
        if x is not None and y is not None:
            total += (x - total_a / count) * (y - total_b / count)
    return total / (count - ddof)


@right(covariance)
def covariance_as_it_goes(a, b, ddof=1):
    n = p = q = total = 0
    for x, y in zip(a, b, strict=True):
        if None not in (x, y):
            n += 1
            step = x - p
            p += step / n
            q += (y - q) / n
            total += step * (y - q)
    return total / (n - ddof)


@right(covariance)
def covariance_of_pairs(a, b, ddof=1):
    pairs = [pair for pair in zip(a, b) if None not in pair]
    n = len(pairs)
    products = [
        (x - v) * (y - w) for i, (x, y) in enumerate(pairs) for v, w in pairs[:i]
    ]
    return math.fsum(products) / n / (n - ddof)


@right(covariance)
def covariance_as_a_fraction(a, b, ddof=1):
    pairs = [
        (Fraction(x), Fraction(y)) for x, y in zip(a, b) if not (x is None or y is None)
    ]
    p = sum(x for x, _ in pairs) / len(pairs)
    return float(sum((x - p) * y for x, y in pairs) / (len(pairs) - ddof))


equivalent(
    covariance,
    "pairs = [(x, y) for x, y in zip(a, b, strict=True) if x is not None and y is not None] -> pairs = [(x, y) for x, y in zip(b, a, strict=True) if x is not None and y is not None]",
    why="The covariance of a and b is that of b and a.",
)


equivalent(
    covariance,
    "return sum(((x - p) * (y - q) for x, y in pairs)) / (len(pairs) - ddof) -> return sum(((x + p) * (y - q) for x, y in pairs)) / (len(pairs) - ddof)",
    "return sum(((x - p) * (y - q) for x, y in pairs)) / (len(pairs) - ddof) -> return sum((x * (y - q) for x, y in pairs)) / (len(pairs) - ddof)",
    "return sum(((x - p) * (y - q) for x, y in pairs)) / (len(pairs) - ddof) -> return sum(((x - p) * (y + q) for x, y in pairs)) / (len(pairs) - ddof)",
    "return sum(((x - p) * (y - q) for x, y in pairs)) / (len(pairs) - ddof) -> return sum(((x - p) * y for x, y in pairs)) / (len(pairs) - ddof)",
    why="If one side has its mean subtracted, subtracting any number from the other "
    "changes nothing.",
)


@check(filled)
def zeros_are_no_gaps():
    """0 is a number. Only None is a missing value."""
    assert filled([0, None, 3], 7) == close_to([0, 7, 3])


@check(filled)
def a_new_list():
    """`filled` returns a new list and leaves the old one as it was."""
    values = [2, None, None, 6]
    filled(values, 4)
    assert values == [2, None, None, 6]


@check(filled)
def means_in_place_of_gaps(rng):
    values, array = gappy(rng, 20)
    mean = float(np.nanmean(array))
    assert filled(values, mean) == close_to(np.where(np.isnan(array), mean, array))


@wrong(filled, "You replaced a 0. Only None is a missing value: ask `is None`.")
def filled_zeros_too(values, value):
    return [v or value for v in values]


@wrong(
    filled, "You removed the missing values, so the list is too short. Replace them."
)
def filled_by_dropping(values, value):
    return [v for v in values if v is not None]


@right(filled)
def filled_in_a_loop(values, value):
    full = []
    for v in values:
        if v is None:
            full.append(value)
        else:
            full.append(v)
    return full


@right(filled)
def filled_in_a_copy(values, value):
    full = list(values)
    while None in full:
        full[full.index(None)] = value
    return full


@right(filled)
def filled_by_map(values, value):
    return tuple(map(lambda v: {None: value}.get(v, v), values))


@check(z_scores)
def other_values_than_the_known(rng):
    for n_known, n in (4, 2), (15, 5):
        old, new = rng.normal(50, 4, size=n_known), rng.normal(50, 4, size=n)
        wanted = StandardScaler().fit(old[:, None]).transform(new[:, None])[:, 0]
        assert z_scores(new.tolist(), old.tolist()) == close_to(wanted)


@wrong(
    z_scores, "You divided by the variance. Divide by its root, the standard deviation."
)
def z_scores_by_variance(values, known_values):
    m = sum(known_values) / len(known_values)
    s = covariance(known_values, known_values, ddof=0)
    return [(v - m) / s for v in values]


@wrong(z_scores, "You standardised the values by themselves. Use known_values.")
def z_scores_of_their_own(values, known_values):
    m = sum(values) / len(values)
    s = covariance(values, values, ddof=0) ** 0.5
    return [(v - m) / s if s else 0.0 for v in values]


@wrong(
    z_scores,
    "Your mean is that of known_values, but your standard deviation is not. Take both "
    "from known_values.",
)
def z_scores_by_their_own_deviation(values, known_values):
    m = sum(known_values) / len(known_values)
    s = covariance(values, values, ddof=0) ** 0.5
    return [(v - m) / s if s else v - m for v in values]


@wrong(z_scores, "Your standard deviation divides by n − 1. Use ddof=0.")
def z_scores_as_a_sample(values, known_values):
    m = sum(known_values) / len(known_values)
    s = covariance(known_values, known_values, ddof=1) ** 0.5
    return [(v - m) / s for v in values]


@right(z_scores)
def z_scores_by_length(values, known_values):
    n = len(known_values)
    m = math.fsum(known_values) / n
    length = math.dist(known_values, [m] * n)
    return [(v - m) * math.sqrt(n) / length for v in values]


@right(z_scores)
def z_scores_in_a_loop(values, known_values):
    n, total, squares = len(known_values), 0, 0
    for v in known_values:
        total += v
    for v in known_values:
        squares += (v - total / n) ** 2
    result = []
    for v in values:
        result.append((v - total / n) / math.sqrt(squares / n))
    return result


@right(z_scores)
def z_scores_by_map(values, known_values):
    m = sum(known_values) / len(known_values)
    s = covariance(known_values, known_values, 0) ** 0.5
    return tuple(map(lambda v: v / s - m / s, values))


@check(contingency)
def numbers_of_species():
    """The lists may hold numbers instead of words, and 0 counts as one of them."""
    assert contingency([0, 1, 0, 2], ["m", "f", None, "m"]) == close_to(
        [[0, 1], [1, 0], [0, 1]]
    )


@check(contingency)
def lists_with_gaps_stay():
    """`contingency` leaves both lists as they were."""
    a, b = ["x", "y", None], ["m", None, "f"]
    contingency(a, b)
    assert (a, b) == (["x", "y", None], ["m", None, "f"])


@check(contingency)
def each_word_once(rng):
    """Rows and columns are in alphabetical order."""
    words = [rng.permutation(list(text)).tolist() for text in ("hijklmno", "stuvwxyz")]
    assert contingency(*words) == close_to(
        pd.crosstab(*map(np.array, words)).to_numpy()
    )


@check(contingency)
def three_words_by_two(rng):
    a, b = rng.choice(list("pqr"), size=40), rng.choice(list("st"), size=40)
    wanted = pd.crosstab(a, b).to_numpy()
    assert contingency(a.tolist(), b.tolist()) == close_to(wanted)
    for name in categorical:
        wanted = pd.crosstab(y_train, X_train[name].to_numpy()).to_numpy()
        assert contingency(labels, known[name]) == close_to(wanted)


@wrong(contingency, "Your table is transposed. The words of a are the rows.")
def contingency_turned(a, b):
    pairs = list(zip(a, b, strict=True))
    rows, columns = sorted(set(not_missing(a))), sorted(set(not_missing(b)))
    return [[pairs.count((row, column)) for row in rows] for column in columns]


@wrong(
    contingency, "You left out species 0. Only None is a missing value: ask `is None`."
)
def contingency_without_zero(a, b):
    pairs = list(zip(a, b, strict=True))
    rows = sorted({word for word in a if word})
    columns = sorted({word for word in b if word})
    return [[pairs.count((row, column)) for column in columns] for row in rows]


@wrong(contingency, "Your words are in the order in which they occur. Sort them.")
def contingency_as_they_come(a, b):
    pairs = list(zip(a, b, strict=True))
    rows, columns = (
        list(dict.fromkeys(not_missing(a))),
        list(dict.fromkeys(not_missing(b))),
    )
    return [[pairs.count((row, column)) for column in columns] for row in rows]


@wrong(
    contingency,
    "A set has no fixed order. Sort the words.",
)
def contingency_by_luck(a, b):
    pairs = list(zip(a, b, strict=True))
    rows, columns = set(not_missing(a)), set(not_missing(b))
    return [[pairs.count((row, column)) for column in columns] for row in rows]


@wrong(contingency, "Those are fractions. Return counts.")
def contingency_in_shares(a, b):
    pairs = list(zip(a, b, strict=True))
    rows, columns = sorted(set(not_missing(a))), sorted(set(not_missing(b)))
    return [[pairs.count((row, column)) / len(a) for column in columns] for row in rows]


@right(contingency)
def contingency_by_counter(a, b):
    counts = Counter(zip(a, b, strict=True))
    columns = sorted({word for word in b if word is not None})
    rows = sorted({word for word in a if word is not None})
    return [[counts[row, column] for column in columns] for row in rows]


@right(contingency)
def contingency_stroke_by_stroke(a, b):
    rows, columns = sorted(set(not_missing(a))), sorted(set(not_missing(b)))
    table = [[0] * len(columns) for _ in rows]
    for x, y in zip(a, b):
        if x is not None and y is not None:
            table[rows.index(x)][columns.index(y)] += 1
    return table


@right(contingency)
def contingency_by_row(a, b):
    strokes = defaultdict(list)
    for x, y in zip(a, b):
        strokes[x].append(y)
    columns = sorted(set(not_missing(b)))
    return tuple(
        tuple(float(strokes[row].count(column)) for column in columns)
        for row in sorted(not_missing(strokes))
    )


@check(expected)
def tables_of_any_shape(rng):
    for shape in (2, 3), (4, 2):
        table = rng.integers(1, 30, size=shape).tolist()
        assert expected(table) == close_to(stats.contingency.expected_freq(table))


@wrong(
    expected,
    "You gave every cell the same count. Use the total of its row and of its column.",
)
def expected_all_alike(table):
    total = sum(map(sum, table))
    return [[total / len(table) / len(row) for _ in row] for row in table]


@wrong(expected, "Those are fractions. Multiply by the total.")
def expected_shares(table):
    total = sum(map(sum, table))
    columns = [sum(column) for column in zip(*table, strict=True)]
    return [[sum(row) * column / total**2 for column in columns] for row in table]


@right(expected)
def expected_in_a_loop(table):
    columns = [0] * len(table[0])
    for row in table:
        for j, count in enumerate(row):
            columns[j] += count
    result = []
    for row in table:
        result.append([])
        for column in columns:
            result[-1].append(sum(row) / sum(columns) * column)
    return result


@right(expected)
def expected_by_shares(table):
    total = sum(sum(row) for row in table)
    of_row = [sum(row) / total for row in table]
    of_column = [sum(column) / total for column in zip(*table)]
    return [[total * p * q for q in of_column] for p in of_row]


@right(expected)
def expected_as_fractions(table):
    total = Fraction(sum(map(sum, table)))
    columns = list(map(sum, zip(*table)))
    return [
        [Fraction(sum(row)) * Fraction(c) / total for c in columns] for row in table
    ]


@check(chi_square)
def other_tables(rng):
    for shape in (2, 2), (2, 3), (4, 3):
        table = rng.integers(1, 30, size=shape).tolist()
        wanted = stats.chi2_contingency(table, correction=False)[0]
        assert chi_square(table) == close_to(wanted)


@wrong(chi_square, "You divided by the count. Divide by the expected count.")
def chi_square_over_the_count(table):
    return sum(
        (o - e) ** 2 / max(o, 1)
        for row, expected_row in zip(table, expected(table), strict=True)
        for o, e in zip(row, expected_row, strict=True)
    )


@wrong(chi_square, "Square the difference.")
def chi_square_without_squares(table):
    return sum(
        abs(o - e) / e
        for row, expected_row in zip(table, expected(table), strict=True)
        for o, e in zip(row, expected_row, strict=True)
    )


@right(chi_square)
def chi_square_in_a_loop(table):
    expected_row, total = expected(table), 0
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            total += (count - expected_row[i][j]) ** 2 / expected_row[i][j]
    return total


@right(chi_square)
def chi_square_multiplied_out(table):
    cells = zip(sum(map(list, table), []), sum(map(list, expected(table)), []))
    return math.fsum(o * o / float(e) for o, e in cells) - sum(map(sum, table))


@right(chi_square)
def chi_square_by_totals(table):
    n, columns = sum(map(sum, table)), [sum(column) for column in zip(*table)]
    shares = [
        count**2 / (sum(row) * column)
        for row in table
        for count, column in zip(row, columns)
    ]
    return n * (sum(shares) - 1)


@check(inverse_of_two)
def any_two_columns(rng):
    A = rng.normal(size=(2, 2)) + 3 * np.eye(2)
    assert inverse_of_two(A.tolist()) == close_to(np.linalg.inv(A))


@wrong(inverse_of_two, "Swap a and d.")
def inverse_unswapped(A):
    (a, b), (c, d) = A
    det = a * d - b * c
    return [[a / det, -b / det], [-c / det, d / det]]


@wrong(inverse_of_two, "Change the signs of b and c.")
def inverse_without_signs(A):
    (a, b), (c, d) = A
    det = a * d - b * c
    return [[d / det, b / det], [c / det, a / det]]


@wrong(inverse_of_two, "The determinant is ad − bc, with a minus.")
def inverse_by_a_sum(A):
    (a, b), (c, d) = A
    det = a * d + b * c
    return [[d / det, -b / det], [-c / det, a / det]]


@wrong(
    inverse_of_two,
    "You took 1 over each entry. That is not the inverse of a matrix: use the "
    "determinant.",
)
def inverse_by_entries(A):
    return [[1 / v if v else 0 for v in row] for row in A]


@right(inverse_of_two)
def inverse_of_two_by_elimination(A):
    return solved(A)


@right(inverse_of_two)
def inverse_of_two_by_cayley(A):
    trace, det = A[0][0] + A[1][1], A[0][0] * A[1][1] - A[0][1] * A[1][0]
    return [
        [((trace if i == j else 0) - A[i][j]) / det for j in (0, 1)] for i in (0, 1)
    ]


@right(inverse_of_two)
def inverse_of_two_as_tuples(A):
    one_over = 1 / (A[0][0] * A[1][1] - A[1][0] * A[0][1])
    return (
        (A[1][1] * one_over, -one_over * A[0][1]),
        (-one_over * A[1][0], A[0][0] * one_over),
    )


@check(left_over)
def variance_that_is_not_explained(rng):
    for d in 2, 3:
        columns = rng.normal(size=(30, d + 1)) @ rng.normal(size=(d + 1, d + 1))
        S = np.cov(columns.T)
        inverse, b, c = np.linalg.inv(S[:d, :d]), S[:d, d], S[d, d]
        wanted = c - b @ inverse @ b
        assert left_over(inverse.tolist(), b.tolist(), float(c)) == close_to(wanted)


@check(left_over)
def columns_that_tell_it_all():
    """Nothing is left of a column that is the sum of the others."""
    assert left_over([[1, 0], [0, 0.25]], [1, 4], 5) == close_to(0)


@wrong(left_over, "You added what the old columns explain. Subtract it.")
def left_over_added(inverse, b, c):
    return c + dot(b, [dot(row, b) for row in inverse])


@wrong(
    left_over,
    "One factor b is missing. Compute b · A⁻¹ b, with the inverse between two b.",
)
def left_over_without_the_inverse(inverse, b, c):
    return c - dot(b, b)


@right(left_over)
def left_over_by_double_sum(inverse, b, c):
    places = range(len(b))
    return c - sum(b[i] * inverse[i][j] * b[j] for i in places for j in places)


@right(left_over)
def left_over_in_a_loop(inverse, b, c):
    for b_i, row in zip(b, inverse):
        for b_j, entry in zip(b, row):
            c = c - b_i * entry * b_j
    return c


@right(left_over)
def left_over_by_map(inverse, b, c):
    weights = [math.fsum(map(mul, row, b)) for row in inverse]
    return reduce(lambda left, pair: left - pair[0] * pair[1], zip(b, weights), c)


equivalent(
    left_over,
    "return c - dot(b, [dot(row, b) for row in inverse]) -> return c - dot(b, [dot(b, row) for row in inverse])",
    "return c - dot(b, [dot(row, b) for row in inverse]) -> return c - dot([dot(row, b) for row in inverse], b)",
    why="A dot product is the same both ways.",
)


@check(grown)
def a_third_and_a_seventh_column(rng):
    for d in 3, 7:
        S = np.cov(rng.normal(size=(d, 40)) * np.arange(1, d + 1)[:, None])
        inverse = np.linalg.inv(S[:-1, :-1]).tolist()
        found = grown(inverse, S[-1, :-1].tolist(), float(S[-1, -1]))
        assert found == close_to(np.linalg.inv(S))


@wrong(grown, "The old entries change too. Add u u′ / s to them.")
def grown_around_the_old(inverse, b, c):
    u = [dot(row, b) for row in inverse]
    s = left_over(inverse, b, c)
    rows = [[*row, -u_i / s] for row, u_i in zip(inverse, u, strict=True)]
    return [*rows, [-u_j / s for u_j in u] + [1 / s]]


@wrong(grown, "The corner is 1 / s, where s is what is left of c.")
def grown_with_c(inverse, b, c):
    u = [dot(row, b) for row in inverse]
    s = left_over(inverse, b, c)
    rows = [
        [old + u_i * u_j / s for old, u_j in zip(row, u, strict=True)] + [-u_i / s]
        for row, u_i in zip(inverse, u, strict=True)
    ]
    return [*rows, [-u_j / s for u_j in u] + [1 / c]]


@right(grown)
def grown_by_solving_anew(inverse, b, c):
    A = [[*row, new] for row, new in zip(solved(inverse), b)]
    return solved([*A, [*b, c]])


@right(grown)
def grown_by_one_product(inverse, b, c):
    v = [*(-dot(row, b) for row in inverse), 1]
    s = float(left_over(inverse, b, c))
    old = [[*row, 0.0] for row in inverse] + [[0.0] * len(v)]
    return [[o + v_i * v_j / s for o, v_j in zip(row, v)] for row, v_i in zip(old, v)]


@right(grown)
def grown_in_place(inverse, b, c):
    d = len(b)
    u = [sum(inverse[i][j] * b[j] for j in range(d)) for i in range(d)]
    s = c - sum(u_i * b_i for u_i, b_i in zip(u, b))
    table = [[0] * (d + 1) for _ in range(d + 1)]
    for i in range(d):
        for j in range(d):
            table[i][j] = inverse[i][j] + u[i] * u[j] / s
        table[i][d] = table[d][i] = -u[i] / s
    table[d][d] = 1 / s
    return table


@check(inverse_of)
def one_column_and_seven(rng):
    assert inverse_of([[4]]) == close_to([[0.25]])
    for d in 3, 7:
        S = np.cov(rng.normal(size=(d, 40)) * np.arange(1, d + 1)[:, None])
        assert inverse_of(S.tolist()) == close_to(np.linalg.inv(S))


@wrong(inverse_of, "You left out the last column. j goes up to len(A) - 1.")
def inverse_of_all_but_one(A):
    inverse = [[1 / A[0][0]]]
    for j in range(1, len(A) - 1):
        inverse = grown(inverse, A[j][:j], A[j][j])
    return inverse


@wrong(inverse_of, "You inverted only the diagonal. Use the covariances too.")
def inverse_of_the_diagonal(A):
    d = len(A)
    return [[1 / A[i][i] if i == j else 0.0 for j in range(d)] for i in range(d)]


@right(inverse_of)
def inverse_of_by_elimination(A):
    return solved(A)


@right(inverse_of)
def inverse_of_by_recursion(A):
    if len(A) == 1:
        return [[1 / A[0][0]]]
    *above, last = A
    return grown(inverse_of([row[:-1] for row in above]), last[:-1], last[-1])


@right(inverse_of)
def inverse_of_by_triangle(A):
    d = len(A)
    L = [[0.0] * d for _ in range(d)]
    for i in range(d):
        for j in range(i + 1):
            left = A[i][j] - sum(x * y for x, y in zip(L[i][:j], L[j][:j]))
            L[i][j] = math.sqrt(left) if i == j else left / L[j][j]
    undone = []  # the columns of the inverse of L
    for c in range(d):
        column = []
        for i in range(d):
            told = sum(x * y for x, y in zip(L[i], column))
            column.append(((i == c) - told) / L[i][i])
        undone.append(column)
    return [[sum(map(mul, a, b)) for b in undone] for a in undone]


@check(pooled)
def three_classes_and_columns(rng):
    y = np.arange(25) % 5 // 2  # 0 and 1 twice as common as 2
    X = rng.normal(size=(25, 3)) @ rng.normal(size=(3, 3)) + y[:, None]
    model = LinearDiscriminantAnalysis(store_covariance=True).fit(X, y)
    wanted = model.covariance_ * 25 / (25 - 3)  # its own is over n
    assert pooled(X.tolist(), y.tolist(), 3) == close_to(wanted)


@wrong(
    pooled,
    "You divided by n. Divide by n − k, because k means were computed from the same "
    "rows.",
)
def pooled_over_n(X, y, k):
    d = len(X[0])
    S = [[0.0] * d for _ in range(d)]
    for label in range(k):
        pages = [x for x, own in zip(X, y, strict=True) if own == label]
        columns = list(zip(*pages, strict=True))
        for i in range(d):
            for j in range(d):
                S[i][j] += len(pages) * covariance(columns[i], columns[j], ddof=0)
    return [[total / len(X) for total in row] for row in S]


@wrong(
    pooled,
    "A covariance with ddof=0 is a mean. Multiply it by the number of pages before you "
    "add.",
)
def pooled_of_equal_weight(X, y, k):
    d = len(X[0])
    S = [[0.0] * d for _ in range(d)]
    for label in range(k):
        pages = [x for x, own in zip(X, y, strict=True) if own == label]
        columns = list(zip(*pages, strict=True))
        for i in range(d):
            for j in range(d):
                S[i][j] += covariance(columns[i], columns[j], ddof=0)
    return [[total / (len(X) - k) for total in row] for row in S]


@right(pooled)
def pooled_page_by_page(X, y, k):
    d = len(X[0])
    counts, totals = [0] * k, [[0.0] * d for _ in range(k)]
    for page, label in zip(X, y):
        counts[label] += 1
        totals[label] = [t + v for t, v in zip(totals[label], page)]
    S = [[0.0] * d for _ in range(d)]
    for page, label in zip(X, y):
        apart = [v - t / counts[label] for v, t in zip(page, totals[label])]
        for i in range(d):
            for j in range(d):
                S[i][j] += apart[i] * apart[j]
    return [[total / (len(X) - k) for total in row] for row in S]


@right(pooled)
def pooled_as_a_sample(X, y, k):
    d, n = len(X[0]), len(y)
    groups = [[x for x, own in zip(X, y) if own == label] for label in range(k)]
    entry = lambda i, j: sum(
        (len(g) - 1) * covariance([x[i] for x in g], [x[j] for x in g]) for g in groups
    )
    return tuple(tuple(entry(i, j) / (n - k) for j in range(d)) for i in range(d))


@right(pooled)
def pooled_by_columns(X, y, k):
    centred = []
    for column in zip(*X):
        means = []
        for label in range(k):
            own = [v for v, c in zip(column, y) if c == label]
            means.append(math.fsum(own) / len(own))
        centred.append([v - means[c] for v, c in zip(column, y)])
    return [[dot(a, b) / (len(X) - k) for b in centred] for a in centred]


equivalent(
    pooled,
    "S[i][j] += len(pages) * covariance(columns[i], columns[j], ddof=0) -> S[i][j] += len(pages) * covariance(columns[j], columns[i], ddof=0)",
    why="A covariance is the same both ways.",
)


equivalent(
    pooled,
    "divisor = len(X) - k -> divisor = len(y) - k",
    why="There are equally many labels and pages.",
)


@check(score)
def a_prior_of_one_half():
    assert score([5], [2], [[3]], 0.5) == close_to(24 - math.log(2))


@check(score)
def scores_of_three_classes(rng):
    y = np.arange(50) % 5 // 2
    X = rng.normal(size=(50, 3)) @ rng.normal(size=(3, 3)) + y[:, None]
    model = LinearDiscriminantAnalysis(solver="lsqr").fit(X, y)
    inverse, page = np.linalg.inv(model.covariance_).tolist(), X[0].tolist()
    parts = zip(model.means_.tolist(), model.priors_.tolist(), strict=True)
    found = [score(page, m, inverse, prior) for m, prior in parts]
    assert found == close_to(model.decision_function(X[:1])[0])


@wrong(score, "You forgot the prior. Add its logarithm.")
def score_without_prior(x, m, inverse, prior):
    weights = [dot(row, m) for row in inverse]
    return dot(x, weights) - dot(m, weights) / 2


@wrong(score, "You subtracted all of m · S⁻¹ m. Subtract half of it.")
def score_without_half(x, m, inverse, prior):
    weights = [dot(row, m) for row in inverse]
    return dot(x, weights) - dot(m, weights) + math.log(prior)


@wrong(score, "That is the logarithm to base 10. Use the natural one, math.log.")
def score_with_log10(x, m, inverse, prior):
    weights = [dot(row, m) for row in inverse]
    return dot(x, weights) - dot(m, weights) / 2 + math.log10(prior)


@right(score)
def score_in_a_loop(x, m, inverse, prior):
    total = math.log(prior)
    for i in range(len(x)):
        for j in range(len(m)):
            total += (x[i] - m[i] / 2) * inverse[i][j] * m[j]
    return total


@right(score)
def score_halfway(x, m, inverse, prior):
    weights = [math.fsum(map(mul, row, m)) for row in inverse]
    return dot([x_i - m_i / 2 for x_i, m_i in zip(x, m)], weights) + math.log(prior)


@right(score)
def score_by_distance(x, m, inverse, prior):
    def between(a, b):
        return sum(p * r * q for p, row in zip(a, inverse) for r, q in zip(row, b))

    apart = [x_i - m_i for x_i, m_i in zip(x, m)]
    far, own = between(apart, apart), between(x, x)
    return (own - far) / 2 + math.log(prior)


equivalent(
    score,
    "weights = [dot(row, m) for row in inverse] -> weights = [dot(m, row) for row in inverse]",
    "return dot(x, weights) - dot(m, weights) / 2 + math.log(prior) -> return dot(weights, x) - dot(m, weights) / 2 + math.log(prior)",
    "return dot(x, weights) - dot(m, weights) / 2 + math.log(prior) -> return dot(x, weights) - dot(weights, m) / 2 + math.log(prior)",
    why="A dot product is the same both ways.",
)
