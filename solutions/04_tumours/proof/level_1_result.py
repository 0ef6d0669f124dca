"""The proof of level 1 of 04 tumours: how its functions go wrong, and other right answers."""


@wrong(
    test_nearly_every_tumour_is_called_right,
    "So many tumours were shown. A few of them were called wrongly.",
)
def all_that_were_shown():
    return 114


@wrong(
    test_nearly_every_tumour_is_called_right,
    "So many were called wrongly. Asked for are the others.",
)
def the_wrong_calls():
    return 3


@wrong(
    test_nearly_every_tumour_is_called_right,
    "So many were learnt from. Asked for are unseen ones.",
)
def the_known_ones():
    return 455


@wrong(
    test_a_row_is_a_tumour,
    "The diagnosis is in the file as well, but it is what the model has to say itself.",
)
def the_diagnosis_as_well():
    return 31


@wrong(
    test_it_says_how_sure_it_is,
    "Of so many it is sure. Asked for are the others.",
)
def the_sure_ones():
    return 103


@wrong(
    test_it_says_how_sure_it_is,
    "The table has a few of the 114. Count among all of them: likely holds them.",
)
def the_rows_of_the_table():
    return 5


@wrong(
    test_to_miss_a_tumour_is_one_kind_of_error,
    "That is the other kind, a benign one called malignant. Asked for are the missed.",
)
def the_false_alarms():
    return 1


@wrong(
    test_to_miss_a_tumour_is_one_kind_of_error,
    "Those are both kinds of wrong calls together. Asked for are the missed ones.",
)
def both_kinds():
    return 3


@wrong(
    test_a_lower_bar_misses_none_and_has_its_price,
    "So many are called malignant in all, and 42 of those are. The alarms are the "
    "rest.",
)
def all_that_are_called():
    return 52


@wrong(
    test_a_lower_bar_misses_none_and_has_its_price,
    "That was with the bar at 50 per cent. With a lower bar more are called malignant.",
)
def alarms_at_the_old_bar():
    return 1


@wrong(
    test_saying_benign_every_time_is_often_right,
    "Those are the malignant ones: it would be wrong at each of them.",
)
def the_malignant_ones():
    return 42


@wrong(
    test_saying_benign_every_time_is_often_right,
    "Half would be benign if both kinds were as common. Count the zeros of y_test.",
)
def half_of_them():
    return 57


@wrong(
    test_the_malignant_one_of_two_is_nearly_always_said_likelier,
    "That is so many of one pair. How many of a thousand?",
)
def a_part_of_one():
    return 0.996


@wrong(
    test_the_malignant_one_of_two_is_nearly_always_said_likelier,
    "That is the share of right calls, 111 of 114. The share of pairs is the AUC.",
)
def the_right_calls():
    return 974


@wrong(
    test_it_is_very_sure_of_an_empty_slide,
    "That would be the careful answer. But small numbers are what it takes for health.",
)
def the_careful_answer():
    return "malignant"
