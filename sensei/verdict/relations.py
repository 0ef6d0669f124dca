"""How all numbers of an answer come from those that are wanted."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sensei.verdict.places import number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sensei.koan import close_to

    Array = NDArray[Any]
    Near = Callable[[Any], bool]

SEEN = 1e-6  # a part of a number that is no matter of rounding
LOGARITHMS = {
    1 / math.log(2): "That is the logarithm to base 2; the natural one is wanted.",
    math.log(2): "That is the natural logarithm; the one to base 2 is wanted.",
    1 / math.log(10): "That is the logarithm to base 10; the natural one is wanted.",
    math.log(10): "That is the natural logarithm; the one to base 10 is wanted.",
    math.log2(10): "That is the logarithm to base 2; the one to base 10 is wanted.",
    1 / math.log2(10): "That is the logarithm to base 10; the one to base 2 is wanted.",
}


UNITS = {
    100: "Every number is 100 times what is wanted: per cent where a share is meant?",
    1
    / 100: "Every number is a hundredth of what is wanted: a share, and per cent is meant?",
    180 / math.pi: "Those are degrees; radians are wanted.",
    math.pi / 180: "Those are radians; degrees are wanted.",
    1 / 2: "Every number is half of what is wanted.",
    2: "Every number is twice what is wanted.",
}


def about_kinship(found: Array, wanted: Array, near: Near, right: close_to) -> str:
    """How all numbers found come from those wanted, or the other way round; "" if not."""
    import numpy as np

    some = np.abs(wanted).max(initial=0) > right.tolerance
    if near(-found) and some:
        return "The sign is the other way round."
    says = _about_order(found, wanted, near, right.tolerance)
    if says:
        return says
    if some and np.all(wanted >= 0) and near(np.sqrt(np.abs(found))):
        return "That is the square of it: the root is missing."
    if some and np.all(found >= 0) and near(found**2):
        return "That is the root of it: the square is wanted."
    if some and near(1 / found):
        return "That is upside down: one over it is wanted."
    if np.all((wanted >= 0) & (wanted <= 1)) and near(1 - found):
        return "That is one minus what is wanted."
    if some and near(np.log(np.abs(found))) and np.all(found > 0):
        return "The logarithm of that is wanted."
    if some and near(np.exp(found)):
        return "That is the logarithm of what is wanted."
    if found.ndim and found.size > 2 and near(np.diff(found, axis=0, prepend=0)):
        return "Those are added up on the way; each by itself is wanted."
    if np.any(wanted < 0) and near(np.sign(wanted) * found) and np.all(found >= 0):
        return "The sizes are right; the signs are lost."
    return _about_rounding(found, wanted, right)


def _about_order(found: Array, wanted: Array, near: Near, tolerance: float) -> str:
    import numpy as np

    if found.ndim == 0 or found.size < 2:
        return ""
    if found.ndim == 2 and found.shape[0] == found.shape[1] and near(found.T):
        return "Rows and columns are swapped: .T, or the other axis."
    if near(found[::-1]):
        return "The order is the other way round: [::-1]."
    if found.ndim == 2 and near(found[:, ::-1]):
        return "The columns are the other way round: [:, ::-1]."
    if found.size > 2 and (near(np.roll(found, 1, 0)) or near(np.roll(found, -1, 0))):
        return "Everything is shifted by one place."
    if found.ndim == 2:
        key = lambda rows: rows[np.lexsort(rows.T[::-1])]
        if np.allclose(key(found), key(wanted), rtol=0, atol=tolerance):
            return "The rows are right, the order is not."
    mine, theirs = np.sort(found, axis=None), np.sort(wanted, axis=None)
    telling = 2 * len(np.unique(theirs)) > theirs.size > 4  # not so for labels
    if telling and np.allclose(mine, theirs, rtol=0, atol=tolerance):
        return "The numbers are right, the order is not."
    return ""


def _about_rounding(found: Array, wanted: Array, right: close_to) -> str:
    import numpy as np

    least = max(right.tolerance, SEEN)
    fractions = np.any(np.abs(wanted - np.rint(wanted)) > least)
    if not fractions or not np.any(found) or not np.all(found == np.rint(found)):
        return ""
    if np.all(found == np.floor(wanted)) or np.all(found == np.trunc(wanted)):
        return (
            "Everything after the point is cut off: // where / is meant, or an array "
            "of whole numbers?"
        )
    if np.all(found == np.rint(wanted)):
        return "Those are rounded to whole numbers."
    return ""


def about_factors(
    found: Array, wanted: Array, near: Near, right: close_to, sizes: set[int]
) -> str:
    """Which factor or difference all numbers found have from those wanted; "" if none."""
    import numpy as np

    big = np.abs(wanted) > max(right.tolerance, 1e-12)
    if big.any():
        factor = float(np.median(found[big] / wanted[big]))
        alike = np.isfinite(factor) and _alike(found[big] / wanted[big], factor)
        if factor and alike and near(found / factor):
            smaller = np.minimum(np.abs(found), np.abs(wanted))
            shares = bool(np.all(smaller <= 1) and np.all(found >= 0))
            return _about_factor(factor, {*sizes, *found.shape}, found.ndim > 0, shares)
    if found.size > 1:
        shift = float(np.median(found - wanted))
        if abs(shift) > right.tolerance and _alike(found - wanted, shift):
            too = "large" if shift > 0 else "small"
            if abs(shift) == 1:
                return f"Every number is 1 too {too}: counted from 0, or from 1?"
            return f"Every number is {number(abs(shift))} too {too}."
    return ""


def _alike(values: Array, one: float) -> bool:
    """Whether values are one and the same, whatever a koan lets count as equal."""
    import numpy as np

    return np.allclose(values, one, rtol=SEEN, atol=0)


def _about_factor(factor: float, sizes: set[int], several: bool, shares: bool) -> str:
    """shares: whether the smaller of the two sides could be shares of a whole."""
    is_near = lambda other: abs(factor / other - 1) < 1e-7
    for known, says in LOGARITHMS.items():
        if is_near(known):
            return says
    for n in sorted(n for n in sizes if n > 2):
        if is_near(n / (n - 1)):
            return f"That is {n}/{n - 1} of what is wanted: divided by n - 1 where n is meant?"
        if is_near((n - 1) / n):
            return f"That is {n - 1}/{n} of what is wanted: divided by n where n - 1 is meant?"
        if is_near(n):
            return f"Every number is {n} times what is wanted: a sum where a mean is meant?"
        if is_near(1 / n):
            return (
                f"Every number is 1/{n} of what is wanted: a mean where a sum is meant?"
            )
    for known, says in UNITS.items():
        if is_near(known) and (shares or known not in (100, 1 / 100)):
            return says
    return f"Every number is {number(factor)} times what is wanted." if several else ""
