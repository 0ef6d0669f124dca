"""What is wrong with the kind or the shape of an answer, before its numbers are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sensei.verdict.mishaps import ARTICLE
from sensei.verdict.places import at

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

NUMBERS = "fciub"  # kinds of arrays


def about_no_value(left: Any) -> str:
    """What stands where a value should."""
    if left is None:
        return "The function returned None: is there a return?"
    if callable(left) and not isinstance(left, type):
        return "That is the function itself: brackets call it."
    return ""


def are_numbers(*arrays: Array) -> bool:
    """Return whether all arrays hold numbers."""
    return all(array.dtype.kind in NUMBERS for array in arrays)


def about_ragged(left: Any) -> str:
    """Lists or arrays in one another that make no table."""
    if all(isinstance(row, list | tuple) for row in left):
        return "These rows have different lengths; every row needs the same."
    return "Things of different shapes stand side by side: which one of them is meant?"


def about_kind(found: Array, wanted: Array) -> str:
    """Texts for numbers, complex numbers, numbers for texts."""
    numbers = "fiub"
    if found.dtype.kind in "US" and wanted.dtype.kind in numbers + "c":
        return "Those are texts; numbers are wanted: int(…) or float(…) makes them."
    if found.dtype.kind in numbers and wanted.dtype.kind in "US":
        return "Those are numbers; texts are wanted."
    if found.dtype.kind == "c" and wanted.dtype.kind in numbers:
        return "Those are complex numbers; .real of them is wanted."
    if found.dtype.kind == "O":
        values = found.reshape(-1).tolist()
        kinds = {type(v).__name__ for v in values if not is_number(v)}
        if not kinds <= {"str"} or wanted.dtype.kind in numbers:
            return f"Numbers are wanted; there is {_listed(kinds)} among yours."
    return ""


def is_number(value: Any) -> bool:
    """Return whether a value is one number."""
    import numpy as np

    return isinstance(value, int | float | np.number | np.bool_)


def _listed(names: set[str]) -> str:
    named = " and ".join(f"a {name}" for name in sorted(names)[:2])
    return ARTICLE.sub(r"\1n \2", named)


def about_shape(left: Any, found: Array, wanted: Array) -> str:
    """What the shape of an answer tells. left: the answer as it is; found: as an array."""
    f, w = found.shape, wanted.shape
    if isinstance(left, list | tuple) and left and hasattr(left[0], "shape"):
        if found.ndim == wanted.ndim + 1 and left[0].shape:
            return f"a list of {len(left)} arrays; put together or added up?"
    if not found.size and wanted.size:
        return "nothing is left in it."
    if not w:
        return "one number is meant; which axis, or which one of them?"
    if not f:
        return "one number where several are meant; summed over too much?"
    if f == (w[0], 1) and len(w) == 1:
        return "a column where a row of numbers was meant."
    if f == (1, w[0]) and len(w) == 1:
        return "a table of one row where a row of numbers was meant."
    if len(w) == 1 and f == (w[0], w[0]) and hasattr(left, "shape"):
        return "a table, as a row and a column make one together: ravel() one of them?"
    if len(f) == 1 and len(w) == 2 and 1 in w and found.size == wanted.size:
        return "a row of numbers where a table was meant: reshape."
    if f == w[::-1] and len(w) > 1:
        return "rows and columns are swapped: .T, or the other axis."
    if found.size == wanted.size:
        return "as many numbers, put together in another way: reshape."
    if len(f) == len(w) == 1 and abs(f[0] - w[0]) == 1:
        more = "one too many" if f[0] > w[0] else "one is missing"
        return f"{more}, at the beginning or at the end?"
    if len(f) == len(w) == 1:
        return "too many numbers." if f[0] > w[0] else "too few numbers."
    if len(f) > len(w):
        return "one axis more than was meant; summed over too little?"
    if len(f) < len(w):
        return "one axis less than was meant; summed over too much?"
    if f[0] == w[0]:
        return "the rows are as many as wanted, the columns are not."
    if f[-1] == w[-1]:
        return "the columns are as many as wanted, the rows are not."
    return "another number of rows and columns."


def about_bad(kind: str, found: Array, bad: Array) -> str:
    """Where an answer has a nan or an infinity. bad: True at those."""
    import numpy as np

    where = tuple(int(i) for i in np.argwhere(np.atleast_1d(bad))[0])
    many = f"{int(bad.sum())} of {found.size}, the first" if bad.sum() > 1 else ""
    place = f" ({many}{at(where)})" if many else at(where) if found.ndim else ""
    if kind == "nan":
        return (
            f"There is a nan{place}: 0 / 0, the mean of nothing, or the root or log of a "
            "negative number?"
        )
    if np.atleast_1d(found)[where] < 0:
        return f"There is a minus infinity{place}: the log of 0?"
    return f"There is an infinity{place}: divided by 0, or exp of too large a number?"
