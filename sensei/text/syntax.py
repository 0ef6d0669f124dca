"""A source text and its tree: what stands where.

Text in, text out: nothing here imports or runs what it reads.
"""

import ast
import functools
import io
import tokenize
from dataclasses import dataclass

BLANK = "____"
LINE_LENGTH = 88


@dataclass(frozen=True)
class Edit:
    """Replace the characters start:end by text."""

    start: int
    end: int
    text: str


@functools.lru_cache(maxsize=16)
def parse(text):
    """The tree of a text; shared, so not to be changed."""
    return ast.parse(text)


class Text:
    """A source text, its tree, and the way from tree positions to characters."""

    def __init__(self, text):
        self.text = text
        self.tree = parse(text)
        self.lines = text.splitlines(keepends=True)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def offset(self, line, column):
        """The character at a line (from 1) and a column in UTF-8 bytes, as ast counts."""
        encoded = self.lines[line - 1].encode()
        return self.starts[line - 1] + len(encoded[:column].decode())

    def span(self, node):
        return (
            self.offset(node.lineno, node.col_offset),
            self.offset(node.end_lineno, node.end_col_offset),
        )

    def segment(self, node):
        start, end = self.span(node)
        return self.text[start:end]

    def has_blank(self, node):
        """Whether the lines of a statement hold a blank, or what looks like one."""
        return any(
            BLANK in line for line in self.lines[node.lineno - 1 : node.end_lineno]
        )

    def block(self, statement):
        """The lines of a statement, its decorators' too."""
        return self.lines[first_line(statement) - 1 : statement.end_lineno]

    def functions(self):
        """The functions at module level, by name, in the order written."""
        return {
            node.name: node
            for node in self.tree.body
            if isinstance(node, ast.FunctionDef)
        }


def read(path):
    """The text of a file as Python reads it: any line ends, any declared encoding."""
    data = path.read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return io.TextIOWrapper(io.BytesIO(data), encoding).read()


def decorator_name(node):
    while isinstance(node, ast.Call):
        node = node.func
    return node.id if isinstance(node, ast.Name) else None


def decorators(function):
    return {decorator_name(node) for node in function.decorator_list}


def is_test(node):
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test")


def statements(node):
    """The statements under node, but not what they are made of."""
    found = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            found += [child, *statements(child)]
    return found


def is_mark(node):
    """Whether node is ____(answer)."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == BLANK
        and len(node.args) == 1
    )


def is_blank(node):
    return isinstance(node, ast.Name) and node.id == BLANK


def marks(node):
    """The outermost ____(answer) under node."""
    if is_mark(node):
        return [node]
    return [mark for child in ast.iter_child_nodes(node) for mark in marks(child)]


@functools.lru_cache(maxsize=1024)
def blanks(node):
    """Every ____ under node, in the order written."""
    found = [child for child in ast.walk(node) if is_blank(child)]
    return tuple(sorted(found, key=lambda child: (child.lineno, child.col_offset)))


def first_line(node):
    """The line that a statement begins at, its decorators included."""
    return min([node.lineno] + [d.lineno for d in getattr(node, "decorator_list", [])])


def applied(text, edits):
    """text with edits made, none of which overlap."""
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def docstring(text):
    return ast.get_docstring(parse(text)) or ""


def test_names(tree):
    return [node.name for node in tree.body if is_test(node)]


def function_names(text):
    return [n.name for n in parse(text).body if isinstance(n, ast.FunctionDef)]


def function(tree, name):
    """The module's function called name."""
    named = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name]
    return named[-1]


def is_as_given(text, pristine, name):
    """Whether a function stands in text as it does in pristine, but for what is only read."""
    found, given = (_dumped(parse(side), name) for side in (text, pristine))
    return found is not None and found == given


def _dumped(tree, name):
    """What a function of the module does, as text; None where there is none of that name."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            body = [ast.dump(part) for part in node.body if not is_docstring(part)]
            return ast.dump(node.args), body
    return None


def function_at(tree, line):
    """The name of the module's function that holds a line, or None."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            if first_line(node) <= line <= node.end_lineno:
                return node.name
    return None


def statement_at(function, line):
    """The innermost statement of function that holds a line."""
    found = None
    for node in [function, *statements(function)]:
        if isinstance(node, ast.stmt) and node.lineno <= line <= node.end_lineno:
            if found is None or node.lineno >= found.lineno:
                found = node
    return found


def assert_number(tree, test, line):
    """Which assertion of test (from 0) holds a line, and its node; (None, None) if none."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == test:
            for number, statement in enumerate(asserts(node)):
                if statement.lineno <= line <= statement.end_lineno:
                    return number, statement
    return None, None


def statement_lines(text: str, line: int) -> list[str]:
    """Return the lines of the statement that holds a line, without their common indentation;
    of a statement with a body, that line alone."""
    for node in parse(text).body:
        statement = statement_at(node, line)
        if statement is None:
            continue
        first, last = statement.lineno, statement.end_lineno
        if hasattr(statement, "body"):
            first = last = line
        lines = text.splitlines()[first - 1 : last]
        indent = min((len(s) - len(s.lstrip()) for s in lines if s.strip()), default=0)
        return [s[indent:] for s in lines]
    return []


def asserts(function):
    found = [node for node in statements(function) if isinstance(node, ast.Assert)]
    return sorted(found, key=lambda node: node.lineno)


def is_docstring(node):
    """Whether a statement is a text that stands by itself."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
