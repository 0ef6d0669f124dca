"""The proof of level 6 of 02 cars: how its functions go wrong, and other right answers."""

import math
from functools import reduce

from sklearn.linear_model import Ridge

# These koans count half of the digits of a number, and float32 has only half of them.
not_as(as_narrow, project_out, project_out_in_turn, directions, triangularise)
# What calls them calculates with arrays, as their docstrings say.
not_as(as_lists, forward, mirror, triangularise, cholesky)
not_as(as_tuples, forward, mirror, triangularise, cholesky)


@check(forward)
def triangles_of_any_size(rng):
    for p in (1, 3, 7):
        L = np.tril(rng.normal(size=(p, p)), -1) + np.diag(rng.uniform(1, 3, size=p))
        c = rng.normal(size=p)
        assert forward(L, c) == close_to(np.linalg.solve(L, c))


@check(forward)
def the_sides_stay_as_they_were():
    """`c` stays as it was, and w is an array."""
    c = np.array([4.0, 21.0])
    w = forward(np.array([[2.0, 0.0], [3.0, 5.0]]), c)
    assert c == close_to([4, 21])
    assert w.shape == (2,)


@wrong(forward, "Divide by the number on the diagonal, L[i, i].")
def forward_undivided(L, c):
    w = np.zeros(len(c))
    for i in range(len(c)):
        w[i] = c[i] - L[i, :i] @ w[:i]
    return w


@wrong(
    forward,
    "You added the terms of the known unknowns. Subtract them from the right side.",
)
def forward_adding(L, c):
    w = np.zeros(len(c))
    for i in range(len(c)):
        w[i] = (c[i] + L[i, :i] @ w[:i]) / L[i, i]
    return w


@wrong(
    forward,
    "You multiplied L by the right sides. Multiply it by the unknowns found so far.",
)
def forward_with_the_sides(L, c):
    w = np.zeros(len(c))
    for i in range(len(c)):
        w[i] = (c[i] - L[i, :i] @ c[:i]) / L[i, i]
    return w


@right(forward)
def forward_in_a_loop(L, c):
    w = []
    for i in range(len(c)):
        known = 0.0
        for j in range(i):
            known += L[i][j] * w[j]
        w.append((c[i] - known) / L[i][i])
    return np.array(w)


@right(forward)
def forward_column_by_column(L, c):
    w = np.array(c, dtype=float)
    for j in range(len(w)):
        w[j] /= L[j, j]
        w[j + 1 :] -= w[j] * L[j + 1 :, j]
    return w


@right(forward)
def forward_by_recursion(L, c):
    if len(c) == 0:
        return np.zeros(0)
    before = np.asarray(forward(L[:-1, :-1], c[:-1]))
    return np.append(before, (c[-1] - L[-1, :-1] @ before) / L[-1, -1])


@right(forward)
def forward_in_halves(L, c):
    if len(c) == 1:
        return c / L[0, 0]
    m = len(c) // 2
    top = np.asarray(forward(L[:m, :m], c[:m]))
    return np.concatenate([top, forward(L[m:, m:], c[m:] - L[m:, :m] @ top)])


equivalent(
    forward,
    "w = np.zeros(len(c)) -> w = np.ones(len(c))",
    "w = np.zeros(len(c)) -> w = np.zeros(len(L))",
    "for i in range(len(c)): … -> for i in range(len(L)): …",
    why="Each unknown is written before it is read, and there is one for each line.",
)


@check(backward)
def what_is_below_the_diagonal_is_not_looked_at(rng):
    """Numbers below the diagonal are not used."""
    for p in (1, 2, 7):
        R = np.triu(rng.normal(size=(p, p)), 1) + np.diag(rng.uniform(1, 3, size=p))
        c = rng.normal(size=p)
        wanted = np.linalg.solve(R, c)
        assert backward(R, c) == close_to(wanted)
        assert backward(R + 9 * np.tri(p, k=-1), c) == close_to(wanted)


@wrong(backward, "Your unknowns are in reverse order. Turn the solution back.")
def backward_left_turned(R, c):
    p = len(c)
    w = np.zeros(p)
    for i in reversed(range(p)):
        w[i] = (c[i] - R[i, i + 1 :] @ w[i + 1 :]) / R[i, i]
    return w[::-1]


@wrong(
    backward,
    "You transposed R, which gives other equations. Turn it with [::-1, ::-1].",
)
def backward_transposed(R, c):
    w = np.zeros(len(c))
    for i in range(len(c)):
        w[i] = (c[i] - R.T[i, :i] @ w[:i]) / R[i, i]
    return w


@wrong(backward, "You used the diagonal only. Use the numbers above it too.")
def backward_by_the_diagonal(R, c):
    return c / np.diagonal(R)


@right(backward)
def backward_in_a_loop(R, c):
    w = np.zeros(len(c))
    for i in range(len(c) - 1, -1, -1):
        w[i] = (c[i] - R[i, i + 1 :] @ w[i + 1 :]) / R[i, i]
    return w


@right(backward)
def backward_in_a_list(R, c):
    w = []
    for i in reversed(range(len(c))):
        known = sum(u * v for u, v in zip(R[i][i + 1 :], w, strict=True))
        w = [(c[i] - known) / R[i][i], *w]
    return w


@right(backward)
def backward_column_by_column(R, c):
    left, w = np.array(c, dtype=float), np.empty(len(c))
    for j in range(len(c))[::-1]:
        w[j] = left[j] / R[j, j]
        left[:j] -= w[j] * R[:j, j]
    return w.tolist()


@right(backward)
def backward_with_flips(R, c):
    return np.flip(forward(np.flip(np.triu(R)), np.flip(c)))


@check(project_out)
def all_at_once():
    """All of v is measured before anything is subtracted."""
    oblique = np.array([[1.0, 0.6], [0.0, 0.8]])  # not at right angles
    assert project_out(np.array([1.0, 1.0]), oblique) == close_to([-0.84, -0.12])


@check(project_out)
def no_direction_and_several(rng):
    """If Q has no columns, nothing is subtracted. `v` stays as it was."""
    for n, j in (3, 0), (6, 2), (9, 4):
        Q, _ = np.linalg.qr(rng.normal(size=(n, j)))
        v = rng.normal(size=n)
        kept = v.copy()
        assert project_out(v, Q) == close_to(kept - Q @ (Q.T @ kept))
        assert v == close_to(kept)


@wrong(project_out, "That is the projection. Subtract it from v.")
def projection(v, Q):
    return Q @ (Q.T @ v)


@wrong(project_out, "You added the projection. Subtract it.")
def project_out_adding(v, Q):
    return v + Q @ (Q.T @ v)


@wrong(
    project_out,
    "You subtracted only the part along the last column. Subtract all of them.",
)
def project_out_the_last(v, Q):
    q = Q[:, -1] if Q.shape[1] else np.zeros(len(v))
    return v - q * (q @ v)


@right(project_out)
def project_out_direction_by_direction(v, Q):
    left = v.copy()
    for j in range(Q.shape[1]):
        left -= Q[:, j] * np.dot(Q[:, j], v)
    return left


@right(project_out)
def project_out_by_broadcasting(v, Q):
    return v - (Q * (v @ Q)).sum(axis=1)


@right(project_out)
def project_out_by_one_matrix(v, Q):
    return (np.eye(len(v)) - Q @ Q.T) @ v


@right(project_out)
def project_out_by_outer(v, Q):
    parts = [np.outer(q, q) @ v for q in Q.T]
    return np.subtract(v, np.sum(parts, axis=0)).tolist()


@check(project_out_in_turn)
def one_by_one():
    """What is left of v is measured anew for each column."""
    oblique = np.array([[1.0, 0.6], [0.0, 0.8]])  # not at right angles
    assert project_out_in_turn(np.array([1.0, 1.0]), oblique) == close_to([-0.48, 0.36])


@check(project_out_in_turn)
def in_turn_no_direction_and_several(rng):
    """If Q has no columns, nothing is subtracted. `v` stays as it was."""
    for n, j in (3, 0), (6, 2), (9, 4):
        Q, _ = np.linalg.qr(rng.normal(size=(n, j)))
        v = rng.normal(size=n)
        kept = v.copy()
        assert project_out_in_turn(v, Q) == close_to(kept - Q @ (Q.T @ kept))
        assert v == close_to(kept)


@wrong(
    project_out_in_turn,
    "You subtracted the whole direction. Multiply it by q @ v first.",
)
def project_out_whole_directions(v, Q):
    for q in Q.T:
        v = v - q
    return v


@wrong(
    project_out_in_turn,
    "You measured each column on the original v. Measure it on what is left by then.",
)
def project_out_by_first_measure(v, Q):
    left = v
    for q in Q.T:
        left = left - q * (q @ v)
    return left


@right(project_out_in_turn)
def project_out_in_turn_by_index(v, Q):
    left = np.array(v, dtype=float)
    for j in range(Q.shape[1]):
        much = sum(Q[i, j] * left[i] for i in range(len(left)))
        left -= much * Q[:, j]
    return left


@right(project_out_in_turn)
def project_out_in_turn_by_reduce(v, Q):
    return reduce(lambda left, q: left - q * np.dot(q, left), Q.T, v)


@right(project_out_in_turn)
def project_out_in_turn_by_recursion(v, Q):
    if Q.shape[1] == 0:
        return v
    return project_out_in_turn(v - (Q[:, 0] @ v) * Q[:, 0], Q[:, 1:])


@right(project_out_in_turn)
def project_out_in_turn_in_lists(v, Q):
    left = [float(u) for u in v]
    for q in Q.T.tolist():
        much = math.fsum(a * b for a, b in zip(q, left, strict=True))
        left = [b - much * a for a, b in zip(q, left, strict=True)]
    return left


@check(directions)
def as_numpys_qr(rng):
    """The dot product of each direction with its column of A is positive."""
    for A in (rng.normal(size=(5, 3)), rng.normal(size=(8, 8)), A_train):
        wanted, _ = np.linalg.qr(A)
        for way in (project_out, project_out_in_turn):
            Q = np.asarray(directions(A, way))
            assert Q == close_to(wanted, up_to_sign="columns", abs=1e-5)
            assert np.diagonal(Q.T @ A).min() > 0


@wrong(
    directions,
    "Your directions do not have length 1. Divide by the root of left @ left.",
)
def directions_of_any_length(A, project_out):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        Q[:, j] = project_out(A[:, j], Q[:, :j])
    return Q


@wrong(directions, "left @ left is the squared length. Divide by its root.")
def directions_over_squares(A, project_out):
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        left = project_out(A[:, j], Q[:, :j])
        Q[:, j] = left / (left @ left)
    return Q


@wrong(
    directions,
    "Those are the columns of A, scaled to length 1. Subtract the projection first.",
)
def directions_unprojected(A, project_out):
    return A / np.sqrt((A**2).sum(axis=0))


@right(directions)
def directions_in_a_list(A, project_out):
    found = []
    for column in A.T:
        before = np.reshape(found, (len(found), len(column))).T
        left = np.asarray(project_out(column, before))
        found.append(left / math.hypot(*left))
    return np.column_stack(found)


@right(directions)
def directions_by_recursion(A, project_out):
    if A.shape[1] == 0:
        return A.astype(float)
    before = directions_by_recursion(A[:, :-1], project_out)
    left = np.asarray(project_out(A[:, -1], before))
    return np.c_[before, left / (left**2).sum() ** 0.5]


@right(directions)
def directions_written_over(A, project_out):
    Q = np.array(A, dtype=float)
    for j in range(Q.shape[1]):
        Q[:, j] = project_out(A[:, j], Q[:, :j])
        Q[:, j] /= np.sqrt(np.dot(Q[:, j], Q[:, j]))
    return Q.tolist()


equivalent(
    directions,
    "left = np.asarray(project_out(A[:, j], Q[:, :j])) -> left = np.asarray(project_out(A[:, j], Q[:, :j + 1]))",
    why="Column j of Q is still all 0 then, and nothing lies along it.",
)


@wrong(
    test_it_goes_wrong_when_columns_are_nearly_collinear,
    "That is the result on paper. Print what the machine finds.",
)
def at_right_angles():
    return 0


@check(mirror)
def image_on_the_far_side(rng):
    """The image has the first number −|x| if x[0] is 0 or more, otherwise |x|."""
    for x in (np.array([0.0, 3.0, 4.0]), np.array([-2.0, 0.0]), rng.normal(size=7)):
        v = mirror(x)
        H = np.eye(len(x)) - 2 * np.outer(v, v) / (v @ v)
        laid = np.append(-np.copysign(np.linalg.norm(x), x[0]), np.zeros(len(x) - 1))
        assert H @ x == close_to(laid)


@check(mirror)
def x_stays_as_it_was():
    """`x` stays as it was, and v is an array."""
    x = np.array([3.0, 4.0])
    v = mirror(x)
    assert x == close_to([3, 4])
    assert v.shape == (2,)


@wrong(
    mirror,
    "You used the opposite sign, which subtracts nearly equal numbers if x is close "
    "to the axis. Use the sign of x[0].",
)
def mirror_to_the_near_side(x):
    v = np.array(x, dtype=float)
    v[0] -= np.copysign(np.sqrt(v @ v), v[0])
    return v


@wrong(
    mirror,
    "np.sign of 0 is 0, so you added nothing if x[0] is 0. Add the length there: "
    "np.copysign.",
)
def mirror_by_sign(x):
    v = np.array(x, dtype=float)
    v[0] += np.sign(v[0]) * np.sqrt(v @ v)
    return v


@wrong(mirror, "You added the squared length. Add the length, its root.")
def mirror_for_the_square(x):
    v = np.array(x, dtype=float)
    v[0] += np.copysign(v @ v, v[0])
    return v


@wrong(mirror, "You changed every number. Change only the first one.")
def mirror_of_all_entries(x):
    v = np.array(x, dtype=float)
    return v + np.copysign(np.sqrt(v @ v), v[0])


@right(mirror)
def mirror_of_length_one(x):
    side = -1 if x[0] < 0 else 1
    v = x + side * math.hypot(*x) * np.eye(len(x))[0]
    return v / np.sqrt(v @ v)


@right(mirror)
def mirror_that_begins_with_one(x):
    length = np.sqrt((x**2).sum())
    first = x[0] - length if x[0] < 0 else x[0] + length
    return np.append(1.0, x[1:] / first)


@right(mirror)
def mirror_from_behind(x):
    image = np.zeros(len(x))
    image[0] = math.dist(x, image) * (1 if x[0] < 0 else -1)
    return image - x


@right(mirror)
def mirror_from_a_list(x):
    first, *others = x
    length = sum(u * u for u in x) ** 0.5
    return np.array([first + (length if first >= 0 else -length), *others])


equivalent(
    mirror,
    "v = np.array(x, dtype=float) -> v = np.array(x)",
    why="All that is given here is float already.",
)


@check(reflect)
def a_mirror_of_any_length(rng):
    """`v` may have any length but 0. `B` stays as it was."""
    for m in (2, 7):
        v, B = mirror(rng.normal(size=m)), rng.normal(size=(m, 3))
        H = np.eye(m) - 2 * np.outer(v, v) / (v @ v)
        given, wanted = B.copy(), H @ B
        assert reflect(B, v) == close_to(wanted)
        assert reflect(B, 3 * v) == close_to(wanted)
        assert B == close_to(given)


@wrong(
    reflect,
    "Subtracting once only reaches the mirror. The image is equally far behind it, so "
    "subtract twice.",
)
def reflect_onto(B, v):
    return B - np.outer(v, v @ B) / (v @ v)


@wrong(reflect, "`v` may have any length. Divide by v @ v.")
def reflect_as_if_of_length_one(B, v):
    return B - 2 * np.outer(v, v @ B)


@wrong(reflect, "You divided by the length. v occurs twice, so divide by v @ v.")
def reflect_over_the_length(B, v):
    return B - 2 * np.outer(v, v @ B) / np.sqrt(v @ v)


@right(reflect)
def reflect_by_a_matrix(B, v):
    return (np.eye(len(v)) - 2 * v[:, None] * v / (v @ v)) @ B


@right(reflect)
def reflect_column_by_column(B, v):
    seen = [column - 2 * (v @ column) / (v @ v) * v for column in B.T]
    return np.transpose(seen)


@right(reflect)
def reflect_through_the_mirror(B, v):
    unit = v / np.sqrt(np.sum(v**2))
    on_it = B - unit[:, np.newaxis] * (unit @ B)
    return on_it + (on_it - B)


@right(reflect)
def reflect_by_einsum(B, v):
    along = np.einsum("i,ij->j", v, B) / np.einsum("i,i->", v, v)
    return B - np.einsum("i,j->ij", v, 2 * along)


@check(triangularise)
def three_arrays():
    """R, c and rest are arrays: (p, p), (p,) and (n − p,). A and y stay as they were."""
    A, y = np.array([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]]), np.array([1.0, 2.0, 6.0])
    R, c, rest = triangularise(A, y)
    assert (R.shape, c.shape, rest.shape) == ((2, 2), (2,), (1,))
    assert A == close_to([[1, 2], [1, 3], [1, 5]])
    assert y == close_to([1, 2, 6])


@check(triangularise)
def same_weights_same_errors(rng):
    """R is 0 below the diagonal, R w = c, and the rest has the squares of the residuals."""
    fresh = [
        (rng.normal(size=size), rng.normal(size=size[0])) for size in ((3, 2), (9, 4))
    ]
    for A, y in (*fresh, (A_train, y_train)):
        w, left = np.linalg.lstsq(A, y, rcond=None)[:2]
        R, c, rest = triangularise(A, y)
        assert np.tril(R, -1) == close_to(np.zeros(R.shape), abs=1e-7)
        assert R.T @ R == close_to(A.T @ A)
        assert np.linalg.solve(R, c) == close_to(w)
        assert rest @ rest == close_to(left[0])


@check(triangularise)
def angles_stay_in_a_mirror(rng):
    """A mirror changes no dot product between two columns."""
    A, (y, other) = rng.normal(size=(9, 4)), rng.normal(size=(2, 9))
    _, c, rest = triangularise(A, y)
    _, beside, below = triangularise(A, other)
    assert c @ beside + rest @ below == close_to(y @ other)


@wrong(triangularise, "You did not reflect y. It has to go through every mirror.")
def triangularise_without_y(A, y):
    p = A.shape[1]
    T = np.array(A, dtype=float)
    for j in range(p):
        v = T[j:, j].copy()
        v[0] += np.copysign(np.sqrt(v @ v), v[0])
        T[j:] -= 2 * np.outer(v, v @ T[j:]) / (v @ v)
    return T[:p], np.array(y[:p], dtype=float), np.array(y[p:], dtype=float)


@wrong(
    triangularise,
    "You reflected whole columns, which destroys the zeros that you have made. Mirror "
    "j starts in row j.",
)
def triangularise_from_the_top(A, y):
    p = A.shape[1]
    T = np.column_stack([A, y]).astype(float)
    for j in range(p):
        v = T[:, j].copy()
        v[0] += np.copysign(np.sqrt(v @ v), v[0])
        T -= 2 * np.outer(v, v @ T) / (v @ v)
    return T[:p, :p], T[:p, p], T[p:, p]


@wrong(triangularise, "You left out the last mirror. Reflect for the last column too.")
def triangularise_but_one(A, y):
    p = A.shape[1]
    T = np.column_stack([A, y]).astype(float)
    for j in range(p - 1):
        v = T[j:, j].copy()
        v[0] += np.copysign(np.sqrt(v @ v), v[0])
        T[j:] -= 2 * np.outer(v, v @ T[j:]) / (v @ v)
    return T[:p, :p], T[:p, p], T[p:, p]


@wrong(
    triangularise,
    "You reflected the rest as well. Use p mirrors, one for each column of A.",
)
def triangularise_once_more(A, y):
    p = A.shape[1]
    T = np.column_stack([A, y]).astype(float)
    for j in range(p + 1):
        v = T[j:, j].copy()
        v[0] += np.copysign(np.sqrt(v @ v), v[0])
        T[j:] -= 2 * np.outer(v, v @ T[j:]) / (v @ v)
    return T[:p, :p], T[:p, p], T[p:, p]


@right(triangularise)
def triangularise_apart(A, y):
    R, c = A.astype(float), y.astype(float)
    for j in range(A.shape[1]):
        v = np.asarray(mirror(R[j:, j]))
        R[j:, j:] = reflect(R[j:, j:], v)
        c[j:] = np.asarray(reflect(c[j:, None], v))[:, 0]
    return [np.triu(R[: A.shape[1]]), c[: A.shape[1]], c[A.shape[1] :]]


@right(triangularise)
def triangularise_by_recursion(A, y):
    n, p = A.shape
    if p == 0:
        return np.zeros((0, 0)), np.zeros(0), y
    T = np.asarray(reflect(np.c_[A, y], np.asarray(mirror(A[:, 0]))))
    R, c, rest = triangularise(T[1:, 1:p], T[1:, p])
    below = np.c_[np.zeros(p - 1), np.reshape(R, (p - 1, p - 1))]
    return np.vstack([T[0, :p], below]), np.append(T[0, p], c), rest


@right(triangularise)
def triangularise_by_whole_matrices(A, y):
    n, p = A.shape
    T = np.column_stack([A, y])
    for j in range(p):
        v = np.concatenate([np.zeros(j), mirror(T[j:, j])])
        H = np.eye(n) - 2 * np.outer(v, v) / (v @ v)
        T = H @ T
    return T[:p, :-1], T[:p, -1], T[p:, -1]


@right(triangularise)
def triangularise_by_turning(A, y):
    p = A.shape[1]
    T = np.column_stack([A, y]).astype(float)
    for j in range(p):
        for i in range(j + 1, len(T)):
            length = math.hypot(T[j, j], T[i, j])
            if length:
                c, s = T[j, j] / length, T[i, j] / length
                T[[j, i]] = np.array([[c, s], [-s, c]]) @ T[[j, i]]
    return T[:p, :p], T[:p, p], T[p:, p]


@check(leverages)
def the_diagonal_of_the_hat(rng):
    for A in (rng.normal(size=(5, 3)), A_train):
        Q, _ = np.linalg.qr(A)
        assert leverages(Q) == close_to(np.diagonal(Q @ Q.T))


@wrong(
    leverages,
    "You added up each column, which always gives 1. Add up each row: axis=1.",
)
def squares_of_columns(Q):
    return (Q**2).sum(axis=0)


@wrong(leverages, "That is the length of each row. Do not take the root.")
def lengths_of_rows(Q):
    return np.sqrt((Q**2).sum(axis=1))


@wrong(leverages, "You squared the sum. Add up the squares.")
def squared_sums(Q):
    return Q.sum(axis=1) ** 2


@right(leverages)
def leverages_on_the_diagonal(Q):
    return (Q @ Q.T).diagonal()


@right(leverages)
def leverages_by_einsum(Q):
    return np.einsum("ij,ij->i", Q, Q)


@right(leverages)
def leverages_row_by_row(Q):
    return [row @ row for row in Q]


@right(leverages)
def leverages_by_ones(Q):
    return np.square(Q) @ np.ones(Q.shape[1])


@check(cholesky)
def one_number():
    """A number that is small but above 0 has a root."""
    assert cholesky(np.array([[1e-12]])) == close_to([[1e-6]], abs=0)


@check(cholesky)
def wherever_a_root_is_missing():
    """Return None if any number under a root is not above 0."""
    assert cholesky(np.array([[1.0, 2.0], [2.0, 4.0]])) is None
    for d in ([-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0, -1.0], [0.0, 1.0]):
        assert cholesky(np.diag(d)) is None


@check(cholesky)
def an_array_of_three_rows():
    """L is an array. `S` stays as it was."""
    L = np.array([[2.0, 0.0, 0.0], [3.0, 2.0, 0.0], [1.0, 4.0, 5.0]])
    S = L @ L.T
    assert cholesky(S) == close_to(L)
    assert cholesky(S).shape == (3, 3)
    assert S == close_to(L @ L.T)


@check(cholesky)
def as_numpys_cholesky(rng):
    scaled = A_train / np.sqrt((A_train**2).sum(axis=0))
    for A in (rng.normal(size=(3, 1)), rng.normal(size=(9, 4)), scaled):
        S = A.T @ A
        assert cholesky(S) == close_to(np.linalg.cholesky(S), abs=1e-6)


@check(cholesky, triangularise)
def the_triangle_of_the_mirrors(rng):
    """The Cholesky factor of A′A is the transposed R of A, up to the signs of its columns."""
    A = rng.normal(size=(9, 4))
    R, _, _ = triangularise(A, np.ones(9))
    assert R.T == close_to(cholesky(A.T @ A), up_to_sign="columns", abs=1e-6)


@wrong(cholesky, "You divided by the number itself. Divide by its root.")
def cholesky_without_root(S):
    L = np.zeros(S.shape)
    for j in range(len(S)):
        left = S[j:, j] - L[j:, :j] @ L[j, :j]
        if not left[0] > 0:
            return None
        L[j:, j] = left / left[0]
    return L


@wrong(
    cholesky,
    "You only corrected the diagonal. Subtract the products of both rows below it "
    "too, before you divide.",
)
def cholesky_without_products(S):
    L = np.zeros(S.shape)
    for j in range(len(S)):
        left = S[j, j] - L[j, :j] @ L[j, :j]
        if not left > 0:
            return None
        L[j:, j] = S[j:, j] / np.sqrt(left)
        L[j, j] = np.sqrt(left)
    return L


@wrong(
    cholesky,
    "You subtracted the products after dividing. Subtract them first, then divide "
    "everything by L[j, j].",
)
def cholesky_without_brackets(S):
    L = np.zeros(S.shape)
    for j in range(len(S)):
        left = S[j, j] - L[j, :j] @ L[j, :j]
        if not left > 0:
            return None
        L[j, j] = np.sqrt(left)
        L[j + 1 :, j] = S[j + 1 :, j] / L[j, j] - L[j + 1 :, :j] @ L[j, :j]
    return L


@wrong(
    cholesky, "You did not subtract the columns before. Subtract L L′ so far from S."
)
def cholesky_of_each_column(S):
    L = np.zeros(S.shape)
    for j in range(len(S)):
        if not S[j, j] > 0:
            return None
        L[j:, j] = S[j:, j] / np.sqrt(S[j, j])
    return L


@wrong(cholesky, "That is L′. L has zeros above its diagonal.")
def cholesky_turned(S):
    L = np.zeros(S.shape)
    for j in range(len(S)):
        left = S[j:, j] - L[j:, :j] @ L[j, :j]
        if not left[0] > 0:
            return None
        L[j:, j] = left / np.sqrt(left[0])
    return L.T


@wrong(
    cholesky, "You took the root of a number that is not above 0. Return None there."
)
def cholesky_of_anything(S):
    L = np.zeros(S.shape)
    for j in range(len(S)):
        left = S[j:, j] - L[j:, :j] @ L[j, :j]
        L[j:, j] = left / np.sqrt(max(left[0], 1e-12))
    return L


@wrong(
    cholesky,
    "Two negative numbers have a positive product, so the determinant cannot tell. "
    "Check each number under a root.",
)
def cholesky_by_the_determinant(S):
    if not np.linalg.det(S) > 0:
        return None
    L = np.zeros(S.shape)
    for j in range(len(S)):
        left = S[j:, j] - L[j:, :j] @ L[j, :j]
        L[j:, j] = left / np.sqrt(abs(left[0]))
    return L


@wrong(
    cholesky,
    "You returned None for a number that is small but above 0. Return None only for 0 "
    "and below.",
)
def cholesky_without_small_ones(S):
    L = np.zeros(S.shape)
    for j in range(len(S)):
        left = S[j:, j] - L[j:, :j] @ L[j, :j]
        if not left[0] > 1e-9:
            return None
        L[j:, j] = left / np.sqrt(left[0])
    return L


@right(cholesky)
def cholesky_number_by_number(S):
    p = len(S)
    L = [[0.0] * p for _ in range(p)]
    for i in range(p):
        for j in range(i + 1):
            left = S[i][j] - sum(L[i][k] * L[j][k] for k in range(j))
            if i > j:
                L[i][j] = left / L[j][j]
            elif left <= 0:
                return None
            else:
                L[i][i] = math.sqrt(left)
    return np.array(L)


@right(cholesky)
def cholesky_of_what_is_left(S):
    left, L = np.array(S, dtype=float), np.zeros(S.shape)
    for j in range(len(S)):
        if left[j, j] <= 0:
            return None
        L[j:, j] = left[j:, j] / left[j, j] ** 0.5
        left -= np.outer(L[:, j], L[:, j])
    return L


@right(cholesky)
def cholesky_row_by_row(S):
    L = np.zeros_like(S, dtype=float)
    for i in range(len(S)):
        if i:
            L[i, :i] = forward(L[:i, :i], S[i, :i])
        under = S[i, i] - L[i, :i] @ L[i, :i]
        if under <= 0:
            return None
        L[i, i] = np.sqrt(under)
    return L


@right(cholesky)
def cholesky_by_recursion(S):
    if len(S) == 0:
        return np.zeros((0, 0))
    if not S[0, 0] > 0:
        return None
    first = S[:, 0] / np.sqrt(S[0, 0])
    rest = cholesky_by_recursion((S - np.outer(first, first))[1:, 1:])
    if rest is None:
        return None
    return np.column_stack([first, np.vstack([np.zeros(len(rest)), rest])])


@right(cholesky)
def cholesky_with_a_diagonal(S):
    p = len(S)
    L, D = np.eye(p), np.zeros(p)
    for j in range(p):
        D[j] = S[j, j] - (L[j, :j] ** 2 * D[:j]).sum()
        if D[j] <= 0:
            return None
        for i in range(j + 1, p):
            L[i, j] = (S[i, j] - (L[i, :j] * L[j, :j] * D[:j]).sum()) / D[j]
    return L * np.sqrt(D)


@check(weights_by_cholesky)
def by_the_root_as_lstsq(rng):
    for n, p in (4, 2), (12, 3):
        A, y = rng.normal(size=(n, p)), rng.normal(size=n)
        wanted = np.linalg.lstsq(A, y, rcond=None)[0]
        assert weights_by_cholesky(A, y) == close_to(wanted, rel=1e-4)


@wrong(weights_by_cholesky, "That is L itself. Solve two triangles with it.")
def the_root_itself(A, y):
    return cholesky(A.T @ A)


@wrong(
    weights_by_cholesky, "That is L itself. Solve two triangles, L and L′, with A′y."
)
def the_triangle_itself(A, y):
    return np.transpose(cholesky(A.T @ A))


@wrong(weights_by_cholesky, "You solved one triangle. L L′ has two.")
def weights_half_solved(A, y):
    return forward(cholesky(A.T @ A), A.T @ y)


@wrong(weights_by_cholesky, "You did not multiply y by A′. The right side is A.T @ y.")
def weights_of_the_first_rows(A, y):
    L = cholesky(A.T @ A)
    return backward(L.T, forward(L, y[: A.shape[1]]))


@wrong(
    weights_by_cholesky, "You swapped the triangles. Solve with L first, then with L′."
)
def weights_in_the_wrong_order(A, y):
    L = cholesky(A.T @ A)
    return forward(L, backward(L.T, A.T @ y))


@right(weights_by_cholesky)
def weights_by_cholesky_in_two_lines(A, y):
    L = np.asarray(cholesky(A.T @ A))
    half = np.asarray(forward(L, A.T @ y))
    return backward(L.T, half)


@right(weights_by_cholesky)
def weights_by_inverse_root(A, y):
    L = np.asarray(cholesky(A.T @ A))
    inverse = np.column_stack([forward(L, unit) for unit in np.eye(len(L))])
    return (inverse.T @ (inverse @ (A.T @ y))).tolist()


@right(weights_by_cholesky)
def weights_by_the_root_with_y(A, y):
    p = A.shape[1]
    T = np.column_stack([A, y])
    S = T.T @ T
    S[p, p] += 1
    L = np.asarray(cholesky(S))
    return backward(L[:p, :p].T, L[p, :p])


@right(weights_by_cholesky)
def weights_by_the_root_of_unit_columns(A, y):
    length = np.sqrt((A**2).sum(axis=0))
    unit = A / length
    L = np.asarray(cholesky(unit.T @ unit))
    z = np.zeros(len(L))
    for i in range(len(L)):
        z[i] = (unit[:, i] @ y - L[i, :i] @ z[:i]) / L[i, i]
    return np.asarray(backward(L.T, z)) / length


@wrong(
    test_squaring_a_matrix_squares_its_condition_number,
    "That is the exponent for A itself. Squaring a number doubles it.",
)
def the_same_digits():
    return 5


@check(weights)
def as_lstsq(rng):
    fresh = rng.normal(size=(5, 3)), rng.normal(size=5)
    for A, y in (fresh, (powers, y_train)):
        wanted = np.linalg.lstsq(A, y, rcond=None)[0]
        assert weights(A, y) == close_to(wanted, rel=1e-4)


@wrong(
    weights,
    "You used Q′y, which has lost digits if columns of A are nearly alike. Take A and "
    "y through the mirrors together.",
)
def weights_by_directions(A, y):
    Q = directions(A, project_out_in_turn)
    return backward(Q.T @ A, Q.T @ y)


@wrong(
    weights,
    "With classical Gram-Schmidt the directions are not orthogonal if columns are "
    "nearly alike. Take A and y through the mirrors.",
)
def weights_by_directions_at_once(A, y):
    Q = directions(A, project_out)
    return backward(Q.T @ A, Q.T @ y)


@wrong(weights, "That is c. Solve R w = c.")
def weights_unsolved(A, y):
    return triangularise(A, y)[1]


@wrong(weights, "You divided by the diagonal of R only. Use back substitution.")
def weights_by_the_diagonal(A, y):
    R, c, _ = triangularise(A, y)
    return c / np.diagonal(R)


@wrong(weights, "You used R′ instead of R, which gives other equations.")
def weights_of_the_transposed(A, y):
    R, c, _ = triangularise(A, y)
    return forward(R.T, c)


@right(weights)
def weights_from_the_first_two(A, y):
    return backward(*map(np.asarray, triangularise(A, y)[:2]))


@right(weights)
def weights_up_the_triangle(A, y):
    R, c, rest = (np.asarray(part) for part in triangularise(A, y))
    w = np.zeros(len(c))
    for i in reversed(range(len(c))):
        w[i] = (c[i] - R[i] @ w) / R[i, i]
    return w


@right(weights)
def weights_by_directions_with_y(A, y):
    p = A.shape[1]
    left, R, c = np.column_stack([A, y]).astype(float), np.zeros((p, p)), np.zeros(p)
    for j in range(p):
        length = np.sqrt(left[:, j] @ left[:, j])
        q = left[:, j] / length
        along = q @ left
        R[j, j:], c[j] = along[j:p], along[p]
        R[j, j] = length
        left[:, j + 1 :] -= np.outer(q, along[j + 1 :])
    return list(backward(R, c))


@check(ridge)
def as_scikit_learn(rng):
    cars = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
    few = rng.normal(size=(7, 3)) - 1, rng.normal(size=7)
    for Z, y in (few, (cars, y_train - y_train.mean())):
        for alpha in (0.3, 40):
            model = Ridge(alpha=alpha, fit_intercept=False).fit(Z, y)
            assert ridge(Z, y, alpha) == close_to(model.coef_)


@wrong(
    ridge,
    "You put alpha into the rows, so the penalty is alpha² w². Put its root there.",
)
def ridge_without_root(Z, y, alpha):
    d = Z.shape[1]
    extended = np.vstack([Z, alpha * np.eye(d)])
    return weights(extended, np.append(y, np.zeros(d)))


@wrong(
    ridge,
    "You added one row for all, which penalises the square of the sum of weights. Add "
    "one row for each weight.",
)
def ridge_in_one_row(Z, y, alpha):
    extended = np.vstack([Z, np.sqrt(alpha) * np.ones(Z.shape[1])])
    return weights(extended, np.append(y, 0))


@wrong(
    ridge,
    "Your added cars do not have y = 0, so they do not pull the weights towards 0.",
)
def ridge_towards_ones(Z, y, alpha):
    d = Z.shape[1]
    extended = np.vstack([Z, np.sqrt(alpha) * np.eye(d)])
    return weights(extended, np.append(y, np.ones(d)))


@right(ridge)
def ridge_with_cars_before(Z, y, alpha):
    d = Z.shape[1]
    added = np.diag(np.full(d, alpha**0.5))
    return weights(np.r_[added, Z], np.r_[np.zeros(d), y])


@right(ridge)
def ridge_car_by_car(Z, y, alpha):
    cars, goals = list(Z), list(y)
    for j in range(Z.shape[1]):
        car = [0.0] * Z.shape[1]
        car[j] = -math.sqrt(alpha)
        cars.append(car)
        goals.append(0.0)
    return weights(np.array(cars), np.array(goals))


@right(ridge)
def ridge_by_root(Z, y, alpha):
    L = np.asarray(cholesky(Z.T @ Z + alpha * np.eye(Z.shape[1])))
    return backward(L.T, np.asarray(forward(L, Z.T @ y)))


@right(ridge)
def ridge_weight_by_weight(Z, y, alpha):
    w, left = np.zeros(Z.shape[1]), y.copy()
    for _ in range(2000):
        for j in range(len(w)):
            old, z = w[j], Z[:, j]
            w[j] = z @ (left + z * old) / (z @ z + alpha)
            left -= z * (w[j] - old)
    return w.tolist()
