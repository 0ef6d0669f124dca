"""Every level is held to its report: what its koans and checks accept and reject.

A quick run tries no mutants, a whole one tries one in EVERY, and python -m author.report all.
"""

import subprocess
import sys

import pytest

from author import report
from author.mutations import mutants
from sensei.course.grid import Grid
from tests import extent
from tests.clone import ROOT

GRID = Grid(ROOT)
LEVELS = [level.key for level in GRID.levels]
EVERY = extent.rounds(0, 6)  # none in a quick run, which tries no other forms either


@pytest.fixture(scope="session")
def pool():
    """A process for each report, which ends with it."""
    with report.pool(1) as pool:
        yield pool


@pytest.mark.parametrize("key, every", [(key, EVERY) for key in LEVELS])
def test_right_answers_are_accepted_and_wrong_ones_are_rejected(pool, key, every):
    level = GRID.by_key[key]
    found = pool.submit(report.report, level, every=every, forms=every > 0).result()
    assert found.faults == []
    assert found.all("wrong")


@pytest.mark.parametrize("key", LEVELS)
def test_lesson_and_proof_have_their_form(key):
    level = GRID.by_key[key]
    assert [*report.form_faults(level, report.proof_of(level))] == []


def test_every_proof_is_of_a_level():
    assert report.stray(GRID) == []


# Mutants


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


# The report itself


LESSON = '''"""Level 2 · practice: sums"""

import numpy as np

from sensei import ____, close_to, hint, insight, yours


@hint("Add.", "Add the rows.", "X.sum(axis=0)")
@yours
def sums(X):
    """Return the sum of each column of X, at least 0: shape (d,)."""
    return np.maximum(np.asarray(X).sum(axis=0), 0)


def test_sums():
    """Add up two rows."""
    assert sums([[1, 2, 3], [4, 5, 6]]) == close_to([5, 7, 9])


@hint("Add.", "Add the columns.", "mean = X.mean(axis=1)")
@yours
def means(X):
    """Return the mean of each row of X: shape (n,)."""
    return np.asarray(X).mean(axis=1)


@insight("Three.")
def test_means():
    """How many rows are there?"""
    X = np.array([[1.0, 2.0, 6.0], [4.0, 5.0, 9.0]])
    assert means(X) == close_to([3, 6])
    assert len(means(X)) == ____(2)
'''

PROOF = '''"""The proof of level 2 of 01 answers."""

from functools import reduce

LOW = -3
equivalent(
    sums,
    "return np.maximum(np.asarray(X).sum(axis=0), 0)"
    " -> return np.maximum(0, np.asarray(X).sum(axis=0))",
    why="The larger of two.",
)


def lowered(X):
    return np.asarray(X) + LOW


@check(sums)
def never_below_zero(rng):
    """No sum is below 0."""
    X = lowered(rng.uniform(size=(4, 2)))
    assert sums(X) == close_to([0, 0])


@check(sums, means)
def as_many_as_there_are():
    assert len(sums(np.ones((2, 3)))) == 3
    assert len(means(np.ones((2, 3)))) == 2


@wrong(sums, "Those are sums of rows.")
def of_rows(X):
    return np.maximum(np.asarray(X).sum(axis=1), 0)


@wrong(sums, "A sum may be below 0 there.")
def below_zero(X):
    return np.asarray(X).sum(axis=0)


@right(sums)
def in_turn(X):
    return np.maximum(reduce(np.add, np.asarray(X)), 0)


@wrong(means, "Those are means of columns.")
def of_columns(X):
    return np.asarray(X).mean(axis=0)


@wrong(test_means, "That is the number of columns.")
def columns():
    return 3


@right(means)
def divided(X):
    return [sum(row) / len(row) for row in np.asarray(X)]
'''


@pytest.fixture
def made(tmp_path):
    """Makes a folder with a level of a lesson and its proof; returns its root."""

    def make(lesson, proof):
        project = tmp_path / "solutions" / "01_answers"
        (project / "proof").mkdir(parents=True)
        (project / "__init__.py").write_text('"""What is wrong?"""\n')
        (project / "level_2_practice.py").write_text(lesson)
        (project / "proof" / "level_2_practice.py").write_text(proof)
        return tmp_path

    return make


def said_at(root):
    """The report on the one level under root, as text."""
    sys.path.insert(0, str(root))
    return "\n".join(report.lines(report.report(Grid(root).levels[0], times=5)))


def test_a_level_without_fault(made, pool):
    said = pool.submit(said_at, made(LESSON, PROOF)).result()
    for words in (
        "01_answers/level_2_practice: 2 koans, 2 functions, 2 checks, "
        "4 wrong answers (4 rejected, 4 recognised), 2 right answers (2 accepted), "
        "9 other forms (9 accepted), ",
        "of_rows: recognised in test_sums",
        "below_zero: recognised in never_below_zero",
        "columns: recognised in test_means",
    ):
        assert words in said
    for words in "MISSING", "FORM", "SURVIVES":
        assert words not in said, said


FAULTS = {  # what is changed: (in the lesson or the proof, old, new, what the report says)
    "a koan that notices nothing": (
        "lesson",
        "assert means(X) == close_to([3, 6])",
        "assert means(X) is not None",
        ["SURVIVES, line ", "mutants are rejected"],
    ),
    "a wrong answer that is right": (
        "proof",
        "X).mean(axis=0)",
        "X).mean(axis=1)",
        ["MISSING: of_columns, a wrong answer of means, is accepted"],
    ),
    "a right answer that is wrong": (
        "proof",
        "sum(row) / len(row)",
        "sum(row)",
        ["MISSING: divided, a right answer of means, is rejected by test_means: line "],
    ),
    "a right answer that a check rejects": (
        "proof",
        "np.maximum(reduce(np.add, np.asarray(X)), 0)",
        "reduce(np.add, np.asarray(X))",
        ["MISSING: in_turn, a right answer of sums, is rejected by never_below_zero: "],
    ),
    "a form that a check rejects": (
        "proof",
        "assert len(means(np.ones((2, 3)))) == 2",
        "assert means(np.ones((2, 3))).shape == (2,)",
        [
            "MISSING: as_lists, a right answer of means, is rejected by "
            "as_many_as_there_are: AttributeError: 'list' object",
        ],
    ),
    "a check that the solution does not pass": (
        "proof",
        "close_to([0, 0])",
        "close_to([0, 1])",
        ["MISSING: the solution does not pass never_below_zero: line "],
    ),
    "entries that are stale": (
        "proof",
        "LOW = -3\n",
        "LOW = -3\nequivalent(means, 'return np.asarray(X).mean(axis=1) -> return 1', "
        "'return np.asarray(X).mean(axis=1) -> return np.asarray(X).mean(axis=0)', "
        "why='None.')\n",
        [
            "mean(axis=1) -> return 1 (no such mutant)",
            "-> return np.asarray(X).mean(axis=0) (rejected by ",
        ],
    ),
    "a koan with nothing to fill in": (
        "lesson",
        "    assert sums([[1, 2, 3], [4, 5, 6]]) ==",
        "    assert [5, 7, 9] ==",
        ["MISSING: unedited, test_sums does not say so: passes"],
    ),
    "too few hints": (
        "lesson",
        '@hint("Add.", "Add the columns.", "mean = X.mean(axis=1)")\n',
        '@hint("Add.")\n',
        ["FORM: means has fewer than 3 hints"],
    ),
    "a function without answers": (
        "proof",
        "(means",
        "(sums",
        [
            "FORM: means has no wrong answer",
            "FORM: means has no other right answer",
            "MISSING: divided, a right answer of sums, is rejected by ",
        ],
    ),
    "a check of no function": (
        "proof",
        "@check(sums)\n",
        "@check(lowered)\n",
        ["FORM: never_below_zero is about no function of the level"],
    ),
    "a name bound twice": (
        "proof",
        "def in_turn",
        "def close_to",
        ["FORM: the proof binds close_to, which is bound already"],
    ),
    "a koan that is too long": (
        "lesson",
        "    assert len(means(X)) == ____(2)\n",
        "    assert len(means(X)) == ____(2)\n" + "    assert True\n" * 13,
        ["FORM: test_means has 16 lines of code, more than 15"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_report_says_what_is_wrong(made, pool, fault):
    place, old, new, wanted = FAULTS[fault]
    changed = {"lesson": LESSON, "proof": PROOF}
    assert old in changed[place]
    changed[place] = changed[place].replace(old, new)
    said = pool.submit(said_at, made(**changed)).result()
    for words in wanted:
        assert words in said


def test_the_command_says_faults_alone_when_it_is_to_be_brief(made):
    root = made(LESSON, PROOF.replace("sum(row) / len(row)", "0"))
    for name in ("sensei", "data", "author"):
        (root / name).symlink_to(ROOT / name)
    run = [sys.executable, "-m", "author.report", "answers/2", "--brief"]
    done = subprocess.run(run, cwd=root, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    first, *rest = done.stdout.splitlines()
    assert first.startswith("01_answers/level_2_practice: ")
    assert [line[:10] for line in rest] == ["  MISSING:"], done.stdout
    assert not done.stderr


@pytest.mark.parametrize(
    "words",
    [
        "iris/3",
        "01/numpy",
        "solutions/01_iris/level_3_numpy.py",
        "solutions/01_iris/proof/level_3_numpy.py",
        "koans/01_iris/level_3_numpy.py",
    ],
)
def test_a_level_may_be_named_in_many_ways(monkeypatch, words):
    monkeypatch.chdir(ROOT)
    (level,) = report.levels_of(GRID, [words])
    assert level.key == "01_iris/level_3_numpy"


def test_a_project_and_all_levels_may_be_named(monkeypatch):
    monkeypatch.chdir(ROOT)
    for words in ("iris", "solutions/01_iris"):
        assert report.levels_of(GRID, [words]) == GRID.of("01_iris")
    assert report.levels_of(GRID, []) == GRID.levels
    assert report.levels_of(GRID, ["solutions"]) == GRID.levels
    with pytest.raises(SystemExit, match="There is no level nowhere"):
        report.levels_of(GRID, ["nowhere"])
