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
def another_split_each_time(rng):
    """Each call with the same generator makes another split."""
    first, second = split(20, 7, rng)[1], split(20, 7, rng)[1]
    assert sorted(first) != sorted(second)


@check(split)
def the_same_seed_gives_the_same_split():
    """All randomness comes from `rng`: the same seed gives the same parts."""
    one, same = np.random.default_rng(7), np.random.default_rng(7)
    dealt, dealt_again = split(20, 7, one)[1], split(20, 7, same)[1]
    assert sorted(dealt) == sorted(dealt_again)


@check(split)
def any_rows_may_be_in_test(rng):
    """Any three of six rows may be in `test`: there are 20 ways."""
    dealt = {tuple(sorted(split(6, 3, rng)[1])) for _ in range(60)}
    assert len(dealt) > 10


@wrong(
    split,
    "You did not shuffle. The file is sorted by species, so your test set would "
    "hold one species only. Shuffle the row numbers with rng.",
)
def split_in_order(n_samples, n_test, rng):
    order = np.arange(n_samples)
    return order[:-n_test], order[-n_test:]


@wrong(
    split,
    "You drew each row anew, so some rows occur twice and others never. Use a "
    "permutation, which has each row exactly once.",
)
def split_with_replacement(n_samples, n_test, rng):
    order = rng.integers(n_samples, size=n_samples)
    return order[n_test:], order[:n_test]


@wrong(
    split,
    "You take the same rows each time, without any randomness. Shuffle the row "
    "numbers with rng.",
)
def split_by_steps(n_samples, n_test, rng):
    test = np.linspace(0, n_samples - 1, n_test).astype(int)
    return np.setdiff1d(np.arange(n_samples), test), test


@wrong(split, "You swapped the two parts. Return train first, then test.")
def split_swapped(n_samples, n_test, rng):
    order = rng.permutation(n_samples)
    return order[:n_test], order[n_test:]


@wrong(
    split,
    "Only the start is random: the rows always follow in the same order. Shuffle "
    "the row numbers.",
)
def split_from_any_start(n_samples, n_test, rng):
    order = (rng.integers(n_samples) + 7 * np.arange(n_samples)) % n_samples
    return order[n_test:], order[:n_test]


@wrong(split, "Row 0 is never in test. Shuffle all row numbers, from 0 on.")
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
def split_by_random_keys(n_samples, n_test, rng):
    keys = rng.random(n_samples).argsort()
    is_test = np.zeros(n_samples, dtype=bool)
    is_test[keys[:n_test]] = True
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


@wrong(distances, "Those are squared distances. Take the square root.")
def distances_squared(X, q):
    return ((X - q) ** 2).sum(axis=1)


@wrong(
    distances,
    "You added up over the flowers. Add up over the features of each flower, "
    "axis=1, so that each flower has its own distance.",
)
def distances_down_the_columns(X, q):
    return np.sqrt(((X - q) ** 2).sum(axis=0))


@wrong(
    distances,
    "That is one number for all flowers together. Each row has its own distance: "
    "use axis=1.",
)
def distances_all_in_one(X, q):
    return np.sqrt(((X - q) ** 2).sum())


@wrong(distances, "Your distances are a column of shape (n, 1). Return shape (n,).")
def distances_in_a_column(X, q):
    return np.sqrt(((X - q) ** 2).sum(axis=1, keepdims=True))


@wrong(
    distances,
    "That is the Manhattan distance, the sum of the absolute differences. Square "
    "the differences, add them up, and take the root.",
)
def distances_manhattan(X, q):
    return np.abs(X - q).sum(axis=1)


@wrong(
    distances,
    "You added up the differences first, so they cancel. Square each difference "
    "before you add them up.",
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
    """If distances tie, they may come in any order, but each position only once."""
    tied = np.array([0.5, 0.2, 0.5, 0.5])
    positions = np.asarray(nearest(tied, 3))
    assert tied[positions] == close_to([0.2, 0.5, 0.5])
    assert len(set(positions.tolist())) == 3


@check(nearest)
def the_smallest_first(rng):
    """The smallest distance comes first, then the next one, for any n and k."""
    for n, k in (8, 5), (8, 8), (2000, 900):
        far = rng.permutation(n) / 10
        assert far[np.asarray(nearest(far, k))] == close_to(np.arange(k) / 10)


@wrong(
    nearest,
    "Those are the distances. Return their positions: use np.argsort instead of "
    "np.sort.",
)
def nearest_values(distances, k):
    return np.sort(distances)[:k]


@wrong(
    nearest,
    "Those are the right positions, but not sorted. The smallest comes first: use "
    "np.argsort instead of np.argpartition.",
)
def nearest_in_no_order(distances, k):
    return np.argpartition(distances, min(k, len(distances) - 1))[:k]


@wrong(
    nearest,
    "Those are places in the order: how many distances are smaller than each. A single "
    "argsort gives the positions.",
)
def ranks(distances, k):
    return np.argsort(np.argsort(distances))[:k]


@wrong(nearest, "You returned all positions. Keep the first k of them.")
def nearest_and_all_others(distances, k):
    return np.argsort(distances)


@wrong(nearest, "Those are the k largest distances. Take the smallest instead: [:k].")
def furthest(distances, k):
    return np.argsort(distances)[::-1][:k]


@wrong(
    nearest,
    "You left out the nearest. A training flower would find itself there, but q is "
    "a new flower: begin at 0.",
)
def nearest_but_one(distances, k):
    return np.argsort(distances)[1 : k + 1]


@wrong(
    nearest,
    "Two distances tie, and you returned the position of the first twice. "
    "np.argsort gives each position once.",
)
def nearest_by_looking_up(distances, k):
    far = list(distances)
    return [far.index(value) for value in sorted(far)[:k]]


@wrong(
    nearest,
    "You returned more than k positions. If distances tie at the end, take only "
    "some of them.",
)
def nearest_below_a_threshold(distances, k):
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
    left, positions = np.array(distances, dtype=float), []
    for _ in range(k):
        positions.append(left.argmin())
        left[positions[-1]] = np.inf
    return tuple(positions)


@right(nearest)
def nearest_by_partitioning(distances, k):
    far = np.asarray(distances)
    some = np.argpartition(far, k - 1)[:k]
    return some[far[some].argsort()].astype(np.int32)


@right(nearest)
def nearest_by_pandas(distances, k):
    return pd.Series(distances).sort_values().index[:k]


@check(some_nearest)
def any_of_equal_distances():
    """If distances tie, take any of them, but each position only once."""
    tied = np.array([0.5, 0.2, 0.5, 0.5])
    positions = np.asarray(some_nearest(tied, 3))
    assert sorted(tied[positions]) == [0.2, 0.5, 0.5]
    assert len(set(positions.tolist())) == 3


@check(some_nearest)
def a_few_or_all(rng):
    """Return the k smallest, whatever k is, up to all of them."""
    for n, k in (6, 6), (8, 5), (2000, 5), (2000, 900):
        far = rng.permutation(n) / 10
        found = far[np.asarray(some_nearest(far, k))]
        assert sorted(found) == close_to(np.arange(k) / 10)


@wrong(some_nearest, "You returned all positions. Keep the first k of them.")
def some_nearest_and_all_others(distances, k):
    return np.argpartition(distances, k - 1)


@wrong(
    some_nearest,
    "You took the last k, where the large distances are. Take the first k: [:k].",
)
def some_furthest(distances, k):
    return np.argpartition(distances, k - 1)[-k:]


@wrong(
    some_nearest,
    "Those are the distances. Return their positions: use np.argpartition instead "
    "of np.partition.",
)
def some_nearest_values(distances, k):
    return np.partition(distances, k - 1)[:k]


@wrong(
    some_nearest,
    "Two distances tie, and you returned the position of the first twice. "
    "np.argpartition gives each position once.",
)
def some_nearest_by_looking_up(distances, k):
    far = list(distances)
    return [far.index(value) for value in sorted(far)[:k]]


@wrong(
    some_nearest,
    "You returned more than k positions. If distances tie at the end, take only "
    "some of them.",
)
def some_nearest_below_a_threshold(distances, k):
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
    "That is the mean label. Labels cannot be averaged: 1 is no species between 0 "
    "and 2. Count how often each occurs.",
)
def vote_by_mean(labels):
    return int(np.round(np.mean(labels)))


@wrong(
    vote,
    "That is the middle of the sorted labels. Count how often each label occurs.",
)
def vote_by_median(labels):
    return int(np.median(labels))


@wrong(vote, "That is the largest label. Count how often each label occurs.")
def vote_for_the_largest(labels):
    return np.max(labels)


@wrong(vote, "That is the smallest label. Count how often each label occurs.")
def vote_for_the_smallest(labels):
    return np.min(labels)


@wrong(
    vote,
    "That is the position of the largest label. Count the labels first: np.bincount.",
)
def position_of_the_largest(labels):
    return np.argmax(labels)


@wrong(
    vote,
    "You returned the label of the first neighbour. All neighbours vote: count the "
    "labels.",
)
def vote_of_the_first(labels):
    return labels[0]


@wrong(
    vote,
    "That is how many votes the winner has. Return its label: use argmax instead of "
    "max.",
)
def votes_of_the_winner(labels):
    return np.bincount(labels).max()


@wrong(
    vote,
    "Two labels tie, and you took the larger. Take the smaller, as scikit-learn does.",
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
    """The k nearest vote. If k is 1, the nearest decides alone."""
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


@wrong(predict, "One neighbour decided alone, whatever k is. Let the k nearest vote.")
def predict_by_one(X_train, y_train, X_test, k):
    rows = [np.argmin(((X_train - q) ** 2).sum(axis=1)) for q in X_test]
    return y_train[rows]


@wrong(predict, "You let k + 1 neighbours vote. Take k of them: [:k].")
def predict_by_one_more(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        rows = np.argsort(((X_train - q) ** 2).sum(axis=1), kind="stable")[: k + 1]
        y_pred.append(np.bincount(y_train[rows]).argmax())
    return np.array(y_pred)


@wrong(predict, "Five neighbours voted, whatever k is. Let the k nearest vote.")
def predict_by_five(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        rows = np.argsort(((X_train - q) ** 2).sum(axis=1), kind="stable")[:5]
        y_pred.append(np.bincount(y_train[rows]).argmax())
    return np.array(y_pred)


@wrong(predict, "You left the nearest out of the vote. Begin at 0: [:k].")
def predict_without_the_nearest(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        rows = np.argsort(((X_train - q) ** 2).sum(axis=1), kind="stable")[1 : k + 1]
        y_pred.append(np.bincount(y_train[rows]).argmax())
    return np.array(y_pred)


@wrong(
    predict,
    "You returned a position. Look up y_train at the k nearest positions, and let "
    "those labels vote.",
)
def predict_a_position(X_train, y_train, X_test, k):
    far = [((X_train - q) ** 2).sum(axis=1) for q in X_test]
    return np.array([np.argsort(row, kind="stable")[:k].min() for row in far])


@wrong(
    predict,
    "You looked for the neighbours in X_test, where no labels are known. Look for "
    "them in X_train.",
)
def predict_among_the_test_set(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        rows = np.argsort(((X_test - q) ** 2).sum(axis=1), kind="stable")[:k]
        y_pred.append(np.bincount(y_train[rows]).argmax())
    return np.array(y_pred)


@wrong(
    predict,
    "You let the furthest vote. After sorting, the nearest come first: [:k].",
)
def predict_by_the_furthest(X_train, y_train, X_test, k):
    y_pred = []
    for q in X_test:
        rows = np.argsort(((X_train - q) ** 2).sum(axis=1), kind="stable")[-k:]
        y_pred.append(np.bincount(y_train[rows]).argmax())
    return np.array(y_pred)


@wrong(
    predict,
    "Two training flowers are the same, and the first voted twice. Each has its own "
    "vote.",
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
    "You let more than k vote: all flowers at the distance of the k-th nearest. "
    "Take only k of them.",
)
def predict_below_a_threshold(X_train, y_train, X_test, k):
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
    y_pred = np.empty(len(X_test), dtype=np.int8)
    for i, row in enumerate(far):
        y_pred[i] = vote(y_train[np.asarray(some_nearest(row, k))])
    return y_pred


equivalent(
    predict,
    "rows = some_nearest(distances(X_train, q), k) -> rows = some_nearest(distances(q, X_train), k)",
    why="The distance is the same either way round, and broadcasting takes both.",
)


equivalent(
    predict,
    "return np.array(y_pred) -> return y_pred",
    why="A list instead of an array is an equally good answer.",
)


@check(accuracy)
def as_scikit_learn_counts(rng):
    for n in 7, 200:
        y_true, y_pred = rng.integers(3, size=(2, n))
        assert accuracy(y_true, y_pred) == close_to(accuracy_score(y_true, y_pred))


@wrong(accuracy, "That is how many are correct. Divide by the number of flowers.")
def count_correct(y_true, y_pred):
    return np.sum(y_true == y_pred)


@wrong(accuracy, "That is the fraction that is wrong. Use == instead of !=.")
def fraction_wrong(y_true, y_pred):
    return np.mean(y_true != y_pred)


@wrong(accuracy, "That is a percentage. Return a fraction from 0 to 1.")
def percent_correct(y_true, y_pred):
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
    """Rows are actual classes and columns predicted ones, also for a class without flowers."""
    for n in 5, 100:
        y_true, y_pred = rng.integers(4, size=(2, n))
        wanted = confusion_matrix(y_true, y_pred, labels=range(5))
        assert confusion(y_true, y_pred, 5) == close_to(wanted)


@wrong(
    confusion,
    "No cell of yours is above 1. With table[rows, columns] += 1, a cell that "
    "occurs twice is still counted once. Use np.add.at, or += 1 in a loop.",
)
def confusion_once_each(y_true, y_pred, n_classes):
    table = np.zeros((n_classes, n_classes), dtype=int)
    table[y_true, y_pred] += 1
    return table


@wrong(
    confusion,
    "You swapped rows and columns. The row is the actual class, the column the "
    "predicted one.",
)
def confusion_swapped(y_true, y_pred, n_classes):
    table = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(table, (y_pred, y_true), 1)
    return table


@wrong(confusion, "Those are fractions of each row. Return the counts.")
def confusion_fractions(y_true, y_pred, n_classes):
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
