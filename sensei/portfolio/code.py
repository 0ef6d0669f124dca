"""The learner's functions, highlighted, each beside the koan that it was held against."""

import ast

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from sensei.text import reach, syntax

LIBRARIES = ("sklearn", "scipy", "numpy", "pandas")
LONGEST = 20_000  # characters of a function that are shown

_lexer, _formatter = PythonLexer(), HtmlFormatter(nowrap=True)


def highlighted(code):
    """Python code as HTML spans; what is longer than a page can hold is cut."""
    if len(code) > LONGEST:
        code = code[:LONGEST] + "\n# … cut here"
    return highlight(code, _lexer, _formatter)


def functions(level):
    """The learner's functions at a level, in order: [{"name", "says", "code", "koan",
    "stood_there"}]; code and koan are HTML, koan "" where it has no test of its own.

    stood_there: the library functions that its koan compares it with, by name. A file that
    Python cannot read has none.
    """
    try:
        text = syntax.Text(syntax.read(level.koan))
    except (OSError, SyntaxError, ValueError):
        return []
    defined, found = text.functions(), []
    for name in level.parts:
        if name not in defined:
            continue
        test = next((k for k in level.koans if _uses(text, k, name)), None)
        found.append(
            {
                "name": name,
                "says": _summary(defined[name]),
                "code": highlighted(_code(text, defined[name])),
                "koan": highlighted(_code(text, defined[test])) if test else "",
                "stood_there": _compared_with(text, defined[test]) if test else [],
            }
        )
    return found


def _uses(text, test, name):
    function = text.functions().get(test)
    return function is not None and name in reach.names_used(function)


def _summary(function):
    return (ast.get_docstring(function) or "").split("\n\n")[0].replace("\n", " ")


def _code(text, function):
    """A function as it stands, without its decorators."""
    return "".join(text.lines[function.lineno - 1 : function.end_lineno]).rstrip()


def _compared_with(text, test):
    """The names of library functions in a test, as it calls them: np.linalg.svd, PCA."""
    imported = {}
    for node in text.tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            if node.module.split(".")[0] in LIBRARIES:
                for alias in node.names:
                    imported[alias.asname or alias.name] = alias.name
    found, inner = [], set()
    for node in ast.walk(test):
        words = _dotted(node)
        if words is None or node in inner:
            continue
        inner |= {*ast.walk(node)} - {node}
        first, _, rest = words.partition(".")
        if first in imported:
            found.append(".".join(filter(None, [imported[first], rest])))
        elif words.startswith(("np.linalg.", "scipy.", "pd.")) or words in _NUMPYS:
            found.append(words)
    return sorted(dict.fromkeys(found))


def _dotted(node):
    """The text of a name with dots in it, such as np.linalg.svd; None for all else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return before and f"{before}.{node.attr}"
    return None


_NUMPYS = {
    f"np.{name}"
    for name in "cov corrcoef median quantile percentile argsort argpartition histogram "
    "bincount unique interp cumsum polyfit convolve average std var".split()
}
