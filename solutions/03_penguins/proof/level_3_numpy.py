"""The proof of level 3 of 03 penguins: checks, wrong answers, and other right answers."""

import math
from collections import Counter

from scipy import linalg, special, stats
from scipy.spatial.distance import cdist
from sklearn.base import clone


def fresh_classes(rng, n=80, d=4, apart=2):
    """Return n rows of d columns in three classes of unequal size that overlap: (X, y)."""
    y = np.arange(n) % 10 // 4  # of ten, four are 0, four are 1, two are 2
    mix = rng.uniform(-1, 1, size=(d, d)) + 2 * np.eye(d)
    return rng.normal(size=(n, d)) @ mix + apart * rng.normal(size=(3, d))[y], y


def with_missing(rng):
    """Return a table (12, 5) with missing values."""
    N = rng.normal(size=(12, 5))
    N[rng.random((12, 5)) < 0.2] = np.nan
    return N


def log_densities(X, M, S):
    """Return SciPy's log density of each row of X in each class: shape (n, k)."""
    return np.column_stack([stats.multivariate_normal(m, S).logpdf(X) for m in M])


# pooled and predict take them as arrays, as their docstrings say.
not_as(as_lists, class_means, scores)
not_as(as_tuples, class_means, scores)


@check(stratified)
def halves_of_two_labels(rng):
    labels = np.array([7, 3, 7, 3, 7, 3, 7, 3, 3, 3])
    train, test = stratified(labels, 0.5, rng)
    assert sorted([*train, *test]) == list(range(10))
    assert sorted(labels[np.asarray(test)]) == [3, 3, 3, 7, 7]


@check(stratified)
def any_three_of_six(rng):
    """Of six rows, any three may come into a half."""
    labels = np.full(6, 7)
    drawn = {tuple(sorted(stratified(labels, 0.5, rng)[1])) for _ in range(60)}
    assert len(drawn) > 10  # there are 20 ways


@check(stratified)
def other_rows_each_time(rng):
    """Each draw takes other rows of each species, and no block of neighbouring rows."""
    draws = [stratified(y, 0.2, rng) for _ in range(5)]
    for label in range(3):
        kind = np.flatnonzero(y == label)
        drawn = [np.flatnonzero(np.isin(kind, test)) for _, test in draws]
        assert len({tuple(places) for places in drawn}) == 5
        assert min((np.diff(places) > 1).sum() for places in drawn) > 1


@check(stratified)
def the_same_chance():
    """Two generators with the same seed give the same parts."""
    labels = np.array([0, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1])
    parts = [stratified(labels, 0.5, np.random.default_rng(3)) for _ in range(2)]
    assert sorted(parts[0][1]) == sorted(parts[1][1])


@wrong(
    stratified,
    "You split all rows at once, so a rare species may get too few. Split label by "
    "label.",
)
def split_of_all(y, fraction, rng):
    order = rng.permutation(len(y))
    n_test = round(fraction * len(y))
    return order[n_test:], order[:n_test]


@wrong(
    stratified,
    "You took the first rows of each species. They may be from one island or one year, "
    "so shuffle.",
)
def stratified_in_order(y, fraction, rng):
    test = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        test.extend(rows[: round(fraction * len(rows))])
    return np.setdiff1d(np.arange(len(y)), test), np.array(test)


@wrong(
    stratified,
    "You took a block of neighbouring rows. They may be from one island or one year, "
    "so shuffle.",
)
def stratified_by_a_block(y, fraction, rng):
    test = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        rows = np.roll(rows, rng.integers(len(rows)))
        test.extend(rows[: round(fraction * len(rows))])
    return np.setdiff1d(np.arange(len(y)), test), np.array(test)


@wrong(
    stratified,
    "You shuffled only the first species. Shuffle each of them.",
)
def stratified_by_chance_once(y, fraction, rng):
    test = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        rows = rows if test else rng.permutation(rows)
        test.extend(rows[: round(fraction * len(rows))])
    return np.setdiff1d(np.arange(len(y)), test), np.array(test)


@wrong(
    stratified,
    "You took every few rows; only the start was random. Shuffle.",
)
def stratified_by_steps(y, fraction, rng):
    test = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        n = round(fraction * len(rows))
        rows = np.roll(rows, rng.integers(len(rows)))
        test.extend(rows[:: len(rows) // max(n, 1)][:n])
    return np.setdiff1d(np.arange(len(y)), test), np.array(test)


@wrong(
    stratified,
    "The first row of a species never comes into test. Every row must have a chance.",
)
def stratified_without_the_first(y, fraction, rng):
    test = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        test.extend(rng.permutation(rows[1:])[: round(fraction * len(rows))])
    return np.setdiff1d(np.arange(len(y)), test), np.array(test)


@wrong(stratified, "You swapped the parts: `test` has the given fraction.")
def stratified_swapped(y, fraction, rng):
    test = []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        test.extend(rows[: round(fraction * len(rows))])
    return np.array(test), np.setdiff1d(np.arange(len(y)), test)


@right(stratified)
def stratified_by_choice(y, fraction, rng):
    test = np.zeros(len(y), dtype=bool)
    for label, count in zip(*np.unique(y, return_counts=True), strict=True):
        size = int(fraction * count + 0.5)
        test[rng.choice(np.flatnonzero(y == label), size=size, replace=False)] = True
    return np.flatnonzero(~test), np.flatnonzero(test)


@right(stratified)
def stratified_by_pandas(y, fraction, rng):
    rows = pd.Series(np.arange(len(y)))
    test = rows.groupby(np.asarray(y)).sample(frac=fraction, random_state=rng)
    return [rows.drop(test.index).tolist(), test.tolist()]


@right(stratified)
def stratified_by_shuffling_all(y, fraction, rng):
    order = rng.permutation(len(y))
    left = {label: round(fraction * c) for label, c in Counter(y.tolist()).items()}
    train, test = [], []
    for row in order:
        part = test if left[y[row]] > 0 else train
        part.append(int(row))
        left[y[row]] -= 1
    return tuple(train), tuple(test)


@right(stratified)
def stratified_by_lots(y, fraction, rng):
    order = np.lexsort((rng.random(len(y)), y))
    rank = np.arange(len(y)) - np.searchsorted(y[order], y[order])
    count = (y[:, None] == y[order]).sum(axis=0)
    is_test = rank < np.rint(fraction * count)
    return order[~is_test], order[is_test]


equivalent(
    stratified,
    "return (np.setdiff1d(np.arange(len(y)), test), np.array(test)) -> return (np.setdiff1d(np.arange(len(y)), test), test)",
    why="A list is as good an answer as an array.",
)


@check(medians)
def an_even_number_of_values():
    """If the number of values is even, the median is halfway between the middle two."""
    N = np.array([[1.0, np.nan], [8.0, 2.0], [2.0, 3.0], [30.0, 9.0]])
    assert medians(N) == close_to([5, 3])


@check(medians)
def columns_with_many_missing(rng):
    N = with_missing(rng)
    wanted = SimpleImputer(strategy="median").fit(N).statistics_
    assert medians(N) == close_to(wanted)


@wrong(medians, "Those are the means. Return the medians.")
def means_for_medians(N):
    return np.nanmean(N, axis=0)


@wrong(medians, "One missing value makes the whole column nan. Ignore missing values.")
def medians_with_missing(N):
    return np.median(N, axis=0)


@wrong(
    medians, "Those are the medians of the rows. Return one for each column: axis=0."
)
def medians_of_pages(N):
    return np.nanmedian(N, axis=1)


@right(medians)
def medians_by_pandas(N):
    return pd.DataFrame(N).median()


@right(medians)
def medians_column_by_column(N):
    return [np.median(column[~np.isnan(column)]) for column in N.T]


@right(medians)
def medians_by_quantile(N):
    return np.nanquantile(N, 0.5, axis=0).astype(np.float32)


@right(medians)
def medians_by_sorting(N):
    line, count = np.sort(N, axis=0), (~np.isnan(N)).sum(axis=0)  # nan comes last
    columns = np.arange(N.shape[1])
    return (line[(count - 1) // 2, columns] + line[count // 2, columns]) / 2


@check(filled)
def the_table_itself_stays():
    """`filled` returns a new table and leaves N as it was."""
    N = np.array([[np.nan, 1.0], [3.0, np.nan]])
    filled(N, np.array([7.0, 8.0]))
    assert N == close_to([[np.nan, 1], [3, np.nan]])


@check(filled, medians)
def new_rows_and_known_medians(rng):
    N, new = with_missing(rng), with_missing(rng)[:4]
    imputer = SimpleImputer(strategy="median").fit(N)
    assert filled(new, np.asarray(medians(N))) == close_to(imputer.transform(new))


@wrong(
    filled,
    "You filled in 0, a bill without length. Fill in the column's entry of `values`.",
)
def filled_with_zero(N, values):
    return np.nan_to_num(N)


@wrong(filled, "You filled only the first missing value of a column. Fill all of them.")
def filled_once_a_column(N, values):
    return pd.DataFrame(N).fillna(pd.Series(values), limit=1).to_numpy()


@wrong(
    filled,
    "You filled in the medians of this table. Use the `values` that are given: they "
    "come from the training set.",
)
def filled_by_its_own(N, values):
    return np.where(np.isnan(N), np.nanmedian(N, axis=0), N)


@right(filled)
def filled_in_a_copy(N, values):
    full = np.array(N)
    rows, columns = np.nonzero(np.isnan(full))
    full[rows, columns] = np.asarray(values)[columns]
    return full


@right(filled)
def filled_by_pandas(N, values):
    return pd.DataFrame(N).fillna(dict(enumerate(values)))


@right(filled)
def filled_one_by_one(N, values):
    fill = lambda value, median: float(median if math.isnan(value) else value)
    return np.array([[fill(v, m) for v, m in zip(row, values)] for row in N])


@right(filled)
def filled_by_masking(N, values):
    gap = N != N
    return np.nan_to_num(N) + gap * np.asarray(values)


@check(most_common)
def equally_common_words(rng):
    """If words are equally common, the first in the alphabet wins."""
    columns = [np.append(rng.permutation(list("abcdefgh")[i:]), "") for i in range(6)]
    columns += [np.array(list(words)) for words in ("wvutsrqp", "zyxk", "omlji")]
    assert [most_common(column) for column in columns] == list("abcdefpki")
    assert most_common(np.array(["b", "", "a", "b", "a"])) == "a"


@check(most_common)
def columns_without_a_gap(rng):
    assert most_common(rng.permutation(["male"] * 3 + ["female"] * 2)) == "male"
    assert most_common(rng.permutation(["male"] * 2 + ["female"] * 3)) == "female"


@wrong(
    most_common, 'You counted "" as a word, but it is a missing value. Leave it out.'
)
def most_common_with_missing(column):
    words, counts = np.unique(column, return_counts=True)
    return str(words[counts.argmax()])


@wrong(
    most_common,
    'You left out the first word as if it were "". A column may have no missing value.',
)
def most_common_but_the_first(column):
    words, counts = np.unique(column, return_counts=True)
    return str(words[1:][counts[1:].argmax()])


@wrong(most_common, "That is how often the word occurs. Return the word.")
def how_often(column):
    return np.unique(column[column != ""], return_counts=True)[1].max()


@wrong(
    most_common,
    "A set has no fixed order, so a tie is decided by luck. Sort the words first.",
)
def most_common_by_luck(column):
    words = set(column.tolist()) - {""}
    return max(words, key=column.tolist().count)


@wrong(
    most_common,
    "When words tie, you took the one that comes first in the column. Take the first "
    "in alphabetical order.",
)
def most_common_met_first(column):
    words = [word for word in column.tolist() if word]
    return max(words, key=words.count)


@wrong(
    most_common,
    "When words tie, you took the last in alphabetical order. Take the first.",
)
def most_common_of_the_last(column):
    words, counts = np.unique(column[column != ""], return_counts=True)
    return str(words[len(counts) - 1 - counts[::-1].argmax()])


@right(most_common)
def most_common_by_counter(column):
    counts = Counter(word for word in column if word)
    return sorted(counts, key=lambda word: (-counts[word], word))[0]


@right(most_common)
def most_common_by_pandas(column):
    return pd.Series(column).loc[lambda words: words != ""].mode()[0]


@right(most_common)
def most_common_in_a_loop(column):
    best, most = "", 0
    for word in np.unique(column):
        if word != "" and (column == word).sum() > most:
            best, most = word, (column == word).sum()
    return best


@right(most_common)
def most_common_by_max(column):
    words = sorted(filter(None, column.tolist()))
    return max(words, key=words.count)


equivalent(
    most_common,
    "return str(words[counts.argmax()]) -> return words[counts.argmax()]",
    why="A text of NumPy's is the same word.",
)


@check(one_hot)
def any_categories(rng):
    column = rng.choice(["a", "b", "c", "d"], size=12)
    encoder = OneHotEncoder(
        categories=[["d", "a", "c"]], handle_unknown="ignore", sparse_output=False
    )
    wanted = encoder.fit_transform(column[:, None])
    assert one_hot(column, ["d", "a", "c"]) == close_to(wanted)


@wrong(
    one_hot,
    "Your columns are the words that occur in `column`. Use the `categories` that are "
    "given: a new page may have other words.",
)
def one_hot_of_what_occurs(column, categories):
    return (np.asarray(column)[:, None] == np.unique(column)).astype(float)


@wrong(
    one_hot,
    "You gave the first category to a text that is none of them. Give it a row of "
    "zeros.",
)
def one_hot_never_empty(column, categories):
    asked = np.asarray(column)[:, None] == np.asarray(categories)
    return np.eye(len(categories))[asked.argmax(axis=1)]


@wrong(
    one_hot,
    "Your table is transposed. Make a row for each text and a column for each "
    "category.",
)
def one_hot_turned(column, categories):
    return (np.asarray(categories)[:, None] == np.asarray(column)).astype(float)


@right(one_hot)
def one_hot_in_a_loop(column, categories):
    table = np.zeros((len(column), len(categories)), dtype=np.float32)
    for j, category in enumerate(categories):
        table[np.asarray(column) == category, j] = 1
    return table


@right(one_hot)
def one_hot_as_lists(column, categories):
    return [[int(text == category) for category in categories] for text in column]


@right(one_hot)
def one_hot_by_pandas(column, categories):
    return pd.get_dummies(pd.Categorical(column, categories)).to_numpy()


@right(one_hot)
def one_hot_by_unit_rows(column, categories):
    places = {category: i for i, category in enumerate(categories)}
    unit = np.eye(len(categories) + 1)[:, : len(categories)]
    return unit[[places.get(text, len(categories)) for text in column]]


equivalent(
    one_hot,
    "return (np.asarray(column)[:, None] == np.asarray(categories)).astype(float) -> return np.asarray(column)[:, None] == np.asarray(categories)",
    why="True and False are 1 and 0.",
)


@check(standardised)
def units_of_any_size(rng):
    units = np.array([1, 1e-5, 0.01, 100])
    known, new = rng.normal(8, 3, size=(20, 4)) * units, rng.normal(size=(5, 4)) * units
    wanted = StandardScaler().fit(known).transform(new)
    assert standardised(known, new) == close_to(wanted)


@wrong(
    standardised,
    "You standardised the new pages by their own mean and standard deviation. Use "
    "those of X_train.",
)
def standardised_by_itself(X_train, X_new):
    std = X_new.std(axis=0)
    return (X_new - X_new.mean(axis=0)) / np.where(std == 0, 1, std)


@wrong(
    standardised,
    "You standardised the new pages by their own mean and standard deviation. Use "
    "those of X_train.",
)
def standardised_by_itself_and_nothing(X_train, X_new):
    with np.errstate(divide="ignore", invalid="ignore"):
        return (X_new - X_new.mean(axis=0)) / X_new.std(axis=0)


@wrong(
    standardised,
    "Your mean is from X_train, but your standard deviation is from X_new. Take both "
    "from X_train.",
)
def standardised_by_its_own_spread(X_train, X_new):
    std = X_new.std(axis=0)
    return (X_new - X_train.mean(axis=0)) / np.where(std == 0, 1, std)


@wrong(
    standardised, "You set a small standard deviation to 1. Do that only if it is 0."
)
def standardised_by_one_at_least(X_train, X_new):
    return (X_new - X_train.mean(axis=0)) / np.maximum(X_train.std(axis=0), 1)


@wrong(
    standardised, "You set a small standard deviation to 1. Do that only if it is 0."
)
def standardised_unless_small(X_train, X_new):
    std = X_train.std(axis=0)
    return (X_new - X_train.mean(axis=0)) / np.where(std < 0.01, 1, std)


@wrong(
    standardised,
    "If a column does not vary in X_train, only subtract its mean, even if it varies "
    "in X_new.",
)
def standardised_by_either(X_train, X_new):
    std, own = X_train.std(axis=0), X_new.std(axis=0)
    std = np.where(std == 0, own, std)
    return (X_new - X_train.mean(axis=0)) / np.where(std == 0, 1, std)


@wrong(
    standardised, "A column that does not vary divides by 0. Only subtract its mean."
)
def standardised_by_nothing(X_train, X_new):
    with np.errstate(divide="ignore", invalid="ignore"):
        return (X_new - X_train.mean(axis=0)) / X_train.std(axis=0)


@wrong(standardised, "Your standard deviation divides by n − 1. Divide by n.")
def standardised_as_a_sample(X_train, X_new):
    std = X_train.std(axis=0, ddof=1)
    return (X_new - X_train.mean(axis=0)) / np.where(std == 0, 1, std)


@right(standardised)
def standardised_column_by_column(X_train, X_new):
    columns = []
    for was, now in zip(X_train.T, X_new.T, strict=True):
        s = was.std() or 1.0
        columns.append((now - was.mean()) / s)
    return np.column_stack(columns)


@right(standardised)
def standardised_by_zmap(X_train, X_new):
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = stats.zmap(X_new, X_train)
    alike = np.ptp(X_train, axis=0) == 0
    return np.where(alike, X_new - X_train.mean(axis=0), scaled)


@right(standardised)
def standardised_by_pandas(X_train, X_new):
    known, new = pd.DataFrame(X_train), pd.DataFrame(X_new)
    return ((new - known.mean()) / known.std(ddof=0).replace(0, 1)).to_numpy()


@right(standardised)
def standardised_in_place(X_train, X_new):
    scaled, std = X_new - X_train.mean(0), np.sqrt(X_train.var(0))
    np.divide(scaled, std, out=scaled, where=std > 0)
    return scaled


@check(prepare)
def taught_by_other_pages():
    """Everything is learnt from `known`, whichever pages those are."""
    males = X_train[X_train["sex"] == "male"]
    mostly = pd.concat([males, X_train[X_train["sex"] == "female"][:9]])
    wanted = clone(preparer).fit(mostly).transform(X_test)
    assert prepare(mostly, X_test) == close_to(wanted)


@wrong(prepare, "You took the medians of the new pages. Take those of `known`.")
def prepare_by_the_new_medians(known, new):
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = medians(N_new)
    columns = [standardised(filled(N_known, middle), filled(N_new, middle))]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        now = np.where(now == "", most_common(was), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[1:]))
    return np.hstack(columns)


@wrong(
    prepare,
    "You kept a column for every word, and one of them is redundant. Drop the first.",
)
def prepare_with_every_word(known, new):
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = medians(N_known)
    columns = [standardised(filled(N_known, middle), filled(N_new, middle))]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        now = np.where(now == "", most_common(was), now)
        columns.append(one_hot(now, np.unique(was[was != ""])))
    return np.hstack(columns)


@wrong(
    prepare,
    "You did not give a missing sex the most common one of `known`. Learn it from "
    "those pages alone.",
)
def prepare_by_the_new_words(known, new):
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = medians(N_known)
    columns = [standardised(filled(N_known, middle), filled(N_new, middle))]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        now = np.where(now == "", most_common(now), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[1:]))
    return np.hstack(columns)


@wrong(prepare, "Your medians are always those of X_train. Learn them from `known`.")
def prepare_by_the_medians_of_the_module(known, new):
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = medians(N_train)
    columns = [standardised(filled(N_known, middle), filled(N_new, middle))]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        now = np.where(now == "", most_common(was), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[1:]))
    return np.hstack(columns)


@wrong(
    prepare, "Your most common word is always that of X_train. Learn it from `known`."
)
def prepare_by_the_words_of_the_module(known, new):
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = medians(N_known)
    columns = [standardised(filled(N_known, middle), filled(N_new, middle))]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        word = most_common(X_train[name].fillna("").to_numpy(dtype=str))
        now = np.where(now == "", word, now)
        columns.append(one_hot(now, np.unique(was[was != ""])[1:]))
    return np.hstack(columns)


@right(prepare)
def prepare_by_pandas(known, new):
    middle = known[numeric].median()
    was, now = known[numeric].fillna(middle), new[numeric].fillna(middle)
    table = (now - was.mean()) / was.std(ddof=0)
    filled_in = {name: new[name].fillna(known[name].mode()[0]) for name in categorical}
    for word in ("Dream", "Torgersen"):
        table[word] = (filled_in["island"] == word).astype(float)
    return table.assign(male=filled_in["sex"].eq("male") * 1.0)


@right(prepare)
def prepare_page_by_page(known, new):
    N = known[numeric].to_numpy()
    middle = np.asarray(medians(N))
    full = np.asarray(filled(N, middle))
    sexes = known["sex"].dropna().tolist()
    male = max(sorted(set(sexes)), key=sexes.count) == "male"
    pages = []
    for page in new.itertuples(index=False):
        numbers = np.array([getattr(page, name) for name in numeric], dtype=float)
        numbers = np.where(np.isnan(numbers), middle, numbers)
        numbers = (numbers - full.mean(axis=0)) / full.std(axis=0)
        sex = male if pd.isna(page.sex) else page.sex == "male"
        words = [page.island == "Dream", page.island == "Torgersen", sex]
        pages.append([*numbers.tolist(), *map(int, words)])
    return pages


@right(prepare)
def prepare_with_full_tables(known, new):
    was, now = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = np.asarray(medians(was))
    numbers = np.asarray(standardised(filled(was, middle), filled(now, middle)))
    words = []
    for name in categorical:
        column = known[name].fillna("").to_numpy(dtype=str)
        full = new[name].fillna(most_common(column)).to_numpy(dtype=str)
        _, *later = sorted(set(column.tolist()) - {""})
        words.append(np.asarray(one_hot(full, later)))
    return np.concatenate([numbers, *words], axis=1).astype(np.float32)


@check(class_means)
def an_array_of_means():
    """The means are one NumPy array, so that they can be indexed by y."""
    M = class_means(np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([1, 0]), 2)
    assert type(M).__name__ == "ndarray"


@check(class_means)
def means_of_three_classes(rng):
    rows, labels = fresh_classes(rng)
    wanted = LinearDiscriminantAnalysis().fit(rows, labels).means_
    assert class_means(rows, labels, 3) == close_to(wanted)


@wrong(class_means, "Those are the sums. Divide by the number of rows of the class.")
def class_sums(X, y, k):
    return np.array([X[y == c].sum(axis=0) for c in range(k)])


@wrong(
    class_means,
    "Take the mean of each column: axis=0. You took one mean of everything.",
)
def class_means_of_everything(X, y, k):
    return np.array([np.full(X.shape[1], X[y == c].mean()) for c in range(k)])


@right(class_means)
def class_means_by_groups(X, y, k):
    return pd.DataFrame(X).groupby(np.asarray(y)).mean().to_numpy()


@right(class_means)
def class_means_by_product(X, y, k):
    Y = np.eye(k)[y]
    return (Y / Y.sum(axis=0)).T @ X


@right(class_means)
def class_means_in_a_loop(X, y, k):
    totals, counts = np.zeros((k, X.shape[1])), [0] * k
    for row, label in zip(X, y, strict=True):
        totals[label] += row
        counts[label] += 1
    return np.array([t / count for t, count in zip(totals, counts, strict=True)])


@right(class_means)
def class_means_by_adding_at(X, y, k):
    M = np.zeros((k, X.shape[1]))
    np.add.at(M, y, X)
    return (M / np.bincount(y, minlength=k)[:, None]).astype(np.float32)


@check(pooled)
def scatter_of_three_classes(rng):
    for n in 20, 80:
        rows, labels = fresh_classes(rng, n)
        model = LinearDiscriminantAnalysis(store_covariance=True).fit(rows, labels)
        assert pooled(rows, labels, 3) == close_to(model.covariance_ * n / (n - 3))


@wrong(
    pooled,
    "You divided by n. Divide by n − k, because k means were computed from the same "
    "rows.",
)
def pooled_over_n(X, y, k):
    apart = X - class_means(X, y, k)[y]
    return apart.T @ apart / len(X)


@wrong(
    pooled,
    "You divided by n − 1, as if there were one mean. There are k, so divide by n − k.",
)
def pooled_over_n_less_one(X, y, k):
    apart = X - class_means(X, y, k)[y]
    return apart.T @ apart / (len(X) - 1)


@wrong(
    pooled,
    "Your deviations are from the mean of all rows. Take them from the mean of each "
    "row's own class.",
)
def pooled_around_one_mean(X, y, k):
    apart = X - X.mean(axis=0)
    return apart.T @ apart / (len(X) - k)


@wrong(
    pooled,
    "That is the plain mean of k covariances. A class with more rows must weigh more.",
)
def mean_of_covariances(X, y, k):
    return sum(np.cov(X[y == c].T) for c in range(k)) / k


@right(pooled)
def pooled_by_class(X, y, k):
    S = 0
    for c in range(k):
        S = S + np.cov(X[y == c].T) * ((y == c).sum() - 1)
    return np.atleast_2d(S) / (len(X) - k)


@right(pooled)
def pooled_by_covariance(X, y, k):
    return np.cov((X - np.asarray(class_means(X, y, k))[y]).T, ddof=k)


@right(pooled)
def pooled_by_einsum(X, y, k):
    apart = X - np.asarray(class_means(X, y, k))[y]
    return np.einsum("ni,nj->ij", apart, apart) / (y.size - k)


@right(pooled)
def pooled_by_subtraction(X, y, k):
    M, counts = np.asarray(class_means(X, y, k)), np.bincount(y, minlength=k)
    return (X.T @ X - (M.T * counts) @ M) / (X.shape[0] - k)


@right(pooled)
def pooled_by_pandas(X, y, k):
    pages = pd.DataFrame(X)
    apart = pages - pages.groupby(np.asarray(y)).transform("mean")
    return (apart.T @ apart / (len(pages) - k)).to_numpy(dtype=np.float32)


equivalent(
    pooled,
    "return deviations.T @ deviations / (len(X) - k) -> return deviations.T @ deviations / (len(y) - k)",
    why="There are equally many labels and rows.",
)


@check(scores)
def an_array_of_scores():
    """The scores are one NumPy array, so that its rows have an argmax."""
    one = np.array([[1.0]])
    assert type(scores(one, one, one, np.array([1.0]))).__name__ == "ndarray"


@check(scores)
def priors_move_the_line():
    M, S = np.array([[-1.0], [1.0]]), np.array([[1.0]])
    found = scores(np.array([[0.0], [3.0]]), M, S, np.array([0.9, 0.1]))
    assert found == close_to(np.log([0.9, 0.1]) - 0.5 + np.array([[0, 0], [-3, 3]]))


@check(scores)
def differences_of_log_densities(rng):
    rows, labels = fresh_classes(rng)
    model = LinearDiscriminantAnalysis(store_covariance=True).fit(rows, labels)
    M, S, priors = model.means_, model.covariance_, model.priors_
    wanted = relative_to_the_first(log_densities(rows, M, S) + np.log(priors))
    assert relative_to_the_first(scores(rows, M, S, priors)) == close_to(wanted)


@wrong(scores, "You forgot the priors. Add their logarithm.")
def scores_without_priors(X, M, S, priors):
    W = np.linalg.solve(S, M.T)
    return X @ W - (M.T * W).sum(axis=0) / 2


@wrong(scores, "You added the prior itself. Add its logarithm.")
def scores_with_plain_priors(X, M, S, priors):
    W = np.linalg.solve(S, M.T)
    return X @ W - (M.T * W).sum(axis=0) / 2 + priors


@wrong(scores, "That is the logarithm to base 10. Use the natural one, np.log.")
def scores_with_log10(X, M, S, priors):
    W = np.linalg.solve(S, M.T)
    return X @ W - (M.T * W).sum(axis=0) / 2 + np.log10(priors)


@wrong(scores, "You subtracted all of m · S⁻¹ m. Subtract half of it.")
def scores_without_half(X, M, S, priors):
    W = np.linalg.solve(S, M.T)
    return X @ W - (M.T * W).sum(axis=0) + np.log(priors)


@wrong(scores, "You multiplied by S. Use its inverse: np.linalg.solve.")
def scores_without_inverse(X, M, S, priors):
    W = S @ M.T
    return X @ W - (M.T * W).sum(axis=0) / 2 + np.log(priors)


@right(scores)
def scores_by_inverse(X, M, S, priors):
    W = M @ np.linalg.inv(S)
    return X @ W.T - 0.5 * np.einsum("kd,kd->k", M, W) + np.log(priors)


@right(scores)
def scores_class_by_class(X, M, S, priors):
    columns = []
    for m, prior in zip(M, priors, strict=True):
        w = linalg.solve(S, m, assume_a="pos")
        columns.append([x @ w - m @ w / 2 + math.log(prior) for x in X])
    return np.transpose(columns)


@right(scores)
def scores_by_whitening(X, M, S, priors):
    L = np.linalg.cholesky(S)
    Z, N = (linalg.solve_triangular(L, A.T, lower=True).T for A in (X, M))
    return Z @ N.T - (N**2).sum(axis=1) / 2 + np.log(priors)


@right(scores)
def scores_by_distance(X, M, S, priors):
    inverse = np.linalg.inv(S)
    far = cdist(X, M, "mahalanobis", VI=inverse) ** 2
    own = np.einsum("nd,de,ne->n", X, inverse, X)
    return (own[:, None] - far) / 2 + np.log(priors)


@check(probabilities)
def scores_that_are_far_apart():
    """Scores of 1000 and −2000 have probabilities too, without any overflow."""
    far = np.array([[1000.0, 999], [2000, 0], [0, 2000], [-1000, -1001], [-2000, 0]])
    found = [probabilities(row[None])[0] for row in far]
    assert found == close_to(special.softmax(far, axis=1))


@check(probabilities)
def scores_stay_as_they_are():
    """`probabilities` leaves the scores as they were."""
    given = np.array([[3.0, 1.0, 2.0]])
    probabilities(given)
    assert given == close_to([[3, 1, 2]])


@check(probabilities)
def probabilities_of_three_classes(rng):
    given = rng.normal(size=(6, 3)) * 3
    assert probabilities(given) == close_to(special.softmax(given, axis=1))


@wrong(
    probabilities, "exp(1000) overflows. Subtract the largest score of each row first."
)
def probabilities_that_overflow(scores):
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(scores)
        return e / e.sum(axis=1, keepdims=True)


@wrong(
    probabilities,
    "You clipped the scores, so large ones become equal. Subtract the largest of each "
    "row instead.",
)
def probabilities_cut_off(scores):
    e = np.exp(np.clip(scores, -500, 500))
    return e / e.sum(axis=1, keepdims=True)


@wrong(
    probabilities,
    "You clipped the scores, so large ones become equal. Subtract the largest of each "
    "row instead.",
)
def probabilities_cut_off_above(scores):
    with np.errstate(invalid="ignore"):
        e = np.exp(np.minimum(scores, 700))
        return e / e.sum(axis=1, keepdims=True)


@wrong(
    probabilities,
    "You subtracted the mean of each row, so a score far above it overflows. Subtract "
    "the largest.",
)
def probabilities_from_the_mean(scores):
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(scores - scores.mean(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)


@wrong(
    probabilities,
    "You subtracted the last score of each row, so one far above it overflows. "
    "Subtract the largest.",
)
def probabilities_from_the_last(scores):
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(scores - scores[:, -1:])
        return e / e.sum(axis=1, keepdims=True)


@wrong(
    probabilities,
    "You replaced an infinite exp by a finite number, which is too small. Subtract the "
    "largest score of each row first.",
)
def probabilities_made_finite(scores):
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.nan_to_num(np.exp(scores))
        return e / e.sum(axis=1, keepdims=True)


@wrong(probabilities, "Your columns add up to 1. Each row should: axis=1.")
def probabilities_of_columns(scores):
    e = np.exp(scores - scores.max())
    return e / e.sum(axis=0)


@wrong(
    probabilities,
    "You divided the scores themselves. Take exp first, because scores are logarithms.",
)
def probabilities_of_plain_scores(scores):
    return scores / scores.sum(axis=1, keepdims=True)


@right(probabilities)
def probabilities_by_softmax(scores):
    return special.softmax(scores, axis=1)


@right(probabilities)
def probabilities_row_by_row(scores):
    rows = []
    for row in scores:
        e = [math.exp(score - max(row)) for score in row]
        rows.append([part / sum(e) for part in e])
    return rows


@right(probabilities)
def probabilities_by_logarithms(scores):
    return np.exp(scores - special.logsumexp(scores, axis=1, keepdims=True))


@right(probabilities)
def probabilities_by_differences(scores):
    with np.errstate(over="ignore"):
        ratios = np.exp(scores[:, None, :] - scores[:, :, None])
    return (1 / ratios.sum(axis=2)).astype(np.float32)


@check(predict)
def classes_near_and_far(rng):
    for apart in (0.2, 0.5, 1):
        rows, labels = fresh_classes(rng, n=100, apart=apart)
        model = LinearDiscriminantAnalysis(store_covariance=True).fit(rows, labels)
        S = model.covariance_ * 100 / 97
        wanted = log_densities(rows[::-1], model.means_, S) + np.log([0.4, 0.4, 0.2])
        assert predict(rows, labels, rows[::-1], 3) == close_to(wanted.argmax(axis=1))


@check(predict)
def the_penguins():
    """On the penguins, your predictions are those of scikit-learn."""
    wanted = lda.predict(P_test)
    assert predict(P_train, y_train, P_test, k) == close_to(wanted)


@wrong(predict, "You used equal priors. Count the classes in y_train.")
def predict_with_equal_priors(X_train, y_train, X_new, k):
    M, S = class_means(X_train, y_train, k), pooled(X_train, y_train, k)
    return scores(X_new, M, S, np.full(k, 1 / k)).argmax(axis=1)


@wrong(
    predict, "That is the nearest mean by ordinary distance. Use the covariance S too."
)
def predict_by_the_nearest_mean(X_train, y_train, X_new, k):
    M = class_means(X_train, y_train, k)
    return ((X_new[:, None] - M) ** 2).sum(axis=2).argmin(axis=1)


@wrong(predict, "That is the largest score. Return the class that has it: argmax.")
def predict_the_score(X_train, y_train, X_new, k):
    M, S = class_means(X_train, y_train, k), pooled(X_train, y_train, k)
    priors = np.bincount(y_train, minlength=k) / len(y_train)
    return scores(X_new, M, S, priors).max(axis=1)


@right(predict)
def predict_by_density(X_train, y_train, X_new, k):
    S, n = pooled(X_train, y_train, k), len(y_train)
    columns = []
    for c, m in enumerate(class_means(X_train, y_train, k)):
        density = stats.multivariate_normal(np.asarray(m), np.asarray(S)).logpdf(X_new)
        columns.append(density + math.log(np.count_nonzero(y_train == c) / n))
    return np.argmax(columns, axis=0)


@right(predict)
def predict_by_distance(X_train, y_train, X_new, k):
    M, S = class_means(X_train, y_train, k), pooled(X_train, y_train, k)
    far = cdist(X_new, np.asarray(M), "mahalanobis", VI=np.linalg.inv(S))
    counts = np.unique(y_train, return_counts=True)[1]
    return (far**2 - 2 * np.log(counts)).argmin(axis=1).astype(np.int8)


@right(predict)
def predict_by_chances(X_train, y_train, X_new, k):
    M, S = class_means(X_train, y_train, k), pooled(X_train, y_train, k)
    priors = [float(np.mean(y_train == c)) for c in range(k)]
    found = scores(X_new, np.asarray(M), np.asarray(S), np.array(priors))
    return [int(np.argmax(row)) for row in np.asarray(probabilities(np.asarray(found)))]


@right(predict)
def predict_by_least_squares_directions(X_train, y_train, X_new, k):
    M, S = map(
        np.asarray, (class_means(X_train, y_train, k), pooled(X_train, y_train, k))
    )
    W = np.linalg.lstsq(S, M.T, rcond=None)[0]
    centre = (M[:, None] + M) / 2  # halfway between each two means
    fraction = np.log(np.bincount(y_train, minlength=k))
    names = []
    for x in X_new:
        beats = lambda a, b: (
            (x - centre[a, b]) @ (W[:, a] - W[:, b]) + fraction[a] - fraction[b] >= 0
        )
        names.append(next(a for a in range(k) if all(beats(a, b) for b in range(k))))
    return tuple(names)


equivalent(
    predict,
    "priors = np.bincount(y_train, minlength=k) / len(y_train) -> priors = np.bincount(y_train, minlength=k)",
    "priors = np.bincount(y_train, minlength=k) / len(y_train) -> priors = np.bincount(y_train, minlength=k) / len(X_new)",
    "priors = np.bincount(y_train, minlength=k) / len(y_train) -> priors = np.bincount(y_train, minlength=k) * len(y_train)",
    why="A factor that all priors share adds the same to every score.",
)


equivalent(
    predict,
    "priors = np.bincount(y_train, minlength=k) / len(y_train) -> priors = np.bincount(y_train) / len(y_train)",
    why="Each class has a row, because a class without rows has no mean.",
)
