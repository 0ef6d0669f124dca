"""The proof of level 1 of 01 walks: how its functions go wrong, and other right answers."""


@wrong(test_how_many_were_named_right, "There are only three walks.")
def more_than_all():
    return 31
