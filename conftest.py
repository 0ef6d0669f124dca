"""pytest starts here; the koans' own hooks and options are in sensei/plugin.py."""

pytest_plugins = ["sensei.plugin"]
