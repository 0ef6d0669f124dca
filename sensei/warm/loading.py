"""What the warm process loads before it answers, and whether that is still what it would load
now."""

import gc
import importlib
import os
import signal
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from sensei.course.grid import Grid
from sensei.run.libraries import import_needed
from sensei.warm.snapshot import Snapshot
from sensei.warm.usual_calls import make_usual_calls

# how the names of variables begin that libraries read once, when they are imported
READ_AT_IMPORT = ("PYTHON", "PYTEST", "LC_", "LANG", "OMP_", "OPENBLAS_", "MKL_", "TZ")
TRIAL = 20  # seconds in which a trial of the libraries must have ended


class Origin:
    """The files and the part of an environment that a process loads what it holds from."""

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        engine = sorted((root / "sensei").rglob("*.py"))
        settings = [root / "pytest.ini", Path(sys.prefix) / "pyvenv.cfg"]
        self.files = Snapshot([*engine, *settings, *sys.path[1:]])
        self.environment = read_at_import(environment)

    def is_current(self, environment: Mapping[str, str]) -> bool:
        """Return whether a process that is started now would load the same."""
        return (
            not self.files.has_changed()
            and read_at_import(environment) == self.environment
        )


def read_at_import(environment: Mapping[str, str]) -> dict[str, str]:
    return {k: v for k, v in environment.items() if k.startswith(READ_AT_IMPORT)}


def load(root: Path) -> None:
    """Import all that a run may need, and have pytest run once on nothing. The garbage
    collector leaves alone what is held then, in every fork."""
    import_needed(root)
    make_usual_calls()  # imports what it uses: a fork would have to, each one again
    import matplotlib.figure

    importlib.import_module("sensei.plugin")  # by its name, as pytest does in a run
    Grid.at(root)
    with tempfile.TemporaryDirectory() as empty:
        words = ["-q", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
        pytest.main([*words, "--rootdir", empty, "-c", os.devnull, empty])
        figure = matplotlib.figure.Figure()
        figure.subplots().set_title("x")
        figure.savefig(os.path.join(empty, "x.png"))
    gc.collect()
    gc.freeze()


def can_calculate_in_a_fork() -> bool:
    """Return whether a fork can calculate with the libraries held: not so on every system."""
    process = os.fork()
    if process == 0:
        try:
            calculate()
            os._exit(0)
        finally:
            os._exit(1)
    end = time.monotonic() + TRIAL
    while time.monotonic() < end:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return status == 0
        time.sleep(0.005)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return False


def calculate() -> None:
    """Use the libraries as a koan may, their threads among them."""
    import numpy as np
    from sklearn.neighbors import KNeighborsClassifier

    X = np.random.default_rng(0).normal(size=(150, 64))
    np.linalg.svd(X.T @ X)
    KNeighborsClassifier().fit(X, X[:, 0] > 0).predict(X)
