"""What a koan was given with and no longer is, or does not allow: changed lines, a koan that
is gone, a value typed twice, a library below the level's floor."""

from sensei.course.level import Level
from sensei.run.attempt import Attempt
from sensei.text import blanks, changes, floor, syntax
from sensei.text.changes import Change
from sensei.verdict.finding import BROKEN, CHANGED, FLOOR, WRONG, Finding


def changed_lines(attempt: Attempt) -> Finding | None:
    """Return a finding if lines that the koan was given with, or its file, were changed."""
    level = attempt.level
    tests = {*level.koans} - {attempt.test}
    for change in changes.changes(attempt.text, level.pristine):
        if attempt.function_at(change.line) in tests:
            continue
        if any(change.given.startswith(f"def {other}(") for other in tests):
            continue
        return _changed(attempt, change)
    return None


def _changed(attempt: Attempt, change: Change) -> Finding:
    if changes.values_without_brackets(attempt.text, change.line, change.given):
        return _without_brackets(attempt, change.line)
    code = [f"- {change.given}"] if change.given else []
    code += [f"+ {change.found}"] if change.found else []
    says = "This line was given; the koan does not count while it is changed."
    if not change.found:
        says = "A line that was given is gone; the koan does not count without it."
    elif not change.given:
        says = "This line was added to what is given; the koan does not count with it."
    return Finding(CHANGED, attempt.path, change.line, code=code, says=[says])


def _without_brackets(attempt: Attempt, line: int) -> Finding:
    says = (
        "Several values stand here where one thing is meant: brackets around them make "
        "them one, as in (1, 2) or [1, 2]."
    )
    code = attempt.statement(line)
    return Finding(BROKEN, attempt.path, line, code=code, says=[says])


def missing_koan(level: Level, test: str) -> Finding:
    """Return a finding for a koan that the file no longer holds."""
    says = f"The koan {test} is not in this file any more."
    restore = f"To have it back: pytest --reset {level.key}:{test}"
    return Finding(CHANGED, level.koan, 1, says=[says, restore])


def echo(attempt: Attempt) -> Finding | None:
    """Return a finding if a value of the koan is the other side of its line typed again."""
    line = blanks.echoed(attempt.text, attempt.level.pristine, attempt.test)
    if line is None:
        return None
    says = "Both sides say the same. What does the side that was given come to?"
    code = attempt.statement(line)
    return Finding(WRONG, attempt.path, line, code=code, says=[says], of=attempt.test)


def below_floor(attempt: Attempt) -> Finding | None:
    """Return a finding if what the learner wrote leans on what its level does without."""
    level = attempt.level
    given = set(syntax.function_names(level.pristine)) - set(level.parts)
    lean = floor.leaning(attempt.text, given, attempt.test, level.number)
    if lean is None:
        return None
    says = f"{lean.function} leans on {lean.name}: {lean.says}."
    code = [attempt.lines[lean.line - 1].strip()]
    return Finding(FLOOR, attempt.path, lean.line, code=code, says=[says])
