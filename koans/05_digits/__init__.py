"""Which digit did they write, from 16 numbers instead of 64?

There are 1797 handwritten digits, each scanned to 8 by 8 pixels: 64 features from 0 (paper)
to 16 (ink). Much of what a pixel says, its neighbours say as well. So a method called PCA,
principal component analysis, turns the 64 features into 16 numbers. The prediction is the
digit of the most similar training digit. The model learns from 1347 digits, the training
set; the other 450 are the test set.
"""

from pathlib import Path

import pandas as pd
from sklearn.model_selection import train_test_split

DATA = Path(__file__).parents[2] / "data" / "digits.csv"

digits = pd.read_csv(DATA)

X = digits.drop(columns="digit").to_numpy(dtype=float)
y = digits["digit"].to_numpy()

X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=450, random_state=0, stratify=y
)
