"""Level 4 · matrices: one matrix knows how the pixels go together

At level 3 np.linalg.svd found the directions in which digits differ. Where does it find
them? In a table of 64 by 64 numbers: how each pixel varies together with each other
pixel. There are directions that this table only stretches, its eigenvectors, and they
are PCA's components. From them comes all the rest, the SVD itself included, and the
same 444 of 450 digits are named right.

Yours to use: arrays, @, and of np.linalg only eigh, norm, solve, inv and det.
A′ is A transposed, A.T in NumPy; I is the unit matrix, np.eye.

    X       (n, d)  n digits of d pixels; here d is 64
    S       (d, d)  covariance of the pixels: how pixel i goes together with pixel j
    V       (d, k)  directions as columns, each of length 1: S V = V times the values
    values  (k,)    the variance along each direction, the largest first
    P       (d, d)  V V′, the projection onto the directions in V

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

k = 16
pca = PCA(k, svd_solver="full").fit(X_train)


@yours
def covariance(X):
    """Covariance S of the columns of X (n, d), over n - 1: shape (d, d).

    S = (X − mean)′ (X − mean) / (n − 1)
    """
    return ____


def test_pixels_that_go_together():
    """What is the covariance of these two columns, in three rows? A list of two lists."""
    three = np.array([[1.0, 3.0], [2.0, 5.0], [3.0, 7.0]])
    assert covariance(three) == close_to(____)
    assert covariance(X_train) == close_to(np.cov(X_train, rowvar=False))


@yours
def directions(S, k):
    """The k largest eigenvalues of symmetric S (d, d) and their eigenvectors.

    (values, V): shapes (k,) and (d, k), the largest value first; column j of V has
    length 1 and S V[:, j] = values[j] V[:, j].
    """
    return ____


def test_there_are_directions_that_s_only_stretches():
    """By what does [[2, 1], [1, 2]] stretch its two directions? A list, the larger first."""
    values, V = directions(np.array([[2.0, 1.0], [1.0, 2.0]]), 2)
    assert values == close_to(____)
    S = np.cov(X_train.T)
    values, V = (np.asarray(part) for part in directions(S, k))
    assert S @ V == close_to(V * values)


def test_the_eigenvectors_are_the_components():
    """In how many of the 64 directions do the training digits not differ at all?"""
    values, V = (np.asarray(part) for part in directions(covariance(X_train), 64))
    assert V[:, :k] == close_to(pca.components_.T, up_to_sign="columns")
    assert values[:k] == close_to(pca.explained_variance_)
    assert int((values < 1e-9).sum()) == ____


@yours
def projection(V):
    """P = V V′, for directions V (d, k): shape (d, d).

    Bishop (2006), Pattern Recognition and Machine Learning, section 12.1.2.
    """
    return ____


def test_projecting_twice_is_projecting_once():
    """V V′ keeps 16 directions. What is its trace, the sum of its diagonal?"""
    line = np.array([[0.6], [0.8]])
    assert projection(line) == close_to([[0.36, 0.48], [0.48, 0.64]])
    P = np.asarray(projection(pca.components_.T))
    assert P @ P == close_to(P)
    assert np.trace(P) == close_to(____)


@yours
def scores(X, mean, V):
    """How far each row of X (n, d) lies from mean (d,) along V (d, k): shape (n, k)."""
    return ____


def test_scores_go_together_no_more():
    """Pixels go together, scores do not: how large is the covariance of any two?"""
    two, mean = np.array([[4, 4], [2, 3]]), np.array([2, 3])
    assert scores(two, mean, np.array([[0.6], [0.8]])) == close_to([[2], [0]])
    S = np.cov(np.asarray(scores(X_train, pca.mean_, pca.components_.T)).T)
    assert np.diag(S) == close_to(pca.explained_variance_)
    assert np.abs(S - np.diag(np.diag(S))).max() == close_to(____, abs=1e-6)


@yours
def whiten(X, mean, V, values):
    """Scores with variance 1 along every direction: shape (n, k).

    X (n, d), mean (d,), V (d, k), values (k,) the variances, all above 0.
    """
    return ____


def test_whitened_digits_are_round():
    """After whitening, what is the covariance of the 16 scores? A matrix."""
    two, mean = np.array([[6, 4], [0, -2]]), np.array([0, 1])
    white = whiten(two, mean, np.eye(2), np.array([4.0, 9.0]))
    assert white == close_to([[3, 1], [0, -1]])
    white = whiten(X_train, pca.mean_, pca.components_.T, pca.explained_variance_)
    assert np.cov(np.asarray(white).T) == close_to(____)


@yours
def svd(A, k):
    """The singular value decomposition of A (n, d), its k largest parts: (U, s, Vt).

    V are the eigenvectors of A′A of the k largest values, s the roots of these values,
    and U = A V / s. Shapes (n, k), (k,), (k, d), as np.linalg.svd orders them. Strang
    (2016), Introduction to Linear Algebra, section 7.2.
    """
    return ____


def test_the_svd_from_eigenvectors():
    """What are the singular values of this small matrix? A list of two."""
    small = np.array([[3.0, 0.0], [0.0, 2.0], [0.0, 0.0]])
    U, s, Vt = (np.asarray(part) for part in svd(small, 2))
    assert s == close_to(____)
    assert U * s @ Vt == close_to(small)


def test_it_goes_wrong_with_very_small_singular_values():
    """When it goes wrong: two columns hardly differ. Does A′A still tell, True or False?"""
    A = np.array([[1.0, 1.0], [1e-9, 0.0], [0.0, 1e-9]])
    truth = np.linalg.svd(A, compute_uv=False)[1]  # 1e-9
    value = np.abs(directions(A.T @ A, 2)[0][1])
    assert bool(abs(np.sqrt(value) - truth) < truth / 2) == ____


def test_uncentred_the_first_direction_is_the_mean():
    """When it goes wrong: not centred. What is the cosine of first direction and mean?"""
    _, V = directions(X_train.T @ X_train, 1)
    mean = X_train.mean(axis=0)
    cosine = np.abs(np.asarray(V)[:, 0] @ mean) / np.linalg.norm(mean)
    assert cosine == close_to(____, abs=0.001)


def test_the_result_still_stands(present):
    """With your own covariance, directions and scores: 450 digits, 444 named right."""
    mean = X_train.mean(axis=0)
    teachers = ____
    assert len(teachers) == len(X_train)  # the unseen must not teach
    V = np.asarray(directions(np.asarray(covariance(teachers)), k)[1])
    named = name_digits(scores(X_train, mean, V), scores(____, mean, V))
    model = make_pipeline(PCA(k, svd_solver="full"), KNeighborsClassifier(1))
    assert named == close_to(model.fit(X_train, y_train).predict(X_test))
    show(present, named)


# How digits are named and the result is shown: nothing to do from here on


def name_digits(known, new):
    """Label of the training digit nearest to each new one, by their scores."""
    known, new = np.asarray(known), np.asarray(new)
    squared = (new**2).sum(axis=1)[:, None] + (known**2).sum(axis=1) - 2 * new @ known.T
    return y_train[squared.argmin(axis=1)]


def show(present, named):
    """Put the result on the screen."""
    right = int((named == y_test).sum())
    present(
        f"{right} of {len(y_test)} digits named right",
        right=right,
        predicted=named,
        truth=y_test,
    )
