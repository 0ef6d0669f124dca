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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, categorical, numeric, species, y_test, y_train
from .level_3_numpy import commonest, one_hot

k = len(species)
fill_words = SimpleImputer(strategy="most_frequent")
words = make_pipeline(fill_words, OneHotEncoder(drop="first", sparse_output=False))
fill_numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
preparer = make_column_transformer((fill_numbers, numeric), (words, categorical))
F_train = preparer.fit_transform(X_train)
n, d = F_train.shape
lda = LinearDiscriminantAnalysis(store_covariance=True).fit(F_train, y_train)


@hint(
    "Four penguins have a mean of 10, and a fifth comes with 15. Whom does it pull, "
    "how far?",
    "The new number lies step = x - mean away. The mean follows by step / n, n "
    "counting the new one too. The squares grow by step times the way from the new "
    "mean to x.",
    "n = n + 1; step = x - mean; mean = mean + step / n; squares = squares + step * "
    "(x - mean)",
)
@yours
def met(state, x):
    """What is known after one more number x: (n, mean, squares), from the same before.

    n numbers were met, mean is theirs, squares the sum of (value - mean) ** 2. It all
    begins with (0, 0.0, 0.0). Welford (1962).
    """
    n, mean, squares = state
    n = n + 1
    step = x - mean
    mean = mean + step / n
    squares = squares + step * (x - mean)
    return n, mean, squares


@hint(
    "Two numbers with the mean 4 and squares of 2 (they were 3 and 5). Now comes 10.",
    "The mean is 18 / 3. The step was 6; from the new mean it is 4: 6 times 4 more.",
    "(3, 6, 26), for 9 + 1 + 16 is 26",
)
@insight(
    "Three numbers remember as many penguins as you like. The shortcut of the irises, "
    "squares less the square of the mean, drowned at 10 ** 9; this one does not "
    "notice."
)
def test_a_mean_and_its_squares_follow_each_penguin():
    """3 and 5 were met: (2, 4, 2). Now comes 10. What is known?"""
    assert met((2, 4.0, 2.0), 10.0) == close_to(____((3, 6, 26)))


@hint(
    "The same for a whole page: what becomes of step * (x - mean), if both are rows?",
    "A table of all products, (d, d): np.outer of the step from the old mean and of "
    "that from the new one.",
    "C = C + np.outer(step, x - mean), after the mean has moved",
)
@yours
def met_page(state, x):
    """What is known after one more page x (d,): (n, mean (d,), C (d, d)).

    C is the sum of products of deviations. The old state is not changed.
    """
    n, mean, C = state
    n = n + 1
    step = x - mean
    mean = mean + ____(step / n)
    C = C + ____(np.outer(step, x - mean))
    return n, mean, C


def all_met(pages):
    """The state after all rows of pages (n, d), by your met_page."""
    state = (0, np.zeros(pages.shape[1]), np.zeros((pages.shape[1], pages.shape[1])))
    for x in pages:
        state = met_page(state, x)
    return tuple(map(np.asarray, state))


@insight(
    "56 numbers and a count hold the means and covariances of 275 pages, or of a "
    "million. Order does not matter, and the pages may be forgotten."
)
def test_covariances_follow_each_page():
    """Write `met_page`: after each page the mean and the covariances are up to date."""
    count, mean, C = all_met(F_train)
    assert mean == close_to(F_train.mean(axis=0))
    assert C / (count - 1) == close_to(np.cov(F_train.T))


@hint(
    "Two ships met different penguins. How far are their means apart, and who moves "
    "how far?",
    "The joint mean is the mean of means, weighted by counts. C is both C and, for "
    "the gap between the means, its outer product times n₁ n₂ / n.",
    "gap = mean_2 - mean_1, n = n_1 + n_2: mean_1 + gap * n_2 / n, and C_1 + C_2 + "
    "np.outer(gap, gap) * n_1 * n_2 / n",
)
@yours
def merged(one, other):
    """The state of the pages of both: (n, mean, C), from two states of that kind.

    Both states stay as they are. Chan, Golub and LeVeque (1983).
    """
    (n_1, mean_1, C_1), (n_2, mean_2, C_2) = one, other
    n, gap = n_1 + n_2, mean_2 - mean_1
    mean = mean_1 + gap * n_2 / n
    return n, mean, C_1 + C_2 + np.outer(gap, gap) * n_1 * n_2 / n


@hint(
    "One ship met 3 penguins with mean 2, the other one of 6. What is the mean of "
    "four?",
    "3 times 2, and 6: 12 over 4 is 3. For C: the gap is 4, 4 * 4 * 3 * 1 / 4.",
    "[[12]]",
)
@insight(
    "It is within plus between of level 6, for two ships. So means and scatters may "
    "be gathered anywhere, in any order, and joined: that is how clusters of "
    "computers do it."
)
def test_two_ships_join_their_logs():
    """3 penguins of mean 2, all alike, and one of 6: which C have the four together?"""
    one = (3, np.array([2.0]), np.array([[0.0]]))
    other = (1, np.array([6.0]), np.array([[0.0]]))
    count, mean, C = merged(one, other)
    assert (count, mean[0]) == close_to((4, 3))
    assert C == close_to(____([[12]]))


@hint(
    "1, 2, 100 and 9, 10, 11: put all six in order.",
    "1, 2, 9, 10, 11, 100: the two in the middle are 9 and 10.",
    "9.5",
)
@insight(
    "From 2 and 10 alone nobody can tell: a median needs all pages at once. Means "
    "join, medians do not, and so something less than exact has to do."
)
def test_it_goes_wrong_with_medians():
    """One ship: 1, 2, 100, median 2. Another: 9, 10, 11, median 10. Of all six?"""
    ships = [[1, 2, 100], [9, 10, 11]]
    assert [np.median(ship) for ship in ships] == [2, 10]
    assert np.median(ships) == ____(9.5)


@hint(
    "Ten may be kept, the eleventh page comes. With which chance has it to be kept?",
    "10 in 11. Draw a place from 0 to 10, each as likely; if it is one of the ten, "
    "the page is put there. Page i (from 0) draws from 0 to i.",
    "for i, page in enumerate(stream): if i < size append it; else place = "
    "rng.integers(i + 1), and if place < size: kept[place] = page",
)
@yours
def reservoir(stream, size, rng):
    """size items of a stream, each as likely to be among them as any other: a list.

    The stream is read once, and nobody knows how long it is: no more than size items
    are ever kept. If it has no more than that, all are. Vitter (1985), algorithm R.
    """
    kept = []
    for i, page in enumerate(stream):
        if i < size:
            kept.append(page)
        else:
            place = rng.integers(i + 1)
            if place < size:
                kept[place] = page
    return kept


@hint(
    "Any five of twenty pages are kept, each as likely. How often is the first among "
    "them?",
    "As often as every other page.",
    "5 of 20: 0.25",
)
@insight(
    "The ship may sail on for a hundred years, and still holds a fair sample of fixed "
    "size: each new page is less likely to be kept, and so are all others."
)
def test_a_fair_sample_of_a_stream_without_end(rng):
    """Of 20 pages 5 are kept. What is the chance of a page, early or late?"""
    assert sorted(reservoir(iter("abc"), 5, rng)) == list("abc")
    kept = [reservoir(iter(range(20)), 5, rng) for _ in range(1000)]
    chances = [np.mean([page in sample for sample in kept]) for page in (0, 19)]
    assert chances == close_to([____(0.25)] * 2, abs=0.07)


@hint(
    "Which share of all penguins is smaller than this number?",
    "Compare all of them with it. The mean of True and False is a share.",
    "np.mean(values < number)",
)
@yours
def share_below(values, number):
    """The share of values (n,) that are smaller than number: from 0 to 1."""
    return np.mean(values < number)


@hint(
    "With 100 in the sample the error is 0.05 = 0.5 / 10. And with 25?",
    "0.5 over the root of the size of the sample.",
    "0.5 / 5 = 0.1",
)
@insight(
    "The error is √(q (1 − q) / m) for a sample of m, whatever is measured, and "
    "whether of a thousand penguins or of all there are: only the sample's size "
    "counts."
)
def test_a_sample_knows_the_median_nearly(rng):
    """What lies below a sample's median varies by 0.5 / √m. By how much for m = 25?"""
    assert share_below(np.array([3, 1, 5, 3, 7]), 3) == close_to(0.2)
    values = rng.exponential(size=5000)
    medians = [np.median(rng.choice(values, size=25)) for _ in range(500)]
    below = [share_below(values, median) for median in medians]
    assert np.std(below) == close_to(____(0.1), abs=0.02)


@hint(
    "One number is the guess. A page comes: is it above or below, and where should "
    "the guess go?",
    "If x lies above the guess, go up by step times q; if it does not, go down by "
    "step times 1 - q. At the quantile, both are as likely as they are short.",
    "guess = guess + step * (q - (x <= guess))",
)
@yours
def drifting(stream, q, step, guess):
    """Where a guess at the q-quantile ends, moved by each number of a stream.

    Above it: up by step * q; else: down by step * (1 - q). Robbins and Monro (1951).
    """
    for x in stream:
        guess = guess + step * (q - (x <= guess))
    return guess


@hint(
    "q is 0.75. Above means 0.75 up, not above means 0.25 down. Start at 0.",
    "9 is above 0: 0.75. 0 is not above 0.75: down to 0.5. And 9 again?",
    "0.5 + 0.75 = 1.25",
)
@insight(
    "One number of memory, for a stream without end. A short step is steadier and "
    "slower, a long one quicker and restless: as with gradient descent, and that is "
    "what it is."
)
def test_one_drifting_number_finds_a_quantile(rng):
    """From 0, with q = 0.75 and step 1, meet 9, 0 and 9: where is the guess?"""
    assert drifting([9, 0, 9], 0.75, 1, 0) == close_to(____(1.25))
    stream = rng.normal(10, 1, size=6000)
    found = drifting(stream, 0.9, 0.01, 9.0)
    assert share_below(stream, found) == close_to(0.9, abs=0.12)


@hint(
    "A + u u′ differs from A in one direction only. How does its inverse?",
    "With a = A⁻¹ u, take a a′ / (1 + u · a) off the inverse.",
    "a = inverse @ u, then inverse - np.outer(a, a) / (1 + u @ a)",
)
@yours
def updated(inverse, u):
    """The inverse of A + u u′ (d, d), from inverse = A⁻¹, symmetric, and u (d,).

    A⁻¹ − a a′ / (1 + u · a), with a = A⁻¹ u. What is handed over stays as it is. Sherman
    and Morrison (1950).
    """
    a = inverse @ u
    return inverse - np.outer(a, a) / (1 + u @ a)


@hint(
    "A is [[1]] and u is (2): A + u u′ is 1 + 4.",
    "The inverse of 5.",
    "[[0.2]]",
)
@insight(
    "One page costs d² steps where solving anew costs d³. At level 5 the inverse grew "
    "by a column; here it takes in a row. Both are the same formula, seen from two "
    "sides."
)
def test_an_inverse_takes_in_one_more_page():
    """A = [[1]], and u = (2) comes: what is the inverse of A + u u′?"""
    assert updated(np.array([[1.0]]), np.array([2.0])) == close_to(____([[0.2]]))


@hint(
    "A penguin of species c comes. How far is it from its species' mean, and what "
    "does W gain?",
    "W gains step step′ times count / (count + 1), which is u u′ with u = √(count / "
    "(count + 1)) step, by the old count. The mean of c follows by step over the new one.",
    "np.sqrt(counts[c] / (counts[c] + 1)) * step, and, once counts[c] has grown, step / "
    "counts[c]",
)
@yours
def learnt(state, x, c):
    """What is known after a page x (d,) of species c: (counts, means, inverse).

    counts (k,): pages of each species; means (k, d); inverse (d, d): that of W, the
    scatter within species, with a little on its diagonal to begin with. All are new.
    """
    counts, means, inverse = (np.array(part, dtype=float) for part in state)
    step = x - means[c]
    inverse = updated(inverse, ____(np.sqrt(counts[c] / (counts[c] + 1)) * step))
    counts[c] += 1
    means[c] += ____(step / counts[c])
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


@hint(
    "How many pages did the ship read to know all this, and how often each?",
    "The counts of all species add up to the pages read.",
    "275",
)
@insight(
    "After every page the three lines can be drawn anew. A ten-thousandth on the "
    "diagonal was the price, so that there is an inverse before there is a scatter."
)
def test_penguin_by_penguin_the_scatter_is_undone():
    """Each page once. How many pages do the counts add up to in the end?"""
    counts, means, inverse = all_learnt(F_train, y_train)
    assert means == close_to(lda.means_)
    assert inverse == close_to(np.linalg.inv(n * lda.covariance_), rel=1e-3)
    assert counts.sum() == ____(275)


@hint(
    "Which other 69 penguins might as well have been drawn? Nobody knows but these.",
    "Draw row numbers from 0 to n - 1, n of them, with replacement, and take the mean "
    "of right there. All at once: rng.integers(n, size=(times, n)).",
    "right[rng.integers(n, size=(times, n))].mean(axis=1), with n = len(right)",
)
@yours
def resampled(right, times, rng):
    """The share named right in each of times samples, drawn from right (n,): (times,).

    Each sample has n penguins, drawn with replacement. The bootstrap; Efron (1979).
    """
    n = len(right)
    return right[rng.integers(n, size=(times, n))].mean(axis=1)


@hint(
    "95 in 100 of the shares should lie between. How many are to be left out on each "
    "side?",
    "2.5 in 100 below, 2.5 in 100 above: these two quantiles.",
    "np.quantile(shares, [(1 - confidence) / 2, (1 + confidence) / 2])",
)
@yours
def middle_part(shares, confidence=0.95):
    """(low, high): between them lies the middle part, confidence, of shares (m,).

    Quantiles as np.quantile has them, with as much left out on either side.
    """
    return np.quantile(shares, [(1 - confidence) / 2, (1 + confidence) / 2])


named_right = np.ones(69)
named_right[41] = 0  # one of the 69 was misnamed; which does not matter here


@hint(
    "One in three samples leaves the misnamed penguin out. What is their share?",
    "With so many samples of nothing but right names, the upper end is among them.",
    "1",
)
@insight(
    "Between 96 and 100 in a hundred, by drawing alone. Wilson's formula said 92 to "
    "99.7 at level 2: the bootstrap knows only what it has seen, and of rare mistakes "
    "it has seen one."
)
def test_the_69_are_drawn_again_and_again(rng):
    """68 of 69 were right. Where does the interval end, at the upper side?"""
    assert middle_part(np.arange(101.0), 0.9) == close_to([5, 95])
    low, high = middle_part(np.asarray(resampled(named_right, 1000, rng)))
    assert high == close_to(____(1))


@hint(
    "All 69 were right. What can be drawn from them?",
    "Nothing but right ones, in every sample.",
    "[1, 1]",
)
@insight(
    "As if there were no doubt. But somebody who errs once in 23 gets 69 of 69 one "
    "time in twenty: the rule of three says, of n without a mistake, up to 3 / n may "
    "be mistakes."
)
def test_it_goes_wrong_without_a_single_mistake(rng):
    """When it goes wrong: 69 of 69 right. Which interval does the bootstrap give?"""
    found = middle_part(np.asarray(resampled(np.ones(69), 200, rng)))
    assert found == close_to(____([1, 1]))


def words_of(pages):
    """Dream, Torgersen, male as 0 or 1, a gap filled: by your functions of level 3."""
    columns = []
    for name in categorical:
        was, now = (
            table[name].fillna("").to_numpy(dtype=str) for table in (X_train, pages)
        )
        now = np.where(now == "", commonest(was), now)
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


@hint(
    "Which number of the sample goes into the gaps?",
    "The median of what was kept, column by column, gaps left aside.",
    "np.nanmedian(kept, axis=0)",
)
@insight(
    "The pages were read three times: for the sample, for the scale, for the scatter. "
    "Each reading can do with one page at a time, a card of running sums, and a sample."
)
def test_the_result_still_stands(present):
    """Gaps get the sample's medians; the rest is running sums. The same 68 of 69."""
    pages = iter(X_train[numeric].to_numpy())
    kept = np.asarray(reservoir(pages, 200, np.random.default_rng(0)))
    middle = ____(np.nanmedian(kept, axis=0))
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
