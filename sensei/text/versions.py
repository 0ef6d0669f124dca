"""Two versions of a koan file side by side: text in, text out."""

import ast
import difflib
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from sensei.text import syntax

BETWEEN, CHANGED = " │ ", " ≠ "
LEAST_WIDTH = 36  # of a side
OUTSIDE = "imports and the like"  # what is in no function


@dataclass(frozen=True)
class Part:
    """A function in two versions.

    `then` and `now` are its lines, without the docstring. `alike` is from 0 to 1, where they
    mean the same.
    """

    name: str
    then: list[str]
    now: list[str]
    alike: float


class Piece(NamedTuple):
    """A function in one version: its first line, its lines without the docstring, and what
    they mean, written in one way whatever the layout and the comments."""

    head: str = ""
    lines: tuple[str, ...] = ()
    meaning: str = ""


class Row(NamedTuple):
    """A row of two versions side by side."""

    left: str
    differs: bool
    right: str


def parts(then: str, now: str) -> list[Part]:
    """Return the functions of two versions, and what is outside of them, in the order written.

    Raise SyntaxError or ValueError where a text is not Python.
    """
    old, new = _pieces(then), _pieces(now)
    names = [*new, *(name for name in old if name not in new)]
    nothing = Piece()
    return [_part(n, old.get(n, nothing), new.get(n, nothing)) for n in names]


def _pieces(text: str) -> dict[str, Piece]:
    """Return each function of a text, and what is outside of them, by name."""
    whole = syntax.Text(text)
    functions = whole.functions()
    outside = [
        node
        for node in whole.tree.body
        if node not in functions.values() and not syntax.is_docstring(node)
    ]
    lines = [line for node in outside for line in _lines(whole, node, node)]
    pieces = {OUTSIDE: Piece("", tuple(lines), _meaning(outside))}
    for name, node in functions.items():
        head = whole.lines[node.lineno - 1].rstrip()
        body = [child for child in node.body if not syntax.is_docstring(child)]
        lines = [head]
        if body and node.lineno < body[0].lineno:
            lines = _lines(whole, body[0], body[-1])
        pieces[name] = Piece(head, tuple(lines), _meaning(body))
    return pieces


def _lines(whole: syntax.Text, first: ast.stmt, last: ast.stmt) -> list[str]:
    """Return the lines from one statement to another, without their common indentation."""
    start = syntax.first_line(first)
    text = textwrap.dedent("".join(whole.lines[start - 1 : last.end_lineno]))
    return [line.rstrip() for line in text.expandtabs(4).splitlines()]


def _meaning(statements: list[ast.stmt]) -> str:
    return "\n".join(map(ast.unparse, statements))


def _part(name: str, old: Piece, new: Piece) -> Part:
    then, now = list(old.lines), list(new.lines)
    if then and now and old.head != new.head:
        then, now = [old.head, *then], [new.head, *now]
    if (old.head, old.meaning) == (new.head, new.meaning):
        return Part(name, then, now, 1.0)
    matcher = difflib.SequenceMatcher(None, old.meaning, new.meaning, autojunk=False)
    return Part(name, then, now, matcher.ratio())


def changed(both: Iterable[Part]) -> list[Part]:
    """Return those of some parts that mean something else now, the most different first."""
    differ = [part for part in both if part.alike < 1]
    return sorted(differ, key=lambda part: (part.name == OUTSIDE, part.alike))


def beside(part: Part, width: int | None = None, most: int | None = None) -> list[str]:
    """Return the two versions of a part side by side, as rows of text.

    `width` is that of each side, where longer lines are wrapped; None is as wide as the
    longest line. `most` is the largest number of rows: lines that are alike are left out
    first, then the last ones.
    """
    if width is None:
        width = max([LEAST_WIDTH, *map(len, [*part.then, *part.now])])
    rows = _rows(part.then, part.now, width)
    if most is not None and len(rows) > most:
        near = {n + d for n, row in enumerate(rows) if row.differs for d in (-1, 0, 1)}
        rows = [row for n, row in enumerate(rows) if n in near]
        if len(rows) > most:
            rows = [*rows[: most - 1], Row("…", True, "…")]
    return [
        f"{row.left:<{width}}{CHANGED if row.differs else BETWEEN}{row.right}".rstrip()
        for row in rows
    ]


def _rows(then: list[str], now: list[str], width: int) -> list[Row]:
    old, new = (_without_layout(lines) for lines in (then, now))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    rows = []
    for kind, a, b, c, d in matcher.get_opcodes():
        for left, right in zip_longest(then[a:b], now[c:d], fillvalue=""):
            pieces = zip_longest(
                _wrapped(left, width), _wrapped(right, width), fillvalue=""
            )
            rows += [Row(one, kind != "equal", two) for one, two in pieces]
    return rows


def _without_layout(lines: list[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines]


def _wrapped(line: str, width: int) -> list[str]:
    indent = line[: len(line) - len(line.lstrip())][: width // 2]
    return textwrap.wrap(
        line.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_on_hyphens=False,
    ) or [""]


def whole(then: str, now: str, head: list[str]) -> str:
    """Return all that differs between two versions as one text, after the lines of head."""
    both = parts(then, now)
    lines = [*head, ""]
    for part in changed(both):
        lines += [f"{part.name} {_in_words(part)}".rstrip(), "", *beside(part), ""]
    same = [p.name for p in both if p.alike == 1 and p.name != OUTSIDE]
    if same:
        lines += ["The same as before: " + ", ".join(same) + ".", ""]
    return "\n".join(lines)


def _in_words(part: Part) -> str:
    if not part.then:
        return "(new)"
    if not part.now:
        return "(not there any more)"
    return ""
