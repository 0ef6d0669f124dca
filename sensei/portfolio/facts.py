"""All that a portfolio says, as plain values: what portfolio.json holds (docs/portfolio.md)."""

import csv
import re
from collections import Counter
from datetime import datetime

from sensei.course import results as tries
from sensei.portfolio import check
from sensei.portfolio.digests import of_file
from sensei.practice import kata
from sensei.text import syntax
from sensei.verdict.finding import CHANGED

SCHEMA = 1
DATA_ROW = re.compile(r"^\| `([^`]+)` \|(.+)\|$", re.MULTILINE)
DATA_FILE = re.compile(r"\"([\w.-]+\.csv)\"")


def facts(grid, events, learner, found):
    """The whole portfolio. found: of check.Check; events: the journal's."""
    projects = [
        project(grid, name, events, found)
        for name in grid.projects
        if any(level.key in found for level in grid.of(name))
    ]
    return {
        "schema": SCHEMA,
        "name": learner.name,
        "about": learner.about,
        "links": dict(learner.links),
        "koans": {
            "passed": sum(p["koans"]["passed"] for p in projects),
            "all": grid.n_koans,
        },
        "passes_by_day": passes_by_day(grid, events, found),
        "projects": projects,
        "checked_with": check.versions(),
        "check_again": "pytest --portfolio",
    }


def project(grid, name, events, found):
    """One project: what is asked, of which data, what came out, and what is under it."""
    card = syntax.read(grid.root / "solutions" / name / "__init__.py")
    question, _, story = syntax.docstring(card).partition("\n")
    levels = [level_facts(level, events, found) for level in grid.of(name)]
    shown = [level for level in levels if level["result"]]
    done = [level for level in shown if level["state"] == "done"]
    return {
        "project": name,
        "title": name.replace("_", " "),
        "question": question.strip(),
        "story": " ".join(story.split()),
        "data": data(grid.root, card),
        "result": (done or [{"result": None}])[-1]["result"],
        "baseline": next(
            (r["baseline"] for r in _results(levels) if r["baseline"]), ""
        ),
        "pictures": [
            {"file": r["picture"], "alt": r["alt"]}
            for r in _results(levels)
            if r["picture"]
        ],
        "koans": {
            "passed": sum(level["koans"]["passed"] for level in levels),
            "all": sum(level["koans"]["all"] for level in levels),
        },
        "own_functions": sum(
            len(lv["functions"])
            for lv in levels
            if lv["state"] == "done" and lv["deep"]
        ),
        "levels": levels,
        "check_again": f"pytest koans/{name}",
    }


def _results(levels):
    return [lv["result"] for lv in levels if lv["result"] and lv["state"] == "done"]


def level_facts(level, events, found):
    """One level. state: "done", "changed" (lines that were given are not as they were),
    "begun" or "open"; deep: whether a library's place is taken there."""
    came = found.get(level.key, check.NOTHING)
    states = Counter(came["koans"].get(koan, "missing") for koan in level.koans)
    passed = states["passed"]
    state = "open"
    if states[CHANGED]:
        state = "changed"
    elif level.koans and passed == len(level.koans):
        state = "done"
    elif passed:
        state = "begun"
    return {
        "level": level.number,
        "word": level.word,
        "key": level.key,
        "state": state,
        "deep": level.number > 2,
        "koans": {"passed": passed, "all": len(level.koans)},
        "borrowed": came["borrowed"],
        "functions": level.parts,
        "pillars": level.pillars,
        "done_on": done_on(level, events) if state == "done" else "",
        "result": came["result"],
        "tries": {
            name: [{"on": day(time), "value": value} for time, value in values]
            for name, values in tries.by_name(events, level.key).items()
            if len(values) > 1
        },
        "katas": [
            {"on": one.times[-1].date().isoformat(), "seconds": round(one.seconds)}
            for one in kata.finished(events, level.key)
        ],
        "file": level.shown(),
        "sha256": of_file(level.koan) if level.key in found else "",
    }


def data(root, card):
    """Where a project's data is from, as data/README.md says it: file, rows, what, from,
    licence, and a digest of the file."""
    names = DATA_FILE.findall(card)
    if not names:
        return None
    try:
        table = syntax.read(root / "data" / "README.md")
    except OSError:
        table = ""
    cells = {name: cells.split(" | ") for name, cells in DATA_ROW.findall(table)}
    rows, what, origin, licence = (
        [c.strip() for c in cells.get(names[0], [])] + [""] * 4
    )[:4]
    return {
        "file": f"data/{names[0]}",
        "rows": rows or _n_rows(root / "data" / names[0]),
        "what": what.replace("`", ""),
        "from": origin.replace("`", ""),
        "licence": licence.replace("`", ""),
        "sha256": of_file(root / "data" / names[0]),
    }


def _n_rows(path):
    """How many rows a CSV file has below its head, as text; "" where it cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return f"{sum(1 for _ in csv.reader(file)) - 1:,}"
    except (OSError, ValueError, csv.Error):
        return ""


def done_on(level, events):
    """The day on which a level was first finished, from the journal; "" if not told."""
    days = [
        day(event.get("time", ""))
        for event in events
        if event["event"] == "level" and event.get("level") == level.key
    ]
    return next(filter(None, days), "")


def passes_by_day(grid, events, found):
    """How many of the koans that pass now had passed by the end of each day: [[day, n]]."""
    first = {}
    for event in events:
        key, koan = event.get("level"), event.get("koan")
        on = day(event.get("time", ""))
        passes = found.get(key, check.NOTHING)["koans"].get(koan) == "passed"
        if event["event"] == "pass" and passes and on:
            first.setdefault((key, koan), on)
    total, rows = 0, []
    for on, count in sorted(Counter(first.values()).items()):
        total += count
        rows.append([on, total])
    return rows


def day(time):
    """The day of a time as the journal has it, in ISO format; "" where it is none."""
    try:
        return datetime.fromisoformat(time).date().isoformat()
    except (TypeError, ValueError):
        return ""
