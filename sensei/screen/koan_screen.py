"""The screen of a level that is not finished: what passed, and the koan at hand."""

import re
import textwrap

from sensei.screen.header import header
from sensei.screen.result import presentation
from sensei.screen.terminal import HEIGHT, MARGIN, squeezed, title
from sensei.text import help_text, syntax
from sensei.verdict import helping
from sensei.verdict.finding import BLANK, BROKEN, CHANGED, FLOOR, WRONG

PRINTED = 3  # lines of what a koan printed, where there is little room
LONGEST = 1000  # characters of such a line, and lines, that are looked at
MOST_OF_AN_ANSWER = 12  # lines of a solution beside the koan at hand


def koan_screen(out, grid, level, progress, run):
    """The screen of a level that is not finished: what passed, and the koan at hand."""
    lines = []
    finding = run.finding
    first = not run.known and progress.place is None
    if first:
        lines += [MARGIN + line for line in WELCOME] + [""]
    lines += header(out, grid, level, progress)
    lines[-1:-1] = run.banner
    at_hand = _at_hand(out, level, run, more_help=not first)
    room = HEIGHT - 2 - len(lines) - len(at_hand)
    if run.printed and room > 0:  # what a learner wants to see comes before all else
        at_hand = _at_hand(out, level, run, not first, PRINTED + room)
        room = HEIGHT - 2 - len(lines) - len(at_hand)
    passed = []
    for test in run.fresh[-1:]:
        passed = passed_koan(out, level, test)
    passed += tried(out, run)
    if run.borrowed and finding.state == BLANK:
        passed = borrowed(out, run.borrowed) + passed
    shown = presentation(out, run.presented, room - len(passed))
    if not shown and not run.passed and finding.state == BLANK and not run.help:
        shown = story(out, level, room - len(passed))
    if len(shown) + len(passed) > room:
        shown = shown[: max(0, room - len(passed) - 1)]
        passed = passed[: max(0, room - len(shown))]
    lines += shown + passed
    if lines[-1]:
        lines.append("")
    return squeezed(lines + at_hand)


WELCOME = (
    "Welcome. Everything here starts with a result and goes down from there.",
    "The model below has done its work already; the mathematics can wait.",
    "Open the file at the bottom, replace ____, save. This window answers.",
)


def passed_koan(out, level, test):
    lines = [MARGIN + out.paint("✓", "green") + " " + title(test)]
    for sentence in help_text.spoken(level.solution_text, "insight").get(test, []):
        lines += out.wrapped(sentence)
    return lines + [""]


def tried(out, run):
    """How the figures just reached compare with earlier ones."""
    lines = [MARGIN * 2 + out.paint(text, "green") for text in run.tried[:2]]
    return lines + [""] if lines else []


def _at_hand(out, level, run, more_help, most_printed=PRINTED):
    finding = run.finding
    where = _place(finding, level)
    if run.test is None:
        sign, name = "!", "Python cannot use this file yet"
    else:
        sign, name = SIGNS[finding.state], title(run.test)
    right = ""
    if finding.state == BLANK:
        right = "not filled in yet"
        size = helping.size(level, run.subject)
        if size and out.fits(f"{sign} {name}", f"{right}, {size}"):
            right += f", {size}"
    styles = {"✗": "red", "!": "yellow"}.get(sign, "cyan")
    if out.fits(f"{sign} {name}", right):
        lines = [out.between(f"{sign} {name}", right)]
    else:
        lines = out.wrapped(f"{sign} {name}", 2) + [
            MARGIN * 2 + out.paint(right, "dim")
        ]
    lines[0] = lines[0].replace(sign, out.paint(sign, styles), 1)
    if run.docstring and finding.state in (BLANK, WRONG):
        lines += out.wrapped(run.docstring, 4, "dim")
    lines += [MARGIN * 2 + out.paint(where, "cyan"), ""]
    code = finding.code
    lines += out.code(code)
    if finding.column is not None and len(code) == 1:
        indent = len(code[0]) - len(code[0].lstrip())
        place = 8 + max(0, finding.column - indent)
        if len(code[0].strip()) + 8 <= out.width:
            lines[-1:] = [out.code([code[0].strip()])[0], " " * place + "^"]
    lines.append("")
    label = lambda text: MARGIN * 2 + out.paint(f"{text:<8} ", "dim")
    room = out.width - 14
    sides = [("yours", finding.yours), ("wanted", finding.wanted), *finding.values]
    for name, value in sides:
        if value:
            lines.append(
                label(name) + (value if len(value) <= room else value[: room - 1] + "…")
            )
    for sentence in finding.says:
        if sentence:
            lines += out.wrapped(sentence)
    for number, line in enumerate(printed(run, room, most_printed)):
        lines.append(label("" if number else "printed") + line)
    if run.help is not None:
        elsewhere = finding.state == BLANK and run.help.about != finding.of
        lines += [""] + hint_lines(out, run.help, MOST_OF_AN_ANSWER, elsewhere)
    elif more_help and run.test and finding.state in HELPED:
        lines += [
            "",
            MARGIN * 2 + out.paint("Stuck? Write  # ?  on the line and save.", "dim"),
        ]
    if run.drew and finding.state == WRONG:
        says = f"The same numbers again: pytest --seed {run.seed}"
        lines.append(MARGIN * 2 + out.paint(says, "dim"))
    return lines


def printed(run, room, most):
    """What the koan at hand printed, in at most so many lines of so many characters."""
    lines = [
        part
        for line in run.printed[:LONGEST]
        for part in textwrap.wrap(line[:LONGEST], room, drop_whitespace=False)
    ]
    if len(lines) > most:
        more = len(lines) - most + 1 + max(0, len(run.printed) - LONGEST)
        return lines[: most - 1] + [f"… and {more} lines more"]
    return lines


def not_kept(out, journal):
    """What to say where the journal could not be written."""
    if not journal.trouble:
        return []
    says = (
        f"{journal.path.name} could not be written ({journal.trouble}): this pass may be "
        "forgotten. Make room for it, and save again."
    )
    return ["", *out.wrapped(says, 2, "yellow")]


HELPED = (BLANK, WRONG, BROKEN)
SIGNS = {
    BLANK: "·",
    WRONG: "✗",
    BROKEN: "!",
    CHANGED: "✗",
    FLOOR: "✗",
}


def _place(finding, level):
    try:
        path = finding.path.relative_to(level.root).as_posix()
    except ValueError:
        path = str(finding.path)
    return f"{path}:{finding.line}"


def hint_lines(out, found, most=None, elsewhere=False):
    """A hint, or the solution in full; of that at most so many lines.

    elsewhere: whether it is for something else than the line that is shown.
    """
    if found.is_solution:
        lines = [MARGIN * 2 + out.paint("the solution", "yellow")]
        answer = out.answer(_dedented(found.lines))
        if most is not None and len(answer) > most:
            says = "The whole of it: pytest --solution"
            answer = [*answer[: most - 1], MARGIN * 2 + out.paint(says, "dim")]
        return lines + answer
    head = f"hint {found.number} of {found.hints}"
    hint = f"For {found.about}: {found.lines[0]}" if elsewhere else found.lines[0]
    text = out.wrapped(hint, 17)
    text[0] = MARGIN * 2 + out.paint(f"{head:<13}", "yellow") + text[0][17:]
    marks = "?" * (found.number + 1)
    more = (
        f"More: # {marks}" if found.number < found.hints else f"The solution: # {marks}"
    )
    return text + [MARGIN * 2 + out.paint(more, "dim")]


def _dedented(lines):
    return textwrap.dedent("\n".join(lines)).split("\n")


def story(out, level, room):
    """The level's docstring, as many of its paragraphs as there is room for."""
    lines = []
    for paragraph in re.split(r"\n[ \t]*\n", syntax.docstring(level.solution_text)):
        if paragraph.startswith(" "):  # a table
            more = [f"{MARGIN}{line}"[: out.width] for line in paragraph.split("\n")]
        else:
            more = out.wrapped(" ".join(paragraph.split()), 2)
        if len(lines) + len(more) + 1 > room:
            break
        lines += more + [""]
    return lines


def borrowed(out, levels):
    names = ", ".join(f"level {level.number}" for level in levels)
    text = f"Borrowed from the solutions, until you have done it: {names}."
    return out.wrapped(text, 2, "yellow") + [""]
