"""What an option of ours says where it cannot do what was asked."""


class Wrong(Exception):
    """What was asked cannot be done; says why and what to do."""
