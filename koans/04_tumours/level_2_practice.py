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

from sensei import ____, close_to, yours

from . import X_test, X_train, feature_names, tumours, y_test, y_train

NEWTON = "newton-cholesky"  # a solver that is quick where columns are few


@yours
def coded(diagnosis):
    """1 for each "malignant" and 0 for each "benign" of a pandas Series: shape (n,)."""
    return ____


def test_define_what_is_looked_for_is_one():
    """Define: malignant is 1. So many of the 569 are."""
    three = pd.Series(["benign", "malignant", "benign"])
    assert coded(three) == close_to([0, 1, 0])
    assert np.sum(coded(tumours["diagnosis"])) == ____


@yours
def cost(y_true, called, missed, alarm):
    """What all wrong calls cost together: one number.

    y_true, called (n,): 1 malignant, 0 benign. missed: the price of a malignant tumour
    called benign; alarm: the price of a benign one called malignant.
    """
    return ____


def test_define_what_good_means():
    """Define: missed costs 10, an alarm 1; to call all malignant costs so much."""
    y_true, called = np.array([1, 1, 0, 0, 0]), np.array([0, 1, 1, 1, 0])
    assert cost(y_true, called, 10, 1) == 12  # one missed, two alarms
    assert cost(y_train, np.ones(455), 10, 1) == ____


@yours
def split(X, y, unseen, seed):
    """X and y dealt into known and unseen rows: (X_train, X_test, y_train, y_test).

    unseen: how many rows are unseen. The same seed deals the same again, another seed
    otherwise. Malignant tumours have the same share in both parts, as near as can be.
    """
    return ____


def test_prepare_split_before_anything_else():
    """Prepare: 40 of 160 rows are rare. So many of 48 unseen ones should be."""
    X, y = np.arange(160.0).reshape(160, 1), np.repeat([0, 1], [120, 40])
    X_known, X_new, y_known, y_new = split(X, y, 48, 2)
    assert (len(X_known), len(X_new)) == (112, 48)
    assert np.sum(y_new) == ____


@yours
def likely(X_train, y_train, X_new, C):
    """How likely each row of X_new is malignant, from 0 to 1: shape (n_new,).

    Columns scaled to mean 0 and spread 1, then logistic regression with that C; both
    have learnt from the known rows only. make_pipeline(a, b) makes one model of two
    steps, .fit(X, y) lets it learn, .predict_proba(X) has a column for each class.
    """
    return ____


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


@yours
def spot_check(models, X, y):
    """Cross-validated AUC of each model: a dict from its name to one number.

    models: a dict from names to classifiers. The mean of the AUCs of five folds, those
    that scikit-learn makes for cv=5: stratified, in the order of the rows. A fold is a
    fifth of the rows, left out and judged by a model that has learnt the other four.
    """
    return ____


def test_spot_check_plain_models_by_their_ranking():
    """Spot-check: two plain models and a baseline. What is the AUC of the baseline?"""
    models = {
        "always the same": DummyClassifier(),  # the baseline, to be beaten
        "tree": DecisionTreeClassifier(random_state=0),  # questions, one after another
        "naive Bayes": GaussianNB(),  # a bell curve for each class and column
    }
    scores = spot_check(models, X_train[::2], y_train[::2])  # every second will do
    assert scores["always the same"] == close_to(____)
    assert 0.5 < scores["tree"] < scores["naive Bayes"]


@yours
def my_choice(X_train, y_train, X_new):
    """How likely each row of X_new is malignant, by any model of yours: (n_new,).

    Your own choice: whatever ranks unseen tumours with an AUC above 0.65 is taken (a
    coin has 0.5), and what it reaches is recorded at the end of the level. To rank
    takes more than 0 and 1: return numbers from 0 to 1, at least three different ones.
    The model may learn from `X_train` and `y_train` only.
    """
    return ____


def test_spot_check_a_model_of_your_own():
    """Spot-check: a model of your choice ranks a third of the known, unseen by it."""
    p = my_choice(X_train[:300], y_train[:300], X_train[300:])
    assert np.shape(p) == (155,)
    assert roc_auc_score(y_train[300:], p) > 0.65


@yours
def losses(X, y, candidates):
    """Log-loss on left-out rows for each C of candidates: a list, smaller is better.

    The model is that of likely; the mean of scikit-learn's log_loss over the five folds
    of cv=5.
    """
    return ____


def test_improve_choose_C_by_how_good_the_probabilities_are():
    """Improve: 0.01, 1 or 100? This C says the truest probabilities."""
    candidates = [100, 0.01, 1]
    left_out = losses(X_train, y_train, candidates)
    assert candidates[int(np.argmin(left_out))] == ____


def test_improve_it_goes_wrong_on_tumours_already_learnt():
    """When it goes wrong: this C has the least loss on what it has learnt."""
    candidates = [0.01, 1, 100]
    said = [likely(X_train, y_train, X_train, C) for C in candidates]
    learnt = [log_loss(y_train, p) for p in said]
    assert candidates[int(np.argmin(learnt))] == ____
    (left_out,) = losses(X_train, y_train, [100])
    assert left_out > 10 * min(learnt)


@yours
def cheapest_bar(y, p, bars, missed, alarm):
    """The one of bars, a list, at which the calls cost least; of equals the first.

    Called malignant is who has p at the bar or above it. Prices as in cost.
    """
    return ____


def test_improve_the_bar_by_what_errors_cost():
    """Improve: a missed tumour costs ten alarms; which of the four bars is cheapest?"""
    y, p = np.array([0, 0, 1, 1]), np.array([0.1, 0.4, 0.3, 0.8])
    assert cheapest_bar(y, p, [0.9, 0.6, 0.2], 10, 1) == 0.2  # one alarm, none missed
    p = cross_val_predict(logistic(1), X_train, y_train, method="predict_proba")[:, 1]
    assert cheapest_bar(y_train, p, [0.9, 0.5, 0.05, 0.001], 10, 1) == ____


@yours
def wilson(found, total):
    """Where a share lies of which found of total were seen, with 95 %: (low, high).

    Of 100 such intervals about 95 hold the true share. With k found, n in total and
    z = 1.96, the middle is (k + z²/2) / (n + z²), and the reach to either side is
    z / (n + z²) times the root of (k (n − k) / n) + (z²/4). Wilson (1927).
    """
    return ____


def test_present_none_missed_is_not_never_missed():
    """Present: if 42 of 42 had been found, the share may still be as low as, in %?"""
    assert wilson(1, 2) == close_to((0.0945, 0.9055), abs=1e-3)
    low, high = wilson(42, 42)
    assert round(100 * low) == ____


def test_the_result_still_stands(present):
    """Present: 114 tumours nobody looked at, what was missed, and your own choice."""
    # what may teach, its answers, and the C that says the truest probabilities
    p = np.asarray(likely(____, ____, X_test, ____))
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
