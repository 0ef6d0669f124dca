"""Level 7 · approximation: again and again

At level 4 np.linalg.eigh gave the directions of PCA. How does it know them? For two
pixels there is a formula; from five on no formula with roots can exist, so eigh goes
round until nothing changes any more, and so does all software. Multiply, set right,
again: this is all it takes, and at the end 450 unseen digits are named from 16 numbers,
along directions that you walked to.

Yours to use: arrays, @ and your own functions. No np.linalg, no SciPy.

    A, C  (d, d)  symmetric; C is the covariance of the training digits, where d is 64
    v, w  (d,)    one direction
    Q, V  (d, k)  k directions, one a column; the sign of each is free

Pillars: linear algebra, probability.
"""

import numpy as np
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

k = 16
pca = PCA(k, svd_solver="full").fit(X_train)
C = np.cov(X_train, rowvar=False)


def tangent(v, u):
    """How far v leans from the line of u, of length 1: its part across over along."""
    across = v - (v @ u) * u
    return np.sqrt(across @ across) / abs(v @ u)


@hint(
    "Which way does an arrow lean, once A has stretched it?",
    "A little more to where A stretches most. Multiply by A, set the length back to 1 "
    "so that the numbers stay small, and again.",
    "rounds times: v = A @ v, then v = v / np.sqrt(v @ v)",
)
@yours
def power_iteration(A, v, rounds):
    """v (d,), multiplied by A (d, d) and set to length 1, `rounds` times: shape (d,).

    von Mises and Pollaczek-Geiringer (1929).
    """
    for _ in range(rounds):
        v = A @ v
        v = v / np.sqrt(v @ v)
    return v


@hint(
    "A stretches 4 times to the right and 2 times up. What becomes of (1, 1)?",
    "(4, 2), then (16, 4), and so on: each round halves what is up, for one to the "
    "right.",
    "Half of a half of a half: 1 / 8",
)
@insight("Nobody told it where to go. Each product leans a little more to one side.")
def test_every_start_turns_to_where_a_stretches_most(rng):
    """From (1, 1), three rounds of 4 right and 2 up: how steep is it then?"""
    found = np.asarray(power_iteration(np.diag([4.0, 2.0]), np.ones(2), 3))
    assert found[1] / found[0] == close_to(____(1 / 8))
    found = power_iteration(C, rng.normal(size=64), 300)
    assert found == close_to(pca.components_[0], up_to_sign=True)


@hint(
    "If v is an eigenvector, A @ v is v times which number?",
    "v @ A @ v is that number times v @ v. The same ratio is the best guess for a v "
    "that is not there yet.",
    "v @ A @ v / (v @ v)",
)
@yours
def rayleigh(A, v):
    """How far A (d, d) stretches along v (d,), whatever the length of v: one number.

    The Rayleigh quotient; at an eigenvector it is the eigenvalue.
    """
    return v @ A @ v / (v @ v)


@hint(
    "Print pace, and print the ratio on the left. Both are below 1.",
    "0.91 and 0.83. What makes 0.83 of 0.91?",
    "0.91 * 0.91: pace ** 2",
)
@insight(
    "Six decimals more take 147 rounds for the direction, and half as many for the "
    "eigenvalue."
)
def test_the_value_settles_twice_as_soon_as_the_direction():
    """A round multiplies the error of the direction by 0.91; what of the eigenvalue?"""
    assert rayleigh(np.diag([4.0, 2.0]), np.array([2.0, 2.0])) == close_to(3)
    first, largest = pca.components_[0], pca.explained_variance_[0]
    start = pca.components_.sum(axis=0)  # as much of one component as of another
    near = [np.asarray(power_iteration(C, start, rounds)) for rounds in (80, 81)]
    pace = tangent(near[1], first) / tangent(near[0], first)
    errors = [largest - rayleigh(C, v) for v in near]
    assert errors[1] / errors[0] == close_to(____(pace**2), rel=5e-3)


@hint(
    "What of a new column lies along the ones that are done? And what is left then?",
    "Along all the columns done, Q[:, :j], it is Q[:, :j].T @ q. Take that off, twice, "
    "then divide by the length.",
    "q = Y[:, j]; twice: q = q - Q[:, :j] @ (Q[:, :j].T @ q); "
    "then Q[:, j] = q / np.sqrt(q @ q)",
)
@yours
def gram_schmidt(Y):
    """Columns of length 1 at right angles, the first j of them made of the first j of Y.

    Y (d, k) with k not above d gives (d, k). From each column the ones before are taken
    off twice, for rounding leaves a trace at the first time. Y itself is left as it was.
    Giraud, Langou and Rozložník (2005).
    """
    Q = np.zeros(np.shape(Y))
    for j in range(Q.shape[1]):
        q = Y[:, j]
        for _ in range(2):
            q = q - Q[:, :j] @ (Q[:, :j].T @ q)
        Q[:, j] = q / np.sqrt(q @ q)
    return Q


@hint(
    "The first column, (3, 4), has length 5. How far does (0, 5) lie along it?",
    "The first becomes (0.6, 0.8), and (0, 5) lies 0.8 * 5 = 4 along it. Take off 4 "
    "times (0.6, 0.8).",
    "(-2.4, 1.8) is left, of length 3: (-0.8, 0.6)",
)
@insight(
    "Twice is enough: after the second time the angles are right but for rounding."
)
def test_columns_are_set_at_right_angles_twice(rng):
    """Columns (3, 4) and (0, 5): what becomes of the second? A list of two."""
    by_hand = np.asarray(gram_schmidt(np.array([[3.0, 0.0], [4.0, 5.0]])))
    assert by_hand[:, 0] == close_to([0.6, 0.8], up_to_sign=True)
    assert by_hand[:, 1] == close_to(____([-0.8, 0.6]), up_to_sign=True)
    nearly_parallel = np.ones((30, 5)) + 1e-10 * rng.normal(size=(30, 5))
    Q = np.asarray(gram_schmidt(nearly_parallel))
    assert Q.T @ Q == close_to(np.eye(5), rel=1e-9)


@hint(
    "What keeps several columns from all turning to the same direction?",
    "After every product by A, set them at right angles again: your gram_schmidt.",
    "rounds times: Q = gram_schmidt(A @ Q)",
)
@yours
def orthogonal_iteration(A, Q, rounds):
    """Q (d, k), `rounds` times multiplied by A (d, d) and set at right angles: (d, k).

    The columns go to the k eigenvectors of the largest eigenvalues. Bauer (1957).
    """
    for _ in range(rounds):
        Q = gram_schmidt(A @ Q)
    return Q


@hint(
    "To which direction does power iteration lead from the first start? From the "
    "second?",
    "From all three starts to the same: the first component.",
    "1",
)
@insight(
    "The first column walks as if it were alone; the second may go anywhere but there."
)
def test_right_angles_keep_directions_apart(rng):
    """Without right angles, three walks end on how many lines? With them, on three."""
    starts = rng.normal(size=(64, 3))
    ends = [np.asarray(power_iteration(C, start, 300)) for start in starts.T]
    lines = np.linalg.matrix_rank(ends, tol=1e-3)  # how many ends differ in direction
    assert int(lines) == ____(1)
    found = orthogonal_iteration(C, starts, 300)
    assert found == close_to(pca.components_[:3].T, up_to_sign="columns")


@hint(
    "Take Q from A - shift * I by gram_schmidt. How does A look along these columns?",
    "Along the columns of Q, A is Q.T @ A @ Q. The shift only chose Q; A stays whole.",
    "Q = gram_schmidt(A - shift * np.eye(len(A))), return Q.T @ A @ Q, Q",
)
@yours
def turn(A, shift):
    """One turn of the QR algorithm on symmetric A (d, d): (A turned, Q), both (d, d).

    Q has the columns of A - shift * I, set at right angles; A turned is A as seen along
    the columns of Q, with the same eigenvalues. Francis (1961), Kublanovskaya (1961).
    """
    Q = gram_schmidt(A - shift * np.eye(len(A)))
    return Q.T @ A @ Q, Q


@hint(
    "Q has the columns (2, 1) and (-1, 2), over the root of 5. What is A @ (2, 1)?",
    "(5, 4), and (2, 1) @ (5, 4) is 14. For the second column: A @ (-1, 2) is (0, 3).",
    "14 / 5 and 6 / 5: [2.8, 1.2], on the way to 3 and 1",
)
@insight(
    "It is orthogonal iteration from np.eye, seen each time from where it has come to."
)
def test_turn_by_turn_the_eigenvalues_come_out_on_the_diagonal():
    """What is the diagonal of [[2, 1], [1, 2]] after a turn without shift? A list of two."""
    A = np.array([[2.0, 1.0], [1.0, 2.0]])
    turned, _ = turn(A, 0)
    assert np.diag(turned) == close_to(____([2.8, 1.2]))
    for _ in range(30):
        A, _ = map(np.asarray, turn(A, 0))
    assert A == close_to(np.diag([3, 1]))


@hint(
    "Which number is already near the eigenvalue that comes out at the end of a block?",
    "The last on its diagonal is the shift. The block A[:m, :m] takes a turn, and the "
    "first m columns of V are mixed by the columns of Q.",
    "A[m - 1, m - 1], then turn(A[:m, :m], shift), then V[:, :m] @ Q",
)
@yours
def qr_algorithm(A, shifted=True):
    """Eigenvalues (d,), eigenvectors as columns (d, d), and how many turns were taken.

    A (d, d) is symmetric. The shift, if any, is the last number on the diagonal of the
    block; once the rest of its row is gone, the block gets smaller by one. A turn of the
    block A[:m, :m] mixes the first m columns of V alone. The order is free. Trefethen and
    Bau (1997), Numerical Linear Algebra, lecture 29.
    """
    A, V, turns = np.array(A, dtype=float), np.eye(len(A)), 0
    gone = 1e-12 * np.abs(A).max()
    for m in range(len(A), 1, -1):
        while np.abs(A[m - 1, : m - 1]).max() > gone and turns < 1000:
            shift = ____(A[m - 1, m - 1]) if shifted else 0
            A[:m, :m], Q = ____(turn(A[:m, :m], shift))
            V[:, :m] = ____(V[:, :m] @ Q)
            turns += 1
    return np.diag(A), V, turns


@hint(
    "Print what is left. Without shift 0.01 is halved, as 1 is half of 2; and with it?",
    "It is a power of 0.01, and not the second.",
    "0.01 * 0.01 * 0.01 = 1e-6",
)
@insight(
    "What is left goes to its cube, over the squared gap of the two values, which is 1 "
    "here: 0.01, 0.000001, nothing. Six pixels take some 12 turns; without shift, 160."
)
def test_a_shift_cubes_what_is_left_beside_the_diagonal():
    """0.01 lies beside the diagonal: what is left of it after one turn with shift 1?"""
    A = np.array([[2.0, 0.01], [0.01, 1.0]])
    left = [abs(np.asarray(turn(A, shift)[0])[1, 0]) for shift in (0, 1)]
    assert left[0] == close_to(0.01 / 2, rel=0.01)
    assert left[1] == close_to(____(1e-6), rel=0.01)
    six = C[18:24, 18:24]  # the covariance of six pixels
    values, _, turns = qr_algorithm(six)
    assert np.sort(values) == close_to(np.linalg.eigvalsh(six))
    assert turns < 50 < qr_algorithm(six, shifted=False)[2]


@hint(
    "What do random mixtures of the columns of X have in common with X?",
    "They lie where the columns of X lie. Draw normal numbers of shape (d, size) for "
    "`size` mixtures, multiply X by them, and set right.",
    "gram_schmidt(X @ rng.normal(size=(X.shape[1], size)))",
)
@yours
def range_finder(X, size, rng):
    """Columns at right angles that hold most of the columns of X (n, d): (n, size).

    All columns of X are mixed at random, `size` times, and the mixtures set at right
    angles. Halko, Martinsson and Tropp (2011), algorithm 4.1.
    """
    return gram_schmidt(X @ rng.normal(size=(X.shape[1], size)))


@hint(
    "X X′ makes large parts larger still, as A did in power iteration: what does a round "
    "do to Q? And what is X as seen along the columns of Q?",
    "First sharpen Q, by X @ (X.T @ Q). Then B = Q.T @ X is small, its eigenvectors W "
    "live in k + extra numbers, and Q @ W brings them back to n. Vt is W.T @ B, each "
    "row over its s.",
    "X @ (X.T @ Q), then Q.T @ X, then Q @ W and W.T @ B / s[:, None]",
)
@yours
def randomised_svd(X, k, rng, extra=10, rounds=2):
    """U (n, k), s (k,), Vt (k, d): nearly the k largest parts of the SVD of X (n, d).

    Halko, Martinsson and Tropp (2011), with `extra` more columns than asked for. Each
    round multiplies Q by X′ and by X again, so that it leans to the largest parts.
    """
    Q = range_finder(X, k + extra, rng)
    for _ in range(rounds):
        Q = gram_schmidt(____(X @ (X.T @ Q)))
    B = ____(Q.T @ X)  # (k + extra, d)
    values, W, _ = qr_algorithm(B @ B.T)
    largest = np.argsort(values)[::-1][:k]
    s, W = np.sqrt(values[largest]), W[:, largest]
    return ____(Q @ W), s, ____(W.T @ B / s[:, None])


def missed(X, Q):
    """Which part of the squares of X lies beside the columns of Q."""
    return ((X - Q @ (Q.T @ X)) ** 2).sum() / (X**2).sum()


@hint(
    "X is (200, 5) times (5, 40). In how many dimensions do its columns lie?",
    "In 5. Four random mixtures of them reach four, and five?",
    "5",
)
@insight(
    "1347 rows shrank to 26 before anything was decomposed, and chance chose the 26."
)
def test_random_mixtures_find_where_the_columns_lie(rng):
    """40 columns are made of 5: how many random mixtures hold them all?"""
    X = rng.normal(size=(200, 5)) @ rng.normal(size=(5, 40))
    found = [np.asarray(range_finder(X, size, rng)) for size in range(1, 6)]
    assert found[2].shape == (200, 3)
    assert 1 + sum(bool(missed(X, Q) > 1e-9) for Q in found) == ____(5)
    _, s, _ = randomised_svd(X_train - pca.mean_, k, rng)
    assert s == close_to(pca.singular_values_, rel=0.02)


@hint(
    "How far does x lie along w? And what of x is left beside that?",
    "y = w @ x is how far; x - y * w is left. Lean to it, the more the larger y is.",
    "w + rate * y * (x - y * w)",
)
@yours
def oja_step(w, x, rate):
    """w (d,) after it has seen one row x (d,): shape (d,).

    With y = w @ x, it leans by rate times y towards what y * w leaves of x. Oja (1982).
    """
    y = w @ x
    return w + rate * y * (x - y * w)


@hint(
    "w is (1, 0) and x is (2, 1): how far does x lie along w, and what is left?",
    "y is 2, and (2, 1) - 2 * (1, 0) = (0, 1) is left.",
    "(1, 0) + 0.1 * 2 * (0, 1) = [1, 0.2]",
)
@insight("No covariance was ever written down: 64 numbers were kept, not 64 times 64.")
def test_one_digit_at_a_time_shows_the_way(rng):
    """From (1, 0), having seen (2, 1), at a rate of 0.1: where then? A list of two."""
    seen = oja_step(np.array([1.0, 0.0]), np.array([2.0, 1.0]), 0.1)
    assert seen == close_to(____([1, 0.2]))
    X = X_train[np.isin(y_train, [0, 6])]
    first = PCA(1, svd_solver="full").fit(X)
    w = rng.normal(size=64) / 8
    for x in rng.permutation(np.tile(X - first.mean_, (10, 1))):
        w = np.asarray(oja_step(w, x, 3e-5))
    assert tangent(w, first.components_[0]) < 0.2


@hint(
    "Can a product by A bring a part to the right into (0, 1, 1)?",
    "No: 3 * 0 is 0. Of the two directions that are left, A stretches one more.",
    "2",
)
@insight(
    "Rounding helps for once: on the digits it would bring in the part that was "
    "missing, and some 350 rounds later that part has won."
)
def test_it_goes_wrong_where_no_direction_stands_out():
    """When it goes wrong: A stretches by 3, 2 and 1. To which of them leads (0, 1, 1)?"""
    A, start = np.diag([3.0, 2.0, 1.0]), np.array([0.0, 1.0, 1.0])
    found = np.asarray(power_iteration(A, start, 100))
    assert rayleigh(A, found) == close_to(____(2))


@hint(
    "A few columns more than k, thirty rounds: Q holds the k components. Mixed how?",
    "Seen along the columns of Q, the covariance is small: Q.T @ C @ Q. Your "
    "qr_algorithm gives its eigenvectors; those of the k largest say how to mix Q.",
    "values, V, _ = qr_algorithm(Q.T @ C @ Q), then "
    "(Q @ V[:, np.argsort(values)[::-1][:k]]).T",
)
@yours
def components(X, k, rng):
    """The k directions in which the rows of X (n, d) differ most: rows, shape (k, d).

    Orthogonal iteration on the covariance C, k + 8 columns from a random start, 30
    rounds. Then the eigenvectors of C as seen along these columns Q, which is Q′ C Q:
    those of the k largest values mix the columns into directions (Ritz, 1909), the
    largest first.
    """
    centred = X - X.mean(axis=0)
    C = centred.T @ centred / (len(X) - 1)
    Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 30)
    values, V, _ = qr_algorithm(Q.T @ C @ Q)
    largest = np.argsort(values)[::-1][:k]
    return (Q @ V[:, largest]).T


@hint(
    "A squared distance is |a|² - 2 a·b + |b|². Which part of it is a product by @?",
    "All a·b at once are test_scores @ train_scores.T, (m, n). |b|² is one number a "
    "training row; |a|² changes no order.",
    "y_train[((train_scores**2).sum(axis=1) - 2 * test_scores @ train_scores.T)"
    ".argmin(axis=1)]",
)
@yours
def name_digits(train_scores, y_train, test_scores):
    """Label of the training row (n, k) nearest to each test row (m, k): shape (m,)."""
    lengths = (train_scores**2).sum(axis=1)
    return y_train[(lengths - 2 * test_scores @ train_scores.T).argmin(axis=1)]


@hint(
    "From which digits may the components be learnt?",
    "Only from the training digits; the unseen ones are then measured along them.",
    "components(X_train, k, rng)",
)
@insight(
    "Sixteen directions from products, roots and a random start; not one of them is "
    "exact, and no digit notices."
)
def test_the_result_still_stands(present, rng):
    """Directions that you walked to, and as many of 450 digits named as with PCA's."""
    teachers = ____(X_train)
    assert len(teachers) == len(X_train)  # the unseen must not teach
    found = np.asarray(components(teachers, k, rng))
    assert found == close_to(pca.components_, up_to_sign=True)
    known, new = ((X - X_train.mean(axis=0)) @ found.T for X in (X_train, X_test))
    named = np.asarray(name_digits(known, y_train, new))
    nearest = KNeighborsClassifier(1).fit(pca.transform(X_train), y_train)
    assert named == close_to(nearest.predict(pca.transform(X_test)))
    show(present, named)


# How the result is shown: nothing to do from here on


def show(present, named):
    """Put the result on the screen."""
    right = int((named == y_test).sum())
    present(
        f"{right} of {len(y_test)} digits named right from {k} numbers",
        right=right,
        predicted=named,
        truth=y_test,
    )
