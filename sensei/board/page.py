"""The board as a page in the portfolio's style."""

import os

from sensei.board import screen
from sensei.portfolio import rendering
from sensei.screen.terminal import counted
from sensei.text import syntax


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
    card = syntax.read(grid.root / "solutions" / project / "__init__.py")
    return syntax.docstring(card).partition("\n")[0]
