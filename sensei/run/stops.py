"""What ends a koan that went too far."""


class TookTooLong(BaseException):
    """A koan ran longer than its time limit."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"still running after {seconds} seconds")


class NotHere(BaseException):
    """Something was called that has no place in a koan; says what to do."""
