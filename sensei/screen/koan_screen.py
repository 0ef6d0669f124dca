"""The screen of a level that is not finished: what passed, and the koan at hand."""

import re
from collections.abc import Sequence

from sensei.course.grid import Level
from sensei.course.progress import Progress
from sensei.screen.at_hand import PRINTED, at_hand_lines
from sensei.screen.header import header
from sensei.screen.passed import borrowed_lines, comparison_lines, passed_lines
from sensei.screen.result import presentation
from sensei.screen.terminal import HEIGHT, MARGIN, Terminal, squeezed
from sensei.text import syntax, terms
from sensei.verdict.finding import BLANK, Finding
from sensei.verdict.outcome import Run

ROOM = HEIGHT - 2  # lines of a screen, without the blank ones around it
WELCOME = (
    "Welcome. Everything here starts with a result and goes down from there.",
    "The model below has done its work already; the mathematics can wait.",
    "Open the file at the bottom, replace ____, save. This window answers.",
)


def koan_screen(
    out: Terminal,
    progress: Progress,
    run: Run,
    finding: Finding,
    comparisons: Sequence[str],
    banner: Sequence[str],
) -> list[str]:
    """Return the screen of a level that is not finished.

    finding: why it is not; comparisons: how its figures compare with earlier ones.
    banner: the lines about a kata or a dojo that goes on.
    """
    is_first = not run.before.known and progress.place is None
    lines = [MARGIN + line for line in WELCOME] + [""] if is_first else []
    lines += header(out, progress, run.level, banner)
    at_hand = at_hand_lines(out, run, finding, not is_first)
    room = ROOM - len(lines) - len(at_hand)
    printed = run.at_hand is not None and run.at_hand.printed
    if printed and room > 0:  # what a learner wants to see comes before all else
        at_hand = at_hand_lines(out, run, finding, not is_first, PRINTED + room)
        room = ROOM - len(lines) - len(at_hand)
    lines += _above(out, run, finding, comparisons, room)
    if lines[-1]:
        lines.append("")
    return squeezed(lines + at_hand)


def _above(
    out: Terminal, run: Run, finding: Finding, comparisons: Sequence[str], room: int
) -> list[str]:
    """Return what stands above the koan at hand, in at most room lines: the result or the
    level's story, and the koan that has just passed."""
    passed = passed_lines(out, run) + comparison_lines(out, comparisons)
    is_blank = finding.state == BLANK
    if is_blank:
        passed = borrowed_lines(out, run.before.borrowed) + passed
    shown = presentation(out, run.result, room - len(passed))
    has_help = run.at_hand is not None and run.at_hand.help is not None
    if is_blank and not shown and not run.passed and not has_help:
        shown = story(out, run.level, room - len(passed))
    if len(shown) + len(passed) > room:
        shown = shown[: max(0, room - len(passed) - 1)]
        passed = passed[: max(0, room - len(shown))]
    return shown + passed


def story(out: Terminal, level: Level, room: int) -> list[str]:
    """Return the level's docstring, as many of its paragraphs as there is room for."""
    lines: list[str] = []
    text = terms.unmarked(syntax.docstring(level.solution_text))
    for paragraph in re.split(r"\n[ \t]*\n", text):
        if paragraph.startswith(" "):  # a table
            more = [f"{MARGIN}{line}"[: out.width] for line in paragraph.split("\n")]
        else:
            more = out.wrapped(" ".join(paragraph.split()), 2)
        if len(lines) + len(more) + 1 > room:
            break
        lines += [*more, ""]
    return lines
