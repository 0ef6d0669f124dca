"""Level 1 · the result: 69 penguins, and pages with missing values

A field notebook has a page for each of 344 penguins. On some pages a value is missing,
for example a bill that nobody measured. A model learnt from 275 pages, then predicted
the species of the other 69. In this level you only read what it did: replace each ____
with a value or an expression. To look at anything, write print(...) above a line and
save.

    X_train, X_test  (275, 6), (69, 6)  six features of each page, some missing
    y_train, y_test  (275,), (69,)      the labels: 0 Adelie, 1 Chinstrap, 2 Gentoo
    y_pred           (69,)              the species that the model predicted
    numeric          the names of the four columns of numbers
    categorical      the names of the two columns of words

A *missing value* is a cell of the table in which nothing is known. It is printed as
`NaN`.
"""

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from sensei import ____, close_to, hint, insight

from . import X_test, X_train, categorical, numeric, species, y_test, y_train

# A pipeline runs one step after the other. To *impute* a missing value is to fill it
# in: numbers with the median, words with the most common word. The *median* is the
# middle value of the sorted numbers. StandardScaler brings the numbers to one scale.
# OneHotEncoder turns each word into columns of 0 and 1. *Linear discriminant analysis*
# (LDA), a classifier, then separates the species by straight lines.
numeric_steps = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
word_steps = make_pipeline(
    SimpleImputer(strategy="most_frequent"), OneHotEncoder(drop="first")
)
model = make_pipeline(
    make_column_transformer((numeric_steps, numeric), (word_steps, categorical)),
    LinearDiscriminantAnalysis(),
)
model.fit(X_train, y_train)
y_pred = model.predict(X_test)

correct = int((y_pred == y_test).sum())
names = np.array(species)


@hint(
    "What does the line under the table say?",
    "The last line under the table counts the penguins that were predicted correctly.",
    "68, or (y_pred == y_test).sum()",
)
@insight("Three of these pages have missing values, and none was thrown away.")
def test_nearly_every_penguin_is_predicted_correctly(present):
    """How many of the 69 unseen penguins did the model predict correctly?"""
    show(present)
    assert correct == ____(68)


@hint(
    "What is written on a page, apart from the species?",
    "Each column of X_test is one feature. Count the columns: some hold words, some "
    "hold numbers.",
    "6: island, sex, bill length, bill depth, flipper length, mass; or X_test.shape[1]",
)
@insight(
    "Columns of numbers are called numeric, columns of words categorical. Most tables "
    "at work have both."
)
def test_each_page_has_several_features(present):
    """How many features does a complete page have?"""
    show(present)
    assert X_test.shape == (69, ____(6))


@hint(
    "In the table on the screen, a dash is a missing value. But the screen shows only "
    "a few pages.",
    "X_test.isna() is True at each missing value, and .any(axis=1) is True for each "
    "row that has one. Count those rows.",
    "3, or X_test.isna().any(axis=1).sum()",
)
@insight(
    "If you drop the pages with missing values, these three penguins get no prediction "
    "at all. The whole notebook has eleven such pages."
)
def test_some_pages_have_missing_values(present):
    """How many of the 69 test pages have at least one missing value?"""
    show(present)
    assert X_test.isna().any(axis=1).sum() == ____(3)


@hint(
    "Which row of the table is marked with a cross?",
    "The column 'actual' says what the penguin is; 'predicted' is what the model said.",
    '"Gentoo"',
)
@insight("Its page is nearly empty, and the notebook does not say why.")
def test_one_penguin_was_confused_with_another_species(present):
    """One prediction is wrong. Which species is that penguin really? A name in quotes."""
    show(present)
    assert names[y_test[y_pred != y_test]].item() == ____("Gentoo")


@hint(
    "Look at the row with the cross again. Which cells have no dash?",
    "Bill length, bill depth, flipper length, mass and sex are missing. Count what is "
    "left.",
    "1: only the island is known",
)
@insight(
    "The other five were filled in from other penguins. That is called imputation. "
    "Afterwards the model cannot tell a filled-in value from a measured one."
)
def test_nearly_nothing_was_known_of_it(present):
    """How many of the six features are known of the penguin that was predicted wrongly?"""
    show(present)
    page = X_test[y_pred != y_test]
    assert page.notna().sum(axis=1).item() == ____(1)


@hint(
    "The model gives each species a probability and predicts the most probable one.",
    "Write print(model.predict_proba(page)) above the last line and save. Round the "
    "largest of the three numbers to one decimal.",
    "0.9",
)
@insight(
    "On Biscoe, three in four training penguins are Gentoos. But its flipper was "
    "filled in with 197 mm, which is too short for a Gentoo, and the model believes "
    "that number."
)
def test_a_wrong_prediction_can_be_confident(present):
    """When it goes wrong: which probability did the wrong prediction get? Round to one decimal.

    A *probability* says how likely something is, from 0 (impossible) to 1 (certain).
    """
    show(present)
    page = X_test[y_pred != y_test]
    assert round(model.predict_proba(page).max(), 1) == ____(0.9)


@hint(
    "Adelies are the most common species. How many of them are among the 69?",
    "Predicting Adelie every time is correct for every Adelie, and for no other "
    "penguin. Count the zeros of y_test.",
    "30, or (y_test == 0).sum()",
)
@insight("The baseline gets 30 of 69, the model 68.")
def test_always_predicting_adelie_is_correct_less_than_half_the_time(present):
    """How many of the 69 would be correct if you predicted Adelie for every penguin?"""
    show(present)
    always_adelie = np.zeros(len(y_test))
    assert (always_adelie == y_test).sum() == ____(30)


@hint(
    "Gentoos are the heavy ones, and they live on Biscoe. Look one up in the table.",
    "Type six values in this order: bill length and bill depth in mm, flipper length "
    "in mm, mass in g, island, sex. np.nan is a missing value.",
    '[47, 15, 217, 5000, "Biscoe", "female"], or another like it',
)
@insight("This bird never lived. A page is all that the model ever sees of a penguin.")
def test_it_predicts_a_penguin_of_your_own(present):
    """Make up a page that the model calls a Gentoo: a list of six, ordered as X_test.columns."""
    show(present)
    page = ____([47.0, 15.0, 217.0, np.nan, "Biscoe", "female"])
    page = pd.DataFrame([page], columns=X_test.columns)
    assert species[model.predict(page)[0]] == "Gentoo"


@hint(
    "What does the model put where a number is missing? Read the line that begins "
    'with "numeric_steps".',
    "Half of the known values are below this value, and half are above it. Type its "
    "name in quotes.",
    '"median"',
)
@insight(
    "Impute, encode, standardise, classify: the levels below replace each of these "
    "steps with your own code."
)
def test_the_result_still_stands(present):
    """Impute the numbers as the model above does: with which strategy? Its name in quotes."""
    show(present)
    yours = make_pipeline(SimpleImputer(strategy=____("median")), StandardScaler())
    columns = make_column_transformer((yours, numeric), (word_steps, categorical))
    again = make_pipeline(columns, LinearDiscriminantAnalysis()).fit(X_train, y_train)
    assert (again.predict(X_test) == y_test).sum() == correct
    assert again.predict_proba(X_test) == close_to(model.predict_proba(X_test))


# How the result is shown: nothing to do from here on

shown = X_test.map(
    lambda v: "–" if pd.isna(v) else v if isinstance(v, str) else f"{v:g}"
)


table = pd.DataFrame(
    {
        "island": shown["island"],
        "sex": shown["sex"],
        "bill": shown["bill_length_mm"] + " × " + shown["bill_depth_mm"],
        "flipper": shown["flipper_length_mm"],
        "mass": shown["body_mass_g"],
        "predicted": names[y_pred],
        "actual": names[y_test],
    }
)


def show(present):
    """Put the result on the screen."""
    present(
        f"{correct} of {len(y_test)} penguins predicted correctly",
        question="Which penguin is this? 69 pages that the model has never seen:",
        rows=table,
        predicted=y_pred,
        truth=y_test,
        picture=draw,
        correct=correct,
    )


def draw(figure):
    """Draw the bills of each island, and what fills a missing one."""
    panels = figure.subplots(1, 3, sharex=True, sharey=True)
    pages, label = pd.concat([X_train, X_test]), np.concatenate([y_train, y_test])
    unseen = np.arange(len(pages)) >= len(X_train)
    middle = X_train[numeric].median()
    for panel, island in zip(panels, sorted(set(pages["island"])), strict=True):
        for kind, colour in enumerate(COLOURS):
            here = (pages["island"] == island).to_numpy() & (label == kind)
            for rows, face in ((here & ~unseen, "none"), (here & unseen, colour)):
                bills = pages[rows][numeric[:2]].to_numpy().T
                panel.scatter(*bills, s=24, facecolors=face, edgecolors=colour)
        panel.scatter(
            *middle[numeric[:2]], s=180, facecolors="none", edgecolors="black"
        )
        panel.set(title=island, xlabel="bill length, mm")
    for kind, colour in zip(species, COLOURS, strict=True):
        panels[2].scatter([], [], color=colour, label=kind)
    panels[2].legend(loc="lower right", fontsize="small")
    panels[0].set_ylabel("bill depth, mm")
    figure.suptitle(
        "Filled: the 69 test penguins. Black ring: what fills a missing bill"
    )


COLOURS = ("#0072B2", "#D55E00", "#009E73")
