"""The journal: what has happened in a clone, append-only.

.koans/journal.jsonl holds one event a line, each a JSON object.
"""

import json
import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

FOLDER = ".koans"
TEXTS = ("time", "event", "level", "koan", "order", "of", "kept", "driver")
BREAK = timedelta(minutes=15)  # so long without an event is a break

Event = dict[str, Any]  # {"time": …, "event": "pass", "level": …, "koan": …}


class Journal:
    """The events of the clone under a root folder.

    `trouble` says why the last event could not be kept; it is empty where all went well.
    """

    def __init__(self, root: Path) -> None:
        self.path = root / FOLDER / "journal.jsonl"
        self.trouble = ""

    def events(self) -> list[Event]:
        """Return every event that can be read, oldest first; a broken line is skipped."""
        try:
            lines = self.path.read_bytes().splitlines()
        except OSError:
            return []
        return [event for event in map(event_in, lines) if event is not None]

    def add(self, event: str, **facts: object) -> None:
        """Append one event, whole or not at all as far as the system allows; `trouble` tells
        where that failed."""
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


def event_in(line: bytes | str) -> Event | None:
    """Return the event that a line of a journal holds, or None where it holds none."""
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if isinstance(event, dict) and "event" in event and _is_sound(event):
        return event
    return None


def _is_sound(event: Event) -> bool:
    """Return whether what the engine looks at in an event is text, as it was written."""
    return all(isinstance(event.get(name, ""), str) for name in TEXTS)


def _ends_with_newline(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"
    except OSError:
        return True


def when(event: Event) -> datetime | None:
    """Return the time of an event, or None where it does not tell."""
    try:
        told = datetime.fromisoformat(event["time"])
    except (KeyError, TypeError, ValueError):
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def worked(times: Sequence[datetime]) -> float:
    """Return the seconds from the first to the last of some times; breaks of more than a
    quarter of an hour are left out."""
    steps = (b - a for a, b in zip(times, times[1:], strict=False))
    return sum(s.total_seconds() for s in steps if timedelta() < s < BREAK)


def now() -> int:
    """Return the time as a run begins, comparable with a file's st_mtime_ns."""
    return time.time_ns()
