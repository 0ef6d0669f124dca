"""Whether files or folders have changed since a moment, told from what the system says of
them."""

import os
from collections.abc import Iterable
from pathlib import Path


class Snapshot:
    """Files and folders, some of which may be missing, as they are at this moment."""

    def __init__(self, paths: Iterable[str | Path]) -> None:
        self.paths = list(paths)
        self.stamps = [_stamp(path) for path in self.paths]

    def has_changed(self) -> bool:
        return any(
            _stamp(path) != stamp
            for path, stamp in zip(self.paths, self.stamps, strict=True)
        )


def _stamp(path: str | Path) -> tuple[int, int, int] | None:
    """Return when a file was changed, its size and its inode; None if it is missing."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
