"""ptw's runner: has pytest run by a process that holds the imports already.

ptw calls it as ``python -I -S sensei/warm/client.py`` once a save, so it must start within
milliseconds. It imports only built-in modules, and address.py and protocol.py, which do the
same. It hands its terminal, arguments, environment and folder to the warm process of this
clone (server.py), waits for the exit status and takes it as its own. If there is no warm
process, it starts one. If that is impossible, plain pytest runs instead, with the same result.
"""

import _signal  # type: ignore[import-not-found]
import _socket
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
if __name__ == "__main__":
    # The package sensei without its __init__.py, which imports more than is needed here.
    sys.modules["sensei"] = package = type(sys)("sensei")
    package.__path__ = [os.path.join(ROOT, "sensei")]

from sensei.warm.address import Unavailable, connect, socket_path  # noqa: E402
from sensei.warm.protocol import (  # noqa: E402
    INTERRUPTED,
    KILLED,
    STALE,
    receive_exactly,
    receive_number,
    send_request,
)

KILLED_IN = 3  # seconds that a run has to end in, once it was interrupted


def run_warm(arguments: list[str]) -> int:
    """Have pytest run by the warm process, and return its exit status."""
    path, keeper = socket_path(ROOT), os.getppid()
    for _ in range(4):
        connection = connect(path)
        if connection is None:
            from sensei.warm.starting import start

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


def ask(connection: _socket.socket, arguments: list[str], keeper: int) -> int | None:
    """Have a run started, and return the number of its process. Return None if the warm
    process is out of date."""
    send_request(connection, keeper, arguments)
    if receive_exactly(connection, 1) == STALE:
        return None
    return receive_number(connection)


def wait(connection: _socket.socket, process: int) -> int:
    """Return the exit status of a run. Hand an interrupt on to it."""
    interrupted = False
    while True:
        try:
            (status,) = receive_exactly(connection, 1)
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


def tell_of_its_end(number: int) -> None:
    """Say that a run was ended by a signal, before it had a verdict."""
    print(
        f"  The run ended before it had a verdict (signal {number}): too little memory, or a "
        "library that broke.\n  What was changed last? Save again to go on.",
        file=sys.stderr,
    )


def run_plain(arguments: list[str], why: Exception) -> int:
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


def main() -> int:
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
