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

from sensei import ____, close_to, hint, insight, yours

from . import X, X_test, X_train, cars, feature_names, names_test, y, y_test, y_train

year = feature_names.index("year")


@hint(
    "Which column of data/cars.csv would you not know before driving the car?",
    "The first one. And is it a name that is asked for, or a number?",
    '"mpg"; origin and name stay unused for now: ["origin", "name"]',
)
@insight(
    "A name out of a few, as with irises, is a classification, a number is a "
    "regression. Nobody will be exactly right: what counts is how far off."
)
def test_define_a_number_is_asked_for():
    """Define: one column is asked for, six are known. Which two, a list, are left?"""
    target = ____("mpg")
    assert cars[target].tolist() == y.tolist()
    left_over = set(cars.columns) - set(feature_names) - {target}
    assert left_over == set(____(["origin", "name"]))


@hint(
    "How far off is each car? How do you keep too high and too low from cancelling?",
    "mean_squared_error(y_true, y_pred) squares, and takes the mean. That is in squared "
    "miles to the gallon; what brings it back?",
    "mean_squared_error(y_true, y_pred) ** 0.5",
)
@yours
def rmse(y_true, y_pred):
    """Root of the mean squared error of y_pred (n,) for y_true (n,): a number, in mpg."""
    return mean_squared_error(y_true, y_pred) ** 0.5


@hint(
    "Two cars go 20 each. Said were 20 and 30 by one model, 25 and 25 by another.",
    "Errors 0 and 10, or 5 and 5. Squared: 0 and 100, or 25 and 25.",
    '"one at 10": its rmse is 7.1, that of the other is 5.',
)
@insight(
    "Say what good means before you see a figure. Squares ask: is it ever far off? If "
    "all miles should weigh alike, take the mean distance."
)
def test_define_what_far_off_means():
    """Define: off by 10 once, or by 5 twice? Which has the larger rmse?"""
    true = np.array([20, 20])
    off = {
        "one at 10": rmse(true, np.array([20, 30])),
        "two at 5": rmse(true, np.array([25, 25])),
    }
    assert off["two at 5"] == close_to(5)
    assert max(off, key=off.get) == ____("one at 10")


@hint(
    "You know only how far the known cars go, and must say the same of every new one.",
    "Their mean. How far off is it, over the new cars?",
    "rmse(y_new, [y_known.mean()] * len(y_new))",
)
@yours
def baseline(y_known, y_new):
    """The rmse over y_new (m,) of saying the mean of y_known (n,) each time: mpg.

    scikit-learn's errors want a number for each car: np.full(m, number) repeats one.
    """
    return rmse(y_new, np.full(len(y_new), y_known.mean()))


@insight(
    "The least that a model has to beat. By weight alone it is beaten: two thirds of how cars differ is size."
)
def test_define_what_knowing_nothing_costs():
    """Define: write `baseline`. How far off is the mean of the known cars for new ones?"""
    known, new = np.array([10.0, 10, 25]), np.array([15.0, 15, 15, 21])
    assert baseline(known, new) == close_to(3)  # errors 0, 0, 0 and 6


@hint(
    "In what order does data/cars.csv stand? Look at its year column, from top to end.",
    "print(X[-79:, year].min()) above the assertion.",
    "80, and shuffle=True",
)
@insight(
    "The order of a file is a column too. Left unshuffled, the unseen cars would all be "
    "of 1980 and later, and nearly all known ones older. That asks of years to come, and "
    "not of other cars of the same years: know which one your question is."
)
def test_prepare_the_file_stands_in_order_of_years():
    """Prepare: what is the earliest year among the last 79 rows? Then split fairly."""
    assert X[-79:, year].min() == ____(80)
    known, new = train_test_split(
        X[:, year], test_size=79, shuffle=____(True), random_state=0
    )
    assert abs(known.mean() - new.mean()) < 1


@hint(
    "Is a Japanese car three times an American one? origin holds 1, 2 or 3.",
    "Give each origin a column of its own, with 1 where it is so and 0 elsewhere, and "
    "put the three beside the six known columns.",
    "cars['origin'] == code",
)
@yours
def with_origin(cars):
    """The six known columns of cars, then a column for each of origin 1, 2, 3: (n, 9).

    cars: a table as data/cars.csv; feature_names has the names of the six, mpg and name
    are not among them. In the last three stands 1 where the car has that origin, else
    0, whether or not each origin occurs among these cars. That is called one-hot: ==
    for each code makes such a column, np.column_stack puts columns together.
    """
    origins = [____(cars["origin"] == code) for code in (1, 2, 3)]
    return np.column_stack([cars[feature_names], *origins]).astype(float)


@hint(
    "The car is from Europe, and Europe is 2. Where does the 1 stand?",
    "The three columns are: is it 1, is it 2, is it 3.",
    "[0, 1, 0]",
)
@insight(
    "Numbers can be names in disguise. Ask of each column what 2 minus 1 would be."
)
def test_prepare_a_code_is_not_a_quantity():
    """Prepare: what are the last three numbers of a European car? A list of three."""
    european = cars[cars["origin"] == 2].head(2)
    assert np.asarray(with_origin(european))[0, 6:] == close_to(____([0, 1, 0]))


@hint(
    "How can every car be foreseen by a model that has not learnt it?",
    "Five folds, KFold(5, shuffle=True, random_state=0). cross_val_predict leaves out "
    "one fold at a time, learns from the four others, and foresees the fifth.",
    "y_pred = cross_val_predict(model, X, y, cv=KFold(5, shuffle=True, "
    "random_state=0)), then its rmse",
)
@yours
def cv_rmse(model, X, y):
    """The rmse of model over all rows of X (n, d), each foreseen without being learnt.

    model: any regressor of scikit-learn. Folds: KFold(5, shuffle=True, random_state=0).
    All n squared errors go into one mean, and its root is taken once.
    """
    folds = ____(KFold(5, shuffle=True, random_state=0))
    y_pred = ____(cross_val_predict(model, X, y, cv=folds))
    return rmse(y, y_pred)


def off_by(model):
    """How far off a model is on the 313 known cars, each left out in turn, in mpg."""
    return cv_rmse(model, X_train, y_train)


@hint(
    "Five folds, and each is left out once. How often is each car learnt from?",
    "In every round but its own.",
    "4",
)
@insight(
    "01 named flowers by such folds. They cost five fits, and give 313 honest errors "
    "in place of 79 unseen ones, which stay unseen."
)
def test_spot_check_every_car_is_left_out_once():
    """Spot-check: of five folds each is left out once. How often is a car learnt from?"""
    learnt = np.zeros(313)
    for known, _ in KFold(5, shuffle=True, random_state=0).split(X_train):
        learnt[known] += 1
    assert learnt == close_to(np.full(313, ____(4)))
    assert off_by(LinearRegression()) < off_by(DummyRegressor())


def scaled(model):
    """model, with each column less its mean, over its spread, before it.

    Both are learnt when the model is fitted, from the cars that it is fitted to.
    """
    return make_pipeline(StandardScaler(), model)


@hint(
    "Which model measures how far two cars are apart, over all columns at once?",
    "The straight rule gives each column a weight of its own, and a weight makes up "
    "for any unit.",
    '"five neighbours"',
)
@insight(
    "A straight rule says the same in pounds and in tons. Neighbours do not: unscaled, "
    "near means near in weight."
)
def test_spot_check_some_models_care_for_units():
    """Spot-check: which of the two gains by scaling?"""
    rule, neighbours = LinearRegression(), KNeighborsRegressor(5)
    gain = {
        "straight rule": off_by(rule) - off_by(scaled(rule)),
        "five neighbours": off_by(neighbours) - off_by(scaled(neighbours)),
    }
    assert max(gain, key=gain.get) == ____("five neighbours")


@hint(
    "Any regressor of scikit-learn will do; for one, KNeighborsRegressor takes how many "
    "neighbours are asked, Ridge what weights cost.",
    "Write it as the others are written, with a setting of your own. And what does "
    "knowing nothing cost, in whole mpg? print(nothing) has it.",
    "scaled(KNeighborsRegressor(15)), or Ridge(10); and 8",
)
@insight(
    "Out of the box the three are more than twice as good as nothing, and within one "
    "mpg of each other. Try plain things first: they show what there is to be had."
)
def test_spot_check_plain_models_against_nothing():
    """Spot-check: three models and one of yours. How many whole mpg off is the mean?"""
    models = [
        LinearRegression(),
        scaled(KNeighborsRegressor(5)),  # the mean of the five nearest
        DecisionTreeRegressor(max_depth=4, random_state=0),  # at most 16 answers
        ____(scaled(KNeighborsRegressor(15))),  # one imported above, set otherwise
    ]
    nothing = off_by(DummyRegressor())  # predicts the mean of the known cars
    assert round(nothing) == ____(8)
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


@hint(
    "Each line changes one thing only. Which one is least far off?",
    "Print off above the last line and save: a print may stand anywhere.",
    'The name of the smallest, a text in quotes: "squares and products"',
)
@insight(
    "Gallons are nearly straight in weight, so miles to the gallon bend. Squares let "
    "the rule bend; where a car was built hardly matters once its size is known."
)
def test_improve_one_thing_at_a_time():
    """Improve: change one thing, leave cars out, keep what helps. What helps most?"""
    known = known_of(with_origin(cars))
    off = {
        "as it is": off_by(LinearRegression()),
        "three columns of origin": cv_rmse(LinearRegression(), known, y_train),
        "gallons a mile, turned": off_by(gallons),
        "squares and products": off_by(curved(2, 0.1)),
    }
    assert min(off, key=off.get) == ____("squares and products")


@hint(
    "How far off is each alpha, on cars left out? You have functions for both.",
    "For each alpha the cv_rmse of curved(degree, alpha); return the alpha of the "
    "smallest.",
    "off = [cv_rmse(curved(degree, alpha), X, y) for alpha in alphas], then "
    "alphas[np.argmin(off)]",
)
@yours
def best_alpha(X, y, degree, alphas):
    """The one of alphas, a list, with which curved(degree, alpha) is least far off.

    Each row is foreseen by a model that has not learnt it: cv_rmse.
    """
    off = [cv_rmse(curved(degree, alpha), X, y) for alpha in alphas]
    return alphas[np.argmin(off)]


@hint(
    "Cubes of six columns make 83 columns, for 313 cars. Is freedom good or bad there?",
    "With 0.0001 weights may run wild, with 10000 hardly move. Save with a guess.",
    "1",
)
@insight(
    "4.6 mpg, 2.8, 6.1. The same 83 columns are worse than the straight rule or far "
    "better, by one number that you choose on cars left out."
)
def test_improve_choose_how_much_weights_cost():
    """Improve: cubes too, and an alpha of 0.0001, 1 or 10000. Which foresees best?"""
    assert best_alpha(X_train, y_train, 3, [1e-4, 1, 1e4]) == ____(1)


@hint(
    "Each car has a squared error. How sure is the mean of 79 of them?",
    "A mean of n numbers is off by about their spread over the root of n: its standard "
    "error. Take 1.96 of those to either side of the mean square, then the roots.",
    "squares = (y_true - y_pred) ** 2; wide = 1.96 * squares.std(ddof=1) / "
    "len(squares) ** 0.5; return max(squares.mean() - wide, 0) ** 0.5, (squares.mean() "
    "+ wide) ** 0.5",
)
@yours
def interval(y_true, y_pred):
    """Where the rmse lies, with about 95 % confidence: (low, high), in mpg.

    Other 79 cars would give another figure; 95 times in a hundred such a range holds what
    countless cars would give. It is the roots of m - 1.96 s and m + 1.96 s, where m is
    the mean of the n squared errors and s its standard error, how far such a mean wanders:
    their standard deviation over the root of n. ddof=1 has it over n - 1, since m was
    made of the same cars. A low below 0 counts as 0.
    """
    squares = ____((y_true - y_pred) ** 2)
    wide = 1.96 * ____(squares.std(ddof=1) / len(squares) ** 0.5)
    return max(squares.mean() - wide, 0) ** 0.5, (squares.mean() + wide) ** 0.5


@hint(
    "79 cars, and one of them is off by 11 mpg. Could 79 others be off by 4 on average?",
    "Print low and high above the line.",
    "2.7 to 4.1: 3.5, which the folds found, lies within. True",
)
@insight(
    "79 unseen cars pin the error down to about one mpg; 313 cars left out in turn pin "
    "it down twice as closely."
)
def test_present_how_far_the_figure_may_wander():
    """Present: does what the folds promised lie within the interval of the unseen?"""
    model = LinearRegression().fit(X_train, y_train)
    low, high = interval(y_test, model.predict(X_test))
    assert bool(low < off_by(LinearRegression()) < high) == ____(True)


@hint(
    "Learnt from 1970 to 1979, asked of 1980 to 1982. Did cars get better than that?",
    "Print missing.mean(): how much further they go than was said.",
    "3.4, rounded to 3",
)
@insight(
    "No interval warned of that: it speaks of cars drawn as these were. After 1979 a "
    "gallon was dear and cars were built otherwise; a rule knows the world it was shown."
)
def test_present_it_goes_wrong_on_years_to_come():
    """Present: cars from 1980 on, foreseen from those before: too low by how many mpg?"""
    later = X[:, year] >= 80
    model = LinearRegression().fit(X[~later], y[~later])
    missing = y[later] - model.predict(X[later])
    assert round(missing.mean()) == ____(3)


@hint(
    "Which model would you stand by, after all that you have seen?",
    "Anything that beats the mean on the unseen cars counts, and is written down.",
    "curved(2, 0.1), for one",
)
@insight(
    "It is in the journal. Come back with a better idea: but the more ideas are tried "
    "on these 79, the less they are unseen."
)
def test_present_a_model_of_your_own(present):
    """Present: a model you choose, judged on the unseen cars, and recorded."""
    model = ____(curved(3, 1))
    y_pred = model.fit(X_train, y_train).predict(X_test)
    show_yours(present, y_pred)
    assert rmse(y_test, y_pred) < baseline(y_train, y_test)


@hint(
    "What may the straight rule learn from?",
    "The known cars: their six numbers, and how far they go.",
    "X_train, y_train",
)
@insight(
    "Say it so: off by 2.7 to 4.1 mpg, for cars of those years, and worse at either end "
    "of the scale. The plain rule stays our headline: what follows takes it apart."
)
def test_the_result_still_stands(present):
    """Present: the straight rule on 79 cars no model has seen, with its uncertainty."""
    y_pred = LinearRegression().fit(____(X_train), ____(y_train)).predict(X_test)
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
