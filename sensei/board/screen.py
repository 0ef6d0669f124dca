"""The board in a terminal: 24 lines of 80 columns."""

import os
from contextlib import contextmanager

from sensei.screen.terminal import HEIGHT, MARGIN, counted
from sensei.text.display import fitted, plain, width

WHO, KOANS, LAST = 16, 7, 11  # columns: at least, exactly, exactly
CELLS = (6, 4)  # columns of a project; the narrower where the wider do not fit
TOLD = 3  # remotes whose trouble is told


@contextmanager
def passing(out, text):
    """Show a line for as long as something goes on, where a person looks on."""
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


def lines(out, grid, board, page):
    """The whole screen. page: where all of it stands."""
    room, cell, projects = columns(out, grid)
    claim = "as their CI checked them" if board.verify else "by their own journals"
    head = f"{counted(len(board.people), 'person', 'people')}, {claim}"
    top = [out.between(head, page, "bold"), ""]
    top += [MARGIN + " " * room + header(projects, cell, board.verify)]
    whole = "".join(f"{board.all.projects[p]:>{cell}}" for p in projects)
    whole += f"{board.all.koans:>{KOANS}}"
    top += [MARGIN + out.paint(fitted("of", room) + whole, "dim")]
    bottom = notes(out, grid, board, projects)
    left = HEIGHT - 2 - len(top) - len(bottom)
    shown = board.people
    if len(shown) > left:
        shown = shown[: left - 1]
        more = len(board.people) - len(shown)
        bottom.insert(0, f"{MARGIN}… and {more} more, who were active before: {page}")
    rows = [row(out, board, one, room, cell, projects) for one in shown]
    return top + rows + bottom


def columns(out, grid):
    """The columns for who it is, for a project, and the projects that there is room for."""
    left = out.width - len(MARGIN) - KOANS - LAST
    wide = WHO + CELLS[0] * len(grid.projects) <= left
    cell = CELLS[0] if wide else CELLS[1]
    projects = grid.projects[: max(0, (left - WHO) // cell)]
    return left - cell * len(projects), cell, projects


def header(projects, cell, verify):
    short = [p.split("_", 1)[-1][: cell - 1] for p in projects]
    last = "checked" if verify else "last day"
    return (
        "".join(f"{s:>{cell}}" for s in [*short])
        + f"{'koans':>{KOANS}} {last:>{LAST - 1}}"
    )


def row(out, board, person, room, cell, projects):
    """One person. What no CI has checked stands in brackets where checks are asked for."""
    who = person.label
    if person.name and person.name != person.label and width(who) + 6 < room:
        who += f" · {person.name}"
    start = MARGIN + fitted(who, room - 1) + " "
    if person.told.trouble and not (board.verify and person.checked):
        space = cell * len(projects) + KOANS + LAST
        return start + out.paint(f"{person.told.trouble:>{space}}"[:space], "yellow")
    checked = person.checked if board.verify else None
    tally = checked.tally if checked else person.told.tally
    claimed = board.verify and not checked
    for project in projects:
        passed, whole = tally.projects[project], board.all.projects[project]
        text = "·" if not passed else "✓" if passed == whole else str(passed)
        style = {"·": "dim", "✓": "green"}.get(text, "yellow")
        start += out.paint(f"{_claim(text, claimed):>{cell}}", style)
    last = ("checked" if checked else "unchecked") if board.verify else person.told.last
    start += f"{_claim(str(tally.koans), claimed):>{KOANS}}"
    return start + " " + out.paint(f"{last or 'no day':>{LAST - 1}}", "dim")


def _claim(text, claimed):
    return f"({text})" if claimed and text != "·" else text


def notes(out, grid, board, projects):
    """What else is to be known, below the rows."""
    found = []
    if len(projects) < len(grid.projects):
        more = len(grid.projects) - len(projects)
        found.append(f"{counted(more, 'project')} more on the page.")
    if not board.people:
        found.append("Nobody has pushed a .koans/journal.jsonl yet.")
    elif board.without:
        hold = "holds" if board.without == 1 else "hold"
        found.append(
            f"{counted(board.without, 'branch', 'branches')} {hold} no journal."
        )
    if board.unread:
        found.append(
            f"{counted(board.unread, 'branch', 'branches')} too many: not read."
        )
    if board.verify and any(person.checked is None for person in board.people):
        found.append("(in brackets: by the journal, no check of that commit was found)")
    lines = [""] + [MARGIN + text for text in found]
    failed = [source for source in board.sources if source.trouble]
    for source in failed[:TOLD]:
        lines += out.wrapped(old(source), 2, "yellow")
    if len(failed) > TOLD:
        says = (
            f"{counted(len(failed) - TOLD, 'remote')} more could not be fetched: {OLD}"
        )
        lines += out.wrapped(says, 2, "yellow")
    return lines


OLD = "what is shown of them is old."


def old(source):
    """That a remote is shown as it was."""
    name = plain(source.remote.name)
    if source.when is None:
        return f"{name} could not be fetched ({source.trouble}), and never was."
    when = source.when.strftime("%Y-%m-%d %H:%M")
    return f"{name} could not be fetched ({source.trouble}): old, as it was on {when}."
