"""Other right answers at level 2 of 02 cars."""

import math
from statistics import NormalDist, fmean, stdev

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.base import clone
from sklearn.compose import make_column_transformer
from sklearn.dummy import DummyRegressor
from sklearn.metrics import mean_squared_error, root_mean_squared_error
from sklearn.model_selection import (
    GridSearchCV,
    KFold,
    cross_val_predict,
    cross_val_score,
    cross_validate,
)
from sklearn.preprocessing import OneHotEncoder


@instead_of(rmse)
def rmse_by_scikit_learn(y_true, y_pred):
    return root_mean_squared_error(y_true, y_pred)


@instead_of(rmse)
def rmse_by_norm(y_true, y_pred):
    off = np.subtract(y_pred, y_true)
    return np.linalg.norm(off) / np.sqrt(off.size)


@instead_of(rmse)
def rmse_in_a_loop(y_true, y_pred):
    total = 0.0
    for true, said in zip(y_true, y_pred, strict=True):
        total += (true - said) ** 2
    return math.sqrt(total / len(y_true))


@instead_of(rmse)
def rmse_by_pandas(y_true, y_pred):
    off = pd.Series(np.asarray(y_true)) - pd.Series(np.asarray(y_pred))
    return np.float32(off.pow(2).mean() ** 0.5)


@instead_of(baseline)
def baseline_by_dummy(y_known, y_new):
    dummy = DummyRegressor(strategy="mean").fit(np.zeros((len(y_known), 1)), y_known)
    return rmse(y_new, dummy.predict(np.zeros((len(y_new), 1))))


@instead_of(baseline)
def baseline_by_pythagoras(y_known, y_new):
    return np.hypot(np.std(y_new), np.mean(y_new) - np.mean(y_known))


@instead_of(baseline)
def baseline_with_a_list(y_known, y_new):
    return rmse(list(y_new), [sum(y_known) / len(y_known)] * len(y_new))


@instead_of(baseline)
def baseline_by_hand(y_known, y_new):
    middle = fmean(y_known)
    return math.dist(y_new, [middle] * len(y_new)) / len(y_new) ** 0.5


@instead_of(with_origin)
def with_origin_by_encoder(cars):
    code = OneHotEncoder(categories=[[1, 2, 3]], sparse_output=False)
    return np.hstack([cars[feature_names], code.fit_transform(cars[["origin"]])])


@instead_of(with_origin)
def with_origin_in_a_frame(cars):
    three = {f"origin {k}": (cars["origin"] == k).astype(int) for k in (1, 2, 3)}
    return cars[feature_names].assign(**three)


@instead_of(with_origin)
def with_origin_by_dummies(cars):
    origin = pd.Categorical(cars["origin"], categories=[1, 2, 3])
    three = pd.get_dummies(origin).set_index(cars.index)
    return pd.concat([cars[feature_names], three], axis=1).to_numpy(dtype=float)


@instead_of(with_origin)
def with_origin_row_by_row(cars):
    rows = []
    for _, car in cars.iterrows():
        three = [0, 0, 0]
        three[car["origin"] - 1] = 1
        rows.append([float(car[name]) for name in feature_names] + three)
    return rows


@instead_of(with_origin)
def with_origin_by_unit_rows(cars):
    three = np.eye(3, dtype=np.float32)[cars["origin"].to_numpy() - 1]
    return np.c_[cars[feature_names].to_numpy(dtype=np.float32), three]


@instead_of(with_origin)
def with_origin_by_columns(cars):
    transformer = make_column_transformer(
        ("passthrough", feature_names),
        (OneHotEncoder(categories=[[1, 2, 3]]), ["origin"]),
        sparse_threshold=0,
    )
    return transformer.fit_transform(cars)


@instead_of(cv_rmse)
def cv_rmse_fold_by_fold(model, X, y):
    squares = []
    for known, left_out in KFold(5, shuffle=True, random_state=0).split(X):
        said = clone(model).fit(X[known], y[known]).predict(X[left_out])
        squares += ((said - y[left_out]) ** 2).tolist()
    return math.sqrt(sum(squares) / len(squares))


@instead_of(cv_rmse)
def cv_rmse_by_scores(model, X, y):
    folds = KFold(n_splits=5, shuffle=True, random_state=0)
    scores = cross_val_score(model, X, y, cv=folds, scoring="neg_mean_squared_error")
    sizes = [len(left_out) for _, left_out in folds.split(X)]
    return np.sqrt(-np.average(scores, weights=sizes))


@instead_of(cv_rmse)
def cv_rmse_by_the_fitted_models(model, X, y):
    folds = list(KFold(5, shuffle=True, random_state=0).split(X, y))
    fitted = cross_validate(model, X, y, cv=folds, return_estimator=True)["estimator"]
    y_pred = np.empty(len(y))
    for (_, left_out), one in zip(folds, fitted, strict=True):
        y_pred[left_out] = one.predict(X[left_out])
    return rmse(y, y_pred)


@instead_of(cv_rmse)
def cv_rmse_in_one_line(model, X, y):
    folds = KFold(5, shuffle=True, random_state=0)
    return mean_squared_error(cross_val_predict(model, X, y, cv=folds), y) ** 0.5


@instead_of(best_alpha)
def best_alpha_by_key(X, y, degree, alphas):
    return min(alphas, key=lambda alpha: cv_rmse(curved(degree, alpha), X, y))


@instead_of(best_alpha)
def best_alpha_in_a_loop(X, y, degree, alphas):
    best, least = None, np.inf
    for alpha in alphas:
        off = cv_rmse(curved(degree, alpha), X, y)
        if off < least:
            best, least = alpha, off
    return best


@instead_of(best_alpha)
def best_alpha_by_grid(X, y, degree, alphas):
    grid = GridSearchCV(
        curved(degree, 1),
        {"ridge__alpha": list(alphas)},
        cv=KFold(5, shuffle=True, random_state=0),
        scoring="neg_mean_squared_error",
        refit=False,
    )
    return grid.fit(X, y).best_params_["ridge__alpha"]


@instead_of(best_alpha)
def best_alpha_from_a_series(X, y, degree, alphas):
    off = {alpha: cv_rmse(curved(degree, alpha), X, y) for alpha in alphas}
    return pd.Series(off).idxmin()


@instead_of(best_alpha)
def best_alpha_from_the_worst_on(X, y, degree, alphas):
    off = np.array([cv_rmse(curved(degree, alpha), X, y) for alpha in alphas])
    return np.asarray(alphas)[off.argsort()][0]


@instead_of(interval)
def interval_in_an_array(y_true, y_pred):
    squares = np.square(np.subtract(y_true, y_pred))
    ends = squares.mean() + np.array([-1.96, 1.96]) * stats.sem(squares)
    return np.sqrt(ends.clip(min=0))


@instead_of(interval)
def interval_by_statistics(y_true, y_pred):
    squares = [float(a - b) ** 2 for a, b in zip(y_true, y_pred, strict=True)]
    wide = NormalDist().inv_cdf(0.975) * stdev(squares) / math.sqrt(len(squares))
    low, high = fmean(squares) - wide, fmean(squares) + wide
    return [math.sqrt(low) if low > 0 else 0, math.sqrt(high)]


@instead_of(interval)
def interval_by_stats(y_true, y_pred):
    squares = (y_pred - y_true) ** 2
    error = np.sqrt(np.var(squares, ddof=1) / squares.size)
    ends = stats.norm.interval(0.95, loc=np.mean(squares), scale=error)
    return tuple(max(0.0, end) ** 0.5 for end in ends)


@instead_of(interval)
def interval_by_pandas(y_true, y_pred):
    squares = pd.Series(y_true - y_pred) ** 2
    low, high = (squares.mean() + side * squares.sem() for side in (-1.96, 1.96))
    return np.float32(np.sqrt(max(low, 0))), np.float32(np.sqrt(high))
