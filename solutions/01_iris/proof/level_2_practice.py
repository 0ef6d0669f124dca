"""The proof of level 2 of 01 iris: how its functions go wrong, and other right answers."""

from collections import Counter

from sklearn.base import clone
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GridSearchCV, StratifiedKFold, cross_val_score


@wrong(
    test_define_one_column_is_the_target,
    "Those are the three classes. Type the name of the column that holds them, in "
    "quotes.",
)
def the_three_names():
    return species


@wrong(
    test_define_a_baseline_needs_no_measurements,
    "One in three is correct if all species are equally frequent. Here one is much "
    "more frequent: count it.",
)
def one_in_three():
    return 33


@wrong(
    test_define_a_baseline_needs_no_measurements,
    "That is how many virginicas there are. The baseline gets all of them wrong. "
    "Count the ones it gets right.",
)
def the_virginicas():
    return 10


@wrong(
    scaled,
    "The scaler learnt from the new flowers, so a flower's numbers depend on the "
    "other new ones. Fit it on X_train.",
)
def scaled_by_the_new(X_train, X_new):
    return StandardScaler().fit_transform(X_new)


@wrong(
    scaled,
    "The scaler learnt from training and new flowers together, so it has looked at the "
    "test set. Fit it on X_train alone.",
)
def scaled_by_both(X_train, X_new):
    return StandardScaler().fit(np.vstack([X_train, X_new])).transform(X_new)


@wrong(
    scaled,
    "Those are the training flowers, standardised. Transform X_new.",
)
def scaled_training_set(X_train, X_new):
    return StandardScaler().fit_transform(X_train)


@wrong(
    scaled,
    "That standard deviation divides by n - 1, as pandas does. Divide by n instead, "
    "as StandardScaler does: ddof=0.",
)
def scaled_as_a_sample(X_train, X_new):
    return (X_new - X_train.mean(axis=0)) / X_train.std(axis=0, ddof=1)


@wrong(
    scaled,
    "You used one mean and one standard deviation for all columns. Each column has "
    "its own: axis=0.",
)
def scaled_all_alike(X_train, X_new):
    return (X_new - X_train.mean()) / X_train.std()


@wrong(
    scaled, "That only subtracts the mean. Divide by the standard deviation as well."
)
def scaled_without_std(X_train, X_new):
    return X_new - X_train.mean(axis=0)


@check(scaled)
def each_new_flower_by_itself():
    """A new flower is scaled alike whether it comes alone or with others."""
    X = np.array([[1.0, 20.0], [2.0, 20.0], [6.0, 50.0]])
    new = np.array([[3.0, 30.0], [9.0, 10.0]])
    both = np.asarray(scaled(X, new))
    assert scaled(X, new[:1]) == close_to(both[:1])


@check(scaled)
def any_number_of_rows_and_columns(rng):
    """Each column has a mean and a standard deviation of its own, from `X_train`."""
    for n, m, d in (3, 2, 1), (40, 6, 3):
        known, new = rng.normal(5, 2, size=(n, d)), rng.normal(size=(m, d))
        wanted = StandardScaler().fit(known).transform(new)
        assert scaled(known, new) == close_to(wanted)


@right(scaled)
def scaled_by_hand(X_train, X_new):
    mean, std = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    return (X_new - mean) / std


@right(scaled)
def scaled_by_a_pipeline(X_train, X_new):
    return make_pipeline(StandardScaler()).fit(X_train).transform(X_new).tolist()


@right(scaled)
def scaled_column_by_column(X_train, X_new):
    columns = []
    for known, new in zip(X_train.T, X_new.T, strict=True):
        std = (sum((known - known.mean()) ** 2) / len(known)) ** 0.5
        columns.append([(v - known.mean()) / std for v in new])
    return np.array(columns).T.astype(np.float32)


@right(scaled)
def scaled_by_pandas(X_train, X_new):
    known, new = pd.DataFrame(X_train), pd.DataFrame(X_new)
    return (new - known.mean()) / known.std(ddof=0)


def counted_fold_by_fold(X, y):
    """Return how many rows have the label of the nearest row in the other four folds."""
    correct = 0
    for known, left_out in StratifiedKFold(5).split(X, y):
        far = ((X[left_out, None] - X[known]) ** 2).sum(axis=2)
        correct += (y[known][far.argmin(axis=1)] == y[left_out]).sum()
    return correct


@check(count_correct)
def five_stratified_folds_in_order(rng):
    """Five stratified folds, in the order of the rows: cv=5 makes them."""
    nearest = KNeighborsClassifier(n_neighbors=1)
    for n in 30, 120:
        X, y = rng.normal(size=(n, 2)), rng.permutation(np.arange(n) % 3)
        assert count_correct(nearest, X, y) == close_to(counted_fold_by_fold(X, y))


@check(count_correct)
def twins_are_left_out_together(rng):
    """Each flower has a twin. In five stratified folds, in order, both twins are left out at once."""
    y = rng.permutation(np.arange(60) % 3)
    rank = np.array([(y[:i] == y[i]).sum() for i in range(60)])  # within its species
    twin = rank // 4 * 2 + rank % 2  # four of a species lie in each fold: two pairs
    X = rng.normal(size=(30, 2))[10 * y + twin]
    nearest = KNeighborsClassifier(n_neighbors=1)
    assert count_correct(nearest, X, y) == close_to(counted_fold_by_fold(X, y))


@check(count_correct)
def rows_sorted_by_species():
    """Each fold has the same fraction of every species, also where the rows are sorted by species."""
    nearest = KNeighborsClassifier(n_neighbors=1)
    assert count_correct(nearest, X, y) == close_to(counted_fold_by_fold(X, y))


@wrong(
    count_correct,
    "The model predicted flowers that it was trained on. Use cross_val_predict, "
    "which leaves each of them out once.",
)
def count_correct_when_trained_on(model, X, y):
    return (model.fit(X, y).predict(X) == y).sum()


@wrong(
    count_correct,
    "That is the fraction of correct rows. Count them instead: use .sum().",
)
def fraction_correct(model, X, y):
    return (cross_val_predict(model, X, y, cv=5) == y).mean()


@wrong(
    count_correct,
    "That is how many are wrong. Count the correct ones: use == instead of !=.",
)
def count_wrong(model, X, y):
    return (cross_val_predict(model, X, y, cv=5) != y).sum()


@wrong(
    count_correct,
    "Those folds are consecutive fifths of the rows, as KFold makes them. Each fold "
    "needs the same fraction of every species: use StratifiedKFold(5), or cv=5.",
)
def count_correct_in_consecutive_folds(model, X, y):
    rows = np.arange(len(y))
    fold = rows * 5 // len(y)
    folds = [(rows[fold != i], rows[fold == i]) for i in range(5)]
    return (cross_val_predict(model, X, y, cv=folds) == y).sum()


@wrong(
    count_correct,
    "You put every fifth row into the same fold. Each fold needs the same fraction "
    "of every species: use StratifiedKFold(5), or cv=5.",
)
def count_correct_in_dealt_folds(model, X, y):
    rows = np.arange(len(y))
    folds = [(rows[rows % 5 != i], rows[rows % 5 == i]) for i in range(5)]
    return (cross_val_predict(model, X, y, cv=folds) == y).sum()


@wrong(count_correct, "You shuffled the rows. Keep their order: cv=5.")
def count_correct_shuffled(model, X, y):
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    return (cross_val_predict(model, X, y, cv=folds) == y).sum()


@wrong(count_correct, "You shuffled the rows. Keep their order: cv=5.")
def count_correct_shuffled_by_42(model, X, y):
    folds = StratifiedKFold(5, shuffle=True, random_state=42)
    return (cross_val_predict(model, X, y, cv=folds) == y).sum()


@wrong(count_correct, "You used more than five folds. Use five: cv=5.")
def count_correct_in_ten_folds(model, X, y):
    return (cross_val_predict(model, X, y, cv=10) == y).sum()


@wrong(count_correct, "You used three folds. Use five: cv=5.")
def count_correct_in_three_folds(model, X, y):
    return (cross_val_predict(model, X, y, cv=3) == y).sum()


@right(count_correct)
def count_correct_fold_by_fold(model, X, y):
    right = 0
    for known, left_out in StratifiedKFold(n_splits=5).split(X, y):
        fresh = clone(model).fit(X[known], y[known])
        right += int((fresh.predict(X[left_out]) == y[left_out]).sum())
    return right


@right(count_correct)
def count_correct_by_scores(model, X, y):
    fractions = cross_val_score(model, X, y, cv=5)
    sizes = [len(fold) for _, fold in StratifiedKFold(5).split(X, y)]
    return sum(fraction * size for fraction, size in zip(fractions, sizes, strict=True))


@right(count_correct)
def count_correct_by_accuracy(model, X, y):
    y_pred = cross_val_predict(model, X, y, cv=StratifiedKFold(5))
    return accuracy_score(y, y_pred, normalize=False)


@right(count_correct)
def count_correct_by_counter(model, X, y):
    names = cross_val_predict(model, X, y, cv=5).tolist()
    return Counter(a == b for a, b in zip(names, y.tolist(), strict=True))[True]


equivalent(
    count_correct,
    "y_pred = cross_val_predict(model, X, y, cv=5) -> y_pred = cross_val_predict(model, X, y)",
    why="cv=5 is what cross_val_predict does unless told otherwise.",
)


@wrong(
    test_spot_check_it_goes_wrong_on_the_training_set,
    "That is how many of the 30 test flowers are correct. Count among the training flowers here.",
)
def the_unseen_ones():
    return 29


@check(best_k)
def in_any_order():
    """The best k may be anywhere in the list."""
    assert best_k(X_train, y_train, [16, 17, 2, 4]) == 4


@check(best_k)
def on_rows_left_out():
    """Count with `count_correct`, and with the X and y that were given."""
    # five flowers of one species at each place
    X = np.tile(np.arange(12.0), 5)[:, None]
    assert best_k(X, np.arange(60) % 12 % 2, [15, 1]) == 1


@wrong(
    best_k,
    "You chose k on flowers that the model was trained on. Use count_correct, which "
    "leaves them out.",
)
def best_k_when_trained_on(X, y, candidates):
    fitted = [KNeighborsClassifier(k).fit(X, y) for k in candidates]
    return candidates[np.argmax([model.score(X, y) for model in fitted])]


@wrong(
    best_k,
    "You chose k on the 30 test flowers, so they are no longer unseen. Use "
    "count_correct on X and y.",
)
def best_k_for_the_test_set(X, y, candidates):
    fitted = [KNeighborsClassifier(k).fit(X, y) for k in candidates]
    return candidates[np.argmax([model.score(X_test, y_test) for model in fitted])]


@wrong(best_k, "That is the smallest k. Return the one with the largest count.")
def smallest_k(X, y, candidates):
    return min(candidates)


@wrong(best_k, "That is the count of correct rows. Return the k that has it.")
def most_correct(X, y, candidates):
    models = [KNeighborsClassifier(k) for k in candidates]
    return max((cross_val_predict(m, X, y, cv=5) == y).sum() for m in models)


@wrong(best_k, "That is the position of k in the list. Return candidates[position].")
def place_of_the_best_k(X, y, candidates):
    models = [KNeighborsClassifier(k) for k in candidates]
    right = [(cross_val_predict(m, X, y, cv=5) == y).sum() for m in models]
    return np.argmax(right)


@right(best_k)
def best_k_in_a_loop(X, y, candidates):
    best, most = None, -1
    for k in candidates:
        right = count_correct(KNeighborsClassifier(n_neighbors=k), X, y)
        if right > most:
            best, most = k, right
    return best


@right(best_k)
def best_k_by_max(X, y, candidates):
    return max(candidates, key=lambda k: count_correct(KNeighborsClassifier(k), X, y))


@right(best_k)
def best_k_by_grid(X, y, candidates):
    grid = GridSearchCV(KNeighborsClassifier(), {"n_neighbors": candidates}, cv=5)
    return grid.fit(X, y).best_params_["n_neighbors"]


@right(best_k)
def best_k_from_a_dict(X, y, candidates):
    counts = {k: count_correct(KNeighborsClassifier(k), X, y) for k in candidates}
    return sorted(counts, key=counts.get)[-1]


@wrong(
    test_improve_one_change_at_a_time,
    "Scaling often helps, but here all features are in centimetres already. Print "
    "counts and take the largest.",
)
def scaled_is_better():
    return "scaled"


@wrong(
    test_improve_one_change_at_a_time,
    "The petals alone do nearly as well, but not quite. Print counts and take the "
    "largest.",
)
def petals_are_enough():
    return "petals only"


@wrong(
    test_the_result_still_stands,
    "That is the result of our split, twice. The ten others are not all alike: "
    "print(counts).",
)
def the_same_every_time():
    return [29, 29]
