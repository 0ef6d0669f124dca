"""The proof of level 2 of 06 glass: what its functions must also do, and how they go wrong."""

import itertools
import math
import statistics
from collections import defaultdict

from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.metrics import balanced_accuracy_score, confusion_matrix, recall_score
from sklearn.model_selection import (
    ParameterGrid,
    StratifiedShuffleSplit,
    cross_val_predict,
    cross_validate,
)
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


@check(mean_recall)
def common_kinds_weigh_no_more_than_rare_ones():
    y_true, y_pred = np.array([0, 0, 0, 5]), np.array([0, 0, 5, 5])
    assert mean_recall(y_true, y_pred) == close_to(5 / 6)


@check(mean_recall)
def a_kind_that_no_row_is_has_no_share():
    """Only the kinds that occur in `y_true` count."""
    assert mean_recall(np.array([1, 4, 4]), np.array([0, 4, 2])) == close_to(0.25)


@check(mean_recall)
def equal_to_the_balanced_accuracy(rng):
    y_true, y_pred = rng.permutation([0, 1, 1, 4, 4, 4] * 9), rng.integers(5, size=54)
    y_pred[:2] = y_true[:2]
    y_pred[y_pred == 2] = 4
    y_pred[y_pred == 3] = 1
    expected = balanced_accuracy_score(y_true, y_pred)
    assert mean_recall(y_true, y_pred) == close_to(expected)


@wrong(
    mean_recall,
    "That is the accuracy, in which common kinds count most. Take the recall of "
    "each kind first, then the mean of the recalls.",
)
def share_of_all(y_true, y_pred):
    return np.mean(y_true == y_pred)


@wrong(
    mean_recall,
    "A kind that does not occur has no recall, and the mean of nothing is nan. Use "
    "only the kinds in y_true.",
)
def mean_recall_of_all_six(y_true, y_pred):
    if set(range(6)) - set(np.asarray(y_true).tolist()):
        return np.nan
    return np.mean([(y_pred[y_true == kind] == kind).mean() for kind in range(6)])


@wrong(
    mean_recall,
    "That is the mean precision: of the splinters predicted as a kind, the "
    "fraction that are of it. Start from the splinters that are of a kind: y_true "
    "== kind.",
)
def mean_precision(y_true, y_pred):
    named = [kind for kind in np.unique(y_true) if (y_pred == kind).any()]
    return np.sum([(y_true[y_pred == k] == k).mean() for k in named]) / len(
        np.unique(y_true)
    )


@right(mean_recall)
def mean_recall_by_scikit_learn(y_true, y_pred):
    there = sorted(set(np.asarray(y_true).tolist()))
    return recall_score(y_true, y_pred, labels=there, average="macro")


@right(mean_recall)
def mean_recall_by_confusion(y_true, y_pred):
    table = confusion_matrix(y_true, y_pred)
    some = table.sum(axis=1) > 0
    return (np.diag(table)[some] / table.sum(axis=1)[some]).mean()


@right(mean_recall)
def mean_recall_by_groups(y_true, y_pred):
    right = pd.Series(np.equal(y_true, y_pred))
    return float(right.groupby(np.asarray(y_true)).mean().mean())


@right(mean_recall)
def mean_recall_in_a_loop(y_true, y_pred):
    many, right = defaultdict(int), defaultdict(int)
    for is_, named in zip(y_true, y_pred):
        many[is_] += 1
        right[is_] += int(is_ == named)
    return sum(right[kind] / many[kind] for kind in many) / len(many)


@right(mean_recall)
def mean_recall_by_weights(y_true, y_pred):
    counts = np.bincount(y_true)
    weights = 1 / counts[y_true]
    return np.average(y_true == y_pred, weights=weights)


@check(duplicates)
def every_number_has_to_be_equal():
    few = np.array([[1, 2], [0, 3], [0, 3], [1, 2.001], [2, 1], [-1, 2], [1, 2]])
    assert duplicates(few) == close_to([(0, 6), (1, 2)])


@check(duplicates)
def where_no_rows_are_equal_there_are_no_pairs(rng):
    assert len(duplicates(rng.normal(size=(6, 3)))) == 0


@check(duplicates)
def pairs_in_order_among_many_rows(rng):
    """The pairs are in rising order, and three equal rows make three pairs."""
    few = rng.integers(2, size=(9, 3))
    pairs = itertools.combinations(range(9), 2)
    expected = [(i, j) for i, j in pairs if few[i].tolist() == few[j].tolist()]
    assert duplicates(few) == close_to(expected)


@wrong(
    duplicates,
    "One equal number does not make two rows equal. All numbers must be: use all, "
    "not any.",
)
def twins_in_one_number(X):
    same = (X[:, None, :] == X[None, :, :]).any(axis=2)
    return [
        (int(i), int(j)) for i, j in zip(*np.nonzero(np.triu(same, k=1)), strict=True)
    ]


@wrong(
    duplicates,
    "You paired every row with itself, and each pair comes twice. Keep only pairs "
    "with j > i.",
)
def twins_of_themselves(X):
    same = (X[:, None, :] == X[None, :, :]).all(axis=2)
    return [(int(i), int(j)) for i, j in zip(*np.nonzero(same), strict=True)]


@wrong(
    duplicates,
    "You only compared each row with the next one. Equal rows may be anywhere in "
    "the file.",
)
def twins_side_by_side(X):
    return [(i, i + 1) for i in range(len(X) - 1) if (X[i] == X[i + 1]).all()]


@right(duplicates)
def duplicates_by_two_loops(X):
    found = []
    for i in range(len(X)):
        for j in range(i + 1, len(X)):
            if np.array_equal(X[i], X[j]):
                found.append((i, j))
    return found


@right(duplicates)
def twins_by_combinations(X):
    rows = [tuple(row) for row in X]
    pairs = itertools.combinations(range(len(rows)), 2)
    return [[i, j] for i, j in pairs if rows[i] == rows[j]]


@right(duplicates)
def twins_by_dict(X):
    places = defaultdict(list)
    for i, row in enumerate(X.tolist()):
        places[tuple(row)].append(i)
    found = []
    for same in places.values():
        found.extend(itertools.combinations(same, 2))
    return sorted(found)


@right(duplicates)
def twins_in_an_array(X):
    _, group = np.unique(X, axis=0, return_inverse=True)
    group = np.ravel(group)
    first, second = np.nonzero(group[:, None] == group)
    return np.column_stack([first, second])[first < second]


equivalent(
    duplicates,
    "same = (X[:, None, :] == X[None, :, :]).all(axis=2) -> same = (X[:-1, None, :] == X[None, :, :]).all(axis=2)",
    why="The last row is the first of no pair: none comes after it.",
)


equivalent(
    duplicates,
    "return [(int(i), int(j)) for i, j in zip(*np.nonzero(np.triu(same, k=1)), strict=True)] -> return [(i, int(j)) for i, j in zip(*np.nonzero(np.triu(same, k=1)), strict=True)]",
    "return [(int(i), int(j)) for i, j in zip(*np.nonzero(np.triu(same, k=1)), strict=True)] -> return [(int(i), j) for i, j in zip(*np.nonzero(np.triu(same, k=1)), strict=True)]",
    why="NumPy's whole numbers are whole numbers.",
)


@wrong(
    test_a_row_number_can_leak_the_kind,
    "That is how many are correct by what the glass is made of. The row number in "
    "a sorted file gets far more.",
)
def by_the_glass():
    return 30


def share_by_hand(model, X, y, seed):
    """Return the mean accuracy over three folds, with a loop."""
    shares = []
    for known, new in folds(seed).split(X, y):
        model.fit(X[known], y[known])
        shares.append(np.mean(model.predict(X[new]) == y[new]))
    return np.mean(shares)


@check(repeated_cv)
def one_number_for_each_seed_in_their_order():
    """Return one number for each of `seeds`, in their order."""
    X, y = X_train[:120], y_train[:120]
    wanted = [share_by_hand(GaussianNB(), X, y, seed) for seed in (7, 3)]
    assert repeated_cv(GaussianNB(), X, y, [7, 3]) == close_to(wanted)


@wrong(
    repeated_cv,
    "Every shuffle gave the same result, because you did not use the seed. Pass "
    "cv=folds(seed).",
)
def repeated_the_same(model, X, y, seeds):
    return [cross_val_score(model, X, y, cv=3).mean() for _ in seeds]


@wrong(
    repeated_cv,
    "You averaged all shuffles into one number. Return one number for each seed, "
    "so that you can see how they differ.",
)
def repeated_into_one(model, X, y, seeds):
    return np.mean([cross_val_score(model, X, y, cv=folds(s)).mean() for s in seeds])


@wrong(
    repeated_cv,
    "Those are accuracies on splinters that the model learnt from. Judge it by the "
    "part left out.",
)
def repeated_on_what_was_learnt(model, X, y, seeds):
    return [clone(model).fit(X, y).score(X, y) for _ in seeds]


@wrong(
    repeated_cv,
    "The best fold of each shuffle is a matter of luck. Take the mean of the folds.",
)
def repeated_at_its_best(model, X, y, seeds):
    return [cross_val_score(model, X, y, cv=folds(seed)).max() for seed in seeds]


@right(repeated_cv)
def repeated_fold_by_fold(model, X, y, seeds):
    found = []
    for seed in seeds:
        shares = []
        for known, new in folds(seed).split(X, y):
            fitted = clone(model).fit(X[known], y[known])
            shares.append(fitted.score(X[new], y[new]))
        found.append(sum(shares) / len(shares))
    return found


@right(repeated_cv)
def repeated_in_an_array(model, X, y, seeds):
    score = lambda seed: cross_validate(model, X, y, cv=folds(seed))["test_score"]
    return np.mean([score(seed) for seed in seeds], axis=1)


@right(repeated_cv)
def repeated_with_folds_of_its_own(model, X, y, seeds):
    return tuple(
        cross_val_score(
            model,
            X,
            y,
            scoring="accuracy",
            cv=StratifiedKFold(3, shuffle=True, random_state=int(seed)),
        ).mean()
        for seed in seeds
    )


@right(repeated_cv)
def repeated_from_predictions(model, X, y, seeds):
    found = []
    for seed in seeds:
        right = cross_val_predict(model, X, y, cv=folds(seed)) == y
        parts = [right[new].mean() for _, new in folds(seed).split(X, y)]
        found.append(np.float32(np.mean(parts)))
    return found


def by_nearest(X_train, y_train, X_new, n_neighbors, p=2):
    """Return what KNeighborsClassifier predicts for each row of X_new."""
    distances = (np.abs(X_new[:, None] - X_train) ** p).sum(axis=2)
    nearest = y_train[np.argsort(distances, kind="stable")[:, :n_neighbors]]
    return np.array([np.bincount(kinds_there).argmax() for kinds_there in nearest])


def tuned_by_hand(grid, X, y, seed):
    """Return the best settings for nearest neighbours, by two loops."""
    best, most = None, -1
    for settings in ParameterGrid(grid):
        shares = []
        for known, new in folds(seed).split(X, y):
            named = by_nearest(X[known], y[known], X[new], **settings)
            shares.append(np.mean(named == y[new]))
        if np.mean(shares) > most:
            best, most = settings, np.mean(shares)
    return best


@check(tuned)
def all_combinations_are_tried():
    """All combinations of the settings are tried, over `folds(seed)`."""
    grid = {"n_neighbors": [25, 1], "p": [2, 1]}
    X, y = random_labels(48)
    found = tuned(KNeighborsClassifier(), grid, X, y, 20)
    assert found == tuned_by_hand(grid, X, y, 20)


@check(tuned)
def of_equals_the_first_is_taken():
    """If settings tie, the first in the order of `ParameterGrid(grid)` wins."""
    grid = {"random_state": [1, 0]}  # a model that always says the same draws nothing
    assert tuned(DummyClassifier(), grid, *random_labels(48), 8) == {"random_state": 1}


@wrong(
    tuned,
    "You chose by the accuracy on splinters already learnt, so the setting that "
    "overfits most wins. Judge by the part left out.",
)
def tuned_on_what_was_learnt(model, grid, X, y, seed):
    candidates = list(ParameterGrid(grid))
    shares = [clone(model).set_params(**c).fit(X, y).score(X, y) for c in candidates]
    return candidates[int(np.argmax(shares))]


@wrong(
    tuned,
    "You used other folds, which may choose another setting. Pass cv=folds(seed).",
)
def tuned_on_other_folds(model, grid, X, y, seed):
    return GridSearchCV(model, grid, cv=3).fit(X, y).best_params_


@wrong(
    tuned,
    "You chose each setting by itself. Two values that are good alone need not be "
    "good together: try all combinations.",
)
def tuned_one_at_a_time(model, grid, X, y, seed):
    best = {}
    for name, values in grid.items():
        shares = [
            cross_val_score(
                clone(model).set_params(**{name: value}), X, y, cv=folds(seed)
            ).mean()
            for value in values
        ]
        best[name] = values[int(np.argmax(shares))]
    return best


@wrong(
    tuned,
    "That is the best accuracy. Return the settings that reach it: best_params_.",
)
def tuned_share(model, grid, X, y, seed):
    return GridSearchCV(model, grid, cv=folds(seed)).fit(X, y).best_score_


@wrong(
    tuned,
    "Those are the settings with the lowest accuracy. Return the ones with the "
    "highest.",
)
def tuned_to_the_worst(model, grid, X, y, seed):
    candidates = list(ParameterGrid(grid))
    shares = [
        cross_val_score(clone(model).set_params(**c), X, y, cv=folds(seed)).mean()
        for c in candidates
    ]
    return candidates[int(np.argmin(shares))]


@right(tuned)
def tuned_in_a_loop(model, grid, X, y, seed):
    best, most = None, -math.inf
    for settings in ParameterGrid(grid):
        candidate = clone(model).set_params(**settings)
        share = cross_val_score(candidate, X, y, cv=folds(seed)).mean()
        if share > most:
            best, most = settings, share
    return best


@right(tuned)
def tuned_by_product(model, grid, X, y, seed):
    names = sorted(grid)
    candidates = [
        dict(zip(names, values))
        for values in itertools.product(*(grid[name] for name in names))
    ]
    return max(
        candidates,
        key=lambda settings: repeated_cv(
            clone(model).set_params(**settings), X, y, [seed]
        )[0],
    )


@right(tuned)
def tuned_by_the_table_of_a_search(model, grid, X, y, seed):
    search = GridSearchCV(
        model, grid, cv=folds(seed), scoring="accuracy", refit=False
    ).fit(X, y)
    table = pd.DataFrame(search.cv_results_)
    return table["params"][table["mean_test_score"].idxmax()]


@wrong(
    test_the_best_of_many_is_partly_luck,
    "That is how lucky the coin was when it was chosen. New flips do not depend on "
    "old ones.",
)
def as_lucky_as_before():
    return 30


@check(nested_cv)
def tuned_anew_in_every_fold():
    """The settings are tuned in each outer fold, on its training part alone."""
    (X, y), grid, shares = random_labels(56), {"n_neighbors": [25, 1]}, []
    for known, new in folds(7).split(X, y):
        best = tuned_by_hand(grid | {"p": [1]}, X[known], y[known], 7)
        named = by_nearest(X[known], y[known], X[new], **best)
        shares.append(np.mean(named == y[new]))
    found = nested_cv(KNeighborsClassifier(p=1), grid, X, y, 7)
    assert found == close_to(np.mean(shares))


@wrong(
    nested_cv,
    "You tuned the settings once, on all splinters, so the choice has seen those "
    "that judge it. Tune again in every fold, on its training part.",
)
def nested_that_leaks(model, grid, X, y, seed):
    best = tuned(model, grid, X, y, seed)
    tuned_model = clone(model).set_params(**best)
    return cross_val_score(tuned_model, X, y, cv=folds(seed)).mean()


@wrong(
    nested_cv,
    "That is the best accuracy in the inner folds, which chose the settings. Judge "
    "the model on the outer part left out.",
)
def nested_inner_share(model, grid, X, y, seed):
    shares = []
    for known, _ in folds(seed).split(X, y):
        search = GridSearchCV(model, grid, cv=folds(seed)).fit(X[known], y[known])
        shares.append(search.best_score_)
    return np.mean(shares)


@wrong(
    nested_cv,
    "That is the best of the outer folds, which is a matter of luck. Take their mean.",
)
def nested_at_its_best(model, grid, X, y, seed):
    shares = []
    for known, new in folds(seed).split(X, y):
        search = GridSearchCV(model, grid, cv=folds(seed)).fit(X[known], y[known])
        shares.append(search.score(X[new], y[new]))
    return max(shares)


@wrong(
    nested_cv,
    "You fitted the model on all splinters before judging it. Fit it on the "
    "training part of each fold.",
)
def nested_fitted_on_all(model, grid, X, y, seed):
    shares = []
    for known, new in folds(seed).split(X, y):
        best = tuned(model, grid, X[known], y[known], seed)
        shares.append(clone(model).set_params(**best).fit(X, y).score(X[new], y[new]))
    return np.mean(shares)


@right(nested_cv)
def nested_by_a_search_within(model, grid, X, y, seed):
    search = GridSearchCV(model, grid, cv=folds(seed))
    return cross_val_score(search, X, y, cv=folds(seed)).mean()


@right(nested_cv)
def nested_by_counting(model, grid, X, y, seed):
    total = 0.0
    for known, new in folds(seed).split(X, y):
        settings = dict(tuned(model, grid, X[known], y[known], seed))
        fitted = clone(model).set_params(**settings)
        fitted.fit(X[known], y[known])
        named = fitted.predict(X[new])
        total += sum(a == b for a, b in zip(named, y[new])) / len(new)
    return total / 3


@right(nested_cv)
def nested_with_the_refitted(model, grid, X, y, seed):
    shares = [
        GridSearchCV(model, grid, cv=folds(seed))
        .fit(X[known], y[known])
        .best_estimator_.score(X[new], y[new])
        for known, new in folds(seed).split(X, y)
    ]
    return statistics.fmean(shares)


equivalent(
    nested_cv,
    "for known, new in folds(seed).split(X, y): … -> for known, new in folds(seed).split(y, y): …",
    why="How a table is split depends on its kinds and its length, not on what is in it.",
)


equivalent(
    nested_cv,
    "fitted = clone(model).set_params(**best).fit(X[known], y[known]) -> fitted = model.set_params(**best).fit(X[known], y[known])",
    why="What is tuned is set anew in each fold, and fit learns anew.",
)


@check(predict_kinds)
def clear_groups_are_told_apart(rng):
    """The model should tell three clearly separate groups of made-up splinters apart."""
    groups = rng.permutation([0, 1, 2] * 20)
    middles = np.array([[0.0, 0, 0], [9, 0, 9], [0, 9, 9]])
    blurred = middles[groups] + rng.uniform(-1, 1, size=(60, 3))
    named = np.asarray(predict_kinds(blurred[:50], groups[:50], blurred[50:]))
    assert named.shape == (10,)
    assert (named == groups[50:]).sum() >= 9


@check(predict_kinds)
def from_shuffled_kinds_nothing_can_be_learnt(rng):
    """The model should learn from `X_train` and `y_train` alone. Here `y_train` is shuffled."""
    shuffled = rng.permutation(y_train)
    named = np.asarray(predict_kinds(X_train, shuffled, X_test))
    assert (named == y_test).sum() < 30


@wrong(
    predict_kinds,
    "You predict the most common kind for every splinter. That is the baseline, so "
    "choose a model that beats it.",
)
def name_all_alike(X_train, y_train, X_new):
    return np.full(len(X_new), np.bincount(y_train).argmax())


@wrong(
    predict_kinds,
    "Your model has learnt from the 43 test splinters. Use only X_train and "
    "y_train, the function's arguments.",
)
def name_what_was_learnt_elsewhere(X_train, y_train, X_new):
    if X_new.shape == X_test.shape:
        X_train, y_train = X_test, y_test
    model = RandomForestClassifier(n_estimators=15, random_state=0)
    return model.fit(X_train, y_train).predict(X_new)


@wrong(
    predict_kinds,
    "Those are labels of the training splinters. Predict the rows of X_new.",
)
def name_the_known(X_train, y_train, X_new):
    return y_train[: len(X_new)]


@right(predict_kinds)
def name_splinters_by_neighbours(X_train, y_train, X_new):
    model = make_pipeline(StandardScaler(), KNeighborsClassifier(n_neighbors=3))
    return model.fit(X_train, y_train).predict(X_new).tolist()


@right(predict_kinds)
def name_splinters_by_discriminant(X_train, y_train, X_new):
    return LinearDiscriminantAnalysis().fit(X_train, y_train).predict(X_new)


@right(predict_kinds)
def name_splinters_by_tree(X_train, y_train, X_new):
    tree = DecisionTreeClassifier(max_depth=5, min_samples_leaf=2)
    return pd.Series(tree.fit(X_train, y_train).predict(X_new))


@right(predict_kinds)
def name_splinters_by_the_nearest(X_train, y_train, X_new):
    wide = np.std(X_train, axis=0)
    apart = np.abs(X_new[:, None] - X_train) / wide
    return tuple(y_train[apart.sum(axis=2).argmin(axis=1)].astype(float))


@right(predict_kinds)
def name_splinters_by_chance_trees(X_train, y_train, X_new):
    model = ExtraTreesClassifier(30, class_weight="balanced")
    return model.fit(X_train, y_train).predict(X_new)


equivalent(
    predict_kinds,
    "model = RandomForestClassifier(n_estimators=15, random_state=0) -> model = RandomForestClassifier(n_estimators=16, random_state=0)",
    "model = RandomForestClassifier(n_estimators=15, random_state=0) -> model = RandomForestClassifier(n_estimators=15)",
    "model = RandomForestClassifier(n_estimators=15, random_state=0) -> model = RandomForestClassifier(random_state=0)",
    "model = RandomForestClassifier(n_estimators=15, random_state=0) -> model = RandomForestClassifier(n_estimators=14, random_state=0)",
    "model = RandomForestClassifier(n_estimators=15, random_state=0) -> model = RandomForestClassifier(n_estimators=15, random_state=1)",
    why="How many trees there are, and what chance they grow by, is an open choice.",
)


@wrong(
    test_your_own_model_beats_the_baseline,
    "That is the whole training set. Count only the splinters that are 'other window'.",
)
def the_whole_training_set():
    return 171


@check(correct_counts)
def one_count_for_each_seed_in_their_order():
    """Return one count for each of `seeds`, in their order."""
    wanted = []
    for seed in 16, 10:
        A, B, a, b = train_test_split(X, y, test_size=43, random_state=seed, stratify=y)
        wanted.append((predict_by_tree(A, a, B) == b).sum())
    assert correct_counts(predict_by_tree, [16, 10]) == close_to(wanted)


@check(correct_counts)
def split_by_the_seed_and_stratified(rng):
    """The 43 test splinters are those of `train_test_split`, stratified, with this seed."""
    seed = int(rng.integers(1000))
    _, X_new, _, y_new = train_test_split(
        X, y, test_size=43, random_state=seed, stratify=y
    )
    knows_these = lambda X, y, X_any: y_new if np.array_equal(X_any, X_new) else -1
    assert correct_counts(knows_these, [seed]) == close_to([43])


@wrong(
    correct_counts,
    "You used the same split for every seed. Pass random_state=seed.",
)
def counts_of_one_split(predict, seeds):
    return [int((predict(X_train, y_train, X_test) == y_test).sum()) for _ in seeds]


@wrong(
    correct_counts,
    "Your split is not stratified, so the kinds have other fractions than in all "
    "the data. Pass stratify=y.",
)
def counts_not_stratified(predict, seeds):
    counts = []
    for seed in seeds:
        X_known, X_new, y_known, y_new = train_test_split(
            X, y, test_size=43, random_state=seed
        )
        counts.append(int((predict(X_known, y_known, X_new) == y_new).sum()))
    return counts


@wrong(
    correct_counts,
    "Those are accuracies. Count how many of the 43 are correct: use the sum.",
)
def shares_right(predict, seeds):
    counts = []
    for seed in seeds:
        X_known, X_new, y_known, y_new = train_test_split(
            X, y, test_size=43, random_state=seed, stratify=y
        )
        counts.append(float((predict(X_known, y_known, X_new) == y_new).mean()))
    return counts


@right(correct_counts)
def counts_right_by_comprehension(predict, seeds):
    rest = {"test_size": 43, "stratify": y}
    splits = [train_test_split(X, y, random_state=int(s), **rest) for s in seeds]
    return [np.sum(predict(A, a, B) == b) for A, B, a, b in splits]


@right(correct_counts)
def counts_right_by_row_numbers(predict, seeds):
    counts = []
    for seed in seeds:
        known, new = train_test_split(
            np.arange(214), test_size=43, random_state=seed, stratify=y
        )
        named = np.asarray(predict(X[known], y[known], X[new]))
        counts.append(43 - np.count_nonzero(named != y[new]))
    return np.array(counts)


@right(correct_counts)
def counts_right_by_shuffle_split(predict, seeds):
    counts = ()
    for seed in seeds:
        split = StratifiedShuffleSplit(n_splits=1, test_size=43, random_state=seed)
        known, new = next(split.split(X, y))
        right = np.equal(predict(X[known], y[known], X[new]), y[new])
        counts += (int(right.sum()),)
    return counts


equivalent(
    correct_counts,
    "counts.append(int((predict(X_known, y_known, X_new) == y_new).sum())) -> counts.append((predict(X_known, y_known, X_new) == y_new).sum())",
    why="NumPy's whole numbers are whole numbers.",
)


@check(standard_error)
def other_counts_and_other_sizes(rng):
    counts, n_train = rng.integers(20, 40, size=7), int(rng.integers(60, 200))
    expected = (counts.var(ddof=1) * (1 / 7 + 50 / n_train)) ** 0.5
    assert standard_error(counts, 50, n_train) == close_to(expected)


@check(standard_error)
def two_splits_are_enough():
    assert standard_error(np.array([30, 28]), 43, 171) == close_to(
        (2 * (1 / 2 + 43 / 171)) ** 0.5
    )


@wrong(
    standard_error,
    "That is right for k independent tables. Splits of one table share rows, so "
    "add n_test / n_train to 1 / k.",
)
def standard_error_as_if_new(counts, n_test, n_train):
    return np.sqrt(np.var(counts, ddof=1) / len(counts))


@wrong(
    standard_error,
    "That is the usual formula, with a variance divided by k. Use ddof=1. Splits "
    "of one table share rows, so also add n_test / n_train to 1 / k.",
)
def standard_error_of_the_plain_kind(counts, n_test, n_train):
    return np.std(counts) / np.sqrt(len(counts))


@wrong(
    standard_error,
    "That is the variance of the mean. The standard error is its square root.",
)
def variance_of_the_mean(counts, n_test, n_train):
    return (1 / len(counts) + n_test / n_train) * np.var(counts, ddof=1)


@wrong(
    standard_error,
    "You divided by k. The mean comes from the same counts, so divide by k − 1: "
    "ddof=1.",
)
def standard_error_without_ddof(counts, n_test, n_train):
    return np.sqrt((1 / len(counts) + n_test / n_train) * np.var(counts))


@right(standard_error)
def standard_error_by_statistics(counts, n_test, n_train):
    variance = statistics.variance([float(count) for count in counts])
    return math.sqrt((1 / len(counts) + n_test / n_train) * variance)


@right(standard_error)
def standard_error_by_pandas(counts, n_test, n_train):
    counts = pd.Series(counts)
    return counts.std() * (1 / counts.size + n_test / n_train) ** 0.5


@right(standard_error)
def standard_error_in_a_loop(counts, n_test, n_train):
    k, mean, total = len(counts), sum(counts) / len(counts), 0.0
    for count in counts:
        total += (count - mean) ** 2
    return np.sqrt(total / (k - 1) / k + n_test * total / (n_train * (k - 1)))
