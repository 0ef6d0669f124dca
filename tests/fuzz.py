"""Koan files as no author would write them: each has its screen, and none passes that the
solution's own koans would refuse. python -m tests.fuzz 20000 tries that many.

A program of its own, for Hypothesis and threads do not go together in one process.
"""

import argparse
import ast
import io
import os
import random
import re
import sys
import tempfile
import tokenize
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from sensei.course.journal import Journal
from sensei.text import syntax
from tests.clone import ROOT, Clone, Zygote, fill_all

FILE, KEY = "koans/01_walks/level_3_numpy.py", "01_walks/level_3_numpy"
TITLE = re.compile(r"[·✗!x-] (lengths are numpys|fresh walks|the result still stands)")
ODD = [
    "____",
    "\0",
    "\t",
    "é",
    "'''",
    '"""',
    "(",
    "]",
    ":",
    "\\",
    "#",
    "return",
    "=",
    "0",
]


def pieces(text):
    """The tokens of a text as strings with what stands between them."""
    try:
        tokens = [*tokenize.generate_tokens(io.StringIO(text).readline)]
    except (tokenize.TokenError, SyntaxError):
        return re.split(r"(\W)", text)
    starts, lines = [0], text.splitlines(keepends=True)
    for line in lines:
        starts.append(starts[-1] + len(line))
    places = sorted(
        {starts[min(t.start[0] - 1, len(lines))] + t.start[1] for t in tokens}
    )
    return [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]


def harm(text, chance):
    """text after something that happens while typing."""
    kind = chance.randrange(9)
    parts = pieces(text)
    place = chance.randrange(len(parts))
    if kind == 0:
        del parts[place]
    elif kind == 1:
        other = chance.randrange(len(parts))
        parts[place], parts[other] = parts[other], parts[place]
    elif kind == 2:
        parts.insert(place, parts[place])
    elif kind == 3:
        parts.insert(place, chance.choice(ODD))
    elif kind == 4:
        return text[: chance.randrange(len(text) + 1)]
    elif kind in (5, 6):
        lines = text.splitlines(keepends=True) or [""]
        line = chance.randrange(len(lines))
        if kind == 5:
            lines[line] = (
                lines[line].lstrip(" ") if chance.random() < 0.5 else " " + lines[line]
            )
        else:
            cut = lines[line]
            lines[line] = cut[: chance.randrange(len(cut) + 1)].rstrip("\n") + "\n"
        return "".join(lines)
    elif kind == 7:
        return text.replace(
            "____", chance.choice(["2", "5", "None", "X", "[]", "1 / 0"]), 1
        )
    else:
        return text.replace(chance.choice("XA=()25"), chance.choice(ODD), 1)
    return "".join(parts)


class Player:
    """Saves harmed files in a clone of its own, and looks at the screens."""

    def __init__(self, folder):
        self.zygote, self.played = Zygote(), 0
        self.clone = Clone(folder, self.zygote, ROOT / "tests" / "tiny")
        self.level = self.clone.grid.by_key[KEY]
        self.starts = [self.level.pristine, fill_all(self.level.pristine, self.level)]

    def play(self, chance):
        """What is wrong with the screen of one harmed file; None where nothing is."""
        self.played += 1
        text = chance.choice(self.starts)
        for _ in range(chance.randint(1, 4)):
            text = harm(text, chance) or " "
        for path in self.clone.root.glob(".koans/*.json*"):
            path.unlink()
        Journal(self.clone.root).add("at", level=KEY)  # as --go does
        self.clone.save(FILE, text)
        screen = self.clone.run_warm()
        wrong = self.wrong_with(screen) or self.passed_falsely(text, screen)
        return wrong and f"{wrong}\n{screen}\n{text}"

    def wrong_with(self, screen):
        if screen.status not in (0, 1):
            return f"exit status {screen.status}"
        if len(screen.lines) > 24 or max(map(len, screen.lines)) > 80:
            return "it does not fit"
        for words in ("INTERNALERROR", "Traceback", "broke here, not you"):
            if words in screen:
                return words
        return None

    def passed_falsely(self, text, screen):
        """A koan that counts as passed, and that the solution's own test refuses."""
        cache = self.clone.root / ".koans" / "journal.jsonl"
        events = cache.read_text() if cache.exists() else ""
        for koan in self.level.koans:
            if f'"koan": "{koan}"' in events and not self.holds(text, koan):
                return f"{koan} passed"
        return None

    def holds(self, text, koan):
        """Whether the solution's test passes on the function in text, and the values typed
        are its own."""
        answers = {}
        body = syntax.Text(text)
        names = {
            "np": np,
            "yours": lambda f: f,
            "____": None,
            "X": np.array([[3.0, 4.0]]),
        }
        solution = {}
        plain = self.level.solution_text.replace("from . import X", "")
        exec(compile(plain, "solution", "exec"), solution)
        solution["X"] = np.array([[3.0, 4.0], [6.0, 8.0], [5.0, 12.0]])
        node = body.functions().get("lengths")
        if node is None:
            return False
        for other in body.tree.body:
            if isinstance(other, ast.FunctionDef) and other.name.startswith("test"):
                continue
            if isinstance(other, ast.ImportFrom):
                continue
            exec(compile(ast.Module([other], []), "learner", "exec"), names)
        solution["lengths"] = names["lengths"]
        answers["rng"] = np.random.default_rng(0)
        answers["present"] = lambda *a, **k: None
        test = solution[koan]
        needed = test.__code__.co_varnames[: test.__code__.co_argcount]
        try:
            test(**{name: answers[name] for name in needed})
        except BaseException:
            return False
        return True

    def close(self):
        self.zygote.close()


def search(count, number):
    """Play count files that number decides. An error that names the first bad one, made as
    small as it can be; None where there is none."""

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.randoms(use_true_random=False))
    def each_has_its_screen(chance):
        wrong = player.play(chance)
        assert not wrong, wrong

    with tempfile.TemporaryDirectory() as folder:
        player = Player(Path(folder))
        try:
            each_has_its_screen()
        except AssertionError as error:
            return str(error)
        finally:
            player.close()
            print(f"seed {number}: {player.played} files", file=sys.stderr)
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("files", type=int)
    parser.add_argument("--seed", type=int, default=random.randrange(2**30))
    options = parser.parse_args()
    workers = os.cpu_count() or 1
    share = -(-options.files // workers)
    print(f"{options.files} files, seed {options.seed}", flush=True)
    with ProcessPoolExecutor(workers) as pool:
        jobs = [
            pool.submit(search, share, options.seed + number)
            for number in range(workers)
        ]
        wrong = [job.result() for job in jobs]
    for words in filter(None, wrong):
        print(words)
    sys.exit(any(wrong))


if __name__ == "__main__":
    main()
