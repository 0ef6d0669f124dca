"""A kata: a level that is done, written again, timed, and held beside what was there."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import pytest

from sensei.text import syntax, versions
from tests import extent
from tests.clone import Clone, fill_all, fill_function, of_a_learner, replace_function
from tests.past import PLACE, age, at, journal
from tests.terminal import ptw

ONE = "koans/01_walks/level_1_result.py"
THREE = "koans/01_walks/level_3_numpy.py"
FOUR = "koans/01_walks/level_4_matrices.py"
ROOT_OF_SQUARES = "return np.sqrt((X**2).sum(axis=1))"
HYPOT = "return np.hypot.reduce(X, axis=1)"
PLAIN = [sys.executable, "-m", "pytest"]
WARM = [sys.executable, "-I", "-S", "sensei/warm/client.py"]


def write_all(clone, file=THREE, body=ROOT_OF_SQUARES):
    """Fill in a level as it stands, in two saves; its functions with another body."""
    level = clone.grid.containing(clone.root / file)
    text = (clone.root / file).read_text()
    for name in level.parts:
        if "return ____" in text:
            text = fill_function(text, level, name).replace(ROOT_OF_SQUARES, body)
    clone.save(file, text)
    clone.run()
    clone.save(file, fill_all(text, level))
    return clone.run()


@pytest.fixture
def done(tiny):
    return has_done(tiny)


def has_done(tiny):
    """A clone whose learner has done level 3 in a quarter of an hour, an hour ago."""
    tiny.run("--go", "walks/3")
    tiny.run()
    age(tiny, 9)
    write_all(tiny)
    age(tiny, 60)
    return tiny


@pytest.fixture
def at_it(done):
    """A clone in which a kata of level 3 was begun two minutes ago."""
    assert done.run("--kata", "walks/3").status == 0
    age(done, 2)
    done.run()
    return done


def kept(clone):
    return sorted((clone.root / ".koans" / "backups").rglob("*.txt"))


# To begin one


def test_a_level_is_put_back_to_its_blanks_and_what_was_there_is_kept(done):
    before = (done.root / THREE).read_bytes()
    screen = done.run("--kata", "walks/3")
    assert screen.status == 0
    assert "01 walks · level 3, numpy is back to its blanks, and the clock" in screen
    assert screen.place() == (THREE, 1)
    assert "Until now: the first time 9 min." in screen
    assert "To give up, and have it back: pytest --kata end" in screen
    assert (done.root / THREE).read_text() == done.level("walks/3").pristine
    (backup,) = kept(done)
    assert backup.read_bytes() == before
    assert backup.relative_to(done.root).as_posix() in screen
    (begun,) = journal(done, "kata")
    assert begun["level"] == "01_walks/level_3_numpy"
    assert done.root / begun["kept"] == backup


def test_without_a_name_it_is_the_level_that_was_finished_last(done):
    done.run("--go", "walks/1")
    assert "01 walks · level 3, numpy is back" in done.run("--kata")


def test_what_is_not_done_cannot_be_a_kata(tiny):
    tiny.edit(ONE, "right == ____", "right == 2")
    tiny.run()
    before = (tiny.root / ONE).read_bytes()
    screen = tiny.run("--kata", "walks/1")
    assert screen.status == 4
    assert "01 walks · level 1, result is not done yet (1 of 2 koans)" in screen
    assert "finish it first, pytest --go 01_walks/1 leads there." in screen
    assert "No level is done yet" in tiny.run("--kata")
    assert (tiny.root / ONE).read_bytes() == before
    assert kept(tiny) == [] and journal(tiny, "kata") == []


def test_what_was_done_and_is_not_known_to_be_any_more_is_told_of(done):
    done.edit(THREE, ROOT_OF_SQUARES, HYPOT)
    screen = done.run("--kata", "walks/3")
    assert screen.status == 4
    assert f"save {THREE} once more" in screen
    assert HYPOT in (done.root / THREE).read_text()
    done.run()
    assert done.run("--kata", "walks/3").status == 0


@pytest.mark.parametrize(
    "words, says",
    [
        ("nowhere", "There is no level called nowhere"),
        ("walks", "Say pytest --kata 01_walks/N with N one of 1, 2, 3, 4."),
        ("end", "No kata is going on; pytest --kata"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(done, words, says):
    before = (done.root / PLACE).read_bytes()
    screen = done.run("--kata", words)
    assert screen.status == 4
    assert says in screen
    assert (done.root / PLACE).read_bytes() == before


def test_there_is_one_kata_at_a_time(at_it):
    write_all(at_it, ONE)
    screen = at_it.run("--kata", "walks/1")
    assert screen.status == 4
    assert "A kata of 01 walks · level 3, numpy is going on" in screen
    assert "pytest --kata end" in screen
    assert at_it.run("--kata").text == screen.text
    assert len(journal(at_it, "kata")) == 1


# While it goes on


def test_every_save_has_a_line_on_it(at_it):
    says = "kata · 2 min so far · first time 9 min"
    screen = at_it.run()
    assert says in screen and "give up: pytest --kata end" in screen
    assert "· lengths are numpys" in screen
    at_it.edit(THREE, "return ____", "return X")
    assert says in at_it.run()
    at_it.edit(THREE, "return X", "return X)")
    assert says in at_it.run()
    at_it.save(ONE, (at_it.root / ONE).read_text())
    assert "kata of 01 walks level 3 · 2 min so far" in at_it.run()


def test_a_first_pass_stays_the_first(at_it):
    before = journal(at_it, "pass")
    write_all(at_it)
    at_it.run()
    assert journal(at_it, "pass") == before
    again = [e["koan"] for e in journal(at_it, "again")]
    assert again == at_it.level("walks/3").koans


def test_the_map_is_the_same_after_it(done):
    before = undated(done.run("--map"))
    done.run("--kata", "walks/3")
    assert "▶ 0/3" in (done.run(), done.run("--map"))[1]
    write_all(done, body=HYPOT)
    assert undated(done.run("--map")) == before


def undated(screen):
    """Without the days in a row, which become two where an hour ago was yesterday."""
    return re.sub(r" · \d+ days in a row", "", screen.text)


def test_it_may_be_gone_away_from_and_come_back_to(at_it):
    at_it.run("--go", "walks/1")
    assert "level 1, result" in at_it.run()
    assert "✓ kata of 01 walks · level 3" in write_all(at_it)


def test_a_reset_within_a_kata_leaves_it_going_on(at_it):
    at_it.edit(THREE, "return ____", HYPOT)
    at_it.run("--reset", "walks/3")
    assert "kata · 2 min so far" in at_it.run()
    assert "✓ kata of 01 walks · level 3" in write_all(at_it)


# When it is done


def seconds_of(clone):
    """What the last kata took, from the journal, in which it had no break."""
    (*_, begun), (*_, ended) = journal(clone, "kata"), journal(clone, "level")
    return round((at(ended) - at(begun)).total_seconds())


def in_words(seconds):
    rest = f" {seconds % 60} s" if seconds % 60 else ""
    return f"{seconds // 60} min{rest}"


def test_what_was_written_stands_beside_what_was_there(at_it):
    screen = write_all(at_it, body=HYPOT)
    assert screen.status == 0
    assert "✓ kata of 01 walks · level 3" in screen
    assert screen.lines[2].endswith(in_words(seconds_of(at_it)))
    assert "Before: the first time 9 min." in screen
    assert "2 of 3 walks named right" in screen
    (row,) = [line for line in screen.lines if "≠" in line]
    left, right = row.split("≠")
    assert left.strip() == ROOT_OF_SQUARES[:34].strip()
    assert right.strip() == HYPOT
    (backup,) = kept(at_it)
    assert f"then {backup.relative_to(at_it.root).as_posix()}" in screen
    assert f"now {THREE}" in screen


def test_an_old_terminal_gets_plain_characters(at_it):
    write_all(at_it, body=HYPOT)
    at_it.run("--kata", "walks/3")
    at_it.edit(THREE, "return ____", ROOT_OF_SQUARES)
    level = at_it.level("walks/3")
    at_it.save(THREE, fill_all((at_it.root / THREE).read_text(), level))
    env = of_a_learner() | {"PYTHONIOENCODING": "ascii"}
    run = subprocess.run(PLAIN, cwd=at_it.root, env=env, capture_output=True)
    screen = run.stdout.decode("ascii")
    assert run.returncode == 0
    assert f"! {ROOT_OF_SQUARES[:20]}" in " ".join(screen.split())
    assert "+ kata of 01 walks" in screen


def test_the_whole_comparison_is_a_text_beside_the_backups(at_it):
    screen = write_all(at_it, body=HYPOT)
    place = next(line.split()[1] for line in screen.lines if line.startswith("  all "))
    assert place.startswith(".koans/kata/01_walks/level_3_numpy.")
    assert place.endswith(".txt")
    text = (at_it.root / place).read_text()
    assert f"{ROOT_OF_SQUARES} ≠ {HYPOT}" in " ".join(text.split())
    assert "The same as before: test_lengths_are_numpys, test_fresh_walks" in text
    assert not [p for p in (at_it.root / ".koans").rglob("*") if p.suffix == ".py"]


def test_the_same_again_is_called_the_same(at_it):
    assert "Every function means the same as before." in write_all(at_it)


def test_times_are_compared_and_the_best_is_named(done):
    said = []
    for minutes in (10, 5, 7):
        done.run("--kata", "walks/3")
        age(done, minutes)
        done.run()
        screen = write_all(done)
        said.append(in_words(seconds_of(done)))
        assert f"{said[-1]}" in screen.lines[2]
        age(done, 60)
    assert (
        f"Before: the first time 9 min; again {said[0]}, {said[1]} (the best)" in screen
    )
    assert screen.lines[2].endswith(f"{said[2]}, best {said[1]}")
    begun = done.run("--kata", "walks/3")
    assert f"again {said[0]}, {said[1]} (the best), {said[2]}." in begun
    assert f"best {said[1]}" in done.run()
    age(done, 1)
    assert "your best" in write_all(done)


def test_breaks_are_left_out_and_work_is_not(done):
    """A koan that takes twenty minutes, with saves in between, and a night."""
    done.run("--kata", "walks/3")
    for _ in range(4):
        age(done, 5)
        done.save(THREE, (done.root / THREE).read_text())
        done.run()
    age(done, 9 * 60)
    write_all(done)
    (line,) = [row for row in done.run("--kata", "walks/3").lines if "Until now" in row]
    assert "again 20 min" in line


def test_after_it_the_learner_is_back_where_they_were(done):
    done.run("--go", "coins/1")
    done.run()
    done.run("--kata", "walks/3")
    assert "Next: 02 coins · level 1, result" in write_all(done)
    assert "02 coins · level 1" in done.run()


def test_levels_that_stand_on_it_are_named(done):
    write_all(done, FOUR)
    done.run("--kata", "walks/3")
    screen = write_all(done, body=HYPOT)
    assert "Standing on this one, to be saved once to count again: level 4." in screen
    done.save(FOUR, (done.root / FOUR).read_text())
    done.run()
    row = next(line for line in done.run("--map").lines if "01 walks" in line)
    assert row.count("✓") == 2


def test_word_for_word_the_same_counts_when_it_was_typed(at_it):
    before = kept(at_it)[0].read_bytes()
    assert "✓ kata of 01 walks · level 3" in write_all(at_it)
    assert (at_it.root / THREE).read_bytes() == before
    assert "kata ·" not in at_it.run()
    assert len(journal(at_it, "level")) == 2


def test_what_an_editor_wrote_back_is_no_kata(at_it):
    """It had the version before open, and somebody saved it."""
    at_it.save(THREE, kept(at_it)[0].read_text())
    screen = at_it.run()
    assert f"{THREE} is as it was before the kata, which is over" in screen
    assert "✓ kata of" not in screen
    assert "kata" not in at_it.run().text
    assert "No kata is going on" in at_it.run("--kata", "end")
    begun = at_it.run("--kata", "walks/3")
    assert "Until now: the first time 9 min." in begun


@pytest.mark.parametrize("text", [None, "def (", "\0", ""])
def test_a_backup_that_cannot_be_read_is_no_trouble(at_it, text):
    (backup,) = kept(at_it)
    backup.unlink() if text is None else backup.write_text(text)
    screen = write_all(at_it)
    assert screen.status == 0
    assert "✓ kata of 01 walks · level 3" in screen
    assert "broke here" not in screen


# To give it up


def test_giving_up_brings_back_what_was_there_and_keeps_what_was_typed(done):
    path = done.root / THREE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    done.run()
    before = path.read_bytes()
    done.run("--kata")
    done.edit(THREE, "return ____", "return 'precious'")
    typed = path.read_bytes()
    screen = done.run("--kata", "end")
    assert screen.status == 0
    assert path.read_bytes() == before
    place = next(s.strip() for s in screen.lines if ".koans/backups/" in s)
    assert (done.root / place).read_bytes() == typed
    assert "level 3 of 01 walks" in done.run()
    assert "kata" not in done.run().text
    assert "No kata is going on" in done.run("--kata", "end")
    assert "Until now: the first time 9 min." in done.run("--kata", "walks/3")


def test_without_its_backup_a_kata_is_not_given_up(at_it):
    (backup,) = kept(at_it)
    backup.unlink()
    at_it.edit(THREE, "return ____", HYPOT)
    screen = at_it.run("--kata", "end")
    assert screen.status == 4
    assert (
        f"{backup.relative_to(at_it.root).as_posix()}, is not there any more" in screen
    )
    assert HYPOT in (at_it.root / THREE).read_text()


@pytest.mark.parametrize(
    "place", ["/etc/hostname", "../secret.txt", ".koans/backups/../../secret.txt"]
)
def test_a_journal_from_elsewhere_brings_nothing_in(at_it, place):
    (at_it.root / "secret.txt").write_text("secret")
    path = at_it.root / PLACE
    (begun,) = journal(at_it, "kata")
    path.write_text(path.read_text().replace(begun["kept"], place))
    assert at_it.run("--kata", "end").status == 4
    assert (at_it.root / THREE).read_text() == at_it.level("walks/3").pristine


# Whatever happens


def in_full(clone, *words):
    """Plain pytest in a process of its own."""
    env = of_a_learner()
    return subprocess.Popen(
        [*PLAIN, *words],
        cwd=clone.root,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.mark.parametrize("rounds", [extent.rounds(5, 20)])
def test_a_kill_at_any_moment_loses_nothing(tiny, rounds):
    """What was written, the level as it was done and what was typed into the blanks, is in
    koans/ or in a backup, and a kata can be begun and given up after it."""
    done = has_done(tiny)
    path, level = done.root / THREE, done.level("walks/3")
    begun = time.monotonic()
    in_full(done, "--map").wait()
    usual = time.monotonic() - begun
    chance = random.Random(0)
    for number in range(rounds):
        answer = f"version = {number}\n    {ROOT_OF_SQUARES}"
        written = fill_all(level.pristine, level).replace(ROOT_OF_SQUARES, answer)
        done.save(THREE, written)
        assert done.run().status == 0
        for words, typed in ((["--kata", "walks/3"], ""), (["--kata", "end"], "typed")):
            if typed and path.read_text() == written:
                continue
            if typed:
                done.edit(THREE, "return ____", f"return '{typed} {number}'")
                typed = path.read_text()
            process = in_full(done, *words)
            time.sleep(chance.uniform(0.6 * usual, 1.1 * usual))
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
            there = [path.read_text(), *(p.read_text() for p in kept(done))]
            assert written in there and (not typed or typed in there)
            for line in (done.root / PLACE).read_bytes().splitlines()[:-1]:
                json.loads(line)
        done.run("--kata", "end")
        assert "kata ·" not in done.run()
        assert written in [path.read_text(), *(p.read_text() for p in kept(done))]


def test_a_kata_killed_before_the_blanks_is_none(done):
    """As such a kill leaves it: the journal has the kata, the file is as it was."""
    done.run("--go", "walks/1")
    before = (done.root / THREE).read_text()
    done.run("--kata", "walks/3")
    done.save(THREE, before)
    when = time.time() - 999
    os.utime(done.root / THREE, (when, when))
    events = journal(done)
    assert events.pop()["event"] == "at"
    (done.root / PLACE).write_text("".join(json.dumps(e) + "\n" for e in events))
    assert "No kata is going on" in done.run("--kata", "end")
    screen = done.run()
    assert "level 1" in screen and "kata, which is over" in screen
    done.save(THREE, before + "# a line more\n")
    assert "kata" not in done.run().text
    assert done.run("--kata", "walks/3").status == 0


def test_an_end_killed_before_the_file_is_back_can_be_asked_again(at_it):
    """As such a kill leaves it: the journal has the end, the file is as it was typed."""
    at_it.edit(THREE, "return ____", "return 'typed'")
    typed = (at_it.root / THREE).read_text()
    at_it.run("--kata", "end")
    before = (at_it.root / THREE).read_text()
    at_it.save(THREE, typed)
    assert at_it.run("--kata", "end").status == 0
    assert (at_it.root / THREE).read_text() == before
    at_it.save(THREE, typed + "\n# and on with it\n")
    assert "No kata is going on" in at_it.run("--kata", "end")


def test_a_journal_without_room_leaves_the_level_as_it_is(done):
    path = done.root / PLACE
    events, before = path.read_bytes(), (done.root / THREE).read_bytes()
    path.unlink()
    path.symlink_to(done.root / "no" / "such" / "place")
    screen = done.run("--kata", "walks/3")
    assert screen.status == 4
    path.unlink()
    path.write_bytes(events)
    assert (done.root / THREE).read_bytes() == before


@pytest.mark.parametrize(
    "facts",
    [
        {"event": "kata"},
        {"event": "kata", "level": "01_walks/level_3_numpy"},
        {"event": "kata", "level": "no/such", "kept": "x"},
        {"event": "kata", "level": "01_walks/level_3_numpy", "kept": ["x"]},
        {"event": "kata", "level": 3, "kept": "x"},
        {"event": "kata_end", "level": "01_walks/level_3_numpy"},
        {"event": "again", "level": "01_walks/level_3_numpy", "koan": {}},
    ],
)
def test_odd_events_are_no_trouble(done, facts):
    with (done.root / PLACE).open("a") as file:
        for time_ in ("2026-05-01T10:00:00+00:00", "yesterday", None):
            file.write(json.dumps({"time": time_} | facts) + "\n")
    assert done.run("--kata", "walks/3").status == 0
    assert "✓ kata of" in write_all(done, body=HYPOT)


def test_it_needs_no_scientific_library(done):
    for words in (["--kata", "walks/3"], ["--kata", "end"]):
        code = (
            "import sys, pytest; status = pytest.main(sys.argv[1:]); "
            "assert not {'numpy', 'pandas', 'scipy', 'sklearn'} & set(sys.modules); "
            "sys.exit(status)"
        )
        run = [sys.executable, "-c", code, *words]
        ended = subprocess.run(run, cwd=done.root, env=of_a_learner())
        assert ended.returncode == 0


# Real levels


def test_its_screen_fits_for_a_level_of_many_functions(clone):
    three = clone.level("iris/3")
    answer = fill_all(three.pristine, three)
    clone.run("--go", "iris/3")
    clone.save(three.shown(), answer)
    assert clone.run().status == 0
    clone.run("--kata", "iris/3")
    other = answer
    for name in three.parts:
        node = syntax.Text(other).functions()[name]
        args = ", ".join(a.arg for a in node.args.args)
        lines = "".join(f"    # step {n} of {name}, thought over\n" for n in range(9))
        block = f"@yours\ndef {name}({args}):\n{lines}    return _{name}({args})\n"
        own = syntax.Text(other)
        helper = "".join(own.lines[node.lineno - 1 : node.end_lineno])
        helper = helper.replace(f"def {name}(", f"def _{name}(", 1)
        other = replace_function(other, name, f"{helper}\n\n{block}")
    clone.save(three.shown(), other)
    screen = clone.run()
    assert "✓ kata of 01 iris · level 3" in screen, screen
    assert len(screen.lines) <= 24, screen
    assert max(map(len, screen.lines)) <= 80, screen
    assert "Changed too:" in screen
    place = next(line.split()[1] for line in screen.lines if line.startswith("  all "))
    text = (clone.root / place).read_text()
    for name in three.parts:
        assert f"\n{name}\n" in text and f"\n_{name} (new)\n" in text


THEN = '''"""A story."""

import math


@yours
def root(x):
    """Its root."""
    guess = x
    for _ in range(50):
        guess = (guess + x / guess) / 2
    return guess


@yours
def half(x):
    """Its half."""
    return x / 2


def test_root():
    """A root."""
    assert root(4) == 2
'''


def test_versions_are_told_apart_by_what_they_mean():
    now = THEN.replace("x / 2", "x/2  # half")
    now = now.replace("range(50)", "range(20)").replace(
        "import math", "import math as m"
    )
    found = {part.name: part for part in versions.parts(THEN, now)}
    assert [p.name for p in versions.changed(found.values())] == [
        "root",
        versions.OUTSIDE,
    ]
    assert found["half"].alike == 1
    rows = versions.beside(found["root"], 35)
    (differs,) = [row for row in rows if "≠" in row]
    assert differs.startswith("for _ in range(50):")
    assert differs.endswith("≠ for _ in range(20):")


@pytest.mark.parametrize("most", [2, 3, 9])
def test_rows_are_cut_where_they_are_alike_first(most):
    lines = [f"a{n} = {n}" for n in range(30)]
    part = versions.Part("f", lines, [*lines[:20], "a20 = 0", *lines[21:]], 0.9)
    rows = versions.beside(part, 35, most)
    assert len(rows) <= most
    if most > 2:
        assert any("a20 = 20" in row and "≠ a20 = 0" in row for row in rows)


# The warm process, and ptw


def test_the_warm_process_says_the_same(at_it):
    place = tempfile.mkdtemp(prefix="k")
    env = of_a_learner()
    env |= {"XDG_RUNTIME_DIR": place, "PYTHONDONTWRITEBYTECODE": "1"}
    state, path = at_it.root / ".koans", at_it.root / THREE
    try:
        for body in ("return ____", "return X", HYPOT):
            blank = at_it.level("walks/3").pristine
            text = fill_all(blank, at_it.level("walks/3")) if body == HYPOT else blank
            text = text.replace(ROOT_OF_SQUARES, body).replace("return ____", body)
            seen, before = [], tempfile.mkdtemp(dir=place)
            shutil.copytree(state, f"{before}/koans")
            for runner in (WARM, PLAIN):
                shutil.rmtree(state)
                shutil.copytree(f"{before}/koans", state)
                at_it.save(THREE, text)
                seen.append(
                    subprocess.run(
                        [*runner, "--seed", "7"],
                        cwd=at_it.root,
                        env=env,
                        capture_output=True,
                        text=True,
                    )
                )
            warm, plain = seen
            assert "kata" in plain.stdout
            said = [out.stdout.replace(took(out.stdout), "TIME") for out in seen]
            same = [words.split() for words in said]  # what stands beside a time moves
            assert same[0] == same[1]
            assert (warm.returncode, warm.stderr) == (plain.returncode, plain.stderr)
            assert path.read_text() == text
    finally:
        shutil.rmtree(place)


def took(text):
    """What a kata took, on its screen; it may be a second more in the run that came later."""
    line = next((s for s in text.splitlines() if "✓ kata" in s), "  -")
    return line.strip().rsplit("  ", 1)[-1]


def test_in_ptw_a_save_shows_the_kata(done, request):
    terminal = ptw(done.root)
    request.addfinalizer(terminal.close)
    terminal.wait("02 coins", "not filled in yet")
    assert done.run("--kata", "walks/3").status == 0
    terminal.wait(
        "kata · just begun", "give up: pytest --kata end", "not filled in yet"
    )
    age(done, 4)
    done.edit(THREE, "return ____", "return X")
    terminal.wait("kata · 4 min so far", "✗ lengths are numpys")
    done.edit(THREE, "return X", "return ____")
    terminal.wait("not filled in yet")
    level = done.level("walks/3")
    text = fill_all((done.root / THREE).read_text(), level)
    done.save(THREE, text.replace(ROOT_OF_SQUARES, HYPOT))
    screen = terminal.wait("✓ kata of 01 walks · level 3", f"≠ {HYPOT}", "Next:")
    assert "Before: the first time 9 min." in screen
    seen = len(terminal.raw)
    end = time.monotonic() + 3
    while time.monotonic() < end:
        terminal.read()
    assert (
        len(terminal.raw) == seen
    )  # the comparison was written, and nothing ran again


def test_in_ptw_giving_up_shows_the_level_as_it_was(at_it, request):
    terminal = ptw(at_it.root)
    request.addfinalizer(terminal.close)
    terminal.wait("kata · 2 min so far")
    assert at_it.run("--kata", "end").status == 0
    screen = terminal.wait("✓ level 3 of 01 walks")
    assert "kata ·" not in screen


# A clone of one's own work on another machine


def test_a_journal_without_its_backups_and_cache(at_it, tmp_path_factory, zygote):
    """As git brings it elsewhere, in the middle of a kata."""
    folder = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(at_it.root, folder, symlinks=True, dirs_exist_ok=True)
    for path in (folder / ".koans").iterdir():
        if path.name != "journal.jsonl":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    other = Clone.__new__(Clone)
    other.root, other.zygote, other.grid = folder, zygote, type(at_it.grid)(folder)
    assert "kata · 2 min so far" in other.run()
    assert "is not there any more" in other.run("--kata", "end")
    screen = write_all(other)
    assert "✓ kata of 01 walks" in screen
    assert "The version before cannot be read." in screen
