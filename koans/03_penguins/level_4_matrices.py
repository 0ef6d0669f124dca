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
from sklearn.compose import make_column_transformer
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from sensei import ____, close_to, yours

from . import X, X_test, X_train, categorical, numeric, species, y, y_test, y_train


def made_ready(drop="first"):
    """Known and unseen pages, by scikit-learn; drop: which word has no column."""
    words = OneHotEncoder(drop=drop, sparse_output=False)
    words = make_pipeline(SimpleImputer(strategy="most_frequent"), words)
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    table = make_column_transformer((numbers, numeric), (words, categorical)).fit(
        X_train
    )
    return table.transform(X_train), table.transform(X_test)


F_train, F_test = made_ready()  # (275, 7), (69, 7)
n, d = F_train.shape
k = len(species)
lda = LinearDiscriminantAnalysis(solver="lsqr").fit(F_train, y_train)


@yours
def missing_together(G):
    """On how many pages both columns have a gap, for each pair of them: shape (d, d).

    G (n, d): 1 where a value is missing, else 0. On the diagonal: how often each is.
    """
    return ____


def test_gaps_come_in_company():
    """On how many pages of the notebook are both the bill and the sex missing?"""
    G = np.array([[1.0, 1, 0], [0, 1, 0], [1, 1, 1], [0, 0, 1]])
    assert missing_together(G) == close_to([[2, 2, 1], [2, 3, 1], [1, 1, 2]])
    G = X[["bill_length_mm", "sex"]].isna().to_numpy(dtype=float)
    assert missing_together(G) == close_to([[2, ____], [2, 11]])


@yours
def indicator(y, k):
    """Y (n, k): row i is 0 but for a 1 in the column of class y[i], of 0 … k - 1."""
    return ____


@yours
def crossed(Y, Z):
    """How many rows are of class i in Y (n, k) and j in Z (n, c): shape (k, c)."""
    return ____


def test_who_lives_where():
    """Three species by Biscoe, Dream, Torgersen: what is the row of the Chinstraps?"""
    assert indicator(np.array([2, 0]), 3) == close_to([[0, 0, 1], [1, 0, 0]])
    islands, _ = pd.factorize(X["island"], sort=True)  # 0 Biscoe, 1 Dream, 2 Torgersen
    Y = np.asarray(indicator(y, 3), dtype=float)
    Z = np.asarray(indicator(islands, 3), dtype=float)
    assert np.asarray(crossed(Y, Z))[1] == close_to(____)


@yours
def centring(n):
    """C (n, n) = I − 1 1′ / n: C X is X (n, d) with the mean taken off every column."""
    return ____


def test_centring_is_a_matrix():
    """C X has mean 0, C C = C. How many of 275 directions are left: the trace of C?"""
    assert centring(2) == close_to([[0.5, -0.5], [-0.5, 0.5]])
    C = np.asarray(centring(n))
    assert C @ F_train == close_to(F_train - F_train.mean(axis=0))
    assert np.trace(C) == close_to(____)


@yours
def scaling(X):
    """D (d, d), diagonal: X D has columns of standard deviation 1 (over n).

    A column of X (n, d) that does not vary is left as it is: its entry of D is 1.
    """
    return ____


def test_scaling_is_a_diagonal_matrix():
    """The columns 2, 6 and 5, 5: what stands on the diagonal of D?"""
    D = np.asarray(scaling(np.array([[2.0, 5.0], [6.0, 5.0]])))
    assert D == close_to(np.diag(____))


@yours
def class_means(X, Y):
    """(Y′ Y)⁻¹ Y′ X for X (n, d) and Y (n, k): shape (k, d).

    Where Y holds indicators, the mean row of each class.
    """
    return ____


def test_means_are_least_squares():
    """Pages of 1, 10, 5; the second is of another species: which means?"""
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    found = class_means(np.array([[1.0], [10.0], [5.0]]), Y)
    assert found == close_to(____)


@yours
def projection(Y):
    """P (n, n) = Y (Y′ Y)⁻¹ Y′ for Y (n, k).

    Where Y holds indicators, P X has the mean of its class in place of each row.
    """
    return ____


def test_three_means_take_three_directions():
    """P P = P, its trace is k. How many directions of 275 are left beside the means?"""
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    assert projection(Y) == close_to([[0.5, 0, 0.5], [0, 1, 0], [0.5, 0, 0.5]])
    P = np.asarray(projection(np.eye(k)[y_train]))
    assert np.trace(np.eye(n) - P) == close_to(____)


@yours
def pooled(X, Y):
    """S (d, d) = X′ (I − P) X / (n − k), for X (n, d) and indicators Y (n, k)."""
    return ____


def test_scatter_is_what_the_projection_leaves():
    """Pages 1, 5 of one species, 10, 12 of another: the pooled variance."""
    Y = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    found = pooled(np.array([[1.0], [5], [10], [12]]), Y)
    assert found == close_to([[____]])


@yours
def mahalanobis(X, m, S):
    """(x − m)′ S⁻¹ (x − m) for each row x of X (n, d): shape (n,); m (d,), S (d, d).

    The square of Mahalanobis' distance (1936).
    """
    return ____


def test_distance_in_units_of_scatter():
    """Variances of 4 and 1. How far, squared, are (4, 0) and (0, 3) from the origin?"""
    S, pages = np.diag([4.0, 1.0]), np.array([[4.0, 0.0], [0.0, 3.0]])
    assert mahalanobis(pages, np.zeros(2), S) == close_to(____)


@yours
def lines(M, S, priors):
    """(W, b), shapes (d, k) and (k,): X W + b are the discriminant scores of X (n, d).

    W = S⁻¹ M′; b is −½ m · S⁻¹ m + log prior, for each mean m, a row of M (k, d).
    """
    return ____


def test_a_score_is_a_distance_in_disguise():
    """A score is the log prior plus which factor times the squared distance?"""
    M, S, priors = lda.means_, lda.covariance_, lda.priors_
    W, b = map(np.asarray, lines(M, S, priors))
    score = F_test @ W + b - np.log(priors)  # (69, 3)
    far = np.column_stack([mahalanobis(F_test, m, S) for m in M])  # (69, 3)
    rise, run = score[:, 2] - score[:, 0], far[:, 2] - far[:, 0]
    assert np.median(rise / run) == close_to(____)


def test_the_same_table_scaled_before_and_after_the_split():
    """An unseen page is falsified. Do known ones change: scaled before? After?"""
    pages = np.vstack([F_train, F_test])
    false = pages.copy()
    false[300] += 1000  # pages 275 to 343 are the unseen ones
    before = F_train @ scaling(false) - F_train @ scaling(pages)
    after = F_train @ scaling(false[:275]) - F_train @ scaling(pages[:275])
    changes = [bool(np.abs(change).max() > 0.1) for change in (before, after)]
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

    Those that seem to know best, chosen before the split or after it; the mean of 6 tries.
    """
    coin, shares = np.arange(100) % 2, []
    for _ in range(6):
        noise = rng.normal(size=(100, 1000))
        seen = slice(100) if before else slice(50)
        best = np.asarray(strongest(noise[seen], coin[seen], 10))
        model = LinearDiscriminantAnalysis().fit(noise[:50, best], coin[:50])
        shares.append(model.score(noise[50:, best], coin[50:]))
    return np.mean(shares)


def test_it_goes_wrong_when_the_unseen_have_a_say(rng):
    """Noise names coins. 65 in 100 right, chosen before the split? After it?"""
    columns = np.array([[30, 0.9, 1], [80, 0.8, 2], [70, 0.2, 1], [60, 0.1, 3]])
    assert strongest(columns, np.array([0, 0, 1, 1]), 1) == close_to([1])
    shares = [score_on_noise(rng, before) for before in (True, False)]
    assert [bool(share > 0.65) for share in shares] == close_to(____)


def test_it_goes_wrong_in_the_dummy_trap():
    """Four measures, three islands, two sexes, in this order: a v for which S v is 0."""
    every_word, _ = made_ready(drop=None)  # (275, 9)
    S = np.asarray(pooled(every_word, np.eye(k)[y_train]))
    v = np.asarray(____)
    assert np.linalg.norm(v) > 0.1
    assert S @ v == close_to(np.zeros(9), abs=1e-6)


def test_the_result_still_stands(present):
    """The same 69 penguins, scored in one product: the same 68 named right."""
    Y = np.asarray(indicator(y_train, k), dtype=float)
    M, S = np.asarray(class_means(F_train, Y)), np.asarray(pooled(F_train, Y))
    W, b = map(np.asarray, lines(M, S, np.diag(Y.T @ Y) / n))
    scores = ____
    y_pred = scores.argmax(axis=1)
    assert y_pred == close_to(lda.predict(F_test))
    right = int((y_pred == y_test).sum())
    assert right == 68
    show(present, y_pred, right)


# How the result is shown: nothing to do from here on


def show(present, y_pred, right):
    """Put the result on the screen."""
    present(
        f"{right} of {len(y_test)} penguins named right",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
