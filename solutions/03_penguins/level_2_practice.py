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

from sensei import ____, close_to, hint, insight, yours

from . import X, X_test, X_train, notebook, numeric, species, y_test, y_train


@hint(
    "Which function of pandas marks the values that are missing?",
    "table.isna() is True at each missing value. Sum it down the columns.",
    "table.isna().sum()",
)
@yours
def missing_counts(table):
    """Return how many values are missing in each column of a DataFrame: one number per column."""
    return table.isna().sum()


@hint(
    "How many pages are left if you drop every page with a missing value?",
    "notebook.dropna() keeps the complete pages. Subtract its length from 344.",
    "11, or len(notebook) - len(notebook.dropna())",
)
@insight(
    "Dropping them would cost six Adelies and five Gentoos, but no Chinstrap: values "
    "are seldom missing evenly. Nothing warns you when rows are dropped, so count "
    "them."
)
def test_define_where_values_are_missing():
    """Define: 19 values are missing. On how many pages is at least one value missing?"""
    pages = {"bill": [np.nan, 39.1, np.nan], "sex": [None, "male", "male"]}
    assert missing_counts(pd.DataFrame(pages)) == close_to([2, 1])
    assert missing_counts(X) == close_to([2, 2, 2, 2, 0, 11])
    assert len(notebook) - len(notebook.dropna()) == ____(11)


@hint(
    "If you knew nothing but the island, which species would you predict?",
    "For each new island, count the labels on that island and take the most common "
    "one. If the island does not occur in `islands`, take the most common label of "
    "all.",
    "np.bincount(y[islands == island]).argmax() for an island that occurs, otherwise "
    "np.bincount(y).argmax()",
)
@yours
def by_island(islands, y, new_islands):
    """Return the most common label on each of new_islands: a list of labels.

    `islands` has the name of the island of each label in `y`. If labels tie, take the
    smallest. For an island not in `islands`, take the most common label in `y`.
    """
    islands, y = np.asarray(islands), np.asarray(y)
    labels = []
    for island in new_islands:
        there = y[islands == island]
        labels.append(np.bincount(there if len(there) else y).argmax())
    return labels


@hint(
    "On Biscoe most penguins are Gentoos, on Dream most are Chinstraps, and on "
    "Torgersen all are Adelies. Which test penguins does that get right?",
    "Write print((np.asarray(predicted) == y_test).sum()) above the last line and "
    "save.",
    "50",
)
@insight(
    "A good baseline uses whatever you know without effort. Always predicting Adelie "
    "gets 30 of 69; the island alone gets 50."
)
def test_define_a_baseline_that_uses_one_column():
    """Define: how many of the 69 test penguins are correct if you use the island alone?"""
    islands = np.array(["Humble", "Humble", "Humble", "Avian", "Avian"])
    predicted = by_island(islands, np.array([2, 1, 2, 0, 0]), ["Avian", "Humble"])
    assert predicted == close_to([0, 2])
    predicted = by_island(X_train["island"], y_train, X_test["island"])
    assert (np.asarray(predicted) == y_test).sum() == ____(50)


@hint(
    "Columns of numbers and columns of words need different steps. From which pages "
    "may each step learn?",
    "Numbers: impute the median, then StandardScaler. Words: impute the most frequent "
    "word, then a OneHotEncoder that drops the first. A column transformer sends each "
    "column to its own steps. Fit it on X_train, then transform both tables.",
    'numbers = X_train.select_dtypes("number").columns, the others are words; '
    "make_column_transformer((make_pipeline(...), numbers), (make_pipeline(...), "
    "words))",
)
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
    numbers = X_train.select_dtypes("number").columns
    words = X_train.columns.difference(numbers, sort=False)
    fill = SimpleImputer(strategy="most_frequent")
    encode = OneHotEncoder(drop="first", sparse_output=False)
    table = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        (make_pipeline(fill, encode), words),
    )
    return table.fit_transform(X_train), table.transform(X_new)


@hint(
    "Three penguins have masses of 1, 3 and 9 kg, and one mass is missing. What is it "
    "filled with?",
    "The median is 3, so the column is 1, 3, 3, 9. Its mean is 4, and its standard "
    "deviation is 3. How many standard deviations above the mean is 10?",
    "2, or (10 - 4) / 3",
)
@insight(
    "Biscoe has no column of its own: a page with 0 in both columns is from Biscoe. A "
    "third column would only repeat what the other two say."
)
def test_prepare_impute_scale_and_encode():
    """Prepare: the training masses are 1, 3, 9 kg and a missing one. What is a new 10 kg, scaled?"""
    kg, island = [1, 3, np.nan, 9], ["Dream", "Biscoe", "Dream", "Torgersen"]
    known = pd.DataFrame({"kg": kg, "island": island})
    new = pd.DataFrame({"kg": [10, np.nan], "island": ["Torgersen", np.nan]})
    _, scaled = prepare(known, new)
    assert scaled == close_to([[____(2), 0, 1], [-1 / 3, 1, 0]])


@hint(
    "Four columns are numbers. How many columns do the islands and the sexes become?",
    "Of three islands and two sexes, the first of each has no column. Add the others "
    "to the four columns of numbers.",
    "7: four numbers, two islands, one sex",
)
@insight(
    "If a page's numbers depended on the other new pages, those pages would have been "
    "used to prepare it. In use, a model gets one page at a time."
)
def test_prepare_a_page_does_not_depend_on_other_new_pages():
    """Prepare: a page alone gets the same numbers as among 68 others. How many columns does it have now?"""
    known, new = map(np.asarray, prepare(X_train, X_test))
    assert new.shape == (69, ____(7))
    _, alone = prepare(X_train, X_test[:1])
    assert alone == close_to(new[:1])


@hint(
    "One third of the pages is left out. From which pages may the model learn, and "
    "also the imputation and the scaling?",
    "StratifiedKFold(3).split(X, y) gives the row numbers to train on and those left "
    "out, three times. Prepare both with `prepare`, fit the model, predict the rows "
    "left out, and count.",
    "for train, left_out in StratifiedKFold(3).split(X, y): known, new = "
    "prepare(X.iloc[train], X.iloc[left_out]); then correct += (model.fit(known, "
    "y[train]).predict(new) == y[left_out]).sum()",
)
@yours
def correct_in_folds(model, X, y):
    """Return how many rows of X are predicted correctly in 3-fold cross-validation: one number.

    Use StratifiedKFold(3), which does not shuffle. Its split(X, y) gives, three times,
    the row numbers to train on and those of the fold left out. Each time, prepare the
    pages anew: the imputation and the scaling learn from the training rows of that
    split alone. `model` is any classifier of scikit-learn, `X` a DataFrame and `y` an
    array.
    """
    correct = 0
    for train, left_out in StratifiedKFold(3).split(X, y):
        known, new = prepare(X.iloc[train], X.iloc[left_out])
        correct += (model.fit(known, y[train]).predict(new) == y[left_out]).sum()
    return correct


@insight(
    "If a left-out row influences how the others are prepared, that is data leakage, "
    "and the count is too good. A pipeline of scikit-learn prepares inside each fold, "
    "as you do."
)
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


@hint(
    "Which other classifier do you know? And which of the three models is far below "
    "the others?",
    "Any classifier of scikit-learn will do, for example a decision tree. Write "
    "print(counts) above the last line and save. Type the name in quotes, spelt as in "
    "`models`.",
    'DecisionTreeClassifier(random_state=0), and "naive Bayes"',
)
@insight(
    "A *normal distribution* (or Gaussian) is a bell curve around a mean. Gaussian "
    "naive Bayes assumes one for each column in each species. All training Chinstraps "
    "live on Dream, so in that column their curve has no width. Every Adelie on Dream "
    "is then called a Chinstrap."
)
def test_spot_check_plain_models_against_the_baseline():
    """Spot-check: add a classifier of your own. Which of the three models is far behind? In quotes."""
    tried = models | {"yours": ____(DecisionTreeClassifier(random_state=0))}
    counts = {
        name: int(correct_in_folds(tried[name], X_train, y_train)) for name in tried
    }
    island_alone = by_island(X_train["island"], y_train, X_train["island"])
    # print(counts) shows the four counts
    assert counts["yours"] > (island_alone == y_train).sum()
    assert min(models, key=counts.get) == ____("naive Bayes")


@hint(
    "How many would be correct if you had never measured one group of columns?",
    "For each name in `groups`, drop its columns from X and count with "
    "`correct_in_folds` again.",
    "{name: correct_in_folds(model, X.drop(columns=columns), y) for name, columns in "
    "groups.items()}",
)
@yours
def correct_without(model, X, y, groups):
    """Return how many rows are correct in folds without each group of columns: a dict.

    `groups` maps a name to a list of columns of `X`. The dict has the same names, each
    with its count from `correct_in_folds`. One group is left out at a time.
    """
    return {
        name: correct_in_folds(model, X.drop(columns=columns), y)
        for name, columns in groups.items()
    }


@hint(
    "Which of the three counts is the smallest?",
    "Write print(counts) above the last line and save. Type the name in quotes.",
    '"bill"',
)
@insight(
    "An *ablation study* leaves out one part at a time and counts again. This one "
    "says: if you have one hour with a penguin, measure its bill. Once you know the "
    "bill, flipper and mass add almost nothing."
)
def test_improve_one_thing_at_a_time():
    """Improve: leave out one group of columns at a time. Which one can you not do without? In quotes."""
    groups = {"sex": ["sex"], "bill": numeric[:2], "body": numeric[2:]}
    model = LinearDiscriminantAnalysis()
    counts = correct_without(model, X_train, y_train, groups)
    assert counts["sex"] == correct_in_folds(
        model, X_train.drop(columns="sex"), y_train
    )
    # print(counts) shows the three counts
    assert min(counts, key=counts.get) == ____("bill")


def correct_by_folds(predict):
    """Return how many training pages `predict` gets right in 3-fold cross-validation."""
    correct = 0
    for train, left_out in StratifiedKFold(3).split(X_train, y_train):
        known, new = X_train.iloc[train], X_train.iloc[left_out]
        y_pred = np.asarray(predict(known, y_train[train], new))
        assert y_pred.shape == (len(left_out),)
        correct += int((y_pred == y_train[left_out]).sum())
    return correct


@hint(
    "Which model would you use for new pages? The choice is yours.",
    "Prepare the pages with `prepare`, or in your own way. Fit any classifier on the "
    "training pages, and return what it predicts for the new ones.",
    "known, new = prepare(X_train, X_new), then "
    "KNeighborsClassifier().fit(known, y_train).predict(new)",
)
@yours
def predict_species(X_train, y_train, X_new):
    """Return the label of each page of X_new (m, 6), by a model of your choice: shape (m,).

    The model learns from `X_train` and `y_train` alone. Any model will do that gets
    more than 220 of the 275 training pages right in folds; the island alone gets 194.
    """
    known, new = prepare(X_train, X_new)
    return KNeighborsClassifier().fit(known, y_train).predict(new)


@insight(
    "Folds of the training set judge your model, so try as many models as you like. "
    "The 69 test pages wait until Present: if you chose by them, they could no longer "
    "judge your choice."
)
def test_improve_a_model_of_your_own(present):
    """Improve: write `predict_species`, a model of your own. Get over 220 of 275 correct in folds."""
    correct = correct_by_folds(predict_species)
    assert correct > 220  # the island alone: 194
    present(
        f"{correct} of {len(y_train)} pages correct in folds, by your own model",
        yours=correct,
    )


@hint(
    "Three of the 69 pages have missing values. How many are left if you drop those?",
    "The one wrong prediction of level 1 is among the dropped pages. So all that are "
    "left are correct.",
    "66: all of them are correct",
)
@insight(
    "66 of 66 sounds better than 68 of 69, but it is worse: three penguins get no "
    "prediction. Two of them lack only their sex, which hardly matters. Always say how "
    "many rows you left out."
)
def test_improve_dropping_pages_hides_failures():
    """When it goes wrong: drop all pages with missing values. How many test pages are correct now?"""
    complete_train, complete_test = (
        X_train.notna().all(axis=1),
        X_test.notna().all(axis=1),
    )
    known, new = prepare(X_train[complete_train], X_test[complete_test])
    model = LinearDiscriminantAnalysis().fit(known, y_train[complete_train])
    assert (model.predict(new) == y_test[complete_test]).sum() == ____(66)


@hint(
    "68 of 69 were correct. For which true accuracies would that be no surprise?",
    "Write p for correct / n, and put the two lines of the docstring into Python. "
    "Return centre minus half and centre plus half.",
    "half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)",
)
@yours
def wilson(correct, n, z=1.96):
    """Return the 95 % confidence interval of a fraction, `correct` of `n`: (low, high).

    If you drew many test sets, about 95 in 100 of such intervals would contain the true
    fraction. z is 1.96 for 95 %. With p = correct / n, Wilson (1927):
        centre  (p + z² / (2n)) / (1 + z² / n)
        half    z √(p (1 − p) / n + z² / (4n²)) / (1 + z² / n)
    The interval goes from centre − half to centre + half.
    """
    p = correct / n
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return centre - half, centre + half


@hint(
    "Does the interval of 68 of 69 reach down to 64 of 69?",
    "The interval goes from 0.922 to 0.997. Compute 64 / 69 and compare.",
    "True: 64 / 69 is 0.928",
)
@insight(
    "The accuracy is somewhere from 92 % to nearly 100 %: 69 pages say no more than "
    "that. The simpler p ± 1.96 standard errors would reach 1.014 here, which no "
    "fraction can be."
)
def test_present_with_a_confidence_interval():
    """Present: 68 of 69 may be partly luck. Could the true accuracy be 64 of 69? True or False."""
    assert wilson(5, 10, z=2) == close_to([0.5 - 1 / 14**0.5, 0.5 + 1 / 14**0.5])
    low, high = wilson(68, 69)
    assert bool(low < 64 / 69 < high) == ____(True)


@hint(
    "Which pages may the model learn from, and which does it predict?",
    "Prepare the training pages and the test pages with `prepare`, in this order.",
    "prepare(X_train, X_test)",
)
@insight(
    "Present it like this: 68 of 69 were correct, so the accuracy is between 92 % and "
    "nearly 100 %. That holds for these species on these islands in these three "
    "summers, if somebody catches the bird and measures its bill."
)
def test_the_result_still_stands(present):
    """Present: prepare the training set and the test set. Which two tables does `prepare` get?"""
    known, new = map(np.asarray, prepare(____(X_train), ____(X_test)))
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
