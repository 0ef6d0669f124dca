"""A bare run, as ptw makes it: one level, koan by koan, and one screen."""

import os
import shutil
import sys
import threading
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import pytest
from _pytest._io import TerminalWriter

from sensei.course import results as tries
from sensei.course.journal import FOLDER, now
from sensei.course.order import Saves, current, following
from sensei.practice import kata
from sensei.practice.at_save import Practice
from sensei.run.attempt import Attempt
from sensei.run.borrowing import borrow
from sensei.run.limits import say_last_words_here
from sensei.screen import terminal
from sensei.screen.koan_screen import koan_screen, not_kept
from sensei.screen.level_screen import level_screen
from sensei.screen.map_screen import done_screen
from sensei.text import changes, help_text, reach, syntax
from sensei.verdict import helping
from sensei.verdict.explain import failed
from sensei.verdict.finding import Reported
from sensei.verdict.given_lines import missing_koan
from sensei.verdict.unreadable import at_import, unreadable

run_key = pytest.StashKey()


@dataclass
class Run:
    """One guided run of one level, and what came of it.

    known: the koans that passed at the last run; sure: those that would run the same again.
    shown: what koans that passed handed to present; tried: how that compares with before.
    drew: whether the koan at hand drew random numbers.
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
    drew: bool = False
    presented: Any = None
    shown: dict = field(default_factory=dict)
    tried: list = field(default_factory=list)
    printed: list = field(default_factory=list)
    help: Any = None
    banner: list = field(default_factory=list)

    @property
    def fresh(self):
        """The koans that passed now and did not at the last run."""
        return [koan for koan in self.passed if koan not in self.known]


def forget_bytecode(level):
    """Compiled koans are told apart by size and full seconds; two saves may agree in both."""
    shutil.rmtree(level.koan.parent / "__pycache__", ignore_errors=True)


class OneProject(pytest.Dir):
    """The folder koans/ as if it held one project: the others are not even looked at."""

    project: Any = None  # its folder

    def collect(self):
        return [self.ihook.pytest_collect_directory(path=self.project, parent=self)]


class Guide:
    """Runs the current level koan by koan, silences pytest's own report, shows one screen.

    Looks at files no earlier than at collection: up to there a run may be begun ahead.
    look_around: returns the grid, the progress and the seed of random numbers.
    """

    def __init__(self, config, look_around):
        self.config, self.look_around = config, look_around
        self.run, self.status, self.stopped = None, None, False
        self.ended = pytest.ExitCode.INTERRUPTED
        self.saves = None  # of a run begun ahead, which hears of each save
        self.at_terminal = lambda: None  # called before anything is kept or said

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session):
        reporter = self.config.pluginmanager.get_plugin("terminalreporter")
        reporter._tw = TerminalWriter(StringIO())
        self.config.option.no_header = True  # it would not be seen, and takes its time

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session):
        """Choose the level to run; where nothing is to be collected, say what there is."""
        began = now()
        say_last_words_here()
        known = self.saves and self.saves.grid
        self.grid, self.progress, seed = self.look_around(self.config, known)
        level = current(self.grid, self.progress, self.saves)
        if level is None:
            self.status = self.without_level(began)
            return True
        forget_bytecode(level)
        borrowed = borrow(self.config, self.grid, self.progress, {level.key})
        fingerprints = self.progress.fingerprints(level)
        self.config.stash[run_key] = self.run = Run(
            level,
            began,
            borrowed,
            self.progress.remembered(level),
            fingerprints,
            self.progress.unchanged(level, fingerprints),
            seed,
        )
        self.run.finding = unreadable(level)
        if self.run.finding is not None:
            return True
        self.config.args[:] = [str(level.koan)]
        return None

    def look_ahead(self):
        """Have at hand what follows from the names of all levels, and from the texts of the
        solution to be worked at."""
        grid, progress, _ = self.look_around(self.config)
        self.saves = Saves(grid)
        level = current(grid, progress, self.saves)
        if level is not None:
            grid.lap_of(level)
            help_text.spoken(level.solution_text, "hint")
            help_text.spoken(level.solution_text, "insight")
            changes.changes(level.pristine, level.pristine)

    def speak(self):
        """What the screen is written with, in the terminal that it is for."""
        self.at_terminal()
        self.out = terminal.Terminal(colour=wanted_colour(self.config))

    def without_level(self, began):
        self.speak()
        if not self.grid.levels:
            self.out.say(
                [terminal.MARGIN + f"No projects were found under {self.grid.root}."]
            )
            return pytest.ExitCode.NO_TESTS_COLLECTED
        self.progress.saw(began)
        practice = Practice(self.progress)
        practice.settle()
        screen = done_screen(self.out, self.grid, self.progress)
        self.out.say(practice.banner(self.out) + screen)
        return pytest.ExitCode.OK

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_directory(self, path, parent):
        project = self.run.level.koan.parent
        if path != project.parent:
            return None
        folder = OneProject.from_parent(parent, path=path)
        folder.project = project
        return folder

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
            self.run.finding = at_import(self.run.level, error)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        run = self.run
        if call.when == "call" and report.passed:
            run.passed.append(item.name)
        if "present" in getattr(item, "funcargs", {}):
            presented = item.funcargs["present"].presented
            run.presented = presented or run.presented
            if presented and call.when == "call" and report.passed:
                run.shown[item.name] = presented
        if report.failed and run.finding is None:
            error = call.excinfo.value
            if isinstance(error, Reported):
                run.finding = error.finding
            else:
                text = syntax.read(run.level.koan)
                attempt = Attempt(run.level, text, item.name)
                run.finding = failed(attempt, error)
            self.describe(item, report)
            item.session.shouldfail = "one koan at a time"
        return report

    def describe(self, item, report):
        run, text = self.run, syntax.read(self.run.level.koan)
        run.test = item.name
        run.drew = has_drawn(item.funcargs.get("rng"))
        run.docstring = (item.function.__doc__ or "").strip().split("\n")[0]
        run.subject = helping.subject(run.level, text, item.name)
        ours = {*run.level.koans, *run.level.parts}
        if run.finding.of in ours and run.finding.path == run.level.koan:
            run.subject = run.finding.of
        run.help = helping.asked_in_file(
            run.level, text, item.name, run.subject, self.done(text)
        )
        run.printed = [ln for ln in report.capstdout.splitlines() if ln.strip()]

    def done(self, text):
        """The names of the koans that pass, and of the functions that they use."""
        tree = syntax.parse(text)
        passed = {*self.run.sure, *self.run.passed} - {self.run.test}
        return {name for koan in passed for name in reach.reached(tree, koan)}

    def pytest_keyboard_interrupt(self, excinfo):
        # pytest ends a collection with errors by an Interrupted of its own
        self.stopped = not isinstance(excinfo.value, pytest.Session.Interrupted)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        run = self.run
        if self.status is not None:
            session.exitstatus = self.status
        if self.stopped or run is None:
            return
        passed = {*run.sure, *run.passed} - {run.test}
        run.passed = [koan for koan in run.level.koans if koan in passed]
        if run.finding is None and len(run.passed) < len(run.level.koans):
            missing = next(k for k in run.level.koans if k not in run.passed)
            run.finding = missing_koan(run.level, missing)
        if run.finding is not None:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        self.ended = session.exitstatus
        self.conclude()

    def conclude(self):
        """Keep what is new, and show the screen."""
        self.speak()
        run, progress, out = self.run, self.progress, self.out
        level = run.level
        new = [koan for koan in run.passed if progress.first_pass(level, koan)]
        finished = run.finding is None and len(run.passed) == len(level.koans)
        if finished:  # its result is what its last koan shows, whichever ran last
            shown = [run.shown[koan] for koan in level.koans if koan in run.shown]
            run.presented = shown[-1] if shown else None
        if progress.place != level.key:
            progress.journal.add("at", level=level.key)
        practice = Practice(progress)
        for koan in new:
            progress.journal.add("pass", level=level.key, koan=koan, **practice.who)
        practice.keep(level, run)
        self.keep_tries()
        was_done = progress.done(level)
        progress.spoke_of(level, run.test, run.subject)
        if run.finding is not None and run.test is None:
            progress.saw(run.began)  # nothing ran: what is known stays
        else:
            progress.remember(level, run.passed, run.fingerprints, run.began)
        if finished and (not was_done or practice.repeats(level)):
            shown = run.presented
            progress.journal.add(
                "level",
                level=level.key,
                headline=shown.headline if shown else "",
                figures=shown.figures if shown else {},
                borrowed=[other.key for other in run.borrowed],
                **practice.who,
            )
        practice.settle()
        run.banner = practice.banner(out, level, finished)
        if not finished:
            screen = koan_screen(out, self.grid, level, progress, run)
            out.say(screen + not_kept(out, progress.journal))
            return
        progress.events = progress.journal.events()
        after = following(self.grid.ordered(progress.order), level, progress)
        if practice.repeats(level):
            after = self.go_back(level) or after
            screen = kata.screen(out, progress, level, run, after)
        else:
            screen = level_screen(out, self.grid, level, progress, run, after)
        out.say(screen + not_kept(out, progress.journal))

    def go_back(self, level):
        """After a kata, to where the learner was before, if there is something to do."""
        before = kata.place_before(self.progress, level)
        if before is None or self.progress.done(before):
            return None
        self.progress.journal.add("at", level=before.key)
        return before

    def keep_tries(self):
        """Keep the figures of koans that passed, where they are others than before."""
        run, journal = self.run, self.progress.journal
        for koan in (k for k in run.level.koans if k in run.shown):
            figures = tries.numbers(run.shown[koan].figures)
            if tries.is_new(self.progress.events, run.level.key, figures):
                journal.add("result", level=run.level.key, koan=koan, figures=figures)
                self.progress.events = journal.events()
                run.tried += tries.in_words(
                    self.progress.events, run.level.key, figures
                )

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self):
        """A thread that a koan left running would keep the process for ever."""
        main = threading.main_thread()
        if any(t is not main and not t.daemon for t in threading.enumerate()):
            sys.stdout.flush()
            os._exit(int(self.ended))

    @pytest.hookimpl(tryfirst=True)
    def pytest_internalerror(self, excrepr):
        place = self.config.rootpath / FOLDER / "error.txt"
        self.stopped = True
        self.at_terminal()
        try:
            place.parent.mkdir(exist_ok=True)
            place.write_text(str(excrepr))
            kept = f"The details are in {FOLDER}/error.txt."
        except OSError:
            kept = str(excrepr)[-500:]
        terminal.Terminal(colour=wanted_colour(self.config)).say(
            [f"{terminal.MARGIN}The koans themselves broke here, not you. {kept}"]
        )
        return True


def has_drawn(rng):
    """Whether a generator made with default_rng has given numbers yet."""
    if rng is None:
        return False
    bits = rng.bit_generator
    return bits.state != type(bits)(bits.seed_seq).state


def wanted_colour(config):
    """What --color says: True, False, or None where the terminal decides."""
    return {"yes": True, "no": False}.get(config.getoption("color"))
