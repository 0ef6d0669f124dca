"""The proof of level 3 of 03 penguins: how its functions go wrong, and other right answers."""

import math
from collections import Counter

from scipy import linalg, special, stats
from scipy.spatial.distance import cdist
from sklearn.base import clone


def fresh_classes(rng, n=80, d=4, apart=2):
    """n rows of d columns in three classes of unequal size that overlap: (X, y)."""
    y = np.arange(n) % 10 // 4  # of ten, four are 0, four are 1, two are 2
    mix = rng.uniform(-1, 1, size=(d, d)) + 2 * np.eye(d)
    return rng.normal(size=(n, d)) @ mix + apart * rng.normal(size=(3, d))[y], y


def with_gaps(rng):
    """A table (12, 5) with gaps."""
    N = rng.normal(size=(12, 5))
    N[rng.random((12, 5)) < 0.2] = np.nan
    return N


def log_densities(X, M, S):
    """By SciPy: the log density of each row of X in each class: shape (n, k)."""
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
    """Of each species, chance draws other rows each time, and no block of neighbours."""
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
    "Dealt from all rows at once, a rare species may get too few. Label by label.",
)
def split_of_all(y, share, rng):
    order = rng.permutation(len(y))
    n_test = round(share * len(y))
    return order[n_test:], order[:n_test]


@wrong(
    stratified,
    "The first rows of each species were taken, not any. They may come from one "
    "island, or from one year: shuffle.",
)
def stratified_in_order(y, share, rng):
    test = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        test.extend(rows[: round(share * len(rows))])
    return np.setdiff1d(np.arange(len(y)), test), np.array(test)


@wrong(
    stratified,
    "A block of neighbours was taken, wherever it begins. They may come from one "
    "island, or from one year: shuffle.",
)
def stratified_by_a_block(y, share, rng):
    test = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        rows = np.roll(rows, rng.integers(len(rows)))
        test.extend(rows[: round(share * len(rows))])
    return np.setdiff1d(np.arange(len(y)), test), np.array(test)


@wrong(
    stratified,
    "Only the first species was shuffled. Each of them is dealt by chance.",
)
def stratified_by_chance_once(y, share, rng):
    test = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        rows = rows if test else rng.permutation(rows)
        test.extend(rows[: round(share * len(rows))])
    return np.setdiff1d(np.arange(len(y)), test), np.array(test)


@wrong(
    stratified,
    "Rows at even steps were taken; chance only chose where they begin. Shuffle.",
)
def stratified_by_steps(y, share, rng):
    test = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        n = round(share * len(rows))
        rows = np.roll(rows, rng.integers(len(rows)))
        test.extend(rows[:: len(rows) // max(n, 1)][:n])
    return np.setdiff1d(np.arange(len(y)), test), np.array(test)


@wrong(
    stratified,
    "The first row of a species never comes into test. Chance deals all of them.",
)
def stratified_without_the_first(y, share, rng):
    test = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        test.extend(rng.permutation(rows[1:])[: round(share * len(rows))])
    return np.setdiff1d(np.arange(len(y)), test), np.array(test)


@wrong(stratified, "The parts are swapped: test has the share that is asked for.")
def stratified_swapped(y, share, rng):
    test = []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        test.extend(rows[: round(share * len(rows))])
    return np.array(test), np.setdiff1d(np.arange(len(y)), test)


@right(stratified)
def stratified_by_choice(y, share, rng):
    test = np.zeros(len(y), dtype=bool)
    for label, count in zip(*np.unique(y, return_counts=True), strict=True):
        size = int(share * count + 0.5)
        test[rng.choice(np.flatnonzero(y == label), size=size, replace=False)] = True
    return np.flatnonzero(~test), np.flatnonzero(test)


@right(stratified)
def stratified_by_pandas(y, share, rng):
    rows = pd.Series(np.arange(len(y)))
    test = rows.groupby(np.asarray(y)).sample(frac=share, random_state=rng)
    return [rows.drop(test.index).tolist(), test.tolist()]


@right(stratified)
def stratified_by_shuffling_all(y, share, rng):
    order = rng.permutation(len(y))
    left = {label: round(share * c) for label, c in Counter(y.tolist()).items()}
    train, test = [], []
    for row in order:
        part = test if left[y[row]] > 0 else train
        part.append(int(row))
        left[y[row]] -= 1
    return tuple(train), tuple(test)


@right(stratified)
def stratified_by_lots(y, share, rng):
    order = np.lexsort((rng.random(len(y)), y))
    rank = np.arange(len(y)) - np.searchsorted(y[order], y[order])
    count = (y[:, None] == y[order]).sum(axis=0)
    is_test = rank < np.rint(share * count)
    return order[~is_test], order[is_test]


equivalent(
    stratified,
    "return (np.setdiff1d(np.arange(len(y)), test), np.array(test)) -> return (np.setdiff1d(np.arange(len(y)), test), test)",
    why="A list for an array is as good an answer.",
)


@check(medians)
def an_even_number_of_values():
    """Of an even number of values, the median lies halfway between the middle two."""
    N = np.array([[1.0, np.nan], [8.0, 2.0], [2.0, 3.0], [30.0, 9.0]])
    assert medians(N) == close_to([5, 3])


@check(medians)
def columns_with_many_gaps(rng):
    N = with_gaps(rng)
    wanted = SimpleImputer(strategy="median").fit(N).statistics_
    assert medians(N) == close_to(wanted)


@wrong(medians, "Those are the means. The median stands in the middle of the order.")
def means_for_medians(N):
    return np.nanmean(N, axis=0)


@wrong(medians, "One gap makes the whole column nan. Leave gaps aside.")
def medians_with_gaps(N):
    return np.median(N, axis=0)


@wrong(medians, "Those are medians of pages. Each column has one: axis 0.")
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
    line, count = np.sort(N, axis=0), (~np.isnan(N)).sum(axis=0)  # gaps come last
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
    N, gaps = with_gaps(rng), with_gaps(rng)[:4]
    imputer = SimpleImputer(strategy="median").fit(N)
    assert filled(gaps, np.asarray(medians(N))) == close_to(imputer.transform(gaps))


@wrong(filled, "Gaps became 0: a bill of no length. Put the column's value there.")
def filled_with_zero(N, values):
    return np.nan_to_num(N)


@wrong(filled, "Only the first gap of a column was filled. There may be more.")
def filled_once_a_column(N, values):
    return pd.DataFrame(N).fillna(pd.Series(values), limit=1).to_numpy()


@wrong(
    filled,
    "The medians of this very table were filled in. Use those that were handed over: "
    "they come from the known penguins.",
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
    fill = lambda value, middle: float(middle if math.isnan(value) else value)
    return np.array([[fill(v, m) for v, m in zip(row, values)] for row in N])


@right(filled)
def filled_by_masking(N, values):
    gap = N != N
    return np.nan_to_num(N) + gap * np.asarray(values)


@check(commonest)
def equally_common_words(rng):
    """If words are equally common, the first in the alphabet wins."""
    columns = [np.append(rng.permutation(list("abcdefgh")[i:]), "") for i in range(6)]
    columns += [np.array(list(words)) for words in ("wvutsrqp", "zyxk", "omlji")]
    assert [commonest(column) for column in columns] == list("abcdefpki")
    assert commonest(np.array(["b", "", "a", "b", "a"])) == "a"


@check(commonest)
def columns_without_a_gap(rng):
    assert commonest(rng.permutation(["male"] * 3 + ["female"] * 2)) == "male"
    assert commonest(rng.permutation(["male"] * 2 + ["female"] * 3)) == "female"


@wrong(commonest, "A gap is no word. Leave out '' before you count.")
def commonest_with_gaps(column):
    words, counts = np.unique(column, return_counts=True)
    return str(words[counts.argmax()])


@wrong(
    commonest,
    "The first word was left out as if it were the gap. A column may have no gap.",
)
def commonest_but_the_first(column):
    words, counts = np.unique(column, return_counts=True)
    return str(words[1:][counts[1:].argmax()])


@wrong(commonest, "That is how often it occurs. Which word is it?")
def how_often(column):
    return np.unique(column[column != ""], return_counts=True)[1].max()


@wrong(
    commonest,
    "A set stands in no order: which of several words comes out is luck. Sort first.",
)
def commonest_by_luck(column):
    words = set(column.tolist()) - {""}
    return max(words, key=column.tolist().count)


@wrong(
    commonest,
    "Of words equally common you took the one met first. Take the alphabet's first.",
)
def commonest_met_first(column):
    words = [word for word in column.tolist() if word]
    return max(words, key=words.count)


@wrong(commonest, "Of words equally common, the first of the alphabet is asked for.")
def commonest_of_the_last(column):
    words, counts = np.unique(column[column != ""], return_counts=True)
    return str(words[len(counts) - 1 - counts[::-1].argmax()])


@right(commonest)
def commonest_by_counter(column):
    counts = Counter(word for word in column if word)
    return sorted(counts, key=lambda word: (-counts[word], word))[0]


@right(commonest)
def commonest_by_pandas(column):
    return pd.Series(column).loc[lambda words: words != ""].mode()[0]


@right(commonest)
def commonest_in_a_loop(column):
    best, most = "", 0
    for word in np.unique(column):
        if word != "" and (column == word).sum() > most:
            best, most = word, (column == word).sum()
    return best


@right(commonest)
def commonest_by_max(column):
    words = sorted(filter(None, column.tolist()))
    return max(words, key=words.count)


equivalent(
    commonest,
    "return str(words[counts.argmax()]) -> return words[counts.argmax()]",
    why="NumPy's own text is the same word.",
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
    "The columns are the words that occur here. On a new page they may be others: use "
    "the categories that were handed over.",
)
def one_hot_of_what_occurs(column, categories):
    return (np.asarray(column)[:, None] == np.unique(column)).astype(float)


@wrong(one_hot, "A text that no category fits was given the first one. Zeros, please.")
def one_hot_never_empty(column, categories):
    asked = np.asarray(column)[:, None] == np.asarray(categories)
    return np.eye(len(categories))[asked.argmax(axis=1)]


@wrong(one_hot, "A row for each text, a column for each category: yours is turned.")
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


@wrong(standardised, "The new pages were scaled by themselves. Learn from X_train.")
def standardised_by_itself(X_train, X_new):
    spread = X_new.std(axis=0)
    return (X_new - X_new.mean(axis=0)) / np.where(spread == 0, 1, spread)


@wrong(standardised, "The new pages were scaled by themselves. Learn from X_train.")
def standardised_by_itself_and_nothing(X_train, X_new):
    with np.errstate(divide="ignore", invalid="ignore"):
        return (X_new - X_new.mean(axis=0)) / X_new.std(axis=0)


@wrong(
    standardised,
    "The mean is of the known pages, the deviation of the new ones. Learn both from "
    "X_train.",
)
def standardised_by_its_own_spread(X_train, X_new):
    spread = X_new.std(axis=0)
    return (X_new - X_train.mean(axis=0)) / np.where(spread == 0, 1, spread)


@wrong(standardised, "No deviation is set to 1 for being small; only that of 0 is.")
def standardised_by_one_at_least(X_train, X_new):
    return (X_new - X_train.mean(axis=0)) / np.maximum(X_train.std(axis=0), 1)


@wrong(standardised, "No deviation is set to 1 for being small; only that of 0 is.")
def standardised_unless_small(X_train, X_new):
    spread = X_train.std(axis=0)
    return (X_new - X_train.mean(axis=0)) / np.where(spread < 0.01, 1, spread)


@wrong(
    standardised,
    "A column that does not vary in X_train is only centred, however X_new varies.",
)
def standardised_by_either(X_train, X_new):
    spread, own = X_train.std(axis=0), X_new.std(axis=0)
    spread = np.where(spread == 0, own, spread)
    return (X_new - X_train.mean(axis=0)) / np.where(spread == 0, 1, spread)


@wrong(standardised, "A column without spread divides by 0. Only centre it.")
def standardised_by_nothing(X_train, X_new):
    with np.errstate(divide="ignore", invalid="ignore"):
        return (X_new - X_train.mean(axis=0)) / X_train.std(axis=0)


@wrong(standardised, "Those deviations are over n - 1. The scaler's are over n.")
def standardised_as_a_sample(X_train, X_new):
    spread = X_train.std(axis=0, ddof=1)
    return (X_new - X_train.mean(axis=0)) / np.where(spread == 0, 1, spread)


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
    scaled, spread = X_new - X_train.mean(0), np.sqrt(X_train.var(0))
    np.divide(scaled, spread, out=scaled, where=spread > 0)
    return scaled


@check(ready)
def taught_by_other_pages():
    """Everything is learnt from `known`, whichever pages those are."""
    males = X_train[X_train["sex"] == "male"]
    mostly = pd.concat([males, X_train[X_train["sex"] == "female"][:9]])
    wanted = clone(preparer).fit(mostly).transform(X_test)
    assert ready(mostly, X_test) == close_to(wanted)


@wrong(ready, "The medians came from the new pages. They are learnt from the known.")
def ready_by_the_new_medians(known, new):
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = medians(N_new)
    columns = [standardised(filled(N_known, middle), filled(N_new, middle))]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        now = np.where(now == "", commonest(was), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[1:]))
    return np.hstack(columns)


@wrong(ready, "Every word has a column, and they repeat each other. Drop the first.")
def ready_with_every_word(known, new):
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = medians(N_known)
    columns = [standardised(filled(N_known, middle), filled(N_new, middle))]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        now = np.where(now == "", commonest(was), now)
        columns.append(one_hot(now, np.unique(was[was != ""])))
    return np.hstack(columns)


@wrong(
    ready,
    "A missing sex did not get the commonest of the known pages. Ask those, and those "
    "alone.",
)
def ready_by_the_new_words(known, new):
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = medians(N_known)
    columns = [standardised(filled(N_known, middle), filled(N_new, middle))]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        now = np.where(now == "", commonest(now), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[1:]))
    return np.hstack(columns)


@wrong(ready, "The medians are always those of X_train. Learn from known.")
def ready_by_the_medians_of_the_module(known, new):
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = medians(N_train)
    columns = [standardised(filled(N_known, middle), filled(N_new, middle))]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        now = np.where(now == "", commonest(was), now)
        columns.append(one_hot(now, np.unique(was[was != ""])[1:]))
    return np.hstack(columns)


@wrong(ready, "The commonest word is always that of X_train. Learn from known.")
def ready_by_the_words_of_the_module(known, new):
    N_known, N_new = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = medians(N_known)
    columns = [standardised(filled(N_known, middle), filled(N_new, middle))]
    for name in categorical:
        was = known[name].fillna("").to_numpy(dtype=str)
        now = new[name].fillna("").to_numpy(dtype=str)
        word = commonest(X_train[name].fillna("").to_numpy(dtype=str))
        now = np.where(now == "", word, now)
        columns.append(one_hot(now, np.unique(was[was != ""])[1:]))
    return np.hstack(columns)


@right(ready)
def ready_by_pandas(known, new):
    middle = known[numeric].median()
    was, now = known[numeric].fillna(middle), new[numeric].fillna(middle)
    table = (now - was.mean()) / was.std(ddof=0)
    filled_in = {name: new[name].fillna(known[name].mode()[0]) for name in categorical}
    for word in ("Dream", "Torgersen"):
        table[word] = (filled_in["island"] == word).astype(float)
    return table.assign(male=filled_in["sex"].eq("male") * 1.0)


@right(ready)
def ready_page_by_page(known, new):
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


@right(ready)
def ready_with_full_tables(known, new):
    was, now = known[numeric].to_numpy(), new[numeric].to_numpy()
    middle = np.asarray(medians(was))
    numbers = np.asarray(standardised(filled(was, middle), filled(now, middle)))
    words = []
    for name in categorical:
        column = known[name].fillna("").to_numpy(dtype=str)
        full = new[name].fillna(commonest(column)).to_numpy(dtype=str)
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


@wrong(class_means, "Those are the sums. The mean divides by how many there are.")
def class_sums(X, y, k):
    return np.array([X[y == c].sum(axis=0) for c in range(k)])


@wrong(class_means, "A species has a mean in each column, not one mean: axis 0.")
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


@wrong(pooled, "Divided by n. Each of the k means took one away: n - k.")
def pooled_over_n(X, y, k):
    apart = X - class_means(X, y, k)[y]
    return apart.T @ apart / len(X)


@wrong(pooled, "Divided by n - 1, as if there were one mean. There are k: n - k.")
def pooled_over_n_less_one(X, y, k):
    apart = X - class_means(X, y, k)[y]
    return apart.T @ apart / (len(X) - 1)


@wrong(
    pooled,
    "The deviations are from the middle of all penguins. That mixes up how species "
    "differ with how penguins differ: take each one's own middle.",
)
def pooled_around_one_mean(X, y, k):
    apart = X - X.mean(axis=0)
    return apart.T @ apart / (len(X) - k)


@wrong(
    pooled,
    "That is the plain mean of k covariances. A species with more penguins has more "
    "to say.",
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
    "return apart.T @ apart / (len(X) - k) -> return apart.T @ apart / (len(y) - k)",
    why="There are as many labels as rows.",
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
    wanted = apart_from_the_first(log_densities(rows, M, S) + np.log(priors))
    assert apart_from_the_first(scores(rows, M, S, priors)) == close_to(wanted)


@wrong(scores, "The priors are forgotten: add their logarithm.")
def scores_without_priors(X, M, S, priors):
    W = np.linalg.solve(S, M.T)
    return X @ W - (M.T * W).sum(axis=0) / 2


@wrong(scores, "A prior goes in by its logarithm.")
def scores_with_plain_priors(X, M, S, priors):
    W = np.linalg.solve(S, M.T)
    return X @ W - (M.T * W).sum(axis=0) / 2 + priors


@wrong(scores, "That logarithm is to base 10. np.log is the natural one.")
def scores_with_log10(X, M, S, priors):
    W = np.linalg.solve(S, M.T)
    return X @ W - (M.T * W).sum(axis=0) / 2 + np.log10(priors)


@wrong(scores, "Half of m · S⁻¹ m is to be taken off; the half is missing.")
def scores_without_half(X, M, S, priors):
    W = np.linalg.solve(S, M.T)
    return X @ W - (M.T * W).sum(axis=0) + np.log(priors)


@wrong(scores, "That multiplies by S where its inverse is meant: solve.")
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


@check(chances)
def scores_that_are_far_apart():
    """Scores of 1000 and −2000 have chances too, without any overflow."""
    far = np.array([[1000.0, 999], [2000, 0], [0, 2000], [-1000, -1001], [-2000, 0]])
    found = [chances(row[None])[0] for row in far]
    assert found == close_to(special.softmax(far, axis=1))


@check(chances)
def scores_stay_as_they_are():
    """`chances` leaves the scores as they were."""
    given = np.array([[3.0, 1.0, 2.0]])
    chances(given)
    assert given == close_to([[3, 1, 2]])


@check(chances)
def chances_of_three_classes(rng):
    given = rng.normal(size=(6, 3)) * 3
    assert chances(given) == close_to(special.softmax(given, axis=1))


@wrong(chances, "exp of 1000 is infinite. Take the largest score of the row off first.")
def chances_that_overflow(scores):
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(scores)
        return e / e.sum(axis=1, keepdims=True)


@wrong(
    chances,
    "Cut off at a bound, large scores become alike. Take the row's largest off.",
)
def chances_cut_off(scores):
    e = np.exp(np.clip(scores, -500, 500))
    return e / e.sum(axis=1, keepdims=True)


@wrong(
    chances,
    "Cut off at a bound, large scores become alike. Take the row's largest off.",
)
def chances_cut_off_above(scores):
    with np.errstate(invalid="ignore"):
        e = np.exp(np.minimum(scores, 700))
        return e / e.sum(axis=1, keepdims=True)


@wrong(
    chances,
    "The row's mean was taken off, and a score far above it overflows. Its largest.",
)
def chances_from_the_mean(scores):
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(scores - scores.mean(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)


@wrong(
    chances,
    "The row's last was taken off, and one far above it overflows. Its largest.",
)
def chances_from_the_last(scores):
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(scores - scores[:, -1:])
        return e / e.sum(axis=1, keepdims=True)


@wrong(
    chances,
    "An infinite exp made finite is too small. Take the row's largest off first.",
)
def chances_made_finite(scores):
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.nan_to_num(np.exp(scores))
        return e / e.sum(axis=1, keepdims=True)


@wrong(chances, "Each column adds up to 1. Each penguin's row should: axis 1.")
def chances_of_columns(scores):
    e = np.exp(scores - scores.max())
    return e / e.sum(axis=0)


@wrong(chances, "Scores are logarithms. Undo them with exp before you share out.")
def chances_of_plain_scores(scores):
    return scores / scores.sum(axis=1, keepdims=True)


@right(chances)
def chances_by_softmax(scores):
    return special.softmax(scores, axis=1)


@right(chances)
def chances_row_by_row(scores):
    rows = []
    for row in scores:
        e = [math.exp(score - max(row)) for score in row]
        rows.append([part / sum(e) for part in e])
    return rows


@right(chances)
def chances_by_logarithms(scores):
    return np.exp(scores - special.logsumexp(scores, axis=1, keepdims=True))


@right(chances)
def chances_by_differences(scores):
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
    """On the penguins, your names are those of scikit-learn."""
    wanted = lda.predict(P_test)
    assert predict(P_train, y_train, P_test, k) == close_to(wanted)


@wrong(predict, "All species were taken for equally common. Count them in y_train.")
def predict_with_equal_priors(X_train, y_train, X_new, k):
    M, S = class_means(X_train, y_train, k), pooled(X_train, y_train, k)
    return scores(X_new, M, S, np.full(k, 1 / k)).argmax(axis=1)


@wrong(predict, "That is the nearest middle with a ruler. The scatter S is forgotten.")
def predict_by_the_nearest_mean(X_train, y_train, X_new, k):
    M = class_means(X_train, y_train, k)
    return ((X_new[:, None] - M) ** 2).sum(axis=2).argmin(axis=1)


@wrong(predict, "That is the largest score. Which class has it? argmax.")
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
    return [int(np.argmax(row)) for row in np.asarray(chances(np.asarray(found)))]


@right(predict)
def predict_by_least_squares_directions(X_train, y_train, X_new, k):
    M, S = map(
        np.asarray, (class_means(X_train, y_train, k), pooled(X_train, y_train, k))
    )
    W = np.linalg.lstsq(S, M.T, rcond=None)[0]
    centre = (M[:, None] + M) / 2  # halfway between each two means
    share = np.log(np.bincount(y_train, minlength=k))
    names = []
    for x in X_new:
        beats = lambda a, b: (
            (x - centre[a, b]) @ (W[:, a] - W[:, b]) + share[a] - share[b] >= 0
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
    why="Each class has a row: a class without one has no mean either.",
)
