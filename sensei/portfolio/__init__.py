"""The portfolio: what a learner has done, as a site worth publishing (pytest --portfolio)."""

import json
from pathlib import Path
from typing import TypedDict

from sensei.course.grid import Grid
from sensei.course.journal import FOLDER, Journal
from sensei.portfolio.digests import file_digest, files_below, files_digest
from sensei.portfolio.learner import FOLDER as WORDS
from sensei.portfolio.learner import read_learner
from sensei.portfolio.rerun import Rerun, versions
from sensei.portfolio.schema import PortfolioFacts

SITE, KEPT = "site", "site.json"


class Record(TypedDict):
    """made_from: a digest of all that a site was made from; site: one of each of its files."""

    made_from: str
    site: dict[str, str]


def build(grid: Grid, journal: Journal) -> tuple[PortfolioFacts, bool]:
    """Build site/ where anything it is made from has changed since.

    Return what portfolio.json holds, and whether anything was built.
    """
    site, record_path = grid.root / SITE, grid.root / FOLDER / KEPT
    learner = read_learner(grid.root)
    made_from = _made_from(grid.root)
    if _read_made_from(record_path, site) == made_from:
        kept: PortfolioFacts = json.loads(
            (site / "portfolio.json").read_text(encoding="utf-8")
        )
        return kept, False
    rerun = Rerun(grid)
    # What makes pages takes a while to import: the koans run meanwhile
    from sensei.portfolio.facts import portfolio_facts
    from sensei.portfolio.functions import read_functions
    from sensei.portfolio.pages import write

    functions = {level.key: read_functions(level) for level in rerun.touched}
    portfolio = portfolio_facts(grid, journal.events(), learner, rerun.outcomes())
    files = write(grid.root, portfolio, learner, site, functions)
    record: Record = {
        "made_from": made_from,
        "site": {name: file_digest(site / name) for name in files},
    }
    record_path.parent.mkdir(exist_ok=True)
    record_path.write_text(json.dumps(record))
    return portfolio, True


def _read_made_from(record_path: Path, site: Path) -> str | None:
    """Return what the site was made from, if it is still as it was written."""
    try:
        record: Record = json.loads(record_path.read_text())
        digests = record["site"].items()
        if all(file_digest(site / name) == digest for name, digest in digests):
            return record["made_from"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def _made_from(root: Path) -> str:
    """Return a digest of all that a site is made from: lessons and proofs are in solutions/."""
    paths = [root / FOLDER / "journal.jsonl"]
    for name in ("koans", "solutions"):
        paths += files_below(root / name, ".py")
    paths += files_below(root / "data", ".csv", ".md")
    paths += files_below(root / WORDS, ".toml", ".md")
    paths += files_below(Path(__file__).parents[1], ".py", ".html", ".css")
    return files_digest(paths, json.dumps(versions()))
