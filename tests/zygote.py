"""Runs pytest again and again, each time in a fresh fork that already holds the imports.

Reads one JSON object a line from standard input, {"cwd": …, "args": […], "env": {…}}, and
answers with one, {"status": …, "output": …}. Only the imports are shared between runs.
"""

import json
import os
import sys
import tempfile


def child(request, output):
    os.chdir(request["cwd"])
    os.environ.update(request["env"])
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.argv = ["pytest", *request["args"]]
    status = 70
    try:
        status = int(pytest.main(request["args"]))
    except BaseException as error:  # what would end a real process in a traceback
        import traceback

        traceback.print_exception(error)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def main():
    for line in sys.stdin:
        request = json.loads(line)
        with tempfile.TemporaryFile() as file:
            pid = os.fork()
            if pid == 0:
                child(request, file.fileno())
            _, status = os.waitpid(pid, 0)
            file.seek(0)
            output = file.read().decode("utf-8", "replace")
        answer = {"status": os.waitstatus_to_exitcode(status), "output": output}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    sys.path = [path for path in sys.path if not path.endswith("/tests")]
    import matplotlib.figure  # noqa: F401
    import numpy  # noqa: F401
    import pandas  # noqa: F401
    import pytest
    import scipy.optimize  # noqa: F401
    import sklearn.datasets  # noqa: F401
    import sklearn.decomposition  # noqa: F401
    import sklearn.model_selection  # noqa: F401
    import sklearn.neighbors  # noqa: F401
    import sklearn.pipeline  # noqa: F401

    main()
