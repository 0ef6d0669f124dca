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

from sensei import ____, close_to

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


def test_nearly_every_digit_is_named_right(present):
    """So many of the 450 unseen digits were named right."""
    show(present)
    assert right == ____


def test_a_digit_goes_in_as_pixels_and_comes_out_squeezed(present):
    """So many numbers a digit before squeezing, and so many after it."""
    show(present)
    assert X_test.shape[1] == ____
    assert X_squeezed.shape[1] == ____


def test_row_32_is_read_as_another_digit(present):
    """Row 32 in a list of two: what the model read, then what was written there."""
    show(present)
    assert [y_pred[32], y_test[32]] == close_to(____)


def test_always_saying_the_same_digit_is_right_one_time_in_ten(present):
    """How many would be right if you called every digit a 3, without looking at a pixel?"""
    show(present)
    always_3 = np.full(len(y_test), 3)
    assert (always_3 == y_test).sum() == ____


def test_fewer_numbers_are_not_fewer_digits_right(present):
    """So many more are right from 16 numbers than from all 64."""
    show(present)
    assert right - right_with_all == ____


def test_one_digit_is_misread_most_often(present):
    """This digit stands behind three of the six mistakes in the picture."""
    show(present)
    misread = y_test[y_pred != y_test]
    assert np.bincount(misread).argmax() == ____


def test_it_reads_your_hand_too(present):
    """A one that you draw yourself, and the model reads it."""
    show(present)
    drawing = ____
    assert model.predict([scan(drawing)]) == [1]


def test_upside_down_it_goes_wrong(present):
    """The unseen sixes, each turned upside down, and what most of them are read as."""
    show(present)
    sixes = X_test[y_test == 6].reshape(-1, 8, 8)
    turned = sixes[:, ::-1, ::-1].reshape(-1, 64)
    read_as = np.bincount(model.predict(turned), minlength=10)
    assert read_as.argmax() == ____


def test_the_result_still_stands(present):
    """You set the two numbers of the model, and the 450 digits are named once more."""
    show(present)
    yours = make_pipeline(
        PCA(n_components=____, svd_solver="full"),
        KNeighborsClassifier(n_neighbors=____),
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
