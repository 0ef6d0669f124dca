"""Other right answers at level 5 of 04 tumours."""

import bisect
import functools
import itertools
import math
import operator
from decimal import Decimal
from fractions import Fraction


@instead_of(odds)
def odds_less_one(p):
    return 1 / (1 - p) - 1


@instead_of(odds)
def odds_by_logs(p):
    return math.exp(math.log(p) - math.log1p(-p)) if p else 0.0


@instead_of(odds)
def odds_of_fractions(p):
    return Fraction(p) / (1 - Fraction(p))


@instead_of(chance)
def chance_less_one(odds):
    return 1 - 1 / (1 + odds)


@instead_of(chance)
def chance_of_fractions(odds):
    one = Fraction(odds)
    return float(one / (one + 1))


@instead_of(chance)
def chance_upside_down(odds):
    if odds == 0:
        return 0
    return 1 / (1 + 1 / odds)


@instead_of(log_odds)
def log_odds_of_two_logs(p):
    return math.log(p) - math.log1p(-p)


@instead_of(log_odds)
def log_odds_by_atanh(p):
    return 2 * math.atanh(2 * p - 1)


@instead_of(log_odds)
def log_odds_against_turned(p):
    return -math.log(1 / p - 1)


@instead_of(sigmoid)
def sigmoid_of_both_sides(z):
    return math.exp(min(z, 0)) / (1 + math.exp(-abs(z)))


@instead_of(sigmoid)
def sigmoid_that_tries(z):
    try:
        return 1 / (1 + math.exp(-z))
    except OverflowError:
        return 0.0


@instead_of(sigmoid)
def sigmoid_through_a_log(z):
    return math.exp(-log_sum_exp([0, -z]))


@instead_of(sigmoid)
def sigmoid_in_decimals(z):
    return float(1 / (1 + Decimal(-z).exp()))


@instead_of(log_sum_exp)
def log_sum_exp_two_by_two(values):
    add = lambda a, b: max(a, b) + math.log1p(math.exp(-abs(a - b)))
    return functools.reduce(add, values)


@instead_of(log_sum_exp)
def log_sum_exp_in_decimals(values):
    return float(sum(Decimal(v).exp() for v in values).ln())


@instead_of(log_sum_exp)
def log_sum_exp_sorted(values):
    *rest, top = sorted(values)
    return top + math.log1p(math.fsum(math.exp(v - top) for v in rest))


@instead_of(log_sum_exp)
def log_sum_exp_in_a_loop(values):
    most, total = values[0], 1.0
    for v in values[1:]:
        if v > most:
            total, most = total * math.exp(most - v) + 1, v
        else:
            total += math.exp(v - most)
    return math.log(total) + most


@instead_of(loss)
def loss_of_the_margin(z, y):
    return log_sum_exp([0, -z if y else z])


@instead_of(loss)
def loss_of_two_parts(z, y):
    return max(z, 0) - y * z + math.log1p(math.exp(-abs(z)))


@instead_of(loss)
def loss_of_the_surer_side(z, y):
    if y == 0:
        z = -z
    return math.log1p(math.exp(-z)) if z > 0 else math.log1p(math.exp(z)) - z


@instead_of(score)
def score_in_a_loop(x, w):
    z = w[0]
    for i in range(len(x)):
        z += x[i] * w[i + 1]
    return z


@instead_of(score)
def score_with_a_one(x, w):
    return math.fsum(map(operator.mul, w, [1, *x]))


@instead_of(score)
def score_unpacked(x, w):
    intercept, *weights = w
    return sum((a * b for a, b in zip(weights, x)), start=intercept)


@instead_of(felt)
def felt_in_one_line(f, w, hair):
    at = lambda i, step: [v + step * (i == j) for j, v in enumerate(w)]
    return [(f(at(i, hair)) - f(at(i, -hair))) / (2 * hair) for i in range(len(w))]


@instead_of(felt)
def felt_and_put_back(f, w, hair):
    v, slopes = list(w), []
    for i, kept in enumerate(w):
        v[i] = kept + hair
        above = f(v)
        v[i] = kept - hair
        slopes.append((above - f(v)) / hair / 2)
        v[i] = kept
    return slopes


@instead_of(felt)
def felt_by_slices(f, w, hair):
    found = []
    for i in range(len(w)):
        up = f(w[:i] + [w[i] + hair] + w[i + 1 :])
        down = f(w[:i] + [w[i] - hair] + w[i + 1 :])
        found += [0.5 * (up - down) / hair]
    return tuple(found)


@instead_of(slope)
def slope_with_a_one(x, y, w):
    return [(sigmoid(score(x, w)) - y) * a for a in [1, *x]]


@instead_of(slope)
def slope_by_kind(x, y, w):
    z = score(x, w)
    error = -sigmoid(-z) if y == 1 else sigmoid(z)
    return tuple(error * a for a in itertools.chain([1.0], x))


@instead_of(slope)
def slope_in_a_loop(x, y, w):
    error = 1 / (1 + math.exp(-score(x, w))) - y
    slopes = [error]
    for a in x:
        slopes.append(error * a)
    return slopes


@instead_of(after_alarm)
def after_alarm_in_odds(prior, found, alarms):
    return chance(odds(prior) * found / alarms)


@instead_of(after_alarm)
def after_alarm_of_a_million(prior, found, alarms):
    ill = 10**6 * prior
    called = ill * found + (10**6 - ill) * alarms
    return ill * found / called


@instead_of(after_alarm)
def after_alarm_of_fractions(prior, found, alarms):
    prior, found, alarms = map(Fraction, (prior, found, alarms))
    return 1 / (1 + (1 - prior) * alarms / (prior * found))


@instead_of(moved)
def moved_in_odds(p, here, there):
    return chance(odds(p) * odds(there) / odds(here))


@instead_of(moved)
def moved_by_weighing(p, here, there):
    ill, well = p * there / here, (1 - p) * (1 - there) / (1 - here)
    return ill / (ill + well)


@instead_of(moved)
def moved_by_the_intercept(p, here, there):
    shift = math.log(there / (1 - there)) - math.log(here / (1 - here))
    return sigmoid(shift + math.log(p / (1 - p)))


@instead_of(ranks)
def ranks_by_bisection(p):
    ordered = sorted(p)
    left, right = bisect.bisect_left, bisect.bisect_right
    return [(left(ordered, x) + right(ordered, x) + 1) / 2 for x in p]


@instead_of(ranks)
def ranks_group_by_group(p):
    places, before = {}, 0
    for x, group in itertools.groupby(sorted(p)):
        size = len(list(group))
        places[x] = before + (size + 1) / 2
        before += size
    return [places[x] for x in p]


@instead_of(ranks)
def ranks_of_places(p):
    order = sorted(range(len(p)), key=p.__getitem__)
    found = [0.0] * len(p)
    for i in range(len(p)):
        equal = [k + 1 for k, row in enumerate(order) if p[row] == p[i]]
        found[i] = sum(equal) / len(equal)
    return tuple(found)


@instead_of(auc)
def auc_pair_by_pair(y, p):
    sick = [q for q, label in zip(p, y) if label]
    well = [q for q, label in zip(p, y) if not label]
    won = sum((a > b) + (a == b) / 2 for a in sick for b in well)
    return won / len(sick) / len(well)


@instead_of(auc)
def auc_by_bisection(y, p):
    well = sorted(q for q, label in zip(p, y) if label == 0)
    below = 0
    for q, label in zip(p, y):
        if label == 1:
            below += (bisect.bisect_left(well, q) + bisect.bisect_right(well, q)) / 2
    return below / (sum(y) * len(well))


@instead_of(auc)
def auc_from_the_benign(y, p):
    places = list(ranks(p))
    m, b = y.count(1), y.count(0)
    low = sum(place for place, label in zip(places, y) if label == 0)
    return 1 - (low - b * (b + 1) / 2) / (m * b)
