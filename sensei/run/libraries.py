"""Which library modules the levels import, so that a process can import them before it forks
a run."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

LIBRARIES = ("numpy", "pandas", "scipy", "sklearn", "matplotlib")
ALWAYS = ("numpy", "pandas", "matplotlib.figure", "matplotlib.backends.backend_agg")
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # where "1"
AUTHORED = ("*/*.py", "*/proof/*.py")  # lessons and proofs, in solutions/
IMPORT = re.compile(
    r"^(?:from|import) +([\w.]+)(?: +import +(?:\(([^)]*)\)|([^\n(]+)))?", re.MULTILINE
)


def import_needed(root: Path) -> None:
    """Import what the levels import."""
    for name in sorted(needed_modules(root)):
        try:
            importlib.import_module(name)
        except ImportError:  # a function, or not on this version
            continue


def needed_modules(root: Path) -> set[str]:
    """Return the names of the library modules that lessons and proofs import, read from
    their text. What is imported from a module may be one itself, so its name is among them."""
    names = set(ALWAYS)
    for pattern in AUTHORED:
        for path in (root / "solutions").glob(pattern):
            names.update(imported_names(path.read_text("utf-8", "replace")))
    return {name for name in names if name.split(".")[0] in LIBRARIES}


def imported_names(text: str) -> Iterator[str]:
    """Yield each module that a text imports, and each name that it imports from one."""
    for module, in_brackets, in_line in IMPORT.findall(text):
        yield module
        for member in without_comments(in_brackets or in_line).split(","):
            if words := member.split():  # the name, and perhaps: as another one
                yield f"{module}.{words[0]}"


def without_comments(text: str) -> str:
    return re.sub(r"#.*", "", text)
