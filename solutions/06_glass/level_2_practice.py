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

from sensei import ____, close_to, hint, insight, yours

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


@hint(
    "There are 76 other windows and only 9 pieces of tableware. Which of the two "
    "kinds hardly changes the accuracy?",
    "For each kind that occurs in y_true, compute the fraction of its splinters "
    "that are predicted correctly. Then take the mean of these fractions.",
    "np.mean([(y_pred[y_true == kind] == kind).mean() for kind in np.unique(y_true)])",
)
@yours
def mean_recall(y_true, y_pred):
    """Return the mean of the recalls of all kinds that occur in `y_true`: one number.

    The recall of a kind is the fraction of its splinters that are predicted correctly.
    *Balanced accuracy*, or macro-averaged recall, is the mean of the recalls of all
    classes. Each class counts the same, however rare it is.
    """
    recalls = [np.mean(y_pred[y_true == kind] == kind) for kind in np.unique(y_true)]
    return np.mean(recalls)


@hint(
    "For which kind is the guess always correct? For how many kinds is it never "
    "correct?",
    "One kind has a recall of 1, and five kinds have a recall of 0. Take their mean.",
    "1 / 6",
)
@insight(
    "The accuracy is 15 of 43, the mean recall one sixth. Decide what good means "
    "before you look: is a missed headlamp worse than a missed window?"
)
def test_every_kind_counts_equally_in_the_mean_recall():
    """Define: guessing 'other window' is correct for 15 of 43. What is its mean recall?"""
    y_true, y_pred = np.array([0, 0, 0, 0, 3]), np.array([0, 0, 0, 5, 3])
    assert mean_recall(y_true, y_pred) == close_to(0.875)  # the mean of 3/4 and 1
    always = np.full(43, kinds.index("other window"))
    assert (always == y_test).sum() == 15
    assert mean_recall(y_test, always) == close_to(____(1 / 6))


@hint(
    "When are two rows equal? How do you look at each pair only once?",
    "Compare each row i with each row j after it. Keep the pair if all numbers are "
    "equal.",
    "[(i, j) for i in range(len(X)) for j in range(i + 1, len(X)) if (X[i] == "
    "X[j]).all()]",
)
@yours
def duplicates(X):
    """Return the pairs of equal rows of X (n, d): a list of tuples (i, j) with i < j.

    Two rows are equal if all d numbers are equal. The pairs are in rising order. Three
    equal rows make three pairs.
    """
    same = (X[:, None, :] == X[None, :, :]).all(axis=2)
    return [
        (int(i), int(j)) for i, j in zip(*np.nonzero(np.triu(same, k=1)), strict=True)
    ]


@hint(
    "Write print(duplicates(X)) in the test and save. What does it show?",
    "The two rows are float windows, next to each other in the file. Write them as "
    "a list with one tuple of two row numbers.",
    "[(38, 39)]",
)
@insight(
    "Both are in our training set, so nothing leaks. If one of them were in the "
    "test set, predicting it would only be memory. Keep pieces of the same pane on "
    "one side of the split."
)
def test_two_rows_are_duplicates():
    """Prepare: two splinters are equal in all nine numbers. Which rows are they? A list of one pair."""
    few = np.array([[1, 2], [0, 3], [1, 2], [0, 5], [1, 2]])
    assert duplicates(few) == close_to([(0, 2), (0, 4), (2, 4)])
    assert duplicates(X) == close_to(____([(38, 39)]))


@hint(
    "How is the file sorted? Look at the last column of data/glass.csv.",
    "The file has all float windows first, then the other windows, and so on, so "
    "the row number reveals the kind. Print the sum that the last line compares, "
    "and save.",
    "42: only one splinter, at the border between two kinds, is wrong",
)
@insight(
    "This is the best figure of the project, and it is worth nothing: the row "
    "number leaks the label. The original file has the row number as its first column. "
    "Ask of every column where it came from."
)
def test_a_row_number_can_leak_the_kind():
    """When it goes wrong: a tree sees only each row's number in the file. How many are correct?"""
    rows = np.arange(len(X))[:, None]
    known, new, y_known, y_new = train_test_split(
        rows, y, test_size=43, random_state=41, stratify=y
    )
    tree = DecisionTreeClassifier(random_state=0).fit(known, y_known)
    assert (tree.predict(new) == y_new).sum() == ____(42)


def in_other_units(X):
    """Return X with the refractive index itself, and with the oxides in grams per kilogram."""
    return np.column_stack([1.518 + X[:, 0] / 1000, 10 * X[:, 1:]])


@hint(
    "A tree asks whether a value is at most a threshold. Does the answer depend on "
    "the unit?",
    "Changing the unit keeps the order of the splinters in each column, but it "
    "changes the distances between them. A tree uses the order, nearest neighbours "
    "use distances.",
    "[True, False]",
)
@insight(
    "A tree looks at one column at a time and only uses the order of its values. "
    "That is why you need not scale features for a tree."
)
def test_a_tree_needs_no_scaling():
    """Prepare: change the units. Does a tree predict the same? Do five neighbours? True or False for each."""
    agree = []
    for model in (tree_of(DEPTH), KNeighborsClassifier(n_neighbors=5)):
        before = model.fit(X_train, y_train).predict(X_test)
        model.fit(in_other_units(X_train), y_train)
        after = model.predict(in_other_units(X_test))
        agree.append(bool((before == after).all()))
    assert agree == close_to(____([True, False]))


@hint(
    "One shuffle may be lucky. How do you judge by several?",
    "For each seed, run cross_val_score with cv=folds(seed), and take the mean of "
    "what it returns.",
    "[cross_val_score(model, X, y, cv=folds(seed)).mean() for seed in seeds]",
)
@yours
def repeated_cv(model, X, y, seeds):
    """Return the mean accuracy over folds(seed) for each seed: a list, one number per seed.

    *Repeated cross-validation* is the same cross-validation with several shuffles.
    `model` is a classifier of scikit-learn. The results are in the order of `seeds`.
    """
    return [cross_val_score(model, X, y, cv=folds(seed)).mean() for seed in seeds]


@hint(
    "The tree and the splinters are the same in all six shuffles. How similar are "
    "the six accuracies?",
    "Write print(accuracies) above the last line and save. Then subtract the "
    "smallest from the largest.",
    "True",
)
@insight(
    "The accuracies run from 0.60 to 0.68, and only the shuffle changed. If you "
    "compare two models by one shuffle each, you may only be comparing two "
    "shuffles."
)
def test_one_shuffle_is_not_enough():
    """Spot-check: do the accuracies of six shuffles of one tree differ by over 0.05? True or False."""
    accuracies = repeated_cv(tree_of(4), X_train, y_train, [0, 1, 2, 3, 4, 5])
    assert np.shape(accuracies) == (6,)
    assert bool(max(accuracies) - min(accuracies) > 0.05) == ____(True)


@hint(
    "Which classifiers of scikit-learn do you know? Choose three or more.",
    "Write a dict from a name of your choice to a classifier. Nearest neighbours, "
    "naive Bayes, a tree and linear discriminant analysis are all quick.",
    '{"nearest": KNeighborsClassifier(1), "Bayes": GaussianNB(), "tree": '
    "DecisionTreeClassifier()}",
)
@insight(
    "You tried simple models with default settings, on the training set only. The "
    "best of them is not chosen yet. It is a candidate."
)
def test_simple_models_beat_the_baseline():
    """Spot-check: give three or more models that beat the baseline: a dict of name to model."""
    tried = ____(
        {
            "nearest": KNeighborsClassifier(n_neighbors=1),
            "Bayes": GaussianNB(),
            "tree": DecisionTreeClassifier(random_state=0),
        }
    )
    baseline = np.mean(y_train == np.bincount(y_train).argmax())
    assert len({str(model) for model in tried.values()}) >= 3
    for model in tried.values():
        assert np.mean(repeated_cv(model, X_train, y_train, [0, 1])) > baseline


@hint(
    "Which depth is the smallest that is nearly as good as the best?",
    "Write print(accuracies) above the last line and save. The accuracy rises fast "
    "at first, and then hardly at all.",
    "4",
)
@insight(
    "Four questions are as good as eight, to within 0.02, and you can read them. "
    "If you can hardly tell two models apart by their accuracy, take the simpler "
    "one."
)
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
    assert min(good) == ____(4)


@hint(
    "You need the cross-validated accuracy of every combination. Which class "
    "imported above searches a grid?",
    "GridSearchCV tries all combinations by cross-validation. Pass it "
    "cv=folds(seed), fit it, and read its best_params_.",
    "GridSearchCV(model, grid, cv=folds(seed)).fit(X, y).best_params_",
)
@yours
def tuned(model, grid, X, y, seed):
    """Return the settings in `grid` with the best mean accuracy over folds(seed): a dict.

    A *grid search* tries all combinations of some values of each hyperparameter. `grid`
    is a dict from the name of each setting to the list of values to try. All
    combinations are tried. If several are equally good, take the first in the order of
    ParameterGrid(grid).
    """
    return GridSearchCV(model, grid, cv=folds(seed)).fit(X, y).best_params_


@hint(
    "Is it better to ask one neighbour or twenty-five?",
    "Write print(best) above the last line and save.",
    "1",
)
@insight(
    "Two settings with two values each make four models. Each further setting "
    "multiplies the number of models, and with it the chance that the best one was "
    "only lucky."
)
def test_a_grid_search_tries_all_combinations():
    """Improve: try 1 or 25 neighbours with two distances (p = 1 or 2). How many neighbours are best?"""
    grid = {"n_neighbors": [25, 1], "p": [2, 1]}
    best = tuned(KNeighborsClassifier(), grid, X_train, y_train, 0)
    assert sorted(best) == ["n_neighbors", "p"]
    assert best["n_neighbors"] == ____(1)


@hint(
    "Was the coin good, or only lucky? What does it know about new flips?",
    "On new flips it is correct half of the time, like any other coin. Take half "
    "of 43.",
    "21.5, or 43 / 2",
)
@insight(
    "On the flips that chose it, the best of the 200 coins was correct about 30 times "
    "of 43. Data that you used to choose a model cannot also judge it. *Selection "
    "bias* means that the best of many looks better than it is."
)
def test_the_best_of_many_is_partly_luck(rng):
    """When it goes wrong: how many of 43 new flips does the luckiest of 200 coins get right on average?"""
    truth, coins = rng.integers(2, size=43), rng.integers(2, size=(200, 43))
    correct = (coins == truth).sum(axis=1)
    assert correct.max() >= 27
    new_flips = rng.integers(2, size=(20000, 43))  # the same coin again
    assert (new_flips == truth).sum(axis=1).mean() == close_to(____(21.5), abs=0.5)


def random_labels(seed):
    """Return 72 random rows with random labels of three kinds: nothing can be learnt."""
    chance = np.random.default_rng(seed)
    return chance.normal(size=(72, 2)), chance.permutation(
        [0] * 32 + [1] * 24 + [2] * 16
    )


@hint(
    "Choosing the settings is part of training. Which rows must the choice not see?",
    "For each outer fold, call tuned on the training part alone. Fit a clone of "
    "the model with these settings on that part, and score it on the part left "
    "out. Return the mean of the scores.",
    "best = tuned(model, grid, X[known], y[known], seed); "
    "clone(model).set_params(**best).fit(X[known], y[known]).score(X[new], y[new])",
)
@yours
def nested_cv(model, grid, X, y, seed):
    """Return the mean accuracy over the outer folds(seed), tuned inside each: one number.

    *Nested cross-validation* chooses the settings anew in each fold that judges them.
    In each outer fold, `tuned` chooses the settings on the training part alone, with
    the same seed. The model with these settings is fitted on the training part and
    judged on the part left out. Varma and Simon (2006).
    """
    accuracies = []
    for known, new in folds(seed).split(X, y):
        best = tuned(model, grid, X[known], y[known], seed)
        fitted = clone(model).set_params(**best).fit(X[known], y[known])
        accuracies.append(fitted.score(X[new], y[new]))
    return np.mean(accuracies)


@insight(
    "The labels are random, so nothing can be learnt. The search promises 0.42, "
    "because the same folds chose the setting and judged it. Nested cross-validation "
    "promises only 0.31."
)
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


@hint(
    "Which of your candidates had the best accuracy in repeated cross-validation?",
    "Fit the model on X_train and y_train, then predict X_new. Nearest neighbours "
    "and random forests do well here, and a pipeline with StandardScaler is "
    "welcome too.",
    "RandomForestClassifier(n_estimators=15).fit(X_train, y_train).predict(X_new)",
)
@yours
def predict_kinds(X_train, y_train, X_new):
    """Return the kind of each row of X_new (m, d), by a model of your choice: shape (m,).

    The model learns from X_train (n, d) and y_train (n,) alone. Any model will do that
    predicts unseen splinters better than the baseline, and tells clearly separate
    groups apart.
    """
    model = RandomForestClassifier(n_estimators=15, random_state=0)
    return model.fit(X_train, y_train).predict(X_new)


@hint(
    "The baseline predicts 'other window' for every splinter. For how many "
    "training splinters is it correct?",
    'Count the training labels that are kinds.index("other window"). The left side '
    "of the line does so: print it.",
    "61",
)
@insight(
    "Your model is judged by cross-validation on the training set, so you can try "
    "as many as you like. The 43 test splinters wait until Present. If you chose "
    "by them, they could no longer judge your model."
)
def test_your_own_model_beats_the_baseline(present):
    """Improve: how many of the 171 training splinters are 'other window', the baseline?"""
    baseline = (y_train == kinds.index("other window")).sum()
    assert baseline == ____(61)
    accuracy = np.mean([cross_validated(predict_kinds, seed) for seed in (0, 1)])
    assert accuracy > baseline / len(y_train) + 0.02
    present(
        f"accuracy {accuracy:.2f} in cross-validation, with a model of your own",
        yours=accuracy,
    )


@hint(
    "What do you do for one seed? Split, train, predict, count.",
    "Call train_test_split(X, y, test_size=43, random_state=seed, stratify=y). "
    "Predict the new rows with predict(X_known, y_known, X_new), and count where "
    "the result equals y_new.",
    "counts.append(int((predict(X_known, y_known, X_new) == y_new).sum())) for "
    "each seed",
)
@yours
def correct_counts(predict, seeds):
    """Return how many of 43 test splinters are predicted correctly, for each seed: a list.

    For each seed, split all 214 splinters with train_test_split: 43 for testing,
    stratified by kind, random_state=seed. `predict` is a function: predict(X_known,
    y_known, X_new) returns the kinds of the rows of X_new.
    """
    counts = []
    for seed in seeds:
        X_known, X_new, y_known, y_new = train_test_split(
            X, y, test_size=43, random_state=seed, stratify=y
        )
        counts.append(int((predict(X_known, y_known, X_new) == y_new).sum()))
    return counts


@hint(
    "How good is the tree in ten other splits?",
    "Write print(counts) above the last line and save. Then type the smallest "
    "count and the largest.",
    "[23, 32]",
)
@insight(
    "The counts differ by nine splinters, only because of the split. Our 30 is one "
    "of many possible results, neither the best nor the worst."
)
def test_ten_splits_differ_by_chance():
    """Present: in ten other splits, what are the lowest and the highest count? A list of two."""
    counts = correct_counts(predict_by_tree, TEN_SEEDS)
    assert np.shape(counts) == (10,)
    assert [min(counts), max(counts)] == close_to(____([23, 32]))


@hint(
    "Ten splits of the same 214 splinters share most of their rows. Are they ten "
    "independent experiments?",
    "Take the variance of the counts with ddof=1. Multiply it by 1 / k + n_test / "
    "n_train instead of 1 / k, because the splits share rows. Then take the square "
    "root.",
    "np.sqrt((1 / len(counts) + n_test / n_train) * np.var(counts, ddof=1))",
)
@yours
def standard_error(counts, n_test, n_train):
    """Return the standard error of the mean of `counts` (k,): one number.

    Each count comes from another split of the same table, with `n_test` and `n_train`
    rows. The standard error is the square root of (1 / k + n_test / n_train) times the
    variance of the counts, where the variance divides by k − 1 (ddof=1). This is the
    correction of Nadeau and Bengio (2003).
    """
    factor = 1 / len(counts) + n_test / n_train
    return np.sqrt(factor * np.var(counts, ddof=1))


@hint(
    "What is the variance of 24, 24 and 30, divided by n − 1?",
    "The variance is 12. The factor is 1/3 + 25/60, which is three quarters. "
    "Multiply, and take the square root.",
    "3, the square root of 3/4 · 12",
)
@insight(
    "With a thousand splits 1 / k is nearly 0, but n_test / n_train stays: you "
    "still have only 214 splinters. More shuffling does not make the table larger."
)
def test_splits_of_one_table_are_not_independent():
    """Present: 24, 24 and 30 are correct, with 25 test rows per 60 training rows. What is the standard error?"""
    assert standard_error([24, 24, 30], 25, 60) == close_to(____(3))
    assert standard_error([27, 29, 31] * 4000, 43, 171) > 0.8  # however many splits


@hint(
    "Which splinters may the tree learn from, and which ones does it predict?",
    "It learns from the features and labels of the 171 training splinters. It "
    "predicts the 43 test splinters, which no choice has looked at.",
    "X_train, y_train, X_test",
)
@insight(
    "Present it like this: 30 of these 43 are correct. Ten other splits got 23 to 32, "
    "with a standard deviation of 2.5. Their mean of 28.7 has a standard error of "
    "1.5, which says how sure the mean is, not how far one split may be from it. For "
    "glass from elsewhere, nobody knows."
)
def test_the_result_still_stands(present):
    """Present: train the tree on the training set and predict the test set. Fill in three arrays."""
    y_pred = np.asarray(predict_by_tree(____(X_train), ____(y_train), ____(X_test)))
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
