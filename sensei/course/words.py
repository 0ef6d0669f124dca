"""The field's terms: which there are, and where the lessons explain them.

`solutions/terms.toml` lists them by topic, each with the other spellings that mean the same:

    [statistics]
    variance = []
    RMSE = ["root mean squared error"]
    impute = { forms = ["imputed", "imputation"] }
    leaf = { everyday = { leaf = "of a flower" } }

What stands beside a term are its other names. `forms` are other forms of the word, `everyday`
those of all its spellings that are ordinary English as well, each with what it means there:
they find the term, but do not count as its use. A plural with s needs no spelling of its own,
and a space is as good as a hyphen. What a term means, the lesson alone says.
"""

import functools
import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sensei.course.grid import Grid
from sensei.course.level import Level
from sensei.text import terms

FILE = Path("solutions", "terms.toml")
WORD = re.compile(r"[^\W_]+(?:'s\b)?|[^\w\s'’-]")  # or a sign that ends a phrase


@dataclass(frozen=True)
class Term:
    """A term of the field: its name, its topic, and its other names.

    forms: other forms of the word; everyday: the spellings that are ordinary English as well,
        with what they mean there.
    """

    name: str
    topic: str
    also: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    everyday: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def spellings(self) -> tuple[str, ...]:
        return self.name, *self.also, *self.forms


@dataclass(frozen=True)
class Entry:
    """A term and the sentence that explains it, in the lesson of a level."""

    term: Term
    level: Level
    explanation: terms.Explanation


def folded(words: str) -> str:
    """Return words in one form, however they are spelt: no hyphens, no plurals, no capitals
    but those of an abbreviation (PCA) or a letter (C)."""
    return " ".join(_stem(word) for word in WORD.findall(words.replace("’", "'")))


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    if word != word.capitalize() or (len(word) == 1 and word.isupper()):
        if word != word.lower():
            return word.removesuffix("s")
    word = word.lower()
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    if word.endswith(("sses", "xes", "ches")):
        return word.removesuffix("es")
    return word if word.endswith("ss") else word.removesuffix("s")


def listed(root: Path) -> list[Term]:
    """Return the terms of the list, in its order; none where there is no list."""
    try:
        changed = os.stat(root / FILE).st_mtime_ns
    except FileNotFoundError:
        return []
    return [*_read(root / FILE, changed)]


@functools.lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> tuple[Term, ...]:
    topics = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        _term(name, topic, spelt if isinstance(spelt, dict) else {"also": spelt})
        for topic, names in topics.items()
        for name, spelt in names.items()
    )


def _term(name: str, topic: str, spelt: dict[str, Any]) -> Term:
    also, forms = tuple(spelt.get("also", ())), tuple(spelt.get("forms", ()))
    return Term(name, topic, also, forms, spelt.get("everyday", {}))


def explained(grid: Grid) -> list[Entry]:
    """Return the terms that the lessons explain, in the order of the spiral."""
    by_spelling = {
        folded(spelling): term
        for term in listed(grid.root)
        for spelling in term.spellings
    }
    return [
        Entry(by_spelling[folded(explanation.written)], level, explanation)
        for level in grid.ordered("spiral")
        for explanation in terms.explanations(level.solution_text)
        if folded(explanation.written) in by_spelling
    ]
