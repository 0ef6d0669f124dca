"""Runs pytest again and again, each time in a fresh fork of a process that has loaded all that
the warm process loads.

Reads one JSON object a line from standard input, {"cwd": …, "args": […], "env": {…}}, and
answers with one, {"status": …, "output": …}. Unlike the warm process it serves many clones.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[0] = str(ROOT)

from sensei.course.grid import Grid  # noqa: E402
from sensei.warm.channel import Caller  # noqa: E402
from sensei.warm.loading import load  # noqa: E402
from sensei.warm.run import run_pytest  # noqa: E402


def answer(request, nothing):
    """Run pytest as a request says. nothing: a file descriptor to read nothing from."""
    Grid.at(Path(request["cwd"]))  # as the warm process has it of its own clone
    with tempfile.TemporaryFile() as file:
        process = os.fork()
        if process == 0:
            terminal = [nothing, file.fileno(), os.dup(file.fileno())]
            environment = {**os.environ, **request["env"]}
            run_pytest(Caller(terminal, environment, request["cwd"]), request["args"])
        _, status = os.waitpid(process, 0)
        file.seek(0)
        output = file.read().decode("utf-8", "replace")
    return {"status": os.waitstatus_to_exitcode(status), "output": output}


def main():
    answers = os.dup(1)
    os.dup2(2, 1)  # what pytest says while it is loaded is no answer
    load(ROOT)
    os.dup2(answers, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), nothing)), flush=True)


if __name__ == "__main__":
    main()
