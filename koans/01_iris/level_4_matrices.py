"""Level 4 · matrices: all 30 flowers at once

At level 3 you compared flower by flower: 30 times 120 distances, then 30 votes. Here one
matrix product compares every test flower with every training flower, a second counts all
votes, and a third makes the confusion matrix. The same 29 flowers are predicted
correctly, and no loop is left.

You may use: arrays, @ and broadcasting. *Broadcasting* combines arrays of different
shapes: a column (m, 1) plus a row (n,) is a table (m, n). It has each number of the
column plus each of the row. A′ is A *transposed*, its rows and columns swapped: A.T in
NumPy.

    A    (m, d)  m new flowers, one in each row; a is one of these rows
    B    (n, d)  n training flowers; b is one of these rows
    a·b          the dot product: multiply a and b number by number, then add up
    |a|          the length (norm) of a, as an arrow: the root of the sum of its squares
    D    (m, n)  the distance from each row of A to each row of B
    N    (m, n)  1 where a flower of B is a neighbour of a flower of A, otherwise 0
    Y    (n, c)  one-hot labels of n flowers, c classes: row i has a 1 in the column of its
                 class, otherwise 0; Ŷ is the same for the predicted classes
    C    (c, c)  the confusion matrix: how many flowers of class i were predicted as j

The *dot product* of two rows multiplies them number by number and adds up: it is one
number. The *diagonal* of a matrix goes from its upper left to its lower right corner.
The *norm* of a row is its length as an arrow, the root of the sum of its squares.

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


def test_one_product_compares_all_pairs_of_flowers():
    """What is the shape of the product of 30 flowers with 120? Two numbers in brackets."""
    A = np.array([[1.0, 0.0], [1.0, 2.0]])
    B = np.array([[3.0, 4.0], [0.0, 1.0], [5.0, 5.0]])
    assert products(A, B) == close_to([[3, 0, 5], [11, 2, 15]])
    assert np.shape(products(X_test, X_train)) == close_to(____)


@yours
def squared_norms(A):
    """Return the squared length of each row of A (m, d): shape (m,).

    The squared length |a|² of a row is the sum of its squares, by Pythagoras. That is its
    dot product with itself.
    """
    return ____


def test_a_squared_length_is_a_dot_product():
    """What is the squared length of each of these three rows? A list of three.

    The squared length of (u, v) is u² + v².
    """
    A = np.array([[3.0, 4.0], [0.0, 2.0], [1.0, 1.0]])
    assert squared_norms(A) == close_to(____)


@yours
def squared_distances(A, B):
    """Return the squared distance from each row of A (m, d) to each of B (n, d): shape (m, n).

    Use |a − b|² = |a|² + |b|² − 2 a·b.
    """
    return ____


def test_a_squared_distance_is_made_of_dot_products():
    """What is the squared distance from the row of A to each row of B? A list of one row."""
    A, B = np.array([[1.0, 0.0]]), np.array([[4.0, 4.0], [1.0, 2.0]])
    assert squared_distances(A, B) == close_to(____)


@yours
def distances(A, B):
    """Return the distance from each row of A (m, d) to each of B (n, d): shape (m, n).

    A *float*, or floating-point number, keeps about 16 digits and rounds the others
    away. A squared distance that rounding brings below 0 counts as 0: its root would be
    NaN. *NaN*, "not a number", is what a float holds where there is no result.
    """
    return ____


def test_it_goes_wrong_far_from_zero():
    """When it goes wrong: is any squared distance below 0 for flowers 100 km away? True or False."""
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


def test_each_row_has_ones_for_its_neighbours():
    """Which two of the distances 5, 1, 3 and 9 are the smallest? Mark them: a list of four 0s and 1s."""
    D = np.array([[5.0, 1.0, 3.0, 9.0], [2.0, 6.0, 8.0, 4.0]])
    N = np.asarray(neighbours(D, 2))
    assert N[0] == close_to(____)
    assert N[1] == close_to([1, 0, 0, 1])


@yours
def one_hot(y, n_classes):
    """Return Y, the one-hot matrix of y (n,): shape (n, n_classes).

    Row i has a 1 in column y[i] and 0 elsewhere. A class without flowers has a column as
    well. Return the numbers 0 and 1, because they are counted later, and not True and False.
    """
    return ____


def test_one_hot_turns_a_label_into_a_row():
    """What is the one-hot matrix of a setosa (0) and a virginica (2)? A list of two rows."""
    assert one_hot(np.array([0, 2]), 3) == close_to(____)


@yours
def winners(N, Y):
    """Return the class with the most votes for each row of N (m, n): shape (m,).

    The neighbours in that row vote, and Y (n, c) has their classes. If classes tie, the
    first wins.
    """
    return ____


def test_a_product_counts_the_votes():
    """Which class wins for each of these two flowers? A list of two.

    Each row of N marks the neighbours of one flower, and Y has their classes.
    """
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

    It is the trace of C over the sum of C. The *trace* of a matrix is the sum of its
    diagonal.
    """
    return ____


def test_the_confusion_matrix_is_a_product():
    """Write `confusion` and `accuracy`. What is the confusion matrix here? A list of two rows."""
    y_true, y_pred = np.array([0, 1, 1, 1]), np.array([0, 0, 1, 1])
    assert confusion(y_true, y_pred, 2) == close_to(____)
    assert accuracy(np.array([[1, 0], [1, 2]])) == close_to(3 / 4)


def test_the_result_still_stands(present):
    """Predict all 30 test flowers at once, without a loop: the same 29 should be correct."""
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
