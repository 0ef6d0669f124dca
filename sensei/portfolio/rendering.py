"""Pages from templates/: whatever is put into one is escaped, and none allows a script."""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"


def environment() -> Environment:
    """Return what renders the templates, with the style of all pages and its digest."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    made.globals["css"] = Markup(css)
    made.globals["style_source"] = Markup(f"'sha256-{digest}'")
    return made


def save(path: Path, text: str) -> None:
    """Write text; what is no character at all, such as half of a pair, becomes a ?."""
    path.write_bytes(text.encode("utf-8", "replace"))
