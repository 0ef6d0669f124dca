"""Level 6 · decomposition: reflections and rotations

At level 4, np.linalg.eigh found the eigenvectors of the covariance. It changes the
matrix step by step until the eigenvectors are known. Here you write the two tools for
that. A reflection moves a whole column onto one axis. A rotation makes one entry 0.
Rotation by rotation, the covariance becomes diagonal, with the eigenvalues on it, and
the rotations together are PCA's components.

You may use: arrays, @ and your own functions. No np.linalg, no SciPy.
A′ is A transposed, A.T in NumPy; I is the identity matrix, np.eye.

    A       (n, d)  a matrix; symmetric (d, d) where it is rotated
    Q       (n, d)  orthonormal columns: at right angles and of length 1, so Q′ Q = I
    R       (d, d)  upper triangular: only zeros below the diagonal. A = Q R is called
                    the QR decomposition of A
    v       (d,)    of length 1, at right angles to a mirror; the mirror sends x to
                    x − 2 v (v′ x), its reflection
    G       (d, d)  a rotation, G′ G = I; G′ A G has the same eigenvalues as A
    V       (d, k)  eigenvectors as columns, that of the largest eigenvalue first

Pillars: linear algebra.
"""

import numpy as np
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

k = 16
pca = PCA(k, svd_solver="full").fit(X_train)
S = np.cov(X_train, rowvar=False)  # (64, 64)


def fresh_symmetric(rng, d):
    """Return a random symmetric matrix: shape (d, d)."""
    A = rng.normal(size=(d, d))
    return A + A.T


@yours
def gram_schmidt(A):
    """Return the QR decomposition of A (n, d): (Q, R), shapes (n, d) and (d, d).

    Go column by column. The part of a column that lies along the directions so far goes
    into `R`. What is left of it, divided by its length, is the next direction, a column
    of `Q`. Classical Gram-Schmidt; Golub and Van Loan, Matrix Computations, section
    5.2.
    """
    n, d = A.shape
    Q, R = np.zeros((n, d)), np.zeros((d, d))
    for j in range(d):
        R[:j, j] = ____  # (j, n) @ (n,)
        left = ____
        R[j, j] = ____
        Q[:, j] = left / R[j, j]
    return Q, R


def test_gram_schmidt_makes_the_columns_orthonormal():
    """The columns are (3, 4) and (1, 3). What is R? A list of two lists."""
    Q, R = gram_schmidt(np.array([[3.0, 1.0], [4.0, 3.0]]))
    assert R == close_to(____, up_to_sign=True)
    digits = X_train[:10].T  # (64, 10)
    Q, R = map(np.asarray, gram_schmidt(digits))
    assert Q.T @ Q == close_to(np.eye(10))
    assert Q @ R == close_to(digits)


def mirrored(x, v):
    """Return the reflection of x (d,) in the mirror at right angles to v: shape (d,)."""
    return x - 2 * v * (v @ x)


@yours
def reflector(x):
    """Return the v of the mirror that moves x (d,) to the far side of the first axis: shape (d,).

    The image, (I − 2 v v′) x, is (−length of x, 0, 0, …), or (length of x, 0, 0, …) if
    x[0] is negative. `v` is x minus the image, divided by its own length: it has length
    1. If `x` is all 0, `v` is all 0. Householder (1958).
    """
    return ____


def test_a_reflection_moves_a_column_onto_one_axis():
    """Where does the reflection move (3, 4)? A list of two."""
    x, digit = np.array([3.0, 4.0]), X_train[0]
    assert mirrored(x, np.asarray(reflector(x))) == close_to(____)
    image = mirrored(digit, np.asarray(reflector(digit)))
    assert abs(image[0]) == close_to(np.linalg.norm(digit))
    assert image[1:] == close_to(np.zeros(63), abs=1e-5)


@yours
def householder(A):
    """Return the QR decomposition of A (n, d), n at least d, by reflections: (Q, R).

    The shapes are (n, d) and (d, d). Column by column, apply the mirror of R[j:, j] to
    all rows of `R` from j on; what was `A` becomes `R`. `Q` starts as I, and its
    columns from j on get the same mirrors from the right. Signs are free, and `A`
    itself is not changed. Golub and Van Loan, Matrix Computations, section 5.2.
    """
    return ____


def test_reflections_make_a_matrix_triangular():
    """Write `householder`: reflections should give the same Q and R as Gram-Schmidt."""
    _, R = householder(np.array([[3.0, 1.0], [4.0, 3.0]]))
    assert R == close_to([[5, 3], [0, 1]], up_to_sign=True)
    digits = X_train[:10].T  # (64, 10)
    Q, R = map(np.asarray, householder(digits))
    assert Q.T @ Q == close_to(np.eye(10))
    assert Q @ R == close_to(digits)


# Three columns that differ by a billionth.
nearly = np.vstack([np.ones(3), 1e-9 * np.eye(3)])  # (4, 3)


def orthogonality_error(Q):
    """Return the largest entry of |Q′ Q − I|: 0 if the columns of Q are orthonormal."""
    Q = np.asarray(Q)
    return np.abs(Q.T @ Q - np.eye(Q.shape[1])).max()


def test_it_goes_wrong_where_columns_are_nearly_parallel():
    """When it goes wrong: do Gram-Schmidt and Householder lose right angles? True or False for each."""
    answers = gram_schmidt(nearly), householder(nearly)
    loses = [bool(orthogonality_error(Q) > 1e-10) for Q, R in answers]
    assert loses == close_to(____)


def rotation(d, p, q, angle):
    """Return G: a rotation by `angle`, in radians, in the plane of axes p and q: shape (d, d).

    `p`, `q` and `angle` may be arrays: several rotations, in planes that share no axis.
    """
    G = np.eye(d)
    G[p, p], G[p, q] = np.cos(angle), np.sin(angle)
    G[q, p], G[q, q] = -np.sin(angle), np.cos(angle)
    return G


@yours
def rotation_angle(a_pp, a_pq, a_qq):
    """Return the angle t, in radians, for which G′ A G has a 0 in row p, column q.

    With G = rotation(d, p, q, t), that entry is c s a_pp + (c² − s²) a_pq − c s a_qq,
    where c is cos t and s is sin t. As c² − s² = cos 2t and c s = sin 2t / 2, it is 0
    if

        tan 2t = 2 a_pq / (a_qq − a_pp)

    Of all such angles take the smallest, from −π/4 to π/4, also if a_pp = a_qq; take 0
    if a_pq is 0. The arguments are entries of a symmetric A, or arrays of them: then
    return an angle for each. Jacobi (1846); Golub and Van Loan, Matrix Computations,
    section 8.5.
    """
    return ____


def test_a_rotation_makes_one_entry_zero():
    """[[0, 2], [2, 3]] is rotated until 0 is beside the diagonal. What is on the diagonal? A list of two."""
    A = np.array([[0.0, 2.0], [2.0, 3.0]])
    G = rotation(2, 0, 1, rotation_angle(A[0, 0], A[0, 1], A[1, 1]))
    rotated = G.T @ A @ G
    assert rotated[0, 1] == close_to(0, abs=1e-6)
    assert rotated.diagonal() == close_to(____)


def rounds(d):
    """Return all pairs of d axes as rounds of a tournament: a list of (p, q), two arrays.

    In a round, axis p[i] meets axis q[i], and no axis occurs twice.
    """
    circle = list(range(d + d % 2))  # made even: if d is odd, one axis rests
    half, found = len(circle) // 2, []
    for _ in circle[1:]:
        pairs = zip(circle[:half], reversed(circle[half:]), strict=True)
        pairs = [sorted(pair) for pair in pairs if max(pair) < d]
        found.append(tuple(np.array(pairs, dtype=int).reshape(-1, 2).T))
        circle.insert(1, circle.pop())
    return found


@yours
def jacobi(A, sweeps=10):
    """Return all eigenvalues of a symmetric A (d, d) and their eigenvectors: (values, V).

    The shapes are (d,) and (d, d). The largest value comes first, and column j of `V`
    belongs to values[j]. In each of the `sweeps`, every pair of axes is rotated once.
    Jacobi (1846), in the order of Brent and Luk (1985).
    """
    d = len(A)
    V = np.eye(d)
    for p, q in rounds(d) * sweeps:
        G = rotation(d, p, q, rotation_angle(A[p, p], A[p, q], A[q, q]))
        A = ____
        V = ____
    order = ____
    return A.diagonal()[order], V[:, order]


def test_many_rotations_make_the_matrix_diagonal():
    """In a sweep each pair of the 64 pixels is rotated once. How many rotations is that?"""
    values, _ = jacobi(np.array([[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 2.0]]))
    assert values == close_to([3, 2, 1])
    assert sum(len(p) for p, q in rounds(64)) == ____
    values, V = map(np.asarray, jacobi(S))
    assert values == close_to(np.linalg.eigvalsh(S)[::-1])
    assert S @ V == close_to(V * values)


@yours
def tridiagonal(A):
    """Return a symmetric T with the eigenvalues of A on three diagonals: shape (d, d).

    `A` (d, d) is symmetric. `T` is 0 wherever row and column are more than 1 apart.
    Start with a copy of `A`. For each column j take the mirror of what is below the
    diagonal in column j of `T`. Apply it to the rows of `T` from j + 1 on, then to the
    columns from j + 1 on. `A` itself is not changed. A *tridiagonal* matrix has numbers
    other than 0 only on its diagonal and beside it. Golub and Van Loan, Matrix
    Computations, section 8.3.
    """
    return ____


def test_three_diagonals_keep_all_eigenvalues(rng):
    """How many of the 4096 entries of T are not 0? Its eigenvalues are those of A."""
    A = fresh_symmetric(rng, 64)
    T = np.asarray(tridiagonal(A))
    assert np.linalg.eigvalsh(T) == close_to(np.linalg.eigvalsh(A))
    assert int((np.abs(T) > 1e-9).sum()) == ____


@yours
def deflate(A, value, v):
    """Return a symmetric A (d, d) with the eigenvalue of v set to 0: shape (d, d).

    `v` (d,) is an eigenvector of length 1: A v = value v. *Deflation* takes an
    eigenvector out of a matrix. The result, A − value v v′, has the same eigenvectors
    as `A`. Only the eigenvalue of `v` is now 0. Hotelling (1933).
    """
    return ____


def test_deflation_removes_an_eigenvector():
    """Deflate [[2, 1], [1, 2]] by its eigenvector (1, 1). What is left? A list of two lists."""
    less = deflate(np.array([[2.0, 1.0], [1.0, 2.0]]), 3.0, np.sqrt([0.5, 0.5]))
    assert less == close_to(____)
    values, V = np.linalg.eigh(S)
    rest = np.asarray(deflate(S, values[-1], V[:, -1]))
    assert np.linalg.eigvalsh(rest).max() == close_to(values[-2])


@yours
def low_rank(X, k):
    """Return the matrix of rank k that is nearest to X (n, d): shape (n, d).

    A *low-rank approximation* is the nearest matrix of a given smaller rank. A matrix
    has rank k if all its rows lie along k directions and no fewer. The nearest one has
    the rows of `X` projected onto the first k eigenvectors of X′ X. Eckart and Young
    (1936).
    """
    return ____


def test_no_other_matrix_of_rank_k_is_nearer():
    """Which matrix of rank 1 is nearest to [[2, 2], [1, -1]]? A list of two lists."""
    two = np.array([[2.0, 2.0], [1.0, -1.0]])
    assert low_rank(two, 1) == close_to(____)
    X = X_train - X_train.mean(axis=0)
    s = np.linalg.svd(X, compute_uv=False)
    assert ((X - low_rank(X, k)) ** 2).sum() == close_to((s[k:] ** 2).sum())


@yours
def fit_pca(X, k):
    """Return PCA of X (n, d): (mean, variances, V), shapes (d,), (k,) and (d, k).

    `mean` is the mean row. The columns of `V` are the k directions along which the rows
    vary most, and `variances` (divided by n − 1) says how much, the largest first.
    """
    return ____


def test_the_rotations_together_are_the_components():
    """Write `fit_pca`: on five rows, then on the training digits, it should agree with PCA."""
    five = np.array([[0, 0], [2, 2], [2, 3], [2, 6], [4, 4]])
    mean, variances, V = fit_pca(five, 1)
    assert mean == close_to([2, 3])
    assert variances == close_to([6])
    assert V == close_to(np.array([[1], [2]]) / np.sqrt(5), up_to_sign="columns")
    mean, variances, V = fit_pca(X_train, k)
    assert variances == close_to(pca.explained_variance_)
    assert V == close_to(pca.components_.T, up_to_sign="columns")


def test_the_result_still_stands(present):
    """Predict the 450 test digits without eigh: as many should be correct as before."""
    train = ____
    assert len(train) == len(X_train)  # do not learn from the test digits
    mean, _, V = map(np.asarray, fit_pca(train, k))
    y_pred = predict((X_train - mean) @ V, y_train, (____ - mean) @ V)
    model = KNeighborsClassifier(1).fit(pca.transform(X_train), y_train)
    assert y_pred == close_to(model.predict(pca.transform(X_test)))
    show(present, y_pred)


# How digits are predicted and the result is shown: nothing to do from here on


def predict(known, y, new):
    """Return the label of the nearest row of known (n, k) for each row of new: shape (m,)."""
    # The squared distances without |new|², which is the same for every known row.
    squared = (known**2).sum(axis=1) - 2 * new @ known.T
    return y[squared.argmin(axis=1)]


def show(present, y_pred):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} digits predicted correctly from {k} numbers",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
