"""Which functions of a file a test uses, and what each test runs."""

import ast
import functools
import types
from collections.abc import Iterable

from sensei.text.syntax import Text, first_line, function


@functools.lru_cache(maxsize=1024)
def names_used(node: ast.AST) -> tuple[str, ...]:
    """The names of the module's that a function or statement uses, in the order written:
    those that it does not bind itself."""
    found: list[ast.Name] = []
    bound: set[str] = set()
    for child in ast.walk(node):
        if isinstance(child, ast.arg):
            bound.add(child.arg)
        elif isinstance(child, ast.Name):
            found.append(child)
            if isinstance(child.ctx, ast.Store):
                bound.add(child.id)
    found.sort(key=lambda child: (child.lineno, child.col_offset))
    return tuple(child.id for child in found if child.id not in bound)


def reached(tree: ast.Module, name: str) -> list[str]:
    """The module's own functions that name uses, itself first, then those it uses."""
    functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
    found: list[str] = []
    queue = [name]
    while queue:
        name = queue.pop(0)
        if name in found or name not in functions:
            continue
        found.append(name)
        queue += names_used(functions[name])
    return found


def ignores_arguments(tree: ast.Module, name: str) -> bool:
    """Whether a function of the module takes arguments and uses none of them."""
    node = function(tree, name)
    arguments = node.args
    given = {
        a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    }
    used = {
        n.id for part in node.body for n in ast.walk(part) if isinstance(n, ast.Name)
    }
    return bool(given) and not given & used


def run_by(text: str, tests: Iterable[str]) -> dict[str, str]:
    """The part of text that each of tests runs, by name: the module's own statements, the
    test, and the functions that these use."""
    whole = Text(text)
    segments = {node: whole.segment(node) for node in whole.tree.body}
    named = {
        part.co_firstlineno: _names_in(part)
        for part in compile(whole.tree, "koan", "exec", dont_inherit=True).co_consts
        if isinstance(part, types.CodeType)
    }
    functions: dict[str, set[str]] = {}
    used: list[str] = []
    for node in whole.tree.body:
        if isinstance(node, ast.FunctionDef):
            functions[node.name] = named[first_line(node)]
        else:
            used += names_used(node)
    parts = {}
    for test in tests:
        needed = _needed([test, *used], functions)
        parts[test] = "\n".join(
            segment
            for node, segment in segments.items()
            if not isinstance(node, ast.FunctionDef) or node.name in needed
        )
    return parts


def _needed(names: list[str], functions: dict[str, set[str]]) -> set[str]:
    """The functions among names, and those that they look up, and so on."""
    needed: set[str] = set()
    queue = [*names]
    while queue:
        name = queue.pop()
        if name in functions and name not in needed:
            needed.add(name)
            queue += functions[name]
    return needed


def _names_in(code: types.CodeType) -> set[str]:
    """The names that compiled code and what it encloses looks up: the module's among them."""
    names = set(code.co_names)
    for part in code.co_consts:
        if isinstance(part, types.CodeType):
            names |= _names_in(part)
    return names
