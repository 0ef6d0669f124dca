"""Level 5 · arithmetic: odds, logarithms, and one tumour at a time

In the logarithm of odds, evidence adds up. That is why a weighted sum can end in a
probability. Here each tumour is a list of thirty numbers. You compute its odds (a
bookmaker's "three to one"), its log-odds, its loss, and the gradient of that loss. Then
Bayes' rule shows what an alarm means where few people are ill.

You may use: Python numbers, lists, loops, and math. No arrays.

    p     the probability that a tumour is malignant, from 0 to 1
    odds  p / (1 − p); 3 means three to one
    z     the natural log of the odds, called score, log-odds or logit; 0 is fifty-fifty
    x     one tumour: a list of d standardised features; d is 30 for a real one
    w     d + 1 weights, the intercept first; w_model holds those of the model
    y     the label: 1 malignant, 0 benign

Pillars: probability, calculus.
"""

import math

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

mean, std = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / std, (X_test - mean) / std

# The weights that Newton's method found at level 4; here they are scikit-learn's.
model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = [*model.intercept_.tolist(), *model.coef_[0].tolist()]

unseen = Z_test.tolist()  # 114 tumours, a list of thirty numbers each
truth = y_test.tolist()


@yours
def odds(p):
    """Return the odds p / (1 − p): a number from 0 up. `p` is from 0 to below 1.

    The *odds* of something are its probability divided by that of its opposite.
    """
    return ____


@yours
def probability(odds):
    """Return the probability that belongs to `odds`: a number from 0 to 1."""
    return ____


def test_three_to_one_is_three_of_four():
    """A probability of 0.75 is odds of three to one. What are the odds for 0.2?"""
    assert odds(0.75) == close_to(3)
    assert probability(3) == close_to(0.75)
    assert odds(0.2) == close_to(____)


@yours
def log_odds(p):
    """Return the natural log of the odds of p: a number, 0 for p = 0.5. 0 < `p` < 1.

    The *log-odds*, or logit, are the natural logarithm of the odds.
    """
    return ____


def test_evidence_adds_up_in_log_odds():
    """Which log-odds are halfway between those of 0.8 and those of 0.2?"""
    assert log_odds(0.8) == close_to(math.log(4))
    assert (log_odds(0.8) + log_odds(0.2)) / 2 == close_to(____)


@yours
def sigmoid(z):
    """Return the probability 1 / (1 + e^−z) that has the log-odds z, any finite number: one number.

    A very small probability is as exact as a large one: for z = −300 you get e^−300,
    and not 0.
    """
    return ____


def test_the_sigmoid_turns_log_odds_into_a_probability():
    """Apply `sigmoid` to the log-odds of 0.3. What do you get?"""
    assert sigmoid(math.log(3)) == close_to(0.75)
    assert sigmoid(-1000) == close_to(0)
    assert sigmoid(log_odds(0.3)) == close_to(____)


@yours
def log_sum_exp(values):
    """Return log(e^a + e^b + …) for one or more finite `values` a, b, …: one number."""
    return ____


def test_the_log_of_a_sum_of_exponentials_needs_no_huge_number():
    """What is the log of e^1000 + e^1000?"""
    assert log_sum_exp([math.log(2), math.log(3)]) == close_to(math.log(5))
    assert log_sum_exp([1000, 1000]) == close_to(____, abs=1e-2, rel=0)


@yours
def loss(z, y):
    """Return the log-loss of one tumour with the score z: one number.

    It is −log p if y is 1, and −log(1 − p) if y is 0. It is exact for any finite z, also where p is rounded to 0 or 1.
    """
    return ____


def test_a_loss_computed_from_the_score_is_finite():
    """What is the loss of a malignant tumour with a score of −1000?"""
    # p is 0.75, and the tumour is benign
    assert loss(math.log(3), 0) == close_to(-math.log(0.25))
    assert loss(-1000, 1) == close_to(____)


@yours
def score(x, w):
    """Return the score of one tumour x (d numbers) with w (d + 1 numbers): one number, its log-odds."""
    return ____


def test_a_score_is_evidence_added_up():
    """What is the score of this tumour with two features?"""
    assert score([2, 5], [1, 3, -1]) == close_to(____)
    wanted = model.decision_function(Z_test)
    assert [score(x, w_model) for x in unseen] == close_to(wanted)


@yours
def numerical_gradient(f, w, step):
    """Return the gradient of f at w by central differences: a list, one slope for each number in w.

    Change one number of w at a time, by `step` up and by `step` down. Its slope is the
    difference of f between the two, divided by 2 · `step`. `w` itself does not change.
    """
    return ____


def test_too_small_a_step_is_lost_in_rounding():
    """When it goes wrong: which slope of 5 w do you get at w = 1 with a step of 1e-17?"""
    f = lambda w: w[0] ** 2 + 3 * w[0] * w[1]
    assert numerical_gradient(f, [2.0, 5.0], 0.1) == close_to([19, 6])
    (too_small,) = numerical_gradient(lambda w: 5 * w[0], [1.0], 1e-17)
    assert too_small == close_to(____)


@yours
def gradient(x, y, w):
    """Return the gradient of the loss of one tumour: a list of d + 1 slopes, one for each weight.

    By the chain rule, the slope along a weight is the slope of the loss along z, times
    the slope of z along that weight.
    """
    return ____


def test_the_chain_rule_gives_the_exact_gradient():
    """What is the gradient for the second tumour, which is malignant? A list of three."""
    assert gradient([3, 1], 0, [0, 1, -3]) == close_to([0.5, 1.5, 0.5])
    assert gradient([2, -4], 1, [0, 2, 1]) == close_to(____)


@yours
def posterior(prior, recall, false_alarm_rate):
    """Return the probability that a person with an alarm is ill, by Bayes' rule: one number.

    `prior` is the fraction of people who are ill, before the test. `recall` is the
    fraction of ill people who get an alarm. `false_alarm_rate` is the fraction of
    healthy people who get one. Bayes' rule divides the people who are ill and get an
    alarm by all people who get one. The *posterior* is the probability
    after the evidence, the prior the one before it.
    """
    return ____


def test_most_alarms_are_false_where_few_are_ill():
    """When it goes wrong: one in 100 is ill. How likely is a person with an alarm to be ill?"""
    recall, false_alarm_rate = 40 / 42, 1 / 72  # as among the 114
    assert posterior(42 / 114, recall, false_alarm_rate) == close_to(40 / 41)
    assert posterior(0.01, recall, false_alarm_rate) == close_to(____, abs=0.01)


@yours
def adjusted(p, here, there):
    """Return p adjusted to a place where another fraction is malignant: one number.

    `here` is the fraction that is malignant where p was learnt, `there` the fraction
    in the other place. Malignant tumours look alike in both places, and so do benign
    ones. All arguments are between 0 and 1. Elkan (2001).
    """
    return ____


def test_another_prior_changes_only_the_intercept():
    """A p of 0.37 was learnt where 37 % are malignant. What is it where 1 % are?"""
    assert adjusted(0.5, 0.2, 0.5) == close_to(0.8)
    assert adjusted(0.37, 0.37, 0.01) == close_to(____)


@yours
def ranks(p):
    """Return the rank of each number in p, the smallest 1: a list. If numbers tie, they share the mean.

    >>> ranks([0.3, 0.9, 0.3])
    [1.5, 3.0, 1.5]
    """
    return ____


@yours
def auc(y, p):
    """Return the AUC from the ranks of p: one number from 0 to 1.

    There are m malignant and b benign tumours, and R is the sum of the ranks of the
    malignant ones. Then the AUC is (R − m(m + 1)/2) / (m b). m(m + 1)/2 is 1 + 2 + … +
    m, the R of malignant tumours that all rank lowest. m b is the number of pairs.
    Wilcoxon (1945).
    """
    return ____


def test_ranks_alone_give_the_auc():
    """Of these four tumours, two have the same p. What is the AUC?"""
    p = [0.9, 0.8, 0.8, 0.1]
    assert ranks(p) == close_to([4, 2.5, 2.5, 1])
    assert auc([1, 0, 1, 0], p) == close_to(____)


def test_the_result_still_stands(present):
    """Predict the 114 tumours one by one with your own arithmetic: which weights do you use?"""
    probabilities = [sigmoid(score(x, ____)) for x in unseen]
    assert probabilities == close_to(model.predict_proba(Z_test)[:, 1])
    called, value = [int(p >= 0.5) for p in probabilities], auc(truth, probabilities)
    assert sum(a == b for a, b in zip(called, truth, strict=True)) == 111
    assert value == close_to(roc_auc_score(truth, model.decision_function(Z_test)))
    show(present, called, value)


# How the result is shown: nothing to do from here on


def show(present, called, value):
    """Put the result on the screen."""
    correct = sum(a == b for a, b in zip(called, truth, strict=True))
    present(
        f"{correct} of {len(truth)} tumours predicted correctly, AUC {value:.3f}",
        correct=correct,
        auc=value,
        predicted=called,
        truth=truth,
    )
