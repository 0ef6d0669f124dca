"""The pytest hooks and options of the koans. PYTEST_DONT_REWRITE: it may be held warm."""

import os
import sys
from collections.abc import Generator
from types import ModuleType

import pytest
from _pytest._code.code import ReprFileLocation, TerminalRepr
from _pytest._io import TerminalWriter

from sensei import options
from sensei.course.grid import Grid
from sensei.course.journal import FOLDER, Journal
from sensei.course.level import Level
from sensei.course.progress import Progress
from sensei.guide import Guide
from sensei.present import Presenter
from sensei.run.again import Again, generator
from sensei.run.attempt import Attempt
from sensei.run.borrowing import borrow
from sensei.run.limits import limits
from sensei.run.stops import NotHere, TookTooLong
from sensei.screen.terminal import terminal_of
from sensei.text import syntax
from sensei.verdict.blank import blank_as_given, blank_left
from sensei.verdict.example import failing_example
from sensei.verdict.explain import failed
from sensei.verdict.finding import Finding, Reported, in_one_line
from sensei.verdict.given_lines import below_floor, changed_lines, echo
from sensei.verdict.outcome import run_key
from sensei.verdict.unreadable import at_import

grid_key = pytest.StashKey[Grid]()
seed_key = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    options.add_to(parser)


# What a bare pytest does, and what an option does


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> pytest.ExitCode | None:
    if "pytest_watch" in sys.modules:
        lead_ptw_to_this_python()
    if config.getoption("help"):
        return None
    if options.is_bare(config.invocation_params.args):
        config.pluginmanager.register(Guide(config, look_around), "koans-guide")
        return None
    progress, _ = look_around(config)
    if config.getoption("collectonly"):
        return None
    status = options.act(config, terminal_of(config), progress)
    if status is None:
        borrow(config, progress, requested(config, progress.grid))
    return status


def look_around(
    config: pytest.Config, grid: Grid | None = None
) -> tuple[Progress, int]:
    """Return the progress and the seed of a run, as the files are at this moment.

    grid: the grid, where it is known that no level has come or gone.
    """
    grid = config.stash[grid_key] = grid or Grid.at(config.rootpath)
    seed = config.getoption("seed")
    if seed is None:
        seed = int.from_bytes(os.urandom(3), "big")
    config.stash[seed_key] = seed
    return Progress(grid, Journal(config.rootpath)), seed


def lead_ptw_to_this_python() -> None:
    """Have ptw run the Python that it runs on itself, activated or not.

    ptw's own process asks pytest for its settings before the first run, and then runs
    ``python``.
    """
    here = os.path.dirname(sys.executable)
    os.environ["PATH"] = here + os.pathsep + os.environ.get("PATH", "")


def requested(config: pytest.Config, grid: Grid) -> set[str]:
    """Return the keys of the levels that explicit arguments ask for."""
    keys = set()
    for argument in config.args:
        path = (config.invocation_params.dir / argument.split("::")[0]).resolve()
        for level in grid.levels:
            if path == level.koan or path in level.koan.parents:
                keys.add(level.key)
    return keys


# Every koan, guided or not


def level_of(node: pytest.Item | pytest.Collector) -> Level | None:
    """Return the level whose koan file holds a node of pytest's, or None."""
    grid = node.config.stash.get(grid_key, None)
    return grid.containing(node.path) if grid else None


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    level = level_of(collector) if isinstance(collector, pytest.Module) else None
    if level is None:
        return (yield)
    try:
        with limits():
            return (yield)
    except (SystemExit, TookTooLong, NotHere) as error:
        finding = at_import(level, error)
        run = collector.config.stash.get(run_key, None)
        if run is not None:
            run.finding = finding
        return pytest.CollectReport(collector.nodeid, "failed", Brief(finding), [])


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    level = level_of(item) if isinstance(item, pytest.Function) else None
    if level is None or not isinstance(item, pytest.Function):
        return (yield)
    protect(item.module)
    name, seed = item.function.__name__, item.config.stash[seed_key]
    again = Again(item.module, name, seed, item.config.rootpath)
    attempt = Attempt(level, syntax.read(level.koan), name, again)
    finding = changed_lines(attempt) or below_floor(attempt)
    if finding is None and "present" not in item.fixturenames:
        finding = blank_as_given(attempt)
    if finding is not None:
        raise Reported(finding)
    try:
        with limits():
            result = yield
    except (KeyboardInterrupt, pytest.exit.Exception):
        raise
    except BaseException as error:
        raise Reported(failed(attempt, error)) from None
    finding = blank_left(attempt) or echo(attempt) or failing_example(attempt)
    if finding is not None:
        raise Reported(finding)
    return result


def protect(module: ModuleType) -> None:
    """Have the arrays that a koan file works on refuse to be changed: a koan that comes later
    must find them as they were."""
    for value in vars(module).values():
        if type(value).__module__ == "numpy" and hasattr(value, "setflags"):
            value.setflags(write=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.excinfo is not None and isinstance(call.excinfo.value, Reported):
        report.longrepr = Brief(call.excinfo.value.finding)
    return report


class Brief(TerminalRepr):
    """A finding as a failure in pytest's own reports: one line, and where."""

    def __init__(self, finding: Finding) -> None:
        message = in_one_line(finding)
        self.reprcrash = ReprFileLocation(str(finding.path), finding.line, message)
        self.lines = [f"    {line}" for line in finding.code]
        self.message = message

    def __str__(self) -> str:
        path, line = self.reprcrash.path, self.reprcrash.lineno
        return "\n".join([*self.lines, f"{path}:{line}: {self.message}"])

    def toterminal(self, tw: TerminalWriter) -> None:
        tw.line(str(self))


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> object:
    """A NumPy Generator with fresh random numbers; --seed N gives those of a run again."""
    return generator(request.config.stash[seed_key], request.node.name)


@pytest.fixture
def present(request: pytest.FixtureRequest) -> Presenter:
    """Shows a result: see sensei.present.Presenter."""
    root, level = request.config.rootpath, level_of(request.node)
    run = request.config.stash.get(run_key, None)
    if run is None or level is None:
        return Presenter(root)
    place = root / FOLDER / "pictures" / f"{level.project}.png"
    return Presenter(root, place)
