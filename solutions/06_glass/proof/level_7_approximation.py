"""The proof of level 7 of 06 glass: what its functions must also do, and how they go wrong."""

import math
from collections import Counter
from itertools import pairwise

from sklearn.inspection import permutation_importance


def columns_asked(tree):
    """Return the columns that the questions of a tree are about: a set."""
    if not hasattr(tree, "__len__"):
        return set()
    column, _, yes, no = tree
    return {int(column)} | columns_asked(yes) | columns_asked(no)


def differ(y):
    """Return the fraction of all pairs of y that differ: its Gini impurity, the long way."""
    return np.mean(y[:, None] != y)


@check(bootstrap)
def any_row_at_every_draw(rng):
    """Each draw may be any row, whatever was drawn before."""
    bags = {tuple(np.asarray(bootstrap(2, rng)).tolist()) for _ in range(60)}
    assert bags == {(0, 0), (0, 1), (1, 0), (1, 1)}


@check(bootstrap)
def as_many_row_numbers_as_there_are_rows(rng):
    """A bag has n row numbers from 0 to n - 1."""
    assert np.asarray(bootstrap(3, rng)).shape == (3,)
    bags = [np.asarray(bootstrap(40, rng)) for _ in range(40)]
    assert {bag.shape for bag in bags} == {(40,)}
    assert np.unique(np.concatenate(bags)).tolist() == list(range(40))
    assert X_train[bags[0]].shape == (40, 9)


@check(bootstrap)
def all_of_the_chance_comes_from_rng():
    """All random numbers come from `rng`: equal generators draw equal bags."""
    first, again = [
        np.asarray(bootstrap(20, np.random.default_rng(5))) for _ in range(2)
    ]
    assert first == close_to(again)


@wrong(
    bootstrap,
    "You drew without replacement, so every bag has every row once. Draw with "
    "replacement.",
)
def bootstrap_without_replacement(n, rng):
    return rng.permutation(n)


@wrong(
    bootstrap,
    "You never draw the last row. rng.integers(n) goes up to n - 1.",
)
def bootstrap_without_the_last(n, rng):
    return rng.integers(n - 1, size=n)


@wrong(
    bootstrap,
    "Your bag is too small. Draw n times from the n rows.",
)
def bootstrap_of_two_thirds(n, rng):
    return rng.integers(n, size=2 * n // 3)


@right(bootstrap)
def bootstrap_by_choice(n, rng):
    return rng.choice(n, size=n, replace=True)


@right(bootstrap)
def bootstrap_by_shares(n, rng):
    return np.floor(n * rng.random(n)).astype(int)


@right(bootstrap)
def bootstrap_draw_by_draw(n, rng):
    rows = []
    for _ in range(n):
        rows.append(int(rng.integers(0, n - 1, endpoint=True)))
    return rows


@right(bootstrap)
def bootstrap_by_multinomial(n, rng):
    return np.repeat(np.arange(n), rng.multinomial(n, [1 / n] * n))[rng.permutation(n)]


@check(left_out)
def rows_that_the_bag_does_not_hold(rng):
    assert left_out(np.array([2, 2, 2]), 3) == close_to([True, True, False])
    n = int(rng.integers(20, 60))
    rows = rng.integers(n, size=n)
    out = sorted({*range(n)} - {*rows.tolist()})
    assert np.flatnonzero(left_out(rows, n)).tolist() == out


@wrong(
    left_out,
    "Those are the rows in the bag. Return True for the others.",
)
def in_the_bag(rows, n):
    out = np.zeros(n, dtype=bool)
    out[rows] = True
    return out


@wrong(
    left_out,
    "Those are row numbers. Return True or False for each row.",
)
def left_out_as_numbers(rows, n):
    return np.setdiff1d(np.arange(n), rows)


@right(left_out)
def left_out_by_isin(rows, n):
    return ~np.isin(np.arange(n), rows)


@right(left_out)
def left_out_by_counting(rows, n):
    return np.bincount(rows, minlength=n) == 0


@right(left_out)
def left_out_in_a_list(rows, n):
    drawn = set(np.asarray(rows).tolist())
    return [i not in drawn for i in range(n)]


@right(left_out)
def left_out_as_zeros_and_ones(rows, n):
    out = np.ones(n, dtype=int)
    for row in rows:
        out[row] = 0
    return out


equivalent(
    left_out,
    "out = np.ones(n, dtype=bool) -> out = np.ones(n)",
    why="1 and 0 for True and False are as good an answer.",
)


@check(ask_some)
def a_heap_may_hold_a_single_splinter(rng):
    """A group may have a single splinter."""
    lone = ask_some(np.arange(3.0)[:, None], np.array([0, 1, 1]), 1, rng)
    assert lone == close_to([4 / 9, 0, 0.5])


@check(ask_some)
def all_columns_drawn_find_the_best(rng):
    """The second value is the number of the column in X."""
    X = np.array([[2.0, 1, 7], [1, 2, 7], [3, 3, 7]])
    for _ in range(6):
        assert ask_some(X, np.array([0, 1, 1]), 3, rng) == close_to([4 / 9, 1, 1.5])


@check(ask_some)
def the_best_question_about_the_column(rng):
    seen, Y = set(), np.eye(6)[y_train]
    for _ in range(25):
        gained, column, threshold = ask_some(X_train, y_train, 2, rng)
        best, _, at = best_split(X_train[:, [int(column)]], Y, 1)
        assert [gained, threshold] == close_to([best, at])
        seen.add(int(column))
    assert len(seen) > 2


@check(ask_some)
def k_different_columns_are_drawn(rng):
    """k different columns are drawn. Any three of these four include column 0 or 1."""
    X = np.array([[1, 1, 5, 6], [2, 3, 5, 6], [3, 2, 5, 6], [4, 4, 5, 6]])
    y = np.array([0, 0, 1, 1])
    best = {int(ask_some(X, y, 3, rng)[1]) for _ in range(60)}
    assert best == {0, 1}


@check(ask_some)
def the_same_generator_draws_the_same_columns():
    """All random numbers come from `rng`."""
    X, y = X_train[:20], y_train[:100:5]
    asked = []
    for _ in range(2):
        own = np.random.default_rng(5)
        asked.append([ask_some(X, y, 3, own)[1] for _ in range(9)])
    assert asked[0] == close_to(asked[1])


@wrong(
    ask_some,
    "That is the number of the column among the k drawn. Return its number in X: "
    "columns[j].",
)
def ask_some_untranslated(X, y, k, rng):
    columns = rng.permutation(X.shape[1])[:k]
    return best_split(X[:, columns], np.eye(6)[y], 1)


@wrong(
    ask_some,
    "All columns were asked, so every tree asks the same. Draw k columns.",
)
def ask_all(X, y, k, rng):
    return best_split(X, np.eye(6)[y], 1)


@wrong(
    ask_some,
    "You always took the first k columns. Draw them again at every question.",
)
def ask_the_first(X, y, k, rng):
    return best_split(X[:, :k], np.eye(6)[y], 1)


@wrong(
    ask_some,
    "That is the number of the column among those drawn. Return its number in X.",
)
def ask_some_untranslated_by_choice(X, y, k, rng):
    columns = rng.choice(X.shape[1], size=k, replace=False)
    return best_split(X[:, columns], np.eye(6)[y], 1)


@wrong(
    ask_some,
    "You required more than one splinter on each side. Trees of a forest are grown "
    "to the end, so use a min_leaf of 1.",
)
def ask_some_of_large_heaps(X, y, k, rng):
    columns = rng.permutation(X.shape[1])[:k]
    gained, j, threshold = best_split(X[:, columns], np.eye(6)[y], 3)
    return gained, columns[j], threshold


@wrong(
    ask_some,
    "You may draw a column twice, and then ask about fewer than k. Draw k "
    "different columns, without replacement.",
)
def ask_some_with_replacement(X, y, k, rng):
    columns = rng.integers(0, X.shape[1], size=k)
    gained, j, threshold = best_split(X[:, columns], np.eye(6)[y], 1)
    return gained, columns[j], threshold


@right(ask_some)
def ask_some_by_choice(X, y, k, rng):
    columns = rng.choice(X.shape[1], size=k, replace=False)
    gained, j, threshold = best_split(X[:, columns], np.eye(6)[y], 1)
    return (gained, int(columns[int(j)]), threshold)


@right(ask_some)
def ask_some_column_by_column(X, y, k, rng):
    best, Y = (-np.inf, 0, np.nan), np.eye(6)[y]
    for column in rng.permutation(X.shape[1])[:k]:
        gained, _, threshold = best_split(X[:, [column]], Y, 1)
        if gained > best[0]:
            best = (gained, column, threshold)
    return best


@right(ask_some)
def ask_some_by_lots(X, y, k, rng):
    columns = np.sort(rng.random(X.shape[1]).argsort()[-k:])
    Y = (y[:, None] == np.arange(6)).astype(float)
    found = np.array(best_split(X[:, columns], Y, 1), dtype=float)
    found[1] = columns[int(found[1])]
    return found


@right(ask_some)
def ask_some_of_a_shuffled_table(X, y, k, rng):
    order = np.arange(X.shape[1])
    rng.shuffle(order)
    gained, j, threshold = best_split(X.T[order[:k]].T, np.identity(6)[y], 1)
    return [gained, order[j], threshold]


equivalent(
    ask_some,
    "gained, j, threshold = best_split(X[:, columns], np.eye(6)[y], 1) -> gained, j, threshold = best_split(X[:, columns], np.eye(6)[y - 1], 1)",
    "gained, j, threshold = best_split(X[:, columns], np.eye(6)[y], 1) -> gained, j, threshold = best_split(X[:, columns], np.eye(7)[y], 1)",
    "gained, j, threshold = best_split(X[:, columns], np.eye(6)[y], 1) -> gained, j, threshold = best_split(X[:, columns], np.eye(6)[y], 0)",
    why="Kinds under other numbers, or a kind that nobody has, mix no group more or less; and no group is ever empty.",
)


@check(forest)
def a_kind_that_is_out_was_never_met(rng):
    """Each tree grows from the rows of its own bag, and `out` says which are not in it."""
    X, y = np.arange(6.0)[:, None], np.arange(6)  # every row is a kind of its own
    trees = forest(X, y, 8, 1, rng)
    assert len(trees) == 8
    for tree, out in trees:
        assert (predict_all(tree, X) == y) == close_to(~np.asarray(out, dtype=bool))


@check(forest)
def every_tree_has_a_bag_of_its_own(rng):
    """Each tree grows from a bag of its own, as large as X."""
    X, y = rng.normal(size=(90, 2)), np.arange(90) % 2
    outs = [np.asarray(out, dtype=bool) for _, out in forest(X, y, 4, 1, rng)]
    assert len({tuple(out) for out in outs}) == 4
    assert all(14 < out.sum() < 54 for out in outs)


@check(forest)
def columns_are_drawn_at_every_question(rng):
    """k columns are drawn again at every question."""
    y = np.arange(30) % 2
    X = np.column_stack([y, rng.normal(size=30)])  # column 0 tells all
    grown = [tree for tree, _ in forest(X, y, 20, 1, rng)]
    assert {int(tree[0]) for tree in grown} == {0, 1}  # one of two may be asked first
    later = [columns_asked(tree) for tree in grown if tree[0] == 1]
    assert {0, 1} in later  # and then the other


@check(forest)
def all_columns_may_be_asked(rng):
    """If k is the number of columns, every question is the best of all."""
    y = np.arange(30) % 2
    X = np.column_stack([rng.normal(size=(30, 2)), y])
    for tree, _ in forest(X, y, 4, 3, rng):
        assert columns_asked(tree) == {2}


@check(forest)
def grown_to_the_end(rng):
    X, y = X_train[:, :4], y_train  # four columns, all of them asked
    for tree, out in forest(X, y, 2, 4, rng):
        right = predict_all(tree, X) == y
        assert right[~np.asarray(out, dtype=bool)].mean() > 0.94


@wrong(
    forest,
    "You grew all trees from the same bag. Draw a new one for each tree.",
)
def forest_of_one_bag(X, y, n_trees, k, rng):
    rows, trees = bootstrap(len(X), rng), []
    for _ in range(n_trees):
        tree = grow(X[rows], y[rows], lambda X, y: ask_some(X, y, k, rng), 99)
        trees.append((tree, left_out(rows, len(X))))
    return trees


@wrong(
    forest,
    "You grew the trees from all rows. Grow each from the rows of its bag, "
    "otherwise no row is really left out.",
)
def forest_from_all_rows(X, y, n_trees, k, rng):
    trees = []
    for _ in range(n_trees):
        rows = bootstrap(len(X), rng)
        tree = grow(X, y, lambda X, y: ask_some(X, y, k, rng), 99)
        trees.append((tree, left_out(rows, len(X))))
    return trees


@wrong(
    forest,
    "You drew the rows of X but not those of y. Use the same rows for both.",
)
def forest_of_strangers(X, y, n_trees, k, rng):
    trees = []
    for _ in range(n_trees):
        rows = bootstrap(len(X), rng)
        tree = grow(X[rows], y, lambda X, y: ask_some(X, y, k, rng), 99)
        trees.append((tree, left_out(rows, len(X))))
    return trees


@wrong(
    forest,
    "You used all columns at every question, so k has no effect. Use ask_some(X, "
    "y, k, rng).",
)
def forest_of_all_columns(X, y, n_trees, k, rng):
    trees = []
    for _ in range(n_trees):
        rows = bootstrap(len(X), rng)
        ask = lambda X, y: ask_some(X, y, X.shape[1], rng)
        trees.append((grow(X[rows], y[rows], ask, 99), left_out(rows, len(X))))
    return trees


@wrong(
    forest,
    "You drew the columns once for the whole tree. Draw them again at every question.",
)
def forest_of_few_columns(X, y, n_trees, k, rng):
    trees = []
    for _ in range(n_trees):
        rows = bootstrap(len(X), rng)
        columns = rng.permutation(X.shape[1])[:k]

        def ask(X, y, columns=columns):
            gained, j, threshold = best_split(X[:, columns], np.eye(6)[y], 1)
            return gained, columns[j], threshold

        trees.append((grow(X[rows], y[rows], ask, 99), left_out(rows, len(X))))
    return trees


@right(forest)
def forest_by_comprehension(X, y, n_trees, k, rng):
    ask = lambda X, y: ask_some(X, y, k, rng)
    bags = [np.asarray(bootstrap(len(X), rng)) for _ in range(n_trees)]
    return [(grow(X[b], y[b], ask, 99), left_out(b, len(X))) for b in bags]


@right(forest)
def forest_in_a_while(X, y, n_trees, k, rng):
    trees, numbers = [], np.arange(len(y))
    while len(trees) < n_trees:
        rows = np.array(bootstrap(len(y), rng))
        tree = grow(X[rows], y[rows], lambda A, b: ask_some(A, b, k, rng), 99)
        trees = [*trees, [tree, np.array([i not in rows for i in numbers])]]
    return trees


@right(forest)
def forest_with_streams_of_its_own(X, y, n_trees, k, rng):
    trees = ()
    for seed in rng.integers(2**32, size=n_trees):
        own = np.random.default_rng(int(seed))
        rows = bootstrap(len(X), own)

        def ask(X, y, own=own):
            return ask_some(X, y, k, own)

        trees += ((grow(X[rows], y[rows], ask, 99), left_out(rows, len(X))),)
    return trees


@right(forest)
def forest_with_its_own_branches(X, y, n_trees, k, rng):
    def branch(X, y):
        if (y == y[0]).all():
            return y[0]
        gained, column, threshold = ask_some(X, y, k, rng)
        if np.isinf(gained):
            return np.bincount(y).argmax()
        yes = X[:, int(column)] <= threshold
        return [column, threshold, branch(X[yes], y[yes]), branch(X[~yes], y[~yes])]

    trees = []
    for _ in range(n_trees):
        rows = bootstrap(len(X), rng)
        trees.append([branch(X[rows], y[rows]), left_out(rows, len(X))])
    return trees


equivalent(
    forest,
    "rows = bootstrap(len(X), rng) -> rows = bootstrap(len(y), rng)",
    "trees.append((tree, left_out(rows, len(X)))) -> trees.append((tree, left_out(rows, len(y))))",
    why="As many kinds as rows.",
)


equivalent(
    forest,
    "tree = grow(X[rows], y[rows], lambda X, y: ask_some(X, y, k, rng), 99) -> tree = grow(X[rows], y[rows], lambda X, y: ask_some(X, y, k, rng), 100)",
    "tree = grow(X[rows], y[rows], lambda X, y: ask_some(X, y, k, rng), 99) -> tree = grow(X[rows], y[rows], lambda X, y: ask_some(X, y, k, rng), 98)",
    why="No tree ever comes to a depth of 98.",
)


def four_rows():
    """Return four rows, their kinds, and two trees with the rows out of their bags."""
    trees = [
        ((0, 2.0, 1, 0), np.array([True, True, False, False])),
        ((1, 7.5, 0, 1), np.array([False, True, False, True])),
    ]
    X = np.array([[1.0, 7], [3, 7], [1, 9], [1, 8]])
    return X, np.array([1, 0, 0, 2]), trees


@check(votes)
def every_tree_votes_on_every_row():
    X, _, trees = four_rows()
    wanted = [[1, 1, 0], [2, 0, 0], [0, 2, 0], [0, 2, 0]]
    assert votes(trees, X, 3) == close_to(wanted)


@check(votes)
def new_rows_and_more_kinds():
    """Without `only_out`, X may be any rows."""
    _, _, trees = four_rows()
    X = np.array([[2.0, 9], [5, 5]])
    assert votes(trees, X, 4) == close_to([[0, 2, 0, 0], [2, 0, 0, 0]])


@wrong(
    votes,
    "Every tree voted on every row. With only_out, a tree must not vote on the "
    "rows that it has learnt.",
)
def votes_of_all(trees, X, n_kinds, only_out=False):
    counts = np.zeros((len(X), n_kinds), dtype=int)
    for tree, _ in trees:
        counts[np.arange(len(X)), predict_all(tree, X)] += 1
    return counts


@wrong(
    votes,
    "The trees voted on the rows in their bag. With only_out, they vote on the "
    "rows out of their bag.",
)
def votes_of_the_bag(trees, X, n_kinds, only_out=False):
    counts = np.zeros((len(X), n_kinds), dtype=int)
    for tree, out in trees:
        rows = np.flatnonzero(~np.asarray(out)) if only_out else np.arange(len(X))
        counts[rows, predict_all(tree, X)[rows]] += 1
    return counts


@wrong(
    votes,
    "You only kept the votes of the last tree. Add up the votes of all trees.",
)
def votes_of_the_last(trees, X, n_kinds, only_out=False):
    counts = np.zeros((len(X), n_kinds), dtype=int)
    for tree, out in trees:
        rows = np.flatnonzero(out) if only_out else np.arange(len(X))
        counts = np.zeros((len(X), n_kinds), dtype=int)
        counts[rows, predict_all(tree, X)[rows]] += 1
    return counts


@right(votes)
def votes_in_unit_rows(trees, X, n_kinds, only_out=False):
    counts = np.zeros((len(X), n_kinds))
    for tree, out in trees:
        says = np.eye(n_kinds)[predict_all(tree, X)]
        counts += says * np.reshape(out, (-1, 1)) if only_out else says
    return counts


@right(votes)
def votes_row_by_row(trees, X, n_kinds, only_out=False):
    counts = [[0] * n_kinds for _ in X]
    for tree, out in trees:
        for i, kind in enumerate(predict_all(tree, X)):
            if not only_out or out[i]:
                counts[i][kind] += 1
    return np.array(counts)


@right(votes)
def votes_by_counting_names(trees, X, n_kinds, only_out=False):
    named = np.array([predict_all(tree, X) for tree, _ in trees])
    if only_out:
        named = np.where([np.asarray(out) for _, out in trees], named, n_kinds)
    rows = [np.bincount(column, minlength=n_kinds + 1)[:n_kinds] for column in named.T]
    return np.array(rows)


@right(votes)
def votes_by_comparing(trees, X, n_kinds, only_out=False):
    total = 0
    for tree, out in trees:
        says = predict_all(tree, X)[:, None] == np.arange(n_kinds)
        if only_out:
            says = says & (np.asarray(out)[:, None] > 0)
        total = total + says.astype(np.int16)
    return total


equivalent(
    votes,
    "counts = np.zeros((len(X), n_kinds), dtype=int) -> counts = np.zeros((len(X), n_kinds))",
    why="Counts written as 3.0 are the same counts.",
)


equivalent(
    votes,
    "rows = np.flatnonzero(out) if only_out else np.arange(len(X)) -> rows = out if only_out else np.arange(len(X))",
    why="A mask picks the rows that flatnonzero names.",
)


@check(out_of_bag)
def of_equals_the_smallest_wins():
    """If kinds have equally many votes, the smallest wins."""
    X, y, _ = four_rows()
    trees = [(1, np.full(4, True)), (0, np.full(4, True))]
    assert out_of_bag(trees, X, y) == close_to(0.5)


@check(out_of_bag)
def rows_without_a_vote_are_left_aside(rng):
    """Rows on which no tree votes are left out."""
    X, y = np.arange(6.0)[:, None], np.array([0, 1, 1, 0, 1, 0])
    out = np.array([False, True, True, False, True, False])
    assert out_of_bag([(1, out), (0, ~out & (y > 0))], X, y) == close_to(1)


@wrong(
    out_of_bag,
    "You let trees vote on rows that they have learnt. Use only_out=True.",
)
def in_and_out_of_bag(trees, X, y):
    counts = votes(trees, X, y.max() + 1)
    return np.mean(np.asarray(counts).argmax(axis=1) == y)


@wrong(
    out_of_bag,
    "You counted rows without a vote as kind 0. Leave these rows out.",
)
def out_of_bag_with_the_silent(trees, X, y):
    counts = votes(trees, X, y.max() + 1, only_out=True)
    return np.mean(counts.argmax(axis=1) == y)


@wrong(
    out_of_bag,
    "That is the mean accuracy of the single trees. Let all trees that have not "
    "learnt a row vote together first.",
)
def out_of_bag_tree_by_tree(trees, X, y):
    shares = []
    for tree, out in trees:
        rows = np.flatnonzero(out)
        shares.append(np.mean(predict_all(tree, X)[rows] == y[rows]))
    return np.mean(shares)


@wrong(
    out_of_bag,
    "That is the mean fraction of votes for the correct kind. Take the kind with "
    "the most votes, and count how often it is correct.",
)
def out_of_bag_by_shares(trees, X, y):
    counts = np.asarray(votes(trees, X, y.max() + 1, only_out=True))
    some = counts.sum(axis=1) > 0
    return np.mean(counts[some, y[some]] / counts[some].sum(axis=1))


@right(out_of_bag)
def out_of_bag_row_by_row(trees, X, y):
    right = asked = 0
    for row, kind in zip(np.asarray(votes(trees, X, 6, True)), y):
        if row.any():
            asked += 1
            right += int(row.tolist().index(max(row)) == kind)
    return right / asked


@right(out_of_bag)
def out_of_bag_by_weights(trees, X, y):
    counts = np.asarray(votes(trees, X, max(y) + 1, only_out=True))
    return np.average(np.argmax(counts, axis=1) == y, weights=counts.max(axis=1) > 0)


@right(out_of_bag)
def out_of_bag_without_votes(trees, X, y):
    said = [[] for _ in y]
    for tree, out in trees:
        names = predict_all(tree, X)
        for i in np.flatnonzero(out):
            said[i].append(int(names[i]))
    right = []
    for names, kind in zip(said, y):
        if names:
            counts = Counter(names)
            most = max(counts.values())
            right.append(min(k for k in counts if counts[k] == most) == kind)
    return np.mean(right)


equivalent(
    out_of_bag,
    "counts = votes(trees, X, y.max() + 1, only_out=True) -> counts = votes(trees, X, y.max() + 2, only_out=True)",
    "some = counts.sum(axis=1) > 0 -> some = counts.mean(axis=1) > 0",
    why="A kind without votes wins nothing; and a sum above 0 is a mean above 0.",
)


@check(edges)
def all_middles_if_they_are_few():
    """If there are fewer midpoints than `n_bins`, all of them are edges."""
    x = np.array([100.0, 2, 4, 1, 2, 8, 3, 5])
    assert [len(edges(x, n_bins)) for n_bins in (6, 7, 8, 50)] == [5, 6, 6, 6]


@check(edges)
def two_bins_have_one_edge():
    assert edges(np.array([3.0, 1, 2]), 2) == close_to([2.5])
    assert edges(np.array([100.0, 2, 4, 1, 2, 8, 3, 5]), 2) == close_to([4.5])


@check(edges)
def equal_parts_of_the_middles(rng):
    x = rng.normal(size=90)
    middles = (np.sort(x)[:-1] + np.sort(x)[1:]) / 2
    wanted = [middles[int((i + 0.5) * 89 / 15)] for i in range(15)]
    assert edges(x, 16) == close_to(wanted)


@wrong(
    edges,
    "With bins of equal width, most splinters are in one bin. Go by the order of "
    "the values, as the docstring says.",
)
def edges_of_equal_width(x, n_bins):
    return np.linspace(x.min(), x.max(), n_bins + 1)[1:-1]


@wrong(
    edges,
    "Some of your edges are equal. If there are fewer midpoints than n_bins, "
    "return each of them once.",
)
def edges_that_come_twice(x, n_bins):
    values = np.unique(x)
    middles = (values[:-1] + values[1:]) / 2
    i = np.arange(n_bins - 1)
    return middles[((i + 0.5) * len(middles) / (n_bins - 1)).astype(int)]


@wrong(
    edges,
    "You returned one edge too many. There is one edge fewer than bins.",
)
def edges_one_too_many(x, n_bins):
    values = np.unique(x)
    middles = (values[:-1] + values[1:]) / 2
    if len(middles) <= n_bins:
        return middles
    i = np.arange(n_bins)
    return middles[((i + 0.5) * len(middles) / n_bins).astype(int)]


@wrong(
    edges,
    "Your edges are all at the low end. Take midpoints from the whole list, at "
    "equal steps.",
)
def edges_at_the_low_end(x, n_bins):
    values = np.unique(x)
    return ((values[:-1] + values[1:]) / 2)[: n_bins - 1]


@right(edges)
def edges_in_a_list(x, n_bins):
    values = sorted(set(x.tolist()))
    middles = [(a + b) / 2 for a, b in pairwise(values)]
    if len(middles) >= n_bins:
        parts, m = n_bins - 1, len(middles)
        middles = [middles[int((i + 0.5) * m / parts)] for i in range(parts)]
    return middles


@right(edges)
def edges_in_whole_numbers(x, n_bins):
    values = np.unique(x)
    middles = values[1:] - np.diff(values) / 2
    m, parts = middles.size, n_bins - 1
    if m > parts:
        middles = middles[(2 * np.arange(parts) + 1) * m // (2 * parts)]
    return middles


@right(edges)
def edges_by_take(x, n_bins):
    values = np.sort(np.asarray(list(set(x.tolist()))))
    middles = np.mean([values[1:], values[:-1]], axis=0)
    keep = min(len(middles), n_bins - 1)
    if keep == len(middles):
        return tuple(middles)
    return np.take(
        middles, [math.floor((i + 0.5) * len(middles) / keep) for i in range(keep)]
    )


@check(histogram)
def bins_and_kinds_that_are_empty(rng):
    assert histogram(np.array([2, 2]), np.array([1, 1]), 4, 3) == close_to(
        [[0, 0, 0], [0, 0, 0], [0, 2, 0], [0, 0, 0]]
    )
    bins, y = rng.integers(5, size=40), rng.integers(3, size=40)
    wanted = [[((bins == b) & (y == k)).sum() for k in range(3)] for b in range(5)]
    assert histogram(bins, y, 5, 3) == close_to(wanted)


@wrong(
    histogram,
    "H[bins, y] += 1 adds only once to each cell, however often it occurs. Use "
    "np.add.at.",
)
def histogram_once_each(bins, y, n_bins, n_kinds):
    H = np.zeros((n_bins, n_kinds))
    H[bins, y] += 1
    return H


@wrong(
    histogram,
    "Your rows are kinds. Return a row for each bin and a column for each kind.",
)
def histogram_turned(bins, y, n_bins, n_kinds):
    H = np.zeros((n_kinds, n_bins))
    np.add.at(H, (y, bins), 1)
    return H


@right(histogram)
def histogram_by_bincount(bins, y, n_bins, n_kinds):
    cells = np.asarray(bins) * n_kinds + y
    return np.bincount(cells, minlength=n_bins * n_kinds).reshape(n_bins, n_kinds)


@right(histogram)
def histogram_by_product(bins, y, n_bins, n_kinds):
    return np.eye(n_bins)[bins].T @ np.eye(n_kinds)[y]


@right(histogram)
def histogram_in_a_loop(bins, y, n_bins, n_kinds):
    table = [[0] * n_kinds for _ in range(n_bins)]
    for place, kind in zip(bins, y):
        table[place][kind] += 1
    return table


@right(histogram)
def histogram_of_numpy(bins, y, n_bins, n_kinds):
    edges_of = lambda n: np.arange(n + 1) - 0.5
    return np.histogram2d(bins, y, bins=[edges_of(n_bins), edges_of(n_kinds)])[0]


@check(best_edge)
def halfway_between_the_lowest_and_the_highest_of_equals():
    """If several edges have the largest gain, the threshold is halfway between the outermost two."""
    thresholds = np.array([1.0, 2, 5])
    empty = np.array([[2, 0], [0, 0], [0, 2], [0, 1.0]])
    assert best_edge(empty, thresholds, 1) == close_to(
        (0.48, 1.5)
    )  # at 1 and at 2 alike
    wide = np.array([[2, 0], [0, 0], [0, 0], [0, 3.0]])
    assert best_edge(wide, thresholds, 1) == close_to((0.48, 3))  # at 1, 2 and 5 alike


@check(best_edge)
def what_lies_at_most_at_an_edge_adds_up():
    """A question at an edge separates all bins below it from all bins above it."""
    uneven = np.array([[1, 0], [1, 1], [0, 2], [0, 0.0]])
    assert best_edge(uneven, np.array([1.0, 2, 5]), 1)[1] == close_to(2)


@check(best_edge)
def at_least_min_leaf_on_either_side():
    """At least `min_leaf` splinters are on each side."""
    lone, thresholds = (
        np.array([[1, 0], [0, 1], [0, 1], [1, 4.0]]),
        np.array([1.0, 2, 5]),
    )
    assert [best_edge(lone, thresholds, m)[1] for m in (1, 2, 3)] == close_to([1, 2, 5])


@check(best_edge)
def no_edge_is_allowed():
    """If no question is allowed, the result is (-np.inf, np.nan)."""
    H = np.array([[2, 0], [0, 3.0]])
    assert best_edge(H[:1], np.zeros(0), 1) == close_to((-np.inf, np.nan))
    assert best_edge(H, np.array([1.0]), 3) == close_to((-np.inf, np.nan))


@check(edges, histogram, best_edge)
def bins_ask_nearly_as_well_as_all_thresholds(rng):
    exact = best_split(X_train, np.eye(6)[y_train], 3)[0]
    assert 0.8 * exact < binned(X_train, 8, 3)(X_train, y_train)[0] <= 1.000001 * exact
    X, y = rng.normal(size=(80, 3)), rng.integers(4, size=80)
    wanted = best_split(X, np.eye(6)[y], 4)[0]
    assert binned(X, 255, 4)(X, y)[0] == close_to(wanted)


@wrong(
    best_edge,
    "You took the lowest of several equally good edges. Take the midpoint of the "
    "lowest and the highest.",
)
def best_edge_lowest(H, thresholds, min_leaf):
    L = H.cumsum(axis=0)[:-1]
    n = L.sum(axis=1)
    ok = np.minimum(n, H.sum() - n) >= min_leaf
    if not ok.any():
        return (-np.inf, np.nan)
    G = np.full(len(thresholds), -np.inf)
    G[ok] = gains(L[ok], H.sum(axis=0))
    return (G.max(), thresholds[G.argmax()])


@wrong(
    best_edge,
    "That is the mean of all equally good edges. Take the midpoint of the lowest "
    "and the highest.",
)
def best_edge_mean(H, thresholds, min_leaf):
    L = H.cumsum(axis=0)[:-1]
    n = L.sum(axis=1)
    ok = np.minimum(n, H.sum() - n) >= min_leaf
    if not ok.any():
        return (-np.inf, np.nan)
    G = np.full(len(thresholds), -np.inf)
    G[ok] = gains(L[ok], H.sum(axis=0))
    return (G.max(), thresholds[G == G.max()].mean())


@wrong(
    best_edge,
    "You did not apply min_leaf, so a group may be too small or even empty.",
)
def best_edge_of_any(H, thresholds, min_leaf):
    L = H.cumsum(axis=0)[:-1]
    n = L.sum(axis=1)
    ok = np.minimum(n, H.sum() - n) >= 1
    if not ok.any():
        return (-np.inf, np.nan)
    G = np.full(len(thresholds), -np.inf)
    G[ok] = gains(L[ok], H.sum(axis=0))
    best = thresholds[G == G.max()]
    return (G.max(), (best[0] + best[-1]) / 2)


@wrong(
    best_edge,
    "Those are the counts of single bins. All bins before an edge are below it, so "
    "use cumsum.",
)
def best_edge_of_single_bins(H, thresholds, min_leaf):
    n = H[:-1].sum(axis=1)
    ok = np.minimum(n, H.sum() - n) >= min_leaf
    if not ok.any():
        return (-np.inf, np.nan)
    G = np.full(len(thresholds), -np.inf)
    G[ok] = gains(H[:-1][ok], H.sum(axis=0))
    best = thresholds[G == G.max()]
    return (G.max(), (best[0] + best[-1]) / 2)


@right(best_edge)
def best_edge_in_a_loop(H, thresholds, min_leaf):
    low, total, most, best = np.zeros(H.shape[1]), H.sum(axis=0), -np.inf, []
    for edge, row in zip(thresholds, H):
        low = low + row
        if min(low.sum(), total.sum() - low.sum()) < min_leaf:
            continue
        gained = float(np.ravel(gains(low[None], total))[0])
        if gained > most + 1e-12:
            most, best = gained, [edge]
        elif gained > most - 1e-12:
            best.append(edge)
    return (most, (best[0] + best[-1]) / 2) if best else (-np.inf, np.nan)


@right(best_edge)
def best_edge_of_squares(H, thresholds, min_leaf):
    H = np.asarray(H, dtype=float)
    low = np.cumsum(H, axis=0)[:-1]
    high, n = H.sum(axis=0) - low, H.sum()
    small = np.minimum(low.sum(axis=1), high.sum(axis=1))
    if small.size == 0 or small.max() < min_leaf:
        return [-np.inf, np.nan]
    keep = small >= min_leaf
    clean = lambda C: (C**2).sum(axis=-1) / C.sum(axis=-1)
    gained = (clean(low[keep]) + clean(high[keep]) - clean(H.sum(axis=0))) / n
    best = thresholds[keep][np.isclose(gained, gained.max(), rtol=1e-9)]
    return [gained.max(), 0.5 * (best.min() + best.max())]


@right(best_edge)
def best_edge_in_an_array(H, thresholds, min_leaf):
    total, found = H.sum(axis=0), {}
    for i in range(len(thresholds)):
        low = H[: i + 1].sum(axis=0)
        if low.sum() >= min_leaf and H[i + 1 :].sum() >= min_leaf:
            found[thresholds[i]] = np.asarray(gains(low[np.newaxis], total)).item()
    if not found:
        return np.array([-np.inf, np.nan])
    most = max(found.values())
    best = [edge for edge in found if math.isclose(found[edge], most)]
    return np.array([most, np.mean([min(best), max(best)])])


equivalent(
    best_edge,
    "ok = np.minimum(n, H.sum() - n) >= min_leaf -> ok = np.minimum(H.sum() - n, n) >= min_leaf",
    why="The smaller of two is the smaller in either order.",
)


@check(ask_random)
def columns_that_do_not_vary_are_not_asked(rng):
    """Columns that do not vary are not asked about. If none is left, the gain is -np.inf."""
    assert ask_random(np.ones((3, 2)), np.array([0, 1, 1]), rng)[0] == -np.inf
    X = np.array([[5.0, 1], [5, 2], [5, 3]])
    assert ask_random(X, np.array([0, 1, 1]), rng)[1] == 1


@check(ask_random)
def the_gain_of_the_threshold_drawn(rng):
    X = np.column_stack([np.ones(9), np.arange(9) % 4, np.arange(9)])
    y = np.array([0, 0, 1, 0, 2, 2, 1, 2, 2])
    for _ in range(9):
        gained, column, threshold = ask_random(X, y, rng)
        left = X[:, int(column)] <= threshold
        after = left.mean() * differ(y[left]) + (~left).mean() * differ(y[~left])
        assert gained == close_to(differ(y) - after)


@check(ask_random)
def the_best_of_the_columns_wins(rng):
    """Of the questions about all columns, the one with the largest gain is kept."""
    X = np.column_stack([np.ones(40), np.arange(40) % 7, np.arange(40)])
    y = (np.arange(40) > 19).astype(int)
    asked = [int(ask_random(X, y, rng)[1]) for _ in range(60)]
    assert np.mean(np.array(asked) == 2) > 0.8


@check(ask_random)
def each_column_has_a_threshold_of_its_own(rng):
    """Each column has a random threshold of its own."""
    alike = np.repeat(np.arange(40.0)[:, None], 2, axis=1)
    y = (np.arange(40) > 19).astype(int)
    assert {int(ask_random(alike, y, rng)[1]) for _ in range(60)} == {0, 1}


@check(ask_random)
def evenly_between_the_lowest_and_the_highest(rng):
    """The threshold is uniform between the lowest and the highest value."""
    x, y = np.array([[0.0], [4], [1]]), np.array([0, 1, 1])
    drawn = np.array([ask_random(x, y, rng)[2] for _ in range(320)])
    assert (drawn < 2.5).mean() == close_to(0.625, abs=0.12)


@check(ask_random)
def five_such_trees_name_the_glass(rng):
    ask = lambda X, y: ask_random(X, y, rng)
    trees = [grow(X_train, y_train, ask, 99) for _ in range(5)]
    named = np.array([predict_all(tree, X_test) for tree in trees])
    voted = [np.bincount(column, minlength=6).argmax() for column in named.T]
    assert (voted == y_test).sum() > 18


@wrong(
    ask_random,
    "You asked about a single random column. Draw a threshold for each column, and "
    "keep the best question.",
)
def ask_random_column(X, y, rng):
    thresholds, Y = rng.uniform(X.min(axis=0), X.max(axis=0)), np.eye(6)[y]
    ok = np.flatnonzero(X.min(axis=0) < X.max(axis=0))
    if len(ok) == 0:
        return (-np.inf, 0, np.nan)
    j = rng.choice(ok)
    left = X[:, j] <= thresholds[j]
    return (gains(Y[left].sum(axis=0)[None], Y.sum(axis=0))[0], j, thresholds[j])


@wrong(
    ask_random,
    "You took a threshold from the values that occur. Draw it uniformly between "
    "the lowest and the highest value.",
)
def ask_random_value(X, y, rng):
    Y, best = np.eye(6)[y], (-np.inf, 0, np.nan)
    for j, x in enumerate(X.T):
        if x.min() < x.max():
            threshold = rng.choice(np.unique(x)[:-1])
            L = Y[x <= threshold].sum(axis=0)
            gained = gains(L[None], Y.sum(axis=0))[0]
            best = max(best, (gained, j, threshold))
    return best


@wrong(
    ask_random,
    "You used one random number for all columns. Draw a separate one for each column.",
)
def ask_random_at_one_height(X, y, rng):
    low, high, Y = X.min(axis=0), X.max(axis=0), np.eye(6)[y]
    thresholds, ok = low + rng.uniform() * (high - low), low < high
    G = np.full(X.shape[1], -np.inf)
    if ok.any():
        G[ok] = gains((X[:, ok] <= thresholds[ok]).T @ Y, Y.sum(axis=0))
    column = int(G.argmax())
    return (G[column], column, thresholds[column])


@right(ask_random)
def ask_random_column_by_column(X, y, rng):
    best, Y = (-np.inf, 0, np.nan), np.eye(6)[y]
    for column, x in enumerate(X.T):
        if np.ptp(x) == 0:
            continue
        threshold = x.min() + rng.random() * (x.max() - x.min())
        low = Y[x <= threshold].sum(axis=0)
        gained = float(np.ravel(gains(low[None], Y.sum(axis=0)))[0])
        if gained > best[0]:
            best = (gained, column, threshold)
    return best


@right(ask_random)
def ask_random_of_those_that_vary(X, y, rng):
    varies = np.flatnonzero(X.max(axis=0) > X.min(axis=0))
    if not varies.size:
        return [-math.inf, 0, 0.0]
    x = X[:, varies]
    thresholds = rng.uniform(low=x.min(axis=0), high=x.max(axis=0))
    Y = (np.reshape(y, (-1, 1)) == np.arange(6)) * 1
    L = np.einsum("nj,nc->jc", x <= thresholds, Y)
    G = np.asarray(gains(L, Y.sum(axis=0)))
    j = np.argmax(G)
    return [G[j], int(varies[j]), float(thresholds[j])]


@right(ask_random)
def ask_random_in_an_array(X, y, rng):
    low, wide = X.min(axis=0), np.ptp(X, axis=0)
    thresholds = low + wide * rng.random(X.shape[1])
    gini = lambda y: 1 - ((np.bincount(y) / len(y)) ** 2).sum()
    found = [(-np.inf, 0, 0)]
    for column in np.flatnonzero(wide):
        left = X[:, column] <= thresholds[column]
        share = left.mean()
        after = share * gini(y[left]) + (1 - share) * gini(y[~left])
        found.append((gini(y) - after, column, thresholds[column]))
    return np.array(max(found))


equivalent(
    ask_random,
    "thresholds, Y = (rng.uniform(X.min(axis=0), X.max(axis=0)), np.eye(6)[y]) -> thresholds, Y = (rng.uniform(X.min(axis=0), X.max(axis=0)), np.eye(7)[y])",
    "thresholds, Y = (rng.uniform(X.min(axis=0), X.max(axis=0)), np.eye(6)[y]) -> thresholds, Y = (rng.uniform(X.min(axis=0), X.max(axis=0)), np.eye(6)[y - 1])",
    why="Kinds under other numbers, or a kind that nobody has, mix no group more or less.",
)


equivalent(
    ask_random,
    "G[ok] = gains((X[:, ok] <= thresholds[ok]).T @ Y, Y.sum(axis=0)) -> G[ok] = gains((X[:, ok] < thresholds[ok]).T @ Y, Y.sum(axis=0))",
    "G[ok] = gains((X[:, ok] <= thresholds[ok]).T @ Y, Y.sum(axis=0)) -> G[ok] = gains((X[:, ok] > thresholds[ok]).T @ Y, Y.sum(axis=0))",
    why="By chance no threshold lies on a value; and a gain is the same from either group.",
    sometimes=True,
)


equivalent(
    ask_random,
    "column = int(G.argmax()) -> column = G.argmax()",
    why="NumPy's whole numbers are whole numbers.",
)


@check(shuffle_importance)
def a_column_that_is_not_asked_costs_nothing(rng):
    X = np.array([[0.0, 5], [1, 7], [1, 8]])
    found = shuffle_importance(lambda X: X[:, 0], X, np.array([0, 1, 1]), 1, 2, rng)
    assert found == close_to((0, 0))


@check(shuffle_importance)
def the_mean_drop_and_its_standard_error(rng):
    """The results are the mean of the drops and the standard error of that mean."""
    y, met = np.arange(40) % 2, []
    X = np.column_stack([y, rng.normal(size=40)])

    def watched(Z):
        met.extend(np.reshape(Z, (-1, 40, 2)).copy())
        return Z[:, 0]

    found = shuffle_importance(watched, X, y, 0, 3, rng)
    drops = [1 - np.mean(Z[:, 0] == y) for Z in met if (Z[:, 0] != y).any()]
    assert len(drops) == 3
    assert found == close_to((np.mean(drops), np.std(drops, ddof=1) / 3**0.5))


@check(shuffle_importance)
def shuffled_in_a_new_order_each_time(rng):
    """Each time the column has its own values in a new order, and X stays as it is."""
    X, met = np.column_stack([np.arange(40) % 2, rng.normal(size=40)]), []
    given = X.copy()

    def watched(Z):
        met.extend(np.reshape(Z, (-1, 40, 2)).copy())
        return Z[:, 0]

    for _ in range(2):
        shuffle_importance(watched, X, X[:, 0].copy(), 1, 2, rng)
    assert X == close_to(given)
    shuffled = [Z[:, 1] for Z in met if (Z != given).any()]
    assert np.sort(shuffled) == close_to([np.sort(X[:, 1])] * 4)
    assert len({tuple(column) for column in shuffled}) == 4


@check(shuffle_importance)
def the_importance_of_scikit_learn(rng):
    model = DecisionTreeClassifier(max_depth=4, min_samples_leaf=3)
    model.fit(X_train, y_train)
    wanted = permutation_importance(
        model, X_test, y_test, n_repeats=5, random_state=0
    ).importances_mean
    for column in (1, 3, 7):
        drop, _ = shuffle_importance(model.predict, X_test, y_test, column, 20, rng)
        assert drop == close_to(wanted[column], abs=0.08)


@wrong(
    shuffle_importance,
    "You shuffled all columns. Shuffle only the given one.",
)
def permuted_rows(predict, X, y, column, times, rng):
    right = np.mean(predict(X) == y)
    drops = [right - np.mean(predict(rng.permutation(X)) == y) for _ in range(times)]
    return np.mean(drops), np.std(drops, ddof=1) / np.sqrt(times)


@wrong(
    shuffle_importance,
    "That is the standard deviation of single drops. Divide it by the square root "
    "of `times`.",
)
def permuted_with_scatter(predict, X, y, column, times, rng):
    right, drops = np.mean(predict(X) == y), []
    for _ in range(times):
        shuffled = X.copy()
        shuffled[:, column] = rng.permutation(X[:, column])
        drops.append(right - np.mean(predict(shuffled) == y))
    return np.mean(drops), np.std(drops, ddof=1)


@wrong(
    shuffle_importance,
    "You drew with replacement, so the column has other values than before. "
    "Shuffle it with rng.permutation.",
)
def permuted_drawn_again(predict, X, y, column, times, rng):
    right, drops = np.mean(predict(X) == y), []
    for _ in range(times):
        shuffled = X.copy()
        shuffled[:, column] = rng.choice(X[:, column], len(X))
        drops.append(right - np.mean(predict(shuffled) == y))
    return np.mean(drops), np.std(drops, ddof=1) / np.sqrt(times)


@wrong(
    shuffle_importance,
    "You shuffled X itself, so it stays shuffled. Shuffle the column in a copy of X.",
)
def permuted_in_place(predict, X, y, column, times, rng):
    right, drops = np.mean(predict(X) == y), []
    for _ in range(times):
        X[:, column] = rng.permutation(X[:, column])
        drops.append(right - np.mean(predict(X) == y))
    return np.mean(drops), np.std(drops, ddof=1) / np.sqrt(times)


@wrong(
    shuffle_importance,
    "Your sign is wrong. A loss of accuracy is a positive drop.",
)
def permuted_as_a_gain(predict, X, y, column, times, rng):
    right, drops = np.mean(predict(X) == y), []
    for _ in range(times):
        shuffled = X.copy()
        shuffled[:, column] = rng.permutation(X[:, column])
        drops.append(np.mean(predict(shuffled) == y) - right)
    return np.mean(drops), np.std(drops, ddof=1) / np.sqrt(times)


@right(shuffle_importance)
def permuted_in_one_table(predict, X, y, column, times, rng):
    tables = np.repeat(X[None], times, axis=0)
    for table in tables:
        rng.shuffle(table[:, column])
    named = np.reshape(predict(np.concatenate([X, *tables])), (times + 1, len(X)))
    right = (named == y).mean(axis=1)
    drops = right[0] - right[1:]
    return drops.mean(), drops.std(ddof=1) / np.sqrt(times)


@right(shuffle_importance)
def permuted_one_after_the_other(predict, X, y, column, times, rng):
    before, Z, drops = sum(predict(X) == y) / len(y), np.array(X), []
    for _ in range(times):
        Z[:, column] = rng.permutation(Z[:, column])
        drops.append(before - sum(predict(Z) == y) / len(y))
    mean = math.fsum(drops) / times
    squares = math.fsum((drop - mean) ** 2 for drop in drops)
    return [mean, math.sqrt(squares / (times - 1) / times)]


@right(shuffle_importance)
def permuted_by_row_numbers(predict, X, y, column, times, rng):
    right = np.empty(times)
    for i in range(times):
        order = rng.choice(len(X), size=len(X), replace=False)
        columns = [x[order] if j == column else x for j, x in enumerate(X.T)]
        right[i] = np.equal(predict(np.column_stack(columns)), y).mean()
    return np.array(
        [np.mean(predict(X) == y) - right.mean(), np.std(right, ddof=1) / times**0.5]
    )
