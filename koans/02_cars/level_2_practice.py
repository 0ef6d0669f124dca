"""Level 2 · practice: predicting a number in five steps

At level 1 a finished model predicted 79 cars. Here you make it yourself, and a better
one, in the same five steps as with the irises: define, prepare, spot-check, improve,
present. You make every choice by cross-validation on the 313 training cars; the 79 test
cars wait for the end. Most lines are given: you complete five short functions and
choose a model.

You may use: scikit-learn, pandas and NumPy.

    cars              the table in data/cars.csv. Its columns: mpg, cylinders,
                      displacement, horsepower, weight, acceleration, year, origin, name
    origin            where a car was built: 1 means America, 2 Europe, 3 Japan
    feature_names     the six columns from cylinders to year
    X_train, y_train  the training cars: six features of each (313, 6), and mpg (313,)

A *regressor* is a model that predicts a number.
"""

import numpy as np
import pandas as pd
from sklearn.compose import TransformedTargetRegressor
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.model_selection import KFold, cross_val_predict, train_test_split
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler
from sklearn.tree import DecisionTreeRegressor

from sensei import ____, close_to, yours

from . import X, X_test, X_train, cars, feature_names, names_test, y, y_test, y_train

year = feature_names.index("year")


def test_define_the_target_is_a_number():
    """Define: which column do we predict? And which two columns (a list) does the model not use?"""
    target = ____
    assert cars[target].tolist() == y.tolist()
    unused = set(cars.columns) - set(feature_names) - {target}
    assert unused == set(____)


@yours
def rmse(y_true, y_pred):
    """Return the root mean squared error of y_pred (n,) for y_true (n,): one number, in mpg."""
    return ____


def test_define_how_errors_are_measured():
    """Define: which has the larger RMSE, one error of 10 or two errors of 5? Its name in quotes.

    The *mean absolute error* (MAE) is the mean of the errors without their signs.
    """
    true = np.array([20, 20])
    errors = {
        "off by 10 once": rmse(true, np.array([20, 30])),
        "off by 5 twice": rmse(true, np.array([25, 25])),
    }
    assert errors["off by 5 twice"] == close_to(5)
    assert max(errors, key=errors.get) == ____


@yours
def baseline(y_train, y_new):
    """Return the RMSE of predicting the mean of y_train (n,) for each of y_new (m,): in mpg.

    scikit-learn wants one prediction for each car: np.full(m, number) repeats a number.
    """
    return ____


def test_define_the_baseline():
    """Define: write `baseline`. For known targets 10, 10, 25 and new ones 15, 15, 15, 21 it should be 3 mpg."""
    known, new = np.array([10.0, 10, 25]), np.array([15.0, 15, 15, 21])
    assert baseline(known, new) == close_to(3)  # errors 0, 0, 0, 6


def test_prepare_the_file_is_sorted_by_year():
    """Prepare: what is the first year in the last 79 rows? And should a split shuffle, True or False?"""
    assert X[-79:, year].min() == ____
    known, new = train_test_split(
        X[:, year], test_size=79, shuffle=____, random_state=0
    )
    assert abs(known.mean() - new.mean()) < 1


@yours
def with_origin(cars):
    """Return the six features of `cars` and a column for each of origin 1, 2, 3: shape (n, 9).

    `cars` is a table with the columns of data/cars.csv. Each of the last three columns
    is 1 where the car has that origin, and 0 elsewhere. *One-hot encoding* turns a
    column of names into one column of zeros and ones for each name. If an origin does
    not occur among these cars, its column is all 0.
    """
    origins = [____ for code in (1, 2, 3)]
    return np.column_stack([cars[feature_names], *origins]).astype(float)


def test_prepare_a_code_is_not_a_quantity():
    """Prepare: what are the last three numbers of a European car (origin 2)? A list of three."""
    european = cars[cars["origin"] == 2].head(2)
    assert np.asarray(with_origin(european))[0, 6:] == close_to(____)


@yours
def cv_rmse(model, X, y):
    """Return the RMSE of `model` in cross-validation over X (n, d), y (n,): one number, in mpg.

    Use the folds KFold(5, shuffle=True, random_state=0). `model` is any regressor of
    scikit-learn. All n squared errors go into one mean, and you take its root once.
    """
    folds = ____
    y_pred = ____
    return rmse(y, y_pred)


def error_of(model):
    """Return the RMSE of `model` in cross-validation on the 313 training cars: in mpg."""
    return cv_rmse(model, X_train, y_train)


def test_spot_check_every_car_is_left_out_once():
    """Spot-check: each of five folds is left out once. In how many rounds is each car trained on?"""
    learnt = np.zeros(313)
    for known, _ in KFold(5, shuffle=True, random_state=0).split(X_train):
        learnt[known] += 1
    assert learnt == close_to(np.full(313, ____))
    assert error_of(LinearRegression()) < error_of(DummyRegressor())


def scaled(model):
    """Return `model` with a scaler before it, which standardises each column.

    The two form a pipeline. So in every fold the scaler learns its means and standard
    deviations from the training cars alone.
    """
    return make_pipeline(StandardScaler(), model)


def test_spot_check_some_models_depend_on_units():
    """Spot-check: which of these two models gains from scaling? Its name in quotes.

    To compare, write print(gain) above the last line and save.
    """
    linear, neighbours = LinearRegression(), KNeighborsRegressor(5)
    gain = {
        "linear regression": error_of(linear) - error_of(scaled(linear)),
        "five neighbours": error_of(neighbours) - error_of(scaled(neighbours)),
    }
    assert max(gain, key=gain.get) == ____


def test_spot_check_plain_models_against_the_baseline():
    """Spot-check: add a model of your own. And what is the RMSE of the baseline, in whole mpg?

    A *decision tree* asks yes-or-no questions in turn, and predicts by the answers.
    """
    models = [
        LinearRegression(),
        scaled(KNeighborsRegressor(5)),  # predicts the mean of the five nearest
        DecisionTreeRegressor(max_depth=4, random_state=0),  # at most 16 values
        ____,  # yours: any regressor
    ]
    baseline_error = error_of(DummyRegressor())  # predicts the training mean
    assert round(baseline_error) == ____
    assert max(error_of(model) for model in models) < baseline_error


def polynomial(degree, alpha):
    """Return ridge regression on all powers and products of the columns, up to `degree`.

    *Ridge regression* is linear regression that also keeps its weights small, so that
    it does not overfit. *Regularisation* holds a model back so that it does not
    overfit: the larger `alpha`, the smaller the weights. A *polynomial* is a sum of
    powers and products, each with a weight.
    """
    return make_pipeline(
        StandardScaler(),
        PolynomialFeatures(degree, include_bias=False),
        StandardScaler(),  # the powers too, so that alpha treats all columns alike
        Ridge(alpha),
    )


# Linear regression that learns 1 / mpg, gallons per mile, and turns its predictions
# back into mpg
gallons = TransformedTargetRegressor(
    LinearRegression(), func=np.reciprocal, inverse_func=np.reciprocal
)


def training_rows(table):
    """Return the rows of the 313 training cars, of a table of all 392 cars."""
    return train_test_split(np.asarray(table), test_size=79, random_state=0)[0]


def test_improve_one_thing_at_a_time():
    """Improve: change one thing at a time. Which has the smallest error? Its name in quotes.

    To compare, write print(errors) above the last line and save.
    """
    with_origins = training_rows(with_origin(cars))
    errors = {
        "as it is": error_of(LinearRegression()),
        "with the origin": cv_rmse(LinearRegression(), with_origins, y_train),
        "via gallons per mile": error_of(gallons),
        "squares and products": error_of(polynomial(2, 0.1)),
    }
    assert min(errors, key=errors.get) == ____


@yours
def best_alpha(X, y, degree, alphas):
    """Return the alpha in the list `alphas` with which ridge regression has the least error.

    The model is polynomial(degree, alpha), and its error is `cv_rmse` on X (n, d) and
    y (n,). If several alphas tie, return any of them.
    """
    return ____


def test_improve_choose_the_strength_of_regularisation():
    """Improve: with cubes, is alpha 0.0001, 1 or 10000 best? Write `best_alpha`, then type it."""
    assert best_alpha(X_train, y_train, 3, [1e-4, 1, 1e4]) == ____


def interval(y_true, y_pred):
    """Return the 95 % confidence interval of the RMSE: (low, high), in mpg.

    A 95 % *confidence interval* is computed so that 95 of 100 such intervals contain
    the true value. Another 79 cars would give another RMSE; the true one is that of
    countless cars. The *standard error* of a mean says how far off it typically is: the
    standard deviation divided by √n. Here it is the mean of n squared errors. A
    standard deviation divides by n − *ddof* ("delta degrees of freedom"), 1 if the mean
    comes from the same numbers. Go 1.96 standard errors down and up, then take the
    roots.
    """
    squares = (y_true - y_pred) ** 2
    wide = 1.96 * squares.std(ddof=1) / len(squares) ** 0.5
    return max(squares.mean() - wide, 0) ** 0.5, (squares.mean() + wide) ** 0.5


def test_present_how_uncertain_the_result_is():
    """Present: is the cross-validation error in the interval of the test cars? True or False."""
    model = LinearRegression().fit(X_train, y_train)
    low, high = interval(y_test, model.predict(X_test))
    assert bool(low < error_of(LinearRegression()) < high) == ____


def test_present_it_goes_wrong_on_later_years():
    """When it goes wrong: a model trained on cars before 1980 predicts too little for later ones. By how many whole mpg?"""
    later = X[:, year] >= 80
    model = LinearRegression().fit(X[~later], y[~later])
    missing = y[later] - model.predict(X[later])
    assert round(missing.mean()) == ____


def test_present_a_model_of_your_own(present):
    """Present: choose a regressor of your own. Its result on the test cars is recorded."""
    model = ____
    y_pred = model.fit(X_train, y_train).predict(X_test)
    show_yours(present, y_pred)
    assert rmse(y_test, y_pred) < baseline(y_train, y_test)


def test_the_result_still_stands(present):
    """Present: train linear regression. The screen shows its result, with the interval."""
    y_pred = LinearRegression().fit(____, ____).predict(X_test)
    wanted = LinearRegression().fit(X_train, y_train)
    assert y_pred == close_to(wanted.predict(X_test))
    show(present, y_pred)


# How the results are shown: nothing to do from here on


def show_yours(present, y_pred):
    """Put the result of your own model on the screen."""
    r2, error = r2_score(y_test, y_pred), rmse(y_test, y_pred)
    present(
        f"your own model: R² {r2:.2f}, off by {error:.1f} mpg",
        your_r2=r2,
        your_rmse=error,
        predicted=y_pred,
        truth=y_test,
    )


def show(present, y_pred):
    """Put the result on the screen."""
    r2, error = r2_score(y_test, y_pred), rmse(y_test, y_pred)
    low, high = interval(y_test, y_pred)
    present(
        f"R² {r2:.2f}, off by {error:.1f} mpg ({low:.1f} to {high:.1f}) "
        f"on {len(y_test)} unseen cars",
        question="How far does this car go on a gallon? "
        "79 unseen cars, ✓ within 5 mpg:",
        rows=pd.DataFrame(
            {
                "car": names_test,
                "predicted": [f"{mpg:.1f}" for mpg in y_pred],
                "actual": [f"{mpg:.1f}" for mpg in y_test],
            }
        ),
        predicted=np.abs(y_pred - y_test) <= 5,
        truth=np.full(len(y_test), True),
        baseline=f"off by {baseline(y_train, y_test):.1f} mpg, "
        "by always predicting the mean",
        picture=draw,
        r2=r2,
        rmse=error,
    )


def draw(figure):
    """The errors of four models in cross-validation, and how far off each test car is."""
    left, right = figure.subplots(1, 2)
    models = {
        "the mean": DummyRegressor(),
        "neighbours": scaled(KNeighborsRegressor(5)),
        "linear regression": LinearRegression(),
        "with squares": polynomial(2, 0.1),
    }
    errors = [error_of(model) for model in models.values()]
    left.barh(list(models), errors, color="#0072B2")
    left.set(xlabel="rmse, mpg", title="cross-validation, 313 cars")
    predicted = LinearRegression().fit(X_train, y_train).predict(X_test)
    right.scatter(X_test[:, year] + 1900, y_test - predicted, color="#E69F00")
    right.axhline(0, color="grey")
    right.set(xlabel="year", ylabel="actual − predicted, mpg", title="79 test cars")
