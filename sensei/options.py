"""The options that the koans add to pytest: one table, and what follows from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from sensei import commands
from sensei.course.progress import Progress
from sensei.errors import CannotDo
from sensei.screen.terminal import MARGIN, Terminal
from sensei.screen.word_screen import word_screen

FLAG: dict[str, Any] = {"action": "store_true"}
WORD: dict[str, Any] = {"nargs": "?", "const": ""}
WORDS: dict[str, Any] = {"nargs": "*"}

# With these a run of pytest stays bare: one koan is shown at a time
BARE_BEFORE_A_WORD = ("--color", "--seed", "-p", "--rootdir", "-c", "--capture")
BARE = (
    *BARE_BEFORE_A_WORD,
    *("-s", "--noconftest", "--assert"),  # the latter as the warm process begins a run
)


@dataclass(frozen=True)
class Request:
    """What a command has at hand: the terminal, the progress, the options as they were
    given."""

    out: Terminal
    progress: Progress
    config: pytest.Config

    def value(self, option: str) -> Any:
        return self.config.getoption(option)

    @property
    def words(self) -> list[str]:
        """What was said besides the options."""
        return self.config.getoption("file_or_dir")


@dataclass(frozen=True)
class Option:
    """An option of pytest that the koans add.

    kind: how argparse reads its value; metavar: what argparse's help calls that value.
    command: carries the option out, and returns the lines to show; None: nothing is done.
    takes_words: whether the command looks at words that belong to no option.
    goes_with: the option that this one belongs to.
    """

    name: str
    kind: dict[str, Any]
    help: str
    command: Callable[[Request], list[str]] | None = None
    metavar: str | None = None
    takes_words: bool = False
    goes_with: str = ""

    def is_given(self, config: pytest.Config) -> bool:
        return config.getoption(self.name) not in (None, False)


def _show_board(asked: Request) -> list[str]:
    return commands.show_board(
        asked.out,
        asked.progress,
        asked.value("board") or [],
        asked.value("verify"),
        asked.config.invocation_params.dir,
    )


def _work_together(asked: Request) -> list[str]:
    names, minutes = asked.value("dojo"), asked.value("minutes")
    return commands.work_together(asked.out, asked.progress, names, minutes)


OPTIONS = (
    Option(
        "map",
        FLAG,
        "show projects, levels and what is done",
        lambda asked: commands.show_map(asked.out, asked.progress),
    ),
    Option(
        "hint",
        FLAG,
        "one more hint on the koan at hand",
        lambda asked: commands.give_hint(asked.out, asked.progress, asked.words),
        takes_words=True,
    ),
    Option(
        "solution",
        FLAG,
        "the solution of the koan at hand",
        lambda asked: commands.give_solution(asked.out, asked.progress, asked.words),
        takes_words=True,
    ),
    Option(
        "reset",
        WORD,
        "put a level (iris/3) or one function (iris/3:vote) back to its blanks; "
        "without a name the current level; what was there is kept in .koans/backups",
        lambda asked: commands.reset(asked.out, asked.progress, asked.value("reset")),
        metavar="LEVEL",
    ),
    Option(
        "go",
        WORD,
        "work at another level (iris/3)",
        lambda asked: commands.go(asked.out, asked.progress, asked.value("go")),
        metavar="PROJECT[/LEVEL]",
    ),
    Option(
        "path",
        WORD,
        "the order of levels: spiral (at first), down, across",
        lambda asked: commands.choose_path(
            asked.out, asked.progress, asked.value("path")
        ),
        metavar="NAME",
    ),
    Option(
        "pillar",
        WORD,
        "follow linear algebra, calculus, statistics or probability through all projects",
        lambda asked: commands.follow_pillar(
            asked.out, asked.progress, asked.value("pillar")
        ),
        metavar="NAME",
    ),
    Option(
        "word",
        WORDS,
        "what a term means and where it is met (variance); without one, all terms",
        lambda asked: word_screen(asked.out, asked.progress, asked.value("word")),
        metavar="TERM",
    ),
    Option(
        "portfolio",
        FLAG,
        "build a site of what you have done in site/, from what passes now",
        lambda asked: commands.show_portfolio(asked.out, asked.progress),
    ),
    Option(
        "new",
        WORDS,
        "make a project of your own CSV file, which asks for its column TARGET",
        lambda asked: commands.begin_own(asked.out, asked.progress, asked.value("new")),
        metavar="NAME FILE TARGET",
    ),
    Option(
        "board",
        {**WORDS, "action": "extend"},
        "fetch what a group has pushed and show how far each is: all remotes, or "
        "some, by name or address; a path as --board=PATH",
        _show_board,
        metavar="REMOTE",
    ),
    Option(
        "verify",
        FLAG,
        "with --board: what each one's own CI has checked",
        _show_board,
        goes_with="board",
    ),
    Option(
        "kata",
        WORD,
        "write a level that is done (iris/3) again from its blanks, against the clock; "
        "without a name the last one; end: give up, and have it back as it was",
        lambda asked: commands.repeat(asked.out, asked.progress, asked.value("kata")),
        metavar="LEVEL",
    ),
    Option(
        "dojo",
        WORDS,
        "a group at one keyboard, which goes from NAME to NAME; next: hand it over "
        "now; end: what happened, and three questions",
        _work_together,
        metavar="NAME",
    ),
    Option(
        "minutes",
        WORD,
        "how long each drives in a dojo (7)",
        _work_together,
        metavar="N",
        goes_with="dojo",
    ),
    Option(
        "seed",
        {"type": int},
        "the random numbers of a run, to see them again",
        metavar="N",
    ),
)


def add_to(parser: pytest.Parser) -> None:
    """Have pytest know the options."""
    group = parser.getgroup("koans", "koans: each acts and exits")
    for option in OPTIONS:
        words = dict(option.kind, help=option.help)
        if option.metavar is not None:
            words["metavar"] = option.metavar
        group.addoption(f"--{option.name}", **words)


def is_bare(arguments: Sequence[str]) -> bool:
    """Return whether pytest was called bare, as ptw calls it. Any argument that asks for
    something keeps pytest's own meaning."""
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if argument in BARE_BEFORE_A_WORD and left:
            left.pop(0)
        elif not argument.startswith(BARE):
            return False
    return True


def act(
    config: pytest.Config, out: Terminal, progress: Progress
) -> pytest.ExitCode | None:
    """Carry out the option that was given: the exit status, or None where none acts."""
    asked = Request(out, progress, config)
    try:
        option = _one_option(asked)
        if option is None or option.command is None:
            return None
        lines = option.command(asked)
    except CannotDo as error:
        out.say(out.wrapped(str(error), 2))
        return pytest.ExitCode.USAGE_ERROR
    except OSError as error:
        out.say([f"{MARGIN}{error.filename}: {error.strerror}; nothing was changed."])
        return pytest.ExitCode.USAGE_ERROR
    out.say(lines)
    return pytest.ExitCode.OK


def _one_option(asked: Request) -> Option | None:
    """Return the option to carry out, or None; CannotDo where several are asked for at once,
    or words besides that belong to none."""
    given = [opt for opt in OPTIONS if opt.command and opt.is_given(asked.config)]
    names = [option.name for option in given]
    given = [option for option in given if option.goes_with not in names]
    if len(given) > 1:
        listed = " and ".join(f"--{option.name}" for option in given)
        raise CannotDo(f"One thing at a time: {listed} are {len(given)}.")
    if not given:
        return None
    option = given[0]
    if asked.words and not (option.takes_words or option.goes_with):
        raise CannotDo(
            f"{asked.words[0]} is one word too many; what belongs to --{option.name} stands "
            f"right behind --{option.name}."
        )
    return option
