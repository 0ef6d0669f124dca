"""How sure a result on unseen rows is: 95 % intervals from what was predicted and the truth."""

import math
from collections.abc import Collection, Sequence
from typing import Any

from sensei.portfolio.outcomes import Judgement

Z = 1.959963984540054  # standard errors to either side that hold 95 % of a normal distribution


def wilson(n_correct: int, n: int) -> tuple[float, float]:
    """Return the ends of the 95 % interval of the fraction `n_correct` of `n`.

    Wilson's score interval: Brown, Cai and DasGupta (2001), Interval Estimation for a
    Binomial Proportion, section 3.1.1.
    """
    fraction = n_correct / n
    middle = (fraction + Z**2 / (2 * n)) / (1 + Z**2 / n)
    variance = fraction * (1 - fraction) / n + Z**2 / (4 * n**2)
    half = Z * math.sqrt(variance) / (1 + Z**2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def root_mean_square(errors: Sequence[float]) -> tuple[float, tuple[float, float]]:
    """Return the root of the mean squared error, with the ends of its 95 % interval.

    The ends are the roots of those of the mean (normal approximation, standard deviation
    with ddof 1).
    """
    n, squares = len(errors), [error * error for error in errors]
    mean = sum(squares) / n
    std = math.sqrt(sum((s - mean) ** 2 for s in squares) / (n - 1)) if n > 1 else 0.0
    half = Z * std / math.sqrt(n)
    return math.sqrt(mean), (math.sqrt(max(0.0, mean - half)), math.sqrt(mean + half))


def judgement(
    predicted: Collection[object] | None, truth: Collection[object] | None
) -> Judgement | None:
    """Return what can be said of predictions of unseen rows, or None where nothing can.

    Numbers that are not whole are judged by their root mean squared error. Names and whole
    numbers are correct or not; if `truth` is True throughout, correct means close enough.
    """
    if predicted is None or truth is None or not 0 < len(truth) == len(predicted):
        return None
    guesses, answers = _as_list(predicted), _as_list(truth)
    if any(isinstance(answer, float) and answer % 1 for answer in answers):
        return _judged_numbers(guesses, answers)
    n_correct = sum(bool(a == b) for a, b in zip(guesses, answers, strict=True))
    low, high = wilson(n_correct, len(answers))
    judged: Judgement = {
        "right": n_correct,
        "n": len(answers),
        "low": low,
        "high": high,
    }
    if all(answer is True for answer in answers):
        judged["near"] = True
    return judged


def _judged_numbers(guesses: list[Any], answers: list[Any]) -> Judgement | None:
    try:
        errors = [float(a) - float(b) for a, b in zip(guesses, answers, strict=True)]
    except (TypeError, ValueError):
        return None
    rmse, (low, high) = root_mean_square(errors)
    return {"rmse": rmse, "n": len(answers), "low": low, "high": high}


def _as_list(values: Collection[object]) -> list[Any]:
    return values.tolist() if hasattr(values, "tolist") else list(values)
