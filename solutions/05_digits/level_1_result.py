"""Level 1 · the result: a digit in 16 numbers

A hand wrote a digit, a scanner saw it as 8 by 8 pixels, and a model squeezed those 64
numbers into 16. From the 16 alone it names 450 digits that it has never seen. The model
is finished and has run: it stands below, and what it said stands on the screen.

Nothing is to be built here, only read. A value may be typed, or an expression that
gives it. In the picture every unseen digit stands where two of its 16 numbers put it;
in the table, "ink" is the sum of its 64 pixels.
"""

import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline

from sensei import ____, close_to, hint, insight

from . import X_test, X_train, y_test, y_train

# The whole model: 64 numbers become 16, and the nearest known digit gives its name.
model = make_pipeline(
    PCA(n_components=16, svd_solver="full"), KNeighborsClassifier(n_neighbors=1)
)
model.fit(X_train, y_train)
y_pred = model.predict(X_test)

pca = model[0]
X_squeezed = pca.transform(X_test)

# The same without squeezing: the nearest known digit by all 64 pixels.
all_pixels = KNeighborsClassifier(n_neighbors=1).fit(X_train, y_train)

right = int((y_pred == y_test).sum())
right_with_all = int((all_pixels.predict(X_test) == y_test).sum())


@hint(
    "Where does the screen say how it went over all unseen digits?",
    "The last line under the table counts the digits whose name is right.",
    "It begins with the number; or let Python count: (y_pred == y_test).sum()",
)
@insight("Six digits of 450 were misread. All else here asks how that is possible.")
def test_nearly_every_digit_is_named_right(present):
    """So many of the 450 unseen digits were named right."""
    show(present)
    assert right == ____(444)


@hint(
    "Into how many pixels was each digit scanned, and how many numbers are left?",
    "8 rows of 8 pixels come in. The title of this level says how many come out.",
    "8 times 8 come in, and 16 come out.",
)
@insight("A quarter of the numbers to keep, to send and to compare.")
def test_a_digit_goes_in_as_pixels_and_comes_out_squeezed(present):
    """So many numbers a digit before squeezing, and so many after it."""
    show(present)
    assert X_test.shape[1] == ____(64)
    assert X_squeezed.shape[1] == ____(16)


@hint(
    "The table has a line for row 32.",
    "It is marked as wrong: what the model said and what was written differ there.",
    "The column 'read as' is the model's word, the column 'is' the truth: [3, 9]",
)
@insight(
    "Not a wild guess: under its loop this nine ends in a hook, open to the left, as a "
    "three does."
)
def test_row_32_is_read_as_another_digit(present):
    """Row 32 in a list of two: what the model read, then what was written there."""
    show(present)
    assert [y_pred[32], y_test[32]] == close_to(____([3, 9]))


@hint(
    "Always saying 3 is right wherever a 3 was written. Let Python count those in y_test.",
    "y_test == 3 is True for each three among the 450, and True counts as 1 in a sum.",
    "(y_test == 3).sum()",
)
@insight("About one in ten. Measured against that, 444 is a lot.")
def test_always_saying_the_same_digit_is_right_one_time_in_ten(present):
    """How many would be right if you called every digit a 3, without looking at a pixel?"""
    show(present)
    always_3 = np.full(len(y_test), 3)
    assert (always_3 == y_test).sum() == ____(46)


@hint(
    "The screen's last line names two counts. Which is larger?",
    "One is the count from 16 numbers, the other from all 64.",
    "The first minus the second.",
)
@insight(
    "48 numbers fewer for each digit, and the count did not fall. "
    "Whether two digits more are a real gain, level 2 asks."
)
def test_fewer_numbers_are_not_fewer_digits_right(present):
    """So many more are right from 16 numbers than from all 64."""
    show(present)
    assert right - right_with_all == ____(2)


@hint(
    "Six digits were misread; the strip under the picture shows them all.",
    "Which digit was most often written where another one was read?",
    "Look at the truth alone: y_test[y_pred != y_test]",
)
@insight("Half of all the mistakes are nines: a total never says where the trouble is.")
def test_one_digit_is_misread_most_often(present):
    """This digit stands behind three of the six mistakes in the picture."""
    show(present)
    misread = y_test[y_pred != y_test]
    assert np.bincount(misread).argmax() == ____(9)


@hint(
    "How would you write a one in a box of eight by eight?",
    "A list of eight texts of eight characters each: . is paper, # is ink, + is half. "
    "The scans fill the box from top to bottom and are centred in it.",
    'Begin with ["...##...", "..###...", "...##...", and go down to the eighth line.',
)
@insight(
    "Your digit was never in any file. And an empty sheet? It calls that a 0: "
    "this model always names something."
)
def test_it_reads_your_hand_too(present):
    """A one that you draw yourself, and the model reads it."""
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
    "Write a six on paper, and turn the paper round.",
    "The model compares ink pixel by pixel; it does not know which way is up.",
    "What you see on the turned paper is what it sees, 38 times of 45.",
)
@insight(
    "It holds only for digits scanned as these were: upright, centred, dark on white."
)
def test_upside_down_it_goes_wrong(present):
    """The unseen sixes, each turned upside down, and what most of them are read as."""
    show(present)
    sixes = X_test[y_test == 6].reshape(-1, 8, 8)
    turned = sixes[:, ::-1, ::-1].reshape(-1, 64)
    read_as = np.bincount(model.predict(turned), minlength=10)
    assert read_as.argmax() == ____(9)


@hint(
    "Which two numbers does the finished model at the top of the file hold?",
    "How many numbers are kept of each digit, and how many known digits give the name.",
    "16 and 1",
)
@insight("The model is two lines: made, fitted. Below, your own take their place.")
def test_the_result_still_stands(present):
    """You set the two numbers of the model, and the 450 digits are named once more."""
    show(present)
    yours = make_pipeline(
        PCA(n_components=____(16), svd_solver="full"),
        KNeighborsClassifier(n_neighbors=____(1)),
    )
    named = yours.fit(X_train, y_train).predict(X_test)
    assert (named == y_test).sum() == right
    assert yours[0].n_components_ == X_squeezed.shape[1]


# How a drawing is read and the result is shown: nothing to do from here on


def scan(drawing):
    """A drawing of eight lines of eight characters as 64 numbers: # is ink, + half."""
    if len(drawing) != 8:
        raise ValueError(f"eight lines are wanted, and there are {len(drawing)}")
    for number, line in enumerate(drawing, 1):
        if len(line) != 8:
            raise ValueError(f"line {number} has {len(line)} characters, not eight")
    ink = {"#": 16.0, "+": 8.0}
    return np.array([ink.get(mark, 0.0) for line in drawing for mark in line])


def show(present):
    """Put the result on the screen."""
    table = pd.DataFrame(
        {
            "row": np.arange(len(X_test)),
            "ink": X_test.sum(axis=1).astype(int),
            "read as": y_pred,
            "is": y_test,
        }
    )
    present(
        f"{right} of {len(y_test)} digits named right from 16 numbers; "
        f"from all 64, {right_with_all}",
        question="Which digit did they write? 450 digits the model has never seen:",
        rows=table,
        predicted=y_pred,
        truth=y_test,
        picture=draw,
        right=right,
    )


def draw(figure):
    """All unseen digits in two numbers; below, the misread ones, and what 16 keep."""
    wrong = np.flatnonzero(y_pred != y_test)
    grid = figure.add_gridspec(4, len(wrong), height_ratios=[3, 3, 1.4, 1.4])
    axes = figure.add_subplot(grid[:2, :])
    for digit, colour in enumerate(COLOURS):
        rows = X_squeezed[y_test == digit]
        axes.scatter(*rows[:, :2].T, s=28, marker=f"${digit}$", color=colour)
    axes.scatter(*X_squeezed[wrong, :2].T, s=150, facecolors="none", edgecolors="black")
    axes.set_title(f"{len(y_test)} unseen digits in two numbers; a ring: misread")
    axes.set_xlabel("first of the 16 numbers")
    axes.set_ylabel("second")
    rebuilt = pca.inverse_transform(X_squeezed[wrong])
    for column, row in enumerate(wrong):
        strips = ((X_test[row], "scan"), (rebuilt[column], "from 16"))
        for line, (pixels, name) in enumerate(strips):
            axes = figure.add_subplot(grid[2 + line, column])
            axes.imshow(pixels.reshape(8, 8), cmap="gray_r", vmin=0, vmax=16)
            axes.set(xticks=[], yticks=[])
            if column == 0:
                axes.set_ylabel(name)
            if line == 0:
                title = f"{y_test[row]} read as {y_pred[row]}"
                axes.set_title(title, fontsize="small")


COLOURS = (
    "#332288 #88CCEE #44AA99 #117733 #999933 #DDCC77 #CC6677 #882255 #AA4499 #777777"
).split()
