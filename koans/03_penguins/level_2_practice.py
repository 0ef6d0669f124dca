"""Level 2 · practice: missing values, in five steps

At level 1 somebody else had filled in the missing values. Here you do it, in five
steps: define, prepare, spot-check, improve, present. Much of what goes wrong in
practice goes wrong before any model is chosen, so you spend most of the time on the
first two steps. Fewer lines are given than before: you write nearly every function.

You may use: scikit-learn, pandas and NumPy.

    X           a DataFrame with one page per row; a missing value is `NaN`
    y  (n,)     the species of each penguin: 0 Adelie, 1 Chinstrap, 2 Gentoo
    numeric     the names of the four columns of numbers: bill length and depth, flipper
                length, body mass

A *DataFrame* is a table of pandas, in which every column has a name and a type of its
own.
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
def missing_counts(table):
    """Return how many values are missing in each column of a DataFrame: one number per column."""
    return ____


def test_define_where_values_are_missing():
    """Define: 19 values are missing. On how many pages is at least one value missing?"""
    pages = {"bill": [np.nan, 39.1, np.nan], "sex": [None, "male", "male"]}
    assert missing_counts(pd.DataFrame(pages)) == close_to([2, 1])
    assert missing_counts(X) == close_to([2, 2, 2, 2, 0, 11])
    assert len(notebook) - len(notebook.dropna()) == ____


@yours
def by_island(islands, y, new_islands):
    """Return the most common label on each of new_islands: a list of labels.

    `islands` has the name of the island of each label in `y`. If labels tie, take the
    smallest. For an island not in `islands`, take the most common label in `y`.
    """
    return ____


def test_define_a_baseline_that_uses_one_column():
    """Define: how many of the 69 test penguins are correct if you use the island alone?"""
    islands = np.array(["Humble", "Humble", "Humble", "Avian", "Avian"])
    predicted = by_island(islands, np.array([2, 1, 2, 0, 0]), ["Avian", "Humble"])
    assert predicted == close_to([0, 2])
    predicted = by_island(X_train["island"], y_train, X_test["island"])
    assert (np.asarray(predicted) == y_test).sum() == ____


@yours
def prepare(X_train, X_new):
    """Return both DataFrames as numbers: (known, new), shapes (n, d) and (m, d).

    Every step learns from `X_train` alone. The columns of numbers come first: impute
    the median, then standardise the filled column (subtract its mean, divide by its
    standard deviation, which divides by n). The columns of words come next: impute the
    most common word, then one-hot encode. Each word except the first of the alphabet
    has a column, with 1 where a page has that word and 0 elsewhere. Otherwise, the
    columns keep their order.

    The columns may have any names, and there may be no words. `X_train.dtypes` tells
    the kind of each column, and X_train.select_dtypes("number") has the columns of
    numbers.
    """
    return ____


def test_prepare_impute_scale_and_encode():
    """Prepare: the training masses are 1, 3, 9 kg and a missing one. What is a new 10 kg, scaled?"""
    kg, island = [1, 3, np.nan, 9], ["Dream", "Biscoe", "Dream", "Torgersen"]
    known = pd.DataFrame({"kg": kg, "island": island})
    new = pd.DataFrame({"kg": [10, np.nan], "island": ["Torgersen", np.nan]})
    _, scaled = prepare(known, new)
    assert scaled == close_to([[____, 0, 1], [-1 / 3, 1, 0]])


def test_prepare_a_page_does_not_depend_on_other_new_pages():
    """Prepare: a page alone gets the same numbers as among 68 others. How many columns does it have now?"""
    known, new = map(np.asarray, prepare(X_train, X_test))
    assert new.shape == (69, ____)
    _, alone = prepare(X_train, X_test[:1])
    assert alone == close_to(new[:1])


@yours
def correct_in_folds(model, X, y):
    """Return how many rows of X are predicted correctly in 3-fold cross-validation: one number.

    Use StratifiedKFold(3), which does not shuffle. Its split(X, y) gives, three times,
    the row numbers to train on and those of the fold left out. Each time, prepare the
    pages anew: the imputation and the scaling learn from the training rows of that
    split alone. `model` is any classifier of scikit-learn, `X` a DataFrame and `y` an
    array.
    """
    return ____


def test_spot_check_prepare_inside_each_fold():
    """Spot-check: write `correct_in_folds`. It should count what scikit-learn's pipeline does."""
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    nearest = KNeighborsClassifier(1)
    pipeline = make_pipeline(numbers, nearest)
    y_pred = cross_val_predict(pipeline, X_train[numeric], y_train, cv=3)
    wanted = (y_pred == y_train).sum()
    assert correct_in_folds(nearest, X_train[numeric], y_train) == close_to(wanted)


models = {
    "nearest neighbours": KNeighborsClassifier(),  # the five nearest vote
    "naive Bayes": GaussianNB(),  # how common each value is in a species
    "linear discriminant": LinearDiscriminantAnalysis(),  # straight lines between them
}


def test_spot_check_plain_models_against_the_baseline():
    """Spot-check: add a classifier of your own. Which of the three models is far behind? In quotes."""
    tried = models | {"yours": ____}
    counts = {
        name: int(correct_in_folds(tried[name], X_train, y_train)) for name in tried
    }
    island_alone = by_island(X_train["island"], y_train, X_train["island"])
    # print(counts) shows the four counts
    assert counts["yours"] > (island_alone == y_train).sum()
    assert min(models, key=counts.get) == ____


@yours
def correct_without(model, X, y, groups):
    """Return how many rows are correct in folds without each group of columns: a dict.

    `groups` maps a name to a list of columns of `X`. The dict has the same names, each
    with its count from `correct_in_folds`. One group is left out at a time.
    """
    return ____


def test_improve_one_thing_at_a_time():
    """Improve: leave out one group of columns at a time. Which one can you not do without? In quotes."""
    groups = {"sex": ["sex"], "bill": numeric[:2], "body": numeric[2:]}
    model = LinearDiscriminantAnalysis()
    counts = correct_without(model, X_train, y_train, groups)
    assert counts["sex"] == correct_in_folds(
        model, X_train.drop(columns="sex"), y_train
    )
    # print(counts) shows the three counts
    assert min(counts, key=counts.get) == ____


def correct_by_folds(predict):
    """Return how many training pages `predict` gets right in 3-fold cross-validation."""
    correct = 0
    for train, left_out in StratifiedKFold(3).split(X_train, y_train):
        known, new = X_train.iloc[train], X_train.iloc[left_out]
        y_pred = np.asarray(predict(known, y_train[train], new))
        assert y_pred.shape == (len(left_out),)
        correct += int((y_pred == y_train[left_out]).sum())
    return correct


@yours
def predict_species(X_train, y_train, X_new):
    """Return the label of each page of X_new (m, 6), by a model of your choice: shape (m,).

    The model learns from `X_train` and `y_train` alone. Any model will do that gets
    more than 220 of the 275 training pages right in folds; the island alone gets 194.
    """
    return ____


def test_improve_a_model_of_your_own(present):
    """Improve: write `predict_species`, a model of your own. Get over 220 of 275 correct in folds."""
    correct = correct_by_folds(predict_species)
    assert correct > 220  # the island alone: 194
    present(
        f"{correct} of {len(y_train)} pages correct in folds, by your own model",
        yours=correct,
    )


def test_improve_dropping_pages_hides_failures():
    """When it goes wrong: drop all pages with missing values. How many test pages are correct now?"""
    complete_train, complete_test = (
        X_train.notna().all(axis=1),
        X_test.notna().all(axis=1),
    )
    known, new = prepare(X_train[complete_train], X_test[complete_test])
    model = LinearDiscriminantAnalysis().fit(known, y_train[complete_train])
    assert (model.predict(new) == y_test[complete_test]).sum() == ____


@yours
def wilson(correct, n, z=1.96):
    """Return the 95 % confidence interval of a fraction, `correct` of `n`: (low, high).

    If you drew many test sets, about 95 in 100 of such intervals would contain the true
    fraction. z is 1.96 for 95 %. With p = correct / n, Wilson (1927):
        centre  (p + z² / (2n)) / (1 + z² / n)
        half    z √(p (1 − p) / n + z² / (4n²)) / (1 + z² / n)
    The interval goes from centre − half to centre + half.
    """
    return ____


def test_present_with_a_confidence_interval():
    """Present: 68 of 69 may be partly luck. Could the true accuracy be 64 of 69? True or False."""
    assert wilson(5, 10, z=2) == close_to([0.5 - 1 / 14**0.5, 0.5 + 1 / 14**0.5])
    low, high = wilson(68, 69)
    assert bool(low < 64 / 69 < high) == ____


def test_the_result_still_stands(present):
    """Present: prepare the training set and the test set. Which two tables does `prepare` get?"""
    known, new = map(np.asarray, prepare(____, ____))
    assert (known.shape, new.shape) == ((275, 7), (69, 7))
    y_pred = LinearDiscriminantAnalysis().fit(known, y_train).predict(new)
    correct = int((y_pred == y_test).sum())
    assert correct == 68
    own = int((np.asarray(predict_species(X_train, y_train, X_test)) == y_test).sum())
    show(present, y_pred, correct, own)


# How the result is shown: nothing to do from here on


def draw(figure):
    """Draw the counts without each group of columns, and each species by island."""
    left, right = figure.subplots(1, 2)
    groups = {
        "nothing": [],
        "sex": ["sex"],
        "island": ["island"],
        "flipper, mass": numeric[2:],
        "bill": numeric[:2],
    }
    counts = correct_without(LinearDiscriminantAnalysis(), X_train, y_train, groups)
    left.barh(list(counts), [int(c) for c in counts.values()], color="#0072B2")
    left.set(xlim=(0, 275), xlabel="pages correct in folds, of 275", title="Left out")
    table = pd.crosstab(notebook["species"], notebook["island"])
    right.imshow(table, cmap="Blues")
    for (row, column), count in np.ndenumerate(table.to_numpy()):
        colour = "white" if count > 60 else "black"
        right.text(column, row, count, ha="center", va="center", color=colour)
    right.set_xticks(range(3), table.columns)
    right.set_yticks(range(3), table.index)
    right.set_title("Species by island")


def show(present, y_pred, correct, own):
    """Put the result on the screen."""
    low, high = wilson(correct, len(y_test))
    pages = X_test.astype(object).where(X_test.notna(), "–")
    names = np.array(species)
    present(
        f"{correct} of {len(y_test)} penguins predicted correctly (95 % interval: "
        f"{100 * low:.0f} to {100 * high:.0f} %); your own model: {own}",
        question="Which penguin is this? 69 pages that the model has never seen:",
        rows=pages[["island", "sex", *numeric[:2]]].assign(
            predicted=names[y_pred], actual=names[y_test]
        ),
        baseline=f"30 of {len(y_test)}, by always predicting the most common species",
        picture=draw,
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
