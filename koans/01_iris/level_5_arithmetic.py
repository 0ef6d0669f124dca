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

from sensei import ____, close_to, yours

from . import X_test, X_train, feature_names, y_test, y_train

petal_length = X_train[:, feature_names.index("petal_length")].tolist()


@yours
def mean(values):
    """Arithmetic mean of a list of numbers: one number."""
    return ____


def test_the_mean_shares_out_fairly(rng):
    """Three petals by hand, then 120."""
    assert mean([1, 2, 6]) == close_to(____)
    assert mean([2, 5]) == close_to(3.5)
    assert mean(petal_length) == close_to(statistics.fmean(petal_length))
    values = rng.normal(size=20).tolist()
    assert mean(values) == close_to(statistics.fmean(values))


@yours
def variance(values, ddof=0):
    """Mean squared distance of values from their mean: one number.

    Divides by n - ddof: ddof=0 for all there are, ddof=1 to guess from a sample what
    the whole world's variance is.
    """
    return ____


def test_variance_is_a_mean_of_squares(rng):
    """Three petals by hand, as a sample (ddof=1), then 120 both ways."""
    by_hand, far = variance([2, 4, 9], ddof=1), [2 + 1e9, 4 + 1e9, 9 + 1e9]
    far_from_zero = variance(far, ddof=1), variance(far)  # as far from their mean
    assert by_hand == close_to(____)
    assert far_from_zero == close_to([13, 26 / 3])
    values = rng.normal(size=9).tolist()
    for data in (petal_length, values):
        assert variance(data) == close_to(statistics.pvariance(data))
        assert variance(data, ddof=1) == close_to(statistics.variance(data))


def test_a_sample_looks_too_narrow():
    """Petals of 1, 3 and 8 cm, two drawn in each possible way: which ddof is fair?"""
    whole = [1, 3, 8]
    samples = [[a, b] for a in whole for b in whole]
    guesses = [variance(sample, ddof=____) for sample in samples]
    assert mean(guesses) == close_to(variance(whole, ddof=0))


@yours
def standardise(values):
    """Each value less the mean, over the standard deviation (ddof=0): a list."""
    return ____


def test_standardised_values_have_no_unit(rng):
    """Petals of 1 and 5 cm by hand, then 120, in centimetres and in inches."""
    assert standardise([1, 5]) == close_to(____)
    inches = [cm / 2.54 for cm in petal_length]
    assert standardise(inches) == close_to(standardise(petal_length))
    values = rng.normal(loc=7, scale=3, size=15)
    wanted = StandardScaler().fit_transform(values[:, None])[:, 0]
    assert standardise(values.tolist()) == close_to(wanted)


@yours
def dot(a, b):
    """Dot product of two lists of as many numbers: one number."""
    return ____


def test_a_dot_product_multiplies_in_pairs(rng):
    """Two flowers of two lengths by hand, then one cell of A B′ at a time."""
    assert dot([2, 3], [5, 4]) == ____
    A = rng.normal(size=(3, 6))
    wanted = A @ A.T
    cells = [[dot(a, b) for b in A.tolist()] for a in A.tolist()]
    assert cells == close_to(wanted)


@yours
def distance(a, b):
    """Euclidean distance of two lists of as many numbers: one number, 0 or more."""
    return ____


def test_distance_is_pythagoras(rng):
    """Two points by hand, and |a − b|² = a·a + b·b − 2 a·b, as at level 4."""
    assert distance([1, 2], [4, -2]) == close_to(____)
    a, b = rng.normal(size=(2, 4)).tolist()
    assert distance(a, b) == close_to((dot(a, a) + dot(b, b) - 2 * dot(a, b)) ** 0.5)
    assert distance(a, b) == close_to(distance(b, a))
    assert distance([1e9, 2], [1e9 + 3, -2]) == close_to(5)  # the same, far from zero


@yours
def vote(labels):
    """The label that occurs most often in a list; of several, the smallest."""
    return ____


def test_a_vote_is_counting(rng):
    """Two for virginica (2), two for versicolor (1): one of them has to win."""
    found = [vote([5, 3, 3, 9]), vote([1, 1, 6, 7, 8]), vote([8, 7, 8, 7])]
    assert vote([2, 1, 2, 1]) == ____
    assert found == [3, 1, 7]
    for _ in range(5):
        labels = rng.permutation([5] * 4 + [3] * 3 + [9] * 3).tolist()
        assert vote(labels) == 5
        assert vote([int(x) for x in rng.permutation([8, 8, 6, 6, 7, 7])]) == 6


@yours
def predict(X_train, y_train, X_test, k):
    """Label of each flower of X_test, by vote of its k nearest in X_train: a list."""
    return ____


def test_nearest_neighbours_without_an_import(rng):
    """Three flowers on a line by hand, then fresh ones as scikit-learn names them."""
    four = [[5], [1], [2], [9]]
    assert predict(four, [3, 4, 4, 2], [[0], [8]], 2) == close_to([4, 2])
    line, classes = [[1], [2], [9]], [4, 4, 7]
    assert predict(line, classes, [[0], [8]], 2) == close_to(____)
    known, new = rng.normal(size=(40, 3)), rng.normal(size=(15, 3))
    labels = rng.integers(3, size=40)
    for k in (1, 4, 7):
        model = KNeighborsClassifier(n_neighbors=k).fit(known, labels)
        found = predict(known.tolist(), labels.tolist(), new.tolist(), k)
        assert found == close_to(model.predict(new))


def test_it_goes_wrong_when_large_numbers_are_subtracted():
    """When it goes wrong: mean of squares less square of the mean, for 4, 7, 13, 16."""
    shortcut = lambda values: mean([v * v for v in values]) - mean(values) ** 2
    small = [4.0, 7.0, 13.0, 16.0]
    assert shortcut(small) == close_to(variance(small))
    large = [v + 1e9 for v in small]
    assert variance(large) == close_to(variance(small))
    assert (abs(shortcut(large) - variance(large)) < 1) == ____


def test_the_result_still_stands(present):
    """With pencil and patience you would name the same 29 of 30 flowers right."""
    known, names = ____, ____
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
