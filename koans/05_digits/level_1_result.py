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

from sensei import ____, close_to

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


def test_nearly_every_digit_is_predicted_correctly(present):
    """How many of the 450 unseen digits did the model predict correctly?"""
    show(present)
    assert correct == ____


def test_pca_turns_many_pixels_into_few_numbers(present):
    """How many numbers describe a digit before PCA, and how many after it?"""
    show(present)
    assert X_test.shape[1] == ____
    assert X_reduced.shape[1] == ____


def test_row_32_is_predicted_wrongly(present):
    """Row 32 is wrong. What was predicted, and what was written? A list of two digits."""
    show(present)
    assert [y_pred[32], y_test[32]] == close_to(____)


def test_guessing_3_every_time_is_correct_one_time_in_ten(present):
    """Baseline: how many of the 450 would be correct if you guessed 3 for every digit?"""
    show(present)
    always_3 = np.full(len(y_test), 3)
    assert (always_3 == y_test).sum() == ____


def test_fewer_numbers_do_not_mean_fewer_correct_digits(present):
    """How many more digits are correct from 16 numbers than from all 64?"""
    show(present)
    assert correct - correct_with_all == ____


def test_one_digit_is_misread_most_often(present):
    """Six digits were predicted wrongly, three of them the same digit. Which one was it?"""
    show(present)
    misread = y_test[y_pred != y_test]
    assert np.bincount(misread).argmax() == ____


def test_it_reads_your_own_handwriting(present):
    """Draw a 1: a list of eight strings of eight characters, "." for paper, "#" for ink."""
    show(present)
    drawing = ____
    assert model.predict([scan(drawing)]) == [1]


def test_a_digit_upside_down_is_misread(present):
    """When it goes wrong: turn the unseen sixes upside down. Which digit is mostly predicted?"""
    show(present)
    sixes = X_test[y_test == 6].reshape(-1, 8, 8)
    turned = sixes[:, ::-1, ::-1].reshape(-1, 64)
    predicted = np.bincount(model.predict(turned), minlength=10)
    assert predicted.argmax() == ____


def test_the_result_still_stands(present):
    """Set both numbers as in the model above: your model should get the same 444 correct."""
    show(present)
    yours = make_pipeline(
        PCA(n_components=____, svd_solver="full"),
        KNeighborsClassifier(n_neighbors=____),
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
