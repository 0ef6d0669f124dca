"""Runs pytest again and again, each time in a fresh fork of the warm process's making.

Reads one JSON object a line from standard input, {"cwd": …, "args": […], "env": {…}}, and
answers with one, {"status": …, "output": …}. Unlike the warm process it serves many clones.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main():
    nothing = os.open(os.devnull, os.O_RDONLY)
    for line in sys.stdin:
        request = json.loads(line)
        Grid.at(Path(request["cwd"]))  # as the warm process has it of its own clone
        with tempfile.TemporaryFile() as file:
            pid = os.fork()
            if pid == 0:
                terminal = [nothing, file.fileno(), os.dup(file.fileno())]
                environment = {**os.environ, **request["env"]}
                warm_run.run(terminal, request["args"], environment, request["cwd"])
            _, status = os.waitpid(pid, 0)
            file.seek(0)
            output = file.read().decode("utf-8", "replace")
        answer = {"status": os.waitstatus_to_exitcode(status), "output": output}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    from sensei.course.grid import Grid
    from sensei.warm import run as warm_run
    from sensei.warm import server as warm_server

    answers = os.dup(1)
    os.dup2(2, 1)  # what pytest says while it is warmed up is no answer
    warm_server.hold(ROOT)
    os.dup2(answers, 1)
    main()
