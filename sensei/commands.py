"""The options that act and exit: --map, --hint, --solution, --reset, --go, --path,
--pillar, --new, --portfolio, --board, --kata, --dojo."""

import difflib
import re
from pathlib import Path

from sensei.course.backups import keep, write
from sensei.course.grid import ORDERS, Level
from sensei.course.journal import now
from sensei.course.order import current, following
from sensei.errors import CannotDo
from sensei.practice import dojo, kata
from sensei.screen import terminal
from sensei.screen.koan_screen import hint_lines
from sensei.screen.level_screen import OPEN_IT
from sensei.screen.map_screen import map_screen
from sensei.text import koan_text, syntax
from sensei.verdict import helping
from sensei.verdict.unreadable import unreadable

MOST_SAID = 10  # sentences on the data, on one screen


def one_thing(options, words):
    """CannotDo where more than one of the options is asked for at once, or words besides that
    belong to none."""
    if len(options) > 1:
        names = " and ".join(f"--{name}" for name in options)
        raise CannotDo(f"One thing at a time: {names} are {len(options)}.")
    if options and words and options[0] not in ("hint", "solution"):
        raise CannotDo(
            f"{words[0]} is one word too many; what belongs to --{options[0]} stands right "
            f"behind --{options[0]}."
        )


def find(grid, words):
    """The levels that words mean; CannotDo if there are none."""
    found = grid.find(words)
    if found:
        return found
    project = words.strip().replace("\\", "/").removeprefix("koans/").partition("/")[0]
    levels = grid.find(project)
    if levels:
        known = ", ".join(str(level.number) for level in levels)
        raise CannotDo(f"There is no level {words}; {levels[0].project} has {known}.")
    known = ", ".join(grid.projects)
    names = [name.split("_", 1)[-1] for name in grid.projects]
    near = difflib.get_close_matches(project, [*names, *grid.projects], 1)
    meant = f"Did you mean {near[0]}? The" if near else "The"
    raise CannotDo(f"There is no level called {words}. {meant} projects are {known}.")


def find_one(grid, words, option):
    """The one level that words mean; CannotDo if there is none, or a whole project."""
    levels = find(grid, words)
    if len(levels) > 1 and "/" not in words:
        known = ", ".join(str(level.number) for level in levels)
        raise CannotDo(
            f"Which level of {levels[0].project}? Say pytest {option} "
            f"{levels[0].project}/N with N one of {known}."
        )
    return levels[0]


def at_hand(grid, progress):
    """The level to work at and its first koan that does not pass."""
    level = current(grid, progress)
    if level is None:
        raise CannotDo("Everything here is done: there is no koan at hand.")
    passed = progress.remembered(level)
    left = [koan for koan in level.koans if koan not in passed]
    return level, (left or level.koans)[0]


def show_map(out, grid, progress):
    place = current(grid, progress)
    return map_screen(out, grid, progress, place) + _of_a_kata(out, progress)


def _of_a_kata(out, progress):
    """What to say while a kata goes on, as lines."""
    said = kata.said(progress)
    return ["", *out.wrapped(said, 2, "yellow")] if said else []


def give_hint(out, grid, progress, words, solution=False):
    """One more hint on the koan at hand, or its solution. words: what was said besides."""
    level, koan = at_hand(grid, progress)
    if words:
        option = "--solution" if solution else "--hint"
        raise CannotDo(
            f"pytest {option} takes no name: it is about the koan at hand, now in "
            f"{level.key}. Another level is gone to first: pytest --go {words[0]}"
        )
    unread = unreadable(level)
    if unread is not None:
        raise CannotDo(
            f"{level.shown()}:{unread.line} cannot be read yet. {unread.says[0]} Mend that "
            "first, save, and ask again."
        )
    text = syntax.read(level.koan)
    name = progress.about(level, koan) or helping.subject(level, text, koan)
    given = [
        e
        for e in progress.events
        if e["event"] == "hint" and (e.get("level"), e.get("of")) == (level.key, name)
    ]
    found = helping.step(level, name, 10**6 if solution else len(given) + 1)
    progress.journal.add(
        "hint", level=level.key, koan=koan, of=name, number=found.number
    )
    lines = [out.between(f"{level.title} · {terminal.title(koan)}", "", "cyan")]
    lines += [terminal.MARGIN * 2 + _where(level, text, name), ""]
    if found.is_solution:
        return lines + hint_lines(out, found)
    head = f"hint {found.number} of {found.hints}"
    return lines + out.wrapped(f"{head}:  {found.lines[0]}") + [
        "", terminal.MARGIN * 2 + "Once more for the next:  pytest --hint"
    ]  # fmt: skip


def _where(level, text, name):
    found = re.search(rf"^def {name}\(", text, re.MULTILINE)
    line = text[: found.start()].count("\n") + 1 if found else 1
    return f"{level.shown()}:{line}"


def reset(out, grid, progress, words):
    """Put a level, or one function of it, back to its blanks; what was there is kept."""
    words, _, name = words.partition(":")
    name = name.lstrip(":")
    level = find_one(grid, words, "--reset") if words else at_hand(grid, progress)[0]
    if name and name not in (*level.parts, *level.koans):
        known = ", ".join([*level.parts, *level.koans])
        raise CannotDo(f"{level.shown()} holds no {name}; it holds {known}.")
    what = f"{name} in {level.shown()}" if name else level.shown()
    there, fresh = _bytes_of(level.koan), level.pristine
    if name and there is not None:
        try:
            fresh = koan_text.reset_function(
                syntax.read(level.koan), level.pristine, name
            )
        except (SyntaxError, UnicodeDecodeError, LookupError) as error:
            raise CannotDo(
                f"{level.shown()} cannot be read by Python, so {name} cannot be put back "
                f"alone; pytest --reset {level.key} puts the whole level back."
            ) from error
    if there == fresh.encode():
        _be_at(progress, level)
        return [terminal.MARGIN + f"As it was given already: {what}"]
    kept = keep(level)
    write(level.koan, fresh)
    progress.journal.add("reset", level=level.key, function=name)
    progress.journal.add("at", level=level.key)
    lines = [terminal.MARGIN + f"Back to its blanks: {what}"]
    if kept:
        shown = kept.relative_to(grid.root).as_posix()
        lines += [
            terminal.MARGIN + f"What was there is kept: {shown}",
            *out.wrapped(
                f"Not what you meant? Copy it over {level.shown()}.", 2, "dim"
            ),
        ]
    return lines


def _bytes_of(file):
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def go(out, grid, progress, words):
    """Make a level the current one."""
    if not words.strip():
        raise CannotDo(
            "Say where: pytest --go PROJECT or PROJECT/LEVEL, such as iris/3."
        )
    found = find(grid, words)
    level = next((lv for lv in found if not progress.done(lv)), found[0])
    _be_at(progress, level)
    return [
        terminal.MARGIN + f"Now at {level.title}.",
        terminal.MARGIN * 2 + out.paint(f"{level.shown()}:1", "cyan"),
        terminal.MARGIN * 2 + out.paint(f"{OPEN_IT} the window of ptw follows.", "dim"),
    ]


def _be_at(progress, level):
    """Have the next run be of a level; what was saved before does not lead back."""
    progress.journal.add("at", level=level.key)
    progress.saw(now())


def choose(out, grid, progress, order):
    """Choose the order in which levels are met."""
    if order not in ORDERS:
        known = ", ".join(ORDERS)
        raise CannotDo(f"Say pytest --path NAME with NAME one of {known}.")
    lines = [terminal.MARGIN + f"The path is now {order}: {ORDERS[order]}.", ""]
    first = set_out(grid, progress, order)
    if first is not None:
        lines += [terminal.MARGIN + f"Next: {first.title}"]
        lines += [terminal.MARGIN * 2 + f"{first.shown()}:1"]
    return lines


def set_out(grid, progress, order):
    """Take a path: the level it begins with, or None where everything is done."""
    progress.journal.add("path", order=order)
    progress.events = progress.journal.events()
    first = following(grid.ordered(order), None, progress)
    if first is not None:
        progress.journal.add("at", level=first.key)
    progress.events = progress.journal.events()
    return first


def follow(out, grid, progress, words):
    """Follow one part of mathematics through all projects."""
    wanted = words.strip().lower().replace("-", " ")
    pillar = next((p for p in grid.pillars if wanted and p.startswith(wanted)), None)
    if pillar is None:
        known = ", ".join(grid.pillars)
        raise CannotDo(f"Say pytest --pillar NAME with NAME one of {known}.")
    first = set_out(grid, progress, pillar)
    levels = grid.pillars[pillar]
    return [
        terminal.MARGIN
        + f"The path now goes where {pillar} is met, at {len(levels)} levels;",
        terminal.MARGIN + "pytest --path spiral leads back.",
        "",
        *map_screen(out, grid, progress, first, levels),
    ]


def begin_own(out, grid, progress, words):
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
    if Path.cwd() != grid.root:  # pytest looks for its root from the file's folder
        raise CannotDo(
            f"Put {Path(file).name} into your clone's folder, and say it there: pytest --new "
            f"{name} {Path(file).name} {target}"
        )
    said = own.make(grid, name, Path(file), target)
    level = Level(grid.root, name, "level_1_result")
    progress.journal.add("new", level=level.key, file=file)
    _be_at(progress, level)
    lines = [terminal.MARGIN + f"Made of {file}: the project {name}.", ""]
    for sentence in said[:MOST_SAID]:
        lines += out.wrapped(sentence)
    if len(said) > MOST_SAID:
        lines += out.wrapped(f"… and {len(said) - MOST_SAID} things more.")
    return lines + [
        "",
        terminal.MARGIN + f"Next: {level.title}",
        terminal.MARGIN * 2 + f"{level.shown()}:1",
    ]


def show_work(out, grid, progress):
    """Build the portfolio, and say where it is."""
    from sensei import portfolio
    from sensei.portfolio.learner import left_out

    told, built = portfolio.build(grid, progress.journal)
    counts = told["koans"]
    lines = [
        terminal.MARGIN + ("Built anew." if built else "Nothing has changed since."),
        terminal.MARGIN
        + f"{counts['passed']} of {counts['all']} koans pass and are shown.",
        "",
        terminal.MARGIN * 2 + out.paint("site/index.html", "cyan"),
        "",
        *out.wrapped("Who you are, at first as git has it: portfolio/me.toml.", 2),
    ]
    for project in told["projects"]:
        lines += _not_shown(out, project)
    lines += _of_a_kata(out, progress)
    pages = {"index", *(project["project"] for project in told["projects"])}
    for says in left_out(grid.root, pages):
        lines += out.wrapped(says, 2, "yellow")
    names = ", ".join(p["project"] for p in told["projects"][:1])
    if names:
        says = (
            f"What was hard is yours to write: portfolio/notes/{names}.md, in Markdown."
        )
        lines += out.wrapped(says, 2)
    return lines


def _not_shown(out, project):
    """What of a project is not shown as done, though something was typed."""
    changed = [lv["file"] for lv in project["levels"] if lv["state"] == "changed"]
    if not changed:
        return []
    says = f"Lines that were given are changed, so it does not count: {', '.join(changed)}."
    return out.wrapped(says, 2, "yellow")


def show_board(out, grid, remotes, verify, here):
    """Fetch what a group has pushed, and show how far each of them is."""
    from sensei import board

    try:
        return board.show(out, grid, remotes, verify, here)
    except KeyboardInterrupt as error:
        raise CannotDo("Stopped; what was fetched before is kept.") from error


def repeat(out, grid, progress, words):
    """Write a level that is done again, from its blanks; or give that up."""
    if words.strip() == kata.END:
        return kata.end(out, grid, progress)
    kata.only_one(progress)
    level = find_one(grid, words, "--kata") if words else kata.latest(grid, progress)
    return kata.begin(out, progress, level)


def together(out, grid, progress, words, minutes):
    """Begin a dojo, hand its keyboard over, or end it."""
    return dojo.asked(out, grid, progress, words, minutes)
