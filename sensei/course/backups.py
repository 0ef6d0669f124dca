"""Backups: what a learner wrote is kept before a koan file is written anew."""

import os
import time
from pathlib import Path
from typing import BinaryIO

from sensei.course.journal import FOLDER, Journal
from sensei.course.level import Level
from sensei.errors import CannotDo

BACKUPS = f"{FOLDER}/backups"
MOST_IN_A_SECOND = 1000


def keep(level: Level) -> Path | None:
    """Copy what the learner wrote to a backup. Return the copy's path, or None where there
    is no file."""
    try:
        content = level.koan.read_bytes()
    except FileNotFoundError:
        return None
    folder = level.root / BACKUPS / level.project
    folder.mkdir(parents=True, exist_ok=True)
    stamp = time.strftime("%Y-%m-%dT%H-%M-%S")
    for number in range(MOST_IN_A_SECOND):
        place = folder / f"{level.stem}.{stamp}{f'-{number}' if number else ''}.txt"
        try:
            with place.open("xb") as file:
                _write_out(file, content)
        except FileExistsError:
            continue
        return place
    raise CannotDo(f"No backup could be made in {folder}; nothing was changed.")


def write(path: Path, content: str | bytes) -> None:
    """Write a file in one step: the old one stays until the new one is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        _write_out(file, content.encode() if isinstance(content, str) else content)
    fresh.replace(path)


def stop_at_trouble(journal: Journal) -> None:
    """Raise CannotDo where the journal could not be written: nothing else must change then."""
    if journal.trouble:
        raise CannotDo(
            f"{journal.path.name} could not be written ({journal.trouble}), so nothing was "
            "changed: make room for it, and ask again."
        )


def _write_out(file: BinaryIO, content: bytes) -> None:
    """Have the content on the disk before anything that comes after it is there."""
    file.write(content)
    file.flush()
    os.fsync(file.fileno())
