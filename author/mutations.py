"""Small changes to a function, each of which a koan should notice: text in, text out.

Operators, comparisons and conditions turned round; constants, bounds, indices off by one;
axis, ddof and other keywords changed or left out; arguments swapped, one taken for another,
or a number or the project's own data in place of one; a call, a transpose or one side of an
operation left away; a statement dropped; parts of a return swapped.
"""

import ast
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sensei.text import syntax

SWAPPED = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div],
    ast.Div: [ast.Mult],
    ast.FloorDiv: [ast.Div],
    ast.Mod: [ast.FloorDiv],
    ast.Pow: [ast.Mult],
    ast.MatMult: [ast.Mult],
    ast.BitAnd: [ast.BitOr],
    ast.BitOr: [ast.BitAnd],
    ast.BitXor: [ast.BitOr],
    ast.LShift: [ast.RShift],
    ast.RShift: [ast.LShift],
    ast.And: [ast.Or],
    ast.Or: [ast.And],
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
}
_PAIRS = "min max, argmin argmax, any all, sum mean, zeros ones, sin cos, floor ceil"
RENAMED = {
    one: other
    for pair in _PAIRS.split(", ")
    for one, other in (pair.split(), pair.split()[::-1])
}
CONVERSIONS = {"asarray", "float", "list", "tuple", "tolist"}
DIVIDED_BY_N = {"var", "std"}
GUARD = "strict"  # of zip: changes no answer
MOST = 120  # of one function
INSTEAD = 0, 1, 2  # of an argument that is ignored
# A parameter, and what a level has of the same kind
OWN_DATA = {"X": "X_train", "y": "y_train", "Y": "Y_train"}


@dataclass(frozen=True)
class Mutant:
    """One change of a function: its line, the statement before and after, and the code of
    the whole changed function."""

    function: str
    line: int
    was: str
    becomes: str
    code: str

    @property
    def text(self):
        return f"{self.was} -> {self.becomes}"


def normal(text):
    """The text of a mutation, whatever the spaces and brackets it is written with."""
    sides = []
    for side in text.split(" -> "):
        try:
            side = ast.dump(ast.parse(side.replace(": …", ": pass").strip()))
        except SyntaxError:
            pass  # only a part of a statement
        sides.append(side)
    return tuple(sides)


def mutants(solution, name, most=MOST):
    """The mutants of the function called name in the text of a solution.

    Only what a learner writes is changed: where marks stand inside, what they hold. Of more
    than `most` a part is taken, always the same.
    """
    node = syntax.Text(solution).functions()[name]
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    marked = [mark for child in body for mark in syntax.marks(child)]
    owned = [mark.args[0] for mark in marked] or body
    found = {}
    parameters = [argument.arg for argument in node.args.args]
    for statement, old, new in _changes(body, owned, parameters):
        changed = _bare(_rebuilt(node, old, new))
        code = ast.unparse(changed)
        was, becomes = (
            _first_line(_without_marks(s))
            for s in (statement, _rebuilt(statement, old, new))
        )
        found.setdefault(code, Mutant(name, _line(old, statement), was, becomes, code))
    found.pop(ast.unparse(_bare(node)), None)
    kept = sorted(found.values(), key=lambda m: zlib.crc32(m.text.encode()))[:most]
    if not marked:
        kept += _with_one_ignored(node, solution, parameters)
    return sorted(kept, key=lambda m: m.line)


def _with_one_ignored(node, solution, parameters):
    """The function with one parameter, whatever is given, a number or the own data."""
    bare = _bare(node)
    for name in parameters:
        others, own = [*INSTEAD], OWN_DATA.get(name)
        if own and re.search(rf"\b{own}\b", solution):
            others.append(own)
        for other in others:
            line = f"{name} = {other}"
            body = [*ast.parse(line).body, *bare.body]
            code = ast.unparse(ast.fix_missing_locations(_with(bare, body=body)))
            yield Mutant(node.name, node.lineno, "pass", line, code)


def _changes(body, owned, parameters) -> Iterator:
    """(statement, node in it, what takes its place) for each change."""
    last = body[-1]
    for statement, parents in _statements(body):
        for node in _expressions(statement):
            if _is_owned(node, parents + [statement], owned):
                for new in [*changes_of(node), *_another(node, parameters)]:
                    yield statement, node, new
        if _is_owned(statement, parents, owned):
            for new in _statement_changes(statement):
                yield statement, statement, new
            if statement is not last and not isinstance(statement, ast.Pass):
                yield statement, statement, ast.Pass()


def _is_owned(node, parents, owned):
    return any(
        node is inner or inner in parents for part in owned for inner in ast.walk(part)
    )


def _statements(body, parents=()):
    for statement in body:
        yield statement, list(parents)
        for inner in ("body", "orelse"):
            yield from _statements(getattr(statement, inner, []), [*parents, statement])


def _expressions(statement):
    """The nodes of a statement that are no statements, and not under an inner one."""
    for child in ast.iter_child_nodes(statement):
        if isinstance(child, ast.stmt | ast.JoinedStr):
            continue
        if isinstance(child, ast.keyword) and child.arg in ("axis", GUARD):
            continue  # the call's own affair
        yield child
        yield from _expressions(child)


def _rebuilt(node, old, new):
    """A copy of a tree with one node replaced."""
    if node is old:
        return new
    if isinstance(node, list):
        return [_rebuilt(item, old, new) for item in node]
    if not isinstance(node, ast.AST):
        return node
    fields = {key: _rebuilt(value, old, new) for key, value in ast.iter_fields(node)}
    return ast.copy_location(type(node)(**fields), node)


class _Unmarked(ast.NodeTransformer):
    def visit_Call(self, node):
        self.generic_visit(node)
        return node.args[0] if syntax.is_mark(node) else node


def _without_marks(node):
    return ast.fix_missing_locations(_Unmarked().visit(_rebuilt(node, None, None)))


def _bare(function):
    """A function without decorators, docstring and marks."""
    bare = _without_marks(function)
    bare.decorator_list = []
    if ast.get_docstring(bare) is not None:
        bare.body = bare.body[1:] or [ast.Pass()]
    return bare


def _line(node, statement):
    return getattr(node, "lineno", statement.lineno)


def _first_line(statement):
    lines = ast.unparse(statement).split("\n")
    return lines[0] if len(lines) == 1 else f"{lines[0]} …"


# What may become of one node


def changes_of(node):
    """The nodes that may take the place of an expression."""
    find = _BY_KIND.get(type(node))
    return list(find(node)) if find else []


def _another(node, parameters):
    """The next parameter in place of one."""
    if isinstance(node, ast.Name) and node.id in parameters and len(parameters) > 1:
        after = (parameters.index(node.id) + 1) % len(parameters)
        if isinstance(node.ctx, ast.Load):
            yield _with(node, id=parameters[after])


def _statement_changes(node):
    if isinstance(node, ast.If | ast.While):
        yield from _negated(node, "test")
    elif isinstance(node, ast.AugAssign):
        for other in SWAPPED.get(type(node.op), ()):
            yield ast.AugAssign(node.target, other(), node.value)
        yield ast.Assign([node.target], node.value, lineno=node.lineno)
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        for parts in _neighbours_swapped(node.value.elts):
            yield ast.Return(ast.Tuple(parts, ast.Load()))
    elif isinstance(node, ast.Break):
        yield ast.Continue()
    elif isinstance(node, ast.Continue):
        yield ast.Break()


def _negated(node, field):
    test = getattr(node, field)
    if not isinstance(test, ast.Compare) and not _is_not(test):
        yield _with(node, **{field: ast.UnaryOp(ast.Not(), test)})


def _is_not(node):
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _with(node, **changed):
    fields = dict(ast.iter_fields(node)) | changed
    return ast.copy_location(type(node)(**fields), node)


def _neighbours_swapped(items):
    for i in range(len(items) - 1):
        yield [*items[:i], items[i + 1], items[i], *items[i + 2 :]]


def _operation(node):
    for other in SWAPPED.get(type(node.op), ()):
        yield _with(node, op=other())
    yield node.left
    yield node.right


def _comparison(node):
    for i, op in enumerate(node.ops):
        for other in SWAPPED.get(type(op), ()):
            yield _with(node, ops=[*node.ops[:i], other(), *node.ops[i + 1 :]])


def _logic(node):
    for other in SWAPPED[type(node.op)]:
        yield _with(node, op=other())
    for i in range(len(node.values)):
        rest = [*node.values[:i], *node.values[i + 1 :]]
        yield _with(node, values=rest) if len(rest) > 1 else rest[0]


def _sign(node):
    yield node.operand


def _choice(node):
    yield from _negated(node, "test")


def _filtered(node):
    for i, test in enumerate(node.ifs):
        rest = [*node.ifs[:i], *node.ifs[i + 1 :]]
        yield _with(node, ifs=rest)
        if not isinstance(test, ast.Compare):
            yield _with(node, ifs=[*rest, ast.UnaryOp(ast.Not(), test)])


def _constant(node):
    if isinstance(node.value, bool):
        yield _with(node, value=not node.value)
    elif isinstance(node.value, int | float):
        yield from _off_by_one(node)


def _off_by_one(node):
    """A number one larger and one smaller."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield _with(node, value=node.value + 1)
        if node.value >= 1:
            yield _with(node, value=node.value - 1)
        else:
            yield ast.UnaryOp(ast.USub(), _with(node, value=1 - node.value))
    else:
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))
        yield ast.BinOp(node, ast.Sub(), ast.Constant(1))


def _subscript(node):
    """Bounds and indices off by one; those that are constants are met by themselves."""
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for part in parts:
        for new in _index(part):
            yield _with(node, slice=_rebuilt(node.slice, part, new))


def _index(part):
    if isinstance(part, ast.Slice):
        turned = isinstance(part.step, ast.UnaryOp)
        if part.lower is None and not turned:
            yield _with(part, lower=ast.Constant(1))
        if part.upper is None and not turned:
            yield _with(part, upper=ast.UnaryOp(ast.USub(), ast.Constant(1)))
        for field in ("lower", "upper"):
            bound = getattr(part, field)
            if isinstance(bound, ast.Name | ast.Attribute | ast.Call):
                for new in _off_by_one(bound):
                    yield _with(part, **{field: new})
    elif isinstance(part, ast.Name):
        yield from _off_by_one(part)


def _attribute(node):
    if node.attr == "T":
        yield node.value
    elif node.attr in RENAMED:
        yield _with(node, attr=RENAMED[node.attr])


def _name(node):
    if node.id in RENAMED and isinstance(node.ctx, ast.Load):
        yield _with(node, id=RENAMED[node.id])


def _call(node):
    called = node.func.attr if isinstance(node.func, ast.Attribute) else None
    called = node.func.id if isinstance(node.func, ast.Name) else called
    for args in _neighbours_swapped(node.args):
        yield _with(node, args=args)
    if called == "range":
        for i, argument in enumerate(node.args):
            if not isinstance(argument, ast.Constant):
                for new in _off_by_one(argument):
                    yield _with(node, args=[*node.args[:i], new, *node.args[i + 1 :]])
    elif called not in CONVERSIONS:
        yield from _unwrapped(node)
    for i, keyword in enumerate(node.keywords):
        if keyword.arg == GUARD:
            continue
        rest = [*node.keywords[:i], *node.keywords[i + 1 :]]
        yield _with(node, keywords=rest)
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
            other = ast.keyword("axis", ast.Constant(0 if keyword.value.value else 1))
            yield _with(node, keywords=[*rest, other])
    if called in DIVIDED_BY_N and "ddof" not in [k.arg for k in node.keywords]:
        more = ast.keyword("ddof", ast.Constant(1))
        yield _with(node, keywords=[*node.keywords, more])


def _unwrapped(node):
    """What a call is made on, or of."""
    if node.args and not isinstance(node.args[0], ast.Starred):
        yield node.args[0]
    if isinstance(node.func, ast.Attribute):
        value = node.func.value
        if not (isinstance(value, ast.Name) and value.id in ("np", "math", "pd")):
            yield value


_BY_KIND = {
    ast.BinOp: _operation,
    ast.Compare: _comparison,
    ast.BoolOp: _logic,
    ast.UnaryOp: _sign,
    ast.IfExp: _choice,
    ast.comprehension: _filtered,
    ast.Constant: _constant,
    ast.Subscript: _subscript,
    ast.Attribute: _attribute,
    ast.Name: _name,
    ast.Call: _call,
}
