"""The run that the warm process has begun ahead, seen from the warm process."""

import socket

from sensei.warm.channel import Caller, hand_over, tell_of_save
from sensei.warm.processes import kill_group
from sensei.warm.protocol import receive_exactly

READY_IN = 20  # seconds in which a run must have come so far that it waits


class RunAhead:
    """A bare run that waits for whom it is for.

    process: its number. was_told: whether it was told of a save, and goes on by itself.
    changed: the keys of the koan files that have changed since it began, or since it was told
    last; None if unknown.
    """

    def __init__(self, process: int, channel: socket.socket) -> None:
        self.process, self.channel = process, channel
        self.channel.settimeout(READY_IN)
        self.was_told = False
        self.changed: set[str] | None = set()

    def note(self, changed: set[str] | None) -> None:
        """Take in that more koan files have changed; None if it is unknown which."""
        if self.changed is not None:
            self.changed = None if changed is None else self.changed | changed

    def tell_of_save(self) -> None:
        """Have the run go on before it is asked for."""
        try:
            tell_of_save(self.channel, self.changed)
        except OSError:
            return  # it has died; the server will hear of it
        self.was_told, self.changed = True, set()

    def hand_over(self, caller: Caller) -> bool:
        """Have the run go on for a caller. Return False, and end it, if it cannot."""
        try:
            receive_exactly(self.channel, 1)
            hand_over(self.channel, self.changed if self.was_told else None, caller)
        except OSError:
            kill_group(self.process)
            return False
        finally:
            self.channel.close()
        return True

    def give_up(self) -> None:
        """End the run."""
        self.channel.close()
        kill_group(self.process)
