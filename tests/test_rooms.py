"""The rooms of the engine: small modules, and imports in one direction."""

import ast
from graphlib import TopologicalSorter

from tests.clone import ROOT

MOST_LINES = 350
ENGINE = ROOT / "sensei"
MODULES = sorted(ENGINE.rglob("*.py"))

# From the ground up: a module imports from its own floor and from those below it
FLOORS = (
    {"koan", "errors", "present"},
    {"text"},
    {"course"},
    {"run"},
    {"verdict"},
    {"screen"},
    {"practice"},
    {"own", "portfolio", "board", "warm"},
    {"options", "commands", "named_level", "guide", "level_run", "conclusion"},
    {"plugin"},
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def name_of(path):
    """A module's name within the engine: text.syntax, koan, board."""
    parts = path.relative_to(ENGINE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


NAMES = {name_of(path): path for path in MODULES}


def imported(path):
    """The engine's modules that a module imports, wherever it does."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.ImportFrom):
            continue
        assert not node.level, f"{path} imports by dots"
        module = node.module or ""
        if module != "sensei" and not module.startswith("sensei."):
            continue
        module = module.removeprefix("sensei").lstrip(".")
        for alias in node.names:
            inner = f"{module}.{alias.name}".lstrip(".")
            names.add(inner if inner in NAMES else module)
    return names - {"", name_of(path)}


def test_no_module_is_long():
    long = [str(p) for p in MODULES if len(p.read_text().splitlines()) > MOST_LINES]
    assert long == []


def test_imports_go_down_and_in_no_circle():
    graph = {name: imported(path) for name, path in NAMES.items()}
    up = [
        f"{name} imports {other}"
        for name, others in graph.items()
        for other in others
        if name and FLOOR[name.split(".")[0]] < FLOOR[other.split(".")[0]]
    ]
    assert up == []
    TopologicalSorter(graph).prepare()
