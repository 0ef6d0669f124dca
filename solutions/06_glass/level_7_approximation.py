"""Level 7 · approximation: a forest out of chance

One tree hangs on single splinters: take three away, and every second time it asks other
questions. So grow many, each from splinters drawn by chance, each asked about columns
drawn by chance, and let them vote. The draw leaves a third of the splinters out each
time, and those judge the tree for nothing. Chance can go further still, down to the
thresholds; and of millions of splinters, 255 bins would say nearly all there is to say.

Yours to use: arrays, @ and your own functions. No np.linalg, no SciPy. best_split and
gains are yours from level 4.

    X       (n, d)   n splinters; y (n,) their kinds, 0 to 5
    rows    (n,)     row numbers drawn with replacement: a bootstrap sample, a bag
    out     (n,)     True where a row is not in the bag
    ask              a function of X and y that gives (gain, column, threshold)
    tree             a kind, or (column, threshold, yes, no), as at level 3
    forest           a list of (tree, out)

Pillars: probability, statistics.
"""

import numpy as np
from sklearn.tree import DecisionTreeClassifier

from sensei import ____, close_to, hint, insight, yours

from . import DEPTH, MIN_LEAF, X_test, X_train, y_test, y_train
from .level_4_matrices import best_split, gains


def grow(X, y, ask, depth):
    """A tree of at most depth questions in a row, each the one that ask proposes."""
    kind = int(np.bincount(y).argmax())
    if depth == 0 or (y == kind).all():
        return kind
    gained, column, threshold = ask(X, y)
    if gained == -np.inf:
        return kind
    left = X[:, int(column)] <= threshold
    yes, no = (
        grow(X[left], y[left], ask, depth - 1),
        grow(X[~left], y[~left], ask, depth - 1),
    )
    return (int(column), threshold, yes, no)


def name_all(tree, X):
    """The kind that a tree says of each row of X (n, d): shape (n,)."""
    names = np.zeros(len(X), dtype=int)
    waiting = [(tree, np.arange(len(X)))]
    while waiting:
        box, rows = waiting.pop()
        if not hasattr(box, "__len__"):
            names[rows] = box
            continue
        column, threshold, yes, no = box
        left = X[rows, column] <= threshold
        waiting += [(yes, rows[left]), (no, rows[~left])]
    return names


@hint(
    "A bag is filled by drawing, and what was drawn is put back. How many draws?",
    "As many as there are rows; each draw may be any row, also one drawn before.",
    "rng.integers(n, size=n)",
)
@yours
def bootstrap(n, rng):
    """n row numbers from 0 … n - 1, drawn with replacement by rng: shape (n,).

    Each draw may be any row, whatever was drawn before. Efron (1979).
    """
    return rng.integers(n, size=n)


@hint(
    "Two rows, two draws. How likely is it that row 0 is missed both times?",
    "Half a chance each time, so a quarter.",
    "1 - 1/4 = 0.75",
)
@insight(
    "Missed by all n draws: (1 - 1/n) to the n, which tends to 1/e. A bag holds 63 in "
    "a hundred of the splinters, and 37 stay out and can judge."
)
def test_a_bag_holds_two_thirds(rng):
    """Two rows, two draws with replacement: how likely is row 0 in the bag?"""
    bags = [np.asarray(bootstrap(2, rng)).tolist() for _ in range(800)]
    assert np.mean([0 in bag for bag in bags]) == close_to(____(0.75), abs=0.08)
    drawn = np.unique(bootstrap(10_000, rng))  # of many rows, 63 in a hundred
    assert len(drawn) / 10_000 == close_to(1 - 1 / np.e, abs=0.02)


@hint(
    "Which of the n rows does the bag not hold?",
    "Begin with True for all, and put False at the rows drawn.",
    "out = np.ones(n, dtype=bool); out[rows] = False",
)
@yours
def left_out(rows, n):
    """Which of n rows are not among rows, a bag of row numbers: shape (n,), bool."""
    out = np.ones(n, dtype=bool)
    out[rows] = False
    return out


@hint(
    "Five rows, 0 to 4. Which of them does the bag [3, 0, 3, 1, 0] not hold?",
    "2 and 4.",
    "[False, False, True, False, True]",
)
@insight("Out of bag: a test set that comes with every tree, and costs nothing.")
def test_who_is_left_out_can_judge():
    """The bag [3, 0, 3, 1, 0] of five rows: who is out?"""
    out = left_out(np.array([3, 0, 3, 1, 0]), 5)
    assert out == close_to(____([False, False, True, False, True]))


@hint(
    "Which columns may be asked this time, and what does best_split say of these "
    "alone?",
    "k of the d columns, each at most once: rng.permutation(d)[:k]. best_split counts "
    "columns within what it is given: translate its answer back.",
    "columns = rng.permutation(X.shape[1])[:k]; gained, j, threshold = "
    "best_split(X[:, columns], np.eye(6)[y], 1); return gained, columns[j], threshold",
)
@yours
def ask_some(X, y, k, rng):
    """The best question about k columns drawn by chance: (gain, column, threshold).

    k different columns of X (n, d) are drawn by rng; column is its number in X. A heap
    may hold a single splinter: best_split(X, Y, 1), Y = np.eye(6)[y]. Breiman (2001).
    """
    columns = rng.permutation(X.shape[1])[:k]
    gained, j, threshold = best_split(X[:, columns], np.eye(6)[y], 1)
    return gained, columns[j], threshold


@hint(
    "Three of nine columns are drawn. How likely is the best of all among them?",
    "Each column is as likely as any other.",
    "1/3",
)
@insight(
    "In two of three boxes barium may not be asked, and the others get their say. The "
    "trees get worse one by one, and the forest better: they share less."
)
def test_barium_is_not_always_asked(rng):
    """Three of nine columns are drawn. How often is barium, the best, among them?"""
    asked = [int(ask_some(X_train, y_train, 3, rng)[1]) for _ in range(150)]
    assert np.mean(np.array(asked) == 7) == close_to(____(1 / 3), abs=0.17)


@hint(
    "What does one tree of the forest need? A bag, questions by chance, and who was "
    "out.",
    "n_trees times: rows = bootstrap(n, rng); grow from X[rows], y[rows], with lambda "
    "X, y: ask_some(X, y, k, rng) as ask and a depth of 99; keep it with "
    "left_out(rows, n).",
    "trees.append((grow(X[rows], y[rows], lambda X, y: ask_some(X, y, k, rng), 99), "
    "left_out(rows, len(X))))",
)
@yours
def forest(X, y, n_trees, k, rng):
    """n_trees trees, each from a bag of its own: a list of (tree, out).

    Each is grown to the end (a depth of 99) from the rows of its bag, with ask_some of
    k columns at every question; out (n,) says which rows were not in its bag.
    """
    trees = []
    for _ in range(n_trees):
        rows = bootstrap(len(X), rng)
        tree = grow(X[rows], y[rows], lambda X, y: ask_some(X, y, k, rng), 99)
        trees.append((tree, left_out(rows, len(X))))
    return trees


@hint(
    "A tree grown to the end has all of its bag by heart. And the rows that are out?",
    "In the bag every name is right, or all but one or two where the columns drawn "
    "could ask nothing more. Out of it some are wrong.",
    "1",
)
@insight(
    "By heart, each of them, and each something else: high variance, small bias. "
    "Level 6 said what a vote makes of that."
)
def test_every_tree_has_its_bag_by_heart(rng):
    """Six trees: what share of its own bag does each name right?"""
    for tree, out in forest(X_train, y_train, 6, 3, rng):
        right, out = name_all(tree, X_train) == y_train, np.asarray(out, dtype=bool)
        assert right[~out].mean() == close_to(____(1), abs=0.06)
        assert 0.3 < right[out].mean() < 0.98


@hint(
    "Each tree says one kind of each splinter. How do you count who said what?",
    "Begin with zeros (n, n_kinds); for each tree, 1 more at [row, name] for each row "
    "that may be judged by it.",
    "votes[rows, name_all(tree, X)[rows]] += 1, where rows = np.flatnonzero(may)",
)
@yours
def votes(trees, X, n_kinds, only_out=False):
    """How many trees say each kind of each row of X (n, d): shape (n, n_kinds).

    trees: a list of (tree, out). only_out: a tree has a vote on its out rows alone;
    then X are the rows that the forest was grown from.
    """
    counts = np.zeros((len(X), n_kinds), dtype=int)
    for tree, out in trees:
        rows = np.flatnonzero(out) if only_out else np.arange(len(X))
        counts[rows, name_all(tree, X)[rows]] += 1
    return counts


@hint(
    "Who has a vote at all? And of these, how many are named right by most?",
    "The votes of those out; rows with one vote or more; where their argmax is y; "
    "mean.",
    "counts = votes(trees, X, n_kinds, only_out=True); some = counts.sum(axis=1) > 0; "
    "np.mean(counts.argmax(axis=1)[some] == y[some])",
)
@yours
def out_of_bag(trees, X, y):
    """The share of rows named right by the trees that have not learnt them: a number.

    Of kinds with as many votes the smallest wins; rows on which no tree has a vote are
    left aside. X, y are the rows that the forest was grown from. Breiman (1996).
    """
    counts = votes(trees, X, y.max() + 1, only_out=True)
    some = counts.sum(axis=1) > 0
    return np.mean(counts.argmax(axis=1)[some] == y[some])


@hint(
    "Row 0 is out of the first bag, row 1 of both, row 2 of none.",
    "Row 0 is called 1 by the first tree, which is right. Row 1 is called 0 and 0, "
    "and is 0: right. Row 3 is called 1 by the second, and is 2.",
    "Two of three: 2 / 3",
)
@insight(
    "Nobody judges what he has learnt. Without a split, without a fold, every "
    "splinter is both known and unseen: only to different trees."
)
def test_only_those_who_were_out_may_judge():
    """Two trees, four rows: what share is right by those who were out?"""
    X, y = np.array([[1.0, 7], [3, 7], [1, 9], [1, 8]]), np.array([1, 0, 0, 2])
    first = ((0, 2.0, 1, 0), np.array([True, True, False, False]))
    second = ((1, 7.5, 0, 1), np.array([False, True, False, True]))
    counts = votes([first, second], X, 3, only_out=True)
    assert counts == close_to([[0, 1, 0], [2, 0, 0], [0, 0, 0], [0, 1, 0]])
    assert out_of_bag([first], X, y) == close_to(1)  # rows 2 and 3 have no vote
    assert out_of_bag([first, second], X, y) == close_to(____(2 / 3))


@hint(
    "Which is nearer to what it gets on unseen splinters: by heart, or out of bag?",
    "By heart it is all right, nearly 1. Unseen, about 0.64.",
    '"out of bag"',
)
@insight(
    "About 0.66 out of bag, 0.64 of the others, and nearly 1 by heart. No splinter had "
    "to be kept back for it: each is judged by the third of the trees that never met "
    "it."
)
def test_out_of_bag_is_honest(rng):
    """Half of the splinters: which tells more of the rest, by heart or out of bag?"""
    X, y = X_train[::2], y_train[::2]
    trees = forest(X, y, 12, 3, rng)
    share = lambda X, y: np.mean(np.asarray(votes(trees, X, 6)).argmax(axis=1) == y)
    told = {"by heart": share(X, y), "out of bag": out_of_bag(trees, X, y)}
    unseen = share(X_train[1::2], y_train[1::2])
    assert min(told, key=lambda name: abs(told[name] - unseen)) == ____("out of bag")


@hint(
    "Three kinds are dealt by chance, so nothing can be known. Who gives it away?",
    "A row that is out has its twin in the bag two times in three, by heart.",
    "[False, True]",
)
@insight(
    "Twins again, as at level 2: whoever is out must be out with all that is the "
    "same. Rows of one pane, one patient, one day belong into one bag."
)
def test_it_goes_wrong_when_rows_come_twice(rng):
    """When it goes wrong: pure chance, each row once, then twice. Right above 0.6?"""
    above = []
    for times in (1, 2):
        X = np.repeat(rng.normal(size=(60 // times, 3)), times, axis=0)
        y = np.repeat(rng.permutation(60 // times) % 3, times)
        above.append(bool(out_of_bag(forest(X, y, 12, 2, rng), X, y) > 0.6))
    assert above == close_to(____([False, True]))


@hint(
    "All middles between neighbouring values are too many. Which few of them?",
    "If there are fewer middles than n_bins, all of them. Else n_bins - 1, from equal "
    "parts of the list: entry int((i + 0.5) * how_many / (n_bins - 1)) for i = 0, 1, …",
    "values = np.unique(x); middles = (values[:-1] + values[1:]) / 2; "
    "middles[((np.arange(n_bins - 1) + 0.5) * len(middles) / (n_bins - "
    "1)).astype(int)]",
)
@yours
def edges(x, n_bins):
    """Thresholds that part x (n,) into at most n_bins bins, in rising order.

    The middles between neighbouring distinct values, all of them if they are fewer than
    n_bins. Else n_bins - 1 of the m middles: numbers int((i + 0.5) * m / (n_bins - 1)).
    """
    values = np.unique(x)
    middles = (values[:-1] + values[1:]) / 2
    if len(middles) < n_bins:
        return middles
    i = np.arange(n_bins - 1)
    return middles[((i + 0.5) * len(middles) / (n_bins - 1)).astype(int)]


@hint(
    "The middles are 1.5, 2.5, 3.5, 4.5, 6.5, 54: six. Two edges are wanted.",
    "Entries int(0.5 * 6 / 2) and int(1.5 * 6 / 2): number 1 and number 4.",
    "[2.5, 6.5]",
)
@insight(
    "By order, not by value: the one splinter at 100 takes a single place, and cannot "
    "push all the others into one bin."
)
def test_few_edges_for_many_values():
    """1, 2, 2, 3, 4, 5, 8 and 100 in three bins: where are the two edges?"""
    x = np.array([100.0, 2, 4, 1, 2, 8, 3, 5])
    assert edges(x, 7) == close_to([1.5, 2.5, 3.5, 4.5, 6.5, 54])  # all the middles
    assert edges(x, 3) == close_to(____([2.5, 6.5]))


@hint(
    "Once round through the splinters, one count each: in which cell?",
    "A table of zeros, a row for each bin, a column for each kind; np.add.at adds "
    "where cells come several times.",
    "H = np.zeros((n_bins, n_kinds)); np.add.at(H, (bins, y), 1)",
)
@yours
def histogram(bins, y, n_bins, n_kinds):
    """How many splinters of each kind lie in each bin: shape (n_bins, n_kinds).

    bins (n,): the bin of each splinter, from 0; y (n,): its kind. One pass.
    """
    H = np.zeros((n_bins, n_kinds))
    np.add.at(H, (bins, y), 1)
    return H


@hint(
    "Only the edges may be asked. What lies at most at each of them?",
    "A running sum of H, without its last row: the counts below each edge. Those with "
    "min_leaf on either side have a gain. Of those that gain most, take the lowest and "
    "the highest: halfway between them.",
    "G = np.full(len(cut), -np.inf); G[ok] = gains(L[ok], H.sum(axis=0)); best = "
    "cut[G == G.max()]; (best[0] + best[-1]) / 2",
)
@yours
def best_edge(H, cut, min_leaf):
    """The best question at an edge: (gain, threshold); (-np.inf, np.nan) if none.

    H (len(cut) + 1, c): counts in the bins; cut: the edges, rising. min_leaf, 1 or
    more, must lie on either side. If several edges gain most, halfway between the
    lowest and the highest of them.
    """
    L = H.cumsum(axis=0)[:-1]
    n = L.sum(axis=1)
    ok = np.minimum(n, H.sum() - n) >= min_leaf
    if not ok.any():
        return (-np.inf, np.nan)
    G = np.full(len(cut), -np.inf)
    G[ok] = gains(L[ok], H.sum(axis=0))
    best = cut[G == G.max()]
    return (G.max(), (best[0] + best[-1]) / 2)


def binned(X, n_bins, min_leaf):
    """A function to ask with: the best question at the edges of X's bins."""
    cuts = [np.asarray(edges(x, n_bins)) for x in X.T]

    def ask(X, y):
        found = []
        for x, cut in zip(X.T, cuts, strict=True):
            bins = np.searchsorted(cut, x)  # a value on an edge lies below it
            H = np.asarray(histogram(bins, y, len(cut) + 1, 6))
            found.append(best_edge(H, cut, min_leaf))
        column = int(np.argmax([gained for gained, _ in found]))
        return (found[column][0], column, found[column][1])

    return ask


@hint(
    "Bins 0 to 3 hold kinds (2, 0), (0, 0), (1, 0), (0, 3). Where is the clean cut?",
    "Between bin 2 and bin 3: at the third of the edges 1, 2, 5.",
    "5",
)
@insight(
    "Eight bins lose nothing of the first gain, and a histogram of a million rows is "
    "no longer than one of 171. Gradient boosting lives by it."
)
def test_a_histogram_is_enough_to_ask():
    """Four bins by hand, edges at 1, 2 and 5: where is the best threshold?"""
    H = histogram(np.array([0, 3, 0, 3, 2, 3]), np.array([0, 1, 0, 1, 0, 1]), 4, 2)
    assert H == close_to([[2, 0], [0, 0], [1, 0], [0, 3]])
    cut = np.array([1.0, 2, 5])
    assert best_edge(np.asarray(H), cut, 1)[1] == close_to(____(5))


@hint(
    "One threshold for each column, anywhere between its lowest and highest value.",
    "rng.uniform(X.min(axis=0), X.max(axis=0)); the answers are (n, d); answers.T @ Y "
    "counts the kinds at most each threshold. Of columns that vary, the largest gain.",
    "L = (X <= thresholds).T @ np.eye(6)[y]; G[ok] = gains(L[ok], L_all) where ok = "
    "X.min(axis=0) < X.max(axis=0)",
)
@yours
def ask_random(X, y, rng):
    """The best of d questions with thresholds by chance: (gain, column, threshold).

    One threshold for each column, uniform between its lowest and highest value; columns
    that do not vary are not asked, and with none left the gain is -np.inf. Geurts,
    Ernst and Wehenkel (2006).
    """
    thresholds, Y = rng.uniform(X.min(axis=0), X.max(axis=0)), np.eye(6)[y]
    ok = X.min(axis=0) < X.max(axis=0)
    G = np.full(X.shape[1], -np.inf)
    if ok.any():
        G[ok] = gains((X[:, ok] <= thresholds[ok]).T @ Y, Y.sum(axis=0))
    column = int(G.argmax())
    return (G[column], column, thresholds[column])


@hint(
    "Values 0, 1 and 4: in what share of the draws is the threshold below 1?",
    "Anywhere between 0 and 4, evenly.",
    "0.25",
)
@insight(
    "Nobody looks for the best threshold any more, and the forest hardly minds: five "
    "such trees mostly name 27 to 33. What single trees lose, the vote wins back."
)
def test_extremely_random_thresholds_will_do(rng):
    """One column with 0, 1 and 4: how often does a threshold by chance cut below 1?"""
    x, y = np.array([[0.0], [4], [1]]), np.array([0, 1, 1])
    drawn = np.array([ask_random(x, y, rng)[2] for _ in range(320)])
    assert (drawn < 1).mean() == close_to(____(0.25), abs=0.11)


@hint(
    "Take from the names what a column tells, and nothing else. How?",
    "Shuffle that column alone, in a copy of X; name again, and see by how much fewer "
    "are right. Do it `times` times: the mean, and std(ddof=1) over the root of times.",
    "shuffled = X.copy(); shuffled[:, column] = rng.permutation(X[:, column]); "
    "drops.append(np.mean(name(X) == y) - np.mean(name(shuffled) == y))",
)
@yours
def permuted(name, X, y, column, times, rng):
    """What shuffling one column of X costs: (mean drop, its standard error).

    name(X) names the rows of X. The drop is the share right less the share right with
    that column shuffled by rng; over `times` shuffles, 2 or more, its mean, and the
    standard error of that mean (ddof=1). X stays as it is. Breiman (2001).
    """
    right, drops = np.mean(name(X) == y), []
    for _ in range(times):
        shuffled = X.copy()
        shuffled[:, column] = rng.permutation(X[:, column])
        drops.append(right - np.mean(name(shuffled) == y))
    return np.mean(drops), np.std(drops, ddof=1) / np.sqrt(times)


@hint(
    "Half of the rows have a 1, and the 1 says the kind. After shuffling it says what?",
    "Nothing: a name by chance between two kinds is right half of the time.",
    "0.5",
)
@insight(
    "Level 3 put barium first. Shuffled on the 43 unseen, aluminium costs 0.22 and "
    "barium 0.11. And a figure that is not twice its error is no figure."
)
def test_a_shuffled_column_tells_nothing(rng):
    """A column of zeros and ones is the kind. Shuffled, what share is lost?"""
    y = np.arange(100) % 2
    X, by_first = np.column_stack([y, rng.normal(size=100)]), lambda X: X[:, 0]
    assert permuted(by_first, X, y, 1, 5, rng) == close_to((0, 0))  # the other column
    drop, error = permuted(by_first, X, y, 0, 40, rng)
    assert drop == close_to(____(0.5), abs=0.04)


@hint(
    "The kinds are chance. On the rows it has by heart, does shuffling cost? On new "
    "ones?",
    "By heart the column seems to matter. On new rows there is nothing to lose.",
    "[True, False]",
)
@insight(
    "A column may be important to the model, and tell nothing of the world. Ask on "
    "splinters that it has not seen. And of two columns that say the same, each alone "
    "looks idle: the other still tells."
)
def test_it_goes_wrong_on_what_is_known_by_heart(rng):
    """When it goes wrong: chance. Does a shuffle cost 0.2 on known rows, and on new?"""
    X, y = rng.normal(size=(300, 1)), rng.integers(2, size=300)
    model = DecisionTreeClassifier(random_state=0).fit(X[:100], y[:100])
    known, _ = permuted(model.predict, X[:100], y[:100], 0, 10, rng)
    new, _ = permuted(model.predict, X[100:], y[100:], 0, 10, rng)
    assert [bool(known > 0.2), bool(new > 0.2)] == close_to(____([True, False]))


@hint(
    "Which splinters have bins, and how many bins at most, so that every value has "
    "one?",
    "The known ones; the longest column has 144 different values.",
    "X_train, and 255, or any number from 144",
)
@insight(
    "255 bins: the same 43 names as the exact tree. And a forest of 15 trees mostly "
    "says 29 to 34. One tree to be read, many to be right: the choice is yours."
)
def test_the_result_still_stands(present):
    """The same 43 from bins, so many that each value has one; a forest, to compare."""
    ask = binned(____(X_train), ____(255), MIN_LEAF)
    y_pred = name_all(grow(X_train, y_train, ask, DEPTH), X_test)
    model = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=MIN_LEAF)
    assert y_pred == close_to(model.fit(X_train, y_train).predict(X_test))
    trees = forest(X_train, y_train, 15, 3, np.random.default_rng(0))
    voted = np.asarray(votes(trees, X_test, 6)).argmax(axis=1)
    assert 24 <= (voted == y_test).sum() <= 39
    show(present, y_pred, voted)


# How the result is shown: nothing to do from here on


def show(present, y_pred, voted):
    """Put the result on the screen."""
    right, forest_right = int((y_pred == y_test).sum()), int((voted == y_test).sum())
    present(
        f"{right} of {len(y_test)} splinters named right from bins; a forest of 15: "
        f"{forest_right}",
        right=right,
        forest=forest_right,
        predicted=y_pred,
        truth=y_test,
    )
