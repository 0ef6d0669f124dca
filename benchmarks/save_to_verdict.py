"""How long from a save to its verdict: python benchmarks/save_to_verdict.py

Drives real watchers in a pseudo-terminal on generated copies of the grid, one after another
and in turns, and prints medians and 95th percentiles side by side. Needs what the tests need
(pip install '.[test]'), and pip for pytest-watcher and pytest-testmon, which it installs into
a temporary folder.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from author.koans import make  # noqa: E402
from sensei.path import Grid  # noqa: E402
from tests.clone import fill_all  # noqa: E402
from tests.terminal import Terminal  # noqa: E402

BIN = Path(sys.executable).parent
LEVELS = {  # a level, and what is typed wrongly in its last koan
    "NumPy only": ("90_walks/level_3_numpy", "long == 2", "long == 3"),
    "scikit-learn": (
        "01_iris/level_3_numpy",
        "X_train, y_train, X",
        "X_train, y_test, X",
    ),
    "heaviest": ("05_digits/level_2_practice", "X_test, 16))", "X_test, 3))"),
}
OURS = ("conftest.py", "pytest.ini", "pyproject.toml")
IMPORTLIB = ["--import-mode=importlib"]
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


def copy_of_the_grid(folder, files, ours):
    """A folder with so many koan files, the learner at none of them."""
    folder.mkdir()
    for name in ("sensei", "data"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(ROOT / "solutions", folder / "solutions")
    shutil.copytree(
        ROOT / "tests" / "tiny" / "01_walks", folder / "solutions" / "90_walks"
    )
    model, number = ROOT / "solutions" / "01_iris", 91
    while len(list((folder / "solutions").glob("*/level_*.py"))) < files:
        shutil.copytree(model, folder / "solutions" / f"{number}_copy")
        number += 1
    make(folder)
    if ours:
        for name in OURS:
            shutil.copy(ROOT / name, folder / name)
    else:
        shutil.rmtree(folder / "solutions")
        (folder / "conftest.py").write_text(FIXTURES)
    return folder


class Watcher:
    """A watcher at work in a folder, and how long its answers took."""

    def __init__(self, name, command, folder, file, text, env=None):
        self.name, self.command, self.folder = name, command, folder
        self.file, self.text, self.env = folder / file, text, env
        self.times, self.number = [], 0

    def start(self):
        self.terminal = Terminal(
            self.command[0], self.command[1:], self.folder, 100, 60, self.env
        )
        self.settle(seconds=10)  # its own first run
        self.save()  # warmed up: the first verdict is not counted
        self.times.clear()

    def save(self):
        """Save the last koan with a new wrong answer; wait until it is on the screen."""
        self.number += 1
        token = f"token{id(self) % 1000:03d}{self.number:04d}"
        before = len(self.terminal.raw)
        began = time.perf_counter()
        self.file.write_text(self.text.replace("TOKEN", token))
        end = began + 900
        while time.perf_counter() < end:
            self.terminal.read()
            new = self.terminal.raw[before:]
            if token.encode() in new:
                self.times.append(time.perf_counter() - began)
                break
        else:
            raise TimeoutError(f"{self.name}: {self.terminal.text}")
        self.settle()

    def settle(self, seconds=0.6):
        """Wait until nothing was printed for so many seconds."""
        quiet = time.monotonic()
        while time.monotonic() - quiet < seconds:
            if self.terminal.read():
                quiet = time.monotonic()

    def stop(self):
        self.terminal.close()

    def memory(self):
        """Megabytes that the warm process of this folder holds for itself (its Pss)."""
        listed = subprocess.run(
            ["ps", "-wweo", "pid=,args="], capture_output=True, text=True
        )
        held = 0
        for line in listed.stdout.splitlines():
            if f"{self.folder}/sensei/warm_server.py" in line:
                rollup = Path("/proc") / line.split()[0] / "smaps_rollup"
                fields = dict(
                    entry.split(":", 1) for entry in rollup.read_text().splitlines()[1:]
                )
                held += int(fields["Pss"].split()[0]) / 1024
        return held

    def row(self):
        times = sorted(self.times)
        high = times[min(len(times) - 1, round(0.95 * len(times)))]
        return statistics.median(times), high


def nearly_done(folder, key, right, wrong):
    """The text of a level with all filled in, the last koan wrongly, which prints TOKEN."""
    level = Grid(folder).by_key[key]
    text = fill_all(level.pristine, level)
    head, name, tail = text.rpartition(f"def {level.koans[-1]}(")
    first, quotes, rest = tail.partition('"""\n')  # where the docstring ends
    assert right in rest, rest
    rest = rest.replace(right, wrong)
    return f'{head}{name}{first}{quotes}    print("TOKEN")\n{rest}'


def installed(folder, package):
    """A folder with a package and what it needs, or None."""
    target = folder / package
    words = [sys.executable, "-m", "pip", "install", "-q", "--target", target, package]
    done = subprocess.run(words, capture_output=True, text=True)
    return target if done.returncode == 0 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--files", default="14,84,1000,5000")
    parser.add_argument("--others", action=argparse.BooleanOptionalAction, default=True)
    chosen = parser.parse_args()
    sizes = [int(n) for n in chosen.files.split(",")]
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    print(f"{'level':14}{'files':>6}  {'what':44}{'median':>8}{'95 %':>8}{'ratio':>7}")
    with tempfile.TemporaryDirectory(prefix="b") as work:
        run(Path(work), sizes, chosen.saves, chosen.others)


def run(work, sizes, saves, others):
    ptw, python = str(BIN / "ptw"), sys.executable
    plain = ["--runner", f"{python} -m pytest", "--"]
    extra = {}
    if others:
        for package in ("pytest-watcher", "pytest-testmon"):
            extra[package] = installed(work, package)
    empty = work / "empty"
    empty.mkdir()
    (empty / "pytest.ini").write_text("[pytest]\n")
    for size in sizes:
        mine = copy_of_the_grid(work / f"ours{size}", size, ours=True)
        small = size == sizes[0]
        theirs = (
            copy_of_the_grid(work / f"plain{size}", size, ours=False) if small else None
        )
        for title, (key, right, wrong) in LEVELS.items():
            text, file = nearly_done(mine, key, right, wrong), f"koans/{key}.py"
            watchers = [Watcher("this project", [ptw], mine, file, text)]
            if small:
                one = [ptw, *plain, *IMPORTLIB, file]
                watchers.append(
                    Watcher("pytest-watch + pytest, this file", one, theirs, file, text)
                )
                spool = [ptw, "--spool", "20", *plain]
                watchers.append(
                    Watcher(
                        "pytest-watch + pytest, an empty test",
                        spool,
                        empty,
                        "test_empty.py",
                        "def test_empty():\n    assert 'TOKEN' == 0\n",
                    )
                )
                if extra.get("pytest-watcher"):
                    command = [python, "-m", "pytest_watcher", ".", *IMPORTLIB, file]
                    env = {"PYTHONPATH": str(extra["pytest-watcher"])}
                    watchers.append(
                        Watcher(
                            "pytest-watcher, this file",
                            command,
                            theirs,
                            file,
                            text,
                            env,
                        )
                    )
                if extra.get("pytest-testmon"):
                    env = {"PYTHONPATH": str(extra["pytest-testmon"])}
                    command = [ptw, *plain, *IMPORTLIB, "-p", "testmon.pytest_testmon"]
                    command += ["--testmon", "koans"]
                    watchers.append(
                        Watcher(
                            "pytest-testmon, whole grid",
                            command,
                            theirs,
                            file,
                            text,
                            env,
                        )
                    )
                if title == "scikit-learn":
                    whole = [ptw, *plain, *IMPORTLIB, "koans"]
                    watchers.append(
                        Watcher(
                            "pytest-watch + pytest, whole grid",
                            whole,
                            theirs,
                            file,
                            text,
                        )
                    )
            report(title, size, watchers, saves)
        shutil.rmtree(mine)


def report(title, size, watchers, saves):
    base = None
    held = 0
    for watcher in watchers:
        try:
            watcher.start()
            for _ in range(saves):
                watcher.save()
            if watcher.name == "this project":
                held = watcher.memory()
        except TimeoutError as error:
            print(
                f"{title:14}{size:6}  {watcher.name:44} no answer: {str(error)[-200:]}"
            )
            continue
        finally:
            watcher.stop()
        median, high = watcher.row()
        base = base or median
        ratio = base / median
        print(
            f"{title:14}{size:6}  {watcher.name:44}{median:7.2f}s{high:7.2f}s{ratio:7.2f}",
            flush=True,
        )
    print(f"{'':22}the warm process holds {held:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
