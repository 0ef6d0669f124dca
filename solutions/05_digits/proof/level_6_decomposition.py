"""The proof of level 6 of 05 digits: how its functions go wrong, and other right answers."""

import math

# Columns a billionth apart: nothing that counts fewer than 16 digits can tell.
not_as(as_narrow, gram_schmidt, householder)


def entries(A, p, q):
    return A[p, p], A[p, q], A[q, q]


@check(gram_schmidt)
def as_numpys_qr(rng):
    """A = Q R, for any number of rows and columns."""
    for size in (3, 2), (6, 3), (20, 5):
        A = rng.normal(size=size)
        Q, R = map(np.asarray, gram_schmidt(A))
        wanted_Q, wanted_R = np.linalg.qr(A)
        assert Q == close_to(wanted_Q, up_to_sign="columns")
        assert R == close_to(wanted_R, up_to_sign=True)
        assert Q @ R == close_to(A)


@wrong(
    gram_schmidt,
    "Your directions do not have length 1: left @ left is a squared length. Take the "
    "root.",
)
def gram_schmidt_squared(A):
    n, d = A.shape
    Q, R = np.zeros((n, d)), np.zeros((d, d))
    for j in range(d):
        R[:j, j] = Q[:, :j].T @ A[:, j]
        left = A[:, j] - Q[:, :j] @ R[:j, j]
        R[j, j] = left @ left
        Q[:, j] = left / R[j, j]
    return Q, R


@wrong(
    gram_schmidt,
    "You measured the column along the columns of A. Measure it along the columns of "
    "Q, which are orthonormal.",
)
def gram_schmidt_along_the_columns(A):
    n, d = A.shape
    Q, R = np.zeros((n, d)), np.zeros((d, d))
    for j in range(d):
        R[:j, j] = A[:, :j].T @ A[:, j]
        left = A[:, j] - Q[:, :j] @ R[:j, j]
        R[j, j] = np.sqrt(left @ left)
        Q[:, j] = left / R[j, j]
    return Q, R


@wrong(
    gram_schmidt,
    "You added the part that lies along earlier directions. Subtract it.",
)
def gram_schmidt_adding(A):
    n, d = A.shape
    Q, R = np.zeros((n, d)), np.zeros((d, d))
    for j in range(d):
        R[:j, j] = Q[:, :j].T @ A[:, j]
        left = A[:, j] + Q[:, :j] @ R[:j, j]
        R[j, j] = np.sqrt(left @ left)
        Q[:, j] = left / R[j, j]
    return Q, R


@right(gram_schmidt)
def gram_schmidt_modified(A):
    Q, R = A.astype(float), np.zeros((A.shape[1], A.shape[1]))
    for j in range(A.shape[1]):
        R[j, j] = math.hypot(*Q[:, j])
        Q[:, j] /= R[j, j]
        for i in range(j + 1, A.shape[1]):
            R[j, i] = Q[:, j] @ Q[:, i]
            Q[:, i] -= R[j, i] * Q[:, j]
    return Q, R


@right(gram_schmidt)
def gram_schmidt_in_loops(A):
    directions, R = [], np.zeros((A.shape[1], A.shape[1]))
    for j, column in enumerate(A.T):
        left = column.copy()
        for i, q in enumerate(directions):
            R[i, j] = sum(q * column)
            left = left - R[i, j] * q
        R[j, j] = (left**2).sum() ** 0.5
        directions.append(left / R[j, j])
    return np.array(directions).T, R


@right(gram_schmidt)
def gram_schmidt_by_recursion(A):
    if A.shape[1] == 0:
        return np.zeros((len(A), 0)), np.zeros((0, 0))
    Q, R = gram_schmidt_by_recursion(A[:, :-1])
    along = Q.T @ A[:, -1]
    left = A[:, -1] - Q @ along
    length = np.sqrt(np.einsum("i,i", left, left))
    R = np.vstack([np.c_[R, along], [0.0] * len(along) + [length]])
    return np.c_[Q, left / length], R


@right(gram_schmidt)
def gram_schmidt_the_other_way(A):
    n, d = A.shape
    Q, R = np.zeros((n, d)), np.zeros((d, d))
    for j in range(d):
        R[:j, j] = Q[:, :j].T @ A[:, j]
        left = Q[:, :j] @ R[:j, j] - A[:, j]
        R[j, j] = -np.sqrt((left * left).sum())
        Q[:, j] = left / -R[j, j]
    return [Q, R]


@check(reflector)
def awkward_ones(rng):
    """All of x must land on the far side of the first axis, and v has length 1."""
    axis, beside = np.array([1.0, 0.0, 0.0]), np.array([0.0, 3.0, 4.0])
    for x in (axis, -axis, beside, rng.normal(size=3), rng.normal(size=9)):
        v = np.asarray(reflector(x))
        assert v @ v == close_to(1)
        image = mirrored(x, v)
        assert abs(image[0]) == close_to(np.linalg.norm(x))
        assert image[1:] == close_to(np.zeros(len(x) - 1), abs=1e-5)
        assert image[0] * x[0] <= 0


@check(reflector)
def nothing_to_lay_down():
    """If x is all 0, v is all 0."""
    assert reflector(np.zeros(4)) == close_to(np.zeros(4))


@wrong(
    reflector,
    "That lands on the near side of the axis, where subtracting nearly equal numbers "
    "loses digits. Go to the far side.",
)
def reflector_to_the_near_side(x):
    v = np.array(x, dtype=float)
    v[0] -= np.copysign(np.sqrt(v @ v), v[0])
    length = np.sqrt(v @ v)
    return v / length if length > 0 else v


@wrong(
    reflector,
    "np.sign(0) is 0, so you add nothing if x[0] is 0. Use np.copysign.",
)
def reflector_by_sign(x):
    v = np.array(x, dtype=float)
    v[0] += np.sign(v[0]) * np.sqrt(v @ v)
    length = np.sqrt(v @ v)
    return v / length if length > 0 else v


@wrong(
    reflector,
    "You added the length whatever the sign of x[0]. If x[0] is negative, subtract "
    "it: np.copysign.",
)
def reflector_always_adding(x):
    v = np.array(x, dtype=float)
    v[0] += np.sqrt(v @ v)
    with np.errstate(invalid="ignore"):
        return v / np.sqrt(v @ v)


@wrong(
    reflector,
    "You added the length whatever the sign of x[0], so nothing may be left. If x[0] "
    "is negative, subtract it: np.copysign.",
)
def reflector_always_adding_but_to_nothing(x):
    v = np.array(x, dtype=float)
    v[0] += np.sqrt(v @ v)
    length = np.sqrt(v @ v)
    return v / length if length > 0 else v


@wrong(
    reflector,
    "v must have length 1. Divide it by its own length.",
)
def reflector_of_any_length(x):
    v = np.array(x, dtype=float)
    v[0] += np.copysign(np.sqrt(v @ v), v[0])
    return v


@wrong(
    reflector,
    "If x is all 0, that is 0 / 0. Return zeros then: some pixels are always paper.",
)
def reflector_of_nothing(x):
    v = np.array(x, dtype=float)
    v[0] += np.copysign(np.sqrt(v @ v), v[0])
    with np.errstate(invalid="ignore"):
        return v / np.sqrt(v @ v)


@right(reflector)
def reflector_to_the_image(x):
    x = np.asarray(x, dtype=float)
    image = np.zeros(len(x))
    image[0] = math.hypot(*x) if x[0] < 0 else -math.hypot(*x)
    apart = x - image
    if not apart.any():
        return apart
    return apart / math.hypot(*apart)


@right(reflector)
def reflector_from_behind(x):
    length = (x * x).sum() ** 0.5
    if length == 0:
        return np.zeros(x.shape)
    v = -x / length
    v[0] += -1 if x[0] >= 0 else 1
    return v / np.sqrt(2 * abs(v[0]))


@right(reflector)
def reflector_as_a_list(x):
    numbers = [float(value) for value in x]
    length = sum(value**2 for value in numbers) ** 0.5
    numbers[0] += length if numbers[0] >= 0 else -length
    length = math.sqrt(math.fsum(value**2 for value in numbers))
    return np.array([value / length if length else 0.0 for value in numbers])


equivalent(
    reflector,
    "v = np.array(x, dtype=float) -> v = np.array(x)",
    why="All that is given here is float already.",
)


@check(householder)
def A_is_left_as_it_was():
    """Do not change A itself."""
    A = np.array([[3.0, 1.0], [4.0, 3.0], [0.0, 2.0]])
    householder(A)
    assert A == close_to([[3, 1], [4, 3], [0, 2]])


@check(householder)
def mirrors_as_numpys_qr(rng):
    """A = Q R, for any number of rows and columns."""
    for size in (2, 2), (7, 3), (20, 5):
        A = rng.normal(size=size)
        Q, R = map(np.asarray, householder(A))
        wanted_Q, wanted_R = np.linalg.qr(A)
        assert Q @ R == close_to(A)
        assert R == close_to(wanted_R, up_to_sign=True)
        assert Q == close_to(wanted_Q, up_to_sign="columns")


@check(householder)
def columns_a_billionth_apart(rng):
    """The columns of Q stay at right angles, even if those of A are nearly parallel."""
    fresh = rng.normal(size=(20, 1)) + 1e-9 * rng.normal(size=(20, 3))
    for A in (nearly, fresh):
        Q, R = map(np.asarray, householder(A))
        assert Q @ R == close_to(A, rel=0, abs=1e-12)
        assert Q.T @ Q == close_to(np.eye(3), rel=1e-10)


@check(gram_schmidt)
def still_Q_R_is_A(rng):
    """Q R is A, even if the columns are nearly parallel."""
    fresh = rng.normal(size=(20, 1)) + 1e-9 * rng.normal(size=(20, 3))
    for A in (nearly, fresh):
        Q, R = map(np.asarray, gram_schmidt(A))
        assert Q @ R == close_to(A, rel=0, abs=1e-12)


@wrong(
    householder,
    "I − v v′ is a projection: it drops what lies along v. A reflection subtracts "
    "twice as much: I − 2 v v′.",
)
def householder_shadow(A):
    n, d = A.shape
    Q, R = np.eye(n), np.array(A, dtype=float)
    for j in range(d):
        v = reflector(R[j:, j])
        R[j:] -= np.outer(v, v @ R[j:])
        Q[:, j:] -= np.outer(Q[:, j:] @ v, v)
    return Q[:, :d], R[:d]


@wrong(
    householder,
    "You multiplied the mirrors into Q in the wrong order. They go on its right side: "
    "Q[:, j:].",
)
def householder_transposed(A):
    n, d = A.shape
    Q, R = np.eye(n), np.array(A, dtype=float)
    for j in range(d):
        v = reflector(R[j:, j])
        R[j:] -= 2 * np.outer(v, v @ R[j:])
        Q[j:] -= 2 * np.outer(v, v @ Q[j:])
    return Q[:, :d], R[:d]


@wrong(
    householder,
    "You reflected only column j. Reflect the columns after it as well.",
)
def householder_one_column(A):
    n, d = A.shape
    Q, R = np.eye(n), np.array(A, dtype=float)
    for j in range(d):
        v = reflector(R[j:, j])
        R[j:, j] -= 2 * v * (v @ R[j:, j])
        Q[:, j:] -= 2 * np.outer(Q[:, j:] @ v, v)
    return Q[:, :d], R[:d]


@wrong(
    householder,
    "You reflected only column j of R and of Q. Reflect all of R[j:] and of Q[:, j:].",
)
def householder_one_column_each(A):
    n, d = A.shape
    Q, R = np.eye(n), np.array(A, dtype=float)
    for j in range(d):
        v = reflector(R[j:, j])
        R[j:, j] -= 2 * v * (v @ R[j:, j])
        Q[j:, j] -= 2 * v * (v @ Q[j:, j])
    return Q[:, :d], R[:d]


@wrong(
    householder,
    "That is Gram-Schmidt again, which loses right angles if columns are nearly "
    "parallel. Use a reflector for each column.",
)
def householder_by_gram_schmidt(A):
    return gram_schmidt(A)


@right(householder)
def householder_by_whole_matrices(A):
    n, d = A.shape
    Q, R = np.eye(n), A
    for j in range(d):
        v = np.r_[np.zeros(j), reflector(R[j:, j])]
        H = np.eye(n) - 2 * np.outer(v, v)
        Q, R = Q @ H, H @ R
    return Q[:, :d], R[:d]


@right(householder)
def householder_with_a_positive_diagonal(A):
    n, d = A.shape
    R, mirrors = A.astype(float), []
    for j in range(d):
        v = reflector(R[j:, j])
        R[j:] = R[j:] - 2 * v[:, None] * (v @ R[j:])
        mirrors.append(v)
    Q = np.eye(n, d)
    for j in reversed(range(d)):
        Q[j:] = Q[j:] - 2 * mirrors[j][:, None] * (mirrors[j] @ Q[j:])
    sign = np.where(R.diagonal() < 0, -1.0, 1.0)
    return Q * sign, np.triu(R[:d] * sign[:, None])


@right(householder)
def householder_by_turns(A):
    n, d = A.shape
    Q, R = np.eye(n), np.array(A, dtype=float)
    for j in range(d):
        for i in range(j + 1, n):
            length = math.hypot(R[j, j], R[i, j])
            if length == 0:
                continue
            c, s = R[j, j] / length, R[i, j] / length
            turn = np.array([[c, s], [-s, c]])
            R[[j, i]] = turn @ R[[j, i]]
            Q[:, [j, i]] = Q[:, [j, i]] @ turn.T
    return Q[:, :d], R[:d]


@right(householder)
def householder_by_recursion(A):
    n, d = A.shape
    v = np.asarray(reflector(A[:, 0]))
    mirror = np.eye(n) - 2 * np.outer(v, v)
    R, Q = mirror @ A, mirror
    if d > 1:
        below = np.eye(n)
        inner, R_inner = householder_by_recursion(R[1:, 1:])
        below = np.zeros((n, d))
        below[0, 0], below[1:, 1:] = 1, inner
        return Q @ below, np.vstack([R[0], np.c_[np.zeros(d - 1), R_inner]])
    return Q[:, :1], R[:1]


equivalent(
    householder,
    "Q, R = (np.eye(n), np.array(A, dtype=float)) -> Q, R = (np.eye(n), np.array(A))",
    why="All that is given here is float already.",
)


@check(rotation_angle)
def the_smallest_angle_either_way():
    """Of all such angles return the smallest, from −π/4 to π/4."""
    assert rotation_angle(0.0, 2.0, 3.0) == close_to(np.arctan(4 / 3) / 2)
    assert rotation_angle(3.0, 2.0, 0.0) == close_to(-np.arctan(4 / 3) / 2)
    assert rotation_angle(0.0, -2.0, 3.0) == close_to(-np.arctan(4 / 3) / 2)


@check(rotation_angle)
def where_there_is_nothing_to_turn():
    """The angle is 0 if a_pq is 0. For arrays, return one angle for each entry."""
    paper = np.zeros(3)
    assert rotation_angle(paper, paper, np.array([0.0, 2.0, -2.0])) == close_to(paper)


@check(rotation_angle)
def where_both_are_equal():
    """The angle is π/4 or −π/4 if a_pp = a_qq."""
    even = rotation_angle(np.ones(2), np.array([2.0, -2.0]), np.ones(2))
    assert np.abs(even) == close_to([np.pi / 4, np.pi / 4])


def beside(A):
    """Return the sum of the squares beside the diagonal."""
    return (A**2).sum() - (A.diagonal() ** 2).sum()


@check(rotation_angle)
def the_entry_becomes_zero(rng):
    """The entry becomes 0, and the squares beside the diagonal add up to 2 a_pq² less."""
    for d in (2, 5):
        A = fresh_symmetric(rng, d)
        for B in (A, -A):
            for p, q in ((0, 1), (d - 2, d - 1)):
                angle = rotation_angle(B[p, p], B[p, q], B[q, q])
                assert abs(angle) <= np.pi / 4 + 1e-9
                G = rotation(d, p, q, angle)
                rotated = G.T @ B @ G
                assert rotated[p, q] == close_to(0, abs=1e-6)
                assert beside(B) - beside(rotated) == close_to(
                    2 * B[p, q] ** 2, abs=1e-5
                )


@wrong(
    rotation_angle,
    "That is twice the angle, 2t. Divide it by 2.",
)
def turning_twice_as_far(a_pp, a_pq, a_qq):
    apart = a_qq - a_pp
    return np.arctan2(2 * a_pq * np.copysign(1, apart), np.abs(apart))


@wrong(
    rotation_angle,
    "That rotates the other way. Use a_qq − a_pp, in this order.",
)
def turning_backwards(a_pp, a_pq, a_qq):
    apart = a_pp - a_qq
    return np.arctan2(2 * a_pq * np.copysign(1, apart), np.abs(apart)) / 2


@wrong(
    rotation_angle,
    "That makes the entry 0, but by a larger angle. Stay within −π/4 and π/4.",
)
def turning_the_long_way(a_pp, a_pq, a_qq):
    return np.arctan2(2 * a_pq, a_qq - a_pp) / 2


@wrong(
    rotation_angle,
    "0 / 0 gives nan, as for two pixels that are always paper. Use np.arctan2, which "
    "does not divide.",
)
def turning_by_division(a_pp, a_pq, a_qq):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.arctan(np.divide(2 * a_pq, a_qq - a_pp)) / 2


@right(rotation_angle)
def turning_angle_by_tangent(a_pp, a_pq, a_qq):
    apart = np.asarray(a_qq - a_pp, dtype=float)
    sign = np.where(apart < 0, -1, 1)
    below = np.abs(apart) + np.sqrt(apart**2 + 4 * np.square(a_pq))
    t = sign * 2 * a_pq / np.where(below == 0, 1, below)
    return np.arctan(t)


@right(rotation_angle)
def turning_angle_by_cases(a_pp, a_pq, a_qq):
    angle = np.arctan2(2 * a_pq, a_qq - a_pp) / 2
    angle = np.where(angle > np.pi / 4, angle - np.pi / 2, angle)
    return np.where(angle < -np.pi / 4, angle + np.pi / 2, angle)


@right(rotation_angle)
def turning_angle_one_by_one(a_pp, a_pq, a_qq):
    if np.ndim(a_pq) == 0:
        apart = a_qq - a_pp
        if apart == 0:
            return math.copysign(math.pi / 4, a_pq) if a_pq else 0.0
        return math.atan(2 * a_pq / apart) / 2
    triples = zip(a_pp, a_pq, a_qq, strict=True)
    return np.array([turning_angle_one_by_one(*triple) for triple in triples])


equivalent(
    rotation_angle,
    "return np.arctan2(2 * a_pq * np.copysign(1, apart), np.abs(apart)) / 2 -> return np.arctan2(2 * a_pq / np.copysign(1, apart), np.abs(apart)) / 2",
    why="Times 1 or -1 is divided by 1 or -1.",
)


@check(jacobi)
def matrices_of_any_size(rng):
    """The largest value is first, column j of V belongs to value j, and the columns are orthonormal."""
    by_eye = np.array([[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 2.0]])
    for A in (by_eye, fresh_symmetric(rng, 3), fresh_symmetric(rng, 6)):
        values, V = map(np.asarray, jacobi(A))
        assert values == close_to(np.linalg.eigvalsh(A)[::-1])
        assert V.T @ V == close_to(np.eye(len(A)))
        assert A @ V == close_to(V * values)


@wrong(
    jacobi,
    "You put the smallest value first. Reverse the order.",
)
def jacobi_ascending(A, sweeps=10):
    d = len(A)
    V = np.eye(d)
    for p, q in rounds(d) * sweeps:
        G = rotation(d, p, q, rotation_angle(A[p, p], A[p, q], A[q, q]))
        A = G.T @ A @ G
        V = V @ G
    order = np.argsort(A.diagonal())
    return A.diagonal()[order], V[:, order]


@wrong(
    jacobi,
    "You did not sort the values. Put the largest first.",
)
def jacobi_unsorted(A, sweeps=10):
    d = len(A)
    V = np.eye(d)
    for p, q in rounds(d) * sweeps:
        G = rotation(d, p, q, rotation_angle(A[p, p], A[p, q], A[q, q]))
        A = G.T @ A @ G
        V = V @ G
    return A.diagonal(), V


@wrong(
    jacobi,
    "V has the rotations in the wrong order. Multiply each new one on the right: V @ "
    "G.",
)
def jacobi_from_the_left(A, sweeps=10):
    d = len(A)
    V = np.eye(d)
    for p, q in rounds(d) * sweeps:
        G = rotation(d, p, q, rotation_angle(A[p, p], A[p, q], A[q, q]))
        A = G.T @ A @ G
        V = G @ V
    order = np.argsort(A.diagonal())[::-1]
    return A.diagonal()[order], V[:, order]


@wrong(
    jacobi,
    "You rotated A from one side only. Rotate rows and columns: G′ A G.",
)
def jacobi_one_sided(A, sweeps=10):
    d = len(A)
    V = np.eye(d)
    for p, q in rounds(d) * sweeps:
        G = rotation(d, p, q, rotation_angle(A[p, p], A[p, q], A[q, q]))
        A = G.T @ A
        V = V @ G
    order = np.argsort(A.diagonal())[::-1]
    return A.diagonal()[order], V[:, order]


@wrong(
    jacobi,
    "You rotated the other way. Use G′ A G instead of G A G′.",
)
def jacobi_turned_back(A, sweeps=10):
    d = len(A)
    V = np.eye(d)
    for p, q in rounds(d) * sweeps:
        G = rotation(d, p, q, rotation_angle(A[p, p], A[p, q], A[q, q]))
        A = G @ A @ G.T
        V = V @ G
    order = np.argsort(A.diagonal())[::-1]
    return A.diagonal()[order], V[:, order]


@right(jacobi)
def jacobi_a_pair_at_a_time(A, sweeps=10):
    A, V = np.array(A, dtype=float), np.eye(len(A))
    for _ in range(sweeps):
        for p in range(len(A) - 1):
            for q in range(p + 1, len(A)):
                if abs(A[p, q]) < 1e-14:
                    continue
                t = float(rotation_angle(A[p, p], A[p, q], A[q, q]))
                G = np.array([[math.cos(t), math.sin(t)], [-math.sin(t), math.cos(t)]])
                A[[p, q]] = G.T @ A[[p, q]]
                A[:, [p, q]] = A[:, [p, q]] @ G
                V[:, [p, q]] = V[:, [p, q]] @ G
    order = np.argsort(-np.diag(A))
    return np.diag(A)[order], V[:, order]


@right(jacobi)
def jacobi_until_it_is_diagonal(A, sweeps=10):
    V, size = np.eye(len(A)), np.abs(A).max()
    while np.abs(A - np.diag(np.diag(A))).max() > 1e-11 * size:
        for p, q in rounds(len(A)):
            angle = rotation_angle(A[p, p], A[p, q], A[q, q])
            G = rotation(len(A), p, q, angle)
            A, V = np.einsum("ji,jk,kl->il", G, A, G, optimize=True), V @ G
    pairs = sorted(zip(np.diag(A), -V.T, strict=True), key=lambda pair: -pair[0])
    return [value for value, _ in pairs], np.array([v for _, v in pairs]).T


@right(jacobi)
def jacobi_seen_from_the_first(A, sweeps=10):
    V = np.eye(len(A))
    for _ in range(sweeps):
        for p, q in rounds(len(A)):
            seen = V.T @ A @ V
            V = V @ rotation(len(A), p, q, rotation_angle(*entries(seen, p, q)))
    values = np.einsum("ij,ij->j", V, A @ V)
    order = sorted(range(len(A)), key=lambda j: values[j], reverse=True)
    return values[order], V[:, order]


@check(tridiagonal)
def what_is_given_is_left_as_it_was():
    """Do not change A itself."""
    A = np.array([[1.0, 3.0, 4.0], [3.0, 2.0, 5.0], [4.0, 5.0, 6.0]])
    tridiagonal(A)
    assert A == close_to([[1, 3, 4], [3, 2, 5], [4, 5, 6]])


@check(tridiagonal)
def one_mirror_for_three_rows():
    """(3, 4) below the diagonal becomes one number: its length, 5, with either sign."""
    A = np.array([[1.0, 3.0, 4.0], [3.0, 2.0, 5.0], [4.0, 5.0, 6.0]])
    T = np.asarray(tridiagonal(A))
    assert np.abs(T[0]) == close_to([1, 5, 0])
    assert T == close_to(T.T)


@check(tridiagonal)
def zeros_beside_three_diagonals(rng):
    """T is symmetric, is 0 outside the three diagonals, and has the eigenvalues of A."""
    A = fresh_symmetric(rng, 6)
    T = np.asarray(tridiagonal(A))
    assert T == close_to(T.T)
    assert np.triu(T, 2) == close_to(np.zeros((6, 6)))
    assert np.linalg.eigvalsh(T) == close_to(np.linalg.eigvalsh(A))


@check(tridiagonal)
def pixels_that_are_always_paper():
    """Some columns are all 0: four pixels are always paper."""
    T = np.asarray(tridiagonal(S))
    assert np.linalg.eigvalsh(T) == close_to(np.linalg.eigvalsh(S))


@check(jacobi, tridiagonal)
def turns_find_the_same_in_three_diagonals(rng):
    """The eigenvalues of T are those of A."""
    A = fresh_symmetric(rng, 6)
    assert jacobi(np.asarray(tridiagonal(A)))[0] == close_to(jacobi(A)[0])


@wrong(
    tridiagonal,
    "You reflected only the rows, so the eigenvalues are lost. Reflect the columns "
    "too.",
)
def tridiagonal_one_sided(A):
    T = np.array(A, dtype=float)
    for j in range(len(T) - 2):
        v = reflector(T[j + 1 :, j])
        T[j + 1 :] -= 2 * np.outer(v, v @ T[j + 1 :])
    return T


@wrong(
    tridiagonal,
    "Your mirror reached the diagonal, so reflecting the columns undid its zeros. "
    "Start one row lower.",
)
def tridiagonal_greedy(A):
    T = np.array(A, dtype=float)
    for j in range(len(T) - 2):
        v = reflector(T[j:, j])
        T[j:] -= 2 * np.outer(v, v @ T[j:])
        T[:, j:] -= 2 * np.outer(T[:, j:] @ v, v)
    return T


@wrong(
    tridiagonal,
    "You reflected only the rows, so the eigenvalues are lost. Reflect the columns "
    "too, and stop before the last two columns.",
)
def tridiagonal_one_sided_to_the_end(A):
    T = np.array(A, dtype=float)
    for j in range(len(T) - 1):
        v = reflector(T[j + 1 :, j])
        T[j + 1 :] -= 2 * np.outer(v, v @ T[j + 1 :])
    return T


@wrong(
    tridiagonal,
    "Your mirror reached the diagonal, so reflecting the columns undid its zeros. "
    "Start one row lower, and stop before the last two columns.",
)
def tridiagonal_greedy_to_the_end(A):
    T = np.array(A, dtype=float)
    for j in range(len(T) - 1):
        v = reflector(T[j:, j])
        T[j:] -= 2 * np.outer(v, v @ T[j:])
        T[:, j:] -= 2 * np.outer(T[:, j:] @ v, v)
    return T


@wrong(
    tridiagonal,
    "I − v v′ is a projection: it loses what lies along v. A reflection is I − 2 v v′.",
)
def tridiagonal_shadow(A):
    T = np.array(A, dtype=float)
    for j in range(len(T) - 2):
        v = reflector(T[j + 1 :, j])
        T[j + 1 :] -= np.outer(v, v @ T[j + 1 :])
        T[:, j + 1 :] -= np.outer(T[:, j + 1 :] @ v, v)
    return T


@right(tridiagonal)
def tridiagonal_by_whole_matrices(A):
    d, T = len(A), A
    for j in range(d - 2):
        v = np.zeros(d)
        v[j + 1 :] = reflector(T[j + 1 :, j])
        H = np.eye(d) - 2 * np.outer(v, v)
        T = H @ T @ H
    return (T + T.T) / 2


@right(tridiagonal)
def tridiagonal_by_turns(A):
    T = np.array(A, dtype=float)
    for j in range(len(T) - 2):
        for i in range(j + 2, len(T)):
            length = math.hypot(T[j + 1, j], T[i, j])
            if length > 0:
                c, s = T[j + 1, j] / length, T[i, j] / length
                G = np.array([[c, s], [-s, c]])
                T[[j + 1, i]] = G @ T[[j + 1, i]]
                T[:, [j + 1, i]] = T[:, [j + 1, i]] @ G.T
    return T


@right(tridiagonal)
def tridiagonal_by_recursion(A):
    if len(A) < 3:
        return np.array(A)
    v = np.asarray(reflector(A[1:, 0]))
    H = np.eye(len(v)) - 2 * np.outer(v, v)
    T = np.zeros(A.shape)
    T[0, 0] = A[0, 0]
    T[1, 0] = T[0, 1] = (H @ A[1:, 0])[0]
    T[1:, 1:] = tridiagonal_by_recursion(H @ A[1:, 1:] @ H)
    return T


equivalent(
    tridiagonal,
    "T = np.array(A, dtype=float) -> T = np.array(A)",
    why="All that is given here is float already.",
)


equivalent(
    tridiagonal,
    "for j in range(len(T) - 2): … -> for j in range(len(T) - 1): …",
    "for j in range(len(T) - 2): … -> for j in range(len(T) - 2 + 1): …",
    why="One mirror more turns the sign of the last row and column, and no eigenvalue.",
)


@check(deflate)
def one_of_two():
    less = deflate(np.diag([5.0, 2.0]), 5.0, np.array([1.0, 0.0]))
    assert less == close_to([[0, 0], [0, 2]])


@check(deflate)
def one_after_the_other(rng):
    """The eigenvalue of v becomes 0. Deflate all eigenvectors, and nothing is left."""
    rest = fresh_symmetric(rng, 5)
    values, V = np.linalg.eigh(rest)
    for value, v in zip(values, V.T, strict=True):
        rest = np.asarray(deflate(rest, value, v))
        assert rest @ v == close_to(np.zeros(5), abs=1e-5)
    assert rest == close_to(np.zeros((5, 5)), abs=1e-5)


@wrong(
    deflate,
    "Multiply v v′ by `value` before you subtract it.",
)
def deflate_without_value(A, value, v):
    return A - np.outer(v, v)


@wrong(
    deflate,
    "v @ v is one number, 1 here. v v′ is a table, (d, d): np.outer(v, v).",
)
def deflate_by_a_number(A, value, v):
    return A - value * (v @ v)


@wrong(
    deflate,
    "You subtracted value * v from each row. v v′ is a table of products: np.outer(v, "
    "v).",
)
def deflate_each_row(A, value, v):
    return A - value * v


@wrong(
    deflate,
    "v * v is a row of squares. v v′ is a table of all products: np.outer(v, v).",
)
def deflate_by_squares(A, value, v):
    return A - value * v * v


@right(deflate)
def deflate_by_columns(A, value, v):
    return A - value * v[:, None] * v[None, :]


@right(deflate)
def deflate_by_projecting(A, value, v):
    rest = np.eye(len(v)) - np.einsum("i,j->ij", v, v)
    return rest @ A @ rest


@right(deflate)
def deflate_entry_by_entry(A, value, v):
    d = len(v)
    return [[A[i, j] - value * v[i] * v[j] for j in range(d)] for i in range(d)]


@right(deflate)
def deflate_along_the_image(A, value, v):
    return A - np.outer(A @ v, v)


@check(low_rank)
def the_first_parts_of_the_svd(rng):
    """Return the matrix nearest to X itself, without centring it."""
    X = rng.normal(size=(30, 5)) * 2.0 ** np.arange(5) + 3
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    for size in (1, 2):
        assert low_rank(X, size) == close_to(U[:, :size] * s[:size] @ Vt[:size])


@check(low_rank)
def rivals_lose_more(rng):
    """Rows along any other two directions are further from X."""
    X = rng.normal(size=(30, 5)) * 2.0 ** np.arange(5)
    error = ((X - low_rank(X, 2)) ** 2).sum()
    widest = np.eye(5)[:, np.argsort(X.var(axis=0))[-2:]]
    for rival in (widest, X[:2].T, rng.normal(size=(5, 2))):
        Q, _ = np.linalg.qr(rival)  # X @ Q @ Q.T: as near to X as rival can come
        assert error < ((X - X @ Q @ Q.T) ** 2).sum()


@wrong(
    low_rank,
    "Those are the last k directions, which keep the least of X. Take the first k.",
)
def low_rank_of_the_least(X, k):
    V = jacobi(X.T @ X)[1][:, -k:]
    return X @ V @ V.T


@wrong(
    low_rank,
    "Eigenvectors are columns. You took rows: use V[:, :k] instead of V[:k].",
)
def low_rank_from_rows(X, k):
    V = jacobi(X.T @ X)[1][:k].T
    return X @ V @ V.T


@wrong(
    low_rank,
    "You centred the columns. Use X as it is.",
)
def low_rank_centred(X, k):
    centred = X - X.mean(axis=0)
    V = jacobi(centred.T @ centred)[1][:, :k]
    return centred @ V @ V.T


@wrong(
    low_rank,
    "Those are the scores, (n, k). Build the rows again: @ V.T.",
)
def low_rank_not_built_up(X, k):
    return X @ jacobi(X.T @ X)[1][:, :k]


@wrong(
    low_rank,
    "V V′ is on the wrong side. Project the rows of X: X V V′.",
)
def low_rank_from_the_left(X, k):
    V = jacobi(X.T @ X)[1][:, :k]
    return V @ V.T @ X


@right(low_rank)
def low_rank_as_a_sum(X, k):
    V = np.asarray(jacobi(X.T @ X)[1])
    return sum(np.outer(X @ v, v) for v in V.T[:k])


@right(low_rank)
def low_rank_by_a_projection(X, k):
    V = np.asarray(jacobi(np.einsum("ni,nj->ij", X, X))[1])[:, :k]
    return np.einsum("nd,de->ne", X, V @ V.T)


@right(low_rank)
def low_rank_without_the_rest(X, k):
    rest = np.asarray(jacobi(X.T @ X)[1])[:, k:]
    return (X - X @ rest @ rest.T).astype(np.float32)


@check(fit_pca)
def as_pca_has_it(rng):
    """Mean, variances and directions are PCA's, up to the signs of the directions."""
    X = rng.normal(size=(40, 5)) * 2.0 ** np.arange(5) + rng.uniform(5, 10, size=5)
    model = PCA(3, svd_solver="full").fit(X)
    mean, variances, V = fit_pca(X, 3)
    assert mean == close_to(model.mean_)
    assert variances == close_to(model.explained_variance_)
    assert V == close_to(model.components_.T, up_to_sign="columns")


@wrong(
    fit_pca,
    "You did not centre X, so the first direction points at the mean digit.",
)
def principal_uncentred(X, k):
    mean = np.mean(X, axis=0)
    values, V = jacobi(X.T @ X / (len(X) - 1))
    return mean, values[:k], V[:, :k]


@wrong(
    fit_pca,
    "You divided by n. The mean was estimated from the same rows, so divide by n − 1.",
)
def principal_over_n(X, k):
    mean = np.mean(X, axis=0)
    centred = X - mean
    values, V = jacobi(centred.T @ centred / len(X))
    return mean, values[:k], V[:, :k]


@wrong(
    fit_pca,
    "Those are the last k directions, along which digits hardly vary. Take the first "
    "k.",
)
def principal_of_the_least(X, k):
    mean = np.mean(X, axis=0)
    centred = X - mean
    values, V = jacobi(centred.T @ centred / (len(X) - 1))
    return mean, values[-k:], V[:, -k:]


@wrong(
    fit_pca,
    "You did not centre X, and did not divide the products by n − 1.",
)
def principal_of_plain_products(X, k):
    values, V = jacobi(X.T @ X)
    return np.mean(X, axis=0), values[:k], V[:, :k]


@wrong(
    fit_pca,
    "Your variances are still sums. Divide the products by n − 1.",
)
def principal_of_sums(X, k):
    mean = np.mean(X, axis=0)
    centred = X - mean
    values, V = jacobi(centred.T @ centred)
    return mean, values[:k], V[:, :k]


@wrong(
    fit_pca,
    "V[:k] are rows of V. The directions are its columns: V[:, :k].",
)
def principal_from_rows_as_they_are(X, k):
    mean = np.mean(X, axis=0)
    centred = X - mean
    values, V = jacobi(centred.T @ centred / (len(X) - 1))
    return mean, values[:k], V[:k]


@wrong(
    fit_pca,
    "Those are rows of V. The directions are its columns: V[:, :k].",
)
def principal_from_rows(X, k):
    mean = np.mean(X, axis=0)
    centred = X - mean
    values, V = jacobi(centred.T @ centred / (len(X) - 1))
    return mean, values[:k], V[:k].T


@right(fit_pca)
def principal_by_outer_products(X, k):
    mean = X.sum(axis=0) / len(X)
    S = sum(np.outer(row - mean, row - mean) for row in X) / (len(X) - 1)
    values, V = jacobi(S)
    return [mean, values[:k], -np.asarray(V)[:, :k]]


@right(fit_pca)
def principal_scaled_first(X, k):
    mean = X.mean(axis=0)
    centred = (X - mean) / np.sqrt(X.shape[0] - 1)
    values, V = map(np.asarray, jacobi(np.einsum("ni,nj->ij", centred, centred)))
    first = slice(0, k)
    return mean.tolist(), values[first].tolist(), V[:, first].tolist()


@right(fit_pca)
def principal_measured_along(X, k):
    mean = np.average(X, axis=0)
    V = np.asarray(jacobi((X - mean).T @ (X - mean))[1])[:, :k]
    return mean, ((X - mean) @ V).var(axis=0, ddof=1), V
