"""Why a koan failed, in the learner's terms, from the values themselves."""

import copy
import importlib
import inspect
import os
import re
import traceback
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sensei.koan import Blank, NotFilledIn, close_to, recorder
from sensei.run.comparing import comparing
from sensei.run.limits import TookTooLong
from sensei.text import blanks, changes, reach, syntax
from sensei.verdict.differences import (
    are_telling,
    at,
    differences,
    first_difference,
    form,
    short,
)
from sensei.verdict.mishaps import about_exception, values_at

ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")  # tells a learner nothing
NUMPYS = re.compile(r"\bnp\.(?:(True|False)_|(?:u?int\d+|float\d+|str_)\(([^()]*)\))")
ASKED_INSIDE = re.compile(r"#\s*\?.*[)\]}]")
BLANK, WRONG, BROKEN, CHANGED, FLOOR = "blank", "wrong", "broken", "changed", "floor"


@dataclass
class Finding:
    """What happened to one koan, where, and what to say about it.

    line: where to look, in the file at path; code: what stands there.
    yours, wanted: the two sides of a comparison, as text; empty where not to be shown.
    values: (name, text) of what stood in the learner's line when it broke.
    says: sentences; of: the function or koan that help should speak of, "" where the text
        alone tells.
    """

    state: str
    path: Path
    line: int
    code: list = field(default_factory=list)
    yours: str = ""
    wanted: str = ""
    values: list = field(default_factory=list)
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
        text = syntax.read(path)
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
        tree = syntax.parse(text)
        if any(len(line) > DEEP for line in text.splitlines()):
            compile(tree, str(path), "exec")
    except SyntaxError as error:
        return syntax_error(path, text, error)
    except (ValueError, RecursionError, MemoryError) as error:
        return Finding(
            BROKEN, path, 1, says=[f"Python cannot read this file: {error}."]
        )
    if not any(syntax.is_test(node) for node in tree.body):
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
        asked = next((n for n, ln in enumerate(lines, 1) if ASKED_INSIDE.search(ln)), 0)
        says = "The bracket opened here is not closed."
        if asked >= line:
            line, code, column = asked, [lines[asked - 1]], None
            says = (
                "What stands behind # is not read: put # ? after the closing bracket."
            )
    elif isinstance(error, IndentationError):
        says = f"The indentation does not fit here: {message}."
    else:
        says = f"Python says: {message}."
    return Finding(BROKEN, path, line, code=code, says=[says], column=column)


# Koans that ran


def changed_lines(level, text, test):
    """A finding if the koan's own lines, in test or at module level, were changed."""
    found = changes.changes(text, level.pristine)
    if not found:
        return None
    tests = set(syntax.test_names(syntax.parse(level.pristine))) - {test}
    functions = syntax.parse(text)
    for change in found:
        inside = syntax.function_at(functions, change.line)
        if inside in tests:
            continue
        if any(change.given.startswith(f"def {other}(") for other in tests):
            continue
        code = [f"- {change.given}"] if change.given else []
        code += [f"+ {change.found}"] if change.found else []
        says = "This line was given; the koan does not count while it is changed."
        if changes.values_without_brackets(text, change.line, change.given):
            return _without_brackets(level, text, change.line)
        if not change.found:
            says = "A line that was given is gone; the koan does not count without it."
        elif not change.given:
            says = (
                "This line was added to what is given; the koan does not count with it."
            )
        return Finding(CHANGED, level.koan, change.line, code=code, says=[says])
    return None


def _without_brackets(level, text, line):
    says = (
        "Several values stand here where one thing is meant: brackets around them make "
        "them one, as in (1, 2) or [1, 2]."
    )
    return Finding(BROKEN, level.koan, line, code=_statement(text, line), says=[says])


def blank_left(level, text, test, last_line=None):
    """A finding if a blank is left in what test runs up to last_line."""
    if not blanks.may_have_blanks(text):
        return None
    found = blanks.blanks_before(syntax.parse(text), test, last_line)
    return blank_at(level.koan, text, found[0].lineno) if found else None


def echo(level, text, test):
    """A finding if a value of test is the other side of its line typed again, or None."""
    line = blanks.echoed(text, level.pristine, test)
    if line is None:
        return None
    says = "Both sides say the same. What does the side that was given come to?"
    code = _statement(text, line)
    return Finding(WRONG, level.koan, line, code=code, says=[says], of=test)


def missing(level, test):
    """A finding for a koan that the file no longer holds."""
    says = f"The koan {test} is not in this file any more."
    restore = f"To have it back: pytest --reset {level.key}:{test}"
    return Finding(CHANGED, level.koan, 1, says=[says, restore])


def blank_at(path, text, line):
    lines = text.splitlines()
    code = _statement(text, line) or [lines[line - 1]]
    of = syntax.function_at(syntax.parse(text), line) or ""
    if code == [f"return {syntax.BLANK}"] and of:
        node = syntax.function(syntax.parse(text), of)
        code = [lines[node.lineno - 1], f"    {code[0]}"]
    return Finding(BLANK, path, line, code=code, of=of)


def failed(level, text, test, error, again):
    """A finding for a koan that raised error.

    again: runs the test given to it, with the same random numbers; its module is the koan
    file's. None where that is not possible.
    """
    tree = syntax.parse(text)
    line = _line_in(error, level.koan, test) or tree.body[-1].lineno
    test_line = _line_in(error, level.koan, test, innermost=False) or line
    if isinstance(error, NotFilledIn):
        blank = blank_left(level, text, test, test_line) or blank_left(
            level, text, test
        )
        if blank:
            return functions_first(level, text, test, blank, again)
        return _blank_elsewhere(level, text, error, line)
    typed_wrong = isinstance(error, NameError | SyntaxError)
    if not typed_wrong:
        blank = blank_left(level, text, test, test_line)
        if blank:
            return functions_first(level, text, test, blank, again)
    number, statement = syntax.assert_number(tree, test, test_line)
    if (
        isinstance(error, AssertionError)
        and statement is not None
        and line == test_line
    ):
        return _wrong(level, text, test, number, statement, again)
    finding = _broken(level, text, test, error, line)
    if finding.of == test and again is not None:
        _blame(finding, level, text, test, again)
    return finding


def _blame(finding, level, text, test, again):
    """Where a koan broke at a line of its own: which of the learner's functions led to it."""
    _, calls = run_again(level, text, test, again)
    verdict = judge(level, text, calls, _mending(level, test, again))
    if verdict.name:
        finding.of = verdict.name
        finding.says.append(
            verdict.says or f"{verdict.name} does not return what it should here."
        )


def blank_as_given(level, text, test, again):
    """A finding on a koan that stands as it was given, with nothing left to write but its own
    values, or None where it has to run. With the solution's values the functions it uses are
    tried as they would be after a run; only that run is saved."""
    blank = blank_left(level, text, test)
    if blank is None or blank.of != test:
        return None
    if not syntax.is_as_given(text, level.pristine, test):
        return None
    names = _functions_of(level, text, test)
    error = _run_with(level, test, again) if names else None
    if isinstance(error, TookTooLong):
        return failed(level, text, test, error, None)
    return _are_right(names, blank) if error is None else None


def functions_first(level, text, test, blank, again):
    """What to say while a value of test is blank: a finding on the functions it uses, which
    are tried on the solution's own values; blank where they are right."""
    names = _functions_of(level, text, test)
    if again is None or blank.of != test or not names:
        return blank
    with recorder:
        error = _run_with(level, test, again)
    if isinstance(error, NotFilledIn):
        return blank
    if error is None:
        return _are_right(names, blank)
    mends = _mending(level, test, again)
    verdict = judge(level, text, recorder.calls, mends)
    line = _line_in(error, level.koan, test)
    broke = line is not None and not isinstance(error, AssertionError)
    if verdict.name and (verdict.says or not broke or mends(verdict.name)):
        return _function_wrong(level, text, verdict)
    if broke:
        return _broken(level, text, test, error, line)
    return blank


def _functions_of(level, text, test):
    """The names of the learner's functions that test uses."""
    return [n for n in reach.reached(syntax.parse(text), test) if n in level.parts]


def _are_right(names, blank):
    """blank, with what is to be said of functions that are right; nothing of none."""
    if names:
        right = " and ".join(names) if len(names) < 3 else "All functions of yours"
        are = "is" if len(names) == 1 else "are"
        blank.says = [f"{right} {are} right; what is left to fill in stands here."]
    return blank


def _function_wrong(level, text, verdict):
    """A finding on a function that is seen to answer wrongly while a value is blank."""
    tree = syntax.parse(text)
    node = syntax.function(tree, verdict.name)
    code = [f"def {verdict.name}({', '.join(a.arg for a in node.args.args)}):"]
    says = verdict.says or f"{verdict.name} does not return yet what it should."
    finding = Finding(WRONG, level.koan, node.lineno, code=code, of=verdict.name)
    also = "" if verdict.says or _first_right(verdict) else verdict.also
    finding.says = [says, also or verdict.form]
    finding.values = _seen_in(verdict)
    return finding


def _seen_in(verdict):
    """What a function that answers wrongly was given and returned, as (label, text)."""
    if verdict.call is None:
        return []
    (args, kwargs), result = verdict.call
    named = [f"{name}={shown(value)}" for name, value in kwargs.items()]
    given = ", ".join([*map(shown, args), *named])
    return [("given", given), ("returned", shown(result))]


def _blank_elsewhere(level, text, error, line):
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if level.koan.parent.parent in path.parents and path != level.koan:
            return blank_at(path, syntax.read(path), frame.lineno)
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
    tree = syntax.parse(text)
    for node in tree.body:
        statement = syntax.statement_at(node, line)
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
    verdict = judge(level, text, calls, _mending(level, test, again))
    given = syntax.function(syntax.parse(level.pristine), test)
    finding.of = verdict.name or (test if syntax.blanks(given) else "")
    side = blanks.blank_side(level.pristine, test, number)
    if side is not None and (not verdict.name or value_is_to_blame(level, test, again)):
        finding.of = test
        value = _typed_mistake(level, test, comparison, side)
        place = blanks.blank_place(level.pristine, test, number)
        return _value_to_be_found(finding, comparison, side, value, again, place)
    if side is not None and not verdict.says:
        finding.says = [
            f"{verdict.name} does not return what it should here, so the value you "
            "typed cannot be judged yet.",
            verdict.form,
        ]
        finding.values = _seen_in(verdict)
        return finding
    if comparison is None:
        finding.says = [verdict.says or "This should be true, and is not."]
        finding.says += [verdict.also] if verdict.also else []
        if verdict.name and not verdict.says:
            finding.says.append(f"{verdict.name} does not return what it should here.")
        return finding
    op, left, right = comparison
    if op == "is not":
        finding.says = [verdict.says or "Both sides are one and the same here."]
        return finding
    if isinstance(left, close_to):
        left, right = right, left
    if side is None or not verdict.says:
        finding.yours, finding.wanted = _both(left, right, op)
    sizes = [n for _, given, _, _ in calls for n in _sizes(given)]
    finding.says = [verdict.says] if verdict.says else differences(left, right, sizes)
    also = "" if number == 0 and _first_right(verdict) else verdict.also
    finding.says += [also] if also and not verdict.says else []
    return finding


def _sizes(given):
    """The lengths of the axes of all arrays and lists among the arguments of a call."""
    args, kwargs = given
    for value in [*args, *kwargs.values()]:
        if hasattr(value, "shape"):
            yield from value.shape
        elif isinstance(value, list | tuple):
            yield len(value)


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
    return _last_that_failed(seen) if failed else None, recorder.calls


def _last_that_failed(seen):
    """The comparison that an assertion failed at, if it is one that was seen."""
    if not seen:
        return None
    *comparison, outcome = seen[-1]
    try:
        return None if outcome else tuple(comparison)
    except Exception:  # an array is neither true nor false
        return tuple(comparison)


DEEP = 500  # characters of a line that may nest deeper than Python can follow
CHANGED_IT = "{} changed what it was given: let it work on a copy."
FITS = "it fits these numbers, not the idea."
FIRST_RIGHT = "{} is right on the first numbers, but not on all that follow."
ROUNDED = 0.02  # how far off a number may be, as a part of it, to be told as rounded
LONGEST = 60  # characters of a value
SMALL = 9  # numbers of a table that is shown row by row
FEW = 10  # calls of a function that are looked at for the form of their answers
INDEX = 10  # whole numbers below this that a koan file names are mostly places


@dataclass(frozen=True)
class Verdict:
    """name: the learner's function that answered wrongly, or ""; says: what the author says
    of that mistake, where it is known; also: what its calls tell besides; call: what it was
    given and returned where it was wrong first; form: how the form of its answers is off."""

    name: str = ""
    says: str = ""
    also: str = ""
    call: tuple | None = None
    form: str = ""


def judge(level, text, calls, mends=None):
    """The first of the learner's functions that answered wrongly: a Verdict on it.

    text: of the koan file; calls: as recorder keeps them. mends: whether the koan passes
    with the solution's function of a name; asked where several answered wrongly: one that
    draws random numbers in a way of its own may be right, and so may one that was given
    what no caller should hand on.
    """
    if not calls:
        return Verdict()
    try:
        solution = load_solution(level)
    except Exception:
        return Verdict()
    verdicts = []
    for name in dict.fromkeys(name for name, *_ in calls):
        right = getattr(solution, name, None)
        if right is None:
            continue
        mine = [call[1:] for call in calls if call[0] == name]
        same = [_answers(right, call) for call in mine]
        if all(same):
            harmful = [call for call in mine if _harms(right, call)]
            if harmful:
                verdicts.append(
                    Verdict(name, CHANGED_IT.format(name), call=harmful[0][:2])
                )
            continue
        deviating = [call for call, ok in zip(mine, same, strict=True) if not ok]
        first = deviating[0][:2]
        mistake = _recognised(mistakes_of(solution, name), mine, deviating)
        if mistake is not None:
            verdicts.append(Verdict(name, mistake.says, call=first))
            continue
        also = _told_by_calls(syntax.parse(text), name, right, mine, same)
        verdicts.append(Verdict(name, "", also, first, _form(right, deviating)))
    recognised = [verdict for verdict in verdicts if verdict.says]
    likely = [*recognised, *verdicts, Verdict()][0]
    if len(verdicts) > 1 and mends is not None:
        return next((one for one in verdicts if mends(one.name)), likely)
    return likely


def _recognised(mistakes, mine, deviating):
    """The mistake that answers as a function did: at all calls; else where that was wrong, if
    those answers are no simple numbers or words, which agree by chance."""
    telling = are_telling([result for _, result, _ in deviating])
    for calls_to_match in [mine, deviating] if telling else [mine]:
        for mistake in mistakes:
            if all(_answers(mistake, call) for call in calls_to_match):
                return mistake
    return None


def _told_by_calls(tree, name, right, mine, same):
    """What the calls of a function that answers wrongly tell, each seen with the others.

    tree: of the koan file.
    """
    if any(_harms(right, call) for call in mine):
        return CHANGED_IT.format(name)
    if not any(_drawn(given, after) for given, _, after in mine) and any(
        _drawn(given, _call(right, given)[1]) for given, _, _ in mine
    ):
        return f"{name} does not draw from the random generator it is given."
    results = [result for _, result, _ in mine]
    first, other = results[0], results[1:]
    if other and all(same_answer(first, result) for result in other):
        wanted = [_call(right, given)[0] for given, _, _ in mine]
        if not all(same_answer(wanted[0], w) for w in wanted[1:]):
            return f"{name} returned the same each time, for all it was given here."
    calls_itself = name in reach.names_used(syntax.function(tree, name))
    if same[0] and not same[-1] and not calls_itself:  # else the innermost ends first
        return FIRST_RIGHT.format(name)
    if reach.ignores_arguments(tree, name):
        return f"{name} does not look at what it is given: {FITS}"
    return ""


def _form(right, deviating):
    """How the form of all wrong answers is off, in one sentence; "" where it is not, or not
    of all in one way."""
    answers = [
        (result, _call(right, given)[0], [*_sizes(given)])
        for given, result, _ in deviating[:FEW]
    ]
    try:
        return form([answer for answer in answers if answer[1] is not _Failed])
    except Exception:  # an answer that behaves like no other
        return ""


def _first_right(verdict):
    """Whether it says no more than that the first numbers were right."""
    return verdict.also == FIRST_RIGHT.format(verdict.name)


def _harms(right, call):
    """Whether a call changed its arguments in place, which right leaves as they are."""
    given, _, after = call
    if same_answer(given, after):
        return False
    answer, left = _call(right, given)
    return answer is not _Failed and same_answer(given, left)


def _answers(function, call):
    """Whether a function answers as a call was answered, and draws random numbers only
    where that did: who does not draw may be right by chance, each time again."""
    given, result, after = call
    answer, left = _call(function, given)
    return same_answer(answer, result) and (
        _drawn(given, after) or not _drawn(given, left)
    )


def _drawn(given, after):
    """Whether a generator of random numbers among the arguments is another after a call."""
    before, now = (
        [a.bit_generator.state for a in (*args, *kwargs.values()) if _is_generator(a)]
        for args, kwargs in (given, after)
    )
    return before != now


def _is_generator(value):
    return hasattr(value, "bit_generator")


def value_is_to_blame(level, test, again):
    """Whether test passes with the learner's functions and the solution's values."""
    return _run_with(level, test, again) is None


def _mending(level, test, again):
    """Whether test passes with the solution's values, its function of a name, and all other
    functions as the learner has them."""
    if again is None:
        return None
    return lambda name: _run_with(level, test, again, but=name) is None


def _run_with(level, test, again, but=None):
    """Run the solution's test with the learner's functions: what it raised, or None.

    but: the name of a function that stays the solution's.
    """
    solution = load_solution(level)
    kept = {name: getattr(solution, name) for name in level.parts if name != but}
    try:
        for name in kept:
            setattr(solution, name, getattr(again.module, name))
        again(getattr(solution, test))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return error
    finally:
        for name, function in kept.items():
            setattr(solution, name, function)
    return None


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
    """What a function answers (_Failed where it raises), and what it leaves of its
    arguments; those given stay as they are."""
    try:
        args, kwargs = copy.deepcopy(given)
    except Exception:  # a generator of Python's, for one
        return _Failed, given
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return function(*args, **kwargs), (args, kwargs)
    except Exception:
        return _Failed, (args, kwargs)


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
    if isinstance(one, set | frozenset) and isinstance(other, set | frozenset):
        return one == other
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
    return any(
        v is None or isinstance(v, list | tuple | dict) or hasattr(v, "shape")
        for v in value
    )


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


def _value_to_be_found(finding, comparison, side, says, again, place):
    """place: where in a list or tuple the one blank stands; None where it is all of it."""
    if comparison is None:
        finding.says = [says or "Not yet: this should be true."]
        return finding
    op, left, right = comparison
    typed, truth = (left, right) if side == "left" else (right, left)
    finding.yours = shown(typed)
    if place is not None:
        typed, truth = _part(typed, place), _part(truth, place)
    finding.says = [says or _hint_at(typed, truth, op, vars(again.module))]
    return finding


def _part(value, place):
    """One place of a list, a tuple or what a close_to holds; all of it if that is not there."""
    held = value.reference if isinstance(value, close_to) else value
    try:
        return held[place]
    except (TypeError, IndexError, KeyError):
        return value


def _hint_at(typed, truth, op, names):
    """How a typed value is off, never what it should be. names: the koan file's."""
    import numpy as np

    how = next((v for v in (typed, truth) if isinstance(v, close_to)), close_to(0))
    typed, truth = (
        v.reference if isinstance(v, close_to) else v for v in (typed, truth)
    )
    if op not in ("==", "is"):
        return "That does not hold yet."
    yes_or_no = isinstance(truth, bool | np.bool_)
    if yes_or_no and not isinstance(typed, bool | np.bool_):
        return "True or False?"
    if isinstance(truth, str) != isinstance(typed, str):
        kind = "a text, in quotes" if isinstance(truth, str) else "a number, not a text"
        if isinstance(truth, str) or _is_number(truth):
            return f"Another kind of thing is asked for: {kind}."
    if isinstance(truth, str):
        if str(typed).strip().lower() == truth.strip().lower():
            return "Nearly: look at capital letters and spaces."
        return "Another word."
    if yes_or_no:
        return "The other way round."
    if _is_number(typed) and _is_number(truth):
        if isinstance(typed, bool):
            return "A number is asked for."
        return _hint_at_number(typed, truth, names)
    if _is_number(truth) and (typed is None or isinstance(typed, dict | set)):
        return "A number is asked for."
    try:
        mine, right = np.asarray(typed), np.asarray(truth)
    except (ValueError, TypeError):
        return "Not that."
    if mine.shape != right.shape:
        if mine.ndim and right.ndim:
            return f"{_count(right)} asked for, yours has {_size(mine)}."
        asked = "One value is" if right.ndim == 0 else "Several values are"
        return f"{asked} asked for."
    if how.in_any_order:
        return "Not that."
    off = np.argwhere(np.atleast_1d(_differ(mine, right)))
    if how.up_to_sign and mine.ndim == 1:
        off = min(off, np.argwhere(np.atleast_1d(_differ(-mine, right))), key=len)
    if len(off) and mine.ndim == 1 and len(mine) > 1:
        return (
            f"The {_ordinal(int(off[0][0]) + 1)} of the {len(mine)} is not right yet."
        )
    if len(off) and mine.ndim == 2 and mine.size > 1:
        return f"The one{at(tuple(off[0].tolist()))} is not right yet."
    return "Not that."


def _differ(one, other):
    """Where two arrays of the same shape differ by more than rounding."""
    import numpy as np

    try:
        return ~np.isclose(one, other, rtol=1e-5, atol=1e-9, equal_nan=True)
    except TypeError:  # not numbers
        return one != other


def _hint_at_number(typed, truth, names):
    typed, truth = (v.item() if hasattr(v, "item") else v for v in (typed, truth))
    if typed != typed:
        return "Another number: nan is none."
    if truth and typed == -truth:
        return "Another number: look at its sign."
    for name, value in names.items():
        number_here = isinstance(value, int | float) and not isinstance(value, bool)
        if (
            number_here
            and value == typed
            and (abs(typed) > 2 and typed != int(typed) or abs(typed) >= INDEX)
            and not name.startswith("_")
        ):
            return f"That is {name}; another of the figures is asked for."
    if isinstance(truth, int) and abs(typed - truth) == 1:
        return "Another number: that is off by one."
    close = abs(typed - truth) <= ROUNDED * abs(truth)
    if isinstance(truth, float) and close and _is_rounded(typed, truth):
        return "Nearly: give more of its digits."
    if truth and abs(typed / truth - 100) < 1e-9:
        return "Another number: a share is asked for, not per cent."
    where = "too large" if typed > truth else "too small"
    return f"Another number: that is {where}."


def _is_rounded(typed, truth):
    return any(typed == round(truth, digits) for digits in range(5))


def _is_number(value):
    import numpy as np

    try:
        value = np.asarray(value)
    except ValueError:  # rows of different lengths
        return False
    return value.ndim == 0 and value.dtype.kind in "fiub"


def _count(values):
    if values.ndim == 1:
        n = len(values)
        return f"{n} value is" if n == 1 else f"{n} values are"
    return f"shape {values.shape} is"


def _size(values):
    return len(values) if values.ndim == 1 else f"shape {values.shape}"


def _ordinal(n):
    last = {1: "st", 2: "nd", 3: "rd"}.get(n % 10 if n // 10 % 10 != 1 else 0, "th")
    return f"{n}{last}"


# What differs, seen from the values


def _both(left, right, op):
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
        if array.ndim == 2 and 0 < array.size <= SMALL:
            return f"shape {array.shape}   [{'  '.join(map(_row_of, array))}]"
        first = array.reshape(-1)[:6].tolist()
        body = "  ".join(map(short, first))
        more = "  …" if array.size > 6 else ""
        return f"shape {array.shape}   [{body}{more}]"
    return _short(_text(value))


def _text(value):
    text = ADDRESS.sub("", " ".join(repr(value).split()))
    return NUMPYS.sub(lambda found: found[1] or found[2], text)


def _short(text):
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "…"


def _from_where_they_differ(*texts):
    """Texts without most of what they begin with alike."""
    alike = len(os.path.commonprefix(texts))
    start = texts[0].rfind(" ", 0, max(0, alike - LONGEST // 3))
    return tuple(_short("…" + text[max(0, start) :]) for text in texts)


def _row_of(values):
    return f"[{' '.join(map(short, values))}]"


# Exceptions of the learner's


def _broken(level, text, test, error, line):
    finding = Finding(BROKEN, level.koan, line, code=_statement(text, line))
    finding.of = syntax.function_at(syntax.parse(text), line) or ""
    finding.values = values_at(error, level.koan, shown)
    finding.says = [about_exception(error)]
    return finding


def at_import(level, error):
    """A finding for a koan file that raised while it was imported."""
    text = syntax.read(level.koan)
    line = _line_in(error, level.koan, "<module>")
    if isinstance(error, NotFilledIn) and line:
        return blank_at(level.koan, text, line)
    line = line or 1
    if isinstance(error, SyntaxError) and error.filename:
        path = Path(error.filename)
        if path.is_file():
            return syntax_error(path, syntax.read(path), error)
    return Finding(
        BROKEN,
        level.koan,
        line,
        code=_statement(text, line),
        says=[about_exception(error)],
    )
