"""The pytest plugin of a rerun: keeps what came of each koan, as JSON.

python -m pytest -p sensei.portfolio.outcome_plugin --outcomes-to FILE koans/…/level_1_result.py
"""

import json
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from sensei.course.grid import Grid, Level
from sensei.course.journal import FOLDER
from sensei.course.results import numbers
from sensei.portfolio.intervals import judgement
from sensei.portfolio.outcomes import PASSED, LevelOutcome, Result
from sensei.present import Presented, Presenter
from sensei.run.borrowing import Borrowing, all_earlier
from sensei.verdict.finding import BROKEN, Reported

PICTURES = "portfolio"  # under .koans


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--outcomes-to", metavar="FILE")


def pytest_configure(config: pytest.Config) -> None:
    file = config.getoption("--outcomes-to")
    if file:
        plugin = OutcomePlugin(config.rootpath, Path(file))
        config.pluginmanager.register(plugin, "koans-outcomes")


class OutcomePlugin:
    """outcomes: of the levels that have run so far, by their keys."""

    def __init__(self, root: Path, file: Path) -> None:
        self.grid, self.file = Grid.at(root), file
        self.outcomes: dict[str, LevelOutcome] = {}

    def outcome_of(self, level: Level) -> LevelOutcome:
        """Return what came of a level so far, to be added to."""
        if level.key not in self.outcomes:
            self.outcomes[level.key] = {
                "koans": {},
                "result": None,
                "borrowed": self.borrowed(level),
            }
        return self.outcomes[level.key]

    def borrowed(self, level: Level) -> list[str]:
        """Return the keys of the earlier levels that the solutions stand in for."""
        away = {
            module
            for finder in sys.meta_path
            if isinstance(finder, Borrowing)
            for module in finder.levels
        }
        needed = dict.fromkeys(all_earlier(self.grid, level))
        return [other.key for other in needed if other.module in away]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
    ) -> Generator[None, object, object]:
        """Give the present fixture a place for the picture of a level's last koan."""
        value = yield
        if isinstance(value, Presenter):
            level = self.grid.containing(request.node.path)
            if level is not None:
                name = f"{level.project}-{level.number}.svg"
                value.picture_path = self.grid.root / FOLDER / PICTURES / name
        return value

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Keep the state of a koan, and what it presented if it passed."""
        report = yield
        level = self.grid.containing(item.path)
        if level is None or (call.when != "call" and report.passed):
            return report
        outcome, state = self.outcome_of(level), _state(report, call)
        outcome["koans"][item.name] = state
        presenter = getattr(item, "funcargs", {}).get("present")
        if state == PASSED and isinstance(presenter, Presenter):
            outcome["result"] = result(presenter.presented, outcome["result"])
        return report

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        self.file.write_text(json.dumps(self.outcomes))


def _state(report: pytest.TestReport, call: pytest.CallInfo[None]) -> str:
    """Return the state of a koan: passed, skipped, or what its finding says."""
    if report.failed:
        error = call.excinfo and call.excinfo.value
        if isinstance(error, Reported):
            return str(error.finding.state)
        return BROKEN
    return "skipped" if report.skipped else PASSED


def result(presented: Presented | None, earlier: Result | None) -> Result | None:
    """Return what a koan presented as plain values.

    What it left open is as an earlier koan of the level had it.
    """
    if presented is None:
        return earlier
    judged = judgement(presented.predicted, presented.truth)
    shown: Result = {
        "headline": presented.headline,
        "figures": numbers(presented.figures),
        "judged": judged,
        "baseline": presented.baseline,
        "picture": presented.picture,
        "alt": presented.alt if presented.picture else "",
    }
    if earlier is None:
        return shown
    return {
        "headline": shown["headline"] or earlier["headline"],
        "figures": shown["figures"] or earlier["figures"],
        "judged": shown["judged"] or earlier["judged"],
        "baseline": shown["baseline"] or earlier["baseline"],
        "picture": shown["picture"] or earlier["picture"],
        "alt": shown["alt"] if shown["picture"] else earlier["alt"],
    }
