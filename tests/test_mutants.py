"""What the koans of every level notice: each mistake, and nearly every mutant."""

import functools
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

import pytest

from author import report
from sensei.path import Grid
from tests.clone import ROOT

GRID = Grid(ROOT)
LEVELS = [level.key for level in GRID.levels]
IMPORTED = ["author.report", "pandas", "sklearn.decomposition", "sklearn.neighbors"]

context = multiprocessing.get_context("forkserver")  # forks of what has no threads
context.set_forkserver_preload(IMPORTED)


@functools.cache
def pool():
    return ProcessPoolExecutor(os.cpu_count(), context, max_tasks_per_child=1)


def reported(_, key):
    """What the koans of a level notice, found out in a process that ends with it."""
    return pool().submit(report.report, GRID.by_key[key]).result()


@pytest.mark.ahead(job=reported)
@pytest.mark.parametrize("key", LEVELS)
def test_every_mistake_and_nearly_every_mutant_is_rejected(farm, key):
    found = farm(reported, key).result()
    assert found.faults == []
    mistakes = [mistake for part in found.parts for mistake in part.mistakes]
    assert mistakes
    assert all(verdict.by and recognised for _, verdict, recognised in mistakes)


def test_what_is_listed_is_of_levels_that_are_there():
    assert report.of_no_level(GRID) == []
