"""What passes now: runs the koans of the levels that were worked at once more.

What came of a level is kept in .koans/checked.json with a digest of all that it stands on;
it is not run again until that changes.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
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
    """What came of levels. The projects are run in as many processes as there are cores;
    then, alone, what was ended by another or needs an earlier level that does not pass."""
    projects = {}
    for level in levels:
        projects.setdefault(level.project, []).append(level)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        found = _together(pool, grid.root, _shares(projects.values()))
        alone = {}
        for level in levels:
            row = projects[level.project]
            done = [other for other in row if is_done(other, found)]
            needed = [other for other in all_earlier(grid, level) if other in row]
            if level.key not in found or any(other not in done for other in needed):
                alone[level.key] = [o for o in done if o in needed] + [level]
        again = _together(pool, grid.root, alone.values())
    found |= {key: again.get(key, NOTHING) for key in alone}
    return {level.key: found[level.key] for level in levels}


def _shares(rows):
    """Rows of levels in as many heaps as there are cores, of about as many koans."""
    heaps = [[] for _ in range(min(os.cpu_count() or 1, len(rows)))]
    for row in sorted(rows, key=_n_koans, reverse=True):
        min(heaps, key=_n_koans).extend(row)
    return heaps


def _n_koans(levels):
    return sum(len(level.koans) for level in levels)


def is_done(level, found):
    koans = found.get(level.key, NOTHING)["koans"]
    return bool(level.koans) and all(koans.get(k) == "passed" for k in level.koans)


def _together(pool, root, shares):
    found = {}
    jobs = [pool.submit(_process, root, share, n) for n, share in enumerate(shares)]
    for job in jobs:
        found |= job.result()
    return found


def _process(root, levels, number):
    (root / FOLDER / PICTURES).mkdir(parents=True, exist_ok=True)
    place = root / FOLDER / f"check-{os.getpid()}-{number}.json"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["--assert=plain"]
    command += ["-p", "sensei.portfolio.checked", "--checked-to", str(place)]
    env = os.environ | dict.fromkeys(ONE_THREAD, "1")
    env.pop("PYTEST_ADDOPTS", None)
    try:
        subprocess.run(
            [*command, *(level.shown() for level in levels)],
            cwd=root,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60 * MINUTES,
        )
        return json.loads(place.read_text())
    except (subprocess.TimeoutExpired, OSError, ValueError):
        return {}
    finally:
        place.unlink(missing_ok=True)
