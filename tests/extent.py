"""How much of the proof runs: a quick choice that touches everything, or all with --whole.

conftest.py says which before any test module is imported.
"""

whole = False


def some(items, quick):
    """All items with --whole; else one in so many, the first among them."""
    items = list(items)
    return items if whole else items[::quick]


def rounds(quick, all_of_them):
    """A number of rounds: so many in a quick run, or so many with --whole."""
    return all_of_them if whole else quick


def across(levels):
    """All levels with --whole; else few that cover every project and every level number."""
    levels = list(levels)
    if whole:
        return levels
    projects = list(dict.fromkeys(level.project for level in levels))
    numbers = sorted({level.number for level in levels})
    wanted = {(projects[n % len(projects)], number) for n, number in enumerate(numbers)}
    return [level for level in levels if (level.project, level.number) in wanted]
