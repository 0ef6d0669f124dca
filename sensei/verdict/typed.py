"""A value that a learner has to find: how the typed one is off, never what it should be."""

from typing import Any

from sensei.koan import close_to
from sensei.run.attempt import Attempt
from sensei.run.calls import same_answer
from sensei.run.comparing import Comparison
from sensei.run.solution import wrong_answers
from sensei.text import blanks
from sensei.verdict.finding import Finding
from sensei.verdict.places import at
from sensei.verdict.values import shown

ROUNDED = 0.02  # how far off a number may be, as a part of it, to be told as rounded
INDEX = 10  # whole numbers below this that a koan file names are mostly places


def wrong_value(
    finding: Finding,
    attempt: Attempt,
    comparison: Comparison | None,
    side: str,
    number: int,
) -> Finding:
    """Say how the value is off that was typed into the blank on one side of an assertion.

    side: "left" or "right"; number: of the assertion, from 0.
    """
    if comparison is None or attempt.again is None:
        finding.says = ["Not yet: this should be true."]
        return finding
    typed, truth = comparison.left, comparison.right
    if side == "right":
        typed, truth = truth, typed
    finding.yours = shown(typed)
    says = _known(attempt, typed)
    place = blanks.blank_place(attempt.level.pristine, attempt.test, number)
    if place is not None:  # the one blank of a list or tuple
        typed, truth = _part(typed, place), _part(truth, place)
    names = vars(attempt.again.module)
    finding.says = [says or _hint_at(typed, truth, comparison.op, names)]
    return finding


def _known(attempt: Attempt, typed: Any) -> str:
    """What the author says of a wrong value, or ""."""
    if isinstance(typed, close_to):
        typed = typed.reference
    try:
        for wrong in wrong_answers(attempt.level, attempt.test):
            if same_answer(wrong.function(), typed):
                return wrong.says
    except Exception:
        return ""
    return ""


def _part(value: Any, place: int) -> Any:
    """One place of a list, a tuple or what a close_to holds; all of it if that is not there."""
    held = value.reference if isinstance(value, close_to) else value
    try:
        return held[place]
    except (TypeError, IndexError, KeyError):
        return value


def _hint_at(typed: Any, truth: Any, op: str, names: dict[str, Any]) -> str:
    """How a typed value is off, never what it should be. names: the koan file's."""
    how = next((v for v in (typed, truth) if isinstance(v, close_to)), close_to(0))
    typed, truth = (
        v.reference if isinstance(v, close_to) else v for v in (typed, truth)
    )
    if op not in ("==", "is"):
        return "That does not hold yet."
    return (
        _hint_at_kind(typed, truth)
        or _hint_at_word(typed, truth)
        or _hint_at_one_number(typed, truth, names)
        or _hint_at_several(typed, truth, how)
    )


def _hint_at_kind(typed: Any, truth: Any) -> str:
    """What to say of another kind of thing than the one asked for, or ""."""
    import numpy as np

    yes_or_no = bool | np.bool_
    if isinstance(truth, yes_or_no) and not isinstance(typed, yes_or_no):
        return "True or False?"
    if isinstance(truth, str) != isinstance(typed, str):
        kind = "a text, in quotes" if isinstance(truth, str) else "a number, not a text"
        if isinstance(truth, str) or _is_number(truth):
            return f"Another kind of thing is asked for: {kind}."
    return ""


def _hint_at_word(typed: Any, truth: Any) -> str:
    """What to say of a wrong word, or of a wrong True or False; "" of anything else."""
    import numpy as np

    if isinstance(truth, str):
        if str(typed).strip().lower() == truth.strip().lower():
            return "Nearly: look at capital letters and spaces."
        return "Another word."
    return "The other way round." if isinstance(truth, bool | np.bool_) else ""


def _hint_at_one_number(typed: Any, truth: Any, names: dict[str, Any]) -> str:
    """What to say where one number is asked for, or ""."""
    if not _is_number(truth):
        return ""
    if _is_number(typed):
        if isinstance(typed, bool):
            return "A number is asked for."
        return _hint_at_number(typed, truth, names)
    if typed is None or isinstance(typed, dict | set):
        return "A number is asked for."
    return ""


def _hint_at_several(typed: Any, truth: Any, how: close_to) -> str:
    """What to say where several values are asked for. how: they are compared."""
    import numpy as np

    try:
        mine, right = np.asarray(typed), np.asarray(truth)
    except (ValueError, TypeError):
        return "Not that."
    if mine.shape != right.shape:
        if mine.ndim and right.ndim:
            return f"{_count(right)} asked for, yours has {_lengths(mine)}."
        asked = "One value is" if right.ndim == 0 else "Several values are"
        return f"{asked} asked for."
    if how.in_any_order:
        return "Not that."
    off = np.argwhere(np.atleast_1d(_differ(mine, right)))
    if how.up_to_sign and mine.ndim == 1:
        off = min(off, np.argwhere(np.atleast_1d(_differ(-mine, right))), key=len)
    if len(off) and mine.ndim == 1 and len(mine) > 1:
        place = _ordinal(int(off[0][0]) + 1)
        return f"The {place} of the {len(mine)} is not right yet."
    if len(off) and mine.ndim == 2 and mine.size > 1:
        return f"The one{at(tuple(off[0].tolist()))} is not right yet."
    return "Not that."


def _differ(one: Any, other: Any) -> Any:
    """Where two arrays of the same shape differ by more than rounding."""
    import numpy as np

    try:
        return ~np.isclose(one, other, rtol=1e-5, atol=1e-9, equal_nan=True)
    except TypeError:  # not numbers
        return one != other


def _hint_at_number(typed: Any, truth: Any, names: dict[str, Any]) -> str:
    """How a typed number is off. names: the koan file's."""
    typed, truth = (v.item() if hasattr(v, "item") else v for v in (typed, truth))
    if typed != typed:
        return "Another number: nan is none."
    if truth and typed == -truth:
        return "Another number: look at its sign."
    for name, value in names.items():
        number_here = isinstance(value, int | float) and not isinstance(value, bool)
        if (
            number_here
            and value == typed
            and (abs(typed) > 2 and typed != int(typed) or abs(typed) >= INDEX)
            and not name.startswith("_")
        ):
            return f"That is {name}; another of the figures is asked for."
    if isinstance(truth, int) and abs(typed - truth) == 1:
        return "Another number: that is off by one."
    close = abs(typed - truth) <= ROUNDED * abs(truth)
    if isinstance(truth, float) and close and _is_rounded(typed, truth):
        return "Nearly: give more of its digits."
    if truth and abs(typed / truth - 100) < 1e-9:
        return "Another number: a share is asked for, not per cent."
    where = "too large" if typed > truth else "too small"
    return f"Another number: that is {where}."


def _is_rounded(typed: float, truth: float) -> bool:
    return any(typed == round(truth, digits) for digits in range(5))


def _is_number(value: Any) -> bool:
    import numpy as np

    try:
        value = np.asarray(value)
    except ValueError:  # rows of different lengths
        return False
    return value.ndim == 0 and value.dtype.kind in "fiub"


def _count(values: Any) -> str:
    if values.ndim == 1:
        n = len(values)
        return f"{n} value is" if n == 1 else f"{n} values are"
    return f"shape {values.shape} is"


def _lengths(values: Any) -> int | str:
    return len(values) if values.ndim == 1 else f"shape {values.shape}"


def _ordinal(n: int) -> str:
    last = {1: "st", 2: "nd", 3: "rd"}.get(n % 10 if n // 10 % 10 != 1 else 0, "th")
    return f"{n}{last}"
