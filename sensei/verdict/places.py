"""Where an answer differs, and how values are written in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sensei.koan import close_to

    Array = NDArray[Any]

NEARLY = 30  # how many times what counts as equal is nearly so


def about_texts(found: Array, wanted: Array) -> str:
    """Where words differ."""
    import numpy as np

    off = np.argwhere(np.atleast_1d(found != wanted))
    where = tuple(int(i) for i in off[0])
    return (
        f"{len(off)} of {found.size} are another; the first{at(where)}: "
        f"{np.atleast_1d(found)[where]}, wanted {np.atleast_1d(wanted)[where]}."
    )


def about_nearness(found: Array, wanted: Array, right: close_to) -> str:
    """Whether all numbers are nearly right; "" where they are not."""
    import numpy as np

    if right.up_to_sign or right.in_any_order:
        return ""
    off = float(np.abs(found - wanted).max())
    scale = float(np.abs(wanted).max())
    if off <= min(NEARLY * right.tolerance, 0.01 * scale):
        return (
            f"Nearly: the largest difference is {off:.2g}, and up to "
            f"{right.tolerance:.2g} counts as equal."
        )
    return ""


def about_members(found: Array, wanted: Array, right: close_to) -> str:
    """How many of the rows or numbers are among those wanted, in whatever order."""
    left: list[Any] = list(wanted)
    strangers: list[Any] = []
    for mine in found:
        place = next((i for i, w in enumerate(left) if right._equal(mine, w)), None)
        if place is None:
            strangers.append(mine)
        else:
            del left[place]
    shown = f", the first of them {number(strangers[0])}" if found.ndim == 1 else ""
    many = f"{len(strangers)} of the {len(found)} do not belong there"
    return f"{many}{shown}; any order is right."


def about_places(found: Array, wanted: Array, right: close_to) -> str:
    """Where numbers differ."""
    import numpy as np

    off = np.argwhere(~right._near(found, wanted))
    if not len(off):
        return ""
    where = tuple(int(i) for i in off[0])
    if len(off) > 1:
        many = f"{len(off)} of {found.size} numbers are off; the first"
    else:
        many = "One number is off, the one"
    return f"{many}{at(where)}: {number(found[where])}, wanted {number(wanted[where])}."


def at(where: tuple[int, ...]) -> str:
    """A place in an array, as the end of a sentence; "" for a single number."""
    return f" at [{', '.join(map(str, where))}]" if where else ""


def short(value: Any) -> str:
    """A value among others: a number in a few digits, anything else as it is."""
    return number(value) if isinstance(value, float) else str(value)


def number(value: Any) -> str:
    """A number in a few digits."""
    return f"{float(value):.4g}"
