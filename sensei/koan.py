"""The words a koan file imports.

``____`` stands where the learner types; ``@yours`` marks a function the learner writes;
``close_to`` compares numbers. ``@hint`` and ``@insight`` are an author's help:
they stand in ``solutions/``, are cut from ``koans/``, and are read from the solution's text.
"""

import copy
import functools
from collections import Counter
from collections.abc import Callable
from numbers import Number
from typing import TYPE_CHECKING, Any, Literal, NoReturn, ParamSpec, TypeVar

from _pytest.outcomes import Failed

if TYPE_CHECKING:
    import numpy as np

P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])
Arguments = tuple[tuple[Any, ...], dict[str, Any]]  # positional ones and keywords

RECORDED_CALLS = 40  # of each function


class NotFilledIn(Failed):
    """A blank was used before anything was typed in its place."""

    def __init__(self, message: str = "not filled in yet") -> None:
        super().__init__(message, pytrace=False)


def _refuse(self: "Blank", *args: object, **kwargs: object) -> NoReturn:
    raise NotFilledIn


class Blank:
    """``____``: whatever is done with it ends as "not filled in yet".

    ``____(answer)`` is the answer: this is how a solution marks what a koan leaves blank.
    """

    __slots__ = ()
    __pandas_priority__ = 10_000  # pandas asks the blank before it compares on its own
    __hash__ = object.__hash__

    def __call__(self, *answer: Any, **unknown: object) -> Any:
        if len(answer) == 1 and not unknown:
            return answer[0]
        raise NotFilledIn

    def __getattr__(self, name: str) -> NoReturn:
        # pytest and inspect look up dunder names on whatever a module holds
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        raise NotFilledIn

    def __repr__(self) -> str:
        return "____"


for _name in """
    eq ne lt le gt ge bool len iter next contains getitem setitem delitem reversed
    add radd iadd sub rsub isub mul rmul imul matmul rmatmul imatmul truediv rtruediv
    itruediv floordiv rfloordiv ifloordiv mod rmod imod divmod rdivmod pow rpow ipow
    lshift rlshift rshift rrshift and rand or ror xor rxor neg pos abs invert
    int float complex index round trunc floor ceil format enter exit
    array array_ufunc array_function
""".split():
    setattr(Blank, f"__{_name}__", _refuse)

____ = Blank()


class Recorder:
    """What the learner's functions were given and returned, while it is listening.

    calls: the name, the arguments, the result, and the arguments as the call left them.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[str, Arguments, Any, Arguments]] = []
        self.listening = False
        self._n_calls: Counter[str] = Counter()

    def __enter__(self) -> "Recorder":
        self.calls, self.listening, self._n_calls = [], True, Counter()
        return self

    def __exit__(self, *exception: object) -> None:
        self.listening = False

    def has_room(self, name: str) -> bool:
        """Count a call of a function, and return whether it is to be kept."""
        self._n_calls[name] += 1
        return self._n_calls[name] <= RECORDED_CALLS


recorder = Recorder()


def yours(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that the learner writes."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        if not (recorder.listening and recorder.has_room(function.__name__)):
            return function(*args, **kwargs)
        given = _copied((args, kwargs))
        result = function(*args, **kwargs)
        after = _copied((args, kwargs))
        recorder.calls.append((function.__name__, given, _copied(result), after))
        return result

    return wrapper


def _copied(value: Any) -> Any:
    try:
        return copy.deepcopy(value)
    except Exception:
        return value


def hint(*steps: str) -> Callable[[F], F]:
    """Help in steps, each nearer to the answer: for a test or a ``@yours`` function."""
    return _as_it_is


def insight(sentence: str) -> Callable[[F], F]:
    """What is worth knowing once the test has passed."""
    return _as_it_is


def mistake(of: Callable[..., Any], says: str) -> Callable[[F], F]:
    """A wrong answer, in a project that a learner made of own data before there were proofs."""
    return _as_it_is


def _as_it_is(function: F) -> F:
    return function


def _plain(array: "np.ndarray") -> "np.ndarray":
    """Return an array of objects as one of numbers or text, where all of them are (a
    Fraction, a Decimal, a text of pandas); any other array as it is."""
    if array.dtype.kind != "O" or not array.size:
        return array
    objects = array.reshape(-1).tolist()
    if all(isinstance(value, str) for value in objects):
        return array.astype(str)
    if all(isinstance(v, Number) and not isinstance(v, complex) for v in objects):
        return array.astype(float)
    return array


class close_to:
    """Equal to reference in shape, and in value to a tolerance.

    reference: a number, or numbers of any shape (array, list, Series); text compares exactly.
    rel: allowed difference, as a part of the largest number in reference.
    abs: allowed difference, if that is larger.
    up_to_sign: the sign is free, of the whole for one dimension, of each row for two;
        ``up_to_sign="columns"``: of each column.
    in_any_order: the order of the numbers, or of the rows, is free.

    >>> [0.1 + 0.2, 1] == close_to([0.3, 1])
    True
    >>> [[1], [2]] == close_to([1, 2])
    False
    """

    __array_ufunc__ = None
    __pandas_priority__ = 10_000

    def __init__(
        self,
        reference: Any,
        rel: float = 1e-5,
        abs: float = 1e-9,
        up_to_sign: bool | Literal["columns"] = False,
        in_any_order: bool = False,
    ) -> None:
        import numpy as np

        try:
            array = np.asarray(reference)
        except ValueError:  # rows of different lengths
            array = np.empty(len(reference), dtype=object)
            array[:] = list(reference)
        self.reference = _plain(array)
        self.rel, self.abs = rel, abs
        self.up_to_sign, self.in_any_order = up_to_sign, in_any_order

    @property
    def tolerance(self) -> float:
        """The largest difference that still counts as equal."""
        import numpy as np

        if self.reference.dtype.kind not in "fciu":
            return 0
        finite = np.abs(self.reference[np.isfinite(self.reference)])
        return max(self.abs, self.rel * float(finite.max(initial=0)))

    def __eq__(self, other: object) -> bool:
        import numpy as np

        if isinstance(other, Blank):
            raise NotFilledIn
        try:
            answer = np.asarray(other)
        except (ValueError, TypeError):
            return False
        answer, wanted = _plain(answer), self.reference
        if answer.shape != wanted.shape:
            return False
        if not {answer.dtype.kind, wanted.dtype.kind} <= set("fciub"):
            return answer.dtype.kind != "O" and bool(np.all(answer == wanted))
        answer, wanted = (
            a.astype(complex if a.dtype.kind == "c" else float)
            for a in (answer, wanted)
        )
        if self.in_any_order:
            return self._equal_in_any_order(answer, wanted)
        return self._equal(answer, wanted)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def _near(self, answer: "np.ndarray", wanted: "np.ndarray") -> "np.ndarray":
        import numpy as np

        return np.isclose(answer, wanted, rtol=0, atol=self.tolerance, equal_nan=True)

    def _equal(self, answer: "np.ndarray", wanted: "np.ndarray") -> bool:
        same = self._near(answer, wanted)
        if not self.up_to_sign:
            return bool(same.all())
        flipped = self._near(-answer, wanted)
        if wanted.ndim < 2:
            return bool(same.all() or flipped.all())
        axis = 0 if self.up_to_sign == "columns" else 1
        return bool((same.all(axis=axis) | flipped.all(axis=axis)).all())

    def _equal_in_any_order(self, answer: "np.ndarray", wanted: "np.ndarray") -> bool:
        left = list(answer)
        for row in wanted:
            for i, candidate in enumerate(left):
                if self._equal(candidate, row):
                    del left[i]
                    break
            else:
                return False
        return True

    def __repr__(self) -> str:
        return f"close to {self.reference!r}"
