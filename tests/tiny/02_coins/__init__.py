"""How many heads?

Ten coins.
"""

coins = [1, 0, 1, 1, 0, 0, 1, 0, 1, 1]
