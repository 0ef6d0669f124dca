"""What has happened, append-only, and the progress that follows from it.

.koans/journal.jsonl holds one JSON object a line. .koans/cache.json remembers which files
passed with which content; it may be deleted at any time.
"""

import json
import os
import time
from datetime import UTC, datetime, timedelta

FOLDER = ".koans"
TEXTS = ("time", "event", "level", "koan", "order", "of", "kept", "driver")
BREAK = timedelta(minutes=15)  # so long without an event is a break


class Journal:
    """Events under a root folder: {"time": ..., "event": "pass", "level": ..., "koan": ...}."""

    def __init__(self, root):
        self.path = root / FOLDER / "journal.jsonl"
        self.trouble = ""  # why the last event could not be kept

    def events(self):
        """Every event that can be read, oldest first; a broken line is skipped."""
        try:
            lines = self.path.read_bytes().splitlines()
        except OSError:
            return []
        return [event for event in map(event_in, lines) if event is not None]

    def add(self, event, **facts):
        """Append one event, whole or not at all as far as the system allows; trouble tells
        where it could not be."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        line = json.dumps({"time": now, "event": event, **facts}, ensure_ascii=False)
        data = line.encode() + b"\n"
        try:
            self.path.parent.mkdir(exist_ok=True)
            if not _ends_with_newline(self.path):
                data = b"\n" + data
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            try:
                while data:
                    data = data[os.write(file, data) :]
            finally:
                os.close(file)
        except OSError as error:
            self.trouble = error.strerror or str(error)


def event_in(line):
    """The event that a line of a journal holds, or None where it holds none."""
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if isinstance(event, dict) and "event" in event and _is_sound(event):
        return event
    return None


def _is_sound(event):
    """Whether what the engine looks at in an event is text, as it was written."""
    return all(isinstance(event.get(name, ""), str) for name in TEXTS)


def _ends_with_newline(path):
    try:
        with path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"
    except OSError:
        return True


def when(event):
    """The time of an event; None where it does not tell."""
    try:
        found = datetime.fromisoformat(event["time"])
    except (KeyError, TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def worked(times):
    """The seconds from the first to the last of some times, breaks of more than a quarter of
    an hour left out."""
    steps = (b - a for a, b in zip(times, times[1:], strict=False))
    return sum(s.total_seconds() for s in steps if timedelta() < s < BREAK)


def now():
    """The time a run begins, comparable with a file's st_mtime_ns."""
    return time.time_ns()
