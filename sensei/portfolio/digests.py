"""Digests that tell whether files have changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def file_digest(path: Path) -> str:
    """Return the SHA-256 of one file, as sha256sum prints it, or "" if it is not there."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def files_digest(paths: Iterable[Path], words: str = "") -> str:
    """Return one digest of words and of the names and contents of files, in this order."""
    digest = hashlib.sha256(words.encode())
    for path in paths:
        digest.update(f"\0{path.name} {file_digest(path)}".encode())
    return digest.hexdigest()


def files_below(folder: Path, *suffixes: str) -> list[Path]:
    """Return the files under a folder, at any depth, that end in one of the suffixes."""
    return sorted(path for path in folder.rglob("*") if path.suffix in suffixes)
