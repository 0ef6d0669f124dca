"""What is asked of a table, what is known of each row, and what had better not be known."""

import difflib
import re
from dataclasses import dataclass, field
from typing import Any

from sensei.errors import CannotDo
from sensei.screen.terminal import counted

LEAST_ROWS = 30
UNSEEN, LEAST_UNSEEN, MOST_UNSEEN = 0.2, 6, 1000  # a share of the rows, and rows
LEAST_OF_A_CLASS = 5  # rows
MOST_CLASSES = 20
FEW_NUMBERS = 10  # whole numbers in the target that are taken as names
MOST_WORDS = 20  # different words in a column that is known
MOST_COLUMNS, MOST_PREPARED = 30, 60
MOST_GAPS = 0.6  # of a column
SAME, NEARLY = 0.99999, 0.98  # correlation with the target
LEFT = 0.05  # of the errors of knowing nothing, where one column tells nearly all
FOLLOWS = 1e-4  # what the other columns leave of a column that follows from them
IDENTITY = re.compile(
    r"(^|[\W_])(id|index|nr|no|number|key|uuid|rownames?|unnamed.*)$", re.IGNORECASE
)


@dataclass
class Asked:
    """A question put to a table.

    rows: DataFrame of what is used; target: the column asked for; labels: its words, sorted,
    or empty where it is a number; measured, noted: columns of numbers and of words that are
    known; said: what was found on the way.
    """

    rows: Any
    target: str
    labels: list
    measured: list
    noted: list
    said: list = field(default_factory=list)

    @property
    def n_unseen(self):
        """How many rows are kept unseen: one of each label at least."""
        least = max(LEAST_UNSEEN, len(self.labels))
        return max(least, min(MOST_UNSEEN, round(UNSEEN * len(self.rows))))


def ask(rows, target):
    """What is asked of rows: an Asked; CannotDo where nothing can be."""
    target = _column_called(rows, target)
    said = []
    missing = int(rows[target].isna().sum())
    rows = rows[rows[target].notna()].reset_index(drop=True)
    if missing:
        verbs = ("lacks", "was") if missing == 1 else ("lack", "were")
        lacking = f"{counted(missing, 'row')} {verbs[0]} {target}"
        said.append(f"{lacking} and {verbs[1]} left out.")
    _enough(rows, target)
    labels = _labels(rows[target])
    if labels:
        rows = rows.assign(**{target: rows[target].map(as_word)})
        rows, labels = _common(rows, target, labels, said)
    elif rows[target].nunique() == 1:
        raise CannotDo(
            f"{target} is the same in every row: there is nothing to foresee."
        )
    measured, noted = _known(rows, target, labels, said)
    if labels:
        kinds = f"one of {len(labels)} words" if len(labels) > 2 else "one of two words"
        said.insert(0, f"{target} is {kinds}: {_listed(labels)}.")
    else:
        said.insert(
            0,
            f"{target} is a number, from {rows[target].min():.4g} to {rows[target].max():.4g}.",
        )
    repeats = int(rows[[*measured, *noted, target]].duplicated().sum())
    if repeats > 0.05 * len(rows):
        said.append(
            f"{repeats} of {len(rows)} rows are repeats: some unseen ones were seen."
        )
    return Asked(
        rows[[*measured, *noted, target]], target, labels, measured, noted, said
    )


def as_word(value):
    """A label as text: 1 and not 1.0."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def _column_called(rows, name):
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


def _enough(rows, target):
    if len(rows) < LEAST_ROWS:
        raise CannotDo(
            f"{len(rows)} rows with {target} are too few to learn from and keep some unseen: "
            f"{LEAST_ROWS} are the least."
        )


def _labels(column):
    """The words that a target consists of; [] where it is a number to be foreseen."""
    values = column.unique().tolist()
    numbers = [v for v in values if isinstance(v, float)]
    if len(numbers) == len(values):
        whole = all(v == int(v) for v in values)
        if not whole or len(values) > FEW_NUMBERS:
            return []
        return [as_word(v) for v in sorted(values)]
    return sorted(as_word(v) for v in values)


def _common(rows, target, labels, said):
    """Only the rows whose label is common enough to be learnt and kept unseen as well."""
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


def _known(rows, target, labels, said):
    """The columns that are known: (of numbers, of words). What is left out is said."""
    measured, noted, out = [], [], {}
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
    for name in _following(rows, measured, noted):
        out.setdefault("follows from the others", []).append(name)
        (measured if name in measured else noted).remove(name)
    for why, names in out.items():
        said.append(f"Left out, {why}: {_listed(names)}.")
    if not measured and not noted:
        raise CannotDo(f"Nothing is left to foresee {target} from. " + " ".join(said))
    return measured, noted


def _useless(column, name, dated):
    there = column.dropna()
    if len(there) < (1 - MOST_GAPS) * len(column):
        return "mostly empty"
    if there.nunique() < 2:
        return "the same in every row"
    if column.dtype.kind == "f":
        whole = bool((there == there.round()).all())
        ordered = there.is_monotonic_increasing or there.is_monotonic_decreasing
        if (
            whole
            and not dated
            and there.is_unique
            and (ordered or IDENTITY.search(name))
        ):
            return "a number for each row"
        return ""
    if there.nunique() > MOST_WORDS:
        return "too many different words"
    return ""


def _tells(column, target, labels):
    """Whether a column is the target in other words."""
    both = column.notna()
    if labels:
        pairs = set(zip(column[both].map(as_word), target[both], strict=True))
        values = {a for a, _ in pairs}
        same = len(pairs) == len(values) == len({b for _, b in pairs})
        return "the answer in other words" if same else ""
    if column.dtype.kind == "f" and _ranks_agree(column, target) > SAME:
        return "the answer in other words"
    return ""


def _ranks_agree(column, target):
    """How well a column orders the rows as the target does: |Spearman's correlation|."""
    return abs(column.rank().corr(target.rank()))


def _nearly_tells(column, target, labels):
    """Whether one column of numbers foresees nearly all by itself."""
    from sklearn.tree import DecisionTreeClassifier

    there = column.notna()
    if not labels:
        return (
            abs(column.corr(target)) > NEARLY or _ranks_agree(column, target) > NEARLY
        )
    X, y = column[there].to_numpy()[:, None], target[there]
    share = (
        DecisionTreeClassifier(max_leaf_nodes=len(labels)).fit(X, y).predict(X) == y
    ).mean()
    commonest = y.value_counts(normalize=True).iloc[0]
    return 1 - share < LEFT * (1 - commonest)


def _following(rows, measured, noted):
    """The columns that are sums of the columns before them: no weights could be found."""
    import numpy as np

    basis, found = np.ones((len(rows), 1)) / np.sqrt(len(rows)), []
    prepared = 0
    for name in [*measured, *noted]:
        if name in measured:
            filled = rows[name].fillna(rows[name].median()).to_numpy(dtype=float)
            block = filled[:, None]
        else:
            words = rows[name].fillna(rows[name].mode()[0])
            block = np.column_stack(
                [words == w for w in sorted(set(words))[1:]]
            ).astype(float)
        block = (block - block.mean(axis=0)) / block.std(axis=0)
        block /= np.sqrt(len(rows))
        left = block - basis @ (basis.T @ block)
        left -= basis @ (basis.T @ left)
        q, r = np.linalg.qr(left)
        if (
            np.abs(np.diag(r)).min() < np.sqrt(FOLLOWS)
            or prepared + block.shape[1] > MOST_PREPARED
        ):
            found.append(name)
            continue
        prepared += block.shape[1]
        basis = np.column_stack([basis, q])
    return found


def _listed(names, most=6):
    shown = ", ".join(str(n)[:30] for n in names[:most])
    return shown + (f" and {len(names) - most} more" if len(names) > most else "")
