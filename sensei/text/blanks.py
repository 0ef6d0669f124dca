"""Which blanks are left in a koan file, and where: seen from the text alone."""

import ast

from sensei.text.reach import names_used, reached
from sensei.text.syntax import (
    BLANK,
    Text,
    asserts,
    blanks,
    function,
    function_at,
    is_blank,
    parse,
)


def may_have_blanks(text: str) -> bool:
    """False where ____ stands in no line but that which imports it."""
    lines = (line for line in text.splitlines() if BLANK in line)
    return not all(line.startswith("from sensei import ") for line in lines)


def blanks_before(
    tree: ast.Module, test: str, last_line: int | None = None
) -> list[ast.Name]:
    """The blanks that test meets up to last_line: those of the functions it uses, then its
    own."""
    functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
    loose = [n for n in tree.body if not isinstance(n, ast.FunctionDef | ast.ClassDef)]
    found = [blank for node in loose for blank in blanks(node)]
    own: list[ast.Name] = []
    used: list[str] = []
    for statement in functions[test].body:
        if last_line is not None and statement.lineno > last_line:
            break
        own += blanks(statement)
        used += names_used(statement)
    seen: set[str] = set()
    for name in used:
        for other in reached(tree, name):
            if other not in seen and other != test:
                seen.add(other)
                found += blanks(functions[other])
    return found + own


def blank_holder(tree: ast.Module, test: str) -> str | None:
    """The name of the function that holds the first blank that test meets, or None."""
    for statement in function(tree, test).body:
        found = blanks_before(tree, test, statement.lineno)
        if found:
            return function_at(tree, found[0].lineno)
    return None


def blank_side(pristine: str, test: str, number: int) -> str | None:
    """Where the learner's blank stands in the assertion with this number (from 0):
    "left", "right", or None where the assertion holds no blank."""
    assertions = asserts(Text(pristine).functions()[test])
    if number >= len(assertions):
        return None
    comparison = assertions[number].test
    if not isinstance(comparison, ast.Compare):
        return "left" if blanks(comparison) else None
    if blanks(comparison.left):
        return "left"
    return "right" if any(blanks(c) for c in comparison.comparators) else None


def echoed(text: str, pristine: str, test: str) -> int | None:
    """The line of an assertion of test in which the other side stands for the blank, typed
    once more; None where there is none."""
    mine, given = (asserts(function(parse(t), test)) for t in (text, pristine))
    for assertion, as_given in zip(mine, given, strict=False):
        typed, blank = _sides(assertion), _sides(as_given)
        if typed is None or blank is None or not any(map(is_blank, blank)):
            continue
        if ast.dump(typed[0]) == ast.dump(typed[1]):
            return assertion.lineno
    return None


def _sides(node: ast.Assert) -> list[ast.expr] | None:
    """What an assertion holds equal, a close_to around either taken off; or None."""
    test = node.test
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
        return None
    sides = [test.left, test.comparators[0]]
    return [
        side.args[0]
        if isinstance(side, ast.Call)
        and isinstance(side.func, ast.Name)
        and side.func.id == "close_to"
        and side.args
        else side
        for side in sides
    ]


def blank_place(pristine: str, test: str, number: int) -> int | None:
    """The place of the one blank in a list or tuple that an assertion compares with; None
    where there is no such thing."""
    assertions = asserts(function(parse(pristine), test))
    pair = _sides(assertions[number]) if number < len(assertions) else None
    for side in pair or ():
        if isinstance(side, ast.Tuple | ast.List) and len(blanks(side)) == 1:
            places = [n for n, part in enumerate(side.elts) if is_blank(part)]
            return places[0] if places else None
    return None
