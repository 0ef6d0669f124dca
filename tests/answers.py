"""Other right answers, put into a filled-in koan file: text in, text out.

An answer is (kind, of, which):

    ("instead", function, name)   another function, from tests/alternatives/
    ("dressed", function, name)   the solution's, returning through one of alternatives/dress.py
    ("typed", test, form)         the values typed into a test's assertions, in another form
"""

import ast
import functools
import re
from dataclasses import dataclass
from types import SimpleNamespace

from sensei.text import reach, syntax
from tests.clone import ROOT, fill_all, replace_functions

FOLDER = ROOT / "tests" / "alternatives"
DRESS = syntax.Text((FOLDER / "dress.py").read_text())
DRESSES = tuple(DRESS.functions())


@functools.cache
def of_level(level):
    """The file with a level's other right answers: a Text, empty where there is none."""
    path = FOLDER / level.project / f"{level.stem}.py"
    return syntax.Text(path.read_text() if path.is_file() else "")


def instead(level):
    """The names of the other right answers for each function of a level's learner."""
    found = {name: [] for name in level.parts}
    for name, node in of_level(level).functions().items():
        for mark in node.decorator_list:
            if syntax.decorator_name(mark) == "instead_of":
                found[mark.args[0].id].append(name)
    return found


def dresses(level):
    """The (function, dress) of a level; not those that its file says ``unworn(dress,
    function, …)`` of."""
    unworn = {
        (of.id, node.value.args[0].id)
        for node in of_level(level).tree.body
        if isinstance(node, ast.Expr) and syntax.decorator_name(node.value) == "unworn"
        for of in node.value.args[1:]
    }
    found = [(of, name) for name in DRESSES for of in level.parts]
    return [pair for pair in found if pair not in unworn]


def put(level, answers):
    """A level's koan file, filled in, with these answers in place of the solution's."""
    forms = {of: form for kind, of, form in answers if kind == "typed"}
    text = fill_all(level.pristine, retyped(level, forms))
    others = {of: another(level, of, n) for kind, of, n in answers if kind == "instead"}
    text = replace_functions(syntax.Text(text), others)
    dressed = {of: name for kind, of, name in answers if kind == "dressed"}
    return dress(text, level, dressed) if dressed else text


# Another function


def another(level, of, name):
    """The function called name as one called of, below the imports and helpers it uses."""
    text = of_level(level)
    functions = text.functions()
    reached = reach.reached(text.tree, name)[1:]
    blocks = [_block(text, functions[helper]) for helper in reached]
    own = re.sub(rf"\b{name}\b", of, _block(text, functions[name]))
    used = {n.id for b in (*blocks, own) for n in ast.walk(ast.parse(b)) if _is_name(n)}
    imports = [
        text.segment(node)
        for node in text.tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        and used & {alias.asname or alias.name for alias in node.names}
    ]
    return "\n".join([*imports, *blocks, "@yours", own])


def _block(text, function):
    """A function without its decorators."""
    return "".join(text.lines[function.lineno - 1 : function.end_lineno])


def _is_name(node):
    return isinstance(node, ast.Name)


# The same function in another dress


def dress(text, level, dressed):
    """text with functions returning through a dress; they call each other without it."""
    now, blocks = syntax.Text(text), {}
    for name in level.parts:
        own = now.functions()[name]
        block = _block(now, own)
        arguments = [argument.arg for argument in own.args.args]
        for other in set(dressed) - set(arguments):
            block = re.sub(rf"(?<!\.)\b{other}\b(?!=)", f"bare_{other}", block)
        if name not in dressed:
            blocks[name] = "@yours\n" + block
            continue
        outer = (
            f"@yours\ndef {name}({ast.unparse(own.args)}):\n"
            f"    return {dressed[name]}(bare_{name}({', '.join(arguments)}))\n"
        )
        blocks[name] = block + "\n\n" + outer
    text = replace_functions(now, blocks)
    return text + "".join(_block(DRESS, node) for node in DRESS.functions().values())


# Typed values in another form


@dataclass(frozen=True)
class Form:
    """How a value may be typed otherwise: formats of an expression."""

    number: str
    several: str

    def __call__(self, value):
        if isinstance(value, bool):
            return f"np.bool_({value!r})"
        if isinstance(value, str):
            return f"np.str_({value!r})"
        if isinstance(value, list | tuple):
            several = "{other!r}" if _ragged(value) else self.several
            if any(isinstance(part, str) for part in value):
                several = several.removesuffix(".astype(float)")
            return several.format(value=value, other=_turned(value))
        return self.number.format(value=value)


def _ragged(value):
    return len({len(part) if isinstance(part, list) else 0 for part in value}) > 1


def _turned(value):
    """value with tuples for lists and lists for tuples."""
    if not isinstance(value, list | tuple):
        return value
    parts = [_turned(part) for part in value]
    return tuple(parts) if isinstance(value, list) else parts


FORMS = {
    "float": Form("float({value!r})", "{other!r}"),
    "numpy": Form("np.array({value!r})[()]", "np.array({value!r})"),
    "zero-dimensional": Form(
        "np.array({value!r})", "np.array({other!r}).astype(float)"
    ),
}


def typed(level):
    """The tests of a level in whose assertions values are typed."""
    functions = syntax.Text(level.solution_text).functions()
    return [koan for koan in level.koans if any(_compared(functions[koan]))]


def _compared(test):
    """The marks of a test that are compared, alone or inside brackets or close_to: each
    with the value that stands in it."""
    for node in ast.walk(test):
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Compare):
            for side in (node.test.left, *node.test.comparators):
                yield from _values(side)


def _values(node):
    if syntax.is_mark(node):
        try:
            yield node.args[0], ast.literal_eval(node.args[0])
        except ValueError:
            return
    elif isinstance(node, ast.List | ast.Tuple):
        for part in node.elts:
            yield from _values(part)
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "close_to":
        yield from _values(node.args[0])


def retyped(level, forms):
    """What fill_all asks of a level, with values of some tests in other forms."""
    text = syntax.Text(level.solution_text)
    result, edits = level.solution_text, []
    for test, form in forms.items():
        for node, value in _compared(text.functions()[test]):
            edits.append((*text.span(node), FORMS[form](value)))
    for start, end, new in sorted(edits, reverse=True):
        result = result[:start] + new + result[end:]
    return SimpleNamespace(
        solution_text=result, pristine=level.pristine, parts=level.parts
    )
