"""ptw's runner: has pytest run by a process that holds the imports already.

ptw calls it as ``python -I -S sensei/warm/client.py``, once a save, so it must start in
milliseconds: it imports built-in modules alone. It hands its terminal, arguments, environment
and folder to the warm process of this clone (server.py), waits for the exit status and
takes it as its own. Where there is none it starts one; where that cannot be, plain pytest runs
in its place, with the same result.
"""

import _signal
import _socket
import marshal
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
READY_IN = 60  # seconds in which a warm process has to have its imports
KILLED_IN = 3  # seconds that a run has to end in, once it was interrupted
GREETING, STALE = b"koans 1\n", b"-"
LOADING = "  One moment: the libraries are being loaded, once."
INTERRUPTED = 2  # pytest's exit status
KILLED = 128  # and above: ended by a signal, 128 and its number


class Unavailable(Exception):
    """Why there is no warm process."""


def folder():
    """The folder of this user's sockets, which nobody else can write to."""
    base = os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("TMPDIR") or "/tmp"
    path = os.path.join(base, f"koans-{os.getuid()}")
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:
        pass
    found = os.lstat(path)
    if found.st_uid != os.getuid() or found.st_mode & 0o170077 != 0o040000:
        raise Unavailable(f"{path} is not this user's alone")
    return path


def address():
    """The path of this clone's socket: one for each clone, Python and environment."""
    clone, python = os.stat(ROOT), os.stat(os.path.dirname(sys.executable))
    name = f"{clone.st_dev:x}-{clone.st_ino:x}-{python.st_ino:x}-{sys.hexversion:x}"
    return os.path.join(folder(), name)


def connect(path):
    """A connection to the warm process at path, or None where there is none."""
    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        connection.connect(path)
    except (FileNotFoundError, ConnectionRefusedError):
        return None
    return connection


def start(path, keeper):
    """Start a warm process, and wait until it answers at path."""
    ready, telling = os.pipe()
    if os.fork() == 0:
        try:
            os.setsid()
            os.set_inheritable(telling, True)
            nothing = os.open(os.devnull, os.O_RDWR)
            for number in (0, 1, 2):
                os.dup2(nothing, number)
            server = os.path.join(HERE, "server.py")
            words = [sys.executable, server, path, str(telling), str(keeper)]
            os.execv(sys.executable, words)
        finally:
            os._exit(127)
    os.close(telling)
    import select

    say_for_now(LOADING)
    said = b""
    while select.select([ready], [], [], READY_IN)[0]:
        part = os.read(ready, 500)
        if not part:
            break
        said += part
    os.close(ready)
    say_for_now("")
    if said != b"ready":
        raise Unavailable(said.decode("utf-8", "replace") or "it ended at once")


def say_for_now(words):
    """Write words on the terminal's last line, in place of what was said for now before."""
    if os.isatty(1) and os.environ.get("TERM", "dumb") != "dumb":
        os.write(1, b"\r\x1b[K" + words.encode("ascii"))


def receive(connection, size):
    data = b""
    while len(data) < size:
        part = connection.recv(size - len(data))
        if not part:
            raise ConnectionResetError
        data += part
    return data


def ask(connection, arguments, keeper):
    """Have a run started: the process that runs, or None if the warm one is out of date."""
    request = marshal.dumps((keeper, arguments, dict(os.environ), os.getcwd()))
    terminal = b"".join(n.to_bytes(4, sys.byteorder) for n in (0, 1, 2))
    rights = [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, terminal)]
    connection.sendmsg([GREETING + len(request).to_bytes(8, "big")], rights)
    connection.sendall(request)
    answer = receive(connection, 1)
    if answer == STALE:
        return None
    return int.from_bytes(receive(connection, 8), "big")


def wait(connection, process):
    """The exit status of a run; an interrupt is handed on to it."""
    interrupted = False
    while True:
        try:
            status = int.from_bytes(receive(connection, 1), "big")
            if status > KILLED and not interrupted:
                tell_of_its_end(status - KILLED)
            return status
        except KeyboardInterrupt:
            interrupted = True
            os.kill(process, 2)  # SIGINT
            connection.settimeout(KILLED_IN)
        except TimeoutError:
            os.kill(process, 9)  # SIGKILL
            connection.settimeout(None)
        except ConnectionResetError:
            raise SystemExit(INTERRUPTED) from None


def tell_of_its_end(number):
    """Say that a run was ended by a signal, before it had a verdict."""
    print(
        f"  The run ended before it had a verdict (signal {number}): too little memory, or a "
        "library that broke.\n  What was changed last? Save again to go on.",
        file=sys.stderr,
    )


def run_warm(arguments):
    path, keeper = address(), os.getppid()
    for _ in range(4):
        connection = connect(path)
        if connection is None:
            start(path, keeper)
            continue
        try:
            process = ask(connection, arguments, keeper)
        except (ConnectionResetError, BrokenPipeError):
            continue  # it ended at this very moment
        if process is not None:
            return wait(connection, process)
        connection.close()
    raise Unavailable("it did not stay")


def run_plain(arguments, why):
    """Run pytest here; say why at the first run in a clone, before there is a journal."""
    if not os.path.exists(os.path.join(ROOT, ".koans")):
        print(
            f"  Runs begin slowly here, with the same results: {why}.", file=sys.stderr
        )
    words = [sys.executable, "-m", "pytest", *arguments]
    if os.name == "posix":
        os.execv(sys.executable, words)
    import subprocess

    return subprocess.call(words)


def main():
    arguments = sys.argv[1:]
    _signal.signal(_signal.SIGINT, _signal.default_int_handler)  # a shell may ignore it
    try:
        if not hasattr(os, "fork") or not hasattr(_socket, "SCM_RIGHTS"):
            raise Unavailable("this system cannot fork")
        return run_warm(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (Unavailable, OSError) as error:
        return run_plain(arguments, error)


if __name__ == "__main__":
    sys.stdout.flush()
    os._exit(main())
