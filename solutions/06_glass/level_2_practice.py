"""Level 2 · practice: a result you can lean on

43 splinters decide little: shuffle again, and some more of them are named right, or far
fewer. So the five steps, define, prepare, spot-check, improve, present, are here about
one thing: how far a figure can be trusted. Whole functions are yours now, and some
choices are open: any model will do that beats the baseline on splinters it has not seen.

Yours to use: scikit-learn, pandas and NumPy. Iris met the split, digits the leak from
what is learnt before it; new here are repeated and nested cross-validation.

    X  (n, 9)  n splinters: refractive index (coded) and eight oxides, in per cent
    y  (n,)    the kind of each, 0 to 5, as in kinds
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

# Ten other splits in which no two questions tie, as in ours: always the same ten trees.
TEN_SEEDS = (10, 16, 22, 29, 32, 34, 52, 57, 58, 64)


def folds(seed):
    """Three folds with every kind in its share, shuffled by seed."""
    return StratifiedKFold(n_splits=3, shuffle=True, random_state=seed)


def tree_of(depth):
    """A tree as at level 1, with at most `depth` questions in a row, not yet fitted."""
    return DecisionTreeClassifier(
        max_depth=depth, min_samples_leaf=MIN_LEAF, random_state=0
    )


def by_tree(X_train, y_train, X_new):
    """The kind of each row of X_new, named by the tree of level 1."""
    return tree_of(DEPTH).fit(X_train, y_train).predict(X_new)


@hint(
    "There are 76 other windows and 9 pieces of tableware. Which of them does a total "
    "of right names hardly notice?",
    "For each kind that occurs in y_true: the share of its splinters that are named "
    "right. Then the mean of these shares.",
    "np.mean([(y_pred[y_true == kind] == kind).mean() for kind in np.unique(y_true)])",
)
@yours
def mean_recall(y_true, y_pred):
    """Share named right within each kind that occurs in y_true, then their mean.

    Every kind weighs the same, however rare it is: one number from 0 to 1.
    """
    shares = [np.mean(y_pred[y_true == kind] == kind) for kind in np.unique(y_true)]
    return np.mean(shares)


@hint(
    "Of which kind are all named right, and of how many kinds none?",
    "One kind has share 1, five kinds have share 0.",
    "1 / 6",
)
@insight(
    "15 of 43 by the total, one sixth by the kinds. Say what good means before you "
    "look: is a missed headlamp worth more than a missed window?"
)
def test_define_what_good_means():
    """Define: always saying 'other window' names 15 of 43; and by kinds what share?"""
    y_true, y_pred = np.array([0, 0, 0, 0, 3]), np.array([0, 0, 0, 5, 3])
    assert mean_recall(y_true, y_pred) == close_to(0.875)  # the mean of 3/4 and 1
    always = np.full(43, kinds.index("other window"))
    assert (always == y_test).sum() == 15
    assert mean_recall(y_test, always) == close_to(____(1 / 6))


@hint(
    "When are two rows the same, and how is each pair looked at once?",
    "Compare row i with each row j after it: all nine numbers equal.",
    "[(i, j) for i in range(len(X)) for j in range(i + 1, len(X)) if (X[i] == "
    "X[j]).all()]",
)
@yours
def twins(X):
    """Pairs of rows of X (n, d), equal in all d numbers: a list of (i, j), i < j.

    The pairs are in order. Three equal rows make three pairs.
    """
    same = (X[:, None, :] == X[None, :, :]).all(axis=2)
    return [
        (int(i), int(j)) for i, j in zip(*np.nonzero(np.triu(same, k=1)), strict=True)
    ]


@hint(
    "Print twins(X), and think of a split that puts one of them on either side.",
    "The two of them are float windows, rows next to each other in the file.",
    "[(38, 39)]",
)
@insight(
    "In our split both are known, so nothing leaks. With one unseen and one known, "
    "its name would be a memory. Keep together what comes from one pane."
)
def test_prepare_look_for_twins():
    """Prepare: two splinters are the same in all nine numbers. Which rows?"""
    few = np.array([[1, 2], [0, 3], [1, 2], [0, 5], [1, 2]])
    assert twins(few) == close_to([(0, 2), (0, 4), (2, 4)])
    assert twins(X) == close_to(____([(38, 39)]))


@hint(
    "How is the file sorted? Look at the last column of data/glass.csv.",
    "All float windows come first, then the other windows, and so on: a row's number "
    "says its kind. Let Python count, with print, in the test.",
    "One splinter at the seam of two kinds is missed: 42",
)
@insight(
    "The best figure of this project, and worth nothing. The file at UCI has such a "
    "number as its first column; ask of every column how it came to be there."
)
def test_prepare_it_goes_wrong_with_a_column_that_knows():
    """When it goes wrong: a tree sees the row's number in the file, and no glass."""
    rows = np.arange(len(X))[:, None]
    known, new, y_known, y_new = train_test_split(
        rows, y, test_size=43, random_state=41, stratify=y
    )
    tree = DecisionTreeClassifier(random_state=0).fit(known, y_known)
    assert (tree.predict(new) == y_new).sum() == ____(42)


def in_other_units(X):
    """The same splinters: the refractive index itself, and oxides in g per kg."""
    return np.column_stack([1.518 + X[:, 0] / 1000, 10 * X[:, 1:]])


@hint(
    "A tree asks: is it at most so much? Does the answer change with the unit?",
    "Stretched or moved, the order of the splinters stays; distances do not stay.",
    "[True, False]",
)
@insight(
    "A tree sees one column at a time, and only who comes before whom. That is why "
    "glass was not scaled, and nothing is lost with raw units."
)
def test_prepare_nothing_to_scale():
    """Prepare: other units. Do a tree and five neighbours name all 43 as before?"""
    agree = []
    for model in (tree_of(DEPTH), KNeighborsClassifier(n_neighbors=5)):
        before = model.fit(X_train, y_train).predict(X_test)
        model.fit(in_other_units(X_train), y_train)
        after = model.predict(in_other_units(X_test))
        agree.append(bool((before == after).all()))
    assert agree == close_to(____([True, False]))


@hint(
    "One shuffle may be lucky. How do you judge by several?",
    "For each seed, cross_val_score over folds(seed), and the mean of what it returns.",
    "[cross_val_score(model, X, y, cv=folds(seed)).mean() for seed in seeds]",
)
@yours
def repeated(model, X, y, seeds):
    """Repeated cross-validation: the mean share named right over folds(seed), a list.

    One number for each of seeds, in their order; model is a classifier of scikit-learn.
    """
    return [cross_val_score(model, X, y, cv=folds(seed)).mean() for seed in seeds]


@hint(
    "The same tree, the same splinters, six shuffles: how alike are the six figures?",
    "Print shares above the last line. Is the largest more than 0.05 above the "
    "smallest?",
    "True",
)
@insight(
    "0.60 to 0.68 without a change but the shuffle. Whoever compares two models by "
    "one shuffle each, compares two shuffles."
)
def test_spot_check_one_shuffle_is_one_throw():
    """Spot-check: do six shuffles of one tree lie more than 0.05 apart?"""
    shares = repeated(tree_of(4), X_train, y_train, [0, 1, 2, 3, 4, 5])
    assert np.shape(shares) == (6,)
    assert bool(max(shares) - min(shares) > 0.05) == ____(True)


@hint(
    "Which classifiers of scikit-learn have you met? Name three or more of them.",
    "A dict from a name of yours to a classifier. Nearest neighbours, naive Bayes and "
    "a tree are quick; linear discriminant analysis too.",
    '{"nearest": KNeighborsClassifier(1), "tree": DecisionTreeClassifier(), …}',
)
@insight(
    "Plain models, out of the box, on the known splinters alone. The best of them is "
    "not chosen yet: it is a candidate."
)
def test_spot_check_plain_models_of_your_choice():
    """Spot-check: a dict of three or more models, by name, all above the baseline."""
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
        assert np.mean(repeated(model, X_train, y_train, [0, 1])) > baseline


@hint(
    "Which depth is the least that is nearly as good as the best?",
    "Print shares above the last line: they rise by leaps at first, and then hardly.",
    "4",
)
@insight(
    "Four questions do as well as eight, to two in a hundred, and can be read. Of "
    "models that can hardly be told apart, take the one that you can explain."
)
def test_improve_four_questions_are_enough():
    """Improve: the least depth whose mean share is within 0.02 of the best."""
    shares = {
        depth: np.mean(repeated(tree_of(depth), X_train, y_train, [0, 1]))
        for depth in (2, 3, 4, 8)
    }
    good = [depth for depth in shares if shares[depth] > max(shares.values()) - 0.02]
    assert min(good) == ____(4)


@hint(
    "Each setting needs its share on splinters left out. Which name imported above "
    "sounds like a search through a grid?",
    "GridSearchCV tries them all by cross-validation: give it folds(seed), fit it, "
    "and ask for best_params_.",
    "GridSearchCV(model, grid, cv=folds(seed)).fit(X, y).best_params_",
)
@yours
def tuned(model, grid, X, y, seed):
    """The settings of grid with the best mean share over folds(seed): a dict.

    grid: a dict from the name of a setting to the values to try; all combinations are
    tried. Of equals, the first in the order of ParameterGrid(grid).
    """
    return GridSearchCV(model, grid, cv=folds(seed)).fit(X, y).best_params_


@hint(
    "One neighbour or more? Distances straight or along the axes?",
    "Print best above the last line.",
    "1",
)
@insight(
    "Two settings at once are four models. Every setting more multiplies, and with it "
    "the chance that one of them is merely lucky: the next koan."
)
def test_improve_two_settings_at_once():
    """Improve: 25 neighbours or one, two ways to measure: how many are best?"""
    grid = {"n_neighbors": [25, 1], "p": [2, 1]}
    best = tuned(KNeighborsClassifier(), grid, X_train, y_train, 0)
    assert sorted(best) == ["n_neighbors", "p"]
    assert best["n_neighbors"] == ____(1)


@hint(
    "What does a coin know? However lucky it was before.",
    "On new splinters it is right half of the time, like any other coin.",
    "43 / 2",
)
@insight(
    "The best of two hundred coins was right 30 times of 43 or so, where it was "
    "chosen. Whatever was used to choose can no longer be used to judge."
)
def test_improve_it_goes_wrong_when_the_best_of_many_is_believed(rng):
    """When it goes wrong: the luckiest of 200 coins. Of 43 new ones it gets?"""
    truth, coins = rng.integers(2, size=43), rng.integers(2, size=(200, 43))
    right = (coins == truth).sum(axis=1)
    assert right.max() >= 27
    again = rng.integers(2, size=(20000, 43))  # its next 20000 times 43 throws
    assert (again == truth).sum(axis=1).mean() == close_to(____(21.5), abs=0.5)


def dealt(seed):
    """72 made-up rows, and three kinds dealt to them by chance: nothing can be learnt."""
    chance = np.random.default_rng(seed)
    return chance.normal(size=(72, 2)), chance.permutation(
        [0] * 32 + [1] * 24 + [2] * 16
    )


@hint(
    "Choosing is part of the model. Who may not be seen while it chooses?",
    "For each outer fold: tuned on its training part alone, a clone of the model with "
    "these settings fitted on that part, and its share on the part left out. The mean.",
    "best = tuned(model, grid, X[known], y[known], seed); "
    "clone(model).set_params(**best).fit(X[known], y[known]).score(X[new], y[new])",
)
@yours
def nested(model, grid, X, y, seed):
    """Nested cross-validation: the mean share on outer folds(seed), tuned within each.

    In each outer fold the settings are tuned, with the same seed, on its training part
    alone; the model learns from that part, and is judged on the part left out.
    Varma and Simon (2006).
    """
    shares = []
    for known, new in folds(seed).split(X, y):
        best = tuned(model, grid, X[known], y[known], seed)
        fitted = clone(model).set_params(**best).fit(X[known], y[known])
        shares.append(fitted.score(X[new], y[new]))
    return np.mean(shares)


@insight(
    "Names dealt by chance, so nothing can be known: nested says 0.31. On the folds "
    "that chose it, the best setting had 0.42. What chooses cannot judge."
)
def test_improve_choose_inside_judge_outside():
    """Improve: write `nested`. Where nothing can be learnt, it promises less than the search."""
    X_any, y_any = dealt(56)
    model, grid = KNeighborsClassifier(p=1), {"n_neighbors": [25, 1]}
    chosen = GridSearchCV(model, grid, cv=folds(7)).fit(X_any, y_any)
    assert chosen.best_score_ > 0.4
    assert nested(model, grid, X_any, y_any, 7) < 0.35


@hint(
    "Which of your candidates was best when cross-validated again and again?",
    "Fit it on X_train and y_train, let it predict X_new. Nearest neighbours and "
    "forests do well here; a pipeline with StandardScaler is welcome too.",
    "RandomForestClassifier(n_estimators=15).fit(X_train, y_train).predict(X_new)",
)
@yours
def name_splinters(X_train, y_train, X_new):
    """The kind of each row of X_new (m, d), by a model of your own choice: shape (m,).

    Learnt from X_train (n, d) and y_train (n,) alone. Open: whatever does better on
    splinters it has not seen than always naming the commonest kind, and tells clear
    groups apart.
    """
    model = RandomForestClassifier(n_estimators=15, random_state=0)
    return model.fit(X_train, y_train).predict(X_new)


@hint(
    "How many of the 43 does the commonest kind get? Level 1 said it.",
    "Always saying 'other window' is right at 15.",
    "15",
)
@insight(
    "What it got is recorded, and your next try can beat it. But choose by the folds: "
    "whoever tunes until these 43 come out well has learnt them."
)
def test_improve_a_model_of_your_own_choice(present):
    """Improve: your model on the 43 unseen ones, against the baseline's count."""
    assert (y_test == kinds.index("other window")).sum() == ____(15)
    right = int((np.asarray(name_splinters(X_train, y_train, X_test)) == y_test).sum())
    assert right > 15
    present(f"{right} of 43 splinters named right by a model of your own", yours=right)


@hint(
    "What happens for one seed? Split, learn, name, count.",
    "train_test_split(X, y, test_size=43, random_state=seed, stratify=y), then name "
    "the new ones with name(X_known, y_known, X_new), and count where that is y_new.",
    "counts.append(int((name(X_known, y_known, X_new) == y_new).sum())) for each seed",
)
@yours
def counts_right(name, seeds):
    """How many of 43 unseen splinters are named right, for each of seeds: a list.

    For each seed all 214 splinters are split anew by train_test_split: 43 of them
    unseen, stratified by kind, random_state=seed. name(X_known, y_known, X_new) names.
    """
    counts = []
    for seed in seeds:
        X_known, X_new, y_known, y_new = train_test_split(
            X, y, test_size=43, random_state=seed, stratify=y
        )
        counts.append(int((name(X_known, y_known, X_new) == y_new).sum()))
    return counts


@hint(
    "How did the tree fare in ten other splits?",
    "Print counts above the last line: the smallest and the largest of them.",
    "[23, 32]",
)
@insight(
    "Nine splinters apart, by the shuffle alone. Our 30 is one throw of this die: "
    "neither the best nor the worst, and no more than that."
)
def test_present_ten_splits_say_how_far_it_wanders():
    """Present: the least and the most that the tree names right in ten other splits."""
    counts = counts_right(by_tree, TEN_SEEDS)
    assert np.shape(counts) == (10,)
    assert [min(counts), max(counts)] == close_to(____([23, 32]))


@hint(
    "Ten splits of the same 214 splinters: are they ten new experiments?",
    "Their variance (ddof=1) is not only divided by how many they are: add n_test "
    "over n_train to 1 over that number, for the splits share most of their rows.",
    "np.sqrt((1 / len(counts) + n_test / n_train) * np.var(counts, ddof=1))",
)
@yours
def standard_error(counts, n_test, n_train):
    """Standard error of the mean of counts (k,), one for each of k splits of one table.

    The root of (1 / k + n_test / n_train) times their variance, which divides by
    k - 1: the correction of Nadeau and Bengio (2003).
    """
    share = 1 / len(counts) + n_test / n_train
    return np.sqrt(share * np.var(counts, ddof=1))


@hint(
    "24, 24 and 30: what is their variance, with n - 1?",
    "It is 12. One third, and 25 over 60, make three quarters.",
    "The root of 3 / 4 times 12: 3",
)
@insight(
    "A thousand splits would bring 1 / k to nothing; what remains comes from having "
    "214 splinters and no more. No shuffling makes a table larger."
)
def test_present_splits_of_one_table_are_relatives():
    """Present: 24, 24 and 30 right, 25 unseen rows for every 60 known. How sure?"""
    assert standard_error([24, 24, 30], 25, 60) == close_to(____(3))
    assert standard_error([27, 29, 31] * 4000, 43, 171) > 0.8  # however many splits


@hint(
    "Which splinters may the tree learn from, and which are waiting?",
    "The known ones, all 171 of them, and the 43 that no choice has looked at.",
    "X_train, y_train, X_test",
)
@insight(
    "Say it so: 30 of these 43; about 29, give or take one or two, for other splits; "
    "for glass from elsewhere nobody knows."
)
def test_the_result_still_stands(present):
    """Present: the 43 splinters of our split, and what ten others say of it."""
    y_pred = np.asarray(by_tree(____(X_train), ____(y_train), ____(X_test)))
    assert y_pred.shape == (43,)
    assert (y_pred == y_test).sum() == 30
    counts = counts_right(by_tree, TEN_SEEDS)
    show(present, y_pred, counts, standard_error(counts, 43, 171))


# How the result is shown: nothing to do from here on


def show(present, y_pred, counts, error):
    """Put the result on the screen."""
    right, names = int((y_pred == y_test).sum()), np.array(kinds)
    present(
        f"{right} of {len(y_test)} splinters named right; ten other splits: "
        f"{np.mean(counts):.1f} ± {error:.1f}",
        question="Window or headlamp? 43 splinters the model has never seen:",
        rows=pd.DataFrame(
            {
                "row": np.arange(len(y_test)),
                "Ba": X_test[:, feature_names.index("Ba")],
                "named": names[y_pred],
                "is": names[y_test],
            }
        ),
        baseline=f"{(y_test == np.bincount(y_train).argmax()).sum()} of {len(y_test)}, by "
        "always naming the commonest kind",
        picture=draw,
        right=right,
        predicted=y_pred,
        truth=y_test,
    )


def draw(figure):
    """How many are named right in our split and in ten others."""
    axes = figure.subplots()
    counts = counts_right(by_tree, (41, *TEN_SEEDS))
    axes.bar(
        ["ours", *map(str, range(1, 11))], counts, color=["#E69F00"] + ["#0072B2"] * 10
    )
    axes.axhline(15, color="grey", linestyle="--")
    axes.annotate("baseline", (9.2, 15.4), color="grey")
    axes.set(ylim=(0, 43), xlabel="split", ylabel="splinters named right, of 43")
    axes.set_title("The same tree of four questions, in eleven splits")
