"""What is wrong with an answer, seen from the values: yours, and what was wanted.

Every sentence is one that holds for the values at hand; the most telling one is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sensei.koan import close_to
from sensei.verdict.places import (
    about_members,
    about_nearness,
    about_places,
    about_texts,
    short,
)
from sensei.verdict.relations import SEEN, about_factors, about_kinship
from sensei.verdict.shapes import (
    about_bad,
    about_kind,
    about_no_value,
    about_ragged,
    about_shape,
    are_numbers,
    is_number,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Near = Callable[[Any], bool]

ENOUGH = 3  # simple numbers, or one other, that an explanation has to fit
MANY = 100  # numbers of an answer that are looked at for that
ALONG = 5  # how many numbers are shown, from the one before the first difference on


def differences(left: Any, right: Any, sizes: Iterable[int] = ()) -> list[str]:
    """One sentence on how left differs from right, in a list; [] where there is none.

    left: what the learner has; right: a close_to, or a value.
    sizes: the lengths of the axes of what the learner's functions were given.
    """
    says = about_no_value(left)
    if says:
        return [says]
    if not isinstance(right, close_to):
        return []
    says, shapes, found, wanted = _compared(left, right)
    if says:
        return [shapes + says]
    if not are_numbers(found, wanted):
        return [about_texts(found, wanted)]
    return [_about_values(found, wanted, right, set(sizes))]


def _compared(left: Any, right: close_to) -> tuple[str, str, Any, Any]:
    """What is wrong with left before its numbers are looked at, or ""; both shapes, as the
    beginning of a sentence, where it is they; and left and right as arrays."""
    import numpy as np

    wanted = right.reference
    try:
        found = np.asarray(left)
    except (ValueError, TypeError):
        return about_ragged(left), "", 0, 0
    if found.dtype.kind == "O" and found.size and found.reshape(-1)[0] is None:
        says = "There is a None among the numbers: is there a return on every way?"
        return says, "", found, wanted
    if found.dtype.kind == "O" and all(map(is_number, found.reshape(-1))):
        found = found.astype(float)  # from a table that has words as well
    says = about_kind(found, wanted)
    if says:
        return says, "", found, wanted
    if found.shape != wanted.shape:
        shapes = f"{wanted.shape} wanted, yours is {found.shape}: "
        return about_shape(left, found, wanted), shapes, found, wanted
    if not are_numbers(found, wanted):
        return "", "", found, wanted
    for kind, is_it in (("nan", np.isnan), ("infinity", np.isinf)):
        bad = is_it(found) & ~is_it(wanted)
        if bad.any():
            return about_bad(kind, found, bad), "", found, wanted
    return "", "", found, wanted


def form(answers: list[tuple[Any, Any, list[int]]]) -> str:
    """How the form of all answers is off, in one sentence that names none of the numbers
    wanted; "" where it is not, or not of all in one way.

    answers: (left, right, sizes) of each, as for differences; right may be any value.
    """
    said: set[str] = set()
    seen: list[Any] = []
    for left, right, sizes in answers:
        says, numbers = "" if left is right else about_no_value(left), ()
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


def _form(left: Any, right: close_to, sizes: set[int]) -> tuple[str, Any]:
    """How the form of left is off, and the numbers of both sides that this was seen from."""
    import numpy as np

    if not are_numbers(right.reference):
        return "", ()
    says, _, found, wanted = _compared(left, right)
    if says:
        return says[0].upper() + says[1:], ()
    if not are_numbers(found):
        return "", ()
    found, wanted = found.astype(float), wanted.astype(float)
    with np.errstate(all="ignore"):
        near = _near(right, wanted)
        says = about_kinship(found, wanted, near, right)
        says = says or _reason(about_factors(found, wanted, near, right, sizes))
    return says, [side.reshape(-1)[:MANY].tolist() for side in (found, wanted)]


def _reason(says: str) -> str:
    """What may lie behind a factor, without the factor; "" where it has no name."""
    _, colon, reason = says.partition(": ")
    if colon:
        return reason[0].upper() + reason[1:]
    return "" if says.startswith("Every number") else says


def _weight(number: float) -> int:
    """How much it tells that a number came out right: the simple ones do by chance."""
    simple = number == round(number, 1) and abs(number) < 100
    return (number not in (0, 1, -1)) * (1 if simple else ENOUGH)


def _tell(numbers: Iterable[float]) -> bool:
    """Whether numbers are such as two programs do not both come to by chance."""
    return sum(map(_weight, set(numbers))) >= ENOUGH


def are_telling(values: Any) -> bool:
    """Whether values hold numbers that two programs do not both come to by chance."""
    try:
        return _tell(_numbers_in(values))
    except Exception:  # an answer that behaves like no other
        return False


def _numbers_in(value: Any) -> list[float]:
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


def _near(right: close_to, wanted: Array) -> Near:
    """A function that tells whether an array is what right wants."""
    return lambda a: right._equal(a, wanted) if not right.in_any_order else a == right


def first_difference(left: Any, right: Any) -> tuple[str, str] | None:
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
    part: Any = (*where[:-1], slice(start, start + ALONG))
    place = f"from [{', '.join(map(str, (*where[:-1], start)))}]"
    shape = found.shape
    return (
        _row(found[part], shape, start, place),
        _row(wanted[part], shape, start, place),
    )


def _row(values: Array, shape: tuple[int, ...], start: int, place: str) -> str:
    body = "  ".join(map(short, values))
    before = "…  " if start else ""
    after = "  …" if start + len(values) < shape[-1] else ""
    return f"{place}   [{before}{body}{after}]"


def _about_values(found: Array, wanted: Array, right: close_to, sizes: set[int]) -> str:
    import numpy as np

    found, wanted = found.astype(float), wanted.astype(float)
    near = _near(right, wanted)
    with np.errstate(all="ignore"):
        says = about_kinship(found, wanted, near, right)
        says = says or about_factors(found, wanted, near, right, sizes)
        says = says or about_nearness(found, wanted, right)
    if says:
        return says
    if found.ndim == 0:
        return "Too large." if found > wanted else "Too small."
    if right.in_any_order:
        return about_members(found, wanted, right)
    return about_places(found, wanted, right)
