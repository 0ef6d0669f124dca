"""The proof of level 2 of 01 walks: how its functions go wrong, and other right answers."""


@wrong(is_long, "The other way round.")
def is_short(length, cut):
    return length < cut
