"""Level 3 · NumPy: nearest neighbours without scikit-learn

A model of two lines, create it and fit it, predicted 29 of 30 flowers correctly. Here you
write what happens inside: compare a new flower with the 120 training flowers, find the
five that are most similar, and let them vote. After eight short functions the model is
your own code.

You may use: NumPy and SciPy, no scikit-learn.

    X  (n, d)  n flowers, d features of each: lengths in centimetres; here d is 4
    y  (n,)    the label of each: 0 setosa, 1 versicolor, 2 virginica
    q  (d,)    one new flower
    k          the number of neighbours that vote

A *pillar* is a part of mathematics that a level rests on.

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

MADE_UP = np.array([6.0, 3.0, 5.0, 1.7])  # four lengths that we made up


@yours
def split(n_samples, n_test, rng):
    """Return row numbers, divided at random into two parts: (train, test).

    `test` holds `n_test` of the numbers 0 … n_samples - 1, any of them equally likely.
    `train` holds all the others. All randomness comes from `rng`, a generator of NumPy's.
    """
    return ____


def test_every_flower_is_in_one_part_of_a_split(rng):
    """Split 150 flowers at random into 120 and 30. How many flowers are in both parts at once?"""
    train, test = split(150, 30, rng)
    assert (len(train), len(test)) == (120, 30)
    assert len(set(train) & set(test)) == ____


@yours
def distances(X, q):
    """Return the Euclidean distance from each row of X (n, d) to q (d,): shape (n,).

    The *Euclidean distance* of two points is the length of the straight line between
    them. For a row x it is √((x₁ − q₁)² + … + (x_d − q_d)²).
    """
    return ____


def test_similarity_is_measured_as_a_distance():
    """How far is each of these three flowers from q? A list of three distances."""
    three, q = np.array([[4.0, -2.0], [1.0, 2.0], [1.0, 4.0]]), np.array([1.0, 2.0])
    assert distances(three, q) == close_to(____)


@yours
def nearest(distances, k):
    """Return the positions of the k smallest of distances (n,), the smallest first: shape (k,).

    If distances tie, they may come in any order, but each position only once. `k` may be n.
    """
    return ____


def test_the_nearest_are_found_by_their_positions():
    """At which positions are the two smallest of these four distances? A list of two."""
    assert nearest(np.array([0.3, 0.9, 0.5, 0.1]), 2) == close_to(____)


@yours
def some_nearest(distances, k):
    """Return the positions of the k smallest of distances (n,), in any order: shape (k,).

    If distances tie, take any of them, but each position only once. `k` may be n.
    """
    return ____


def test_a_vote_needs_no_sorting():
    """Write `some_nearest`: it should find the k nearest faster, without sorting them."""
    four = np.array([0.3, 0.9, 0.1, 0.5])
    assert some_nearest(four, 2) == close_to([0, 2], in_any_order=True)


@yours
def vote(labels):
    """Return the label that occurs most often: one number. If labels tie, return the smallest.

    `labels` are whole numbers from 0, shape (k,).
    """
    return ____


def test_the_most_frequent_label_wins():
    """Two neighbours are versicolors (1) and two are virginicas (2). Which label wins?"""
    assert vote(np.array([0, 2, 2, 1, 2])) == 2
    assert vote(np.array([2, 1, 1, 2])) == ____


@yours
def predict(X_train, y_train, X_test, k):
    """Return the label of each row of X_test (m, d), by vote of its k nearest: shape (m,).

    The k nearest are rows of `X_train` (n, d), and `y_train` (n,) has their labels.
    Fix and Hodges (1951); Hastie, Tibshirani and Friedman (2009), section 2.3.2.
    """
    return ____


def test_five_neighbours_predict_a_species():
    """This made-up flower lies where two species meet. What do its five neighbours predict?

    The answer is a label: 0, 1 or 2. `MADE_UP[None]` is a table with one row, the
    made-up flower. Once you have written `predict`, you can print its answer.
    """
    assert predict(X_train, y_train, MADE_UP[None], 5) == close_to([____])


@yours
def accuracy(y_true, y_pred):
    """Return the fraction of labels that are correct, from 0 to 1: one number."""
    return ____


def test_accuracy_is_the_fraction_of_correct_predictions():
    """One of four flowers is predicted wrongly. What is the accuracy? A fraction."""
    y_true, y_pred = np.array([0, 1, 2, 2]), np.array([0, 1, 1, 2])
    assert accuracy(y_true, y_pred) == close_to(____)


@yours
def confusion(y_true, y_pred, n_classes):
    """Return the confusion matrix: shape (n_classes, n_classes).

    The *confusion matrix* has, at [i, j], the number of rows of class i that were
    predicted as class j. So each row is an actual class, and each column a predicted
    one.
    """
    return ____


def test_the_confusion_matrix_shows_which_species_are_confused():
    """How many of the ten unseen virginicas are predicted as each species? A list of three."""
    y_pred = np.asarray(predict(X_train, y_train, X_test, 5))
    assert confusion(y_test, y_pred, 3)[2] == close_to(____)


def test_it_goes_wrong_in_mixed_units():
    """When it goes wrong: one feature is in tenths of a millimetre. Which column decides the distance?

    Columns count from 0. The distance is nearly the difference in that one column.
    """
    mixed = np.array([1, 100, 1, 1])
    far = distances(X_train * mixed, MADE_UP * mixed)
    by_column = np.abs(X_train * mixed - MADE_UP * mixed)[:, ____]
    assert by_column == close_to(far, rel=0.1)
    y_pred = predict(X_train * mixed, y_train, X_test * mixed, 5)
    assert accuracy(y_test, np.asarray(y_pred)) < 0.8


def test_the_result_still_stands(present):
    """Predict the 30 test flowers with your own functions: 29 should be correct."""
    y_pred = np.asarray(predict(____, ____, X_test, 5))
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
