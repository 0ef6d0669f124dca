"""Has heaps of koan files run by runner.py, in another process that works meanwhile."""

import json
import os
import signal
import subprocess
import sys

from sensei.course.journal import FOLDER
from sensei.portfolio.checked import PICTURES
from sensei.run.libraries import ONE_THREAD

MINUTES = 10  # that a run may take


class Heaps:
    """A process of runner.py. From the first it imports its libraries; then it runs what it
    is given, once."""

    def __init__(self, root):
        self.root, self.places = root, []
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

    def give(self, rows):
        """Have the koan files of rows of levels run, each row in a process of its own."""
        (self.root / FOLDER / PICTURES).mkdir(parents=True, exist_ok=True)
        stem = self.root / FOLDER / f"check-{self.process.pid}"
        self.places = [
            stem.with_name(f"{stem.name}-{n}.json") for n in range(len(rows))
        ]
        heaps = [
            [str(place), [level.shown() for level in row]]
            for place, row in zip(self.places, rows, strict=True)
        ]
        try:
            with self.process.stdin as told:
                told.write(json.dumps(heaps).encode())
        except BrokenPipeError:
            pass  # it has died; nothing comes of it

    def came(self):
        """What came of the levels, as checked.py has it, once all have run: by their keys.
        Those that were ended by something are not among them."""
        try:
            self.process.wait(timeout=60 * MINUTES)
        except subprocess.TimeoutExpired:
            pass
        finally:
            self.end()
        found = {}
        for place in self.places:
            found |= _read(place)
        return found

    def end(self):
        """Kill the process and those it started, unless it has ended."""
        self.process.stdin.close()
        if self.process.poll() is not None:
            return
        if hasattr(os, "killpg"):
            os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()
        self.process.wait()


def _read(place):
    try:
        return json.loads(place.read_text())
    except (OSError, ValueError):
        return {}
    finally:
        place.unlink(missing_ok=True)
