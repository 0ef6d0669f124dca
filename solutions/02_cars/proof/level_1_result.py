"""The proof of level 1 of 02 cars: how its koans go wrong."""


@wrong(
    test_most_of_the_variation_is_explained,
    "That is the RMSE, in miles per gallon. R² comes before it.",
)
def the_error_in_mpg():
    return 3.4


@wrong(
    test_most_of_the_variation_is_explained,
    "That would mean that every prediction is exact. Look at the crosses in the table.",
)
def every_one_exact():
    return 1


@wrong(
    test_each_row_describes_one_car,
    "You counted the mileage too. It is what the model predicts, so it is not a "
    "feature.",
)
def with_the_answer():
    return 7


@wrong(
    test_most_predictions_are_within_five_mpg,
    "That is how many are more than 5 mpg off. Count the others.",
)
def those_further_off():
    return 7


@wrong(
    test_most_predictions_are_within_five_mpg,
    "That is how many test cars there are. Count those with a ✓.",
)
def all_of_them():
    return 79


@wrong(
    test_one_car_goes_much_further_than_predicted,
    "That car's prediction is only the third furthest off.",
)
def third():
    return "datsun 210"


@wrong(
    test_the_baseline_is_off_by_far_more,
    "That is the mean itself. How far off is it, if you predict it for every car?",
)
def the_mean():
    return 23


@wrong(
    test_the_baseline_is_off_by_far_more,
    "That is the error of the model, rounded. Round the error of the baseline.",
)
def as_the_model():
    return 3


@wrong(
    test_a_thousand_pounds_cost_several_mpg,
    "That would mean that the heavier car goes further. Check the sign.",
)
def the_sign_lost():
    return 7


@wrong(
    test_a_thousand_pounds_cost_several_mpg,
    "That is the change for one pound. Here the car gets 1000 pounds heavier.",
)
def of_one_pound():
    return -0.007
