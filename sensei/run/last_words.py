"""Where a run says what cannot wait for its screen: that a koan still runs, or in which
line it was when it had to be ended."""

import os


class LastWords:
    """A file descriptor that pytest does not capture.

    descriptor: None until a run has begun.
    """

    descriptor: int | None = None

    def stand_here(self) -> None:
        """Write to the errors of this moment: pytest captures them while a koan runs."""
        self.descriptor = os.dup(2)

    def move_to(self, descriptor: int) -> None:
        """Write to another open file from now on, if a run has begun."""
        if self.descriptor is not None:
            os.dup2(descriptor, self.descriptor)

    def say_for_now(self, words: str) -> None:
        """Write words on the last line if a person reads there. They replace the words that
        were said for now before."""
        if self.descriptor is None or not os.isatty(self.descriptor):
            return
        if os.environ.get("TERM", "dumb") != "dumb":
            line = b"\r\x1b[K" + words.encode("ascii", "replace")
            os.write(self.descriptor, line)


last_words = LastWords()
