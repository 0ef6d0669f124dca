"""Writes the site: pages from templates/, pictures, the style, portfolio.json."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from markupsafe import Markup

from sensei.course import results
from sensei.portfolio import charts
from sensei.portfolio.functions import ShownFunction
from sensei.portfolio.learner import Learner
from sensei.portfolio.outcomes import Judgement
from sensei.portfolio.rendering import environment, save
from sensei.portfolio.schema import LevelFacts, PortfolioFacts, ProjectFacts
from sensei.practice import kata_screen

KATAS = "katas, in minutes"  # where charts of figures have a name, which has no spaces

Render = Callable[..., str]  # the name of a template, and what it is to show


def write(
    root: Path,
    portfolio: PortfolioFacts,
    learner: Learner,
    site: Path,
    functions: Mapping[str, list[ShownFunction]],
) -> list[str]:
    """Write all of site/ anew, and return the paths written, from site.

    functions: of the levels that were worked at, by their keys. The old site stands until
    the new one is complete.
    """
    fresh = site.with_name(".site.new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "pictures").mkdir(parents=True)
    _write_pictures(root, portfolio, fresh / "pictures")
    render = _renderer()
    notes = learner.notes.get("index")
    save(fresh / "index.html", render("index.html", portfolio=portfolio, notes=notes))
    for project in portfolio["projects"]:
        name = project["project"]
        html = render(
            "project.html",
            portfolio=portfolio,
            project=project,
            functions=_of_done_levels(project, functions),
            notes=learner.notes.get(name),
        )
        save(fresh / f"{name}.html", html)
    (fresh / ".nojekyll").touch()  # the host is not to build anything
    data = json.dumps(portfolio, indent=1, ensure_ascii=False) + "\n"
    save(fresh / "portfolio.json", data)
    shutil.rmtree(site, ignore_errors=True)
    fresh.rename(site)
    files = (path for path in site.rglob("*") if path.is_file())
    return sorted(path.relative_to(site).as_posix() for path in files)


def _of_done_levels(
    project: ProjectFacts, functions: Mapping[str, list[ShownFunction]]
) -> dict[str, list[ShownFunction]]:
    """Return the functions of a project that pages show."""
    done = [level["key"] for level in project["levels"] if level["state"] == "done"]
    return {key: functions[key] for key in done}


def _renderer() -> Render:
    """Return a function that renders a template."""
    made = environment()
    made.filters["markup"] = Markup  # what pygments or markdown-it has escaped
    made.filters["short"] = results.short
    made.filters["in_words"] = in_words
    made.filters["chart"] = chart_name
    made.filters["duration"] = kata_screen.duration
    made.globals["katas_chart"] = KATAS
    made.globals["best"] = results.best
    return lambda name, **words: made.get_template(name).render(**words)


def in_words(judged: Judgement | None) -> str:
    """Return how sure a result is, as a sentence; "" where nothing can be said."""
    if not judged:
        return ""
    if "right" in judged:
        low, high = round(100 * judged["low"]), round(100 * judged["high"])
        right = "close enough" if judged.get("near") else "right"
        return (
            f"{judged['right']} of {judged['n']} unseen rows are {right}. On other rows of "
            f"the same kind, between {low} and {high} in a hundred are to be expected "
            "(95 % interval, Wilson)."
        )
    return (
        f"Off by {judged['rmse']:.3g} on {judged['n']} unseen rows (root mean square); "
        f"between {judged['low']:.3g} and {judged['high']:.3g} are to be expected on others "
        "(95 % interval, normal approximation)."
    )


def chart_name(figure: str, key: str) -> str:
    """Return the file of the chart of a figure at a level."""
    digest = hashlib.sha256(f"{key} {figure}".encode()).hexdigest()[:12]
    return f"tries-{digest}.svg"


def _write_pictures(root: Path, portfolio: PortfolioFacts, folder: Path) -> None:
    """Write the charts, and copy the pictures of results."""
    if len(portfolio["passes_by_day"]) > 1:
        charts.progress(portfolio["passes_by_day"], folder / "progress.svg")
    for project in portfolio["projects"]:
        for level in project["levels"]:
            _write_charts(level, folder)
        for picture in project["pictures"]:
            file = root / picture["file"]
            shutil.copyfile(file, folder / file.name)


def _write_charts(level: LevelFacts, folder: Path) -> None:
    for name, figure_values in level["tries"].items():
        values = [one["value"] for one in figure_values]
        path = folder / chart_name(name, level["key"])
        best = results.best(name, values)
        charts.figure_values(name.replace("_", " "), values, best, path)
    minutes = [one["seconds"] / 60 for one in level["katas"]]
    if len(minutes) > 1:
        charts.katas(minutes, folder / chart_name(KATAS, level["key"]))
