"""Has batches of koan files run by runner.py, in another process that works meanwhile."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, cast

from sensei.course.grid import Level
from sensei.course.journal import FOLDER
from sensei.portfolio.outcome_plugin import PICTURES
from sensei.portfolio.outcomes import LevelOutcome
from sensei.run.libraries import ONE_THREAD

TIMEOUT = 600  # seconds that a run may take


class BatchRunner:
    """A process of runner.py. It imports its libraries at once, then runs one list of batches.

    A batch is a list of levels whose koan files run together in one process.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.outcome_files: list[Path] = []
        env = os.environ | dict.fromkeys(ONE_THREAD, "1")
        env.pop("PYTEST_ADDOPTS", None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sensei.portfolio.runner"],
            cwd=root,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.stdin = cast(IO[bytes], self.process.stdin)  # a pipe, so it is there

    def start(self, batches: list[list[Level]]) -> None:
        """Have batches run, each in a process of its own."""
        (self.root / FOLDER / PICTURES).mkdir(parents=True, exist_ok=True)
        stem = f"check-{self.process.pid}"
        self.outcome_files = [
            self.root / FOLDER / f"{stem}-{n}.json" for n in range(len(batches))
        ]
        request = [
            [str(file), [level.shown() for level in batch]]
            for file, batch in zip(self.outcome_files, batches, strict=True)
        ]
        try:
            with self.stdin:
                self.stdin.write(json.dumps(request).encode())
        except BrokenPipeError:
            pass  # the process has died; there will be no outcomes

    def outcomes(self) -> dict[str, LevelOutcome]:
        """Return the outcomes by the keys of levels, once all batches have run.

        Levels whose process was ended by something are not among them.
        """
        try:
            self.process.wait(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            pass
        finally:
            self.stop()
        outcomes: dict[str, LevelOutcome] = {}
        for file in self.outcome_files:
            outcomes |= _read_and_remove(file)
        return outcomes

    def stop(self) -> None:
        """Kill the process and those it started, unless it has ended."""
        self.stdin.close()
        if self.process.poll() is not None:
            return
        if hasattr(os, "killpg"):
            os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()
        self.process.wait()


def _read_and_remove(file: Path) -> dict[str, LevelOutcome]:
    try:
        outcomes: dict[str, LevelOutcome] = json.loads(file.read_text())
        return outcomes
    except (OSError, ValueError):
        return {}
    finally:
        file.unlink(missing_ok=True)
