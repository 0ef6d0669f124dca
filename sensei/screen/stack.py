"""What stands under a project's prediction: a library's code, or the learner's own."""

from sensei.course.grid import Level
from sensei.course.progress import Progress
from sensei.screen.terminal import MARGIN, Terminal

BAR = 20  # characters
GIVEN = 2  # the last level at which the library's code stands


def stack(out: Terminal, progress: Progress, level: Level) -> list[str]:
    """Return how much under the project's prediction is the learner's own, as a bar."""
    own, n_parts = _parts(progress, level.project)
    n_own = round(BAR * len(own) / n_parts) if n_parts else 0
    n_own = min(BAR - 1, max(n_own, 1 if own else 0))
    bar = "█" * (BAR - n_own) + "░" * n_own
    head = f"{MARGIN}Under this prediction:   library {bar}   yours: "
    names = ", ".join([name for name in level.parts if name in own] or own)
    names = names or "nothing yet"
    if len(head) + len(names) <= out.width:
        return [head + names, ""]
    return [f"{head}{len(own)} of {n_parts} parts", *out.wrapped(names, 4, "dim"), ""]


def project_stack(out: Terminal, progress: Progress, level: Level) -> list[str]:
    """Return what each level of a finished project stands on."""
    lines = [MARGIN + out.paint("Under this prediction, all the way down:", "bold")]
    room = out.width - 22
    for other in progress.grid.of(level.project):
        is_given = other.number <= GIVEN
        if is_given:
            text = "scikit-learn's, as it began"
        else:
            text = "yours: " + ", ".join(other.parts)
        if len(text) > room:
            text = text[: room - 1].rsplit(",", 1)[0] + ", …"
        name = f"{other.number} {other.word}"
        painted = out.paint(text, "dim" if is_given else "green")
        lines.append(f"{MARGIN * 2}{name:<16}{painted}")
    own, n_parts = _parts(progress, level.project)
    says = f"{len(own)} of {n_parts} parts are yours, and no library's is left."
    return [*lines, "", MARGIN + says, ""]


def _parts(progress: Progress, project: str) -> tuple[list[str], int]:
    """Return the learner's functions that stand, and how many there are to write, in the
    levels below the given ones."""
    levels = [lv for lv in progress.grid.of(project) if lv.number > GIVEN]
    own = [name for level in levels if progress.done(level) for name in level.parts]
    return own, sum(len(level.parts) for level in levels)
