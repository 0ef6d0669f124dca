"""Level 6 · decomposition: why this patient, and what a forecast is made of

The model gives a benign lump a probability of 62 %. Why? A score is a sum, so you can
split it into the contribution of each feature. You also split the fit: each Newton step
is a weighted least-squares problem, solved with two triangular matrices, as for the
cars. In the end you split the error of the probabilities into calibration and
refinement.

You may use: arrays, @ and your own functions. No np.linalg, no SciPy.

    x             (d,)            one tumour, standardised: 0 is the training mean
    w             (d + 1,)        the weights: the intercept, then one for each feature
    contribution  (d,)            what each feature adds to the log-odds
    A             (n, d + 1)      a column of ones, then the standardised features
    P             (d + 1, d + 1)  the penalty: 1/C on the diagonal, 0 for the intercept
    S             (k, k)          symmetric, positive definite: v′Sv > 0 for all v ≠ 0
    T             (k, k)          lower triangular (zeros above the diagonal), S = T T′

Pillars: linear algebra, probability, statistics.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import roc_auc_score

from sensei import ____, close_to, yours

from . import X_test, X_train, feature_names, y_test, y_train

mean, std = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / std, (X_test - mean) / std
A_train, A_test = (np.insert(Z, 0, 1, axis=1) for Z in (Z_train, Z_test))

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_test = model.predict_proba(Z_test)[:, 1]

MISSED, ALARM = 16, 71  # of the 114: a missed cancer and a false alarm
family_names = [name.removeprefix("mean_") for name in feature_names[:10]]


@yours
def contributions(x, reference, w):
    """Return what each feature adds to the log-odds of x, compared with `reference`: shape (d,).

    `x` and `reference` (d,) are two tumours, and `w` is (d + 1,). The contributions add
    up to the score of `x` minus the score of `reference`.
    """
    return ____


def test_a_score_is_a_sum_of_contributions():
    """What does each of the two features add, compared with `reference`? A list of two."""
    x, reference = np.array([4.0, 1.0]), np.array([1.0, 4.0])
    w = np.array([9.0, 5.0, 4.0])
    found = contributions(x, reference, w)
    assert np.sum(found) == close_to((9 + 20 + 4) - (9 + 5 + 16))  # the two scores
    assert found == close_to(____)


@yours
def families(contribution):
    """Return the contribution of each family of features: shape (k,).

    A family is the mean, the standard error and the worst of one measurement. Add up
    the contributions of the three. `contribution` (3k,) has first the k means, then the
    k standard errors, then the k worst, each in the same order. k is 10 for a real
    tumour.
    """
    return ____


def test_the_false_alarm_has_a_reason():
    """Why was the benign tumour 71 called malignant? Name the family that adds most, in quotes."""
    six = np.array([1.0, 2.0, 10.0, 20.0, 100.0, 200.0])
    assert families(six) == close_to([111, 222])
    against_average = np.asarray(contributions(Z_test[ALARM], np.zeros(30), w_model))
    by_family = np.asarray(families(against_average))
    # print(dict(zip(family_names, by_family))) shows all ten
    assert family_names[by_family.argmax()] == ____


def test_an_explanation_depends_on_the_reference():
    """When it goes wrong: compared with all and with the benign, does a missed cancer's radius speak for malignant? True or False for each."""
    x, radius = Z_test[MISSED], family_names.index("radius")
    average, benign = np.zeros(30), Z_train[y_train == 0].mean(axis=0)
    to_average = families(np.asarray(contributions(x, average, w_model)))
    to_benign = families(np.asarray(contributions(x, benign, w_model)))
    assert (to_average[radius] > 0) == ____  # compared with the average of all
    assert (to_benign[radius] > 0) == ____  # compared with the average benign one


@yours
def cholesky(S):
    """Return the Cholesky factor of S: the lower triangular T with T T′ = S, shape (k, k).

    Its diagonal is positive. S (k, k) is symmetric and positive definite, and does not
    change. Each column t of T accounts for t t′: subtract it, and go on with what is
    left of S.
    """
    return ____


def test_cholesky_works_column_by_column():
    """What is T for [[4, 6], [6, 25]]? A list of two lists."""
    S = np.array([[9.0, 6.0], [6.0, 8.0]])
    assert cholesky(S) == close_to([[3, 0], [2, 2]])
    S = np.array([[4.0, 6.0], [6.0, 25.0]])
    assert cholesky(S) == close_to(____)


@yours
def forward(T, b):
    """Return v with T v = b, for a lower triangular T (k, k): shape (k,).

    T and b do not change.
    """
    return ____


@yours
def backward(T, v):
    """Return u with T′ u = v, for a lower triangular T (k, k): shape (k,).

    T and v do not change.
    """
    return ____


def test_triangular_systems_are_solved_one_unknown_at_a_time():
    """Which v solves T v = [4, 2]? A list of two."""
    T = np.array([[2.0, 0.0], [3.0, 4.0]])
    assert backward(T, np.array([7.0, 8.0])) == close_to([0.5, 2])
    assert forward(T, np.array([4.0, 2.0])) == close_to(____)


@yours
def working(A, y, w):
    """Return (weight, target), what the next least-squares fit should use: two arrays (n,).

    `weight` is p(1 − p), or 1e-12 where that is smaller. `target` is z + (y − p) /
    weight. The scores are z = A w. Statisticians call the two the working weights and
    the working response.
    """
    return ____


def test_the_first_round_is_plain_least_squares():
    """At w = 0, what is the target of the malignant and of the benign tumour? A list of two."""
    A, y = np.array([[1.0, 3.0, -2.0], [1.0, 0.5, 4.0]]), np.array([1, 0])
    weight, target = working(A, y, np.zeros(3))
    assert weight == close_to([0.25, 0.25])
    assert target == close_to(____)


def test_a_sure_and_wrong_prediction_has_a_huge_target():
    """When it goes wrong: what is the log of the target of a malignant tumour with a score of −20?"""
    A, y, w = np.array([[1.0]]), np.array([1]), np.array([-20.0])
    weight, target = working(A, y, w)
    assert weight == close_to([np.exp(-20)], abs=0)
    assert np.log(target[0]) == close_to(____, abs=1e-3)


@yours
def weighted_ridge(A, weight, target, P):
    """Return the w that minimises the sum of weight · (target − A w)², plus w′P w: shape (d + 1,).

    A is (n, d + 1), `weight` and `target` are (n,), P is (d + 1, d + 1).
    """
    return ____


def test_each_round_is_a_weighted_ridge_regression():
    """Write `weighted_ridge`: it should find the weights of scikit-learn's Ridge."""
    A = np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 0.0], [1.0, 5.0]])
    weight, target = np.array([1.0, 2.0, 0.5, 1.5]), np.array([3.0, 1.0, -1.0, 4.0])
    ridge = Ridge(alpha=0.5).fit(A[:, 1:], target, sample_weight=weight)
    w = weighted_ridge(A, weight, target, np.diag([0, 0.5]))
    assert w == close_to([ridge.intercept_, *ridge.coef_])


@yours
def irls(A, y, P, rounds):
    """Return w after `rounds` rounds of iteratively reweighted least squares: shape (d + 1,).

    It starts from zeros. *Iteratively reweighted least squares* (IRLS) solves one
    weighted least-squares problem after another, with new row weights each time. Green
    (1984).
    """
    return ____


def test_a_round_and_a_newton_step_compared():
    """Two rounds on four tumours: is the second the same as a Newton step? True or False."""
    A = np.array([[1.0, -2], [1, -1], [1, 1], [1, 3]])
    y, P = np.array([0, 1, 1, 1]), np.diag([0, 0.5])
    first, second = (np.asarray(irls(A, y, P, rounds)) for rounds in (1, 2))
    p = 1 / (1 + np.exp(-A @ first))
    gradient, hessian = A.T @ (p - y) + P @ first, A.T @ np.diag(p * (1 - p)) @ A + P
    step = np.linalg.solve(hessian, -gradient)
    assert np.allclose(second - first, step) == ____


@yours
def group_by_forecast(y, p):
    """Return (predicted, observed, count), one number for each different p: three arrays (k,).

    `predicted` has the k different p, the smallest first. `observed` is the fraction of
    malignant tumours among those with that p, and `count` is how many these are.
    """
    return ____


@yours
def miscalibration(predicted, observed, count):
    """Return the mean squared difference between `predicted` and `observed`: one number.

    The mean is over all tumours, so each group has the weight `count`.
    """
    return ____


@yours
def refinement(observed, count):
    """Return the variance of y within a group, averaged over all tumours: one number.

    The variance of zeros and ones is s(1 − s), if a fraction s of them is 1. 0 is best:
    then each group has tumours of one class only.
    """
    return ____


def test_the_brier_score_is_miscalibration_plus_refinement():
    """What is the refinement of these four predictions?

    The *Brier score* is the mean squared error of probabilities.
    """
    y, p = np.array([1, 0, 1, 0]), np.array([1.0, 0.5, 0.5, 0.5])
    predicted, observed, count = (np.asarray(part) for part in group_by_forecast(y, p))
    assert predicted == close_to([0.5, 1])
    assert observed == close_to([1 / 3, 1])
    assert count == close_to([3, 1])
    assert miscalibration(predicted, observed, count) == close_to(1 / 48)
    assert refinement(observed, count) == close_to(____)


def test_only_calibration_notices_overconfidence():
    """When it goes wrong: if the model cubes all odds, by how much does its refinement change?

    A model is *overconfident* if its probabilities are closer to 0 and 1 than what
    happens.
    """
    honest, y = np.repeat([0.3, 0.7], 10), np.repeat([1, 0, 1, 0], [3, 7, 7, 3])
    overconfident = honest**3 / (honest**3 + (1 - honest) ** 3)
    of_honest = [np.asarray(part) for part in group_by_forecast(y, honest)]
    of_overconfident = [
        np.asarray(part) for part in group_by_forecast(y, overconfident)
    ]
    assert roc_auc_score(y, overconfident) == close_to(roc_auc_score(y, honest))
    assert miscalibration(*of_overconfident) > miscalibration(*of_honest) + 0.05
    change = refinement(*of_overconfident[1:]) - refinement(*of_honest[1:])
    assert change == close_to(____)


def test_the_result_still_stands(present):
    """Fit with your own iteratively reweighted least squares, and predict the 114 tumours."""
    P = np.diag([0.0] + 30 * [1.0])
    w = np.asarray(irls(____, ____, P, 10))
    assert w == close_to(w_model, abs=1e-6)
    p = 1 / (1 + np.exp(-A_test @ w))
    called, auc = (p >= 0.5).astype(int), roc_auc_score(y_test, p)
    assert (called == y_test).sum() == 111
    assert auc == close_to(roc_auc_score(y_test, p_test), abs=1e-6)
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
