"""A real ptw in a real pseudo-terminal, and the screen a person would see in it."""

import signal
import sys
import time
from pathlib import Path

import pexpect
import pyte

from tests.clone import of_a_learner

COLUMNS, LINES = 80, 24


class Terminal:
    """Runs a command in a pseudo-terminal and keeps its screen."""

    def __init__(self, command, args, cwd, columns=COLUMNS, lines=LINES, env=None):
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        kept = of_a_learner() | {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
        kept |= env or {}
        self.process = pexpect.spawn(
            command,
            args,
            cwd=str(cwd),
            dimensions=(lines, columns),
            env={k: v for k, v in kept.items() if v is not None},
            timeout=60,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    @property
    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display).strip("\n")

    def read(self):
        """Take in what has been printed since; whether there was anything."""
        try:
            data = self.process.read_nonblocking(65536, timeout=0.05)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += data
        self.stream.feed(data)
        return True

    def wait(self, *words, seconds=60):
        """Wait until all the words stand on the screen; the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read()
            flat = " ".join(self.text.split())
            if all(word in self.text or word in flat for word in words):
                return self.text
        raise AssertionError(f"{words} did not appear within {seconds} s:\n{self.text}")

    def close(self):
        if self.process.closed:
            return
        self.process.sendintr()
        deadline = time.monotonic() + 10
        while self.process.isalive() and time.monotonic() < deadline:
            self.read()
        self.process.close(force=True)


def ptw(cwd, **options):
    """ptw of the environment that runs this, as a learner starts it."""
    return Terminal(str(Path(sys.executable).parent / "ptw"), [], cwd, **options)
