"""Make koans/ from solutions/: python -m author.koans

A koan file that was typed into is kept in .koans/backups before it is written anew.
"""

import argparse
import shutil
from pathlib import Path

from sensei.course.backups import keep, write
from sensei.course.grid import Grid

ROOT = Path(__file__).parents[1]


def make(root):
    """Write every koan file under root; returns the paths that changed."""
    changed = []
    grid = Grid(root)
    for level in grid.levels:
        if (
            not level.koan.is_file()
            or level.koan.read_bytes() != level.pristine.encode()
        ):
            keep(level)
            write(level.koan, level.pristine)
            changed.append(level.koan)
    for project in grid.projects:
        card = root / "solutions" / project / "__init__.py"
        copy = root / "koans" / project / "__init__.py"
        if not copy.is_file() or copy.read_bytes() != card.read_bytes():
            shutil.copyfile(card, copy)
            changed.append(copy)
    return changed


def main():
    argparse.ArgumentParser(description=__doc__.split("\n")[0]).parse_args()
    for path in make(ROOT):
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
