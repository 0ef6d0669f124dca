"""Why a koan failed, in the learner's terms, from the values themselves."""

import ast

from sensei.koan import NotFilledIn, close_to
from sensei.run.attempt import Attempt, Seen
from sensei.run.calls import axis_lengths
from sensei.run.checks import evidence
from sensei.text import syntax
from sensei.verdict import typed
from sensei.verdict.blank import (
    blank_elsewhere,
    blank_left,
    functions_first,
    given_and_returned,
)
from sensei.verdict.broken import broken
from sensei.verdict.differences import differences
from sensei.verdict.finding import WRONG, Finding
from sensei.verdict.judge import Blame, judge
from sensei.verdict.values import both


def failed(attempt: Attempt, error: BaseException) -> Finding:
    """Return a finding on a koan that raised error."""
    line = attempt.line_of(error) or attempt.tree.body[-1].lineno
    test_line = attempt.line_in_test(error) or line
    if isinstance(error, NotFilledIn):
        blank = blank_left(attempt, test_line) or blank_left(attempt)
        if blank:
            return functions_first(attempt, blank)
        return blank_elsewhere(attempt, error, line)
    if not isinstance(error, NameError | SyntaxError):  # those are typing slips
        blank = blank_left(attempt, test_line)
        if blank:
            return functions_first(attempt, blank)
    number, assertion = attempt.assertion_at(test_line)
    at_assertion = isinstance(error, AssertionError) and line == test_line
    if at_assertion and number is not None and assertion is not None:
        return _wrong(attempt, number, assertion)
    finding = broken(attempt, error)
    if finding.of == attempt.test and attempt.again is not None:
        _add_blame(finding, attempt)
    return finding


def _add_blame(finding: Finding, attempt: Attempt) -> None:
    """Say which of the learner's functions led to an exception at a line of the koan's own."""
    blame = judge(attempt, attempt.seen().calls + evidence(attempt))
    if blame.name:
        finding.of = blame.name
        does_not = f"{blame.name} does not return what it should here."
        finding.says.append(blame.says or does_not)


def _wrong(attempt: Attempt, number: int, assertion: ast.stmt) -> Finding:
    """A finding on an assertion, counted from 0, that does not hold."""
    line = assertion.lineno
    finding = Finding(WRONG, attempt.path, line, code=attempt.statement(line))
    seen = attempt.seen()
    blame = judge(attempt, seen.calls + evidence(attempt))
    finding.of = blame.name or (attempt.test if syntax.blanks(attempt.given) else "")
    side = attempt.blank_side(number)
    if side is not None and (not blame.name or attempt.value_is_to_blame()):
        finding.of = attempt.test
        return typed.wrong_value(finding, attempt, seen.comparison, side, number)
    if side is not None and not blame.says:
        finding.says = [
            f"{blame.name} does not return what it should here, so the value you "
            "typed cannot be judged yet.",
            blame.form,
        ]
        finding.values = given_and_returned(blame)
        return finding
    if seen.comparison is None:
        return _without_comparison(finding, blame)
    return _compared(finding, seen, blame, side is None, number == 0)


def _without_comparison(finding: Finding, blame: Blame) -> Finding:
    """Say what is known of an assertion that compares nothing."""
    finding.says = [blame.says or "This should be true, and is not."]
    finding.says += [blame.also] if blame.also else []
    if blame.name and not blame.says:
        finding.says.append(f"{blame.name} does not return what it should here.")
    return finding


def _compared(
    finding: Finding, seen: Seen, blame: Blame, no_blank: bool, is_first: bool
) -> Finding:
    """Show both sides of an assertion, and say how they differ.

    no_blank: whether the assertion was given without one; is_first: whether it is the
    koan's first.
    """
    assert seen.comparison is not None
    op, left, right, _ = seen.comparison
    if op == "is not":
        finding.says = [blame.says or "Both sides are one and the same here."]
        return finding
    if isinstance(left, close_to):
        left, right = right, left
    if no_blank or not blame.says:
        finding.yours, finding.wanted = both(left, right, op)
    if blame.says:
        finding.says = [blame.says]
        return finding
    sizes = [length for call in seen.calls for length in axis_lengths(call)]
    finding.says = differences(left, right, sizes)
    if blame.also and not (is_first and blame.only_first_right):
        finding.says.append(blame.also)
    return finding
