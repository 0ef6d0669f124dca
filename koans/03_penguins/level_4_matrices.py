"""Level 4 · matrices: a page is a row, and everything else is a product

At level 3 you worked species by species. Here the species become a matrix of zeros and
ones. Products with it give the means and the pooled covariance, and show why it divides
by n − k. One more product scores all 69 pages. You also see two traps: a redundant
column, and data leakage.

You may use: arrays, @ and broadcasting; of np.linalg only solve, inv, eigh, norm and
det.

    X  (n, d)  n prepared pages, one in each row
    Y  (n, k)  the indicators (one-hot): 1 in the species' column, otherwise 0
    M  (k, d)  the class means
    P  (n, n)  the projection: each row of P X is the mean page of that row's species
    S  (d, d)  the pooled covariance, divided by n − k
    W  (d, k)  and b (k,): the three straight lines; the scores are X W + b
    I, 1       the identity matrix, and a column of ones
    A′         A transposed, A.T in NumPy

A matrix is a projection if applying it twice changes nothing more: P P = P. Its trace,
the sum of its diagonal, is then the number of directions that it keeps.

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


def prepared(drop="first"):
    """Return the training and the test pages, prepared by scikit-learn: two arrays.

    With drop="first", the first word of each column has no column of its own. With
    drop=None, every word has one.
    """
    words = OneHotEncoder(drop=drop, sparse_output=False)
    words = make_pipeline(SimpleImputer(strategy="most_frequent"), words)
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    table = make_column_transformer((numbers, numeric), (words, categorical)).fit(
        X_train
    )
    return table.transform(X_train), table.transform(X_test)


F_train, F_test = prepared()  # (275, 7), (69, 7)
n, d = F_train.shape
k = len(species)
lda = LinearDiscriminantAnalysis(solver="lsqr").fit(F_train, y_train)


@yours
def missing_together(G):
    """Return in how many rows both columns of each pair have a 1: shape (d, d).

    G (n, d) is 1 where a value is missing, and 0 elsewhere. The diagonal has how often
    each column is missing.
    """
    return ____


def test_values_are_missing_together():
    """On how many pages of the notebook are both the bill length and the sex missing?"""
    G = np.array([[1.0, 1, 0], [0, 1, 0], [1, 1, 1], [0, 0, 1]])
    assert missing_together(G) == close_to([[2, 2, 1], [2, 3, 1], [1, 1, 2]])
    G = X[["bill_length_mm", "sex"]].isna().to_numpy(dtype=float)
    assert missing_together(G) == close_to([[2, ____], [2, 11]])


@yours
def indicator(y, k):
    """Return the indicators of y (n,), one-hot: shape (n, k).

    Row i has 1 in the column of class y[i], of 0 … k - 1, and 0 elsewhere.
    """
    return ____


@yours
def cross_table(Y, Z):
    """Return how many rows are of class i in Y (n, k) and of class j in Z (n, c): shape (k, c).

    A *contingency table*, or cross table, counts how often two categories occur
    together.
    """
    return ____


def test_a_cross_table_is_a_product():
    """How many Chinstraps (species 1) live on Biscoe, on Dream, on Torgersen? A list of three."""
    assert indicator(np.array([2, 0]), 3) == close_to([[0, 0, 1], [1, 0, 0]])
    islands, _ = pd.factorize(X["island"], sort=True)  # 0 Biscoe, 1 Dream, 2 Torgersen
    Y = np.asarray(indicator(y, 3), dtype=float)
    Z = np.asarray(indicator(islands, 3), dtype=float)
    assert np.asarray(cross_table(Y, Z))[1] == close_to(____)


@yours
def centring(n):
    """Return the centring matrix C = I − 1 1′ / n: shape (n, n).

    For any X (n, d), C X is X minus the mean of each column.
    """
    return ____


def test_centring_is_a_projection():
    """C subtracts the mean, and C C = C. How many of 275 directions are left, the trace of C?"""
    assert centring(2) == close_to([[0.5, -0.5], [-0.5, 0.5]])
    C = np.asarray(centring(n))
    assert C @ F_train == close_to(F_train - F_train.mean(axis=0))
    assert np.trace(C) == close_to(____)


@yours
def scaling(X):
    """Return the diagonal D for which the columns of X D have standard deviation 1: shape (d, d).

    The standard deviation divides by n. If a column of X (n, d) does not vary, its
    entry of D is 1.
    """
    return ____


def test_scaling_is_a_diagonal_matrix():
    """What is on the diagonal of D for the columns 2, 6 and 5, 5? A list of two."""
    D = np.asarray(scaling(np.array([[2.0, 5.0], [6.0, 5.0]])))
    assert D == close_to(np.diag(____))


@yours
def class_means(X, Y):
    """Return (Y′ Y)⁻¹ Y′ X for X (n, d) and Y (n, k): shape (k, d).

    If Y has indicators, these are the class means.
    """
    return ____


def test_means_are_least_squares():
    """The rows are 1, 10 and 5, and the second is of another class. What are the two class means? A list of rows."""
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    found = class_means(np.array([[1.0], [10.0], [5.0]]), Y)
    assert found == close_to(____)


@yours
def projection(Y):
    """Return P = Y (Y′ Y)⁻¹ Y′ for Y (n, k): shape (n, n).

    If Y has indicators, each row of P X is the mean of the class of that row.
    """
    return ____


def test_three_means_use_up_three_directions():
    """P keeps k directions. How many of 275 are left for the deviations, the trace of I − P?"""
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    assert projection(Y) == close_to([[0.5, 0, 0.5], [0, 1, 0], [0.5, 0, 0.5]])
    P = np.asarray(projection(np.eye(k)[y_train]))
    assert np.trace(np.eye(n) - P) == close_to(____)


@yours
def pooled(X, Y):
    """Return X′ (I − P) X / (n − k), for X (n, d) and indicators Y (n, k): shape (d, d)."""
    return ____


def test_the_pooled_covariance_is_what_the_projection_leaves():
    """One species has rows 1 and 5, another has 10 and 12. What is their pooled variance?"""
    Y = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    found = pooled(np.array([[1.0], [5], [10], [12]]), Y)
    assert found == close_to([[____]])


@yours
def mahalanobis(X, m, S):
    """Return (x − m)′ S⁻¹ (x − m) for each row x of X (n, d): shape (n,).

    The *Mahalanobis distance* (1936) from m (d,) is measured in standard deviations, in
    every direction. This is its square, for a covariance S (d, d).
    """
    return ____


def test_distance_in_standard_deviations():
    """The variances are 4 and 1. What is the squared Mahalanobis distance of (4, 0) and of (0, 3) from the origin? A list of two."""
    S, pages = np.diag([4.0, 1.0]), np.array([[4.0, 0.0], [0.0, 3.0]])
    assert mahalanobis(pages, np.zeros(2), S) == close_to(____)


@yours
def lines(M, S, priors):
    """Return (W, b) for which X W + b are the discriminant scores of X (n, d).

    The shapes are (d, k) and (k,). W = S⁻¹ M′, and b is −½ m · S⁻¹ m + log prior for
    each mean m, a row of M (k, d).
    """
    return ____


def test_a_score_is_a_distance_in_disguise():
    """A score is the log prior plus a factor times the squared distance. Which factor?"""
    M, S, priors = lda.means_, lda.covariance_, lda.priors_
    W, b = map(np.asarray, lines(M, S, priors))
    score = F_test @ W + b - np.log(priors)  # (69, 3)
    distance = np.column_stack([mahalanobis(F_test, m, S) for m in M])  # (69, 3)
    rise, run = score[:, 2] - score[:, 0], distance[:, 2] - distance[:, 0]
    assert np.median(rise / run) == close_to(____)


def test_scaling_before_the_split_leaks():
    """A test page is falsified. Do the training pages change if you scale before the split, and after it? True or False for each."""
    pages = np.vstack([F_train, F_test])
    falsified = pages.copy()
    falsified[300] += 1000  # rows 275 to 343 are the test pages
    before = F_train @ scaling(falsified) - F_train @ scaling(pages)
    after = F_train @ scaling(falsified[:275]) - F_train @ scaling(pages[:275])
    changes = [bool(np.abs(change).max() > 0.1) for change in (before, after)]
    assert changes == close_to(____)


@yours
def most_correlated(X, y, count):
    """Return the numbers of the columns of X (n, d) most correlated with y (n,): shape (count,).

    The labels are 0 or 1. Take the `count` largest absolute values of the correlation,
    in any order. The correlation of two columns is the mean of their products, after
    each is centred and divided by its standard deviation; it goes from −1 to 1.
    """
    return ____


def score_on_noise(rng, before):
    """Return the test accuracy on coin tosses, from 10 of 1000 random columns.

    The 10 columns most correlated with the coin are chosen before the split or after
    it. The accuracy is the mean of 6 tries. *Noise* is what varies by chance and tells
    nothing.
    """
    coin, accuracies = np.arange(100) % 2, []
    for _ in range(6):
        noise = rng.normal(size=(100, 1000))
        seen = slice(100) if before else slice(50)
        best = np.asarray(most_correlated(noise[seen], coin[seen], 10))
        model = LinearDiscriminantAnalysis().fit(noise[:50, best], coin[:50])
        accuracies.append(model.score(noise[50:, best], coin[50:]))
    return np.mean(accuracies)


def test_choosing_features_before_the_split_leaks_a_lot(rng):
    """When it goes wrong: does noise predict a coin (over 65 %) if columns are chosen before the split, and after it? True or False for each."""
    columns = np.array([[30, 0.9, 1], [80, 0.8, 2], [70, 0.2, 1], [60, 0.1, 3]])
    assert most_correlated(columns, np.array([0, 0, 1, 1]), 1) == close_to([1])
    accuracies = [score_on_noise(rng, before) for before in (True, False)]
    assert [bool(accuracy > 0.65) for accuracy in accuracies] == close_to(____)


def test_a_redundant_column_makes_the_covariance_singular():
    """When it goes wrong: the columns are 4 measurements, 3 islands and 2 sexes. For which v is S v = 0? A list of nine.

    A square matrix is *singular* if it has no inverse.
    """
    every_word, _ = prepared(drop=None)  # (275, 9)
    S = np.asarray(pooled(every_word, np.eye(k)[y_train]))
    v = np.asarray(____)
    assert np.linalg.norm(v) > 0.1
    assert S @ v == close_to(np.zeros(9), abs=1e-6)


def test_the_result_still_stands(present):
    """Score all 69 test pages in one product: the same 68 should be correct."""
    Y = np.asarray(indicator(y_train, k), dtype=float)
    M, S = np.asarray(class_means(F_train, Y)), np.asarray(pooled(F_train, Y))
    W, b = map(np.asarray, lines(M, S, np.diag(Y.T @ Y) / n))
    scores = ____
    y_pred = scores.argmax(axis=1)
    assert y_pred == close_to(lda.predict(F_test))
    correct = int((y_pred == y_test).sum())
    assert correct == 68
    show(present, y_pred, correct)


# How the result is shown: nothing to do from here on


def show(present, y_pred, correct):
    """Put the result on the screen."""
    present(
        f"{correct} of {len(y_test)} penguins predicted correctly",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
