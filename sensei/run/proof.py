"""The proof of a level: the checks of its functions, known wrong answers, other right ones.

`solutions/01_iris/proof/level_3_numpy.py` is the proof of `solutions/01_iris/level_3_numpy.py`.
Everything here follows from the text of these two files and is kept until one of them
changes. Nothing runs before `Proof.load` or `Proof.load_checks`, which execute the compiled
proof in a copy of the lesson's namespace.
"""

import ast
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from sensei.course.level import Level
from sensei.koan import close_to
from sensei.text import reach, syntax

MARKS = {"check", "wrong", "right"}  # above functions
NOTES = {"equivalent", "not_as"}  # statements, for the author's report alone


@dataclass(frozen=True)
class Check:
    """A function of assertions about what the learner wrote.

    about: the learner's functions that `@check(…)` names; reaches: all of the learner's
    functions that it uses, directly or through others, in the lesson's order; says: its
    docstring in one line, or ""; takes: the fixtures that it asks for.
    """

    name: str
    about: tuple[str, ...]
    reaches: tuple[str, ...]
    says: str
    line: int
    takes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A wrong or another right version of a function, or a wrong value for a test.

    of: the function or test; says: the sentence for a wrong answer, "" for a right one.
    """

    name: str
    of: str
    says: str
    line: int


@dataclass(frozen=True)
class Equivalent:
    """A mutant that need not be rejected, as "old -> new".

    sometimes: it is rejected on some machines or with some random numbers.
    """

    of: str
    mutation: str
    why: str
    sometimes: bool
    line: int


@dataclass(frozen=True)
class Loaded:
    """A proof that was executed.

    functions: by name; namespace: where they look up names, the lesson's and the proof's.
    """

    functions: dict[str, Callable]
    namespace: dict[str, Any]


@dataclass(frozen=True, eq=False)
class Proof:
    """What a proof holds, in the order written.

    not_as: (dress, function) where an answer in that dress need not be accepted.
    trouble: why nothing of it could be read; "" where it could. A learner's koans run then
        without checks, and the author's report says so.
    """

    path: Path
    text: str = ""
    checks: tuple[Check, ...] = ()
    wrong: tuple[Answer, ...] = ()
    right: tuple[Answer, ...] = ()
    equivalents: tuple[Equivalent, ...] = ()
    not_as: frozenset[tuple[str, str]] = frozenset()
    by_koan: dict[str, tuple[Check, ...]] = field(default_factory=dict)
    trouble: str = ""

    def checks_of(self, level: Level) -> dict[str, list[Check]]:
        """The checks that run after each koan of a level, by the koan's name.

        A check belongs to the first koan at which koans have met all of the learner's
        functions that it reaches. Functions that no koan meets keep it out.
        """
        return {koan: [*self.by_koan.get(koan, ())] for koan in level.koans}

    def wrong_of(self, name: str) -> list[Answer]:
        """The known wrong answers of a function or test."""
        return [answer for answer in self.wrong if answer.of == name]

    def right_of(self, name: str) -> list[Answer]:
        """The other right answers of a function."""
        return [answer for answer in self.right if answer.of == name]

    @cached_property
    def code(self) -> CodeType:
        """The whole proof, compiled."""
        return _compiled(self.path, without_marks(self.text))

    @cached_property
    def checks_code(self) -> CodeType:
        """The checks, compiled, with the helpers, constants and imports that they use."""
        tree = without_marks(self.text)
        tree.body = used_by(tree, [check.name for check in self.checks])
        return _compiled(self.path, tree)

    def load(self, namespace: dict[str, Any]) -> Loaded:
        """Execute the proof in a copy of a lesson's namespace."""
        return _executed(self.code, namespace)

    def load_checks(self, namespace: dict[str, Any]) -> Loaded:
        """Execute the checks and what they use in a copy of a lesson's namespace."""
        return _executed(self.checks_code, namespace)


def proof_of(level: Level) -> Proof:
    """The proof of a level; empty where there is no file."""
    path, lesson = level.proof, level.solution
    try:
        seen = [os.stat(path), os.stat(lesson)]
    except OSError:
        return Proof(path)
    return _read(str(path), str(lesson), *((s.st_mtime_ns, s.st_size) for s in seen))


@lru_cache(maxsize=64)
def _read(
    path: str, lesson: str, _proof_seen: tuple[int, int], _lesson_seen: tuple[int, int]
) -> Proof:
    try:
        text = syntax.read(Path(path))
        tree = ast.parse(text, path)
        lesson_tree = syntax.parse(syntax.read(Path(lesson)))
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return Proof(Path(path), trouble=f"{type(error).__name__}: {error}")
    uses = _Uses(lesson_tree, tree)
    checks: list[Check] = []
    wrong: list[Answer] = []
    right: list[Answer] = []
    for node, mark in _marked(tree):
        kind, names = syntax.decorator_name(mark), _names(mark.args)
        if kind == "check":
            checks.append(
                Check(
                    node.name,
                    tuple(names),
                    uses.yours_reached(node.name),
                    " ".join((ast.get_docstring(node) or "").split()),
                    node.lineno,
                    tuple(a.arg for a in (*node.args.args, *node.args.kwonlyargs)),
                )
            )
        elif kind == "wrong":
            says = ast.literal_eval(mark.args[1])
            wrong.append(Answer(node.name, names[0], says, node.lineno))
        else:
            right.append(Answer(node.name, names[0], "", node.lineno))
    return Proof(
        Path(path),
        text,
        tuple(checks),
        tuple(wrong),
        tuple(right),
        tuple(_equivalents(tree)),
        frozenset(_not_as(tree)),
        uses.by_koan(checks),
    )


class _Uses:
    """Which functions of a lesson and its proof use which."""

    def __init__(self, lesson: ast.Module, proof: ast.Module) -> None:
        nodes = [n for n in lesson.body if isinstance(n, ast.FunctionDef)]
        self.yours = [n.name for n in nodes if "yours" in syntax.decorators(n)]
        self.tests = [n.name for n in nodes if syntax.is_test(n)]
        nodes += [n for n in proof.body if isinstance(n, ast.FunctionDef)]
        self.used = {node.name: reach.names_used(node) for node in nodes}

    def yours_reached(self, name: str) -> tuple[str, ...]:
        """The learner's functions that a function uses, in the lesson's order."""
        reached: set[str] = set()
        queue = [name]
        while queue:
            name = queue.pop()
            if name in self.used and name not in reached:
                reached.add(name)
                queue += self.used[name]
        return tuple(name for name in self.yours if name in reached)

    def by_koan(self, checks: list[Check]) -> dict[str, tuple[Check, ...]]:
        """The checks that run after each koan."""
        met: set[str] = set()
        left, koans = list(checks), {}
        for koan in self.tests:
            met.update(self.yours_reached(koan))
            koans[koan] = tuple(c for c in left if met.issuperset(c.reaches))
            left = [check for check in left if check not in koans[koan]]
        return koans


def _marked(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
    """(function, its mark) for checks, wrong and right answers."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef):
            continue
        for mark in node.decorator_list:
            is_mark = syntax.decorator_name(mark) in MARKS
            if is_mark and isinstance(mark, ast.Call):
                yield node, mark


def _notes(tree: ast.Module, word: str) -> Iterator[ast.Call]:
    """The calls of equivalent or not_as."""
    for node in tree.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            if syntax.decorator_name(node.value) == word:
                yield node.value


def _names(arguments: list[ast.expr]) -> list[str]:
    """The names among the arguments of a call."""
    return [part.id for part in arguments if isinstance(part, ast.Name)]


def _equivalents(tree: ast.Module) -> Iterator[Equivalent]:
    for call in _notes(tree, "equivalent"):
        options = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
        (function,) = _names(call.args[:1])
        for text in call.args[1:]:
            yield Equivalent(
                function,
                ast.literal_eval(text),
                options["why"],
                options.get("sometimes", False),
                call.lineno,
            )


def _not_as(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for call in _notes(tree, "not_as"):
        dress, *functions = _names(call.args)
        yield from ((dress, name) for name in functions)


# What is executed


def without_marks(text: str) -> ast.Module:
    """The tree of a proof without its marks and notes, ready to be compiled."""
    tree = ast.parse(text)
    notes = [call for word in NOTES for call in _notes(tree, word)]
    tree.body = [n for n in tree.body if getattr(n, "value", None) not in notes]
    for node, mark in [*_marked(tree)]:
        node.decorator_list.remove(mark)
    return tree


def used_by(tree: ast.Module, names: Iterable[str]) -> list[ast.stmt]:
    """The statements of a module that bind names, and those that bind what these use."""
    binding: dict[str, list[ast.stmt]] = {}
    kept: set[ast.stmt] = set()
    queue = list(names)
    for node in tree.body:
        for name in bound_by(node):
            binding.setdefault(name, []).append(node)
    while queue:
        for node in binding.pop(queue.pop(), ()):
            kept.add(node)
            queue += [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
    return [node for node in tree.body if node in kept]


def bound_by(statement: ast.AST) -> Iterator[str]:
    """The names that a statement of a module binds there."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        for alias in statement.names:
            yield alias.asname or alias.name.split(".")[0]
    elif isinstance(statement, ast.Name):
        if isinstance(statement.ctx, ast.Store):
            yield statement.id
    elif not isinstance(statement, ast.Lambda | _COMPREHENSIONS):
        for child in ast.iter_child_nodes(statement):
            yield from bound_by(child)


_COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def _compiled(path: Path, tree: ast.Module) -> CodeType:
    return compile(tree, str(path), "exec", dont_inherit=True)


def _executed(code: CodeType, namespace: dict[str, Any]) -> Loaded:
    own = {"close_to": close_to, **namespace}
    before = dict(own)
    exec(code, own)
    functions = {
        name: value
        for name, value in own.items()
        if before.get(name) is not value and callable(value)
    }
    return Loaded(functions, own)
