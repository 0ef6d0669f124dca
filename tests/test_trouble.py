"""What a learner's code can do to a run, and what can happen to a clone: nothing hangs,
nothing is lost."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from sensei.course.grid import Grid
from sensei.course.journal import Journal
from sensei.course.progress import Progress
from sensei.screen.map_screen import map_screen
from sensei.screen.terminal import Terminal
from tests.clone import of_a_learner

FILE = "koans/01_walks/level_3_numpy.py"
RIGHT = "return np.sqrt((X**2).sum(axis=1))"
PLAIN = [sys.executable, "-m", "pytest"]


def run_plain(clone, **options):
    """A bare run of a learner's, in a process of its own."""
    env = of_a_learner()
    return subprocess.run(
        PLAIN, cwd=clone.root, env=env, capture_output=True, text=True, **options
    )


@pytest.fixture
def at_three(tiny):
    tiny.run("--go", "walks/3")
    return tiny


def answer(clone, body):
    text = (clone.root / FILE).read_text()
    clone.save(FILE, text.replace("return ____", body, 1))
    return clone.run()


@pytest.mark.parametrize(
    "body, says",
    [
        ("import os; os._exit(0)", "os._exit() was called here"),
        ("breakpoint()", "breakpoint() waits for the keyboard"),
        ("import pdb; pdb.set_trace()", "waits for the keyboard"),
        ("input('how long?')", "input() waits for the keyboard"),
        ("while True: print('x' * 1000)", "This printed without end"),
        ("[np.empty(10**8) for _ in iter(int, 1)]", "more memory than a koan may have"),
        ("return lengths(X)", "calls itself without end"),
        ("raise KeyboardInterrupt", ""),
        ("import warnings; warnings.warn('old')", "returned None"),
        ("import sys; sys.stdout = None", ""),
        ("import sys; sys.stdout.close()", "sys.stdout was closed here"),
        ("import sys; sys.stderr.close()", "closed here"),
        ("import os; os.close(1); os.close(2)", ""),
        ("import os; os.chdir('/')", ""),
        ("raise BaseException('all of it')", "BaseException: all of it."),
        ("raise type('É' * 300, (Exception,), {})('x' * 9999)", ""),
        ("return type('Odd', (), {'__repr__': lambda s: 1 / 0})()", ""),
        ("return type('Odd', (), {'__eq__': lambda s, o: 1 / 0})()", ""),
    ],
)
def test_nothing_a_koan_does_takes_the_screen_away(at_three, body, says):
    screen = answer(at_three, body)
    assert says in screen
    assert screen.status in (1, 2)
    assert len(screen.lines) <= 24
    assert "Traceback" not in screen and "broke here, not you" not in screen
    fixed = (at_three.root / FILE).read_text().replace(body, RIGHT)
    at_three.save(FILE, fixed)
    assert "✓ lengths are numpys" in at_three.run()


def test_a_thread_left_running_keeps_nobody_waiting(at_three):
    body = "import threading, time; threading.Thread(target=time.sleep, args=(99,)).start()"
    text = (at_three.root / FILE).read_text()
    at_three.save(FILE, text.replace("return ____", body, 1))
    done = run_plain(at_three, timeout=60)
    assert "returned None" in done.stdout
    assert done.returncode == 1


def test_what_python_cannot_interrupt_is_ended(at_three, monkeypatch):
    limits = at_three.root / "sensei" / "run" / "limits.py"
    engine = at_three.root / "sensei"
    target = engine.resolve()
    engine.unlink()
    shutil.copytree(target, engine, ignore=shutil.ignore_patterns("__pycache__"))
    text = limits.read_text().replace("SECONDS = 20", "SECONDS = 1")
    limits.write_text(text.replace("GRACE = 10", "GRACE = 1"))
    file = at_three.root / FILE
    at_three.save(
        FILE, file.read_text().replace("return ____", "return sum(range(10**15))", 1)
    )
    done = run_plain(at_three, timeout=60)
    line = file.read_text().splitlines().index("    return sum(range(10**15))") + 1
    assert f"line {line} in lengths" in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"\xff\xfe\0x",
        b"x = 1\n\ty = 2\n",
        "# -*- coding: latin-1 -*-\nx = 'é'\n".encode("latin-1"),
        b"# -*- coding: nonsense -*-\n",
        b"def test_x(:\n",
        b"x" * 100_000,
        b"(" * 5_000,
        b"x = " + b"-" * 50_000 + b"1\n",
        "\N{LEFT-TO-RIGHT OVERRIDE}".encode() * 100,
    ],
)
def test_a_file_of_anything_has_its_screen(at_three, data):
    (at_three.root / FILE).write_bytes(data)
    screen = at_three.run()
    assert screen.status == 1
    assert len(screen.lines) <= 24 and max(map(len, screen.lines)) <= 80, screen
    assert "Traceback" not in screen and "broke here, not you" not in screen


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
@pytest.mark.parametrize("kind", ["folder", "dangling", "loop"])
def test_a_file_that_is_none(at_three, kind):
    path = at_three.root / FILE
    path.unlink()
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(path if kind == "loop" else "nowhere")
    screen = at_three.run()
    assert "is not there" in screen or "cannot be opened" in screen
    assert screen.status == 1


def test_a_journal_that_has_no_room_is_told_of(at_three):
    resource = pytest.importorskip("resource")
    file, journal = at_three.root / FILE, at_three.root / ".koans" / "journal.jsonl"
    at_three.save(FILE, file.read_text().replace("return ____", RIGHT, 1))
    room = journal.stat().st_size + 9
    done = run_plain(
        at_three,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert "✓ lengths are numpys" in done.stdout
    assert "journal.jsonl could not be written (File too large)" in done.stdout
    assert "not filled in yet" in at_three.run()
    lines = journal.read_text().splitlines()
    assert json.loads(lines[-1])["event"] == "pass"


def test_a_folder_that_may_not_be_written_is_no_trouble(at_three):
    shutil.rmtree(at_three.root / ".koans")
    (at_three.root / ".koans").write_text("a file in its place")
    screen = answer(at_three, RIGHT)
    assert "could not be written" in screen
    assert "Traceback" not in screen


def test_a_journal_damaged_at_any_byte_is_read(at_three):
    answer(at_three, RIGHT)
    for name in ("journal.jsonl", "cache.json"):
        path = at_three.root / ".koans" / name
        sound = path.read_bytes()
        for place in range(len(sound)):
            for harm in (b"\0", b"\xff", b"9", b'"', b"[", b"{", b"\n", b""):
                path.write_bytes(sound[:place] + harm + sound[place + 1 :])
                grid = Grid(at_three.root)
                progress = Progress(grid, Journal(at_three.root))
                out = Terminal(colour=False)
                assert map_screen(out, progress, grid.by_key.get(progress.place))
                progress.order, progress.since, progress.days_in_a_row()
                progress.minutes(grid.levels[0])
        path.write_bytes(sound)


KEY = "01_walks/level_3_numpy"
ODD_RECORDS = [
    5,
    {"hash": "x", "passed": []},
    {"hash": 5, "passed": [], "koans": {}},
    {"hash": "x", "passed": "test_walks", "koans": {}},
    {"hash": "x", "passed": [["test_walks"]], "koans": {}},
    {"hash": "x", "passed": [], "koans": []},
    {"hash": "x", "passed": [], "koans": {"test_walks": 5}},
]


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"run": 1},
        {"levels": {}},
        {"run": "1", "levels": {}},
        {"run": 1, "levels": []},
        {"run": 1, "levels": {}, "about": "lengths"},
        *({"run": 1, "levels": {KEY: record}} for record in ODD_RECORDS),
    ],
)
def test_a_cache_of_another_form_counts_as_none(tiny, content):
    place = tiny.root / ".koans" / "cache.json"
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(content))
    progress = Progress(tiny.grid, Journal(tiny.root))
    assert progress.since is None
    assert progress.count()[0] == 0


def test_two_runs_at_once_in_one_clone_keep_both_their_passes(tiny):
    files = ("koans/01_walks/level_3_numpy.py", "koans/02_coins/level_3_numpy.py")
    for _ in range(3):
        runs = [
            subprocess.Popen(
                [*PLAIN, "--go", key],
                cwd=tiny.root,
                env=of_a_learner(),
                stdout=subprocess.DEVNULL,
            )
            for key in ("walks/3", "coins/3")
        ]
        assert [run.wait() for run in runs] == [0, 0]
    lines = (tiny.root / ".koans" / "journal.jsonl").read_text().splitlines()
    assert len([json.loads(line) for line in lines if line]) == 6
    assert all((tiny.root / file).is_file() for file in files)
