"""Take the README's picture from a real ptw in a fresh clone: python -m author.picture"""

import re
import tempfile
from html import escape
from pathlib import Path

from tests.clone import Clone
from tests.terminal import ptw

PLACE = Path(__file__).parents[1] / "docs" / "first-screen.svg"
COLOURS = {
    "default": "#d8dee9",
    "red": "#ff8a80",
    "green": "#9ccc65",
    "brown": "#ffd54f",
    "cyan": "#80deea",
}
CELL, LINE, EDGE = 8.43, 19, 16


def svg(screen):
    """The screen of a terminal as SVG text."""
    rows = [screen.buffer[y] for y in range(screen.lines)]
    while rows and not "".join(c.data for c in rows[-1].values()).strip():
        rows.pop()
    width = screen.columns * CELL + 2 * EDGE
    height = len(rows) * LINE + 2 * EDGE
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'role="img" aria-label="ptw on the first koan">',
        f'<rect width="{width:.0f}" height="{height:.0f}" rx="8" fill="#22272e"/>',
        '<g font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace" '
        'font-size="14">',
    ]
    for y, row in enumerate(rows):
        x = 0
        while x < screen.columns:
            style = (row[x].fg, row[x].bold)
            end = x
            while end < screen.columns and (row[end].fg, row[end].bold) == style:
                end += 1
            text = "".join(row[i].data for i in range(x, end))
            for words in re.finditer(r"\S+(?: \S+)*", text):
                out.append(_text(words[0], x + words.start(), y, *style))
            x = end
    return "\n".join([*out, "</g>", "</svg>", ""])


def _text(words, x, y, colour, bold):
    fill = COLOURS.get(colour, COLOURS["default"])
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{EDGE + x * CELL:.1f}" y="{EDGE + (y + 0.75) * LINE:.1f}" '
        f'fill="{fill}"{weight} textLength="{len(words) * CELL:.1f}">{escape(words)}</text>'
    )


def main():
    with tempfile.TemporaryDirectory() as folder:
        clone = Clone(Path(folder), zygote=None)
        terminal = ptw(clone.root)
        terminal.wait("not filled in yet", "assert correct == ____")
        PLACE.parent.mkdir(exist_ok=True)
        PLACE.write_text(svg(terminal.screen))
        terminal.close()
    print(PLACE.name)


if __name__ == "__main__":
    main()
