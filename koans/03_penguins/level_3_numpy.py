"""Level 3 · NumPy: fill, encode, scale, and three straight lines

68 of 69 penguins were named right by a pipeline of five objects: two fill gaps, one
scales, one encodes words, one tells species apart. Each learns a little from the known
pages and no more: a median, a commonest word, a mean and a spread, which words there
are. The last one learns where the middle of each species lies, and how far its penguins
scatter.

Yours to use: NumPy, pandas and SciPy, no scikit-learn.

    N  (n, 4)  what was measured of n penguins; a gap is nan
    X  (n, d)  pages made ready: no gap, no word, the same scale; here d is 7
    y  (n,)    the species of each: 0 Adelie, 1 Chinstrap, 2 Gentoo; k is 3
    M  (k, d)  the mean page of each species
    S  (d, d)  how the columns vary together within a species: the pooled covariance
    priors (k,)  the share of each species among the known penguins

log is the natural logarithm, np.log.

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

# What stood here at levels 1 and 2.
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
def stratified(y, share, rng):
    """Row numbers of y dealt by chance into two parts: (train, test).

    test holds of every label the share asked for, rounded to a whole number of rows; a
    half may be rounded either way. train holds all other rows. Every row may come into
    either part, and `rng` alone decides.
    """
    return ____


def test_each_species_gives_its_share(rng):
    """152 Adelies, 68 Chinstraps, 124 Gentoos: who is in a test part of a fifth?"""
    train, test = stratified(y, 0.2, rng)
    assert sorted([*train, *test]) == list(range(344))
    assert np.bincount(y[np.asarray(test)]) == close_to(____)


@yours
def medians(N):
    """The median of each column of N (n, d), gaps (nan) left aside: shape (d,)."""
    return ____


@yours
def filled(N, values):
    """N (n, d), a new table, its gaps filled by each column's entry of values (d,).

    N itself stays as it is.
    """
    return ____


def test_a_gap_gets_the_middle_value():
    """Known are 20, 3 and 4 kg and two gaps. Which mass is put into the gaps?"""
    gap = np.nan
    N = np.array([[20.0, 1.0], [gap, 5.0], [3.0, gap], [4.0, 9.0], [gap, 5.0]])
    assert medians(N) == close_to([____, 5])
    wanted = [[20, 1], [7, 5], [3, 8], [4, 9], [7, 5]]
    assert filled(N, np.array([7.0, 8.0])) == close_to(wanted)


def test_it_goes_wrong_by_one_slip_of_the_pen():
    """A 0 too many in one mass: does the mean, does the median move by 100 g?"""
    slip = N_train.copy()
    row = np.flatnonzero(slip[:, 3] == 4000)[0]
    slip[row, 3] = 40_000
    moved = [np.nanmean(slip, axis=0) - np.nanmean(N_train, axis=0)]
    moved.append(np.asarray(medians(slip)) - np.asarray(medians(N_train)))
    assert [bool(shift[3] > 100) for shift in moved] == close_to(____)


@yours
def commonest(column):
    """The word that occurs most often in column (n,); of several, the alphabet's first.

    column: an array of texts; a gap is "" and does not count.
    """
    return ____


@yours
def one_hot(column, categories):
    """For each text of column (n,) a row, 1 at its category and else 0: (n, c).

    categories: c texts, the columns in their order. A text that is none of them has a
    row of zeros.
    """
    return ____


def test_words_become_zeros_and_ones():
    """Of Dream and Torgersen, which is Dream, which is Anvers, an unknown island?"""
    assert commonest(np.array(["Dream", "", "Biscoe", "Dream", "", ""])) == "Dream"
    rows = one_hot(np.array(["Dream", "Anvers", "Torgersen"]), ["Dream", "Torgersen"])
    assert rows == close_to([[1, 0], ____, [0, 1]])


@yours
def standardised(X_train, X_new):
    """X_new (m, d) less the means of X_train (n, d), over its deviations: shape (m, d).

    Deviations are over n. A column that does not vary in X_train is only centred.
    """
    return ____


def test_one_scale_for_millimetres_and_grams():
    """Known are 2 and 6. Where on their scale lies 9? And in a column all alike?"""
    known, new = np.array([[2.0, 5], [6, 5]]), np.array([[9.0, 8], [4, 2], [2, 5]])
    assert standardised(known, new) == close_to([[____, 3], [0, -3], [-1, 0]])


@yours
def ready(known, new):
    """The pages of new (DataFrame) as numbers, by what known taught: shape (m, 7).

    Bill length, bill depth, flipper and mass filled and standardised; Dream, Torgersen,
    male as 0 or 1.
    """
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = np.asarray(medians(____))
    full_known, full_new = (np.asarray(filled(N, middle)) for N in (N_known, N_new))
    columns = [standardised(full_known, full_new)]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        now = np.where(now == "", commonest(____), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[____ :]))
    return np.hstack(columns)


def test_a_page_made_ready():
    """Write `ready`: it should make the pages ready as scikit-learn's four objects do."""
    assert ready(X_train, X_test) == close_to(P_test)
    assert ready(X_train, X_train) == close_to(P_train)


@yours
def class_means(X, y, k):
    """M, an array (k, d): the mean row of each class 0 … k - 1 of X (n, d), y (n,)."""
    return ____


def test_each_species_has_a_middle():
    """Species 0 at (0, 4) and (2, 8), species 1 at (9, 9): where are the middles?"""
    X, labels = np.array([[0.0, 4.0], [9.0, 9.0], [2.0, 8.0]]), np.array([0, 1, 0])
    assert class_means(X, labels, 2) == close_to(____)


@yours
def pooled(X, y, k):
    """S (d, d): the covariance of X (n, d) around each row's own class mean.

    Pooled over the classes 0 … k - 1 and divided by n - k, for k means were taken from
    the same rows. Hastie, Tibshirani and Friedman (2009), section 4.3.
    """
    return ____


def test_one_scatter_for_all_species():
    """First column: 1, 3, 5 of one species, 10, 14 of another. Its pooled variance?"""
    X = np.array([[1.0, 4], [10, 6], [3, 4], [5, 7], [14, 2]])
    labels = np.array([0, 1, 0, 0, 1])
    assert pooled(X, labels, 2) == close_to([[____, -2 / 3], [-2 / 3, 14 / 3]])


@yours
def scores(X, M, S, priors):
    """The discriminant score of each row x of X (n, d) for each class: an array (n, k).

    x · S⁻¹ m − ½ m · S⁻¹ m + log prior, for the class's mean m, a row of M (k, d), and
    its prior; S is (d, d). The largest names the class. Hastie, Tibshirani and Friedman
    (2009), section 4.3.

    S⁻¹, the inverse, undoes S: S⁻¹ m is the w (d,) for which S @ w is m, and
    np.linalg.solve(S, m) finds it. For a single number it is m / S. m · S⁻¹ m is one
    number for each class.
    """
    return ____


def apart_from_the_first(scores):
    """What counts among scores (n, k): how far each is above the first of its row."""
    scores = np.asarray(scores)
    return scores[:, 1:] - scores[:, :1]


def test_the_largest_score_names_the_penguin():
    """A page of 3, a mean of 4, a variance of 2, a prior of 1: which score?"""
    page, mean, variance = np.array([[3.0]]), np.array([[4.0]]), np.array([[2.0]])
    found = scores(page, mean, variance, np.array([1.0]))
    assert found == close_to([[____]])


def test_n_or_n_less_k():
    """scikit-learn's solver "lsqr" divides by n. Your S times what gives its scores?"""
    n, M = len(P_train), class_means(P_train, y_train, k)
    S = np.asarray(pooled(P_train, y_train, k))
    factor = ____
    lsqr = LinearDiscriminantAnalysis(solver="lsqr").fit(P_train, y_train)
    found = apart_from_the_first(scores(P_test, M, S * factor, lsqr.priors_))
    wanted = apart_from_the_first(lsqr.decision_function(P_test))
    assert found == close_to(wanted, rel=1e-4)


def test_priors_decide_where_measures_do_not():
    """Means at -1 and 1, nine in ten are of species 0. Which species is a page of 0?"""
    M, S = np.array([[-1.0], [1.0]]), np.array([[1.0]])
    found = scores(np.array([[0.0], [3.0]]), M, S, np.array([0.9, 0.1]))
    assert np.asarray(found).argmax(axis=1) == close_to([____, 1])


@yours
def chances(scores):
    """The chance of each class, by its scores (n, k): shape (n, k), each row sums to 1.

    exp(score) over the row's sum of them; also where exp alone would overflow. The
    scores themselves stay as they are.
    """
    return ____


def test_scores_become_chances():
    """Two classes have scores of log 3 and 0. What are their chances? A list of two."""
    two = np.array([[np.log(3), 0.0], [0.0, 1000.0]])
    assert chances(two) == close_to([____, [0, 1]])
    assert chances(lda.decision_function(P_test)) == close_to(lda.predict_proba(P_test))


@yours
def predict(X_train, y_train, X_new, k):
    """The class of each row of X_new (m, d), by what X_train and y_train teach: (m,).

    Priors are the shares of the k classes in y_train. Fisher (1936).
    """
    return ____


def core_and_ring(rng, n=300):
    """n points, half of them a core, half a ring around it: (X, y)."""
    y = np.arange(n) % 2
    angle, far = (
        rng.uniform(0, 2 * np.pi, n),
        np.where(y, 3, 1) * rng.uniform(0.8, 1, n),
    )
    return np.column_stack([far * np.cos(angle), far * np.sin(angle)]), y


def test_it_goes_wrong_where_only_the_spread_differs(rng):
    """A core and a ring around it: do straight lines, do curves name 8 of 10 right?"""
    rows, labels = core_and_ring(rng)
    straight = np.asarray(predict(rows, labels, rows, 2))
    curved = QuadraticDiscriminantAnalysis().fit(rows, labels).predict(rows)
    shares = [(named == labels).mean() for named in (straight, curved)]
    assert [bool(share > 0.8) for share in shares] == close_to(____)


def test_the_result_still_stands(present):
    """You just replaced the pipeline: the same 69 penguins, the same 68 named right."""
    known = np.asarray(ready(____, ____))
    new = np.asarray(ready(____, ____))
    assert known == close_to(P_train)
    assert new == close_to(P_test)  # by what the known pages taught
    y_pred = np.asarray(predict(known, y_train, new, k))
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
