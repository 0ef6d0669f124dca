"""What an option of ours raises where it cannot do what was asked."""


class CannotDo(Exception):
    """What was asked cannot be done. The message says why and what to do next."""
