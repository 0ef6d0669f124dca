"""What a fork of the warm process does to be a process of its own: it takes a terminal, draws
its own random numbers, and ends as Python does."""

import atexit
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import NoReturn

from sensei.warm.channel import Caller
from sensei.warm.protocol import INTERRUPTED

BROKEN = 70  # exit status of a run that never was


def take_place_of(caller: Caller) -> None:
    """Have this process work in a caller's terminal, environment and folder."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, given in enumerate(caller.terminal):
        os.dup2(given, number)
    for given in caller.terminal:
        if given > 2:
            os.close(given)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        open_anew(number, name)
    os.environ.clear()
    os.environ.update(caller.environment)
    os.chdir(caller.folder)
    sys.path[0] = caller.folder
    time.tzset()
    draw_fresh_numbers()


def open_anew(number: int, name: str) -> None:
    """Have a stream of sys read or write what its file descriptor is now."""
    old = getattr(sys, f"__{name}__")
    by_line = name == "stderr" or (name == "stdout" and os.isatty(number))
    stream = open(
        number,
        "r" if name == "stdin" else "w",
        buffering=1 if by_line else -1,
        encoding=old.encoding,
        errors=old.errors,
        closefd=False,
    )
    setattr(sys, name, stream)
    setattr(sys, f"__{name}__", stream)


def draw_fresh_numbers() -> None:
    """Draw random numbers of this process's own: a fork has its parent's otherwise."""
    import numpy as np

    random.seed()
    np.random.seed()


def end_with(work: Callable[[], None]) -> NoReturn:
    """Do work, and end this process with its exit status."""
    status = BROKEN
    try:
        status = exit_status_of(work)
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def exit_status_of(work: Callable[[], None]) -> int:
    """Do work, and return the exit status with which Python would end after it."""
    try:
        work()
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0
