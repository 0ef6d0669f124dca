"""A dojo: a group on one keyboard, what its screens say, and what it looks back on."""

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta

import pytest

from tests.clone import Clone, fill_all, fill_one, of_a_learner
from tests.past import PLACE, age, at, journal
from tests.terminal import ptw

ONE = "koans/01_walks/level_1_result.py"
THREE = "koans/01_walks/level_3_numpy.py"
RIGHT = "return np.sqrt((X**2).sum(axis=1))"
PLAIN = [sys.executable, "-m", "pytest"]
WARM = [sys.executable, "-I", "-S", "sensei/warm/client.py"]
LONG = [
    "Aurelia of Trebizond",
    "雪雪雪雪雪雪雪雪雪雪",
    "Zoë-Anne O'Brien Jr.",
    "Þórdís",
]


@pytest.fixture
def on(tiny):
    """A clone in which Ada, Grace and Alan have just begun, at level 1."""
    assert tiny.run("--dojo", "Ada", "Grace", "Alan").status == 0
    tiny.run()
    return tiny


def save(clone, file=ONE):
    clone.save(file, (clone.root / file).read_text())
    return clone.run()


def fits(screen):
    assert len(screen.lines) <= 24, screen
    assert max(map(len, screen.lines)) <= 80, screen
    assert "Traceback" not in screen and "broke here" not in screen, screen
    return True


# To begin one


def test_who_begins_is_told_and_kept(tiny):
    screen = tiny.run("--dojo", "Ada", "Grace", "Alan", "--minutes", "5")
    assert screen.status == 0
    says = (
        "Ada takes the keyboard; every 5 minutes it goes to the next: Grace, then Alan."
    )
    assert says in screen
    assert "pytest --dojo next" in screen and "pytest --dojo end" in screen
    (begun,) = journal(tiny)
    assert (begun["event"], begun["minutes"]) == ("dojo", 5)
    assert begun["names"] == ["Ada", "Grace", "Alan"]


@pytest.mark.parametrize(
    "words, says",
    [
        ([], "A dojo needs two names or more, right behind --dojo"),
        (["Ada"], "A dojo needs two names or more, right behind --dojo"),
        (["Ada", ""], "An empty text is no name"),
        (["Ada", "  "], "An empty text is no name"),
        (["Ada", "Grace", "ada"], "ada is named twice"),
        (["Ada", "Ada "], "Ada is named twice"),
        (["Ada", "end"], "end is a command of the dojo and no name here"),
        (["NEXT", "Ada"], "NEXT is a command of the dojo and no name here"),
        (["Ada", "Gr\x1b[31mace"], "Gr?[31mace holds '\\x1b'"),
        (["Ada", "a\u202eb"], "holds '\\u202e'"),
        (["Ada", "<b>Grace"], "<b>Grace holds '<'"),
        (["Ada", "..."], "... is no name: a name has letters"),
        (["Ada", "x" * 999], "is too long for the screen"),
        (["Ada", "雪" * 11], "is too long for the screen"),
        (["Ada", "Grace", "--minutes", "0"], "a whole number from 1 to 60, and not 0"),
        (["Ada", "Grace", "--minutes", "ten"], "from 1 to 60, and not ten"),
        (["Ada", "Grace", "--minutes", "-5"], "from 1 to 60, and not -5"),
        (["Ada", "Grace", "--minutes", "7.5"], "from 1 to 60, and not 7.5"),
        (["Ada", "Grace", "--minutes", "٣"], "from 1 to 60, and not ٣"),
        (["Ada", "Grace", "--minutes", "9" * 99], "from 1 to 60, and not 9999"),
        (["Ada", "Grace", "--minutes"], "a whole number from 1 to 60: pytest --dojo"),
        (["--minutes", "5", "Ada", "Grace"], "right behind --dojo"),
        (["end"], "No dojo is on, so there is none to end; pytest --dojo Ada"),
        (["next"], "No dojo is on that could be handed on"),
    ],
)
def test_what_cannot_be_is_answered_in_one_sentence(tiny, words, says):
    screen = tiny.run("--dojo", *words)
    assert screen.status == 4
    assert says in screen
    assert fits(screen) and len(screen.lines) <= 4
    assert "\x1b" not in screen.text and "\u202e" not in screen.text
    assert journal(tiny) == []


def test_minutes_alone_are_none(tiny):
    screen = tiny.run("--minutes", "5")
    assert screen.status == 4
    assert "--minutes goes with --dojo and names" in screen


@pytest.mark.parametrize("words", [[], ["Grace"], ["Alan", "Grace"], ["end", "Ada"]])
def test_while_one_is_on_there_is_no_other(on, words):
    before = journal(on)
    screen = on.run("--dojo", *words)
    assert screen.status == 4
    assert "A dojo is on: Ada drives, 7 minutes left, Grace is next" in screen
    assert "pytest --dojo end ends it" in screen
    assert journal(on) == before


@pytest.mark.parametrize(
    "names", [LONG, ["Ada", "श्रीनिवास", "سمية"], list("ABCDEFGHIJKLMNOPQRST")]
)
def test_any_name_that_people_have_will_do(tiny, names):
    assert fits(tiny.run("--dojo", *names))
    assert f"dojo · {names[0]} drives, 7 minutes left, {names[1]} is next" in tiny.run()
    age(tiny, 8)
    screen = save(tiny)
    assert f"▶ Time. {names[1]} takes the keyboard now" in screen
    assert fits(screen)
    tiny.edit(ONE, "right == ____", "right == 2")
    assert fits(tiny.run())
    assert fits(tiny.run("--dojo", "end"))


# Save by save


def test_every_save_says_who_drives_and_who_is_next(tiny):
    tiny.run("--dojo", "Ada", "Grace", "Alan")
    first = tiny.run()
    says = "dojo · Ada drives, 7 minutes left, Grace is next"
    assert "Welcome." in first and fits(first)
    assert says in first
    age(tiny, 5.5)
    tiny.edit(ONE, "right == ____", "right == 31")
    assert "Ada drives, 2 minutes left, Grace is next" in tiny.run()
    tiny.edit(ONE, "right == 31", "right == 31)")
    assert "Ada drives, 2 minutes left, Grace is next" in tiny.run()


def test_when_the_time_is_over_the_next_takes_the_keyboard(on):
    age(on, 7.2)
    screen = save(on)
    assert "▶ Time. Grace takes the keyboard now, then Alan: 7 minutes." in screen
    assert "dojo · Grace drives, 7 minutes left, Alan is next" in save(on)
    (turn,) = journal(on, "turn")
    assert turn["driver"] == "Grace"
    for name in ("Alan", "Ada", "Grace"):
        age(on, 7.2)
        assert f"▶ Time. {name} takes the keyboard now" in save(on)
    assert [e["driver"] for e in journal(on, "turn")] == [
        "Grace",
        "Alan",
        "Ada",
        "Grace",
    ]


def test_nobody_is_passed_over_when_nobody_saved_for_long(on):
    """Grace's time begins when a screen has told her, not when Ada's was over."""
    age(on, 20)
    assert "▶ Time. Grace takes the keyboard now" in save(on)
    assert "Grace drives, 7 minutes left" in save(on)


def test_the_keyboard_can_be_handed_over_early(on):
    screen = on.run("--dojo", "next")
    assert screen.status == 0
    assert "Grace takes the keyboard now, then Alan: 7 minutes." in screen
    assert "dojo · Grace drives, 7 minutes left, Alan is next" in save(on)


def test_two_take_turns(tiny):
    tiny.run("--dojo", "Ada", "Grace")
    age(tiny, 8)
    assert "▶ Time. Grace takes the keyboard now: 7 minutes." in tiny.run()
    age(tiny, 8)
    assert "▶ Time. Ada takes the keyboard now: 7 minutes." in save(tiny)


def test_a_pass_is_kept_under_the_name_of_who_drove(on):
    """The save at which the time is over is still the driver's who typed it."""
    age(on, 7.2)
    on.edit(ONE, "right == ____", "right == 2")
    screen = on.run()
    assert "✓ how many were named right" in screen
    assert "▶ Time. Grace takes the keyboard now" in screen
    on.edit(ONE, "[-1] == ____", '[-1] == "long"')
    assert "dojo · Grace drives" in on.run()
    assert [e["driver"] for e in journal(on, "pass")] == ["Ada", "Grace"]
    assert [e["driver"] for e in journal(on, "level")] == ["Grace"]


def test_without_a_dojo_passes_have_no_name(tiny):
    tiny.edit(ONE, "right == ____", "right == 2")
    assert "dojo" not in tiny.run().text
    (passed,) = journal(tiny, "pass")
    assert "driver" not in passed


def test_saves_are_kept_but_once_a_minute(on):
    for _ in range(5):
        save(on)
    assert journal(on, "save") == []
    for _ in range(3):
        age(on, 1.5)
        save(on)
        save(on)
    assert len(journal(on, "save")) == 3


def test_when_everything_is_done_the_screen_still_says_who_drives(tiny):
    for level in tiny.grid.levels:
        tiny.run("--go", level.key)
        tiny.save(level.shown(), fill_all(level.pristine, level))
        tiny.run()
    tiny.run("--dojo", "Ada", "Grace")
    screen = tiny.run()
    assert "Everything here is done." in screen
    assert "dojo · Ada drives" in screen
    age(tiny, 8)
    assert "▶ Time. Grace takes the keyboard now" in tiny.run()


def test_a_group_may_do_a_kata(on):
    on.edit(ONE, "right == ____", "right == 2")
    on.run()
    on.edit(ONE, "[-1] == ____", '[-1] == "long"')
    on.run()
    on.run("--kata", "walks/1")
    on.run("--dojo", "next")
    age(on, 3)
    on.edit(ONE, "right == ____", "right == 2")
    screen = on.run()
    assert "dojo · Grace drives" in screen and "kata · 3 min so far" in screen
    assert fits(screen)
    (again,) = journal(on, "again")
    assert (again["koan"], again["driver"]) == (
        "test_how_many_were_named_right",
        "Grace",
    )
    assert [e["driver"] for e in journal(on, "pass")] == ["Ada", "Ada"]


def test_koans_that_somebody_had_passed_before_count_for_the_group(tiny):
    """Whoever lends the clone has often done it, and put it back with --reset."""
    tiny.edit(ONE, "right == ____", "right == 2")
    tiny.run()
    tiny.run("--reset", "walks/1")
    tiny.run()
    tiny.run("--dojo", "Ada", "Grace")
    for _ in range(2):
        tiny.edit(ONE, "right == ____", "right == 2")
        tiny.run()
        tiny.edit(ONE, "right == 2", "right == ____")
        tiny.run()
    assert len(journal(tiny, "pass")) == len(journal(tiny, "again")) == 1
    assert "1 koan passed" in tiny.run("--dojo", "end")


# One that was forgotten


def test_a_forgotten_dojo_ends_by_itself_and_says_so_once(on):
    age(on, 3 * 60 - 2)
    assert "▶ Time. Grace takes the keyboard now" in save(on)
    age(on, 3 * 60 + 1)
    screen = save(on)
    assert "The dojo of Ada, Grace and Alan has ended by itself" in screen
    assert "What happened in it: pytest --dojo end" in screen
    assert "drives" not in screen and fits(screen)
    assert "dojo" not in save(on).text
    on.edit(ONE, "right == ____", "right == 2")
    on.run()
    assert "driver" not in journal(on, "pass")[0]
    screen = on.run("--dojo", "end")
    assert screen.status == 0
    assert "The dojo of Ada, Grace and Alan" in screen
    assert "0 koans passed" in screen
    assert "No dojo is on" in on.run("--dojo", "end")


def test_a_forgotten_dojo_can_be_ended_before_any_save(on):
    on.edit(ONE, "right == ____", "right == 2")
    on.run()
    age(on, 20)
    save(on)
    begun, last = journal(on, "dojo")[0], journal(on)[-1]
    age(on, 4 * 60)
    screen = on.run("--dojo", "end")
    assert "1 koan passed" in screen
    hours = [f"{at(e).astimezone() - timedelta(hours=4):%H:%M}" for e in (begun, last)]
    assert f"{hours[0]} to {hours[1]}" in screen
    assert "ended by itself" not in save(on).text


def test_after_a_forgotten_dojo_another_begins(on):
    age(on, 200)
    assert on.run("--dojo", "Barbara", "Frances").status == 0
    screen = save(on)
    assert "dojo · Barbara drives" in screen
    assert "ended by itself" not in screen


# To end it


@pytest.fixture(scope="module")
def two_hours(tmp_path_factory, zygote):
    """A group's two hours at iris, in the journal as they would stand there: each koan of
    levels 1 and 2 takes so many minutes, with a save about every two; and the last screen."""
    clone = Clone(tmp_path_factory.mktemp("dojo"), zygote)
    clone.run("--dojo", "Ada", "Grace", "Alan")
    minutes = iter([1, 3, 2, 9, 2, 1, 4, 2, 21, 3, 2, 5, 1, 3, 2, 4, 3, 2, 6, 1])
    for key in ("iris/1", "iris/2"):
        level = clone.level(key)
        text = level.pristine
        clone.save(level.shown(), text)
        screen = clone.run()
        while screen.status:
            for _ in range(next(minutes, 2) // 2):
                age(clone, 2)
                clone.save(level.shown(), text)
                clone.run()
            age(clone, 1)
            text = fill_one(text, level, screen.place()[1])
            clone.save(level.shown(), text)
            screen = clone.run()
            assert fits(screen)
    return clone, clone.run("--dojo", "end")


def test_the_end_shows_what_happened_and_asks_three_questions(two_hours):
    clone, screen = two_hours
    passed = journal(clone, "pass")
    assert screen.status == 0
    assert fits(screen)
    flat = " ".join(screen.text.split())
    assert f"{len(passed)} koans passed" in flat
    for key in ("iris/1", "iris/2"):
        level = clone.level(key)
        assert f"{len(level.koans)} of 01 iris level {level.number}" in flat
    times = [journal(clone, "dojo")[0], *passed]
    took = {b["koan"]: at(b) - at(a) for a, b in zip(times, passed, strict=False)}
    slowest = max(took, key=took.get)
    words = slowest.removeprefix("test_").replace("_", " ")[:39]
    minutes = round(took[slowest].total_seconds() / 60)
    assert "Where it was slow" in flat
    (line,) = [s for s in screen.lines if words in s and "“" not in s]
    assert f"{minutes} minutes" in line
    assert f"1. “{words}" in flat and f"took {minutes} minutes" in flat
    assert "3. Next time goes on at 02 cars · level 1, result: what do you keep" in flat
    assert "2. " in flat and flat.count("?") == 3
    for name in ("Ada", "Grace", "Alan"):
        first = next(
            (e for e in journal(clone, "turn") if e["driver"] == name),
            journal(clone, "dojo")[0],
        )
        (row,) = [s for s in screen.lines if s.split()[:1] == [name]]
        if name != "Ada":
            assert f"{at(first).astimezone():%H:%M}" in row
        mine = sum(e["driver"] == name for e in passed)
        assert row.endswith(f"{mine} koan" + "s" * (mine != 1))


def test_turn_by_turn_it_is_kept_as_a_text(two_hours):
    clone, screen = two_hours
    place = screen.lines[-1].split(": ")[1]
    assert place.startswith(".koans/dojo/") and place.endswith(".txt")
    text = (clone.root / place).read_text()
    turns = [line for line in text.splitlines() if "–" in line]
    drivers = ["Ada", *(e["driver"] for e in journal(clone, "turn"))]
    assert [line.split()[1] for line in turns] == drivers
    for event in journal(clone, "pass"):
        title = event["koan"].removeprefix("test_").replace("_", " ")
        number = event["level"].split("_")[2]
        before = text[: text.index(f"{title} (01 iris level {number},")]
        under = [s for s in before.splitlines() if "–" in s][-1]
        assert under.split()[1] == event["driver"]
    screen = clone.run("--dojo", "end")
    assert screen.status == 4
    assert f"What happened in the last one stands in {place}." in screen


def test_a_koan_that_is_still_open_is_asked_about(on):
    on.edit(ONE, "right == ____", "right == 2")
    on.run()
    for _ in range(6):
        age(on, 4)
        save(on)
    screen = on.run("--dojo", "end")
    assert "the result, still open 24 minutes" in screen
    assert "“the result” is still open after 24 minutes" in screen


def test_a_break_is_not_slowness(on):
    age(on, 3)
    save(on)
    age(on, 40)
    on.edit(ONE, "right == ____", "right == 2")
    on.run()
    screen = on.run("--dojo", "end")
    (line,) = [
        s for s in screen.lines if "how many were named right" in s and "“" not in s
    ]
    assert "3 minutes" in line


def test_an_end_at_once_is_one_too(on):
    screen = on.run("--dojo", "end")
    assert screen.status == 0 and fits(screen)
    assert "0 koans passed" in screen
    assert screen.text.count("?") == 3


def test_after_the_end_a_save_says_nothing_of_it(on):
    on.run("--dojo", "end")
    assert "dojo" not in save(on).text


# Whatever happens


@pytest.mark.parametrize(
    "facts",
    [
        {"event": "dojo"},
        {"event": "dojo", "names": "Ada", "minutes": 7},
        {"event": "dojo", "names": ["Ada"], "minutes": 7},
        {"event": "dojo", "names": ["Ada", "Ada"], "minutes": 7},
        {"event": "dojo", "names": ["Ada", 3], "minutes": 7},
        {"event": "dojo", "names": ["Ada", "Bo"], "minutes": 0},
        {"event": "dojo", "names": ["Ada", "Bo"], "minutes": "7"},
        {"event": "dojo", "names": ["Ada", "Bo"], "minutes": 10**9},
        {"event": "turn", "driver": "Nobody"},
        {"event": "turn", "driver": 3},
        {"event": "dojo_end", "forgotten": "yes"},
        {"event": "pass", "level": "no/such", "koan": "test_x", "driver": "Nobody"},
        {"event": "save", "koan": 5},
    ],
)
def test_odd_events_are_no_trouble(tiny, facts):
    (tiny.root / ".koans").mkdir(exist_ok=True)
    with (tiny.root / PLACE).open("a") as file:
        for time in ("2026-05-01T10:00:00+00:00", "yesterday", None):
            file.write(json.dumps({"time": time} | facts) + "\n")
    assert fits(tiny.run())
    assert tiny.run("--dojo", "Ada", "Grace").status == 0
    with (tiny.root / PLACE).open("a") as file:
        time = journal(tiny)[-1]["time"]
        file.write(json.dumps({"time": time} | facts) + "\n")
    assert fits(save(tiny))
    assert tiny.run("--dojo", "end").status in (0, 4)


def test_a_clock_that_was_put_back_is_no_trouble(on):
    age(on, -30)
    assert "dojo · Ada drives" in save(on)
    assert fits(on.run("--dojo", "end"))


def test_a_journal_without_room_is_told_of(tiny):
    (tiny.root / ".koans").mkdir(exist_ok=True)
    (tiny.root / PLACE).symlink_to(tiny.root / "no" / "such" / "place")
    screen = tiny.run("--dojo", "Ada", "Grace")
    assert screen.status == 4
    assert "journal.jsonl could not be written" in screen


def test_nothing_it_writes_ends_in_py(on):
    before = set(on.root.rglob("*.py"))
    on.run("--dojo", "end")
    assert set(on.root.rglob("*.py")) == before


def test_it_needs_no_scientific_library(tiny):
    for words in (["Ada", "Grace"], ["next"], ["end"]):
        code = (
            "import sys, pytest; status = pytest.main(sys.argv[1:]); "
            "assert not {'numpy', 'pandas', 'scipy', 'sklearn'} & set(sys.modules); "
            "sys.exit(status)"
        )
        command = [sys.executable, "-c", code, "--dojo", *words]
        assert (
            subprocess.run(command, cwd=tiny.root, env=of_a_learner()).returncode == 0
        )


def test_the_warm_process_says_the_same(on):
    place = tempfile.mkdtemp(prefix="k")
    env = of_a_learner()
    env |= {"XDG_RUNTIME_DIR": place, "PYTHONDONTWRITEBYTECODE": "1"}
    state = on.root / ".koans"
    try:
        for minutes, words in (
            (2.5, "Ada drives, 5 minutes left"),
            (6, "▶ Time. Grace"),
        ):
            age(on, minutes)
            before, seen = tempfile.mkdtemp(dir=place), []
            shutil.copytree(state, f"{before}/koans")
            for runner in (WARM, PLAIN):
                shutil.rmtree(state)
                shutil.copytree(f"{before}/koans", state)
                on.save(ONE, (on.root / ONE).read_text())
                command = [*runner, "--seed", "7"]
                run = subprocess.run(
                    command, cwd=on.root, env=env, capture_output=True, text=True
                )
                seen.append((run.stdout, run.stderr, run.returncode))
            assert words in seen[1][0]
            assert seen[0] == seen[1]
    finally:
        shutil.rmtree(place)


def test_in_ptw_a_save_shows_the_driver(tiny, request):
    terminal = ptw(tiny.root)
    request.addfinalizer(terminal.close)
    terminal.wait("Welcome.", "not filled in yet")
    tiny.run("--dojo", "Ada", "Grace", "Alan")
    tiny.edit(ONE, "right == ____", "right == 31")
    terminal.wait("✗", "dojo · Ada drives, 7 minutes left, Grace is next")
    age(tiny, 8)
    tiny.edit(ONE, "right == 31", "right == 2")
    terminal.wait("✓ how many were named right", "▶ Time. Grace takes the keyboard now")
    tiny.edit(ONE, "[-1] == ____", '[-1] == "long"')
    terminal.wait("✓ level 1 of 01 walks", "dojo · Grace drives")
    screen = tiny.run("--dojo", "end")
    assert "2 koans passed" in screen
