"""Level 2 · practice: how many numbers does a digit need?

At level 1 the number 16 fell from the sky. Here you find it yourself, in five steps:
define, prepare, spot-check, improve, present. All choices are made on the training
digits, and none of them looks at the 450 unseen ones. Compared with the projects before
this one, more of the lines are yours.

Yours to use: scikit-learn, pandas and NumPy. In this level PCA always means
PCA(n_components, svd_solver="full"), and the nearest one known digit gives the name.
"""

import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from sensei import ____, close_to, hint, insight, yours

from . import X, X_test, X_train, y, y_test, y_train

# Every fifth training digit: enough to choose by, and quick.
X_few, y_few = X_train[::5], y_train[::5]

sizes = [2, 4, 8, 16, 32, 64]


@hint(
    "You know only the training digits and must always say the same: what is best?",
    "Find the commonest digit of y_train, then count how often it occurs in y_new.",
    "np.bincount(y_train).argmax() is the commonest; compare y_new with it and sum.",
)
@yours
def baseline(y_train, y_new):
    """How many of y_new are right if all are called the commonest digit of y_train."""
    commonest = np.bincount(y_train).argmax()
    return (y_new == commonest).sum()


@hint(
    "How many digits were scanned, into how many pixels?",
    "The card of the project says both: solutions/05_digits/__init__.py, first lines. "
    "The digits that may occur are what you count with.",
    "1797 rows, 64 columns, and a list from 0 to 9",
)
@insight(
    "Ten digits, nearly equally common: a plain count of right names is fair here."
)
def test_define_what_is_asked_and_what_anyone_could_do():
    """Define: how many digits, how many pixels of each, and which digits occur (a list)?"""
    assert X.shape == (____(1797), ____(64))
    assert sorted(set(y)) == close_to(____([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
    known, new = np.array([1, 1, 7, 7, 7]), np.array([7, 3, 3, 3, 2, 3, 7])
    assert baseline(known, new) == 2
    assert baseline(y_train, y_test) == 46  # of 450, by always saying 3


@hint(
    "Which object learns both from the training digits, squeezing and naming?",
    "Make a pipeline of PCA and KNeighborsClassifier, fit it on the training digits, "
    "let it predict the new ones. KNeighborsClassifier asks five unless told.",
    'make_pipeline(PCA(n_components, svd_solver="full"), KNeighborsClassifier(1)), '
    "then .fit(X_train, y_train).predict(X_new)",
)
@yours
def read_digits(X_train, y_train, X_new, n_components):
    """The name of each row of X_new: shape (n_new,).

    PCA squeezes each row to n_components numbers. Everything is learnt from X_train and
    y_train; the nearest one training row names.
    """
    model = make_pipeline(
        PCA(n_components, svd_solver="full"), KNeighborsClassifier(n_neighbors=1)
    )
    return model.fit(X_train, y_train).predict(X_new)


@insight(
    "A pipeline fits on what it is given to fit on, and on nothing else. And all 64 "
    "components are the pixels seen from another side: every distance stays as it was."
)
def test_prepare_squeeze_by_what_the_training_digits_taught():
    """Prepare: write `read_digits`. From 64 numbers it names digits as their pixels do."""
    known, names, new = X_train[:300], y_train[:300], X_train[300:420]
    assert read_digits(known, names, known, 16) == close_to(names)
    by_pixels = KNeighborsClassifier(n_neighbors=1).fit(known, names)
    assert read_digits(known, names, new, 64) == close_to(by_pixels.predict(new))


@hint(
    "How good is a size on digits it has not seen, without opening the unseen ones?",
    "For each size build the pipeline again and take the mean of its cross_val_score "
    "with three folds.",
    "np.mean(cross_val_score(make_pipeline(PCA(size, ...), ...), X, y, cv=3)) for each",
)
@yours
def spot_check(X, y, sizes):
    """Mean cross-validated share of right names, for each number of components.

    A list as long as sizes. Three folds in which each digit is as common, as cv=3 makes
    them; in each, PCA sees the training part only.
    """
    scores = []
    for size in sizes:
        model = make_pipeline(
            PCA(size, svd_solver="full"), KNeighborsClassifier(n_neighbors=1)
        )
        scores.append(np.mean(cross_val_score(model, X, y, cv=3)))
    return scores


@insight(
    "Two numbers name every second digit, eight nine in ten, and then it hardly rises."
)
def test_spot_check_more_numbers_help_less_and_less():
    """Spot-check: write `spot_check`. Each doubling should help less than the one before."""
    scores = np.asarray(spot_check(X_few, y_few, [2, 4, 8, 16]))
    gains = np.diff(scores).tolist()
    assert gains == sorted(gains, reverse=True)


@hint(
    "Which sizes are good enough, and which of these is the cheapest?",
    "Take the best score; keep the sizes whose score is at most `within` below it; "
    "return the smallest of them.",
    "min(size for size, score in zip(sizes, scores) if score >= max(scores) - within)",
)
@yours
def enough(sizes, scores, within):
    """The smallest size whose score is at most `within` below the best score.

    The sizes may stand in any order.
    """
    best = max(scores)
    pairs = zip(sizes, scores, strict=True)
    return min(size for size, score in pairs if score >= best - within)


@hint(
    "Which of the sizes reaches the best score, less one in a hundred?",
    "Print scores above the last line, save, and compare each with the largest.",
    "8 is still too few; 32 is more than it takes.",
)
@insight(
    "Less than one digit in a hundred is given up, and three quarters of the numbers."
)
def test_improve_sixteen_are_enough():
    """Improve: which is the smallest size within one digit in a hundred of the best?"""
    assert enough([8, 2, 4, 16], [0.9, 0.5, 0.85, 0.82], within=0.1) == 4
    scores = spot_check(X_few, y_few, sizes)
    assert enough(sizes, scores, within=0.01) == ____(16)


# The model as it is, and three changes to it.
plain, nearest = PCA(16, svd_solver="full"), KNeighborsClassifier(n_neighbors=1)
# Whitened: each of the 16 numbers is scaled, so that all vary equally much.
whitened = PCA(16, svd_solver="full", whiten=True)
models = {
    "as it is": make_pipeline(plain, nearest),
    "every pixel scaled": make_pipeline(StandardScaler(), plain, nearest),
    "components whitened": make_pipeline(whitened, nearest),
    "five neighbours": make_pipeline(plain, KNeighborsClassifier(n_neighbors=5)),
}


@hint(
    "Three changes, each judged alone. Did any of them help?",
    "Print scores above the last line and save: print(scores).",
    "The name of the largest of the four, a text in quotes, as it stands in the dict.",
)
@insight(
    "All pixels measure ink on the same scale. Scaled, a pixel that is nearly always "
    "paper counts as much as one in the middle."
)
def test_improve_one_thing_at_a_time():
    """Improve: one thing is changed at a time. Which model scores best? Its name in quotes."""
    scores = {
        name: cross_val_score(model, X_few, y_few, cv=3).mean()
        for name, model in models.items()
    }
    assert max(scores, key=scores.get) == ____("as it is")


@hint(
    "From 16 numbers back to 64: what does a fitted PCA have for that?",
    "Fit PCA on X_train. Squeeze X_new with transform, bring it back with "
    "inverse_transform, and average the squared difference over all pixels.",
    "((X_new - pca.inverse_transform(pca.transform(X_new))) ** 2).mean()",
)
@yours
def lost(X_train, X_new, n_components):
    """Mean squared difference between a pixel of X_new and the same pixel rebuilt.

    X_new is squeezed to n_components numbers a row and back, as X_train taught it.
    """
    pca = PCA(n_components, svd_solver="full").fit(X_train)
    rebuilt = pca.inverse_transform(pca.transform(X_new))
    return ((X_new - rebuilt) ** 2).mean()


@insight("What 16 numbers leave out is to be seen, and the name did not need it.")
def test_improve_see_what_is_lost():
    """Improve: write `lost`. The fewer the numbers, the more is lost of a rebuilt digit."""
    across = np.array([[0.0, 0.0], [2.0, 0.0], [4.0, 0.0]])  # all of it is in column 0
    assert lost(across, np.array([[1.0, 3.0], [5.0, -1.0]]), 1) == close_to((9 + 1) / 4)
    losses = [lost(X_few, X_train[1::5], size) for size in sizes]
    assert losses == sorted(losses, reverse=True)


@hint(
    "If 444 of 450 were right here, how far might another 450 be from that by chance?",
    "The standard error of a share p of n is the root of p (1 - p) / n. Take 1.96 of "
    "them to either side.",
    "With p = right / total: wide = 1.96 * np.sqrt(p * (1 - p) / total), then "
    "p - wide and p + wide",
)
@yours
def interval(right, total):
    """Where the share of right names lies, with 95 % confidence: (low, high).

    The normal approximation: right / total and 1.96 standard errors to either side.
    """
    share = right / total
    wide = 1.96 * np.sqrt(share * (1 - share) / total)
    return share - wide, share + wide


@hint(
    "Does the interval of 444 of 450 reach down to 442 of 450?",
    "444 of 450 is 98.7 in a hundred, give or take 1.1; 442 of 450 is 98.2.",
    "98.2 lies between 97.6 and 99.7: True",
)
@insight(
    "Say it so: with a quarter of the numbers, no difference was to be seen. Not: better."
)
def test_present_two_digits_more_are_no_proof():
    """Present: is 442 of 450 within the interval of 444 of 450? True or False."""
    assert interval(50, 100) == close_to((0.402, 0.598))
    low, high = interval(444, 450)
    assert (low < 442 / 450 < high) == ____(True)


@hint(
    "Below what share would you no longer believe the interval?",
    "The last 450 digits of the file, learnt from those before: is their share within?",
    "Print low, high and (named == y[-450:]).mean() above the last line, and compare.",
)
@insight(
    "431 of the 450, 95.8 in a hundred, where the interval says 97.6 to 99.7. Thirteen "
    "people wrote these digits, and the file is not shuffled: a random split tests on "
    "hands it has learnt from; a stranger's digits are harder."
)
def test_present_it_goes_wrong_on_digits_that_come_otherwise():
    """Present: does the interval also hold for the file's last 450 digits? True or False."""
    named = np.asarray(read_digits(X[:-450], y[:-450], X[-450:], 16))
    low, high = interval(444, 450)
    assert (low < (named == y[-450:]).mean() < high) == ____(False)


@hint(
    "Which digits may the model learn from, and which does it name?",
    "All training digits, not every fifth, and the size that you found enough.",
    "read_digits(X_train, y_train, X_test, 16)",
)
@insight("None of your choices looked at these 450, so their figure can be believed.")
def test_the_result_still_stands(present):
    """Present: the 450 unseen digits, named by the model chosen without them."""
    y_pred = np.asarray(read_digits(____(X_train), y_train, ____(X_test), ____(16)))
    wanted = models["as it is"].fit(X_train, y_train).predict(X_test)
    assert y_pred == close_to(wanted)
    show(present, y_pred)


# How the result is shown: nothing to do from here on


def show(present, y_pred):
    """Put the result on the screen."""
    right = int((y_pred == y_test).sum())
    low, high = interval(right, len(y_test))
    present(
        f"{right} of {len(y_test)} digits named right: "
        f"{100 * low:.0f} to {100 * high:.0f} in a hundred",
        question="Which digit did they write? 450 digits the model has never seen:",
        rows=pd.DataFrame(
            {
                "row": np.arange(len(y_test)),
                "ink": X_test.sum(axis=1).astype(int),
                "read as": y_pred,
                "is": y_test,
            }
        ),
        baseline=f"{baseline(y_train, y_test)} of {len(y_test)}, by always saying "
        "the commonest digit",
        picture=draw,
        right=right,
        predicted=y_pred,
        truth=y_test,
    )


def draw(figure):
    """One digit of each kind, rebuilt from more and more numbers."""
    shown = [int(np.flatnonzero(y_test == digit)[0]) for digit in range(10)]
    for line, size in enumerate(sizes):
        pca = PCA(size, svd_solver="full").fit(X_train)
        rebuilt = pca.inverse_transform(pca.transform(X_test[shown]))
        for column, pixels in enumerate(rebuilt):
            axes = figure.add_subplot(len(sizes), 10, 10 * line + column + 1)
            axes.imshow(pixels.reshape(8, 8), cmap="gray_r", vmin=0, vmax=16)
            axes.set(xticks=[], yticks=[])
            if column == 0:
                axes.set_ylabel(f"{size}", rotation=0, ha="right", va="center")
    figure.suptitle("Ten unseen digits, rebuilt from 2, 4, 8 … 64 numbers")
