"""Koan files that Python cannot read or import."""

import re
import traceback
from pathlib import Path

from sensei.course.level import Level
from sensei.koan import NotFilledIn
from sensei.text import syntax
from sensei.verdict.blank import blank_at
from sensei.verdict.finding import BROKEN, Finding
from sensei.verdict.mishaps import about_exception

ASKED_INSIDE = re.compile(r"#\s*\?.*[)\]}]")
DEEP = 500  # characters of a line that may nest deeper than Python can follow


def unreadable(level: Level) -> Finding | None:
    """Return why a level's koan file cannot be used at all, or None."""
    path = level.koan
    restore = f"To have it back: pytest --reset {level.key}"
    if not path.is_file():
        return Finding(
            BROKEN, path, 1, says=["This file is not there any more.", restore]
        )
    try:
        text = syntax.read(path)
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        line = getattr(error, "lineno", None) or 1
        says = (
            "This file holds characters that are not text in UTF-8. Save it as UTF-8."
        )
        return Finding(BROKEN, path, line, says=[says])
    except OSError as error:
        says = f"This file cannot be opened: {error.strerror}."
        return Finding(BROKEN, path, 1, says=[says])
    if not text.strip():
        return Finding(BROKEN, path, 1, says=["This file is empty.", restore])
    try:
        tree = syntax.parse(text)
        if any(len(line) > DEEP for line in text.splitlines()):
            compile(tree, str(path), "exec")
    except SyntaxError as error:
        return syntax_error(path, text, error)
    except (ValueError, RecursionError, MemoryError) as error:
        return Finding(
            BROKEN, path, 1, says=[f"Python cannot read this file: {error}."]
        )
    if not any(syntax.is_test(node) for node in tree.body):
        says = "No koan is left in this file."
        return Finding(BROKEN, path, 1, says=[says, restore])
    return None


def syntax_error(path: Path, text: str, error: SyntaxError) -> Finding:
    """Return a finding for what Python's parser refuses."""
    line = error.lineno or 1
    lines = text.splitlines()
    code = [lines[line - 1]] if 0 < line <= len(lines) else []
    column = error.offset - 1 if error.offset else None
    message = error.msg or "this is not Python"
    if message.endswith("was never closed"):
        asked = next((n for n, ln in enumerate(lines, 1) if ASKED_INSIDE.search(ln)), 0)
        says = "The bracket opened here is not closed."
        if asked >= line:
            line, code, column = asked, [lines[asked - 1]], None
            says = (
                "What stands behind # is not read: put # ? after the closing bracket."
            )
    elif isinstance(error, IndentationError):
        says = f"The indentation does not fit here: {message}."
    else:
        says = f"Python says: {message}."
    return Finding(BROKEN, path, line, code=code, says=[says], column=column)


def at_import(level: Level, error: BaseException) -> Finding:
    """Return a finding for a koan file that raised while it was imported."""
    text = syntax.read(level.koan)
    lines = [
        frame.lineno or 1
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename) == level.koan
    ]
    line = lines[-1] if lines else None
    if isinstance(error, NotFilledIn) and line:
        return blank_at(level.koan, text, line)
    line = line or 1
    if isinstance(error, SyntaxError) and error.filename:
        path = Path(error.filename)
        if path.is_file():
            return syntax_error(path, syntax.read(path), error)
    return Finding(
        BROKEN,
        level.koan,
        line,
        code=syntax.statement_lines(text, line),
        says=[about_exception(error)],
    )
