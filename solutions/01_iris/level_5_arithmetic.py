"""Level 5 · arithmetic: a flower is four numbers

Under the matrices lies what can be done on paper: multiply, add, take a root, count. Put
the arrays away. With lists and loops alone the same 30 flowers are asked about, and 29
are named right; nothing is imported to do it.

Yours to use: Python's own numbers, lists and dicts, and math. A root is x ** 0.5. What
is imported below is for the koans, which hold your answers against it.

    a, b   lists of as many numbers: two flowers, or two lengths of all flowers
    X      a list of flowers, each a list of numbers
    mean   what every flower would have, if all had the same
    ddof   how much less than n a variance divides by: 0 or 1

Pillars: linear algebra, statistics.
"""

import statistics

import numpy as np
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, feature_names, y_test, y_train

petal_length = X_train[:, feature_names.index("petal_length")].tolist()


@hint(
    "Three petals of 1, 4 and 7 cm share their lengths fairly. What has each?",
    "All together, over how many there are.",
    "sum(values) / len(values)",
)
@yours
def mean(values):
    """Arithmetic mean of a list of numbers: one number."""
    return sum(values) / len(values)


@hint(
    "1, 2 and 6 cm of petal are shared out fairly among three flowers.",
    "9 cm in all, for three.",
    "3",
)
@insight("From the mean, what lies above weighs as much as what lies below.")
def test_the_mean_shares_out_fairly(rng):
    """Three petals by hand, then 120."""
    assert mean([1, 2, 6]) == close_to(____(3))
    assert mean([2, 5]) == close_to(3.5)
    assert mean(petal_length) == close_to(statistics.fmean(petal_length))
    values = rng.normal(size=20).tolist()
    assert mean(values) == close_to(statistics.fmean(values))


@hint(
    "How far does each value lie from the mean? Squared, so that no two cancel.",
    "Add up (value - m) ** 2 over all values; divide by n less ddof.",
    "m = mean(values), then sum((v - m) ** 2 for v in values) / (len(values) - ddof)",
)
@yours
def variance(values, ddof=0):
    """Mean squared distance of values from their mean: one number.

    Divides by n - ddof: ddof=0 for all there are, ddof=1 to guess from a sample what
    the whole world's variance is.
    """
    m = mean(values)
    return sum((v - m) ** 2 for v in values) / (len(values) - ddof)


@hint(
    "2, 4 and 9: how far is each from the mean, squared?",
    "The mean is 5. 9, 1 and 16 make 26, over n - 1, which is 2.",
    "13",
)
def test_variance_is_a_mean_of_squares(rng):
    """Three petals by hand, as a sample (ddof=1), then 120 both ways."""
    by_hand, far = variance([2, 4, 9], ddof=1), [2 + 1e9, 4 + 1e9, 9 + 1e9]
    far_from_zero = variance(far, ddof=1), variance(far)  # as far from their mean
    assert by_hand == close_to(____(13))
    assert far_from_zero == close_to([13, 26 / 3])
    values = rng.normal(size=9).tolist()
    for data in (petal_length, values):
        assert variance(data) == close_to(statistics.pvariance(data))
        assert variance(data, ddof=1) == close_to(statistics.variance(data))


@hint(
    "Three petals, two of them drawn, each draw as likely: nine samples. On average?",
    "Write the mean of the nine variances with ddof=0, then with ddof=1. Which one is "
    "the variance of the three?",
    "1: to guess from a sample, divide by n - 1.",
)
@insight(
    "A sample lies around its own mean more closely than around the true one, so n is too "
    "many. n - 1 makes it right on average: Bessel's correction."
)
def test_a_sample_looks_too_narrow():
    """Petals of 1, 3 and 8 cm, two drawn in each possible way: which ddof is fair?"""
    whole = [1, 3, 8]
    samples = [[a, b] for a in whole for b in whole]
    guesses = [variance(sample, ddof=____(1)) for sample in samples]
    assert mean(guesses) == close_to(variance(whole, ddof=0))


@hint(
    "How many standard deviations above the mean does a value lie?",
    "Take the mean off each value and divide by the root of the variance, ddof=0.",
    "[(v - mean(values)) / variance(values) ** 0.5 for v in values]",
)
@yours
def standardise(values):
    """Each value less the mean, over the standard deviation (ddof=0): a list."""
    m, deviation = mean(values), variance(values) ** 0.5
    return [(v - m) / deviation for v in values]


@hint(
    "1 and 5: what is the mean, and how far from it is each?",
    "The mean is 3, both lie 2 away, so the standard deviation is 2.",
    "[-1, 1]",
)
@insight("Standardised, inches and centimetres are the same number. No unit is left.")
def test_standardised_values_have_no_unit(rng):
    """Petals of 1 and 5 cm by hand, then 120, in centimetres and in inches."""
    assert standardise([1, 5]) == close_to(____([-1, 1]))
    inches = [cm / 2.54 for cm in petal_length]
    assert standardise(inches) == close_to(standardise(petal_length))
    values = rng.normal(loc=7, scale=3, size=15)
    wanted = StandardScaler().fit_transform(values[:, None])[:, 0]
    assert standardise(values.tolist()) == close_to(wanted)


@hint(
    "Number by number: multiply the first with the first, the second with the second.",
    "zip(a, b) walks along both lists; add up the products.",
    "sum(x * y for x, y in zip(a, b))",
)
@yours
def dot(a, b):
    """Dot product of two lists of as many numbers: one number."""
    return sum(x * y for x, y in zip(a, b, strict=True))


@hint(
    "2 times 5, and 3 times 4?",
    "10 and 12.",
    "22",
)
@insight("Every matrix product is this, once for each cell.")
def test_a_dot_product_multiplies_in_pairs(rng):
    """Two flowers of two lengths by hand, then one cell of A B′ at a time."""
    assert dot([2, 3], [5, 4]) == ____(22)
    A = rng.normal(size=(3, 6))
    wanted = A @ A.T
    cells = [[dot(a, b) for b in A.tolist()] for a in A.tolist()]
    assert cells == close_to(wanted)


@hint(
    "How long is a list of numbers, as an arrow? Its dot product with itself is the "
    "square of that.",
    "The arrow from b to a has the differences as its numbers: x - y, pair by pair.",
    "difference = [x - y for x, y in zip(a, b)]; dot(difference, difference) ** 0.5",
)
@yours
def distance(a, b):
    """Euclidean distance of two lists of as many numbers: one number, 0 or more."""
    difference = [x - y for x, y in zip(a, b, strict=True)]
    return dot(difference, difference) ** 0.5


@hint(
    "From (1, 2) to (4, −2): how far to the right, how far down?",
    "3 and 4. Squared, added, rooted.",
    "5",
)
@insight(
    "Pythagoras, in as many directions as you like: 4 lengths are no harder than 2."
)
def test_distance_is_pythagoras(rng):
    """Two points by hand, and |a − b|² = a·a + b·b − 2 a·b, as at level 4."""
    assert distance([1, 2], [4, -2]) == close_to(____(5))
    a, b = rng.normal(size=(2, 4)).tolist()
    assert distance(a, b) == close_to((dot(a, a) + dot(b, b) - 2 * dot(a, b)) ** 0.5)
    assert distance(a, b) == close_to(distance(b, a))
    assert distance([1e9, 2], [1e9 + 3, -2]) == close_to(5)  # the same, far from zero


@hint(
    "How would you count votes with tally marks?",
    "A dict from label to count: counts[label] = counts.get(label, 0) + 1. Then the "
    "label with the largest count; of equals, the smallest label.",
    "max(sorted(counts), key=counts.get): of equals, max takes the first it meets",
)
@yours
def vote(labels):
    """The label that occurs most often in a list; of several, the smallest."""
    counts = {}
    for label in labels:
        counts[label] = counts.get(label, 0) + 1
    return max(sorted(counts), key=counts.get)


@hint(
    "Four votes: 2, 1, 2, 1. Who wins, when equals are settled by the smaller label?",
    "Two votes each.",
    "1",
)
@insight("Species can only be counted: there is no mean of a setosa and a virginica.")
def test_a_vote_is_counting(rng):
    """Two for virginica (2), two for versicolor (1): one of them has to win."""
    found = [vote([5, 3, 3, 9]), vote([1, 1, 6, 7, 8]), vote([8, 7, 8, 7])]
    assert vote([2, 1, 2, 1]) == ____(1)
    assert found == [3, 1, 7]
    for _ in range(5):
        labels = rng.permutation([5] * 4 + [3] * 3 + [9] * 3).tolist()
        assert vote(labels) == 5
        assert vote([int(x) for x in rng.permutation([8, 8, 6, 6, 7, 7])]) == 6


@hint(
    "For one flower: how far is each known one, and what is it called?",
    "Pairs (distance, row) sort by distance; the first k rows have the labels that vote.",
    "order = sorted(range(len(X_train)), key=lambda i: distance(X_train[i], q)), then "
    "vote([y_train[i] for i in order[:k]])",
)
@yours
def predict(X_train, y_train, X_test, k):
    """Label of each flower of X_test, by vote of its k nearest in X_train: a list."""
    y_pred = []
    for q in X_test:
        far = [distance(x, q) for x in X_train]
        order = sorted(range(len(far)), key=far.__getitem__)
        y_pred.append(vote([y_train[i] for i in order[:k]]))
    return y_pred


@hint(
    "On one line: flowers at 1, 2 and 9. Which two are nearest to 8, and which to 0?",
    "For 0 they are those at 1 and 2, both of class 4. For 8 they are those at 9 and 2, "
    "of class 7 and 4: a tie.",
    "[4, 4]",
)
@insight("A dozen lines, no import: that was nearest neighbours, all of it.")
def test_nearest_neighbours_without_an_import(rng):
    """Three flowers on a line by hand, then fresh ones as scikit-learn names them."""
    four = [[5], [1], [2], [9]]
    assert predict(four, [3, 4, 4, 2], [[0], [8]], 2) == close_to([4, 2])
    line, classes = [[1], [2], [9]], [4, 4, 7]
    assert predict(line, classes, [[0], [8]], 2) == close_to(____([4, 4]))
    known, new = rng.normal(size=(40, 3)), rng.normal(size=(15, 3))
    labels = rng.integers(3, size=40)
    for k in (1, 4, 7):
        model = KNeighborsClassifier(n_neighbors=k).fit(known, labels)
        found = predict(known.tolist(), labels.tolist(), new.tolist(), k)
        assert found == close_to(model.predict(new))


@hint(
    "How many digits does a Python number keep, and how many has (10 ** 9 + 7) ** 2?",
    "16 are kept, 19 are needed; the variance hides in the digits that are cut off.",
    "False",
)
@insight(
    "Both formulas are the same on paper. On a machine the order matters: take the mean "
    "off first, while the numbers are small."
)
def test_it_goes_wrong_when_large_numbers_are_subtracted():
    """When it goes wrong: mean of squares less square of the mean, for 4, 7, 13, 16."""
    shortcut = lambda values: mean([v * v for v in values]) - mean(values) ** 2
    small = [4.0, 7.0, 13.0, 16.0]
    assert shortcut(small) == close_to(variance(small))
    large = [v + 1e9 for v in small]
    assert variance(large) == close_to(variance(small))
    assert (abs(shortcut(large) - variance(large)) < 1) == ____(False)


@hint(
    "From which flowers are the names known?",
    "From the 120 of X_train, as a list: X_train.tolist().",
    "predict(X_train.tolist(), y_train.tolist(), X_test.tolist(), 5)",
)
@insight("Add, multiply, root, compare, count: nothing else was ever under it.")
def test_the_result_still_stands(present):
    """With pencil and patience you would name the same 29 of 30 flowers right."""
    known, names = ____(X_train.tolist()), ____(y_train.tolist())
    y_pred = np.asarray(predict(known, names, X_test.tolist(), 5))
    model = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    right = int((y_pred == y_test).sum())
    present(
        f"{right} of {len(y_test)} flowers named right",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
