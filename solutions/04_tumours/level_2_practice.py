"""Level 2 · practice: a probability, and what to do with it

At level 1 the model was finished. Now you build it in five steps: define, prepare,
spot-check, improve, present. Two things are new. The two kinds of error have different
prices, and the model predicts a probability. So you choose more than the model: you
also choose the threshold at which a tumour is called malignant.

You may use: scikit-learn, pandas, NumPy and SciPy.

    X       (n, 30)  the features: thirty measurements of each of n tumours
    y       (n,)     the labels: 1 malignant, 0 benign
    p       (n,)     the predicted probability that each tumour is malignant
    called  (n,)     the prediction: 1 where p is at or above the threshold, and 0 below
    C                the smaller C is, the more the weights of the model are kept small:
                     1 / C is the strength of the regularisation
"""

import numpy as np
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import (
    cross_val_predict,
    cross_val_score,
    train_test_split,
)
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, feature_names, tumours, y_test, y_train

NEWTON = "newton-cholesky"  # a solver that is fast for few columns


@hint(
    "Which of the two words are you looking for?",
    "Compare the Series with that word. As whole numbers, True and False become 1 and "
    "0.",
    '(diagnosis == "malignant").astype(int)',
)
@yours
def encode(diagnosis):
    """Return 1 for each "malignant" and 0 for each "benign" of a pandas Series: shape (n,)."""
    return (diagnosis == "malignant").to_numpy().astype(int)


@hint(
    "The Series is tumours['diagnosis']. What do you get when you add up zeros and "
    "ones?",
    "The sum of the labels is the number of ones. Write "
    "print(np.sum(encode(tumours['diagnosis']))) above the last line and save.",
    "212",
)
@insight(
    "More than one in three of these lumps is malignant, because they looked "
    "suspicious before. Among women who come for screening it is fewer than one in a "
    "hundred (Lehman 2017)."
)
def test_the_positive_class_is_labelled_one():
    """Define: malignant is 1. How many of the 569 tumours are malignant?

    The *positive class* is the one that you are looking for.
    """
    three = pd.Series(["benign", "malignant", "benign"])
    assert encode(three) == close_to([0, 1, 0])
    assert np.sum(encode(tumours["diagnosis"])) == ____(212)


@hint(
    "How many predictions are wrong in one way, and how many in the other?",
    "A cancer is missed where y_true is 1 and called is 0. A false alarm is where "
    "y_true is 0 and called is 1. Count each kind and multiply it by its price.",
    "missed * ((y_true == 1) & (called == 0)).sum() + alarm * ((y_true == 0) & "
    "(called == 1)).sum()",
)
@yours
def cost(y_true, called, missed, alarm):
    """Return what all wrong predictions cost together: one number.

    `y_true` and `called` (n,) are 1 for malignant and 0 for benign. `missed` is the
    price of a malignant tumour called benign (a false negative). `alarm` is the price
    of a benign one called malignant (a false positive, or false alarm).
    """
    n_missed = ((y_true == 1) & (called == 0)).sum()
    n_alarms = ((y_true == 0) & (called == 1)).sum()
    return missed * n_missed + alarm * n_alarms


@hint(
    "If all 455 training tumours are called malignant, which kind of error is left?",
    "No cancer is missed, so only the false alarms cost something. Every benign "
    "tumour is one.",
    "285, or (y_train == 0).sum()",
)
@insight(
    "Calling all of them benign has the better accuracy, but costs 1700 instead of "
    "285. Decide what you want to measure first, because everything that follows "
    "depends on it."
)
def test_the_better_accuracy_can_cost_more():
    """Define: a missed cancer costs 10, a false alarm 1. What does calling all 455 malignant cost?"""
    y_true, called = np.array([1, 1, 0, 0, 0]), np.array([0, 1, 1, 1, 0])
    assert cost(y_true, called, 10, 1) == 12  # one missed, two false alarms
    assert cost(y_train, np.ones(455), 10, 1) == ____(285)


@hint(
    "Which function of scikit-learn splits rows into two parts? Which of its "
    "arguments keeps the fraction of each class?",
    "Use train_test_split with test_size, random_state and stratify.",
    "train_test_split(X, y, test_size=unseen, random_state=seed, stratify=y)",
)
@yours
def split(X, y, unseen, seed):
    """Return X and y split into two parts at random: (X_train, X_test, y_train, y_test).

    `unseen` rows are in the test set, the others in the training set. The same seed
    gives the same split again, another seed gives another one. The split is stratified:
    the fraction of malignant tumours is the same in both parts, as nearly as possible.
    """
    return train_test_split(X, y, test_size=unseen, random_state=seed, stratify=y)


@hint(
    "What fraction of the 160 rows is malignant?",
    "The same fraction of the 48 should be malignant.",
    "12",
)
@insight(
    "The rarer a class is, the more its fraction in a test set drawn by chance alone "
    "can be off."
)
def test_a_stratified_split_keeps_the_fraction_of_each_class():
    """Prepare: 40 of 160 rows are malignant. How many of the 48 in the test set should be?"""
    X, y = np.arange(160.0).reshape(160, 1), np.repeat([0, 1], [120, 40])
    X_known, X_new, y_known, y_new = split(X, y, 48, 2)
    assert (len(X_known), len(X_new)) == (112, 48)
    assert np.sum(y_new) == ____(12)


@hint(
    "Which two steps does the model of level 1 have, and which rows may each of them "
    "learn from?",
    "Make a pipeline of StandardScaler and LogisticRegression(C=C). Fit it on the "
    "training rows, and call predict_proba on the new ones. Which of the two columns "
    "is malignant?",
    "make_pipeline(StandardScaler(), LogisticRegression(C=C)).fit(X_train, "
    "y_train).predict_proba(X_new)[:, 1]",
)
@yours
def probability(X_train, y_train, X_new, C):
    """Return the probability that each row of X_new is malignant: shape (n_new,).

    The model standardises every column (mean 0, standard deviation 1). Then it fits a
    logistic regression with that C. Both steps learn from the training rows only.
    make_pipeline(a, b) makes one model of two steps, .fit(X, y) trains it, and
    .predict_proba(X) has one column of probabilities for each class.
    """
    model = make_pipeline(StandardScaler(), LogisticRegression(C=C, solver=NEWTON))
    return model.fit(X_train, y_train).predict_proba(X_new)[:, 1]


@insight(
    "Once the columns are standardised, their units do not matter. Without the "
    "scaler, a column in larger units has smaller numbers, and the regularisation "
    "would hold it back more."
)
def test_standardised_features_have_no_units():
    """Prepare: write `probability`. The unit, micrometre or millimetre, should not matter."""
    radius = np.array([[11.0], [13.0], [16.0], [18.0], [21.0]])  # micrometres
    y, new = np.array([0, 0, 1, 0, 1]), np.array([[12.0], [20.0]])
    p = np.asarray(probability(radius, y, new, 1))
    assert p.shape == (2,)
    assert p[0] < 0.5 < p[1]
    assert probability(radius / 1000, y, new / 1000, 1) == close_to(p, abs=1e-2)


def logistic(C):
    """Return the model of `probability`, not fitted yet: standardise, then logistic regression."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=C, solver=NEWTON))


@hint(
    "Which function of scikit-learn trains on four folds and scores the fifth, in "
    "turn?",
    "cross_val_score with cv=5 and scoring='roc_auc' returns five AUCs. Take their "
    "mean for each model of the dict.",
    "{name: cross_val_score(model, X, y, cv=5, scoring='roc_auc').mean() for name, "
    "model in models.items()}",
)
@yours
def spot_check(models, X, y):
    """Return the cross-validated AUC of each model: a dict from its name to one number.

    `models` is a dict from names to classifiers. The AUC is the mean over the five
    folds that scikit-learn makes for cv=5, stratified and in the order of the rows.
    Each fold is a fifth of the rows, predicted by a model that was trained on the other
    four.
    """
    return {
        name: cross_val_score(model, X, y, cv=5, scoring="roc_auc").mean()
        for name, model in models.items()
    }


@hint(
    "The AUC is the fraction of pairs, one malignant and one benign, that are ranked "
    "correctly. How many pairs does this baseline rank?",
    "It ranks no pair: every pair is tied, and a tie counts half.",
    "0.5",
)
@insight(
    "A useful model has to beat 0.5. The decision tree gets 0.91, and naive Bayes "
    "0.99. The tree grows until it is sure, so it only ever predicts 0 or 1 and "
    "cannot rank within those two groups."
)
def test_a_baseline_cannot_rank():
    """Spot-check: which AUC does a baseline get that gives every tumour the same probability?"""
    models = {
        "always the same": DummyClassifier(),  # the baseline
        "tree": DecisionTreeClassifier(random_state=0),  # yes-or-no questions in turn
        "naive Bayes": GaussianNB(),  # a bell curve for each feature of each class
    }
    # every second tumour is enough
    scores = spot_check(models, X_train[::2], y_train[::2])
    assert scores["always the same"] == close_to(____(0.5))
    assert 0.5 < scores["tree"] < scores["naive Bayes"]


@hint(
    "Which model would you like to try? Any classifier with predict_proba will do.",
    "Fit it on X_train and y_train. Return the column of predict_proba(X_new) that "
    "belongs to malignant.",
    "RandomForestClassifier(50, random_state=0).fit(X_train, "
    "y_train).predict_proba(X_new)[:, 1]",
)
@yours
def my_choice(X_train, y_train, X_new):
    """Return the probability that each row of X_new is malignant, by any model: shape (n_new,).

    Choose any classifier. It may learn from `X_train` and `y_train` only. On unseen
    tumours its AUC should be above 0.65. Ranking takes more than 0 and 1: return
    numbers from 0 to 1, at least three different ones. The end of the level shows the
    AUC that your model reaches.
    """
    model = RandomForestClassifier(25, random_state=0)
    return model.fit(X_train, y_train).predict_proba(X_new)[:, 1]


@insight(
    "Your model ranks 155 training tumours that it did not learn from. What it "
    "reaches on the test set is shown at the end, and only there."
)
def test_your_own_model_ranks_unseen_tumours():
    """Spot-check: write `my_choice` with a model that you like. Its AUC should be above 0.65."""
    p = my_choice(X_train[:300], y_train[:300], X_train[300:])
    assert np.shape(p) == (155,)
    assert roc_auc_score(y_train[300:], p) > 0.65


@hint(
    "You choose C by how good the probabilities are. Which score judges "
    "probabilities, and not just correct predictions?",
    "cross_val_score with scoring='neg_log_loss' and cv=5 gives minus the log-loss of "
    "each fold, so that larger is better. Take minus the mean, for each C.",
    "[-cross_val_score(logistic(C), X, y, cv=5, scoring='neg_log_loss').mean() for C "
    "in candidates]",
)
@yours
def losses(X, y, candidates):
    """Return the cross-validated log-loss for each C in the list `candidates`: a list.

    A *loss* is a number that says how bad predictions are. The *log-loss*, or
    cross-entropy, is the mean of −log of the probability that the model gave to the
    true class. It is small if the model is sure and correct, very large if it is sure
    and wrong. The model is `logistic(C)`. For each C, take the mean of scikit-learn's
    log_loss over the five folds of cv=5.
    """
    return [
        -cross_val_score(logistic(C), X, y, cv=5, scoring="neg_log_loss").mean()
        for C in candidates
    ]


@hint(
    "`left_out` has the three log-losses, in the order of `candidates`. Which one is "
    "smallest?",
    "Write print(left_out) above the last line and save. The smallest log-loss is the "
    "best.",
    "1",
)
@insight(
    "The log-losses are 0.19 for C = 0.01, 0.08 for 1 and 0.23 for 100. If C is too "
    "small, the model is underfitted: it is never sure. If C is too large, it is "
    "overfitted: too sure of what it saw in a few tumours."
)
def test_log_loss_chooses_C():
    """Improve: which C has the smallest log-loss on folds left out: 0.01, 1 or 100?"""
    candidates = [100, 0.01, 1]
    left_out = losses(X_train, y_train, candidates)
    # print(left_out) shows the three log-losses
    assert candidates[int(np.argmin(left_out))] == ____(1)


@hint(
    "A larger C lets the weights grow. Does the model then fit the training set "
    "better or worse?",
    "The larger C is, the better the model fits the tumours that it learnt from. "
    "Write print(in_training) above the assertion to see all three log-losses.",
    "100",
)
@insight(
    "On the training set the log-loss falls from 0.17 to 0.05 and 0.02 as C grows. On "
    "the folds left out it is 0.23 for C = 100: the model has overfitted."
)
def test_the_training_set_cannot_choose_C():
    """When it goes wrong: which C has the smallest log-loss on the training set itself?"""
    candidates = [0.01, 1, 100]
    predicted = [probability(X_train, y_train, X_train, C) for C in candidates]
    in_training = [log_loss(y_train, p) for p in predicted]
    # print(in_training) shows the three log-losses
    assert candidates[int(np.argmin(in_training))] == ____(100)
    (left_out,) = losses(X_train, y_train, [100])
    assert left_out > 10 * min(in_training)


@hint(
    "What does each threshold cost? You have already written a function for that.",
    "For each threshold, call a tumour malignant if its p is at the threshold or "
    "above. Compute the cost of these predictions, and return the threshold with the "
    "smallest cost.",
    "costs = [cost(y, (p >= t) * 1, missed, alarm) for t in thresholds], then "
    "thresholds[np.argmin(costs)]",
)
@yours
def cheapest_threshold(y, p, thresholds, missed, alarm):
    """Return the cheapest threshold of the list `thresholds`: one number.

    A tumour is called malignant if its p is at the threshold or above. The cheapest
    threshold is the one with the smallest `cost`, at the prices `missed` and `alarm`.
    If several thresholds cost the same, take the first of them in the list.
    """
    costs = [
        cost(y, (p >= threshold).astype(int), missed, alarm) for threshold in thresholds
    ]
    return thresholds[int(np.argmin(costs))]


@hint(
    "If a missed cancer costs ten false alarms, should the threshold be above 0.5 or "
    "below?",
    "It should be below: nine false alarms are cheaper than one missed cancer. But if "
    "it is too low, nearly every tumour is a false alarm. The comment in the koan "
    "shows how to print all four costs.",
    "0.05",
)
@insight(
    "The four cost 230, 112, 50 and 167. If the probabilities are right, the best "
    "threshold is alarm / (alarm + missed), here 1/11 = 0.09 (Elkan 2001). Of the "
    "four, 0.05 is closest to it."
)
def test_prices_decide_the_threshold():
    """Improve: a missed cancer costs as much as ten false alarms. Which threshold is cheapest?"""
    y, p = np.array([0, 0, 1, 1]), np.array([0.1, 0.4, 0.3, 0.8])
    # at 0.2: one false alarm, none missed
    assert cheapest_threshold(y, p, [0.9, 0.6, 0.2], 10, 1) == 0.2
    p = cross_val_predict(logistic(1), X_train, y_train, method="predict_proba")[:, 1]
    thresholds = [0.9, 0.5, 0.05, 0.001]
    # print([cost(y_train, p >= t, 10, 1) for t in thresholds]) shows what each costs
    assert cheapest_threshold(y_train, p, thresholds, 10, 1) == ____(0.05)


@hint(
    "The docstring gives the middle and the reach. Can you write both in Python?",
    "k is `found`, n is `total`, and z is 1.96. Compute the middle and the reach. "
    "Return the middle minus the reach and the middle plus the reach.",
    "middle = (k + z**2 / 2) / (n + z**2), reach = z / (n + z**2) * np.sqrt(k * (n - "
    "k) / n + z**2 / 4)",
)
@yours
def wilson(found, total):
    """Return the 95 % confidence interval of the fraction `found` / `total`: (low, high).

    Of 100 such intervals, about 95 contain the true fraction. With k = `found`,
    n = `total` and z = 1.96 (Wilson 1927):

        middle  (k + z²/2) / (n + z²)
        reach   z / (n + z²) · √(k (n − k) / n + z²/4)

    The interval goes from the middle minus the reach to the middle plus the reach.
    """
    k, n, z = found, total, 1.96
    middle = (k + z**2 / 2) / (n + z**2)
    reach = z / (n + z**2) * np.sqrt(k * (n - k) / n + z**2 / 4)
    return middle - reach, middle + reach


@hint(
    "The true fraction may be as low as the lower end of its interval. Which function "
    "gives it?",
    "Write print(wilson(42, 42)) above the last line and save. Give the lower end as "
    "a whole percentage.",
    "92",
)
@insight(
    "The fraction of the positive class that is found, here of the cancers, is called "
    "*recall*. None missed out of 42 does not mean that none will be: the recall may "
    "still be 92 %. The simpler formula, fraction ± 1.96 standard errors, would give "
    "an interval of no width here."
)
def test_none_missed_so_far_is_not_never_missed():
    """Present: if 42 of 42 cancers are found, how low may the true fraction be, in per cent?"""
    assert wilson(1, 2) == close_to((0.0945, 0.9055), abs=1e-3)
    low, high = wilson(42, 42)
    assert round(100 * low) == ____(92)


@hint(
    "Which tumours may the model learn from? Which C did you choose, and which "
    "threshold?",
    "It may learn from the training set, its features and its labels. C is the one "
    "with the smallest cross-validated log-loss, and the threshold the one with the "
    "smallest cost.",
    "X_train, y_train, 1, and 0.05 for the threshold",
)
@insight(
    "Say it like this: at a threshold of 0.05 the model finds all 42 cancers and "
    "raises 10 false alarms. Among lumps chosen and measured like these, expect it to "
    "find at least 92 of 100. The 111 correct predictions below are at 0.5, where both "
    "kinds of error cost the same: every level reports them, so that you can compare."
)
def test_the_result_still_stands(present):
    """Present: fit on the training set, predict the test set, and use the threshold you found."""
    # the training set (features, labels) and the C that you chose; then the threshold
    p = np.asarray(probability(____(X_train), ____(y_train), X_test, ____(1)))
    threshold = ____(0.05)
    fitted = logistic(1).fit(X_train, y_train)
    assert p == close_to(fitted.predict_proba(X_test)[:, 1], abs=2e-2)
    called = (p >= threshold).astype(int)
    assert cost(y_test, called, 10, 1) < 15  # a threshold of 0.5 costs 21
    assert wilson(int((called & y_test).sum()), 42) == close_to((0.916, 1), abs=1e-3)
    own = my_choice(X_train, y_train, X_test)
    assert roc_auc_score(y_test, own) > 0.65
    show(present, p, own, threshold)


# How the result is shown: nothing to do from here on


def show(present, p, own, threshold):
    """Put the result on the screen, for the p of this level and of your own model.

    The headline has the accuracy at 0.5, where both kinds of error cost the same: all
    levels report it. You decide at your own threshold, so the table has both.
    """
    named = np.array(["benign", "malignant"])
    usual, called = (p >= 0.5).astype(int), (p >= threshold).astype(int)
    correct, found = int((usual == y_test).sum()), int((called & y_test).sum())
    alarms = int((called & (1 - y_test)).sum())
    auc, auc_own = roc_auc_score(y_test, p), roc_auc_score(y_test, own)
    worst = feature_names.index("worst_radius")
    present(
        f"{correct} of {len(y_test)} tumours predicted correctly, AUC {auc:.3f} "
        f"(your own model {auc_own:.3f})",
        question=f"114 unseen tumours. At a threshold of {threshold}, {found} of 42 "
        f"cancers are found, with {alarms} false alarms:",
        rows=pd.DataFrame(
            {
                "tumour": np.arange(len(y_test)),
                "worst radius": [f"{value:.1f}" for value in X_test[:, worst]],
                "probability": [f"{value:.3f}" for value in p],
                f"at {threshold}": named[called],
                "at 0.5": named[usual],
                "actual": named[y_test],
            }
        ),
        baseline=f"{(y_test == 0).sum()} of {len(y_test)}, by calling all benign",
        picture=draw,
        predicted=usual,
        truth=y_test,
        correct=correct,
        auc=auc,
        auc_own=auc_own,
        recall=found / 42,
        false_alarms=alarms,
    )


def draw(figure):
    """The cost of each threshold, and the predicted probabilities of the unseen tumours."""
    left, right = figure.subplots(1, 2)
    p = cross_val_predict(logistic(1), X_train, y_train, method="predict_proba")[:, 1]
    thresholds = np.geomspace(0.002, 0.95, 60)
    left.plot(
        thresholds,
        [cost(y_train, (p >= t) * 1, 10, 1) for t in thresholds],
        color="#0072B2",
    )
    left.axvline(1 / 11, color="grey", linestyle="--")
    left.set(
        xscale="log",
        xlabel="threshold",
        ylabel="cost: 10 for a missed cancer, 1 for a false alarm",
    )
    left.set_title("What each threshold costs")
    p = probability(X_train, y_train, X_test, 1)
    for truth, colour in enumerate(("#0072B2", "#D55E00")):
        label = ("benign", "malignant")[truth]
        right.hist(p[y_test == truth], bins=20, range=(0, 1), color=colour, label=label)
    right.set(yscale="log", xlabel="probability of malignant", ylabel="tumours")
    right.set_title("114 unseen tumours")
    right.legend()
