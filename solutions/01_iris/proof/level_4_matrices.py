"""The proof of level 4 of 01 iris: how its functions go wrong, and other right answers."""

from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.metrics.pairwise import euclidean_distances
from sklearn.preprocessing import OneHotEncoder


@check(products)
def any_number_of_rows_and_columns(rng):
    for m, n, d in (1, 2, 3), (7, 5, 3):
        A, B = rng.normal(size=(m, d)), rng.normal(size=(n, d))
        assert products(A, B) == close_to([[sum(a * b) for b in B] for a in A])


@wrong(
    products,
    "Your result is transposed. Row i belongs to flower i of A: A @ B.T.",
)
def products_transposed(A, B):
    return B @ A.T


@wrong(
    products,
    "You multiplied columns with columns, over the flowers. Multiply rows with "
    "rows: A @ B.T.",
)
def products_of_columns(A, B):
    return A[: min(len(A), len(B))].T @ B[: min(len(A), len(B))]


@wrong(
    products,
    "You only multiplied row i of A with row i of B. Multiply every row of A with "
    "every row of B.",
)
def products_side_by_side(A, B):
    both = min(len(A), len(B))
    return (A[:both] * B[:both]).sum(axis=1)


@right(products)
def products_by_einsum(A, B):
    return np.einsum("id,jd->ij", A, B)


@right(products)
def products_by_inner(A, B):
    return np.inner(A, B)


@right(products)
def products_one_by_one(A, B):
    C = np.zeros((len(A), len(B)))
    for i, a in enumerate(A):
        for j, b in enumerate(B):
            C[i, j] = sum(x * y for x, y in zip(a, b, strict=True))
    return C


@right(products)
def products_transposed_twice(A, B):
    return np.dot(B, A.T).T.astype(np.float32)


@check(squared_norms)
def the_diagonal_of_all_products(rng):
    for m, d in (1, 3), (9, 5):
        A = rng.normal(size=(m, d))
        assert squared_norms(A) == close_to(np.diag(A @ A.T))


@wrong(squared_norms, "You took the root. Leave the lengths squared here.")
def norms(A):
    return np.sqrt((A**2).sum(axis=1))


@wrong(
    squared_norms,
    "That is one number for all rows together. Each row has its own length: use "
    "axis=1.",
)
def squared_norms_in_one(A):
    return (A**2).sum()


@wrong(
    squared_norms,
    "You multiplied every row with every row. The squared lengths are only the "
    "diagonal of that: each row with itself.",
)
def squared_norms_of_all_pairs(A):
    return A @ A.T


@wrong(
    squared_norms,
    "You added up down the columns. Each row has its own length: use axis=1.",
)
def squared_norms_of_columns(A):
    return (A**2).sum(axis=0)


@wrong(
    squared_norms,
    "You added first and squared afterwards. Square each number, then add up.",
)
def squared_sums(A):
    return A.sum(axis=1) ** 2


@right(squared_norms)
def squared_norms_by_einsum(A):
    return np.einsum("ij,ij->i", A, A)


@right(squared_norms)
def squared_norms_by_norm(A):
    return np.linalg.norm(A, axis=1) ** 2


@right(squared_norms)
def squared_norms_row_by_row(A):
    return np.array([row @ row for row in A])


@right(squared_norms)
def squared_norms_by_ones(A):
    return np.square(A) @ np.ones(A.shape[1])


@right(squared_norms)
def squared_norms_on_the_diagonal(A):
    return np.diagonal(products(A, A))


@check(squared_distances)
def each_row_with_each_row(rng):
    for m, n, d in (2, 1, 1), (8, 11, 6):
        A, B = rng.normal(size=(m, d)), rng.normal(size=(n, d))
        wanted = euclidean_distances(A, B) ** 2
        assert squared_distances(A, B) == close_to(wanted, abs=1e-8)


@wrong(
    squared_distances,
    "You subtracted the products only once. Subtract them twice: − 2 a·b.",
)
def squared_distances_without_two(A, B):
    return (A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) - A @ B.T


@wrong(
    squared_distances,
    "You added the products. Subtract them: (a − b)² has − 2 a·b in it.",
)
def squared_distances_adding(A, B):
    return (A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) + 2 * A @ B.T


@wrong(
    squared_distances,
    "The squared length of b is missing: |a|² + |b|² − 2 a·b has three terms.",
)
def squared_distances_without_b(A, B):
    return (A**2).sum(axis=1)[:, None] - 2 * A @ B.T


@wrong(squared_distances, "You took the root. Leave the distances squared here.")
def distances_not_squared(A, B):
    return np.sqrt(((A[:, None] - B) ** 2).sum(axis=2))


@right(squared_distances)
def squared_distances_by_broadcasting(A, B):
    return ((A[:, None, :] - B[None, :, :]) ** 2).sum(axis=-1)


@right(squared_distances)
def squared_distances_by_norm(A, B):
    return np.array([np.linalg.norm(B - a, axis=1) ** 2 for a in A])


@right(squared_distances)
def squared_distances_one_by_one(A, B):
    return [[(a - b) @ (a - b) for b in B] for a in A]


@right(squared_distances)
def squared_distances_by_add_outer(A, B):
    lengths = np.add.outer(np.asarray(squared_norms(A)), np.asarray(squared_norms(B)))
    return lengths - 2.0 * np.asarray(products(A, B))


@right(squared_distances)
def squared_distances_in_one_product(A, B):
    one = np.c_[(A**2).sum(1), np.ones(len(A)), -2 * A]
    other = np.c_[np.ones(len(B)), (B**2).sum(1), B]
    return one @ other.T


@check(distances)
def as_scikit_learn_measures(rng):
    A, B = rng.normal(size=(6, 3)), rng.normal(size=(4, 3))
    assert distances(A[:1], B[:2]) == close_to(euclidean_distances(A[:1], B[:2]))
    assert distances(A, B) == close_to(euclidean_distances(A, B))


@check(distances)
def centred_first():
    """If you subtract the mean first, flowers 100 km from 0 are as far apart as before."""
    centred = X_train + 1e7
    centred -= centred.mean(axis=0)
    wanted = euclidean_distances(X_train)
    assert distances(centred, centred) == close_to(wanted, abs=0.01)


@wrong(
    distances,
    "The root of a number below 0 is NaN. Replace it by 0 first: np.maximum(..., 0).",
)
def distances_with_nan(A, B):
    squared = (A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) - 2 * A @ B.T
    return np.sqrt(np.where(squared < 0, np.nan, squared))


@wrong(distances, "Those are squared distances. Take the square root.")
def distances_unrooted(A, B):
    squared = (A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) - 2 * A @ B.T
    return np.maximum(squared, 0)


@right(distances)
def distances_by_norm(A, B):
    return np.linalg.norm(A[:, None] - B[None], axis=2)


@right(distances)
def distances_clipped(A, B):
    return np.asarray(squared_distances(A, B)).clip(min=0) ** 0.5


@right(distances)
def distances_one_by_one(A, B):
    return [
        [float(max(value, 0)) ** 0.5 for value in row]
        for row in squared_distances(A, B)
    ]


@right(distances)
def distances_where_positive(A, B):
    squared = np.array(squared_distances(A, B))
    squared[squared < 0] = 0
    return np.sqrt(squared)


equivalent(
    distances,
    "return np.sqrt(np.maximum(squared_distances(A, B), 0)) -> return np.sqrt(np.maximum(0, squared_distances(A, B)))",
    why="The larger of two is the larger in either order.",
)


@check(neighbours)
def equal_distances():
    """Each row has exactly k ones, also if distances tie, and the nearest always has one."""
    N = np.asarray(neighbours(np.array([[2.0, 2.0, 1.0]]), 2))
    assert [N[0].sum(), N[0, 2]] == close_to([2, 1])  # either 2, but surely the 1


@check(neighbours)
def all_are_neighbours():
    assert neighbours(np.array([[5.0, 1.0, 3.0], [1.0, 4.0, 6.0]]), 3) == close_to(
        np.ones((2, 3))
    )


@check(neighbours)
def the_k_smallest_of_each_row(rng):
    D = rng.permutation(300).reshape(15, 20) / 10
    N = np.asarray(neighbours(D, 4))
    assert N.sum(axis=1) == close_to(np.full(15, 4))
    assert (N * D).sum(axis=1) == close_to(np.sort(D, axis=1)[:, :4].sum(axis=1))


@check(neighbours)
def they_add_up():
    """0 and 1 are numbers, so that 1 + 1 is 2. True + True is only True in a product."""
    N = np.asarray(neighbours(np.array([[5.0, 1.0, 3.0], [2.0, 6.0, 4.0]]), 2))
    assert N @ N.T == close_to([[2, 1], [1, 2]])


@wrong(
    neighbours,
    "More than k got a 1, because distances tie. Choose k positions instead of all "
    "distances up to a limit.",
)
def neighbours_below_a_threshold(D, k):
    return (D <= np.sort(D, axis=1)[:, k - 1 : k]) * 1.0


@wrong(
    neighbours,
    "You took the first k distances up to a limit and left out a nearer one "
    "after them. Choose by distance, not by position in the row.",
)
def first_neighbours_below_a_threshold(D, k):
    N = (D <= np.sort(D, axis=1)[:, k - 1 : k]) * 1.0
    N[N.cumsum(axis=1) > k] = 0
    return N


@wrong(
    neighbours,
    "You marked the k smallest of each column. Mark those of each row: use axis=1.",
)
def neighbours_of_columns(D, k):
    N = np.zeros(D.shape)
    np.put_along_axis(N, np.argsort(D, axis=0)[:k], 1, axis=0)
    return N


@wrong(
    neighbours,
    "Every row got the ones of all rows, because N[:, positions] means all rows. "
    "Each row has its own positions: use np.put_along_axis.",
)
def neighbours_in_every_row(D, k):
    N = np.zeros(D.shape)
    N[:, np.argsort(D, axis=1)[:, :k]] = 1
    return N


@wrong(
    neighbours,
    "Those are the positions. Return N, which has the shape of D and a 1 at each of "
    "these positions.",
)
def positions_of_neighbours(D, k):
    return np.argsort(D, axis=1)[:, :k]


@wrong(neighbours, "Those are the k largest distances. Mark the smallest: [:, :k].")
def furthest(D, k):
    N = np.zeros(D.shape)
    np.put_along_axis(N, np.argsort(D, axis=1)[:, -k:], 1, axis=1)
    return N


@right(neighbours)
def neighbours_in_a_loop(D, k):
    N = []
    for row in D:
        near = sorted(range(len(row)), key=lambda j: row[j])[:k]
        N.append([1 if j in near else 0 for j in range(len(row))])
    return N


@right(neighbours)
def neighbours_by_rank(D, k):
    ranks = D.argsort(axis=1, kind="stable").argsort(axis=1)
    return (ranks < k) * 1


@right(neighbours)
def neighbours_by_partitioning(D, k):
    near = np.argpartition(D, k - 1, axis=1)[:, :k]
    N = np.zeros_like(D, dtype=int)
    N[np.arange(len(D))[:, None], near] = 1
    return N


@right(neighbours)
def neighbours_by_one_hot(D, k):
    return np.eye(D.shape[1], dtype=np.float32)[D.argsort(axis=1)[:, :k]].sum(axis=1)


equivalent(
    neighbours,
    "np.put_along_axis(N, np.argsort(D, axis=1)[:, :k], 1, axis=1) -> np.put_along_axis(N, np.argsort(D)[:, :k], 1, axis=1)",
    why="argsort sorts along the last axis unless told otherwise, and that is axis 1.",
)


@check(one_hot)
def a_column_for_a_class_without_flowers():
    """A class without flowers has a column as well."""
    assert one_hot(np.array([1, 0]), 3) == close_to([[0, 1, 0], [1, 0, 0]])


@check(one_hot)
def five_classes_in_any_order(rng):
    labels = rng.permutation([0, 1, 2, 3, 4, 2, 2])
    wanted = OneHotEncoder(sparse_output=False).fit_transform(labels[:, None])
    assert one_hot(labels, 5) == close_to(wanted)


@check(one_hot)
def ones_add_up():
    """0 and 1 are numbers, so that 1 + 1 is 2. True + True is only True in a product."""
    Y = np.asarray(one_hot(np.array([1, 0, 1, 2, 1]), 3))
    assert Y.T @ Y == close_to(np.diag([1, 3, 1]))  # once 0, three times 1, once 2


@wrong(
    one_hot,
    "Your matrix is transposed. Make a row for each flower and a column for each "
    "class.",
)
def one_hot_transposed(y, n_classes):
    return np.eye(n_classes)[y].T


@wrong(
    one_hot,
    "You wrote a number made from the label into the cell. The label says which "
    "column; write a 1 there.",
)
def label_in_the_cell(y, n_classes):
    return np.eye(n_classes)[y] * (np.asarray(y)[:, None] + 1)


@wrong(
    one_hot,
    "Columns are missing. Make one for each of the n_classes, also for a class "
    "without flowers.",
)
def one_hot_up_to_the_last(y, n_classes):
    return np.eye(np.max(y) + 1)[y]


@right(one_hot)
def one_hot_by_comparison(y, n_classes):
    return (np.asarray(y)[:, None] == np.arange(n_classes)).astype(int)


@right(one_hot)
def one_hot_in_a_loop(y, n_classes):
    Y = np.zeros((len(y), n_classes))
    for i, label in enumerate(y):
        Y[i, label] = 1
    return Y


@right(one_hot)
def one_hot_cell_by_cell(y, n_classes):
    return np.array([[int(label == c) for c in range(n_classes)] for label in y])


@right(one_hot)
def one_hot_at_positions(y, n_classes):
    Y = np.zeros((len(y), n_classes), dtype=np.float32)
    Y[range(len(y)), y] = 1
    return Y


@check(winners)
def one_neighbour_each():
    assert winners(np.eye(3)[[2, 0]], np.eye(3)) == close_to([2, 0])
    assert winners(np.eye(5), np.eye(5)) == close_to([0, 1, 2, 3, 4])


@check(winners)
def as_scikit_learn_votes(rng):
    A, B, y = (
        rng.normal(size=(25, 3)),
        rng.normal(size=(80, 3)),
        rng.integers(3, size=80),
    )
    model = KNeighborsClassifier(n_neighbors=5).fit(B, y)
    found = winners(model.kneighbors_graph(A).toarray(), np.eye(3)[y])
    assert found == close_to(model.predict(A))


@wrong(
    winners,
    "You took the largest of each column. Each flower has a winner: use axis=1.",
)
def winners_of_columns(N, Y):
    return (N @ Y).argmax(axis=0)


@wrong(
    winners,
    "That is how many votes the winner has. Return its class: use argmax instead of "
    "max.",
)
def votes_of_winners(N, Y):
    return (N @ Y).max(axis=1)


@wrong(winners, "If classes tie, the first wins. You took the last.")
def winners_last_of_equals(N, Y):
    return Y.shape[1] - 1 - (N @ Y)[:, ::-1].argmax(axis=1)


@wrong(
    winners,
    "Those are all the votes, shape (m, c). Return the class with the most votes in "
    "each row.",
)
def all_votes(N, Y):
    return N @ Y


@right(winners)
def winners_by_einsum(N, Y):
    return np.einsum("ij,jc->ic", N, Y).argmax(-1)


@right(winners)
def winners_in_a_loop(N, Y):
    found = []
    for row in N:
        votes = [sum(Y[j][c] for j in np.flatnonzero(row)) for c in range(len(Y[0]))]
        found.append(votes.index(max(votes)))
    return found


@right(winners)
def winners_transposed(N, Y):
    return np.argmax(np.dot(np.transpose(Y), np.transpose(N)), axis=0)


@check(confusion)
def a_row_and_a_column_for_each_class(rng):
    """The row is the actual class, the column the predicted one, also for a class without flowers."""
    found = confusion(np.array([0, 1]), np.array([1, 1]), 3)
    assert found == close_to([[0, 1, 0], [0, 1, 0], [0, 0, 0]])
    y_true, y_pred = rng.permutation([0, 1, 2, 3, 3] * 9), rng.integers(4, size=45)
    wanted = confusion_matrix(y_true, y_pred, labels=range(4))
    assert confusion(y_true, y_pred, 4) == close_to(wanted)


@wrong(
    confusion,
    "You swapped rows and columns. Rows are actual classes, columns predicted ones.",
)
def confusion_swapped(y_true, y_pred, n_classes):
    return np.eye(n_classes)[y_pred].T @ np.eye(n_classes)[y_true]


@wrong(
    confusion,
    "No cell of yours is above 1. Count how often each case occurs: use the numbers "
    "0 and 1, because True + True stays True in a product.",
)
def confusion_of_zeros_and_ones(y_true, y_pred, n_classes):
    return (np.eye(n_classes)[y_true].T @ np.eye(n_classes)[y_pred] > 0) * 1


@wrong(
    confusion,
    "You multiplied every flower with every flower. Transpose the first matrix: Y.T "
    "@ Ŷ.",
)
def confusion_of_flowers(y_true, y_pred, n_classes):
    return np.eye(n_classes)[y_true] @ np.eye(n_classes)[y_pred].T


@wrong(
    confusion,
    "Classes are missing. Make a row and a column for each of the n_classes, also "
    "for one that does not occur.",
)
def confusion_up_to_the_last(y_true, y_pred, n_classes):
    n = max(*y_true, *y_pred) + 1
    return np.eye(n)[y_true].T @ np.eye(n)[y_pred]


@right(confusion)
def confusion_by_einsum(y_true, y_pred, n_classes):
    one, other = one_hot(y_true, n_classes), one_hot(y_pred, n_classes)
    return np.einsum("ni,nj->ij", one, other)


@right(confusion)
def confusion_in_a_loop(y_true, y_pred, n_classes):
    C = [[0] * n_classes for _ in range(n_classes)]
    for i, j in zip(y_true, y_pred, strict=True):
        C[i][j] += 1
    return C


@right(confusion)
def confusion_by_bincount(y_true, y_pred, n_classes):
    cells = np.ravel_multi_index((y_true, y_pred), (n_classes, n_classes))
    return np.bincount(cells, minlength=n_classes**2).reshape(n_classes, -1)


@check(accuracy)
def a_class_without_flowers(rng):
    """A class without flowers changes nothing: divide the trace by the sum of all."""
    assert accuracy(np.array([[0, 1, 0], [0, 1, 0], [0, 0, 0]])) == close_to(1 / 2)
    y_true, y_pred = rng.permutation([0, 1, 2, 3, 3] * 9), rng.integers(4, size=45)
    C = confusion_matrix(y_true, y_pred, labels=range(4))
    assert accuracy(C) == close_to(accuracy_score(y_true, y_pred))


@wrong(accuracy, "That is how many are correct. Divide by the number of flowers.")
def trace_alone(C):
    return np.trace(C)


@wrong(
    accuracy,
    "You divided by the number of classes. Divide by the number of flowers: C.sum().",
)
def trace_over_the_classes(C):
    return np.trace(C) / len(C)


@wrong(
    accuracy,
    "For a class without flowers that is 0 / 0, which is NaN. Divide once, by the "
    "sum of all cells: C.sum().",
)
def weighted_mean_of_classes(C):
    of_class = C.sum(axis=1)
    return np.average(np.diag(C) / of_class, weights=of_class)


@wrong(
    accuracy,
    "That is the mean accuracy of the classes, each counted equally. Divide the "
    "trace by the sum of all cells.",
)
def mean_of_classes(C):
    return np.mean(np.diag(C) / C.sum(axis=1))


@right(accuracy)
def accuracy_by_einsum(C):
    return np.einsum("ii", C) / np.einsum("ij->", C)


@right(accuracy)
def accuracy_in_a_loop(C):
    right = sum(row[i] for i, row in enumerate(C))
    return right / sum(sum(row) for row in C)


@right(accuracy)
def accuracy_by_mask(C):
    C = np.asarray(C, dtype=np.float32)
    return (C * np.eye(len(C))).sum() / C.sum()
