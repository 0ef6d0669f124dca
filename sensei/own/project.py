"""The files of a project of the learner's own, filled in from templates, and put in place."""

import json
import keyword
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from string import Template
from types import TracebackType

from sensei.course.grid import Grid
from sensei.course.journal import FOLDER
from sensei.errors import CannotDo
from sensei.own.question import Asked
from sensei.own.trial import NAMES, Figure, Tried
from sensei.text import koan_text

TEMPLATES = Path(__file__).parent / "templates"
NAME = re.compile(r"[a-z][a-z0-9_]*")
SHOWN = 3  # columns in the table of level 1
DEEPER = ("level_3_numpy", "level_4_matrices", "level_5_arithmetic")

Field = Figure | bool  # of a template


def check_name(grid: Grid, name: str) -> None:
    """CannotDo where a project cannot be called so."""
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise CannotDo(
            f"A project cannot be called {name}: small letters, digits and _ , and a letter "
            "first, as in my_wines."
        )
    taken = [p for p in grid.projects if name in (p, p.split("_", 1)[-1])]
    if taken:
        raise CannotDo(
            f"There is a project called {taken[0]} already. Choose another name, or move "
            f"koans/{taken[0]} and solutions/{taken[0]} away first."
        )


class Project:
    """A project on its way: laid out in a folder of its own, which is as a clone's.

    file: the name of the CSV file.
    """

    def __init__(self, root: Path, name: str, file: str, asked: Asked) -> None:
        self.root, self.name, self.asked = root, name, asked
        self.fresh = root / FOLDER / "new"
        self.card = self._place("solutions") / "__init__.py"
        self.fields = _about_question(name, file, asked)

    def __enter__(self) -> "Project":
        """Begin with the data and the card, so that a model can be tried on them."""
        self._clear()
        self._add_lesson("__init__", f"{self._kind}_card")
        table = self._place("data")
        table.parent.mkdir(parents=True)
        self.asked.rows.to_csv(table, index=False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._clear()

    def finish(self, tried: Tried) -> None:
        """Write the levels, and put all in place, the solutions last: a project is there as a
        whole, or not at all."""
        self.fields |= _about_result(tried)
        stems = ("level_1_result", "level_2_practice", *DEEPER)
        for number, stem in enumerate(stems, 1):
            topic = self._kind if number < 3 else tried.method
            self._add_lesson(stem, f"{topic}_level_{number}")
            self._add_proof(stem, f"{topic}_proof_{number}")
        for kind in ("data", "koans", "solutions"):
            place = self._place(kind)
            _put(place, self.root / place.relative_to(self.fresh), self.root)

    @property
    def _kind(self) -> str:
        return "classes" if self.asked.labels else "numbers"

    def _place(self, kind: str) -> Path:
        name = f"{self.name}.csv" if kind == "data" else self.name
        return self.fresh / kind / name

    def _add_lesson(self, stem: str, template: str) -> None:
        lesson = filled(template, self.fields)
        _write(self._place("solutions") / f"{stem}.py", lesson)
        _write(self._place("koans") / f"{stem}.py", koan_text.koan_text(lesson))

    def _add_proof(self, stem: str, template: str) -> None:
        proof = filled(template, self.fields)
        _write(self._place("solutions") / "proof" / f"{stem}.py", proof)

    def _clear(self) -> None:
        shutil.rmtree(self.fresh, ignore_errors=True)


def _write(path: Path, made: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made, encoding="utf-8")


def _put(made: Path, place: Path, root: Path) -> None:
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


def filled(template: str, fields: dict[str, Field]) -> str:
    """Return a template with its fields filled in; a paragraph that begins with #if FIELD
    is kept only where the field is not empty."""
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


def _about_question(name: str, file: str, asked: Asked) -> dict[str, Field]:
    """Return what templates say of the question."""
    columns = [*asked.measured, *asked.noted]
    return {
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
        "n_test": asked.n_unseen,
        "n_train": len(asked.rows) - asked.n_unseen,
    }


def _about_result(tried: Tried) -> dict[str, Field]:
    """Return what templates say of the model that was tried."""
    fields: dict[str, Field] = {
        name: _typed(figure) for name, figure in tried.figures.items()
    }
    fields |= {f"is_{method}": method == tried.method for method in NAMES}
    return fields | {"commonest_word": plain(str(tried.figures.get("commonest", "")))}


def _typed(value: Figure) -> Figure:
    """Return a figure or a word as a learner types it; "" where there is none."""
    if isinstance(value, float):
        short = float(f"{value:.3g}")
        return int(short) if short == int(short) else short
    return text(value) if isinstance(value, str) and value else value


def text(value: str) -> str:
    """Return a text as Python has it, in double quotes."""
    return json.dumps(value, ensure_ascii=False)


def listed(names: Sequence[str]) -> str:
    """Return a list of texts as Python has it, wrapped."""
    line = f"[{', '.join(map(text, names))}]"
    if len(line) < 70:
        return line
    return "[\n" + "".join(f"    {text(name)},\n" for name in names) + "]"


def plain(words: str) -> str:
    """Return words fit for a docstring or a title: short, on one line, no quotes."""
    kept = "".join(c if c.isprintable() and c not in "\\\"'`{}" else " " for c in words)
    return " ".join(kept.replace("____", "_").split())[:40].strip() or "it"
