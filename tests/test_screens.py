"""What a learner sees, save by save, on two small projects."""

import ast
import json
import textwrap

import pytest

from sensei.screen.terminal import Terminal
from sensei.text import help_text, syntax
from tests.clone import fill_all, replace_function
from tests.past import journal

ONE = "koans/01_walks/level_1_result.py"
TWO = "koans/01_walks/level_2_practice.py"
THREE = "koans/01_walks/level_3_numpy.py"
FOUR = "koans/01_walks/level_4_matrices.py"
RIGHT = "return np.sqrt((X**2).sum(axis=1))"


@pytest.fixture
def at_three(tiny):
    """A clone whose learner works at level 3, with the lengths still to write."""
    tiny.run("--go", "walks/3")
    return tiny


def answer(clone, new, old="return ____"):
    clone.edit(THREE, old, new)
    return clone.run()


# The first half hour


def test_the_first_screen_welcomes_shows_a_prediction_and_asks_one_thing(tiny):
    screen = tiny.run()
    assert screen.status == 1
    assert "Welcome. Everything here starts with a result" in screen
    assert "lap 1 · 01 walks · level 1, result" in screen
    assert "How long is a walk? Three of them:" in screen
    assert "5      12      short   long    ✗" in screen
    assert "· how many were named right" in screen
    assert "not filled in yet" in screen
    assert "assert right == ____" in screen
    assert screen.place()[0] == ONE
    assert (tiny.root / ".koans/pictures/01_walks.png").read_bytes()[1:4] == b"PNG"
    assert "picture: .koans/pictures/01_walks.png" in screen


def test_a_picture_is_drawn_again_only_when_it_shows_something_else(tiny):
    picture = tiny.root / ".koans/pictures/01_walks.png"
    tiny.run()
    drawn = picture.stat().st_mtime_ns
    tiny.edit(ONE, "right == ____", "right == 2")
    tiny.run()
    assert picture.stat().st_mtime_ns == drawn
    picture.write_bytes(b"no picture any more")
    tiny.edit(ONE, "right == 2", "right == 3")
    tiny.run()
    assert picture.read_bytes()[1:4] == b"PNG"


def test_a_broken_file_takes_nothing_away_from_what_is_done(tiny):
    tiny.edit(ONE, "right == ____", "right == 2")
    assert "1 of 12" in tiny.run()
    tiny.edit(ONE, "right == 2", "right == 2)")
    screen = tiny.run()
    assert "! Python cannot use this file yet" in screen
    assert "1 of 12" in screen


def test_a_koan_that_passes_counts_once_its_checks_pass(at_three):
    proof = at_three.root / "solutions/01_walks/proof/level_3_numpy.py"
    check = '''

@check(lengths)
def a_walk_on_the_spot():
    """A walk without a step has no length."""
    assert lengths([[0, 0], [3, 4]]) == close_to([0, 5])
'''
    proof.write_text(proof.read_text() + check)
    screen = answer(at_three, RIGHT.replace("X**2", "np.maximum(X, 1) ** 2"))
    title = next(line for line in screen.lines if "lengths are numpys" in line)
    assert title.startswith("  ✗")
    assert title.endswith("right here, but not for every input")
    assert "lengths([[0, 0], [3, 4]])" in screen
    assert "A walk without a step has no length." in screen
    assert "✓ lengths are numpys" not in screen
    at_three.edit(THREE, "np.maximum(X, 1) ** 2", "np.square(X)")
    assert "✓ lengths are numpys" in at_three.run()


def test_the_welcome_is_said_once(tiny):
    tiny.run()
    assert "Welcome" not in tiny.run()


def test_a_wrong_value_is_judged_and_the_right_one_never_shown(tiny):
    tiny.edit(ONE, "right == ____", "right == 1")
    screen = tiny.run()
    assert "✗ how many were named right" in screen
    assert "yours 1" in screen
    assert "off by one" in screen
    assert "wanted" not in screen and "== 2" not in screen


def test_a_known_wrong_value_is_answered_in_its_own_words(tiny):
    tiny.edit(ONE, "right == ____", "right == 31")
    assert "There are only three walks." in tiny.run()


def test_a_text_for_a_number_is_another_kind_of_thing(tiny):
    tiny.edit(ONE, "right == ____", 'right == "two"')
    assert "a number, not a text" in tiny.run()


def test_a_right_value_passes_with_its_insight_and_the_next_koan_follows(tiny):
    tiny.run()
    tiny.edit(ONE, "right == ____", "right == 2")
    screen = tiny.run()
    assert "✓ how many were named right" in screen
    assert "Two of three." in screen
    assert "· the result" in screen
    assert "1 of 12" in screen


def test_a_finished_level_names_the_next_file(tiny):
    tiny.run()
    tiny.edit(ONE, "right == ____", "right == 2")
    tiny.edit(ONE, "[-1] == ____", '[-1] == "long"')
    screen = tiny.run()
    assert screen.status == 0
    assert "2 of 3 walks named right" in screen
    assert "✓ level 1 of 01 walks" in screen
    assert (
        "Under this prediction: library ████████████████████ yours: nothing yet"
        in screen
    )
    assert f"{TWO}:1" in screen
    assert "level 2, practice" in tiny.run()


# Wrong, in the learner's terms


def test_a_known_mistake_is_recognised_by_what_it_returns(at_three):
    screen = answer(at_three, "return np.einsum('ij,ij->i', X, X)")
    assert "That is the square: the root is missing." in screen
    assert "yours shape (3,)" in screen and "wanted shape (3,)" in screen


def test_what_broke_is_shown_with_the_values_at_that_line(at_three):
    screen = answer(at_three, "return X @ X")
    assert "X shape (3, 2)" in screen
    assert "@ needs as many columns on the left" in screen


@pytest.mark.parametrize(
    "body, says",
    [
        (
            "X -= 1\n    return np.sqrt((X**2).sum(axis=1))",
            "This would change what was given, which others look at too",
        ),
        (
            "return np.array([5.0, 10.0, 13.0])",
            "does not look at what it is given: it fits these numbers, not the idea.",
        ),
        (
            "return np.array([5.0, 10.0, 13.0]) + 0 * X.sum()",
            "(5,) wanted, yours is (3,): too few numbers.",
        ),
        (
            "np.abs(X, out=X) if X.flags.writeable else 0\n    return X.sum(axis=1)",
            "That adds the steps; a walk as the crow flies is shorter.",
        ),
        (
            "result = np.sqrt((X**2).sum(axis=1))\n"
            "    if X.flags.writeable:\n        X[:] = 0\n    return result",
            "lengths changed what it was given: let it work on a copy.",
        ),
    ],
)
def test_what_the_calls_tell_is_said(at_three, body, says):
    assert says in answer(at_three, body)


def test_another_mistake_is_told_from_the_first(at_three):
    assert "as the crow flies" in answer(at_three, "return abs(X).sum(axis=1)")


@pytest.mark.parametrize(
    "body, says",
    [
        ("return np.sqrt((X**2).sum(axis=0))", "(3,) wanted, yours is (2,)"),
        (
            "return np.sqrt((X**2).sum(axis=1))[:, None]",
            "a column where a row of numbers was meant",
        ),
        ("return np.sqrt((X**2).sum())", "one number where several are meant"),
        ("return -np.sqrt((X**2).sum(axis=1))", "The sign is the other way round."),
        (
            "return np.sqrt((X**2).sum(axis=1))[::-1]",
            "The order is the other way round",
        ),
        ("return 3 * np.sqrt((X**2).sum(axis=1))", "Every number is 3 times"),
        ("return 1 + np.sqrt((X**2).sum(axis=1))", "Every number is 1 too large"),
        ("np.sqrt((X**2).sum(axis=1))", "is there a return?"),
        ("return 0 * X[:, 0] / 0", "There is a nan"),
    ],
)
def test_what_differs_is_said_from_the_values(at_three, body, says):
    screen = answer(at_three, body)
    assert "✗ lengths are numpys" in screen
    assert says in screen


@pytest.mark.parametrize(
    "body",
    [
        "return [float(sum(v * v for v in row) ** 0.5) for row in X]",
        "return np.linalg.norm(X, axis=1).astype(np.float32)",
        "import pandas as pd; return pd.Series(np.linalg.norm(X, axis=1))",
        "return tuple(np.hypot.reduce(X, axis=1))",
    ],
)
def test_other_right_answers_pass(at_three, body):
    assert "✓ lengths are numpys" in answer(at_three, body)


def test_fresh_numbers_come_again_with_their_seed(at_three):
    body = f"return np.array([5.0, 10, 13]) if len(X) == 3 else {RIGHT[7:]} + 1"
    screen = answer(at_three, body)
    assert "✗ fresh walks" in screen
    seed = screen.text.split("--seed ")[1].split()[0]
    yours = next(line for line in screen.lines if "yours  " in line)
    again = at_three.run("--seed", seed)
    assert yours in again.text


# Broken: the learner's line, one sentence, no traceback


@pytest.mark.parametrize(
    "body, says",
    [
        (
            "return np.sqroot(X)",
            "Numpy has no .sqroot",
        ),
        ("return np.sqrt((X**2).sum(axis=1)", "The bracket opened here is not closed."),
        ("return lenghts", "Python does not know lenghts"),
        ("return lengths(X)", "calls itself without end"),
        ("import sys; sys.exit()", "sys.exit() was called here"),
        ("return X @ X", "@ needs as many columns on the left"),
        ("raise KeyError", "KeyError was raised here."),
        ("return [1].items()", "a dict has, written as {name: value, …}."),
        ("  return 1", "indentation"),
    ],
)
def test_a_slip_is_shown_at_its_line(at_three, body, says):
    screen = answer(at_three, body)
    line = (at_three.root / THREE).read_text().splitlines().index("    " + body) + 1
    assert screen.status == 1
    assert says in screen
    assert f"{THREE}:{line}" in screen
    assert "Traceback" not in screen and "INTERNALERROR" not in screen


def test_a_question_inside_a_bracket_is_told_where_it_belongs(tiny):
    tiny.run("--go", "walks/2")
    tiny.edit(TWO, "return ____", "return length > cut")
    tiny.edit(TWO, "is_long(5, ____)", "is_long(5, ____ # ?)")
    screen = tiny.run()
    assert (
        "What stands behind # is not read: put # ? after the closing bracket." in screen
    )
    assert screen.place()[0] == TWO
    line = (tiny.root / TWO).read_text().splitlines()[screen.place()[1] - 1]
    assert "# ?)" in line


@pytest.mark.parametrize(
    "top, says",
    [
        ("import sys\nsys.exit()\n", "sys.exit() was called here"),
        ("import nampy\n", "There is no module nampy"),
        ("print(np_)\n", "Python does not know np_"),
        ("x = ____ + 1\n", "not filled in yet"),
    ],
)
def test_trouble_at_the_top_of_a_file(at_three, top, says):
    text = (at_three.root / THREE).read_text()
    at_three.save(THREE, text.replace("@yours", top + "\n\n@yours", 1))
    screen = at_three.run()
    assert screen.status == 1
    assert says in screen
    assert "Traceback" not in screen and "INTERNALERROR" not in screen


def test_a_deleted_file_is_missed_and_comes_back(at_three):
    (at_three.root / THREE).unlink()
    screen = at_three.run()
    assert "This file is not there any more." in screen
    assert "pytest --reset 01_walks/level_3_numpy" in screen
    at_three.run("--reset", "01_walks/level_3_numpy")
    assert "· lengths are numpys" in at_three.run()


def test_an_empty_file_says_so(at_three):
    at_three.save(THREE, "\n")
    assert "This file is empty." in at_three.run()


def test_a_file_without_koans_says_so(at_three):
    at_three.save(THREE, "x = 1\n")
    assert "No koan is left in this file." in at_three.run()


def test_a_koan_taken_out_is_missed(at_three):
    text = (at_three.root / THREE).read_text().replace("return ____", RIGHT)
    cut = text.index("def test_fresh_walks")
    at_three.save(THREE, text[:cut])
    screen = at_three.run()
    assert screen.status == 1
    assert "test_fresh_walks" in screen


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe\x00\x01", b"x = '\xe9'\n", b"x = 1\x00\n", b"# coding: klingon\n"],
)
def test_a_file_that_is_not_text(at_three, data):
    (at_three.root / THREE).write_bytes(data)
    screen = at_three.run("--go", "walks/3"), at_three.run()
    assert screen[1].status == 1
    assert f"{THREE}:1" in screen[1]
    assert "Traceback" not in screen[1] and "INTERNALERROR" not in screen[1]


@pytest.mark.parametrize("change", [b"\r\n", b"\xef\xbb\xbf"])
def test_windows_line_ends_and_a_byte_order_mark_are_welcome(at_three, change):
    path = at_three.root / THREE
    data = path.read_bytes().replace(b"return ____", RIGHT.encode())
    data = data.replace(b"\n", change) if change == b"\r\n" else change + data
    path.write_bytes(data)
    assert "✓ lengths are numpys" in at_three.run()


def test_print_is_shown(at_three):
    assert "printed  (3, 2)" in answer(
        at_three, "print(X.shape)\n    return 0 * X[:, 0]"
    )


def test_a_loop_without_end_is_stopped(at_three):
    conftest = at_three.root / "conftest.py"
    conftest.write_text(
        conftest.read_text()
        + "\nimport sensei.run.limits\nsensei.run.limits.SECONDS = 1\n"
    )
    screen = answer(at_three, "while True:\n        pass")
    assert "Still running after 1 seconds, here: a loop without end, or" in screen
    assert "while True:" in screen


# What is given, and the floor


def test_a_changed_assertion_is_shown_and_does_not_count(at_three):
    at_three.edit(THREE, "close_to(np.linalg.norm(X, axis=1))", "close_to(lengths(X))")
    screen = answer(at_three, RIGHT)
    assert screen.status == 1
    assert "- assert lengths(X) == close_to(np.linalg.norm(X, axis=1))" in screen
    assert "+ assert lengths(X) == close_to(lengths(X))" in screen
    assert "does not count" in screen


@pytest.mark.parametrize(
    "old, new",
    [
        ('    """One length for each walk."""\n', "    return\n"),
        ("@yours\n", "def close_to(x, **k): return x\n\n\n@yours\n"),
        ("@yours\ndef lengths(X):", "@yours\ndef lengths(X, Y=None):"),
        ("assert len(lengths(A)) == ____", "pass"),
    ],
)
def test_other_ways_around_a_koan_do_not_count(at_three, old, new):
    at_three.edit(THREE, old, new)
    at_three.edit(THREE, "return ____", RIGHT)
    screen = at_three.run()
    assert screen.status == 1
    assert "does not count" in screen


def test_helpers_imports_comments_and_prints_are_welcome(at_three):
    at_three.edit(THREE, "import numpy as np", "import math\n\nimport numpy as np")
    at_three.edit(
        THREE, "@yours", "def squares(X):\n    return X**2\n\n\n# my own\n@yours"
    )
    at_three.edit(
        THREE, "    assert lengths(X) ==", "    print(X)\n    assert lengths(X) =="
    )
    assert "✓ lengths are" in answer(at_three, "return squares(X).sum(axis=1) ** 0.5")


def test_a_local_name_is_not_the_function_of_that_name(at_three):
    """A helper may well call a number of its own what a koan further down calls a function."""
    later = "def squares(X):\n    later = X**2\n    return later\n\n\n"
    at_three.edit(THREE, "@yours", later + "@yours")
    text = (at_three.root / THREE).read_text()
    at_three.save(THREE, text + "\n\ndef later():\n    return ____\n")
    assert "✓ lengths are" in answer(at_three, "return squares(X).sum(axis=1) ** 0.5")


def test_a_blank_in_a_helper_is_not_filled_in(at_three):
    at_three.edit(THREE, "@yours", "def squares(X):\n    return ____\n\n\n@yours")
    screen = answer(at_three, "squares(X)\n    " + RIGHT)
    assert "not filled in yet" in screen
    assert screen.status == 1


@pytest.mark.parametrize(
    "body",
    [
        "from sklearn.metrics import pairwise_distances\n    return 1",
        "import sklearn\n    return sklearn.metrics",
    ],
)
def test_leaning_on_what_the_level_does_without(at_three, body):
    screen = answer(at_three, body)
    assert "lengths leans on sklearn" in screen
    assert "NumPy and SciPy carry this level" in screen


def test_what_numpy_knows_of_covariance_is_worked_out(tiny):
    tiny.run("--go", "walks/4")
    tiny.edit(FOUR, "unit = X / ____", "np.cov(X)\n    unit = X / lengths(X)[:, None]")
    screen = tiny.run()
    assert "leans on numpy.cov: covariance, correlation and fitted lines" in screen
    assert "np.linalg" not in screen


def test_the_floor_of_level_4_holds_for_helpers_too(tiny):
    tiny.run("--go", "walks/4")
    tiny.edit(FOUR, "@yours", "def size(X):\n    return np.linalg.svd(X)\n\n\n@yours")
    tiny.edit(FOUR, "unit = X / ____", "size(X)\n    unit = X / lengths(X)[:, None]")
    assert "leans on numpy.linalg.svd" in tiny.run()


def test_what_the_floor_allows_is_allowed(tiny):
    tiny.run("--go", "walks/4")
    tiny.edit(FOUR, "X / ____", "X / np.linalg.norm(X, axis=1)[:, None]")
    assert "✓ a walk points where it points" in tiny.run()


# Where we are


def test_saving_another_level_makes_it_current(tiny):
    tiny.run()
    text = (tiny.root / THREE).read_text()
    tiny.save(THREE, text)
    assert "level 3, numpy" in tiny.run()
    assert "level 3, numpy" in tiny.run()


def test_who_starts_in_the_middle_borrows_and_is_told(tiny):
    screen = tiny.run("--go", "walks/4"), tiny.run()
    assert "Borrowed from the solutions, until you have done it: level 3." in screen[1]
    tiny.edit(FOUR, "X / ____", "X / lengths(X)[:, None]")
    tiny.edit(FOUR, "== ____", "== 9")
    screen = tiny.run()
    assert screen.status == 0
    assert "Borrowed" in screen
    done = [e for e in journal(tiny) if e["event"] == "level"]
    assert done[0]["borrowed"] == ["01_walks/level_3_numpy"]


def test_a_broken_earlier_level_does_not_stop_who_borrows(tiny):
    tiny.save(THREE, "def (")
    tiny.run("--go", "walks/4")
    tiny.run()
    assert "level 4, matrices" in tiny.run()


def test_the_result_of_a_level_is_what_its_last_koan_shows(clone):
    """An earlier koan of this level shows a result as well, and runs again after it."""
    level = clone.level("cars/2")
    clone.run("--go", "cars/2")
    last, text = level.koans[-1], fill_all(level.pristine, level)
    blank = syntax.Text(level.pristine)
    clone.save(
        level.shown(),
        replace_function(text, last, blank.segment(blank.functions()[last])),
    )
    assert "✓ present a model of your own" in clone.run()
    clone.save(level.shown(), text)
    screen = clone.run()
    assert "✓ level 2 of 02 cars" in screen
    assert "on 79 unseen cars" in screen and "your own model" not in screen
    events = (clone.root / ".koans" / "journal.jsonl").read_text().splitlines()
    (done,) = [e for e in map(json.loads, events) if e["event"] == "level"]
    assert done["headline"].endswith("on 79 unseen cars")


def test_what_stood_on_borrowed_code_is_run_again_on_ones_own(tiny):
    tiny.run("--go", "walks/4")
    tiny.edit(FOUR, "X / ____", "X / lengths(X)[:, None]")
    tiny.edit(FOUR, "== ____", "== 9")
    tiny.run()
    tiny.edit(THREE, "return ____", RIGHT)
    tiny.edit(THREE, "== ____", "== 5")
    tiny.edit(THREE, "== ____", "== 2")
    assert tiny.run().status == 0
    row = next(line for line in tiny.run("--map").lines if "01 walks" in line)
    assert row.count("✓") == 1
    tiny.save(FOUR, (tiny.root / FOUR).read_text())
    screen = tiny.run()
    assert screen.status == 0 and "Borrowed" not in screen


def test_a_pass_by_an_old_answer_is_not_kept(at_three):
    answer(at_three, RIGHT)
    at_three.edit(THREE, RIGHT, "return X[:, 0]")
    screen = at_three.run()
    assert "✗ lengths are numpys" in screen
    assert "0 of 12" in screen


def test_two_quick_saves_of_the_same_size_are_told_apart(at_three):
    for body, sign in ((RIGHT, "✓"), (RIGHT.replace("=1", "=0"), "✗")) * 2:
        text = (at_three.root / THREE).read_text()
        old = next(line for line in text.splitlines() if line.startswith("    return"))
        at_three.save(THREE, text.replace(old, "    " + body))
        assert f"{sign} lengths are" in at_three.run() or sign == "✓"


def test_the_whole_way_and_the_end(tiny):
    seen = []
    for _ in range(8):
        screen = tiny.run()
        level = next((lv for lv in tiny.grid.levels if lv.shown() in screen.text), None)
        if level is None:
            break
        seen.append(level.key)
        path = tiny.root / level.shown()
        tiny.save(level.shown(), fill_all(path.read_text(), level))
        last = tiny.run()
        assert last.status == 0, last
    assert seen == [
        "01_walks/level_1_result",
        "01_walks/level_2_practice",
        "02_coins/level_1_result",
        "02_coins/level_2_practice",
        "01_walks/level_3_numpy",
        "02_coins/level_3_numpy",
        "01_walks/level_4_matrices",
    ]
    assert "Under this prediction, all the way down:" in last
    assert "yours: lengths" in last
    assert "Everything here is done." in tiny.run()
    assert "12 of 12" in tiny.run("--map")


# Help


def test_help_is_asked_in_the_file_step_by_step(at_three):
    line = "return ____"
    for marks, words in (
        ("?", "What did Pythagoras say?"),
        ("??", "Square, add, root."),
        ("???", "np.sqrt((X**2).sum(axis=1))"),
        ("????", RIGHT),
        ("?????????", RIGHT),
    ):
        screen = answer(at_three, f"return ____  # {marks}", line)
        assert words in screen
        assert "not filled in yet" in screen
        line = f"return ____  # {marks}"


def test_help_with_a_value_ends_in_the_value(tiny):
    tiny.edit(ONE, "right == ____", "right == ____  # ?")
    assert "hint 1 of 2 Look at the table." in tiny.run()
    tiny.edit(ONE, "# ?", "# ???")
    assert "assert right == 2" in tiny.run()


def test_help_for_another_line_than_is_shown_says_for_what(clone):
    """The value comes first in the koan; the question stands in the function after it."""
    level = clone.level("digits/7")
    text = fill_all(level.pristine, level)
    shift = "shift = A[m - 1, m - 1] if shifted else 0"
    left = "left[1] == close_to(1e-6"
    assert shift in text and left in text
    text = text.replace(left, "left[1] == close_to(____")
    text = text.replace(shift, "shift = ____ if shifted else 0  # ?", 1)
    clone.run("--go", "digits/7")
    clone.save(level.shown(), text)
    screen = clone.run()
    assert "assert left[1] == close_to(____" in screen
    assert "hint 1 of 3 For qr_algorithm: Which number" in screen


def test_help_from_another_terminal_climbs(at_three):
    assert "hint 1 of 3" in at_three.run("--hint")
    assert "hint 2 of 3" in at_three.run("--hint")
    assert "hint 3 of 3" in at_three.run("--hint")
    assert RIGHT in at_three.run("--hint")


def test_the_solution_on_request(at_three):
    screen = at_three.run("--solution")
    assert RIGHT in screen and screen.status == 0


# Options


def test_the_map(tiny):
    tiny.run()
    screen = tiny.run("--map")
    assert screen.status == 0
    assert "01 walks ▶ 0/2" in screen
    assert "lap 1 of 3 · 0 of 12 koans" in screen


@pytest.mark.parametrize(
    "order, second",
    [
        ("spiral", "01_walks/level_2_practice"),
        ("down", "01_walks/level_2_practice"),
        ("across", "02_coins/level_1_result"),
    ],
)
def test_the_path_is_the_learners(tiny, order, second):
    assert order in tiny.run("--path", order)
    tiny.save(ONE, fill_all((tiny.root / ONE).read_text(), tiny.level("walks/1")))
    assert f"koans/{second}.py:1" in tiny.run()


def test_the_map_counts_levels_by_pillar(tiny):
    said = "linear algebra 0/2, probability 0/1, statistics 0/1"
    assert said in tiny.run("--map")


@pytest.mark.parametrize("words", ["linear algebra", "linear-algebra", "Linear"])
def test_a_pillar_is_followed_through_all_projects(tiny, words):
    screen = tiny.run("--pillar", words)
    assert screen.status == 0
    assert "linear algebra is met, at 2 levels" in screen
    row = next(line for line in screen.lines if "02 coins" in line)
    assert row.strip() == "02 coins"
    assert screen.place() == (THREE, 1)
    assert "linear algebra · 01 walks · level 3" in tiny.run()
    level = tiny.grid.by_key["01_walks/level_3_numpy"]
    tiny.save(THREE, fill_all(level.pristine, level))
    assert f"{FOUR}:1" in tiny.run()
    assert "linear algebra · 01 walks · level 4" in tiny.run()
    assert "now spiral" in tiny.run("--path", "spiral")
    assert "lap 1 · 01 walks · level 1" in tiny.run()


def test_a_level_left_out_is_met_before_those_below_it(tiny):
    tiny.run("--go", "walks/2")
    for level in [*tiny.grid.of("01_walks")[1:3], *tiny.grid.of("02_coins")]:
        tiny.save(level.shown(), fill_all(level.pristine, level))
        screen = tiny.run()
    assert f"{ONE}:1" in screen  # and not level 4


def test_the_map_says_which_path_is_followed(tiny):
    tiny.run("--path", "down")
    assert "Path: down; pytest --path spiral leads back." in tiny.run("--map")


def test_a_mark_for_help_counts_until_its_koan_passes(tiny):
    tiny.edit(ONE, "right == ____", "right == ____  # ?")
    assert "hint 1 of" in tiny.run()
    tiny.edit(ONE, "right == ____  # ?", "right == 2  # ?")
    screen = tiny.run()
    assert "✓ how many were named right" in screen
    assert "hint 1 of" not in screen


def test_no_help_is_given_on_what_cannot_be_read(tiny):
    tiny.edit(ONE, "right == ____", "right == (____")
    for option in ("--hint", "--solution"):
        screen = tiny.run(option)
        assert screen.status == 4
        assert f"{ONE}:" in screen and "cannot be read yet" in screen


def test_a_fresh_clone_of_ones_own_knows_what_was_passed(tiny):
    level = tiny.level("walks/3")
    tiny.run("--go", "walks/3")
    tiny.save(THREE, fill_all(level.pristine, level))
    tiny.run()
    (tiny.root / ".koans" / "cache.json").unlink()
    count = f"{len(level.koans)} of"
    assert count in tiny.run("--map")
    tiny.edit(THREE, "import numpy", "____\nimport numpy")
    assert "0 of" in tiny.run("--map")


def test_a_solution_is_shown_in_full(clone):
    """Of every level, in 80 columns: what is pasted is Python, and the same."""
    out = Terminal(colour=False)
    for level in clone.grid.levels:
        for name in (*level.parts, *level.koans):
            lines = help_text.answer_lines(level.solution_text, name)
            whole = textwrap.dedent("\n".join(lines))
            shown = textwrap.dedent("\n".join(out.answer(whole.split("\n"))))
            assert "…" not in shown
            bodies = [textwrap.indent(text, " ") for text in (whole, shown)]
            one, other = (ast.dump(ast.parse(f"def f():\n{b}")) for b in bodies)
            assert one == other, (level.key, name)


def test_what_is_printed_has_the_room_there_is(tiny):
    tiny.run("--go", "walks/2")
    printing = "for n in range(8):\n        print('step', n)\n    return length > cut"
    tiny.edit(TWO, "return ____", printing)
    tiny.run()
    screen = tiny.run()
    assert "step 7" in screen
    assert len(screen.lines) <= 24


def test_reset_keeps_what_was_there(at_three):
    answer(at_three, "return 'precious'")
    screen = at_three.run("--reset")
    assert screen.status == 0
    kept = screen.text.split("is kept: ")[1].split()[0]
    assert f"Copy it over {THREE}." in screen
    assert "precious" in (at_three.root / kept).read_text()
    assert not kept.endswith(".py")
    pristine = at_three.level("walks/3").pristine
    assert (at_three.root / THREE).read_text() == pristine


def test_reset_of_what_nobody_wrote_in_says_so(at_three):
    screen = at_three.run("--reset")
    assert screen.status == 0
    assert f"As it was given already: {THREE}" in screen
    assert not (at_three.root / ".koans" / "backups").exists()


def test_reset_of_one_function_leaves_the_rest(at_three):
    at_three.edit(THREE, "lengths(A)) == ____", "lengths(A)) == 5")
    answer(at_three, RIGHT)
    assert at_three.run("--reset", "walks/3:lengths").status == 0
    text = (at_three.root / THREE).read_text()
    assert "return ____" in text and "lengths(A)) == 5" in text


@pytest.mark.parametrize(
    "args, says",
    [
        (("--reset", "nowhere"), "There is no level called nowhere"),
        (("--reset", "walks"), "Which level of 01_walks?"),
        (("--reset", "walks/3:nothing"), "holds no nothing; it holds lengths"),
        (("--go", "atlantis/3"), "There is no level called atlantis/3"),
        (("--pillar", "poetry"), "one of linear algebra, probability,"),
        (("--pillar",), "one of linear algebra, probability,"),
        (("--path", "sideways"), "one of spiral, down, across"),
        (("--go",), "Say where: pytest --go PROJECT"),
        (("--go", "wakls/3"), "Did you mean walks?"),
        (("--go", "walks/9"), "01_walks has 1, 2, 3, 4"),
        (("--new", "mine", "mine.csv"), "pytest --new NAME FILE TARGET"),
        (("--new", "mine", "kind", "mine.csv"), "The file comes before the column"),
        (("--hint", "walks/3"), "takes no name"),
        (("--solution", "walks/3"), "pytest --go walks/3"),
        (("--map", "--hint"), "One thing at a time: --map and --hint are 2"),
        (("--reset", "--verify"), "One thing at a time: --reset and --verify are 2"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(tiny, args, says):
    screen = tiny.run(*args)
    assert screen.status == 4
    assert says in screen


def test_help_of_pytest_names_the_options(tiny):
    screen = tiny.run("--help")
    for option in "map hint solution reset go path pillar seed".split():
        assert f"--{option}" in screen


# State


@pytest.mark.parametrize("name", ["journal.jsonl", "cache.json"])
@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"[]\n{", b'{"event": 3}\nnull\n'])
def test_damaged_state_is_no_trouble(at_three, name, data):
    answer(at_three, RIGHT)
    path = at_three.root / ".koans" / name
    path.write_bytes(data)
    at_three.save(THREE, (at_three.root / THREE).read_text())
    screen = at_three.run()
    assert "INTERNALERROR" not in screen and "Traceback" not in screen
    assert screen.status == 1


def test_a_half_written_line_of_the_journal_spoils_only_itself(at_three):
    answer(at_three, RIGHT)
    path = at_three.root / ".koans" / "journal.jsonl"
    path.write_bytes(path.read_bytes() + b'{"event": "pa')
    answer(at_three, "lengths(A)) == 5", "lengths(A)) == ____")
    events = []
    for line in path.read_text().splitlines():
        try:
            events.append(json.loads(line))
        except ValueError:
            events.append(None)
    assert events.count(None) == 1
    passed = [e["koan"] for e in events if e and e["event"] == "pass"]
    assert passed == ["test_lengths_are_numpys", "test_fresh_walks"]


def test_nothing_that_a_run_writes_ends_in_py(at_three):
    before = {p: p.stat().st_mtime_ns for p in at_three.root.rglob("*.py")}
    answer(at_three, RIGHT)
    at_three.run("--map")
    after = {p: p.stat().st_mtime_ns for p in at_three.root.rglob("*.py")}
    changed = {p for p in after if after[p] != before.get(p)}
    assert changed == {at_three.root / THREE}


# pytest's own ways


def test_explicit_arguments_run_all_and_report_as_pytest_does(tiny):
    screen = tiny.run("koans")
    assert "12 failed" in screen and "passed" not in screen
    assert screen.text.count(": not filled in yet") == 12
    assert "error" not in screen.text.lower()


def test_explicit_node_ids_and_collecting(tiny):
    node = f"{ONE}::test_the_result"
    assert "1 failed" in tiny.run(node)
    assert "12 tests collected" in tiny.run("--collect-only", "-q")
    tiny.edit(ONE, "[-1] == ____", '[-1] == "long"')
    assert "1 passed" in tiny.run(node)


def test_explicit_arguments_borrow_too(tiny):
    tiny.edit(FOUR, "X / ____", "X / lengths(X)[:, None]")
    assert "1 passed" in tiny.run(f"{FOUR}::test_a_walk_points_where_it_points")


def test_junit_says_not_filled_in_yet(tiny):
    tiny.run("--junitxml=report.xml", "koans")
    assert (tiny.root / "report.xml").read_text().count(
        'message="not filled in yet"'
    ) == 12


# The terminal


def test_colours_only_where_they_are_wanted(at_three):
    assert "\x1b[" not in at_three.run()
    assert "\x1b[" in at_three.run("--color=yes")


def test_an_old_terminal_gets_plain_characters(at_three):
    screen = at_three.run(PYTHONIOENCODING="ascii")
    assert screen.status == 1


def test_every_screen_fits(at_three):
    for body in ("return X @ X.T @ X @ X.T", "return [X] * 100", "return 'a' * 10_000"):
        screen = answer(at_three, body)
        assert len(screen.lines) <= 24
        assert max(map(len, screen.lines)) <= 80
        at_three.edit(THREE, body, "return ____")


@pytest.mark.parametrize("columns", [80, 60, 48])
def test_the_first_screen_fits_a_narrow_window(clone, columns):
    count = sum(len(level.koans) for level in clone.grid.levels)
    for project in clone.grid.projects:
        clone.run("--go", f"{project}/1")
        screen = clone.run(COLUMNS=str(columns))
        assert len(screen.lines) <= 24, screen
        assert max(map(len, screen.lines)) <= columns, screen
        assert screen.lines[0].endswith(f"0 of {count}")
        rows = [n for n, ln in enumerate(screen.lines) if ln.endswith(("  ✓", "  ✗"))]
        assert screen.lines[rows[0] - 1].split()[-1] == "actual", screen


def test_a_typed_value_is_not_judged_by_a_wrong_function(tiny):
    tiny.run("--go", "walks/2")
    tiny.edit(TWO, "return ____", "return length > cut + 4")
    tiny.edit(TWO, "is_long(5, ____)", "is_long(5, 7)")
    assert "✗ long walks are long" in tiny.run()
    tiny.edit(TWO, "length > cut + 4", "length > cut or 'hm'")
    screen = tiny.run()
    assert "✗ short walks are not" in screen
    assert "is_long does not return what it should here" in screen


def test_a_wrong_value_is_to_blame_where_the_function_is_right_in_its_own_way(tiny):
    tiny.run("--go", "walks/2")
    tiny.edit(TWO, "return ____", "import numpy as np; return np.float32(length > cut)")
    tiny.edit(TWO, "is_long(5, ____)", "is_long(5, 2)")
    screen = tiny.run()
    assert "✗ short walks are not" in screen
    assert "is_long does not return" not in screen


def test_the_function_comes_before_the_value_that_it_is_tried_with(tiny):
    tiny.run("--go", "walks/2")
    tiny.edit(TWO, "return ____", "return length > cut")
    tiny.run()
    screen = tiny.run()
    assert "· short walks are not" in screen
    assert "is_long is right; what is left to fill in stands here." in screen
    tiny.edit(TWO, "return length > cut", "return ____")
    tiny.edit(TWO, "# noqa: E712", "# ?")
    screen = tiny.run()
    assert "return ____" in screen
    assert "hint 1 of 3  Which walks are long?" in screen
    assert "hint 1 of 3:  Which walks are long?" in tiny.run("--hint")


def test_what_is_printed_while_a_value_is_blank_is_there_once(tiny):
    """A koan that stands as it was given runs once, with the solution's values."""
    tiny.run("--go", "walks/2")
    tiny.edit(TWO, "return ____", "print('length', length)\n    return length > cut")
    tiny.run()
    screen = tiny.run()
    assert "is_long is right; what is left to fill in stands here." in screen
    printed = [line for line in screen.lines if "length 5" in line]
    assert len(printed) == 1, screen


def test_a_wrong_value_is_told_while_the_next_is_blank(clone):
    clone.run("--go", "iris/2")
    file = "koans/01_iris/level_2_practice.py"
    clone.edit(file, "shape == (____, ____)", "shape == (149, 4)")
    screen = clone.run()
    assert "✗ define one column is the target" in screen
    assert "not filled in yet" not in screen


def test_a_wrong_value_is_not_blamed_on_a_function_that_serves(clone):
    """Another solver is off by a little, and a known mistake with it is off alike."""
    level = clone.level("tumours/2")
    text = fill_all(level.pristine, level)
    usual = text.replace(
        "LogisticRegression(C=C, solver=NEWTON)", "LogisticRegression(C=C)", 1
    )
    assert usual != text
    clone.run("--go", "tumours/2")
    right = "candidates[int(np.argmin(in_training))] == 100"
    assert right in text
    clone.save(level.shown(), usual.replace(right, right.replace("100", "1")))
    screen = clone.run()
    assert "✗ the training set cannot choose C" in screen
    assert "That C is best on tumours left out." in screen


def test_a_mistake_that_a_right_answer_rules_out_is_not_told(clone):
    """Where whole species are left out, 0 of 120 twins are named right, as if the wrong ones
    were counted; but of those that stand alone 0 is right, and there are 120 wrong ones."""
    level = clone.level("iris/2")
    text = fill_all(level.pristine, level)
    folds = "    y_pred = cross_val_predict(model, X, y, cv=5)\n"
    assert text.count(folds) == 1
    wrong = folds.replace("5", "KFold(3)")
    imported = "    from sklearn.model_selection import KFold\n\n"
    clone.run("--go", "iris/2")
    clone.save(level.shown(), text.replace(folds, imported + wrong))
    screen = clone.run()
    assert "✗ spot check it goes wrong on the training set" in screen
    assert "how many the model got wrong" not in screen
    assert "fold" in screen  # what a check says of the folds


def test_a_function_in_another_order_is_not_blamed_for_one_that_breaks(clone):
    """Of equal flowers any may go to either side; the search compares all columns at once."""
    level = clone.level("iris/6")
    text = fill_all(level.pristine, level)
    order = "np.argsort(X[rows, column])"
    other = text.replace(order, f"{order[:-1]}, kind='stable')", 1)
    whole = 'is_low = q[node["column"]] < node["cut"]'
    right = "assert seen == 4"
    assert order in text and whole in text and right in text
    broken = other.replace(whole, 'is_low = q < node["cut"]', 1)
    clone.run("--go", "iris/6")
    clone.save(level.shown(), broken.replace(right, "assert seen == ____"))
    screen = clone.run()
    assert "halves" not in screen
    assert "array of them: .any(), .all()" in screen


def test_a_list_with_gaps_that_was_changed_is_told(clone):
    level = clone.level("penguins/5")
    text = fill_all(level.pristine, level)
    body = syntax.Text(text).segment(syntax.Text(text).functions()["median"])
    spoils = body.replace('"""\n    ', '"""\n    values.sort(key=str)\n    ', 1)
    assert spoils != body
    clone.run("--go", "penguins/5")
    clone.save(level.shown(), text.replace(body, spoils))
    assert "median changed what it was given: let it work on a copy." in clone.run()


def test_chance_from_elsewhere_is_told(clone):
    level = clone.level("glass/7")
    clone.run("--go", "glass/7")
    clone.edit(level.shown(), "return ____", "return np.random.randint(n, size=n)")
    screen = clone.run()
    assert "bootstrap does not draw from the random generator it is given." in screen


def test_a_wrong_function_is_told_while_a_value_is_blank(tiny):
    tiny.run("--go", "walks/2")
    tiny.edit(TWO, "return ____", "return 'yes' if cut == 7 else length > cut")
    screen = tiny.run()
    assert "✗ short walks are not" in screen
    assert "given    5, 7" in screen
    assert "returned 'yes'" in screen
    assert "is_long does not return yet what it should." in screen
    tiny.edit(TWO, "return 'yes' if cut == 7", "return None if cut == 7")
    screen = tiny.run()
    assert "is_long does not return yet what it should." in screen
    assert "The function returned None: is there a return?" in screen
    tiny.edit(TWO, "return None if cut == 7", "return length + '' if cut == 7")
    screen = tiny.run()
    assert "! short walks are not" in screen
    assert "+ cannot be done with an int and a str." in screen


def test_help_with_a_wrong_value_is_about_the_value(tiny):
    tiny.run("--go", "walks/4")
    tiny.edit(FOUR, "X / ____", "X / lengths(X)[:, None]")
    tiny.edit(FOUR, ".size == ____", ".size == 10")
    assert "off by one" in tiny.run()
    assert "hint 1 of 2:  Compare with NumPy." in tiny.run("--hint")
    tiny.edit(FOUR, "== 10", "== 10  # ??")
    assert "hint 2 of 2  Shape (3, 3)." in tiny.run()


def test_two_values_without_brackets_are_told_as_such(tiny):
    tiny.edit(ONE, "right == ____", "right == 2, 1")
    screen = tiny.run()
    assert "! how many were named right" in screen
    assert "assert right == 2, 1" in screen
    assert "brackets around them make them one" in screen
    assert "was given" not in screen


def test_two_values_without_brackets_in_a_call_are_told_as_such(with_line):
    tiny = with_line("assert list(lengths(A) * 0) == list(0 * np.array(____([1, 2])))")
    tiny.edit(THREE, "return ____", RIGHT)
    tiny.edit(THREE, "np.array(____)", "np.array(1, 2)")
    screen = tiny.run()
    assert "Several values stand here where one thing is meant" in screen
    assert "This line was given" not in screen


def test_the_seed_is_told_where_chance_was_drawn_on(at_three):
    screen = answer(at_three, "return (X**2).sum(axis=1)")
    assert "✗ lengths are numpys" in screen
    assert "--seed" not in screen
    at_three.edit(THREE, "return (X**2).sum(axis=1)", f"{RIGHT} * (len(X) != 5)")
    at_three.edit(THREE, "== ____", "== 5")
    screen = at_three.run()
    assert "✗ fresh walks" in screen
    assert "The same numbers again: pytest --seed" in screen


def test_a_long_line_is_shown_in_full(with_line):
    asked = "[len(lengths(A)), *(0 * n for n in range(len(A)))][: int(1)] == [____]"
    tiny = with_line(f"assert {asked.replace('____', '____(5)')}  # as it is")
    tiny.edit(THREE, "return ____", RIGHT)
    for columns in (80, 48):
        screen = tiny.run(COLUMNS=str(columns))
        assert f"# as it is assert {asked}" in screen
        assert max(map(len, screen.lines)) <= columns


def test_of_a_line_that_cannot_be_parted_the_blank_is_shown(with_line):
    tiny = with_line(f"assert {{'{'long' * 20}': len(lengths(A))}} == {{____(5): 1}}")
    tiny.edit(THREE, "return ____", RIGHT)
    screen = tiny.run()
    assert "· fresh walks" in screen
    assert any("…" in line and "____" in line for line in screen.lines), screen


def test_going_somewhere_is_not_overruled_by_what_was_saved_before(tiny):
    tiny.run()
    tiny.run("--reset", "walks/3")
    gone = tiny.run("--go", "coins/2")
    assert "Open it and save it once: the window of ptw follows." in gone
    assert "02 coins · level 2" in tiny.run()


@pytest.fixture
def with_line(tiny):
    """Has the line of level 3 that asks for a value be another one, and goes there."""

    def change(line):
        level = tiny.root / "solutions" / THREE.removeprefix("koans/")
        text = level.read_text()
        there = "    assert len(lengths(A)) == ____(5)"
        assert there in text
        level.write_text(text.replace(there, f"    {line}"))
        tiny.run("--reset", "walks/3")
        return tiny

    return change


def test_one_blank_of_a_shape_is_judged_by_itself(with_line):
    tiny = with_line("assert (7, len(lengths(A))) == (7, ____(5))")
    tiny.edit(THREE, "return ____", RIGHT)
    tiny.edit(THREE, "(7, ____)", "(7, 6)")
    assert "Another number: that is off by one." in tiny.run()


def test_help_is_about_a_value_that_is_used_before_it_is_judged(with_line):
    tiny = with_line("n = ____(5)\n    assert len(lengths(A)) == n")
    tiny.edit(THREE, "return ____", RIGHT)
    tiny.edit(THREE, "n = ____", "n = 6  # ?")
    screen = tiny.run()
    assert "✗ fresh walks" in screen
    assert "hint 1 of 1  Print it" in screen


def test_a_function_that_breaks_the_koans_own_line_is_named(with_line):
    tiny = with_line(
        "a, b, c, d, e = lengths(A)\n    assert len(lengths(A)) == ____(5)"
    )
    level = tiny.root / THREE
    text = level.read_text()
    first = "    assert lengths(A) == close_to(np.linalg.norm(A, axis=1))\n"
    tiny.save(
        "solutions/" + THREE.removeprefix("koans/"),
        (tiny.root / "solutions" / THREE.removeprefix("koans/"))
        .read_text()
        .replace(first, ""),
    )
    tiny.save(THREE, text.replace(first, "").replace("return ____", f"{RIGHT}[:3]"))
    tiny.edit(THREE, f"{RIGHT}[:3]", f"{RIGHT}[:-2 if len(X) == 5 else None]")
    tiny.edit(THREE, "== ____", "== 5")
    screen = tiny.run()
    assert "! fresh walks" in screen
    assert "5 names on the left, and only 3 values" in screen
    assert "lengths does not return what it should here." in screen


def test_a_chain_of_comparisons_is_not_explained_by_another_one(with_line):
    line = "assert -1 < lengths(0 * A)[0] < 1\n    assert len(lengths(A)) == ____(5)"
    tiny = with_line(line)
    tiny.edit(THREE, "return ____", f"{RIGHT} + 5 * (np.abs(X).max() == 0)")
    tiny.edit(THREE, "== ____", "== 5")
    screen = tiny.run()
    assert "✗ fresh walks" in screen
    assert "This should be true, and is not." in screen
    assert "lengths does not return what it should here." in screen
    assert "yours" not in screen


def test_two_long_lists_are_shown_where_they_differ(with_line):
    line = "assert [*range(40), len(lengths(A[:0]))] == [*range(40), 0]"
    tiny = with_line(f"{line}\n    assert len(lengths(A)) == ____(5)")
    tiny.edit(THREE, "return ____", f"{RIGHT} if len(X) else [1.0, 2.0]")
    tiny.edit(THREE, "== ____", "== 5")
    screen = tiny.run()
    assert any("yours" in ln and ln.endswith(" 39, 2]") for ln in screen.lines), screen
    assert any("wanted" in ln and ln.endswith(" 39, 0]") for ln in screen.lines), screen
