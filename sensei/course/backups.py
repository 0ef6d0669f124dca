"""What a learner wrote is kept before a koan file is written anew."""

import os
import time

from sensei.course.journal import FOLDER
from sensei.errors import CannotDo


def keep(level):
    """Copy what the learner wrote to a backup; the copy's path, or None without a file."""
    try:
        data = level.koan.read_bytes()
    except FileNotFoundError:
        return None
    folder = level.root / FOLDER / "backups" / level.project
    folder.mkdir(parents=True, exist_ok=True)
    stamp = time.strftime("%Y-%m-%dT%H-%M-%S")
    for number in range(1000):
        place = folder / f"{level.stem}.{stamp}{f'-{number}' if number else ''}.txt"
        try:
            with place.open("xb") as file:
                _write_out(file, data)
        except FileExistsError:
            continue
        return place
    raise CannotDo(f"No backup could be made in {folder}; nothing was changed.")


def write(file, text):
    """Write a koan file, of a text or of bytes, in one step: the old one stands until the
    new one is whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    with fresh.open("wb") as opened:
        _write_out(opened, text.encode() if isinstance(text, str) else text)
    fresh.replace(file)


def stop_at_trouble(journal):
    """CannotDo where the journal could not be written: nothing else is to change then."""
    if journal.trouble:
        raise CannotDo(
            f"{journal.path.name} could not be written ({journal.trouble}), so nothing was "
            "changed: make room for it, and ask again."
        )


def _write_out(file, data):
    """Have data on the disk before anything that comes after it is."""
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
