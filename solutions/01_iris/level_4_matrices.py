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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train


@hint(
    "How do you get the dot product of every row of A with every row of B at once?",
    "A matrix product multiplies the rows of the first matrix with the columns of "
    "the second. The flowers of B are rows, so transpose B.",
    "A @ B.T",
)
@yours
def products(A, B):
    """Return the dot product of each row of A (m, d) with each of B (n, d): shape (m, n).

    A dot product multiplies two rows number by number and adds up: one number.
    """
    return A @ B.T


@hint(
    "30 test flowers meet 120 training flowers. How many rows does the product "
    "have, and how many columns?",
    "The product has a row for each test flower and a column for each training "
    "flower. Write (rows, columns).",
    "(30, 120)",
)
@insight(
    "One @ computed 3600 dot products, each of a test flower with a training flower."
)
def test_one_product_compares_all_pairs_of_flowers():
    """What is the shape of the product of 30 flowers with 120? Two numbers in brackets."""
    A = np.array([[1.0, 0.0], [1.0, 2.0]])
    B = np.array([[3.0, 4.0], [0.0, 1.0], [5.0, 5.0]])
    assert products(A, B) == close_to([[3, 0, 5], [11, 2, 15]])
    assert np.shape(products(X_test, X_train)) == close_to(____((30, 120)))


@hint(
    "What is the dot product of a row with itself?",
    "Square every number, then add up along each row.",
    "(A**2).sum(axis=1)",
)
@yours
def squared_norms(A):
    """Return the squared length of each row of A (m, d): shape (m,).

    The squared length |a|² of a row is the sum of its squares, by Pythagoras. That is its
    dot product with itself.
    """
    return (A**2).sum(axis=1)


@hint(
    "What are the squares of 3 and 4, and what is their sum?",
    "Add the squares of each row. For the first row they are 9 and 16. The second "
    "row has only one number that is not 0, and the third has two ones.",
    "[25, 4, 2]",
)
@insight(
    "The dot product of a row with itself is its squared length: Pythagoras before "
    "the root is taken."
)
def test_a_squared_length_is_a_dot_product():
    """What is the squared length of each of these three rows? A list of three.

    The squared length of (u, v) is u² + v².
    """
    A = np.array([[3.0, 4.0], [0.0, 2.0], [1.0, 1.0]])
    assert squared_norms(A) == close_to(____([25, 4, 2]))


@hint(
    "Multiply out (a − b)²: which three terms do you get?",
    "The first term is the same for a whole row, so make it a column, (m, 1). The "
    "second is the same for a whole column, so make it a row, (1, n). Then subtract "
    "twice the products.",
    "squared_norms(A)[:, None] + squared_norms(B)[None, :] - 2 * products(A, B)",
)
@yours
def squared_distances(A, B):
    """Return the squared distance from each row of A (m, d) to each of B (n, d): shape (m, n).

    Use |a − b|² = |a|² + |b|² − 2 a·b.
    """
    return squared_norms(A)[:, None] + squared_norms(B)[None, :] - 2 * products(A, B)


@hint(
    "What is the squared distance from (1, 0) to (4, 4)?",
    "The first row of B is 3 to the right and 4 up: add the squares of both. The "
    "second is 2 up.",
    "[[25, 4]]",
)
@insight("A squared distance is made of three dot products: a·a, b·b and a·b.")
def test_a_squared_distance_is_made_of_dot_products():
    """What is the squared distance from the row of A to each row of B? A list of one row."""
    A, B = np.array([[1.0, 0.0]]), np.array([[4.0, 4.0], [1.0, 2.0]])
    assert squared_distances(A, B) == close_to(____([[25, 4]]))


@hint(
    "Rounding can make a squared distance −0.0000001 instead of 0. What is its root?",
    "Replace every number below 0 by 0 with np.maximum(..., 0). Then take the root.",
    "np.sqrt(np.maximum(squared_distances(A, B), 0))",
)
@yours
def distances(A, B):
    """Return the distance from each row of A (m, d) to each of B (n, d): shape (m, n).

    A *float*, or floating-point number, keeps about 16 digits and rounds the others
    away. A squared distance that rounding brings below 0 counts as 0: its root would be
    NaN. *NaN*, "not a number", is what a float holds where there is no result.
    """
    return np.sqrt(np.maximum(squared_distances(A, B), 0))


@hint(
    "Two large numbers that agree in 15 digits are subtracted. How many correct "
    "digits are left?",
    "No digit is left that you can trust, so the difference may have either sign. "
    "Write print(squared.min()) below the line of squared and save.",
    "True",
)
@insight(
    "*Cancellation* means that a small difference of large numbers loses its digits. "
    "Subtract the mean of each column first, and the numbers stay small."
)
def test_it_goes_wrong_far_from_zero():
    """When it goes wrong: is any squared distance below 0 for flowers 100 km away? True or False."""
    far = X_train + 1e7  # centimetres
    squared = (far**2).sum(axis=1)[:, None] + (far**2).sum(axis=1) - 2 * far @ far.T
    assert bool((squared < 0).any()) == ____(True)
    assert not np.isnan(distances(far, far)).any()


@hint(
    "Each row of D needs k ones. At which positions?",
    "np.argsort(D, axis=1)[:, :k] has the positions of the k smallest of each row. "
    "Begin with zeros and put ones at these positions with np.put_along_axis.",
    "N = np.zeros(D.shape); np.put_along_axis(N, np.argsort(D, axis=1)[:, :k], 1, "
    "axis=1)",
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
    "The smallest is at the second position, the next at the third. Write 1 there "
    "and 0 elsewhere.",
    "[0, 1, 1, 0]",
)
@insight(
    "Which flower is a neighbour of which is a matrix too. A *sparse* matrix is "
    "nearly all zeros, as this one is."
)
def test_each_row_has_ones_for_its_neighbours():
    """Which two of the distances 5, 1, 3 and 9 are the smallest? Mark them: a list of four 0s and 1s."""
    D = np.array([[5.0, 1.0, 3.0, 9.0], [2.0, 6.0, 8.0, 4.0]])
    N = np.asarray(neighbours(D, 2))
    assert N[0] == close_to(____([0, 1, 1, 0]))
    assert N[1] == close_to([1, 0, 0, 1])


@hint(
    "A table has the rows 1, 0, 0 and 0, 1, 0 and 0, 0, 1. Which of these rows does "
    "each label need?",
    "np.eye(n_classes) has ones on the diagonal and zeros elsewhere. Index its rows "
    "with the labels.",
    "np.eye(n_classes)[y]",
)
@yours
def one_hot(y, n_classes):
    """Return Y, the one-hot matrix of y (n,): shape (n, n_classes).

    Row i has a 1 in column y[i] and 0 elsewhere. A class without flowers has a column as
    well. Return the numbers 0 and 1, because they are counted later, and not True and False.
    """
    return np.eye(n_classes)[y]


@hint(
    "Setosa is class 0 and virginica class 2. In which column is the 1 of each?",
    "Each row has three columns. The 1 of the first row is in column 0, that of the "
    "second in column 2.",
    "[[1, 0, 0], [0, 0, 1]]",
)
@insight(
    "A virginica (2) is not twice a versicolor (1). One-hot columns do not pretend "
    "that classes are quantities."
)
def test_one_hot_turns_a_label_into_a_row():
    """What is the one-hot matrix of a setosa (0) and a virginica (2)? A list of two rows."""
    assert one_hot(np.array([0, 2]), 3) == close_to(____([[1, 0, 0], [0, 0, 1]]))


@hint(
    "Row i of N marks the neighbours of flower i. Which product adds up their rows "
    "of Y?",
    "N @ Y has the votes: a row for each new flower, a column for each class. "
    "Return the column of the largest in each row.",
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
    "The first flower has three neighbours. To which class does each belong?",
    "The votes are 1 and 2 for the first flower. They are 1 and 1 for the second, "
    "and if classes tie, the first wins.",
    "[1, 0]",
)
@insight(
    "N @ Y adds up the rows of Y that N marks. A product with zeros and ones "
    "selects and adds."
)
def test_a_product_counts_the_votes():
    """Which class wins for each of these two flowers? A list of two.

    Each row of N marks the neighbours of one flower, and Y has their classes.
    """
    N = np.array([[1.0, 1.0, 0.0, 1.0], [0.0, 1.0, 1.0, 0.0]])
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    assert winners(N, Y) == close_to(____([1, 0]))


@hint(
    "How many flowers are of class i and predicted as j? It is a dot product of two "
    "columns of zeros and ones.",
    "Multiply column i of the one-hot actual labels with column j of the one-hot "
    "predictions. A product with the first matrix transposed does that for all "
    "pairs of columns.",
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
    "Which cells of the confusion matrix have the correct predictions?",
    "They are on the diagonal. Divide its sum, the trace, by the sum of all cells.",
    "np.trace(C) / C.sum()",
)
@yours
def accuracy(C):
    """Return the fraction of correct predictions, from the confusion matrix C: one number.

    It is the trace of C over the sum of C. The *trace* of a matrix is the sum of its
    diagonal.
    """
    return np.trace(C) / C.sum()


@hint(
    "Which of the four flowers are of class 0, and as what was each predicted?",
    "Row 0 counts the flowers of class 0: one, predicted as 0. Row 1 counts the "
    "three of class 1: how many were predicted as 0, how many as 1?",
    "[[1, 0], [1, 2]]",
)
@insight(
    "The trace counts the correct predictions. Everything off the diagonal is an error."
)
def test_the_confusion_matrix_is_a_product():
    """Write `confusion` and `accuracy`. What is the confusion matrix here? A list of two rows."""
    y_true, y_pred = np.array([0, 1, 1, 1]), np.array([0, 0, 1, 1])
    assert confusion(y_true, y_pred, 2) == close_to(____([[1, 0], [1, 2]]))
    assert accuracy(np.array([[1, 0], [1, 2]])) == close_to(3 / 4)


@hint(
    "Whose neighbours do you need, among which flowers? And whose labels vote?",
    "You need the distances from the test flowers to the training flowers, and the "
    "labels of the training flowers.",
    "distances(X_test, X_train), and one_hot(y_train, 3)",
)
@insight(
    "Nearest neighbours in three products: A B′ for the distances, N Y for the "
    "votes, Y′Ŷ for the confusion matrix."
)
def test_the_result_still_stands(present):
    """Predict all 30 test flowers at once, without a loop: the same 29 should be correct."""
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
