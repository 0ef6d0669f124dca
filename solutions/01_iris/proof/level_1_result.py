"""The proof of level 1 of 01 iris: how its functions go wrong, and other right answers."""


@wrong(
    test_nearly_every_flower_is_predicted_correctly,
    "There are only 30 flowers to predict.",
)
def more_than_there_are():
    return 31


@wrong(
    test_nearly_every_flower_is_predicted_correctly,
    "That is how many flowers the model was shown. It predicted one of them wrongly.",
)
def all_of_them():
    return 30


@wrong(
    test_nearly_every_flower_is_predicted_correctly,
    "That is how many the model got wrong. Count the ones it got right.",
)
def the_wrong_ones():
    return 1


@wrong(
    test_one_flower_was_confused_with_another_species,
    "That is what the model predicted. Type what the flower really is.",
)
def what_was_predicted():
    return "versicolor"


@wrong(
    test_the_five_nearest_flowers_vote,
    "That is one vote, but five flowers vote. The counts add up to 5.",
)
def only_the_nearest():
    return [0, 1, 0]


@wrong(
    test_the_five_nearest_flowers_vote,
    "Those votes would have given the correct species, but the prediction was "
    "wrong. Print the labels of the neighbours.",
)
def all_as_it_is():
    return [0, 0, 5]


@wrong(
    test_the_five_nearest_flowers_vote,
    "The first count is of setosas, whose petals are far smaller than this one's.",
)
def all_setosas():
    return [5, 0, 0]


@wrong(
    test_the_result_still_stands,
    "Other numbers also get 29 correct. Set the number that the model at the top has.",
)
def another_number_that_gets_29():
    return 3
