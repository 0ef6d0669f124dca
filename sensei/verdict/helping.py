"""Help with the koan at hand: hints in steps, the last of them the solution."""

from dataclasses import dataclass

from sensei.text import blanks, help_text, reach, syntax

LOOK = (
    "Print it: a line such as print(...) above the assertion, save, and what is printed "
    "stands in this window."
)


@dataclass(frozen=True)
class Help:
    """One step of help. number counts from 1; the step after the last hint is the solution."""

    about: str
    number: int
    hints: int
    lines: list

    @property
    def is_solution(self):
        return self.number > self.hints


def subject(level, text, test):
    """The name of the function that help should speak of, seen from the text alone: that of
    the first blank; else the first of the learner's functions that test uses; else test."""
    tree = syntax.parse(text)
    holder = blanks.blank_holder(tree, test)
    if holder in (*level.koans, *level.parts):
        return holder
    hints = help_text.spoken(level.solution_text, "hint")
    for name in reach.reached(tree, test):
        if name in hints and name in level.parts:
            return name
    return test


def step(level, name, number):
    """The numbered step of help for a function or test of level."""
    hints = help_text.spoken(level.solution_text, "hint").get(name, [LOOK])
    if number <= len(hints):
        return Help(name, number, len(hints), [hints[number - 1]])
    lines = help_text.answer_lines(level.solution_text, name)
    return Help(name, len(hints) + 1, len(hints), lines)


def asked_in_file(level, text, test, about, done):
    """The step of help that # ? in the koan file asks for, or None.

    about: the function or test that help should speak of where # ? stands in test; done:
    the koans that pass and the functions they use, where a # ? has had its answer.
    """
    tree = syntax.parse(text)
    asked = {
        line: number
        for line, number in help_text.asked(text).items()
        if syntax.function_at(tree, line) not in done - {about}
    }
    if not asked:
        return None
    known = set(reach.reached(tree, test)) & {*level.koans, *level.parts}
    for line, number in sorted(asked.items()):
        name = syntax.function_at(tree, line)
        if name in known and name != test:
            return step(level, name, number)
    number = max(asked.values())
    for line, count in asked.items():
        if syntax.function_at(tree, line) == test:
            number = count
    return step(level, about, number)


def size(level, name):
    """How many lines there are to write, as a learner reads it; "" where it is one value."""
    if name not in level.parts:
        return ""
    lines = help_text.answer_size(level.solution_text, name)
    if lines is None:
        return ""
    return "about one line" if lines == 1 else f"about {lines} lines"
