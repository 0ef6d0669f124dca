"""How it is said in a terminal: one screen, one thing to do."""

import os
import re
import shutil
import sys
import textwrap

from . import explain, helping, source

WIDTH, HEIGHT = 80, 24
PRINTED = 3  # lines of what a koan printed, where there is little room
LONGEST = 1000  # characters of such a line, and lines, that are looked at
MOST_OF_AN_ANSWER = 12  # lines of a solution beside the koan at hand
MARGIN = "  "
COLOURS = {"dim": 2, "bold": 1, "red": 31, "green": 32, "yellow": 33, "cyan": 36}
TABLE_ROWS = 5
OPEN_IT = "Open it and save it once:"


class Voice:
    """Writes lines to a stream, in colour where the stream is a terminal that wants it."""

    def __init__(self, stream=None, colour=None):
        self.stream = stream or sys.stdout
        if colour is None:
            colour = self.stream.isatty() and os.environ.get("TERM") != "dumb"
            if os.environ.get("NO_COLOR"):
                colour = False
        self.colour = colour
        self.width = max(40, min(columns(self.stream), 100)) - 2
        encoding = (getattr(self.stream, "encoding", None) or "utf-8").lower()
        self.unicode = encoding.replace("-", "") in ("utf8", "utf16")

    def paint(self, text, *styles):
        if not self.colour or not text:
            return text
        codes = ";".join(str(COLOURS[style]) for style in styles)
        return f"\x1b[{codes}m{text}\x1b[0m"

    def say(self, lines):
        """Write lines, no two blank ones in a row, and one blank line around them."""
        kept = [""]
        for line in lines:
            line = line.rstrip()
            if line or kept[-1]:
                kept.append(line)
        while kept and not kept[-1]:
            kept.pop()
        text = "\n".join(kept) + "\n"
        if not self.unicode:
            for fancy, plain in ASCII.items():
                text = text.replace(fancy, plain)
            encoding = self.stream.encoding or "ascii"
            text = text.encode(encoding, "replace").decode(encoding)
        self.stream.write(text)
        self.stream.flush()

    # pieces

    def wrapped(self, text, indent=4, *styles):
        width = self.width - indent
        return [
            " " * indent + self.paint(line, *styles)
            for paragraph in text.split("\n")
            for line in textwrap.wrap(paragraph, width) or [""]
        ]

    def fits(self, left, right):
        """Whether two texts have room on one line."""
        return len(MARGIN) + len(left) + 2 + len(right) <= self.width

    def between(self, left, right, *styles):
        gap = self.width - len(MARGIN) - len(left) - len(right)
        if gap < 2:
            left, gap = left[: max(10, len(left) + gap - 2)], 2
        return MARGIN + self.paint(left, *styles) + " " * gap + self.paint(right, "dim")

    def bar(self, part, whole, size=14):
        full = round(size * part / whole) if whole else 0
        full = min(size, max(full, 1 if part else 0))
        return "▓" * full + "░" * (size - full)

    def code(self, lines, indent=8, most=5):
        room = self.width - indent
        whole = [part for line in lines for part in folded(line, room, 0)]
        if len(whole) > most or max(map(len, whole), default=0) > room:
            whole = [shortened(line, room) for line in lines]
        if len(whole) > most:
            whole = whole[: most - 1] + ["…"]
        return [" " * indent + self.paint(line, "bold") for line in whole]

    def answer(self, lines, indent=4):
        """Lines of code in full, to be copied: what is too long goes on below, inside its
        brackets, so that it is still Python."""
        whole = [part for ln in lines for part in folded(ln, self.width - indent)]
        return [" " * indent + self.paint(line, "bold") for line in whole]


def columns(stream):
    """How wide a stream's terminal is now; COLUMNS counts where it is none. (ptw hands COLUMNS
    on as it was when it began: readline sets it.)"""
    try:
        found = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError, AttributeError):
        found = 0
    return found or shutil.get_terminal_size((WIDTH, HEIGHT)).columns


def folded(line, room, least=1):
    """A line of code as lines of at most room characters; as long as it is where that cannot
    be. It is parted at a space in as few brackets as there can be, and in least or more: with
    1 it stays Python. A comment that has no room goes before it."""
    indent = line[: len(line) - len(line.lstrip())]
    found, deep = [], 0
    while len(line) > room:
        places, comment = _spaces(line, deep)
        if comment is not None and not found:
            before = folded(line[:comment].rstrip(), room, least)
            return (
                [indent + line[comment:], *before] if line[:comment].strip() else [line]
            )
        places = [(at, depth) for at, depth in places if depth >= least and at <= room]
        late = [place for place in places if place[0] > room // 3] or places
        if not late:
            break
        deep = min(depth for _, depth in late)
        at = max(at for at, depth in late if depth == deep)
        found.append(line[:at])
        line = indent + " " * 4 + line[at + 1 :]
    return [*found, line]


def _spaces(line, deep):
    """The spaces in a line of code that stand in no text, past its indentation: (place, how
    many brackets are open there); and the place of a comment, or None.

    deep: how many brackets are open where the line begins.
    """
    depth, quote, found = deep, "", []
    start = len(line) - len(line.lstrip())
    for at, character in enumerate(line):
        if quote:
            quote = "" if character == quote and line[at - 1] != "\\" else quote
        elif character == "#":
            return found, at
        elif character in "'\"":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == " " and at > start:
            found.append((at, depth))
    return found, None


def shortened(line, room):
    """A line of code in at most room characters: its end is kept, where a value stands, and
    so is a blank; the middle goes."""
    if len(line) < room:
        return line
    blank = line.find("____")
    if 0 <= blank < len(line) - room // 2:
        start = max(0, blank + 4 - room // 2)
        part = line[start : start + room - 2]
        return ("…" if start else "") + part + "…"
    tail = room // 2
    return line[: room - tail - 3] + " … " + line[len(line) - tail :]


ASCII = {
    "✓": "+", "✗": "x", "·": "-", "▓": "#", "░": ".", "█": "#", "…": "...", "▶": ">",
    "│": "|", "≠": "!",
    "×": "x", "²": "^2", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-",
}  # fmt: skip


def counted(n, one, many=None):
    """How many of something there are, in words: 1 koan, 2 koans."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def title(test):
    """A test's name as a sentence: test_the_five_nearest_vote."""
    return test.removeprefix("test_").replace("_", " ")


def header(voice, grid, level, progress):
    done, whole = progress.count()
    left = level.title
    if progress.order == "spiral":
        left = f"lap {grid.lap_of(level)} · {left}"
    elif progress.order in level.pillars:
        left = f"{progress.order} · {left}"
    right = f"{done} of {whole}"
    for size in (14, 7):
        bar = f"{voice.bar(done, whole, size)}  {right}"
        if voice.fits(left, bar):
            return [voice.between(left, bar, "cyan"), ""]
    return [voice.between(left, right, "cyan"), ""]


def koan_screen(voice, grid, level, progress, run):
    """The screen of a level that is not finished: what passed, and the koan at hand."""
    lines = []
    finding = run.finding
    first = not run.known and progress.place is None
    if first:
        lines += [MARGIN + line for line in WELCOME] + [""]
    lines += header(voice, grid, level, progress)
    lines[-1:-1] = run.banner
    at_hand = _at_hand(voice, level, run, more_help=not first)
    room = HEIGHT - 2 - len(lines) - len(at_hand)
    if run.printed and room > 0:  # what a learner wants to see comes before all else
        at_hand = _at_hand(voice, level, run, not first, PRINTED + room)
        room = HEIGHT - 2 - len(lines) - len(at_hand)
    passed = []
    for test in run.fresh[-1:]:
        passed = _passed(voice, level, test)
    passed += tried(voice, run)
    if run.borrowed and finding.state == explain.BLANK:
        passed = borrowed(voice, run.borrowed) + passed
    shown = presentation(voice, run.presented, room - len(passed))
    if not shown and not run.passed and finding.state == explain.BLANK and not run.help:
        shown = story(voice, level, room - len(passed))
    if len(shown) + len(passed) > room:
        shown = shown[: max(0, room - len(passed) - 1)]
        passed = passed[: max(0, room - len(shown))]
    lines += shown + passed
    if lines[-1]:
        lines.append("")
    return squeezed(lines + at_hand)


def squeezed(lines):
    """Some lines, without the last blank ones where a screen has no room for all."""
    lines = list(lines)
    while len(lines) > HEIGHT - 2 and "" in lines:
        del lines[len(lines) - 1 - lines[::-1].index("")]
    return lines


WELCOME = (
    "Welcome. Everything here starts with a result and goes down from there.",
    "The model below has done its work already; the mathematics can wait.",
    "Open the file at the bottom, replace ____, save. This window answers.",
)


def _passed(voice, level, test):
    lines = [MARGIN + voice.paint("✓", "green") + " " + title(test)]
    for sentence in source.spoken(level.solution_text, "insight").get(test, []):
        lines += voice.wrapped(sentence)
    return lines + [""]


def tried(voice, run):
    """How the figures just reached compare with earlier ones."""
    lines = [MARGIN * 2 + voice.paint(text, "green") for text in run.tried[:2]]
    return lines + [""] if lines else []


def _at_hand(voice, level, run, more_help, most_printed=PRINTED):
    finding = run.finding
    where = _place(finding, level)
    if run.test is None:
        sign, name = "!", "Python cannot use this file yet"
    else:
        sign, name = SIGNS[finding.state], title(run.test)
    right = ""
    if finding.state == explain.BLANK:
        right = "not filled in yet"
        size = helping.size(level, run.subject)
        if size and voice.fits(f"{sign} {name}", f"{right}, {size}"):
            right += f", {size}"
    styles = {"✗": "red", "!": "yellow"}.get(sign, "cyan")
    if voice.fits(f"{sign} {name}", right):
        lines = [voice.between(f"{sign} {name}", right)]
    else:
        lines = voice.wrapped(f"{sign} {name}", 2) + [
            MARGIN * 2 + voice.paint(right, "dim")
        ]
    lines[0] = lines[0].replace(sign, voice.paint(sign, styles), 1)
    if run.docstring and finding.state in (explain.BLANK, explain.WRONG):
        lines += voice.wrapped(run.docstring, 4, "dim")
    lines += [MARGIN * 2 + voice.paint(where, "cyan"), ""]
    code = finding.code
    lines += voice.code(code)
    if finding.column is not None and len(code) == 1:
        indent = len(code[0]) - len(code[0].lstrip())
        place = 8 + max(0, finding.column - indent)
        if len(code[0].strip()) + 8 <= voice.width:
            lines[-1:] = [voice.code([code[0].strip()])[0], " " * place + "^"]
    lines.append("")
    label = lambda text: MARGIN * 2 + voice.paint(f"{text:<8} ", "dim")
    room = voice.width - 14
    sides = [("yours", finding.yours), ("wanted", finding.wanted), *finding.values]
    for name, value in sides:
        if value:
            lines.append(
                label(name) + (value if len(value) <= room else value[: room - 1] + "…")
            )
    for sentence in finding.says:
        if sentence:
            lines += voice.wrapped(sentence)
    for number, line in enumerate(printed(run, room, most_printed)):
        lines.append(label("" if number else "printed") + line)
    if run.help is not None:
        elsewhere = finding.state == explain.BLANK and run.help.about != finding.of
        lines += [""] + hint_lines(voice, run.help, MOST_OF_AN_ANSWER, elsewhere)
    elif more_help and run.test and finding.state in HELPED:
        lines += [
            "",
            MARGIN * 2 + voice.paint("Stuck? Write  # ?  on the line and save.", "dim"),
        ]
    if run.drew and finding.state == explain.WRONG:
        says = f"The same numbers again: pytest --seed {run.seed}"
        lines.append(MARGIN * 2 + voice.paint(says, "dim"))
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


def not_kept(voice, journal):
    """What to say where the journal could not be written."""
    if not journal.trouble:
        return []
    says = (
        f"{journal.path.name} could not be written ({journal.trouble}): this pass may be "
        "forgotten. Make room for it, and save again."
    )
    return ["", *voice.wrapped(says, 2, "yellow")]


HELPED = (explain.BLANK, explain.WRONG, explain.BROKEN)
SIGNS = {
    explain.BLANK: "·",
    explain.WRONG: "✗",
    explain.BROKEN: "!",
    explain.CHANGED: "✗",
    explain.FLOOR: "✗",
}


def _place(finding, level):
    try:
        path = finding.path.relative_to(level.root).as_posix()
    except ValueError:
        path = str(finding.path)
    return f"{path}:{finding.line}"


def hint_lines(voice, found, most=None, elsewhere=False):
    """A hint, or the solution in full; of that at most so many lines.

    elsewhere: whether it is for something else than the line that is shown.
    """
    if found.is_solution:
        lines = [MARGIN * 2 + voice.paint("the solution", "yellow")]
        answer = voice.answer(_dedented(found.lines))
        if most is not None and len(answer) > most:
            says = "The whole of it: pytest --solution"
            answer = [*answer[: most - 1], MARGIN * 2 + voice.paint(says, "dim")]
        return lines + answer
    head = f"hint {found.number} of {found.hints}"
    hint = f"For {found.about}: {found.lines[0]}" if elsewhere else found.lines[0]
    text = voice.wrapped(hint, 17)
    text[0] = MARGIN * 2 + voice.paint(f"{head:<13}", "yellow") + text[0][17:]
    marks = "?" * (found.number + 1)
    more = (
        f"More: # {marks}" if found.number < found.hints else f"The solution: # {marks}"
    )
    return text + [MARGIN * 2 + voice.paint(more, "dim")]


def _dedented(lines):
    return textwrap.dedent("\n".join(lines)).split("\n")


def story(voice, level, room):
    """The level's docstring, as many of its paragraphs as there is room for."""
    lines = []
    for paragraph in re.split(r"\n[ \t]*\n", source.docstring(level.solution_text)):
        if paragraph.startswith(" "):  # a table
            more = [f"{MARGIN}{line}"[: voice.width] for line in paragraph.split("\n")]
        else:
            more = voice.wrapped(" ".join(paragraph.split()), 2)
        if len(lines) + len(more) + 1 > room:
            break
        lines += more + [""]
    return lines


def borrowed(voice, levels):
    names = ", ".join(f"level {level.number}" for level in levels)
    text = f"Borrowed from the solutions, until you have done it: {names}."
    return voice.wrapped(text, 2, "yellow") + [""]


def presentation(voice, presented, room):
    """The table of unseen rows with prediction and truth, the result, and where the
    picture is, in at most room lines."""
    if presented is None or presented.rows is None:
        return []
    around = [*voice.wrapped(presented.question, 2, "bold"), ""]
    headline = [*voice.wrapped(presented.headline), ""]
    size = min(TABLE_ROWS, room - len(around) - len(headline) - 2)
    if size < 1:
        return headline if room >= len(headline) else []
    rows, right = presented.sample(size)
    columns = [str(c) for c in presented.rows.columns]
    cells = [[_cell(v) for v in row] for row in rows]
    widths = [
        max(len(c), *(len(row[i]) for row in cells)) for i, c in enumerate(columns)
    ]
    shown = _columns_with_room(widths, voice.width - 8)
    join = lambda row: "   ".join(row[i].ljust(widths[i]) for i in shown)
    lines = around + [" " * 4 + voice.paint(join(columns), "dim")]
    for row, ok in zip(cells, right, strict=True):
        sign = voice.paint("✓", "green") if ok else voice.paint("✗", "red")
        lines.append(" " * 4 + join(row) + "   " + sign)
    more = len(presented.rows) - len(rows)
    left = f"  … and {more} more" if more > 0 else ""
    right = f"picture: {presented.picture}" if presented.picture else ""
    if not voice.fits(left, right):
        left = ""  # the headline says how many there are
    if left or right:
        lines.append(voice.between(left, right))
    return lines + headline


def _columns_with_room(widths, room):
    """Numbers of the columns to show: the first, and from the end as many as fit; the last
    two, prediction and truth, in any case."""
    shown = list(range(len(widths)))
    while len(shown) > 2 and sum(widths[i] + 3 for i in shown) - 3 > room:
        del shown[-3]
    return shown


def _cell(value):
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)[:24]


def level_screen(voice, grid, level, progress, run, following):
    """The screen of a finished level: the result, what is under it, where to go next."""
    lines = header(voice, grid, level, progress)
    lines[-1:-1] = run.banner
    for test in run.fresh[-1:]:
        lines += _passed(voice, level, test)
    lines += tried(voice, run)
    if run.presented is not None and run.presented.headline:
        lines += [MARGIN + voice.paint(run.presented.headline, "bold")]
        if run.presented.picture:
            lines += [MARGIN + voice.paint(f"picture: {run.presented.picture}", "dim")]
        lines += [""]
    minutes = progress.minutes(level)
    facts = f"{len(level.koans)} koans" + (f", {minutes} min" if minutes else "")
    head = f"✓ level {level.number} of {level.project.replace('_', ' ')}"
    lines += [voice.between(head, facts, "green"), ""]
    if run.borrowed:
        lines += borrowed(voice, run.borrowed)
    whole = all(progress.done(other) for other in grid.of(level.project))
    if whole:
        lines += project_stack(voice, grid, level, progress)
    else:
        lines += stack(voice, grid, level, progress)
    if following is None:
        lines += FINISHED
    else:
        if following.project != level.project:
            lines += [MARGIN + f"Next: {following.title}."]
            question = source.docstring(
                source.read(following.solution.parent / "__init__.py")
            )
            lines += [" " * 4 + question.split("\n")[0]]
        else:
            lines += [MARGIN + f"Next: level {following.number}, {following.word}."]
        lines += [" " * 4 + voice.paint(f"{following.shown()}:1", "cyan")]
        lines += [" " * 4 + voice.paint(f"{OPEN_IT} this window follows.", "dim")]
    return squeezed(lines)


FINISHED = [
    "  Everything here is done. Nothing under these predictions is a library's any more.",
    "  pytest --map shows the way you came; pytest --kata 01_iris/3 writes a level once more.",
]


def stack(voice, grid, level, progress):
    """How much under the project's prediction is the learner's own."""
    own, whole = _parts(grid, level.project, progress)
    size = 20
    mine = round(size * len(own) / whole) if whole else 0
    mine = min(size - 1, max(mine, 1 if own else 0))
    bar = "█" * (size - mine) + "░" * mine
    names = [name for name in level.parts if name in own] or own
    if names:
        text = ", ".join(names)
    else:
        text = "nothing yet"
    line = f"Under this prediction:   library {bar}   yours: "
    room = voice.width - len(line) - 2
    if len(text) <= room:
        return [MARGIN + line + text, ""]
    head = MARGIN + line + f"{len(own)} of {whole} parts"
    return [head, *voice.wrapped(text, 4, "dim"), ""]


def _parts(grid, project, progress):
    """The learner's functions that stand, and how many there are, below level 2."""
    levels = [level for level in grid.of(project) if level.number > 2]
    own = [name for level in levels if progress.done(level) for name in level.parts]
    return own, sum(len(level.parts) for level in levels)


def project_stack(voice, grid, level, progress):
    """The whole ladder of a finished project."""
    lines = [MARGIN + voice.paint("Under this prediction, all the way down:", "bold")]
    for other in grid.of(level.project):
        if other.number <= 2:
            text = "scikit-learn's, as it began"
        else:
            text = "yours: " + ", ".join(other.parts)
        head = f"{other.number} {other.word}"
        room = voice.width - 22
        if len(text) > room:
            text = text[: room - 1].rsplit(",", 1)[0] + ", …"
        lines.append(
            " " * 4
            + f"{head:<16}"
            + voice.paint(text, "dim" if other.number <= 2 else "green")
        )
    own, whole = _parts(grid, level.project, progress)
    return lines + [
        "",
        MARGIN + f"{len(own)} of {whole} parts are yours, and no library's is left.",
        "",
    ]


def done_screen(voice, grid, progress):
    return [*map_screen(voice, grid, progress, None), "", *FINISHED]


def pillars(voice, grid, progress):
    """How far each part of mathematics is met, in levels."""
    counts = [
        f"{pillar} {sum(map(progress.done, met))}/{len(met)}"
        for pillar, met in grid.pillars.items()
    ]
    return voice.wrapped("Levels done by pillar: " + ", ".join(counts), 2, "dim")


def map_screen(voice, grid, progress, place, levels=None):
    """The grid: projects down, levels across; all, or only some levels of it."""
    words = {}
    for level in grid.levels:
        words.setdefault(level.number, level.word)
    numbers = sorted(words)
    first = max(len(p) for p in grid.projects) + 2
    lines = [MARGIN + " " * first + "".join(f"{n:<9}" for n in numbers)]
    for project in grid.projects:
        cells = ""
        by_number = {level.number: level for level in grid.of(project)}
        for number in numbers:
            level = by_number.get(number)
            if level is None or (levels and level not in levels):
                cells += " " * 9
                continue
            passed, whole = len(progress.remembered(level)), len(level.koans)
            if progress.done(level):
                sign, style = "✓", "green"
            elif level == place:
                sign, style = f"▶ {passed}/{whole}", "yellow"
            elif passed:
                sign, style = f"{passed}/{whole}", "yellow"
            else:
                sign, style = "·", "dim"
            cells += voice.paint(sign, style) + " " * (9 - len(sign))
        lines.append(MARGIN + f"{project.replace('_', ' '):<{first}}" + cells)
    legend = " · ".join(f"{n}\xa0{words[n]}" for n in numbers)
    legend = voice.wrapped(legend, 2, "dim")  # number and word stay together
    lines += ["", *(line.replace("\xa0", " ") for line in legend)]
    done, whole = progress.count()
    facts = [f"{done} of {whole} koans"]
    if place is not None and progress.order == "spiral":
        facts.insert(0, f"lap {grid.lap_of(place)} of {len(grid.laps)}")
    if progress.first_day:
        facts.append(f"since {progress.first_day}")
    days = progress.days_in_a_row()
    if days > 1:
        facts.append(f"{days} days in a row")
    lines += ["", MARGIN + " · ".join(facts)]
    if place is not None and progress.order != "spiral":
        lines.append(
            MARGIN + f"Path: {progress.order}; pytest --path spiral leads back."
        )
    if grid.pillars and not levels:
        lines += pillars(voice, grid, progress)
    if place is not None:
        lines += [
            MARGIN + f"Next: {place.title}",
            " " * 4 + voice.paint(f"{place.shown()}:1", "cyan"),
        ]
    return lines
