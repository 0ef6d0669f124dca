"""Three questions for a group to talk over after a dojo, from what happened in it."""

from sensei.course.level import Level
from sensei.practice.dojo import Dojo, Pass, slowest
from sensei.practice.dojo_screen import every, in_minutes, listed, titled
from sensei.screen.terminal import counted

OVERRUN = 1.5  # times the minutes of a turn


def questions(dojo: Dojo, passes: list[Pass], following: Level | None) -> list[str]:
    """Return three questions. `following` is the level to go on at, or None."""
    goes_on = "Everything here is done"
    if following is not None:
        goes_on = f"Next time goes on at {following.title}"
    return [
        _on_the_slowest(dojo, passes),
        _on_the_turns(dojo, passes),
        f"{goes_on}: what do you keep from today, and what one thing do you do otherwise?",
    ]


def _on_the_slowest(dojo: Dojo, passes: list[Pass]) -> str:
    slow, still_open = slowest(passes), dojo.still_open()
    if still_open is not None:
        koan, seconds = still_open
        if not slow or seconds > slow[0].seconds:
            return (
                f"“{titled(koan)}” is still open after {in_minutes(seconds)}: what do you "
                "know about it by now, and what would you try next?"
            )
    if slow:
        return (
            f"“{titled(slow[0].koan)}” took {in_minutes(slow[0].seconds)}: which thought, or "
            "whose, opened it in the end?"
        )
    if passes:
        return "No koan took long: which one could each of you write again alone?"
    return "No koan passed: what held you up before the first one?"


def _on_the_turns(dojo: Dojo, passes: list[Pass]) -> str:
    handed_over = [passed for passed in slowest(passes) if len(passed.drivers) > 1]
    if handed_over:
        first, second = handed_over[0].drivers[:2]
        return (
            f"“{titled(handed_over[0].koan)}” went from {first} to {second} unfinished: what "
            f"did {second} need to be told?"
        )
    most = dojo.minutes * 60 * OVERRUN
    overrun = [turn for turn in dojo.turns if turn.seconds >= most]
    if overrun:
        longest = max(overrun, key=lambda turn: (turn.seconds, turn.driver))
        return (
            f"{longest.driver} drove for {in_minutes(longest.seconds)} in place of "
            f"{dojo.minutes}: did nobody save, or nobody look?"
        )
    drivers = {turn.driver for turn in dojo.turns}
    never = [name for name in dojo.names if name not in drivers]
    if never:
        return (
            f"{listed(never) if len(never) > 1 else never[0]} did not come to drive: are "
            f"{counted(dojo.minutes, 'minute')} too long for {len(dojo.names)} of you?"
        )
    return (
        f"The keyboard moved {every(dojo.minutes)}: what did those who watched see, that "
        "the driver did not?"
    )
