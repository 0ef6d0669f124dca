"""What most runs do, done beforehand on numbers made up.

The first use of a library in a forked process costs several times what the next one does:
memory shared with its parent is copied where it is touched. A run that is begun ahead does
this while it waits.
"""

import io
import warnings

ROWS, COLUMNS = 60, 20  # from 16 columns on, neighbours are searched in another way


def exercise():
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


def learn(X, y):
    """X: shape (n_samples, n_features); y: shape (n_samples,), 0 or 1."""
    import numpy as np
    import pandas as pd
    from sklearn.compose import make_column_transformer
    from sklearn.decomposition import PCA
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LinearRegression, LogisticRegression
    from sklearn.metrics import confusion_matrix
    from sklearn.model_selection import cross_val_score, train_test_split
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler
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
    page = pd.DataFrame({"length": X[:, 0], "kind": np.where(y, "one", "other")})
    words = make_pipeline(
        SimpleImputer(strategy="most_frequent"), OneHotEncoder(sparse_output=False)
    )
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    preparer = make_column_transformer((numbers, ["length"]), (words, ["kind"]))
    preparer.fit(page.astype({"kind": object})).transform(page)
    cross_val_score(KNeighborsClassifier(1), X_train, y_train, cv=3)
