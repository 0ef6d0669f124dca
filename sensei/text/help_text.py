"""An author's help, read from a solution's text, and where a learner asks for it."""

import ast
import functools
import io
import re
import tokenize

from sensei.text.syntax import (
    Edit,
    Text,
    applied,
    body_without_docstring,
    decorator_name,
    marks,
    parse,
)


def asked(text: str) -> dict[int, int]:
    """How much help is asked for, by line: {line: number of question marks}."""
    found: dict[int, int] = {}
    if not re.search(r"#\s*\?", text):
        return found
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                match = re.fullmatch(r"#\s*(\?+)\s*", token.string)
                if match:
                    found[token.start[0]] = len(match.group(1))
    except (tokenize.TokenError, SyntaxError):
        pass
    return found


def answer_size(solution: str, name: str) -> int | None:
    """How many lines of a yours function are for the learner to write; None where it is only
    parts of lines."""
    source = Text(solution)
    node = source.functions()[name]
    if any(marks(child) for child in node.body):
        return None
    body = body_without_docstring(node)
    return sum(
        bool(line.strip())
        for line in source.lines[body[0].lineno - 1 : node.end_lineno]
    )


def answer_lines(solution: str, name: str) -> list[str]:
    """The solution of one function or test, as lines: its body without the docstring,
    or, where only parts were blank, the statements that hold them."""
    source = Text(solution)
    node = source.functions()[name]
    answers = [Edit(*source.span(m), source.segment(m.args[0])) for m in marks(node)]
    text = applied(solution, answers)
    if any(marks(child) for child in node.body):
        plain = Text(text)
        wanted: list[str] = []
        for old, new in zip(node.body, plain.functions()[name].body, strict=True):
            if marks(old):
                wanted += plain.text.splitlines()[new.lineno - 1 : new.end_lineno]
        return wanted
    body = body_without_docstring(node)
    return text.splitlines()[body[0].lineno - 1 : node.end_lineno]


@functools.lru_cache(maxsize=8)
def spoken(solution: str, mark: str) -> dict[str, list[str]]:
    """What @hint("…", …) or @insight("…") say in a solution: {function name: sentences}."""
    found: dict[str, list[str]] = {}
    for node in parse(solution).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and decorator_name(decorator) == mark:
                found[node.name] = [ast.literal_eval(a) for a in decorator.args]
    return found
