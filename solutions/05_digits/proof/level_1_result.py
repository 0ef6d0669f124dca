"""The proof of level 1 of 05 digits: how its functions go wrong, and other right answers."""


@wrong(
    test_nearly_every_digit_is_named_right,
    "So many digits are unseen; not every one of them was named right.",
)
def all_of_them():
    return 450


@wrong(
    test_nearly_every_digit_is_named_right,
    "So many were misread; asked for are the ones named right.",
)
def the_misread_ones():
    return 6


@wrong(
    test_nearly_every_digit_is_named_right,
    "So many are right by all 64 pixels. From 16 numbers it was another count.",
)
def the_count_with_all_pixels():
    return 442


@wrong(
    test_row_32_is_read_as_another_digit,
    "The two are swapped: first what the model read, then what was written.",
)
def swapped():
    return [9, 3]


@wrong(
    test_always_saying_the_same_digit_is_right_one_time_in_ten,
    "One in ten would be 45, but the ten are not quite equally common. Count the threes.",
)
def exactly_one_in_ten():
    return 45


@wrong(
    test_fewer_numbers_are_not_fewer_digits_right,
    "The other way round: squeezing cost nothing, it gained.",
)
def a_loss():
    return -2


@wrong(
    test_one_digit_is_misread_most_often,
    "That is the digit read most often by mistake; asked for is the one written.",
)
def the_one_read():
    return 3


@wrong(
    test_one_digit_is_misread_most_often,
    "Two of the six are eights, and one digit has more. The picture shows all six.",
)
def the_one_in_the_table():
    return 8


@wrong(
    test_upside_down_it_goes_wrong,
    "A six they are still, but the model never saw one from this side.",
)
def still_a_six():
    return 6
