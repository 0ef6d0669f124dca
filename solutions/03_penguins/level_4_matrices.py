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

from sensei import ____, close_to, hint, insight, yours

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


@hint(
    "You have two columns of zeros and ones. In how many rows are both 1?",
    "Multiply the two columns row by row, and add up. For all pairs of columns at "
    "once, that is one matrix product.",
    "G.T @ G",
)
@yours
def missing_together(G):
    """Return in how many rows both columns of each pair have a 1: shape (d, d).

    G (n, d) is 1 where a value is missing, and 0 elsewhere. The diagonal has how often
    each column is missing.
    """
    return G.T @ G


@hint(
    "Bill and sex: on how many pages of the notebook are both missing?",
    "Two penguins have no measurements at all. Is their sex known? Print the matrix "
    "and look.",
    "2",
)
@insight(
    "Values are often missing together: a bird that was not measured was not sexed "
    "either. Look at a table like this one before you impute anything."
)
def test_values_are_missing_together():
    """On how many pages of the notebook are both the bill length and the sex missing?"""
    G = np.array([[1.0, 1, 0], [0, 1, 0], [1, 1, 1], [0, 0, 1]])
    assert missing_together(G) == close_to([[2, 2, 1], [2, 3, 1], [1, 1, 2]])
    G = X[["bill_length_mm", "sex"]].isna().to_numpy(dtype=float)
    assert missing_together(G) == close_to([[2, ____(2)], [2, 11]])


@hint(
    "Compare every label with every class.",
    "Compare the labels as a column, (n, 1), with np.arange(k) as a row. Then == gives "
    "a table (n, k).",
    "(y[:, None] == np.arange(k)).astype(float)",
)
@yours
def indicator(y, k):
    """Return the indicators of y (n,), one-hot: shape (n, k).

    Row i has 1 in the column of class y[i], of 0 … k - 1, and 0 elsewhere.
    """
    return (y[:, None] == np.arange(k)).astype(float)


@hint(
    "Which rows are of class i and also of class j?",
    "Those rows have a 1 in column i of one table and in column j of the other. That "
    "is a matrix product again.",
    "Y.T @ Z",
)
@yours
def cross_table(Y, Z):
    """Return how many rows are of class i in Y (n, k) and of class j in Z (n, c): shape (k, c).

    A *contingency table*, or cross table, counts how often two categories occur
    together.
    """
    return Y.T @ Z


@hint(
    "On which islands do the 68 Chinstraps live?",
    "All of them live on one island, and none on the other two. Level 2 told you "
    "which.",
    "[0, 68, 0]",
)
@insight("A confusion matrix is a cross table too: it crosses labels with predictions.")
def test_a_cross_table_is_a_product():
    """How many Chinstraps (species 1) live on Biscoe, on Dream, on Torgersen? A list of three."""
    assert indicator(np.array([2, 0]), 3) == close_to([[0, 0, 1], [1, 0, 0]])
    islands, _ = pd.factorize(X["island"], sort=True)  # 0 Biscoe, 1 Dream, 2 Torgersen
    Y = np.asarray(indicator(y, 3), dtype=float)
    Z = np.asarray(indicator(islands, 3), dtype=float)
    assert np.asarray(cross_table(Y, Z))[1] == close_to(____([0, 68, 0]))


@hint(
    "Which matrix subtracts the mean of a column from each of its entries?",
    "1 1′ / n has 1/n everywhere. Multiplied by a column, it gives the mean n times. "
    "The identity matrix leaves a column unchanged.",
    "np.eye(n) - np.ones((n, n)) / n",
)
@yours
def centring(n):
    """Return the centring matrix C = I − 1 1′ / n: shape (n, n).

    For any X (n, d), C X is X minus the mean of each column.
    """
    return np.eye(n) - np.ones((n, n)) / n


@hint(
    "Each entry on the diagonal is 1 − 1/n. How many are there?",
    "Add up 275 times 1, and subtract 275 times 1/275.",
    "274",
)
@insight(
    "Centring keeps 274 of 275 directions; one is lost to the mean. This is why a "
    "variance divides by n − 1."
)
def test_centring_is_a_projection():
    """C subtracts the mean, and C C = C. How many of 275 directions are left, the trace of C?"""
    assert centring(2) == close_to([[0.5, -0.5], [-0.5, 0.5]])
    C = np.asarray(centring(n))
    assert C @ F_train == close_to(F_train - F_train.mean(axis=0))
    assert np.trace(C) == close_to(____(274))


@hint(
    "What happens to the columns if you multiply by a diagonal matrix from the right?",
    "Column j is multiplied by entry j of the diagonal. Choose that entry so that the "
    "standard deviation becomes 1.",
    "np.diag(1 / X.std(axis=0)), except that a standard deviation of 0 gives 1",
)
@yours
def scaling(X):
    """Return the diagonal D for which the columns of X D have standard deviation 1: shape (d, d).

    The standard deviation divides by n. If a column of X (n, d) does not vary, its
    entry of D is 1.
    """
    std = X.std(axis=0)
    return np.diag(1 / np.where(std == 0, 1, std))


@hint(
    "What is the standard deviation of the column 2, 6?",
    "Its mean is 4, and both values are 2 away from it. Divide 1 by the standard "
    "deviation. The other column does not vary.",
    "[0.5, 1]",
)
@insight(
    "From the left, a matrix combines rows; from the right, it combines columns. So C "
    "X D centres and scales, and it does not matter which product comes first."
)
def test_scaling_is_a_diagonal_matrix():
    """What is on the diagonal of D for the columns 2, 6 and 5, 5? A list of two."""
    D = np.asarray(scaling(np.array([[2.0, 5.0], [6.0, 5.0]])))
    assert D == close_to(np.diag(____([0.5, 1])))


@hint(
    "Y′ X adds up the rows of each class. What is left to do?",
    "Divide each sum by its count. Y′ Y is the diagonal matrix of the counts, so solve "
    "with it.",
    "np.linalg.solve(Y.T @ Y, Y.T @ X)",
)
@yours
def class_means(X, Y):
    """Return (Y′ Y)⁻¹ Y′ X for X (n, d) and Y (n, k): shape (k, d).

    If Y has indicators, these are the class means.
    """
    return np.linalg.solve(Y.T @ Y, Y.T @ X)


@hint(
    "The rows 1 and 5 are of the first class. What is their mean? And that of 10 "
    "alone?",
    "Average 1 and 5. The second class has one row, which is its own mean.",
    "[[3], [10]]",
)
@insight(
    "This is the formula for the weights of linear regression: the class means are a "
    "least-squares fit of X by Y. If all you know is the species, the mean is the best "
    "prediction."
)
def test_means_are_least_squares():
    """The rows are 1, 10 and 5, and the second is of another class. What are the two class means? A list of rows."""
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    found = class_means(np.array([[1.0], [10.0], [5.0]]), Y)
    assert found == close_to(____([[3], [10]]))


@hint(
    "Which matrix turns X into the table where every row is the mean of its class?",
    "The class means are (Y′ Y)⁻¹ Y′ X, and Y times that puts the right mean in each "
    "row. Leave out X.",
    "Y @ np.linalg.solve(Y.T @ Y, Y.T)",
)
@yours
def projection(Y):
    """Return P = Y (Y′ Y)⁻¹ Y′ for Y (n, k): shape (n, n).

    If Y has indicators, each row of P X is the mean of the class of that row.
    """
    return Y @ np.linalg.solve(Y.T @ Y, Y.T)


@hint(
    "P keeps one direction for each species. How many of 275 directions does I − P "
    "keep?",
    "Subtract the trace of P, which is k, from the trace of I, which is n.",
    "272",
)
@insight(
    "P is the hat matrix of the cars again, with indicators instead of features. 272 "
    "directions are left for the deviations, and that is why the pooled covariance "
    "divides by n − k."
)
def test_three_means_use_up_three_directions():
    """P keeps k directions. How many of 275 are left for the deviations, the trace of I − P?"""
    Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    assert projection(Y) == close_to([[0.5, 0, 0.5], [0, 1, 0], [0.5, 0, 0.5]])
    P = np.asarray(projection(np.eye(k)[y_train]))
    assert np.trace(np.eye(n) - P) == close_to(____(272))


@hint(
    "How far is each row from its class mean? That is X − P X, or (I − P) X.",
    "Multiply the transposed deviations by the deviations, (d, d). Divide by n − k: Y "
    "has n rows and k columns.",
    "deviations = X - Y @ class_means(X, Y), then deviations.T @ deviations / (len(X) "
    "- Y.shape[1])",
)
@yours
def pooled(X, Y):
    """Return X′ (I − P) X / (n − k), for X (n, d) and indicators Y (n, k): shape (d, d)."""
    deviations = X - Y @ class_means(X, Y)
    return deviations.T @ deviations / (len(X) - Y.shape[1])


@hint(
    "How far are 1 and 5 from their mean, and 10 and 12 from theirs?",
    "The squared deviations are 4, 4, 1 and 1. Add them up, and divide by four rows "
    "minus two classes.",
    "5, or 10 / (4 - 2)",
)
@insight(
    "P X and (I − P) X add up to X: the first part says where the species are, the "
    "second how far each penguin is from its species."
)
def test_the_pooled_covariance_is_what_the_projection_leaves():
    """One species has rows 1 and 5, another has 10 and 12. What is their pooled variance?"""
    Y = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    found = pooled(np.array([[1.0], [5], [10], [12]]), Y)
    assert found == close_to([[____(5)]])


@hint(
    "If the masses vary by 500 g, is 100 g a large difference? And if they vary by 10 "
    "g?",
    "Take x − m for each row, multiply by S⁻¹, multiply by x − m again entry by entry, "
    "and add up each row.",
    "deviations = X - m, then (deviations * np.linalg.solve(S, "
    "deviations.T).T).sum(axis=1)",
)
@yours
def mahalanobis(X, m, S):
    """Return (x − m)′ S⁻¹ (x − m) for each row x of X (n, d): shape (n,).

    The *Mahalanobis distance* (1936) from m (d,) is measured in standard deviations, in
    every direction. This is its square, for a covariance S (d, d).
    """
    deviations = X - m
    return (deviations * np.linalg.solve(S, deviations.T).T).sum(axis=1)


@hint(
    "The first column has a standard deviation of 2, the second of 1. Which point is "
    "farther out?",
    "4 along the first column is two standard deviations, 3 along the second is three. "
    "Square both.",
    "[4, 9]",
)
@insight(
    "Rescale or combine the columns as you like: S changes with them, and the "
    "distance stays the same."
)
def test_distance_in_standard_deviations():
    """The variances are 4 and 1. What is the squared Mahalanobis distance of (4, 0) and of (0, 3) from the origin? A list of two."""
    S, pages = np.diag([4.0, 1.0]), np.array([[4.0, 0.0], [0.0, 3.0]])
    assert mahalanobis(pages, np.zeros(2), S) == close_to(____([4, 9]))


@hint(
    "The score is x · S⁻¹ m − ½ m · S⁻¹ m + log prior. Which parts do not depend on x?",
    "W = S⁻¹ M′, shape (d, k). Multiply column c of W by row c of M and add up: that "
    "is m · S⁻¹ m. Then b is the log prior minus half of it.",
    "W = np.linalg.solve(S, M.T), b = np.log(priors) - (M.T * W).sum(axis=0) / 2",
)
@yours
def lines(M, S, priors):
    """Return (W, b) for which X W + b are the discriminant scores of X (n, d).

    The shapes are (d, k) and (k,). W = S⁻¹ M′, and b is −½ m · S⁻¹ m + log prior for
    each mean m, a row of M (k, d).
    """
    W = np.linalg.solve(S, M.T)
    return W, np.log(priors) - (M.T * W).sum(axis=0) / 2


@hint(
    "A bell curve is exp of something negative. With which factor does the squared "
    "distance occur in it?",
    "The bell curve is exp(−distance² / 2). Take its logarithm and read off the "
    "factor.",
    "-1 / 2",
)
@insight(
    "So LDA predicts the nearest mean in Mahalanobis distance, corrected by the "
    "priors. The squares of x are the same for all species and drop out, which leaves "
    "straight lines."
)
def test_a_score_is_a_distance_in_disguise():
    """A score is the log prior plus a factor times the squared distance. Which factor?"""
    M, S, priors = lda.means_, lda.covariance_, lda.priors_
    W, b = map(np.asarray, lines(M, S, priors))
    score = F_test @ W + b - np.log(priors)  # (69, 3)
    distance = np.column_stack([mahalanobis(F_test, m, S) for m in M])  # (69, 3)
    rise, run = score[:, 2] - score[:, 0], distance[:, 2] - distance[:, 0]
    assert np.median(rise / run) == close_to(____(-1 / 2))


@hint(
    "If you scale before splitting, whose means and standard deviations are used?",
    "Before the split they come from all pages, including the test pages. After it, "
    "they come from the training pages alone.",
    "[True, False]",
)
@insight(
    "This is data leakage: the training pages depend on a test page. It hardly ever "
    "changes a prediction, so nobody notices. But the test set is no longer unseen."
)
def test_scaling_before_the_split_leaks():
    """A test page is falsified. Do the training pages change if you scale before the split, and after it? True or False for each."""
    pages = np.vstack([F_train, F_test])
    falsified = pages.copy()
    falsified[300] += 1000  # rows 275 to 343 are the test pages
    before = F_train @ scaling(falsified) - F_train @ scaling(pages)
    after = F_train @ scaling(falsified[:275]) - F_train @ scaling(pages[:275])
    changes = [bool(np.abs(change).max() > 0.1) for change in (before, after)]
    assert changes == close_to(____([True, False]))


@hint(
    "Which columns rise or fall with the label? And how do you keep a wide column from "
    "winning by its width?",
    "Centre the columns and divide by their standard deviations. Then Z′ y is the "
    "correlation, up to a factor that all columns share. Sort by its absolute value, "
    "the largest first.",
    "Z = (X - X.mean(axis=0)) / X.std(axis=0), then np.argsort(-np.abs(Z.T @ "
    "y))[:count]",
)
@yours
def most_correlated(X, y, count):
    """Return the numbers of the columns of X (n, d) most correlated with y (n,): shape (count,).

    The labels are 0 or 1. Take the `count` largest absolute values of the correlation,
    in any order. The correlation of two columns is the mean of their products, after
    each is centred and divided by its standard deviation; it goes from −1 to 1.
    """
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    return np.argsort(-np.abs(Z.T @ y))[:count]


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


@hint(
    "Can random numbers predict a coin? And which rows chose the columns?",
    "If the test rows help to choose the columns, the chosen columns fit them by "
    "chance.",
    "[True, False]: about 3 in 4 and about 1 in 2",
)
@insight(
    "The accuracy is 75 % on random numbers. Scaling before the split leaks a little, "
    "but choosing features before the split leaks a lot. The cure is the same: learn "
    "nothing from the test set."
)
def test_choosing_features_before_the_split_leaks_a_lot(rng):
    """When it goes wrong: does noise predict a coin (over 65 %) if columns are chosen before the split, and after it? True or False for each."""
    columns = np.array([[30, 0.9, 1], [80, 0.8, 2], [70, 0.2, 1], [60, 0.1, 3]])
    assert most_correlated(columns, np.array([0, 0, 1, 1]), 1) == close_to([1])
    accuracies = [score_on_noise(rng, before) for before in (True, False)]
    assert [bool(accuracy > 0.65) for accuracy in accuracies] == close_to(
        ____([True, False])
    )


@hint(
    "With a column for every word, which columns always add up to 1?",
    "The columns of the three islands add up to 1 on every page. A sum that does not "
    "vary has no variance. Put 1 for these columns and 0 for the others.",
    "[0, 0, 0, 0, 1, 1, 1, 0, 0]",
)
@insight(
    "In that direction nothing varies, so S has no inverse. The *dummy variable trap* "
    "is a set of one-hot columns of which one follows from the others. Drop one word "
    "of each column, and nothing is lost."
)
def test_a_redundant_column_makes_the_covariance_singular():
    """When it goes wrong: the columns are 4 measurements, 3 islands and 2 sexes. For which v is S v = 0? A list of nine.

    A square matrix is *singular* if it has no inverse.
    """
    every_word, _ = prepared(drop=None)  # (275, 9)
    S = np.asarray(pooled(every_word, np.eye(k)[y_train]))
    v = np.asarray(____([0, 0, 0, 0, 1, 1, 1, 0, 0]))
    assert np.linalg.norm(v) > 0.1
    assert S @ v == close_to(np.zeros(9), abs=1e-6)


@hint(
    "F_test has 69 rows of 7 numbers. Which product gives three scores for each row?",
    "Multiply the test pages by W. Then add b, which NumPy adds to every row.",
    "F_test @ W + b",
)
@insight("7 times 3 weights and 3 intercepts: 24 numbers are the whole model.")
def test_the_result_still_stands(present):
    """Score all 69 test pages in one product: the same 68 should be correct."""
    Y = np.asarray(indicator(y_train, k), dtype=float)
    M, S = np.asarray(class_means(F_train, Y)), np.asarray(pooled(F_train, Y))
    W, b = map(np.asarray, lines(M, S, np.diag(Y.T @ Y) / n))
    scores = ____(F_test @ W + b)
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
