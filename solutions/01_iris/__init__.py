"""Which iris is this?

In 1936, 150 irises became a famous table: three species, and four lengths of each
flower, in centimetres. Can a model predict the species of a new flower from its four
lengths? It learns from 120 of the flowers. It does not see the other 30 until the end.
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
