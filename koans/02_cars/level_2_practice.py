"""Level 2 · practice: which model, judged by cars left out

At level 1 a straight rule foresaw 79 cars. Here you arrive at it, and past it, in five
steps: define, prepare, spot-check, improve, present. As a number is asked for and not a
name, nothing is right or wrong any more, only nearer or further. With 313 cars to choose
by, each of them has to serve twice: to learn from, and, left out in its turn, to judge.
Some lines are given still, some are yours: six short functions and a model.

Yours to use: scikit-learn, pandas and NumPy. Every choice is made on X_train, y_train.

    X  (n, 6)  n cars: cylinders, displacement, horsepower, weight, acceleration, year
    y  (n,)    how far each goes, in miles to the gallon (mpg)
    folds      the known cars cut in parts; each is left out in turn, learnt from the rest
    pipeline   a model with what prepares its columns before it, fitted as one
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


def test_define_a_number_is_asked_for():
    """Define: one column is asked for, six are known. Which two, a list, are left?"""
    target = ____
    assert cars[target].tolist() == y.tolist()
    left_over = set(cars.columns) - set(feature_names) - {target}
    assert left_over == set(____)


@yours
def rmse(y_true, y_pred):
    """Root of the mean squared error of y_pred (n,) for y_true (n,): a number, in mpg."""
    return ____


def test_define_what_far_off_means():
    """Define: off by 10 once, or by 5 twice? Which has the larger rmse?"""
    true = np.array([20, 20])
    off = {
        "one at 10": rmse(true, np.array([20, 30])),
        "two at 5": rmse(true, np.array([25, 25])),
    }
    assert off["two at 5"] == close_to(5)
    assert max(off, key=off.get) == ____


@yours
def baseline(y_known, y_new):
    """The rmse over y_new (m,) of saying the mean of y_known (n,) each time: mpg.

    scikit-learn's errors want a number for each car: np.full(m, number) repeats one.
    """
    return ____


def test_define_what_knowing_nothing_costs():
    """Define: write `baseline`. How far off is the mean of the known cars for new ones?"""
    known, new = np.array([10.0, 10, 25]), np.array([15.0, 15, 15, 21])
    assert baseline(known, new) == close_to(3)  # errors 0, 0, 0 and 6


def test_prepare_the_file_stands_in_order_of_years():
    """Prepare: what is the earliest year among the last 79 rows? Then split fairly."""
    assert X[-79:, year].min() == ____
    known, new = train_test_split(
        X[:, year], test_size=79, shuffle=____, random_state=0
    )
    assert abs(known.mean() - new.mean()) < 1


@yours
def with_origin(cars):
    """The six known columns of cars, then a column for each of origin 1, 2, 3: (n, 9).

    cars: a table as data/cars.csv; feature_names has the names of the six, mpg and name
    are not among them. In the last three stands 1 where the car has that origin, else
    0, whether or not each origin occurs among these cars. That is called one-hot: ==
    for each code makes such a column, np.column_stack puts columns together.
    """
    origins = [____ for code in (1, 2, 3)]
    return np.column_stack([cars[feature_names], *origins]).astype(float)


def test_prepare_a_code_is_not_a_quantity():
    """Prepare: what are the last three numbers of a European car? A list of three."""
    european = cars[cars["origin"] == 2].head(2)
    assert np.asarray(with_origin(european))[0, 6:] == close_to(____)


@yours
def cv_rmse(model, X, y):
    """The rmse of model over all rows of X (n, d), each foreseen without being learnt.

    model: any regressor of scikit-learn. Folds: KFold(5, shuffle=True, random_state=0).
    All n squared errors go into one mean, and its root is taken once.
    """
    folds = ____
    y_pred = ____
    return rmse(y, y_pred)


def off_by(model):
    """How far off a model is on the 313 known cars, each left out in turn, in mpg."""
    return cv_rmse(model, X_train, y_train)


def test_spot_check_every_car_is_left_out_once():
    """Spot-check: of five folds each is left out once. How often is a car learnt from?"""
    learnt = np.zeros(313)
    for known, _ in KFold(5, shuffle=True, random_state=0).split(X_train):
        learnt[known] += 1
    assert learnt == close_to(np.full(313, ____))
    assert off_by(LinearRegression()) < off_by(DummyRegressor())


def scaled(model):
    """model, with each column less its mean, over its spread, before it.

    Both are learnt when the model is fitted, from the cars that it is fitted to.
    """
    return make_pipeline(StandardScaler(), model)


def test_spot_check_some_models_care_for_units():
    """Spot-check: which of the two gains by scaling?"""
    rule, neighbours = LinearRegression(), KNeighborsRegressor(5)
    gain = {
        "straight rule": off_by(rule) - off_by(scaled(rule)),
        "five neighbours": off_by(neighbours) - off_by(scaled(neighbours)),
    }
    assert max(gain, key=gain.get) == ____


def test_spot_check_plain_models_against_nothing():
    """Spot-check: three models and one of yours. How many whole mpg off is the mean?"""
    models = [
        LinearRegression(),
        scaled(KNeighborsRegressor(5)),  # the mean of the five nearest
        DecisionTreeRegressor(max_depth=4, random_state=0),  # at most 16 answers
        ____,  # one imported above, set otherwise
    ]
    nothing = off_by(DummyRegressor())  # predicts the mean of the known cars
    assert round(nothing) == ____
    assert max(off_by(model) for model in models) < nothing


def curved(degree, alpha):
    """A straight rule on all powers and products of the columns up to degree.

    Ridge is a straight rule whose weights cost: the larger alpha, the smaller they stay.
    """
    return make_pipeline(
        StandardScaler(),
        PolynomialFeatures(degree, include_bias=False),
        StandardScaler(),  # or large powers would have small weights, that cost nothing
        Ridge(alpha),
    )


# Learns 1 / mpg, the gallons of a mile, and turns what it says over again.
gallons = TransformedTargetRegressor(
    LinearRegression(), func=np.reciprocal, inverse_func=np.reciprocal
)


def known_of(table):
    """The 313 rows of a table of all cars (392, d) that are the known cars, as in X_train."""
    return train_test_split(np.asarray(table), test_size=79, random_state=0)[0]


def test_improve_one_thing_at_a_time():
    """Improve: change one thing, leave cars out, keep what helps. What helps most?"""
    known = known_of(with_origin(cars))
    off = {
        "as it is": off_by(LinearRegression()),
        "three columns of origin": cv_rmse(LinearRegression(), known, y_train),
        "gallons a mile, turned": off_by(gallons),
        "squares and products": off_by(curved(2, 0.1)),
    }
    assert min(off, key=off.get) == ____


@yours
def best_alpha(X, y, degree, alphas):
    """The one of alphas, a list, with which curved(degree, alpha) is least far off.

    Each row is foreseen by a model that has not learnt it: cv_rmse.
    """
    return ____


def test_improve_choose_how_much_weights_cost():
    """Improve: cubes too, and an alpha of 0.0001, 1 or 10000. Which foresees best?"""
    assert best_alpha(X_train, y_train, 3, [1e-4, 1, 1e4]) == ____


@yours
def interval(y_true, y_pred):
    """Where the rmse lies, with about 95 % confidence: (low, high), in mpg.

    Other 79 cars would give another figure; 95 times in a hundred such a range holds what
    countless cars would give. It is the roots of m - 1.96 s and m + 1.96 s, where m is
    the mean of the n squared errors and s its standard error, how far such a mean wanders:
    their standard deviation over the root of n. ddof=1 has it over n - 1, since m was
    made of the same cars. A low below 0 counts as 0.
    """
    squares = ____
    wide = 1.96 * ____
    return max(squares.mean() - wide, 0) ** 0.5, (squares.mean() + wide) ** 0.5


def test_present_how_far_the_figure_may_wander():
    """Present: does what the folds promised lie within the interval of the unseen?"""
    model = LinearRegression().fit(X_train, y_train)
    low, high = interval(y_test, model.predict(X_test))
    assert bool(low < off_by(LinearRegression()) < high) == ____


def test_present_it_goes_wrong_on_years_to_come():
    """Present: cars from 1980 on, foreseen from those before: too low by how many mpg?"""
    later = X[:, year] >= 80
    model = LinearRegression().fit(X[~later], y[~later])
    missing = y[later] - model.predict(X[later])
    assert round(missing.mean()) == ____


def test_present_a_model_of_your_own(present):
    """Present: a model you choose, judged on the unseen cars, and recorded."""
    model = ____
    y_pred = model.fit(X_train, y_train).predict(X_test)
    show_yours(present, y_pred)
    assert rmse(y_test, y_pred) < baseline(y_train, y_test)


def test_the_result_still_stands(present):
    """Present: the straight rule on 79 cars no model has seen, with its uncertainty."""
    y_pred = LinearRegression().fit(____, ____).predict(X_test)
    wanted = LinearRegression().fit(X_train, y_train)
    assert y_pred == close_to(wanted.predict(X_test))
    show(present, y_pred)


# How the results are shown: nothing to do from here on


def show_yours(present, y_pred):
    """Put the result of your own model on the screen."""
    r2, off = r2_score(y_test, y_pred), rmse(y_test, y_pred)
    present(
        f"your own model: R² {r2:.2f}, off by {off:.1f} mpg",
        your_r2=r2,
        your_rmse=off,
        predicted=y_pred,
        truth=y_test,
    )


def show(present, y_pred):
    """Put the result on the screen."""
    r2, off = r2_score(y_test, y_pred), rmse(y_test, y_pred)
    low, high = interval(y_test, y_pred)
    present(
        f"R² {r2:.2f}, off by {off:.1f} mpg ({low:.1f} to {high:.1f}) on 79 unseen cars",
        question="How far does this car go on a gallon? 79 unseen, ✓ within 5 mpg:",
        rows=pd.DataFrame(
            {
                "car": names_test,
                "said": [f"{mpg:.1f}" for mpg in y_pred],
                "is": [f"{mpg:.1f}" for mpg in y_test],
            }
        ),
        predicted=np.abs(y_pred - y_test) <= 5,
        truth=np.full(len(y_test), True),
        baseline=f"off by {baseline(y_train, y_test):.1f} mpg, by always saying the mean",
        picture=draw,
        r2=r2,
        rmse=off,
    )


def draw(figure):
    """How far off the models are on cars left out, and the errors of the unseen."""
    left, right = figure.subplots(1, 2)
    models = {
        "the mean": DummyRegressor(),
        "neighbours": scaled(KNeighborsRegressor(5)),
        "straight rule": LinearRegression(),
        "with squares": curved(2, 0.1),
    }
    off = [off_by(model) for model in models.values()]
    left.barh(list(models), off, color="#0072B2")
    left.set(xlabel="rmse, mpg", title="313 cars, each left out once")
    said = LinearRegression().fit(X_train, y_train).predict(X_test)
    right.scatter(X_test[:, year] + 1900, y_test - said, color="#E69F00")
    right.axhline(0, color="grey")
    right.set(xlabel="year", ylabel="true less said, mpg", title="79 unseen cars")
