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

from sensei import ____, close_to, hint, insight, yours

from . import X, X_test, X_train, cars, feature_names, names_test, y, y_test, y_train

year = feature_names.index("year")


@hint(
    "Which column would you not know before you drive the car?",
    "The first column of data/cars.csv is the target. Which two columns are neither "
    "the target nor in feature_names?",
    '"mpg", and ["origin", "name"]',
)
@insight(
    "*Classification* predicts one of a few names, as with the irises. *Regression* "
    "predicts a number. No prediction is exactly right, so you measure how far off it "
    "is."
)
def test_define_the_target_is_a_number():
    """Define: which column do we predict? And which two columns (a list) does the model not use?"""
    target = ____("mpg")
    assert cars[target].tolist() == y.tolist()
    unused = set(cars.columns) - set(feature_names) - {target}
    assert unused == set(____(["origin", "name"]))


@hint(
    "How do you keep errors that are too high and too low from cancelling?",
    "mean_squared_error(y_true, y_pred) squares the errors and takes their mean, "
    "which is in squared mpg. Take its square root.",
    "mean_squared_error(y_true, y_pred) ** 0.5",
)
@yours
def rmse(y_true, y_pred):
    """Return the root mean squared error of y_pred (n,) for y_true (n,): one number, in mpg."""
    return mean_squared_error(y_true, y_pred) ** 0.5


@hint(
    "Two errors of 0 and 10, or of 5 and 5: what are their squares?",
    "The squares are 0 and 100, or 25 and 25. Which have the larger mean?",
    '"off by 10 once": its RMSE is 7.1, the other is 5',
)
@insight(
    "Choose the measure before you see a result. The RMSE punishes a few large "
    "errors. If all miles should count alike, take the mean absolute error."
)
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
    assert max(errors, key=errors.get) == ____("off by 10 once")


@hint(
    "Which single number would you predict for every car if you knew nothing about it?",
    "Predict the mean of y_train for each new car: np.full(len(y_new), number) "
    "repeats a number. Then take the RMSE for y_new.",
    "rmse(y_new, np.full(len(y_new), y_train.mean()))",
)
@yours
def baseline(y_train, y_new):
    """Return the RMSE of predicting the mean of y_train (n,) for each of y_new (m,): in mpg.

    scikit-learn wants one prediction for each car: np.full(m, number) repeats a number.
    """
    return rmse(y_new, np.full(len(y_new), y_train.mean()))


@insight(
    "The baseline is the error that every model has to beat. A linear regression on "
    "weight alone beats it by far: weight explains 70 % of the variation of mpg."
)
def test_define_the_baseline():
    """Define: write `baseline`. For known targets 10, 10, 25 and new ones 15, 15, 15, 21 it should be 3 mpg."""
    known, new = np.array([10.0, 10, 25]), np.array([15.0, 15, 15, 21])
    assert baseline(known, new) == close_to(3)  # errors 0, 0, 0, 6


@hint(
    "In what order are the rows of data/cars.csv? Look at its year column.",
    "Write print(X[-79:, year].min()) above the first line and save. To mix the "
    "years, train_test_split has to shuffle the rows.",
    "80, and True",
)
@insight(
    "The order of a file is information too. Without shuffling, all test cars would "
    "be of 1980 or later. That would ask how well you predict the future, which is "
    "another question."
)
def test_prepare_the_file_is_sorted_by_year():
    """Prepare: what is the first year in the last 79 rows? And should a split shuffle, True or False?"""
    assert X[-79:, year].min() == ____(80)
    known, new = train_test_split(
        X[:, year], test_size=79, shuffle=____(True), random_state=0
    )
    assert abs(known.mean() - new.mean()) < 1


@hint(
    "The column origin holds 1, 2 or 3. Is a Japanese car three times an American one?",
    "Compare the column with each code: that gives True where the car has that "
    "origin, and False elsewhere. astype(float) turns them into 1 and 0.",
    'cars["origin"] == code',
)
@yours
def with_origin(cars):
    """Return the six features of `cars` and a column for each of origin 1, 2, 3: shape (n, 9).

    `cars` is a table with the columns of data/cars.csv. Each of the last three columns
    is 1 where the car has that origin, and 0 elsewhere. *One-hot encoding* turns a
    column of names into one column of zeros and ones for each name. If an origin does
    not occur among these cars, its column is all 0.
    """
    origins = [____(cars["origin"] == code) for code in (1, 2, 3)]
    return np.column_stack([cars[feature_names], *origins]).astype(float)


@hint(
    "The car is from Europe, and 2 means Europe. Which of the three columns is 1?",
    "The three columns ask: is origin 1, is it 2, is it 3? Write 1 for yes and 0 for "
    "no.",
    "[0, 1, 0]",
)
@insight(
    "A code that looks like a number is still a name: Japan minus Europe means "
    "nothing. A *categorical* column holds names, or codes for names."
)
def test_prepare_a_code_is_not_a_quantity():
    """Prepare: what are the last three numbers of a European car (origin 2)? A list of three."""
    european = cars[cars["origin"] == 2].head(2)
    assert np.asarray(with_origin(european))[0, 6:] == close_to(____([0, 1, 0]))


@hint(
    "How can a model that has not seen a car predict it, for all training cars?",
    "Use the folds KFold(5, shuffle=True, random_state=0). cross_val_predict with "
    "cv=folds leaves out one fold at a time, trains on the others, and predicts it.",
    "KFold(5, shuffle=True, random_state=0), then cross_val_predict(model, X, y, "
    "cv=folds)",
)
@yours
def cv_rmse(model, X, y):
    """Return the RMSE of `model` in cross-validation over X (n, d), y (n,): one number, in mpg.

    Use the folds KFold(5, shuffle=True, random_state=0). `model` is any regressor of
    scikit-learn. All n squared errors go into one mean, and you take its root once.
    """
    folds = ____(KFold(5, shuffle=True, random_state=0))
    y_pred = ____(cross_val_predict(model, X, y, cv=folds))
    return rmse(y, y_pred)


def error_of(model):
    """Return the RMSE of `model` in cross-validation on the 313 training cars: in mpg."""
    return cv_rmse(model, X_train, y_train)


@hint(
    "There are five rounds. In which of them is a car not trained on?",
    "A car is left out in one round, and trained on in all the others.",
    "4",
)
@insight(
    "Cross-validation costs five fits instead of one. In return, 313 cars judge the "
    "model, each as an unseen car, and the 79 test cars stay unseen."
)
def test_spot_check_every_car_is_left_out_once():
    """Spot-check: each of five folds is left out once. In how many rounds is each car trained on?"""
    learnt = np.zeros(313)
    for known, _ in KFold(5, shuffle=True, random_state=0).split(X_train):
        learnt[known] += 1
    assert learnt == close_to(np.full(313, ____(4)))
    assert error_of(LinearRegression()) < error_of(DummyRegressor())


def scaled(model):
    """Return `model` with a scaler before it, which standardises each column.

    The two form a pipeline. So in every fold the scaler learns its means and standard
    deviations from the training cars alone.
    """
    return make_pipeline(StandardScaler(), model)


@hint(
    "Which of the two models measures distances over all columns at once?",
    "Linear regression has a separate weight for each column, which adapts to any "
    "unit. Nearest neighbours add up squared differences of pounds and of years.",
    '"five neighbours"',
)
@insight(
    "Unscaled, near means near in pounds, because they have the largest numbers. "
    "Scaling lowers the RMSE of the neighbours from 4.5 to 3.2 mpg, and leaves linear "
    "regression at 3.5."
)
def test_spot_check_some_models_depend_on_units():
    """Spot-check: which of these two models gains from scaling? Its name in quotes.

    To compare, write print(gain) above the last line and save.
    """
    linear, neighbours = LinearRegression(), KNeighborsRegressor(5)
    gain = {
        "linear regression": error_of(linear) - error_of(scaled(linear)),
        "five neighbours": error_of(neighbours) - error_of(scaled(neighbours)),
    }
    assert max(gain, key=gain.get) == ____("five neighbours")


@hint(
    "Any regressor of scikit-learn will do. How far off is the baseline, which "
    "predicts the mean?",
    "Use one of the imported classes with a setting of your own, such as the number "
    "of neighbours. For the baseline, write print(baseline_error) above the asserts.",
    "scaled(KNeighborsRegressor(15)), and 8",
)
@insight(
    "Linear regression 3.5 mpg, five neighbours 3.2, the tree 3.5, and the baseline "
    "7.8. Try plain models first: they show how much there is to gain."
)
def test_spot_check_plain_models_against_the_baseline():
    """Spot-check: add a model of your own. And what is the RMSE of the baseline, in whole mpg?

    A *decision tree* asks yes-or-no questions in turn, and predicts by the answers.
    """
    models = [
        LinearRegression(),
        scaled(KNeighborsRegressor(5)),  # predicts the mean of the five nearest
        DecisionTreeRegressor(max_depth=4, random_state=0),  # at most 16 values
        ____(scaled(KNeighborsRegressor(15))),  # yours: any regressor
    ]
    baseline_error = error_of(DummyRegressor())  # predicts the training mean
    assert round(baseline_error) == ____(8)
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


@hint(
    "Which of the four errors is the smallest?",
    "Write print(errors) above the last line and save.",
    '"squares and products"',
)
@insight(
    "As it is 3.48 mpg, with the origin 3.42, via gallons per mile 3.18, with squares "
    "and products 2.90. The relation is curved, so what helps most is a model that "
    "can curve."
)
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
    assert min(errors, key=errors.get) == ____("squares and products")


@hint(
    "How far off is each alpha on cars that were left out? You have functions for "
    "both parts.",
    "For each alpha compute cv_rmse of polynomial(degree, alpha), and return the alpha "
    "with the smallest error.",
    "errors = [cv_rmse(polynomial(degree, alpha), X, y) for alpha in alphas], then "
    "alphas[np.argmin(errors)]",
)
@yours
def best_alpha(X, y, degree, alphas):
    """Return the alpha in the list `alphas` with which ridge regression has the least error.

    The model is polynomial(degree, alpha), and its error is `cv_rmse` on X (n, d) and
    y (n,). If several alphas tie, return any of them.
    """
    errors = [cv_rmse(polynomial(degree, alpha), X, y) for alpha in alphas]
    return alphas[np.argmin(errors)]


@hint(
    "With cubes there are 83 columns for 313 cars. What happens with no "
    "regularisation, and what with far too much?",
    "Write print(best_alpha(X_train, y_train, 3, [1e-4, 1, 1e4])) above the line and "
    "save.",
    "1",
)
@insight(
    "4.6 mpg with alpha 0.0001 (overfitted), 2.8 with 1, and 6.1 with 10000. An "
    "*underfitted* model is too stiff to follow even its training set. Like k, alpha "
    "is a hyperparameter."
)
def test_improve_choose_the_strength_of_regularisation():
    """Improve: with cubes, is alpha 0.0001, 1 or 10000 best? Write `best_alpha`, then type it."""
    assert best_alpha(X_train, y_train, 3, [1e-4, 1, 1e4]) == ____(1)


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


@hint(
    "Which error did cross-validation find, and between which two numbers should it "
    "be?",
    "Write print(low, error_of(LinearRegression()), high) above the last line and "
    "save.",
    "True: 3.5 is between 2.7 and 4.1",
)
@insight(
    "79 test cars pin the error down to about one mpg. The 313 cars of "
    "cross-validation pin it down twice as closely."
)
def test_present_how_uncertain_the_result_is():
    """Present: is the cross-validation error in the interval of the test cars? True or False."""
    model = LinearRegression().fit(X_train, y_train)
    low, high = interval(y_test, model.predict(X_test))
    assert bool(low < error_of(LinearRegression()) < high) == ____(True)


@hint(
    "The model learnt from cars of 1970 to 1979. Did cars change after that?",
    "Write print(missing.mean()) above the last line, save, and round it to a whole "
    "number.",
    "3: the mean is 3.4 mpg",
)
@insight(
    "No confidence interval warns of this: it holds for cars like those in the data. "
    "Petrol was expensive after 1979, and cars were built differently. *Distribution "
    "shift* means that new rows are unlike those that a model learnt from."
)
def test_present_it_goes_wrong_on_later_years():
    """When it goes wrong: a model trained on cars before 1980 predicts too little for later ones. By how many whole mpg?"""
    later = X[:, year] >= 80
    model = LinearRegression().fit(X[~later], y[~later])
    missing = y[later] - model.predict(X[later])
    assert round(missing.mean()) == ____(3)


@hint(
    "Which model would you choose, after all that you have seen in cross-validation?",
    "Any regressor whose RMSE on the test cars is below the baseline's will pass. "
    "Choose it by cross-validation.",
    "polynomial(2, 0.1), for example",
)
@insight(
    "The result is recorded in your journal. Do not try many models here: the more "
    "you choose by the test cars, the less unseen they are."
)
def test_present_a_model_of_your_own(present):
    """Present: choose a regressor of your own. Its result on the test cars is recorded."""
    model = ____(polynomial(3, 1))
    y_pred = model.fit(X_train, y_train).predict(X_test)
    show_yours(present, y_pred)
    assert rmse(y_test, y_pred) < baseline(y_train, y_test)


@hint(
    "From which cars may the model learn?",
    "It learns from the training cars: first their features, then their targets.",
    "X_train, y_train",
)
@insight(
    "Present it like this: off by 2.7 to 4.1 mpg for cars of those years, and by more "
    "where mileage is very high. The levels below take linear regression apart, so it "
    "stays the headline."
)
def test_the_result_still_stands(present):
    """Present: train linear regression. The screen shows its result, with the interval."""
    y_pred = LinearRegression().fit(____(X_train), ____(y_train)).predict(X_test)
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
