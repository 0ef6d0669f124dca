"""What a screen says of koans that have passed, and of what they stand on."""

from collections.abc import Iterable, Sequence

from sensei.course.grid import Level
from sensei.course.journal import Journal
from sensei.screen.terminal import MARGIN, Terminal, title
from sensei.text import help_text, terms
from sensei.verdict.outcome import Run

MOST_COMPARISONS = 2


def passed_lines(out: Terminal, run: Run) -> list[str]:
    """Return the last koan that is new among those that passed, with its insight."""
    lines = []
    for test in run.fresh[-1:]:
        lines += [MARGIN + out.paint("✓", "green") + " " + title(test)]
        insights = help_text.spoken(run.level.solution_text, "insight")
        for sentence in insights.get(test, []):
            lines += out.wrapped(terms.unmarked(sentence))
        lines += [""]
    return lines


def comparison_lines(out: Terminal, comparisons: Sequence[str]) -> list[str]:
    """Return how the figures just reached compare with earlier ones."""
    lines = [MARGIN * 2 + out.paint(says, "green") for says in comparisons]
    return [*lines[:MOST_COMPARISONS], ""] if lines else []


def borrowed_lines(out: Terminal, levels: Iterable[Level]) -> list[str]:
    """Return which levels' solutions stand in for what the learner has not done."""
    names = ", ".join(f"level {level.number}" for level in levels)
    if not names:
        return []
    says = f"Borrowed from the solutions, until you have done it: {names}."
    return [*out.wrapped(says, 2, "yellow"), ""]


def not_kept_lines(out: Terminal, journal: Journal) -> list[str]:
    """Return what to say where the journal could not be written."""
    if not journal.trouble:
        return []
    says = (
        f"{journal.path.name} could not be written ({journal.trouble}): this pass may be "
        "forgotten. Make room for it, and save again."
    )
    return ["", *out.wrapped(says, 2, "yellow")]
