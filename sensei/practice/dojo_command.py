"""What pytest --dojo does: it begins a dojo, hands its keyboard over, or ends it."""

from datetime import UTC, datetime

from sensei.course.backups import stop_at_trouble, write
from sensei.course.journal import FOLDER
from sensei.course.order import current
from sensei.course.progress import Progress
from sensei.errors import CannotDo
from sensei.practice.dojo import BY_COMMAND, Dojo, latest
from sensei.practice.dojo_retrospective import on_one_screen, turn_by_turn
from sensei.practice.dojo_screen import every, takes, who_drives
from sensei.practice.dojo_words import (
    END,
    EXAMPLE,
    NEXT,
    checked_minutes,
    checked_names,
    tidied,
)
from sensei.screen.terminal import HEIGHT, MARGIN, Terminal, counted

ROOM = HEIGHT - 2  # lines of a screen, without the first and the last
RETROSPECTIVES = f"{FOLDER}/dojo"


def asked(
    out: Terminal, progress: Progress, words: list[str] | None, minutes: str | None
) -> list[str]:
    """Do what the words behind --dojo and --minutes ask for, and return the screen. Raise
    CannotDo where that is not possible."""
    now = datetime.now(UTC)
    last = latest(progress.events, now)
    on = last if last is not None and not last.ended else None
    if words is None:
        raise CannotDo(f"--minutes goes with --dojo and names: {EXAMPLE}.")
    words = [tidied(word) for word in words]
    if words == [END] and minutes is None:
        return _end(out, progress, last, now)
    if words == [NEXT] and minutes is None:
        return _hand_over(out, progress, on, now)
    if on is not None:
        raise CannotDo(
            f"A dojo is on: {who_drives(on, now)}; pytest --dojo next hands over, and pytest "
            "--dojo end ends it."
        )
    return _begin(out, progress, checked_names(words), checked_minutes(minutes))


def _begin(
    out: Terminal, progress: Progress, names: list[str], minutes: int
) -> list[str]:
    progress.journal.add("dojo", names=names, minutes=minutes)
    stop_at_trouble(progress.journal)
    order = ", then ".join(names[1:4]) + (", and so on" if len(names) > 4 else "")
    says = (
        f"{names[0]} takes the keyboard; {every(minutes)} it goes to the next: {order}."
    )
    return [
        *out.wrapped(says, 2, "bold"),
        "",
        *out.wrapped(
            "With each save, the window of ptw says who drives, and for how long.", 2
        ),
        MARGIN + "To hand over before the time:         pytest --dojo next",
        MARGIN + "To end, and look at what happened:    pytest --dojo end",
    ]


def _hand_over(
    out: Terminal, progress: Progress, dojo: Dojo | None, now: datetime
) -> list[str]:
    if dojo is None:
        raise CannotDo(f"No dojo is on that could be handed on; {EXAMPLE} begins one.")
    progress.journal.add("turn", driver=dojo.hand_over(now))
    stop_at_trouble(progress.journal)
    return out.wrapped(f"{takes(dojo)}: {counted(dojo.minutes, 'minute')}.", 2, "bold")


def _end(
    out: Terminal, progress: Progress, dojo: Dojo | None, now: datetime
) -> list[str]:
    """End a dojo, or one that has ended by itself, keep its turns, and return the
    retrospective."""
    root = progress.grid.root
    if dojo is None or dojo.ended == BY_COMMAND:
        where = ""
        if dojo is not None and (root / _place(dojo)).is_file():
            where = f" What happened in the last one stands in {_place(dojo)}."
        raise CannotDo(
            f"No dojo is on, so there is none to end; {EXAMPLE} begins one.{where}"
        )
    progress.journal.add("dojo_end")
    stop_at_trouble(progress.journal)
    if not dojo.ended:
        dojo.events.append((now, {"event": "dojo_end"}))
    following = current(progress)
    end: list[str] = []
    try:
        text = turn_by_turn(out, progress.grid, dojo, following)
        write(root / _place(dojo), "\n".join(text) + "\n")
        end = ["", MARGIN + f"Turn by turn: {_place(dojo)}"]
    except OSError:
        pass
    room = ROOM - len(end)
    return [*on_one_screen(out, progress.grid, dojo, following, room), *end]


def _place(dojo: Dojo) -> str:
    """Return where the retrospective is kept, from the clone's folder. It is not named .py,
    or ptw would run."""
    return f"{RETROSPECTIVES}/{dojo.began.astimezone():%Y-%m-%dT%H-%M-%S}.txt"
