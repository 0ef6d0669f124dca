"""Runs koan files for a portfolio: python -m sensei.portfolio.runner < BATCHES

BATCHES is JSON: [[FILE, [koan file, …]], …]. The outcomes of a batch are written to its FILE,
as outcome_plugin.py does. One process imports the libraries, and forks one for each batch, as
many at a time as there are cores. Where a system has no fork, one batch runs after another.
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
    "sensei.portfolio.outcome_plugin",
]

Batches = list[tuple[str, list[str]]]


def run(outcome_file: str, koans: list[str]) -> None:
    """Run the koan files of one batch in this process."""
    import pytest

    pytest.main([*WORDS, "--outcomes-to", outcome_file, *koans])


def run_in_forks(batches: Batches) -> None:
    """Run batches in forks of this process, the first of them first."""
    running: set[int] = set()
    max_running = os.cpu_count() or 1
    for outcome_file, koans in batches:
        if len(running) == max_running:
            running.discard(os.wait()[0])
        process = os.fork()
        if process == 0:
            try:
                run(outcome_file, koans)
            finally:
                os._exit(0)
        running.add(process)
    for process in running:
        os.waitpid(process, 0)


def main() -> None:
    if hasattr(os, "fork"):
        import_needed(Path.cwd())  # before the batches are known
        gc.collect()
        gc.freeze()  # the forks share all objects that are there now, and look through none
        run_in_forks(json.load(sys.stdin))
        os._exit(0)  # taking the libraries apart would take a while
    else:
        for outcome_file, koans in json.load(sys.stdin):
            run(outcome_file, koans)


if __name__ == "__main__":
    main()
