"""Level 3 · NumPy: nearest neighbours without scikit-learn

A model of two lines, create it and fit it, predicted 29 of 30 flowers correctly. Here you
write what happens inside: compare a new flower with all 120 known ones, pick the five that
are most similar, and let them vote. After eight short functions the model is yours.

You may use: NumPy and SciPy, no scikit-learn.

    X  (n, d)  n flowers, d lengths of each, in centimetres; here d is 4
    y  (n,)    the species of each: 0 setosa, 1 versicolor, 2 virginica
    q  (d,)    one new flower
    k          how many neighbours vote

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

MADE_UP = np.array([6.0, 3.0, 5.0, 1.7])  # a flower that nobody has picked


@hint(
    "How would you deal 150 cards into two heaps, so that chance alone decides?",
    "Shuffle the row numbers, then cut the shuffled row: rng.permutation(n_samples) "
    "has every number once, in an order of chance.",
    "order = rng.permutation(n_samples), then order[n_test:] and order[:n_test]",
)
@yours
def split(n_samples, n_test, rng):
    """Return row numbers, dealt at random into two parts: (train, test).

    `test` holds `n_test` of the numbers 0 … n_samples - 1, any of them equally likely.
    `train` holds all the others. All randomness comes from `rng`, a generator of NumPy's.
    """
    order = rng.permutation(n_samples)
    return order[n_test:], order[:n_test]


@hint(
    "May a flower be in the training set and in the test set as well?",
    "Each row number is in one of the two parts, never in both.",
    "0",
)
@insight("A flower that the model has seen is no test. Split first, then look.")
def test_a_split_leaves_nobody_out_and_nobody_twice(rng):
    """Deal 150 flowers into 120 and 30. How many are in both parts?"""
    train, test = split(150, 30, rng)
    assert (len(train), len(test)) == (120, 30)
    assert len(set(train) & set(test)) == ____(0)


@hint(
    "How far are two flowers apart in one length? And in four lengths at once?",
    "Subtract q from every row, square, add up along each row, take the root: "
    "Pythagoras in four directions.",
    "np.sqrt(((X - q) ** 2).sum(axis=1))",
)
@yours
def distances(X, q):
    """Return the distance from each row of X (n, d) to q (d,): shape (n,).

    Euclidean: √((x₁ − q₁)² + … + (x_d − q_d)²) for each row x.
    """
    return np.sqrt(((X - q) ** 2).sum(axis=1))


@hint(
    "The first flower differs from q by 3 in one length and by 4 in the other. How far "
    "is that?",
    "3 squared and 4 squared make 25. The second flower is q itself, and the third "
    "differs in one length only.",
    "[5, 0, 2]",
)
@insight(
    "This is the Euclidean distance. Four numbers are enough to say which flowers are similar."
)
def test_far_apart_is_one_number():
    """How far is each of these three flowers from q? A list of three distances."""
    three, q = np.array([[4.0, -2.0], [1.0, 2.0], [1.0, 4.0]]), np.array([1.0, 2.0])
    assert distances(three, q) == close_to(____([5, 0, 2]))


@hint(
    "Which places of the row hold the smallest distances?",
    "np.argsort gives the places in the order of their values, the smallest first.",
    "np.argsort(distances)[:k]",
)
@yours
def nearest(distances, k):
    """Return the places of the k smallest of distances (n,), the smallest first: shape (k,).

    If distances tie, any of them comes first, but each place only once. k may be n.
    """
    return np.argsort(distances)[:k]


@hint(
    "At which place is the smallest number, and at which the next? Count from 0.",
    "The smallest is 0.1 and the next is 0.3. Type their places, not their values.",
    "[3, 0]",
)
@insight(
    "argsort says which ones are nearest, sort says how far they are. A vote needs the first."
)
def test_the_nearest_are_found_by_their_places():
    """At which places are the two smallest of these four distances? A list of two."""
    assert nearest(np.array([0.3, 0.9, 0.5, 0.1]), 2) == close_to(____([3, 0]))


@hint(
    "Do the other 115 flowers have to be sorted if only five may vote?",
    "np.argpartition(distances, k - 1) puts the k smallest in front, in any order, and "
    "leaves the rest unsorted.",
    "np.argpartition(distances, k - 1)[:k]",
)
@yours
def some_nearest(distances, k):
    """Return the places of the k smallest of distances (n,), in any order: shape (k,).

    If distances tie, take any of them, but each place only once. k may be n.
    """
    return np.argpartition(distances, k - 1)[:k]


@insight(
    "Sorting n numbers takes about n log n comparisons, partitioning them about n. For 120 "
    "flowers it makes no difference; for a hundred million it does."
)
def test_a_vote_needs_no_order():
    """Write `some_nearest`: it finds the nearest in any order, because a vote needs no order."""
    four = np.array([0.3, 0.9, 0.1, 0.5])
    assert some_nearest(four, 2) == close_to([0, 2], in_any_order=True)


@hint(
    "Five neighbours say 0, 2, 2, 1, 2. How many said 0, how many 1, how many 2?",
    "np.bincount counts each number, and argmax finds the place of the largest count.",
    "np.bincount(labels).argmax()",
)
@yours
def vote(labels):
    """Return the label that occurs most often: one number. If labels tie, the smallest.

    `labels` are whole numbers from 0, shape (k,).
    """
    return np.bincount(labels).argmax()


@hint(
    "Two say 1 and two say 2. Somebody has to decide, and always in the same way.",
    "bincount gives [0, 2, 2], and argmax takes the first of equals.",
    "1",
)
@insight(
    "With two species an odd k has no ties. With three, even five can split 2-2-1."
)
def test_the_most_votes_win():
    """Who wins when two neighbours say versicolor (1) and two say virginica (2)?"""
    assert vote(np.array([0, 2, 2, 1, 2])) == 2
    assert vote(np.array([2, 1, 1, 2])) == ____(1)


@hint(
    "You have distances, nearest and vote. In which order do they serve one flower?",
    "For each row q of X_test: distances to X_train, the k nearest places, the labels "
    "of y_train at those places, their vote.",
    "[vote(y_train[nearest(distances(X_train, q), k)]) for q in X_test]",
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
    "Which species grows petals of 5 cm by 1.7 cm: setosa, versicolor or virginica?",
    "Two of the five nearest say one thing and three the other. Save with a guess, "
    "or print the labels.",
    "2, virginica",
)
@insight("There is no training: all the work is done when somebody asks.")
def test_five_neighbours_name_a_flower():
    """Two species meet where this made-up flower lies. What do its five neighbours predict?"""
    assert predict(X_train, y_train, MADE_UP[None], 5) == close_to([____(2)])


@hint(
    "Three of four predictions are correct. What fraction is that?",
    "y_true == y_pred is True or False for each; the mean counts True as 1.",
    "np.mean(y_true == y_pred)",
)
@yours
def accuracy(y_true, y_pred):
    """Return the fraction of labels that are correct, from 0 to 1: one number."""
    return np.mean(y_true == y_pred)


@hint(
    "In how many of the four places are y_true and y_pred the same?",
    "In all but the third. Divide how many there are by four.",
    "0.75, or 3 / 4",
)
@insight(
    "30 flowers move this figure in steps of 0.033: 29 right, or 30, decides nothing."
)
def test_accuracy_is_a_mean_of_trues():
    """One of four flowers is predicted wrongly. What fraction is correct?"""
    y_true, y_pred = np.array([0, 1, 2, 2]), np.array([0, 1, 1, 2])
    assert accuracy(y_true, y_pred) == close_to(____(0.75))


@hint(
    "Each flower belongs in one cell of a table. Its actual class is the row, its predicted "
    "class the column. How do you count up a cell?",
    "Begin with zeros, and add 1 at [truth, prediction] for each flower; "
    "np.add.at does so for all of them, also where a cell comes twice.",
    "table = np.zeros((n_classes, n_classes), int); "
    "np.add.at(table, (y_true, y_pred), 1)",
)
@yours
def confusion(y_true, y_pred, n_classes):
    """Return a table of counts: shape (n_classes, n_classes).

    At [i, j] it has the number of flowers of class i that were predicted as class j.
    """
    table = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(table, (y_true, y_pred), 1)
    return table


@hint(
    "Ten of the test flowers are virginicas. What was predicted for each?",
    "Only one of them was predicted wrongly. You met that flower at level 1.",
    "None as setosa, one as versicolor, nine as virginica: [0, 1, 9]",
)
@insight(
    "This table is called a confusion matrix. Setosa is never confused with another species."
)
def test_the_table_shows_who_is_taken_for_whom():
    """How many of the ten unseen virginicas are predicted as each species? A list of three."""
    y_pred = np.asarray(predict(X_train, y_train, X_test, 5))
    assert confusion(y_test, y_pred, 3)[2] == close_to(____([0, 1, 9]))


@hint(
    "One length is now written in tenths of a millimetre, the others in centimetres. "
    "Which of them makes a distance large?",
    "The number that was multiplied by 100 outweighs all the others together.",
    "Sepal width is column 1.",
)
@insight("Near means near in these units. Scale the columns, unless they share a unit.")
def test_it_goes_wrong_in_mixed_units():
    """When it goes wrong: sepal width in tenths of a millimetre. Which column decides?"""
    mixed = np.array([1, 100, 1, 1])
    far = distances(X_train * mixed, MADE_UP * mixed)
    by_one = np.abs(X_train * mixed - MADE_UP * mixed)[:, ____(1)]
    assert by_one == close_to(far, rel=0.1)
    y_pred = predict(X_train * mixed, y_train, X_test * mixed, 5)
    assert accuracy(y_test, np.asarray(y_pred)) < 0.8


@hint(
    "Of which flowers may the model know the species?",
    "Of the 120 training flowers. Give their measurements first, then their labels.",
    "predict(X_train, y_train, X_test, 5)",
)
@insight("fit and predict are yours now: five lines of NumPy, and no secret left.")
def test_the_result_still_stands(present):
    """Your own functions replace the model: predict the same 30 flowers, 29 correctly."""
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
