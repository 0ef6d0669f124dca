"""Real ptw in a pseudo-terminal: a project from the first save to the last."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from sensei.text import blanks, syntax
from tests import extent
from tests.clone import fill_one
from tests.terminal import ptw


@pytest.fixture
def start(request):
    """Starts ptw in a clone; it is ended with the test."""

    def run(clone, **options):
        terminal = ptw(clone.root, **options)
        request.addfinalizer(terminal.close)
        return terminal

    return run


def title(koan):
    return koan.removeprefix("test_").replace("_", " ")


def test_the_screen_is_as_wide_as_the_window_is_now(clone, start):
    terminal = start(clone, columns=100)
    done = f"0 of {sum(len(level.koans) for level in clone.grid.levels)}"
    terminal.wait("Welcome.", done)
    terminal.screen.resize(columns=64)
    terminal.process.setwinsize(24, 64)
    first = clone.level("iris/1")
    clone.edit(first.shown(), "== ____", "== 31")
    terminal.wait("✗", "yours 31")
    assert max(map(len, terminal.text.splitlines())) <= 64
    head = next(line for line in terminal.text.splitlines() if "lap 1" in line)
    assert done in head


def test_saves_while_the_libraries_load_do_not_begin_it_anew(clone, start):
    terminal = start(clone)
    terminal.wait("One moment")
    first = clone.level("iris/1")
    for number in range(4):
        time.sleep(1.5)
        clone.save(first.shown(), first.pristine + f"# {number}\n")
    terminal.wait("not filled in yet", seconds=30)
    assert "One moment" not in terminal.text


def test_iris_from_the_first_save_to_the_last(clone, start):
    terminal = start(clone)
    terminal.wait("Welcome.", "not filled in yet", ".koans/pictures/01_iris.png")
    first = clone.level("iris/1")
    clone.edit(first.shown(), "== ____", "== 31")
    terminal.wait("✗", "yours 31")
    clone.edit(first.shown(), "== 31", "== ____  # ?")
    terminal.wait("hint 1 of")
    clone.edit(first.shown(), "== ____  # ?", "== ____)")
    terminal.wait("! Python cannot use this file yet", f"{first.shown()}:")
    clone.edit(first.shown(), "== ____)", "== ____")
    terminal.wait(f"· {title(first.koans[0])}", "not filled in yet")
    for level in clone.grid.of("01_iris"):
        file = level.shown()
        if level is not first:
            clone.save(file, (clone.root / file).read_text())
            terminal.wait(f"level {level.number}, {level.word}", "not filled in")
        for koan in level.koans[:-1]:
            fill_koan(clone, level, koan)
            screen = terminal.wait(f"✓ {title(koan)}", "not filled in yet")
            assert "Traceback" not in screen
        fill_koan(clone, level, level.koans[-1])
        screen = terminal.wait(f"✓ level {level.number} of 01 iris")
    assert "29 of 30" in screen
    assert "all the way down" in screen


def fill_koan(clone, level, koan):
    """Save a level with all filled in that one koan needs."""
    text = (clone.root / level.shown()).read_text()
    while found := blanks.blanks_before(syntax.parse(text), koan):
        text = fill_one(text, level, found[0].lineno)
    clone.save(level.shown(), text)


@pytest.mark.parametrize("activated", [True, False])
def test_ptw_starts_activated_or_not(tiny, start, activated):
    env = {"VIRTUAL_ENV": None}
    if activated:
        folder = Path(sys.executable).parent
        env = {"VIRTUAL_ENV": sys.prefix, "PATH": f"{folder}:{os.environ['PATH']}"}
    terminal = start(tiny, env=env)
    terminal.wait("Welcome.", "not filled in yet")
    tiny.edit("koans/01_walks/level_1_result.py", "right == ____", "right == 2")
    terminal.wait("✓ how many were named right")


def test_ptw_does_not_run_again_by_itself(tiny, start):
    terminal = start(tiny)
    terminal.wait("not filled in yet")
    seen = len(terminal.raw)
    deadline = time.monotonic() + 4
    while time.monotonic() < deadline:
        terminal.read()
    assert len(terminal.raw) == seen


def test_a_save_in_the_middle_of_a_run_gets_its_own_verdict(tiny, start):
    file = "koans/01_walks/level_3_numpy.py"
    tiny.run("--go", "walks/3")
    terminal = start(tiny)
    terminal.wait("not filled in yet")
    tiny.edit(file, "return ____", "while True: pass")
    time.sleep(2)
    tiny.edit(file, "while True: pass", "return np.sqrt((X**2).sum(axis=1))")
    screen = terminal.wait("✓ lengths are numpys")
    assert "Traceback" not in screen


def test_a_run_that_goes_on_says_where_it_is(tiny, start):
    file = "koans/01_walks/level_3_numpy.py"
    tiny.run("--go", "walks/3")
    terminal = start(tiny)
    terminal.wait("not filled in yet")
    tiny.edit(file, "return ____", "while True: pass")
    text = (tiny.root / file).read_text()
    line = text[: text.index("while True")].count("\n") + 1
    terminal.wait(f"Still running, in lengths at line {line}; 20 s at most.")


def test_a_save_by_renaming_is_seen(tiny, start):
    """As PyCharm's safe write and vim's backupcopy=no do it."""
    terminal = start(tiny)
    terminal.wait("not filled in yet")
    path = tiny.root / "koans/01_walks/level_1_result.py"
    for old, new, said in (("____", "31", "yours 31"), ("31", "2", "✓ how many were")):
        fresh = path.with_suffix(".py___jb_tmp___")
        fresh.write_text(path.read_text().replace(f"right == {old}", f"right == {new}"))
        path.rename(path.with_suffix(".py~"))
        fresh.rename(path)
        terminal.wait(said)


@pytest.mark.parametrize("n_saves", [extent.rounds(40, 200)])
def test_many_saves_and_nothing_left_behind(tiny, start, n_saves):
    """Saves in the middle of runs, broken ones, endless ones, killed runs: the last save
    of each burst gets its verdict, and with ptw all of its processes and files end."""
    file = "koans/01_walks/level_3_numpy.py"
    tiny.run("--go", "walks/3")
    before = (tiny.root / file).read_text()
    sockets = Path(tempfile.mkdtemp(prefix="k"))
    terminal = start(tiny, env={"XDG_RUNTIME_DIR": str(sockets)})
    terminal.wait("not filled in yet")
    chance, saves = random.Random(0), 0
    kinds = ("{} + ____", "{} + ____)", "[{} for _ in iter(int, 1)]", "X.lenght{}")
    while saves < n_saves:
        for _ in range(chance.randint(1, 8)):
            saves += 1
            kind = chance.choice(kinds)
            tiny.edit(
                file, (tiny.root / file).read_text(), text_with(before, kind, saves)
            )
            time.sleep(chance.choice((0, 0.05, 0.2)))
        if chance.random() < 0.2:
            # the first is the server, it forked the rest
            for run in named(f"{tiny.root}/sensei/warm/server.py")[1:]:
                with contextlib.suppress(ProcessLookupError):  # it has ended
                    os.kill(run, signal.SIGKILL)
        saves += 1
        tiny.edit(
            file, (tiny.root / file).read_text(), text_with(before, "{} + ____", saves)
        )
        terminal.wait(f"return {saves} + ____", "not filled in yet")
    terminal.close()
    end = time.monotonic() + 10
    while time.monotonic() < end and (named(str(tiny.root)) or list(sockets.iterdir())):
        time.sleep(0.1)
    assert named(str(tiny.root)) == []
    assert list(sockets.rglob("*")) == []
    sockets.rmdir()


def text_with(before, kind, number):
    return before.replace("return ____", "return " + kind.format(number), 1)


def named(words):
    """The processes whose command line holds words."""
    listed = subprocess.run(
        ["ps", "-wweo", "pid=,args="], capture_output=True, text=True
    )
    return [int(s.split()[0]) for s in listed.stdout.splitlines() if words in s]
