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
from sklearn.linear_model import LinearRegression

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, names_train, y_test, y_train
from .level_3_numpy import r2, rmse, with_ones

# The known cars, each column less its mean, over its spread; a column of ones first.
A_scaled = np.insert(
    (X_train - X_train.mean(axis=0)) / X_train.std(axis=0), 0, 1, axis=1
)


@hint(
    "What is each column times each other column, summed over the cars? One product.",
    "A′A has a row and a column for each column of A. A′y has one number for each.",
    "A.T @ A, A.T @ y",
)
@yours
def normal_equations(A, y):
    """(G, b): G = A′A (p, p) and b = A′y (p,), of A (n, p) and y (n,).

    The weights w with the least squared residuals are those with G w = b.
    """
    return A.T @ A, A.T @ y


@hint(
    "Multiply the columns of A: the first with the first, the first with the second, the "
    "second with the second. Which two of the four are the same?",
    "1 + 1 + 1 is 3, 1 + 2 + 4 is 7, and 1 + 4 + 16 is 21.",
    "[[3, 7], [7, 21]]",
)
@insight(
    "313 cars became 49 numbers and 7: of all the cars, least squares needs no more. It "
    "would be the same 56 for a million."
)
def test_cars_are_summed_away():
    """Three cars, ones and one column: what is A′A? A list of two rows."""
    A, y = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 4.0]]), np.array([3.0, 5.0, 2.0])
    G, b = normal_equations(A, y)
    assert G == close_to(____([[3, 7], [7, 21]]))
    assert b == close_to([10, 21])  # 3 + 5 + 2, and 1 · 3 + 2 · 5 + 4 · 2


@hint(
    "G w = b is p equations for p weights. Which call solves them?",
    "np.linalg.solve(G, b), with G and b as you have just made them.",
    "np.linalg.solve(*normal_equations(A, y))",
)
@yours
def weights(A, y):
    """Weights w (p,) with the least sum of squares of y − A w. A (n, p), y (n,)."""
    G, b = normal_equations(A, y)
    return np.linalg.solve(G, b)


@hint(
    "3, 5, 7 at x of 0, 1, 2: where does it begin, and how much is one step?",
    "It begins at 3 and rises by 2.",
    "[3, 2]",
)
@insight(
    "lstsq is yours now. Level 5 comes to the same equations by another way: by asking "
    "where the squares stop falling."
)
def test_seven_equations_have_the_weights():
    """Three cars lie on a line. Which two weights solve their equations? A list of two."""
    A = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
    assert weights(A, np.array([3.0, 5.0, 7.0])) == close_to(____([3, 2]))
    model = LinearRegression().fit(X_train, y_train)
    w = weights(with_ones(X_train), y_train)
    assert w == close_to([model.intercept_, *model.coef_])


@hint(
    "How far does each car go beyond what the weights say?",
    "y less A times the weights that you have just found.",
    "y - A @ weights(A, y)",
)
@yours
def left_over(A, y):
    """What least squares on A (n, p) leaves of y: the residuals, shape (n,)."""
    return y - A @ weights(A, y)


@hint(
    "Two arrows at a right angle: what is their dot product?",
    "Each column of A, times what is left, summed: if it were not this, a little more or "
    "less of that column would explain more.",
    "0",
)
@insight(
    "Right angles, so Pythagoras: the squares of y are those foreseen and those left, "
    "added up. In 313 directions, but the old theorem."
)
def test_what_is_left_stands_at_right_angles():
    """What is the dot product of each column with what is left?"""
    A, y = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 4.0]]), np.array([3.0, 5.0, 2.0])
    e = np.asarray(left_over(A, y))
    for column in A.T:
        assert column @ e == close_to(____(0), abs=1e-4)
    y_pred = y - e
    assert y @ y == close_to(y_pred @ y_pred + e @ e)  # Pythagoras


@hint(
    "y_pred is A times the weights, and the weights are G⁻¹ A′ y. What stands before y?",
    "A G⁻¹ A′, where G is A′A. np.linalg.inv inverts.",
    "A @ np.linalg.inv(A.T @ A) @ A.T",
)
@yours
def hat(A):
    """The matrix that puts the hat on y: H (n, n), with y_pred = H y, of A (n, p).

    y_pred is written ŷ, y with a hat. Hoaglin and Welsch (1978).
    """
    return A @ np.linalg.inv(A.T @ A) @ A.T


@hint(
    "The trace counts the directions that H keeps. How many columns are there to fit?",
    "Six columns and the ones.",
    "7",
)
@insight(
    "H is a shadow: what has been foreseen, foreseen again, is the same. Of 313 "
    "directions in which y could point it keeps 7 and forgets 306."
)
def test_foreseeing_twice_changes_nothing():
    """H H = H. The trace of H, its diagonal added up, is a whole number: which for cars?"""
    H = np.asarray(hat(np.array([[1.0], [2.0]])))
    assert H == close_to([[0.2, 0.4], [0.4, 0.8]])
    assert H @ H == close_to(H)
    assert np.trace(hat(A_scaled)) == close_to(____(7))


@hint(
    "Of the n × n numbers of H only the diagonal is asked for. Row i of A, G⁻¹, row i.",
    "A @ inv(G) is (n, p). Multiply it number by number with A, and add up each row.",
    "(A @ np.linalg.inv(A.T @ A) * A).sum(axis=1)",
)
@yours
def leverages(A):
    """The diagonal of the hat matrix of A (n, p): an array (n,).

    How much of what is said of a car comes from that car itself: 0 none, 1 all.
    """
    return (A @ np.linalg.inv(A.T @ A) * A).sum(axis=1)


@hint(
    "Who pulls hardest at the rule? Print where leverages are largest.",
    "names_train at np.argmax(leverages(A)). Look then at X_train in that row.",
    '"buick estate wagon (sw)"',
)
@insight(
    "An engine of 455 cubic inches, and 3086 pounds: no other car is built so. "
    "Perhaps a slip of the pen, and no mpg was needed to find it."
)
def test_one_car_pulls_harder_than_all_others():
    """Whose own mileage counts most in what is said of it, a text in quotes?"""
    assert leverages(np.array([[1.0], [2.0]])) == close_to([0.2, 0.8])
    pull = leverages(A_scaled)
    assert names_train[np.argmax(pull)] == ____("buick estate wagon (sw)")


@hint(
    "A car that makes up a half of its own prediction is off by how much, without that?",
    "Divide each residual by 1 less the car's leverage.",
    "left_over(A, y) / (1 - leverages(A))",
)
@yours
def left_out(A, y):
    """How far off each car is if the weights are learnt from all others: shape (n,).

    That is e / (1 − leverage): nothing needs to be learnt anew. Allen (1974).
    """
    return left_over(A, y) / (1 - leverages(A))


@hint(
    "Cars at x of 0 and 2 do 10 and 20; a third at 4 does 36. Foresee it without it.",
    "The line through the first two says 30 at 4.",
    "6 more than said",
)
@insight(
    "Level 2 learnt five times to leave each car out once. Here 313 fits were had for "
    "the price of one: off by 3.49 mpg, where on cars it had learnt it is off by 3.40."
)
def test_leaving_out_costs_no_second_fit():
    """Three cars: how far is the third above the line of the other two, true less said?"""
    A, y = with_ones(np.array([[0.0], [2.0], [4.0]])), np.array([10.0, 20.0, 36.0])
    assert left_out(A, y)[2] == close_to(____(6))


@hint(
    "Weights cost now, all but the intercept. What takes the intercept out of the way?",
    "Centre X and y. Add alpha to the diagonal of Z′Z, and solve. Then let the "
    "intercept be such that a mean car is said to do the mean.",
    "m = X.mean(axis=0), Z = X - m, w = np.linalg.solve(Z.T @ Z + alpha * np.eye(d), "
    "Z.T @ (y - y.mean())), and y.mean() - m @ w before it",
)
@yours
def ridge(X, y, alpha):
    """Weights, intercept first, with the least squares left + alpha · Σ w²: (d + 1,).

    As Ridge of level 2. X (n, d) without ones; Σ w² is over the d columns: the intercept
    is free. With Z, X centred: (Z′Z + alpha I) w = Z′y, where I has 1 on its diagonal and
    0 elsewhere. A mean car is said to do the mean. Hoerl and Kennard (1970).
    """
    mean = X.mean(axis=0)
    Z = X - mean
    w = np.linalg.solve(Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ (y - y.mean()))
    return np.append(y.mean() - mean @ w, w)


@hint(
    "Two cars at x of −1 and 1 do 8 and 12. Z′Z is 2 and Z′y is 4. With alpha 2?",
    "The weight is 4 / (2 + 2), where it was 4 / 2. The mean stays 10.",
    "[10, 1]",
)
@insight(
    "Smaller weights, and still the mean of 10: only what differs has its price. Add 100 "
    "to all cars, and no weight moves."
)
def test_large_weights_have_a_price():
    """Two cars at −1 and 1 do 8 and 12 mpg; alpha is 2. [Intercept, weight]?"""
    X, y = np.array([[-1.0], [1.0]]), np.array([8.0, 12.0])
    assert ridge(X, y, 0) == close_to([10, 2])
    assert ridge(X, y, 2) == close_to(____([10, 1]))


@hint(
    "With a price, how much of each direction of X is still used?",
    "Of a direction in which centred X has the squares s (an eigenvalue of Z′Z), "
    "s / (s + alpha). Add them up.",
    "s, _ = np.linalg.eigh(Z.T @ Z), with Z = X - X.mean(axis=0), then "
    "(s / (s + alpha)).sum()",
)
@yours
def free_weights(X, alpha):
    """How many weights ridge really has to choose freely: one number, from 0 to d.

    The effective degrees of freedom without the intercept: the sum of s / (s + alpha)
    over the d eigenvalues s of Z′Z, where Z (n, d) is X centred. They are the squares that
    Z has along d directions at right angles; np.linalg.eigh finds both. Hastie,
    Tibshirani, Friedman (2009), section 3.4.1.
    """
    Z = X - X.mean(axis=0)
    s, _ = np.linalg.eigh(Z.T @ Z)
    return (s / (s + alpha)).sum()


@hint(
    "Both columns have the squares 2 in them, and they do not overlap. alpha is 2.",
    "2 / (2 + 2), twice.",
    "1",
)
@insight(
    "Six weights at alpha 0; at alpha 30 the six scaled columns of the cars count as "
    "four, at 1000 as one. Ridge turns a dial that leaving out columns has no stops for."
)
def test_ridge_frees_less_than_all_weights():
    """Four cars, two columns, alpha 2: how many weights are free?"""
    X = np.array([[6.0, 7.0], [4.0, 7.0], [5.0, 8.0], [5.0, 6.0]])
    assert free_weights(X, 0) == close_to(2)
    assert free_weights(X, 2) == close_to(____(1))


@hint(
    "Ridge has a hat matrix as well. What does it do to the mean, and what to the rest?",
    "The mean is 1 / n of each car; the centred columns have Z S Z′, where S is the "
    "inverse of Z′Z + alpha I. Its diagonal, and 1 / n, are the leverages.",
    "h = 1 / n + (Z @ S * Z).sum(axis=1); what ridge leaves of y, over 1 - h",
)
@yours
def ridge_left_out(X, y, alpha):
    """How far off each car is if ridge learns from all the others: shape (n,).

    As left_out: what is left, over 1 − h, with h = 1 / n + the diagonal of
    Z (Z′Z + alpha I)⁻¹ Z′, where Z (n, d) is X centred.
    """
    Z = X - X.mean(axis=0)
    S = np.linalg.inv(Z.T @ Z + alpha * np.eye(X.shape[1]))
    h = 1 / len(X) + (Z @ S * Z).sum(axis=1)
    return (y - with_ones(X) @ ridge(X, y, alpha)) / (1 - h)


@hint(
    "Ten cars, seven weights. Is it better to be free, to pay a little, or all?",
    "Print off above the line and save. Small is good.",
    "3",
)
@insight(
    "With ten cars a price brings 11.0 mpg down to 3.4. With 313 it brings nothing that "
    "counts: there is little to fear, and the headline stays least squares."
)
def test_ridge_helps_where_cars_are_few():
    """Ten known cars only: with which alpha, 0, 3 or 10000, are they missed least?"""
    X, y, off = A_scaled[:10, 1:], y_train[:10], {}
    for alpha in (0, 3, 10000):
        off[alpha] = rmse(np.asarray(ridge_left_out(X, y, alpha)))
    assert min(off, key=off.get) == ____(3)


@hint(
    "The second column is twice the first. 14 · 56 − 28 · 28?",
    "The determinant of G is the product of one diagonal less that of the other.",
    "0: nothing can be divided by it, so G w = b has no single answer.",
)
@insight(
    "Many weights fit equally, and G cannot choose. Any alpha above 0 can: where a "
    "column stands twice, each gets half; its double would get double the weight."
)
def test_it_goes_wrong_when_columns_repeat_each_other():
    """When it goes wrong: a column and its double. What is the determinant of A′A?"""
    A, y = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]), np.array([1.0, 2.0, 6.0])
    G, _ = normal_equations(A, y)
    assert np.linalg.det(G) == close_to(____(0))
    _, one, double = ridge(A, y, 1)
    assert double == close_to(2 * one)  # with a price there is an answer


@hint(
    "Of which cars are the equations made?",
    "Of the 313 known ones, with a column of ones: with_ones(X_train), y_train.",
    "weights(with_ones(X_train), y_train)",
)
@insight(
    "One equation, solved once. Under np.linalg.solve lies plain arithmetic: next."
)
def test_the_result_still_stands(present):
    """You just replaced lstsq: seven equations, the same 79 cars, the same R²."""
    w = weights(____(with_ones(X_train)), ____(y_train))
    y_pred = with_ones(X_test) @ w
    model = LinearRegression().fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    assert r2(y_test, y_pred) == close_to(model.score(X_test, y_test))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    score, off = r2(y_test, y_pred), rmse(y_test - y_pred)
    present(
        f"R² {score:.2f}, off by {off:.1f} mpg on {len(y_test)} unseen cars",
        r2=score,
        rmse=off,
        predicted=y_pred,
        truth=y_test,
    )
