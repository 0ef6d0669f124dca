"""The proof of level 5 of 04 tumours: how its functions go wrong, and other right answers."""

import bisect
import functools
import itertools
import operator
from decimal import Decimal
from fractions import Fraction

from scipy.special import expit, logit, logsumexp
from scipy.stats import rankdata


@check(odds)
def odds_of_zero():
    assert odds(0) == close_to(0)


@check(odds)
def for_one_is_against_the_other(rng):
    for p in rng.uniform(0.01, 0.99, size=9).tolist():
        assert odds(p) == close_to(p / (1 - p))


@wrong(odds, "Those are the odds against. Divide p by 1 − p.")
def odds_against(p):
    return (1 - p) / p


@wrong(odds, "That is 1 / p. Divide p by the probability of the opposite, 1 − p.")
def odds_of_one(p):
    return 1 / p


@right(odds)
def odds_minus_one(p):
    return 1 / (1 - p) - 1


@right(odds)
def odds_by_logs(p):
    return math.exp(math.log(p) - math.log1p(-p)) if p else 0.0


@right(odds)
def odds_of_fractions(p):
    return Fraction(p) / (1 - Fraction(p))


@check(probability)
def even_odds_and_none():
    assert probability(1) == close_to(0.5)
    assert probability(0) == close_to(0)


@check(odds, probability)
def there_and_back_again(rng):
    """The probability that belongs to the odds of p should be p."""
    for p in rng.uniform(0.01, 0.99, size=9).tolist():
        assert probability(odds(p)) == close_to(p)


@wrong(probability, "That is the probability of the opposite. Divide the odds, not 1.")
def probability_against(odds):
    return 1 / (1 + odds)


@wrong(probability, "That does not undo `odds`. Divide the odds by the odds plus one.")
def probability_minus(odds):
    return odds / (1 - odds) if odds != 1 else 0.0


@right(probability)
def probability_minus_one(odds):
    return 1 - 1 / (1 + odds)


@right(probability)
def probability_of_fractions(odds):
    one = Fraction(odds)
    return float(one / (one + 1))


@right(probability)
def probability_upside_down(odds):
    if odds == 0:
        return 0
    return 1 / (1 + 1 / odds)


@wrong(
    test_three_to_one_is_three_of_four,
    "Those are the odds against it. Divide the probability by that of the opposite.",
)
def the_odds_against():
    return 4


@check(log_odds)
def as_scipys_logit(rng):
    assert log_odds(0.5) == close_to(0)
    for p in rng.uniform(0.001, 0.999, size=9).tolist():
        assert log_odds(p) == close_to(logit(p))


@wrong(log_odds, "That is the log of p. Take the log of its odds.")
def log_odds_of_p(p):
    return math.log(p)


@wrong(log_odds, "That is the log to base 10. Use the natural log, math.log.")
def log_odds_of_ten(p):
    return math.log10(p / (1 - p))


@wrong(log_odds, "The sign is wrong. Divide p by 1 − p, not the other way round.")
def log_odds_against(p):
    return math.log((1 - p) / p)


@right(log_odds)
def log_odds_of_two_logs(p):
    return math.log(p) - math.log1p(-p)


@right(log_odds)
def log_odds_by_atanh(p):
    return 2 * math.atanh(2 * p - 1)


@right(log_odds)
def log_odds_against_turned(p):
    return -math.log(1 / p - 1)


@wrong(
    test_evidence_adds_up_in_log_odds,
    "That is the probability halfway between. Give the log of its odds.",
)
def the_probability_halfway():
    return 0.5


@check(sigmoid)
def far_on_both_sides():
    """Any z works: far below 0 the result is nearly 0, far above it nearly 1."""
    assert sigmoid(1000) == close_to(1)
    assert sigmoid(-1000) == close_to(0)


@check(sigmoid)
def a_small_p_is_exact():
    """A very small probability is as exact as a large one: for z = −40 it is e^−40, not 0."""
    assert 1e18 * sigmoid(-40) == close_to(1e18 * math.exp(-40))
    assert 1e131 * sigmoid(-300) == close_to(1e131 * math.exp(-300))


@check(sigmoid)
def as_scipys_expit(rng):
    for z in rng.normal(scale=8, size=20).tolist():
        assert sigmoid(z) == close_to(expit(z), abs=0)


@wrong(sigmoid, "That is the probability of the opposite. Use e^−z for z above 0.")
def sigmoid_of_the_other(z):
    return 1 / (1 + math.exp(min(z, 700)))


@wrong(
    sigmoid,
    "You took the absolute value of z. For z below 0 the probability is below 0.5: "
    "e^z / (1 + e^z).",
)
def sigmoid_of_the_size(z):
    return 1 / (1 + math.exp(-abs(z)))


@wrong(sigmoid, "That goes from −1 to 1. A probability goes from 0 to 1.")
def sigmoid_as_tanh(z):
    return math.tanh(z / 2)


@right(sigmoid)
def sigmoid_of_both_sides(z):
    return math.exp(min(z, 0)) / (1 + math.exp(-abs(z)))


@right(sigmoid)
def sigmoid_that_tries(z):
    try:
        return 1 / (1 + math.exp(-z))
    except OverflowError:
        return 0.0


@right(sigmoid)
def sigmoid_through_a_log(z):
    return math.exp(-log_sum_exp([0, -z]))


@right(sigmoid)
def sigmoid_in_decimals(z):
    return float(1 / (1 + Decimal(-z).exp()))


equivalent(
    sigmoid,
    "if z >= 0: … -> if z >= -1: …",
    "if z >= 0: … -> if z > 0: …",
    "if z >= 0: … -> if z >= 1: …",
    why="Near 0, neither formula overflows or loses digits.",
)


@check(log_sum_exp)
def a_single_number():
    assert log_sum_exp([3.5]) == close_to(3.5)


@check(log_sum_exp)
def large_and_small_values():
    """The largest value may be anywhere in the list, and all may be far below 0."""
    assert log_sum_exp([0, 2000]) == close_to(2000)
    assert log_sum_exp([2000, 0]) == close_to(2000)
    assert log_sum_exp([-1000, -1001, -1002]) == close_to(-999.5924, abs=1e-3)


@check(log_sum_exp)
def as_scipys_logsumexp(rng):
    for size in (2, 7):
        values = rng.normal(scale=5, size=size).tolist()
        assert log_sum_exp(values) == close_to(logsumexp(values))


@wrong(log_sum_exp, "You subtracted the largest value. Add it again at the end.")
def log_sum_exp_shifted(values):
    m = max(values)
    return math.log(sum(math.exp(v - m) for v in values))


@wrong(log_sum_exp, "That is the largest value. The others add something, too.")
def log_sum_exp_largest(values):
    return max(values)


@wrong(
    log_sum_exp,
    "The log of a sum is not the sum of the logs. Add up the exponentials first.",
)
def log_sum_exp_as_a_sum(values):
    return sum(values)


@right(log_sum_exp)
def log_sum_exp_two_by_two(values):
    add = lambda a, b: max(a, b) + math.log1p(math.exp(-abs(a - b)))
    return functools.reduce(add, values)


@right(log_sum_exp)
def log_sum_exp_in_decimals(values):
    return float(sum(Decimal(v).exp() for v in values).ln())


@right(log_sum_exp)
def log_sum_exp_sorted(values):
    *rest, top = sorted(values)
    return top + math.log1p(math.fsum(math.exp(v - top) for v in rest))


@right(log_sum_exp)
def log_sum_exp_in_a_loop(values):
    most, total = values[0], 1.0
    for v in values[1:]:
        if v > most:
            total, most = total * math.exp(most - v) + 1, v
        else:
            total += math.exp(v - most)
    return math.log(total) + most


@wrong(
    test_the_log_of_a_sum_of_exponentials_needs_no_huge_number,
    "That is the log of the product. The sum of two equal numbers is twice one of "
    "them.",
)
def the_log_of_the_product():
    return 2000


@wrong(
    test_the_log_of_a_sum_of_exponentials_needs_no_huge_number,
    "That is the log of one of them. Both together are twice as large, so add log 2.",
)
def the_log_of_one():
    return 1000


@check(loss)
def a_coin():
    assert loss(0, 1) == close_to(math.log(2))
    assert loss(0, 0) == close_to(math.log(2))


@check(loss)
def far_from_0_for_both_kinds():
    """The loss is exact for any score, also where p is rounded to 0 or 1."""
    assert loss(1000, 0) == close_to(1000)
    assert loss(1000, 1) == close_to(0)


@check(loss)
def minus_the_log_of_p(rng):
    for z in rng.normal(scale=3, size=9).tolist():
        assert loss(z, 1) == close_to(-math.log(expit(z)))
        assert loss(z, 0) == close_to(-math.log(1 - expit(z)))


@wrong(loss, "That is the loss of a benign tumour. Subtract y z.")
def loss_of_the_benign(z, y):
    return log_sum_exp([0, z])


@wrong(loss, "The sign of y z is wrong. A high score lowers the loss if y is 1.")
def loss_with_a_wrong_sign(z, y):
    return log_sum_exp([0, z]) + y * z


@wrong(
    loss,
    "You clipped p before taking its log, so no tumour can cost more than 34. Compute "
    "the exact loss from z: log(1 + e^z) − y z.",
)
def loss_cut_off(z, y):
    p = min(max(sigmoid(z), 1e-15), 1 - 1e-15)
    return -math.log(p if y else 1 - p)


@right(loss)
def loss_of_the_margin(z, y):
    return log_sum_exp([0, -z if y else z])


@right(loss)
def loss_of_two_parts(z, y):
    return max(z, 0) - y * z + math.log1p(math.exp(-abs(z)))


@right(loss)
def loss_of_the_surer_side(z, y):
    if y == 0:
        z = -z
    return math.log1p(math.exp(-z)) if z > 0 else math.log1p(math.exp(z)) - z


@check(score)
def other_numbers_of_columns(rng):
    assert score([4, 10], [7, 1, 1]) == close_to(21)
    for d in (1, 4):
        x, w = rng.normal(size=d), rng.normal(size=d + 1)
        assert score(x.tolist(), w.tolist()) == close_to(w[0] + x @ w[1:])


@wrong(score, "The intercept is missing. Add w[0].")
def score_without_intercept(x, w):
    return sum(a * b for a, b in zip(w[1:], x, strict=True))


@wrong(
    score,
    "You multiplied w[0] by a feature. Add it as it is; w[1] belongs to x[0].",
)
def score_without_an_intercept_of_its_own(x, w):
    return sum(a * b for a, b in zip(w, x, strict=False))


@wrong(score, "You took the last weight as the intercept. It comes first: w[0].")
def score_with_the_last(x, w):
    return w[-1] + sum(a * b for a, b in zip(w, x, strict=False))


@wrong(score, "Weights and features are shifted by one. w[1] belongs to x[0].")
def score_one_off(x, w):
    return w[0] + sum(a * b for a, b in zip(w, x, strict=False))


@right(score)
def score_in_a_loop(x, w):
    z = w[0]
    for i in range(len(x)):
        z += x[i] * w[i + 1]
    return z


@right(score)
def score_with_a_one(x, w):
    return math.fsum(map(operator.mul, w, [1, *x]))


@right(score)
def score_unpacked(x, w):
    intercept, *weights = w
    return sum((a * b for a, b in zip(weights, x)), start=intercept)


equivalent(
    score,
    "return w[0] + sum((a * b for a, b in zip(w[1:], x, strict=True))) -> return w[0] + sum((a * b for a, b in zip(x, w[1:], strict=True)))",
    why="x y is y x.",
)


@check(numerical_gradient)
def w_does_not_change():
    """w itself does not change. Change copies of it."""
    w = [2.0, 5.0]
    numerical_gradient(lambda w: w[0] * w[1], w, 0.1)
    assert w == [2.0, 5.0]


@check(numerical_gradient)
def waves_of_three_numbers(rng):
    a, b, c = rng.normal(size=3).tolist()
    wave = lambda w: math.sin(w[0]) * math.exp(w[1]) + w[2] ** 3
    wanted = [math.cos(a) * math.exp(b), math.sin(a) * math.exp(b), 3 * c**2]
    assert numerical_gradient(wave, [a, b, c], 1e-5) == close_to(wanted, abs=1e-6)


@wrong(
    numerical_gradient,
    "Both changes are in the same list, so f is the same. Make copies with list(w).",
)
def differences_in_one_list(f, w, step):
    return [0.0 for _ in w]


@wrong(
    numerical_gradient,
    "That is a one-sided difference. Change w up and down: the error is far smaller, "
    "and for a parabola it is 0.",
)
def differences_on_one_side(f, w, step):
    slopes = []
    for i in range(len(w)):
        up = list(w)
        up[i] += step
        slopes.append((f(up) - f(w)) / step)
    return slopes


@wrong(
    numerical_gradient,
    "From one step below to one step above is two steps. Divide by 2 * step.",
)
def differences_twice(f, w, step):
    slopes = []
    for i in range(len(w)):
        up, down = list(w), list(w)
        up[i] += step
        down[i] -= step
        slopes.append((f(up) - f(down)) / step)
    return slopes


@wrong(
    numerical_gradient,
    "You changed all numbers of w at once. Change one at a time.",
)
def differences_all_at_once(f, w, step):
    up, down = [v + step for v in w], [v - step for v in w]
    return [(f(up) - f(down)) / (2 * step)] * len(w)


@right(numerical_gradient)
def differences_in_one_line(f, w, step):
    at = lambda i, step: [v + step * (i == j) for j, v in enumerate(w)]
    return [(f(at(i, step)) - f(at(i, -step))) / (2 * step) for i in range(len(w))]


@right(numerical_gradient)
def differences_put_back(f, w, step):
    v, slopes = list(w), []
    for i, kept in enumerate(w):
        v[i] = kept + step
        above = f(v)
        v[i] = kept - step
        slopes.append((above - f(v)) / step / 2)
        v[i] = kept
    return slopes


@right(numerical_gradient)
def differences_by_slices(f, w, step):
    recall = []
    for i in range(len(w)):
        up = f(w[:i] + [w[i] + step] + w[i + 1 :])
        down = f(w[:i] + [w[i] - step] + w[i + 1 :])
        recall += [0.5 * (up - down) / step]
    return tuple(recall)


@wrong(
    test_too_small_a_step_is_lost_in_rounding,
    "That is the exact slope. What does the formula give if the step is lost in 1?",
)
def the_true_slope():
    return 5


@check(gradient)
def too_large_a_score_for_differences():
    """The chain rule is exact, also where a small change of w is lost in a large score."""
    assert gradient([2, -3], 0, [1e17, 1, 1]) == close_to([1, 2, -3])


@check(gradient)
def as_differences_say(rng):
    for y in (0, 1):
        x, w = rng.normal(size=4), rng.normal(size=5)
        z = lambda v, x=x: v[0] + x @ np.array(v[1:])
        step, slopes = 1e-5 * np.eye(5), []
        for s in step:
            rise = np.logaddexp(0, z(w + s)) - np.logaddexp(0, z(w - s))
            slopes.append((rise - y * (z(w + s) - z(w - s))) / 2e-5)
        assert gradient(x.tolist(), y, w.tolist()) == close_to(slopes, abs=1e-6)


@check(gradient)
def a_real_tumour():
    x, y = Z_train[0], int(y_train[0])
    error = expit(model.decision_function([x]))[0] - y
    assert gradient(x.tolist(), y, w_model) == close_to([error, *(error * x)])


@wrong(gradient, "That points downhill. Use p − y, not y − p.")
def gradient_downhill(x, y, w):
    error = y - sigmoid(score(x, w))
    return [error] + [error * a for a in x]


@wrong(
    gradient,
    "You multiplied by p(1 − p), the slope of p along z. The slope of log p divides "
    "by it again, so only p − y is left.",
)
def gradient_of_the_squared_error(x, y, w):
    p = sigmoid(score(x, w))
    error = (p - y) * p * (1 - p)
    return [error] + [error * a for a in x]


@wrong(gradient, "The last factor is missing: z changes with a weight by its x.")
def gradient_without_the_last_link(x, y, w):
    error = sigmoid(score(x, w)) - y
    return [error] * len(w)


@wrong(
    gradient,
    "Those are differences, which get lost in a large loss. Use the chain rule: p − "
    "y, and that times each x.",
)
def gradient_by_differences(x, y, w):
    return numerical_gradient(lambda v: loss(score(x, v), y), w, 1e-5)


@wrong(gradient, "The slope along the intercept is missing. It comes first.")
def gradient_without_intercept(x, y, w):
    error = sigmoid(score(x, w)) - y
    return [error * a for a in x]


@right(gradient)
def gradient_with_a_one(x, y, w):
    return [(sigmoid(score(x, w)) - y) * a for a in [1, *x]]


@right(gradient)
def gradient_by_kind(x, y, w):
    z = score(x, w)
    error = -sigmoid(-z) if y == 1 else sigmoid(z)
    return tuple(error * a for a in itertools.chain([1.0], x))


@right(gradient)
def gradient_in_a_loop(x, y, w):
    error = 1 / (1 + math.exp(-score(x, w))) - y
    slopes = [error]
    for a in x:
        slopes.append(error * a)
    return slopes


@wrong(test_the_chain_rule_gives_the_exact_gradient, "That is for y − p. Use p − y.")
def the_negative_gradient():
    return [0.5, 1, -2]


@check(posterior)
def half_of_them_are_ill():
    assert posterior(0.5, 0.9, 0.1) == close_to(0.9)


@check(posterior)
def the_rule_in_odds(rng):
    prior, recall, false_alarm_rate = rng.uniform(0.1, 0.9, size=3).tolist()
    ill = prior / (1 - prior) * recall / false_alarm_rate
    assert posterior(prior, recall, false_alarm_rate) == close_to(ill / (1 + ill))


@wrong(
    posterior,
    "That is the probability that an ill person gets an alarm. Return the probability "
    "that a person with an alarm is ill.",
)
def posterior_turned_round(prior, recall, false_alarm_rate):
    return recall


@wrong(
    posterior,
    "You did not use the prior. Where few are ill, few of the alarms are ill people.",
)
def posterior_without_prior(prior, recall, false_alarm_rate):
    return recall / (recall + false_alarm_rate)


@wrong(
    posterior,
    "The healthy are 1 − prior of all people. Multiply the false alarm rate by that.",
)
def posterior_without_the_healthy(prior, recall, false_alarm_rate):
    return prior * recall / (prior * recall + false_alarm_rate)


@wrong(
    posterior,
    "That is the probability of being ill and getting an alarm. Divide by the "
    "probability of an alarm.",
)
def ill_and_called(prior, recall, false_alarm_rate):
    return prior * recall


@right(posterior)
def posterior_in_odds(prior, recall, false_alarm_rate):
    return probability(odds(prior) * recall / false_alarm_rate)


@right(posterior)
def posterior_of_a_million(prior, recall, false_alarm_rate):
    ill = 10**6 * prior
    called = ill * recall + (10**6 - ill) * false_alarm_rate
    return ill * recall / called


@right(posterior)
def posterior_of_fractions(prior, recall, false_alarm_rate):
    prior, recall, false_alarm_rate = map(Fraction, (prior, recall, false_alarm_rate))
    return 1 / (1 + (1 - prior) * false_alarm_rate / (prior * recall))


@wrong(
    test_most_alarms_are_false_where_few_are_ill,
    "That is the fraction of ill people who get an alarm. What fraction of the people "
    "with an alarm is ill? Most people are healthy.",
)
def the_recall():
    return 0.95


@wrong(
    test_most_alarms_are_false_where_few_are_ill,
    "Give a fraction from 0 to 1, not a percentage.",
)
def in_per_cent():
    return 41


@check(adjusted)
def as_bayes_says_there(rng):
    """With the same signs of illness, Bayes' rule should agree in both places."""
    prior, recall, false_alarm_rate, there = rng.uniform(0.1, 0.9, size=4).tolist()
    here = prior * recall / (prior * recall + (1 - prior) * false_alarm_rate)
    wanted = there * recall / (there * recall + (1 - there) * false_alarm_rate)
    assert adjusted(here, prior, there) == close_to(wanted)


@wrong(
    adjusted,
    "You swapped the two places. Subtract the log-odds of `here`, add those of "
    "`there`.",
)
def adjusted_back(p, here, there):
    return sigmoid(log_odds(p) + log_odds(here) - log_odds(there))


@wrong(
    adjusted,
    "You multiplied a probability by a factor, which could make it larger than 1. "
    "Multiply the odds, or add log-odds.",
)
def adjusted_by_a_factor(p, here, there):
    return p * there / here


@wrong(
    adjusted,
    "You multiplied odds by fractions. Multiply them by the odds of `there` divided "
    "by the odds of `here`.",
)
def adjusted_by_fractions(p, here, there):
    return probability(odds(p) * there / here)


@wrong(
    adjusted,
    "The fraction of `here` is still in your result. Subtract its log-odds.",
)
def adjusted_twice(p, here, there):
    return sigmoid(log_odds(p) + log_odds(there))


@right(adjusted)
def adjusted_in_odds(p, here, there):
    return probability(odds(p) * odds(there) / odds(here))


@right(adjusted)
def adjusted_by_weighing(p, here, there):
    ill, healthy = p * there / here, (1 - p) * (1 - there) / (1 - here)
    return ill / (ill + healthy)


@right(adjusted)
def adjusted_by_the_intercept(p, here, there):
    shift = math.log(there / (1 - there)) - math.log(here / (1 - here))
    return sigmoid(shift + math.log(p / (1 - p)))


@check(ranks)
def as_scipys_ranks(rng):
    assert ranks([0.3]) == close_to([1])
    assert ranks([0.3, 0.9, 0.3]) == close_to([1.5, 3, 1.5])
    p = (rng.integers(9, size=30) / 8).tolist()
    assert ranks(p) == close_to(rankdata(p))


@wrong(ranks, "Ranks begin at 1, not at 0.")
def ranks_from_zero(p):
    return [sum(q < x for q in p) + (sum(q == x for q in p) - 1) / 2 for x in p]


@wrong(ranks, "If numbers tie, they share the mean of their ranks.")
def ranks_of_the_first(p):
    return [sum(q < x for q in p) + 1 for x in p]


@wrong(ranks, "You ranked from the largest. The smallest has rank 1.")
def ranks_from_above(p):
    return [sum(q > x for q in p) + (sum(q == x for q in p) + 1) / 2 for x in p]


@right(ranks)
def ranks_by_bisection(p):
    ordered = sorted(p)
    left, right = bisect.bisect_left, bisect.bisect_right
    return [(left(ordered, x) + right(ordered, x) + 1) / 2 for x in p]


@right(ranks)
def ranks_group_by_group(p):
    places, before = {}, 0
    for x, group in itertools.groupby(sorted(p)):
        size = len(list(group))
        places[x] = before + (size + 1) / 2
        before += size
    return [places[x] for x in p]


@right(ranks)
def ranks_of_places(p):
    order = sorted(range(len(p)), key=p.__getitem__)
    recall = [0.0] * len(p)
    for i in range(len(p)):
        equal = [k + 1 for k, row in enumerate(order) if p[row] == p[i]]
        recall[i] = sum(equal) / len(equal)
    return tuple(recall)


@check(auc)
def another_four():
    assert auc([0, 0, 1, 1], [0.2, 0.5, 0.4, 0.9]) == close_to(0.75)


@check(auc)
def as_scikit_learn_has_it(rng):
    """There may be more of one class than of the other, and ties."""
    for n in (6, 30):
        y, p = (np.arange(n) % 3 // 2).tolist(), (rng.integers(9, size=n) / 8).tolist()
        assert auc(y, p) == close_to(roc_auc_score(y, p))


@wrong(auc, "You did not subtract m(m + 1)/2, the smallest possible sum of ranks.")
def auc_of_all_places(y, p):
    m = sum(y)
    total = sum(rank for rank, label in zip(ranks(p), y, strict=True) if label == 1)
    return total / (m * (len(y) - m))


@wrong(
    auc,
    "That is R, the sum of the ranks. Subtract m(m + 1)/2, and divide by the number "
    "of pairs, m b.",
)
def auc_as_a_sum_of_ranks(y, p):
    return sum(rank for rank, label in zip(ranks(p), y, strict=True) if label == 1)


@wrong(
    auc,
    "You took the ranks of the benign tumours, so that is the fraction of pairs in "
    "the wrong order.",
)
def auc_of_the_benign(y, p):
    b = len(y) - sum(y)
    total = sum(rank for rank, label in zip(ranks(p), y, strict=True) if label == 0)
    return (total - b * (b + 1) / 2) / (b * sum(y))


@wrong(
    auc,
    "You divided by m times all tumours. Divide by m b: each pair has a malignant and "
    "a benign tumour.",
)
def auc_over_all(y, p):
    m = sum(y)
    total = sum(rank for rank, label in zip(ranks(p), y, strict=True) if label == 1)
    return (total - m * (m + 1) / 2) / (m * len(y))


@right(auc)
def auc_pair_by_pair(y, p):
    sick = [q for q, label in zip(p, y) if label]
    healthy = [q for q, label in zip(p, y) if not label]
    won = sum((a > b) + (a == b) / 2 for a in sick for b in healthy)
    return won / len(sick) / len(healthy)


@right(auc)
def auc_by_bisection(y, p):
    healthy = sorted(q for q, label in zip(p, y) if label == 0)
    below = 0
    for q, label in zip(p, y):
        if label == 1:
            below += (
                bisect.bisect_left(healthy, q) + bisect.bisect_right(healthy, q)
            ) / 2
    return below / (sum(y) * len(healthy))


@right(auc)
def auc_from_the_benign(y, p):
    places = list(ranks(p))
    m, b = y.count(1), y.count(0)
    low = sum(place for place, label in zip(places, y) if label == 0)
    return 1 - (low - b * (b + 1) / 2) / (m * b)


equivalent(
    auc,
    "return (total - m * (m + 1) / 2) / (m * (len(y) - m)) -> return (total - m * (m + 1) / 2) / (m * (len(p) - m))",
    why="There is one label for each probability.",
)
