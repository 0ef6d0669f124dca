"""Level 2 · practice: a cut-off

Yours to use: anything.
"""

from sensei import ____, hint, yours


@hint("Which walks are long?", "Compare with the cut-off.", "return length > cut")
@yours
def is_long(length, cut):
    """Whether a walk of some length is longer than cut: True or False."""
    return length > cut


def test_long_walks_are_long():
    """Ten is longer than eight."""
    assert is_long(10, 8) == True  # noqa: E712


def test_short_walks_are_not():
    """A cut-off between five and ten."""
    assert is_long(5, ____(7)) == False  # noqa: E712
