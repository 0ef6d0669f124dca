"""What most runs ask of the libraries, done beforehand on numbers made up.

The first use of a library in a forked process costs several times what the next one does:
memory shared with its parent is copied where it is touched. A run that is begun ahead does
this while it waits. The libraries are imported where they are used: the warm process sets
how many threads they have before.
"""

import io
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

ROWS, COLUMNS = 60, 20  # from 16 columns on, neighbours are searched in another way


def make_usual_calls() -> None:
    """Read a table, split it, fit and ask the usual models, take matrices apart."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(0)
    X = rng.normal(size=(ROWS, COLUMNS))
    y = (X[:, 0] + rng.normal(size=ROWS) > 0).astype(int)
    table = pd.DataFrame(X[:, :4], columns=list("abcd"))
    table["kind"] = np.where(y, "one", "other")
    table = pd.read_csv(io.StringIO(table.to_csv(index=False)))
    table["kind"].map(["one", "other"].index).to_numpy()
    table.groupby("kind").mean()
    table[list("abcd")].to_numpy()
    for take_apart in (np.linalg.svd, np.linalg.qr, np.linalg.eigh, np.linalg.inv):
        take_apart(X.T @ X)
    np.linalg.lstsq(X, y, rcond=None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        learn(X, y)
        prepare(X, y)


def learn(X: "np.ndarray", y: "np.ndarray") -> None:
    """Fit and ask the usual models.

    X: shape (n_samples, n_features). y: shape (n_samples,), 0 or 1.
    """
    from sklearn.decomposition import PCA
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LinearRegression, LogisticRegression
    from sklearn.metrics import confusion_matrix
    from sklearn.model_selection import cross_val_score, train_test_split
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.tree import DecisionTreeClassifier

    X_train, X_test, y_train, y_test = train_test_split(
        X, y, test_size=15, random_state=0, stratify=y
    )
    for model in (
        KNeighborsClassifier(1),
        make_pipeline(StandardScaler(), LogisticRegression()),
        make_pipeline(PCA(2, svd_solver="full"), KNeighborsClassifier(1)),
        DecisionTreeClassifier(max_depth=2),
        RandomForestClassifier(2, max_depth=2),
        LinearRegression(),
        LinearDiscriminantAnalysis(),
    ):
        predicted = model.fit(X_train, y_train).predict(X_test)
        model.score(X_test, y_test)
    confusion_matrix(y_test, predicted > 0.5)
    cross_val_score(KNeighborsClassifier(1), X_train, y_train, cv=3)


def prepare(X: "np.ndarray", y: "np.ndarray") -> None:
    """Fill, encode and scale the columns of a table.

    X, y: as for learn.
    """
    import numpy as np
    import pandas as pd
    from sklearn.compose import make_column_transformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    page = pd.DataFrame({"length": X[:, 0], "kind": np.where(y, "one", "other")})
    words = make_pipeline(
        SimpleImputer(strategy="most_frequent"), OneHotEncoder(sparse_output=False)
    )
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    preparer = make_column_transformer((numbers, ["length"]), (words, ["kind"]))
    preparer.fit(page.astype({"kind": object})).transform(page)
