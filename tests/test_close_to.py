"""Right answers in any dress are accepted, wrong ones in none."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from sensei import close_to

ROWS = np.array([[1.0, 2.0], [3.0, -4.0]])


@pytest.mark.parametrize(
    "answer",
    [
        [1.0, 2.0, 3.0],
        (1, 2, 3),
        np.array([1, 2, 3]),
        np.array([1, 2, 3], dtype=np.float32),
        np.array([1, 2, 3], dtype=complex),
        pd.Series([1.0, 2, 3], index=list("abc")),
        [np.float64(1), np.array(2.0), 3],
        [Fraction(1), Decimal("2"), Fraction(9, 3)],
        range(1, 4),
        [1 + 1e-9, 2, 3],
    ],
)
def test_the_same_numbers_in_any_container(answer):
    assert answer == close_to([1, 2, 3])
    assert close_to([1, 2, 3]) == answer
    assert not (answer != close_to([1, 2, 3]))


@pytest.mark.parametrize(
    "answer",
    [
        None,
        1.0,
        [1, 2],
        [[1, 2, 3]],
        [[1], [2], [3]],
        [1, 2, 3.1],
        [1, 2, float("nan")],
        ["1", "2", "3"],
        [1, 2, [3]],
        "123",
        {1, 2, 3},
        [Fraction(1), "2", 3],
        [Fraction(1), 2, None],
        pd.DataFrame({"a": [1, 2, 3]}),
    ],
)
def test_other_numbers_and_other_shapes(answer):
    assert answer != close_to([1, 2, 3])
    assert not (answer == close_to([1, 2, 3]))


@pytest.mark.parametrize("answer", [2.5, np.float32(2.5), np.array(2.5), 5 / 2])
def test_one_number(answer):
    assert answer == close_to(2.5)
    assert [answer] != close_to(2.5)


def test_the_tolerance_is_a_part_of_the_largest_number():
    assert [1e6, 1.0] == close_to([1e6 + 1, 1.0])
    assert [1e6, 1.0] != close_to([1e6 + 100, 1.0])
    assert 1.001 == close_to(1, abs=0.01)
    assert 1.02 != close_to(1, abs=0.01)


def test_text_compares_exactly():
    assert ["a", "b"] == close_to(["a", "b"])
    assert ["a", "c"] != close_to(["a", "b"])
    words = np.array(["a", "b"], dtype=object)
    assert words == close_to(["a", "b"])
    assert pd.Series(words) == close_to(words)
    assert np.array(["a", 1], dtype=object) != close_to(["a", "1"])


def test_nan_where_nan_is_meant():
    assert [1, np.nan] == close_to([1, np.nan])
    assert [1, 2] != close_to([1, np.nan])


def test_a_sign_that_is_free():
    assert -ROWS[0] == close_to(ROWS[0], up_to_sign=True)
    assert ROWS * [[1], [-1]] == close_to(ROWS, up_to_sign=True)
    assert ROWS * [[1, -1]] != close_to(ROWS, up_to_sign=True)
    assert ROWS * [[1, -1]] == close_to(ROWS, up_to_sign="columns")
    assert -ROWS != close_to(ROWS)


def test_an_order_that_is_free():
    assert [3, 1, 2] == close_to([1, 2, 3], in_any_order=True)
    assert [3, 1, 1] != close_to([1, 3, 3], in_any_order=True)
    assert ROWS[::-1] == close_to(ROWS, in_any_order=True)
    assert -ROWS[::-1] == close_to(ROWS, in_any_order=True, up_to_sign=True)
    assert ROWS[:, ::-1] != close_to(ROWS, in_any_order=True)


def test_it_is_never_true_by_itself_in_a_bare_comparison():
    with pytest.raises(AssertionError):
        assert np.zeros(3) == close_to(np.ones(3))


def test_rows_that_are_not_all_as_long_are_only_wrong():
    assert not [[1, 2], [3, 4]] == close_to([[1, 2], [3]])
    assert not [1, 2, 3] == close_to([[1, 2], [3]])
