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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

k = 16
pca = PCA(k, svd_solver="full").fit(X_train)


@hint(
    "Two pixels vary together if both are above their means in the same digits, and "
    "below them in the same.",
    "Centre the columns: subtract the mean row. X′ X then multiplies pixel i with "
    "pixel j in each digit and adds up the products. Divide by n − 1.",
    "centred = X - X.mean(axis=0), then centred.T @ centred / (len(X) - 1)",
)
@yours
def covariance(X):
    """Return the covariance matrix of the columns of X (n, d): shape (d, d).

    S = (X − mean)′ (X − mean) / (n − 1)

    The *covariance matrix* has the covariance of columns i and j at [i, j], and the
    variances on its diagonal. Entry i, j says how columns i and j vary together: above
    0 if they rise together, below 0 if one falls when the other rises.
    """
    centred = X - X.mean(axis=0)
    return centred.T @ centred / (len(X) - 1)


@hint(
    "Subtract its mean from each column. What is left of the three rows?",
    "Centred, the columns are −1, 0, 1 and −2, 0, 2. Multiply them in pairs (first "
    "with first, first with second, second with second), add up, and divide by n − 1, "
    "which is 2.",
    "[[1, 2], [2, 4]]",
)
@insight(
    "The diagonal has the variance of each pixel, the other places have the "
    "covariances."
)
def test_covariance_says_which_columns_rise_together():
    """What is the covariance matrix of these two columns? A list of two lists."""
    three = np.array([[1.0, 3.0], [2.0, 5.0], [3.0, 7.0]])
    assert covariance(three) == close_to(____([[1, 2], [2, 4]]))
    assert covariance(X_train) == close_to(np.cov(X_train, rowvar=False))


@hint(
    "np.linalg.eigh finds all eigenvalues and eigenvectors. In which order does it "
    "return them?",
    "eigh returns the smallest first. Reverse the values and the columns of V "
    "together, and keep the first k.",
    "values, V = np.linalg.eigh(S), then values[::-1][:k] and V[:, ::-1][:, :k]",
)
@yours
def top_eigenvectors(S, k):
    """Return the k largest eigenvalues of S (d, d) with their eigenvectors: (values, V).

    `S` is symmetric. `values` has shape (k,), the largest first; `V` has shape (d, k).
    Column j of `V` has length 1, and S V[:, j] = values[j] V[:, j]. Its sign is free.
    """
    values, V = np.linalg.eigh(S)
    return values[::-1][:k], V[:, ::-1][:, :k]


@hint(
    "Multiply [[2, 1], [1, 2]] by (1, 1) and by (1, −1). What do you get?",
    "Neither is turned: (1, 1) becomes (3, 3), and (1, −1) stays (1, −1). By which "
    "number is each multiplied?",
    "[3, 1]",
)
@insight(
    "Most vectors are turned by a matrix. An eigenvector v is not: S v = λ v, and the "
    "number λ is its eigenvalue."
)
def test_an_eigenvector_is_stretched_and_not_turned():
    """By which factors does [[2, 1], [1, 2]] stretch its two eigenvectors? A list, the larger first."""
    values, V = top_eigenvectors(np.array([[2.0, 1.0], [1.0, 2.0]]), 2)
    assert values == close_to(____([3, 1]))
    S = np.cov(X_train.T)
    values, V = (np.asarray(part) for part in top_eigenvectors(S, k))
    assert S @ V == close_to(V * values)


@hint(
    "Some pixels at the edge were paper in every training digit. What is their "
    "variance?",
    "The variance along a direction is its eigenvalue. Write print(values) above the "
    "last line: how many are 0, up to rounding?",
    "4: four pixels never had any ink",
)
@insight(
    "PCA's components are the eigenvectors of the covariance matrix. All eigenvalues "
    "together add up to the trace of S, the sum of its diagonal: PCA only divides the "
    "total variance differently."
)
def test_the_eigenvectors_are_the_components():
    """In how many of the 64 directions do the training digits not differ at all?"""
    values, V = (np.asarray(part) for part in top_eigenvectors(covariance(X_train), 64))
    assert V[:, :k] == close_to(pca.components_.T, up_to_sign="columns")
    assert values[:k] == close_to(pca.explained_variance_)
    assert int((values < 1e-9).sum()) == ____(4)


@hint(
    "Which matrix keeps the part of a digit that lies along the columns of V, and "
    "drops the rest?",
    "V′ measures how far the digit lies along each column. V goes that far along each "
    "column again. Do one after the other.",
    "V @ V.T",
)
@yours
def projection(V):
    """Return P = V V′, the projection onto the columns of V (d, k): shape (d, d).

    The columns of `V` have length 1 and are orthogonal, that is at right angles. Bishop
    (2006), Pattern Recognition and Machine Learning, section 12.1.2.
    """
    return V @ V.T


@hint(
    "P keeps some directions as they are and drops the others. What are its 64 "
    "eigenvalues?",
    "P multiplies each direction that it keeps by 1, and each other one by 0. The trace "
    "is the sum of the eigenvalues.",
    "16",
)
@insight(
    "P P = P: what is already in the plane stays there. The rest is lost, and no "
    "inverse brings it back."
)
def test_projecting_twice_is_projecting_once():
    """P = V V′ keeps 16 of 64 directions. What is its trace, the sum of its diagonal?"""
    line = np.array([[0.6], [0.8]])
    assert projection(line) == close_to([[0.36, 0.48], [0.48, 0.64]])
    P = np.asarray(projection(pca.components_.T))
    assert P @ P == close_to(P)
    assert np.trace(P) == close_to(____(16))


@hint(
    "How far does each row lie from the mean, along each direction?",
    "Subtract the mean, then take dot products with the columns of V.",
    "(X - mean) @ V",
)
@yours
def scores(X, mean, V):
    """Return how far each row of X (n, d) lies from `mean` along each column of V: shape (n, k).

    `mean` has shape (d,), and `V` has shape (d, k).
    """
    return (X - mean) @ V


@hint(
    "Pixels vary together. Do scores along two different components?",
    "The covariance matrix of the scores is V′ S V. S V is V times the eigenvalues, "
    "and V′ V is the identity matrix. What is beside the diagonal?",
    "0",
)
@insight(
    "PCA turns the axes until nothing varies together any more: V′ S V is diagonal. "
    "The scores are uncorrelated."
)
def test_scores_are_uncorrelated():
    """The pixels vary together. How large is the covariance of two different scores?"""
    two, mean = np.array([[4, 4], [2, 3]]), np.array([2, 3])
    assert scores(two, mean, np.array([[0.6], [0.8]])) == close_to([[2], [0]])
    S = np.cov(np.asarray(scores(X_train, pca.mean_, pca.components_.T)).T)
    assert np.diag(S) == close_to(pca.explained_variance_)
    assert np.abs(S - np.diag(np.diag(S))).max() == close_to(____(0), abs=1e-6)


@hint(
    "Digits vary much along the first component and little along the sixteenth. What "
    "makes both equal?",
    "Divide each column of scores by its standard deviation, the root of its variance.",
    "(X - mean) @ V / np.sqrt(values)",
)
@yours
def whiten(X, mean, V, values):
    """Return the scores, each column divided by its standard deviation: shape (n, k).

    `X` is (n, d), `mean` (d,) and `V` (d, k). `values` (k,) has the variance along each
    column of `V`, always above 0. This is whitening.
    """
    return (X - mean) @ V / np.sqrt(values)


@hint(
    "Each score has variance 1, and no two vary together. Where are the ones and the "
    "zeros?",
    "Ones are on the diagonal, zeros everywhere else. NumPy has a function for that "
    "matrix.",
    "np.eye(16)",
)
@insight(
    "Whitened, every direction counts the same. That makes the prediction worse here: "
    "440 digits are correct instead of 444."
)
def test_whitened_scores_all_have_variance_1():
    """After whitening, what is the covariance matrix of the 16 scores? A 16 × 16 array."""
    two, mean = np.array([[6, 4], [0, -2]]), np.array([0, 1])
    white = whiten(two, mean, np.eye(2), np.array([4.0, 9.0]))
    assert white == close_to([[3, 1], [0, -1]])
    white = whiten(X_train, pca.mean_, pca.components_.T, pca.explained_variance_)
    assert np.cov(np.asarray(white).T) == close_to(____(np.eye(16)))


@hint(
    "A = U D V′, with the singular values on the diagonal of D. What is A′A, when U′U "
    "is I?",
    "A′A = V D² V′. So its eigenvectors are V, and its eigenvalues are the squared "
    "singular values. And A V = U D, so divide each column of A V by its singular "
    "value to get U.",
    "values, V = top_eigenvectors(A.T @ A, k); s = np.sqrt(values); U = A @ V / s; "
    "return U, s, V.T",
)
@yours
def svd(A, k):
    """Return the k largest parts of the singular value decomposition of A (n, d): (U, s, Vt).

    The shapes are (n, k), (k,) and (k, d), as in np.linalg.svd. The columns of V are
    the eigenvectors of A′A with the k largest eigenvalues. `s` has the roots of these
    eigenvalues, U = A V / s, and `Vt` is V′. Strang (2016), Introduction to Linear
    Algebra, section 7.2.
    """
    values, V = top_eigenvectors(A.T @ A, k)
    s = np.sqrt(values)
    return A @ V / s, s, V.T


@hint(
    "Compute A′A for [[3, 0], [0, 2], [0, 0]]. What are its eigenvalues?",
    "A′A is [[9, 0], [0, 4]]. The singular values are the roots of its eigenvalues.",
    "[3, 2]",
)
@insight(
    "All three parts come from A′A: its eigenvectors, the roots of its eigenvalues, "
    "and one product."
)
def test_the_svd_follows_from_eigenvectors():
    """What are the two singular values of `small`, the larger first? A list of two."""
    small = np.array([[3.0, 0.0], [0.0, 2.0], [0.0, 0.0]])
    U, s, Vt = (np.asarray(part) for part in svd(small, 2))
    assert s == close_to(____([3, 2]))
    assert U * s @ Vt == close_to(small)


@hint(
    "What is 1 + 1e-18 on a computer that keeps 16 digits?",
    "A′A has 1 + 1e-9 squared on its diagonal, which is rounded to 1. So A′A has four "
    "equal numbers, and its second eigenvalue is lost in rounding.",
    "False",
)
@insight("A′A squares the numbers. A singular value below 1e-8 of the largest is lost.")
def test_it_goes_wrong_with_very_small_singular_values():
    """When it goes wrong: two columns differ by 1e-9. Does A′A still find that? True or False."""
    A = np.array([[1.0, 1.0], [1e-9, 0.0], [0.0, 1e-9]])
    exact = np.linalg.svd(A, compute_uv=False)[1]  # 1e-9
    value = np.abs(top_eigenvectors(A.T @ A, 2)[0][1])
    assert bool(abs(np.sqrt(value) - exact) < exact / 2) == ____(False)


@hint(
    "Without centring, in which direction do all digits lie, seen from zero?",
    "All digits lie on the same side of zero, around the mean digit. The cosine is 1 "
    "for two vectors in the same direction, and 0 at right angles. Write "
    "print(cosine) and see.",
    "1, or 0.99998",
)
@insight(
    "Uncentred, the first direction is the mean digit. It tells no two digits apart."
)
def test_uncentred_the_first_direction_is_the_mean():
    """When it goes wrong: the digits are not centred. What is the cosine of the angle between the first direction and the mean?

    The *cosine* of two vectors is their dot product over both lengths: 0 at a right
    angle.
    """
    _, V = top_eigenvectors(X_train.T @ X_train, 1)
    mean = X_train.mean(axis=0)
    cosine = np.abs(np.asarray(V)[:, 0] @ mean) / np.linalg.norm(mean)
    assert cosine == close_to(____(1), abs=0.001)


@hint(
    "From which digits do you learn the covariance, and which do you predict?",
    "Learn the mean and the covariance from the training digits. Then compute the "
    "scores of the test digits.",
    "X_train and X_test",
)
@insight("PCA is one table of 64 by 64 numbers and its eigenvectors, nothing more.")
def test_the_result_still_stands(present):
    """Predict the 450 test digits with your own covariance, eigenvectors and scores."""
    mean = X_train.mean(axis=0)
    train = ____(X_train)
    assert len(train) == len(X_train)  # do not learn from the test digits
    V = np.asarray(top_eigenvectors(np.asarray(covariance(train)), k)[1])
    y_pred = predict(scores(X_train, mean, V), scores(____(X_test), mean, V))
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
