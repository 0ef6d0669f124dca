"""Level 4 · matrices: the normal equations

At level 3 you asked np.linalg.lstsq for the weights. Here one matrix equation gives
them: its solution leaves residuals at right angles to every column, so no column can
explain any more of them. The same matrices tell you which car influences the model
most, how well each car would be predicted if it were left out, and what regularisation
does to the weights.

You may use: arrays, @ and broadcasting; of np.linalg solve, inv, eigh, norm and det.
A′ is A transposed, A.T in NumPy. with_ones, rmse and r2 are yours, from level 3.

    A      (n, p)  n cars: a column of ones, then the d features; here p is 7
    G      (p, p)  A′A: the dot product of each column with each column
    b      (p,)    A′y: the dot product of each column with y
    H      (n, n)  the hat matrix: the predictions are H y
    alpha          the strength of ridge regularisation

    dot product    of two columns: multiply number by number, add up; 0 at right angles
    diagonal       of a square matrix, from its upper left to its lower right corner
    trace          the sum of the diagonal
    I              the identity matrix: 1 on the diagonal and 0 elsewhere
    G⁻¹            the inverse of G: G⁻¹ G is I
    determinant    of a square matrix: one number, 0 if the matrix has no inverse
    centred        each column minus its mean

The *identity matrix* changes nothing: I x = x. The *determinant* of a square matrix is
the factor by which it enlarges areas, and 0 if it has no inverse. A *centred* column
has had its mean subtracted.

Pillars: linear algebra, statistics.
"""

import numpy as np
from sklearn.linear_model import LinearRegression

from sensei import ____, close_to, yours

from . import X_test, X_train, names_train, y_test, y_train
from .level_3_numpy import r2, rmse, with_ones

# The training cars: a column of ones, then each feature standardised
A_scaled = np.insert(
    (X_train - X_train.mean(axis=0)) / X_train.std(axis=0), 0, 1, axis=1
)


@yours
def normal_equations(A, y):
    """Return (G, b) for A (n, p) and y (n,): G = A′A has shape (p, p), b = A′y has shape (p,).

    The *normal equations* A′A w = A′y give the weights w with the least sum of squared
    residuals. Here they are G w = b.
    """
    return ____


def test_the_equations_sum_over_the_cars():
    """The columns are three ones and (1, 2, 4). What is A′A? A list of two rows."""
    A, y = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 4.0]]), np.array([3.0, 5.0, 2.0])
    G, b = normal_equations(A, y)
    assert G == close_to(____)
    assert b == close_to([10, 21])  # 3 + 5 + 2, and 1 · 3 + 2 · 5 + 4 · 2


@yours
def weights(A, y):
    """Return the weights w with the least sum of squares of y − A w: shape (p,).

    A is (n, p), and y is (n,).
    """
    return ____


def test_the_normal_equations_give_the_weights():
    """y is 3, 5, 7 at x = 0, 1, 2: which intercept and slope solve G w = b? A list of two."""
    A = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
    assert weights(A, np.array([3.0, 5.0, 7.0])) == close_to(____)
    model = LinearRegression().fit(X_train, y_train)
    w = weights(with_ones(X_train), y_train)
    assert w == close_to([model.intercept_, *model.coef_])


@yours
def residuals_of(A, y):
    """Return the residuals of least squares on A (n, p) and y (n,): shape (n,)."""
    return ____


def test_residuals_are_orthogonal_to_the_columns():
    """What is the dot product of each column of A with the residuals?

    Vectors are *orthogonal* if they are at right angles.
    """
    A, y = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 4.0]]), np.array([3.0, 5.0, 2.0])
    e = np.asarray(residuals_of(A, y))
    for column in A.T:
        assert column @ e == close_to(____, abs=1e-4)
    y_pred = y - e
    assert y @ y == close_to(y_pred @ y_pred + e @ e)  # Pythagoras


@yours
def hat(A):
    """Return the hat matrix H of A (n, p), which turns y into the predictions H y: shape (n, n).

    The *hat matrix* turns y into the predictions, which are often written ŷ, y with a
    hat. Hoaglin and Welsch (1978).
    """
    return ____


def test_predicting_twice_changes_nothing():
    """The trace of H, the sum of its diagonal, is a whole number. What is it for the cars?"""
    H = np.asarray(hat(np.array([[1.0], [2.0]])))
    assert H == close_to([[0.2, 0.4], [0.4, 0.8]])
    assert H @ H == close_to(H)
    assert np.trace(hat(A_scaled)) == close_to(____)


@yours
def leverages(A):
    """Return the leverage of each car, the diagonal of the hat matrix of A (n, p): an array (n,).

    The *leverage* of a row says how much of its prediction comes from that row itself,
    from 0 (nothing) to 1 (all).
    """
    return ____


def test_one_car_has_the_highest_leverage():
    """Which car has the highest leverage? Its name in quotes."""
    assert leverages(np.array([[1.0], [2.0]])) == close_to([0.2, 0.8])
    leverage = leverages(A_scaled)
    assert names_train[np.argmax(leverage)] == ____


@yours
def leave_one_out(A, y):
    """Return the residual of each car if the weights are learnt from all the others: shape (n,).

    *Leave-one-out* cross-validation has as many folds as rows: each is predicted by all
    the others. Nothing has to be fitted again: divide each residual by 1 − leverage.
    Allen (1974).
    """
    return ____


def test_leaving_one_out_needs_no_second_fit():
    """Cars at x = 0, 2, 4 do 10, 20, 36 mpg. How far is the third above the line of the others?"""
    A, y = with_ones(np.array([[0.0], [2.0], [4.0]])), np.array([10.0, 20.0, 36.0])
    assert leave_one_out(A, y)[2] == close_to(____)


@yours
def ridge(X, y, alpha):
    """Return the weights of ridge regression, intercept first: shape (d + 1,).

    They minimise the sum of squared residuals + alpha · Σ w². X (n, d) has no column of
    ones, and Σ w² is over the weights of its d columns: the intercept is not penalised.
    A *penalty* is what is added to make large weights costly, here alpha · Σ w².

    Let Z be X centred. Then (Z′Z + alpha I) w = Z′(y − mean of y), and a car of mean
    features is predicted to do the mean of y. Hoerl and Kennard (1970).
    """
    return ____


def test_ridge_shrinks_the_weights():
    """Cars at x = −1 and 1 do 8 and 12 mpg; alpha is 2. What are the intercept and the slope? A list of two."""
    X, y = np.array([[-1.0], [1.0]]), np.array([8.0, 12.0])
    assert ridge(X, y, 0) == close_to([10, 2])
    assert ridge(X, y, 2) == close_to(____)


@yours
def degrees_of_freedom(X, alpha):
    """Return the effective degrees of freedom of ridge, without the intercept: one number, 0 to d.

    They say how many weights ridge really chooses freely: the sum of s / (s + alpha)
    over the d eigenvalues s of Z′Z, where Z (n, d) is X centred. An *eigenvector* of a
    matrix is a direction that it stretches and does not turn. An *eigenvalue* is the
    number by which the matrix stretches an eigenvector. Those of Z′Z are the sums of
    squares of Z along d directions at right angles; np.linalg.eigh returns the
    eigenvalues first, then the directions. Hastie, Tibshirani, Friedman (2009), section
    3.4.1.
    """
    return ____


def test_ridge_lowers_the_degrees_of_freedom():
    """Z′Z has the eigenvalues 2 and 2. With alpha = 2, how many degrees of freedom are left?"""
    X = np.array([[6.0, 7.0], [4.0, 7.0], [5.0, 8.0], [5.0, 6.0]])
    assert degrees_of_freedom(X, 0) == close_to(2)
    assert degrees_of_freedom(X, 2) == close_to(____)


@yours
def ridge_leave_one_out(X, y, alpha):
    """Return the residual of each car if ridge learns from all the others: shape (n,).

    As in `leave_one_out`, divide the residuals by 1 − h. Here h is 1/n plus the
    diagonal of Z (Z′Z + alpha I)⁻¹ Z′, where Z (n, d) is X centred.
    """
    return ____


def test_ridge_helps_when_cars_are_few():
    """With only ten training cars, which alpha has the smallest error: 0, 3 or 10000?"""
    X, y, errors = A_scaled[:10, 1:], y_train[:10], {}
    for alpha in (0, 3, 10000):
        errors[alpha] = rmse(np.asarray(ridge_leave_one_out(X, y, alpha)))
    assert min(errors, key=errors.get) == ____


def test_it_goes_wrong_when_columns_are_collinear():
    """When it goes wrong: one column is twice the other. What is the determinant of A′A?"""
    A, y = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]), np.array([1.0, 2.0, 6.0])
    G, _ = normal_equations(A, y)
    assert np.linalg.det(G) == close_to(____)
    _, one, double = ridge(A, y, 1)
    assert double == close_to(2 * one)  # with alpha above 0 there is a solution


def test_the_result_still_stands(present):
    """Solve the equations of the training cars: the R² should be scikit-learn's."""
    w = weights(____, ____)
    y_pred = with_ones(X_test) @ w
    model = LinearRegression().fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    assert r2(y_test, y_pred) == close_to(model.score(X_test, y_test))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    score, error = r2(y_test, y_pred), rmse(y_test - y_pred)
    present(
        f"R² {score:.2f}, off by {error:.1f} mpg on {len(y_test)} unseen cars",
        r2=score,
        rmse=error,
        predicted=y_pred,
        truth=y_test,
    )
