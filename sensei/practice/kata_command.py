"""What pytest --kata does: it begins a kata, or gives one up."""

from sensei.course.backups import keep, stop_at_trouble, write
from sensei.course.level import Level
from sensei.course.progress import Progress
from sensei.errors import CannotDo
from sensei.practice.kata import going_on, half_ended
from sensei.practice.kata_screen import times_so_far
from sensei.screen.terminal import MARGIN, Terminal

END = "end"
LOAD_AGAIN = "Where an editor has the file open, have it load it again."


def latest(progress: Progress) -> Level:
    """Return the level that the learner is at if it is done, else the last one that was
    finished. Raise CannotDo where no level is done."""
    grid = progress.grid
    keys = [e.get("level") for e in reversed(progress.events) if e["event"] == "level"]
    for key in [progress.place, *keys]:
        level = grid.by_key.get(key) if key else None
        if level is not None and progress.done(level):
            return level
    raise CannotDo(
        "No level is done yet, and a kata writes one again: finish one first, pytest shows "
        "where you are."
    )


def only_one(progress: Progress) -> None:
    """Raise CannotDo while a kata goes on."""
    kata = going_on(progress)
    if kata is not None:
        level = progress.grid.by_key[kata.level]
        raise CannotDo(
            f"A kata of {level.title} is going on: finish {level.shown()}, or give it up "
            "with pytest --kata end."
        )


def begin(out: Terminal, progress: Progress, level: Level) -> list[str]:
    """Keep what the learner wrote, put the level back to its blanks, and start the clock.

    The journal has it before the file changes. Whatever is killed in between, the work is in
    koans/ or where the journal says.
    """
    if not progress.done(level):
        raise CannotDo(_not_done(progress, level))
    blank = level.pristine
    backup = keep(level)
    kept = backup.relative_to(level.root).as_posix() if backup else ""
    progress.journal.add("kata", level=level.key, kept=kept)
    stop_at_trouble(progress.journal)
    write(level.koan, blank)
    progress.journal.add("at", level=level.key)
    earlier = times_so_far(progress.events, level.key)
    return [
        *out.wrapped(
            f"Kata: {level.title} is back to its blanks, and the clock runs.", 2
        ),
        MARGIN * 2 + out.paint(f"{level.shown()}:1", "cyan"),
        "",
        *out.wrapped(f"Until now: {earlier}." if earlier else "", 2),
        MARGIN + "Your version is kept:",
        MARGIN * 2 + kept,
        "",
        MARGIN + "To give up, and have it back:  pytest --kata end",
        MARGIN + LOAD_AGAIN,
    ]


def _not_done(progress: Progress, level: Level) -> str:
    """Return why a level that is not done cannot be a kata."""
    known, whole = len(progress.remembered(level)), len(level.koans)
    was_done = any(
        e["event"] == "level" and e.get("level") == level.key for e in progress.events
    )
    if was_done and known in (0, whole):
        return (
            f"{level.title} is not known to be done as it stands now, and a kata writes again "
            f"what is done: save {level.shown()} once more, and ask again when it passes."
        )
    return (
        f"{level.title} is not done yet ({known} of {whole} koans), and a kata writes again "
        f"what is done: finish it first, pytest --go {level.project}/{level.number} leads "
        "there."
    )


def end(out: Terminal, progress: Progress) -> list[str]:
    """Put back the version that was there before the kata, and keep what was typed."""
    kata = going_on(progress) or half_ended(progress)
    if kata is None:
        raise CannotDo(
            "No kata is going on; pytest --kata iris/3 begins one of that level."
        )
    level = progress.grid.by_key[kata.level]
    before = kata.version_before(level.root)
    if before is None:
        raise CannotDo(
            f"The version before, {kata.kept}, is not there any more, so nothing was changed: "
            f"finish {level.shown()} to end the kata."
        )
    backup = keep(level)
    typed = backup.relative_to(level.root).as_posix() if backup else ""
    progress.journal.add("kata_end", level=level.key, kept=typed)
    stop_at_trouble(progress.journal)
    write(level.koan, before)
    lines = [
        *out.wrapped(f"The kata of {level.title} is given up.", 2),
        "",
        MARGIN + "As it was before:",
        MARGIN * 2 + level.shown(),
    ]
    if typed:
        lines += [MARGIN + "What you typed since is kept:", MARGIN * 2 + typed]
    return [*lines, "", MARGIN + LOAD_AGAIN]
