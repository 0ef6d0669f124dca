"""Level 1 · the result: forty-three splinters and four questions

How much barium is in it? How much silicon? A model has looked at 171 splinters of glass
and found the questions to ask. Then it was shown 43 more, asked each of them four
questions at most, and said what they had been. The model is finished and has run: it
stands below, and a few of its answers are on the screen. The picture has its questions
and, below them, how many of each kind were named what.

Nothing is to be built here, only read. A value may be typed, or an expression for it,
but not the other side of its line once more: print(...) in a koan shows what that is.

    RI    how much it bends light, as 1000 × (refractive index − 1.518)
    Na …  sodium, magnesium, aluminium, silicon, potassium, calcium, barium and iron,
          as oxides, in per cent of the weight
"""

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to

from . import X_test, X_train, feature_names, kinds, y_test, y_train

# The whole model: questions such as "at most 0.34 % barium?", found in the splinters.
model = DecisionTreeClassifier(max_depth=4, min_samples_leaf=3, random_state=0)
model.fit(X_train, y_train)
y_pred = model.predict(X_test)

right = int((y_pred == y_test).sum())

names = np.array(kinds)


def test_seven_in_ten_are_named_right(present):
    """So many of the 43 unseen splinters were named right."""
    show(present)
    assert right == ____


def test_a_row_is_a_splinter(present):
    """So many numbers are known of each of the 43 splinters."""
    show(present)
    assert X_test.shape == (43, ____)


def test_always_saying_the_commonest_kind_is_right_one_time_in_three(present):
    """So many would be right if every splinter were called 'other window'."""
    show(present)
    commonest = np.bincount(y_train).argmax()
    assert kinds[commonest] == "other window"
    assert (y_test == commonest).sum() == ____


def test_the_first_question_is_about_one_oxide(present):
    """The column that the first question is about, as the picture has it, in quotes."""
    show(present)
    assert feature_names[model.tree_.feature[0]] == ____


def test_row_26_is_asked_few_questions(present):
    """Row 26, 0.63 % Ba and 73.5 % Si: after so many questions it is a headlamp."""
    show(present)
    assert kinds[y_pred[26]] == kinds[y_test[26]] == "headlamp"
    boxes = model.decision_path(X_test[26:27]).sum()
    questions = boxes - 1  # the last box is the answer, and asks nothing
    assert questions == ____


def test_window_or_headlamp(present):
    """Of 32 windows so many were named headlamp, and of the 6 headlamps so many."""
    show(present)
    assert [(y_test <= 2).sum(), (y_test == 5).sum()] == [32, 6]
    assert ((y_test <= 2) & (y_pred == 5)).sum() == ____
    assert ((y_test == 5) & (y_pred == 5)).sum() == ____


def test_two_kinds_of_window_are_confused_most(present):
    """So many times a float window and another window were taken for each other."""
    show(present)
    swapped = (y_test != y_pred) & (y_test <= 1) & (y_pred <= 1)
    assert swapped.sum() == ____


def test_some_answers_are_a_toss_up(present):
    """Row 19, 1.63 % Ba and 71.25 % Si: behind its answer stand so many kinds."""
    show(present)
    shares = model.predict_proba(X_test[19:20])[0]
    assert kinds[y_test[19]] == "headlamp"
    assert (shares > 0).sum() == ____


def test_it_names_a_splinter_of_your_own(present):
    """A splinter you make up, nine numbers, that the model calls a headlamp."""
    show(present)
    splinter = ____
    assert kinds[model.predict([splinter])[0]] == "headlamp"


def test_it_goes_wrong_on_glass_it_has_never_met(present):
    """When it goes wrong: pure quartz glass, all silicon. What is it called?"""
    show(present)
    quartz = [-60, 0, 0, 0, 100, 0, 0, 0, 0]
    assert kinds[model.predict([quartz])[0]] == ____


def test_a_forest_of_fifty_trees_knows_more(present):
    """Fifty trees, grown by chance, vote. Do they name more than 30 right?"""
    show(present)
    forest = RandomForestClassifier(n_estimators=50, random_state=0)
    voted = forest.fit(X_train, y_train).predict(X_test)
    assert bool((voted == y_test).sum() > right) == ____


def test_the_result_still_stands(present):
    """Two numbers are yours to set: the same tree grows, and the same 30 are right."""
    show(present)
    yours = DecisionTreeClassifier(
        max_depth=____, min_samples_leaf=____, random_state=1
    )
    named = yours.fit(X_train, y_train).predict(X_test)
    assert yours.tree_.threshold == close_to(model.tree_.threshold)
    assert sum(named == y_test) == right


# How the result is shown: nothing to do from here on

table = pd.DataFrame(
    {
        "row": np.arange(len(X_test)),
        **{name: X_test[:, feature_names.index(name)] for name in ("Ba", "Al", "Si")},
        "named": names[y_pred],
        "is": names[y_test],
    }
)


# Of the 43 unseen ones: a row for what they are, a column for what they were named.
counts = pd.DataFrame(
    np.eye(len(kinds), dtype=int)[y_test].T @ np.eye(len(kinds), dtype=int)[y_pred],
    index=kinds,
    columns=kinds,
)

# How many splinters of each kind meet each box of the tree: a row a box.
met = model.decision_path(X_train).toarray().T @ np.eye(len(kinds), dtype=int)[y_train]


def show(present):
    """Put the result on the screen."""
    figures = {"right": right, "predicted": y_pred, "truth": y_test}
    present(
        f"{right} of {len(y_test)} splinters named right, by four questions at most",
        question="Window or headlamp? 43 splinters the model has never seen:",
        picture=draw,
        rows=table,
        **figures,
    )


def draw(figure):
    """The tree: its questions, and how many known splinters stand behind an answer.
    Below it a table of the 43 unseen: what they are, and what they were named; it is
    called counts."""
    axes, below_it = figure.subplots(2, height_ratios=(2, 1))
    tree, ends = model.tree_, []

    def place(box, depth):
        """Draw a box and all below it; where it stands, from left to right."""
        left, right = tree.children_left[box], tree.children_right[box]
        if left < 0:
            ends.append(box)
            x, face = len(ends), "#DDEEFF"
            text = (
                kinds[met[box].argmax()].replace(" ", "\n") + f"\n{met[box].tolist()}"
            )
        else:
            below = [place(child, depth + 1) for child in (left, right)]
            x, face = sum(below) / 2, "white"
            text = f"{feature_names[tree.feature[box]]} ≤ {tree.threshold[box]:.3f}?"
            for child in below:
                axes.plot([x, child], [-depth, -depth - 1], color="grey", zorder=0)
        style = {"boxstyle": "round", "facecolor": face, "edgecolor": "grey"}
        size = 5 if left < 0 else 8
        axes.text(x, -depth, text, ha="center", va="center", bbox=style, fontsize=size)
        return x

    place(0, 0)
    axes.axis("off")
    axes.set_title(
        "Yes goes left. In brackets: known splinters of each of the six kinds"
    )
    below_it.axis("off")
    below_it.set_title(
        "The 43 unseen: a row for what they are, a column for their name"
    )
    cells = below_it.table(
        counts.to_numpy(), rowLabels=kinds, colLabels=kinds, bbox=(0.12, 0, 0.88, 1)
    )
    cells.auto_set_font_size(False)
    cells.set_fontsize(6)
