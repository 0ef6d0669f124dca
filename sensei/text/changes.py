"""What was changed of the lines that a koan file was given with."""

import ast
import functools
from dataclasses import dataclass
from typing import Any

from sensei.text.syntax import (
    Text,
    decorators,
    function,
    function_at,
    is_blank,
    is_docstring,
    last_line,
    parse,
    statement_at,
)


@dataclass(frozen=True)
class Change:
    """A line that was given and is not there any more, and what stands near its place."""

    line: int
    given: str
    found: str


@functools.lru_cache(maxsize=4)
def changes(text: str, pristine: str) -> list[Change]:
    """The given lines of pristine that text no longer has, as Change objects.

    The learner's to change: the body of a @yours function, and what stands for a blank.
    Welcome besides: comments, imports, helpers with names of their own, print calls.
    """
    now, then = Text(text), Text(pristine)
    return _match(now, then, now.tree.body, then.tree.body, _last_line(now))


def _last_line(source: Text) -> int:
    return max(1, len(source.lines))


def _match(
    now: Text,
    then: Text,
    there: list[ast.stmt],
    given: list[ast.stmt],
    end: int,
    names: frozenset[str] = frozenset(),
) -> list[Change]:
    """The changes from the statements that were given to those that are there.

    end: the line to name where nothing is left; names: of the arguments of a function whose
    body this is."""
    bound = {name for node in given for name in bound_names(node)} | names
    result: list[Change] = []
    position = 0
    for node in given:
        if is_docstring(node):
            continue
        for index in range(position, len(there)):
            candidate = there[index]
            as_given = now.block(candidate) == then.block(node)
            if as_given or _same_statement(candidate, node):
                for extra in there[position:index]:
                    result += _unwelcome(now, extra, bound, names)
                position = index + 1
                break
            if _alike(candidate, node):
                for extra in there[position:index]:
                    result += _unwelcome(now, extra, bound, names)
                position = index + 1
                result += _differences(now, then, candidate, node, end)
                break
        else:
            line = there[position].lineno if position < len(there) else end
            result.append(Change(line, _line(then, node), ""))
    for extra in there[position:]:
        result += _unwelcome(now, extra, bound, names)
    return result


def _differences(
    now: Text, then: Text, candidate: ast.stmt, node: ast.stmt, end: int
) -> list[Change]:
    if (
        isinstance(node, ast.FunctionDef)
        and isinstance(candidate, ast.FunctionDef)
        and "yours" not in decorators(node)
        and _same(candidate.args, node.args)
        and _same(candidate.decorator_list, node.decorator_list)
    ):
        local = frozenset(a.arg for a in node.args.args) | {"return"}
        end = last_line(candidate)
        return _match(now, then, candidate.body, node.body, end, local)
    return [Change(candidate.lineno, _line(then, node), _line(now, candidate))]


def values_without_brackets(text: str, line: int, given: str) -> bool:
    """Whether the statement at a line has a comma where one thing is to stand: two values
    typed into a blank make one the message of an assertion, or one argument too many.

    given: the statement as it was given; "" where none stood there.
    """
    tree = parse(text)
    name = function_at(tree, line)
    node = statement_at(function(tree, name), line) if name else None
    if node is None:
        return False
    if isinstance(node, ast.Assert) and node.msg is not None:
        return True
    room = {"close_to": 1} | {
        ast.unparse(call.func): len(call.args)
        for call in _calls(_parsed(given))
        if any(isinstance(a, ast.Name) and a.id == "____" for a in call.args)
    }
    return any(
        len(call.args) > room.get(ast.unparse(call.func), len(call.args))
        for call in _calls(node)
    )


def _calls(tree: ast.AST | None) -> list[ast.Call]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.Call)] if tree else []


def _parsed(text: str) -> ast.Module | None:
    """The tree of some lines of code; None where Python cannot read them alone."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return None


def _line(source: Text, node: ast.stmt) -> str:
    if isinstance(node, ast.FunctionDef):
        return source.lines[node.lineno - 1].strip()
    return " ".join(source.segment(node).split())


def _unwelcome(
    now: Text, extra: ast.stmt, bound: set[str], names: frozenset[str]
) -> list[Change]:
    """What an added statement may not do: bind a given name, or leave a test early."""
    if is_docstring(extra) or isinstance(extra, ast.Pass):
        return []
    if names:  # inside a given function: only prints are welcome, and names of its own
        harmless = isinstance(extra, ast.Expr) and isinstance(extra.value, ast.Call)
        harmless = harmless or isinstance(
            extra, ast.Assign | ast.Import | ast.ImportFrom
        )
        if harmless and not set(bound_names(extra)) & bound:
            return []
        return [Change(extra.lineno, "", _line(now, extra))]
    if set(bound_names(extra)) & (bound - {"np"}):
        if isinstance(extra, ast.Import | ast.ImportFrom):
            return []
        return [Change(extra.lineno, "", _line(now, extra))]
    return []


def bound_names(node: ast.stmt) -> list[str]:
    """The names that a statement binds: of a definition, imports, or what is assigned."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [(alias.asname or alias.name).split(".")[0] for alias in node.names]
    return [
        child.id
        for child in ast.walk(node)
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store | ast.Del)
    ]


def _alike(candidate: ast.stmt, node: ast.stmt) -> bool:
    """Whether candidate is node after a change: the same kind, for the same name."""
    if type(candidate) is not type(node):
        return False
    if isinstance(node, ast.FunctionDef):
        return bound_names(candidate) == [node.name]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return False
    if isinstance(node, ast.Assign):
        return bound_names(candidate) == bound_names(node)
    return isinstance(node, ast.Assert)


def _same_statement(candidate: ast.stmt, node: ast.stmt) -> bool:
    if isinstance(node, ast.FunctionDef) and isinstance(candidate, ast.FunctionDef):
        if candidate.name != node.name or not _same(candidate.args, node.args):
            return False
        if not decorators(node) <= decorators(candidate):
            return False
        if "yours" in decorators(node):
            return True
        bodies = [[s for s in f.body if not is_docstring(s)] for f in (candidate, node)]
        return _same(candidate.decorator_list, node.decorator_list) and _same(*bodies)
    if isinstance(node, ast.ImportFrom) and isinstance(candidate, ast.ImportFrom):
        names = {(a.name, a.asname) for a in node.names}
        have = {(a.name, a.asname) for a in candidate.names}
        same_module = (candidate.module, candidate.level) == (node.module, node.level)
        return same_module and names <= have
    return _same(candidate, node)


def _same(there: Any, given: Any) -> bool:
    """Equal trees, where a blank in given matches any expression."""
    if is_blank(given):
        return isinstance(there, ast.expr)
    if isinstance(given, list):
        return (
            isinstance(there, list)
            and len(there) == len(given)
            and all(map(_same, there, given))
        )
    if isinstance(given, ast.AST):
        return type(there) is type(given) and all(
            _same(getattr(there, field, None), getattr(given, field, None))
            for field in given._fields
            if field not in ("ctx", "type_comment", "kind")
        )
    return type(there) is type(given) and there == given
