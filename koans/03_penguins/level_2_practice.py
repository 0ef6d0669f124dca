"""Level 2 · practice: a table with gaps, in five steps

At level 1 the gaps were filled before your eyes. Here you do it: define, prepare,
spot-check, improve, present, in this order. Much of what goes wrong in practice goes
wrong before any model is chosen, so most of the work is in the first two steps. Fewer
lines are given than with the irises and the cars: nearly every function is yours.

Yours to use: scikit-learn, pandas and NumPy.

    X  a DataFrame, a page of the notebook in each row; gaps are NaN
    y  (n,)  the species of each: 0 Adelie, 1 Chinstrap, 2 Gentoo
"""

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.impute import SimpleImputer
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to, yours

from . import X, X_test, X_train, notebook, numeric, species, y_test, y_train


@yours
def gaps(table):
    """How many values are missing in each column of a DataFrame: a number for each."""
    return ____


def test_define_where_the_gaps_are():
    """Define: 19 values were never written down. So many pages have a gap."""
    pages = {"bill": [np.nan, 39.1, np.nan], "sex": [None, "male", "male"]}
    assert gaps(pd.DataFrame(pages)) == close_to([2, 1])
    assert gaps(X) == close_to([2, 2, 2, 2, 0, 11])
    assert len(notebook) - len(notebook.dropna()) == ____


@yours
def by_island(islands, y, new_islands):
    """For each of new_islands the commonest label on that island: a list of labels.

    islands: a name for each label of y. Of labels equally common the smallest; on an
    island that islands does not have, the commonest of all y.
    """
    return ____


def test_define_a_baseline_that_reads_one_word():
    """Define: what the island alone says, without any measure. How many of 69?"""
    islands = np.array(["Humble", "Humble", "Humble", "Avian", "Avian"])
    named = by_island(islands, np.array([2, 1, 2, 0, 0]), ["Avian", "Humble"])
    assert named == close_to([0, 2])
    named = by_island(X_train["island"], y_train, X_test["island"])
    assert (np.asarray(named) == y_test).sum() == ____


@yours
def ready(X_train, X_new):
    """Both DataFrames as numbers: (known, new), shapes (n, d) and (m, d).

    Whatever is learnt is learnt from X_train alone. First come the columns of numbers:
    a gap gets the median, then the filled column is centred and divided by its standard
    deviation (over n). Then the columns of words: a gap gets the commonest word, then
    each word but the first of the alphabet has a column, 1 where it stands, else 0.
    Within each kind, columns keep the order of the table.

    Columns may have any names, and there may be none of words: X_train.dtypes tells the
    kind of each, and X_train.select_dtypes("number") has those of numbers.
    """
    return ____


def test_prepare_fill_scale_and_encode_by_hand():
    """Prepare: 1, 3, 9 kg and a gap are known. Filled, then scaled: what are 10 kg?"""
    kg, island = [1, 3, np.nan, 9], ["Dream", "Biscoe", "Dream", "Torgersen"]
    known = pd.DataFrame({"kg": kg, "island": island})
    new = pd.DataFrame({"kg": [10, np.nan], "island": ["Torgersen", np.nan]})
    _, by_hand = ready(known, new)
    assert by_hand == close_to([[____, 0, 1], [-1 / 3, 1, 0]])


def test_prepare_a_page_has_the_same_numbers_in_any_company():
    """Prepare: a new page alone, or among 68 others. So many columns it has."""
    known, new = map(np.asarray, ready(X_train, X_test))
    assert new.shape == (69, ____)
    _, alone = ready(X_train, X_test[:1])
    assert alone == close_to(new[:1])


@yours
def named_right(model, X, y):
    """How many pages of X are named right by model, in three folds: one number.

    StratifiedKFold(3), not shuffled: its split(X, y) gives, three times, the row numbers
    to learn from and those of the fold left out, a third of each species. Each time is
    prepared anew: gaps and scale are learnt from the pages that the model learns from,
    and from no others. y is an array.
    """
    return ____


def test_spot_check_prepare_inside_each_fold():
    """Spot-check: write `named_right`: it should count what scikit-learn's pipeline does."""
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    nearest = KNeighborsClassifier(1)
    pipeline = make_pipeline(numbers, nearest)
    named = cross_val_predict(pipeline, X_train[numeric], y_train, cv=3)
    wanted = (named == y_train).sum()
    assert named_right(nearest, X_train[numeric], y_train) == close_to(wanted)


models = {
    "nearest neighbours": KNeighborsClassifier(),  # what most of the five nearest are
    "naive Bayes": GaussianNB(),  # how common each value alone is in a species
    "linear discriminant": LinearDiscriminantAnalysis(),  # straight lines in between
}


def test_spot_check_plain_models_against_the_island():
    """Spot-check: three models and one of yours. Which of the three is far behind?"""
    tried = models | {"yours": ____}
    counts = {name: int(named_right(tried[name], X_train, y_train)) for name in tried}
    island_alone = by_island(X_train["island"], y_train, X_train["island"])
    assert counts["yours"] > (island_alone == y_train).sum()
    assert min(models, key=counts.get) == ____


@yours
def without(model, X, y, groups):
    """How many pages are named right without each group of columns: a dict.

    groups: a dict from a name to a list of columns of X; the same names come back, each
    with its count by named_right. One group is left out at a time.
    """
    return ____


def test_improve_one_thing_at_a_time():
    """Improve: leave out one kind of thing at a time. Which cannot be spared?"""
    groups = {"sex": ["sex"], "bill": numeric[:2], "body": numeric[2:]}
    model = LinearDiscriminantAnalysis()
    counts = without(model, X_train, y_train, groups)
    assert counts["sex"] == named_right(model, X_train.drop(columns="sex"), y_train)
    assert min(counts, key=counts.get) == ____


def test_improve_it_goes_wrong_when_pages_are_torn_out():
    """When it goes wrong: pages with gaps are dropped. So many are named right."""
    kept, asked = X_train.notna().all(axis=1), X_test.notna().all(axis=1)
    known, new = ready(X_train[kept], X_test[asked])
    model = LinearDiscriminantAnalysis().fit(known, y_train[kept])
    assert (model.predict(new) == y_test[asked]).sum() == ____


@yours
def wilson(right, n, z=1.96):
    """Where the share of right names lies, with 95 % confidence: (low, high).

    With p = right / n, Wilson (1927):
        centre  (p + z² / (2n)) / (1 + z² / n)
        half    z √(p (1 − p) / n + z² / (4n²)) / (1 + z² / n)
    """
    return ____


def test_present_with_its_uncertainty():
    """Present: 68 of 69 may be a little luck. Could 64 of 69 be the truth?"""
    assert wilson(5, 10, z=2) == close_to([0.5 - 1 / 14**0.5, 0.5 + 1 / 14**0.5])
    low, high = wilson(68, 69)
    assert bool(low < 64 / 69 < high) == ____


@yours
def choice(X_train, y_train, X_new):
    """Your own way to name the pages X_new, (m, 6): a label for each, shape (m,).

    Learn from X_train and y_train; what you choose is up to you.
    """
    return ____


def test_present_a_choice_of_your_own(present):
    """Present: any model of yours that beats the island alone, by far."""
    named = np.asarray(choice(X_train, y_train, X_test))
    assert named.shape == (69,)
    right = int((named == y_test).sum())
    show_choice(present, named, right)
    assert right > 55  # the island alone: 50


def test_the_result_still_stands(present):
    """Present: 69 pages nobody looked at, gaps and all."""
    known, new = map(np.asarray, ready(____, ____))
    assert (known.shape, new.shape) == ((275, 7), (69, 7))
    y_pred = LinearDiscriminantAnalysis().fit(known, y_train).predict(new)
    right = int((y_pred == y_test).sum())
    assert right == 68
    show(present, y_pred, right)


# How the result is shown: nothing to do from here on


def draw(figure):
    """What was right with each kind of thing left out, and the names by island."""
    left, right = figure.subplots(1, 2)
    groups = {
        "nothing": [],
        "sex": ["sex"],
        "island": ["island"],
        "flipper, mass": numeric[2:],
        "bill": numeric[:2],
    }
    counts = without(LinearDiscriminantAnalysis(), X_train, y_train, groups)
    left.barh(list(counts), [int(c) for c in counts.values()], color="#0072B2")
    left.set(xlim=(0, 275), xlabel="pages named right, of 275", title="Left out")
    table = pd.crosstab(notebook["species"], notebook["island"])
    right.imshow(table, cmap="Blues")
    for (row, column), count in np.ndenumerate(table.to_numpy()):
        colour = "white" if count > 60 else "black"
        right.text(column, row, count, ha="center", va="center", color=colour)
    right.set_xticks(range(3), table.columns)
    right.set_yticks(range(3), table.index)
    right.set_title("Who lives where")


def show_choice(present, named, right):
    """Put what your own choice says on the screen."""
    present(
        f"{right} of {len(y_test)} penguins named right by your own choice",
        chosen=right,
        predicted=named,
        truth=y_test,
    )


def show(present, y_pred, right):
    """Put the result on the screen."""
    low, high = wilson(right, len(y_test))
    pages = X_test.astype(object).where(X_test.notna(), "–")
    names = np.array(species)
    present(
        f"{right} of {len(y_test)} penguins named right: "
        f"{100 * low:.0f} to {100 * high:.0f} in a hundred",
        question="Which penguin is this? 69 pages the model has never seen:",
        rows=pages[["island", "sex", *numeric[:2]]].assign(
            named=names[y_pred], truth=names[y_test]
        ),
        baseline=f"30 of {len(y_test)}, by always naming the commonest",
        picture=draw,
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
