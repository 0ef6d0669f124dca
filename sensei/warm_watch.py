"""Tells the warm process of a save as it happens: on Linux, by inotify.

ptw looks for saves ten times a second, and waits a little longer for others to follow. A run
that was begun ahead uses that time.
"""

import ctypes
import os
import struct
import sys

MODIFY, CLOSE_WRITE, MOVED_FROM, MOVED_TO, CREATE, DELETE = (
    1 << n for n in (1, 3, 6, 7, 8, 9)
)
OVERFLOW, IS_FOLDER = 1 << 14, 1 << 30
SAVED = CLOSE_WRITE | MOVED_TO
ANYTHING = SAVED | MODIFY | MOVED_FROM | CREATE | DELETE
EVENT = struct.Struct("iIII")  # watch, mask, cookie, length of the name that follows
SIZE = 2**16


class Watch:
    """Saves of koan files under a root folder. OSError where the system tells of none."""

    def __init__(self, root):
        if sys.platform != "linux":
            raise OSError("this system has no inotify")
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.file = self.libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        self.koans, self.projects = os.path.join(root, "koans"), {}
        self.top = self.add(self.koans, CREATE | MOVED_TO | MOVED_FROM)
        for name in os.listdir(self.koans):
            self.look_into(name)

    def add(self, path, mask):
        found = self.libc.inotify_add_watch(self.file, os.fsencode(path), mask)
        if found < 0:
            raise OSError(ctypes.get_errno(), f"{path} cannot be watched")
        return found

    def look_into(self, name):
        path = os.path.join(self.koans, name)
        if os.path.isdir(path):
            self.projects[self.add(path, ANYTHING)] = name

    def fileno(self):
        return self.file

    def close(self):
        os.close(self.file)

    def changes(self):
        """The keys of the koan files that have changed since the last look, and whether
        any was saved; None for the keys where there may be others."""
        changed, unknown, saved = set(), False, False
        for watch, mask, name in self.events():
            if watch == self.top and mask & IS_FOLDER:
                self.look_into(name)
                unknown = True
            elif mask & OVERFLOW:
                unknown = True
            elif watch in self.projects and name.endswith(".py"):
                changed.add(f"{self.projects[watch]}/{name.removesuffix('.py')}")
                saved = saved or bool(mask & SAVED)
        return None if unknown else changed, saved

    def events(self):
        """What the system has told since: (number of the watch, what happened, name)."""
        while True:
            try:
                data = os.read(self.file, SIZE)
            except BlockingIOError:
                return
            while data:
                watch, mask, _, length = EVENT.unpack_from(data)
                yield (
                    watch,
                    mask,
                    os.fsdecode(data[EVENT.size :][:length].rstrip(b"\0")),
                )
                data = data[EVENT.size + length :]
