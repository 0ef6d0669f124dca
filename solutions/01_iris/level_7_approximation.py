"""Level 7 · approximation: nearly the nearest

At level 6 a tree found the neighbours without measuring everyone, until there were many
columns: then every box had to be opened. What is left is to give up a little certainty.
Lay random lines through the middle of the flowers, note on which half of each line a
flower's shadow falls, and measure only those whose shadows fall as those of the flower
asked about. How often does that find the right ones?

Yours to use: arrays and @. No np.linalg, no SciPy. X (n, d), q (d,), rows are row
numbers of X, lines (d, m) are m random directions, one a column.

Pillars: probability, linear algebra, statistics.
"""

import numpy as np
from sklearn.metrics import pairwise_distances
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
    """The shadows of the rows of X (n, d) on m random lines, scaled: shape (n, m).

    A shadow here is the plain product of a row with a line, however long the line is.
    Squared, it is on average the squared length of the row; m of them add up to m times
    that, so all are divided by one number, and lengths are kept. Johnson and
    Lindenstrauss (1984).
    """
    return X @ lines / np.sqrt(lines.shape[1])


@hint(
    "How long is the arrow (3, 4)?",
    "The projection keeps lengths, and here exactly.",
    "3 * 3 + 4 * 4 is 25, and its root is the length.",
)
@insight("400 shadows of a row say nearly what its 2000 columns said.")
def test_random_shadows_keep_distances(rng):
    """The arrow (3, 4) on four lines; then 30 rows of 2000 columns on 400 lines."""
    lines = np.array([[1.6, 1.2, 0, 0], [0, 0, 1.2, 1.6]])
    shadow = np.asarray(project(np.array([[3.0, 4.0]]), lines))  # products, halved
    assert np.sqrt((shadow**2).sum()) == close_to(____(5))
    X, lines = rng.normal(size=(30, 2000)), rng.normal(size=(2000, 400))
    pairs = np.triu_indices(30, 1)
    before = pairwise_distances(X)[pairs]
    after = pairwise_distances(project(X, lines))[pairs]
    assert after / before == close_to(np.ones(435), abs=0.25)


@hint(
    "Which of n, d and the tolerance stand in the formula of the docstring?",
    "Four times the natural logarithm of n, over (half of eps squared less a third of "
    "eps cubed).",
    "4 * np.log(n) / (eps**2 / 2 - eps**3 / 3)",
)
@yours
def lines_enough(n, eps):
    """How many lines keep all squared distances of n rows, to eps of each: a number.

    eps = 0.1: none is off by more than a tenth of it.
    4 ln(n) / (eps^2 / 2 - eps^3 / 3); Dasgupta and Gupta (2003).
    """
    return 4 * np.log(n) / (eps**2 / 2 - eps**3 / 3)


@hint(
    "How many lines does your function ask for, with 120 rows and a tenth?",
    "About 4100. How many numbers does a flower have without any projection?",
    "It has 4, and 4100 are no saving: False.",
)
@insight(
    "Rows count, and only as a logarithm. How many columns there were plays no part."
)
def test_the_promise_does_not_ask_for_columns():
    """When it does not pay: do 120 flowers, to a tenth, need fewer than 4 lines?"""
    for rows in (120, 10_000, 1_000_000):
        for eps in (0.1, 0.5):
            wanted = johnson_lindenstrauss_min_dim(rows, eps=eps)  # a whole number
            assert lines_enough(rows, eps) == close_to(int(wanted), abs=1)
    assert bool(lines_enough(120, 0.1) < 4) == ____(False)


@hint(
    "When is the product of a row with a direction above zero?",
    "When both point into the same half of space. One product for each row and line: "
    "@.",
    "X @ lines > 0",
)
@yours
def signs(X, lines):
    """Whether each row's shadow is on the positive half of each line: (n, m), bool.

    One row, shape (d,), gives shape (m,). Charikar (2002).
    """
    return X @ lines > 0


@hint(
    "Two arrows at a right angle: on how many lines do their shadows fall to "
    "different halves?",
    "On a share of angle / 180 degrees, and 90 is a half of 180.",
    "0.5",
)
@insight("A yes or no for each line, and the angle can be read off. One bit a line.")
def test_equal_signs_measure_the_angle(rng):
    """Two rows agree on a share of 1 - angle / 180 degrees of the lines: what at 90?"""
    lines = rng.normal(size=(2, 5000))
    bits = np.asarray(signs(np.eye(2), lines))
    assert bits == close_to(lines > 0)  # each arrow lies along a row of lines
    assert signs(np.array([1.0, 0.0]), lines) == close_to(bits[0])  # a row alone
    assert (bits[0] == bits[1]).mean() == close_to(____(0.5), abs=0.05)
    for turn in (0.3, 1, 2, 3):
        X = np.array([[3.0, 0.0], [np.cos(turn), np.sin(turn)]])
        bits = np.asarray(signs(X, rng.normal(size=(2, 5000))))
        assert (bits[0] == bits[1]).mean() == close_to(1 - turn / np.pi, abs=0.05)


@hint(
    "All lengths are above zero: seen from the point of no length at all, where do "
    "irises lie?",
    "All in nearly one direction. Seen from the middle of the flowers, they lie all "
    "around.",
    "As they are, species agree on most lines; once centred, they do not: [True, "
    "False].",
)
@insight("Angles are seen from zero. Put zero where the data is, or all look alike.")
def test_uncentred_flowers_all_look_alike(rng):
    """When it goes wrong: do setosas and virginicas agree on more than 3 lines of 4?"""
    lines = rng.normal(size=(d, 2000))
    alike = []
    for X in (X_train, X_train - centre):
        setosa = np.asarray(signs(X[y_train == 0], lines))
        virginica = np.asarray(signs(X[y_train == 2], lines))
        alike.append(bool((setosa[:40] == virginica[:40]).mean() > 0.75))
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
    """A dict from each row of bits that occurs, as a tuple, to its row numbers."""
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
    """Rows that share the bucket of q in one table or more: row numbers, each once.

    tables: dicts from buckets; lines: shape (number of tables, d, m), those of each
    table. Indyk and Motwani (1998).
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
@insight("No flower was compared with another: the address itself says who lives near.")
def test_neighbours_share_a_bucket(rng):
    """Four rows of two signs: which row numbers lie in which bucket? Then flowers."""
    table = buckets(
        np.array([[True, True], [False, True], [True, True], [True, False]])
    )
    in_order = lambda found: sorted(sorted(rows) for rows in found)
    assert in_order(table.values()) == in_order(____([[0, 2], [1], [3]]))
    X, Q, lines = X_train - centre, X_test - centre, rng.normal(size=(10, d, 6))
    tables = [buckets(np.asarray(signs(X, own_lines))) for own_lines in lines]
    found = [sorted(candidates(tables, lines, q)) for q in Q]
    assert all(len(X[rows]) == len(rows) for rows in found)  # they serve as an index
    for q, rows in zip(Q, found, strict=True):
        shared = ((X @ lines > 0) == (q @ lines > 0)[:, None]).all(axis=2).any(axis=0)
        assert rows == np.flatnonzero(shared).tolist()


@hint(
    "All bits agree in one table: how likely? In none of the tables: how likely?",
    "p ** bits for one table; missed by it is 1 minus that; missed by all is a power.",
    "1 - (1 - p**bits) ** tables",
)
@yours
def chance(p, bits, tables):
    """Chance that two rows share a bucket in one table or more: one number.

    p: chance that they agree on one line; bits: lines of each table.
    """
    return 1 - (1 - p**bits) ** tables


@hint(
    "Two lines have to agree at once, each by half a chance. How likely is that in a "
    "table?",
    "A quarter, so one table misses with 3/4. How likely do two tables miss?",
    "1 - 3/4 * 3/4 = 7/16 = 0.4375",
)
@insight("More bits part the far ones, more tables bring back the near ones.")
def test_bits_part_and_tables_join(rng):
    """Two rows agree on half of all lines: what chance do 2 tables of 2 bits give?"""
    assert chance(0.5, 3, 2) == close_to(0.234375)
    assert chance(0.5, 3, 1) == close_to(0.125)
    assert chance(0.5, 2, 2) == close_to(____(0.4375))
    X = rng.normal(size=(2, 3)) + 1
    agree = (X @ rng.normal(size=(3, 4000 * 24)) > 0).reshape(2, 4000, 24)
    same = agree[0] == agree[1]
    cosine = X[0] @ X[1] / np.sqrt((X[0] @ X[0]) * (X[1] @ X[1]))
    for bits, tables in ((4, 6), (8, 3), (2, 12)):
        met = same.reshape(4000, tables, bits).all(axis=2).any(axis=1).mean()
        assert chance(1 - np.arccos(cosine) / np.pi, bits, tables) == close_to(
            met, abs=0.06
        )


@hint(
    "How many of the wanted were found, and out of how many wanted?",
    "Count the rows in both, over the number of wanted ones.",
    "len(set(found) & set(wanted)) / len(wanted)",
)
@yours
def recall(found, wanted):
    """The share of wanted rows that are among found: one number from 0 to 1."""
    return len(set(found) & set(wanted)) / len(wanted)


@hint(
    "Four flowers were wanted; how many of them are in the net?",
    "2 and 9 are; 3 and 5 are not.",
    "2 of 4: 0.5",
)
@insight("Two numbers go together: how much was found, and how much was looked at.")
def test_recall_is_paid_for_with_work(rng):
    """Four rows were wanted, seven are in the net. Then 40 blurred rows among 400."""
    assert recall([1, 2, 7, 8, 11, 12, 9], [9, 2, 3, 5]) == close_to(____(0.5))
    X, lines = rng.normal(size=(400, 50)), rng.normal(size=(30, 50, 12))
    Q = X[:40] + 0.3 * rng.normal(size=(40, 50))
    tables = [buckets(np.asarray(signs(X, own_lines))) for own_lines in lines]
    recalls, work = [], []
    for many in (1, 5, 30):
        found = [sorted(candidates(tables[:many], lines[:many], q)) for q in Q]
        recalls.append(np.mean([recall(rows, [i]) for i, rows in enumerate(found)]))
        work.append(np.mean([len(rows) for rows in found]) / 400)
    assert (recalls, work) == (sorted(recalls), sorted(work))
    assert recalls[0] < 0.8
    assert recalls[2] > 0.9
    assert work[2] < 0.05


@hint(
    "Is the answer off on average? And does it jump from one sample to the next?",
    "The first: mean of the answers minus truth, squared. The second: the mean square "
    "of the answers around their own mean.",
    "(answers.mean() - truth) ** 2, answers.var()",
)
@yours
def bias_and_variance(answers, truth):
    """How far off answers (r,) are on average, squared, and how they vary: two numbers.

    answers: to one question, from r samples; the variance is divided by r.
    """
    return (answers.mean() - truth) ** 2, answers.var()


@hint(
    "One neighbour jumps with its own noise; all 101 give the same answer everywhere.",
    "Variance falls as 1 / k, and bias grows as the neighbours come from farther away.",
    "11 of the three: an eleventh of the noise, and all eleven from nearby.",
)
@insight(
    "With k = 120 every iris would get one name, and 10 of 30 be right: bias and "
    "nothing else."
)
def test_k_trades_variance_for_bias(rng):
    """A made-up hill, measured 2000 times with noise: which k errs least at its top?"""
    hill = np.sin(np.pi * np.linspace(0, 1, 101))
    measured = hill + 0.3 * rng.normal(size=(2000, 101))
    nearest_first = np.argsort(abs(np.arange(101) - 50))
    errors = {}
    for k in (1, 11, 101):
        near = nearest_first[:k]
        answers = measured[:, near].mean(axis=1)
        parts = bias_and_variance(answers, hill[50])
        # Hastie, Tibshirani, Friedman (2009), section 7.3
        expected = (hill[near].mean() - hill[50]) ** 2, 0.3**2 / k
        assert parts == close_to(expected, rel=0.2, abs=0.002)
        assert sum(parts) == close_to(((answers - hill[50]) ** 2).mean())
        errors[k] = sum(parts)
    assert bias_and_variance(np.array([1.0, 1, 4]), 5.0) == close_to([9, 2])
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
    """The k rows nearest to q among rows, or among all of X if rows are fewer than k.

    rows: a list or an array. Row numbers of X are returned, the nearest first: (k,).
    """
    rows = np.arange(len(X)) if len(rows) < k else np.asarray(rows)
    squared = ((X[rows] - q) ** 2).sum(axis=1)
    return rows[np.argsort(squared)[:k]]


@hint(
    "Twenty tables hardly ever miss one of the five nearest. What becomes of the "
    "votes?",
    "They are the votes of every level above.",
    "29",
)
@insight(
    "On 120 flowers the products with 120 lines cost more than they save; on "
    "millions, less."
)
def test_the_result_still_stands(present):
    """The same 30 flowers, with twenty tables of six lines, and a likely promise."""
    far = pairwise_distances(X_train, X_test[:1])[:, 0]
    for k in (3, 5):
        late = np.asarray(nearest(X_train, np.arange(60, 120), X_test[0], k))
        assert far[late] == close_to(np.sort(far[60:])[:k])
        just_enough = np.arange(120 - k, 120)
        last = np.asarray(nearest(X_train, just_enough, X_test[0], k))
        assert far[last] == close_to(np.sort(far[-k:]))
    for k in (5, 7):
        too_few = np.asarray(nearest(X_train, list(range(k - 1)), X_test[0], k))
        assert far[too_few] == close_to(np.sort(far)[:k])
    line = np.arange(2000)[:, None] * 611 % 2000 / 10  # 0, 61.1, 122.2, 183.3, 44.4 …
    in_order = np.asarray(nearest(line, np.arange(2000), np.zeros(1), 900))
    assert line[in_order, 0] == close_to(np.arange(900) / 10)
    X, Q = X_train - centre, X_test - centre
    lines = np.random.default_rng(0).normal(size=(20, d, 6))
    tables = [buckets(np.asarray(signs(X, own_lines))) for own_lines in lines]
    found = [sorted(candidates(tables, lines, q)) for q in Q]
    pairs = zip(found, Q, strict=True)
    votes = [y_train[np.asarray(nearest(X, rows, q, 5))] for rows, q in pairs]
    predicted = np.array([np.bincount(five).argmax() for five in votes])
    right = int((predicted == y_test).sum())
    model = KNeighborsClassifier(n_neighbors=5).fit(X_train, y_train)
    assert predicted.tolist() == model.predict(X_test).tolist()
    assert right == ____(29)
    measured = sum(len(rows) for rows in found)
    present(
        f"{right} of {len(y_test)} flowers named right, with {measured} distances of "
        f"{n * len(y_test)}",
        right=right,
        predicted=predicted,
        truth=y_test,
    )
