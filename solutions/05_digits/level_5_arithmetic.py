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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

k = 16
pca = PCA(k, svd_solver="full").fit(X_train)

five = [[0, 0], [2, 2], [2, 3], [2, 6], [4, 4]]

# Pixel 2 in the top row and pixel 58 in the bottom row, of the 1347 training digits.
top, bottom = X_train[:, 2].tolist(), X_train[:, 58].tolist()


@hint(
    "If you share all the numbers out equally, how much does each get?",
    "Divide their sum by how many there are.",
    "sum(a) / len(a)",
)
@yours
def mean(a):
    """Return the mean of the numbers in the list a: one number."""
    return sum(a) / len(a)


@hint(
    "When a number in a is above its mean, is the one in b above its mean as well?",
    "In each row, multiply the difference of a from its mean by the difference of b "
    "from its mean. Add up the products and divide by n − 1, since both means come "
    "from these rows.",
    "p, q = mean(a), mean(b), then sum((x - p) * (y - q) for x, y in zip(a, b)) / "
    "(len(a) - 1)",
)
@yours
def covariance(a, b):
    """Return the covariance of the columns a and b, n numbers each: one number.

    It is the sum of (a[i] − mean of a) · (b[i] − mean of b), divided by n − 1.
    """
    p, q = mean(a), mean(b)
    products = [(x - p) * (y - q) for x, y in zip(a, b, strict=True)]
    return sum(products) / (len(a) - 1)


@hint(
    "The columns have the means 2 and 3. In which rows are both away from their mean?",
    "Only in the first row, −2 times −3, and in the last, 2 times 1. Add the products "
    "and divide by n − 1, which is 4.",
    "2, or 8 / 4",
)
@insight(
    "The two pixels `top` and `bottom` are in different rows of the scan, and still "
    "vary together more than any other pair. One number could nearly replace both."
)
def test_columns_that_rise_together_covary():
    """What is the covariance of the two columns of `five`?"""
    a, b = [row[0] for row in five], [row[1] for row in five]
    assert mean([1, 2, 6]) == close_to(3)
    assert covariance(a, b) == close_to(____(2))
    assert covariance(top, bottom) == close_to(np.cov(top, bottom)[0, 1])


@hint(
    "Which rows add to the covariance, and which subtract from it?",
    "The mean of a is 0, and the mean of b is 2. The products are −2 · 2, −1 · −1, 0 "
    "· −2, 1 · −1 and 2 · 2. Add them up.",
    "0",
)
@insight(
    "Covariance sees only straight lines. So does everything built on it: "
    "eigenvectors, PCA, and the rest of this level."
)
def test_it_goes_wrong_on_a_curve():
    """When it goes wrong: b is the square of a. What is their covariance?"""
    a = [-2, -1, 0, 1, 2]
    b = [4, 1, 0, 1, 4]
    assert covariance(a, b) == close_to(____(0))


@hint(
    "Two lists go in, one number comes out. What happens to each pair?",
    "Multiply the first numbers, the second numbers, and so on. Then add up the "
    "products.",
    "sum(x * y for x, y in zip(a, b))",
)
@yours
def dot(a, b):
    """Return the dot product of a and b, n numbers each: one number."""
    return sum(x * y for x, y in zip(a, b, strict=True))


@hint(
    "Go 3 to the right and 4 up. How long is the straight way?",
    "By Pythagoras, the length is the root of the sum of squares. And the sum of "
    "squares is the dot product of a vector with itself.",
    "dot(a, a) ** 0.5",
)
@yours
def norm(a):
    """Return the length (norm) of the vector a: one number, never below zero."""
    return dot(a, a) ** 0.5


@hint(
    "Draw [1, 2] on squared paper. Which vector [2, …] is at a right angle to it?",
    "The dot product must be 0: 1 times 2, plus 2 times your number.",
    "-1",
)
@insight(
    "A correlation is the cosine of the angle between two centred columns. For these "
    "two pixels it is 0.94, an angle of 21 degrees."
)
def test_at_a_right_angle_the_dot_product_is_0():
    """Which number, after the 2, makes a vector at a right angle to [1, 2]?"""
    assert dot([1, 2], [2, 5]) == close_to(12)
    assert norm([3, 4]) == close_to(5)
    right_angle = [2, ____(-1)]
    assert dot([1, 2], right_angle) == close_to(0)
    p, q = mean(top), mean(bottom)
    a, b = [x - p for x in top], [y - q for y in bottom]
    assert dot(a, b) / (norm(a) * norm(b)) == close_to(np.corrcoef(top, bottom)[0, 1])


# The covariance matrix of the five rows. It comes back in most koans below.
A_five = [[2, 2], [2, 5]]


@hint(
    "Row 0 of the result was column 0 of A. How do you collect a column?",
    "For every column j, make a list of entry j of all rows.",
    "[list(column) for column in zip(*A)], or two loops",
)
@yours
def transpose(A):
    """Return A (n, d) with rows and columns swapped: d lists of n numbers."""
    return [list(column) for column in zip(*A, strict=True)]


@hint(
    "Each row of A gives one number of the result.",
    "Take the dot product of each row with x.",
    "[dot(row, x) for row in A]",
)
@yours
def matvec(A, x):
    """Return the product A x of a matrix A (n, d) and a vector x of d numbers: n numbers."""
    return [dot(row, x) for row in A]


@hint(
    "Each column of A B is A times that column of B.",
    "Entry i, j is the dot product of row i of A with column j of B. The columns of B "
    "are the rows of transpose(B).",
    "[[dot(row, column) for column in transpose(B)] for row in A]",
)
@yours
def matmul(A, B):
    """Return the matrix product A B of A (n, m) and B (m, d): n lists of d numbers."""
    return [[dot(row, column) for column in transpose(B)] for row in A]


@hint(
    "Take the dot product of each row of A_five with [1, 2].",
    "The first is 2 · 1 + 2 · 2, the second 2 · 1 + 5 · 2.",
    "[6, 12]",
)
@insight(
    "[1, 2] became [6, 12]: six times as long, and not turned. Few vectors do that. "
    "They are the eigenvectors, and PCA looks for them."
)
def test_a_product_is_a_table_of_dot_products():
    """Multiply the covariance matrix of the five rows by [1, 2]. What comes out? A list of two."""
    assert transpose([[1, 2, 3], [4, 5, 6]]) == close_to([[1, 4], [2, 5], [3, 6]])
    assert matvec([[0, -1], [1, 0]], [3, 1]) == close_to([-1, 3])  # a quarter turn
    assert matvec(A_five, [1, 2]) == close_to(____([6, 12]))
    assert matmul([[1, 2], [3, 4]], [[0, 1], [2, 3]]) == close_to([[4, 7], [8, 15]])
    centred = [[x - 2, y - 3] for x, y in five]
    products = matmul(transpose(centred), centred)
    assert products == close_to(4 * np.array(A_five))  # n - 1 is 4


@hint(
    "Which entries of a covariance matrix are variances?",
    "They are on the diagonal, where row and column have the same number. Add them up.",
    "sum(A[i][i] for i in range(len(A)))",
)
@yours
def trace(A):
    """Return the trace of A (n, n), the sum of its diagonal: one number."""
    return sum(A[i][i] for i in range(len(A)))


@hint(
    "A sends [1, 0] to its first column and [0, 1] to its second. What is the area "
    "between these two?",
    "Multiply the numbers on one diagonal, and subtract the product of the other two.",
    "(a, b), (c, d) = A, then a * d - b * c",
)
@yours
def determinant(A):
    """Return the determinant of A (2, 2): one number.

    For [[a, b], [c, d]] it is a d − b c. This is the factor by which A enlarges an
    area. It is below zero if A also flips the area over, and 0 if A flattens it to a
    line.
    """
    (a, b), (c, d) = A
    return a * d - b * c


@hint(
    "All three rows are on one straight line. What is the area of a line?",
    "If the variance of a is v, then the variance of b is 4 v and their covariance is "
    "2 v. Compute v · 4 v − 2 v · 2 v.",
    "0",
)
@insight(
    "The trace of the 64 pixels' covariance matrix is 1199, the total variance. The "
    "64 eigenvalues have the same sum: PCA only divides it differently."
)
def test_the_trace_is_variance_and_the_determinant_area():
    """b is twice a. What is the determinant of the covariance matrix of a and b?"""
    assert trace(A_five) == close_to(7)
    assert determinant(A_five) == close_to(6)
    assert determinant([[0, 1], [2, 0]]) == close_to(-2)  # flipped
    a, b = [0, 1, 5], [0, 2, 10]
    flat = [[covariance(row, column) for column in (a, b)] for row in (a, b)]
    assert determinant(flat) == close_to(____(0))


@hint(
    "λ is an eigenvalue if A − λ I flattens the plane: its determinant is 0. Which "
    "equation for λ is that?",
    "Solve λ² − trace λ + determinant = 0. The roots are half the trace, plus and "
    "minus the root of (half the trace) squared minus the determinant.",
    "half = trace(A) / 2, root = (half ** 2 - determinant(A)) ** 0.5, and then [half "
    "+ root, half - root]",
)
@yours
def eigenvalues(A):
    """Return the two eigenvalues of a symmetric A (2, 2), the larger first: a list.

    λ is an eigenvalue if A x = λ x for some x other than 0, that is (A − λ I) x = 0. So
    A − λ I sends x to 0 and flattens the plane to a line or a point: its determinant is
    0. For A = [[a, b], [b, c]] that is (a − λ) (c − λ) − b² = 0, which you can also
    write as λ² − trace(A) λ + determinant(A) = 0. The quadratic formula gives the two
    roots.
    """
    (a, b), (_, c) = A
    half = trace(A) / 2
    root = math.hypot((a - c) / 2, b)  # the root of half ** 2 - determinant(A)
    return [half + root, half - root]


@hint(
    "The trace of A_five is 7 and its determinant is 6. Which equation do the "
    "eigenvalues solve?",
    "Half the trace is 3.5, and its square is 12.25. Minus the determinant that is "
    "6.25. Take the root of it, and add it to 3.5 and subtract it from 3.5.",
    "[6, 1]: 3.5 + 2.5 and 3.5 - 2.5",
)
@insight(
    "For matrices of 5 × 5 and more there is no general formula in roots (Abel, "
    "1824). The 64 eigenvalues of the digits can only be approached step by step."
)
def test_eigenvalues_add_up_to_the_trace():
    """What are the eigenvalues of the five rows' covariance matrix? A list, the larger first."""
    assert eigenvalues(A_five) == close_to(____([6, 1]))
    pixels = np.cov(top, bottom).tolist()
    larger, smaller = eigenvalues(pixels)
    assert [smaller, larger] == close_to(np.linalg.eigvalsh(pixels))
    assert larger + smaller == close_to(trace(pixels))


@hint(
    "Write A [x, y] = λ [x, y] as two equations. The first is (a − λ) x + b y = 0. "
    "Which x and y solve it?",
    "[b, value − a] solves the first row, and [value − c, b] the second; both lie "
    "along the same line. One of them may be [0, 0], so take the longer and divide by "
    "its length. If both are [0, 0], A turns no vector, and any vector of length 1 "
    "will do.",
    "longer = max([b, value - a], [value - c, b], key=norm), divided by its norm; or "
    "[1, 0] if the norm is 0",
)
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
    (a, b), (_, c) = A
    longer = max([b, value - a], [value - c, b], key=norm)
    length = norm(longer)
    if length == 0:
        return [1, 0]
    return [x / length for x in longer]


@hint(
    "Put a = 2, b = 2 and the eigenvalue 6 into (a − value) x + b y = 0.",
    "That is −4 x + 2 y = 0. How large is y, if x is 1?",
    "2",
)
@insight(
    "The other eigenvector, for the eigenvalue 1, is along [2, -1]. Eigenvectors of a "
    "symmetric matrix are at right angles."
)
def test_an_eigenvector_is_stretched_not_turned():
    """The eigenvalue is 6. How far up does its eigenvector go for each step to the right?"""
    x, y = eigenvector(A_five, 6)
    assert y / x == close_to(____(2))
    assert norm([x, y]) == close_to(1)
    assert matvec(A_five, [x, y]) == close_to([6 * x, 6 * y])


@hint(
    "Multiply [[1, 0], [0, 6]] by [x, y]: you get [x, 6 y]. Which vector only becomes "
    "longer?",
    "What points right stays as it is. What points up becomes six times as long.",
    "[0, 1]",
)
@insight(
    "These three matrices have the same eigenvalues and different eigenvectors. If "
    "the eigenvalues themselves are equal, no direction is the first, and PCA's "
    "choice is chance."
)
def test_trace_and_determinant_do_not_give_the_directions():
    """Which vector of length 1 does [[1, 0], [0, 6]] make 6 times as long? A list of two."""
    for A in (A_five, [[6, 0], [0, 1]], [[1, 0], [0, 6]]):
        assert [trace(A), determinant(A), *eigenvalues(A)] == close_to([7, 6, 6, 1])
    assert eigenvector([[1, 0], [0, 6]], 6) == close_to(____([0, 1]), up_to_sign=True)


@hint(
    "Which matrix do you need, and which of its eigenvalues?",
    "transpose(X) gives the two columns. Their four covariances are the matrix. Its "
    "larger eigenvalue is the variance, and the eigenvector for it is the direction.",
    "columns = transpose(X), A = [[covariance(a, b) for b in columns] for a in "
    "columns], variance = eigenvalues(A)[0], then eigenvector(A, variance), variance",
)
@yours
def first_component(X):
    """Return PCA's first component of the rows of X (n, 2): (direction, variance).

    The direction is a list of two numbers, of length 1: along it the rows vary most.
    The variance along it is one number. The sign of the direction is free. Pearson
    (1901).
    """
    columns = transpose(X)
    A = [[covariance(a, b) for b in columns] for a in columns]
    variance = eigenvalues(A)[0]
    return eigenvector(A, variance), variance


@hint(
    "How far does a row lie from the means, along one component?",
    "Subtract the means from the row, number by number. matvec gives its dot products "
    "with all components.",
    "For each row: matvec(components, [x - m for x, m in zip(row, means)])",
)
@yours
def scores(X, means, components):
    """Return how far each row of X lies from the means along each component: n lists of k.

    `X` has n rows of d numbers, `means` has d numbers, and `components` has k rows of d
    numbers. The means are those of the training rows, whatever the rows of `X` are.
    """
    return [
        matvec(components, [x - m for x, m in zip(row, means, strict=True)])
        for row in X
    ]


@hint(
    "How do you get from the means [2, 3] to [4, 4]? And from the means to themselves?",
    "[4, 4] is 2 to the right and 1 up. Its scores are the dot products of [2, 1] "
    "with [0.6, 0.8] and with [-0.8, 0.6]. For the means, do the same with [0, 0].",
    "[[2, -1], [0, 0]]",
)
@insight(
    "Of the two pixels, one number keeps 97 % of their variance. You did PCA with "
    "nothing but a quadratic equation."
)
def test_along_the_first_component_rows_vary_most():
    """What are the scores of [4, 4] and of the means [2, 3]? A list of two for each row."""
    direction, variance = first_component(five)
    assert direction == close_to(np.array([1, 2]) / 5**0.5, up_to_sign=True)
    assert variance == close_to(6)
    two = scores([[4, 4], [2, 3]], [2, 3], [[0.6, 0.8], [-0.8, 0.6]])
    assert two == close_to(____([[2, -1], [0, 0]]))
    pixels = transpose([top, bottom])
    wanted = PCA(1, svd_solver="full").fit(pixels).components_[0]
    assert first_component(pixels)[0] == close_to(wanted, up_to_sign=True)


@hint(
    "Which training digit is the most similar to the new one?",
    "For each new row, make a list of its distances to all known rows. Find the "
    "position of the smallest, and take the label there. math.dist(a, b) is the "
    "distance, and it is fast.",
    "distances = [math.dist(row, other) for other in known], then "
    "labels[distances.index(min(distances))], for each row of new",
)
@yours
def predict(known, labels, new):
    """Return the label of the nearest known row for each row of `new`: a list of m labels.

    `known` has n rows of k numbers, `labels` their n labels, and `new` m rows of k
    numbers.
    """
    predicted = []
    for row in new:
        distances = [math.dist(row, other) for other in known]
        predicted.append(labels[distances.index(min(distances))])
    return predicted


@hint(
    "The scores of the training digits are computed already. Whose are missing?",
    "Compute the scores of the digits that you want to predict, with the training "
    "means.",
    "unseen",
)
@insight(
    "Every @ of level 4 is now a sum of products that you wrote. The 16 components "
    "are still borrowed. At the levels below you find them all yourself."
)
def test_the_result_still_stands(present):
    """Predict the 450 test digits: type the name of the rows whose scores are still missing."""
    three = [[0, 9], [3, 4], [9, 0]]
    assert predict(three, [7, 1, 4], [[1, 3], [8, 4]]) == close_to([1, 4])
    digits, unseen = X_train.tolist(), X_test.tolist()
    borrowed = pca.components_.tolist()
    means = [mean(pixel) for pixel in transpose(digits)]
    known = scores(digits, means, borrowed)
    new = scores(____(unseen), means, borrowed)
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
