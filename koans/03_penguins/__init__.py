"""Which penguin, from a field notebook with gaps?

Three kinds of penguins breed on three islands near Palmer Station, Antarctica. Of 344
of them a notebook tells the island, the sex, and four measurements, but not always: 19
values were never written down. 275 pages are learnt from, and 69 are kept unseen until
the end."""

from pathlib import Path

import pandas as pd
from sklearn.model_selection import train_test_split

DATA = Path(__file__).parents[2] / "data" / "penguins.csv"

notebook = pd.read_csv(DATA)
measured = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
noted = ["island", "sex"]
species = ["Adelie", "Chinstrap", "Gentoo"]

X = notebook[measured + noted].astype({name: object for name in noted})
y = notebook["species"].map(species.index).to_numpy()

# With random_state 0 to 39, 24 splits give 69 of 69, 15 give 68, one gives 67.
X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=69, random_state=0, stratify=y
)
