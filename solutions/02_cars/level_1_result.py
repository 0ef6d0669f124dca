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

from sensei import ____, close_to, hint, insight

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


@hint(
    "What does the last line under the table begin with?",
    "R² stands there with two decimals. r2 itself has more of them, which are welcome.",
    "0.81",
)
@insight(
    "If it foresaw nothing that would be 0, if everything, 1. Six numbers foresee most "
    "of how cars differ, and not all."
)
def test_most_of_the_difference_is_foreseen(present):
    """How much of the difference between cars is foreseen? R², with two decimals."""
    show(present)
    assert r2 == close_to(____(0.81), abs=0.005)


@hint(
    "What is known of a car before anybody drives it? The first lines of the project "
    "name it.",
    "See feature_names. The mileage itself is asked for, not known.",
    "Cylinders, displacement, horsepower, weight, acceleration, year: 6",
)
@insight("Weights in pounds and years in one row: each number keeps its own unit.")
def test_a_row_is_a_car(present):
    """How many numbers is the model given of each car?"""
    show(present)
    assert X_test.shape[1] == ____(6)


@hint(
    "How many of the 79 are marked with a tick, on the screen and where it ends?",
    "The last line under the table counts them.",
    "near.sum()",
)
@insight(
    "A number is hardly ever foreseen exactly. How near is near enough is for you to "
    "say, before you look."
)
def test_most_cars_are_foreseen_within_five_miles(present):
    """How many of the 79 cars go as far as said, give or take 5 mpg?"""
    show(present)
    assert near.sum() == ____(72)


@hint(
    "Which dot of the picture lies furthest above the line? Its name stands there.",
    "off has how far each car is off. np.argmax(off) is the row of the largest.",
    "names_test[np.argmax(off)], or its name in quotes",
)
@insight(
    "33.5 mpg were said, it does 44.6. A small car of 1980 was better than its six "
    "numbers tell: a straight rule stays too low where mileage is very high."
)
def test_one_car_goes_much_further_than_was_said(present):
    """Which car is it furthest off at? Its name, in quotes, stands in the picture only."""
    show(present)
    assert names_test[np.argmax(off)] == ____("honda civic 1500 gl")


@hint(
    "Say the same of each car, whatever it is: the mean. What is given below?",
    "without holds how far off that is. Print it, and round it to a whole number.",
    "7.9 mpg, so 8",
)
@insight(
    "8 mpg is what knowing nothing costs, and its R² is 0. Knowing six numbers brings "
    "8 down to 3.4."
)
def test_knowing_nothing_is_off_by_far_more(present):
    """If the mean of the known cars is said of each one: off by how many whole mpg?"""
    show(present)
    mean = np.full(len(y_test), y_train.mean())
    without = root_mean_squared_error(y_test, mean)
    assert round(without) == ____(8)


@hint(
    "The same car twice, but for 1000 pounds. Which of the two goes further?",
    "Print heavy - light. It is in mpg, and below zero if the heavier goes less far.",
    "-7, for 7 mpg less; and it is the same for every car",
)
@insight(
    "The model is seven numbers: one to begin with, and one for each column, as -0.007 "
    "mpg a pound. That is all it ever learnt."
)
def test_a_thousand_pounds_cost_so_many_miles(present):
    """A car, and the same one 1000 pounds heavier: how many mpg more does that go?"""
    show(present)
    car = X_test[0]
    heavier = car.copy()
    heavier[weight] += 1000
    light, heavy = model.predict([car, heavier])
    assert round(heavy - light) == ____(-7)


@hint(
    "What sort of car goes far: a heavy one or a light one, an old one or a new one?",
    "Type six numbers: cylinders, cubic inches, horsepower, pounds, seconds, year "
    "(less 1900).",
    "Four cylinders, light and late, such as [4, 90, 60, 2000, 18, 80]",
)
@insight("This car was never built. The model answers for any six numbers.")
def test_it_answers_for_a_car_of_your_own(present):
    """Make up a car that is said to do more than 30 mpg: six numbers, in brackets."""
    show(present)
    car = ____([4, 90, 60, 2000, 18, 80])
    said = model.predict([car])[0]
    assert said > 30
    assert said < 100  # the year is less 1900: 80, not 1980


@hint(
    "Each pound takes a little away. What if there are very many pounds?",
    "Print said. Is it below zero?",
    "True: it is -14.7 mpg.",
)
@insight(
    "No car of the file weighs more than 5140 pounds. Beyond what it has seen a straight "
    "line runs on, wherever it leads."
)
def test_it_sends_a_lorry_backwards(present):
    """When it goes wrong: a lorry of 8000 pounds. True or False: below 0 mpg?"""
    show(present)
    lorry = [8, 500, 300, 8000, 12, 70]
    said = model.predict([lorry])[0]
    assert bool(said < 0) == ____(True)


@hint(
    "From which cars does the model at the top of the file learn?",
    "From the 313 known ones: their six numbers, and how far they go.",
    "X_train, y_train",
)
@insight("fit, predict: two lines. The levels below put your own in their place.")
def test_the_result_still_stands(present):
    """You choose what the model learns from, and 79 cars are foreseen once more."""
    show(present)
    yours = LinearRegression().fit(____(X_train), ____(y_train))
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
