"""Level 7 · approximation: walking to the answer

At level 4 the weights of the cars fell out of one matrix equation. With six columns
that is fine; with six million, nobody can solve it. So walk: start anywhere, feel which
way the error falls, take a step, again. How long a step may be, how few can do, whether
one car at a time is enough to go by, and a price that sends weights to exactly zero: all
that is walking too. 79 cars are foreseen as well as before, and no equation is solved.

Yours to use: arrays and @. No np.linalg, no SciPy.

    X     (n, d)  313 cars, each column standardised: mean 0, spread 1; here d is 6
    y     (n,)    miles to the gallon, less their mean: no intercept is needed
    w     (d,)    the weights, in mpg for one spread of a column
    step          how far to go for each unit of the gradient: the learning rate

Pillars: calculus, linear algebra, probability.
"""

import numpy as np
from sklearn.linear_model import Lasso, LinearRegression

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, y_test, y_train

MEAN, SPREAD = X_train.mean(axis=0), X_train.std(axis=0)
X, y = (X_train - MEAN) / SPREAD, y_train - y_train.mean()
n, d = X.shape
w_exact = LinearRegression(fit_intercept=False).fit(X, y).coef_


def error(X, y, w):
    """Mean squared error of X @ w for y: the height of the ground at w."""
    return np.mean((X @ w - y) ** 2)


@hint(
    "Write down the error of one car as w moves a little; only the part with w in it "
    "changes.",
    "Residuals first, X @ w - y, shape (n,). Each column of X then says how much it is to "
    "blame.",
    "2 / n * X.T @ (...)",
)
@yours
def gradient(X, y, w):
    """Gradient of the mean squared error, mean((X @ w - y) ** 2): an array (d,)."""
    return 2 / len(y) * X.T @ (X @ w - y)


@hint(
    "At weights of 1, 3 and 2 are said of the cars. Who errs, and how?",
    "The residuals are −3 and 1. Times the first column that is −3 + 1, times the "
    "second 0 + 1, times the third −6 + 0; then times 2, over two cars.",
    "[-2, 1, -6]",
)
@insight(
    "Below zero the error falls with more of that weight, above zero it rises: a "
    "gradient points uphill."
)
def test_two_cars_by_hand():
    """Cars (1, 0, 2) and (1, 1, 0) do 6 and 1: the gradient at weights 1, 1, 1?"""
    X, y = np.array([[1.0, 0.0, 2.0], [1.0, 1.0, 0.0]]), np.array([6.0, 1.0])
    assert gradient(X, y, np.ones(3)) == close_to(____([-2, 1, -6]))
    assert gradient(X, y, np.ones(3)).shape == (3,)  # an array


@hint(
    "At the bottom of a valley, how steep is it?",
    "All slopes are 0 there, or rounding would have to be to blame.",
    "0",
)
@insight(
    "Whenever you doubt a gradient: nudge, and measure. At level 5 a line had two such "
    "slopes; a model with a billion weights has a billion, by the same rule."
)
def test_the_gradient_is_what_a_small_step_measures(rng):
    """Nudge each weight by a hair; and at scikit-learn's weights, how steep is it?"""
    fresh = rng.normal(size=(7, 3)), rng.normal(size=7)
    for X_any, y_any in ((X, y), fresh):
        w, hair = rng.normal(size=X_any.shape[1]), 1e-5
        nudged = [
            (error(X_any, y_any, w + hair * e) - error(X_any, y_any, w - hair * e))
            / (2 * hair)
            for e in np.eye(len(w))
        ]
        assert gradient(X_any, y_any, w) == close_to(nudged, rel=1e-4)
    assert gradient(X, y, w_exact) == close_to([____(0)] * d, abs=1e-7)


@hint(
    "From w, which way does the error fall? Against the gradient.",
    "One step is w - step * gradient(X, y, w). Take `steps` of them, from zeros.",
    "w = np.zeros(X.shape[1]), then for _ in range(steps): w = ...",
)
@yours
def descend(X, y, step, steps):
    """Weights after `steps` steps of gradient descent from zero: shape (d,).

    Each step goes against the gradient, `step` times as far as it is long. Cauchy (1847).
    """
    w = np.zeros(X.shape[1])
    for _ in range(steps):
        w = w - step * gradient(X, y, w)
    return w


@hint(
    "One car: column 1, and it does 4. At w = 0 the gradient is 2 · (0 − 4) = −8.",
    "The first step is a quarter of 8, to 2. There the gradient is −4: a quarter again.",
    "2 + 1 = 3",
)
@insight(
    "Each step halves what is missing here. Solved without solving: 1000 times a product "
    "and a small step, and six weights are right to two decimals."
)
def test_steps_downhill_arrive(rng):
    """One car at 1 that does 4: where are two steps of 0.25? Then scikit-learn's weights."""
    one_car = np.array([[1.0]]), np.array([4.0])
    after = [descend(*one_car, 0.25, steps) for steps in (2, 3)]
    assert after[0] == close_to([____(3)])
    assert after[1] == close_to([3.5])
    assert descend(X, y, 0.1, 0) == close_to(np.zeros(d))
    errors = [error(X, y, descend(X, y, 0.05, steps)) for steps in range(20)]
    assert errors == sorted(errors, reverse=True)
    assert descend(X, y, 0.1, 1000) == close_to(w_exact, abs=0.01)
    X_any, y_any = rng.normal(size=(40, 3)), rng.normal(size=40)
    wanted = LinearRegression(fit_intercept=False).fit(X_any, y_any).coef_
    assert descend(X_any, y_any, 0.1, 1000) == close_to(wanted, abs=1e-4)


@hint(
    "How much does the gradient change along a direction v? And which v changes it most?",
    "By 2/n X′(X v). Do that to v, make it of length 1, again: the steepest direction "
    "outgrows all others. The length it gets from length 1 is the curvature.",
    "for _ in range(rounds): v = 2 / len(X) * X.T @ (X @ v); length = np.sqrt(v @ v); "
    "v = v / length",
)
@yours
def curvature(X, rounds=200):
    """How fast the gradient changes along the direction where it does so fastest.

    The largest eigenvalue of 2/n X′X: one number. Power iteration comes to it; here so
    many rounds are plenty. von Mises and Pollaczek-Geiringer (1929).
    """
    v = np.ones(X.shape[1])
    for _ in range(rounds):
        v = 2 / len(X) * X.T @ (X @ v)
        length = np.sqrt(v @ v)
        v = v / length
    return length


@hint(
    "Which is the step at which a jump lands exactly as high on the other side?",
    "At 2 / curvature. A little less falls, a little more rises; compare with standing "
    "still at zero.",
    "(True, False)",
)
@insight(
    "Learning rates are not magic: 2 / curvature is the limit, 0.24 for these cars. "
    "Nesterov (2004), section 1.2.3."
)
def test_it_goes_wrong_when_a_step_is_too_long(rng):
    """When it goes wrong: 60 steps of (1.9, 2.1) / curvature. Falling: (True, True)?"""
    for X_any in (X, rng.normal(size=(9, 2)) * [1, 3], rng.normal(size=(5, 1))):
        wanted = np.linalg.eigvalsh(2 / len(X_any) * X_any.T @ X_any).max()
        assert curvature(X_any) == close_to(wanted, rel=1e-3)
    start = error(X, y, np.zeros(d))
    lower = tuple(
        bool(error(X, y, descend(X, y, times / curvature(X), 60)) < start)
        for times in (1.9, 2.1)
    )
    assert lower == close_to(____((True, False)))


@hint(
    "In pounds, cylinders and years, one direction is ten million times as steep as another.",
    "The steepest allows steps that are far too short for all others. After 3000 of "
    "them, is the error nearly what it could be?",
    "False: R² stands at 0.71, with little more than the weight in use.",
)
@insight(
    "A least squares rule does not care for units; walking does. The ratio of curvatures, "
    "the condition number, says how many steps: millions, or 112 once scaled."
)
def test_it_goes_wrong_in_a_narrow_valley():
    """When it goes wrong: columns as they came, centred only. Arrived in 3000 steps?"""
    unscaled = X_train - MEAN
    w = descend(unscaled, y, 1 / curvature(unscaled), 3000)
    arrived = error(unscaled, y, w) < 1.1 * error(X, y, w_exact)
    assert bool(arrived) == ____(False)


@hint(
    "Could you step after looking at a single car?",
    "Its gradient is 2 (x @ w − true) x, with x its row. Step against it, then look at "
    "the next car, from where you are now.",
    "for i, step in zip(order, steps): w = w - step * gradient(X[[i]], y[[i]], w)",
)
@yours
def one_at_a_time(X, y, w, order, steps):
    """Weights after stochastic gradient steps from w (d,), a car each: shape (d,).

    order: the row numbers to look at, one after the other; steps: a learning rate for
    each of them. gradient wants a table and a list: X[[i]], y[[i]] are those of one car.
    w itself stays as it was. Robbins and Monro (1951).
    """
    for i, step in zip(order, steps, strict=True):
        w = w - step * 2 * (X[i] @ w - y[i]) * X[i]
    return w


@hint(
    "The car at 1 does 4, that at 2 does 6. Look at the second, step 0.1: 2 (0 − 6) 2?",
    "−24, so w is 2.4. Then the first, with a step of 0.5: 2 (2.4 − 4) 1 is −3.2.",
    "2.4 + 1.6 = 4",
)
@insight(
    "The gradient of a car drawn by chance is right on average. One look at each car, "
    "and it is further down than a step that looked at all of them first."
)
def test_a_single_car_points_downhill_on_average(rng):
    """Two cars, at 1 doing 4 and at 2 doing 6: the second, step 0.1, then the first, 0.5."""
    two, w = (np.array([[1.0], [2.0]]), np.array([4.0, 6.0])), np.zeros(1)
    found = one_at_a_time(*two, w, [1, 0], [0.1, 0.5])
    assert w == close_to([0])  # w itself stays as it was
    assert found == close_to([____(4)])
    w = rng.normal(size=d)
    each = [one_at_a_time(X, y, w, [i], [0.5]) - w for i in range(n)]
    uphill = np.asarray(gradient(X, y, w))
    assert np.mean(each, axis=0) == close_to(-0.5 * uphill)
    X_any, y_any, w = rng.normal(size=(5, 3)), rng.normal(size=5), rng.normal(size=3)
    order, steps = rng.permutation(5), rng.uniform(0, 0.2, size=5)
    found = one_at_a_time(X_any, y_any, w, order, steps)
    for i, step in zip(order, steps, strict=True):
        w = w - step * np.asarray(gradient(X_any[[i]], y_any[[i]], w))
    assert found == close_to(w)
    one_look = one_at_a_time(X, y, np.zeros(d), rng.permutation(n), np.full(n, 0.003))
    assert error(X, y, one_look) < error(X, y, descend(X, y, 0.1, 1))


@hint(
    "At the answer the mean of all gradients is 0. Is that of each single car?",
    "No car is foreseen exactly, so each of them still pulls, to its own side.",
    "False",
)
@insight(
    "A constant step ends in trembling that never stops. Let steps shrink, but not so "
    "fast that all of them together get nowhere: as 1 / n does, say Robbins and Monro."
)
def test_it_goes_wrong_when_steps_do_not_shrink(rng):
    """When it goes wrong: begin at the exact answer. After a look at each car, still there?"""
    order = rng.permutation(n)
    long = one_at_a_time(X, y, w_exact, order, np.full(n, 0.01))
    stays = np.abs(long - w_exact).max() < 1e-3
    assert bool(stays) == ____(False)
    short = one_at_a_time(X, y, w_exact, order, np.full(n, 0.0001))
    assert error(X, y, short) < error(X, y, long)


@hint(
    "A step that undoes nothing of the steps before needs at most d of them.",
    "Go along p until the new r = b - A @ w has nothing along p: p @ r over p @ A @ p, "
    "where p @ r is r @ r. Then turn: new r plus so much of p that A @ p has nothing "
    "along it.",
    "Along p by r @ r / (p @ A @ p); the next p is the new r plus the old p times (new r "
    "@ new r) / (r @ r).",
)
@yours
def conjugate_gradients(A, b, steps):
    """w after so many conjugate steps from zero towards A @ w = b: shape (d,).

    A (d, d) is symmetric, and w @ A @ w is above 0 but for w = 0. p: the direction that is
    walked; r: what is left, b − A @ w. Stops early where nothing is left, r all 0.
    Hestenes and Stiefel (1952).
    """
    w, r = np.zeros(len(b)), b
    p = r
    for _ in range(steps):
        if not r.any():
            break
        far = ____(r @ r / (p @ A @ p))
        w, r_new = w + far * p, r - far * (A @ p)
        p = ____(r_new + (r_new @ r_new) / (r @ r) * p)
        r = r_new
    return w


@hint(
    "How many directions are there that do not disturb each other, with six columns?",
    "As many as columns: each is used once and for all.",
    "6",
)
@insight(
    "Six, where a thousand steps downhill had two decimals. Where some curvatures are "
    "alike even fewer do: two different ones, two steps. Large sparse equations are "
    "solved so, never by inverse."
)
def test_each_direction_is_walked_once(rng):
    """How many steps is it from zero to scikit-learn's six weights?"""
    A = rng.normal(size=(9, 4))
    S, b = A.T @ A + np.eye(4), rng.normal(size=4)
    assert conjugate_gradients(S, b, 4) == close_to(np.linalg.solve(S, b))
    assert conjugate_gradients(S, b, 1) == close_to(b * (b @ b) / (b @ S @ b))
    two_kinds = np.diag([1.0, 1.0, 5.0, 5.0])
    assert conjugate_gradients(two_kinds, b, 2) == close_to(b / [1, 1, 5, 5])
    assert conjugate_gradients(2 * np.eye(4), b, 4) == close_to(b / 2)
    after = [conjugate_gradients(X.T @ X, X.T @ y, steps) for steps in range(10)]
    assert [w == close_to(w_exact) for w in after].index(True) == ____(6)


@hint(
    "How far may a weight be pulled towards zero before it crosses?",
    "Keep the sign, shorten the length by the threshold, never below nothing.",
    "np.sign(z) * np.maximum(np.abs(z) - threshold, 0)",
)
@yours
def soft_threshold(z, threshold):
    """z pulled towards zero by threshold, and zero where it would cross.

    z may be a number or an array of any shape; what is returned has the shape of z.
    """
    return np.sign(z) * np.maximum(np.abs(z) - threshold, 0)


@hint(
    "A toll of 1 on every number: who has 3 keeps what, and who has a half?",
    "3 keeps 2, −4 keeps −3, whoever cannot pay is gone, and 1 pays all it has.",
    "[2, -3, 0, 0, 0]",
)
@insight("An absolute value has a corner at 0, and whoever falls into it stays there.")
def test_small_ones_vanish_and_large_ones_shrink(rng):
    """3, −4, ½, −½ and 1 with a threshold of 1: who cannot pay is gone, who can pays."""
    z = np.array([3.0, -4.0, 0.5, -0.5, 1.0])
    assert soft_threshold(z, 1.0) == close_to(____([2, -3, 0, 0, 0]))
    assert soft_threshold(-4.0, 1.0) == close_to(-3)  # a number
    z = rng.normal(size=(4, 3))
    grid = np.linspace(-5, 5, 2001)  # the best of many w, for (w − z)² / 2 + 0.7 |w|
    costs = (grid - z[..., None]) ** 2 / 2 + 0.7 * np.abs(grid)
    assert soft_threshold(z, 0.7) == close_to(grid[costs.argmin(axis=2)], abs=0.006)


@hint(
    "What is left for column j to explain, once the other columns have said their part?",
    "Its mean product with what is left, softened, over its own mean square.",
    "product = X[:, j] @ without_j / len(y), square = (X[:, j] ** 2).mean()",
)
@yours
def lasso(X, y, alpha, rounds=200):
    """Weights of the lasso (d,): the least error(X, y, w) / 2 + alpha · Σ |w|.

    One column at a time, again and again: coordinate descent. Tibshirani (1996);
    Friedman, Hastie, Tibshirani (2010).
    """
    w = np.zeros(X.shape[1])
    for _ in range(rounds):
        for j in range(X.shape[1]):
            without_j = y - X @ w + X[:, j] * w[j]
            product = ____(X[:, j] @ without_j / len(y))
            square = ____((X[:, j] ** 2).mean())
            w[j] = soft_threshold(product, alpha) / square
    return w


@hint(
    "How many of the six weights are exactly 0 at alpha 1? Save with a guess.",
    "Cylinders, displacement and seconds say nothing that weight, year and horsepower do "
    "not say better.",
    "3",
)
@insight(
    "Ridge made all weights smaller; a penalty on |w| chooses. Weight is the last to "
    "go, at an alpha of 6.5, its mean product with y."
)
def test_the_lasso_lets_columns_go(rng):
    """Of six weights, how many are exactly zero at alpha 1? As scikit-learn has it."""
    w = np.asarray(lasso(X, y, alpha=1.0))
    assert w == close_to(Lasso(alpha=1.0, tol=1e-10).fit(X, y).coef_, abs=1e-5)
    assert int((w == 0).sum()) == ____(3)
    last = np.abs(X.T @ y).max() / n
    assert np.count_nonzero(lasso(X, y, 1.001 * last, 5)) == 0
    assert np.count_nonzero(lasso(X, y, 0.99 * last, 5)) == 1
    X_any = rng.normal(size=(30, 3)) * [1, 2, 0.5]
    y_any = X_any @ [2, -1, 0] + rng.normal(size=30)
    model = Lasso(alpha=0.3, fit_intercept=False, tol=1e-10).fit(X_any, y_any)
    assert lasso(X_any, y_any, 0.3) == close_to(model.coef_, abs=1e-5)


@hint(
    "How long may a step be, and how many does a condition number of 112 take?",
    "0.1 is below the limit of 0.24, and 3000 steps are plenty. 100 are not enough.",
    "0.1 and 3000",
)
@insight("The same walk trains models with billions of weights.")
def test_the_result_still_stands(present):
    """You choose a step and how many: walk until 79 cars are foreseen as before."""
    step, steps = ____(0.1), ____(3000)
    assert step < 2 / curvature(X)  # a longer one climbs
    w = descend(X, y, step, steps)
    assert np.abs(gradient(X, y, w)).max() < 0.001  # level ground?
    predicted = (X_test - MEAN) / SPREAD @ w + y_train.mean()
    wanted = LinearRegression().fit(X_train, y_train)
    assert predicted == close_to(wanted.predict(X_test), abs=0.01)
    left = y_test - predicted
    r2 = 1 - (left**2).sum() / ((y_test - y_test.mean()) ** 2).sum()
    rmse = np.sqrt(np.mean(left**2))
    assert r2 == close_to(wanted.score(X_test, y_test), abs=1e-4)
    present(
        f"R² {r2:.2f}, off by {rmse:.1f} mpg on {len(y_test)} unseen cars",
        r2=r2,
        rmse=rmse,
        predicted=predicted,
        truth=y_test,
    )
