"""The proof of level 1 of 05 digits: how its functions go wrong, and other right answers."""


@wrong(
    test_nearly_every_digit_is_predicted_correctly,
    "That is how many unseen digits there are. Not every one was predicted correctly.",
)
def all_of_them():
    return 450


@wrong(
    test_nearly_every_digit_is_predicted_correctly,
    "That is how many the model got wrong. Count the ones it got right.",
)
def the_misread_ones():
    return 6


@wrong(
    test_nearly_every_digit_is_predicted_correctly,
    "That is how many are correct from all 64 pixels. Take the count from 16 numbers.",
)
def the_count_with_all_pixels():
    return 442


@wrong(
    test_row_32_is_predicted_wrongly,
    "You swapped the two. Put what the model predicted first, then what was written.",
)
def swapped():
    return [9, 3]


@wrong(
    test_guessing_3_every_time_is_correct_one_time_in_ten,
    "That is exactly one in ten, but the ten digits are not quite equally frequent. "
    "Count the threes.",
)
def exactly_one_in_ten():
    return 45


@wrong(
    test_fewer_numbers_do_not_mean_fewer_correct_digits,
    "You subtracted the wrong way round. More digits are correct from 16 numbers, so "
    "the difference is positive.",
)
def a_loss():
    return -2


@wrong(
    test_one_digit_is_misread_most_often,
    "That is the digit that was predicted most often by mistake. Give the one that "
    "was written.",
)
def the_one_read():
    return 3


@wrong(
    test_one_digit_is_misread_most_often,
    "Two of the six are eights, and another digit has more. The picture shows all six.",
)
def the_one_in_the_table():
    return 8


@wrong(
    test_a_digit_upside_down_is_misread,
    "They are still sixes, but the model has never seen one from this side.",
)
def still_a_six():
    return 6
