"""What passes, as a group's CI tells it: python -m sensei.board.classroom FOLDER

Runs the koans that were worked at, as the portfolio does, writes checked.json and junit.xml
into FOLDER, and prints the summary of a run as Markdown. sensei.board reads checked.json.
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from sensei.course.grid import Grid
from sensei.course.journal import FOLDER

SCHEMA = 1
LONGEST_RUN = 20  # digits


@dataclass(frozen=True)
class Record:
    """passed: {key of a level: names of koans}; run: the number of the CI's run, or ""."""

    passed: dict
    run: str


def read(data):
    """The Record in the bytes of a checked.json, or None where there is none."""
    try:
        told = json.loads(data)
        passed = {key: frozenset(koans) for key, koans in told["passed"].items()}
        run = told["run"]
        good = told["schema"] == SCHEMA and isinstance(run, str)
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return None
    if not good:
        return None
    short = run.isascii() and run.isdigit() and len(run) <= LONGEST_RUN
    return Record(passed, run if short else "")


def record(grid, found, run):
    """The text of a checked.json. found: as portfolio.check.Check has it."""
    passed = {level.key: _passed(level, found) for level in grid.levels}
    told = {
        "schema": SCHEMA,
        "run": run,
        "passed": {k: v for k, v in passed.items() if v},
    }
    return json.dumps(told, indent=1) + "\n"


def summary(grid, found):
    """A table of projects by levels in Markdown: how many koans passed of how many."""
    words = {level.number: level.word for level in grid.levels}
    numbers = sorted(words)
    done, lines = 0, []
    lines += ["| project | " + " | ".join(f"{n} {words[n]}" for n in numbers) + " |"]
    lines += ["|---" * (len(numbers) + 1) + "|"]
    for project in grid.projects:
        cells = dict.fromkeys(numbers, "")
        for level in grid.of(project):
            passed, whole = len(_passed(level, found)), len(level.koans)
            done += passed
            sign = " ✓" if passed == whole else ""
            cells[level.number] = f"{passed} of {whole}{sign}"
        lines.append(f"| {' | '.join([project.replace('_', ' '), *cells.values()])} |")
    head = f"## {done} of {grid.n_koans} koans pass"
    return "\n".join([head, "", *lines, ""])


def junit(grid, found):
    """The same koan by koan, as JUnit XML, for the levels that were worked at."""
    suite = ElementTree.Element("testsuite", name="koans")
    for level in grid.levels:
        if level.key not in found:
            continue
        for koan in level.koans:
            case = ElementTree.SubElement(
                suite, "testcase", classname=level.module, name=koan
            )
            state = found[level.key]["koans"].get(koan, "not run")
            if state != "passed":
                ElementTree.SubElement(case, "failure", message=state)
    cases = suite.findall("testcase")
    failed = sum(len(case) for case in cases)
    suite.attrib |= {"tests": str(len(cases)), "failures": str(failed)}
    root = ElementTree.Element("testsuites")
    root.append(suite)
    return ElementTree.tostring(root, "unicode", xml_declaration=True) + "\n"


def _passed(level, found):
    states = found.get(level.key, {"koans": {}})["koans"]
    return [koan for koan in level.koans if states.get(koan) == "passed"]


def main(folder):
    from sensei.portfolio import check

    root, folder = Path(__file__).parents[2], Path(folder)
    (root / FOLDER / check.KEPT).unlink(missing_ok=True)  # nothing from before counts
    grid = Grid.at(root)
    found = check.Check(grid).found()
    folder.mkdir(parents=True, exist_ok=True)
    run = os.environ.get("GITHUB_RUN_ID", "")
    (folder / "checked.json").write_text(record(grid, found, run), encoding="utf-8")
    (folder / "junit.xml").write_text(junit(grid, found), encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    print(summary(grid, found))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python -m sensei.board.classroom FOLDER: where to write what passes")
    main(sys.argv[1])
