"""Level 5 · arithmetic: a flower is four numbers

Matrix operations are made of what you can do on paper: multiply, add, take a root, count.
So put the arrays away. With lists and loops alone you predict the same 30 flowers, 29 of
them correctly. On the way you write the mean, the variance and the distance yourself.

You may use: Python's own numbers, lists and dicts, and math. The root of x is x ** 0.5.
The imports below are for the koans, which compare your answers with theirs.

    a, b    two lists of equally many numbers: two flowers, or two features of all flowers
    values  a list of n numbers, such as one feature of n flowers
    X       a list of flowers, each a list of numbers
    ddof    0 or 1: a variance divides by n - ddof (delta degrees of freedom)

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

from sensei import ____, close_to, yours

from . import X_test, X_train, feature_names, y_test, y_train

petal_length = X_train[:, feature_names.index("petal_length")].tolist()


@yours
def mean(values):
    """Return the arithmetic mean of a list of numbers: one number."""
    return ____


def test_the_mean_is_the_total_shared_equally():
    """What is the mean of 1, 2 and 6 cm?"""
    assert mean([1, 2, 6]) == close_to(____)


@yours
def variance(values, ddof=0):
    """Return the variance of `values`, their mean squared distance from their mean: one number.

    Divide by n - ddof. A *sample* is a part that stands for all there are. Use ddof=0
    if the values are all there are, and ddof=1 to estimate from a sample. The result is
    exact even if the values are huge: 1e9 + 2, 1e9 + 4.
    """
    return ____


def test_variance_is_a_mean_of_squared_distances():
    """What is the variance of 2, 4 and 9 cm if they are a sample (ddof=1)?"""
    assert variance([2, 4, 9]) == close_to(26 / 3)
    assert variance([2, 4, 9], ddof=1) == close_to(____)


def test_a_sample_underestimates_the_variance():
    """Samples of two petals estimate the variance. Which ddof is right on average, 0 or 1?

    All nine samples of two are drawn from three petals: the same petal may be drawn twice.
    """
    whole = [1, 3, 8]
    samples = [[a, b] for a in whole for b in whole]
    guesses = [variance(sample, ddof=____) for sample in samples]
    assert mean(guesses) == close_to(variance(whole, ddof=0))


@yours
def standardise(values):
    """Return each value minus the mean, divided by the standard deviation (ddof=0): a list.

    The standard deviation is the root of the variance.
    """
    return ____


def test_standardised_values_have_no_unit():
    """What do petals of 1 and 5 cm become when you standardise them? A list of two."""
    assert standardise([1, 5]) == close_to(____)
    inches = [cm / 2.54 for cm in petal_length]
    assert standardise(inches) == close_to(standardise(petal_length))


@yours
def dot(a, b):
    """Return the dot product of two lists of equally many numbers: one number."""
    return ____


def test_a_dot_product_multiplies_in_pairs():
    """What is the dot product of the lists [2, 3] and [5, 4]?"""
    assert dot([2, 3], [5, 4]) == ____


@yours
def distance(a, b):
    """Return the Euclidean distance of two lists of equally many numbers: one number.

    It is exact even if the numbers are huge: 1e9 + 3 is 3 away from 1e9.
    """
    return ____


def test_distance_is_pythagoras():
    """How far apart are the points (1, 2) and (4, −2)?"""
    assert distance([1, 2], [4, -2]) == close_to(____)


@yours
def vote(labels):
    """Return the label that occurs most often: one number. If labels tie, the smallest."""
    return ____


def test_a_vote_is_counting():
    """Two neighbours are virginicas (2) and two are versicolors (1). Which label wins?"""
    assert vote([5, 3, 3, 9]) == 3
    assert vote([2, 1, 2, 1]) == ____


@yours
def predict(X_train, y_train, X_test, k):
    """Return the label of each flower of X_test, by vote of its k nearest: a list.

    The k nearest are flowers of `X_train`, and `y_train` is the list of their labels.
    """
    return ____


def test_nearest_neighbours_need_no_import():
    """What do the two nearest of three flowers predict at 0 and at 8? A list of two labels."""
    line, labels = [[1], [2], [9]], [4, 4, 7]
    assert predict(line, labels, [[0], [8]], 2) == close_to(____)


def test_it_goes_wrong_when_large_numbers_are_subtracted():
    """When it goes wrong: is the shortcut for the variance right for `large`? True or False.

    On paper the variance is the mean of the squares minus the square of the mean.
    """
    shortcut = lambda values: mean([v * v for v in values]) - mean(values) ** 2
    small = [4.0, 7.0, 13.0, 16.0]
    large = [v + 1e9 for v in small]
    assert shortcut(small) == close_to(variance(small))
    assert (abs(shortcut(large) - variance(large)) < 1) == ____


def test_the_result_still_stands(present):
    """Predict the 30 test flowers with lists alone: the same 29 should be correct."""
    known, labels = ____, ____
    y_pred = np.asarray(predict(known, labels, X_test.tolist(), 5))
    model = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} flowers predicted correctly",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
