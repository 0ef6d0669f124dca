"""The proof of level 2 of 02 cars: how its functions go wrong, and other right answers."""

import math
from statistics import fmean

from sklearn.base import clone
from sklearn.compose import make_column_transformer
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import GridSearchCV, cross_val_score, cross_validate
from sklearn.preprocessing import OneHotEncoder


@check(rmse)
def too_high_and_too_low():
    true, predicted = np.array([10, 20, 30]), np.array([11, 15, 23])
    assert rmse(true, predicted) == close_to(5)  # errors −1, 5 and 7


@check(rmse)
def any_number_of_cars(rng):
    for n in (1, 2, 30):
        true, predicted = rng.normal(20, 5, size=(2, n))
        assert rmse(true, predicted) == close_to(
            np.linalg.norm(true - predicted) / n**0.5
        )


@wrong(rmse, "That is the mean squared error, in squared mpg. Take its root.")
def mean_square(y_true, y_pred):
    return mean_squared_error(y_true, y_pred)


@wrong(
    rmse,
    "That is the mean absolute error. Square the errors, take the mean, then the root.",
)
def mean_distance(y_true, y_pred):
    return np.mean(np.abs(np.asarray(y_true) - np.asarray(y_pred)))


@wrong(
    rmse, "Errors that are too high and too low cancel there. Square each error first."
)
def mean_error(y_true, y_pred):
    return abs(np.mean(np.asarray(y_true) - np.asarray(y_pred)))


@wrong(
    rmse,
    "That is the standard deviation of the errors. It is 0 if all are 2 too low. "
    "Square the errors themselves.",
)
def std_of_errors(y_true, y_pred):
    return np.std(np.asarray(y_true) - np.asarray(y_pred))


@wrong(rmse, "You divided by n - 1. The mean of n squares is their sum divided by n.")
def rmse_over_n_less_one(y_true, y_pred):
    squares = (np.asarray(y_true) - np.asarray(y_pred)) ** 2
    return np.sqrt(squares.sum() / (len(squares) - 1))


@right(rmse)
def rmse_by_scikit_learn(y_true, y_pred):
    return root_mean_squared_error(y_true, y_pred)


@right(rmse)
def rmse_by_norm(y_true, y_pred):
    errors = np.subtract(y_pred, y_true)
    return np.linalg.norm(errors) / np.sqrt(errors.size)


@right(rmse)
def rmse_in_a_loop(y_true, y_pred):
    total = 0.0
    for true, predicted in zip(y_true, y_pred, strict=True):
        total += (true - predicted) ** 2
    return math.sqrt(total / len(y_true))


@right(rmse)
def rmse_by_pandas(y_true, y_pred):
    errors = pd.Series(np.asarray(y_true)) - pd.Series(np.asarray(y_pred))
    return np.float32(errors.pow(2).mean() ** 0.5)


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
        predicted = dummy.predict(np.zeros((m, 1)))
        assert baseline(known, new) == close_to(root_mean_squared_error(new, predicted))


@wrong(
    baseline,
    "You used the mean of the new cars, which nobody knows yet. Use the mean of "
    "y_train.",
)
def baseline_that_peeks(y_train, y_new):
    return float(np.std(y_new))


@wrong(baseline, "That is the error on the training cars. Compute it on the new cars.")
def baseline_of_the_training_cars(y_train, y_new):
    return float(np.std(y_train))


@wrong(
    baseline,
    "You predicted the middle value. Predict the mean: it has the least mean squared error "
    "of all single numbers.",
)
def baseline_of_the_median(y_train, y_new):
    return float(np.sqrt(np.mean((y_new - np.median(y_train)) ** 2)))


@right(baseline)
def baseline_by_dummy(y_train, y_new):
    dummy = DummyRegressor(strategy="mean").fit(np.zeros((len(y_train), 1)), y_train)
    return rmse(y_new, dummy.predict(np.zeros((len(y_new), 1))))


@right(baseline)
def baseline_by_pythagoras(y_train, y_new):
    return np.hypot(np.std(y_new), np.mean(y_new) - np.mean(y_train))


@right(baseline)
def baseline_with_a_list(y_train, y_new):
    return rmse(list(y_new), [sum(y_train) / len(y_train)] * len(y_new))


@right(baseline)
def baseline_by_hand(y_train, y_new):
    middle = fmean(y_train)
    return math.dist(y_new, [middle] * len(y_new)) / len(y_new) ** 0.5


equivalent(
    baseline,
    "return rmse(y_new, np.full(len(y_new), y_train.mean())) -> return rmse(np.full(len(y_new), y_train.mean()), y_new)",
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
    "You kept the code as a number, as if Europe were halfway between America and "
    "Japan. Make a column for each code.",
)
def with_origin_as_a_number(cars):
    return cars[[*feature_names, "origin"]].to_numpy(dtype=float)


@wrong(
    with_origin,
    "You made columns only for the origins that occur. Make all three, otherwise a "
    "table of Japanese cars does not fit the model.",
)
def with_origins_that_occur(cars):
    found = pd.get_dummies(cars["origin"])
    return np.column_stack([cars[feature_names], found]).astype(float)


@wrong(with_origin, "You included mpg, which is the target. Use cars[feature_names].")
def with_origin_and_mpg(cars):
    origins = [cars["origin"] == code for code in (1, 2, 3)]
    return np.column_stack([cars[["mpg", *feature_names]], *origins]).astype(float)


@wrong(
    with_origin,
    "Your three columns are in the wrong order. Use origin 1 first, then 2, then 3.",
)
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
    """All n squared errors go into one mean, and you take its root once."""
    for n, model in (12, KNeighborsRegressor(2)), (13, LinearRegression()):
        X, y, squares = rng.normal(size=(n, 2)), rng.normal(size=n), []
        for known, left_out in KFold(5, shuffle=True, random_state=0).split(X):
            predicted = model.fit(X[known], y[known]).predict(X[left_out])
            squares.extend((predicted - y[left_out]) ** 2)
        assert cv_rmse(model, X, y) == close_to(np.mean(squares) ** 0.5)


@wrong(
    cv_rmse,
    "You predicted the cars that the model was trained on. Leave each fold out in "
    "turn.",
)
def rmse_of_training_cars(model, X, y):
    return float(np.sqrt(np.mean((model.fit(X, y).predict(X) - y) ** 2)))


@wrong(cv_rmse, "Your folds are cut in the order of the rows. Use shuffle=True.")
def cv_rmse_in_order(model, X, y):
    y_pred = cross_val_predict(model, X, y, cv=KFold(5))
    return float(np.sqrt(np.mean((y_pred - y) ** 2)))


@wrong(
    cv_rmse,
    "That is the mean of five RMSEs. Put all n squared errors into one mean, and take "
    "its root once.",
)
def mean_of_five_rmse(model, X, y):
    errors = []
    for known, left_out in KFold(5, shuffle=True, random_state=0).split(X):
        predicted = model.fit(X[known], y[known]).predict(X[left_out])
        errors.append(np.sqrt(np.mean((predicted - y[left_out]) ** 2)))
    return np.mean(errors)


@wrong(
    cv_rmse,
    "You took the mean of five means, but the folds are not all equally large. Put "
    "all n squared errors into one mean.",
)
def root_of_five_means(model, X, y):
    squares = []
    for known, left_out in KFold(5, shuffle=True, random_state=0).split(X):
        predicted = model.fit(X[known], y[known]).predict(X[left_out])
        squares.append(np.mean((predicted - y[left_out]) ** 2))
    return np.sqrt(np.mean(squares))


@wrong(
    cv_rmse, "You always use LinearRegression. Use the model that is passed as `model`."
)
def cv_rmse_of_linear_regression(model, X, y):
    folds = KFold(5, shuffle=True, random_state=0)
    return rmse(y, cross_val_predict(LinearRegression(), X, y, cv=folds))


@wrong(cv_rmse, "You made ten folds. Make five.")
def cv_rmse_of_ten(model, X, y):
    y_pred = cross_val_predict(model, X, y, cv=KFold(10, shuffle=True, random_state=0))
    return float(np.sqrt(np.mean((y_pred - y) ** 2)))


@right(cv_rmse)
def cv_rmse_fold_by_fold(model, X, y):
    squares = []
    for known, left_out in KFold(5, shuffle=True, random_state=0).split(X):
        predicted = clone(model).fit(X[known], y[known]).predict(X[left_out])
        squares += ((predicted - y[left_out]) ** 2).tolist()
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
    "That is the number of rounds. In one of them the car is left out.",
)
def in_every_round():
    return 5


@check(best_alpha)
def other_cars_and_powers():
    """Use the degree, the cars and the alphas that are passed."""
    few, asked = (X_train[:60], y_train[:60]), [(2, [10, 1]), (3, [30, 3])]
    wanted = [best_alpha_by_grid(*few, degree, alphas) for degree, alphas in asked]
    found = [best_alpha(*few, degree, alphas) for degree, alphas in asked]
    assert found == wanted


@wrong(
    best_alpha,
    "On the cars that it was trained on, the smallest alpha always wins. Use cv_rmse.",
)
def best_alpha_by_training_error(X, y, degree, alphas):
    return min(alphas)


@wrong(
    best_alpha, "You always use cubes. Pass the degree on: polynomial(degree, alpha)."
)
def best_alpha_of_cubes(X, y, degree, alphas):
    return min(alphas, key=lambda alpha: cv_rmse(polynomial(3, alpha), X, y))


@wrong(
    best_alpha,
    "Your model does not use `degree`. Pass it on: polynomial(degree, alpha).",
)
def best_alpha_of_linear_models(X, y, degree, alphas):
    return min(alphas, key=lambda alpha: cv_rmse(polynomial(1, alpha), X, y))


@wrong(
    best_alpha, "You always use X_train and y_train. Use the X and y that are passed."
)
def best_alpha_for_all_cars(X, y, degree, alphas):
    return min(
        alphas, key=lambda alpha: cv_rmse(polynomial(degree, alpha), X_train, y_train)
    )


@wrong(
    best_alpha,
    "That is the position of the best alpha in the list. Return the alpha itself.",
)
def place_of_the_best_alpha(X, y, degree, alphas):
    errors = [cv_rmse(polynomial(degree, alpha), X, y) for alpha in alphas]
    return int(np.argmin(errors))


@wrong(best_alpha, "That is the smallest error. Return the alpha that has it.")
def smallest_error(X, y, degree, alphas):
    return min(cv_rmse(polynomial(degree, alpha), X, y) for alpha in alphas)


@wrong(best_alpha, "That is the alpha with the largest error. Use argmin, not argmax.")
def worst_alpha(X, y, degree, alphas):
    errors = [cv_rmse(polynomial(degree, alpha), X, y) for alpha in alphas]
    return alphas[int(np.argmax(errors))]


@right(best_alpha)
def best_alpha_by_key(X, y, degree, alphas):
    return min(alphas, key=lambda alpha: cv_rmse(polynomial(degree, alpha), X, y))


@right(best_alpha)
def best_alpha_in_a_loop(X, y, degree, alphas):
    best, least = None, np.inf
    for alpha in alphas:
        errors = cv_rmse(polynomial(degree, alpha), X, y)
        if errors < least:
            best, least = alpha, errors
    return best


@right(best_alpha)
def best_alpha_by_grid(X, y, degree, alphas):
    grid = GridSearchCV(
        polynomial(degree, 1),
        {"ridge__alpha": list(alphas)},
        cv=KFold(5, shuffle=True, random_state=0),
        scoring="neg_mean_squared_error",
        refit=False,
    )
    return grid.fit(X, y).best_params_["ridge__alpha"]


@right(best_alpha)
def best_alpha_from_a_series(X, y, degree, alphas):
    errors = {alpha: cv_rmse(polynomial(degree, alpha), X, y) for alpha in alphas}
    return pd.Series(errors).idxmin()


@right(best_alpha)
def best_alpha_from_the_worst_on(X, y, degree, alphas):
    errors = np.array([cv_rmse(polynomial(degree, alpha), X, y) for alpha in alphas])
    return np.asarray(alphas)[errors.argsort()][0]


@wrong(
    test_present_it_goes_wrong_on_later_years,
    "That is too large. Print missing.mean().",
)
def too_low_by_more():
    return 5
