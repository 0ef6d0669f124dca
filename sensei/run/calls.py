"""Calls of the learner's functions: what they answered, and whether two answers agree."""

import copy
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sensei.koan import Blank, close_to

Given = tuple[tuple[Any, ...], dict[str, Any]]  # positional and keyword arguments


class Call(NamedTuple):
    """One call of a function: its name, what it was given, what it returned, and the same
    arguments as the call left them."""

    name: str
    given: Given
    result: Any
    after: Given

    @property
    def arguments(self) -> list[Any]:
        """All arguments, in the order of the call."""
        args, kwargs = self.given
        return [*args, *kwargs.values()]

    @property
    def drew(self) -> bool:
        """Whether the call drew random numbers from a generator among its arguments."""
        return _states(self.given) != _states(self.after)

    @property
    def size(self) -> int:
        """How many numbers, words and other single things the arguments hold."""
        return sum(map(_size, self.arguments))


class Failed:
    """The result of a call that raised."""


def answer_to(function: Callable[..., Any], given: Given) -> tuple[Any, Given]:
    """Return what function answers (Failed where it raises), and its arguments as it leaves
    them. The given ones stay as they are."""
    try:
        args, kwargs = copy.deepcopy(given)
    except Exception:  # a generator of Python's, for one
        return Failed, given
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return function(*args, **kwargs), (args, kwargs)
    except Exception:
        return Failed, (args, kwargs)


def answers_alike(function: Callable[..., Any], call: Call) -> bool:
    """Return whether function answers as the call was answered, and draws random numbers
    only where the call did: without drawing, an answer may be right by chance."""
    answer, left = answer_to(function, call.given)
    draws = _states(call.given) != _states(left)
    return same_answer(answer, call.result) and (call.drew or not draws)


def draws(function: Callable[..., Any], given: Given) -> bool:
    """Return whether function draws random numbers from a generator among its arguments."""
    return _states(given) != _states(answer_to(function, given)[1])


def changed_arguments(right: Callable[..., Any], call: Call) -> bool:
    """Return whether the call changed its arguments in place, where right leaves them."""
    if same_answer(call.given, call.after):
        return False
    answer, left = answer_to(right, call.given)
    return answer is not Failed and same_answer(call.given, left)


def axis_lengths(call: Call) -> Iterator[int]:
    """Yield the lengths of the axes of all arrays and lists among the arguments."""
    for value in call.arguments:
        if _has(value, "shape"):
            yield from value.shape
        elif isinstance(value, list | tuple):
            yield len(value)


def same_answer(one: Any, other: Any) -> bool:
    """Return whether two answers are the same to rounding: numbers, text, arrays, or nests."""
    if one is Failed or other is Failed:
        return False
    if one is None or other is None:
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            same_answer(one[k], other[k]) for k in one
        )
    if isinstance(one, set | frozenset) and isinstance(other, set | frozenset):
        return one == other
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        if len(one) == len(other) and (_nested(one) or _nested(other)):
            return all(map(same_answer, one, other))
    try:
        return bool(other == close_to(one, rel=1e-6))
    except Exception:
        try:
            return bool(one == other)
        except Exception:
            return False


def _nested(value: list | tuple) -> bool:
    return any(
        v is None or isinstance(v, list | tuple | dict) or _has(v, "shape")
        for v in value
    )


def _has(value: Any, name: str) -> bool:
    """Whether a value has an attribute; a blank, which raises when it is used, has none."""
    return not isinstance(value, Blank) and hasattr(value, name)


def _states(given: Given) -> list[Any]:
    """The states of all random generators among the arguments of a call."""
    args, kwargs = given
    return [
        value.bit_generator.state
        for value in (*args, *kwargs.values())
        if _has(value, "bit_generator")
    ]


def _size(value: Any) -> int:
    if _has(value, "size") and isinstance(value.size, int):
        return value.size
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    if isinstance(value, list | tuple | set | frozenset):
        return sum(map(_size, value))
    return 1
