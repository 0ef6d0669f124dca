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

from sensei import ____, close_to, hint, insight, yours

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


@hint(
    "How would you draw a fifth of each species, and not a fifth of all?",
    "For each label take its row numbers, shuffle them, and put the first of them into "
    "test, as many as its share asks for. What is not in test is in train.",
    "rng.permutation(np.flatnonzero(y == label))[: round(share * count)] for each "
    "label; np.setdiff1d(np.arange(len(y)), test) is the rest",
)
@yours
def stratified(y, share, rng):
    """Row numbers of y dealt by chance into two parts: (train, test).

    test holds of every label the share asked for, rounded to a whole number of rows; a
    half may be rounded either way. train holds all other rows. Every row may come into
    either part, and `rng` alone decides.
    """
    test = []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        test.extend(rows[: round(share * len(rows))])
    return np.setdiff1d(np.arange(len(y)), test), np.array(test)


@hint(
    "What is a fifth of 152, of 68, of 124?",
    "30.4, 13.6 and 24.8: rounded to whole penguins.",
    "[30, 14, 25]",
)
@insight(
    "The irises were 50 of each; a plain shuffle hardly harmed them. Of 68 "
    "Chinstraps, chance alone leaves 8 to 20 in the test."
)
def test_each_species_gives_its_share(rng):
    """152 Adelies, 68 Chinstraps, 124 Gentoos: who is in a test part of a fifth?"""
    train, test = stratified(y, 0.2, rng)
    assert sorted([*train, *test]) == list(range(344))
    assert np.bincount(y[np.asarray(test)]) == close_to(____([30, 14, 25]))


@hint(
    "Which value of a column has as many above it as below, gaps left aside?",
    "np.median stumbles over nan. A function of NumPy with nan in front does not.",
    "np.nanmedian(N, axis=0)",
)
@yours
def medians(N):
    """The median of each column of N (n, d), gaps (nan) left aside: shape (d,)."""
    return np.nanmedian(N, axis=0)


@hint(
    "Where is N a gap, and what belongs there?",
    "np.isnan(N) is True at each gap; np.where chooses between two tables, and a row "
    "of values is stretched over all rows.",
    "np.where(np.isnan(N), values, N)",
)
@yours
def filled(N, values):
    """N (n, d), a new table, its gaps filled by each column's entry of values (d,).

    N itself stays as it is.
    """
    return np.where(np.isnan(N), values, N)


@hint(
    "Order the masses that are known. Which stands in the middle?",
    "3, 4 and 20: one below, one above.",
    "4",
)
@insight("A median is learnt, as weights are. It comes from the known pages only.")
def test_a_gap_gets_the_middle_value():
    """Known are 20, 3 and 4 kg and two gaps. Which mass is put into the gaps?"""
    gap = np.nan
    N = np.array([[20.0, 1.0], [gap, 5.0], [3.0, gap], [4.0, 9.0], [gap, 5.0]])
    assert medians(N) == close_to([____(4), 5])
    wanted = [[20, 1], [7, 5], [3, 8], [4, 9], [7, 5]]
    assert filled(N, np.array([7.0, 8.0])) == close_to(wanted)


@hint(
    "One penguin of 275 seems to weigh as much as ten. How far does a mean of 275 "
    "move?",
    "By 36 kg over 274, more than 100 g. And how many stand above the middle now?",
    "The mean has moved, the median has not: [True, False]",
)
@insight(
    "One slip of the pen shifts a mean as far as it likes. A median hardly notices."
)
def test_it_goes_wrong_by_one_slip_of_the_pen():
    """A 0 too many in one mass: does the mean, does the median move by 100 g?"""
    slip = N_train.copy()
    row = np.flatnonzero(slip[:, 3] == 4000)[0]
    slip[row, 3] = 40_000
    moved = [np.nanmean(slip, axis=0) - np.nanmean(N_train, axis=0)]
    moved.append(np.asarray(medians(slip)) - np.asarray(medians(N_train)))
    assert [bool(shift[3] > 100) for shift in moved] == close_to(____([True, False]))


@hint(
    "Count each word that is not a gap. Which has the largest count?",
    "np.unique(words, return_counts=True) gives the words in the order of the "
    "alphabet, and how often each occurs; argmax finds the first of the largest.",
    "words, counts = np.unique(column[column != ''], return_counts=True), then "
    "words[counts.argmax()]",
)
@yours
def commonest(column):
    """The word that occurs most often in column (n,); of several, the alphabet's first.

    column: an array of texts; a gap is "" and does not count.
    """
    words, counts = np.unique(column[column != ""], return_counts=True)
    return str(words[counts.argmax()])


@hint(
    "Ask each word of the column about each category: is it you?",
    "A column of words, (n, 1), against a row of categories, (c,): == answers with a "
    "table, (n, c). True and False become 1 and 0.",
    "(column[:, None] == np.asarray(categories)).astype(float)",
)
@yours
def one_hot(column, categories):
    """For each text of column (n,) a row, 1 at its category and else 0: (n, c).

    categories: c texts, the columns in their order. A text that is none of them has a
    row of zeros.
    """
    return (np.asarray(column)[:, None] == np.asarray(categories)).astype(float)


@hint(
    "Which of the two categories is Anvers, an island that nobody listed?",
    "Neither: nothing is 1.",
    "[0, 0]",
)
@insight(
    "With Biscoe left out, a row of zeros means Biscoe. A stranger's island means it "
    "too, and nobody is told: look at what you encode."
)
def test_words_become_zeros_and_ones():
    """Of Dream and Torgersen, which is Dream, which is Anvers, an unknown island?"""
    assert commonest(np.array(["Dream", "", "Biscoe", "Dream", "", ""])) == "Dream"
    rows = one_hot(np.array(["Dream", "Anvers", "Torgersen"]), ["Dream", "Torgersen"])
    assert rows == close_to([[1, 0], ____([0, 0]), [0, 1]])


@hint(
    "A scale is learnt from the known pages. Which two numbers of each column is it?",
    "Take the known mean off, divide by the known standard deviation, over n. Where "
    "that is 0, divide by 1 instead.",
    "spread = X_train.std(axis=0), then (X_new - X_train.mean(axis=0)) / "
    "np.where(spread == 0, 1, spread)",
)
@yours
def standardised(X_train, X_new):
    """X_new (m, d) less the means of X_train (n, d), over its deviations: shape (m, d).

    Deviations are over n. A column that does not vary in X_train is only centred.
    """
    spread = X_train.std(axis=0)
    return (X_new - X_train.mean(axis=0)) / np.where(spread == 0, 1, spread)


@hint(
    "Known are 2 and 6: which mean, which deviation?",
    "4, and 2. How many deviations above 4 is 9?",
    "(9 - 4) / 2 = 2.5",
)
@insight("4000 g no longer outweigh 40 mm by their unit alone.")
def test_one_scale_for_millimetres_and_grams():
    """Known are 2 and 6. Where on their scale lies 9? And in a column all alike?"""
    known, new = np.array([[2.0, 5], [6, 5]]), np.array([[9.0, 8], [4, 2], [2, 5]])
    assert standardised(known, new) == close_to([[____(2.5), 3], [0, -3], [-1, 0]])


@hint(
    "What may be learnt, and from whom? And which island has no column of its own?",
    "Medians and the commonest word come from known. Of the words in the order of the "
    "alphabet, all but the first have a column.",
    "N_known; was; and [1:]",
)
@yours
def ready(known, new):
    """The pages of new (DataFrame) as numbers, by what known taught: shape (m, 7).

    Bill length, bill depth, flipper and mass filled and standardised; Dream, Torgersen,
    male as 0 or 1.
    """
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = np.asarray(medians(____(N_known)))
    full_known, full_new = (np.asarray(filled(N, middle)) for N in (N_known, N_new))
    columns = [standardised(full_known, full_new)]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        now = np.where(now == "", commonest(____(was)), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[____(1) :]))
    return np.hstack(columns)


@insight(
    "Four medians, four means, four spreads, two commonest words, and which islands and "
    "sexes there are: that is all it learnt."
)
def test_a_page_made_ready():
    """Write `ready`: it should make the pages ready as scikit-learn's four objects do."""
    assert ready(X_train, X_test) == close_to(P_test)
    assert ready(X_train, X_train) == close_to(P_train)


@hint(
    "Where is the middle of each species?",
    "For each label c: the rows of X with that label, and their mean down the columns.",
    "np.array([X[y == c].mean(axis=0) for c in range(k)])",
)
@yours
def class_means(X, y, k):
    """M, an array (k, d): the mean row of each class 0 … k - 1 of X (n, d), y (n,)."""
    return np.array([X[y == c].mean(axis=0) for c in range(k)])


@hint(
    "Three penguins at (0, 4), (2, 8) and (9, 9): the first two are of one species.",
    "Their middle is (1, 6); the other one is its own middle.",
    "[[1, 6], [9, 9]]",
)
@insight("Of 275 pages three are left: a typical one for each species.")
def test_each_species_has_a_middle():
    """Species 0 at (0, 4) and (2, 8), species 1 at (9, 9): where are the middles?"""
    X, labels = np.array([[0.0, 4.0], [9.0, 9.0], [2.0, 8.0]]), np.array([0, 1, 0])
    assert class_means(X, labels, 2) == close_to(____([[1, 6], [9, 9]]))


@hint(
    "How far is each penguin from the middle of its own species? M[y] lays that middle "
    "beside each row.",
    "Deviations first, (n, d); their product with themselves, (d, d); then divide. k "
    "middles were taken from the same rows: what is left of n?",
    "apart = X - class_means(X, y, k)[y], then apart.T @ apart / (len(X) - k)",
)
@yours
def pooled(X, y, k):
    """S (d, d): the covariance of X (n, d) around each row's own class mean.

    Pooled over the classes 0 … k - 1 and divided by n - k, for k means were taken from
    the same rows. Hastie, Tibshirani and Friedman (2009), section 4.3.
    """
    apart = X - class_means(X, y, k)[y]
    return apart.T @ apart / (len(X) - k)


@hint(
    "How far are 1, 3 and 5 from their middle, and 10 and 14 from theirs?",
    "-2, 0, 2 and -2, 2: squares of 4, 0, 4, 4, 4. Five numbers, two middles.",
    "16 / (5 - 2) = 5.33…: type 16 / 3",
)
@insight(
    "At level 5 of the irises one mean cost one: n - 1. Three means cost three: what "
    "the means have swallowed cannot scatter any more."
)
def test_one_scatter_for_all_species():
    """First column: 1, 3, 5 of one species, 10, 14 of another. Its pooled variance?"""
    X = np.array([[1.0, 4], [10, 6], [3, 4], [5, 7], [14, 2]])
    labels = np.array([0, 1, 0, 0, 1])
    assert pooled(X, labels, 2) == close_to([[____(16 / 3), -2 / 3], [-2 / 3, 14 / 3]])


@hint(
    "For one species: S⁻¹ m says how much each column of a page counts. And what else "
    "is in the formula?",
    "np.linalg.solve(S, M.T) is S⁻¹ m for all species, (d, k). A page times that, "
    "less half of m · S⁻¹ m, plus the logarithm of the prior.",
    "W = np.linalg.solve(S, M.T), then X @ W - (M.T * W).sum(axis=0) / 2 + "
    "np.log(priors)",
)
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
    W = np.linalg.solve(S, M.T)
    return X @ W - (M.T * W).sum(axis=0) / 2 + np.log(priors)


def apart_from_the_first(scores):
    """What counts among scores (n, k): how far each is above the first of its row."""
    scores = np.asarray(scores)
    return scores[:, 1:] - scores[:, :1]


@hint(
    "With S = [[2]] and the mean 4: what is 3 · 4 / 2, less half of 4 · 4 / 2?",
    "6 less 4, and the logarithm of 1 is 0.",
    "2",
)
@insight(
    "It is Bayes' rule for bell curves: the log of how dense a species lies around the "
    "page, plus log prior. All share one S, so the squares of x are the same for all "
    "and drop out. What is left is a straight line."
)
def test_the_largest_score_names_the_penguin():
    """A page of 3, a mean of 4, a variance of 2, a prior of 1: which score?"""
    page, mean, variance = np.array([[3.0]]), np.array([[4.0]]), np.array([[2.0]])
    found = scores(page, mean, variance, np.array([1.0]))
    assert found == close_to([[____(2)]])


@hint(
    "Your S divides a sum by n - k, its S the same sum by n. How do you make one of "
    "the other?",
    "S times n - k is the sum. Over n, that is what scikit-learn has.",
    "(n - k) / n",
)
@insight(
    "n - k guesses how the species scatter, n says how these penguins did. "
    "scikit-learn's standard solver has had both, n - k in version 1.5 and n in 1.9; "
    "a name hangs on it only where the priors have the last word."
)
def test_n_or_n_less_k():
    """scikit-learn's solver "lsqr" divides by n. Your S times what gives its scores?"""
    n, M = len(P_train), class_means(P_train, y_train, k)
    S = np.asarray(pooled(P_train, y_train, k))
    factor = ____((n - k) / n)
    lsqr = LinearDiscriminantAnalysis(solver="lsqr").fit(P_train, y_train)
    found = apart_from_the_first(scores(P_test, M, S * factor, lsqr.priors_))
    wanted = apart_from_the_first(lsqr.decision_function(P_test))
    assert found == close_to(wanted, rel=1e-4)


@hint(
    "Halfway between both means the measures say nothing. Who has the last word?",
    "There only the priors differ: log 0.9 against log 0.1.",
    "It tips to the common species: 0",
)
@insight(
    "Equal priors draw the line in the middle, at 0; these move it towards the rare "
    "one, to log 9 / 2 = 1.1. Where the measures speak clearly, as with most penguins, "
    "nobody asks the priors."
)
def test_priors_decide_where_measures_do_not():
    """Means at -1 and 1, nine in ten are of species 0. Which species is a page of 0?"""
    M, S = np.array([[-1.0], [1.0]]), np.array([[1.0]])
    found = scores(np.array([[0.0], [3.0]]), M, S, np.array([0.9, 0.1]))
    assert np.asarray(found).argmax(axis=1) == close_to([____(0), 1])


@hint(
    "A score is a logarithm. How do you undo it, so that a row adds up to 1?",
    "Take the largest score of the row off all of them, so that nothing overflows; "
    "then np.exp, and divide by the sum of the row.",
    "e = np.exp(scores - scores.max(axis=1, keepdims=True)), then "
    "e / e.sum(axis=1, keepdims=True)",
)
@yours
def chances(scores):
    """The chance of each class, by its scores (n, k): shape (n, k), each row sums to 1.

    exp(score) over the row's sum of them; also where exp alone would overflow. The
    scores themselves stay as they are.
    """
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@hint(
    "Two classes differ in score by log 3. How much likelier is the first?",
    "Three times as likely: three parts of four, and one.",
    "[0.75, 0.25]",
)
@insight(
    "Bayes' rule: prior times density, shared out. The one misnamed penguin had a "
    "chance of 0.0002 of being what it is, in the model's eyes: a filled gap is taken "
    "at its word."
)
def test_scores_become_chances():
    """Two classes have scores of log 3 and 0. What are their chances? A list of two."""
    two = np.array([[np.log(3), 0.0], [0.0, 1000.0]])
    assert chances(two) == close_to([____([0.75, 0.25]), [0, 1]])
    assert chances(lda.decision_function(P_test)) == close_to(lda.predict_proba(P_test))


@hint(
    "Means, scatter and priors of the known rows, scores of the new ones: and then?",
    "priors are np.bincount(y_train) over their number. argmax along each row of "
    "scores.",
    "scores(X_new, class_means(X_train, y_train, k), pooled(X_train, y_train, k), "
    "priors).argmax(axis=1)",
)
@yours
def predict(X_train, y_train, X_new, k):
    """The class of each row of X_new (m, d), by what X_train and y_train teach: (m,).

    Priors are the shares of the k classes in y_train. Fisher (1936).
    """
    M, S = class_means(X_train, y_train, k), pooled(X_train, y_train, k)
    priors = np.bincount(y_train, minlength=k) / len(y_train)
    return scores(X_new, M, S, priors).argmax(axis=1)


def core_and_ring(rng, n=300):
    """n points, half of them a core, half a ring around it: (X, y)."""
    y = np.arange(n) % 2
    angle, far = (
        rng.uniform(0, 2 * np.pi, n),
        np.where(y, 3, 1) * rng.uniform(0.8, 1, n),
    )
    return np.column_stack([far * np.cos(angle), far * np.sin(angle)]), y


@hint(
    "Where is the middle of the core, and where is the middle of the ring?",
    "At the same place. Straight lines tell middles apart; curves may tell spreads "
    "apart.",
    "Lines do not name 8 of 10 right, curves do: [False, True]",
)
@insight(
    "It assumes that species differ in their middles and scatter alike. Where they do "
    "not, each its own S helps: the quadratic discriminant."
)
def test_it_goes_wrong_where_only_the_spread_differs(rng):
    """A core and a ring around it: do straight lines, do curves name 8 of 10 right?"""
    rows, labels = core_and_ring(rng)
    straight = np.asarray(predict(rows, labels, rows, 2))
    curved = QuadraticDiscriminantAnalysis().fit(rows, labels).predict(rows)
    shares = [(named == labels).mean() for named in (straight, curved)]
    assert [bool(share > 0.8) for share in shares] == close_to(____([False, True]))


@hint(
    "ready takes first the pages that teach, then those to be made ready.",
    "Known and new pages are both made ready by what the known ones taught.",
    "ready(X_train, X_train) and ready(X_train, X_test)",
)
@insight("Five objects of scikit-learn, and now a few lines of yours in their place.")
def test_the_result_still_stands(present):
    """You just replaced the pipeline: the same 69 penguins, the same 68 named right."""
    known = np.asarray(ready(____(X_train), ____(X_train)))
    new = np.asarray(ready(____(X_train), ____(X_test)))
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
