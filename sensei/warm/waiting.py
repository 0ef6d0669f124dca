"""Holds a bare run that was begun ahead until it is asked for, as a plugin of its pytest.

The run has read pytest's settings and set up its plugins before the save that it is for. It
has imported nothing that a learner can edit; what it has read, the text of a solution, it
reads again if the file is another one by then. Told of a save, it runs the koans at once, and
keeps what it has to say until it is asked for: only then is anything written to the journal or
a terminal.
"""

import ast
import faulthandler
import gc
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, Protocol

import pytest

from sensei.course.grid import Grid
from sensei.course.journal import FOLDER
from sensei.course.order import Saves
from sensei.run.last_words import last_words
from sensei.warm.channel import WAITS, Caller, receive_news
from sensei.warm.forked import draw_fresh_numbers, take_place_of
from sensei.warm.snapshot import Snapshot
from sensei.warm.usual_calls import make_usual_calls

GIVEN_CONFTEST = "pytest_plugins = ['sensei.plugin']"


class BareGuide(Protocol):
    """What is asked of the guide of a bare run, which is registered as koans-guide."""

    saves: Saves | None
    at_terminal: Callable[[], None]

    def look_ahead(self) -> None: ...


class Waiting:
    """Holds a run at the point from which on files of the learner's count, until somebody
    asks for it; or, told of a save, until it has something to say.

    changed: the keys of the koan files that had changed by the last message, if known.
    basis: the files that the run stands on, if it went on before it was asked for.
    """

    root: Path
    plugins: pytest.PytestPluginManager
    guide: BareGuide

    def __init__(self, channel: socket.socket) -> None:
        self.channel = channel
        self.caller: Caller | None = None
        self.asked = threading.Event()
        self.changed: set[str] | None = None
        self.basis: Snapshot | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        self.root, self.plugins = session.config.rootpath, session.config.pluginmanager
        self.guide = self.plugins.getplugin("koans-guide")
        self.get_ready()
        self.listen()
        if self.asked.is_set():
            self.guide.saves = None  # nobody told of a save, so it was made unseen
            self.take_over()
            if not conftest_is_given(self.root):
                be_plain()
        else:
            if not conftest_is_given(self.root):
                self.be_plain_once_asked()
            self.go_on_unasked()

    def get_ready(self) -> None:
        """Do beforehand what needs no file of the learner's, and say that it is done."""
        try:
            self.guide.look_ahead()
            if not select.select([self.channel], [], [], 0)[0]:
                make_usual_calls()
        except Exception:
            pass  # the run itself will meet it, and say so
        gc.collect()
        gc.freeze()
        self.channel.sendall(WAITS)

    def go_on_unasked(self) -> None:
        """Run the koans as the files are now, but keep what there is to say."""
        if self.changed is None:
            self.guide.saves = None
        elif self.guide.saves is not None:
            self.guide.saves.look_again(self.changed)
        saves = self.guide.saves
        grid = saves.grid if saves else Grid.at(self.root)
        self.basis = Snapshot(files_behind(grid, self.changed))
        self.guide.at_terminal = self.once_asked
        signal.signal(signal.SIGINT, signal.default_int_handler)
        draw_fresh_numbers()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        """Wait for the next message of the warm process."""
        try:
            news = receive_news(self.channel)
        except ConnectionResetError:
            os._exit(0)  # the warm process has ended
        self.changed = news.changed
        if news.caller is not None:
            self.caller = news.caller
            self.channel.close()
            last_words.move_to(
                news.caller.terminal[2]
            )  # a run that hangs says so there
            self.asked.set()

    def once_asked(self) -> None:
        """Go on in the terminal of whoever asks; anew, if anything was changed by then."""
        self.asked.wait()
        if self.take_over() and (
            self.changed != set() or (self.basis and self.basis.has_changed())
        ):
            be_plain()

    def be_plain_once_asked(self) -> NoReturn:
        while not self.asked.is_set():
            self.listen()
        self.take_over()
        be_plain()

    def take_over(self) -> bool:
        """Take the place of the caller. Return False if that was done before."""
        caller, self.caller = self.caller, None
        if caller is None:
            return False
        capturing = self.plugins.getplugin("capturemanager")
        capturing.stop_global_capturing()
        take_place_of(caller)
        faulthandler.enable(file=os.dup(2))
        capturing.start_global_capturing()
        capturing.suspend_global_capture()
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        """After the guide, which was registered later, has chosen what is to run."""
        for path in session.config.args:
            for folder in Path(path).relative_to(self.root).parents[:-1]:
                if (self.root / folder / "conftest.py").exists():
                    if self.basis is not None:
                        self.once_asked()
                    be_plain()


def files_behind(grid: Grid, keys: set[str] | None) -> list[str | Path]:
    """Return the files that the verdict of a run stands on: the journal, and the koan files
    of the projects of some levels. keys: of these levels; None for all."""
    changed = grid.projects if keys is None else {key.split("/")[0] for key in keys}
    levels = [level for project in changed for level in grid.of(project)]
    koans = [grid.paths[level.key] for level in levels]
    return [grid.root / FOLDER / "journal.jsonl", *koans]


def conftest_is_given(root: Path) -> bool:
    """Return whether conftest.py does only what it did when it was given, which is to load
    the plugin; a run that is begun ahead has done so in its place."""
    try:
        tree = ast.parse((root / "conftest.py").read_bytes())
    except (OSError, SyntaxError, ValueError):
        return False
    body = tree.body[ast.get_docstring(tree) is not None :]
    return [ast.unparse(node) for node in body] == [GIVEN_CONFTEST]


def be_plain() -> NoReturn:
    """Begin again, as plain pytest does."""
    os.execv(sys.executable, [sys.executable, "-m", "pytest"])
