"""How long the board takes for a large group: python benchmarks/board.py

Makes a repository in which each of 1,000 branches holds a journal with every koan passed,
and shows its board twice from a clone: with all to be fetched, and with nothing new.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from author.koans import make  # noqa: E402
from sensei.course.grid import Grid  # noqa: E402

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def journal(grid: Grid, n_koans: int, person: int) -> str:
    """Return a journal with `n_koans` passes, each person's an hour after the last one's."""
    rows: list[str] = []
    when = BEGAN + timedelta(hours=person)
    while len(rows) < n_koans:
        for level in grid.levels:
            for koan in level.koans:
                when += timedelta(minutes=5)
                event = {"time": when.isoformat(timespec="seconds"), "event": "pass"}
                rows.append(json.dumps(event | {"level": level.key, "koan": koan}))
    return "\n".join(rows[:n_koans]) + "\n"


def make_repository(path: Path, grid: Grid, people: int, n_koans: int) -> None:
    """Make a bare repository with a branch for each person, by git fast-import."""
    subprocess.run(["git", "init", "-q", "--bare", str(path)], check=True)
    stream = b"".join(commit(grid, n_koans, person) for person in range(people))
    importing = ["git", "-C", str(path), "fast-import", "--quiet"]
    subprocess.run(importing, input=stream, check=True)


def commit(grid: Grid, n_koans: int, person: int) -> bytes:
    """Return the first commit of a person's branch, as git fast-import reads it."""
    seconds = int((BEGAN + timedelta(hours=person)).timestamp())
    return b"".join(
        [
            b"commit refs/heads/person-%04d\n" % person,
            b"committer P <p@example.org> %d +0000\n" % seconds,
            data("koans"),
            b"M 100644 inline .koans/journal.jsonl\n",
            data(journal(grid, n_koans, person)),
            b"M 100644 inline portfolio/me.toml\n",
            data(f'name = "Person {person}"\n'),
        ]
    )


def data(text: str) -> bytes:
    """Return a text as git fast-import reads it."""
    encoded = text.encode()
    return b"data %d\n%b\n" % (len(encoded), encoded)


def make_clone(path: Path, origin: Path) -> None:
    """Make a clone with this engine, from which the board is shown."""
    path.mkdir()
    for name in ("conftest.py", "pytest.ini", "pyproject.toml"):
        shutil.copy(ROOT / name, path / name)
    for name in ("sensei", "data", "solutions"):
        (path / name).symlink_to(ROOT / name)
    make(path)
    subprocess.run(["git", "init", "-q", str(path)], check=True)
    words = ["remote", "add", "origin", str(origin)]
    subprocess.run(["git", "-C", str(path), *words], check=True)


class PeakMemory(threading.Thread):
    """The most memory that a process and all under it have held at once, in MB (Linux)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.is_over = pid, 0.0, False

    def run(self) -> None:
        while not self.is_over:
            self.peak = max(self.peak, self.now())
            time.sleep(0.02)

    def now(self) -> float:
        """Return how many MB are held at this moment."""
        held, parent = {}, {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "stat").read_text().rpartition(")")[2].split()
                held[int(folder.name)] = int(words[21]) * os.sysconf("SC_PAGE_SIZE")
                parent[int(folder.name)] = int(words[1])
            except (OSError, ValueError, IndexError):
                continue
        under = {self.pid}
        while more := {p for p, up in parent.items() if up in under} - under:
            under |= more
        return sum(held.get(pid, 0) for pid in under) / 1e6


def show(path: Path) -> tuple[float, float, str]:
    """Return the seconds that a board took, its peak of memory in MB, and its screen."""
    began = time.perf_counter()
    words = [sys.executable, "-m", "pytest", "--board"]
    with subprocess.Popen(
        words, cwd=path, stdout=subprocess.PIPE, text=True
    ) as process:
        memory = PeakMemory(process.pid)
        memory.start()
        screen, _ = process.communicate()
    seconds = time.perf_counter() - began
    memory.is_over = True
    memory.join()
    if process.returncode:
        sys.exit(f"The board could not be shown:\n{screen}")
    return seconds, memory.peak, screen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--koans", type=int, default=412, help="passes of each")
    chosen = parser.parse_args()
    cores = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{platform.platform()}, {cores}")
    print(f"{chosen.people} branches, {chosen.koans} koans passed on each")
    with tempfile.TemporaryDirectory(prefix="b") as folder:
        origin, mine = Path(folder, "group.git"), Path(folder, "mine")
        make_repository(origin, Grid(ROOT), chosen.people, chosen.koans)
        make_clone(mine, origin)
        for what in ("all to be fetched", "nothing new"):
            seconds, peak, screen = show(mine)
            print(f"{what:20}{seconds:6.1f} s{peak:8.0f} MB")
        size = (mine / "site" / "board.html").stat().st_size / 1e6
        print(f"the page: {size:.1f} MB\n{screen}")


if __name__ == "__main__":
    main()
