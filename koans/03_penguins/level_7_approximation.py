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

from weakref import WeakSet

import numpy as np
from scipy import stats
from sklearn.compose import make_column_transformer
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from sensei import ____, close_to, yours

from . import X_test, X_train, measured, noted, species, y_test, y_train
from .level_3_numpy import commonest, one_hot

k = len(species)
fill_words = SimpleImputer(strategy="most_frequent")
words = make_pipeline(fill_words, OneHotEncoder(drop="first", sparse_output=False))
fill_numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
preparer = make_column_transformer((fill_numbers, measured), (words, noted))
F_train, F_test = preparer.fit_transform(X_train), preparer.transform(X_test)
n, d = F_train.shape
wings = X_train["flipper_length_mm"].dropna().to_numpy()  # 274 flippers, in mm


@yours
def met(state, x):
    """What is known after one more number x: (n, mean, squares), from the same before.

    n numbers were met, mean is theirs, squares the sum of (value - mean) ** 2. It all
    begins with (0, 0.0, 0.0). Welford (1962).
    """
    return ____


def test_a_mean_and_its_squares_follow_each_penguin(rng):
    """3 and 5 were met: (2, 4, 2). Now comes 10. What is known?"""
    assert met((2, 4.0, 2.0), 10.0) == close_to(____)
    far = np.array([4.0, 7.0, 13.0, 16.0]) + 1e9
    for values in (wings, rng.normal(3, 5, size=40), far):
        state = (0, 0.0, 0.0)
        for x in values:
            state = met(state, x)
        count, mean, squares = state
        assert (count, mean) == close_to((len(values), values.mean()), rel=1e-9)
        assert squares / count == close_to(values.var(), rel=1e-9)


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


def test_covariances_follow_each_page(rng):
    """Penguin by penguin, the covariances of all pairs of columns are up to date."""
    fresh = rng.normal(size=(30, 4)) @ rng.normal(size=(4, 4)) + 9
    before = np.ones(2), np.ones((2, 2))
    met_page((1, *before), np.array([3.0, 4.0]))
    assert np.concatenate([before[0], before[1].ravel()]) == close_to(np.ones(6))
    for pages in (fresh, F_train):
        count, mean, C = all_met(pages)
        assert count == len(pages)
        assert mean == close_to(pages.mean(axis=0))
        assert np.asarray(C) / (count - 1) == close_to(np.cov(pages.T))


@yours
def merged(one, other):
    """The state of the pages of both: (n, mean, C), from two states of that kind.

    Chan, Golub and LeVeque (1983).
    """
    return ____


def test_two_ships_join_their_logs(rng):
    """3 penguins of mean 2, all alike, and one of 6: which C have the four together?"""
    one, other = (
        (3, np.array([2.0]), np.zeros((1, 1))),
        (1, np.array([6.0]), np.zeros((1, 1))),
    )
    count, mean, C = merged(one, other)
    assert (count, mean[0]) == close_to((4, 3))
    assert C == close_to(____)
    assert (one[1][0], one[2][0, 0]) == (2, 0)  # both logs are left as they were
    assert (other[1][0], other[2][0, 0]) == (6, 0)
    pages = rng.normal(size=(50, 3)) * [1, 4, 9] + 7
    cut = int(rng.integers(5, 20))
    count, mean, C = merged(all_met(pages[:cut]), all_met(pages[cut:]))
    assert count == 50
    assert mean == close_to(pages.mean(axis=0))
    assert np.asarray(C) / 49 == close_to(np.cov(pages.T))


def test_it_goes_wrong_with_medians():
    """One ship: 1, 2, 100, median 2. Another: 9, 10, 11, median 10. Of all six?"""
    ships = [[1, 2, 100], [9, 10, 11]]
    assert [np.median(ship) for ship in ships] == [2, 10]
    assert np.median(ships) == ____
    assert np.median(ships) != np.mean([np.median(ship) for ship in ships])


@yours
def reservoir(stream, size, rng):
    """size items of a stream, each as likely to be among them as any other: a list.

    The stream is read once, and nobody knows how long it is: no more than size items
    are ever kept. If it has no more than that, all are. Vitter (1985), algorithm R.
    """
    return ____


class Page(float):
    """The number of a page."""


class Ship:
    """Sends pages 0, 1, 2 … up to an end, and knows how many of them were kept at once."""

    def __init__(self, end, at=0):
        self.end, self.at, self.kept, self.most = end, at, WeakSet(), 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == self.end:
            raise StopIteration
        page, self.at = Page(self.at), self.at + 1
        self.kept.add(page)  # for as long as somebody holds it
        self.most = max(self.most, len(self.kept))
        return page

    def __deepcopy__(self, memo):
        return Ship(self.end, self.at)


def test_a_fair_sample_of_a_stream_without_end(rng):
    """Of 20 pages 5 are kept. What is the chance of a page, early or late?"""
    assert sorted(reservoir(iter("abc"), 5, rng)) == list("abc")
    some = reservoir(iter(range(100)), 7, rng)
    assert len(set(map(int, some))) == 7
    ship = Ship(300)
    assert len(reservoir(ship, 7, rng)) == 7
    assert ship.most < 20  # kept at once, of 300; there is room for 7
    kept = [reservoir(iter(range(20)), 5, rng) for _ in range(3000)]
    shares = np.bincount(np.ravel(kept), minlength=20).reshape(4, 5).mean(axis=1) / 3000
    assert shares == close_to(np.full(4, ____), abs=0.018)


@yours
def share_below(values, number):
    """The share of values (n,) that are smaller than number: from 0 to 1."""
    return ____


def test_a_sample_knows_the_median_nearly(rng):
    """What lies below a sample's median varies by 0.5 / √m. By how much for m = 25?"""
    assert share_below(np.array([3, 1, 5, 3, 7]), 3) == close_to(0.2)
    for values in (rng.normal(size=20_000), rng.exponential(size=20_000)):
        medians = [np.median(values[rng.integers(20_000, size=25)]) for _ in range(500)]
        below = [share_below(values, median) for median in medians]
        assert np.mean(below) == close_to(0.5, abs=0.03)
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
    assert drifting([2], 0.5, 0.1, 2) == close_to(1.95)  # not above
    stream = rng.normal(10, 1, size=6000)
    for q in (0.25, 0.5, 0.9):
        found = drifting(stream, q, 0.01, 9.0)
        assert share_below(stream, found) == close_to(q, abs=0.12)


@yours
def updated(inverse, u):
    """The inverse of A + u u′ (d, d), from inverse = A⁻¹, symmetric, and u (d,).

    A⁻¹ − a a′ / (1 + u · a), with a = A⁻¹ u. Sherman and Morrison (1950).
    """
    return ____


def test_an_inverse_takes_in_one_more_page(rng):
    """A = [[1]], and u = (2) comes: what is the inverse of A + u u′?"""
    old, u = np.array([[1.0]]), np.array([2.0])
    assert updated(old, u) == close_to(____)
    assert (old[0, 0], u[0]) == (1, 2)  # left as they were
    A = rng.normal(size=(9, 4))
    A, u = A.T @ A, rng.normal(size=4)
    assert updated(np.linalg.inv(A), u) == close_to(np.linalg.inv(A + np.outer(u, u)))


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


def test_penguin_by_penguin_the_scatter_is_undone(rng):
    """Each page once. How many pages do the counts add up to in the end?"""
    state = nothing_known(d, k)
    for x, c in zip(F_train, y_train, strict=True):
        state = learnt(state, x, c)
    counts, means, inverse = state
    assert np.sum(counts) == ____
    model = LinearDiscriminantAnalysis(store_covariance=True).fit(F_train, y_train)
    assert means == close_to(model.means_)
    assert inverse == close_to(np.linalg.inv(n * model.covariance_), rel=1e-3)
    pages, labels = rng.normal(size=(40, 3)), np.arange(40) % 2
    state = nothing_known(3, 2, little=0.5)
    for x, c in zip(pages, labels, strict=True):
        state = learnt(state, x, c)
    W = (
        40
        * LinearDiscriminantAnalysis(store_covariance=True)
        .fit(pages, labels)
        .covariance_
    )
    assert state[2] == close_to(np.linalg.inv(W + 0.5 * np.eye(3)))


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


def words_of(pages):
    """Dream, Torgersen, male as 0 or 1, a gap filled: by your functions of level 3."""
    columns = []
    for name in noted:
        was, now = (
            table[name].fillna("").to_numpy(dtype=str) for table in (X_train, pages)
        )
        now = np.where(now == "", commonest(was), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[1:]))
    return np.hstack(columns)


named_right = np.ones(69)
named_right[41] = 0  # one of the 69 was misnamed; which does not matter here


def test_the_69_are_drawn_again_and_again(rng):
    """68 of 69 were right. Where does the interval end, at the upper side?"""
    assert middle_part(np.arange(101.0), 0.9) == close_to([5, 95])
    right = (np.arange(50) < 35).astype(float)
    shares = np.asarray(resampled(right, 4000, rng))
    assert shares.shape == (4000,)
    assert shares.mean() == close_to(0.7, abs=0.01)
    assert shares.std() == close_to((0.7 * 0.3 / 50) ** 0.5, rel=0.1)
    low, high = middle_part(np.asarray(resampled(named_right, 1000, rng)))
    assert high == close_to(____)
    assert low == close_to(66 / 69, abs=1.5 / 69)


def test_it_goes_wrong_without_a_single_mistake(rng):
    """When it goes wrong: 69 of 69 right. Which interval does the bootstrap give?"""
    perfect = np.ones(69)
    found = middle_part(np.asarray(resampled(perfect, 200, rng)))
    assert found == close_to(____)
    exact = stats.binomtest(69, 69, alternative="greater").proportion_ci(0.95)
    assert exact.low == close_to(1 - 3 / 69, abs=0.002)


def test_the_result_still_stands(present):
    """Gaps get the sample's medians; the rest is running sums. The same 68 of 69."""
    rng = np.random.default_rng(0)
    pages, unseen = X_train[measured].to_numpy(), X_test[measured].to_numpy()
    kept = np.asarray(reservoir(iter(pages), 200, rng))
    middle = ____
    on_a_side = np.minimum((kept <= middle).sum(axis=0), (kept >= middle).sum(axis=0))
    share = on_a_side / (~np.isnan(kept)).sum(axis=0)
    assert share.min() >= 0.5  # half of the sample on either side
    states = [(0, 0.0, 0.0)] * len(measured)
    for page in np.where(np.isnan(pages), middle, pages):
        states = [met(state, x) for state, x in zip(states, page, strict=True)]
    mean = np.array([state[1] for state in states])
    deviation = np.array([(squares / count) ** 0.5 for count, _, squares in states])
    ready = [
        (np.where(np.isnan(p), middle, p) - mean) / deviation for p in (pages, unseen)
    ]
    known = np.hstack([ready[0], words_of(X_train)])
    new = np.hstack([ready[1], words_of(X_test)])
    state = nothing_known(d, k)
    for x, c in zip(known, y_train, strict=True):
        state = learnt(state, x, c)
    counts, means, inverse = map(np.asarray, state)
    weights = (n - k) * inverse @ means.T
    scores = new @ weights - (means.T * weights).sum(axis=0) / 2 + np.log(counts / n)
    y_pred = scores.argmax(axis=1)
    model = LinearDiscriminantAnalysis().fit(F_train, y_train)
    assert y_pred == close_to(model.predict(F_test))
    right = int((y_pred == y_test).sum())
    assert right == 68
    low, high = middle_part(np.asarray(resampled((y_pred == y_test) * 1.0, 1000, rng)))
    present(
        f"{right} of {len(y_test)} penguins named right: "
        f"{100 * low:.0f} to {100 * high:.0f} in a hundred",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
