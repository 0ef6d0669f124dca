"""Level 4 · matrices: angles between walks

Yours to use: arrays and @.

Pillars: linear algebra.
"""

import numpy as np

from sensei import ____, close_to, hint, yours

from . import X
from .level_3_numpy import lengths


@hint("Make every walk one step long.", "Divide by its length.", "lengths(X)[:, None]")
@yours
def cosines(X):
    """Cosine between every two rows of X, shape (n, d): shape (n, n)."""
    unit = X / ____(lengths(X)[:, None])
    return unit @ unit.T


def test_a_walk_points_where_it_points():
    """A walk makes no angle with itself."""
    assert np.diag(cosines(X)) == close_to(np.ones(3))


@hint("Compare with NumPy.", "Shape (3, 3).")
def test_the_result_still_stands(present):
    """Three walks, nine angles."""
    assert np.asarray(cosines(X)).size == ____(9)
    present("nine angles")
