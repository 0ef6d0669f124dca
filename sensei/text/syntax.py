"""A source text and its tree: what stands where.

Text in, text out: nothing here imports or runs what it reads.
"""

import ast
import functools
import io
import tokenize
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

BLANK = "____"
LINE_LENGTH = 88

Located = ast.expr | ast.stmt  # nodes that stand at lines and columns


@dataclass(frozen=True)
class Edit:
    """Replace the characters start:end by text."""

    start: int
    end: int
    text: str


@functools.lru_cache(maxsize=16)
def parse(text: str) -> ast.Module:
    """The tree of a text; shared, so not to be changed."""
    return ast.parse(text)


class Text:
    """A source text, its tree, and the way from tree positions to characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = parse(text)
        self.lines = text.splitlines(keepends=True)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def offset(self, line: int, column: int) -> int:
        """The character at a line (from 1) and a column in UTF-8 bytes, as ast counts."""
        encoded = self.lines[line - 1].encode()
        return self.starts[line - 1] + len(encoded[:column].decode())

    def span(self, node: Located) -> tuple[int, int]:
        """The characters, first and behind the last, that a node takes."""
        return (
            self.offset(node.lineno, node.col_offset),
            self.offset(last_line(node), node.end_col_offset or 0),
        )

    def segment(self, node: Located) -> str:
        """The part of the text that a node takes."""
        start, end = self.span(node)
        return self.text[start:end]

    def has_blank(self, node: ast.stmt) -> bool:
        """Whether the lines of a statement hold a blank, or what looks like one."""
        return any(
            BLANK in line for line in self.lines[node.lineno - 1 : last_line(node)]
        )

    def block(self, statement: ast.stmt) -> list[str]:
        """The lines of a statement, its decorators' too."""
        return self.lines[first_line(statement) - 1 : statement.end_lineno]

    def functions(self) -> dict[str, ast.FunctionDef]:
        """The functions at module level, by name, in the order written."""
        return {
            node.name: node
            for node in self.tree.body
            if isinstance(node, ast.FunctionDef)
        }


def read(path: Path) -> str:
    """The text of a file as Python reads it: any line ends, any declared encoding."""
    data = path.read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return io.TextIOWrapper(io.BytesIO(data), encoding).read()


def decorator_name(node: ast.expr) -> str | None:
    while isinstance(node, ast.Call):
        node = node.func
    return node.id if isinstance(node, ast.Name) else None


def decorators(function: ast.FunctionDef) -> set[str | None]:
    return {decorator_name(node) for node in function.decorator_list}


def is_test(node: ast.AST) -> TypeGuard[ast.FunctionDef]:
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test")


def statements(node: ast.AST) -> list[ast.AST]:
    """The statements under node, but not what they are made of."""
    found: list[ast.AST] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            found += [child, *statements(child)]
    return found


def is_mark(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether node is ____(answer)."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == BLANK
        and len(node.args) == 1
    )


def is_blank(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and node.id == BLANK


def marks(node: ast.AST) -> list[ast.Call]:
    """The outermost ____(answer) under node."""
    if is_mark(node):
        return [node]
    return [mark for child in ast.iter_child_nodes(node) for mark in marks(child)]


@functools.lru_cache(maxsize=1024)
def blanks(node: ast.AST) -> tuple[ast.Name, ...]:
    """Every ____ under node, in the order written."""
    found = [child for child in ast.walk(node) if is_blank(child)]
    return tuple(sorted(found, key=lambda child: (child.lineno, child.col_offset)))


def first_line(node: ast.stmt) -> int:
    """The line that a statement begins at, its decorators included."""
    return min([node.lineno] + [d.lineno for d in getattr(node, "decorator_list", [])])


def last_line(node: Located) -> int:
    """The line that a node ends at."""
    return node.end_lineno or node.lineno


def body_without_docstring(function: ast.FunctionDef) -> list[ast.stmt]:
    """What a function does, statement by statement."""
    return function.body[1:] if is_docstring(function.body[0]) else function.body


def applied(text: str, edits: Iterable[Edit]) -> str:
    """text with edits made, none of which overlap."""
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def docstring(text: str) -> str:
    return ast.get_docstring(parse(text)) or ""


def test_names(tree: ast.Module) -> list[str]:
    return [node.name for node in tree.body if is_test(node)]


def function_names(text: str) -> list[str]:
    return [n.name for n in parse(text).body if isinstance(n, ast.FunctionDef)]


def function(tree: ast.Module, name: str) -> ast.FunctionDef:
    """The module's function called name."""
    named = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name]
    return named[-1]


def is_as_given(text: str, pristine: str, name: str) -> bool:
    """Whether a function stands in text as it does in pristine, but for what is only read."""
    found, given = (_dumped(parse(side), name) for side in (text, pristine))
    return found is not None and found == given


def _dumped(tree: ast.Module, name: str) -> tuple[str, list[str]] | None:
    """What a function of the module does, as text; None where there is none of that name."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            body = [ast.dump(part) for part in node.body if not is_docstring(part)]
            return ast.dump(node.args), body
    return None


def function_at(tree: ast.Module, line: int) -> str | None:
    """The name of the module's function that holds a line, or None."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            if first_line(node) <= line <= last_line(node):
                return node.name
    return None


def statement_at(function: ast.AST, line: int) -> ast.stmt | None:
    """The innermost statement of function that holds a line."""
    found: ast.stmt | None = None
    for node in [function, *statements(function)]:
        if isinstance(node, ast.stmt) and node.lineno <= line <= last_line(node):
            if found is None or node.lineno >= found.lineno:
                found = node
    return found


def assert_number(
    tree: ast.Module, test: str, line: int
) -> tuple[int | None, ast.Assert | None]:
    """Which assertion of test (from 0) holds a line, and its node; (None, None) if none."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == test:
            for number, statement in enumerate(asserts(node)):
                if statement.lineno <= line <= last_line(statement):
                    return number, statement
    return None, None


def statement_lines(text: str, line: int) -> list[str]:
    """Return the lines of the statement that holds a line, without their common indentation;
    of a statement with a body, that line alone."""
    for node in parse(text).body:
        statement = statement_at(node, line)
        if statement is None:
            continue
        first, last = statement.lineno, last_line(statement)
        if hasattr(statement, "body"):
            first = last = line
        lines = text.splitlines()[first - 1 : last]
        indent = min((len(s) - len(s.lstrip()) for s in lines if s.strip()), default=0)
        return [s[indent:] for s in lines]
    return []


def asserts(function: ast.FunctionDef) -> list[ast.Assert]:
    found = [node for node in statements(function) if isinstance(node, ast.Assert)]
    return sorted(found, key=lambda node: node.lineno)


def is_docstring(node: ast.stmt) -> bool:
    """Whether a statement is a text that stands by itself."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
