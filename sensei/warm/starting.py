"""Starts a warm process, and waits until it answers."""

import os
import select
import sys

from sensei.warm.address import Unavailable
from sensei.warm.protocol import READY

SERVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "server.py")
READY_IN = 60  # seconds in which a warm process has to have its imports
LOADING = "  One moment: the libraries are being loaded, once."


def start(path: str, keeper: int) -> None:
    """Have a warm process answer at path. keeper: the process for whose sake it is there."""
    ready, telling = os.pipe()
    if os.fork() == 0:
        try:
            become_server(path, telling, keeper)
        finally:
            os._exit(127)
    os.close(telling)
    say_for_now(LOADING)
    answer = read_answer(ready)
    os.close(ready)
    say_for_now("")
    if answer != READY:
        raise Unavailable(answer.decode("utf-8", "replace") or "it ended at once")


def become_server(path: str, telling: int, keeper: int) -> None:
    """Be a warm process, without a terminal. telling: a pipe for what it has to say."""
    os.setsid()
    os.set_inheritable(telling, True)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    words = [sys.executable, SERVER, path, str(telling), str(keeper)]
    os.execv(sys.executable, words)


def read_answer(ready: int) -> bytes:
    """Return what comes through a pipe until it is closed or READY_IN seconds are silent."""
    answer = b""
    while select.select([ready], [], [], READY_IN)[0]:
        part = os.read(ready, 500)
        if not part:
            break
        answer += part
    return answer


def say_for_now(words: str) -> None:
    """Write words on the terminal's last line, in place of what was said for now before."""
    if os.isatty(1) and os.environ.get("TERM", "dumb") != "dumb":
        os.write(1, b"\r\x1b[K" + words.encode("ascii"))
