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

from sensei import ____, close_to, hint, insight, yours

from . import X, X_test, X_train, feature_names, flowers, species, y, y_test, y_train

models = {
    "baseline": DummyClassifier(strategy="most_frequent"),
    "five neighbours": KNeighborsClassifier(n_neighbors=5),
    "naive Bayes": GaussianNB(),
    "linear discriminant": LinearDiscriminantAnalysis(),
}


@hint(
    "Open data/iris.csv. What does its first line say, and how many lines follow?",
    "Each line after the first is a flower. Predict the column that is not a length.",
    '150 flowers, 4 measurements, and the column "species"',
)
@insight(
    "Also define what good means. Here a prediction is correct or wrong, and you count "
    "the correct ones."
)
def test_define_what_is_known_and_what_is_asked():
    """Define: how many flowers and measurements of each are there, and what do you predict?"""
    assert flowers[feature_names].shape == (____(150), ____(4))
    target = flowers.columns.drop(feature_names).item()
    assert target == ____("species")


@hint(
    "The baseline predicts the same for every flower. What does it predict here?",
    "It predicts the most frequent species, setosa, 100 times. For which flowers is that "
    "correct?",
    "90: it is correct for the 90 setosas",
)
@insight(
    "10 of 30 at level 1, 90 of 100 here, and no flower was measured. A score means "
    "something only beside its baseline."
)
def test_define_what_knowing_nothing_gets():
    """Define: the baseline predicts the most frequent species. How many are correct here?"""
    meadow = np.array([0] * 90 + [2] * 10)  # 90 setosas and 10 virginicas
    nothing = np.zeros((100, 1))  # no measurements
    baseline = DummyClassifier(strategy="most_frequent").fit(nothing, meadow)
    assert (baseline.predict(nothing) == meadow).sum() == ____(90)


@hint(
    "The file is sorted by species. Which one is at its end?",
    "The last 50 rows are virginicas. With stratify=labels, train_test_split gives both "
    "parts the same fraction of every label.",
    "[0, 0, 30], and y",
)
@insight(
    "Split before anything else: a flower that you have not looked at cannot mislead "
    "you. A split with equal fractions is called stratified."
)
def test_prepare_split_first_and_fairly():
    """Prepare: how many of each species are in the last 30 rows (a list)? Then split fairly."""
    assert np.bincount(y[-30:], minlength=3) == close_to(____([0, 0, 30]))
    parts = train_test_split(X, y, test_size=30, random_state=1, stratify=____(y))
    assert np.bincount(parts[3]) == close_to([10, 10, 10])  # the 30 labels split off


@hint(
    "A scaler learns a mean and a standard deviation. From which flowers may it learn?",
    "Fit the scaler on the training flowers only, then transform the new ones with it.",
    "StandardScaler().fit(X_train), then scaler.transform(X_new)",
)
@yours
def scaled(X_train, X_new):
    """Return X_new with each column standardised: shape (m, d).

    From each column of `X_new` (m, d), subtract the mean of that column in `X_train`
    (n, d), then divide by its standard deviation there. The standard deviation is the
    root of the mean squared distance from the mean.
    """
    scaler = StandardScaler().fit(____(X_train))
    return scaler.transform(____(X_new))


@hint(
    "What is the mean of 1 and 3, and how far from it is each of them?",
    "The mean is 2 and the standard deviation is 1. How many standard deviations above "
    "the mean is 5?",
    "3, or (5 - 2) / 1",
)
@insight(
    "A scaler that learns from the new flowers has looked at the test set. Whatever you "
    "learn, learn it from the training set."
)
def test_prepare_scale_by_the_known_flowers_alone():
    """Prepare: two training flowers measure 1 and 3 cm. What is a new 5 cm, scaled by them?"""
    known, new = np.array([[1.0, 10.0], [3.0, 30.0]]), np.array([[5.0, 0.0]])
    assert scaled(known, new) == close_to([[____(3), -2]])  # -2: that is (0 - 20) / 10


@hint(
    "How can a model that has not seen a flower predict it, for all training flowers?",
    "cross_val_predict(model, X, y, cv=5) leaves out one fifth at a time, trains on the "
    "rest, and predicts that fifth. Count where its predictions equal y.",
    "(cross_val_predict(model, X, y, cv=5) == y).sum()",
)
@yours
def named_right(model, X, y):
    """Return how many rows of X (n, d) are predicted correctly when left out: one number.

    Use cross-validation. Split the rows into five parts (folds), in order and without
    shuffling, each with the same fraction of every species (stratified). Train `model`, any
    classifier of scikit-learn, on four folds and predict the fifth, until every fold has
    been left out once.
    """
    y_pred = cross_val_predict(model, X, y, cv=5)
    return (y_pred == y).sum()


@hint(
    "Which training flower is most similar to a flower that is a training flower itself?",
    "Each of the 120 is compared with all 120. One of them is itself, at distance 0.",
    "120, or len(y_train): all of them are correct",
)
@insight(
    "One neighbour also gets shuffled labels nearly all correct when it has seen them: it "
    "is overfitted. Cross-validation is not fooled: about 40 are correct, as by chance."
)
def test_spot_check_it_goes_wrong_on_flowers_already_learnt(rng):
    """When it goes wrong: how many of the 120 are correct if the model was trained on them?"""
    nearest = KNeighborsClassifier(n_neighbors=1).fit(X_train, y_train)
    assert (nearest.predict(X_train) == y_train).sum() == ____(120)
    shuffled = rng.permutation(y_train)  # now there is nothing to learn
    assert named_right(nearest, X_train, shuffled) < 80


@hint(
    "Any classifier of scikit-learn will do, and one of those imported above is not used "
    "yet. How many of 120 are correct if all get the same label?",
    "Write the name of its class with brackets behind it: (). Of the 120 flowers, 40 are "
    "of each species.",
    "DecisionTreeClassifier(random_state=0), and 40",
)
@insight(
    "Four plain models are all far above 40, and a few flowers apart. So few decide "
    "nothing: take the model that you understand."
)
def test_spot_check_plain_models_against_the_baseline():
    """Spot-check: add a model of your own. And how many of 120 does the baseline get right?"""
    tried = models | {"yours": ____(DecisionTreeClassifier(random_state=0))}
    counts = {name: named_right(tried[name], X_train, y_train) for name in tried}
    assert counts.pop("baseline") == close_to(____(40))
    assert min(counts.values()) > 80


@hint(
    "How good is each k on flowers that were left out? You have a function for that.",
    "Call named_right with KNeighborsClassifier(n_neighbors=k) for each k, and return "
    "the k with the largest count.",
    "counts = [named_right(KNeighborsClassifier(n_neighbors=k), X, y) for k in "
    "candidates], then candidates[np.argmax(counts)]",
)
@yours
def best_k(X, y, candidates):
    """Return the k in the list `candidates` that classifies the most rows correctly.

    `named_right` counts them for each k, with a model of k nearest neighbours. If several
    k tie, return any of them.
    """
    counts = [named_right(KNeighborsClassifier(k), X, y) for k in candidates]
    return candidates[np.argmax(counts)]


@hint(
    "A single neighbour may be unusual. And are all of 45 neighbours similar?",
    "Write print(best_k(X_train, y_train, [1, 5, 25, 45])) above the line and save.",
    "5",
)
@insight(
    "From 3 to 15 it hardly matters: 115 to 118 of 120. With all 96 flowers of four folds "
    "as neighbours, every prediction is the same: that is the baseline again, 40."
)
def test_improve_choose_k_on_flowers_left_out():
    """Improve: are 1, 5, 25 or 45 neighbours best? Write `best_k`, then type what it finds."""
    assert best_k(X_train, y_train, [1, 5, 25, 45]) == ____(5)


@hint(
    "Which of the four counts is the largest?",
    "Write print(counts) above the last line and save.",
    '"as it is"',
)
@insight(
    "Scaled, or with the petals alone, one flower fewer is correct. That decides nothing, "
    "so keep the simplest. With the sepals alone, one in six is wrong."
)
def test_improve_one_thing_at_a_time():
    """Improve: change one thing and count again. Which count is largest? Its name in quotes."""
    five = KNeighborsClassifier(n_neighbors=5)
    counts = {
        "as it is": named_right(five, X_train, y_train),
        "scaled": named_right(make_pipeline(StandardScaler(), five), X_train, y_train),
        "petals only": named_right(five, X_train[:, 2:], y_train),
        "sepals only": named_right(five, X_train[:, :2], y_train),
    }
    assert max(counts, key=counts.get) == ____("as it is")


@hint(
    "Which flowers may the model learn from? And how do ten other splits come out?",
    "Fit the model on the training flowers and their labels. For the list, write "
    "print(counts) above the line with min and max.",
    "X_train, y_train, and [28, 30]",
)
@insight(
    "Present it like this: about 29 of 30 are correct, if the flower is one of these three "
    "species and was measured as these were. Of any other flower the model knows nothing."
)
def test_the_result_still_stands(present):
    """Present: train the model. What are the fewest and the most correct in ten other splits?"""
    model = KNeighborsClassifier(best_k(X_train, y_train, [1, 5, 25, 45]))
    y_pred = model.fit(____(X_train), ____(y_train)).predict(X_test)
    assert y_pred == close_to(as_at_level_1())
    counts = ten_other_splits(5)
    assert [min(counts), max(counts)] == close_to(____([28, 30]))
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
