"""An author's help, read from a solution's text, and where a learner asks for it."""

import ast
import functools
import io
import re
import tokenize

from sensei.text.syntax import Edit, Text, applied, decorator_name, marks, parse


def asked(text):
    """How much help is asked for, by line: {line: number of question marks}."""
    found = {}
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


def answer_size(solution, name):
    """How many lines of a yours function are for the learner to write."""
    source = Text(solution)
    node = source.functions()[name]
    if any(marks(child) for child in node.body):
        return None
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return sum(
        bool(line.strip())
        for line in source.lines[body[0].lineno - 1 : node.end_lineno]
    )


def answer_lines(solution, name):
    """The solution of one function or test, as lines: its body without the docstring,
    or, where only parts were blank, the statements that hold them."""
    source = Text(solution)
    node = source.functions()[name]
    answers = [Edit(*source.span(m), source.segment(m.args[0])) for m in marks(node)]
    text = applied(solution, answers)
    if any(marks(child) for child in node.body):
        plain = Text(text)
        wanted = []
        for old, new in zip(node.body, plain.functions()[name].body, strict=True):
            if marks(old):
                wanted += plain.text.splitlines()[new.lineno - 1 : new.end_lineno]
        return wanted
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return text.splitlines()[body[0].lineno - 1 : node.end_lineno]


@functools.lru_cache(maxsize=8)
def spoken(solution, mark):
    """What @hint("…", …) or @insight("…") say in a solution: {function name: sentences}."""
    found = {}
    for node in parse(solution).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and decorator_name(decorator) == mark:
                found[node.name] = [ast.literal_eval(a) for a in decorator.args]
    return found
