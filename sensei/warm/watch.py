"""Tells the warm process of a save as it happens: on Linux, by inotify.

ptw looks for saves ten times a second, and waits a little longer for others to follow. A run
that was begun ahead uses that time.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

MODIFY, CLOSE_WRITE, MOVED_FROM, MOVED_TO, CREATE, DELETE = (
    1 << n for n in (1, 3, 6, 7, 8, 9)
)
OVERFLOW, IS_FOLDER = 1 << 14, 1 << 30
SAVED = CLOSE_WRITE | MOVED_TO
COME_OR_GONE = CREATE | DELETE | MOVED_FROM | MOVED_TO
ANYTHING = SAVED | MODIFY | COME_OR_GONE
EVENT = struct.Struct("iIII")  # watch, mask, cookie, length of the name that follows
SIZE = 2**16


class Watch:
    """Saves of koan files under a root folder, and levels that come and go. OSError where the
    system tells of none.

    projects: the names of the projects in koans/, by the watches of their folders.
    tops: the folders that hold projects, by their watches.
    """

    def __init__(self, root: Path) -> None:
        if sys.platform != "linux":
            raise OSError("this system has no inotify")
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.file = self.libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        self.koans = os.path.join(root, "koans")
        self.projects: dict[int, str] = {}
        self.tops: dict[int, str] = {}
        for path in (self.koans, os.path.join(root, "solutions")):
            self.tops[self.add(path, COME_OR_GONE)] = path
            for name in os.listdir(path):
                self.look_into(path, name)

    def add(self, path: str, mask: int) -> int:
        """Watch a folder for what mask says, and return the number of the watch."""
        watch = self.libc.inotify_add_watch(self.file, os.fsencode(path), mask)
        if watch < 0:
            raise OSError(ctypes.get_errno(), f"{path} cannot be watched")
        return watch

    def look_into(self, top: str, name: str) -> None:
        """Watch a project's folder, if it is one."""
        path = os.path.join(top, name)
        if not os.path.isdir(path):
            return
        if top == self.koans:
            self.projects[self.add(path, ANYTHING)] = name
        else:
            self.add(path, COME_OR_GONE)

    def fileno(self) -> int:
        return self.file

    def close(self) -> None:
        os.close(self.file)

    def changes(self) -> tuple[set[str] | None, bool]:
        """Return the keys of the koan files that have changed since the last look, and whether
        any was saved; None for the keys if there may be others, or other levels."""
        changed: set[str] = set()
        unknown, saved = False, False
        for watch, mask, name in self.events():
            if mask & OVERFLOW:
                unknown = True
            elif watch in self.tops:
                if mask & IS_FOLDER:
                    self.look_into(self.tops[watch], name)
                    unknown = True
            elif not name.endswith(".py"):
                continue
            elif watch not in self.projects:  # of a folder in solutions/
                unknown = True
            else:
                changed.add(f"{self.projects[watch]}/{name.removesuffix('.py')}")
                saved = saved or bool(mask & SAVED)
        return None if unknown else changed, saved

    def events(self) -> Iterator[tuple[int, int, str]]:
        """Yield what the system has told since: (number of the watch, what happened, name)."""
        while True:
            try:
                data = os.read(self.file, SIZE)
            except BlockingIOError:
                return
            while data:
                watch, mask, _, length = EVENT.unpack_from(data)
                name = data[EVENT.size :][:length].rstrip(b"\0")
                yield watch, mask, os.fsdecode(name)
                data = data[EVENT.size + length :]
