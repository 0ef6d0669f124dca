"""All that a portfolio says, as plain values: what portfolio.json holds."""

from collections import Counter
from datetime import datetime
from typing import Any

from sensei.course import results
from sensei.course.grid import Grid, Level
from sensei.portfolio.data_source import data_facts
from sensei.portfolio.digests import file_digest
from sensei.portfolio.learner import Learner
from sensei.portfolio.outcomes import (
    PASSED,
    LevelOutcome,
    Outcomes,
    Result,
    no_outcome,
    passed_koans,
)
from sensei.portfolio.rerun import versions
from sensei.portfolio.schema import (
    Count,
    FigureValue,
    KataTime,
    LevelFacts,
    PortfolioFacts,
    ProjectFacts,
)
from sensei.practice import kata
from sensei.text import syntax
from sensei.verdict.finding import CHANGED

SCHEMA = 1
FIRST_DEEP_LEVEL = 3  # from here on the learner's code takes a library's place

Events = list[dict[str, Any]]  # of the journal


def portfolio_facts(
    grid: Grid, events: Events, learner: Learner, outcomes: Outcomes
) -> PortfolioFacts:
    """Return the whole portfolio."""
    projects = [
        project_facts(grid, name, events, outcomes)
        for name in grid.projects
        if any(level.key in outcomes for level in grid.of(name))
    ]
    return {
        "schema": SCHEMA,
        "name": learner.name,
        "about": learner.about,
        "links": dict(learner.links),
        "koans": {
            "passed": sum(project["koans"]["passed"] for project in projects),
            "all": grid.n_koans,
        },
        "passes_by_day": passes_by_day(events, outcomes),
        "projects": projects,
        "checked_with": versions(),
        "check_again": "pytest --portfolio",
    }


def project_facts(
    grid: Grid, name: str, events: Events, outcomes: Outcomes
) -> ProjectFacts:
    """Return one project: its question, its data, its result, and what is under it."""
    card = syntax.read(grid.root / "solutions" / name / "__init__.py")
    question, _, story = syntax.docstring(card).partition("\n")
    levels = [level_facts(level, events, outcomes) for level in grid.of(name)]
    done = [level for level in levels if level["state"] == "done"]
    shown = [level["result"] for level in done if level["result"]]
    return {
        "project": name,
        "title": name.replace("_", " "),
        "question": question.strip(),
        "story": " ".join(story.split()),
        "data": data_facts(grid.root, card),
        "result": shown[-1] if shown else None,
        "baseline": _first_baseline(shown),
        "pictures": [
            {"file": result["picture"], "alt": result["alt"]}
            for result in shown
            if result["picture"]
        ],
        "koans": {
            "passed": sum(level["koans"]["passed"] for level in levels),
            "all": sum(level["koans"]["all"] for level in levels),
        },
        "own_functions": sum(len(lv["functions"]) for lv in done if lv["deep"]),
        "levels": levels,
        "check_again": f"pytest koans/{name}",
    }


def _first_baseline(shown: list[Result]) -> str:
    return next((result["baseline"] for result in shown if result["baseline"]), "")


def level_facts(level: Level, events: Events, outcomes: Outcomes) -> LevelFacts:
    """Return one level."""
    outcome = outcomes.get(level.key, no_outcome())
    koans: Count = {
        "passed": len(passed_koans(level, outcomes)),
        "all": len(level.koans),
    }
    state = _state(level, outcome, koans["passed"])
    return {
        "level": level.number,
        "word": level.word,
        "key": level.key,
        "state": state,
        "deep": level.number >= FIRST_DEEP_LEVEL,
        "koans": koans,
        "borrowed": outcome["borrowed"],
        "functions": level.parts,
        "pillars": level.pillars,
        "done_on": done_on(level, events) if state == "done" else "",
        "result": outcome["result"],
        "tries": _figures(level, events),
        "katas": _katas(level, events),
        "file": level.shown(),
        "sha256": file_digest(level.koan) if level.key in outcomes else "",
    }


def _state(level: Level, outcome: LevelOutcome, passed: int) -> str:
    """Return "done", "changed", "begun" or "open".

    "changed" means that lines that were given are not as they were.
    """
    if any(outcome["koans"].get(koan) == CHANGED for koan in level.koans):
        return "changed"
    if level.koans and passed == len(level.koans):
        return "done"
    return "begun" if passed else "open"


def _figures(level: Level, events: Events) -> dict[str, list[FigureValue]]:
    """Return the values that each figure of a level has had, if there were several."""
    return {
        name: [{"on": day(time), "value": value} for time, value in values]
        for name, values in results.by_name(events, level.key).items()
        if len(values) > 1
    }


def _katas(level: Level, events: Events) -> list[KataTime]:
    return [
        {"on": one.times[-1].date().isoformat(), "seconds": round(one.seconds)}
        for one in kata.finished(events, level.key)
    ]


def done_on(level: Level, events: Events) -> str:
    """Return the day on which a level was first finished; "" if no event tells."""
    days = [
        day(event.get("time"))
        for event in events
        if event["event"] == "level" and event.get("level") == level.key
    ]
    return next(filter(None, days), "")


def passes_by_day(events: Events, outcomes: Outcomes) -> list[tuple[str, int]]:
    """Return how many koans had passed by the end of each day, of those that pass now."""
    first_day: dict[tuple[str, str], str] = {}
    for event in events:
        if event["event"] != "pass":
            continue
        key, koan = event.get("level", ""), event.get("koan", "")
        passes = outcomes.get(key, no_outcome())["koans"].get(koan) == PASSED
        on = day(event.get("time"))
        if passes and on:
            first_day.setdefault((key, koan), on)
    total, rows = 0, []
    for on, count in sorted(Counter(first_day.values()).items()):
        total += count
        rows.append((on, total))
    return rows


def day(time: object) -> str:
    """Return the day of a time as the journal has it, in ISO format; "" if it is none."""
    try:
        return datetime.fromisoformat(str(time)).date().isoformat()
    except ValueError:
        return ""
