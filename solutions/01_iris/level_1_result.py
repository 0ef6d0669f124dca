"""Level 1 · the result: thirty flowers and their names

A model learnt from 120 irises whose species are known. Then it was shown 30 flowers that
it had never seen, and predicted the species of each. In this level you only read what it
did: replace each ____ with a value, or with an expression that computes it. To look at
anything, write print(...) above a line and save.

    X_train  (120, 4)  the features of the training set: the flowers the model learnt from
    y_train  (120,)    their labels: 0 setosa, 1 versicolor, 2 virginica
    X_test   (30, 4)   the features of the test set: the flowers it had never seen
    y_test   (30,)     their labels: the species that each flower really is
    y_pred   (30,)     the species that the model predicted for each of them

A *model* is a rule, learnt from examples, that predicts something about new ones. The
*training set* is the rows that a model learns from. The *test set* is the rows that a
model is judged by, and never sees while it learns. A *feature* is something that is
known of every row. Here there are four lengths, in centimetres: the length and width of
a sepal (an outer leaf of the bloom), then of a petal (an inner one). A *label* is what
the model should predict. A *class* is one of the values that a label can have, here a
species.

A *koan* is a small test that fails until you fill in its blank. A *blank*, ____, stands
for a value or some code of yours. In a koan, *close_to* compares numbers and forgives a
tiny rounding error. An *array* is NumPy's list or table of numbers. The *shape* of an
array says how many rows and columns it has: (120, 4).
"""

import numpy as np
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier

from sensei import ____, close_to, hint, insight

from . import X_test, X_train, species, y_test, y_train

# This is the whole model. The method of *nearest neighbours* predicts the class that is
# most frequent among the most similar training rows, here five.
model = KNeighborsClassifier(n_neighbors=5)
model.fit(X_train, y_train)
y_pred = model.predict(X_test)

correct = int((y_pred == y_test).sum())
names = np.array(species)


@hint(
    "What does the line under the table say?",
    "The last line under the table counts the flowers that were predicted correctly.",
    "29, or (y_pred == y_test).sum()",
)
@insight(
    "29 of 30 is 97 %. The *accuracy* of a model is the fraction of its predictions "
    "that are correct. It is measured on the test set, which the model never saw "
    "while it learnt."
)
def test_nearly_every_flower_is_predicted_correctly(present):
    """How many of the 30 unseen flowers did the model predict correctly?"""
    show(present)
    assert correct == ____(29)


@hint(
    "What is in one row of the table, apart from its number and the species?",
    "Each flower has a sepal and a petal, and each of those a length and a width.",
    "4, or X_test.shape[1]",
)
@insight(
    "One row for each example, one column for each feature: nearly all data for machine "
    "learning has this shape."
)
def test_each_row_describes_one_flower(present):
    """How many measurements (features) does the model get for each flower?"""
    show(present)
    assert X_test.shape == (30, ____(4))


@hint(
    "Which row of the table is marked with a cross?",
    "The column 'actual' says what the flower is; 'predicted' is what the model said.",
    '"virginica"',
)
@insight(
    "Its petals have the size of a large versicolor's. A botanist might have hesitated too."
)
def test_one_flower_was_confused_with_another_species(present):
    """One prediction is wrong. Which species is that flower really? A name in quotes."""
    show(present)
    assert names[y_test[y_pred != y_test]].item() == ____("virginica")


@hint(
    "How many of the 30 flowers are setosas?",
    "Guessing setosa every time is correct for every setosa, and for no other flower.",
    "10, or (y_test == 0).sum()",
)
@insight(
    "A *baseline* is a simple guess to compare a model with. Compared with a baseline "
    "of 10, 29 is a lot."
)
def test_guessing_setosa_is_correct_one_time_in_three(present):
    """How many of the 30 would be correct if you guessed setosa for every flower?"""
    show(present)
    always_setosa = np.zeros(len(y_test))
    assert (always_setosa == y_test).sum() == ____(10)


@hint(
    "The five neighbours have one vote each, so the three counts add up to 5.",
    "Write print(names[y_train[neighbours[0]]]) above the last line and save.",
    "[0, 5, 0]",
)
@insight(
    "All five neighbours were versicolors: not even a close vote. A model can be wrong and "
    "still look certain."
)
def test_the_five_nearest_flowers_vote(present):
    """How many setosas, versicolors and virginicas voted on the wrong one? A list of three."""
    show(present)
    _, neighbours = model.kneighbors(X_test[y_pred != y_test])
    votes = np.bincount(y_train[neighbours[0]], minlength=3)
    assert votes == close_to(____([0, 5, 0]))


@hint(
    "How long and how wide are the petals of the setosas in the table?",
    "Type four lengths in cm: sepal length and width, then petal length and width.",
    "[5.0, 3.3, 1.6, 0.3], or any flower with small petals",
)
@insight("Measured or made up: the model predicts a species for any four numbers.")
def test_it_predicts_a_flower_of_your_own(present):
    """Make up a flower that the model calls setosa: a list of four lengths in cm."""
    show(present)
    flower = ____([5.1, 3.6, 1.5, 0.3])
    assert np.shape(flower) == (4,)
    assert species[model.predict([flower])[0]] == "setosa"


@hint(
    "A rose is not an iris. Which answers does the model know?",
    "The model knows three species and always predicts one of them. Write "
    "print(species[model.predict([rose])[0]]) above the last line and save.",
    '"virginica": of the three, its petals are closest to 9 × 6 cm',
)
@insight(
    "A *classifier* is a model that predicts one of several classes, here species. It "
    "can only choose among the classes it was trained on, and has no way of saying "
    '"none of these".'
)
def test_it_has_a_name_even_for_a_rose(present):
    """When it goes wrong: what does the model call a rose of 7 × 5 and 9 × 6 cm? In quotes."""
    show(present)
    rose = [7.0, 5.0, 9.0, 6.0]
    assert species[model.predict([rose])[0]] == ____("virginica")


@hint(
    "Which number does the model at the top of this file have?",
    "It is the number of neighbours that vote.",
    "5",
)
@insight(
    "The model is two lines: create it, fit it. To *fit* a model is to have it learn "
    "from a training set. Each level below replaces more of those two lines with your "
    "own code."
)
def test_the_result_still_stands(present):
    """Set the number of neighbours as above: your model should get the same 29 correct."""
    show(present)
    yours = KNeighborsClassifier(n_neighbors=____(5)).fit(X_train, y_train)
    assert (yours.predict(X_test) == y_test).sum() == correct
    assert yours.n_neighbors == model.n_neighbors


# How the result is shown: nothing to do from here on


def show(present):
    """Put the result on the screen."""
    table = pd.DataFrame(
        {
            "flower": range(len(X_test)),
            "sepal": [f"{length:.1f} × {width:.1f}" for length, width in X_test[:, :2]],
            "petal": [f"{length:.1f} × {width:.1f}" for length, width in X_test[:, 2:]],
            "predicted": names[y_pred],
            "actual": names[y_test],
        }
    )
    present(
        f"{correct} of {len(y_test)} flowers predicted correctly",
        question="Which iris is this? 30 flowers that the model has never seen:",
        rows=table,
        predicted=y_pred,
        truth=y_test,
        picture=draw,
        correct=correct,
    )


def draw(figure):
    """The petals of all 150 flowers. The 30 unseen are filled, the wrong one has a ring."""
    axes = figure.subplots()
    for label, (colour, marker) in enumerate(zip(COLOURS, "os^", strict=True)):
        known, unseen = X_train[y_train == label], X_test[y_test == label]
        style = {"marker": marker, "edgecolors": colour, "s": 40}
        axes.scatter(known[:, 2], known[:, 3], facecolors="none", **style)
        axes.scatter(
            unseen[:, 2], unseen[:, 3], color=colour, label=species[label], **style
        )
    wrong = X_test[y_pred != y_test]
    axes.scatter(wrong[:, 2], wrong[:, 3], s=260, facecolors="none", edgecolors="black")
    axes.set(
        title="Filled: the 30 unseen flowers. Ring: predicted wrongly",
        xlabel="petal length, cm",
        ylabel="petal width, cm",
    )
    axes.legend(title="actual species")


COLOURS = ("#0072B2", "#E69F00", "#117733")
