"""Level 2 · practice: a probability, and what to do with it

At level 1 the model stood there finished. Now you make it, in the five steps: define,
prepare, spot-check, improve, present. Two things are new. Errors have different prices
here, and the answer is a probability, so choosing well means more than being right
often. Most functions are yours from the first line to the last, and one of them is your
own choice: any model you like, judged on tumours it has not seen.

Yours to use: scikit-learn, pandas, NumPy and SciPy.

    X  (n, 30)  n tumours, thirty measurements of each
    y  (n,)     1 malignant, 0 benign
    p  (n,)     how likely malignant, from 0 to 1
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

NEWTON = "newton-cholesky"  # a solver that is quick where columns are few


@hint(
    "Which of the two words is the one you are looking for?",
    "Compare the column with that word; True and False become 1 and 0 as whole "
    "numbers.",
    '(diagnosis == "malignant").astype(int), and .to_numpy() if you like',
)
@yours
def coded(diagnosis):
    """1 for each "malignant" and 0 for each "benign" of a pandas Series: shape (n,)."""
    return (diagnosis == "malignant").to_numpy().astype(int)


@hint(
    "How many of the 569 are malignant? The mean of zeros and ones is a share.",
    "coded(tumours['diagnosis']).sum() counts them.",
    "212",
)
@insight(
    "More than one in three: these lumps were suspicious before. Of women who come for "
    "screening fewer than one in a hundred has cancer (Lehman 2017); see level 5."
)
def test_define_what_is_looked_for_is_one():
    """Define: malignant is 1. So many of the 569 are."""
    three = pd.Series(["benign", "malignant", "benign"])
    assert coded(three) == close_to([0, 1, 0])
    assert np.sum(coded(tumours["diagnosis"])) == ____(212)


@hint(
    "Which calls are wrong in one way, and which in the other?",
    "Missed: y_true is 1 and called is 0. An alarm: y_true is 0 and called is 1. Count "
    "each kind, times its price.",
    "missed * ((y_true == 1) & (called == 0)).sum() + alarm * (the other kind).sum()",
)
@yours
def cost(y_true, called, missed, alarm):
    """What all wrong calls cost together: one number.

    y_true, called (n,): 1 malignant, 0 benign. missed: the price of a malignant tumour
    called benign; alarm: the price of a benign one called malignant.
    """
    n_missed = ((y_true == 1) & (called == 0)).sum()
    n_alarms = ((y_true == 0) & (called == 1)).sum()
    return missed * n_missed + alarm * n_alarms


@hint(
    "285 of the 455 known tumours are benign. Each of them is an alarm, at 1.",
    "Nothing is missed, so the alarms are all of the cost.",
    "285",
)
@insight(
    "By right calls, always benign is the better of the two; by cost it is the worse, "
    "1700 against 285. What good means comes first, for all that follows hangs on it."
)
def test_define_what_good_means():
    """Define: missed costs 10, an alarm 1; to call all malignant costs so much."""
    y_true, called = np.array([1, 1, 0, 0, 0]), np.array([0, 1, 1, 1, 0])
    assert cost(y_true, called, 10, 1) == 12  # one missed, two alarms
    assert cost(y_train, np.ones(455), 10, 1) == ____(285)


@hint(
    "Which function of scikit-learn deals rows into two parts, and what keeps the "
    "shares of the classes?",
    "train_test_split with test_size, random_state and stratify.",
    "train_test_split(X, y, test_size=unseen, random_state=seed, stratify=y)",
)
@yours
def split(X, y, unseen, seed):
    """X and y dealt into known and unseen rows: (X_train, X_test, y_train, y_test).

    unseen: how many rows are unseen. The same seed deals the same again, another seed
    otherwise. Malignant tumours have the same share in both parts, as near as can be.
    """
    return train_test_split(X, y, test_size=unseen, random_state=seed, stratify=y)


@hint(
    "A quarter of all rows are rare, and 48 rows are unseen. How many of them are "
    "rare?",
    "The same share as in the whole: a quarter of 48.",
    "12",
)
@insight(
    "Iris met this with three species as common as each other. The rarer a class, the "
    "more a split by chance can go astray."
)
def test_prepare_split_before_anything_else():
    """Prepare: 40 of 160 rows are rare. So many of 48 unseen ones should be."""
    X, y = np.arange(160.0).reshape(160, 1), np.repeat([0, 1], [120, 40])
    X_known, X_new, y_known, y_new = split(X, y, 48, 2)
    assert (len(X_known), len(X_new)) == (112, 48)
    assert np.sum(y_new) == ____(12)


@hint(
    "Which two steps did the model of level 1 have, and what did each learn from?",
    "Make a pipeline of StandardScaler and LogisticRegression(C=C), fit it on the "
    "known rows, and ask for predict_proba of the new ones. Which column is malignant?",
    "make_pipeline(StandardScaler(), LogisticRegression(C=C)).fit(X_train, y_train)"
    ".predict_proba(X_new)[:, 1]",
)
@yours
def likely(X_train, y_train, X_new, C):
    """How likely each row of X_new is malignant, from 0 to 1: shape (n_new,).

    Columns scaled to mean 0 and spread 1, then logistic regression with that C; both
    have learnt from the known rows only. make_pipeline(a, b) makes one model of two
    steps, .fit(X, y) lets it learn, .predict_proba(X) has a column for each class.
    """
    model = make_pipeline(StandardScaler(), LogisticRegression(C=C, solver=NEWTON))
    return model.fit(X_train, y_train).predict_proba(X_new)[:, 1]


@insight(
    "Micrometres or inches, it is all one to the scaled columns. Without the scaler, C "
    "would press on a column the harder, the smaller its numbers are."
)
def test_prepare_units_do_not_matter():
    """Prepare: write `likely`. In micrometres or in millimetres it says the same."""
    radius = np.array([[11.0], [13.0], [16.0], [18.0], [21.0]])  # micrometres
    y, new = np.array([0, 0, 1, 0, 1]), np.array([[12.0], [20.0]])
    p = np.asarray(likely(radius, y, new, 1))
    assert p.shape == (2,)
    assert p[0] < 0.5 < p[1]
    assert likely(radius / 1000, y, new / 1000, 1) == close_to(p, abs=1e-2)


# The model of likely, before it has learnt anything.
def logistic(C):
    """Scaled columns, then logistic regression; not fitted yet."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=C, solver=NEWTON))


@hint(
    "One number for each model: from which rows, and by which figure?",
    "cross_val_score with five folds and scoring='roc_auc' gives five AUCs; take the "
    "mean for each model of the dict.",
    "{name: cross_val_score(model, X, y, cv=5, scoring='roc_auc').mean() for name, "
    "model in models.items()}",
)
@yours
def spot_check(models, X, y):
    """Cross-validated AUC of each model: a dict from its name to one number.

    models: a dict from names to classifiers. The mean of the AUCs of five folds, those
    that scikit-learn makes for cv=5: stratified, in the order of the rows. A fold is a
    fifth of the rows, left out and judged by a model that has learnt the other four.
    """
    return {
        name: cross_val_score(model, X, y, cv=5, scoring="roc_auc").mean()
        for name, model in models.items()
    }


@hint(
    "The baseline gives every tumour the same probability. Who wins such pairs?",
    "Nobody; a tie counts half. So what share of the pairs does it get?",
    "0.5",
)
@insight(
    "A tree that grows until it is sure says 0 or 1, and so it cannot rank. Naive Bayes "
    "says how sure it is, and stands above the tree."
)
def test_spot_check_plain_models_by_their_ranking():
    """Spot-check: two plain models and a baseline. What is the AUC of the baseline?"""
    models = {
        "always the same": DummyClassifier(),  # the baseline, to be beaten
        "tree": DecisionTreeClassifier(random_state=0),  # questions, one after another
        "naive Bayes": GaussianNB(),  # a bell curve for each class and column
    }
    scores = spot_check(models, X_train[::2], y_train[::2])  # every second will do
    assert scores["always the same"] == close_to(____(0.5))
    assert 0.5 < scores["tree"] < scores["naive Bayes"]


@hint(
    "Which model would you like to try? Any classifier that has predict_proba will do.",
    "Fit it on X_train and y_train, and return the column of predict_proba(X_new) that "
    "belongs to malignant.",
    "RandomForestClassifier(50, random_state=0).fit(X_train, y_train)"
    ".predict_proba(X_new)[:, 1]",
)
@yours
def my_choice(X_train, y_train, X_new):
    """How likely each row of X_new is malignant, by any model of yours: (n_new,).

    Your own choice: whatever ranks unseen tumours with an AUC above 0.65 is taken (a
    coin has 0.5), and what it reaches is recorded at the end of the level. To rank
    takes more than 0 and 1: return numbers from 0 to 1, at least three different ones.
    The model may learn from `X_train` and `y_train` only.
    """
    model = RandomForestClassifier(25, random_state=0)
    return model.fit(X_train, y_train).predict_proba(X_new)[:, 1]


@insight("It beats a coin on tumours it has not seen. By how much is recorded later.")
def test_spot_check_a_model_of_your_own():
    """Spot-check: a model of your choice ranks a third of the known, unseen by it."""
    p = my_choice(X_train[:300], y_train[:300], X_train[300:])
    assert np.shape(p) == (155,)
    assert roc_auc_score(y_train[300:], p) > 0.65


@hint(
    "C is to be chosen by how good the probabilities are. Which figure judges these?",
    "Log-loss: it punishes a sure call that is wrong. scoring='neg_log_loss' is minus "
    "it, so that more is better. Five folds, the mean for each C, and minus that.",
    "[-cross_val_score(logistic(C), X, y, cv=5, scoring='neg_log_loss').mean() for C "
    "in candidates]",
)
@yours
def losses(X, y, candidates):
    """Log-loss on left-out rows for each C of candidates: a list, smaller is better.

    The model is that of likely; the mean of scikit-learn's log_loss over the five folds
    of cv=5.
    """
    return [
        -cross_val_score(logistic(C), X, y, cv=5, scoring="neg_log_loss").mean()
        for C in candidates
    ]


@hint(
    "Which of the three has the smallest loss on tumours left out?",
    "Print losses(X_train, y_train, candidates) in the test, and save.",
    "1",
)
@insight(
    "Too small a C and it dares not say anything; too large, and it swears to what it "
    "saw in a few tumours."
)
def test_improve_choose_C_by_how_good_the_probabilities_are():
    """Improve: 0.01, 1 or 100? This C says the truest probabilities."""
    candidates = [100, 0.01, 1]
    left_out = losses(X_train, y_train, candidates)
    assert candidates[int(np.argmin(left_out))] == ____(1)


@hint(
    "A larger C lets the weights grow. Does that fit the learnt tumours better or "
    "worse?",
    "Always better. The loss on the learnt ones falls and falls.",
    "100",
)
@insight(
    "On the learnt ones the loss falls from 0.17 to 0.02, on those left out it rises "
    "again to 0.23. It did not learn more; it learnt to be sure."
)
def test_improve_it_goes_wrong_on_tumours_already_learnt():
    """When it goes wrong: this C has the least loss on what it has learnt."""
    candidates = [0.01, 1, 100]
    said = [likely(X_train, y_train, X_train, C) for C in candidates]
    learnt = [log_loss(y_train, p) for p in said]
    assert candidates[int(np.argmin(learnt))] == ____(100)
    (left_out,) = losses(X_train, y_train, [100])
    assert left_out > 10 * min(learnt)


@hint(
    "What does each bar cost? You have a function for that.",
    "For each bar call malignant whoever is at it or above, take the cost of these "
    "calls, and return the bar with the smallest.",
    "costs = [cost(y, (p >= bar) * 1, missed, alarm) for bar in bars], then "
    "bars[np.argmin(costs)]",
)
@yours
def cheapest_bar(y, p, bars, missed, alarm):
    """The one of bars, a list, at which the calls cost least; of equals the first.

    Called malignant is who has p at the bar or above it. Prices as in cost.
    """
    costs = [cost(y, (p >= bar).astype(int), missed, alarm) for bar in bars]
    return bars[int(np.argmin(costs))]


@hint(
    "Where a missed tumour costs ten alarms, is the bar above a half or below?",
    "Below: rather eleven alarms than one missed. But not so low that nearly all "
    "alarm.",
    "0.05 of these four",
)
@insight(
    "If the probabilities are true, the best bar is alarm / (alarm + missed), here 1 "
    "in 11 (Elkan 2001). 0.05 is near it; 455 tumours do not tell bars that near "
    "apart."
)
def test_improve_the_bar_by_what_errors_cost():
    """Improve: a missed tumour costs ten alarms; which of the four bars is cheapest?"""
    y, p = np.array([0, 0, 1, 1]), np.array([0.1, 0.4, 0.3, 0.8])
    assert cheapest_bar(y, p, [0.9, 0.6, 0.2], 10, 1) == 0.2  # one alarm, none missed
    p = cross_val_predict(logistic(1), X_train, y_train, method="predict_proba")[:, 1]
    assert cheapest_bar(y_train, p, [0.9, 0.5, 0.05, 0.001], 10, 1) == ____(0.05)


@hint(
    "The docstring gives a middle and a reach. What are k and n?",
    "k is found, n is total, z is 1.96. Work out middle and reach; low and high are "
    "the middle minus and plus the reach.",
    "middle = (k + z**2 / 2) / (n + z**2), reach = z / (n + z**2) * np.sqrt(k * (n - "
    "k) / n + z**2 / 4)",
)
@yours
def wilson(found, total):
    """Where a share lies of which found of total were seen, with 95 %: (low, high).

    Of 100 such intervals about 95 hold the true share. With k found, n in total and
    z = 1.96, the middle is (k + z²/2) / (n + z²), and the reach to either side is
    z / (n + z²) times the root of (k (n − k) / n) + (z²/4). Wilson (1927).
    """
    k, n, z = found, total, 1.96
    middle = (k + z**2 / 2) / (n + z**2)
    reach = z / (n + z**2) * np.sqrt(k * (n - k) / n + z**2 / 4)
    return middle - reach, middle + reach


@hint(
    "Work out wilson(42, 42). How low may the true share be?",
    "Its low is 0.916. In per cent?",
    "92",
)
@insight(
    "None missed of 42 does not mean that none will be: one in twelve is still "
    "possible. What the interval of the digits says here, no width at all, is wrong."
)
def test_present_none_missed_is_not_never_missed():
    """Present: if 42 of 42 had been found, the share may still be as low as, in %?"""
    assert wilson(1, 2) == close_to((0.0945, 0.9055), abs=1e-3)
    low, high = wilson(42, 42)
    assert round(100 * low) == ____(92)


@hint(
    "From which tumours may the model learn, and which C did you find?",
    "From all the known ones. C is the one with the truest probabilities.",
    "likely(X_train, y_train, X_test, 1)",
)
@insight(
    "Say it so: of 42 cancers 40 were found, and between 84 and 99 in a hundred can be "
    "expected, in lumps that were chosen and measured as these were. Others: unknown."
)
def test_the_result_still_stands(present):
    """Present: 114 tumours nobody looked at, what was missed, and your own choice."""
    # what may teach, its answers, and the C that says the truest probabilities
    p = np.asarray(likely(____(X_train), ____(y_train), X_test, ____(1)))
    fitted = logistic(1).fit(X_train, y_train)
    assert p == close_to(fitted.predict_proba(X_test)[:, 1], abs=2e-2)
    found = int(((p >= 0.5) & (y_test == 1)).sum())
    assert wilson(found, 42) == close_to((0.842, 0.987), abs=1e-3)
    own = my_choice(X_train, y_train, X_test)
    assert roc_auc_score(y_test, own) > 0.65
    show(present, p, own)


# How the result is shown: nothing to do from here on


def show(present, p, own):
    """Put the result on the screen, for the p of this level and of your own choice."""
    called = (p >= 0.5).astype(int)
    right, found = int((called == y_test).sum()), int((called & y_test).sum())
    auc, mine = roc_auc_score(y_test, p), roc_auc_score(y_test, own)
    worst = feature_names.index("worst_radius")
    present(
        f"{right} of {len(y_test)} tumours called right, AUC {auc:.3f} "
        f"(your own model {mine:.3f})",
        question="Is this tumour malignant, and how sure are we? 114 unseen ones:",
        rows=pd.DataFrame(
            {
                "tumour": np.arange(len(y_test)),
                "worst radius": [f"{value:.1f}" for value in X_test[:, worst]],
                "malignant": [f"{100 * value:5.1f} %" for value in p],
                "called": np.where(called, "malignant", "benign"),
                "is": np.where(y_test, "malignant", "benign"),
            }
        ),
        baseline=f"{(y_test == 0).sum()} of {len(y_test)}, by calling all of them benign",
        picture=draw,
        predicted=called,
        truth=y_test,
        right=right,
        auc=auc,
        found=found,
        mine=mine,
    )


def draw(figure):
    """What each bar costs, and how sure the model is of the unseen tumours."""
    left, right = figure.subplots(1, 2)
    p = cross_val_predict(logistic(1), X_train, y_train, method="predict_proba")[:, 1]
    bars = np.geomspace(0.002, 0.95, 60)
    left.plot(bars, [cost(y_train, (p >= b) * 1, 10, 1) for b in bars], color="#0072B2")
    left.axvline(1 / 11, color="grey", linestyle="--")
    left.set(xscale="log", xlabel="bar", ylabel="10 for a missed one, 1 for an alarm")
    left.set_title("What each bar costs")
    p = likely(X_train, y_train, X_test, 1)
    for truth, colour in enumerate(("#0072B2", "#D55E00")):
        label = ("benign", "malignant")[truth]
        right.hist(p[y_test == truth], bins=20, range=(0, 1), color=colour, label=label)
    right.set(yscale="log", xlabel="how likely malignant", ylabel="tumours")
    right.set_title("114 unseen tumours")
    right.legend()
