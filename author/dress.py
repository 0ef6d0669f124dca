"""The same answer in another dress: an array as lists, a number as float32, a value typed
in another form. Any of them is as right as the solution's own.
"""

import ast
from dataclasses import dataclass

from sensei.text import syntax

# What a function returns goes through one of these


def as_lists(value):
    """Lists and Python's own numbers in place of arrays and NumPy's."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, tuple | list):
        return type(value)(as_lists(part) for part in value)
    return value


def as_tuples(value):
    """Tuples in place of arrays and lists."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, tuple | list):
        return tuple(as_tuples(part) for part in value)
    return value


def as_narrow(value):
    """float32 and int32 in place of float64 and int64."""
    if isinstance(value, tuple | list):
        return type(value)(as_narrow(part) for part in value)
    narrow = {"float64": "float32", "int64": "int32"}
    kind = str(getattr(value, "dtype", ""))
    return value.astype(narrow[kind]) if kind in narrow else value


DRESSES = {dress.__name__: dress for dress in (as_lists, as_tuples, as_narrow)}


# Typed values in another form


@dataclass(frozen=True)
class Form:
    """How a value may be typed otherwise: formats of an expression."""

    number: str
    several: str

    def __call__(self, value) -> str:
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


def typed_values(test: ast.FunctionDef) -> list[tuple[ast.expr, object]]:
    """The values that a test compares and that the learner types, alone or in brackets or
    in close_to: what stands in each mark of the solution, and its value."""
    return [
        found
        for node in ast.walk(test)
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Compare)
        for side in (node.test.left, *node.test.comparators)
        for found in _values(side)
    ]


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
