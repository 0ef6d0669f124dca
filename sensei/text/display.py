"""Text that others wrote, made safe for a screen and for a page: text in, text out."""

import unicodedata

MAX_LENGTH = 60  # characters of a name
MAX_MARKS = 2  # accents and the like that may stand on one letter


def one_line(text: str, max_length: int = MAX_LENGTH) -> str:
    """Return the text on one line, cut to `max_length` characters.

    Characters that steer a terminal or turn the direction of writing are left out.
    """
    kept: list[str] = []
    marks = 0
    for character in text[: 10 * max_length]:
        category = unicodedata.category(character)
        if category in ("Cc", "Zs", "Zl", "Zp"):
            character = " "
        elif category.startswith("C"):
            continue
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    line = " ".join("".join(kept).split())
    return line if len(line) <= max_length else line[: max_length - 1] + "…"


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(map(_columns, text))


def fitted(text: str, columns: int) -> str:
    """Return the text in exactly so many columns: cut, or filled up with spaces."""
    if width(text) > columns:
        kept, left = "", columns - 1
        for character in text:
            left -= _columns(character)
            if left < 0:
                break
            kept += character
        text = kept + "…"
    return text + " " * (columns - width(text))


def _columns(character: str) -> int:
    """Return how many columns one character takes: 0, 1 or 2."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
