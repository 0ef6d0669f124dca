"""Level 5 · arithmetic: odds, logarithms, and one tumour at a time

In the logarithm of odds, evidence adds up. That is why a weighted sum can end in a
probability. Here each tumour is a list of thirty numbers. You compute its odds (a
bookmaker's "three to one"), its log-odds, its loss, and the gradient of that loss. Then
Bayes' rule shows what an alarm means where few people are ill.

You may use: Python numbers, lists, loops, and math. No arrays.

    p     the probability that a tumour is malignant, from 0 to 1
    odds  p / (1 − p); 3 means three to one
    z     the natural log of the odds, called score, log-odds or logit; 0 is fifty-fifty
    x     one tumour: a list of d standardised features; d is 30 for a real one
    w     d + 1 weights, the intercept first; w_model holds those of the model
    y     the label: 1 malignant, 0 benign

Pillars: probability, calculus.
"""

import math

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

mean, std = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / std, (X_test - mean) / std

# The weights that Newton's method found at level 4; here they are scikit-learn's.
model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = [*model.intercept_.tolist(), *model.coef_[0].tolist()]

unseen = Z_test.tolist()  # 114 tumours, a list of thirty numbers each
truth = y_test.tolist()


@hint(
    "If 75 of 100 tumours are malignant, how many malignant ones are there for each "
    "benign one?",
    "Divide the probability of malignant by the probability of benign.",
    "p / (1 - p)",
)
@yours
def odds(p):
    """Return the odds p / (1 − p): a number from 0 up. `p` is from 0 to below 1.

    The *odds* of something are its probability divided by that of its opposite.
    """
    return p / (1 - p)


@hint(
    "Odds of three to one: out of how many is that, and how many of them are "
    "malignant?",
    "Divide the odds by the odds plus one.",
    "odds / (1 + odds)",
)
@yours
def probability(odds):
    """Return the probability that belongs to `odds`: a number from 0 to 1."""
    return odds / (1 + odds)


@hint(
    "If one of five tumours is malignant, how many are benign?",
    "Divide 0.2 by 0.8.",
    "0.25",
)
@insight(
    "Probabilities of 0.9 and 0.99 look alike. Their odds, nine to one and "
    "ninety-nine to one, do not."
)
def test_three_to_one_is_three_of_four():
    """A probability of 0.75 is odds of three to one. What are the odds for 0.2?"""
    assert odds(0.75) == close_to(3)
    assert probability(3) == close_to(0.75)
    assert odds(0.2) == close_to(____(0.25))


@hint(
    "On which scale are odds of 4 to 1 and 1 to 4 equally far from even?",
    "Take the natural log of the odds.",
    "math.log(p / (1 - p))",
)
@yours
def log_odds(p):
    """Return the natural log of the odds of p: a number, 0 for p = 0.5. 0 < `p` < 1.

    The *log-odds*, or logit, are the natural logarithm of the odds.
    """
    return math.log(odds(p))


@hint(
    "The odds for 0.8 are 4. What are they for 0.2, and what is the log of that?",
    "The log-odds of 0.8 are log 4, and those of 0.2 are −log 4. Take the mean of the "
    "two.",
    "0",
)
@insight(
    "Log-odds add up: doubling the odds always adds log 2. A weight of the model says "
    "how much the log-odds change when its feature rises by one standard deviation."
)
def test_evidence_adds_up_in_log_odds():
    """Which log-odds are halfway between those of 0.8 and those of 0.2?"""
    assert log_odds(0.8) == close_to(math.log(4))
    assert (log_odds(0.8) + log_odds(0.2)) / 2 == close_to(____(0))


@hint(
    "The formula 1 / (1 + e^−z) is correct. But what does Python do with e^1000?",
    "math.exp(1000) raises an OverflowError. For z below 0 use e^z / (1 + e^z), which "
    "is the same number: then the exponent is never above 0.",
    "if z >= 0: return 1 / (1 + math.exp(-z)); otherwise e = math.exp(z); return e / "
    "(1 + e)",
)
@yours
def sigmoid(z):
    """Return the probability 1 / (1 + e^−z) that has the log-odds z, any finite number: one number.

    A very small probability is as exact as a large one: for z = −300 you get e^−300,
    and not 0.
    """
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    e = math.exp(z)
    return e / (1 + e)


@hint(
    "What does sigmoid do to the result of log_odds?",
    "sigmoid is the inverse of log_odds: it undoes it.",
    "0.3",
)
@insight(
    "The difference between one in a million and 0 matters when a cancer may be "
    "missed. Floats can store 1e-300, but near 1 they have only sixteen digits."
)
def test_the_sigmoid_turns_log_odds_into_a_probability():
    """Apply `sigmoid` to the log-odds of 0.3. What do you get?"""
    assert sigmoid(math.log(3)) == close_to(0.75)
    assert sigmoid(-1000) == close_to(0)
    assert sigmoid(log_odds(0.3)) == close_to(____(0.3))


@hint(
    "e^1000 is too large for a float, but its log is not. What if every value were "
    "1000 smaller?",
    "Subtract the largest value from all, so that the largest exponent is 0. Add up "
    "the exponentials, take the log, and add the largest value again.",
    "m = max(values), then m + math.log(sum(math.exp(v - m) for v in values))",
)
@yours
def log_sum_exp(values):
    """Return log(e^a + e^b + …) for one or more finite `values` a, b, …: one number."""
    m = max(values)
    return m + math.log(sum(math.exp(v - m) for v in values))


@hint(
    "How large is the sum, compared with e^1000?",
    "The sum is 2 · e^1000. The log of a product is the sum of the logs of its "
    "factors.",
    "1000.693, or 1000 + math.log(2)",
)
@insight(
    "The *log-sum-exp* trick takes out the largest value before the exponentials. "
    "With the values 0 and z it gives log(1 + e^z), the first part of a tumour's "
    "loss."
)
def test_the_log_of_a_sum_of_exponentials_needs_no_huge_number():
    """What is the log of e^1000 + e^1000?"""
    assert log_sum_exp([math.log(2), math.log(3)]) == close_to(math.log(5))
    assert log_sum_exp([1000, 1000]) == close_to(____(1000.693), abs=1e-2, rel=0)


@hint(
    "The loss is −log p or −log(1 − p). What are both in terms of z?",
    "They are log(1 + e^z) − z and log(1 + e^z). One formula for both is log(1 + e^z) "
    "− y z, and log_sum_exp([0, z]) is its first part.",
    "log_sum_exp([0, z]) - y * z",
)
@yours
def loss(z, y):
    """Return the log-loss of one tumour with the score z: one number.

    It is −log p if y is 1, and −log(1 − p) if y is 0. It is exact for any finite z, also where p is rounded to 0 or 1.
    """
    return log_sum_exp([0, z]) - y * z


@hint(
    "How large are log(1 + e^z) and y z for z = −1000 and y = 1?",
    "log(1 + e^−1000) is 0. Subtract y z from it.",
    "1000",
)
@insight(
    "An *underflow* is a result too close to 0 for a float, which becomes 0. If you "
    "compute p first, e^−1000 does, and the loss is inf. Compute with logarithms to "
    "keep such numbers."
)
def test_a_loss_computed_from_the_score_is_finite():
    """What is the loss of a malignant tumour with a score of −1000?"""
    # p is 0.75, and the tumour is benign
    assert loss(math.log(3), 0) == close_to(-math.log(0.25))
    assert loss(-1000, 1) == close_to(____(1000))


@hint(
    "What is the score before any feature counts? What does each feature add?",
    "Start with w[0]. Add each feature times its weight; w[1] belongs to the first "
    "feature.",
    "w[0] + sum(a * b for a, b in zip(w[1:], x))",
)
@yours
def score(x, w):
    """Return the score of one tumour x (d numbers) with w (d + 1 numbers): one number, its log-odds."""
    return w[0] + sum(a * b for a, b in zip(w[1:], x, strict=True))


@hint(
    "Which weight belongs to which feature?",
    "Start with w[0]. Then add 3 · 2 and −1 · 5.",
    "2",
)
@insight(
    "A prediction is thirty products and a sum. Everything else in this project is "
    "about finding w."
)
def test_a_score_is_evidence_added_up():
    """What is the score of this tumour with two features?"""
    assert score([2, 5], [1, 3, -1]) == close_to(____(2))
    wanted = model.decision_function(Z_test)
    assert [score(x, w_model) for x in unseen] == close_to(wanted)


@hint(
    "How much does f change if one number of w gets a little larger or a little "
    "smaller?",
    "For each i make two copies of w. Add the step to w[i] in one copy and subtract "
    "it in the other. Divide the difference of f by two steps.",
    "up, down = list(w), list(w); up[i] += step; down[i] -= step; (f(up) - f(down)) / "
    "(2 * step)",
)
@yours
def numerical_gradient(f, w, step):
    """Return the gradient of f at w by central differences: a list, one slope for each number in w.

    Change one number of w at a time, by `step` up and by `step` down. Its slope is the
    difference of f between the two, divided by 2 · `step`. `w` itself does not change.
    """
    slopes = []
    for i in range(len(w)):
        up, down = list(w), list(w)
        up[i] += step
        down[i] -= step
        slopes.append((f(up) - f(down)) / (2 * step))
    return slopes


@hint(
    "Try print(1 + 1e-17). What does a float do with so small a step?",
    "A float has sixteen digits, so 1 + 1e-17 is 1. f does not change at all.",
    "0",
)
@insight(
    "A step must be small for the mathematics and large for the floats. About 1e-5 "
    "works well for central differences."
)
def test_too_small_a_step_is_lost_in_rounding():
    """When it goes wrong: which slope of 5 w do you get at w = 1 with a step of 1e-17?"""
    f = lambda w: w[0] ** 2 + 3 * w[0] * w[1]
    assert numerical_gradient(f, [2.0, 5.0], 0.1) == close_to([19, 6])
    (too_small,) = numerical_gradient(lambda w: 5 * w[0], [1.0], 1e-17)
    assert too_small == close_to(____(0))


@hint(
    "The weight changes the score, and the score changes the loss. How fast does each "
    "change?",
    "The loss log(1 + e^z) − y z changes with z by p − y. z changes with w[0] by 1, "
    "and with each other weight by its x. Multiply the two.",
    "error = sigmoid(score(x, w)) - y, then [error] + [error * a for a in x]",
)
@yours
def gradient(x, y, w):
    """Return the gradient of the loss of one tumour: a list of d + 1 slopes, one for each weight.

    By the chain rule, the slope along a weight is the slope of the loss along z, times
    the slope of z along that weight.
    """
    error = sigmoid(score(x, w)) - y
    return [error] + [error * a for a in x]


@hint(
    "What is the score of the second tumour? What is its p − y?",
    "Its score is 0 + 2 · 2 − 4, so p is 0.5 and y is 1. The slope along w[0] is p − "
    "y. The others are p − y times 2 and times −4.",
    "[-0.5, -1, 2]",
)
@insight(
    "The long derivation ends in p − y, the predicted probability minus the label. "
    "The last layer of a neural network has the same gradient."
)
def test_the_chain_rule_gives_the_exact_gradient():
    """What is the gradient for the second tumour, which is malignant? A list of three."""
    assert gradient([3, 1], 0, [0, 1, -3]) == close_to([0.5, 1.5, 0.5])
    assert gradient([2, -4], 1, [0, 2, 1]) == close_to(____([-0.5, -1, 2]))


@hint(
    "Of 1000 people, how many are ill and get an alarm? How many are healthy and get "
    "one?",
    "Ill with an alarm: prior times recall. Healthy with an alarm: 1 − prior, times "
    "the false alarm rate. Divide the first by the sum of both.",
    "ill = prior * recall, healthy = (1 - prior) * false_alarm_rate, ill / (ill + "
    "healthy)",
)
@yours
def posterior(prior, recall, false_alarm_rate):
    """Return the probability that a person with an alarm is ill, by Bayes' rule: one number.

    `prior` is the fraction of people who are ill, before the test. `recall` is the
    fraction of ill people who get an alarm. `false_alarm_rate` is the fraction of
    healthy people who get one. Bayes' rule divides the people who are ill and get an
    alarm by all people who get one. The *posterior* is the probability
    after the evidence, the prior the one before it.
    """
    ill, healthy = prior * recall, (1 - prior) * false_alarm_rate
    return ill / (ill + healthy)


@hint(
    "Of 10000 women, 100 are ill and 9900 are healthy. How many of each get an alarm?",
    "About 95 of the ill and 138 of the healthy (9900 / 72) get one. What fraction of "
    "all these is ill?",
    "0.41",
)
@insight(
    "Among suspicious lumps an alarm means cancer in 98 of 100 cases. Where one in a "
    "hundred is ill, it does in 41. The model is the same, but the prior (the base "
    "rate) is not."
)
def test_most_alarms_are_false_where_few_are_ill():
    """When it goes wrong: one in 100 is ill. How likely is a person with an alarm to be ill?"""
    recall, false_alarm_rate = 40 / 42, 1 / 72  # as among the 114
    assert posterior(42 / 114, recall, false_alarm_rate) == close_to(40 / 41)
    assert posterior(0.01, recall, false_alarm_rate) == close_to(____(0.41), abs=0.01)


@hint(
    "Which part of the log-odds comes from the place, and which from the tumour?",
    "Each place adds the log-odds of its fraction. Subtract those of `here` and add "
    "those of `there`. Then go back to a probability.",
    "sigmoid(log_odds(p) - log_odds(here) + log_odds(there))",
)
@yours
def adjusted(p, here, there):
    """Return p adjusted to a place where another fraction is malignant: one number.

    `here` is the fraction that is malignant where p was learnt, `there` the fraction
    in the other place. Malignant tumours look alike in both places, and so do benign
    ones. All arguments are between 0 and 1. Elkan (2001).
    """
    return sigmoid(log_odds(p) - log_odds(here) + log_odds(there))


@hint(
    "If p equals the fraction that is malignant here, what do the features say about "
    "this tumour?",
    "They say nothing: the tumour is like the average one. So it is like the average "
    "one there, too.",
    "0.01",
)
@insight(
    "The log-odds of every tumour change by the same number, so you only have to "
    "change w[0]. A new clinic is a new intercept, as long as its tumours look the "
    "same. Check that."
)
def test_another_prior_changes_only_the_intercept():
    """A p of 0.37 was learnt where 37 % are malignant. What is it where 1 % are?"""
    assert adjusted(0.5, 0.2, 0.5) == close_to(0.8)
    assert adjusted(0.37, 0.37, 0.01) == close_to(____(0.01))


@hint(
    "How does the rank of a number follow from how many are smaller? What if some are "
    "equal?",
    "Count the numbers below it. Count the numbers equal to it, itself included, add "
    "one, and take half of that. Add both.",
    "[sum(q < x for q in p) + (sum(q == x for q in p) + 1) / 2 for x in p]",
)
@yours
def ranks(p):
    """Return the rank of each number in p, the smallest 1: a list. If numbers tie, they share the mean.

    >>> ranks([0.3, 0.9, 0.3])
    [1.5, 3.0, 1.5]
    """
    return [sum(q < x for q in p) + (sum(q == x for q in p) + 1) / 2 for x in p]


@hint(
    "If the malignant tumours had the lowest ranks of all, their sum would be 1 + 2 + "
    "… + m.",
    "Subtract that from their real sum: the rest counts the pairs in which the benign "
    "tumour has the lower rank. Divide it by the number of pairs.",
    "m = sum(y); (sum of the ranks where y is 1 - m * (m + 1) / 2) / (m * (len(y) - "
    "m))",
)
@yours
def auc(y, p):
    """Return the AUC from the ranks of p: one number from 0 to 1.

    There are m malignant and b benign tumours, and R is the sum of the ranks of the
    malignant ones. Then the AUC is (R − m(m + 1)/2) / (m b). m(m + 1)/2 is 1 + 2 + … +
    m, the R of malignant tumours that all rank lowest. m b is the number of pairs.
    Wilcoxon (1945).
    """
    m = sum(y)
    total = sum(rank for rank, label in zip(ranks(p), y, strict=True) if label == 1)
    return (total - m * (m + 1) / 2) / (m * (len(y) - m))


@hint(
    "The ranks are 4, 2.5, 2.5 and 1. Which of them belong to malignant tumours?",
    "The malignant ones have 4 and 2.5. Subtract 1 + 2 from their sum, and divide by "
    "4 pairs.",
    "0.875, or 3.5 / 4",
)
@insight(
    "An area, a count of pairs and a sum of ranks are the same number. Statisticians "
    "have used the last one as a test since 1945."
)
def test_ranks_alone_give_the_auc():
    """Of these four tumours, two have the same p. What is the AUC?"""
    p = [0.9, 0.8, 0.8, 0.1]
    assert ranks(p) == close_to([4, 2.5, 2.5, 1])
    assert auc([1, 0, 1, 0], p) == close_to(____(0.875))


@hint(
    "Which two functions lead from a list of thirty numbers to a probability?",
    "First `score`, with the weights of the model. Then `sigmoid`.",
    "w_model",
)
@insight(
    "3420 products, 114 exponentials and a threshold of 0.5: once the weights are "
    "known, a patient person could do it on paper."
)
def test_the_result_still_stands(present):
    """Predict the 114 tumours one by one with your own arithmetic: which weights do you use?"""
    probabilities = [sigmoid(score(x, ____(w_model))) for x in unseen]
    assert probabilities == close_to(model.predict_proba(Z_test)[:, 1])
    called, value = [int(p >= 0.5) for p in probabilities], auc(truth, probabilities)
    assert sum(a == b for a, b in zip(called, truth, strict=True)) == 111
    assert value == close_to(roc_auc_score(truth, model.decision_function(Z_test)))
    show(present, called, value)


# How the result is shown: nothing to do from here on


def show(present, called, value):
    """Put the result on the screen."""
    correct = sum(a == b for a, b in zip(called, truth, strict=True))
    present(
        f"{correct} of {len(truth)} tumours predicted correctly, AUC {value:.3f}",
        correct=correct,
        auc=value,
        predicted=called,
        truth=truth,
    )
