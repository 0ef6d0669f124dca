"""A koan that passes while a check fails: the smallest example that is answered wrongly."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from sensei.koan import close_to
from sensei.run.attempt import Attempt
from sensei.run.calls import Call, Failed, answer_to, answers_alike, same_answer
from sensei.run.checks import FailedCheck, evidence, failed_checks
from sensei.run.comparing import Comparison
from sensei.run.solution import load_solution
from sensei.text import syntax
from sensei.verdict.broken import broken
from sensei.verdict.differences import differences
from sensei.verdict.finding import WRONG, Finding
from sensei.verdict.judge import Blame, judge
from sensei.verdict.mishaps import about_exception
from sensei.verdict.values import both, shown, written_call

FREE_SIGNS: tuple[Literal[True, "columns"], ...] = (True, "columns")


@dataclass(frozen=True)
class Example:
    """A call that was answered wrongly: what came back, and what should have.

    wanted: None where there is no single right answer.
    """

    call: Call
    wanted: Any = None


def failing_example(attempt: Attempt) -> Finding | None:
    """Run the checks of a koan that passes: a finding on the smallest example that is
    answered wrongly, or None where all checks pass."""
    failed = failed_checks(attempt)
    if not failed:
        return None
    raised = [one for one in failed if not isinstance(one.seen.error, AssertionError)]
    if len(raised) == len(failed):
        return _raised(attempt, raised)
    blame = judge(attempt, attempt.seen().calls + evidence(attempt))
    name = blame.name or _about(failed[0])
    smallest = min(failed, key=lambda one: _size(attempt, one, name))
    return _wrong(attempt, smallest, name, blame)


def _about(failed: FailedCheck) -> str:
    return failed.check.about[0]


def _size(attempt: Attempt, failed: FailedCheck, name: str) -> tuple[float, bool]:
    """How large the example of a failed check is, and whether it is random: the smallest is
    shown, and of equal ones the one made by hand."""
    example = _example(attempt, failed, name)
    size = example.call.size if example else float("inf")
    return size, bool(failed.check.takes)


def _example(attempt: Attempt, failed: FailedCheck, name: str) -> Example | None:
    """The call of a function that a failed check shows to be wrong: the one whose result
    was compared; else the smallest that is answered unlike the solution's."""
    right = getattr(load_solution(attempt.level), name, None)
    calls = [call for call in failed.seen.calls if call.name == name]
    comparison = failed.seen.comparison
    if comparison is not None:
        for call in reversed(calls):
            if any(call.result is side for side in comparison[1:3]) or same_answer(
                call.result, _mine(comparison)
            ):
                return Example(call, _other(comparison))
    deviating = _deviating(right, calls)
    if right is None or not deviating:
        return Example(calls[-1]) if calls else None
    call = min(deviating, key=lambda call: call.size)
    return Example(call, None if call.drew else answer_to(right, call.given)[0])


def _deviating(right: Callable[..., Any] | None, calls: list[Call]) -> list[Call]:
    """The calls that are answered unlike the solution's; a sign alone may be free."""
    if right is None:
        return []
    return [
        call
        for call in calls
        if not answers_alike(right, call)
        and not _only_signs_differ(call.result, answer_to(right, call.given)[0])
    ]


def _only_signs_differ(result: Any, wanted: Any) -> bool:
    """Whether two answers agree but for signs: of the whole, of rows or of columns."""
    if wanted is Failed or result is None or wanted is None:
        return False
    if isinstance(wanted, tuple) and isinstance(result, tuple | list):
        pairs = zip(result, wanted, strict=False)
        return len(result) == len(wanted) and all(
            same_answer(*pair) or _only_signs_differ(*pair) for pair in pairs
        )
    try:
        return any(result == close_to(wanted, up_to_sign=free) for free in FREE_SIGNS)
    except Exception:  # an answer that behaves like no other
        return False


def _mine(comparison: Comparison) -> Any:
    """The learner's side of a comparison: the other one than close_to, else the left."""
    swapped = isinstance(comparison.left, close_to)
    return comparison.right if swapped else comparison.left


def _other(comparison: Comparison) -> Any:
    """The other side than the learner's; None where it is not to be equal."""
    if comparison.op != "==":
        return None
    swapped = isinstance(comparison.left, close_to)
    return comparison.left if swapped else comparison.right


def _wrong(attempt: Attempt, failed: FailedCheck, name: str, blame: Blame) -> Finding:
    """A finding on a failed check: the call, yours, wanted, and why."""
    finding = _at_function(attempt, name)
    finding.drew = bool(failed.check.takes)
    example = _example(attempt, failed, name)
    if example is None:
        finding.says = [blame.says or failed.check.says or "A check of it fails."]
        return finding
    finding.code, finding.values = _written(attempt, example.call)
    if example.wanted is None:
        finding.yours = shown(example.call.result)
    else:
        finding.yours, finding.wanted = both(example.call.result, example.wanted, "==")
    if blame.says or failed.check.says:
        finding.says = [blame.says or failed.check.says]
    elif example.wanted is not None and "…" in finding.yours + finding.wanted:
        finding.says = differences(example.call.result, example.wanted, [])
    if blame.also and not blame.says and not blame.only_first_right:
        finding.says.append(blame.also)
    return finding


def _raised(attempt: Attempt, failed: list[FailedCheck]) -> Finding:
    """A finding on checks that all ended with an exception."""
    error = failed[0].seen.error
    assert error is not None
    if attempt.line_of(error):
        finding = broken(attempt, error)
        finding.example = True
        return finding
    blame = judge(attempt, [c for one in failed for c in one.seen.calls])
    finding = _at_function(attempt, blame.name or _about(failed[0]))
    calls = [call for call in failed[0].seen.calls if call.name == finding.of]
    if calls:
        finding.code, finding.values = _written(attempt, calls[-1])
        finding.yours = shown(calls[-1].result)
    finding.says = [blame.says or failed[0].check.says or about_exception(error)]
    return finding


def _written(attempt: Attempt, call: Call) -> tuple[list[str], list[tuple[str, str]]]:
    node = syntax.function(attempt.tree, call.name)
    names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
    code, apart = written_call(call, names)
    return [code], apart


def _at_function(attempt: Attempt, name: str) -> Finding:
    line = syntax.function(attempt.tree, name).lineno
    return Finding(WRONG, attempt.path, line, of=name, example=True)
