"""Lines of code made to fit a screen: text in, text out."""


def folded(line: str, room: int, least: int = 1) -> list[str]:
    """Return a line of code as lines of at most room characters, or as it is where it cannot
    be parted.

    It is parted at a space inside as few brackets as possible, and inside at least `least`:
    with 1, what comes out is still Python. A comment that has no room goes before the line.
    """
    indent = line[: len(line) - len(line.lstrip())]
    lines: list[str] = []
    depth_before = 0
    while len(line) > room:
        spaces, comment = _spaces(line, depth_before)
        if comment is not None and not lines:
            if not line[:comment].strip():
                return [line]
            before = folded(line[:comment].rstrip(), room, least)
            return [indent + line[comment:], *before]
        spaces = [(at, depth) for at, depth in spaces if depth >= least and at <= room]
        spaces = [space for space in spaces if space[0] > room // 3] or spaces
        if not spaces:
            break
        depth_before = min(depth for _, depth in spaces)
        at = max(at for at, depth in spaces if depth == depth_before)
        lines.append(line[:at])
        line = indent + " " * 4 + line[at + 1 :]
    return [*lines, line]


def _spaces(line: str, depth_before: int) -> tuple[list[tuple[int, int]], int | None]:
    """Return the spaces of a line of code that stand outside text and past its indentation,
    each as (place, how many brackets are open there), and the place of a comment or None.

    depth_before: how many brackets are open where the line begins.
    """
    depth, quote = depth_before, ""
    spaces: list[tuple[int, int]] = []
    start = len(line) - len(line.lstrip())
    for at, character in enumerate(line):
        if quote:
            quote = "" if character == quote and line[at - 1] != "\\" else quote
        elif character == "#":
            return spaces, at
        elif character in "'\"":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == " " and at > start:
            spaces.append((at, depth))
    return spaces, None


def shortened(line: str, room: int) -> str:
    """Return a line of code in at most room characters. The middle is left out; the end is
    kept, because the value stands there, and so is a blank."""
    if len(line) < room:
        return line
    blank = line.find("____")
    if 0 <= blank < len(line) - room // 2:
        start = max(0, blank + 4 - room // 2)
        part = line[start : start + room - 2]
        return ("…" if start else "") + part + "…"
    tail = room // 2
    return line[: room - tail - 3] + " … " + line[len(line) - tail :]
