"""The pytest plugin of a check: keeps what came of each koan, as JSON.

python -m pytest -p sensei.portfolio.checked --checked-to FILE koans/…/level_1_result.py …
"""

import json
import sys
from pathlib import Path

import pytest

from sensei.course import results as tries
from sensei.course.grid import Grid
from sensei.course.journal import FOLDER
from sensei.portfolio.judging import judged
from sensei.present import Presenter
from sensei.run.borrowing import Borrowing, all_earlier
from sensei.verdict.finding import BROKEN, Reported

PICTURES = "portfolio"  # under .koans


def pytest_addoption(parser):
    parser.addoption("--checked-to", metavar="FILE")


def pytest_configure(config):
    place = config.getoption("--checked-to")
    if place:
        config.pluginmanager.register(Checked(config, Path(place)), "koans-checked")


class Checked:
    """levels: for each level's key {"koans": {name: state}, "result": … or None,
    "borrowed": keys of the earlier levels that the solutions stood in for}."""

    def __init__(self, config, place):
        self.grid, self.place = Grid.at(config.rootpath), place
        self.levels = {}

    def of(self, level):
        if level.key not in self.levels:
            away = {
                m for f in sys.meta_path if isinstance(f, Borrowing) for m in f.levels
            }
            needed = dict.fromkeys(all_earlier(self.grid, level))
            borrowed = [other.key for other in needed if other.module in away]
            nothing = {"koans": {}, "result": None, "borrowed": borrowed}
            self.levels[level.key] = nothing
        return self.levels[level.key]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef, request):
        """The present fixture, with a place for the picture of a level's last koan."""
        found = yield
        level = self.grid.containing(request.node.path) if request.node else None
        if fixturedef.argname == "present" and level is not None:
            folder = self.grid.root / FOLDER / PICTURES
            found.place = folder / f"{level.project}-{level.number}.svg"
        return found

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        level = self.grid.containing(item.path)
        if level is None or (call.when != "call" and report.passed):
            return report
        found, error = self.of(level), call.excinfo and call.excinfo.value
        state = "passed"
        if report.failed:
            known = isinstance(error, Reported)
            state = error.finding.state if known else BROKEN
        elif report.skipped:
            state = "skipped"
        found["koans"][item.name] = state
        presenter = getattr(item, "funcargs", {}).get("present")
        if state == "passed" and isinstance(presenter, Presenter):
            found["result"] = in_json(presenter.presented, found["result"])
        return report

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self):
        self.place.write_text(json.dumps(self.levels))


def in_json(presented, before):
    """What a koan presented as plain values; what it left open is as an earlier koan of
    the level had it."""
    if presented is None:
        return before
    before = before or {}
    judgement = judged(presented.predicted, presented.truth)
    return {
        "headline": presented.headline or before.get("headline", ""),
        "figures": tries.numbers(presented.figures) or before.get("figures", {}),
        "judged": judgement or before.get("judged"),
        "baseline": presented.baseline or before.get("baseline", ""),
        "picture": presented.picture or before.get("picture", ""),
        "alt": presented.alt if presented.picture else before.get("alt", ""),
    }
