"""What the options that act do: each function does it, and returns the screen's lines.

CannotDo says why something cannot be done; nothing is changed then.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sensei.course.backups import keep, write
from sensei.course.grid import ORDERS
from sensei.course.journal import now
from sensei.course.level import Level
from sensei.course.order import current, following
from sensei.course.progress import Progress
from sensei.errors import CannotDo
from sensei.named_level import level_at_hand, level_named, levels_named
from sensei.practice import dojo_command, kata_command, kata_screen
from sensei.screen.hints import hint_lines
from sensei.screen.level_screen import OPEN_IT
from sensei.screen.map_screen import map_screen
from sensei.screen.terminal import MARGIN, Terminal, title
from sensei.text import koan_text, syntax
from sensei.verdict import helping
from sensei.verdict.helping import Help
from sensei.verdict.unreadable import unreadable

if TYPE_CHECKING:
    from sensei.portfolio.schema import ProjectFacts

MOST_SAID = 10  # sentences on the data, on one screen


# Where the learner is


def show_map(out: Terminal, progress: Progress) -> list[str]:
    """Show all projects and levels, and how far the learner is."""
    place = current(progress)
    return map_screen(out, progress, place) + _kata_going_on(out, progress)


def _kata_going_on(out: Terminal, progress: Progress) -> list[str]:
    said = kata_screen.reminder(progress)
    return ["", *out.wrapped(said, 2, "yellow")] if said else []


def go(out: Terminal, progress: Progress, words: str) -> list[str]:
    """Make a level the current one."""
    if not words.strip():
        raise CannotDo(
            "Say where: pytest --go PROJECT or PROJECT/LEVEL, such as iris/3."
        )
    levels = levels_named(progress.grid, words)
    level = next((lv for lv in levels if not progress.done(lv)), levels[0])
    _be_at(progress, level)
    return [
        MARGIN + f"Now at {level.title}.",
        MARGIN * 2 + out.paint(f"{level.shown()}:1", "cyan"),
        MARGIN * 2 + out.paint(f"{OPEN_IT} the window of ptw follows.", "dim"),
    ]


def _be_at(progress: Progress, level: Level) -> None:
    """Have the next run be of a level; what was saved before does not lead back."""
    progress.journal.add("at", level=level.key)
    progress.saw(now())


def choose_path(out: Terminal, progress: Progress, order: str) -> list[str]:
    """Choose the order in which levels are met."""
    if order not in ORDERS:
        known = ", ".join(ORDERS)
        raise CannotDo(f"Say pytest --path NAME with NAME one of {known}.")
    lines = [MARGIN + f"The path is now {order}: {ORDERS[order]}.", ""]
    first = _set_out(progress, order)
    return lines if first is None else [*lines, *_next(first)]


def _next(level: Level) -> list[str]:
    return [MARGIN + f"Next: {level.title}", MARGIN * 2 + f"{level.shown()}:1"]


def _set_out(progress: Progress, order: str) -> Level | None:
    """Take a path; return the level it begins with, or None where everything is done."""
    progress.journal.add("path", order=order)
    progress.events = progress.journal.events()
    first = following(progress.grid.ordered(order), None, progress)
    if first is not None:
        progress.journal.add("at", level=first.key)
    progress.events = progress.journal.events()
    return first


def follow_pillar(out: Terminal, progress: Progress, words: str) -> list[str]:
    """Follow one part of mathematics through all projects."""
    wanted = words.strip().lower().replace("-", " ")
    pillars = progress.grid.pillars
    pillar = next(
        (name for name in pillars if wanted and name.startswith(wanted)), None
    )
    if pillar is None:
        known = ", ".join(pillars)
        raise CannotDo(f"Say pytest --pillar NAME with NAME one of {known}.")
    first, levels = _set_out(progress, pillar), pillars[pillar]
    return [
        MARGIN + f"The path now goes where {pillar} is met, at {len(levels)} levels;",
        MARGIN + "pytest --path spiral leads back.",
        "",
        *map_screen(out, progress, first, levels),
    ]


# The koan at hand


class Subject(NamedTuple):
    """What help with the koan at hand is about.

    text: of the level's koan file; name: of the function or koan that help speaks of.
    """

    level: Level
    koan: str
    text: str
    name: str


def give_hint(out: Terminal, progress: Progress, words: list[str]) -> list[str]:
    """Give one more hint on the koan at hand. words: what was said besides --hint."""
    subject = _subject(progress, words, "--hint")
    about = subject.level.key, subject.name
    n_given = sum(
        event["event"] == "hint" and (event.get("level"), event.get("of")) == about
        for event in progress.events
    )
    step = helping.step(subject.level, subject.name, n_given + 1)
    return _given(out, progress, subject, step)


def give_solution(out: Terminal, progress: Progress, words: list[str]) -> list[str]:
    """Give the solution of the koan at hand. words: what was said besides --solution."""
    subject = _subject(progress, words, "--solution")
    step = helping.solution(subject.level, subject.name)
    return _given(out, progress, subject, step)


def _subject(progress: Progress, words: list[str], option: str) -> Subject:
    level = level_at_hand(progress)
    passed = progress.remembered(level)
    koan = next((koan for koan in level.koans if koan not in passed), level.koans[0])
    if words:
        raise CannotDo(
            f"pytest {option} takes no name: it is about the koan at hand, now in "
            f"{level.key}. Another level is gone to first: pytest --go {words[0]}"
        )
    finding = unreadable(level)
    if finding is not None:
        raise CannotDo(
            f"{level.shown()}:{finding.line} cannot be read yet. {finding.says[0]} Mend that "
            "first, save, and ask again."
        )
    text = syntax.read(level.koan)
    name = progress.about(level, koan) or helping.subject(level, text, koan)
    return Subject(level, koan, text, name)


def _given(
    out: Terminal, progress: Progress, subject: Subject, step: Help
) -> list[str]:
    """Keep that a step of help is given, and return its screen."""
    level, koan, text, name = subject
    progress.journal.add(
        "hint", level=level.key, koan=koan, of=name, number=step.number
    )
    head = re.search(rf"^def {name}\(", text, re.MULTILINE)
    line = text[: head.start()].count("\n") + 1 if head else 1
    lines = [
        out.between(f"{level.title} · {title(koan)}", "", "cyan"),
        MARGIN * 2 + f"{level.shown()}:{line}",
        "",
    ]
    if step.is_solution:
        return lines + hint_lines(out, step)
    says = f"hint {step.number} of {step.hints}:  {step.lines[0]}"
    once_more = MARGIN * 2 + "Once more for the next:  pytest --hint"
    return [*lines, *out.wrapped(says), "", once_more]


# Levels back to their blanks


def reset(out: Terminal, progress: Progress, words: str) -> list[str]:
    """Put a level, or one function of it, back to its blanks; what was there is kept.

    words: the level, and after a colon the function; where no level is named, the current
    one.
    """
    words, _, name = words.partition(":")
    name = name.lstrip(":")
    if words:
        level = level_named(progress.grid, words, "--reset")
    else:
        level = level_at_hand(progress)
    if name and name not in (*level.parts, *level.koans):
        known = ", ".join([*level.parts, *level.koans])
        raise CannotDo(f"{level.shown()} holds no {name}; it holds {known}.")
    what = f"{name} in {level.shown()}" if name else level.shown()
    there = _bytes_of(level.koan)
    fresh = level.pristine if there is None else _fresh(level, name)
    if there == fresh.encode():
        _be_at(progress, level)
        return [MARGIN + f"As it was given already: {what}"]
    kept = keep(level)
    write(level.koan, fresh)
    progress.journal.add("reset", level=level.key, function=name)
    progress.journal.add("at", level=level.key)
    lines = [MARGIN + f"Back to its blanks: {what}"]
    if kept:
        shown = kept.relative_to(level.root).as_posix()
        undo = f"Not what you meant? Copy it over {level.shown()}."
        lines += [MARGIN + f"What was there is kept: {shown}"]
        lines += out.wrapped(undo, 2, "dim")
    return lines


def _fresh(level: Level, name: str) -> str:
    """Return the text of a koan file with one function as it was given; "": with all."""
    if not name:
        return level.pristine
    try:
        text = syntax.read(level.koan)
        return koan_text.reset_function(text, level.pristine, name)
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        raise CannotDo(
            f"{level.shown()} cannot be read by Python, so {name} cannot be put back "
            f"alone; pytest --reset {level.key} puts the whole level back."
        ) from error


def _bytes_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def repeat(out: Terminal, progress: Progress, words: str) -> list[str]:
    """Write a level that is done again, from its blanks; or give that up."""
    grid = progress.grid
    if words.strip() == kata_command.END:
        return kata_command.end(out, progress)
    kata_command.only_one(progress)
    level = (
        level_named(grid, words, "--kata") if words else kata_command.latest(progress)
    )
    return kata_command.begin(out, progress, level)


# With others, and on one's own


def work_together(
    out: Terminal, progress: Progress, words: list[str] | None, minutes: str | None
) -> list[str]:
    """Begin a dojo, hand its keyboard over, or end it."""
    return dojo_command.asked(out, progress, words, minutes)


def show_board(
    out: Terminal, progress: Progress, remotes: list[str], verify: bool, here: Path
) -> list[str]:
    """Fetch what a group has pushed, and show how far each of them is."""
    from sensei import board

    try:
        return board.show(out, progress.grid, remotes, verify, here)
    except KeyboardInterrupt as error:
        raise CannotDo("Stopped; what was fetched before is kept.") from error


def begin_own(out: Terminal, progress: Progress, words: list[str]) -> list[str]:
    """Make a project of the learner's own data, and go there. words: name, file, target."""
    from sensei import own

    in_order = (
        "pytest --new NAME FILE TARGET: a name for the project, its CSV file, and the "
        "column that is asked for"
    )
    if len(words) != 3:
        raise CannotDo(f"Say {in_order}.")
    name, file, target = words
    if target.casefold().endswith(".csv"):
        raise CannotDo(f"The file comes before the column: {in_order}.")
    grid = progress.grid
    if Path.cwd() != grid.root:  # pytest looks for its root from the file's folder
        raise CannotDo(
            f"Put {Path(file).name} into your clone's folder, and say it there: pytest --new "
            f"{name} {Path(file).name} {target}"
        )
    said = own.make(grid, name, Path(file), target)
    level = Level(grid.root, name, "level_1_result")
    progress.journal.add("new", level=level.key, file=file)
    _be_at(progress, level)
    lines = [MARGIN + f"Made of {file}: the project {name}.", ""]
    for sentence in said[:MOST_SAID]:
        lines += out.wrapped(sentence)
    if len(said) > MOST_SAID:
        lines += out.wrapped(f"… and {len(said) - MOST_SAID} things more.")
    return [*lines, "", *_next(level)]


def show_portfolio(out: Terminal, progress: Progress) -> list[str]:
    """Build the portfolio, and say where it is."""
    from sensei import portfolio
    from sensei.portfolio.learner import left_out

    grid = progress.grid
    told, is_built = portfolio.build(grid, progress.journal)
    counts, projects = told["koans"], told["projects"]
    lines = [
        MARGIN + ("Built anew." if is_built else "Nothing has changed since."),
        MARGIN + f"{counts['passed']} of {counts['all']} koans pass and are shown.",
        "",
        MARGIN * 2 + out.paint("site/index.html", "cyan"),
        "",
        *out.wrapped("Who you are, at first as git has it: portfolio/me.toml.", 2),
    ]
    for project in projects:
        lines += _not_shown(out, project)
    lines += _kata_going_on(out, progress)
    pages = {"index", *(project["project"] for project in projects)}
    for says in left_out(grid.root, pages):
        lines += out.wrapped(says, 2, "yellow")
    if projects:
        note = f"portfolio/notes/{projects[0]['project']}.md"
        says = f"What was hard is yours to write: {note}, in Markdown."
        lines += out.wrapped(says, 2)
    return lines


def _not_shown(out: Terminal, project: "ProjectFacts") -> list[str]:
    """Return what of a project is not shown as done, though something was typed."""
    changed = [lv["file"] for lv in project["levels"] if lv["state"] == "changed"]
    if not changed:
        return []
    says = f"Lines that were given are changed, so it does not count: {', '.join(changed)}."
    return out.wrapped(says, 2, "yellow")
