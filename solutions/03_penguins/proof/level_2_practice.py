"""The proof of level 2 of 03 penguins: checks, wrong answers, and other right answers."""

from collections import Counter

from scipy import stats
from sklearn.base import clone
from sklearn.compose import ColumnTransformer, make_column_selector
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score, cross_validate
from sklearn.pipeline import Pipeline


def preparer(X):
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    fill = SimpleImputer(strategy="most_frequent")
    return ColumnTransformer(
        [
            ("n", numbers, make_column_selector(dtype_include="number")),
            (
                "w",
                make_pipeline(fill, OneHotEncoder(drop="first", sparse_output=False)),
                make_column_selector(dtype_exclude="number"),
            ),
        ]
    )


@check(missing_counts)
def none_missing_and_many(rng):
    assert missing_counts(pd.DataFrame({"a": [1.0], "b": [np.nan]})) == close_to([0, 1])
    missing = rng.random((12, 4)) < 0.4
    table = pd.DataFrame(rng.normal(size=(12, 4)), columns=list("abcd")).mask(missing)
    assert missing_counts(table) == close_to(missing.sum(axis=0))


@wrong(
    missing_counts,
    "You counted along the rows. Count down the columns: one number for each.",
)
def missing_per_page(table):
    return table.isna().sum(axis=1)


@wrong(
    missing_counts, "You counted the values that are present. Count the missing ones."
)
def values_there(table):
    return table.notna().sum()


@wrong(missing_counts, "Those are fractions. Return counts.")
def fraction_missing(table):
    return table.isna().mean()


@right(missing_counts)
def missing_by_what_is_there(table):
    return len(table) - table.count()


@right(missing_counts)
def missing_column_by_column(table):
    return [len(table[name]) - len(table[name].dropna()) for name in table]


@right(missing_counts)
def missing_in_an_array(table):
    return np.count_nonzero(pd.isna(table.to_numpy()), axis=0)


@right(missing_counts)
def missing_in_a_loop(table):
    counts = [0] * table.shape[1]
    for page in table.itertuples(index=False):
        for j, value in enumerate(page):
            counts[j] += bool(pd.isnull(value))
    return tuple(counts)


@wrong(
    test_define_where_values_are_missing,
    "That is the number of missing values. Two pages lack five each, so count pages.",
)
def all_missing_values():
    return 19


@check(by_island)
def equally_common_labels():
    """If labels are equally common, the smallest wins."""
    islands = np.array(["Avian", "Avian", "Humble", "Humble"])
    labels = np.array([2, 1, 0, 3])
    assert by_island(islands, labels, ["Humble", "Avian"]) == close_to([0, 1])


@check(by_island)
def an_island_that_is_not_known():
    """An island that is not in `islands` gets the most common label of all."""
    islands, labels = np.array(["Avian", "Avian", "Humble"]), np.array([3, 3, 1])
    assert by_island(islands, labels, ["Cormorant", "Humble"]) == close_to([3, 1])


@check(by_island)
def many_islands(rng):
    places, labels = rng.choice(list("abc"), size=60), rng.integers(4, size=60)
    commonest = pd.crosstab(places, labels).idxmax(axis=1)
    assert by_island(places, labels, list("cab")) == close_to(commonest[list("cab")])


@wrong(
    by_island,
    "You gave every island the most common label of all. Count on each island by "
    "itself.",
)
def the_commonest_of_all(islands, y, new_islands):
    return [np.bincount(y).argmax() for _ in new_islands]


@wrong(
    by_island,
    "You gave an unknown island the label 0. Give it the most common label of all.",
)
def by_island_or_zero(islands, y, new_islands):
    islands, y = np.asarray(islands), np.asarray(y)
    return [
        np.bincount(y[islands == island], minlength=1).argmax()
        for island in new_islands
    ]


@wrong(
    by_island,
    "When labels tie, you took the largest. Take the smallest.",
)
def by_island_the_largest(islands, y, new_islands):
    islands, y = np.asarray(islands), np.asarray(y)
    labels = []
    for island in new_islands:
        there = y[islands == island]
        counts = np.bincount(there if len(there) else y)
        labels.append(len(counts) - 1 - counts[::-1].argmax())
    return labels


@wrong(
    by_island,
    "When labels tie, you took the one that comes first. Take the smallest.",
)
def by_island_the_first_met(islands, y, new_islands):
    islands, labels = np.asarray(islands).tolist(), []
    for island in new_islands:
        there = [y[i] for i, name in enumerate(islands) if name == island] or list(y)
        labels.append(max(there, key=there.count))
    return labels


@right(by_island)
def by_island_by_groups(islands, y, new_islands):
    by_name = pd.Series(np.asarray(y)).groupby(np.asarray(islands))
    known = by_name.agg(lambda there: there.mode()[0])
    return pd.Series(np.asarray(new_islands)).map(known).fillna(pd.Series(y).mode()[0])


@right(by_island)
def by_island_by_counter(islands, y, new_islands):
    everywhere, here = Counter(), {}
    for island, label in zip(islands, y, strict=True):
        everywhere[label] += 1
        here.setdefault(island, Counter())[label] += 1
    first = lambda counts: min(counts, key=lambda label: (-counts[label], label))
    return [first(here.get(island, everywhere)) for island in new_islands]


@right(by_island)
def by_island_by_table(islands, y, new_islands):
    table = pd.crosstab(np.asarray(islands), np.asarray(y)).idxmax(axis=1)
    found = table.reindex(list(new_islands), fill_value=stats.mode(y).mode)
    return found.to_numpy(dtype=np.int32)


@right(by_island)
def by_island_one_by_one(islands, y, new_islands):
    labels = []
    for new in new_islands:
        there = [int(own) for island, own in zip(islands, y) if island == new]
        there = sorted(there or map(int, y))
        labels.append(max(there, key=there.count))
    return tuple(labels)


equivalent(
    by_island,
    "islands, y = (np.asarray(islands), np.asarray(y)) -> pass",
    why="If they are arrays already, they need no conversion.",
)


@check(prepare)
def numbers_alone(rng):
    known, new = rng.normal(3, 2, size=(9, 2)), rng.normal(size=(4, 2))
    known[rng.random((9, 2)) < 0.2], new[1, 0] = np.nan, np.nan
    tables = [pd.DataFrame(values, columns=["a", "b"]) for values in (known, new)]
    scale = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    found = prepare(*tables)
    assert found[0] == close_to(scale.fit_transform(known))
    assert found[1] == close_to(scale.transform(new))


@check(prepare)
def words_before_the_numbers():
    """The columns of numbers come first, wherever they are in the table."""
    known = {"kind": ["q", "p", "q"], "kg": [1.0, 3.0, 5.0], "egg": ["b", "a", "c"]}
    known = pd.DataFrame(known)
    found, _ = prepare(known, known)
    assert np.round(found, 2) == close_to(
        [[-1.22, 1, 1, 0], [0, 0, 0, 0], [1.22, 1, 0, 1]]
    )


@check(prepare)
def words_that_are_missing():
    """A missing word gets the most common word of `X_train`, in both tables."""
    known = pd.DataFrame({"kg": [1, 3, 2, 2], "island": ["q", "p", "q", np.nan]})
    new = pd.DataFrame({"kg": [2, 2, 2, 2], "island": ["p", "p", "p", np.nan]})
    found = prepare(known, new)
    assert np.asarray(found[0])[:, 1] == close_to([1, 0, 1, 1])
    assert np.asarray(found[1])[:, 1] == close_to([0, 0, 0, 1])


@check(prepare)
def words_and_numbers_with_many_missing(rng):
    many = pd.DataFrame(rng.normal(3, 2, size=(40, 3)), columns=list("abc"))
    many = many.mask(rng.random((40, 3)) < 0.2)
    fill = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    wanted = np.vstack([fill.fit_transform(many[:30]), fill.transform(many[30:])])
    for name, common, rare in (("island", "r", "p"), ("sex", "p", "r")):
        # common in the 30 known pages, rare in the 10 new ones; in front of a, b and c
        words = pd.Series([*"rqp" * 8, *common * 6, *rare * 10])
        words[[4, 7, 33, 36]] = np.nan
        many.insert(0, name, words)
        for word in "rq":
            wanted = np.insert(wanted, 3, words.fillna(common) == word, axis=1)
    known, new = prepare(many[:30], many[30:])
    assert known == close_to(wanted[:30])
    assert new == close_to(wanted[30:])


@wrong(
    prepare,
    "You kept a column for every word. The three columns of the islands always add up "
    "to 1, so one of them is redundant. Drop the first word.",
)
def prepare_in_the_dummy_trap(X_train, X_new):
    numbers = X_train.select_dtypes("number").columns
    words = X_train.columns.difference(numbers, sort=False)
    fill = SimpleImputer(strategy="most_frequent")
    encode = OneHotEncoder(sparse_output=False)
    table = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        (make_pipeline(fill, encode), words),
    )
    return table.fit_transform(X_train), table.transform(X_new)


@wrong(prepare, "You imputed the mean. Impute the median.")
def prepare_with_means(X_train, X_new):
    numbers = X_train.select_dtypes("number").columns
    words = X_train.columns.difference(numbers, sort=False)
    fill = SimpleImputer(strategy="most_frequent")
    encode = OneHotEncoder(drop="first", sparse_output=False)
    table = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="mean"), StandardScaler()), numbers),
        (make_pipeline(fill, encode), words),
    )
    return table.fit_transform(X_train), table.transform(X_new)


@wrong(
    prepare,
    "Your numbers still have their units. Subtract the mean and divide by the standard "
    "deviation.",
)
def prepare_unscaled(X_train, X_new):
    numbers = X_train.select_dtypes("number").columns
    words = X_train.columns.difference(numbers, sort=False)
    fill = SimpleImputer(strategy="most_frequent")
    encode = OneHotEncoder(drop="first", sparse_output=False)
    table = make_column_transformer(
        (SimpleImputer(strategy="median"), numbers),
        (make_pipeline(fill, encode), words),
    )
    return table.fit_transform(X_train), table.transform(X_new)


@wrong(
    prepare,
    "You fitted the steps to the new pages again. Fit on X_train only, then transform "
    "X_new.",
)
def prepare_each_by_itself(X_train, X_new):
    numbers = X_train.select_dtypes("number").columns
    words = X_train.columns.difference(numbers, sort=False)
    fill = SimpleImputer(strategy="most_frequent")
    encode = OneHotEncoder(drop="first", sparse_output=False)
    table = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        (make_pipeline(fill, encode), words),
    )
    known = table.fit_transform(X_train)
    table.fit(pd.concat([X_new, X_train.tail(1)]))  # a last word for each column
    return known, table.transform(X_new)


@wrong(
    prepare,
    "You called fit_transform on the new pages, which fits again. Fit on X_train, and "
    "only transform X_new.",
)
def prepare_fitted_twice(X_train, X_new):
    numbers = X_train.select_dtypes("number").columns
    words = X_train.columns.difference(numbers, sort=False)
    fill = SimpleImputer(strategy="most_frequent")
    encode = OneHotEncoder(drop="first", sparse_output=False)
    table = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        (make_pipeline(fill, encode), words),
    )
    return table.fit_transform(X_train), table.fit_transform(X_new)


@wrong(
    prepare,
    "Your standard deviation divides by n − 1, as pandas does. Divide by n: "
    ".std(ddof=0).",
)
def prepare_over_one_less(X_train, X_new):
    numbers, parts = X_train.select_dtypes("number"), []
    known = numbers.fillna(numbers.median())
    for pages in (X_train, X_new):
        full = pages[numbers.columns].fillna(numbers.median())
        columns = [(full - known.mean()) / known.std()]
        for name in X_train.columns.difference(numbers.columns, sort=False):
            kinds = sorted(X_train[name].dropna().unique())
            words = pages[name].fillna(X_train[name].mode()[0])
            columns.append(words.to_numpy(dtype=object)[:, None] == kinds[1:])
        parts.append(np.hstack([np.asarray(c, dtype=float) for c in columns]))
    return tuple(parts)


@wrong(
    prepare,
    "You did not impute a missing word, so it has 0 in all columns, like the first "
    "word. Give it the most common word of X_train.",
)
def prepare_with_missing_words(X_train, X_new):
    numbers, parts = X_train.select_dtypes("number"), []
    known = numbers.fillna(numbers.median())
    for pages in (X_train, X_new):
        full = pages[numbers.columns].fillna(numbers.median())
        columns = [(full - known.mean()) / known.std(ddof=0)]
        for name in X_train.columns.difference(numbers.columns, sort=False):
            kinds = sorted(X_train[name].dropna().unique())
            words = pages[name]
            columns.append(words.to_numpy(dtype=object)[:, None] == kinds[1:])
        parts.append(np.hstack([np.asarray(c, dtype=float) for c in columns]))
    return tuple(parts)


@wrong(
    prepare,
    "You did not impute the missing words of X_train. Give them the most common word, "
    "as in the new pages.",
)
def prepare_with_missing_training_words(X_train, X_new):
    numbers, parts = X_train.select_dtypes("number"), []
    known = numbers.fillna(numbers.median())
    for pages in (X_train, X_new):
        full = pages[numbers.columns].fillna(numbers.median())
        columns = [(full - known.mean()) / known.std(ddof=0)]
        for name in X_train.columns.difference(numbers.columns, sort=False):
            kinds = sorted(X_train[name].dropna().unique())
            words = (
                pages[name]
                if pages is X_train
                else pages[name].fillna(X_train[name].mode()[0])
            )
            columns.append(words.to_numpy(dtype=object)[:, None] == kinds[1:])
        parts.append(np.hstack([np.asarray(c, dtype=float) for c in columns]))
    return tuple(parts)


@wrong(
    prepare,
    "You took the most common word of both tables together. The new pages must not be "
    "used: take the most common word of X_train.",
)
def prepare_with_words_of_both(X_train, X_new):
    numbers, parts = X_train.select_dtypes("number"), []
    known = numbers.fillna(numbers.median())
    for pages in (X_train, X_new):
        full = pages[numbers.columns].fillna(numbers.median())
        columns = [(full - known.mean()) / known.std(ddof=0)]
        for name in X_train.columns.difference(numbers.columns, sort=False):
            kinds = sorted(X_train[name].dropna().unique())
            words = pages[name].fillna(
                pd.concat([X_train[name], X_new[name]]).mode()[0]
            )
            columns.append(words.to_numpy(dtype=object)[:, None] == kinds[1:])
        parts.append(np.hstack([np.asarray(c, dtype=float) for c in columns]))
    return tuple(parts)


@wrong(
    prepare,
    "You fitted on both tables together, so information leaks from the new pages. Fit "
    "on X_train alone.",
)
def prepare_with_a_leak(X_train, X_new):
    numbers = X_train.select_dtypes("number").columns
    words = X_train.columns.difference(numbers, sort=False)
    fill = SimpleImputer(strategy="most_frequent")
    encode = OneHotEncoder(drop="first", sparse_output=False)
    table = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        (make_pipeline(fill, encode), words),
    )
    table.fit(pd.concat([X_train, X_new]))
    return table.transform(X_train), table.transform(X_new)


@right(prepare)
def prepare_by_pandas(X_train, X_new):
    numbers = [n for n in X_train if pd.api.types.is_numeric_dtype(X_train[n])]
    words = [name for name in X_train if name not in numbers]
    middle = X_train[numbers].median()
    full = X_train[numbers].fillna(middle)
    found = []
    for pages in (X_train, X_new):
        parts = [(pages[numbers].fillna(middle) - full.mean()) / full.std(ddof=0)]
        for name in words:
            filled = pages[name].astype(object)
            filled = filled.where(filled.notna(), X_train[name].mode()[0])
            kinds = sorted(X_train[name].dropna().unique())
            parts.append(pd.get_dummies(pd.Categorical(filled, kinds)).iloc[:, 1:])
        found.append(np.hstack([np.asarray(part, dtype=float) for part in parts]))
    return found


@right(prepare)
def prepare_as_tables(X_train, X_new):
    steps = [
        (
            "numbers",
            Pipeline(
                [("impute", SimpleImputer(strategy="median")), ("z", StandardScaler())]
            ),
            make_column_selector(dtype_include="number"),
        ),
        (
            "words",
            make_pipeline(
                SimpleImputer(strategy="most_frequent"),
                OneHotEncoder(drop="first", sparse_output=False, dtype=int),
            ),
            make_column_selector(dtype_exclude="number"),
        ),
    ]
    table = ColumnTransformer(steps).set_output(transform="pandas").fit(X_train)
    return [table.transform(pages) for pages in (X_train, X_new)]


@right(prepare)
def prepare_by_hand(X_train, X_new):
    known, new = [], []
    for name in X_train.select_dtypes(include=[np.number]):
        was, now = (np.array(pages[name], dtype=float) for pages in (X_train, X_new))
        middle = np.nanmedian(was)
        was = np.where(np.isnan(was), middle, was)
        now = np.where(np.isnan(now), middle, now)
        known.append((was - was.mean()) / was.std())
        new.append((now - was.mean()) / was.std())
    for name in X_train.select_dtypes(exclude=[np.number]):
        there = [word for word in X_train[name] if isinstance(word, str)]
        commonest = max(sorted(set(there)), key=there.count)
        for kind in sorted(set(there))[1:]:
            for pages, columns in ((X_train, known), (X_new, new)):
                full = [w if isinstance(w, str) else commonest for w in pages[name]]
                columns.append([float(word == kind) for word in full])
    return np.transpose(known).astype(np.float32), np.transpose(new).tolist()


equivalent(
    prepare,
    "numbers = X_train.select_dtypes('number').columns -> numbers = X_new.select_dtypes('number').columns",
    "words = X_train.columns.difference(numbers, sort=False) -> words = X_new.columns.difference(numbers, sort=False)",
    why="Both tables have the same columns, with the same kind of values in each.",
)


equivalent(
    prepare,
    "encode = OneHotEncoder(drop='first', sparse_output=False) -> encode = OneHotEncoder(drop='first', sparse_output=True)",
    "encode = OneHotEncoder(drop='first', sparse_output=False) -> encode = OneHotEncoder(drop='first')",
    why="The column transformer makes one dense table of it, because more than a third is "
    "not 0.",
)


@check(correct_in_folds)
def giants_that_are_left_out():
    """Imputation and scaling learn only from the rows that the model is trained on."""
    chance, labels = np.random.default_rng(36), np.arange(45) % 2
    values = chance.normal(size=(45, 2)) * [1, 5]
    values[:3] *= 30  # the first fold leaves out three giants
    values[chance.random((45, 2)) < 0.2] = np.nan
    table, nearest = pd.DataFrame(values, columns=["a", "b"]), KNeighborsClassifier(1)
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    y_pred = cross_val_predict(make_pipeline(numbers, nearest), table, labels, cv=3)
    assert correct_in_folds(nearest, table, labels) == close_to(
        (y_pred == labels).sum()
    )


@wrong(
    correct_in_folds,
    "You prepared all pages together before splitting, so the left-out pages leak into "
    "the training. Prepare inside each fold.",
)
def correct_in_folds_with_a_leak(model, X, y):
    correct = 0
    all_prepared, _ = prepare(X, X)
    for train, left_out in StratifiedKFold(3).split(X, y):
        model.fit(all_prepared[train], y[train])
        correct += (model.predict(all_prepared[left_out]) == y[left_out]).sum()
    return correct


@wrong(
    correct_in_folds,
    "You prepared the left-out pages by themselves. Prepare them with what the "
    "training pages taught: prepare(known, new).",
)
def correct_in_folds_in_two_scales(model, X, y):
    correct = 0
    for train, left_out in StratifiedKFold(3).split(X, y):
        known, _ = prepare(X.iloc[train], X.iloc[train])
        new, _ = prepare(X.iloc[left_out], X.iloc[left_out])
        correct += (model.fit(known, y[train]).predict(new) == y[left_out]).sum()
    return correct


@wrong(
    correct_in_folds,
    "You predicted the pages that the model was trained on. Predict the ones left out.",
)
def correct_in_folds_when_learnt(model, X, y):
    known, _ = prepare(X, X)
    return (model.fit(known, y).predict(known) == y).sum()


@wrong(correct_in_folds, "You used five folds. Use three: StratifiedKFold(3).")
def correct_in_folds_in_five_folds(model, X, y):
    correct = 0
    for train, left_out in StratifiedKFold(5).split(X, y):
        known, new = prepare(X.iloc[train], X.iloc[left_out])
        correct += (model.fit(known, y[train]).predict(new) == y[left_out]).sum()
    return correct


@wrong(correct_in_folds, "That is the accuracy. Return the number of correct pages.")
def accuracy_in_folds(model, X, y):
    correct = 0
    for train, left_out in StratifiedKFold(3).split(X, y):
        known, new = prepare(X.iloc[train], X.iloc[left_out])
        correct += (model.fit(known, y[train]).predict(new) == y[left_out]).sum()
    return correct / len(y)


@right(correct_in_folds)
def correct_in_folds_by_prediction(model, X, y):
    y_pred = cross_val_predict(make_pipeline(preparer(X), model), X, y, cv=3)
    return np.count_nonzero(y_pred == y)


@right(correct_in_folds)
def correct_in_folds_by_scores(model, X, y):
    folds = StratifiedKFold(n_splits=3)
    accuracies = cross_val_score(make_pipeline(preparer(X), model), X, y, cv=folds)
    sizes = [len(left_out) for _, left_out in folds.split(X, y)]
    return accuracies @ sizes


@right(correct_in_folds)
def correct_in_folds_page_by_page(model, X, y):
    y_pred = np.empty(len(y), dtype=object)
    for train, left_out in StratifiedKFold(3).split(np.zeros(len(y)), y):
        known, new = prepare(X.take(train), X.take(left_out))
        y_pred[left_out] = clone(model).fit(np.asarray(known), y[train]).predict(new)
    return float(sum(a == b for a, b in zip(y_pred, y, strict=True)))


@right(correct_in_folds)
def correct_in_folds_fold_by_fold(model, X, y):
    def count(train, left_out):
        known, new = prepare(X.iloc[train], X.iloc[left_out])
        return model.fit(known, y[train]).score(new, y[left_out]) * len(left_out)

    return round(sum(count(*rows) for rows in StratifiedKFold(3).split(X, y)))


equivalent(
    correct_in_folds,
    "for train, left_out in StratifiedKFold(3).split(X, y): … -> for train, left_out in StratifiedKFold(3).split(y, y): …",
    why="The labels alone decide the folds; of the other table only the length matters.",
)


@check(correct_without)
def columns_that_tell_all_or_nothing(rng):
    labels, nearest = np.arange(60) % 2, KNeighborsClassifier()
    tells = np.outer(labels, [9, 0, 0.5, 9])  # a and d tell all, b nothing, c a little
    table = pd.DataFrame(rng.random((60, 4)) + tells, columns=list("abcd"))
    found = correct_without(
        nearest, table, labels, {"first": ["a", "d"], "second": ["b"]}
    )
    model = make_pipeline(StandardScaler(), nearest)
    by_others = cross_val_predict(model, table[["b", "c"]], labels, cv=3) == labels
    assert sorted(found) == ["first", "second"]
    assert [found["first"], found["second"]] == close_to([by_others.sum(), 60])


@wrong(
    correct_without,
    "You kept each group alone. Leave it out, and keep the other columns.",
)
def with_each_alone(model, X, y, groups):
    return {
        name: correct_in_folds(model, X[columns], y) for name, columns in groups.items()
    }


@wrong(correct_without, "You never put a group back. Leave out one group at a time.")
def without_more_and_more(model, X, y, groups):
    counts = {}
    for name, columns in groups.items():
        X = X.drop(columns=columns)
        counts[name] = correct_in_folds(model, X, y)
    return counts


@right(correct_without)
def without_in_a_loop(model, X, y, groups):
    counts = {}
    for name in groups:
        left_out = [column for column in X.columns if column not in groups[name]]
        counts[name] = correct_in_folds(model, X[left_out], y)
    return counts


@right(correct_without)
def without_zipped(model, X, y, groups):
    tables = [X.loc[:, ~X.columns.isin(group)] for group in groups.values()]
    return dict(zip(groups, [correct_in_folds(model, table, y) for table in tables]))


@right(correct_without)
def without_backwards(model, X, y, groups):
    count = lambda group: int(correct_in_folds(clone(model), X.drop(group, axis=1), y))
    return {name: count(groups[name]) for name in reversed(list(groups))}


@right(correct_without)
def without_by_cross_validation(model, X, y, groups):
    counts, sizes = (
        {},
        [len(left_out) for _, left_out in StratifiedKFold(3).split(X, y)],
    )
    for name, group in groups.items():
        whole = make_pipeline(preparer(X), model)
        accuracies = cross_validate(whole, X.drop(columns=group), y, cv=3)["test_score"]
        counts[name] = float(np.dot(accuracies, sizes))
    return counts


@wrong(
    test_improve_dropping_pages_hides_failures,
    "That is the count with imputed values. Here three of the 69 pages are dropped.",
)
def with_imputed_pages():
    return 68


@check(wilson)
def none_of_twelve_and_any_of_forty(rng):
    for correct, n in (0, 12), (68, 69), (int(rng.integers(1, 40)), 40):
        wanted = stats.binomtest(correct, n).proportion_ci(method="wilson")
        assert wilson(correct, n) == close_to([wanted.low, wanted.high], abs=1e-4)


@wrong(
    wilson,
    "That is p ± z standard errors. For 68 of 69 it ends above 1, which no fraction "
    "can be. Use Wilson's formula.",
)
def wald(correct, n, z=1.96):
    p = correct / n
    half = z * np.sqrt(p * (1 - p) / n)
    return p - half, p + half


@wrong(
    wilson,
    "You put the interval around p. Put it around Wilson's centre, which is closer to "
    "one half.",
)
def wilson_around_the_fraction(correct, n, z=1.96):
    p = correct / n
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return p - half, p + half


@wrong(wilson, "Divide both the centre and the half width by 1 + z² / n.")
def wilson_undivided(correct, n, z=1.96):
    p = correct / n
    centre = p + z**2 / (2 * n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return centre - half, centre + half


@wrong(
    wilson,
    "Python divides by 2 and then multiplies by n. Put brackets around the divisors: "
    "(2 * n), (4 * n**2).",
)
def wilson_without_brackets(correct, n, z=1.96):
    p = correct / n
    centre = (p + z**2 / 2 * n) / (1 + z**2 / n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / 4 * n**2) / (1 + z**2 / n)
    return centre - half, centre + half


@right(wilson)
def wilson_by_scipy(correct, n, z=1.96):
    confidence = 2 * stats.norm.cdf(z) - 1
    return stats.binomtest(int(correct), n).proportion_ci(confidence, method="wilson")


@right(wilson)
def wilson_by_its_equation(correct, n, z=1.96):
    p = correct / n
    return sorted(np.roots([1 + z**2 / n, -2 * p - z**2 / n, p**2]).real)


@right(wilson)
def wilson_in_counts(correct, n, z=1.96):
    wrong = n - correct
    centre = (correct + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * (correct * wrong / n + z**2 / 4) ** 0.5
    return [float(centre - half), float(centre + half)]


@right(wilson)
def wilson_in_an_array(correct, n, z=1.96):
    p, more = correct / n, z * z / n
    ends = (
        p + more / 2 + np.array([-1, 1]) * z * np.sqrt(p * (1 - p) / n + more / 4 / n)
    )
    return (ends / (1 + more)).astype(np.float32)


@check(predict_species)
def three_new_pages():
    """Return one label for each page, however many there are."""
    assert np.shape(predict_species(X_train, y_train, X_train[:3])) == (3,)


@check(predict_species)
def pages_in_another_order(rng):
    """The island alone gets 194 of 275 left-out pages: get more than 220, in any order."""
    order, correct = rng.permutation(275), 0
    for fold in np.array_split(order, 3):
        rest = np.setdiff1d(order, fold)
        known, new = X_train.iloc[rest], X_train.iloc[fold]
        y_pred = np.asarray(predict_species(known, y_train[rest], new))
        correct += (y_pred == y_train[fold]).sum()
    assert correct > 220


@wrong(
    predict_species,
    "Your model predicts the same label for every page. The island alone does better.",
)
def own_always_the_same(X_train, y_train, X_new):
    return np.full(len(X_new), np.bincount(y_train).argmax())


@wrong(predict_species, "Your model uses the island alone. Use the other columns too.")
def own_of_the_island(X_train, y_train, X_new):
    return np.asarray(by_island(X_train["island"], y_train, X_new["island"]))


@right(predict_species)
def own_of_the_discriminant(X_train, y_train, X_new):
    known, new = prepare(X_train, X_new)
    return LinearDiscriminantAnalysis(solver="svd").fit(known, y_train).predict(new)


@right(predict_species)
def own_of_a_pipeline(X_train, y_train, X_new):
    model = make_pipeline(preparer(X_train), LogisticRegression(max_iter=1000))
    return model.fit(X_train, y_train).predict(X_new).tolist()


@right(predict_species)
def own_of_two_measures(X_train, y_train, X_new):
    bill = list(X_train.columns[:3])
    tree = DecisionTreeClassifier(max_depth=4, random_state=0)
    tree.fit(X_train[bill].fillna(X_train[bill].mean()), y_train)
    return tuple(tree.predict(X_new[bill].fillna(X_train[bill].mean())))


@right(predict_species)
def own_by_rule(X_train, y_train, X_new):
    names = []
    for page in X_new.itertuples():
        gentoo = page.flipper_length_mm > 206 and page.bill_depth_mm < 17.7
        names.append(2 if gentoo else 1 if page.bill_length_mm > 43.5 else 0)
    return np.array(names, dtype=np.int8)
