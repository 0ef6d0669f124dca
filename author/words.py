"""Make docs/words.md from the lessons: python -m author.words

Says as well which terms are not explained once, and which are used before they are explained.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from author.readings import Reading, readings
from sensei.course.grid import Grid
from sensei.course.words import FILE, Entry, Term, explained, folded, listed
from sensei.text import terms

OPENINGS = ("card", "file docstring")  # of a project's first level, of any level
NOT_EXPLAINING = ("card", "title", "headline", "hint", "wrong answer", "check")
ROOT = Path(__file__).parents[1]
PAGE = Path("docs", "words.md")
HEAD = """# The field's words

Each term with the sentence that explains it, and the level that explains it. `pytest --word
variance` shows one of them. This page is made from the lessons by `python -m author.words`.
"""
CODE = re.compile(r"`[^`]*`|\S*\w[(\[]\S*|\S*[=_]\S*|\S*\w\.\w\S*")


def page(grid: Grid) -> str:
    """Return the text of docs/words.md."""
    by_topic: dict[str, list[Entry]] = {}
    for entry in explained(grid):
        by_topic.setdefault(entry.term.topic, []).append(entry)
    lines = [HEAD]
    for topic in dict.fromkeys(term.topic for term in listed(grid.root)):
        lines += [f"## {topic.capitalize()}", "", "| term | what it is | first met |"]
        lines += ["|---|---|---|"]
        entries = by_topic.get(topic, [])
        lines += map(_row, sorted(entries, key=lambda e: e.term.name.casefold()))
        lines += [""]
    return "\n".join(lines)


def _row(entry: Entry) -> str:
    also = f" ({', '.join(entry.term.also)})" if entry.term.also else ""
    level = entry.level
    place = f"[{level.project.replace('_', ' ')}, level {level.number}]"
    sentence = entry.explanation.sentence.replace("|", "\\|").replace("*", "\\*")
    return f"| **{entry.term.name}**{also} | {sentence} | {place}(../{level.shown()}) |"


# What an author has to mend


def faults(grid: Grid) -> Iterator[str]:
    """Say which terms are not explained exactly once, which marks explain no term, and where
    a term is used before it is explained."""
    entries = explained(grid)
    times = Counter(entry.term.name for entry in entries)
    for term in listed(grid.root):
        if times[term.name] != 1:
            yield f"{term.name}: explained {times[term.name]} times"
    known = {folded(s) for term in listed(grid.root) for s in term.spellings}
    for level in grid.levels:
        for found in terms.explanations(level.solution_text):
            if folded(found.written) not in known:
                yield f"{level.key}:{found.line}: *{found.written}* is not in {FILE}"
    texts = readings(grid)
    for read in texts:
        for mark in terms.MARK.finditer(read.text):
            if read.kind in NOT_EXPLAINING:
                yield f"{read.level.key}: a {read.kind} explains no term, as {mark[0]}"
    yield from _early_uses(texts, entries, _phrases(listed(grid.root)))


def _early_uses(
    texts: list[Reading], entries: list[Entry], known: dict[str, Term]
) -> Iterator[str]:
    """Say where a term is read before the text that explains it, the first time of each."""
    places = {entry.term: _place(texts, entry) for entry in entries}
    seen: set[Term] = set()
    for number, read in enumerate(texts):
        for term, around in uses(known, read.text):
            place = places.get(term, len(texts))
            is_early = number < place and not _is_beside(read, texts[place:])
            if is_early and term not in seen:
                seen.add(term)
                yield (
                    f"{term.name}: used in {read.level.key} ({read.kind} {read.about}) "
                    f"before it is explained: … {around} …"
                )


def _place(texts: list[Reading], entry: Entry) -> int:
    """Return the number of the text that explains a term."""
    return next(
        number
        for number, read in enumerate(texts)
        if read.level == entry.level
        and entry.explanation.written
        in (" ".join(mark[1].split()) for mark in terms.MARK.finditer(read.text))
    )


def _is_beside(use: Reading, explaining: list[Reading]) -> bool:
    """Return whether a learner who reads a use has the explanation on the same page: what a
    file begins with may name what the file explains, and a koan's name what its docstring
    does. explaining: the text that explains, and what follows it."""
    if not explaining or use.level != explaining[0].level:
        return False
    if use.kind == "title":
        return use.about == explaining[0].about
    return use.kind in OPENINGS and explaining[0].kind != "insight"


def uses(known: dict[str, Term], text: str) -> Iterator[tuple[Term, str]]:
    """Yield each term that a text uses, with the words around it. Of two terms, one within
    the other, only the longer one is used. Code is no use."""
    longest = max((len(phrase.split()) for phrase in known), default=0)
    words = folded(CODE.sub(" ; ", terms.unmarked(text))).split()
    start = 0
    while start < len(words):
        size = next(
            (
                size
                for size in range(min(longest, len(words) - start), 0, -1)
                if " ".join(words[start : start + size]) in known
            ),
            0,
        )
        term = known.get(" ".join(words[start : start + size]))
        if term is not None:
            yield term, " ".join(words[max(0, start - 8) : start + size + 4])
        start += max(size, 1)


def _phrases(found: list[Term]) -> dict[str, Term]:
    """Return what uses a term, each folded."""
    return {
        folded(spelling): term
        for term in found
        for spelling in term.spellings
        if spelling not in term.everyday
    }


def main() -> None:
    argparse.ArgumentParser(description=__doc__.split("\n")[0]).parse_args()
    grid = Grid(ROOT)
    text = page(grid)
    if not (ROOT / PAGE).is_file() or (ROOT / PAGE).read_text("utf-8") != text:
        (ROOT / PAGE).write_text(text, "utf-8")
        print(PAGE)
    for fault in faults(grid):
        print(fault)


if __name__ == "__main__":
    main()
