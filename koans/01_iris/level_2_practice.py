"""Level 2 · practice: classifying irises in five steps

At level 1 the model was finished. Here you make it yourself, in five steps that serve for
any question put to data: define, prepare, spot-check, improve, present. You make every
choice with the 120 training flowers; the 30 test flowers wait for the end. Most lines are
given: you fill in the blanks, and complete three short functions.

You may use: scikit-learn, pandas and NumPy.

    X        (n, 4)    the features: four lengths of each of n flowers, in centimetres
    y        (n,)      the labels: the species of each, 0 setosa, 1 versicolor, 2 virginica
    flowers  (150, 5)  the whole file as a pandas table: the four lengths and the species
    k                  the number of neighbours that vote

The file is sorted by species: 50 setosas, then 50 versicolors, then 50 virginicas. X and
y without _train or _test are all 150 flowers, in the order of the file.

A *spot-check* tries several simple models quickly. The *mean* of some numbers is their
sum divided by their count. The mark *@yours* is above each function that you write.
"""

import numpy as np
import pandas as pd
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.dummy import DummyClassifier
from sklearn.model_selection import cross_val_predict, train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to, yours

from . import X, X_test, X_train, feature_names, flowers, species, y, y_test, y_train

models = {
    # predicts the most frequent label, whatever the features are
    "baseline": DummyClassifier(strategy="most_frequent"),
    # predicts the label that is most frequent among the five nearest training flowers
    "five neighbours": KNeighborsClassifier(n_neighbors=5),
    # *Naive Bayes* computes how likely each feature is in each class, as if they were
    # independent. Two things are *independent* if one of them tells nothing about the
    # other.
    "naive Bayes": GaussianNB(),
    # finds the species with the nearest mean, given how the lengths vary together
    "linear discriminant": LinearDiscriminantAnalysis(),
}


def test_define_one_column_is_the_target():
    """Define: how many flowers and features are there? Which column is predicted, in quotes?

    The column that a model predicts is called the *target*. Write print(flowers) above
    a line and save to see the table.
    """
    assert flowers[feature_names].shape == (____, ____)
    target = flowers.columns.drop(feature_names).item()
    assert target == ____


def test_define_a_baseline_needs_no_measurements():
    """Define: the baseline predicts the most frequent species. How many of 100 are correct?"""
    labels = np.array([0] * 90 + [2] * 10)  # 90 setosas and 10 virginicas
    no_features = np.zeros((100, 1))  # nothing was measured
    baseline = DummyClassifier(strategy="most_frequent").fit(no_features, labels)
    assert (baseline.predict(no_features) == labels).sum() == ____


def test_prepare_a_fair_split_is_stratified():
    """Prepare: how many of each species are in the last 30 rows (a list)? Stratify by what?

    A *split* divides the rows into a training set and a test set. A split is called
    *stratified* if both of its parts have the same fraction of every label. The option
    stratify takes one label for each row.
    """
    assert np.bincount(y[-30:], minlength=3) == close_to(____)
    parts = train_test_split(X, y, test_size=30, random_state=1, stratify=____)
    assert np.bincount(parts[3]) == close_to([10, 10, 10])  # the 30 labels split off


@yours
def scaled(X_train, X_new):
    """Return X_new with each column standardised: shape (m, d).

    To *standardise* a column is to subtract its mean and divide by its standard
    deviation. Take both, for each column of `X_new` (m, d), from that column of
    `X_train` (n, d). The *standard deviation* says how far values typically are from
    their mean: the root of their mean squared distance from it.
    """
    scaler = StandardScaler().fit(____)
    return scaler.transform(____)


def test_prepare_a_scaler_learns_from_the_training_set_alone():
    """Prepare: two training flowers measure 1 and 3 cm. What does a new 5 cm become, scaled by them?

    A *scaler* learns how to standardise each column, then does so for any rows.
    """
    train, new = np.array([[1.0, 10.0], [3.0, 30.0]]), np.array([[5.0, 0.0]])
    assert scaled(train, new) == close_to([[____, -2]])  # -2: that is (0 - 20) / 10


@yours
def count_correct(model, X, y):
    """Return how many rows of X (n, d) are predicted correctly when left out: one number.

    Use cross-validation. *Cross-validation* leaves out one part of the rows after
    another, and predicts it by a model trained on the others. A *fold* is one of the
    equal parts of the rows that cross-validation leaves out in turn. Make five folds,
    in order and without shuffling, each with the same fraction of every species
    (stratified). `model` is any classifier of scikit-learn.
    """
    return ____


def test_spot_check_it_goes_wrong_on_the_training_set(rng):
    """When it goes wrong: how many of its own 120 training flowers does one neighbour get right?

    With one neighbour, the model predicts the species of the most similar training
    flower. The labels are shuffled with `rng`, which makes random numbers. A *seed* is
    the number that they begin from: the same seed gives the same ones again.
    """
    nearest = KNeighborsClassifier(n_neighbors=1).fit(X_train, y_train)
    assert (nearest.predict(X_train) == y_train).sum() == ____
    shuffled = rng.permutation(y_train)  # now there is nothing to learn
    assert count_correct(nearest, X_train, shuffled) < 80


def test_spot_check_simple_models_beat_the_baseline():
    """Spot-check: add a classifier of your own. How many of 120 does the baseline get right?

    To compare all of them, write print(counts) above the line with pop and save.
    """
    tried = models | {"yours": ____}
    counts = {name: count_correct(tried[name], X_train, y_train) for name in tried}
    assert counts.pop("baseline") == close_to(____)
    assert min(counts.values()) > 80


@yours
def best_k(X, y, candidates):
    """Return the k in the list `candidates` that classifies the most rows correctly.

    `count_correct` counts them for each k, with a model of k nearest neighbours. If several
    k tie, return any of them.
    """
    return ____


def test_improve_cross_validation_chooses_k():
    """Improve: which number of neighbours is best, 1, 5, 25 or 45? Write `best_k` and ask it."""
    assert best_k(X_train, y_train, [1, 5, 25, 45]) == ____


def test_improve_one_change_at_a_time():
    """Improve: change one thing and count again. Which count is largest? Its name in quotes.

    To compare all four, write print(counts) above the last line and save.
    """
    five = KNeighborsClassifier(n_neighbors=5)
    # A *pipeline* is a chain of steps that is fitted as one model: here the scaler
    # learns from the same four folds.
    pipeline = make_pipeline(StandardScaler(), five)
    counts = {
        "as it is": count_correct(five, X_train, y_train),
        "scaled": count_correct(pipeline, X_train, y_train),
        "petals only": count_correct(five, X_train[:, 2:], y_train),
        "sepals only": count_correct(five, X_train[:, :2], y_train),
    }
    assert max(counts, key=counts.get) == ____


def test_the_result_still_stands(present):
    """Present: train your model. What are the fewest and most correct in ten other splits?"""
    model = KNeighborsClassifier(best_k(X_train, y_train, [1, 5, 25, 45]))
    y_pred = model.fit(____, ____).predict(X_test)
    assert y_pred == close_to(predicted_at_level_1())
    counts = ten_other_splits(5)
    assert [min(counts), max(counts)] == close_to(____)
    show(present, y_pred, counts)


# How the result is obtained and shown: nothing to do from here on


def predicted_at_level_1():
    """Return what the finished model of level 1 predicted for the 30 test flowers."""
    model = KNeighborsClassifier(n_neighbors=5)
    return model.fit(X_train, y_train).predict(X_test)


def ten_other_splits(k):
    """Return how many of 30 flowers are correct in ten splits other than ours: a list."""
    counts = []
    for seed in range(50, 60):
        X_fit, X_new, y_fit, y_new = train_test_split(
            X, y, test_size=30, random_state=seed, stratify=y
        )
        model = KNeighborsClassifier(n_neighbors=k).fit(X_fit, y_fit)
        counts.append(int((model.predict(X_new) == y_new).sum()))
    return counts


def show(present, y_pred, counts):
    """Put the result on the screen."""
    correct = int((y_pred == y_test).sum())
    names = np.array(species)
    present(
        f"{correct} of {len(y_test)} flowers predicted correctly, "
        f"{min(counts)} to {max(counts)} in ten other splits",
        question="Which iris is this? 30 flowers that the model has never seen:",
        rows=pd.DataFrame(
            {
                "flower": range(len(X_test)),
                "sepal": [f"{a:.1f} × {b:.1f}" for a, b in X_test[:, :2]],
                "petal": [f"{a:.1f} × {b:.1f}" for a, b in X_test[:, 2:]],
                "predicted": names[y_pred],
                "actual": names[y_test],
            }
        ),
        baseline=f"10 of {len(y_test)}, by always predicting the most frequent species",
        picture=draw,
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )


def draw(figure):
    """Correct predictions for each k in cross-validation, and in ten other splits."""
    left, right = figure.subplots(1, 2)
    ks = [1, 5, 15, 25, 45, 75, 96]
    counts = [count_correct(KNeighborsClassifier(k), X_train, y_train) for k in ks]
    left.plot(ks, counts, "o-", color="#0072B2")
    left.axhline(40, color="grey", linestyle="--")
    left.annotate("baseline", (1, 42), color="grey")
    left.set(
        ylim=(0, 125), xlabel="k, the number of neighbours", ylabel="correct, of 120"
    )
    left.set_title("Cross-validation on the training set")
    right.bar(range(1, 11), ten_other_splits(5), color="#E69F00")
    right.axhline(10, color="grey", linestyle="--")
    right.set(ylim=(0, 31.25), xlabel="split", ylabel="correct, of 30")
    right.set_title("Test sets of ten other splits")
