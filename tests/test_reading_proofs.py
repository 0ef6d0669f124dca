"""How a proof is read: what follows from its text, and what is executed when."""

import os
import types

import pytest

from sensei.course.grid import Grid
from sensei.run.proof import proof_of

LESSON = '''"""Level 2 · practice: two functions"""

from sensei import ____, close_to, yours

STEP = 2


@yours
def first(x):
    return x + STEP


@yours
def second(x):
    return first(x) * 2


@yours
def third(x):
    return -x


def both(x):
    return second(x) + third(x)


def test_one():
    assert first(1) == ____(3)


def test_two():
    assert second(1) == ____(6)


def test_three():
    assert third(1) == ____(-1)
'''

PROOF = '''"""The proof."""

import loaded_by_a_right_answer
from math import floor

WHOLE = floor(2.5)
not_as(as_lists, first, third)


def helper(x):
    return first(x) + WHOLE


@check(second)
def of_second(rng):
    """When x is 0,
    so is half of it."""
    assert second(0) == 4


@check(first)
def of_first():
    assert helper(0) == 4


@check(third, second)
def of_both():
    assert both(1) == 5


@wrong(first, "One "
    "too few.")
def too_few(x):
    return first(x) - 1


@wrong(test_one, "That is x.")
def itself():
    return 1


@right(first)
def turned(x):
    return loaded_by_a_right_answer.add(STEP, x)


equivalent(first, "return x + STEP -> return STEP + x", "a -> b", why="Sums commute.")
equivalent(third, "c -> d", why="So it is.", sometimes=True)
'''


@pytest.fixture
def level(tmp_path):
    folder = tmp_path / "solutions" / "01_answers"
    (folder / "proof").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "level_2_practice.py").write_text(LESSON)
    (folder / "proof" / "level_2_practice.py").write_text(PROOF)
    return Grid(tmp_path).levels[0]


@pytest.fixture
def lesson(level):
    """The namespace of the lesson, executed."""
    namespace = {}
    exec(LESSON, namespace)
    return namespace


def test_a_level_without_a_proof_has_an_empty_one(level):
    level.proof.unlink()
    proof = proof_of(level)
    assert (proof.checks, proof.wrong, proof.right) == ((), (), ())
    assert proof.checks_of(level) == {koan: [] for koan in level.koans}
    assert proof.load({"a": 1}).functions == {}
    assert proof.load_checks({"a": 1}).functions == {}


def test_checks_say_what_they_are_about_and_what_they_reach(level):
    second, first, both = proof_of(level).checks
    assert (second.name, second.about, second.takes) == (
        "of_second",
        ("second",),
        ("rng",),
    )
    assert second.says == "When x is 0, so is half of it."
    assert second.reaches == ("first", "second")
    assert (first.about, first.reaches, first.says) == (("first",), ("first",), "")
    assert both.about == ("third", "second")
    assert both.reaches == ("first", "second", "third")
    assert PROOF.splitlines()[both.line - 1] == "def of_both():"


def test_a_check_runs_after_the_koan_that_meets_the_last_of_its_functions(level):
    found = proof_of(level).checks_of(level)
    assert {koan: [c.name for c in checks] for koan, checks in found.items()} == {
        "test_one": ["of_first"],
        "test_two": ["of_second"],
        "test_three": ["of_both"],
    }


def test_answers_are_known_by_what_they_are_of(level):
    proof = proof_of(level)
    (wrong,) = proof.wrong_of("first")
    assert (wrong.name, wrong.says) == ("too_few", "One too few.")
    assert [answer.name for answer in proof.wrong_of("test_one")] == ["itself"]
    assert [answer.name for answer in proof.right_of("first")] == ["turned"]
    assert proof.right_of("second") == proof.wrong_of("second") == []
    assert [(e.of, e.mutation, e.why, e.sometimes) for e in proof.equivalents] == [
        ("first", "return x + STEP -> return STEP + x", "Sums commute.", False),
        ("first", "a -> b", "Sums commute.", False),
        ("third", "c -> d", "So it is.", True),
    ]
    assert proof.not_as == {("as_lists", "first"), ("as_lists", "third")}


def test_checks_are_loaded_without_what_answers_need(level, lesson):
    """The module that a right answer imports is not there."""
    before = dict(lesson)
    loaded = proof_of(level).load_checks(lesson)
    assert {*loaded.functions} == {
        "floor",
        "helper",
        "of_second",
        "of_first",
        "of_both",
    }
    loaded.functions["of_first"]()
    loaded.functions["of_both"]()
    assert lesson == before
    with pytest.raises(ModuleNotFoundError):
        proof_of(level).load(lesson)


def test_checks_use_the_functions_of_the_namespace(level, lesson):
    lesson["first"] = lambda x: x
    loaded = proof_of(level).load_checks(lesson)
    with pytest.raises(AssertionError):
        loaded.functions["of_first"]()


def test_all_is_loaded_with_its_sentences(level, lesson, monkeypatch):
    module = types.SimpleNamespace(add=lambda one, other: one + other)
    monkeypatch.setitem(__import__("sys").modules, "loaded_by_a_right_answer", module)
    functions = proof_of(level).load(lesson).functions
    assert functions["too_few"](1) == 2
    assert functions["turned"](1) == 3


def test_a_proof_is_read_again_when_it_or_the_lesson_has_changed(level):
    proof = proof_of(level)
    assert proof_of(level) is proof
    level.proof.write_text(PROOF.replace("too_few", "too_little"))
    assert proof_of(level).wrong_of("first")[0].name == "too_little"
    level.solution.write_text(LESSON.replace("first(x) * 2", "x * 2 + 4 - 0"))
    os.utime(level.solution, ns=(1, 1))
    assert proof_of(level).checks[0].reaches == ("second",)
