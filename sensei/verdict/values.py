"""Values and calls in short lines."""

import os
import re
from typing import Any

from sensei.koan import Blank, close_to
from sensei.run.calls import Call
from sensei.verdict.differences import first_difference
from sensei.verdict.places import short

ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")  # tells a learner nothing
NUMPYS = re.compile(r"\bnp\.(?:(True|False)_|(?:u?int\d+|float\d+|str_)\(([^()]*)\))")
LONGEST = 60  # characters of a value
SMALL = 9  # numbers of a table that is shown row by row
FEW = 12  # numbers of an array that is written out in a call


def both(left: Any, right: Any, op: str) -> tuple[str, str]:
    """Return the two sides of a comparison, each in one line."""
    apart = first_difference(left, right)
    if apart is not None:
        return apart
    right = right.reference if isinstance(right, close_to) else right
    yours, wanted = shown(left), shown(right)
    if yours == wanted and yours.endswith("…"):
        yours, wanted = _from_where_they_differ(_text(left), _text(right))
    if op not in ("==", "is"):
        wanted = f"{op} {wanted}"
    return yours, wanted


def shown(value: Any) -> str:
    """Return a value in one short line."""
    import numpy as np

    if isinstance(value, close_to):
        value = value.reference
    if isinstance(value, Blank):
        return "____"
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return repr(value) if len(repr(value)) < 12 else f"{value:.8g}"
    if isinstance(value, np.ndarray) or hasattr(value, "to_numpy"):
        array = np.asarray(value)
        if array.ndim == 2 and 0 < array.size <= SMALL:
            return f"shape {array.shape}   [{'  '.join(map(_row_of, array))}]"
        first = array.reshape(-1)[:6].tolist()
        body = "  ".join(map(short, first))
        more = "  …" if array.size > 6 else ""
        return f"shape {array.shape}   [{body}{more}]"
    return _short(_text(value))


def written_call(call: Call, names: list[str]) -> tuple[str, list[tuple[str, str]]]:
    """Return a call as it would be typed, and the arguments that have no room in it, each
    as (name, value). names: of the function's arguments, in order."""
    args, kwargs = call.given
    named = [*zip(names, args, strict=False), *kwargs.items()]
    written = [_written(value) for _, value in named]
    apart: list[tuple[str, str]] = []
    while len(", ".join(written)) + len(call.name) + 2 > LONGEST:
        longest = max(range(len(written)), key=lambda n: len(written[n]))
        name, value = named[longest]
        if written[longest] == name:
            break
        written[longest] = name
        apart.append((name, shown(value)))
    for n, (name, _) in enumerate(named[len(args) :], len(args)):
        written[n] = f"{name}={written[n]}"
    order = [name for name, _ in named]
    apart.sort(key=lambda pair: order.index(pair[0]))
    return f"{call.name}({', '.join(written)})", apart


def _written(value: Any) -> str:
    """A value as it would be typed; something long where that takes more than a line."""
    import numpy as np

    if hasattr(value, "bit_generator"):
        return "rng"
    if isinstance(value, np.ndarray) and value.size <= FEW and value.ndim:
        return _nested_list(value.tolist())
    if isinstance(value, np.ndarray) or hasattr(value, "to_numpy"):
        return " " * LONGEST
    if callable(value) and hasattr(value, "__name__"):
        return value.__name__
    return shown(value)


def _nested_list(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_nested_list, value))}]"
    return short(value)


def _text(value: Any) -> str:
    text = ADDRESS.sub("", " ".join(repr(value).split()))
    return NUMPYS.sub(lambda found: found[1] or found[2], text)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "…"


def _from_where_they_differ(*texts: str) -> tuple[str, ...]:
    """Texts without most of what they begin with alike."""
    alike = len(os.path.commonprefix(texts))
    start = texts[0].rfind(" ", 0, max(0, alike - LONGEST // 3))
    return tuple(_short("…" + text[max(0, start) :]) for text in texts)


def _row_of(values: Any) -> str:
    return f"[{' '.join(map(short, values))}]"
