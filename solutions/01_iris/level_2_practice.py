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

from sensei import ____, close_to, hint, insight, yours

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


@hint(
    "What does the table show when you print it: how many rows, and which columns?",
    "Each row is one flower. Four columns are lengths, the features. Predict the "
    "column that is not a length.",
    '150 flowers, 4 features, and the column "species"',
)
@insight(
    "Define what good means, too. Here a prediction is correct or wrong, and you "
    "count the correct ones."
)
def test_define_one_column_is_the_target():
    """Define: how many flowers and features are there? Which column is predicted, in quotes?

    The column that a model predicts is called the *target*. Write print(flowers) above
    a line and save to see the table.
    """
    assert flowers[feature_names].shape == (____(150), ____(4))
    target = flowers.columns.drop(feature_names).item()
    assert target == ____("species")


@hint(
    "The baseline predicts the same for every flower. What does it predict here?",
    "It predicts the most frequent species, setosa, 100 times. For which of the 100 "
    "flowers is that correct?",
    "90: it is correct for the 90 setosas",
)
@insight(
    "The baseline got 10 of 30 at level 1 and 90 of 100 here, without measuring a "
    "flower. A score means something only beside its baseline."
)
def test_define_a_baseline_needs_no_measurements():
    """Define: the baseline predicts the most frequent species. How many of 100 are correct?"""
    labels = np.array([0] * 90 + [2] * 10)  # 90 setosas and 10 virginicas
    no_features = np.zeros((100, 1))  # nothing was measured
    baseline = DummyClassifier(strategy="most_frequent").fit(no_features, labels)
    assert (baseline.predict(no_features) == labels).sum() == ____(90)


@hint(
    "The file is sorted by species. Which one is at its end?",
    "The last 50 rows are all of one species. stratify takes the labels of the rows "
    "that are split.",
    "[0, 0, 30], and y",
)
@insight(
    "Split before anything else: a flower that you have not looked at cannot mislead "
    "you."
)
def test_prepare_a_fair_split_is_stratified():
    """Prepare: how many of each species are in the last 30 rows (a list)? Stratify by what?

    A *split* divides the rows into a training set and a test set. A split is called
    *stratified* if both of its parts have the same fraction of every label. The option
    stratify takes one label for each row.
    """
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

    To *standardise* a column is to subtract its mean and divide by its standard
    deviation. Take both, for each column of `X_new` (m, d), from that column of
    `X_train` (n, d). The *standard deviation* says how far values typically are from
    their mean: the root of their mean squared distance from it.
    """
    scaler = StandardScaler().fit(____(X_train))
    return scaler.transform(____(X_new))


@hint(
    "What is the mean of 1 and 3, and how far from it is each of them?",
    "The mean is 2 and the standard deviation is 1. How many standard deviations "
    "above the mean is 5?",
    "3, or (5 - 2) / 1",
)
@insight(
    "Learn everything from the training set, also how to scale. A scaler that learns "
    "from the new flowers has looked at the test set. *Data leakage* is to learn "
    "anything from rows that should test the model."
)
def test_prepare_a_scaler_learns_from_the_training_set_alone():
    """Prepare: two training flowers measure 1 and 3 cm. What does a new 5 cm become, scaled by them?

    A *scaler* learns how to standardise each column, then does so for any rows.
    """
    train, new = np.array([[1.0, 10.0], [3.0, 30.0]]), np.array([[5.0, 0.0]])
    assert scaled(train, new) == close_to([[____(3), -2]])  # -2: that is (0 - 20) / 10


@hint(
    "How can every training flower be predicted by a model that has not seen it?",
    "cross_val_predict(model, X, y, cv=5) leaves out one fold at a time, trains on "
    "the other four, and predicts the fold. Count where its predictions equal y.",
    "(cross_val_predict(model, X, y, cv=5) == y).sum()",
)
@yours
def count_correct(model, X, y):
    """Return how many rows of X (n, d) are predicted correctly when left out: one number.

    Use cross-validation. *Cross-validation* leaves out one part of the rows after
    another, and predicts it by a model trained on the others. A *fold* is one of the
    equal parts of the rows that cross-validation leaves out in turn. Make five folds,
    in order and without shuffling, each with the same fraction of every species
    (stratified). `model` is any classifier of scikit-learn.
    """
    y_pred = cross_val_predict(model, X, y, cv=5)
    return (y_pred == y).sum()


@hint(
    "You ask about a training flower. Which training flower is most similar to it?",
    "Each training flower is compared with all training flowers. One of them is itself, "
    "at distance 0.",
    "120, or len(y_train): all of them are correct",
)
@insight(
    "With shuffled labels there is nothing to learn, yet one neighbour gets nearly "
    "all of its training flowers right. An *overfitted* model has memorised its "
    "training set, and is worse on new rows. A model *generalises* if it is as good "
    "on rows that it has never seen. Cross-validation is not fooled: about 40 are "
    "correct, as by chance."
)
def test_spot_check_it_goes_wrong_on_the_training_set(rng):
    """When it goes wrong: how many of its own 120 training flowers does one neighbour get right?

    With one neighbour, the model predicts the species of the most similar training
    flower. The labels are shuffled with `rng`, which makes random numbers. A *seed* is
    the number that they begin from: the same seed gives the same ones again.
    """
    nearest = KNeighborsClassifier(n_neighbors=1).fit(X_train, y_train)
    assert (nearest.predict(X_train) == y_train).sum() == ____(120)
    shuffled = rng.permutation(y_train)  # now there is nothing to learn
    assert count_correct(nearest, X_train, shuffled) < 80


@hint(
    "Any classifier of scikit-learn will do, and one of those imported above is not "
    "used yet. How many of 120 are correct if all get the same label?",
    "Write the name of its class with brackets after it: (). The 120 flowers have equally "
    "many of each species, and the baseline predicts only one of the three.",
    "DecisionTreeClassifier(random_state=0), and 40",
)
@insight(
    "Four simple models are all far above 40, and only a few flowers apart. A "
    "difference so small decides nothing: take the model that you understand."
)
def test_spot_check_simple_models_beat_the_baseline():
    """Spot-check: add a classifier of your own. How many of 120 does the baseline get right?

    To compare all of them, write print(counts) above the line with pop and save.
    """
    tried = models | {"yours": ____(DecisionTreeClassifier(random_state=0))}
    counts = {name: count_correct(tried[name], X_train, y_train) for name in tried}
    assert counts.pop("baseline") == close_to(____(40))
    assert min(counts.values()) > 80


@hint(
    "How good is each k on flowers that were left out? You have a function for that.",
    "Call count_correct with KNeighborsClassifier(n_neighbors=k) for each k, and "
    "return the k with the largest count.",
    "counts = [count_correct(KNeighborsClassifier(n_neighbors=k), X, y) for k in "
    "candidates], then candidates[np.argmax(counts)]",
)
@yours
def best_k(X, y, candidates):
    """Return the k in the list `candidates` that classifies the most rows correctly.

    `count_correct` counts them for each k, with a model of k nearest neighbours. If several
    k tie, return any of them.
    """
    counts = [count_correct(KNeighborsClassifier(k), X, y) for k in candidates]
    return candidates[np.argmax(counts)]


@hint(
    "A single neighbour may be unusual. And are all of 45 neighbours similar?",
    "Write `best_k` first. Then write print(best_k(X_train, y_train, [1, 5, 25, "
    "45])) above the line and save.",
    "5",
)
@insight(
    "A *hyperparameter*, such as k, is a setting that you choose and the model does "
    "not learn. From 3 to 15 it hardly matters: 115 to 118 of 120 are correct. If all "
    "96 flowers of four folds vote, every prediction is the same: the baseline again, "
    "40."
)
def test_improve_cross_validation_chooses_k():
    """Improve: which number of neighbours is best, 1, 5, 25 or 45? Write `best_k` and ask it."""
    assert best_k(X_train, y_train, [1, 5, 25, 45]) == ____(5)


@hint(
    "Which of the four counts is the largest?",
    "Write print(counts) above the last line and save.",
    '"as it is"',
)
@insight(
    "Standardised, or with the petals alone, one flower fewer is correct. That "
    "decides nothing, so keep the simplest. With the sepals alone, one in six is "
    "wrong."
)
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
    assert max(counts, key=counts.get) == ____("as it is")


@hint(
    "Which flowers may the model learn from? And how do ten other splits come out?",
    "Fit the model on the training flowers and their labels. For the list of two "
    "numbers, write print(counts) above the line with min and max.",
    "X_train, y_train, and [28, 30]",
)
@insight(
    "Present it like this: about 29 of 30 are correct, if the flower is one of "
    "these three species and was measured as these were. About any other flower the "
    "model knows nothing."
)
def test_the_result_still_stands(present):
    """Present: train your model. What are the fewest and most correct in ten other splits?"""
    model = KNeighborsClassifier(best_k(X_train, y_train, [1, 5, 25, 45]))
    y_pred = model.fit(____(X_train), ____(y_train)).predict(X_test)
    assert y_pred == close_to(predicted_at_level_1())
    counts = ten_other_splits(5)
    assert [min(counts), max(counts)] == close_to(____([28, 30]))
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
