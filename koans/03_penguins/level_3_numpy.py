"""Level 3 · NumPy: impute, encode, scale, classify

A pipeline predicted 68 of 69 penguins correctly. Each of its steps learns a few numbers
from the training pages: medians, the most common words, means and standard deviations.
Its classifier, linear discriminant analysis (LDA), learns where the mean of each
species lies and how far its penguins scatter around it. Here you write every step
yourself.

You may use: NumPy, pandas and SciPy, no scikit-learn.

    N  (n, 4)    the four measurements of n penguins; a missing value is nan
    X  (n, d)    prepared pages: nothing missing, no words, one scale; here d is 7
    y  (n,)      the species of each: 0 Adelie, 1 Chinstrap, 2 Gentoo; k is 3
    M  (k, d)    the class means: the mean of the rows of each species
    S  (d, d)    the pooled covariance: how the columns vary together within a species
    priors (k,)  the prior probabilities: the fraction of each training species

The *prior* of a class is its probability before anything is measured, here its fraction
of the training set.

log is the *natural logarithm*, np.log: raise e, 2.718, to the power log 8 and you get
8.

Pillars: linear algebra, statistics, probability.
"""

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.discriminant_analysis import (
    LinearDiscriminantAnalysis,
    QuadraticDiscriminantAnalysis,
)
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from sensei import ____, close_to, yours

from . import X_test, X_train, categorical, numeric, y, y_test, y_train

k = 3
N_train = X_train[numeric].to_numpy()

# The preparation and the classifier of levels 1 and 2, by scikit-learn.
numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
words = make_pipeline(
    SimpleImputer(strategy="most_frequent"),
    OneHotEncoder(drop="first", sparse_output=False),
)
preparer = make_column_transformer((numbers, numeric), (words, categorical)).fit(
    X_train
)
P_train, P_test = preparer.transform(X_train), preparer.transform(X_test)
lda = LinearDiscriminantAnalysis().fit(P_train, y_train)


@yours
def stratified(y, fraction, rng):
    """Return the row numbers of y (n,), split at random and stratified: (train, test).

    Of every label, `test` has the given fraction of its rows, rounded to a whole
    number; a half may be rounded either way. `train` has all other rows. Every row may
    come into either part, and `rng` alone decides.
    """
    return ____


def test_a_stratified_split_keeps_the_fractions(rng):
    """Of 152, 68 and 124 penguins, how many of each are in a stratified fifth? A list of three."""
    train, test = stratified(y, 0.2, rng)
    assert sorted([*train, *test]) == list(range(344))
    assert np.bincount(y[np.asarray(test)]) == close_to(____)


@yours
def medians(N):
    """Return the median of each column of N (n, d), ignoring missing values: shape (d,)."""
    return ____


@yours
def filled(N, values):
    """Return a copy of N (n, d) with the missing values of column j set to values[j]: shape (n, d).

    `values` has shape (d,). `N` itself is not changed.
    """
    return ____


def test_a_missing_value_gets_the_median():
    """The masses are 20, 3 and 4 kg, and two are missing. Which mass do you impute?"""
    nan = np.nan
    N = np.array([[20.0, 1.0], [nan, 5.0], [3.0, nan], [4.0, 9.0], [nan, 5.0]])
    assert medians(N) == close_to([____, 5])
    wanted = [[20, 1], [7, 5], [3, 8], [4, 9], [7, 5]]
    assert filled(N, np.array([7.0, 8.0])) == close_to(wanted)


def test_one_typing_error_moves_the_mean_but_not_the_median():
    """When it goes wrong: one mass has a 0 too many. Does the mean move by over 100 g, and does the median? True or False for each.

    An *outlier* is a value that is far from all others.
    """
    slip = N_train.copy()
    row = np.flatnonzero(slip[:, 3] == 4000)[0]
    slip[row, 3] = 40_000
    moved = [np.nanmean(slip, axis=0) - np.nanmean(N_train, axis=0)]
    moved.append(np.asarray(medians(slip)) - np.asarray(medians(N_train)))
    assert [bool(shift[3] > 100) for shift in moved] == close_to(____)


@yours
def most_common(column):
    """Return the word that occurs most often in column (n,): one text.

    If words tie, take the first in alphabetical order. `column` is an array of texts;
    "" is a missing value and does not count.
    """
    return ____


@yours
def one_hot(column, categories):
    """Return the one-hot code of each text of column (n,): shape (n, c).

    `categories` has c texts, one for each column of the result. Each row has 1 at its
    category and 0 elsewhere. A text that is none of the categories gets a row of zeros.
    """
    return ____


def test_words_become_zeros_and_ones():
    """The columns are Dream and Torgersen. What is the row of Anvers, an unknown island? A list."""
    assert most_common(np.array(["Dream", "", "Biscoe", "Dream", "", ""])) == "Dream"
    rows = one_hot(np.array(["Dream", "Anvers", "Torgersen"]), ["Dream", "Torgersen"])
    assert rows == close_to([[1, 0], ____, [0, 1]])


@yours
def standardised(X_train, X_new):
    """Return X_new (m, d), standardised by the columns of X_train (n, d): shape (m, d).

    From each column, subtract the mean of that column in `X_train`, then divide by its
    standard deviation there, which divides by n. If a column does not vary in
    `X_train`, only subtract the mean.
    """
    return ____


def test_one_scale_for_millimetres_and_grams():
    """Two training values are 2 and 6. What is a new 9, standardised?"""
    known, new = np.array([[2.0, 5], [6, 5]]), np.array([[9.0, 8], [4, 2], [2, 5]])
    assert standardised(known, new) == close_to([[____, 3], [0, -3], [-1, 0]])


@yours
def prepare(known, new):
    """Return the pages of new (m, 6) as numbers, by what known (n, 6) teaches: shape (m, 7).

    Both are DataFrames. The columns are bill length, bill depth, flipper length and
    mass, imputed and standardised, then Dream, Torgersen and male as 0 or 1.
    """
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    median = np.asarray(medians(____))
    full_known, full_new = (np.asarray(filled(N, median)) for N in (N_known, N_new))
    columns = [standardised(full_known, full_new)]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        now = np.where(now == "", most_common(____), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[____ :]))
    return np.hstack(columns)


def test_a_page_becomes_seven_numbers():
    """Write `prepare`: it should prepare the pages as scikit-learn's four objects do."""
    assert prepare(X_train, X_test) == close_to(P_test)
    assert prepare(X_train, X_train) == close_to(P_train)


@yours
def class_means(X, y, k):
    """Return the mean row of each class 0 … k - 1 of X (n, d), y (n,): an array (k, d)."""
    return ____


def test_each_species_has_a_mean():
    """Species 0 is at (0, 4) and (2, 8), species 1 at (9, 9). What are the class means? Two rows."""
    X, labels = np.array([[0.0, 4.0], [9.0, 9.0], [2.0, 8.0]]), np.array([0, 1, 0])
    assert class_means(X, labels, 2) == close_to(____)


@yours
def pooled(X, y, k):
    """Return the pooled covariance of X (n, d) for the k classes in y (n,): shape (d, d).

    The *covariance* of two columns is the mean product of their deviations from the
    mean. With itself, a column's covariance is its variance. A *pooled covariance*
    takes each row's deviation from the mean of its own class. It divides the sum by n −
    k instead of n. Hastie, Tibshirani and Friedman (2009), section 4.3.
    """
    return ____


def test_one_covariance_for_all_species():
    """One species has values 1, 3 and 5, another has 10 and 14. What is their pooled variance?"""
    X = np.array([[1.0, 4], [10, 6], [3, 4], [5, 7], [14, 2]])
    labels = np.array([0, 1, 0, 0, 1])
    assert pooled(X, labels, 2) == close_to([[____, -2 / 3], [-2 / 3, 14 / 3]])


@yours
def scores(X, M, S, priors):
    """Return the discriminant score of each row of X (n, d) for each class: an array (n, k).

    The score of row x for a class with mean m, a row of M (k, d), is
        x · S⁻¹ m − ½ m · S⁻¹ m + log prior
    The class with the largest score is predicted. S is (d, d). Hastie, Tibshirani and
    Friedman (2009), section 4.3.

    The *inverse* S⁻¹ of a matrix S undoes it: if S @ w is m, then S⁻¹ m is w. The call
    np.linalg.solve(S, m) finds that w (d,). If S is a single number, S⁻¹ m is m / S.
    """
    return ____


def relative_to_the_first(scores):
    """Return how far each score is above the first of its row: shape (n, k - 1)."""
    scores = np.asarray(scores)
    return scores[:, 1:] - scores[:, :1]


def test_the_largest_score_is_the_prediction():
    """What is the score of a page of 3, for a mean of 4, a variance of 2 and a prior of 1?"""
    page, mean, variance = np.array([[3.0]]), np.array([[4.0]]), np.array([[2.0]])
    found = scores(page, mean, variance, np.array([1.0]))
    assert found == close_to([[____]])


def test_a_covariance_divides_by_n_or_by_n_minus_k():
    """scikit-learn's solver "lsqr" divides by n, you by n − k. Which factor turns your S into its S?"""
    n, M = len(P_train), class_means(P_train, y_train, k)
    S = np.asarray(pooled(P_train, y_train, k))
    factor = ____
    lsqr = LinearDiscriminantAnalysis(solver="lsqr").fit(P_train, y_train)
    found = relative_to_the_first(scores(P_test, M, S * factor, lsqr.priors_))
    wanted = relative_to_the_first(lsqr.decision_function(P_test))
    assert found == close_to(wanted, rel=1e-4)


def test_priors_decide_where_measurements_do_not():
    """The means are -1 and 1, and nine in ten are species 0. Which species is predicted for a page of 0?"""
    M, S = np.array([[-1.0], [1.0]]), np.array([[1.0]])
    found = scores(np.array([[0.0], [3.0]]), M, S, np.array([0.9, 0.1]))
    assert np.asarray(found).argmax(axis=1) == close_to([____, 1])


@yours
def probabilities(scores):
    """Return the probability of each class, by its scores (n, k): shape (n, k).

    *Softmax* turns scores into probabilities: exp(score), divided by the row's sum of
    exp(score), so each row sums to 1. It must work even where exp alone overflows. An
    *overflow* is a result that is too large for a float. `scores` is not changed.
    """
    return ____


def test_scores_become_probabilities():
    """Two classes have scores of log 3 and 0. What are their probabilities? A list of two."""
    two = np.array([[np.log(3), 0.0], [0.0, 1000.0]])
    assert probabilities(two) == close_to([____, [0, 1]])
    assert probabilities(lda.decision_function(P_test)) == close_to(
        lda.predict_proba(P_test)
    )


@yours
def predict(X_train, y_train, X_new, k):
    """Return the predicted class of each row of X_new (m, d): shape (m,).

    Everything is learnt from `X_train` (n, d) and `y_train` (n,). The priors are the
    fractions of the k classes in `y_train`. Fisher (1936).
    """
    return ____


def disc_and_ring(rng, n=300):
    """Return n random points, half in a disc and half in a ring around it: (X, y)."""
    y = np.arange(n) % 2
    angle, radius = (
        rng.uniform(0, 2 * np.pi, n),
        np.where(y, 3, 1) * rng.uniform(0.8, 1, n),
    )
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), y


def test_lda_fails_where_only_the_covariance_differs(rng):
    """When it goes wrong: a disc lies in a ring. Is LDA over 80 % correct, and is QDA? True or False for each.

    *Quadratic discriminant analysis* (QDA) separates classes by curves.
    """
    rows, labels = disc_and_ring(rng)
    straight = np.asarray(predict(rows, labels, rows, 2))
    curved = QuadraticDiscriminantAnalysis().fit(rows, labels).predict(rows)
    accuracies = [(y_pred == labels).mean() for y_pred in (straight, curved)]
    assert [bool(accuracy > 0.8) for accuracy in accuracies] == close_to(____)


def test_the_result_still_stands(present):
    """Prepare both tables with your own functions: the same 68 of 69 should be correct."""
    known = np.asarray(prepare(____, ____))
    new = np.asarray(prepare(____, ____))
    assert known == close_to(P_train)
    assert new == close_to(P_test)  # by what the known pages taught
    y_pred = np.asarray(predict(known, y_train, new, k))
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
