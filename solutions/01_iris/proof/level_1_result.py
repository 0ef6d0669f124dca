"""The proof of level 1 of 01 iris: how its functions go wrong, and other right answers."""


@wrong(
    test_nearly_every_flower_is_named_right, "There are only 30 flowers to be named."
)
def more_than_there_are():
    return 31


@wrong(
    test_nearly_every_flower_is_named_right,
    "So many flowers were shown; one of them was named wrongly.",
)
def all_of_them():
    return 30


@wrong(
    test_nearly_every_flower_is_named_right,
    "So many were named wrongly; asked for are the ones named right.",
)
def the_wrong_ones():
    return 1


@wrong(
    test_one_flower_was_taken_for_another,
    "That is what the model said. Asked for is what the flower is.",
)
def what_it_was_named():
    return "versicolor"


@wrong(
    test_five_known_flowers_were_asked,
    "That is one vote; the model asks five flowers.",
)
def only_the_nearest():
    return [0, 1, 0]


@wrong(
    test_five_known_flowers_were_asked,
    "So they would have named it rightly. What are they, that it was named wrongly?",
)
def all_as_it_is():
    return [0, 0, 5]


@wrong(
    test_five_known_flowers_were_asked,
    "The first count is of setosas, whose petals are far smaller than this one's.",
)
def all_setosas():
    return [5, 0, 0]
