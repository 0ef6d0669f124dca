"""The checks of a level's proof, read from its text: nothing here imports or runs it."""

import ast

from sensei.course.grid import Level
from sensei.text import syntax

CHECK = "check"


def read_proof(level: Level) -> syntax.Text:
    """Return the text of a level's proof, an empty one where it cannot be read."""
    try:
        return syntax.Text(syntax.read(level.proof))
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return syntax.Text("")


def checks_of(proof: syntax.Text, name: str) -> list[ast.FunctionDef]:
    """Return the checks that are about a function of the learner's, in the order written."""
    return [node for node in proof.functions().values() if name in _about(node)]


def _about(function: ast.FunctionDef) -> set[str]:
    """Return the names that `@check(…)` above a function gives."""
    return {
        argument.id
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call) and syntax.decorator_name(decorator) == CHECK
        for argument in decorator.args
        if isinstance(argument, ast.Name)
    }
