"""How long from a save to its verdict: python benchmarks/save_to_verdict.py

Drives real watchers in pseudo-terminals on generated copies of the grid. All contenders of a
row of the table stand ready at once and are saved to in turns, so that a slow moment of the
machine meets all of them; in the last rows those are the largest and the smallest grid, with
five times as many saves: ptw looks for them ten times a second only, and what is sought is less
than the time between two looks. A save is what a learner does: one koan more is right, and the
next one, still blank, is what the verdict is about.

Needs what the tests need (pip install '.[test]'). pytest-watcher and pytest-testmon are
installed with pip into a temporary folder.
"""

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from author.koans import make  # noqa: E402
from sensei.course.grid import Grid  # noqa: E402
from tests.clone import fill_one  # noqa: E402
from tests.terminal import Terminal  # noqa: E402

BIN = Path(sys.executable).parent
LEVELS = {
    "NumPy": "01_iris/level_7_approximation",
    "scikit-learn": "01_iris/level_2_practice",
    "heaviest": "05_digits/level_2_practice",
}
OURS = ("conftest.py", "pytest.ini", "pyproject.toml")
PLAIN = ["--runner", f"{sys.executable} -m pytest", "--"]
IMPORTLIB = "--import-mode=importlib"
FIXTURES = """# what the koans ask for, without the engine
import numpy as np
import pytest


@pytest.fixture
def rng():
    return np.random.default_rng()


@pytest.fixture
def present():
    return lambda *words, **figures: None
"""
SETTINGS = "[pytest]\npython_files = level_*.py\npythonpath = .\n"
EMPTY = 'def test_nothing():\n    """TOKEN"""\n    assert False\n'
PATIENCE = 120  # seconds
GOLDEN = (
    0.618034  # however many of its multiples, they lie evenly between whole numbers
)
FEW, FEWEST = ("01_iris", "05_digits"), 14  # the smallest grid: two projects; all
# contenders race there, and only this project and the empty test where there are more files


def copy_of_the_grid(folder, files, ours):
    """A folder with so many koan files, and the engine or plain fixtures."""
    folder.mkdir()
    shutil.copytree(ROOT / "sensei", folder / "sensei")
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "solutions", folder / "solutions")
    for project in (folder / "solutions").glob("[0-9]*"):
        if files == FEWEST and project.name not in FEW:
            shutil.rmtree(project)
    count = len(list((folder / "solutions").glob("*/level_*.py")))
    number = 50
    while count < files:
        copy = folder / "solutions" / f"{number:02d}_copy"
        shutil.copytree(ROOT / "solutions" / "01_iris", copy)
        for surplus in sorted(copy.glob("level_*.py"))[files - count :]:
            surplus.unlink()
        count, number = count + len(list(copy.glob("level_*.py"))), number + 1
    make(folder)
    if ours:
        for name in OURS:
            shutil.copy(ROOT / name, folder / name)
    else:
        shutil.rmtree(folder / "solutions")
        (folder / "conftest.py").write_text(FIXTURES)
        (folder / "pytest.ini").write_text(SETTINGS)
    return folder


def way_through(level):
    """A learner's saves: the level's text with the koans before each koan filled in, and
    TOKEN in the docstring of that koan, which its screen shows."""
    text, found = level.pristine, []
    for name in level.koans:
        found.append(with_token(text, name))
        for _ in range(100):
            line = first_blank(text, level, name)
            if line is None:
                break
            text = fill_one(text, level, line)
    return found


def first_blank(text, level, koan):
    """The line of a blank in what koan and the functions above it hold, or None."""
    end = text.index(f"\ndef {koan}(")
    following = re.search(r"^(?:@|def )", text[end + 5 :], re.MULTILINE)
    end = end + 5 + following.start() if following else len(text)
    start = text.index("\n\n\n")
    found = re.search(r"(?<![\w`])____(?!\w)", text[start:end])
    return text[: start + found.start()].count("\n") + 1 if found else None


def with_token(text, koan):
    head, name, tail = text.partition(f"def {koan}(")
    first, quotes, rest = tail.partition('"""')  # where the docstring begins
    return f"{head}{name}{first}{quotes}TOKEN {rest}"


def printing(text):
    """A save for contenders that show no docstring: the koan at hand prints TOKEN."""
    return re.sub(r'(\n    """TOKEN [^"]*""")', r'\1\n    print("TOKEN")', text)


@dataclass
class Watcher:
    """A watcher at work in a folder, and how long its verdicts took."""

    name: str
    command: list
    folder: Path
    file: str
    texts: list
    env: dict = field(default_factory=dict)
    times: list = field(default_factory=list)
    saves: int = 0
    failed: str = ""

    def start(self):
        command, *arguments = self.command
        self.terminal = Terminal(command, arguments, self.folder, 100, 60, self.env)
        end = time.monotonic() + PATIENCE
        while len(self.terminal.raw) < 300 and time.monotonic() < end:
            self.terminal.read()
        self.settle(3)
        for _ in range(5):  # the first run may be under way still, and eat a save
            try:
                self.save(patience=10)
            except TimeoutError:
                continue
            break
        self.settle(1)
        self.save()
        self.times.clear()

    def save(self, patience=PATIENCE):
        """Save, and wait until the verdict is on the screen."""
        token = f"token{id(self) % 1000:03d}{self.saves:04d}"
        text = self.texts[self.saves % len(self.texts)].replace("TOKEN", token)
        self.saves += 1
        before = len(self.terminal.raw)
        path = self.folder / self.file
        began = time.perf_counter()
        path.write_text(text)
        while time.perf_counter() < began + patience:
            self.terminal.read()
            if token.encode() in self.terminal.raw[before:]:
                self.times.append(time.perf_counter() - began)
                break
        else:
            raise TimeoutError(f"no verdict in {patience} s")
        phase = self.saves * GOLDEN % 1  # ptw looks for saves ten times a second: the
        self.settle(0.5 + phase / 10)  # saves come evenly spread between two looks

    def settle(self, seconds):
        """Wait until nothing was printed for so many seconds."""
        quiet = time.monotonic()
        while time.monotonic() - quiet < seconds:
            if self.terminal.read():
                quiet = time.monotonic()

    def memory(self):
        """Megabytes that the warm process of this folder holds for itself (its Pss)."""
        listed = subprocess.run(
            ["ps", "-wweo", "pid=,args="], capture_output=True, text=True
        )
        held = 0
        for line in listed.stdout.splitlines():
            if f"{self.folder}/sensei/warm/server.py" in line:
                rollup = Path("/proc") / line.split()[0] / "smaps_rollup"
                fields = dict(
                    entry.split(":", 1) for entry in rollup.read_text().splitlines()[1:]
                )
                held += int(fields["Pss"].split()[0]) / 1024
        return held


def installed(folder, package):
    """A folder with a package and what it needs, or None."""
    target = folder / package
    words = [sys.executable, "-m", "pip", "install", "-q", "--target", target, package]
    done = subprocess.run(words, capture_output=True, text=True)
    return target if done.returncode == 0 else None


def race(title, size, watchers, saves):
    """Save to all in turns, and print a row for each."""
    for watcher in watchers:
        try:
            watcher.start()
        except TimeoutError as error:
            watcher.failed = str(error)
    for _ in range(saves):
        for watcher in watchers:
            if watcher.failed:
                continue
            try:
                watcher.save()
            except TimeoutError as error:
                watcher.failed = str(error)
    held = watchers[0].memory()
    ours = statistics.median(watchers[0].times or [float("nan")])
    for watcher in watchers:
        watcher.terminal.close()
        row = f"{title:13}{size:>6}  {watcher.name:30}"
        if watcher.failed:
            print(f"{row}  {watcher.failed}", flush=True)
            continue
        times = sorted(watcher.times)
        high = times[min(len(times) - 1, round(0.95 * len(times)))]
        median = statistics.median(times)
        print(f"{row}{median:8.3f}{high:8.3f}{ours / median:8.2f}", flush=True)
    print(f"{'':21}the warm process holds {held:.0f} MB", flush=True)


def ourselves(work, size, key, name="this project"):
    """This project at a level of a grid of so many files."""
    mine = work / f"ours{size}"
    if not mine.exists():
        copy_of_the_grid(mine, size, ours=True)
    texts = way_through(Grid(mine).by_key[key])
    return Watcher(name, [str(BIN / "ptw")], mine, f"koans/{key}.py", texts)


def as_before(work, before, key):
    """Another state of this project, with the projects of the smallest grid."""
    folder = work / "before"
    if not folder.exists():
        left_out = shutil.ignore_patterns(".git", ".venv", ".koans", "__pycache__")
        shutil.copytree(before, folder, ignore=left_out)
        for project in folder.glob("*/[0-9]*"):
            if project.is_dir() and project.name not in FEW:
                shutil.rmtree(project)
        make(folder)
    texts = way_through(Grid(folder).by_key[key])
    command = [str(BIN / "ptw")]
    return Watcher("as it was before", command, folder, f"koans/{key}.py", texts)


def contenders(work, size, key, extra, whole, before=None):
    """The watchers of one part of the table, ours first."""
    found = [ourselves(work, size, key)]
    if before and size <= FEWEST:
        found.append(as_before(work, before, key))
    texts, file, ptw = found[0].texts, found[0].file, str(BIN / "ptw")
    level = Grid(found[0].folder).by_key[key]
    empty = work / f"empty-{size}-{level.project}-{level.number}"
    empty.mkdir()
    (empty / "pytest.ini").write_text("[pytest]\n")
    (empty / "test_nothing.py").write_text(EMPTY)
    found.append(
        Watcher(
            "empty test, same spool",
            [ptw, "--spool", "20", *PLAIN],
            empty,
            "test_nothing.py",
            [EMPTY],
        )
    )

    def theirs(name, command, package=None):
        folder = work / f"{re.sub(r'[^a-z]+', '-', name)}-{size}-{level.stem}"
        if not folder.exists():
            copy_of_the_grid(folder, size, ours=False)
        env = {"PYTHONPATH": str(extra[package])} if package else {}
        saves = [printing(text) for text in texts]
        found.append(Watcher(name, command, folder, file, saves, env))

    if size <= FEWEST:
        theirs("pytest-watch, this file", [ptw, *PLAIN, IMPORTLIB, file])
        if extra.get("pytest-watcher"):
            words = [sys.executable, "-m", "pytest_watcher", "--now"]
            words += ["--patterns", "**/*.py", "--runner"]
            words += [str(BIN / "pytest"), ".", IMPORTLIB, file]
            theirs("pytest-watcher, this file", words, "pytest-watcher")
    if whole:
        theirs("pytest-watch, whole grid", [ptw, *PLAIN, IMPORTLIB, "koans"])
        if extra.get("pytest-testmon"):
            words = [ptw, *PLAIN, IMPORTLIB, "-p", "testmon.pytest_testmon"]
            words += ["--testmon", "koans"]
            theirs("pytest-testmon, whole grid", words, "pytest-testmon")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--files", default="14,84,1000,5000", help="sizes of the grid")
    parser.add_argument("--levels", help="some of them: " + ", ".join(LEVELS))
    parser.add_argument(
        "--all-levels",
        action="store_true",
        help="this project and the empty test at every level of the repository, or at those "
        "that --levels names, such as glass/2,iris/7",
    )
    parser.add_argument(
        "--before",
        type=Path,
        help="a folder with another state of this project, which is raced as well",
    )
    parser.add_argument("--others", action=argparse.BooleanOptionalAction, default=True)
    chosen = parser.parse_args()
    sizes = [int(n) for n in chosen.files.split(",")]
    named = chosen.levels.split(",") if chosen.levels else []
    cores = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{platform.platform()}, {cores}, {chosen.saves} saves each, seconds")
    print(f"{'level':13}{'files':>6}  {'':30}{'median':>8}{'95 %':>8}{'ratio':>8}")
    with tempfile.TemporaryDirectory(prefix="b", ignore_cleanup_errors=True) as folder:
        work, extra = Path(folder), {}
        if chosen.others:
            for package in ("pytest-watcher", "pytest-testmon"):
                extra[package] = installed(work, package)
        if chosen.all_levels:
            grid, sizes = Grid(ROOT), [0]
            raced = [lv for name in named for lv in grid.find(name)] or grid.levels
            levels = {f"{lv.project[3:]} {lv.number}": lv.key for lv in raced}
        else:
            levels = {name: LEVELS[name] for name in named or LEVELS}
        for size in sizes:
            for title, key in levels.items():
                whole = size == FEWEST and title == "scikit-learn"
                before = chosen.before
                watchers = contenders(work, size, key, extra, whole, before)
                if chosen.all_levels or not chosen.others:
                    watchers = watchers[: 3 if before and size <= FEWEST else 2]
                race(title, size, watchers, chosen.saves)
        if len(sizes) > 1:
            for title, key in levels.items():
                sides = [
                    ourselves(work, size, key, f"this project, {size} files")
                    for size in (sizes[-1], sizes[0])
                ]
                race(title, "", sides, 5 * chosen.saves)


if __name__ == "__main__":
    main()
