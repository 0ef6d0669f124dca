"""Write data/ from the packages that carry it: python -m author.data

Sources and licences are in data/README.md.
"""

from pathlib import Path

import bokeh_sampledata
import palmerpenguins
import pandas as pd
from sklearn.datasets import load_breast_cancer, load_digits, load_iris

DATA = Path(__file__).parents[1] / "data"
BOKEH = Path(bokeh_sampledata.__file__).parent / "_data"


def write(table, name):
    table.to_csv(DATA / name, index=False, lineterminator="\n")


def iris():
    """150 flowers: four lengths in centimetres and the species."""
    bunch = load_iris()
    table = pd.DataFrame(
        bunch.data,
        columns=["sepal_length", "sepal_width", "petal_length", "petal_width"],
    )
    table["species"] = bunch.target_names[bunch.target]
    write(table, "iris.csv")


def digits():
    """1797 digits: 8 x 8 pixels from 0 (paper) to 16 (ink), row by row, and the digit."""
    bunch = load_digits()
    names = [f"pixel_{row}_{column}" for row in range(8) for column in range(8)]
    table = pd.DataFrame(bunch.data.astype(int), columns=names)
    table["digit"] = bunch.target
    write(table, "digits.csv")


def cars():
    """392 cars of 1970 to 1982: miles per gallon, and what is known of each."""
    table = pd.read_csv(BOKEH / "auto-mpg.csv").rename(
        columns={
            "cyl": "cylinders",
            "displ": "displacement",
            "hp": "horsepower",
            "accel": "acceleration",
            "yr": "year",
        }
    )
    write(table, "cars.csv")


def penguins():
    """344 penguins of three species, with gaps."""
    write(palmerpenguins.load_penguins(), "penguins.csv")


def tumours():
    """569 tumours: thirty measurements of cell nuclei, and the diagnosis."""
    bunch = load_breast_cancer()
    names = [name.replace(" ", "_") for name in bunch.feature_names]
    table = pd.DataFrame(bunch.data, columns=names)
    table["diagnosis"] = bunch.target_names[bunch.target]
    write(table, "tumours.csv")


def glass():
    """214 splinters of glass: refraction, eight elements, and what they are from."""
    table = pd.read_csv(BOKEH / "forensic_glass.csv")
    table["RI"] = table["RI"].round(2)  # 3.01 in the source of 3.009999999999991
    write(table, "glass.csv")


if __name__ == "__main__":
    iris()
    cars()
    penguins()
    tumours()
    digits()
    glass()
