"""The same answer in another dress: what a solution's function returns goes through one of
these. Read as text by tests/answers.py, and put into the koan file; no import needed.
"""


def as_lists(value):
    """Lists and Python's own numbers in place of arrays and NumPy's."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, tuple | list):
        return type(value)(as_lists(part) for part in value)
    return value


def as_tuples(value):
    """Tuples in place of arrays and lists."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, tuple | list):
        return tuple(as_tuples(part) for part in value)
    return value


def as_narrow(value):
    """float32 and int32 in place of float64 and int64."""
    if isinstance(value, tuple | list):
        return type(value)(as_narrow(part) for part in value)
    narrow = {"float64": "float32", "int64": "int32"}
    kind = str(getattr(value, "dtype", ""))
    return value.astype(narrow[kind]) if kind in narrow else value
