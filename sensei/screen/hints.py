"""A hint or a solution on the screen."""

import textwrap

from sensei.screen.terminal import MARGIN, Terminal
from sensei.verdict.helping import Help

HINT_INDENT = 17  # columns before a hint's text, where its number stands


def hint_lines(
    out: Terminal, step: Help, most: int | None = None, names_subject: bool = False
) -> list[str]:
    """Return a hint, or the solution in full.

    most: the most lines of a solution that are shown; None: all.
    names_subject: whether to say what the hint is for, because another line is shown.
    """
    if step.is_solution:
        return _solution_lines(out, step, most)
    number = f"hint {step.number} of {step.hints}"
    says = f"For {step.about}: {step.lines[0]}" if names_subject else step.lines[0]
    lines = out.wrapped(says, HINT_INDENT)
    lines[0] = (
        MARGIN * 2 + out.paint(f"{number:<13}", "yellow") + lines[0][HINT_INDENT:]
    )
    marks = "?" * (step.number + 1)
    following = "More" if step.number < step.hints else "The solution"
    return [*lines, MARGIN * 2 + out.paint(f"{following}: # {marks}", "dim")]


def _solution_lines(out: Terminal, step: Help, most: int | None) -> list[str]:
    code = textwrap.dedent("\n".join(step.lines)).split("\n")
    answer = out.answer(code)
    if most is not None and len(answer) > most:
        says = "The whole of it: pytest --solution"
        answer = [*answer[: most - 1], MARGIN * 2 + out.paint(says, "dim")]
    return [MARGIN * 2 + out.paint("the solution", "yellow"), *answer]
