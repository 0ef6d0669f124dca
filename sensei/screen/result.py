"""A result on the screen: a table of unseen rows, the headline, and where the picture is."""

TABLE_ROWS = 5


def presentation(out, presented, room):
    """The table of unseen rows with prediction and truth, the result, and where the
    picture is, in at most room lines."""
    if presented is None or presented.rows is None:
        return []
    around = [*out.wrapped(presented.question, 2, "bold"), ""]
    headline = [*out.wrapped(presented.headline), ""]
    size = min(TABLE_ROWS, room - len(around) - len(headline) - 2)
    if size < 1:
        return headline if room >= len(headline) else []
    rows, right = presented.sample(size)
    columns = [str(c) for c in presented.rows.columns]
    cells = [[_cell(v) for v in row] for row in rows]
    widths = [
        max(len(c), *(len(row[i]) for row in cells)) for i, c in enumerate(columns)
    ]
    shown = _columns_with_room(widths, out.width - 8)
    join = lambda row: "   ".join(row[i].ljust(widths[i]) for i in shown)
    lines = around + [" " * 4 + out.paint(join(columns), "dim")]
    for row, ok in zip(cells, right, strict=True):
        sign = out.paint("✓", "green") if ok else out.paint("✗", "red")
        lines.append(" " * 4 + join(row) + "   " + sign)
    more = len(presented.rows) - len(rows)
    left = f"  … and {more} more" if more > 0 else ""
    right = f"picture: {presented.picture}" if presented.picture else ""
    if not out.fits(left, right):
        left = ""  # the headline says how many there are
    if left or right:
        lines.append(out.between(left, right))
    return lines + headline


def _columns_with_room(widths, room):
    """Numbers of the columns to show: the first, and from the end as many as fit; the last
    two, prediction and truth, in any case."""
    shown = list(range(len(widths)))
    while len(shown) > 2 and sum(widths[i] + 3 for i in shown) - 3 > room:
        del shown[-3]
    return shown


def _cell(value):
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)[:24]
