"""The proof of level 2 of 01 iris: how its functions go wrong, and other right answers."""

from collections import Counter

from sklearn.base import clone
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GridSearchCV, cross_val_score


@wrong(
    test_define_what_is_known_and_what_is_asked,
    "Those are the three names themselves. Type the name of their column, in quotes.",
)
def the_three_names():
    return species


@wrong(
    test_define_what_knowing_nothing_gets,
    "One in three is for species equally common. In this meadow one is far commoner.",
)
def one_in_three():
    return 33


@wrong(
    test_define_what_knowing_nothing_gets,
    "Those are the virginicas, which it gets wrong. Asked for are the right ones.",
)
def the_rare_ones():
    return 10


@wrong(
    scaled,
    "The scaler learnt from the new flowers. Then the same flower gets other numbers "
    "in other company: fit on X_train.",
)
def scaled_by_the_new(X_train, X_new):
    return StandardScaler().fit_transform(X_new)


@wrong(
    scaled,
    "The scaler learnt from known and new flowers together, and so it has looked at "
    "what should be unseen. Fit on X_train alone.",
)
def scaled_by_both(X_train, X_new):
    return StandardScaler().fit(np.vstack([X_train, X_new])).transform(X_new)


@wrong(
    scaled,
    "Those are the known flowers, scaled. The new ones are asked for.",
)
def scaled_known(X_train, X_new):
    return StandardScaler().fit_transform(X_train)


@wrong(
    scaled,
    "That divides by n - 1, as pandas does. A mean divides by n, and so does "
    "StandardScaler: ddof=0.",
)
def scaled_as_a_sample(X_train, X_new):
    return (X_new - X_train.mean(axis=0)) / X_train.std(axis=0, ddof=1)


@wrong(
    scaled,
    "All columns got one mean and one spread. Each has its own: axis=0.",
)
def scaled_all_alike(X_train, X_new):
    return (X_new - X_train.mean()) / X_train.std()


@wrong(scaled, "Only the mean was taken off. Divide by the spread as well.")
def scaled_without_spread(X_train, X_new):
    return X_new - X_train.mean(axis=0)


@right(scaled)
def scaled_by_hand(X_train, X_new):
    mean, spread = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    return (X_new - mean) / spread


@right(scaled)
def scaled_by_a_pipeline(X_train, X_new):
    return make_pipeline(StandardScaler()).fit(X_train).transform(X_new).tolist()


@right(scaled)
def scaled_column_by_column(X_train, X_new):
    columns = []
    for known, new in zip(X_train.T, X_new.T, strict=True):
        spread = (sum((known - known.mean()) ** 2) / len(known)) ** 0.5
        columns.append([(v - known.mean()) / spread for v in new])
    return np.array(columns).T.astype(np.float32)


@right(scaled)
def scaled_by_pandas(X_train, X_new):
    known, new = pd.DataFrame(X_train), pd.DataFrame(X_new)
    return (new - known.mean()) / known.std(ddof=0)


@wrong(
    named_right,
    "The model was asked about flowers it had learnt. Let cross_val_predict name each "
    "by a model that had not.",
)
def named_right_when_learnt(model, X, y):
    return (model.fit(X, y).predict(X) == y).sum()


@wrong(named_right, "That is the share. How many flowers are named right? Their sum.")
def share_named_right(model, X, y):
    return (cross_val_predict(model, X, y, cv=5) == y).mean()


@wrong(named_right, "Those are the ones named wrongly: == in place of !=.")
def named_wrongly(model, X, y):
    return (cross_val_predict(model, X, y, cv=5) != y).sum()


@wrong(
    named_right,
    "Each fold has to hold every species in the same share, and KFold cuts off one fifth "
    "after the other: StratifiedKFold(5), or cv=5.",
)
def named_right_in_stretches(model, X, y):
    rows = np.arange(len(y))
    fold = rows * 5 // len(y)
    folds = [(rows[fold != i], rows[fold == i]) for i in range(5)]
    return (cross_val_predict(model, X, y, cv=folds) == y).sum()


@wrong(
    named_right,
    "Each fold has to hold every species in the same share. Rows dealt like cards do not "
    "see to that: StratifiedKFold(5), or cv=5.",
)
def named_right_like_cards(model, X, y):
    rows = np.arange(len(y))
    folds = [(rows[rows % 5 != i], rows[rows % 5 == i]) for i in range(5)]
    return (cross_val_predict(model, X, y, cv=folds) == y).sum()


@wrong(named_right, "The rows were shuffled. Deal them as they stand: cv=5.")
def named_right_shuffled(model, X, y):
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    return (cross_val_predict(model, X, y, cv=folds) == y).sum()


@wrong(named_right, "The rows were shuffled. Leave them as they stand: cv=5.")
def named_right_shuffled_by_42(model, X, y):
    folds = StratifiedKFold(5, shuffle=True, random_state=42)
    return (cross_val_predict(model, X, y, cv=folds) == y).sum()


@wrong(named_right, "Those are more folds than five. Five are asked for: cv=5.")
def named_right_in_ten_folds(model, X, y):
    return (cross_val_predict(model, X, y, cv=10) == y).sum()


@wrong(named_right, "Those are three folds. Five are asked for: cv=5.")
def named_right_in_three_folds(model, X, y):
    return (cross_val_predict(model, X, y, cv=3) == y).sum()


@right(named_right)
def named_right_fold_by_fold(model, X, y):
    right = 0
    for known, left_out in StratifiedKFold(n_splits=5).split(X, y):
        fresh = clone(model).fit(X[known], y[known])
        right += int((fresh.predict(X[left_out]) == y[left_out]).sum())
    return right


@right(named_right)
def named_right_by_scores(model, X, y):
    shares = cross_val_score(model, X, y, cv=5)
    sizes = [len(fold) for _, fold in StratifiedKFold(5).split(X, y)]
    return sum(share * size for share, size in zip(shares, sizes, strict=True))


@right(named_right)
def named_right_by_accuracy(model, X, y):
    y_pred = cross_val_predict(model, X, y, cv=StratifiedKFold(5))
    return accuracy_score(y, y_pred, normalize=False)


@right(named_right)
def named_right_counted(model, X, y):
    names = cross_val_predict(model, X, y, cv=5).tolist()
    return Counter(a == b for a, b in zip(names, y.tolist(), strict=True))[True]


equivalent(
    named_right,
    "y_pred = cross_val_predict(model, X, y, cv=5) -> y_pred = cross_val_predict(model, X, y)",
    why="cv=5 is what cross_val_predict does unless told otherwise.",
)


@wrong(
    test_spot_check_it_goes_wrong_on_flowers_already_learnt,
    "So many of the 30 unseen are named right. Here the 120 it has learnt are asked.",
)
def the_unseen_ones():
    return 29


@wrong(
    best_k,
    "Chosen by flowers already learnt, and those are recited. Count named_right.",
)
def best_k_when_learnt(X, y, candidates):
    fitted = [KNeighborsClassifier(k).fit(X, y) for k in candidates]
    return candidates[np.argmax([model.score(X, y) for model in fitted])]


@wrong(
    best_k,
    "Chosen by the 30 unseen flowers: then they are unseen no more. Count named_right.",
)
def best_k_for_the_unseen(X, y, candidates):
    fitted = [KNeighborsClassifier(k).fit(X, y) for k in candidates]
    return candidates[np.argmax([model.score(X_test, y_test) for model in fitted])]


@wrong(best_k, "That is the smallest of them, whatever it is worth.")
def smallest_k(X, y, candidates):
    return min(candidates)


@wrong(best_k, "That is how many it names right. The k that does so is asked for.")
def most_named_right(X, y, candidates):
    models = [KNeighborsClassifier(k) for k in candidates]
    return max((cross_val_predict(m, X, y, cv=5) == y).sum() for m in models)


@wrong(best_k, "That is its place in the list. What stands there? candidates[place]")
def place_of_the_best_k(X, y, candidates):
    models = [KNeighborsClassifier(k) for k in candidates]
    right = [(cross_val_predict(m, X, y, cv=5) == y).sum() for m in models]
    return np.argmax(right)


@right(best_k)
def best_k_in_a_loop(X, y, candidates):
    best, most = None, -1
    for k in candidates:
        right = named_right(KNeighborsClassifier(n_neighbors=k), X, y)
        if right > most:
            best, most = k, right
    return best


@right(best_k)
def best_k_by_max(X, y, candidates):
    return max(candidates, key=lambda k: named_right(KNeighborsClassifier(k), X, y))


@right(best_k)
def best_k_by_grid(X, y, candidates):
    grid = GridSearchCV(KNeighborsClassifier(), {"n_neighbors": candidates}, cv=5)
    return grid.fit(X, y).best_params_["n_neighbors"]


@right(best_k)
def best_k_from_a_dict(X, y, candidates):
    counts = {k: named_right(KNeighborsClassifier(k), X, y) for k in candidates}
    return sorted(counts, key=counts.get)[-1]


@wrong(
    test_improve_one_thing_at_a_time,
    "Often it helps. Here all lengths are in centimetres; print counts and compare.",
)
def scaled_is_better():
    return "scaled"


@wrong(
    test_improve_one_thing_at_a_time,
    "The petals alone do nearly as well, but not quite; print counts and compare.",
)
def petals_are_enough():
    return "petals only"


@wrong(
    test_the_result_still_stands,
    "That is our split. Ten others do not all come out alike: print(counts).",
)
def the_same_every_time():
    return [29, 29]
