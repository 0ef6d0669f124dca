"""Level 1 · the result: 114 tumours, and how likely each is malignant

A doctor draws a few cells from a lump. Is it cancer? A model learnt from 455 lumps
whose diagnosis is known. Then it predicted, for 114 others, the probability that each
is malignant (cancer) and not benign (harmless). In this level you only read: replace
each ____ with a value, or with an expression that computes it. To look at anything,
write print(...) above a line and save.

    X_train, X_test  (455, 30), (114, 30)  the features: thirty measurements each
    y_train, y_test  (455,), (114,)        the labels: 1 malignant, 0 benign
    probability      (114,)  the probability that each unseen tumour is malignant
    y_pred           (114,)  the prediction: 1 if the probability is above 0.5
    auc                      the AUC: how well the model ranks the tumours, at most 1

A *threshold* is the number at which a prediction changes, here a probability of 0.5.
The *ROC curve* (receiver operating characteristic) shows for each threshold how many
cancers are found, and for how many false alarms. The *AUC*, the area under the curve,
is the fraction of pairs, one malignant and one benign, in the right order. Then the
malignant one has the higher probability.
"""

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from sensei import ____

from . import X_test, X_train, feature_names, y_test, y_train

# The whole model: standardise every column. *Logistic regression* multiplies each
# feature by a weight, adds up, and turns the sum into a probability.
model = make_pipeline(StandardScaler(), LogisticRegression(C=1, max_iter=1000))
model.fit(X_train, y_train)
probability = model.predict_proba(X_test)[:, 1]
y_pred = model.predict(X_test)

correct = int((y_pred == y_test).sum())
auc = roc_auc_score(y_test, probability)

RADIUS = feature_names.index("worst_radius")
TEXTURE = feature_names.index("worst_texture")
names = np.array(["benign", "malignant"])


def test_nearly_every_tumour_is_predicted_correctly(present):
    """How many of the 114 unseen tumours did the model predict correctly?"""
    show(present)
    assert correct == ____


def test_each_row_describes_one_tumour(present):
    """How many measurements (features) does the model get for each tumour?"""
    show(present)
    assert X_test.shape[1] == ____


def test_the_model_is_unsure_of_a_few_tumours(present):
    """For how many of the 114 is the model unsure: a probability between 0.1 and 0.9?"""
    show(present)
    unsure = (probability > 0.1) & (probability < 0.9)
    assert unsure.sum() == ____


def test_a_missed_cancer_is_a_false_negative(present):
    """How many malignant tumours did the model call benign? These are the false negatives.

    A *false negative* is a case that the model missed: here a malignant tumour called
    benign. A *false positive*, or false alarm, is a case that the model reported
    wrongly: a benign tumour called malignant.
    """
    show(present)
    missed = (names[y_test] == "malignant") & (names[y_pred] == "benign")
    assert missed.sum() == ____


def test_a_lower_threshold_trades_misses_for_false_alarms(present):
    """Lower the threshold to 0.045 and no cancer is missed. How many false alarms are there?"""
    show(present)
    called = probability > 0.045
    assert not np.any(~called & (y_test == 1))
    assert (called & (y_test == 0)).sum() == ____


def test_calling_every_tumour_benign_is_often_correct(present):
    """How many of the 114 would be correct if you called every tumour benign?"""
    show(present)
    always_benign = np.zeros(len(y_test))
    assert (always_benign == y_test).sum() == ____


def test_malignant_tumours_nearly_always_rank_above_benign_ones(present):
    """In how many of 1000 pairs does the malignant tumour get the higher probability?"""
    show(present)
    assert round(1000 * auc) == ____


def test_it_calls_a_tumour_of_your_own_malignant(present):
    """Take the average tumour. Which worst radius makes the model call it malignant?"""
    show(present)
    tumour = X_train.mean(axis=0)  # its worst radius is 16.4, its probability 0.46
    tumour[RADIUS] = ____
    assert names[model.predict([tumour])[0]] == "malignant"
    assert tumour[RADIUS] < 40  # the largest worst radius is 36


def test_it_is_very_sure_of_an_empty_slide(present):
    """When it goes wrong: a slide without cells gives thirty zeros. What does the model call it? In quotes."""
    show(present)
    empty = np.zeros(30)
    assert names[model.predict([empty])[0]] == ____
    assert model.predict_proba([empty])[0].max() > 1 - 1e-9


def test_the_result_still_stands(present):
    """Set C as in the model above: your model should get the same 111 correct.

    In logistic regression, *C* is a hyperparameter: the smaller it is, the more the
    weights are kept small.
    """
    show(present)
    yours = make_pipeline(StandardScaler(), LogisticRegression(C=____, max_iter=1000))
    yours.fit(X_train, y_train)
    assert (yours.predict(X_test) == y_test).sum() == correct
    assert yours[-1].C == model[-1].C


# How the result is shown: nothing to do from here on


def show(present):
    """Put the result on the screen."""
    table = pd.DataFrame(
        {
            "tumour": np.arange(len(y_test)),
            "radius": [f"{value:.1f}" for value in X_test[:, RADIUS]],
            "texture": [f"{value:.1f}" for value in X_test[:, TEXTURE]],
            "probability": [f"{p:.3f}" for p in probability],
            "predicted": names[y_pred],
            "actual": names[y_test],
        }
    )
    present(
        f"{correct} of {len(y_test)} tumours predicted correctly, AUC {auc:.3f}",
        question="Is this tumour malignant, and how sure are we? 114 unseen ones:",
        rows=table,
        predicted=y_pred,
        truth=y_test,
        picture=draw,
        correct=correct,
        auc=auc,
    )


def draw(figure):
    """The 114 tumours, ordered by the predicted probability that they are malignant."""
    axes = figure.subplots()
    rank = np.argsort(np.argsort(probability))
    for truth, (colour, marker) in enumerate((("#0072B2", "o"), ("#D55E00", "^"))):
        rows = y_test == truth
        axes.scatter(
            rank[rows],
            probability[rows],
            color=colour,
            marker=marker,
            label=names[truth],
        )
    wrong = y_pred != y_test
    axes.scatter(
        rank[wrong], probability[wrong], s=240, facecolors="none", edgecolors="black"
    )
    axes.axhline(0.5, color="grey", linestyle="--")
    axes.set_title("114 unseen tumours. Ring: predicted wrongly")
    axes.set_xlabel("rank, from surely benign to surely malignant")
    axes.set_ylabel("probability of malignant")
    axes.legend(title="actual")
