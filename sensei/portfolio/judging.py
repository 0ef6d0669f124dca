"""How sure a result on unseen rows is: intervals from what was predicted and what is true."""

import math

Z = 1.959963984540054  # 95 in a hundred of a normal distribution lie within so many errors


def wilson(right, n):
    """The share right of n, with the ends of its 95 % interval.

    Wilson's score interval: Brown, Cai and DasGupta (2001), Interval Estimation for a
    Binomial Proportion, section 3.1.1.
    """
    share = right / n
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def root_mean_square(errors):
    """The root of the mean of squared errors, with the ends of its 95 % interval: those of
    the mean (normal approximation, standard deviation with ddof 1), rooted."""
    n, squares = len(errors), [e * e for e in errors]
    mean = sum(squares) / n
    spread = (
        math.sqrt(sum((s - mean) ** 2 for s in squares) / (n - 1)) if n > 1 else 0.0
    )
    half = Z * spread / math.sqrt(n)
    return math.sqrt(mean), (math.sqrt(max(0.0, mean - half)), math.sqrt(mean + half))


def judged(predicted, truth):
    """What can be said of predictions of unseen rows, or None where nothing can.

    Names and whole numbers are right or wrong: {"right", "n", "low", "high"}, the ends of
    the share; with "near", where truth is True throughout, for being close enough is what
    was predicted. Other numbers are off by so much: {"rmse", "n", "low", "high"}.
    """
    if predicted is None or truth is None or not 0 < len(truth) == len(predicted):
        return None
    one, other = _listed(predicted), _listed(truth)
    if any(isinstance(value, float) and value % 1 for value in other):
        try:
            off, (low, high) = root_mean_square(
                [float(a) - float(b) for a, b in zip(one, other, strict=True)]
            )
        except (TypeError, ValueError):
            return None
        return {"rmse": off, "n": len(other), "low": low, "high": high}
    right = sum(bool(a == b) for a, b in zip(one, other, strict=True))
    low, high = wilson(right, len(other))
    judgement = {"right": right, "n": len(other), "low": low, "high": high}
    return judgement | ({"near": True} if all(v is True for v in other) else {})


def _listed(values):
    return values.tolist() if hasattr(values, "tolist") else list(values)
