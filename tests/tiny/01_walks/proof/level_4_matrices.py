"""The proof of level 4 of 01 walks: how its functions go wrong, and other right answers."""


@wrong(cosines, "Not divided by the length.")
def products(X):
    return X @ X.T
