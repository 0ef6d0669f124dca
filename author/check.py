"""Which mistakes of a solution are rejected: python -m author.check solutions/01_iris/level_3_numpy.py ..."""

import importlib
import inspect
import sys
import time
from pathlib import Path

import numpy as np


def run(module, name):
    function = getattr(module, name)
    wanted = inspect.signature(function).parameters
    offered = {"rng": np.random.default_rng(), "present": lambda *a, **k: None}
    function(**{k: offered[k] for k in wanted})


def check(path):
    path = Path(path)
    module = importlib.import_module(".".join(path.with_suffix("").parts))
    tests = [n for n in vars(module) if n.startswith("test_")]
    for test in tests:
        for _ in range(5):
            start = time.perf_counter()
            run(module, test)
        seconds = time.perf_counter() - start
        if seconds > 0.2:
            print(f"  {test}: {seconds:.2f} s")
    yours = [
        n
        for n, v in vars(module).items()
        if getattr(v, "is_yours", False) and v.__module__ == module.__name__
    ]
    mistakes = [v for v in vars(module).values() if hasattr(v, "mistake_of")]
    print(path, len(tests), "koans", len(yours), "yours", len(mistakes), "mistakes")
    for name in yours:
        function = getattr(module, name)
        if len(getattr(function, "hints", ())) < 3:
            print("  fewer than three hints:", name)
        if name not in [m.mistake_of for m in mistakes]:
            print("  no mistake:", name)
    for m in mistakes:
        if m.mistake_of not in yours:
            continue
        original = getattr(module, m.mistake_of)
        setattr(module, m.mistake_of, m)
        for test in tests:
            try:
                run(module, test)
            except BaseException as error:
                print(f"  {m.__name__}: rejected by {test} ({type(error).__name__})")
                if not isinstance(error, AssertionError):
                    print("     NOT BY AN ASSERTION:", error)
                break
        else:
            print("  ACCEPTED:", m.__name__)
        setattr(module, m.mistake_of, original)


if __name__ == "__main__":
    for path in sys.argv[1:]:
        check(path)
