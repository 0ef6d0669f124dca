"""One level, koan by koan: what runs, in which order, and what comes of it."""

import os
import sys
import threading
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from sensei.present import Presenter
from sensei.run.attempt import Attempt
from sensei.text import reach, syntax, terms
from sensei.verdict import helping
from sensei.verdict.explain import failed
from sensei.verdict.finding import Finding, Reported
from sensei.verdict.given_lines import missing_koan
from sensei.verdict.outcome import AtHand, Run
from sensei.verdict.unreadable import at_import


class OneProject(pytest.Directory):
    """The folder koans/ as if it held one project: the others are not even looked at."""

    project: Path  # its folder

    def collect(self) -> list[pytest.Collector]:
        return [self.ihook.pytest_collect_directory(path=self.project, parent=self)]


class LevelRun:
    """Runs the koans of one level until one fails, and notes in `run` what comes of them.

    conclude: called when the run is over, unless it was stopped; status: its exit status.
    """

    def __init__(self, run: Run, conclude: Callable[[Run], None]) -> None:
        self.run, self.conclude = run, conclude
        self.is_stopped = False
        self.status: int = pytest.ExitCode.INTERRUPTED

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_directory(
        self, path: Path, parent: pytest.Collector
    ) -> OneProject | None:
        project = self.run.level.koan.parent
        if path != project.parent:
            return None
        folder = OneProject.from_parent(parent, path=path)
        folder.project = project
        return folder

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """What is new runs first; what passed before, and would run the same again, only
        when nothing else is left: then all must pass together."""
        order = {name: n for n, name in enumerate(self.run.level.koans)}
        items[:] = [item for item in items if item.name in order]
        sure = self.run.before.sure
        items.sort(key=lambda item: (item.name in sure, order[item.name]))

    def pytest_exception_interact(
        self, call: pytest.CallInfo, report: pytest.CollectReport | pytest.TestReport
    ) -> None:
        """Find out why a koan file could not be imported."""
        if call.excinfo is None or self.run.finding is not None:
            return
        if isinstance(report, pytest.CollectReport):
            error = call.excinfo.value
            if isinstance(error, pytest.Collector.CollectError):
                error = error.__cause__ or error
            self.run.finding = at_import(self.run.level, error)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Function, call: pytest.CallInfo
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        run = self.run
        if call.when == "call" and report.passed:
            run.passed.append(item.name)
        presenter = item.funcargs.get("present")
        if isinstance(presenter, Presenter) and presenter.presented:
            run.presented[item.name] = presenter.presented
        if call.excinfo is not None and report.failed and run.finding is None:
            error = call.excinfo.value
            attempt = Attempt(run.level, syntax.read(run.level.koan), item.name)
            if isinstance(error, Reported):
                run.finding = error.finding
            else:
                run.finding = failed(attempt, error)
            run.at_hand = self._at_hand(item, report, attempt, run.finding)
            item.session.shouldfail = "one koan at a time"
        return report

    def _at_hand(
        self,
        item: pytest.Function,
        report: pytest.TestReport,
        attempt: Attempt,
        finding: Finding,
    ) -> AtHand:
        level, text = attempt.level, attempt.text
        subject = helping.subject(level, text, item.name)
        is_of_level = finding.of in {*level.koans, *level.parts}
        if is_of_level and finding.path == level.koan:
            subject = finding.of
        done = self._done(attempt)
        return AtHand(
            item.name,
            terms.unmarked((item.function.__doc__ or "").strip().split("\n")[0]),
            subject,
            [line for line in report.capstdout.splitlines() if line.strip()],
            has_drawn(item.funcargs.get("rng")),
            helping.asked_in_file(level, text, item.name, subject, done),
        )

    def _done(self, attempt: Attempt) -> set[str]:
        """Return the names of the koans that pass, and of the functions that they use."""
        passed = {*self.run.before.sure, *self.run.passed} - {attempt.test}
        return {name for koan in passed for name in reach.reached(attempt.tree, koan)}

    def pytest_keyboard_interrupt(
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> None:
        # pytest ends a collection with errors by an Interrupted of its own
        self.is_stopped = not isinstance(excinfo.value, pytest.Session.Interrupted)

    def pytest_internalerror(self) -> None:
        self.is_stopped = True

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.is_stopped:
            return
        run, koans = self.run, self.run.level.koans
        passed = {*run.before.sure, *run.passed} - {run.test}
        run.passed = [koan for koan in koans if koan in passed]
        if run.finding is None and len(run.passed) < len(koans):
            missing = next(koan for koan in koans if koan not in passed)
            run.finding = missing_koan(run.level, missing)
        if run.finding is not None:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        self.status = session.exitstatus
        self.conclude(run)

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        """End the process where a thread that a koan left running would keep it for ever."""
        main = threading.main_thread()
        if any(t is not main and not t.daemon for t in threading.enumerate()):
            sys.stdout.flush()
            os._exit(int(self.status))


def has_drawn(rng: object) -> bool:
    """Return whether the generator of a koan, or None, has given numbers yet."""
    if rng is None:
        return False
    import numpy as np

    if not isinstance(rng, np.random.Generator):
        return False
    seeds = rng.bit_generator.seed_seq
    if not isinstance(seeds, np.random.SeedSequence):
        return False
    unused = np.random.default_rng(seeds)
    return rng.bit_generator.state != unused.bit_generator.state
