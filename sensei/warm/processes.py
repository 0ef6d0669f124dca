"""Other processes: whether one goes on, and the end of one with all that it started."""

import os
import signal
from pathlib import Path


def is_alive(process: int) -> bool:
    """Return whether a process goes on. One that has ended does not, even if nobody has
    asked how it ended."""
    try:
        os.kill(process, 0)
        status = Path(f"/proc/{process}/stat").read_text()
    except ProcessLookupError:
        return False
    except OSError:  # another user's, or a system that does not tell
        return True
    state = status.rpartition(")")[2].split()[0]
    return state != "Z"


def kill_group(process: int) -> None:
    """Kill a run and all that it started."""
    try:
        os.killpg(process, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
