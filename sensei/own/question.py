"""What is asked of a table, what is known of each row, and what had better not be known."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sensei.errors import CannotDo
from sensei.screen.terminal import counted

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


LEAST_ROWS = 30
UNSEEN, LEAST_UNSEEN, MOST_UNSEEN = 0.2, 6, 1000  # a share of the rows, and rows
LEAST_OF_A_CLASS = 5  # rows
MOST_CLASSES = 20
FEW_NUMBERS = 10  # whole numbers in the target that are taken as names
MOST_WORDS = 20  # different words in a column that is known
MOST_COLUMNS, MOST_PREPARED = 30, 60
MOST_GAPS = 0.6  # of a column
SAME, NEARLY = 0.99999, 0.98  # correlation with the target
MANY_REPEATS = 0.05  # of the rows
LEFT = 0.05  # of the errors of knowing nothing, where one column tells nearly all
FOLLOWS = 1e-4  # what the other columns leave of a column that follows from them
IDENTITY = re.compile(
    r"(^|[\W_])(id|index|nr|no|number|key|uuid|rownames?|unnamed.*)$", re.IGNORECASE
)


@dataclass
class Asked:
    """A question put to a table.

    rows: what is used of it. target: the column asked for. labels: its words, sorted, or
    empty where it is a number. measured, noted: the columns of numbers and of words that
    are known. said: remarks on the data.
    """

    rows: "pd.DataFrame"
    target: str
    labels: list[str]
    measured: list[str]
    noted: list[str]
    said: list[str] = field(default_factory=list)

    @property
    def n_unseen(self) -> int:
        """How many rows are kept unseen: one of each label at least."""
        least = max(LEAST_UNSEEN, len(self.labels))
        return max(least, min(MOST_UNSEEN, round(UNSEEN * len(self.rows))))


def ask(rows: "pd.DataFrame", target: str) -> Asked:
    """Return what is asked of rows; CannotDo where nothing can be."""
    target = _column_called(rows, target)
    said: list[str] = []
    rows = _answered(rows, target, said)
    labels = _labels(rows[target])
    if labels:
        rows = rows.assign(**{target: rows[target].map(as_word)})
        rows, labels = _common(rows, target, labels, said)
    elif rows[target].nunique() == 1:
        raise CannotDo(
            f"{target} is the same in every row: there is nothing to foresee."
        )
    measured, noted = _known(rows, target, labels, said)
    said.insert(0, _about_target(rows[target], target, labels))
    rows = rows[[*measured, *noted, target]]
    repeats = int(rows.duplicated().sum())
    if repeats > MANY_REPEATS * len(rows):
        said.append(
            f"{repeats} of {len(rows)} rows are repeats: some unseen ones were seen."
        )
    return Asked(rows, target, labels, measured, noted, said)


def _answered(rows: "pd.DataFrame", target: str, said: list[str]) -> "pd.DataFrame":
    """Return the rows that have a target; CannotDo where they are too few."""
    missing = int(rows[target].isna().sum())
    rows = rows[rows[target].notna()].reset_index(drop=True)
    if missing:
        verbs = ("lacks", "was") if missing == 1 else ("lack", "were")
        lacking = f"{counted(missing, 'row')} {verbs[0]} {target}"
        said.append(f"{lacking} and {verbs[1]} left out.")
    _enough(rows, target)
    return rows


def _about_target(column: "pd.Series", target: str, labels: list[str]) -> str:
    """Return a sentence on what is asked for."""
    if labels:
        kinds = f"one of {len(labels)} words" if len(labels) > 2 else "one of two words"
        return f"{target} is {kinds}: {_listed(labels)}."
    return f"{target} is a number, from {column.min():.4g} to {column.max():.4g}."


def as_word(value: float | str) -> str:
    """Return a label as text: 1 and not 1.0."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def _column_called(rows: "pd.DataFrame", name: str) -> str:
    """Return the name of the column that is meant; CannotDo where there is none."""
    names = [str(c) for c in rows.columns]
    if name in names:
        return name
    alike = [n for n in names if n.casefold() == name.strip().casefold()]
    if len(alike) == 1:
        return alike[0]
    near = difflib.get_close_matches(name, names, 1)
    hint = f"; {near[0]} there is" if near else ""
    raise CannotDo(
        f"There is no column {name}{hint}. The columns: {_listed(names, 8)}."
    )


def _enough(rows: "pd.DataFrame", target: str) -> None:
    """CannotDo where the rows are too few."""
    if len(rows) < LEAST_ROWS:
        raise CannotDo(
            f"{len(rows)} rows with {target} are too few to learn from and keep some unseen: "
            f"{LEAST_ROWS} are the least."
        )


def _labels(column: "pd.Series") -> list[str]:
    """Return the words that a target consists of; [] where it is a number to predict."""
    values = column.unique().tolist()
    numbers = [v for v in values if isinstance(v, float)]
    if len(numbers) == len(values):
        whole = all(v == int(v) for v in values)
        if not whole or len(values) > FEW_NUMBERS:
            return []
        return [as_word(v) for v in sorted(values)]
    return sorted(as_word(v) for v in values)


def _common(
    rows: "pd.DataFrame", target: str, labels: list[str], said: list[str]
) -> tuple["pd.DataFrame", list[str]]:
    """Return the rows whose label is common enough to be learnt and kept unseen as well,
    and these labels."""
    counts = rows[target].value_counts()
    if len(labels) == 1:
        raise CannotDo(
            f"{target} is {labels[0]} in every row: there is nothing to tell apart."
        )
    rare = [label for label in labels if counts[label] < LEAST_OF_A_CLASS]
    kept = [label for label in labels if label not in rare]
    if len(kept) > MOST_CLASSES or (len(labels) > MOST_CLASSES and len(kept) < 2):
        raise CannotDo(
            f"{target} holds {len(labels)} different words, and {MOST_CLASSES} are the most "
            "that can be told apart here: choose another column, or put words together."
        )
    if len(kept) < 2:
        raise CannotDo(
            f"Only {len(kept)} of the words in {target} stands in {LEAST_OF_A_CLASS} rows or "
            "more: there is nothing to tell apart."
        )
    if rare:
        rows = rows[rows[target].isin(kept)].reset_index(drop=True)
        said.append(f"Too rare to learn, and left out: {target} {_listed(rare)}.")
    _enough(rows, target)
    return rows, kept


def _known(
    rows: "pd.DataFrame", target: str, labels: list[str], said: list[str]
) -> tuple[list[str], list[str]]:
    """Return the columns that are known: (of numbers, of words). What is left out is said."""
    measured: list[str] = []
    noted: list[str] = []
    out: dict[str, list[str]] = {}
    for name in rows.columns:
        if name == target:
            continue
        if len(measured) + len(noted) == MOST_COLUMNS:
            out.setdefault(f"after {MOST_COLUMNS} that serve", []).append(name)
            continue
        dated = name in rows.attrs.get("dates", [])
        why = _useless(rows[name], name, dated) or _tells(
            rows[name], rows[target], labels
        )
        if why:
            out.setdefault(why, []).append(name)
        elif rows[name].dtype.kind == "f":
            measured.append(name)
        else:
            noted.append(name)
    for name in measured:
        if _nearly_tells(rows[name], rows[target], labels):
            said.append(
                f"{name} alone tells nearly all of {target}: would you know it before? If not, "
                "take it out of the file, and begin again."
            )
    for name in _dependent(rows, measured, noted):
        out.setdefault("follows from the others", []).append(name)
        (measured if name in measured else noted).remove(name)
    for why, names in out.items():
        said.append(f"Left out, {why}: {_listed(names)}.")
    if not measured and not noted:
        raise CannotDo(f"Nothing is left to foresee {target} from. " + " ".join(said))
    return measured, noted


def _useless(column: "pd.Series", name: str, dated: bool) -> str:
    """Return why a column cannot serve; "" where it can."""
    present = column.dropna()
    if len(present) < (1 - MOST_GAPS) * len(column):
        return "mostly empty"
    if present.nunique() < 2:
        return "the same in every row"
    if column.dtype.kind == "f":
        whole = bool((present == present.round()).all())
        ordered = present.is_monotonic_increasing or present.is_monotonic_decreasing
        named = ordered or IDENTITY.search(name)
        if whole and not dated and present.is_unique and named:
            return "a number for each row"
        return ""
    if present.nunique() > MOST_WORDS:
        return "too many different words"
    return ""


def _tells(column: "pd.Series", target: "pd.Series", labels: list[str]) -> str:
    """Return what to say of a column that is the target in other words; "" of others."""
    both = column.notna()
    if labels:
        pairs = set(zip(column[both].map(as_word), target[both], strict=True))
        values = {a for a, _ in pairs}
        same = len(pairs) == len(values) == len({b for _, b in pairs})
        return "the answer in other words" if same else ""
    if column.dtype.kind == "f" and _ranks_agree(column, target) > SAME:
        return "the answer in other words"
    return ""


def _ranks_agree(column: "pd.Series", target: "pd.Series") -> float:
    """Return how well a column orders the rows as the target does: |Spearman's
    correlation|."""
    return abs(column.rank().corr(target.rank()))


def _nearly_tells(column: "pd.Series", target: "pd.Series", labels: list[str]) -> bool:
    """Whether one column of numbers predicts nearly all by itself."""
    from sklearn.tree import DecisionTreeClassifier

    if not labels:
        return (
            abs(column.corr(target)) > NEARLY or _ranks_agree(column, target) > NEARLY
        )
    present = column.notna()
    X, y = column[present].to_numpy()[:, None], target[present]
    tree = DecisionTreeClassifier(max_leaf_nodes=len(labels)).fit(X, y)
    accuracy = (tree.predict(X) == y).mean()
    commonest = y.value_counts(normalize=True).iloc[0]
    return bool(1 - accuracy < LEFT * (1 - commonest))


def _dependent(
    rows: "pd.DataFrame", measured: Sequence[str], noted: Sequence[str]
) -> list[str]:
    """Return the columns that are linear combinations of the columns before them, for which
    no weights could be found; and those beyond MOST_PREPARED."""
    import numpy as np

    basis = np.ones((len(rows), 1)) / np.sqrt(len(rows))
    dependent, prepared = [], 0
    for name in [*measured, *noted]:
        block = _standardised(rows[name], name in noted) / np.sqrt(len(rows))
        left = block - basis @ (basis.T @ block)
        left -= basis @ (basis.T @ left)
        q, r = np.linalg.qr(left)
        if (
            np.abs(np.diag(r)).min() < np.sqrt(FOLLOWS)
            or prepared + block.shape[1] > MOST_PREPARED
        ):
            dependent.append(name)
            continue
        prepared += block.shape[1]
        basis = np.column_stack([basis, q])
    return dependent


def _standardised(column: "pd.Series", of_words: bool) -> "np.ndarray":
    """Return a column as the card prepares it: numbers, or 0 and 1 for each word but the
    first, with mean 0 and standard deviation 1. Shape (n, 1) or (n, words - 1)."""
    import numpy as np

    if of_words:
        words = column.fillna(column.mode()[0])
        dummies = [words == word for word in sorted(set(words))[1:]]
        block = np.column_stack(dummies).astype(float)
    else:
        block = column.fillna(column.median()).to_numpy(dtype=float)[:, None]
    return (block - block.mean(axis=0)) / block.std(axis=0)


def _listed(names: Sequence[str], most: int = 6) -> str:
    shown = ", ".join(str(n)[:30] for n in names[:most])
    return shown + (f" and {len(names) - most} more" if len(names) > most else "")
