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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

k = 16
pca = PCA(k, svd_solver="full").fit(X_train)


@hint(
    "Two pixels go together if both lie above their mean in the same digits, and below "
    "in the same.",
    "Centre the columns. Row i of X′ and column j of X then multiply the two pixels, "
    "digit by digit, and add up. Divide by n - 1.",
    "centred = X - X.mean(axis=0), then centred.T @ centred / (len(X) - 1)",
)
@yours
def covariance(X):
    """Covariance S of the columns of X (n, d), over n - 1: shape (d, d).

    S = (X − mean)′ (X − mean) / (n − 1)
    """
    centred = X - X.mean(axis=0)
    return centred.T @ centred / (len(X) - 1)


@hint(
    "Three rows. Centred, the first column is -1, 0, 1 and the second -2, 0, 2.",
    "Products in pairs, added up, over n - 1, which is 2: 2/2 for the first column "
    "with itself, then the first with the second, then the second with itself.",
    "[[1, 2], [2, 4]]",
)
@insight(
    "On its diagonal stands each pixel's variance; beside it, who moves with whom."
)
def test_pixels_that_go_together():
    """What is the covariance of these two columns, in three rows? A list of two lists."""
    three = np.array([[1.0, 3.0], [2.0, 5.0], [3.0, 7.0]])
    assert covariance(three) == close_to(____([[1, 2], [2, 4]]))
    assert covariance(X_train) == close_to(np.cov(X_train, rowvar=False))


@hint(
    "np.linalg.eigh does the work. In which order does it give its answers?",
    "Smallest first. The largest k are at the end: turn values and the columns of V "
    "round together, then cut.",
    "values, V = np.linalg.eigh(S), then values[::-1][:k] and V[:, ::-1][:, :k]",
)
@yours
def directions(S, k):
    """The k largest eigenvalues of symmetric S (d, d) and their eigenvectors.

    (values, V): shapes (k,) and (d, k), the largest value first; column j of V has
    length 1 and S V[:, j] = values[j] V[:, j].
    """
    values, V = np.linalg.eigh(S)
    return values[::-1][:k], V[:, ::-1][:, :k]


@hint(
    "Multiply [[2, 1], [1, 2]] with (1, 1), and with (1, -1). Which only gets longer?",
    "Both keep their line: (1, 1) becomes (3, 3), and (1, -1) stays (1, -1). By what "
    "is each multiplied?",
    "[3, 1]",
)
@insight("An eigenvector is a direction that the matrix stretches and does not turn.")
def test_there_are_directions_that_s_only_stretches():
    """By what does [[2, 1], [1, 2]] stretch its two directions? A list, the larger first."""
    values, V = directions(np.array([[2.0, 1.0], [1.0, 2.0]]), 2)
    assert values == close_to(____([3, 1]))
    S = np.cov(X_train.T)
    values, V = (np.asarray(part) for part in directions(S, k))
    assert S @ V == close_to(V * values)


@hint(
    "Some pixels at the edge were paper in every digit. What is their variance?",
    "np.linalg.eigvalsh(np.cov(X_train.T)) shows all 64: how many are 0, but for "
    "rounding?",
    "Four pixels were never touched: 4",
)
@insight(
    "The variances along the directions share out the same total: the trace of S, which "
    "is the sum of its diagonal."
)
def test_the_eigenvectors_are_the_components():
    """In how many of the 64 directions do the training digits not differ at all?"""
    values, V = (np.asarray(part) for part in directions(covariance(X_train), 64))
    assert V[:, :k] == close_to(pca.components_.T, up_to_sign="columns")
    assert values[:k] == close_to(pca.explained_variance_)
    assert int((values < 1e-9).sum()) == ____(4)


@hint(
    "Which matrix keeps of a digit what lies along the directions, and drops the rest?",
    "V′ measures along each direction, V goes that far along each again: one after the "
    "other.",
    "V @ V.T",
)
@yours
def projection(V):
    """P = V V′, for directions V (d, k): shape (d, d).

    Bishop (2006), Pattern Recognition and Machine Learning, section 12.1.2.
    """
    return V @ V.T


@hint(
    "P keeps 16 directions whole and drops 48: it multiplies them by 1 and by 0.",
    "The trace is the sum of the eigenvalues.",
    "16 ones and 48 zeros: 16",
)
@insight(
    "P P = P: what lies in the plane already, stays. No inverse brings back the rest."
)
def test_projecting_twice_is_projecting_once():
    """V V′ keeps 16 directions. What is its trace, the sum of its diagonal?"""
    line = np.array([[0.6], [0.8]])
    assert projection(line) == close_to([[0.36, 0.48], [0.48, 0.64]])
    P = np.asarray(projection(pca.components_.T))
    assert P @ P == close_to(P)
    assert np.trace(P) == close_to(____(16))


@hint(
    "How far does each row lie from the mean, along each direction?",
    "Take the mean off, then dot products with the columns of V.",
    "(X - mean) @ V",
)
@yours
def scores(X, mean, V):
    """How far each row of X (n, d) lies from mean (d,) along V (d, k): shape (n, k)."""
    return (X - mean) @ V


@hint(
    "Scores along two different directions: do they know anything of each other?",
    "Their covariance is V′ S V, and S V is V times the values.",
    "0",
)
@insight("PCA turns the axes until nothing goes together any more: V′ S V is diagonal.")
def test_scores_go_together_no_more():
    """Pixels go together, scores do not: how large is the covariance of any two?"""
    two, mean = np.array([[4, 4], [2, 3]]), np.array([2, 3])
    assert scores(two, mean, np.array([[0.6], [0.8]])) == close_to([[2], [0]])
    S = np.cov(np.asarray(scores(X_train, pca.mean_, pca.components_.T)).T)
    assert np.diag(S) == close_to(pca.explained_variance_)
    assert np.abs(S - np.diag(np.diag(S))).max() == close_to(____(0), abs=1e-6)


@hint(
    "Along the first direction digits vary much, along the sixteenth little. How are "
    "they made alike?",
    "Divide each column of scores by its standard deviation: the root of its value.",
    "(X - mean) @ V / np.sqrt(values)",
)
@yours
def whiten(X, mean, V, values):
    """Scores with variance 1 along every direction: shape (n, k).

    X (n, d), mean (d,), V (d, k), values (k,) the variances, all above 0.
    """
    return (X - mean) @ V / np.sqrt(values)


@hint(
    "Variance 1 in every direction, and no two go together: which matrix is that?",
    "Ones on the diagonal, zeros beside it.",
    "np.eye(16)",
)
@insight(
    "Whitened, every direction counts alike. The digits do not thank you for it: 440 "
    "are named right, not 444."
)
def test_whitened_digits_are_round():
    """After whitening, what is the covariance of the 16 scores? A matrix."""
    two, mean = np.array([[6, 4], [0, -2]]), np.array([0, 1])
    white = whiten(two, mean, np.eye(2), np.array([4.0, 9.0]))
    assert white == close_to([[3, 1], [0, -1]])
    white = whiten(X_train, pca.mean_, pca.components_.T, pca.explained_variance_)
    assert np.cov(np.asarray(white).T) == close_to(____(np.eye(16)))


@hint(
    "A = U D V′. What is A′A then, when U′U is I?",
    "A′A = V D² V′: its eigenvectors are V, its eigenvalues the singular values "
    "squared. And A V = U D gives U.",
    "values, V = directions(A.T @ A, k); s = np.sqrt(values); U = A @ V / s",
)
@yours
def svd(A, k):
    """The singular value decomposition of A (n, d), its k largest parts: (U, s, Vt).

    V are the eigenvectors of A′A of the k largest values, s the roots of these values,
    and U = A V / s. Shapes (n, k), (k,), (k, d), as np.linalg.svd orders them. Strang
    (2016), Introduction to Linear Algebra, section 7.2.
    """
    values, V = directions(A.T @ A, k)
    s = np.sqrt(values)
    return A @ V / s, s, V.T


@hint(
    "A′A of [[3, 0], [0, 2], [0, 0]] is [[9, 0], [0, 4]].",
    "The singular values are the roots of its eigenvalues.",
    "[3, 2]",
)
@insight("All three parts are in A′A: eigenvectors, roots of its values, one product.")
def test_the_svd_from_eigenvectors():
    """What are the singular values of this small matrix? A list of two."""
    small = np.array([[3.0, 0.0], [0.0, 2.0], [0.0, 0.0]])
    U, s, Vt = (np.asarray(part) for part in svd(small, 2))
    assert s == close_to(____([3, 2]))
    assert U * s @ Vt == close_to(small)


@hint(
    "1e-9 squared is 1e-18. What is 1 + 1e-18 to a computer that keeps 16 digits?",
    "Exactly 1. So A′A holds four ones, and one of its two directions has nothing left.",
    "False",
)
@insight("A′A squares the numbers: what is smaller than 1e-8 of the largest is gone.")
def test_it_goes_wrong_with_very_small_singular_values():
    """When it goes wrong: two columns hardly differ. Does A′A still tell, True or False?"""
    A = np.array([[1.0, 1.0], [1e-9, 0.0], [0.0, 1e-9]])
    truth = np.linalg.svd(A, compute_uv=False)[1]  # 1e-9
    value = np.abs(directions(A.T @ A, 2)[0][1])
    assert bool(abs(np.sqrt(value) - truth) < truth / 2) == ____(False)


@hint(
    "Without centring, which direction do all digits share most?",
    "All of them lie on the same side of zero, around the mean digit. Measure how much "
    "of the direction points that way: a cosine between 0 and 1.",
    "The figure is 0.99998, so to the nearest whole number it is 1.",
)
@insight("Uncentred, the first direction is the mean digit, which tells no two apart.")
def test_uncentred_the_first_direction_is_the_mean():
    """When it goes wrong: not centred. What is the cosine of first direction and mean?"""
    _, V = directions(X_train.T @ X_train, 1)
    mean = X_train.mean(axis=0)
    cosine = np.abs(np.asarray(V)[:, 0] @ mean) / np.linalg.norm(mean)
    assert cosine == close_to(____(1), abs=0.001)


@hint(
    "From which digits is the covariance taken, and which are only measured?",
    "The training digits teach mean and directions; both parts are measured with them.",
    "covariance(X_train), then scores of X_train and of X_test",
)
@insight("One table of 64 by 64, and its eigenvectors: PCA is nothing more.")
def test_the_result_still_stands(present):
    """With your own covariance, directions and scores: 450 digits, 444 named right."""
    mean = X_train.mean(axis=0)
    teachers = ____(X_train)
    assert len(teachers) == len(X_train)  # the unseen must not teach
    V = np.asarray(directions(np.asarray(covariance(teachers)), k)[1])
    named = name_digits(scores(X_train, mean, V), scores(____(X_test), mean, V))
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
