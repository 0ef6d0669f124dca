"""Where a project's data comes from, as data/README.md says it."""

import csv
import re
from pathlib import Path

from sensei.portfolio.digests import file_digest
from sensei.portfolio.schema import DataFacts
from sensei.text import syntax

DATA_ROW = re.compile(r"^\| `([^`]+)` \|(.+)\|$", re.MULTILINE)
DATA_FILE = re.compile(r"\"([\w.-]+\.csv)\"")


def data_facts(root: Path, card: str) -> DataFacts | None:
    """Return the first data file that a card reads, and where it comes from.

    card: the text of a project's __init__.py. None where it reads no file.
    """
    files = DATA_FILE.findall(card)
    if not files:
        return None
    path = root / "data" / files[0]
    rows, what, origin, licence = _cells(root, files[0])
    return {
        "file": f"data/{files[0]}",
        "rows": rows or _n_rows(path),
        "what": what.replace("`", ""),
        "from": origin.replace("`", ""),
        "licence": licence.replace("`", ""),
        "sha256": file_digest(path),
    }


def _cells(root: Path, file: str) -> list[str]:
    """Return the four cells that data/README.md has beside a file; "" where there is none."""
    try:
        table = syntax.read(root / "data" / "README.md")
    except OSError:
        table = ""
    cells = dict(DATA_ROW.findall(table)).get(file, "").split(" | ")
    return [*(cell.strip() for cell in cells), "", "", "", ""][:4]


def _n_rows(path: Path) -> str:
    """Return how many rows a CSV file has below its head; "" where it cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return f"{sum(1 for _ in csv.reader(file)) - 1:,}"
    except (OSError, ValueError, csv.Error):
        return ""
