"""The board as a page in the portfolio's style."""

import os
from pathlib import Path

from sensei.board import screen
from sensei.board.values import Board
from sensei.course.grid import Grid
from sensei.portfolio import rendering
from sensei.screen.terminal import counted
from sensei.text import syntax


def write(grid: Grid, board: Board, path: Path) -> None:
    """Write the page in one step: the old one stands until the new one is whole."""
    projects = [
        {
            "project": project,
            "title": project.replace("_", " "),
            "question": question(grid, project),
            "n_koans": board.maximum.projects[project],
        }
        for project in grid.projects
    ]
    environment = rendering.environment()
    environment.filters["old"] = screen.old
    environment.filters["count"] = counted
    html = environment.get_template("board.html").render(board=board, projects=projects)
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}.new")
    rendering.save(fresh, html)
    fresh.replace(path)


def question(grid: Grid, project: str) -> str:
    """Return what a project asks, as its card says it."""
    card = syntax.read(grid.root / "solutions" / project / "__init__.py")
    return syntax.docstring(card).partition("\n")[0]
