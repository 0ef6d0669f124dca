"""A clone to learn in, made in a temporary folder, and a learner's hands."""

import ast
import atexit
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from author.koans import make
from sensei.course.grid import Grid
from sensei.run.libraries import ONE_THREAD
from sensei.run.proof import proof_of, used_by, without_marks
from sensei.text import syntax
from sensei.warm.run import BARE

ROOT = Path(__file__).parents[1]
GIVEN = ("conftest.py", "pytest.ini", "pyproject.toml")


def of_a_learner():
    """The environment of a learner's runs: no settings of this pytest, none of its plugins."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    return kept | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


class Zygote:
    """A process that runs pytest in forks: see zygote.py."""

    def __init__(self):
        env = of_a_learner()
        env |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONIOENCODING": "utf-8"}
        env |= dict.fromkeys(ONE_THREAD, "1")  # forks share the cores
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "zygote.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )

    def run(self, cwd, *args, **env):
        request = {"cwd": str(cwd), "args": list(args), "env": env}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return Screen(answer["status"], answer["output"])

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)


class Screen:
    """What one run printed, and its exit status."""

    def __init__(self, status, text):
        self.status, self.text = status, text
        self.lines = text.strip("\n").split("\n")

    def __contains__(self, words):
        return words in self.text or words in " ".join(self.text.split())

    def __repr__(self):
        return f"exit status {self.status}\n{self.text}"

    def place(self):
        """The path and line that the screen points to."""
        for line in self.lines:
            path, _, number = line.strip().partition(":")
            if path.endswith(".py") and number.isdigit():
                return path, int(number)
        raise AssertionError(f"no path:line on the screen\n{self.text}")


@functools.cache
def made_from(solutions):
    """A folder with a copy of solutions and the koans that are made from them."""
    folder = Path(tempfile.mkdtemp(prefix="koans"))
    atexit.register(shutil.rmtree, folder)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(solutions, folder / "solutions", ignore=ignore)
    make(folder)
    return folder


class Clone:
    """A folder with koans made from solutions, as a learner has it after cloning."""

    def __init__(self, root, zygote, solutions=None):
        self.root, self.zygote = root, zygote
        for name in GIVEN:
            shutil.copy(ROOT / name, root / name)
        for name in ("sensei", "data"):
            (root / name).symlink_to(ROOT / name)
        made = made_from(solutions or ROOT / "solutions")
        shutil.copytree(made / "koans", root / "koans")
        if solutions is None:  # many files, which no test changes
            (root / "solutions").mkdir()
            for project in (made / "solutions").iterdir():
                (root / "solutions" / project.name).symlink_to(project)
        else:
            shutil.copytree(made / "solutions", root / "solutions")
        self.grid = Grid(root)

    def run(self, *args, **env):
        return self.zygote.run(self.root, *args, **env)

    def run_warm(self):
        """A bare run as the warm process has it, which is quicker."""
        return self.run(*BARE)

    def save(self, file, text):
        """Save as an editor does, later than whatever was saved or run before."""
        path = self.root / file
        path.write_text(text)
        when = time.time_ns()
        os.utime(path, ns=(when, when))
        return path

    def edit(self, file, old, new):
        text = (self.root / file).read_text()
        assert old in text, f"{old!r} is not in {file}:\n{text}"
        self.save(file, text.replace(old, new, 1))

    def level(self, words):
        return self.grid.find(words)[0]


# Filling in, as a learner who knows every answer


def plain(solution):
    """A solution without the marks around its answers."""
    text = syntax.Text(solution)
    result = solution
    for mark in sorted(
        syntax.marks(text.tree), key=lambda m: text.span(m), reverse=True
    ):
        start, end = text.span(mark)
        result = result[:start] + text.segment(mark.args[0]) + result[end:]
    return result


def fill_one(text, level, line):
    """text with the one blank filled in that stands at a line."""
    tree = ast.parse(text)
    name = syntax.function_at(tree, line)
    solution = syntax.Text(level.solution_text)
    node = solution.functions()[name]
    answers = [solution.segment(m.args[0]) for s in node.body for m in syntax.marks(s)]
    if not answers:
        return fill_function(text, level, name)
    here = syntax.Text(text)
    blanks = syntax.blanks(here.functions()[name])
    at_line = [n for n, blank in enumerate(blanks) if blank.lineno == line]
    number = at_line[0]
    start, end = here.span(blanks[number])
    answer = answers[len(answers) - len(blanks) + number]
    return (
        text[:start]
        + f"({answer})" * ("\n" in answer)
        + answer * ("\n" not in answer)
        + text[end:]
    )


def fill_function(text, level, name):
    """text with one function as the solution has it."""
    solution = syntax.Text(level.solution_text)
    return replace_function(text, name, answered(solution, level, name))


def answered(solution, level, name):
    """A function as the solution has it, without the marks around its answers. solution: a
    Text."""
    block = plain(_block(solution, solution.functions()[name]))
    return ("@yours\n" if name in level.parts else "") + block


def another(level, name):
    """An answer of a level's proof as code for the koan file: the function under the name
    that the learner's has, below the imports, constants and helpers that it uses."""
    proof = proof_of(level)
    of = {answer.name: answer.of for answer in proof.wrong + proof.right}[name]
    *above, own = _last(used_by(without_marks(proof.text), [name]), name)
    text = syntax.Text(proof.text)
    blocks = [_block(text, node) for node in above]
    own = re.sub(rf"\b{name}\b", of, _block(text, own))
    return "".join([*blocks, "@yours\n", own])


def _last(nodes, name):
    """Statements, those that are the function called name at the end."""
    return sorted(nodes, key=lambda node: getattr(node, "name", None) == name)


def _block(text, statement):
    """The lines of a statement, without decorators."""
    return "".join(text.lines[statement.lineno - 1 : statement.end_lineno])


def replace_function(text, name, block):
    """text with another block of code in place of a function and its decorators."""
    return replace_functions(syntax.Text(text), {name: block})


def replace_functions(now, blocks):
    """A text with other blocks of code in place of functions, by name. now: a Text."""
    lines, functions = [*now.lines], now.functions()
    for old in sorted((functions[name] for name in blocks), key=lambda f: -f.lineno):
        lines[syntax.first_line(old) - 1 : old.end_lineno] = [
            blocks[old.name].rstrip("\n") + "\n"
        ]
    return "".join(lines)


def fill_all(text, level):
    """text with every blank filled in."""
    now, solution = syntax.Text(text), syntax.Text(level.solution_text)
    functions, given = now.functions(), syntax.function_names(level.pristine)
    blank = [name for name in given if syntax.blanks(functions[name])]
    return replace_functions(now, {n: answered(solution, level, n) for n in blank})
