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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / spread, (X_test - mean) / spread

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_train, p_test = (model.predict_proba(Z)[:, 1] for Z in (Z_train, Z_test))
A_train, A_test = (np.insert(Z, 0, 1, axis=1) for Z in (Z_train, Z_test))


@hint(
    "w[0] + X @ w[1:] has a sum in it. What would X need, to be a single product?",
    "A first column in which every number is 1: then w[0] is a weight like the others.",
    "np.column_stack([np.ones(len(X)), X]), or np.insert(X, 0, 1, axis=1)",
)
@yours
def with_ones(X):
    """A: a column of ones, then the columns of X (n, d): shape (n, d + 1).

    `X` itself is left as it is.
    """
    return np.column_stack([np.ones(len(X)), X])


@hint(
    "All scores at once are one product. And the squeeze?",
    "1 over 1 plus e to minus the score.",
    "1 / (1 + np.exp(-A @ w))",
)
@yours
def probability(A, w):
    """How likely each row of A (n, d + 1) is malignant, given w (d + 1,): (n,)."""
    return 1 / (1 + np.exp(-A @ w))


@hint(
    "One column for each measurement. What was added?",
    "The column of ones.",
    "30 and 1",
)
@insight(
    "Cars met this trick. The intercept is a weight of something that never varies."
)
def test_an_intercept_is_the_weight_of_a_one():
    """Write `with_ones` and `probability`: how many columns has A for the 455 tumours?"""
    X = np.array([[2.0, 7.0], [3.0, 8.0], [4.0, 9.0]])
    assert with_ones(X) == close_to([[1, 2, 7], [1, 3, 8], [1, 4, 9]])
    assert probability(A_test, w_model) == close_to(p_test)
    assert np.shape(with_ones(Z_train)) == (455, ____(31))


@hint(
    "p − y says how wrong each tumour is. Which tumours is a column to blame for?",
    "Those in which its number is large: the column times p − y, added up, over n. All "
    "columns at once are a product with A′.",
    "A.T @ (p - y) / len(y)",
)
@yours
def gradient(A, y, p):
    """Slope of the mean log-loss along each weight, A′(p − y)/n: shape (d + 1,).

    The loss of a tumour, log(1 + e^z) − y z, changes with its score z by p − y; z
    changes with a weight by the number in that weight's column. A (n, d + 1), y (n,),
    p (n,).
    """
    return A.T @ (p - y) / len(y)


@hint(
    "The first two have p = 0.5, and the first of them is malignant. What is p − y?",
    "[−0.5, 0.5, 0]: the third is no error. The ones make 0 of it, the other column "
    "2 · −0.5 + −1 · 0.5.",
    "−1.5 over 3: [0, -0.5]",
)
@insight(
    "The slope is told by the errors alone. At its lowest the intercept sees errors "
    "that add up to 0: on average p is as high as malignant is common."
)
def test_the_slope_is_a_product_with_the_errors():
    """Three tumours, two of them with an error: what is the slope? A list of two."""
    A, y = np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 4.0]]), np.array([1, 0, 0])
    p = np.array([0.5, 0.5, 0.0])
    assert gradient(A, y, p) == close_to(____([0, -0.5]))


@hint(
    "The slope has p in it. If a score rises a little, by how much does p rise?",
    "By p(1 − p). So each row counts with p(1 − p): A′ W A / n, with these on the "
    "diagonal of W; multiplying the rows of A by them does without W.",
    "(A * (p * (1 - p))[:, None]).T @ A / len(p)",
)
@yours
def hessian(A, p):
    """Bend of the mean log-loss, A′ W A / n with W = diag(p(1 − p)): (d + 1, d + 1).

    As a score rises, its p rises by p(1 − p), and so does the p − y in the slope.
    """
    return (A * (p * (1 - p))[:, None]).T @ A / len(p)


@hint(
    "p is 0.5 for the first and 0.2 for the second. What is p(1 − p)?",
    "0.25 and 0.16. The first row makes [[1, 2], [2, 4]], the second [[1, -1], [-1, "
    "1]]; each times its own, added up, over 2.",
    "[[0.41, 0.34], [0.34, 1.16]] over 2: [[0.205, 0.17], [0.17, 0.58]]",
)
@insight(
    "v′Hv is a mean of squares times p(1 − p), never below 0: the ground bends upwards "
    "everywhere. So there is one valley, and who reaches flat ground has arrived."
)
def test_the_ground_bends_upwards_everywhere():
    """What is the bend for the first two of these tumours? Two lists in a list."""
    A = np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 0.0], [1.0, 1.0]])
    p = np.array([0.5, 0.2, 0.9, 0.5])  # p(1 − p) is 0.25, 0.16, 0.09 and 0.25
    assert hessian(A, p) == close_to([[0.1875, 0.1475], [0.1475, 0.3525]])
    assert hessian(A[:2], p[:2]) == close_to(____([[0.205, 0.17], [0.17, 0.58]]))


@hint(
    "λ/2 times the sum of w[1:]². What is its slope along w[3]? And along w[0]?",
    "λ w[3], and 0. So L has λ on its diagonal, but for the first place.",
    "L = lam * np.eye(d + 1), then L[0, 0] = 0",
)
@yours
def penalty(d, lam):
    """L (d + 1, d + 1): L w is the slope of λ/2 |w[1:]|², and L is its bend."""
    L = lam * np.eye(d + 1)
    L[0, 0] = 0
    return L


@hint(
    "Three weights with the intercept: which two are held, and by how much?",
    "0.1 in the second and in the third place of the diagonal.",
    "[[0, 0, 0], [0, 0.1, 0], [0, 0, 0.1]]",
)
@insight(
    "Where scikit-learn stopped, the pull of 455 tumours and that of the penalty "
    "cancel to the last digit. λ is 1/455 there: C is a λ in other clothes."
)
def test_the_penalty_leaves_the_intercept_alone():
    """What is L for two columns and λ = 0.1? Three lists in a list."""
    assert penalty(1, 3) == close_to([[0, 0], [0, 3]])
    assert penalty(2, 0.1) == close_to(____([[0, 0, 0], [0, 0.1, 0], [0, 0, 0.1]]))


@hint(
    "A valley with slope g and bend H: how far away is its floor, if H stays as it is?",
    "H times the step is minus the slope. Slope and bend have a part from the tumours "
    "and a part from the penalty: L w and L.",
    "w - np.linalg.solve(hessian(A, p) + L, gradient(A, y, p) + L @ w) with "
    "p = probability(A, w)",
)
@yours
def newton_step(A, y, w, L):
    """w after one step of Newton's method, w − (H + L)⁻¹ (g + L w): shape (d + 1,).

    g and H: slope and bend of the mean log-loss at w, by your own functions; p there is
    your probability(A, w). `L` may be any (d + 1, d + 1). `w` itself is left as it is.
    """
    p = probability(A, w)
    return w - np.linalg.solve(hessian(A, p) + L, gradient(A, y, p) + L @ w)


@hint(
    "At w = 0 each p is 0.5. What is the slope, 0.5 − y on average, and what the bend?",
    "−0.25, and 0.5 · 0.5 = 0.25. The step is minus slope over bend.",
    "0.25 / 0.25: 1",
)
@insight(
    "1, 1.0963, 1.0986: each step starts nearer, and the parabola fits better there. "
    "So the error is not halved but squared."
)
def test_newton_jumps_to_the_floor_of_a_parabola():
    """Three of four malignant, no columns: the floor is log 3 = 1.0986; first step?"""
    A, y, L = np.ones((4, 1)), np.array([1, 1, 0, 1]), np.zeros((1, 1))
    assert newton_step(A, y, np.array([1.0]), L) == close_to([1.0963], abs=1e-4)
    assert newton_step(A, y, np.array([0.0]), L) == close_to([____(1)])


@hint(
    "Where do you begin, knowing nothing, and what do you do then?",
    "At zeros, one for each column of A; then newton_step, `steps` times.",
    "w = np.zeros(A.shape[1]), then for _ in range(steps): w = newton_step(A, y, w, L)",
)
@yours
def newton(A, y, L, steps):
    """w after `steps` Newton steps from zeros: shape (d + 1,)."""
    w = np.zeros(A.shape[1])
    for _ in range(steps):
        w = newton_step(A, y, w, L)
    return w


@hint(
    "Print errors in the test. When is the first below a billionth?",
    "0.15, 0.026, 0.00097, 0.0000018 after 5, 6, 7, 8 steps: the next is about the "
    "square of the last.",
    "9",
)
@insight(
    "Once it is near, the right digits double in each step: 1, 3, 6, 12. SciPy looked "
    "at the loss more than a thousand times, for five digits."
)
def test_the_right_digits_double():
    """From zeros to scikit-learn's 31 weights: after so many steps to a billionth."""
    L = np.diag([0] + 30 * [1 / 455])
    found = [np.asarray(newton(A_train, y_train, L, steps)) for steps in range(13)]
    assert found[12] == close_to(w_model, abs=1e-6)
    errors = [np.abs(w - found[12]).max() for w in found]
    assert [error < 1e-9 for error in errors].index(True) == ____(9)


@hint(
    "Far out every p is 0 or 1 for certain. What is p(1 − p) there, and who divides by "
    "it?",
    "Nearly 0: the ground looks flat and hardly bent, so the step is huge, and the "
    "other way.",
    "True",
)
@insight(
    "It was thrown out of the valley. Programs look before they land: if the loss is "
    "not lower there, they halve the step. From zeros it seldom happens."
)
def test_it_goes_wrong_far_from_the_valley():
    """When it goes wrong: from a weight of 6, is one step later worse? True or False."""
    A, y = np.array([[1.0, -2], [1, -1], [1, 1], [1, 2]]), np.array([0, 1, 0, 1])
    loss = lambda w: (np.logaddexp(0, A @ w) - y * (A @ w)).mean()
    zeros, far, L = np.zeros(2), np.array([0.0, 6.0]), np.zeros((2, 2))
    assert loss(np.asarray(newton_step(A, y, zeros, L))) < loss(zeros)
    thrown = np.asarray(newton_step(A, y, far, L))
    assert (loss(thrown) > loss(far)) == ____(True)


@hint(
    "Two columns say exactly the same. Does the loss mind who carries the weight?",
    "No, only their sum counts. The penalty minds: squares are least when it is "
    "shared.",
    "A half of the weight: 0.5",
)
@insight(
    "The radius, perimeter and area of a cell are nearly triplets. That is why no "
    "single weight of this model may be read as the importance of its column."
)
def test_it_goes_wrong_with_twins_unless_somebody_decides():
    """When it goes wrong: a column twice. With a penalty, what share has each?"""
    twins = A_train[:, [0, 1, 1]]  # the ones, then the mean radius twice
    H = np.asarray(hessian(twins, p_train))
    assert np.linalg.det(H) == close_to(0, abs=1e-6)  # no step without a penalty
    w = np.asarray(newton(twins, y_train, np.asarray(penalty(2, 0.01)), 12))
    assert w[1] / (w[1] + w[2]) == close_to(____(0.5))


@hint(
    "Which tumours lie at or above which bar? That is a table of n rows, k columns.",
    "p as a column meets bars as a row: p[:, None] >= bars. Then y @ and (1 - y) @ "
    "count down the columns; who is missed is malignant and not called.",
    "called = p[:, None] >= bars, then y @ ~called and (1 - y) @ called",
)
@yours
def errors_at(y, p, bars):
    """(missed, alarms): how many errors of each kind at each of k bars: two of (k,).

    Called malignant is who has p (n,) at the bar or above it. bars (k,), in any order.
    """
    called = p[:, None] >= bars
    return y @ ~called, (1 - y) @ called


@hint(
    "At 0.5 the one with 0.4 is missed; at 0.3 nobody; at 0.95 all three.",
    "Now the alarms: benign ones have 0.1 and 0.6. How many are at 0.5 or above, at "
    "0.3, at 0.95?",
    "[1, 1, 0]",
)
@insight("Level 3 sorted. A product needs no order: all the bars, all at once.")
def test_all_bars_at_once_are_a_product():
    """Five tumours, three bars: how many alarms at each? A list of three."""
    y, p = np.array([1, 0, 1, 0, 1]), np.array([0.9, 0.1, 0.4, 0.6, 0.7])
    missed, alarms = errors_at(y, p, np.array([0.5, 0.3, 0.95]))
    assert missed == close_to([1, 0, 3])
    assert alarms == close_to(____([1, 1, 0]))


@hint(
    "Lay every malignant one beside every benign one. In how many pairs is it higher?",
    "p[y == 1] as a column, p[y == 0] as a row: compare with > and with ==. A tie "
    "counts half; then the mean.",
    "a, b = p[y == 1][:, None], p[y == 0]; ((a > b) + 0.5 * (a == b)).mean()",
)
@yours
def auc(y, p):
    """Share of pairs, malignant with benign, whose malignant one has the higher p.

    A tie counts half. One number from 0 to 1. Mann and Whitney (1947); for the ROC
    curve Hanley and McNeil (1982).
    """
    a, b = p[y == 1][:, None], p[y == 0]
    return ((a > b) + 0.5 * (a == b)).mean()


@hint(
    "42 malignant ones meet 72 benign ones: how many pairs? 0.99603 of them are in "
    "order.",
    "3024 pairs, and 0.00397 of them are not.",
    "12",
)
@insight(
    "The area under a curve and a count among pairs, and they are one number. 12 of "
    "3024 pairs stand the wrong way round, whatever bar anyone would set."
)
def test_the_auc_is_a_comparison_of_all_pairs():
    """Of all pairs of the 114, malignant with benign: how many are in the wrong order?"""
    y, p = np.array([1, 0, 1, 0, 1, 0]), np.array([0.9, 0.8, 0.8, 0.6, 0.4, 0.1])
    assert auc(y, p) == close_to(6.5 / 9)  # 6 pairs and a tie, of 9
    assert round((1 - auc(y_test, p_test)) * 42 * 72) == ____(12)


@hint(
    "Which tumours teach, and how large is λ where C is 1?",
    "A and y of the known ones; λ is 1 / (n C), with n = 455.",
    "A_train, y_train, and 1 / 455",
)
@insight(
    "One product for the slope, one for the bend, one system to solve, nine times: "
    "LogisticRegression is yours."
)
def test_the_result_still_stands(present):
    """The same 114 tumours, by weights that nobody but you has found."""
    L = np.asarray(penalty(30, ____(1 / 455)))  # λ is 1 / (n C), and C is 1
    w = np.asarray(newton(____(A_train), y_train, L, 10))
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
