"""Which iris is this?

In 1936 a botanist's ruler became a famous table: 150 irises of three species, each measured
four times, in centimetres. Given the four lengths of a flower that nobody has named yet, which
species is it? Here a model learns from 120 flowers, and 30 are kept unseen until the end.
"""

from pathlib import Path

import pandas as pd
from sklearn.model_selection import train_test_split

DATA = Path(__file__).parents[2] / "data" / "iris.csv"

flowers = pd.read_csv(DATA)
feature_names = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
species = ["setosa", "versicolor", "virginica"]

X = flowers[feature_names].to_numpy()
y = flowers["species"].map(species.index).to_numpy()

X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=30, random_state=1, stratify=y
)
