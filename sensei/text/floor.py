"""What a learner's functions may lean on at each level: one table."""

import ast
import functools
from dataclasses import dataclass

from sensei.text import reach, syntax

NUMPY_STATISTICS = ("numpy.cov", "numpy.corrcoef", "numpy.polyfit")
WORKED_OUT = (
    "covariance, correlation and fitted lines are worked out here, from means, sums and "
    "products"
)
SMALL_LINALG = tuple(
    f"numpy.linalg.{name}"
    for name in ("solve", "inv", "eigh", "norm", "det", "LinAlgError")
)


@dataclass(frozen=True)
class Floor:
    """forbidden: dotted names; what begins with one may not be used, but for allowed."""

    forbidden: tuple[str, ...]
    allowed: tuple[str, ...]
    says: str


FLOORS = {
    3: Floor(("sklearn",), (), "NumPy and SciPy carry this level, not scikit-learn"),
    4: Floor(
        ("sklearn", "scipy", "numpy.linalg", *NUMPY_STATISTICS),
        SMALL_LINALG,
        "arrays, @ and broadcasting carry this level; of np.linalg only solve, inv, eigh, "
        "norm and det",
    ),
    5: Floor(
        ("sklearn", "scipy", "numpy", "pandas", "statistics"),
        (),
        "Python numbers, lists and math carry this level",
    ),
    6: Floor(
        ("sklearn", "scipy", "numpy.linalg", *NUMPY_STATISTICS),
        (),
        "arrays and your own code carry this level; no np.linalg, no SciPy",
    ),
    7: Floor(
        ("sklearn", "scipy", "numpy.linalg", *NUMPY_STATISTICS),
        (),
        "arrays and your own code carry this level; no np.linalg, no SciPy",
    ),
}


@dataclass(frozen=True)
class Lean:
    """A use of something that lies under the floor."""

    function: str
    line: int
    name: str
    says: str


def leaning(text: str, given: set[str], test: str, level_number: int) -> Lean | None:
    """Return the first use, in the learner's functions that test reaches, of what the floor
    of a level forbids; None where all is well.

    given: the names of functions that the koan file brings and the learner does not write.
    """
    floor = FLOORS.get(level_number)
    if floor is None:
        return None
    tree = syntax.parse(text)
    functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
    modules = _imported_by_module(tree)
    for name in reach.reached(tree, test):
        if name in given:
            continue
        local = modules | _imported(functions[name])
        for node in ast.walk(functions[name]):
            dotted = _named_by(node, local)
            if not dotted or not _is_forbidden(dotted, floor):
                continue
            if not _is_whole_package(node, functions[name]):
                return Lean(name, _line(node), dotted, _why(dotted, floor))
    return None


def _is_forbidden(dotted: str, floor: Floor) -> bool:
    return _under(dotted, floor.forbidden) and not _under(dotted, floor.allowed)


def _why(dotted: str, floor: Floor) -> str:
    """The sentence for a name that the floor forbids."""
    of_statistics = _under(dotted, NUMPY_STATISTICS)
    return (
        WORKED_OUT if of_statistics and "numpy" not in floor.forbidden else floor.says
    )


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 1)


def _imported_by_module(tree: ast.Module) -> dict[str, str]:
    names: dict[str, str] = {}
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef):
            names |= _imported(node)
    return names


@functools.lru_cache(maxsize=1024)
def _imported(tree: ast.stmt) -> dict[str, str]:
    """The names that imports bind, with the dotted names of what they stand for."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                target = alias.name if alias.asname else alias.name.split(".")[0]
                names[alias.asname or target] = target
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def _named_by(node: ast.AST, modules: dict[str, str]) -> str | None:
    """The dotted name of what a node imports or uses, or None."""
    if isinstance(node, ast.ImportFrom):
        imports = node.module and not node.level
        return f"{node.module}.{node.names[0].name}" if imports else None
    if isinstance(node, ast.Import):
        return node.names[0].name
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name) and node.id in modules:
        return ".".join([modules[node.id], *reversed(parts)])
    return None


def _is_whole_package(node: ast.AST, function: ast.FunctionDef) -> bool:
    """Whether node is only the beginning of a longer name, as np.linalg in np.linalg.inv."""
    return any(
        isinstance(parent, ast.Attribute) and parent.value is node
        for parent in ast.walk(function)
    )


def _under(dotted: str, names: tuple[str, ...]) -> bool:
    return any(dotted == name or dotted.startswith(name + ".") for name in names)
