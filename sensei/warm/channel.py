"""What the warm process and a run that was begun ahead say to each other, at the two ends of
a pair of sockets."""

import marshal
import socket
from dataclasses import dataclass

from sensei.warm.protocol import in_bytes, receive_exactly, receive_number

WAITS = b"+"  # the run's one word: it waits for whom it is for
SAVED, ASKED = b"s", b"a"  # words of the warm process


@dataclass(frozen=True)
class Caller:
    """Where a run is to take place: as whoever asked for it has it.

    terminal: file descriptors of input, output and errors.
    """

    terminal: list[int]
    environment: dict[str, str]
    folder: str


@dataclass(frozen=True)
class News:
    """One message to a run that was begun ahead: that a file was saved, or a request.

    changed: the keys of the koan files that have changed since the run began, or since the
    message before; None if unknown. caller: whose request it is; None after a save.
    """

    changed: set[str] | None
    caller: Caller | None


def tell_of_save(channel: socket.socket, changed: set[str] | None) -> None:
    """Have the run that waits at the other end go on before it is asked for."""
    _send(channel, SAVED, [], marshal.dumps((changed,)))


def hand_over(channel: socket.socket, changed: set[str] | None, caller: Caller) -> None:
    """Have the run that waits at the other end go on in a caller's terminal."""
    data = marshal.dumps((changed, caller.environment, caller.folder))
    _send(channel, ASKED, caller.terminal, data)


def receive_news(channel: socket.socket) -> News:
    """Wait for the next message; ConnectionResetError if the warm process has ended."""
    word, terminal, _, _ = socket.recv_fds(channel, 1, 3)
    data = receive_exactly(channel, receive_number(channel))
    if word == SAVED:
        (changed,) = marshal.loads(data)
        return News(changed, caller=None)
    changed, environment, folder = marshal.loads(data)
    return News(changed, Caller(terminal, environment, folder))


def _send(
    channel: socket.socket, word: bytes, terminal: list[int], data: bytes
) -> None:
    socket.send_fds(channel, [word], terminal)
    channel.sendall(in_bytes(len(data)) + data)
