"""The proof of level 3 of 02 cars: how its functions go wrong, and other right answers."""

import math
from statistics import fmean, pstdev

import pandas as pd
from scipy import linalg, optimize, stats
from scipy.spatial.distance import correlation as one_less_correlation
from sklearn.metrics import r2_score
from sklearn.preprocessing import StandardScaler

weight = feature_names.index("weight")

# Level 4 takes it as an array, as its docstring says.
not_as(as_lists, with_ones)
not_as(as_tuples, with_ones)


@check(with_ones)
def any_number_of_cars_and_columns(rng):
    """X may have any number of rows and columns, even just one."""
    for size in (1, 2), (3, 1), (2, 5):
        X = rng.normal(size=size)
        assert with_ones(X) == close_to(np.insert(X, 0, 1, axis=1))


@check(with_ones)
def an_array():
    """Return an array."""
    assert with_ones(X_train).shape == (313, 7)


@wrong(
    with_ones, "You put the ones last. Put them first, so that w[0] is the intercept."
)
def ones_behind(X):
    return np.column_stack([X, np.ones(len(X))])


@wrong(with_ones, "You added a row of ones, which is one more car. Add a column.")
def ones_above(X):
    return np.vstack([np.ones(X.shape[1]), X])


@wrong(with_ones, "Those are zeros: whatever their weight, they add nothing. Use ones.")
def zeros_before(X):
    return np.column_stack([np.zeros(len(X)), X])


@wrong(with_ones, "For a single car, return a table of one row: (1, d + 1).")
def with_ones_squeezed(X):
    return np.squeeze(np.column_stack([np.ones(len(X)), X]))


@right(with_ones)
def with_ones_inserted(X):
    return np.insert(X, 0, 1, axis=1)


@right(with_ones)
def with_ones_padded(X):
    return np.pad(np.asarray(X, dtype=np.float32), ((0, 0), (1, 0)), constant_values=1)


@right(with_ones)
def with_ones_row_by_row(X):
    return np.array([[1, *row] for row in X])


@right(with_ones)
def with_ones_written_over(X):
    A = np.ones((X.shape[0], X.shape[1] + 1))
    A[:, 1:] = X
    return A


@right(with_ones)
def with_ones_by_c(X):
    return np.c_[np.ones(len(X)), X]


@check(fit)
def one_column_as_scipy():
    line = stats.linregress(X_train[:, weight], y_train)
    assert fit(X_train[:, [weight]], y_train) == close_to([line.intercept, line.slope])


@check(fit)
def any_cars_as_scikit_learn(rng):
    for n, d in (8, 2), (30, 4):
        X, y = rng.normal(size=(n, d)) + 3, rng.normal(size=n)
        model = LinearRegression().fit(X, y)
        assert fit(X, y) == close_to([model.intercept_, *model.coef_])


@wrong(
    fit, "Without a column of ones, a car of zeros always does 0 mpg. Fit with_ones(X)."
)
def fit_without_intercept(X, y):
    return np.append(0, np.linalg.lstsq(X, y, rcond=None)[0])


@wrong(
    fit, "The intercept is missing, because X has no column of ones. Fit with_ones(X)."
)
def fit_without_ones(X, y):
    return np.linalg.lstsq(X, y, rcond=None)[0]


@wrong(fit, "lstsq returns four things. The weights are the first of them: use [0].")
def fit_of_four_things(X, y):
    return np.linalg.lstsq(with_ones(X), y, rcond=None)


@wrong(
    fit,
    "You took the mean of y as the intercept. The mean is predicted for a car of mean "
    "features, the intercept for a car of zeros.",
)
def fit_around_the_mean(X, y):
    w = np.linalg.lstsq(X - X.mean(axis=0), y - y.mean(), rcond=None)[0]
    return np.append(y.mean(), w)


@wrong(fit, "Your intercept is last. Put it first.")
def fit_intercept_last(X, y):
    A = np.column_stack([X, np.ones(len(X))])
    return np.linalg.lstsq(A, y, rcond=None)[0]


@right(fit)
def fit_by_scipy(X, y):
    return linalg.lstsq(with_ones(X), y)[0]


@right(fit)
def fit_by_pseudoinverse(X, y):
    return np.linalg.pinv(np.asarray(with_ones(X), dtype=float)) @ y


@right(fit)
def fit_by_qr(X, y):
    Q, R = np.linalg.qr(np.insert(np.asarray(X, dtype=float), 0, 1, axis=1))
    return linalg.solve_triangular(R, Q.T @ y).tolist()


@right(fit)
def fit_centred(X, y):
    middle = X.mean(axis=0)
    slopes = np.linalg.lstsq(X - middle, y - y.mean(), rcond=None)[0]
    return np.append(y.mean() - middle @ slopes, slopes)


@right(fit)
def fit_by_equations(X, y):
    A = np.column_stack([np.ones(len(X)), X])
    length = np.sqrt((A**2).sum(axis=0))
    unit = A / length
    return np.linalg.solve(unit.T @ unit, unit.T @ y) / length


@right(fit)
def fit_by_scipys_search(X, y):
    A = np.column_stack([np.ones(len(X)), X])
    return optimize.lsq_linear(A, y, method="bvls").x


equivalent(
    fit,
    "return np.linalg.lstsq(with_ones(X), y, rcond=None)[0] -> return np.linalg.lstsq(with_ones(X), y)[0]",
    why="rcond only matters where columns repeat each other, which none of these do.",
)


@check(predict)
def one_car_alone():
    """For one car, return an array of one. A prediction may be below 0."""
    w = np.array([40.0, 2.0, -1.0])
    assert predict(w, np.array([[0.0, 50.0]])) == close_to([-10])


@check(predict)
def cars_as_scikit_learn(rng):
    fresh = rng.normal(size=(9, 3)), rng.normal(size=9), rng.normal(size=(4, 3))
    for X, y, X_new in (fresh, (X_train, y_train, X_test)):
        model = LinearRegression().fit(X, y)
        w = np.array([model.intercept_, *model.coef_])
        assert predict(w, X_new) == close_to(model.predict(X_new))


@wrong(predict, "You left out the intercept w[0]. Add it to each prediction.")
def predict_without_intercept(w, X):
    return X @ w[1:]


@wrong(
    predict,
    "You multiplied the intercept by a feature. Add w[0] alone, and multiply the "
    "features by w[1:].",
)
def predict_weights_shifted(w, X):
    return X @ w[:-1] + w[-1]


@wrong(predict, "That is one number for each feature. Add them up for each car.")
def predict_unsummed(w, X):
    return w[0] + X * w[1:]


@wrong(
    predict, "For one car you returned a bare number. Return an array of shape (1,)."
)
def predict_squeezed(w, X):
    return np.squeeze(with_ones(X) @ w)


@wrong(predict, "You replaced predictions below 0 by 0. Leave them as they are.")
def predict_from_zero_up(w, X):
    return np.maximum(with_ones(X) @ w, 0)


@right(predict)
def predict_intercept_apart(w, X):
    return w[0] + X @ w[1:]


@right(predict)
def predict_car_by_car(w, X):
    first, *slopes = w
    return [first + sum(b * x for b, x in zip(slopes, car, strict=True)) for car in X]


@right(predict)
def predict_by_einsum(w, X):
    return np.einsum("ij,j->i", np.asarray(with_ones(X), dtype=float), w)


@right(predict)
def predict_column_by_column(w, X):
    y_pred = np.full(len(X), float(w[0]))
    for slope, column in zip(w[1:], X.T, strict=True):
        y_pred += slope * column
    return y_pred.astype(np.float32)


@right(predict)
def predict_summed(w, X):
    return (np.asarray(w)[1:] * X).sum(axis=1) + w[0]


@check(residuals)
def columns_and_flat_ones(rng):
    """y and y_pred may each be flat, (n,), or a column, (n, 1)."""
    for n in (3, 6):
        y, y_pred = rng.normal(size=(2, n))
        assert residuals(y[:, None], y_pred) == close_to(y - y_pred)
        assert residuals(y, y_pred[:, None]) == close_to(y - y_pred)
        assert residuals(y[:, None], y_pred[:, None]) == close_to(y - y_pred)


@check(residuals)
def a_single_car():
    """For one car, return an array of one."""
    assert residuals(np.array([[7.0]]), np.array([5.0])) == close_to([2])


@wrong(residuals, "Your sign is wrong. Subtract the prediction from the truth.")
def residuals_turned(y, y_pred):
    return np.ravel(y_pred) - np.ravel(y)


@wrong(
    residuals,
    "A column minus a flat array is a table of all pairs. Flatten both with np.ravel "
    "first.",
)
def residuals_of_all_pairs(y, y_pred):
    return np.asarray(y) - np.asarray(y_pred)


@wrong(
    residuals, "You flatten both only if y is a column. y_pred may be a column as well."
)
def residuals_flat_by_y_alone(y, y_pred):
    if np.ndim(y) == 2:
        y, y_pred = np.ravel(y), np.ravel(y_pred)
    return y - y_pred


@wrong(
    residuals, "For one car you returned a bare number. np.ravel keeps the shape (1,)."
)
def residuals_squeezed(y, y_pred):
    return np.squeeze(y) - np.squeeze(y_pred)


@wrong(
    residuals,
    "You lost the sign, which says whether a prediction is too high or too low. Keep "
    "it.",
)
def residuals_without_sign(y, y_pred):
    return np.abs(np.ravel(y) - np.ravel(y_pred))


@right(residuals)
def residuals_reshaped(y, y_pred):
    return np.asarray(y).reshape(-1) - np.asarray(y_pred).reshape(-1)


@right(residuals)
def residuals_one_by_one(y, y_pred):
    pairs = zip(np.ravel(y), np.ravel(y_pred), strict=True)
    return [true - predicted for true, predicted in pairs]


@right(residuals)
def residuals_in_a_series(y, y_pred):
    return pd.Series(np.ravel(y)) - np.ravel(y_pred)


@right(residuals)
def residuals_of_columns(y, y_pred):
    as_column = lambda values: np.reshape(values, (len(values), 1))
    return (as_column(y) - as_column(y_pred))[:, 0].astype(np.float32)


@right(residuals)
def residuals_by_indexing(y, y_pred):
    flat = [v[:, 0] if np.ndim(v) == 2 else v for v in (y, y_pred)]
    return np.subtract(*flat)


@wrong(
    test_it_goes_wrong_when_a_column_meets_a_row,
    "That would be right if both had the same shape. Here a column meets a flat array.",
)
def as_if_both_were_flat():
    return (79,)


@check(rmse)
def any_number_of_residuals(rng):
    assert rmse(np.array([7.0, 1, 7, 1])) == close_to(5)
    for n in (1, 11):
        e = rng.normal(size=n)
        assert rmse(e) == close_to(np.linalg.norm(e) / n**0.5)


@wrong(rmse, "That is the mean square, in squared mpg. Take its root.")
def mean_square(e):
    return np.mean(e**2)


@wrong(rmse, "You divided by n − 1. The mean of n squares is their sum divided by n.")
def rmse_over_n_less_one(e):
    return np.sqrt(np.sum(e**2) / (len(e) - 1)) if len(e) > 1 else np.nan


@wrong(rmse, "That is the root of the sum. Take the mean of the squares first.")
def root_of_the_sum(e):
    return np.sqrt(np.sum(e**2))


@wrong(
    rmse,
    "That is the standard deviation of the residuals. It is 0 if all are 2 too low. "
    "Square the residuals themselves.",
)
def std_of_residuals(e):
    return np.std(e)


@wrong(
    rmse,
    "That is the mean absolute error. Square first, so that large errors count more.",
)
def mean_distance(e):
    return np.mean(np.abs(e))


@right(rmse)
def rmse_by_norm(e):
    return np.linalg.norm(e) / math.sqrt(len(e))


@right(rmse)
def rmse_in_a_loop(e):
    total = 0
    for one in e:
        total += one * one
    return (total / len(e)) ** 0.5


@right(rmse)
def rmse_by_product(e):
    return np.sqrt(e @ e / e.size)


@right(rmse)
def rmse_by_power_mean(e):
    return stats.pmean(np.abs(e), 2)


@right(rmse)
def rmse_by_std_and_mean(e):
    return np.float32(math.hypot(np.std(e), np.mean(e)))


@check(r2)
def as_scikit_learn(rng):
    for y, y_pred in rng.normal(size=(2, 4)), rng.normal(4, size=(2, 15)):
        assert r2(y, y_pred) == close_to(r2_score(y, y_pred))


@check(r2)
def the_mean_of_other_cars():
    """R² may be below 0."""
    y_pred = np.full(len(y_test), y_train.mean())
    assert r2(y_test, y_pred) == close_to(r2_score(y_test, y_pred))


@wrong(
    r2,
    "Your fraction is upside down. Divide the squared residuals by the squares around "
    "the mean.",
)
def r2_upside_down(y, y_pred):
    return 1 - ((y - y.mean()) ** 2).sum() / ((y - y_pred) ** 2).sum()


@wrong(
    r2,
    "You divided by n − 1 in one place and by n in the other. Use the same in both, "
    "so that it cancels.",
)
def r2_left_over_n_less_one(y, y_pred):
    return 1 - ((y - y_pred) ** 2).sum() / (len(y) - 1) / np.var(y)


@wrong(
    r2,
    "You divided by n in one place and by n − 1 in the other. Use the same in both, "
    "so that it cancels.",
)
def r2_variance_over_n_less_one(y, y_pred):
    return 1 - np.mean((y - y_pred) ** 2) / np.var(y, ddof=1)


@wrong(r2, "That is the fraction that is left. R² is 1 minus that.")
def fraction_left(y, y_pred):
    return ((y - y_pred) ** 2).sum() / ((y - y.mean()) ** 2).sum()


@wrong(r2, "You took the mean of the predictions. Use the mean of y.")
def r2_around_the_predictions(y, y_pred):
    return 1 - ((y - y_pred) ** 2).sum() / ((y - y_pred.mean()) ** 2).sum()


@wrong(
    r2,
    "That is the squared correlation, which ignores predictions that are always 10 "
    "too high. Use the squared residuals.",
)
def correlation_squared(y, y_pred):
    return np.corrcoef(y, y_pred)[0, 1] ** 2


@right(r2)
def r2_by_variance(y, y_pred):
    return 1 - np.mean((y_pred - y) ** 2) / np.var(y)


@right(r2)
def r2_in_a_loop(y, y_pred):
    middle = sum(y) / len(y)
    left = there = 0.0
    for true, predicted in zip(y, y_pred, strict=True):
        left += (true - predicted) ** 2
        there += (true - middle) ** 2
    return (there - left) / there


@right(r2)
def r2_by_rmse(y, y_pred):
    baseline = rmse(y - np.mean(y))
    return 1 - (rmse(residuals(y, y_pred) + np.zeros(len(y))) / baseline) ** 2


@right(r2)
def r2_by_products(y, y_pred):
    e, centred = y - y_pred, y - np.average(y)
    return np.float32(1 - np.dot(e, e) / np.dot(centred, centred))


@right(r2)
def r2_by_norms(y, y_pred):
    left = np.linalg.norm(y - y_pred) / np.linalg.norm(y - np.mean(y))
    return (1 - left) * (1 + left)


@wrong(
    test_r2_is_the_fraction_of_variation_explained,
    "You divided by too little. The squares of −10, 0 and 10 add up to 200.",
)
def of_one_hundred():
    return 0.9


@wrong(
    test_r2_can_be_worse_than_the_baseline,
    "Each residual is twice the distance from the mean. Square that factor as well.",
)
def without_the_square():
    return -1


@check(correlation)
def as_scipy(rng):
    for n in (3, 6):
        a, b = rng.normal(5, size=(2, n))
        assert correlation(a, b - 2 * a) == close_to(stats.pearsonr(a, b - 2 * a)[0])


@check(correlation)
def each_column_with_mpg():
    for x in X_train.T:
        assert correlation(x, y_train) == close_to(stats.pearsonr(x, y_train)[0])


@check(correlation)
def its_square_is_r2_on_known_cars():
    """For least squares, the squared correlation of predicted and actual is R² on the training cars."""
    predicted = LinearRegression().fit(X_train, y_train).predict(X_train)
    assert correlation(predicted, y_train) ** 2 == close_to(
        r2_score(y_train, predicted)
    )


@wrong(correlation, "np.cov divides by n − 1, and std by n. Use the same in both.")
def correlation_of_two_ddofs(a, b):
    return np.cov(a, b)[0, 1] / (a.std() * b.std())


@wrong(
    correlation,
    "That is the table of all pairs. The correlation of a with b is at [0, 1].",
)
def correlation_of_each_with_each(a, b):
    return np.corrcoef(a, b)


@wrong(
    correlation, "You did not subtract the means. Subtract its mean from each first."
)
def correlation_uncentred(a, b):
    return (a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum())


@wrong(
    correlation,
    "That is the mean product of the deviations, which has units. "
    "Divide it by both standard deviations.",
)
def covariance(a, b):
    return np.mean((a - a.mean()) * (b - b.mean()))


@right(correlation)
def correlation_by_numpy(a, b):
    return np.corrcoef(a, b)[1, 0]


@right(correlation)
def correlation_by_scipy(a, b):
    return stats.pearsonr(a, b)[0]


@right(correlation)
def correlation_of_scores(a, b):
    return np.mean(stats.zscore(a) * stats.zscore(b))


@right(correlation)
def correlation_by_hand(a, b):
    p, q = fmean(a), fmean(b)
    together = fmean([(x - p) * (y - q) for x, y in zip(a, b, strict=True)])
    return together / pstdev(a) / pstdev(b)


@right(correlation)
def correlation_by_covariance(a, b):
    (v, c), (_, u) = np.cov(a, b)
    return c / math.sqrt(v * u)


@right(correlation)
def correlation_by_pandas(a, b):
    return np.float32(pd.Series(a).corr(pd.Series(b)))


@right(correlation)
def correlation_by_slopes(a, b):
    there, back = np.polyfit(a, b, 1)[0], np.polyfit(b, a, 1)[0]
    return np.sign(there) * np.sqrt(there * back)


@right(correlation)
def correlation_by_distance(a, b):
    return 1 - one_less_correlation(a, b)


@check(standardise)
def by_the_known_cars_alone(rng):
    """The means and standard deviations are those of the training cars, however few cars are new."""
    known, new = rng.normal(3, 2, size=(5, 2)), rng.normal(size=(1, 2))
    wanted = StandardScaler().fit(known).transform(new)
    assert standardise(known, new) == close_to(wanted)


@check(standardise)
def as_standard_scaler():
    wanted = StandardScaler().fit(X_train).transform(X_test)
    assert standardise(X_train, X_test) == close_to(wanted)


@wrong(
    standardise,
    "You scaled the new cars by themselves. Use the means and standard deviations of "
    "X_train.",
)
def standardise_by_the_new(X_train, X_new):
    return (X_new - X_new.mean(axis=0)) / (X_new.std(axis=0) + 1e-12)


@wrong(
    standardise, "You used one mean for all columns. Each column has its own: axis=0."
)
def standardise_all_columns_alike(X_train, X_new):
    return (X_new - X_train.mean()) / X_train.std()


@wrong(
    standardise,
    "You divided by the variance, the mean squared deviation. Divide by its root, the "
    "standard deviation.",
)
def standardise_by_variance(X_train, X_new):
    return (X_new - X_train.mean(axis=0)) / X_train.var(axis=0)


@wrong(
    standardise,
    "You divided by n − 1 inside the standard deviation. Divide by n, as np.std does.",
)
def standardise_over_n_less_one(X_train, X_new):
    return (X_new - X_train.mean(axis=0)) / X_train.std(axis=0, ddof=1)


@right(standardise)
def standardise_by_zmap(X_train, X_new):
    return stats.zmap(X_new, X_train)


@right(standardise)
def standardise_column_by_column(X_train, X_new):
    columns = []
    for known, new in zip(X_train.T, X_new.T, strict=True):
        columns.append([(v - fmean(known)) / pstdev(known) for v in new])
    return np.transpose(columns)


@right(standardise)
def standardise_by_moments(X_train, X_new):
    middle = np.ones(len(X_train)) @ X_train / len(X_train)
    std = np.sqrt(np.mean((X_train - middle) ** 2, axis=0))
    return ((X_new - middle) / std).astype(np.float32)


@right(standardise)
def standardise_by_pandas(X_train, X_new):
    known = pd.DataFrame(X_train)
    return (pd.DataFrame(X_new) - known.mean()) / known.std(ddof=0)


@right(standardise)
def standardise_by_a_product(X_train, X_new):
    shrink = np.diag(1 / np.std(X_train, axis=0))
    return (X_new @ shrink - X_train.mean(0) @ shrink).tolist()


@wrong(
    test_it_goes_wrong_when_two_columns_say_the_same,
    "That is how many columns there are. One of them repeats another.",
)
def all_eight():
    return 8
