"""Level 1 · the result: 69 penguins, and pages with gaps

A field notebook has a page for each of 344 penguins, and some pages have gaps: a bill
that was not measured, a sex that nobody could tell. A model learnt from 275 pages, gaps
and all. Then it was handed 69 more, without the names, and had to name every bird.

Nothing is to be built here, only read. A value may be typed, or an expression for it.
"""

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from sensei import ____, close_to, hint, insight

from . import X_test, X_train, measured, noted, species, y_test, y_train

# A gap among the measures gets the middle value of the known penguins, a missing word
# the commonest one. Words become zeros and ones (OneHotEncoder), measures get one scale
# (StandardScaler), and straight lines tell the species apart (LinearDiscriminantAnalysis).
# A pipeline does one of these after the other.
numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
words = make_pipeline(
    SimpleImputer(strategy="most_frequent"), OneHotEncoder(drop="first")
)
model = make_pipeline(
    make_column_transformer((numbers, measured), (words, noted)),
    LinearDiscriminantAnalysis(),
)
model.fit(X_train, y_train)
y_pred = model.predict(X_test)

right = int((y_pred == y_test).sum())

names = np.array(species)


@hint(
    "Which line of the screen counts the penguins?",
    "It stands under the table: so many penguins named right.",
    "Or let Python count them: (y_pred == y_test).sum()",
)
@insight("Some of these pages have gaps, and none was thrown away to get there.")
def test_nearly_every_penguin_is_named_right(present):
    """So many of the 69 unseen penguins were named right."""
    show(present)
    assert right == ____(68)


@hint(
    "What is written on one page, apart from the name of the bird?",
    "Two words and some measurements. The bill was measured twice.",
    "Island, sex, bill length, bill depth, flipper, mass: or X_test.shape[1].",
)
@insight(
    "Words and numbers side by side: most tables of this world look like this one."
)
def test_what_a_page_tells(present):
    """So many things a page tells of a penguin, if nothing is missing."""
    show(present)
    assert X_test.shape == (69, ____(6))


@hint(
    "What stands in the table where nothing was written down? A dash.",
    "The table on the screen shows a few pages only. Ask them all: X_test.isna() is "
    "True at each gap, and .any(axis=1) asks each page whether it has one.",
    "X_test.isna().any(axis=1).sum()",
)
@insight(
    "Leave out pages with gaps, and these penguins have no name at all. In the whole "
    "notebook there are eleven such pages."
)
def test_some_pages_have_gaps(present):
    """So many of the 69 pages have one gap or more."""
    show(present)
    assert X_test.isna().any(axis=1).sum() == ____(3)


@hint(
    "Which line of the table ends with a cross?",
    "The last column says what the penguin is, the one before what it was called.",
    "A text in quotes, with a capital letter: what stands under 'is'.",
)
@insight("Its page is nearly empty, and the notebook does not say why.")
def test_one_penguin_was_taken_for_another(present):
    """What the one misnamed penguin really is, a text in quotes."""
    show(present)
    assert names[y_test[y_pred != y_test]].item() == ____("Gentoo")


@hint(
    "Look at the line with the cross again: where are no dashes?",
    "Bill length, bill depth, flipper, mass and sex are missing.",
    "The island alone is known: one thing of six.",
)
@insight(
    "The other five were filled in from other penguins. What was filled in looks like "
    "a measurement afterwards, and the model cannot tell."
)
def test_nearly_nothing_was_known_of_it(present):
    """So many of the six things were written on the page of the misnamed penguin."""
    show(present)
    page = X_test[y_pred != y_test]
    assert page.notna().sum(axis=1).item() == ____(1)


@hint(
    "The model gives each species a chance, and names the likeliest. How likely?",
    "Print the probabilities: print(model.predict_proba(page)), and save.",
    "Adelie 0.91, Chinstrap 0.09, Gentoo 0.00: round the first to one decimal.",
)
@insight(
    "Of the known penguins on Biscoe three in four are Gentoos. But its flipper was "
    "filled in at 197 mm, no Gentoo's is as short, and the model believes it."
)
def test_it_goes_wrong_and_is_sure_of_it(present):
    """When it goes wrong: how sure it was of the wrong name, to one decimal."""
    show(present)
    page = X_test[y_pred != y_test]
    assert round(model.predict_proba(page).max(), 1) == ____(0.9)


@hint(
    "Adelies are the commonest. How many of them are among the 69?",
    "Whoever says Adelie each time is right at each Adelie: count the zeros of y_test.",
    "(y_test == 0).sum()",
)
@insight("30 of 69 for saying always the same; 68 for reading the page.")
def test_saying_adelie_every_time_is_right_less_than_half_the_time(present):
    """So many of the 69 would be right if every penguin were called an Adelie."""
    show(present)
    always_adelie = np.zeros(len(y_test))
    assert (always_adelie == y_test).sum() == ____(30)


@hint(
    "Gentoos are the heavy ones, and they live on Biscoe. Look one up in the table.",
    "Bill length and depth in mm, flipper in mm, mass in g, island, sex: six values in "
    "this order. np.nan makes a gap.",
    '[47, 15, 217, 5000, "Biscoe", "female"], or another like it',
)
@insight("This bird never lived. A page is all the model ever sees of a penguin.")
def test_it_names_a_penguin_of_your_own(present):
    """A page you make up that is called a Gentoo, in the order of X_test.columns."""
    show(present)
    page = ____([47.0, 15.0, 217.0, np.nan, "Biscoe", "female"])
    page = pd.DataFrame([page], columns=X_test.columns)
    assert species[model.predict(page)[0]] == "Gentoo"


@hint(
    "What does the model put into a gap of the measurements? The first lines of the "
    "file say it, in quotes.",
    "Half of the known penguins lie below it, half above.",
    '"median"',
)
@insight("Fill, encode, scale, tell apart. The levels below make each of them yours.")
def test_the_result_still_stands(present):
    """Fill gaps with what the model above does, and name the 69 once more."""
    show(present)
    yours = make_pipeline(SimpleImputer(strategy=____("median")), StandardScaler())
    columns = make_column_transformer((yours, measured), (words, noted))
    again = make_pipeline(columns, LinearDiscriminantAnalysis()).fit(X_train, y_train)
    assert (again.predict(X_test) == y_test).sum() == right
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
        "named": names[y_pred],
        "is": names[y_test],
    }
)


def show(present):
    """Put the result on the screen."""
    present(
        f"{right} of {len(y_test)} penguins named right",
        question="Which penguin is this? 69 pages the model has never seen:",
        rows=table,
        predicted=y_pred,
        truth=y_test,
        picture=draw,
        right=right,
    )


def draw(figure):
    """A panel for each island: the bills of its penguins, and what fills a gap."""
    panels = figure.subplots(1, 3, sharex=True, sharey=True)
    pages, label = pd.concat([X_train, X_test]), np.concatenate([y_train, y_test])
    unseen = np.arange(len(pages)) >= len(X_train)
    middle = X_train[measured].median()
    for panel, island in zip(panels, sorted(set(pages["island"])), strict=True):
        for kind, colour in enumerate(COLOURS):
            here = (pages["island"] == island).to_numpy() & (label == kind)
            for rows, face in ((here & ~unseen, "none"), (here & unseen, colour)):
                bills = pages[rows][measured[:2]].to_numpy().T
                panel.scatter(*bills, s=24, facecolors=face, edgecolors=colour)
        panel.scatter(
            *middle[measured[:2]], s=180, facecolors="none", edgecolors="black"
        )
        panel.set(title=island, xlabel="bill length, mm")
    for kind, colour in zip(species, COLOURS, strict=True):
        panels[2].scatter([], [], color=colour, label=kind)
    panels[2].legend(loc="lower right", fontsize="small")
    panels[0].set_ylabel("bill depth, mm")
    figure.suptitle("Filled: 69 unseen penguins. Ringed: what a gap is filled with")


COLOURS = ("#0072B2", "#D55E00", "#009E73")
