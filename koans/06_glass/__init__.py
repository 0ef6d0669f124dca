"""Did this splinter come from a window or a headlamp?

A splinter of glass on a coat may show where the coat has been, if you can tell what the
glass was part of. British forensic scientists measured 214 splinters of six kinds of
glass. They measured how much each one bends light, and the percentages of eight oxides in
it. The model learns from 171 of them (the training set). The other 43 (the test set) are
kept unseen until the end.

The model is a decision tree. It asks at most four questions, and every answer is backed by
at least three training splinters. In this split no two questions are equally good, so every
correct program grows the same tree. The result is typical of such splits.
"""

from pathlib import Path

import pandas as pd
from sklearn.model_selection import train_test_split

DATA = Path(__file__).parents[2] / "data" / "glass.csv"
DEPTH, MIN_LEAF = 4, 3

splinters = pd.read_csv(DATA)
feature_names = ["RI", "Na", "Mg", "Al", "Si", "K", "Ca", "Ba", "Fe"]
codes = ["WinF", "WinNF", "Veh", "Con", "Tabl", "Head"]
kinds = [
    "float window",
    "other window",
    "vehicle window",
    "container",
    "tableware",
    "headlamp",
]

X = splinters[feature_names].to_numpy()
y = splinters["type"].map(codes.index).to_numpy()

X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=43, random_state=41, stratify=y
)


def listed(tree):
    """Return a tree as one flat list, from the top: label, or column, threshold, yes, no.

    `tree` is a label, or (column, threshold, yes, no) with a tree for each answer. The
    answer is yes if the value is at most the threshold.
    """
    if not hasattr(tree, "__len__"):
        return [tree]
    column, threshold, yes, no = tree
    return [column, threshold, *listed(yes), *listed(no)]
