"""The koan at hand on the screen: what it asks, where, what happened, and what helps."""

import textwrap

from sensei.screen.hints import hint_lines
from sensei.screen.terminal import MARGIN, Terminal, title
from sensei.verdict import helping
from sensei.verdict.finding import BLANK, BROKEN, CHANGED, FLOOR, WRONG, Finding
from sensei.verdict.outcome import Run

SIGNS = {BLANK: "·", WRONG: "✗", BROKEN: "!", CHANGED: "✗", FLOOR: "✗"}
STYLES = {"·": "cyan", "✗": "red", "!": "yellow"}
HELPED = (BLANK, WRONG, BROKEN)  # states in which a hint may help
CODE_INDENT = 8
LABEL = 8  # columns of a label, such as "wanted"
PRINTED = 3  # lines of what a koan printed, where there is little room
LONGEST = 1000  # characters of such a line, and lines, that are looked at
MOST_OF_AN_ANSWER = 12  # lines of a solution beside the koan at hand


def at_hand_lines(
    out: Terminal,
    run: Run,
    finding: Finding,
    offers_help: bool,
    most_printed: int = PRINTED,
) -> list[str]:
    """Return the part of a screen that is about the koan at hand.

    offers_help: whether to say how help is asked for; most_printed: the most lines to show
        of what the koan printed.
    """
    return [
        *_title(out, run, finding),
        *_question(out, run, finding),
        MARGIN * 2 + out.paint(_place(finding, run), "cyan"),
        "",
        *_code(out, finding),
        "",
        *_values(out, finding),
        *(line for says in finding.says if says for line in out.wrapped(says)),
        *_printed(out, run, most_printed),
        *_help(out, run, finding, offers_help),
        *_seed(out, run, finding),
    ]


def standing(finding: Finding) -> str:
    """Return how far the koan at hand is, in a few words, for the end of its title line; ""
    where its sign says enough."""
    if finding.example:
        return "right here, but not for every input"
    return "not filled in yet" if finding.state == BLANK else ""


def _title(out: Terminal, run: Run, finding: Finding) -> list[str]:
    if run.at_hand is None:
        sign, name = "!", "Python cannot use this file yet"
    else:
        sign, name = SIGNS[finding.state], title(run.at_hand.test)
    left, right = f"{sign} {name}", standing(finding)
    if run.at_hand is not None and finding.state == BLANK:
        size = helping.size(run.level, run.at_hand.subject)
        if size and out.fits(left, f"{right}, {size}"):
            right += f", {size}"
    if out.fits(left, right):
        lines = [out.between(left, right)]
    else:
        lines = [*out.wrapped(left, 2), MARGIN * 2 + out.paint(right, "dim")]
    lines[0] = lines[0].replace(sign, out.paint(sign, STYLES[sign]), 1)
    return lines


def _question(out: Terminal, run: Run, finding: Finding) -> list[str]:
    if run.at_hand is None or finding.state not in (BLANK, WRONG):
        return []
    question = run.at_hand.question
    return out.wrapped(question, 4, "dim") if question else []


def _place(finding: Finding, run: Run) -> str:
    try:
        path = finding.path.relative_to(run.level.root).as_posix()
    except ValueError:
        path = str(finding.path)
    return f"{path}:{finding.line}"


def _code(out: Terminal, finding: Finding) -> list[str]:
    """Return the lines of code, and a mark below the place where Python stopped reading."""
    lines = out.code(finding.code, CODE_INDENT)
    if finding.column is None or len(finding.code) != 1:
        return lines
    code = finding.code[0].strip()
    if CODE_INDENT + len(code) > out.width:
        return lines
    indent = len(finding.code[0]) - len(finding.code[0].lstrip())
    place = CODE_INDENT + max(0, finding.column - indent)
    return [*out.code([code], CODE_INDENT), " " * place + "^"]


def _values(out: Terminal, finding: Finding) -> list[str]:
    """Return what was yours and what was wanted, and the values beside them: those that led
    to it or, of an example, its arguments, which come first."""
    sides = [("yours", finding.yours), ("wanted", finding.wanted)]
    values = finding.values
    values = [*values, *sides] if finding.example else [*sides, *values]
    room = _room_beside_label(out)
    return [
        _labelled(out, name, value if len(value) <= room else value[: room - 1] + "…")
        for name, value in values
        if value
    ]


def _labelled(out: Terminal, label: str, text: str) -> str:
    return MARGIN * 2 + out.paint(f"{label:<{LABEL}} ", "dim") + text


def _room_beside_label(out: Terminal) -> int:
    return out.width - len(MARGIN * 2) - LABEL - 2


def _printed(out: Terminal, run: Run, most: int) -> list[str]:
    """Return what the koan at hand printed, in at most `most` lines."""
    printed = run.at_hand.printed if run.at_hand else []
    lines = [
        part
        for line in printed[:LONGEST]
        for part in textwrap.wrap(
            line[:LONGEST], _room_beside_label(out), drop_whitespace=False
        )
    ]
    if len(lines) > most:
        n_more = len(lines) - most + 1 + max(0, len(printed) - LONGEST)
        lines = [*lines[: most - 1], f"… and {n_more} lines more"]
    return [
        _labelled(out, "" if number else "printed", line)
        for number, line in enumerate(lines)
    ]


def _help(out: Terminal, run: Run, finding: Finding, offers_help: bool) -> list[str]:
    """Return the help that was asked for in the file; else how it is asked for."""
    if run.at_hand is None:
        return []
    step = run.at_hand.help
    if step is not None:
        names_subject = finding.state == BLANK and step.about != finding.of
        return ["", *hint_lines(out, step, MOST_OF_AN_ANSWER, names_subject)]
    if offers_help and finding.state in HELPED:
        says = "Stuck? Write  # ?  on the line and save."
        return ["", MARGIN * 2 + out.paint(says, "dim")]
    return []


def _seed(out: Terminal, run: Run, finding: Finding) -> list[str]:
    """Return how a wrong answer to random numbers is seen again."""
    if run.at_hand is None or finding.state != WRONG:
        return []
    if not (run.at_hand.drew or finding.drew):
        return []
    says = f"The same numbers again: pytest --seed {run.before.seed}"
    return [MARGIN * 2 + out.paint(says, "dim")]
