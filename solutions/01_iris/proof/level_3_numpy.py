"""The proof of level 3 of 01 iris: how its functions go wrong, and other right answers."""

import heapq
import math
import random
from collections import Counter

import pandas as pd
from scipy import stats
from scipy.sparse import coo_matrix
from scipy.spatial import KDTree
from scipy.spatial.distance import cdist, hamming
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.neighbors import NearestNeighbors


@check(split)
def every_row_once(rng):
    """Each row number is in one of the two parts, exactly once."""
    for n_samples, n_test in (3, 1), (20, 7):
        train, test = split(n_samples, n_test, rng)
        assert (len(train), len(test)) == (n_samples - n_test, n_test)
        assert sorted([*train, *test]) == list(range(n_samples))


@check(split)
def dealt_anew_each_time(rng):
    """The same generator deals anew each time."""
    first, second = split(20, 7, rng)[1], split(20, 7, rng)[1]
    assert sorted(first) != sorted(second)


@check(split)
def the_same_seed_deals_the_same():
    """All randomness comes from `rng`: the same seed gives the same parts."""
    one, same = np.random.default_rng(7), np.random.default_rng(7)
    dealt, dealt_again = split(20, 7, one)[1], split(20, 7, same)[1]
    assert sorted(dealt) == sorted(dealt_again)


@check(split)
def any_rows_may_come_into_test(rng):
    """Of six rows any three may come into `test`: there are 20 ways."""
    dealt = {tuple(sorted(split(6, 3, rng)[1])) for _ in range(60)}
    assert len(dealt) > 10


@wrong(
    split,
    "Nothing was shuffled. The file is sorted by species, so one part would hold "
    "flowers of one kind only.",
)
def split_in_order(n_samples, n_test, rng):
    order = np.arange(n_samples)
    return order[:-n_test], order[-n_test:]


@wrong(
    split,
    "Some rows were dealt twice and some never. A permutation has each exactly once.",
)
def split_with_replacement(n_samples, n_test, rng):
    order = rng.integers(n_samples, size=n_samples)
    return order[n_test:], order[:n_test]


@wrong(split, "Nothing was left to chance: each time the same are taken. Ask rng.")
def split_by_steps(n_samples, n_test, rng):
    test = np.linspace(0, n_samples - 1, n_test).astype(int)
    return np.setdiff1d(np.arange(n_samples), test), test


@wrong(split, "The two parts changed places: train comes first, then test.")
def split_swapped(n_samples, n_test, rng):
    order = rng.permutation(n_samples)
    return order[:n_test], order[n_test:]


@wrong(
    split,
    "Chance chose only where to begin, and the order was always the same. Shuffle.",
)
def split_from_any_start(n_samples, n_test, rng):
    order = (rng.integers(n_samples) + 7 * np.arange(n_samples)) % n_samples
    return order[n_test:], order[:n_test]


@wrong(split, "Row 0 never comes into test. Chance deals all rows, from 0 on.")
def split_without_row_0(n_samples, n_test, rng):
    order = 1 + rng.permutation(n_samples - 1)
    return np.append(order[n_test:], 0), order[:n_test]


@right(split)
def split_by_choice(n_samples, n_test, rng):
    test = rng.choice(n_samples, size=n_test, replace=False)
    return np.setdiff1d(np.arange(n_samples), test), test


@right(split)
def split_by_shuffling(n_samples, n_test, rng):
    numbers = list(range(n_samples))
    rng.shuffle(numbers)
    return numbers[:-n_test], numbers[-n_test:]


@right(split)
def split_by_lots(n_samples, n_test, rng):
    lots = rng.random(n_samples).argsort()
    is_test = np.zeros(n_samples, dtype=bool)
    is_test[lots[:n_test]] = True
    return [np.flatnonzero(~is_test), np.flatnonzero(is_test)]


@right(split)
def split_without_numpy(n_samples, n_test, rng):
    test = random.Random(int(rng.integers(10**9))).sample(range(n_samples), n_test)
    return tuple(i for i in range(n_samples) if i not in test), tuple(test)


@check(distances)
def any_number_of_rows_and_lengths(rng):
    for n, d in (1, 3), (40, 7):
        X, q = rng.normal(size=(n, d)), rng.normal(size=d)
        far, rows = NearestNeighbors(n_neighbors=n).fit(X).kneighbors([q])
        assert np.asarray(distances(X, q))[rows[0]] == close_to(far[0])


@check(distances)
def from_a_flower_to_the_known_ones():
    for q in MADE_UP, X_test[0]:
        far, rows = NearestNeighbors(n_neighbors=120).fit(X_train).kneighbors([q])
        assert np.asarray(distances(X_train, q))[rows[0]] == close_to(far[0])


@wrong(distances, "Those are squared. Take the root, and they are centimetres again.")
def distances_squared(X, q):
    return ((X - q) ** 2).sum(axis=1)


@wrong(
    distances,
    "That adds up over the flowers. Add up the lengths of each flower, axis 1, and "
    "each keeps a distance of its own.",
)
def distances_down_the_columns(X, q):
    return np.sqrt(((X - q) ** 2).sum(axis=0))


@wrong(
    distances,
    "That is one number for all flowers together. Each row has its own: axis=1.",
)
def distances_all_in_one(X, q):
    return np.sqrt(((X - q) ** 2).sum())


@wrong(distances, "Those are in a column, (n, 1). Return them flat: (n,).")
def distances_in_a_column(X, q):
    return np.sqrt(((X - q) ** 2).sum(axis=1, keepdims=True))


@wrong(
    distances,
    "Those are steps along the axes, as a taxi drives. Square, add up, take the root.",
)
def distances_by_taxi(X, q):
    return np.abs(X - q).sum(axis=1)


@wrong(
    distances,
    "Added up first, the differences cancel. Square each of them, then add, then root.",
)
def distances_that_cancel(X, q):
    return np.abs((X - q).sum(axis=1))


@right(distances)
def distances_by_einsum(X, q):
    difference = X - q
    return np.einsum("ij,ij->i", difference, difference) ** 0.5


@right(distances)
def distances_by_cdist(X, q):
    return cdist([q], X)[0].astype(np.float32)


@right(distances)
def distances_one_by_one(X, q):
    return [math.dist(row, q) for row in X]


@right(distances)
def distances_by_norm(X, q):
    return np.linalg.norm(X - q[np.newaxis, :], axis=-1)


@right(distances)
def distances_multiplied_out(X, q):
    squared = (X * X).sum(1) + q @ q - 2 * X @ q
    return np.sqrt(squared.clip(0))


@check(nearest)
def equal_distances():
    """If distances tie, any of them comes first, but each place only once."""
    tied = np.array([0.5, 0.2, 0.5, 0.5])
    places = np.asarray(nearest(tied, 3))
    assert tied[places] == close_to([0.2, 0.5, 0.5])
    assert len(set(places.tolist())) == 3


@check(nearest)
def the_smallest_first(rng):
    """The smallest distance comes first, then the next, however many there are."""
    for n, k in (8, 5), (8, 8), (2000, 900):
        far = rng.permutation(n) / 10
        assert far[np.asarray(nearest(far, k))] == close_to(np.arange(k) / 10)


@wrong(nearest, "Those are the distances. Return their places: argsort, not sort.")
def nearest_values(distances, k):
    return np.sort(distances)[:k]


@wrong(
    nearest,
    "The right places, in no order. The smallest comes first: argsort, not argpartition.",
)
def nearest_in_no_order(distances, k):
    return np.argpartition(distances, min(k, len(distances) - 1))[:k]


@wrong(
    nearest,
    "Those are ranks: how many are smaller than each. One argsort gives the places.",
)
def ranks(distances, k):
    return np.argsort(np.argsort(distances))[:k]


@wrong(nearest, "All places came back. Keep the first k of them.")
def nearest_and_all_others(distances, k):
    return np.argsort(distances)


@wrong(nearest, "Those are the k furthest. The smallest distances come first.")
def furthest(distances, k):
    return np.argsort(distances)[::-1][:k]


@wrong(
    nearest,
    "The very nearest was left out. Only a flower that is among the known ones meets "
    "itself there, and a new one is not.",
)
def nearest_but_one(distances, k):
    return np.argsort(distances)[1 : k + 1]


@wrong(
    nearest,
    "Two may be equally far, and the place of the first came twice. argsort gives "
    "each place once.",
)
def nearest_by_looking_up(distances, k):
    far = list(distances)
    return [far.index(value) for value in sorted(far)[:k]]


@wrong(nearest, "More than k came back: of equally far ones, only some are wanted.")
def nearest_below_a_bar(distances, k):
    rows = np.flatnonzero(distances <= np.sort(distances)[k - 1])
    return rows[np.argsort(distances[rows])]


@right(nearest)
def nearest_by_sorted(distances, k):
    return sorted(range(len(distances)), key=lambda i: distances[i])[:k]


@right(nearest)
def nearest_by_heap(distances, k):
    return [i for _, i in heapq.nsmallest(k, zip(distances, range(len(distances))))]


@right(nearest)
def nearest_one_after_the_other(distances, k):
    left, places = np.array(distances, dtype=float), []
    for _ in range(k):
        places.append(left.argmin())
        left[places[-1]] = np.inf
    return tuple(places)


@right(nearest)
def nearest_by_parting(distances, k):
    far = np.asarray(distances)
    some = np.argpartition(far, k - 1)[:k]
    return some[far[some].argsort()].astype(np.int32)


@right(nearest)
def nearest_by_pandas(distances, k):
    return pd.Series(distances).sort_values().index[:k]


@check(some_nearest)
def any_of_equal_distances():
    """If distances tie, take any of them, but each place only once."""
    tied = np.array([0.5, 0.2, 0.5, 0.5])
    places = np.asarray(some_nearest(tied, 3))
    assert sorted(tied[places]) == [0.2, 0.5, 0.5]
    assert len(set(places.tolist())) == 3


@check(some_nearest)
def a_few_or_all(rng):
    """The k smallest, whatever k is, up to all of them."""
    for n, k in (6, 6), (8, 5), (2000, 5), (2000, 900):
        far = rng.permutation(n) / 10
        found = far[np.asarray(some_nearest(far, k))]
        assert sorted(found) == close_to(np.arange(k) / 10)


@wrong(some_nearest, "All places came back. Keep the first k of them.")
def some_nearest_and_all_others(distances, k):
    return np.argpartition(distances, k - 1)


@wrong(some_nearest, "Those are from the end, where the large ones went: [:k].")
def some_furthest(distances, k):
    return np.argpartition(distances, k - 1)[-k:]


@wrong(some_nearest, "Those are the distances, not their places: argpartition.")
def some_nearest_values(distances, k):
    return np.partition(distances, k - 1)[:k]


@wrong(
    some_nearest,
    "Two may be equally far, and the place of the first came twice. argpartition "
    "gives each place once.",
)
def some_nearest_by_looking_up(distances, k):
    far = list(distances)
    return [far.index(value) for value in sorted(far)[:k]]


@wrong(
    some_nearest, "More than k came back: of equally far ones, only some are wanted."
)
def some_nearest_below_a_bar(distances, k):
    return np.flatnonzero(distances <= np.sort(distances)[k - 1])


@right(some_nearest)
def some_nearest_sorted_backwards(distances, k):
    return np.argsort(distances)[:k][::-1]


@right(some_nearest)
def some_nearest_by_heap(distances, k):
    return heapq.nsmallest(k, range(len(distances)), key=list(distances).__getitem__)


@right(some_nearest)
def some_nearest_by_rank(distances, k):
    return np.flatnonzero(stats.rankdata(distances, method="ordinal") <= k)


@right(some_nearest)
def some_nearest_as_a_list(distances, k):
    return sorted(nearest(distances, k))


equivalent(
    some_nearest,
    "return np.argpartition(distances, k - 1)[:k] -> return np.argpartition(distances, k - 2)[:k]",
    why="Only the k-th place may then be wrong, and NumPy often has it right all the same.",
    sometimes=True,
)


@check(vote)
def the_most_frequent_wins(rng):
    """The label that occurs most often wins, wherever it is."""
    assert vote(np.array([0, 0, 0, 2, 2])) == 0
    assert vote(np.array([1, 1, 6, 7, 8])) == 1
    assert vote(np.array([2, 6, 5, 5, 5, 0])) == 5
    assert vote(rng.permutation([7] * 4 + [3] * 3 + [8] * 3)) == 7


@check(vote)
def when_labels_tie():
    """If labels tie, the smallest wins."""
    assert vote(np.array([8, 1, 1, 8])) == 1


@wrong(
    vote,
    "That is the mean label. Between a 0 and a 2 lies no third species: count.",
)
def vote_by_mean(labels):
    return int(np.round(np.mean(labels)))


@wrong(
    vote,
    "That is the median, which stands in the middle once all are sorted. Which label "
    "occurs most often? Count them.",
)
def vote_by_median(labels):
    return int(np.median(labels))


@wrong(vote, "That is the largest label. Which occurs most often? Count them.")
def vote_for_the_largest(labels):
    return np.max(labels)


@wrong(vote, "That is the smallest label. Which occurs most often? Count them.")
def vote_for_the_smallest(labels):
    return np.min(labels)


@wrong(
    vote,
    "That is where the largest label stands. Count the labels first: bincount.",
)
def place_of_the_largest(labels):
    return np.argmax(labels)


@wrong(vote, "The nearest one decided alone. Everyone has a vote: count them.")
def vote_of_the_first(labels):
    return labels[0]


@wrong(vote, "That is how many votes the winner has. Return the label: argmax.")
def votes_of_the_winner(labels):
    return np.bincount(labels).max()


@wrong(
    vote,
    "Of two labels with as many votes you took the larger. Take the smaller, as "
    "scikit-learn does.",
)
def vote_for_the_larger(labels):
    counts = np.bincount(labels)
    return len(counts) - 1 - counts[::-1].argmax()


@right(vote)
def vote_by_counter(labels):
    counts = Counter(np.asarray(labels).tolist())
    return min(counts, key=lambda label: (-counts[label], label))


@right(vote)
def vote_by_unique(labels):
    values, counts = np.unique(labels, return_counts=True)
    return int(values[counts == counts.max()][0])


@right(vote)
def vote_by_mode(labels):
    return stats.mode(labels).mode


@right(vote)
def vote_in_a_loop(labels):
    best, most = None, 0
    for label in sorted(set(labels)):
        count = sum(other == label for other in labels)
        if count > most:
            best, most = label, count
    return best


@right(vote)
def vote_by_pandas(labels):
    return pd.Series(labels).mode()[0]


@check(predict)
def flowers_on_a_line():
    """The k nearest vote, the nearest alone if k is 1."""
    line = np.array([[2.0], [3.0], [9.0], [10.0], [11.0], [12.0], [14.0]])
    labels, new = np.array([7, 4, 8, 7, 8, 8, 7]), np.array([[3.0], [9.0], [19.0]])
    assert predict(line, labels, new, 1) == close_to([4, 8, 7])
    assert predict(line, labels, new, 3) == close_to([4, 8, 8])


@check(predict)
def flowers_in_one_place():
    """Each row has one vote, also where two rows are the same."""
    X = np.array([[2.0], [2.0], [3.0], [3.0], [3.0]])
    y = np.array([7, 4, 8, 8, 8])
    assert predict(X, y, np.array([[2.0]]), 3) == close_to([4])  # of 7, 4 and one 8


@check(predict)
def as_scikit_learn_predicts(rng):
    known, new = rng.normal(size=(60, 3)), rng.normal(size=(20, 3))
    labels = rng.integers(3, size=60)
    for k in 1, 3, 8:
        model = KNeighborsClassifier(n_neighbors=k).fit(known, labels)
        assert predict(known, labels, new, k) == close_to(model.predict(new))


@wrong(predict, "One neighbour decided alone, whatever k is. The k nearest vote.")
def predict_by_one(X_train, y_train, X_test, k):
    rows = [np.argmin(((X_train - q) ** 2).sum(axis=1)) for q in X_test]
    return y_train[rows]


@wrong(predict, "One neighbour too many voted. The k nearest vote: [:k].")
def predict_by_one_more(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        rows = np.argsort(((X_train - q) ** 2).sum(axis=1), kind="stable")[: k + 1]
        y_pred.append(np.bincount(y_train[rows]).argmax())
    return np.array(y_pred)


@wrong(predict, "Five neighbours voted, whatever k is. The k nearest vote.")
def predict_by_five(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        rows = np.argsort(((X_train - q) ** 2).sum(axis=1), kind="stable")[:5]
        y_pred.append(np.bincount(y_train[rows]).argmax())
    return np.array(y_pred)


@wrong(predict, "The very nearest was left out of the vote. It begins at 0: [:k].")
def predict_without_the_nearest(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        rows = np.argsort(((X_train - q) ** 2).sum(axis=1), kind="stable")[1 : k + 1]
        y_pred.append(np.bincount(y_train[rows]).argmax())
    return np.array(y_pred)


@wrong(
    predict,
    "The places were voted on. What is y_train at those places? Let those labels vote.",
)
def predict_a_place(X_train, y_train, X_test, k):
    far = [((X_train - q) ** 2).sum(axis=1) for q in X_test]
    return np.array([np.argsort(row, kind="stable")[:k].min() for row in far])


@wrong(
    predict,
    "The neighbours were sought among X_test, whose names nobody knows. Seek them in "
    "X_train.",
)
def predict_among_the_unseen(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        rows = np.argsort(((X_test - q) ** 2).sum(axis=1), kind="stable")[:k]
        y_pred.append(np.bincount(y_train[rows]).argmax())
    return np.array(y_pred)


@wrong(
    predict,
    "The furthest voted. After sorting, the nearest come first: [:k].",
)
def predict_by_the_furthest(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        rows = np.argsort(((X_train - q) ** 2).sum(axis=1), kind="stable")[-k:]
        y_pred.append(np.bincount(y_train[rows]).argmax())
    return np.array(y_pred)


@wrong(
    predict,
    "Of two known flowers in one place the first voted twice. Each has its own vote.",
)
def predict_by_looking_up(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        far = ((X_train - q) ** 2).sum(axis=1).tolist()
        rows = [far.index(value) for value in sorted(far)[:k]]
        y_pred.append(np.bincount(y_train[rows]).argmax())
    return np.array(y_pred)


@wrong(
    predict,
    "All that are as near as the last of the k voted, and they were more than k.",
)
def predict_below_a_bar(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        far = ((X_train - q) ** 2).sum(axis=1)
        y_pred.append(np.bincount(y_train[far <= np.sort(far)[k - 1]]).argmax())
    return np.array(y_pred)


@right(predict)
def predict_by_comprehension(X_train, y_train, X_test, k):
    return [
        vote(y_train[np.asarray(nearest(distances(X_train, q), k))]) for q in X_test
    ]


@right(predict)
def predict_by_cdist(X_train, y_train, X_test, k):
    order = cdist(X_test, X_train).argsort(axis=1, kind="stable")[:, :k]
    return stats.mode(y_train[order], axis=1).mode


@right(predict)
def predict_by_tree(X_train, y_train, X_test, k):
    _, rows = KDTree(X_train).query(X_test, k=list(range(1, k + 1)))
    counts = [np.bincount(y_train[row], minlength=y_train.max() + 1) for row in rows]
    return np.argmax(counts, axis=1)


@right(predict)
def predict_by_recursion(X_train, y_train, X_test, k):
    if len(X_test) == 0:
        return ()
    far = np.asarray(distances(X_train, X_test[0]))
    first = int(vote(y_train[far.argsort(kind="stable")[:k]]))
    return (first, *predict_by_recursion(X_train, y_train, X_test[1:], k))


@right(predict)
def predict_by_broadcasting(X_train, y_train, X_test, k):
    far = ((X_test[:, None] - X_train) ** 2).sum(axis=-1)
    names = np.empty(len(X_test), dtype=np.int8)
    for i, row in enumerate(far):
        names[i] = vote(y_train[np.asarray(some_nearest(row, k))])
    return names


equivalent(
    predict,
    "rows = some_nearest(distances(X_train, q), k) -> rows = some_nearest(distances(q, X_train), k)",
    why="How far one is from the other, either way round: broadcasting takes both.",
)


equivalent(
    predict,
    "return np.array(y_pred) -> return y_pred",
    why="A list for an array is as good an answer.",
)


@check(accuracy)
def as_scikit_learn_counts(rng):
    for n in 7, 200:
        y_true, y_pred = rng.integers(3, size=(2, n))
        assert accuracy(y_true, y_pred) == close_to(accuracy_score(y_true, y_pred))


@wrong(accuracy, "That is how many are correct. Divide by how many there are.")
def count_right(y_true, y_pred):
    return np.sum(y_true == y_pred)


@wrong(accuracy, "That is the fraction of wrong predictions. Use == instead of !=.")
def share_wrong(y_true, y_pred):
    return np.mean(y_true != y_pred)


@wrong(accuracy, "That is in a hundred. Leave it between 0 and 1.")
def percent_right(y_true, y_pred):
    return 100 * np.mean(y_true == y_pred)


@right(accuracy)
def accuracy_by_counting(y_true, y_pred):
    return sum(a == b for a, b in zip(y_true, y_pred, strict=True)) / len(y_true)


@right(accuracy)
def accuracy_from_the_wrong(y_true, y_pred):
    return 1 - np.count_nonzero(y_true - y_pred) / y_true.size


@right(accuracy)
def accuracy_by_hamming(y_true, y_pred):
    return 1 - hamming(y_true, y_pred)


@right(accuracy)
def accuracy_in_single(y_true, y_pred):
    return np.equal(y_true, y_pred).astype(np.float32).mean()


@check(confusion)
def a_row_and_a_column_for_each_class(rng):
    """The row is the actual class, the column the predicted one, also for a class without flowers."""
    for n in 5, 100:
        y_true, y_pred = rng.integers(4, size=(2, n))
        wanted = confusion_matrix(y_true, y_pred, labels=range(5))
        assert confusion(y_true, y_pred, 5) == close_to(wanted)


@wrong(
    confusion,
    "No cell is above 1, however often it comes: = 1 does not count, and table[rows, "
    "columns] += 1 adds once to each. np.add.at adds every time, as += 1 in a loop.",
)
def confusion_once_each(y_true, y_pred, n_classes):
    table = np.zeros((n_classes, n_classes), dtype=int)
    table[y_true, y_pred] += 1
    return table


@wrong(
    confusion,
    "Rows and columns are swapped: the row says what the flower is, the column what it "
    "was named.",
)
def confusion_swapped(y_true, y_pred, n_classes):
    table = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(table, (y_pred, y_true), 1)
    return table


@wrong(confusion, "Those are fractions of each row. Return the counts.")
def confusion_shares(y_true, y_pred, n_classes):
    table = np.zeros((n_classes, n_classes))
    np.add.at(table, (y_true, y_pred), 1)
    return table / np.maximum(table.sum(axis=1, keepdims=True), 1)


@right(confusion)
def confusion_in_a_loop(y_true, y_pred, n_classes):
    table = [[0] * n_classes for _ in range(n_classes)]
    for i, j in zip(y_true, y_pred, strict=True):
        table[i][j] += 1
    return table


@right(confusion)
def confusion_by_bincount(y_true, y_pred, n_classes):
    cells = np.bincount(n_classes * y_true + y_pred, minlength=n_classes**2)
    return cells.reshape(n_classes, n_classes)


@right(confusion)
def confusion_by_histogram(y_true, y_pred, n_classes):
    edges = np.arange(n_classes + 1) - 0.5
    return np.histogram2d(y_true, y_pred, bins=(edges, edges))[0]


@right(confusion)
def confusion_by_product(y_true, y_pred, n_classes):
    unit = np.eye(n_classes, dtype=np.float32)
    return unit[y_true].T @ unit[y_pred]


@right(confusion)
def confusion_sparse(y_true, y_pred, n_classes):
    ones = np.ones(len(y_true), dtype=int)
    return coo_matrix((ones, (y_true, y_pred)), (n_classes, n_classes)).toarray()


equivalent(
    confusion,
    "table = np.zeros((n_classes, n_classes), dtype=int) -> table = np.zeros((n_classes, n_classes))",
    why="Counts written as 3.0 are the same counts.",
)
