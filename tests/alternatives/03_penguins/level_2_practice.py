"""Other right answers at level 2 of 03 penguins."""

from collections import Counter

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.base import clone
from sklearn.compose import ColumnTransformer, make_column_selector
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import (
    StratifiedKFold,
    cross_val_predict,
    cross_val_score,
    cross_validate,
)
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier


@instead_of(gaps)
def gaps_by_what_is_there(table):
    return len(table) - table.count()


@instead_of(gaps)
def gaps_column_by_column(table):
    return [len(table[name]) - len(table[name].dropna()) for name in table]


@instead_of(gaps)
def gaps_in_an_array(table):
    return np.count_nonzero(pd.isna(table.to_numpy()), axis=0)


@instead_of(gaps)
def gaps_in_a_loop(table):
    counts = [0] * table.shape[1]
    for page in table.itertuples(index=False):
        for j, value in enumerate(page):
            counts[j] += bool(pd.isnull(value))
    return tuple(counts)


@instead_of(by_island)
def by_island_by_groups(islands, y, new_islands):
    by_name = pd.Series(np.asarray(y)).groupby(np.asarray(islands))
    known = by_name.agg(lambda there: there.mode()[0])
    return pd.Series(np.asarray(new_islands)).map(known).fillna(pd.Series(y).mode()[0])


@instead_of(by_island)
def by_island_by_counter(islands, y, new_islands):
    everywhere, here = Counter(), {}
    for island, label in zip(islands, y, strict=True):
        everywhere[label] += 1
        here.setdefault(island, Counter())[label] += 1
    first = lambda counts: min(counts, key=lambda label: (-counts[label], label))
    return [first(here.get(island, everywhere)) for island in new_islands]


@instead_of(by_island)
def by_island_by_table(islands, y, new_islands):
    table = pd.crosstab(np.asarray(islands), np.asarray(y)).idxmax(axis=1)
    found = table.reindex(list(new_islands), fill_value=stats.mode(y).mode)
    return found.to_numpy(dtype=np.int32)


@instead_of(by_island)
def by_island_one_by_one(islands, y, new_islands):
    labels = []
    for new in new_islands:
        there = [int(own) for island, own in zip(islands, y) if island == new]
        there = sorted(there or map(int, y))
        labels.append(max(there, key=there.count))
    return tuple(labels)


@instead_of(ready)
def ready_by_pandas(X_train, X_new):
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


@instead_of(ready)
def ready_as_tables(X_train, X_new):
    steps = [
        (
            "numbers",
            Pipeline(
                [("gaps", SimpleImputer(strategy="median")), ("z", StandardScaler())]
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


@instead_of(ready)
def ready_by_hand(X_train, X_new):
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


@instead_of(named_right)
def named_right_by_prediction(model, X, y):
    named = cross_val_predict(make_pipeline(preparer(X), model), X, y, cv=3)
    return np.count_nonzero(named == y)


@instead_of(named_right)
def named_right_by_scores(model, X, y):
    folds = StratifiedKFold(n_splits=3)
    shares = cross_val_score(make_pipeline(preparer(X), model), X, y, cv=folds)
    sizes = [len(left) for _, left in folds.split(X, y)]
    return shares @ sizes


@instead_of(named_right)
def named_right_page_by_page(model, X, y):
    named = np.empty(len(y), dtype=object)
    for learnt, left in StratifiedKFold(3).split(np.zeros(len(y)), y):
        known, new = ready(X.take(learnt), X.take(left))
        named[left] = clone(model).fit(np.asarray(known), y[learnt]).predict(new)
    return float(sum(a == b for a, b in zip(named, y, strict=True)))


@instead_of(named_right)
def named_right_fold_by_fold(model, X, y):
    def count(learnt, left):
        known, new = ready(X.iloc[learnt], X.iloc[left])
        return model.fit(known, y[learnt]).score(new, y[left]) * len(left)

    return round(sum(count(*rows) for rows in StratifiedKFold(3).split(X, y)))


@instead_of(without)
def without_in_a_loop(model, X, y, groups):
    counts = {}
    for name in groups:
        left = [column for column in X.columns if column not in groups[name]]
        counts[name] = named_right(model, X[left], y)
    return counts


@instead_of(without)
def without_zipped(model, X, y, groups):
    tables = [X.loc[:, ~X.columns.isin(group)] for group in groups.values()]
    return dict(zip(groups, [named_right(model, table, y) for table in tables]))


@instead_of(without)
def without_backwards(model, X, y, groups):
    count = lambda group: int(named_right(clone(model), X.drop(group, axis=1), y))
    return {name: count(groups[name]) for name in reversed(list(groups))}


@instead_of(without)
def without_by_cross_validation(model, X, y, groups):
    counts, sizes = {}, [len(left) for _, left in StratifiedKFold(3).split(X, y)]
    for name, group in groups.items():
        whole = make_pipeline(preparer(X), model)
        shares = cross_validate(whole, X.drop(columns=group), y, cv=3)["test_score"]
        counts[name] = float(np.dot(shares, sizes))
    return counts


@instead_of(wilson)
def wilson_by_scipy(right, n, z=1.96):
    confidence = 2 * stats.norm.cdf(z) - 1
    return stats.binomtest(int(right), n).proportion_ci(confidence, method="wilson")


@instead_of(wilson)
def wilson_by_its_equation(right, n, z=1.96):
    p = right / n
    return sorted(np.roots([1 + z**2 / n, -2 * p - z**2 / n, p**2]).real)


@instead_of(wilson)
def wilson_in_whole_penguins(right, n, z=1.96):
    wrong = n - right
    centre = (right + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * (right * wrong / n + z**2 / 4) ** 0.5
    return [float(centre - half), float(centre + half)]


@instead_of(wilson)
def wilson_in_an_array(right, n, z=1.96):
    p, more = right / n, z * z / n
    ends = (
        p + more / 2 + np.array([-1, 1]) * z * np.sqrt(p * (1 - p) / n + more / 4 / n)
    )
    return (ends / (1 + more)).astype(np.float32)


@instead_of(choice)
def choice_of_the_discriminant(X_train, y_train, X_new):
    known, new = ready(X_train, X_new)
    return LinearDiscriminantAnalysis(solver="svd").fit(known, y_train).predict(new)


@instead_of(choice)
def choice_of_a_pipeline(X_train, y_train, X_new):
    model = make_pipeline(preparer(X_train), LogisticRegression(max_iter=1000))
    return model.fit(X_train, y_train).predict(X_new).tolist()


@instead_of(choice)
def choice_of_two_measures(X_train, y_train, X_new):
    bill = list(X_train.columns[:3])
    tree = DecisionTreeClassifier(max_depth=4, random_state=0)
    tree.fit(X_train[bill].fillna(X_train[bill].mean()), y_train)
    return tuple(tree.predict(X_new[bill].fillna(X_train[bill].mean())))


@instead_of(choice)
def choice_by_rule(X_train, y_train, X_new):
    names = []
    for page in X_new.itertuples():
        gentoo = page.flipper_length_mm > 206 and page.bill_depth_mm < 17.7
        names.append(2 if gentoo else 1 if page.bill_length_mm > 43.5 else 0)
    return np.array(names, dtype=np.int8)
