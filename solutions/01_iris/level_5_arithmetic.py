"""Level 5 · arithmetic: a flower is four numbers

Under the matrices is what you can do on paper: multiply, add, take a root, count. So put
the arrays away. With lists and loops alone you predict the same 30 flowers, 29 of them
correctly, and you import nothing to do it.

You may use: Python's own numbers, lists and dicts, and math. A root is x ** 0.5. The
imports below are for the koans, which compare your answers with them.

    a, b   two lists of equally many numbers: two flowers, or two lengths of all flowers
    X      a list of flowers, each a list of numbers
    mean   the length that every flower would have if all had the same
    ddof   0 or 1: a variance divides by n - ddof

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, feature_names, y_test, y_train

petal_length = X_train[:, feature_names.index("petal_length")].tolist()


@hint(
    "If all values were equal, with the same sum, how large would each be?",
    "Divide the sum of the values by how many there are.",
    "sum(values) / len(values)",
)
@yours
def mean(values):
    """Return the arithmetic mean of a list of numbers: one number."""
    return sum(values) / len(values)


@hint(
    "How long are the three petals together?",
    "They are 9 cm long together. Divide by how many there are.",
    "3",
)
@insight(
    "The distances of the values above the mean and of those below it add up to the same."
)
def test_the_mean_shares_out_fairly():
    """What is the mean of 1, 2 and 6 cm?"""
    assert mean([1, 2, 6]) == close_to(____(3))


@hint(
    "How far does each value lie from the mean? Squared, so that no two cancel.",
    "Add up (value - m) ** 2 over all values, then divide by n - ddof.",
    "m = mean(values), then sum((v - m) ** 2 for v in values) / (len(values) - ddof)",
)
@yours
def variance(values, ddof=0):
    """Return the mean squared distance of `values` from their mean: one number.

    Divide by n - ddof. Use ddof=0 if the values are all there are, and ddof=1 to estimate
    from a sample. The result is exact even if the values are huge: 1e9 + 2, 1e9 + 4.
    """
    m = mean(values)
    return sum((v - m) ** 2 for v in values) / (len(values) - ddof)


@hint(
    "How far is each of 2, 4 and 9 from their mean, squared?",
    "The mean is 5, so the squares are 9, 1 and 16. Divide their sum by n - 1.",
    "13",
)
def test_variance_is_a_mean_of_squares():
    """What is the variance of 2, 4 and 9 cm if they are a sample (ddof=1)?"""
    assert variance([2, 4, 9]) == close_to(26 / 3)
    assert variance([2, 4, 9], ddof=1) == close_to(____(13))


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
    """Draw two of three petals in every way. Which ddof is right on average, 0 or 1?"""
    whole = [1, 3, 8]
    samples = [[a, b] for a in whole for b in whole]
    guesses = [variance(sample, ddof=____(1)) for sample in samples]
    assert mean(guesses) == close_to(variance(whole, ddof=0))


@hint(
    "How many standard deviations above the mean does a value lie?",
    "Subtract the mean from each value and divide by the root of the variance, ddof=0.",
    "[(v - mean(values)) / variance(values) ** 0.5 for v in values]",
)
@yours
def standardise(values):
    """Return each value minus the mean, divided by the standard deviation (ddof=0): a list."""
    m, deviation = mean(values), variance(values) ** 0.5
    return [(v - m) / deviation for v in values]


@hint(
    "1 and 5: what is the mean, and how far from it is each?",
    "The mean is 3, both lie 2 away, so the standard deviation is 2.",
    "[-1, 1]",
)
@insight("Standardised, inches and centimetres are the same number. No unit is left.")
def test_standardised_values_have_no_unit():
    """Standardise petals of 1 and 5 cm. What are they then? A list of two."""
    assert standardise([1, 5]) == close_to(____([-1, 1]))
    inches = [cm / 2.54 for cm in petal_length]
    assert standardise(inches) == close_to(standardise(petal_length))


@hint(
    "Number by number: multiply the first with the first, the second with the second.",
    "zip(a, b) walks along both lists; add up the products.",
    "sum(x * y for x, y in zip(a, b))",
)
@yours
def dot(a, b):
    """Return the dot product of two lists of equally many numbers: one number."""
    return sum(x * y for x, y in zip(a, b, strict=True))


@hint(
    "2 times 5, and 3 times 4?",
    "10 and 12.",
    "22",
)
@insight("A matrix product is one dot product for each cell.")
def test_a_dot_product_multiplies_in_pairs():
    """What is the dot product of these two flowers?"""
    assert dot([2, 3], [5, 4]) == ____(22)


@hint(
    "How long is a list of numbers, as an arrow? Its dot product with itself is the "
    "square of that.",
    "The arrow from b to a has the differences as its numbers: x - y, pair by pair.",
    "difference = [x - y for x, y in zip(a, b)]; dot(difference, difference) ** 0.5",
)
@yours
def distance(a, b):
    """Return the Euclidean distance of two lists of equally many numbers: one number.

    It is exact even if the numbers are huge: 1e9 + 3 is 3 away from 1e9.
    """
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
def test_distance_is_pythagoras():
    """How far apart are these two points?"""
    assert distance([1, 2], [4, -2]) == close_to(____(5))


@hint(
    "How would you count votes with tally marks?",
    "A dict from label to count: counts[label] = counts.get(label, 0) + 1. Then the "
    "label with the largest count; of equals, the smallest label.",
    "max(sorted(counts), key=counts.get): of equals, max takes the first it meets",
)
@yours
def vote(labels):
    """Return the label that occurs most often: one number. If labels tie, the smallest."""
    counts = {}
    for label in labels:
        counts[label] = counts.get(label, 0) + 1
    return max(sorted(counts), key=counts.get)


@hint(
    "Which label wins if labels tie? See the docstring of vote.",
    "Two votes each.",
    "1",
)
@insight("Species can only be counted: there is no mean of a setosa and a virginica.")
def test_a_vote_is_counting():
    """Two votes for virginica (2) and two for versicolor (1). Which label wins?"""
    assert vote([5, 3, 3, 9]) == 3
    assert vote([2, 1, 2, 1]) == ____(1)


@hint(
    "For one flower: how far is each known one, and what is it called?",
    "Pairs (distance, row) sort by distance; the first k rows have the labels that vote.",
    "order = sorted(range(len(X_train)), key=lambda i: distance(X_train[i], q)), then "
    "vote([y_train[i] for i in order[:k]])",
)
@yours
def predict(X_train, y_train, X_test, k):
    """Return the label of each flower of X_test, by vote of its k nearest: a list.

    The k nearest are flowers of `X_train`, and `y_train` is the list of their labels.
    """
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
def test_nearest_neighbours_without_an_import():
    """Three flowers on a line. What do the two nearest predict at 0 and at 8? A list of two."""
    line, labels = [[1], [2], [9]], [4, 4, 7]
    assert predict(line, labels, [[0], [8]], 2) == close_to(____([4, 4]))


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
    """When it goes wrong: is the shortcut for the variance still right for `large`? A bool."""
    shortcut = lambda values: mean([v * v for v in values]) - mean(values) ** 2
    small = [4.0, 7.0, 13.0, 16.0]
    large = [v + 1e9 for v in small]
    assert shortcut(small) == close_to(variance(small))
    assert (abs(shortcut(large) - variance(large)) < 1) == ____(False)


@hint(
    "From which flowers are the names known?",
    "From the 120 of X_train, as a list: X_train.tolist().",
    "predict(X_train.tolist(), y_train.tolist(), X_test.tolist(), 5)",
)
@insight("Add, multiply, root, compare, count: nothing else was ever under it.")
def test_the_result_still_stands(present):
    """Predict the 30 flowers with lists alone: the same 29 should be correct."""
    known, labels = ____(X_train.tolist()), ____(y_train.tolist())
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
