"""Other right answers at level 2 of 04 tumours."""

import math
from statistics import NormalDist

import numpy as np
import pandas as pd
from scipy import stats
from scipy.optimize import brentq, minimize
from scipy.special import expit
from sklearn.base import clone
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, log_loss, roc_auc_score
from sklearn.model_selection import (
    GridSearchCV,
    StratifiedKFold,
    StratifiedShuffleSplit,
    cross_validate,
)
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler


@instead_of(coded)
def coded_word_by_word(diagnosis):
    return [1 if word == "malignant" else 0 for word in diagnosis]


@instead_of(coded)
def coded_by_a_dict(diagnosis):
    return diagnosis.map({"malignant": 1, "benign": 0})


@instead_of(coded)
def coded_by_where(diagnosis):
    return np.where(diagnosis.eq("benign"), 0.0, 1.0)


@instead_of(coded)
def coded_as_categories(diagnosis):
    return pd.Categorical(diagnosis, categories=["benign", "malignant"]).codes


@instead_of(cost)
def cost_from_a_table(y_true, called, missed, alarm):
    table = confusion_matrix(y_true, called, labels=[0, 1])
    return table[1, 0] * missed + table[0, 1] * alarm


@instead_of(cost)
def cost_one_by_one(y_true, called, missed, alarm):
    total = 0
    for truth, call in zip(y_true, called, strict=True):
        if truth > call:
            total += missed
        elif truth < call:
            total += alarm
    return total


@instead_of(cost)
def cost_as_products(y_true, called, missed, alarm):
    y, c = np.asarray(y_true, dtype=float), np.asarray(called, dtype=float)
    return missed * (y @ (1 - c)) + alarm * ((1 - y) @ c)


@instead_of(cost)
def cost_by_prices(y_true, called, missed, alarm):
    prices = pd.Series({1: missed, 0: 0, -1: alarm})
    return prices[np.asarray(y_true) - np.asarray(called).astype(int)].sum()


@instead_of(split)
def split_by_shuffle_split(X, y, unseen, seed):
    dealer = StratifiedShuffleSplit(n_splits=1, test_size=unseen, random_state=seed)
    known, new = next(dealer.split(X, y))
    return X[known], X[new], y[known], y[new]


@instead_of(split)
def split_at_even_places(X, y, unseen, seed):
    shuffled = np.random.default_rng(seed).permutation(len(y))
    order = shuffled[np.argsort(y[shuffled], kind="stable")]
    new = order[((np.arange(unseen) + 0.5) * len(y) / unseen).astype(int)]
    known = np.setdiff1d(order, new)
    return [X[known], X[new], y[known], y[new]]


@instead_of(split)
def split_class_by_class(X, y, unseen, seed):
    rows = pd.Series(y)
    part = rows.groupby(rows).sample(frac=unseen / len(y), random_state=seed)
    known = rows.index.difference(part.index)
    return X[known], X[part.index], y[known].tolist(), y[part.index].tolist()


@instead_of(likely)
def likely_scaled_by_hand(X_train, y_train, X_new, C):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    model = LogisticRegression(C=C, tol=1e-6, max_iter=1000)
    model.fit((X_train - mean) / spread, y_train)
    return model.predict_proba((X_new - mean) / spread)[:, 1]


@instead_of(likely)
def likely_by_minimize(X_train, y_train, X_new, C):
    scaler = StandardScaler().fit(X_train)
    A = np.insert(scaler.transform(X_train), 0, 1, axis=1)

    def loss(w):
        z = A @ w
        slope = C * A.T @ (expit(z) - y_train) + np.append(0, w[1:])
        return C * (np.logaddexp(0, z) - y_train * z).sum() + w[1:] @ w[1:] / 2, slope

    w = minimize(loss, np.zeros(A.shape[1]), jac=True).x
    return expit(w[0] + scaler.transform(X_new) @ w[1:]).astype(np.float32)


@instead_of(likely)
def likely_by_a_named_pipeline(X_train, y_train, X_new, C):
    steps = [("scale", StandardScaler()), ("weigh", LogisticRegression(C=C))]
    model = Pipeline(steps).fit(X_train, y_train)
    return [p for _, p in model.predict_proba(X_new).tolist()]


@instead_of(likely)
def likely_from_the_score(X_train, y_train, X_new, C):
    model = make_pipeline(
        StandardScaler(), LogisticRegression(C=C, solver="newton-cg", tol=1e-6)
    )
    return 1 / (1 + np.exp(-model.fit(X_train, y_train).decision_function(X_new)))


@instead_of(spot_check)
def spot_check_fold_by_fold(models, X, y):
    found = {}
    for name in models:
        areas = []
        for learnt, left_out in StratifiedKFold(n_splits=5).split(X, y):
            model = clone(models[name]).fit(X[learnt], y[learnt])
            p = model.predict_proba(X[left_out])[:, 1]
            areas.append(roc_auc_score(y[left_out], p))
        found[name] = sum(areas) / 5
    return found


@instead_of(spot_check)
def spot_check_by_validate(models, X, y):
    names, scores = [], []
    for name, model in models.items():
        names.append(name)
        scores.append(cross_validate(model, X, y, scoring="roc_auc")["test_score"])
    return dict(zip(names, np.mean(scores, axis=1)))


@instead_of(spot_check)
def spot_check_by_grid(models, X, y):
    def area(model):
        grid = GridSearchCV(model, {}, cv=5, scoring="roc_auc", refit=False)
        return grid.fit(X, y).cv_results_["mean_test_score"][0]

    return {name: np.float32(area(models[name])) for name in models}


@instead_of(my_choice)
def my_choice_of_bayes(X_train, y_train, X_new):
    return GaussianNB().fit(X_train, y_train).predict_proba(X_new)[:, 1]


@instead_of(my_choice)
def my_choice_of_neighbours(X_train, y_train, X_new):
    model = make_pipeline(StandardScaler(), KNeighborsClassifier(15))
    return model.fit(X_train, y_train).predict_proba(X_new)[:, 1].tolist()


@instead_of(my_choice)
def my_choice_of_one_column(X_train, y_train, X_new):
    worst_radius = X_train[:, 20]
    middle = (worst_radius[y_train == 1].mean() + worst_radius[y_train == 0].mean()) / 2
    return tuple(expit((X_new[:, 20] - middle) / worst_radius.std()))


@instead_of(my_choice)
def my_choice_of_texture(X_train, y_train, X_new):
    return X_new[:, 1] / 40


@instead_of(my_choice)
def my_choice_of_a_discriminant(X_train, y_train, X_new):
    model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto")
    return model.fit(X_train, y_train).predict_proba(X_new)[:, 1].astype(np.float32)


@instead_of(losses)
def losses_by_grid(X, y, candidates):
    model = make_pipeline(
        StandardScaler(), LogisticRegression(solver="newton-cholesky")
    )
    grid = {"logisticregression__C": list(candidates)}
    search = GridSearchCV(model, grid, cv=5, scoring="neg_log_loss", refit=False)
    return -search.fit(X, y).cv_results_["mean_test_score"]


@instead_of(losses)
def losses_fold_by_fold(X, y, candidates):
    found = []
    for C in candidates:
        total = 0.0
        for learnt, left_out in StratifiedKFold(5).split(X, y):
            p = np.asarray(likely(X[learnt], y[learnt], X[left_out], C))
            total += log_loss(y[left_out], p)
        found.append(total / 5)
    return tuple(found)


@instead_of(losses)
def losses_by_validate(X, y, candidates):
    def loss(C):
        model = make_pipeline(StandardScaler(), LogisticRegression(C=C, max_iter=1000))
        found = cross_validate(model, X, y, cv=5, scoring="neg_log_loss")
        return -np.average(found["test_score"])

    return list(map(loss, candidates))


@instead_of(cheapest_bar)
def cheapest_bar_by_min(y, p, bars, missed, alarm):
    return min(bars, key=lambda bar: cost(y, np.where(p < bar, 0, 1), missed, alarm))


@instead_of(cheapest_bar)
def cheapest_bar_in_a_loop(y, p, bars, missed, alarm):
    best = None
    for bar in bars:
        price = 0
        for truth, sure in zip(y, p):
            if sure < bar and truth:
                price += missed
            elif sure >= bar and not truth:
                price += alarm
        if best is None or price < best[0]:
            best = price, bar
    return best[1]


@instead_of(cheapest_bar)
def cheapest_bar_in_a_table(y, p, bars, missed, alarm):
    called = p[:, np.newaxis] >= np.array(bars)
    costs = missed * (y @ ~called) + alarm * ((1 - y) @ called)
    return np.asarray(bars)[costs.argmin()]


@instead_of(cheapest_bar)
def cheapest_bar_by_searching(y, p, bars, missed, alarm):
    sick, well = np.sort(p[y == 1]), np.sort(p[y == 0])
    costs = missed * np.searchsorted(sick, bars) + alarm * (
        len(well) - np.searchsorted(well, bars)
    )
    return bars[costs.tolist().index(min(costs))]


@instead_of(wilson)
def wilson_by_stats(found, total):
    ci = stats.binomtest(int(found), int(total)).proportion_ci(method="wilson")
    return ci.low, ci.high


@instead_of(wilson)
def wilson_as_roots(found, total):
    share, z = found / total, NormalDist().inv_cdf(0.975)
    a, b, c = 1 + z**2 / total, -(2 * share + z**2 / total), share**2
    root = math.sqrt(max(b * b - 4 * a * c, 0))
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]


@instead_of(wilson)
def wilson_in_an_array(found, total):
    share, zz = found / total, 1.96**2
    wide = 1.96 * np.sqrt(share * (1 - share) / total + zz / 4 / total**2)
    return (share + zz / 2 / total + wide * np.array([-1, 1])) / (1 + zz / total)


@instead_of(wilson)
def wilson_by_looking_for_it(found, total):
    share, low, high = found / total, 0.0, 1.0
    apart = lambda p: (share - p) ** 2 * total - 1.96**2 * p * (1 - p)
    if found > 0:
        low = brentq(apart, 0, share - 1e-12)
    if found < total:
        high = brentq(apart, share + 1e-12, 1)
    return low, high
