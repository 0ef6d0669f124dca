"""What a kata and a dojo make of a save: what the journal keeps of it, and what its screen
says of them."""

from datetime import UTC, datetime, timedelta

from sensei.course.journal import when
from sensei.practice import dojo, kata

SAVES = timedelta(minutes=1)  # apart, that the journal keeps


class Practice:
    """The kata and the dojo that go on at a save, if any.

    who: what events of koans say besides: the driver's name.
    """

    def __init__(self, progress):
        self.progress, self.journal = progress, progress.journal
        self.now = datetime.now(UTC)
        self.kata, self.undone = kata.going_on(progress), kata.undone(progress)
        last = dojo.latest(progress.events, self.now)
        self.dojo = last if last is not None and not last.ended else None
        self.forgotten = (
            last if last and last.ended == "itself" and not last.told else None
        )
        self.handed = False
        self.who = {"driver": self.dojo.driver} if self.dojo else {}

    def repeats(self, level):
        """Whether the kata that goes on is of a level."""
        return self.kata is not None and self.kata.level == level.key

    def keep(self, level, run):
        """Keep koans that pass again, and at most once a minute that there was a save: it
        tells work from breaks."""
        if self.undone:
            self.journal.add("kata_end", level=self.undone.level)
        for koan in self._again(level, run):
            self.journal.add("again", level=level.key, koan=koan, **self.who)
        if (self.dojo or self.repeats(level)) and self._is_quiet():
            self.journal.add("save", level=level.key, koan=run.test or "")

    def _again(self, level, run):
        """The koans that had passed before, and now in this kata or dojo for the first time."""
        if self.repeats(level):
            passed, seen = run.passed, self.kata.koans
        elif self.dojo:
            passed, seen = run.fresh, self.dojo.koans(level.key)
        else:
            return []
        old = [koan for koan in passed if not self.progress.first_pass(level, koan)]
        return [koan for koan in old if koan not in seen]

    def _is_quiet(self):
        events = self.journal.events()
        last = next(filter(None, map(when, reversed(events))), None)
        return last is None or self.now - last >= SAVES

    def settle(self):
        """Keep what the clock has brought about: the next has the keyboard, or a dojo that
        was forgotten is over."""
        if self.dojo and self.dojo.left(self.now) <= 0:
            name = self.dojo.after(self.dojo.driver)
            self.journal.add("turn", driver=name)
            self.dojo.turns.append((name, self.now))
            self.handed = True
        if self.forgotten:
            self.journal.add("dojo_end", forgotten=True)

    def banner(self, out, level=None, finished=False):
        """The lines below the first one of a screen."""
        lines = []
        if self.dojo:
            lines += dojo.banner(out, self.dojo, self.handed, self.now)
        if self.forgotten:
            lines += dojo.ended_by_itself(out, self.forgotten)
        if self.undone:
            lines += kata.undone_banner(out, self.progress, self.undone)
        if self.kata and not (finished and self.repeats(level)):
            lines += kata.banner(out, self.progress, self.kata, level)
        return lines
