"""Level 5 · arithmetic: odds, logs, and one tumour at a time

Behind 1 / (1 + e^−z) stands an old way to speak of chances. A bookmaker says three to
one; take the log of that, and evidence can be added up. This is why a model of weighted
sums ends in a probability at all. Here each tumour is one list of thirty numbers, and
you do the sums: odds, log-odds, the loss and its slope by the chain rule, and what
Bayes' rule makes of an alarm where hardly anybody is ill.

Yours to use: Python numbers, lists, loops, and math. No arrays.

    p     how likely malignant, a number from 0 to 1
    odds  p over 1 − p; 3 means three to one
    z     the log of the odds, called score or log-odds; 0 is fifty-fifty
    x     one tumour: a list of d scaled numbers; d is 30 of a real one
    w     d + 1 weights, the intercept first; w_model holds those of the model
    y     1 malignant, 0 benign

Pillars: probability, calculus.
"""

import math

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / spread, (X_test - mean) / spread

# The weights that Newton found at level 4; here they are scikit-learn's.
model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = [*model.intercept_.tolist(), *model.coef_[0].tolist()]

unseen = Z_test.tolist()  # 114 tumours, a list of thirty numbers each
truth = y_test.tolist()


@yours
def odds(p):
    """How many for one against: p over 1 − p, a number from 0 up. p is below 1."""
    return ____


@yours
def chance(odds):
    """The probability that goes with odds: a number from 0 to 1."""
    return ____


def test_three_to_one_is_three_of_four():
    """0.75 is three to one. What are the odds at 0.2?"""
    assert odds(0.75) == close_to(3)
    assert chance(3) == close_to(0.75)
    assert odds(0.2) == close_to(____)


@yours
def log_odds(p):
    """The natural log of the odds of p: 0 at a half, below 0 for less. 0 < p < 1."""
    return ____


def test_evidence_adds_up_in_log_odds():
    """Which log-odds lie halfway between those of 0.8 and those of 0.2?"""
    assert log_odds(0.8) == close_to(math.log(4))
    assert (log_odds(0.8) + log_odds(0.2)) / 2 == close_to(____)


@yours
def sigmoid(z):
    """The p that has the log-odds z: 1 / (1 + e^−z), for any finite z.

    A very small p is as exact as a large one: at z = −300 it is e^−300, not 0.
    """
    return ____


def test_the_way_back_from_log_odds_never_overflows():
    """From 0.3 to its log-odds and back: what comes out?"""
    assert sigmoid(math.log(3)) == close_to(0.75)
    assert sigmoid(-1000) == close_to(0)
    assert sigmoid(log_odds(0.3)) == close_to(____)


@yours
def log_sum_exp(values):
    """The log of e^a + e^b + … for a list of one finite number or more."""
    return ____


def test_a_log_of_a_sum_of_exps_needs_no_giant_number():
    """e^1000 is added to e^1000: what is the log of the sum?"""
    assert log_sum_exp([math.log(2), math.log(3)]) == close_to(math.log(5))
    assert log_sum_exp([1000, 1000]) == close_to(____, abs=1e-2, rel=0)


@yours
def loss(z, y):
    """The log-loss of one tumour with the score z: −log p if y is 1, −log(1 − p) if 0.

    For any finite z, also where p is rounded to 0 or 1.
    """
    return ____


def test_a_loss_from_the_score_knows_no_infinity():
    """Malignant, and a score of −1000: what is the loss?"""
    # a score of log 3 is a p of 0.75, which leaves 0.25 for benign
    assert loss(math.log(3), 0) == close_to(-math.log(0.25))
    assert loss(-1000, 1) == close_to(____)


@yours
def score(x, w):
    """The log-odds of one tumour x, d numbers, with w, d + 1 numbers: one number."""
    return ____


def test_a_score_is_evidence_added_up():
    """A tumour of two numbers, three weights: what is its score?"""
    assert score([2, 5], [1, 3, -1]) == close_to(____)
    wanted = model.decision_function(Z_test)
    assert [score(x, w_model) for x in unseen] == close_to(wanted)


@yours
def felt(f, w, hair):
    """The slope of f along each of the numbers in w, felt: a list as long as w.

    One number of w at a time is nudged by hair to either side, and the difference of f
    is taken over 2 hair. w itself is left as it was.
    """
    return ____


def test_it_goes_wrong_with_too_short_a_hair():
    """When it goes wrong: what slope of 5 w is felt at 1, with a hair of 1e-17?"""
    f = lambda w: w[0] ** 2 + 3 * w[0] * w[1]
    assert felt(f, [2.0, 5.0], 0.1) == close_to([19, 6])
    (too_short,) = felt(lambda w: 5 * w[0], [1.0], 1e-17)
    assert too_short == close_to(____)


@yours
def slope(x, y, w):
    """The slope of the loss of one tumour along each of its d + 1 weights: a list.

    By the chain rule: (slope of the loss along z) times (slope of z along the weight).
    """
    return ____


def test_the_chain_rule_says_what_a_nudge_feels():
    """What is the slope for the malignant one of these two? A list of three."""
    assert slope([3, 1], 0, [0, 1, -3]) == close_to([0.5, 1.5, 0.5])
    assert slope([2, -4], 1, [0, 2, 1]) == close_to(____)


@yours
def after_alarm(prior, found, alarms):
    """How likely somebody who was called is ill, by Bayes' rule: a number from 0 to 1.

    prior: the share of the ill before anything was measured. found: the share of
    the ill who are called. alarms: the share of the well who are called.
    """
    return ____


def test_it_goes_wrong_where_few_are_ill():
    """When it goes wrong: one in 100 is ill. How likely is who is called ill?"""
    found, alarms = 40 / 42, 1 / 72  # as among the 114
    assert after_alarm(42 / 114, found, alarms) == close_to(40 / 41)
    assert after_alarm(0.01, found, alarms) == close_to(____, abs=0.01)


@yours
def moved(p, here, there):
    """p, learnt where a share `here` is malignant, as it is where a share `there` is.

    Malignant ones look alike in both places, and so do benign ones; only how many there
    are of each differs. All between 0 and 1. Elkan (2001).
    """
    return ____


def test_in_another_place_only_the_intercept_moves():
    """A p of 0.37 where 0.37 are malignant; how likely where 0.01 are?"""
    assert moved(0.5, 0.2, 0.5) == close_to(0.8)
    assert moved(0.37, 0.37, 0.01) == close_to(____)


@yours
def ranks(p):
    """The place of each number of p, the smallest 1: a list. Equal ones share the mean.

    >>> ranks([0.3, 0.9, 0.3])
    [1.5, 3.0, 1.5]
    """
    return ____


@yours
def auc(y, p):
    """Share of pairs, malignant with benign, in the right order, from the ranks of p.

    With m malignant, b benign and R the sum of the ranks of the malignant:
    (R − m(m + 1)/2) / (m b). m(m + 1)/2 is 1 + 2 + … + m, what R would be if all the
    malignant stood lowest; m b is the number of pairs. Wilcoxon (1945).
    """
    return ____


def test_ranks_alone_give_the_auc():
    """Four tumours, two of them with the same p: what is the AUC?"""
    p = [0.9, 0.8, 0.8, 0.1]
    assert ranks(p) == close_to([4, 2.5, 2.5, 1])
    assert auc([1, 0, 1, 0], p) == close_to(____)


def test_the_result_still_stands(present):
    """The same 114 tumours, one by one, in sums and products."""
    likely = [sigmoid(score(x, ____)) for x in unseen]
    assert likely == close_to(model.predict_proba(Z_test)[:, 1])
    called, share = [int(p >= 0.5) for p in likely], auc(truth, likely)
    assert sum(a == b for a, b in zip(called, truth, strict=True)) == 111
    assert share == close_to(roc_auc_score(truth, model.decision_function(Z_test)))
    show(present, called, share)


# How the result is shown: nothing to do from here on


def show(present, called, share):
    """Put the result on the screen."""
    right = sum(a == b for a, b in zip(called, truth, strict=True))
    present(
        f"{right} of {len(truth)} tumours called right, AUC {share:.3f}",
        right=right,
        auc=share,
        predicted=called,
        truth=truth,
    )
