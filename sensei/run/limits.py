"""What a koan may not do to the run it is part of: go on for ever, take all memory, print
without end, wait for the keyboard, or end the process."""

import faulthandler
import os
import pdb
import signal
import sys
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sensei.run.stops import NotHere, TookTooLong

SECONDS = 20  # a koan may run
PATIENCE = 3  # seconds after which it is said that a koan still runs
GRACE = 10  # seconds more for what Python cannot interrupt; then the process ends
MEMORY = 4 * 2**30  # bytes a koan may take besides what is held when it starts
said_at = []  # file descriptors
OUTPUT = 32 * 2**20  # bytes a file may grow to, what is printed among them
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # where "1"


@contextmanager
def limits(seconds=None):
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
def time_limit(seconds):
    """Raise TookTooLong in the main thread after seconds, where the system can."""
    if not hasattr(signal, "SIGALRM") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    told = []

    def stop(number, frame):
        if told or seconds <= PATIENCE:
            raise TookTooLong(seconds)
        told.append(
            say_for_now(f"  Still running{at_work(frame)}; {seconds} s at most.")
        )
        signal.setitimer(signal.ITIMER_REAL, seconds - PATIENCE)

    old = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, min(seconds, PATIENCE))
    if said_at:
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=said_at[-1])
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
        if told:
            say_for_now("")
        faulthandler.cancel_dump_traceback_later()


def at_work(frame):
    """Which function of a koan file is at work in a frame or above it, in words."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.parts[-3:-2] == ("koans",):
            return f", in {frame.f_code.co_name} at line {frame.f_lineno}"
        frame = frame.f_back
    return ""


def say_last_words_here():
    """Where a run that has to be ended says in which line it was: the errors of this moment,
    which pytest takes for itself while a koan runs."""
    said_at.append(os.dup(2))


def say_for_now(words):
    """Write words where the last words are said, if a person reads there, in place of what
    was said for now before."""
    if said_at and os.isatty(said_at[-1]) and os.environ.get("TERM", "dumb") != "dumb":
        os.write(said_at[-1], b"\r\x1b[K" + words.encode("ascii", "replace"))


@contextmanager
def replaced(holder, name, value):
    """Have holder.name be value for a while."""
    old = getattr(holder, name)
    setattr(holder, name, value)
    try:
        yield old
    finally:
        setattr(holder, name, old)


@contextmanager
def no_exit():
    """Refuse os._exit in this process; a fork of it may end itself."""
    here, leave = os.getpid(), os._exit

    def refuse(status):
        if os.getpid() != here:
            leave(status)
        raise NotHere(
            "os._exit() was called here: a koan goes on to its end without it."
        )

    with replaced(os, "_exit", refuse):
        yield


@contextmanager
def no_keyboard():
    """Refuse to stop in a debugger: nobody can type into it while ptw is at work."""

    def refuse(*args, **kwargs):
        raise NotHere(
            "breakpoint() waits for the keyboard, and nobody answers in a koan: print(…) "
            "shows a value."
        )

    with replaced(sys, "breakpointhook", refuse), replaced(pdb, "set_trace", refuse):
        yield


@contextmanager
def no_closing():
    """Refuse to close what the screen is written to."""

    def refuse():
        raise NotHere(
            "sys.stdout was closed here, and the screen is written to it: leave it open."
        )

    with ExitStack() as stack:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "close"):
                stack.enter_context(replaced(stream, "close", refuse))
        yield


@contextmanager
def resources():
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
