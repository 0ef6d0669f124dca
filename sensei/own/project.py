"""The files of a project of the learner's own, filled in from templates, and put in place."""

import json
import keyword
import os
import re
import shutil
from pathlib import Path
from string import Template

from .. import source
from ..journal import FOLDER
from .table import Wrong
from .trial import NAMES, n_unseen

TEMPLATES = Path(__file__).parent / "templates"
NAME = re.compile(r"[a-z][a-z0-9_]*")
SHOWN = 3  # columns in the table of level 1
LEVELS = {
    1: "level_1_result",
    2: "level_2_practice",
    3: "level_3_numpy",
    4: "level_4_matrices",
    5: "level_5_arithmetic",
}


def check_name(grid, name):
    """Wrong where a project cannot be called so."""
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise Wrong(
            f"A project cannot be called {name}: small letters, digits and _ , and a letter "
            "first, as in my_wines."
        )
    taken = [p for p in grid.projects if name in (p, p.split("_", 1)[-1])]
    if taken:
        raise Wrong(
            f"There is a project called {taken[0]} already; choose another name."
        )


def write(root, name, file, asked, tried):
    """Write data, koans and solutions, the last one last: a project is there as a whole, or
    not at all."""
    texts = solutions(name, file, asked, tried)
    fresh = root / FOLDER / "new" / name
    shutil.rmtree(fresh, ignore_errors=True)
    for kind in ("solutions", "koans"):
        (fresh / kind).mkdir(parents=True)
        for stem, text in texts.items():
            made = text if kind == "solutions" else source.koan_text(text)
            (fresh / kind / f"{stem}.py").write_text(made, encoding="utf-8")
    table = fresh / "data.csv"
    asked.rows.to_csv(table, index=False)
    _put(table, root / "data" / f"{name}.csv", root)
    _put(fresh / "koans", root / "koans" / name, root)
    _put(fresh / "solutions", root / "solutions" / name, root)
    shutil.rmtree(fresh, ignore_errors=True)


def _put(made, place, root):
    """Move what was made to its place; what stood there, of an earlier try or of the
    learner's, is kept among the backups."""
    if place.exists():
        number = 0
        kept = root / FOLDER / "backups" / f"{place.parent.name}-{place.name}"
        while kept.exists():
            number += 1
            kept = kept.with_name(f"{place.parent.name}-{place.name}-{number}")
        kept.parent.mkdir(parents=True, exist_ok=True)
        os.replace(place, kept)
    place.parent.mkdir(parents=True, exist_ok=True)
    os.replace(made, place)


def solutions(name, file, asked, tried):
    """The text of each file of the project's solutions, by its stem."""
    kind = "classes" if asked.labels else "numbers"
    fields = _fields(name, file, asked, tried)
    chosen = {
        "__init__": f"{kind}_card",
        LEVELS[1]: f"{kind}_level_1",
        LEVELS[2]: f"{kind}_level_2",
    }
    for number in (3, 4, 5):
        if (TEMPLATES / f"{tried.method}_level_{number}.txt").exists():
            chosen[LEVELS[number]] = f"{tried.method}_level_{number}"
    return {stem: _filled(template, fields) for stem, template in chosen.items()}


def _filled(template, fields):
    """A template with its fields filled in; a paragraph that begins with #if FIELD stands
    only where the field is not empty."""
    text = (TEMPLATES / f"{template}.txt").read_text(encoding="utf-8")
    kept = []
    for block in re.split(
        r"^(#if \w+\n.*?^#end\n)", text, flags=re.DOTALL | re.MULTILINE
    ):
        condition = re.match(r"#if (\w+)\n", block)
        if condition is None:
            kept.append(block)
        elif fields[condition[1]]:
            kept.append(block[condition.end() :].removesuffix("#end\n"))
    return Template("".join(kept)).substitute(fields)


def _fields(name, file, asked, tried):
    figures = tried.figures
    columns = [*asked.measured, *asked.noted]
    fields = {
        "name": name,
        "file": plain(file),
        "what": plain(asked.target),
        "target": text(asked.target),
        "measured": listed(asked.measured),
        "noted": listed(asked.noted),
        "labels": listed(asked.labels),
        "n_labels": len(asked.labels),
        "n_columns": len(columns),
        "shown": listed(columns[:SHOWN]),
        "n_test": n_unseen(asked),
        **{f"is_{method}": method == tried.method for method in NAMES},
        "gaps": figures["gaps"],
        "has_gaps": "yes" if figures["gaps"] else "",
    }
    for key, value in figures.items():
        if isinstance(value, float):
            value = f"{value:.3g}"
            value = (
                repr(int(float(value)))
                if float(value) == int(float(value))
                else repr(float(value))
            )
        fields[key] = (
            text(value)
            if key in ("commonest", "first_wrong", "matters") and value
            else value
        )
    fields["commonest_word"] = plain(figures.get("commonest", ""))
    return fields


def text(value):
    """A text as Python has it, in double quotes."""
    return json.dumps(value, ensure_ascii=False)


def listed(names):
    """A list of texts as Python has it, wrapped."""
    line = f"[{', '.join(map(text, names))}]"
    if len(line) < 70:
        return line
    return "[\n" + "".join(f"    {text(name)},\n" for name in names) + "]"


def plain(words):
    """Words that may stand in a docstring or a title: short, on one line, no quotes."""
    kept = "".join(c if c.isprintable() and c not in "\\\"'`{}" else " " for c in words)
    return " ".join(kept.replace("____", "_").split())[:40].strip() or "it"
