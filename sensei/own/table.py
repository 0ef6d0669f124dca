"""A CSV file as people have it: any separator, encoding, decimal comma, dates, gaps."""

import csv
import gzip
import io
import re
import warnings

from sensei.errors import CannotDo

MOST_ROWS = 5_000  # more make a koan slow; a sample of them tells nearly as much
HEAD = 500_000  # characters that tell how a file is written
LINES = 100
CHUNK = 100_000  # rows
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
GAPS = ["", "?", "-", "--", "NA", "N/A", "n/a", "na", "nan", "NaN", "null", "NULL", "None",
        "none", "missing", ".", "#N/A", "#N/A N/A", "#NA", "<NA>", "-nan", "-NaN", "1.#IND",
        "-1.#IND", "1.#QNAN", "-1.#QNAN"]  # fmt: skip
MOSTLY = 0.95  # of the values, for a column to be numbers or dates
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
COMMA = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)?,\d+(e[+-]?\d+)?", re.IGNORECASE)
AROUND = re.compile(r"^[$€£\s]+|[%€\s]+$")
NUMBERS, DATED, WORDS = "numbers", "dates", "words"  # kinds of columns
DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d{1,2}:\d\d.*)?")


def read(path):
    """The rows of a CSV file as a DataFrame, and sentences on how it was read.

    At most MOST_ROWS rows, drawn by chance. Columns are float (dates as days since the
    first) or str, with NaN or None for a gap; attrs["dates"] names those that were dates.
    """
    import pandas as pd

    text, said = _decoded(path)
    lines = [line for line in text[:HEAD].splitlines() if line.strip()]
    if len(text) > HEAD:
        lines.pop()  # it is cut
    comments = 0
    while lines and lines[0].startswith("#"):
        comments += 1
        lines.pop(0)
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
    if separator not in (",", r"\s+"):
        said.append(f"The columns are parted by {SEPARATORS[separator]}.")
    rows, more = _rows(text, separator, comments, lines, path.name)
    said += more
    columns = {}
    dates = []
    for name in rows:
        columns[name], kind, what = _column(rows[name])
        dates += [name] if kind == DATED else []
        said += [f"{name} {what}"] if what else []
    rows = pd.DataFrame(columns)
    rows.attrs["dates"] = dates
    return rows, said


def _decoded(path):
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
            data = gzip.decompress(data)
        except (OSError, EOFError):
            raise CannotDo(
                f"{path.name} is packed and damaged; unpack it first."
            ) from None
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


def _separator(lines):
    """What parts the columns: the mark that parts most lines into as many fields."""
    best, found = 1, None
    for mark in SEPARATORS:
        counts = [len(row) for row in csv.reader(lines[:LINES], delimiter=mark)]
        usual = max(set(counts), key=counts.count)
        alike = counts[0] in (usual, usual - 1)
        if usual > best and alike and counts.count(usual) >= 0.8 * len(counts):
            best, found = usual, mark
    if found is None:
        counts = [len(_by_blanks(line)) for line in lines[1:LINES]]
        if counts[0] > 1 and len(set(counts)) == 1:
            return r"\s+"
    return found


def _rows(text, separator, comments, lines, file):
    """The table as texts: a sample of it where it is long. lines: its first ones."""
    import pandas as pd

    first, second = lines[:2]
    said = []
    if separator == r"\s+":
        names = _by_blanks(first)
    else:
        names = next(csv.reader([first], delimiter=separator))
    headed = _is_head(names)
    if headed and _width(second, separator) == len(names) + 1:
        names.insert(0, "")  # R names the rows in a column without a name
    if not headed:
        said.append(
            "The first line holds no names: the columns are column 1, column 2, …"
        )
    names = _unlike([name if headed else "" for name in names])
    n_lines = text.count("\n")
    share = min(1, 2 * MOST_ROWS / max(1, n_lines))
    ways = {
        "sep": separator,
        "header": None,
        "names": names,
        "index_col": False,
        "dtype": str,
        "keep_default_na": False,
        "skipinitialspace": True,
        "skip_blank_lines": True,
        "skiprows": comments + headed,
        "chunksize": CHUNK,
    }
    for bad in ("error", "skip"):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error" if bad == "error" else "ignore")
                parts = pd.read_csv(io.StringIO(text), on_bad_lines=bad, **ways)
                parts = [
                    p if share == 1 else p.sample(frac=share, random_state=0)
                    for p in parts
                ]
            break
        except (pd.errors.ParserError, pd.errors.ParserWarning):
            if bad == "skip":
                raise CannotDo(
                    f"{file} cannot be read as a table: its quotes or lines do not end."
                ) from None
            said.append("Lines with more fields than the first were left out.")
    rows = pd.concat(parts, ignore_index=True)
    if len(rows) > MOST_ROWS:
        rows = (
            rows.sample(MOST_ROWS, random_state=0).sort_index().reset_index(drop=True)
        )
        said.append(f"Of {n_lines:,} lines, {MOST_ROWS:,} were drawn by chance.")
    return rows, said


def _width(line, separator):
    if separator == r"\s+":
        return len(_by_blanks(line))
    return len(next(csv.reader([line], delimiter=separator)))


def _by_blanks(line):
    return next(csv.reader([" ".join(line.split())], delimiter=" "))


def _is_head(names):
    """Whether a first line holds names: words, or numbers as years and counts are."""
    numbers = [float(name) for name in names if _is_number(name)]
    if len(numbers) < len(names) / 2:
        return True
    whole = all(v == v and abs(v) < 1e9 and v == int(v) for v in numbers)
    steps = {b - a for a, b in zip(numbers, numbers[1:], strict=False)}
    return whole and len(numbers) > 2 and steps == {1}


def _unlike(names):
    """Names without blanks around them, none empty, no two alike."""
    found = []
    for number, name in enumerate(names, 1):
        name = " ".join(name.split()) or f"column {number}"
        stem, count = name, 1
        while name in found:
            count += 1
            name = f"{stem} {count}"
        found.append(name)
    return found


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def _column(texts):
    """A column of texts as numbers or dates where nearly all of them are such; its kind, and
    what to say of it, or ""."""
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
    commas = bare.str.fullmatch(COMMA).sum()
    points = bare.str.contains(".", regex=False, na=False).any()
    whole = pd.to_numeric(bare, errors="coerce").notna().sum()
    if commas >= enough or (commas + whole >= enough and not points):
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
