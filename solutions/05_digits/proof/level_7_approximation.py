"""The proof of level 7 of 05 digits: how its functions go wrong, and other right answers."""

import math

# How fast an error shrinks, and right angles to the last bit: float32 has too few digits.
not_as(as_narrow, power_iteration, rayleigh, gram_schmidt)


def symmetric(rng, values):
    """Return a fresh symmetric matrix with these eigenvalues; its eigenvectors as columns."""
    U, _ = np.linalg.qr(rng.normal(size=(len(values), len(values))))
    return U * values @ U.T, U


def deflated(A, shifted, gone):
    V, steps = np.eye(len(A)), 0
    if len(A) == 1:
        return A[0], V, steps
    while np.abs(A[-1, :-1]).max() > gone and steps < 1000:
        A, Q = qr_step(A, A[-1, -1] if shifted else 0)
        V = V @ Q
        steps += 1
    values, inner, more = deflated(A[:-1, :-1], shifted, gone)
    V[:, :-1] = V[:, :-1] @ inner
    return np.append(values, A[-1, -1]), V, steps + more


@check(power_iteration)
def one_round():
    found = power_iteration(np.array([[1.0, 2.0], [2.0, 3.0]]), np.array([2.0, 1.0]), 1)
    assert found == close_to(np.array([4, 7]) / np.sqrt(65), up_to_sign=True)


@check(power_iteration)
def from_any_start(rng):
    """Many rounds lead from any start to the eigenvector of the largest eigenvalue."""
    A, U = symmetric(rng, [6.0, 3.0, 2.0, 1.0, 0.5])
    for start in rng.normal(size=(3, 5)):
        assert power_iteration(A, start, 60) == close_to(U[:, 0], up_to_sign=True)


@check(power_iteration)
def round_by_round():
    """A round multiplies the error by the second eigenvalue divided by the first."""
    first, (largest, second) = pca.components_[0], pca.explained_variance_[:2]
    start = pca.components_.sum(axis=0)
    near = [np.asarray(power_iteration(C, start, rounds)) for rounds in (80, 81)]
    ratio = tangent(near[1], first) / tangent(near[0], first)
    assert ratio == close_to(second / largest, rel=1e-3)


@check(power_iteration)
def where_two_eigenvalues_are_equal(rng):
    """Between two eigenvectors with equal eigenvalues, v stays where it began."""
    A, U = symmetric(rng, [5.0, 5.0, 2.0, 1.0])
    for start, end in (U[:, 0] + U[:, 2], U[:, 0]), (U[:, 1] + U[:, 3], U[:, 1]):
        assert power_iteration(A, start, 60) == close_to(end, up_to_sign=True)


@wrong(
    power_iteration,
    "That is one round. Multiply by A again, `rounds` times.",
)
def power_iteration_once(A, v, rounds):
    v = A @ v
    return v / np.sqrt(v @ v)


@wrong(
    power_iteration,
    "That is one round too few. Do `rounds` of them.",
)
def power_iteration_one_too_few(A, v, rounds):
    for _ in range(rounds - 1):
        v = A @ v
        v = v / np.sqrt(v @ v)
    return v


@wrong(
    power_iteration,
    "A**rounds takes the power of each number of A. Multiply v by A, `rounds` times.",
)
def power_iteration_by_entries(A, v, rounds):
    v = A**rounds @ v
    return v / np.sqrt(v @ v)


@wrong(
    power_iteration,
    "A**rounds takes the power of each number of A, and the length is not 1. Multiply "
    "v by A and divide by the length, `rounds` times.",
)
def power_iteration_by_entries_growing(A, v, rounds):
    return A**rounds @ v


@wrong(
    power_iteration,
    "You divided only at the end. After 300 rounds the numbers are too large for a "
    "float. Divide in every round.",
)
def power_iteration_divided_late(A, v, rounds):
    with np.errstate(all="ignore"):
        for _ in range(rounds):
            v = A @ v
        return v / np.sqrt(v @ v)


@wrong(
    power_iteration,
    "The length is not 1. Divide by the root of v @ v.",
)
def power_iteration_growing(A, v, rounds):
    for _ in range(rounds):
        v = A @ v
    return v


@wrong(
    power_iteration,
    "You divided by the largest entry. The length is the root of the sum of squares.",
)
def power_iteration_by_the_largest(A, v, rounds):
    for _ in range(rounds):
        v = A @ v
        v = v / np.abs(v).max()
    return v


@right(power_iteration)
def power_iteration_by_recursion(A, v, rounds):
    if rounds == 0:
        return v
    v = A @ v
    return power_iteration_by_recursion(A, v / math.sqrt(v @ v), rounds - 1)


@right(power_iteration)
def power_iteration_set_back_first(A, v, rounds):
    for _ in range(rounds):
        v = A @ (v / np.abs(v).max())
    return v / math.hypot(*v)


@right(power_iteration)
def power_iteration_with_a_sign(A, v, rounds):
    done = 0
    while done < rounds:
        v = np.einsum("ij,j->i", A, v)
        v = np.sign(v.sum()) * v / (v**2).sum() ** 0.5
        done += 1
    return v.tolist()


@check(rayleigh)
def at_an_eigenvector_of_any_length(rng):
    """For an eigenvector of any length it is the eigenvalue, also one below zero."""
    assert rayleigh(np.diag([4.0, -2.0]), np.array([0.0, 3.0])) == close_to(-2)
    A, U = symmetric(rng, [5.0, -4.0, 2.0, 1.0])
    found = [rayleigh(A, v) for v in (U * rng.uniform(2, 3, size=4)).T]
    assert found == close_to([5, -4, 2, 1])


@wrong(
    rayleigh,
    "v need not have length 1. Divide by v @ v.",
)
def rayleigh_undivided(A, v):
    return v @ A @ v


@wrong(
    rayleigh,
    "v occurs twice in the product, so divide by its squared length, without a root.",
)
def rayleigh_over_the_length(A, v):
    return v @ A @ v / np.sqrt(v @ v)


@wrong(
    rayleigh,
    "That is the length of A @ v. Use only its part along v: v @ A @ v.",
)
def rayleigh_as_a_length(A, v):
    return np.sqrt((A @ v) @ (A @ v) / (v @ v))


@right(rayleigh)
def rayleigh_at_length_one(A, v):
    u = v / np.sqrt(v @ v)
    return u @ (A @ u)


@right(rayleigh)
def rayleigh_by_einsum(A, v):
    return np.einsum("i,ij,j", v, A, v) / np.einsum("i,i", v, v)


@right(rayleigh)
def rayleigh_in_loops(A, v):
    total = sum(v[i] * A[i, j] * v[j] for i in range(len(v)) for j in range(len(v)))
    return total / math.fsum(x * x for x in v)


@check(gram_schmidt)
def Y_is_left_as_it_was():
    """Do not change Y itself."""
    Y = np.array([[3.0, 1.0], [4.0, 3.0], [0.0, 2.0]])
    gram_schmidt(Y)
    assert Y == close_to([[3, 1], [4, 3], [0, 2]])


@check(gram_schmidt)
def as_numpys_qr(rng):
    """The first j columns are made of the first j of Y, up to the sign of each."""
    for size in (3, 1), (3, 3), (7, 4):
        Y = rng.normal(size=size)
        wanted, _ = np.linalg.qr(Y)
        assert gram_schmidt(Y) == close_to(wanted, up_to_sign="columns")


@check(gram_schmidt)
def columns_that_are_nearly_parallel(rng):
    """The angles are right even if nearly nothing is left of a column: subtract twice."""
    parallel = np.outer(rng.normal(size=30), np.ones(5))
    Q = np.asarray(gram_schmidt(parallel + 1e-10 * rng.normal(size=(30, 5))))
    assert Q.T @ Q == close_to(np.eye(5), rel=1e-9)


@wrong(
    gram_schmidt,
    "You subtracted once. If nearly nothing is left of a column, rounding errors "
    "matter: subtract the earlier columns once more.",
)
def gram_schmidt_once(Y):
    Q = np.zeros(np.shape(Y))
    for j in range(Q.shape[1]):
        q = Y[:, j] - Q[:, :j] @ (Q[:, :j].T @ Y[:, j])
        Q[:, j] = q / np.sqrt(q @ q)
    return Q


@wrong(
    gram_schmidt,
    "The angles are right, but the lengths are not 1. Divide each column by its "
    "length.",
)
def gram_schmidt_unscaled(Y):
    Q = np.zeros(np.shape(Y))
    for j in range(Q.shape[1]):
        q = Y[:, j]
        for _ in range(2):
            for i in range(j):
                q = q - (Q[:, i] @ q) / (Q[:, i] @ Q[:, i]) * Q[:, i]
        Q[:, j] = q
    return Q


@wrong(
    gram_schmidt,
    "The lengths are 1, but the columns are not at right angles. Subtract the columns "
    "before.",
)
def gram_schmidt_only_scaled(Y):
    return Y / np.sqrt((Y**2).sum(axis=0))


@wrong(
    gram_schmidt,
    "You subtracted only the column just before. Subtract all of them.",
)
def gram_schmidt_of_neighbours(Y):
    Q = np.zeros(np.shape(Y))
    for j in range(Q.shape[1]):
        q = Y[:, j]
        for _ in range(2):
            q = q - Q[:, j - 1 : j] @ (Q[:, j - 1 : j].T @ q)
        Q[:, j] = q / np.sqrt(q @ q)
    return Q


@right(gram_schmidt)
def gram_schmidt_in_loops(Y):
    columns = []
    for column in np.asarray(Y).T:
        for _ in range(2):
            for q in columns:
                column = column - (q @ column) * q
        columns.append(column / math.hypot(*column))
    return np.array(columns).T


@right(gram_schmidt)
def gram_schmidt_three_times(Y):
    d, k = np.shape(Y)
    Q = np.empty((d, 0))
    for j in range(k):
        q = Y[:, j] / np.sqrt(Y[:, j] @ Y[:, j])
        for _ in range(3):
            q = q - Q @ (Q.T @ q)
            q = q / np.sqrt(q @ q)
        Q = np.column_stack([Q, -q])
    return Q


@right(gram_schmidt)
def gram_schmidt_by_mirrors(Y):
    d, k = np.shape(Y)
    R, Q, mirrors = np.array(Y, dtype=float), np.eye(d, k), []
    for j in range(k):
        v = R[j:, j].copy()
        v[0] += np.copysign(np.sqrt(v @ v), v[0])
        if v.any():
            v /= np.sqrt(v @ v)
        R[j:] -= 2 * np.outer(v, v @ R[j:])
        mirrors.append(v)
    for j in reversed(range(k)):
        Q[j:] -= 2 * np.outer(mirrors[j], mirrors[j] @ Q[j:])
    return Q


@right(gram_schmidt)
def gram_schmidt_by_recursion(Y):
    if np.shape(Y)[1] == 0:
        return np.zeros(np.shape(Y))
    Q = gram_schmidt_by_recursion(Y[:, :-1])
    q = Y[:, -1]
    for _ in "ab":
        q = q - Q @ np.einsum("ij,i->j", Q, q)
    return np.c_[Q, q / np.sqrt(q @ q)]


equivalent(
    gram_schmidt,
    "Q = np.zeros(np.shape(Y)) -> Q = np.ones(np.shape(Y))",
    why="Each column is written before it is read.",
)


equivalent(
    gram_schmidt,
    "for _ in range(2): … -> for _ in range(3): …",
    why="Twice is enough, and three times does no harm.",
)


@check(orthogonal_iteration)
def a_single_round(rng):
    A, _ = symmetric(rng, [27.0, 9.0, 3.0, 1.0, 0.5])
    start = rng.normal(size=(5, 3))
    wanted, _ = np.linalg.qr(A @ start)
    assert orthogonal_iteration(A, start, 1) == close_to(wanted, up_to_sign="columns")


@check(orthogonal_iteration)
def to_the_first_eigenvectors(rng):
    """The columns turn to the eigenvectors of the largest eigenvalues, the largest first."""
    A, U = symmetric(rng, [27.0, 9.0, 3.0, 1.0, 0.5])
    found = orthogonal_iteration(A, rng.normal(size=(5, 3)), 50)
    assert found == close_to(U[:, :3], up_to_sign="columns")


@check(orthogonal_iteration)
def two_equal_eigenvalues_have_a_plane(rng):
    """With two equal eigenvalues, the columns end anywhere in the plane of their eigenvectors."""
    A, U = symmetric(rng, [5.0, 5.0, 2.0, 1.0])
    for _ in range(2):
        Q = np.asarray(orthogonal_iteration(A, rng.normal(size=(4, 2)), 60))
        assert Q @ Q.T == close_to(U[:, :2] @ U[:, :2].T)


@wrong(
    orthogonal_iteration,
    "You made the columns orthonormal only at the end. By then all had turned to one "
    "line, and only rounding is left between them. Do it in every round.",
)
def orthogonal_iteration_set_right_late(A, Q, rounds):
    for _ in range(rounds):
        Q = A @ Q
    return gram_schmidt(Q)


@wrong(
    orthogonal_iteration,
    "You set the lengths in every round, but the right angles only at the end. By "
    "then all columns had turned to one line. Use gram_schmidt in every round.",
)
def orthogonal_iteration_scaled_and_set_right_late(A, Q, rounds):
    for _ in range(rounds):
        Q = A @ Q
        Q = Q / np.sqrt((Q**2).sum(axis=0))
    return gram_schmidt(Q)


@wrong(
    orthogonal_iteration,
    "You did not make the last product orthonormal. Compute A @ Q first, then "
    "gram_schmidt.",
)
def orthogonal_iteration_set_right_early(A, Q, rounds):
    for _ in range(rounds):
        Q = A @ gram_schmidt(Q)
    return Q


@wrong(
    orthogonal_iteration,
    "You set each column to length 1 on its own. They need right angles as well.",
)
def orthogonal_iteration_apart(A, Q, rounds):
    for _ in range(rounds):
        Q = A @ Q
        Q = Q / np.sqrt((Q**2).sum(axis=0))
    return Q


@right(orthogonal_iteration)
def orthogonal_iteration_by_recursion(A, Q, rounds):
    if not rounds:
        return Q
    return orthogonal_iteration_by_recursion(A, gram_schmidt(A @ Q), rounds - 1)


@right(orthogonal_iteration)
def orthogonal_iteration_in_a_while(A, Q, rounds):
    while rounds > 0:
        Q = np.asarray(gram_schmidt(np.dot(A, Q)))
        rounds -= 1
    return Q * np.where(Q.sum(axis=0) < 0, -1, 1)


@right(orthogonal_iteration)
def orthogonal_iteration_set_right_before_too(A, Q, rounds):
    Q = np.asarray(gram_schmidt(Q))
    for _ in range(rounds):
        Q = np.asarray(gram_schmidt(np.column_stack([A @ q for q in Q.T])))
    return Q


@check(qr_step)
def it_may_turn_for_ever():
    """With eigenvalues 1 and −1, A only comes back, up to signs."""
    A = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert np.abs(qr_step(A, 0)[0]) == close_to(A)


@check(qr_step)
def with_a_shift_and_without(rng):
    """Q comes from A − shift I, and A itself is in the product Q′ A Q."""
    A, _ = symmetric(rng, [32.0, 16.0, 8.0, 4.0, 2.0])
    for matrix in (A[:2, :2], A):
        for shift in (0, -3):
            turned, Q = map(np.asarray, qr_step(matrix, shift))
            wanted, _ = np.linalg.qr(matrix - shift * np.eye(len(matrix)))
            assert Q == close_to(wanted, up_to_sign="columns")
            assert turned == close_to(Q.T @ matrix @ Q)


@check(orthogonal_iteration, qr_step)
def sixty_turns(rng):
    """Many QR steps together do the same as orthogonal iteration from I."""
    A, _ = symmetric(rng, [32.0, 16.0, 8.0, 4.0, 2.0])
    turned, V = A, np.eye(5)
    for _ in range(60):
        turned, Q = map(np.asarray, qr_step(turned, 0))
        V = V @ Q
    assert turned == close_to(np.diag([32, 16, 8, 4, 2]))
    walked = orthogonal_iteration(A, np.eye(5), 60)
    assert V == close_to(walked, up_to_sign="columns")


@wrong(
    qr_step,
    "That rotates the wrong way. Use Q.T @ A @ Q.",
)
def turn_backwards(A, shift):
    Q = gram_schmidt(A - shift * np.eye(len(A)))
    return Q @ A @ Q.T, Q


@wrong(
    qr_step,
    "You used A − shift I in the product, so every eigenvalue has moved. Use the "
    "shift for Q only.",
)
def turn_still_shifted(A, shift):
    shifted = A - shift * np.eye(len(A))
    Q = gram_schmidt(shifted)
    return Q.T @ shifted @ Q, Q


@wrong(
    qr_step,
    "Return both: Q.T @ A @ Q, and Q.",
)
def turn_without_q(A, shift):
    Q = gram_schmidt(A - shift * np.eye(len(A)))
    return Q.T @ A @ Q


@wrong(
    qr_step,
    "You do not use the shift. Q comes from A - shift * np.eye(len(A)).",
)
def turn_unshifted(A, shift):
    Q = gram_schmidt(A)
    return Q.T @ A @ Q, Q


@wrong(
    qr_step,
    "A - shift subtracts the shift from every number. Subtract it from the diagonal "
    "only: np.eye.",
)
def turn_shifted_everywhere(A, shift):
    Q = gram_schmidt(A - shift)
    return Q.T @ A @ Q, Q


@right(qr_step)
def turn_by_r_q(A, shift):
    shifted = A - shift * np.eye(len(A))
    Q = gram_schmidt(shifted)
    return Q.T @ shifted @ Q + shift * np.eye(len(A)), Q


@right(qr_step)
def turn_on_the_diagonal(A, shift):
    shifted = np.array(A, dtype=float)
    shifted[np.diag_indices(len(A))] -= shift
    Q = np.asarray(gram_schmidt(shifted))
    return [np.einsum("ji,jk,kl->il", Q, A, Q, optimize=True), Q]


@right(qr_step)
def turn_kept_symmetric(A, shift):
    Q = gram_schmidt(A - np.diag([shift] * len(A)))
    turned = Q.T @ (A @ Q)
    return (turned + turned.T) / 2, Q


@check(qr_algorithm)
def with_a_shift_few_turns_are_enough(rng):
    """Values and vectors belong together. With the shift of each block, few steps are enough."""
    for d in (3, 6, 6):
        A, _ = symmetric(rng, np.cumsum(rng.uniform(1, 2, size=d)))
        values, V, steps = map(np.asarray, qr_algorithm(A))
        assert np.sort(values) == close_to(np.linalg.eigvalsh(A))
        assert A @ V == close_to(V * values)
        assert V.T @ V == close_to(np.eye(d))
        assert steps < 50


@check(qr_algorithm)
def without_a_shift_they_are_many(rng):
    """Without a shift the values are the same, after many more steps."""
    A, _ = symmetric(rng, np.cumsum(rng.uniform(1, 2, size=6)))
    values, _, steps = qr_algorithm(A, shifted=False)
    assert np.sort(values) == close_to(np.linalg.eigvalsh(A))
    assert steps > 50


@wrong(
    qr_algorithm,
    "That is no shift at all, and takes as many steps as before. Use A[m - 1, m - 1].",
)
def qr_algorithm_unshifted(A, shifted=True):
    A, V, steps = np.array(A, dtype=float), np.eye(len(A)), 0
    gone = 1e-12 * np.abs(A).max()
    for m in range(len(A), 1, -1):
        while np.abs(A[m - 1, : m - 1]).max() > gone and steps < 1000:
            shift = 0
            A[:m, :m], Q = qr_step(A[:m, :m], shift)
            V[:, :m] = V[:, :m] @ Q
            steps += 1
    return np.diag(A), V, steps


@wrong(
    qr_algorithm,
    "You rotated V the wrong way. Multiply by Q on the right: V[:, :m] @ Q.",
)
def qr_algorithm_turning_back(A, shifted=True):
    A, V, steps = np.array(A, dtype=float), np.eye(len(A)), 0
    gone = 1e-12 * np.abs(A).max()
    for m in range(len(A), 1, -1):
        while np.abs(A[m - 1, : m - 1]).max() > gone and steps < 1000:
            shift = A[m - 1, m - 1] if shifted else 0
            A[:m, :m], Q = qr_step(A[:m, :m], shift)
            V[:, :m] = V[:, :m] @ Q.T
            steps += 1
    return np.diag(A), V, steps


@wrong(
    qr_algorithm,
    "A[-1, -1] is at the end of the whole matrix. The end of the block is A[m - 1, m "
    "- 1].",
)
def qr_algorithm_shifted_by_the_whole(A, shifted=True):
    A, V, steps = np.array(A, dtype=float), np.eye(len(A)), 0
    gone = 1e-12 * np.abs(A).max()
    for m in range(len(A), 1, -1):
        while np.abs(A[m - 1, : m - 1]).max() > gone and steps < 1000:
            shift = A[-1, -1] if shifted else 0
            A[:m, :m], Q = qr_step(A[:m, :m], shift)
            V[:, :m] = V[:, :m] @ Q
            steps += 1
    return np.diag(A), V, steps


@right(qr_algorithm)
def qr_algorithm_by_recursion(A, shifted=True):
    return deflated(np.array(A, dtype=float), shifted, 1e-12 * np.abs(A).max())


@right(qr_algorithm)
def qr_algorithm_sorted(A, shifted=True):
    A, V, m, steps = np.array(A, dtype=float), np.eye(len(A)), len(A), 0
    size = np.abs(A).max()
    while m > 1 and steps < 5000:
        if max(abs(A[m - 1, : m - 1])) <= 1e-13 * size:
            m -= 1
            continue
        G = np.eye(len(A))
        A[:m, :m], G[:m, :m] = qr_step(A[:m, :m], A[m - 1, m - 1] * shifted)
        V, steps = V @ G, steps + 1
    order = np.argsort(np.diag(A))[::-1]
    return np.diag(A)[order], V[:, order], steps


@right(qr_algorithm)
def qr_algorithm_measured_along(A, shifted=True):
    block, V, steps = np.array(A, dtype=float), np.eye(len(A)), 0
    for m in reversed(range(2, len(A) + 1)):
        while np.sqrt((block[m - 1, : m - 1] ** 2).sum()) > 1e-12 * np.abs(A).max():
            if steps == 1000:
                break
            shift = block[m - 1, m - 1] if shifted else 0.0
            block[:m, :m], Q = qr_step(block[:m, :m], shift)
            V[:, :m] = V[:, :m] @ np.asarray(Q)
            steps = steps + 1
    return np.array([rayleigh(A, v) for v in V.T]), V, steps


def of_five(rng):
    """Return 2040 columns made of 5, of which 2000 are alike and do not hold the rest."""
    alike = np.outer([5, 0, 0, 0, 0], np.ones(2000))
    return rng.normal(size=(200, 5)) @ np.hstack([alike, rng.normal(size=(5, 40))])


@check(range_finder)
def columns_at_right_angles(rng):
    """The columns are at right angles and have length 1."""
    for (n, d), size in ((5, 3), 2), ((20, 30), 4):
        Q = np.asarray(range_finder(rng.normal(size=(n, d)), size, rng))
        assert Q.shape == (n, size)
        assert Q.T @ Q == close_to(np.eye(size))


@check(range_finder)
def chance_mixes_anew(rng):
    """The columns are mixed at random, in another way each time."""
    X = rng.normal(size=(200, 5)) @ rng.normal(size=(5, 40))
    one, other = (np.asarray(range_finder(X, 1, rng))[:, 0] for _ in range(2))
    assert abs(one @ other) < 1 - 1e-9


@check(range_finder)
def all_columns_have_a_say(rng):
    """Mix all columns of X, not only the first ones."""
    X = of_five(rng)
    assert missed(X, np.asarray(range_finder(X, 4, rng))) > 1e-9
    assert missed(X, np.asarray(range_finder(X, 5, rng))) == close_to(0)


@wrong(
    range_finder,
    "Your columns do not depend on X. Multiply X by random numbers first.",
)
def range_finder_without_x(X, size, rng):
    return gram_schmidt(rng.normal(size=(X.shape[0], size)))


@wrong(
    range_finder,
    "Those are columns of X as they are. Mix all of them: X times random numbers, (d, "
    "size).",
)
def range_finder_of_the_first_columns(X, size, rng):
    return gram_schmidt(X[:, :size])


@wrong(
    range_finder,
    "The mixtures are not orthonormal yet. Use gram_schmidt.",
)
def range_finder_not_set_right(X, size, rng):
    return X @ rng.normal(size=(X.shape[1], size))


@wrong(
    range_finder,
    "Those are mixtures of rows, (d, size). Mix the columns: X times random numbers, "
    "(d, size).",
)
def range_finder_of_rows(X, size, rng):
    return gram_schmidt(X.T @ rng.normal(size=(X.shape[0], size)))


@right(range_finder)
def range_finder_by_coins(X, size, rng):
    return gram_schmidt(X @ rng.choice([-1.0, 1.0], size=(X.shape[1], size)))


@right(range_finder)
def range_finder_by_uniform_numbers(X, size, rng):
    return gram_schmidt(X @ rng.uniform(-1, 1, size=(len(X[0]), size)))


@right(range_finder)
def range_finder_mixture_by_mixture(X, size, rng):
    mixtures = [X @ rng.standard_normal(X.shape[1]) for _ in range(size)]
    return -np.asarray(gram_schmidt(np.stack(mixtures, axis=1)))


@check(randomised_svd)
def shapes_and_right_angles(rng):
    """The columns of U and the rows of Vt are orthonormal."""
    X = rng.normal(size=(40, 20)) * 0.7 ** np.arange(20)
    U, s, Vt = map(np.asarray, randomised_svd(X, 3, rng))
    assert (U.shape, s.shape, Vt.shape) == ((40, 3), (3,), (3, 20))
    assert U.T @ U == close_to(np.eye(3))
    assert Vt @ Vt.T == close_to(np.eye(3))
    assert s == close_to(np.linalg.svd(X, compute_uv=False)[:3], rel=0.02)


@check(randomised_svd)
def hardly_more_is_lost_than_must_be(rng):
    """U s Vt loses hardly more of the digits than the exact SVD does."""
    X = X_train - pca.mean_
    U, s, Vt = map(np.asarray, randomised_svd(X, k, rng))
    assert U.T @ U == close_to(np.eye(k))
    assert Vt @ Vt.T == close_to(np.eye(k))
    best = ((X - pca.transform(X_train) @ pca.components_) ** 2).sum()
    assert ((X - U * s @ Vt) ** 2).sum() < 1.05 * best


@wrong(
    randomised_svd,
    "You did not multiply Q by X′ and X. Each round does: X @ (X.T @ Q).",
)
def randomised_svd_unsharpened(X, k, rng, extra=10, rounds=2):
    Q = range_finder(X, k + extra, rng)
    for _ in range(rounds):
        Q = gram_schmidt(Q)
    B = Q.T @ X
    values, W, _ = qr_algorithm(B @ B.T)
    largest = np.argsort(values)[::-1][:k]
    s, W = np.sqrt(values[largest]), W[:, largest]
    return Q @ W, s, W.T @ B / s[:, None]


@wrong(
    randomised_svd,
    "W has only k + extra rows. Q @ W brings it back to the n rows of X.",
)
def randomised_svd_left_small(X, k, rng, extra=10, rounds=2):
    Q = range_finder(X, k + extra, rng)
    for _ in range(rounds):
        Q = gram_schmidt(X @ (X.T @ Q))
    B = Q.T @ X
    values, W, _ = qr_algorithm(B @ B.T)
    largest = np.argsort(values)[::-1][:k]
    s, W = np.sqrt(values[largest]), W[:, largest]
    return W, s, W.T @ B / s[:, None]


@wrong(
    randomised_svd,
    "W.T @ B is s times Vt, so your rows are too long. Divide each by its s.",
)
def randomised_svd_undivided(X, k, rng, extra=10, rounds=2):
    Q = range_finder(X, k + extra, rng)
    for _ in range(rounds):
        Q = gram_schmidt(X @ (X.T @ Q))
    B = Q.T @ X
    values, W, _ = qr_algorithm(B @ B.T)
    largest = np.argsort(values)[::-1][:k]
    s, W = np.sqrt(values[largest]), W[:, largest]
    return Q @ W, s, W.T @ B


@right(randomised_svd)
def randomised_svd_set_right_on_both_sides(X, k, rng, extra=10, rounds=2):
    Q = range_finder(X, k + extra, rng)
    for _ in range(rounds):
        Q = gram_schmidt(X @ np.asarray(gram_schmidt(X.T @ Q)))
    B = Q.T @ X
    values, W, _ = map(np.asarray, qr_algorithm(B @ B.T))
    order = np.argsort(-values)[:k]
    s = values[order] ** 0.5
    return Q @ W[:, order], s, np.diag(1 / s) @ W[:, order].T @ B


@right(randomised_svd)
def randomised_svd_of_the_turned(X, k, rng, extra=10, rounds=2):
    Q = range_finder(X.T, k + extra, rng)
    for _ in range(rounds):
        Q = gram_schmidt(X.T @ (X @ Q))
    small = X @ Q
    values, W, _ = map(np.asarray, qr_algorithm(small.T @ small))
    order = sorted(range(len(values)), key=lambda i: values[i], reverse=True)[:k]
    s = np.sqrt(values[order])
    return [small @ W[:, order] / s, s, -W[:, order].T @ Q.T * -1]


@right(randomised_svd)
def randomised_svd_sharpened_more(X, k, rng, extra=10, rounds=2):
    Q = np.asarray(range_finder(X, k + extra + 2, rng))
    for _ in range(rounds + 1):
        Q = np.asarray(gram_schmidt(X @ X.T @ Q))
    values, W, _ = map(np.asarray, qr_algorithm(Q.T @ X @ X.T @ Q))
    order = np.argsort(values)[: -k - 1 : -1]
    U = -Q @ W[:, order]
    long = U.T @ X
    s = np.sqrt((long**2).sum(axis=1))
    return U, s, long / s[:, None]


@check(oja_step)
def another_step():
    seen = oja_step(np.array([0.0, 2.0, 0.0]), np.array([1.0, 1.0, -3.0]), 0.5)
    assert seen == close_to([1, -1, -3])


@check(oja_step)
def over_many_rows(rng):
    """On average, w moves as X′X, the sum over all rows, says."""
    X, w = rng.normal(size=(30, 4)), rng.normal(size=4)
    step = np.mean([oja_step(w, x, 0.1) for x in X], axis=0) - w
    spread = X.T @ X / 30
    assert step == close_to(0.1 * (spread @ w - (w @ spread @ w) * w))


@wrong(
    oja_step,
    "Your w only grows. Use x − y w, what is left of x beside w.",
)
def oja_step_without_end(w, x, rate):
    return w + rate * (w @ x) * x


@wrong(
    oja_step,
    "You subtracted w from x. Subtract only the part of x along w, y * w.",
)
def oja_step_taking_off_w(w, x, rate):
    return w + rate * (w @ x) * (x - w)


@wrong(
    oja_step,
    "You add as much for every row. Multiply by y as well as by rate.",
)
def oja_step_without_y(w, x, rate):
    return w + rate * (x - (w @ x) * w)


@wrong(
    oja_step,
    "You subtracted the step. Add it.",
)
def oja_step_away(w, x, rate):
    y = w @ x
    return w - rate * y * (x - y * w)


@right(oja_step)
def oja_step_expanded(w, x, rate):
    y = np.dot(x, w)
    return w + rate * y * x - rate * y**2 * w


@right(oja_step)
def oja_step_by_a_matrix(w, x, rate):
    spread = np.outer(x, x)
    return w + rate * (spread @ w - (w @ spread @ w) * w)


@right(oja_step)
def oja_step_number_by_number(w, x, rate):
    y = sum(a * b for a, b in zip(w, x, strict=True))
    return [a + rate * y * (b - y * a) for a, b in zip(w, x, strict=True)]


@check(components)
def of_fresh_rows(rng):
    """Up to the sign, the components are PCA's, wherever the rows lie."""
    X = 5 + rng.normal(size=(200, 20)) * 0.7 ** np.arange(20)
    wanted = PCA(3, svd_solver="full").fit(X).components_
    assert components(X, 3, rng) == close_to(wanted, up_to_sign=True)


@check(components)
def values_close_to_each_other(rng):
    """Thirty rounds do not separate close eigenvalues; the eigenvectors of Q′ C Q do."""
    waves = np.cos(np.outer(np.arange(200) + 0.5, np.arange(1, 25)) * np.pi / 200)
    # 14 columns, each a little less lively than the one before, and 10 that hardly are.
    X = waves * np.append(1 - 1e-4 * np.arange(14), np.full(10, 1e-3))
    for _ in range(4):
        found = components(X, 8, rng)
        assert found == close_to(np.eye(8, 24), abs=0.05, up_to_sign=True)


@wrong(
    components,
    "You did not centre X, so the first direction points at the mean digit.",
)
def components_uncentred(X, k, rng):
    C = X.T @ X / (len(X) - 1)
    Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 30)
    values, V, _ = qr_algorithm(Q.T @ C @ Q)
    largest = np.argsort(values)[::-1][:k]
    return (Q @ V[:, largest]).T


@wrong(
    components,
    "Your components are columns, (d, k). Return them as rows, (k, d).",
)
def components_as_columns(X, k, rng):
    centred = X - X.mean(axis=0)
    C = centred.T @ centred / (len(X) - 1)
    Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 30)
    values, V, _ = qr_algorithm(Q.T @ C @ Q)
    largest = np.argsort(values)[::-1][:k]
    return Q @ V[:, largest]


@wrong(
    components,
    "Those are the k smallest. Take the k largest: argsort, from the end.",
)
def components_smallest_first(X, k, rng):
    centred = X - X.mean(axis=0)
    C = centred.T @ centred / (len(X) - 1)
    Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 30)
    values, V, _ = qr_algorithm(Q.T @ C @ Q)
    return (Q @ V[:, np.argsort(values)[:k]]).T


@wrong(
    components,
    "Your components are in the order of qr_algorithm. Put the largest eigenvalue "
    "first: argsort, from the end.",
)
def components_unsorted(X, k, rng):
    centred = X - X.mean(axis=0)
    C = centred.T @ centred / (len(X) - 1)
    Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 30)
    _, V, _ = qr_algorithm(Q.T @ C @ Q)
    return (Q @ V[:, :k]).T


@wrong(
    components,
    "After thirty rounds the columns together are right, but each one alone is not "
    "yet. Multiply Q by the eigenvectors of Q.T @ C @ Q.",
)
def components_unmixed(X, k, rng):
    centred = X - X.mean(axis=0)
    C = centred.T @ centred / (len(X) - 1)
    Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 30)
    return Q[:, :k].T


@right(components)
def components_by_the_whole_table(X, k, rng):
    centred = X - X.mean(axis=0)
    values, V, _ = map(np.asarray, qr_algorithm(centred.T @ centred / (len(X) - 1)))
    return V[:, np.argsort(values)[::-1][:k]].T


@right(components)
def components_from_more_columns(X, k, rng):
    centred = X - np.mean(X, axis=0)
    C = np.einsum("ni,nj->ij", centred, centred) / (len(X) - 1)
    Q = np.asarray(orthogonal_iteration(C, rng.uniform(size=(len(C), 2 * k)), 35))
    values, V, _ = map(np.asarray, qr_algorithm(Q.T @ C @ Q, shifted=True))
    return [-(Q @ V[:, j]) for j in np.argsort(-values)[:k]]


@right(components)
def components_by_a_randomised_svd(X, k, rng):
    return randomised_svd(X - X.mean(axis=0), k, rng, extra=20, rounds=30)[2]


equivalent(
    components,
    "C = centred.T @ centred / (len(X) - 1) -> C = centred.T @ centred / 1",
    "C = centred.T @ centred / (len(X) - 1) -> C = centred.T @ centred * (len(X) - 1)",
    "C = centred.T @ centred / (len(X) - 1) -> C = centred.T @ centred",
    "C = centred.T @ centred / (len(X) - 1) -> C = centred.T @ centred / len(X)",
    "C = centred.T @ centred / (len(X) - 1) -> C = centred.T @ centred / (len(X) + 1)",
    "C = centred.T @ centred / (len(X) - 1) -> C = centred.T @ centred / (len(X) - 2)",
    "C = centred.T @ centred / (len(X) - 1) -> C = centred.T @ centred / (len(X) - 0)",
    why="A multiple of the covariance has the same eigenvectors.",
)


equivalent(
    components,
    "Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 30) -> Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 29)",
    "Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 30) -> Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 7)), 30)",
    "Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 30) -> Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 9)), 30)",
    "Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 30) -> Q = orthogonal_iteration(C, rng.normal(size=(len(C), k + 8)), 31)",
    why="One round or column more or fewer, where there are enough of them.",
)


@check(predict)
def the_nearest_row_names():
    three, labels = np.array([[0, 9], [3, 4], [9, 0]]), np.array([7, 1, 4])
    new = np.array([[1, 3], [1, 8], [8, 4], [5, 9]])
    assert predict(three, labels, new[:1]) == close_to([1])
    assert predict(three, labels, new) == close_to([1, 7, 4, 7])


@check(predict)
def each_row_is_nearest_to_itself(rng):
    rows, labels = rng.normal(size=(30, 4)), rng.permutation(30)
    assert predict(rows, labels, rows + 1e-3) == close_to(labels)


@wrong(
    predict,
    "Those are the row numbers of the nearest digits. Take their labels from "
    "`y_train`.",
)
def nearest_positions(train_scores, y_train, test_scores):
    lengths = (train_scores**2).sum(axis=1)
    return (lengths - 2 * test_scores @ train_scores.T).argmin(axis=1)


@wrong(
    predict,
    "The largest product prefers long rows to near ones. Add |b|².",
)
def name_by_the_largest_product(train_scores, y_train, test_scores):
    return y_train[(test_scores @ train_scores.T).argmax(axis=1)]


@wrong(
    predict,
    "The product counts twice: |a|² − 2 a·b + |b|².",
)
def name_with_the_product_once(train_scores, y_train, test_scores):
    lengths = (train_scores**2).sum(axis=1)
    return y_train[(lengths - test_scores @ train_scores.T).argmin(axis=1)]


@wrong(
    predict,
    "That is the digit furthest away. Use argmin instead of argmax.",
)
def name_by_the_furthest(train_scores, y_train, test_scores):
    lengths = (train_scores**2).sum(axis=1)
    return y_train[(lengths - 2 * test_scores @ train_scores.T).argmax(axis=1)]


@right(predict)
def name_digits_by_broadcasting(train_scores, y_train, test_scores):
    names = []
    for row in test_scores:
        far = ((train_scores - row) ** 2).sum(axis=1)
        names.append(y_train[far.argmin()])
    return names


@right(predict)
def name_digits_by_all_three_parts(train_scores, y_train, test_scores):
    far = -2 * np.einsum("mk,nk->mn", test_scores, train_scores)
    far += np.square(train_scores).sum(1) + np.square(test_scores).sum(1)[:, None]
    return np.take(y_train, np.argsort(far, axis=1)[:, 0])


@right(predict)
def name_digits_by_sorting(train_scores, y_train, test_scores):
    half = (train_scores * train_scores).sum(axis=1) / 2
    nearest = [np.argmax(train_scores @ row - half) for row in test_scores]
    return tuple(int(y_train[i]) for i in nearest)
