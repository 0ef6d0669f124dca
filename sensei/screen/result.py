"""A result on the screen: a table of unseen rows, the headline, and where the picture is."""

from collections.abc import Sequence
from typing import Any

from sensei.present import Presented
from sensei.screen.terminal import Terminal

TABLE_ROWS = 5


def presentation(out: Terminal, presented: Presented | None, room: int) -> list[str]:
    """Return the table of unseen rows with prediction and truth, the result, and where the
    picture is, in at most room lines."""
    if presented is None or presented.rows is None:
        return []
    around = [*out.wrapped(presented.question, 2, "bold"), ""]
    headline = [*out.wrapped(presented.headline), ""]
    size = min(TABLE_ROWS, room - len(around) - len(headline) - 2)
    if size < 1:
        return headline if room >= len(headline) else []
    return [*around, *_table(out, presented, size), *headline]


def _table(out: Terminal, presented: Presented, size: int) -> list[str]:
    """Return size unseen rows as a table, and below it how many more there are and where
    the picture is."""
    table: Any = presented.rows
    rows, is_right = presented.sample(size)
    columns = [str(column) for column in table.columns]
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [
        max(len(c), *(len(row[i]) for row in cells)) for i, c in enumerate(columns)
    ]
    shown = _columns_with_room(widths, out.width - 8)
    joined = lambda row: "   ".join(row[i].ljust(widths[i]) for i in shown)
    lines = [" " * 4 + out.paint(joined(columns), "dim")]
    for row, right in zip(cells, is_right, strict=True):
        sign = out.paint("✓", "green") if right else out.paint("✗", "red")
        lines.append(" " * 4 + joined(row) + "   " + sign)
    n_more = len(table) - len(rows)
    more = f"  … and {n_more} more" if n_more > 0 else ""
    picture = f"picture: {presented.picture}" if presented.picture else ""
    if not out.fits(more, picture):
        more = ""  # the headline says how many there are
    if more or picture:
        lines.append(out.between(more, picture))
    return lines


def _columns_with_room(widths: Sequence[int], room: int) -> list[int]:
    """Return the numbers of the columns to show: the first ones, as many as fit, and in any
    case the last two, which hold the prediction and the truth."""
    shown = list(range(len(widths)))
    while len(shown) > 2 and sum(widths[i] + 3 for i in shown) - 3 > room:
        del shown[-3]
    return shown


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)[:24]
