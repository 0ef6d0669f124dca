"""A dojo: a group on one keyboard, which goes from one to the next by the clock.

All of it follows from the journal. {"event": "dojo", "names": […], "minutes": …} begins one,
with the first name at the keyboard. {"event": "turn", "driver": …} keeps when a screen told
the next to take it, so that nobody's time runs before they know. {"event": "dojo_end"} ends
it. After three hours without an event it has ended by itself.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sensei.course.journal import Event, when, worked

MOST_MINUTES = 60
FORGOTTEN = timedelta(hours=3)
PASSES = ("pass", "again")
SLOW, LONG_OPEN = 60, 120  # seconds that a koan took, and that an open one has taken
BY_COMMAND, BY_ITSELF = "dojo_end", "itself"  # how a dojo has ended


@dataclass(frozen=True)
class Turn:
    """The time that somebody had the keyboard."""

    driver: str
    since: datetime
    until: datetime

    @property
    def seconds(self) -> float:
        return (self.until - self.since).total_seconds()


@dataclass(frozen=True)
class Pass:
    """A koan that passed: after how many seconds of work, in which turn (from 0), and all
    who drove on the way to it."""

    level: str
    koan: str
    seconds: float
    turn: int
    drivers: list[str]

    @property
    def driver(self) -> str:
        """Who drove as it passed."""
        return self.drivers[-1]


@dataclass
class Dojo:
    """A dojo as the journal tells it.

    `names` are the drivers in their order, each for `minutes`. `events` are those since it
    began, with their times. `ended` is BY_COMMAND, BY_ITSELF, or empty where it goes on.
    `told` is whether a save has said that it ended by itself.
    """

    names: list[str]
    minutes: int
    began: datetime
    events: list[tuple[datetime, Event]] = field(default_factory=list)
    ended: str = ""
    told: bool = False

    @property
    def last_heard(self) -> datetime:
        """When the last event was."""
        return self.events[-1][0] if self.events else self.began

    @property
    def turns(self) -> list[Turn]:
        """Every turn in order; the last one goes on until the last event."""
        drivers, starts = [self.names[0]], [self.began]
        for time, event in self.events:
            if self._is_turn(event):
                drivers.append(event["driver"])
                starts.append(time)
        ends = [*starts[1:], self.last_heard]
        return [
            Turn(driver, since, max(since, until))  # a clock may have been put back
            for driver, since, until in zip(drivers, starts, ends, strict=True)
        ]

    @property
    def driver(self) -> str:
        """Who has the keyboard."""
        return self.turns[-1].driver

    def after(self, name: str) -> str:
        """Return who takes the keyboard after a driver."""
        return self.names[(self.names.index(name) + 1) % len(self.names)]

    def seconds_left(self, now: datetime) -> float:
        """Return the seconds that the driver has left; 0 or fewer where the time is over."""
        return self.minutes * 60 - (now - self.turns[-1].since).total_seconds()

    def passes(self) -> list[Pass]:
        """Return the koans that have passed in it, in order."""
        passes, times, n_turns = [], [self.began], 1
        drivers = [self.names[0]]
        for time, event in self.events:
            times.append(time)
            if self._is_turn(event):
                n_turns += 1
                drivers.append(event["driver"])
            elif event["event"] in PASSES and event.get("koan"):
                key, koan = event.get("level", ""), event["koan"]
                seconds, on_the_way = worked(times), _by_last_turn(drivers)
                passes.append(Pass(key, koan, seconds, n_turns - 1, on_the_way))
                times, drivers = [time], drivers[-1:]
        return passes

    def koans(self, key: str) -> set[str]:
        """Return the koans of a level that have passed in it."""
        return {passed.koan for passed in self.passes() if passed.level == key}

    def still_open(self) -> tuple[str, float] | None:
        """Return the koan at hand at the last save, and the seconds that went into it since
        the last pass; None where these are few, or the journal does not tell."""
        times, koan = [self.began], ""
        for time, event in self.events:
            if event["event"] in PASSES:
                times, koan = [], ""
            elif event["event"] == "save":
                koan = event.get("koan", "")
            times.append(time)
        seconds = worked(times)
        return (koan, seconds) if koan and seconds >= LONG_OPEN else None

    def hand_over(self, now: datetime) -> str:
        """Let the next driver have the keyboard from now on, and return who that is."""
        name = self.after(self.driver)
        self.events.append((now, {"event": "turn", "driver": name}))
        return name

    def hear(self, event: Event) -> None:
        """Take in the next event of the journal."""
        time = when(event)
        if time is None:
            return
        self.end_if_forgotten(time)
        if event["event"] == "dojo_end":
            forgotten = event.get("forgotten") is True
            self.told = self.told or forgotten
            self.ended = BY_ITSELF if forgotten else BY_COMMAND
        elif not self.ended:
            self.events.append((time, event))

    def end_if_forgotten(self, now: datetime) -> None:
        if not self.ended and now - self.last_heard >= FORGOTTEN:
            self.ended = BY_ITSELF

    def _is_turn(self, event: Event) -> bool:
        return event["event"] == "turn" and event.get("driver") in self.names


def _by_last_turn(drivers: list[str]) -> list[str]:
    """Return each of some drivers once, in the order of their last turns."""
    return list(dict.fromkeys(reversed(drivers)))[::-1]


def slowest(passes: list[Pass]) -> list[Pass]:
    """Return the koans that took at least a minute, longest first."""
    slow = [passed for passed in passes if passed.seconds >= SLOW]
    return sorted(slow, key=lambda passed: -passed.seconds)


def latest(events: list[Event], now: datetime) -> Dojo | None:
    """Return the last dojo of all, ended or not, or None."""
    dojo: Dojo | None = None
    for event in events:
        if event["event"] == "dojo":
            dojo = _begun(event) or dojo
        elif dojo is not None and dojo.ended != BY_COMMAND:
            dojo.hear(event)
    if dojo is not None:
        dojo.end_if_forgotten(now)
    return dojo


def _begun(event: Event) -> Dojo | None:
    """Return the dojo that an event begins, or None where it is not as it was written."""
    time, names, minutes = when(event), event.get("names"), event.get("minutes")
    if time is None or not isinstance(names, list) or len(names) < 2:
        return None
    if not all(isinstance(n, str) and n for n in names) or len({*names}) < len(names):
        return None
    if not isinstance(minutes, int) or not 0 < minutes <= MOST_MINUTES:
        return None
    return Dojo(names, minutes, time)
