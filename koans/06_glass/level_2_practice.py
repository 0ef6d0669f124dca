"""Level 2 · practice: how far can you trust a result?

43 test splinters are few: with another split, more of them are predicted correctly, or
far fewer. Here you work through the five steps: define, prepare, spot-check, improve,
present. At each step you ask how far a figure can be trusted. You write whole functions
and choose your own model; at the end you present the result with its uncertainty.

You may use: scikit-learn, pandas and NumPy.

    X  (n, 9)  the features of n splinters: refractive index (coded) and eight oxides in %
    y  (n,)    the label of each splinter: its kind, 0 to 5, in the order of `kinds`
"""

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import (
    GridSearchCV,
    StratifiedKFold,
    cross_val_score,
    train_test_split,
)
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to, yours

from . import (
    DEPTH,
    MIN_LEAF,
    X,
    X_test,
    X_train,
    feature_names,
    kinds,
    y,
    y_test,
    y_train,
)

# Random seeds of ten other splits. In them, as in ours, no two questions tie.
TEN_SEEDS = (10, 16, 22, 29, 32, 34, 52, 57, 58, 64)


def folds(seed):
    """Return three stratified folds, shuffled with `seed`: a splitter for cross-validation."""
    return StratifiedKFold(n_splits=3, shuffle=True, random_state=seed)


def tree_of(depth):
    """Return a tree as at level 1, with at most `depth` questions in a row, not yet fitted."""
    return DecisionTreeClassifier(
        max_depth=depth, min_samples_leaf=MIN_LEAF, random_state=0
    )


def predict_by_tree(X_train, y_train, X_new):
    """Return the kind that the tree of level 1 predicts for each row of X_new: shape (m,)."""
    return tree_of(DEPTH).fit(X_train, y_train).predict(X_new)


@yours
def mean_recall(y_true, y_pred):
    """Return the mean of the recalls of all kinds that occur in `y_true`: one number.

    The recall of a kind is the fraction of its splinters that are predicted correctly.
    *Balanced accuracy*, or macro-averaged recall, is the mean of the recalls of all
    classes. Each class counts the same, however rare it is.
    """
    return ____


def test_every_kind_counts_equally_in_the_mean_recall():
    """Define: guessing 'other window' is correct for 15 of 43. What is its mean recall?"""
    y_true, y_pred = np.array([0, 0, 0, 0, 3]), np.array([0, 0, 0, 5, 3])
    assert mean_recall(y_true, y_pred) == close_to(0.875)  # the mean of 3/4 and 1
    always = np.full(43, kinds.index("other window"))
    assert (always == y_test).sum() == 15
    assert mean_recall(y_test, always) == close_to(____)


@yours
def duplicates(X):
    """Return the pairs of equal rows of X (n, d): a list of tuples (i, j) with i < j.

    Two rows are equal if all d numbers are equal. The pairs are in rising order. Three
    equal rows make three pairs.
    """
    return ____


def test_two_rows_are_duplicates():
    """Prepare: two splinters are equal in all nine numbers. Which rows are they? A list of one pair."""
    few = np.array([[1, 2], [0, 3], [1, 2], [0, 5], [1, 2]])
    assert duplicates(few) == close_to([(0, 2), (0, 4), (2, 4)])
    assert duplicates(X) == close_to(____)


def test_a_row_number_can_leak_the_kind():
    """When it goes wrong: a tree sees only each row's number in the file. How many are correct?"""
    rows = np.arange(len(X))[:, None]
    known, new, y_known, y_new = train_test_split(
        rows, y, test_size=43, random_state=41, stratify=y
    )
    tree = DecisionTreeClassifier(random_state=0).fit(known, y_known)
    assert (tree.predict(new) == y_new).sum() == ____


def in_other_units(X):
    """Return X with the refractive index itself, and with the oxides in grams per kilogram."""
    return np.column_stack([1.518 + X[:, 0] / 1000, 10 * X[:, 1:]])


def test_a_tree_needs_no_scaling():
    """Prepare: change the units. Does a tree predict the same? Do five neighbours? True or False for each."""
    agree = []
    for model in (tree_of(DEPTH), KNeighborsClassifier(n_neighbors=5)):
        before = model.fit(X_train, y_train).predict(X_test)
        model.fit(in_other_units(X_train), y_train)
        after = model.predict(in_other_units(X_test))
        agree.append(bool((before == after).all()))
    assert agree == close_to(____)


@yours
def repeated_cv(model, X, y, seeds):
    """Return the mean accuracy over folds(seed) for each seed: a list, one number per seed.

    *Repeated cross-validation* is the same cross-validation with several shuffles.
    `model` is a classifier of scikit-learn. The results are in the order of `seeds`.
    """
    return ____


def test_one_shuffle_is_not_enough():
    """Spot-check: do the accuracies of six shuffles of one tree differ by over 0.05? True or False."""
    accuracies = repeated_cv(tree_of(4), X_train, y_train, [0, 1, 2, 3, 4, 5])
    assert np.shape(accuracies) == (6,)
    assert bool(max(accuracies) - min(accuracies) > 0.05) == ____


def test_simple_models_beat_the_baseline():
    """Spot-check: give three or more models that beat the baseline: a dict of name to model."""
    tried = ____
    baseline = np.mean(y_train == np.bincount(y_train).argmax())
    assert len({str(model) for model in tried.values()}) >= 3
    for model in tried.values():
        assert np.mean(repeated_cv(model, X_train, y_train, [0, 1])) > baseline


def test_four_questions_are_enough():
    """Improve: which is the smallest depth whose accuracy is within 0.02 of the best?"""
    accuracies = {
        depth: np.mean(repeated_cv(tree_of(depth), X_train, y_train, [0, 1]))
        for depth in (2, 3, 4, 8)
    }
    good = [
        depth
        for depth in accuracies
        if accuracies[depth] > max(accuracies.values()) - 0.02
    ]
    assert min(good) == ____


@yours
def tuned(model, grid, X, y, seed):
    """Return the settings in `grid` with the best mean accuracy over folds(seed): a dict.

    A *grid search* tries all combinations of some values of each hyperparameter. `grid`
    is a dict from the name of each setting to the list of values to try. All
    combinations are tried. If several are equally good, take the first in the order of
    ParameterGrid(grid).
    """
    return ____


def test_a_grid_search_tries_all_combinations():
    """Improve: try 1 or 25 neighbours with two distances (p = 1 or 2). How many neighbours are best?"""
    grid = {"n_neighbors": [25, 1], "p": [2, 1]}
    best = tuned(KNeighborsClassifier(), grid, X_train, y_train, 0)
    assert sorted(best) == ["n_neighbors", "p"]
    assert best["n_neighbors"] == ____


def test_the_best_of_many_is_partly_luck(rng):
    """When it goes wrong: how many of 43 new flips does the luckiest of 200 coins get right on average?"""
    truth, coins = rng.integers(2, size=43), rng.integers(2, size=(200, 43))
    correct = (coins == truth).sum(axis=1)
    assert correct.max() >= 27
    new_flips = rng.integers(2, size=(20000, 43))  # the same coin again
    assert (new_flips == truth).sum(axis=1).mean() == close_to(____, abs=0.5)


def random_labels(seed):
    """Return 72 random rows with random labels of three kinds: nothing can be learnt."""
    chance = np.random.default_rng(seed)
    return chance.normal(size=(72, 2)), chance.permutation(
        [0] * 32 + [1] * 24 + [2] * 16
    )


@yours
def nested_cv(model, grid, X, y, seed):
    """Return the mean accuracy over the outer folds(seed), tuned inside each: one number.

    *Nested cross-validation* chooses the settings anew in each fold that judges them.
    In each outer fold, `tuned` chooses the settings on the training part alone, with
    the same seed. The model with these settings is fitted on the training part and
    judged on the part left out. Varma and Simon (2006).
    """
    return ____


def test_nested_cross_validation_is_honest():
    """Improve: write `nested_cv`. If nothing can be learnt, it should promise less than the search."""
    X_any, y_any = random_labels(56)
    model, grid = KNeighborsClassifier(p=1), {"n_neighbors": [25, 1]}
    chosen = GridSearchCV(model, grid, cv=folds(7)).fit(X_any, y_any)
    assert chosen.best_score_ > 0.4
    assert nested_cv(model, grid, X_any, y_any, 7) < 0.35


def cross_validated(predict, seed):
    """Return the mean accuracy of `predict` over folds(seed) of the training set."""
    accuracies = []
    for known, new in folds(seed).split(X_train, y_train):
        y_pred = predict(X_train[known], y_train[known], X_train[new])
        accuracies.append(np.mean(np.asarray(y_pred) == y_train[new]))
    return np.mean(accuracies)


@yours
def predict_kinds(X_train, y_train, X_new):
    """Return the kind of each row of X_new (m, d), by a model of your choice: shape (m,).

    The model learns from X_train (n, d) and y_train (n,) alone. Any model will do that
    predicts unseen splinters better than the baseline, and tells clearly separate
    groups apart.
    """
    return ____


def test_your_own_model_beats_the_baseline(present):
    """Improve: how many of the 171 training splinters are 'other window', the baseline?"""
    baseline = (y_train == kinds.index("other window")).sum()
    assert baseline == ____
    accuracy = np.mean([cross_validated(predict_kinds, seed) for seed in (0, 1)])
    assert accuracy > baseline / len(y_train) + 0.02
    present(
        f"accuracy {accuracy:.2f} in cross-validation, with a model of your own",
        yours=accuracy,
    )


@yours
def correct_counts(predict, seeds):
    """Return how many of 43 test splinters are predicted correctly, for each seed: a list.

    For each seed, split all 214 splinters with train_test_split: 43 for testing,
    stratified by kind, random_state=seed. `predict` is a function: predict(X_known,
    y_known, X_new) returns the kinds of the rows of X_new.
    """
    return ____


def test_ten_splits_differ_by_chance():
    """Present: in ten other splits, what are the lowest and the highest count? A list of two."""
    counts = correct_counts(predict_by_tree, TEN_SEEDS)
    assert np.shape(counts) == (10,)
    assert [min(counts), max(counts)] == close_to(____)


@yours
def standard_error(counts, n_test, n_train):
    """Return the standard error of the mean of `counts` (k,): one number.

    Each count comes from another split of the same table, with `n_test` and `n_train`
    rows. The standard error is the square root of (1 / k + n_test / n_train) times the
    variance of the counts, where the variance divides by k − 1 (ddof=1). This is the
    correction of Nadeau and Bengio (2003).
    """
    return ____


def test_splits_of_one_table_are_not_independent():
    """Present: 24, 24 and 30 are correct, with 25 test rows per 60 training rows. What is the standard error?"""
    assert standard_error([24, 24, 30], 25, 60) == close_to(____)
    assert standard_error([27, 29, 31] * 4000, 43, 171) > 0.8  # however many splits


def test_the_result_still_stands(present):
    """Present: train the tree on the training set and predict the test set. Fill in three arrays."""
    y_pred = np.asarray(predict_by_tree(____, ____, ____))
    assert y_pred.shape == (43,)
    assert (y_pred == y_test).sum() == 30
    counts = correct_counts(predict_by_tree, TEN_SEEDS)
    own = np.asarray(predict_kinds(X_train, y_train, X_test)) == y_test
    show(present, y_pred, counts, own.sum())


# How the result is shown: nothing to do from here on


def show(present, y_pred, counts, own):
    """Put the result on the screen."""
    correct, names = int((y_pred == y_test).sum()), np.array(kinds)
    present(
        f"{correct} of {len(y_test)} splinters predicted correctly "
        f"(other splits {min(counts)} to {max(counts)}; your model {own})",
        question="Window or headlamp? 43 splinters that the model has never seen:",
        rows=pd.DataFrame(
            {
                "row": np.arange(len(y_test)),
                "Ba": X_test[:, feature_names.index("Ba")],
                "predicted": names[y_pred],
                "actual": names[y_test],
            }
        ),
        baseline=f"{(y_test == np.bincount(y_train).argmax()).sum()} of {len(y_test)}, by "
        "always predicting the most common kind",
        picture=draw,
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )


def draw(figure):
    """Show how many are predicted correctly in our split and in ten others."""
    axes = figure.subplots()
    ours, *ten = correct_counts(predict_by_tree, (41, *TEN_SEEDS))
    axes.bar(
        ["ours", *map(str, range(1, 11))],
        [ours, *ten],
        color=["#E69F00"] + ["#0072B2"] * 10,
    )
    axes.axhline(15, color="grey", linestyle="--")
    axes.annotate("baseline", (9.2, 15.4), color="grey")
    axes.set(
        ylim=(0, 43), xlabel="split", ylabel="predicted correctly, of 43 splinters"
    )
    axes.set_title(
        f"A tree on other splits: mean {np.mean(ten):.1f}, "
        f"standard error {standard_error(ten, 43, 171):.1f}"
    )
