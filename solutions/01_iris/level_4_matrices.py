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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train


@hint(
    "Multiply two flowers number by number and add up. For every pair of flowers?",
    "A product of matrices takes rows of the first by columns of the second. The "
    "flowers of B are rows: turn B round.",
    "A @ B.T",
)
@yours
def products(A, B):
    """Return the dot product of each row of A (m, d) with each of B (n, d): shape (m, n).

    A dot product multiplies two rows number by number and adds up: one number.
    """
    return A @ B.T


@hint(
    "30 flowers meet 120 flowers. How many rows, and how many columns?",
    "A row for each unseen flower, a column for each known one.",
    "(30, 120)",
)
@insight("One @ did 3600 dot products, each of an unseen flower with a known one.")
def test_one_product_lays_all_flowers_side_by_side():
    """What shape has the product of 30 flowers with 120? Two numbers in brackets."""
    A = np.array([[1.0, 0.0], [1.0, 2.0]])
    B = np.array([[3.0, 4.0], [0.0, 1.0], [5.0, 5.0]])
    assert products(A, B) == close_to([[3, 0, 5], [11, 2, 15]])
    assert np.shape(products(X_test, X_train)) == close_to(____((30, 120)))


@hint(
    "How long is one flower, squared: the dot product of a row with itself?",
    "Square every number and add up along the rows.",
    "(A**2).sum(axis=1)",
)
@yours
def squared_norms(A):
    """Return the squared length of each row of A (m, d): shape (m,)."""
    return (A**2).sum(axis=1)


@hint(
    "3 and 4: how much are their squares together?",
    "9 and 16 for the first row. The second has one number that is not 0, and the third "
    "has 1 and 1.",
    "[25, 4, 2]",
)
@insight("A row times itself, added up: this is Pythagoras, before the root is taken.")
def test_a_length_squared_is_a_row_times_itself():
    """What is the squared length of each of these three rows? A list of three."""
    A = np.array([[3.0, 4.0], [0.0, 2.0], [1.0, 1.0]])
    assert squared_norms(A) == close_to(____([25, 4, 2]))


@hint(
    "Multiply out (a − b)²: three terms.",
    "|a|² is the same for a whole row, so it has to be a column of numbers, (m, 1); |b|² "
    "for a whole column, (1, n); the products you have.",
    "squared_norms(A)[:, None] + squared_norms(B)[None, :] - 2 * products(A, B)",
)
@yours
def squared_distances(A, B):
    """Return the squared distance from each row of A (m, d) to each of B (n, d): shape (m, n).

    |a − b|² = |a|² + |b|² − 2 a·b
    """
    return squared_norms(A)[:, None] + squared_norms(B)[None, :] - 2 * products(A, B)


@hint(
    "From (1, 0) to (4, 4): how far is that, squared?",
    "3 to the right and 4 up: 9 and 16. The other flower is 2 away, straight up.",
    "[[25, 4]]",
)
@insight("You had all three terms already: squared distances are made of dot products.")
def test_a_square_multiplied_out_is_a_distance():
    """How far is the flower A from each of the two of B, squared? A list in a list."""
    A, B = np.array([[1.0, 0.0]]), np.array([[4.0, 4.0], [1.0, 2.0]])
    assert squared_distances(A, B) == close_to(____([[25, 4]]))


@hint(
    "What does the root make of −0.0000001, where 0 was meant?",
    "Lift to 0 whatever lies below, np.maximum(..., 0), and take the root then.",
    "np.sqrt(np.maximum(squared_distances(A, B), 0))",
)
@yours
def distances(A, B):
    """Return the distance from each row of A (m, d) to each of B (n, d): shape (m, n).

    It is never NaN: a squared distance that rounding brings below 0 counts as 0.
    """
    return np.sqrt(np.maximum(squared_distances(A, B), 0))


@hint(
    "Two large numbers that agree in 15 digits are subtracted. How many digits are left?",
    "None that can be trusted. What is left may have either sign.",
    "True",
)
@insight(
    "Small differences of large numbers are lost: it is called cancellation. Centre the "
    "columns first, and the numbers stay small."
)
def test_it_goes_wrong_far_from_zero():
    """When it goes wrong: flowers 100 km from zero. Is any squared distance below 0? A bool."""
    far = X_train + 1e7  # centimetres
    squared = (far**2).sum(axis=1)[:, None] + (far**2).sum(axis=1) - 2 * far @ far.T
    assert bool((squared < 0).any()) == ____(True)
    assert not np.isnan(distances(far, far)).any()


@hint(
    "Each row of D needs k ones: at which places?",
    "np.argsort(D, axis=1)[:, :k] has the places of the k smallest of each row. Begin "
    "with zeros and put ones there.",
    "N = np.zeros(D.shape); "
    "np.put_along_axis(N, np.argsort(D, axis=1)[:, :k], 1, axis=1)",
)
@yours
def neighbours(D, k):
    """Return N: 1 at the k smallest distances of each row of D (m, n), otherwise 0: shape (m, n).

    Each row has exactly k ones. If distances tie, take any of them. Return the numbers 0
    and 1, because they are counted later: True and False do not add up in a product.
    """
    N = np.zeros(D.shape)
    np.put_along_axis(N, np.argsort(D, axis=1)[:, :k], 1, axis=1)
    return N


@hint(
    "Where are the two smallest of 5, 1, 3 and 9?",
    "1 is at the second place and 3 at the third.",
    "[0, 1, 1, 0]",
)
@insight(
    "A graph of neighbours is a matrix too. Nearly all of it is zeros: it is sparse."
)
def test_neighbours_are_ones_in_a_row():
    """Which two of these four distances are the smallest? A list of 0s and 1s."""
    D = np.array([[5.0, 1.0, 3.0, 9.0], [2.0, 6.0, 8.0, 4.0]])
    N = np.asarray(neighbours(D, 2))
    assert N[0] == close_to(____([0, 1, 1, 0]))
    assert N[1] == close_to([1, 0, 0, 1])


@hint(
    "Row 1 of the unit matrix is 0, 1, 0. Which row does each label want?",
    "np.eye(n_classes) has a 1 on the diagonal and 0 elsewhere; index it by the labels.",
    "np.eye(n_classes)[y]",
)
@yours
def one_hot(y, n_classes):
    """Return Y: row i is 0 but for a 1 in column y[i]: shape (n, n_classes).

    A class without flowers has a column as well. Return the numbers 0 and 1, because they
    are counted later, and not True and False.
    """
    return np.eye(n_classes)[y]


@hint(
    "Setosa is class 0, virginica class 2. In which column is the 1?",
    "In column 0 of the first row and in column 2 of the second.",
    "[[1, 0, 0], [0, 0, 1]]",
)
@insight("2 is not twice 1 when it means virginica. A column of its own says so.")
def test_a_label_becomes_a_row_with_one_one():
    """A setosa (0) and a virginica (2): what is their one-hot matrix? A list of two rows."""
    assert one_hot(np.array([0, 2]), 3) == close_to(____([[1, 0, 0], [0, 0, 1]]))


@hint(
    "Row i of N picks the neighbours. Which product adds up their rows of Y?",
    "N @ Y has a row for each new flower and a column for each class: the "
    "votes. The largest of each row wins.",
    "(N @ Y).argmax(axis=1)",
)
@yours
def winners(N, Y):
    """Return the class with the most votes for each row of N (m, n): shape (m,).

    The neighbours in that row vote, and Y (n, c) has their classes. If classes tie, the
    first wins.
    """
    return (N @ Y).argmax(axis=1)


@hint(
    "Three neighbours: one is of class 0, two are of class 1.",
    "The votes are [1, 2] for the first flower and [1, 1] for the second; of equals the "
    "first wins.",
    "[1, 0]",
)
@insight("N @ Y: adding up the rows that somebody picked is what a product does.")
def test_votes_are_counted_by_a_product():
    """Each row of N has the neighbours of one flower. Which class wins for each of the two?"""
    N = np.array([[1.0, 1.0, 0.0, 1.0], [0.0, 1.0, 1.0, 0.0]])
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    assert winners(N, Y) == close_to(____([1, 0]))


@hint(
    "Flowers of class i that were predicted as j: a dot product of two columns of zeros and "
    "ones.",
    "Column i of the one-hot matrix of y_true with column j of that of y_pred: all pairs of "
    "columns at once.",
    "one_hot(y_true, n_classes).T @ one_hot(y_pred, n_classes)",
)
@yours
def confusion(y_true, y_pred, n_classes):
    """Return C = Y′Ŷ, the confusion matrix: shape (n_classes, n_classes).

    At [i, j] it has the number of flowers of class i that were predicted as class j. A
    class without flowers has a row and a column as well.
    """
    return one_hot(y_true, n_classes).T @ one_hot(y_pred, n_classes)


@hint(
    "In which cells of C are the flowers that were predicted correctly?",
    "On the diagonal. Its sum, the trace, over the sum of all.",
    "np.trace(C) / C.sum()",
)
@yours
def accuracy(C):
    """Return the fraction of correct predictions, from the confusion matrix C: one number.

    It is the trace of C over the sum of C. The trace is the sum of the diagonal.
    """
    return np.trace(C) / C.sum()


@hint(
    "The row is the actual class, the column the predicted one. In which cell is each "
    "flower?",
    "Row 0 has one flower, predicted as 0. Row 1 has three: one predicted as 0, two as 1.",
    "[[1, 0], [1, 2]]",
)
@insight("The trace counts the correct predictions. All other cells are errors.")
def test_the_confusion_is_a_product_and_its_trace_the_right_ones():
    """Write `confusion` and `accuracy`. What is the confusion matrix of these four flowers?"""
    y_true, y_pred = np.array([0, 1, 1, 1]), np.array([0, 0, 1, 1])
    assert confusion(y_true, y_pred, 2) == close_to(____([[1, 0], [1, 2]]))
    assert accuracy(np.array([[1, 0], [1, 2]])) == close_to(3 / 4)


@hint(
    "Two matrices meet in the vote: whose neighbours, and whose classes?",
    "The neighbours of the 30 unseen flowers among the 120 known ones, and the known "
    "ones' classes.",
    "distances(X_test, X_train), and one_hot(y_train, 3)",
)
@insight(
    "Nearest neighbours in three products: A B′ for distances, N Y for votes, Y′Ŷ."
)
def test_the_result_still_stands(present):
    """Predict all 30 flowers at once, without a loop: the same 29 should be correct."""
    N = neighbours(np.asarray(distances(____(X_test), ____(X_train))), 5)
    y_pred = np.asarray(winners(np.asarray(N), np.asarray(one_hot(____(y_train), 3))))
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
