"""How far does this car go on a gallon?

The data are 392 cars sold in the United States from 1970 to 1982. Six numbers are known
of each. Three describe its engine: cylinders, displacement in cubic inches, horsepower.
The others are its weight in pounds, the seconds from 0 to 60 miles an hour, and its year. How
many miles does it go on a gallon of petrol? The model learns from 313 cars; the other
79 are kept unseen until the end. The split is a typical one: of 200 random splits,
about half gave a better result, and half a worse one.
"""

from pathlib import Path

import pandas as pd
from sklearn.model_selection import train_test_split

DATA = Path(__file__).parents[2] / "data" / "cars.csv"

cars = pd.read_csv(DATA)
feature_names = [
    "cylinders",
    "displacement",
    "horsepower",
    "weight",
    "acceleration",
    "year",
]

X = cars[feature_names].to_numpy(dtype=float)
y = cars["mpg"].to_numpy(dtype=float)
names = cars["name"].to_numpy(dtype=object)

X_train, X_test, y_train, y_test, names_train, names_test = train_test_split(
    X, y, names, test_size=79, random_state=0
)
