"""The board: how far a group is, from what each of them pushed (pytest --board)."""

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sensei.board import screen
from sensei.board.git import GitError
from sensei.board.people import TallyMaker, read_people
from sensei.board.repository import Branch, Remote, Repository
from sensei.board.values import Board, Source
from sensei.course.grid import Grid
from sensei.course.journal import FOLDER
from sensei.errors import CannotDo
from sensei.portfolio import SITE
from sensei.screen.terminal import Terminal, counted

PAGE = "board.html"
TIMES = "board.json"  # when each remote was fetched last
MAX_BRANCHES = 5000  # that are read


def show(
    out: Terminal, grid: Grid, words: Iterable[str], verify: bool, here: Path
) -> list[str]:
    """Fetch the remotes that words mean, write the page, and return the screen's lines."""
    path = grid.root / SITE / PAGE
    try:
        repository = Repository(grid.root)
        remotes = repository.chosen(words, here)
        with screen.passing(out, f"Fetching {counted(len(remotes), 'remote')}"):
            sources = fetch(repository, remotes)
        board = read(repository, grid, sources, verify)
    except CannotDo as error:
        says = str(error)
        if isinstance(error, GitError):
            says = f"git could not read what was fetched ({error})."
        if path.is_file():
            says += f" The page of last time is {SITE}/{PAGE}."
        raise CannotDo(says) from error
    from sensei.board import page  # what makes pages takes a while to import

    page.write(grid, board, path)
    return screen.lines(out, grid, board, f"{SITE}/{PAGE}")


def fetch(repository: Repository, remotes: list[Remote]) -> list[Source]:
    """Fetch the remotes, and keep when; return them as they are now."""
    path = Path(repository.root) / FOLDER / TIMES
    times, troubles = _read_times(path), repository.fetch(remotes)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    times |= {remote.refs: now for remote in remotes if not troubles[remote]}
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    path.parent.mkdir(exist_ok=True)
    fresh.write_text(json.dumps(times))
    fresh.replace(path)
    return [Source(r, _time(times.get(r.refs)), troubles[r]) for r in remotes]


def read(
    repository: Repository, grid: Grid, sources: list[Source], verify: bool
) -> Board:
    """Return the board of what was fetched. CannotDo where nothing ever was."""
    branches: list[Branch] = []
    n_branches = 0
    for source in sources:
        room = MAX_BRANCHES - len(branches)
        some, count = repository.branches(source.remote, room)
        branches += some
        n_branches += count
    failed = [source for source in sources if source.trouble]
    if not branches and failed:
        name, trouble = failed[0].remote.name, failed[0].trouble
        raise CannotDo(
            f"Nothing was ever fetched from {name}, and now it cannot be ({trouble}): "
            "look at git remote -v and the network, and try again."
        )
    tallies, several = TallyMaker(grid), len(sources) > 1
    people, n_without_journal = read_people(
        repository, branches, tallies, several=several, verify=verify
    )
    return Board(
        sources,
        people,
        tallies.maximum,
        n_without_journal,
        n_branches - len(branches),
        verify,
        datetime.now().astimezone(),
    )


def _read_times(path: Path) -> dict[str, object]:
    try:
        times = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return times if isinstance(times, dict) else {}


def _time(text: object) -> datetime | None:
    """Return the time that a text says in ISO format, or None."""
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
