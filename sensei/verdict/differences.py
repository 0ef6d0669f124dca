"""What is wrong with an answer, seen from the values: yours, and what was wanted.

Every sentence is one that holds for the values at hand; the most telling one is said.
"""

import math

from sensei.koan import close_to
from sensei.verdict.mishaps import ARTICLE

NUMBERS = "fciub"  # kinds of arrays
ENOUGH = 3  # simple numbers, or one other, that an explanation has to fit
MANY = 100  # numbers of an answer that are looked at for that
SEEN = 1e-6  # a part of a number that is no matter of rounding
NEARLY = 30  # how many times what counts as equal is nearly so
ALONG = 5  # how many numbers are shown, from the one before the first difference on
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


def differences(left, right, sizes=()):
    """One sentence on how left differs from right, in a list; [] where there is none.

    left: what the learner has; right: a close_to, or a value.
    sizes: the lengths of the axes of what the learner's functions were given.
    """
    says = _about_no_value(left)
    if says:
        return [says]
    if not isinstance(right, close_to):
        return []
    says, shapes, found, wanted = _compared(left, right)
    if says:
        return [shapes + says]
    if not _are_numbers(found, wanted):
        return [_about_texts(found, wanted)]
    return [_about_values(found, wanted, right, set(sizes))]


def _about_no_value(left):
    """What stands where a value should."""
    if left is None:
        return "The function returned None: is there a return?"
    if callable(left) and not isinstance(left, type):
        return "That is the function itself: brackets call it."
    return ""


def _compared(left, right):
    """What is wrong with left before its numbers are looked at, or ""; both shapes, as the
    beginning of a sentence, where it is they; and left and right as arrays."""
    import numpy as np

    wanted = right.reference
    try:
        found = np.asarray(left)
    except (ValueError, TypeError):
        return _about_ragged(left), "", 0, 0
    if found.dtype.kind == "O" and found.size and found.reshape(-1)[0] is None:
        says = "There is a None among the numbers: is there a return on every way?"
        return says, "", found, wanted
    if found.dtype.kind == "O" and all(map(_is_number, found.reshape(-1))):
        found = found.astype(float)  # from a table that has words as well
    says = _about_kind(found, wanted)
    if says:
        return says, "", found, wanted
    if found.shape != wanted.shape:
        shapes = f"{wanted.shape} wanted, yours is {found.shape}: "
        return _about_shape(left, found, wanted), shapes, found, wanted
    if not _are_numbers(found, wanted):
        return "", "", found, wanted
    for kind, is_it in (("nan", np.isnan), ("infinity", np.isinf)):
        bad = is_it(found) & ~is_it(wanted)
        if bad.any():
            return _about_bad(kind, found, bad), "", found, wanted
    return "", "", found, wanted


def _are_numbers(*arrays):
    return all(array.dtype.kind in NUMBERS for array in arrays)


def _about_ragged(left):
    """Lists or arrays in one another that make no table."""
    if all(isinstance(row, list | tuple) for row in left):
        return "These rows have different lengths; every row needs the same."
    return "Things of different shapes stand side by side: which one of them is meant?"


def form(answers):
    """How the form of all answers is off, in one sentence that names none of the numbers
    wanted; "" where it is not, or not of all in one way.

    answers: (left, right, sizes) of each, as for differences; right may be any value.
    """
    said, seen = set(), []
    for left, right, sizes in answers:
        says, numbers = "" if left is right else _about_no_value(left), ()
        if not says:
            says, numbers = _form(left, close_to(right, rel=SEEN), set(sizes))
        said.add(says)
        seen += [numbers] if numbers else []
    if len(said) != 1:
        return ""
    for side in zip(*seen, strict=True):
        if not _tell(number for some in side for number in some):
            return ""
    return said.pop()


def _form(left, right, sizes):
    """How the form of left is off, and the numbers of both sides that this was seen from."""
    import numpy as np

    if not _are_numbers(right.reference):
        return "", ()
    says, _, found, wanted = _compared(left, right)
    if says:
        return says[0].upper() + says[1:], ()
    if not _are_numbers(found):
        return "", ()
    found, wanted = found.astype(float), wanted.astype(float)
    with np.errstate(all="ignore"):
        near = _near(right, wanted)
        says = _about_kinship(found, wanted, near, right)
        says = says or _reason(_about_factors(found, wanted, near, right, sizes))
    return says, [side.reshape(-1)[:MANY].tolist() for side in (found, wanted)]


def _reason(says):
    """What may lie behind a factor, without the factor; "" where it has no name."""
    _, colon, reason = says.partition(": ")
    if colon:
        return reason[0].upper() + reason[1:]
    return "" if says.startswith("Every number") else says


def _weight(number):
    """How much it tells that a number came out right: the simple ones do by chance."""
    simple = number == round(number, 1) and abs(number) < 100
    return (number not in (0, 1, -1)) * (1 if simple else ENOUGH)


def _tell(numbers):
    """Whether numbers are such as two programs do not both come to by chance."""
    return sum(map(_weight, set(numbers))) >= ENOUGH


def are_telling(values):
    """Whether values hold numbers that two programs do not both come to by chance."""
    try:
        return _tell(_numbers_in(values))
    except Exception:  # an answer that behaves like no other
        return False


def _numbers_in(value):
    """Finite numbers of a value: an array, a table, or lists, tuples and dicts of them."""
    import numpy as np

    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [number for part in value[:MANY] for number in _numbers_in(part)]
    array = np.asarray(value)
    if array.dtype.kind not in "fiu":
        return []
    array = array.reshape(-1)[:MANY]
    return array[np.isfinite(array)].tolist()


def _near(right, wanted):
    """A function that tells whether an array is what right wants."""
    return lambda a: right._equal(a, wanted) if not right.in_any_order else a == right


def first_difference(left, right):
    """Both sides from the first place on where they differ, as short texts; None where
    they have no such place."""
    import numpy as np

    if not isinstance(right, close_to) or right.in_any_order:
        return None
    try:
        found, wanted = np.asarray(left), right.reference
    except (ValueError, TypeError):
        return None
    if found.shape != wanted.shape or found.ndim not in (1, 2) or found.size <= ALONG:
        return None
    if not {found.dtype.kind, wanted.dtype.kind} <= set("fiub"):
        off = np.argwhere(found != wanted)
    else:
        off = np.argwhere(~right._near(found.astype(float), wanted.astype(float)))
    if not len(off):
        return None
    where = tuple(int(i) for i in off[0])
    start = max(0, where[-1] - 1)
    part = (*where[:-1], slice(start, start + ALONG))
    place = f"from [{', '.join(map(str, (*where[:-1], start)))}]"
    return tuple(_row(side[part], side.shape, start, place) for side in (found, wanted))


def _row(values, shape, start, place):
    body = "  ".join(map(short, values))
    before = "…  " if start else ""
    after = "  …" if start + len(values) < shape[-1] else ""
    return f"{place}   [{before}{body}{after}]"


def _about_kind(found, wanted):
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
        kinds = {type(v).__name__ for v in values if not _is_number(v)}
        if not kinds <= {"str"} or wanted.dtype.kind in numbers:
            return f"Numbers are wanted; there is {_listed(kinds)} among yours."
    return ""


def _is_number(value):
    import numpy as np

    return isinstance(value, int | float | np.number | np.bool_)


def _listed(names):
    named = " and ".join(f"a {name}" for name in sorted(names)[:2])
    return ARTICLE.sub(r"\1n \2", named)


def _about_texts(found, wanted):
    import numpy as np

    off = np.argwhere(np.atleast_1d(found != wanted))
    where = tuple(int(i) for i in off[0])
    return (
        f"{len(off)} of {found.size} are another; the first{at(where)}: "
        f"{np.atleast_1d(found)[where]}, wanted {np.atleast_1d(wanted)[where]}."
    )


def _about_shape(left, found, wanted):
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


def _about_bad(kind, found, bad):
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


def _about_values(found, wanted, right, sizes):
    import numpy as np

    found, wanted = found.astype(float), wanted.astype(float)
    near = _near(right, wanted)
    with np.errstate(all="ignore"):
        says = _about_kinship(found, wanted, near, right)
        says = says or _about_factors(found, wanted, near, right, sizes)
        says = says or _about_nearness(found, wanted, right)
    if says:
        return says
    if found.ndim == 0:
        return "Too large." if found > wanted else "Too small."
    if right.in_any_order:
        return _about_members(found, wanted, right)
    return _about_places(found, wanted, right)


def _about_kinship(found, wanted, near, right):
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


def _about_order(found, wanted, near, tolerance):
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


def _about_rounding(found, wanted, right):
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


def _about_factors(found, wanted, near, right, sizes):
    import numpy as np

    big = np.abs(wanted) > max(right.tolerance, 1e-12)
    if big.any():
        factor = float(np.median(found[big] / wanted[big]))
        alike = np.isfinite(factor) and _alike(found[big] / wanted[big], factor)
        if factor and alike and near(found / factor):
            smaller = np.minimum(np.abs(found), np.abs(wanted))
            shares = bool(np.all(smaller <= 1) and np.all(found >= 0))
            return _about_factor(factor, {*sizes, *found.shape}, found.ndim, shares)
    if found.size > 1:
        shift = float(np.median(found - wanted))
        if abs(shift) > right.tolerance and _alike(found - wanted, shift):
            too = "large" if shift > 0 else "small"
            if abs(shift) == 1:
                return f"Every number is 1 too {too}: counted from 0, or from 1?"
            return f"Every number is {number(abs(shift))} too {too}."
    return ""


def _alike(values, one):
    """Whether values are one and the same, whatever a koan lets count as equal."""
    import numpy as np

    return np.allclose(values, one, rtol=SEEN, atol=0)


def _about_factor(factor, sizes, several, shares):
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


def _about_nearness(found, wanted, right):
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


def _about_members(found, wanted, right):
    """How many of the rows or numbers are among those wanted, in whatever order."""
    left, strangers = list(wanted), []
    for mine in found:
        place = next((i for i, w in enumerate(left) if right._equal(mine, w)), None)
        if place is None:
            strangers.append(mine)
        else:
            del left[place]
    shown = f", the first of them {number(strangers[0])}" if found.ndim == 1 else ""
    many = f"{len(strangers)} of the {len(found)} do not belong there"
    return f"{many}{shown}; any order is right."


def _about_places(found, wanted, right):
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


def at(where):
    return f" at [{', '.join(map(str, where))}]" if where else ""


def short(value):
    """A value among others: a number in a few digits, anything else as it is."""
    return number(value) if isinstance(value, float) else str(value)


def number(value):
    return f"{float(value):.4g}"
