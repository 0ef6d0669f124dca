"""Wrong answers, and the one sentence that a learner reads for each."""

import re

import numpy as np
import pytest

from sensei.koan import close_to
from sensei.verdict.differences import differences, form
from sensei.verdict.values import shown
from tests.clone import Clone

TOP = '''"""Level 2 · practice: answers to be wrong about"""

import math

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

from sensei import ____, close_to, yours

X = np.array([[1.5, 2.0], [4.0, 5.5], [7.0, 9.25], [3.0, -1.0], [6.5, 2.5]])
a, b = X.T
lengths = [3, 1, 2]
table = pd.DataFrame({"weight": [1, 2], "name": ["x", "y"]})
right_so_far, of_all = 29, 30
'''
FILE = "koans/01_answers/level_2_practice.py"
VAR = "((X - X.mean(axis=0)) ** 2).sum(axis=0) / len(X)"

# what is right, what the learner has, what the sentence says
ANSWERS = [
    (
        "a",
        "a[:, None]",
        "(5,) wanted, yours is (5, 1): a column where a row of numbers",
    ),
    ("a", "a[None]", "(5,) wanted, yours is (1, 5): a table of one row"),
    ("a", "a - a[:, None]", "a table, as a row and a column make one together"),
    ("a[:, None]", "a", "a row of numbers where a table was meant"),
    ("X", "X.T", "(5, 2) wanted, yours is (2, 5): rows and columns are swapped"),
    ("X.T @ X * [[1, 2], [3, 4]]", "(X.T @ X * [[1, 2], [3, 4]]).T", "swapped: .T"),
    ("a.sum()", "a", "one number is meant"),
    ("X.sum(axis=0)", "X.sum()", "summed over too much?"),
    ("X.sum(axis=0)", "X.sum(axis=1)", "(2,) wanted, yours is (5,): too many"),
    ("a", "a[:3]", "(5,) wanted, yours is (3,): too few"),
    ("a", "a[1:]", "one is missing, at the beginning or at the end?"),
    ("a", "[*a, 0]", "one too many"),
    ("a", "a[a > 100]", "nothing is left in it"),
    ("X", "X[:4]", "the columns are as many as wanted, the rows are not"),
    ("X", "X[:, :1]", "the rows are as many as wanted, the columns are not"),
    ("X.reshape(2, 5)", "X.reshape(10, 1)", "put together in another way: reshape"),
    ("X.sum(axis=0)", "[X[:, 0] * 1, X[:, 1]]", "a list of 2 arrays"),
    ("X", "X[0]", "one axis less than was meant"),
    ("a", "a[::-1]", "The order is the other way round: [::-1]."),
    ("np.sort(a)", "a", "The numbers are right, the order is not."),
    ("X", "X[[1, 0, 3, 2, 4]]", "The rows are right, the order is not."),
    ("X", "X[:, ::-1]", "The columns are the other way round"),
    ("a", "np.roll(a, 1)", "Everything is shifted by one place."),
    ("a", "-a", "The sign is the other way round."),
    ("b", "np.abs(b)", "The sizes are right; the signs are lost."),
    ("a", "a**2", "That is the square of it: the root is missing."),
    ("a**2", "a", "That is the root of it: the square is wanted."),
    ("a", "1 / a", "That is upside down: one over it is wanted."),
    ("1 / (1 + a)", "a / (1 + a)", "That is one minus what is wanted."),
    ("a", "np.log(a)", "That is the logarithm of what is wanted."),
    ("np.log(a)", "a", "The logarithm of that is wanted."),
    ("np.log(a)", "np.log2(a)", "That is the logarithm to base 2; the natural one"),
    ("np.log2(a)", "np.log(a)", "That is the natural logarithm; the one to base 2"),
    ("np.log(a)", "np.log10(a)", "That is the logarithm to base 10; the natural one"),
    ("np.sin(a) * 0 + a", "np.degrees(a)", "Those are degrees; radians are wanted."),
    ("a / 7", "a / 7 * 100", "100 times what is wanted: per cent"),
    ("X.var(axis=0)", "X.var(axis=0, ddof=1)", "divided by n - 1 where n is meant?"),
    (
        "X.var(axis=0, ddof=1)",
        "X.var(axis=0)",
        "That is 4/5 of what is wanted: divided by n where",
    ),
    ("a.mean()", "a.sum()", "5 times what is wanted: a sum where a mean is meant?"),
    ("a.sum()", "a.mean()", "1/5 of what is wanted: a mean where a sum is meant?"),
    ("a", "3.7 * a", "Every number is 3.7 times what is wanted."),
    ("a", "2 * a", "twice what is wanted"),
    ("a", "a + 0.25", "Every number is 0.25 too large."),
    ("np.argsort(a)", "np.argsort(a) + 1", "1 too large: counted from 0, or from 1?"),
    ("a", "np.cumsum(a)", "added up on the way; each by itself is wanted"),
    ("X / 4", "X // 4", "cut off: // where / is meant"),
    ("a / 4", "np.rint(a / 4).astype(int)", "Those are rounded to whole numbers."),
    ("a", "a * 1.0001 + [0, 1e-4, 0, 0, 0]", "Nearly: the largest difference is"),
    ("a", "a + [0, 0, 9, 0, 0]", "One number is off, the one at [2]: 16, wanted 7."),
    ("X", "X * [1, 3]", "5 of 10 numbers are off; the first at [0, 1]: 6, wanted 2."),
    ("a", "np.where(a > 5, np.nan, a)", "There is a nan (2 of 5, the first at [2])"),
    ("a", "np.where(a > 6.9, np.inf, a)", "There is an infinity at [2]"),
    ("a", "np.where(a > 6.9, -np.inf, a)", "There is a minus infinity at [2]: the log"),
    ("a", "None", "The function returned None: is there a return?"),
    ("a", "[1, None, 2, 3, 4]", "Numbers are wanted; there is"),
    ("a", "[[1, 2], [3]]", "These rows have different lengths"),
    ("a", "np.linalg.lstsq(X, a)", "Things of different shapes stand side by side"),
    ("np.array(['x', {}], dtype=object)", "a[:2]", "2 of 2 are another"),
    ("a", "a.mean", "That is the function itself: brackets call it."),
    ("a", "a.astype(str)", "Those are texts; numbers are wanted"),
    ("a", "a + 1j", "Those are complex numbers; .real of them is wanted."),
    (
        "np.array(['x', 'y'])",
        "np.array([0, 1])",
        "Those are numbers; texts are wanted.",
    ),
    ("np.array(['x', 'y'])", "np.array(['x', 'z'])", "1 of 2 are another; the first"),
    ("(a > 3) * 1", "(a < 3) * 1 + (a > 6.9)", "numbers are off; the first at [0]: 1"),
    ("a.max()", "a.min()", "Too small."),
    ("a.min()", "a.max() * 1.7", "Too large."),
    (
        "X",
        "np.array([['a', 'b']] * 5, dtype=object)",
        "Numbers are wanted; there is a str among yours.",
    ),
    ("X[:3]", "X[:3].astype(object) + 1", "Every number is 1 too large"),
    ("1.25", "-0.25", "Too small."),  # one minus it, by coincidence
    ("a / 10", "a // 10", "5 of 5 numbers are off"),  # nothing is left to have been cut
]

# what the learner has that breaks, what the sentence says
MISHAPS = [
    ("X @ X", "@ needs as many columns on the left as there are rows on the right"),
    ("X @ np.ones(3)", "here it is 2 and 3: one is missing, a column of ones"),
    ("X @ np.ones(5)", "here it is 2 and 5: a .T somewhere?"),
    ("LinearRegression.fit(X, a)", "A class stands where a model is meant: brackets"),
    ("LinearRegression(n_jobs='x').fit(X, a)", "Got 'x' instead."),
    ("np.dot(X, X)", "(5, 2) and (5, 2) do not fit"),
    ("X + a", "Shapes (5, 2) and (5,) do not fit together"),
    ("X.reshape(3, 3)", "10 numbers cannot be put into shape (3, 3)"),
    ("X[9]", "There is no place 9 along axis 0: it has 5 places, counted from 0."),
    ("a[0, 0]", "This array has 1 axis and 2 are asked for"),
    ("a[1.0]", "A place in an array is a whole number"),
    ("lengths[7]", "There is no such place in this list"),
    ("lengths['x']", "A place in a list is a whole number, not a str"),
    ("lengths.mean()", "A list has no .mean: np.asarray(…) makes an array."),
    ("lengths.appendd(1)", "A list has no .appendd; .append it has."),
    ("np.lenght(a)", "Numpy has no .lenght"),
    ("np.linalg.inv(np.ones((2, 2)))", "This matrix has no inverse"),
    ("np.linalg.inv(X)", "The matrix needs as many rows as columns here."),
    ("np.linalg.cholesky(-np.eye(2))", "This matrix is not positive definite"),
    ("LinearRegression().predict(X)", "LinearRegression has not learnt yet"),
    ("LinearRegression().fit(X, a).predict(a)", "A model wants a table"),
    ("LinearRegression().fit(X, a[:3])", "There are 5 rows on one side and 3 on"),
    ("LinearRegression().fit(X, a).predict(X[:, :1])", "learnt from 2 columns and is"),
    ("train_test_split(X, stratify=X)", "A class of 1 alone cannot stand on both"),
    ("LinearRegression().fit(X * np.nan, a)", "There is a nan in what the model"),
    ("LinearRegression().fit(table, [1, 2])", "A text, 'x', stands where a number"),
    ("float('12,5')", "A text, '12,5', stands where a number is needed."),
    ("1 if a > 2 else 0", "One yes or no is needed, and this is a whole array"),
    ("table['wieght']", "There is no 'wieght' in it. 'weight' there is."),
    ("table[np.array([0, 2])]", "rows by their numbers are .iloc[…]."),
    ("table[[0, 2]]", "rows by their numbers are .iloc[…]."),
    ("{'k': 1}['n']", "There is no 'n' in it."),
    ("math.sqrt(-1)", "The root of a negative number, or the log of 0 or less"),
    ("math.sqrt(a)", "One number is needed, and this is an array of several"),
    ("1 / 0", "Divided by 0 here."),
    ("math.exp(1000)", "The number grew too large for a float here."),
    ("None + 1", "None stands here, where a number is needed"),
    ("None[0]", "None stands here, where a value is needed"),
    ("None.sum()", "None has no .sum: did a function forget its return?"),
    ("'1' + 1", "cannot be added"),
    ("'1' - 1", "- cannot be done with a str and an int."),
    ("a(2)", "Round brackets call a function, and this is a numpy.ndarray"),
    (
        "right_so_far[0]",
        "Square brackets take a part of something, and an int has none",
    ),
    ("[i for i in right_so_far]", "A loop goes through several things"),
    ("list(range(2.5))", "A whole number is needed, not a float: // or int(…)?"),
    ("list(range([2]))", "A whole number is needed, not a list."),
    ("sorted(a, revers=True)", "TypeError"),
    ("(lambda x, y: x)(1)", "is called without 'y'."),
    ("lenghts", "Python does not know lenghts here; lengths it knows."),
    ("input()", "nobody answers in a koan"),
    ("[].pop()", "There is nothing left to take out."),
    ("next(iter([]))", "next(…) was asked for one more than there is."),
    ("np.zeros(10**15)", "more memory than a koan may have"),
    ("__import__('nampy')", "There is no module nampy in this environment."),
]

# what a typed value is compared with, what was typed, what is said
TYPED = [
    ("right_so_far", "30", "That is of_all; another of the figures is asked for."),
    ("right_so_far", "28", "Another number: that is off by one."),
    ("right_so_far", "120", "Another number: that is too large."),
    ("right_so_far", "2", "Another number: that is too small."),
    ("right_so_far", "-29", "Another number: look at its sign."),
    (
        "right_so_far",
        "'29'",
        "Another kind of thing is asked for: a number, not a text.",
    ),
    ("right_so_far", "[29]", "One value is asked for."),
    ("right_so_far", "True", "A number is asked for."),
    ("right_so_far", "set()", "A number is asked for."),
    ("right_so_far", "None", "A number is asked for."),
    ("right_so_far / of_all", "0.97", "Nearly: give more of its digits."),
    ("right_so_far / of_all", "1", "Another number: that is too large."),
    ("(43, right_so_far)", "(43, 28)", "The 2nd of the 2 is not right yet."),
    ("right_so_far / of_all", "right_so_far / of_all", "Both sides say the same."),
    ("X[:2].tolist()", "[[1.5, 2], [4, 5]]", "The one at [1, 1] is not right yet."),
    ("lengths", "[3, 1]", "3 values are asked for, yours has 2."),
    ("lengths", "[3, 1, 7]", "The 3rd of the 3 is not right yet."),
    ("'versicolor'", "'Versicolor'", "Nearly: look at capital letters and spaces."),
    ("'versicolor'", "'setosa'", "Another word."),
    ("'versicolor'", "2", "Another kind of thing is asked for: a text, in quotes."),
    ("a.max() > 2", "False", "The other way round."),
    ("a.max() > 2", "7", "True or False?"),
    ("a.max() > 2", "'yes'", "True or False?"),
]


@pytest.fixture(scope="module")
def said(tmp_path_factory, zygote):
    """The sentence for every wrong answer, by the name of its koan."""
    text, wrong = TOP, {}

    def koan(name, right, body, assertion):
        nonlocal text
        text += f"\n\n@yours\ndef {name}(X):\n    return {right}\n"
        text += f'\n\ndef test_{name}():\n    """So it is."""\n    {assertion}\n'
        wrong[name] = body

    for n, (right, yours, _) in enumerate(ANSWERS):
        koan(f"answer_{n}", right, yours, f"assert answer_{n}(X) == close_to({right})")
    for n, (yours, _) in enumerate(MISHAPS):
        koan(f"mishap_{n}", "1", yours, f"assert mishap_{n}(X) == 1")
    for n, (truth, _, _) in enumerate(TYPED):
        text += f'\n\ndef test_typed_{n}():\n    """So it is."""\n'
        text += f"    assert ({truth}) == ____({truth})\n"
    solutions = tmp_path_factory.mktemp("solutions")
    (solutions / "01_answers").mkdir()
    (solutions / "01_answers" / "__init__.py").write_text('"""What is wrong?"""\n')
    (solutions / "01_answers" / "level_2_practice.py").write_text(text)
    clone = Clone(tmp_path_factory.mktemp("clone"), zygote, solutions)
    filled = (clone.root / FILE).read_text()
    for name, body in wrong.items():
        head = f"def {name}(X):\n    return "
        assert head + "____" in filled
        filled = filled.replace(head + "____", head + body)
    for _, typed, _ in TYPED:
        filled = filled.replace("== ____", f"== {typed}", 1)
    clone.save(FILE, filled)
    screen = clone.run(FILE, "--seed", "1", "-rN")
    blocks = re.split(r"^_+ (test_\w+) _+$", screen.text, flags=re.MULTILINE)
    return dict(zip(blocks[1::2], blocks[2::2], strict=True))


def sentence(said, name):
    return " ".join(said[f"test_{name}"].split())


@pytest.mark.parametrize("n", range(len(ANSWERS)), ids=lambda n: ANSWERS[n][1][:30])
def test_a_wrong_answer_is_explained_from_its_values(said, n):
    assert ANSWERS[n][2] in sentence(said, f"answer_{n}")


@pytest.mark.parametrize("n", range(len(MISHAPS)), ids=lambda n: MISHAPS[n][0][:30])
def test_an_exception_is_said_in_one_sentence(said, n):
    assert MISHAPS[n][1] in sentence(said, f"mishap_{n}")
    assert "Traceback" not in sentence(said, f"mishap_{n}")
    assert ".." not in sentence(said, f"mishap_{n}")


@pytest.mark.parametrize("n", range(len(TYPED)), ids=lambda n: TYPED[n][1][:30])
def test_a_typed_value_is_hinted_at_and_never_given_away(said, n):
    text = sentence(said, f"typed_{n}")
    assert TYPED[n][2] in text
    assert "wanted" not in text


def test_a_number_of_numpys_in_a_list_is_shown_as_a_number():
    values = [np.int64(3), np.float64(2.5), np.True_, np.str_("a"), "np.int64"]
    assert shown(values) == "[3, 2.5, True, 'a', 'np.int64']"


@pytest.mark.parametrize(
    "yours, wanted, says",
    [
        ([0.4668, 0.6985, 0.45], close_to([0.4816, 0.7105, 0.46], abs=1e-2), "are off"),
        ([1.011, 2.02, 3.006], close_to([1, 2, 3], abs=1e-2), "Nearly"),
        (500069.0, close_to(502000, abs=5), "Too small."),
        (501970.0, close_to(502000, abs=5), "Nearly"),
        (0.0, close_to(4e-18, abs=1e-21), "Too small."),
    ],
)
def test_what_counts_as_equal_proves_nothing(yours, wanted, says):
    (said,) = differences(yours, wanted)
    assert says in said


A = np.array([[1.25, 2.5], [3.75, 5.125], [0.5, 9.25]])


@pytest.mark.parametrize(
    "answers, says",
    [
        ([(None, 3, ())], "The function returned None: is there a return?"),
        ([(A.T, A, (3, 2))], "Rows and columns are swapped: .T, or the other axis."),
        ([(A[:, :1], A, ())], "The rows are as many as wanted, the columns are not."),
        (
            [(A, A.sum(axis=0), ())],
            "One axis more than was meant; summed over too little?",
        ),
        ([(A * [1, np.nan], A, ())], "There is a nan (3 of 6, the first at [0, 1])"),
        ([(A**2, A, ())], "That is the square of it: the root is missing."),
        (
            [(A.var(axis=0, ddof=1), A.var(axis=0), (3, 2))],
            "Divided by n - 1 where n is",
        ),
        ([(13.0625 / 2, 13.0625 / 3, (3,))], "Divided by n - 1 where n is meant?"),
        ([(A.sum(axis=0), A.mean(axis=0), (3,))], "A sum where a mean is meant?"),
        ([(3, 9, ()), (4, 16, ()), (2, 4, ())], "That is the root of it"),
        # not of all, by chance, or only by telling what is wanted
        ([(3, 9, ()), (4, 2, ())], ""),
        ([(4, 2, ())], ""),
        ([(0.36, 0.6, ())], ""),
        ([(300.0 * A, 3.0 * A, ())], ""),
        ([([[1, 2], [3, 4]], [1, 2], ())], "One axis more than was meant"),
        ([(3, 9, ()), (None, 9, ())], ""),
        ([(2 * A, A, ())], ""),
        ([(A + 1, A, ())], "Counted from 0, or from 1?"),
        ([(A + 0.5, A, ())], ""),
        ([({"a": 1}, {"a": 2}, ())], ""),
        ([("x", "y", ())], ""),
        ([(A, [{"a": 1}] * 3, ())], ""),
        ([(np.array(["2026-01-01"], dtype="datetime64[D]"), [1.5], ())], ""),
        ([(lambda: 0, None, ())], "That is the function itself: brackets call it."),
    ],
    ids=range(24),
)
def test_how_answers_are_off_is_said_without_what_is_wanted(answers, says):
    said = form(answers)
    assert says in said if says else said == ""
    assert not re.search(r"[2-9]\d*\.\d|wanted, yours", said)
