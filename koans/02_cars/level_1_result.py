"""Level 1 · the result: 79 cars and their gallons

Of 392 cars somebody noted how far they go on a gallon, and six things more: cylinders,
cubic inches, horsepower, pounds, seconds to 60 miles an hour, and the year, in this order
(70 is 1970). A model looked at 313 of them. Then it was told the six of each of 79 other
cars, and it said how many miles to the gallon (mpg) they would do. It is finished and has
run: it stands below, and what it said stands on the screen.

Nothing is to be built here, only read. A value may be typed, or an expression for it;
what is not on the screen, print. In the table a tick means: within 5 mpg of the truth.
"""

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score, root_mean_squared_error

from sensei import ____, close_to

from . import X_test, X_train, feature_names, names_test, y_test, y_train

# The whole model: so many mpg for each pound, each year, each cylinder, all added up.
model = LinearRegression()
model.fit(X_train, y_train)
y_pred = model.predict(X_test)

# How good: R² is 1 if all is foreseen, 0 if nothing is; rmse is how far off, in mpg.
r2 = r2_score(y_test, y_pred)
rmse = root_mean_squared_error(y_test, y_pred)
off = np.abs(y_pred - y_test)
near = off <= 5

weight, year = feature_names.index("weight"), feature_names.index("year")


def test_most_of_the_difference_is_foreseen(present):
    """How much of the difference between cars is foreseen? R², with two decimals."""
    show(present)
    assert r2 == close_to(____, abs=0.005)


def test_a_row_is_a_car(present):
    """How many numbers is the model given of each car?"""
    show(present)
    assert X_test.shape[1] == ____


def test_most_cars_are_foreseen_within_five_miles(present):
    """How many of the 79 cars go as far as said, give or take 5 mpg?"""
    show(present)
    assert near.sum() == ____


def test_one_car_goes_much_further_than_was_said(present):
    """Which car is it furthest off at? Its name, in quotes, stands in the picture only."""
    show(present)
    assert names_test[np.argmax(off)] == ____


def test_knowing_nothing_is_off_by_far_more(present):
    """If the mean of the known cars is said of each one: off by how many whole mpg?"""
    show(present)
    mean = np.full(len(y_test), y_train.mean())
    without = root_mean_squared_error(y_test, mean)
    assert round(without) == ____


def test_a_thousand_pounds_cost_so_many_miles(present):
    """A car, and the same one 1000 pounds heavier: how many mpg more does that go?"""
    show(present)
    car = X_test[0]
    heavier = car.copy()
    heavier[weight] += 1000
    light, heavy = model.predict([car, heavier])
    assert round(heavy - light) == ____


def test_it_answers_for_a_car_of_your_own(present):
    """Make up a car that is said to do more than 30 mpg: six numbers, in brackets."""
    show(present)
    car = ____
    said = model.predict([car])[0]
    assert said > 30
    assert said < 100  # the year is less 1900: 80, not 1980


def test_it_sends_a_lorry_backwards(present):
    """When it goes wrong: a lorry of 8000 pounds. True or False: below 0 mpg?"""
    show(present)
    lorry = [8, 500, 300, 8000, 12, 70]
    said = model.predict([lorry])[0]
    assert bool(said < 0) == ____


def test_the_result_still_stands(present):
    """You choose what the model learns from, and 79 cars are foreseen once more."""
    show(present)
    yours = LinearRegression().fit(____, ____)
    assert yours.predict(X_test) == close_to(y_pred)


# How the result is shown: nothing to do from here on


def show(present):
    """Put the result on the screen."""
    table = pd.DataFrame(
        {
            "car": names_test,
            "pounds": X_test[:, weight].astype(int),
            "year": 1900 + X_test[:, year].astype(int),
            "said": [f"{mpg:.1f}" for mpg in y_pred],
            "is": [f"{mpg:.1f}" for mpg in y_test],
        }
    )
    present(
        f"R² {r2:.2f}, off by {rmse:.1f} mpg, {near.sum()} of {len(near)} cars within 5",
        question="How far does this car go on a gallon? 79 cars it has never seen:",
        rows=table,
        predicted=near,
        truth=np.full(len(near), True),
        picture=draw,
        r2=r2,
        rmse=rmse,
    )


def draw(figure):
    """What was said against what is true, a dot for each of the 79 cars."""
    axes = figure.subplots()
    ends = [5, 47]
    axes.plot(ends, ends, color="grey")
    axes.fill_between(
        ends, [0, 42], [10, 52], color="grey", alpha=0.15, label="within 5 mpg"
    )
    dots = axes.scatter(y_pred, y_test, c=X_test[:, weight], cmap="cividis")
    figure.colorbar(dots, label="weight, pounds")
    row = np.argmax(off)
    axes.annotate(f"{names_test[row]}  ", (y_pred[row], y_test[row]), ha="right")
    axes.set(xlabel="miles to the gallon, said", ylabel="miles to the gallon, true")
    axes.set_title("79 unseen cars; the one furthest off has its name")
    axes.legend(loc="lower right")
