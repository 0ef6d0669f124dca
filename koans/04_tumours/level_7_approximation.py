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

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

mean, std = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / std, (X_test - mean) / std
A_train, A_test = (np.insert(Z, 0, 1, axis=1) for Z in (Z_train, Z_test))

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_test = model.predict_proba(Z_test)[:, 1]


@yours
def gradient(A, y, w, lam):
    """Return the gradient of the mean log-loss plus λ/2 |w[1:]|²: shape (d + 1,).

    A (n, d + 1) and y (n,) may have all tumours or only a few of them (a mini-batch).
    `w` does not change. A *mini-batch* is a few rows, drawn at random, for one step of
    training.
    """
    return ____


def test_mini_batch_gradients_are_right_on_average():
    """What is the gradient of the first tumour alone, if all weights are 0? A list of two."""
    A = np.array([[1.0, 4], [1, -2], [1, 3], [1, 1]])
    y, w = np.array([1, 0, 0, 1]), np.array([0.5, -1.0])
    batch_gradients = [gradient(A[rows], y[rows], w, 3) for rows in ([0, 1], [2, 3])]
    assert gradient(A, y, w, 3) == close_to(np.mean(batch_gradients, axis=0))
    assert gradient(A[:1], y[:1], np.zeros(2), 3) == close_to(____)


@yours
def batches(n, size, rng):
    """Return the row numbers 0 to n − 1 in random order, cut into mini-batches: a list of arrays.

    Each batch has `size` rows, and the last has what is left. Each row is in exactly
    one batch. An *epoch* is one pass through all batches, so it uses every row once.
    The order comes from `rng`, so that the same seed gives the same batches again.
    """
    return ____


def test_an_epoch_uses_every_tumour_once(rng):
    """How many mini-batches do you get from 455 tumours if each has up to 32?"""
    assert [len(rows) for rows in batches(7, 3, rng)] == [3, 3, 1]
    assert len(batches(455, 32, rng)) == ____


@yours
def rate_at(epoch, first, decay):
    """Return the learning rate in an epoch, first / (1 + decay · epoch): the shape of `epoch`.

    A *learning-rate schedule* makes the steps smaller as training goes on. `epoch` is a
    number 0, 1, 2, …, or an array of them of any shape. Robbins and Monro (1951).
    """
    return ____


def test_a_schedule_lowers_the_learning_rate():
    """The first rate is 2 and the decay is 0.5. What is the learning rate in epoch 6?"""
    assert rate_at(0, 2, 0.5) == close_to(2)
    assert rate_at(6, 2, 0.5) == close_to(____)


@yours
def sgd(A, y, lam, rates, size, rng):
    """Return the weights after stochastic gradient descent from zeros: shape (d + 1,).

    Stochastic means that each step uses a random mini-batch. Do one epoch for each
    learning rate in `rates`. In each epoch, make new batches of `size` rows. Each batch
    makes one step, with the gradient of its own rows.
    """
    return ____


def test_the_learning_rate_decides_how_near_it_ends(rng):
    """After twenty epochs, which rates end nearer to log 3: fixed or falling? In quotes."""
    A, y = np.ones((40, 1)), np.tile([1, 0, 1, 1], 10)  # the minimum is at log 3
    rates = {"fixed": np.full(20, 2.0), "falling": 2 / (1 + np.arange(20))}
    distance = {}
    for name in rates:
        ends = [sgd(A, y, 0, rates[name], 10, rng)[0] for _ in range(10)]
        distance[name] = np.abs(ends - np.log(3)).mean()
    # print(distance) shows both mean distances
    assert min(distance, key=distance.get) == ____


@yours
def momentum(A, y, lam, rate, keep, steps):
    """Return the weights after `steps` steps of gradient descent with momentum: shape (d + 1,).

    It starts from zeros, with a speed of 0. *Momentum* keeps a part of each step in the
    next one. In each step the new speed is keep · speed − rate · gradient, and w moves
    by that. The gradient is that of all rows. Polyak (1964).
    """
    return ____


def test_momentum_keeps_part_of_the_speed():
    """Three of four are malignant, the rate is 4, half the speed is kept. What is w after two steps?"""
    A, y = np.ones((4, 1)), np.array([1, 0, 1, 1])
    assert momentum(A, y, 0, 4, 0.5, 1) == close_to([1])
    (after_two,) = np.asarray(momentum(A, y, 0, 4, 0.5, 2))
    assert after_two == close_to(____, abs=2e-3)


def test_separable_classes_have_no_best_weight():
    """When it goes wrong: a threshold at 0 separates the classes. How much does w[1] grow from step 300 to 3000?

    Two classes are *separable* if a line or a plane divides them without an error.
    """
    A, y = np.array([[1.0, -2], [1, -1], [1, 1], [1, 2]]), np.array([0, 0, 1, 1])
    early, late = (
        np.asarray(momentum(A, y, 0, 1, 0, steps))[1] for steps in (300, 3000)
    )
    # print(early, late); from step 30 to 300 it grew by nearly the same amount
    assert late - early == close_to(____, abs=0.1)


@yours
def inverse(H, rounds):
    """Return nearly the inverse of H (k, k), after `rounds` rounds: shape (k, k).

    H is symmetric and positive definite, and does not change. V starts as I divided by
    the trace of H, the sum of its diagonal. I is the identity matrix. Each round
    replaces V by V (2I − H V). Schulz (1933).
    """
    return ____


def test_an_inverse_needs_only_products():
    """H has 3 and 1 on its diagonal. After one round V has 0.3125 and which other number on its diagonal?"""
    H = np.diag([3.0, 1.0])
    assert inverse(H, 0) == close_to([[0.25, 0], [0, 0.25]])
    assert inverse(H, 1) == close_to([[0.3125, 0], [0, ____]])
    assert inverse(H, 9) == close_to([[1 / 3, 0], [0, 1]])


@yours
def standard_errors(A, w):
    """Return the standard error of each weight: shape (d + 1,).

    The standard error is how much a weight would vary over many training sets like this
    one. It is the square root of the diagonal of (A′WA)⁻¹, with W = diag(p(1 − p)) at
    `w`. This is the normal approximation, without a penalty. A (n, d + 1) has all
    tumours of the training set. Take 60 rounds of `inverse`, which is enough even for
    nearly collinear features.
    """
    return ____


def test_curvature_gives_the_standard_error():
    """There are 100 tumours and no features, and every p is 0.5. What is the standard error of the intercept?"""
    assert standard_errors(np.ones((100, 1)), np.zeros(1)) == close_to([____])
    # four times as many tumours
    assert standard_errors(np.ones((400, 1)), np.zeros(1)) == close_to([0.1])


def test_collinear_features_have_large_standard_errors():
    """When it goes wrong: add the perimeter. By which factor, rounded, does the standard error of the radius grow?"""
    alone, both = A_train[:, [0, 1]], A_train[:, [0, 1, 3]]  # 1 is radius, 3 perimeter
    small = np.asarray(standard_errors(alone, np.zeros(2)))[1]
    large = np.asarray(standard_errors(both, np.zeros(3)))[1]
    assert round(large / small) == ____


def auc(y, p):
    """Return the fraction of pairs in the right order, as at level 4: one number."""
    a, b = p[y == 1][:, None], p[y == 0]
    return ((a > b) + 0.5 * (a == b)).mean()


@yours
def bootstrap(y, p, rounds, rng):
    """Return the AUC of `rounds` bootstrap samples of the tumours: shape (rounds,).

    A bootstrap sample has n rows drawn with replacement: some come twice, some not at
    all. y and p (n,) of a row stay together. If a sample has only one class, it has no
    AUC: draw another one. Efron (1979).
    """
    return ____


def test_bootstrap_samples_give_an_interval(rng):
    """95 of 100 samples have an AUC from `low` to `high`. Is 0.990 between them? True or False."""
    drawn = np.asarray(bootstrap(y_test, p_test, 400, rng))
    assert drawn.shape == (400,)
    low, high = np.quantile(drawn, [0.025, 0.975])
    assert (low < 0.990 < high) == ____


def test_the_result_still_stands(present, rng):
    """Fit with your own gradient descent with momentum, and predict the 114 tumours."""
    lam = ____  # λ is 1 / (n C), and C is 1
    w = np.asarray(momentum(____, ____, lam, 0.5, 0.9, 500))
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
