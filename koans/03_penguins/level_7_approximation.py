"""Level 7 · approximation: one page after another

Imagine a ship that sends page after page, for years. You cannot keep them all, and you
may be asked for a prediction at any time. A mean, a covariance and an inverse can be
updated with each page. A median cannot, so a random sample or a running estimate
replaces it. At the end, the bootstrap says how sure 68 of 69 is.

You may use: arrays, @ and your own functions. No np.linalg, no SciPy.

    x  (d,)        one prepared page; you see it once
    state          what you remember of all pages so far; a function returns a new one
    C  (d, d)      the sum of products of deviations: n - 1 times the covariance
    stream         numbers or pages, one after another; its length is unknown
    correct  (n,)  1 where a penguin was predicted correctly, otherwise 0

Pillars: statistics, probability, linear algebra.
"""

import numpy as np
from sklearn.compose import make_column_transformer
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from sensei import ____, close_to, yours

from . import X_test, X_train, categorical, numeric, species, y_test, y_train
from .level_3_numpy import most_common, one_hot

k = len(species)
fill_words = SimpleImputer(strategy="most_frequent")
words = make_pipeline(fill_words, OneHotEncoder(drop="first", sparse_output=False))
fill_numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
preparer = make_column_transformer((fill_numbers, numeric), (words, categorical))
F_train = preparer.fit_transform(X_train)
n, d = F_train.shape
lda = LinearDiscriminantAnalysis(store_covariance=True).fit(F_train, y_train)


@yours
def welford(state, x):
    """Return the state after one more number x: (n, mean, squares).

    `state` is such a triple from before. n is how many numbers there were, `mean` is
    their mean, and `squares` is the sum of (value - mean) ** 2. The first state is (0,
    0.0, 0.0). Welford (1962).
    """
    return ____


def test_a_mean_and_its_squares_are_updated_by_each_number():
    """After 3 and 5 the state is (2, 4, 2). Now comes 10. What is the new state? A tuple of three."""
    assert welford((2, 4.0, 2.0), 10.0) == close_to(____)


@yours
def welford_page(state, x):
    """Return the state after one more page x (d,): (n, mean, C), of shapes (), (d,), (d, d).

    C is the sum of products of deviations from the mean. The old state is not changed.
    """
    n, mean, C = state
    n = n + 1
    step = x - mean
    mean = mean + ____
    C = C + ____
    return n, mean, C


def welford_all(pages):
    """Return the state after all rows of pages (n, d), by your `welford_page`."""
    state = (0, np.zeros(pages.shape[1]), np.zeros((pages.shape[1], pages.shape[1])))
    for x in pages:
        state = welford_page(state, x)
    return tuple(map(np.asarray, state))


def test_covariances_are_updated_by_each_page():
    """Write `welford_page`: after 275 pages, the mean and the covariances should be NumPy's."""
    count, mean, C = welford_all(F_train)
    assert mean == close_to(F_train.mean(axis=0))
    assert C / (count - 1) == close_to(np.cov(F_train.T))


@yours
def merged(one, other):
    """Return the state of the pages of both states together: (n, mean, C).

    `one` and `other` are states of that kind, and are not changed. Chan, Golub and
    LeVeque (1983).
    """
    return ____


def test_two_states_can_be_merged():
    """One ship saw 2, 2, 2, another one saw 6, so each C is 0. What is C of all four? A 1 × 1 matrix."""
    one = (3, np.array([2.0]), np.array([[0.0]]))
    other = (1, np.array([6.0]), np.array([[0.0]]))
    count, mean, C = merged(one, other)
    assert (count, mean[0]) == close_to((4, 3))
    assert C == close_to(____)


def test_medians_cannot_be_merged():
    """When it goes wrong: one ship saw 1, 2, 100, another 9, 10, 11. What is the median of all six?"""
    ships = [[1, 2, 100], [9, 10, 11]]
    assert [np.median(ship) for ship in ships] == [2, 10]
    assert np.median(ships) == ____


@yours
def reservoir(stream, size, rng):
    """Return `size` items of a stream, all items equally likely to be among them: a list.

    Read the stream once. Its length is unknown, and you never keep more than `size`
    items. If there are no more than that, return all of them. *Reservoir sampling*
    keeps a random sample of fixed size from a stream. Vitter (1985), algorithm R.
    """
    return ____


def test_a_random_sample_of_an_endless_stream(rng):
    """5 of 20 pages are kept. What is the probability that the first page is one of them?"""
    assert sorted(reservoir(iter("abc"), 5, rng)) == list("abc")
    kept = [reservoir(iter(range(20)), 5, rng) for _ in range(1000)]
    probabilities = [np.mean([page in sample for sample in kept]) for page in (0, 19)]
    assert probabilities == close_to([____] * 2, abs=0.07)


@yours
def fraction_below(values, number):
    """Return the fraction of values (n,) that are smaller than `number`, from 0 to 1: one number."""
    return ____


def test_a_sample_estimates_the_median(rng):
    """The fraction below a sample's median has a standard deviation of 0.5 / √m. What is it for m = 25?"""
    assert fraction_below(np.array([3, 1, 5, 3, 7]), 3) == close_to(0.2)
    values = rng.exponential(size=5000)
    medians = [np.median(rng.choice(values, size=25)) for _ in range(500)]
    below = [fraction_below(values, median) for median in medians]
    assert np.std(below) == close_to(____, abs=0.02)


@yours
def running_quantile(stream, q, step, guess):
    """Return an estimate of the q-quantile of a stream: one number.

    The first estimate is `guess`, and each number of the stream moves it. If a number is
    above the estimate, add step * q. Otherwise subtract step * (1 - q).
    Robbins and Monro (1951).
    """
    return ____


def test_a_running_estimate_finds_a_quantile(rng):
    """Start at 0 with q = 0.75 and step 1. What is the estimate after 9, 0 and 9?"""
    assert running_quantile([9, 0, 9], 0.75, 1, 0) == close_to(____)
    stream = rng.normal(10, 1, size=6000)
    found = running_quantile(stream, 0.9, 0.01, 9.0)
    assert fraction_below(stream, found) == close_to(0.9, abs=0.12)


@yours
def updated_inverse(inverse, u):
    """Return the inverse of A + u u′, from the inverse of A: shape (d, d).

    `inverse` is A⁻¹ (d, d), symmetric, and u is (d,). With a = A⁻¹ u, the result is
    A⁻¹ − a a′ / (1 + u · a). Neither argument is changed. Sherman and Morrison (1950).
    """
    return ____


def test_an_inverse_is_updated_by_one_page():
    """A is [[1]], and u = (2) arrives. What is the inverse of A + u u′? A 1 × 1 matrix."""
    assert updated_inverse(np.array([[1.0]]), np.array([2.0])) == close_to(____)


@yours
def learn(state, x, c):
    """Return the state after one more page x (d,) of species c: (counts, means, inverse).

    counts (k,) has the number of pages of each species, means (k, d) their means.
    inverse (d, d) is the inverse of W, the scatter within species, which began with a
    small number on its diagonal. The old state is not changed.
    """
    counts, means, inverse = (np.array(part, dtype=float) for part in state)
    step = x - means[c]
    inverse = updated_inverse(inverse, ____)
    counts[c] += 1
    means[c] += ____
    return counts, means, inverse


def initial_state(d, k, little=1e-4):
    """Return the state before the first page: no penguin, and W is `little` times the identity."""
    return np.zeros(k), np.zeros((k, d)), np.eye(d) / little


def learn_all(pages, labels, little=1e-4):
    """Return the state after all rows of pages (n, d) and their labels, by your `learn`."""
    state = initial_state(pages.shape[1], labels.max() + 1, little)
    for x, c in zip(pages, labels, strict=True):
        state = learn(state, x, c)
    return tuple(map(np.asarray, state))


def test_the_inverse_is_updated_penguin_by_penguin():
    """Each training page is read once. What do the counts of the three species add up to?"""
    counts, means, inverse = learn_all(F_train, y_train)
    assert means == close_to(lda.means_)
    assert inverse == close_to(np.linalg.inv(n * lda.covariance_), rel=1e-3)
    assert counts.sum() == ____


@yours
def resampled(correct, times, rng):
    """Return the accuracy in each of `times` samples drawn from correct (n,): shape (times,).

    Each sample has n penguins, drawn with replacement. Drawing *with replacement* means
    that each draw may take any row again. The *bootstrap* draws new samples from the
    one there is, to see how much a figure varies. Efron (1979).
    """
    return ____


@yours
def percentile_interval(accuracies, confidence=0.95):
    """Return the interval with the middle part of accuracies (m,): (low, high).

    The fraction `confidence` of the accuracies lies inside, and equally many are left
    out on either side. Use quantiles as np.quantile computes them.
    """
    return ____


outcomes = np.ones(69)
outcomes[41] = 0  # one of the 69 was wrong; which one does not matter here


def test_the_bootstrap_gives_an_interval(rng):
    """68 of 69 were correct. What is the upper end of the bootstrap interval?"""
    assert percentile_interval(np.arange(101.0), 0.9) == close_to([5, 95])
    low, high = percentile_interval(np.asarray(resampled(outcomes, 1000, rng)))
    assert high == close_to(____)


def test_the_bootstrap_fails_without_a_single_error(rng):
    """When it goes wrong: 69 of 69 are correct. Which interval does the bootstrap give? A list of two."""
    found = percentile_interval(np.asarray(resampled(np.ones(69), 200, rng)))
    assert found == close_to(____)


def words_of(pages):
    """Return Dream, Torgersen and male as 0 or 1, imputed, by your functions of level 3."""
    columns = []
    for name in categorical:
        was, now = (
            table[name].fillna("").to_numpy(dtype=str) for table in (X_train, pages)
        )
        now = np.where(now == "", most_common(was), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[1:]))
    return np.hstack(columns)


def prepare(centre):
    """Return both tables, imputed with centre (4,) and scaled by your `welford`: (known, new)."""
    known, new = (
        np.where(table[numeric].isna(), centre, table[numeric])
        for table in (X_train, X_test)
    )
    states = [(0, 0.0, 0.0)] * len(numeric)
    for page in known:
        states = [welford(state, x) for state, x in zip(states, page, strict=True)]
    mean = np.array([state[1] for state in states])
    std = np.array([(squares / count) ** 0.5 for count, _, squares in states])
    return (
        np.hstack([(known - mean) / std, words_of(X_train)]),
        np.hstack([(new - mean) / std, words_of(X_test)]),
    )


def on_either_side(values, centre):
    """Return the smaller fraction of values on either side of `centre`, over all columns."""
    sides = (values <= centre).sum(axis=0), (values >= centre).sum(axis=0)
    return np.min(sides / (~np.isnan(values)).sum(axis=0))


def scores(state, pages):
    """Return the discriminant scores of pages (m, d), from a state of `learn`: shape (m, k)."""
    counts, means, inverse = state
    weights = (counts.sum() - k) * inverse @ means.T
    priors = counts / counts.sum()
    return pages @ weights - (means.T * weights).sum(axis=0) / 2 + np.log(priors)


def test_the_result_still_stands(present):
    """Impute with the medians of the sample that was kept: the same 68 should be correct."""
    pages = iter(X_train[numeric].to_numpy())
    kept = np.asarray(reservoir(pages, 200, np.random.default_rng(0)))
    medians = ____
    assert on_either_side(kept, medians) >= 0.5  # half of the sample, in each column
    known, new = prepare(medians)
    y_pred = scores(learn_all(known, y_train), new).argmax(axis=1)
    correct = int((y_pred == y_test).sum())
    assert correct == 68
    show(present, y_pred, correct)


# How the result is shown: nothing to do from here on


def show(present, y_pred, correct):
    """Put the result on the screen."""
    again = resampled((y_pred == y_test) * 1.0, 1000, np.random.default_rng(0))
    low, high = percentile_interval(np.asarray(again))
    present(
        f"{correct} of {len(y_test)} penguins predicted correctly (95 % interval: "
        f"{100 * low:.0f} to {100 * high:.0f} %)",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
