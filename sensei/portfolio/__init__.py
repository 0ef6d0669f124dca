"""The portfolio: what a learner has done, as a site worth publishing (pytest --portfolio)."""

import json
from pathlib import Path

from sensei.course.journal import FOLDER
from sensei.portfolio import check
from sensei.portfolio.digests import below, of_file, of_files
from sensei.portfolio.learner import FOLDER as WORDS
from sensei.portfolio.learner import learner

SITE, KEPT = "site", "site.json"


def build(grid, journal):
    """Build site/ where anything it is made from has changed since.

    Returns (what portfolio.json holds, whether anything was built).
    """
    site, place = grid.root / SITE, grid.root / FOLDER / KEPT
    me = learner(grid.root)
    made_from = _made_from(grid.root)
    if _standing(place, site) == made_from:
        return json.loads((site / "portfolio.json").read_text(encoding="utf-8")), False
    checking = check.Check(grid)
    from sensei.portfolio import (  # what makes pages takes a while to import
        code,
        facts,
        pages,
    )

    own = {level.key: code.functions(level) for level in checking.touched}
    told = facts.facts(grid, journal.events(), me, checking.found())
    written = pages.write(grid, told, me, site, own)
    place.parent.mkdir(exist_ok=True)
    record = {"made_from": made_from, "site": {n: of_file(site / n) for n in written}}
    place.write_text(json.dumps(record))
    return told, True


def _standing(place, site):
    """What the site was made from, if it stands as it was written; else None."""
    try:
        record = json.loads(place.read_text())
        if all(of_file(site / name) == seen for name, seen in record["site"].items()):
            return record["made_from"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def _made_from(root):
    """A digest of all that a site is made from."""
    paths = [root / FOLDER / "journal.jsonl"]
    for name in ("koans", "solutions"):
        paths += below(root / name, ".py")
    paths += below(root / "data", ".csv", ".md")
    paths += below(root / WORDS, ".toml", ".md")
    paths += below(Path(__file__).parents[1], ".py", ".html", ".css")
    return of_files(paths, json.dumps(check.versions()))
