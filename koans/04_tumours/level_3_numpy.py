"""Level 3 · NumPy: the weights that are least surprised

Two lines of scikit-learn said how likely each tumour is malignant. Under them is one
idea: give every measurement a weight, add up, squeeze the sum between 0 and 1, and look
for the weights that are least surprised by the 455 known tumours. How surprised is a
number, the log-loss; SciPy finds where it is smallest. Then you judge: precision,
recall, ROC, AUC.

Yours to use: NumPy and SciPy, no scikit-learn.

    X       (n, d)    n tumours, d columns, each scaled to mean 0 and spread 1; d is 30
    y       (n,)      1 malignant, 0 benign
    w       (d + 1,)  w[0] is the intercept, w[1:] a weight for each column
    z       (n,)      the score of each tumour, w[0] + X @ w[1:]
    p       (n,)      how likely malignant, from 0 to 1
    called  (n,)      1 where p is at the bar or above it, else 0
    C                 how heavily the tumours count against the penalty; 1 here

Z_train and Z_test are the known and the unseen tumours, scaled so. log is the natural
logarithm, np.log: log 8 is the power of e, 2.718, that makes 8.

Pillars: probability, statistics, calculus.
"""

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, xlogy
from sklearn import metrics
from sklearn.linear_model import LogisticRegression

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / spread, (X_test - mean) / spread

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_model = model.predict_proba(Z_test)[:, 1]


@yours
def probability(X, w):
    """How likely each row of X (n, d) is malignant, 1 / (1 + e^−z): shape (n,).

    z is the score, w[0] + X @ w[1:], and w is (d + 1,).
    """
    return ____


def test_a_score_is_squeezed_into_a_probability():
    """Scores of 0, log 3 and −log 3: how likely is the first tumour malignant?"""
    w, log3 = np.array([1.0, -1.0, 0.5]), np.log(3)
    X = np.array([[2.0, 2.0], [1.0, 2 * log3], [1.0, -2 * log3]])
    assert probability(X, w) == close_to([____, 0.75, 0.25])


@yours
def log_loss(y, p):
    """Minus the mean log of the probability p gave to what came true: one number.

    Natural log. To be sure and right costs 0. To be sure and wrong costs without limit:
    inf, or more than 30 for each such tumour if p is clipped.
    """
    return ____


def test_surprise_is_a_log():
    """What is the log-loss of a model that always says one half?"""
    by_hand = -(np.log(0.25) + np.log(0.8)) / 2  # what came true had 0.25 and 1 - 0.2
    assert log_loss(np.array([1, 0]), np.array([0.25, 0.2])) == close_to(by_hand)
    assert log_loss(y_test, np.full(114, 0.5)) == close_to(____, abs=1e-3)


@yours
def cost(w, X, y, C):
    """What scikit-learn makes small: C times the sum of log-losses, plus |w[1:]|²/2.

    With z = w[0] + X @ w[1:], the log-loss of one tumour is log(1 + e^z) − y z: for
    p = 1 / (1 + e^−z) that is −log p if y is 1, and −log(1 − p) if y is 0. |w[1:]|² is
    the squared length of w[1:], the sum of its squares. The intercept w[0] is not
    penalised. Finite for any finite w. One number.
    """
    return ____


def test_two_parts_pull_against_each_other():
    """Without tumours only the penalty is left: what do these weights cost?"""
    X, y = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]]), np.array([1, 0, 1])
    w = np.array([6.0, 3.0, 4.0])
    assert cost(0 * w, X, y, 7) == close_to(7 * 3 * np.log(2))  # each is a coin
    assert cost(w, X[:0], y[:0], 7) == close_to(____)


@yours
def fit(X, y, C):
    """The w (d + 1,) with the smallest cost: shape (d + 1,).

    SciPy's minimize(f, start, args=(…)) nudges its way down from start, here d + 1
    zeros, calling f(w, …) with what args holds; of what it returns, .x is the place.
    """
    return ____


def test_the_lowest_point_has_scikit_learns_weights():
    """Write `fit`: for the 455 tumours it should find the weights of scikit-learn."""
    assert fit(Z_train, y_train, 1) == close_to(w_model, abs=2e-2)


def test_it_goes_wrong_with_labels_of_minus_one():
    """When it goes wrong: benign as −1 in log(1 + e^z) − y z. Less than no loss?"""
    z = w_model[0] + Z_train @ w_model[1:]
    labels = 2 * y_train - 1  # -1 benign, 1 malignant
    loss = (np.logaddexp(0, z) - labels * z).sum()
    assert (loss < 0) == ____


@yours
def confusion(y, called):
    """[[cleared, alarms], [missed, found]]: how many of each kind, shape (2, 2).

    Row 0 holds the benign, row 1 the malignant; column 0 who was called benign,
    column 1 who was called malignant. y, called (n,): zeros and ones.
    """
    return ____


def test_two_kinds_of_right_and_two_of_wrong():
    """Of the 114, with the bar at a half: what are the four counts? Two lists in a list."""
    y, called = np.array([1, 1, 1, 0, 0, 0, 0]), np.array([1, 1, 0, 1, 1, 1, 0])
    assert confusion(y, called) == close_to([[1, 3], [1, 2]])
    called = (p_model >= 0.5).astype(int)
    assert confusion(y_test, called) == close_to(____)


@yours
def precision_recall(y, called):
    """(precision, recall): of the called how many are malignant; of the malignant how
    many are called. Two numbers from 0 to 1.

    y, called (n,): zeros and ones, at least one 1 in each.
    """
    return ____


def test_precision_and_recall_ask_different_people():
    """Five tumours: precision is a half. What is recall?"""
    y, called = np.array([1, 1, 1, 0, 0]), np.array([1, 0, 0, 1, 0])
    assert precision_recall(y, called) == close_to((0.5, ____))


@yours
def price(y, p, found):
    """The highest bar at which `found` malignant ones are called, and its price.

    (bar, alarms): who has p at the bar or above it is called malignant; alarms is how
    many benign ones are. p (n,) of malignant ones are all different.
    """
    return ____


def test_the_last_tumour_found_costs_most():
    """How many false alarms does it take to find all 42 cancers?"""
    y, p = np.array([1, 0, 1, 0, 1, 0]), np.array([0.9, 0.2, 0.2, 0.7, 0.4, 0.2])
    assert price(y, p, 1) == close_to((0.9, 0))
    assert price(y, p, 3) == close_to((0.2, 3))
    bar, alarms = price(y_test, p_model, 42)
    assert alarms == ____


@yours
def roc(y, p):
    """(false alarm rate, recall) at every bar, from the highest down: two arrays.

    The first point is (0, 0), nobody called; then one for each different p, largest
    first: who has that p or more is called. Rates of the benign, of the malignant.
    """
    return ____


def test_every_bar_is_a_point_of_one_curve():
    """Five tumours, two of them with the same p: what is recall at each bar? A list of five."""
    y, p = np.array([1, 0, 1, 0, 1]), np.array([0.9, 0.8, 0.8, 0.1, 0.3])
    alarms, recall = roc(y, p)
    assert alarms == close_to([0, 0, 0.5, 0.5, 1])
    assert recall == close_to(____)


@yours
def area(alarms, recall):
    """The area under the line through the points (alarms, recall): one number.

    alarms, recall (k,): in the order of roc; between two points the line is straight.
    """
    return ____


def test_the_area_under_it_is_the_auc():
    """The same five tumours: what area lies under their curve?"""
    alarms, recall = np.array([0, 0, 0.5, 0.5, 1]), np.array([0, 1 / 3, 2 / 3, 1, 1])
    assert area(alarms, recall) == close_to(____)


def test_it_goes_wrong_on_calls_in_place_of_probabilities():
    """When it goes wrong: a curve made from 0 and 1 alone has so many points."""
    called = (p_model >= 0.5).astype(int)
    alarms, recall = (np.asarray(side) for side in roc(y_test, called))
    assert len(alarms) == ____
    assert area(alarms, recall) == close_to(0.969, abs=2e-3)  # of p it is 0.996


@yours
def calibration(y, p, bins):
    """(said, happened): mean p and share malignant of each drawer that is not empty.

    bins drawers of equal width from 0 to 1, the lowest first; p = 0 lies in the first,
    p = 1 in the last. p exactly between two drawers may lie in either.
    """
    return ____


def test_what_was_said_should_happen_as_often():
    """Four tumours in two drawers: how often did it happen in each? A list of two."""
    y, p = np.array([0, 1, 1, 1]), np.array([0.0, 0.3, 0.8, 1.0])
    said, happened = calibration(y, p, 2)
    assert said == close_to([0.15, 0.9])
    assert happened == close_to(____)


def test_the_result_still_stands(present):
    """The same 114 tumours, by your own weights, with your own bar and area."""
    # the known tumours, scaled as the unseen ones are, and what they proved to be
    w = np.asarray(fit(____, ____, 1))
    p = np.asarray(probability(Z_test, w))
    assert p == close_to(p_model, abs=1e-2)
    called, auc = (p >= 0.5).astype(int), area(*map(np.asarray, roc(y_test, p)))
    assert (called == y_test).sum() == 111
    assert auc == close_to(metrics.roc_auc_score(y_test, p_model), abs=1e-3)
    show(present, called, auc)


# How the result is shown: nothing to do from here on


def show(present, called, auc):
    """Put the result on the screen."""
    right = int((called == y_test).sum())
    present(
        f"{right} of {len(y_test)} tumours called right, AUC {auc:.3f}",
        right=right,
        auc=auc,
        predicted=called,
        truth=y_test,
    )
