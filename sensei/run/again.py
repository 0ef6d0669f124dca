"""A test in the place of a koan, with the random numbers that the koan had."""

import inspect
import zlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from sensei.present import Presenter
from sensei.run.limits import limits

if TYPE_CHECKING:
    from numpy.random import Generator


def generator(seed: int, name: str) -> "Generator":
    """Return the random numbers that a test of a name has in a run with this seed."""
    import numpy as np

    return np.random.default_rng([seed, zlib.crc32(name.encode())])


class Again:
    """Runs tests as a koan was run.

    module: made of the koan file; name: of the koan; seed: of the run; root: the clone.
    """

    def __init__(self, module: ModuleType, name: str, seed: int, root: Path) -> None:
        self.module, self.name = module, name
        self.seed, self.root = seed, root

    def __call__(
        self, test: Callable[..., Any], named: str = "", seconds: float | None = None
    ) -> None:
        """Run test with the random numbers of the koan, or of a test that is named so.

        seconds: how long it may take; None for as long as a koan.
        """
        offered = {
            "rng": generator(self.seed, named or self.name),
            "present": Presenter(self.root),
        }
        arguments = inspect.signature(test).parameters
        with limits(seconds):
            test(**{name: offered[name] for name in arguments})
