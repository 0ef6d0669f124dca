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

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

k = 16
pca = PCA(k, svd_solver="full").fit(X_train)
C = np.cov(X_train, rowvar=False)


def symmetric(rng, values):
    """A fresh symmetric matrix with these eigenvalues; its eigenvectors as columns."""
    U, _ = np.linalg.qr(rng.normal(size=(len(values), len(values))))
    return U * values @ U.T, U


def tangent(v, u):
    """How far v leans from the line of u, of length 1: its part across over along."""
    across = v - (v @ u) * u
    return np.sqrt(across @ across) / abs(v @ u)


@yours
def power_iteration(A, v, rounds):
    """v (d,), multiplied by A (d, d) and set to length 1, `rounds` times: shape (d,).

    von Mises and Pollaczek-Geiringer (1929).
    """
    return ____


def test_every_start_turns_to_where_a_stretches_most(rng):
    """From (1, 1), three rounds of 4 right and 2 up: how steep is it then?"""
    found = np.asarray(power_iteration(np.diag([4.0, 2.0]), np.ones(2), 3))
    assert found[1] / found[0] == close_to(____)
    A, U = symmetric(rng, [6.0, 3.0, 2.0, 1.0, 0.5])
    for start in rng.normal(size=(3, 5)):
        assert power_iteration(A, start, 60) == close_to(U[:, 0], up_to_sign=True)
    found = power_iteration(C, rng.normal(size=64), 300)
    assert found == close_to(pca.components_[0], up_to_sign=True)


@yours
def rayleigh(A, v):
    """How far A (d, d) stretches along v (d,), whatever the length of v: one number.

    The Rayleigh quotient; at an eigenvector it is the eigenvalue.
    """
    return ____


def test_the_value_settles_twice_as_soon_as_the_direction(rng):
    """A round multiplies the error of the direction by 0.91; what of the eigenvalue?"""
    assert rayleigh(np.diag([4.0, 2.0]), np.array([2.0, 2.0])) == close_to(3)
    A, U = symmetric(rng, [5.0, -4.0, 2.0, 1.0])
    lengths = rng.uniform(2, 3, size=4)
    found = [rayleigh(A, v) for v in (U * lengths).T]
    assert found == close_to([5, -4, 2, 1])
    first, (largest, second) = pca.components_[0], pca.explained_variance_[:2]
    start = pca.components_.sum(axis=0)  # as much of one component as of another
    near = [np.asarray(power_iteration(C, start, rounds)) for rounds in (80, 81)]
    pace = tangent(near[1], first) / tangent(near[0], first)
    assert pace == close_to(second / largest, rel=1e-3)
    errors = [largest - rayleigh(C, v) for v in near]
    assert errors[1] / errors[0] == close_to(____, rel=5e-3)


@yours
def gram_schmidt(Y):
    """Columns of length 1 at right angles, the first j of them made of the first j of Y.

    Y (d, k) with k not above d gives (d, k). From each column the ones before are taken
    off twice, for rounding leaves a trace at the first time. Y itself is left as it was.
    Giraud, Langou and Rozložník (2005).
    """
    return ____


def test_columns_are_set_at_right_angles_twice(rng):
    """Columns (3, 4) and (0, 5): what becomes of the second? Then near-parallel."""
    by_hand = np.asarray(gram_schmidt(np.array([[3.0, 0.0], [4.0, 5.0]])))
    assert by_hand[:, 0] == close_to([0.6, 0.8], up_to_sign=True)
    assert by_hand[:, 1] == close_to(____, up_to_sign=True)
    Y = rng.normal(size=(7, 4))
    given = Y.copy()
    assert gram_schmidt(Y) == close_to(np.linalg.qr(given)[0], up_to_sign="columns")
    assert Y == close_to(given)
    parallel = np.outer(rng.normal(size=30), np.ones(5))
    Q = np.asarray(gram_schmidt(parallel + 1e-10 * rng.normal(size=(30, 5))))
    assert Q.T @ Q == close_to(np.eye(5), rel=1e-9)


@yours
def orthogonal_iteration(A, Q, rounds):
    """Q (d, k), `rounds` times multiplied by A (d, d) and set at right angles: (d, k).

    The columns go to the k eigenvectors of the largest eigenvalues. Bauer (1957).
    """
    return ____


def test_right_angles_keep_directions_apart(rng):
    """Without right angles, three walks end on how many lines? With them, on three."""
    starts = rng.normal(size=(64, 3))
    ends = [np.asarray(power_iteration(C, start, 300)) for start in starts.T]
    lines = np.linalg.matrix_rank(ends, tol=1e-3)  # how many ends differ in direction
    assert int(lines) == ____
    A, U = symmetric(rng, [27.0, 9.0, 3.0, 1.0, 0.5])
    start = rng.normal(size=(5, 3))
    once = orthogonal_iteration(A, start, 1)
    assert once == close_to(np.linalg.qr(A @ start)[0], up_to_sign="columns")
    found = orthogonal_iteration(C, starts, 300)
    assert found == close_to(pca.components_[:3].T, up_to_sign="columns")
    found = orthogonal_iteration(A, start, 50)
    assert found == close_to(U[:, :3], up_to_sign="columns")


@yours
def turn(A, shift):
    """One turn of the QR algorithm on symmetric A (d, d): (A turned, Q), both (d, d).

    Q has the columns of A - shift * I, set at right angles; A turned is A as seen along
    the columns of Q, with the same eigenvalues. Francis (1961), Kublanovskaya (1961).
    """
    return ____


def test_turn_by_turn_the_eigenvalues_come_out_on_the_diagonal(rng):
    """One turn of [[2, 1], [1, 2]], without shift: which diagonal? Then sixty turns."""
    turned, _ = turn(np.array([[2.0, 1.0], [1.0, 2.0]]), 0)
    assert np.diag(turned) == close_to(____)
    A, _ = symmetric(rng, [32.0, 16.0, 8.0, 4.0, 2.0])
    for shift in (0, -3):
        turned, Q = map(np.asarray, turn(A, shift))
        wanted, _ = np.linalg.qr(A - shift * np.eye(5))
        assert Q == close_to(wanted, up_to_sign="columns")
        assert turned == close_to(Q.T @ A @ Q)
    turned, V = A, np.eye(5)
    for _ in range(60):
        turned, Q = map(np.asarray, turn(turned, 0))
        V = V @ Q
    assert turned == close_to(np.diag([32, 16, 8, 4, 2]))
    walked = orthogonal_iteration(A, np.eye(5), 60)
    assert V == close_to(walked, up_to_sign="columns")


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
            shift = ____ if shifted else 0
            A[:m, :m], Q = ____
            V[:, :m] = ____
            turns += 1
    return np.diag(A), V, turns


def test_a_shift_cubes_what_is_left_beside_the_diagonal(rng):
    """0.01 lies beside the diagonal: what is left of it after one turn with shift 1?"""
    A = np.array([[2.0, 0.01], [0.01, 1.0]])
    left = [abs(np.asarray(turn(A, shift)[0])[1, 0]) for shift in (0, 1)]
    assert left[0] == close_to(0.01 / 2, rel=0.01)
    assert left[1] == close_to(____, rel=0.01)
    for _ in range(2):
        A, _ = symmetric(rng, np.cumsum(rng.uniform(1, 2, size=6)))
        wanted = np.linalg.eigvalsh(A)
        values, V, turns = map(np.asarray, qr_algorithm(A))
        assert np.sort(values) == close_to(wanted)
        assert A @ V == close_to(V * values)
        assert V.T @ V == close_to(np.eye(6))
        slow, _, slow_turns = qr_algorithm(A, shifted=False)
        assert np.sort(slow) == close_to(wanted)
        assert turns < 50 < slow_turns


@yours
def range_finder(X, size, rng):
    """Columns at right angles that hold most of the columns of X (n, d): (n, size).

    All columns of X are mixed at random, `size` times, and the mixtures set at right
    angles. Halko, Martinsson and Tropp (2011), algorithm 4.1.
    """
    return ____


@yours
def randomised_svd(X, k, rng, extra=10, rounds=2):
    """U (n, k), s (k,), Vt (k, d): nearly the k largest parts of the SVD of X (n, d).

    Halko, Martinsson and Tropp (2011), with `extra` more columns than asked for. Each
    round multiplies Q by X′ and by X again, so that it leans to the largest parts.
    """
    Q = range_finder(X, k + extra, rng)
    for _ in range(rounds):
        Q = gram_schmidt(____)
    B = ____  # (k + extra, d)
    values, W, _ = qr_algorithm(B @ B.T)
    largest = np.argsort(values)[::-1][:k]
    s, W = np.sqrt(values[largest]), W[:, largest]
    return ____, s, ____


def test_random_mixtures_find_where_the_columns_lie(rng):
    """2040 columns made of 5: how many random mixtures hold them all? Then the digits."""
    alike = np.outer([5, 0, 0, 0, 0], np.ones(2000))  # these alone do not hold the rest
    X = rng.normal(size=(200, 5)) @ np.hstack([alike, rng.normal(size=(5, 40))])
    one, other = (np.asarray(range_finder(X, 1, rng))[:, 0] for _ in range(2))
    assert abs(one @ other) < 1 - 1e-9  # chance mixed anew
    missed = []
    for size in range(1, 6):
        Q = np.asarray(range_finder(X, size, rng))
        assert Q.shape == (200, size)
        assert Q.T @ Q == close_to(np.eye(size))
        missed.append(((X - Q @ (Q.T @ X)) ** 2).sum() / (X**2).sum())
    assert missed[4] == close_to(0)
    assert 1 + sum(bool(part > 1e-9) for part in missed) == ____
    centred = X_train - pca.mean_
    U, s, Vt = map(np.asarray, randomised_svd(centred, k, rng))
    assert (U.shape, s.shape, Vt.shape) == ((1347, k), (k,), (k, 64))
    assert U.T @ U == close_to(np.eye(k))
    assert Vt @ Vt.T == close_to(np.eye(k))
    assert s == close_to(pca.singular_values_, rel=0.02)
    best = ((centred - pca.transform(X_train) @ pca.components_) ** 2).sum()
    assert ((centred - U * s @ Vt) ** 2).sum() < 1.05 * best


@yours
def oja_step(w, x, rate):
    """w (d,) after it has seen one row x (d,): shape (d,).

    With y = w @ x, it leans by rate times y towards what y * w leaves of x. Oja (1982).
    """
    return ____


def test_one_digit_at_a_time_shows_the_way(rng):
    """From (1, 0), having seen (2, 1), at a rate of 0.1: where then? Then 0s and 6s."""
    seen = oja_step(np.array([1.0, 0.0]), np.array([2.0, 1.0]), 0.1)
    assert seen == close_to(____)
    X, w = rng.normal(size=(30, 4)), rng.normal(size=4)
    step = np.mean([oja_step(w, x, 0.1) for x in X], axis=0) - w
    spread = X.T @ X / 30
    assert step == close_to(0.1 * (spread @ w - (w @ spread @ w) * w))
    X = X_train[np.isin(y_train, [0, 6])]
    first = PCA(1, svd_solver="full").fit(X)
    w = rng.normal(size=64) / 8
    for _ in range(10):
        for x in rng.permutation(X - first.mean_):
            w = np.asarray(oja_step(w, x, 3e-5))
    assert tangent(w, first.components_[0]) < 0.2
    assert w @ w == close_to(1, abs=0.05)


def test_it_goes_wrong_where_no_direction_stands_out(rng):
    """From (0, 1, 1), by 3, 2 and 1: which eigenvalue comes? And if two are equal?"""
    A, start = np.diag([3.0, 2.0, 1.0]), np.array([0.0, 1.0, 1.0])
    found = np.asarray(power_iteration(A, start, 100))
    assert rayleigh(A, found) == close_to(____)
    A, U = symmetric(rng, [5.0, 5.0, 2.0, 1.0])
    starts = U[:, 0] + U[:, 2], U[:, 1] + U[:, 3]
    one, other = (np.asarray(power_iteration(A, start, 60)) for start in starts)
    assert [rayleigh(A, one), rayleigh(A, other)] == close_to([5, 5])
    assert one @ other == close_to(0)  # at right angles, and both as good
    plane = U[:, :2] @ U[:, :2].T
    for _ in range(2):
        Q = np.asarray(orthogonal_iteration(A, rng.normal(size=(4, 2)), 60))
        assert Q @ Q.T == close_to(plane)
    A = np.array([[0.0, 1.0], [1.0, 0.0]])  # eigenvalues 1 and -1, of equal size
    assert np.abs(turn(A, A[-1, -1])[0]) == close_to(A)


@yours
def components(X, k, rng):
    """The k directions in which the rows of X (n, d) differ most: rows, shape (k, d).

    Orthogonal iteration on the covariance C, k + 8 columns from a random start, 30
    rounds. Then the eigenvectors of C as seen along these columns Q, which is Q′ C Q:
    those of the k largest values mix the columns into directions (Ritz, 1909), the
    largest first.
    """
    return ____


@yours
def name_digits(train_scores, y_train, test_scores):
    """Label of the training row (n, k) nearest to each test row (m, k): shape (m,)."""
    return ____


def test_the_result_still_stands(present, rng):
    """Directions that you walked to, and as many of 450 digits named as with PCA's."""
    fresh = 5 + rng.normal(size=(200, 20)) * 0.7 ** np.arange(20)
    wanted = PCA(3, svd_solver="full").fit(fresh).components_
    assert components(fresh, 3, rng) == close_to(wanted, up_to_sign=True)
    waves = np.cos(np.outer(np.arange(200) + 0.5, np.arange(1, 25)) * np.pi / 200)
    # 14 columns, each a little less lively than the one before, and 10 that hardly are.
    falling = waves * np.append(1 - 1e-4 * np.arange(14), np.full(10, 1e-3))
    for _ in range(4):
        found = components(falling, 8, rng)
        assert found == close_to(np.eye(8, 24), abs=0.05, up_to_sign=True)
    teachers = ____
    assert len(teachers) == len(X_train)  # the unseen must not teach
    found = np.asarray(components(teachers, k, rng))
    assert found == close_to(pca.components_, up_to_sign=True)
    rows, labels = rng.normal(size=(30, k)), rng.permutation(30)
    assert name_digits(rows, labels, rows + 1e-3) == close_to(labels)
    mean = X_train.mean(axis=0)
    known, new = ((X - mean) @ found.T for X in (X_train, X_test))
    named = np.asarray(name_digits(known, y_train, new))
    nearest = KNeighborsClassifier(1).fit(pca.transform(X_train), y_train)
    assert named == close_to(nearest.predict(pca.transform(X_test)))
    right = int((named == y_test).sum())
    present(
        f"{right} of {len(y_test)} digits named right from {k} numbers",
        right=right,
        predicted=named,
        truth=y_test,
    )
