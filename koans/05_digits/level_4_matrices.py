"""Level 4 · matrices: the covariance and its eigenvectors

At level 3, np.linalg.svd found the directions in which digits differ. They are in a
table of 64 by 64 numbers, the covariance matrix: how each pixel varies together with
each other pixel. Some directions are only stretched by this matrix, not turned. These
eigenvectors are PCA's components. You get everything else from them, even the SVD.

You may use: arrays, @, and of np.linalg only eigh, norm, solve, inv and det.
A′ is A transposed, A.T in NumPy; I is the identity matrix, np.eye.

    X       (n, d)  n digits of d pixels; here d is 64
    S       (d, d)  the covariance matrix of the pixels; symmetric: S′ = S
    v       (d,)    an eigenvector of S: a vector other than 0 with S v = λ v
    λ               its eigenvalue: the number by which S stretches v
    V       (d, k)  k eigenvectors as columns, each of length 1
    values  (k,)    their eigenvalues, the largest first: the variance along each column of V
    P       (d, d)  V V′, the projection onto the columns of V

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
    """Return the covariance matrix of the columns of X (n, d): shape (d, d).

    S = (X − mean)′ (X − mean) / (n − 1)

    The *covariance matrix* has the covariance of columns i and j at [i, j], and the
    variances on its diagonal. Entry i, j says how columns i and j vary together: above
    0 if they rise together, below 0 if one falls when the other rises.
    """
    return ____


def test_covariance_says_which_columns_rise_together():
    """What is the covariance matrix of these two columns? A list of two lists."""
    three = np.array([[1.0, 3.0], [2.0, 5.0], [3.0, 7.0]])
    assert covariance(three) == close_to(____)
    assert covariance(X_train) == close_to(np.cov(X_train, rowvar=False))


@yours
def top_eigenvectors(S, k):
    """Return the k largest eigenvalues of S (d, d) with their eigenvectors: (values, V).

    `S` is symmetric. `values` has shape (k,), the largest first; `V` has shape (d, k).
    Column j of `V` has length 1, and S V[:, j] = values[j] V[:, j]. Its sign is free.
    """
    return ____


def test_an_eigenvector_is_stretched_and_not_turned():
    """By which factors does [[2, 1], [1, 2]] stretch its two eigenvectors? A list, the larger first."""
    values, V = top_eigenvectors(np.array([[2.0, 1.0], [1.0, 2.0]]), 2)
    assert values == close_to(____)
    S = np.cov(X_train.T)
    values, V = (np.asarray(part) for part in top_eigenvectors(S, k))
    assert S @ V == close_to(V * values)


def test_the_eigenvectors_are_the_components():
    """In how many of the 64 directions do the training digits not differ at all?"""
    values, V = (np.asarray(part) for part in top_eigenvectors(covariance(X_train), 64))
    assert V[:, :k] == close_to(pca.components_.T, up_to_sign="columns")
    assert values[:k] == close_to(pca.explained_variance_)
    assert int((values < 1e-9).sum()) == ____


@yours
def projection(V):
    """Return P = V V′, the projection onto the columns of V (d, k): shape (d, d).

    The columns of `V` have length 1 and are orthogonal, that is at right angles. Bishop
    (2006), Pattern Recognition and Machine Learning, section 12.1.2.
    """
    return ____


def test_projecting_twice_is_projecting_once():
    """P = V V′ keeps 16 of 64 directions. What is its trace, the sum of its diagonal?"""
    line = np.array([[0.6], [0.8]])
    assert projection(line) == close_to([[0.36, 0.48], [0.48, 0.64]])
    P = np.asarray(projection(pca.components_.T))
    assert P @ P == close_to(P)
    assert np.trace(P) == close_to(____)


@yours
def scores(X, mean, V):
    """Return how far each row of X (n, d) lies from `mean` along each column of V: shape (n, k).

    `mean` has shape (d,), and `V` has shape (d, k).
    """
    return ____


def test_scores_are_uncorrelated():
    """The pixels vary together. How large is the covariance of two different scores?"""
    two, mean = np.array([[4, 4], [2, 3]]), np.array([2, 3])
    assert scores(two, mean, np.array([[0.6], [0.8]])) == close_to([[2], [0]])
    S = np.cov(np.asarray(scores(X_train, pca.mean_, pca.components_.T)).T)
    assert np.diag(S) == close_to(pca.explained_variance_)
    assert np.abs(S - np.diag(np.diag(S))).max() == close_to(____, abs=1e-6)


@yours
def whiten(X, mean, V, values):
    """Return the scores, each column divided by its standard deviation: shape (n, k).

    `X` is (n, d), `mean` (d,) and `V` (d, k). `values` (k,) has the variance along each
    column of `V`, always above 0. This is whitening.
    """
    return ____


def test_whitened_scores_all_have_variance_1():
    """After whitening, what is the covariance matrix of the 16 scores? A 16 × 16 array."""
    two, mean = np.array([[6, 4], [0, -2]]), np.array([0, 1])
    white = whiten(two, mean, np.eye(2), np.array([4.0, 9.0]))
    assert white == close_to([[3, 1], [0, -1]])
    white = whiten(X_train, pca.mean_, pca.components_.T, pca.explained_variance_)
    assert np.cov(np.asarray(white).T) == close_to(____)


@yours
def svd(A, k):
    """Return the k largest parts of the singular value decomposition of A (n, d): (U, s, Vt).

    The shapes are (n, k), (k,) and (k, d), as in np.linalg.svd. The columns of V are
    the eigenvectors of A′A with the k largest eigenvalues. `s` has the roots of these
    eigenvalues, U = A V / s, and `Vt` is V′. Strang (2016), Introduction to Linear
    Algebra, section 7.2.
    """
    return ____


def test_the_svd_follows_from_eigenvectors():
    """What are the two singular values of `small`, the larger first? A list of two."""
    small = np.array([[3.0, 0.0], [0.0, 2.0], [0.0, 0.0]])
    U, s, Vt = (np.asarray(part) for part in svd(small, 2))
    assert s == close_to(____)
    assert U * s @ Vt == close_to(small)


def test_it_goes_wrong_with_very_small_singular_values():
    """When it goes wrong: two columns differ by 1e-9. Does A′A still find that? True or False."""
    A = np.array([[1.0, 1.0], [1e-9, 0.0], [0.0, 1e-9]])
    exact = np.linalg.svd(A, compute_uv=False)[1]  # 1e-9
    value = np.abs(top_eigenvectors(A.T @ A, 2)[0][1])
    assert bool(abs(np.sqrt(value) - exact) < exact / 2) == ____


def test_uncentred_the_first_direction_is_the_mean():
    """When it goes wrong: the digits are not centred. What is the cosine of the angle between the first direction and the mean?

    The *cosine* of two vectors is their dot product over both lengths: 0 at a right
    angle.
    """
    _, V = top_eigenvectors(X_train.T @ X_train, 1)
    mean = X_train.mean(axis=0)
    cosine = np.abs(np.asarray(V)[:, 0] @ mean) / np.linalg.norm(mean)
    assert cosine == close_to(____, abs=0.001)


def test_the_result_still_stands(present):
    """Predict the 450 test digits with your own covariance, eigenvectors and scores."""
    mean = X_train.mean(axis=0)
    train = ____
    assert len(train) == len(X_train)  # do not learn from the test digits
    V = np.asarray(top_eigenvectors(np.asarray(covariance(train)), k)[1])
    y_pred = predict(scores(X_train, mean, V), scores(____, mean, V))
    model = make_pipeline(PCA(k, svd_solver="full"), KNeighborsClassifier(1))
    assert y_pred == close_to(model.fit(X_train, y_train).predict(X_test))
    show(present, y_pred)


# How digits are predicted and the result is shown: nothing to do from here on


def predict(known, new):
    """Return the label of the training digit nearest to each new one: shape (m,)."""
    known, new = np.asarray(known), np.asarray(new)
    squared = (new**2).sum(axis=1)[:, None] + (known**2).sum(axis=1) - 2 * new @ known.T
    return y_train[squared.argmin(axis=1)]


def show(present, y_pred):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} digits predicted correctly from {k} numbers",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
