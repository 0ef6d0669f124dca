"""What a level's koans notice: python -m author.report [SOLUTION …]

For each function that the learner writes: which koan rejects each of its mistakes, and whether
the sensei knows it again; how many of its mutants (author/mutations.py) are rejected, and
which survive. Survivors that are no wrong answers are listed in author/equivalents.toml. The
exit status is 1 where something is missing.
"""

import argparse
import sys
import time
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sensei.course.grid import Grid
from sensei.text import help_text
from sensei.verdict.explain import mistakes_of

from .mutations import mutants, normal
from .trial import Level

ROOT = Path(__file__).parents[1]
LISTED = Path(__file__).parent / "equivalents.toml"
SLOW = 0.2  # seconds
HINTS = 3
TIMES = 5  # that a solution passes its own koans, with fresh random numbers
DOUBTS = 3  # times that a listed mutant is tried before its entry is called stale
ENOUGH = 0.95  # of the mutants


@dataclass
class Part:
    """What came of one function, or of one test with a value to be found.

    mistakes: (name, verdict, whether recognised); survivors: mutants; rejected: how many.
    """

    name: str
    mistakes: list = field(default_factory=list)
    rejected: int = 0
    listed: int = 0
    survivors: list = field(default_factory=list)


@dataclass
class Report:
    """What came of one level; missing: sentences on what it lacks."""

    key: str
    parts: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    stale: list = field(default_factory=list)
    slow: list = field(default_factory=list)
    seconds: float = 0.0

    @property
    def tried(self):
        """How many mutants count: all but those listed."""
        return sum(part.rejected + len(part.survivors) for part in self.parts)

    @property
    def rejected(self):
        return sum(part.rejected for part in self.parts)

    @property
    def listed(self):
        return sum(part.listed for part in self.parts)

    @property
    def share(self):
        return self.rejected / self.tried if self.tried else 1.0

    @cached_property
    def faults(self):
        """Everything that a level must not have, as sentences."""
        found = list(self.missing)
        for part in self.parts:
            for name, verdict, recognised in part.mistakes:
                if not verdict.by:
                    found.append(f"{name}, a mistake of {part.name}, is accepted")
                elif not recognised:
                    found.append(f"{name}, a mistake of {part.name}, is not recognised")
        if self.share < ENOUGH:
            found.append(f"{self.rejected} of {self.tried} mutants are rejected")
        return found + [f"stale in {LISTED.name}: {entry}" for entry in self.stale]


@dataclass
class Listed:
    """A mutation that no koan needs to reject. sometimes: what some machines or random
    numbers have rejected; met: whether there is such a mutant."""

    level: str
    function: str
    mutation: str
    sometimes: bool
    met: bool = False

    def __str__(self):
        return f"{self.function}: {self.mutation}"


def equivalents():
    """All that are listed."""
    entries = tomllib.loads(LISTED.read_text(encoding="utf-8")).get("equivalent", [])
    return [
        Listed(e["level"], e["function"], text, e.get("sometimes", False))
        for e in entries
        for text in e["mutations"]
    ]


def of_no_level(grid):
    """The listed mutations of levels that are not there."""
    return [one for one in equivalents() if one.level not in grid.by_key]


def report(level, times=1, every=1):
    """Try a level's mistakes and mutants. level: of sensei.path; times: that the solution
    has to pass first; every: one mutant in so many is tried."""
    start = time.perf_counter()
    trial, found = Level(level, times), Report(level.key)
    for koan, error in trial.broken.items():
        found.missing.append(f"the solution does not pass {koan}: {error}")
    found.slow = [(k, s) for k, s in trial.seconds.items() if s > SLOW]
    hints = help_text.spoken(level.solution_text, "hint")
    listed = [one for one in equivalents() if one.level == level.key]
    for name in [*level.parts, *level.koans]:
        part = Part(name)
        for mistake in mistakes_of(trial.solution, name):
            verdict = trial.try_mistake(mistake)
            known = verdict.says == " ".join(mistake.says.split())
            part.mistakes.append((mistake.__name__, verdict, known))
        if name in level.parts:
            if len(hints.get(name, ())) < HINTS:
                found.missing.append(f"{name} has fewer than {HINTS} hints")
            if not part.mistakes:
                found.missing.append(f"{name} has no mistake")
            found.stale += _mutants_of(trial, part, listed, every)
        found.parts.append(part)
    found.stale += [f"{one} (no such mutant)" for one in listed if not one.met]
    found.seconds = time.perf_counter() - start
    return found


def _mutants_of(trial, part, listed, every):
    """Try mutants of a function; returns what is listed and rejected all the same."""
    expected = {
        normal(one.mutation): one for one in listed if one.function == part.name
    }
    stale = []
    for number, mutant in enumerate(mutants(trial.level.solution_text, part.name)):
        one = expected.get(normal(mutant.text))
        if one is not None:
            one.met = True
        if number % every:
            continue
        if one is None:
            if trial.try_mutant(mutant).by:
                part.rejected += 1
            else:
                part.survivors.append(mutant)
            continue
        part.listed += 1
        by = "" if one.sometimes else _always_rejected(trial, mutant)
        if by:
            stale.append(f"{one} (rejected by {by})")
    return stale


def _always_rejected(trial, mutant):
    """The koan that rejects a mutant whatever the random numbers, or ""."""
    for _ in range(DOUBTS):
        by = trial.try_mutant(mutant).by
        if not by:
            return ""
    return by


# How it is said


def lines(found, level):
    """A report as text, line by line."""
    mistakes = [m for part in found.parts for m in part.mistakes]
    yield (
        f"{found.key}: {len(level.koans)} koans, {len(level.parts)} functions, "
        f"{len(mistakes)} mistakes, {found.rejected} of {found.tried} mutants rejected, "
        f"{found.listed} listed as equivalent, {found.seconds:.1f} s"
    )
    for part in found.parts:
        if part.name in level.parts:
            count = part.rejected + len(part.survivors)
            yield f"  {part.name}: {part.rejected} of {count} mutants rejected"
        elif part.mistakes:
            yield f"  {part.name}"
        for name, verdict, recognised in part.mistakes:
            yield f"    {name}: {_said(verdict, recognised)}"
        for mutant in part.survivors:
            yield f"    SURVIVES, line {mutant.line}: {mutant.text}"
    for koan, seconds in found.slow:
        yield f"  slow: {koan}, {seconds:.2f} s"
    for fault in found.faults:
        yield f"  MISSING: {fault}"


def _said(verdict, recognised):
    if not verdict.by:
        return "ACCEPTED"
    if recognised:
        return f"recognised in {verdict.by}"
    return f"NOT RECOGNISED, {verdict.how} in {verdict.by}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("solutions", nargs="*", metavar="SOLUTION", type=Path)
    grid, failed = Grid(ROOT), False
    wanted = [path.resolve() for path in parser.parse_args().solutions]
    for level in grid.levels:
        if wanted and not {level.solution, *level.solution.parents} & {*wanted}:
            continue
        found = report(level, TIMES)
        print(*lines(found, level), sep="\n", flush=True)
        failed = failed or bool(found.faults)
    for one in of_no_level(grid):
        print(f"MISSING: {LISTED.name} lists {one.level}, which is not there")
        failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
