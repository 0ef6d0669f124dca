"""The proof of level 6 of 06 glass: what its functions must also do, and how they go wrong."""

import math
from functools import reduce
from itertools import combinations

from sklearn.metrics import mutual_info_score
from sklearn.tree import DecisionTreeClassifier


def borrowed_tree(model, node=0):
    """Return a fitted tree of scikit-learn with counts, for random data."""
    tree = model.tree_
    counts = tree.value[node, 0] / tree.value[node, 0].sum() * tree.n_node_samples[node]
    if tree.feature[node] < 0:
        return (counts,)
    ways = (tree.children_left[node], tree.children_right[node])
    below = [borrowed_tree(model, way) for way in ways]
    return (counts, int(tree.feature[node]), float(tree.threshold[node]), *below)


def copied(node):
    """Return a tree with counts of its own."""
    counts, *rest = node
    return (counts.copy(), *rest[:2], *map(copied, rest[2:]))


def as_numbers(node):
    """Return a tree as one list of numbers."""
    return [
        *node[0].tolist(),
        *node[1:3],
        *(n for b in node[3:] for n in as_numbers(b)),
    ]


EVEN = (np.array([2.0, 2]), 0, 1.0, (np.array([2.0, 0]),), (np.array([0.0, 2]),))


def cheapest(node, alpha):
    counts = np.asarray(node[0], dtype=float)
    alone = total_impurity(counts) + alpha
    if len(node) == 1:
        return alone, node
    yes, no = cheapest(node[3], alpha), cheapest(node[4], alpha)
    if alone <= yes[0] + no[0] + 1e-9:
        return alone, (node[0],)
    return yes[0] + no[0], (*node[:3], yes[1], no[1])


@check(entropy)
def shares_of_zero_add_nothing():
    """Fractions of 0 add nothing."""
    assert entropy(np.array([1.0, 0])) == close_to(0)
    assert entropy(np.array([0.5, 0.25, 0, 0.25])) == close_to(1.5)


@check(entropy)
def shares_in_any_shape():
    """The fractions may have any shape; all together add up to 1."""
    assert entropy(np.full((2, 2), 0.25)) == close_to(2)


@wrong(
    entropy,
    "That is in nats, with base e. Use base 2 to get bits: np.log2.",
)
def entropy_in_nats(p):
    p = p[p > 0]
    return -(p * np.log(p)).sum()


@wrong(
    entropy,
    "That is the entropy of each row. Treat the whole table as one set of fractions.",
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
    for fractions_of in np.nditer(p):
        if fractions_of != 0:
            total += float(fractions_of) * math.log(1 / fractions_of, 2)
    return total


@check(within)
def large_heaps_weigh_more():
    """The entropy of each group is weighted by its fraction of all splinters."""
    assert within(np.array([[6, 0], [1, 1]])) == close_to(0.25)


@check(entropy, within)
def the_chain_rule(rng):
    T = rng.integers(0, 6, size=(4, 3)) + np.eye(4, 3, dtype=int)
    T[3, 0] += 1
    P, groups = T / T.sum(), T.sum(axis=1) / T.sum()
    bits = lambda p: -(p[p > 0] * np.log2(p[p > 0])).sum()
    assert entropy(P) == close_to(bits(P))
    assert within(T) == close_to(bits(P) - bits(groups))


@wrong(
    within,
    "You gave every group the same weight. Weight each by its number of splinters.",
)
def within_unweighted(T):
    return np.mean([entropy(row / row.sum()) for row in T])


@wrong(
    within,
    "That is what is unknown about the group once you know the kind. The rows are "
    "the groups: go along the rows.",
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
    bits = np.array([entropy(fractions) for fractions in T / n[:, None]])
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


@wrong(
    between,
    "Your fraction is upside down. Divide P by Q.",
)
def between_upside_down(T):
    P = T / T.sum()
    Q = np.outer(P.sum(axis=1), P.sum(axis=0))
    there = P > 0
    return (P[there] * np.log2(Q[there] / P[there])).sum()


@wrong(
    between,
    "You multiplied the rows and columns one by one. Multiply each row fraction by "
    "each column fraction: np.outer.",
)
def between_one_by_one(T):
    P = T / T.sum()
    Q = np.broadcast_to(P.sum(axis=1) * P.sum(axis=0), P.shape)
    there = P > 0
    return (P[there] * np.log2(P[there] / Q[there])).sum()


@wrong(
    between,
    "A cell of 0 gives 0 times the logarithm of 0, which is nan. Leave these cells "
    "out: use P and Q where P is above 0.",
)
def between_with_empty_cells(T):
    P = T / T.sum()
    Q = np.outer(P.sum(axis=1), P.sum(axis=0))
    with np.errstate(divide="ignore", invalid="ignore"):
        return (P * np.log2(P / Q)).sum()


@wrong(
    between,
    "You weighted each cell by Q, what it would be if independent. Weight it by P.",
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
    fractions, total = T.sum(axis=0) / T.sum(), 0.0
    for row in T:
        p, some = row / row.sum(), row > 0
        total += row.sum() / T.sum() * (p[some] @ np.log2(p[some] / fractions[some]))
    return total


@check(gain_ratio)
def two_clean_heaps_tell_a_bit_for_a_bit():
    assert gain_ratio(np.array([[2, 0], [0, 2]])) == close_to(1)


@check(gain_ratio)
def bits_told_for_each_bit_that_the_heaps_take(rng):
    T = rng.integers(1, 9, size=(3, 4))
    told = mutual_info_score(None, None, contingency=T)
    groups = T.sum(axis=1) / T.sum()
    assert gain_ratio(T) == close_to(told / -(groups * np.log(groups)).sum())


@wrong(
    gain_ratio,
    "You divided by the entropy of the kinds. Divide by the entropy of the groups.",
)
def ratio_to_the_kinds(T):
    return between(T) / entropy(T.sum(axis=0) / T.sum())


@wrong(
    gain_ratio,
    "You divided by the number of groups. Divide by the entropy of their fractions.",
)
def ratio_to_how_many(T):
    return between(T) / len(T)


@right(gain_ratio)
def gain_ratio_of_entropies(T):
    P = T / T.sum()
    groups = entropy(P.sum(axis=1))
    return (groups + entropy(P.sum(axis=0)) - entropy(P)) / groups


@right(gain_ratio)
def gain_ratio_of_what_is_closed(T):
    groups = np.array([row.sum() for row in T])
    before = entropy(T.sum(axis=0) / groups.sum())
    return float((before - within(T)) / entropy(groups / groups.sum()))


@right(gain_ratio)
def gain_ratio_in_a_loop(T):
    n, cost = T.sum(), 0
    for row in T:
        cost -= row.sum() / n * math.log2(row.sum() / n)
    return between(T) / cost


@check(variance_between)
def what_gini_gains(rng):
    gini = lambda counts: 1 - ((counts / counts.sum()) ** 2).sum()
    for size in (2, 4), (5, 3):
        T = rng.integers(1, 9, size=size)
        after = T.sum(axis=1) / T.sum() @ [gini(row) for row in T]
        assert variance_between(T) == close_to(gini(T.sum(axis=0)) - after)


@wrong(
    variance_between,
    "You gave every group the same weight. Weight each by its number of splinters.",
)
def spread_unweighted(T):
    deviations = T / T.sum(axis=1)[:, None] - T.sum(axis=0) / T.sum()
    return (deviations**2).sum(axis=1).mean()


@wrong(
    variance_between,
    "You used the plain mean of the groups. Use the fractions of all splinters "
    "together.",
)
def spread_around_the_heaps(T):
    n = T.sum(axis=1)
    fractions = T / n[:, None]
    return n @ ((fractions - fractions.mean(axis=0)) ** 2).sum(axis=1) / T.sum()


@wrong(
    variance_between,
    "You did not square the distances. Square them before you add up.",
)
def spread_not_squared(T):
    n = T.sum(axis=1)
    deviations = T / n[:, None] - T.sum(axis=0) / T.sum()
    return n @ np.sqrt((deviations**2).sum(axis=1)) / T.sum()


@right(variance_between)
def spread_as_ginis_gain(T):
    gini = lambda counts: 1 - np.square(counts / counts.sum()).sum()
    n = T.sum(axis=1)
    return gini(T.sum(axis=0)) - sum(m * gini(row) for m, row in zip(n, T)) / n.sum()


@right(variance_between)
def spread_of_pairs(T):
    n = T.sum(axis=1)
    total = 0.0
    for (m, a), (k, b) in combinations(zip(n, T), 2):
        total += m * k * ((a / m - b / k) ** 2).sum()
    return total / n.sum() ** 2


@right(variance_between)
def spread_in_loops(T):
    whole, result = T.sum(), 0.0
    for row in T:
        for j in range(T.shape[1]):
            deviations = row[j] / row.sum() - T[:, j].sum() / whole
            result += row.sum() / whole * deviations * deviations
    return result


@right(variance_between)
def spread_by_average(T):
    n = np.sum(T, axis=1)
    fractions = T / n[:, np.newaxis]
    middle = np.average(fractions, axis=0, weights=n)
    return np.average(np.sum((fractions - middle) ** 2, axis=1), weights=n)


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
    """start + parts.sum(axis=0) are the fractions in the leaf."""
    X, y = rng.normal(size=(60, 3)), rng.integers(3, size=60)
    for X, y in (X, y), (X_train, y_train):
        model = DecisionTreeClassifier(max_depth=6, random_state=0).fit(X, y)
        tree, d, wanted = borrowed_tree(model), X.shape[1], model.predict_proba(X[:6])
        for q, fractions_of in zip(X, wanted, strict=False):
            start, parts = contributions(tree, q, d)
            assert np.shape(parts) == (d, len(tree[0]))
            assert start + np.sum(parts, axis=0) == close_to(fractions_of)
            path = model.decision_path([q]).indices
            asked = set(model.tree_.feature[path]) - {-2}
            assert set(np.flatnonzero(np.abs(parts).sum(axis=1))) <= asked


@wrong(
    contributions,
    "You added the fractions of each node. Add their change: those of the node "
    "below minus those of the node above.",
)
def contributions_of_shares(tree, q, d):
    fractions_of = lambda node: node[0] / node[0].sum()
    start, parts = fractions_of(tree), np.zeros((d, len(tree[0])))
    while len(tree) > 1:
        _, column, threshold, yes, no = tree
        tree = yes if q[column] <= threshold else no
        parts[column] += fractions_of(tree)
    return start, parts


@wrong(
    contributions,
    "If there are two questions about a column, you kept only the last change. Add "
    "them up with +=.",
)
def contributions_overwritten(tree, q, d):
    fractions_of = lambda node: node[0] / node[0].sum()
    start, parts = fractions_of(tree), np.zeros((d, len(tree[0])))
    while len(tree) > 1:
        _, column, threshold, yes, no = tree
        below = yes if q[column] <= threshold else no
        parts[column] = fractions_of(below) - fractions_of(tree)
        tree = below
    return start, parts


@wrong(
    contributions,
    "You took each change from the first node. Take it from the node just above.",
)
def contributions_from_the_start(tree, q, d):
    fractions_of = lambda node: node[0] / node[0].sum()
    start, parts = fractions_of(tree), np.zeros((d, len(tree[0])))
    while len(tree) > 1:
        _, column, threshold, yes, no = tree
        tree = yes if q[column] <= threshold else no
        parts[column] += fractions_of(tree) - start
    return start, parts


@wrong(
    contributions,
    "Your sign is wrong. Subtract the node above from the node below.",
)
def contributions_turned(tree, q, d):
    fractions_of = lambda node: node[0] / node[0].sum()
    start, parts = fractions_of(tree), np.zeros((d, len(tree[0])))
    while len(tree) > 1:
        _, column, threshold, yes, no = tree
        below = yes if q[column] <= threshold else no
        parts[column] += fractions_of(tree) - fractions_of(below)
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
    why="A node has one part or five, never two.",
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


@wrong(
    leaves,
    "You also returned the questions. Return only the leaves.",
)
def leaves_and_boxes(node):
    if len(node) == 1:
        return [node[0]]
    return [node[0]] + leaves_and_boxes(node[3]) + leaves_and_boxes(node[4])


@wrong(
    leaves,
    "You only followed one answer. Follow both yes and no.",
)
def leaves_of_yes(node):
    return [node[0]] if len(node) == 1 else leaves_of_yes(node[3])


@right(leaves)
def leaves_from_a_stack(node):
    found, todo = [], [node]
    while todo:
        node = todo.pop()
        if len(node) > 1:
            todo += node[3:]
        else:
            found.append(node[0])
    return found


@right(leaves)
def leaves_by_comprehension(node):
    if len(node) == 1:
        return [*node]
    return [counts for side in node[3:] for counts in leaves(side)]


@right(leaves)
def leaves_in_an_array(node):
    if len(node) == 1:
        return np.array(node)
    return np.vstack([leaves(node[4]), leaves(node[3])])


@right(leaves)
def leaves_in_lists(node):
    if len(node) == 5:
        return leaves(node[3]) + leaves(node[4])
    return [np.asarray(node[0]).tolist()]


equivalent(
    leaves,
    "return [node[0]] -> return [node[-1]]",
    why="Of a node with one part, the first is the last.",
)


@check(effective_alpha)
def each_leaf_saved_has_its_share():
    """What is saved is divided by the number of leaves saved."""
    assert effective_alpha(EVEN) == close_to(2)
    assert effective_alpha((*SMALL[:3], SMALL[4], SMALL[3])) == close_to(1.5)


@wrong(
    effective_alpha,
    "That is what all leaves save together. Divide it by the number of leaves saved.",
)
def link_of_all(node):
    return total_impurity(node[0]) - sum(map(total_impurity, leaves(node)))


@wrong(
    effective_alpha,
    "You divided by the number of leaves. Cutting leaves one of them, so divide by "
    "one less.",
)
def link_per_leaf(node):
    below = leaves(node)
    return (total_impurity(node[0]) - sum(map(total_impurity, below))) / len(below)


@right(effective_alpha)
def link_in_a_loop(node):
    saved, how_many = total_impurity(node[0]), -1
    for counts in leaves(node):
        saved -= total_impurity(counts)
        how_many += 1
    return saved / how_many


@right(effective_alpha)
def link_from_squares(node):
    clean = lambda counts: np.square(counts).sum() / np.sum(counts)
    below = leaves(node)
    saved = sum(clean(counts) for counts in below) - clean(node[0])
    return saved / (len(below) - 1)


@right(effective_alpha)
def link_from_shares(node):
    gini = lambda counts: 1 - ((counts / np.sum(counts)) ** 2).sum()
    below = np.array(leaves(node), dtype=float)
    before = np.sum(node[0]) * gini(np.asarray(node[0]))
    after = sum(counts.sum() * gini(counts) for counts in below)
    return float(before - after) / (len(below) - 1)


@right(effective_alpha)
def link_question_by_question(node):
    def saved(node):
        if len(node) == 1:
            return 0.0, 0
        (a, m), (b, n) = saved(node[3]), saved(node[4])
        return a + b + total_impurity(node[0]) - total_impurity(
            node[3][0]
        ) - total_impurity(node[4][0]), m + n + 1

    whole, questions = saved(node)
    return whole / questions


@check(prune)
def a_link_of_just_alpha_is_cut():
    """A question becomes a leaf if its effective alpha is at most `alpha`."""
    assert [len(leaves(prune(EVEN, alpha))) for alpha in (1.9, 2.0)] == [2, 1]


@check(prune)
def an_answer_stays_an_answer():
    assert len(leaves(prune((np.array([2.0, 1]),), 9))) == 1


@check(prune)
def from_below():
    """A question is judged after everything below it has been pruned."""
    sizes = [len(leaves(prune(SMALL, alpha))) for alpha in (0.5, 0.7, 2.3, 2.5)]
    assert sizes == [3, 2, 2, 1]


@check(prune)
def the_tree_itself_is_left_as_it_was():
    given = copied(SMALL)
    prune(given, 2.5)
    assert as_numbers(given) == as_numbers(SMALL)


@check(prune)
def pruned_as_scikit_learn_prunes(rng):
    X, y = rng.normal(size=(60, 3)), rng.integers(3, size=60)
    for X, y in (X, y), (X_train, y_train):
        whole = DecisionTreeClassifier(max_depth=6, random_state=0).fit(X, y)
        tree = borrowed_tree(whole)
        for alpha in (0.7102, 3.1416):
            model = DecisionTreeClassifier(
                max_depth=6, random_state=0, ccp_alpha=alpha / len(y)
            )
            node, kept = model.fit(X, y).tree_, prune(tree, alpha)
            assert len(leaves(kept)) == model.get_n_leaves()
            ends = node.feature < 0
            wanted = node.n_node_samples[ends] @ node.impurity[ends]
            assert sum(map(total_impurity, leaves(kept))) == close_to(wanted)


@check(effective_alpha, prune)
def the_price_of_every_cut():
    model = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=MIN_LEAF)
    path = model.cost_complexity_pruning_path(X_train, y_train)
    tree = borrowed_tree(model.fit(X_train, y_train))
    for alpha in path.ccp_alphas[1:] * 171:
        weakest = min(
            (float(effective_alpha(node)) for node in questions(tree)), default=0
        )
        assert weakest == close_to(alpha)
        tree = prune(tree, weakest * (1 + 1e-6))
    assert len(tree) == 1


@wrong(
    prune,
    "You judged each question before pruning below it. Prune below first.",
)
def cut_from_the_top(node, alpha):
    if len(node) == 1:
        return node
    if effective_alpha(node) <= alpha:
        return (node[0],)
    return (
        *node[:3],
        cut_from_the_top(node[3], alpha),
        cut_from_the_top(node[4], alpha),
    )


@wrong(
    prune,
    "If the effective alpha equals alpha, the question becomes a leaf too. Use <=, "
    "not <.",
)
def cut_below_alpha(node, alpha):
    if len(node) == 1:
        return node
    node = (*node[:3], cut_below_alpha(node[3], alpha), cut_below_alpha(node[4], alpha))
    return (node[0],) if effective_alpha(node) < alpha else node


@wrong(
    prune,
    "You cut the strong branches and kept the weak ones. Cut if the effective "
    "alpha is at most alpha.",
)
def cut_the_strong(node, alpha):
    if len(node) == 1:
        return node
    node = (*node[:3], cut_the_strong(node[3], alpha), cut_the_strong(node[4], alpha))
    return (node[0],) if effective_alpha(node) > alpha else node


@wrong(
    prune,
    "You only looked at the first node. Prune every branch.",
)
def cut_the_first_only(node, alpha):
    return (node[0],) if len(node) > 1 and effective_alpha(node) <= alpha else node


@right(prune)
def cut_step_by_step(node, alpha):
    if len(node) > 1:
        counts, column, threshold, yes, no = node
        kept = (counts, column, threshold, prune(yes, alpha), prune(no, alpha))
        if effective_alpha(kept) > alpha:
            return kept
    return (node[0],)


@right(prune)
def cut_into_lists(node, alpha):
    if len(node) == 1:
        return list(node)
    new = [*node[:3], *[prune(side, alpha) for side in node[3:]]]
    return new[:1] if not effective_alpha(new) > alpha else new


@right(prune)
def cut_by_the_cost(node, alpha):
    return cheapest(node, alpha)[1]


@check(bias_and_variance)
def three_samples_and_two_questions():
    predictions, truth = np.array([[1.0, 2], [3, 2], [2, 5]]), np.array([2.0, 1])
    assert bias_and_variance(predictions, truth) == close_to((2, 4 / 3))


@check(bias_and_variance)
def both_add_up_to_the_error(rng):
    """Mean squared bias and mean variance add up to the mean squared error."""
    predictions, truth = rng.normal(size=(4, 7)) + 1, rng.normal(size=7)
    both = np.asarray(bias_and_variance(predictions, truth))
    assert both.shape == (2,)
    assert both.sum() == close_to(((predictions - truth) ** 2).mean())


@wrong(
    bias_and_variance,
    "You took the mean before squaring, so errors cancel. Square the bias at each "
    "place first.",
)
def bias_that_cancels(predictions, truth):
    return (predictions.mean(axis=0) - truth).mean() ** 2, predictions.var(
        axis=0
    ).mean()


@wrong(
    bias_and_variance,
    "That is the variance over the places. Take the variance over the samples: axis 0.",
)
def variance_over_questions(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return (bias**2).mean(), predictions.var(axis=1).mean()


@wrong(
    bias_and_variance,
    "Your second number is the whole error. Take the variance around the mean of "
    "the samples, not around the truth.",
)
def whole_error_for_variance(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return (bias**2).mean(), ((predictions - truth) ** 2).mean()


@right(bias_and_variance)
def bias_and_variance_question_by_question(predictions, truth):
    bias = variance = 0.0
    for column, right in zip(predictions.T, truth):
        bias += (column.mean() - right) ** 2 / len(truth)
        variance += ((column - column.mean()) ** 2).mean() / len(truth)
    return bias, variance


@right(bias_and_variance)
def bias_and_variance_from_the_whole(predictions, truth):
    whole = np.mean((predictions - truth) ** 2)
    bias = np.square(np.mean(predictions, axis=0) - truth).mean()
    return np.array([bias, whole - bias])


@right(bias_and_variance)
def bias_and_variance_of_squares(predictions, truth):
    middle = np.ones(len(predictions)) @ predictions / len(predictions)
    variance = (
        np.einsum("ij,ij", predictions - middle, predictions - middle)
        / predictions.size
    )
    return [(middle - truth) @ (middle - truth) / middle.size, variance]


@check(own_and_shared)
def both_add_up_to_the_variance_of_the_mean(rng):
    """The two parts together are the variance of the mean of the trees."""
    for size in (4, 2), (40, 6):
        predictions = rng.normal(size=(size[0], 1)) + 2 * rng.normal(size=size) + 5
        own = predictions.var(axis=0).sum() / size[1] ** 2
        whole = predictions.mean(axis=1).var()
        assert own_and_shared(predictions) == close_to((own, whole - own))


@wrong(
    own_and_shared,
    "You did not subtract the mean of each tree. A covariance is about deviations "
    "from the mean.",
)
def own_and_shared_uncentred(predictions):
    n_trees = predictions.shape[1]
    C = predictions.T @ predictions / len(predictions)
    own = np.trace(C) / n_trees**2
    return own, C.sum() / n_trees**2 - own


@wrong(
    own_and_shared,
    "Your second number is the whole variance. Subtract the trees' own part.",
)
def own_and_whole(predictions):
    n_trees = predictions.shape[1]
    A = predictions - predictions.mean(axis=0)
    C = A.T @ A / len(A)
    return np.trace(C) / n_trees**2, C.sum() / n_trees**2


@wrong(
    own_and_shared,
    "You divided by n only once. In a mean of n trees each pair counts with 1 / n "
    "twice.",
)
def own_and_shared_over_t(predictions):
    n_trees = predictions.shape[1]
    A = predictions - predictions.mean(axis=0)
    C = A.T @ A / len(A)
    own = np.trace(C) / n_trees
    return own, C.sum() / n_trees - own


@right(own_and_shared)
def own_and_shared_pair_by_pair(predictions):
    columns = [column - column.mean() for column in predictions.T]
    T, own, shared = len(columns), 0.0, 0.0
    for i, a in enumerate(columns):
        for j, b in enumerate(columns):
            if i == j:
                own += np.mean(a * b) / T**2
            else:
                shared += np.mean(a * b) / T**2
    return own, shared


@right(own_and_shared)
def own_and_shared_of_the_mean(predictions):
    own = np.var(predictions, axis=0).sum() / predictions.shape[1] ** 2
    return [own, np.var(predictions.mean(axis=1)) - own]


@right(own_and_shared)
def own_and_shared_by_einsum(predictions):
    r, T = predictions.shape
    A = predictions - np.add.reduce(predictions, axis=0) / r
    C = np.einsum("ri,rj->ij", A, A) / (r * T * T)
    return np.array([np.diag(C).sum(), (C * (1 - np.eye(T))).sum()])


@right(own_and_shared)
def own_and_shared_of_combinations(predictions):
    T = predictions.shape[1]
    deviations = (predictions - predictions.mean(axis=0)) / T
    own = reduce(lambda total, a: total + (a**2).mean(), deviations.T, 0.0)
    return own, 2 * sum(a @ b for a, b in combinations(deviations.T, 2)) / len(
        deviations
    )
