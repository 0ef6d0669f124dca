"""Level 7 · approximation: page after page

All levels above had the whole notebook on the desk. Think of a ship that sends page
after page, for years: none can be kept, and somebody asks for names at any time. A
mean, a scatter and an inverse can be carried along and brought up to date by each
penguin. A median cannot, not exactly; a fair sample or one drifting number stands in
for it. And how far to trust 68 of 69 is asked of the 69 themselves, drawn again and
again.

Yours to use: arrays, @ and your own functions. No np.linalg, no SciPy.

    x  (d,)  one page made ready; it is seen once
    state    what is remembered of all pages so far; a function returns a new one
    C  (d, d)  products of deviations from the mean, summed: n - 1 times the covariance
    stream   numbers or pages, one after the other; how many is not known beforehand
    right  (n,)  1 where a penguin was named right, else 0

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
def met(state, x):
    """What is known after one more number x: (n, mean, squares), from the same before.

    n numbers were met, mean is theirs, squares the sum of (value - mean) ** 2. It all
    begins with (0, 0.0, 0.0). Welford (1962).
    """
    return ____


def test_a_mean_and_its_squares_follow_each_penguin():
    """3 and 5 were met: (2, 4, 2). Now comes 10. What is known?"""
    assert met((2, 4.0, 2.0), 10.0) == close_to(____)


@yours
def met_page(state, x):
    """What is known after one more page x (d,): (n, mean (d,), C (d, d)).

    C is the sum of products of deviations. The old state is not changed.
    """
    n, mean, C = state
    n = n + 1
    step = x - mean
    mean = mean + ____
    C = C + ____
    return n, mean, C


def all_met(pages):
    """The state after all rows of pages (n, d), by your met_page."""
    state = (0, np.zeros(pages.shape[1]), np.zeros((pages.shape[1], pages.shape[1])))
    for x in pages:
        state = met_page(state, x)
    return tuple(map(np.asarray, state))


def test_covariances_follow_each_page():
    """Write `met_page`: after each page the mean and the covariances are up to date."""
    count, mean, C = all_met(F_train)
    assert mean == close_to(F_train.mean(axis=0))
    assert C / (count - 1) == close_to(np.cov(F_train.T))


@yours
def merged(one, other):
    """The state of the pages of both: (n, mean, C), from two states of that kind.

    Both states stay as they are. Chan, Golub and LeVeque (1983).
    """
    return ____


def test_two_ships_join_their_logs():
    """3 penguins of mean 2, all alike, and one of 6: which C have the four together?"""
    one = (3, np.array([2.0]), np.array([[0.0]]))
    other = (1, np.array([6.0]), np.array([[0.0]]))
    count, mean, C = merged(one, other)
    assert (count, mean[0]) == close_to((4, 3))
    assert C == close_to(____)


def test_it_goes_wrong_with_medians():
    """One ship: 1, 2, 100, median 2. Another: 9, 10, 11, median 10. Of all six?"""
    ships = [[1, 2, 100], [9, 10, 11]]
    assert [np.median(ship) for ship in ships] == [2, 10]
    assert np.median(ships) == ____


@yours
def reservoir(stream, size, rng):
    """size items of a stream, each as likely to be among them as any other: a list.

    The stream is read once, and nobody knows how long it is: no more than size items
    are ever kept. If it has no more than that, all are. Vitter (1985), algorithm R.
    """
    return ____


def test_a_fair_sample_of_a_stream_without_end(rng):
    """Of 20 pages 5 are kept. What is the chance of a page, early or late?"""
    assert sorted(reservoir(iter("abc"), 5, rng)) == list("abc")
    kept = [reservoir(iter(range(20)), 5, rng) for _ in range(1000)]
    chances = [np.mean([page in sample for sample in kept]) for page in (0, 19)]
    assert chances == close_to([____] * 2, abs=0.07)


@yours
def share_below(values, number):
    """The share of values (n,) that are smaller than number: from 0 to 1."""
    return ____


def test_a_sample_knows_the_median_nearly(rng):
    """What lies below a sample's median varies by 0.5 / √m. By how much for m = 25?"""
    assert share_below(np.array([3, 1, 5, 3, 7]), 3) == close_to(0.2)
    values = rng.exponential(size=5000)
    medians = [np.median(rng.choice(values, size=25)) for _ in range(500)]
    below = [share_below(values, median) for median in medians]
    assert np.std(below) == close_to(____, abs=0.02)


@yours
def drifting(stream, q, step, guess):
    """Where a guess at the q-quantile ends, moved by each number of a stream.

    Above it: up by step * q; else: down by step * (1 - q). Robbins and Monro (1951).
    """
    return ____


def test_one_drifting_number_finds_a_quantile(rng):
    """From 0, with q = 0.75 and step 1, meet 9, 0 and 9: where is the guess?"""
    assert drifting([9, 0, 9], 0.75, 1, 0) == close_to(____)
    stream = rng.normal(10, 1, size=6000)
    found = drifting(stream, 0.9, 0.01, 9.0)
    assert share_below(stream, found) == close_to(0.9, abs=0.12)


@yours
def updated(inverse, u):
    """The inverse of A + u u′ (d, d), from inverse = A⁻¹, symmetric, and u (d,).

    A⁻¹ − a a′ / (1 + u · a), with a = A⁻¹ u. What is handed over stays as it is. Sherman
    and Morrison (1950).
    """
    return ____


def test_an_inverse_takes_in_one_more_page():
    """A = [[1]], and u = (2) comes: what is the inverse of A + u u′?"""
    assert updated(np.array([[1.0]]), np.array([2.0])) == close_to(____)


@yours
def learnt(state, x, c):
    """What is known after a page x (d,) of species c: (counts, means, inverse).

    counts (k,): pages of each species; means (k, d); inverse (d, d): that of W, the
    scatter within species, with a little on its diagonal to begin with. All are new.
    """
    counts, means, inverse = (np.array(part, dtype=float) for part in state)
    step = x - means[c]
    inverse = updated(inverse, ____)
    counts[c] += 1
    means[c] += ____
    return counts, means, inverse


def nothing_known(d, k, little=1e-4):
    """The state before the first page: no penguin, and W little times the unit matrix."""
    return np.zeros(k), np.zeros((k, d)), np.eye(d) / little


def all_learnt(pages, labels, little=1e-4):
    """The state after all rows of pages (n, d) and their labels, by your learnt."""
    state = nothing_known(pages.shape[1], labels.max() + 1, little)
    for x, c in zip(pages, labels, strict=True):
        state = learnt(state, x, c)
    return tuple(map(np.asarray, state))


def test_penguin_by_penguin_the_scatter_is_undone():
    """Each page once. How many pages do the counts add up to in the end?"""
    counts, means, inverse = all_learnt(F_train, y_train)
    assert means == close_to(lda.means_)
    assert inverse == close_to(np.linalg.inv(n * lda.covariance_), rel=1e-3)
    assert counts.sum() == ____


@yours
def resampled(right, times, rng):
    """The share named right in each of times samples, drawn from right (n,): (times,).

    Each sample has n penguins, drawn with replacement. The bootstrap; Efron (1979).
    """
    return ____


@yours
def middle_part(shares, confidence=0.95):
    """(low, high): between them lies the middle part, confidence, of shares (m,).

    Quantiles as np.quantile has them, with as much left out on either side.
    """
    return ____


named_right = np.ones(69)
named_right[41] = 0  # one of the 69 was misnamed; which does not matter here


def test_the_69_are_drawn_again_and_again(rng):
    """68 of 69 were right. Where does the interval end, at the upper side?"""
    assert middle_part(np.arange(101.0), 0.9) == close_to([5, 95])
    low, high = middle_part(np.asarray(resampled(named_right, 1000, rng)))
    assert high == close_to(____)


def test_it_goes_wrong_without_a_single_mistake(rng):
    """When it goes wrong: 69 of 69 right. Which interval does the bootstrap give?"""
    found = middle_part(np.asarray(resampled(np.ones(69), 200, rng)))
    assert found == close_to(____)


def words_of(pages):
    """Dream, Torgersen, male as 0 or 1, a gap filled: by your functions of level 3."""
    columns = []
    for name in categorical:
        was, now = (
            table[name].fillna("").to_numpy(dtype=str) for table in (X_train, pages)
        )
        now = np.where(now == "", most_common(was), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[1:]))
    return np.hstack(columns)


def ready(middle):
    """Known and new pages, gaps filled with middle (4,), on the scale that `met` finds."""
    known, new = (
        np.where(table[numeric].isna(), middle, table[numeric])
        for table in (X_train, X_test)
    )
    states = [(0, 0.0, 0.0)] * len(numeric)
    for page in known:
        states = [met(state, x) for state, x in zip(states, page, strict=True)]
    mean = np.array([state[1] for state in states])
    deviation = np.array([(squares / count) ** 0.5 for count, _, squares in states])
    return (
        np.hstack([(known - mean) / deviation, words_of(X_train)]),
        np.hstack([(new - mean) / deviation, words_of(X_test)]),
    )


def on_either_side(values, middle):
    """The smaller share of values up to the middle and from it on, gaps left aside."""
    sides = (values <= middle).sum(axis=0), (values >= middle).sum(axis=0)
    return np.min(sides / (~np.isnan(values)).sum(axis=0))


def scores(state, pages):
    """The discriminant scores of pages (m, d), from what was learnt: shape (m, k)."""
    counts, means, inverse = state
    weights = (counts.sum() - k) * inverse @ means.T
    priors = counts / counts.sum()
    return pages @ weights - (means.T * weights).sum(axis=0) / 2 + np.log(priors)


def test_the_result_still_stands(present):
    """Gaps get the sample's medians; the rest is running sums. The same 68 of 69."""
    pages = iter(X_train[numeric].to_numpy())
    kept = np.asarray(reservoir(pages, 200, np.random.default_rng(0)))
    middle = ____
    assert on_either_side(kept, middle) >= 0.5  # half of the sample, in each column
    known, new = ready(middle)
    y_pred = scores(all_learnt(known, y_train), new).argmax(axis=1)
    right = int((y_pred == y_test).sum())
    assert right == 68
    show(present, y_pred, right)


# How the result is shown: nothing to do from here on


def show(present, y_pred, right):
    """Put the result on the screen."""
    again = resampled((y_pred == y_test) * 1.0, 1000, np.random.default_rng(0))
    low, high = middle_part(np.asarray(again))
    present(
        f"{right} of {len(y_test)} penguins named right: "
        f"{100 * low:.0f} to {100 * high:.0f} in a hundred",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
