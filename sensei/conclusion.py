"""What a run of a level leaves: first what is kept of it, then the screen."""

from dataclasses import dataclass

from sensei.course import results
from sensei.course.grid import Level
from sensei.course.order import following
from sensei.course.progress import Progress
from sensei.practice import kata, kata_screen
from sensei.practice.at_save import Practice
from sensei.screen.koan_screen import koan_screen
from sensei.screen.level_screen import level_screen
from sensei.screen.passed import not_kept_lines
from sensei.screen.terminal import Terminal
from sensei.verdict.outcome import Run


@dataclass(frozen=True)
class Kept:
    """What was kept of a run, as far as its screen speaks of it.

    practice: the kata and the dojo that go on, as they were at this save.
    comparisons: how the figures just reached compare with earlier ones, in words.
    following: the level to go on at, once this one is finished; None where all are.
    """

    practice: Practice
    comparisons: list[str]
    following: Level | None


def keep(progress: Progress, run: Run) -> Kept:
    """Write what is new in a run to the journal and the cache."""
    level, journal = run.level, progress.journal
    practice = Practice(progress)
    new = [koan for koan in run.passed if progress.first_pass(level, koan)]
    if progress.place != level.key:
        journal.add("at", level=level.key)
    for koan in new:
        journal.add("pass", level=level.key, koan=koan, **practice.who)
    practice.keep(level, run.passed, run.fresh, run.at_hand.test if run.at_hand else "")
    comparisons = _keep_results(progress, run)
    was_done = progress.done(level)
    progress.spoke_of(level, run.test, run.at_hand.subject if run.at_hand else "")
    if run.finding is not None and run.at_hand is None:
        progress.saw(run.before.began)  # nothing ran: what is known stays
    else:
        before = run.before
        progress.remember(level, run.passed, before.fingerprints, before.began)
    if run.is_finished and (not was_done or practice.repeats(level)):
        _keep_level(progress, run, practice)
    practice.settle()
    after = _keep_place_after(progress, run, practice) if run.is_finished else None
    return Kept(practice, comparisons, after)


def _keep_results(progress: Progress, run: Run) -> list[str]:
    """Keep the figures of koans that passed, where they are others than before; how they
    compare with those."""
    key, comparisons = run.level.key, []
    for koan in run.passed:
        if koan not in run.presented:
            continue
        figures = results.numbers(run.presented[koan].figures)
        if results.is_new(progress.events, key, figures):
            progress.journal.add("result", level=key, koan=koan, figures=figures)
            progress.events = progress.journal.events()
            comparisons += results.in_words(progress.events, key, figures)
    return comparisons


def _keep_level(progress: Progress, run: Run, practice: Practice) -> None:
    """Keep that a level is finished, and with which result."""
    result = run.result
    progress.journal.add(
        "level",
        level=run.level.key,
        headline=result.headline if result else "",
        figures=result.figures if result else {},
        borrowed=[other.key for other in run.before.borrowed],
        **practice.who,
    )


def _keep_place_after(progress: Progress, run: Run, practice: Practice) -> Level | None:
    """Return the level to go on at after a finished one. After a kata that is where the
    learner was before, if there is something left to do; that is kept."""
    progress.events = progress.journal.events()
    if practice.repeats(run.level):
        before = kata.level_before(progress, run.level)
        if before is not None and not progress.done(before):
            progress.journal.add("at", level=before.key)
            return before
    return following(progress.grid.ordered(progress.order), run.level, progress)


def screen(out: Terminal, progress: Progress, run: Run, kept: Kept) -> list[str]:
    """Return the screen of a run that is over."""
    banner = kept.practice.banner(out, run.level, run.is_finished)
    if run.finding is not None:
        lines = koan_screen(out, progress, run, run.finding, kept.comparisons, banner)
    elif kept.practice.repeats(run.level):
        headline = run.result.headline if run.result else ""
        lines = kata_screen.finished_screen(
            out, progress, run.level, banner, headline, kept.following
        )
    else:
        after = kept.following
        lines = level_screen(out, progress, run, after, kept.comparisons, banner)
    return lines + not_kept_lines(out, progress.journal)
