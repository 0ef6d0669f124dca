"""Level 3 · NumPy: logistic regression

Two lines of scikit-learn gave the probability that each tumour is malignant. That
model, logistic regression, multiplies every measurement by a weight, adds up, and
squeezes the sum between 0 and 1. Here you write it yourself, and SciPy finds the best
weights. Then you write what judges the model: precision, recall, the ROC curve and the
AUC.

You may use: NumPy and SciPy, no scikit-learn.

    X       (n, d)    d standardised features of n tumours: mean 0, standard deviation 1
    y       (n,)      the labels: 1 malignant, 0 benign
    w       (d + 1,)  the weights: w[0] is the intercept, w[1:] has one for each feature
    z       (n,)      the score of each tumour: w[0] + X @ w[1:]
    p       (n,)      the predicted probability that each tumour is malignant
    called  (n,)      the prediction: 1 where p is at or above the threshold, 0 below
    C                 how heavily the losses count against the penalty; 1 here

Z_train and Z_test are the training and the test tumours, standardised; their d is 30.
log is the natural logarithm, np.log.

Pillars: probability, statistics, calculus.
"""

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, xlogy
from sklearn import metrics
from sklearn.linear_model import LogisticRegression

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

mean, std = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / std, (X_test - mean) / std

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_model = model.predict_proba(Z_test)[:, 1]


@yours
def probability(X, w):
    """Return the probability that each row of X (n, d) is malignant: shape (n,).

    The score of a row is z = w[0] + X @ w[1:], and `w` has shape (d + 1,). The
    *sigmoid*, or logistic function, turns a score into a probability: 1 / (1 + e^−z).
    """
    return ____


def test_a_score_is_squeezed_into_a_probability():
    """What is the probability that a tumour with a score of 0 is malignant?"""
    w, log3 = np.array([1.0, -1.0, 0.5]), np.log(3)
    X = np.array([[2.0, 2.0], [1.0, 2 * log3], [1.0, -2 * log3]])
    assert probability(X, w) == close_to([____, 0.75, 0.25])


@yours
def log_loss(y, p):
    """Return the log-loss of the probabilities p (n,) for the labels y (n,): one number.

    The log-loss is minus the mean natural log of the probability that p gave to what
    came true. It measures surprise. If a prediction is certain and correct, it costs 0.
    If it is certain and wrong, it costs inf, or more than 30 for each such tumour if
    you clip p.
    """
    return ____


def test_the_log_loss_measures_surprise():
    """What is the log-loss of a model that gives every tumour a probability of one half?"""
    by_hand = -(np.log(0.25) + np.log(0.8)) / 2  # the true classes had 0.25 and 1 - 0.2
    assert log_loss(np.array([1, 0]), np.array([0.25, 0.2])) == close_to(by_hand)
    assert log_loss(y_test, np.full(114, 0.5)) == close_to(____, abs=1e-3)


@yours
def cost(w, X, y, C):
    """Return C times the sum of the log-losses, plus the penalty |w[1:]|² / 2: one number.

    scikit-learn minimises this cost. *L2 regularisation* is a penalty on the squares of
    the weights, which keeps them small. Here |w[1:]|² is the squared length of w[1:],
    the sum of its squares. The intercept w[0] is not penalised.

    With the score z = w[0] + X @ w[1:], the log-loss of a tumour is log(1 + e^z) − y z.
    For p = 1 / (1 + e^−z) that is −log p if y is 1, and −log(1 − p) if y is 0. The
    cost is finite for any finite `w`.
    """
    return ____


def test_losses_and_penalty_pull_against_each_other():
    """Without tumours only the penalty is left. What is the cost of the weights 6, 3 and 4?"""
    X, y = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]]), np.array([1, 0, 1])
    w = np.array([6.0, 3.0, 4.0])
    assert cost(0 * w, X, y, 7) == close_to(7 * 3 * np.log(2))  # p is 0.5 for each
    assert cost(w, X[:0], y[:0], 7) == close_to(____)


@yours
def fit(X, y, C):
    """Return the weights with the smallest cost: shape (d + 1,).

    An *optimiser* searches for the arguments that make a function smallest. SciPy's
    minimize(f, start, args=(…)) walks downhill from `start`, here d + 1 zeros, until f
    is smallest. It calls f(w, …) with what `args` holds. It returns an object whose
    attribute .x is the best `w`. A search has *converged* when further steps hardly
    change anything.
    """
    return ____


def test_the_smallest_cost_has_scikit_learns_weights():
    """Write `fit`: it should find scikit-learn's weights for the 455 training tumours."""
    assert fit(Z_train, y_train, 1) == close_to(w_model, abs=2e-2)


def test_the_loss_needs_labels_of_0_and_1():
    """When it goes wrong: if benign is −1, is the sum of log(1 + e^z) − y z below 0? True or False."""
    z = w_model[0] + Z_train @ w_model[1:]
    labels = 2 * y_train - 1  # -1 benign, 1 malignant
    loss = (np.logaddexp(0, z) - labels * z).sum()
    assert (loss < 0) == ____


@yours
def confusion(y, called):
    """Return the confusion matrix [[cleared, alarms], [missed, found]]: shape (2, 2).

    It holds four counts. Row 0 counts the benign tumours, row 1 the malignant ones.
    Column 0 counts those called benign, column 1 those called malignant. A *true
    positive* is a malignant tumour called malignant, a *true negative* a benign one
    called benign. In textbooks the four counts are [[true negatives, false positives],
    [false negatives, true positives]]. `y` and `called` (n,) hold zeros and ones.
    """
    return ____


def test_a_confusion_matrix_has_four_counts():
    """What is the confusion matrix of the 114 tumours at a threshold of 0.5? A list of two lists."""
    y, called = np.array([1, 1, 1, 0, 0, 0, 0]), np.array([1, 1, 0, 1, 1, 1, 0])
    assert confusion(y, called) == close_to([[1, 3], [1, 2]])
    called = (p_model >= 0.5).astype(int)
    assert confusion(y_test, called) == close_to(____)


@yours
def precision_recall(y, called):
    """Return (precision, recall): two numbers from 0 to 1.

    *Precision* is the fraction of the tumours called malignant that are malignant.
    Recall is the fraction of the malignant tumours that are called malignant. `y` and
    `called` (n,) hold zeros and ones, at least one 1 in each. *Specificity* is the
    recall of the other class: the fraction of the benign tumours that are called
    benign.
    """
    return ____


def test_precision_and_recall_ask_different_questions():
    """For these five tumours precision is one half. What is recall?"""
    y, called = np.array([1, 1, 1, 0, 0]), np.array([1, 0, 0, 1, 0])
    assert precision_recall(y, called) == close_to((0.5, ____))


@yours
def price(y, p, found):
    """Return (threshold, alarms), the price of finding `found` cancers: two numbers.

    `threshold` is the highest one at which `found` malignant tumours are called
    malignant. A tumour is called malignant if its p is at the threshold or above.
    `alarms` is how many benign tumours are called malignant. The p (n,) of the
    malignant ones are all different.
    """
    return ____


def test_the_last_cancer_found_costs_most():
    """How many false alarms does it take to find all 42 cancers?"""
    y, p = np.array([1, 0, 1, 0, 1, 0]), np.array([0.9, 0.2, 0.2, 0.7, 0.4, 0.2])
    assert price(y, p, 1) == close_to((0.9, 0))
    assert price(y, p, 3) == close_to((0.2, 3))
    threshold, alarms = price(y_test, p_model, 42)
    assert alarms == ____


@yours
def roc(y, p):
    """Return (false alarm rate, recall) at every threshold, the highest first: two arrays.

    They are the points of the ROC curve. The *false positive rate*, or false alarm
    rate, is the fraction of the benign tumours that are called malignant. Recall is the
    same fraction of the malignant tumours.

    The first point is (0, 0), where no tumour is called malignant. Then comes one point
    for each different p, the largest first: every tumour with that p or more is called.
    """
    return ____


def test_every_threshold_is_a_point_of_the_roc_curve():
    """Two of these five tumours have the same p. What is recall at each point of the ROC curve? A list of five."""
    y, p = np.array([1, 0, 1, 0, 1]), np.array([0.9, 0.8, 0.8, 0.1, 0.3])
    alarms, recall = roc(y, p)
    assert alarms == close_to([0, 0, 0.5, 0.5, 1])
    assert recall == close_to(____)


@yours
def area(alarms, recall):
    """Return the area under the curve through the points (alarms, recall): one number.

    `alarms` and `recall` (k,) are in the order of `roc`. Between two points the curve
    is a straight line.
    """
    return ____


def test_the_area_under_the_roc_curve_is_the_auc():
    """What is the area under the ROC curve (AUC) of the same five tumours?"""
    alarms, recall = np.array([0, 0, 0.5, 0.5, 1]), np.array([0, 1 / 3, 2 / 3, 1, 1])
    assert area(alarms, recall) == close_to(____)


def test_predictions_of_0_and_1_make_a_poor_roc_curve():
    """When it goes wrong: how many points does a ROC curve have if it is made from predictions of 0 and 1?"""
    called = (p_model >= 0.5).astype(int)
    alarms, recall = (np.asarray(side) for side in roc(y_test, called))
    assert len(alarms) == ____
    assert area(alarms, recall) == close_to(0.969, abs=2e-3)  # before, it was 0.996


@yours
def calibration(y, p, bins):
    """Return (mean p, fraction malignant) of each bin that is not empty: two arrays.

    There are `bins` bins of equal width from 0 to 1, the lowest first. p = 0 lies in
    the first bin, p = 1 in the last. If p is exactly between two bins, it may lie in
    either. A *bin* is one of the parts into which a range of numbers is cut.
    """
    return ____


def test_calibrated_probabilities_match_what_happens():
    """Four tumours fall into two bins. What fraction of each bin is malignant? A list of two.

    Probabilities are *calibrated* if 70 of 100 things that were given 70 % happen, and
    so on.
    """
    y, p = np.array([0, 1, 1, 1]), np.array([0.0, 0.3, 0.8, 1.0])
    predicted, observed = calibration(y, p, 2)
    assert predicted == close_to([0.15, 0.9])
    assert observed == close_to(____)


def test_the_result_still_stands(present):
    """Fit your own weights to the training set: the AUC should be scikit-learn's."""
    # the training set: the standardised features, and the labels
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
    correct = int((called == y_test).sum())
    present(
        f"{correct} of {len(y_test)} tumours predicted correctly, AUC {auc:.3f}",
        correct=correct,
        auc=auc,
        predicted=called,
        truth=y_test,
    )
