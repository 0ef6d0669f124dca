"""Level 5 · arithmetic: inside @ and eigh

At level 4, one matrix product and one call of eigh turned a digit into 16 numbers.
Inside them, numbers are only multiplied and added. Here you do that yourself, first on
five rows of two columns that you can check by eye. For two columns you also find the
eigenvalues and eigenvectors. For the 64 pixels, you borrow 16 of them from
scikit-learn.

You may use: Python numbers, lists, loops, and math. No arrays.

    a, b   n numbers in a list: a column of a table, or a vector
    A, B   a matrix: a list of rows, each row a list; A[i][j] is row i, column j
    X      a table: a list of n rows, each a list of d numbers; for a digit d is 64
    x      an eigenvector of A: a vector other than 0 that A does not turn, A x = λ x
    value  its eigenvalue λ: the number by which A multiplies x
    I      the identity matrix, [[1, 0], [0, 1]]: I x = x

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

# Pixel 2 in the top row and pixel 58 in the bottom row, of the 1347 training digits.
top, bottom = X_train[:, 2].tolist(), X_train[:, 58].tolist()


@yours
def mean(a):
    """Return the mean of the numbers in the list a: one number."""
    return ____


@yours
def covariance(a, b):
    """Return the covariance of the columns a and b, n numbers each: one number.

    It is the sum of (a[i] − mean of a) · (b[i] − mean of b), divided by n − 1.
    """
    return ____


def test_columns_that_rise_together_covary():
    """What is the covariance of the two columns of `five`?"""
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
    """Return the dot product of a and b, n numbers each: one number."""
    return ____


@yours
def norm(a):
    """Return the length (norm) of the vector a: one number, never below zero."""
    return ____


def test_at_a_right_angle_the_dot_product_is_0():
    """Which number, after the 2, makes a vector at a right angle to [1, 2]?"""
    assert dot([1, 2], [2, 5]) == close_to(12)
    assert norm([3, 4]) == close_to(5)
    right_angle = [2, ____]
    assert dot([1, 2], right_angle) == close_to(0)
    p, q = mean(top), mean(bottom)
    a, b = [x - p for x in top], [y - q for y in bottom]
    assert dot(a, b) / (norm(a) * norm(b)) == close_to(np.corrcoef(top, bottom)[0, 1])


# The covariance matrix of the five rows. It comes back in most koans below.
A_five = [[2, 2], [2, 5]]


@yours
def transpose(A):
    """Return A (n, d) with rows and columns swapped: d lists of n numbers."""
    return ____


@yours
def matvec(A, x):
    """Return the product A x of a matrix A (n, d) and a vector x of d numbers: n numbers."""
    return ____


@yours
def matmul(A, B):
    """Return the matrix product A B of A (n, m) and B (m, d): n lists of d numbers."""
    return ____


def test_a_product_is_a_table_of_dot_products():
    """Multiply the covariance matrix of the five rows by [1, 2]. What comes out? A list of two."""
    assert transpose([[1, 2, 3], [4, 5, 6]]) == close_to([[1, 4], [2, 5], [3, 6]])
    assert matvec([[0, -1], [1, 0]], [3, 1]) == close_to([-1, 3])  # a quarter turn
    assert matvec(A_five, [1, 2]) == close_to(____)
    assert matmul([[1, 2], [3, 4]], [[0, 1], [2, 3]]) == close_to([[4, 7], [8, 15]])
    centred = [[x - 2, y - 3] for x, y in five]
    products = matmul(transpose(centred), centred)
    assert products == close_to(4 * np.array(A_five))  # n - 1 is 4


@yours
def trace(A):
    """Return the trace of A (n, n), the sum of its diagonal: one number."""
    return ____


@yours
def determinant(A):
    """Return the determinant of A (2, 2): one number.

    For [[a, b], [c, d]] it is a d − b c. This is the factor by which A enlarges an
    area. It is below zero if A also flips the area over, and 0 if A flattens it to a
    line.
    """
    return ____


def test_the_trace_is_variance_and_the_determinant_area():
    """b is twice a. What is the determinant of the covariance matrix of a and b?"""
    assert trace(A_five) == close_to(7)
    assert determinant(A_five) == close_to(6)
    assert determinant([[0, 1], [2, 0]]) == close_to(-2)  # flipped
    a, b = [0, 1, 5], [0, 2, 10]
    flat = [[covariance(row, column) for column in (a, b)] for row in (a, b)]
    assert determinant(flat) == close_to(____)


@yours
def eigenvalues(A):
    """Return the two eigenvalues of a symmetric A (2, 2), the larger first: a list.

    λ is an eigenvalue if A x = λ x for some x other than 0, that is (A − λ I) x = 0. So
    A − λ I sends x to 0 and flattens the plane to a line or a point: its determinant is
    0. For A = [[a, b], [b, c]] that is (a − λ) (c − λ) − b² = 0, which you can also
    write as λ² − trace(A) λ + determinant(A) = 0. The quadratic formula gives the two
    roots.
    """
    return ____


def test_eigenvalues_add_up_to_the_trace():
    """What are the eigenvalues of the five rows' covariance matrix? A list, the larger first."""
    assert eigenvalues(A_five) == close_to(____)
    pixels = np.cov(top, bottom).tolist()
    larger, smaller = eigenvalues(pixels)
    assert [smaller, larger] == close_to(np.linalg.eigvalsh(pixels))
    assert larger + smaller == close_to(trace(pixels))


@yours
def eigenvector(A, value):
    """Return the eigenvector of a symmetric A (2, 2) for its eigenvalue `value`: two numbers.

    It is a vector [x, y] of length 1 with A [x, y] = value · [x, y]. For A = [[a, b],
    [b, c]] these are two equations, one for each row, and both say the same about x and
    y:

        (a − value) x + b y = 0
        b x + (c − value) y = 0

    The sign is free. If A turns no vector at all, return any vector of length 1.
    """
    return ____


def test_an_eigenvector_is_stretched_not_turned():
    """The eigenvalue is 6. How far up does its eigenvector go for each step to the right?"""
    x, y = eigenvector(A_five, 6)
    assert y / x == close_to(____)
    assert norm([x, y]) == close_to(1)
    assert matvec(A_five, [x, y]) == close_to([6 * x, 6 * y])


def test_trace_and_determinant_do_not_give_the_directions():
    """Which vector of length 1 does [[1, 0], [0, 6]] make 6 times as long? A list of two."""
    for A in (A_five, [[6, 0], [0, 1]], [[1, 0], [0, 6]]):
        assert [trace(A), determinant(A), *eigenvalues(A)] == close_to([7, 6, 6, 1])
    assert eigenvector([[1, 0], [0, 6]], 6) == close_to(____, up_to_sign=True)


@yours
def first_component(X):
    """Return PCA's first component of the rows of X (n, 2): (direction, variance).

    The direction is a list of two numbers, of length 1: along it the rows vary most.
    The variance along it is one number. The sign of the direction is free. Pearson
    (1901).
    """
    return ____


@yours
def scores(X, means, components):
    """Return how far each row of X lies from the means along each component: n lists of k.

    `X` has n rows of d numbers, `means` has d numbers, and `components` has k rows of d
    numbers. The means are those of the training rows, whatever the rows of `X` are.
    """
    return ____


def test_along_the_first_component_rows_vary_most():
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
def predict(known, labels, new):
    """Return the label of the nearest known row for each row of `new`: a list of m labels.

    `known` has n rows of k numbers, `labels` their n labels, and `new` m rows of k
    numbers.
    """
    return ____


def test_the_result_still_stands(present):
    """Predict the 450 test digits: type the name of the rows whose scores are still missing."""
    three = [[0, 9], [3, 4], [9, 0]]
    assert predict(three, [7, 1, 4], [[1, 3], [8, 4]]) == close_to([1, 4])
    digits, unseen = X_train.tolist(), X_test.tolist()
    borrowed = pca.components_.tolist()
    means = [mean(pixel) for pixel in transpose(digits)]
    known = scores(digits, means, borrowed)
    new = scores(____, means, borrowed)
    y_pred = np.asarray(predict(known, y_train.tolist(), new))
    model = KNeighborsClassifier(n_neighbors=1).fit(pca.transform(X_train), y_train)
    assert y_pred == close_to(model.predict(pca.transform(X_test)))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} digits predicted correctly from {k} numbers",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
