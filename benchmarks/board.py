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


def journal(grid, n_koans, person):
    """A journal with so many passes, each person's an hour after the last one's."""
    rows, when = [], BEGAN + timedelta(hours=person)
    while len(rows) < n_koans:
        for level in grid.levels:
            for koan in level.koans:
                when += timedelta(minutes=5)
                event = {"time": when.isoformat(timespec="seconds"), "event": "pass"}
                rows.append(json.dumps(event | {"level": level.key, "koan": koan}))
    return "\n".join(rows[:n_koans]) + "\n"


def repository(place, grid, people, n_koans):
    """A bare repository with a branch for each person, by git fast-import."""
    subprocess.run(["git", "init", "-q", "--bare", str(place)], check=True)
    with subprocess.Popen(
        ["git", "-C", str(place), "fast-import", "--quiet"], stdin=subprocess.PIPE
    ) as process:

        def write(text):
            data = text.encode()
            process.stdin.write(b"data %d\n%b\n" % (len(data), data))

        for person in range(people):
            seconds = int((BEGAN + timedelta(hours=person)).timestamp())
            process.stdin.write(b"commit refs/heads/person-%04d\n" % person)
            process.stdin.write(b"committer P <p@example.org> %d +0000\n" % seconds)
            write("koans")
            process.stdin.write(b"M 100644 inline .koans/journal.jsonl\n")
            write(journal(grid, n_koans, person))
            process.stdin.write(b"M 100644 inline portfolio/me.toml\n")
            write(f'name = "Person {person}"\n')
    assert process.returncode == 0


def clone(place, origin):
    place.mkdir()
    for name in ("conftest.py", "pytest.ini", "pyproject.toml"):
        shutil.copy(ROOT / name, place / name)
    for name in ("sensei", "data", "solutions"):
        (place / name).symlink_to(ROOT / name)
    make(place)
    subprocess.run(["git", "init", "-q", str(place)], check=True)
    words = ["remote", "add", "origin", str(origin)]
    subprocess.run(["git", "-C", str(place), *words], check=True)


class Memory(threading.Thread):
    """The most memory that a process and all under it have held at once, in MB (Linux)."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.most, self.over = pid, 0.0, False

    def run(self):
        while not self.over:
            self.most = max(self.most, self.now())
            time.sleep(0.02)

    def now(self):
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


def show(place):
    """The seconds that a board took, its peak of memory, and its screen."""
    began = time.perf_counter()
    words = [sys.executable, "-m", "pytest", "--board"]
    with subprocess.Popen(
        words, cwd=place, stdout=subprocess.PIPE, text=True
    ) as process:
        memory = Memory(process.pid)
        memory.start()
        screen = process.stdout.read()
    seconds = time.perf_counter() - began
    memory.over = True
    memory.join()
    assert process.returncode == 0, screen
    return seconds, memory.most, screen


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--koans", type=int, default=412, help="passes of each")
    chosen = parser.parse_args()
    cores = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{platform.platform()}, {cores}")
    print(f"{chosen.people} branches, {chosen.koans} koans passed on each")
    with tempfile.TemporaryDirectory(prefix="b") as folder:
        origin, mine = Path(folder, "group.git"), Path(folder, "mine")
        repository(origin, Grid(ROOT), chosen.people, chosen.koans)
        clone(mine, origin)
        for what in ("all to be fetched", "nothing new"):
            seconds, most, screen = show(mine)
            print(f"{what:20}{seconds:6.1f} s{most:8.0f} MB")
        size = (mine / "site" / "board.html").stat().st_size / 1e6
        print(f"the page: {size:.1f} MB\n{screen}")


if __name__ == "__main__":
    main()
