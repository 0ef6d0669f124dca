"""What learners read keeps to the rules of language that a program can see.

A failing test lists each string with its place and with what is wrong. Where a rule does
not fit a string, the string's place goes into EXCEPTIONS with the reason.
"""

import subprocess
import sys

import pytest

from author import strings, wording
from author.strings import String
from tests.clone import ROOT

SOURCES = {
    "solutions": strings.of_solutions,
    "templates": strings.of_templates,
    "engine": strings.of_engine,
}
HELD = ["solutions"]  # the templates of own data and the engine are not reworded yet
RULES = {rule.__name__: rule for rule in wording.RULES}

# Of each rule, the places where it does not hold, and why
UNITS = "test_units_change_the_weights_but_not_the_predictions"
EXCEPTIONS = {
    "answer_is_not_told": {
        f"solutions/02_cars/level_3_numpy.py {UNITS} hint 1": "a weight of the model",
        f"solutions/02_cars/level_3_numpy.py {UNITS} hint 2": "a weight of the model",
    },
}


@pytest.fixture(scope="module")
def collected():
    return {name: of(ROOT) for name, of in SOURCES.items()}


def assert_none(faults, rule=""):
    """Fail with what an author has to mend, one string below another."""
    if faults:
        said = [f"{string}\n  → {fault}" for string, fault in faults]
        pytest.fail("\n\n".join([f"{len(faults)}: {rule}", *said]), pytrace=False)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("source", HELD)
def test_every_string_keeps_to_the_rule(collected, source, rule):
    excepted = EXCEPTIONS.get(rule, {})
    faults = [
        (string, fault)
        for string in collected[source]
        if string.place not in excepted
        for fault in RULES[rule](string)
    ]
    assert_none(faults, RULES[rule].__doc__)


@pytest.mark.parametrize("source", HELD)
def test_abbreviations_are_spelt_out_where_they_are_first_read(collected, source):
    faults = list(wording.abbreviations(collected[source]))
    assert_none(faults, wording.abbreviations.__doc__)


def test_every_exception_is_needed(collected):
    found = {
        (name, string.place)
        for of_source in collected.values()
        for string in of_source
        for name in EXCEPTIONS
        if string.place in EXCEPTIONS[name] and any(RULES[name](string))
    }
    given = {(name, place) for name, places in EXCEPTIONS.items() for place in places}
    assert given - found == set()


def test_all_kinds_of_strings_are_collected(collected):
    kinds = {string.kind for of_source in collected.values() for string in of_source}
    assert kinds == {
        "card",
        "file docstring",
        "title",
        "koan docstring",
        "function docstring",
        "helper docstring",
        "comment",
        "shown",
        "hint 1",
        "hint 2",
        "hint 3",
        "insight",
        "wrong answer",
        "check",
        "sentence",
    }
    assert {string.path for string in collected["solutions"]} == {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "solutions").rglob("*.py")
        if path.name.startswith("level_") or path.parent.parent.name == "solutions"
    }


# Each rule can fail: a string, and a part of what is said of it

BAD = [
    ("koan docstring", "So many were predicted correctly.", "asks no question"),
    ("koan docstring", "Define: the rows and their columns.", "asks no question"),
    ("koan docstring", "How many are there", "question mark or a full stop"),
    ("koan docstring", f"How many {'very ' * 30}small ones?", "170 characters"),
    ("function docstring", "The mean of x (n,): one number.", "begin with Return"),
    ("function docstring", "Return the mean of each column.", "no shape or form"),
    ("helper docstring", "The sum of both.", "begin with Return"),
    ("file docstring", f"Level 3\n\n{'word ' * 71}\n\n    X  (n,)", "71 words"),
    ("insight", "29 were named right.", "predicted correctly"),
    ("insight", "You can foresee it.", "predict"),
    ("insight", "The heap has a mess.", "impurity"),
    ("insight", "The bend is above the bar.", "threshold"),
    ("insight", "It knows the rows by heart.", "overfitted"),
    ("insight", "A handful of rows is enough.", "mini-batch"),
    ("insight", "Draw them with putting back.", "with replacement"),
    ("insight", "Take it from x, and taking off the mean helps.", "subtract"),
    ("insight", "It is y less the mean.", "minus"),
    ("insight", "It is y less ŷ_mean or y less X.", "minus"),
    ("insight", "Divide the sum over n.", "divided by n"),
    ("insight", "Use the median in place of the mean.", "instead of"),
    ("insight", "So many are left.", "How many"),
    ("insight", "Both have as many votes.", "equally many"),
    ("insight", "The share of them is small.", "fraction"),
    ("insight", "The table has gaps in it, and many gaps.", "missing value"),
    ("insight", "Divide by the spread.", "standard deviation"),
    ("insight", "In the first column stands 1.", "is, has"),
    ("insight", "The value is to be found.", "active verb"),
    ("koan docstring", "Which are allowed? Four bools.", "True or False for each"),
    ("insight", "In the last three, asked for are sums.", "the subject first"),
    ("insight", "Leaves who ask nothing are small.", "without a person"),
    ("insight", "Whoever is largest wins.", "without a person"),
    ("check", f"It is {'very, ' * 31}large.", "a sentence of 34 words"),
    ("check", "One is left; two are right; three are gone.", "semicolons"),
    ("hint 1", "Is it 29 or less?", "what to type: 29"),
    ("hint 2", "It is “virginica”.", "what to type: virginica"),
    ("wrong answer", "Type 0.5 there.", "what to type: 0.5"),
]

GOOD = [
    ("koan docstring", "Which one is it? A name in quotes."),
    ("koan docstring", "Improve: write `best_k`. Get over 100 of 120 correct."),
    ("koan docstring", "When it goes wrong: what does the model predict?"),
    ("function docstring", "Return the mean of each column of X (n, d): shape (d,)."),
    ("function docstring", "Return whether `node` is a leaf: a bool."),
    (
        "insight",
        "Anyone who reads it may take as many as they like. Cars share a scale.",
    ),
    ("insight", "The error is much less than 1, and half as many remain."),
    ("hint 2", "It is one of 290, 1.29, 29.5, and −0.5."),
    ("hint 3", "29, virginica or 0.5"),
]


def string(kind, text):
    return String(kind, "a.py", 1, "f", text, ("29", "virginica", "0.5"))


@pytest.mark.parametrize("kind, text, says", BAD)
def test_a_bad_string_is_found(kind, text, says):
    faults = [fault for rule in wording.RULES for fault in rule(string(kind, text))]
    assert any(says in fault for fault in faults), faults


@pytest.mark.parametrize("kind, text", GOOD)
def test_a_good_string_passes(kind, text):
    assert [fault for rule in wording.RULES for fault in rule(string(kind, text))] == []


def test_an_abbreviation_is_spelt_out_once_and_not_in_a_hint():
    early, hint, late = (
        string("insight", "PCA is quick."),
        string("hint 1", "Principal component analysis (PCA) does it."),
        string("insight", "Principal component analysis (PCA) does it."),
    )
    found = lambda *texts: [s for s, _ in wording.abbreviations(texts)]
    assert found(early) == [early]
    assert found(hint, early) == [early]
    assert found(late, early, hint) == []
    unknown = string("insight", "The XYZ of a table.")
    assert found(unknown) == [unknown]


def test_a_lesson_and_its_proof_give_their_strings():
    lesson = '''"""Level 1 · a title

A file docstring.
"""

# A comment of two lines,
# one below the other.
n = 3


@hint("The idea.", "The method.", "29")
@insight(f"It is {n} in all.")
def test_one_number(present):
    """How many are there?"""
    present("A headline of it")  # a remark
    assert n == ____(29)
'''
    found = strings.of_lesson("x/level_1_a.py", lesson)
    assert [(s.kind, s.line, s.about, s.text) for s in found] == [
        ("file docstring", 1, "", "Level 1 · a title\n\nA file docstring."),
        ("comment", 6, "", "A comment of two lines, one below the other."),
        ("title", 13, "test_one_number", "one number"),
        ("koan docstring", 14, "test_one_number", "How many are there?"),
        ("comment", 15, "test_one_number", "a remark"),
        ("shown", 15, "test_one_number", "A headline of it"),
        ("hint 1", 11, "test_one_number", "The idea."),
        ("hint 2", 11, "test_one_number", "The method."),
        ("hint 3", 11, "test_one_number", "29"),
        ("insight", 12, "test_one_number", "It is {…} in all."),
    ]
    proof = '''"""The proof."""


@wrong(test_one_number, "Those are all.")
def all_of_them():
    return 30


@check(f)
def ties():
    """If labels tie, the smallest wins."""
'''
    found = strings.of_proof(
        "x/proof/level_1_a.py", proof, strings.typed_values(lesson)
    )
    assert [(s.kind, s.about, s.text, s.values) for s in found] == [
        ("wrong answer", "test_one_number", "Those are all.", ("29",)),
        ("check", "ties", "If labels tie, the smallest wins.", ()),
    ]


def test_a_draw_shows_strings_in_their_context():
    command = [sys.executable, "-m", "author.strings", "--draw", "3", "--seed", "5"]
    first, again = (
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert first.stdout == again.stdout
    assert first.stdout.startswith("1. solutions/")
    assert "\n3. solutions/" in first.stdout
    assert "\n    | " in first.stdout
