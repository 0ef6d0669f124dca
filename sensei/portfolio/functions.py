"""The learner's functions, highlighted, each beside the koan and the checks it was held to."""

import ast
from dataclasses import dataclass

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from sensei.course.grid import Level
from sensei.portfolio.library_names import library_names
from sensei.run.proof import Proof, proof_of
from sensei.screen.terminal import title
from sensei.text import reach, syntax, terms

MAX_SHOWN = 20_000  # characters of a function

_lexer, _formatter = PythonLexer(), HtmlFormatter(nowrap=True)


@dataclass(frozen=True)
class ShownTest:
    """A koan, or a check of the proof. title: its name as words. code: HTML.

    compared_with: the names of library functions in it.
    """

    title: str
    code: str
    compared_with: list[str]


@dataclass(frozen=True)
class ShownFunction:
    """A function of the learner's. code: HTML. koan: the first that uses it, or None."""

    name: str
    says: str
    code: str
    koan: ShownTest | None
    checks: list[ShownTest]


def highlighted(code: str) -> str:
    """Return Python code as HTML spans; what is longer than a page can hold is cut."""
    if len(code) > MAX_SHOWN:
        code = code[:MAX_SHOWN] + "\n# … cut here"
    return str(highlight(code, _lexer, _formatter))


def read_functions(level: Level) -> list[ShownFunction]:
    """Return the learner's functions at a level, in the lesson's order.

    A koan file that Python cannot read has none.
    """
    try:
        koans = syntax.Text(syntax.read(level.koan))
    except (OSError, SyntaxError, ValueError):
        return []
    defined, proof = koans.functions(), proof_of(level)
    return [
        ShownFunction(
            name,
            _summary(defined[name]),
            highlighted(_code(koans, defined[name])),
            _first_koan(koans, level, name),
            _checks(koans, proof, name),
        )
        for name in level.parts
        if name in defined
    ]


def _first_koan(koans: syntax.Text, level: Level, name: str) -> ShownTest | None:
    """Return the first koan that uses a function, or None."""
    defined = koans.functions()
    for koan in level.koans:
        if koan in defined and name in reach.names_used(defined[koan]):
            return _test(koans, defined[koan], koans.tree.body)
    return None


def _checks(koans: syntax.Text, proof: Proof, name: str) -> list[ShownTest]:
    """Return the checks that are about a function, in the order written."""
    text = syntax.Text(proof.text)
    imports = [*koans.tree.body, *text.tree.body]
    return [
        _test(text, text.functions()[check.name], imports)
        for check in proof.checks
        if name in check.about
    ]


def _test(
    text: syntax.Text, node: ast.FunctionDef, imports: list[ast.stmt]
) -> ShownTest:
    return ShownTest(
        title(node.name),
        highlighted(_code(text, node)),
        library_names(node, imports),
    )


def _summary(function: ast.FunctionDef) -> str:
    """Return the first paragraph of a docstring as one line, or ""."""
    first, _, _ = (ast.get_docstring(function) or "").partition("\n\n")
    return terms.unmarked(first.replace("\n", " "))


def _code(text: syntax.Text, function: ast.FunctionDef) -> str:
    """Return the lines of a function, without its decorators."""
    return "".join(text.lines[function.lineno - 1 : function.end_lineno]).rstrip()
