"""Level 4 · matrices: a page is a row, and everything else is a product

At level 3 the pages were filled, scaled and sorted species by species. Written as
matrices, the species themselves become a table of zeros and ones, and that one table
gives the means, the scatter and the reason for n − k. Then all 69 penguins are scored
in one product, and two traps are looked into: a column too many, and a look at what
should be unseen.

Yours to use: arrays, @ and broadcasting; of np.linalg only solve, inv, eigh, norm and
det. A′ is A transposed, A.T in NumPy; I is the unit matrix, 1 a column of ones. A
projection changes nothing the second time, P P = P; its trace, the sum of the diagonal,
counts the directions that it keeps.

    X  (n, d)  n pages made ready, one to a row
    Y  (n, k)  indicators: row i is 0 but for a 1 at the species of penguin i
    M  (k, d)  the mean page of each species
    P  (n, n)  projection: P X has each page replaced by the mean of its species
    S  (d, d)  pooled covariance, over n − k
    W  (d, k)  and b (k,): the three straight lines, X W + b

Pillars: linear algebra, statistics.
"""

import numpy as np
import pandas as pd
from scipy.spatial.distance import cdist
from sklearn.compose import make_column_transformer
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.feature_selection import SelectKBest
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from sensei import ____, close_to, yours

from . import X, X_test, X_train, measured, noted, species, y_test, y_train


def made_ready(drop="first"):
    """Known and unseen pages, by scikit-learn; drop: which word has no column."""
    words = OneHotEncoder(drop=drop, sparse_output=False)
    words = make_pipeline(SimpleImputer(strategy="most_frequent"), words)
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    table = make_column_transformer((numbers, measured), (words, noted)).fit(X_train)
    return table.transform(X_train), table.transform(X_test)


F_train, F_test = made_ready()  # (275, 7), (69, 7)
n, d = F_train.shape
k = len(species)


def fresh_classes(rng, n=60, d=4, k=3):
    """n rows of d columns in k classes of unequal size: (X, labels)."""
    labels = np.minimum(np.arange(n) % (2 * k - 1), k - 1)  # the last is the largest
    rows = (
        rng.normal(size=(n, d)) @ rng.normal(size=(d, d))
        + rng.normal(size=(k, d))[labels]
    )
    return rows, labels


@yours
def missing_together(G):
    """On how many pages both columns have a gap, for each pair of them: shape (d, d).

    G (n, d): 1 where a value is missing, else 0. On the diagonal: how often each is.
    """
    return ____


def test_gaps_come_in_company(rng):
    """Four pages by hand. Then: on how many are bill and sex both missing?"""
    G = np.array([[1.0, 1, 0], [0, 1, 0], [1, 1, 1], [0, 0, 1]])
    assert missing_together(G) == close_to([[2, 2, 1], [2, 3, 1], [1, 1, 2]])
    of_all = missing_together(X[["bill_length_mm", "sex"]].isna().to_numpy(dtype=float))
    assert of_all == close_to([[2, ____], [2, 11]])
    G = (rng.random((30, 5)) < 0.4).astype(float)
    both = [[sum(a * b) for a in G.T] for b in G.T]
    assert missing_together(G) == close_to(both)


@yours
def indicator(y, k):
    """Y (n, k): row i is 0 but for a 1 in the column of class y[i], of 0 … k - 1."""
    return ____


@yours
def crossed(Y, Z):
    """How many rows are of class i in Y (n, k) and j in Z (n, c): shape (k, c)."""
    return ____


def test_who_lives_where(rng):
    """Three species by Biscoe, Dream, Torgersen: what is the row of the Chinstraps?"""
    by_hand = indicator(np.array([2, 0, 2]), 3)
    assert by_hand == close_to([[0, 0, 1], [1, 0, 0], [0, 0, 1]])
    assert indicator(np.array([1, 0]), 3) == close_to([[0, 1, 0], [1, 0, 0]])
    by_hand = np.asarray(by_hand, dtype=float)  # nobody is of class 1
    assert crossed(by_hand, by_hand) == close_to(np.diag([1, 0, 2]))
    known_as = np.concatenate([y_train, y_test])
    lives = pd.concat([X_train, X_test])["island"]
    islands = np.array([sorted(set(lives)).index(name) for name in lives])
    Y = np.asarray(indicator(known_as, k), dtype=float)
    Z = np.asarray(indicator(islands, 3), dtype=float)
    assert np.asarray(crossed(Y, Z))[1] == close_to(____)
    assert crossed(Y, Z) == close_to(pd.crosstab(known_as, islands).to_numpy())
    assert crossed(Y, Y) == close_to(np.diag(np.bincount(known_as)))
    a, b = rng.permutation(np.arange(40) % 4), rng.permutation(np.arange(40) % 5)
    A, B = (np.asarray(indicator(*c), dtype=float) for c in ((a, 4), (b, 5)))
    assert crossed(A, B) == close_to(pd.crosstab(a, b).to_numpy())


@yours
def centring(n):
    """C (n, n) = I − 1 1′ / n: C X is X (n, d) with the mean taken off every column."""
    return ____


def test_centring_is_a_matrix(rng):
    """C X has mean 0, C C = C. How many of 275 directions are left: the trace of C?"""
    assert centring(2) == close_to([[0.5, -0.5], [-0.5, 0.5]])
    C = np.asarray(centring(n))
    assert np.trace(C) == close_to(____)
    assert C @ F_train == close_to(F_train - F_train.mean(axis=0))
    some = int(rng.integers(3, 9))
    C, rows = np.asarray(centring(some)), rng.normal(5, 1, size=(some, 2))
    assert C @ rows == close_to(rows - rows.mean(axis=0))
    assert C @ C == close_to(C)
    assert C == close_to(C.T)


@yours
def scaling(X):
    """D (d, d), diagonal: X D has columns of standard deviation 1 (over n).

    A column of X (n, d) that does not vary is left as it is: its entry of D is 1.
    """
    return ____


def test_scaling_is_a_diagonal_matrix(rng):
    """The columns 2, 6 and 5, 5: what stands on the diagonal of D?"""
    D = np.asarray(scaling(np.array([[2.0, 5.0], [6.0, 5.0]])))
    assert D == close_to(np.diag(____))
    rows = rng.normal(3, 2, size=(20, 3)) * [1e-6, 1, 100]
    rows[-1] = rows[0]
    C = np.asarray(centring(20))
    assert C @ rows @ scaling(rows) == close_to(StandardScaler().fit_transform(rows))


@yours
def class_means(X, Y):
    """(Y′ Y)⁻¹ Y′ X for X (n, d) and Y (n, k): shape (k, d).

    Where Y holds indicators, the mean row of each class.
    """
    return ____


def test_means_are_least_squares(rng):
    """Pages of 1, 10, 5; the second is of another species: which means?"""
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    found = class_means(np.array([[1.0], [10.0], [5.0]]), Y)
    assert found == close_to(____)
    lda = LinearDiscriminantAnalysis().fit(F_train, y_train)
    assert class_means(F_train, np.eye(k)[y_train]) == close_to(lda.means_)
    rows, anything = rng.normal(size=(20, 4)), rng.normal(size=(20, 3))
    wanted = np.linalg.lstsq(anything, rows, rcond=None)[0]
    assert class_means(rows, anything) == close_to(wanted)


@yours
def projection(Y):
    """P (n, n) = Y (Y′ Y)⁻¹ Y′ for Y (n, k).

    Where Y holds indicators, P X has the mean of its class in place of each row.
    """
    return ____


def test_three_means_take_three_directions(rng):
    """P P = P, its trace is k. How many directions of 275 are left beside the means?"""
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    assert projection(Y) == close_to([[0.5, 0, 0.5], [0, 1, 0], [0.5, 0, 0.5]])
    P = np.asarray(projection(np.eye(k)[y_train]))
    assert np.trace(np.eye(n) - P) == close_to(____)
    assert P @ P == close_to(P)
    rows, labels = fresh_classes(rng, n=20)
    P = np.asarray(projection(np.eye(3)[labels]))
    wanted = np.array([rows[labels == label].mean(axis=0) for label in labels])
    assert P @ rows == close_to(wanted)
    assert projection(rows) == close_to(rows @ np.linalg.pinv(rows))  # any Y


@yours
def pooled(X, Y):
    """S (d, d) = X′ (I − P) X / (n − k), for X (n, d) and indicators Y (n, k)."""
    return ____


def test_scatter_is_what_the_projection_leaves(rng):
    """Pages 1, 5 of one species, 10, 12 of another: the pooled variance."""
    Y = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    found = pooled(np.array([[1.0], [5], [10], [12]]), Y)
    assert found == close_to([[____]])
    for rows, labels in (
        fresh_classes(rng),
        fresh_classes(rng, k=4),
        (F_train, y_train),
    ):
        size, classes = len(rows), labels.max() + 1
        lda = LinearDiscriminantAnalysis(store_covariance=True).fit(rows, labels)
        wanted = lda.covariance_ * size / (size - classes)  # its own is over n
        assert pooled(rows, np.eye(classes)[labels]) == close_to(wanted)


@yours
def mahalanobis(X, m, S):
    """(x − m)′ S⁻¹ (x − m) for each row x of X (n, d): shape (n,); m (d,), S (d, d).

    The square of Mahalanobis' distance (1936).
    """
    return ____


def test_distance_in_units_of_scatter(rng):
    """Variances of 4 and 1. How far, squared, are (4, 0) and (0, 3) from the origin?"""
    S, pages = np.diag([4.0, 1.0]), np.array([[4.0, 0.0], [0.0, 3.0]])
    assert mahalanobis(pages, np.zeros(2), S) == close_to(____)
    assert mahalanobis(pages[1:], np.zeros(2), S) == close_to([9])
    fresh, gentoos = rng.normal(size=(30, 3)) * [1, 5, 9], F_train[y_train == 2]
    for rows, m in ((fresh, fresh[7]), (F_train, gentoos.mean(axis=0))):
        S = np.cov(rows.T)
        wanted = cdist(rows, [m], "mahalanobis", VI=np.linalg.inv(S))[:, 0] ** 2
        assert mahalanobis(rows, m, S) == close_to(wanted)
    A = rng.normal(size=(7, 7)) + 3 * np.eye(7)  # any new columns made of the old
    mixed = mahalanobis(rows @ A, m @ A, A.T @ S @ A)
    assert mixed == close_to(mahalanobis(rows, m, S))


@yours
def lines(M, S, priors):
    """(W, b), shapes (d, k) and (k,): X W + b are the discriminant scores of X (n, d).

    W = S⁻¹ M′; b is −½ m · S⁻¹ m + log prior, for each mean m, a row of M (k, d).
    """
    return ____


def test_a_score_is_a_distance_in_disguise(rng):
    """A score is the log prior plus which factor times the squared distance?"""
    for rows, labels in (fresh_classes(rng, k=5), (F_train, y_train)):
        model = LinearDiscriminantAnalysis(solver="lsqr").fit(rows, labels)
        parts = model.means_, model.covariance_, model.priors_  # covariance over n
        W, b = map(np.asarray, lines(*parts))
        assert W == close_to(model.coef_.T)
        assert b == close_to(model.intercept_)
    M, S, priors = parts
    far = np.column_stack([mahalanobis(rows, m, S) for m in M])
    score = rows @ W + b - np.log(priors)
    rise, run = (table[:, 1:] - table[:, :1] for table in (score, far))
    factor = (rise * run).sum() / (run**2).sum()
    assert rise == close_to(factor * run, abs=1e-6)  # one factor for all
    assert factor == close_to(____)


def test_the_same_table_scaled_before_and_after_the_split():
    """An unseen page is falsified. Do known ones change: scaled before? After?"""
    pages = np.vstack([F_train, F_test])
    false = pages.copy()
    false[300] += 1000  # pages 275 to 343 are the unseen ones
    changes = []
    for teachers in (slice(0, 344), slice(0, 275)):
        known = [
            (table[:275] - table[teachers].mean(axis=0)) @ scaling(table[teachers])
            for table in (pages, false)
        ]
        changes.append(bool(np.abs(known[1] - known[0]).max() > 0.1))
    assert changes == close_to(____)


@yours
def strongest(X, y, count):
    """The columns of X (n, d) most correlated with the labels y (n,), 0 or 1: (count,).

    By the size of the correlation, whatever its sign; in any order. The correlation of
    two columns is the mean of their products, once each is centred and divided by its
    deviation: from −1 to 1.
    """
    return ____


def score_on_noise(rng, before):
    """Share of unseen coin tosses named right from 10 of 1000 columns of noise.

    Those that seem to know best, chosen before the split or after it.
    """
    noise, coin = rng.normal(size=(100, 1000)), np.arange(100) % 2
    seen, unseen = np.arange(50), np.arange(50, 100)
    chosen_by = np.arange(100) if before else seen
    columns = np.asarray(strongest(noise[chosen_by], coin[chosen_by], 10))
    model = LinearDiscriminantAnalysis().fit(noise[seen][:, columns], coin[seen])
    return model.score(noise[unseen][:, columns], coin[unseen])


def test_it_goes_wrong_when_the_unseen_have_a_say(rng):
    """Noise names coins. 65 in 100 right, chosen before the split? After it?"""
    rows, labels = rng.normal(2, 1, size=(40, 30)), np.arange(40) % 4 // 3
    rows[:, [5, 29]] -= 3 * labels[:, None]
    rows[:, ::2] *= 50
    for count in (6, 2):
        wanted = SelectKBest(k=count).fit(rows, labels).get_support(indices=True)
        assert strongest(rows, labels, count) == close_to(wanted, in_any_order=True)
    columns = (
        [9, 7, 3, 4, 4, 0],
        [7, 6, 8, 6, 9, 1],
        [2, 8, 8, 2, 2, 0],
        [0, 8, 8, 8, 9, 10],
    )
    assert strongest(np.array(columns).T * 1.0, np.arange(6) // 4, 1) == close_to([0])
    shares = [
        np.mean([score_on_noise(rng, before) for _ in range(6)])
        for before in (True, False)
    ]
    assert [bool(share > 0.65) for share in shares] == close_to(____)


def test_it_goes_wrong_in_the_dummy_trap():
    """Four measures, three islands, two sexes, in this order: a v for which S v is 0."""
    every_word, _ = made_ready(drop=None)  # (275, 9)
    S = np.asarray(pooled(every_word, np.eye(k)[y_train]))
    v = np.asarray(____)
    assert len(v) == len(S)  # a number for each column
    assert np.linalg.norm(v) > 0.1
    assert S @ v == close_to(np.zeros(9), abs=1e-6)
    assert abs(np.linalg.det(S)) < 1e-12
    S = np.asarray(pooled(F_train, np.eye(k)[y_train]))
    assert np.linalg.det(S) > 1e-9


def test_the_result_still_stands(present):
    """The same 69 penguins, scored in one product: the same 68 named right."""
    Y = np.asarray(indicator(y_train, k), dtype=float)
    M, S = np.asarray(class_means(F_train, Y)), np.asarray(pooled(F_train, Y))
    W, b = map(np.asarray, lines(M, S, np.diag(Y.T @ Y) / n))
    scores = ____
    y_pred = scores.argmax(axis=1)
    model = LinearDiscriminantAnalysis().fit(F_train, y_train)
    assert y_pred == close_to(model.predict(F_test))
    right = int((y_pred == y_test).sum())
    assert right == 68
    present(
        f"{right} of {len(y_test)} penguins named right",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
