"""Other right answers at level 3 of 04 tumours."""

import heapq
import math

import numpy as np
import pandas as pd
from scipy import integrate, stats
from scipy.optimize import fmin_l_bfgs_b, minimize, root
from scipy.special import expit, rel_entr


@instead_of(probability)
def probability_by_division(X, w):
    return 1 / (1 + np.exp(-(X @ w[1:] + w[0])))


@instead_of(probability)
def probability_row_by_row(X, w):
    found = []
    for row in X:
        z = w[0] + sum(a * b for a, b in zip(row, w[1:], strict=True))
        found.append(1 / (1 + math.exp(-z)))
    return found


@instead_of(probability)
def probability_by_tanh(X, w):
    return (1 + np.tanh(np.insert(X, 0, 1, axis=1) @ w / 2)) / 2


@instead_of(probability)
def probability_as_a_distribution(X, w):
    return stats.logistic.cdf(np.column_stack([np.ones(len(X)), X]).dot(w))


@instead_of(log_loss)
def log_loss_of_what_came_true(y, p):
    with np.errstate(divide="ignore"):
        return -np.log(np.where(y == 1, p, 1 - p)).mean()


@instead_of(log_loss)
def log_loss_clipped(y, p):
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


@instead_of(log_loss)
def log_loss_one_by_one(y, p):
    total = 0.0
    for truth, sure in zip(y, p):
        given = sure if truth else 1 - sure
        total -= math.log(given) if given > 0 else -math.inf
    return total / len(y)


@instead_of(log_loss)
def log_loss_as_entropy(y, p):
    return (rel_entr(y, p) + rel_entr(1 - y, 1 - p)).sum() / len(y)


@instead_of(cost)
def cost_with_signs(w, X, y, C):
    z = X @ w[1:] + w[0]
    return C * np.logaddexp(0, np.where(y == 1, -z, z)).sum() + w[1:] @ w[1:] / 2


@instead_of(cost)
def cost_one_by_one(w, X, y, C):
    total = sum(weight**2 for weight in w[1:]) / 2
    for row, truth in zip(X, y):
        z = w[0] + row.dot(w[1:])
        total += C * (max(z, 0) + math.log1p(math.exp(-abs(z))) - truth * z)
    return total


@instead_of(cost)
def cost_of_margins(w, X, y, C):
    margin = (2 * y - 1) * (w[0] + X @ w[1:])
    losses = np.maximum(-margin, 0) + np.log1p(np.exp(-np.abs(margin)))
    return C * np.sum(losses) + 0.5 * np.sum(np.square(w[1:]))


@instead_of(cost)
def cost_by_distribution(w, X, y, C):
    z = np.insert(X, 0, 1, axis=1) @ w
    losses = -stats.logistic.logcdf(np.where(y > 0, z, -z))
    return 0.5 * np.linalg.norm(w[1:]) ** 2 + C * losses.sum()


@instead_of(fit)
def fit_with_a_slope(X, y, C):
    A = np.insert(X, 0, 1, axis=1)
    slope = lambda w: C * A.T @ (expit(A @ w) - y) + np.append(0, w[1:])
    start = np.zeros(A.shape[1])
    return minimize(lambda w: cost(w, X, y, C), start, jac=slope, method="BFGS").x


@instead_of(fit)
def fit_where_the_slope_is_none(X, y, C):
    A = np.insert(X, 0, 1, axis=1)
    slope = lambda w: C * A.T @ (expit(A @ w) - y) + np.append(0, w[1:])
    return root(slope, np.zeros(A.shape[1])).x.tolist()


@instead_of(fit)
def fit_by_newton(X, y, C):
    A = np.insert(X, 0, 1, axis=1)
    w, L = np.zeros(A.shape[1]), np.diag([0.0] + [1.0] * X.shape[1])
    for _ in range(15):
        p = expit(A @ w)
        bend = C * (A.T * (p * (1 - p))) @ A + L
        w -= np.linalg.solve(bend, C * A.T @ (p - y) + L @ w)
    return w


@instead_of(fit)
def fit_from_elsewhere(X, y, C):
    start = np.full(X.shape[1] + 1, 0.1)
    return minimize(cost, start, (X, y, C), method="L-BFGS-B", tol=1e-10).x


@instead_of(fit)
def fit_by_the_old_call(X, y, C):
    start = np.zeros(X.shape[1] + 1)
    return fmin_l_bfgs_b(cost, start, args=(X, y, C), approx_grad=True, factr=10)[0]


@instead_of(confusion)
def confusion_counted_in_fours(y, called):
    return np.bincount(2 * y + called, minlength=4).reshape(2, 2)


@instead_of(confusion)
def confusion_one_by_one(y, called):
    table = [[0, 0], [0, 0]]
    for truth, call in zip(y, called):
        table[truth][call] += 1
    return table


@instead_of(confusion)
def confusion_as_a_product(y, called):
    return np.array([1 - y, y]) @ np.array([1 - called, called]).T


@instead_of(confusion)
def confusion_by_pandas(y, called):
    table = pd.crosstab(pd.Series(y), pd.Series(called))
    return table.reindex(index=[0, 1], columns=[0, 1], fill_value=0)


@instead_of(precision_recall)
def precision_recall_as_means(y, called):
    return y[called == 1].mean(), called[y == 1].mean()


@instead_of(precision_recall)
def precision_recall_from_the_table(y, called):
    (_, alarms), (missed, found) = np.asarray(confusion(y, called)).tolist()
    return [found / (found + alarms), found / (found + missed)]


@instead_of(precision_recall)
def precision_recall_of_sets(y, called):
    sick, named = set(np.flatnonzero(y)), set(np.flatnonzero(called))
    return np.array([len(sick & named)] * 2) / [len(named), len(sick)]


@instead_of(price)
def price_sorted_downwards(y, p, found):
    bar = sorted(p[y == 1], reverse=True)[found - 1]
    return bar, sum(1 for other in p[y == 0] if other >= bar)


@instead_of(price)
def price_by_heap(y, p, found):
    bar = heapq.nlargest(found, p[y == 1])[-1]
    return [bar, np.count_nonzero((p >= bar) & (y == 0))]


@instead_of(price)
def price_by_parting(y, p, found):
    sick = p[y.astype(bool)]
    bar = np.partition(sick, len(sick) - found)[len(sick) - found]
    well = np.sort(p[~y.astype(bool)])
    return np.array([bar, len(well) - np.searchsorted(well, bar)])


@instead_of(price)
def price_bar_by_bar(y, p, found):
    for bar in np.unique(p)[::-1]:
        called = p >= bar
        if (called & (y == 1)).sum() >= found:
            return float(bar), int((called & (y == 0)).sum())


@instead_of(roc)
def roc_bar_by_bar(y, p):
    alarms, recall = [0.0], [0.0]
    for bar in sorted(set(p.tolist()), reverse=True):
        alarms.append((p[y == 0] >= bar).mean())
        recall.append((p[y == 1] >= bar).mean())
    return alarms, recall


@instead_of(roc)
def roc_in_a_table(y, p):
    bars = np.append(np.inf, np.unique(p)[::-1])
    called = p[:, np.newaxis] >= bars
    return called[y == 0].mean(axis=0), called[y == 1].mean(axis=0)


@instead_of(roc)
def roc_by_searching(y, p):
    bars = -np.unique(-np.append(p, np.inf))
    rates = []
    for kind in (0, 1):
        mine = np.sort(p[y == kind])
        rates.append(1 - np.searchsorted(mine, bars) / mine.size)
    return np.array(rates)


@instead_of(roc)
def roc_by_pandas(y, p):
    counts = pd.crosstab(pd.Series(p), pd.Series(y)).sort_index(ascending=False)
    rates = (counts.cumsum() / counts.sum()).to_numpy()
    return tuple(np.vstack([[0, 0], rates]).T)


@instead_of(area)
def area_by_scipy(alarms, recall):
    return integrate.trapezoid(recall, alarms)


@instead_of(area)
def area_piece_by_piece(alarms, recall):
    total = 0.0
    for i in range(1, len(alarms)):
        total += (alarms[i] - alarms[i - 1]) * (recall[i] + recall[i - 1]) / 2
    return total


@instead_of(area)
def area_of_two_stairs(alarms, recall):
    wide = np.diff(alarms)
    return (wide @ recall[:-1] + wide @ recall[1:]) / 2


@instead_of(area)
def area_on_the_other_side(alarms, recall):
    beside = (np.diff(recall) * (alarms[1:] + alarms[:-1])).sum() / 2
    return alarms[-1] * recall[-1] - beside - alarms[0] * recall[0]


@instead_of(calibration)
def calibration_by_digitize(y, p, bins):
    drawer = np.digitize(p, np.linspace(0, 1, bins + 1)[1:-1])
    count = np.bincount(drawer)
    full = count > 0
    said, happened = (np.bincount(drawer, side)[full] for side in (p, y))
    return said / count[full], happened / count[full]


@instead_of(calibration)
def calibration_drawer_by_drawer(y, p, bins):
    drawers = [[] for _ in range(bins)]
    for truth, sure in zip(y.tolist(), p.tolist()):
        drawers[min(int(sure * bins), bins - 1)].append((sure, truth))
    full = [drawer for drawer in drawers if drawer]
    means = lambda k: [sum(pair[k] for pair in drawer) / len(drawer) for drawer in full]
    return means(0), means(1)


@instead_of(calibration)
def calibration_by_pandas(y, p, bins):
    drawer = pd.cut(p, np.linspace(0, 1, bins + 1), include_lowest=True, labels=False)
    means = pd.DataFrame({"said": p, "happened": y}).groupby(drawer).mean()
    return means["said"], means["happened"]


@instead_of(calibration)
def calibration_by_stats(y, p, bins):
    found = stats.binned_statistic(p, [p, y], bins=bins, range=(0, 1)).statistic
    return found[:, ~np.isnan(found[0])]
