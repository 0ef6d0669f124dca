"""Every text that a learner reads, with its place; and a draw of them to be judged.

    python -m author.strings --draw 300 --seed 1

prints strings drawn at random from cards, lessons and proofs, each with the code around it.
`--templates` and `--engine` draw from the templates of a learner's own project and from the
sentences of the engine instead.
"""

import argparse
import ast
import inspect
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sensei.course.grid import Grid
from sensei.screen.terminal import title
from sensei.text import syntax, terms

ROOT = Path(__file__).parents[1]
WIDEST_CONTEXT = 60  # lines shown around a string that was drawn
OPTIONAL = {"hint 1", "hint 2", "hint 3", "wrong answer", "check", "helper docstring"}

TEMPLATE_LINE = re.compile(r"^#(?:if|end).*", re.MULTILINE)

# A text of at least two words, and not a pattern, a name of a column or a path
WORDS = re.compile(r"[A-Za-z’']{2,}[,:;]? (?:.*\W)?[a-z]{2,}", re.DOTALL)
CODE = re.compile(r"\(\?|\\[bdswW]|\[\^|^[\w./-]+$|^\s*[\w.]+\(|^(?:from|import) ")


@dataclass(frozen=True)
class String:
    """A text that a learner reads.

    kind: "koan docstring", "hint 1", "insight" …; path: of the file, from the root; line:
    where it begins; about: the function or koan that it belongs to, "" where it belongs to
    the file; text: its words, where a figure is filled in as {…}; values: what a learner
    types into the blanks of `about`, where they are plain numbers and texts; context: the
    first and the last line of the statement that it is in.
    """

    kind: str
    path: str
    line: int
    about: str
    text: str
    values: tuple[str, ...] = ()
    context: tuple[int, int] = (1, 1)

    @property
    def place(self) -> str:
        """The file, the function and the kind, which hold when lines are moved."""
        return " ".join(filter(None, (self.path, self.about, self.kind)))

    @property
    def is_optional(self) -> bool:
        """Whether a learner may well finish the level without having read it."""
        return self.kind in OPTIONAL

    def __str__(self) -> str:
        of = f" of {self.about}" if self.about else ""
        return f"{self.path}:{self.line} ({self.kind}{of})\n    {self.text}"


def of_solutions(root: Path = ROOT) -> list[String]:
    """Return the strings of all cards, lessons and proofs, in the order of the default path."""
    grid = Grid(root)
    found: list[String] = []
    for level in grid.ordered("spiral"):
        if level is grid.of(level.project)[0]:
            card = level.solution.parent / "__init__.py"
            found += of_lesson(card.relative_to(root).as_posix(), syntax.read(card))
        lesson, proof = (syntax.read(p) for p in (level.solution, level.proof))
        path = level.solution.relative_to(root).as_posix()
        found += of_lesson(path, lesson)
        path = level.proof.relative_to(root).as_posix()
        found += of_proof(path, proof, typed_values(lesson))
    return found


def of_templates(root: Path = ROOT) -> list[String]:
    """Return the strings of the templates that a learner's own project is made from: the
    cards, then the levels by their numbers."""
    found: list[String] = []
    templates = (root / "sensei" / "own" / "templates").glob("*.txt")
    for path in sorted(templates, key=_by_level):
        text = re.sub(r"\$\{?(\w+)\}?", r"\1", path.read_text(encoding="utf-8"))
        text = TEMPLATE_LINE.sub("", text)
        of = of_proof if "_proof_" in path.name else of_lesson
        found += of(path.relative_to(root).as_posix(), text)
    return found


def _by_level(template: Path) -> tuple[str, str]:
    """Return where a template comes: cards, which have no number, before the levels."""
    number = re.sub(r"\D", "", template.stem)
    return number, template.stem


def of_engine(root: Path = ROOT) -> list[String]:
    """Return the sentences in the code of the engine: what is not a docstring, and has at
    least two words."""
    found: list[String] = []
    for path in sorted((root / "sensei").rglob("*.py")):
        name, text = path.relative_to(root).as_posix(), syntax.read(path)
        for statement in syntax.parse(text).body:
            context = syntax.first_line(statement), syntax.last_line(statement)
            about = getattr(statement, "name", "")
            for node, said in _literals(statement):
                found.append(
                    String("sentence", name, node.lineno, about, said, (), context)
                )
    return found


def of_lesson(path: str, text: str) -> list[String]:
    """Return the strings of a card or of a lesson, in the order in which they are read."""
    tree = syntax.parse(text)
    kind = "file docstring" if "level_" in path else "card"
    end = syntax.last_line(tree.body[0])
    found = [String(kind, path, 1, "", syntax.docstring(text), (), (1, end))]
    values = typed_values(text)
    comments = [(line, said.replace("\n", " ")) for line, said in terms.comments(text)]
    for statement in tree.body[1:]:
        first, last = syntax.first_line(statement), syntax.last_line(statement)
        while comments and comments[0][0] < first:
            line, said = comments.pop(0)
            found.append(String("comment", path, line, "", said, (), (line, last)))
        inside = [comment for comment in comments if comment[0] <= last]
        comments = comments[len(inside) :]
        if isinstance(statement, ast.FunctionDef):
            found += _of_function(path, statement, inside, values)
        else:
            found += [
                String("shown", path, node.lineno, "", said, (), (first, last))
                for node, said in _literals(statement)
            ]
            found += [
                String("comment", path, line, "", said, (), (first, last))
                for line, said in inside
            ]
    found += [String("comment", path, line, "", said) for line, said in comments]
    return found


def of_proof(
    path: str, text: str, values: dict[str, tuple[str, ...]] | None = None
) -> list[String]:
    """Return what a proof says on the screen: its sentences for wrong answers, and what its
    checks are called. values: what is typed, by function or koan of the lesson."""
    found = []
    for node in syntax.parse(text).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        context = syntax.first_line(node), syntax.last_line(node)
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and syntax.decorator_name(mark) == "wrong":
                about = mark.args[0].id if isinstance(mark.args[0], ast.Name) else ""
                said = text_of(mark.args[1]) if len(mark.args) > 1 else ""
                typed = (values or {}).get(about, ())
                line = mark.args[-1].lineno
                found.append(
                    String("wrong answer", path, line, about, said, typed, context)
                )
        docstring = ast.get_docstring(node)
        if docstring:
            kind = "check" if "check" in syntax.decorators(node) else "helper docstring"
            line = node.body[0].lineno
            found.append(String(kind, path, line, node.name, docstring, (), context))
    return found


def typed_values(lesson: str) -> dict[str, tuple[str, ...]]:
    """Return what a learner types into the blanks of each function and koan of a lesson,
    where a blank takes a plain number or text of more than one character."""
    return {
        name: tuple(_plain_values(node))
        for name, node in syntax.Text(lesson).functions().items()
    }


def _plain_values(function: ast.FunctionDef) -> Iterator[str]:
    for mark in syntax.marks(function):
        try:
            value = ast.literal_eval(mark.args[0])
        except ValueError:
            continue
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            typed = value if isinstance(value, str) else ast.unparse(mark.args[0])
            if len(typed) > 1:
                yield typed


def _of_function(
    path: str,
    node: ast.FunctionDef,
    comments: list[tuple[int, str]],
    values: dict[str, tuple[str, ...]],
) -> Iterator[String]:
    """Yield what is read of a function: first its file, then its hints, then the insight."""
    context = syntax.first_line(node), syntax.last_line(node)

    def string(kind: str, line: int, text: str) -> String:
        typed = values.get(node.name, ())
        return String(kind, path, line, node.name, text, typed, context)

    names = syntax.decorators(node)
    is_test = syntax.is_test(node)
    if is_test:
        yield string("title", node.lineno, title(node.name))
    docstring = ast.get_docstring(node) or ""
    kind = "koan" if is_test else "function" if "yours" in names else "helper"
    if docstring or is_test or "yours" in names:
        yield string(f"{kind} docstring", node.body[0].lineno, docstring)
    yield from (string("comment", line, said) for line, said in comments)
    for statement in syntax.body_without_docstring(node):
        for literal, said in _literals(statement):
            yield string("shown", literal.lineno, said)
    for mark in node.decorator_list:
        name = syntax.decorator_name(mark)
        if isinstance(mark, ast.Call) and name in ("hint", "insight"):
            for step, argument in enumerate(mark.args, 1):
                kind = f"hint {step}" if name == "hint" else name
                yield string(kind, argument.lineno, text_of(argument))


def _literals(statement: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Yield the texts under a statement that have words, with {…} for what is filled in."""
    inner: set[ast.AST] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            inner.update([node.body[0]] if syntax.is_docstring(node.body[0]) else [])
        if isinstance(node, ast.FunctionDef):
            inner.update(ast.walk(node.returns) if node.returns else ())
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            inner.update(ast.walk(node.annotation))
        if isinstance(node, ast.Expr) and syntax.is_docstring(node):
            inner.add(node.value)
        if isinstance(node, ast.JoinedStr):
            inner.update(node.values)
        if node in inner or not isinstance(node, ast.JoinedStr | ast.Constant):
            continue
        text = text_of(node)
        if WORDS.search(text) and not CODE.search(text):
            yield node, text


def text_of(node: ast.expr) -> str:
    """Return the words of a literal or an f-string; "" of anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{…}"
            for part in node.values
        )
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return ""


def in_context(string: String, root: Path = ROOT) -> str:
    """Return a string with what is needed to judge it: the code around it, and for a wrong
    answer the beginning of the function that it is about."""
    lines = (root / string.path).read_text(encoding="utf-8").splitlines()
    first, last = string.context
    first = max(first, min(string.line - 3, last - WIDEST_CONTEXT))
    shown = lines[first - 1 : min(last, first + WIDEST_CONTEXT)]
    before: list[str] = []
    if string.kind == "wrong answer":
        path = Path(
            root, string.path.replace("/proof/", "/").replace("_proof_", "_level_")
        )
        if path.suffix == ".py":
            lesson = syntax.Text(syntax.read(path))
            node = lesson.functions()[string.about]
            asked = inspect.cleandoc(ast.get_docstring(node) or "")
            before = [
                f"def {node.name}({ast.unparse(node.args)}):",
                f'    """{asked}"""',
            ]
            if syntax.is_test(node):
                before += [f"    {ast.unparse(s)}" for s in node.body[1:]]
    return "\n".join([f"    | {line}" for line in [*before, *shown]])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--draw", type=int, metavar="N", help="how many; all without it"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--templates", action="store_true")
    parser.add_argument("--engine", action="store_true")
    asked = parser.parse_args()
    sources = [of_templates] * asked.templates + [of_engine] * asked.engine
    strings = [s for source in sources or [of_solutions] for s in source()]
    if asked.draw is not None:
        drawn = random.Random(asked.seed).sample(strings, min(asked.draw, len(strings)))
        strings = drawn
    for number, string in enumerate(strings, 1):
        print(f"{number}. {string}\n{in_context(string)}\n")


if __name__ == "__main__":
    main()
