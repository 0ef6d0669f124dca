"""Text that others wrote, made fit for a screen and for a page: text in, text out."""

import unicodedata

MOST = 60  # characters of a name
MARKS = 2  # accents and the like that may stand on one letter


def plain(text, most=MOST):
    """text on one line and of so many characters, without those that steer a terminal or
    turn the direction of writing."""
    kept, marks = [], 0
    for character in text[: 10 * most]:
        kind = unicodedata.category(character)
        if kind in ("Cc", "Zs", "Zl", "Zp"):
            character = " "
        elif kind.startswith("C"):
            continue
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if marks <= MARKS:
            kept.append(character)
    words = " ".join("".join(kept).split())
    return words if len(words) <= most else words[: most - 1] + "…"


def width(text):
    """How many columns of a terminal a text takes."""
    return sum(map(_columns, text))


def fitted(text, columns):
    """text in exactly so many columns: cut, or filled up with blanks."""
    if width(text) > columns:
        kept, left = "", columns - 1
        for character in text:
            left -= _columns(character)
            if left < 0:
                break
            kept += character
        text = kept + "…"
    return text + " " * (columns - width(text))


def _columns(character):
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
