"""The address of a warm process, as the warm process has it."""

import marshal
import os
import socket
from dataclasses import dataclass

from sensei.warm.address import connect
from sensei.warm.channel import Caller
from sensei.warm.protocol import GREETING, HEAD, NUMBER, receive_exactly

REQUEST_IN = 5  # seconds in which a client has to have said what it wants


@dataclass(frozen=True)
class Request:
    """What a client asks for: a run of pytest with these arguments.

    keeper: the process for whose sake the warm one is there.
    """

    keeper: int
    arguments: list[str]
    caller: Caller


class Listener:
    """A socket at an address, which it takes in place of whoever had it."""

    def __init__(self, path: str) -> None:
        self.path = path
        fresh = f"{path}.{os.getpid()}"
        os.makedirs(os.path.dirname(fresh), 0o700, exist_ok=True)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.bind(fresh)
        os.chmod(fresh, 0o600)
        self.socket.listen(8)
        self.inode = os.stat(fresh).st_ino
        os.rename(fresh, path)

    def fileno(self) -> int:
        return self.socket.fileno()

    def close(self) -> None:
        self.socket.close()

    def has_address(self) -> bool:
        """Return whether clients still find it, and not another one or none."""
        try:
            return os.stat(self.path).st_ino == self.inode
        except OSError:
            return False

    def give_address_up(self) -> None:
        """Have clients find nobody here, if they find this one now."""
        if self.has_address():
            os.unlink(self.path)

    def accept(self) -> tuple[socket.socket, Request | None]:
        """Return the connection of the next client and its request, if it made one in time."""
        connection, _ = self.socket.accept()
        connection.settimeout(REQUEST_IN)
        try:
            return connection, receive_request(connection)
        except (OSError, ValueError, EOFError, TypeError):
            return connection, None


def receive_request(connection: socket.socket) -> Request:
    """Return what a client asks for, as send_request of protocol.py sends it."""
    head, terminal, _, _ = socket.recv_fds(connection, HEAD, 3)
    if not head.startswith(GREETING) or len(terminal) != 3:
        raise OSError("not a request")
    size = int.from_bytes(head[-NUMBER:], "big")
    keeper, arguments, environment, folder = marshal.loads(
        receive_exactly(connection, size)
    )
    return Request(keeper, arguments, Caller(terminal, environment, folder))


def is_served(path: str) -> bool:
    """Return whether a warm process answers at an address."""
    connection = connect(path)
    if connection is None:
        return False
    connection.close()
    return True
