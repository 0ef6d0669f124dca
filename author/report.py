"""Whether a level's koans and checks judge rightly: python -m author.report [LEVEL …]

LEVEL: iris/3 or iris, as pytest --go takes it, or the path of a lesson, a proof or a project;
all levels if there is none. The lesson is held against its proof:

- unedited, every koan says "not filled in yet"; solved, all koans and checks pass;
- every wrong answer is rejected by a koan or a check, and recognised by its own sentence;
- every other right answer is accepted, and the solution's in another dress (author/dress.py);
- all mutants of the solution (author/mutations.py) are rejected, but those that the proof
  lists as equivalent;
- lesson and proof have the form that CONTRIBUTING.md asks for.

The exit status is 1 where something is missing. --brief: only the summaries and faults.
"""

import argparse
import ast
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from sensei.course.grid import Grid
from sensei.course.level import Level
from sensei.run.proof import Equivalent, Proof, bound_by, proof_of
from sensei.text import help_text, syntax

from .dress import DRESSES, FORMS, typed_values
from .mutations import mutants, normal
from .trial import Trial, Verdict

ROOT = Path(__file__).parents[1]
SLOW = 0.2  # seconds
TIMES = 5  # that a solution passes its koans and checks, with fresh random numbers
DOUBTS = 3  # times that a listed mutant is tried before its entry is called stale
ENOUGH = 0.95  # of the mutants
HINTS = 3  # for a function
KOAN_LINES = 15  # of code below the docstring of a koan
LESSON_LINES = 700


@dataclass
class Part:
    """What came of one function, or of one koan with a value to be typed.

    wrong: (name, verdict, whether recognised); right: (name, verdict); forms: the same of
    the solution's answer in other forms; rejected: how many mutants; listed: how many of them
    need not be; survivors: mutants.
    """

    name: str
    wrong: list = field(default_factory=list)
    right: list = field(default_factory=list)
    forms: list = field(default_factory=list)
    rejected: int = 0
    listed: int = 0
    survivors: list = field(default_factory=list)

    @property
    def tried(self) -> int:
        """How many mutants count: all but those listed."""
        return self.rejected + len(self.survivors)


@dataclass
class Report:
    """What came of one level. missing, stale, form: sentences on what is wrong with it."""

    key: str
    koans: int = 0
    functions: int = 0
    checks: int = 0
    parts: list[Part] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    form: list[str] = field(default_factory=list)
    slow: list[tuple[str, float]] = field(default_factory=list)
    seconds: float = 0.0

    def all(self, kind: str) -> list:
        """What stands in one of the lists of all parts."""
        return [found for part in self.parts for found in getattr(part, kind)]

    @property
    def rejected(self) -> int:
        return sum(part.rejected for part in self.parts)

    @property
    def tried(self) -> int:
        return sum(part.tried for part in self.parts)

    @cached_property
    def faults(self) -> list[str]:
        """How the level judges wrongly, as sentences."""
        found = list(self.missing)
        for part in self.parts:
            for name, verdict, recognised in part.wrong:
                if not verdict.by:
                    found.append(f"{name}, a wrong answer of {part.name}, is accepted")
                elif not recognised:
                    found.append(
                        f"{name}, a wrong answer of {part.name}, is not recognised"
                    )
            for name, verdict in part.right + part.forms:
                if verdict.by or verdict.how:
                    found.append(
                        f"{name}, a right answer of {part.name}, is rejected by "
                        f"{verdict.by}: {verdict.how}"
                    )
        if self.rejected < ENOUGH * self.tried:
            found.append(f"{self.rejected} of {self.tried} mutants are rejected")
        return found + [f"stale: {entry}" for entry in self.stale]


def report(
    level: Level, times: int = 1, every: int = 1, forms: bool = True, at_once: int = 1
) -> Report:
    """Hold a level against its proof.

    times: how often the solution has to pass; every: 6 for one mutant in six, and 0 for
    none; forms: whether the solution's answers are tried in other forms too; at_once: how
    many mutants may be tried at the same time.
    """
    start = time.perf_counter()
    proof = proof_of(level)
    found = Report(level.key, len(level.koans), len(level.parts), len(proof.checks))
    found.form = list(form_faults(level, proof))
    try:
        trial = Trial(level, times)
    except Exception as error:
        found.missing.append(f"lesson and proof cannot be loaded: {error!r}")
        return found
    for step, said in trial.broken.items():
        found.missing.append(f"the solution does not pass {step}: {said}")
    for koan, said in trial.unedited():
        found.missing.append(f"unedited, {koan} does not say so: {said}")
    found.slow = [(s.name, t) for s, t in trial.seconds.items() if t > SLOW]
    met: set[Equivalent] = set()
    functions = syntax.Text(level.solution_text).functions()
    on_rights = trial.try_rights(proof.right)
    for name in [*level.parts, *level.koans]:
        part = Part(name)
        for answer in proof.wrong_of(name):
            verdict = trial.try_wrong(answer)
            known = verdict.says == " ".join(answer.says.split())
            part.wrong.append((answer.name, verdict, known))
        if name in level.parts:
            for answer in proof.right_of(name):
                part.right.append((answer.name, on_rights[answer]))
            if every:
                found.stale += _mutants_of(trial, part, met, every, at_once)
        if forms:
            part.forms = _in_other_forms(trial, name, functions[name])
        found.parts.append(part)
    left = [one for one in proof.equivalents if every and one not in met]
    found.stale += [f"{_text(one)} (no such mutant)" for one in left]
    found.seconds = time.perf_counter() - start
    return found


def _in_other_forms(trial, name, function):
    """What came of the solution's answer in other forms, as (form, verdict)."""
    if name in trial.level.parts:
        dresses = [d for d in DRESSES if (d, name) not in trial.proof.not_as]
        return [(dress, trial.try_dressed(name, dress)) for dress in dresses]
    forms = FORMS if typed_values(function) else ()
    return [(f"typed as {form}", trial.try_typed(name, form)) for form in forms]


def _mutants_of(trial, part, met, every, at_once):
    """Try mutants of a function; returns what is listed and rejected all the same.

    met: the listed ones that there are; more are added.
    """
    expected = {
        normal(one.mutation): one
        for one in trial.proof.equivalents
        if one.of == part.name
    }
    stale, tried = [], []
    for number, mutant in enumerate(mutants(trial.level.solution_text, part.name)):
        one = expected.get(normal(mutant.text))
        if one is not None:
            met.add(one)
        if number % every:
            continue
        if one is None:
            tried.append(mutant)
            continue
        part.listed += 1
        by = "" if one.sometimes else _always_rejected(trial, mutant)
        if by:
            stale.append(f"{_text(one)} (rejected by {by})")
    for mutant, verdict in zip(tried, trial.try_mutants(tried, at_once), strict=True):
        if verdict.by:
            part.rejected += 1
        else:
            part.survivors.append(mutant)
    return stale


def _always_rejected(trial, mutant):
    """The koan or check that rejects a mutant whatever the random numbers, or ""."""
    for _ in range(DOUBTS):
        by = trial.try_mutant(mutant).by
        if not by:
            return ""
    return by


def _text(one: Equivalent) -> str:
    return f"{one.of}: {one.mutation}"


# The form of lesson and proof


def form_faults(level: Level, proof: Proof) -> Iterator[str]:
    """What is wrong with the form of a lesson and its proof, as sentences."""
    lesson = syntax.Text(level.solution_text)
    if proof.trouble:
        yield f"the proof cannot be read: {proof.trouble}"
    if len(lesson.lines) > LESSON_LINES:
        yield f"the lesson has {len(lesson.lines)} lines, more than {LESSON_LINES}"
    hints = help_text.spoken(level.solution_text, "hint")
    functions = lesson.functions()
    for name in level.parts:
        if len(hints.get(name, ())) < HINTS:
            yield f"{name} has fewer than {HINTS} hints"
        if not proof.wrong_of(name):
            yield f"{name} has no wrong answer"
        if not proof.right_of(name):
            yield f"{name} has no other right answer"
    for koan in level.koans:
        count = _lines_of_code(lesson, functions[koan])
        if count > KOAN_LINES:
            yield f"{koan} has {count} lines of code, more than {KOAN_LINES}"
    given = Counter(name for node in lesson.tree.body for name in {*bound_by(node)})
    own = Counter(
        name for node in syntax.parse(proof.text).body for name in {*bound_by(node)}
    )
    for name in functions:
        if given[name] > 1:
            yield f"the lesson binds {name} twice"
    for name, count in own.items():
        if count > 1 or name in given:
            yield f"the proof binds {name}, which is bound already"
    yield from _strangers(level, proof)


def _strangers(level, proof):
    """What a proof says of functions that are not the level's."""
    placed = {check for checks in proof.checks_of(level).values() for check in checks}
    for check in proof.checks:
        if not check.about or not {*check.about} <= {*level.parts}:
            yield f"{check.name} is about no function of the level"
        elif not {*check.about} <= {*check.reaches}:
            yield f"{check.name} does not use the function that it is about"
        elif check not in placed:
            yield f"{check.name} uses a function that no koan meets, so it never runs"
    for answer in proof.wrong:
        if answer.of not in level.parts + level.koans:
            yield f"{answer.name} is a wrong answer of nothing in the level"
    for answer in proof.right:
        if answer.of not in level.parts:
            yield f"{answer.name} is a right answer of no function of the level"
    for dress, name in sorted(proof.not_as):
        if dress not in DRESSES or name not in level.parts:
            yield f"not_as({dress}, {name}) is of no dress or no function"


def _lines_of_code(lesson: syntax.Text, koan: ast.FunctionDef) -> int:
    """The lines of a koan below its docstring that are neither empty nor a comment."""
    body = koan.body[1:] if ast.get_docstring(koan) is not None else koan.body
    if not body:
        return 0
    lines = lesson.lines[body[0].lineno - 1 : koan.end_lineno]
    return sum(bool(line.split("#")[0].strip()) for line in lines)


# How it is said


def lines(found: Report, brief: bool = False) -> Iterator[str]:
    """A report as text, line by line."""
    yield _summary(found)
    for part in () if brief else found.parts:
        if part.tried:
            yield f"  {part.name}: {part.rejected} of {part.tried} mutants rejected"
        elif part.wrong:
            yield f"  {part.name}"
        for name, verdict, recognised in part.wrong:
            yield f"    {name}: {_said(verdict, recognised)}"
        for name, verdict in part.right + part.forms:
            if verdict.by or verdict.how:
                yield f"    {name}: REJECTED by {verdict.by}, {verdict.how}"
            elif verdict.says:
                yield f"    {name}: accepted only with {verdict.says}"
        for mutant in part.survivors:
            yield f"    SURVIVES, line {mutant.line}: {mutant.text}"
    if not brief:
        for name, seconds in found.slow:
            yield f"  slow: {name}, {seconds:.2f} s"
    for fault in found.faults:
        yield f"  MISSING: {fault}"
    for fault in found.form:
        yield f"  FORM: {fault}"


def _summary(found):
    wrong, right, forms = map(found.all, ("wrong", "right", "forms"))
    rejected = sum(bool(verdict.by) for _, verdict, _ in wrong)
    recognised = sum(bool(v.by) and known for _, v, known in wrong)
    return (
        f"{found.key}: {found.koans} koans, {found.functions} functions, "
        f"{found.checks} checks, {len(wrong)} wrong answers ({rejected} rejected, "
        f"{recognised} recognised), {len(right)} right answers ({_accepted(right)} "
        f"accepted), {len(forms)} other forms ({_accepted(forms)} accepted), "
        f"{found.rejected} of {found.tried} mutants rejected, "
        f"{sum(part.listed for part in found.parts)} listed as equivalent, "
        f"{found.seconds:.1f} s"
    )


def _accepted(answers):
    return sum(not (verdict.by or verdict.how) for _, verdict in answers)


def _said(verdict: Verdict, recognised: bool) -> str:
    if not verdict.by:
        return f"ACCEPTED{verdict.how and ', '}{verdict.how}"
    if recognised:
        return f"recognised in {verdict.by}"
    instead = f", said: {verdict.says}" if verdict.says else ""
    return f"NOT RECOGNISED, {verdict.how} in {verdict.by}{instead}"


# All levels


PRELOADED = ["author.trial", "pandas", "sklearn.decomposition", "sklearn.neighbors"]
context = multiprocessing.get_context("forkserver")  # forks of what has no threads
context.set_forkserver_preload(PRELOADED)


def pool(processes: int | None = None) -> ProcessPoolExecutor:
    """Processes for reports, one for each core unless said; a fresh one for each level."""
    processes = processes or os.cpu_count()
    return ProcessPoolExecutor(processes, context, max_tasks_per_child=1)


def levels_of(grid: Grid, words: list[str]) -> list[Level]:
    """The levels that words or paths mean, in the grid's order; all where there are none."""
    found = set() if words else {level.key for level in grid.levels}
    for one in words:
        levels = [lv for lv in grid.levels if _means(Path(one).resolve(), lv)]
        levels = levels or grid.find(one)
        if not levels:
            raise SystemExit(f"There is no level {one}. Try a name such as iris/3.")
        found |= {level.key for level in levels}
    return [level for level in grid.levels if level.key in found]


def _means(path, level):
    own = (level.solution, level.proof, level.koan, level.solution.parent)
    return path in own or path == level.root / "solutions"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("levels", nargs="*", metavar="LEVEL")
    parser.add_argument(
        "--brief", action="store_true", help="summaries and faults only"
    )
    asked = parser.parse_args()
    grid, failed = Grid(ROOT), False
    wanted = levels_of(grid, asked.levels)
    alone = partial(report, times=TIMES, at_once=os.cpu_count() or 1)
    one_of_many = partial(report, times=TIMES)
    with pool() as processes:
        for found in processes.map(alone if len(wanted) == 1 else one_of_many, wanted):
            print(*lines(found, asked.brief), sep="\n", flush=True)
            failed = failed or bool(found.faults or found.form)
    for path in stray(grid):
        print(f"MISSING: {path} is the proof of no level")
        failed = True
    return int(failed)


def stray(grid: Grid) -> list[Path]:
    """The proofs of levels that are not there."""
    paths = {level.proof for level in grid.levels}
    found = (grid.root / "solutions").glob("*/proof/level_*.py")
    return sorted(path for path in found if path not in paths)


if __name__ == "__main__":
    sys.exit(main())
