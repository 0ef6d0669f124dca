"""The portfolio: what a learner has done, as a site worth publishing (pytest --portfolio)."""

import hashlib
import json
from pathlib import Path

from ..journal import FOLDER
from .learner import FOLDER as WORDS
from .learner import Wrong

SITE, KEPT = "site", "site.json"

__all__ = ["Wrong", "build"]


def build(grid, journal):
    """Build site/ where anything it is made from has changed since.

    Returns (what portfolio.json holds, whether anything was built).
    """
    site, place = grid.root / SITE, grid.root / FOLDER / KEPT
    before = _standing(place, site)
    if before is not None and before == _made_from(grid.root):
        return json.loads((site / "portfolio.json").read_text(encoding="utf-8")), False
    from . import check, facts, learner, pages

    me = learner.learner(grid.root)
    found = check.check(grid)
    told = facts.facts(grid, journal.events(), me, found)
    written = pages.write(grid, told, me, site)
    place.parent.mkdir(exist_ok=True)
    record = {"made_from": _made_from(grid.root), "site": _digests(site, written)}
    place.write_text(json.dumps(record))
    return told, True


def _standing(place, site):
    """What the site was made from, if it stands as it was written; else None."""
    try:
        record = json.loads(place.read_text())
        if record["site"] == _digests(site, record["site"]):
            return record["made_from"]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _digests(site, names):
    return {name: _digest([site / name]) for name in names}


def _made_from(root):
    """A digest of all that a site is made from."""
    from importlib.metadata import version

    folders = [root / name for name in ("koans", "solutions", "data", WORDS)]
    folders.append(Path(__file__).parents[1])
    paths = [root / FOLDER / "journal.jsonl"]
    for folder in folders:
        paths += sorted(
            path
            for path in folder.rglob("*")
            if path.is_file() and path.suffix not in (".pyc", ".new", ".tmp")
        )
    libraries = " ".join(version(n) for n in ("numpy", "scikit-learn", "matplotlib"))
    return _digest(paths, libraries)


def _digest(paths, words=""):
    digest = hashlib.sha256(words.encode())
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError:
            data = b"missing"
        digest.update(f"{path.name} {len(data)}\0".encode() + data)
    return digest.hexdigest()
