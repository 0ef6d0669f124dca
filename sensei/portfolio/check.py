"""What passes now: runs the koans of the levels that were worked at once more.

What came of a level is kept in .koans/checked.json with a digest of all that it stands on;
it is not run again until that changes.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

from sensei.course.journal import FOLDER
from sensei.portfolio.digests import below, of_files
from sensei.portfolio.heaps import Heaps
from sensei.run.borrowing import all_earlier
from sensei.text import syntax

KEPT = "checked.json"
LIBRARIES = ("numpy", "scipy", "pandas", "scikit-learn", "matplotlib")
NOTHING = {"koans": {}, "result": None, "borrowed": []}


def versions():
    """The versions that a check was made with: {name: version}."""
    python = ".".join(map(str, sys.version_info[:3]))
    return {"Python": python} | {name: version(name) for name in LIBRARIES}


def is_touched(level):
    """Whether anything in a level's koan file was changed by hand."""
    try:
        return syntax.read(level.koan) != level.pristine
    except (OSError, UnicodeDecodeError, SyntaxError, ValueError):
        return level.koan.exists()


class Check:
    """A check of all levels that were worked at, begun at once: what has to run runs in other
    processes, and found waits for what comes of it.

    touched: the levels that were worked at.
    """

    def __init__(self, grid):
        self.grid, self.place = grid, grid.root / FOLDER / KEPT
        self.digests = _digests(grid)
        self.records = {
            key: record
            for key, record in _read(self.place).items()
            if record["digest"] == self.digests.get(key)
            and _has_picture(grid.root, record["found"])
        }
        self.heaps, self.rows = None, []
        unknown = [level for level in grid.levels if level.key not in self.records]
        if unknown:
            self.begin(unknown)
        self.touched = [lv for lv in grid.levels if self.records[lv.key]["found"]]

    def begin(self, unknown):
        """Have those of the levels run that were worked at."""
        heaps = Heaps(self.grid.root)  # it has its libraries to import
        to_run = [level for level in unknown if is_touched(level)]
        self.rows = _by_project(to_run)
        for level in unknown:
            found = NOTHING if level in to_run else None
            self.records[level.key] = {
                "digest": self.digests[level.key],
                "found": found,
            }
        if to_run:
            heaps.give(self.rows)
            self.heaps = heaps
        else:
            heaps.end()

    def found(self):
        """{key of a level: {"koans": {name: state}, "result": …, "borrowed": [keys]}}; the
        state of a koan is "passed", or as in sensei.explain."""
        if self.heaps is not None:
            for key, came in _came(self.grid, self.rows, self.heaps).items():
                self.records[key]["found"] = came
        self.place.parent.mkdir(exist_ok=True)
        self.place.write_text(json.dumps(self.records))
        found = {key: one["found"] for key, one in self.records.items() if one["found"]}
        return json.loads(json.dumps(found, sort_keys=True))


def _read(place):
    try:
        records = json.loads(place.read_text())
        for record in records.values():
            assert isinstance(record["digest"], str)
            assert record["found"] is None or isinstance(record["found"]["koans"], dict)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, AssertionError):
        return {}
    return records


def _has_picture(root, found):
    result = (found or NOTHING)["result"] or {}
    return not result.get("picture") or (root / result["picture"]).is_file()


def _digests(grid):
    """A digest for each level of its project's files, the data, the engine and versions."""
    engine = Path(__file__).parents[1]
    common = below(grid.root / "data", ".csv") + below(engine, ".py")
    whole = of_files(common, json.dumps(versions()))
    found = {}
    for level in grid.levels:
        folders = (grid.root / kind / level.project for kind in ("koans", "solutions"))
        paths = [path for folder in folders for path in below(folder, ".py")]
        found[level.key] = of_files(paths, f"{whole} {level.key}")
    return found


def _by_project(levels):
    """The levels of each project, those of most koans first."""
    projects = {}
    for level in levels:
        projects.setdefault(level.project, []).append(level)
    return sorted(projects.values(), key=_n_koans, reverse=True)


def _came(grid, rows, heaps):
    """What came of rows of levels that heaps run; then, alone, of those that were ended by
    another or need an earlier level that does not pass."""
    found, alone = heaps.came(), {}
    for row in rows:
        done = [level for level in row if is_done(level, found)]
        for level in row:
            needed = [other for other in all_earlier(grid, level) if other in row]
            if level.key not in found or any(other not in done for other in needed):
                alone[level.key] = [o for o in done if o in needed] + [level]
    if not alone:
        return found
    again = Heaps(grid.root)
    again.give(alone.values())
    came = again.came()
    return found | {key: came.get(key, NOTHING) for key in alone}


def _n_koans(levels):
    return sum(len(level.koans) for level in levels)


def is_done(level, found):
    koans = found.get(level.key, NOTHING)["koans"]
    return bool(level.koans) and all(koans.get(k) == "passed" for k in level.koans)
