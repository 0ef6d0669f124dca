"""A hash of all that a pass stands on: it tells whether a koan still passes as it did."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from sensei.course.grid import Grid
from sensei.course.level import Level

IsDone = Callable[[Level], bool]


def of_level(grid: Grid, level: Level, is_done: IsDone) -> str:
    """Return the fingerprint of a level as its koan file is now."""
    (fingerprint,) = _hashes(grid, level, is_done, [_content(level.koan)])
    return fingerprint


def of_texts(
    grid: Grid, level: Level, is_done: IsDone, texts: Iterable[str]
) -> list[str]:
    """Return a fingerprint for each of some texts in place of a level's koan file, such as
    the parts of it that a koan runs."""
    return _hashes(grid, level, is_done, map(str.encode, texts))


def _hashes(
    grid: Grid, level: Level, is_done: IsDone, contents: Iterable[bytes]
) -> list[str]:
    """Return a hash for each of some contents together with what all of them stand on: the
    project's card, the level's solution and its proof, and the earlier levels that it
    imports (the learner's where they are done, else the solution's)."""
    common = hashlib.sha256()
    paths = [level.koan.parent / "__init__.py", level.solution, level.proof]
    for earlier in grid.earlier(level):
        if is_done(earlier):
            common.update(of_level(grid, earlier, is_done).encode())
        else:
            paths.append(earlier.solution)
    for path in paths:
        common.update(_content(path) + b"\0")
    hashes = []
    for content in contents:
        whole = common.copy()
        whole.update(content)
        hashes.append(whole.hexdigest())
    return hashes


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b"missing"
