"""A project of the learner's own data: pytest --new NAME FILE.csv TARGET.

table.py reads the file, question.py says what is asked and what is known, trial.py finds out
whether a model does better than knowing nothing, project.py writes the levels.
"""


def make(grid, name, file, target):
    """Make the project called name: what was found, in sentences.

    Wrong says why it cannot be; then nothing was written.
    """
    from . import project, question, table, trial

    project.check_name(grid, name)
    rows, read = table.read(file)
    asked = question.ask(rows, target)
    with project.Project(grid.root, name, file.name, asked) as begun:
        tried = trial.of(asked, begun.card)
        begun.finish(tried)
    return [*read, *asked.said, *tried.said]
