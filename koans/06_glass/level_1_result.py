"""Level 1 · the result: 43 splinters of glass

A model learnt from 171 splinters of known kinds. Then it asked at most four questions
about each of 43 splinters that it had never seen, and predicted their kinds. The picture
shows its questions. In this level you only read what it did: replace each ____ with a
value, or with an expression that computes it. To look at anything, write print(...)
above a line and save.

    RI    the refractive index, how much it bends light: 1000 × (index − 1.518)
    Na …  sodium, magnesium, aluminium, silicon, potassium, calcium, barium and iron, as
          oxides, in per cent of the weight
"""

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to

from . import X_test, X_train, feature_names, kinds, y_test, y_train

# The whole model, a decision tree: questions such as "at most 0.34 % barium?".
model = DecisionTreeClassifier(max_depth=4, min_samples_leaf=3, random_state=0)
model.fit(X_train, y_train)
y_pred = model.predict(X_test)

correct = int((y_pred == y_test).sum())

names = np.array(kinds)


def test_seven_in_ten_are_predicted_correctly(present):
    """How many of the 43 unseen splinters did the model predict correctly?"""
    show(present)
    assert correct == ____


def test_each_row_describes_one_splinter(present):
    """How many measurements (features) does the model get for each splinter?"""
    show(present)
    assert X_test.shape == (43, ____)


def test_guessing_the_most_common_kind_is_correct_one_time_in_three(present):
    """How many would be correct if you guessed 'other window' for every splinter?"""
    show(present)
    most_common = np.bincount(y_train).argmax()
    assert kinds[most_common] == "other window"
    assert (y_test == most_common).sum() == ____


def test_the_first_question_is_about_one_oxide(present):
    """Which column is the first question about? Its short name, as in the picture, in quotes."""
    show(present)
    assert feature_names[model.tree_.feature[0]] == ____


def test_two_questions_are_enough_for_row_26(present):
    """How many questions does the tree ask about row 26 (0.63 % Ba, 73.5 % Si)?"""
    show(present)
    assert kinds[y_pred[26]] == kinds[y_test[26]] == "headlamp"
    nodes = model.decision_path(X_test[26:27]).sum()
    questions = nodes - 1  # the last node, a leaf, asks nothing
    assert questions == ____


def test_no_window_was_taken_for_a_headlamp(present):
    """How many of 32 windows are predicted as headlamps, and how many of 6 headlamps?"""
    show(present)
    assert [(y_test <= 2).sum(), (y_test == 5).sum()] == [32, 6]
    assert ((y_test <= 2) & (y_pred == 5)).sum() == ____
    assert ((y_test == 5) & (y_pred == 5)).sum() == ____


def test_two_kinds_of_window_are_confused_most(present):
    """How often was a float window predicted as the other kind of window, or the reverse?"""
    show(present)
    swapped = (y_test != y_pred) & (y_test <= 1) & (y_pred <= 1)
    assert swapped.sum() == ____


def test_some_leaves_are_mixed(present):
    """Row 19 has 1.63 % Ba and 71.25 % Si. How many different kinds are in its leaf?"""
    show(present)
    fractions = model.predict_proba(X_test[19:20])[0]
    assert kinds[y_test[19]] == "headlamp"
    assert (fractions > 0).sum() == ____


def test_it_predicts_a_splinter_of_your_own(present):
    """Make up a splinter that the model predicts to be a headlamp: a list of nine numbers."""
    show(present)
    splinter = ____
    assert kinds[model.predict([splinter])[0]] == "headlamp"


def test_it_predicts_a_kind_even_for_quartz(present):
    """When it goes wrong: what is predicted for quartz, pure silicon oxide? In quotes."""
    show(present)
    quartz = [-60, 0, 0, 0, 100, 0, 0, 0, 0]
    assert kinds[model.predict([quartz])[0]] == ____


def test_a_random_forest_beats_a_single_tree(present):
    """50 trees vote, each trained on random rows. Are more than 30 correct? True or False.

    A *random forest* is many decision trees, made different by chance, which vote.
    """
    show(present)
    forest = RandomForestClassifier(n_estimators=50, random_state=0)
    y_forest = forest.fit(X_train, y_train).predict(X_test)
    assert bool((y_forest == y_test).sum() > correct) == ____


def test_the_result_still_stands(present):
    """Set the two parameters as above: your model should get the same 30 correct."""
    show(present)
    yours = DecisionTreeClassifier(
        max_depth=____, min_samples_leaf=____, random_state=1
    )
    y_yours = yours.fit(X_train, y_train).predict(X_test)
    assert yours.tree_.threshold == close_to(model.tree_.threshold)
    assert sum(y_yours == y_test) == correct


# How the result is shown: nothing to do from here on

table = pd.DataFrame(
    {
        "row": np.arange(len(X_test)),
        **{name: X_test[:, feature_names.index(name)] for name in ("Ba", "Al", "Si")},
        "predicted": names[y_pred],
        "actual": names[y_test],
    }
)


# The confusion matrix of the 43 test splinters: a row for each actual kind, a column for
# each predicted kind.
counts = pd.DataFrame(
    np.eye(len(kinds), dtype=int)[y_test].T @ np.eye(len(kinds), dtype=int)[y_pred],
    index=kinds,
    columns=kinds,
)

# How many training splinters of each kind reach each node of the tree: a row per node.
reached = (
    model.decision_path(X_train).toarray().T @ np.eye(len(kinds), dtype=int)[y_train]
)


def show(present):
    """Put the result on the screen."""
    figures = {"correct": correct, "predicted": y_pred, "truth": y_test}
    present(
        f"{correct} of {len(y_test)} splinters predicted correctly, by at most four questions",
        question="Window or headlamp? 43 splinters that the model has never seen:",
        picture=draw,
        rows=table,
        **figures,
    )


def draw(figure):
    """Show the decision tree and the confusion matrix of the 43 test splinters.

    Each leaf has the number of training splinters of each kind. The matrix is called
    `counts`.
    """
    axes, table_axes = figure.subplots(2, height_ratios=(2, 1))
    tree, ends = model.tree_, []

    def place(node, depth):
        """Draw a node and all nodes below it, and return its position from left to right."""
        yes, no = tree.children_left[node], tree.children_right[node]
        if yes < 0:
            ends.append(node)
            x, face = len(ends), "#DDEEFF"
            text = (
                kinds[reached[node].argmax()].replace(" ", "\n")
                + f"\n{reached[node].tolist()}"
            )
        else:
            below = [place(child, depth + 1) for child in (yes, no)]
            x, face = sum(below) / 2, "white"
            text = f"{feature_names[tree.feature[node]]} ≤ {tree.threshold[node]:.3f}?"
            for child in below:
                axes.plot([x, child], [-depth, -depth - 1], color="grey", zorder=0)
        style = {"boxstyle": "round", "facecolor": face, "edgecolor": "grey"}
        size = 5 if yes < 0 else 8
        axes.text(x, -depth, text, ha="center", va="center", bbox=style, fontsize=size)
        return x

    place(0, 0)
    axes.axis("off")
    axes.set_title(
        "Yes goes left. In brackets: training splinters of each of the six kinds"
    )
    table_axes.axis("off")
    table_axes.set_title(
        "The 43 test splinters: a row for the actual kind, a column for the predicted"
    )
    cells = table_axes.table(
        counts.to_numpy(), rowLabels=kinds, colLabels=kinds, bbox=(0.12, 0, 0.88, 1)
    )
    cells.auto_set_font_size(False)
    cells.set_fontsize(6)
