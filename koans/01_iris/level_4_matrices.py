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

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train


@yours
def products(A, B):
    """Dot product of each row of A (m, d) with each of B (n, d): an array (m, n).

    A dot product multiplies two rows number by number and adds up: one number.
    """
    return ____


def test_one_product_lays_all_flowers_side_by_side(rng):
    """Two flowers and four by hand, then 30 and 120: what shape has the product?"""
    A = np.array([[1.0, 0.0], [1.0, 2.0]])
    B = np.array([[3.0, 4.0], [0.0, 1.0], [5.0, 5.0], [2.0, 0.0]])
    assert products(A, B) == close_to([[3, 0, 5, 2], [11, 2, 15, 2]])
    assert np.shape(products(X_test, X_train)) == close_to(____)
    A, B = rng.normal(size=(7, 3)), rng.normal(size=(5, 3))
    assert products(A, B) == close_to([[sum(a * b) for b in B] for a in A])


@yours
def squared_norms(A):
    """Squared length of each row of A (m, d): an array (m,)."""
    return ____


def test_a_length_squared_is_a_row_times_itself(rng):
    """Two rows by hand, then a hidden diagonal: A A′ has these numbers on it."""
    assert squared_norms(np.array([[3.0, 4.0], [0.0, 2.0]])) == close_to(____)
    for A in (X_train, rng.normal(size=(9, 5))):
        assert squared_norms(A) == close_to(np.diag(A @ A.T))


@yours
def squared_distances(A, B):
    """Squared distance from each row of A (m, d) to each of B (n, d): shape (m, n).

    |a − b|² = |a|² + |b|² − 2 a·b
    """
    return ____


def test_a_square_multiplied_out_is_a_distance(rng):
    """One flower and two by hand, then all pairs of 30 and 120."""
    two = np.array([[4.0, 4.0], [1.0, 2.0]])
    assert squared_distances(np.array([[1.0, 0.0]]), two) == close_to(____)
    fresh = rng.normal(size=(8, 6)), rng.normal(size=(11, 6))
    for A, B in ((X_test, X_train), fresh):
        wanted = ((A[:, None, :] - B[None, :, :]) ** 2).sum(axis=2)
        assert squared_distances(A, B) == close_to(wanted, abs=1e-8)


@yours
def distances(A, B):
    """Distance from each row of A (m, d) to each of B (n, d), never NaN: (m, n)."""
    return ____


def test_it_goes_wrong_far_from_zero(rng):
    """When it goes wrong: move all flowers by 100 km; is a squared distance below 0?"""
    near = rng.normal(size=(6, 3)), rng.normal(size=(4, 3))
    for A, B in ((X_test, X_train), near):
        assert distances(A, B) == close_to(euclidean_distances(A, B), abs=1e-4)
    far = X_train + 1e7  # centimetres
    squared = (far**2).sum(axis=1)[:, None] + (far**2).sum(axis=1) - 2 * far @ far.T
    assert bool((squared < 0).any()) == ____
    assert not np.isnan(distances(far, far)).any()
    centred = far - far.mean(axis=0)
    assert distances(centred, centred) == close_to(
        euclidean_distances(X_train), abs=0.01
    )


@yours
def neighbours(D, k):
    """N (m, n): 1 at the k smallest distances of each row of D (m, n), else 0.

    Exactly k ones a row; of equal distances any may be taken. Numbers, 0 and 1, for
    they are counted later: True and False do not add up in a product.
    """
    return ____


def test_neighbours_are_ones_in_a_row(rng):
    """One row by hand, then 15 rows of 20, four ones in each."""
    D = np.array([[5.0, 1.0, 3.0], [2.0, 2.0, 1.0], [1.0, 4.0, 6.0]])
    N = np.asarray(neighbours(D, 2))
    assert N[0] == close_to(____)
    assert [N[1].sum(), N[1, 2]] == close_to([2, 1])  # either 2, but surely the 1
    assert neighbours(D, 3) == close_to(np.ones((3, 3)))
    D = rng.permutation(300).reshape(15, 20) / 10
    N = np.asarray(neighbours(D, 4))
    assert N.sum(axis=1) == close_to(np.full(15, 4))
    assert (N * D).sum(axis=1) == close_to(np.sort(D, axis=1)[:, :4].sum(axis=1))
    shared = (1.0 * N) @ (1.0 * N).T  # how many neighbours two rows have in common
    assert N @ N.T == close_to(shared)  # 1 + 1 is 2, but True + True is only True


@yours
def one_hot(y, n_classes):
    """Y, an array (n, n_classes): row i is 0 but for a 1 at column y[i].

    Numbers, 0 and 1, for they are counted later: not True and False.
    """
    return ____


def test_a_label_becomes_a_row_with_one_one(rng):
    """A setosa and a virginica by hand, then 120 flowers."""
    assert one_hot(np.array([0, 2]), 3) == close_to(____)
    nobody_is_2 = one_hot(np.array([1, 0]), 3)
    assert nobody_is_2 == close_to([[0, 1, 0], [1, 0, 0]])
    assert np.asarray(one_hot(y_train, 3)).sum(axis=0) == close_to([40, 40, 40])
    y = rng.permutation([0, 1, 2, 3, 4, 2, 2])
    wanted = OneHotEncoder(sparse_output=False).fit_transform(y[:, None])
    assert one_hot(y, 5) == close_to(wanted)
    Y = np.asarray(one_hot(np.array([1, 0, 1, 2, 1]), 3))
    counts = np.diag([1, 3, 1])  # once 0, three times 1, once 2
    assert Y.T @ Y == close_to(counts)  # 1 + 1 is 2, but True + True is only True


@yours
def winners(N, Y):
    """Class with the most votes of the neighbours N (m, n) with classes Y (n, c): (m,).

    Of classes with as many votes, the first.
    """
    return ____


def test_votes_are_counted_by_a_product(rng):
    """Two flowers and four known ones by hand, then 30 and 120."""
    N = np.array([[1.0, 1.0, 0.0, 1.0], [0.0, 1.0, 1.0, 0.0]])
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    assert winners(N, Y) == close_to(____)
    assert winners(np.eye(5), np.eye(5)) == close_to([0, 1, 2, 3, 4])
    A, B, y = (
        rng.normal(size=(25, 3)),
        rng.normal(size=(80, 3)),
        rng.integers(3, size=80),
    )
    model = KNeighborsClassifier(n_neighbors=5).fit(B, y)
    found = winners(model.kneighbors_graph(A).toarray(), np.eye(3)[y])
    assert found == close_to(model.predict(A))


@yours
def confusion(y_true, y_pred, n_classes):
    """C = Y′Ŷ: how many of class i were named j, shape (n_classes, n_classes)."""
    return ____


@yours
def accuracy(C):
    """Share named right, by confusion C (c, c): its trace over its sum.

    The trace is the sum of the diagonal.
    """
    return ____


def test_the_confusion_is_a_product_and_its_trace_the_right_ones(rng):
    """Four flowers by hand; then as scikit-learn counts."""
    named = confusion(np.array([0, 1, 1, 1]), np.array([0, 0, 1, 1]), 2)
    assert named == close_to(____)
    assert accuracy(np.array([[1, 0], [1, 2]])) == close_to(3 / 4)
    nobody_is_2 = confusion(np.array([0, 1]), np.array([1, 1]), 3)
    assert nobody_is_2 == close_to([[0, 1, 0], [0, 1, 0], [0, 0, 0]])
    assert accuracy(np.array([[0, 1, 0], [0, 1, 0], [0, 0, 0]])) == close_to(1 / 2)
    y_true, y_pred = rng.permutation([0, 1, 2, 3, 3] * 9), rng.integers(4, size=45)
    wanted = confusion_matrix(y_true, y_pred, labels=range(4))
    assert confusion(y_true, y_pred, 4) == close_to(wanted)
    assert accuracy(wanted) == close_to(accuracy_score(y_true, y_pred))


def test_the_result_still_stands(present):
    """All 30 flowers in one go, without a loop: the same 29 named right."""
    N = neighbours(np.asarray(distances(____, ____)), 5)
    y_pred = np.asarray(winners(np.asarray(N), np.asarray(one_hot(____, 3))))
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
