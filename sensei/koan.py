"""The words a koan file imports.

``____`` stands where the learner types; ``@yours`` marks a function the learner writes;
``close_to`` compares numbers. ``@hint``, ``@insight`` and ``@mistake`` are an author's help:
they stand in ``solutions/`` and are cut from ``koans/``.
"""

import copy
import functools
from collections import Counter
from numbers import Number

import pytest

RECORDED_CALLS = 40


class NotFilledIn(pytest.fail.Exception):
    """A blank was used before anything was typed in its place."""

    def __init__(self, message="not filled in yet"):
        super().__init__(message, pytrace=False)


def _refuse(self, *args, **kwargs):
    raise NotFilledIn


class Blank:
    """``____``: whatever is done with it ends as "not filled in yet".

    ``____(answer)`` is the answer: this is how a solution marks what a koan leaves blank.
    """

    __slots__ = ()
    __pandas_priority__ = 10_000  # pandas asks the blank before it compares on its own
    __hash__ = object.__hash__

    def __call__(self, *answer, **unknown):
        if len(answer) == 1 and not unknown:
            return answer[0]
        raise NotFilledIn

    def __getattr__(self, name):
        # pytest and inspect look up dunder names on whatever a module holds
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        raise NotFilledIn

    def __repr__(self):
        return "____"


for _name in """
    eq ne lt le gt ge bool len iter next contains getitem setitem delitem reversed
    add radd iadd sub rsub isub mul rmul imul matmul rmatmul imatmul truediv rtruediv
    itruediv floordiv rfloordiv ifloordiv mod rmod imod divmod rdivmod pow rpow ipow
    lshift rlshift rshift rrshift and rand or ror xor rxor neg pos abs invert
    int float complex index round trunc floor ceil format enter exit
    array array_ufunc array_function array_interface dataframe
""".split():
    if _name not in ("array_interface", "dataframe"):
        setattr(Blank, f"__{_name}__", _refuse)

____ = Blank()


class Recorder:
    """What the learner's functions were given and returned, while it is listening.

    calls: (name, (args, kwargs), result, (args, kwargs) as the call left them) of each.
    """

    def __init__(self):
        self.calls, self.listening = [], False

    def __enter__(self):
        self.calls, self.listening, self.met = [], True, Counter()
        return self

    def __exit__(self, *exception):
        self.listening = False

    def has_room(self, name):
        """Whether one more call of a function is to be kept."""
        self.met[name] += 1
        return self.met[name] <= RECORDED_CALLS


recorder = Recorder()


def yours(function):
    """Mark a function that the learner writes."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        if not (recorder.listening and recorder.has_room(function.__name__)):
            return function(*args, **kwargs)
        given = _copied((args, kwargs))
        result = function(*args, **kwargs)
        after = _copied((args, kwargs))
        recorder.calls.append((function.__name__, given, _copied(result), after))
        return result

    wrapper.is_yours = True
    return wrapper


def _copied(value):
    try:
        return copy.deepcopy(value)
    except Exception:
        return value


def hint(*steps):
    """Help in steps, each nearer to the answer: for a test or a ``@yours`` function."""

    def mark(function):
        function.hints = steps
        return function

    return mark


def insight(sentence):
    """What is worth knowing once the test has passed."""

    def mark(function):
        function.insight = sentence
        return function

    return mark


def mistake(of, says):
    """A wrong answer that the sensei recognises, and what it says then.

    of: a ``@yours`` function, and the decorated function has its arguments and returns what
    the mistake returns; or a test whose blank is a value, and the decorated function takes
    nothing and returns the wrong value.
    """

    def mark(function):
        function.mistake_of = of.__name__
        function.says = says
        return function

    return mark


def _plain(array):
    """An array of objects as one of numbers or text, where all of them are (a Fraction, a
    Decimal, a text of pandas); any other array as it is."""
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
    __hash__ = None

    def __init__(
        self, reference, rel=1e-5, abs=1e-9, up_to_sign=False, in_any_order=False
    ):
        import numpy as np

        try:
            found = np.asarray(reference)
        except ValueError:  # rows that are not all as long
            found = np.empty(len(reference), dtype=object)
            found[:] = list(reference)
        self.reference = _plain(found)
        self.rel, self.abs = rel, abs
        self.up_to_sign, self.in_any_order = up_to_sign, in_any_order

    @property
    def tolerance(self):
        """The largest difference that still counts as equal."""
        import numpy as np

        if self.reference.dtype.kind not in "fciu":
            return 0
        finite = np.abs(self.reference[np.isfinite(self.reference)])
        return max(self.abs, self.rel * float(finite.max(initial=0)))

    def __eq__(self, other):
        import numpy as np

        if isinstance(other, Blank):
            raise NotFilledIn
        try:
            found = np.asarray(other)
        except (ValueError, TypeError):
            return False
        found, wanted = _plain(found), self.reference
        if found.shape != wanted.shape:
            return False
        if not {found.dtype.kind, wanted.dtype.kind} <= set("fciub"):
            return found.dtype.kind != "O" and bool(np.all(found == wanted))
        found, wanted = (
            a.astype(complex if a.dtype.kind == "c" else float) for a in (found, wanted)
        )
        if self.in_any_order:
            return self._equal_in_any_order(found, wanted)
        return self._equal(found, wanted)

    def __ne__(self, other):
        return not self == other

    def _near(self, found, wanted):
        import numpy as np

        return np.isclose(found, wanted, rtol=0, atol=self.tolerance, equal_nan=True)

    def _equal(self, found, wanted):
        same = self._near(found, wanted)
        if not self.up_to_sign:
            return bool(same.all())
        flipped = self._near(-found, wanted)
        if wanted.ndim < 2:
            return bool(same.all() or flipped.all())
        axis = 0 if self.up_to_sign == "columns" else 1
        return bool((same.all(axis=axis) | flipped.all(axis=axis)).all())

    def _equal_in_any_order(self, found, wanted):
        left = list(found)
        for row in wanted:
            for i, candidate in enumerate(left):
                if self._equal(candidate, row):
                    del left[i]
                    break
            else:
                return False
        return True

    def __repr__(self):
        return f"close to {self.reference!r}"
