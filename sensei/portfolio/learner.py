"""What the learner says: portfolio/me.toml and portfolio/notes/*.md."""

import json
import subprocess
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt

from sensei.errors import CannotDo

FOLDER = "portfolio"
SCHEMES = ("https://", "http://", "mailto:")
GIT_TIMEOUT = 10  # seconds
NOBODY = "Your name"
FIRST = """# Who you are, as the front page of your portfolio says it.
name = {name}
about = ""  # a line or two
# links = {{ "Code" = "https://example.org/you" }}
"""


@dataclass
class Learner:
    """links: (text, address); notes: as HTML, by the project they are on, or "index"."""

    name: str
    about: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def read_learner(root: Path) -> Learner:
    """Return what the learner says in portfolio/; me.toml is begun if it is not there."""
    path = root / FOLDER / "me.toml"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        name = json.dumps(_name_in_git(root), ensure_ascii=False)
        path.write_text(FIRST.format(name=name), encoding="utf-8")
    me = _read(path)
    return Learner(
        str(me.get("name") or "Somebody"),
        str(me.get("about") or ""),
        [(text, address) for text, address in _links(me) if _is_safe(address)],
        _notes(root / FOLDER / "notes"),
    )


def left_out(root: Path, pages: Collection[str]) -> Iterator[str]:
    """Yield a sentence for all in portfolio/ that is on none of the pages, given by name."""
    for text, address in _links(_read(root / FOLDER / "me.toml")):
        if not _is_safe(address):
            yield (
                f"The link {text!r} of {FOLDER}/me.toml is not shown: {address!r} begins "
                f"with none of {', '.join(SCHEMES)}."
            )
    for note in sorted((root / FOLDER / "notes").glob("*.md")):
        if note.stem not in pages:
            yield f"{FOLDER}/notes/{note.name} is not shown: there is no page {note.stem}."


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        says = f"{FOLDER}/me.toml is no TOML: {error}. Mend it, and build again."
        raise CannotDo(says) from error


def _name_in_git(root: Path) -> str:
    try:
        done = subprocess.run(
            ["git", "config", "user.name"],
            cwd=root,
            capture_output=True,
            timeout=GIT_TIMEOUT,
        )
    except (OSError, subprocess.TimeoutExpired):
        return NOBODY
    return done.stdout.decode("utf-8", "replace").strip() or NOBODY


def _links(me: dict[str, object]) -> list[tuple[str, str]]:
    """Return all links of me.toml as texts: what is said, and the address."""
    links = me.get("links")
    if not isinstance(links, dict):
        return []
    return [(str(text), str(address)) for text, address in links.items()]


def _is_safe(address: str) -> bool:
    """Return whether a page may lead to an address."""
    return address.lower().startswith(SCHEMES)


def _notes(folder: Path) -> dict[str, str]:
    """Return the notes as HTML: Markdown (CommonMark), in which HTML is but text."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.disable("image")  # a page shows nothing from elsewhere
    notes = {}
    for path in sorted(folder.glob("*.md")):
        text = path.read_bytes().decode("utf-8-sig", "replace")
        notes[path.stem] = _with_lower_headings(markdown, text)
    return notes


def _with_lower_headings(markdown: MarkdownIt, text: str) -> str:
    """Return HTML whose headings begin two lower: a page has a title and sections already."""
    tokens = markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
    return str(markdown.renderer.render(tokens, markdown.options, {}))
