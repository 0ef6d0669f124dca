"""Everything that a learner reads of the lessons, in the order in which it is read.

A level is read from its file's docstring on, function by function: the name and docstring of
a function or koan and the comments in it, what the screen presents, then the hints, the
sentences for wrong answers and failed checks, and the insight.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from author.strings import text_of
from sensei.course.grid import Grid
from sensei.course.level import Level
from sensei.run.proof import Proof, proof_of
from sensei.screen.terminal import title
from sensei.text import help_text, reach, syntax, terms

SAID_LATER = 1  # of a koan: what is said while it fails
SAID_LAST = 2  # what is said when it has passed


@dataclass(frozen=True)
class Reading:
    """A text that a learner reads.

    about: the function or koan that it belongs to; "" where it belongs to the whole file.
    """

    level: Level
    kind: str
    about: str
    text: str


def readings(grid: Grid, order: str = "spiral") -> list[Reading]:
    """Return what a learner reads of all levels, in an order of the grid."""
    found: list[Reading] = []
    for level in grid.ordered(order):
        if level is grid.of(level.project)[0]:
            card = syntax.read(level.solution.parent / "__init__.py")
            found.append(Reading(level, "card", "", syntax.docstring(card)))
        found += _of_level(level)
    return found


def _of_level(level: Level) -> list[Reading]:
    """Return what is read of a level."""
    placed = sorted(_placed(level), key=lambda item: item[0])
    text = syntax.docstring(level.solution_text)
    return [
        Reading(level, "file docstring", "", text),
        *(
            Reading(level, kind, about, text)
            for _, kind, about, text in placed
            if text.strip()
        ),
    ]


Placed = tuple[tuple[int, float], str, str, str]  # where it is read, kind, about, text


def _placed(level: Level) -> Iterator[Placed]:
    source = level.solution_text
    functions = syntax.Text(source).functions()
    for line, text in terms.comments(source):
        owner = next(
            (
                n
                for n, f in functions.items()
                if f.lineno <= line <= (f.end_lineno or 0)
            ),
            "",
        )
        yield (functions[owner].lineno if owner else line, 0.5), "comment", owner, text
    presents = [text for node in functions.values() for text in _presented(node)]
    for name, node in functions.items():
        is_test = syntax.is_test(node)
        if is_test:
            yield (node.lineno, 0), "title", name, title(name)
        docstring = ast.get_docstring(node) or ""
        kind = "koan docstring" if is_test else "function docstring"
        yield (node.lineno, 0), kind, name, docstring
        if is_test and presents and "present" in {a.arg for a in node.args.args}:
            yield (node.lineno, 0.5), "headline", name, "\n\n".join(presents)
            presents = []
    yield from _said(level, functions)


def _said(level: Level, functions: dict[str, ast.FunctionDef]) -> Iterator[Placed]:
    """Return what is said of koans, and of the functions that they are the first to use."""
    source, proof = level.solution_text, proof_of(level)
    hints = help_text.spoken(source, "hint")
    insights = help_text.spoken(source, "insight")
    left = {name for name in functions if name in level.parts}
    for koan in level.koans:
        line = functions[koan].lineno
        names = [n for n in reach.reached(syntax.parse(source), koan) if n in left]
        left -= {*names}
        names.append(koan)
        for name in names:
            for text in hints.get(name, []):
                yield (line, SAID_LATER), "hint", name, text
            for answer in proof.wrong_of(name):
                yield (line, SAID_LATER), "wrong answer", name, answer.says
        for text in _checked(proof, koan):
            yield (line, SAID_LATER), "check", koan, text
        for text in insights.get(koan, []):
            yield (line, SAID_LAST), "insight", koan, text


def _checked(proof: Proof, koan: str) -> list[str]:
    return [check.says for check in proof.by_koan.get(koan, ())]


def _presented(function: ast.FunctionDef) -> list[str]:
    """Return what a function puts on the screen with present(…), without the figures."""
    return [
        text_of(text)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and syntax.decorator_name(node) == "present"
        for text in [*node.args[:1], *(keyword.value for keyword in node.keywords)]
    ]
