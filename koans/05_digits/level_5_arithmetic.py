"""Level 5 · arithmetic: inside @ and eigh

At level 4 one product and one call of eigh made 16 numbers of a digit, and 444 of 450
were named right. Both are arrays at work, and inside an array there are only numbers,
multiplied and added. Here you do that yourself, first on five rows of two columns that
can be checked by eye, down to the question what an eigenvector is: a direction that a
matrix stretches and does not turn. Two of them you find yourself; the 16 of the digits
are scikit-learn's once more, until levels 6 and 7 make them yours.

Yours to use: Python numbers, lists, loops, and math. No arrays.

    a, b   n numbers in a list: a column of a table, or an arrow
    A, B   a matrix: a list of rows, each row a list; A[i][j] is row i, column j
    X      a table: a list of n rows, each a list of d numbers; for a digit d is 64
    value  an eigenvalue: how many times as long an arrow becomes that A does not turn

Pillars: linear algebra, statistics.
"""

import math

import numpy as np
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

k = 16
pca = PCA(k, svd_solver="full").fit(X_train)

five = [[0, 0], [2, 2], [2, 3], [2, 6], [4, 4]]

# A pixel of the top row and one of the bottom row, over the 1347 training digits.
top, bottom = X_train[:, 2].tolist(), X_train[:, 58].tolist()


@yours
def mean(a):
    """The mean of the numbers in a: one number."""
    return ____


@yours
def covariance(a, b):
    """How far the columns a and b, n numbers each, vary together: one number.

    The sum of (a[i] - mean of a) * (b[i] - mean of b), over n - 1.
    """
    return ____


def test_columns_that_rise_together_covary():
    """What is the covariance of the two columns of the five rows?"""
    a, b = [row[0] for row in five], [row[1] for row in five]
    assert mean([1, 2, 6]) == close_to(3)
    assert covariance(a, b) == close_to(____)
    assert covariance(top, bottom) == close_to(np.cov(top, bottom)[0, 1])


def test_it_goes_wrong_on_a_curve():
    """When it goes wrong: b is the square of a. What is their covariance?"""
    a = [-2, -1, 0, 1, 2]
    b = [4, 1, 0, 1, 4]
    assert covariance(a, b) == close_to(____)


@yours
def dot(a, b):
    """The dot product of a and b, n numbers each: one number."""
    return ____


@yours
def norm(a):
    """The length of the arrow a, n numbers: one number, never below zero."""
    return ____


def test_the_dot_product_knows_angles():
    """Which number, after the 2, makes an arrow at a right angle to [1, 2]?"""
    assert dot([1, 2], [2, 5]) == close_to(12)
    assert norm([3, 4]) == close_to(5)
    right_angle = [2, ____]
    assert dot([1, 2], right_angle) == close_to(0)
    p, q = mean(top), mean(bottom)
    a, b = [x - p for x in top], [y - q for y in bottom]
    assert dot(a, b) / (norm(a) * norm(b)) == close_to(np.corrcoef(top, bottom)[0, 1])


# The covariance matrix of the five rows, to be met until it holds no secret any more.
A_five = [[2, 2], [2, 5]]


@yours
def transpose(A):
    """A (n, d) with rows for columns: d lists of n numbers."""
    return ____


@yours
def matvec(A, x):
    """The product A x of a matrix (n, d) and d numbers: a list of n numbers."""
    return ____


@yours
def matmul(A, B):
    """The matrix product A B of (n, m) and (m, d): n lists of d numbers."""
    return ____


def test_a_product_is_a_table_of_dot_products():
    """What does the covariance matrix of the five rows make of [1, 2]? A list of two."""
    assert transpose([[1, 2, 3], [4, 5, 6]]) == close_to([[1, 4], [2, 5], [3, 6]])
    assert matvec([[0, -1], [1, 0]], [3, 1]) == close_to([-1, 3])  # a quarter turn
    assert matvec(A_five, [1, 2]) == close_to(____)
    assert matmul([[1, 2], [3, 4]], [[0, 1], [2, 3]]) == close_to([[4, 7], [8, 15]])
    centred = [[x - 2, y - 3] for x, y in five]
    products = matmul(transpose(centred), centred)
    assert products == close_to(4 * np.array(A_five))  # n - 1 is 4


@yours
def trace(A):
    """The sum of the diagonal of A (n, n): one number."""
    return ____


@yours
def determinant(A):
    """How many times as large A (2, 2) makes an area; below zero, flipped: a number.

    For [[a, b], [c, d]] it is a d - b c.
    """
    return ____


def test_trace_is_variance_and_determinant_area():
    """The second column is twice the first. What is the determinant of their covariances?"""
    assert trace(A_five) == close_to(7)
    assert determinant(A_five) == close_to(6)
    assert determinant([[0, 1], [2, 0]]) == close_to(-2)  # flipped
    a, b = [0, 1, 5], [0, 2, 10]
    flat = [[covariance(row, column) for column in (a, b)] for row in (a, b)]
    assert determinant(flat) == close_to(____)


@yours
def eigenvalues(A):
    """The two eigenvalues of a symmetric A (2, 2), the larger first: two numbers.

    The roots of value ** 2 - trace * value + determinant, by the quadratic formula.
    """
    return ____


def test_eigenvalues_add_up_to_the_trace():
    """What are the eigenvalues of the five rows' covariance matrix? The larger first."""
    assert eigenvalues(A_five) == close_to(____)
    pixels = np.cov(top, bottom).tolist()
    larger, smaller = eigenvalues(pixels)
    assert [smaller, larger] == close_to(np.linalg.eigvalsh(pixels))
    assert larger + smaller == close_to(trace(pixels))


@yours
def eigenvector(A, value):
    """The direction that a symmetric A (2, 2) makes value times as long: two numbers.

    value is an eigenvalue of A. The direction has length 1; where A turns no arrow,
    any will do.
    """
    return ____


def test_an_eigenvector_is_stretched_not_turned():
    """The eigenvalue is 6: how far up does its direction go, for one step to the right?"""
    x, y = eigenvector(A_five, 6)
    assert y / x == close_to(____)
    assert norm([x, y]) == close_to(1)
    assert matvec(A_five, [x, y]) == close_to([6 * x, 6 * y])


def test_trace_and_determinant_do_not_say_where():
    """Which direction does [[1, 0], [0, 6]] make 6 times as long? A list of two."""
    for A in (A_five, [[6, 0], [0, 1]], [[1, 0], [0, 6]]):
        assert [trace(A), determinant(A), *eigenvalues(A)] == close_to([7, 6, 6, 1])
    assert eigenvector([[1, 0], [0, 6]], 6) == close_to(____, up_to_sign=True)


@yours
def first_component(X):
    """The direction in which rows X (n, 2) vary most, and their variance along it.

    Returned as (direction, variance): two numbers, an arrow of length 1, and one
    number. Pearson (1901).
    """
    return ____


@yours
def scores(X, means, components):
    """How far each row of X (n, d) lies from means (d) along components (k, d): (n, k).

    means are those of the rows which the components were learnt from.
    """
    return ____


def test_no_line_holds_more_than_the_first():
    """What are the scores of [4, 4] and of the means [2, 3]? A list of two for each row."""
    direction, variance = first_component(five)
    assert direction == close_to(np.array([1, 2]) / 5**0.5, up_to_sign=True)
    assert variance == close_to(6)
    two = scores([[4, 4], [2, 3]], [2, 3], [[0.6, 0.8], [-0.8, 0.6]])
    assert two == close_to(____)
    pixels = transpose([top, bottom])
    wanted = PCA(1, svd_solver="full").fit(pixels).components_[0]
    assert first_component(pixels)[0] == close_to(wanted, up_to_sign=True)


@yours
def name_digits(known, labels, new):
    """Label of the row of known (n, k) nearest to each row of new (m, k): m labels."""
    return ____


def test_the_result_still_stands(present):
    """16 directions are borrowed from scikit-learn; all else is your arithmetic."""
    three = [[0, 9], [3, 4], [9, 0]]
    assert name_digits(three, [7, 1, 4], [[1, 3], [8, 4]]) == close_to([1, 4])
    digits, unseen = X_train.tolist(), X_test.tolist()
    borrowed = pca.components_.tolist()
    means = [mean(pixel) for pixel in transpose(digits)]
    known = scores(digits, means, borrowed)
    new = scores(____, means, borrowed)
    named = np.asarray(name_digits(known, y_train.tolist(), new))
    model = KNeighborsClassifier(n_neighbors=1).fit(pca.transform(X_train), y_train)
    assert named == close_to(model.predict(pca.transform(X_test)))
    show(present, named)


# How the result is shown: nothing to do from here on


def show(present, named):
    """Put the result on the screen."""
    right = int((named == y_test).sum())
    present(
        f"{right} of {len(y_test)} digits named right from {k} numbers",
        right=right,
        predicted=named,
        truth=y_test,
    )
