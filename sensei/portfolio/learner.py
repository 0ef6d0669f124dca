"""What the learner says: portfolio/me.toml and portfolio/notes/*.md."""

import json
import subprocess
import tomllib
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

from sensei.errors import CannotDo

FOLDER = "portfolio"
SCHEMES = ("https://", "http://", "mailto:")
FIRST = """# Who you are, as the front page of your portfolio says it.
name = {name}
about = ""  # a line or two
# links = {{ "Code" = "https://example.org/you" }}
"""


@dataclass
class Learner:
    """name, about: texts; links: [(text, address)]; notes: {project or "index": HTML}."""

    name: str
    about: str = ""
    links: list = field(default_factory=list)
    notes: dict = field(default_factory=dict)


def learner(root):
    """What the learner says in portfolio/; me.toml is begun where it is not there."""
    place = root / FOLDER / "me.toml"
    if not place.exists():
        place.parent.mkdir(exist_ok=True)
        name = json.dumps(_name_in_git(root), ensure_ascii=False)
        place.write_text(FIRST.format(name=name), encoding="utf-8")
    me = _read(place)
    links = [(t, a) for t, a in _links(me) if _leads_somewhere(a)]
    return Learner(
        str(me.get("name") or "Somebody"),
        str(me.get("about") or ""),
        links,
        _notes(root / FOLDER / "notes"),
    )


def left_out(root, pages):
    """Sentences on what stands in portfolio/ and on none of the pages, given by name."""
    for text, address in _links(_read(root / FOLDER / "me.toml")):
        if not _leads_somewhere(address):
            yield (
                f"The link {text!r} of {FOLDER}/me.toml is not shown: {address!r} begins "
                f"with none of {', '.join(SCHEMES)}."
            )
    for note in sorted((root / FOLDER / "notes").glob("*.md")):
        if note.stem not in pages:
            yield f"{FOLDER}/notes/{note.name} is not shown: there is no page {note.stem}."


def _read(place):
    try:
        return tomllib.loads(place.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        says = f"{FOLDER}/me.toml is no TOML: {error}. Mend it, and build again."
        raise CannotDo(says) from error


def _name_in_git(root):
    try:
        done = subprocess.run(
            ["git", "config", "user.name"], cwd=root, capture_output=True, timeout=10
        )
        return done.stdout.decode("utf-8", "replace").strip() or "Your name"
    except (OSError, subprocess.TimeoutExpired):
        return "Your name"


def _links(me):
    """All links of me.toml, as pairs of texts: what is said, and the address."""
    given = me.get("links")
    if not isinstance(given, dict):
        return []
    return [(str(text), str(address)) for text, address in given.items()]


def _leads_somewhere(address):
    """Whether it is an address to which a page may lead."""
    return address.lower().startswith(SCHEMES)


def _notes(folder):
    """The notes, as HTML: Markdown (CommonMark), in which HTML is but text."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.disable("image")  # a page shows nothing from elsewhere
    found = {}
    for path in sorted(folder.glob("*.md")):
        text = path.read_bytes().decode("utf-8-sig", "replace")
        found[path.stem] = _lower_headings(markdown, text)
    return found


def _lower_headings(markdown, text):
    """HTML whose headings begin two lower: the page has a title and sections already."""
    tokens = markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
    return markdown.renderer.render(tokens, markdown.options, {})
