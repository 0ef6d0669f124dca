"""Is this tumour malignant, and how sure are we?

A fine needle takes a few cells from a lump in a breast; under the microscope the
outlines of their nuclei are traced, and thirty numbers are taken from them. 569 lumps
were measured so, and later it was known of each whether it was cancer (malignant) or
not (benign). 455 are learnt from, and 114 are kept unseen. Of 700 such splits the
poorest had 106 of the 114 right, the best all of them, and two in three had 111, 112 or
113. This one is of the ordinary kind, and picked so that no tumour in it lies on a
knife's edge.
"""

from pathlib import Path

import pandas as pd
from sklearn.model_selection import train_test_split

DATA = Path(__file__).parents[2] / "data" / "tumours.csv"

tumours = pd.read_csv(DATA)
feature_names = tumours.columns.drop("diagnosis").tolist()

X = tumours[feature_names].to_numpy()
y = (tumours["diagnosis"] == "malignant").to_numpy().astype(int)  # malignant is 1

X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=114, random_state=269, stratify=y
)
