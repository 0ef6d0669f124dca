"""The terminal that a run writes to: its width, its colours, its characters."""

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TextIO

import pytest

from sensei.screen.folding import folded, shortened

WIDTH, HEIGHT = 80, 24
MARGIN = "  "
COLOURS = {"dim": 2, "bold": 1, "red": 31, "green": 32, "yellow": 33, "cyan": 36}
ASCII = {
    "✓": "+", "✗": "x", "·": "-", "▓": "#", "░": ".", "█": "#", "…": "...", "▶": ">",
    "│": "|", "≠": "!",
    "×": "x", "²": "^2", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-",
}  # fmt: skip


class Terminal:
    """Writes lines to a stream, in colour where the stream is a terminal that wants it."""

    def __init__(
        self, stream: TextIO | None = None, colour: bool | None = None
    ) -> None:
        self.stream = stream or sys.stdout
        if colour is None:
            colour = self.stream.isatty() and os.environ.get("TERM") != "dumb"
            if os.environ.get("NO_COLOR"):
                colour = False
        self.colour = colour
        self.width = max(40, min(columns(self.stream), 100)) - 2
        encoding = (getattr(self.stream, "encoding", None) or "utf-8").lower()
        self.unicode = encoding.replace("-", "") in ("utf8", "utf16")

    def paint(self, text: str, *styles: str) -> str:
        """Return text in some styles, which are names of COLOURS."""
        if not self.colour or not text:
            return text
        codes = ";".join(str(COLOURS[style]) for style in styles)
        return f"\x1b[{codes}m{text}\x1b[0m"

    def say(self, lines: Iterable[str]) -> None:
        """Write lines, no two blank ones in a row, and one blank line around them."""
        kept = [""]
        for line in lines:
            line = line.rstrip()
            if line or kept[-1]:
                kept.append(line)
        while kept and not kept[-1]:
            kept.pop()
        text = "\n".join(kept) + "\n"
        if not self.unicode:
            for fancy, plain in ASCII.items():
                text = text.replace(fancy, plain)
            encoding = self.stream.encoding or "ascii"
            text = text.encode(encoding, "replace").decode(encoding)
        self.stream.write(text)
        self.stream.flush()

    # Lines and parts of them

    def wrapped(self, text: str, indent: int = 4, *styles: str) -> list[str]:
        """Return text as lines of words that fit, each paragraph on lines of its own."""
        width = self.width - indent
        return [
            " " * indent + self.paint(line, *styles)
            for paragraph in text.split("\n")
            for line in textwrap.wrap(paragraph, width, break_on_hyphens=False) or [""]
        ]

    def fits(self, left: str, right: str) -> bool:
        """Return whether two texts have room on one line."""
        return len(MARGIN) + len(left) + 2 + len(right) <= self.width

    def between(self, left: str, right: str, *styles: str) -> str:
        """Return one line with a text at each end; the left one is cut if it has no room."""
        gap = self.width - len(MARGIN) - len(left) - len(right)
        if gap < 2:
            left, gap = left[: max(10, len(left) + gap - 2)], 2
        return MARGIN + self.paint(left, *styles) + " " * gap + self.paint(right, "dim")

    def bar(self, part: int, whole: int, size: int = 14) -> str:
        """Return a bar of size characters, filled as part is of whole."""
        full = round(size * part / whole) if whole else 0
        full = min(size, max(full, 1 if part else 0))
        return "▓" * full + "░" * (size - full)

    def code(self, lines: Sequence[str], indent: int = 8, most: int = 5) -> list[str]:
        """Return lines of code to be looked at: at most `most` of them, the long ones
        folded or shortened."""
        room = self.width - indent
        whole = [part for line in lines for part in folded(line, room, 0)]
        if len(whole) > most or max(map(len, whole), default=0) > room:
            whole = [shortened(line, room) for line in lines]
        if len(whole) > most:
            whole = whole[: most - 1] + ["…"]
        return [" " * indent + self.paint(line, "bold") for line in whole]

    def answer(self, lines: Iterable[str], indent: int = 4) -> list[str]:
        """Return lines of code in full, to be copied. A line that is too long goes on below,
        inside its brackets, so that it is still Python."""
        whole = [part for ln in lines for part in folded(ln, self.width - indent)]
        return [" " * indent + self.paint(line, "bold") for line in whole]


def terminal_of(config: pytest.Config) -> Terminal:
    """Return the terminal of a run of pytest, with the colours that --color asks for."""
    asked = config.getoption("color")
    return Terminal(colour={"yes": True, "no": False}.get(asked))


def columns(stream: TextIO) -> int:
    """Return how wide the terminal of a stream is now; where it is none, COLUMNS counts.

    COLUMNS does not count in a terminal, because ptw hands on the value that readline set
    when ptw began.
    """
    try:
        width = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError, AttributeError):
        width = 0
    return width or shutil.get_terminal_size((WIDTH, HEIGHT)).columns


def counted(n: int, one: str, many: str | None = None) -> str:
    """Return how many of something there are, in words: 1 koan, 2 koans."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def title(test: str) -> str:
    """Return the name of a test as a sentence: test_the_five_nearest_vote."""
    return test.removeprefix("test_").replace("_", " ")


def squeezed(lines: Iterable[str]) -> list[str]:
    """Return lines without the last blank ones where a screen has no room for all."""
    lines = list(lines)
    while len(lines) > HEIGHT - 2 and "" in lines:
        del lines[len(lines) - 1 - lines[::-1].index("")]
    return lines
