"""Koans with blanks left: where the first one is, and whether the functions written so far
are right."""

import traceback
from pathlib import Path

from sensei.koan import NotFilledIn
from sensei.run.attempt import Attempt
from sensei.run.checks import evidence
from sensei.run.stops import TookTooLong
from sensei.text import syntax
from sensei.verdict.broken import broken
from sensei.verdict.example import failing_example
from sensei.verdict.finding import BLANK, WRONG, Finding
from sensei.verdict.judge import Blame, judge
from sensei.verdict.values import shown


def blank_left(attempt: Attempt, last_line: int | None = None) -> Finding | None:
    """Return a finding if a blank is left in what the koan runs up to last_line."""
    line = attempt.first_blank(last_line)
    return blank_at(attempt.path, attempt.text, line) if line else None


def blank_at(path: Path, text: str, line: int) -> Finding:
    """Return a finding for a blank at a line of a file."""
    lines = text.splitlines()
    code = syntax.statement_lines(text, line) or [lines[line - 1]]
    of = syntax.function_at(syntax.parse(text), line) or ""
    if code == [f"return {syntax.BLANK}"] and of:
        node = syntax.function(syntax.parse(text), of)
        code = [lines[node.lineno - 1], f"    {code[0]}"]
    return Finding(BLANK, path, line, code=code, of=of)


def blank_as_given(attempt: Attempt) -> Finding | None:
    """Return a finding on a koan that stands as it was given, with nothing left to write but
    its own values; None where it has to run. With the solution's values the functions that it
    uses are tried as they would be after a run; only that run is saved."""
    blank = blank_left(attempt)
    if blank is None or blank.of != attempt.test:
        return None
    if not syntax.is_as_given(attempt.text, attempt.level.pristine, attempt.test):
        return None
    if not attempt.functions:
        return blank
    error = attempt.with_solution()
    if isinstance(error, TookTooLong):
        return broken(attempt, error)
    return _right_so_far(attempt, blank) if error is None else None


def functions_first(attempt: Attempt, blank: Finding) -> Finding:
    """Return what to say while a value of the koan is blank: a finding on the functions that
    it uses, which are tried on the solution's own values; blank where they are right."""
    if attempt.again is None or blank.of != attempt.test or not attempt.functions:
        return blank
    error, calls = attempt.recorded_with_solution()
    if isinstance(error, NotFilledIn):
        return blank
    if error is None:
        return _right_so_far(attempt, blank)
    blame = judge(attempt, calls + evidence(attempt))
    broke = attempt.line_of(error) is not None and not isinstance(error, AssertionError)
    if blame.name and (blame.says or not broke or attempt.is_mended_by(blame.name)):
        return _function_wrong(attempt, blame)
    return broken(attempt, error) if broke else blank


def _right_so_far(attempt: Attempt, blank: Finding) -> Finding:
    """The finding on an example where a function is wrong after all; else blank, with what is
    to be said of functions that are right."""
    wrong = failing_example(attempt)
    if wrong is not None:
        return wrong
    names = attempt.functions
    right = " and ".join(names) if len(names) < 3 else "All functions of yours"
    are = "is" if len(names) == 1 else "are"
    blank.says = [f"{right} {are} right; what is left to fill in stands here."]
    return blank


def _function_wrong(attempt: Attempt, blame: Blame) -> Finding:
    """A finding on a function that is seen to answer wrongly while a value is blank."""
    node = syntax.function(attempt.tree, blame.name)
    code = [f"def {blame.name}({', '.join(a.arg for a in node.args.args)}):"]
    says = blame.says or f"{blame.name} does not return yet what it should."
    also = "" if blame.says or blame.only_first_right else blame.also
    return Finding(
        WRONG,
        attempt.path,
        node.lineno,
        code=code,
        of=blame.name,
        says=[says, also or blame.form],
        values=given_and_returned(blame),
    )


def given_and_returned(blame: Blame) -> list[tuple[str, str]]:
    """Return what a function that answers wrongly was given and returned: (label, text)."""
    if blame.call is None:
        return []
    args, kwargs = blame.call.given
    named = [f"{name}={shown(value)}" for name, value in kwargs.items()]
    given = ", ".join([*map(shown, args), *named])
    return [("given", given), ("returned", shown(blame.call.result))]


def blank_elsewhere(attempt: Attempt, error: BaseException, line: int) -> Finding:
    """Return a finding for a blank that was met in another file of the learner's."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if attempt.path.parent.parent in path.parents and path != attempt.path:
            return blank_at(path, syntax.read(path), frame.lineno or 1)
    return Finding(BLANK, attempt.path, line, code=attempt.statement(line))
