"""Level 1 · the result: 114 tumours, and how sure it is

A doctor draws a few cells from a lump with a fine needle. Is it cancer? A model has
seen 455 such lumps, with thirty measurements of their cell nuclei each and what they
proved to be. Then it was shown 114 others. It does not only say malignant or benign: of
each it says how likely it is to be malignant, in per cent. It has run; what it said is
on the screen.

You only read here. Type a value, or an expression that Python works out. The table has
a few of the 114, the picture all of them; so have y_test, y_pred and likely, and Python
can count. AUC, in the line below the table, is a share of pairs: a koan comes to it.
"""

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from sensei import ____, hint, insight

from . import X_test, X_train, feature_names, y_test, y_train

# The whole model: every column brought to the same scale, then weighed and added up.
model = make_pipeline(StandardScaler(), LogisticRegression(C=1, max_iter=1000))
model.fit(X_train, y_train)
likely = model.predict_proba(X_test)[:, 1]  # how likely malignant, from 0 to 1
y_pred = model.predict(X_test)  # 1 malignant, 0 benign: whichever is likelier

right = int((y_pred == y_test).sum())
auc = roc_auc_score(y_test, likely)

RADIUS = feature_names.index("worst_radius")
TEXTURE = feature_names.index("worst_texture")
words = np.array(["benign", "malignant"])


@hint(
    "What is said in the line below the table?",
    "That line counts the tumours that were called what they are.",
    "It is the first number of that line; (y_pred == y_test).sum() counts them too.",
)
@insight("Three of 114 were called wrongly. The next koans ask how, and at what price.")
def test_nearly_every_tumour_is_called_right(present):
    """So many of the 114 unseen tumours were called what they are."""
    show(present)
    assert right == ____(111)


@hint(
    "The file data/tumours.csv has a line for each tumour. What stands in a line?",
    "Measurements of its cell nuclei; the last word of the line is the diagnosis.",
    "Thirty numbers are named in the first lines of this file: X_test.shape[1].",
)
@insight(
    "Ten features, each three times: the mean over the nuclei, the error of that mean, "
    "and the worst, the mean of the three largest."
)
def test_a_row_is_a_tumour(present):
    """So many numbers the model is given of each of the 114 tumours."""
    show(present)
    assert X_test.shape[1] == ____(30)


@hint(
    "The table shows a few. Which of all 114 are neither below 10 nor above 90?",
    "The picture has all of them, and likely holds them as parts of 1. Which are "
    "larger than 0.1 and smaller than 0.9? Python can count them.",
    "((likely > 0.1) & (likely < 0.9)).sum()",
)
@insight(
    "Of the other 103 it is surer than nine in ten, and one of those calls is wrong "
    "all the same. A good model knows which cases are hard."
)
def test_it_says_how_sure_it_is(present):
    """Of so many tumours it says between 10 and 90 per cent: it is not sure."""
    show(present)
    unsure = (likely > 0.1) & (likely < 0.9)
    assert unsure.sum() == ____(11)


@hint(
    "A wrong call can be wrong in two ways. What are they?",
    "A benign one called malignant is an alarm for nothing; a malignant one called "
    "benign is missed. Count where the truth is 1 and the call is 0.",
    "((y_test == 1) & (y_pred == 0)).sum()",
)
@insight(
    "Two missed and one false alarm. To count them together as three errors is to say "
    "that both kinds are as bad."
)
def test_to_miss_a_tumour_is_one_kind_of_error(present):
    """So many malignant tumours were called benign."""
    show(present)
    missed = (words[y_test] == "malignant") & (words[y_pred] == "benign")
    assert missed.sum() == ____(2)


@hint(
    "A benign tumour that is called malignant is a false alarm. Where is y_test 0?",
    "Called malignant are now all that are above 4.5 per cent. How many are benign?",
    "((y_test == 0) & (likely > 0.045)).sum()",
)
@insight(
    "Where the bar lies is not for the model to say. It says how likely; people say "
    "what a missed tumour is worth in false alarms."
)
def test_a_lower_bar_misses_none_and_has_its_price(present):
    """With the bar at 4.5 per cent none is missed; so many are alarms for nothing."""
    show(present)
    called = likely > 0.045
    assert not np.any(~called & (y_test == 1))
    assert (called & (y_test == 0)).sum() == ____(10)


@hint(
    "At which tumours is somebody right who says benign every time?",
    "At the benign ones, and only there. In y_test a benign one is 0.",
    "(y_test == 0).sum()",
)
@insight(
    "72 of 114 right, and all 42 cancers missed: a count of right calls can hide the "
    "one thing that matters."
)
def test_saying_benign_every_time_is_often_right(present):
    """So many of the 114 are right if every tumour is called benign."""
    show(present)
    always_benign = np.zeros(len(y_test))
    assert (always_benign == y_test).sum() == ____(72)


@hint(
    "The line below the table gives it as a part of 1: this share of pairs is the AUC.",
    "A part of 1 of all pairs: how many of a thousand pairs is that?",
    "0.996 of 1000",
)
@insight(
    "This share is the AUC; guessing gets half. It needs no bar: it asks only whether "
    "the sick stand above the healthy. Why it is called an area, level 3 draws."
)
def test_the_malignant_one_of_two_is_nearly_always_said_likelier(present):
    """Of 1000 pairs, one malignant, one benign: in so many the first is likelier."""
    show(present)
    assert round(1000 * auc) == ____(996)


@hint(
    "Are malignant tumours those with the larger or with the smaller cell nuclei?",
    "On average a worst radius is 16.4, the largest of all is 36. A larger one than "
    "the average is more suspicious.",
    "25 will do.",
)
@insight(
    "One number moved it over the bar. All else as it was, each step in radius adds "
    "the same to the evidence: level 6 will take it apart."
)
def test_it_calls_a_tumour_of_your_own_malignant(present):
    """The mean of all 455, but for a worst radius of yours: called malignant."""
    show(present)
    tumour = X_train.mean(axis=0)  # a worst radius of 16.4: malignant with 46 per cent
    tumour[RADIUS] = ____(25)
    assert words[model.predict([tumour])[0]] == "malignant"
    assert tumour[RADIUS] < 40  # none is larger than 36


@hint(
    "Nuclei of radius 0 and area 0: do they look like large ones or like small ones?",
    "The smaller the nuclei, the surer it is of one of its two words.",
    '"benign"',
)
@insight(
    "It is surer of nothing at all than of any of the 114. A measurement that failed "
    "looks like perfect health, unless somebody checks."
)
def test_it_is_very_sure_of_an_empty_slide(present):
    """When it goes wrong: no cells, thirty zeros; what is that called? In quotes."""
    show(present)
    empty = np.zeros(30)
    assert words[model.predict([empty])[0]] == ____("benign")
    assert model.predict_proba([empty])[0].max() > 1 - 1e-9


@hint(
    "The finished model at the top of the file holds one number besides max_iter.",
    "It is called C there. Use the same.",
    "1",
)
@insight("What is that C? Level 2 finds it, level 4 says what it does.")
def test_the_result_still_stands(present):
    """You set the number C of the model, and it calls the 114 tumours once more."""
    show(present)
    yours = make_pipeline(
        StandardScaler(), LogisticRegression(C=____(1), max_iter=1000)
    )
    yours.fit(X_train, y_train)
    assert (yours.predict(X_test) == y_test).sum() == right
    assert yours[-1].C == model[-1].C


# How the result is shown: nothing to do from here on


def show(present):
    """Put the result on the screen."""
    table = pd.DataFrame(
        {
            "tumour": np.arange(len(y_test)),
            "radius": [f"{value:.1f}" for value in X_test[:, RADIUS]],
            "texture": [f"{value:.1f}" for value in X_test[:, TEXTURE]],
            "malignant": [f"{100 * p:5.1f} %" for p in likely],
            "called": words[y_pred],
            "is": words[y_test],
        }
    )
    present(
        f"{right} of {len(y_test)} tumours called right, AUC {auc:.3f}",
        question="Is this tumour malignant, and how sure are we? 114 unseen ones:",
        rows=table,
        predicted=y_pred,
        truth=y_test,
        picture=draw,
        right=right,
        auc=auc,
    )


def draw(figure):
    """The 114 tumours in the order of how likely malignant the model says they are."""
    axes = figure.subplots()
    place = np.argsort(np.argsort(likely))
    for truth, (colour, marker) in enumerate((("#0072B2", "o"), ("#D55E00", "^"))):
        mine = y_test == truth
        axes.scatter(
            place[mine], likely[mine], color=colour, marker=marker, label=words[truth]
        )
    missed = y_pred != y_test
    axes.scatter(
        place[missed], likely[missed], s=240, facecolors="none", edgecolors="black"
    )
    axes.axhline(0.5, color="grey", linestyle="--")
    axes.set_title("114 unseen tumours. Ringed: called wrongly")
    axes.set_xlabel("place, from surely benign to surely malignant")
    axes.set_ylabel("how likely malignant")
    axes.legend(title="what it is")
