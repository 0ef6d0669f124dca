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

from sensei import ____, close_to, hint, insight, yours

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


@hint(
    "How would you draw a fifth of each species, and not a fifth of all?",
    "For each label, take its row numbers and shuffle them. Put the first of them into "
    "test: the fraction times their number, rounded. All other rows go into train.",
    "rng.permutation(np.flatnonzero(y == label))[: round(fraction * count)] for each "
    "label; np.setdiff1d(np.arange(len(y)), test) is train",
)
@yours
def stratified(y, fraction, rng):
    """Return the row numbers of y (n,), split at random and stratified: (train, test).

    Of every label, `test` has the given fraction of its rows, rounded to a whole
    number; a half may be rounded either way. `train` has all other rows. Every row may
    come into either part, and `rng` alone decides.
    """
    test = []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        test.extend(rows[: round(fraction * len(rows))])
    return np.setdiff1d(np.arange(len(y)), test), np.array(test)


@hint(
    "What is a fifth of 152, of 68 and of 124?",
    "They are 30.4, 13.6 and 24.8. Round each to whole penguins.",
    "[30, 14, 25]",
)
@insight(
    "The irises had 50 of each species, so a plain shuffle did little harm. Of 68 "
    "Chinstraps, a plain shuffle puts anything from 8 to 20 into the test set."
)
def test_a_stratified_split_keeps_the_fractions(rng):
    """Of 152, 68 and 124 penguins, how many of each are in a stratified fifth? A list of three."""
    train, test = stratified(y, 0.2, rng)
    assert sorted([*train, *test]) == list(range(344))
    assert np.bincount(y[np.asarray(test)]) == close_to(____([30, 14, 25]))


@hint(
    "Which value of a column has equally many values above and below it?",
    "np.median returns nan if a value is missing. The function with nan in front of "
    "its name ignores missing values.",
    "np.nanmedian(N, axis=0)",
)
@yours
def medians(N):
    """Return the median of each column of N (n, d), ignoring missing values: shape (d,)."""
    return np.nanmedian(N, axis=0)


@hint(
    "Where is a value of N missing, and what belongs there?",
    "np.isnan(N) is True at each missing value. np.where chooses between two tables, "
    "and it repeats a single row for all rows.",
    "np.where(np.isnan(N), values, N)",
)
@yours
def filled(N, values):
    """Return a copy of N (n, d) with the missing values of column j set to values[j]: shape (n, d).

    `values` has shape (d,). `N` itself is not changed.
    """
    return np.where(np.isnan(N), values, N)


@hint(
    "Sort the known masses. Which one is in the middle?",
    "The sorted masses are 3, 4 and 20. One is below the middle, one above.",
    "4",
)
@insight(
    "A median is learnt, just as weights are. So it must come from the training set."
)
def test_a_missing_value_gets_the_median():
    """The masses are 20, 3 and 4 kg, and two are missing. Which mass do you impute?"""
    nan = np.nan
    N = np.array([[20.0, 1.0], [nan, 5.0], [3.0, nan], [4.0, 9.0], [nan, 5.0]])
    assert medians(N) == close_to([____(4), 5])
    wanted = [[20, 1], [7, 5], [3, 8], [4, 9], [7, 5]]
    assert filled(N, np.array([7.0, 8.0])) == close_to(wanted)


@hint(
    "One penguin of 275 now seems to weigh as much as ten. How far does that move the "
    "mean?",
    "The mean moves by 36 kg divided by 274, the number of known masses. The median "
    "moves at most to the next value. Compare both with 100 g.",
    "[True, False]",
)
@insight(
    "One typing error can move a mean as far as it likes. A figure is *robust* if a "
    "few outliers can hardly move it. The median is robust."
)
def test_one_typing_error_moves_the_mean_but_not_the_median():
    """When it goes wrong: one mass has a 0 too many. Does the mean move by over 100 g, and does the median? True or False for each.

    An *outlier* is a value that is far from all others.
    """
    slip = N_train.copy()
    row = np.flatnonzero(slip[:, 3] == 4000)[0]
    slip[row, 3] = 40_000
    moved = [np.nanmean(slip, axis=0) - np.nanmean(N_train, axis=0)]
    moved.append(np.asarray(medians(slip)) - np.asarray(medians(N_train)))
    assert [bool(shift[3] > 100) for shift in moved] == close_to(____([True, False]))


@hint(
    "Count each word that is not empty. Which has the largest count?",
    "np.unique(words, return_counts=True) returns the words in alphabetical order and "
    "how often each occurs. argmax finds the first of the largest counts.",
    'words, counts = np.unique(column[column != ""], return_counts=True), then '
    "words[counts.argmax()]",
)
@yours
def most_common(column):
    """Return the word that occurs most often in column (n,): one text.

    If words tie, take the first in alphabetical order. `column` is an array of texts;
    "" is a missing value and does not count.
    """
    words, counts = np.unique(column[column != ""], return_counts=True)
    return str(words[counts.argmax()])


@hint(
    "Compare each word of the column with each category. Which are equal?",
    "Compare the words as a column, (n, 1), with the categories as a row, (c,). Then "
    "== gives a table (n, c). Turn True and False into 1 and 0.",
    "(column[:, None] == np.asarray(categories)).astype(float)",
)
@yours
def one_hot(column, categories):
    """Return the one-hot code of each text of column (n,): shape (n, c).

    `categories` has c texts, one for each column of the result. Each row has 1 at its
    category and 0 elsewhere. A text that is none of the categories gets a row of zeros.
    """
    return (np.asarray(column)[:, None] == np.asarray(categories)).astype(float)


@hint(
    "Anvers is an island that is not among the categories. Which of the two columns is "
    "1?",
    "No column is 1, because Anvers equals neither Dream nor Torgersen.",
    "[0, 0]",
)
@insight(
    "If Biscoe has no column, a row of zeros means Biscoe. An unknown island gets the "
    "same row, without any warning. Look at what you encode."
)
def test_words_become_zeros_and_ones():
    """The columns are Dream and Torgersen. What is the row of Anvers, an unknown island? A list."""
    assert most_common(np.array(["Dream", "", "Biscoe", "Dream", "", ""])) == "Dream"
    rows = one_hot(np.array(["Dream", "Anvers", "Torgersen"]), ["Dream", "Torgersen"])
    assert rows == close_to([[1, 0], ____([0, 0]), [0, 1]])


@hint(
    "The scale is learnt from the training pages. Which two numbers does it need for "
    "each column?",
    "Subtract the mean of X_train and divide by its standard deviation, with n. Where "
    "the standard deviation is 0, divide by 1 instead.",
    "std = X_train.std(axis=0), then (X_new - X_train.mean(axis=0)) / np.where(std == "
    "0, 1, std)",
)
@yours
def standardised(X_train, X_new):
    """Return X_new (m, d), standardised by the columns of X_train (n, d): shape (m, d).

    From each column, subtract the mean of that column in `X_train`, then divide by its
    standard deviation there, which divides by n. If a column does not vary in
    `X_train`, only subtract the mean.
    """
    std = X_train.std(axis=0)
    return (X_new - X_train.mean(axis=0)) / np.where(std == 0, 1, std)


@hint(
    "The training values are 2 and 6. What is their mean, and their standard "
    "deviation?",
    "The mean is 4 and the standard deviation is 2. How many standard deviations above "
    "the mean is 9?",
    "2.5, or (9 - 4) / 2",
)
@insight("Now 4000 g no longer outweigh 40 mm only because of their unit.")
def test_one_scale_for_millimetres_and_grams():
    """Two training values are 2 and 6. What is a new 9, standardised?"""
    known, new = np.array([[2.0, 5], [6, 5]]), np.array([[9.0, 8], [4, 2], [2, 5]])
    assert standardised(known, new) == close_to([[____(2.5), 3], [0, -3], [-1, 0]])


@hint(
    "Which tables may the medians and the most common words be learnt from? And which "
    "word has no column?",
    "Medians and most common words come from `known`. Of the words in alphabetical "
    "order, all except the first have a column.",
    "N_known, was, and [1:]",
)
@yours
def prepare(known, new):
    """Return the pages of new (m, 6) as numbers, by what known (n, 6) teaches: shape (m, 7).

    Both are DataFrames. The columns are bill length, bill depth, flipper length and
    mass, imputed and standardised, then Dream, Torgersen and male as 0 or 1.
    """
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    median = np.asarray(medians(____(N_known)))
    full_known, full_new = (np.asarray(filled(N, median)) for N in (N_known, N_new))
    columns = [standardised(full_known, full_new)]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        now = np.where(now == "", most_common(____(was)), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[____(1) :]))
    return np.hstack(columns)


@insight(
    "Four medians, four means, four standard deviations, two most common words, and "
    "the lists of islands and sexes: that is all that the preparation learns."
)
def test_a_page_becomes_seven_numbers():
    """Write `prepare`: it should prepare the pages as scikit-learn's four objects do."""
    assert prepare(X_train, X_test) == close_to(P_test)
    assert prepare(X_train, X_train) == close_to(P_train)


@hint(
    "Where is the centre of each species?",
    "For each label c, take the rows of X with that label, and their mean down the "
    "columns.",
    "np.array([X[y == c].mean(axis=0) for c in range(k)])",
)
@yours
def class_means(X, y, k):
    """Return the mean row of each class 0 … k - 1 of X (n, d), y (n,): an array (k, d)."""
    return np.array([X[y == c].mean(axis=0) for c in range(k)])


@hint(
    "Two penguins, at (0, 4) and (2, 8), are of species 0. What is the mean of each of "
    "their columns?",
    "Average 0 and 2, then 4 and 8. A species with a single penguin has that penguin "
    "as its mean.",
    "[[1, 6], [9, 9]]",
)
@insight("275 pages have become three: one typical page for each species.")
def test_each_species_has_a_mean():
    """Species 0 is at (0, 4) and (2, 8), species 1 at (9, 9). What are the class means? Two rows."""
    X, labels = np.array([[0.0, 4.0], [9.0, 9.0], [2.0, 8.0]]), np.array([0, 1, 0])
    assert class_means(X, labels, 2) == close_to(____([[1, 6], [9, 9]]))


@hint(
    "How far is each penguin from the mean of its own species? class_means(...)[y] has "
    "that mean for each row.",
    "Compute the deviations, shape (n, d). Multiply their transpose by them, (d, d). "
    "Divide by n − k, because k means were computed from the same rows.",
    "deviations = X - class_means(X, y, k)[y], then deviations.T @ deviations / "
    "(len(X) - k)",
)
@yours
def pooled(X, y, k):
    """Return the pooled covariance of X (n, d) for the k classes in y (n,): shape (d, d).

    The *covariance* of two columns is the mean product of their deviations from the
    mean. With itself, a column's covariance is its variance. A *pooled covariance*
    takes each row's deviation from the mean of its own class. It divides the sum by n −
    k instead of n. Hastie, Tibshirani and Friedman (2009), section 4.3.
    """
    deviations = X - class_means(X, y, k)[y]
    return deviations.T @ deviations / (len(X) - k)


@hint(
    "How far are 1, 3 and 5 from their mean, and 10 and 14 from theirs?",
    "The deviations are -2, 0, 2 and -2, 2. Add up their squares, and divide by five "
    "values minus two means.",
    "16 / 3, or 16 / (5 - 2)",
)
@insight(
    "A variance around one mean divides by n − 1, because that mean was computed from "
    "the same rows. The *degrees of freedom* are how many numbers are still free: n "
    "minus the means computed from the same rows. With three means, n − 3 are left."
)
def test_one_covariance_for_all_species():
    """One species has values 1, 3 and 5, another has 10 and 14. What is their pooled variance?"""
    X = np.array([[1.0, 4], [10, 6], [3, 4], [5, 7], [14, 2]])
    labels = np.array([0, 1, 0, 0, 1])
    assert pooled(X, labels, 2) == close_to([[____(16 / 3), -2 / 3], [-2 / 3, 14 / 3]])


@hint(
    "For one species, S⁻¹ m has one weight for each column. What else is in the "
    "formula?",
    "np.linalg.solve(S, M.T) is S⁻¹ m for all species, shape (d, k). Multiply X by it, "
    "subtract half of m · S⁻¹ m, and add the log of the prior.",
    "W = np.linalg.solve(S, M.T), then X @ W - (M.T * W).sum(axis=0) / 2 + "
    "np.log(priors)",
)
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
    W = np.linalg.solve(S, M.T)
    return X @ W - (M.T * W).sum(axis=0) / 2 + np.log(priors)


def relative_to_the_first(scores):
    """Return how far each score is above the first of its row: shape (n, k - 1)."""
    scores = np.asarray(scores)
    return scores[:, 1:] - scores[:, :1]


@hint(
    "With S = [[2]] and a mean of 4, what is 3 · 4 / 2, minus half of 4 · 4 / 2?",
    "It is 6 minus 4. The log of the prior, 1, is 0.",
    "2",
)
@insight(
    "*Bayes' rule* multiplies the prior of each class by how likely the page is in "
    "that class, then divides by the sum. The score is the log of this, without what "
    "all classes share. All species share one S, so x squared drops out. What is left "
    "is a straight line."
)
def test_the_largest_score_is_the_prediction():
    """What is the score of a page of 3, for a mean of 4, a variance of 2 and a prior of 1?"""
    page, mean, variance = np.array([[3.0]]), np.array([[4.0]]), np.array([[2.0]])
    found = scores(page, mean, variance, np.array([1.0]))
    assert found == close_to([[____(2)]])


@hint(
    "Your S divides a sum by n − k; scikit-learn divides the same sum by n. How do you "
    "get from one to the other?",
    "S times n − k is the sum. Divide that sum by n.",
    "(n - k) / n",
)
@insight(
    "Dividing by n − k estimates how all penguins scatter; dividing by n describes "
    "these 275. Libraries do one or the other: scikit-learn's default solver divided "
    "by n − k in version 1.5 and by n in 1.9. It almost never changes a prediction."
)
def test_a_covariance_divides_by_n_or_by_n_minus_k():
    """scikit-learn's solver "lsqr" divides by n, you by n − k. Which factor turns your S into its S?"""
    n, M = len(P_train), class_means(P_train, y_train, k)
    S = np.asarray(pooled(P_train, y_train, k))
    factor = ____((n - k) / n)
    lsqr = LinearDiscriminantAnalysis(solver="lsqr").fit(P_train, y_train)
    found = relative_to_the_first(scores(P_test, M, S * factor, lsqr.priors_))
    wanted = relative_to_the_first(lsqr.decision_function(P_test))
    assert found == close_to(wanted, rel=1e-4)


@hint(
    "A page at 0 is halfway between both means. What else do the scores contain?",
    "Halfway between the means, the scores differ only by log 0.9 and log 0.1. Which "
    "is larger?",
    "0, the common species",
)
@insight(
    "A *decision boundary* is where the prediction changes from one class to another. "
    "With equal priors, it is in the middle, at 0. These priors move it towards the "
    "rare species, to log(9) / 2 = 1.1. For most penguins the measurements are so "
    "clear that the priors make no difference."
)
def test_priors_decide_where_measurements_do_not():
    """The means are -1 and 1, and nine in ten are species 0. Which species is predicted for a page of 0?"""
    M, S = np.array([[-1.0], [1.0]]), np.array([[1.0]])
    found = scores(np.array([[0.0], [3.0]]), M, S, np.array([0.9, 0.1]))
    assert np.asarray(found).argmax(axis=1) == close_to([____(0), 1])


@hint(
    "A score is a logarithm. How do you undo a logarithm, and then make a row add up "
    "to 1?",
    "Subtract the largest score of each row, so that nothing overflows. Then take "
    "np.exp, and divide by the sum of the row.",
    "e = np.exp(scores - scores.max(axis=1, keepdims=True)), then e / e.sum(axis=1, "
    "keepdims=True)",
)
@yours
def probabilities(scores):
    """Return the probability of each class, by its scores (n, k): shape (n, k).

    *Softmax* turns scores into probabilities: exp(score), divided by the row's sum of
    exp(score), so each row sums to 1. It must work even where exp alone overflows. An
    *overflow* is a result that is too large for a float. `scores` is not changed.
    """
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@hint(
    "Two classes differ in score by log 3. How many times as likely is the first?",
    "The first is three times as likely. Which two probabilities with a sum of 1 have "
    "that ratio?",
    "[0.75, 0.25]",
)
@insight(
    "The one penguin that is predicted wrongly had a probability of only 0.0002 of "
    "being a Gentoo, which it is. The model trusts an imputed value as if it had been "
    "measured."
)
def test_scores_become_probabilities():
    """Two classes have scores of log 3 and 0. What are their probabilities? A list of two."""
    two = np.array([[np.log(3), 0.0], [0.0, 1000.0]])
    assert probabilities(two) == close_to([____([0.75, 0.25]), [0, 1]])
    assert probabilities(lda.decision_function(P_test)) == close_to(
        lda.predict_proba(P_test)
    )


@hint(
    "You have functions for the class means, the pooled covariance and the scores. How "
    "do the scores become labels?",
    "The priors are np.bincount(y_train) divided by its sum. Take the argmax along "
    "each row of the scores.",
    "scores(X_new, class_means(X_train, y_train, k), pooled(X_train, y_train, k), "
    "priors).argmax(axis=1)",
)
@yours
def predict(X_train, y_train, X_new, k):
    """Return the predicted class of each row of X_new (m, d): shape (m,).

    Everything is learnt from `X_train` (n, d) and `y_train` (n,). The priors are the
    fractions of the k classes in `y_train`. Fisher (1936).
    """
    M, S = class_means(X_train, y_train, k), pooled(X_train, y_train, k)
    priors = np.bincount(y_train, minlength=k) / len(y_train)
    return scores(X_new, M, S, priors).argmax(axis=1)


def disc_and_ring(rng, n=300):
    """Return n random points, half in a disc and half in a ring around it: (X, y)."""
    y = np.arange(n) % 2
    angle, radius = (
        rng.uniform(0, 2 * np.pi, n),
        np.where(y, 3, 1) * rng.uniform(0.8, 1, n),
    )
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), y


@hint(
    "Where is the mean of the disc, and where is the mean of the ring?",
    "Both means are at the same place. LDA separates classes by their means, with a "
    "straight line. Quadratic discriminant analysis separates with a curve, which can "
    "go around the disc.",
    "[False, True]",
)
@insight(
    "LDA assumes that classes have different means and the same covariance. If the "
    "covariances differ, quadratic discriminant analysis (QDA) helps: it gives each "
    "class its own S."
)
def test_lda_fails_where_only_the_covariance_differs(rng):
    """When it goes wrong: a disc lies in a ring. Is LDA over 80 % correct, and is QDA? True or False for each.

    *Quadratic discriminant analysis* (QDA) separates classes by curves.
    """
    rows, labels = disc_and_ring(rng)
    straight = np.asarray(predict(rows, labels, rows, 2))
    curved = QuadraticDiscriminantAnalysis().fit(rows, labels).predict(rows)
    accuracies = [(y_pred == labels).mean() for y_pred in (straight, curved)]
    assert [bool(accuracy > 0.8) for accuracy in accuracies] == close_to(
        ____([False, True])
    )


@hint(
    "prepare(known, new) learns from the first table and returns the second as "
    "numbers. Which tables do you need?",
    "The training pages and the test pages are both prepared by what the training "
    "pages teach.",
    "prepare(X_train, X_train) and prepare(X_train, X_test)",
)
@insight("Five objects of scikit-learn have become a few lines of your own.")
def test_the_result_still_stands(present):
    """Prepare both tables with your own functions: the same 68 of 69 should be correct."""
    known = np.asarray(prepare(____(X_train), ____(X_train)))
    new = np.asarray(prepare(____(X_train), ____(X_test)))
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
