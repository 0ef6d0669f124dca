"""Level 2 · practice: naming irises in five steps

At level 1 the model was finished. Here you make it yourself, in five steps that serve for
any question put to data: define, prepare, spot-check, improve, present. You make every
choice with the 120 training flowers; the 30 test flowers wait for the end. Most lines are
given: you fill in the blanks, and complete three short functions.

You may use: scikit-learn, pandas and NumPy.

    X  (n, 4)  the features: four lengths of each of n flowers, in centimetres
    y  (n,)    the labels: the species of each, 0 setosa, 1 versicolor, 2 virginica
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
    "baseline": DummyClassifier(strategy="most_frequent"),
    "five neighbours": KNeighborsClassifier(n_neighbors=5),
    "naive Bayes": GaussianNB(),
    "linear discriminant": LinearDiscriminantAnalysis(),
}


def test_define_what_is_known_and_what_is_asked():
    """Define: how many flowers and measurements of each are there, and what do you predict?"""
    assert flowers[feature_names].shape == (____, ____)
    target = flowers.columns.drop(feature_names).item()
    assert target == ____


def test_define_what_knowing_nothing_gets():
    """Define: the baseline predicts the most frequent species. How many are correct here?"""
    meadow = np.array([0] * 90 + [2] * 10)  # 90 setosas and 10 virginicas
    nothing = np.zeros((100, 1))  # no measurements
    baseline = DummyClassifier(strategy="most_frequent").fit(nothing, meadow)
    assert (baseline.predict(nothing) == meadow).sum() == ____


def test_prepare_split_first_and_fairly():
    """Prepare: how many of each species are in the last 30 rows (a list)? Then split fairly."""
    assert np.bincount(y[-30:], minlength=3) == close_to(____)
    parts = train_test_split(X, y, test_size=30, random_state=1, stratify=____)
    assert np.bincount(parts[3]) == close_to([10, 10, 10])  # the 30 labels split off


@yours
def scaled(X_train, X_new):
    """Return X_new with each column standardised: shape (m, d).

    From each column of `X_new` (m, d), subtract the mean of that column in `X_train`
    (n, d), then divide by its standard deviation there. The standard deviation is the
    root of the mean squared distance from the mean.
    """
    scaler = StandardScaler().fit(____)
    return scaler.transform(____)


def test_prepare_scale_by_the_known_flowers_alone():
    """Prepare: two training flowers measure 1 and 3 cm. What is a new 5 cm, scaled by them?"""
    known, new = np.array([[1.0, 10.0], [3.0, 30.0]]), np.array([[5.0, 0.0]])
    assert scaled(known, new) == close_to([[____, -2]])  # -2: that is (0 - 20) / 10


@yours
def named_right(model, X, y):
    """Return how many rows of X (n, d) are predicted correctly when left out: one number.

    Use cross-validation. Split the rows into five parts (folds), in order and without
    shuffling, each with the same fraction of every species (stratified). Train `model`, any
    classifier of scikit-learn, on four folds and predict the fifth, until every fold has
    been left out once.
    """
    return ____


def test_spot_check_it_goes_wrong_on_flowers_already_learnt(rng):
    """When it goes wrong: how many of the 120 are correct if the model was trained on them?"""
    nearest = KNeighborsClassifier(n_neighbors=1).fit(X_train, y_train)
    assert (nearest.predict(X_train) == y_train).sum() == ____
    shuffled = rng.permutation(y_train)  # now there is nothing to learn
    assert named_right(nearest, X_train, shuffled) < 80


def test_spot_check_plain_models_against_the_baseline():
    """Spot-check: add a model of your own. And how many of 120 does the baseline get right?"""
    tried = models | {"yours": ____}
    counts = {name: named_right(tried[name], X_train, y_train) for name in tried}
    assert counts.pop("baseline") == close_to(____)
    assert min(counts.values()) > 80


@yours
def best_k(X, y, candidates):
    """Return the k in the list `candidates` that classifies the most rows correctly.

    `named_right` counts them for each k, with a model of k nearest neighbours. If several
    k tie, return any of them.
    """
    return ____


def test_improve_choose_k_on_flowers_left_out():
    """Improve: are 1, 5, 25 or 45 neighbours best? Write `best_k`, then type what it finds."""
    assert best_k(X_train, y_train, [1, 5, 25, 45]) == ____


def test_improve_one_thing_at_a_time():
    """Improve: change one thing and count again. Which count is largest? Its name in quotes."""
    five = KNeighborsClassifier(n_neighbors=5)
    counts = {
        "as it is": named_right(five, X_train, y_train),
        "scaled": named_right(make_pipeline(StandardScaler(), five), X_train, y_train),
        "petals only": named_right(five, X_train[:, 2:], y_train),
        "sepals only": named_right(five, X_train[:, :2], y_train),
    }
    assert max(counts, key=counts.get) == ____


def test_the_result_still_stands(present):
    """Present: train the model. What are the fewest and the most correct in ten other splits?"""
    model = KNeighborsClassifier(best_k(X_train, y_train, [1, 5, 25, 45]))
    y_pred = model.fit(____, ____).predict(X_test)
    assert y_pred == close_to(as_at_level_1())
    counts = ten_other_splits(5)
    assert [min(counts), max(counts)] == close_to(____)
    show(present, y_pred, counts)


# How the result is obtained and shown: nothing to do from here on


def as_at_level_1():
    """What the finished model predicted at level 1. It learnt from 120 flowers."""
    model = KNeighborsClassifier(n_neighbors=5)
    return model.fit(X_train, y_train).predict(X_test)


def ten_other_splits(k):
    """How many of 30 flowers are correct in ten splits other than ours: a list."""
    counts = []
    for seed in range(50, 60):
        X_known, X_new, y_known, y_new = train_test_split(
            X, y, test_size=30, random_state=seed, stratify=y
        )
        model = KNeighborsClassifier(n_neighbors=k).fit(X_known, y_known)
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
    """Correct flowers by number of neighbours, in cross-validation, and in ten splits."""
    left, right = figure.subplots(1, 2)
    ks = [1, 5, 15, 25, 45, 75, 96]
    counts = [named_right(KNeighborsClassifier(k), X_train, y_train) for k in ks]
    left.plot(ks, counts, "o-", color="#0072B2")
    left.axhline(40, color="grey", linestyle="--")
    left.annotate("baseline", (1, 42), color="grey")
    left.set(ylim=(0, 125), xlabel="neighbours", ylabel="flowers correct, of 120")
    left.set_title("Five folds of the training flowers")
    right.bar(range(1, 11), ten_other_splits(5), color="#E69F00")
    right.axhline(10, color="grey", linestyle="--")
    right.set(ylim=(0, 31.25), xlabel="split", ylabel="flowers correct, of 30")
    right.set_title("Ten other splits")
