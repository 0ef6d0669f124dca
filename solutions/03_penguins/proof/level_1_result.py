"""The proof of level 1 of 03 penguins: how its functions go wrong, and other right answers."""


@wrong(
    test_nearly_every_penguin_is_named_right,
    "So many were asked about. One of them was named wrongly.",
)
def all_of_them():
    return 69


@wrong(
    test_nearly_every_penguin_is_named_right,
    "So many were named wrongly; the ones named right are asked for.",
)
def the_misnamed():
    return 1


@wrong(
    test_some_pages_have_gaps,
    "So many gaps there are. Some stand on the same page: asked for are pages.",
)
def gaps_and_not_pages():
    return 7


@wrong(
    test_some_pages_have_gaps,
    "One is to be seen on the screen, but most pages are not on it. Ask them all.",
)
def the_one_on_the_screen():
    return 1


@wrong(
    test_one_penguin_was_taken_for_another,
    "That is the name it was given. Asked for is what it is.",
)
def what_it_was_called():
    return "Adelie"
