"""Level 1 · the result: 79 cars and their miles per gallon

A model learnt from 313 cars whose mileage is known. Then it was shown 79 cars that it
had never seen, and predicted how many miles each goes on a gallon (mpg). In this level
you only read what it did: replace each ____ with a value, or with an expression that
computes it. To look at anything, write print(...) above a line and save.

    X_train, X_test  (313, 6), (79, 6)  the features: six numbers known of each car
    y_train, y_test  (313,), (79,)      the targets: how far each car goes, in mpg
    y_pred           (79,)              the predictions for the 79 test cars, in mpg
    r2               R² ("R squared"): 1 if every prediction is exact, 0 if they are no
                     better than predicting the mean of the cars every time
    rmse             root mean squared error: roughly how far off they are, in mpg

The six columns are cylinders, displacement (the size of the engine, in cubic inches),
horsepower, weight (in pounds), acceleration and year, in this order. Acceleration is in
seconds from 0 to 60 miles an hour. Years are written without 1900, so 70 is 1970. In
the table on the screen, ✓ means within 5 mpg.

*R²* ("R squared", the coefficient of determination) is the fraction of the targets'
variation that a model explains. The *RMSE*, root mean squared error, is the square root
of the mean of the squared errors.
"""

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score, root_mean_squared_error

from sensei import ____, close_to, hint, insight

from . import X_test, X_train, feature_names, names_test, y_test, y_train

# This is the whole model. *Linear regression* multiplies each feature by a number, adds
# up the products, and adds one more number. A *weight* is the number that a feature is
# multiplied by, in every such model. Only one of the six is for the column that happens
# to hold weights. The *intercept* is the number that is added to every prediction. A
# *linear model* adds up weighted features.
model = LinearRegression()
model.fit(X_train, y_train)
y_pred = model.predict(X_test)

# How good it is, and how far off each prediction is, in mpg
r2 = r2_score(y_test, y_pred)
rmse = root_mean_squared_error(y_test, y_pred)
off = np.abs(y_pred - y_test)
near = off <= 5

weight, year = feature_names.index("weight"), feature_names.index("year")


@hint(
    "What does the last line under the table begin with?",
    "The last line under the table begins with R² and its two decimals. You may also "
    "type the variable that holds it.",
    "0.81, or r2",
)
@insight(
    "R² is the fraction of the variation between cars that the model explains. Six "
    "numbers explain most of it, but not all."
)
def test_most_of_the_variation_is_explained(present):
    """How much of the variation between cars does the model explain? R², with two decimals."""
    show(present)
    assert r2 == close_to(____(0.81), abs=0.005)


@hint(
    "What is known about a car before anybody drives it?",
    "Count the columns that the top of this file lists, or print feature_names.",
    "6: cylinders, displacement, horsepower, weight, acceleration, year",
)
@insight("One row holds pounds beside years, because each feature keeps its own unit.")
def test_each_row_describes_one_car(present):
    """How many numbers (features) does the model get for each car?"""
    show(present)
    assert X_test.shape[1] == ____(6)


@hint(
    "Which cars have a ✓ in the table on the screen?",
    "The last line under the table counts the cars that are within 5 mpg.",
    "72, or near.sum()",
)
@insight(
    "A prediction of a number is hardly ever exact. Decide how close is close enough "
    "before you look at the results."
)
def test_most_predictions_are_within_five_mpg(present):
    """How many of the 79 cars were predicted to within 5 mpg of the truth?"""
    show(present)
    assert near.sum() == ____(72)


@hint(
    "The array off holds how far off each prediction is. Where is it largest?",
    "np.argmax(off) is the position of the largest error. Use it to look up the name "
    "in names_test.",
    'names_test[np.argmax(off)], or "honda civic 1500 gl"',
)
@insight(
    "The model predicted 33.5 mpg, and the car does 44.6. A linear model predicts too "
    "low where mileage is very high."
)
def test_one_car_goes_much_further_than_predicted(present):
    """For which car is the prediction furthest off? Print names_test[np.argmax(off)] and type it in quotes."""
    show(present)
    assert names_test[np.argmax(off)] == ____("honda civic 1500 gl")


@hint(
    "The baseline predicts the same for every car: the mean. How far off is that?",
    "Write print(baseline) above the last line, save, and round it to a whole number.",
    "8: the RMSE is 7.9 mpg",
)
@insight(
    "The baseline knows nothing about a car. Its error of 8 mpg is what a model has "
    "to beat, and its R² is 0. The model's error is 3.4."
)
def test_the_baseline_is_off_by_far_more(present):
    """The baseline predicts the mean of the training cars each time. What is its RMSE, in whole mpg?"""
    show(present)
    mean = np.full(len(y_test), y_train.mean())
    baseline = root_mean_squared_error(y_test, mean)
    assert round(baseline) == ____(8)


@hint(
    "The two cars differ only by 1000 pounds. Which of them goes further?",
    "Write print(heavy - light) above the last line and save. A negative number means "
    "that the heavier car goes less far.",
    "-7: the heavier car goes 7 mpg less far",
)
@insight(
    "The weight of that column is −0.007 mpg per pound, the same for every car. Six "
    "weights and the intercept are all that the model learnt."
)
def test_a_thousand_pounds_cost_several_mpg(present):
    """A car gets 1000 pounds heavier: by how many whole mpg does its prediction change (+ or −)?"""
    show(present)
    car = X_test[0]
    heavier = car.copy()
    heavier[weight] += 1000
    light, heavy = model.predict([car, heavier])
    assert round(heavy - light) == ____(-7)


@hint(
    "What kind of car goes far: a heavy or a light one, an old or a new one?",
    "Type a list of six numbers: cylinders, cubic inches, horsepower, pounds, "
    "seconds, and the year without 1900. Make the car light and new.",
    "[4, 90, 60, 2000, 18, 80], for example",
)
@insight("This car was never built. The model predicts a mileage for any six numbers.")
def test_it_predicts_a_car_of_your_own(present):
    """Make up a car that is predicted to do 30 to 100 mpg: a list of six numbers, as in X_test."""
    show(present)
    car = ____([4, 90, 60, 2000, 18, 80])
    predicted = model.predict([car])[0]
    assert predicted > 30
    assert predicted < 100  # the year is 80, not 1980


@hint(
    "Each pound lowers the prediction a little. What do very many pounds do?",
    "Write print(predicted) above the last line and save. Is it negative?",
    "True: the prediction is −14.7 mpg",
)
@insight(
    "The heaviest car in the data has 5140 pounds. Beyond the data, a linear model "
    "goes straight on, wherever that leads. *Extrapolation* is to predict outside the "
    "range of the data."
)
def test_it_goes_wrong_far_outside_the_data(present):
    """When it goes wrong: is a lorry of 8000 pounds predicted to do less than 0 mpg? True or False."""
    show(present)
    lorry = [8, 500, 300, 8000, 12, 70]
    predicted = model.predict([lorry])[0]
    assert bool(predicted < 0) == ____(True)


@hint(
    "From which cars did the model at the top of this file learn?",
    "It learnt from the 313 training cars: first their features, then their targets.",
    "X_train, y_train",
)
@insight(
    "The model is two lines: create it, fit it. Each level below replaces more of "
    "those two lines with your own code."
)
def test_the_result_still_stands(present):
    """Train the model: which features and which targets does it learn from?"""
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
            "predicted": [f"{mpg:.1f}" for mpg in y_pred],
            "actual": [f"{mpg:.1f}" for mpg in y_test],
        }
    )
    present(
        f"R² {r2:.2f}, off by {rmse:.1f} mpg on {len(near)} unseen cars "
        f"({near.sum()} within 5 mpg)",
        question="How far does this car go on a gallon? "
        "79 unseen cars, ✓ within 5 mpg:",
        rows=table,
        predicted=near,
        truth=np.full(len(near), True),
        picture=draw,
        r2=r2,
        rmse=rmse,
    )


def draw(figure):
    """Actual against predicted mileage: a dot for each of the 79 test cars."""
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
    axes.set(xlabel="predicted miles per gallon", ylabel="actual miles per gallon")
    axes.set_title("79 unseen cars, with the name of the one furthest off")
    axes.legend(loc="lower right")
