"""What the screens say of a dojo: who drives, for how long, and who is next."""

import math
from datetime import datetime

from sensei.practice.dojo import Dojo
from sensei.screen.terminal import Terminal, counted, title

MOST_NAMES = 5  # in one sentence
LONGEST_TITLE = 60


def every(minutes: int) -> str:
    """Return how often the keyboard moves, in words."""
    return "every minute" if minutes == 1 else f"every {minutes} minutes"


def in_minutes(seconds: float) -> str:
    """Return a length of time in whole minutes, in words."""
    minutes = round(seconds / 60)
    return counted(minutes, "minute") if minutes else "under a minute"


def titled(koan: str, most: int = LONGEST_TITLE) -> str:
    """Return a koan's name as a sentence, in at most so many characters."""
    name = title(koan)
    return name if len(name) <= most else name[: most - 1] + "…"


def listed(names: list[str]) -> str:
    """Return some names in words; the last of very many are only counted."""
    if len(names) > MOST_NAMES:
        some = names[: MOST_NAMES - 1]
        return f"{', '.join(some)} and {len(names) - len(some)} more"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def who_drives(dojo: Dojo, now: datetime) -> str:
    """Return who has the keyboard, for how long, and who is next."""
    left = math.ceil(dojo.seconds_left(now) / 60)
    time = f"{counted(left, 'minute')} left" if left > 0 else "the time is over"
    return f"{dojo.driver} drives, {time}, {dojo.after(dojo.driver)} is next"


def takes(dojo: Dojo) -> str:
    """Return who takes the keyboard now, and who is next where that is not plain."""
    after = f", then {dojo.after(dojo.driver)}" if len(dojo.names) > 2 else ""
    return f"{dojo.driver} takes the keyboard now{after}"


def banner(out: Terminal, dojo: Dojo, handed_over: bool, now: datetime) -> list[str]:
    """Return the line that every screen has while a dojo is on. `handed_over` is whether the
    last driver's time was over at this save."""
    if handed_over:
        says = f"▶ Time. {takes(dojo)}: {counted(dojo.minutes, 'minute')}."
        return out.wrapped(says, 2, "bold", "yellow")
    return out.wrapped(f"dojo · {who_drives(dojo, now)}", 2, "yellow")


def ended_by_itself(out: Terminal, dojo: Dojo) -> list[str]:
    """Return what the first save says after a dojo that was forgotten."""
    says = (
        f"The dojo of {listed(dojo.names)} has ended by itself, after three hours without a "
        "save. What happened in it: pytest --dojo end"
    )
    return out.wrapped(says, 2, "yellow")
