"""One run of pytest in a fork of the warm process, in the terminal of whoever asked for it.

A bare run, as ptw makes it, is begun ahead: it has read pytest's settings and set up its
plugins before the save that it is for. It has imported nothing that a learner can edit; what
it has read, the text of a solution, it reads again if the file is another one by then. Told
of a save, it runs the koans at once, and keeps what it has to say until it is asked for:
only then is anything written to the journal or a terminal.
"""

import ast
import faulthandler
import gc
import marshal
import os
import random
import runpy
import select
import signal
import socket
import sys
import threading
import time
import traceback
from pathlib import Path

import pytest

from sensei.course.grid import Grid
from sensei.course.journal import FOLDER
from sensei.run import limits
from sensei.warm.exercise import exercise

BARE = ("--noconftest", "--assert=plain", "-p", "sensei.plugin")
GIVEN_CONFTEST = "pytest_plugins = ['sensei.plugin']"
SAVED, ASKED = b"s", b"a"  # words of the warm process
INTERRUPTED, BROKEN = 2, 70  # exit statuses: pytest's, and that of a run that never was


def run(terminal, arguments, environment, folder):
    """Be ``python -m pytest`` with these arguments, and end this process.

    terminal: file descriptors of input, output and errors; environment, folder: of whoever
    asked.
    """

    def pytest_anew():
        take(terminal, environment, folder)
        sys.argv = ["pytest", *arguments]
        runpy.run_module("pytest", run_name="__main__", alter_sys=True)

    end_with(pytest_anew)


def begin(channel):
    """Begin a bare run, wait at channel for whom it is for, and end this process with it."""

    def pytest_begun():
        sys.argv = ["pytest"]
        sys.exit(pytest.main([*BARE], plugins=[Waiting(channel)]))

    end_with(pytest_begun)


class Waiting:
    """Holds a run at the point from which on files of the learner's count, until somebody
    asks for it; or, told of a save, until it has something to say."""

    def __init__(self, channel):
        self.channel = channel
        self.request, self.asked = None, threading.Event()
        self.changed = (
            None  # keys of the koan files changed before the last word, if known
        )
        # what had changed, and what it stands on, where it went on before it was asked for
        self.grid = self.told = self.stamp = None

    @pytest.hookimpl(trylast=True)
    def pytest_sessionstart(self, session):
        self.root, self.plugins = session.config.rootpath, session.config.pluginmanager
        self.guide = self.plugins.getplugin("koans-guide")
        try:
            self.guide.look_ahead()
            if not select.select([self.channel], [], [], 0)[0]:
                exercise()
        except Exception:
            pass  # the run itself will meet it, and say so
        gc.collect()
        gc.freeze()
        self.channel.sendall(b"+")
        self.listen()
        if self.asked.is_set():
            self.guide.saves = None  # nobody told of a save, so it was made unseen
            self.take_over()
            if not conftest_is_given(self.root):
                be_plain()
            return
        if not conftest_is_given(self.root):
            self.be_plain_once_asked()
        if self.changed is None:
            self.guide.saves = None
        elif self.guide.saves is not None:
            self.guide.saves.look_again(self.changed)
        saves = self.guide.saves
        self.grid, self.told = saves.grid if saves else Grid.at(self.root), self.changed
        self.stamp = stamp(self.grid, self.told)
        self.guide.at_terminal = self.once_asked
        signal.signal(signal.SIGINT, signal.default_int_handler)
        draw_lots()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        """Wait for the next word of the warm process: that a file was saved, or a request;
        with it come the keys of what has changed since the run began or the word before."""
        try:
            word, terminal, _, _ = socket.recv_fds(self.channel, 1, 3)
            size = int.from_bytes(read_exactly(self.channel, 8), "big")
            self.changed, *request = marshal.loads(read_exactly(self.channel, size))
        except ConnectionResetError:
            os._exit(0)  # the warm process has ended
        if word == ASKED:
            self.request = terminal, request
            self.channel.close()
            for said in limits.said_at:
                os.dup2(terminal[2], said)  # a run that hangs says so there
            self.asked.set()

    def once_asked(self):
        """Go on in the terminal of whoever asks; anew, if anything was changed by then."""
        self.asked.wait()
        if self.request is None:
            return
        self.take_over()
        if self.changed != set() or stamp(self.grid, self.told) != self.stamp:
            be_plain()

    def be_plain_once_asked(self):
        while not self.asked.is_set():
            self.listen()
        self.take_over()
        be_plain()

    def take_over(self):
        capturing = self.plugins.getplugin("capturemanager")
        capturing.stop_global_capturing()
        (terminal, request), self.request = self.request, None
        take(terminal, *request)
        faulthandler.enable(file=os.dup(2))
        capturing.start_global_capturing()
        capturing.suspend_global_capture()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session):
        """After the guide, which was registered later, has chosen what is to run."""
        for path in session.config.args:
            for folder in Path(path).relative_to(self.root).parents[:-1]:
                if (self.root / folder / "conftest.py").exists():
                    if self.stamp is not None:
                        self.once_asked()
                    be_plain()


def stamp(grid, keys):
    """What tells whether the journal has changed since, or a koan file of the projects of
    some levels: by their keys, None for all."""
    touched = grid.projects if keys is None else {key.split("/")[0] for key in keys}
    levels = [level for project in touched for level in grid.of(project)]
    paths = [
        grid.root / FOLDER / "journal.jsonl",
        *(grid.paths[lv.key] for lv in levels),
    ]
    found = []
    for path in paths:
        try:
            seen = os.stat(path)
            found.append((seen.st_mtime_ns, seen.st_size, seen.st_ino))
        except OSError:
            found.append(None)
    return found


def conftest_is_given(root):
    """Whether conftest.py does only what it did when it was given, which is to load the
    plugin; a run that is begun ahead has done so in its place."""
    try:
        tree = ast.parse((root / "conftest.py").read_bytes())
    except (OSError, SyntaxError, ValueError):
        return False
    body = tree.body[ast.get_docstring(tree) is not None :]
    return [ast.unparse(node) for node in body] == [GIVEN_CONFTEST]


def be_plain():
    """Begin again, as plain pytest does."""
    os.execv(sys.executable, [sys.executable, "-m", "pytest"])


def tell_of_save(channel, changed):
    """Have the run that waits at the other end of channel go on before it is asked for.

    changed: the keys of the koan files that have changed since it began; None if unknown.
    """
    _send(channel, SAVED, [], changed)


def hand_over(channel, terminal, changed, environment, folder):
    """Have the run that waits at the other end of channel go on in a terminal.

    changed: as for tell_of_save, since it was told of a save or, untold, since it began.
    """
    _send(channel, ASKED, terminal, changed, environment, folder)


def _send(channel, word, terminal, *facts):
    told = marshal.dumps(facts)
    socket.send_fds(channel, [word], terminal)
    channel.sendall(len(told).to_bytes(8, "big") + told)


def read_exactly(connection, size):
    """So many bytes from a socket; ConnectionResetError where it ends before."""
    data = b""
    while len(data) < size:
        part = connection.recv(size - len(data))
        if not part:
            raise ConnectionResetError
        data += part
    return data


def take(terminal, environment, folder):
    """Have this process work in a terminal, an environment and a folder."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, given in enumerate(terminal):
        os.dup2(given, number)
    for given in terminal:
        if given > 2:
            os.close(given)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        old = getattr(sys, f"__{name}__")
        by_line = name == "stderr" or (name == "stdout" and os.isatty(number))
        fresh = open(
            number,
            "r" if name == "stdin" else "w",
            buffering=1 if by_line else -1,
            encoding=old.encoding,
            errors=old.errors,
            closefd=False,
        )
        setattr(sys, name, fresh)
        setattr(sys, f"__{name}__", fresh)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path[0] = folder
    time.tzset()
    draw_lots()


def draw_lots():
    """Random numbers of its own: a fork has its parent's otherwise."""
    import numpy as np

    random.seed()
    np.random.seed()


def end_with(work):
    """Do work, and end this process with its exit status."""
    status = BROKEN
    try:
        work()
        status = 0
    except KeyboardInterrupt:
        status = INTERRUPTED
    except SystemExit as error:
        status = int(error.code) if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
        status = 1
    finally:
        import atexit

        try:
            atexit._run_exitfuncs()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(status)
