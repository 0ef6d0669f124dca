"""What a kata and a dojo make of a save: what the journal keeps of it, and what its screen
says of them."""

from datetime import UTC, datetime, timedelta

from sensei.course.journal import when
from sensei.course.level import Level
from sensei.course.progress import Progress
from sensei.practice import dojo, dojo_screen, kata, kata_screen
from sensei.screen.terminal import Terminal

BETWEEN_SAVES = timedelta(minutes=1)  # that the journal keeps, at least


class Practice:
    """The kata and the dojo that go on at a save, if any.

    `undone` is a kata whose level is again as it was before, `forgotten` a dojo that has
    ended by itself, and no save has said so. `handed_over` is whether the keyboard went to
    the next driver at this save.
    """

    def __init__(self, progress: Progress) -> None:
        self.progress, self.journal = progress, progress.journal
        self.now = datetime.now(UTC)
        self.kata, self.undone = kata.going_on(progress), kata.undone(progress)
        self.dojo: dojo.Dojo | None = None
        self.forgotten: dojo.Dojo | None = None
        last = dojo.latest(progress.events, self.now)
        if last is not None and not last.ended:
            self.dojo = last
        elif last is not None and last.ended == dojo.BY_ITSELF and not last.told:
            self.forgotten = last
        self.handed_over = False

    @property
    def who(self) -> dict[str, str]:
        """The driver, as the events of koans keep it; nothing where no dojo is on."""
        return {"driver": self.dojo.driver} if self.dojo else {}

    def repeats(self, level: Level) -> bool:
        """Return whether the kata that goes on is of a level."""
        return self.kata is not None and self.kata.level == level.key

    def keep(
        self, level: Level, passed: list[str], fresh: list[str], at_hand: str
    ) -> None:
        """Keep which koans pass again, and at most once a minute that there was a save: so
        that work is told from breaks.

        `fresh` are those of the koans that passed which did not at the last run, and
        `at_hand` is the one that failed, if any.
        """
        if self.undone:
            self.journal.add("kata_end", level=self.undone.level)
        for koan in self._again(level, passed, fresh):
            self.journal.add("again", level=level.key, koan=koan, **self.who)
        if (self.dojo or self.repeats(level)) and self._is_quiet():
            self.journal.add("save", level=level.key, koan=at_hand)

    def _again(self, level: Level, passed: list[str], fresh: list[str]) -> list[str]:
        """Return the koans that had passed before, and now in this kata or dojo for the first
        time."""
        if self.kata is not None and self.repeats(level):
            candidates, seen = passed, self.kata.koans
        elif self.dojo:
            candidates, seen = fresh, self.dojo.koans(level.key)
        else:
            return []
        old = [koan for koan in candidates if not self.progress.first_pass(level, koan)]
        return [koan for koan in old if koan not in seen]

    def _is_quiet(self) -> bool:
        """Return whether nothing has happened for a minute."""
        events = self.journal.events()
        last = next(filter(None, map(when, reversed(events))), None)
        return last is None or self.now - last >= BETWEEN_SAVES

    def settle(self) -> None:
        """Keep what the clock has brought about: the next driver has the keyboard, or a dojo
        that was forgotten is over."""
        if self.dojo and self.dojo.seconds_left(self.now) <= 0:
            self.journal.add("turn", driver=self.dojo.hand_over(self.now))
            self.handed_over = True
        if self.forgotten:
            self.journal.add("dojo_end", forgotten=True)

    def banner(
        self, out: Terminal, level: Level | None = None, finished: bool = False
    ) -> list[str]:
        """Return the lines below the first one of a screen, which is about a level, if any,
        and tells whether that is finished."""
        lines = []
        if self.dojo:
            lines += dojo_screen.banner(out, self.dojo, self.handed_over, self.now)
        if self.forgotten:
            lines += dojo_screen.ended_by_itself(out, self.forgotten)
        if self.undone:
            lines += kata_screen.undone_banner(out, self.progress, self.undone)
        is_over = finished and level is not None and self.repeats(level)
        if self.kata and not is_over:
            lines += kata_screen.banner(out, self.progress, self.kata, level)
        return lines
