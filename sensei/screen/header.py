"""The first lines of a screen: where the learner is, how far, and what goes on besides."""

from collections.abc import Sequence

from sensei.course.grid import Level
from sensei.course.progress import Progress
from sensei.screen.terminal import Terminal


def header(
    out: Terminal, progress: Progress, level: Level, banner: Sequence[str] = ()
) -> list[str]:
    """Return the first line of a screen, the banner below it, and a blank line.

    banner: the lines about a kata or a dojo that goes on.
    """
    done, whole = progress.count()
    left = level.title
    if progress.order == "spiral":
        left = f"lap {progress.grid.lap_of(level)} · {left}"
    elif progress.order in level.pillars:
        left = f"{progress.order} · {left}"
    right = f"{done} of {whole}"
    for size in (14, 7):
        with_bar = f"{out.bar(done, whole, size)}  {right}"
        if out.fits(left, with_bar):
            right = with_bar
            break
    return [out.between(left, right, "cyan"), *banner, ""]
