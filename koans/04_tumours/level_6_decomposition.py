"""Level 6 · decomposition: why this patient, and what a forecast is made of

The model says 62 per cent of a lump that proved to be benign. Why? A score is a sum, so
it can be taken apart, column by column, and every part has a name. The fit comes apart
as well: each of Newton's steps is a least-squares problem as for the cars, with
weights, and falls into two triangles; who has taken 02 cars to its level 6 will know
both again. And the error of a forecast is the sum of two faults: saying what does not
happen as often, and not telling the cases apart.

Yours to use: arrays, @ and your own functions. No np.linalg, no SciPy.

    x       (d,)            one tumour, scaled: 0 is the average of the known ones
    w       (d + 1,)        the intercept first, then a weight for each column
    share   (d,)            what each column adds to the log-odds
    A       (n, d + 1)      a column of ones, then the scaled columns
    P       (d + 1, d + 1)  the penalty: 1/C on the diagonal, 0 for the intercept
    S, T    (k, k)          S symmetric, v′Sv above 0; T a lower triangle, S = T T′

Pillars: linear algebra, probability, statistics.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import roc_auc_score

from sensei import ____, close_to, yours

from . import X_test, X_train, feature_names, y_test, y_train

mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / spread, (X_test - mean) / spread
A_train, A_test = (np.insert(Z, 0, 1, axis=1) for Z in (Z_train, Z_test))

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_test = model.predict_proba(Z_test)[:, 1]

MISSED, ALARM = 16, 71  # of the 114: a cancer called benign, a benign one called cancer
family_names = [name.removeprefix("mean_") for name in feature_names[:10]]


@yours
def shares(x, other, w):
    """What each column adds to the log-odds of x, compared with another tumour: (d,).

    x, other (d,), w (d + 1,). Added up they are the score of x less that of the other.
    """
    return ____


def test_a_score_is_a_sum_of_named_shares():
    """What does each of the two columns add, compared with the other? A list of two."""
    x, other, w = np.array([4.0, 1.0]), np.array([1.0, 4.0]), np.array([9.0, 5.0, 4.0])
    found = shares(x, other, w)
    assert np.sum(found) == close_to((9 + 20 + 4) - (9 + 5 + 16))  # the two scores
    assert found == close_to(____)


@yours
def families(share):
    """Shares added up over mean, error and worst of the same feature: shape (k,).

    share (3k,): first the k means, then the k errors, then the k worst, each in the
    same order; k is 10 for a real tumour.
    """
    return ____


def test_the_false_alarm_has_a_reason():
    """Why was the benign tumour 71 called malignant? The family, in quotes."""
    six = np.array([1.0, 2.0, 10.0, 20.0, 100.0, 200.0])
    assert families(six) == close_to([111, 222])
    against_average = np.asarray(shares(Z_test[ALARM], np.zeros(30), w_model))
    by_family = np.asarray(families(against_average))
    assert family_names[by_family.argmax()] == ____


def test_it_goes_wrong_if_nobody_says_compared_with_whom():
    """When it goes wrong: does a missed tumour's radius speak for malignant?"""
    x, radius = Z_test[MISSED], family_names.index("radius")
    average, benign = np.zeros(30), Z_train[y_train == 0].mean(axis=0)
    to_average = families(np.asarray(shares(x, average, w_model)))
    to_benign = families(np.asarray(shares(x, benign, w_model)))
    assert (to_average[radius] > 0) == ____  # compared with the average of all
    assert (to_benign[radius] > 0) == ____  # compared with the average benign one


@yours
def cholesky(S):
    """The lower triangle T (k, k), diagonal above 0, with T T′ = S (k, k).

    S is symmetric with v′Sv above 0 for every v but 0, and is left as it was. S is
    peeled: each column t of T takes t t′ off what is left.
    """
    return ____


def test_a_bend_is_peeled_into_a_triangle():
    """What is T for [[4, 6], [6, 25]]? Two lists in a list."""
    S = np.array([[9.0, 6.0], [6.0, 8.0]])
    assert cholesky(S) == close_to([[3, 0], [2, 2]])
    S = np.array([[4.0, 6.0], [6.0, 25.0]])
    assert cholesky(S) == close_to(____)


@yours
def forward(T, b):
    """v (k,) with T v = b; T (k, k) is a lower triangle. T and b stay as they were."""
    return ____


@yours
def backward(T, v):
    """u (k,) with T′ u = v; T (k, k) is a lower triangle. T and v stay as they were."""
    return ____


def test_two_triangles_solve_what_solve_solved():
    """Which v solves T v = [4, 2]? A list of two."""
    T = np.array([[2.0, 0.0], [3.0, 4.0]])
    assert backward(T, np.array([7.0, 8.0])) == close_to([0.5, 2])
    assert forward(T, np.array([4.0, 2.0])) == close_to(____)


@yours
def working(A, y, w):
    """(weight, target), shapes (n,): what least squares should fit next, and how hard.

    weight p(1 − p), or 1e-12 where that is less; target z + (y − p) / weight, with the
    scores z = A w.
    """
    return ____


def test_the_first_round_is_plain_least_squares():
    """At w = 0: what is the target of a malignant and of a benign tumour? A list of two."""
    A, y = np.array([[1.0, 3.0, -2.0], [1.0, 0.5, 4.0]]), np.array([1, 0])
    weight, target = working(A, y, np.zeros(3))
    assert weight == close_to([0.25, 0.25])
    assert target == close_to(____)


def test_it_goes_wrong_where_it_is_sure_and_mistaken():
    """When it goes wrong: malignant, with a score of −20; its target, in logs, is?"""
    A, y, w = np.array([[1.0]]), np.array([1]), np.array([-20.0])
    weight, target = working(A, y, w)
    assert weight == close_to([np.exp(-20)], abs=0)
    assert np.log(target[0]) == close_to(____, abs=1e-3)


@yours
def weighted_ridge(A, weight, target, P):
    """w (d + 1,) with the least sum of weight (target − A w)², plus w′P w.

    A (n, d + 1), weight and target (n,), P (d + 1, d + 1).
    """
    return ____


def test_each_round_is_the_ridge_of_the_cars():
    """Write `weighted_ridge`: it finds what scikit-learn's Ridge finds."""
    A = np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 0.0], [1.0, 5.0]])
    weight, target = np.array([1.0, 2.0, 0.5, 1.5]), np.array([3.0, 1.0, -1.0, 4.0])
    ridge = Ridge(alpha=0.5).fit(A[:, 1:], target, sample_weight=weight)
    w = weighted_ridge(A, weight, target, np.diag([0, 0.5]))
    assert w == close_to([ridge.intercept_, *ridge.coef_])


@yours
def irls(A, y, P, rounds):
    """w (d + 1,) after so many rounds of reweighted least squares, from zeros.

    Green (1984).
    """
    return ____


def test_a_round_is_a_step_of_newton():
    """Two rounds on four tumours: is the second a Newton step from the first?"""
    A = np.array([[1.0, -2], [1, -1], [1, 1], [1, 3]])
    y, P = np.array([0, 1, 1, 1]), np.diag([0, 0.5])
    first, second = (np.asarray(irls(A, y, P, rounds)) for rounds in (1, 2))
    p = 1 / (1 + np.exp(-A @ first))
    slope, bend = A.T @ (p - y) + P @ first, A.T @ np.diag(p * (1 - p)) @ A + P
    step = np.linalg.solve(bend, -slope)
    assert np.allclose(second - first, step) == ____


@yours
def by_forecast(y, p):
    """(said, happened, count), each (k,): the k different p, smallest first; the share
    malignant among those of which it was said; and how many these are."""
    return ____


@yours
def miscalibration(said, happened, count):
    """How far what was said is from how often it happened, squared, on average.

    The average is over all tumours, so each group weighs as much as its count.
    """
    return ____


@yours
def refinement(happened, count):
    """What stays unsaid: the variance of y within a group, on average over all tumours.

    The variance of zeros and ones of which a share s is 1 is s(1 − s). 0 is best.
    """
    return ____


def test_a_squared_error_is_two_faults_added_up():
    """Four forecasts: what is their refinement?"""
    y, p = np.array([1, 0, 1, 0]), np.array([1.0, 0.5, 0.5, 0.5])
    said, happened, count = (np.asarray(part) for part in by_forecast(y, p))
    assert said == close_to([0.5, 1])
    assert happened == close_to([1 / 3, 1])
    assert count == close_to([3, 1])
    assert miscalibration(said, happened, count) == close_to(1 / 48)
    assert refinement(happened, count) == close_to(____)


def test_it_goes_wrong_where_a_model_boasts():
    """When it goes wrong: all odds cubed. By how much does the refinement change?"""
    honest, y = np.repeat([0.3, 0.7], 10), np.repeat([1, 0, 1, 0], [3, 7, 7, 3])
    boast = honest**3 / (honest**3 + (1 - honest) ** 3)
    of_honest = [np.asarray(part) for part in by_forecast(y, honest)]
    of_boast = [np.asarray(part) for part in by_forecast(y, boast)]
    assert roc_auc_score(y, boast) == close_to(roc_auc_score(y, honest))
    assert miscalibration(*of_boast) > miscalibration(*of_honest) + 0.05
    change = refinement(*of_boast[1:]) - refinement(*of_honest[1:])
    assert change == close_to(____)


def test_the_result_still_stands(present):
    """The same 114 tumours, by least squares again and again on your own triangles."""
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
    right = int((called == y_test).sum())
    present(
        f"{right} of {len(y_test)} tumours called right, AUC {auc:.3f}",
        right=right,
        auc=auc,
        predicted=called,
        truth=y_test,
    )
