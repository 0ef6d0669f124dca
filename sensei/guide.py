"""A bare run, as ptw makes it: one level, koan by koan, and one screen."""

import shutil
from collections.abc import Callable
from io import StringIO

import pytest
from _pytest._io import TerminalWriter

from sensei import conclusion
from sensei.course.grid import Grid, Level
from sensei.course.journal import FOLDER, now
from sensei.course.order import Saves, current
from sensei.course.progress import Progress
from sensei.level_run import LevelRun
from sensei.practice.at_save import Practice
from sensei.run.borrowing import borrow
from sensei.run.last_words import last_words
from sensei.run.proof import proof_of
from sensei.screen.map_screen import done_screen
from sensei.screen.terminal import MARGIN, terminal_of
from sensei.text import changes, help_text
from sensei.verdict.outcome import Before, Run, run_key
from sensei.verdict.unreadable import unreadable

LookAround = Callable[[pytest.Config, Grid | None], tuple[Progress, int]]


class Guide:
    """Chooses the level of a bare run, silences pytest's own report, shows one screen.

    Looks at files no earlier than at collection: up to there a run may be begun ahead.
    look_around: returns the progress and the seed of random numbers, given the grid where it
        is known that no level has come or gone.
    saves: of a run begun ahead, which hears of each save.
    at_terminal: called before anything is kept or said.
    """

    def __init__(self, config: pytest.Config, look_around: LookAround) -> None:
        self.config, self.look_around = config, look_around
        self.saves: Saves | None = None
        self.at_terminal: Callable[[], None] = lambda: None
        self.status: int | None = None  # of a run without a level

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        reporter = self.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter._tw = TerminalWriter(StringIO())
        self.config.option.no_header = True  # it would not be seen, and takes its time

    def look_ahead(self) -> None:
        """Have at hand what follows from the names of all levels, and from the texts of the
        solution to be worked at."""
        progress, _ = self.look_around(self.config, None)
        self.saves = Saves(progress.grid)
        level = current(progress, self.saves)
        if level is not None:
            progress.grid.lap_of(level)
            help_text.spoken(level.solution_text, "hint")
            help_text.spoken(level.solution_text, "insight")
            changes.changes(level.pristine, level.pristine)
            if proof_of(level).checks:
                _ = proof_of(level).checks_code

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> bool | None:
        """Choose the level to run; where there is none, say so. True: collect nothing."""
        began = now()
        last_words.stand_here()
        known = self.saves.grid if self.saves else None
        progress, seed = self.look_around(self.config, known)
        level = current(progress, self.saves)
        if level is None:
            self.status = self.without_level(progress, began)
            return True
        run = self.begun(progress, level, began, seed)
        self.config.stash[run_key] = run
        conclude = lambda run: self.conclude(progress, run)
        self.config.pluginmanager.register(LevelRun(run, conclude))
        run.finding = unreadable(level)
        if run.finding is not None:
            return True
        self.config.args[:] = [str(level.koan)]
        return None

    def begun(self, progress: Progress, level: Level, began: int, seed: int) -> Run:
        """Return a run of a level, with what is known before it."""
        forget_bytecode(level)
        borrowed = borrow(self.config, progress, {level.key})
        fingerprints = progress.fingerprints(level)
        known = progress.remembered(level)
        sure = progress.unchanged(level, fingerprints)
        return Run(level, Before(began, seed, known, sure, fingerprints, borrowed))

    def without_level(self, progress: Progress, began: int) -> pytest.ExitCode:
        """Say that everything is done, or that there is nothing to do."""
        self.at_terminal()
        out = terminal_of(self.config)
        if not progress.grid.levels:
            says = f"No projects were found under {progress.grid.root}."
            out.say([MARGIN + says])
            return pytest.ExitCode.NO_TESTS_COLLECTED
        progress.saw(began)
        practice = Practice(progress)
        practice.settle()
        out.say(practice.banner(out) + done_screen(out, progress))
        return pytest.ExitCode.OK

    def conclude(self, progress: Progress, run: Run) -> None:
        """Keep what is new in a run, then show its screen."""
        self.at_terminal()
        kept = conclusion.keep(progress, run)
        out = terminal_of(self.config)
        out.say(conclusion.screen(out, progress, run, kept))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.status is not None:
            session.exitstatus = self.status

    @pytest.hookimpl(tryfirst=True)
    def pytest_internalerror(self, excrepr: object) -> bool:
        place = self.config.rootpath / FOLDER / "error.txt"
        self.at_terminal()
        try:
            place.parent.mkdir(exist_ok=True)
            place.write_text(str(excrepr))
            kept = f"The details are in {FOLDER}/error.txt."
        except OSError:
            kept = str(excrepr)[-500:]
        says = f"The koans themselves broke here, not you. {kept}"
        terminal_of(self.config).say([MARGIN + says])
        return True


def forget_bytecode(level: Level) -> None:
    """Compiled koans are told apart by size and full seconds; two saves may agree in both."""
    shutil.rmtree(level.koan.parent / "__pycache__", ignore_errors=True)
