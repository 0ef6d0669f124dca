"""Other right answers at level 3 of 02 cars."""

import math
from statistics import fmean, pstdev

import numpy as np
import pandas as pd
from scipy import linalg, optimize, stats
from scipy.spatial.distance import correlation as one_less_correlation

# Level 4 takes it as an array, as its docstring says.
unworn(as_lists, with_ones)
unworn(as_tuples, with_ones)


@instead_of(with_ones)
def with_ones_inserted(X):
    return np.insert(X, 0, 1, axis=1)


@instead_of(with_ones)
def with_ones_padded(X):
    return np.pad(np.asarray(X, dtype=np.float32), ((0, 0), (1, 0)), constant_values=1)


@instead_of(with_ones)
def with_ones_row_by_row(X):
    return np.array([[1, *row] for row in X])


@instead_of(with_ones)
def with_ones_written_over(X):
    A = np.ones((X.shape[0], X.shape[1] + 1))
    A[:, 1:] = X
    return A


@instead_of(with_ones)
def with_ones_by_c(X):
    return np.c_[np.ones(len(X)), X]


@instead_of(fit)
def fit_by_scipy(X, y):
    return linalg.lstsq(with_ones(X), y)[0]


@instead_of(fit)
def fit_by_pseudoinverse(X, y):
    return np.linalg.pinv(np.asarray(with_ones(X), dtype=float)) @ y


@instead_of(fit)
def fit_by_qr(X, y):
    Q, R = np.linalg.qr(np.insert(np.asarray(X, dtype=float), 0, 1, axis=1))
    return linalg.solve_triangular(R, Q.T @ y).tolist()


@instead_of(fit)
def fit_centred(X, y):
    middle = X.mean(axis=0)
    slopes = np.linalg.lstsq(X - middle, y - y.mean(), rcond=None)[0]
    return np.append(y.mean() - middle @ slopes, slopes)


@instead_of(fit)
def fit_by_equations(X, y):
    A = np.column_stack([np.ones(len(X)), X])
    length = np.sqrt((A**2).sum(axis=0))
    unit = A / length
    return np.linalg.solve(unit.T @ unit, unit.T @ y) / length


@instead_of(fit)
def fit_by_scipys_search(X, y):
    A = np.column_stack([np.ones(len(X)), X])
    return optimize.lsq_linear(A, y, method="bvls").x


@instead_of(predict)
def predict_intercept_apart(w, X):
    return w[0] + X @ w[1:]


@instead_of(predict)
def predict_car_by_car(w, X):
    first, *slopes = w
    return [first + sum(b * x for b, x in zip(slopes, car, strict=True)) for car in X]


@instead_of(predict)
def predict_by_einsum(w, X):
    return np.einsum("ij,j->i", np.asarray(with_ones(X), dtype=float), w)


@instead_of(predict)
def predict_column_by_column(w, X):
    y_pred = np.full(len(X), float(w[0]))
    for slope, column in zip(w[1:], X.T, strict=True):
        y_pred += slope * column
    return y_pred.astype(np.float32)


@instead_of(predict)
def predict_summed(w, X):
    return (np.asarray(w)[1:] * X).sum(axis=1) + w[0]


@instead_of(residuals)
def residuals_reshaped(y, y_pred):
    return np.asarray(y).reshape(-1) - np.asarray(y_pred).reshape(-1)


@instead_of(residuals)
def residuals_one_by_one(y, y_pred):
    pairs = zip(np.ravel(y), np.ravel(y_pred), strict=True)
    return [true - said for true, said in pairs]


@instead_of(residuals)
def residuals_in_a_series(y, y_pred):
    return pd.Series(np.ravel(y)) - np.ravel(y_pred)


@instead_of(residuals)
def residuals_of_columns(y, y_pred):
    as_column = lambda values: np.reshape(values, (len(values), 1))
    return (as_column(y) - as_column(y_pred))[:, 0].astype(np.float32)


@instead_of(residuals)
def residuals_by_indexing(y, y_pred):
    flat = [v[:, 0] if np.ndim(v) == 2 else v for v in (y, y_pred)]
    return np.subtract(*flat)


@instead_of(rmse)
def rmse_by_norm(e):
    return np.linalg.norm(e) / math.sqrt(len(e))


@instead_of(rmse)
def rmse_in_a_loop(e):
    total = 0
    for one in e:
        total += one * one
    return (total / len(e)) ** 0.5


@instead_of(rmse)
def rmse_by_product(e):
    return np.sqrt(e @ e / e.size)


@instead_of(rmse)
def rmse_by_power_mean(e):
    return stats.pmean(np.abs(e), 2)


@instead_of(rmse)
def rmse_by_spread_and_mean(e):
    return np.float32(math.hypot(np.std(e), np.mean(e)))


@instead_of(r2)
def r2_by_variance(y, y_pred):
    return 1 - np.mean((y_pred - y) ** 2) / np.var(y)


@instead_of(r2)
def r2_in_a_loop(y, y_pred):
    middle = sum(y) / len(y)
    left = there = 0.0
    for true, said in zip(y, y_pred, strict=True):
        left += (true - said) ** 2
        there += (true - middle) ** 2
    return (there - left) / there


@instead_of(r2)
def r2_by_rmse(y, y_pred):
    baseline = rmse(y - np.mean(y))
    return 1 - (rmse(residuals(y, y_pred) + np.zeros(len(y))) / baseline) ** 2


@instead_of(r2)
def r2_by_products(y, y_pred):
    e, centred = y - y_pred, y - np.average(y)
    return np.float32(1 - np.dot(e, e) / np.dot(centred, centred))


@instead_of(r2)
def r2_by_norms(y, y_pred):
    left = np.linalg.norm(y - y_pred) / np.linalg.norm(y - np.mean(y))
    return (1 - left) * (1 + left)


@instead_of(correlation)
def correlation_by_numpy(a, b):
    return np.corrcoef(a, b)[1, 0]


@instead_of(correlation)
def correlation_by_scipy(a, b):
    return stats.pearsonr(a, b)[0]


@instead_of(correlation)
def correlation_of_scores(a, b):
    return np.mean(stats.zscore(a) * stats.zscore(b))


@instead_of(correlation)
def correlation_by_hand(a, b):
    p, q = fmean(a), fmean(b)
    together = fmean([(x - p) * (y - q) for x, y in zip(a, b, strict=True)])
    return together / pstdev(a) / pstdev(b)


@instead_of(correlation)
def correlation_by_covariance(a, b):
    (v, c), (_, u) = np.cov(a, b)
    return c / math.sqrt(v * u)


@instead_of(correlation)
def correlation_by_pandas(a, b):
    return np.float32(pd.Series(a).corr(pd.Series(b)))


@instead_of(correlation)
def correlation_by_slopes(a, b):
    there, back = np.polyfit(a, b, 1)[0], np.polyfit(b, a, 1)[0]
    return np.sign(there) * np.sqrt(there * back)


@instead_of(correlation)
def correlation_by_distance(a, b):
    return 1 - one_less_correlation(a, b)


@instead_of(standardise)
def standardise_by_zmap(X_known, X_new):
    return stats.zmap(X_new, X_known)


@instead_of(standardise)
def standardise_column_by_column(X_known, X_new):
    columns = []
    for known, new in zip(X_known.T, X_new.T, strict=True):
        columns.append([(v - fmean(known)) / pstdev(known) for v in new])
    return np.transpose(columns)


@instead_of(standardise)
def standardise_by_moments(X_known, X_new):
    middle = np.ones(len(X_known)) @ X_known / len(X_known)
    spread = np.sqrt(np.mean((X_known - middle) ** 2, axis=0))
    return ((X_new - middle) / spread).astype(np.float32)


@instead_of(standardise)
def standardise_by_pandas(X_known, X_new):
    known = pd.DataFrame(X_known)
    return (pd.DataFrame(X_new) - known.mean()) / known.std(ddof=0)


@instead_of(standardise)
def standardise_by_a_product(X_known, X_new):
    shrink = np.diag(1 / np.std(X_known, axis=0))
    return (X_new @ shrink - X_known.mean(0) @ shrink).tolist()
