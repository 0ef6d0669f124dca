"""Level 1 · the result: thirty flowers and their names

Somebody measured 150 irises with a ruler and wrote down their species. A model looked at
120 of them. Then it was shown 30 more, without their names, and it named them. The model
is finished and has run: it stands below, and what it said stands on the screen.

Measured are length × width in centimetres, of a sepal (an outer leaf of the bloom) and
of a petal (an inner one). The species are always counted in this order: 0 setosa,
1 versicolor, 2 virginica.

Nothing is to be built here, only read. A value may be typed, or an expression for it.
"""

import numpy as np
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier

from sensei import ____, close_to, hint, insight

from . import X_test, X_train, species, y_test, y_train

# The whole model: a flower is named after the five known flowers that are most like it.
model = KNeighborsClassifier(n_neighbors=5)
model.fit(X_train, y_train)
y_pred = model.predict(X_test)

right = int((y_pred == y_test).sum())

names = np.array(species)
table = pd.DataFrame(
    {
        "flower": range(len(X_test)),
        "sepal": [f"{a:.1f} × {b:.1f}" for a, b in X_test[:, :2]],
        "petal": [f"{a:.1f} × {b:.1f}" for a, b in X_test[:, 2:]],
        "named": names[y_pred],
        "is": names[y_test],
    }
)


def draw(figure):
    """The petals of all 150 flowers; the unseen ones filled, the misnamed ringed."""
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
    axes.set_title("Filled: the 30 unseen flowers. Ringed: named wrongly")
    axes.set_xlabel("petal length, cm")
    axes.set_ylabel("petal width, cm")
    axes.legend(title="what it is")


COLOURS = ("#0072B2", "#E69F00", "#117733")


def show(present):
    """Put the result on the screen."""
    present(
        f"{right} of {len(y_test)} flowers named right",
        question="Which iris is this? 30 flowers the model has never seen:",
        rows=table,
        predicted=y_pred,
        truth=y_test,
        picture=draw,
        right=right,
    )


@hint(
    "What does the screen say under the table?",
    "The last line under the table counts the flowers that were named right.",
    "It begins with the number; or let Python count: (y_pred == y_test).sum()",
)
@insight("One flower of 30 was named wrongly. Nobody told the model how to tell them.")
def test_nearly_every_flower_is_named_right(present):
    """So many of the 30 unseen flowers were named right."""
    show(present)
    assert right == ____(29)


@hint(
    "What stands in one line of the table, in one line of the file data/iris.csv?",
    "A row is one flower, and the numbers in it are what the ruler said.",
    "Two of the sepal and two of the petal; or X_test.shape[1].",
)
@insight(
    "A row for each thing, a column for each thing known of it: so it is in all data."
)
def test_a_row_is_a_flower(present):
    """So many numbers the model is given of each flower."""
    show(present)
    assert X_test.shape == (30, ____(4))


@hint(
    "Which line of the table is marked with a cross?",
    "The column 'is' tells the truth, the column 'named' what the model said.",
    "Type the word that stands under 'is' in that line, in quotes.",
)
@insight(
    "Its petals are those of a large versicolor. A botanist might have hesitated too."
)
def test_one_flower_was_taken_for_another(present):
    """What the one wrongly named flower really is, a text in quotes."""
    show(present)
    assert names[y_test[y_pred != y_test]].item() == ____("virginica")


@hint(
    "Ten of the 30 are setosa, ten versicolor, ten virginica.",
    "Whoever says setosa each time is right at each setosa, and only there.",
    "(y_test == 0).sum() counts them; 0 stands for setosa.",
)
@insight("10 of 30 is what knowing nothing gets. Measured against that, 29 is a lot.")
def test_saying_setosa_every_time_is_right_one_time_in_three(present):
    """So many of the 30 would be right if every flower were called setosa."""
    show(present)
    always_setosa = np.zeros(len(y_test))
    assert (always_setosa == y_test).sum() == ____(10)


@hint(
    "The five each give their own species one vote, so the three counts add up to 5.",
    "Write print(names[y_train[asked[0]]]) above the last line and save: it says what "
    "the five are.",
    "All five are versicolors, and nobody contradicted: [0, 5, 0].",
)
@insight("It was not even a close call. A model can be wrong and quite sure of itself.")
def test_five_known_flowers_were_asked(present):
    """Of the five most like the wrong one: how many setosa, versicolor, virginica?"""
    show(present)
    wrong = X_test[y_pred != y_test]
    _, asked = model.kneighbors(wrong)
    votes = np.bincount(y_train[asked[0]], minlength=3)
    assert votes == close_to(____([0, 5, 0]))


@hint(
    "How long and how wide are the petals of a setosa in the table?",
    "Type four lengths in cm: sepal length and width, then petal length and width.",
    "Any small-petalled flower will do, such as [5.0, 3.3, 1.6, 0.3].",
)
@insight("In the file or made up: the model names whatever it is given.")
def test_it_names_a_flower_of_your_own(present):
    """A flower you make up, four lengths in cm, that the model calls setosa."""
    show(present)
    flower = ____([5.1, 3.6, 1.5, 0.3])
    assert np.shape(flower) == (4,)  # one flower, four lengths
    assert species[model.predict([flower])[0]] == "setosa"


@hint(
    "A rose is no iris. But which answers does the model know?",
    "It can only say one of three words, and it always says one.",
    "Large petals of 9 × 6 cm are most like those of the largest iris of the three.",
)
@insight(
    "It knows three words and no way to be silent: being wrong, it does not say so."
)
def test_it_has_a_name_even_for_a_rose(present):
    """When it goes wrong: a rose, 7 × 5 cm and 9 × 6 cm, and what it is called."""
    show(present)
    rose = [7.0, 5.0, 9.0, 6.0]
    assert species[model.predict([rose])[0]] == ____("virginica")


@hint(
    "Which number does the finished model at the top of the file hold?",
    "So many known flowers are asked.",
    "5",
)
@insight(
    "The model is two lines: make it, let it learn. Each level below puts more of your "
    "own code in their place."
)
def test_the_result_still_stands(present):
    """Set the one number of the model as above, and the 30 are named once more."""
    show(present)
    yours = KNeighborsClassifier(n_neighbors=____(5)).fit(X_train, y_train)
    assert (yours.predict(X_test) == y_test).sum() == right
    assert yours.n_neighbors == model.n_neighbors
