"""What passes, as a group's CI tells it: python -m sensei.board.classroom FOLDER

Runs the koans that were worked at, as the portfolio does, writes checked.json and junit.xml
into FOLDER, and prints the summary of a run as Markdown. sensei.board reads checked.json.
"""

import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from sensei.course.grid import Grid
from sensei.course.journal import FOLDER
from sensei.portfolio.outcomes import PASSED, Outcomes, passed_koans
from sensei.portfolio.rerun import KEPT, Rerun

SCHEMA = 1
MAX_DIGITS = 20  # of the number of a run


@dataclass(frozen=True)
class Record:
    """passed: the names of koans, by the keys of levels. run: of the CI, a number or ""."""

    passed: dict[str, frozenset[str]]
    run: str


def read(data: bytes) -> Record | None:
    """Return the record in the bytes of a checked.json, or None where there is none."""
    try:
        record = json.loads(data)
        passed = {key: frozenset(koans) for key, koans in record["passed"].items()}
        run = record["run"]
        is_sound = record["schema"] == SCHEMA and isinstance(run, str)
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return None
    if not is_sound:
        return None
    is_number = run.isascii() and run.isdigit() and len(run) <= MAX_DIGITS
    return Record(passed, run if is_number else "")


def record(grid: Grid, outcomes: Outcomes, run: str) -> str:
    """Return the text of a checked.json."""
    passed = {level.key: passed_koans(level, outcomes) for level in grid.levels}
    content = {
        "schema": SCHEMA,
        "run": run,
        "passed": {key: koans for key, koans in passed.items() if koans},
    }
    return json.dumps(content, indent=1) + "\n"


def summary(grid: Grid, outcomes: Outcomes) -> str:
    """Return a table in Markdown: of each level, how many koans passed of how many."""
    words = {level.number: level.word for level in grid.levels}
    numbers = sorted(words)
    lines = ["| project | " + " | ".join(f"{n} {words[n]}" for n in numbers) + " |"]
    lines += ["|---" * (len(numbers) + 1) + "|"]
    total = 0
    for project in grid.projects:
        cells = dict.fromkeys(numbers, "")
        for level in grid.of(project):
            n_passed, n_koans = len(passed_koans(level, outcomes)), len(level.koans)
            total += n_passed
            sign = " ✓" if n_passed == n_koans else ""
            cells[level.number] = f"{n_passed} of {n_koans}{sign}"
        lines.append(f"| {' | '.join([project.replace('_', ' '), *cells.values()])} |")
    head = f"## {total} of {grid.n_koans} koans pass"
    return "\n".join([head, "", *lines, ""])


def junit(grid: Grid, outcomes: Outcomes) -> str:
    """Return the outcome of each koan as JUnit XML, for the levels that were worked at."""
    suite = ElementTree.Element("testsuite", name="koans")
    for level in grid.levels:
        if level.key not in outcomes:
            continue
        for koan in level.koans:
            case = ElementTree.SubElement(
                suite, "testcase", classname=level.module, name=koan
            )
            state = outcomes[level.key]["koans"].get(koan, "not run")
            if state != PASSED:
                ElementTree.SubElement(case, "failure", message=state)
    cases = suite.findall("testcase")
    n_failed = sum(len(case) for case in cases)
    suite.attrib |= {"tests": str(len(cases)), "failures": str(n_failed)}
    root = ElementTree.Element("testsuites")
    root.append(suite)
    return ElementTree.tostring(root, "unicode", xml_declaration=True) + "\n"


def main(folder: Path) -> None:
    root = Path(__file__).parents[2]
    (root / FOLDER / KEPT).unlink(missing_ok=True)  # nothing from before counts
    grid = Grid.at(root)
    outcomes = Rerun(grid).outcomes()
    folder.mkdir(parents=True, exist_ok=True)
    run = os.environ.get("GITHUB_RUN_ID", "")
    (folder / "checked.json").write_text(record(grid, outcomes, run), encoding="utf-8")
    (folder / "junit.xml").write_text(junit(grid, outcomes), encoding="utf-8")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(summary(grid, outcomes))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python -m sensei.board.classroom FOLDER: where to write what passes")
    main(Path(sys.argv[1]))
