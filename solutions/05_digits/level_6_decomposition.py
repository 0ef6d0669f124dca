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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

k = 16
pca = PCA(k, svd_solver="full").fit(X_train)
S = np.cov(X_train, rowvar=False)  # (64, 64)


def fresh_symmetric(rng, d):
    """A random symmetric matrix, d by d."""
    A = rng.normal(size=(d, d))
    return A + A.T


@hint(
    "How much of the new column lies along the directions that are there already?",
    "The dot product with each of them says how much. Take that away, and what is left "
    "stands at right angles to them all; its length goes into R[j, j].",
    "Q[:, :j].T @ A[:, j], then A[:, j] - Q[:, :j] @ R[:j, j], then the root of "
    "left @ left",
)
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
        R[:j, j] = ____(Q[:, :j].T @ A[:, j])  # (j, n) @ (n,)
        left = ____(A[:, j] - Q[:, :j] @ R[:j, j])
        R[j, j] = ____(np.sqrt(left @ left))
        Q[:, j] = left / R[j, j]
    return Q, R


@hint(
    "The first column is (3, 4). How long is it, and how much of (1, 3) lies along it?",
    "Its length is 5, its direction (0.6, 0.8), and 0.6 * 1 + 0.8 * 3 is 3. Take 3 "
    "times that direction off (1, 3): how long is the rest?",
    "The rest is (-0.8, 0.6), of length 1: [[5, 3], [0, 1]]",
)
@insight("R is triangular because a column never needs the directions after its own.")
def test_each_column_keeps_what_is_new_in_it():
    """What is R of this matrix, of columns (3, 4) and (1, 3)? A list of two lists."""
    Q, R = gram_schmidt(np.array([[3.0, 1.0], [4.0, 3.0]]))
    assert R == close_to(____([[5, 3], [0, 1]]), up_to_sign=True)
    digits = X_train[:10].T  # (64, 10)
    Q, R = map(np.asarray, gram_schmidt(digits))
    assert Q.T @ Q == close_to(np.eye(10))
    assert Q @ R == close_to(digits)


def mirrored(x, v):
    """x (d,) seen in the mirror at right angles to v (d,): (I − 2 v v′) x."""
    return x - 2 * v * (v @ x)


@hint(
    "A mirror swaps x and its image. In which direction do the two lie apart?",
    "The image is as long as x and lies on the first axis, so x minus image is x with "
    "its length added to x[0], or taken off; add if x[0] is positive. Then length 1.",
    "v = x.copy(), v[0] += np.copysign(length, x[0]), then v over its own length, "
    "unless that is 0",
)
@yours
def reflector(x):
    """The mirror that lays x (d,) onto the far side of the first axis: v (d,).

    (I − 2 v v′) x is (−length, 0, 0, …), or (length, 0, 0, …) where x[0] is negative.
    v points from that image to x: x minus the image, over its length, so that v has
    length 1; for x all 0 there is nothing to lay down, and v is all 0.
    Householder (1958).
    """
    v = np.array(x, dtype=float)
    v[0] += np.copysign(np.sqrt(v @ v), v[0])
    length = np.sqrt(v @ v)
    return v / length if length > 0 else v


@hint(
    "How long is (3, 4)? A mirror makes nothing longer.",
    "All of its length lies on the first axis afterwards, and 3 is positive.",
    "On the far side: [-5, 0]",
)
@insight(
    "One mirror puts a 0 in every place of a column but one, and nothing gets longer."
)
def test_a_mirror_lays_a_column_onto_one_axis():
    """Where does its mirror lay (3, 4)? A list of two."""
    x, digit = np.array([3.0, 4.0]), X_train[0]
    assert mirrored(x, np.asarray(reflector(x))) == close_to(____([-5, 0]))
    image = mirrored(digit, np.asarray(reflector(digit)))
    assert abs(image[0]) == close_to(np.linalg.norm(digit))
    assert image[1:] == close_to(np.zeros(63), abs=1e-5)


@hint(
    "A mirror clears one column below its first place. Which column, and which rows, "
    "are next?",
    "For each j the mirror of R[j:, j] goes over all rows from j on. Q starts as "
    "np.eye(n) and gets the same mirrors on its other side, in its columns from j on.",
    "R[j:] -= 2 * np.outer(v, v @ R[j:]), and Q[:, j:] -= 2 * np.outer(Q[:, j:] @ v, "
    "v); return Q[:, :d] and R[:d]. Let R be a copy of A.",
)
@yours
def householder(A):
    """A (n, d), n at least d, as (Q, R), shapes (n, d) and (d, d): A = Q R, by mirrors.

    Column by column: the mirror of R[j:, j] goes over all rows of R from j on, and what
    was A becomes R. Q is I, with the same mirrors laid over its columns from j on, from
    the right. Signs are free. A itself is left as it was. Golub and Van Loan, Matrix
    Computations, section 5.2.
    """
    n, d = A.shape
    Q, R = np.eye(n), np.array(A, dtype=float)
    for j in range(d):
        v = reflector(R[j:, j])
        R[j:] -= 2 * np.outer(v, v @ R[j:])
        Q[:, j:] -= 2 * np.outer(Q[:, j:] @ v, v)
    return Q[:, :d], R[:d]


@insight(
    "Gram-Schmidt makes right angles and finds R on the way; mirrors make R and find Q."
)
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


@hint(
    "Take two nearly equal columns from each other: how many true digits are left?",
    "Gram-Schmidt subtracts them, and what is left is mostly rounding, which has no "
    "reason to be at right angles to anything. A mirror subtracts nothing of the kind.",
    "Gram-Schmidt loses its right angles, Householder does not: [True, False]",
)
@insight(
    "Gram-Schmidt's third direction stands at 60 degrees to its second, and still Q R is "
    "A: a right product says little of its factors."
)
def test_it_goes_wrong_where_columns_are_nearly_parallel():
    """When it goes wrong: does Gram-Schmidt lose right angles, does Householder? A list."""
    answers = gram_schmidt(nearly), householder(nearly)
    loses = [bool(off_square(Q) > 1e-10) for Q, R in answers]
    assert loses == close_to(____([True, False]))


def rotation(d, p, q, angle):
    """G (d, d): a turn by angle, in radians, in the plane of axes p and q.

    p, q, angle: a number each, or arrays: turns in planes that share no axis.
    """
    G = np.eye(d)
    G[p, p], G[p, q] = np.cos(angle), np.sin(angle)
    G[q, p], G[q, q] = -np.sin(angle), np.cos(angle)
    return G


@hint(
    "The turned entry is cos(2t) * a_pq - sin(2t) * (a_qq - a_pp) / 2. When is it 0?",
    "When tan(2t) is 2 * a_pq over a_qq - a_pp. np.arctan2 takes the two apart, and "
    "nothing is divided by 0; with a second number below 0 change the sign of both.",
    "np.arctan2(2 * a_pq * np.copysign(1, apart), np.abs(apart)) / 2, where apart is "
    "a_qq - a_pp",
)
@yours
def turning_angle(a_pp, a_pq, a_qq):
    """The angle, in radians, whose rotation G makes the entry a_pq of G′ A G 0.

    tan(2 angle) is 2 a_pq / (a_qq − a_pp). Of all such angles the smallest, from −π/4 to
    π/4, also where a_pp = a_qq; 0 where a_pq is 0. a_pp, a_pq and
    a_qq are entries of a symmetric A, or arrays of them: an angle for each. Jacobi
    (1846); Golub and Van Loan, Matrix Computations, section 8.5.
    """
    apart = a_qq - a_pp
    return np.arctan2(2 * a_pq * np.copysign(1, apart), np.abs(apart)) / 2


@hint(
    "A turn keeps the sum of the diagonal, 3, and the determinant, 0 * 3 - 2 * 2.",
    "Two numbers with the sum 3 and the product -4. By the smaller turn the first "
    "stays nearer to 0, the second nearer to 3.",
    "[-1, 4]",
)
@insight(
    "A turn spoils zeros that others made, and still gains: the squares beside the "
    "diagonal sum to 2 a_pq² less, every time."
)
def test_a_turn_makes_one_number_zero():
    """A turn leaves 0 beside the diagonal of [[0, 2], [2, 3]]. And on it? A list of two."""
    A = np.array([[0.0, 2.0], [2.0, 3.0]])
    G = rotation(2, 0, 1, turning_angle(A[0, 0], A[0, 1], A[1, 1]))
    turned = G.T @ A @ G
    assert turned[0, 1] == close_to(0, abs=1e-6)
    assert turned.diagonal() == close_to(____([-1, 4]))


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


@hint(
    "After a turn, what has A become? And what have all the turns so far become?",
    "A becomes G′ A G. V collects the turns in the order made, each new one on the "
    "right. In the end the eigenvalues are A's diagonal; the largest is to be first.",
    "G.T @ A @ G, V @ G, and np.argsort(A.diagonal())[::-1]",
)
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
        A = ____(G.T @ A @ G)
        V = ____(V @ G)
    order = ____(np.argsort(A.diagonal())[::-1])
    return A.diagonal()[order], V[:, order]


@hint(
    "Each of the 64 pixels meets each other pixel once. How many meetings are that?",
    "64 times 63 would count every meeting twice.",
    "64 * 63 / 2, which is 2016",
)
@insight(
    "From 5 by 5 on, no formula of roots gives eigenvalues: all go on until it is good "
    "enough, eigh too. Here 8 sweeps leave nothing above 1e-10 beside the diagonal."
)
def test_turns_and_turns_make_a_diagonal():
    """In a sweep each of the 64 pixels meets each other once. How many turns is that?"""
    values, _ = jacobi(np.array([[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 2.0]]))
    assert values == close_to([3, 2, 1])
    assert sum(len(p) for p, q in rounds(64)) == ____(2016)
    values, V = map(np.asarray, jacobi(S))
    assert values == close_to(np.linalg.eigvalsh(S)[::-1])
    assert S @ V == close_to(V * values)


@hint(
    "Which places of column j have to become 0, and how far up may the mirror reach?",
    "It may not touch the diagonal: take the mirror of A[j + 1:, j]. What it does to "
    "the rows from j + 1 on, do to the columns from j + 1 on as well.",
    "A copy T, v = reflector(T[j + 1:, j]), T[j + 1:] -= 2 * np.outer(v, v @ "
    "T[j + 1:]), T[:, j + 1:] -= 2 * np.outer(T[:, j + 1:] @ v, v), for j in "
    "range(d - 2)",
)
@yours
def tridiagonal(A):
    """Symmetric A (d, d) mirrored until three diagonals hold all of it: T (d, d).

    T has the eigenvalues of A, and 0 wherever row and column lie more than 1 apart. For
    each column j the mirror of what stands below the diagonal goes over the rows from
    j + 1 on, then over the columns from j + 1 on. A itself is left as it was. Golub and
    Van Loan, Matrix Computations, section 8.3.
    """
    T = np.array(A, dtype=float)
    for j in range(len(T) - 2):
        v = reflector(T[j + 1 :, j])
        T[j + 1 :] -= 2 * np.outer(v, v @ T[j + 1 :])
        T[:, j + 1 :] -= 2 * np.outer(T[:, j + 1 :] @ v, v)
    return T


@hint(
    "How many places do the three middle diagonals of a 64 by 64 matrix have?",
    "64 on the diagonal, and one fewer above it and below it.",
    "64 + 63 + 63, which is 190",
)
@insight(
    "62 mirrors and done, where turns go on for sweeps. eigh begins like this: 190 "
    "numbers are quicker to work on than 4096."
)
def test_three_diagonals_know_all_eigenvalues(rng):
    """How many of the 4096 numbers of T are not 0? Its eigenvalues are those of A."""
    A = fresh_symmetric(rng, 64)
    T = np.asarray(tridiagonal(A))
    assert np.linalg.eigvalsh(T) == close_to(np.linalg.eigvalsh(A))
    assert int((np.abs(T) > 1e-9).sum()) == ____(190)


@hint(
    "Which matrix stretches v by value, and sends all that stands square to v to 0?",
    "value times v v′, the table of all products of two entries of v. Take it off A.",
    "A - value * np.outer(v, v)",
)
@yours
def deflate(A, value, v):
    """Symmetric A (d, d) without what it does to its eigenvector v (d,): shape (d, d).

    v has length 1, and A v = value v. A − value v v′ has the eigenvectors of A; the
    eigenvalue of v is 0 now. Hotelling (1933).
    """
    return A - value * np.outer(v, v)


@hint(
    "(1, 1) is stretched by 3, so v is (1, 1) over the root of 2. What is in v v′?",
    "Every entry of v v′ is 1/2, times 3 is 1.5; take it off [[2, 1], [1, 2]].",
    "[[0.5, -0.5], [-0.5, 0.5]]",
)
@insight(
    "A is the sum of value v v′ over its directions: take all, and nothing is left."
)
def test_what_was_found_is_taken_away():
    """What is left of [[2, 1], [1, 2]] without its direction (1, 1)? A list of two lists."""
    less = deflate(np.array([[2.0, 1.0], [1.0, 2.0]]), 3.0, np.sqrt([0.5, 0.5]))
    assert less == close_to(____([[0.5, -0.5], [-0.5, 0.5]]))
    values, V = np.linalg.eigh(S)
    rest = np.asarray(deflate(S, values[-1], V[:, -1]))
    assert np.linalg.eigvalsh(rest).max() == close_to(values[-2])


@hint(
    "Which k directions among the columns hold most of the squares of X?",
    "The first k eigenvectors of X′ X. Measure the rows along them, and build them up "
    "again from nothing else.",
    "V = jacobi(X.T @ X)[1][:, :k], then X @ V @ V.T",
)
@yours
def low_rank(X, k):
    """The matrix of rank k that is nearest to X (n, d): shape (n, d).

    Of rank k: its rows lie along k directions, and no fewer hold them all. They are the
    rows of X as far as they lie along the first k eigenvectors of X′ X. Eckart and
    Young (1936).
    """
    V = jacobi(X.T @ X)[1][:, :k]  # (d, k)
    return X @ V @ V.T


@hint(
    "The rows (2, 2) and (1, -1) stand at right angles. With one direction, which one "
    "is worth keeping?",
    "The squares of the first sum to 8, those of the second to 2. What is left of a "
    "row that stands at right angles to the direction kept?",
    "The first row stays, nothing of the second: [[2, 2], [0, 0]]",
)
@insight(
    "The 16 liveliest pixels lose half of the squares, these 16 directions 15 %. No "
    "straight way loses less: what beats PCA has to bend."
)
def test_no_other_matrix_of_rank_k_is_nearer():
    """Which matrix of rank 1 is nearest to [[2, 2], [1, -1]]? A list of two lists."""
    two = np.array([[2.0, 2.0], [1.0, -1.0]])
    assert low_rank(two, 1) == close_to(____([[2, 2], [0, 0]]))
    X = X_train - X_train.mean(axis=0)
    s = np.linalg.svd(X, compute_uv=False)
    assert ((X - low_rank(X, k)) ** 2).sum() == close_to((s[k:] ** 2).sum())


@hint(
    "Which matrix do you hand to jacobi, and what has to happen to X before?",
    "The covariance: centred X, its transpose times itself, over n - 1. Of what jacobi "
    "returns, the first k values and the first k columns.",
    "centred = X - mean, jacobi(centred.T @ centred / (len(X) - 1)), then values[:k] "
    "and V[:, :k]",
)
@yours
def principal(X, k):
    """PCA of X (n, d): (mean, variances, V), shapes (d,), (k,) and (d, k).

    The mean row, the variance (over n − 1) along the k directions in which rows differ
    most, the largest first, and the directions as columns.
    """
    mean = np.mean(X, axis=0)
    centred = X - mean
    values, V = jacobi(centred.T @ centred / (len(X) - 1))
    return mean, values[:k], V[:, :k]


@insight("Mirrors, turns, and PCA: nothing of np.linalg is left under it.")
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


@hint(
    "Which digits may the turns have seen?",
    "The training digits only. Which digits are new, and lose the same mean?",
    "principal(X_train, k), then (X_test - mean) @ V",
)
@insight("Ten sweeps of 2016 turns did it, and none of them ever saw a label.")
def test_the_result_still_stands(present):
    """You just replaced eigh: as many of the 450 digits are named right."""
    teachers = ____(X_train)
    assert len(teachers) == len(X_train)  # the unseen must not teach
    mean, _, V = map(np.asarray, principal(teachers, k))
    named = name_digits((X_train - mean) @ V, y_train, (____(X_test) - mean) @ V)
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
