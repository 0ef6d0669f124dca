"""The proof of level 6 of 06 glass: how its functions go wrong, and other right answers."""

import math
from functools import reduce
from itertools import combinations

from sklearn.metrics import mutual_info_score
from sklearn.tree import DecisionTreeClassifier


def borrowed_tree(model, box=0):
    """A fitted tree of scikit-learn with counts, for fresh data."""
    tree = model.tree_
    counts = tree.value[box, 0] / tree.value[box, 0].sum() * tree.n_node_samples[box]
    if tree.feature[box] < 0:
        return (counts,)
    ways = (tree.children_left[box], tree.children_right[box])
    below = [borrowed_tree(model, way) for way in ways]
    return (counts, int(tree.feature[box]), float(tree.threshold[box]), *below)


def copied(box):
    """A tree with counts of its own."""
    counts, *rest = box
    return (counts.copy(), *rest[:2], *map(copied, rest[2:]))


def as_numbers(box):
    """A tree as one list of numbers."""
    return [*box[0].tolist(), *box[1:3], *(n for b in box[3:] for n in as_numbers(b))]


EVEN = (np.array([2.0, 2]), 0, 1.0, (np.array([2.0, 0]),), (np.array([0.0, 2]),))


def cheapest(box, alpha):
    counts = np.asarray(box[0], dtype=float)
    alone = mess(counts) + alpha
    if len(box) == 1:
        return alone, box
    yes, no = cheapest(box[3], alpha), cheapest(box[4], alpha)
    if alone <= yes[0] + no[0] + 1e-9:
        return alone, (box[0],)
    return yes[0] + no[0], (*box[:3], yes[1], no[1])


@check(entropy)
def shares_of_zero_add_nothing():
    """Shares of 0 add nothing."""
    assert entropy(np.array([1.0, 0])) == close_to(0)
    assert entropy(np.array([0.5, 0.25, 0, 0.25])) == close_to(1.5)


@check(entropy)
def shares_in_any_shape():
    """The shares may have any shape, and all of them together add up to 1."""
    assert entropy(np.full((2, 2), 0.25)) == close_to(2)


@wrong(entropy, "That is in nats, with base e. Bits have base 2: np.log2.")
def entropy_in_nats(p):
    p = p[p > 0]
    return -(p * np.log(p)).sum()


@wrong(
    entropy,
    "That is the entropy row by row. The table as a whole is one set of shares.",
)
def entropy_of_rows(p):
    safe = np.where(p > 0, p, 1)
    return -(p * np.log2(safe)).sum(axis=-1)


@right(entropy)
def entropy_of_a_flat_list(p):
    return -math.fsum(s * math.log2(s) for s in np.ravel(p).tolist() if s > 0)


@right(entropy)
def entropy_without_zeros_by_where(p):
    return np.sum(p * np.where(p > 0, -np.log2(np.where(p > 0, p, 1)), 0))


@right(entropy)
def entropy_through_base_e(p):
    p = np.asarray(p, dtype=float).reshape(-1)
    logs = np.log(p, out=np.zeros_like(p), where=p > 0)
    return -(p @ logs) / np.log(2)


@right(entropy)
def entropy_in_a_loop(p):
    total = 0
    for share in np.nditer(p):
        if share != 0:
            total += float(share) * math.log(1 / share, 2)
    return total


@check(within)
def large_heaps_weigh_more():
    """The entropy within each heap is weighted with how many are in it."""
    assert within(np.array([[6, 0], [1, 1]])) == close_to(0.25)


@check(entropy, within)
def the_chain_rule(rng):
    T = rng.integers(0, 6, size=(4, 3)) + np.eye(4, 3, dtype=int)
    T[3, 0] += 1
    P, heaps = T / T.sum(), T.sum(axis=1) / T.sum()
    bits = lambda p: -(p[p > 0] * np.log2(p[p > 0])).sum()
    assert entropy(P) == close_to(bits(P))
    assert within(T) == close_to(bits(P) - bits(heaps))


@wrong(within, "Every heap weighs the same there. Weight it with what it holds.")
def within_unweighted(T):
    return np.mean([entropy(row / row.sum()) for row in T])


@wrong(
    within,
    "That asks for the heap once the kind is known. Rows are heaps: go along them.",
)
def within_of_columns(T):
    full = [column for column in T.T if column.sum() > 0]
    return sum(
        column.sum() / T.sum() * entropy(column / column.sum()) for column in full
    )


@right(within)
def within_by_the_chain_rule(T):
    P = T / T.sum()
    return entropy(P) - entropy(P.sum(axis=1))


@right(within)
def within_at_once(T):
    P = T / T.sum()
    inside = T / T.sum(axis=1, keepdims=True)
    some = P > 0
    return -(P[some] * np.log2(inside[some])).sum()


@right(within)
def within_by_average(T):
    bits = [entropy(row / row.sum()) for row in T]
    return np.average(bits, weights=T.sum(axis=1))


@right(within)
def within_by_product(T):
    n = np.sum(T, axis=1)
    bits = np.array([entropy(shares) for shares in T / n[:, None]])
    return float(n @ bits / n.sum())


@check(between)
def cells_of_zero_add_nothing():
    """Cells of 0 add nothing."""
    assert between(np.array([[1, 0], [0, 1]])) == close_to(1)
    assert between(np.diag([2, 1, 1])) == close_to(1.5)


@check(between)
def the_mutual_information_of_scikit_learn(rng):
    for T in (rng.integers(1, 9, size=(2, 3)), rng.integers(0, 3, size=(3, 5)) + 1):
        wanted = mutual_info_score(None, None, contingency=T) / np.log(2)
        assert between(T) == close_to(wanted)
        assert between(T.T) == close_to(wanted)
    wanted = mutual_info_score(None, None, contingency=BY_BARIUM) / np.log(2)
    assert between(BY_BARIUM) == close_to(wanted)


@wrong(between, "The fraction is upside down: what is, over what would be.")
def between_upside_down(T):
    P = T / T.sum()
    Q = np.outer(P.sum(axis=1), P.sum(axis=0))
    there = P > 0
    return (P[there] * np.log2(Q[there] / P[there])).sum()


@wrong(
    between,
    "Row share times column share is wanted for every pair of row and column: "
    "np.outer, not one by one.",
)
def between_one_by_one(T):
    P = T / T.sum()
    Q = np.broadcast_to(P.sum(axis=1) * P.sum(axis=0), P.shape)
    there = P > 0
    return (P[there] * np.log2(P[there] / Q[there])).sum()


@wrong(
    between,
    "A cell of 0 makes 0 times the logarithm of 0, which is nan. Leave those cells out: "
    "take P and Q where P is above 0.",
)
def between_with_empty_cells(T):
    P = T / T.sum()
    Q = np.outer(P.sum(axis=1), P.sum(axis=0))
    with np.errstate(divide="ignore", invalid="ignore"):
        return (P * np.log2(P / Q)).sum()


@wrong(
    between,
    "Each cell is weighted with what would be. Weight it with what is: P, not Q.",
)
def between_weighted_by_chance(T):
    P = T / T.sum()
    Q = np.outer(P.sum(axis=1), P.sum(axis=0))
    there = P > 0
    return (Q[there] * np.log2(P[there] / Q[there])).sum()


@right(between)
def between_before_less_after(T):
    return entropy(T.sum(axis=0) / T.sum()) - within(T)


@right(between)
def between_of_three_entropies(T):
    P = T / T.sum()
    return entropy(P.sum(axis=1)) + entropy(P.sum(axis=0)) - entropy(P)


@right(between)
def between_cell_by_cell(T):
    n, total = T.sum(), 0.0
    for i, row in enumerate(T):
        for j, count in enumerate(row):
            if count:
                total += count / n * math.log2(count * n / (row.sum() * T[:, j].sum()))
    return total


@right(between)
def between_heap_by_heap(T):
    shares, total = T.sum(axis=0) / T.sum(), 0.0
    for row in T:
        p, some = row / row.sum(), row > 0
        total += row.sum() / T.sum() * (p[some] @ np.log2(p[some] / shares[some]))
    return total


@check(gain_ratio)
def two_clean_heaps_tell_a_bit_for_a_bit():
    assert gain_ratio(np.array([[2, 0], [0, 2]])) == close_to(1)


@check(gain_ratio)
def bits_told_for_each_bit_that_the_heaps_take(rng):
    T = rng.integers(1, 9, size=(3, 4))
    told = mutual_info_score(None, None, contingency=T)
    heaps = T.sum(axis=1) / T.sum()
    assert gain_ratio(T) == close_to(told / -(heaps * np.log(heaps)).sum())


@wrong(gain_ratio, "Divided by the entropy of the kinds. It is the heaps that cost.")
def ratio_to_the_kinds(T):
    return between(T) / entropy(T.sum(axis=0) / T.sum())


@wrong(gain_ratio, "Divided by how many heaps there are. Their entropy is asked for.")
def ratio_to_how_many(T):
    return between(T) / len(T)


@right(gain_ratio)
def gain_ratio_of_entropies(T):
    P = T / T.sum()
    heaps = entropy(P.sum(axis=1))
    return (heaps + entropy(P.sum(axis=0)) - entropy(P)) / heaps


@right(gain_ratio)
def gain_ratio_of_what_is_closed(T):
    heaps = np.array([row.sum() for row in T])
    before = entropy(T.sum(axis=0) / heaps.sum())
    return float((before - within(T)) / entropy(heaps / heaps.sum()))


@right(gain_ratio)
def gain_ratio_in_a_loop(T):
    n, cost = T.sum(), 0
    for row in T:
        cost -= row.sum() / n * math.log2(row.sum() / n)
    return between(T) / cost


@check(spread)
def what_gini_gains(rng):
    gini = lambda counts: 1 - ((counts / counts.sum()) ** 2).sum()
    for size in (2, 4), (5, 3):
        T = rng.integers(1, 9, size=size)
        after = T.sum(axis=1) / T.sum() @ [gini(row) for row in T]
        assert spread(T) == close_to(gini(T.sum(axis=0)) - after)


@wrong(spread, "Every heap weighs the same there. Weight it with what it holds.")
def spread_unweighted(T):
    away = T / T.sum(axis=1)[:, None] - T.sum(axis=0) / T.sum()
    return (away**2).sum(axis=1).mean()


@wrong(
    spread,
    "The middle is that of all the splinters, not the plain mean of the heaps.",
)
def spread_around_the_heaps(T):
    n = T.sum(axis=1)
    shares = T / n[:, None]
    return n @ ((shares - shares.mean(axis=0)) ** 2).sum(axis=1) / T.sum()


@wrong(spread, "Distances were not squared. Pythagoras adds squares.")
def spread_not_squared(T):
    n = T.sum(axis=1)
    away = T / n[:, None] - T.sum(axis=0) / T.sum()
    return n @ np.sqrt((away**2).sum(axis=1)) / T.sum()


@right(spread)
def spread_as_ginis_gain(T):
    gini = lambda counts: 1 - np.square(counts / counts.sum()).sum()
    n = T.sum(axis=1)
    return gini(T.sum(axis=0)) - sum(m * gini(row) for m, row in zip(n, T)) / n.sum()


@right(spread)
def spread_of_pairs(T):
    n = T.sum(axis=1)
    total = 0.0
    for (m, a), (k, b) in combinations(zip(n, T), 2):
        total += m * k * ((a / m - b / k) ** 2).sum()
    return total / n.sum() ** 2


@right(spread)
def spread_in_loops(T):
    whole, result = T.sum(), 0.0
    for row in T:
        for j in range(T.shape[1]):
            away = row[j] / row.sum() - T[:, j].sum() / whole
            result += row.sum() / whole * away * away
    return result


@right(spread)
def spread_by_average(T):
    n = np.sum(T, axis=1)
    shares = T / n[:, np.newaxis]
    middle = np.average(shares, axis=0, weights=n)
    return np.average(np.sum((shares - middle) ** 2, axis=1), weights=n)


@check(contributions)
def a_column_that_is_asked_twice_adds_both_times():
    """The changes are added up for each column."""
    low = (np.array([3.0, 1]), 0, 1.0, (np.array([3.0, 0]),), (np.array([0.0, 1]),))
    tree = (np.array([3.0, 3]), 0, 2.0, low, (np.array([0.0, 2]),))
    start, parts = contributions(tree, np.array([1.0]), 1)
    assert start == close_to([0.5, 0.5])
    assert parts == close_to([[0.5, -0.5]])


@check(contributions)
def without_a_question_nothing_is_added():
    start, parts = contributions((np.array([3.0, 1]),), np.array([7.0, 7]), 2)
    assert start == close_to([0.75, 0.25])
    assert parts == close_to(np.zeros((2, 2)))


@check(contributions)
def the_steps_add_up_to_the_verdict(rng):
    """start + parts.sum(axis=0) are the shares at the end of the way."""
    X, y = rng.normal(size=(60, 3)), rng.integers(3, size=60)
    for X, y in (X, y), (X_train, y_train):
        model = DecisionTreeClassifier(max_depth=6, random_state=0).fit(X, y)
        tree, d, wanted = borrowed_tree(model), X.shape[1], model.predict_proba(X[:6])
        for q, share in zip(X, wanted, strict=False):
            start, parts = contributions(tree, q, d)
            assert np.shape(parts) == (d, len(tree[0]))
            assert start + np.sum(parts, axis=0) == close_to(share)
            path = model.decision_path([q]).indices
            asked = set(model.tree_.feature[path]) - {-2}
            assert set(np.flatnonzero(np.abs(parts).sum(axis=1))) <= asked


@wrong(
    contributions,
    "Each box's shares were added, not their change: below less above.",
)
def contributions_of_shares(tree, q, d):
    share = lambda box: box[0] / box[0].sum()
    start, parts = share(tree), np.zeros((d, len(tree[0])))
    while len(tree) > 1:
        _, column, threshold, yes, no = tree
        tree = yes if q[column] <= threshold else no
        parts[column] += share(tree)
    return start, parts


@wrong(
    contributions,
    "A column that is asked twice adds both times: +=, not =.",
)
def contributions_overwritten(tree, q, d):
    share = lambda box: box[0] / box[0].sum()
    start, parts = share(tree), np.zeros((d, len(tree[0])))
    while len(tree) > 1:
        _, column, threshold, yes, no = tree
        below = yes if q[column] <= threshold else no
        parts[column] = share(below) - share(tree)
        tree = below
    return start, parts


@wrong(
    contributions,
    "Each change was taken from the first box. It is from the box just above: below less "
    "above.",
)
def contributions_from_the_start(tree, q, d):
    share = lambda box: box[0] / box[0].sum()
    start, parts = share(tree), np.zeros((d, len(tree[0])))
    while len(tree) > 1:
        _, column, threshold, yes, no = tree
        tree = yes if q[column] <= threshold else no
        parts[column] += share(tree) - start
    return start, parts


@wrong(
    contributions,
    "The sign is turned: what the question adds is below less above.",
)
def contributions_turned(tree, q, d):
    share = lambda box: box[0] / box[0].sum()
    start, parts = share(tree), np.zeros((d, len(tree[0])))
    while len(tree) > 1:
        _, column, threshold, yes, no = tree
        below = yes if q[column] <= threshold else no
        parts[column] += share(tree) - share(below)
        tree = below
    return start, parts


@right(contributions)
def contributions_by_recursion(tree, q, d):
    start = tree[0] / np.sum(tree[0])
    if len(tree) == 1:
        return start, np.zeros((d, len(start)))
    below = tree[3] if q[tree[1]] <= tree[2] else tree[4]
    then, parts = contributions_by_recursion(below, q, d)
    parts[tree[1]] += then - start
    return start, parts


@right(contributions)
def contributions_of_the_way(tree, q, d):
    way, columns = [tree[0] / tree[0].sum()], []
    while len(tree) > 1:
        columns.append(tree[1])
        tree = tree[3 + int(q[tree[1]] > tree[2])]
        way.append(tree[0] / tree[0].sum())
    parts = np.zeros((d, len(way[0])))
    if columns:
        np.add.at(parts, columns, np.diff(way, axis=0))
    return [way[0], parts]


@right(contributions)
def contributions_by_product(tree, q, d):
    way, asked = [], []
    while True:
        way.append(tree[0] / tree[0].sum())
        if len(tree) == 1:
            break
        _, column, threshold, yes, no = tree
        asked.append(column)
        tree = no if q[column] > threshold else yes
    E = np.eye(d)[:, np.array(asked, dtype=int)]
    steps = np.array(way[1:]) - np.array(way[:-1]) if asked else np.zeros((0, 1))
    return way[0].tolist(), E @ steps + np.zeros((d, len(way[0])))


@right(contributions)
def contributions_in_lists(tree, q, d):
    n, kinds = sum(tree[0]), range(len(tree[0]))
    start, parts = [tree[0][k] / n for k in kinds], [[0.0 for _ in kinds] for _ in q]
    now = start
    while len(tree) > 1:
        column = tree[1]
        tree = tree[3] if q[column] <= tree[2] else tree[4]
        after = [tree[0][k] / sum(tree[0]) for k in kinds]
        for k in kinds:
            parts[column][k] += after[k] - now[k]
        now = after
    return start, parts


equivalent(
    contributions,
    "while len(tree) > 1: … -> while len(tree) > 2: …",
    why="A box has one part or five, never two.",
)


@check(leaves)
def an_answer_is_its_own_leaf():
    assert np.asarray(leaves(SMALL[3])) == close_to([[3, 0]])


@check(leaves)
def leaves_on_both_sides(rng):
    model = DecisionTreeClassifier(max_depth=5, random_state=0)
    model.fit(rng.normal(size=(60, 4)), rng.integers(3, size=60))
    tree, n_leaves = borrowed_tree(model), model.get_n_leaves()
    assert len(leaves(tree)) == n_leaves
    assert np.sum(leaves(tree), axis=0) == close_to(tree[0])
    assert len(leaves(tree[3])) + len(leaves(tree[4])) == n_leaves


@wrong(leaves, "Questions are no leaves: only what ends is counted.")
def leaves_and_boxes(box):
    if len(box) == 1:
        return [box[0]]
    return [box[0]] + leaves_and_boxes(box[3]) + leaves_and_boxes(box[4])


@wrong(leaves, "One side was forgotten: yes and no both go on.")
def leaves_of_yes(box):
    return [box[0]] if len(box) == 1 else leaves_of_yes(box[3])


@right(leaves)
def leaves_from_a_stack(box):
    found, todo = [], [box]
    while todo:
        box = todo.pop()
        if len(box) > 1:
            todo += box[3:]
        else:
            found.append(box[0])
    return found


@right(leaves)
def leaves_by_comprehension(box):
    if len(box) == 1:
        return [*box]
    return [counts for side in box[3:] for counts in leaves(side)]


@right(leaves)
def leaves_in_an_array(box):
    if len(box) == 1:
        return np.array(box)
    return np.vstack([leaves(box[4]), leaves(box[3])])


@right(leaves)
def leaves_in_lists(box):
    if len(box) == 5:
        return leaves(box[3]) + leaves(box[4])
    return [np.asarray(box[0]).tolist()]


equivalent(
    leaves,
    "return [box[0]] -> return [box[-1]]",
    why="Of a box with one part, the first is the last.",
)


@check(link)
def each_leaf_saved_has_its_share():
    """What is saved is divided by how many leaves fewer there would be."""
    assert link(EVEN) == close_to(2)
    assert link((*SMALL[:3], SMALL[4], SMALL[3])) == close_to(1.5)


@wrong(link, "That is what all leaves save together. For each leaf that is saved?")
def link_of_all(box):
    return mess(box[0]) - sum(map(mess, leaves(box)))


@wrong(link, "Cut there, one leaf remains: one fewer than there were are saved.")
def link_per_leaf(box):
    below = leaves(box)
    return (mess(box[0]) - sum(map(mess, below))) / len(below)


@right(link)
def link_in_a_loop(box):
    saved, how_many = mess(box[0]), -1
    for counts in leaves(box):
        saved -= mess(counts)
        how_many += 1
    return saved / how_many


@right(link)
def link_from_squares(box):
    clean = lambda counts: np.square(counts).sum() / np.sum(counts)
    below = leaves(box)
    saved = sum(clean(counts) for counts in below) - clean(box[0])
    return saved / (len(below) - 1)


@right(link)
def link_from_shares(box):
    gini = lambda counts: 1 - ((counts / np.sum(counts)) ** 2).sum()
    below = np.array(leaves(box), dtype=float)
    before = np.sum(box[0]) * gini(np.asarray(box[0]))
    after = sum(counts.sum() * gini(counts) for counts in below)
    return float(before - after) / (len(below) - 1)


@right(link)
def link_question_by_question(box):
    def saved(box):
        if len(box) == 1:
            return 0.0, 0
        (a, m), (b, n) = saved(box[3]), saved(box[4])
        return a + b + mess(box[0]) - mess(box[3][0]) - mess(box[4][0]), m + n + 1

    whole, questions = saved(box)
    return whole / questions


@check(cut)
def a_link_of_just_alpha_is_cut():
    """A question whose link is at most `alpha` becomes an answer."""
    assert [len(leaves(cut(EVEN, alpha))) for alpha in (1.9, 2.0)] == [2, 1]


@check(cut)
def an_answer_stays_an_answer():
    assert len(leaves(cut((np.array([2.0, 1]),), 9))) == 1


@check(cut)
def from_below():
    """A question is judged once all that is below it has been cut."""
    sizes = [len(leaves(cut(SMALL, alpha))) for alpha in (0.5, 0.7, 2.3, 2.5)]
    assert sizes == [3, 2, 2, 1]


@check(cut)
def the_tree_itself_is_left_as_it_was():
    given = copied(SMALL)
    cut(given, 2.5)
    assert as_numbers(given) == as_numbers(SMALL)


@check(cut)
def pruned_as_scikit_learn_prunes(rng):
    X, y = rng.normal(size=(60, 3)), rng.integers(3, size=60)
    for X, y in (X, y), (X_train, y_train):
        whole = DecisionTreeClassifier(max_depth=6, random_state=0).fit(X, y)
        tree = borrowed_tree(whole)
        for alpha in (0.7102, 3.1416):
            model = DecisionTreeClassifier(
                max_depth=6, random_state=0, ccp_alpha=alpha / len(y)
            )
            box, kept = model.fit(X, y).tree_, cut(tree, alpha)
            assert len(leaves(kept)) == model.get_n_leaves()
            ends = box.feature < 0
            wanted = box.n_node_samples[ends] @ box.impurity[ends]
            assert sum(map(mess, leaves(kept))) == close_to(wanted)


@check(link, cut)
def the_price_of_every_cut():
    model = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=MIN_LEAF)
    path = model.cost_complexity_pruning_path(X_train, y_train)
    tree = borrowed_tree(model.fit(X_train, y_train))
    for alpha in path.ccp_alphas[1:] * 171:
        weakest = min((float(link(box)) for box in questions(tree)), default=0)
        assert weakest == close_to(alpha)
        tree = cut(tree, weakest * (1 + 1e-6))
    assert len(tree) == 1


@wrong(
    cut,
    "That judges from the top, with twigs still hanging that will go. Cut below first.",
)
def cut_from_the_top(box, alpha):
    if len(box) == 1:
        return box
    if link(box) <= alpha:
        return (box[0],)
    return (*box[:3], cut_from_the_top(box[3], alpha), cut_from_the_top(box[4], alpha))


@wrong(cut, "A link of just alpha is cut as well: at most alpha, <=, not <.")
def cut_below_alpha(box, alpha):
    if len(box) == 1:
        return box
    box = (*box[:3], cut_below_alpha(box[3], alpha), cut_below_alpha(box[4], alpha))
    return (box[0],) if link(box) < alpha else box


@wrong(cut, "Strong branches went and weak ones stayed: at most alpha is cut.")
def cut_the_strong(box, alpha):
    if len(box) == 1:
        return box
    box = (*box[:3], cut_the_strong(box[3], alpha), cut_the_strong(box[4], alpha))
    return (box[0],) if link(box) > alpha else box


@wrong(cut, "Only the first box was asked. Every branch has to pay for itself.")
def cut_the_first_only(box, alpha):
    return (box[0],) if len(box) > 1 and link(box) <= alpha else box


@right(cut)
def cut_step_by_step(box, alpha):
    if len(box) > 1:
        counts, column, threshold, yes, no = box
        kept = (counts, column, threshold, cut(yes, alpha), cut(no, alpha))
        if link(kept) > alpha:
            return kept
    return (box[0],)


@right(cut)
def cut_into_lists(box, alpha):
    if len(box) == 1:
        return list(box)
    new = [*box[:3], *[cut(side, alpha) for side in box[3:]]]
    return new[:1] if not link(new) > alpha else new


@right(cut)
def cut_by_the_cost(box, alpha):
    return cheapest(box, alpha)[1]


@check(bias_and_variance)
def three_samples_and_two_questions():
    answers, truth = np.array([[1.0, 2], [3, 2], [2, 5]]), np.array([2.0, 1])
    assert bias_and_variance(answers, truth) == close_to((2, 4 / 3))


@check(bias_and_variance)
def both_add_up_to_the_error(rng):
    """Mean squared bias and mean variance add up to the mean squared error."""
    answers, truth = rng.normal(size=(4, 7)) + 1, rng.normal(size=7)
    both = np.asarray(bias_and_variance(answers, truth))
    assert both.shape == (2,)
    assert both.sum() == close_to(((answers - truth) ** 2).mean())


@wrong(
    bias_and_variance,
    "Square the bias at each question, and then take the mean of the squares.",
)
def bias_that_cancels(answers, truth):
    return (answers.mean(axis=0) - truth).mean() ** 2, answers.var(axis=0).mean()


@wrong(
    bias_and_variance,
    "That is how one answer varies from question to question. From sample to sample: "
    "axis 0.",
)
def variance_over_questions(answers, truth):
    bias = answers.mean(axis=0) - truth
    return (bias**2).mean(), answers.var(axis=1).mean()


@wrong(
    bias_and_variance,
    "The second is the whole error. Variance is around the samples' own mean.",
)
def whole_error_for_variance(answers, truth):
    bias = answers.mean(axis=0) - truth
    return (bias**2).mean(), ((answers - truth) ** 2).mean()


@right(bias_and_variance)
def bias_and_variance_question_by_question(answers, truth):
    bias = variance = 0.0
    for column, right in zip(answers.T, truth):
        bias += (column.mean() - right) ** 2 / len(truth)
        variance += ((column - column.mean()) ** 2).mean() / len(truth)
    return bias, variance


@right(bias_and_variance)
def bias_and_variance_from_the_whole(answers, truth):
    whole = np.mean((answers - truth) ** 2)
    bias = np.square(np.mean(answers, axis=0) - truth).mean()
    return np.array([bias, whole - bias])


@right(bias_and_variance)
def bias_and_variance_of_squares(answers, truth):
    middle = np.ones(len(answers)) @ answers / len(answers)
    variance = np.einsum("ij,ij", answers - middle, answers - middle) / answers.size
    return [(middle - truth) @ (middle - truth) / middle.size, variance]


@check(own_and_shared)
def both_add_up_to_the_variance_of_the_mean(rng):
    """Together they are the variance of the mean of the trees."""
    for size in (4, 2), (40, 6):
        answers = rng.normal(size=(size[0], 1)) + 2 * rng.normal(size=size) + 5
        own = answers.var(axis=0).sum() / size[1] ** 2
        whole = answers.mean(axis=1).var()
        assert own_and_shared(answers) == close_to((own, whole - own))


@wrong(
    own_and_shared,
    "The answers were not centred: covariance is about how far they are from the mean.",
)
def own_and_shared_uncentred(answers):
    n_trees = answers.shape[1]
    C = answers.T @ answers / len(answers)
    own = np.trace(C) / n_trees**2
    return own, C.sum() / n_trees**2 - own


@wrong(
    own_and_shared,
    "The second is the whole variance. Take the trees' own part off.",
)
def own_and_whole(answers):
    n_trees = answers.shape[1]
    A = answers - answers.mean(axis=0)
    C = A.T @ A / len(A)
    return np.trace(C) / n_trees**2, C.sum() / n_trees**2


@wrong(
    own_and_shared,
    "Divided by n once. In a mean of n trees each pair is weighted 1 / n twice.",
)
def own_and_shared_over_t(answers):
    n_trees = answers.shape[1]
    A = answers - answers.mean(axis=0)
    C = A.T @ A / len(A)
    own = np.trace(C) / n_trees
    return own, C.sum() / n_trees - own


@right(own_and_shared)
def own_and_shared_pair_by_pair(answers):
    columns = [column - column.mean() for column in answers.T]
    T, own, shared = len(columns), 0.0, 0.0
    for i, a in enumerate(columns):
        for j, b in enumerate(columns):
            if i == j:
                own += np.mean(a * b) / T**2
            else:
                shared += np.mean(a * b) / T**2
    return own, shared


@right(own_and_shared)
def own_and_shared_of_the_mean(answers):
    own = np.var(answers, axis=0).sum() / answers.shape[1] ** 2
    return [own, np.var(answers.mean(axis=1)) - own]


@right(own_and_shared)
def own_and_shared_by_einsum(answers):
    r, T = answers.shape
    A = answers - np.add.reduce(answers, axis=0) / r
    C = np.einsum("ri,rj->ij", A, A) / (r * T * T)
    return np.array([np.diag(C).sum(), (C * (1 - np.eye(T))).sum()])


@right(own_and_shared)
def own_and_shared_of_combinations(answers):
    T = answers.shape[1]
    away = (answers - answers.mean(axis=0)) / T
    own = reduce(lambda total, a: total + (a**2).mean(), away.T, 0.0)
    return own, 2 * sum(a @ b for a, b in combinations(away.T, 2)) / len(away)
