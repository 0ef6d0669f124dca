"""The proof of level 1 of 02 cars: how its functions go wrong, and other right answers."""


@wrong(
    test_most_of_the_difference_is_foreseen,
    "That is how far off it is, in miles to the gallon. R² stands before it.",
)
def the_error_in_mpg():
    return 3.4


@wrong(
    test_most_of_the_difference_is_foreseen,
    "1 would be a model that is never off. See the crosses in the table.",
)
def all_is_foreseen():
    return 1


@wrong(
    test_a_row_is_a_car,
    "The miles to the gallon are not among them: they are what is asked for.",
)
def with_the_answer():
    return 7


@wrong(
    test_most_cars_are_foreseen_within_five_miles,
    "So many are further off than 5 mpg. Asked for are those within.",
)
def the_far_ones():
    return 7


@wrong(
    test_most_cars_are_foreseen_within_five_miles,
    "So many cars are unseen. Not every one of them has a tick.",
)
def all_of_them():
    return 79


@wrong(
    test_one_car_goes_much_further_than_was_said,
    "That one is only the third furthest off.",
)
def third():
    return "datsun 210"


@wrong(
    test_knowing_nothing_is_off_by_far_more,
    "That is the mean itself. How far off is it, when it is said of every car?",
)
def the_mean():
    return 23


@wrong(
    test_knowing_nothing_is_off_by_far_more,
    "That is the model's, rounded. The mean knows nothing of the car.",
)
def as_the_model():
    return 3


@wrong(
    test_a_thousand_pounds_cost_so_many_miles,
    "The heavier car would go further then. What is the sign?",
)
def the_sign_lost():
    return 7


@wrong(
    test_a_thousand_pounds_cost_so_many_miles,
    "That is for one pound more. Here it is 1000 of them.",
)
def of_one_pound():
    return -0.007
