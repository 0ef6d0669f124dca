"""The proof of level 1 of 03 penguins: how its koans go wrong."""


@wrong(
    test_nearly_every_penguin_is_predicted_correctly,
    "That is the number of test penguins. One of them was predicted wrongly.",
)
def all_of_them():
    return 69


@wrong(
    test_nearly_every_penguin_is_predicted_correctly,
    "That is how many the model got wrong. Count the ones it got right.",
)
def the_wrong_ones():
    return 1


@wrong(
    test_some_pages_have_missing_values,
    "That is the number of missing values. Some are on the same page, so count pages.",
)
def values_and_not_pages():
    return 7


@wrong(
    test_some_pages_have_missing_values,
    "The screen shows one such page, but not every page is on it. Count them in X_test.",
)
def the_one_on_the_screen():
    return 1


@wrong(
    test_one_penguin_was_confused_with_another_species,
    "That is what the model predicted. Type what the penguin really is.",
)
def what_was_predicted():
    return "Adelie"
