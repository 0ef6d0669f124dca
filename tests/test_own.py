"""A project of the learner's own CSV file: pytest --new NAME FILE TARGET."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from sensei.course.grid import Grid
from tests import extent
from tests.clone import ROOT, Clone, fill_all, of_a_learner
from tests.test_proof import MOST_COLUMNS, MOST_LINES, fill_one

RNG = np.random.default_rng(0)


@pytest.fixture
def mine(tmp_path, zygote):
    """A clone with data of its own, to which a project can be added."""
    return of_its_own(tmp_path, zygote)


def of_its_own(folder, zygote):
    clone = Clone(folder, zygote, ROOT / "tests" / "tiny")
    (folder / "data").unlink()
    shutil.copytree(ROOT / "data", folder / "data")
    return clone


def new(clone, name, text, target, encoding="utf-8"):
    """Have a project made of a CSV text (or bytes); the screen."""
    data = text if isinstance(text, bytes) else text.encode(encoding)
    (clone.root / "mine.csv").write_bytes(data)
    screen = clone.run("--new", name, "mine.csv", target)
    assert "Traceback" not in screen, screen
    assert len(screen.lines) <= MOST_LINES, screen
    assert max(map(len, screen.lines)) <= MOST_COLUMNS, screen
    if screen.status:
        assert not (clone.root / "solutions" / name).exists(), screen
        assert not (clone.root / "koans" / name).exists(), screen
        assert not (clone.root / "data" / f"{name}.csv").exists(), screen
    return screen


def card(clone, name):
    """The names that a project's card holds."""
    names = {}
    text = (clone.root / "solutions" / name / "__init__.py").read_text("utf-8")
    exec(compile(text, str(clone.root / "koans" / name / "__init__.py"), "exec"), names | {
        "__file__": str(clone.root / "koans" / name / "__init__.py")
    }, names)  # fmt: skip
    return names


def rows(n=200, separator=",", point="."):
    """Lines with three columns: a, b, and kind, which follows from a and chance."""
    a, b = RNG.normal(size=(2, n))
    kind = np.where(a + RNG.normal(size=n) / 3 > 0, "yes", "no")
    lines = [
        f"{x:.3f}{separator}{y:.3f}".replace(".", point) + f"{separator}{k}"
        for x, y, k in zip(a, b, kind, strict=True)
    ]
    return lines


def n_koans(clone):
    return sum(len(level.koans) for level in Grid(clone.root).of("mine"))


HEAD = "a,b,kind"


def csv(lines, head=HEAD):
    return "\n".join([head, *lines]) + "\n"


# What is made


@pytest.mark.parametrize(
    "file, target, method",
    extent.some(
        [
            ("penguins", "sex", "logistic regression"),
            ("iris", "species", "five nearest neighbours"),
            ("tumours", "diagnosis", "logistic regression"),
            ("cars", "mpg", "linear regression"),
        ],
        quick=4,
    ),
)
def test_a_project_is_one_like_any_other(mine, file, target, method):
    """Made, shown on the map, filled in to the end of every level, blank by blank; those of
    the penguins, whose koans are as the tumours', at once."""
    text = (ROOT / "data" / f"{file}.csv").read_bytes()
    screen = new(mine, "my_rows", text, target)
    assert screen.status == 0
    assert method in screen.text.casefold()
    assert "koans/my_rows/level_1_result.py:1" in screen
    assert "my rows" in mine.run("--map")
    grid = Grid(mine.root)
    levels = grid.of("my_rows")
    assert [level.number for level in levels] == [1, 2, 3, 4, 5]
    screen = mine.run("koans/my_rows")
    count = sum(len(level.koans) for level in levels)
    assert f"{count} failed" in screen.lines[-1] and "passed" not in screen.lines[-1]
    assert screen.text.count(": not filled in yet") == count
    for level in levels:
        mine.run("--go", level.key)
        text = level.pristine
        if file == "penguins":
            text = fill_all(text, level)
            mine.save(level.shown(), text)
        for _ in range(100):
            screen = mine.run()
            assert len(screen.lines) <= MOST_LINES, screen
            assert max(map(len, screen.lines)) <= MOST_COLUMNS, screen
            if screen.status == 0:
                break
            assert "not filled in yet" in screen, screen
            text = fill_one(text, level, screen.place()[1])
            mine.save(level.shown(), text)
        assert f"✓ level {level.number} of my rows" in screen
    assert mine.run("solutions/my_rows").status == 0


REPORT = """
from pathlib import Path
from author.report import report
from sensei.course.grid import Grid
for level in Grid(Path.cwd()).of("my_rows"):
    found = report(level, every=EVERY, forms=EVERY > 0)
    print(level.key, [*found.form, *found.faults], sep=": ")
"""


@pytest.mark.extent
@pytest.mark.parametrize(
    "file, target",
    extent.some([("iris", "species"), ("tumours", "diagnosis"), ("cars", "mpg")], 3),
)
def test_its_proofs_hold(mine, file, target):
    """Wrong answers are rejected and recognised, right ones accepted, mutants rejected."""
    (mine.root / "author").symlink_to(ROOT / "author")
    new(mine, "my_rows", (ROOT / "data" / f"{file}.csv").read_bytes(), target)
    code = REPORT.replace("EVERY", str(extent.rounds(0, 20)))
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, cwd=mine.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 5
    assert all(line.endswith(": []") for line in lines), lines


def test_the_first_screen_is_of_the_learners_rows(mine):
    made = new(mine, "my_iris", (ROOT / "data/iris.csv").read_bytes(), "species")
    assert "alone tells" not in made  # a good column is no leak
    screen = mine.run()
    assert "Which species? 30 rows the model has never seen:" in screen
    assert "29 of 30 named right" in screen
    assert "· so many rows are named right" in screen


def test_it_is_in_the_portfolio(mine):
    new(mine, "my_iris", (ROOT / "data/iris.csv").read_bytes(), "species")
    mine.edit("koans/my_iris/level_1_result.py", "right == ____", "right == 29")
    mine.run()
    assert mine.run("--portfolio").status == 0
    told = json.loads((mine.root / "site" / "portfolio.json").read_text())
    assert [p["project"] for p in told["projects"]] == ["my_iris"]
    assert (mine.root / "site" / "my_iris.html").exists()


# CSV as people have it


@pytest.mark.parametrize(
    "text, said",
    extent.some([
        (csv(rows(200, ";", ","), "a;b;kind").encode(), "parted by semicolons"),
        (csv(rows(200, "\t"), "a\tb\tkind").encode(), "parted by tabs"),
        (csv(rows(200, "|"), "a|b|kind").encode(), "parted by bars"),
        (csv(rows(200, " "), "a b kind").encode(), "unseen rows right"),
        (csv(rows(), "a,b,kind").encode("utf-8-sig"), "unseen rows right"),
        (csv(rows(), "a,b,kind").encode("utf-16"), "UTF-16"),
        (csv(rows(), "größe,b,kind").encode("cp1252"), "Windows-1252"),
        (csv(rows()).replace("\n", "\r\n").encode(), "unseen rows right"),
        (("# from a lab\n" + csv(rows())).encode(), "unseen rows right"),
        (csv([f"{i},{line}" for i, line in enumerate(rows())]).encode(), "unseen rows right"),
        (csv([*rows(), "1,2,yes,surplus"]).encode(), "more fields than the first"),
        (csv([*rows(), "1,2,", ",,", "1,?,yes"]).encode(), "2 rows lack kind"),
        (csv([*rows(), "1,2,<NA>", "1,#N/A,yes"]).encode(), "1 row lacks kind and was"),
        (csv([*rows(), "1,2,maybe"]).encode(), "Too rare to learn, and left out: kind"),
        (csv(rows(6000)).encode(), "5,000 were drawn by chance"),
    ], quick=3),
)  # fmt: skip
def test_it_is_read_as_people_have_it(mine, text, said):
    screen = new(mine, "mine", text, "kind")
    assert screen.status == 0, screen
    assert said in screen
    names = card(mine, "mine")
    assert names["labels"] == ["no", "yes"]
    assert len(names["measured"]) == 2
    assert mine.run("solutions/mine").status == 0


def test_a_decimal_comma_is_a_number(mine):
    screen = new(mine, "mine", csv(rows(200, ";", ","), "a;b;kind"), "kind")
    assert "a has commas in its numbers: 1,5 is read as 1.5." in screen
    assert abs(card(mine, "mine")["X"]["a"]).max() < 10


def test_dates_are_days(mine):
    days = [
        f"{2000 + i // 28 // 12}-{1 + i // 28 % 12:02d}-{1 + i % 28:02d}"
        for i in range(200)
    ]
    lines = [f"{day},{i + RNG.normal():.2f}" for i, day in enumerate(days)]
    screen = new(mine, "mine", csv(lines, "day,price"), "price")
    assert screen.status == 0
    assert "day is a date: taken as days since 2000-01-01." in screen
    assert card(mine, "mine")["measured"] == ["day"]


def test_amounts_and_shares_are_numbers(mine):
    lines = [
        f'"${1000 + 7 * i:,}",{i % 50}%,{i + RNG.normal():.2f}' for i in range(120)
    ]
    screen = new(mine, "mine", csv(lines, "cost,share,y"), "y")
    assert screen.status == 0
    assert card(mine, "mine")["measured"] == ["cost", "share"]


def test_odd_names_are_only_names(mine):
    names = ['a "b" \\ $x {y}', "import", "____", "", "a", "a", "é 😀 '''", "kind"]
    lines = []
    for line in rows():
        a, b, kind = line.split(",")
        odd = [f"{RNG.normal():.2f}" for _ in range(5)]
        lines.append(",".join([a, b, *odd, kind]))
    quoted = [f'"{name}"'.replace('"b"', '""b""') for name in names]
    screen = new(mine, "mine", csv(lines, ",".join(quoted)), "kind")
    assert screen.status == 0, screen
    measured = card(mine, "mine")["measured"]
    assert len(set(measured)) == 7
    assert {"column 4", "a 2", "import"} <= set(measured)
    assert mine.run("solutions/mine").status == 0
    assert mine.run("koans/mine", "-q").text.count(": not filled in yet") == n_koans(
        mine
    )


def test_what_would_give_the_answer_away_is_told(mine):
    lines = []
    for i, line in enumerate(rows()):
        kind = line.rsplit(",", 1)[1]
        late = 5 * (kind == "yes") + RNG.normal() / 10
        lines.append(f"{i},{line},{'JA' if kind == 'yes' else 'NEIN'},{late:.2f},7")
    screen = new(mine, "mine", csv(lines, "id,a,b,kind,again,late,same"), "kind")
    assert "Left out, a number for each row: id." in screen
    assert "Left out, the answer in other words: again." in screen
    assert "Left out, the same in every row: same." in screen
    assert "late alone tells nearly all of kind: would you know it before?" in screen
    assert card(mine, "mine")["measured"] == ["a", "b", "late"]


def test_a_column_that_follows_from_others_is_left_out(mine):
    lines = []
    for _ in range(150):
        a, b = RNG.normal(size=2)
        lines.append(f"{a:.4f},{b:.4f},{a + b:.4f},{3 * a - b + RNG.normal() / 9:.4f}")
    screen = new(mine, "mine", csv(lines, "a,b,sum,y"), "y")
    assert "Left out, follows from the others: sum." in screen
    assert mine.run("solutions/mine").status == 0


# What cannot work, each with a sentence


@pytest.mark.parametrize(
    "text, target, said",
    [
        ("", "kind", "holds no rows"),
        ("a,b,kind\n", "kind", "holds no rows"),
        (csv(rows(3)), "kind", "3 rows with kind are too few"),
        (csv(rows()), "sort", "There is no column sort. The columns: a, b, kind."),
        (csv(rows()), "kinds", "There is no column kinds; kind there is."),
        (csv(["1,2,yes"] * 50), "kind", "kind is yes in every row"),
        (csv([f"{i},1,2" for i in range(50)], "a,b,c"), "c", "c is 2 in every row"),
        (csv([f"{i},1,w{i}" for i in range(99)]), "kind", "99 different words"),
        (csv([f"x{i},y{i},{'ab'[i % 2]}" for i in range(99)]), "kind", "Nothing is left"),
        ("kind\nyes\nno\n", "kind", "one column only"),
        (b"PK\x03\x04 a workbook", "kind", "is no CSV file; open it and save it as CSV"),
        (b"a,b,kind\n1,2\0,yes\n" * 99, "kind", "is no text"),
    ],
    ids=lambda v: str(v)[:20],
)  # fmt: skip
def test_what_cannot_work_is_told_in_a_sentence(mine, text, target, said):
    screen = new(mine, "mine", text, target)
    assert screen.status == 4
    assert said in screen


def test_no_better_than_knowing_nothing_is_told(mine):
    lines = [
        f"{RNG.normal():.3f},{RNG.normal():.3f},{'yyyyn'[i % 5]}" for i in range(200)
    ]
    screen = new(mine, "mine", csv(lines), "kind")
    assert "Nothing here foresees kind better than always saying y" in screen
    lines = [f"{RNG.normal():.3f},{RNG.normal():.3f}" for _ in range(100)]
    for seed in range(
        9
    ):  # chance may do better than nothing, and then a project is right
        screen = new(mine, f"mine{seed}", csv(lines, "a,y"), "y")
        if screen.status:
            assert "no better than always saying the mean" in screen


@pytest.mark.parametrize(
    "name", ["My_Rows", "2mine", "my rows", "import", "walks", "../x"]
)
def test_a_name_that_cannot_be_is_told(mine, name):
    (mine.root / "mine.csv").write_text(csv(rows()))
    screen = mine.run("--new", name, "mine.csv", "kind")
    assert screen.status == 4
    assert "cannot be called" in screen or "a project called 01_walks already" in screen


def test_a_file_that_is_not_there_is_told(mine):
    assert "There is no file lost.csv" in mine.run("--new", "mine", "lost.csv", "kind")
    assert "is a folder" in mine.run("--new", "mine", "data", "kind")


def test_a_file_elsewhere_is_asked_for_here(mine, tmp_path_factory):
    other = Clone(
        tmp_path_factory.mktemp("other"), mine.zygote, ROOT / "tests" / "tiny"
    )
    (other.root / "mine.csv").write_text(csv(rows()))
    screen = mine.run("--new", "mine", str(other.root / "mine.csv"), "kind")
    assert "Put mine.csv into your clone's folder, and say it there" in screen
    assert not (other.root / "solutions" / "mine").exists()


# Nothing half made


@pytest.mark.parametrize("rounds", [extent.rounds(2, 6)])
def test_killed_at_any_moment_a_project_is_whole_or_not_there(mine, rounds):
    (mine.root / "mine.csv").write_text(csv(rows()))
    words = [sys.executable, "-m", "pytest", "--new", "mine", "mine.csv", "kind"]
    env = of_a_learner()
    began = time.monotonic()
    subprocess.run(words, cwd=mine.root, env=env, capture_output=True, check=True)
    took = time.monotonic() - began
    shutil.rmtree(mine.root / "solutions" / "mine")
    chance = random.Random(0)
    for _ in range(rounds):
        process = subprocess.Popen(
            words,
            cwd=mine.root,
            env=env,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(took * chance.uniform(0.75, 1.02))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        made = mine.root / "solutions" / "mine"
        if made.exists():
            assert mine.run("solutions/mine").status == 0
            assert mine.run("koans/mine").text.count(": not filled in yet") == n_koans(
                mine
            )
            shutil.rmtree(made)
    assert (
        subprocess.run(words, cwd=mine.root, env=env, capture_output=True).returncode
        == 0
    )
    assert mine.run("solutions/mine").status == 0


def test_what_stood_in_its_place_is_kept(mine):
    place = mine.root / "koans" / "mine"
    place.mkdir()
    (place / "notes.txt").write_text("mine")
    (mine.root / "mine.csv").write_text(csv(rows()))
    assert mine.run("--new", "mine", "mine.csv", "kind").status == 0
    kept = list((mine.root / ".koans" / "backups").glob("*/notes.txt"))
    assert [path.read_text() for path in kept] == ["mine"]


def test_a_project_made_before_there_were_proofs_still_runs(tiny):
    """Its wrong answers stand in its solutions."""
    lesson = "solutions/01_walks/level_3_numpy.py"
    shutil.rmtree(tiny.root / "solutions/01_walks/proof")
    text = (
        (tiny.root / lesson)
        .read_text()
        .replace("insight, yours", "insight, mistake, yours")
    )
    wrong = '@mistake(lengths, "That is the square.")\ndef squared(X):\n    return X**2\n\n\n'
    place = text.index('@insight("Any number')
    tiny.save(lesson, text[:place] + wrong + text[place:])
    tiny.run("--go", "walks/3")
    file = "koans/01_walks/level_3_numpy.py"
    tiny.edit(file, "return ____", "return np.sqrt((X**2).sum(axis=1))")
    assert "✓ lengths are numpys" in tiny.run()
    tiny.edit(file, "np.sqrt((X**2).sum(axis=1))", "X**2")
    assert "✗ lengths are numpys" in tiny.run()
