"""The board in a terminal: 24 lines of 80 columns."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sensei.board.values import Board, Person, Source
from sensei.course.grid import Grid
from sensei.screen.terminal import HEIGHT, MARGIN, Terminal, counted
from sensei.text.display import fitted, one_line, width

MIN_WHO = 16  # columns for who it is
KOANS, LAST = 7, 11  # columns of the last two
WIDE, NARROW = 6, 4  # columns of a project; the narrow ones where the wide do not fit
ROOM_FOR_NAME = 6  # columns that a name needs beside the label
MAX_TROUBLES = 3  # remotes whose trouble is told
OLD = "what is shown of them is old."


@dataclass(frozen=True)
class Columns:
    """who: columns for who it is; project: columns of a project; projects: that fit."""

    who: int
    project: int
    projects: list[str]


@contextmanager
def passing(out: Terminal, text: str) -> Iterator[None]:
    """Show a line for as long as something goes on, if a person looks on."""
    looks_on = out.stream.isatty() and os.environ.get("TERM") != "dumb"
    if looks_on:
        out.stream.write(MARGIN + text)
        out.stream.flush()
    try:
        yield
    finally:
        if looks_on:
            out.stream.write("\r\x1b[K")
            out.stream.flush()


def lines(out: Terminal, grid: Grid, board: Board, page: str) -> list[str]:
    """Return the whole screen. page: where all of the board is."""
    columns = _columns(out, grid)
    claim = "as their CI checked them" if board.verify else "by their own journals"
    head = f"{counted(len(board.people), 'person', 'people')}, {claim}"
    top = [out.between(head, page, "bold"), ""]
    top += [MARGIN + " " * columns.who + _header(columns, board.verify)]
    top += [MARGIN + out.paint(_maximum(columns, board), "dim")]
    bottom = _notes(out, grid, board, columns.projects)
    room = HEIGHT - 2 - len(top) - len(bottom)
    shown = board.people
    if len(shown) > room:
        shown = shown[: room - 1]
        more = len(board.people) - len(shown)
        bottom.insert(0, f"{MARGIN}… and {more} more, who were active before: {page}")
    rows = [_row(out, board, person, columns) for person in shown]
    return top + rows + bottom


def _columns(out: Terminal, grid: Grid) -> Columns:
    """Return how the width of the terminal is dealt out."""
    left = out.width - len(MARGIN) - KOANS - LAST
    all_fit = MIN_WHO + WIDE * len(grid.projects) <= left
    project = WIDE if all_fit else NARROW
    projects = grid.projects[: max(0, (left - MIN_WHO) // project)]
    return Columns(left - project * len(projects), project, projects)


def _header(columns: Columns, verify: bool) -> str:
    names = [p.split("_", 1)[-1][: columns.project - 1] for p in columns.projects]
    last = "checked" if verify else "last day"
    return (
        "".join(f"{name:>{columns.project}}" for name in names)
        + f"{'koans':>{KOANS}} {last:>{LAST - 1}}"
    )


def _maximum(columns: Columns, board: Board) -> str:
    """Return the line that says how many koans there are."""
    counts = [board.maximum.projects[project] for project in columns.projects]
    cells = "".join(f"{count:>{columns.project}}" for count in counts)
    return fitted("of", columns.who) + cells + f"{board.maximum.koans:>{KOANS}}"


def _row(out: Terminal, board: Board, person: Person, columns: Columns) -> str:
    """Return the line of one person.

    What no CI has checked is in brackets if checks are asked for.
    """
    line = MARGIN + fitted(_who(person, columns.who), columns.who - 1) + " "
    checked = person.checked if board.verify else None
    if person.claim.trouble and checked is None:
        space = columns.project * len(columns.projects) + KOANS + LAST
        trouble = f"{person.claim.trouble:>{space}}"[:space]
        return line + out.paint(trouble, "yellow")
    tally = checked.tally if checked else person.claim.tally
    in_brackets = board.verify and not checked
    for project in columns.projects:
        text, style = _count(tally.projects[project], board.maximum.projects[project])
        cell = f"{_bracketed(text, in_brackets):>{columns.project}}"
        line += out.paint(cell, style)
    last = person.claim.last_day
    if board.verify:
        last = "checked" if checked else "unchecked"
    line += f"{_bracketed(str(tally.koans), in_brackets):>{KOANS}}"
    return line + " " + out.paint(f"{last or 'no day':>{LAST - 1}}", "dim")


def _who(person: Person, room: int) -> str:
    """Return a person's label, with their name beside it if there is room for both."""
    is_named = person.name and person.name != person.label
    if is_named and width(person.label) + ROOM_FOR_NAME < room:
        return f"{person.label} · {person.name}"
    return person.label


def _count(passed: int, n_koans: int) -> tuple[str, str]:
    """Return how many koans of a project passed, as text, and its colour."""
    if not passed:
        return "·", "dim"
    return ("✓", "green") if passed == n_koans else (str(passed), "yellow")


def _bracketed(text: str, in_brackets: bool) -> str:
    return f"({text})" if in_brackets and text != "·" else text


def _notes(out: Terminal, grid: Grid, board: Board, projects: list[str]) -> list[str]:
    """Return what else there is to know, as the lines below the rows."""
    notes = []
    if len(projects) < len(grid.projects):
        more = len(grid.projects) - len(projects)
        notes.append(f"{counted(more, 'project')} more on the page.")
    if not board.people:
        notes.append("Nobody has pushed a .koans/journal.jsonl yet.")
    elif board.n_without_journal:
        branches = counted(board.n_without_journal, "branch", "branches")
        hold = "holds" if board.n_without_journal == 1 else "hold"
        notes.append(f"{branches} {hold} no journal.")
    if board.n_unread:
        branches = counted(board.n_unread, "branch", "branches")
        notes.append(f"{branches} too many: not read.")
    if board.verify and any(person.checked is None for person in board.people):
        notes.append("(in brackets: by the journal, no check of that commit was found)")
    return ["", *(MARGIN + note for note in notes), *_troubles(out, board.sources)]


def _troubles(out: Terminal, sources: list[Source]) -> list[str]:
    """Return which remotes could not be fetched, as lines."""
    failed = [source for source in sources if source.trouble]
    sentences = [old(source) for source in failed[:MAX_TROUBLES]]
    if len(failed) > MAX_TROUBLES:
        more = counted(len(failed) - MAX_TROUBLES, "remote")
        sentences.append(f"{more} more could not be fetched: {OLD}")
    return [line for says in sentences for line in out.wrapped(says, 2, "yellow")]


def old(source: Source) -> str:
    """Return the sentence that a remote is shown as it was."""
    name = one_line(source.remote.name)
    if source.fetched is None:
        return f"{name} could not be fetched ({source.trouble}), and never was."
    fetched = source.fetched.strftime("%Y-%m-%d %H:%M")
    return (
        f"{name} could not be fetched ({source.trouble}): old, as it was on {fetched}."
    )
