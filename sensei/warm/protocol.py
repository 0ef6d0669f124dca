"""What the client and the warm process say to each other.

The client has to start within milliseconds, so only built-in modules are imported here.
"""

import _socket
import marshal
import os
import sys

GREETING = b"koans 1\n"  # the client's first words; the length of its request follows
STARTED = b"+"  # the answer to a request; the number of the run's process follows
STALE = b"-"  # the other answer: the warm process is out of date, and ends
READY = b"ready"  # a warm process to the client that started it, through a pipe
NUMBER = 8  # bytes of a number
HEAD = len(GREETING) + NUMBER  # bytes before a request
INTERRUPTED = 2  # an exit status, as pytest has it
KILLED = 128  # an exit status above it: ended by a signal, 128 and its number


def send_request(connection: _socket.socket, keeper: int, arguments: list[str]) -> None:
    """Ask for a run of pytest with these arguments, in this process's terminal, environment
    and folder. keeper: the process for whose sake the warm one is there."""
    request = marshal.dumps((keeper, arguments, dict(os.environ), os.getcwd()))
    terminal = b"".join(number.to_bytes(4, sys.byteorder) for number in (0, 1, 2))
    rights = [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, terminal)]
    connection.sendmsg([GREETING + in_bytes(len(request))], rights)
    connection.sendall(request)


def receive_exactly(connection: _socket.socket, size: int) -> bytes:
    """Return so many bytes; ConnectionResetError if the connection ends before."""
    data = b""
    while len(data) < size:
        part = connection.recv(size - len(data))
        if not part:
            raise ConnectionResetError
        data += part
    return data


def receive_number(connection: _socket.socket) -> int:
    return int.from_bytes(receive_exactly(connection, NUMBER), "big")


def in_bytes(number: int) -> bytes:
    return number.to_bytes(NUMBER, "big")
