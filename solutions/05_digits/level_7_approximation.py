"""Level 7 · approximation: eigenvectors by repetition

At level 4, np.linalg.eigh found PCA's components. No general formula gives the
eigenvalues of a 64 × 64 matrix, so every method repeats a step until nothing changes
any more. Here you write such methods: multiply, set the length to 1, again. At the end
you predict the 450 unseen digits along components that you found from a random start.

You may use: arrays, @ and your own functions. No np.linalg, no SciPy.

    A, C  (d, d)  symmetric; C is the covariance of the training digits, where d is 64
    v, w  (d,)    one direction: nearly an eigenvector, A v = λ v
    Q, V  (d, k)  k directions as columns; the sign of each is free
    λ             an eigenvalue: the number by which A stretches its eigenvector
    tangent(v, u) the error of v: how far it leans away from the line of u

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
    """Return how far v leans from u (length 1): its part across u divided by that along u."""
    across = v - (v @ u) * u
    return np.sqrt(across @ across) / abs(v @ u)


@hint(
    "Which way does a vector lean, after you have multiplied it by A?",
    "The vector leans a little more towards the direction that A stretches most. "
    "Multiply by A, divide by the length so that the numbers stay small, and repeat.",
    "`rounds` times: v = A @ v, then v = v / np.sqrt(v @ v)",
)
@yours
def power_iteration(A, v, rounds):
    """Return v (d,) after `rounds` rounds of power iteration with A (d, d): shape (d,).

    In each round, multiply `v` by `A`, and divide it by its length, so that its length
    is 1. von Mises and Pollaczek-Geiringer (1929).
    """
    for _ in range(rounds):
        v = A @ v
        v = v / np.sqrt(v @ v)
    return v


@hint(
    "A stretches 4 times to the right and 2 times up. What does it make of (1, 1)?",
    "(1, 1) becomes (4, 2), then (16, 4), and so on. Each round halves how far up it "
    "goes for each step to the right. Do that three times.",
    "1 / 8",
)
@insight(
    "Nobody told it where to go. Each product leans a little more to the eigenvector "
    "with the largest eigenvalue."
)
def test_power_iteration_turns_to_the_first_eigenvector(rng):
    """A stretches 4 times to the right and 2 times upwards. From (1, 1), how steep is v after three rounds?"""
    found = np.asarray(power_iteration(np.diag([4.0, 2.0]), np.ones(2), 3))
    assert found[1] / found[0] == close_to(____(1 / 8))
    found = power_iteration(C, rng.normal(size=64), 300)
    assert found == close_to(pca.components_[0], up_to_sign=True)


@hint(
    "If v is an eigenvector, A @ v is λ times v. How do you get λ out of that?",
    "Take the dot product of both sides with v: v′ A v = λ v′ v. Divide by v′ v. For "
    "a v that is nearly an eigenvector, the same ratio is the best guess.",
    "v @ A @ v / (v @ v)",
)
@yours
def rayleigh(A, v):
    """Return the Rayleigh quotient of v (d,) for A (d, d): one number.

    The *Rayleigh quotient* of a direction v is v′ A v / v′ v, which estimates its
    eigenvalue. If A v = λ v, then v′ A v = λ v′ v, so the quotient is the eigenvalue λ.
    For any other `v`, of any length, it is the number λ that brings λ v as close to A v
    as possible.
    """
    return v @ A @ v / (v @ v)


@hint(
    "Write print(ratio, errors[1] / errors[0]) above the last line and save.",
    "The first is 0.91, the second 0.83. Which power of 0.91 is 0.83?",
    "ratio ** 2",
)
@insight(
    "The eigenvalue converges twice as fast. Six more decimals take 147 rounds for "
    "the eigenvector, and half as many for the eigenvalue."
)
def test_the_eigenvalue_converges_before_the_eigenvector():
    """A round multiplies the eigenvector's error by `ratio`. By what does it multiply the eigenvalue's error?"""
    assert rayleigh(np.diag([4.0, 2.0]), np.array([2.0, 2.0])) == close_to(3)
    first, largest = pca.components_[0], pca.explained_variance_[0]
    start = pca.components_.sum(axis=0)  # equally much of each component
    near = [np.asarray(power_iteration(C, start, rounds)) for rounds in (80, 81)]
    ratio = tangent(near[1], first) / tangent(near[0], first)
    errors = [largest - rayleigh(C, v) for v in near]
    assert errors[1] / errors[0] == close_to(____(ratio**2), rel=5e-3)


@hint(
    "How much of a new column lies along the columns before it? What is left then?",
    "Along the columns that are done, Q[:, :j], it is Q[:, :j].T @ q. Subtract that "
    "part of q, twice, then divide q by its length.",
    "q = Y[:, j]; twice: q = q - Q[:, :j] @ (Q[:, :j].T @ q); then Q[:, j] = q / "
    "np.sqrt(q @ q)",
)
@yours
def gram_schmidt(Y):
    """Return the columns of Y (d, k), made orthonormal: shape (d, k), k not above d.

    Orthonormal columns are at right angles and have length 1. The first j of them are
    made of the first j columns of `Y`. From each column, subtract its part along the
    ones before twice, because rounding leaves a trace the first time. `Y` itself is not
    changed. Giraud, Langou and Rozložník (2005).
    """
    Q = np.zeros(np.shape(Y))
    for j in range(Q.shape[1]):
        q = Y[:, j]
        for _ in range(2):
            q = q - Q[:, :j] @ (Q[:, :j].T @ q)
        Q[:, j] = q / np.sqrt(q @ q)
    return Q


@hint(
    "The first column, (3, 4), has length 5. How far does (0, 5) lie along its "
    "direction?",
    "The direction is (0.6, 0.8), and (0, 5) lies 4 along it. Subtract 4 times the "
    "direction from (0, 5), and divide what is left by its length.",
    "[-0.8, 0.6]",
)
@insight("Twice is enough: after the second time the angles are right, up to rounding.")
def test_gram_schmidt_twice_gives_right_angles(rng):
    """Make the columns (3, 4) and (0, 5) orthonormal: what becomes of the second? A list of two."""
    by_hand = np.asarray(gram_schmidt(np.array([[3.0, 0.0], [4.0, 5.0]])))
    assert by_hand[:, 0] == close_to([0.6, 0.8], up_to_sign=True)
    assert by_hand[:, 1] == close_to(____([-0.8, 0.6]), up_to_sign=True)
    nearly_parallel = np.ones((30, 5)) + 1e-10 * rng.normal(size=(30, 5))
    Q = np.asarray(gram_schmidt(nearly_parallel))
    assert Q.T @ Q == close_to(np.eye(5), rel=1e-9)


@hint(
    "What keeps several columns from all turning to the same direction?",
    "After every product by A, make the columns orthonormal again with your "
    "gram_schmidt.",
    "`rounds` times: Q = gram_schmidt(A @ Q)",
)
@yours
def orthogonal_iteration(A, Q, rounds):
    """Return Q (d, k) after `rounds` rounds of orthogonal iteration with A (d, d): shape (d, k).

    In each round, multiply `Q` by `A` and make its columns orthonormal. They turn to
    the k eigenvectors of the largest eigenvalues. Bauer (1957).
    """
    for _ in range(rounds):
        Q = gram_schmidt(A @ Q)
    return Q


@hint(
    "To which direction does power iteration lead from the first start? From the "
    "second?",
    "Power iteration leads from any start to the first eigenvector. Are the three "
    "ends on one line or on several? Or print `lines`.",
    "1",
)
@insight(
    "The first column moves as if it were alone. The second must stay at right angles "
    "to it, so it finds the second eigenvector."
)
def test_orthogonal_columns_find_different_eigenvectors(rng):
    """Power iteration runs from three starts, and no right angles are kept. On how many lines does it end?"""
    starts = rng.normal(size=(64, 3))
    ends = [np.asarray(power_iteration(C, start, 300)) for start in starts.T]
    lines = np.linalg.matrix_rank(ends, tol=1e-3)  # how many differ in direction
    assert int(lines) == ____(1)
    found = orthogonal_iteration(C, starts, 300)
    assert found == close_to(pca.components_[:3].T, up_to_sign="columns")


@hint(
    "Make the columns of A - shift * I orthonormal. What does A look like along them?",
    "Q has the orthonormal columns of A - shift * I. Along them, A is Q′ A Q. The "
    "shift only chooses Q; use A itself in the product.",
    "Q = gram_schmidt(A - shift * np.eye(len(A))), then return Q.T @ A @ Q, Q",
)
@yours
def qr_step(A, shift):
    """Return one step of the QR algorithm on a symmetric A (d, d): (Q′ A Q, Q).

    Both have shape (d, d). `Q` has the columns of A − shift · I, made orthonormal. Q′ A
    Q has the same eigenvalues as `A`. Francis (1961), Kublanovskaya (1961).
    """
    Q = gram_schmidt(A - shift * np.eye(len(A)))
    return Q.T @ A @ Q, Q


@hint(
    "The columns of Q are (2, 1) and (−1, 2), both divided by the root of 5. What is "
    "A times (2, 1)?",
    "A (2, 1) is (5, 4), and its dot product with (2, 1) is 14. A (−1, 2) is (0, 3): "
    "take its dot product with (−1, 2). Divide both by 5. Or print `turned`.",
    "[2.8, 1.2]",
)
@insight(
    "The diagonal is on its way to the eigenvalues 3 and 1. This is orthogonal "
    "iteration from np.eye, seen at each step along the columns it has reached."
)
def test_qr_steps_bring_the_eigenvalues_to_the_diagonal():
    """What is the diagonal of [[2, 1], [1, 2]] after a step without shift? A list of two."""
    A = np.array([[2.0, 1.0], [1.0, 2.0]])
    turned, _ = qr_step(A, 0)
    assert np.diag(turned) == close_to(____([2.8, 1.2]))
    for _ in range(30):
        A, _ = map(np.asarray, qr_step(A, 0))
    assert A == close_to(np.diag([3, 1]))


@hint(
    "Which number is already close to the eigenvalue that comes out at the end of a "
    "block?",
    "The last number on the diagonal of the block A[:m, :m] is the shift. Take a step "
    "on that block, and multiply the first m columns of V by its Q.",
    "A[m - 1, m - 1], then qr_step(A[:m, :m], shift), then V[:, :m] @ Q",
)
@yours
def qr_algorithm(A, shifted=True):
    """Return the eigenvalues of a symmetric A, its eigenvectors, and the steps: (values, V, steps).

    `A` is (d, d), `values` (d,), and column j of `V` (d, d) is the eigenvector of
    values[j]. The order is free. `steps` is how many steps it took.

    Each step works on a block, A[:m, :m], which begins as all of `A`. If `shifted`, the
    shift is the last number on the diagonal of the block. The step changes the first m
    columns of `V`. When the rest of the block's last row is 0, the last number is an
    eigenvalue, and the block becomes smaller by one. Trefethen and Bau (1997),
    Numerical Linear Algebra, lecture 29.
    """
    A, V, steps = np.array(A, dtype=float), np.eye(len(A)), 0
    gone = 1e-12 * np.abs(A).max()
    for m in range(len(A), 1, -1):
        while np.abs(A[m - 1, : m - 1]).max() > gone and steps < 1000:
            shift = ____(A[m - 1, m - 1]) if shifted else 0
            A[:m, :m], Q = ____(qr_step(A[:m, :m], shift))
            V[:, :m] = ____(V[:, :m] @ Q)
            steps += 1
    return np.diag(A), V, steps


@hint(
    "Write print(left) above the last line and save. Without shift, 0.01 is only "
    "halved.",
    "What is left with the shift is a power of 0.01, higher than the second.",
    "1e-6, or 0.01 ** 3",
)
@insight(
    "With the shift, 0.01 becomes 0.000001 and then nothing: what is left goes to its "
    "cube, divided by the squared gap of the two eigenvalues, here 1. Six pixels take "
    "about 12 steps; without shift, 160."
)
def test_a_shift_makes_the_qr_algorithm_fast():
    """0.01 is beside the diagonal. How much of it is left after one step with shift 1?"""
    A = np.array([[2.0, 0.01], [0.01, 1.0]])
    left = [abs(np.asarray(qr_step(A, shift)[0])[1, 0]) for shift in (0, 1)]
    assert left[0] == close_to(0.01 / 2, rel=0.01)
    assert left[1] == close_to(____(1e-6), rel=0.01)
    six = C[18:24, 18:24]  # the covariance of six pixels
    values, _, steps = qr_algorithm(six)
    assert np.sort(values) == close_to(np.linalg.eigvalsh(six))
    assert steps < 50 < qr_algorithm(six, shifted=False)[2]


@hint(
    "What do random mixtures of the columns of X have in common with X?",
    "They lie in the same space as the columns of X. Draw normal random numbers of "
    "shape (d, size), multiply X by them, and make the columns orthonormal.",
    "gram_schmidt(X @ rng.normal(size=(X.shape[1], size)))",
)
@yours
def range_finder(X, size, rng):
    """Return orthonormal columns that hold most of the columns of X (n, d): shape (n, size).

    Mix all columns of `X` at random, `size` times, with normal random numbers from
    `rng`. Then make the mixtures orthonormal. Halko, Martinsson and Tropp (2011),
    algorithm 4.1.
    """
    return gram_schmidt(X @ rng.normal(size=(X.shape[1], size)))


@hint(
    "X X′ makes large parts larger, as A did in power iteration. What does a round do "
    "to Q? And what is X, seen along the columns of Q?",
    "Each round multiplies Q by X′ and then by X. B = Q′ X is small, and B B′ has the "
    "eigenvectors W. U is Q W. As W′ B is s times Vt, divide each row of W′ B by its "
    "s.",
    "X @ (X.T @ Q), then Q.T @ X, then Q @ W and W.T @ B / s[:, None]",
)
@yours
def randomised_svd(X, k, rng, extra=10, rounds=2):
    """Return nearly the k largest parts of the SVD of X (n, d): (U, s, Vt).

    The shapes are (n, k), (k,) and (k, d). A *randomised SVD* multiplies a matrix by a
    few random vectors, and decomposes the small matrix that remains. `Q` has `extra`
    more columns than k. In each of the `rounds`, multiply Q by X′ and then by X, so
    that it turns to the largest parts of X.

    Then X is nearly Q B, with the small B = Q′ X. If the SVD of B is W s Vt, then X is
    nearly (Q W) s Vt, so U = Q W. As Vt Vt′ = I, B B′ = W s² W′: the columns of W are
    the eigenvectors of B B′, and s² its eigenvalues. As W′ W = I, W′ B = s Vt: divide
    row i by s[i] to get Vt. Halko, Martinsson and Tropp (2011).
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
    """Return the fraction of the squares of X that the columns of Q miss: one number."""
    return ((X - Q @ (Q.T @ X)) ** 2).sum() / (X**2).sum()


@hint(
    "X is (200, 5) times (5, 40). In how many dimensions do its columns lie?",
    "Four random mixtures of the columns span four dimensions. How many do you need "
    "for all of them?",
    "5",
)
@insight(
    "The 1347 rows became 26 before anything was decomposed, and chance chose the 26."
)
def test_random_mixtures_find_where_the_columns_lie(rng):
    """The 40 columns of X are made of 5. How many random mixtures do you need to hold them all?"""
    X = rng.normal(size=(200, 5)) @ rng.normal(size=(5, 40))
    found = [np.asarray(range_finder(X, size, rng)) for size in range(1, 6)]
    assert found[2].shape == (200, 3)
    assert 1 + sum(bool(missed(X, Q) > 1e-9) for Q in found) == ____(5)
    _, s, _ = randomised_svd(X_train - pca.mean_, k, rng)
    assert s == close_to(pca.singular_values_, rel=0.02)


@hint(
    "How far does x lie along w? What is left of x beside that?",
    "The dot product y of w and x is how far; x − y w is what is left. Add that to w, "
    "multiplied by rate and by y.",
    "y = w @ x, then w + rate * y * (x - y * w)",
)
@yours
def oja_step(w, x, rate):
    """Return w (d,) after a step of Oja's rule with one row x (d,): shape (d,).

    With y = w′ x, add rate · y · (x − y w) to `w`. Oja (1982).
    """
    y = w @ x
    return w + rate * y * (x - y * w)


@hint(
    "w is (1, 0) and x is (2, 1). How far does x lie along w, and what is left?",
    "y is 2, and (0, 1) is left. Add 0.1 times 2 times that to w.",
    "[1, 0.2]",
)
@insight(
    "You never computed a covariance. You kept 64 numbers instead of 64 times 64, and "
    "saw one digit at a time: this is stochastic gradient ascent."
)
def test_ojas_rule_learns_from_one_digit_at_a_time(rng):
    """Take a step of Oja's rule from w = (1, 0), with x = (2, 1) and rate 0.1. What is w? A list of two."""
    seen = oja_step(np.array([1.0, 0.0]), np.array([2.0, 1.0]), 0.1)
    assert seen == close_to(____([1, 0.2]))
    X = X_train[np.isin(y_train, [0, 6])]
    first = PCA(1, svd_solver="full").fit(X)
    w = rng.normal(size=64) / 8
    for x in rng.permutation(np.tile(X - first.mean_, (10, 1))):
        w = np.asarray(oja_step(w, x, 3e-5))
    assert tangent(w, first.components_[0]) < 0.2


@hint(
    "Can a product by A make the 0 in (0, 1, 1) larger?",
    "No: 3 · 0 is 0. Which of the two other directions does A stretch more, and by "
    "what?",
    "2",
)
@insight(
    "On the digits, rounding errors would bring in the missing part, and some 350 "
    "rounds later that part would have won."
)
def test_it_goes_wrong_where_the_start_lacks_a_direction():
    """When it goes wrong: A stretches by 3, 2, 1. Which eigenvalue does power iteration find from (0, 1, 1)?"""
    A, start = np.diag([3.0, 2.0, 1.0]), np.array([0.0, 1.0, 1.0])
    found = np.asarray(power_iteration(A, start, 100))
    assert rayleigh(A, found) == close_to(____(2))


@hint(
    "After thirty rounds, the columns of Q together hold the k components. How must "
    "you mix them?",
    "Along the columns of Q, the covariance is the small matrix Q′ C Q. Your "
    "qr_algorithm gives its eigenvectors. Multiply Q by those of the k largest "
    "eigenvalues.",
    "values, V, _ = qr_algorithm(Q.T @ C @ Q), then (Q @ V[:, "
    "np.argsort(values)[::-1][:k]]).T",
)
@yours
def components(X, k, rng):
    """Return PCA's first k components of X (n, d), as rows: shape (k, d).

    Start with k + 8 random columns Q, and do 30 rounds of orthogonal iteration with the
    covariance C of `X`. Then compute the eigenvectors of the small matrix Q′ C Q.
    Multiplied by Q, those of the k largest eigenvalues are the components (Ritz, 1909),
    the largest first. Signs are free.
    """
    centred = X - X.mean(axis=0)
    C = centred.T @ centred / (len(X) - 1)
    Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 30)
    values, V, _ = qr_algorithm(Q.T @ C @ Q)
    largest = np.argsort(values)[::-1][:k]
    return (Q @ V[:, largest]).T


@hint(
    "A squared distance is |a|² − 2 a·b + |b|². Which part of it is a matrix product?",
    "All a·b together are test_scores @ train_scores.T, (m, n). |b|² is one number "
    "for each training row. |a|² is the same for all of them, so leave it out.",
    "y_train[((train_scores**2).sum(axis=1) - 2 * test_scores @ "
    "train_scores.T).argmin(axis=1)]",
)
@yours
def predict(train_scores, y_train, test_scores):
    """Return the label of the nearest training row for each test row: shape (m,).

    `train_scores` is (n, k), `y_train` (n,) their labels, and `test_scores` (m, k).
    """
    lengths = (train_scores**2).sum(axis=1)
    return y_train[(lengths - 2 * test_scores @ train_scores.T).argmin(axis=1)]


@hint(
    "From which digits may you learn the components?",
    "Learn from the training digits only. The test digits are then measured along "
    "them.",
    "X_train",
)
@insight(
    "Sixteen components from products, roots and a random start. None of them is "
    "exact, and every digit is predicted the same."
)
def test_the_result_still_stands(present, rng):
    """Predict the 450 test digits along your own components: as many should be correct as before."""
    train = ____(X_train)
    assert len(train) == len(X_train)  # do not learn from the test digits
    found = np.asarray(components(train, k, rng))
    assert found == close_to(pca.components_, up_to_sign=True)
    known, new = ((X - X_train.mean(axis=0)) @ found.T for X in (X_train, X_test))
    y_pred = np.asarray(predict(known, y_train, new))
    nearest = KNeighborsClassifier(1).fit(pca.transform(X_train), y_train)
    assert y_pred == close_to(nearest.predict(pca.transform(X_test)))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} digits predicted correctly from {k} numbers",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
