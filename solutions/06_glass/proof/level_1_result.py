"""The proof of level 1 of 06 glass: how its functions go wrong, and other right answers."""


@wrong(
    test_seven_in_ten_are_named_right,
    "That is every splinter there was; 13 of them got a wrong name.",
)
def all_of_them():
    return 43


@wrong(
    test_seven_in_ten_are_named_right,
    "That many it got wrong. How many did it get right?",
)
def the_wrong_ones():
    return 13


@wrong(
    test_always_saying_the_commonest_kind_is_right_one_time_in_three,
    "So many were named right by the tree. Here nobody looks at the glass at all.",
)
def the_trees_count():
    return 30


@wrong(
    test_the_first_question_is_about_one_oxide,
    "That is what it stands for. The column has a short name, two letters in the picture.",
)
def in_full():
    return "barium"


@wrong(
    test_row_26_is_asked_few_questions,
    "So many are asked at most. Row 26 goes to the right at once, and is soon done.",
)
def the_most_questions():
    return 4
