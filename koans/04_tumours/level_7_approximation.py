"""Level 7 · approximation: a handful at a time, and how sure of the sureness

Newton wants a 31 by 31 system solved in every step. With 31 weights that is nothing;
with 31 million nobody can. So walk: a slope from a handful of tumours, a short step,
the next handful; let what was rolling roll on; shorten the steps in time. The weights
come out the same. Then the other question of this project: how sure are we? The bend of
the loss says how far a weight may be off, and drawing the 114 again and again, how far
the AUC may.

Yours to use: arrays, @ and your own functions. No np.linalg, no SciPy.

    A     (n, d + 1)  a column of ones, then the scaled columns of n tumours
    y     (n,)        1 malignant, 0 benign
    w     (d + 1,)    the intercept first, then a weight for each column
    lam   λ           mean log-loss plus λ/2 |w[1:]|² is to be small
    rng               a NumPy Generator: rng.permutation(n), rng.integers(n, size=k)

Pillars: calculus, probability, statistics.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from sensei import ____, close_to, yours

from . import X_test, X_train, y_test, y_train

mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / spread, (X_test - mean) / spread
A_train, A_test = (np.insert(Z, 0, 1, axis=1) for Z in (Z_train, Z_test))

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_test = model.predict_proba(Z_test)[:, 1]


@yours
def gradient(A, y, w, lam):
    """Slope of the mean log-loss plus λ/2 |w[1:]|², along each weight: shape (d + 1,).

    A (n, d + 1) and y (n,) may be all tumours or a handful. w is left as it was.
    """
    return ____


def test_handfuls_are_right_on_average():
    """What is the slope of the first tumour alone, if all weights are 0? A list of two."""
    A = np.array([[1.0, 4], [1, -2], [1, 3], [1, 1]])
    y, w = np.array([1, 0, 0, 1]), np.array([0.5, -1.0])
    handfuls = [gradient(A[rows], y[rows], w, 3) for rows in ([0, 1], [2, 3])]
    assert gradient(A, y, w, 3) == close_to(np.mean(handfuls, axis=0))
    assert gradient(A[:1], y[:1], np.zeros(2), 3) == close_to(____)


@yours
def batches(n, size, rng):
    """The row numbers 0 to n − 1 in a chance order, cut into pieces: a list of arrays.

    Each piece has `size` rows, the last what is left. Each row lies in one piece. rng is
    asked for the order, so that the same seed deals the same again.
    """
    return ____


def test_every_tumour_has_its_turn(rng):
    """455 tumours in handfuls of 32: how many handfuls are dealt?"""
    assert [len(rows) for rows in batches(7, 3, rng)] == [3, 3, 1]
    assert len(batches(455, 32, rng)) == ____


@yours
def rate_at(epoch, first, decay):
    """How long a step is in epoch 0, 1, 2, …: first / (1 + decay · epoch).

    epoch: a number, or an array of any shape. Robbins and Monro (1951).
    """
    return ____


def test_a_schedule_shortens_the_steps():
    """The first step is 2 long, the decay 0.5: how long is a step in epoch 6?"""
    assert rate_at(0, 2, 0.5) == close_to(2)
    assert rate_at(6, 2, 0.5) == close_to(____)


@yours
def walk(A, y, lam, rates, size, rng):
    """w (d + 1,) after one epoch of mini-batch steps for each of rates, from zeros.

    In each epoch rng deals the rows anew, size to a batch, and each batch makes a step.
    """
    return ____


def test_fixed_steps_shake_and_falling_steps_settle(rng):
    """Twenty epochs in handfuls of ten: which rates end nearer, fixed or falling? In quotes."""
    A, y = np.ones((40, 1)), np.tile([1, 0, 1, 1], 10)  # the bottom is at log 3
    rates = {"fixed": np.full(20, 2.0), "falling": 2 / (1 + np.arange(20))}
    far = {}
    for name in rates:
        ends = [walk(A, y, 0, rates[name], 10, rng)[0] for _ in range(10)]
        far[name] = np.abs(ends - np.log(3)).mean()
    assert min(far, key=far.get) == ____


@yours
def roll(A, y, lam, rate, keep, steps):
    """w (d + 1,) after `steps` steps with momentum, from zeros and at rest.

    In each step the speed becomes keep · speed − rate · slope, and w moves by it. The
    slope is that of all rows. Polyak (1964).
    """
    return ____


def test_what_rolls_goes_on_rolling():
    """Three of four malignant, rate 4, half of the speed kept: w after two steps?"""
    A, y = np.ones((4, 1)), np.array([1, 0, 1, 1])
    assert roll(A, y, 0, 4, 0.5, 1) == close_to([1])
    (after_two,) = np.asarray(roll(A, y, 0, 4, 0.5, 2))  # by hand, or print it
    assert after_two == close_to(____, abs=2e-3)


def test_it_goes_wrong_where_a_line_parts_all():
    """When it goes wrong: parted at 0. w[1] grows by what from step 300 to 3000?"""
    A, y = np.array([[1.0, -2], [1, -1], [1, 1], [1, 2]]), np.array([0, 0, 1, 1])
    early, late = (np.asarray(roll(A, y, 0, 1, 0, steps))[1] for steps in (300, 3000))
    # print(early, late); from 30 to 300 steps it grew by nearly as much
    assert late - early == close_to(____, abs=0.1)


@yours
def inverse(H, rounds):
    """Nearly the inverse of H (k, k), after so many rounds: shape (k, k).

    H is symmetric with v′Hv above 0. V begins as I over the trace of H, and each round
    makes V (2I − H V) of it. H itself is left as it was. Schulz (1933).
    """
    return ____


def test_an_inverse_by_multiplying_only():
    """3 and 1 on a diagonal, one round: the first is 0.3125, and the second?"""
    H = np.diag([3.0, 1.0])
    assert inverse(H, 0) == close_to([[0.25, 0], [0, 0.25]])
    assert inverse(H, 1) == close_to([[0.3125, 0], [0, ____]])
    assert inverse(H, 9) == close_to([[1 / 3, 0], [0, 1]])


@yours
def errors(A, w):
    """How far each weight may be off by chance, its standard error: shape (d + 1,).

    The roots of the diagonal of (A′WA)⁻¹, W = diag(p(1 − p)) at w: the normal
    approximation, without a penalty. A (n, d + 1) holds all tumours learnt from. 60
    rounds of inverse are enough, even for columns that say nearly the same.
    """
    return ____


def test_the_bend_says_how_sure_a_weight_is():
    """100 tumours, p is 0.5, no columns: how far may the intercept be off?"""
    assert errors(np.ones((100, 1)), np.zeros(1)) == close_to([____])
    # four times as many tumours, half the error
    assert errors(np.ones((400, 1)), np.zeros(1)) == close_to([0.1])


def test_it_goes_wrong_with_columns_that_say_the_same():
    """When it goes wrong: with perimeter, radius's error is times what, rounded?"""
    alone, both = A_train[:, [0, 1]], A_train[:, [0, 1, 3]]  # 1 is radius, 3 perimeter
    small = np.asarray(errors(alone, np.zeros(2)))[1]
    large = np.asarray(errors(both, np.zeros(3)))[1]
    assert round(large / small) == ____


def auc(y, p):
    """The share of pairs, malignant with benign, in order; a tie counts half."""
    a, b = p[y == 1][:, None], p[y == 0]
    return ((a > b) + 0.5 * (a == b)).mean()


@yours
def bootstrap(y, p, rounds, rng):
    """The AUC of `rounds` samples drawn from the tumours with putting back: (rounds,).

    y, p (n,); each sample has n rows, and y and p of a row stay together. A sample in
    which one class is missing has no AUC: another is drawn for it. Efron (1979).
    """
    return ____


def test_draw_your_own_sample_again(rng):
    """95 of 100 samples have an AUC from low to high. Does 0.990 lie between?"""
    drawn = np.asarray(bootstrap(y_test, p_test, 400, rng))
    assert drawn.shape == (400,)
    low, high = np.quantile(drawn, [0.025, 0.975])
    assert (low < 0.990 < high) == ____


def test_the_result_still_stands(present, rng):
    """The same 114 tumours, rolled to; and how far the AUC may be off by chance."""
    lam = ____  # λ is 1 / (n C), and C is 1
    w = np.asarray(roll(____, ____, lam, 0.5, 0.9, 500))
    assert w == close_to(w_model, abs=2e-3)
    p = 1 / (1 + np.exp(-A_test @ w))
    called, share = (p >= 0.5).astype(int), auc(y_test, p)
    assert (called == y_test).sum() == 111
    assert share == close_to(roc_auc_score(y_test, p_test), abs=1e-3)
    show(present, called, share, bootstrap(y_test, p, 300, rng))


# How the result is shown: nothing to do from here on


def show(present, called, share, drawn):
    """Put the result on the screen; drawn holds the AUC of each sample."""
    right = int((called == y_test).sum())
    low, high = np.quantile(drawn, [0.025, 0.975])
    present(
        f"{right} of {len(y_test)} tumours called right, AUC {share:.3f} "
        f"({low:.2f} to {high:.2f})",
        right=right,
        auc=share,
        predicted=called,
        truth=y_test,
    )
