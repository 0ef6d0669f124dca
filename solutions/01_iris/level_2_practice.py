"""Level 2 · practice: naming irises in five steps

At level 1 the model was finished. Here you make it, in five steps that serve for any
question put to data: define, prepare, spot-check, improve, present. Every choice is
made on the 120 training flowers, and the 30 unseen ones wait for the end. Most lines
are given: you fill in what they hang on, and write three short functions of your own.

Yours to use: scikit-learn, pandas and NumPy.

    X  (n, 4)  n flowers, four lengths of each, in centimetres
    y  (n,)    the species of each: 0 setosa, 1 versicolor, 2 virginica
"""

import numpy as np
import pandas as pd
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.dummy import DummyClassifier
from sklearn.model_selection import (
    StratifiedKFold,
    cross_val_predict,
    train_test_split,
)
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to, hint, insight, yours

from . import X, X_test, X_train, feature_names, flowers, species, y, y_test, y_train

models = {
    "always the commonest": DummyClassifier(strategy="most_frequent"),
    "five neighbours": KNeighborsClassifier(n_neighbors=5),
    "naive Bayes": GaussianNB(),
    "linear discriminant": LinearDiscriminantAnalysis(),
}


@hint(
    "Open data/iris.csv: what stands in its first line, and how many lines follow?",
    "The column that is asked for is the one nobody measured with a ruler.",
    '150 flowers with 4 lengths are known; "species" is asked for',
)
@insight(
    "Say too what good means: here a name is right or wrong, and the right ones are "
    "counted."
)
def test_define_what_is_known_and_what_is_asked():
    """Define: a row is a flower. So many, so much known of each, and what is asked?"""
    assert flowers[feature_names].shape == (____(150), ____(4))
    target = flowers.columns.drop(feature_names).item()
    assert target == ____("species")


@hint(
    "The baseline says the same of every flower. What does it say in this meadow?",
    "It says setosa, 100 times. At how many flowers is that right?",
    "90 of the 100 are setosas.",
)
@insight(
    "10 of 30 here, 90 of 100 there, and nothing was known either time. A figure means "
    "something only beside its baseline."
)
def test_define_what_knowing_nothing_gets():
    """Define: the baseline always says the commonest name. So many are right."""
    baseline = DummyClassifier(strategy="most_frequent").fit(X_train, y_train)
    assert (baseline.predict(X_test) == y_test).sum() == 10
    meadow = np.array([0] * 90 + [2] * 10)  # 90 setosas and 10 virginicas
    unmeasured = np.zeros((100, 4))
    baseline.fit(unmeasured, meadow)
    assert (baseline.predict(unmeasured) == meadow).sum() == ____(90)


@hint(
    "The file is sorted by species. Who stands at its end?",
    "The last 50 rows are virginicas. So that both parts hold every species in the "
    "same share, train_test_split is told by what to stratify.",
    "[0, 0, 30], and the species of all flowers: y",
)
@insight("Split before anything else: what is never looked at cannot lead you astray.")
def test_prepare_split_first_and_fairly(rng):
    """Prepare: the last 30 rows hold so many of each species; a fair split, ten."""
    assert np.bincount(y[-30:], minlength=3) == close_to(____([0, 0, 30]))
    for seed in rng.integers(1000, size=3):
        _, _, y_known, y_new = train_test_split(
            X, y, test_size=30, random_state=int(seed), stratify=____(y)
        )
        assert np.bincount(y_new).tolist() == [10, 10, 10]
        assert np.bincount(y_known).tolist() == [40, 40, 40]


@hint(
    "A scaler learns a mean and a spread. From which flowers may it learn them?",
    "Only from the known ones. What it has learnt is then used on the new ones.",
    "StandardScaler().fit(X_train), then scaler.transform(X_new)",
)
@yours
def scaled(X_train, X_new):
    """X_new (m, d), each column less the mean of X_train's, over its spread: (m, d).

    Mean and spread are learnt from X_train (n, d) alone. The spread is the standard
    deviation: the root of the mean squared distance from the mean.
    """
    scaler = StandardScaler().fit(____(X_train))
    return scaler.transform(____(X_new))


@hint(
    "Two known flowers measure 1 and 3. What is their mean, how far are they off it?",
    "The mean is 2 and the spread is 1. How many spreads above the mean is 5?",
    "(5 - 2) / 1",
)
@insight(
    "One new flower has no spread of its own: scaled by itself it would be four zeros."
)
def test_prepare_scale_by_the_known_flowers_alone(rng):
    """Prepare: known are 1 and 3, new is 5. What is the new one, scaled?"""
    known, new = np.array([[1.0], [3.0]]), np.array([[5.0]])
    by_hand = scaled(known, new)
    assert by_hand == close_to([[____(3)]])
    alone, together = scaled(X_train, X_test[:1]), scaled(X_train, X_test)
    assert alone == close_to(np.asarray(together)[:1])
    known, new = rng.normal(5, 2, size=(40, 3)), rng.normal(size=(6, 3))
    assert scaled(known, new) == close_to(
        (new - known.mean(axis=0)) / known.std(axis=0)
    )


@hint(
    "How can each flower be named by a model that has not learnt it?",
    "cross_val_predict(model, X, y, cv=5) leaves out one fifth at a time, stratified, "
    "learns from the rest, and names the fifth. Count where that is what y says.",
    "(cross_val_predict(model, X, y, cv=5) == y).sum()",
)
@yours
def named_right(model, X, y):
    """How many rows of X (n, d) are named right by a model that has not learnt them.

    Cross-validation: the rows are dealt into five heaps (folds), unshuffled, each with
    as large a share of every species (stratified). Four are learnt from and the fifth is
    named, until each fold was the fifth once. model is any classifier of scikit-learn.
    """
    y_pred = cross_val_predict(model, X, y, cv=5)
    return (y_pred == y).sum()


@hint(
    "Which known flower is most like a flower that is known itself?",
    "It is laid beside all 120, and one of them is itself, at distance 0.",
    "All of them are named right: 120, or len(y_train)",
)
@insight(
    "Names dealt by chance are recited as well: all, but for two flowers that measure "
    "the same. Of flowers left out it names about 40 right, as chance has it: "
    "cross-validation is not fooled."
)
def test_spot_check_it_goes_wrong_on_flowers_already_learnt(rng):
    """When it goes wrong: one neighbour is asked about flowers it has learnt."""
    nearest = KNeighborsClassifier(n_neighbors=1).fit(X_train, y_train)
    assert (nearest.predict(X_train) == y_train).sum() == ____(120)
    rank, names = np.arange(120) % 40, np.arange(120) // 40  # 40 flowers of each name
    alone, apart, together = rank, rank % 20, rank // 8 * 4 + rank % 4
    counts = []
    for twins in (alone, apart, together):  # apart: in two folds; together: in one
        places = 3.0 * ((twins + 7 * names) % (twins.max() + 1)) + names
        counts.append(named_right(nearest, places[:, None], names))
    assert counts == close_to([0, 120, 0])  # only a twin that was learnt helps
    dealt = rng.permutation(y_train)  # the same names, dealt to the flowers by chance
    nearest.fit(X_train, dealt)
    assert (nearest.predict(X_train) == dealt).sum() >= 119
    assert named_right(nearest, X_train, dealt) < 80


@hint(
    "Any classifier of scikit-learn will do; one is imported above and not used yet. "
    "And how many of 120 are right if all are called alike?",
    "Write its name with brackets behind: (). Of the 120, 40 are of each species.",
    "DecisionTreeClassifier(random_state=0), and 40",
)
@insight(
    "Plain models, out of the box, are all far above 40, and a few flowers apart. That "
    "few decides nothing: take the one you understand."
)
def test_spot_check_plain_models_against_the_baseline():
    """Spot-check: four models and one of yours name flowers that were left out."""
    nearest, right = KNeighborsClassifier(n_neighbors=1), 0
    for learnt, left_out in StratifiedKFold(5).split(X_train, y_train):
        nearest.fit(X_train[learnt], y_train[learnt])
        right += (nearest.predict(X_train[left_out]) == y_train[left_out]).sum()
    assert named_right(nearest, X_train, y_train) == close_to(right)
    tried = models | {"yours": ____(DecisionTreeClassifier(random_state=0))}
    counts = {name: named_right(tried[name], X_train, y_train) for name in tried}
    baseline = counts.pop("always the commonest")
    assert baseline == close_to(____(40))
    assert min(counts.values()) > 2 * baseline


@hint(
    "How good is each k on flowers that were left out? You have a function for that.",
    "Count named_right for KNeighborsClassifier(n_neighbors=k), for each k; return the "
    "k with the largest count.",
    "counts = [named_right(KNeighborsClassifier(n_neighbors=k), X, y) for k in "
    "candidates], then candidates[np.argmax(counts)]",
)
@yours
def best_k(X, y, candidates):
    """The one of candidates, a list of k, with which most rows are named right.

    Each row is named by the k nearest of those learnt, cross-validated by named_right.
    """
    counts = [named_right(KNeighborsClassifier(k), X, y) for k in candidates]
    return candidates[np.argmax(counts)]


@hint(
    "One neighbour can be an odd one. And do 45 all live nearby?",
    "Save with a guess, or print best_k(X_train, y_train, [1, 5, 25, 45]) in the test.",
    "5",
)
@insight(
    "From 3 to 15 it hardly matters: 115 to 118 of 120. With all 96 of four folds "
    "asked, every flower gets the same name, and that is the baseline again: 40."
)
def test_improve_choose_k_on_flowers_left_out():
    """Improve: 1, 5, 25 or 45 neighbours? So many name the most flowers right."""
    few = best_k(X_train, y_train, [45, 16, 17, 2, 3])
    best = best_k(X_train, y_train, [1, 5, 25, 45])
    place = np.tile(np.arange(12), 5)  # five flowers of one name at each
    assert few == 3
    assert best_k(place[:, None], place % 2, [1, 15]) == 1
    assert best == ____(5)


@hint(
    "Four counts of 120. Which is the largest?",
    "Print them above the last line and save: print(list(counts.values())).",
    "The name with the largest count, a text in quotes, as it stands in the dict.",
)
@insight(
    "Scaled, or by the petals alone, it is one flower fewer. That decides nothing, so "
    "what is simplest stays. By the sepals alone one in six is wrong."
)
def test_improve_one_thing_at_a_time():
    """Improve: change one thing, count again. Which of these four counts is largest?"""
    five = KNeighborsClassifier(n_neighbors=5)
    tried = {
        "as it is": (five, X_train),
        "scaled": (make_pipeline(StandardScaler(), five), X_train),
        "petals only": (five, X_train[:, 2:]),
        "sepals only": (five, X_train[:, :2]),
    }
    counts = {
        name: round(named_right(model, lengths, y_train))
        for name, (model, lengths) in tried.items()
    }
    assert max(counts, key=counts.get) == ____("as it is")


def ten_other_splits(k):
    """How many of 30 flowers are named right in ten splits other than ours: a list."""
    counts = []
    for seed in range(50, 60):
        X_known, X_new, y_known, y_new = train_test_split(
            X, y, test_size=30, random_state=seed, stratify=y
        )
        model = KNeighborsClassifier(n_neighbors=k).fit(X_known, y_known)
        counts.append(int((model.predict(X_new) == y_new).sum()))
    return counts


def draw(figure):
    """How many are named right by few neighbours or many, and in ten other splits."""
    left, right = figure.subplots(1, 2)
    ks = [1, 5, 15, 25, 45, 75, 96]
    counts = [named_right(KNeighborsClassifier(k), X_train, y_train) for k in ks]
    left.plot(ks, counts, "o-", color="#0072B2")
    left.axhline(40, color="grey", linestyle="--")
    left.annotate("baseline", (1, 42), color="grey")
    left.set(ylim=(0, 125), xlabel="neighbours", ylabel="flowers named right, of 120")
    left.set_title("Five folds of the training flowers")
    right.bar(range(1, 11), ten_other_splits(5), color="#E69F00")
    right.axhline(10, color="grey", linestyle="--")
    right.set(ylim=(0, 31.25), xlabel="split", ylabel="flowers named right, of 30")
    right.set_title("Ten other splits")


@hint(
    "What may the model learn from, and how do ten other splits come out?",
    "The training flowers and their names. Then print(counts) above the assertion: its "
    "smallest and its largest.",
    "X_train, y_train, and [28, 30]",
)
@insight(
    "Say it so: about 29 in 30, if it is one of these three species and measured as "
    "these were. Of any other flower it knows nothing."
)
def test_the_result_still_stands(present):
    """Present: 30 flowers nobody looked at, and how far the figure may wander."""
    model = KNeighborsClassifier(best_k(X_train, y_train, [1, 5, 25, 45]))
    y_pred = model.fit(____(X_train), ____(y_train)).predict(X_test)
    assert model.n_samples_fit_ == 120  # the 30 are not learnt from
    expected = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert y_pred == close_to(expected.predict(X_test))
    right = int((y_pred == y_test).sum())
    counts = ten_other_splits(5)
    low, high = min(counts), max(counts)
    assert [low, high] == close_to(____([28, 30]))
    names = np.array(species)
    present(
        f"{right} of {len(y_test)} flowers named right, "
        f"{low} to {high} in ten other splits",
        question="Which iris is this? 30 flowers the model has never seen:",
        rows=pd.DataFrame(
            {
                "flower": range(len(X_test)),
                "sepal": [f"{a:.1f} × {b:.1f}" for a, b in X_test[:, :2]],
                "petal": [f"{a:.1f} × {b:.1f}" for a, b in X_test[:, 2:]],
                "named": names[y_pred],
                "is": names[y_test],
            }
        ),
        baseline=f"10 of {len(y_test)}, by always naming the commonest",
        picture=draw,
        right=right,
        predicted=y_pred,
        truth=y_test,
    )
