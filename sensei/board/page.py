"""The board as a page in the portfolio's style."""

import os

from .. import source
from ..portfolio import rendering
from ..voice import counted
from . import screen


def write(grid, board, place):
    """Write the page in one step: the old one stands until the new one is whole."""
    projects = [
        {
            "project": project,
            "title": project.replace("_", " "),
            "question": question(grid, project),
            "all": board.all.projects[project],
        }
        for project in grid.projects
    ]
    environment = rendering.environment()
    environment.filters["old"] = screen.old
    environment.filters["count"] = counted
    html = environment.get_template("board.html").render(board=board, projects=projects)
    place.parent.mkdir(exist_ok=True)
    fresh = place.with_suffix(f".{os.getpid()}.new")
    rendering.save(fresh, html)
    fresh.replace(place)


def question(grid, project):
    card = source.read(grid.root / "solutions" / project / "__init__.py")
    return source.docstring(card).partition("\n")[0]
