"""What an option of ours says where it cannot do what was asked."""


class CannotDo(Exception):
    """What was asked cannot be done; says why and what to do."""
