"""One sentence for an exception of the learner's: what happened, and what to look at."""

import ast
import builtins
import difflib
import re
import traceback
import types
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sensei.koan import Blank
from sensei.run.stops import NotHere, TookTooLong

MESSAGE = 300  # characters of Python's own words
VALUES = 3
ARTICLE = re.compile(r"\b([Aa]) ((?:[aeioAEIO]|nd)\w*)")  # a int, a ndarray

KNOWN: tuple[tuple[type[Exception], str, str | Callable[..., str]], ...] = (
    # kind of exception, pattern of its message, what is said; {} are the groups
    (ValueError, r"matmul: .*size (\d+) is different from (\d+)",
     lambda rows, columns: "@ needs as many columns on the left as there are rows on the "
     f"right; here it is {columns} and {rows}: " + (
         "one is missing, a column of ones or one number?"
         if abs(int(rows) - int(columns)) == 1 else "a .T somewhere?")),
    (ValueError, r"shapes? (\([\d, ]*\)) and (\([\d, ]*\)) not aligned",
     "A product needs as many columns on the left as there are rows on the right; {0} and "
     "{1} do not fit: a .T somewhere?"),
    (ValueError, r"operands could not be broadcast together with shapes (\(.*?\)) (\(.*?\))",
     "Shapes {0} and {1} do not fit together: seen from the right, two sizes are equal, or "
     "one of them is 1."),
    (ValueError, r"could not broadcast input array from shape (\(.*?\)) into shape (\(.*?\))",
     "An array of shape {0} has no room in one of shape {1}."),
    (ValueError, r"(?:destination|array) is read-only",
     "This would change what was given, which others look at too: work on a copy, X.copy() or "
     "X - m in the place of X -= m."),
    (ValueError, r"cannot reshape array of size (\d+) into shape (\(.*?\))",
     "{0} numbers cannot be put into shape {1}: it has another number of places."),
    (ValueError, r"inhomogeneous shape",
     "These rows have different lengths; an array needs them all the same."),
    (ValueError, r"truth value of an? (?:array|Series|DataFrame|Index)",
     "One yes or no is needed, and this is a whole array of them: .any(), .all(), or & and | "
     "in the place of and, or."),
    (ValueError, r"could not convert string to float: (.*)",
     "A text, {0}, stands where a number is needed."),
    (ValueError, r"Expected 2D array, got (?:1D|scalar) array instead",
     "A model wants a table, one row a case; for a single row put it in brackets: [row]."),
    (ValueError, r"inconsistent numbers of samples: \[(\d+), (\d+)\]",
     "There are {0} rows on one side and {1} on the other; each row needs its answer."),
    (ValueError, r"X has (\d+) features?, but (\w+) is expecting (\d+)",
     "{1} learnt from {2} columns and is now given {0}."),
    (ValueError, r"contains NaN",
     "There is a nan in what the model is given: an empty cell, or 0 / 0 before?"),
    (ValueError, r"contains infinity",
     "There is an infinity in what the model is given: divided by 0 before?"),
    (ValueError, r"least populated class(?:es)? in y ha(?:s|ve) only (\d+) member",
     "A class of {0} alone cannot stand on both sides: is it the labels that are stratified?"),
    (ValueError, r"math domain error|expected a (?:positive|nonnegative) (?:input|number)",
     "The root of a negative number, or the log of 0 or less, is no number."),
    (ValueError, r"not enough values to unpack \(expected (\d+), got (\d+)\)",
     "{0} names on the left, and only {1} values for them."),
    (ValueError, r"too many values to unpack \(expected (\d+)",
     "Only {0} names on the left for more values than that."),
    (IndexError, r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)",
     "There is no place {0} along axis {1}: it has {2} places, counted from 0."),
    (IndexError, r"(list|tuple|string) (?:assignment )?index out of range",
     "There is no such place in this {0}: places are counted from 0, the last is len - 1."),
    (IndexError, r"too many indices for array: array is (\d+)-dimensional, but (\d+)",
     "This array has {0} axis and {1} are asked for: is it the table you think it is?"),
    (IndexError, r"only integers, slices",
     "A place in an array is a whole number; this is none: // or int(…)?"),
    (IndexError, r"single positional indexer is out-of-bounds",
     "There is no row at that place: rows are counted from 0."),
    (IndexError, r"pop from empty", "There is nothing left to take out."),
    (Exception, r"Singular matrix",
     "This matrix has no inverse: one of its columns follows from the others."),
    (Exception, r"not positive definite",
     "This matrix is not positive definite: is it symmetric, and no column doubled?"),
    (Exception, r"must be square",
     "The matrix needs as many rows as columns here."),
    (Exception, r"This (\w+) instance is not fitted",
     "{0} has not learnt yet: .fit(…) comes before this."),
    (TypeError, r"'NoneType' object is not (?:subscriptable|iterable|callable)",
     "None stands here, where a value is needed: did a function forget its return?"),
    (TypeError, r"unsupported operand type\(s\) for (.+?): 'NoneType' and|and 'NoneType'",
     "None stands here, where a number is needed: did a function forget its return?"),
    (TypeError, r"unsupported operand type\(s\) for (.+?): '(\w+)' and '(\w+)'",
     "{0} cannot be done with a {1} and a {2}."),
    (TypeError, r"can only concatenate (\w+) \(not \"(\w+)\"\)",
     "A {0} and a {1} cannot be added."),
    (TypeError, r"([\w<>]+)\(\) missing \d+ required positional arguments?: (.*)",
     "{0} is called without {1}."),
    (TypeError, r"([\w<>]+)\(\) takes (?:from \d+ to )?(\d+) positional arguments? but (\d+)",
     "{0} takes {1} values and is given {2}."),
    (TypeError, r"(\w+)\(\) got an unexpected keyword argument '(\w+)'",
     "{0} knows no {1}=."),
    (TypeError, r"'(\w[\w.]*)' object is not callable",
     "Round brackets call a function, and this is a {0}: square ones, or a * left out?"),
    (TypeError, r"'(\w[\w.]*)' object is not subscriptable",
     "Square brackets take a part of something, and a {0} has none."),
    (TypeError, r"'(\w[\w.]*)' object is not iterable",
     "A loop goes through several things, and this is a single {0}: range(…)?"),
    (TypeError, r"only (?:length-1|size-1|0-dimensional) arrays can be converted",
     "One number is needed, and this is an array of several: np. in the place of math.?"),
    (TypeError, r"list indices must be integers or slices, not (\w+)",
     "A place in a list is a whole number, not a {0}: np.asarray(…) makes it an array."),
    (TypeError, r"'(list|tuple|dict|set|str)' object cannot be interpreted as an integer",
     "A whole number is needed, not a {0}."),
    (TypeError, r"'(\w+)' object cannot be interpreted as an integer",
     "A whole number is needed, not a {0}: // or int(…)?"),
    (ZeroDivisionError, r"", "Divided by 0 here."),
    (OverflowError, r"", "The number grew too large for a float here."),
    (MemoryError, r"", "This asked for more memory than a koan may have: a loop that only "
     "adds, or a table of all pairs?"),
    (ModuleNotFoundError, r"No module named '([\w.]+)'",
     "There is no module {0} in this environment."),
    (ImportError, r"cannot import name '(\w+)' from '([\w.]+)'",
     "{1} has no {0}."),
    (EOFError, r"", "This waits for the keyboard, and nobody answers in a koan."),
    (OSError, r"reading from stdin",
     "input() waits for the keyboard, and nobody answers in a koan: write the value here."),
    (OSError, r"File too large",
     "This printed without end: the rest was cut off."),
    (StopIteration, r"", "next(…) was asked for one more than there is."),
)  # fmt: skip


def about_exception(error: BaseException) -> str:
    """Return one sentence for an exception of the learner's."""
    try:
        return _in_words(error)
    except Exception:  # a value at hand that behaves like no other
        return f"{type(error).__name__} was raised here: {str(error)[:MESSAGE]}"


def _in_words(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return (
            "This function calls itself without end, or too often for Python: which "
            "call stops?"
        )
    if isinstance(error, SystemExit):
        return "sys.exit() was called here: a koan goes on to its end without it."
    if isinstance(error, TookTooLong):
        return (
            f"Still running after {error.seconds} seconds, here: a loop without end, or one "
            "of very many or very slow rounds?"
        )
    if isinstance(error, NotHere):
        return str(error)
    if isinstance(error, UnboundLocalError):
        return f"{_named(error)} is used here before it has a value in this function."
    if isinstance(error, NameError):
        return _about_name(error)
    if isinstance(error, KeyError):
        return _about_key(error)
    message = " ".join(str(error).split())
    message = re.sub(r"\([\d,]+\)", lambda m: m[0].replace(",", ", "), message)
    message = message.replace(", )", ",)")
    for known, pattern, says in KNOWN:
        fits = re.search(pattern, message) if isinstance(error, known) else None
        if fits:
            told = says.format if isinstance(says, str) else says
            return ARTICLE.sub(r"\1n \2", told(*fits.groups()))
    if isinstance(error, AttributeError):
        return _about_attribute(error)
    kind = type(error).__name__
    message = message[:MESSAGE].rstrip(".")
    return f"{kind}: {message}." if message else f"{kind} was raised here."


def _named(error: BaseException) -> str:
    named = re.search(r"'(\w+)'", str(error))
    return named[1] if named else "A name"


def _about_name(error: NameError) -> str:
    name = getattr(error, "name", None)
    if name and hasattr(builtins, name.lower()):
        return f"Python does not know {name}; {name.lower()} it knows."
    near = _nearest(name, _names_at(error))
    if near:
        return f"Python does not know {name} here; {near} it knows."
    if not name:
        return "Python does not know this name here: a slip, or an import?"
    return (
        f"Python does not know {name} here: a slip, an import, or a text, which stands in "
        f"quotes, '{name}'?"
    )


def _about_key(error: KeyError) -> str:
    if not error.args:
        return "KeyError was raised here."
    key = error.args[0]
    known: list[Any] = []
    for value in _values_at(error):
        if isinstance(value, dict):
            known += value
        elif isinstance(value, type | Blank):
            continue
        elif hasattr(value, "columns"):
            known += list(value.columns)
        elif hasattr(value, "iloc") and isinstance(key, int):
            return (
                f"No row is called {key}: rows go by their labels; .iloc[{key}] counts."
            )
    columns = re.fullmatch(r"\[(.*)\] not found in axis", str(key))
    if columns:
        return f"The table has no {columns[1]}: print(….columns) shows what it has."
    if re.match(r"None of \[Index\(\[\d.* are in the \[columns\]", str(key), re.DOTALL):
        return "[…] asks a table for columns; rows by their numbers are .iloc[…]."
    near = _nearest(key, [name for name in known if isinstance(name, str)])
    also = f" {near!r} there is." if near else " print(list(…)) shows which there are."
    return f"There is no {key!r} in it.{also}"


def _about_attribute(error: AttributeError) -> str:
    name, holder = getattr(error, "name", None), getattr(error, "obj", None)
    if holder is None and "NoneType" in str(error):
        return f"None has no .{name}: did a function forget its return?"
    if name is None:
        return f"AttributeError: {' '.join(str(error).split())[:MESSAGE]}."
    if name.startswith("_") and _is_inside(error, "sklearn"):
        return (
            "A class stands where a model is meant: brackets behind its name make one, "
            "as in LinearRegression()."
        )
    if isinstance(holder, types.ModuleType):
        kind = holder.__name__
    else:
        kind = ARTICLE.sub(r"\1n \2", f"a {type(holder).__name__}")
    near = _nearest(name, [n for n in dir(holder) if not n.startswith("_")])
    if near:
        return f"{kind[0].upper() + kind[1:]} has no .{name}; .{near} it has."
    if isinstance(holder, list | tuple) and name in ("items", "keys", "values"):
        return (
            f"{kind[0].upper() + kind[1:]} has no .{name}: a dict has, written as "
            "{name: value, …}."
        )
    if isinstance(holder, list | tuple):
        return f"{kind[0].upper() + kind[1:]} has no .{name}: np.asarray(…) makes an array."
    return f"{kind[0].upper() + kind[1:]} has no .{name}."


def _nearest(name: object, names: Iterable[str]) -> str | None:
    if not isinstance(name, str):
        return None
    near = difflib.get_close_matches(name, sorted(set(names) - {name}), 1, 0.7)
    return near[0] if near else None


def _frames(error: BaseException) -> list[types.FrameType]:
    return [frame for frame, _ in traceback.walk_tb(error.__traceback__)]


def _is_inside(error: BaseException, library: str) -> bool:
    """Whether an error was raised in code of a library."""
    where = [frame.f_globals.get("__name__") or "" for frame in _frames(error)]
    return bool(where) and where[-1].split(".")[0] == library


def _names_at(error: BaseException) -> list[str]:
    frame = _frames(error)[-1] if error.__traceback__ else None
    return [*frame.f_locals, *frame.f_globals, *dir(builtins)] if frame else []


def _values_at(error: BaseException) -> list[Any]:
    return [v for frame in _frames(error)[-40:] for v in [*frame.f_locals.values()]]


def values_at(
    error: BaseException, path: Path, shown: Callable[[Any], str]
) -> list[tuple[str, str]]:
    """Return what the names on the learner's line stood for: up to VALUES of (name, text).

    path: of the koan file; shown: makes a value a short text.
    """
    frames = [
        (frame, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == str(path)
    ]
    if not frames or frames[-1][0].f_code.co_name == "<module>":
        return []
    frame, line = frames[-1]
    values: list[tuple[str, str]] = []
    for name in _names_on(path, line):
        value = frame.f_locals.get(name)
        if value is None and name not in frame.f_locals:
            continue
        if callable(value) or isinstance(value, types.ModuleType):
            continue
        try:
            values.append((name, shown(value)))
        except Exception:
            continue
    return values[:VALUES]


def _names_on(path: Path, line: int) -> list[str]:
    """The names on a line of a file, each once."""
    text = ""
    try:
        text = path.read_text("utf-8", "replace").splitlines()[line - 1].strip()
        tree = ast.parse(text.rstrip(":") if text.startswith("return") else text)
        names = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name)]
    except (OSError, IndexError, SyntaxError, ValueError):
        names = re.findall(r"[A-Za-z_]\w*", text)
    return [*dict.fromkeys(names)]
