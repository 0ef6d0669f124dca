"""Writes the site: pages from templates/, pictures, the style, portfolio.json."""

import hashlib
import json
import shutil
from pathlib import Path

from markupsafe import Markup

from sensei.course import results as tries
from sensei.portfolio import charts
from sensei.portfolio.rendering import environment, save
from sensei.practice import kata_screen

KATAS = "katas, in minutes"  # in the place of a figure's name, which has no spaces


def write(grid, told, learner, site, own):
    """Write all of site/ anew. told: of facts.facts; own: what code.functions says of each
    level that was worked at. The old site stands until this is whole; returns the paths
    written, from site."""
    fresh = site.with_name(".site.new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "pictures").mkdir(parents=True)
    page = _pages()
    _charts(told, fresh / "pictures")
    for project in told["projects"]:
        for picture in project["pictures"]:
            name = Path(picture["file"]).name
            shutil.copyfile(grid.root / picture["file"], fresh / "pictures" / name)
    save(
        fresh / "index.html",
        page("index.html", told=told, notes=learner.notes.get("index")),
    )
    for project in told["projects"]:
        done = [lv["key"] for lv in project["levels"] if lv["state"] == "done"]
        shown = {key: own[key] for key in done}
        notes = learner.notes.get(project["project"])
        html = page("project.html", told=told, project=project, own=shown, notes=notes)
        save(fresh / f"{project['project']}.html", html)
    (fresh / ".nojekyll").touch()  # the host is not to build anything
    save(
        fresh / "portfolio.json", json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    )
    shutil.rmtree(site, ignore_errors=True)
    fresh.rename(site)
    return sorted(
        p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()
    )


def _pages():
    """A function that renders a template."""
    made = environment()
    made.filters["markup"] = Markup  # what pygments or markdown-it has escaped
    made.filters["short"] = tries.short
    made.filters["in_words"] = in_words
    made.filters["chart"] = chart_name
    made.filters["duration"] = kata_screen.duration
    made.globals["katas_chart"] = KATAS
    made.globals["best"] = tries.best
    return lambda name, **words: made.get_template(name).render(**words)


def in_words(judged):
    """How sure a result is, as a sentence; "" where nothing can be said."""
    if not judged:
        return ""
    if "right" in judged:
        low, high = (round(100 * judged[end]) for end in ("low", "high"))
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


def chart_name(figure, key):
    """The file of the chart of a figure's tries at a level."""
    digest = hashlib.sha256(f"{key} {figure}".encode()).hexdigest()[:12]
    return f"tries-{digest}.svg"


def _charts(told, folder):
    if len(told["passes_by_day"]) > 1:
        charts.progress(told["passes_by_day"], folder / "progress.svg")
    for project in told["projects"]:
        for level in project["levels"]:
            for name, tried in level["tries"].items():
                values = [one["value"] for one in tried]
                place = folder / chart_name(name, level["key"])
                charts.tries(
                    name.replace("_", " "), values, tries.best(name, values), place
                )
            minutes = [one["seconds"] / 60 for one in level["katas"]]
            if len(minutes) > 1:
                place = folder / chart_name(KATAS, level["key"])
                charts.katas(minutes, place)
