"""A dojo: a group on one keyboard, which goes from one to the next by the clock.

All of it follows from the journal. {"event": "dojo", "names": […], "minutes": …} begins one,
with the first name at the keyboard; {"event": "turn", "driver": …} keeps when a screen told
the next to take it, so that nobody's time runs before they know; {"event": "dojo_end"} ends
it. After three hours without an event it has ended by itself.
"""

import math
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sensei.course.backups import stop_at_trouble, write
from sensei.course.journal import FOLDER, when, worked
from sensei.course.order import current
from sensei.errors import CannotDo
from sensei.screen import terminal
from sensei.screen.terminal import counted
from sensei.text.display import width

END, NEXT = "end", "next"
MINUTES, MOST_MINUTES = 7, 60
LONGEST_NAME = 20  # columns
FORGOTTEN = timedelta(hours=3)
LIKE = "pytest --dojo Ada Grace --minutes 7"
KEPT = f"{FOLDER}/dojo"
ROOM = terminal.HEIGHT - 2
PASSES = ("pass", "again")


@dataclass
class Pass:
    """A koan that passed: after how many seconds of work, in which turn (from 0), and all
    who drove on the way to it."""

    level: str
    koan: str
    took: float
    turn: int
    drivers: list

    @property
    def driver(self):
        return self.drivers[-1]


@dataclass
class Dojo:
    """turns: (who drives, since when); events: (time, event) since it began; ended: by
    "dojo_end", by "itself", or "" where it goes on; told: a save has said so."""

    names: list
    minutes: int
    turns: list
    events: list = field(default_factory=list)
    ended: str = ""
    told: bool = False

    @property
    def began(self):
        return self.turns[0][1]

    @property
    def last(self):
        """When it was last heard of."""
        return self.events[-1][0] if self.events else self.began

    @property
    def driver(self):
        return self.turns[-1][0]

    def after(self, name):
        """Who takes the keyboard after name."""
        return self.names[(self.names.index(name) + 1) % len(self.names)]

    def left(self, now):
        """The seconds that the driver has left; none or fewer where the time is over."""
        return self.minutes * 60 - (now - self.turns[-1][1]).total_seconds()

    def koans(self, key):
        """The koans of a level that have passed in it."""
        return {one.koan for one in self.passes() if one.level == key}

    def passes(self):
        """Every Pass in it, in order."""
        found, times, turn = [], [self.began], 0
        drivers = [self.turns[0][0]]
        for time, event in self.events:
            times.append(time)
            if self._is_turn(event):
                turn += 1
                drivers.append(event["driver"])
            elif event["event"] in PASSES and event.get("koan"):
                key, koan = event.get("level", ""), event["koan"]
                on_the_way = list(dict.fromkeys(reversed(drivers)))[::-1]
                found.append(Pass(key, koan, worked(times), turn, on_the_way))
                times, drivers = [time], drivers[-1:]
        return found

    def _is_turn(self, event):
        return event["event"] == "turn" and event.get("driver") in self.names

    def add(self, time, event):
        self.events.append((time, event))
        if self._is_turn(event):
            self.turns.append((event["driver"], time))

    def spans(self):
        """(who, from when, to when) of each turn."""
        ends = [since for _, since in self.turns[1:]] + [self.last]
        return [(n, s, max(s, e)) for (n, s), e in zip(self.turns, ends, strict=True)]


# From the journal


def latest(events, now):
    """The last dojo, or None."""
    found = None
    for event in events:
        kind = event["event"]
        over = found is None or found.ended == "dojo_end"
        time = when(event) if kind == "dojo" or not over else None
        if time is None:
            continue
        if kind == "dojo":
            found = _begun(event, time) or found
            continue
        if not found.ended and time - found.last >= FORGOTTEN:
            found.ended = "itself"
        if kind == "dojo_end":
            forgotten = event.get("forgotten") is True
            found.told = found.told or forgotten
            found.ended = "itself" if forgotten else "dojo_end"
        elif not found.ended:
            found.add(time, event)
    if found is not None and not found.ended and now - found.last >= FORGOTTEN:
        found.ended = "itself"
    return found


def _begun(event, time):
    names, minutes = event.get("names"), event.get("minutes")
    sound = isinstance(names, list) and all(isinstance(n, str) and n for n in names)
    if not sound or len(set(names)) != len(names) or len(names) < 2:
        return None
    if not isinstance(minutes, int) or not 0 < minutes <= MOST_MINUTES:
        return None
    return Dojo(names, minutes, [(names[0], time)])


# What is asked: pytest --dojo …


def asked(out, grid, progress, words, minutes):
    """Begin a dojo, hand its keyboard over, end it, or say who drives."""
    now = datetime.now(UTC)
    last = latest(progress.events, now)
    on = last if last is not None and not last.ended else None
    if words is None:
        raise CannotDo(f"--minutes goes with --dojo and names: {LIKE}.")
    words = [unicodedata.normalize("NFC", " ".join(word.split())) for word in words]
    if words == [END] and minutes is None:
        return _end(out, grid, progress, last)
    if words == [NEXT] and minutes is None:
        return _hand_over(out, progress, on, now)
    if on is not None:
        raise CannotDo(
            f"A dojo is on: {_who(on, now)}; pytest --dojo next hands over, and pytest --dojo "
            "end ends it."
        )
    return _begin(out, progress, _names(words), _minutes(minutes))


def _names(words):
    if len(words) < 2:
        raise CannotDo(
            f"A dojo needs two names or more, right behind --dojo, such as {LIKE}."
        )
    for number, name in enumerate(words):
        _look_at(name)
        if name.casefold() in [other.casefold() for other in words[:number]]:
            raise CannotDo(
                f"{name} is named twice: give everyone a name of their own, such as "
                f"{name} A and {name} B in quotes."
            )
    return words


def _look_at(name):
    """CannotDo if name is none that a screen can show."""
    if name.casefold() in (END, NEXT):
        raise CannotDo(
            f"{name} is a command of the dojo and no name here: pytest --dojo {name} stands "
            "alone."
        )
    if not any(unicodedata.category(c).startswith("L") for c in name):
        raise CannotDo(
            f"{_harmless(name) or 'An empty text'} is no name: a name has letters, such as "
            f"in {LIKE}."
        )
    odd = [c for c in name if not _may_stand_in_a_name(c)]
    if odd:
        raise CannotDo(
            f"{_harmless(name)} holds {ascii(odd[0])}, and a name here is of letters, figures, "
            "spaces, and . ' - only."
        )
    if width(name) > LONGEST_NAME:
        raise CannotDo(
            f"{name[:LONGEST_NAME]}… is too long for the screen: {LONGEST_NAME} letters are "
            "the most, a short name will do."
        )


def _may_stand_in_a_name(character):
    return unicodedata.category(character)[0] in "LMN" or character in " .'’-"


def _harmless(text):
    return "".join(c if c.isprintable() else "?" for c in text[:LONGEST_NAME])


def _minutes(text):
    if text is None:
        return MINUTES
    if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST_MINUTES:
        return int(text)
    raise CannotDo(
        f"--minutes says how long each drives, a whole number from 1 to {MOST_MINUTES}"
        + (f", and not {_harmless(text)}" if text else "")
        + f": {LIKE}."
    )


def _begin(out, progress, names, minutes):
    progress.journal.add("dojo", names=names, minutes=minutes)
    stop_at_trouble(progress.journal)
    order = ", then ".join(names[1:4]) + (", and so on" if len(names) > 4 else "")
    says = f"{names[0]} takes the keyboard; {_every(minutes)} it goes to the next: {order}."
    return [
        *out.wrapped(says, 2, "bold"),
        "",
        *out.wrapped(
            "With each save, the window of ptw says who drives, and for how long.", 2
        ),
        terminal.MARGIN + "To hand over before the time:         pytest --dojo next",
        terminal.MARGIN + "To end, and look at what happened:    pytest --dojo end",
    ]


def _hand_over(out, progress, on, now):
    if on is None:
        raise CannotDo(f"No dojo is on that could be handed on; {LIKE} begins one.")
    name = on.after(on.driver)
    progress.journal.add("turn", driver=name)
    stop_at_trouble(progress.journal)
    on.turns.append((name, now))
    return out.wrapped(f"{_takes(on)}: {counted(on.minutes, 'minute')}.", 2, "bold")


def _end(out, grid, progress, last):
    if last is None or last.ended == "dojo_end":
        where = ""
        if last is not None and (grid.root / _place(last)).is_file():
            where = f" What happened in the last one stands in {_place(last)}."
        raise CannotDo(
            f"No dojo is on, so there is none to end; {LIKE} begins one.{where}"
        )
    progress.journal.add("dojo_end")
    stop_at_trouble(progress.journal)
    if not last.ended:
        last.add(datetime.now(UTC), {"event": "dojo_end"})
    ahead = current(progress)
    place = grid.root / _place(last)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write(place, "\n".join(_whole(out, grid, last, ahead)) + "\n")
        below = ["", terminal.MARGIN + f"Turn by turn: {_place(last)}"]
    except OSError:
        below = []
    return [*_retrospective(out, grid, last, ahead, ROOM - len(below)), *below]


def _place(dojo):
    """Where the retrospective is kept, from the clone's folder; no .py, or ptw would run."""
    return f"{KEPT}/{dojo.began.astimezone():%Y-%m-%dT%H-%M-%S}.txt"


# What every screen says


def _every(minutes):
    return "every minute" if minutes == 1 else f"every {minutes} minutes"


def _who(dojo, now):
    left = math.ceil(dojo.left(now) / 60)
    time = f"{counted(left, 'minute')} left" if left > 0 else "the time is over"
    return f"{dojo.driver} drives, {time}, {dojo.after(dojo.driver)} is next"


def _takes(dojo):
    after = f", then {dojo.after(dojo.driver)}" if len(dojo.names) > 2 else ""
    return f"{dojo.driver} takes the keyboard now{after}"


def banner(out, dojo, handed, now):
    """The line that every screen has while a dojo is on. handed: its time was over at this
    save, and the driver is another one now."""
    if handed:
        return out.wrapped(
            f"▶ Time. {_takes(dojo)}: {counted(dojo.minutes, 'minute')}.",
            2,
            "bold",
            "yellow",
        )
    return out.wrapped(f"dojo · {_who(dojo, now)}", 2, "yellow")


def ended_by_itself(out, dojo):
    """What the first save says after a dojo that was forgotten."""
    says = (
        f"The dojo of {_all(dojo.names)} has ended by itself, after three hours without a "
        "save. What happened in it: pytest --dojo end"
    )
    return out.wrapped(says, 2, "yellow")


# The retrospective


def _all(names):
    if len(names) > 5:
        return f"{', '.join(names[:4])} and {len(names) - 4} more"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _clock(time):
    return f"{time.astimezone():%H:%M}"


def _time(seconds):
    minutes = round(seconds / 60)
    return counted(minutes, "minute") if minutes else "under a minute"


def _level(grid, key):
    level = grid.by_key.get(key)
    return f"{level.project.replace('_', ' ')} level {level.number}" if level else key


def _retrospective(out, grid, dojo, ahead, room):
    """What happened, on one screen: head, what passed, who drove, where it was slow, and
    three questions, in at most room lines."""
    passes = dojo.passes()
    head = _head(out, grid, dojo, passes)
    slow = _slow(out, dojo, passes)
    questions = [terminal.MARGIN + out.paint("To talk over", "bold")]
    for number, text in enumerate(_questions(dojo, passes, ahead), 1):
        first, *rest = out.wrapped(text, 7)
        questions += [f"    {number}. {first.lstrip()}", *rest]
    room -= len(head) + len(questions) + 2
    drove = _drove(out, dojo, passes, room - len(slow))
    return [*head, "", *drove, *slow[: room - len(drove)], "", *questions]


def _head(out, grid, dojo, passes):
    when = f"{dojo.began.astimezone().day} {dojo.began.astimezone():%B}"
    when += f", {_clock(dojo.began)} to {_clock(dojo.last)}"
    left = f"The dojo of {_all(dojo.names)}"
    right = f"{when}: {counted(len(passes), 'koan')} passed"
    if out.fits(left, right):
        lines = [out.between(left, right, "bold")]
    else:
        lines = [*out.wrapped(left, 2, "bold"), terminal.MARGIN + right]
    levels = Counter(_level(grid, one.level) for one in passes)
    counts = ", ".join(f"{n} of {level}" for level, n in levels.items())
    return lines + out.wrapped(counts, 2)[:2] if counts else lines


def _drove(out, dojo, passes, room):
    """A line for each who drove: when, and how many koans passed meanwhile."""
    counts = Counter(one.driver for one in passes)
    widest = max(map(width, dojo.names))
    lines = []
    for name in dojo.names:
        spans = [(s, e) for who, s, e in dojo.spans() if who == name]
        if not spans:
            continue
        drove = sum((e - s).total_seconds() for s, e in spans)
        koans = counted(counts[name], "koan")
        gap = " " * (widest - width(name) + 2)
        times = [f"{_clock(s)}" for s, _ in spans]
        right = f"{_time(drove)}, {koans}"
        left = f"  {name}{gap}{'  '.join(times)}"
        while len(times) > 1 and not out.fits(left, right):
            times.pop()
            left = f"  {name}{gap}{'  '.join(times)} …"
        lines.append(out.between(left, right))
    if len(lines) > max(2, room):
        lines = [*lines[: max(2, room) - 1], "    …"]
    return lines


def _slowest(passes):
    """The koans that took longest, at least a minute, longest first."""
    return sorted((p for p in passes if p.took >= 60), key=lambda p: -p.took)


def _title(koan, most=60):
    name = terminal.title(koan)
    return name if len(name) <= most else name[: most - 1] + "…"


def _slow(out, dojo, passes):
    lines = []
    for one in _slowest(passes)[:3]:
        who = ", ".join(one.drivers[:3]) + (" …" if len(one.drivers) > 3 else "")
        lines.append(
            out.between(f"  {_title(one.koan, 40)}", f"{_time(one.took)}  {who}")
        )
    open_for = _still_open(dojo)
    if open_for:
        koan, seconds = open_for
        lines.append(out.between(f"  {_title(koan, 40)}, still open", _time(seconds)))
    if not lines:
        return []
    return ["", terminal.MARGIN + out.paint("Where it was slow", "bold"), *lines[-4:]]


def _still_open(dojo):
    """The koan at hand at the last save, and the seconds that went into it since the last
    pass; None if that was under two minutes, or is not told."""
    times, koan = [dojo.began], ""
    for time, event in dojo.events:
        if event["event"] in PASSES:
            times, koan = [], ""
        elif event["event"] == "save":
            koan = event.get("koan", "")
        times.append(time)
    seconds = worked(times)
    return (koan, seconds) if koan and seconds >= 120 else None


def _questions(dojo, passes, ahead):
    """Three questions, from what happened. ahead: the level to go on at, or None."""
    goes_on = (
        f"Next time goes on at {ahead.title}" if ahead else "Everything here is done"
    )
    return [
        _on_the_slowest(dojo, passes),
        _on_the_turns(dojo, passes),
        f"{goes_on}: what do you keep from today, and what one thing do you do otherwise?",
    ]


def _on_the_slowest(dojo, passes):
    slow, left = _slowest(passes), _still_open(dojo)
    if left and (not slow or left[1] > slow[0].took):
        return (
            f"“{_title(left[0])}” is still open after {_time(left[1])}: what do you know about "
            "it by now, and what would you try next?"
        )
    if not slow:
        if passes:
            return "No koan took long: which one could each of you write again alone?"
        return "No koan passed: what held you up before the first one?"
    return (
        f"“{_title(slow[0].koan)}” took {_time(slow[0].took)}: which thought, or whose, opened "
        "it in the end?"
    )


def _on_the_turns(dojo, passes):
    handed = [one for one in _slowest(passes) if len(one.drivers) > 1]
    if handed:
        first, second = handed[0].drivers[:2]
        return (
            f"“{_title(handed[0].koan)}” went from {first} to {second} unfinished: what did "
            f"{second} need to be told?"
        )
    over = [
        (e - s, name)
        for name, s, e in dojo.spans()
        if (e - s).total_seconds() >= dojo.minutes * 90
    ]
    if over:
        long, name = max(over)
        return (
            f"{name} drove for {_time(long.total_seconds())} in place of {dojo.minutes}: did "
            "nobody save, or nobody look?"
        )
    never = [name for name in dojo.names if name not in {n for n, _ in dojo.turns}]
    if never:
        return (
            f"{_all(never) if len(never) > 1 else never[0]} did not come to drive: are "
            f"{counted(dojo.minutes, 'minute')} too long for {len(dojo.names)} of you?"
        )
    return (
        f"The keyboard moved {_every(dojo.minutes)}: what did those who watched see, that "
        "the driver did not?"
    )


def _whole(out, grid, dojo, ahead):
    """The retrospective as text: every turn, and what passed in it."""
    plain = terminal.Terminal(stream=out.stream, colour=False)
    plain.width = terminal.WIDTH - 2
    passes = dojo.passes()
    lines = [*_head(plain, grid, dojo, passes), ""]
    for turn, (name, since, until) in enumerate(dojo.spans()):
        lines.append(f"  {_clock(since)}–{_clock(until)}  {name}")
        for one in passes:
            if one.turn == turn:
                where = _level(grid, one.level)
                lines.append(
                    f"      {terminal.title(one.koan)} ({where}, {_time(one.took)})"
                )
    return [*lines, *_slow(plain, dojo, passes), "", "  To talk over", *(
        f"    {n}. {text}" for n, text in enumerate(_questions(dojo, passes, ahead), 1)
    )]  # fmt: skip
