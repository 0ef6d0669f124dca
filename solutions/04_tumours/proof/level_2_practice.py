"""The proof of level 2 of 04 tumours: how its functions go wrong, and other right answers."""

import math
from statistics import NormalDist

from scipy import stats
from scipy.optimize import brentq, minimize
from scipy.special import expit
from sklearn.base import clone
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.metrics import confusion_matrix, make_scorer
from sklearn.model_selection import (
    GridSearchCV,
    StratifiedKFold,
    StratifiedShuffleSplit,
    cross_validate,
)
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline


@check(encode)
def malignant_may_come_first():
    """Malignant is 1, whichever word comes first."""
    assert encode(pd.Series(["malignant", "benign"])) == close_to([1, 0])
    assert encode(pd.Series(["malignant"])) == close_to([1])


@check(encode)
def rows_in_another_order(rng):
    words = tumours["diagnosis"].sample(40, random_state=int(rng.integers(1000)))
    assert encode(words) == close_to([word == "malignant" for word in words])


@wrong(
    encode,
    "That makes malignant 0. The class that you are looking for should be 1: "
    "everything that follows counts the ones.",
)
def encode_the_other_way(diagnosis):
    return (diagnosis == "benign").to_numpy().astype(int)


@wrong(
    encode,
    "Those codes depend on which word comes first. Malignant should always be 1: "
    "compare with the word.",
)
def encode_as_they_come(diagnosis):
    return pd.factorize(diagnosis)[0]


@wrong(encode, "Use 0 for benign, not −1.")
def encode_with_minus_one(diagnosis):
    return np.where(diagnosis == "malignant", 1, -1)


@right(encode)
def encode_word_by_word(diagnosis):
    return [1 if word == "malignant" else 0 for word in diagnosis]


@right(encode)
def encode_by_a_dict(diagnosis):
    return diagnosis.map({"malignant": 1, "benign": 0})


@right(encode)
def encode_by_where(diagnosis):
    return np.where(diagnosis.eq("benign"), 0.0, 1.0)


@right(encode)
def encode_as_categories(diagnosis):
    return pd.Categorical(diagnosis, categories=["benign", "malignant"]).codes


equivalent(
    encode,
    "return (diagnosis == 'malignant').to_numpy().astype(int) -> return (diagnosis == 'malignant').to_numpy()",
    "return (diagnosis == 'malignant').to_numpy().astype(int) -> return (diagnosis == 'malignant').astype(int)",
    why="True is 1 and False is 0, in a Series as in an array.",
)


@wrong(
    test_the_positive_class_is_labelled_one,
    "That is how many are benign. Malignant is 1, so count the ones.",
)
def the_benign_ones():
    return 357


@check(cost)
def one_tumour_of_each_kind():
    sick, well = np.array([1]), np.array([0])
    assert cost(sick, well, 7, 3) == 7
    assert cost(well, sick, 7, 3) == 3
    assert cost(sick, sick, 7, 3) == 0
    assert cost(well, well, 7, 3) == 0


@check(cost)
def any_calls_at_any_price(rng):
    y_true, called = rng.integers(2, size=(2, 90))
    kinds = list(zip(y_true, called, strict=True))
    wanted = 7 * kinds.count((1, 0)) + 3 * kinds.count((0, 1))
    assert cost(y_true, called, 7, 3) == wanted
    assert cost(y_train, np.zeros(455), 10, 1) == 1700


@wrong(cost, "You swapped the prices. A malignant tumour called benign costs `missed`.")
def cost_swapped(y_true, called, missed, alarm):
    n_missed = ((y_true == 1) & (called == 0)).sum()
    n_alarms = ((y_true == 0) & (called == 1)).sum()
    return alarm * n_missed + missed * n_alarms


@wrong(cost, "That counts all errors alike. Multiply each kind by its price.")
def cost_of_any_error(y_true, called, missed, alarm):
    return (y_true != called).sum()


@wrong(cost, "That is the mean cost of one tumour. Return the total: do not divide.")
def cost_of_one(y_true, called, missed, alarm):
    n_missed = ((y_true == 1) & (called == 0)).sum()
    n_alarms = ((y_true == 0) & (called == 1)).sum()
    return (missed * n_missed + alarm * n_alarms) / len(y_true)


@right(cost)
def cost_from_a_table(y_true, called, missed, alarm):
    table = confusion_matrix(y_true, called, labels=[0, 1])
    return table[1, 0] * missed + table[0, 1] * alarm


@right(cost)
def cost_one_by_one(y_true, called, missed, alarm):
    total = 0
    for truth, call in zip(y_true, called, strict=True):
        if truth > call:
            total += missed
        elif truth < call:
            total += alarm
    return total


@right(cost)
def cost_as_products(y_true, called, missed, alarm):
    y, c = np.asarray(y_true, dtype=float), np.asarray(called, dtype=float)
    return missed * (y @ (1 - c)) + alarm * ((1 - y) @ c)


@right(cost)
def cost_by_prices(y_true, called, missed, alarm):
    prices = pd.Series({1: missed, 0: 0, -1: alarm})
    return prices[np.asarray(y_true) - np.asarray(called).astype(int)].sum()


NUMBERED = np.arange(160.0).reshape(160, 1)  # a row holds its own number


@check(split)
def each_row_once_with_its_own_label(rng):
    """Each row should be in exactly one part, with its own label at the same place."""
    labels, seed = np.repeat([0, 1], [6, 2]), int(rng.integers(1000))
    parts = [np.asarray(part) for part in split(NUMBERED[:8], labels, 4, seed)]
    X_known, X_new, y_known, y_new = parts
    assert sorted([*X_known[:, 0], *X_new[:, 0]]) == list(range(8))
    assert [*y_known, *y_new] == [*X_known[:, 0] // 6, *X_new[:, 0] // 6]


@check(split)
def the_fraction_of_malignant_tumours_stays(rng):
    """The fraction of malignant tumours should be the same in both parts."""
    for seed in rng.integers(1000, size=4).tolist():
        assert np.sum(split(NUMBERED[:8], np.repeat([0, 1], [6, 2]), 4, seed)[3]) == 1
        assert np.sum(split(NUMBERED, np.repeat([0, 1], [120, 40]), 48, seed)[3]) == 12
    assert np.sum(split(NUMBERED, np.arange(160) % 2, 40, 1)[3]) == 20


@check(split)
def the_same_seed_gives_the_same_split(rng):
    """The same seed should give the same split again, and another seed another split."""
    labels, seed = np.repeat([0, 1], [120, 40]), int(rng.integers(1000))
    one, again, other = (
        np.asarray(split(NUMBERED, labels, 48, number)[1])
        for number in (seed, seed, seed + 1)
    )
    assert again == close_to(one)
    assert other != close_to(one)
    assert set(one[one < 120]) != set(other[other < 120])


@wrong(
    split,
    "You left the number of malignant tumours to chance. Keep their fraction with "
    "stratify=y.",
)
def split_by_chance(X, y, unseen, seed):
    return train_test_split(X, y, test_size=unseen, random_state=seed)


@wrong(
    split,
    "You did not use the seed, so the split does not depend on it. Set "
    "random_state=seed.",
)
def split_without_seed(X, y, unseen, seed):
    return train_test_split(X, y, test_size=unseen, random_state=7, stratify=y)


@wrong(
    split,
    "You left the number of malignant tumours to chance. Keep their fraction with "
    "stratify=y.",
)
def split_by_chance_without_seed(X, y, unseen, seed):
    return train_test_split(X, y, test_size=unseen, random_state=7)


@wrong(
    split,
    "Those are the last rows of the table, whatever they are. Draw the rows at random.",
)
def split_off_the_end(X, y, unseen, seed):
    return X[:-unseen], X[-unseen:], y[:-unseen], y[-unseen:]


@wrong(split, "The order should be X_train, X_test, y_train, y_test.")
def split_in_another_order(X, y, unseen, seed):
    known, new, y_known, y_new = train_test_split(
        X, y, test_size=unseen, random_state=seed, stratify=y
    )
    return known, y_known, new, y_new


@right(split)
def split_by_shuffle_split(X, y, unseen, seed):
    dealer = StratifiedShuffleSplit(n_splits=1, test_size=unseen, random_state=seed)
    known, new = next(dealer.split(X, y))
    return X[known], X[new], y[known], y[new]


@right(split)
def split_at_even_places(X, y, unseen, seed):
    shuffled = np.random.default_rng(seed).permutation(len(y))
    order = shuffled[np.argsort(y[shuffled], kind="stable")]
    new = order[((np.arange(unseen) + 0.5) * len(y) / unseen).astype(int)]
    known = np.setdiff1d(order, new)
    return [X[known], X[new], y[known], y[new]]


@right(split)
def split_class_by_class(X, y, unseen, seed):
    rows = pd.Series(y)
    part = rows.groupby(rows).sample(frac=unseen / len(y), random_state=seed)
    known = rows.index.difference(part.index)
    return X[known], X[part.index], y[known].tolist(), y[part.index].tolist()


def clouds(rng, n=60):
    """Return four columns of numbers, labels that depend on them, and nine new rows."""
    X, new = rng.normal(3, 2, size=(n, 4)), rng.normal(3, 2, size=(9, 4))
    return X, (X @ [1, -1, 2, 0] + rng.normal(size=n) > 8).astype(int), new


def as_scikit_learn(X, y, new, C):
    return logistic(C).fit(X, y).predict_proba(new)[:, 1]


@check(probability)
def the_same_as_scikit_learn(rng):
    X, y, new = clouds(rng)
    for C in (0.02, 1):
        wanted = as_scikit_learn(X, y, new, C)
        assert probability(X, y, new, C) == close_to(wanted, abs=1e-2)


@check(probability)
def columns_in_other_units(rng):
    """Standardise every column to mean 0 and standard deviation 1, so that its unit does not matter."""
    X, y, new = clouds(rng)
    wanted, units = as_scikit_learn(X, y, new, 0.02), np.array([1000, 1, 1, 0.01])
    assert probability(X * units, y, new * units, 0.02) == close_to(wanted, abs=1e-2)


@check(probability)
def a_row_in_other_company(rng):
    """The scaler and the model should learn from the training rows only, whatever the new rows are."""
    X, y, new = clouds(rng)
    company = np.vstack([new[:2], np.full((1, 4), 1000.0)])
    for C in (0.02, 1):
        wanted = as_scikit_learn(X, y, company, C)
        assert probability(X, y, company, C) == close_to(wanted, abs=1e-2)


@wrong(
    probability,
    "That is the probability of benign. The columns of predict_proba are in the order "
    "0, 1.",
)
def probability_benign(X_train, y_train, X_new, C):
    return logistic(C).fit(X_train, y_train).predict_proba(X_new)[:, 0]


@wrong(
    probability,
    "That is the probability of benign. The columns of predict_proba are in the order "
    "0, 1.",
)
def probability_benign_by_the_usual_solver(X_train, y_train, X_new, C):
    model = make_pipeline(StandardScaler(), LogisticRegression(C=C))
    return model.fit(X_train, y_train).predict_proba(X_new)[:, 0]


@wrong(
    probability,
    "predict_proba has a column for each class. Return only the second one, "
    "malignant: [:, 1].",
)
def probability_of_both(X_train, y_train, X_new, C):
    return logistic(C).fit(X_train, y_train).predict_proba(X_new)


@wrong(
    probability,
    "predict_proba has a column for each class. Return only the second one, "
    "malignant: [:, 1].",
)
def probability_of_both_by_the_usual_solver(X_train, y_train, X_new, C):
    model = make_pipeline(StandardScaler(), LogisticRegression(C=C))
    return model.fit(X_train, y_train).predict_proba(X_new)


@wrong(
    probability,
    "Those are predictions, 0 or 1. For probabilities, use predict_proba instead of "
    "predict.",
)
def probability_as_predictions(X_train, y_train, X_new, C):
    return logistic(C).fit(X_train, y_train).predict(X_new)


@wrong(
    probability,
    "You did not scale the columns, so the regularisation holds back columns of small "
    "numbers more than those of large ones. Put StandardScaler first.",
)
def probability_unscaled(X_train, y_train, X_new, C):
    model = LogisticRegression(C=C, solver=NEWTON).fit(X_train, y_train)
    return model.predict_proba(X_new)[:, 1]


@wrong(probability, "You did not use C. LogisticRegression takes 1 unless you set it.")
def probability_whatever_C(X_train, y_train, X_new, C):
    return logistic(1).fit(X_train, y_train).predict_proba(X_new)[:, 1]


@wrong(
    probability,
    "You scaled the new rows by their own mean and standard deviation, so a tumour's "
    "probability depends on the other new ones. Let the pipeline scale them like the "
    "training rows.",
)
def probability_scaled_apart(X_train, y_train, X_new, C):
    model = LogisticRegression(C=C, solver=NEWTON)
    model.fit(StandardScaler().fit_transform(X_train), y_train)
    return model.predict_proba(StandardScaler().fit_transform(X_new))[:, 1]


@wrong(
    probability,
    "You scaled the new rows by their own mean and standard deviation, so a tumour's "
    "probability depends on the other new ones. Let the pipeline scale them like the "
    "training rows.",
)
def probability_scaled_apart_by_the_usual_solver(X_train, y_train, X_new, C):
    model = LogisticRegression(C=C)
    model.fit(StandardScaler().fit_transform(X_train), y_train)
    return model.predict_proba(StandardScaler().fit_transform(X_new))[:, 1]


@wrong(
    probability,
    "The new rows influenced the mean and standard deviation that you scale by. "
    "Compute both from the training rows only.",
)
def probability_scaled_together(X_train, y_train, X_new, C):
    scaler = StandardScaler().fit(np.vstack([X_train, X_new]))
    model = LogisticRegression(C=C, solver=NEWTON)
    model.fit(scaler.transform(X_train), y_train)
    return model.predict_proba(scaler.transform(X_new))[:, 1]


@wrong(
    probability,
    "You weighted the classes to make up for the rarer one, which distorts the "
    "probabilities. Leave out class_weight.",
)
def probability_balanced(X_train, y_train, X_new, C):
    model = LogisticRegression(C=C, solver=NEWTON, class_weight="balanced")
    model = make_pipeline(StandardScaler(), model)
    return model.fit(X_train, y_train).predict_proba(X_new)[:, 1]


@right(probability)
def probability_scaled_by_hand(X_train, y_train, X_new, C):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    model = LogisticRegression(C=C, tol=1e-6, max_iter=1000)
    model.fit((X_train - mean) / std, y_train)
    return model.predict_proba((X_new - mean) / std)[:, 1]


@right(probability)
def probability_by_minimize(X_train, y_train, X_new, C):
    scaler = StandardScaler().fit(X_train)
    A = np.insert(scaler.transform(X_train), 0, 1, axis=1)

    def loss(w):
        z = A @ w
        slope = C * A.T @ (expit(z) - y_train) + np.append(0, w[1:])
        return C * (np.logaddexp(0, z) - y_train * z).sum() + w[1:] @ w[1:] / 2, slope

    w = minimize(loss, np.zeros(A.shape[1]), jac=True).x
    return expit(w[0] + scaler.transform(X_new) @ w[1:]).astype(np.float32)


@right(probability)
def probability_by_a_named_pipeline(X_train, y_train, X_new, C):
    steps = [("scale", StandardScaler()), ("weigh", LogisticRegression(C=C))]
    model = Pipeline(steps).fit(X_train, y_train)
    return [p for _, p in model.predict_proba(X_new).tolist()]


@right(probability)
def probability_from_the_score(X_train, y_train, X_new, C):
    model = make_pipeline(
        StandardScaler(), LogisticRegression(C=C, solver="newton-cg", tol=1e-6)
    )
    return 1 / (1 + np.exp(-model.fit(X_train, y_train).decision_function(X_new)))


equivalent(
    probability,
    "model = make_pipeline(StandardScaler(), LogisticRegression(C=C, solver=NEWTON)) -> model = make_pipeline(StandardScaler(), LogisticRegression(C=C))",
    why="Another solver finds the same weights, to the tolerance of the check.",
)


@check(spot_check)
def the_mean_of_five_stratified_folds(rng):
    X, y = rng.normal(size=(40, 2)), np.repeat([0, 1], [25, 15])
    X[:, 0] += y
    areas, bayes = [], GaussianNB()
    for in_training, left_out in StratifiedKFold(5).split(X, y):
        p = bayes.fit(X[in_training], y[in_training]).predict_proba(X[left_out])[:, 1]
        areas.append(roc_auc_score(y[left_out], p))
    scores = spot_check({"one": GaussianNB(), "other": DummyClassifier()}, X, y)
    assert scores.keys() == {"one", "other"}
    assert scores["one"] == close_to(np.mean(areas))
    assert scores["other"] == close_to(0.5)


@wrong(
    spot_check,
    "That is the accuracy, which depends on a threshold. Use the AUC: "
    "scoring='roc_auc'.",
)
def spot_check_by_accuracy(models, X, y):
    return {name: cross_val_score(m, X, y, cv=5).mean() for name, m in models.items()}


@wrong(
    spot_check,
    "Those are scores on the rows that the model learnt from. Let cross_val_score "
    "leave some out.",
)
def spot_check_of_the_learnt(models, X, y):
    return {
        name: roc_auc_score(y, model.fit(X, y).predict_proba(X)[:, 1])
        for name, model in models.items()
    }


@wrong(
    spot_check,
    "Those are AUCs of predictions, 0 or 1, which cannot rank. Use predict_proba "
    "instead of predict.",
)
def spot_check_of_the_calls(models, X, y):
    area = make_scorer(roc_auc_score)  # asks predict
    return {
        name: cross_val_score(model, X, y, cv=5, scoring=area).mean()
        for name, model in models.items()
    }


@wrong(spot_check, "Those are five AUCs for each model. Take their mean.")
def spot_check_of_each_fold(models, X, y):
    return {
        name: cross_val_score(model, X, y, cv=5, scoring="roc_auc")
        for name, model in models.items()
    }


@wrong(
    spot_check,
    "Those are five accuracies for each model. Use scoring='roc_auc', and take the "
    "mean.",
)
def spot_check_of_calls_in_each_fold(models, X, y):
    return {name: cross_val_score(model, X, y, cv=5) for name, model in models.items()}


@right(spot_check)
def spot_check_fold_by_fold(models, X, y):
    found = {}
    for name in models:
        areas = []
        for in_training, left_out in StratifiedKFold(n_splits=5).split(X, y):
            model = clone(models[name]).fit(X[in_training], y[in_training])
            p = model.predict_proba(X[left_out])[:, 1]
            areas.append(roc_auc_score(y[left_out], p))
        found[name] = sum(areas) / 5
    return found


@right(spot_check)
def spot_check_by_validate(models, X, y):
    names, scores = [], []
    for name, model in models.items():
        names.append(name)
        scores.append(cross_validate(model, X, y, scoring="roc_auc")["test_score"])
    return dict(zip(names, np.mean(scores, axis=1)))


@right(spot_check)
def spot_check_by_grid(models, X, y):
    def area(model):
        grid = GridSearchCV(model, {}, cv=5, scoring="roc_auc", refit=False)
        return grid.fit(X, y).cv_results_["mean_test_score"][0]

    return {name: np.float32(area(models[name])) for name in models}


equivalent(
    spot_check,
    "return {name: cross_val_score(model, X, y, cv=5, scoring='roc_auc').mean() for name, model in models.items()} -> return {name: cross_val_score(model, X, y, scoring='roc_auc').mean() for name, model in models.items()}",
    why="cv=5 is what cross_val_score does unless told otherwise.",
)


@check(my_choice)
def from_0_to_1_for_any_rows(rng):
    """Return numbers from 0 to 1, at least three different ones, so that they can rank."""
    rows = rng.permutation(len(y_train))
    known, new = rows[:300], rows[300:]
    p = np.asarray(my_choice(X_train[known], y_train[known], X_train[new]))
    assert p.shape == (155,)
    assert 0 <= p.min() and p.max() <= 1
    assert len(set(p.tolist())) > 2
    assert roc_auc_score(y_train[new], p) > 0.65


@check(my_choice)
def nothing_is_known_of_the_new_ones(rng):
    """Learn from `X_train` and `y_train` only: if their labels are swapped, so is the ranking."""
    rows = rng.permutation(len(y_train))
    known, new = rows[:200], rows[200:]
    turned = my_choice(X_train[known], 1 - y_train[known], X_train[new])
    assert roc_auc_score(y_train[new], turned) < 0.995


@wrong(
    my_choice,
    "That gives every tumour the same probability, so it is the baseline. Fit a model.",
)
def my_choice_of_the_baseline(X_train, y_train, X_new):
    return np.full(len(X_new), np.mean(y_train))


@wrong(
    my_choice,
    "That is the probability of benign, so your ranking is upside down. Use [:, 1].",
)
def my_choice_upside_down(X_train, y_train, X_new):
    model = RandomForestClassifier(25, random_state=0)
    return model.fit(X_train, y_train).predict_proba(X_new)[:, 0]


@wrong(
    my_choice,
    "Those are predictions, 0 or 1, which cannot rank. Use predict_proba.",
)
def my_choice_of_calls(X_train, y_train, X_new):
    model = RandomForestClassifier(25, random_state=0)
    return model.fit(X_train, y_train).predict(X_new)


@wrong(
    my_choice,
    "Those are the probabilities of the training tumours. Predict the rows of X_new.",
)
def my_choice_of_the_known(X_train, y_train, X_new):
    model = RandomForestClassifier(25, random_state=0)
    return model.fit(X_train, y_train).predict_proba(X_train)[:, 1]


@right(my_choice)
def my_choice_of_bayes(X_train, y_train, X_new):
    return GaussianNB().fit(X_train, y_train).predict_proba(X_new)[:, 1]


@right(my_choice)
def my_choice_of_neighbours(X_train, y_train, X_new):
    model = make_pipeline(StandardScaler(), KNeighborsClassifier(15))
    return model.fit(X_train, y_train).predict_proba(X_new)[:, 1].tolist()


@right(my_choice)
def my_choice_of_one_column(X_train, y_train, X_new):
    worst_radius = X_train[:, 20]
    middle = (worst_radius[y_train == 1].mean() + worst_radius[y_train == 0].mean()) / 2
    return tuple(expit((X_new[:, 20] - middle) / worst_radius.std()))


@right(my_choice)
def my_choice_of_texture(X_train, y_train, X_new):
    return X_new[:, 1] / 40


@right(my_choice)
def my_choice_of_a_discriminant(X_train, y_train, X_new):
    model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto")
    return model.fit(X_train, y_train).predict_proba(X_new)[:, 1].astype(np.float32)


equivalent(
    my_choice,
    "model = RandomForestClassifier(25, random_state=0) -> model = RandomForestClassifier(25)",
    "model = RandomForestClassifier(25, random_state=0) -> model = RandomForestClassifier(26, random_state=0)",
    "model = RandomForestClassifier(25, random_state=0) -> model = RandomForestClassifier(24, random_state=0)",
    "model = RandomForestClassifier(25, random_state=0) -> model = RandomForestClassifier(25, random_state=1)",
    why="Any model will do, so another forest will.",
)


@check(losses)
def the_mean_loss_of_five_folds():
    """Scale inside every fold, by its training rows only, as `logistic(C)` does."""
    chance = np.random.default_rng(9)
    X = chance.normal(size=(83, 3))
    y = (X[:, 0] + chance.normal(size=83) > 0).astype(int)
    X[:4] *= 20  # four giants, left out together: known, they would make another scale
    wanted, model = [], LogisticRegression(solver=NEWTON)
    for in_training, left_out in StratifiedKFold(5).split(X, y):
        scaler = StandardScaler().fit(X[in_training])
        model.fit(scaler.transform(X[in_training]), y[in_training])
        p = model.predict_proba(scaler.transform(X[left_out]))
        wanted.append(log_loss(y[left_out], p))
    assert losses(X, y, [1]) == close_to([np.mean(wanted)], rel=1e-3)


@wrong(
    losses,
    "Those are the log-losses on rows that the model learnt from, where the largest C "
    "always looks best. Let cross_val_score leave some out.",
)
def losses_of_the_learnt(X, y, candidates):
    return [
        log_loss(y, logistic(C).fit(X, y).predict_proba(X)[:, 1]) for C in candidates
    ]


@wrong(
    losses,
    "neg_log_loss is minus the log-loss. Change the sign, so that smaller is better.",
)
def losses_below_zero(X, y, candidates):
    return [
        cross_val_score(logistic(C), X, y, cv=5, scoring="neg_log_loss").mean()
        for C in candidates
    ]


@wrong(
    losses,
    "You scaled all rows before making the folds, so the rows left out leaked into "
    "the scaling. Use logistic(C), which scales inside every fold.",
)
def losses_with_a_leak(X, y, candidates):
    X = StandardScaler().fit_transform(X)
    models = [LogisticRegression(C=C, solver=NEWTON) for C in candidates]
    return [
        -cross_val_score(model, X, y, cv=5, scoring="neg_log_loss").mean()
        for model in models
    ]


@wrong(
    losses,
    "Those count wrong predictions. Judge the probabilities, with the log-loss.",
)
def losses_of_calls(X, y, candidates):
    return [1 - cross_val_score(logistic(C), X, y, cv=5).mean() for C in candidates]


@right(losses)
def losses_by_grid(X, y, candidates):
    model = make_pipeline(
        StandardScaler(), LogisticRegression(solver="newton-cholesky")
    )
    grid = {"logisticregression__C": list(candidates)}
    search = GridSearchCV(model, grid, cv=5, scoring="neg_log_loss", refit=False)
    return -search.fit(X, y).cv_results_["mean_test_score"]


@right(losses)
def losses_fold_by_fold(X, y, candidates):
    found = []
    for C in candidates:
        total = 0.0
        for in_training, left_out in StratifiedKFold(5).split(X, y):
            p = np.asarray(probability(X[in_training], y[in_training], X[left_out], C))
            total += log_loss(y[left_out], p)
        found.append(total / 5)
    return tuple(found)


@right(losses)
def losses_by_validate(X, y, candidates):
    def loss(C):
        model = make_pipeline(StandardScaler(), LogisticRegression(C=C, max_iter=1000))
        found = cross_validate(model, X, y, cv=5, scoring="neg_log_loss")
        return -np.average(found["test_score"])

    return list(map(loss, candidates))


equivalent(
    losses,
    "return [-cross_val_score(logistic(C), X, y, cv=5, scoring='neg_log_loss').mean() for C in candidates] -> return [-cross_val_score(logistic(C), X, y, scoring='neg_log_loss').mean() for C in candidates]",
    why="cv=5 is what cross_val_score does unless told otherwise.",
)


@wrong(
    test_log_loss_chooses_C,
    "That C keeps the weights so small that the model is never sure.",
)
def the_timid_C():
    return 0.01


@wrong(
    test_log_loss_chooses_C,
    "That C is best on the training set. Which is best on the folds left out?",
)
def the_overconfident_C():
    return 100


@wrong(
    test_the_training_set_cannot_choose_C,
    "That C is best on tumours left out. Here the model is judged on the tumours it "
    "learnt from.",
)
def the_C_of_those_left_out():
    return 1


@wrong(
    test_the_training_set_cannot_choose_C,
    "With so small a C the weights hardly fit the training set. Print the log-losses.",
)
def the_C_that_learns_least():
    return 0.01


FIVE = np.array([0, 0, 0, 1, 1]), np.array([0.3, 0.3, 0.4, 0.2, 0.8])


@check(cheapest_threshold)
def at_any_price():
    thresholds = [0.8, 0.6, 0.4, 0.2]
    for missed, alarm, wanted in (1, 10, 0.8), (10, 1, 0.2), (10, 4, 0.8), (2, 1, 0.8):
        assert cheapest_threshold(*FIVE, thresholds, missed, alarm) == wanted


@check(cheapest_threshold)
def of_equals_the_first():
    """If several thresholds cost the same, take the first in the list."""
    for thresholds, missed, wanted in (
        ([0.35, 0.4], 10, 0.35),
        ([0.7, 0.6], 3, 0.7),
        ([0.9, 0.3, 0.5], 3, 0.5),
    ):
        assert cheapest_threshold(*FIVE, thresholds, missed, 1) == wanted


@check(cheapest_threshold)
def a_tumour_exactly_at_a_threshold():
    """A tumour whose p is exactly at the threshold is called malignant, too."""
    y, p = np.array([0, 1]), np.array([0.2, 0.6])
    assert cheapest_threshold(y, p, [0.9, 0.6], 3, 1) == 0.6


@check(cheapest_threshold)
def many_tumours(rng):
    y, p = rng.integers(2, size=200), rng.integers(1, 10, size=200) / 10
    thresholds = [0.7, 0.4, 0.2]
    by_hand = [
        3 * y[p < threshold].sum() + 2 * (1 - y[p >= threshold]).sum()
        for threshold in thresholds
    ]
    assert (
        cheapest_threshold(y, p, thresholds, 3, 2)
        == thresholds[by_hand.index(min(by_hand))]
    )


@wrong(
    cheapest_threshold,
    "That is the index of the cheapest threshold. Return the threshold itself: "
    "thresholds[…]",
)
def index_of_the_cheapest(y, p, thresholds, missed, alarm):
    return int(
        np.argmin(
            [cost(y, (p >= threshold) * 1, missed, alarm) for threshold in thresholds]
        )
    )


@wrong(
    cheapest_threshold,
    "You swapped the prices, or the true labels and the predictions. Call cost(y, "
    "called, missed, alarm).",
)
def cheapest_threshold_swapped(y, p, thresholds, missed, alarm):
    costs = [cost(y, (p >= threshold) * 1, alarm, missed) for threshold in thresholds]
    return thresholds[int(np.argmin(costs))]


@wrong(
    cheapest_threshold,
    "You always used the prices 10 and 1. Use the arguments `missed` and `alarm`.",
)
def cheapest_threshold_at_one_price(y, p, thresholds, missed, alarm):
    return thresholds[
        int(
            np.argmin(
                [cost(y, (p >= threshold) * 1, 10, 1) for threshold in thresholds]
            )
        )
    ]


@wrong(
    cheapest_threshold,
    "That threshold makes the fewest errors. Return the one with the smallest cost.",
)
def threshold_of_fewest_errors(y, p, thresholds, missed, alarm):
    return thresholds[
        int(np.argmin([((p >= threshold) != y).sum() for threshold in thresholds]))
    ]


@wrong(
    cheapest_threshold,
    "That is the cost of the cheapest threshold. Return the threshold itself.",
)
def cost_of_the_cheapest(y, p, thresholds, missed, alarm):
    return min(
        cost(y, (p >= threshold).astype(int), missed, alarm) for threshold in thresholds
    )


@wrong(
    cheapest_threshold,
    "That threshold costs most. You took the largest cost, or called the tumours "
    "below the threshold malignant. Call those at the threshold or above malignant.",
)
def threshold_upside_down(y, p, thresholds, missed, alarm):
    costs = [
        cost(y, (p < threshold).astype(int), missed, alarm) for threshold in thresholds
    ]
    return thresholds[int(np.argmin(costs))]


@wrong(
    cheapest_threshold,
    "If several thresholds cost the same, take the first in the list, not the lowest.",
)
def lowest_of_the_cheapest(y, p, thresholds, missed, alarm):
    thresholds = sorted(thresholds)
    costs = [
        cost(y, (p >= threshold).astype(int), missed, alarm) for threshold in thresholds
    ]
    return thresholds[int(np.argmin(costs))]


@wrong(
    cheapest_threshold,
    "That is the last of several thresholds that cost the same. Take the first.",
)
def last_of_the_cheapest(y, p, thresholds, missed, alarm):
    thresholds = thresholds[::-1]
    costs = [
        cost(y, (p >= threshold).astype(int), missed, alarm) for threshold in thresholds
    ]
    return thresholds[int(np.argmin(costs))]


@wrong(
    cheapest_threshold,
    "A tumour exactly at the threshold is called malignant, too. Use >= instead of >.",
)
def threshold_that_must_be_passed(y, p, thresholds, missed, alarm):
    costs = [
        cost(y, (p > threshold).astype(int), missed, alarm) for threshold in thresholds
    ]
    return thresholds[int(np.argmin(costs))]


@right(cheapest_threshold)
def cheapest_threshold_by_min(y, p, thresholds, missed, alarm):
    return min(
        thresholds,
        key=lambda threshold: cost(y, np.where(p < threshold, 0, 1), missed, alarm),
    )


@right(cheapest_threshold)
def cheapest_threshold_in_a_loop(y, p, thresholds, missed, alarm):
    best = None
    for threshold in thresholds:
        price = 0
        for truth, sure in zip(y, p):
            if sure < threshold and truth:
                price += missed
            elif sure >= threshold and not truth:
                price += alarm
        if best is None or price < best[0]:
            best = price, threshold
    return best[1]


@right(cheapest_threshold)
def cheapest_threshold_in_a_table(y, p, thresholds, missed, alarm):
    called = p[:, np.newaxis] >= np.array(thresholds)
    costs = missed * (y @ ~called) + alarm * ((1 - y) @ called)
    return np.asarray(thresholds)[costs.argmin()]


@right(cheapest_threshold)
def cheapest_threshold_by_searching(y, p, thresholds, missed, alarm):
    sick, well = np.sort(p[y == 1]), np.sort(p[y == 0])
    costs = missed * np.searchsorted(sick, thresholds) + alarm * (
        len(well) - np.searchsorted(well, thresholds)
    )
    return thresholds[costs.tolist().index(min(costs))]


equivalent(
    cheapest_threshold,
    "costs = [cost(y, (p >= threshold).astype(int), missed, alarm) for threshold in thresholds] -> costs = [cost(y, p >= threshold, missed, alarm) for threshold in thresholds]",
    "return thresholds[int(np.argmin(costs))] -> return thresholds[np.argmin(costs)]",
    why="True is 1 and False is 0, and what argmin returns is an index already.",
)


def as_scipy(found, total):
    ci = stats.binomtest(found, total).proportion_ci(0.95, method="wilson")
    return close_to((ci.low, ci.high), abs=1e-4)


@check(wilson)
def none_or_all_were_found():
    for found, total in (0, 1), (1, 1), (0, 42), (42, 42):
        assert wilson(found, total) == as_scipy(found, total)


@check(wilson)
def any_number_was_found(rng):
    total = int(rng.integers(10, 300))
    found = int(rng.integers(total))
    assert wilson(found, total) == as_scipy(found, total)


@wrong(
    wilson,
    "That is the normal approximation, fraction ± 1.96 standard errors. Near 1 it "
    "goes past 1, and for 42 of 42 it has no width. Use Wilson's middle and reach.",
)
def wilson_by_the_normal_approximation(found, total):
    fraction = found / total
    reach = 1.96 * np.sqrt(fraction * (1 - fraction) / total)
    return fraction - reach, fraction + reach


@wrong(
    wilson,
    "The middle of your interval is k / n. Use Wilson's middle, (k + z²/2) / (n + z²).",
)
def wilson_around_the_fraction(found, total):
    k, n, z = found, total, 1.96
    reach = z / (n + z**2) * np.sqrt(k * (n - k) / n + z**2 / 4)
    return k / n - reach, k / n + reach


@wrong(wilson, "Under the root, z²/4 is missing. Add it.")
def wilson_without_the_quarter(found, total):
    k, n, z = found, total, 1.96
    middle = (k + z**2 / 2) / (n + z**2)
    reach = z / (n + z**2) * np.sqrt(k * (n - k) / n)
    return middle - reach, middle + reach


@right(wilson)
def wilson_by_stats(found, total):
    ci = stats.binomtest(int(found), int(total)).proportion_ci(method="wilson")
    return ci.low, ci.high


@right(wilson)
def wilson_as_roots(found, total):
    fraction, z = found / total, NormalDist().inv_cdf(0.975)
    a, b, c = 1 + z**2 / total, -(2 * fraction + z**2 / total), fraction**2
    root = math.sqrt(max(b * b - 4 * a * c, 0))
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]


@right(wilson)
def wilson_in_an_array(found, total):
    fraction, zz = found / total, 1.96**2
    wide = 1.96 * np.sqrt(fraction * (1 - fraction) / total + zz / 4 / total**2)
    return (fraction + zz / 2 / total + wide * np.array([-1, 1])) / (1 + zz / total)


@right(wilson)
def wilson_by_looking_for_it(found, total):
    fraction, low, high = found / total, 0.0, 1.0
    apart = lambda p: (fraction - p) ** 2 * total - 1.96**2 * p * (1 - p)
    if found > 0:
        low = brentq(apart, 0, fraction - 1e-12)
    if found < total:
        high = brentq(apart, fraction + 1e-12, 1)
    return low, high
