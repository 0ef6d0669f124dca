"""How long is a walk?

Three walks, each so many steps east and so many north.
"""

import numpy as np

X = np.array([[3.0, 4.0], [6.0, 8.0], [5.0, 12.0]])
