"""The warm process: what plain pytest would print and return, only sooner."""

import atexit
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from sensei.course.grid import Grid
from sensei.course.journal import Journal
from sensei.run.libraries import needed_modules
from sensei.text import blanks, syntax
from tests import extent
from tests.clone import ROOT, Clone, fill_one, of_a_learner

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="without fork there is plain pytest only"
)
WARM = [sys.executable, "-I", "-S", "sensei/warm/client.py"]
PLAIN = [sys.executable, "-m", "pytest"]
FILE = "koans/01_walks/level_3_numpy.py"


@pytest.fixture(scope="module")
def sockets():
    """A folder for sockets of these tests alone; sockets need a short path."""
    folder = Path(tempfile.mkdtemp(prefix="k"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def environment(sockets):
    more = {"XDG_RUNTIME_DIR": str(sockets), "PYTHONDONTWRITEBYTECODE": "1"}
    return of_a_learner() | more


def make(folder, solutions=ROOT / "tests" / "tiny"):
    clone = Clone(folder, zygote=None, solutions=solutions)
    (clone.root / "sensei").unlink()
    shutil.copytree(ROOT / "sensei", clone.root / "sensei")
    return clone


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    return make(tmp_path_factory.mktemp("warm"))


@pytest.fixture
def run(clone, environment):
    def run(*words, cwd=clone.root):
        return subprocess.run(
            words, cwd=cwd, env=environment, capture_output=True, text=True, timeout=60
        )

    return run


@pytest.fixture
def started(clone, environment):
    """Starts a client, and does not wait for it."""
    clients = []

    def start(*words, errors=None):
        client = subprocess.Popen(
            [*WARM, *words],
            cwd=clone.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        clients.append(client)
        return client

    yield start
    for client in clients:
        client.kill()
        client.wait()


def processes(words):
    """The processes whose command line holds words: {number: parent's number}."""
    listed = subprocess.run(
        ["ps", "-wweo", "pid=,ppid=,args="], capture_output=True, text=True
    )
    lines = [line.split(None, 2) for line in listed.stdout.splitlines()]
    return {int(n): int(parent) for n, parent, command in lines if words in command}


def warm(clone):
    return processes(str(clone.root / "sensei" / "warm" / "server.py"))


def server_of(clone):
    found = warm(clone)
    (server,) = [n for n, parent in found.items() if parent not in found]
    return server


def runs_of(clone):
    """The runs at work or begun ahead; the server begins the next when one has ended."""
    return set(warm(clone)) - {server_of(clone)}


def eventually(condition, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


STATES = {
    "not filled in": ("return ____", "return ____"),
    "wrong": ("return ____", "return X.sum(axis=1)"),
    "broken": ("return ____", "return X.summ(axis=1)"),
    "no Python": ("return ____", "return (X"),
    "passed": ("return ____", "return np.sqrt((X**2).sum(axis=1))"),
}


@pytest.mark.parametrize("state", STATES)
def test_it_says_and_returns_what_plain_pytest_does(clone, run, state):
    file = clone.root / FILE
    before = file.read_text()
    seen = []
    for runner in (WARM, PLAIN):
        shutil.rmtree(clone.root / ".koans", ignore_errors=True)
        run(*PLAIN, "--go", "walks/3")
        clone.save(FILE, before.replace(*STATES[state], 1))
        seen.append(run(*runner, "--seed", "7"))
    clone.save(FILE, before)
    warm, plain = seen
    assert "level 3" in warm.stdout
    assert warm.stdout == plain.stdout
    assert (warm.returncode, warm.stderr) == (plain.returncode, plain.stderr)


FILLINGS = {"not filled in": None, "wrong": "None", "broken": "1 / 0", "passed": ""}


def in_each_state(level):
    """For four koans of a level, one for each state, its name, the state, and the text of
    the level in which what the koan and those above it need is filled in, but for the last
    blank: that is left, or filled so that the state comes about."""
    text = level.pristine
    first = level.number % (len(level.koans) - 3)
    for number, koan in enumerate(level.koans[: first + 4], -first):
        state = list(FILLINGS)[number % 4]
        while len(found := blanks.blanks_before(syntax.parse(text), koan)) > 1:
            text = fill_one(text, level, found[0].lineno)
        start, end = syntax.Text(text).span(found[0])
        changed = text[:start] + (FILLINGS[state] or "____") + text[end:]
        text = fill_one(text, level, found[0].lineno)
        if number >= 0:
            yield koan, state, text if state == "passed" else changed


def compared(clone, key):
    """What the warm process and plain pytest make of a level, each koan in one of the four
    states. Both runs begin with the same past, and draw the same random numbers."""
    if not hasattr(clone, "sockets"):
        clone.sockets = tempfile.mkdtemp(prefix="k")  # sockets need a short path
        atexit.register(shutil.rmtree, clone.sockets, ignore_errors=True)
    kept = of_a_learner()
    kept |= {"XDG_RUNTIME_DIR": clone.sockets, "PYTEST_ADDOPTS": "--seed 7"}
    level, seen = clone.grid.by_key[key], []
    for koan, state, text in in_each_state(level):
        for runner in ("warm", "plain"):
            shutil.rmtree(clone.root / ".koans", ignore_errors=True)
            Journal(clone.root).add("at", level=key)  # as --go does
            clone.save(level.shown(), text)
            if runner == "warm":
                done = subprocess.run(
                    WARM, cwd=clone.root, env=kept, capture_output=True, text=True
                )
                said = done.stdout, done.stderr, done.returncode
            else:
                done = clone.run("--seed", "7")
                said = done.text, "", done.status
            seen.append((koan, state, said))
    clone.save(level.shown(), level.pristine)
    return seen


@pytest.mark.parametrize("key", [lv.key for lv in extent.across(Grid(ROOT).levels)])
def test_at_every_level_it_says_and_returns_what_plain_pytest_does(shared, key):
    seen = compared(shared, key)
    level = Grid(ROOT).by_key[key]
    assert [state for _, state, _ in seen[::2]] == [*FILLINGS]
    for warm, plain in zip(seen[::2], seen[1::2], strict=True):
        assert warm == plain
        assert level.shown() in plain[2][0] or plain[1] == "passed", plain


@pytest.mark.parametrize("words", [["--map"], ["--nonsense"], ["koans", "-q", "-rN"]])
def test_options_mean_what_they_mean_to_pytest(run, words):
    warm, plain = run(*WARM, *words), run(*PLAIN, *words)
    without_seconds = [out.stdout.split(" in ")[0] for out in (warm, plain)]
    assert without_seconds[0] == without_seconds[1]
    assert warm.returncode == plain.returncode
    # pytest's usage line begins with the name that it was called by
    assert warm.stderr.split("\n")[1:] == plain.stderr.split("\n")[1:]


def imported_by(run, *words):
    """The modules that a Python imports from its start on."""
    lines = run(sys.executable, "-X", "importtime", *words).stderr.splitlines()
    return {ln.rpartition("|")[2].strip() for ln in lines if ln.startswith("import")}


def test_a_client_imports_next_to_nothing(run):
    run(*WARM, "--map")
    bare = imported_by(run, "-I", "-S", "-c", "import os")
    own = {"sensei.warm", "sensei.warm.address", "sensei.warm.protocol"}
    assert imported_by(run, *WARM[1:], "--map") - bare == own | {"_socket"}


def test_what_lessons_and_proofs_import_is_loaded(tmp_path):
    proof = tmp_path / "solutions" / "01_walks" / "proof" / "level_1_result.py"
    proof.parent.mkdir(parents=True)
    lesson = proof.parents[1] / proof.name
    lesson.write_text("import math\nfrom scipy import linalg as la, stats  # of it\n")
    proof.write_text(
        "from sklearn.tree import (  # a, b\n    plot_tree,\n    _tree,\n)\n"
    )
    needed = needed_modules(tmp_path)
    assert {"scipy", "scipy.linalg", "scipy.stats", "sklearn.tree._tree"} <= needed
    assert not {"math", "scipy.la", "sklearn.tree."} & needed


def test_nothing_that_a_learner_can_edit_is_held(clone, run):
    run(*WARM)
    card = clone.root / "koans" / "01_walks" / "__init__.py"
    before = card.read_text()
    card.write_text(before + "\nraise ValueError('this was just written')\n")
    clone.save(FILE, (clone.root / FILE).read_text())
    said = run(*WARM).stdout
    card.write_text(before)
    assert "this was just written" in said


def test_every_run_draws_random_numbers_of_its_own(clone, run):
    file = clone.root / "test_lots.py"
    file.write_text(
        "import random, numpy as np\n"
        "def test_lots():\n"
        "    print('drawn', random.random(), np.random.rand())\n"
    )
    drawn = [run(*WARM, "-s", "-q", "test_lots.py").stdout for _ in range(2)]
    file.unlink()
    assert all("drawn" in words for words in drawn)
    assert drawn[0].split("\n")[0] != drawn[1].split("\n")[0]


@pytest.fixture
def endless(clone):
    """A koan that does not end."""
    before = (clone.root / FILE).read_text()
    clone.save(FILE, before.replace("return ____", "while True: pass", 1))
    yield
    clone.save(FILE, before)


def test_an_interrupt_ends_the_run_and_says_so(clone, run, started, endless):
    run(*WARM, "--map")
    assert eventually(lambda: len(runs_of(clone)) == 1)
    begun = runs_of(clone)
    client = started()
    time.sleep(1)
    assert runs_of(clone) == begun
    client.send_signal(signal.SIGINT)
    assert client.wait(10) == 2
    assert eventually(lambda: not begun & runs_of(clone))


def test_a_killed_client_leaves_no_run_behind(clone, run, started, endless):
    run(*WARM, "--map")
    assert eventually(lambda: len(runs_of(clone)) == 1)
    begun = runs_of(clone)
    client = started()
    time.sleep(1)
    assert runs_of(clone) == begun
    client.kill()
    assert eventually(lambda: not begun & runs_of(clone))


def test_a_run_begun_ahead_that_died_is_not_missed(clone, run):
    run(*WARM, "--map")
    assert eventually(lambda: len(runs_of(clone)) == 1)
    (begun,) = runs_of(clone)
    os.kill(begun, signal.SIGKILL)
    assert eventually(lambda: begun not in runs_of(clone))
    said = run(*WARM)
    assert "not filled in yet" in said.stdout
    assert (said.returncode, said.stderr) == (1, "")


TELLING = """with open('ran.txt', 'a') as file:
        file.write('x')
    return X.sum(axis=1) * {factor}"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="no inotify")


@pytest.fixture
def told_of_saves(clone, run):
    """Saves a level that leaves a file when it runs, and waits until it has."""
    before = (clone.root / FILE).read_text()
    run(*WARM, "--go", "walks/3")
    assert eventually(lambda: len(runs_of(clone)) == 1)
    ran = clone.root / "ran.txt"

    def save(factor):
        ran.unlink(missing_ok=True)
        body = TELLING.format(factor=factor)
        clone.save(FILE, before.replace("return ____", body, 1))
        assert eventually(ran.exists)

    yield save
    ran.unlink(missing_ok=True)
    clone.save(FILE, before)


@linux
def test_a_save_is_run_before_anybody_asks_and_nothing_is_kept_until_then(
    clone, run, told_of_saves
):
    run(*WARM)
    assert eventually(lambda: len(runs_of(clone)) == 1)
    journal = (clone.root / ".koans" / "journal.jsonl").read_bytes()
    begun = runs_of(clone)
    told_of_saves(factor=1)
    time.sleep(0.5)
    assert (clone.root / ".koans" / "journal.jsonl").read_bytes() == journal
    said = run(*WARM)
    assert "✗ lengths are numpys" in said.stdout
    assert (said.returncode, said.stderr) == (1, "")
    assert not begun & runs_of(clone)


@linux
def test_of_two_saves_the_last_one_is_judged(clone, run, told_of_saves):
    told_of_saves(factor=1)
    told_of_saves(factor="'a'")
    assert "! lengths are numpys" in run(*WARM).stdout


@linux
def test_what_was_changed_unseen_is_judged_as_it_is(
    clone, run, told_of_saves, tmp_path
):
    """Through another name of the file, as a network drive or a container may do it."""
    told_of_saves(factor=1)
    other = tmp_path / "other.py"
    os.link(clone.root / FILE, other)
    with other.open("r+") as file:
        text = file.read().replace("X.sum(axis=1)", "np.sqrt((X**2).sum(axis=1))")
        file.seek(0)
        file.write(text)
    assert "✓ lengths are numpys" in run(*WARM).stdout


@linux
def test_a_project_that_came_later_is_heard_as_well(clone, run):
    """Its files may have been written before anybody watches its folder."""
    run(*WARM, "--map")
    for folder in ("solutions", "koans"):
        shutil.copytree(
            clone.root / folder / "01_walks", clone.root / folder / "09_new"
        )
    new = sorted((clone.root / "koans" / "09_new").glob("level_*.py"))
    try:
        for path in [new[0], new[-1], new[0]]:
            assert eventually(lambda: len(runs_of(clone)) == 1)
            clone.save(path.relative_to(clone.root), path.read_text())
            assert f"koans/09_new/{path.name}:" in run(*WARM).stdout
    finally:
        for folder in ("solutions", "koans"):
            shutil.rmtree(clone.root / folder / "09_new")


@linux
def test_a_level_that_came_later_is_heard_as_well(clone, run):
    """Its project's folders were watched already; the list of levels was made before."""
    run(*WARM)
    added = [
        clone.root / f / "01_walks" / "level_9_new.py" for f in ("solutions", "koans")
    ]
    try:
        for path in added:
            assert eventually(lambda: len(runs_of(clone)) == 1)
            shutil.copy(path.with_name("level_3_numpy.py"), path)
        assert "koans/01_walks/level_9_new.py:" in run(*WARM).stdout
        for path in added:
            path.unlink()
        assert "koans/01_walks/level_9_new.py:" not in run(*WARM).stdout
    finally:
        for path in added:
            path.unlink(missing_ok=True)


CONFTEST = """import pytest


@pytest.fixture(autouse=True)
def told(capfd):
    with capfd.disabled():
        print("this conftest was heard")
"""


@pytest.mark.parametrize("folder", [".", "koans", "koans/01_walks"])
def test_a_conftest_of_the_learners_counts(clone, run, folder):
    run(*WARM, "--go", "walks/3")
    path = clone.root / folder / "conftest.py"
    before = path.read_text() if path.exists() else None
    path.write_text(CONFTEST + (before or ""))
    said = run(*WARM)
    if before is None:
        path.unlink()
    else:
        path.write_text(before)
    assert "this conftest was heard" in said.stdout
    assert "not filled in yet" in said.stdout


def test_a_clone_of_hundreds_of_levels_is_looked_at_anew(clone, run):
    """Folders are kept by their times; a new project is there in the run after."""
    run(*WARM, "--map")
    time.sleep(2.5)  # folders changed this lately are not kept
    run(*WARM)
    for folder in ("solutions", "koans"):
        shutil.copytree(
            clone.root / folder / "02_coins", clone.root / folder / "09_new"
        )
    with_it = run(*WARM)
    for folder in ("solutions", "koans"):
        shutil.rmtree(clone.root / folder / "09_new")
    without = run(*WARM)
    totals = [said.stdout.split(" of ")[1].split()[0] for said in (with_it, without)]
    assert int(totals[0]) > int(totals[1])


def test_a_killed_server_is_replaced_without_a_word(clone, run):
    run(*WARM)
    os.kill(server_of(clone), signal.SIGKILL)
    assert eventually(lambda: not processes(str(clone.root / "sensei")))
    again = run(*WARM)
    assert "not filled in yet" in again.stdout
    assert again.stderr == ""
    assert server_of(clone)


def test_a_pass_that_was_shown_outlives_any_kill(clone, run, started):
    """Runs, each killed at some moment, many of them before their screen: the journal stays
    readable, and what a screen has shown as passed is in it."""
    before = (clone.root / FILE).read_text()
    right = before.replace(*STATES["passed"], 1)
    journal = clone.root / ".koans" / "journal.jsonl"

    def saved():
        """The run that goes on with a save, which nobody has asked for yet."""
        for path in (journal, journal.with_name("cache.json")):
            path.unlink(missing_ok=True)
        run(*WARM, "--go", "walks/3")
        clone.save(FILE, right)
        assert eventually(lambda: len(runs_of(clone)) == 1)
        return runs_of(clone).pop()

    usual = []
    for _ in range(3):
        saved()
        start = time.monotonic()
        run(*WARM)
        usual.append(time.monotonic() - start)
    chance, shown, n_runs = random.Random(0), 0, 50
    for _ in range(n_runs):
        begun = saved()
        client = started(errors=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, min(usual)))
        try:
            os.kill(begun, signal.SIGKILL)
        except ProcessLookupError:
            pass  # it has ended
        said = client.communicate(timeout=20)[0]
        *lines, _ = journal.read_bytes().split(b"\n")
        events = [json.loads(line) for line in lines if line]
        if "✓ lengths are numpys" in said or "✓ fresh walks" in said:
            shown += 1
            assert "test_lengths_are_numpys" in [e.get("koan") for e in events]
    clone.save(FILE, before)
    assert 0 < shown < n_runs, (
        f"{shown} of {n_runs} screens, usually {min(usual):.3f} s"
    )


def test_a_run_that_was_killed_says_so(clone, run, started, endless):
    run(*WARM, "--map")
    assert eventually(lambda: len(runs_of(clone)) == 1)
    (begun,) = runs_of(clone)
    client = started(errors=subprocess.STDOUT)
    time.sleep(3)
    os.kill(begun, signal.SIGKILL)
    assert "The run ended before it had a verdict (signal 9)" in client.communicate()[0]


def test_a_changed_engine_is_not_served_from_memory(clone, run):
    run(*WARM)
    old = server_of(clone)
    screen = clone.root / "sensei" / "screen" / "at_hand.py"
    before = screen.read_text()
    screen.write_text(before.replace("not filled in yet", "still to be filled in"))
    changed = run(*WARM)
    screen.write_text(before)
    assert "still to be filled in" in changed.stdout
    assert eventually(lambda: server_of(clone) != old)


def test_two_clones_do_not_meet(clone, run, tmp_path):
    other = make(tmp_path)
    for folder in ("koans", "solutions"):
        card = other.root / folder / "01_walks" / "level_1_result.py"
        card.write_text(
            card.read_text().replace("def test_how_many", "def test_other_many")
        )
    here, there = run(*WARM), run(*WARM, cwd=other.root)
    assert "other many" in there.stdout
    assert "other many" not in here.stdout
    assert server_of(clone) != server_of(other)


@pytest.mark.parametrize("asked", [True, False], ids=["asked", "unasked"])
def test_it_ends_with_the_ptw_that_it_served(tmp_path, environment, sockets, asked):
    alone = make(tmp_path)
    words = " ".join(WARM)
    ptw = subprocess.Popen(  # a shell in the place of ptw: it starts a run, and ends
        ["sh", "-c", f"{words}; exit 5"], cwd=alone.root, env=environment
    )
    os.waitid(os.P_PID, ptw.pid, os.WEXITED | os.WNOWAIT)
    if asked:
        assert ptw.wait() == 5
    place = str(alone.root / "sensei" / "warm" / "server.py")
    assert eventually(lambda: not processes(place))
    assert ptw.wait() == 5
    inode = f"{alone.root.stat().st_ino:x}"
    assert not [p for p in sockets.glob("*/*") if inode in p.name]


def test_without_it_plain_pytest_runs_and_says_so_once(clone, environment, tmp_path):
    open_to_all = tmp_path / f"koans-{os.getuid()}"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    environment |= {"XDG_RUNTIME_DIR": str(tmp_path)}
    shutil.rmtree(clone.root / ".koans", ignore_errors=True)
    first, second = (
        subprocess.run(
            WARM, cwd=clone.root, env=environment, capture_output=True, text=True
        )
        for _ in range(2)
    )
    for done in (first, second):
        assert "not filled in yet" in done.stdout
        assert done.returncode == 1
    assert "is not this user's alone" in first.stderr
    assert second.stderr == ""
    assert not list(open_to_all.iterdir())
