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


def test_each_column_keeps_what_is_new_in_it():
    """What is R of this matrix, of columns (3, 4) and (1, 3)? A list of two lists."""
    Q, R = gram_schmidt(np.array([[3.0, 1.0], [4.0, 3.0]]))
    assert R == close_to(____, up_to_sign=True)
    digits = X_train[:10].T  # (64, 10)
    Q, R = map(np.asarray, gram_schmidt(digits))
    assert Q.T @ Q == close_to(np.eye(10))
    assert Q @ R == close_to(digits)


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


def test_a_mirror_lays_a_column_onto_one_axis():
    """Where does its mirror lay (3, 4)? A list of two."""
    x, digit = np.array([3.0, 4.0]), X_train[0]
    assert mirrored(x, np.asarray(reflector(x))) == close_to(____)
    image = mirrored(digit, np.asarray(reflector(digit)))
    assert abs(image[0]) == close_to(np.linalg.norm(digit))
    assert image[1:] == close_to(np.zeros(63), abs=1e-5)


@yours
def householder(A):
    """A (n, d), n at least d, as (Q, R), shapes (n, d) and (d, d): A = Q R, by mirrors.

    Column by column: the mirror of R[j:, j] goes over all rows of R from j on, and what
    was A becomes R. Q is I, with the same mirrors laid over its columns from j on, from
    the right. Signs are free. A itself is left as it was. Golub and Van Loan, Matrix
    Computations, section 5.2.
    """
    return ____


def test_mirrors_make_a_matrix_triangular():
    """Write `householder`: mirrors should make the same Q and R as Gram-Schmidt."""
    _, R = householder(np.array([[3.0, 1.0], [4.0, 3.0]]))
    assert R == close_to([[5, 3], [0, 1]], up_to_sign=True)
    digits = X_train[:10].T  # (64, 10)
    Q, R = map(np.asarray, householder(digits))
    assert Q.T @ Q == close_to(np.eye(10))
    assert Q @ R == close_to(digits)


# Columns a billionth apart.
nearly = np.vstack([np.ones(3), 1e-9 * np.eye(3)])  # (4, 3)


def off_square(Q):
    """How far the columns of Q are from right angles and length 1, at worst."""
    Q = np.asarray(Q)
    return np.abs(Q.T @ Q - np.eye(Q.shape[1])).max()


def test_it_goes_wrong_where_columns_are_nearly_parallel():
    """When it goes wrong: does Gram-Schmidt lose right angles, does Householder? A list."""
    answers = gram_schmidt(nearly), householder(nearly)
    loses = [bool(off_square(Q) > 1e-10) for Q, R in answers]
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


def test_a_turn_makes_one_number_zero():
    """A turn leaves 0 beside the diagonal of [[0, 2], [2, 3]]. And on it? A list of two."""
    A = np.array([[0.0, 2.0], [2.0, 3.0]])
    G = rotation(2, 0, 1, turning_angle(A[0, 0], A[0, 1], A[1, 1]))
    turned = G.T @ A @ G
    assert turned[0, 1] == close_to(0, abs=1e-6)
    assert turned.diagonal() == close_to(____)


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


def test_turns_and_turns_make_a_diagonal():
    """In a sweep each of the 64 pixels meets each other once. How many turns is that?"""
    values, _ = jacobi(np.array([[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 2.0]]))
    assert values == close_to([3, 2, 1])
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
    """How many of the 4096 numbers of T are not 0? Its eigenvalues are those of A."""
    A = fresh_symmetric(rng, 64)
    T = np.asarray(tridiagonal(A))
    assert np.linalg.eigvalsh(T) == close_to(np.linalg.eigvalsh(A))
    assert int((np.abs(T) > 1e-9).sum()) == ____


@yours
def deflate(A, value, v):
    """Symmetric A (d, d) without what it does to its eigenvector v (d,): shape (d, d).

    v has length 1, and A v = value v. A − value v v′ has the eigenvectors of A; the
    eigenvalue of v is 0 now. Hotelling (1933).
    """
    return ____


def test_what_was_found_is_taken_away():
    """What is left of [[2, 1], [1, 2]] without its direction (1, 1)? A list of two lists."""
    less = deflate(np.array([[2.0, 1.0], [1.0, 2.0]]), 3.0, np.sqrt([0.5, 0.5]))
    assert less == close_to(____)
    values, V = np.linalg.eigh(S)
    rest = np.asarray(deflate(S, values[-1], V[:, -1]))
    assert np.linalg.eigvalsh(rest).max() == close_to(values[-2])


@yours
def low_rank(X, k):
    """The matrix of rank k that is nearest to X (n, d): shape (n, d).

    Of rank k: its rows lie along k directions, and no fewer hold them all. They are the
    rows of X as far as they lie along the first k eigenvectors of X′ X. Eckart and
    Young (1936).
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
def principal(X, k):
    """PCA of X (n, d): (mean, variances, V), shapes (d,), (k,) and (d, k).

    The mean row, the variance (over n − 1) along the k directions in which rows differ
    most, the largest first, and the directions as columns.
    """
    return ____


def test_the_turns_taken_together_are_the_components():
    """Write `principal`: five rows first, then the training digits as scikit-learn has it."""
    five = np.array([[0, 0], [2, 2], [2, 3], [2, 6], [4, 4]])
    mean, variances, V = principal(five, 1)
    assert mean == close_to([2, 3])
    assert variances == close_to([6])
    assert V == close_to(np.array([[1], [2]]) / np.sqrt(5), up_to_sign="columns")
    mean, variances, V = principal(X_train, k)
    assert variances == close_to(pca.explained_variance_)
    assert V == close_to(pca.components_.T, up_to_sign="columns")


def test_the_result_still_stands(present):
    """You just replaced eigh: as many of the 450 digits are named right."""
    teachers = ____
    assert len(teachers) == len(X_train)  # the unseen must not teach
    mean, _, V = map(np.asarray, principal(teachers, k))
    named = name_digits((X_train - mean) @ V, y_train, (____ - mean) @ V)
    model = KNeighborsClassifier(1).fit(pca.transform(X_train), y_train)
    assert named == close_to(model.predict(pca.transform(X_test)))
    show(present, named)


# How digits are named and the result is shown: nothing to do from here on


def name_digits(known, y, new):
    """Label of the row of known (n, k) nearest to each row of new (m, k): (m,)."""
    squared = (known**2).sum(axis=1) - 2 * new @ known.T  # plus |new|², alike for all
    return y[squared.argmin(axis=1)]


def show(present, named):
    """Put the result on the screen."""
    right = int((named == y_test).sum())
    present(
        f"{right} of {len(y_test)} digits named right from {k} numbers",
        right=right,
        predicted=named,
        truth=y_test,
    )
