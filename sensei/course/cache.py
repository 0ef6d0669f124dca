"""Which koans passed at the last run of each level, and what their files were then.

.koans/cache.json holds it. The file may be deleted at any time.
"""

import json
import os
from pathlib import Path
from typing import NotRequired, TypedDict, TypeGuard

from sensei.course.journal import FOLDER


class Record(TypedDict):
    """The last run of a level: the level's fingerprint, the koans that passed, and for each
    of these, where it is known, the fingerprint of what the koan runs."""

    hash: str
    passed: list[str]
    koans: dict[str, str]


class Cache(TypedDict):
    """What is in the file: when the last run began, in nanoseconds, the records by the keys
    of their levels, and the level, the koan and the name that the last run's words were
    about."""

    run: int | None
    levels: dict[str, Record]
    about: NotRequired[list[str | None]]


def path_in(root: Path) -> Path:
    """Return where the cache of the clone under root is kept."""
    return root / FOLDER / "cache.json"


def empty() -> Cache:
    return {"run": None, "levels": {}}


def read(path: Path) -> Cache | None:
    """Return the cache that a file holds, or None where it holds none."""
    try:
        content = json.loads(path.read_text())
    except (OSError, ValueError, RecursionError):
        return None
    return content if _is_cache(content) else None


def write(path: Path, cache: Cache) -> None:
    """Write the file in one step. Where it cannot be written, the old one stays."""
    try:
        path.parent.mkdir(exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}.tmp")
        fresh.write_text(json.dumps(cache))
        fresh.replace(path)
    except OSError:
        pass


def _is_cache(content: object) -> TypeGuard[Cache]:
    if not isinstance(content, dict) or not isinstance(content.get("run"), int):
        return False
    levels, about = content.get("levels"), content.get("about", [])
    return (
        isinstance(levels, dict)
        and all(map(_is_record, levels.values()))
        and isinstance(about, list)
    )


def _is_record(content: object) -> TypeGuard[Record]:
    if not isinstance(content, dict):
        return False
    koans = content.get("koans")
    return (
        isinstance(content.get("hash"), str)
        and _are_texts(content.get("passed"))
        and isinstance(koans, dict)
        and _are_texts([*koans.values()])
    )


def _are_texts(content: object) -> bool:
    return isinstance(content, list) and all(isinstance(one, str) for one in content)
