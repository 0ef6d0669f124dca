"""A koan once more, so that each comparison in its assertions is seen."""

import ast
import copy
import operator

from sensei.text import syntax

OPERATORS = {
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


class Seen(ast.NodeTransformer):
    """Has the comparisons that an assertion consists of made by SEEN."""

    def visit_Assert(self, node):
        node.test = self.compared(node.test)
        return node

    def compared(self, node):
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


def comparing(text, path, test, module):
    """The function called test of a koan file, and a list: when the function is called, the
    list gets (operator, left, right, outcome) of every comparison that its assertions make.

    text, path: of the koan file; module: made of it.
    """
    seen, by_name = [], dict(OPERATORS.values())

    def compare(name, left, right):
        outcome = by_name[name](left, right)
        seen.append((name, left, right, outcome))
        return outcome

    node = copy.deepcopy(syntax.function(syntax.parse(text), test))
    node.decorator_list = []
    tree = ast.fix_missing_locations(ast.Module([Seen().visit(node)], []))
    names = {**vars(module), SEEN: compare}
    exec(compile(tree, str(path), "exec"), names)
    return names[test], seen
