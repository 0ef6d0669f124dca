"""A project of the learner's own data: pytest --new NAME FILE.csv TARGET.

table.py reads the file, question.py says what is asked and what is known, trial.py finds out
whether a model does better than knowing nothing, project.py writes the levels.
"""

from pathlib import Path

from sensei.course.grid import Grid
from sensei.errors import CannotDo

MOST_REMARKS = 5  # sentences on the data beside a refusal


def make(grid: Grid, name: str, file: Path, target: str) -> list[str]:
    """Make the project called `name`. Return what came out, and remarks on the data.

    CannotDo says why it cannot be made; then nothing was written.
    """
    from sensei.own import project, question, table, trial

    project.check_name(grid, name)
    rows, read = table.read(file)
    asked = question.ask(rows, target)
    with project.Project(grid.root, name, file.name, asked) as begun:
        try:
            tried = trial.of(asked, begun.card)
        except CannotDo as error:
            remarks = [*read, *asked.said][:MOST_REMARKS]
            raise CannotDo("\n".join([str(error), *remarks])) from None
        begun.finish(tried)
    return [*tried.said, *read, *asked.said]
