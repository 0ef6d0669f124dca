"""git, run so that it asks nobody for anything and works in the clone that it is told."""

import os
import re
import subprocess
from pathlib import Path

from sensei.errors import CannotDo
from sensei.text.display import one_line

TIMEOUT = 60  # seconds that a command or a remote may take
MAX_REASON = 120  # characters of what git complains of
LOCAL_VARIABLES = (
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


class GitError(CannotDo):
    """git did not do what it was asked; the message is its reason."""


def output(root: Path, *words: str, stdin: bytes = b"") -> bytes:
    """Return what a git command prints in the clone at `root`."""
    try:
        done = subprocess.run(
            command(root, *words),
            env=environment(),
            input=stdin,
            capture_output=True,
            timeout=TIMEOUT,
        )
    except FileNotFoundError as error:
        says = "git was not found on this machine: install it, and try again."
        raise CannotDo(says) from error
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git {words[0]} took more than {TIMEOUT} seconds") from error
    if done.returncode:
        raise GitError(reason(done.stderr))
    return done.stdout


def command(root: Path, *words: str) -> list[str]:
    """Return the command line of a git command in the clone at `root`."""
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    return ["git", "-C", str(root), *settings, *words]


def environment() -> dict[str, str]:
    """Return the environment in which git asks nobody, and works where it is told."""
    kept = {k: v for k, v in os.environ.items() if k not in LOCAL_VARIABLES}
    return {"GIT_ALLOW_PROTOCOL": PROTOCOLS} | kept | WITHOUT_ASKING


def reason(complaint: bytes) -> str:
    """Return what git complains of, in a few words and without passwords."""
    if b"terminal prompts disabled" in complaint:
        return "it wants a password, and nobody is asked for one here"
    if b"promisor" in complaint:
        return "this clone was made with --filter and lacks files: clone it whole"
    lines = complaint.decode("utf-8", "replace").splitlines()
    errors = [line for line in lines if line.startswith(("fatal:", "error:"))]
    text = (errors or lines or ["git says nothing"])[0]
    text = re.sub(r"unable to access '.*?': ", "", text.partition(": ")[2] or text)
    text = re.sub(r"//[^@/\s']*@", "//", text)
    return one_line(text, MAX_REASON).rstrip(".")
