"""The words behind pytest --dojo: which names and which times can be taken."""

import unicodedata

from sensei.errors import CannotDo
from sensei.practice.dojo import MOST_MINUTES
from sensei.text.display import width

END, NEXT = "end", "next"  # words that are commands, and so not names
EXAMPLE = "pytest --dojo Ada Grace --minutes 7"
MINUTES = 7  # where nobody says how long
LONGEST_NAME = 20  # columns


def tidied(word: str) -> str:
    """Return a word as it is compared and shown: composed, with single spaces."""
    return unicodedata.normalize("NFC", " ".join(word.split()))


def checked_names(words: list[str]) -> list[str]:
    """Return the names of a dojo. Raise CannotDo where a screen could not show them or tell
    them apart."""
    if len(words) < 2:
        raise CannotDo(
            f"A dojo needs two names or more, right behind --dojo, such as {EXAMPLE}."
        )
    for number, name in enumerate(words):
        _check_name(name)
        if name.casefold() in [other.casefold() for other in words[:number]]:
            raise CannotDo(
                f"{name} is named twice: give everyone a name of their own, such as "
                f"{name} A and {name} B in quotes."
            )
    return words


def _check_name(name: str) -> None:
    """Raise CannotDo where a screen cannot show a name."""
    if name.casefold() in (END, NEXT):
        raise CannotDo(
            f"{name} is a command of the dojo and no name here: pytest --dojo {name} stands "
            "alone."
        )
    if not any(unicodedata.category(c).startswith("L") for c in name):
        raise CannotDo(
            f"{_harmless(name) or 'An empty text'} is no name: a name has letters, such as "
            f"in {EXAMPLE}."
        )
    odd = [c for c in name if not _may_be_in_a_name(c)]
    if odd:
        raise CannotDo(
            f"{_harmless(name)} holds {ascii(odd[0])}, and a name here is of letters, figures, "
            "spaces, and . ' - only."
        )
    if width(name) > LONGEST_NAME:
        raise CannotDo(
            f"{name[:LONGEST_NAME]}… is too long for the screen: {LONGEST_NAME} letters are "
            "the most, a short name will do."
        )


def _may_be_in_a_name(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" or character in " .'’-"


def _harmless(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text[:LONGEST_NAME])


def checked_minutes(text: str | None) -> int:
    """Return how many minutes each drives. Raise CannotDo where the text is no such number."""
    if text is None:
        return MINUTES
    if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST_MINUTES:
        return int(text)
    raise CannotDo(
        f"--minutes says how long each drives, a whole number from 1 to {MOST_MINUTES}"
        + (f", and not {_harmless(text)}" if text else "")
        + f": {EXAMPLE}."
    )
