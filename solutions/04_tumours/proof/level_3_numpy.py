"""The proof of level 3 of 04 tumours: how its functions go wrong, and other right answers."""

import heapq
import math

import pandas as pd
from scipy import integrate, stats
from scipy.optimize import fmin_l_bfgs_b, root
from scipy.special import rel_entr
from sklearn.calibration import calibration_curve


def fresh(rng, n=60, d=3):
    """Return random features, and labels that depend on them, with some noise."""
    X = rng.normal(size=(n, d))
    y = (rng.uniform(size=n) < expit(X @ np.arange(1, d + 1) - 0.5)).astype(int)
    return X, y


@check(probability)
def far_from_0():
    """For a large score the probability is 1, not nan. One row gives an array of shape (1,)."""
    assert probability(np.array([[1000.0]]), np.array([0.0, 1.0])) == close_to([1])
    assert probability(np.array([[2.0]]), np.array([0.0, 0.0])) == close_to([0.5])


@check(probability)
def any_rows_and_columns(rng):
    X, w = rng.normal(size=(7, 4)), rng.normal(size=5)
    by_hand = [1 / (1 + np.exp(-w[0] - sum(x * w[1:]))) for x in X]
    assert probability(X, w) == close_to(by_hand)


@check(probability)
def as_scikit_learn_says():
    assert probability(Z_test, w_model) == close_to(p_model)


@wrong(probability, "Those are the scores. Squeeze them between 0 and 1 with expit.")
def probability_as_a_score(X, w):
    return w[0] + X @ w[1:]


@wrong(
    probability,
    "That is the probability of benign: it falls when the score rises. Use e^−z "
    "instead of e^z.",
)
def probability_of_benign(X, w):
    return expit(-(w[0] + X @ w[1:]))


@wrong(
    probability,
    "You took the last weight as the intercept. The intercept comes first: use w[0].",
)
def probability_with_the_last(X, w):
    return expit(w[-1] + X @ w[:-1])


@wrong(probability, "Your score has no intercept. Add w[0].")
def probability_without_intercept(X, w):
    return expit(X @ w[1:])


@wrong(
    probability,
    "For a large z, e^z is inf, and inf / inf is nan. Use expit, which gives 1 there.",
)
def probability_that_overflows(X, w):
    with np.errstate(all="ignore"):
        e = np.exp(w[0] + X @ w[1:])
        return e / (1 + e)


@wrong(
    probability,
    "For a single row you returned a bare number. Return an array of shape (1,).",
)
def probability_of_one_row_alone(X, w):
    return np.squeeze(expit(w[0] + X @ w[1:]))


@right(probability)
def probability_by_division(X, w):
    return 1 / (1 + np.exp(-(X @ w[1:] + w[0])))


@right(probability)
def probability_row_by_row(X, w):
    found = []
    for row in X:
        z = w[0] + sum(a * b for a, b in zip(row, w[1:], strict=True))
        found.append(1 / (1 + math.exp(-z)))
    return found


@right(probability)
def probability_by_tanh(X, w):
    return (1 + np.tanh(np.insert(X, 0, 1, axis=1) @ w / 2)) / 2


@right(probability)
def probability_as_a_distribution(X, w):
    return stats.logistic.cdf(np.column_stack([np.ones(len(X)), X]).dot(w))


@check(log_loss)
def sure_and_correct():
    """A prediction that is sure and correct costs 0, not nan."""
    assert log_loss(np.array([1, 0]), np.array([1.0, 0.0])) == close_to(0, abs=1e-8)
    assert log_loss(y_test, y_test * 1.0) == close_to(0, abs=1e-8)


@check(log_loss)
def sure_and_wrong():
    """A prediction that is sure and wrong costs inf, or more than 30 if you clip p."""
    assert log_loss(np.array([1]), np.array([0.0])) > 30
    assert log_loss(np.array([0]), np.array([1.0])) > 30


@check(log_loss)
def as_scikit_learns_log_loss(rng):
    y, p = rng.integers(2, size=50), rng.uniform(0.01, 0.99, size=50)
    assert log_loss(y, p) == close_to(metrics.log_loss(y, p))
    assert log_loss(y_test, p_model) == close_to(metrics.log_loss(y_test, p_model))


@wrong(
    log_loss,
    "0 · log 0 gives nan, although that prediction was correct. Use xlogy, which "
    "counts 0 · log 0 as 0.",
)
def log_loss_of_zero(y, p):
    with np.errstate(all="ignore"):
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong(
    log_loss,
    "That is the sum. Return the mean, so that more tumours do not cost more.",
)
def log_loss_as_a_sum(y, p):
    return -np.sum(xlogy(y, p) + xlogy(1 - y, 1 - p))


@wrong(
    log_loss,
    "You left out the benign tumours. Their probability of what came true is 1 − p.",
)
def log_loss_of_the_malignant(y, p):
    return -np.mean(xlogy(y, p))


@wrong(
    log_loss,
    "The log of a probability is negative. Put a minus in front to make it a loss.",
)
def log_loss_below_zero(y, p):
    return np.mean(xlogy(y, p) + xlogy(1 - y, 1 - p))


@wrong(
    log_loss,
    "A prediction that is certain and wrong costs less than 30 there. You clipped p "
    "too far from 0, or added something to it. Use xlogy, and you need neither.",
)
def log_loss_cut_off(y, p):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(xlogy(y, p) + xlogy(1 - y, 1 - p))


@wrong(
    log_loss,
    "A prediction that is certain and wrong costs less than 30 there. You clipped p "
    "too far from 0, or added something to it. Use xlogy, and you need neither.",
)
def log_loss_cut_off_sooner(y, p):
    p = np.clip(p, 1e-10, 1 - 1e-10)
    return -np.mean(xlogy(y, p) + xlogy(1 - y, 1 - p))


@wrong(
    log_loss,
    "A prediction that is certain and wrong costs less than 30 there. You clipped p "
    "too far from 0, or added something to it. Use xlogy, and you need neither.",
)
def log_loss_cut_off_soonest(y, p):
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return -np.mean(xlogy(y, p) + xlogy(1 - y, 1 - p))


@wrong(
    log_loss,
    "A prediction that is certain and wrong costs less than 30 there. You clipped p "
    "too far from 0, or added something to it. Use xlogy, and you need neither.",
)
def log_loss_cut_off_for_the_benign(y, p):
    return -np.mean(xlogy(y, p) + (1 - y) * np.log(1 - p + 1e-9))


@wrong(log_loss, "That is the log to base 2. Use the natural log.")
def log_loss_in_bits(y, p):
    return -np.mean(xlogy(y, p) + xlogy(1 - y, 1 - p)) / np.log(2)


@right(log_loss)
def log_loss_of_what_came_true(y, p):
    with np.errstate(divide="ignore"):
        return -np.log(np.where(y == 1, p, 1 - p)).mean()


@right(log_loss)
def log_loss_clipped(y, p):
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


@right(log_loss)
def log_loss_one_by_one(y, p):
    total = 0.0
    for truth, sure in zip(y, p):
        given = sure if truth else 1 - sure
        total -= math.log(given) if given > 0 else -math.inf
    return total / len(y)


@right(log_loss)
def log_loss_as_entropy(y, p):
    return (rel_entr(y, p) + rel_entr(1 - y, 1 - p)).sum() / len(y)


@wrong(
    test_the_log_loss_measures_surprise,
    "That is the probability given to what came true. Take minus its natural log.",
)
def the_probability_itself():
    return 0.5


@check(cost)
def finite_for_large_scores():
    """The cost is finite for any weights. Each of two wrong predictions costs its score, 1000."""
    X, y = np.array([[1000.0], [-1000.0], [-1000.0]]), np.array([0, 0, 1])
    assert cost(np.array([0.0, 1.0]), X, y, 3) == close_to(3 * 2000 + 1 / 2)


@check(cost)
def losses_times_C_and_half_of_the_squares(rng):
    for C in (0.3, 4):
        (X, y), w = fresh(rng), rng.normal(size=4)
        losses = metrics.log_loss(y, expit(w[0] + X @ w[1:]), normalize=False)
        assert cost(w, X, y, C) == close_to(C * losses + sum(w[1:] ** 2) / 2)


@wrong(
    cost,
    "You took the mean of the losses. Take their sum, otherwise the penalty weighs n "
    "times too much.",
)
def cost_with_a_mean(w, X, y, C):
    z = w[0] + X @ w[1:]
    losses = np.logaddexp(0, z) - y * z
    return C * losses.sum() / max(len(y), 1) + (w[1:] ** 2).sum() / 2


@wrong(
    cost,
    "You penalised the intercept, which only says how common malignant tumours are. "
    "Penalise only w[1:].",
)
def cost_with_a_held_intercept(w, X, y, C):
    z = w[0] + X @ w[1:]
    return C * (np.logaddexp(0, z) - y * z).sum() + (w**2).sum() / 2


@wrong(cost, "Your penalty is twice too large. Divide the sum of squares by 2.")
def cost_with_a_whole_penalty(w, X, y, C):
    z = w[0] + X @ w[1:]
    return C * (np.logaddexp(0, z) - y * z).sum() + (w[1:] ** 2).sum()


@wrong(cost, "You multiplied the penalty by C as well. Multiply only the losses by C.")
def cost_with_C_on_both(w, X, y, C):
    z = w[0] + X @ w[1:]
    return C * ((np.logaddexp(0, z) - y * z).sum() + (w[1:] ** 2).sum() / 2)


@wrong(cost, "Your score z has no intercept. Add w[0].")
def cost_without_intercept(w, X, y, C):
    z = X @ w[1:]
    return C * (np.logaddexp(0, z) - y * z).sum() + (w[1:] ** 2).sum() / 2


@wrong(cost, "You multiplied the penalty by C. Multiply the losses by C instead.")
def cost_with_C_on_the_penalty(w, X, y, C):
    z = w[0] + X @ w[1:]
    return (np.logaddexp(0, z) - y * z).sum() + C * (w[1:] ** 2).sum() / 2


@wrong(
    cost,
    "Your cost has no penalty, so nothing holds the weights back. Add |w[1:]|² / 2.",
)
def cost_without_a_penalty(w, X, y, C):
    z = w[0] + X @ w[1:]
    return C * (np.logaddexp(0, z) - y * z).sum()


@wrong(
    cost,
    "For a large score, e^z overflows, or p is rounded to 0 or 1 and its log is inf. "
    "Use np.logaddexp(0, z), which computes log(1 + e^z) without overflow.",
)
def cost_that_overflows_for_the_malignant(w, X, y, C):
    z = w[0] + X @ w[1:]
    losses = (1 - y) * np.logaddexp(0, z) - xlogy(y, expit(z))
    return C * losses.sum() + (w[1:] ** 2).sum() / 2


@wrong(
    cost,
    "For a large score, e^z overflows, or p is rounded to 0 or 1 and its log is inf. "
    "Use np.logaddexp(0, z), which computes log(1 + e^z) without overflow.",
)
def cost_that_overflows(w, X, y, C):
    with np.errstate(all="ignore"):
        z = w[0] + X @ w[1:]
        return C * (np.log(1 + np.exp(z)) - y * z).sum() + (w[1:] ** 2).sum() / 2


@wrong(
    cost,
    "You clipped p before taking its log, so no tumour can cost more than 35. Compute "
    "the exact loss from z: log(1 + e^z) − y z.",
)
def cost_cut_off(w, X, y, C):
    p = np.clip(expit(w[0] + X @ w[1:]), 1e-15, 1 - 1e-15)
    losses = -(y * np.log(p) + (1 - y) * np.log(1 - p))
    return C * losses.sum() + (w[1:] ** 2).sum() / 2


@wrong(
    cost,
    "You clipped p before taking its log, so no tumour can cost more than 35. Compute "
    "the exact loss from z: log(1 + e^z) − y z.",
)
def cost_cut_off_sooner(w, X, y, C):
    p = np.clip(expit(w[0] + X @ w[1:]), 1e-12, 1 - 1e-12)
    losses = -(y * np.log(p) + (1 - y) * np.log(1 - p))
    return C * losses.sum() + (w[1:] ** 2).sum() / 2


@right(cost)
def cost_with_signs(w, X, y, C):
    z = X @ w[1:] + w[0]
    return C * np.logaddexp(0, np.where(y == 1, -z, z)).sum() + w[1:] @ w[1:] / 2


@right(cost)
def cost_one_by_one(w, X, y, C):
    total = sum(weight**2 for weight in w[1:]) / 2
    for row, truth in zip(X, y):
        z = w[0] + row.dot(w[1:])
        total += C * (max(z, 0) + math.log1p(math.exp(-abs(z))) - truth * z)
    return total


@right(cost)
def cost_of_margins(w, X, y, C):
    margin = (2 * y - 1) * (w[0] + X @ w[1:])
    losses = np.maximum(-margin, 0) + np.log1p(np.exp(-np.abs(margin)))
    return C * np.sum(losses) + 0.5 * np.sum(np.square(w[1:]))


@right(cost)
def cost_by_distribution(w, X, y, C):
    z = np.insert(X, 0, 1, axis=1) @ w
    losses = -stats.logistic.logcdf(np.where(y > 0, z, -z))
    return 0.5 * np.linalg.norm(w[1:]) ** 2 + C * losses.sum()


equivalent(
    cost,
    "return C * (np.logaddexp(0, z) - y * z).sum() + (w[1:] ** 2).sum() / 2 -> return C * (np.logaddexp(z, 0) - y * z).sum() + (w[1:] ** 2).sum() / 2",
    why="e^0 + e^z is e^z + e^0.",
)


@wrong(
    test_losses_and_penalty_pull_against_each_other,
    "That is the length of (3, 4). The penalty is half the square of that length.",
)
def the_length_of_the_weights():
    return 5


@wrong(
    test_losses_and_penalty_pull_against_each_other,
    "You penalised the intercept 6 as well. Count only 3 and 4.",
)
def the_penalty_of_all_three():
    return 30.5


@check(fit)
def three_columns_and_any_C(rng):
    X, y = fresh(rng)
    for C in (0.2, 1.5):
        wanted = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-8).fit(X, y)
        w = np.append(wanted.intercept_, wanted.coef_[0])
        assert fit(X, y, C) == close_to(w, abs=5e-3)


@wrong(
    fit,
    "That is the smallest cost, .fun. Return the weights at which the cost is so "
    "small, .x.",
)
def fit_how_low(X, y, C):
    return minimize(cost, np.zeros(X.shape[1] + 1), args=(X, y, C)).fun


@wrong(
    fit,
    "That is the whole result of the search. Return only the weights, its attribute "
    ".x.",
)
def fit_all_that_was_found(X, y, C):
    return minimize(cost, np.zeros(X.shape[1] + 1), args=(X, y, C))


@wrong(fit, "Your C did not reach `cost`. Pass args=(X, y, C) to minimize.")
def fit_whatever_C(X, y, C):
    return minimize(cost, np.zeros(X.shape[1] + 1), args=(X, y, 1)).x


@wrong(fit, "You stopped the search too early. Let minimize run until it converges.")
def fit_too_early(X, y, C):
    start = np.zeros(X.shape[1] + 1)
    return minimize(cost, start, args=(X, y, C), options={"maxiter": 3}).x


@right(fit)
def fit_with_a_slope(X, y, C):
    A = np.insert(X, 0, 1, axis=1)
    slope = lambda w: C * A.T @ (expit(A @ w) - y) + np.append(0, w[1:])
    start = np.zeros(A.shape[1])
    return minimize(lambda w: cost(w, X, y, C), start, jac=slope, method="BFGS").x


@right(fit)
def fit_where_the_slope_is_none(X, y, C):
    A = np.insert(X, 0, 1, axis=1)
    slope = lambda w: C * A.T @ (expit(A @ w) - y) + np.append(0, w[1:])
    return root(slope, np.zeros(A.shape[1])).x.tolist()


@right(fit)
def fit_by_newton(X, y, C):
    A = np.insert(X, 0, 1, axis=1)
    w, L = np.zeros(A.shape[1]), np.diag([0.0] + [1.0] * X.shape[1])
    for _ in range(15):
        p = expit(A @ w)
        H = C * (A.T * (p * (1 - p))) @ A + L
        w -= np.linalg.solve(H, C * A.T @ (p - y) + L @ w)
    return w


@right(fit)
def fit_from_elsewhere(X, y, C):
    start = np.full(X.shape[1] + 1, 0.1)
    return minimize(cost, start, (X, y, C), method="L-BFGS-B", tol=1e-10).x


@right(fit)
def fit_by_the_old_call(X, y, C):
    start = np.zeros(X.shape[1] + 1)
    return fmin_l_bfgs_b(cost, start, args=(X, y, C), approx_grad=True, factr=10)[0]


equivalent(
    fit,
    "return minimize(cost, np.zeros(X.shape[1] + 1), args=(X, y, C)).x -> return minimize(cost, np.ones(X.shape[1] + 1), args=(X, y, C)).x",
    why="There is one minimum, wherever the search begins.",
)


@check(confusion)
def no_tumour_is_called_malignant():
    """The shape is (2, 2) even if a class does not occur."""
    assert confusion(np.array([1, 0]), np.array([0, 0])) == close_to([[1, 0], [1, 0]])


@check(confusion)
def any_calls(rng):
    y, called = rng.integers(2, size=(2, 60))
    wanted = metrics.confusion_matrix(y, called, labels=[0, 1])
    assert confusion(y, called) == close_to(wanted)


@wrong(
    confusion,
    "You swapped rows and columns. Make a row for what the tumour is, a column for "
    "what it was called.",
)
def confusion_turned(y, called):
    return np.array(
        [[((y == i) & (called == j)).sum() for i in (0, 1)] for j in (0, 1)]
    )


@wrong(
    confusion,
    "You put malignant first. Benign is 0, so put it in the first row and the first "
    "column.",
)
def confusion_from_the_end(y, called):
    return np.array(
        [[((y == i) & (called == j)).sum() for j in (1, 0)] for i in (1, 0)]
    )


@wrong(confusion, "Those are fractions of each row. Return the counts.")
def confusion_in_fractions(y, called):
    return np.array([[(called[y == i] == j).mean() for j in (0, 1)] for i in (0, 1)])


@wrong(
    confusion,
    "You left out a class that does not occur. Always return shape (2, 2).",
)
def confusion_of_what_occurs(y, called):
    kinds, calls = np.unique(y), np.unique(called)
    return np.array([[((y == i) & (called == j)).sum() for j in calls] for i in kinds])


@right(confusion)
def confusion_counted_in_fours(y, called):
    return np.bincount(2 * y + called, minlength=4).reshape(2, 2)


@right(confusion)
def confusion_one_by_one(y, called):
    table = [[0, 0], [0, 0]]
    for truth, call in zip(y, called):
        table[truth][call] += 1
    return table


@right(confusion)
def confusion_as_a_product(y, called):
    return np.array([1 - y, y]) @ np.array([1 - called, called]).T


@right(confusion)
def confusion_by_pandas(y, called):
    table = pd.crosstab(pd.Series(y), pd.Series(called))
    return table.reindex(index=[0, 1], columns=[0, 1], fill_value=0)


equivalent(
    confusion,
    "return np.array([[((y == i) & (called == j)).sum() for j in (0, 1)] for i in (0, 1)]) -> return [[((y == i) & (called == j)).sum() for j in (0, 1)] for i in (0, 1)]",
    why="A list instead of an array is right, too.",
)


@wrong(
    test_a_confusion_matrix_has_four_counts,
    "You swapped the missed tumours and the false alarms. Put the two missed ones in "
    "row 1, with the malignant tumours.",
)
def missed_above_and_alarms_below():
    return [[71, 2], [1, 40]]


@wrong(
    test_a_confusion_matrix_has_four_counts,
    "You put malignant first. Benign is 0, so put it in the first row and the first "
    "column.",
)
def the_malignant_above():
    return [[40, 2], [1, 71]]


@check(precision_recall)
def as_scikit_learn_has_the_two(rng):
    y, called = rng.integers(2, size=(2, 40)) | (np.arange(40) == 7)
    wanted = metrics.precision_score(y, called), metrics.recall_score(y, called)
    assert precision_recall(y, called) == close_to(wanted)


@check(precision_recall)
def forty_of_41_and_40_of_42():
    called = (p_model >= 0.5).astype(int)
    assert precision_recall(y_test, called) == close_to((40 / 41, 40 / 42))


@wrong(
    precision_recall,
    "You swapped the two. Return precision first: it is about the tumours called "
    "malignant, recall about the malignant ones.",
)
def recall_precision(y, called):
    both = (y * called).sum()
    return both / y.sum(), both / called.sum()


@wrong(
    precision_recall,
    "Your second number is specificity, the fraction of benign tumours called benign. "
    "For recall, look at the malignant tumours.",
)
def precision_specificity(y, called):
    return (y * called).sum() / called.sum(), ((1 - y) * (1 - called)).sum() / (
        1 - y
    ).sum()


@wrong(
    precision_recall,
    "Your first number is accuracy, the fraction of all calls that are correct. For "
    "precision, look only at the tumours called malignant.",
)
def accuracy_recall(y, called):
    return np.mean(y == called), (y * called).sum() / y.sum()


@right(precision_recall)
def precision_recall_as_means(y, called):
    return y[called == 1].mean(), called[y == 1].mean()


@right(precision_recall)
def precision_recall_from_the_table(y, called):
    (_, alarms), (missed, found) = np.asarray(confusion(y, called)).tolist()
    return [found / (found + alarms), found / (found + missed)]


@right(precision_recall)
def precision_recall_of_sets(y, called):
    sick, named = set(np.flatnonzero(y)), set(np.flatnonzero(called))
    return np.array([len(sick & named)] * 2) / [len(named), len(sick)]


@check(price)
def any_number_of_malignant_ones(rng):
    p = rng.permutation(80) / 80
    y = (rng.uniform(size=80) < 0.3 + 0.4 * p).astype(int)
    y[:4] = 1
    for found in (2, int(y.sum())):
        threshold = max(
            threshold for threshold in p if (p[y == 1] >= threshold).sum() == found
        )
        assert price(y, p, found) == close_to(
            (threshold, (p[y == 0] >= threshold).sum())
        )


@check(price)
def the_first_40_are_cheap():
    alarms = [int(price(y_test, p_model, found)[1]) for found in (40, 41)]
    assert alarms == [1, 2]


@wrong(
    price,
    "You counted from the least likely malignant tumour. Count from the most likely "
    "one.",
)
def price_from_below(y, p, found):
    threshold = np.sort(p[y == 1])[found - 1]
    return threshold, (p[y == 0] >= threshold).sum()


@wrong(
    price,
    "You counted all tumours called malignant. Count only the benign ones among them.",
)
def price_of_all_called(y, p, found):
    threshold = np.sort(p[y == 1])[-found]
    return threshold, (p >= threshold).sum()


@wrong(
    price,
    "You counted `found` places among all tumours. Count them among the malignant "
    "ones.",
)
def price_among_all(y, p, found):
    threshold = np.sort(p)[-found]
    return threshold, (p[y == 0] >= threshold).sum()


@wrong(
    price,
    "You missed a benign tumour whose p equals the threshold. Count all benign "
    "tumours at the threshold or above.",
)
def price_step_by_step(y, p, found):
    alarms = 0
    for i in np.argsort(-p, kind="stable"):
        found, alarms = found - y[i], alarms + 1 - y[i]
        if found == 0:
            return p[i], alarms


@wrong(
    price,
    "You went one place too far down. Counted from the top, the first is at [0]. "
    "Counted from the end, the last is at [-1].",
)
def price_one_too_far(y, p, found):
    threshold = np.sort(p[y == 1])[-min(found + 1, y.sum())]
    return threshold, (p[y == 0] >= threshold).sum()


@right(price)
def price_sorted_downwards(y, p, found):
    threshold = sorted(p[y == 1], reverse=True)[found - 1]
    return threshold, sum(1 for other in p[y == 0] if other >= threshold)


@right(price)
def price_by_heap(y, p, found):
    threshold = heapq.nlargest(found, p[y == 1])[-1]
    return [threshold, np.count_nonzero((p >= threshold) & (y == 0))]


@right(price)
def price_by_parting(y, p, found):
    sick = p[y.astype(bool)]
    threshold = np.partition(sick, len(sick) - found)[len(sick) - found]
    well = np.sort(p[~y.astype(bool)])
    return np.array([threshold, len(well) - np.searchsorted(well, threshold)])


@right(price)
def price_threshold_by_threshold(y, p, found):
    for threshold in np.unique(p)[::-1]:
        called = p >= threshold
        if (called & (y == 1)).sum() >= found:
            return float(threshold), int((called & (y == 0)).sum())


@wrong(
    test_the_last_cancer_found_costs_most,
    "That is the price of the threshold at level 1, 4.5 %. Use the highest threshold "
    "that finds all 42, which is 6 %. It spares one alarm.",
)
def the_price_at_level_1():
    return 10


@check(roc)
def tied_and_untied_tumours(rng):
    """There is one point for each different p, and (0, 0) before them."""
    tied = rng.integers(9, size=70) / 8
    y = (rng.uniform(size=70) < 0.2 + 0.5 * tied).astype(int)
    y[:2] = [0, 1]
    for y, p in ((y[:6], tied[:6]), (y, tied), (y_test, p_model)):
        wanted = metrics.roc_curve(y, p, drop_intermediate=False)[:2]
        for found, side in zip(roc(y, p), wanted, strict=True):
            assert found == close_to(side)


@wrong(
    roc,
    "You made a point for each tumour. Tumours with the same p are called together, "
    "so make one point for each different p.",
)
def roc_of_each_tumour(y, p):
    order = np.argsort(-p, kind="stable")
    found = np.append(0, np.cumsum(y[order]))
    alarms = np.append(0, np.cumsum(1 - y[order]))
    return alarms / alarms[-1], found / found[-1]


@wrong(
    roc,
    "The first point is missing. Begin with (0, 0), where no tumour is called "
    "malignant.",
)
def roc_without_a_start(y, p):
    order = np.argsort(-p)
    last = np.append(np.diff(p[order]) != 0, True)
    found, alarms = np.cumsum(y[order])[last], np.cumsum(1 - y[order])[last]
    return alarms / alarms[-1], found / found[-1]


@wrong(roc, "You swapped the two. Return the false alarm rate first, then recall.")
def roc_swapped(y, p):
    order = np.argsort(-p)
    last = np.append(np.diff(p[order]) != 0, True)
    found = np.append(0, np.cumsum(y[order])[last])
    alarms = np.append(0, np.cumsum(1 - y[order])[last])
    return found / found[-1], alarms / alarms[-1]


@wrong(roc, "You began with the smallest p. Begin with the largest.")
def roc_from_below(y, p):
    order = np.argsort(p)
    last = np.append(np.diff(p[order]) != 0, True)
    found = np.append(0, np.cumsum(y[order])[last])
    alarms = np.append(0, np.cumsum(1 - y[order])[last])
    return alarms / alarms[-1], found / found[-1]


@wrong(
    roc,
    "Those are counts. Divide the first by the number of benign tumours, the second "
    "by the number of malignant ones.",
)
def roc_in_counts(y, p):
    order = np.argsort(-p)
    last = np.append(np.diff(p[order]) != 0, True)
    found = np.append(0, np.cumsum(y[order])[last])
    return np.append(0, np.cumsum(1 - y[order])[last]), found


@right(roc)
def roc_threshold_by_threshold(y, p):
    alarms, recall = [0.0], [0.0]
    for threshold in sorted(set(p.tolist()), reverse=True):
        alarms.append((p[y == 0] >= threshold).mean())
        recall.append((p[y == 1] >= threshold).mean())
    return alarms, recall


@right(roc)
def roc_in_a_table(y, p):
    thresholds = np.append(np.inf, np.unique(p)[::-1])
    called = p[:, np.newaxis] >= thresholds
    return called[y == 0].mean(axis=0), called[y == 1].mean(axis=0)


@right(roc)
def roc_by_searching(y, p):
    thresholds = -np.unique(-np.append(p, np.inf))
    rates = []
    for kind in (0, 1):
        mine = np.sort(p[y == kind])
        rates.append(1 - np.searchsorted(mine, thresholds) / mine.size)
    return np.array(rates)


@right(roc)
def roc_by_pandas(y, p):
    counts = pd.crosstab(pd.Series(p), pd.Series(y)).sort_index(ascending=False)
    rates = (counts.cumsum() / counts.sum()).to_numpy()
    return tuple(np.vstack([[0, 0], rates]).T)


@check(area)
def steps_of_other_widths():
    alarms, recall = np.array([0, 0.1, 0.7, 1]), np.array([0, 0.4, 0.6, 1])
    assert area(alarms, recall) == close_to(0.02 + 0.3 + 0.24)


@check(area)
def the_auc_of_scikit_learn(rng):
    tied, y = rng.integers(9, size=70) / 8, rng.permutation(np.arange(70) % 2)
    for y, p in ((y, tied), (y_test, p_model)):
        alarms, recall = metrics.roc_curve(y, p)[:2]
        assert area(alarms, recall) == close_to(metrics.roc_auc_score(y, p))


@wrong(
    area,
    "You used the height of the left point, which makes stairs. Use the mean of both "
    "heights.",
)
def area_of_a_low_stair(alarms, recall):
    return (np.diff(alarms) * recall[:-1]).sum()


@wrong(
    area,
    "You used the height of the right point, which makes stairs. Use the mean of both "
    "heights.",
)
def area_of_a_high_stair(alarms, recall):
    return (np.diff(alarms) * recall[1:]).sum()


@wrong(
    area,
    "That is the mean recall of the points. Multiply the height of each step by its "
    "width.",
)
def area_as_a_mean(alarms, recall):
    return np.mean(recall)


@wrong(area, "That is twice the area. Divide the sum of the two heights by 2.")
def area_twice(alarms, recall):
    return (np.diff(alarms) * (recall[1:] + recall[:-1])).sum()


@right(area)
def area_by_scipy(alarms, recall):
    return integrate.trapezoid(recall, alarms)


@right(area)
def area_piece_by_piece(alarms, recall):
    total = 0.0
    for i in range(1, len(alarms)):
        total += (alarms[i] - alarms[i - 1]) * (recall[i] + recall[i - 1]) / 2
    return total


@right(area)
def area_of_two_stairs(alarms, recall):
    wide = np.diff(alarms)
    return (wide @ recall[:-1] + wide @ recall[1:]) / 2


@right(area)
def area_on_the_other_side(alarms, recall):
    beside = (np.diff(recall) * (alarms[1:] + alarms[:-1])).sum() / 2
    return alarms[-1] * recall[-1] - beside - alarms[0] * recall[0]


@wrong(
    test_predictions_of_0_and_1_make_a_poor_roc_curve,
    "That is one point for each of the two values. Add the first point, where no "
    "tumour is called malignant.",
)
def the_values_only():
    return 2


@check(calibration)
def an_empty_bin_is_left_out():
    """Leave out an empty bin, but not the bins after it."""
    y, p = np.array([0, 1, 1, 1]), np.array([0.0, 0.3, 0.8, 1.0])
    predicted, observed = calibration(y, p, 4)
    assert predicted == close_to([0, 0.3, 0.9])
    assert observed == close_to([0, 1, 1])


@check(calibration)
def as_scikit_learns_curve(rng):
    p = rng.uniform(size=300) ** 2
    y = (rng.uniform(size=300) < p).astype(int)
    for y, p, bins in ((y, p, 7), (y, p * 0.55, 10), (y_test, p_model, 4)):
        wanted = calibration_curve(y, p, n_bins=bins)[::-1]
        for found, side in zip(calibration(y, p, bins), wanted, strict=True):
            assert found == close_to(side)


@wrong(
    calibration,
    "You swapped the two. Return the mean p first, then the fraction that is "
    "malignant.",
)
def calibration_swapped(y, p, bins):
    bin_of = np.minimum((p * bins).astype(int), bins - 1)
    filled = np.unique(bin_of)
    observed = np.array([y[bin_of == k].mean() for k in filled])
    return observed, np.array([p[bin_of == k].mean() for k in filled])


@wrong(
    calibration,
    "Your first array has the middle of each bin. Return the mean of the p in it.",
)
def calibration_of_the_middles(y, p, bins):
    bin_of = np.minimum((p * bins).astype(int), bins - 1)
    filled = np.unique(bin_of)
    return (filled + 0.5) / bins, np.array([y[bin_of == k].mean() for k in filled])


@wrong(calibration, "An empty bin has no mean. Leave it out.")
def calibration_with_empty_bins(y, p, bins):
    bin_of = np.minimum((p * bins).astype(int), bins - 1)
    count = np.bincount(bin_of, minlength=bins)
    with np.errstate(all="ignore"):
        predicted = np.bincount(bin_of, p, minlength=bins) / count
        return predicted, np.bincount(bin_of, y, minlength=bins) / count


@wrong(calibration, "An empty bin has no mean. Leave it out.")
def calibration_with_empty_bins_between(y, p, bins):
    bin_of = np.minimum((p * bins).astype(int), bins - 1)
    count = np.bincount(bin_of)
    with np.errstate(all="ignore"):
        return np.bincount(bin_of, p) / count, np.bincount(bin_of, y) / count


@wrong(calibration, "You gave an empty bin a mean of 0. Leave empty bins out.")
def calibration_with_zeros_between(y, p, bins):
    bin_of = np.minimum((p * bins).astype(int), bins - 1)
    count = np.maximum(np.bincount(bin_of), 1)
    return np.bincount(bin_of, p) / count, np.bincount(bin_of, y) / count


@wrong(calibration, "You stopped at an empty bin. Go on to the last bin.")
def calibration_up_to_an_empty_bin(y, p, bins):
    bin_of = np.minimum((p * bins).astype(int), bins - 1)
    empty = np.setdiff1d(np.arange(bins), bin_of)
    filled = np.arange(empty[0] if len(empty) else bins)
    predicted = np.array([p[bin_of == k].mean() for k in filled])
    return predicted, np.array([y[bin_of == k].mean() for k in filled])


@wrong(calibration, "You left out p = 1. Put it into the last bin.")
def calibration_without_one(y, p, bins):
    predicted, observed = [], []
    for k in range(bins):
        inside = (p >= k / bins) & (p < (k + 1) / bins)
        if inside.any():
            predicted.append(p[inside].mean())
            observed.append(y[inside].mean())
    return predicted, observed


@wrong(calibration, "You left out p = 0. Put it into the first bin.")
def calibration_without_zero(y, p, bins):
    bin_of = np.ceil(p * bins) - 1
    filled = [k for k in range(bins) if (bin_of == k).any()]
    predicted = np.array([p[bin_of == k].mean() for k in filled])
    return predicted, np.array([y[bin_of == k].mean() for k in filled])


@wrong(calibration, "You gave p = 0 a bin of its own. Put it into the first bin.")
def calibration_with_a_bin_for_zero(y, p, bins):
    bin_of = np.ceil(p * bins) - 1
    filled = np.unique(bin_of)
    predicted = np.array([p[bin_of == k].mean() for k in filled])
    return predicted, np.array([y[bin_of == k].mean() for k in filled])


@wrong(calibration, "Those are sums. Return the mean of each bin.")
def calibration_of_sums(y, p, bins):
    bin_of = np.minimum((p * bins).astype(int), bins - 1)
    filled = np.unique(bin_of)
    predicted = np.array([p[bin_of == k].sum() for k in filled])
    return predicted, np.array([y[bin_of == k].sum() for k in filled])


@wrong(
    calibration,
    "Your second array has the number of malignant tumours. Return their fraction of "
    "each bin, the mean of y.",
)
def calibration_of_counts(y, p, bins):
    bin_of = np.minimum((p * bins).astype(int), bins - 1)
    filled = np.unique(bin_of)
    predicted = np.array([p[bin_of == k].mean() for k in filled])
    return predicted, np.array([y[bin_of == k].sum() for k in filled])


@wrong(calibration, "You gave p = 1 a bin of its own. Put it into the last bin.")
def calibration_with_one_bin_more(y, p, bins):
    bin_of = (p * bins).astype(int)
    filled = np.unique(bin_of)
    predicted = np.array([p[bin_of == k].mean() for k in filled])
    return predicted, np.array([y[bin_of == k].mean() for k in filled])


@wrong(calibration, "Your bins hold equally many tumours. Make the bins equally wide.")
def calibration_of_equal_crowds(y, p, bins):
    parts = np.array_split(np.argsort(p), bins)
    parts = [part for part in parts if len(part)]
    predicted = np.array([p[part].mean() for part in parts])
    return predicted, np.array([y[part].mean() for part in parts])


@right(calibration)
def calibration_by_digitize(y, p, bins):
    bin_of = np.digitize(p, np.linspace(0, 1, bins + 1)[1:-1])
    count = np.bincount(bin_of)
    filled = count > 0
    predicted, observed = (np.bincount(bin_of, side)[filled] for side in (p, y))
    return predicted / count[filled], observed / count[filled]


@right(calibration)
def calibration_bin_by_bin(y, p, bins):
    drawers = [[] for _ in range(bins)]
    for truth, sure in zip(y.tolist(), p.tolist()):
        drawers[min(int(sure * bins), bins - 1)].append((sure, truth))
    filled = [bin_of for bin_of in drawers if bin_of]
    means = lambda k: [
        sum(pair[k] for pair in bin_of) / len(bin_of) for bin_of in filled
    ]
    return means(0), means(1)


@right(calibration)
def calibration_by_pandas(y, p, bins):
    bin_of = pd.cut(p, np.linspace(0, 1, bins + 1), include_lowest=True, labels=False)
    means = pd.DataFrame({"predicted": p, "observed": y}).groupby(bin_of).mean()
    return means["predicted"], means["observed"]


@right(calibration)
def calibration_by_stats(y, p, bins):
    found = stats.binned_statistic(p, [p, y], bins=bins, range=(0, 1)).statistic
    return found[:, ~np.isnan(found[0])]


equivalent(
    calibration,
    "bin_of = np.minimum((p * bins).astype(int), bins - 1) -> bin_of = np.minimum(bins - 1, (p * bins).astype(int))",
    why="The minimum of two does not depend on their order.",
)


equivalent(
    calibration,
    "predicted = np.array([p[bin_of == k].mean() for k in filled]) -> predicted = [p[bin_of == k].mean() for k in filled]",
    "observed = np.array([y[bin_of == k].mean() for k in filled]) -> observed = [y[bin_of == k].mean() for k in filled]",
    why="A list instead of an array is right, too.",
)
