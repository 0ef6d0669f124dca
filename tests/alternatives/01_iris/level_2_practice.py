"""Other right answers at level 2 of 01 iris."""

from collections import Counter

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.metrics import accuracy_score
from sklearn.model_selection import (
    GridSearchCV,
    StratifiedKFold,
    cross_val_predict,
    cross_val_score,
)
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


@instead_of(scaled)
def scaled_by_hand(X_train, X_new):
    mean, spread = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    return (X_new - mean) / spread


@instead_of(scaled)
def scaled_by_a_pipeline(X_train, X_new):
    return make_pipeline(StandardScaler()).fit(X_train).transform(X_new).tolist()


@instead_of(scaled)
def scaled_column_by_column(X_train, X_new):
    columns = []
    for known, new in zip(X_train.T, X_new.T, strict=True):
        spread = (sum((known - known.mean()) ** 2) / len(known)) ** 0.5
        columns.append([(v - known.mean()) / spread for v in new])
    return np.array(columns).T.astype(np.float32)


@instead_of(scaled)
def scaled_by_pandas(X_train, X_new):
    known, new = pd.DataFrame(X_train), pd.DataFrame(X_new)
    return (new - known.mean()) / known.std(ddof=0)


@instead_of(named_right)
def named_right_fold_by_fold(model, X, y):
    right = 0
    for known, left_out in StratifiedKFold(n_splits=5).split(X, y):
        fresh = clone(model).fit(X[known], y[known])
        right += int((fresh.predict(X[left_out]) == y[left_out]).sum())
    return right


@instead_of(named_right)
def named_right_by_scores(model, X, y):
    shares = cross_val_score(model, X, y, cv=5)
    sizes = [len(fold) for _, fold in StratifiedKFold(5).split(X, y)]
    return sum(share * size for share, size in zip(shares, sizes, strict=True))


@instead_of(named_right)
def named_right_by_accuracy(model, X, y):
    y_pred = cross_val_predict(model, X, y, cv=StratifiedKFold(5))
    return accuracy_score(y, y_pred, normalize=False)


@instead_of(named_right)
def named_right_counted(model, X, y):
    names = cross_val_predict(model, X, y, cv=5).tolist()
    return Counter(a == b for a, b in zip(names, y.tolist(), strict=True))[True]


@instead_of(best_k)
def best_k_in_a_loop(X, y, candidates):
    best, most = None, -1
    for k in candidates:
        right = named_right(KNeighborsClassifier(n_neighbors=k), X, y)
        if right > most:
            best, most = k, right
    return best


@instead_of(best_k)
def best_k_by_max(X, y, candidates):
    return max(candidates, key=lambda k: named_right(KNeighborsClassifier(k), X, y))


@instead_of(best_k)
def best_k_by_grid(X, y, candidates):
    grid = GridSearchCV(KNeighborsClassifier(), {"n_neighbors": candidates}, cv=5)
    return grid.fit(X, y).best_params_["n_neighbors"]


@instead_of(best_k)
def best_k_from_a_dict(X, y, candidates):
    counts = {k: named_right(KNeighborsClassifier(k), X, y) for k in candidates}
    return sorted(counts, key=counts.get)[-1]
