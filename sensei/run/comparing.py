"""A test once more, so that each comparison in its assertions is seen."""

import ast
import copy
import operator
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

OPERATORS: dict[type, tuple[str, Callable[[Any, Any], Any]]] = {
    ast.Eq: ("==", operator.eq),
    ast.NotEq: ("!=", operator.ne),
    ast.Lt: ("<", operator.lt),
    ast.LtE: ("<=", operator.le),
    ast.Gt: (">", operator.gt),
    ast.GtE: (">=", operator.ge),
    ast.Is: ("is", operator.is_),
    ast.IsNot: ("is not", operator.is_not),
    ast.In: ("in", lambda one, other: one in other),
    ast.NotIn: ("not in", lambda one, other: one not in other),
}
SEEN = "@seen"  # no name that can be typed


class Comparison(NamedTuple):
    """One comparison in an assertion: its operator, both sides, and what came of it."""

    op: str
    left: Any
    right: Any
    outcome: Any


class Comparing(ast.NodeTransformer):
    """Has the comparisons that an assertion consists of made by SEEN."""

    def visit_Assert(self, node: ast.Assert) -> ast.Assert:
        node.test = self.compared(node.test)
        return node

    def compared(self, node: ast.expr) -> ast.expr:
        if isinstance(node, ast.BoolOp):
            node.values = [self.compared(value) for value in node.values]
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            node.operand = self.compared(node.operand)
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            kind = ast.Constant(OPERATORS[type(node.ops[0])][0])
            sides = [node.left, node.comparators[0]]
            seen = ast.Call(ast.Name(SEEN, ast.Load()), [kind, *sides], [])
            return ast.copy_location(seen, node)
        return node


def comparing(
    node: ast.FunctionDef, path: Path, names: dict[str, Any]
) -> tuple[Callable[..., None], list[Comparison]]:
    """Return the function of a node, and a list that gets every Comparison that its
    assertions make when it is called.

    path: of the file that holds it; names: what it may use.
    """
    seen: list[Comparison] = []
    by_name = dict(OPERATORS.values())

    def compare(name: str, left: Any, right: Any) -> Any:
        outcome = by_name[name](left, right)
        seen.append(Comparison(name, left, right, outcome))
        return outcome

    node = copy.deepcopy(node)
    node.decorator_list = []
    tree = ast.fix_missing_locations(ast.Module([Comparing().visit(node)], []))
    names = {**names, SEEN: compare}
    exec(compile(tree, str(path), "exec"), names)
    return names[node.name], seen


def last_that_failed(seen: list[Comparison]) -> Comparison | None:
    """Return the comparison that an assertion failed at, if it is one that was seen."""
    if not seen:
        return None
    try:
        return None if seen[-1].outcome else seen[-1]
    except Exception:  # an array is neither true nor false
        return seen[-1]
