"""How it is said in a terminal: one screen, one thing to do."""

import os
import shutil
import sys
import textwrap

WIDTH, HEIGHT = 80, 24
MARGIN = "  "
COLOURS = {"dim": 2, "bold": 1, "red": 31, "green": 32, "yellow": 33, "cyan": 36}


class Terminal:
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


def squeezed(lines):
    """Some lines, without the last blank ones where a screen has no room for all."""
    lines = list(lines)
    while len(lines) > HEIGHT - 2 and "" in lines:
        del lines[len(lines) - 1 - lines[::-1].index("")]
    return lines
