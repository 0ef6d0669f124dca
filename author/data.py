"""Write data/ from the packages that carry it: python -m author.data

Sources and licences are in data/README.md.
"""

from pathlib import Path

import pandas as pd
from sklearn.datasets import load_digits, load_iris

DATA = Path(__file__).parents[1] / "data"


def iris():
    """150 flowers: four lengths in centimetres and the species."""
    bunch = load_iris()
    table = pd.DataFrame(
        bunch.data,
        columns=["sepal_length", "sepal_width", "petal_length", "petal_width"],
    )
    table["species"] = bunch.target_names[bunch.target]
    table.to_csv(DATA / "iris.csv", index=False, lineterminator="\n")


def digits():
    """1797 digits: 8 x 8 pixels from 0 (paper) to 16 (ink), row by row, and the digit."""
    bunch = load_digits()
    names = [f"pixel_{row}_{column}" for row in range(8) for column in range(8)]
    table = pd.DataFrame(bunch.data.astype(int), columns=names)
    table["digit"] = bunch.target
    table.to_csv(DATA / "digits.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    iris()
    digits()
