"""What others pushed, read by git alone.

Branches are fetched into refs of our own, refs/koans/board/…, with git objects and nothing
else: no branch, tag, index or file of the reader's is touched, nothing is checked out, no
hook runs, no submodule is followed, nobody is asked for a password.
"""

import hashlib
import os
import re
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass

from sensei.errors import CannotDo
from sensei.text import display as foreign

REFS = "refs/koans/board"
SECONDS = 60  # that a remote may take
AT_ONCE = 8  # remotes that are fetched at the same time
CHECKED = (
    "refs/koans/checked"  # where a CI writes what passed, see sensei.board.classroom
)
LOCAL = (
    "GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_COMMON_DIR "
    "GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_NAMESPACE GIT_PREFIX GIT_SHALLOW_FILE "
    "SSH_ASKPASS"
).split()
WITHOUT_ASKING = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
PROTOCOLS = "file:git:http:https:ssh"
SETTINGS = (
    f"core.hooksPath={os.devnull}",
    "gc.auto=0",
    "maintenance.auto=false",
    "credential.interactive=false",
    "fetch.writeCommitGraph=false",
)
FETCH = (
    "fetch --quiet --no-tags --no-recurse-submodules --prune --no-prune-tags --refmap= "
    "--no-write-fetch-head --no-show-forced-updates --no-filter"
).split()
ADDRESS = re.compile(r"(?!.*::)(\w[\w+.-]*://.|[^/\s]+:.)")
HOSTED = re.compile(
    r"(?:https?://|ssh://|(?!.*://))(?:[^@/\s]*@)?([\w.-]+)(?::\d+(?=/))?[:/]"
    r"([\w.~-]+/[\w./~-]+?)(?:\.git)?/?"
)


class Refused(CannotDo):
    """git did not do what it was asked; says its reason."""


@dataclass(frozen=True)
class Remote:
    """name: what it is called; address: where it is; asked: what git is to fetch from."""

    name: str
    address: str
    asked: str

    @property
    def refs(self):
        return f"{REFS}/{hashlib.sha256(self.address.encode()).hexdigest()[:12]}"

    @property
    def page(self):
        """The address of its page at a host, or "" where none follows from its own."""
        found = ADDRESS.match(self.address) and HOSTED.fullmatch(self.address)
        return f"https://{found[1]}/{found[2]}" if found else ""


@dataclass(frozen=True)
class Branch:
    """remote: a Remote; name: in bytes, as git has it; head: its commit."""

    remote: Remote
    name: bytes
    head: str


class Repository:
    """The reader's clone. prefix: the folder of the koans in it, "" or "folder/"."""

    def __init__(self, root):
        self.root = root
        try:
            self.prefix = self._say("rev-parse", "--show-prefix").decode().strip("\n")
        except Refused as error:
            says = f"This folder is no clone that git can read ({error})"
            raise CannotDo(f"{says}: get the koans with git clone.") from error

    # which

    def remotes(self):
        """All remotes of the clone, by name."""
        try:
            listed = self._say("config", "-z", "--get-regexp", r"^remote\..*\.url$")
        except Refused:
            return []
        found = {}
        for record in listed.decode("utf-8", "replace").split("\0")[:-1]:
            key, _, address = record.partition("\n")
            name = key.removeprefix("remote.").removesuffix(".url")
            found.setdefault(name, Remote(name, address, name))
        return [found[name] for name in sorted(found)]

    def chosen(self, words, here):
        """The remotes that words mean: names, addresses, or paths from the folder here."""
        known = {remote.name: remote for remote in self.remotes()}
        if not words and not known:
            raise CannotDo(
                "This clone has no remote: git remote add NAME ADDRESS names one, and "
                "pytest --board=ADDRESS shows one without a name."
            )
        found = []
        for word in words or known:
            path = os.path.join(here, word)
            if word in known:
                found.append(known[word])
            elif os.path.isdir(path):
                path = os.path.realpath(path)
                found.append(Remote(_short(path), path, path))
            elif ADDRESS.match(word):
                found.append(Remote(_short(word), word, word))
            else:
                names = ", ".join(known) or "none"
                raise CannotDo(
                    f"{foreign.plain(word)} is no remote of this clone (there: "
                    f"{foreign.plain(names, 200)}), no address and no folder."
                )
        return list(dict.fromkeys(found))

    # fetching

    def fetch(self, remotes):
        """Fetch from remotes, several at a time: {remote: "", or why it could not be done}."""
        waiting, running, came = list(remotes), {}, {}
        try:
            while waiting or running:
                while waiting and len(running) < AT_ONCE:
                    remote = waiting.pop(0)
                    running[remote] = Fetching(self, remote)
                for remote, fetching in [*running.items()]:
                    if fetching.is_over():
                        came[remote] = fetching.trouble()
                        del running[remote]
                time.sleep(0.01)
        finally:
            for fetching in running.values():
                fetching.end()
        return came

    # reading

    def branches(self, remote, most):
        """The branches that were fetched, those of the newest commits first; at most so
        many, and how many there are."""
        form = "--format=%(objectname) %(refname)"
        listed = self._say(
            "for-each-ref", "--sort=-committerdate", form, f"{remote.refs}/heads/"
        )
        found, start = [], f"{remote.refs}/heads/".encode()
        for line in listed.splitlines()[:most]:
            head, _, name = line.partition(b" ")
            found.append(Branch(remote, name.removeprefix(start), head.decode()))
        return found, listed.count(b"\n")

    def checks(self, remote):
        """The commits that hold what a CI found, by the branch's name in bytes."""
        form, start = "--format=%(objectname) %(refname)", f"{remote.refs}/checked/"
        listed = self._say("for-each-ref", form, start)
        rows = (line.partition(b" ") for line in listed.splitlines())
        return {n.removeprefix(start.encode()): h.decode() for h, _, n in rows}

    def files(self, names):
        """Which of names, such as COMMIT:PATH, are files: {name: (object, bytes)}."""
        form = "--batch-check=%(objectname) %(objecttype) %(objectsize)"
        asked = "".join(f"{name}\n" for name in names).encode()
        answers = self._say("cat-file", form, given=asked).splitlines()
        found = {}
        for name, answer in zip(names, answers, strict=True):
            words = answer.rsplit(b" ", 2)
            if len(words) == 3 and words[1] == b"blob":
                found[name] = words[0].decode(), int(words[2])
        return found

    def contents(self, objects):
        """Yields each object with its content, read one after another."""
        with subprocess.Popen(
            self._command("cat-file", "--batch"),
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            for one in objects:
                process.stdin.write(one.encode() + b"\n")
                process.stdin.flush()
                answer = process.stdout.readline().split()
                if len(answer) != 3:
                    return
                data = process.stdout.read(int(answer[2]))
                process.stdout.read(1)
                yield one, data

    def _command(self, *words):
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        return ["git", "-C", str(self.root), *settings, *words]

    def _say(self, *words, given=b""):
        """What a git command that asks nobody else prints."""
        try:
            done = subprocess.run(
                self._command(*words),
                env=_environment(),
                input=given,
                capture_output=True,
                timeout=SECONDS,
            )
        except FileNotFoundError as error:
            says = "git was not found on this machine: install it, and try again."
            raise CannotDo(says) from error
        except subprocess.TimeoutExpired as error:
            raise Refused(f"git {words[0]} took more than {SECONDS} seconds") from error
        if done.returncode:
            raise Refused(reason(done.stderr))
        return done.stdout


class Fetching:
    """One git fetch on its way, with all that it has started, in a session of its own."""

    def __init__(self, repository, remote):
        self.said, self.until = tempfile.TemporaryFile(), time.monotonic() + SECONDS
        kinds = {"refs/heads": "heads", CHECKED: "checked"}
        wanted = [f"+{ref}/*:{remote.refs}/{kind}/*" for ref, kind in kinds.items()]
        self.process = subprocess.Popen(
            repository._command(*FETCH, "--", remote.asked, *wanted),
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self.said,
            start_new_session=True,
        )
        self.late = False

    def is_over(self):
        if self.process.poll() is None and time.monotonic() > self.until:
            self.late = True
            self.end()
        return self.process.poll() is not None

    def trouble(self):
        """Why nothing came, in a few words; "" if all is well."""
        self.said.seek(max(0, self.said.seek(0, os.SEEK_END) - 4096))
        last = self.said.read()
        self.said.close()
        if self.late:
            return f"no answer within {SECONDS} seconds"
        return reason(last) if self.process.returncode else ""

    def end(self):
        """End it as git can clean up after, and if it does not, at once."""
        for sign in ("SIGTERM", "SIGKILL"):
            if self.process.poll() is not None:
                return
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, getattr(signal, sign))
            else:
                self.process.kill()
            try:
                self.process.wait(2)
            except subprocess.TimeoutExpired:
                continue


def _environment():
    kept = {name: value for name, value in os.environ.items() if name not in LOCAL}
    return {"GIT_ALLOW_PROTOCOL": PROTOCOLS} | kept | WITHOUT_ASKING


def reason(said):
    """What git complains of, in a few words, without passwords."""
    if b"terminal prompts disabled" in said:
        return "it wants a password, and nobody is asked for one here"
    if b"promisor" in said:
        return "this clone was made with --filter and lacks files: clone it whole"
    lines = said.decode("utf-8", "replace").splitlines()
    fatal = [line for line in lines if line.startswith(("fatal:", "error:"))]
    text = (fatal or lines or ["git says nothing"])[0]
    text = re.sub(r"unable to access '.*?': ", "", text.partition(": ")[2] or text)
    text = re.sub(r"//[^@/\s']*@", "//", text)
    return foreign.plain(text, 120).rstrip(".")


def _short(address):
    """An address or a path in a few characters, and without a password."""
    scheme, _, rest = address.rpartition("://")
    bare = rest.rpartition("@")[2].rstrip("/").removesuffix(".git")
    return "/".join(re.split("/" if scheme else "[:/]", bare)[-2:])
