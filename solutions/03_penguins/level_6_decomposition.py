"""Level 6 · decomposition: scatter taken apart

Penguins differ. Part of it is that species differ, the rest is that no two birds of a
kind are alike: the scatter of all is the scatter within plus the scatter between, to
the last digit. At level 4 solve took the one out of the other. Here its factor does: a
triangle that turns the cloud of every species into a ball, and in a world of balls the
nearest mean is the answer, and three means lie in a plane. Two numbers of each penguin
are enough.

Yours to use: arrays, @ and your own functions. No np.linalg, no SciPy.
A′ is A transposed, A.T in NumPy; I is the unit matrix.

    X  (n, d)  pages made ready; y (n,) their species; here d is 7, k is 3
    W, B, T    (d, d)  scatter within species, between them, and of all: sums, not means
    S  (d, d)  the pooled covariance, W / (n − k)
    L  (d, d)  zeros above the diagonal; S = L L′
    Z  (n, d)  whitened pages, L⁻¹ x for each page x
    V  (d, k − 1)  two directions at right angles that span the plane of the means

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.compose import make_column_transformer
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, categorical, numeric, species, y_test, y_train


def made_ready(drop="first"):
    """Known and unseen pages as arrays; drop: which of the words has no column."""
    table = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numeric),
        (
            make_pipeline(
                SimpleImputer(strategy="most_frequent"),
                OneHotEncoder(drop=drop, sparse_output=False),
            ),
            categorical,
        ),
    )
    return table.fit_transform(X_train), table.transform(X_test)


F_train, F_test = made_ready()  # (275, 7), (69, 7)
n, d = F_train.shape
k = len(species)
priors = np.bincount(y_train) / n
M = np.array([F_train[y_train == c].mean(axis=0) for c in range(k)])
S = (F_train - M[y_train]).T @ (F_train - M[y_train]) / (n - k)


@hint(
    "How far is each penguin from the mean of its own species?",
    "For each class: its rows less their mean, and the product of that with itself, "
    "(d, d). Add up over the classes; nothing is divided.",
    "W = 0; for c in range(k): apart = X[y == c] - X[y == c].mean(axis=0); "
    "W = W + apart.T @ apart",
)
@yours
def within(X, y, k):
    """W (d, d), an array: products of deviations of X (n, d) from the own class mean.

    They are summed over all rows.
    """
    W = 0
    for c in range(k):
        apart = X[y == c] - X[y == c].mean(axis=0)
        W = W + apart.T @ apart
    return W


@hint(
    "If every penguin stood exactly at the mean of its species, how would all scatter?",
    "For each class: its mean less the mean of all, times itself, (d, d), and that as "
    "often as the class has rows.",
    "step = X[y == c].mean(axis=0) - X.mean(axis=0); B = B + (y == c).sum() * "
    "np.outer(step, step)",
)
@yours
def between(X, y, k):
    """B (d, d): scatter of the class means of X (n, d) around the mean of all rows.

    Each class counts as often as it has rows.
    """
    B = 0
    for c in range(k):
        step = X[y == c].mean(axis=0) - X.mean(axis=0)
        B = B + (y == c).sum() * np.outer(step, step)
    return B


@hint(
    "1 and 3 have the mean 2, 8 is its own mean, 4 is the mean of all. Which part is "
    "between?",
    "Two penguins are 2 below the 4, one is 4 above it: 2 * 4 + 16.",
    "24; within are 1 + 1, and all together 9 + 1 + 16",
)
@insight(
    "Pythagoras for clouds: the two parts stand at right angles, so their squares add "
    "up. A good question divides the scatter so that little is left within."
)
def test_scatter_is_within_plus_between():
    """1 and 3 of one species, 8 of another. All: 26. Within: 2. And between?"""
    X, y = np.array([[1.0], [3.0], [8.0]]), np.array([0, 0, 1])
    assert within(X, y, 2) == close_to([[2]])
    assert between(X, y, 2) == close_to([[____(24)]])


@hint(
    "A covariance of 6 beside variances of 4 and 16: how much is that at most?",
    "Divide each entry by the deviations of its row and its column. The deviations "
    "are the roots of the diagonal.",
    "s = np.sqrt(S.diagonal()), then S / np.outer(s, s)",
)
@yours
def correlation(S):
    """The correlations (d, d) that belong to covariances, or scatter, S (d, d).

    Entry i, j over the root of entry i, i times entry j, j. S itself stays as it is.
    """
    s = np.sqrt(S.diagonal())
    return S / np.outer(s, s)


@hint(
    "The deviations are 2 and 4, the covariance is 6.",
    "6 over 2 times 4.",
    "0.75",
)
@insight(
    "Millimetres and grams are gone: 1 on the diagonal, and beside it how nearly two "
    "columns are one."
)
def test_correlation_is_covariance_without_units():
    """Variances of 4 and 16, a covariance of 6: which correlation?"""
    assert correlation(np.cov(F_train.T)) == close_to(np.corrcoef(F_train.T))
    by_hand = np.asarray(correlation(np.array([[4.0, 6.0], [6.0, 16.0]])))
    assert by_hand[0, 1] == close_to(____(0.75))


@hint(
    "Among all penguins, have those with longer bills deeper bills? And among Adelies "
    "alone?",
    "Gentoos have long, flat bills, so over all species the two run against each "
    "other. Within a species a large bird has a bill that is large in both ways.",
    "Against each other over all, together within: [-1, 1]",
)
@insight(
    "Simpson's paradox: both are right, of different questions. T is negative because "
    "B is; W is not. Ask about all birds, or about birds of a kind, but say which."
)
def test_it_goes_wrong_when_kinds_are_mixed():
    """Bill length and depth: the sign of their correlation in all, within species?"""
    bills = F_train[:, :2]
    W, B = np.asarray(within(bills, y_train, k)), np.asarray(between(bills, y_train, k))
    of_all, of_a_kind = np.asarray(correlation(W + B)), np.asarray(correlation(W))
    assert np.sign([of_all[0, 1], of_a_kind[0, 1]]) == close_to(____([-1, 1]))


@hint(
    "Of column j, the columns before have told a part. How much is left?",
    "What is left of A[j, j] is that entry less the squares of row j of L so far. "
    "Below it, the same: column j of A less what rows of L have in common with row j.",
    "A[j, j] - L[j, :j] @ L[j, :j], and A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j]",
)
@yours
def cholesky(A):
    """L (d, d), an array: zeros above the diagonal, A = L L′; A (d, d) are covariances.

    Refuses, with a ValueError, where a column is told by those before it: where less
    than 1e-10 of A[j, j] is left. A itself stays as it is. Golub and Van Loan, Matrix
    Computations, section 4.2.
    """
    L = np.zeros(A.shape)
    for j in range(len(A)):
        left = ____(A[j, j] - L[j, :j] @ L[j, :j])
        if left < 1e-10 * A[j, j]:
            raise ValueError(f"column {j} says nothing that those before it do not")
        L[j, j] = np.sqrt(left)
        below = ____(A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j])
        L[j + 1 :, j] = below / L[j, j]
    return L


@hint(
    "What times itself is 4? And that times what is 6?",
    "L is [[2, 0], [3, ?]]: 2 times 3 is 6. What is left of 13 once 3 * 3 has been "
    "told?",
    "13 - 9 = 4, and its root: 2",
)
@insight(
    "You met it with the cars, where it solved equations. What stands on its "
    "diagonal, squared, is what was left over at level 5: each column's own news."
)
def test_a_triangle_times_its_mirror_image():
    """[[4, 6], [6, 13]] is L L′ with L = [[2, 0], [3, ?]]: which number?"""
    L = cholesky(np.array([[4.0, 6.0], [6.0, 13.0]]))
    assert L == close_to([[2, 0], [3, ____(2)]])


def refuses(function, *arguments):
    """Whether a function raises a ValueError for these arguments."""
    try:
        function(*arguments)
    except ValueError:
        return True
    return False


def scatter_of_noise(rows):
    """W of `rows` rows of noise, 10 columns, 3 classes: the same noise each time."""
    X = np.random.default_rng(0).normal(size=(rows, 10))
    return np.asarray(within(X, np.arange(rows) % 3, 3))


@hint(
    "k means are taken from n rows. How many directions are left to scatter in?",
    "n − k. If these are fewer than the columns, some column is told by the others.",
    "10 columns and 3 classes: 13 rows",
)
@insight(
    "13 rows less 3 means leave 10 directions. With fewer the scatter has no inverse. "
    "Shrinking S towards its diagonal helps, as ridge helped the cars: solver='lsqr' "
    "with shrinkage does it."
)
def test_it_goes_wrong_when_columns_have_no_news():
    """When it goes wrong: 10 columns, 3 classes. How many rows are just enough?"""
    assert refuses(cholesky, np.array([[1.0, 2.0], [2.0, 4.0]]))
    enough = ____(13)
    assert not refuses(cholesky, scatter_of_noise(enough))
    assert refuses(cholesky, scatter_of_noise(enough - 1))


@hint(
    "The first equation holds one unknown. And the next, once the first is known?",
    "Row i of Z is row i of B, less row i of L times the rows of Z found so far, over "
    "L[i, i].",
    "for i in range(len(L)): Z[i] = (B[i] - L[i, :i] @ Z[:i]) / L[i, i]; Z starts as "
    "np.zeros(B.shape)",
)
@yours
def forward(L, B):
    """Z with L Z = B, for L (d, d) with zeros above its diagonal, B and Z (d, m).

    Z is an array. From the first row down, with no inverse. B itself stays as it is.
    """
    Z = np.zeros(B.shape)
    for i in range(len(L)):
        Z[i] = (B[i] - L[i, :i] @ Z[:i]) / L[i, i]
    return Z


@hint(
    "2 z₁ = 6: which z₁? Then 1 z₁ + 4 z₂ = 11.",
    "3, and 4 z₂ is 8.",
    "[[3], [2]]",
)
@insight("No inverse was made. Each line has one unknown more than the line above it.")
def test_a_triangle_is_solved_from_the_top():
    """2 z₁ = 6, z₁ + 4 z₂ = 11: what are they?"""
    L, B = np.array([[2.0, 0.0], [1.0, 4.0]]), np.array([[6.0], [11.0]])
    assert forward(L, B) == close_to(____([[3], [2]]))


@hint(
    "Which table has the covariance I, if x has L L′? Try L⁻¹ x.",
    "The pages are rows, forward wants columns: turn X round, solve with the triangle "
    "of S, and turn it back.",
    "forward(cholesky(S), X.T).T",
)
@yours
def whitened(X, S):
    """Z (n, d): L⁻¹ x for each row x of X (n, d), where S = L L′.

    Rows with covariance S come out with covariance I.
    """
    return forward(cholesky(S), X.T).T


@hint(
    "A ball of radius 1 has the same scatter in all directions. Which matrix is its "
    "covariance?",
    "Ones on the diagonal and zeros elsewhere.",
    "np.eye(7), or np.eye(d)",
)
@insight(
    "Whitening makes a ball of every cloud. From here on an ordinary ruler measures "
    "what Mahalanobis' distance measured at level 4."
)
def test_every_species_becomes_a_ball():
    """Whitened penguins: which pooled covariance have they now, a (7, 7) matrix?"""
    Z = np.asarray(whitened(F_train, S))
    assert np.asarray(within(Z, y_train, k)) / (n - k) == close_to(____(np.eye(7)))


@hint(
    "In a world of balls, which mean is nearest? And what do the priors say?",
    "Half of the squared distance to each mean, less the logarithm of its prior: the "
    "smallest wins.",
    "squared = ((Z[:, None] - M) ** 2).sum(axis=2), then (squared / 2 - "
    "np.log(priors)).argmin(axis=1)",
)
@yours
def nearest_mean(Z, M, priors):
    """For each row of Z (n, d) the class whose mean in M (k, d) is nearest: (n,).

    Half the squared distance, less the logarithm of the class's prior, is smallest.
    """
    squared = ((Z[:, None] - M) ** 2).sum(axis=2)
    return (squared / 2 - np.log(priors)).argmin(axis=1)


@hint(
    "A page at 0 is halfway. Half the squared distance to both is 2. Who has more "
    "penguins?",
    "2 - log 0.8 against 2 - log 0.2.",
    "The first is common: 0",
)
@insight(
    "So that is the linear discriminant: make balls, take the nearest mean. All the "
    "rest was finding out how round a ball is."
)
def test_after_whitening_the_nearest_mean_wins():
    """Means at -2 and 2, priors of 0.8 and 0.2. Which class is a page at 0?"""
    means, shares = np.array([[-2.0], [2.0]]), np.array([0.8, 0.2])
    named = nearest_mean(np.array([[0.0], [0.5], [0.3]]), means, shares)
    assert named == close_to([____(0), 1, 0])  # log 4 / 4 = 0.35 is where they meet


@hint(
    "Along a direction w, how far do the means part, and how far do penguins scatter?",
    "w′ B w is the scatter of the means seen along w, w′ W w that within the species.",
    "(w @ B @ w) / (w @ W @ w)",
)
@yours
def separation(w, B, W):
    """w′ B w / w′ W w: how far classes part along w (d,), in units of their scatter."""
    return (w @ B @ w) / (w @ W @ w)


@hint(
    "The line from mean to mean is not best if the clouds lie slanted. What "
    "straightens them?",
    "Whiten, go from mean to mean, and go back: W⁻¹ (m₁ − m₀), in two triangles. With "
    "W = L L′, first L z = m₁ − m₀, then L′ w = z, from the last row up.",
    "L = cholesky(W); z = forward(L, step[:, None]); turned round, L.T[::-1, ::-1] "
    "has zeros above its diagonal: forward(L.T[::-1, ::-1], z[::-1])[::-1, 0]",
)
@yours
def fisher(X, y):
    """The direction w (d,) along which classes 0 and 1 of X (n, d) part best.

    Of any length. W⁻¹ (m₁ − m₀), with W the scatter within. Fisher (1936).
    """
    L = cholesky(within(X, y, 2))
    step = X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0)
    z = forward(L, step[:, None])
    return forward(L.T[::-1, ::-1], z[::-1])[::-1, 0]


def along(w):
    """w (d,) with length 1."""
    w = np.asarray(w, dtype=float)
    return w / np.sqrt(w @ w)


@hint(
    "B is [[4, 0], [0, 0]], W is [[2, 0], [0, 1]]. Along (1, 1)?",
    "4 between, over 2 + 1 within.",
    "4 / 3",
)
@insight(
    "Of a hundred directions none parts them better, and the best is given by a "
    "formula: Fisher found it in 1936, in the paper that brought the irises."
)
def test_one_direction_parts_two_species_best():
    """B = [[4, 0], [0, 0]], W = [[2, 0], [0, 1]]: the separation along (1, 1)?"""
    by_hand = separation(np.ones(2), np.diag([4.0, 0.0]), np.diag([2.0, 1.0]))
    assert by_hand == close_to(____(4 / 3))
    X, gentoo = F_train[:, :4], (y_train == 2).astype(int)
    model = LinearDiscriminantAnalysis(solver="lsqr").fit(X, gentoo)
    best = along(model.coef_[0])
    assert along(fisher(X, gentoo)) == close_to(best, up_to_sign=True)


@hint(
    "Three points lie in a plane. Which two steps span it, and how are they put at "
    "right angles?",
    "From the first mean to each of the others. Take off a step what lies along the "
    "directions found, and give it length 1, as at level 6 of the cars.",
    "for step in M[1:] - M[0]: for v in found: step = step - (v @ step) * v; then "
    "step over its length; in the end np.array(found).T",
)
@yours
def plane(M):
    """V (d, k − 1): columns at right angles, of length 1, that span the means' plane.

    M (k, d): k means, none of them told by the others. Every difference of two rows is
    made of the columns of V.
    """
    found = []
    for step in M[1:] - M[0]:
        for v in found:
            step = step - (v @ step) * v
        found.append(step / np.sqrt(step @ step))
    return np.array(found).T


@hint(
    "How many directions do k points need, if one of them is the starting point?",
    "k − 1; with more columns than that, the rest of each page is as far from all "
    "means.",
    "4 means in 9 columns: 3",
)
@insight(
    "What stands square to the plane is equally far from every mean, and cannot help. "
    "Seven numbers of a penguin become two, and no name changes."
)
def test_three_means_lie_in_a_plane(rng):
    """Four means of nine columns: how many numbers of each row are enough?"""
    means = rng.normal(size=(4, 9)) + 5
    V = np.asarray(plane(means))
    assert V.shape == (9, ____(3))
    assert V.T @ V == close_to(np.eye(3))
    steps = means - means[2]
    assert steps @ V @ V.T == close_to(steps)


@hint(
    "In the plane B is a (2, 2) table. By which angle is it turned so that nothing is "
    "left beside its diagonal?",
    "By half of an angle that arctan2 gives: its first argument is twice the entry "
    "beside the diagonal, its second the difference of the two on it.",
    "t = np.arctan2(2 * B[0, 1], B[0, 0] - B[1, 1]) / 2, then [[cos t, -sin t], [sin "
    "t, cos t]]",
)
@yours
def turn(B):
    """R (2, 2): a rotation for a symmetric B (2, 2) that makes R′ B R diagonal.

    [[cos t, −sin t], [sin t, cos t]] turns by the angle t. Here 2 t is the angle from the
    first axis to the arrow (B[0, 0] − B[1, 1], 2 B[0, 1]); np.arctan2(y, x) has that of
    (x, y). The larger of the two on the diagonal comes first then. Jacobi (1846).
    """
    t = np.arctan2(2 * B[0, 1], B[0, 0] - B[1, 1]) / 2
    return np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])


@hint(
    "[[2, 1], [1, 2]]: along (1, 1) it has 3. And how much across, if the sum stays 4?",
    "A turn keeps the sum of the diagonal.",
    "[3, 1]",
)
@insight(
    "That is LinearDiscriminantAnalysis.transform: whiten, lay down the plane of the "
    "means, turn it. Its picture shows three species of penguins in two numbers."
)
def test_one_turn_finds_the_axes_of_scikit_learn():
    """[[2, 1], [1, 2]] after its turn: what stands on the diagonal?"""
    B = np.array([[2.0, 1.0], [1.0, 2.0]])
    R = np.asarray(turn(B))
    assert (R.T @ B @ R).diagonal() == close_to(____([3, 1]))


@hint(
    "Who may tell how penguins scatter, and where the plane lies?",
    "S and the means come from known pages, and V from the whitened means.",
    "plane(means), with means as they stand in the line above",
)
@insight("Taken apart into a triangle and a plane: two numbers name 68 of 69.")
def test_the_result_still_stands(present):
    """Two numbers of each of the 69 penguins, and the same 68 are named right."""
    Z, means = np.asarray(whitened(F_test, S)), np.asarray(whitened(M, S))
    V = np.asarray(____(plane(means)))
    assert (Z @ V).shape == (69, 2)
    steps = means - means[0]
    assert steps @ V @ V.T == close_to(steps)  # the whitened means' plane
    y_pred = np.asarray(nearest_mean(Z @ V, means @ V, priors))
    right = int((y_pred == y_test).sum())
    assert right == 68
    show(present, y_pred, right)


# How the result is shown: nothing to do from here on


def show(present, y_pred, right):
    """Put the result on the screen."""
    present(
        f"{right} of {len(y_test)} penguins named right from 2 numbers",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
