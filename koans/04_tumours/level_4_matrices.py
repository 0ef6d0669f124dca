"""Level 4 · matrices: the slope, the bend, and a few jumps

SciPy felt its way to the weights, nudging 31 of them some forty times over. It need
not have felt: the slope of the loss is one matrix product, and so is its bend. Whoever
knows slope and bend jumps straight to where the ground should be flat, looks, and jumps
again. That is Newton's method, and a few jumps find the weights to the last digit.

Slope: how fast the loss changes along a weight; bend: how fast the slope does. A′ is A
transposed, A.T; diag(v) has v on its diagonal and 0 elsewhere; H⁻¹ g, the inverse times
g, is the s with H s = g, and np.linalg.solve(H, g) finds it.

Yours to use: arrays, @ and broadcasting; of np.linalg only solve, inv, eigh, norm, det.

    A     (n, d + 1)      a column of ones, then the d scaled columns of n tumours
    y     (n,)            1 malignant, 0 benign
    w     (d + 1,)        the intercept first, then a weight for each column
    p     (n,)            how likely malignant, 1 / (1 + e^−z) of the scores z = A w
    L     (d + 1, d + 1)  the penalty; L w is its slope
    lam   λ               what a weight costs: the mean log-loss plus λ/2 |w[1:]|² is to
                          be small. scikit-learn's C is 1 / (n λ)

Pillars: calculus, linear algebra, probability.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / spread, (X_test - mean) / spread

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_train, p_test = (model.predict_proba(Z)[:, 1] for Z in (Z_train, Z_test))
A_train, A_test = (np.insert(Z, 0, 1, axis=1) for Z in (Z_train, Z_test))


@yours
def with_ones(X):
    """A: a column of ones, then the columns of X (n, d): shape (n, d + 1).

    `X` itself is left as it is.
    """
    return ____


@yours
def probability(A, w):
    """How likely each row of A (n, d + 1) is malignant, given w (d + 1,): (n,)."""
    return ____


def test_an_intercept_is_the_weight_of_a_one():
    """Write `with_ones` and `probability`: how many columns has A for the 455 tumours?"""
    X = np.array([[2.0, 7.0], [3.0, 8.0], [4.0, 9.0]])
    assert with_ones(X) == close_to([[1, 2, 7], [1, 3, 8], [1, 4, 9]])
    assert probability(A_test, w_model) == close_to(p_test)
    assert np.shape(with_ones(Z_train)) == (455, ____)


@yours
def gradient(A, y, p):
    """Slope of the mean log-loss along each weight, A′(p − y)/n: shape (d + 1,).

    The loss of a tumour, log(1 + e^z) − y z, changes with its score z by p − y; z
    changes with a weight by the number in that weight's column. A (n, d + 1), y (n,),
    p (n,).
    """
    return ____


def test_the_slope_is_a_product_with_the_errors():
    """Three tumours, two of them with an error: what is the slope? A list of two."""
    A, y = np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 4.0]]), np.array([1, 0, 0])
    p = np.array([0.5, 0.5, 0.0])
    assert gradient(A, y, p) == close_to(____)


@yours
def hessian(A, p):
    """Bend of the mean log-loss, A′ W A / n with W = diag(p(1 − p)): (d + 1, d + 1).

    As a score rises, its p rises by p(1 − p), and so does the p − y in the slope.
    """
    return ____


def test_the_ground_bends_upwards_everywhere():
    """What is the bend for the first two of these tumours? Two lists in a list."""
    A = np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 0.0], [1.0, 1.0]])
    p = np.array([0.5, 0.2, 0.9, 0.5])  # p(1 − p) is 0.25, 0.16, 0.09 and 0.25
    assert hessian(A, p) == close_to([[0.1875, 0.1475], [0.1475, 0.3525]])
    assert hessian(A[:2], p[:2]) == close_to(____)


@yours
def penalty(d, lam):
    """L (d + 1, d + 1): L w is the slope of λ/2 |w[1:]|², and L is its bend."""
    return ____


def test_the_penalty_leaves_the_intercept_alone():
    """What is L for two columns and λ = 0.1? Three lists in a list."""
    assert penalty(1, 3) == close_to([[0, 0], [0, 3]])
    assert penalty(2, 0.1) == close_to(____)


@yours
def newton_step(A, y, w, L):
    """w after one step of Newton's method, w − (H + L)⁻¹ (g + L w): shape (d + 1,).

    g and H: slope and bend of the mean log-loss at w, by your own functions; p there is
    your probability(A, w). `L` may be any (d + 1, d + 1). `w` itself is left as it is.
    """
    return ____


def test_newton_jumps_to_the_floor_of_a_parabola():
    """Three of four malignant, no columns: the floor is log 3 = 1.0986; first step?"""
    A, y, L = np.ones((4, 1)), np.array([1, 1, 0, 1]), np.zeros((1, 1))
    assert newton_step(A, y, np.array([1.0]), L) == close_to([1.0963], abs=1e-4)
    assert newton_step(A, y, np.array([0.0]), L) == close_to([____])


@yours
def newton(A, y, L, steps):
    """w after `steps` Newton steps from zeros: shape (d + 1,)."""
    return ____


def test_the_right_digits_double():
    """From zeros to scikit-learn's 31 weights: after so many steps to a billionth."""
    L = np.diag([0] + 30 * [1 / 455])
    found = [np.asarray(newton(A_train, y_train, L, steps)) for steps in range(13)]
    assert found[12] == close_to(w_model, abs=1e-6)
    errors = [np.abs(w - found[12]).max() for w in found]
    assert [error < 1e-9 for error in errors].index(True) == ____


def test_it_goes_wrong_far_from_the_valley():
    """When it goes wrong: from a weight of 6, is one step later worse? True or False."""
    A, y = np.array([[1.0, -2], [1, -1], [1, 1], [1, 2]]), np.array([0, 1, 0, 1])
    loss = lambda w: (np.logaddexp(0, A @ w) - y * (A @ w)).mean()
    zeros, far, L = np.zeros(2), np.array([0.0, 6.0]), np.zeros((2, 2))
    assert loss(np.asarray(newton_step(A, y, zeros, L))) < loss(zeros)
    thrown = np.asarray(newton_step(A, y, far, L))
    assert (loss(thrown) > loss(far)) == ____


def test_it_goes_wrong_with_twins_unless_somebody_decides():
    """When it goes wrong: a column twice. With a penalty, what share has each?"""
    twins = A_train[:, [0, 1, 1]]  # the ones, then the mean radius twice
    H = np.asarray(hessian(twins, p_train))
    assert np.linalg.det(H) == close_to(0, abs=1e-6)  # no step without a penalty
    w = np.asarray(newton(twins, y_train, np.asarray(penalty(2, 0.01)), 12))
    assert w[1] / (w[1] + w[2]) == close_to(____)


@yours
def errors_at(y, p, bars):
    """(missed, alarms): how many errors of each kind at each of k bars: two of (k,).

    Called malignant is who has p (n,) at the bar or above it. bars (k,), in any order.
    """
    return ____


def test_all_bars_at_once_are_a_product():
    """Five tumours, three bars: how many alarms at each? A list of three."""
    y, p = np.array([1, 0, 1, 0, 1]), np.array([0.9, 0.1, 0.4, 0.6, 0.7])
    missed, alarms = errors_at(y, p, np.array([0.5, 0.3, 0.95]))
    assert missed == close_to([1, 0, 3])
    assert alarms == close_to(____)


@yours
def auc(y, p):
    """Share of pairs, malignant with benign, whose malignant one has the higher p.

    A tie counts half. One number from 0 to 1. Mann and Whitney (1947); for the ROC
    curve Hanley and McNeil (1982).
    """
    return ____


def test_the_auc_is_a_comparison_of_all_pairs():
    """Of all pairs of the 114, malignant with benign: how many are in the wrong order?"""
    y, p = np.array([1, 0, 1, 0, 1, 0]), np.array([0.9, 0.8, 0.8, 0.6, 0.4, 0.1])
    assert auc(y, p) == close_to(6.5 / 9)  # 6 pairs and a tie, of 9
    assert round((1 - auc(y_test, p_test)) * 42 * 72) == ____


def test_the_result_still_stands(present):
    """The same 114 tumours, by weights that nobody but you has found."""
    L = np.asarray(penalty(30, ____))  # λ is 1 / (n C), and C is 1
    w = np.asarray(newton(____, y_train, L, 10))
    assert w == close_to(w_model, abs=1e-6)
    p = np.asarray(probability(A_test, w))
    called, share = (p >= 0.5).astype(int), auc(y_test, p)
    assert (called == y_test).sum() == 111
    assert share == close_to(roc_auc_score(y_test, p_test), abs=1e-6)
    show(present, called, share)


# How the result is shown: nothing to do from here on


def show(present, called, share):
    """Put the result on the screen."""
    right = int((called == y_test).sum())
    present(
        f"{right} of {len(y_test)} tumours called right, AUC {share:.3f}",
        right=right,
        auc=share,
        predicted=called,
        truth=y_test,
    )
