"""Digests that tell whether files have changed."""

import hashlib


def of_file(path):
    """The SHA-256 of one file, as sha256sum prints it; "" where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def of_files(paths, words=""):
    """One digest of words and of the names and contents of files, in this order."""
    digest = hashlib.sha256(words.encode())
    for path in paths:
        digest.update(f"\0{path.name} {of_file(path)}".encode())
    return digest.hexdigest()


def below(folder, *suffixes):
    """The files under a folder that end so, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in suffixes)
