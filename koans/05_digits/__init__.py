"""Which digit did they write, from 16 numbers in place of 64?

1797 digits, written by hand, each scanned to 8 by 8 pixels: 64 numbers from 0 (paper) to 16
(ink). Most of those numbers say what their neighbours say already. Squeezed into 16 numbers,
each digit can still be named, and a few are named better. 450 digits are kept unseen.
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
