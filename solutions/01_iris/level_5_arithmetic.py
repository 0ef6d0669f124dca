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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, feature_names, y_test, y_train

petal_length = X_train[:, feature_names.index("petal_length")].tolist()


@hint(
    "Three petals of 1, 4 and 7 cm share their total length equally. How long is "
    "each then?",
    "Add up all values and divide by how many there are.",
    "sum(values) / len(values)",
)
@yours
def mean(values):
    """Return the arithmetic mean of a list of numbers: one number."""
    return sum(values) / len(values)


@hint(
    "Imagine that the three petals share their total length equally. How long is "
    "each then?",
    "The total is 9 cm. Divide it by the number of petals.",
    "3",
)
@insight(
    "The values above the mean exceed it by exactly as much as those below fall "
    "short. The mean is their centre of gravity."
)
def test_the_mean_is_the_total_shared_equally():
    """What is the mean of 1, 2 and 6 cm?"""
    assert mean([1, 2, 6]) == close_to(____(3))


@hint(
    "How far is each value from the mean? Square that, so that no two distances "
    "cancel.",
    "Subtract the mean from each value and square. Add up the squares and divide by "
    "n - ddof.",
    "m = mean(values), then sum((v - m) ** 2 for v in values) / (len(values) - ddof)",
)
@yours
def variance(values, ddof=0):
    """Return the variance of `values`, their mean squared distance from their mean: one number.

    Divide by n - ddof. A *sample* is a part that stands for all there are. Use ddof=0
    if the values are all there are, and ddof=1 to estimate from a sample. The result is
    exact even if the values are huge: 1e9 + 2, 1e9 + 4.
    """
    m = mean(values)
    return sum((v - m) ** 2 for v in values) / (len(values) - ddof)


@hint(
    "What is the mean of 2, 4 and 9, and how far from it is each, squared?",
    "The mean is 5. The squares are 9, 1 and 16. Divide their sum by n - 1, which "
    "is 2.",
    "13",
)
@insight(
    "The variance says how much values vary, in squared units. Its root, the "
    "standard deviation, is in the unit of the values."
)
def test_variance_is_a_mean_of_squared_distances():
    """What is the variance of 2, 4 and 9 cm if they are a sample (ddof=1)?"""
    assert variance([2, 4, 9]) == close_to(26 / 3)
    assert variance([2, 4, 9], ddof=1) == close_to(____(13))


@hint(
    "The two petals of a sample are close to their own mean. Does that make the "
    "estimate too small or too large?",
    "Write print(mean(guesses), variance(whole)) above the last line. Try both "
    "values of ddof and compare.",
    "1: to estimate from a sample, divide by n - 1",
)
@insight(
    "A sample is closer to its own mean than to the mean of all. So dividing by n "
    "gives too little, and n − 1 makes it right on average. *Bessel's correction* "
    "divides the variance of a sample by n − 1 instead of n."
)
def test_a_sample_underestimates_the_variance():
    """Samples of two petals estimate the variance. Which ddof is right on average, 0 or 1?

    All nine samples of two are drawn from three petals: the same petal may be drawn twice.
    """
    whole = [1, 3, 8]
    samples = [[a, b] for a in whole for b in whole]
    guesses = [variance(sample, ddof=____(1)) for sample in samples]
    assert mean(guesses) == close_to(variance(whole, ddof=0))


@hint(
    "How many standard deviations above the mean is each value?",
    "Subtract the mean from each value. Divide by the standard deviation, the root "
    "of the variance with ddof=0.",
    "[(v - mean(values)) / variance(values) ** 0.5 for v in values]",
)
@yours
def standardise(values):
    """Return each value minus the mean, divided by the standard deviation (ddof=0): a list.

    The standard deviation is the root of the variance.
    """
    m, deviation = mean(values), variance(values) ** 0.5
    return [(v - m) / deviation for v in values]


@hint(
    "What is the mean of 1 and 5, and how far from it is each?",
    "The mean is 3. Both values are 2 away from it, so the standard deviation is 2. "
    "Divide each difference by it.",
    "[-1, 1]",
)
@insight(
    "Standardised, inches and centimetres give the same numbers. The unit cancels."
)
def test_standardised_values_have_no_unit():
    """What do petals of 1 and 5 cm become when you standardise them? A list of two."""
    assert standardise([1, 5]) == close_to(____([-1, 1]))
    inches = [cm / 2.54 for cm in petal_length]
    assert standardise(inches) == close_to(standardise(petal_length))


@hint(
    "Multiply number by number: the first with the first, the second with the second.",
    "zip(a, b) goes through both lists in pairs. Multiply each pair and add up the "
    "products.",
    "sum(x * y for x, y in zip(a, b))",
)
@yours
def dot(a, b):
    """Return the dot product of two lists of equally many numbers: one number."""
    return sum(x * y for x, y in zip(a, b, strict=True))


@hint(
    "What is 2 times 5, and what is 3 times 4?",
    "The products are 10 and 12. Add them up.",
    "22",
)
@insight("Every cell of a matrix product is one dot product.")
def test_a_dot_product_multiplies_in_pairs():
    """What is the dot product of the lists [2, 3] and [5, 4]?"""
    assert dot([2, 3], [5, 4]) == ____(22)


@hint(
    "What is the difference of the two lists, pair by pair? Its length is the "
    "distance.",
    "Subtract pair by pair. The dot product of the differences with themselves is "
    "the squared distance. Take the root.",
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
    "From (1, 2) to (4, −2): how far is it to the right, and how far down?",
    "It is 3 to the right and 4 down. Square both, add them up, and take the root.",
    "5",
)
@insight(
    "Pythagoras' theorem works in any number of dimensions. Four features are no "
    "harder than two."
)
def test_distance_is_pythagoras():
    """How far apart are the points (1, 2) and (4, −2)?"""
    assert distance([1, 2], [4, -2]) == close_to(____(5))


@hint(
    "How would you count votes with tally marks?",
    "Count in a dict: counts[label] = counts.get(label, 0) + 1. Then take the label "
    "with the largest count, and of tied labels the smallest.",
    "max(sorted(counts), key=counts.get): if counts tie, max takes the first",
)
@yours
def vote(labels):
    """Return the label that occurs most often: one number. If labels tie, the smallest."""
    counts = {}
    for label in labels:
        counts[label] = counts.get(label, 0) + 1
    return max(sorted(counts), key=counts.get)


@hint(
    "Two labels tie with two votes each. What does the docstring of `vote` promise "
    "then?",
    "If labels tie, the smallest wins.",
    "1",
)
@insight("Species can only be counted. There is no mean of a setosa and a virginica.")
def test_a_vote_is_counting():
    """Two neighbours are virginicas (2) and two are versicolors (1). Which label wins?"""
    assert vote([5, 3, 3, 9]) == 3
    assert vote([2, 1, 2, 1]) == ____(1)


@hint(
    "For one new flower: how far is each training flower, and what is its label?",
    "Sort the row numbers of X_train by their distance to the new flower. Let the "
    "labels of the first k rows vote.",
    "order = sorted(range(len(X_train)), key=lambda i: distance(X_train[i], q)), "
    "then vote([y_train[i] for i in order[:k]])",
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
    "Flowers are at 1, 2 and 9. Which two are nearest to 0, and which two to 8?",
    "Nearest to 0 are those at 1 and 2, nearest to 8 those at 9 and 2. Look up their "
    "labels. If two labels tie, the smallest wins.",
    "[4, 4]",
)
@insight(
    "That is the whole method of nearest neighbours, in a dozen lines and without "
    "an import."
)
def test_nearest_neighbours_need_no_import():
    """What do the two nearest of three flowers predict at 0 and at 8? A list of two labels."""
    line, labels = [[1], [2], [9]], [4, 4, 7]
    assert predict(line, labels, [[0], [8]], 2) == close_to(____([4, 4]))


@hint(
    "How many digits does a Python number keep, and how many does (10 ** 9 + 7) ** 2 "
    "have?",
    "It keeps 16 digits and would need 19. The variance is in the digits that are "
    "rounded off. Write print(shortcut(large), variance(large)) above the last line "
    "and save.",
    "False",
)
@insight(
    "Both formulas are the same on paper, but not on a computer. Subtract the mean "
    "first, then square, and the numbers stay small."
)
def test_it_goes_wrong_when_large_numbers_are_subtracted():
    """When it goes wrong: is the shortcut for the variance right for `large`? True or False.

    On paper the variance is the mean of the squares minus the square of the mean.
    """
    shortcut = lambda values: mean([v * v for v in values]) - mean(values) ** 2
    small = [4.0, 7.0, 13.0, 16.0]
    large = [v + 1e9 for v in small]
    assert shortcut(small) == close_to(variance(small))
    assert (abs(shortcut(large) - variance(large)) < 1) == ____(False)


@hint(
    "Which flowers and labels may the model learn from? And are they lists?",
    "The model learns from the training set. tolist() turns an array into a list.",
    "X_train.tolist() and y_train.tolist()",
)
@insight(
    "Add, multiply, take a root, compare, count: the whole model consists of that."
)
def test_the_result_still_stands(present):
    """Predict the 30 test flowers with lists alone: the same 29 should be correct."""
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
