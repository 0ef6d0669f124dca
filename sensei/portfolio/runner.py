"""Runs koan files for a check: python -m sensei.portfolio.runner < HEAPS

HEAPS is JSON: [[FILE, [koan file, …]], …]; what came of a heap is written to its FILE, as
checked.py does. One process imports the libraries, and forks one for each heap, as many at a
time as there are cores; where a system has no fork, the heaps are run one after another.
"""

import gc
import json
import os
import sys
from pathlib import Path

from sensei.run.libraries import import_needed

WORDS = [
    "-q",
    "-p",
    "no:cacheprovider",
    "--assert=plain",
    "-p",
    "sensei.portfolio.checked",
]


def run(file, koans):
    import pytest

    return pytest.main([*WORDS, "--checked-to", file, *koans])


def run_in_forks(heaps):
    """Run heaps in forks of this process, the first of them first."""
    at_work, most = set(), os.cpu_count() or 1
    for file, koans in heaps:
        if len(at_work) == most:
            at_work.discard(os.wait()[0])
        process = os.fork()
        if process == 0:
            try:
                run(file, koans)
            finally:
                os._exit(0)
        at_work.add(process)
    for process in at_work:
        os.waitpid(process, 0)


def main():
    if hasattr(os, "fork"):
        import_needed(Path.cwd())  # while the heaps are being made
        gc.collect()
        gc.freeze()  # what the forks share is looked through by none of them
        run_in_forks(json.load(sys.stdin))
        os._exit(0)  # to take libraries apart takes a while
    else:
        for file, koans in json.load(sys.stdin):
            run(file, koans)


if __name__ == "__main__":
    main()
