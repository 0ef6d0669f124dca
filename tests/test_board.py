"""The board: real git repositories that others push to, and what the reader sees of them."""

import http.server
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unicodedata
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from wcwidth import wcswidth as width  # pyte brings it

from tests.clone import ROOT, Clone, fill_all, of_a_learner
from tests.terminal import Terminal

JOURNAL, ME = ".koans/journal.jsonl", "portfolio/me.toml"
WORKFLOW = ROOT / ".github" / "workflows" / "classroom.yml"
FILE, LINK, SUBMODULE = b"100644", b"120000", b"160000"


def git(place, *words, given=None, **options):
    done = subprocess.run(
        ["git", "-C", str(place), *words], input=given, capture_output=True, **options
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8", "replace")


def push(place, branch, files, modes=None):
    """Put a commit of files, {path: bytes}, at the end of a branch of a bare repository."""
    stream = [b"commit refs/heads/%b\n" % branch.encode()]
    stream += [b"committer A <a@example.org> now\ndata 0\n"]
    for path, data in files.items():
        mode = (modes or {}).get(path, FILE)
        if mode == SUBMODULE:
            stream += [b"M 160000 %b %b\n" % (b"1" * 40, path.encode())]
            continue
        stream += [
            b"M %b inline %b\ndata %d\n" % (mode, path.encode(), len(data)),
            data,
        ]
        stream += [b"\n"]
    words = ("fast-import", "--quiet", "--force", "--date-format=now")
    git(place, *words, given=b"".join(stream))


def event(level, koan, time="2026-03-01T10:00:00+00:00", **others):
    return {"time": time, "event": "pass", "level": level, "koan": koan} | others


def lines(*events):
    return "".join(json.dumps(e) + "\n" for e in events).encode()


def passes(clone, *words, day="2026-03-01", most=99):
    """A journal in which so many koans of each of the levels have passed on a day."""
    return lines(
        *(
            event(level.key, koan, f"{day}T10:00:00+00:00")
            for word in words
            for level in clone.grid.find(word)
            for koan in level.koans[:most]
        )
    )


def bare(place):
    git(place.parent, "init", "-q", "--bare", place.name)
    return place


@pytest.fixture
def group(tmp_path_factory):
    """The repository that a group pushes to."""
    return bare(tmp_path_factory.mktemp("group") / "group.git")


@pytest.fixture
def reader(tiny, group):
    """A clone of it, in which somebody looks at the board."""
    git(tiny.root, "init", "-q", "-b", "main")
    git(tiny.root, "remote", "add", "origin", str(group))
    return tiny


def row(screen, who):
    found = [line for line in screen.lines if line.strip().startswith(who)]
    assert len(found) == 1, (who, screen)
    return found[0].split()


def page(clone):
    return (clone.root / "site" / "board.html").read_text("utf-8")


class Table(HTMLParser):
    """The rows of a page's table, as lists of texts."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.tags, self.links, self.within = [], set(), [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags |= {tag, *(name for name, _ in attributes)}
        self.links += [value for name, value in attributes if name == "href"]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        self.within = self.within and tag != "tr" or tag in ("td", "th")

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.within = False

    def handle_data(self, data):
        if self.within:
            self.rows[-1][-1] += data


def told(clone, who):
    """A person's row on the page."""
    return next(r for r in Table(page(clone)).rows[1:] if r[0].endswith(who))


# What is shown


def test_people_by_projects_those_active_last_first(reader, group):
    push(
        group, "ann", {JOURNAL: passes(reader, "walks/1", "walks/2", day="2026-03-02")}
    )
    push(group, "bob", {JOURNAL: passes(reader, "walks", "coins", day="2026-03-01")})
    push(group, "cyd", {JOURNAL: passes(reader, "coins/3", most=1, day="2026-03-03")})
    push(group, "main", {"README.md": b"hello"})
    screen = reader.run("--board")
    assert screen.status == 0
    assert "3 people, by their own journals" in screen
    walks, coins = (
        sum(len(lv.koans) for lv in reader.grid.of(project))
        for project in reader.grid.projects
    )
    assert row(screen, "of") == ["of", str(walks), str(coins), "12"]
    assert row(screen, "ann") == ["ann", "4", "·", "4", "2026-03-02"]
    assert row(screen, "bob") == ["bob", "✓", "✓", "12", "2026-03-01"]
    assert row(screen, "cyd") == ["cyd", "·", "1", "1", "2026-03-03"]
    order = [line.split()[0] for line in screen.lines if "2026-03-" in line]
    assert order == ["cyd", "ann", "bob"]
    assert "1 branch holds no journal." in screen


def test_the_page_tells_all_of_it(reader, group):
    push(
        group, "ann", {JOURNAL: passes(reader, "walks/1", "walks/2", day="2026-03-02")}
    )
    push(group, "bob", {JOURNAL: passes(reader, "walks", "coins", day="2026-03-01")})
    screen = reader.run("--board")
    assert "site/board.html" in screen
    head, *rows = Table(page(reader)).rows
    walks = sum(len(lv.koans) for lv in reader.grid.of("01_walks"))
    coins = sum(len(lv.koans) for lv in reader.grid.of("02_coins"))
    of = [f"01 walksof {walks}", f"02 coinsof {coins}"]
    assert head == ["Who", "Koansof 12", "Levelsof 7", "Last active", *of]
    assert rows[0] == ["ann", "4", "2", "2026-03-02", "4", "0"]
    assert rows[1] == ["bob", "12", "7", "2026-03-01", str(walks), str(coins)]
    assert "by people's own journals" in page(reader).replace("&#39;", "'")


def test_who_somebody_is_stands_in_their_me_toml(reader, group):
    me = b'name = "Ada Lovelace"\n'
    push(group, "ann", {JOURNAL: passes(reader, "walks/1"), ME: me})
    assert "ann · Ada Lovelace" in reader.run("--board")
    assert told(reader, "ann")[0] == "Ada Lovelaceann"


def test_only_koans_of_the_readers_own_grid_count_and_each_once(reader, group):
    one = reader.level("walks/1")
    good = event(one.key, one.koans[0])
    others = event(one.key, "test_not_here"), event("09_none/level_1_result", "test_x")
    push(group, "ann", {JOURNAL: lines(good, good, *others)})
    assert row(reader.run("--board"), "ann")[-2] == "1"


def test_what_a_branch_held_before_is_not_shown(reader, group):
    push(group, "ann", {JOURNAL: passes(reader, "walks/1")})
    push(group, "bob", {JOURNAL: passes(reader, "walks/1")})
    reader.run("--board")
    push(group, "ann", {JOURNAL: passes(reader, "walks/1", "walks/2")})
    git(group, "update-ref", "-d", "refs/heads/bob")
    screen = reader.run("--board")
    assert row(screen, "ann")[-2] == "4"
    assert "bob" not in screen


def test_more_people_than_lines(reader, group):
    for n in range(40):
        day = f"2026-02-{n % 28 + 1:02}"
        push(group, f"person-{n:02}", {JOURNAL: passes(reader, "walks/1", day=day)})
    screen = reader.run("--board")
    shown = [line for line in screen.lines if "person-" in line]
    assert "2026-02-28" in shown[0]
    assert f"… and {40 - len(shown)} more, who were active before" in screen
    assert len(screen.lines) <= 23 and len(shown) > 10
    assert max(map(width, screen.lines)) <= 80
    assert len(Table(page(reader)).rows) == 41


def test_all_projects_of_the_repository_fit(clone, group):
    git(clone.root, "init", "-q")
    git(clone.root, "remote", "add", "origin", str(group))
    whole = passes(clone, *clone.grid.projects)
    name = b'name = "Somebody whose name is rather long"'
    push(group, "a-branch-with-a-rather-long-name", {JOURNAL: whole, ME: name})
    for words in ((), ("--verify",)):
        screen = clone.run("--board", *words)
        assert max(map(width, screen.lines)) <= 80
        assert f"{clone.grid.n_koans}" in screen
    for project in clone.grid.projects:
        assert project[3:][:5] in screen


def test_an_empty_group_says_what_it_waits_for(reader, group):
    screen = reader.run("--board")
    assert screen.status == 0
    assert "Nobody has pushed a .koans/journal.jsonl yet." in screen


# Forks


@pytest.fixture
def forks(reader, group, tmp_path_factory):
    """Two people with a repository of their own each."""
    found = []
    for name in ("ann", "bob"):
        place = tmp_path_factory.mktemp(name) / "koans"
        git(place.parent, "init", "-q", "-b", "main", "koans")
        push(place, "main", {JOURNAL: passes(reader, "walks/1")})
        found.append(place)
    return found


def test_forks_that_are_remotes_are_all_shown(reader, group, forks):
    push(group, "cyd", {JOURNAL: passes(reader, "coins/1")})
    git(reader.root, "remote", "add", "ann", str(forks[0]))
    git(reader.root, "remote", "add", "bob", forks[1].as_uri())
    screen = reader.run("--board")
    for who in ("ann/main", "bob/main", "origin/cyd"):
        assert row(screen, who)
    screen = reader.run("--board", "bob")
    assert "1 person" in screen and row(screen, "main")


@pytest.mark.parametrize("form", [str, Path.as_uri, os.path.relpath])
def test_a_fork_without_a_name(reader, forks, form, monkeypatch):
    monkeypatch.chdir(reader.root)
    screen = reader.run(*(f"--board={form(fork)}" for fork in forks))
    assert "2 people" in screen
    assert screen.text.count("koans/main") == 2


def test_nothing_of_a_fork_is_run(reader, forks):
    """Not its conftest.py, though pytest runs one that it is given the path of."""
    harm = f"open({str(reader.root / 'harm')!r}, 'w')\n"
    for name in ("conftest.py", "sensei/__init__.py"):
        (forks[0] / name).parent.mkdir(exist_ok=True)
        (forks[0] / name).write_text(harm)
    (forks[0] / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    assert "1 person" in reader.run(f"--board={forks[0]}")
    assert not (reader.root / "harm").exists()


# The reader's own repository


def state(root):
    """All that git and a person would miss of a clone, but for what the board is to write."""
    refs = git(root, "for-each-ref", "--format=%(refname) %(objectname)").splitlines()
    kept = [ref for ref in refs if not ref.startswith("refs/koans/")]
    ours = {"objects", "refs", "packed-refs", ".koans", "site", "__pycache__"}
    files = {
        path: path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not ours & {*path.relative_to(root).parts}
    }
    return kept, files


def test_branches_tags_settings_and_files_are_as_they_were(reader, group):
    push(group, "main", {"README.md": b"hello"})
    push(group, "ann", {JOURNAL: passes(reader, "walks/1")})
    git(group, "tag", "v1", "ann")
    git(reader.root, "fetch", "-q", "origin")
    for name, value in (
        ("fetch.pruneTags", "true"),
        ("remote.origin.tagOpt", "--tags"),
        ("fetch.prune", "true"),
    ):
        git(reader.root, "config", name, value)
    git(reader.root, "update-ref", "refs/tags/mine", "refs/remotes/origin/ann")
    (reader.root / "draft.txt").write_text("mine")
    reader.run("--map")
    push(group, "ann", {JOURNAL: passes(reader, "walks/2")})
    push(group, "bob", {JOURNAL: passes(reader, "walks/1")})
    git(group, "tag", "v2", "bob")
    before = state(reader.root)
    assert "2 people" in reader.run("--board")
    assert state(reader.root) == before
    ours = git(reader.root, "for-each-ref", "--format=%(refname)", "refs/koans")
    assert len(ours.splitlines()) == 3


def test_a_clone_is_the_one_that_it_stands_in(reader, group):
    """Also where pytest is run by a hook of another repository."""
    push(group, "ann", {JOURNAL: passes(reader, "walks/1")})
    assert "1 person" in reader.run("--board", GIT_DIR=str(group), GIT_WORK_TREE="/tmp")


def test_no_hook_and_no_submodule(reader, group):
    modules = b'[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "touch harm"\n'
    files = {JOURNAL: passes(reader, "walks/1"), ".gitmodules": modules, "x": b""}
    push(group, "ann", files, {"x": SUBMODULE})
    git(reader.root, "config", "fetch.recurseSubmodules", "true")
    for name in ("reference-transaction", "post-checkout", "pre-auto-gc"):
        hook = reader.root / ".git" / "hooks" / name
        hook.write_text(f"#!/bin/sh\ntouch {reader.root}/harm\n")
        hook.chmod(0o755)
    assert "1 person" in reader.run("--board")
    assert not (reader.root / "harm").exists()


# Where something is missing


def test_what_was_fetched_before_is_shown_as_old(reader, group):
    push(group, "ann", {JOURNAL: passes(reader, "walks/1")})
    reader.run("--board")
    group.rename(group.with_name("away"))
    screen = reader.run("--board")
    assert screen.status == 0
    assert row(screen, "ann")[-2] == "2"
    today = datetime.now().date().isoformat()
    assert "origin could not be fetched" in screen
    assert f"old, as it was on {today}" in screen
    assert f"old, as it was on {today}" in " ".join(page(reader).split())


def test_nothing_was_ever_fetched(reader):
    gone = tempfile.mkdtemp(prefix="k")  # a short path, since the screen shows it
    git(reader.root, "remote", "set-url", "origin", gone)
    shutil.rmtree(gone)
    screen = reader.run("--board")
    assert screen.status == 4
    assert "Nothing was ever fetched from origin" in screen
    assert len(screen.lines) <= 3


def test_one_remote_that_fails_takes_nothing_from_the_others(reader, group):
    push(group, "ann", {JOURNAL: passes(reader, "walks/1")})
    git(reader.root, "remote", "add", "gone", "/nowhere/koans.git")
    screen = reader.run("--board")
    assert row(screen, "origin/ann")
    assert "gone could not be fetched" in screen and "and never was" in screen


def test_without_git_the_page_of_last_time_is_named(reader, group):
    screen = reader.run("--board", PATH="/nowhere")
    assert screen.status == 4
    assert "git was not found on this machine" in screen
    assert "board.html" not in screen
    push(group, "ann", {JOURNAL: passes(reader, "walks/1")})
    reader.run("--board")
    assert "page of last time is site/board.html" in reader.run(
        "--board", PATH="/nowhere"
    )


def test_without_a_clone_or_a_remote(tiny):
    screen = tiny.run("--board", GIT_CEILING_DIRECTORIES=str(tiny.root.parent))
    assert screen.status == 4
    assert "This folder is no clone" in screen
    git(tiny.root, "init", "-q")
    screen = tiny.run("--board")
    assert screen.status == 4
    assert "This clone has no remote" in screen
    screen = tiny.run("--board", "nobody")
    assert "nobody is no remote of this clone" in screen


@pytest.mark.parametrize("bad", ["ext::sh -c 'touch harm'", "--upload-pack=touch harm"])
def test_an_address_is_no_command(reader, bad):
    screen = reader.run(f"--board={bad}")
    assert screen.status == 4
    assert "is no remote of this clone" in screen
    git(reader.root, "remote", "add", "bad", "ext::sh -c 'touch harm'")
    assert "gone" not in reader.run("--board", "bad")
    assert not (reader.root / "harm").exists()


def test_a_remote_that_never_answers_is_given_up(reader, group):
    conftest = reader.root / "conftest.py"
    conftest.write_text(
        conftest.read_text() + "\nimport sensei.board.git as git\ngit.TIMEOUT = 2\n"
    )
    push(group, "ann", {JOURNAL: passes(reader, "walks/1")})
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"git://127.0.0.1:{server.getsockname()[1]}/koans.git"
        screen = reader.run("--board", "origin", f"--board={address}")
    assert "no answer within 2 seconds" in screen
    assert "ann" in screen
    running = subprocess.run(["ps", "-wweo", "args="], capture_output=True, text=True)
    assert address not in running.stdout
    assert not list(reader.root.rglob(".git/**/*.lock"))


class Locked(http.server.BaseHTTPRequestHandler):
    """A host that wants a password."""

    def do_GET(self):
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="koans"')
        self.end_headers()

    def log_message(self, *words):
        pass


@pytest.fixture
def locked():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Locked)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}/koans.git"
    server.shutdown()


def test_nobody_is_asked_for_a_password(reader, locked):
    """Even where a person sits at a terminal, and a helper would open a window."""
    helper = reader.root / "ask"
    helper.write_text(f"#!/bin/sh\ntouch {reader.root}/asked\n")
    helper.chmod(0o755)
    env = {"GIT_ASKPASS": str(helper), "SSH_ASKPASS": str(helper), "DISPLAY": ":9"}
    terminal = Terminal(
        sys.executable,
        ["-m", "pytest", f"--board=http://{locked}"],
        reader.root,
        env=env,
    )
    screen = terminal.wait("it wants a password, and nobody is asked for one")
    assert "Username" not in screen and "Traceback" not in screen
    terminal.close()
    assert not (reader.root / "asked").exists()


def test_a_password_in_an_address_is_not_shown(reader, locked):
    git(reader.root, "remote", "add", "theirs", f"http://me:secret@{locked}")
    git(reader.root, "remote", "remove", "origin")
    for words in (("--board",), (f"--board=http://me:secret@{locked}",)):
        assert "secret" not in reader.run(*words)


# Words that mean harm

CALL = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>"
STEERS = "\x1b[2J\x1b]0;x\x07\x9b31m\u202e\u2066\u200f\u200b\x00\r\n\u2028\ue000x"
DEEP = 60_000
NOW = datetime.now().astimezone()


def journals(clone):
    """Journals that somebody who means harm may push: {branch: bytes}."""
    one = clone.level("walks/1")
    key, koan = one.key, one.koans[0]
    good = lines(event(key, koan))
    return {
        "binary": bytes(range(256)) * 40,
        "deep-list": b"[" * DEEP + b"\n" + good,
        "deep-object": b'{"a":' * (DEEP // 5) + b"\n" + good,
        "huge-number": b'{"event": ' + b"9" * 60_000 + b"}\n" + good,
        "huge-exponent": b'{"event": "pass", "time": 1e99999, "koan": NaN}\n' + good,
        "wrong-types": lines(
            {"event": ["pass"]},
            event([key], koan),
            event(key, {"a": koan}),
            event(key, koan, time=3),
            event(None, None),
        )
        + good,
        "no-objects": b'null\n3\n"x"\n[]\n[{}]\ntrue\n' + good,
        "too-large": good * 60_000,
        "too-many-lines": b"{}\n" * 100_000,
        "one-long-line": b'{"event": "' + b"x" * 1_000_000 + b'"}\n' + good,
        "utf-16": good.decode().encode("utf-16") + b"\n" + good,
        "no-utf-8": b'{"event": "\xff\xfe"}\n\x80\x80\n' + good,
        "surrogates": b'{"event": "pass", "level": "\\ud800", "koan": "\\udfff"}\n'
        + good,
        "empty": b"",
        "first-day": lines(event(key, koan, "0001-01-01T00:00:00+14:00")),
        "last-day": lines(event(key, koan, "9999-12-31T23:59:59-14:00")),
        "tomorrow": lines(
            event(key, koan, (NOW + timedelta(days=30)).isoformat()),
        ),
        "steering": lines(event(key, koan, f"2026-03-01{STEERS}"), event(STEERS, CALL)),
        "many-koans": lines(*(event(key, f"test_{n}") for n in range(40_000))),
        "half-a-line": good + b'{"event": "pass", "level": "',
    }


NAMES = {
    "steers": STEERS + "Eve" + STEERS,
    "html": CALL,
    "template": "{{ config }}{% for x in y %}",
    "long": "x" * 5000,
    "marks": "e" + "\u0301" * 500,
    "wide": "芝" * 200,
    "right-to-left": "סמסם عربي",
    "quote": "'\"><b onmouseover=window.hacked=1>",
    "markup": "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\",
}
TABLES = {
    "not-toml": b"name = \x00",
    "a-number": b"name = 3",
    "a-table": b"[name]\nx = 1",
    "nested": b"name = " + b"[" * 8000,
    "dots": b"a" + b".a" * 4000 + b" = 1\nname = 'x'",
    "large": b"name = '" + b"x" * 200_000 + b"'",
    "number": b"x = " + b"9" * 8000 + b"\nname = 'x'",
}


@pytest.fixture
def hostile(reader, group):
    """A group with one good learner, and many who mean harm."""
    for name, data in journals(reader).items():
        push(group, name, {JOURNAL: data})
    mine = passes(reader, "walks/1")
    for name, text in NAMES.items():
        toml = f"name = {json.dumps(text)}".encode()
        push(group, f"name-{name}", {JOURNAL: mine, ME: toml})
    for name, data in TABLES.items():
        push(group, f"toml-{name}", {JOURNAL: mine, ME: data})
    push(group, "\u202eevil\u2066\u200b", {JOURNAL: mine})
    push(group, "<script>window.hacked=1</script>", {JOURNAL: mine})
    push(group, "{{7+7}}'\"&amp;", {JOURNAL: mine})
    push(group, "a-link", {JOURNAL: b"/etc/passwd"}, {JOURNAL: LINK})
    push(group, "a-submodule", {JOURNAL: b""}, {JOURNAL: SUBMODULE})
    push(group, "a-folder", {f"{JOURNAL}/x": mine})
    git(group, "update-ref", b"refs/heads/\xff\xfe".decode("utf-8", "surrogateescape"),
        "refs/heads/a-link")  # fmt: skip
    push(group, "good", {JOURNAL: passes(reader, "walks", "coins", day="2026-03-05")})
    return reader


def test_a_hostile_journal_spoils_only_its_own_row(hostile):
    screen = hostile.run("--board")
    assert screen.status == 0
    assert "Traceback" not in screen
    assert row(screen, "good") == ["good", "✓", "✓", "12", "2026-03-05"]
    rows = {r[0]: r for r in Table(page(hostile)).rows[1:]}
    for name in ("too-large", "too-many-lines"):
        assert rows[name][1] == "journal too large"
    for name in ("binary", "a-link"):
        assert rows[name][1] == "journal unreadable"
    for name in ("empty", "many-koans"):
        assert rows[name][1] == "0"
    for name in journals(hostile).keys() - {
        *("too-large", "too-many-lines", "binary", "empty", "many-koans")
    }:
        assert rows[name][1] == "1", name
    for name in ("first-day", "last-day", "tomorrow"):
        assert rows[name][3] == "–"
    for name in TABLES:
        assert told(hostile, f"toml-{name}")[1] == "2"
    assert not {"a-submodule", "a-folder"} & rows.keys()


def test_many_large_journals_take_nothing_from_the_small(reader, group):
    conftest = reader.root / "conftest.py"
    conftest.write_text(
        conftest.read_text() + "\nimport sensei.board.people as people\n"
        "people.MAX_BYTES = 100_000\n"
    )
    padding = b" " * 30_000 + b"\n"
    for n in range(6):
        data = passes(reader, "walks/1") + padding + b" " * n
        push(group, f"large-{n}", {JOURNAL: data})
    push(group, "ann", {JOURNAL: passes(reader, "walks")})
    screen = reader.run("--board")
    assert row(screen, "ann")[1] == "✓"
    assert screen.text.count("journal too large") == 3


def test_nothing_that_steers_a_terminal_reaches_it(hostile):
    """Each person alone on the board, so that nobody is left out for want of lines."""
    seen = set()
    names = [f"name-{name}" for name in NAMES] + ["\u202eevil\u2066\u200b", "steering"]
    refs = git(hostile.root, "ls-remote", "origin").splitlines()
    group = Path(git(hostile.root, "remote", "get-url", "origin").strip())
    for ref in (line.split("\t")[1] for line in refs if "refs/heads/" in line):
        if ref.removeprefix("refs/heads/") not in names:
            subprocess.run(["git", "-C", group, "update-ref", "-d", ref])
    for words in ((), ("--verify",), ("--color=yes",)):
        screen = hostile.run("--board", *words)
        seen |= {*re.sub(r"\x1b\[[0-9;]*m", "", screen.text)}
        plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in screen.lines]
        assert max(map(width, plain)) <= 80
        assert "Eve" in screen
    bad = {c for c in seen - {"\n"} if unicodedata.category(c)[0] == "C"}
    assert bad == set()
    assert not {c for c in page(hostile) if unicodedata.category(c) in ("Cf", "Co")}


def test_hostile_words_are_only_words_on_the_page(hostile, browser):
    hostile.run("--board")
    table = Table(page(hostile))
    assert not table.tags & {"script", "img", "iframe", "form", "object", "onerror"}
    assert not [name for name in table.tags if name.startswith("on")]
    for size in (360, 1280):
        tab = browser.new_page(viewport={"width": size, "height": 800})
        tab.goto((hostile.root / "site" / "board.html").as_uri())
        tab.evaluate(
            "['mouseover', 'load', 'error'].forEach(kind => "
            "document.querySelectorAll('*').forEach(e => "
            "e.dispatchEvent(new Event(kind))))"
        )
        assert tab.evaluate("window.hacked") is None
        assert tab.evaluate("document.documentElement.scrollWidth") <= size
        tab.close()


# What a CI has checked


def steps(name):
    """The shell of a job of the workflow, step by step."""
    text = WORKFLOW.read_text()
    job = re.split(r"^  (\w+):\n", text.partition("\njobs:\n")[2], flags=re.MULTILINE)
    job = dict(zip(job[1::2], job[2::2], strict=True))[name]
    found = re.findall(
        r"^ +(?:- )?run: (?:\|\n((?: {10}.*\n)+)|(.+)\n)", job + "\n", re.MULTILINE
    )
    return [re.sub(r"^ {10}", "", a, flags=re.MULTILINE) or b for a, b in found]


def shell(step, cwd, **env):
    """Run a step as the host does."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "GIT"))}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", step],
        cwd=cwd,
        env=kept | env | {"PATH": path},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Runner:
    """The host's runner, as far as the workflow's shell can tell."""

    def __init__(self, place, group, branch):
        self.place, self.branch = place, branch
        git(place.parent, "clone", "-q", "-b", branch, str(group), place.name)
        self.head = git(place, "rev-parse", "HEAD").strip()
        self.summary = place.parent / "summary.md"
        self.output = place.parent / "output"

    def run(self):
        given = {
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_SHA": self.head,
            "GITHUB_REF_NAME": self.branch,
            "GITHUB_RUN_ID": "4711",
        }
        mine, install, check = steps("koans")
        assert install == "pip install -q ."  # the environment of these tests has it
        shell(mine, self.place, **given)
        shell(check, self.place, **given)
        (record,) = steps("record")
        shell(record, self.place, **given)


@pytest.fixture
def learner(tmp_path_factory, zygote, group):
    """Somebody who did level 1, began level 3 of walks, and level 4 on borrowed code."""
    place = tmp_path_factory.mktemp("learner") / "koans"
    place.mkdir()
    clone = Clone(place, zygote, ROOT / "tests" / "tiny")
    one, four = clone.level("walks/1"), clone.level("walks/4")
    for level in (one, four):
        clone.run("--go", level.key)
        clone.save(level.shown(), fill_all(level.pristine, level))
        clone.run()
    shutil.copy(ROOT / ".gitignore", place)
    git(place, "init", "-q", "-b", "ann/lovelace")
    git(place, "remote", "add", "origin", str(group))
    send(clone)
    return clone


def send(clone):
    git(clone.root, "add", "-A")
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    git(clone.root, *who, "commit", "-q", "-m", "koans")
    git(clone.root, "push", "-q", "origin", "HEAD")


def test_the_workflow_tells_what_passes_and_the_board_reads_it(
    reader, group, learner, tmp_path_factory
):
    screen = reader.run("--board", "--verify")
    assert row(screen, "ann/lovelace")[-1] == "unchecked"
    runner = Runner(tmp_path_factory.mktemp("runner") / "work", group, "ann/lovelace")
    runner.run()
    assert "there=yes" in runner.output.read_text()
    n = len(learner.level("walks/1").koans) + len(learner.level("walks/4").koans)
    summary = runner.summary.read_text()
    assert f"## {n} of 12 koans pass" in summary
    assert "| project | 1 result | 2 practice | 3 numpy | 4 matrices |" in summary
    assert "| 01 walks | 2 of 2 ✓ |" in summary
    report = (runner.place / "passed" / "junit.xml").read_text()
    assert report.count("<testcase") == n and "<failure" not in report
    screen = reader.run("--board", "--verify")
    assert "as their CI checked them" in screen
    assert row(screen, "ann/lovelace")[-2:] == [str(n), "checked"]
    assert told(reader, "ann/lovelace")[4].strip() == "checked"
    assert "by their own journals" in reader.run("--board")


def test_a_later_commit_is_unchecked_and_its_counts_are_claims(
    reader, group, learner, tmp_path_factory
):
    Runner(tmp_path_factory.mktemp("runner") / "work", group, "ann/lovelace").run()
    (learner.root / "note.txt").write_text("later")
    send(learner)
    screen = reader.run("--board", "--verify")
    assert row(screen, "ann/lovelace")[-2:] == ["(4)", "unchecked"]
    assert "in brackets: by the journal" in screen
    assert told(reader, "ann/lovelace")[1] == "(4)"


def test_what_fails_in_the_ci_is_not_counted(reader, group, learner, tmp_path_factory):
    """Whatever the journal says; and the job does not fail for it."""
    one = learner.level("walks/1")
    learner.edit(one.shown(), "right == 2", "right == 3")
    send(learner)
    runner = Runner(tmp_path_factory.mktemp("runner") / "work", group, "ann/lovelace")
    runner.run()
    assert 'message="wrong"' in (runner.place / "passed" / "junit.xml").read_text()
    assert row(reader.run("--board"), "ann/lovelace")[-2] == "4"
    assert row(reader.run("--board", "--verify"), "ann/lovelace")[-2:] == [
        "3",
        "checked",
    ]
    assert "journal: 4" in told(reader, "ann/lovelace")[4]


def test_without_a_journal_the_workflow_has_nothing_to_do(tmp_path):
    given = {"GITHUB_OUTPUT": str(tmp_path / "output")}
    shell(steps("koans")[0], tmp_path, **given)
    assert not (tmp_path / "output").exists()


def record(group, branch, data, head=None):
    """Push what a CI would, or somebody who may push."""
    head = head or git(group, "rev-parse", f"refs/heads/{branch}").strip()
    push(group, "for-a-moment", {f"{head}.json": data})
    git(group, "update-ref", f"refs/koans/checked/{branch}", "refs/heads/for-a-moment")
    git(group, "update-ref", "-d", "refs/heads/for-a-moment")


def told_by_ci(clone, *words, run="4711"):
    passed = {lv.key: lv.koans for lv in map(clone.level, words)}
    return json.dumps({"schema": 1, "run": run, "passed": passed}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\x00",
        b"[" * 100_000,
        b'{"schema": 1}',
        b'{"schema": 1, "run": 3, "passed": {}}',
        b'{"schema": 1, "run": "1", "passed": []}',
        b'{"schema": 1, "run": "1", "passed": {"a": 3}}',
        b'{"schema": 1, "run": "1", "passed": {"a": [{}]}}',
        b'{"schema": 2, "run": "1", "passed": {}}',
        b'{"schema": 1, "run": "1", "passed": {"x": ["' + b"x" * 2_000_000 + b'"]}}',
    ],
)
def test_a_record_that_cannot_be_read_is_none(reader, group, data):
    push(group, "ann", {JOURNAL: passes(reader, "walks/1")})
    push(group, "bob", {JOURNAL: passes(reader, "walks/1")})
    record(group, "ann", data)
    record(group, "bob", told_by_ci(reader, "walks/1"))
    screen = reader.run("--board", "--verify")
    assert row(screen, "ann")[-1] == "unchecked"
    assert row(screen, "bob")[-1] == "checked"


def test_a_check_of_another_commit_does_not_count(reader, group):
    push(group, "ann", {JOURNAL: passes(reader, "walks/1")})
    record(group, "ann", told_by_ci(reader, "walks/1"), head="1" * 40)
    push(group, "bob", {JOURNAL: passes(reader, "walks/2")})
    head = git(group, "rev-parse", "bob").strip()
    push(group, "cyd", {JOURNAL: passes(reader, "walks/3")})
    record(group, "cyd", told_by_ci(reader, "walks/3"), head=head)
    screen = reader.run("--board", "--verify")
    for who in ("ann", "bob", "cyd"):
        assert row(screen, who)[-1] == "unchecked"


@pytest.mark.parametrize("run", ["4711", "../../evil", "javascript:x", "<b>", "٣"])
def test_a_check_leads_to_its_run(reader, group, run):
    """Of an address the host is the remote's; a record adds digits, or nothing."""
    push(group, "ann", {JOURNAL: passes(reader, "walks/1")})
    record(group, "ann", told_by_ci(reader, "walks/1", run=run))
    host = "git@host.example:group/koans.git"
    git(reader.root, "remote", "set-url", "origin", host)
    git(reader.root, "config", f"url.{group}.insteadOf", host)
    reader.run("--board", "--verify")
    links = [link for link in Table(page(reader)).links if "actions" in link]
    expected = ["https://host.example/group/koans/actions/runs/4711"]
    assert links == (expected if run == "4711" else [])


# In a browser


@pytest.mark.parametrize("size, scheme", [(360, "light"), (1280, "dark")])
@pytest.mark.parametrize("verify", [False, True])
def test_the_page_is_whole_in_a_browser(
    reader, group, browser, axe, scheme, size, verify
):
    push(group, "ann", {JOURNAL: passes(reader, "walks"), ME: b'name = "Ada"'})
    push(group, "bob", {JOURNAL: passes(reader, "walks/1")})
    push(group, "cyd", {JOURNAL: b"\x00\xff"})
    record(group, "ann", told_by_ci(reader, "walks/1"))
    git(reader.root, "remote", "add", "gone", "/nowhere/koans.git")
    reader.run("--board", *(["--verify"] if verify else []))
    address = (reader.root / "site" / "board.html").as_uri()
    view = {"viewport": {"width": size, "height": 800}, "color_scheme": scheme}
    strict = browser.new_context(**view)
    tab, said = strict.new_page(), []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("requestfailed", lambda request: said.append(request.url))
    tab.goto(address)
    tab.wait_for_load_state("networkidle")
    assert said == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= size
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "board"
    tab.evaluate("document.body.insertAdjacentHTML('beforeend', "
                 "'<img src=x onerror=window.hacked=1>')")  # fmt: skip
    tab.wait_for_timeout(200)
    assert tab.evaluate("window.hacked") is None
    strict.close()
    loose = browser.new_context(**view, bypass_csp=True)
    tab = loose.new_page()  # axe is a script, which the page itself forbids
    tab.goto(address)
    tab.evaluate(axe)
    found = tab.evaluate("axe.run().then(r => r.violations)")
    assert found == [], [(f["id"], f["nodes"][0]["html"]) for f in found]
    loose.close()


# Its weight


def test_no_scientific_library_is_imported(reader, group):
    push(group, "ann", {JOURNAL: passes(reader, "walks/1")})
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pytest", "--board"],
        cwd=reader.root,
        env=of_a_learner(),
        capture_output=True,
        text=True,
    )
    assert "ann" in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "sensei.board" in imported
    assert not imported & {"numpy", "scipy", "pandas", "sklearn", "matplotlib"}


def test_an_old_terminal_gets_plain_characters(reader, group):
    push(group, "ann", {JOURNAL: passes(reader, "walks", "coins")})
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--board"],
        cwd=reader.root,
        env=of_a_learner() | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
    )
    assert done.returncode == 0
    assert done.stdout.isascii() and b"ann" in done.stdout
