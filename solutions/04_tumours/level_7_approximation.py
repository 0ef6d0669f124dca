"""Level 7 · approximation: mini-batches, and how certain the result is

Newton's method solves 31 equations with 31 unknowns in every step. Large networks have
millions of weights, and nobody can do that for them. So you take small steps instead,
each with the gradient of a few tumours. They lead to the same weights. Then you measure
how certain the result is: the standard error of each weight, and an interval for the
AUC.

You may use: arrays, @ and your own functions. No np.linalg, no SciPy.

    A     (n, d + 1)  a column of ones, then the standardised features of n tumours
    y     (n,)        the labels: 1 malignant, 0 benign
    w     (d + 1,)    the weights: the intercept first, then one for each feature
    lam   λ           the weights should minimise the mean log-loss plus λ/2 |w[1:]|²
    rng               a NumPy Generator: rng.permutation(n), rng.integers(n, size=k)

Pillars: calculus, probability, statistics.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

mean, std = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / std, (X_test - mean) / std
A_train, A_test = (np.insert(Z, 0, 1, axis=1) for Z in (Z_train, Z_test))

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_test = model.predict_proba(Z_test)[:, 1]


@hint(
    "The gradient has two parts, one for the mean log-loss and one for the penalty. "
    "Which are they?",
    "The first is A′(p − y) / n. The second is λ w, with 0 instead of the intercept.",
    "slope = A.T @ (p - y) / len(y), then slope[1:] += lam * w[1:]",
)
@yours
def gradient(A, y, w, lam):
    """Return the gradient of the mean log-loss plus λ/2 |w[1:]|²: shape (d + 1,).

    A (n, d + 1) and y (n,) may have all tumours or only a few of them (a mini-batch).
    `w` does not change. A *mini-batch* is a few rows, drawn at random, for one step of
    training.
    """
    slope = A.T @ (1 / (1 + np.exp(-A @ w)) - y) / len(y)
    slope[1:] += lam * w[1:]
    return slope


@hint(
    "What is p at w = 0? How large is the penalty's part if all weights are 0?",
    "p is 0.5 and y is 1. The penalty adds nothing. Multiply p − y by each number in "
    "the tumour's row of A.",
    "[-0.5, -2]",
)
@insight(
    "The gradient of a mini-batch is off, but not to one side: on average it is that "
    "of all rows."
)
def test_mini_batch_gradients_are_right_on_average():
    """What is the gradient of the first tumour alone, if all weights are 0? A list of two."""
    A = np.array([[1.0, 4], [1, -2], [1, 3], [1, 1]])
    y, w = np.array([1, 0, 0, 1]), np.array([0.5, -1.0])
    batch_gradients = [gradient(A[rows], y[rows], w, 3) for rows in ([0, 1], [2, 3])]
    assert gradient(A, y, w, 3) == close_to(np.mean(batch_gradients, axis=0))
    assert gradient(A[:1], y[:1], np.zeros(2), 3) == close_to(____([-0.5, -2]))


@hint(
    "How do you deal a pack of cards at random, each card once?",
    "Shuffle the row numbers, then cut them into pieces of `size`.",
    "order = rng.permutation(n), then [order[i : i + size] for i in range(0, n, size)]",
)
@yours
def batches(n, size, rng):
    """Return the row numbers 0 to n − 1 in random order, cut into mini-batches: a list of arrays.

    Each batch has `size` rows, and the last has what is left. Each row is in exactly
    one batch. An *epoch* is one pass through all batches, so it uses every row once.
    The order comes from `rng`, so that the same seed gives the same batches again.
    """
    order = rng.permutation(n)
    return [order[i : i + size] for i in range(0, n, size)]


@hint(
    "How many full batches of 32 are in 455? Is something left?",
    "14 full batches have 448 tumours. The 7 that are left need a batch, too.",
    "15",
)
@insight(
    "An epoch costs as much as one gradient of all 455 tumours, but takes many steps "
    "instead of one."
)
def test_an_epoch_uses_every_tumour_once(rng):
    """How many mini-batches do you get from 455 tumours if each has up to 32?"""
    assert [len(rows) for rows in batches(7, 3, rng)] == [3, 3, 1]
    assert len(batches(455, 32, rng)) == ____(15)


@hint(
    "By what do you have to divide the first rate?",
    "Divide it by 1 plus decay times epoch.",
    "first / (1 + decay * epoch)",
)
@yours
def rate_at(epoch, first, decay):
    """Return the learning rate in an epoch, first / (1 + decay · epoch): the shape of `epoch`.

    A *learning-rate schedule* makes the steps smaller as training goes on. `epoch` is a
    number 0, 1, 2, …, or an array of them of any shape. Robbins and Monro (1951).
    """
    return first / (1 + decay * epoch)


@hint(
    "How large is decay times epoch?",
    "Multiply decay by epoch, add 1, and divide the first rate by that.",
    "0.5",
)
@insight(
    "The sum 1 + 1/2 + 1/3 + … is infinite, so such steps can reach any place. The "
    "sum of their squares is finite, so the random error dies out."
)
def test_a_schedule_lowers_the_learning_rate():
    """The first rate is 2 and the decay is 0.5. What is the learning rate in epoch 6?"""
    assert rate_at(0, 2, 0.5) == close_to(2)
    assert rate_at(6, 2, 0.5) == close_to(____(0.5))


@hint(
    "There is one epoch for each rate. What happens in an epoch?",
    "Make new batches. For each, compute the gradient of its rows at the current w, "
    "and subtract rate times that from w.",
    "for rate in rates: for rows in batches(len(y), size, rng): w = w - rate * "
    "gradient(A[rows], y[rows], w, lam)",
)
@yours
def sgd(A, y, lam, rates, size, rng):
    """Return the weights after stochastic gradient descent from zeros: shape (d + 1,).

    Stochastic means that each step uses a random mini-batch. Do one epoch for each
    learning rate in `rates`. In each epoch, make new batches of `size` rows. Each batch
    makes one step, with the gradient of its own rows.
    """
    w = np.zeros(A.shape[1])
    for rate in rates:
        for rows in batches(len(y), size, rng):
            w = w - rate * gradient(A[rows], y[rows], w, lam)
    return w


@hint(
    "At the minimum the gradient of all rows is 0. Is that of a mini-batch 0, too?",
    "It is not, so a fixed rate keeps moving w away from the minimum. Write "
    "print(distance) above the last line and save.",
    '"falling"',
)
@insight(
    "With a fixed learning rate you get near the minimum and then jump around it. If "
    "you need more digits, lower the rate or use larger batches."
)
def test_the_learning_rate_decides_how_near_it_ends(rng):
    """After twenty epochs, which rates end nearer to log 3: fixed or falling? In quotes."""
    A, y = np.ones((40, 1)), np.tile([1, 0, 1, 1], 10)  # the minimum is at log 3
    rates = {"fixed": np.full(20, 2.0), "falling": 2 / (1 + np.arange(20))}
    distance = {}
    for name in rates:
        ends = [sgd(A, y, 0, rates[name], 10, rng)[0] for _ in range(10)]
        distance[name] = np.abs(ends - np.log(3)).mean()
    # print(distance) shows both mean distances
    assert min(distance, key=distance.get) == ____("falling")


@hint(
    "A rolling ball keeps most of its speed. How does the gradient change that speed?",
    "The new speed is `keep` times the old one, minus rate times the gradient. Then "
    "add the speed to w.",
    "speed = keep * speed - rate * gradient(A, y, w, lam), then w = w + speed, "
    "`steps` times",
)
@yours
def momentum(A, y, lam, rate, keep, steps):
    """Return the weights after `steps` steps of gradient descent with momentum: shape (d + 1,).

    It starts from zeros, with a speed of 0. *Momentum* keeps a part of each step in the
    next one. In each step the new speed is keep · speed − rate · gradient, and w moves
    by that. The gradient is that of all rows. Polyak (1964).
    """
    w = np.zeros(A.shape[1])
    speed = np.zeros(A.shape[1])
    for _ in range(steps):
        speed = keep * speed - rate * gradient(A, y, w, lam)
        w = w + speed
    return w


@hint(
    "At w = 0 the gradient is 0.5 − 0.75 = −0.25. How far does the first step go?",
    "It goes 1. In the second step the gradient is 0.731 − 0.75 = −0.019, and half of "
    "the speed is kept. Add the new speed to 1.",
    "1.576, or 1 + 0.5 + 4 · 0.0189",
)
@insight(
    "300 steps with momentum get nearer than 1000 without. It helps most in long "
    "narrow valleys, which collinear features make."
)
def test_momentum_keeps_part_of_the_speed():
    """Three of four are malignant, the rate is 4, half the speed is kept. What is w after two steps?"""
    A, y = np.ones((4, 1)), np.array([1, 0, 1, 1])
    assert momentum(A, y, 0, 4, 0.5, 1) == close_to([1])
    (after_two,) = np.asarray(momentum(A, y, 0, 4, 0.5, 2))
    assert after_two == close_to(____(1.576), abs=2e-3)


@hint(
    "One line separates the classes perfectly, so a larger weight always has a "
    "smaller loss. How fast does it grow?",
    "It grows with the natural log of the number of steps: ten times the steps always "
    "add about the same. Write print(early, late) above the last line and save.",
    "2.3, or np.log(10)",
)
@insight(
    "If a line separates the classes, there is no minimum: larger weights always fit "
    "better (Soudry 2018). With many features and few rows that is common. The "
    "penalty prevents it."
)
def test_separable_classes_have_no_best_weight():
    """When it goes wrong: a threshold at 0 separates the classes. How much does w[1] grow from step 300 to 3000?

    Two classes are *separable* if a line or a plane divides them without an error.
    """
    A, y = np.array([[1.0, -2], [1, -1], [1, 1], [1, 2]]), np.array([0, 0, 1, 1])
    early, late = (
        np.asarray(momentum(A, y, 0, 1, 0, steps))[1] for steps in (300, 3000)
    )
    # print(early, late); from step 30 to 300 it grew by nearly the same amount
    assert late - early == close_to(____(2.3), abs=0.1)


@hint(
    "If V were the inverse of H, what would H V be? How far from that is it?",
    "H V would be I. Replacing V by V (2I − H V) squares the error I − H V. Start "
    "with I divided by np.trace(H).",
    "V = np.eye(len(H)) / np.trace(H), then `rounds` times V = V @ (2 * "
    "np.eye(len(H)) - H @ V)",
)
@yours
def inverse(H, rounds):
    """Return nearly the inverse of H (k, k), after `rounds` rounds: shape (k, k).

    H is symmetric and positive definite, and does not change. V starts as I divided by
    the trace of H, the sum of its diagonal. I is the identity matrix. Each round
    replaces V by V (2I − H V). Schulz (1933).
    """
    identity = np.eye(len(H))
    V = identity / np.trace(H)
    for _ in range(rounds):
        V = V @ (2 * identity - H @ V)
    return V


@hint(
    "The trace is 4, so V starts with 0.25 and 0.25 on its diagonal. What does the "
    "round do to each?",
    "On a diagonal each number is on its own: the first becomes 0.25 · (2 − 3 · "
    "0.25). Do the same for the second, with 1 instead of 3.",
    "0.4375",
)
@insight(
    "Each round squares the error, as in Newton's method. It is Newton's method, for "
    "the equation 1/V = H."
)
def test_an_inverse_needs_only_products():
    """H has 3 and 1 on its diagonal. After one round V has 0.3125 and which other number on its diagonal?"""
    H = np.diag([3.0, 1.0])
    assert inverse(H, 0) == close_to([[0.25, 0], [0, 0.25]])
    assert inverse(H, 1) == close_to([[0.3125, 0], [0, ____(0.4375)]])
    assert inverse(H, 9) == close_to([[1 / 3, 0], [0, 1]])


@hint(
    "The more the loss curves along a weight, the better the weight is known. Which "
    "matrix has the variances?",
    "A′WA is the Hessian of the summed loss. The diagonal of its inverse has the "
    "variances of the weights. Take their square roots.",
    "V = inverse((A * (p * (1 - p))[:, None]).T @ A, 60), then np.sqrt(np.diag(V))",
)
@yours
def standard_errors(A, w):
    """Return the standard error of each weight: shape (d + 1,).

    The standard error is how much a weight would vary over many training sets like this
    one. It is the square root of the diagonal of (A′WA)⁻¹, with W = diag(p(1 − p)) at
    `w`. This is the normal approximation, without a penalty. A (n, d + 1) has all
    tumours of the training set. Take 60 rounds of `inverse`, which is enough even for
    nearly collinear features.
    """
    p = 1 / (1 + np.exp(-A @ w))
    return np.sqrt(np.diag(inverse((A * (p * (1 - p))[:, None]).T @ A, 60)))


@hint(
    "How large is A′WA if A is a column of 100 ones and every p(1 − p) is 0.25?",
    "It is the single number 25. Take its inverse, and the square root of that.",
    "0.2",
)
@insight(
    "A weight ± two standard errors is the 95 % confidence interval that medical "
    "papers print beside it. It assumes that the curvature at one point describes the "
    "whole valley."
)
def test_curvature_gives_the_standard_error():
    """There are 100 tumours and no features, and every p is 0.5. What is the standard error of the intercept?"""
    assert standard_errors(np.ones((100, 1)), np.zeros(1)) == close_to([____(0.2)])
    # four times as many tumours
    assert standard_errors(np.ones((400, 1)), np.zeros(1)) == close_to([0.1])


@hint(
    "Radius and perimeter have a correlation of r = 0.998. What does that do to the "
    "standard error of each?",
    "Write print(large / small) above the last line and save. In theory it is 1 "
    "divided by the square root of 1 − r².",
    "15",
)
@insight(
    "It rises from 0.09 to 1.41. If two features carry the same information, the sum "
    "of their weights is known well, but neither of them is. A wide interval for a "
    "weight does not mean that the model is poor."
)
def test_collinear_features_have_large_standard_errors():
    """When it goes wrong: add the perimeter. By which factor, rounded, does the standard error of the radius grow?"""
    alone, both = A_train[:, [0, 1]], A_train[:, [0, 1, 3]]  # 1 is radius, 3 perimeter
    small = np.asarray(standard_errors(alone, np.zeros(2)))[1]
    large = np.asarray(standard_errors(both, np.zeros(3)))[1]
    assert round(large / small) == ____(15)


def auc(y, p):
    """Return the fraction of pairs in the right order, as at level 4: one number."""
    a, b = p[y == 1][:, None], p[y == 0]
    return ((a > b) + 0.5 * (a == b)).mean()


@hint(
    "You have one sample of 114 tumours and want many. Where can you get more?",
    "Draw n row numbers with replacement, and compute the auc of y and p at these "
    "rows. If one class is missing, draw again. Stop when you have `rounds` of them.",
    "while len(found) < rounds: rows = rng.integers(n, size=n); if 0 < y[rows].sum() "
    "< n: found.append(auc(y[rows], p[rows]))",
)
@yours
def bootstrap(y, p, rounds, rng):
    """Return the AUC of `rounds` bootstrap samples of the tumours: shape (rounds,).

    A bootstrap sample has n rows drawn with replacement: some come twice, some not at
    all. y and p (n,) of a row stay together. If a sample has only one class, it has no
    AUC: draw another one. Efron (1979).
    """
    found, n = [], len(y)
    while len(found) < rounds:
        rows = rng.integers(n, size=n)
        if 0 < y[rows].sum() < n:
            found.append(auc(y[rows], p[rows]))
    return np.array(found)


@hint(
    "Where are low and high, compared with 0.990?",
    "Write print(low, high) above the last line and save.",
    "True",
)
@insight(
    "A model with an AUC of 0.990 might be just as good as this one: 114 tumours "
    "cannot tell them apart. For a third digit of the AUC you need thousands."
)
def test_bootstrap_samples_give_an_interval(rng):
    """95 of 100 samples have an AUC from `low` to `high`. Is 0.990 between them? True or False."""
    drawn = np.asarray(bootstrap(y_test, p_test, 400, rng))
    assert drawn.shape == (400,)
    low, high = np.quantile(drawn, [0.025, 0.975])
    assert (low < 0.990 < high) == ____(True)


@hint(
    "Which tumours may the model learn from? How large is λ when C is 1?",
    "It learns from the training set: A_train and its labels. λ is 1 / (n C), and n "
    "is 455.",
    "1 / 455, A_train, y_train",
)
@insight(
    "You found these weights without solving or inverting anything. Every large "
    "neural network is trained in this way, with another gradient."
)
def test_the_result_still_stands(present, rng):
    """Fit with your own gradient descent with momentum, and predict the 114 tumours."""
    lam = ____(1 / 455)  # λ is 1 / (n C), and C is 1
    w = np.asarray(momentum(____(A_train), ____(y_train), lam, 0.5, 0.9, 500))
    assert w == close_to(w_model, abs=2e-3)
    p = 1 / (1 + np.exp(-A_test @ w))
    called, value = (p >= 0.5).astype(int), auc(y_test, p)
    assert (called == y_test).sum() == 111
    assert value == close_to(roc_auc_score(y_test, p_test), abs=1e-3)
    show(present, called, value, bootstrap(y_test, p, 300, rng))


# How the result is shown: nothing to do from here on


def show(present, called, value, drawn):
    """Put the result on the screen. `drawn` holds the AUC of each bootstrap sample."""
    correct = int((called == y_test).sum())
    low, high = np.quantile(drawn, [0.025, 0.975])
    present(
        f"{correct} of {len(y_test)} tumours predicted correctly, AUC {value:.3f} "
        f"({low:.2f} to {high:.2f})",
        correct=correct,
        auc=value,
        predicted=called,
        truth=y_test,
    )
