"""Level 7 · approximation: nearly the nearest

With many columns, the tree of level 6 had to open every box. Here you give up a little
certainty instead. Lay random lines through the middle of the flowers, and note on which
half of each line a flower's shadow falls. Then measure only flowers whose shadows fall on
the same halves as those of the new one. How often does that find the nearest?

You may use: arrays and @. No np.linalg, no SciPy.

    X     (n, d)  n flowers, d lengths of each
    q     (d,)    the new flower
    rows          row numbers of X
    lines (d, m)  m random directions, one to a column

Pillars: probability, linear algebra, statistics.
"""

import numpy as np
from sklearn.neighbors import KNeighborsClassifier
from sklearn.random_projection import johnson_lindenstrauss_min_dim

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

n, d = X_train.shape
centre = X_train.mean(axis=0)


@hint(
    "Four squares that add up are four times too much. By what is each number divided "
    "before it is squared?",
    "A product of each row with each line: (n, d) @ (d, m). Squares of m products add "
    "up, so divide by the root of m.",
    "X @ lines / np.sqrt(m), where m is lines.shape[1]",
)
@yours
def project(X, lines):
    """Return the shadows of the rows of X (n, d) on m random lines, scaled: shape (n, m).

    A shadow is the plain product of a row with a line, however long the line is. Squared,
    it is on average the squared length of the row, and m of them add up to m times that.
    So divide all by one number, and lengths are kept. Johnson and Lindenstrauss (1984).
    """
    return X @ lines / np.sqrt(lines.shape[1])


@hint(
    "How long is the arrow (3, 4)?",
    "The projection keeps lengths, and here exactly.",
    "3 * 3 + 4 * 4 is 25, and its root is the length.",
)
@insight(
    "This is a random projection. 400 lines keep the distances of rows with 2000 columns to "
    "a few per cent."
)
def test_random_shadows_keep_distances():
    """Project the arrow (3, 4) on four lines. How long is it afterwards?"""
    lines = np.array([[1.6, 1.2, 0, 0], [0, 0, 1.2, 1.6]])
    shadow = np.asarray(project(np.array([[3.0, 4.0]]), lines))
    assert np.sqrt((shadow**2).sum()) == close_to(____(5))


@hint(
    "Which of n, d and the tolerance stand in the formula of the docstring?",
    "Four times the natural logarithm of n, over (half of eps squared less a third of "
    "eps cubed).",
    "4 * np.log(n) / (eps**2 / 2 - eps**3 / 3)",
)
@yours
def lines_enough(n, eps):
    """Return how many lines keep all squared distances of n rows, to eps of each: one number.

    With eps = 0.1 none is off by more than a tenth of it. The formula is
    4 ln(n) / (eps^2 / 2 - eps^3 / 3); Dasgupta and Gupta (2003).
    """
    return 4 * np.log(n) / (eps**2 / 2 - eps**3 / 3)


@hint(
    "How many lines does your function ask for, with 120 rows and a tenth?",
    "About 4100. How many numbers does a flower have without any projection?",
    "It has 4, and 4100 are no saving: False.",
)
@insight(
    "Only the number of rows counts, and only its logarithm. The number of columns does not."
)
def test_the_promise_does_not_ask_for_columns():
    """When it does not pay: do 120 flowers, to a tenth, need fewer than 4 lines? A bool."""
    wanted = johnson_lindenstrauss_min_dim(120, eps=0.1)
    assert lines_enough(120, 0.1) == close_to(int(wanted), abs=1)
    assert bool(lines_enough(120, 0.1) < 4) == ____(False)


@hint(
    "When is the product of a row with a direction above zero?",
    "When both point into the same half of space. One product for each row and line: "
    "@.",
    "X @ lines > 0",
)
@yours
def signs(X, lines):
    """Return whether each row's shadow is on the positive half of each line: shape (n, m).

    Return True and False. One row, shape (d,), gives shape (m,). Charikar (2002).
    """
    return X @ lines > 0


@hint(
    "Two arrows at a right angle: on how many lines do their shadows fall to "
    "different halves?",
    "On a fraction of angle / 180 degrees of the lines, and 90 is half of 180.",
    "0.5",
)
@insight("One bit for each line is enough to estimate the angle.")
def test_equal_signs_measure_the_angle(rng):
    """Two rows agree on 1 - angle / 180 degrees of all lines. What fraction is that at 90?"""
    lines = rng.normal(size=(2, 5000))
    bits = np.asarray(signs(np.eye(2), lines))  # two arrows at a right angle
    assert (bits[0] == bits[1]).mean() == close_to(____(0.5), abs=0.05)


@hint(
    "All lengths are above zero: seen from the point of no length at all, where do "
    "irises lie?",
    "All in nearly one direction. Seen from the middle of the flowers, they lie all "
    "around.",
    "As they are, species agree on most lines; once centred, they do not: [True, "
    "False].",
)
@insight("Angles are measured at zero. Centre the data first, or all rows look alike.")
def test_uncentred_flowers_all_look_alike(rng):
    """When it goes wrong: do setosas and virginicas agree on over 3 of 4 lines? Two bools."""
    lines = rng.normal(size=(d, 2000))
    alike = []
    for X in X_train, X_train - centre:
        setosa = np.asarray(signs(X[y_train == 0], lines))
        virginica = np.asarray(signs(X[y_train == 2], lines))
        alike.append(bool((setosa == virginica).mean() > 0.75))
    assert alike == close_to(____([True, False]))


@hint(
    "Which rows have exactly the same signs?",
    "Go through the rows; tuple(bits[i].tolist()) can be the key of a dict, a list "
    "its value.",
    "for row, code in enumerate(bits.tolist()): table.setdefault(tuple(code), "
    "[]).append(row)",
)
@yours
def buckets(bits):
    """Return a dict from each row of bits that occurs, as a tuple, to its row numbers."""
    table = {}
    for row, code in enumerate(bits.tolist()):
        table.setdefault(tuple(code), []).append(row)
    return table


@hint(
    "In which bucket of each table would q lie, and who lies there?",
    "For each table, the signs of q on that table's lines, as a tuple, are the key. "
    "Collect in a set what the tables hold under it; some hold nothing.",
    "found.update(table.get(tuple(signs(q, own_lines).tolist()), ())) for each table, "
    "in the end sorted(found)",
)
@yours
def candidates(tables, lines, q):
    """Return the rows that share the bucket of q in one table or more: row numbers, each once.

    `tables` are dicts from `buckets`. `lines` are those of each table: shape (number of
    tables, d, m). Indyk and Motwani (1998).
    """
    found = set()
    for table, own_lines in zip(tables, lines, strict=True):
        found.update(table.get(tuple(signs(q, own_lines).tolist()), ()))
    return sorted(found)


@hint(
    "Which of the four rows are the same?",
    "Row 0 and row 2. Row 3 has one True as row 1 has, but in another place.",
    "[[0, 2], [1], [3]]",
)
@insight(
    "This is locality-sensitive hashing. No flower was compared with another: similar rows "
    "have the same key."
)
def test_neighbours_share_a_bucket():
    """Four rows of two signs: which row numbers share a bucket? A list of lists."""
    bits = [[True, True], [False, True], [True, True], [True, False]]
    table = buckets(np.array(bits))
    assert in_order(table.values()) == in_order(____([[0, 2], [1], [3]]))
    q, lines = np.array([0.5, -2.0]), np.eye(2)  # its signs are True, False
    assert sorted(candidates([table], [lines], q)) == [3]


@hint(
    "All bits agree in one table: how likely? In none of the tables: how likely?",
    "p ** bits for one table; missed by it is 1 minus that; missed by all is a power.",
    "1 - (1 - p**bits) ** tables",
)
@yours
def chance(p, bits, tables):
    """Return the chance that two rows share a bucket in one table or more: one number.

    `p` is the chance that they agree on one line, `bits` is the number of lines of each
    table, and `tables` is the number of tables.
    """
    return 1 - (1 - p**bits) ** tables


@hint(
    "Two lines have to agree at once, each by half a chance. How likely is that in a "
    "table?",
    "A quarter, so one table misses with 3/4. How likely do two tables miss?",
    "1 - 3/4 * 3/4 = 7/16 = 0.4375",
)
@insight("More bits separate the far rows, and more tables bring back the near ones.")
def test_bits_part_and_tables_join():
    """Two rows agree on half of all lines: what chance do 2 tables of 2 bits give?"""
    assert chance(0.5, 3, 1) == close_to(0.125)
    assert chance(0.5, 2, 2) == close_to(____(0.4375))


@hint(
    "How many of the wanted were found, and out of how many wanted?",
    "Count the rows in both, and divide by the number of wanted ones.",
    "len(set(found) & set(wanted)) / len(wanted)",
)
@yours
def recall(found, wanted):
    """Return the fraction of the wanted rows that are among found: one number from 0 to 1."""
    return len(set(found) & set(wanted)) / len(wanted)


@hint(
    "Four flowers were wanted; how many of them are in the net?",
    "2 and 9 are; 3 and 5 are not.",
    "2 of 4: 0.5",
)
@insight("Recall has a price: how many rows you looked at. Always report both.")
def test_recall_is_paid_for_with_work():
    """You wanted four rows and seven were found. What is the recall?"""
    found, wanted = [1, 2, 7, 8, 11, 12, 9], [9, 2, 3, 5]
    assert recall(found, wanted) == close_to(____(0.5))


@hint(
    "Is the answer off on average? And does it jump from one sample to the next?",
    "The first: mean of the answers minus truth, squared. The second: the mean square "
    "of the answers around their own mean.",
    "(answers.mean() - truth) ** 2, answers.var()",
)
@yours
def bias_and_variance(answers, truth):
    """Return how far off answers (r,) are on average, squared, and their variance: two numbers.

    The answers are to one question, from r samples. The variance is divided by r.
    """
    return (answers.mean() - truth) ** 2, answers.var()


@hint(
    "One neighbour jumps with its own noise; all 101 give the same answer everywhere.",
    "Variance falls as 1 / k, and bias grows as the neighbours come from farther away.",
    "11 of the three: an eleventh of the noise, and all eleven from nearby.",
)
@insight(
    "With k = 120 every iris would get the same label, and 10 of 30 would be correct: bias "
    "and no variance."
)
def test_k_trades_variance_for_bias(rng):
    """A hill is measured 2000 times, with noise. Which k errs least at its top: 1, 11 or 101?"""
    assert bias_and_variance(np.array([1.0, 1.0, 4.0]), 5.0) == close_to([9, 2])
    hill = np.sin(np.pi * np.linspace(0, 1, 101))
    measured = hill + 0.3 * rng.normal(size=(2000, 101))
    errors = {}
    for k in 1, 11, 101:
        near = np.argsort(abs(np.arange(101) - 50))[:k]  # the k nearest to the top
        answers = measured[:, near].mean(axis=1)
        errors[k] = sum(bias_and_variance(answers, hill[50]))
    assert min(errors, key=errors.get) == ____(11)


@hint(
    "A net lets some in that are far. What sorts them out?",
    "Measure the candidates, and those alone; with fewer than k of them, measure all "
    "rows.",
    "rows = np.arange(len(X)) if len(rows) < k else np.asarray(rows); then the "
    "distances of X[rows] to q, and rows[np.argsort(...)[:k]]",
)
@yours
def nearest(X, rows, q, k):
    """Return the row numbers of the k nearest to q among rows, the nearest first: shape (k,).

    `rows` is a list or an array of row numbers of X. If there are fewer than k of them,
    search all rows of X instead.
    """
    rows = np.arange(len(X)) if len(rows) < k else np.asarray(rows)
    squared = ((X[rows] - q) ** 2).sum(axis=1)
    return rows[np.argsort(squared)[:k]]


@hint(
    "How many candidates are there, and how many rows do you want?",
    "Two candidates are fewer than three, so all four rows are measured. They are 4, 1, 5 "
    "and 2 away.",
    "[1, 3, 0]",
)
@insight("Where the tables find too few, the search is exact, and as slow as ever.")
def test_with_too_few_candidates_all_are_measured():
    """Rows 0 and 3 are the candidates. Which three rows are nearest to q? A list."""
    X, q = np.array([[1.0], [4.0], [10.0], [7.0]]), np.array([5.0])
    assert nearest(X, [0, 3], q, 2) == close_to([3, 0])
    assert nearest(X, [0, 3], q, 3) == close_to(____([1, 3, 0]))


@hint(
    "Twenty tables hardly ever miss one of the five nearest. What becomes of the "
    "votes?",
    "They are the votes of every level above.",
    "29",
)
@insight(
    "With 120 flowers, the products with 120 lines cost more than they save. With "
    "millions, they cost less."
)
def test_the_result_still_stands(present):
    """Use twenty tables of six lines. How many of the 30 test flowers are correct?"""
    X, Q = X_train - centre, X_test - centre
    lines = np.random.default_rng(0).normal(size=(20, d, 6))
    tables = [buckets(np.asarray(signs(X, own_lines))) for own_lines in lines]
    found = [sorted(candidates(tables, lines, q)) for q in Q]
    near = [np.asarray(nearest(X, found[i], Q[i], 5)) for i in range(30)]
    y_pred = np.array([np.bincount(y_train[five]).argmax() for five in near])
    model = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    assert (y_pred == y_test).sum() == ____(29)
    show(present, y_pred, sum(map(len, found)))


# How the results are compared and shown: nothing to do from here on


def in_order(groups):
    """Groups of row numbers as sorted lists, in a sorted list."""
    return sorted(sorted(rows) for rows in groups)


def show(present, y_pred, measured):
    """Put the result on the screen. measured: how many distances were taken."""
    correct = int((y_pred == y_test).sum())
    present(
        f"{correct} of {len(y_test)} flowers predicted correctly, "
        f"with {measured} distances of {n * len(y_test)}",
        correct=correct,
        predicted=y_pred,
        truth=y_test,
    )
