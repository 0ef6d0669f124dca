"""Did this splinter come from a window or a headlamp?

A splinter of glass on a coat may say where the coat has been, if somebody can say what
the glass was. British forensic scientists measured 214 splinters of six kinds of glass:
how much each bends light, and eight oxides, in per cent of its weight. Here 171 of them
are learnt from, and 43 are kept unseen until the end.

They are named by a tree of questions: four at most, and at least three splinters behind
every answer. In this split no two questions are ever equally good, so that every right
program grows the same tree. Its figure is typical for such splits, neither the best nor
the worst.
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
    """A tree as one list, from the top: a label, or column, threshold, yes, no.

    tree: a label, or (column, threshold, yes, no) with a tree for either answer; yes is
    "at most the threshold".
    """
    if not hasattr(tree, "__len__"):
        return [tree]
    column, threshold, yes, no = tree
    return [column, threshold, *listed(yes), *listed(no)]
