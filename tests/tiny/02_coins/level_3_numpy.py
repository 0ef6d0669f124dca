"""Ten coins, thrown once

Count them.

Pillars: probability.
"""

from sensei import ____, hint

from . import coins


@hint("Add them.")
def test_the_result(present):
    """How many of the ten show heads."""
    assert sum(coins) == ____(6)
    present("6 of 10 heads")
