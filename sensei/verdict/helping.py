"""Help with the koan at hand: hints in steps, the last of them the solution."""

from collections.abc import Set
from dataclasses import dataclass

from sensei.course.grid import Level
from sensei.text import blanks, help_text, reach, syntax

LOOK = (
    "Print it: a line such as print(...) above the assertion, save, and what is printed "
    "stands in this window."
)


@dataclass(frozen=True)
class Help:
    """One step of help with a function or koan.

    about: its name; number: of the step, from 1; hints: how many hints there are; the step
        after the last hint is the solution.
    lines: what is said, in one sentence, or the solution's code.
    """

    about: str
    number: int
    hints: int
    lines: list[str]

    @property
    def is_solution(self) -> bool:
        return self.number > self.hints


def subject(level: Level, text: str, test: str) -> str:
    """Return the name of the function or koan that help should speak of, from the text alone.

    That is the one that holds the first blank; else the first of the learner's functions
    that test uses; else test.
    """
    tree = syntax.parse(text)
    holder = blanks.blank_holder(tree, test)
    if holder is not None and holder in (*level.koans, *level.parts):
        return holder
    hints = help_text.spoken(level.solution_text, "hint")
    for name in reach.reached(tree, test):
        if name in hints and name in level.parts:
            return name
    return test


def step(level: Level, name: str, number: int) -> Help:
    """Return a step of help, counted from 1, for a function or koan of level."""
    hints = _hints(level, name)
    if number > len(hints):
        return solution(level, name)
    return Help(name, number, len(hints), [hints[number - 1]])


def solution(level: Level, name: str) -> Help:
    """Return the last step of help for a function or koan of level."""
    n_hints = len(_hints(level, name))
    lines = help_text.answer_lines(level.solution_text, name)
    return Help(name, n_hints + 1, n_hints, lines)


def _hints(level: Level, name: str) -> list[str]:
    return help_text.spoken(level.solution_text, "hint").get(name, [LOOK])


def asked_in_file(
    level: Level, text: str, test: str, about: str, done: Set[str]
) -> Help | None:
    """Return the step of help that # ? in the koan file asks for, or None.

    about: the function or koan that help should speak of where # ? stands in test.
    done: the koans that pass and the functions they use, where a # ? has had its answer.
    """
    tree = syntax.parse(text)
    answered = done - {about}
    asked = []  # the function that holds a # ?, and how many steps of help it asks for
    for line, number in sorted(help_text.asked(text).items()):
        holder = syntax.function_at(tree, line)
        if holder not in answered:
            asked.append((holder, number))
    if not asked:
        return None
    used = set(reach.reached(tree, test)) & {*level.koans, *level.parts}
    for holder, number in asked:
        if holder in used and holder != test:
            return step(level, holder, number)
    in_test = [number for holder, number in asked if holder == test]
    most = max(number for _, number in asked)
    return step(level, about, in_test[-1] if in_test else most)


def size(level: Level, name: str) -> str:
    """Return how many lines there are to write, in words; "" where it is one value."""
    if name not in level.parts:
        return ""
    n_lines = help_text.answer_size(level.solution_text, name)
    if n_lines is None:
        return ""
    return "about one line" if n_lines == 1 else f"about {n_lines} lines"
