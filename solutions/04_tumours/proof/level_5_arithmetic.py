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
def nothing_for_it():
    assert odds(0) == close_to(0)


@check(odds)
def for_one_is_against_the_other(rng):
    for p in rng.uniform(0.01, 0.99, size=9).tolist():
        assert odds(p) == close_to(p / (1 - p))


@wrong(odds, "That is against for one for: p goes above.")
def odds_against(p):
    return (1 - p) / p


@wrong(odds, "That is one over p. Compare with what is against: 1 − p.")
def odds_of_one(p):
    return 1 / p


@right(odds)
def odds_less_one(p):
    return 1 / (1 - p) - 1


@right(odds)
def odds_by_logs(p):
    return math.exp(math.log(p) - math.log1p(-p)) if p else 0.0


@right(odds)
def odds_of_fractions(p):
    return Fraction(p) / (1 - Fraction(p))


@check(chance)
def even_odds_and_none():
    assert chance(1) == close_to(0.5)
    assert chance(0) == close_to(0)


@check(odds, chance)
def there_and_back_again(rng):
    """The chance of the odds of p is p."""
    for p in rng.uniform(0.01, 0.99, size=9).tolist():
        assert chance(odds(p)) == close_to(p)


@wrong(chance, "That is the chance of the other one: odds stand above.")
def chance_against(odds):
    return 1 / (1 + odds)


@wrong(chance, "That undoes nothing. If p is o of 1 + o, what is divided by what?")
def chance_less(odds):
    return odds / (1 - odds) if odds != 1 else 0.0


@right(chance)
def chance_less_one(odds):
    return 1 - 1 / (1 + odds)


@right(chance)
def chance_of_fractions(odds):
    one = Fraction(odds)
    return float(one / (one + 1))


@right(chance)
def chance_upside_down(odds):
    if odds == 0:
        return 0
    return 1 / (1 + 1 / odds)


@wrong(
    test_three_to_one_is_three_of_four,
    "That is four to one against it. The odds for it are one to four.",
)
def the_odds_against():
    return 4


@check(log_odds)
def as_scipys_logit(rng):
    assert log_odds(0.5) == close_to(0)
    for p in rng.uniform(0.001, 0.999, size=9).tolist():
        assert log_odds(p) == close_to(logit(p))


@wrong(log_odds, "That is the log of p. It is the odds whose log is asked for.")
def log_odds_of_p(p):
    return math.log(p)


@wrong(log_odds, "That is the log to the base 10. The natural log is math.log alone.")
def log_odds_of_ten(p):
    return math.log10(p / (1 - p))


@wrong(log_odds, "It has the other sign: p goes above, 1 − p below.")
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
    "That is the probability halfway between. Asked for is the log of its odds.",
)
def the_probability_halfway():
    return 0.5


@check(sigmoid)
def far_on_both_sides():
    """Any z will do: far below 0 it is nearly 0, far above it nearly 1."""
    assert sigmoid(1000) == close_to(1)
    assert sigmoid(-1000) == close_to(0)


@check(sigmoid)
def a_small_p_is_exact():
    """A very small p is as exact as a large one: at −40 it is e^−40, not 0."""
    assert 1e18 * sigmoid(-40) == close_to(1e18 * math.exp(-40))
    assert 1e131 * sigmoid(-300) == close_to(1e131 * math.exp(-300))


@check(sigmoid)
def as_scipys_expit(rng):
    for z in rng.normal(scale=8, size=20).tolist():
        assert sigmoid(z) == close_to(expit(z), abs=0)


@wrong(sigmoid, "That is how likely the other is: e to minus z for z above 0.")
def sigmoid_of_the_other(z):
    return 1 / (1 + math.exp(min(z, 700)))


@wrong(
    sigmoid,
    "Below 0 it rises again: the size of z was taken. There p is below a half, "
    "e^z / (1 + e^z).",
)
def sigmoid_of_the_size(z):
    return 1 / (1 + math.exp(-abs(z)))


@wrong(sigmoid, "That runs from −1 to 1. A probability runs from 0 to 1.")
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
    why="Near 0 neither way of writing it overflows or loses digits.",
)


@check(log_sum_exp)
def a_single_number():
    assert log_sum_exp([3.5]) == close_to(3.5)


@check(log_sum_exp)
def giants_and_dwarfs():
    """The largest may be anywhere in the list, and all may be far below 0."""
    assert log_sum_exp([0, 2000]) == close_to(2000)
    assert log_sum_exp([2000, 0]) == close_to(2000)
    assert log_sum_exp([-1000, -1001, -1002]) == close_to(-999.5924, abs=1e-3)


@check(log_sum_exp)
def as_scipys_logsumexp(rng):
    for size in (2, 7):
        values = rng.normal(scale=5, size=size).tolist()
        assert log_sum_exp(values) == close_to(logsumexp(values))


@wrong(log_sum_exp, "The largest was taken off, and has to be put back on.")
def log_sum_exp_shifted(values):
    m = max(values)
    return math.log(sum(math.exp(v - m) for v in values))


@wrong(log_sum_exp, "That is the largest alone. The others add something, too.")
def log_sum_exp_largest(values):
    return max(values)


@wrong(log_sum_exp, "The log of e^a is a, but the log of a sum is not a sum of logs.")
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
    test_a_log_of_a_sum_of_exps_needs_no_giant_number,
    "That is the log of their product. A sum of two equal ones is twice one of them.",
)
def the_log_of_the_product():
    return 2000


@wrong(
    test_a_log_of_a_sum_of_exps_needs_no_giant_number,
    "That is the log of one of them. Two of them are twice as much: what is log 2?",
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


@wrong(loss, "That is the loss of a benign one. A malignant one has z less: − y z.")
def loss_of_the_benign(z, y):
    return log_sum_exp([0, z])


@wrong(loss, "The sign of y z is wrong: a high score is good news if y is 1.")
def loss_with_a_wrong_sign(z, y):
    return log_sum_exp([0, z]) + y * z


@wrong(
    loss,
    "p was cut off before the log, so no error can cost more than 34. From z itself "
    "the loss is exact: log(1 + e^z) − y z.",
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


@wrong(score, "The intercept w[0] is missing.")
def score_without_intercept(x, w):
    return sum(a * b for a, b in zip(w[1:], x, strict=True))


@wrong(
    score,
    "The intercept w[0] is multiplied by a column. It is added as it is, and w[1] "
    "belongs to x[0].",
)
def score_without_an_intercept_of_its_own(x, w):
    return sum(a * b for a, b in zip(w, x, strict=False))


@wrong(score, "You took the last of w as the intercept. It stands first: w[0].")
def score_with_the_last(x, w):
    return w[-1] + sum(a * b for a, b in zip(w, x, strict=False))


@wrong(score, "Weights and columns are one place off: w[1] belongs to x[0].")
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


@check(felt)
def w_is_left_as_it_was():
    """w itself is left as it was: nudge copies."""
    w = [2.0, 5.0]
    felt(lambda w: w[0] * w[1], w, 0.1)
    assert w == [2.0, 5.0]


@check(felt)
def waves_of_three_numbers(rng):
    a, b, c = rng.normal(size=3).tolist()
    wave = lambda w: math.sin(w[0]) * math.exp(w[1]) + w[2] ** 3
    wanted = [math.cos(a) * math.exp(b), math.sin(a) * math.exp(b), 3 * c**2]
    assert felt(wave, [a, b, c], 1e-5) == close_to(wanted, abs=1e-6)


@wrong(
    felt,
    "Up and down are one and the same list there, so f does not differ. Copy: list(w).",
)
def felt_in_one_list(f, w, hair):
    return [0.0 for _ in w]


@wrong(
    felt,
    "That is a nudge to one side. To either side the error is far smaller: on a "
    "parabola there is none.",
)
def felt_on_one_side(f, w, hair):
    slopes = []
    for i in range(len(w)):
        up = list(w)
        up[i] += hair
        slopes.append((f(up) - f(w)) / hair)
    return slopes


@wrong(felt, "From hair below to hair above are two of them: over 2 * hair.")
def felt_twice(f, w, hair):
    slopes = []
    for i in range(len(w)):
        up, down = list(w), list(w)
        up[i] += hair
        down[i] -= hair
        slopes.append((f(up) - f(down)) / hair)
    return slopes


@wrong(felt, "All of w was nudged at once. One at a time, and the others stay.")
def felt_all_at_once(f, w, hair):
    up, down = [v + hair for v in w], [v - hair for v in w]
    return [(f(up) - f(down)) / (2 * hair)] * len(w)


@right(felt)
def felt_in_one_line(f, w, hair):
    at = lambda i, step: [v + step * (i == j) for j, v in enumerate(w)]
    return [(f(at(i, hair)) - f(at(i, -hair))) / (2 * hair) for i in range(len(w))]


@right(felt)
def felt_and_put_back(f, w, hair):
    v, slopes = list(w), []
    for i, kept in enumerate(w):
        v[i] = kept + hair
        above = f(v)
        v[i] = kept - hair
        slopes.append((above - f(v)) / hair / 2)
        v[i] = kept
    return slopes


@right(felt)
def felt_by_slices(f, w, hair):
    found = []
    for i in range(len(w)):
        up = f(w[:i] + [w[i] + hair] + w[i + 1 :])
        down = f(w[:i] + [w[i] - hair] + w[i + 1 :])
        found += [0.5 * (up - down) / hair]
    return tuple(found)


@wrong(
    test_it_goes_wrong_with_too_short_a_hair,
    "That is the true slope. But so short a hair is lost in 1: which difference is "
    "felt?",
)
def the_true_slope():
    return 5


@check(slope)
def too_large_a_score_for_nudges():
    """By the chain rule it is exact, also where a nudge of w is lost in a large score."""
    assert slope([2, -3], 0, [1e17, 1, 1]) == close_to([1, 2, -3])


@check(slope)
def as_nudges_feel_it(rng):
    for y in (0, 1):
        x, w = rng.normal(size=4), rng.normal(size=5)
        z = lambda v, x=x: v[0] + x @ np.array(v[1:])
        step, slopes = 1e-5 * np.eye(5), []
        for s in step:
            rise = np.logaddexp(0, z(w + s)) - np.logaddexp(0, z(w - s))
            slopes.append((rise - y * (z(w + s) - z(w - s))) / 2e-5)
        assert slope(x.tolist(), y, w.tolist()) == close_to(slopes, abs=1e-6)


@check(slope)
def a_real_tumour():
    x, y = Z_train[0], int(y_train[0])
    error = expit(model.decision_function([x]))[0] - y
    assert slope(x.tolist(), y, w_model) == close_to([error, *(error * x)])


@wrong(slope, "It points downhill: p − y, not y − p.")
def slope_downhill(x, y, w):
    error = y - sigmoid(score(x, w))
    return [error] + [error * a for a in x]


@wrong(
    slope,
    "p(1 − p) is the slope of p along z. The loss goes through log p, which divides by "
    "it: p − y is left.",
)
def slope_of_the_squared_error(x, y, w):
    p = sigmoid(score(x, w))
    error = (p - y) * p * (1 - p)
    return [error] + [error * a for a in x]


@wrong(slope, "The last link is missing: z moves with a weight by its x.")
def slope_without_the_last_link(x, y, w):
    error = sigmoid(score(x, w)) - y
    return [error] * len(w)


@wrong(
    slope,
    "That was felt by nudges, which get lost in a large loss. By the chain rule: p − y, "
    "and that times each x.",
)
def slope_by_nudges(x, y, w):
    return felt(lambda v: loss(score(x, v), y), w, 1e-5)


@wrong(slope, "The slope along the intercept is missing: it comes first.")
def slope_without_intercept(x, y, w):
    error = sigmoid(score(x, w)) - y
    return [error * a for a in x]


@right(slope)
def slope_with_a_one(x, y, w):
    return [(sigmoid(score(x, w)) - y) * a for a in [1, *x]]


@right(slope)
def slope_by_kind(x, y, w):
    z = score(x, w)
    error = -sigmoid(-z) if y == 1 else sigmoid(z)
    return tuple(error * a for a in itertools.chain([1.0], x))


@right(slope)
def slope_in_a_loop(x, y, w):
    error = 1 / (1 + math.exp(-score(x, w))) - y
    slopes = [error]
    for a in x:
        slopes.append(error * a)
    return slopes


@wrong(
    test_the_chain_rule_says_what_a_nudge_feels,
    "That goes with y − p. The slope goes with p − y, which is −0.5.",
)
def the_way_down():
    return [0.5, 1, -2]


@check(after_alarm)
def half_of_them_are_ill():
    assert after_alarm(0.5, 0.9, 0.1) == close_to(0.9)


@check(after_alarm)
def the_rule_in_odds(rng):
    prior, found, alarms = rng.uniform(0.1, 0.9, size=3).tolist()
    ill = prior / (1 - prior) * found / alarms
    assert after_alarm(prior, found, alarms) == close_to(ill / (1 + ill))


@wrong(
    after_alarm,
    "That is how likely the ill are called. Asked is how likely the called are ill.",
)
def after_alarm_turned_round(prior, found, alarms):
    return found


@wrong(after_alarm, "The prior is forgotten: few ill ones can make few of the called.")
def after_alarm_without_prior(prior, found, alarms):
    return found / (found + alarms)


@wrong(after_alarm, "Those who are well are 1 − prior of all: weigh alarms with it.")
def after_alarm_without_the_well(prior, found, alarms):
    return prior * found / (prior * found + alarms)


@wrong(after_alarm, "That is how likely both. Divide by how likely an alarm is at all.")
def ill_and_called(prior, found, alarms):
    return prior * found


@right(after_alarm)
def after_alarm_in_odds(prior, found, alarms):
    return chance(odds(prior) * found / alarms)


@right(after_alarm)
def after_alarm_of_a_million(prior, found, alarms):
    ill = 10**6 * prior
    called = ill * found + (10**6 - ill) * alarms
    return ill * found / called


@right(after_alarm)
def after_alarm_of_fractions(prior, found, alarms):
    prior, found, alarms = map(Fraction, (prior, found, alarms))
    return 1 / (1 + (1 - prior) * alarms / (prior * found))


@wrong(
    test_it_goes_wrong_where_few_are_ill,
    "So many of the ill are called. But how many of the called are ill? Most people "
    "are well, and some of those are called too.",
)
def the_share_of_the_ill_found():
    return 0.95


@wrong(
    test_it_goes_wrong_where_few_are_ill,
    "In per cent, yes. A share is asked for, from 0 to 1.",
)
def in_per_cent():
    return 41


@check(moved)
def as_bayes_says_there(rng):
    """The same sign of illness, by Bayes' rule here and there."""
    prior, found, alarms, there = rng.uniform(0.1, 0.9, size=4).tolist()
    here = prior * found / (prior * found + (1 - prior) * alarms)
    wanted = there * found / (there * found + (1 - there) * alarms)
    assert moved(here, prior, there) == close_to(wanted)


@wrong(moved, "Here and there are swapped: what was learnt here has to go.")
def moved_back(p, here, there):
    return sigmoid(log_odds(p) + log_odds(here) - log_odds(there))


@wrong(
    moved,
    "Probabilities do not move by a factor, they could pass 1. Odds do, and their "
    "logs add up.",
)
def moved_by_a_factor(p, here, there):
    return p * there / here


@wrong(
    moved,
    "Odds were multiplied by shares. Odds go with odds: those of there over those of "
    "here.",
)
def moved_by_shares(p, here, there):
    return chance(odds(p) * there / here)


@wrong(moved, "The share here is still in it: take the log of its odds off.")
def moved_twice(p, here, there):
    return sigmoid(log_odds(p) + log_odds(there))


@right(moved)
def moved_in_odds(p, here, there):
    return chance(odds(p) * odds(there) / odds(here))


@right(moved)
def moved_by_weighing(p, here, there):
    ill, well = p * there / here, (1 - p) * (1 - there) / (1 - here)
    return ill / (ill + well)


@right(moved)
def moved_by_the_intercept(p, here, there):
    shift = math.log(there / (1 - there)) - math.log(here / (1 - here))
    return sigmoid(shift + math.log(p / (1 - p)))


@check(ranks)
def as_scipys_ranks(rng):
    assert ranks([0.3]) == close_to([1])
    assert ranks([0.3, 0.9, 0.3]) == close_to([1.5, 3, 1.5])
    p = (rng.integers(9, size=30) / 8).tolist()
    assert ranks(p) == close_to(rankdata(p))


@wrong(ranks, "Places begin at 1 here, not at 0.")
def ranks_from_zero(p):
    return [sum(q < x for q in p) + (sum(q == x for q in p) - 1) / 2 for x in p]


@wrong(ranks, "Equal numbers share the mean of their places.")
def ranks_of_the_first(p):
    return [sum(q < x for q in p) + 1 for x in p]


@wrong(ranks, "The largest is first there. The smallest is 1.")
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
    found = [0.0] * len(p)
    for i in range(len(p)):
        equal = [k + 1 for k, row in enumerate(order) if p[row] == p[i]]
        found[i] = sum(equal) / len(equal)
    return tuple(found)


@check(auc)
def another_four():
    assert auc([0, 0, 1, 1], [0.2, 0.5, 0.4, 0.9]) == close_to(0.75)


@check(auc)
def as_scikit_learn_has_it(rng):
    """There may be more of one kind than of the other, and ties."""
    for n in (6, 30):
        y, p = (np.arange(n) % 3 // 2).tolist(), (rng.integers(9, size=n) / 8).tolist()
        assert auc(y, p) == close_to(roc_auc_score(y, p))


@wrong(auc, "m(m + 1)/2 was not taken off: what the lowest places sum to anyway.")
def auc_of_all_places(y, p):
    m = sum(y)
    total = sum(rank for rank, label in zip(ranks(p), y, strict=True) if label == 1)
    return total / (m * (len(y) - m))


@wrong(
    auc,
    "That is R, the sum of the ranks. Take m(m + 1)/2 off it, and divide by the pairs, "
    "m b.",
)
def auc_as_a_sum_of_ranks(y, p):
    return sum(rank for rank, label in zip(ranks(p), y, strict=True) if label == 1)


@wrong(auc, "Those are the ranks of the benign. That is the share in wrong order.")
def auc_of_the_benign(y, p):
    b = len(y) - sum(y)
    total = sum(rank for rank, label in zip(ranks(p), y, strict=True) if label == 0)
    return (total - b * (b + 1) / 2) / (b * sum(y))


@wrong(auc, "Divided by m times all. A malignant one is paired with benign ones only.")
def auc_over_all(y, p):
    m = sum(y)
    total = sum(rank for rank, label in zip(ranks(p), y, strict=True) if label == 1)
    return (total - m * (m + 1) / 2) / (m * len(y))


@right(auc)
def auc_pair_by_pair(y, p):
    sick = [q for q, label in zip(p, y) if label]
    well = [q for q, label in zip(p, y) if not label]
    won = sum((a > b) + (a == b) / 2 for a in sick for b in well)
    return won / len(sick) / len(well)


@right(auc)
def auc_by_bisection(y, p):
    well = sorted(q for q, label in zip(p, y) if label == 0)
    below = 0
    for q, label in zip(p, y):
        if label == 1:
            below += (bisect.bisect_left(well, q) + bisect.bisect_right(well, q)) / 2
    return below / (sum(y) * len(well))


@right(auc)
def auc_from_the_benign(y, p):
    places = list(ranks(p))
    m, b = y.count(1), y.count(0)
    low = sum(place for place, label in zip(places, y) if label == 0)
    return 1 - (low - b * (b + 1) / 2) / (m * b)


equivalent(
    auc,
    "return (total - m * (m + 1) / 2) / (m * (len(y) - m)) -> return (total - m * (m + 1) / 2) / (m * (len(p) - m))",
    why="There are as many labels as probabilities.",
)
