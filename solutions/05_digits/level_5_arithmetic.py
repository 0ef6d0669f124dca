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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

k = 16
pca = PCA(k, svd_solver="full").fit(X_train)

five = [[0, 0], [2, 2], [2, 3], [2, 6], [4, 4]]

# A pixel of the top row and one of the bottom row, over the 1347 training digits.
top, bottom = X_train[:, 2].tolist(), X_train[:, 58].tolist()


@hint(
    "Share all the numbers out evenly: how much has each?",
    "Their sum, over how many there are.",
    "sum(a) / len(a)",
)
@yours
def mean(a):
    """The mean of the numbers in a: one number."""
    return sum(a) / len(a)


@hint(
    "When one is above its mean, where is the other?",
    "Row by row: how far a is from its mean, times how far b is from its own. Sum the "
    "products, and divide by n - 1, for the means were taken from the same rows.",
    "p, q = mean(a), mean(b), then sum((x - p) * (y - q) for x, y in zip(a, b)) over "
    "len(a) - 1",
)
@yours
def covariance(a, b):
    """How far the columns a and b, n numbers each, vary together: one number.

    The sum of (a[i] - mean of a) * (b[i] - mean of b), over n - 1.
    """
    p, q = mean(a), mean(b)
    products = [(x - p) * (y - q) for x, y in zip(a, b, strict=True)]
    return sum(products) / (len(a) - 1)


@hint(
    "The columns have the means 2 and 3. In which rows are both away from their mean?",
    "In the first row and in the last: -2 times -3, and 2 times 1.",
    "8 over n - 1, which is 4: 2",
)
@insight(
    "Pixels 2 and 58, top row and bottom row, lie far apart, and of all pairs of "
    "pixels they are the most alike. One number could nearly do for both."
)
def test_columns_that_rise_together_covary():
    """What is the covariance of the two columns of the five rows?"""
    a, b = [row[0] for row in five], [row[1] for row in five]
    assert mean([1, 2, 6]) == close_to(3)
    assert covariance(a, b) == close_to(____(2))
    assert covariance(top, bottom) == close_to(np.cov(top, bottom)[0, 1])


@hint(
    "Which rows pull up, which pull down?",
    "The mean of a is 0, the mean of the squares is 2. The products are -2 times 2, "
    "-1 times -1, 0 times -2, 1 times -1, 2 times 2.",
    "-4 + 1 + 0 - 1 + 4, over 4: 0",
)
@insight(
    "Covariance sees straight lines only, and so does all that is built on it: "
    "eigenvectors, PCA, what follows here."
)
def test_it_goes_wrong_on_a_curve():
    """When it goes wrong: b is the square of a. What is their covariance?"""
    a = [-2, -1, 0, 1, 2]
    b = [4, 1, 0, 1, 4]
    assert covariance(a, b) == close_to(____(0))


@hint(
    "Two lists go in, and one number comes out: what becomes of each pair?",
    "Multiply first with first, second with second, and so on. Then add all up.",
    "sum(x * y for x, y in zip(a, b))",
)
@yours
def dot(a, b):
    """The dot product of a and b, n numbers each: one number."""
    return sum(x * y for x, y in zip(a, b, strict=True))


@hint(
    "Three to the right and four up: how long is the way straight across?",
    "Pythagoras: the root of the sum of squares. And what is an arrow's dot product "
    "with itself?",
    "dot(a, a) ** 0.5",
)
@yours
def norm(a):
    """The length of the arrow a, n numbers: one number, never below zero."""
    return dot(a, a) ** 0.5


@hint(
    "Which arrow stands at a right angle to [1, 2]? Draw them on squared paper.",
    "The dot product has to be 0: 1 times 2, plus 2 times what?",
    "2 + 2 * -1 is 0: -1",
)
@insight(
    "A correlation is the cosine of an angle between two columns: "
    "0.94 for these two pixels, 21 degrees apart."
)
def test_the_dot_product_knows_angles():
    """Which number, after the 2, makes an arrow at a right angle to [1, 2]?"""
    assert dot([1, 2], [2, 5]) == close_to(12)
    assert norm([3, 4]) == close_to(5)
    right_angle = [2, ____(-1)]
    assert dot([1, 2], right_angle) == close_to(0)
    p, q = mean(top), mean(bottom)
    a, b = [x - p for x in top], [y - q for y in bottom]
    assert dot(a, b) / (norm(a) * norm(b)) == close_to(np.corrcoef(top, bottom)[0, 1])


# The covariance matrix of the five rows, to be met until it holds no secret any more.
A_five = [[2, 2], [2, 5]]


@hint(
    "What is row 0 of the result, if it was column 0 before?",
    "For every column j, collect entry j of all rows.",
    "[list(column) for column in zip(*A)], or two loops",
)
@yours
def transpose(A):
    """A (n, d) with rows for columns: d lists of n numbers."""
    return [list(column) for column in zip(*A, strict=True)]


@hint(
    "Every row of A asks x one question, and the answer is a number.",
    "The answer of a row is its dot product with x.",
    "[dot(row, x) for row in A]",
)
@yours
def matvec(A, x):
    """The product A x of a matrix (n, d) and d numbers: a list of n numbers."""
    return [dot(row, x) for row in A]


@hint(
    "What does A make of each column of B?",
    "Entry i, j is the dot product of row i of A with column j of B; and the columns "
    "of B are the rows of transpose(B).",
    "[[dot(row, column) for column in transpose(B)] for row in A]",
)
@yours
def matmul(A, B):
    """The matrix product A B of (n, m) and (m, d): n lists of d numbers."""
    return [[dot(row, column) for column in transpose(B)] for row in A]


@hint(
    "Row [2, 2] meets [1, 2], and so does row [2, 5]: two dot products.",
    "2 times 1 and 2 times 2; then 2 times 1 and 5 times 2.",
    "[6, 12]",
)
@insight(
    "[1, 2] came out as [6, 12], six times as long and not turned. Few arrows do that. "
    "They are what PCA is looking for."
)
def test_a_product_is_a_table_of_dot_products():
    """What does the covariance matrix of the five rows make of [1, 2]? A list of two."""
    assert transpose([[1, 2, 3], [4, 5, 6]]) == close_to([[1, 4], [2, 5], [3, 6]])
    assert matvec([[0, -1], [1, 0]], [3, 1]) == close_to([-1, 3])  # a quarter turn
    assert matvec(A_five, [1, 2]) == close_to(____([6, 12]))
    assert matmul([[1, 2], [3, 4]], [[0, 1], [2, 3]]) == close_to([[4, 7], [8, 15]])
    centred = [[x - 2, y - 3] for x, y in five]
    products = matmul(transpose(centred), centred)
    assert products == close_to(4 * np.array(A_five))  # n - 1 is 4


@hint(
    "Which entries of a covariance matrix are variances?",
    "Those with the same row and column, from the upper left to the lower right. Sum "
    "them.",
    "sum(A[i][i] for i in range(len(A)))",
)
@yours
def trace(A):
    """The sum of the diagonal of A (n, n): one number."""
    return sum(A[i][i] for i in range(len(A)))


@hint(
    "A carries [1, 0] to its first column and [0, 1] to its second. What area do these "
    "two span?",
    "One diagonal multiplied, minus the other diagonal multiplied.",
    "(a, b), (c, d) = A, then a * d - b * c",
)
@yours
def determinant(A):
    """How many times as large A (2, 2) makes an area; below zero, flipped: a number.

    For [[a, b], [c, d]] it is a d - b c.
    """
    (a, b), (c, d) = A
    return a * d - b * c


@hint(
    "All three rows lie on one straight line. How much area has a line?",
    "The variances are v and 4 v, the covariance is 2 v.",
    "v times 4 v, minus 2 v times 2 v: 0",
)
@insight(
    "The trace of the 64 pixels' covariance matrix is 1199: all the variance there is. "
    "Its 64 eigenvalues have the same sum, so PCA only shares it out anew."
)
def test_trace_is_variance_and_determinant_area():
    """The second column is twice the first. What is the determinant of their covariances?"""
    assert trace(A_five) == close_to(7)
    assert determinant(A_five) == close_to(6)
    assert determinant([[0, 1], [2, 0]]) == close_to(-2)  # flipped
    a, b = [0, 1, 5], [0, 2, 10]
    flat = [[covariance(row, column) for column in (a, b)] for row in (a, b)]
    assert determinant(flat) == close_to(____(0))


@hint(
    "Which two numbers add up to the trace and multiply to the determinant?",
    "They are the roots of value ** 2 - trace * value + determinant: half the trace, "
    "plus and minus a root.",
    "half = trace(A) / 2, root = (half ** 2 - determinant(A)) ** 0.5, and then "
    "[half + root, half - root]",
)
@yours
def eigenvalues(A):
    """The two eigenvalues of a symmetric A (2, 2), the larger first: two numbers.

    The roots of value ** 2 - trace * value + determinant, by the quadratic formula.
    """
    (a, b), (_, c) = A
    half = trace(A) / 2
    root = math.hypot((a - c) / 2, b)  # of half ** 2 - determinant(A), never below 0
    return [half + root, half - root]


@hint(
    "Trace 7, determinant 6: which two numbers have the sum 7 and the product 6?",
    "Half the trace is 3.5; its square is 12.25. Less the determinant that is 6.25, "
    "and the root of it is 2.5.",
    "3.5 + 2.5 and 3.5 - 2.5: [6, 1]",
)
@insight(
    "For five rows and columns and more, no formula in roots exists (Abel, 1824): "
    "64 eigenvalues can only be approached, step by step."
)
def test_eigenvalues_add_up_to_the_trace():
    """What are the eigenvalues of the five rows' covariance matrix? The larger first."""
    assert eigenvalues(A_five) == close_to(____([6, 1]))
    pixels = np.cov(top, bottom).tolist()
    larger, smaller = eigenvalues(pixels)
    assert [smaller, larger] == close_to(np.linalg.eigvalsh(pixels))
    assert larger + smaller == close_to(trace(pixels))


@hint(
    "A x = value x means (a - value) x + b y = 0 in the first row. Which x, y fit? And "
    "if a - value and b are both 0: what does the second row say?",
    "[b, value - a] fits. The second row, b x + (c - value) y = 0, gives "
    "[value - c, b], the same direction. Either of the two may be [0, 0]: take the longer "
    "and divide by its length.",
    "max([b, value - a], [value - c, b], key=norm), over its norm. If both are [0, 0], A "
    "turns no arrow at all, and [1, 0] is as good as any.",
)
@yours
def eigenvector(A, value):
    """The direction that a symmetric A (2, 2) makes value times as long: two numbers.

    value is an eigenvalue of A. The direction has length 1; where A turns no arrow,
    any will do.
    """
    (a, b), (_, c) = A
    longer = max([b, value - a], [value - c, b], key=norm)
    length = norm(longer)
    if length == 0:
        return [1, 0]
    return [x / length for x in longer]


@hint(
    "[1, 2] came out as [6, 12]. Which direction is that?",
    "For the eigenvalue 6, [b, value - a] is [2, 4].",
    "4 over 2: 2",
)
@insight(
    "The other direction, of eigenvalue 1, is [2, -1]: eigenvectors of a symmetric "
    "matrix stand at right angles."
)
def test_an_eigenvector_is_stretched_not_turned():
    """The eigenvalue is 6: how far up does its direction go, for one step to the right?"""
    x, y = eigenvector(A_five, 6)
    assert y / x == close_to(____(2))
    assert norm([x, y]) == close_to(1)
    assert matvec(A_five, [x, y]) == close_to([6 * x, 6 * y])


@hint(
    "[[1, 0], [0, 6]] makes of x, y the arrow x, 6 y. Which one only becomes longer?",
    "All to the right stays as it is, all up becomes six times as long.",
    "[0, 1], straight up",
)
@insight(
    "With equal eigenvalues no direction is the first: what PCA then names is chance. "
    "Nearly equal ones change places from one sample to the next."
)
def test_trace_and_determinant_do_not_say_where():
    """Which direction does [[1, 0], [0, 6]] make 6 times as long? A list of two."""
    for A in (A_five, [[6, 0], [0, 1]], [[1, 0], [0, 6]]):
        assert [trace(A), determinant(A), *eigenvalues(A)] == close_to([7, 6, 6, 1])
    assert eigenvector([[1, 0], [0, 6]], 6) == close_to(____([0, 1]), up_to_sign=True)


@hint(
    "Of which matrix is it the eigenvector, and of which eigenvalue?",
    "transpose(X) gives the two columns. Four covariances make the matrix, and the "
    "larger of its eigenvalues is the variance along the direction.",
    "With columns = transpose(X): A = [[covariance(a, b) for b in columns] for a in "
    "columns], variance = eigenvalues(A)[0], and the direction is eigenvector(A, "
    "variance).",
)
@yours
def first_component(X):
    """The direction in which rows X (n, 2) vary most, and their variance along it.

    Returned as (direction, variance): two numbers, an arrow of length 1, and one
    number. Pearson (1901).
    """
    columns = transpose(X)
    A = [[covariance(a, b) for b in columns] for a in columns]
    variance = eigenvalues(A)[0]
    return eigenvector(A, variance), variance


@hint(
    "How far does a row lie from the middle, in the direction of one component?",
    "Take the means off each row, number by number; its dot products with the "
    "components are what matvec gives.",
    "For each row: matvec(components, [x - m for x, m in zip(row, means)])",
)
@yours
def scores(X, means, components):
    """How far each row of X (n, d) lies from means (d) along components (k, d): (n, k).

    means are those of the rows which the components were learnt from.
    """
    return [
        matvec(components, [x - m for x, m in zip(row, means, strict=True)])
        for row in X
    ]


@hint(
    "From the means [2, 3], how far is it to [4, 4]?",
    "2 to the right and 1 up. Its dot products with [0.6, 0.8] and with [-0.8, 0.6] are "
    "its two scores. And from the means to themselves?",
    "1.2 + 0.8 is 2, and -1.6 + 0.6 is -1. Two scores for each row: [[2, -1], [0, 0]]",
)
@insight(
    "Two pixels, and one number holds 97 % of their variance. "
    "That was PCA, with nothing but a quadratic equation."
)
def test_no_line_holds_more_than_the_first():
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
    "Of all the known digits, which is most like the new one?",
    "For each new row, its distance to every known row; where the smallest stands, the "
    "label stands too. math.dist(a, b) is norm of a - b, and quick.",
    "far = [math.dist(row, other) for other in known], then "
    "labels[far.index(min(far))], for each row of new",
)
@yours
def name_digits(known, labels, new):
    """Label of the row of known (n, k) nearest to each row of new (m, k): m labels."""
    names = []
    for row in new:
        far = [math.dist(row, other) for other in known]
        names.append(labels[far.index(min(far))])
    return names


@hint(
    "Whose 16 numbers are asked for, and whose are known?",
    "The means are the training digits'. The scores now wanted are the unseen digits'.",
    "unseen",
)
@insight(
    "Every @ of level 4 is now a sum of products that you wrote. The 16 directions are "
    "still borrowed; a quadratic formula finds 2, and the levels below find all."
)
def test_the_result_still_stands(present):
    """16 directions are borrowed from scikit-learn; all else is your arithmetic."""
    three = [[0, 9], [3, 4], [9, 0]]
    assert name_digits(three, [7, 1, 4], [[1, 3], [8, 4]]) == close_to([1, 4])
    digits, unseen = X_train.tolist(), X_test.tolist()
    borrowed = pca.components_.tolist()
    means = [mean(pixel) for pixel in transpose(digits)]
    known = scores(digits, means, borrowed)
    new = scores(____(unseen), means, borrowed)
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
