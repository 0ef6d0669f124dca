"""Tells the warm process of a save as it happens: on Linux, by inotify.

ptw looks for saves ten times a second, and waits a little longer for others to follow. A run
that was begun ahead uses that time.
"""

import ctypes
import os
import struct
import sys

CLOSE_WRITE, MOVED_TO, CREATE, IS_FOLDER = 0x8, 0x80, 0x100, 0x40000000
EVENT = struct.Struct("iIII")  # watch, mask, cookie, length of the name that follows
SIZE = 2**16


class Watch:
    """Saves of koan files under a root folder. OSError where the system tells of none."""

    def __init__(self, root):
        if sys.platform != "linux":
            raise OSError("this system has no inotify")
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.file = self.libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        self.koans = os.path.join(root, "koans")
        self.top = self.add(self.koans, CREATE | MOVED_TO)
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
            self.add(path, CLOSE_WRITE | MOVED_TO)

    def fileno(self):
        return self.file

    def close(self):
        os.close(self.file)

    def saves(self):
        """How many saves of Python files there were since the last look."""
        count = 0
        try:
            while True:
                data = os.read(self.file, SIZE)
                while data:
                    watch, mask, _, length = EVENT.unpack_from(data)
                    name = os.fsdecode(data[EVENT.size :][:length].rstrip(b"\0"))
                    data = data[EVENT.size + length :]
                    if watch == self.top and mask & IS_FOLDER:
                        self.look_into(name)
                    elif name.endswith(".py"):
                        count += 1
        except BlockingIOError:
            return count
