"""The proof of level 1 of 06 glass: the known wrong answers."""


@wrong(
    test_seven_in_ten_are_predicted_correctly,
    "That is the size of the test set. Some of the predictions are wrong, so count "
    "the correct ones.",
)
def all_of_them():
    return 43


@wrong(
    test_seven_in_ten_are_predicted_correctly,
    "That is how many the model got wrong. Count the ones it got right.",
)
def the_wrong_ones():
    return 13


@wrong(
    test_guessing_the_most_common_kind_is_correct_one_time_in_three,
    "That is how many the tree predicts correctly. Count how many are correct if "
    "you always guess 'other window'.",
)
def the_trees_count():
    return 30


@wrong(
    test_the_first_question_is_about_one_oxide,
    "That is what the short name stands for. Type the name of the column, two "
    "letters in the picture.",
)
def in_full():
    return "barium"


@wrong(
    test_two_questions_are_enough_for_row_26,
    "That is the most that any splinter is asked. Row 26 goes to the right first, "
    "where few questions follow.",
)
def the_most_questions():
    return 4
