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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / spread, (X_test - mean) / spread
A_train, A_test = (np.insert(Z, 0, 1, axis=1) for Z in (Z_train, Z_test))

model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8)
model.fit(Z_train, y_train)
w_model = np.append(model.intercept_, model.coef_[0])
p_test = model.predict_proba(Z_test)[:, 1]


@hint(
    "Two slopes are added: that of the mean loss, and that of λ/2 |w[1:]|². Which are "
    "they?",
    "A′(p − y)/n, and λ w with a 0 in the place of the intercept.",
    "slope = A.T @ (p - y) / len(y), then slope[1:] += lam * w[1:]",
)
@yours
def gradient(A, y, w, lam):
    """Slope of the mean log-loss plus λ/2 |w[1:]|², along each weight: shape (d + 1,).

    A (n, d + 1) and y (n,) may be all tumours or a handful. w is left as it was.
    """
    slope = A.T @ (1 / (1 + np.exp(-A @ w)) - y) / len(y)
    slope[1:] += lam * w[1:]
    return slope


@hint(
    "The first tumour is malignant, with p = 0.5, and the weights are 0 and 0 but λ is 3. "
    "What does λ pull at?",
    "At nothing, all weights are 0. p − y is −0.5; times the 1 and times the 4.",
    "[-0.5, -2]",
)
@insight(
    "A handful is wrong about the slope, but not to one side: on average it is right. "
    "That is all a walk needs."
)
def test_handfuls_are_right_on_average():
    """What is the slope of the first tumour alone, if all weights are 0? A list of two."""
    A = np.array([[1.0, 4], [1, -2], [1, 3], [1, 1]])
    y, w = np.array([1, 0, 0, 1]), np.array([0.5, -1.0])
    handfuls = [gradient(A[rows], y[rows], w, 3) for rows in ([0, 1], [2, 3])]
    assert gradient(A, y, w, 3) == close_to(np.mean(handfuls, axis=0))
    assert gradient(A[:1], y[:1], np.zeros(2), 3) == close_to(____([-0.5, -2]))


@hint(
    "How do you deal out a pack of cards, so that each is dealt once and by chance?",
    "Shuffle the row numbers, then cut the pack every `size` of them.",
    "order = rng.permutation(n), then [order[i : i + size] for i in range(0, n, size)]",
)
@yours
def batches(n, size, rng):
    """The row numbers 0 to n − 1 in a chance order, cut into pieces: a list of arrays.

    Each piece has `size` rows, the last what is left. Each row lies in one piece. rng is
    asked for the order, so that the same seed deals the same again.
    """
    order = rng.permutation(n)
    return [order[i : i + size] for i in range(0, n, size)]


@hint(
    "How many full pieces of 32 are in 455, and is something left?",
    "14 make 448; 7 tumours are left.",
    "15",
)
@insight(
    "One round through all tumours is called an epoch. It costs as much as one slope "
    "of all 455, and 15 steps were taken instead of one."
)
def test_every_tumour_has_its_turn(rng):
    """455 tumours in handfuls of 32: how many handfuls are dealt?"""
    assert [len(rows) for rows in batches(7, 3, rng)] == [3, 3, 1]
    assert len(batches(455, 32, rng)) == ____(15)


@hint(
    "After how many rounds should the step be half as long? By what has it to be "
    "divided?",
    "By 1 + decay times the number of rounds done.",
    "first / (1 + decay * epoch)",
)
@yours
def rate_at(epoch, first, decay):
    """How long a step is in epoch 0, 1, 2, …: first / (1 + decay · epoch).

    epoch: a number, or an array of any shape. Robbins and Monro (1951).
    """
    return first / (1 + decay * epoch)


@hint(
    "decay times epoch is 0.5 times 6. One more than that divides 2.",
    "2 over 4.",
    "0.5",
)
@insight(
    "1 + 1/2 + 1/3 + … has no end, so such steps can still reach any place; their "
    "squares have an end, so the shaking dies."
)
def test_a_schedule_shortens_the_steps():
    """The first step is 2 long, the decay 0.5: how long is a step in epoch 6?"""
    assert rate_at(0, 2, 0.5) == close_to(2)
    assert rate_at(6, 2, 0.5) == close_to(____(0.5))


@hint(
    "One epoch for each rate. What happens in an epoch?",
    "Deal new batches; for each take the slope of these rows alone, at the w of now, "
    "and step against it, rate long.",
    "for rate in rates: for rows in batches(len(y), size, rng): "
    "w = w - rate * gradient(A[rows], y[rows], w, lam)",
)
@yours
def walk(A, y, lam, rates, size, rng):
    """w (d + 1,) after one epoch of mini-batch steps for each of rates, from zeros.

    In each epoch rng deals the rows anew, size to a batch, and each batch makes a step.
    """
    w = np.zeros(A.shape[1])
    for rate in rates:
        for rows in batches(len(y), size, rng):
            w = w - rate * gradient(A[rows], y[rows], w, lam)
    return w


@hint(
    "At the bottom, does a handful say: flat? What does a step of fixed length do "
    "there?",
    "Each handful pulls to its own side, and a fixed step follows it, for ever.",
    '"falling"',
)
@insight(
    "A fixed rate comes near and goes on shaking. Whoever needs the last digits has to "
    "shorten the steps, or to take larger handfuls."
)
def test_fixed_steps_shake_and_falling_steps_settle(rng):
    """Twenty epochs in handfuls of ten: which rates end nearer, fixed or falling? In quotes."""
    A, y = np.ones((40, 1)), np.tile([1, 0, 1, 1], 10)  # the bottom is at log 3
    rates = {"fixed": np.full(20, 2.0), "falling": 2 / (1 + np.arange(20))}
    far = {}
    for name in rates:
        ends = [walk(A, y, 0, rates[name], 10, rng)[0] for _ in range(10)]
        far[name] = np.abs(ends - np.log(3)).mean()
    assert min(far, key=far.get) == ____("falling")


@hint(
    "A ball that rolls keeps most of its speed. What does the slope do to it?",
    "The speed is kept in part, keep times what it was, and changed by −rate times the "
    "slope; the ball then moves by its speed.",
    "speed = keep * speed - rate * gradient(A, y, w, lam), then w = w + speed, `steps` "
    "times",
)
@yours
def roll(A, y, lam, rate, keep, steps):
    """w (d + 1,) after `steps` steps with momentum, from zeros and at rest.

    In each step the speed becomes keep · speed − rate · slope, and w moves by it. The
    slope is that of all rows. Polyak (1964).
    """
    w = np.zeros(A.shape[1])
    speed = np.zeros(A.shape[1])
    for _ in range(steps):
        speed = keep * speed - rate * gradient(A, y, w, lam)
        w = w + speed
    return w


@hint(
    "Three of four are malignant, no columns: the slope at 0 is −0.25. With a rate of "
    "4, how far does the first step go?",
    "It goes 1. In the second the slope is nearly 0 (0.731 − 0.75 = −0.019), and half "
    "of the speed is kept.",
    "1 + 0.5 + 4 · 0.0189, which is 1.576",
)
@insight(
    "300 steps that roll are nearer than 1000 that do not. Long narrow valleys are "
    "where it pays, and columns that say nearly the same make such valleys."
)
def test_what_rolls_goes_on_rolling():
    """Three of four malignant, rate 4, half of the speed kept: w after two steps?"""
    A, y = np.ones((4, 1)), np.array([1, 0, 1, 1])
    assert roll(A, y, 0, 4, 0.5, 1) == close_to([1])
    (after_two,) = np.asarray(roll(A, y, 0, 4, 0.5, 2))  # by hand, or print it
    assert after_two == close_to(____(1.576), abs=2e-3)


@hint(
    "With every ten times as many steps the weight grows by about the same. By what?",
    "It grows as the log of the steps, since the nearest tumours are 1 away from the "
    "cut.",
    "The natural log of 10: 2.3",
)
@insight(
    "To be surer always pays where a line parts all, so there is no answer to reach "
    "(Soudry 2018). With many columns and few tumours that is common; the penalty "
    "ends it."
)
def test_it_goes_wrong_where_a_line_parts_all():
    """When it goes wrong: parted at 0. w[1] grows by what from step 300 to 3000?"""
    A, y = np.array([[1.0, -2], [1, -1], [1, 1], [1, 2]]), np.array([0, 0, 1, 1])
    early, late = (np.asarray(roll(A, y, 0, 1, 0, steps))[1] for steps in (300, 3000))
    # print(early, late); from 30 to 300 steps it grew by nearly as much
    assert late - early == close_to(____(2.3), abs=0.1)


@hint(
    "If V were the inverse of H, what would H V be? How do you mend V where it is not?",
    "V (2I − H V) is nearer than V: the error I − H V is squared by it. Begin with I "
    "over the trace of H.",
    "V = np.eye(len(H)) / np.trace(H), then rounds times V = V @ (2 * np.eye(len(H)) - "
    "H @ V)",
)
@yours
def inverse(H, rounds):
    """Nearly the inverse of H (k, k), after so many rounds: shape (k, k).

    H is symmetric with v′Hv above 0. V begins as I over the trace of H, and each round
    makes V (2I − H V) of it. H itself is left as it was. Schulz (1933).
    """
    identity = np.eye(len(H))
    V = identity / np.trace(H)
    for _ in range(rounds):
        V = V @ (2 * identity - H @ V)
    return V


@hint(
    "H has 3 and 1 on its diagonal and nothing else; the trace is 4. V begins with "
    "0.25 and 0.25. What becomes of the second one?",
    "0.25 times (2 − 1 · 0.25). The first: 0.25 times (2 − 3 · 0.25).",
    "0.4375",
)
@insight(
    "1/4, 7/16, 175/256 …: the error is squared in each round, as Newton's was. In "
    "fact this is Newton's method, for the equation 1/V = H."
)
def test_an_inverse_by_multiplying_only():
    """3 and 1 on a diagonal, one round: the first is 0.3125, and the second?"""
    H = np.diag([3.0, 1.0])
    assert inverse(H, 0) == close_to([[0.25, 0], [0, 0.25]])
    assert inverse(H, 1) == close_to([[0.3125, 0], [0, ____(0.4375)]])
    assert inverse(H, 9) == close_to([[1 / 3, 0], [0, 1]])


@hint(
    "A sharp bend pins a weight down, a flat one does not. Which matrix says how flat?",
    "The inverse of A′WA, the bend of the summed loss, has the variances of the "
    "weights on its diagonal. The root of these.",
    "V = inverse((A * (p * (1 - p))[:, None]).T @ A, 60), then np.sqrt(np.diag(V))",
)
@yours
def errors(A, w):
    """How far each weight may be off by chance, its standard error: shape (d + 1,).

    The roots of the diagonal of (A′WA)⁻¹, W = diag(p(1 − p)) at w: the normal
    approximation, without a penalty. A (n, d + 1) holds all tumours learnt from. 60
    rounds of inverse are enough, even for columns that say nearly the same.
    """
    p = 1 / (1 + np.exp(-A @ w))
    return np.sqrt(np.diag(inverse((A * (p * (1 - p))[:, None]).T @ A, 60)))


@hint(
    "A′WA is one number here: 100 times 0.5 · 0.5.",
    "25; its inverse is 1/25, and the root of that?",
    "0.2",
)
@insight(
    "Take two of them to either side, and you have the interval that medical papers "
    "print beside each weight. It trusts the bend at one point to tell the whole "
    "valley."
)
def test_the_bend_says_how_sure_a_weight_is():
    """100 tumours, p is 0.5, no columns: how far may the intercept be off?"""
    assert errors(np.ones((100, 1)), np.zeros(1)) == close_to([____(0.2)])
    # four times as many tumours, half the error
    assert errors(np.ones((400, 1)), np.zeros(1)) == close_to([0.1])


@hint(
    "Radius and perimeter hang together with r = 0.998. What is 1 over the root of "
    "1 − r²?",
    "Print errors(both, np.zeros(3))[1] / errors(alone, np.zeros(2))[1], and round it.",
    "15",
)
@insight(
    "Two columns that say the same share one certainty: their sum is known well, "
    "neither alone is. A wide interval of a weight is no sign of a poor model."
)
def test_it_goes_wrong_with_columns_that_say_the_same():
    """When it goes wrong: with perimeter, radius's error is times what, rounded?"""
    alone, both = A_train[:, [0, 1]], A_train[:, [0, 1, 3]]  # 1 is radius, 3 perimeter
    small = np.asarray(errors(alone, np.zeros(2)))[1]
    large = np.asarray(errors(both, np.zeros(3)))[1]
    assert round(large / small) == ____(15)


def auc(y, p):
    """The share of pairs, malignant with benign, in order; a tie counts half."""
    a, b = p[y == 1][:, None], p[y == 0]
    return ((a > b) + 0.5 * (a == b)).mean()


@hint(
    "You have one sample of 114 and would like to have many. Where could they come "
    "from?",
    "Draw as many rows as there are, putting each back, y and p of the same rows; take "
    "the auc. If one class is missing, draw again. Until there are `rounds` of them.",
    "while len(found) < rounds: rows = rng.integers(n, size=n); if 0 < y[rows].sum() "
    "< n: found.append(auc(y[rows], p[rows]))",
)
@yours
def bootstrap(y, p, rounds, rng):
    """The AUC of `rounds` samples drawn from the tumours with putting back: (rounds,).

    y, p (n,); each sample has n rows, and y and p of a row stay together. A sample in
    which one class is missing has no AUC: another is drawn for it. Efron (1979).
    """
    found, n = [], len(y)
    while len(found) < rounds:
        rows = rng.integers(n, size=n)
        if 0 < y[rows].sum() < n:
            found.append(auc(y[rows], p[rows]))
    return np.array(found)


@hint(
    "Print low and high in the test. On which side of low is 0.99?",
    "From 0.987 up to 1.",
    "True",
)
@insight(
    "A model with 0.990 might be as good as this one: 114 tumours do not tell them "
    "apart. A third digit of an AUC needs thousands."
)
def test_draw_your_own_sample_again(rng):
    """95 of 100 samples have an AUC from low to high. Does 0.990 lie between?"""
    drawn = np.asarray(bootstrap(y_test, p_test, 400, rng))
    assert drawn.shape == (400,)
    low, high = np.quantile(drawn, [0.025, 0.975])
    assert (low < 0.990 < high) == ____(True)


@hint(
    "Which tumours teach, and how large is λ where C is 1?",
    "The known ones, all in one slope; λ is 1 / (n C).",
    "A_train, y_train, and 1 / 455",
)
@insight(
    "No system was solved and nothing inverted on the way to these weights. The same "
    "walk, with other slopes, trains every large network."
)
def test_the_result_still_stands(present, rng):
    """The same 114 tumours, rolled to; and how far the AUC may be off by chance."""
    lam = ____(1 / 455)  # λ is 1 / (n C), and C is 1
    w = np.asarray(roll(____(A_train), ____(y_train), lam, 0.5, 0.9, 500))
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
