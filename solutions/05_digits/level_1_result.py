"""Level 1 · the result: a digit in 16 numbers

Someone wrote a digit, and a scanner turned it into 8 by 8 pixels. PCA, principal
component analysis, turned these 64 features into 16 numbers. From the 16 alone, a model
predicted 450 digits that it had never seen. You only read what it did: replace each
____ with a value, or with an expression for it. To look at anything, write print(...)
above a line and save.

    X_train, X_test  (1347, 64), (450, 64)  the features: 64 pixels of each digit
    y_train, y_test  (1347,), (450,)        the labels: the digit that was written
    X_reduced        (450, 16)              the unseen digits after PCA: 16 numbers each
    y_pred           (450,)                 the digit that the model predicted
    ink                                     in the table: the sum of a digit's 64 pixels

*PCA*, principal component analysis, replaces many features by a few weighted sums of
them that vary as much as possible. A *component* is one of the numbers that PCA makes
of a row, or the direction that it is measured along.
"""

import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline

from sensei import ____, close_to, hint, insight

from . import X_test, X_train, y_test, y_train

# The whole model: PCA turns 64 features into 16 numbers, its components. In these, the
# nearest training digit gives the prediction.
model = make_pipeline(
    PCA(n_components=16, svd_solver="full"), KNeighborsClassifier(n_neighbors=1)
)
model.fit(X_train, y_train)
y_pred = model.predict(X_test)

pca = model[0]
X_reduced = pca.transform(X_test)

# The same without PCA: the nearest training digit by all 64 pixels.
all_pixels = KNeighborsClassifier(n_neighbors=1).fit(X_train, y_train)

correct = int((y_pred == y_test).sum())
correct_with_all = int((all_pixels.predict(X_test) == y_test).sum())


@hint(
    "Where does the screen say how many of the unseen digits are correct?",
    "The last line under the table counts the digits that were predicted correctly.",
    "444, or (y_pred == y_test).sum()",
)
@insight(
    "444 of 450 is an accuracy of 98.7 %. The rest of this project asks how 16 "
    "numbers can be enough."
)
def test_nearly_every_digit_is_predicted_correctly(present):
    """How many of the 450 unseen digits did the model predict correctly?"""
    show(present)
    assert correct == ____(444)


@hint(
    "How many pixels does a scan have, and how many numbers does PCA make of them?",
    "A scan has 8 rows of 8 pixels. The title of this level says how many numbers are "
    "left.",
    "64, or X_test.shape[1]; and 16, or X_reduced.shape[1]",
)
@insight(
    "PCA leaves a quarter of the numbers to store, to send and to compare. "
    "*Dimensionality reduction* makes few features that say most of what many said."
)
def test_pca_turns_many_pixels_into_few_numbers(present):
    """How many numbers describe a digit before PCA, and how many after it?"""
    show(present)
    assert X_test.shape[1] == ____(64)
    assert X_reduced.shape[1] == ____(16)


@hint(
    "The table has a line for row 32. What does it say?",
    "The column 'predicted' is what the model said, the column 'actual' is what was "
    "written. You can also print y_pred[32] and y_test[32].",
    "[3, 9]",
)
@insight(
    "That was not a wild guess: below its loop, this nine ends in a hook that is open "
    "to the left, as a three does."
)
def test_row_32_is_predicted_wrongly(present):
    """Row 32 is wrong. What was predicted, and what was written? A list of two digits."""
    show(present)
    assert [y_pred[32], y_test[32]] == close_to(____([3, 9]))


@hint(
    "Guessing 3 is correct wherever a 3 was written. How many threes are in y_test?",
    "y_test == 3 is True for each three, and True counts as 1 in a sum.",
    "46, or (y_test == 3).sum()",
)
@insight("This baseline gets about one in ten correct. Compared with 46, 444 is a lot.")
def test_guessing_3_every_time_is_correct_one_time_in_ten(present):
    """Baseline: how many of the 450 would be correct if you guessed 3 for every digit?"""
    show(present)
    always_3 = np.full(len(y_test), 3)
    assert (always_3 == y_test).sum() == ____(46)


@hint(
    "The last line on the screen has two counts. Which is larger?",
    "One is the count from 16 numbers, the other from all 64. Subtract the second "
    "from the first.",
    "2, or 444 - 442",
)
@insight(
    "Each digit has 48 numbers fewer, and the count did not fall. Level 2 asks "
    "whether two digits more are a real gain."
)
def test_fewer_numbers_do_not_mean_fewer_correct_digits(present):
    """How many more digits are correct from 16 numbers than from all 64?"""
    show(present)
    assert correct - correct_with_all == ____(2)


@hint(
    "The model got six digits wrong. What was really written there?",
    "The strip under the picture shows all six. Or print y_test[y_pred != y_test], "
    "and find the most frequent digit.",
    "9",
)
@insight(
    "Half of all the errors are nines. A total never tells you where the errors are."
)
def test_one_digit_is_misread_most_often(present):
    """Six digits were predicted wrongly, three of them the same digit. Which one was it?"""
    show(present)
    misread = y_test[y_pred != y_test]
    assert np.bincount(misread).argmax() == ____(9)


@hint(
    "How would you write a 1 in a box of eight by eight?",
    "Type a list of eight strings of eight characters each: . is paper, # is ink, + "
    "is half ink. Fill the box from top to bottom, and keep to the middle.",
    '["...##...", "..###...", and then "...##..." six times]',
)
@insight(
    "Your digit is in no file, and the model reads it. It even reads an empty sheet, "
    "as a 0: this model always predicts some digit."
)
def test_it_reads_your_own_handwriting(present):
    """Draw a 1: a list of eight strings of eight characters, "." for paper, "#" for ink."""
    show(present)
    drawing = ____(
        [
            "...##...",
            "..###...",
            "...##...",
            "...##...",
            "...##...",
            "...##...",
            "...##...",
            "..####..",
        ]
    )
    assert model.predict([scan(drawing)]) == [1]


@hint(
    "Write a 6 on paper, and turn the paper upside down. What do you see?",
    "The model compares ink pixel by pixel. It does not know which way is up. You can "
    "also print the ten counts in `predicted`.",
    "9, as for 38 of the 45 sixes",
)
@insight(
    "The model works only for digits that were scanned like these: upright, centred, "
    "dark on white."
)
def test_a_digit_upside_down_is_misread(present):
    """When it goes wrong: turn the unseen sixes upside down. Which digit is mostly predicted?"""
    show(present)
    sixes = X_test[y_test == 6].reshape(-1, 8, 8)
    turned = sixes[:, ::-1, ::-1].reshape(-1, 64)
    predicted = np.bincount(model.predict(turned), minlength=10)
    assert predicted.argmax() == ____(9)


@hint(
    "Which two numbers does the model at the top of this file have?",
    "One says how many numbers PCA keeps of each digit. The other says how many "
    "nearest digits are asked.",
    "16 and 1",
)
@insight(
    "The model is two steps: PCA, then the nearest neighbour. Each level below "
    "replaces more of them with your own code."
)
def test_the_result_still_stands(present):
    """Set both numbers as in the model above: your model should get the same 444 correct."""
    show(present)
    yours = make_pipeline(
        PCA(n_components=____(16), svd_solver="full"),
        KNeighborsClassifier(n_neighbors=____(1)),
    )
    y_again = yours.fit(X_train, y_train).predict(X_test)
    assert (y_again == y_test).sum() == correct
    assert yours[0].n_components_ == X_reduced.shape[1]


# How a drawing becomes numbers, and how the result is shown: nothing to do from here on


def scan(drawing):
    """Return a drawing of eight lines of eight characters as 64 numbers: # is 16, + is 8."""
    if len(drawing) != 8:
        raise ValueError(f"Draw eight lines; this drawing has {len(drawing)}.")
    for number, line in enumerate(drawing, 1):
        if len(line) != 8:
            raise ValueError(
                f"Line {number} has {len(line)} characters instead of eight."
            )
    ink = {"#": 16.0, "+": 8.0}
    return np.array([ink.get(mark, 0.0) for line in drawing for mark in line])


def show(present):
    """Put the result on the screen."""
    table = pd.DataFrame(
        {
            "row": np.arange(len(X_test)),
            "ink": X_test.sum(axis=1).astype(int),
            "predicted": y_pred,
            "actual": y_test,
        }
    )
    present(
        f"{correct} of {len(y_test)} digits predicted correctly from 16 numbers; "
        f"{correct_with_all} from all 64",
        question="Which digit did they write? 450 digits the model has never seen:",
        rows=table,
        predicted=y_pred,
        truth=y_test,
        picture=draw,
        correct=correct,
    )


def draw(figure):
    """The unseen digits by two numbers. Below: the wrong ones, and what 16 numbers keep."""
    wrong = np.flatnonzero(y_pred != y_test)
    grid = figure.add_gridspec(4, len(wrong), height_ratios=[3, 3, 1.4, 1.4])
    axes = figure.add_subplot(grid[:2, :])
    for digit, colour in enumerate(COLOURS):
        rows = X_reduced[y_test == digit]
        axes.scatter(*rows[:, :2].T, s=28, marker=f"${digit}$", color=colour)
    axes.scatter(*X_reduced[wrong, :2].T, s=150, facecolors="none", edgecolors="black")
    axes.set_title(
        f"{len(y_test)} unseen digits by two numbers. Ring: predicted wrongly"
    )
    axes.set_xlabel("first of the 16 numbers")
    axes.set_ylabel("second")
    rebuilt = pca.inverse_transform(X_reduced[wrong])
    for column, row in enumerate(wrong):
        strips = ((X_test[row], "scan"), (rebuilt[column], "from 16"))
        for line, (pixels, name) in enumerate(strips):
            axes = figure.add_subplot(grid[2 + line, column])
            axes.imshow(pixels.reshape(8, 8), cmap="gray_r", vmin=0, vmax=16)
            axes.set(xticks=[], yticks=[])
            if column == 0:
                axes.set_ylabel(name)
            if line == 0:
                title = f"{y_test[row]} predicted {y_pred[row]}"
                axes.set_title(title, fontsize="small")


COLOURS = (
    "#332288 #88CCEE #44AA99 #117733 #999933 #DDCC77 #CC6677 #882255 #AA4499 #777777"
).split()
