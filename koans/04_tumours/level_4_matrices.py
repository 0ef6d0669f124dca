"""Level 4 · matrices: gradient, Hessian and Newton's method

At level 3 SciPy found the weights by trial: it changed each a little and watched the
loss. Here you compute the gradient, which is the slope of the loss along each weight.
You also compute the Hessian, its curvature: how fast those slopes change. Both are
matrix products. Newton's method uses them to step from zeros to scikit-learn's weights.

You may use: arrays, @ and broadcasting; of np.linalg only solve, inv, eigh, norm, det.

    A     (n, d + 1)      a column of ones, then the d standardised features
    y     (n,)            the labels: 1 malignant, 0 benign
    w     (d + 1,)        the weights: the intercept first, then one for each feature
    p     (n,)            the predicted probabilities, 1 / (1 + e^−z), with z = A w
    g     (d + 1,)        the gradient of the mean log-loss
    H     (d + 1, d + 1)  the Hessian of the mean log-loss
    lam   λ               the strength of the regularisation: the weights minimise the
                          mean log-loss plus λ/2 |w[1:]|². scikit-learn's C is 1 / (n λ)
    L     (d + 1, d + 1)  the matrix of that penalty: L w is its gradient, L its Hessian

A′ is A transposed, A.T. diag(v) has v on its diagonal and 0 elsewhere. H⁻¹ is the
inverse of H: H⁻¹ g is the s for which H s = g, and np.linalg.solve(H, g) finds it.

Pillars: calculus, linear algebra, probability.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

mean, std = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / std, (X_test - mean) / std

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_train, p_test = (model.predict_proba(Z)[:, 1] for Z in (Z_train, Z_test))
A_train, A_test = (np.insert(Z, 0, 1, axis=1) for Z in (Z_train, Z_test))


@yours
def with_ones(X):
    """Return A, a column of ones before the columns of X (n, d): shape (n, d + 1).

    `X` itself does not change.
    """
    return ____


@yours
def probability(A, w):
    """Return the probability that each row of A (n, d + 1) is malignant, given w (d + 1,): shape (n,)."""
    return ____


def test_an_intercept_is_the_weight_of_a_one():
    """Write `with_ones` and `probability`. How many columns does A have for the 455 training tumours?"""
    X = np.array([[2.0, 7.0], [3.0, 8.0], [4.0, 9.0]])
    assert with_ones(X) == close_to([[1, 2, 7], [1, 3, 8], [1, 4, 9]])
    assert probability(A_test, w_model) == close_to(p_test)
    assert np.shape(with_ones(Z_train)) == (455, ____)


@yours
def gradient(A, y, p):
    """Return the gradient of the mean log-loss, A′(p − y) / n: shape (d + 1,).

    It has one slope for each weight: how fast the loss rises when that weight grows.
    The loss of a tumour, log(1 + e^z) − y z, changes with its score z by p − y. The
    score changes with a weight by the number in that weight's column. A is (n, d + 1),
    y and p are (n,).
    """
    return ____


def test_the_gradient_is_a_product_with_the_errors():
    """Two of these three tumours have an error. What is the gradient? A list of two."""
    A, y = np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 4.0]]), np.array([1, 0, 0])
    p = np.array([0.5, 0.5, 0.0])
    assert gradient(A, y, p) == close_to(____)


@yours
def hessian(A, p):
    """Return the Hessian of the mean log-loss, A′ W A / n: shape (d + 1, d + 1).

    W is diag(p(1 − p)). As the score of a tumour rises, its p rises by p(1 − p), and so
    does the p − y in the gradient. The *Hessian* is the matrix of second derivatives:
    how fast each slope changes with each weight.
    """
    return ____


def test_the_log_loss_is_convex():
    """What is the Hessian for the first two of these tumours? A list of two lists.

    A function is *convex* if its curvature is nowhere negative, so that it has a single
    valley.
    """
    A = np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 0.0], [1.0, 1.0]])
    p = np.array([0.5, 0.2, 0.9, 0.5])  # p(1 − p) is 0.25, 0.16, 0.09 and 0.25
    assert hessian(A, p) == close_to([[0.1875, 0.1475], [0.1475, 0.3525]])
    assert hessian(A[:2], p[:2]) == close_to(____)


@yours
def penalty(d, lam):
    """Return the matrix L of the penalty λ/2 |w[1:]|²: shape (d + 1, d + 1).

    L w is the gradient of the penalty, and L is its Hessian. `d` is the number of
    features, `lam` is λ.
    """
    return ____


def test_the_penalty_leaves_the_intercept_alone():
    """What is L for two features and λ = 0.1? A list of three lists."""
    assert penalty(1, 3) == close_to([[0, 0], [0, 3]])
    assert penalty(2, 0.1) == close_to(____)


@yours
def newton_step(A, y, w, L):
    """Return w after one step of Newton's method, w − (H + L)⁻¹ (g + L w): shape (d + 1,).

    *Newton's method* replaces a function by a parabola with the same slope and
    curvature, and jumps to its lowest point. Here g and H are the gradient and the
    Hessian of the mean log-loss at w, by your own functions and your own p =
    probability(A, w). `L` may be any matrix (d + 1, d + 1). `w` itself does not change.
    """
    return ____


def test_newton_jumps_to_the_minimum_of_a_parabola():
    """Three of four are malignant, so the best w is log 3 = 1.0986. Where does a step from 0 end?"""
    A, y, L = np.ones((4, 1)), np.array([1, 1, 0, 1]), np.zeros((1, 1))
    assert newton_step(A, y, np.array([1.0]), L) == close_to([1.0963], abs=1e-4)
    assert newton_step(A, y, np.array([0.0]), L) == close_to([____])


@yours
def newton(A, y, L, steps):
    """Return w after `steps` steps of Newton's method, starting from zeros: shape (d + 1,)."""
    return ____


def test_the_number_of_correct_digits_doubles():
    """After how many steps from zeros are all 31 weights within a billionth of the best?"""
    L = np.diag([0] + 30 * [1 / 455])
    found = [np.asarray(newton(A_train, y_train, L, steps)) for steps in range(13)]
    assert found[12] == close_to(w_model, abs=1e-6)
    errors = [np.abs(w - found[12]).max() for w in found]
    # print(errors) shows the error after 0, 1, 2, … steps
    assert [error < 1e-9 for error in errors].index(True) == ____


def test_newton_needs_a_start_near_the_minimum():
    """When it goes wrong: is the loss larger one step after a weight of 6? True or False."""
    A, y = np.array([[1.0, -2], [1, -1], [1, 1], [1, 2]]), np.array([0, 1, 0, 1])
    loss = lambda w: (np.logaddexp(0, A @ w) - y * (A @ w)).mean()
    zeros, far, L = np.zeros(2), np.array([0.0, 6.0]), np.zeros((2, 2))
    assert loss(np.asarray(newton_step(A, y, zeros, L))) < loss(zeros)
    after = np.asarray(newton_step(A, y, far, L))
    assert (loss(after) > loss(far)) == ____


def test_copies_of_a_feature_divide_its_weight():
    """When it goes wrong: one feature is in A twice. What fraction of their weight does each copy have?"""
    doubled = A_train[:, [0, 1, 1]]  # the ones, then the mean radius twice
    H = np.asarray(hessian(doubled, p_train))
    assert np.linalg.det(H) == close_to(0, abs=1e-6)  # H has no inverse
    w = np.asarray(newton(doubled, y_train, np.asarray(penalty(2, 0.01)), 12))
    assert w[1] / (w[1] + w[2]) == close_to(____)


@yours
def errors_at(y, p, thresholds):
    """Return (missed, alarms) at each of k thresholds: two arrays of shape (k,).

    `missed` counts the malignant tumours that are not called malignant, `alarms` the
    benign ones that are. A tumour is called malignant if its p (n,) is at the threshold
    or above. `thresholds` (k,) are in any order.
    """
    return ____


def test_all_thresholds_at_once_are_a_product():
    """How many false alarms do these five tumours raise at each of three thresholds? A list of three."""
    y, p = np.array([1, 0, 1, 0, 1]), np.array([0.9, 0.1, 0.4, 0.6, 0.7])
    missed, alarms = errors_at(y, p, np.array([0.5, 0.3, 0.95]))
    assert missed == close_to([1, 0, 3])
    assert alarms == close_to(____)


@yours
def auc(y, p):
    """Return the AUC, computed from pairs: one number from 0 to 1.

    It is the fraction of pairs, one malignant and one benign tumour, in which the
    malignant one has the higher p. A tie counts half. Mann and Whitney (1947); for the
    ROC curve Hanley and McNeil (1982).
    """
    return ____


def test_the_auc_is_a_comparison_of_all_pairs():
    """Of all pairs of a malignant and a benign test tumour, how many are in the wrong order?"""
    y, p = np.array([1, 0, 1, 0, 1, 0]), np.array([0.9, 0.8, 0.8, 0.6, 0.4, 0.1])
    assert auc(y, p) == close_to(6.5 / 9)  # 6 pairs and a tie, of 9
    assert round((1 - auc(y_test, p_test)) * 42 * 72) == ____


def test_the_result_still_stands(present):
    """Find the weights with your own Newton's method, and predict the 114 tumours once more."""
    L = np.asarray(penalty(30, ____))  # λ is 1 / (n C), and C is 1
    w = np.asarray(newton(____, y_train, L, 10))
    assert w == close_to(w_model, abs=1e-6)
    p = np.asarray(probability(A_test, w))
    called, value = (p >= 0.5).astype(int), auc(y_test, p)
    assert (called == y_test).sum() == 111
    assert value == close_to(roc_auc_score(y_test, p_test), abs=1e-6)
    show(present, called, value)


# How the result is shown: nothing to do from here on


def show(present, called, value):
    """Put the result on the screen."""
    correct = int((called == y_test).sum())
    present(
        f"{correct} of {len(y_test)} tumours predicted correctly, AUC {value:.3f}",
        correct=correct,
        auc=value,
        predicted=called,
        truth=y_test,
    )
