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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / spread, (X_test - mean) / spread

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_model = model.predict_proba(Z_test)[:, 1]


@hint(
    "How do you get from a sum that may be anything to a number between 0 and 1?",
    "The score is w[0] plus each column times its weight. scipy.special.expit squeezes "
    "it: 1 / (1 + exp(-score)).",
    "expit(w[0] + X @ w[1:])",
)
@yours
def probability(X, w):
    """How likely each row of X (n, d) is malignant, 1 / (1 + e^−z): shape (n,).

    z is the score, w[0] + X @ w[1:], and w is (d + 1,).
    """
    return expit(w[0] + X @ w[1:])


@hint(
    "The first score is 1 − 2 + 1. What is 1 / (1 + e^0)?",
    "e^0 is 1, so it is one over two.",
    "0.5",
)
@insight(
    "A score of 0 is a coin. 3 more makes it 95 in a hundred, and it takes 3 less to "
    "make it 5."
)
def test_a_score_is_squeezed_into_a_probability():
    """Scores of 0, log 3 and −log 3: how likely is the first tumour malignant?"""
    w, log3 = np.array([1.0, -1.0, 0.5]), np.log(3)
    X = np.array([[2.0, 2.0], [1.0, 2 * log3], [1.0, -2 * log3]])
    assert probability(X, w) == close_to([____(0.5), 0.75, 0.25])


@hint(
    "Which probability was given to what came true: p for a malignant one, and for a "
    "benign one?",
    "1 − p for a benign one. Take the log of what was given to the truth, the mean, "
    "and minus. Where p is 0 or 1, 0 · log 0 must count as 0: scipy.special.xlogy.",
    "-np.mean(xlogy(y, p) + xlogy(1 - y, 1 - p))",
)
@yours
def log_loss(y, p):
    """Minus the mean log of the probability p gave to what came true: one number.

    Natural log. To be sure and right costs 0. To be sure and wrong costs without limit:
    inf, or more than 30 for each such tumour if p is clipped.
    """
    return -np.mean(xlogy(y, p) + xlogy(1 - y, 1 - p))


@hint(
    "It gave one half to everything that came true. What is minus the log of 0.5?",
    "The same as the log of 2.",
    "np.log(2), 0.693",
)
@insight(
    "Saying one half costs 0.693 a tumour. 114 unseen ones cost a tenth of that here, "
    "and a single one sworn to wrongly would cost more than all of them."
)
def test_surprise_is_a_log():
    """What is the log-loss of a model that always says one half?"""
    by_hand = -(np.log(0.25) + np.log(0.8)) / 2  # what came true had 0.25 and 1 - 0.2
    assert log_loss(np.array([1, 0]), np.array([0.25, 0.2])) == close_to(by_hand)
    assert log_loss(y_test, np.full(114, 0.5)) == close_to(____(np.log(2)), abs=1e-3)


@hint(
    "Two parts: how surprised, and how large the weights. What pulls which way?",
    "For the tumours log(1 + e^z) − y z, with np.logaddexp(0, z) for the log, summed "
    "and times C. For the weights half the sum of their squares, w[0] not among them.",
    "C * (np.logaddexp(0, z) - y * z).sum() + (w[1:] ** 2).sum() / 2",
)
@yours
def cost(w, X, y, C):
    """What scikit-learn makes small: C times the sum of log-losses, plus |w[1:]|²/2.

    With z = w[0] + X @ w[1:], the log-loss of one tumour is log(1 + e^z) − y z: for
    p = 1 / (1 + e^−z) that is −log p if y is 1, and −log(1 − p) if y is 0. |w[1:]|² is
    the squared length of w[1:], the sum of its squares. The intercept w[0] is not
    penalised. Finite for any finite w. One number.
    """
    z = w[0] + X @ w[1:]
    return C * (np.logaddexp(0, z) - y * z).sum() + (w[1:] ** 2).sum() / 2


@hint(
    "No tumours, no loss. What do the weights 3 and 4 cost, and does 6 cost anything?",
    "Half of 9 + 16; 6 is the intercept.",
    "12.5",
)
@insight(
    "The tumours ask for sure answers, the penalty for small weights. C says whom to "
    "listen to, and between them there is one lowest point."
)
def test_two_parts_pull_against_each_other():
    """Without tumours only the penalty is left: what do these weights cost?"""
    X, y = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]]), np.array([1, 0, 1])
    w = np.array([6.0, 3.0, 4.0])
    assert cost(0 * w, X, y, 7) == close_to(7 * 3 * np.log(2))  # each is a coin
    assert cost(w, X[:0], y[:0], 7) == close_to(____(12.5))


@hint(
    "SciPy has a function that finds where another one is smallest. What does it need?",
    "scipy.optimize.minimize takes a function of w, a w to begin at, and what else the "
    "function is given, args=(X, y, C). Its answer has the place in .x.",
    "minimize(cost, np.zeros(X.shape[1] + 1), args=(X, y, C)).x",
)
@yours
def fit(X, y, C):
    """The w (d + 1,) with the smallest cost: shape (d + 1,).

    SciPy's minimize(f, start, args=(…)) nudges its way down from start, here d + 1
    zeros, calling f(w, …) with what args holds; of what it returns, .x is the place.
    """
    return minimize(cost, np.zeros(X.shape[1] + 1), args=(X, y, C)).x


@insight(
    "SciPy felt its way with small nudges of 31 weights. Level 4 will know the slope, "
    "and be there in a few steps."
)
def test_the_lowest_point_has_scikit_learns_weights():
    """Write `fit`: for the 455 tumours it should find the weights of scikit-learn."""
    assert fit(Z_train, y_train, 1) == close_to(w_model, abs=2e-2)


@hint(
    "Each log-loss is log(1 + e^z) − y z. What becomes of it where y is −1 and z is "
    "−8?",
    "log(1 + e^−8) is nearly 0, and − y z is −8: less than nothing.",
    "True",
)
@insight(
    "No loss of a probability is below zero. If yours is, look at the labels first: "
    "some books say -1 and 1, and have another formula for it."
)
def test_it_goes_wrong_with_labels_of_minus_one():
    """When it goes wrong: benign as −1 in log(1 + e^z) − y z. Less than no loss?"""
    z = w_model[0] + Z_train @ w_model[1:]
    labels = 2 * y_train - 1  # -1 benign, 1 malignant
    loss = (np.logaddexp(0, z) - labels * z).sum()
    assert (loss < 0) == ____(True)


@hint(
    "There are four kinds of tumours now: what it is, and what it was called. Count "
    "each.",
    "Rows say what it is, columns what it was called, benign before malignant. Who is "
    "1 and called 1: the sum of y * called.",
    "[[((1 - y) * (1 - called)).sum(), ((1 - y) * called).sum()], and the same with y "
    "in place of 1 - y]",
)
@yours
def confusion(y, called):
    """[[cleared, alarms], [missed, found]]: how many of each kind, shape (2, 2).

    Row 0 holds the benign, row 1 the malignant; column 0 who was called benign,
    column 1 who was called malignant. y, called (n,): zeros and ones.
    """
    return np.array(
        [[((y == i) & (called == j)).sum() for j in (0, 1)] for i in (0, 1)]
    )


@hint(
    "Of the 72 benign ones how many raised an alarm, of the 42 malignant how many were "
    "missed? Level 1 asked so.",
    "One alarm and two missed; all others are on the diagonal.",
    "[[71, 1], [2, 40]]",
)
@insight(
    "Iris had such a table of three kinds. With two it has four fields, and every "
    "figure a clinic speaks of is one field over a sum of two."
)
def test_two_kinds_of_right_and_two_of_wrong():
    """Of the 114, with the bar at a half: what are the four counts? Two lists in a list."""
    y, called = np.array([1, 1, 1, 0, 0, 0, 0]), np.array([1, 1, 0, 1, 1, 1, 0])
    assert confusion(y, called) == close_to([[1, 3], [1, 2]])
    called = (p_model >= 0.5).astype(int)
    assert confusion(y_test, called) == close_to(____([[71, 1], [2, 40]]))


@hint(
    "Of those that were called, how many are malignant? Of the malignant, how many "
    "were called?",
    "Count who is both, and divide once by how many were called, and once by how many "
    "are malignant.",
    "both = (y * called).sum(), then both / called.sum() and both / y.sum()",
)
@yours
def precision_recall(y, called):
    """(precision, recall): of the called how many are malignant; of the malignant how
    many are called. Two numbers from 0 to 1.

    y, called (n,): zeros and ones, at least one 1 in each.
    """
    both = (y * called).sum()
    return both / called.sum(), both / y.sum()


@hint(
    "Two of the five are called malignant, and three of them are. Who is both?",
    "One is both, so precision is 1 of 2.",
    "1 of 3: 1 / 3",
)
@insight(
    "40 of 41 alarms are real, 40 of 42 cancers found. Asked how good it is, a doctor "
    "and a patient may mean different ones of these."
)
def test_precision_and_recall_ask_different_people():
    """Five tumours: precision is a half. What is recall?"""
    y, called = np.array([1, 1, 1, 0, 0]), np.array([1, 0, 0, 1, 0])
    assert precision_recall(y, called) == close_to((0.5, ____(1 / 3)))


@hint(
    "To find `found` malignant ones, how low must the bar lie?",
    "As low as the p of the malignant one at place `found`, counted from the "
    "likeliest. Then count the benign ones at that bar or above it.",
    "bar = np.sort(p[y == 1])[-found], alarms = (p[y == 0] >= bar).sum()",
)
@yours
def price(y, p, found):
    """The highest bar at which `found` malignant ones are called, and its price.

    (bar, alarms): who has p at the bar or above it is called malignant; alarms is how
    many benign ones are. p (n,) of malignant ones are all different.
    """
    bar = np.sort(p[y == 1])[-found]
    return bar, (p[y == 0] >= bar).sum()


@hint(
    "Which p has the least likely of the 42 malignant ones, and who else is above it?",
    "Its p is 0.060. Call price(y_test, p_model, 42), or count (p_model[y_test == 0] "
    ">= 0.06).sum()",
    "9",
)
@insight(
    "The first 40 cost one alarm, the 41st one more, the 42nd seven more. Most of a "
    "price is paid for the last few."
)
def test_the_last_tumour_found_costs_most():
    """How many false alarms does it take to find all 42 cancers?"""
    y, p = np.array([1, 0, 1, 0, 1, 0]), np.array([0.9, 0.2, 0.2, 0.7, 0.4, 0.2])
    assert price(y, p, 1) == close_to((0.9, 0))
    assert price(y, p, 3) == close_to((0.2, 3))
    bar, alarms = price(y_test, p_model, 42)
    assert alarms == ____(9)


@hint(
    "Lower the bar from above all p to below: at each tumour it passes, what is added?",
    "Sort by p, largest first, and cumsum the malignant and, apart, the benign ones. "
    "Keep the last place of each different p, divide by how many there are, put a 0 "
    "before.",
    "order = np.argsort(-p); last = np.append(np.diff(p[order]) != 0, True); found = "
    "np.append(0, np.cumsum(y[order])[last]), and alarms likewise from 1 - y",
)
@yours
def roc(y, p):
    """(false alarm rate, recall) at every bar, from the highest down: two arrays.

    The first point is (0, 0), nobody called; then one for each different p, largest
    first: who has that p or more is called. Rates of the benign, of the malignant.
    """
    order = np.argsort(-p)
    last = np.append(np.diff(p[order]) != 0, True)
    found = np.append(0, np.cumsum(y[order])[last])
    alarms = np.append(0, np.cumsum(1 - y[order])[last])
    return alarms / alarms[-1], found / found[-1]


@hint(
    "Three are malignant, with 0.9, 0.8 and 0.3. Where is the bar when each is found?",
    "Nobody; then one at 0.9; at 0.8 the second, and a benign one with it; the third "
    "at 0.3; at 0.1 the last benign one.",
    "[0, 1 / 3, 2 / 3, 1, 1]",
)
@insight("One sort and two running sums, and all bars that could matter were tried.")
def test_every_bar_is_a_point_of_one_curve():
    """Five tumours, two of them with the same p: what is recall at each bar? A list of five."""
    y, p = np.array([1, 0, 1, 0, 1]), np.array([0.9, 0.8, 0.8, 0.1, 0.3])
    alarms, recall = roc(y, p)
    assert alarms == close_to([0, 0, 0.5, 0.5, 1])
    assert recall == close_to(____([0, 1 / 3, 2 / 3, 1, 1]))


@hint(
    "Between two points the curve goes straight. What shape lies under that piece?",
    "A trapezoid: its width is the step to the right, its height the mean of the two "
    "recalls. Add up all of them.",
    "(np.diff(alarms) * (recall[1:] + recall[:-1]) / 2).sum()",
)
@yours
def area(alarms, recall):
    """The area under the line through the points (alarms, recall): one number.

    alarms, recall (k,): in the order of roc; between two points the line is straight.
    """
    return (np.diff(alarms) * (recall[1:] + recall[:-1]) / 2).sum()


@hint(
    "The line goes to the right twice, by half each time. How high is it there?",
    "First from 1/3 up to 2/3, so 1/2 on average; then along 1.",
    "0.25 + 0.5, 0.75",
)
@insight(
    "Of the six pairs that can be made, four are in order and one is a tie, counted "
    "half: 4.5 of 6. The area is that share, always; level 4 counts it so."
)
def test_the_area_under_it_is_the_auc():
    """The same five tumours: what area lies under their curve?"""
    alarms, recall = np.array([0, 0, 0.5, 0.5, 1]), np.array([0, 1 / 3, 2 / 3, 1, 1])
    assert area(alarms, recall) == close_to(____(0.75))


@hint(
    "How many different values has a column of calls?",
    "Two, 0 and 1: one point for each, and the one where nobody is called.",
    "3",
)
@insight(
    "0.996 became 0.969, of the same model. If a ROC curve has a single corner, "
    "somebody called predict where predict_proba was meant."
)
def test_it_goes_wrong_on_calls_in_place_of_probabilities():
    """When it goes wrong: a curve made from 0 and 1 alone has so many points."""
    called = (p_model >= 0.5).astype(int)
    alarms, recall = (np.asarray(side) for side in roc(y_test, called))
    assert len(alarms) == ____(3)
    assert area(alarms, recall) == close_to(0.969, abs=2e-3)  # of p it is 0.996


@hint(
    "Put tumours with nearly the same p into one drawer. What was said, what happened?",
    "The drawer of p is p * bins, rounded down, 1 in the last drawer. For each drawer "
    "with somebody in it, the mean of p and the mean of y.",
    "drawer = np.minimum((p * bins).astype(int), bins - 1); then for each k of "
    "np.unique(drawer): p[drawer == k].mean(), y[drawer == k].mean()",
)
@yours
def calibration(y, p, bins):
    """(said, happened): mean p and share malignant of each drawer that is not empty.

    bins drawers of equal width from 0 to 1, the lowest first; p = 0 lies in the first,
    p = 1 in the last. p exactly between two drawers may lie in either.
    """
    drawer = np.minimum((p * bins).astype(int), bins - 1)
    full = np.unique(drawer)
    said = np.array([p[drawer == k].mean() for k in full])
    happened = np.array([y[drawer == k].mean() for k in full])
    return said, happened


@hint(
    "Below a half lie 0 and 0.3, above it 0.8 and 1. How many of each two happened?",
    "Of the first two one, of the others both.",
    "[0.5, 1]",
)
@insight(
    "Of the days with 70 % chance of rain it should rain on seven in ten. Weather "
    "services are judged so, and doctors and models can be."
)
def test_what_was_said_should_happen_as_often():
    """Four tumours in two drawers: how often did it happen in each? A list of two."""
    y, p = np.array([0, 1, 1, 1]), np.array([0.0, 0.3, 0.8, 1.0])
    said, happened = calibration(y, p, 2)
    assert said == close_to([0.15, 0.9])
    assert happened == close_to(____([0.5, 1]))


@hint(
    "From which tumours may the weights be learnt?",
    "From the 455 known ones, scaled, and what they are.",
    "fit(Z_train, y_train, 1)",
)
@insight("fit, predict_proba, roc_auc_score: three calls of a library, and now yours.")
def test_the_result_still_stands(present):
    """The same 114 tumours, by your own weights, with your own bar and area."""
    # the known tumours, scaled as the unseen ones are, and what they proved to be
    w = np.asarray(fit(____(Z_train), ____(y_train), 1))
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
