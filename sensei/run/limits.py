"""What a koan may not do to the run it is part of: go on for ever, take all memory, print
without end, wait for the keyboard, or end the process."""

import faulthandler
import os
import pdb
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from sensei.run.last_words import last_words
from sensei.run.stops import NotHere, TookTooLong

SECONDS = 20  # a koan may run
PATIENCE = 3  # seconds after which it is said that a koan still runs
GRACE = 10  # seconds more for what Python cannot interrupt; then the process ends
MEMORY = 4 * 2**30  # bytes a koan may take besides what is held when it starts
OUTPUT = 32 * 2**20  # bytes a file may grow to, what is printed among them


@contextmanager
def limits(seconds: float | None = None) -> Iterator[None]:
    """Run what follows within all limits that this system knows.

    Raises TookTooLong, NotHere, MemoryError or OSError at the line that went too far.
    """
    with ExitStack() as stack:
        stack.enter_context(no_exit())
        stack.enter_context(no_keyboard())
        stack.enter_context(no_closing())
        stack.enter_context(resources())
        stack.enter_context(time_limit(seconds or SECONDS))
        yield


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TookTooLong in the main thread after seconds, where the system can."""
    if not hasattr(signal, "SIGALRM") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    patience_is_over = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal patience_is_over
        if patience_is_over or seconds <= PATIENCE:
            raise TookTooLong(seconds)
        patience_is_over = True
        last_words.say_for_now(
            f"  Still running{place_in_koan(frame)}; {seconds} s at most."
        )
        signal.setitimer(signal.ITIMER_REAL, seconds - PATIENCE)

    old_handler = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, min(seconds, PATIENCE))
    if last_words.descriptor is not None:
        faulthandler.dump_traceback_later(
            seconds + GRACE, exit=True, file=last_words.descriptor
        )
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old_handler)
        if patience_is_over:
            last_words.say_for_now("")
        faulthandler.cancel_dump_traceback_later()


def place_in_koan(frame: FrameType | None) -> str:
    """Return, in words, which function of a koan file is at work in a frame or in one that
    called it. Return an empty text if there is none."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.parts[-3:-2] == ("koans",):
            return f", in {frame.f_code.co_name} at line {frame.f_lineno}"
        frame = frame.f_back
    return ""


@contextmanager
def replaced(holder: object, name: str, value: object) -> Iterator[None]:
    """Have holder.name be value for a while."""
    old = getattr(holder, name)
    setattr(holder, name, value)
    try:
        yield
    finally:
        setattr(holder, name, old)


@contextmanager
def no_exit() -> Iterator[None]:
    """Refuse os._exit in this process; a fork of it may end itself."""
    here, leave = os.getpid(), os._exit

    def refuse(status: int) -> NoReturn:
        if os.getpid() != here:
            leave(status)
        raise NotHere(
            "os._exit() was called here: a koan goes on to its end without it."
        )

    with replaced(os, "_exit", refuse):
        yield


@contextmanager
def no_keyboard() -> Iterator[None]:
    """Refuse to stop in a debugger: nobody can type into it while ptw is at work."""

    def refuse(*args: object, **kwargs: object) -> NoReturn:
        raise NotHere(
            "breakpoint() waits for the keyboard, and nobody answers in a koan: print(…) "
            "shows a value."
        )

    with replaced(sys, "breakpointhook", refuse), replaced(pdb, "set_trace", refuse):
        yield


@contextmanager
def no_closing() -> Iterator[None]:
    """Refuse to close what the screen is written to."""

    def refuse() -> NoReturn:
        raise NotHere(
            "sys.stdout was closed here, and the screen is written to it: leave it open."
        )

    with ExitStack() as stack:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "close"):
                stack.enter_context(replaced(stream, "close", refuse))
        yield


@contextmanager
def resources() -> Iterator[None]:
    """Bound the memory and the length of files, where the system can."""
    try:
        import resource

        with open("/proc/self/statm") as file:
            held = int(file.read().split()[0]) * resource.getpagesize()
    except (ImportError, OSError, ValueError):
        yield
        return
    bounds = {resource.RLIMIT_AS: held + MEMORY, resource.RLIMIT_FSIZE: OUTPUT}
    before = {kind: resource.getrlimit(kind) for kind in bounds}
    try:
        for kind, bound in bounds.items():
            soft, hard = before[kind]
            known = [n for n in (bound, soft, hard) if n != resource.RLIM_INFINITY]
            resource.setrlimit(kind, (min(known), hard))
        yield
    finally:
        for kind, old in before.items():
            resource.setrlimit(kind, old)
