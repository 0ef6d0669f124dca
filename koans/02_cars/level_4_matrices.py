"""Level 4 · matrices: the answer falls out of one equation

At level 3 np.linalg.lstsq was asked for seven weights and had them. What is so special
about those seven? The residuals they leave stand at right angles to every column: nothing
that a column could still explain is left. Written with matrices that is one equation, and
it has more to tell: which car pulls hardest at the rule, how each would be foreseen if it
had been left out, and what becomes of the weights when large ones have a price.

Yours to use: arrays, @ and broadcasting; of np.linalg solve, inv, eigh, norm and det.
A′ is A transposed, A.T in NumPy. with_ones, rmse and r2 are yours, from level 3.

    A      (n, p)  n cars, a column of ones and d columns more; here p is 7
    G      (p, p)  A′A: each column times each column, summed over the cars
    b      (p,)    A′y: each column times how far the cars go
    H      (n, n)  the hat matrix: y_pred is H y
    alpha          what a squared weight costs (ridge)

    dot product    of two columns: number times number, added up; 0 at right angles
    diagonal       of a square matrix, from its upper left to its lower right corner
    trace          the sum of the diagonal
    G⁻¹            the inverse: G⁻¹ G has 1 on the diagonal and 0 elsewhere
    determinant    of a square matrix: one number, 0 if it has no inverse
    centred        each column less its mean

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.linear_model import LinearRegression, Ridge

from sensei import ____, close_to, yours

from . import X_test, X_train, names_train, y_test, y_train
from .level_3_numpy import r2, rmse, with_ones

MEAN, SPREAD = X_train.mean(axis=0), X_train.std(axis=0)


@yours
def normal_equations(A, y):
    """(G, b): G = A′A (p, p) and b = A′y (p,), of A (n, p) and y (n,).

    The weights w with the least squared residuals are those with G w = b.
    """
    return ____


def test_cars_are_summed_away(rng):
    """Three cars, ones and one column, by hand: what is A′A? Then 313."""
    A, y = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 4.0]]), np.array([3.0, 5.0, 2.0])
    G, b = normal_equations(A, y)
    assert G == close_to(____)
    assert b == close_to([10, 21])
    fresh = rng.normal(size=(20, 3)), rng.normal(size=20)
    for A, y in (fresh, (with_ones(X_train), y_train)):
        G, b = normal_equations(A, y)
        assert G == close_to([[p @ q for q in A.T] for p in A.T])
        assert b == close_to([p @ y for p in A.T])


@yours
def weights(A, y):
    """Weights w (p,) with the least sum of squares of y − A w. A (n, p), y (n,)."""
    return ____


def test_seven_equations_have_the_weights(rng):
    """Three cars on a line by hand; then the weights that scikit-learn finds."""
    A = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
    assert weights(A, np.array([3.0, 5.0, 7.0])) == close_to(____)
    fresh = rng.normal(size=(25, 4)) + 1, rng.normal(size=25)
    for X, y in (fresh, (X_train, y_train)):
        model = LinearRegression().fit(X, y)
        assert weights(with_ones(X), y) == close_to([model.intercept_, *model.coef_])


@yours
def left_over(A, y):
    """What least squares on A (n, p) leaves of y: the residuals, shape (n,)."""
    return ____


def test_what_is_left_stands_at_right_angles(rng):
    """What is the dot product of each column with what is left?"""
    fresh = rng.normal(size=(25, 4)) + 1, rng.normal(size=25)
    scaled = with_ones((X_train - MEAN) / SPREAD)
    for A, y in (fresh, (scaled, y_train)):
        e = np.asarray(left_over(A, y))
        for column in A.T:
            assert column @ e == close_to(____, abs=1e-4)
        said = A @ np.linalg.lstsq(A, y, rcond=None)[0]
        assert e == close_to(y - said)
        assert y @ y == close_to(said @ said + e @ e)


@yours
def hat(A):
    """The matrix that puts the hat on y: H (n, n), with y_pred = H y, of A (n, p).

    y_pred is written ŷ, y with a hat. Hoaglin and Welsch (1978).
    """
    return ____


def test_foreseeing_twice_changes_nothing(rng):
    """H H = H. The trace of H, its diagonal added up, is a whole number: which for cars?"""
    H = hat(np.array([[1.0], [2.0]]))
    assert H == close_to([[0.2, 0.4], [0.4, 0.8]])
    scaled = with_ones((X_train - MEAN) / SPREAD)
    assert np.trace(hat(scaled)) == close_to(____)
    for A, y in ((scaled, y_train), (rng.normal(size=(9, 3)), rng.normal(size=9))):
        H = np.asarray(hat(A))
        assert H @ H == close_to(H, abs=1e-8)
        assert H == close_to(H.T, abs=1e-8)
        assert H @ y == close_to(A @ np.linalg.lstsq(A, y, rcond=None)[0])


@yours
def leverages(A):
    """The diagonal of the hat matrix of A (n, p): an array (n,).

    How much of what is said of a car comes from that car itself: 0 none, 1 all.
    """
    return ____


def test_one_car_pulls_harder_than_all_others(rng):
    """Whose own mileage counts most in what is said of it, a text in quotes?"""
    scaled = with_ones((X_train - MEAN) / SPREAD)
    pull = np.asarray(leverages(scaled))
    assert names_train[pull.argmax()] == ____
    assert leverages(scaled).shape == (313,)  # an array
    assert pull.sum() == close_to(7)
    for A in (scaled, rng.normal(size=(12, 3)), np.array([[1.0], [2.0]])):
        Q, _ = np.linalg.qr(A)
        assert leverages(A) == close_to(np.diag(Q @ Q.T))


@yours
def left_out(A, y):
    """How far off each car is if the weights are learnt from all others: shape (n,).

    That is e / (1 − leverage): nothing needs to be learnt anew. Allen (1974).
    """
    return ____


def test_leaving_out_costs_no_second_fit(rng):
    """Three cars: how far is the third above the line of the other two, true less said?"""
    A, y = with_ones(np.array([[0.0], [2.0], [4.0]])), np.array([10.0, 20.0, 36.0])
    assert np.asarray(left_out(A, y))[2] == close_to(____)
    fresh = rng.normal(size=(15, 3)), rng.normal(size=15), range(15)  # no ones here
    for A, y, some in (fresh, (with_ones(X_train), y_train, range(0, 313, 60))):
        wanted, model = [], LinearRegression(fit_intercept=False)
        for i in some:
            model.fit(np.delete(A, i, 0), np.delete(y, i))
            wanted.append(y[i] - model.predict(A[[i]])[0])
        found = np.asarray(left_out(A, y))
        assert found[some] == close_to(wanted)


@yours
def ridge(X, y, alpha):
    """Weights, intercept first, with the least squares left + alpha · Σ w²: (d + 1,).

    As Ridge of level 2. X (n, d) without ones; Σ w² is over the d columns: the intercept
    is free. With Z, X centred: (Z′Z + alpha I) w = Z′y, where I has 1 on its diagonal and
    0 elsewhere. A mean car is said to do the mean. Hoerl and Kennard (1970).
    """
    return ____


def test_large_weights_have_a_price(rng):
    """Two cars at −1 and 1 do 8 and 12 mpg; alpha is 2. [Intercept, weight]?"""
    two, y = np.array([[-1.0], [1.0]]), np.array([8.0, 12.0])
    found, further = ridge(two, y, 2), ridge(two + 3, y, 2)  # two at 2 and 4
    assert found == close_to(____)
    assert further == close_to([7, 1])
    fresh = rng.normal(3, 2, size=(12, 4)), rng.normal(9, 1, size=12)
    for X, y in (fresh, (X_train / SPREAD, y_train)):
        for alpha in (0, 0.5, 30):
            model = Ridge(alpha=alpha).fit(X, y)
            assert ridge(X, y, alpha) == close_to([model.intercept_, *model.coef_])


@yours
def free_weights(X, alpha):
    """How many weights ridge really has to choose freely: one number, from 0 to d.

    The effective degrees of freedom without the intercept: the sum of s / (s + alpha)
    over the d eigenvalues s of Z′Z, where Z (n, d) is X centred. They are the squares that
    Z has along d directions at right angles; np.linalg.eigh finds both. Hastie,
    Tibshirani, Friedman (2009), section 3.4.1.
    """
    return ____


def test_ridge_frees_less_than_all_weights(rng):
    """Four cars, two columns, alpha 2: how many weights are free? Then the cars."""
    X = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]]) + [5, 7]
    assert free_weights(X, 2) == close_to(____)
    for X in (X_train / SPREAD, rng.normal(2, 1, size=(10, 3)) * [1, 2, 5]):
        Z = X - X.mean(axis=0)
        for alpha in (0, 3, 200):
            S = Z @ np.linalg.inv(Z.T @ Z + alpha * np.eye(X.shape[1])) @ Z.T
            assert free_weights(X, alpha) == close_to(np.trace(S))


@yours
def ridge_left_out(X, y, alpha):
    """How far off each car is if ridge learns from all the others: shape (n,).

    As left_out: what is left, over 1 − h, with h = 1 / n + the diagonal of
    Z (Z′Z + alpha I)⁻¹ Z′, where Z (n, d) is X centred.
    """
    return ____


def test_ridge_helps_where_cars_are_few(rng):
    """Ten known cars only: with which alpha, 0, 3 or 10000, are they missed least?"""
    few = rng.normal(size=(9, 3)), rng.normal(size=9)
    for X, y in (few, ((X_train[:40] - MEAN) / SPREAD, y_train[:40])):
        wanted = []
        for i in range(0, len(y), 4):
            model = Ridge(alpha=4).fit(np.delete(X, i, 0), np.delete(y, i))
            wanted.append(y[i] - model.predict(X[[i]])[0])
        assert np.asarray(ridge_left_out(X, y, 4))[::4] == close_to(wanted)
    X, y, off = (X_train[:10] - MEAN) / SPREAD, y_train[:10], {}
    for alpha in (0, 3, 10000):
        off[alpha] = rmse(np.asarray(ridge_left_out(X, y, alpha)))
    assert min(off, key=off.get) == ____


def test_it_goes_wrong_when_columns_repeat_each_other(rng):
    """When it goes wrong: a column and its double. What is the determinant of A′A?"""
    A = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])
    G, b = normal_equations(A, np.array([1.0, 2.0, 2.0]))
    assert np.linalg.det(G) == close_to(____)
    x, y = rng.normal(size=(2, 30))
    once = ridge(x[:, None], y, 0.5)
    twice = ridge(np.column_stack([x, x]), y, 1)  # the same column again
    assert twice == close_to([once[0], once[1] / 2, once[1] / 2])


def test_the_result_still_stands(present):
    """You just replaced lstsq: seven equations, the same 79 cars, the same R²."""
    A, y = ____, ____
    assert np.shape(A) == (313, 7)  # six columns, and the ones
    w = weights(A, y)
    y_pred = with_ones(X_test) @ w
    model = LinearRegression().fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    score, off = r2(y_test, y_pred), rmse(y_test - y_pred)
    assert score == close_to(model.score(X_test, y_test))
    present(
        f"R² {score:.2f}, off by {off:.1f} mpg on {len(y_test)} unseen cars",
        r2=score,
        rmse=off,
        predicted=y_pred,
        truth=y_test,
    )
