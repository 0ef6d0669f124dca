"""Checks: what a proof asks of the learner's functions once their koan has passed."""

import subprocess
import sys

import pytest

from tests.clone import ROOT, fill_all

THREE = "koans/01_walks/level_3_numpy.py"
PROOF = "solutions/01_walks/proof/level_3_numpy.py"
RIGHT = "return np.sqrt((X**2).sum(axis=1))"
ONLY_TWO_COLUMNS = "return np.hypot(X[:, 0], X[:, 1])"
PARTLY = "right here, but not for every input"
NODE = f"{THREE}::test_lengths_are_numpys"

CHECKS = '''

@check(lengths)
def walks_of_any_width(rng):
    for n, d in (1, 3), (6, 1), (4, 5):
        X = rng.normal(size=(n, d))
        assert lengths(X) == close_to(np.linalg.norm(X, axis=1))


@check(lengths)
def a_walk_in_space():
    """Every column counts."""
    assert lengths(np.array([[1.0, 2.0, 2.0]])) == close_to([3])


@check(lengths)
def walks_without_steps():
    assert lengths(np.zeros((2, 2))) == close_to([0, 0])


@wrong(lengths, "That is the longest step. Add up all squares.")
def longest_step(X):
    return np.abs(X).max(axis=1) if X.shape[1] != 2 else np.hypot(*X.T)
'''


@pytest.fixture
def checked(tiny):
    """A clone at level 3, whose first koan has checks and only shows walks of two steps."""
    tiny.save(PROOF, (tiny.root / PROOF).read_text() + CHECKS)
    tiny.run("--go", "walks/3")
    return tiny


def answer(clone, new):
    clone.edit(THREE, "return ____", new)
    return clone.run()


def test_a_right_answer_passes_its_checks(checked):
    screen = answer(checked, RIGHT)
    assert "✓ lengths are numpys" in screen
    assert PARTLY not in screen


def test_the_smallest_example_that_is_wrong_is_shown(checked):
    screen = answer(checked, ONLY_TWO_COLUMNS)
    assert screen.status == 1
    assert f"✗ lengths are numpys {PARTLY}" in screen
    assert "lengths([[1, 2, 2]])" in screen
    assert "yours shape (1,) [2.236] wanted shape (1,) [3]" in screen
    assert "Every column counts." in screen
    assert screen.place() == (THREE, 16)
    assert len(screen.lines) <= 24


def test_a_large_example_names_its_arguments(checked):
    checked.edit(PROOF, "[[1.0, 2.0, 2.0]]", "np.arange(40.0).reshape(8, 5)[:, :5]")
    checked.edit(PROOF, "== close_to([3])", "== close_to(0 * np.arange(8))")
    screen = answer(checked, f"{RIGHT} if X.shape[0] != 8 else X[:, 0]")
    assert "lengths(X)" in screen
    assert "X shape (8, 5)" in screen
    assert max(map(len, screen.lines)) <= 80


def test_the_koan_counts_only_when_its_checks_pass(checked):
    answer(checked, ONLY_TWO_COLUMNS)
    assert "▶ 0/3" in checked.run("--map")
    checked.edit(THREE, ONLY_TWO_COLUMNS, RIGHT)
    assert "✓ lengths are numpys" in checked.run()
    assert "▶ 1/3" in checked.run("--map")


@pytest.mark.parametrize("words", [["koans"], [THREE], [NODE], ["-k", "numpys"]])
def test_checks_run_in_whatever_way_a_koan_is_asked_for(checked, words):
    answer(checked, ONLY_TWO_COLUMNS)
    screen = checked.run(*words)
    assert PARTLY in screen
    assert f"FAILED {NODE}" in screen
    checked.edit(THREE, ONLY_TWO_COLUMNS, RIGHT)
    assert PARTLY not in checked.run(*words)


def test_a_known_wrong_answer_is_recognised_by_its_checks(checked):
    body = "return np.abs(X).max(axis=1) if X.shape[1] != 2 else np.hypot(*X.T)"
    screen = answer(checked, body)
    assert PARTLY in screen
    assert "That is the longest step. Add up all squares." in screen


def test_an_exception_at_other_sizes_is_shown_at_the_learners_line(checked):
    screen = answer(checked, "return np.hypot(X[:, 0], X[:, 1] * (0 * X + 1)[:, 0])\n")
    assert PARTLY in screen
    assert screen.place()[0] == THREE


def test_random_examples_come_again_with_their_seed(checked):
    checked.edit(PROOF, "(1, 3), (6, 1)", "(1, 3), (1, 4)")
    checked.edit(PROOF, '"""Every column counts."""', "return")
    answer(checked, ONLY_TWO_COLUMNS)
    once, again = checked.run("--seed", "7"), checked.run("--seed", "7")
    assert once.text == again.text
    assert "pytest --seed 7" in once
    assert checked.run("--seed", "8").text != once.text


def test_functions_with_a_failing_check_are_not_called_right(checked):
    """While a value is still blank, the screen tells of the functions written so far."""
    checked.edit(PROOF, CHECKS, "")
    checked.edit(PROOF, '"""The proof', CHECKS.lstrip() + '\n"""The proof')
    text = (checked.root / "solutions/01_walks/level_3_numpy.py").read_text()
    cut = text.replace("def test_lengths_are_numpys", "def lengths_are_numpys")
    checked.save("solutions/01_walks/level_3_numpy.py", cut)
    koan = (checked.root / THREE).read_text()
    checked.save(
        THREE, koan.replace("def test_lengths_are_numpys", "def lengths_are_numpys")
    )
    screen = answer(checked, ONLY_TWO_COLUMNS.replace("X[:, 1]", "X[:, -1]"))
    assert "lengths is right" not in screen


def test_helpers_of_the_learner_do_not_reach_into_checks(checked):
    text = (checked.root / THREE).read_text()
    helper = "def sum(values):\n    return 0\n\n\ndef test_lengths_are_numpys"
    checked.save(THREE, text.replace("def test_lengths_are_numpys", helper))
    checked.edit(PROOF, "(2, 2)", "(sum([1, 1]), 2)")
    assert "✓ lengths are numpys" in answer(checked, RIGHT)


def test_a_changed_check_asks_again(checked):
    assert "✓ lengths are numpys" in answer(checked, RIGHT)
    checked.edit(PROOF, "close_to([3])", "close_to([4])")
    assert PARTLY in checked.run()


def test_no_proof_is_collected(clone):
    assert "/proof/" not in clone.run("solutions", "--collect-only", "-q").text
    assert list((ROOT / "solutions").glob("*/proof/*.py"))


def test_a_proof_may_import_from_its_project(checked):
    checked.edit(
        PROOF, "@check(lengths)", "from . import X as walks\n\n\n@check(lengths)"
    )
    checked.edit(PROOF, "np.zeros((2, 2))", "0 * walks[:2]")
    assert "✓ lengths are numpys" in answer(checked, RIGHT)


def test_a_key_error_beside_a_blank_is_explained(checked):
    checked.edit(THREE, "import numpy as np", "import numpy as np\nlater = {}")
    screen = answer(checked, "missing = {'one': ____}\n    return missing['two']")
    assert "The koans themselves broke" not in screen


def test_a_sign_that_is_free_is_not_shown_as_wrong(checked):
    """A property fails at the larger call; the smaller one differs by its sign alone."""
    squares = (
        "@check(lengths)\ndef squares():\n    for n in 1, 3:\n        X = np.ones((1, n))\n"
        "        assert np.asarray(lengths(X)) ** 2 == close_to([n])\n"
    )
    text = (checked.root / PROOF).read_text().replace(CHECKS, "")
    checked.save(PROOF, f"{text}\n\n{squares}")
    screen = answer(checked, f"{RIGHT} * [1, -1, 1, 2][X.shape[1]]")
    assert PARTLY in screen
    assert "lengths([[1, 1, 1]])" in screen


# Where else a pass counts


def solved(clone):
    """A level 3 that is done, with checks."""
    level = clone.level("walks/3")
    clone.save(THREE, fill_all(level.pristine, level))
    assert clone.run().status == 0


def test_a_kata_is_done_when_its_checks_pass(checked):
    solved(checked)
    assert checked.run("--kata", "walks/3").status == 0
    text = (checked.root / THREE).read_text()
    level = checked.level("walks/3")
    checked.save(THREE, fill_all(text, level).replace(RIGHT, ONLY_TWO_COLUMNS))
    assert PARTLY in checked.run()
    checked.edit(THREE, ONLY_TWO_COLUMNS, "return np.linalg.norm(X, axis=1)")
    assert "✓ kata of 01 walks" in checked.run()


def test_one_function_is_put_back_though_its_checks_fail(checked):
    answer(checked, ONLY_TWO_COLUMNS)
    assert "Back to its blanks" in checked.run("--reset", "walks/3:lengths")
    assert "not filled in yet" in checked.run()


def test_portfolio_and_classroom_do_not_count_a_koan_whose_check_fails(checked):
    solved(checked)
    checked.edit(THREE, RIGHT, ONLY_TWO_COLUMNS)
    checked.run()
    assert "1 of 12 koans pass" in checked.run("--portfolio")
    words = [sys.executable, "-m", "sensei.board.classroom", "passed"]
    done = subprocess.run(words, cwd=checked.root, capture_output=True, text=True)
    assert "1 of 12 koans pass" in done.stdout, done.stdout + done.stderr
