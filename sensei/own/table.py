"""A CSV file as people have it: any separator, encoding, decimal comma, dates, gaps."""

import csv
import gzip
import io
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sensei.errors import CannotDo

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 5_000  # more make a koan slow; a sample of them tells nearly as much
HEAD = 500_000  # characters that tell how a file is written
LINES = 100
CHUNK = 100_000  # rows
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
BLANKS = r"\s+"  # a separator too
GAPS = ["", "?", "-", "--", "NA", "N/A", "n/a", "na", "nan", "NaN", "null", "NULL", "None",
        "none", "missing", ".", "#N/A", "#N/A N/A", "#NA", "<NA>", "-nan", "-NaN", "1.#IND",
        "-1.#IND", "1.#QNAN", "-1.#QNAN"]  # fmt: skip
MOSTLY = 0.95  # of the values, for a column to be numbers or dates
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
COMMA = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)?,\d+(e[+-]?\d+)?", re.IGNORECASE)
AROUND = re.compile(r"^[$€£\s]+|[%€\s]+$")
NUMBERS, DATED, WORDS = "numbers", "dates", "words"  # kinds of columns
DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d{1,2}:\d\d.*)?")


def read(path: Path) -> tuple["pd.DataFrame", list[str]]:
    """Return the rows of a CSV file as a DataFrame, and remarks on how it was read.

    There are at most MOST_ROWS rows, drawn by chance. Columns are float (dates as days
    since the first) or str, with NaN or None for a missing value; attrs["dates"] names the
    columns that were dates.
    """
    import pandas as pd

    text, said = _decoded(path)
    lines, comments = _first_lines(text)
    if len(lines) < 2:
        raise CannotDo(
            f"{path.name} holds no rows: a line of names and rows under it are needed."
        )
    separator = _separator(lines)
    if separator is None:
        raise CannotDo(
            f"{path.name} has one column only; a CSV file has several, parted by commas, "
            "semicolons or tabs."
        )
    if separator not in (",", BLANKS):
        said.append(f"The columns are parted by {SEPARATORS[separator]}.")
    texts, remarks = _texts(text, separator, comments, lines, path.name)
    said += remarks
    columns = {}
    dates = []
    for name in texts:
        columns[name], kind, remark = _column(texts[name])
        dates += [name] if kind == DATED else []
        said += [f"{name} {remark}"] if remark else []
    rows = pd.DataFrame(columns)
    rows.attrs["dates"] = dates
    return rows, said


def _decoded(path: Path) -> tuple[str, list[str]]:
    """Return the text of a file, and remarks on its encoding."""
    data = _bytes(path)
    if data[:2] in (b"PK", b"\xd0\xcf") or data[:4] in (b"PAR1", b"%PDF"):
        raise CannotDo(
            f"{path.name} is no CSV file; open it and save it as CSV, then try again."
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), ["The file is in UTF-16."]
    if b"\0" in data[:HEAD]:
        raise CannotDo(f"{path.name} is no text; save it as CSV, then try again.")
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), [
            "The file is not in UTF-8; it was read as Windows-1252."
        ]


def _bytes(path: Path) -> bytes:
    """Return what a file holds, unpacked where it is packed by gzip."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CannotDo(
            f"There is no file {path} in this folder; copy it here first."
        ) from None
    except IsADirectoryError:
        raise CannotDo(
            f"{path} is a folder; the name of a CSV file is needed."
        ) from None
    except OSError as error:
        raise CannotDo(f"{path} cannot be read: {error.strerror}.") from None
    if data[:2] == b"\x1f\x8b":
        try:
            return gzip.decompress(data)
        except (OSError, EOFError):
            raise CannotDo(
                f"{path.name} is packed and damaged; unpack it first."
            ) from None
    return data


def _first_lines(text: str) -> tuple[list[str], int]:
    """Return the lines at the head of a text that are not blank, from the first that is no
    comment on; and how many comments were before it."""
    lines = [line for line in text[:HEAD].splitlines() if line.strip()]
    if len(text) > HEAD:
        lines.pop()  # it is cut
    comments = 0
    while lines and lines[0].startswith("#"):
        comments += 1
        lines.pop(0)
    return lines, comments


def _separator(lines: list[str]) -> str | None:
    """Return the mark that splits most lines into equally many fields; None if none does."""
    most, separator = 1, None
    for mark in SEPARATORS:
        counts = [len(row) for row in csv.reader(lines[:LINES], delimiter=mark)]
        usual = max(set(counts), key=counts.count)
        alike = counts[0] in (usual, usual - 1)
        if usual > most and alike and counts.count(usual) >= 0.8 * len(counts):
            most, separator = usual, mark
    if separator is None:
        counts = [len(_fields(line, BLANKS)) for line in lines[1:LINES]]
        if counts[0] > 1 and len(set(counts)) == 1:
            return BLANKS
    return separator


def _texts(
    text: str, separator: str, comments: int, lines: list[str], file: str
) -> tuple["pd.DataFrame", list[str]]:
    """Return the table with a text in each cell, and remarks on how it was read.

    Of a long table it is a sample. `lines` are its first ones, below the comments.
    """
    names = _fields(lines[0], separator)
    headed = _is_head(names)
    if headed and len(_fields(lines[1], separator)) == len(names) + 1:
        names.insert(0, "")  # R names the rows in a column without a name
    said = []
    if not headed:
        said.append(
            "The first line holds no names: the columns are column 1, column 2, …"
        )
    names = _unlike([name if headed else "" for name in names])
    n_lines = text.count("\n")
    fraction = min(1, 2 * MOST_ROWS / max(1, n_lines))
    try:
        rows = _parsed(text, separator, names, comments + headed, fraction, strict=True)
    except _parser_errors():
        said.append("Lines with more fields than the first were left out.")
        try:
            rows = _parsed(text, separator, names, comments + headed, fraction)
        except _parser_errors():
            raise CannotDo(
                f"{file} cannot be read as a table: its quotes or lines do not end."
            ) from None
    if len(rows) > MOST_ROWS:
        rows = rows.sample(MOST_ROWS, random_state=0)
        rows = rows.sort_index().reset_index(drop=True)
        said.append(f"Of {n_lines:,} lines, {MOST_ROWS:,} were drawn by chance.")
    return rows, said


def _parsed(
    text: str,
    separator: str,
    names: list[str],
    skipped: int,
    fraction: float,
    strict: bool = False,
) -> "pd.DataFrame":
    """Return a text as a table of texts, a random `fraction` of its rows.

    skipped: how many lines are above the first row. strict: lines with too many fields are
    an error, and are not left out.
    """
    import pandas as pd

    with warnings.catch_warnings():
        warnings.simplefilter("error" if strict else "ignore")
        chunks = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            names=names,
            index_col=False,
            dtype=str,
            keep_default_na=False,
            skipinitialspace=True,
            skip_blank_lines=True,
            skiprows=skipped,
            chunksize=CHUNK,
            on_bad_lines="error" if strict else "skip",
        )
        samples = [
            chunk if fraction == 1 else chunk.sample(frac=fraction, random_state=0)
            for chunk in chunks
        ]
    return pd.concat(samples, ignore_index=True)


def _parser_errors() -> tuple[type[Exception], ...]:
    import pandas as pd

    return pd.errors.ParserError, pd.errors.ParserWarning


def _fields(line: str, separator: str) -> list[str]:
    """Return the fields of a line."""
    if separator == BLANKS:
        return next(csv.reader([" ".join(line.split())], delimiter=" "))
    return next(csv.reader([line], delimiter=separator))


def _is_head(names: list[str]) -> bool:
    """Whether a first line holds names: words, or numbers as years and counts are."""
    numbers = [float(name) for name in names if _is_number(name)]
    if len(numbers) < len(names) / 2:
        return True
    whole = all(v == v and abs(v) < 1e9 and v == int(v) for v in numbers)
    steps = {b - a for a, b in zip(numbers, numbers[1:], strict=False)}
    return whole and len(numbers) > 2 and steps == {1}


def _unlike(names: Sequence[str]) -> list[str]:
    """Return names without blanks around them, none empty, no two alike."""
    unlike: list[str] = []
    for number, name in enumerate(names, 1):
        name = " ".join(name.split()) or f"column {number}"
        stem, count = name, 1
        while name in unlike:
            count += 1
            name = f"{stem} {count}"
        unlike.append(name)
    return unlike


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _column(texts: "pd.Series") -> tuple["pd.Series", str, str]:
    """Return a column of texts as numbers or dates, where nearly all of them are such; its
    kind; and a remark on it, or ""."""
    import numpy as np
    import pandas as pd

    texts = texts.fillna("").str.strip()
    texts = texts.where(~texts.isin(GAPS), None)
    enough = MOSTLY * texts.notna().sum()
    if not enough:
        return texts.astype(object), WORDS, ""
    numbers = pd.to_numeric(texts, errors="coerce")
    if numbers.notna().sum() >= enough:
        numbers = numbers.replace([np.inf, -np.inf], np.nan)
        return numbers.astype(float), NUMBERS, ""
    bare = texts.str.replace(AROUND, "", regex=True)
    if _has_decimal_commas(bare, enough):
        plain = bare.str.replace(".", "", regex=False)
        plain = plain.str.replace(",", ".", regex=False)
        numbers = pd.to_numeric(plain, errors="coerce").astype(float)
        return numbers, NUMBERS, "has commas in its numbers: 1,5 is read as 1.5."
    grouped = bare.str.fullmatch(GROUPED).fillna(False)
    plain = bare.where(~grouped, bare.str.replace(",", "", regex=False))
    numbers = pd.to_numeric(plain, errors="coerce")
    if numbers.notna().sum() >= enough:
        return numbers.astype(float), NUMBERS, ""
    if texts.str.fullmatch(DATE).sum() >= enough:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            dates = pd.to_datetime(texts, errors="coerce", format="mixed", utc=True)
        if dates.notna().sum() >= enough:
            days = (dates - dates.min()).dt.total_seconds() / 86400
            first = dates.min().date().isoformat()
            return days.astype(float), DATED, f"is a date: taken as days since {first}."
    return texts.astype(object), WORDS, ""


def _has_decimal_commas(bare: "pd.Series", enough: float) -> bool:
    """Whether enough of the texts in a column are numbers with a decimal comma."""
    import pandas as pd

    commas = bare.str.fullmatch(COMMA).sum()
    points = bare.str.contains(".", regex=False, na=False).any()
    whole = pd.to_numeric(bare, errors="coerce").notna().sum()
    return bool(commas >= enough or (commas + whole >= enough and not points))
