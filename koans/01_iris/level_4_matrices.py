"""Level 4 · matrices: all 30 flowers at once

At level 3 you compared flower by flower: 30 times 120 distances, then 30 votes. Here one
matrix product compares every new flower with every known one, a second counts all votes,
and a third makes the confusion matrix. The same 29 flowers are predicted correctly, and no
loop is left.

You may use: arrays, @ and broadcasting: a column (m, 1) and a row (n,) added make a
table (m, n), each with each. A′ is A transposed, A.T in NumPy.

    A  (m, d)  m new flowers, one to a row
    B  (n, d)  n known flowers
    D  (m, n)  the distance from each of A to each of B
    N  (m, n)  1 where a flower of B is a neighbour of one of A, otherwise 0
    Y  (n, c)  one-hot: row i is 0 but for a 1 in the column of its class; Ŷ is the same
               for the predicted classes
    C  (c, c)  the confusion matrix: how many of class i were predicted as j

Pillars: linear algebra.
"""

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train


@yours
def products(A, B):
    """Return the dot product of each row of A (m, d) with each of B (n, d): shape (m, n).

    A dot product multiplies two rows number by number and adds up: one number.
    """
    return ____


def test_one_product_lays_all_flowers_side_by_side():
    """What shape has the product of 30 flowers with 120? Two numbers in brackets."""
    A = np.array([[1.0, 0.0], [1.0, 2.0]])
    B = np.array([[3.0, 4.0], [0.0, 1.0], [5.0, 5.0]])
    assert products(A, B) == close_to([[3, 0, 5], [11, 2, 15]])
    assert np.shape(products(X_test, X_train)) == close_to(____)


@yours
def squared_norms(A):
    """Return the squared length of each row of A (m, d): shape (m,)."""
    return ____


def test_a_length_squared_is_a_row_times_itself():
    """What is the squared length of each of these three rows? A list of three."""
    A = np.array([[3.0, 4.0], [0.0, 2.0], [1.0, 1.0]])
    assert squared_norms(A) == close_to(____)


@yours
def squared_distances(A, B):
    """Return the squared distance from each row of A (m, d) to each of B (n, d): shape (m, n).

    |a − b|² = |a|² + |b|² − 2 a·b
    """
    return ____


def test_a_square_multiplied_out_is_a_distance():
    """How far is the flower A from each of the two of B, squared? A list in a list."""
    A, B = np.array([[1.0, 0.0]]), np.array([[4.0, 4.0], [1.0, 2.0]])
    assert squared_distances(A, B) == close_to(____)


@yours
def distances(A, B):
    """Return the distance from each row of A (m, d) to each of B (n, d): shape (m, n).

    It is never NaN: a squared distance that rounding brings below 0 counts as 0.
    """
    return ____


def test_it_goes_wrong_far_from_zero():
    """When it goes wrong: flowers 100 km from zero. Is any squared distance below 0? A bool."""
    far = X_train + 1e7  # centimetres
    squared = (far**2).sum(axis=1)[:, None] + (far**2).sum(axis=1) - 2 * far @ far.T
    assert bool((squared < 0).any()) == ____
    assert not np.isnan(distances(far, far)).any()


@yours
def neighbours(D, k):
    """Return N: 1 at the k smallest distances of each row of D (m, n), otherwise 0: shape (m, n).

    Each row has exactly k ones. If distances tie, take any of them. Return the numbers 0
    and 1, because they are counted later: True and False do not add up in a product.
    """
    return ____


def test_neighbours_are_ones_in_a_row():
    """Which two of these four distances are the smallest? A list of 0s and 1s."""
    D = np.array([[5.0, 1.0, 3.0, 9.0], [2.0, 6.0, 8.0, 4.0]])
    N = np.asarray(neighbours(D, 2))
    assert N[0] == close_to(____)
    assert N[1] == close_to([1, 0, 0, 1])


@yours
def one_hot(y, n_classes):
    """Return Y: row i is 0 but for a 1 in column y[i]: shape (n, n_classes).

    A class without flowers has a column as well. Return the numbers 0 and 1, because they
    are counted later, and not True and False.
    """
    return ____


def test_a_label_becomes_a_row_with_one_one():
    """A setosa (0) and a virginica (2): what is their one-hot matrix? A list of two rows."""
    assert one_hot(np.array([0, 2]), 3) == close_to(____)


@yours
def winners(N, Y):
    """Return the class with the most votes for each row of N (m, n): shape (m,).

    The neighbours in that row vote, and Y (n, c) has their classes. If classes tie, the
    first wins.
    """
    return ____


def test_votes_are_counted_by_a_product():
    """Each row of N has the neighbours of one flower. Which class wins for each of the two?"""
    N = np.array([[1.0, 1.0, 0.0, 1.0], [0.0, 1.0, 1.0, 0.0]])
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    assert winners(N, Y) == close_to(____)


@yours
def confusion(y_true, y_pred, n_classes):
    """Return C = Y′Ŷ, the confusion matrix: shape (n_classes, n_classes).

    At [i, j] it has the number of flowers of class i that were predicted as class j. A
    class without flowers has a row and a column as well.
    """
    return ____


@yours
def accuracy(C):
    """Return the fraction of correct predictions, from the confusion matrix C: one number.

    It is the trace of C over the sum of C. The trace is the sum of the diagonal.
    """
    return ____


def test_the_confusion_is_a_product_and_its_trace_the_right_ones():
    """Write `confusion` and `accuracy`. What is the confusion matrix of these four flowers?"""
    y_true, y_pred = np.array([0, 1, 1, 1]), np.array([0, 0, 1, 1])
    assert confusion(y_true, y_pred, 2) == close_to(____)
    assert accuracy(np.array([[1, 0], [1, 2]])) == close_to(3 / 4)


def test_the_result_still_stands(present):
    """Predict all 30 flowers at once, without a loop: the same 29 should be correct."""
    N = neighbours(np.asarray(distances(____, ____)), 5)
    y_pred = np.asarray(winners(np.asarray(N), np.asarray(one_hot(____, 3))))
    model = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen, counted by your confusion matrix."""
    C = np.asarray(confusion(y_test, y_pred, 3))
    correct = int(round(accuracy(C) * len(y_test)))
    present(
        f"{correct} of {len(y_test)} flowers predicted correctly",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
