"""Where the warm process of a clone answers. Only built-in modules are imported here, as in
protocol.py."""

import _socket
import os
import sys


class Unavailable(Exception):
    """Why there is no warm process."""


def socket_path(root: str) -> str:
    """Return the path of a clone's socket: one for each clone, Python and environment."""
    clone, python = os.stat(root), os.stat(os.path.dirname(sys.executable))
    name = f"{clone.st_dev:x}-{clone.st_ino:x}-{python.st_ino:x}-{sys.hexversion:x}"
    return os.path.join(socket_folder(), name)


def socket_folder() -> str:
    """Return the folder of this user's sockets, which nobody else can write to."""
    base = os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("TMPDIR") or "/tmp"
    path = os.path.join(base, f"koans-{os.getuid()}")
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:
        pass
    folder = os.lstat(path)
    if folder.st_uid != os.getuid() or folder.st_mode & 0o170077 != 0o040000:
        raise Unavailable(f"{path} is not this user's alone")
    return path


def connect(path: str) -> _socket.socket | None:
    """Return a connection to the warm process at path, or None if there is none."""
    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        connection.connect(path)
    except (FileNotFoundError, ConnectionRefusedError):
        return None
    return connection
