"""A koan that ended with an exception at a line of the learner's."""

from sensei.run.attempt import Attempt
from sensei.verdict.finding import BROKEN, Finding
from sensei.verdict.mishaps import about_exception, values_at
from sensei.verdict.values import shown


def broken(attempt: Attempt, error: BaseException) -> Finding:
    """Return a finding on an exception, at the innermost line of the koan file."""
    line = attempt.line_of(error) or attempt.tree.body[-1].lineno
    return Finding(
        BROKEN,
        attempt.path,
        line,
        code=attempt.statement(line),
        of=attempt.function_at(line),
        values=values_at(error, attempt.path, shown),
        says=[about_exception(error)],
    )
