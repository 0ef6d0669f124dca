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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

mean, std = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / std, (X_test - mean) / std

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_model = model.predict_proba(Z_test)[:, 1]


@hint(
    "The score can be any number. Which function turns it into a number between 0 and "
    "1?",
    "First compute the score: w[0] plus each feature times its weight. Then squeeze "
    "the score with scipy.special.expit, which computes 1 / (1 + exp(-score)).",
    "expit(w[0] + X @ w[1:])",
)
@yours
def probability(X, w):
    """Return the probability that each row of X (n, d) is malignant: shape (n,).

    The score of a row is z = w[0] + X @ w[1:], and `w` has shape (d + 1,). The
    *sigmoid*, or logistic function, turns a score into a probability: 1 / (1 + e^−z).
    """
    return expit(w[0] + X @ w[1:])


@hint(
    "What is the score of the first row, w[0] plus each value times its weight?",
    "The score is 1 − 2 + 1 = 0. Put z = 0 into 1 / (1 + e^−z).",
    "0.5",
)
@insight(
    "A score of 0 is a coin toss. A score of 3 means a probability of 95 %, and a "
    "score of −3 means 5 %."
)
def test_a_score_is_squeezed_into_a_probability():
    """What is the probability that a tumour with a score of 0 is malignant?"""
    w, log3 = np.array([1.0, -1.0, 0.5]), np.log(3)
    X = np.array([[2.0, 2.0], [1.0, 2 * log3], [1.0, -2 * log3]])
    assert probability(X, w) == close_to([____(0.5), 0.75, 0.25])


@hint(
    "Which probability did the model give to what came true? For a malignant tumour "
    "it is p. What is it for a benign one?",
    "For a benign tumour that probability is 1 − p. Take the log of each tumour's "
    "probability, then minus the mean. Use scipy.special.xlogy, which counts 0 · log "
    "0 as 0.",
    "-np.mean(xlogy(y, p) + xlogy(1 - y, 1 - p))",
)
@yours
def log_loss(y, p):
    """Return the log-loss of the probabilities p (n,) for the labels y (n,): one number.

    The log-loss is minus the mean natural log of the probability that p gave to what
    came true. It measures surprise. If a prediction is certain and correct, it costs 0.
    If it is certain and wrong, it costs inf, or more than 30 for each such tumour if
    you clip p.
    """
    return -np.mean(xlogy(y, p) + xlogy(1 - y, 1 - p))


@hint(
    "Every tumour's true class was given a probability of 0.5. How large is the loss "
    "of one such tumour?",
    "Take minus the natural log of that probability. The mean of equal losses is the "
    "same number.",
    "np.log(2), or 0.693",
)
@insight(
    "Always predicting one half costs 0.693 per tumour. The model costs a tenth of "
    "that on the 114 unseen tumours. A single prediction that is certain and wrong "
    "would cost more than all of them together."
)
def test_the_log_loss_measures_surprise():
    """What is the log-loss of a model that gives every tumour a probability of one half?"""
    by_hand = -(np.log(0.25) + np.log(0.8)) / 2  # the true classes had 0.25 and 1 - 0.2
    assert log_loss(np.array([1, 0]), np.array([0.25, 0.2])) == close_to(by_hand)
    assert log_loss(y_test, np.full(114, 0.5)) == close_to(____(np.log(2)), abs=1e-3)


@hint(
    "The cost has two parts. Which part asks for a good fit, and which one for small "
    "weights?",
    "Sum log(1 + e^z) − y z over the tumours and multiply the sum by C. Use "
    "np.logaddexp(0, z) for the log. Then add half the sum of the squared weights, "
    "without w[0].",
    "C * (np.logaddexp(0, z) - y * z).sum() + (w[1:] ** 2).sum() / 2",
)
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
    z = w[0] + X @ w[1:]
    return C * (np.logaddexp(0, z) - y * z).sum() + (w[1:] ** 2).sum() / 2


@hint(
    "Without tumours there is no loss. Which of the weights 6, 3 and 4 are penalised?",
    "6 is the intercept, which is not penalised. Square 3 and 4, add the squares, and "
    "divide by 2.",
    "12.5",
)
@insight(
    "The losses ask for confident predictions, the penalty for small weights. C sets "
    "how much the losses count, and the total has a single minimum."
)
def test_losses_and_penalty_pull_against_each_other():
    """Without tumours only the penalty is left. What is the cost of the weights 6, 3 and 4?"""
    X, y = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]]), np.array([1, 0, 1])
    w = np.array([6.0, 3.0, 4.0])
    assert cost(0 * w, X, y, 7) == close_to(7 * 3 * np.log(2))  # p is 0.5 for each
    assert cost(w, X[:0], y[:0], 7) == close_to(____(12.5))


@hint(
    "SciPy has a function that minimises another function. What does it have to be "
    "told?",
    "Give scipy.optimize.minimize the function `cost`, a `w` to start from, and the "
    "other arguments as args=(X, y, C). The best weights are in the attribute .x of "
    "its result.",
    "minimize(cost, np.zeros(X.shape[1] + 1), args=(X, y, C)).x",
)
@yours
def fit(X, y, C):
    """Return the weights with the smallest cost: shape (d + 1,).

    An *optimiser* searches for the arguments that make a function smallest. SciPy's
    minimize(f, start, args=(…)) walks downhill from `start`, here d + 1 zeros, until f
    is smallest. It calls f(w, …) with what `args` holds. It returns an object whose
    attribute .x is the best `w`. A search has *converged* when further steps hardly
    change anything.
    """
    return minimize(cost, np.zeros(X.shape[1] + 1), args=(X, y, C)).x


@insight(
    "SciPy felt its way downhill: it changed each of the 31 weights a little and "
    "watched the cost. At level 4 you compute the slope, so a few steps are enough."
)
def test_the_smallest_cost_has_scikit_learns_weights():
    """Write `fit`: it should find scikit-learn's weights for the 455 training tumours."""
    assert fit(Z_train, y_train, 1) == close_to(w_model, abs=2e-2)


@hint(
    "Each log-loss is log(1 + e^z) − y z. How large is it for y = −1 and z = −8?",
    "For y = −1 and z = −8, log(1 + e^z) is nearly 0 and − y z is −8. Add the two for "
    "every benign tumour.",
    "True",
)
@insight(
    "A log-loss is never below zero. If yours is, check the labels first: some books "
    "use −1 and 1, with a different formula."
)
def test_the_loss_needs_labels_of_0_and_1():
    """When it goes wrong: if benign is −1, is the sum of log(1 + e^z) − y z below 0? True or False."""
    z = w_model[0] + Z_train @ w_model[1:]
    labels = 2 * y_train - 1  # -1 benign, 1 malignant
    loss = (np.logaddexp(0, z) - labels * z).sum()
    assert (loss < 0) == ____(True)


@hint(
    "A tumour is benign or malignant, and is called benign or malignant. How many "
    "combinations are there?",
    "Rows are what the tumour is, columns what it was called, benign before "
    "malignant. To count the malignant ones that were called malignant, sum y * "
    "called. Count the others in the same way.",
    "np.array([[((1 - y) * (1 - called)).sum(), ((1 - y) * called).sum()], [(y * (1 - "
    "called)).sum(), (y * called).sum()]])",
)
@yours
def confusion(y, called):
    """Return the confusion matrix [[cleared, alarms], [missed, found]]: shape (2, 2).

    It holds four counts. Row 0 counts the benign tumours, row 1 the malignant ones.
    Column 0 counts those called benign, column 1 those called malignant. A *true
    positive* is a malignant tumour called malignant, a *true negative* a benign one
    called benign. In textbooks the four counts are [[true negatives, false positives],
    [false negatives, true positives]]. `y` and `called` (n,) hold zeros and ones.
    """
    return np.array(
        [[((y == i) & (called == j)).sum() for j in (0, 1)] for i in (0, 1)]
    )


@hint(
    "How many of the 72 benign tumours raised a false alarm? How many of the 42 "
    "malignant ones were missed?",
    "You counted the missed tumours and the false alarms at level 1. Subtract them "
    "from the 42 malignant and the 72 benign tumours to get the diagonal.",
    "[[71, 1], [2, 40]]",
)
@insight(
    "You know this table from iris, where it had three classes. With two classes it "
    "has four cells, and every figure that a clinic quotes is one cell divided by the "
    "sum of two."
)
def test_a_confusion_matrix_has_four_counts():
    """What is the confusion matrix of the 114 tumours at a threshold of 0.5? A list of two lists."""
    y, called = np.array([1, 1, 1, 0, 0, 0, 0]), np.array([1, 1, 0, 1, 1, 1, 0])
    assert confusion(y, called) == close_to([[1, 3], [1, 2]])
    called = (p_model >= 0.5).astype(int)
    assert confusion(y_test, called) == close_to(____([[71, 1], [2, 40]]))


@hint(
    "How many of the tumours called malignant are malignant? How many of the "
    "malignant tumours were called malignant?",
    "Count the tumours that are malignant and were called malignant. Divide that "
    "count once by the number called malignant, once by the number that are "
    "malignant.",
    "both = (y * called).sum(), then both / called.sum() and both / y.sum()",
)
@yours
def precision_recall(y, called):
    """Return (precision, recall): two numbers from 0 to 1.

    *Precision* is the fraction of the tumours called malignant that are malignant.
    Recall is the fraction of the malignant tumours that are called malignant. `y` and
    `called` (n,) hold zeros and ones, at least one 1 in each. *Specificity* is the
    recall of the other class: the fraction of the benign tumours that are called
    benign.
    """
    both = (y * called).sum()
    return both / called.sum(), both / y.sum()


@hint(
    "Three of the five tumours are malignant. How many of these three were called "
    "malignant?",
    "Count the tumours that are malignant and were called malignant. Divide that "
    "count by the number of malignant tumours.",
    "1 / 3",
)
@insight(
    "40 of 41 alarms are real: that is precision. 40 of 42 cancers are found: that is "
    "recall. When a doctor and a patient ask how good the model is, they may mean "
    "different ones."
)
def test_precision_and_recall_ask_different_questions():
    """For these five tumours precision is one half. What is recall?"""
    y, called = np.array([1, 1, 1, 0, 0]), np.array([1, 0, 0, 1, 0])
    assert precision_recall(y, called) == close_to((0.5, ____(1 / 3)))


@hint(
    "How low does the threshold have to be to find `found` malignant tumours?",
    "Sort the p of the malignant tumours. The threshold is the p at place `found`, "
    "counted from the largest. Then count the benign tumours whose p is at the "
    "threshold or above.",
    "threshold = np.sort(p[y == 1])[-found], alarms = (p[y == 0] >= threshold).sum()",
)
@yours
def price(y, p, found):
    """Return (threshold, alarms), the price of finding `found` cancers: two numbers.

    `threshold` is the highest one at which `found` malignant tumours are called
    malignant. A tumour is called malignant if its p is at the threshold or above.
    `alarms` is how many benign tumours are called malignant. The p (n,) of the
    malignant ones are all different.
    """
    threshold = np.sort(p[y == 1])[-found]
    return threshold, (p[y == 0] >= threshold).sum()


@hint(
    "What is the p of the least likely of the 42 malignant tumours? How many benign "
    "ones are at that p or above?",
    "Write print(price(y_test, p_model, 42)) above the last line and save. The second "
    "number is the count of false alarms.",
    "9",
)
@insight(
    "The first 40 cancers cost one false alarm, the 41st one more, the 42nd seven "
    "more. Most of the price is paid for the last few."
)
def test_the_last_cancer_found_costs_most():
    """How many false alarms does it take to find all 42 cancers?"""
    y, p = np.array([1, 0, 1, 0, 1, 0]), np.array([0.9, 0.2, 0.2, 0.7, 0.4, 0.2])
    assert price(y, p, 1) == close_to((0.9, 0))
    assert price(y, p, 3) == close_to((0.2, 3))
    threshold, alarms = price(y_test, p_model, 42)
    assert alarms == ____(9)


@hint(
    "Lower the threshold from above every p to below every p. What changes at each "
    "tumour it passes?",
    "Sort by p, largest first. Take running sums (np.cumsum) of the malignant and of "
    "the benign tumours. Keep the last place of each different p, put a 0 in front, "
    "and divide each sum by its total.",
    "order = np.argsort(-p); last = np.append(np.diff(p[order]) != 0, True); found = "
    "np.append(0, np.cumsum(y[order])[last]); recall = found / found[-1], and the "
    "false alarm rate likewise from 1 - y",
)
@yours
def roc(y, p):
    """Return (false alarm rate, recall) at every threshold, the highest first: two arrays.

    They are the points of the ROC curve. The *false positive rate*, or false alarm
    rate, is the fraction of the benign tumours that are called malignant. Recall is the
    same fraction of the malignant tumours.

    The first point is (0, 0), where no tumour is called malignant. Then comes one point
    for each different p, the largest first: every tumour with that p or more is called.
    """
    order = np.argsort(-p)
    last = np.append(np.diff(p[order]) != 0, True)
    found = np.append(0, np.cumsum(y[order])[last])
    alarms = np.append(0, np.cumsum(1 - y[order])[last])
    return alarms / alarms[-1], found / found[-1]


@hint(
    "The three malignant tumours have a p of 0.9, 0.8 and 0.3. At which thresholds "
    "are they found?",
    "The first point has no tumour called. The thresholds of the other four are 0.9, "
    "0.8, 0.3 and 0.1. At each, count the malignant tumours called and divide by "
    "three.",
    "[0, 1 / 3, 2 / 3, 1, 1]",
)
@insight("One sort and two running sums try every threshold that could matter.")
def test_every_threshold_is_a_point_of_the_roc_curve():
    """Two of these five tumours have the same p. What is recall at each point of the ROC curve? A list of five."""
    y, p = np.array([1, 0, 1, 0, 1]), np.array([0.9, 0.8, 0.8, 0.1, 0.3])
    alarms, recall = roc(y, p)
    assert alarms == close_to([0, 0, 0.5, 0.5, 1])
    assert recall == close_to(____([0, 1 / 3, 2 / 3, 1, 1]))


@hint(
    "Between two points the curve is a straight line. What shape lies under each "
    "piece?",
    "Under each piece lies a trapezoid. Its width is the step to the right, its "
    "height the mean of the two recalls. Add up the areas of all trapezoids.",
    "(np.diff(alarms) * (recall[1:] + recall[:-1]) / 2).sum()",
)
@yours
def area(alarms, recall):
    """Return the area under the curve through the points (alarms, recall): one number.

    `alarms` and `recall` (k,) are in the order of `roc`. Between two points the curve
    is a straight line.
    """
    return (np.diff(alarms) * (recall[1:] + recall[:-1]) / 2).sum()


@hint(
    "The curve goes to the right twice, by one half each time. How high is it there?",
    "In the first step to the right, recall rises from 1/3 to 2/3. In the second it "
    "stays at 1. Multiply the mean height of each step by its width, 1/2.",
    "0.25 + 0.5, or 0.75",
)
@insight(
    "Pair each malignant tumour with each benign one: six pairs. In four the "
    "malignant one has the larger p, and one pair is tied and counts half, which "
    "makes 4.5 of 6. The area is always that fraction; level 4 counts the pairs."
)
def test_the_area_under_the_roc_curve_is_the_auc():
    """What is the area under the ROC curve (AUC) of the same five tumours?"""
    alarms, recall = np.array([0, 0, 0.5, 0.5, 1]), np.array([0, 1 / 3, 2 / 3, 1, 1])
    assert area(alarms, recall) == close_to(____(0.75))


@hint(
    "How many different values do the predictions have?",
    "The curve has one point for each different value, and a first point where no "
    "tumour is called malignant.",
    "3",
)
@insight(
    "The AUC fell from 0.996 to 0.969, with the same model. If a ROC curve has a "
    "single corner, somebody used predict instead of predict_proba."
)
def test_predictions_of_0_and_1_make_a_poor_roc_curve():
    """When it goes wrong: how many points does a ROC curve have if it is made from predictions of 0 and 1?"""
    called = (p_model >= 0.5).astype(int)
    alarms, recall = (np.asarray(side) for side in roc(y_test, called))
    assert len(alarms) == ____(3)
    assert area(alarms, recall) == close_to(0.969, abs=2e-3)  # before, it was 0.996


@hint(
    "Put tumours with nearly the same p into one bin. What did the model predict for "
    "that bin, and what happened?",
    "The number of the bin is p * bins, rounded down; p = 1 goes into the last bin. "
    "For each bin that is not empty, take the mean of p and the mean of y.",
    "k = np.minimum((p * bins).astype(int), bins - 1); then for each i of "
    "np.unique(k): p[k == i].mean(), y[k == i].mean()",
)
@yours
def calibration(y, p, bins):
    """Return (mean p, fraction malignant) of each bin that is not empty: two arrays.

    There are `bins` bins of equal width from 0 to 1, the lowest first. p = 0 lies in
    the first bin, p = 1 in the last. If p is exactly between two bins, it may lie in
    either. A *bin* is one of the parts into which a range of numbers is cut.
    """
    bin_of = np.minimum((p * bins).astype(int), bins - 1)
    filled = np.unique(bin_of)
    predicted = np.array([p[bin_of == k].mean() for k in filled])
    observed = np.array([y[bin_of == k].mean() for k in filled])
    return predicted, observed


@hint(
    "The two bins meet at 0.5. Which tumours lie in which bin?",
    "The first bin has the tumours with 0 and 0.3, the second those with 0.8 and 1. "
    "Take the mean of y in each bin.",
    "[0.5, 1]",
)
@insight(
    "If the forecast says 70 % chance of rain, it should rain on seven of ten such "
    "days. Weather services are judged in this way, and doctors and models can be "
    "too."
)
def test_calibrated_probabilities_match_what_happens():
    """Four tumours fall into two bins. What fraction of each bin is malignant? A list of two.

    Probabilities are *calibrated* if 70 of 100 things that were given 70 % happen, and
    so on.
    """
    y, p = np.array([0, 1, 1, 1]), np.array([0.0, 0.3, 0.8, 1.0])
    predicted, observed = calibration(y, p, 2)
    assert predicted == close_to([0.15, 0.9])
    assert observed == close_to(____([0.5, 1]))


@hint(
    "Which tumours may the model learn from?",
    "The model learns from the 455 training tumours: their standardised features and "
    "their labels.",
    "fit(Z_train, y_train, 1)",
)
@insight("You have replaced three library calls: fit, predict_proba and roc_auc_score.")
def test_the_result_still_stands(present):
    """Fit your own weights to the training set: the AUC should be scikit-learn's."""
    # the training set: the standardised features, and the labels
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
    correct = int((called == y_test).sum())
    present(
        f"{correct} of {len(y_test)} tumours predicted correctly, AUC {auc:.3f}",
        correct=correct,
        auc=auc,
        predicted=called,
        truth=y_test,
    )
