"""Why a koan failed, in the learner's terms, from the values themselves."""

import builtins
import copy
import importlib
import inspect
import traceback
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from . import source
from .comparing import comparing
from .koan import Blank, NotFilledIn, close_to, recorder

BLANK, WRONG, BROKEN, CHANGED, FLOOR = "blank", "wrong", "broken", "changed", "floor"
SAYS_LENGTH = 300


@dataclass
class Finding:
    """What happened to one koan, where, and what to say about it.

    line: where to look, in the file at path; code: what stands there.
    yours, wanted: the two sides of a comparison, as text; empty where not to be shown.
    says: sentences; of: the function of the learner's they speak of, if any.
    """

    state: str
    path: Path
    line: int
    code: list = field(default_factory=list)
    yours: str = ""
    wanted: str = ""
    says: list = field(default_factory=list)
    of: str = ""
    column: int | None = None


class Reported(pytest.fail.Exception):
    """Carries a finding from where a koan ran to where it is reported."""

    def __init__(self, finding):
        self.finding = finding
        super().__init__(in_one_line(finding), pytrace=False)


def in_one_line(finding):
    """A finding for pytest's own reports."""
    if finding.state == BLANK:
        return "not filled in yet"
    sides = [f"yours {finding.yours}"] if finding.yours else []
    sides += [f"wanted {finding.wanted}"] if finding.wanted else []
    return " · ".join([*sides, *finding.says]) or finding.state


# Files that cannot be read


def unreadable(level):
    """Why a level's koan file cannot be used at all, or None."""
    path = level.koan
    restore = f"To have it back: pytest --reset {level.key}"
    if not path.is_file():
        return Finding(
            BROKEN, path, 1, says=["This file is not there any more.", restore]
        )
    try:
        text = source.read(path)
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        line = getattr(error, "lineno", None) or 1
        says = (
            "This file holds characters that are not text in UTF-8. Save it as UTF-8."
        )
        return Finding(BROKEN, path, line, says=[says])
    except OSError as error:
        says = f"This file cannot be opened: {error.strerror}."
        return Finding(BROKEN, path, 1, says=[says])
    if not text.strip():
        return Finding(BROKEN, path, 1, says=["This file is empty.", restore])
    try:
        tree = source.parse(text)
    except SyntaxError as error:
        return syntax_error(path, text, error)
    except (ValueError, RecursionError, MemoryError) as error:
        return Finding(
            BROKEN, path, 1, says=[f"Python cannot read this file: {error}."]
        )
    if not any(source.is_test(node) for node in tree.body):
        says = "No koan is left in this file."
        return Finding(BROKEN, path, 1, says=[says, restore])
    return None


def syntax_error(path, text, error):
    """A finding for what Python's parser refuses."""
    line = error.lineno or 1
    lines = text.splitlines()
    code = [lines[line - 1]] if 0 < line <= len(lines) else []
    column = error.offset - 1 if error.offset else None
    message = error.msg or "this is not Python"
    if message.endswith("was never closed"):
        says = "The bracket opened here is not closed."
    elif isinstance(error, IndentationError):
        says = f"The indentation does not fit here: {message}."
    else:
        says = f"Python says: {message}."
    return Finding(BROKEN, path, line, code=code, says=[says], column=column)


# Koans that ran


def changed_lines(level, text, test):
    """A finding if the koan's own lines, in test or at module level, were changed."""
    tests = set(source.test_names(level.pristine)) - {test}
    found = source.changes(text, level.pristine)
    functions = source.parse(text)
    for change in found:
        inside = source.function_at(functions, change.line)
        if inside in tests:
            continue
        if any(change.given.startswith(f"def {other}(") for other in tests):
            continue
        code = [f"- {change.given}"] if change.given else []
        code += [f"+ {change.found}"] if change.found else []
        says = "This line was given; the koan does not count while it is changed."
        if not change.found:
            says = "A line that was given is gone; the koan does not count without it."
        elif not change.given:
            says = (
                "This line was added to what is given; the koan does not count with it."
            )
        return Finding(CHANGED, level.koan, change.line, code=code, says=[says])
    return None


def blank_left(level, text, test, last_line=None):
    """A finding if a blank is left in what test runs up to last_line."""
    found = source.blanks_before(source.parse(text), test, last_line)
    return blank_at(level.koan, text, found[0].lineno) if found else None


def missing(level, test):
    """A finding for a koan that the file no longer holds."""
    says = f"The koan {test} is not in this file any more."
    restore = f"To have it back: pytest --reset {level.key}:{test}"
    return Finding(CHANGED, level.koan, 1, says=[says, restore])


def blank_at(path, text, line):
    lines = text.splitlines()
    return Finding(BLANK, path, line, code=_statement(text, line) or [lines[line - 1]])


def failed(level, text, test, error, again):
    """A finding for a koan that raised error.

    again: runs the test given to it, with the same random numbers; its module is the koan
    file's. None where that is not possible.
    """
    tree = source.parse(text)
    line = _line_in(error, level.koan, test) or tree.body[-1].lineno
    test_line = _line_in(error, level.koan, test, innermost=False) or line
    if isinstance(error, NotFilledIn):
        blank = blank_left(level, text, test, test_line) or blank_left(
            level, text, test
        )
        if blank:
            return blank
        return _blank_elsewhere(level, text, error, line)
    typed_wrong = isinstance(error, NameError | SyntaxError)
    if not typed_wrong:
        blank = blank_left(level, text, test, test_line)
        if blank:
            return blank
    number, statement = source.assert_number(tree, test, test_line)
    if (
        isinstance(error, AssertionError)
        and statement is not None
        and line == test_line
    ):
        return _wrong(level, text, test, number, statement, again)
    return _broken(level, text, test, error, line)


def _blank_elsewhere(level, text, error, line):
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if level.koan.parent.parent in path.parents and path != level.koan:
            return blank_at(path, source.read(path), frame.lineno)
    return Finding(BLANK, level.koan, line, code=_statement(text, line))


def _line_in(error, path, test, innermost=True):
    found = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename) == path and (innermost or frame.name == test)
    ]
    if not found:
        return None
    return found[-1] if innermost else found[0]


def _statement(text, line):
    """The lines of the statement that holds a line, without their common indentation."""
    tree = source.parse(text)
    for node in tree.body:
        statement = source.statement_at(node, line)
        if statement is None:
            continue
        last = statement.end_lineno
        if hasattr(statement, "body"):
            last = line
            first = line
        else:
            first = statement.lineno
        lines = text.splitlines()[first - 1 : last]
        indent = min((len(s) - len(s.lstrip()) for s in lines if s.strip()), default=0)
        return [s[indent:] for s in lines]
    return []


def _wrong(level, text, test, number, statement, again):
    finding = Finding(
        WRONG, level.koan, statement.lineno, code=_statement(text, statement.lineno)
    )
    comparison, calls = run_again(level, text, test, again)
    name, says = known_mistake(level, calls)
    finding.of = name
    side = source.blank_side(level.pristine, test, number)
    if (
        side is not None
        and name
        and not says
        and not value_is_to_blame(level, test, again)
    ):
        finding.says = [
            f"{name} does not return what it should here, so the value you typed cannot be "
            "judged yet: try it on a few numbers that you can check by eye."
        ]
        return finding
    if side is not None and not says:
        value = _typed_mistake(level, test, comparison, side)
        return _value_to_be_found(finding, comparison, side, value)
    if comparison is None:
        finding.says = [says] if says else ["This should be true, and is not."]
        return finding
    op, left, right = comparison
    if isinstance(left, close_to):
        left, right = right, left
    if side is None or not says:
        finding.yours, finding.wanted = _both(left, right, op)
    finding.says = [says] if says else _differences(left, right)
    return finding


# Mistakes that are known


def run_again(level, text, test, again):
    """Run a koan that failed once more: the comparison that it failed at, as (operator,
    left, right), or None; and the calls of the learner's functions up to there."""
    if again is None:
        return None, []
    function, seen = comparing(text, level.koan, test, again.module)
    failed = False
    with recorder:
        try:
            again(function)
        except KeyboardInterrupt:
            raise
        except AssertionError:
            failed = True
        except BaseException:
            pass
    return seen[-1] if failed and seen else None, recorder.calls


def known_mistake(level, calls):
    """The name of a learner's function that answered wrongly, and what the author says of
    that mistake; ("", "") where none is recognised.

    calls: (name, (args, kwargs), result) of each call.
    """
    if not calls:
        return "", ""
    try:
        solution = load_solution(level)
    except Exception:
        return "", ""
    order = list(dict.fromkeys(name for name, _, _ in calls))
    wrong = ""
    for name in order:
        right = getattr(solution, name, None)
        if right is None:
            continue
        mine = [(given, result) for called, given, result in calls if called == name]
        right_one = [same_answer(_call(right, given), result) for given, result in mine]
        if all(right_one):
            continue
        wrong = wrong or name
        deviating = [
            call for call, same in zip(mine, right_one, strict=True) if not same
        ]
        for calls_to_match in (mine, deviating):
            for candidate in mistakes_of(solution, name):
                if all(same_answer(_call(candidate, g), r) for g, r in calls_to_match):
                    return name, candidate.says
    return (wrong, "") if wrong else ("", "")


def value_is_to_blame(level, test, again):
    """Whether test passes with the learner's functions and the solution's values."""
    solution = load_solution(level)
    kept = {name: getattr(solution, name) for name in level.parts}
    try:
        for name in kept:
            setattr(solution, name, getattr(again.module, name))
        again(getattr(solution, test))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return False
    finally:
        for name, function in kept.items():
            setattr(solution, name, function)
    return True


def load_solution(level):
    return importlib.import_module(f"solutions.{level.project}.{level.stem}")


def mistakes_of(solution, name):
    """The functions of a solution that are marked as a mistake of name."""
    return [
        value
        for value in vars(solution).values()
        if inspect.isfunction(value) and getattr(value, "mistake_of", None) == name
    ]


class _Failed:
    """What a call returned that raised."""


def _call(function, given):
    args, kwargs = copy.deepcopy(given)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return function(*args, **kwargs)
    except Exception:
        return _Failed


def same_answer(one, other):
    """Whether two answers are the same to rounding: numbers, text, arrays, or nests."""
    if one is _Failed or other is _Failed:
        return False
    if one is None or other is None:
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            same_answer(one[k], other[k]) for k in one
        )
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        if len(one) == len(other) and (_nested(one) or _nested(other)):
            return all(map(same_answer, one, other))
    try:
        return bool(other == close_to(one, rel=1e-6))
    except Exception:
        try:
            return bool(one == other)
        except Exception:
            return False


def _nested(value):
    return any(isinstance(v, list | tuple | dict) or hasattr(v, "shape") for v in value)


def _typed_mistake(level, test, comparison, side):
    """What the author says of a value typed into a blank of test, or ""."""
    if comparison is None:
        return ""
    typed = comparison[1] if side == "left" else comparison[2]
    if isinstance(typed, close_to):
        typed = typed.reference
    try:
        for candidate in mistakes_of(load_solution(level), test):
            if same_answer(candidate(), typed):
                return candidate.says
    except Exception:
        return ""
    return ""


# A value to be found: how it is off, never what it is


def _value_to_be_found(finding, comparison, side, says):
    if comparison is None:
        finding.says = [says or "Not yet: this should be true."]
        return finding
    op, left, right = comparison
    typed, truth = (left, right) if side == "left" else (right, left)
    finding.yours = shown(typed)
    finding.says = [says or _hint_at(typed, truth, op)]
    return finding


def _hint_at(typed, truth, op):
    import numpy as np

    typed, truth = (
        v.reference if isinstance(v, close_to) else v for v in (typed, truth)
    )
    if op not in ("==", "is"):
        return "That does not hold yet."
    if isinstance(truth, str) != isinstance(typed, str):
        kind = "a text, in quotes" if isinstance(truth, str) else "a number, not a text"
        if isinstance(truth, str) or _is_number(truth):
            return f"Another kind of thing is asked for: {kind}."
    if isinstance(truth, str):
        if str(typed).strip().lower() == truth.strip().lower():
            return "Nearly: look at capital letters and spaces."
        return "Another word."
    if isinstance(truth, bool | np.bool_):
        return "The other way round." if isinstance(typed, bool) else "True or False?"
    if _is_number(typed) and _is_number(truth):
        if isinstance(typed, bool):
            return "A number is asked for."
        where = "too large" if typed > truth else "too small"
        return f"Another number: that is {where}."
    try:
        mine, right = np.asarray(typed), np.asarray(truth)
    except (ValueError, TypeError):
        return "Not that."
    if mine.shape != right.shape:
        if mine.ndim and right.ndim:
            return f"{_count(right)} asked for, yours has {_count(mine)}."
        asked = "One value is" if right.ndim == 0 else "Several values are"
        return f"{asked} asked for."
    off = np.argwhere(np.atleast_1d(mine != right))
    if len(off) and mine.ndim == 1 and len(mine) > 1:
        return (
            f"The {_ordinal(int(off[0][0]) + 1)} of the {len(mine)} is not right yet."
        )
    return "Not that."


def _is_number(value):
    import numpy as np

    value = np.asarray(value)
    return value.ndim == 0 and value.dtype.kind in "fiub"


def _count(values):
    if values.ndim == 1:
        n = len(values)
        return f"{n} value is" if n == 1 else f"{n} values are"
    return f"shape {values.shape} is"


def _ordinal(n):
    last = {1: "st", 2: "nd", 3: "rd"}.get(n % 10 if n // 10 % 10 != 1 else 0, "th")
    return f"{n}{last}"


# What differs, seen from the values


def _both(left, right, op):
    wanted = right.reference if isinstance(right, close_to) else right
    yours, wanted = shown(left), shown(wanted)
    if op not in ("==", "is"):
        wanted = f"{op} {wanted}"
    return yours, wanted


def _differences(left, right):
    import numpy as np

    if left is None:
        return ["The function returned None: is there a return?"]
    if not isinstance(right, close_to):
        return []
    try:
        found = np.asarray(left)
    except (ValueError, TypeError):
        return ["These rows have different lengths; every row needs the same."]
    wanted = right.reference
    if found.shape != wanted.shape:
        return [_about_shape(found, wanted)]
    if not {found.dtype.kind, wanted.dtype.kind} <= set("fciub"):
        return []
    found, wanted = found.astype(float), wanted.astype(float)
    if np.isnan(found).any() and not np.isnan(wanted).any():
        where = tuple(int(i) for i in np.argwhere(np.isnan(found))[0])
        return [
            f"There is a nan{_at(where)}: 0 / 0, or the root or log of a negative number?"
        ]
    near = lambda a: right._equal(a, wanted) if not right.in_any_order else a == right
    return [_about_values(found, wanted, near, right)]


def _about_shape(found, wanted):
    if found.shape == wanted.shape[::-1]:
        return "Rows and columns are swapped: transpose, or take the other axis."
    if found.size == wanted.size and found.ndim == 2 and 1 in found.shape:
        kind = "column" if found.shape[1] == 1 else "single row"
        return f"A {kind} of numbers where shape {wanted.shape} is meant."
    if wanted.ndim == 0:
        return "One number is wanted; yours still holds several."
    if found.ndim == 0:
        return f"{wanted.size} numbers are wanted; yours is one: summed over too much?"
    return f"The shape is {found.shape}; {wanted.shape} is wanted."


def _about_values(found, wanted, near, right):
    import numpy as np

    with np.errstate(all="ignore"):
        if near(-found):
            return "The sign is the other way round."
        if found.ndim == 1 and near(found[::-1]):
            return "The order is the other way round."
        if found.ndim == 1 and near(np.sort(found)) != near(found):
            return "The numbers are right, the order is not."
        if (
            found.ndim == 1
            and len(found) > 1
            and np.allclose(np.sort(found), np.sort(wanted))
        ):
            return "The numbers are right, the order is not."
        if np.all(wanted >= 0) and near(np.sqrt(np.abs(found))):
            return "That is the square of it: the root is missing."
        if np.all(found >= 0) and near(found**2):
            return "That is the root of it."
        big = np.abs(wanted) > right.tolerance
        if big.any():
            ratios = found[big] / wanted[big]
            factor = float(np.median(ratios))
            if factor and np.isfinite(factor) and near(found / factor):
                return _about_factor(factor)
        if found.size > 1:
            shift = float(np.median(found - wanted))
            if shift and near(found - shift):
                too = "large" if shift > 0 else "small"
                return f"Every number is {_number(abs(shift))} too {too}."
    if found.ndim == 0:
        return "Too large." if found > wanted else "Too small."
    off = np.argwhere(~right._near(found, wanted))
    if not len(off):
        return ""
    where = tuple(int(i) for i in off[0])
    many = (
        f"{len(off)} of {found.size} numbers are off; the first"
        if len(off) > 1
        else "One number is off, the one"
    )
    return (
        f"{many}{_at(where)}: {_number(found[where])}, wanted {_number(wanted[where])}."
    )


def _about_factor(factor):
    for n in range(2, 5000):
        if abs(factor - n / (n - 1)) < 1e-7 * factor:
            return f"Too large by {n}/{n - 1}: divided by n - 1 where n is meant?"
        if abs(factor - (n - 1) / n) < 1e-7 * factor:
            return f"Too small by {n - 1}/{n}: divided by n where n - 1 is meant?"
    return f"Every number is {_number(factor)} times what is wanted."


def _at(where):
    if not where:
        return ""
    return f" at [{', '.join(map(str, where))}]"


def _number(value):
    return f"{float(value):.4g}"


def shown(value):
    """A value in one short line."""
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
        first = array.reshape(-1)[:6].tolist()
        body = "  ".join(_number(v) if isinstance(v, float) else str(v) for v in first)
        more = "  …" if array.size > 6 else ""
        return f"shape {array.shape}   [{body}{more}]"
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else text[:57] + "…"


# Exceptions of the learner's


def _broken(level, text, test, error, line):
    finding = Finding(BROKEN, level.koan, line, code=_statement(text, line))
    finding.of = source.function_at(source.parse(text), line) or ""
    finding.says = [about_exception(error)]
    return finding


def at_import(level, error):
    """A finding for a koan file that raised while it was imported."""
    text = source.read(level.koan)
    line = _line_in(error, level.koan, "<module>")
    if isinstance(error, NotFilledIn) and line:
        return blank_at(level.koan, text, line)
    line = line or 1
    if isinstance(error, SyntaxError) and error.filename:
        path = Path(error.filename)
        if path.is_file():
            return syntax_error(path, source.read(path), error)
    return Finding(
        BROKEN,
        level.koan,
        line,
        code=_statement(text, line),
        says=[about_exception(error)],
    )


def about_exception(error):
    """One sentence for an exception of the learner's."""
    message = " ".join(str(error).split())[:SAYS_LENGTH]
    if isinstance(error, RecursionError):
        return "This function calls itself without end: which call stops?"
    if isinstance(error, SystemExit):
        return "sys.exit() was called here: a koan goes on to its end without it."
    if isinstance(error, TookTooLong):
        return f"Still running after {error.seconds} seconds, here: a loop without end?"
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        name = getattr(error, "name", None)
        if name and hasattr(builtins, name.lower()):
            return f"Python does not know {name}; {name.lower()} it knows."
        return f"Python does not know {name or 'this name'} here: a slip, or an import?"
    kind = type(error).__name__
    return f"{kind}: {message}." if message else f"{kind} was raised here."


class TookTooLong(BaseException):
    """A koan ran longer than its time limit."""

    def __init__(self, seconds):
        self.seconds = seconds
        super().__init__(f"still running after {seconds} seconds")
