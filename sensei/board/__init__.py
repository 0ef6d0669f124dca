"""The board: how far a group is, from what each of them pushed (pytest --board)."""

import json
import os
from dataclasses import dataclass
from datetime import datetime

from sensei.board import people, screen
from sensei.board.repository import Refused, Remote, Repository
from sensei.course.journal import FOLDER
from sensei.errors import CannotDo
from sensei.portfolio import SITE
from sensei.screen.terminal import counted

PAGE, KEPT = "board.html", "board.json"
MOST = 5000  # branches that are read


@dataclass(frozen=True)
class Source:
    """A remote as it was read. when: the time it was fetched last, or None; trouble: why
    it was not fetched now, or ""."""

    remote: Remote
    when: datetime | None
    trouble: str


@dataclass(frozen=True)
class Board:
    """All that is shown. all: the Tally of who has passed everything; levels: how many
    there are; without: branches that hold no journal; unread: those beyond MOST."""

    sources: list
    people: list
    all: people.Tally
    without: int
    unread: int
    verify: bool
    made: datetime


def show(out, grid, words, verify, here):
    """Fetch the remotes that words mean, write the page, and return the screen's lines."""
    place = grid.root / SITE / PAGE
    try:
        repository = Repository(grid.root)
        remotes = repository.chosen(words, here)
        with screen.passing(out, f"Fetching {counted(len(remotes), 'remote')}"):
            sources = fetched(repository, remotes)
        found = board(repository, grid, sources, verify)
    except CannotDo as error:
        says = str(error)
        if isinstance(error, Refused):
            says = f"git could not read what was fetched ({error})."
        if place.is_file():
            says += f" The page of last time is {SITE}/{PAGE}."
        raise CannotDo(says) from error
    from sensei.board import page  # what makes pages takes a while to import

    page.write(grid, found, place)
    return screen.lines(out, grid, found, f"{SITE}/{PAGE}")


def fetched(repository, remotes):
    """Fetch, and keep when: a Source for each remote."""
    place = repository.root / FOLDER / KEPT
    times, came = _read(place), repository.fetch(remotes)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    times |= {remote.refs: now for remote in remotes if not came[remote]}
    fresh = place.with_suffix(f".{os.getpid()}.tmp")
    place.parent.mkdir(exist_ok=True)
    fresh.write_text(json.dumps(times))
    fresh.replace(place)
    return [Source(r, _time(times.get(r.refs)), came[r]) for r in remotes]


def board(repository, grid, sources, verify):
    """Read what was fetched. CannotDo where nothing ever was."""
    branches, whole = [], 0
    for source in sources:
        found, count = repository.branches(source.remote, MOST - len(branches))
        branches, whole = branches + found, whole + count
    failed = [source for source in sources if source.trouble]
    if not branches and failed:
        name, trouble = failed[0].remote.name, failed[0].trouble
        raise CannotDo(
            f"Nothing was ever fetched from {name}, and now it cannot be ({trouble}): "
            "look at git remote -v and the network, and try again."
        )
    counter = people.Counter(grid)
    several = len(sources) > 1
    found, without = people.read(repository, branches, counter, several, verify)
    unread, now = whole - len(branches), datetime.now().astimezone()
    return Board(sources, found, counter.all, without, unread, verify, now)


def _read(place):
    try:
        times = json.loads(place.read_text())
    except (OSError, ValueError):
        return {}
    return times if isinstance(times, dict) else {}


def _time(text):
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
