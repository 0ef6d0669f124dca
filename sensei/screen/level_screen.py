"""The screen of a finished level: the result, what is under it, where to go next."""

from collections.abc import Sequence

from sensei.course.grid import Level
from sensei.course.progress import Progress
from sensei.present import Presented
from sensei.screen.header import header
from sensei.screen.passed import borrowed_lines, comparison_lines, passed_lines
from sensei.screen.stack import project_stack, stack
from sensei.screen.terminal import MARGIN, Terminal, squeezed
from sensei.text import syntax
from sensei.verdict.outcome import Run

OPEN_IT = "Open it and save it once:"
FINISHED = [
    "  Everything here is done. Nothing under these predictions is a library's any more.",
    "  pytest --map shows the way you came; pytest --kata 01_iris/3 writes a level once more.",
]


def level_screen(
    out: Terminal,
    progress: Progress,
    run: Run,
    following: Level | None,
    comparisons: Sequence[str],
    banner: Sequence[str],
) -> list[str]:
    """Return the screen of a finished level.

    following: the level to go on at; None where everything is done.
    comparisons: how its figures compare with earlier ones; banner: the lines about a kata or
        a dojo that goes on.
    """
    level = run.level
    row = progress.grid.of(level.project)
    is_whole = all(progress.done(other) for other in row)
    return squeezed(
        [
            *header(out, progress, level, banner),
            *passed_lines(out, run),
            *comparison_lines(out, comparisons),
            *_result(out, run.result),
            *_done(out, progress, level),
            *borrowed_lines(out, run.before.borrowed),
            *(project_stack if is_whole else stack)(out, progress, level),
            *_next(out, level, following),
        ]
    )


def _result(out: Terminal, presented: Presented | None) -> list[str]:
    if presented is None or not presented.headline:
        return []
    lines = out.wrapped(presented.headline, len(MARGIN), "bold")
    if presented.picture:
        lines += [MARGIN + out.paint(f"picture: {presented.picture}", "dim")]
    return [*lines, ""]


def _done(out: Terminal, progress: Progress, level: Level) -> list[str]:
    minutes = progress.minutes(level)
    facts = f"{len(level.koans)} koans" + (f", {minutes} min" if minutes else "")
    says = f"✓ level {level.number} of {level.project.replace('_', ' ')}"
    return [out.between(says, facts, "green"), ""]


def _next(out: Terminal, level: Level, following: Level | None) -> list[str]:
    """Return where the learner goes after level."""
    if following is None:
        return FINISHED
    if following.project == level.project:
        lines = [MARGIN + f"Next: level {following.number}, {following.word}."]
    else:
        card = syntax.read(following.solution.parent / "__init__.py")
        question = syntax.docstring(card).split("\n")[0]
        lines = [MARGIN + f"Next: {following.title}.", MARGIN * 2 + question]
    return [
        *lines,
        MARGIN * 2 + out.paint(f"{following.shown()}:1", "cyan"),
        MARGIN * 2 + out.paint(f"{OPEN_IT} this window follows.", "dim"),
    ]
