"""The pytest hooks and options of the koans. PYTEST_DONT_REWRITE: it may be held warm."""

import os
import sys

import pytest
from _pytest._code.code import ReprFileLocation

from sensei import commands
from sensei.course.grid import Grid
from sensei.course.journal import FOLDER, Journal
from sensei.course.progress import Progress
from sensei.guide import Guide, run_key, wanted_colour
from sensei.present import Presenter
from sensei.run.again import Again, generator
from sensei.run.attempt import Attempt
from sensei.run.borrowing import borrow
from sensei.run.limits import limits
from sensei.run.stops import NotHere, TookTooLong
from sensei.screen import terminal
from sensei.text import syntax
from sensei.verdict.blank import blank_as_given, blank_left
from sensei.verdict.example import failing_example
from sensei.verdict.explain import failed
from sensei.verdict.finding import Reported, in_one_line
from sensei.verdict.given_lines import below_floor, changed_lines, echo
from sensei.verdict.unreadable import at_import

HARMLESS = (
    *("--color", "--seed", "-p", "--rootdir", "-c", "--capture", "-s"),
    *("--noconftest", "--assert"),  # as the warm process begins a run
)

ACTS = (
    *("map", "hint", "solution", "reset", "go", "path", "pillar", "portfolio", "new"),
    *("board", "kata", "dojo"),
)

grid_key = pytest.StashKey()
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
        "--go",
        nargs="?",
        const="",
        metavar="PROJECT[/LEVEL]",
        help="work at another level (iris/3)",
    )
    group.addoption(
        "--path",
        nargs="?",
        const="",
        metavar="NAME",
        help="the order of levels: spiral (at first), down, across",
    )
    group.addoption(
        "--pillar",
        nargs="?",
        const="",
        metavar="NAME",
        help="follow linear algebra, calculus, statistics or probability through all "
        "projects",
    )
    group.addoption(
        "--portfolio",
        action="store_true",
        help="build a site of what you have done in site/, from what passes now",
    )
    group.addoption(
        "--new",
        nargs="*",
        metavar="NAME FILE TARGET",
        help="make a project of your own CSV file, which asks for its column TARGET",
    )
    group.addoption(
        "--board",
        nargs="*",
        action="extend",
        metavar="REMOTE",
        help="fetch what a group has pushed and show how far each is: all remotes, or "
        "some, by name or address; a path as --board=PATH",
    )
    group.addoption(
        "--verify",
        action="store_true",
        help="with --board: what each one's own CI has checked",
    )
    group.addoption(
        "--kata",
        nargs="?",
        const="",
        metavar="LEVEL",
        help="write a level that is done (iris/3) again from its blanks, against the clock; "
        "without a name the last one; end: give up, and have it back as it was",
    )
    group.addoption(
        "--dojo",
        nargs="*",
        metavar="NAME",
        help="a group at one keyboard, which goes from NAME to NAME; next: hand it over "
        "now; end: what happened, and three questions",
    )
    group.addoption(
        "--minutes",
        nargs="?",
        const="",
        metavar="N",
        help="how long each drives in a dojo (7)",
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
    if "pytest_watch" in sys.modules:
        lead_ptw_to_this_python()
    if config.getoption("help"):
        return None
    if is_guided(config.invocation_params.args):
        config.pluginmanager.register(Guide(config, look_around), "koans-guide")
        return None
    grid, progress, _ = look_around(config)
    if config.getoption("collectonly"):
        return None
    out = terminal.Terminal(colour=wanted_colour(config))
    acted = act(config, out, grid, progress)
    if acted is None:
        borrow(config, grid, progress, requested(config, grid))
    return acted


def look_around(config, grid=None):
    """The grid, the progress and the seed, as the files are at this moment.

    grid: the grid, where it is known that no level has come or gone.
    """
    grid = config.stash[grid_key] = grid or Grid.at(config.rootpath)
    seed = config.getoption("seed")
    if seed is None:
        seed = int.from_bytes(os.urandom(3), "big")
    config.stash[seed_key] = seed
    return grid, Progress(grid, Journal(config.rootpath)), seed


def lead_ptw_to_this_python():
    """In ptw's own process, which asks pytest for its settings before the first run: its
    runner, ``python``, is to be the Python that it runs on, activated or not."""
    here = os.path.dirname(sys.executable)
    os.environ["PATH"] = here + os.pathsep + os.environ.get("PATH", "")


def act(config, out, grid, progress):
    """Carry out an option that acts and exits: the exit status, or None without one."""
    option = config.getoption
    try:
        chosen = [name for name in ACTS if option(name) not in (None, False)]
        commands.one_thing(chosen, option("file_or_dir"))
        if option("reset") is not None:
            lines = commands.reset(out, grid, progress, option("reset"))
        elif option("go") is not None:
            lines = commands.go(out, grid, progress, option("go"))
        elif option("path") is not None:
            lines = commands.choose(out, grid, progress, option("path"))
        elif option("pillar") is not None:
            lines = commands.follow(out, grid, progress, option("pillar"))
        elif option("new") is not None:
            lines = commands.begin_own(out, grid, progress, option("new"))
        elif option("portfolio"):
            lines = commands.show_work(out, grid, progress)
        elif option("board") is not None or option("verify"):
            words, here = option("board") or [], config.invocation_params.dir
            lines = commands.show_board(out, grid, words, option("verify"), here)
        elif option("kata") is not None:
            lines = commands.repeat(out, grid, progress, option("kata"))
        elif option("dojo") is not None or option("minutes") is not None:
            words, minutes = option("dojo"), option("minutes")
            lines = commands.together(out, grid, progress, words, minutes)
        elif option("hint") or option("solution"):
            words, whole = option("file_or_dir"), bool(option("solution"))
            lines = commands.give_hint(out, grid, progress, words, whole)
        elif option("map"):
            lines = commands.show_map(out, grid, progress)
        else:
            return None
    except commands.CannotDo as error:
        out.say(out.wrapped(str(error), 2))
        return pytest.ExitCode.USAGE_ERROR
    except OSError as error:
        out.say(
            [
                terminal.MARGIN
                + f"{error.filename}: {error.strerror}; nothing was changed."
            ]
        )
        return pytest.ExitCode.USAGE_ERROR
    out.say(lines)
    return pytest.ExitCode.OK


def is_guided(arguments):
    """Whether pytest was called bare, as ptw calls it: then one koan is shown at a time.
    Any argument that asks for something keeps pytest's own meaning."""
    words = list(arguments)
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


# Every koan, guided or not


def level_of(node):
    grid = node.config.stash.get(grid_key, None)
    return grid and grid.containing(node.path)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    level = isinstance(collector, pytest.Module) and level_of(collector)
    if not level:
        return (yield)
    try:
        with limits():
            return (yield)
    except (SystemExit, TookTooLong, NotHere) as error:
        finding = at_import(level, error)
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


def protect(module):
    """Have the arrays that a koan file works on refuse to be changed: a koan that comes later
    must find them as they were."""
    for value in vars(module).values():
        if type(value).__module__ == "numpy" and hasattr(value, "setflags"):
            value.setflags(write=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.excinfo is not None and isinstance(call.excinfo.value, Reported):
        report.longrepr = Brief(call.excinfo.value.finding)
    return report


class Brief:
    """A finding as a failure in pytest's own reports: one line, and where."""

    def __init__(self, finding):
        message = in_one_line(finding)
        self.reprcrash = ReprFileLocation(str(finding.path), finding.line, message)
        self.lines = [f"    {line}" for line in finding.code]
        self.message = message

    def __str__(self):
        path, line = self.reprcrash.path, self.reprcrash.lineno
        return "\n".join([*self.lines, f"{path}:{line}: {self.message}"])

    def toterminal(self, tw):
        tw.line(str(self))


@pytest.fixture
def rng(request):
    """A NumPy Generator with fresh random numbers; --seed N gives those of a run again."""
    return generator(request.config.stash[seed_key], request.node.name)


@pytest.fixture
def present(request):
    """Shows a result: see sensei.present.Presenter."""
    root, level = request.config.rootpath, level_of(request.node)
    run = request.config.stash.get(run_key, None)
    if run is None or level is None:
        return Presenter(root)
    place = root / FOLDER / "pictures" / f"{level.project}.png"
    return Presenter(root, place)
