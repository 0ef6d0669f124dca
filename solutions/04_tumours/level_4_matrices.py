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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

mean, std = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / std, (X_test - mean) / std

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_train, p_test = (model.predict_proba(Z)[:, 1] for Z in (Z_train, Z_test))
A_train, A_test = (np.insert(Z, 0, 1, axis=1) for Z in (Z_train, Z_test))


@hint(
    "w[0] + X @ w[1:] is a product plus a number. Which extra column makes it a "
    "single product?",
    "Put a column of ones first. Then w[0] is multiplied by 1 and is a weight like "
    "the others.",
    "np.column_stack([np.ones(len(X)), X]), or np.insert(X, 0, 1, axis=1)",
)
@yours
def with_ones(X):
    """Return A, a column of ones before the columns of X (n, d): shape (n, d + 1).

    `X` itself does not change.
    """
    return np.column_stack([np.ones(len(X)), X])


@hint(
    "How do you compute the scores of all rows at once?",
    "All scores are one product, A times w. The probability is 1 divided by 1 plus e "
    "to the power of minus the score.",
    "1 / (1 + np.exp(-A @ w))",
)
@yours
def probability(A, w):
    """Return the probability that each row of A (n, d + 1) is malignant, given w (d + 1,): shape (n,)."""
    return 1 / (1 + np.exp(-A @ w))


@hint(
    "How many features are there, and what did you add?",
    "X has one column for each feature. A has one more, the column of ones.",
    "31",
)
@insight(
    "You know this trick from the cars: the intercept is the weight of a feature that "
    "is always 1."
)
def test_an_intercept_is_the_weight_of_a_one():
    """Write `with_ones` and `probability`. How many columns does A have for the 455 training tumours?"""
    X = np.array([[2.0, 7.0], [3.0, 8.0], [4.0, 9.0]])
    assert with_ones(X) == close_to([[1, 2, 7], [1, 3, 8], [1, 4, 9]])
    assert probability(A_test, w_model) == close_to(p_test)
    assert np.shape(with_ones(Z_train)) == (455, ____(31))


@hint(
    "p − y is the error of each tumour. How do you combine the errors with one column "
    "of A?",
    "Multiply the column by the errors, add up, and divide by n. A product with A′ "
    "does this for all columns at once.",
    "A.T @ (p - y) / len(y)",
)
@yours
def gradient(A, y, p):
    """Return the gradient of the mean log-loss, A′(p − y) / n: shape (d + 1,).

    It has one slope for each weight: how fast the loss rises when that weight grows.
    The loss of a tumour, log(1 + e^z) − y z, changes with its score z by p − y. The
    score changes with a weight by the number in that weight's column. A is (n, d + 1),
    y and p are (n,).
    """
    return A.T @ (p - y) / len(y)


@hint(
    "What is p − y for each of the three tumours?",
    "The errors p − y are −0.5, 0.5 and 0. Multiply each column of A by them, add up, "
    "and divide by 3.",
    "[0, -0.5]",
)
@insight(
    "The gradient depends on the errors alone. At the minimum, the slope along the "
    "intercept is 0: so the errors add up to 0, and the mean p is the fraction that "
    "is malignant."
)
def test_the_gradient_is_a_product_with_the_errors():
    """Two of these three tumours have an error. What is the gradient? A list of two."""
    A, y = np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 4.0]]), np.array([1, 0, 0])
    p = np.array([0.5, 0.5, 0.0])
    assert gradient(A, y, p) == close_to(____([0, -0.5]))


@hint(
    "The gradient contains p. If a score rises a little, by how much does p rise?",
    "p rises by p(1 − p). So multiply each row of A by its p(1 − p), then multiply A′ "
    "by the result and divide by n. You do not need to build W.",
    "(A * (p * (1 - p))[:, None]).T @ A / len(p)",
)
@yours
def hessian(A, p):
    """Return the Hessian of the mean log-loss, A′ W A / n: shape (d + 1, d + 1).

    W is diag(p(1 − p)). As the score of a tumour rises, its p rises by p(1 − p), and so
    does the p − y in the gradient. The *Hessian* is the matrix of second derivatives:
    how fast each slope changes with each weight.
    """
    return (A * (p * (1 - p))[:, None]).T @ A / len(p)


@hint(
    "What is p(1 − p) for the first two tumours?",
    "The first row [1, 2] makes the matrix [[1, 2], [2, 4]], the second [[1, -1], "
    "[-1, 1]]. Multiply each by its p(1 − p), add them, and divide by 2.",
    "[[0.205, 0.17], [0.17, 0.58]]",
)
@insight(
    "The curvature in any direction v is v′Hv, a mean of squares times p(1 − p), so "
    "it is never negative. In a single valley, wherever the gradient is 0, you are at "
    "the minimum."
)
def test_the_log_loss_is_convex():
    """What is the Hessian for the first two of these tumours? A list of two lists.

    A function is *convex* if its curvature is nowhere negative, so that it has a single
    valley.
    """
    A = np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 0.0], [1.0, 1.0]])
    p = np.array([0.5, 0.2, 0.9, 0.5])  # p(1 − p) is 0.25, 0.16, 0.09 and 0.25
    assert hessian(A, p) == close_to([[0.1875, 0.1475], [0.1475, 0.3525]])
    assert hessian(A[:2], p[:2]) == close_to(____([[0.205, 0.17], [0.17, 0.58]]))


@hint(
    "The penalty is λ/2 times the sum of w[1:]². What is its slope along w[3], and "
    "along w[0]?",
    "The slope along w[3] is λ w[3], and along w[0] it is 0. So L has λ on its "
    "diagonal, except in the first place.",
    "L = lam * np.eye(d + 1), then L[0, 0] = 0",
)
@yours
def penalty(d, lam):
    """Return the matrix L of the penalty λ/2 |w[1:]|²: shape (d + 1, d + 1).

    L w is the gradient of the penalty, and L is its Hessian. `d` is the number of
    features, `lam` is λ.
    """
    L = lam * np.eye(d + 1)
    L[0, 0] = 0
    return L


@hint(
    "There are three weights with the intercept. Which of them are penalised?",
    "Put λ in the second and in the third place of the diagonal, and 0 everywhere "
    "else.",
    "[[0, 0, 0], [0, 0.1, 0], [0, 0, 0.1]]",
)
@insight(
    "At scikit-learn's weights the gradient of the loss and that of the penalty "
    "cancel exactly. There λ is 1/455, because C = 1: both numbers set the same "
    "regularisation."
)
def test_the_penalty_leaves_the_intercept_alone():
    """What is L for two features and λ = 0.1? A list of three lists."""
    assert penalty(1, 3) == close_to([[0, 0], [0, 3]])
    assert penalty(2, 0.1) == close_to(____([[0, 0, 0], [0, 0.1, 0], [0, 0, 0.1]]))


@hint(
    "In a valley with slope g and curvature H, how far away is the lowest point, if H "
    "stays the same?",
    "H times the step is minus the slope. Here both have a part for the loss and one "
    "for the penalty: the slope is g + L w, the curvature H + L.",
    "w - np.linalg.solve(hessian(A, p) + L, gradient(A, y, p) + L @ w) with p = "
    "probability(A, w)",
)
@yours
def newton_step(A, y, w, L):
    """Return w after one step of Newton's method, w − (H + L)⁻¹ (g + L w): shape (d + 1,).

    *Newton's method* replaces a function by a parabola with the same slope and
    curvature, and jumps to its lowest point. Here g and H are the gradient and the
    Hessian of the mean log-loss at w, by your own functions and your own p =
    probability(A, w). `L` may be any matrix (d + 1, d + 1). `w` itself does not change.
    """
    p = probability(A, w)
    return w - np.linalg.solve(hessian(A, p) + L, gradient(A, y, p) + L @ w)


@hint(
    "At w = 0 every p is 0.5. What is the slope, the mean of p − y, and what is the "
    "curvature?",
    "The slope is the mean of −0.5, −0.5, 0.5 and −0.5. The curvature is 0.5 · 0.5. "
    "Divide minus the slope by the curvature.",
    "1",
)
@insight(
    "From 1 it goes to 1.0963 and 1.0986: the nearer it is, the better the parabola "
    "fits."
)
def test_newton_jumps_to_the_minimum_of_a_parabola():
    """Three of four are malignant, so the best w is log 3 = 1.0986. Where does a step from 0 end?"""
    A, y, L = np.ones((4, 1)), np.array([1, 1, 0, 1]), np.zeros((1, 1))
    assert newton_step(A, y, np.array([1.0]), L) == close_to([1.0963], abs=1e-4)
    assert newton_step(A, y, np.array([0.0]), L) == close_to([____(1)])


@hint(
    "Where do you start, and what do you repeat?",
    "Start with zeros, one for each column of A. Then call newton_step `steps` times.",
    "w = np.zeros(A.shape[1]), then for _ in range(steps): w = newton_step(A, y, w, L)",
)
@yours
def newton(A, y, L, steps):
    """Return w after `steps` steps of Newton's method, starting from zeros: shape (d + 1,)."""
    w = np.zeros(A.shape[1])
    for _ in range(steps):
        w = newton_step(A, y, w, L)
    return w


@hint(
    "`errors` has the largest error of any weight after 0, 1, 2, … steps. Which is "
    "the first below 1e-9?",
    "Write print(errors) above the last line and save. Count from 0.",
    "9",
)
@insight(
    "Near the minimum, each step squares the error: 0.026, 0.00097, 0.0000018. So the "
    "number of correct digits doubles. SciPy computed the loss more than a thousand "
    "times and got five digits."
)
def test_the_number_of_correct_digits_doubles():
    """After how many steps from zeros are all 31 weights within a billionth of the best?"""
    L = np.diag([0] + 30 * [1 / 455])
    found = [np.asarray(newton(A_train, y_train, L, steps)) for steps in range(13)]
    assert found[12] == close_to(w_model, abs=1e-6)
    errors = [np.abs(w - found[12]).max() for w in found]
    # print(errors) shows the error after 0, 1, 2, … steps
    assert [error < 1e-9 for error in errors].index(True) == ____(9)


@hint(
    "At such a large weight, every p is nearly 0 or 1. What is the curvature p(1 − p) "
    "there?",
    "The curvature is nearly 0, and the step divides by it, so the step is far too "
    "long. Write print(loss(after), loss(far)) above the last line and save.",
    "True",
)
@insight(
    "The step overshot the valley. So programs check before they move: if the loss is "
    "not lower there, they halve the step. Starting from zeros, that is seldom "
    "needed."
)
def test_newton_needs_a_start_near_the_minimum():
    """When it goes wrong: is the loss larger one step after a weight of 6? True or False."""
    A, y = np.array([[1.0, -2], [1, -1], [1, 1], [1, 2]]), np.array([0, 1, 0, 1])
    loss = lambda w: (np.logaddexp(0, A @ w) - y * (A @ w)).mean()
    zeros, far, L = np.zeros(2), np.array([0.0, 6.0]), np.zeros((2, 2))
    assert loss(np.asarray(newton_step(A, y, zeros, L))) < loss(zeros)
    after = np.asarray(newton_step(A, y, far, L))
    assert (loss(after) > loss(far)) == ____(True)


@hint(
    "Does the loss depend on which of the two copies has the weight?",
    "The loss only depends on the sum of the two weights. The penalty is smallest "
    "when both weights are equal.",
    "0.5",
)
@insight(
    "Features that carry the same information are collinear. The radius, perimeter "
    "and area of a nucleus nearly are. That is why you cannot read a single weight of "
    "this model as the importance of its feature."
)
def test_copies_of_a_feature_divide_its_weight():
    """When it goes wrong: one feature is in A twice. What fraction of their weight does each copy have?"""
    doubled = A_train[:, [0, 1, 1]]  # the ones, then the mean radius twice
    H = np.asarray(hessian(doubled, p_train))
    assert np.linalg.det(H) == close_to(0, abs=1e-6)  # H has no inverse
    w = np.asarray(newton(doubled, y_train, np.asarray(penalty(2, 0.01)), 12))
    assert w[1] / (w[1] + w[2]) == close_to(____(0.5))


@hint(
    "Which tumours are called malignant at which threshold? Can you make a table of n "
    "rows and k columns?",
    "Compare p as a column with the thresholds as a row: p[:, None] >= thresholds. "
    "Multiply the table by y or 1 − y from the left to count down the columns. A "
    "tumour is missed if it is malignant and not called.",
    "called = p[:, None] >= thresholds, then y @ ~called and (1 - y) @ called",
)
@yours
def errors_at(y, p, thresholds):
    """Return (missed, alarms) at each of k thresholds: two arrays of shape (k,).

    `missed` counts the malignant tumours that are not called malignant, `alarms` the
    benign ones that are. A tumour is called malignant if its p (n,) is at the threshold
    or above. `thresholds` (k,) are in any order.
    """
    called = p[:, None] >= thresholds
    return y @ ~called, (1 - y) @ called


@hint(
    "Which of the five tumours are benign, and what are their p?",
    "The benign tumours have a p of 0.1 and 0.6. For each threshold, count how many "
    "of these are at it or above.",
    "[1, 1, 0]",
)
@insight(
    "At level 3 you sorted the tumours. A matrix product needs no order and tries all "
    "thresholds at once."
)
def test_all_thresholds_at_once_are_a_product():
    """How many false alarms do these five tumours raise at each of three thresholds? A list of three."""
    y, p = np.array([1, 0, 1, 0, 1]), np.array([0.9, 0.1, 0.4, 0.6, 0.7])
    missed, alarms = errors_at(y, p, np.array([0.5, 0.3, 0.95]))
    assert missed == close_to([1, 0, 3])
    assert alarms == close_to(____([1, 1, 0]))


@hint(
    "Compare every malignant tumour with every benign one. In what fraction of the "
    "pairs is its p higher?",
    "Use p[y == 1] as a column and p[y == 0] as a row, and compare them with > and "
    "with ==. Count a tie as one half, and take the mean.",
    "a, b = p[y == 1][:, None], p[y == 0]; ((a > b) + 0.5 * (a == b)).mean()",
)
@yours
def auc(y, p):
    """Return the AUC, computed from pairs: one number from 0 to 1.

    It is the fraction of pairs, one malignant and one benign tumour, in which the
    malignant one has the higher p. A tie counts half. Mann and Whitney (1947); for the
    ROC curve Hanley and McNeil (1982).
    """
    a, b = p[y == 1][:, None], p[y == 0]
    return ((a > b) + 0.5 * (a == b)).mean()


@hint(
    "How many pairs of 42 malignant and 72 benign tumours are there? What fraction is "
    "in the wrong order?",
    "There are 42 · 72 pairs. Multiply their number by 1 − auc(y_test, p_test).",
    "12",
)
@insight(
    "The area under a curve and a count of pairs are the same number. 12 of 3024 "
    "pairs are in the wrong order, whatever threshold you choose."
)
def test_the_auc_is_a_comparison_of_all_pairs():
    """Of all pairs of a malignant and a benign test tumour, how many are in the wrong order?"""
    y, p = np.array([1, 0, 1, 0, 1, 0]), np.array([0.9, 0.8, 0.8, 0.6, 0.4, 0.1])
    assert auc(y, p) == close_to(6.5 / 9)  # 6 pairs and a tie, of 9
    assert round((1 - auc(y_test, p_test)) * 42 * 72) == ____(12)


@hint(
    "Which tumours may the model learn from? How large is λ when C is 1?",
    "It learns from the training set, A_train. As C = 1 / (n λ), λ is 1 / (n C), and "
    "n is 455.",
    "1 / 455 for λ, and A_train",
)
@insight(
    "One product for the gradient, one for the Hessian, one system of equations to "
    "solve, ten times: you have replaced LogisticRegression."
)
def test_the_result_still_stands(present):
    """Find the weights with your own Newton's method, and predict the 114 tumours once more."""
    L = np.asarray(penalty(30, ____(1 / 455)))  # λ is 1 / (n C), and C is 1
    w = np.asarray(newton(____(A_train), y_train, L, 10))
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
