"""Passes that are kept: a test that passed does not run again while no file has changed.

A test of one level depends on the engine, the data and the solutions of that project; any
other test on every file. .proven.json holds the digest with which each test passed last; it
may be deleted at any time, and --anew takes no notice of it. A test that does more with
--whole has other parameters then, or the marker extent, so that a quick pass does not stand
for it.
"""

import hashlib
import json
import sys
from importlib.metadata import distributions

import pytest

FILE = ".proven.json"
CACHES = {"__pycache__", ".hypothesis", ".ruff_cache", ".mypy_cache"}
LEFT_OUT = {".git", ".venv", ".koans", "site", *CACHES}
OF_EVERY_LEVEL = ("sensei", "author", "tests", "data")
SETTINGS = ("conftest.py", "pytest.ini", "pyproject.toml")


def python():
    """What of Python a pass depends on: its version and the packages that it finds."""
    packages = sorted(f"{d.name} {d.version}" for d in distributions())
    return "\n".join([sys.version, *packages])


class Kept:
    """Which tests passed with the files as they are.

    root: of the repository; whole: whether this is a run with --whole.
    """

    def __init__(self, root, whole):
        self.root, self.path, self.whole = root, root / FILE, whole
        self.digests = {}
        self.start = hashlib.sha256(python().encode())
        try:
            self.passed = json.loads(self.path.read_text())
        except (OSError, ValueError):
            self.passed = {}

    def digest(self, project=""):
        """A digest of all that a test depends on; of a project's levels, or of everything."""
        if project not in self.digests:
            folders = [self.root]
            if project:
                folders = [self.root / name for name in OF_EVERY_LEVEL]
                folders += [
                    self.root / kind / project for kind in ("solutions", "koans")
                ]
                folders += [self.root / name for name in SETTINGS]
            digest = self.start.copy()
            for path in sorted(p for folder in folders for p in _files(folder)):
                digest.update(f"{path.relative_to(self.root)}\0".encode())
                digest.update(path.read_bytes())
            self.digests[project] = digest.hexdigest()
        return self.digests[project]

    def holds(self, item):
        """Whether a test passed with the files as they are."""
        return self.passed.get(self.name(item)) == self.digest(project_of(item))

    def name(self, item):
        """What a pass is kept under."""
        whole = self.whole and item.get_closest_marker("extent") is not None
        return item.nodeid + " --whole" * whole

    def keep(self, passed):
        """Keep that tests passed, beside what is kept of others. passed: pairs, the name of a
        pass and the test's project."""
        for name, project in passed:
            self.passed[name] = self.digest(project)
        try:
            self.path.write_text(json.dumps(self.passed, indent=0, sort_keys=True))
        except OSError:
            pass


class Keeping:
    """A plugin for pytest that leaves out the tests whose pass is kept, and keeps passes.

    Where several processes share the tests, each leaves out the same ones, and the process
    that has started them keeps what has passed.
    """

    def __init__(self, config, kept):
        self.config, self.kept = config, kept
        self.outcomes = {}  # by the name and the project of a test
        self.n_kept = 0

    def pytest_collection_modifyitems(self, items):
        for item in items:
            key = (self.kept.name(item), project_of(item))
            item.user_properties.append((FILE, key))
        if self.config.getoption("anew") or self.config.getoption("collectonly"):
            return
        gone, left = [], []
        for item in items:
            (gone if self.kept.holds(item) else left).append(item)
        self.n_kept = len(gone)
        self.config.hook.pytest_deselected(items=gone)
        items[:] = left

    def pytest_runtest_logreport(self, report):
        for name, key in report.user_properties:
            if name == FILE:
                self.outcomes.setdefault(tuple(key), set()).add(report.outcome)

    def pytest_sessionfinish(self, session):
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput[FILE] = self.n_kept
            return
        self.kept.keep(key for key, seen in self.outcomes.items() if seen == {"passed"})
        nothing = session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED
        if nothing and self.n_kept:
            session.exitstatus = pytest.ExitCode.OK

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        self.n_kept = getattr(node, "workeroutput", {}).get(FILE, 0)

    def pytest_terminal_summary(self, terminalreporter):
        if self.n_kept:
            terminalreporter.write_line(
                f"Not run, because they passed before and no file has changed since: "
                f"{self.n_kept}. To run them too: --anew"
            )


def project_of(item):
    """The project that a test is about alone, or ""."""
    parts = item.path.parts
    if "solutions" in parts and "tests" not in parts:
        return parts[parts.index("solutions") + 1]
    if item.path.name in ("test_levels.py", "test_proof.py"):
        key = getattr(item, "callspec", None) and item.callspec.params.get("key", "")
        return key.split("/")[0] if key else ""
    return ""


def _files(folder):
    if folder.is_file():
        return [folder] if folder.name != FILE else []
    if not folder.is_dir():
        return []
    return [
        path
        for child in folder.iterdir()
        if child.name not in LEFT_OUT and not child.is_symlink()
        for path in _files(child)
    ]
