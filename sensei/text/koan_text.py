"""Solution text to koan text."""

import ast
import functools
import re
from collections.abc import Iterator

from sensei.text.syntax import (
    BLANK,
    LINE_LENGTH,
    Edit,
    Text,
    applied,
    body_without_docstring,
    decorator_name,
    decorators,
    first_line,
    last_line,
    marks,
    statements,
)

AUTHORS_MARKS = {"hint", "insight", "mistake"}


@functools.lru_cache(maxsize=8)
def koan_text(solution: str) -> str:
    """The koan file that a solution makes."""
    source = Text(solution)
    edits = []
    for node in source.tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "sensei":
            edits.append(_import_edit(source, node))
        elif not isinstance(node, ast.FunctionDef):
            continue
        elif "mistake" in decorators(node):
            edits.append(_cut(source, node))
        else:
            edits += _decorator_edits(source, node)
            edits += _blank_edits(source, node)
    text = applied(solution, edits)
    return re.sub(r"\n{4,}", "\n\n\n", text).rstrip("\n") + "\n"


def _cut(source: Text, node: ast.FunctionDef) -> Edit:
    """Cut a wrong answer: they stood in lessons before there were proofs, and still do in
    projects that learners made of their own data then."""
    start = source.starts[first_line(node) - 1]
    return Edit(start, source.starts[last_line(node)], "")


def _import_edit(source: Text, node: ast.ImportFrom) -> Edit:
    kept = [a.name for a in node.names if a.name not in AUTHORS_MARKS]
    return Edit(*source.span(node), f"from sensei import {', '.join(kept)}")


def _decorator_edits(source: Text, node: ast.FunctionDef) -> Iterator[Edit]:
    for decorator in node.decorator_list:
        if decorator_name(decorator) in AUTHORS_MARKS:
            start = source.starts[decorator.lineno - 1]
            yield Edit(start, source.starts[last_line(decorator)], "")


def _blank_edits(source: Text, node: ast.FunctionDef) -> list[Edit]:
    marked = [m for child in node.body if source.has_blank(child) for m in marks(child)]
    if marked:
        edits = [Edit(*source.span(mark), BLANK) for mark in marked]
        for statement in statements(node):
            edits = _rejoined(source, statement, edits)
        return edits
    if "yours" not in decorators(node):
        return []
    body = body_without_docstring(node)
    start = source.starts[body[0].lineno - 1]
    return [Edit(start, source.starts[last_line(node)], f"    return {BLANK}\n")]


def _rejoined(
    source: Text,
    statement: ast.AST,
    edits: list[Edit],
) -> list[Edit]:
    """The edits, with one in place of those in a simple statement of several lines that now
    fits on one."""
    if (
        not isinstance(statement, ast.stmt)
        or statements(statement)
        or (statement.lineno == statement.end_lineno)
    ):
        return edits
    start, end = source.span(statement)
    within = [edit for edit in edits if start <= edit.start < end]
    if not within:
        return edits
    old = applied(source.text[:end], within)[start:]
    if "\n" not in old or "#" in old or '"""' in old:
        return edits
    new = re.sub(r"\s*\n\s*", " ", old)
    new = re.sub(r"([(\[{]) ", r"\1", new)
    new = re.sub(r",? ([)\]}])", r"\1", new)
    try:
        same = ast.dump(ast.parse(new)) == ast.dump(
            ast.parse(re.sub(r"\n\s*", " ", old))
        )
    except SyntaxError:
        return edits
    if not same or statement.col_offset + len(new) > LINE_LENGTH:
        return edits
    return [edit for edit in edits if edit not in within] + [Edit(start, end, new)]


def reset_function(text: str, pristine: str, name: str) -> str:
    """text with the function called name as pristine has it."""
    now, then = Text(text), Text(pristine)
    new, old = then.functions()[name], now.functions().get(name)
    block = "".join(then.lines[first_line(new) - 1 : new.end_lineno])
    if old is None:
        return text.rstrip("\n") + "\n\n\n" + block
    before = "".join(now.lines[: first_line(old) - 1])
    return before + block + "".join(now.lines[last_line(old) :])
