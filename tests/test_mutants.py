"""What the koans of every level notice: each mistake, and nearly every mutant.

One mutant in EVERY is tried here; python -m author.report tries them all.
"""

import functools
import multiprocessing
import os
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

import pytest

from author import report
from author.mutations import mutants
from sensei.course.grid import Grid
from tests.clone import ROOT

GRID = Grid(ROOT)
REPORTED = [p.name for p in (ROOT / "tests" / "alternatives").glob("[0-9]*")]
LEVELS = [level.key for level in GRID.levels if level.project in REPORTED]
EVERY = 6
IMPORTED = ["author.report", "pandas", "sklearn.decomposition", "sklearn.neighbors"]

context = multiprocessing.get_context("forkserver")  # forks of what has no threads
context.set_forkserver_preload(IMPORTED)


@functools.cache
def pool():
    return ProcessPoolExecutor(os.cpu_count(), context, max_tasks_per_child=1)


@pytest.fixture(scope="session", autouse=True)
def closing(farm):
    yield
    pool().shutdown(cancel_futures=True)


def reported(_, key):
    """What the koans of a level notice, found out in a process that ends with it."""
    return pool().submit(report.report, GRID.by_key[key], every=EVERY).result()


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


SCAFFOLD = '''
@yours
def total(values, start):
    """A docstring with 1 and 2 in it."""
    result = start + 1
    for value in values[1:]:
        result += ____(value * 2)
    return result
'''


def test_what_stands_around_a_blank_is_not_changed():
    texts = [mutant.text for mutant in mutants(SCAFFOLD, "total")]
    was = "result += value * 2 -> result += "
    assert {was + "value / 2", was + "value * 3", was + "value"} <= {*texts}
    assert all(text.startswith(was) for text in texts)


def test_what_a_learner_writes_is_changed_in_many_ways():
    texts = [m.text for m in mutants(SCAFFOLD.replace("____", ""), "total")]
    for change in (
        "result = start + 1 -> result = start - 1",
        "result = start + 1 -> result = values + 1",
        "result = start + 1 -> pass",
        "for value in values[1:]: … -> for value in values[2:]: …",
        "for value in values[1:]: … -> for value in values[1:-1]: …",
        "result += value * 2 -> result -= value * 2",
    ):
        assert change in texts


def test_the_report_says_what_is_not_noticed(clone):
    """A koan without its assertion, a mistake that is none, an entry that is stale."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "author", clone.root / "author", ignore=ignore)
    level = "solutions/01_iris/level_7_approximation.py"
    clone.edit(level, "    assert bits == close_to(lines > 0)", "    assert True")
    clone.edit(
        level,
        '@mistake(signs, "The sign is taken',
        '@mistake(signs, "None.")\ndef signs_right(X, lines):\n'
        '    return X @ lines > 0\n\n\n@mistake(signs, "The sign is taken',
    )
    clone.edit("author/equivalents.toml", "return X @ lines >= 0", "return lines > 0")
    clone.edit("author/equivalents.toml", "- q) ** 2).mean(", "- q) ** 2).median(")
    run = [sys.executable, "-m", "author.report", level]
    done = subprocess.run(run, cwd=clone.root, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    for words in (
        "SURVIVES, line",
        "return X @ lines > 0 -> return X @ lines <= 0",
        "signs_right: ACCEPTED",
        "MISSING: signs_right, a mistake of signs, is accepted",
        "return X @ lines > 0 -> return lines > 0 (rejected by test_",
        ".median(axis=1) (no such mutant)",
    ):
        assert words in done.stdout
