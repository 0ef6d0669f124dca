"""Which koan rejects which mistake: python -m author.check solutions/01_iris/level_3_numpy.py

Quick, in one process, while a level is being written; the proof is tests/test_proof.py. Each
test runs five times with fresh random numbers, and once with each mistake in place of the
function it is of.
"""

import importlib
import inspect
import sys
import time
from pathlib import Path

import numpy as np

TIMES = 5
SLOW = 0.2  # seconds


def run(module, name):
    function = getattr(module, name)
    offered = {"rng": np.random.default_rng(), "present": lambda *a, **k: None}
    function(**{k: offered[k] for k in inspect.signature(function).parameters})


def check(path):
    """Print what is missing from a solution, and what rejects each of its mistakes."""
    module = importlib.import_module(".".join(Path(path).with_suffix("").parts))
    own = {
        name: value
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__
    }
    tests = [name for name in own if name.startswith("test")]
    yours = [name for name, value in own.items() if hasattr(value, "is_yours")]
    mistakes = [value for value in own.values() if hasattr(value, "mistake_of")]
    print(f"{path}: {len(tests)} koans, {len(yours)} yours, {len(mistakes)} mistakes")
    for test in tests:
        start = time.perf_counter()
        for _ in range(TIMES):
            run(module, test)
        seconds = (time.perf_counter() - start) / TIMES
        if seconds > SLOW:
            print(f"  slow: {test}, {seconds:.2f} s")
    for name in yours:
        if len(getattr(own[name], "hints", ())) < 3:
            print(f"  fewer than three hints: {name}")
        if name not in [mistake.mistake_of for mistake in mistakes]:
            print(f"  no mistake: {name}")
    for mistake in mistakes:
        if mistake.mistake_of in yours:
            print(f"  {mistake.__name__}: {rejected(module, tests, mistake)}")


def rejected(module, tests, mistake):
    """Which test rejects a mistake, and how."""
    original = getattr(module, mistake.mistake_of)
    setattr(module, mistake.mistake_of, mistake)
    try:
        for test in tests:
            try:
                run(module, test)
            except AssertionError:
                return f"rejected by {test}"
            except BaseException as error:
                return f"NOT BY AN ASSERTION in {test}: {error!r}"
        return "ACCEPTED"
    finally:
        setattr(module, mistake.mistake_of, original)


if __name__ == "__main__":
    for path in sys.argv[1:]:
        check(path)
