"""The proof of level 3 of 01 walks: how its functions go wrong, and other right answers."""


@wrong(lengths, "That is the square: the root is missing.")
def squared(X):
    return (X**2).sum(axis=1)


@wrong(lengths, "That adds the steps; a walk as the crow flies is shorter.")
def added(X):
    return np.abs(X).sum(axis=1)
