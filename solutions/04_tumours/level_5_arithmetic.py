"""Level 5 · arithmetic: odds, logs, and one tumour at a time

Behind 1 / (1 + e^−z) stands an old way to speak of chances. A bookmaker says three to
one; take the log of that, and evidence can be added up. This is why a model of weighted
sums ends in a probability at all. Here each tumour is one list of thirty numbers, and
you do the sums: odds, log-odds, the loss and its slope by the chain rule, and what
Bayes' rule makes of an alarm where hardly anybody is ill.

Yours to use: Python numbers, lists, loops, and math. No arrays.

    p     how likely malignant, a number from 0 to 1
    odds  p over 1 − p; 3 means three to one
    z     the log of the odds, called score or log-odds; 0 is fifty-fifty
    x     one tumour: a list of d scaled numbers; d is 30 of a real one
    w     d + 1 weights, the intercept first; w_model holds those of the model
    y     1 malignant, 0 benign

Pillars: probability, calculus.
"""

import math

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / spread, (X_test - mean) / spread

# The weights that Newton found at level 4; here they are scikit-learn's.
model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = [*model.intercept_.tolist(), *model.coef_[0].tolist()]

unseen = Z_test.tolist()  # 114 tumours, a list of thirty numbers each
truth = y_test.tolist()


@hint(
    "75 of 100 are malignant. How many malignant ones come on one that is benign?",
    "What speaks for it, over what speaks against it.",
    "p / (1 - p)",
)
@yours
def odds(p):
    """How many for one against: p over 1 − p, a number from 0 up. p is below 1."""
    return p / (1 - p)


@hint(
    "Three to one: how many of four is that?",
    "The odds over the odds and one more.",
    "odds / (1 + odds)",
)
@yours
def chance(odds):
    """The probability that goes with odds: a number from 0 to 1."""
    return odds / (1 + odds)


@hint(
    "Of five tumours like this one, one is malignant and four are not.",
    "One over four.",
    "0.25",
)
@insight(
    "0.9 and 0.99 look alike; nine to one and ninety-nine to one do not. Odds say "
    "what a sure answer stakes."
)
def test_three_to_one_is_three_of_four():
    """0.75 is three to one. What are the odds at 0.2?"""
    assert odds(0.75) == close_to(3)
    assert chance(3) == close_to(0.75)
    assert odds(0.2) == close_to(____(0.25))


@hint(
    "Four to one and one to four should lie as far from even. On which scale do they?",
    "The natural log of the odds.",
    "math.log(p / (1 - p))",
)
@yours
def log_odds(p):
    """The natural log of the odds of p: 0 at a half, below 0 for less. 0 < p < 1."""
    return math.log(odds(p))


@hint(
    "At 0.8 the odds are 4. What are they at 0.2, and what is the log of one over "
    "four?",
    "Minus the log of four. What lies halfway between a number and minus it?",
    "0",
)
@insight(
    "Evidence adds up here: twice as likely is always log 2 more. A weight of the "
    "model says by how much one spread of a column moves this number."
)
def test_evidence_adds_up_in_log_odds():
    """Which log-odds lie halfway between those of 0.8 and those of 0.2?"""
    assert log_odds(0.8) == close_to(math.log(4))
    assert (log_odds(0.8) + log_odds(0.2)) / 2 == close_to(____(0))


@hint(
    "1 / (1 + e^−z) is right. What does e^1000 do in Python, though?",
    "It ends in an OverflowError. For z below 0 write the same as e^z / (1 + e^z): "
    "then the exponent is never above 0.",
    "if z >= 0: return 1 / (1 + math.exp(-z)); else e = math.exp(z) and e / (1 + e)",
)
@yours
def sigmoid(z):
    """The p that has the log-odds z: 1 / (1 + e^−z), for any finite z.

    A very small p is as exact as a large one: at z = −300 it is e^−300, not 0.
    """
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    e = math.exp(z)
    return e / (1 + e)


@hint(
    "The log-odds of 0.3 go in. sigmoid undoes log_odds.",
    "What went in comes out.",
    "0.3",
)
@insight(
    "A cancer missed at one in a million is worth knowing. Near 0 a float can say "
    "1e-300; near 1 it knows sixteen digits and no more."
)
def test_the_way_back_from_log_odds_never_overflows():
    """From 0.3 to its log-odds and back: what comes out?"""
    assert sigmoid(math.log(3)) == close_to(0.75)
    assert sigmoid(-1000) == close_to(0)
    assert sigmoid(log_odds(0.3)) == close_to(____(0.3))


@hint(
    "e^1000 cannot be written down, but its log can. What if every value were 1000 "
    "less?",
    "Take off the largest, so that the largest exponent is 0; sum the exps, take the "
    "log, and put the largest back on.",
    "m = max(values), then m + math.log(sum(math.exp(v - m) for v in values))",
)
@yours
def log_sum_exp(values):
    """The log of e^a + e^b + … for a list of one finite number or more."""
    m = max(values)
    return m + math.log(sum(math.exp(v - m) for v in values))


@hint(
    "e^0 + e^0 is 2. How much is log 2, and how much is e^1000 + e^1000 in logs?",
    "Twice e^1000 has the log 1000 + log 2.",
    "1000.693",
)
@insight("With 0 and z this is log(1 + e^z): of a tumour's loss one of the two parts.")
def test_a_log_of_a_sum_of_exps_needs_no_giant_number():
    """e^1000 is added to e^1000: what is the log of the sum?"""
    assert log_sum_exp([math.log(2), math.log(3)]) == close_to(math.log(5))
    assert log_sum_exp([1000, 1000]) == close_to(____(1000.693), abs=1e-2, rel=0)


@hint(
    "If malignant, the loss is −log p, else −log(1 − p). What are they in terms of z?",
    "log(1 + e^z) − z and log(1 + e^z). Both at once: log(1 + e^z) − y z, and the "
    "first part is log_sum_exp([0, z]).",
    "log_sum_exp([0, z]) - y * z",
)
@yours
def loss(z, y):
    """The log-loss of one tumour with the score z: −log p if y is 1, −log(1 − p) if 0.

    For any finite z, also where p is rounded to 0 or 1.
    """
    return log_sum_exp([0, z]) - y * z


@hint(
    "p is e^−1000, as good as nothing. What is minus its log?",
    "log(1 + e^−1000) is 0, and − y z is 1000.",
    "1000",
)
@insight(
    "Through p, 1000 would have become inf: e^−1000 is 0 in a float. Stay with the "
    "log, and nothing gets lost."
)
def test_a_loss_from_the_score_knows_no_infinity():
    """Malignant, and a score of −1000: what is the loss?"""
    # a score of log 3 is a p of 0.75, which leaves 0.25 for benign
    assert loss(math.log(3), 0) == close_to(-math.log(0.25))
    assert loss(-1000, 1) == close_to(____(1000))


@hint(
    "What has a tumour for and against it before anything is measured? And then?",
    "w[0]; then each of its numbers times the weight of that column, w[1] for the "
    "first.",
    "w[0] + sum(a * b for a, b in zip(w[1:], x))",
)
@yours
def score(x, w):
    """The log-odds of one tumour x, d numbers, with w, d + 1 numbers: one number."""
    return w[0] + sum(a * b for a, b in zip(w[1:], x, strict=True))


@hint(
    "Start with w[0], then add 3 · 2 and −1 · 5.",
    "1 + 6 − 5",
    "2",
)
@insight("Thirty products and a sum. All else in this project is how to find w.")
def test_a_score_is_evidence_added_up():
    """A tumour of two numbers, three weights: what is its score?"""
    assert score([2, 5], [1, 3, -1]) == close_to(____(2))
    wanted = model.decision_function(Z_test)
    assert [score(x, w_model) for x in unseen] == close_to(wanted)


@hint(
    "How much does f change if one of the w is nudged up by a hair, and down by it?",
    "For each place i copy w, add hair there, and in another copy take it off; the "
    "difference of f is over two hairs.",
    "up, down = list(w), list(w); up[i] += hair; down[i] -= hair; (f(up) - f(down)) / "
    "(2 * hair)",
)
@yours
def felt(f, w, hair):
    """The slope of f along each of the numbers in w, felt: a list as long as w.

    One number of w at a time is nudged by hair to either side, and the difference of f
    is taken over 2 hair. w itself is left as it was.
    """
    slopes = []
    for i in range(len(w)):
        up, down = list(w), list(w)
        up[i] += hair
        down[i] -= hair
        slopes.append((f(up) - f(down)) / (2 * hair))
    return slopes


@hint(
    "1 + 1e-17 in Python: how much more than 1 is that?",
    "Nothing. A float has sixteen digits. So what is the difference of f?",
    "0",
)
@insight(
    "The hair must be short for the maths and long for the machine: about 1e-5, to "
    "either side, serves both."
)
def test_it_goes_wrong_with_too_short_a_hair():
    """When it goes wrong: what slope of 5 w is felt at 1, with a hair of 1e-17?"""
    f = lambda w: w[0] ** 2 + 3 * w[0] * w[1]
    assert felt(f, [2.0, 5.0], 0.1) == close_to([19, 6])
    (too_short,) = felt(lambda w: 5 * w[0], [1.0], 1e-17)
    assert too_short == close_to(____(0))


@hint(
    "w moves the score, the score moves the loss. How much each?",
    "The loss log(1 + e^z) − y z moves with z by p − y; z moves with w[0] by 1, and "
    "with the others by x. Multiply along the chain.",
    "error = sigmoid(score(x, w)) - y, then [error] + [error * a for a in x]",
)
@yours
def slope(x, y, w):
    """The slope of the loss of one tumour along each of its d + 1 weights: a list.

    By the chain rule: (slope of the loss along z) times (slope of z along the weight).
    """
    error = sigmoid(score(x, w)) - y
    return [error] + [error * a for a in x]


@hint(
    "The score is 0, so p is 0.5, and the tumour is malignant. How far off is p?",
    "p − y is −0.5. Along w[0] that, along the others that times 2 and times −4.",
    "[-0.5, -1, 2]",
)
@insight(
    "Long derivations end in p − y: what was said less what is. A network's last layer "
    "has the same."
)
def test_the_chain_rule_says_what_a_nudge_feels():
    """What is the slope for the malignant one of these two? A list of three."""
    assert slope([3, 1], 0, [0, 1, -3]) == close_to([0.5, 1.5, 0.5])
    assert slope([2, -4], 1, [0, 2, 1]) == close_to(____([-0.5, -1, 2]))


@hint(
    "Of 1000 people, how many are ill and called, and how many are well and called?",
    "Called and ill: prior times found. Called and well: (1 − prior) times alarms. The "
    "first over both together.",
    "ill = prior * found, well = (1 - prior) * alarms, ill / (ill + well)",
)
@yours
def after_alarm(prior, found, alarms):
    """How likely somebody who was called is ill, by Bayes' rule: a number from 0 to 1.

    prior: the share of the ill before anything was measured. found: the share of
    the ill who are called. alarms: the share of the well who are called.
    """
    ill, well = prior * found, (1 - prior) * alarms
    return ill / (ill + well)


@hint(
    "Of 10000 women 100 are ill and 9900 well. How many of each are called?",
    "About 95 of the ill; and of the well, 9900 / 72, about 138. Who is called is ill "
    "how often?",
    "95 of 233: 0.41",
)
@insight(
    "Among suspicious lumps an alarm means 98 in 100; among people of whom one in a "
    "hundred is ill, 41. The test is the same; who comes to it is not."
)
def test_it_goes_wrong_where_few_are_ill():
    """When it goes wrong: one in 100 is ill. How likely is who is called ill?"""
    found, alarms = 40 / 42, 1 / 72  # as among the 114
    assert after_alarm(42 / 114, found, alarms) == close_to(40 / 41)
    assert after_alarm(0.01, found, alarms) == close_to(____(0.41), abs=0.01)


@hint(
    "What of the log-odds has to do with the place, and what with the tumour?",
    "The place gives the log-odds of its share of malignant ones. Take off that of "
    "here and put on that of there; then back to p.",
    "sigmoid(log_odds(p) - log_odds(here) + log_odds(there))",
)
@yours
def moved(p, here, there):
    """p, learnt where a share `here` is malignant, as it is where a share `there` is.

    Malignant ones look alike in both places, and so do benign ones; only how many there
    are of each differs. All between 0 and 1. Elkan (2001).
    """
    return sigmoid(log_odds(p) - log_odds(here) + log_odds(there))


@hint(
    "A p as high as the share here says nothing new about this tumour. And there?",
    "It says nothing new there either, so it is as high as the share there.",
    "0.01",
)
@insight(
    "The log-odds of every tumour move by the same number, so w[0] alone can take it "
    "up. A new clinic is a new intercept, if the tumours are alike; check that."
)
def test_in_another_place_only_the_intercept_moves():
    """A p of 0.37 where 0.37 are malignant; how likely where 0.01 are?"""
    assert moved(0.5, 0.2, 0.5) == close_to(0.8)
    assert moved(0.37, 0.37, 0.01) == close_to(____(0.01))


@hint(
    "Which place does each number have, if the smallest is first? And if two are "
    "equal?",
    "As many as are below it, and one; equal ones share their places: half of how many "
    "equal it, with itself, and a half more.",
    "[sum(q < x for q in p) + (sum(q == x for q in p) + 1) / 2 for x in p]",
)
@yours
def ranks(p):
    """The place of each number of p, the smallest 1: a list. Equal ones share the mean.

    >>> ranks([0.3, 0.9, 0.3])
    [1.5, 3.0, 1.5]
    """
    return [sum(q < x for q in p) + (sum(q == x for q in p) + 1) / 2 for x in p]


@hint(
    "If the malignant ones had the lowest places of all, their sum would be 1 + 2 + … "
    "+ m.",
    "What their ranks sum to above that counts the benign ones below them. Divide by "
    "how many pairs there are.",
    "m = sum(y), above = sum of the ranks where y is 1 − m * (m + 1) / 2, over "
    "m * (len(y) - m)",
)
@yours
def auc(y, p):
    """Share of pairs, malignant with benign, in the right order, from the ranks of p.

    With m malignant, b benign and R the sum of the ranks of the malignant:
    (R − m(m + 1)/2) / (m b). m(m + 1)/2 is 1 + 2 + … + m, what R would be if all the
    malignant stood lowest; m b is the number of pairs. Wilcoxon (1945).
    """
    m = sum(y)
    total = sum(rank for rank, label in zip(ranks(p), y, strict=True) if label == 1)
    return (total - m * (m + 1) / 2) / (m * (len(y) - m))


@hint(
    "The ranks are 4, 2.5, 2.5 and 1. Which of them are of malignant ones?",
    "4 and 2.5 make 6.5; less 3; over 4 pairs.",
    "3.5 / 4: 0.875",
)
@insight(
    "An area, a count of pairs, a sum of ranks: the same number. Statisticians had the "
    "last as a test in 1945, before anybody drew the curve for tumours."
)
def test_ranks_alone_give_the_auc():
    """Four tumours, two of them with the same p: what is the AUC?"""
    p = [0.9, 0.8, 0.8, 0.1]
    assert ranks(p) == close_to([4, 2.5, 2.5, 1])
    assert auc([1, 0, 1, 0], p) == close_to(____(0.875))


@hint(
    "A list of thirty numbers goes in, a probability should come out. Through what?",
    "Its score with the weights w_model, and the way back from log-odds.",
    "sigmoid(score(x, w_model))",
)
@insight(
    "3420 products, 114 exponentials, and a bar at a half. A patient person could do "
    "it on paper, once the weights are known."
)
def test_the_result_still_stands(present):
    """The same 114 tumours, one by one, in sums and products."""
    likely = [sigmoid(score(x, ____(w_model))) for x in unseen]
    assert likely == close_to(model.predict_proba(Z_test)[:, 1])
    called, share = [int(p >= 0.5) for p in likely], auc(truth, likely)
    assert sum(a == b for a, b in zip(called, truth, strict=True)) == 111
    assert share == close_to(roc_auc_score(truth, model.decision_function(Z_test)))
    show(present, called, share)


# How the result is shown: nothing to do from here on


def show(present, called, share):
    """Put the result on the screen."""
    right = sum(a == b for a, b in zip(called, truth, strict=True))
    present(
        f"{right} of {len(truth)} tumours called right, AUC {share:.3f}",
        right=right,
        auc=share,
        predicted=called,
        truth=truth,
    )
