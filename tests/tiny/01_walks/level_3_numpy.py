"""Level 3 · NumPy: the length of a walk

Yours to use: NumPy and SciPy.

Pillars: linear algebra, statistics.
"""

import numpy as np

from sensei import ____, close_to, hint, insight, yours

from . import X


@hint("What did Pythagoras say?", "Square, add, root.", "np.sqrt((X**2).sum(axis=1))")
@yours
def lengths(X):
    """Length of every row of X, shape (n, d): shape (n,)."""
    return np.sqrt((X**2).sum(axis=1))


@insight("Any number of columns.")
def test_lengths_are_numpys():
    """One length for each walk."""
    assert lengths(X) == close_to(np.linalg.norm(X, axis=1))


def test_fresh_walks(rng):
    """Walks nobody has walked."""
    A = rng.normal(size=(5, 3))
    assert lengths(A) == close_to(np.linalg.norm(A, axis=1))
    assert len(lengths(A)) == ____(5)


@insight("No cosine was needed.")
def test_the_result_still_stands(present):
    """Two walks are longer than eight."""
    long = int((np.asarray(lengths(X)) > 8).sum())
    assert long == ____(2)
    present(f"{long} of 3 walks named right", long=long)
