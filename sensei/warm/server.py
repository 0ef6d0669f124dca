"""The warm process: holds pytest, the scientific libraries and the engine; forks a child a run.

Started by client.py, one for each clone and environment. It never imports what a learner can
edit. It ends when every ptw that it served is gone, when nobody asked for two hours, or when
what it holds is out of date.
"""

import gc
import importlib
import marshal
import os
import re
import selectors
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(os.path.abspath(__file__)).parents[2]
if __name__ == "__main__":
    sys.path[0] = str(ROOT)

from sensei.run.limits import ONE_THREAD  # noqa: E402
from sensei.warm import exercise as warm_up  # noqa: E402
from sensei.warm import run as warm_run  # noqa: E402
from sensei.warm.watch import Watch  # noqa: E402

GREETING, STALE, STARTED = b"koans 1\n", b"-", b"+"  # as in client.py
LIBRARIES = ("numpy", "pandas", "scipy", "sklearn", "matplotlib")
AT_START = ("PYTHON", "PYTEST", "LC_", "LANG", "OMP_", "OPENBLAS_", "MKL_", "TZ")
IDLE = 2 * 60 * 60  # seconds
LOOK = 1  # seconds between two looks at who is still there
TRIAL = 20  # seconds in which a trial run must have ended
IMPORTED = re.compile(
    r"^(?:from|import) +([\w.]+)(?: +import +([\w, ]+))?", re.MULTILINE
)


def needed(root):
    """The library modules that the levels import, read from the text of the solutions."""
    names = {"numpy", "pandas", "matplotlib.figure", "matplotlib.backends.backend_agg"}
    for path in (root / "solutions").glob("*/*.py"):
        for module, members in IMPORTED.findall(path.read_text("utf-8", "replace")):
            if module.split(".")[0] in LIBRARIES:
                names.add(module)
                names |= {f"{module}.{m.strip()}" for m in members.split(",")}
    return names


def import_needed(root):
    """Import what the levels import."""
    for name in sorted(needed(root)):
        try:
            importlib.import_module(name)
        except ImportError:  # a function, or not on this version
            continue


def hold(root):
    """Import all that a run may need, and have pytest run once on nothing; what is held
    then is left alone by the garbage collector, in every fork."""
    import_needed(root)
    warm_up.exercise()  # imports what it uses: a fork would have to, each one again
    import matplotlib.figure
    import pytest

    importlib.import_module("sensei.plugin").Grid.at(root)
    with tempfile.TemporaryDirectory() as empty:
        words = ["-q", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
        pytest.main([*words, "--rootdir", empty, "-c", os.devnull, empty])
        figure = matplotlib.figure.Figure()
        figure.subplots().set_title("x")
        figure.savefig(os.path.join(empty, "x.png"))
    gc.collect()
    gc.freeze()


def edition(paths):
    """What tells whether files or folders have changed since."""
    found = []
    for path in paths:
        try:
            seen = path.stat()
            found.append((str(path), seen.st_mtime_ns, seen.st_ino))
        except OSError:
            found.append((str(path), None, None))
    return found


def at_start(environment):
    """The part of an environment that libraries read once, when they are imported."""
    return {k: v for k, v in environment.items() if k.startswith(AT_START)}


def calculates():
    """Whether a fork can calculate with the libraries held: not so on every system."""
    process = os.fork()
    if process == 0:
        try:
            import numpy as np
            from sklearn.neighbors import KNeighborsClassifier

            X = np.random.default_rng(0).normal(size=(150, 64))
            np.linalg.svd(X.T @ X)
            KNeighborsClassifier().fit(X, X[:, 0] > 0).predict(X)
            os._exit(0)
        finally:
            os._exit(1)
    end = time.monotonic() + TRIAL
    while time.monotonic() < end:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.005)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return False


class Server:
    """Answers at a socket; forks a child for each request.

    keepers: processes (each a ptw) for whose sake it is there.
    """

    def __init__(self, path, keeper, environment):
        self.path, self.keepers = path, {keeper}
        self.at_start = at_start(environment)
        engine = sorted((ROOT / "sensei").rglob("*.py"))
        settings = [ROOT / "pytest.ini", Path(sys.prefix) / "pyvenv.cfg"]
        self.held = [*engine, *settings, *map(Path, sys.path[1:])]
        self.edition = edition(self.held)
        self.selector = selectors.DefaultSelector()
        self.children = {}  # process: connection
        self.begun = None  # process and channel of the run begun ahead
        self.runs = False  # whether that one was told of a save
        self.changed = (
            None  # keys of koan files since it began, or was told; None: unknown
        )
        self.begins = True  # unless the last one died before it was asked for
        self.asked = time.monotonic()

    def listen(self):
        """Take the address, in place of whoever had it."""
        fresh = f"{self.path}.{os.getpid()}"
        os.makedirs(os.path.dirname(fresh), 0o700, exist_ok=True)
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(fresh)
        os.chmod(fresh, 0o600)
        self.listener.listen(8)
        self.inode = os.stat(fresh).st_ino
        os.rename(fresh, self.path)
        self.selector.register(self.listener, selectors.EVENT_READ, self.accept)
        self.wakes, wakeup = os.pipe()
        os.set_blocking(wakeup, False)
        signal.set_wakeup_fd(wakeup)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        self.selector.register(self.wakes, selectors.EVENT_READ, self.reap)
        self.wakeup = wakeup
        try:
            self.watch = Watch(ROOT)
            self.selector.register(self.watch, selectors.EVENT_READ, self.saved)
        except OSError:
            self.watch = None

    def serve(self):
        """Answer until nobody needs it any more."""
        try:
            while self.children or self.is_wanted():
                if self.begins and not self.children and self.begun is None:
                    self.begin()
                for key, _ in self.selector.select(LOOK):
                    key.data(key.fileobj)
        finally:
            self.leave()

    def is_wanted(self):
        if time.monotonic() - self.asked > IDLE or not self.has_address():
            return False
        self.keepers = {keeper for keeper in self.keepers if is_alive(keeper)}
        return bool(self.keepers)

    def has_address(self):
        try:
            return os.stat(self.path).st_ino == self.inode
        except OSError:
            return False

    def leave(self):
        if self.has_address():
            os.unlink(self.path)
        try:
            os.rmdir(os.path.dirname(self.path))
        except OSError:
            pass  # another clone is at work

    def accept(self, listener):
        connection, _ = listener.accept()
        connection.settimeout(5)
        try:
            size = len(GREETING) + 8
            head, terminal, _, _ = socket.recv_fds(connection, size, 3)
            if head[: len(GREETING)] != GREETING or len(terminal) != 3:
                raise OSError("not a request")
            size = int.from_bytes(head[-8:], "big")
            request = marshal.loads(warm_run.read_exactly(connection, size))
            keeper, arguments, environment, folder = request
        except (OSError, ValueError, EOFError, TypeError):
            connection.close()
            return
        self.asked = time.monotonic()
        self.keepers.add(keeper)
        self.saved()
        if edition(self.held) != self.edition or at_start(environment) != self.at_start:
            os.unlink(self.path)
            self.keepers.clear()
            try:
                connection.sendall(STALE)
            except OSError:
                pass  # the client is gone already
        else:
            process = None
            if not arguments and folder == str(ROOT):
                process = self.hand_over(terminal, environment, folder)
            if process is None:

                def work():
                    connection.close()
                    warm_run.run(terminal, arguments, environment, folder)

                process = self.fork(work)
            connection.settimeout(None)
            self.children[process] = connection
            self.selector.register(connection, selectors.EVENT_READ, self.abandon)
            try:
                connection.sendall(STARTED + process.to_bytes(8, "big"))
            except OSError:  # the client is gone already
                self.abandon(connection)
        for number in terminal:
            os.close(number)
        if connection not in self.children.values():
            connection.close()

    def fork(self, work):
        """Have a child work that holds nothing of the server's: its process."""
        process = os.fork()
        if process:
            return process
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setpgid(0, 0)
        self.selector.close()
        self.listener.close()
        os.close(self.wakes)
        os.close(self.wakeup)
        if self.watch is not None:
            self.watch.close()
        if self.begun is not None:
            self.begun[1].close()
        for other in self.children.values():
            other.close()
        work()
        os._exit(warm_run.BROKEN)  # work ends its process itself

    def begin(self):
        """Have a bare run begin, to be handed over to whoever asks for one next."""
        mine, theirs = socket.socketpair()

        def work():
            mine.close()
            warm_run.begin(theirs)

        process = self.fork(work)
        theirs.close()
        mine.settimeout(TRIAL)
        self.begun, self.runs, self.changed = (process, mine), False, set()

    def saved(self, watch=None):
        """Have the begun run go on as soon as a koan file is saved; one that goes on already
        is given up for another."""
        if self.watch is None:
            return
        changed, saved = self.watch.changes()
        if self.changed is not None:
            self.changed = None if changed is None else self.changed | changed
        if not saved or self.begun is None:
            return
        if self.runs:
            process, channel = self.begun
            self.begun = None
            channel.close()
            end(process)
            changed = self.changed
            self.begin()
            self.changed = changed
        try:
            warm_run.tell_of_save(self.begun[1], self.changed)
            self.runs, self.changed = True, set()
        except OSError:
            pass  # it has died; reap will see

    def hand_over(self, terminal, environment, folder):
        """Give the begun run to a client: its process, or None if it cannot go on."""
        self.begins = True
        if self.begun is None:
            self.begin()
        (process, channel), self.begun = self.begun, None
        try:
            warm_run.read_exactly(channel, 1)
            changed = self.changed if self.runs else None
            warm_run.hand_over(channel, terminal, changed, environment, folder)
        except OSError:
            end(process)
            return None
        finally:
            channel.close()
        return process

    def abandon(self, connection):
        """A client is gone: end its run."""
        for process, other in self.children.items():
            if other is connection:
                self.selector.unregister(connection)
                end(process)

    def reap(self, wakes):
        os.read(wakes, 500)
        while True:
            try:
                process, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not process:
                return
            if self.begun is not None and process == self.begun[0]:
                self.begun[1].close()
                self.begun, self.begins = None, False
            connection = self.children.pop(process, None)
            if connection is None:
                continue
            end(process)  # and whatever it has started
            code = os.waitstatus_to_exitcode(status)
            try:
                connection.sendall(bytes([code if code >= 0 else 128 - code]))
            except OSError:
                pass
            if connection.fileno() in self.selector.get_map():
                self.selector.unregister(connection)
            connection.close()


def is_alive(process):
    """Whether a process goes on; one that has ended, and that nobody asked about, does not."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return False
    except OSError:  # another user's, or a system that does not tell
        return True
    return state != "Z"


def end(process):
    """Kill a run and all that it started."""
    try:
        os.killpg(process, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def main():
    path, telling, keeper = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    os.chdir(ROOT)
    given = dict(os.environ)
    os.environ.update({name: "1" for name in ONE_THREAD if name not in given})
    os.environ.setdefault("OBJC_DISABLE_INITIALIZE_FORK_SAFETY", "YES")
    try:
        server = Server(path, keeper, given)
        hold(ROOT)
        if not calculates():
            raise RuntimeError("a fork cannot calculate on this system")
        if is_served(path):  # by one that was begun for a save before
            tell(telling, b"ready")
            return
        server.listen()
        tell(telling, b"ready")
    except BaseException as error:
        tell(telling, str(error).encode()[:400] or b"?")
        raise
    server.serve()


def tell(telling, words):
    """Say words to the client that waits, if it still does: a save may have ended it."""
    try:
        os.write(telling, words)
    except BrokenPipeError:
        pass
    os.close(telling)


def is_served(path):
    """Whether another warm process answers at an address."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        try:
            connection.connect(path)
        except OSError:
            return False
    return True


if __name__ == "__main__":
    main()
