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

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, names_train, y_test, y_train
from .level_3_numpy import r2, rmse, with_ones

# The training cars: a column of ones, then each feature standardised
A_scaled = np.insert(
    (X_train - X_train.mean(axis=0)) / X_train.std(axis=0), 0, 1, axis=1
)


@hint(
    "Which matrix product takes the dot product of each column with each other column?",
    "A′A has a row and a column for each column of A. A′y has one number for each.",
    "A.T @ A, A.T @ y",
)
@yours
def normal_equations(A, y):
    """Return (G, b) for A (n, p) and y (n,): G = A′A has shape (p, p), b = A′y has shape (p,).

    The *normal equations* A′A w = A′y give the weights w with the least sum of squared
    residuals. Here they are G w = b.
    """
    return A.T @ A, A.T @ y


@hint(
    "Take dot products: first column with first, first with second, second with "
    "second.",
    "The products of the columns are 1 + 1 + 1, 1 + 2 + 4 and 1 + 4 + 16. The second "
    "one occurs twice.",
    "[[3, 7], [7, 21]]",
)
@insight(
    "313 cars became 49 numbers and 7. Least squares needs no more, and for a million "
    "cars it would still be 56 numbers."
)
def test_the_equations_sum_over_the_cars():
    """The columns are three ones and (1, 2, 4). What is A′A? A list of two rows."""
    A, y = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 4.0]]), np.array([3.0, 5.0, 2.0])
    G, b = normal_equations(A, y)
    assert G == close_to(____([[3, 7], [7, 21]]))
    assert b == close_to([10, 21])  # 3 + 5 + 2, and 1 · 3 + 2 · 5 + 4 · 2


@hint(
    "G w = b is p equations for p weights. Which call solves them?",
    "Make G and b with `normal_equations`, then call np.linalg.solve.",
    "np.linalg.solve(*normal_equations(A, y))",
)
@yours
def weights(A, y):
    """Return the weights w with the least sum of squares of y − A w: shape (p,).

    A is (n, p), and y is (n,).
    """
    G, b = normal_equations(A, y)
    return np.linalg.solve(G, b)


@hint(
    "y is 3, 5, 7 at x = 0, 1, 2. What is it at 0, and how much does it rise each "
    "time?",
    "The first weight is the value at x = 0, the second is the rise for one more x.",
    "[3, 2]",
)
@insight(
    "You have replaced lstsq. Level 5 finds the same equations in another way: where "
    "does the sum of squares stop falling?"
)
def test_the_normal_equations_give_the_weights():
    """y is 3, 5, 7 at x = 0, 1, 2: which intercept and slope solve G w = b? A list of two."""
    A = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
    assert weights(A, np.array([3.0, 5.0, 7.0])) == close_to(____([3, 2]))
    model = LinearRegression().fit(X_train, y_train)
    w = weights(with_ones(X_train), y_train)
    assert w == close_to([model.intercept_, *model.coef_])


@hint(
    "How much further does each car go than the weights predict?",
    "Subtract the predictions, A times the weights, from y.",
    "y - A @ weights(A, y)",
)
@yours
def residuals_of(A, y):
    """Return the residuals of least squares on A (n, p) and y (n,): shape (n,)."""
    return y - A @ weights(A, y)


@hint(
    "What is the dot product of two vectors at right angles?",
    "If the dot product were not this, a little more or less of that column would "
    "make the residuals smaller. You may print(column @ e).",
    "0",
)
@insight(
    "At right angles the theorem of Pythagoras holds: the sum of squares of y is that "
    "of the predictions plus that of the residuals."
)
def test_residuals_are_orthogonal_to_the_columns():
    """What is the dot product of each column of A with the residuals?

    Vectors are *orthogonal* if they are at right angles.
    """
    A, y = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 4.0]]), np.array([3.0, 5.0, 2.0])
    e = np.asarray(residuals_of(A, y))
    for column in A.T:
        assert column @ e == close_to(____(0), abs=1e-4)
    y_pred = y - e
    assert y @ y == close_to(y_pred @ y_pred + e @ e)  # Pythagoras


@hint(
    "The predictions are A times the weights, and the weights are G⁻¹ A′ y. What "
    "comes before y?",
    "Multiply A, the inverse of A′A, and A′. np.linalg.inv inverts.",
    "A @ np.linalg.inv(A.T @ A) @ A.T",
)
@yours
def hat(A):
    """Return the hat matrix H of A (n, p), which turns y into the predictions H y: shape (n, n).

    The *hat matrix* turns y into the predictions, which are often written ŷ, y with a
    hat. Hoaglin and Welsch (1978).
    """
    return A @ np.linalg.inv(A.T @ A) @ A.T


@hint(
    "The trace of H counts the directions that H keeps. How many columns can you fit "
    "with?",
    "It is the number of columns of A: the six features and the ones.",
    "7",
)
@insight(
    "A *projection* is a matrix that changes nothing more when it is applied twice: H "
    "H = H, as with a shadow. Of the 313 directions in which y can point, H keeps 7."
)
def test_predicting_twice_changes_nothing():
    """The trace of H, the sum of its diagonal, is a whole number. What is it for the cars?"""
    H = np.asarray(hat(np.array([[1.0], [2.0]])))
    assert H == close_to([[0.2, 0.4], [0.4, 0.8]])
    assert H @ H == close_to(H)
    assert np.trace(hat(A_scaled)) == close_to(____(7))


@hint(
    "Only the diagonal of H is needed. Entry i is row i of A, times G⁻¹, times row i "
    "again.",
    "A @ inv(G) has shape (n, p). Multiply it number by number with A, and add up "
    "each row.",
    "(A @ np.linalg.inv(A.T @ A) * A).sum(axis=1)",
)
@yours
def leverages(A):
    """Return the leverage of each car, the diagonal of the hat matrix of A (n, p): an array (n,).

    The *leverage* of a row says how much of its prediction comes from that row itself,
    from 0 (nothing) to 1 (all).
    """
    return (A @ np.linalg.inv(A.T @ A) * A).sum(axis=1)


@hint(
    "Where is the leverage largest?",
    "Write print(names_train[np.argmax(leverage)]) above the last line and save.",
    '"buick estate wagon (sw)"',
)
@insight(
    "Its engine has 455 cubic inches, but it weighs only 3086 pounds: no other car is "
    "built like that. It may be a typing error, and no mpg was needed to find it."
)
def test_one_car_has_the_highest_leverage():
    """Which car has the highest leverage? Its name in quotes."""
    assert leverages(np.array([[1.0], [2.0]])) == close_to([0.2, 0.8])
    leverage = leverages(A_scaled)
    assert names_train[np.argmax(leverage)] == ____("buick estate wagon (sw)")


@hint(
    "A car that makes up half of its own prediction is how far off without that half?",
    "Divide each residual by 1 minus the leverage of the car.",
    "residuals_of(A, y) / (1 - leverages(A))",
)
@yours
def leave_one_out(A, y):
    """Return the residual of each car if the weights are learnt from all the others: shape (n,).

    *Leave-one-out* cross-validation has as many folds as rows: each is predicted by all
    the others. Nothing has to be fitted again: divide each residual by 1 − leverage.
    Allen (1974).
    """
    return residuals_of(A, y) / (1 - leverages(A))


@hint(
    "Draw the line through the first two cars. What does it predict at x = 4?",
    "The cars at x = 0 and 2 do 10 and 20, so the line rises by 5 for each x. "
    "Subtract its prediction at 4 from 36.",
    "6",
)
@insight(
    "Level 2 fitted five times to leave each car out once. Here 313 fits cost no more "
    "than one. The RMSE is 3.49 mpg, and 3.40 on the cars that were learnt from."
)
def test_leaving_one_out_needs_no_second_fit():
    """Cars at x = 0, 2, 4 do 10, 20, 36 mpg. How far is the third above the line of the others?"""
    A, y = with_ones(np.array([[0.0], [2.0], [4.0]])), np.array([10.0, 20.0, 36.0])
    assert leave_one_out(A, y)[2] == close_to(____(6))


@hint(
    "The intercept is not penalised. How can you remove it from the equations?",
    "Centre X and y. Add alpha to the diagonal of Z′Z and solve. Then choose the "
    "intercept so that a car of mean features is predicted to do the mean of y.",
    "m = X.mean(axis=0), Z = X - m, w = np.linalg.solve(Z.T @ Z + alpha * np.eye(d), "
    "Z.T @ (y - y.mean())), and y.mean() - m @ w before it",
)
@yours
def ridge(X, y, alpha):
    """Return the weights of ridge regression, intercept first: shape (d + 1,).

    They minimise the sum of squared residuals + alpha · Σ w². X (n, d) has no column of
    ones, and Σ w² is over the weights of its d columns: the intercept is not penalised.
    A *penalty* is what is added to make large weights costly, here alpha · Σ w².

    Let Z be X centred. Then (Z′Z + alpha I) w = Z′(y − mean of y), and a car of mean
    features is predicted to do the mean of y. Hoerl and Kennard (1970).
    """
    mean = X.mean(axis=0)
    Z = X - mean
    w = np.linalg.solve(Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ (y - y.mean()))
    return np.append(y.mean() - mean @ w, w)


@hint(
    "Z′Z is 2 and Z′(y − mean) is 4. What does alpha add to the equation?",
    "The slope is 4 / (2 + alpha). The intercept is the mean of y, since x is already "
    "centred.",
    "[10, 1]",
)
@insight(
    "The weight shrinks from 2 to 1, and the intercept stays at the mean. If you add "
    "100 to all y, no weight moves."
)
def test_ridge_shrinks_the_weights():
    """Cars at x = −1 and 1 do 8 and 12 mpg; alpha is 2. What are the intercept and the slope? A list of two."""
    X, y = np.array([[-1.0], [1.0]]), np.array([8.0, 12.0])
    assert ridge(X, y, 0) == close_to([10, 2])
    assert ridge(X, y, 2) == close_to(____([10, 1]))


@hint(
    "How much of each direction of the centred X does ridge still use?",
    "If the centred X has the sum of squares s along a direction (an eigenvalue of "
    "Z′Z), ridge keeps the fraction s / (s + alpha). Add these up. np.linalg.eigh "
    "gives the eigenvalues first.",
    "s, _ = np.linalg.eigh(Z.T @ Z), with Z = X - X.mean(axis=0), then (s / (s + "
    "alpha)).sum()",
)
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
    Z = X - X.mean(axis=0)
    s, _ = np.linalg.eigh(Z.T @ Z)
    return (s / (s + alpha)).sum()


@hint(
    "Centre the columns. What is the sum of squares of each, and what is their dot "
    "product?",
    "Each centred column has the sum of squares 2, and they are at right angles. So "
    "both eigenvalues are 2. Add up s / (s + alpha).",
    "1, or 2 / (2 + 2) twice",
)
@insight(
    "With alpha 0 all six weights are free. For the standardised cars, alpha 30 "
    "leaves about four of them, and alpha 1000 one. Ridge is a dial without stops "
    "between dropping columns and keeping them."
)
def test_ridge_lowers_the_degrees_of_freedom():
    """Z′Z has the eigenvalues 2 and 2. With alpha = 2, how many degrees of freedom are left?"""
    X = np.array([[6.0, 7.0], [4.0, 7.0], [5.0, 8.0], [5.0, 6.0]])
    assert degrees_of_freedom(X, 0) == close_to(2)
    assert degrees_of_freedom(X, 2) == close_to(____(1))


@hint(
    "Ridge has a hat matrix too. What does it do with the mean, and what with the "
    "rest?",
    "Each car is 1/n of the mean. The centred columns have the hat matrix Z S Z′, "
    "where S is the inverse of Z′Z + alpha I. Its diagonal plus 1/n are the leverages "
    "h. Divide the residuals of ridge by 1 − h.",
    "h = 1 / len(X) + (Z @ S * Z).sum(axis=1), then (y - with_ones(X) @ ridge(X, y, "
    "alpha)) / (1 - h)",
)
@yours
def ridge_leave_one_out(X, y, alpha):
    """Return the residual of each car if ridge learns from all the others: shape (n,).

    As in `leave_one_out`, divide the residuals by 1 − h. Here h is 1/n plus the
    diagonal of Z (Z′Z + alpha I)⁻¹ Z′, where Z (n, d) is X centred.
    """
    Z = X - X.mean(axis=0)
    S = np.linalg.inv(Z.T @ Z + alpha * np.eye(X.shape[1]))
    h = 1 / len(X) + (Z @ S * Z).sum(axis=1)
    return (y - with_ones(X) @ ridge(X, y, alpha)) / (1 - h)


@hint(
    "There are ten cars and seven weights. What happens with no regularisation, what "
    "with far too much?",
    "Write print(errors) above the last line and save. The smallest is the best.",
    "3",
)
@insight(
    "With ten cars, ridge lowers the RMSE from 11.0 mpg to 3.4. With 313 cars it "
    "hardly gains anything, because least squares hardly overfits them."
)
def test_ridge_helps_when_cars_are_few():
    """With only ten training cars, which alpha has the smallest error: 0, 3 or 10000?"""
    X, y, errors = A_scaled[:10, 1:], y_train[:10], {}
    for alpha in (0, 3, 10000):
        errors[alpha] = rmse(np.asarray(ridge_leave_one_out(X, y, alpha)))
    assert min(errors, key=errors.get) == ____(3)


@hint(
    "The second column is twice the first. What does that mean for the inverse of A′A?",
    "A′A is [[14, 28], [28, 56]]. The determinant of a 2 × 2 matrix is the product of "
    "its diagonal minus the product of the other two numbers.",
    "0",
)
@insight(
    "If columns are collinear, many weights fit equally well, and G w = b has no "
    "single solution. With any alpha above 0, ridge has one."
)
def test_it_goes_wrong_when_columns_are_collinear():
    """When it goes wrong: one column is twice the other. What is the determinant of A′A?"""
    A, y = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]), np.array([1.0, 2.0, 6.0])
    G, _ = normal_equations(A, y)
    assert np.linalg.det(G) == close_to(____(0))
    _, one, double = ridge(A, y, 1)
    assert double == close_to(2 * one)  # with alpha above 0 there is a solution


@hint(
    "From which cars do you make the equations? And which column comes before their "
    "features?",
    "Use the training cars with a column of ones, and their targets.",
    "with_ones(X_train), y_train",
)
@insight(
    "One matrix equation, solved once, gives the weights. Inside np.linalg.solve "
    "there is plain arithmetic: that is level 5."
)
def test_the_result_still_stands(present):
    """Solve the equations of the training cars: the R² should be scikit-learn's."""
    w = weights(____(with_ones(X_train)), ____(y_train))
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
