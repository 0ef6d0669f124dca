"""A project of the learner's own data: pytest --new NAME FILE.csv TARGET.

table.py reads the file, question.py says what is asked and what is known, trial.py finds out
whether a model does better than knowing nothing, project.py writes the levels.
"""

from sensei.errors import CannotDo

MOST_FOUND = 5  # sentences on the data beside a refusal


def make(grid, name, file, target):
    """Make the project called name: what came out and what was found, in sentences.

    CannotDo says why it cannot be; then nothing was written.
    """
    from sensei.own import project, question, table, trial

    project.check_name(grid, name)
    rows, read = table.read(file)
    asked = question.ask(rows, target)
    with project.Project(grid.root, name, file.name, asked) as begun:
        try:
            tried = trial.of(asked, begun.card)
        except CannotDo as error:
            found = [*read, *asked.said][:MOST_FOUND]
            raise CannotDo("\n".join([str(error), *found])) from None
        begun.finish(tried)
    return [*tried.said, *read, *asked.said]
