"""The pytest hooks and options of the koans. PYTEST_DONT_REWRITE: it may be held warm."""

import inspect
import os
import shutil
import signal
import sys
import threading
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import pytest
from _pytest._code.code import ReprFileLocation
from _pytest._io import TerminalWriter

from . import commands, explain, floor, helping, source, voice
from .explain import Reported, TookTooLong
from .journal import FOLDER, Journal, Progress, now
from .koan import NotFilledIn
from .path import ORDERS, Grid, current, following
from .present import Presenter

TIME_LIMIT = 20  # seconds a koan may run
PRINTED_LINES = 3
HARMLESS = ("--color", "--seed", "-p", "--rootdir", "-c", "--capture", "-s")

run_key = pytest.StashKey()
grid_key = pytest.StashKey()
borrowed_key = pytest.StashKey()
comparison_key = pytest.StashKey()
seed_key = pytest.StashKey()


def pytest_addoption(parser):
    group = parser.getgroup("koans", "koans: each acts and exits")
    group.addoption(
        "--map", action="store_true", help="show projects, levels and what is done"
    )
    group.addoption(
        "--hint", action="store_true", help="one more hint on the koan at hand"
    )
    group.addoption(
        "--solution", action="store_true", help="the solution of the koan at hand"
    )
    group.addoption(
        "--reset",
        nargs="?",
        const="",
        metavar="LEVEL",
        help="put a level (iris/3) or one function (iris/3:vote) back to its blanks; "
        "without a name the current level; what was there is kept in .koans/backups",
    )
    group.addoption(
        "--go", metavar="PROJECT[/LEVEL]", help="work at another level (iris/3)"
    )
    group.addoption(
        "--path",
        choices=ORDERS,
        help="the order of levels: spiral (at first), down, across",
    )
    group.addoption(
        "--seed",
        type=int,
        metavar="N",
        help="the random numbers of a run, to see them again",
    )


# What a bare pytest does


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    began = now()
    grid = config.stash[grid_key] = Grid(config.rootpath)
    seed = config.getoption("seed")
    if seed is None:
        seed = int.from_bytes(os.urandom(3), "big")
    config.stash[seed_key] = seed
    if "pytest_watch" in sys.modules:
        lead_ptw_to_this_python()
    if config.getoption("collectonly") or config.getoption("help"):
        return None
    forget_bytecode(grid)
    progress = Progress(grid, Journal(config.rootpath))
    out = voice.Voice(colour=_wanted_colour(config))
    acted = act(config, out, grid, progress)
    if acted is not None:
        return acted
    if not is_guided(config):
        borrow(config, grid, progress, requested(config, grid))
        return None
    return guide(config, out, grid, progress, began)


def lead_ptw_to_this_python():
    """In ptw's own process, which asks pytest for its settings before the first run: its
    runner, ``python``, is to be the Python that it runs on, activated or not."""
    here = os.path.dirname(sys.executable)
    os.environ["PATH"] = here + os.pathsep + os.environ.get("PATH", "")


def act(config, out, grid, progress):
    """Carry out an option that acts and exits: the exit status, or None without one."""
    option = config.getoption
    try:
        if option("reset") is not None:
            lines = commands.reset(out, grid, progress, option("reset"))
        elif option("go"):
            lines = commands.go(out, grid, progress, option("go"))
        elif option("path"):
            lines = commands.choose(out, grid, progress, option("path"))
        elif option("hint") or option("solution"):
            lines = commands.give_hint(out, grid, progress, bool(option("solution")))
        elif option("map"):
            lines = commands.show_map(out, grid, progress)
        else:
            return None
    except commands.Wrong as error:
        out.say([voice.MARGIN + str(error)])
        return pytest.ExitCode.USAGE_ERROR
    except OSError as error:
        out.say(
            [voice.MARGIN + f"{error.filename}: {error.strerror}; nothing was changed."]
        )
        return pytest.ExitCode.USAGE_ERROR
    out.say(lines)
    return pytest.ExitCode.OK


def _wanted_colour(config):
    return {"yes": True, "no": False}.get(config.getoption("color"))


def is_guided(config):
    """Whether pytest was called bare, as ptw calls it: then one koan is shown at a time.
    Any argument that asks for something keeps pytest's own meaning."""
    words = list(config.invocation_params.args)
    while words:
        word = words.pop(0)
        if (
            word in ("-p", "-c", "--seed", "--color", "--rootdir", "--capture")
            and words
        ):
            words.pop(0)
        elif not word.startswith(HARMLESS):
            return False
    return True


def requested(config, grid):
    """The levels that explicit arguments ask for."""
    found = set()
    for argument in config.args:
        path = (config.invocation_params.dir / str(argument).split("::")[0]).resolve()
        for level in grid.levels:
            if path == level.koan or path in level.koan.parents:
                found.add(level.key)
    return found


def forget_bytecode(grid):
    """Compiled koans are told apart by size and full seconds; two saves may agree in both."""
    for project in grid.projects:
        folder = grid.root / "koans" / project / "__pycache__"
        shutil.rmtree(folder, ignore_errors=True)


class Borrowing:
    """Imports a solution in place of an earlier level that is not done."""

    def __init__(self, levels):
        self.levels = {level.module: level for level in levels}

    def find_spec(self, name, path=None, target=None):
        if name not in self.levels:
            return None
        from importlib.util import spec_from_file_location

        return spec_from_file_location(name, self.levels[name].solution)


def borrow(config, grid, progress, wanted):
    """Have the earlier levels that wanted ones import, and that are not done, borrowed."""
    levels = []
    for level in grid.levels:
        if level.key not in wanted:
            continue
        for other in _all_earlier(grid, level):
            if other.key not in wanted and not progress.done(other):
                levels.append(other)
    levels = list(dict.fromkeys(levels))
    if levels:
        finder = Borrowing(levels)
        sys.meta_path.insert(0, finder)
        config.add_cleanup(lambda: sys.meta_path.remove(finder))
    return levels


def _all_earlier(grid, level):
    for other in grid.earlier(level):
        yield other
        yield from _all_earlier(grid, other)


@dataclass
class Run:
    """One guided run of one level, and what came of it.

    known: the koans that passed at the last run; sure: those that would run the same again.
    """

    level: Any
    began: int
    borrowed: list
    known: list
    fingerprints: tuple
    sure: list
    seed: int
    passed: list = field(default_factory=list)
    finding: Any = None
    test: str | None = None
    docstring: str = ""
    subject: str = ""
    arguments: tuple = ()
    presented: Any = None
    printed: list = field(default_factory=list)
    help: Any = None
    stopped: bool = False

    @property
    def fresh(self):
        """The koans that passed now and did not at the last run."""
        return [koan for koan in self.passed if koan not in self.known]


def guide(config, out, grid, progress, began):
    """Prepare to run the current level; an exit status where there is nothing to run."""
    level = current(grid, progress.order, progress, progress.since)
    if level is None:
        if not grid.levels:
            out.say([voice.MARGIN + f"No projects were found under {grid.root}."])
            return pytest.ExitCode.NO_TESTS_COLLECTED
        progress.saw(began)
        out.say(voice.done_screen(out, grid, progress))
        return pytest.ExitCode.OK
    borrowed = borrow(config, grid, progress, {level.key})
    fingerprints = progress.fingerprints(level)
    config.stash[run_key] = run = Run(
        level,
        began,
        borrowed,
        progress.remembered(level),
        fingerprints,
        progress.unchanged(level, fingerprints),
        config.stash[seed_key],
    )
    finding = explain.unreadable(level)
    if finding is not None:
        run.finding = finding
        conclude(config, out, grid, progress, run)
        return pytest.ExitCode.TESTS_FAILED
    config.args[:] = [str(level.koan)]
    config.option.verbose = -1
    config.pluginmanager.register(
        Guide(config, out, grid, progress, run), "koans-guide"
    )
    return None


def conclude(config, out, grid, progress, run):
    """Keep what is new, and show the screen."""
    level = run.level
    new = [koan for koan in run.passed if progress.first_pass(level, koan)]
    finished = run.finding is None and len(run.passed) == len(level.koans)
    if progress.place != level.key:
        progress.journal.add("at", level=level.key)
    for koan in new:
        progress.journal.add("pass", level=level.key, koan=koan)
    was_done = progress.done(level)
    if run.finding is not None and run.test is None:  # nothing ran: what is known stays
        progress.saw(run.began)
    else:
        progress.remember(level, run.passed, run.fingerprints, run.began)
    if not finished:
        out.say(voice.koan_screen(out, grid, level, progress, run))
        progress.events = progress.journal.events()
        return
    if not was_done:
        facts = run.presented.figures if run.presented else {}
        headline = run.presented.headline if run.presented else ""
        borrowed = [other.key for other in run.borrowed]
        progress.journal.add(
            "level",
            level=level.key,
            headline=headline,
            figures=facts,
            borrowed=borrowed,
        )
    progress.events = progress.journal.events()
    after = following(grid.ordered(progress.order), level, progress)
    out.say(voice.level_screen(out, grid, level, progress, run, after))


class Guide:
    """Runs one level koan by koan, silences pytest's own report and shows one screen."""

    def __init__(self, config, out, grid, progress, run):
        self.config, self.out, self.run = config, out, run
        self.grid, self.progress = grid, progress

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session):
        reporter = self.config.pluginmanager.get_plugin("terminalreporter")
        reporter._tw = TerminalWriter(StringIO())

    def pytest_collection_modifyitems(self, items):
        """What is new runs first; what passed before, and would run the same again, only
        when nothing else is left: then all must pass together."""
        order = {name: n for n, name in enumerate(self.run.level.koans)}
        items[:] = [item for item in items if item.name in order]
        items.sort(key=lambda item: (item.name in self.run.sure, order[item.name]))

    def pytest_exception_interact(self, call, report):
        if isinstance(report, pytest.CollectReport) and self.run.finding is None:
            error = call.excinfo.value
            if isinstance(error, pytest.Collector.CollectError):
                error = error.__cause__ or error
            self.run.finding = finding_at_import(self.run.level, error)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        run = self.run
        if call.when == "call" and report.passed:
            run.passed.append(item.name)
        if "present" in getattr(item, "funcargs", {}):
            run.presented = item.funcargs["present"].presented or run.presented
        if report.failed and run.finding is None:
            error = call.excinfo.value
            if isinstance(error, Reported):
                run.finding = error.finding
            else:
                text = source.read(run.level.koan)
                run.finding = explain.failed(
                    run.level, text, item.name, error, None, None
                )
            self.describe(item, report)
            item.session.shouldfail = "one koan at a time"
        return report

    def describe(self, item, report):
        run, text = self.run, source.read(self.run.level.koan)
        run.test, run.arguments = item.name, item.fixturenames
        run.docstring = (item.function.__doc__ or "").strip().split("\n")[0]
        if run.finding.state == explain.BLANK:
            run.subject = helping.subject(run.level, text, item.name)
        run.help = helping.asked_in_file(run.level, text, item.name)
        printed = [line for line in report.capstdout.splitlines() if line.strip()]
        if len(printed) > PRINTED_LINES:
            more = len(printed) - PRINTED_LINES
            printed = printed[:PRINTED_LINES] + [f"… and {more} lines more"]
        run.printed = printed

    def pytest_keyboard_interrupt(self, excinfo):
        # pytest ends a collection with errors by an Interrupted of its own
        self.run.stopped = not isinstance(excinfo.value, pytest.Session.Interrupted)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        run = self.run
        if run.stopped:
            return
        passed = {*run.sure, *run.passed} - {run.test}
        run.passed = [koan for koan in run.level.koans if koan in passed]
        if run.finding is None and len(run.passed) < len(run.level.koans):
            missing = next(k for k in run.level.koans if k not in run.passed)
            run.finding = explain.missing(run.level, missing)
        if run.finding is not None:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        conclude(self.config, self.out, self.grid, self.progress, run)

    @pytest.hookimpl(tryfirst=True)
    def pytest_internalerror(self, excrepr):
        place = self.config.rootpath / FOLDER / "error.txt"
        self.run.stopped = True
        try:
            place.parent.mkdir(exist_ok=True)
            place.write_text(str(excrepr))
            kept = f"The details are in {FOLDER}/error.txt."
        except OSError:
            kept = str(excrepr)[-500:]
        self.out.say(
            [f"{voice.MARGIN}The koans themselves broke here, not you. {kept}"]
        )
        return True


# Every koan, guided or not


def level_of(node):
    grid = node.config.stash.get(grid_key, None)
    return grid and grid.containing(node.path)


@contextmanager
def time_limit(seconds):
    """Raise TookTooLong in the main thread after seconds, where the system can."""
    if not hasattr(signal, "SIGALRM") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(number, frame):
        raise TookTooLong(seconds)

    old = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


def finding_at_import(level, error):
    if isinstance(error, NotFilledIn):
        blank = explain.blank_at_import(level, error)
        if blank is not None:
            return blank
    return explain.broken_at_import(level, error)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    level = isinstance(collector, pytest.Module) and level_of(collector)
    if not level:
        return (yield)
    try:
        with time_limit(TIME_LIMIT):
            return (yield)
    except (SystemExit, TookTooLong) as error:
        finding = explain.broken_at_import(level, error)
        run = collector.config.stash.get(run_key, None)
        if run is not None:
            run.finding = finding
        text = Brief(finding)
        return pytest.CollectReport(collector.nodeid, "failed", text, [])


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item):
    level = level_of(item)
    if not level:
        return (yield)
    text = source.read(level.koan)
    name = item.function.__name__
    finding = explain.changed_lines(level, text, name) or below_floor(level, text, name)
    if finding is not None:
        raise Reported(finding)
    item.stash[comparison_key] = None
    item.config.stash[comparison_key] = item.stash
    try:
        with time_limit(TIME_LIMIT):
            result = yield
    except (KeyboardInterrupt, pytest.exit.Exception):
        raise
    except BaseException as error:
        comparison = item.stash[comparison_key]
        finding = explain.failed(level, text, name, error, comparison, Again(item))
        raise Reported(finding) from None
    finding = explain.blank_left(level, text, name)
    if finding is not None:
        raise Reported(finding)
    return result


def below_floor(level, text, test):
    """A finding if what the learner wrote leans on what its level does without."""
    given = set(source.function_names(level.pristine)) - set(level.parts)
    lean = floor.leaning(text, given, test, level.number)
    if lean is None:
        return None
    says = f"{lean.function} leans on {lean.name}: {lean.says}."
    lines = [text.splitlines()[lean.line - 1].strip()]
    return explain.Finding(
        explain.FLOOR, level.koan, lean.line, code=lines, says=[says]
    )


class Again:
    """Runs a test once more, with the same random numbers; or another in its place."""

    def __init__(self, item):
        self.item, self.module = item, item.module

    def __call__(self, test=None):
        test = test or self.item.function
        offered = {
            "rng": _generator(self.item),
            "present": Presenter(self.item.config.rootpath),
        }
        arguments = inspect.signature(test).parameters
        with time_limit(TIME_LIMIT):
            test(**{name: offered[name] for name in arguments})


@pytest.hookimpl(tryfirst=True)
def pytest_assertrepr_compare(config, op, left, right):
    stash = config.stash.get(comparison_key, None)
    if stash is None:
        return None
    stash[comparison_key] = (op, left, right)
    return [f"{explain.shown(left)} {op} {explain.shown(right)}"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    if comparison_key in item.config.stash:
        del item.config.stash[comparison_key]
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.excinfo is not None and isinstance(call.excinfo.value, Reported):
        report.longrepr = Brief(call.excinfo.value.finding)
    return report


class Brief:
    """A finding as a failure in pytest's own reports: one line, and where."""

    def __init__(self, finding):
        message = explain.in_one_line(finding)
        self.reprcrash = ReprFileLocation(str(finding.path), finding.line, message)
        self.lines = [f"    {line}" for line in finding.code]
        self.message = message

    def __str__(self):
        path, line = self.reprcrash.path, self.reprcrash.lineno
        return "\n".join([*self.lines, f"{path}:{line}: {self.message}"])

    def toterminal(self, tw):
        tw.line(str(self))


def _generator(item):
    import numpy as np

    seed = item.config.stash[seed_key]
    return np.random.default_rng([seed, zlib.crc32(item.name.encode())])


@pytest.fixture
def rng(request):
    """A NumPy Generator with fresh random numbers; --seed N gives those of a run again."""
    return _generator(request.node)


@pytest.fixture
def present(request):
    """Shows a result: see sensei.present.Presenter."""
    root, level = request.config.rootpath, level_of(request.node)
    run = request.config.stash.get(run_key, None)
    if run is None or level is None:
        return Presenter(root)
    place = root / FOLDER / "pictures" / f"{level.project}.png"
    return Presenter(root, place)
