"""Any correct answer passes: other algorithms, containers, types and forms than a solution's.

Each run of a level puts one other answer in place of every function and of every typed value
at once; where that is rejected, they are tried one by one, to name the culprit.
"""

import itertools

import pytest

from sensei.course.grid import Grid
from tests import answers
from tests.clone import ROOT

GRID = Grid(ROOT)
PROJECTS = sorted(path.name for path in answers.FOLDER.glob("[0-9]*"))
LEVELS = [level.key for project in PROJECTS for level in GRID.of(project)]


def runs(key):
    """The answers to be tried together, run by run: a list of tuples."""
    level = GRID.by_key[key]
    others = answers.instead(level)
    found = [
        [("instead", of, names[n]) for of, names in others.items() if n < len(names)]
        for n in range(max(map(len, others.values()), default=0))
    ]
    for name in answers.DRESSES:
        worn = [of for of, dress in answers.dresses(level) if dress == name]
        found.append([("dressed", of, name) for of in worn])
    found = [run for run in found if run] or [[] for _ in answers.FORMS]
    for run, form in zip(found, itertools.cycle(answers.FORMS), strict=False):
        run += [("typed", test, form) for test in answers.typed(level)]
    return [tuple(run) for run in found]


def rejected(clone, key, run):
    """What the koans of a level say of answers put in place of the solution's: "" if all
    is well."""
    level = clone.grid.by_key[key]
    text = answers.put(level, run)
    try:
        clone.save(level.shown(), text)
        screen = clone.run(level.shown(), "-q", "--assert=plain")
        return "" if screen.status == 0 else screen.text
    finally:
        clone.save(level.shown(), level.pristine)


def culprits(clone, key, run):
    """Which of the answers are rejected alone, with what is said; else what is said of
    them together."""
    together = rejected(clone, key, run)
    if not together:
        return []
    alone = [(answer, rejected(clone, key, (answer,))) for answer in run]
    found = [f"{' '.join(answer)}\n{said}" for answer, said in alone if said]
    return found or [f"only together: {run}\n{together}"]


RUNS = [(key, run) for key in LEVELS for run in runs(key)]
NAMES = [f"{key}-{n}" for key in LEVELS for n, _ in enumerate(runs(key))]


@pytest.mark.ahead(job=culprits)
@pytest.mark.parametrize("key, run", RUNS, ids=NAMES)
def test_other_right_answers_are_accepted(farm, key, run):
    found = farm(culprits, key, run).result()
    assert not found, "\n\n".join(["rejected:", *found])


@pytest.mark.parametrize("key", LEVELS)
def test_every_function_has_another_right_answer(key):
    level = GRID.by_key[key]
    without = [name for name, others in answers.instead(level).items() if not others]
    assert not without, f"tests/alternatives/{key}.py has nothing instead of {without}"


def test_a_rejected_answer_is_named(clone, monkeypatch):
    one_more = answers.Form("{value!r} + 1", "{value!r}")
    monkeypatch.setitem(answers.FORMS, "wrong", one_more)
    wrong = ("typed", "test_the_most_votes_win", "wrong")
    right = ("dressed", "vote", "as_lists")
    (said,) = culprits(clone, "01_iris/level_3_numpy", (right, wrong))
    assert "test_the_most_votes_win wrong" in said and "yours 2" in said


def test_every_file_of_alternatives_is_of_a_level():
    for path in answers.FOLDER.glob("*/*.py"):
        assert f"{path.parent.name}/{path.stem}" in GRID.by_key
