"""Level 6 · decomposition: why this patient, and what a forecast is made of

The model gives a benign lump a probability of 62 %. Why? A score is a sum, so you can
split it into the contribution of each feature. You also split the fit: each Newton step
is a weighted least-squares problem, solved with two triangular matrices, as for the
cars. In the end you split the error of the probabilities into calibration and
refinement.

You may use: arrays, @ and your own functions. No np.linalg, no SciPy.

    x             (d,)            one tumour, standardised: 0 is the training mean
    w             (d + 1,)        the weights: the intercept, then one for each feature
    contribution  (d,)            what each feature adds to the log-odds
    A             (n, d + 1)      a column of ones, then the standardised features
    P             (d + 1, d + 1)  the penalty: 1/C on the diagonal, 0 for the intercept
    S             (k, k)          symmetric, positive definite: v′Sv > 0 for all v ≠ 0
    T             (k, k)          lower triangular (zeros above the diagonal), S = T T′

Pillars: linear algebra, probability, statistics.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import roc_auc_score

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, feature_names, y_test, y_train

mean, std = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / std, (X_test - mean) / std
A_train, A_test = (np.insert(Z, 0, 1, axis=1) for Z in (Z_train, Z_test))

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_test = model.predict_proba(Z_test)[:, 1]

MISSED, ALARM = 16, 71  # of the 114: a missed cancer and a false alarm
family_names = [name.removeprefix("mean_") for name in feature_names[:10]]


@hint(
    "Both scores are sums over the features. What is left of each feature in their "
    "difference?",
    "For each feature, multiply its weight by the difference between x and the other "
    "tumour. The intercept cancels.",
    "w[1:] * (x - reference)",
)
@yours
def contributions(x, reference, w):
    """Return what each feature adds to the log-odds of x, compared with `reference`: shape (d,).

    `x` and `reference` (d,) are two tumours, and `w` is (d + 1,). The contributions add
    up to the score of `x` minus the score of `reference`.
    """
    return w[1:] * (x - reference)


@hint(
    "How far is x from the reference in each feature?",
    "In the first feature x is 3 above the reference, in the second 3 below. Multiply "
    "by the weights 5 and 4.",
    "[15, -12]",
)
@insight(
    "Every score of this model is a sum with a name on each term. A forest or a "
    "neural network does not give you such a list."
)
def test_a_score_is_a_sum_of_contributions():
    """What does each of the two features add, compared with `reference`? A list of two."""
    x, reference = np.array([4.0, 1.0]), np.array([1.0, 4.0])
    w = np.array([9.0, 5.0, 4.0])
    found = contributions(x, reference, w)
    assert np.sum(found) == close_to((9 + 20 + 4) - (9 + 5 + 16))  # the two scores
    assert found == close_to(____([15, -12]))


@hint(
    "The features are in three runs of k: means, standard errors, worst. Which three "
    "belong together?",
    "Features j, j + k and j + 2k belong together. Reshape the array into three rows, "
    "and add up each column.",
    "contribution.reshape(3, -1).sum(axis=0)",
)
@yours
def families(contribution):
    """Return the contribution of each family of features: shape (k,).

    A family is the mean, the standard error and the worst of one measurement. Add up
    the contributions of the three. `contribution` (3k,) has first the k means, then the
    k standard errors, then the k worst, each in the same order. k is 10 for a real
    tumour.
    """
    return contribution.reshape(3, -1).sum(axis=0)


@hint(
    "`by_family` has ten numbers, in the order of `family_names`. Which is largest?",
    "Write print(dict(zip(family_names, by_family))) above the last line and save.",
    '"texture"',
)
@insight(
    "Texture adds 1.7 to the log-odds. The nuclei are not large, but their grey "
    "values vary a lot, which took the score above 0. A doctor can look at that "
    "again."
)
def test_the_false_alarm_has_a_reason():
    """Why was the benign tumour 71 called malignant? Name the family that adds most, in quotes."""
    six = np.array([1.0, 2.0, 10.0, 20.0, 100.0, 200.0])
    assert families(six) == close_to([111, 222])
    against_average = np.asarray(contributions(Z_test[ALARM], np.zeros(30), w_model))
    by_family = np.asarray(families(against_average))
    # print(dict(zip(family_names, by_family))) shows all ten
    assert family_names[by_family.argmax()] == ____("texture")


@hint(
    "Is the radius of this tumour above or below the average tumour? And the average "
    "benign one?",
    "Write print(to_average[radius], to_benign[radius]) above the last lines and "
    "save. Above 0, the radius speaks for malignant.",
    "False, then True",
)
@insight(
    "The tumour and the model are the same, but the explanation is reversed. “Why "
    "this patient?” is only half a question. Compared with which other patient?"
)
def test_an_explanation_depends_on_the_reference():
    """When it goes wrong: compared with all and with the benign, does a missed cancer's radius speak for malignant? True or False for each."""
    x, radius = Z_test[MISSED], family_names.index("radius")
    average, benign = np.zeros(30), Z_train[y_train == 0].mean(axis=0)
    to_average = families(np.asarray(contributions(x, average, w_model)))
    to_benign = families(np.asarray(contributions(x, benign, w_model)))
    assert (to_average[radius] > 0) == ____(False)  # compared with the average of all
    assert (to_benign[radius] > 0) == ____(True)  # compared with the average benign one


@hint(
    "If S = T T′, what is S[0, 0]? What is the rest of the first column of S?",
    "The first column t of T is S[:, 0] divided by the square root of S[0, 0]. "
    "Subtract t t′ from S, which makes its first row and column 0. Go on with the "
    "next column.",
    "for j in range(k): T[j:, j] = S[j:, j] / np.sqrt(S[j, j]), then S = S - "
    "np.outer(T[:, j], T[:, j])",
)
@yours
def cholesky(S):
    """Return the Cholesky factor of S: the lower triangular T with T T′ = S, shape (k, k).

    Its diagonal is positive. S (k, k) is symmetric and positive definite, and does not
    change. Each column t of T accounts for t t′: subtract it, and go on with what is
    left of S.
    """
    T = np.zeros(S.shape)
    for j in range(len(S)):
        T[j:, j] = S[j:, j] / np.sqrt(S[j, j])
        S = S - np.outer(T[:, j], T[:, j])
    return T


@hint(
    "What is the first column of T? What is left of 25 after subtracting t t′?",
    "The first column is [4, 6] divided by the square root of 4. Subtract the square "
    "of its second number from 25, and take the square root of what is left.",
    "[[2, 0], [3, 4]]",
)
@insight(
    "For the cars you computed it entry by entry. Column by column you see what it "
    "is: S is a sum of k simple matrices t t′."
)
def test_cholesky_works_column_by_column():
    """What is T for [[4, 6], [6, 25]]? A list of two lists."""
    S = np.array([[9.0, 6.0], [6.0, 8.0]])
    assert cholesky(S) == close_to([[3, 0], [2, 2]])
    S = np.array([[4.0, 6.0], [6.0, 25.0]])
    assert cholesky(S) == close_to(____([[2, 0], [3, 4]]))


@hint(
    "The first equation of T v = b has one unknown. Once you know it, what can you "
    "subtract?",
    "v[0] is b[0] / T[0, 0]. Subtract v[0] times the first column from b. Now the "
    "second equation has one unknown.",
    "for j in range(k): v[j] = b[j] / T[j, j], then b = b - v[j] * T[:, j]",
)
@yours
def forward(T, b):
    """Return v with T v = b, for a lower triangular T (k, k): shape (k,).

    T and b do not change.
    """
    v = np.zeros(len(b))
    for j in range(len(b)):
        v[j] = b[j] / T[j, j]
        b = b - v[j] * T[:, j]
    return v


@hint(
    "T′ has its zeros below the diagonal. Which equation has only one unknown?",
    "The last one. Start there and go up. Column j of T′ is row j of T.",
    "for j in reversed(range(k)): u[j] = v[j] / T[j, j], then v = v - u[j] * T[j]",
)
@yours
def backward(T, v):
    """Return u with T′ u = v, for a lower triangular T (k, k): shape (k,).

    T and v do not change.
    """
    u = np.zeros(len(v))
    for j in reversed(range(len(v))):
        u[j] = v[j] / T[j, j]
        v = v - u[j] * T[j]
    return u


@hint(
    "Which equation has only one unknown?",
    "The first equation is 2 · v[0] = 4. The second is 3 · v[0] + 4 · v[1] = 2.",
    "[2, -1]",
)
@insight(
    "S u = b is T (T′ u) = b: forward substitution, then backward substitution. "
    "np.linalg.solve does not know that S is symmetric, and needs about twice the "
    "multiplications."
)
def test_triangular_systems_are_solved_one_unknown_at_a_time():
    """Which v solves T v = [4, 2]? A list of two."""
    T = np.array([[2.0, 0.0], [3.0, 4.0]])
    assert backward(T, np.array([7.0, 8.0])) == close_to([0.5, 2])
    assert forward(T, np.array([4.0, 2.0])) == close_to(____([2, -1]))


@hint(
    "How fast does p rise with z? How far does z have to move for p to reach y?",
    "p rises by p(1 − p) for each unit of z. So z has to move by about (y − p) / (p(1 "
    "− p)). Use np.maximum to keep the weight at 1e-12 or above.",
    "z = A @ w, p = 1 / (1 + np.exp(-z)), weight = np.maximum(p * (1 - p), 1e-12), "
    "then (weight, z + (y - p) / weight)",
)
@yours
def working(A, y, w):
    """Return (weight, target), what the next least-squares fit should use: two arrays (n,).

    `weight` is p(1 − p), or 1e-12 where that is smaller. `target` is z + (y − p) /
    weight. The scores are z = A w. Statisticians call the two the working weights and
    the working response.
    """
    z = A @ w
    p = 1 / (1 + np.exp(-z))
    weight = np.maximum(p * (1 - p), 1e-12)
    return weight, z + (y - p) / weight


@hint(
    "At w = 0, what are the scores, the probabilities and the weights?",
    "All scores are 0, every p is 0.5 and every weight 0.25. Divide y − p by the "
    "weight.",
    "[2, -2]",
)
@insight(
    "At w = 0 all tumours have the same weight, and their targets are 2 and −2. So "
    "the first round is ordinary least squares on the labels, and the others refine "
    "it."
)
def test_the_first_round_is_plain_least_squares():
    """At w = 0, what is the target of the malignant and of the benign tumour? A list of two."""
    A, y = np.array([[1.0, 3.0, -2.0], [1.0, 0.5, 4.0]]), np.array([1, 0])
    weight, target = working(A, y, np.zeros(3))
    assert weight == close_to([0.25, 0.25])
    assert target == close_to(____([2, -2]))


@hint(
    "How large is p at a score of −20? How large is the weight?",
    "p and the weight are about e^−20. y − p is about 1, so the target is about 1 / "
    "e^−20.",
    "20",
)
@insight(
    "The target is a score of 485 million, with almost no weight. At a score of 40 a "
    "float rounds p to 1, so p(1 − p) is 0. Without the 1e-12 you would divide by it."
)
def test_a_sure_and_wrong_prediction_has_a_huge_target():
    """When it goes wrong: what is the log of the target of a malignant tumour with a score of −20?"""
    A, y, w = np.array([[1.0]]), np.array([1]), np.array([-20.0])
    weight, target = working(A, y, w)
    assert weight == close_to([np.exp(-20)], abs=0)
    assert np.log(target[0]) == close_to(____(20), abs=1e-3)


@hint(
    "In this least-squares problem each row counts with its weight. Which equations "
    "did you solve for the cars?",
    "The equations are (A′WA + P) w = A′W target. Solve them with your cholesky, "
    "forward and backward.",
    "T = cholesky((A * weight[:, None]).T @ A + P), then backward(T, forward(T, A.T @ "
    "(weight * target)))",
)
@yours
def weighted_ridge(A, weight, target, P):
    """Return the w that minimises the sum of weight · (target − A w)², plus w′P w: shape (d + 1,).

    A is (n, d + 1), `weight` and `target` are (n,), P is (d + 1, d + 1).
    """
    T = cholesky((A * weight[:, None]).T @ A + P)
    return backward(T, forward(T, A.T @ (weight * target)))


@insight(
    "This is ridge regression with a weight for each row. scikit-learn calls these "
    "weights sample_weight."
)
def test_each_round_is_a_weighted_ridge_regression():
    """Write `weighted_ridge`: it should find the weights of scikit-learn's Ridge."""
    A = np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 0.0], [1.0, 5.0]])
    weight, target = np.array([1.0, 2.0, 0.5, 1.5]), np.array([3.0, 1.0, -1.0, 4.0])
    ridge = Ridge(alpha=0.5).fit(A[:, 1:], target, sample_weight=weight)
    w = weighted_ridge(A, weight, target, np.diag([0, 0.5]))
    assert w == close_to([ridge.intercept_, *ridge.coef_])


@hint(
    "What do you fit in the first round? Which w do you use in the next?",
    "Start from zeros. In each round, `working` gives weight and target, and "
    "`weighted_ridge` the next w.",
    "for _ in range(rounds): w = weighted_ridge(A, *working(A, y, w), P)",
)
@yours
def irls(A, y, P, rounds):
    """Return w after `rounds` rounds of iteratively reweighted least squares: shape (d + 1,).

    It starts from zeros. *Iteratively reweighted least squares* (IRLS) solves one
    weighted least-squares problem after another, with new row weights each time. Green
    (1984).
    """
    w = np.zeros(A.shape[1])
    for _ in range(rounds):
        w = weighted_ridge(A, *working(A, y, w), P)
    return w


@hint(
    "Do a round of weighted least squares and a Newton step end at the same place?",
    "Write print(second - first, step) above the last line and save.",
    "True",
)
@insight(
    "(H + P)⁻¹ A′W (z + (y − p)/W) equals w − (H + P)⁻¹ (gradient). So a Newton step is "
    "a least-squares fit to moved targets. What you learnt with the cars works here too."
)
def test_a_round_and_a_newton_step_compared():
    """Two rounds on four tumours: is the second the same as a Newton step? True or False."""
    A = np.array([[1.0, -2], [1, -1], [1, 1], [1, 3]])
    y, P = np.array([0, 1, 1, 1]), np.diag([0, 0.5])
    first, second = (np.asarray(irls(A, y, P, rounds)) for rounds in (1, 2))
    p = 1 / (1 + np.exp(-A @ first))
    gradient, hessian = A.T @ (p - y) + P @ first, A.T @ np.diag(p * (1 - p)) @ A + P
    step = np.linalg.solve(hessian, -gradient)
    assert np.allclose(second - first, step) == ____(True)


@hint(
    "Group the tumours by their p. How many are in each group, and what fraction of "
    "them is malignant?",
    "np.unique(p) has the different p, sorted. For each of them, count the tumours "
    "with that p and take the mean of their y.",
    "predicted = np.unique(p); count = [(p == s).sum() for s in predicted]; observed "
    "= [y[p == s].mean() for s in predicted]",
)
@yours
def group_by_forecast(y, p):
    """Return (predicted, observed, count), one number for each different p: three arrays (k,).

    `predicted` has the k different p, the smallest first. `observed` is the fraction of
    malignant tumours among those with that p, and `count` is how many these are.
    """
    predicted = np.unique(p)
    observed = np.array([y[p == s].mean() for s in predicted])
    return predicted, observed, np.array([(p == s).sum() for s in predicted])


@hint(
    "How far is the prediction of each group from what was observed?",
    "Square the difference of each group, multiply it by its count, add up, and "
    "divide by the number of tumours.",
    "(count * (predicted - observed) ** 2).sum() / count.sum()",
)
@yours
def miscalibration(predicted, observed, count):
    """Return the mean squared difference between `predicted` and `observed`: one number.

    The mean is over all tumours, so each group has the weight `count`.
    """
    return (count * (predicted - observed) ** 2).sum() / count.sum()


@hint(
    "If half of a group is malignant, can a single prediction be right for all of it?",
    "The variance of y within a group is s(1 − s), for the observed fraction s. "
    "Multiply it by the count, add up, and divide by the number of tumours.",
    "(count * observed * (1 - observed)).sum() / count.sum()",
)
@yours
def refinement(observed, count):
    """Return the variance of y within a group, averaged over all tumours: one number.

    The variance of zeros and ones is s(1 − s), if a fraction s of them is 1. 0 is best:
    then each group has tumours of one class only.
    """
    return (count * observed * (1 - observed)).sum() / count.sum()


@hint(
    "Which two groups are there, and what fraction of each is malignant?",
    "The group with a p of 1 has one tumour and a variance of 0. The other has three, "
    "one of them malignant: its variance is 1/3 · 2/3. Take the mean over all four.",
    "1 / 6",
)
@insight(
    "The Brier score is the sum of both. Rounded to tenths, the model has 0.0217: "
    "miscalibration 0.0095, refinement 0.0122. You can correct the first by changing "
    "the probabilities, the second only with a better model or more data."
)
def test_the_brier_score_is_miscalibration_plus_refinement():
    """What is the refinement of these four predictions?

    The *Brier score* is the mean squared error of probabilities.
    """
    y, p = np.array([1, 0, 1, 0]), np.array([1.0, 0.5, 0.5, 0.5])
    predicted, observed, count = (np.asarray(part) for part in group_by_forecast(y, p))
    assert predicted == close_to([0.5, 1])
    assert observed == close_to([1 / 3, 1])
    assert count == close_to([3, 1])
    assert miscalibration(predicted, observed, count) == close_to(1 / 48)
    assert refinement(observed, count) == close_to(____(1 / 6))


@hint(
    "Every p of 0.3 becomes smaller and every 0.7 larger. Are the same tumours still "
    "in the same groups?",
    "They are, so each group has the same observed fraction as before. Refinement "
    "uses nothing else.",
    "0",
)
@insight(
    "AUC and refinement do not notice that a model is overconfident: only calibration "
    "does."
)
def test_only_calibration_notices_overconfidence():
    """When it goes wrong: if the model cubes all odds, by how much does its refinement change?

    A model is *overconfident* if its probabilities are closer to 0 and 1 than what
    happens.
    """
    honest, y = np.repeat([0.3, 0.7], 10), np.repeat([1, 0, 1, 0], [3, 7, 7, 3])
    overconfident = honest**3 / (honest**3 + (1 - honest) ** 3)
    of_honest = [np.asarray(part) for part in group_by_forecast(y, honest)]
    of_overconfident = [
        np.asarray(part) for part in group_by_forecast(y, overconfident)
    ]
    assert roc_auc_score(y, overconfident) == close_to(roc_auc_score(y, honest))
    assert miscalibration(*of_overconfident) > miscalibration(*of_honest) + 0.05
    change = refinement(*of_overconfident[1:]) - refinement(*of_honest[1:])
    assert change == close_to(____(0))


@hint(
    "Which tumours may the model learn from?",
    "It learns from the training set: the matrix with the column of ones, and the "
    "labels.",
    "A_train, y_train",
)
@insight(
    "Ten weighted ridge regressions, twenty triangular systems, and no library has "
    "solved anything for you."
)
def test_the_result_still_stands(present):
    """Fit with your own iteratively reweighted least squares, and predict the 114 tumours."""
    P = np.diag([0.0] + 30 * [1.0])
    w = np.asarray(irls(____(A_train), ____(y_train), P, 10))
    assert w == close_to(w_model, abs=1e-6)
    p = 1 / (1 + np.exp(-A_test @ w))
    called, auc = (p >= 0.5).astype(int), roc_auc_score(y_test, p)
    assert (called == y_test).sum() == 111
    assert auc == close_to(roc_auc_score(y_test, p_test), abs=1e-6)
    show(present, called, auc)


# How the result is shown: nothing to do from here on


def show(present, called, auc):
    """Put the result on the screen."""
    correct = int((called == y_test).sum())
    present(
        f"{correct} of {len(y_test)} tumours predicted correctly, AUC {auc:.3f}",
        correct=correct,
        auc=auc,
        predicted=called,
        truth=y_test,
    )
