"""The field's terms: explained where they are first met, shown by --word, listed in docs."""

import re
import shutil

import pytest

from author import words
from sensei.course.grid import Grid
from sensei.course.words import explained
from tests.clone import ROOT, fill_all, fill_function

GRID = Grid(ROOT)
ENTRIES = explained(GRID)
MOST_WORDS = 22  # of a sentence that explains
CARD = "solutions/01_walks/__init__.py"
ONE = "solutions/01_walks/level_1_result.py"
THREE = "solutions/01_walks/level_3_numpy.py"


def named():
    return {entry.term.name: entry for entry in ENTRIES}


# The lessons


def test_every_term_is_explained_once_and_no_later_than_it_is_used():
    assert [*words.faults(GRID)] == []


def test_there_are_terms_of_every_topic():
    assert len(ENTRIES) >= 150
    topics = {entry.term.topic for entry in ENTRIES}
    assert len(topics) == 9


def test_a_sentence_that_explains_can_be_read_alone():
    leans_on_another = re.compile("(It|This|That|These|Those|They|Then|Such|Here) ")
    for entry in ENTRIES:
        sentence = entry.explanation.sentence
        assert not leans_on_another.match(sentence)
        assert sentence.endswith(".")
        assert len(sentence.split()) <= MOST_WORDS, sentence


def test_an_abbreviation_is_spelt_out_where_it_is_explained():
    for entry in ENTRIES:
        names = entry.term.name, *entry.term.also
        short = [name for name in names if re.fullmatch(r"\w*[A-Z]\w*[A-Z²]\w*", name)]
        if not short or names == ("DataFrame",):
            continue
        sentence = entry.explanation.sentence.casefold()
        assert any(name.casefold() in sentence for name in short), sentence
        assert any(name.casefold() in sentence for name in {*names} - {*short}), (
            sentence
        )


def test_the_page_of_words_is_made_from_the_lessons():
    assert (ROOT / words.PAGE).read_text("utf-8") == words.page(GRID)


# What an author is told


@pytest.fixture
def lessons(tmp_path):
    """The tiny lessons; level 3 of the walks explains what a norm is."""
    shutil.copytree(ROOT / "tests" / "tiny", tmp_path / "solutions")
    write(
        tmp_path, THREE, "Any number", "The *norm* of a walk is its length. Any number"
    )
    (tmp_path / "solutions" / "terms.toml").write_text("[algebra]\nnorm = []\n")
    return tmp_path


def write(root, file, old, new):
    path = root / file
    text = path.read_text()
    assert old in text, text
    path.write_text(text.replace(old, new, 1))


def faults(root):
    return [*words.faults(Grid(root))]


def test_a_term_may_be_used_from_its_explanation_on(lessons):
    write(lessons, THREE, "No cosine was needed.", "Norms need no cosine.")
    assert faults(lessons) == []


@pytest.mark.parametrize(
    "file, old, new, said",
    [
        (ONE, "Two of three.", "Two norms of three.", "(insight test_how_many_were"),
        (ONE, "Look at the table.", "Look at each norm.", "(hint test_how_many_were"),
        (
            ONE,
            "What the last walk is.",
            "Its norm?",
            "(koan docstring test_the_result)",
        ),
        (ONE, "test_the_result(", "test_a_norm(", "(title test_a_norm)"),
        (ONE, "How long is a walk?", "Which norm?", "(headline test_how_many_were"),
        (ONE, "right = sum", "# The norm.\nright = sum", "(comment )"),
        (
            THREE,
            "One length for each walk.",
            "One norm each.",
            "(koan docstring test_le",
        ),
        (CARD, "walks", "walks and norms", "(card )"),
    ],
)
def test_a_term_is_not_used_before_its_explanation(lessons, file, old, new, said):
    write(lessons, file, old, new)
    (fault,) = faults(lessons)
    assert fault.startswith("norm: used in 01_walks/")
    assert said in fault


def test_code_uses_no_term(lessons):
    code = "`norm`, norm(walk), the_norm, np.linalg.norm, norm=2, X[norm]"
    write(lessons, ONE, "Two of three.", code)
    assert faults(lessons) == []


def test_a_longer_term_is_no_use_of_a_shorter_one(lessons):
    terms = lessons / "solutions" / "terms.toml"
    terms.write_text(terms.read_text() + '"matrix norm" = []\n')
    write(
        lessons, ONE, "Two of three.", "A *matrix norm* is a size. Matrix norms count."
    )
    assert faults(lessons) == []


def test_ordinary_english_uses_no_term(lessons):
    write(lessons, ONE, "Two of three.", "Two is the norm here.")
    terms = lessons / "solutions" / "terms.toml"
    terms.write_text('[algebra]\nnorm = { everyday = { norm = "what is usual" } }\n')
    assert faults(lessons) == []


def test_the_opening_of_a_file_and_a_koans_name_may_name_what_follows(lessons):
    write(lessons, THREE, "The *norm* of a walk is its length. ", "")
    write(lessons, THREE, "the length of a walk", "the norm of a walk")
    write(lessons, THREE, "test_lengths_are_numpys", "test_norms_are_numpys")
    explains = "One length for each.\n\n    The *norm* of a walk is its length.\n    "
    write(lessons, THREE, "One length for each walk.", explains)
    assert faults(lessons) == []


def test_a_term_is_explained_exactly_once(lessons):
    write(lessons, THREE, "No cosine", "The *norm* is a length. No cosine")
    assert faults(lessons) == ["norm: explained 2 times"]
    write(lessons, THREE, "The *norm* is a length. ", "")
    write(lessons, THREE, "The *norm* of a walk is its length. ", "")
    assert faults(lessons) == ["norm: explained 0 times"]


def test_what_is_explained_is_in_the_list(lessons):
    write(lessons, ONE, "Two of three.", "A *walk* is a row.")
    (fault,) = faults(lessons)
    assert "*walk* is not in solutions/terms.toml" in fault


def test_a_hint_explains_no_term(lessons):
    write(lessons, ONE, "Look at the table.", "Look at the *table*.")
    (fault,) = faults(lessons)
    assert fault == "01_walks/level_1_result: a hint explains no term, as *table*"


# What a learner sees


def test_a_word_is_shown_with_its_sentence_and_its_place(clone):
    screen = clone.run("--word", "variance")
    entry = named()["variance"]
    assert screen.status == 0
    assert entry.explanation.sentence in screen
    assert entry.level.title in screen
    assert entry.level.shown() in screen


@pytest.mark.parametrize(
    "asked, name",
    [
        (["PCA"], "PCA"),
        (["principal", "component", "analysis"], "PCA"),
        (["principal component analysis"], "PCA"),
        (["Eigenvalues"], "eigenvalue"),
        (["cross", "validation"], "cross-validation"),
        (["imputation"], "impute"),
        (["matrices"], "matrix"),
        (["bayes", "theorem"], "Bayes' rule"),
        (["rmse"], "RMSE"),
        (["r2"], "R²"),
    ],
)
def test_a_word_is_found_under_other_spellings(clone, asked, name):
    screen = clone.run("--word", *asked)
    assert named()[name].explanation.sentence in screen


def test_a_word_says_whether_its_level_is_done(clone):
    entry = named()["accuracy"]
    assert "which is in lap 1." in clone.run("--word", "accuracy")
    text = (clone.root / entry.level.shown()).read_text()
    clone.save(entry.level.shown(), fill_all(text, clone.level("iris/1")))
    clone.run()
    assert "which you have done." in clone.run("--word", "accuracy")


@pytest.mark.parametrize(
    "asked, meant",
    [("varience", "variance"), ("validation", "cross-validation"), ("ROC AUC", "AUC")],
)
def test_an_unknown_word_brings_similar_ones(clone, asked, meant):
    screen = clone.run("--word", asked)
    assert screen.status == pytest.ExitCode.USAGE_ERROR
    assert f"The lessons do not explain {asked}. Did you mean" in screen
    assert meant in screen.text.partition("Did you mean")[2]


def test_a_word_like_no_other_leads_to_the_list(clone):
    screen = clone.run("--word", "zyzzyva")
    assert "pytest --word lists what they explain" in screen


def test_without_a_word_all_are_listed(clone):
    screen = clone.run("--word")
    assert screen.status == 0
    shown = " ".join(screen.text.split())
    assert [name for name in named() if name not in shown] == []


def test_where_nothing_is_explained_there_are_no_words(tiny):
    screen = tiny.run("--word", "variance")
    assert screen.status == pytest.ExitCode.USAGE_ERROR
    assert "The lessons here explain no terms." in screen


def test_asterisks_are_not_shown_on_the_screen(tiny):
    for plain in ("length of a walk", "length for each walk", "number of columns"):
        words = plain.split()
        write(tiny.root, THREE, plain, f"*{words[0]}* {' '.join(words[1:])}")
    level = tiny.level("walks/3")
    tiny.save(level.shown(), level.pristine)
    tiny.run("--go", "walks/3")
    screens = [tiny.run()]
    tiny.save(level.shown(), fill_function(level.pristine, level, "lengths"))
    screens.append(tiny.run())
    assert "the length of a walk" in screens[0]
    assert "One length for each walk." in screens[0]
    assert "Any number of columns." in screens[1]
    assert "*" not in screens[0].text
    assert "*length*" in level.koan.read_text()
