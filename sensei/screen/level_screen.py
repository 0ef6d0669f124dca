"""The screen of a finished level: the result, what is under it, where to go next."""

from sensei.screen.header import header
from sensei.screen.koan_screen import borrowed, passed_koan, tried
from sensei.screen.terminal import MARGIN, squeezed
from sensei.text import syntax

OPEN_IT = "Open it and save it once:"


def level_screen(out, grid, level, progress, run, following):
    """The screen of a finished level: the result, what is under it, where to go next."""
    lines = header(out, grid, level, progress)
    lines[-1:-1] = run.banner
    for test in run.fresh[-1:]:
        lines += passed_koan(out, level, test)
    lines += tried(out, run)
    if run.presented is not None and run.presented.headline:
        lines += [MARGIN + out.paint(run.presented.headline, "bold")]
        if run.presented.picture:
            lines += [MARGIN + out.paint(f"picture: {run.presented.picture}", "dim")]
        lines += [""]
    minutes = progress.minutes(level)
    facts = f"{len(level.koans)} koans" + (f", {minutes} min" if minutes else "")
    head = f"✓ level {level.number} of {level.project.replace('_', ' ')}"
    lines += [out.between(head, facts, "green"), ""]
    if run.borrowed:
        lines += borrowed(out, run.borrowed)
    whole = all(progress.done(other) for other in grid.of(level.project))
    if whole:
        lines += project_stack(out, grid, level, progress)
    else:
        lines += stack(out, grid, level, progress)
    if following is None:
        lines += FINISHED
    else:
        if following.project != level.project:
            lines += [MARGIN + f"Next: {following.title}."]
            question = syntax.docstring(
                syntax.read(following.solution.parent / "__init__.py")
            )
            lines += [" " * 4 + question.split("\n")[0]]
        else:
            lines += [MARGIN + f"Next: level {following.number}, {following.word}."]
        lines += [" " * 4 + out.paint(f"{following.shown()}:1", "cyan")]
        lines += [" " * 4 + out.paint(f"{OPEN_IT} this window follows.", "dim")]
    return squeezed(lines)


FINISHED = [
    "  Everything here is done. Nothing under these predictions is a library's any more.",
    "  pytest --map shows the way you came; pytest --kata 01_iris/3 writes a level once more.",
]


def stack(out, grid, level, progress):
    """How much under the project's prediction is the learner's own."""
    own, whole = _parts(grid, level.project, progress)
    size = 20
    mine = round(size * len(own) / whole) if whole else 0
    mine = min(size - 1, max(mine, 1 if own else 0))
    bar = "█" * (size - mine) + "░" * mine
    names = [name for name in level.parts if name in own] or own
    if names:
        text = ", ".join(names)
    else:
        text = "nothing yet"
    line = f"Under this prediction:   library {bar}   yours: "
    room = out.width - len(line) - 2
    if len(text) <= room:
        return [MARGIN + line + text, ""]
    head = MARGIN + line + f"{len(own)} of {whole} parts"
    return [head, *out.wrapped(text, 4, "dim"), ""]


def _parts(grid, project, progress):
    """The learner's functions that stand, and how many there are, below level 2."""
    levels = [level for level in grid.of(project) if level.number > 2]
    own = [name for level in levels if progress.done(level) for name in level.parts]
    return own, sum(len(level.parts) for level in levels)


def project_stack(out, grid, level, progress):
    """The whole ladder of a finished project."""
    lines = [MARGIN + out.paint("Under this prediction, all the way down:", "bold")]
    for other in grid.of(level.project):
        if other.number <= 2:
            text = "scikit-learn's, as it began"
        else:
            text = "yours: " + ", ".join(other.parts)
        head = f"{other.number} {other.word}"
        room = out.width - 22
        if len(text) > room:
            text = text[: room - 1].rsplit(",", 1)[0] + ", …"
        lines.append(
            " " * 4
            + f"{head:<16}"
            + out.paint(text, "dim" if other.number <= 2 else "green")
        )
    own, whole = _parts(grid, level.project, progress)
    return lines + [
        "",
        MARGIN + f"{len(own)} of {whole} parts are yours, and no library's is left.",
        "",
    ]
