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
from scipy import linalg, stats
from sklearn.compose import make_column_transformer
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from sensei import ____, close_to, yours

from . import X_test, X_train, measured, noted, species, y_test, y_train


def made_ready(drop="first"):
    """Known and unseen pages as arrays; drop: which of the words has no column."""
    table = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), measured),
        (
            make_pipeline(
                SimpleImputer(strategy="most_frequent"),
                OneHotEncoder(drop=drop, sparse_output=False),
            ),
            noted,
        ),
    )
    return table.fit_transform(X_train), table.transform(X_test)


F_train, F_test = made_ready()  # (275, 7), (69, 7)
n, d = F_train.shape
k = len(species)
priors = np.bincount(y_train) / n
M = np.array([F_train[y_train == c].mean(axis=0) for c in range(k)])
S = (F_train - M[y_train]).T @ (F_train - M[y_train]) / (n - k)


def fresh_classes(rng, n=70, d=4, k=3):
    """n rows of d mixed columns in k classes of unequal size: (X, labels)."""
    labels = np.maximum(np.arange(n) % (k + 2) - 2, 0)  # the first is the largest
    mix = rng.uniform(-1, 1, size=(d, d)) + 2 * np.eye(d)
    rows = rng.normal(size=(n, d)) @ mix
    return rows + 2 * rng.normal(size=(k, d))[labels], labels


def fresh_covariance(rng, d):
    """A random covariance matrix, d by d."""
    A = rng.normal(size=(d + 5, d))
    return A.T @ A


@yours
def within(X, y, k):
    """W (d, d), an array: products of deviations of X (n, d) from the own class mean.

    They are summed over all rows.
    """
    return ____


@yours
def between(X, y, k):
    """B (d, d): scatter of the class means of X (n, d) around the mean of all rows.

    Each class counts as often as it has rows.
    """
    return ____


def test_scatter_is_within_plus_between(rng):
    """1 and 3 of one species, 8 of another. All: 26. Within: 2. And between?"""
    X, y = np.array([[1.0], [3.0], [8.0]]), np.array([0, 0, 1])
    assert within(X, y, 2) == close_to([[2]])
    assert within(X, y, 2).shape == (1, 1)  # an array
    assert between(X, y, 2) == close_to([[____]])
    for X, y in (fresh_classes(rng, k=4), fresh_classes(rng, d=2), (F_train, y_train)):
        T, c = (len(X) - 1) * np.cov(X.T), y.max() + 1
        model = LinearDiscriminantAnalysis(store_covariance=True).fit(X, y)
        assert within(X, y, c) == close_to(len(X) * model.covariance_)
        assert np.asarray(within(X, y, c)) + between(X, y, c) == close_to(T)


@yours
def correlation(S):
    """The correlations (d, d) that belong to covariances, or scatter, S (d, d).

    Entry i, j over the root of entry i, i times entry j, j.
    """
    return ____


def test_correlation_is_covariance_without_units(rng):
    """Variances of 4 and 16, a covariance of 6: which correlation?"""
    by_hand = np.array([[4.0, 6.0], [6.0, 16.0]])
    found = np.asarray(correlation(by_hand))
    assert found[0, 1] == close_to(____)
    assert by_hand == close_to([[4, 6], [6, 16]])  # left as it was
    assert found.diagonal() == close_to([1, 1])
    X, _ = fresh_classes(rng)
    for rows in (X, F_train):
        assert correlation(np.cov(rows.T)) == close_to(np.corrcoef(rows.T))


def test_it_goes_wrong_when_kinds_are_mixed():
    """Bill length and depth: the sign of their correlation in all, within species?"""
    bills = F_train[:, :2]
    W, B = np.asarray(within(bills, y_train, k)), np.asarray(between(bills, y_train, k))
    of_all, of_a_kind = np.asarray(correlation(W + B)), np.asarray(correlation(W))
    assert np.sign([of_all[0, 1], of_a_kind[0, 1]]) == close_to(____)
    for c in range(k):  # and so it is in every single species
        assert np.corrcoef(bills[y_train == c].T)[0, 1] > 0.2


@yours
def cholesky(A):
    """L (d, d), an array: zeros above the diagonal, A = L L′; A (d, d) are covariances.

    Refuses, with a ValueError, where a column is told by those before it: where less
    than 1e-10 of A[j, j] is left. Golub and Van Loan, Matrix Computations, section 4.2.
    """
    L = np.zeros(A.shape)
    for j in range(len(A)):
        left = ____
        if left < 1e-10 * A[j, j]:
            raise ValueError(f"column {j} says nothing that those before it do not")
        L[j, j] = np.sqrt(left)
        below = ____
        L[j + 1 :, j] = below / L[j, j]
    return L


def test_a_triangle_times_its_mirror_image(rng):
    """[[4, 6], [6, 13]] is L L′ with L = [[2, 0], [3, ?]]: which number?"""
    L = cholesky(np.array([[4.0, 6.0], [6.0, 13.0]]))
    assert L == close_to([[2, 0], [3, ____]])
    assert L.shape == (2, 2)  # an array
    for A in (fresh_covariance(rng, 3), fresh_covariance(rng, 6), S):
        given = A.copy()
        assert cholesky(A) == close_to(np.linalg.cholesky(A))
        assert A == close_to(given)


def refuses(function, *arguments):
    """Whether a function raises a ValueError for these arguments."""
    try:
        function(*arguments)
    except ValueError:
        return True
    return False


def test_it_goes_wrong_when_columns_have_no_news():
    """A dummy too many. Then 10 columns, 3 classes: how many rows are just enough?"""
    assert refuses(cholesky, np.array([[1.0, 2.0], [2.0, 4.0]]))
    every_word, _ = made_ready(drop=None)
    assert refuses(cholesky, np.asarray(within(every_word, y_train, k)))
    assert not refuses(cholesky, np.asarray(within(F_train, y_train, k)))
    enough = ____
    rng = np.random.default_rng(0)  # a draw that lies well on either side
    for rows, refused in ((enough, False), (enough - 1, True)):
        X, y = rng.normal(size=(rows, 10)), np.arange(rows) % 3
        assert refuses(cholesky, np.asarray(within(X, y, 3))) == refused


@yours
def forward(L, B):
    """Z with L Z = B, for L (d, d) with zeros above its diagonal, B and Z (d, m).

    Z is an array. From the first row down, with no inverse.
    """
    return ____


def test_a_triangle_is_solved_from_the_top(rng):
    """2 z₁ = 6, z₁ + 4 z₂ = 11: what are they?"""
    L, B = np.array([[2.0, 0.0], [1.0, 4.0]]), np.array([[6.0], [11.0]])
    assert forward(L, B) == close_to(____)
    assert forward(L, B).shape == (2, 1)  # an array
    assert B == close_to([[6], [11]])  # left as it was
    L = np.tril(rng.normal(size=(5, 5))) + 3 * np.eye(5)
    B = rng.normal(size=(5, 8))
    assert forward(L, B) == close_to(linalg.solve_triangular(L, B, lower=True))


@yours
def whitened(X, S):
    """Z (n, d): L⁻¹ x for each row x of X (n, d), where S = L L′.

    Rows with covariance S come out with covariance I.
    """
    return ____


def test_every_species_becomes_a_ball(rng):
    """Whitened penguins: which pooled covariance have they now, a (7, 7) matrix?"""
    Z = np.asarray(whitened(F_train, S))
    assert np.asarray(within(Z, y_train, k)) / (n - k) == close_to(____)
    A = fresh_covariance(rng, 4)
    rows = rng.normal(size=(9, 4))
    Z = np.asarray(whitened(rows, A))
    assert Z == close_to(rows @ np.linalg.inv(np.linalg.cholesky(A)).T)
    far = [(x - rows[0]) @ np.linalg.inv(A) @ (x - rows[0]) for x in rows]
    assert ((Z - Z[0]) ** 2).sum(axis=1) == close_to(far)


@yours
def nearest_mean(Z, M, priors):
    """For each row of Z (n, d) the class whose mean in M (k, d) is nearest: (n,).

    Half the squared distance, less the logarithm of the class's prior, is smallest.
    """
    return ____


def test_after_whitening_the_nearest_mean_wins(rng):
    """Means at -2 and 2, priors of 0.8 and 0.2. Which class is a page at 0?"""
    M_two, by_hand = np.array([[-2.0], [2.0]]), np.array([[0.0], [0.5], [0.3], [0.1]])
    named = np.asarray(nearest_mean(by_hand, M_two, np.array([0.8, 0.2])))
    assert named[0] == ____
    assert named.tolist() == [0, 1, 0, 0]  # log 4 / 4 = 0.35 is where they meet
    X, y = fresh_classes(rng, n=120)
    means = np.array([X[y == c].mean(axis=0) for c in range(3)])
    A, shares = np.asarray(within(X, y, 3)) / (120 - 3), np.bincount(y) / 120
    density = [stats.multivariate_normal(m, A).logpdf(X) for m in means]
    wanted = (np.transpose(density) + np.log(shares)).argmax(axis=1)
    balls, middles = np.asarray(whitened(X, A)), np.asarray(whitened(means, A))
    assert nearest_mean(balls, middles, shares) == close_to(wanted)


@yours
def separation(w, B, W):
    """w′ B w / w′ W w: how far classes part along w (d,), in units of their scatter."""
    return ____


@yours
def fisher(X, y):
    """The direction w (d,) along which classes 0 and 1 of X (n, d) part best.

    Of any length. W⁻¹ (m₁ − m₀), with W the scatter within. Fisher (1936).
    """
    return ____


def along(w):
    """w (d,) with length 1."""
    w = np.asarray(w, dtype=float)
    return w / np.sqrt(w @ w)


def test_one_direction_parts_two_species_best(rng):
    """B = [[4, 0], [0, 0]], W = [[2, 0], [0, 1]]: the separation along (1, 1)?"""
    by_hand = separation(np.ones(2), np.diag([4.0, 0.0]), np.diag([2.0, 1.0]))
    assert by_hand == close_to(____)
    gentoos_or_not = F_train[:, :4], (y_train == 2) * 1
    for X, y in (fresh_classes(rng, k=2), gentoos_or_not):
        W, B = (np.asarray(of(X, y, 2), dtype=float) for of in (within, between))
        best = along(fisher(X, y))
        assert separation(best, B, W) == close_to(linalg.eigh(B, W)[0].max())
        model = LinearDiscriminantAnalysis(solver="lsqr").fit(X, y)
        assert best == close_to(along(model.coef_[0]), up_to_sign=True)
        for w in rng.normal(size=(100, X.shape[1])):
            assert separation(w, B, W) <= separation(best, B, W) * (1 + 1e-6)


@yours
def plane(M):
    """V (d, k − 1): columns at right angles, of length 1, that span the means' plane.

    M (k, d): k means, none of them told by the others. Every difference of two rows is
    made of the columns of V.
    """
    return ____


def test_three_means_lie_in_a_plane(rng):
    """Four means of nine columns: how many numbers of each row are enough?"""
    means = rng.normal(size=(4, 9)) + 5
    V = np.asarray(plane(means))
    assert V.shape == (9, ____)
    assert V.T @ V == close_to(np.eye(3))
    steps = means - means[2]
    assert steps @ V @ V.T == close_to(steps)
    rows, shares = 5 + 2 * rng.normal(size=(200, 9)), np.array([0.1, 0.2, 0.3, 0.4])
    named = nearest_mean(rows, means, shares)
    assert nearest_mean(rows @ V, means @ V, shares) == close_to(named)


@yours
def turn(B):
    """R (2, 2): a rotation for a symmetric B (2, 2) that makes R′ B R diagonal.

    [[cos t, −sin t], [sin t, cos t]] turns by the angle t. Here 2 t is the angle from the
    first axis to the arrow (B[0, 0] − B[1, 1], 2 B[0, 1]); np.arctan2(y, x) has that of
    (x, y). The larger of the two on the diagonal comes first then. Jacobi (1846).
    """
    return ____


def test_one_turn_finds_the_axes_of_scikit_learn(rng):
    """[[2, 1], [1, 2]] after its turn: what stands on the diagonal?"""
    B = np.array([[2.0, 1.0], [1.0, 2.0]])
    R = np.asarray(turn(B))
    assert (R.T @ B @ R).diagonal() == close_to(____)
    for B in (np.diag([1.0, 5.0]), fresh_covariance(rng, 2)):
        assert turn(B) == close_to(np.linalg.eigh(B)[1][:, ::-1], up_to_sign="columns")
        assert np.linalg.det(turn(B)) == close_to(1)  # no mirror
    Z, means = np.asarray(whitened(F_train, S)), np.asarray(whitened(M, S))
    V = np.asarray(plane(means))
    R = np.asarray(turn(np.asarray(between(Z @ V, y_train, k))))
    found = (Z - Z.mean(axis=0)) @ V @ R
    model = LinearDiscriminantAnalysis(solver="eigen").fit(F_train, y_train)
    wanted = model.transform(F_train)
    wanted = (wanted - wanted.mean(axis=0)) * np.sqrt((n - k) / n)  # its S is over n
    assert found == close_to(wanted, up_to_sign="columns")


def test_the_result_still_stands(present):
    """Two numbers of each of the 69 penguins, and the same 68 are named right."""
    Z, means = np.asarray(whitened(F_test, S)), np.asarray(whitened(M, S))
    V = np.asarray(____)
    assert (Z @ V).shape == (69, 2)
    steps = means - means[0]
    assert steps @ V @ V.T == close_to(steps)  # the whitened means' plane
    y_pred = np.asarray(nearest_mean(Z @ V, means @ V, priors))
    model = LinearDiscriminantAnalysis().fit(F_train, y_train)
    assert y_pred == close_to(model.predict(F_test))
    right = int((y_pred == y_test).sum())
    assert right == 68
    present(
        f"{right} of {len(y_test)} penguins named right from 2 numbers",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
