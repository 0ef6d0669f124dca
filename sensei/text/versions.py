"""Two versions of a koan file side by side: text in, text out."""

import ast
import difflib
import textwrap
from dataclasses import dataclass
from itertools import zip_longest

from sensei.text import syntax

BETWEEN, CHANGED = " │ ", " ≠ "
LOOSE = "imports and the like"


@dataclass(frozen=True)
class Part:
    """A function in two versions. then, now: its lines, without the docstring; alike: from 0
    to 1, where they mean the same."""

    name: str
    then: list
    now: list
    alike: float


def parts(then, now):
    """The functions of two versions, and what stands outside of them, as Parts, in the order
    written. SyntaxError or ValueError where a text is no Python."""
    old, new = _pieces(then), _pieces(now)
    names = [*new, *(name for name in old if name not in new)]
    return [_part(name, old.get(name), new.get(name)) for name in names]


def _pieces(text):
    """The (head, lines, meaning) of each function of a text, by name."""
    whole = syntax.Text(text)
    functions = whole.functions()
    loose = [
        node
        for node in whole.tree.body
        if node not in functions.values() and not syntax.is_docstring(node)
    ]
    lines = [line for node in loose for line in _lines(whole, node, node)]
    found = {LOOSE: ("", lines, "\n".join(map(ast.unparse, loose)))}
    for name, node in functions.items():
        head = whole.lines[node.lineno - 1].rstrip()
        body = [child for child in node.body if not syntax.is_docstring(child)]
        lines = [head]
        if body and node.lineno < body[0].lineno:
            lines = _lines(whole, body[0], body[-1])
        found[name] = head, lines, "\n".join(map(ast.unparse, body))
    return found


def _lines(whole, first, last):
    """The lines from one statement to another, without what all are indented by."""
    start = syntax.first_line(first)
    text = textwrap.dedent("".join(whole.lines[start - 1 : last.end_lineno]))
    return [line.rstrip() for line in text.expandtabs(4).splitlines()]


def _part(name, old, new):
    then_head, then, said = old or ("", [], "")
    now_head, now, says = new or ("", [], "")
    if then and now and then_head != now_head:
        then, now = [then_head, *then], [now_head, *now]
    same = said == says and then_head == now_head
    alike = 1.0 if same else difflib.SequenceMatcher(None, said, says, False).ratio()
    return Part(name, then, now, alike)


def changed(found):
    """Those of some parts that mean something else now, the most different first."""
    differ = [part for part in found if part.alike < 1]
    return sorted(differ, key=lambda part: (part.name == LOOSE, part.alike))


def beside(part, width=None, most=None):
    """The two versions of a part as rows of text.

    width: of each side, longer lines are wrapped; None: as wide as the longest line needs.
    most: how many rows at most; the lines that are alike go first, then the last.
    """
    if width is None:
        width = max(map(len, [*part.then, *part.now, " " * 36]))
    rows = _rows(part.then, part.now, width)
    if most is not None and len(rows) > most:
        near = {n + d for n, row in enumerate(rows) if row[1] for d in (-1, 0, 1)}
        rows = [row for n, row in enumerate(rows) if n in near]
        if len(rows) > most:
            rows = [*rows[: most - 1], ("…", True, "…")]
    return [
        f"{left:<{width}}{CHANGED if differs else BETWEEN}{right}".rstrip()
        for left, differs, right in rows
    ]


def _rows(then, now, width):
    """(left, whether the sides differ, right) for each row."""
    keys = [[" ".join(line.split()) for line in lines] for lines in (then, now)]
    rows = []
    matcher = difflib.SequenceMatcher(None, *keys, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        for left, right in zip_longest(then[a:b], now[c:d], fillvalue=""):
            pieces = zip_longest(_wrapped(left, width), _wrapped(right, width))
            rows += [(one or "", kind != "equal", two or "") for one, two in pieces]
    return rows


def _wrapped(line, width):
    indent = line[: len(line) - len(line.lstrip())][: width // 2]
    return textwrap.wrap(
        line.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_on_hyphens=False,
    ) or [""]


def whole(then, now, head):
    """All that differs between two versions as one text, side by side, after head's lines."""
    found = parts(then, now)
    differ = changed(found)
    lines = [*head, ""]
    for part in differ:
        lines += [f"{part.name} {_in_words(part)}".rstrip(), "", *beside(part), ""]
    same = [p.name for p in found if p.alike == 1 and p.name != LOOSE]
    if same:
        lines += ["The same as before: " + ", ".join(same) + ".", ""]
    return "\n".join(lines)


def _in_words(part):
    if not part.then:
        return "(new)"
    if not part.now:
        return "(not there any more)"
    return ""
