"""Level 6 · decomposition: mirrors and turns

At level 4 np.linalg.eigh was asked for the directions in which digits differ, and it
knew them. How? It cannot read them off; it turns the table until they show. Two tools
are enough: a mirror, which lays a whole column onto one axis, and a turn in the plane
of two pixels, which makes one number of the table 0. Turn by turn the covariance of 64
pixels becomes a diagonal. What stands on it are the variances, and the turns, taken
together, are PCA's components: 444 of 450 digits are named right, with no np.linalg.

Yours to use: arrays, @ and your own functions. No np.linalg, no SciPy.
A′ is A transposed, A.T in NumPy; I is the unit matrix, np.eye.

    A       (n, d)  a matrix; symmetric (d, d) where turns are at work
    Q       (n, d)  directions as columns, at right angles and of length 1: Q′ Q = I
    R       (d, d)  nothing below the diagonal; A = Q R
    v       (d,)    a mirror: it sends x to x − 2 v (v′ x)
    G       (d, d)  a turn: A becomes G′ A G, and its eigenvalues stay
    V       (d, k)  eigenvectors as columns, the largest value first

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
    """A random symmetric matrix, d by d."""
    A = rng.normal(size=(d, d))
    return A + A.T


@yours
def gram_schmidt(A):
    """A (n, d) as (Q, R), shapes (n, d) and (d, d): A = Q R.

    Column by column: what lies along the directions found so far goes into R, what is
    left becomes the next direction. Classical Gram-Schmidt; Golub and Van Loan, Matrix
    Computations, section 5.2.
    """
    n, d = A.shape
    Q, R = np.zeros((n, d)), np.zeros((d, d))
    for j in range(d):
        R[:j, j] = ____  # (j, n) @ (n,)
        left = ____
        R[j, j] = ____
        Q[:, j] = left / R[j, j]
    return Q, R


def test_each_column_keeps_what_is_new_in_it(rng):
    """Two columns by hand, ten digits as columns, fresh ones: Q R is A."""
    Q, R = gram_schmidt(np.array([[3.0, 1.0], [4.0, 3.0]]))
    assert R == close_to(____, up_to_sign=True)
    for A in (X_train[:10].T, rng.normal(size=(6, 3)), rng.normal(size=(20, 5))):
        Q, R = map(np.asarray, gram_schmidt(A))
        assert Q.T @ Q == close_to(np.eye(A.shape[1]))
        assert Q @ R == close_to(A)
        wanted_Q, wanted_R = np.linalg.qr(A)
        assert Q == close_to(wanted_Q, up_to_sign="columns")
        assert R == close_to(wanted_R, up_to_sign=True)


def mirrored(x, v):
    """x (d,) seen in the mirror at right angles to v (d,): (I − 2 v v′) x."""
    return x - 2 * v * (v @ x)


@yours
def reflector(x):
    """The mirror that lays x (d,) onto the far side of the first axis: v (d,).

    (I − 2 v v′) x is (−length, 0, 0, …), or (length, 0, 0, …) where x[0] is negative.
    v points from that image to x: x minus the image, over its length, so that v has
    length 1; for x all 0 there is nothing to lay down, and v is all 0.
    Householder (1958).
    """
    return ____


def test_a_mirror_lays_a_column_onto_one_axis(rng):
    """(3, 4) by hand, awkward ones, a digit: all of it lands on the first axis."""
    x = np.array([3.0, 4.0])
    assert mirrored(x, np.asarray(reflector(x))) == close_to(____)
    axis, beside = np.array([1.0, 0.0, 0.0]), np.array([0.0, 3.0, 4.0])
    for x in (axis, -axis, beside, X_train[0], rng.normal(size=3), rng.normal(size=9)):
        v = np.asarray(reflector(x))
        assert v @ v == close_to(1)
        image = mirrored(x, v)
        assert abs(image[0]) == close_to(np.linalg.norm(x))
        assert image[1:] == close_to(np.zeros(len(x) - 1), abs=1e-5)
        assert image[0] * x[0] <= 0
    assert reflector(np.zeros(4)) == close_to(np.zeros(4))


@yours
def householder(A):
    """A (n, d), n at least d, as (Q, R), shapes (n, d) and (d, d): A = Q R, by mirrors.

    Column by column: the mirror of R[j:, j] goes over all rows of R from j on, and what
    was A becomes R. Q is I, with the same mirrors laid over its columns from j on, from
    the right. Signs are free. A itself is left as it was. Golub and Van Loan, Matrix
    Computations, section 5.2.
    """
    return ____


def test_mirrors_make_a_matrix_triangular(rng):
    """Ten digits as columns, then fresh ones: the Q and R of np.linalg.qr."""
    digits = X_train[:10].T  # (64, 10)
    for A in (digits, *(rng.normal(size=size) for size in ((2, 2), (7, 3), (20, 5)))):
        given = A.copy()
        Q, R = map(np.asarray, householder(A))
        assert A == close_to(given)
        assert Q @ R == close_to(A)
        wanted_Q, wanted_R = np.linalg.qr(A)
        assert R == close_to(wanted_R, up_to_sign=True)
        assert Q == close_to(wanted_Q, up_to_sign="columns")
    Q, R = map(np.asarray, householder(nearly))
    assert Q.T @ Q == close_to(np.eye(3))
    assert Q @ R == close_to(nearly)


# Columns a billionth apart.
nearly = np.vstack([np.ones(3), 1e-9 * np.eye(3)])  # (4, 3)


def off_square(Q):
    """How far the columns of Q are from right angles and length 1, at worst."""
    return np.abs(Q.T @ Q - np.eye(Q.shape[1])).max()


def test_it_goes_wrong_where_columns_are_nearly_parallel(rng):
    """Columns a billionth apart: who loses right angles, Gram-Schmidt, Householder?"""
    fresh = rng.normal(size=(20, 1)) + 1e-9 * rng.normal(size=(20, 3))
    for A in (nearly, fresh):
        loses = []
        for method in (gram_schmidt, householder):
            Q, R = map(np.asarray, method(A))
            assert Q @ R == close_to(A, rel=0, abs=1e-12)
            loses.append(bool(off_square(Q) > 1e-10))
        assert loses == close_to(____)


def rotation(d, p, q, angle):
    """G (d, d): a turn by angle, in radians, in the plane of axes p and q.

    p, q, angle: a number each, or arrays: turns in planes that share no axis.
    """
    G = np.eye(d)
    G[p, p], G[p, q] = np.cos(angle), np.sin(angle)
    G[q, p], G[q, q] = -np.sin(angle), np.cos(angle)
    return G


@yours
def turning_angle(a_pp, a_pq, a_qq):
    """The angle, in radians, whose rotation G makes the entry a_pq of G′ A G 0.

    tan(2 angle) is 2 a_pq / (a_qq − a_pp). Of all such angles the smallest, from −π/4 to
    π/4, also where a_pp = a_qq; 0 where a_pq is 0. a_pp, a_pq and
    a_qq are entries of a symmetric A, or arrays of them: an angle for each. Jacobi
    (1846); Golub and Van Loan, Matrix Computations, section 8.5.
    """
    return ____


def test_a_turn_makes_one_number_zero(rng):
    """[[0, 2], [2, 3]] by hand, then fresh ones: the corner is empty afterwards."""
    A = np.array([[0.0, 2.0], [2.0, 3.0]])
    G = rotation(2, 0, 1, turning_angle(A[0, 0], A[0, 1], A[1, 1]))
    assert (G.T @ A @ G).diagonal() == close_to(____)
    beside = lambda A: (A**2).sum() - (A.diagonal() ** 2).sum()
    for d in (2, 5):
        A = fresh_symmetric(rng, d)
        for p, q in ((0, 1), (d - 2, d - 1)):
            for B in (A, -A):
                angle = turning_angle(B[p, p], B[p, q], B[q, q])
                assert abs(angle) <= np.pi / 4 + 1e-9
                G = rotation(d, p, q, angle)
                turned = G.T @ B @ G
                assert turned[p, q] == close_to(0, abs=1e-6)
                less = beside(B) - beside(turned)
                assert less == close_to(2 * B[p, q] ** 2, abs=1e-5)
    paper = np.zeros(3)
    assert turning_angle(paper, paper, np.array([0.0, 2.0, -2.0])) == close_to(paper)
    even = turning_angle(np.ones(2), np.array([2.0, -2.0]), np.ones(2))
    assert np.abs(even) == close_to([np.pi / 4, np.pi / 4])


def rounds(d):
    """A tournament of d players in which each meets each once: a list of rounds.

    A round is (p, q), two arrays: p[i] meets q[i], and nobody plays twice in it.
    """
    circle = list(range(d + d % 2))  # one more, whom to meet is a rest, if d is odd
    half, found = len(circle) // 2, []
    for _ in circle[1:]:
        pairs = zip(circle[:half], reversed(circle[half:]), strict=True)
        pairs = [sorted(pair) for pair in pairs if max(pair) < d]
        found.append(tuple(np.array(pairs, dtype=int).reshape(-1, 2).T))
        circle.insert(1, circle.pop())
    return found


@yours
def jacobi(A, sweeps=10):
    """All eigenvalues of symmetric A (d, d) and their eigenvectors: (values, V).

    Shapes (d,) and (d, d), the largest value first, column j of V for values[j]. In a
    sweep each pair of axes is turned once. Jacobi (1846), in the order of Brent and Luk
    (1985).
    """
    d = len(A)
    V = np.eye(d)
    for p, q in rounds(d) * sweeps:
        G = rotation(d, p, q, turning_angle(A[p, p], A[p, q], A[q, q]))
        A = ____
        V = ____
    order = ____
    return A.diagonal()[order], V[:, order]


def test_turns_and_turns_make_a_diagonal(rng):
    """Fresh matrices, then all pairs of 64 pixels: the eigenvalues that eigh finds."""
    by_eye = np.array([[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 2.0]])  # 3, 2, 1
    for A in (by_eye, fresh_symmetric(rng, 3), fresh_symmetric(rng, 6)):
        values, V = map(np.asarray, jacobi(A))
        assert values == close_to(np.linalg.eigvalsh(A)[::-1])
        assert V.T @ V == close_to(np.eye(len(A)))
        assert A @ V == close_to(V * values)
    assert sum(len(p) for p, q in rounds(64)) == ____
    values, V = map(np.asarray, jacobi(S))
    assert values == close_to(np.linalg.eigvalsh(S)[::-1])
    assert S @ V == close_to(V * values)


@yours
def tridiagonal(A):
    """Symmetric A (d, d) mirrored until three diagonals hold all of it: T (d, d).

    T has the eigenvalues of A, and 0 wherever row and column lie more than 1 apart. For
    each column j the mirror of what stands below the diagonal goes over the rows from
    j + 1 on, then over the columns from j + 1 on. A itself is left as it was. Golub and
    Van Loan, Matrix Computations, section 8.3.
    """
    return ____


def test_three_diagonals_know_all_eigenvalues(rng):
    """How many of 4096 numbers are left? The eigenvalues are the same as before."""
    A = fresh_symmetric(rng, 64)
    given = A.copy()
    T = np.asarray(tridiagonal(A))
    assert A == close_to(given)
    assert int((np.abs(T) > 1e-9).sum()) == ____
    assert np.linalg.eigvalsh(T) == close_to(np.linalg.eigvalsh(A))
    T = np.asarray(tridiagonal(S))  # four pixels of S are always paper
    assert np.linalg.eigvalsh(T) == close_to(np.linalg.eigvalsh(S))
    small = fresh_symmetric(rng, 6)
    T = np.asarray(tridiagonal(small))
    assert T == close_to(T.T)
    assert np.triu(T, 2) == close_to(np.zeros((6, 6)))
    assert jacobi(T)[0] == close_to(jacobi(small)[0])


@yours
def deflate(A, value, v):
    """Symmetric A (d, d) without what it does to its eigenvector v (d,): shape (d, d).

    v has length 1, and A v = value v. A − value v v′ has the eigenvectors of A; the
    eigenvalue of v is 0 now. Hotelling (1933).
    """
    return ____


def test_what_was_found_is_taken_away(rng):
    """[[2, 1], [1, 2]] by hand; then digits, whose second direction is first now."""
    v = np.sqrt([0.5, 0.5])
    less = deflate(np.array([[2.0, 1.0], [1.0, 2.0]]), 3.0, v)
    assert less == close_to(____)
    values, V = np.linalg.eigh(S)
    rest = np.asarray(deflate(S, values[-1], V[:, -1]))
    assert np.linalg.eigvalsh(rest).max() == close_to(values[-2])
    rest = fresh_symmetric(rng, 5)
    values, V = map(np.asarray, jacobi(rest))
    for value, v in zip(values, V.T, strict=True):
        rest = np.asarray(deflate(rest, value, v))
        assert rest @ v == close_to(np.zeros(5), abs=1e-5)
    assert rest == close_to(np.zeros((5, 5)), abs=1e-5)


@yours
def low_rank(X, k):
    """The matrix of rank k that is nearest to X (n, d): shape (n, d).

    Of rank k: its rows lie along k directions, and no fewer hold them all. They are the
    rows of X as far as they lie along the first k eigenvectors of X′ X. Eckart and
    Young (1936).
    """
    return ____


def test_no_other_matrix_of_rank_k_is_nearer(rng):
    """Lost are the squared singular values left out; rivals of rank 16 lose more."""
    two = np.array([[2.0, 2.0], [1.0, -1.0]])
    assert low_rank(two, 1) == close_to(____)
    X = rng.normal(size=(30, 5)) * 2.0 ** np.arange(5) + 3
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    assert low_rank(X, 2) == close_to(U[:, :2] * s[:2] @ Vt[:2])
    X = X_train - X_train.mean(axis=0)
    s = np.linalg.svd(X, compute_uv=False)
    error = ((X - low_rank(X, k)) ** 2).sum()
    assert error == close_to((s[k:] ** 2).sum())
    widest = np.eye(64)[:, np.argsort(X.var(axis=0))[-k:]]  # the 16 liveliest pixels
    some_digits = X[rng.permutation(len(X))[:k]].T
    for rival in (widest, some_digits, rng.normal(size=(64, k))):
        Q, _ = np.linalg.qr(rival)  # X @ Q @ Q.T: as near to X as rival can come
        assert ((X - X @ Q @ Q.T) ** 2).sum() > error


@yours
def principal(X, k):
    """PCA of X (n, d): (mean, variances, V), shapes (d,), (k,) and (d, k).

    The mean row, the variance (over n − 1) along the k directions in which rows differ
    most, the largest first, and the directions as columns.
    """
    return ____


def test_the_turns_taken_together_are_the_components(rng):
    """Fresh rows, then digits: scikit-learn's mean, variances and components."""
    fresh = rng.normal(size=(40, 5)) * 2.0 ** np.arange(5) + rng.uniform(5, 10, size=5)
    for X, model in ((fresh, PCA(3, svd_solver="full").fit(fresh)), (X_train, pca)):
        mean, variances, V = principal(X, model.n_components)
        assert mean == close_to(model.mean_)
        assert variances == close_to(model.explained_variance_)
        assert V == close_to(model.components_.T, up_to_sign="columns")


def name_digits(known, y, new):
    """Label of the row of known (n, k) nearest to each row of new (m, k): (m,)."""
    squared = (known**2).sum(axis=1) - 2 * new @ known.T  # plus |new|², alike for all
    return y[squared.argmin(axis=1)]


def test_the_result_still_stands(present):
    """You just replaced eigh: as many of the 450 digits are named right."""
    teachers = ____
    assert len(teachers) == len(X_train)  # the unseen must not teach
    mean, _, V = map(np.asarray, principal(teachers, k))
    known, new = (X_train - mean) @ V, (____ - mean) @ V
    named = name_digits(known, y_train, new)
    model = KNeighborsClassifier(1).fit(pca.transform(X_train), y_train)
    assert named == close_to(model.predict(pca.transform(X_test)))
    right = int((named == y_test).sum())
    present(
        f"{right} of {len(y_test)} digits named right from {k} numbers",
        right=right,
        predicted=named,
        truth=y_test,
    )
