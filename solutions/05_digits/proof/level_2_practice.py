"""The proof of level 2 of 05 digits: how its functions go wrong, and other right answers."""

import math
from collections import Counter
from statistics import NormalDist

from scipy import stats
from scipy.spatial.distance import cdist
from sklearn.base import clone
from sklearn.dummy import DummyClassifier
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import GridSearchCV, KFold, StratifiedKFold, cross_validate
from sklearn.pipeline import Pipeline


@check(baseline)
def all_may_be_right():
    assert baseline(np.array([0, 0]), np.array([0, 0, 0])) == 3


@check(baseline)
def the_commonest_of_the_training_digits(rng):
    """Take the most frequent digit of `y_train`, whatever `y_new` holds."""
    commonest = int(rng.integers(10))
    known = np.append(rng.integers(0, 10, 40), [commonest] * 40)
    new = rng.integers(0, 10, 60)
    assert baseline(known, new) == new.tolist().count(commonest)


@wrong(
    baseline,
    "You looked for the most frequent digit in the new digits. A baseline, too, may "
    "learn from the training digits only.",
)
def baseline_that_peeks(y_train, y_new):
    return np.bincount(y_new).max()


@wrong(
    baseline,
    "You counted in the training digits. Find the digit there, and count it in the "
    "new ones.",
)
def baseline_of_the_training_digits(y_train, y_new):
    return np.bincount(y_train).max()


@wrong(
    baseline,
    "That is how many are wrong. Return how many are correct.",
)
def baseline_of_the_wrong_ones(y_train, y_new):
    return (y_new != np.bincount(y_train).argmax()).sum()


@wrong(
    baseline,
    "That is a fraction. Return how many are correct.",
)
def baseline_as_a_share(y_train, y_new):
    return (y_new == np.bincount(y_train).argmax()).mean()


@right(baseline)
def baseline_by_counter(y_train, y_new):
    (digit, _), *_ = Counter(np.asarray(y_train).tolist()).most_common()
    return sum(1 for other in y_new if other == digit)


@right(baseline)
def baseline_by_dummy(y_train, y_new):
    dummy = DummyClassifier(strategy="most_frequent")
    dummy.fit(np.zeros((len(y_train), 1)), y_train)
    return np.count_nonzero(dummy.predict(np.zeros((len(y_new), 1))) == y_new)


@right(baseline)
def baseline_by_unique(y_train, y_new):
    digits, counts = np.unique(y_train, return_counts=True)
    return float(np.sum(np.equal(digits[counts.argmax()], y_new)))


@right(baseline)
def baseline_by_pandas(y_train, y_new):
    return pd.Series(y_new).eq(pd.Series(y_train).mode()[0]).sum()


@check(read_digits)
def from_few_numbers():
    """The nearest training row, in the `n_components` numbers of PCA, gives the prediction."""
    few, names = X_train[:300], y_train[:300]
    mean = few.mean(axis=0)
    Vt = np.linalg.svd(few - mean)[2]  # PCA; level 3 says why
    for size in (2, 4):
        known, new = ((rows - mean) @ Vt[:size].T for rows in (few, X_train[300:420]))
        nearest = KNeighborsClassifier(n_neighbors=1).fit(known, names)
        y_pred = read_digits(few, names, X_train[300:420], size)
        assert y_pred == close_to(nearest.predict(new))


@check(read_digits)
def one_by_one_or_all_together(rng):
    """A row gets the same prediction alone as among others. Learn nothing from `X_new`."""
    rows = rng.permutation(len(X_train))
    known, names = X_train[rows[:300]], y_train[rows[:300]]
    new = X_train[rows[300:420]] + rng.normal(scale=0.1, size=(120, 64))  # no ties
    halves = [read_digits(known, names, part, 16) for part in (new[:60], new[60:])]
    assert read_digits(known, names, new, 16) == close_to(np.concatenate(halves))


@check(read_digits)
def as_the_pixels_have_it_from_64(rng):
    """With all 64 numbers, every distance is the same as between the pixels."""
    rows = rng.permutation(len(X_train))
    known, names = X_train[rows[:300]], y_train[rows[:300]]
    new = X_train[rows[300:420]] + rng.normal(scale=0.1, size=(120, 64))
    by_pixels = KNeighborsClassifier(n_neighbors=1).fit(known, names)
    assert read_digits(known, names, new, 64) == close_to(by_pixels.predict(new))


@wrong(
    read_digits,
    "You fitted PCA again on the new digits, so their 16 numbers mean something else. "
    "Fit it once, on the training digits, and then transform both.",
)
def read_after_fitting_twice(X_train, y_train, X_new, n_components):
    pca = PCA(min(n_components, len(X_new)), svd_solver="full")
    known, new = pca.fit_transform(X_train), pca.fit_transform(X_new)
    return KNeighborsClassifier(1).fit(known, y_train).predict(new)


@wrong(
    read_digits,
    "Five neighbours voted, the default of KNeighborsClassifier. Ask one.",
)
def read_by_five(X_train, y_train, X_new, n_components):
    model = make_pipeline(PCA(n_components, svd_solver="full"), KNeighborsClassifier())
    return model.fit(X_train, y_train).predict(X_new)


@wrong(
    read_digits,
    "You do not use `n_components`: that predicts from all the pixels.",
)
def read_by_all_pixels(X_train, y_train, X_new, n_components):
    return KNeighborsClassifier(1).fit(X_train, y_train).predict(X_new)


@wrong(
    read_digits,
    "You fitted PCA on both parts together. Fit it on X_train only: do not learn from "
    "the digits to be predicted.",
)
def read_after_fitting_on_both(X_train, y_train, X_new, n_components):
    pca = PCA(n_components, svd_solver="full").fit(np.vstack([X_train, X_new]))
    nearest = KNeighborsClassifier(1).fit(pca.transform(X_train), y_train)
    return nearest.predict(pca.transform(X_new))


@wrong(
    read_digits,
    "You fitted PCA on X, which is all 1797 digits with the test set among them. Fit "
    "it on the `X_train` that is given.",
)
def read_after_fitting_on_the_file(X_train, y_train, X_new, n_components):
    pca = PCA(n_components, svd_solver="full").fit(X)
    nearest = KNeighborsClassifier(1).fit(pca.transform(X_train), y_train)
    return nearest.predict(pca.transform(X_new))


@wrong(
    read_digits,
    "Those are the first `n_components` pixels. PCA makes `n_components` numbers out "
    "of all the pixels.",
)
def read_by_the_first_pixels(X_train, y_train, X_new, n_components):
    nearest = KNeighborsClassifier(1).fit(X_train[:, :n_components], y_train)
    return nearest.predict(X_new[:, :n_components])


@right(read_digits)
def read_digits_in_two_steps(X_train, y_train, X_new, n_components):
    pca = PCA(n_components=n_components, svd_solver="full").fit(X_train)
    nearest = KNeighborsClassifier(n_neighbors=1)
    nearest.fit(pca.transform(X_train), y_train)
    return nearest.predict(pca.transform(X_new)).tolist()


@right(read_digits)
def read_digits_by_svd(X_train, y_train, X_new, n_components):
    mean = X_train.mean(axis=0)
    V = np.linalg.svd(X_train - mean, full_matrices=False)[2][:n_components].T
    far = cdist((X_new - mean) @ V, (X_train - mean) @ V)
    return y_train[far.argmin(axis=1)]


@right(read_digits)
def read_digits_by_a_named_pipeline(X_train, y_train, X_new, n_components):
    steps = [
        ("squeeze", PCA(n_components, svd_solver="full")),
        ("name", KNeighborsClassifier(1, algorithm="kd_tree", weights="distance")),
    ]
    return tuple(Pipeline(steps).fit(X_train, y_train).predict(X_new))


equivalent(
    read_digits,
    "model = make_pipeline(PCA(n_components, svd_solver='full'), KNeighborsClassifier(n_neighbors=1)) -> model = make_pipeline(PCA(n_components), KNeighborsClassifier(n_neighbors=1))",
    why="Another solver finds the same components.",
)


def folds_by_hand(X, y, sizes):
    """Return the mean accuracy over three folds for each size, with PCA fitted in each fold."""
    accuracies = []
    for train, test in StratifiedKFold(3).split(X, y):
        pca = PCA(max(sizes), svd_solver="full").fit(X[train])
        known, new = pca.transform(X[train]), pca.transform(X[test])
        nearest = KNeighborsClassifier(n_neighbors=1)
        accuracies.append(
            [
                nearest.fit(known[:, :k], y[train]).score(new[:, :k], y[test])
                for k in sizes
            ]
        )
    return np.mean(accuracies, axis=0)


@check(spot_check)
def two_sizes_in_any_order():
    """Return one score for each size, in the order of `sizes`."""
    fewer = X_few[:136], y_few[:136]
    assert spot_check(*fewer, [20, 3]) == close_to(folds_by_hand(*fewer, [20, 3]))


@check(spot_check)
def every_fifth_training_digit():
    wanted = folds_by_hand(X_few, y_few, [2, 8])
    assert spot_check(X_few, y_few, [2, 8]) == close_to(wanted)


@wrong(
    spot_check,
    "Those are scores on the digits that the model learnt from. Each of them is its "
    "own nearest neighbour, so every size looks perfect. Use cross-validation.",
)
def scores_of_the_training_rows(X, y, sizes):
    scores = []
    for size in sizes:
        model = make_pipeline(PCA(size, svd_solver="full"), KNeighborsClassifier(1))
        scores.append(model.fit(X, y).score(X, y))
    return scores


@wrong(
    spot_check,
    "You fitted PCA before making the folds, so it has seen the rows that judge it. "
    "Put PCA into the pipeline, and cross-validate the pipeline.",
)
def scores_that_leak(X, y, sizes):
    scores = []
    for size in sizes:
        squeezed = PCA(size, svd_solver="full").fit_transform(X)
        nearest = KNeighborsClassifier(n_neighbors=1)
        scores.append(np.mean(cross_val_score(nearest, squeezed, y, cv=3)))
    return scores


@wrong(
    spot_check,
    "You used five folds. Use three: cv=3.",
)
def scores_of_five_folds(X, y, sizes):
    scores = []
    for size in sizes:
        model = make_pipeline(PCA(size, svd_solver="full"), KNeighborsClassifier(1))
        scores.append(np.mean(cross_val_score(model, X, y)))
    return scores


@wrong(
    spot_check,
    "Your folds are not stratified. With cv=3, every digit is equally frequent in "
    "each fold.",
)
def scores_of_plain_folds(X, y, sizes):
    scores = []
    for size in sizes:
        model = make_pipeline(PCA(size, svd_solver="full"), KNeighborsClassifier(1))
        scores.append(np.mean(cross_val_score(model, X, y, cv=KFold(3))))
    return scores


@wrong(
    spot_check,
    "You do not use `sizes`. It may hold other numbers than 2, 4, 8 and 16.",
)
def scores_of_sizes_of_its_own(X, y, sizes):
    scores = []
    for size in (2, 4, 8, 16):
        model = make_pipeline(PCA(size, svd_solver="full"), KNeighborsClassifier(1))
        scores.append(np.mean(cross_val_score(model, X, y, cv=3)))
    return scores


@right(spot_check)
def spot_check_fold_by_fold(X, y, sizes):
    found = []
    for size in sizes:
        shares = []
        for known, left_out in StratifiedKFold(n_splits=3).split(X, y):
            y_pred = read_digits(X[known], y[known], X[left_out], size)
            shares.append((np.asarray(y_pred) == y[left_out]).mean())
        found.append(sum(shares) / 3)
    return found


@right(spot_check)
def spot_check_by_grid(X, y, sizes):
    model = Pipeline(
        [("pca", PCA(svd_solver="full")), ("nearest", KNeighborsClassifier(1))]
    )
    grid = GridSearchCV(model, {"pca__n_components": list(sizes)}, cv=3, refit=False)
    return grid.fit(X, y).cv_results_["mean_test_score"]


@right(spot_check)
def spot_check_by_comprehension(X, y, sizes):
    model = lambda k: make_pipeline(
        PCA(k, svd_solver="full"), KNeighborsClassifier(n_neighbors=1)
    )
    return tuple(
        cross_validate(clone(model(k)), X, y, cv=3)["test_score"].mean() for k in sizes
    )


equivalent(
    spot_check,
    "model = make_pipeline(PCA(size, svd_solver='full'), KNeighborsClassifier(n_neighbors=1)) -> model = make_pipeline(PCA(size), KNeighborsClassifier(n_neighbors=1))",
    why="Another solver finds the same components.",
)


@check(enough)
def just_within():
    """A score that is exactly `within` below the best is good enough."""
    assert enough([1, 2, 3, 4], [0.25, 0.75, 1, 0.5], within=0.25) == 2
    assert enough([5, 10, 15], [0.42, 0.5, 0.3], within=0.1) == 5


@check(enough)
def sizes_in_any_order():
    """The sizes may come in any order, and the best score may be anywhere."""
    shares = [0.2, 0.45, 0.45, 0.6, 0.65, 0.3, 0.8, 0.65]
    assert enough([2, 8, 5, 10, 15, 3, 20, 12], shares, within=0.4) == 5


@wrong(
    enough,
    "That is the size with the best score. Return the smallest one that is nearly as "
    "good.",
)
def the_best(sizes, scores, within):
    return sizes[int(np.argmax(scores))]


@wrong(
    enough,
    "You compared with the last score. The last need not be the best.",
)
def near_the_last(sizes, scores, within):
    return min(
        size
        for size, score in zip(sizes, scores, strict=True)
        if score >= scores[-1] - within
    )


@wrong(
    enough,
    "That is the first size that is good enough. The sizes may come in any order: "
    "return the smallest.",
)
def the_first_in_the_list(sizes, scores, within):
    pairs = zip(sizes, scores, strict=True)
    return next(size for size, score in pairs if score >= max(scores) - within)


@wrong(
    enough,
    "You took `within` as a fraction of the best. It is a difference: the best score "
    "minus `within`.",
)
def near_the_best_by_a_share(sizes, scores, within):
    pairs = zip(sizes, scores, strict=True)
    return min(size for size, score in pairs if score >= (1 - within) * max(scores))


@right(enough)
def enough_from_the_smallest_on(sizes, scores, within):
    for size, score in sorted(zip(sizes, scores, strict=True)):
        if score >= max(scores) - within:
            return size


@right(enough)
def enough_by_mask(sizes, scores, within):
    scores = np.asarray(scores)
    return np.asarray(sizes)[scores >= scores.max() - within].min()


@right(enough)
def enough_from_a_dict(sizes, scores, within):
    found = dict(zip(sizes, scores, strict=True))
    best = sorted(found.values())[-1]
    return min(filter(lambda size: best - within <= found[size], found))


@wrong(
    test_improve_one_thing_at_a_time,
    "Five neighbours are correct less often than one. Print the scores and take the "
    "largest.",
)
def five_neighbours():
    return "five neighbours"


@wrong(
    test_improve_one_thing_at_a_time,
    "Scaling makes more digits wrong. Print the scores and take the largest.",
)
def every_pixel_scaled():
    return "every pixel scaled"


@wrong(
    test_improve_one_thing_at_a_time,
    "Whitening makes more digits wrong. Print the scores and take the largest.",
)
def components_whitened():
    return "components whitened"


@check(reconstruction_error)
def what_is_not_kept_is_lost():
    """Take the mean over all pixels of all rows of `X_new`, rebuilt by a PCA fitted on `X_train`."""
    X_new = X_train[1::5]
    for size in (2, 16):
        pca = PCA(size, svd_solver="full").fit(X_few)
        centred, kept = X_new - pca.mean_, pca.transform(X_new)
        left = (centred**2).sum() - (kept**2).sum()  # Pythagoras
        assert reconstruction_error(X_few, X_new, size) == close_to(left / X_new.size)


@check(reconstruction_error)
def nothing_is_lost_of_all_numbers():
    assert reconstruction_error(X_few, X_train[1::5], 64) == close_to(0)


@wrong(
    reconstruction_error,
    "You fitted PCA on the new digits, so it rebuilds them too well. Fit it on "
    "X_train.",
)
def lost_after_peeking(X_train, X_new, n_components):
    pca = PCA(n_components, svd_solver="full").fit(X_new)
    return ((X_new - pca.inverse_transform(pca.transform(X_new))) ** 2).mean()


@wrong(
    reconstruction_error,
    "That is the error of the training digits. Fit on them, then rebuild X_new.",
)
def lost_of_the_training_digits(X_train, X_new, n_components):
    pca = PCA(n_components, svd_solver="full").fit(X_train)
    return ((X_train - pca.inverse_transform(pca.transform(X_train))) ** 2).mean()


@wrong(
    reconstruction_error,
    "You summed over the pixels of a digit. Return the mean over all pixels.",
)
def lost_by_digit(X_train, X_new, n_components):
    pca = PCA(n_components, svd_solver="full").fit(X_train)
    rebuilt = pca.inverse_transform(pca.transform(X_new))
    return ((X_new - rebuilt) ** 2).sum(axis=1).mean()


@right(reconstruction_error)
def lost_by_scikit_learn(X_train, X_new, n_components):
    pca = PCA(n_components, svd_solver="full")
    pca.fit(X_train)
    return mean_squared_error(X_new, pca.inverse_transform(pca.transform(X_new)))


@right(reconstruction_error)
def lost_by_svd(X_train, X_new, n_components):
    mean = X_train.mean(axis=0)
    Vt = np.linalg.svd(X_train - mean, full_matrices=False)[2]
    rest = (X_new - mean) @ Vt[n_components:].T
    return (rest**2).sum() / X_new.size


@right(reconstruction_error)
def lost_digit_by_digit(X_train, X_new, n_components):
    pca = PCA(n_components, svd_solver="full").fit(X_train)
    total = 0.0
    for row in X_new:
        kept = (row - pca.mean_) @ pca.components_.T
        total += np.linalg.norm(row - pca.mean_ - kept @ pca.components_) ** 2
    return total / len(X_new) / len(X_new[0])


equivalent(
    reconstruction_error,
    "pca = PCA(n_components, svd_solver='full').fit(X_train) -> pca = PCA(n_components).fit(X_train)",
    why="Another solver finds the same components.",
)


@wrong(
    test_present_the_accuracy_with_an_interval,
    "That is the upper end. Type the lower one.",
)
def the_upper_end():
    return 0.997


@wrong(
    test_present_the_accuracy_with_an_interval,
    "That is the accuracy itself. Subtract 1.96 standard errors.",
)
def the_accuracy_itself():
    return 444 / 450


@wrong(
    test_present_two_models_on_the_same_digits,
    "You swapped the two. Begin with the digits that only 16 numbers get right.",
)
def the_two_swapped():
    return [0, 2]


@wrong(
    test_present_two_models_on_the_same_digits,
    "Those are all the digits that each model gets right. Count where only one of them does.",
)
def all_correct_ones():
    return [444, 442]


@wrong(
    test_present_two_models_on_the_same_digits,
    "Those are the errors of each model. Count the digits that only one of them gets right.",
)
def all_errors():
    return [6, 8]


@check(interval)
def any_accuracy_and_any_total(rng):
    total = int(rng.integers(50, 500))
    correct = int(rng.integers(total // 4, 3 * total // 4))
    accuracy = correct / total
    error = np.sqrt(accuracy * (1 - accuracy) / total)
    wanted = stats.norm.interval(0.95, loc=accuracy, scale=error)
    assert interval(correct, total) == close_to(wanted, abs=1e-4)


@wrong(
    interval,
    "That is the variance of the accuracy. Its root is the standard error.",
)
def interval_without_root(correct, total):
    accuracy = correct / total
    margin = 1.96 * accuracy * (1 - accuracy) / total
    return accuracy - margin, accuracy + margin


@wrong(
    interval,
    "One standard error to either side gives an interval of about 68 %. For 95 %, "
    "take 1.96.",
)
def interval_of_one_error(correct, total):
    accuracy = correct / total
    margin = np.sqrt(accuracy * (1 - accuracy) / total)
    return accuracy - margin, accuracy + margin


@wrong(
    interval,
    "That is the standard deviation of a single digit. The accuracy of many digits "
    "varies less: divide by `total` under the root.",
)
def interval_of_single_digits(correct, total):
    accuracy = correct / total
    margin = 1.96 * np.sqrt(accuracy * (1 - accuracy))
    return accuracy - margin, accuracy + margin


@right(interval)
def interval_in_an_array(correct, total):
    accuracy = correct / total
    return accuracy + np.array([-1.96, 1.96]) * np.sqrt(
        accuracy * (1 - accuracy) / total
    )


@right(interval)
def interval_by_stats(correct, total):
    error = stats.sem([1] * correct + [0] * (total - correct), ddof=0)
    return stats.norm.interval(0.95, loc=correct / total, scale=error)


@right(interval)
def interval_of_a_binomial(correct, total):
    wrong = total - correct
    margin = NormalDist().inv_cdf(0.975) * math.sqrt(correct * wrong / total) / total
    return [correct / total - margin, correct / total + margin]
