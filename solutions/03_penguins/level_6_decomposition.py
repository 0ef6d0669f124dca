"""Level 6 · decomposition: scatter within species and between them

Penguins differ, because species differ and because no two birds of a species are alike.
The scatter of all pages is exactly the sum of these two parts. You factor the
covariance into a triangular matrix, which turns the cloud of each species into a ball.
Then the nearest mean is the prediction, and two numbers per penguin are enough.

You may use: arrays, @ and your own functions. No np.linalg, no SciPy.

    X  (n, d)      prepared pages, and y (n,) their species; here d is 7, k is 3
    W, B, T        (d, d)  the scatter within species, between them, and of all pages:
                   products of deviations, summed and not divided
    S  (d, d)      the pooled covariance, W / (n − k)
    L  (d, d)      lower triangular (zeros above the diagonal), with S = L L′
    Z  (n, d)      whitened pages, L⁻¹ x for each page x
    V  (d, k − 1)  orthonormal columns (at right angles, of length 1) that span the
                   plane of the class means
    I, A′          the identity matrix, and A transposed (A.T in NumPy)

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


def prepared(drop="first"):
    """Return the training and the test pages, prepared by scikit-learn: two arrays.

    With drop="first", the first word of each column has no column of its own. With
    drop=None, every word has one.
    """
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


F_train, F_test = prepared()  # (275, 7), (69, 7)
n, d = F_train.shape
k = len(species)
priors = np.bincount(y_train) / n
M = np.array([F_train[y_train == c].mean(axis=0) for c in range(k)])
S = (F_train - M[y_train]).T @ (F_train - M[y_train]) / (n - k)


@hint(
    "How far is each penguin from the mean of its own species?",
    "For each class, subtract the class mean from its rows. Multiply the transpose by "
    "these deviations, (d, d). Add up over the classes, and do not divide.",
    "W = 0; for c in range(k): deviations = X[y == c] - X[y == c].mean(axis=0); W = W "
    "+ deviations.T @ deviations",
)
@yours
def within(X, y, k):
    """Return the scatter within the k classes of X (n, d), y (n,): an array (d, d).

    Take the deviation of each row from the mean of its own class. Entry i, j is the
    product of columns i and j of the deviations, summed over all rows.
    """
    W = 0
    for c in range(k):
        deviations = X[y == c] - X[y == c].mean(axis=0)
        W = W + deviations.T @ deviations
    return W


@hint(
    "If every penguin were exactly at the mean of its species, how would the pages "
    "scatter?",
    "For each class, subtract the mean of all rows from the class mean. Take the outer "
    "product of that step with itself, times the number of rows in the class. Add up.",
    "step = X[y == c].mean(axis=0) - X.mean(axis=0); B = B + (y == c).sum() * "
    "np.outer(step, step)",
)
@yours
def between(X, y, k):
    """Return the scatter between the k classes of X (n, d), y (n,): shape (d, d).

    It is the scatter of the class means around the mean of all rows. Each class counts
    as many times as it has rows.
    """
    B = 0
    for c in range(k):
        step = X[y == c].mean(axis=0) - X.mean(axis=0)
        B = B + (y == c).sum() * np.outer(step, step)
    return B


@hint(
    "The class means are 2 and 8, the mean of all is 4. How far are the class means "
    "from 4?",
    "Two penguins have a class mean 2 below the 4, one has a class mean 4 above it. "
    "Square these and add up over the three penguins.",
    "24, or 2 * 4 + 16",
)
@insight(
    "Total scatter = within + between, as in Pythagoras' theorem. *Analysis of "
    "variance* (ANOVA) splits the variance of a column into a part within groups and "
    "a part between them. Good features leave little scatter within the classes."
)
def test_total_scatter_is_within_plus_between():
    """One species has values 1 and 3, another has 8. What is the scatter between them?"""
    X, y = np.array([[1.0], [3.0], [8.0]]), np.array([0, 0, 1])
    assert within(X, y, 2) == close_to([[2]])
    assert between(X, y, 2) == close_to([[____(24)]])


@hint(
    "For variances of 4 and 16, how large can a covariance be at most?",
    "Divide each entry by the standard deviations of its row and its column. They are "
    "the roots of the diagonal.",
    "s = np.sqrt(S.diagonal()), then S / np.outer(s, s)",
)
@yours
def correlation(S):
    """Return the correlation matrix of a covariance or scatter matrix S: shape (d, d).

    Divide entry i, j by the root of entry i, i times entry j, j. `S` itself is not
    changed.
    """
    s = np.sqrt(S.diagonal())
    return S / np.outer(s, s)


@hint(
    "The standard deviations are 2 and 4, and the covariance is 6.",
    "Divide 6 by the product of the two standard deviations.",
    "0.75",
)
@insight(
    "A correlation has no units. It is 1 on the diagonal, and elsewhere it says how "
    "closely two columns follow each other."
)
def test_correlation_is_covariance_without_units():
    """Two columns have variances of 4 and 16 and a covariance of 6. What is their correlation?"""
    assert correlation(np.cov(F_train.T)) == close_to(np.corrcoef(F_train.T))
    found = np.asarray(correlation(np.array([[4.0, 6.0], [6.0, 16.0]])))
    assert found[0, 1] == close_to(____(0.75))


@hint(
    "Over all penguins, do longer bills go with deeper bills? And among Adelies alone?",
    "Gentoos have long, flat bills, so over all species longer bills are flatter. "
    "Within a species, a large bird has a bill that is large in both ways. Type -1 or "
    "1 for each.",
    "[-1, 1]",
)
@insight(
    "*Simpson's paradox* is a correlation that changes its sign when groups are "
    "mixed. Both answers are right, for different questions, so say which one you "
    "ask."
)
def test_a_correlation_changes_sign_when_groups_are_mixed():
    """When it goes wrong: what is the sign of the correlation of bill length and depth, over all pages and within species? -1 or 1 for each."""
    bills = F_train[:, :2]
    W, B = np.asarray(within(bills, y_train, k)), np.asarray(between(bills, y_train, k))
    of_all, of_species = np.asarray(correlation(W + B)), np.asarray(correlation(W))
    assert np.sign([of_all[0, 1], of_species[0, 1]]) == close_to(____([-1, 1]))


@hint(
    "The columns before j already explain part of column j. How much is left?",
    "On the diagonal, subtract the squares of row j of L so far from A[j, j]. Below "
    "it, subtract from column j of A the products of the rows of L so far with row j.",
    "A[j, j] - L[j, :j] @ L[j, :j], and A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j]",
)
@yours
def cholesky(A):
    """Return the lower triangular L with A = L L′, for covariances A (d, d): an array (d, d).

    This is the Cholesky decomposition. If less than 1e-10 of A[j, j] is left, the
    columns before determine column j: raise a ValueError. `A` is not changed. Golub and
    Van Loan, Matrix Computations, section 4.2.
    """
    L = np.zeros(A.shape)
    for j in range(len(A)):
        left = ____(A[j, j] - L[j, :j] @ L[j, :j])
        if left < 1e-10 * A[j, j]:
            raise ValueError(f"the columns before determine column {j}")
        L[j, j] = np.sqrt(left)
        below = ____(A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j])
        L[j + 1 :, j] = below / L[j, j]
    return L


@hint(
    "Which number squared is 4? And 2 times which number is 6?",
    "L is [[2, 0], [3, ?]], because 2 times 3 is 6. Subtract 3 * 3 from 13, and take "
    "the root.",
    "2, the root of 13 - 9",
)
@insight(
    "You used it with the cars to solve equations. The squares of its diagonal are "
    "what `left_over` gave at level 5: the variance of each column that the columns "
    "before do not explain."
)
def test_a_covariance_is_a_triangle_times_its_transpose():
    """[[4, 6], [6, 13]] is L L′ with L = [[2, 0], [3, ?]]. Which number is missing?"""
    L = cholesky(np.array([[4.0, 6.0], [6.0, 13.0]]))
    assert L == close_to([[2, 0], [3, ____(2)]])


def raises(function, *arguments):
    """Return whether a function raises a ValueError for these arguments."""
    try:
        function(*arguments)
    except ValueError:
        return True
    return False


def scatter_of_noise(rows):
    """Return the W of random numbers: 10 columns, 3 classes, the same numbers each time."""
    X = np.random.default_rng(0).normal(size=(rows, 10))
    return np.asarray(within(X, np.arange(rows) % 3, 3))


@hint(
    "k means are computed from n rows. How many directions are left for the "
    "deviations?",
    "n − k directions are left. If there are fewer of these than columns, other "
    "columns determine some column. So n − 3 must be 10.",
    "13",
)
@insight(
    "13 rows minus 3 means leave 10 directions. With fewer rows, the scatter has no "
    "inverse. *Shrinkage* moves an estimate towards a simpler one. Moving S towards "
    'its diagonal helps, as ridge helped with the cars: LDA with solver="lsqr" and '
    "shrinkage does that."
)
def test_too_few_rows_make_the_scatter_singular():
    """When it goes wrong: with 10 columns and 3 classes, how many rows does W need to be invertible?"""
    assert raises(cholesky, np.array([[1.0, 2.0], [2.0, 4.0]]))
    enough = ____(13)
    assert not raises(cholesky, scatter_of_noise(enough))
    assert raises(cholesky, scatter_of_noise(enough - 1))


@hint(
    "The first equation has one unknown. And the second, once you know the first?",
    "From row i of B, subtract row i of L times the rows of Z found so far. Then "
    "divide by L[i, i].",
    "for i in range(len(L)): Z[i] = (B[i] - L[i, :i] @ Z[:i]) / L[i, i]; Z starts as "
    "np.zeros(B.shape)",
)
@yours
def forward(L, B):
    """Return Z with L Z = B: an array (d, m).

    L (d, d) has zeros above its diagonal, and B is (d, m). Solve from the first row
    down, without an inverse: this is forward substitution. `B` is not changed.
    """
    Z = np.zeros(B.shape)
    for i in range(len(L)):
        Z[i] = (B[i] - L[i, :i] @ Z[:i]) / L[i, i]
    return Z


@hint(
    "What is z₁ if 2 z₁ = 6? Put it into z₁ + 4 z₂ = 11.",
    "z₁ is 6 / 2. Subtract it from 11, and divide by 4.",
    "[[3], [2]]",
)
@insight("You made no inverse. Each row has one more unknown than the row above.")
def test_a_triangle_is_solved_from_the_top():
    """2 z₁ = 6 and z₁ + 4 z₂ = 11. What are z₁ and z₂? A list of two rows."""
    L, B = np.array([[2.0, 0.0], [1.0, 4.0]]), np.array([[6.0], [11.0]])
    assert forward(L, B) == close_to(____([[3], [2]]))


@hint(
    "If x has the covariance L L′, what is the covariance of L⁻¹ x?",
    "The pages are rows, but `forward` needs columns. Transpose X, solve with the "
    "triangle of S, and transpose back.",
    "forward(cholesky(S), X.T).T",
)
@yours
def whitened(X, S):
    """Return L⁻¹ x for each row x of X (n, d), where S = L L′: shape (n, d).

    This is whitening: rows with covariance S get covariance I.
    """
    return forward(cholesky(S), X.T).T


@hint(
    "A ball scatters equally in all directions. What is its covariance?",
    "It has ones on the diagonal and zeros elsewhere, for seven columns.",
    "np.eye(7), or np.eye(d)",
)
@insight(
    "Whitening turns every cloud into a ball. From here on, the ordinary distance is "
    "the Mahalanobis distance of level 4."
)
def test_whitening_turns_every_species_into_a_ball():
    """What is the pooled covariance of whitened penguins? A (7, 7) matrix."""
    Z = np.asarray(whitened(F_train, S))
    assert np.asarray(within(Z, y_train, k)) / (n - k) == close_to(____(np.eye(7)))


@hint(
    "Among balls of equal size, which mean is the best prediction? And what do the "
    "priors change?",
    "Take half of the squared distance to each mean, and subtract the log of its "
    "prior. The smallest value wins.",
    "squared = ((Z[:, None] - M) ** 2).sum(axis=2), then (squared / 2 - "
    "np.log(priors)).argmin(axis=1)",
)
@yours
def nearest_mean(Z, M, priors):
    """Return the class whose mean in M (k, d) is nearest to each row of Z (n, d): shape (n,).

    Nearest means that half the squared distance, minus the log of the class's prior, is
    smallest. `priors` has shape (k,).
    """
    squared = ((Z[:, None] - M) ** 2).sum(axis=2)
    return (squared / 2 - np.log(priors)).argmin(axis=1)


@hint(
    "A page at 0 is halfway, so half the squared distance is 2 for both. Which class "
    "is more common?",
    "Compare 2 - log 0.8 with 2 - log 0.2. The smaller one wins.",
    "0, the common class",
)
@insight("So this is LDA: turn the clouds into balls, then take the nearest mean.")
def test_after_whitening_the_nearest_mean_wins():
    """The means are -2 and 2, the priors 0.8 and 0.2. Which class is predicted for a page at 0?"""
    means, class_priors = np.array([[-2.0], [2.0]]), np.array([0.8, 0.2])
    y_pred = nearest_mean(np.array([[0.0], [0.5], [0.3]]), means, class_priors)
    assert y_pred == close_to([____(0), 1, 0])  # the boundary is at log(4) / 4 = 0.35


@hint(
    "In direction w, how far apart are the means, and how far do penguins scatter?",
    "w′ B w is the scatter between the classes along w, and w′ W w is the scatter "
    "within them. Divide.",
    "(w @ B @ w) / (w @ W @ w)",
)
@yours
def separation(w, B, W):
    """Return w′ B w / w′ W w, how well the direction w (d,) separates the classes: one number."""
    return (w @ B @ w) / (w @ W @ w)


@hint(
    "If the clouds are elongated, the line from mean to mean is not the best "
    "direction. What makes them round?",
    "The best direction is W⁻¹ (m₁ − m₀). With W = L L′, solve two triangles: first L "
    "z = m₁ − m₀, then L′ w = z from the last row up.",
    "L = cholesky(W); z = forward(L, step[:, None]); with rows and columns reversed, "
    "L.T[::-1, ::-1] has zeros above its diagonal: forward(L.T[::-1, ::-1], "
    "z[::-1])[::-1, 0]",
)
@yours
def fisher(X, y):
    """Return the direction that separates classes 0 and 1 of X (n, d), y (n,) best: shape (d,).

    It is W⁻¹ (m₁ − m₀), with W the scatter within and m₀, m₁ the class means. It may
    have any length. Fisher (1936).
    """
    L = cholesky(within(X, y, 2))
    step = X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0)
    z = forward(L, step[:, None])
    return forward(L.T[::-1, ::-1], z[::-1])[::-1, 0]


def unit(w):
    """Return w (d,), scaled to length 1."""
    w = np.asarray(w, dtype=float)
    return w / np.sqrt(w @ w)


@hint(
    "B is [[4, 0], [0, 0]] and W is [[2, 0], [0, 1]]. What are w′ B w and w′ W w for w "
    "= (1, 1)?",
    "w′ B w is 4, and w′ W w is 2 + 1. Divide.",
    "4 / 3",
)
@insight(
    "No direction separates the two classes better, and a formula gives it. Fisher "
    "found it in 1936, in the paper that made the irises famous."
)
def test_one_direction_separates_two_species_best():
    """B = [[4, 0], [0, 0]], W = [[2, 0], [0, 1]]. What is the separation along (1, 1)?"""
    found = separation(np.ones(2), np.diag([4.0, 0.0]), np.diag([2.0, 1.0]))
    assert found == close_to(____(4 / 3))
    X, gentoo = F_train[:, :4], (y_train == 2).astype(int)
    model = LinearDiscriminantAnalysis(solver="lsqr").fit(X, gentoo)
    best = unit(model.coef_[0])
    assert unit(fisher(X, gentoo)) == close_to(best, up_to_sign=True)


@hint(
    "Three points lie in a plane. Which two steps span it, and how do you make them "
    "orthogonal?",
    "Take the steps from the first mean to each of the others. From each step, "
    "subtract its part along the directions found so far, then scale it to length 1, "
    "as at level 6 of the cars (Gram-Schmidt).",
    "for step in M[1:] - M[0]: for v in found: step = step - (v @ step) * v; then "
    "divide step by its length; at the end np.array(found).T",
)
@yours
def plane(M):
    """Return orthonormal columns that span the differences of the k means M (k, d): shape (d, k − 1).

    Orthonormal columns are at right angles and have length 1. Every difference of two
    rows of `M` is a combination of them. No mean lies in the plane of the others.
    """
    found = []
    for step in M[1:] - M[0]:
        for v in found:
            step = step - (v @ step) * v
        found.append(step / np.sqrt(step @ step))
    return np.array(found).T


@hint(
    "How many directions do k points need, if you start from one of them?",
    "They need k − 1. Here there are four means.",
    "3",
)
@insight(
    "The rest of a page is equally far from every mean, so it cannot change the "
    "prediction. Seven numbers per penguin become two: LDA also reduces dimensions."
)
def test_three_means_lie_in_a_plane(rng):
    """Four means have nine columns. How many numbers of each row are enough to find the nearest mean?"""
    means = rng.normal(size=(4, 9)) + 5
    V = np.asarray(plane(means))
    assert V.shape == (9, ____(3))
    assert V.T @ V == close_to(np.eye(3))
    steps = means - means[2]
    assert steps @ V @ V.T == close_to(steps)


@hint(
    "In the plane, B is a (2, 2) matrix. By which angle do you rotate it to make it "
    "diagonal?",
    "Rotate by half of an angle from np.arctan2. Its first argument is twice the entry "
    "beside the diagonal, the second is the difference of the two entries on it.",
    "t = np.arctan2(2 * B[0, 1], B[0, 0] - B[1, 1]) / 2, then [[cos t, -sin t], [sin "
    "t, cos t]]",
)
@yours
def rotation(B):
    """Return the rotation R that makes R′ B R diagonal, for a symmetric B (2, 2): shape (2, 2).

    R = [[cos t, −sin t], [sin t, cos t]] rotates by the angle t. Here 2 t is the angle
    from the first axis to the arrow (B[0, 0] − B[1, 1], 2 B[0, 1]); np.arctan2(y, x) is
    the angle of the arrow (x, y). The larger entry of the diagonal then comes first.
    Jacobi (1846).
    """
    t = np.arctan2(2 * B[0, 1], B[0, 0] - B[1, 1]) / 2
    return np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])


@hint(
    "A rotation keeps the sum of the diagonal. Along (1, 1), how much does [[2, 1], "
    "[1, 2]] stretch?",
    "Multiply the matrix by (1, 1). By which factor does (1, 1) grow? That is the "
    "larger entry. The sum of the diagonal stays 4.",
    "[3, 1]",
)
@insight(
    "This is LinearDiscriminantAnalysis.transform: whiten, project onto the plane of "
    "the means, rotate. Its plot shows three species of penguins by two numbers."
)
def test_one_rotation_finds_the_axes_of_scikit_learn():
    """After the rotation, what is on the diagonal of [[2, 1], [1, 2]]? A list of two."""
    B = np.array([[2.0, 1.0], [1.0, 2.0]])
    R = np.asarray(rotation(B))
    assert (R.T @ B @ R).diagonal() == close_to(____([3, 1]))


@hint(
    "Which pages may determine the covariance and the plane?",
    "S and the means come from the training pages. V comes from the whitened means, "
    "which are in the line above.",
    "plane(means)",
)
@insight(
    "The decomposition gave a triangular matrix and a plane. With two numbers per "
    "penguin, 68 of 69 are correct."
)
def test_the_result_still_stands(present):
    """Predict from two numbers per penguin: the same 68 should be correct."""
    Z, means = np.asarray(whitened(F_test, S)), np.asarray(whitened(M, S))
    V = np.asarray(____(plane(means)))
    assert (Z @ V).shape == (69, 2)
    steps = means - means[0]
    assert steps @ V @ V.T == close_to(steps)  # the whitened means' plane
    y_pred = np.asarray(nearest_mean(Z @ V, means @ V, priors))
    correct = int((y_pred == y_test).sum())
    assert correct == 68
    show(present, y_pred, correct)


# How the result is shown: nothing to do from here on


def show(present, y_pred, correct):
    """Put the result on the screen."""
    present(
        f"{correct} of {len(y_test)} penguins predicted correctly, from 2 numbers each",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
