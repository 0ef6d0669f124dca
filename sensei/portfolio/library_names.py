"""Which functions of a library a test compares the learner's with."""

import ast
from collections.abc import Iterable

LIBRARIES = ("sklearn", "scipy", "numpy", "pandas")
PREFIXES = ("np.linalg.", "scipy.", "pd.")
NUMPY_FUNCTIONS = {
    f"np.{name}"
    for name in "cov corrcoef median quantile percentile argsort argpartition histogram "
    "bincount unique interp cumsum polyfit convolve average std var".split()
}


def library_names(test: ast.FunctionDef, imports: Iterable[ast.stmt]) -> list[str]:
    """Return the names of library functions in a test: np.linalg.svd, PCA.

    imports: the statements of the modules whose names the test uses.
    """
    imported = _imported(imports)
    names: list[str] = []
    inner: set[ast.AST] = set()
    for node in ast.walk(test):
        dotted = _dotted(node)
        if dotted is None or node in inner:
            continue
        inner |= {*ast.walk(node)} - {node}
        first, _, rest = dotted.partition(".")
        if first in imported:
            names.append(".".join(filter(None, [imported[first], rest])))
        elif dotted.startswith(PREFIXES) or dotted in NUMPY_FUNCTIONS:
            names.append(dotted)
    return sorted(dict.fromkeys(names))


def _imported(statements: Iterable[ast.stmt]) -> dict[str, str]:
    """Return what is imported from the libraries: its own name, by the name it gets here."""
    return {
        alias.asname or alias.name: alias.name
        for node in statements
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
        if node.module.split(".")[0] in LIBRARIES
        for alias in node.names
    }


def _dotted(node: ast.AST) -> str | None:
    """Return the text of a name with dots in it, such as np.linalg.svd; else None."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return before and f"{before}.{node.attr}"
    return None
