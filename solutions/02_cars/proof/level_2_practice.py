"""The proof of level 2 of 02 cars: how its functions go wrong, and other right answers."""

import math
from statistics import NormalDist, fmean, stdev

from scipy import stats
from sklearn.base import clone
from sklearn.compose import make_column_transformer
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import GridSearchCV, cross_val_score, cross_validate
from sklearn.preprocessing import OneHotEncoder


@check(rmse)
def too_high_and_too_low():
    true, said = np.array([10, 20, 30]), np.array([11, 15, 23])
    assert rmse(true, said) == close_to(5)  # errors −1, 5 and 7


@check(rmse)
def any_number_of_cars(rng):
    for n in (1, 2, 30):
        true, said = rng.normal(20, 5, size=(2, n))
        assert rmse(true, said) == close_to(np.linalg.norm(true - said) / n**0.5)


@wrong(rmse, "That is still squared. Take the root, and it is in mpg again.")
def mean_square(y_true, y_pred):
    return mean_squared_error(y_true, y_pred)


@wrong(
    rmse,
    "That is the mean distance. Square before the mean is taken, and root after it.",
)
def mean_distance(y_true, y_pred):
    return np.mean(np.abs(np.asarray(y_true) - np.asarray(y_pred)))


@wrong(rmse, "Too high and too low cancel. Square each error first.")
def mean_error(y_true, y_pred):
    return abs(np.mean(np.asarray(y_true) - np.asarray(y_pred)))


@wrong(
    rmse,
    "That is the spread around the mean error. If all are 2 too low, it says 0: square "
    "the errors themselves.",
)
def spread_of_errors(y_true, y_pred):
    return np.std(np.asarray(y_true) - np.asarray(y_pred))


@wrong(rmse, "Divided by n - 1. The mean of n squares is over n.")
def rmse_over_n_less_one(y_true, y_pred):
    squares = (np.asarray(y_true) - np.asarray(y_pred)) ** 2
    return np.sqrt(squares.sum() / (len(squares) - 1))


@right(rmse)
def rmse_by_scikit_learn(y_true, y_pred):
    return root_mean_squared_error(y_true, y_pred)


@right(rmse)
def rmse_by_norm(y_true, y_pred):
    off = np.subtract(y_pred, y_true)
    return np.linalg.norm(off) / np.sqrt(off.size)


@right(rmse)
def rmse_in_a_loop(y_true, y_pred):
    total = 0.0
    for true, said in zip(y_true, y_pred, strict=True):
        total += (true - said) ** 2
    return math.sqrt(total / len(y_true))


@right(rmse)
def rmse_by_pandas(y_true, y_pred):
    off = pd.Series(np.asarray(y_true)) - pd.Series(np.asarray(y_pred))
    return np.float32(off.pow(2).mean() ** 0.5)


equivalent(
    rmse,
    "return mean_squared_error(y_true, y_pred) ** 0.5 -> return mean_squared_error(y_pred, y_true) ** 0.5",
    why="The difference is squared: its sign is free.",
)


@check(baseline)
def as_scikit_learns_dummy(rng):
    for n, m in (2, 3), (50, 20):
        known, new = rng.exponential(20, size=n), rng.exponential(30, size=m)
        dummy = DummyRegressor().fit(np.zeros((n, 1)), known)
        said = dummy.predict(np.zeros((m, 1)))
        assert baseline(known, new) == close_to(root_mean_squared_error(new, said))


@wrong(
    baseline,
    "That is the mean of the new cars, which nobody knows yet. Take the known ones'.",
)
def baseline_that_peeks(y_known, y_new):
    return float(np.std(y_new))


@wrong(
    baseline,
    "Off by how much over the new cars? That is how far the known ones lie off.",
)
def baseline_of_the_known(y_known, y_new):
    return float(np.std(y_known))


@wrong(
    baseline,
    "That says the middle car, the median. Of all single numbers the mean has the "
    "least squared error.",
)
def baseline_of_the_median(y_known, y_new):
    return float(np.sqrt(np.mean((y_new - np.median(y_known)) ** 2)))


@right(baseline)
def baseline_by_dummy(y_known, y_new):
    dummy = DummyRegressor(strategy="mean").fit(np.zeros((len(y_known), 1)), y_known)
    return rmse(y_new, dummy.predict(np.zeros((len(y_new), 1))))


@right(baseline)
def baseline_by_pythagoras(y_known, y_new):
    return np.hypot(np.std(y_new), np.mean(y_new) - np.mean(y_known))


@right(baseline)
def baseline_with_a_list(y_known, y_new):
    return rmse(list(y_new), [sum(y_known) / len(y_known)] * len(y_new))


@right(baseline)
def baseline_by_hand(y_known, y_new):
    middle = fmean(y_known)
    return math.dist(y_new, [middle] * len(y_new)) / len(y_new) ** 0.5


equivalent(
    baseline,
    "return rmse(y_new, np.full(len(y_new), y_known.mean())) -> return rmse(np.full(len(y_new), y_known.mean()), y_new)",
    why="The difference is squared: its sign is free.",
)


@check(with_origin)
def origins_that_do_not_occur():
    """Each origin has its column, whether or not it occurs among these cars."""
    two = cars.head(2).assign(weight=[1, 2], origin=[3, 2]).set_axis([7, 8])
    found = np.asarray(with_origin(two))
    assert found[:, 6:] == close_to([[0, 0, 1], [0, 1, 0]])
    assert found[:, :6] == close_to(two[feature_names].to_numpy())


@check(with_origin)
def whole_tables():
    for table in (cars.tail(7), cars):
        three = [[origin == code for code in (1, 2, 3)] for origin in table["origin"]]
        wanted = np.hstack([table[feature_names], three]).astype(float)
        assert np.asarray(with_origin(table)) == close_to(wanted)


@wrong(
    with_origin,
    "origin is a code. As one number it says that Europe lies halfway between America "
    "and Japan.",
)
def with_origin_as_a_number(cars):
    return cars[[*feature_names, "origin"]].to_numpy(dtype=float)


@wrong(
    with_origin,
    "Only the origins that occur have got a column. A table of Japanese cars has to "
    "have all three, or no model fits it.",
)
def with_origins_that_occur(cars):
    found = pd.get_dummies(cars["origin"])
    return np.column_stack([cars[feature_names], found]).astype(float)


@wrong(
    with_origin,
    "mpg is among the columns, and it is what is asked for. Take cars[feature_names].",
)
def with_origin_and_mpg(cars):
    origins = [cars["origin"] == code for code in (1, 2, 3)]
    return np.column_stack([cars[["mpg", *feature_names]], *origins]).astype(float)


@wrong(with_origin, "The three stand in the wrong order: origin 1 first, then 2, 3.")
def with_origin_turned(cars):
    origins = [cars["origin"] == code for code in (3, 2, 1)]
    return np.column_stack([cars[feature_names], *origins]).astype(float)


@right(with_origin)
def with_origin_by_encoder(cars):
    code = OneHotEncoder(categories=[[1, 2, 3]], sparse_output=False)
    return np.hstack([cars[feature_names], code.fit_transform(cars[["origin"]])])


@right(with_origin)
def with_origin_in_a_frame(cars):
    three = {f"origin {k}": (cars["origin"] == k).astype(int) for k in (1, 2, 3)}
    return cars[feature_names].assign(**three)


@right(with_origin)
def with_origin_by_dummies(cars):
    origin = pd.Categorical(cars["origin"], categories=[1, 2, 3])
    three = pd.get_dummies(origin).set_index(cars.index)
    return pd.concat([cars[feature_names], three], axis=1).to_numpy(dtype=float)


@right(with_origin)
def with_origin_row_by_row(cars):
    rows = []
    for _, car in cars.iterrows():
        three = [0, 0, 0]
        three[car["origin"] - 1] = 1
        rows.append([float(car[name]) for name in feature_names] + three)
    return rows


@right(with_origin)
def with_origin_by_unit_rows(cars):
    three = np.eye(3, dtype=np.float32)[cars["origin"].to_numpy() - 1]
    return np.c_[cars[feature_names].to_numpy(dtype=np.float32), three]


@right(with_origin)
def with_origin_by_columns(cars):
    transformer = make_column_transformer(
        ("passthrough", feature_names),
        (OneHotEncoder(categories=[[1, 2, 3]]), ["origin"]),
        sparse_threshold=0,
    )
    return transformer.fit_transform(cars)


@check(cv_rmse)
def every_error_in_one_mean(rng):
    """All n squared errors go into one mean, and its root is taken once."""
    for n, model in (12, KNeighborsRegressor(2)), (13, LinearRegression()):
        X, y, squares = rng.normal(size=(n, 2)), rng.normal(size=n), []
        for known, left_out in KFold(5, shuffle=True, random_state=0).split(X):
            said = model.fit(X[known], y[known]).predict(X[left_out])
            squares.extend((said - y[left_out]) ** 2)
        assert cv_rmse(model, X, y) == close_to(np.mean(squares) ** 0.5)


@wrong(
    cv_rmse,
    "The model was asked of the cars it has learnt. Leave each out in its turn.",
)
def rmse_of_the_learnt(model, X, y):
    return float(np.sqrt(np.mean((model.fit(X, y).predict(X) - y) ** 2)))


@wrong(cv_rmse, "The folds are cut in the order of the rows: shuffle=True.")
def cv_rmse_in_order(model, X, y):
    y_pred = cross_val_predict(model, X, y, cv=KFold(5))
    return float(np.sqrt(np.mean((y_pred - y) ** 2)))


@wrong(
    cv_rmse,
    "That is the mean of five rmse. All n squared errors go into one mean, and its "
    "root is taken once.",
)
def mean_of_five_rmse(model, X, y):
    off = []
    for known, left_out in KFold(5, shuffle=True, random_state=0).split(X):
        said = model.fit(X[known], y[known]).predict(X[left_out])
        off.append(np.sqrt(np.mean((said - y[left_out]) ** 2)))
    return np.mean(off)


@wrong(
    cv_rmse,
    "That is the root of the mean of five means, and the folds are not all as large. "
    "All n squared errors go into one mean.",
)
def root_of_five_means(model, X, y):
    squares = []
    for known, left_out in KFold(5, shuffle=True, random_state=0).split(X):
        said = model.fit(X[known], y[known]).predict(X[left_out])
        squares.append(np.mean((said - y[left_out]) ** 2))
    return np.sqrt(np.mean(squares))


@wrong(cv_rmse, "model is not used: that is the straight rule, whatever is asked for.")
def cv_rmse_of_the_straight_rule(model, X, y):
    folds = KFold(5, shuffle=True, random_state=0)
    return rmse(y, cross_val_predict(LinearRegression(), X, y, cv=folds))


@wrong(cv_rmse, "Ten folds, where five are asked for.")
def cv_rmse_of_ten(model, X, y):
    y_pred = cross_val_predict(model, X, y, cv=KFold(10, shuffle=True, random_state=0))
    return float(np.sqrt(np.mean((y_pred - y) ** 2)))


@right(cv_rmse)
def cv_rmse_fold_by_fold(model, X, y):
    squares = []
    for known, left_out in KFold(5, shuffle=True, random_state=0).split(X):
        said = clone(model).fit(X[known], y[known]).predict(X[left_out])
        squares += ((said - y[left_out]) ** 2).tolist()
    return math.sqrt(sum(squares) / len(squares))


@right(cv_rmse)
def cv_rmse_by_scores(model, X, y):
    folds = KFold(n_splits=5, shuffle=True, random_state=0)
    scores = cross_val_score(model, X, y, cv=folds, scoring="neg_mean_squared_error")
    sizes = [len(left_out) for _, left_out in folds.split(X)]
    return np.sqrt(-np.average(scores, weights=sizes))


@right(cv_rmse)
def cv_rmse_by_the_fitted_models(model, X, y):
    folds = list(KFold(5, shuffle=True, random_state=0).split(X, y))
    fitted = cross_validate(model, X, y, cv=folds, return_estimator=True)["estimator"]
    y_pred = np.empty(len(y))
    for (_, left_out), one in zip(folds, fitted, strict=True):
        y_pred[left_out] = one.predict(X[left_out])
    return rmse(y, y_pred)


@right(cv_rmse)
def cv_rmse_in_one_line(model, X, y):
    folds = KFold(5, shuffle=True, random_state=0)
    return mean_squared_error(cross_val_predict(model, X, y, cv=folds), y) ** 0.5


@wrong(
    test_spot_check_every_car_is_left_out_once,
    "There are so many rounds. In one of them the car is left out.",
)
def in_every_round():
    return 5


@check(best_alpha)
def other_cars_and_powers():
    """The degree, the cars and the alphas are those that are given."""
    few, asked = (X_train[:60], y_train[:60]), [(2, [10, 1]), (3, [30, 3])]
    wanted = [best_alpha_by_grid(*few, degree, alphas) for degree, alphas in asked]
    found = [best_alpha(*few, degree, alphas) for degree, alphas in asked]
    assert found == wanted


@wrong(
    best_alpha,
    "Judged by the cars it has learnt, the smallest alpha always wins: use cv_rmse.",
)
def best_alpha_when_learnt(X, y, degree, alphas):
    return min(alphas)


@wrong(
    best_alpha,
    "degree is not used: those are cubes, whatever is asked for. Hand it on: "
    "curved(degree, alpha).",
)
def best_alpha_of_cubes(X, y, degree, alphas):
    return min(alphas, key=lambda alpha: cv_rmse(curved(3, alpha), X, y))


@wrong(
    best_alpha,
    "degree is not used: the model is the same, whatever is asked for. Hand it on: "
    "curved(degree, alpha).",
)
def best_alpha_of_straight_rules(X, y, degree, alphas):
    return min(alphas, key=lambda alpha: cv_rmse(curved(1, alpha), X, y))


@wrong(
    best_alpha,
    "It was judged by X_train and y_train, whatever it was given. Take X and y.",
)
def best_alpha_for_all_cars(X, y, degree, alphas):
    return min(
        alphas, key=lambda alpha: cv_rmse(curved(degree, alpha), X_train, y_train)
    )


@wrong(best_alpha, "That is its place in the list. What stands there? alphas[place]")
def place_of_the_best_alpha(X, y, degree, alphas):
    off = [cv_rmse(curved(degree, alpha), X, y) for alpha in alphas]
    return int(np.argmin(off))


@wrong(best_alpha, "That is how far off it is. Which alpha does that?")
def smallest_error(X, y, degree, alphas):
    return min(cv_rmse(curved(degree, alpha), X, y) for alpha in alphas)


@wrong(best_alpha, "That is the worst of them: argmin, not argmax.")
def worst_alpha(X, y, degree, alphas):
    off = [cv_rmse(curved(degree, alpha), X, y) for alpha in alphas]
    return alphas[int(np.argmax(off))]


@right(best_alpha)
def best_alpha_by_key(X, y, degree, alphas):
    return min(alphas, key=lambda alpha: cv_rmse(curved(degree, alpha), X, y))


@right(best_alpha)
def best_alpha_in_a_loop(X, y, degree, alphas):
    best, least = None, np.inf
    for alpha in alphas:
        off = cv_rmse(curved(degree, alpha), X, y)
        if off < least:
            best, least = alpha, off
    return best


@right(best_alpha)
def best_alpha_by_grid(X, y, degree, alphas):
    grid = GridSearchCV(
        curved(degree, 1),
        {"ridge__alpha": list(alphas)},
        cv=KFold(5, shuffle=True, random_state=0),
        scoring="neg_mean_squared_error",
        refit=False,
    )
    return grid.fit(X, y).best_params_["ridge__alpha"]


@right(best_alpha)
def best_alpha_from_a_series(X, y, degree, alphas):
    off = {alpha: cv_rmse(curved(degree, alpha), X, y) for alpha in alphas}
    return pd.Series(off).idxmin()


@right(best_alpha)
def best_alpha_from_the_worst_on(X, y, degree, alphas):
    off = np.array([cv_rmse(curved(degree, alpha), X, y) for alpha in alphas])
    return np.asarray(alphas)[off.argsort()][0]


@check(interval)
def a_low_below_zero_counts_as_zero():
    """A low below 0 counts as 0."""
    found = interval(np.array([3.0, 0, 0, 0]), np.array([0.0, 1, 1, 1]))
    assert found == close_to([0, (3 + 1.96 * 2) ** 0.5])  # squares 9, 1, 1, 1


@check(interval)
def many_cars(rng):
    for n in (50, 500):
        one, other = rng.normal(size=(2, n))
        squares = (one - other) ** 2
        ends = squares.mean() + np.array([-1.96, 1.96]) * stats.sem(squares)
        assert interval(one, other) == close_to(np.sqrt(ends))


@wrong(
    interval,
    "That is the spread of single cars. The mean of n is steadier, by the root of n.",
)
def interval_of_single_cars(y_true, y_pred):
    squares = (y_true - y_pred) ** 2
    wide = 1.96 * squares.std(ddof=1)
    return max(squares.mean() - wide, 0) ** 0.5, (squares.mean() + wide) ** 0.5


@wrong(interval, "That standard deviation is over n. ddof=1 has it over n - 1.")
def interval_over_n(y_true, y_pred):
    squares = (y_true - y_pred) ** 2
    wide = 1.96 * squares.std() / len(squares) ** 0.5
    return max(squares.mean() - wide, 0) ** 0.5, (squares.mean() + wide) ** 0.5


@wrong(interval, "Those are the ends for the mean square. Take the root of each.")
def interval_unrooted(y_true, y_pred):
    squares = (y_true - y_pred) ** 2
    wide = 1.96 * squares.std(ddof=1) / len(squares) ** 0.5
    return max(squares.mean() - wide, 0), squares.mean() + wide


@wrong(
    interval,
    "One standard error holds two times in three. For 95 in a hundred take 1.96.",
)
def interval_of_one_error(y_true, y_pred):
    squares = (y_true - y_pred) ** 2
    wide = squares.std(ddof=1) / len(squares) ** 0.5
    return max(squares.mean() - wide, 0) ** 0.5, (squares.mean() + wide) ** 0.5


@right(interval)
def interval_in_an_array(y_true, y_pred):
    squares = np.square(np.subtract(y_true, y_pred))
    ends = squares.mean() + np.array([-1.96, 1.96]) * stats.sem(squares)
    return np.sqrt(ends.clip(min=0))


@right(interval)
def interval_by_statistics(y_true, y_pred):
    squares = [float(a - b) ** 2 for a, b in zip(y_true, y_pred, strict=True)]
    wide = NormalDist().inv_cdf(0.975) * stdev(squares) / math.sqrt(len(squares))
    low, high = fmean(squares) - wide, fmean(squares) + wide
    return [math.sqrt(low) if low > 0 else 0, math.sqrt(high)]


@right(interval)
def interval_by_stats(y_true, y_pred):
    squares = (y_pred - y_true) ** 2
    error = np.sqrt(np.var(squares, ddof=1) / squares.size)
    ends = stats.norm.interval(0.95, loc=np.mean(squares), scale=error)
    return tuple(max(0.0, end) ** 0.5 for end in ends)


@right(interval)
def interval_by_pandas(y_true, y_pred):
    squares = pd.Series(y_true - y_pred) ** 2
    low, high = (squares.mean() + side * squares.sem() for side in (-1.96, 1.96))
    return np.float32(np.sqrt(max(low, 0))), np.float32(np.sqrt(high))


@wrong(
    test_present_it_goes_wrong_on_years_to_come,
    "That is too large. Print missing.mean().",
)
def too_low_by_more():
    return 5
