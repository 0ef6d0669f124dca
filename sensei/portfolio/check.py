"""What passes now: runs the koans of the levels that were worked at once more.

What came of a level is kept in .koans/checked.json with a digest of all that it stands on;
it is not run again until that changes.
"""

import json
import os
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from .. import source
from ..borrowing import all_earlier
from ..journal import FOLDER
from ..limits import ONE_THREAD
from .checked import PICTURES
from .digests import below, of_files

KEPT = "checked.json"
LIBRARIES = ("numpy", "scipy", "pandas", "scikit-learn", "matplotlib")
MINUTES = 10  # that a check may take
NOTHING = {"koans": {}, "result": None, "borrowed": []}


def versions():
    """The versions that a check was made with: {name: version}."""
    python = ".".join(map(str, sys.version_info[:3]))
    return {"Python": python} | {name: version(name) for name in LIBRARIES}


def is_touched(level):
    """Whether anything in a level's koan file was changed by hand."""
    try:
        return source.read(level.koan) != level.pristine
    except (OSError, UnicodeDecodeError, SyntaxError, ValueError):
        return level.koan.exists()


def check(grid):
    """{key of a level: {"koans": {name: state}, "result": …, "borrowed": [keys]}} for all
    levels that were worked at. The state of a koan is "passed", or as in sensei.explain."""
    touched = [level for level in grid.levels if is_touched(level)]
    digests = _digests(grid, touched)
    place = grid.root / FOLDER / KEPT
    kept = _read(place)
    found = {
        level.key: kept[level.key]["found"]
        for level in touched
        if kept.get(level.key, {}).get("digest") == digests[level.key]
        and _has_picture(grid.root, kept[level.key]["found"])
    }
    missing = [level for level in touched if level.key not in found]
    if missing:
        found |= _run(grid, missing)
        records = {k: {"digest": digests[k], "found": found[k]} for k in found}
        place.parent.mkdir(exist_ok=True)
        place.write_text(json.dumps(records))
    return json.loads(json.dumps(found, sort_keys=True))


def _read(place):
    try:
        records = json.loads(place.read_text())
        for record in records.values():
            assert isinstance(record["digest"], str)
            assert isinstance(record["found"]["koans"], dict)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, AssertionError):
        return {}
    return records


def _has_picture(root, found):
    result = found.get("result") or {}
    return not result.get("picture") or (root / result["picture"]).is_file()


def _digests(grid, levels):
    """A digest for each level of its project's files, the data, the engine and versions."""
    engine = Path(__file__).parents[1]
    common = below(grid.root / "data", ".csv") + below(engine, ".py")
    whole = of_files(common, json.dumps(versions()))
    found = {}
    for level in levels:
        folders = (grid.root / kind / level.project for kind in ("koans", "solutions"))
        paths = [path for folder in folders for path in below(folder, ".py")]
        found[level.key] = of_files(paths, f"{whole} {level.key}")
    return found


def _run(grid, levels):
    """What came of levels, each project in a process of its own, those of most koans first;
    then, alone, what was ended by another or needs an earlier level that does not pass."""
    projects = {}
    for level in levels:
        projects.setdefault(level.project, []).append(level)
    rows = sorted(projects.values(), key=_n_koans, reverse=True)
    found, alone = _together(grid.root, rows), {}
    for level in levels:
        row = projects[level.project]
        done = [other for other in row if is_done(other, found)]
        needed = [other for other in all_earlier(grid, level) if other in row]
        if level.key not in found or any(other not in done for other in needed):
            alone[level.key] = [o for o in done if o in needed] + [level]
    again = _together(grid.root, alone.values())
    found |= {key: again.get(key, NOTHING) for key in alone}
    return {level.key: found[level.key] for level in levels}


def _n_koans(levels):
    return sum(len(level.koans) for level in levels)


def is_done(level, found):
    koans = found.get(level.key, NOTHING)["koans"]
    return bool(level.koans) and all(koans.get(k) == "passed" for k in level.koans)


def _together(root, rows):
    """What came of rows of levels, run by runner.py."""
    if not rows:
        return {}
    (root / FOLDER / PICTURES).mkdir(parents=True, exist_ok=True)
    stem = root / FOLDER / f"check-{os.getpid()}"
    places = [stem.with_name(f"{stem.name}-{n}.json") for n in range(len(rows))]
    heaps = [
        [str(place), [level.shown() for level in row]]
        for place, row in zip(places, rows, strict=True)
    ]
    env = os.environ | dict.fromkeys(ONE_THREAD, "1")
    env.pop("PYTEST_ADDOPTS", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "sensei.portfolio.runner"],
        cwd=root,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.communicate(json.dumps(heaps).encode(), timeout=60 * MINUTES)
    except subprocess.TimeoutExpired:
        _end(process)
    found = {}
    for place in places:
        found |= _came_of(place)
    return found


def _end(process):
    """Kill a process and those it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _came_of(place):
    try:
        return json.loads(place.read_text())
    except (OSError, ValueError):
        return {}
    finally:
        place.unlink(missing_ok=True)
