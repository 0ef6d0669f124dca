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

from sensei import ____, close_to, hint, insight

from . import X_test, X_train, feature_names, kinds, y_test, y_train

# The whole model, a decision tree: questions such as "at most 0.34 % barium?".
model = DecisionTreeClassifier(max_depth=4, min_samples_leaf=3, random_state=0)
model.fit(X_train, y_train)
y_pred = model.predict(X_test)

correct = int((y_pred == y_test).sum())

names = np.array(kinds)


@hint(
    "What does the line under the table say?",
    "The line under the table of splinters counts the correct predictions.",
    "30, or (y_pred == y_test).sum()",
)
@insight(
    "30 of 43 is an accuracy of 70 %, with at most four questions for each "
    "splinter. Nobody gets all of them: glass is hard."
)
def test_seven_in_ten_are_predicted_correctly(present):
    """How many of the 43 unseen splinters did the model predict correctly?"""
    show(present)
    assert correct == ____(30)


@hint(
    "What was measured of each splinter? The table on the screen shows only three "
    "of the columns.",
    "One column is the refractive index, and the others are oxides. The list "
    "feature_names has all of them.",
    "9, or X_test.shape[1]",
)
@insight(
    "Each splinter has nine features, and the tree uses seven of them. It ignores "
    "the other two."
)
def test_each_row_describes_one_splinter(present):
    """How many measurements (features) does the model get for each splinter?"""
    show(present)
    assert X_test.shape == (43, ____(9))


@hint(
    "How many of the 43 splinters are really 'other window'?",
    "Add up the row 'other window' of the table in the picture, or count the 1s in "
    "y_test.",
    "15, or (y_test == 1).sum()",
)
@insight(
    "This is the baseline: a guess that needs no model. Compared with 15, and with "
    "six kinds to choose from, 30 is a lot."
)
def test_guessing_the_most_common_kind_is_correct_one_time_in_three(present):
    """How many would be correct if you guessed 'other window' for every splinter?"""
    show(present)
    most_common = np.bincount(y_train).argmax()
    assert kinds[most_common] == "other window"
    assert (y_test == most_common).sum() == ____(15)


@hint(
    "Look at the box at the top of the picture. What does it ask about?",
    "It asks whether one of the oxides is at most 0.335 per cent. Copy the two "
    "letters.",
    '"Ba", or feature_names[model.tree_.feature[0]]',
)
@insight(
    "A decision tree asks one question after another, each about one feature. Of "
    "the 23 headlamps it learnt from, 22 have more barium than 0.335 %, but only 2 "
    "of 131 windows. Nobody told it so."
)
def test_the_first_question_is_about_one_oxide(present):
    """Which column is the first question about? Its short name, as in the picture, in quotes."""
    show(present)
    assert feature_names[model.tree_.feature[0]] == ____("Ba")


@hint(
    "Start at the top of the picture, with 0.63 % barium and 73.5 % silicon. Where "
    "do you get?",
    "At most 0.335 % barium? No, so go right. At most 72.165 % silicon? No, so go "
    "right again. Now no question is left.",
    "2",
)
@insight(
    "Each box is called a node. A node without a question is a leaf, and its most "
    "common kind is the prediction. This leaf holds headlamps: much barium and "
    "much silicon."
)
def test_two_questions_are_enough_for_row_26(present):
    """How many questions does the tree ask about row 26 (0.63 % Ba, 73.5 % Si)?"""
    show(present)
    assert kinds[y_pred[26]] == kinds[y_test[26]] == "headlamp"
    nodes = model.decision_path(X_test[26:27]).sum()
    questions = nodes - 1  # the last node, a leaf, asks nothing
    assert questions == ____(2)


@hint(
    "The first three kinds are windows. How often is their prediction 'headlamp'? "
    "Look at that column of the table in the picture.",
    "Kinds 0, 1 and 2 are windows and kind 5 is a headlamp. Compare y_test, the "
    "actual kinds, with y_pred, the predicted ones.",
    "0 and 3, or ((y_test <= 2) & (y_pred == 5)).sum() and ((y_test == 5) & "
    "(y_pred == 5)).sum()",
)
@insight(
    "The table is a confusion matrix: actual kinds in the rows, predicted kinds in "
    "the columns. Whenever the model predicts a headlamp, it is correct: a "
    "precision of 1. But it misses half of the headlamps: a recall of 1/2. Which "
    "of the two errors is worse depends on what they cost."
)
def test_no_window_was_taken_for_a_headlamp(present):
    """How many of 32 windows are predicted as headlamps, and how many of 6 headlamps?"""
    show(present)
    assert [(y_test <= 2).sum(), (y_test == 5).sum()] == [32, 6]
    assert ((y_test <= 2) & (y_pred == 5)).sum() == ____(0)
    assert ((y_test == 5) & (y_pred == 5)).sum() == ____(3)


@hint(
    "Count both directions: float predicted as other, and other predicted as "
    "float. The table in the picture has both.",
    "y_test and y_pred are both 0 or 1, and they differ. Add the two counts.",
    "5, or ((y_test != y_pred) & (y_test <= 1) & (y_pred <= 1)).sum()",
)
@insight(
    "Float glass lies on molten tin while it hardens, and other glass is drawn or "
    "rolled. Both are mixed from nearly the same ingredients, so the nine features "
    "hardly tell them apart."
)
def test_two_kinds_of_window_are_confused_most(present):
    """How often was a float window predicted as the other kind of window, or the reverse?"""
    show(present)
    swapped = (y_test != y_pred) & (y_test <= 1) & (y_pred <= 1)
    assert swapped.sum() == ____(5)


@hint(
    "In which leaf does row 19 end? From the top go right, then left. What is in "
    "the brackets?",
    "The list in the leaf counts the training splinters of each kind. How many of "
    "its numbers are not 0?",
    "4: the list is [1, 1, 0, 1, 0, 1]",
)
@insight(
    "The model predicts 'float window' because that comes first among tied kinds. "
    "The prediction alone does not say how sure it is; predict_proba gives the "
    "fraction of each kind in the leaf."
)
def test_some_leaves_are_mixed(present):
    """Row 19 has 1.63 % Ba and 71.25 % Si. How many different kinds are in its leaf?"""
    show(present)
    fractions = model.predict_proba(X_test[19:20])[0]
    assert kinds[y_test[19]] == "headlamp"
    assert (fractions > 0).sum() == ____(4)


@hint(
    "Which two questions lead to 'headlamp' in the picture?",
    "Type nine numbers in the order RI, Na, Mg, Al, Si, K, Ca, Ba, Fe. Make barium "
    "more than 0.335 and silicon more than 72.165.",
    "[-1, 14.5, 0, 2, 73, 0, 8.5, 1, 0]",
)
@insight(
    "You could read from the questions what to type. Few models can be read like that."
)
def test_it_predicts_a_splinter_of_your_own(present):
    """Make up a splinter that the model predicts to be a headlamp: a list of nine numbers."""
    show(present)
    splinter = ____([-1, 14.5, 0, 2, 73, 0, 8.5, 1, 0])
    assert kinds[model.predict([splinter])[0]] == "headlamp"


@hint(
    "In the picture, where do you get with no barium and no aluminium? Answer yes twice.",
    "Its refractive index is far below −1.05 in this coding, so answer yes again. "
    "The answer to the last question is yes too.",
    '"other window", the leaf at the bottom left',
)
@insight(
    "The training set has no window made of pure quartz. A tree answers for any "
    "numbers and never says that it has not seen such a thing."
)
def test_it_predicts_a_kind_even_for_quartz(present):
    """When it goes wrong: what is predicted for quartz, pure silicon oxide? In quotes."""
    show(present)
    quartz = [-60, 0, 0, 0, 100, 0, 0, 0, 0]
    assert kinds[model.predict([quartz])[0]] == ____("other window")


@hint(
    "Fifty different trees vote on each splinter. Do they make the same errors?",
    "Print (y_forest == y_test).sum() above the last line, and save.",
    "True",
)
@insight(
    "An *ensemble* is a model that combines many models. The random forest gets about "
    "33 of 43. A single tree depends on single splinters, and averaging fifty evens "
    "that out. In 200 tries, the forest was never below the tree."
)
def test_a_random_forest_beats_a_single_tree(present):
    """50 trees vote, each trained on random rows. Are more than 30 correct? True or False.

    A *random forest* is many decision trees, made different by chance, which vote.
    """
    show(present)
    forest = RandomForestClassifier(n_estimators=50, random_state=0)
    y_forest = forest.fit(X_train, y_train).predict(X_test)
    assert bool((y_forest == y_test).sum() > correct) == ____(True)


@hint(
    "Look at the line near the top of this file that creates the model.",
    "max_depth is the number of questions in a row. min_samples_leaf is the "
    "smallest number of training splinters in a leaf.",
    "4 and 3",
)
@insight(
    "You choose two numbers, and the tree finds everything else in the training "
    "set. From level 3 on you write how it does so."
)
def test_the_result_still_stands(present):
    """Set the two parameters as above: your model should get the same 30 correct."""
    show(present)
    yours = DecisionTreeClassifier(
        max_depth=____(4), min_samples_leaf=____(3), random_state=1
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
