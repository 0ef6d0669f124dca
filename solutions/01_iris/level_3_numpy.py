"""Level 3 · NumPy: nearest neighbours without scikit-learn

A model of two lines, create it and fit it, predicted 29 of 30 flowers correctly. Here you
write what happens inside: compare a new flower with the 120 training flowers, find the
five that are most similar, and let them vote. After eight short functions the model is
your own code.

You may use: NumPy and SciPy, no scikit-learn.

    X  (n, d)  n flowers, d features of each: lengths in centimetres; here d is 4
    y  (n,)    the label of each: 0 setosa, 1 versicolor, 2 virginica
    q  (d,)    one new flower
    k          the number of neighbours that vote

A *pillar* is a part of mathematics that a level rests on.

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

MADE_UP = np.array([6.0, 3.0, 5.0, 1.7])  # four lengths that we made up


@hint(
    "How would you deal 150 cards into two piles, so that chance alone decides?",
    "Shuffle the row numbers, then cut the shuffled list in two. "
    "rng.permutation(n_samples) returns every number once, in random order.",
    "order = rng.permutation(n_samples), then order[n_test:] and order[:n_test]",
)
@yours
def split(n_samples, n_test, rng):
    """Return row numbers, divided at random into two parts: (train, test).

    `test` holds `n_test` of the numbers 0 … n_samples - 1, any of them equally likely.
    `train` holds all the others. All randomness comes from `rng`, a generator of NumPy's.
    """
    order = rng.permutation(n_samples)
    return order[n_test:], order[:n_test]


@hint(
    "May the model be tested on a flower that it was trained on?",
    "Each row number is in one of the two parts, and never in both.",
    "0",
)
@insight(
    "A flower that the model was trained on cannot test it. So split first, and "
    "look at the data afterwards."
)
def test_every_flower_is_in_one_part_of_a_split(rng):
    """Split 150 flowers at random into 120 and 30. How many flowers are in both parts at once?"""
    train, test = split(150, 30, rng)
    assert (len(train), len(test)) == (120, 30)
    assert len(set(train) & set(test)) == ____(0)


@hint(
    "How far apart are two flowers in one feature? And in all features at once?",
    "Subtract q from every row and square the differences. Add them up along each "
    "row, and take the square root.",
    "np.sqrt(((X - q) ** 2).sum(axis=1))",
)
@yours
def distances(X, q):
    """Return the Euclidean distance from each row of X (n, d) to q (d,): shape (n,).

    The *Euclidean distance* of two points is the length of the straight line between
    them. For a row x it is √((x₁ − q₁)² + … + (x_d − q_d)²).
    """
    return np.sqrt(((X - q) ** 2).sum(axis=1))


@hint(
    "The first flower differs from q by 3 in one feature and by 4 in the other. How "
    "far is that, by Pythagoras?",
    "Each distance is the root of a sum of two squares. For the first flower the "
    "squares are 9 and 16. The second flower is q itself, and the third differs in "
    "one feature only.",
    "[5, 0, 2]",
)
@insight(
    "The Euclidean distance is Pythagoras' theorem in d dimensions. Each feature is "
    'one *dimension*, a direction in which rows can differ. It turns "how similar?" '
    "into one number."
)
def test_similarity_is_measured_as_a_distance():
    """How far is each of these three flowers from q? A list of three distances."""
    three, q = np.array([[4.0, -2.0], [1.0, 2.0], [1.0, 4.0]]), np.array([1.0, 2.0])
    assert distances(three, q) == close_to(____([5, 0, 2]))


@hint(
    "At which positions are the smallest distances?",
    "np.argsort returns the positions of the values in ascending order. Take the "
    "first k of them.",
    "np.argsort(distances)[:k]",
)
@yours
def nearest(distances, k):
    """Return the positions of the k smallest of distances (n,), the smallest first: shape (k,).

    If distances tie, they may come in any order, but each position only once. `k` may be n.
    """
    return np.argsort(distances)[:k]


@hint(
    "Where is the smallest number in the array, and where is the next one?",
    "Python counts positions from 0. The smallest is 0.1 and the next one is 0.3: "
    "find their positions.",
    "[3, 0]",
)
@insight(
    "np.sort returns the distances, np.argsort their positions. You need the "
    "positions, to look up the labels there."
)
def test_the_nearest_are_found_by_their_positions():
    """At which positions are the two smallest of these four distances? A list of two."""
    assert nearest(np.array([0.3, 0.9, 0.5, 0.1]), 2) == close_to(____([3, 0]))


@hint(
    "Five of 120 flowers vote. Do the other 115 have to be sorted?",
    "np.argpartition(distances, k - 1) puts the positions of the k smallest in "
    "front, in any order, and does not sort the rest. Take the first k.",
    "np.argpartition(distances, k - 1)[:k]",
)
@yours
def some_nearest(distances, k):
    """Return the positions of the k smallest of distances (n,), in any order: shape (k,).

    If distances tie, take any of them, but each position only once. `k` may be n.
    """
    return np.argpartition(distances, k - 1)[:k]


@insight(
    "Sorting n numbers takes about n log n comparisons, partitioning them about n. "
    "For 120 flowers it makes no difference; for a hundred million it does."
)
def test_a_vote_needs_no_sorting():
    """Write `some_nearest`: it should find the k nearest faster, without sorting them."""
    four = np.array([0.3, 0.9, 0.1, 0.5])
    assert some_nearest(four, 2) == close_to([0, 2], in_any_order=True)


@hint(
    "Five neighbours have the labels 0, 2, 2, 1 and 2. How often does each label "
    "occur?",
    "np.bincount(labels) counts how often 0, 1, 2 … occur. argmax returns the "
    "position of the largest count, and that position is the label.",
    "np.bincount(labels).argmax()",
)
@yours
def vote(labels):
    """Return the label that occurs most often: one number. If labels tie, return the smallest.

    `labels` are whole numbers from 0, shape (k,).
    """
    return np.bincount(labels).argmax()


@hint(
    "Two labels tie. What does the docstring of `vote` promise in that case?",
    "bincount counts [0, 2, 2]. argmax returns the first of equal counts.",
    "1",
)
@insight(
    "With two classes an odd k cannot tie. With three classes even k = 5 can, as 2, "
    "2 and 1."
)
def test_the_most_frequent_label_wins():
    """Two neighbours are versicolors (1) and two are virginicas (2). Which label wins?"""
    assert vote(np.array([0, 2, 2, 1, 2])) == 2
    assert vote(np.array([2, 1, 1, 2])) == ____(1)


@hint(
    "You have distances, some_nearest and vote. In which order does one flower need "
    "them?",
    "For each row q of X_test, compute its distances to X_train and find the k "
    "nearest positions. Then let the labels of y_train at those positions vote.",
    "np.array([vote(y_train[some_nearest(distances(X_train, q), k)]) for q in X_test])",
)
@yours
def predict(X_train, y_train, X_test, k):
    """Return the label of each row of X_test (m, d), by vote of its k nearest: shape (m,).

    The k nearest are rows of `X_train` (n, d), and `y_train` (n,) has their labels.
    Fix and Hodges (1951); Hastie, Tibshirani and Friedman (2009), section 2.3.2.
    """
    y_pred = []
    for q in X_test:
        rows = some_nearest(distances(X_train, q), k)
        y_pred.append(vote(y_train[rows]))
    return np.array(y_pred)


@hint(
    "Which species has petals of 5 cm by 1.7 cm: setosa, versicolor or virginica?",
    "Of the five nearest, two have one label and three have another. Write "
    "print(predict(X_train, y_train, MADE_UP[None], 5)) above the line and save.",
    "2, virginica",
)
@insight(
    "Nearest neighbours need no training: fit only stores the flowers. All the work "
    "is done when the model predicts."
)
def test_five_neighbours_predict_a_species():
    """This made-up flower lies where two species meet. What do its five neighbours predict?

    The answer is a label: 0, 1 or 2. `MADE_UP[None]` is a table with one row, the
    made-up flower. Once you have written `predict`, you can print its answer.
    """
    assert predict(X_train, y_train, MADE_UP[None], 5) == close_to([____(2)])


@hint(
    "Three of four predictions are correct. What fraction is that?",
    "y_true == y_pred is True or False for each flower. The mean counts True as 1 "
    "and False as 0.",
    "np.mean(y_true == y_pred)",
)
@yours
def accuracy(y_true, y_pred):
    """Return the fraction of labels that are correct, from 0 to 1: one number."""
    return np.mean(y_true == y_pred)


@hint(
    "For how many of the four flowers are y_true and y_pred equal?",
    "All but the third are equal. Divide their number by the number of flowers.",
    "0.75, or 3 / 4",
)
@insight(
    "With 30 test flowers the accuracy moves in steps of 0.033. Whether 29 or 30 "
    "are correct decides nothing."
)
def test_accuracy_is_the_fraction_of_correct_predictions():
    """One of four flowers is predicted wrongly. What is the accuracy? A fraction."""
    y_true, y_pred = np.array([0, 1, 2, 2]), np.array([0, 1, 1, 2])
    assert accuracy(y_true, y_pred) == close_to(____(0.75))


@hint(
    "Each flower belongs to one cell of the table: its row is the actual class, "
    "its column the predicted one. How do you count the flowers of each cell?",
    "Begin with zeros and add 1 at [actual, predicted] for each flower. np.add.at "
    "does that for all flowers at once, also where a cell occurs twice.",
    "table = np.zeros((n_classes, n_classes), int); np.add.at(table, (y_true, "
    "y_pred), 1)",
)
@yours
def confusion(y_true, y_pred, n_classes):
    """Return the confusion matrix: shape (n_classes, n_classes).

    The *confusion matrix* has, at [i, j], the number of rows of class i that were
    predicted as class j. So each row is an actual class, and each column a predicted
    one.
    """
    table = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(table, (y_true, y_pred), 1)
    return table


@hint(
    "The test set has ten virginicas. As which species were they predicted?",
    "All predictions are correct but one: the flower with the cross at level 1, a "
    "virginica. Row 2 of the confusion matrix has these ten flowers.",
    "None as setosa, one as versicolor, nine as virginica: [0, 1, 9]",
)
@insight(
    "A confusion matrix shows which classes are confused. Setosa never is; "
    "versicolor and virginica are similar."
)
def test_the_confusion_matrix_shows_which_species_are_confused():
    """How many of the ten unseen virginicas are predicted as each species? A list of three."""
    y_pred = np.asarray(predict(X_train, y_train, X_test, 5))
    assert confusion(y_test, y_pred, 3)[2] == close_to(____([0, 1, 9]))


@hint(
    "One feature is now in tenths of a millimetre, the others in centimetres. Which "
    "of them dominates the distance?",
    "Look for the column that `mixed` multiplies by 100. Its differences are larger "
    "than all the others together.",
    "1, the column of the sepal width",
)
@insight(
    "Distances depend on the units. Standardise the features first, unless they "
    "share a unit as these lengths do."
)
def test_it_goes_wrong_in_mixed_units():
    """When it goes wrong: one feature is in tenths of a millimetre. Which column decides the distance?

    Columns count from 0. The distance is nearly the difference in that one column.
    """
    mixed = np.array([1, 100, 1, 1])
    far = distances(X_train * mixed, MADE_UP * mixed)
    by_column = np.abs(X_train * mixed - MADE_UP * mixed)[:, ____(1)]
    assert by_column == close_to(far, rel=0.1)
    y_pred = predict(X_train * mixed, y_train, X_test * mixed, 5)
    assert accuracy(y_test, np.asarray(y_pred)) < 0.8


@hint(
    "Which flowers and which labels may the model learn from?",
    "The model learns from the training set: its features and its labels.",
    "predict(X_train, y_train, X_test, 5)",
)
@insight("You have replaced fit and predict with a few lines of NumPy of your own.")
def test_the_result_still_stands(present):
    """Predict the 30 test flowers with your own functions: 29 should be correct."""
    y_pred = np.asarray(predict(____(X_train), ____(y_train), X_test, 5))
    model = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} flowers predicted correctly",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
