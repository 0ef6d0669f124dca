"""The sentences of a lesson that explain a term: there it stands between asterisks.

"The *training set* is the rows that the model learns from." is a sentence that explains what
a training set is. Screens show it without the asterisks.
"""

import ast
import functools
import io
import re
import tokenize
from dataclasses import dataclass

from sensei.text import help_text, syntax

MARK = re.compile(r"(?<![\w*`])\*((?=[\w@])[^*`]*(?<=[\w²]))\*(?![\w*`])")
PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]{4,}\S)")  # a line of a table is one, too
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z*`“\"(\d])")


@dataclass(frozen=True)
class Explanation:
    """A sentence that explains a term.

    written: the term as the sentence has it; line: of the solution, where its text begins.
    """

    written: str
    sentence: str
    line: int


def unmarked(text: str) -> str:
    """Return a text without the asterisks around the terms that it explains."""
    return MARK.sub(r"\1", text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each in one line."""
    paragraphs = (" ".join(part.split()) for part in PARAGRAPH.split(text))
    return [one for part in paragraphs for one in SENTENCE.split(part) if one]


@functools.lru_cache(maxsize=256)
def explanations(solution: str) -> tuple[Explanation, ...]:
    """Return what the docstrings, the comments and the insights of a solution explain."""
    return tuple(
        Explanation(" ".join(mark[1].split()), unmarked(sentence), line)
        for line, text in _texts(solution)
        for sentence in sentences(text)
        for mark in MARK.finditer(sentence)
    )


def _texts(solution: str) -> list[tuple[int, str]]:
    """Return the texts that may explain a term, with the lines that they begin at."""
    tree = syntax.parse(solution)
    insights = help_text.spoken(solution, "insight")
    texts = [(1, ast.get_docstring(tree) or ""), *comments(solution)]
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            texts.append((node.lineno, ast.get_docstring(node) or ""))
            texts += [(node.lineno, says) for says in insights.get(node.name, [])]
    return texts


def comments(solution: str) -> list[tuple[int, str]]:
    """Return the comments of a solution with the lines that they begin at. Comments on lines
    of their own, one below another, are one text."""
    found: list[tuple[int, str]] = []
    below = 0  # the line on which the last comment would go on
    for token in tokenize.generate_tokens(io.StringIO(solution).readline):
        if token.type != tokenize.COMMENT:
            continue
        (line, column), text = token.start, token.string.lstrip("# ")
        is_alone = not token.line[:column].strip()
        if is_alone and line == below:
            first, above = found.pop()
            found.append((first, f"{above}\n{text}"))
        else:
            found.append((line, text))
        below = line + 1 if is_alone else 0
    return found
