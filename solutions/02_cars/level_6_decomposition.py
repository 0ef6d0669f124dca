"""Level 6 · decomposition: without squaring what is known

At level 4 seven equations had the answer, and A′A stood in them: every column times every
other. Squaring a table costs twice the digits, before anything is solved, and a machine
has only 16. So do not square it. Take it apart: directions at right angles and a
triangle, A = Q R, and the weights follow from the last line up. Three ways to get there
are tried, and what each loses is counted. Where A′A is good enough, it has a root: a
triangle L with A′A = L L′. And R² stays 0.81, with no np.linalg under it.

Yours to use: arrays, @ and your own functions. No np.linalg, no SciPy.

    A    (n, p)  the cars, a column of ones first; A′ is A.T
    Q    (n, p)  directions at right angles, of length 1, as columns: Q′Q = I
    R    (p, p)  a triangle with nothing below the diagonal: A = Q R
    L    (p, p)  a triangle with nothing above it: A′A = L L′
    v    (n,)    what a mirror stands at right angles to
    S    (p, p)  symmetric: the same above its diagonal as below, as A′A is

Pillars: linear algebra.
"""

import numpy as np
from sklearn.linear_model import LinearRegression

from sensei import ____, close_to, hint, insight, yours

from . import X_test, X_train, feature_names, y_test, y_train

A_train = np.column_stack([np.ones(len(X_train)), X_train])
A_test = np.column_stack([np.ones(len(X_test)), X_test])

# A curve through the weights: 1, w, w² … w⁷ of each car's weight w in thousand pounds.
powers = np.vander(X_train[:, feature_names.index("weight")] / 1000, 8, increasing=True)

# Läuchli (1961): three columns that differ by a hundred-millionth only.
hair = 1e-8
nearly_alike = np.array([[1, 1, 1], [hair, 0, 0], [0, hair, 0], [0, 0, hair]])


def askew(Q):
    """How far the columns of Q are from right angles and length 1: the worst of Q′Q − I."""
    Q = np.asarray(Q)
    return np.abs(Q.T @ Q - np.eye(Q.shape[1])).max()


@hint(
    "The first line has one unknown, the next has two. What is known when you get there?",
    "Line by line from the top: take off what the unknowns before this one add, and "
    "divide by the diagonal.",
    "for i in range(len(c)): w[i] = (c[i] - L[i, :i] @ w[:i]) / L[i, i]",
)
@yours
def forward(L, c):
    """w, an array (p,), with L w = c, for L (p, p) with nothing above the diagonal.

    From the top. c itself stays as it was.
    """
    w = np.zeros(len(c))
    for i in range(len(c)):
        w[i] = (c[i] - L[i, :i] @ w[:i]) / L[i, i]
    return w


@hint(
    "Turn the table upside down and left to right. What sort of triangle is it then?",
    "Its last line comes first, and its last unknown too: one for forward. Turn the "
    "answer round in the end.",
    "forward(R[::-1, ::-1], c[::-1])[::-1]",
)
@yours
def backward(R, c):
    """w (p,) with R w = c, for R (p, p) with nothing below the diagonal.

    What stands below the diagonal is not looked at.
    """
    return forward(R[::-1, ::-1], c[::-1])[::-1]


@hint(
    "4u + 2v = 10 and 2v = 6: begin with the second.",
    "v is 3, and 4u is 10 − 6.",
    "[1, 3]",
)
@insight(
    "At level 5 that was a loop of its own. Read from behind, an upper triangle is a "
    "lower one, and one function serves both."
)
def test_a_triangle_is_as_good_as_solved():
    """4u + 2v = 10, 2v = 6: what are u and v? A list of two."""
    L, R = np.array([[2.0, 0.0], [3.0, 5.0]]), np.array([[4.0, 2.0], [0.0, 2.0]])
    assert forward(L, np.array([4.0, 21.0])) == close_to([2, 3])  # 2u = 4, 3u + 5v = 21
    assert backward(R, np.array([10.0, 6.0])) == close_to(____([1, 3]))


@hint(
    "How much of v lies along each direction? And what is left, if all that is taken?",
    "Q′ v has how much; Q times that is the part that lies along them. Take it off v.",
    "v - Q @ (Q.T @ v)",
)
@yours
def strip(v, Q):
    """v (n,) without what lies along the columns of Q (n, j), all at once: shape (n,).

    All of v is measured before anything is taken off: classical Gram-Schmidt. v itself
    stays as it was.
    """
    return v - Q @ (Q.T @ v)


@hint(
    "The same, but measure again after each direction has been taken off.",
    "Go through the columns of Q, Q.T has them as rows: each takes its part off what is "
    "left by then.",
    "for q in Q.T: v = v - q * (q @ v)",
)
@yours
def strip_in_turn(v, Q):
    """v (n,) without what lies along the columns of Q (n, j), one by one: shape (n,).

    What is left is measured anew for each column: modified Gram-Schmidt. v itself
    stays as it was.
    """
    for q in Q.T:
        v = v - q * (q @ v)
    return v


@hint(
    "The direction is (0.6, 0.8), and 0.6 · 5 + 0.8 · 5 is 7. What is 7 times it?",
    "(4.2, 5.6). Take that off (5, 5).",
    "[0.8, -0.6]",
)
@insight(
    "On paper the two are the same: directions at right angles do not see each "
    "other. On a machine they nearly are, and nearly is what follows."
)
def test_what_lies_along_a_direction_comes_off():
    """What is left of (5, 5) without its part along (0.6, 0.8)? A list of two."""
    v, q = np.array([5.0, 5.0]), np.array([[0.6], [0.8]])
    assert strip(v, q) == close_to(____([0.8, -0.6]))
    assert strip_in_turn(v, q) == close_to(strip(v, q))


@hint(
    "What is new in each column, beyond the directions before it? And how long is that?",
    "left = strip(A[:, j], Q[:, :j]); the direction is left over its own length.",
    "left / np.sqrt(left @ left)",
)
@yours
def directions(A, strip):
    """Directions Q (n, p) of A (n, p): column j is what strip leaves of A's, of length 1.

    strip(v, Q): v without what lies along the columns of Q. Column j is stripped of
    those found before it; the first, of none.
    """
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        left = np.asarray(____(strip(A[:, j], Q[:, :j])))
        Q[:, j] = ____(left / np.sqrt(left @ left))
    return Q


@hint(
    "What is new in (1, 1, 3, 3), beyond what all four cars have in common?",
    "Its mean is 2, so (−1, −1, 1, 1) is left. How long is that? Divide by it.",
    "[-0.5, -0.5, 0.5, 0.5]",
)
@insight(
    "Beyond a column of ones, what is new in a column is how far it lies from its "
    "mean. Centring was the first step of Gram-Schmidt all along."
)
def test_each_column_is_left_with_what_is_new():
    """Ones and (1, 1, 3, 3): what is the second direction? A list of four."""
    A = np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 3.0], [1.0, 3.0]])
    Q = np.asarray(directions(A, strip))
    assert Q[:, 1] == close_to(____([-0.5, -0.5, 0.5, 0.5]))
    assert Q.T @ Q == close_to(np.eye(2))


@hint(
    "Stripped at once of the first, the second and third are (0, −h, h, 0) and (0, −h, 0, h).",
    "The third was measured before anything came off: 0 along the second. But (−1, 1, 0) "
    "and (−1, 0, 1) meet at 60 degrees.",
    "Their cosine: 0.5",
)
@insight(
    "In the curve of weights the first way is off at the third decimal, the second "
    "after the tenth. Both lose, the first about the square of it (Giraud and others, 2005)."
)
def test_it_goes_wrong_when_columns_are_nearly_alike():
    """When it goes wrong: second @ third direction, stripped at once. Print it: not 0."""
    at_once = np.asarray(directions(nearly_alike, strip))
    assert at_once[:, 1] @ at_once[:, 2] == close_to(____(0.5))
    in_turn = np.asarray(directions(nearly_alike, strip_in_turn))
    assert abs(in_turn[:, 1] @ in_turn[:, 2]) < 1e-7
    assert askew(directions(powers, strip)) > 1e-5
    assert askew(directions(powers, strip_in_turn)) < 1e-8


@hint(
    "A mirror swaps x with an arrow as long as x on the first axis. What is it at right "
    "angles to?",
    "To the difference: x with its length added to x[0], or taken off. Which of the two "
    "never subtracts what is nearly equal? The one with the sign of x[0].",
    "v = x.copy(); v[0] += np.copysign(np.sqrt(x @ x), x[0])",
)
@yours
def mirror(x):
    """v, an array (m,): the mirror at right angles to v lays x (m,) on the first axis.

    x is laid on its far side: on −|x| where x[0] is 0 or more, else on |x|. Any length
    of v will do. x itself stays as it was; it is not all 0.
    """
    v = np.array(x, dtype=float)
    v[0] += np.copysign(np.sqrt(v @ v), v[0])
    return v


@hint(
    "How much of each column of B lies along v, measured in lengths of v?",
    "(v @ B) / (v @ v). A mirror takes twice that off, along v: np.outer(v, ...).",
    "B - 2 * np.outer(v, v @ B) / (v @ v)",
)
@yours
def reflect(B, v):
    """The columns of B (m, k), seen in the mirror at right angles to v (m,): (m, k).

    v is one of mirror's, and has any length but 0. B itself stays as it was.
    """
    return B - 2 * np.outer(v, v @ B) / (v @ v)


@hint(
    "How long is (3, 4)? All of that lies on the first axis afterwards.",
    "3 is above 0, so on the far side, below 0.",
    "[-5, 0]",
)
@insight(
    "No length changes in a mirror, and so no error grows in it. Householder (1958) "
    "made that the way to take a table apart."
)
def test_a_mirror_lays_a_column_down():
    """Where does the mirror lay (3, 4)? A list of two."""
    x = np.array([3.0, 4.0])
    image = np.asarray(reflect(x[:, None], mirror(x)))
    assert image[:, 0] == close_to(____([-5, 0]))


@hint(
    "If every mirror that lays down a column of A is held up to y as well, what is left "
    "to be solved?",
    "Put y behind A as one more column. For each j, the mirror of T[j:, j] over the rows "
    "from j on. In the end R is above, y's share beside it, and what is left below.",
    "T = np.column_stack([A, y]); for j in range(p): T[j:] = reflect(T[j:], "
    "mirror(T[j:, j])); return T[:p, :p], T[:p, p], T[p:, p]",
)
@yours
def laid_down(A, y):
    """A (n, p) and y (n,) in p mirrors: (R, c, rest), arrays (p, p), (p,) and (n − p,).

    Mirror j lays down what column j of A has from row j on. Then A is R above zeros; c
    and rest are what became of y: the first p numbers, and the others. reflect wants a
    table: let y be one more column of A's. A and y stay as they were; n is more than p.
    Golub and Van Loan, Matrix Computations, section 5.3.
    """
    p = A.shape[1]
    T = np.column_stack([A, y])
    for j in range(p):
        T[j:] = reflect(T[j:], mirror(T[j:, j]))
    return T[:p, :p], T[:p, p], T[p:, p]


@hint(
    "Once 313 numbers of y are laid down, 7 go into the weights. How many are the rest?",
    "313 − 7. No weight can reach them.",
    "306",
)
@insight(
    "What no weight can reach is the error, to the last square: the rest was waiting in "
    "the mirror, and no car had to be foreseen to measure it."
)
def test_what_no_weight_can_reach_is_left_below():
    """Of 313 numbers of y, how many are left below? Their squares are the errors'."""
    R, c, rest = laid_down(A_train, y_train)
    assert len(rest) == ____(306)
    errors = y_train - A_train @ backward(R, c)
    assert rest @ rest == close_to(errors @ errors)


@hint(
    "The hat matrix is Q Q′. What stands on its diagonal, if nothing else is needed?",
    "Row i of Q times itself: the squares along each row.",
    "(Q**2).sum(axis=1)",
)
@yours
def leverages(Q):
    """The diagonal of Q Q′ without the rest of it, of Q (n, p): shape (n,).

    Level 4's leverages: how much of what is said of a car comes from that car itself.
    """
    return (Q**2).sum(axis=1)


@hint(
    "Two directions. One car has 0.6 along the first, and 0.5 along the second.",
    "0.36 and 0.25.",
    "0.61",
)
@insight(
    "At level 4 that took an inverse. In directions at right angles it is Pythagoras: "
    "how far a car lies out, in units in which all cars lie out alike."
)
def test_a_car_pulls_as_far_as_it_lies_out():
    """A row (0.6, 0.5) of Q: what is the leverage of that car?"""
    Q = np.array([[0.6, 0.5], [0.0, -0.5], [0.8, 0.0]])
    assert leverages(Q) == close_to([____(0.61), 0.25, 0.64])


@hint(
    "Which triangle, times itself turned round, is S? Its first column is quickly found.",
    "L[j, j] is the root of S[j, j] less the squares before it in row j. Below it: what "
    "S has there, less the products of both rows before, over L[j, j].",
    "left = S[j:, j] - L[j:, :j] @ L[j, :j], whose first number goes under the root; "
    "then L[j:, j] = left / np.sqrt(left[0])",
)
@yours
def cholesky(S):
    """L (p, p), nothing above its diagonal and above 0 on it, with L L′ = S; or None.

    L is an array. S (p, p) is symmetric. None where a number under a root is not above
    0: S has no such L then (which has one is called positive definite). S itself stays
    as it was.
    """
    L = np.zeros(S.shape)
    for j in range(len(S)):
        left = S[j:, j] - L[j:, :j] @ L[j, :j]
        if not left[0] > 0:
            return None
        L[j:, j] = left / np.sqrt(left[0])
    return L


@hint(
    "4 is 2 · 2. What times 2 is 6, and what is left of 13 then?",
    "3, and 13 − 9 is 4, of which the root is 2.",
    "[[2, 0], [3, 2]]",
)
@insight(
    "A′A = R′Q′Q R = R′R: the triangle of A is the root of its square. Both are the same "
    "seven rows; one is found by squaring, the other without."
)
def test_a_square_has_a_triangle_for_a_root():
    """[[4, 6], [6, 13]]: what is L? A list of two rows."""
    S = np.array([[4.0, 6.0], [6.0, 13.0]])
    assert cholesky(S) == close_to(____([[2, 0], [3, 2]]))
    assert cholesky(np.array([[1.0, 2.0], [2.0, 1.0]])) is None  # 1 − 2 · 2 is below 0


@hint(
    "L L′ w = b: call L′ w by a name of its own. Which two triangles are to be solved?",
    "forward for L z = b, backward for L′ w = z, with S = A.T @ A and b = A.T @ y.",
    "L = cholesky(A.T @ A), then backward(L.T, forward(L, A.T @ y))",
)
@yours
def weights_by_root(A, y):
    """Least squares weights w (p,) of A (n, p) and y (n,): those with A′A w = A′y.

    With the root L of A′A that is L L′ w = A′y.
    """
    L = cholesky(A.T @ A)
    return backward(L.T, forward(L, A.T @ y))


@hint(
    "A stretches one direction 84 000 times as much as another. And A′A, which is A twice?",
    "84 000 times 84 000, which is 7 000 000 000. About how many digits has that?",
    "10",
)
@insight(
    "A machine has 16 digits. 5 of them are at stake in A and 10 in A′A, since its longest "
    "and shortest stretch are those of A squared. On cars both are enough."
)
def test_squaring_a_table_doubles_the_digits_at_stake():
    """The longest stretch of A over its shortest is about 10⁵. Of A′A, 10 to which power?"""
    condition = np.linalg.cond(A_train)  # the condition number
    squared = np.linalg.cond(A_train.T @ A_train)
    assert round(np.log10(condition)) == 5
    assert round(np.log10(squared)) == ____(10)
    wanted = np.linalg.lstsq(A_train, y_train, rcond=None)[0]
    assert weights_by_root(A_train, y_train) == close_to(wanted, rel=1e-4)


@hint(
    "You have R, and what became of y, in p mirrors. What is left to do?",
    "R w = c, from the last line up. The rest is not needed.",
    "R, c, _ = laid_down(A, y), then backward(R, c)",
)
@yours
def weights(A, y):
    """Least squares weights (p,) by mirrors, A′A never made. A (n, p), y (n,)."""
    R, c, _ = laid_down(A, y)
    return backward(R, c)


@hint(
    "1 + 0.00000001² has how many digits? What is left of the diagonal of A′A?",
    "1 + 1e-16 is 1 on a machine: all nine numbers of A′A are 1.",
    "True: without its last digits A′A has no root any more.",
)
@insight(
    "What squaring threw away no later care brings back. The mirrors never squared it: "
    "1, 2, 3, right to six digits."
)
def test_it_goes_wrong_when_digits_are_squared_away():
    """When it goes wrong: three columns nearly alike. Is cholesky of A′A None?"""
    y = nearly_alike @ [1.0, 2.0, 3.0]
    assert weights(nearly_alike, y) == close_to([1, 2, 3], rel=1e-5)
    root = cholesky(nearly_alike.T @ nearly_alike)
    assert (root is None) == ____(True)


@hint(
    "The price alpha · w² is a square. Could it be the error of one more car?",
    "A car with √alpha in column j and 0 elsewhere, that is to do 0 mpg, errs by "
    "√alpha · w[j]. One such car for each column, below the others.",
    "weights(np.vstack([Z, np.sqrt(alpha) * np.eye(d)]), np.append(y, np.zeros(d)))",
)
@yours
def ridge(Z, y, alpha):
    """Ridge weights w (d,): those with the least squares left + alpha · Σ w².

    Z (n, d) and y (n,) are centred, so there is no intercept. The price can be paid by
    d more rows of Z: then mirrors will do, and nothing needs to be squared. Hastie,
    Tibshirani, Friedman (2009), exercise 3.12.
    """
    d = Z.shape[1]
    priced = np.vstack([Z, np.sqrt(alpha) * np.eye(d)])
    return weights(priced, np.append(y, np.zeros(d)))


@hint(
    "Two cars at −1 and 1 do −4 and 4. One more car: √2 in the column, 0 mpg.",
    "Column (−1, 1, √2), squares 4; its product with (−4, 4, 0) is 8.",
    "2",
)
@insight(
    "Ridge is least squares with a few made-up cars that do nothing. A belief about "
    "weights can be written as data."
)
def test_a_price_is_a_few_more_cars():
    """Cars at −1 and 1 do −4 and 4 mpg off the mean; alpha is 2. What weight?"""
    Z, y = np.array([[-1.0], [1.0]]), np.array([-4.0, 4.0])
    assert ridge(Z, y, 2) == close_to([____(2)])


@hint(
    "Which table goes through the mirrors?",
    "The 313 known cars with their column of ones, and how far they go.",
    "weights(A_train, y_train)",
)
@insight("Seven mirrors and a walk up a triangle. A′A was never made.")
def test_the_result_still_stands(present):
    """You just replaced solve: seven mirrors, the same 79 cars, the same R²."""
    y_pred = A_test @ weights(____(A_train), ____(y_train))
    model = LinearRegression().fit(X_train, y_train)
    assert y_pred == close_to(model.predict(X_test))
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    e = y_test - y_pred
    r2 = 1 - e @ e / ((y_test - y_test.mean()) ** 2).sum()
    rmse = np.sqrt(np.mean(e**2))
    present(
        f"R² {r2:.2f}, off by {rmse:.1f} mpg on {len(y_test)} unseen cars",
        r2=r2,
        rmse=rmse,
        predicted=y_pred,
        truth=y_test,
    )
