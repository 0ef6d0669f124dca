"""What others pushed, read by git alone.

Branches are fetched into refs of our own, refs/koans/board/…, with git objects and nothing
else. No branch, tag, index or file of the reader's is touched, nothing is checked out, no
hook runs, no submodule is followed, and nobody is asked for a password.
"""

import hashlib
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sensei.board import git
from sensei.errors import CannotDo
from sensei.text.display import one_line

REFS = "refs/koans/board"
CHECKED_REFS = "refs/koans/checked"  # where a CI writes what passed
MAX_FETCHES = 8  # remotes that are fetched at the same time
MAX_COMPLAINT = 4096  # bytes that are read of what git says while it fetches
FETCH_COMMAND = (
    "fetch --quiet --no-tags --no-recurse-submodules --prune --no-prune-tags --refmap= "
    "--no-write-fetch-head --no-show-forced-updates --no-filter"
).split()
ADDRESS = re.compile(r"(?!.*::)(\w[\w+.-]*://.|[^/\s]+:.)")
HOSTED = re.compile(
    r"(?:https?://|ssh://|(?!.*://))(?:[^@/\s]*@)?([\w.-]+)(?::\d+(?=/))?[:/]"
    r"([\w.~-]+/[\w./~-]+?)(?:\.git)?/?"
)


@dataclass(frozen=True)
class Remote:
    """name: what it is called; address: where it is; fetch_from: what git is told."""

    name: str
    address: str
    fetch_from: str

    @property
    def refs(self) -> str:
        """Where its branches and checks are kept in the reader's clone."""
        return f"{REFS}/{hashlib.sha256(self.address.encode()).hexdigest()[:12]}"

    @property
    def page(self) -> str:
        """The address of its page at a host, or "" where its own address tells none."""
        hosted = ADDRESS.match(self.address) and HOSTED.fullmatch(self.address)
        return f"https://{hosted[1]}/{hosted[2]}" if hosted else ""


@dataclass(frozen=True)
class Branch:
    """name: in bytes, as git has it; head: its last commit."""

    remote: Remote
    name: bytes
    head: str


class Blob(NamedTuple):
    """The content of a file in git. name: of the git object; size: in bytes."""

    name: str
    size: int


class Repository:
    """The reader's clone. prefix: the folder of the koans in it, "" or "folder/"."""

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            prefix = git.output(root, "rev-parse", "--show-prefix")
        except git.GitError as error:
            says = f"This folder is no clone that git can read ({error})"
            raise CannotDo(f"{says}: get the koans with git clone.") from error
        self.prefix = prefix.decode().strip("\n")

    # which

    def remotes(self) -> list[Remote]:
        """Return all remotes of the clone, by name."""
        try:
            listed = git.output(
                self.root, "config", "-z", "--get-regexp", r"^remote\..*\.url$"
            )
        except git.GitError:
            return []
        remotes: dict[str, Remote] = {}
        for record in listed.decode("utf-8", "replace").split("\0")[:-1]:
            key, _, address = record.partition("\n")
            name = key.removeprefix("remote.").removesuffix(".url")
            remotes.setdefault(name, Remote(name, address, name))
        return [remotes[name] for name in sorted(remotes)]

    def chosen(self, words: Iterable[str], here: Path) -> list[Remote]:
        """Return the remotes that words mean: names, addresses, or paths from `here`.

        Without words, all remotes of the clone are meant.
        """
        known = {remote.name: remote for remote in self.remotes()}
        words = list(words)
        if not words and not known:
            raise CannotDo(
                "This clone has no remote: git remote add NAME ADDRESS names one, and "
                "pytest --board=ADDRESS shows one without a name."
            )
        remotes = [
            known[word] if word in known else _unnamed(word, here, known)
            for word in words or known
        ]
        return list(dict.fromkeys(remotes))

    # fetching

    def fetch(self, remotes: Iterable[Remote]) -> dict[Remote, str]:
        """Fetch from remotes, several at a time.

        Return "" for each remote, or why it could not be fetched.
        """
        waiting = list(remotes)
        running: dict[Remote, RunningFetch] = {}
        troubles: dict[Remote, str] = {}
        try:
            while waiting or running:
                while waiting and len(running) < MAX_FETCHES:
                    remote = waiting.pop(0)
                    running[remote] = RunningFetch(self.root, remote)
                for remote, fetch in [*running.items()]:
                    if fetch.is_over():
                        troubles[remote] = fetch.trouble()
                        del running[remote]
                time.sleep(0.01)
        finally:
            for fetch in running.values():
                fetch.end()
        return troubles

    # reading

    def branches(self, remote: Remote, limit: int) -> tuple[list[Branch], int]:
        """Return the branches that were fetched, and how many there are.

        The branches with the newest commits come first, and at most `limit` are returned.
        """
        form = "--format=%(objectname) %(refname)"
        start = f"{remote.refs}/heads/"
        listed = git.output(
            self.root, "for-each-ref", "--sort=-committerdate", form, start
        )
        branches = []
        for line in listed.splitlines()[:limit]:
            head, _, name = line.partition(b" ")
            name = name.removeprefix(start.encode())
            branches.append(Branch(remote, name, head.decode()))
        return branches, listed.count(b"\n")

    def checks(self, remote: Remote) -> dict[bytes, str]:
        """Return the commits that hold what a CI found, by the names of branches."""
        form, start = "--format=%(objectname) %(refname)", f"{remote.refs}/checked/"
        listed = git.output(self.root, "for-each-ref", form, start)
        rows = (line.partition(b" ") for line in listed.splitlines())
        return {
            name.removeprefix(start.encode()): commit.decode()
            for commit, _, name in rows
        }

    def files(self, names: list[str]) -> dict[str, Blob]:
        """Return the content of each of the names that is a file, such as COMMIT:PATH."""
        form = "--batch-check=%(objectname) %(objecttype) %(objectsize)"
        asked = "".join(f"{name}\n" for name in names).encode()
        answers = git.output(self.root, "cat-file", form, stdin=asked).splitlines()
        blobs = {}
        for name, answer in zip(names, answers, strict=True):
            parts = answer.rsplit(b" ", 2)
            if len(parts) == 3 and parts[1] == b"blob":
                blobs[name] = Blob(parts[0].decode(), int(parts[2]))
        return blobs

    def contents(self, objects: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the name of each git object with its content, one after another."""
        with subprocess.Popen(
            git.command(self.root, "cat-file", "--batch"),
            env=git.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            asking, answers = process.stdin, process.stdout
            if asking is None or answers is None:
                return
            for name in objects:
                asking.write(name.encode() + b"\n")
                asking.flush()
                answer = answers.readline().split()
                if len(answer) != 3:
                    return
                data = answers.read(int(answer[2]))
                answers.read(1)
                yield name, data


class RunningFetch:
    """One git fetch on its way, with all that it has started, in a session of its own."""

    def __init__(self, root: Path, remote: Remote) -> None:
        self.stderr = tempfile.TemporaryFile()
        self.deadline = time.monotonic() + git.TIMEOUT
        kinds = {"refs/heads": "heads", CHECKED_REFS: "checked"}
        wanted = [f"+{ref}/*:{remote.refs}/{kind}/*" for ref, kind in kinds.items()]
        self.process = subprocess.Popen(
            git.command(root, *FETCH_COMMAND, "--", remote.fetch_from, *wanted),
            env=git.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self.stderr,
            start_new_session=True,
        )
        self.timed_out = False

    def is_over(self) -> bool:
        """Return whether it has ended; one that takes too long is ended here."""
        if self.process.poll() is None and time.monotonic() > self.deadline:
            self.timed_out = True
            self.end()
        return self.process.poll() is not None

    def trouble(self) -> str:
        """Return why nothing came, in a few words, or "" if all is well."""
        size = self.stderr.seek(0, os.SEEK_END)
        self.stderr.seek(max(0, size - MAX_COMPLAINT))
        complaint = self.stderr.read()
        self.stderr.close()
        if self.timed_out:
            return f"no answer within {git.TIMEOUT} seconds"
        return git.reason(complaint) if self.process.returncode else ""

    def end(self) -> None:
        """End it so that git can clean up, and if it does not, at once."""
        for name in ("SIGTERM", "SIGKILL"):
            if self.process.poll() is not None:
                return
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, getattr(signal, name))
            else:
                self.process.kill()
            try:
                self.process.wait(2)
            except subprocess.TimeoutExpired:
                continue


def _unnamed(word: str, here: Path, known: dict[str, Remote]) -> Remote:
    """Return the remote at an address, or at a path from `here`."""
    path = os.path.join(here, word)
    if os.path.isdir(path):
        path = os.path.realpath(path)
        return Remote(_short(path), path, path)
    if ADDRESS.match(word):
        return Remote(_short(word), word, word)
    names = ", ".join(known) or "none"
    raise CannotDo(
        f"{one_line(word)} is no remote of this clone (there: {one_line(names, 200)}), no "
        "address and no folder."
    )


def _short(address: str) -> str:
    """Return an address or a path in a few characters, and without a password."""
    scheme, _, rest = address.rpartition("://")
    bare = rest.rpartition("@")[2].rstrip("/").removesuffix(".git")
    return "/".join(re.split("/" if scheme else "[:/]", bare)[-2:])
