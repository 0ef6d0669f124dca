"""What a term means, on the screen: the sentence that explains it, and where it is met."""

import difflib
from collections.abc import Iterable, Sequence

from sensei.course.progress import Progress
from sensei.course.words import Entry, explained, folded
from sensei.errors import CannotDo
from sensei.screen.terminal import MARGIN, Terminal

MOST_MEANT = 3


def word_screen(out: Terminal, progress: Progress, words: Sequence[str]) -> list[str]:
    """Return what the lessons say of a term; without one, all terms by topic."""
    entries = explained(progress.grid)
    if not entries:
        raise CannotDo("The lessons here explain no terms.")
    if not words:
        return _all(out, entries)
    asked = " ".join(words)
    found = [entry for entry in entries if _as_asked(asked) in _asked_as(entry)]
    if not found:
        raise CannotDo(_unknown(asked, entries))
    return [line for entry in found for line in _of(out, progress, entry)]


def _as_asked(words: str) -> str:
    return folded(words).casefold()


def _asked_as(entry: Entry) -> list[str]:
    """Return the spellings under which a term may be asked for."""
    return [_as_asked(spelling) for spelling in entry.term.spellings]


def _of(out: Terminal, progress: Progress, entry: Entry) -> list[str]:
    term, level = entry.term, entry.level
    also = f" ({', '.join(term.also)})" if term.also else ""
    lap = progress.grid.lap_of(level)
    is_done = progress.done(level)
    when = "which you have done." if is_done else f"which is in lap {lap}."
    return [
        *out.wrapped(f"{term.name}{also}", 2, "bold"),
        *out.wrapped(entry.explanation.sentence),
        "",
        *out.wrapped(f"Explained in {level.title}, {when}", 2),
        MARGIN * 2 + out.paint(level.shown(), "cyan"),
        "",
    ]


def _all(out: Terminal, entries: Sequence[Entry]) -> list[str]:
    lines = []
    for topic in sorted({entry.term.topic for entry in entries}):
        names = {entry.term.name for entry in entries if entry.term.topic == topic}
        lines += [MARGIN + out.paint(topic, "bold")]
        lines += out.wrapped(", ".join(sorted(names, key=str.casefold)))
    return [*lines, "", MARGIN + "One of them: pytest --word variance"]


def _unknown(asked: str, entries: Iterable[Entry]) -> str:
    """Return the sentence for a term that the lessons do not explain, with similar ones."""
    by_spelling = {
        spelling: entry.term.name for entry in entries for spelling in _asked_as(entry)
    }
    wanted = _as_asked(asked)
    near = [spelling for spelling in by_spelling if wanted in spelling.split()]
    near += difflib.get_close_matches(wanted, by_spelling, MOST_MEANT)
    names = list(dict.fromkeys(by_spelling[spelling] for spelling in near))[:MOST_MEANT]
    says = f"The lessons do not explain {asked}."
    if names:
        return f"{says} Did you mean {' or '.join(names)}?"
    return f"{says} pytest --word lists what they explain."
