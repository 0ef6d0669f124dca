"""Level 4 · matrices: all 30 flowers at once

Level 3 asked flower by flower: 30 times 120 distances, 30 votes, one after the other.
Written as matrices, one product lays every new flower beside every known one, a second
counts all the votes, a third makes the table of who was taken for whom. The same 29
flowers come out right, and no loop is left.

Yours to use: arrays, @ and broadcasting: a column (m, 1) and a row (n,) added make a
table (m, n), each with each. A′ is A transposed, A.T in NumPy.

    A  (m, d)  m flowers that are asked about, one to a row
    B  (n, d)  n flowers that are known
    D  (m, n)  the distance from each of A to each of B
    N  (m, n)  1 where a flower of B is a neighbour of one of A, else 0
    Y  (n, c)  one-hot: row i is 0 but for a 1 in the column of its class; Ŷ is the same
               of the classes that a model named
    C  (c, c)  confusion: of class i, named j

Pillars: linear algebra.
"""

import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.metrics.pairwise import euclidean_distances
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import OneHotEncoder

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
    """Dot product of each row of A (m, d) with each of B (n, d): an array (m, n).

    A dot product multiplies two rows number by number and adds up: one number.
    """
    return A @ B.T


@hint(
    "30 flowers meet 120 flowers. How many rows, and how many columns?",
    "A row for each unseen flower, a column for each known one.",
    "(30, 120)",
)
@insight("One @ did 3600 dot products, each of an unseen flower with a known one.")
def test_one_product_lays_all_flowers_side_by_side(rng):
    """Two flowers and four by hand, then 30 and 120: what shape has the product?"""
    A = np.array([[1.0, 0.0], [1.0, 2.0]])
    B = np.array([[3.0, 4.0], [0.0, 1.0], [5.0, 5.0], [2.0, 0.0]])
    assert products(A, B) == close_to([[3, 0, 5, 2], [11, 2, 15, 2]])
    assert np.shape(products(X_test, X_train)) == close_to(____((30, 120)))
    A, B = rng.normal(size=(7, 3)), rng.normal(size=(5, 3))
    assert products(A, B) == close_to([[sum(a * b) for b in B] for a in A])


@hint(
    "How long is one flower, squared: the dot product of a row with itself?",
    "Square every number and add up along the rows.",
    "(A**2).sum(axis=1)",
)
@yours
def squared_norms(A):
    """Squared length of each row of A (m, d): an array (m,)."""
    return (A**2).sum(axis=1)


@hint(
    "3 and 4: how much are their squares together?",
    "9 and 16 for the first row; the second is as long as its one number.",
    "[25, 4]",
)
@insight("A row times itself, added up: Pythagoras, before the root is taken.")
def test_a_length_squared_is_a_row_times_itself(rng):
    """Two rows by hand, then a hidden diagonal: A A′ has these numbers on it."""
    assert squared_norms(np.array([[3.0, 4.0], [0.0, 2.0]])) == close_to(____([25, 4]))
    for A in (X_train, rng.normal(size=(9, 5))):
        assert squared_norms(A) == close_to(np.diag(A @ A.T))


@hint(
    "Multiply out (a − b)²: three terms.",
    "|a|² stands for a whole row, so it has to be a column of numbers, (m, 1); |b|² "
    "for a whole column, (1, n); the products you have.",
    "squared_norms(A)[:, None] + squared_norms(B)[None, :] - 2 * products(A, B)",
)
@yours
def squared_distances(A, B):
    """Squared distance from each row of A (m, d) to each of B (n, d): shape (m, n).

    |a − b|² = |a|² + |b|² − 2 a·b
    """
    return squared_norms(A)[:, None] + squared_norms(B)[None, :] - 2 * products(A, B)


@hint(
    "From (1, 0) to (4, 4): how far is that, squared?",
    "3 to the right and 4 up: 9 and 16. The other flower is 2 away, straight up.",
    "[[25, 4]]",
)
@insight("Three terms you had already: distances are dot products in disguise.")
def test_a_square_multiplied_out_is_a_distance(rng):
    """One flower and two by hand, then all pairs of 30 and 120."""
    two = np.array([[4.0, 4.0], [1.0, 2.0]])
    assert squared_distances(np.array([[1.0, 0.0]]), two) == close_to(____([[25, 4]]))
    fresh = rng.normal(size=(8, 6)), rng.normal(size=(11, 6))
    for A, B in ((X_test, X_train), fresh):
        wanted = ((A[:, None, :] - B[None, :, :]) ** 2).sum(axis=2)
        assert squared_distances(A, B) == close_to(wanted, abs=1e-8)


@hint(
    "What does the root make of −0.0000001, where 0 was meant?",
    "Lift to 0 whatever lies below, np.maximum(..., 0), and take the root then.",
    "np.sqrt(np.maximum(squared_distances(A, B), 0))",
)
@yours
def distances(A, B):
    """Distance from each row of A (m, d) to each of B (n, d), never NaN: (m, n)."""
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
def test_it_goes_wrong_far_from_zero(rng):
    """When it goes wrong: move all flowers by 100 km; is a squared distance below 0?"""
    near = rng.normal(size=(6, 3)), rng.normal(size=(4, 3))
    for A, B in ((X_test, X_train), near):
        assert distances(A, B) == close_to(euclidean_distances(A, B), abs=1e-4)
    far = X_train + 1e7  # centimetres
    squared = (far**2).sum(axis=1)[:, None] + (far**2).sum(axis=1) - 2 * far @ far.T
    assert bool((squared < 0).any()) == ____(True)
    assert not np.isnan(distances(far, far)).any()
    centred = far - far.mean(axis=0)
    assert distances(centred, centred) == close_to(
        euclidean_distances(X_train), abs=0.01
    )


@hint(
    "Each row of D needs k ones: at which places?",
    "np.argsort(D, axis=1)[:, :k] has the places of the k smallest of each row. Begin "
    "with zeros and put ones there.",
    "N = np.zeros(D.shape); "
    "np.put_along_axis(N, np.argsort(D, axis=1)[:, :k], 1, axis=1)",
)
@yours
def neighbours(D, k):
    """N (m, n): 1 at the k smallest distances of each row of D (m, n), else 0.

    Exactly k ones a row; of equal distances any may be taken. Numbers, 0 and 1, for
    they are counted later: True and False do not add up in a product.
    """
    N = np.zeros(D.shape)
    np.put_along_axis(N, np.argsort(D, axis=1)[:, :k], 1, axis=1)
    return N


@hint(
    "The two smallest of 5, 1, 3: where do they stand?",
    "1 stands at the second place and 3 at the third.",
    "[0, 1, 1]",
)
@insight("Who is whose neighbour is a matrix too, and nearly all of it is zeros.")
def test_neighbours_are_ones_in_a_row(rng):
    """One row by hand, then 15 rows of 20, four ones in each."""
    D = np.array([[5.0, 1.0, 3.0], [2.0, 2.0, 1.0], [1.0, 4.0, 6.0]])
    N = np.asarray(neighbours(D, 2))
    assert N[0] == close_to(____([0, 1, 1]))
    assert [N[1].sum(), N[1, 2]] == close_to([2, 1])  # either 2, but surely the 1
    assert neighbours(D, 3) == close_to(np.ones((3, 3)))
    D = rng.permutation(300).reshape(15, 20) / 10
    N = np.asarray(neighbours(D, 4))
    assert N.sum(axis=1) == close_to(np.full(15, 4))
    assert (N * D).sum(axis=1) == close_to(np.sort(D, axis=1)[:, :4].sum(axis=1))
    shared = (1.0 * N) @ (1.0 * N).T  # how many neighbours two rows have in common
    assert N @ N.T == close_to(shared)  # 1 + 1 is 2, but True + True is only True


@hint(
    "Row 1 of the unit matrix is 0, 1, 0. Which row does each label want?",
    "np.eye(n_classes) has a 1 on the diagonal and 0 elsewhere; index it by the labels.",
    "np.eye(n_classes)[y]",
)
@yours
def one_hot(y, n_classes):
    """Y, an array (n, n_classes): row i is 0 but for a 1 at column y[i].

    Numbers, 0 and 1, for they are counted later: not True and False.
    """
    return np.eye(n_classes)[y]


@hint(
    "Setosa is class 0, virginica class 2. Where does the 1 stand?",
    "In column 0 of the first row and in column 2 of the second.",
    "[[1, 0, 0], [0, 0, 1]]",
)
@insight("2 is not twice 1 when it means virginica. A column of its own says so.")
def test_a_label_becomes_a_row_with_one_one(rng):
    """A setosa and a virginica by hand, then 120 flowers."""
    assert one_hot(np.array([0, 2]), 3) == close_to(____([[1, 0, 0], [0, 0, 1]]))
    nobody_is_2 = one_hot(np.array([1, 0]), 3)
    assert nobody_is_2 == close_to([[0, 1, 0], [1, 0, 0]])
    assert np.asarray(one_hot(y_train, 3)).sum(axis=0) == close_to([40, 40, 40])
    y = rng.permutation([0, 1, 2, 3, 4, 2, 2])
    wanted = OneHotEncoder(sparse_output=False).fit_transform(y[:, None])
    assert one_hot(y, 5) == close_to(wanted)
    Y = np.asarray(one_hot(np.array([1, 0, 1, 2, 1]), 3))
    counts = np.diag([1, 3, 1])  # once 0, three times 1, once 2
    assert Y.T @ Y == close_to(counts)  # 1 + 1 is 2, but True + True is only True


@hint(
    "Row i of N picks the neighbours. Which product adds up their rows of Y?",
    "N @ Y has a row for each flower asked about and a column for each class: the "
    "votes. The largest of each row wins.",
    "(N @ Y).argmax(axis=1)",
)
@yours
def winners(N, Y):
    """Class with the most votes of the neighbours N (m, n) with classes Y (n, c): (m,).

    Of classes with as many votes, the first.
    """
    return (N @ Y).argmax(axis=1)


@hint(
    "Three neighbours: one is of class 0, two are of class 1.",
    "The votes are [1, 2] for the first flower and [1, 1] for the second; of equals the "
    "first wins.",
    "[1, 0]",
)
@insight("N @ Y: adding up the rows that somebody picked is what a product does.")
def test_votes_are_counted_by_a_product(rng):
    """Two flowers and four known ones by hand, then 30 and 120."""
    N = np.array([[1.0, 1.0, 0.0, 1.0], [0.0, 1.0, 1.0, 0.0]])
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    assert winners(N, Y) == close_to(____([1, 0]))
    assert winners(np.eye(5), np.eye(5)) == close_to([0, 1, 2, 3, 4])
    A, B, y = (
        rng.normal(size=(25, 3)),
        rng.normal(size=(80, 3)),
        rng.integers(3, size=80),
    )
    model = KNeighborsClassifier(n_neighbors=5).fit(B, y)
    found = winners(model.kneighbors_graph(A).toarray(), np.eye(3)[y])
    assert found == close_to(model.predict(A))


@hint(
    "Flowers that are i and were named j: a dot product of two columns of zeros and "
    "ones.",
    "Column i of the truth's one-hot matrix with column j of the names': all pairs of "
    "columns at once.",
    "one_hot(y_true, n_classes).T @ one_hot(y_pred, n_classes)",
)
@yours
def confusion(y_true, y_pred, n_classes):
    """C = Y′Ŷ: how many of class i were named j, shape (n_classes, n_classes)."""
    return one_hot(y_true, n_classes).T @ one_hot(y_pred, n_classes)


@hint(
    "Where do the flowers stand that were named as what they are?",
    "On the diagonal. Its sum, the trace, over the sum of all.",
    "np.trace(C) / C.sum()",
)
@yours
def accuracy(C):
    """Share named right, by confusion C (c, c): its trace over its sum.

    The trace is the sum of the diagonal.
    """
    return np.trace(C) / C.sum()


@hint(
    "Four flowers: 0 was named 0, 1 was named 0, 1 was named 1, and 1 again.",
    "Row 0: one named 0. Row 1: one named 0 and two named 1.",
    "[[1, 0], [1, 2]]",
)
@insight("The trace counts what was named as what it is; all else is confusion.")
def test_the_confusion_is_a_product_and_its_trace_the_right_ones(rng):
    """Four flowers by hand; then as scikit-learn counts."""
    named = confusion(np.array([0, 1, 1, 1]), np.array([0, 0, 1, 1]), 2)
    assert named == close_to(____([[1, 0], [1, 2]]))
    assert accuracy(np.array([[1, 0], [1, 2]])) == close_to(3 / 4)
    nobody_is_2 = confusion(np.array([0, 1]), np.array([1, 1]), 3)
    assert nobody_is_2 == close_to([[0, 1, 0], [0, 1, 0], [0, 0, 0]])
    assert accuracy(np.array([[0, 1, 0], [0, 1, 0], [0, 0, 0]])) == close_to(1 / 2)
    y_true, y_pred = rng.permutation([0, 1, 2, 3, 3] * 9), rng.integers(4, size=45)
    wanted = confusion_matrix(y_true, y_pred, labels=range(4))
    assert confusion(y_true, y_pred, 4) == close_to(wanted)
    assert accuracy(wanted) == close_to(accuracy_score(y_true, y_pred))


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
    """All 30 flowers in one go, without a loop: the same 29 named right."""
    N = neighbours(np.asarray(distances(____(X_test), ____(X_train))), 5)
    y_pred = np.asarray(winners(np.asarray(N), np.asarray(one_hot(____(y_train), 3))))
    model = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    C = np.asarray(confusion(y_test, y_pred, 3))
    right = int(round(accuracy(C) * len(y_test)))
    present(
        f"{right} of {len(y_test)} flowers named right",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
