"""Level 3 · NumPy: nearest neighbours without scikit-learn

29 of 30 flowers were named right by a model of two lines: make it, fit it. What happens
inside is no secret. A new flower is laid beside all 120 known ones, the five most like
it are picked out, and they vote. Eight short functions, and the model is yours.

Yours to use: NumPy and SciPy, no scikit-learn.

    X  (n, d)  n flowers, d lengths of each, in centimetres; here d is 4
    y  (n,)    the species of each: 0 setosa, 1 versicolor, 2 virginica
    q  (d,)    one flower that is asked about
    k          how many neighbours vote

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y, y_test, y_train

MADE_UP = np.array([6.0, 3.0, 5.0, 1.7])  # a flower that nobody has picked


@hint(
    "How would you deal 150 cards into two heaps, so that chance alone decides?",
    "Shuffle the row numbers, then cut the shuffled row: rng.permutation(n_samples) "
    "has every number once, in an order of chance.",
    "order = rng.permutation(n_samples), then order[n_test:] and order[:n_test]",
)
@yours
def split(n_samples, n_test, rng):
    """Row numbers dealt by chance into two parts: (train, test).

    test holds n_test of the numbers 0 … n_samples - 1, train holds all the others. rng
    is a generator of NumPy's; from it comes all that chance decides.
    """
    order = rng.permutation(n_samples)
    return order[n_test:], order[:n_test]


@hint(
    "May a flower be learnt from and asked about as well?",
    "Each row number stands in one of the two parts, never in both.",
    "0",
)
@insight("A flower that was learnt from is no test. Split first, then look.")
def test_a_split_leaves_nobody_out_and_nobody_twice(rng):
    """150 flowers dealt into 120 and 30: how many lie in both heaps?"""
    for n_samples, n_test in ((20, 7), (150, 30)):
        train, test = split(n_samples, n_test, rng)
        assert (len(train), len(test)) == (n_samples - n_test, n_test)
        assert sorted([*train, *test]) == list(range(n_samples))
        again = split(n_samples, n_test, rng)[1]
        assert sorted(again) != sorted(test)  # chance deals anew
    one, same = np.random.default_rng(7), np.random.default_rng(7)
    dealt, dealt_again = split(150, 30, one)[1], split(150, 30, same)[1]
    assert sorted(dealt) == sorted(dealt_again)  # chance comes from rng alone
    of_six = {tuple(sorted(split(6, 3, rng)[1])) for _ in range(60)}
    assert len(of_six) > 10  # of six rows any three may come: 20 ways
    assert len(set(train) & set(test)) == ____(0)
    assert set(y[np.asarray(test)]) == {0, 1, 2}


@hint(
    "How far are two flowers apart in one length? And in four lengths at once?",
    "Subtract q from every row, square, add up along each row, take the root: "
    "Pythagoras in four directions.",
    "np.sqrt(((X - q) ** 2).sum(axis=1))",
)
@yours
def distances(X, q):
    """Distance from each row of X (n, d) to q (d,): shape (n,).

    Euclidean: √((x₁ − q₁)² + … + (x_d − q_d)²) for each row x.
    """
    return np.sqrt(((X - q) ** 2).sum(axis=1))


@hint(
    "One flower differs by 3 in one length and by 4 in the other. How far is that?",
    "3 squared and 4 squared make 25. The second flower is the flower itself.",
    "[5, 0]",
)
@insight("No flower was drawn and none was seen: four numbers make it near or far.")
def test_far_apart_is_one_number(rng):
    """Two flowers by hand, then 120 known ones beside one that is made up."""
    two, q = np.array([[4.0, -2.0], [1.0, 2.0]]), np.array([1.0, 2.0])
    assert distances(two, q) == close_to(____([5, 0]))
    wide = rng.normal(size=(40, 7))
    for X, q in ((X_train, MADE_UP), (X_train, X_test[0]), (wide, rng.normal(size=7))):
        far, rows = NearestNeighbors(n_neighbors=len(X)).fit(X).kneighbors([q])
        assert np.asarray(distances(X, q))[rows[0]] == close_to(far[0])


@hint(
    "Which places of the row hold the smallest distances?",
    "np.argsort gives the places in the order of what stands there, smallest first.",
    "np.argsort(distances)[:k]",
)
@yours
def nearest(distances, k):
    """Places of the k smallest of distances (n,), the smallest first: shape (k,)."""
    return np.argsort(distances)[:k]


@hint(
    "Where in the row does the smallest number stand, and where the next?",
    "0.1 stands at place 3. Python counts places from 0.",
    "[3, 0]",
)
@insight("argsort answers: who? sort answers: how far? Here the names are wanted.")
def test_the_nearest_are_found_by_their_places(rng):
    """At which places do the two smallest of four distances stand?"""
    assert nearest(np.array([0.3, 0.9, 0.5, 0.1]), 2) == close_to(____([3, 0]))
    far = np.arange(2000) * 611 % 2000 / 10  # each of 0, 0.1, … 199.9 once
    for k in (900, 2000):
        assert far[np.asarray(nearest(far, k))] == close_to(np.arange(k) / 10)
    far = rng.permutation(50) / 10
    assert far[np.asarray(nearest(far, 5))] == close_to([0, 0.1, 0.2, 0.3, 0.4])
    tied = np.array([0.5, 0.2, 0.5, 0.5])
    places = np.asarray(nearest(tied, 3))
    assert tied[places] == close_to([0.2, 0.5, 0.5])
    assert len(set(places.tolist())) == 3  # each place once


@hint(
    "Must the other 115 flowers stand in order, when only five may vote?",
    "np.argpartition(distances, k - 1) puts the k smallest in front, in any order, and "
    "leaves the rest unsorted.",
    "np.argpartition(distances, k - 1)[:k]",
)
@yours
def some_nearest(distances, k):
    """Places of the k smallest of distances (n,), in any order: (k,); k may be n."""
    return np.argpartition(distances, k - 1)[:k]


@insight(
    "Sorting n numbers takes about n log n comparisons, parting them about n. For 120 "
    "flowers it is all one; for a hundred million it is the difference."
)
def test_a_vote_needs_no_order(rng):
    """The five nearest in any order: whoever counts votes does not ask who came first."""
    four = np.array([0.3, 0.9, 0.1, 0.5])
    assert some_nearest(four, 2) == close_to([0, 2], in_any_order=True)
    far = rng.permutation(2000) / 10
    found = far[np.asarray(some_nearest(far, 5))]
    assert found == close_to([0, 0.1, 0.2, 0.3, 0.4], in_any_order=True)
    assert sorted(far[np.asarray(some_nearest(far, 900))]) == sorted(far)[:900]
    assert sorted(some_nearest(far, 2000)) == list(range(2000))
    tied = np.array([0.5, 0.2, 0.5, 0.5])
    places = np.asarray(some_nearest(tied, 3))
    assert sorted(tied[places]) == [0.2, 0.5, 0.5]
    assert len(set(places.tolist())) == 3  # each place once


@hint(
    "Five neighbours say 0, 2, 2, 1, 2. How many said 0, how many 1, how many 2?",
    "np.bincount counts each number; argmax finds where the largest count stands.",
    "np.bincount(labels).argmax()",
)
@yours
def vote(labels):
    """The label that occurs most often; of several, the smallest: one number.

    labels: whole numbers from 0, shape (k,).
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
def test_the_most_votes_win(rng):
    """Who wins when two neighbours say versicolor (1) and two say virginica (2)?"""
    assert vote(np.array([2, 6, 5, 5, 5, 0])) == 5
    assert vote(np.array([1, 1, 6, 7, 8])) == 1
    assert vote(np.array([0, 0, 0, 2, 2])) == 0
    assert vote(np.array([2, 1, 1, 2])) == ____(1)
    assert vote(np.array([8, 1, 1, 8])) == 1
    for _ in range(5):
        labels = rng.permutation([7] * 4 + [3] * 3 + [8] * 3)
        assert vote(labels) == 7


@hint(
    "You have distances, nearest and vote. In which order do they serve one flower?",
    "For each row q of X_test: distances to X_train, the k nearest places, the labels "
    "of y_train at those places, their vote.",
    "[vote(y_train[nearest(distances(X_train, q), k)]) for q in X_test]",
)
@yours
def predict(X_train, y_train, X_test, k):
    """Label of each row of X_test (m, d), by vote of its k nearest in X_train: (m,).

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
def test_five_neighbours_name_a_flower(rng):
    """A flower that is made up lies where two species meet: what do five say of it?"""
    line = np.array([[2.0], [3.0], [9.0], [10.0], [11.0], [12.0], [14.0]])
    names, new = np.array([7, 4, 8, 7, 8, 8, 7]), np.array([[3.0], [9.0], [19.0]])
    by_one, by_three = predict(line, names, new, 1), predict(line, names, new, 3)
    assert by_one == close_to([4, 8, 7])
    assert by_three == close_to([4, 8, 8])
    tied = np.array([[2.0], [2.0], [3.0], [3.0], [3.0]])
    names = np.array([7, 4, 8, 8, 8])
    assert predict(tied, names, np.array([[2.0]]), 3) == close_to([4])  # of 7, 4, 8
    assert predict(X_train, y_train, MADE_UP[None], 5) == close_to([____(2)])
    labels = rng.integers(3, size=60)
    known, new = rng.normal(size=(60, 3)), rng.normal(size=(20, 3))
    for k in (1, 3, 8):
        model = KNeighborsClassifier(n_neighbors=k).fit(known, labels)
        assert predict(known, labels, new, k) == close_to(model.predict(new))


@hint(
    "Of four names, three are right. What share is that?",
    "y_true == y_pred is True or False for each; the mean counts True as 1.",
    "np.mean(y_true == y_pred)",
)
@yours
def accuracy(y_true, y_pred):
    """Share of the names that are right, from 0 to 1: one number."""
    return np.mean(y_true == y_pred)


@hint(
    "How many of the four names are the same above and below?",
    "All but the third: three of four.",
    "0.75, or 3 / 4",
)
@insight(
    "30 flowers move this figure in steps of 0.033: 29 right, or 30, decides nothing."
)
def test_accuracy_is_a_mean_of_trues(rng):
    """Four flowers, one of them misnamed: what share is right?"""
    y_true, y_pred = np.array([0, 1, 2, 2]), np.array([0, 1, 1, 2])
    assert accuracy(y_true, y_pred) == close_to(____(0.75))
    one, other = rng.integers(3, size=(2, 200))
    assert accuracy(one, other) == close_to(accuracy_score(one, other))


@hint(
    "Each flower belongs into one cell of a table: row by what it is, column by what "
    "it was named. How is a cell counted up?",
    "Begin with zeros, and add 1 at [truth, prediction] for each flower; "
    "np.add.at does so for all of them, also where a cell comes twice.",
    "table = np.zeros((n_classes, n_classes), int); "
    "np.add.at(table, (y_true, y_pred), 1)",
)
@yours
def confusion(y_true, y_pred, n_classes):
    """How many of class i were named class j, at [i, j]: shape (n_classes, n_classes)."""
    table = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(table, (y_true, y_pred), 1)
    return table


@hint(
    "Ten virginicas were asked about. As what were they named?",
    "Nine were named rightly; the tenth is the flower that was misnamed at level 1.",
    "None as setosa, one as versicolor, nine as virginica: [0, 1, 9]",
)
@insight("Setosa is never confused. Where two kinds meet, errors are made.")
def test_the_table_shows_who_is_taken_for_whom(rng):
    """How were the ten unseen virginicas named: as setosa, as versicolor, as themselves?"""
    y_pred = predict(X_train, y_train, X_test, 5)
    assert confusion(y_test, np.asarray(y_pred), 3)[2] == close_to(____([0, 1, 9]))
    one, other = rng.integers(4, size=(2, 100))
    wanted = confusion_matrix(one, other, labels=range(5))
    assert confusion(one, other, 5) == close_to(wanted)


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
    "From which flowers may the model know the names?",
    "The 120 known ones with their names, the 30 unseen ones without.",
    "predict(X_train, y_train, X_test, 5)",
)
@insight("fit and predict are yours now: five lines of NumPy, and no secret left.")
def test_the_result_still_stands(present):
    """You just replaced the model: the same 30 flowers, the same 29 named right."""
    known, names = ____(X_train), ____(y_train)
    assert len(known) == 120  # the 30 are only asked about
    y_pred = np.asarray(predict(known, names, X_test, 5))
    model = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    right = int((y_pred == y_test).sum())
    present(
        f"{right} of {len(y_test)} flowers named right",
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
