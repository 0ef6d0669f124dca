"""What passes now: the koans of the levels that were worked at, run once more.

The outcome of a level is kept in .koans/checked.json with a digest of all that it depends
on. The level does not run again until that changes.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TypedDict

from sensei.course.grid import Grid, Level
from sensei.course.journal import FOLDER
from sensei.portfolio.batches import BatchRunner
from sensei.portfolio.digests import files_below, files_digest
from sensei.portfolio.outcomes import LevelOutcome, is_done, no_outcome
from sensei.run.borrowing import all_earlier
from sensei.text import syntax

KEPT = "checked.json"
LIBRARIES = ("numpy", "scipy", "pandas", "scikit-learn", "matplotlib")
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError)  # as JSON


class Record(TypedDict):
    """outcome: of the files that have this digest; None for a level as it was given."""

    digest: str
    outcome: LevelOutcome | None


def versions() -> dict[str, str]:
    """Return the versions of Python and the libraries that koans run with, by name."""
    python = ".".join(map(str, sys.version_info[:3]))
    return {"Python": python} | {name: version(name) for name in LIBRARIES}


class Rerun:
    """A run of all levels that were worked at, begun at once in other processes.

    touched: the levels that were worked at. Only `outcomes` waits for the run to end.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid, self.path = grid, grid.root / FOLDER / KEPT
        self.runner: BatchRunner | None = None
        self.batches: list[list[Level]] = []
        digests = _digests(grid)
        self.records = _still_valid(grid.root, _read(self.path), digests)
        unknown = [level for level in grid.levels if level.key not in self.records]
        if unknown:
            self._start(unknown, digests)
        records = self.records
        self.touched = [lv for lv in grid.levels if records[lv.key]["outcome"]]

    def _start(self, unknown: list[Level], digests: dict[str, str]) -> None:
        """Have those of the levels run that were worked at."""
        runner = BatchRunner(self.grid.root)  # it imports its libraries meanwhile
        to_run = [level for level in unknown if is_touched(level)]
        for level in unknown:
            outcome = no_outcome() if level in to_run else None
            record: Record = {"digest": digests[level.key], "outcome": outcome}
            self.records[level.key] = record
        if to_run:
            self.batches = _by_project(to_run)
            runner.start(self.batches)
            self.runner = runner
        else:
            runner.stop()

    def outcomes(self) -> dict[str, LevelOutcome]:
        """Return the outcomes of the levels that were worked at, and keep them."""
        if self.runner is not None:
            outcomes = _all_outcomes(self.grid, self.batches, self.runner)
            for key, outcome in outcomes.items():
                self.records[key]["outcome"] = outcome
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(json.dumps(self.records))
        kept = {
            key: record["outcome"]
            for key, record in self.records.items()
            if record["outcome"]
        }
        in_order: dict[str, LevelOutcome] = json.loads(json.dumps(kept, sort_keys=True))
        return in_order


def is_touched(level: Level) -> bool:
    """Return whether anything in a level's koan file was changed by hand."""
    try:
        return bool(syntax.read(level.koan) != level.pristine)
    except (OSError, UnicodeDecodeError, SyntaxError, ValueError):
        return level.koan.exists()


def _read(path: Path) -> dict[str, Record]:
    """Return the records that were kept, by the keys of levels."""
    try:
        records: dict[str, Record] = json.loads(path.read_text())
        is_sound = all(
            isinstance(record["digest"], str)
            and (
                record["outcome"] is None
                or isinstance(record["outcome"]["koans"], dict)
            )
            for record in records.values()
        )
    except UNREADABLE:
        return {}
    return records if is_sound else {}


def _still_valid(
    root: Path, records: dict[str, Record], digests: dict[str, str]
) -> dict[str, Record]:
    """Return the records of levels that depend on nothing that has changed since."""
    return {
        key: record
        for key, record in records.items()
        if record["digest"] == digests.get(key) and _has_picture(root, record)
    }


def _has_picture(root: Path, record: Record) -> bool:
    """Return whether the picture of an outcome is there, if it has one."""
    result = record["outcome"] and record["outcome"]["result"]
    picture = result and result.get("picture")
    return not picture or (root / picture).is_file()


def _digests(grid: Grid) -> dict[str, str]:
    """Return a digest for each level, by its key.

    An outcome depends on the koans, lessons and proofs of its project, the data, the engine,
    Python and the libraries.
    """
    engine = Path(__file__).parents[1]
    common = files_below(grid.root / "data", ".csv") + files_below(engine, ".py")
    common_digest = files_digest(common, json.dumps(versions()))
    digests = {}
    for level in grid.levels:
        folders = (grid.root / kind / level.project for kind in ("koans", "solutions"))
        paths = [path for folder in folders for path in files_below(folder, ".py")]
        digests[level.key] = files_digest(paths, f"{common_digest} {level.key}")
    return digests


def _by_project(levels: list[Level]) -> list[list[Level]]:
    """Return the levels of each project, the projects with most koans first."""
    projects: dict[str, list[Level]] = {}
    for level in levels:
        projects.setdefault(level.project, []).append(level)
    return sorted(projects.values(), key=_n_koans, reverse=True)


def _n_koans(levels: list[Level]) -> int:
    return sum(len(level.koans) for level in levels)


def _all_outcomes(
    grid: Grid, batches: list[list[Level]], runner: BatchRunner
) -> dict[str, LevelOutcome]:
    """Return the outcomes of batches that a runner runs.

    Levels that were ended by another one, or that need an earlier level that does not pass,
    run again in a process of their own.
    """
    outcomes, alone = runner.outcomes(), {}
    for batch in batches:
        done = [level for level in batch if is_done(level, outcomes)]
        for level in batch:
            needed = [other for other in all_earlier(grid, level) if other in batch]
            if level.key not in outcomes or any(other not in done for other in needed):
                alone[level.key] = [o for o in done if o in needed] + [level]
    if not alone:
        return outcomes
    second = BatchRunner(grid.root)
    second.start(list(alone.values()))
    again = second.outcomes()
    return outcomes | {key: again.get(key, no_outcome()) for key in alone}
