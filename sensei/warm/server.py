"""The warm process: holds pytest, the scientific libraries and the engine; forks a child a run.

Started for client.py, one for each clone and environment. It never imports what a learner can
edit. It ends when every ptw that it served is gone, when nobody asked for two hours, or when
what it holds is out of date.
"""

import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

ROOT = Path(os.path.abspath(__file__)).parents[2]
if __name__ == "__main__":
    sys.path[0] = str(ROOT)

from sensei.run.libraries import ONE_THREAD  # noqa: E402
from sensei.warm.channel import Caller  # noqa: E402
from sensei.warm.forked import BROKEN  # noqa: E402
from sensei.warm.listener import Listener, Request, is_served  # noqa: E402
from sensei.warm.loading import Origin, can_calculate_in_a_fork, load  # noqa: E402
from sensei.warm.processes import is_alive, kill_group  # noqa: E402
from sensei.warm.protocol import KILLED, READY, STALE, STARTED, in_bytes  # noqa: E402
from sensei.warm.run import begin_bare_run, run_pytest  # noqa: E402
from sensei.warm.run_ahead import RunAhead  # noqa: E402
from sensei.warm.watch import Watch  # noqa: E402

IDLE = 2 * 60 * 60  # seconds
LOOK = 1  # seconds between two looks at who is still there


class Server:
    """Answers at a socket; forks a child for each request.

    origin: what it has loaded all that it holds from. keepers: processes (each a ptw) for
    whose sake it is there. clients: the connections of those who wait, by their runs' numbers.
    run_ahead: the run that waits for the next request. begins_runs: whether there is to be
    one, as there is unless the last one died before it was asked for.
    """

    def __init__(self, path: str, keeper: int, origin: Origin) -> None:
        self.keepers, self.origin = {keeper}, origin
        self.clients: dict[int, socket.socket] = {}
        self.run_ahead: RunAhead | None = None
        self.begins_runs = True
        self.last_request = time.monotonic()
        self.listener = Listener(path)
        self.wakeup_reader, self.wakeup_writer = os.pipe()
        os.set_blocking(self.wakeup_writer, False)
        signal.set_wakeup_fd(self.wakeup_writer)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        self.selector = selectors.DefaultSelector()
        self.when_ready(self.listener, self.accept)
        self.when_ready(self.wakeup_reader, self.reap)
        self.watch: Watch | None = None
        try:
            self.watch = Watch(ROOT)
            self.when_ready(self.watch, self.hear_of_saves)
        except OSError:
            pass  # runs are not told of saves, then

    def when_ready(
        self, file: int | Listener | Watch | socket.socket, act: Callable[[], None]
    ) -> None:
        """Have something done whenever there is something to read from a file."""
        self.selector.register(file, selectors.EVENT_READ, act)

    def serve(self) -> None:
        """Answer until nobody needs it any more."""
        try:
            while self.clients or self.is_wanted():
                if self.begins_runs and not self.clients and self.run_ahead is None:
                    self.run_ahead = self.begin()
                for key, _ in self.selector.select(LOOK):
                    key.data()
        finally:
            self.leave()

    def is_wanted(self) -> bool:
        if time.monotonic() - self.last_request > IDLE:
            return False
        self.keepers = {keeper for keeper in self.keepers if is_alive(keeper)}
        return bool(self.keepers) and self.listener.has_address()

    def leave(self) -> None:
        self.listener.give_address_up()
        try:
            os.rmdir(os.path.dirname(self.listener.path))
        except OSError:
            pass  # another clone is at work

    def accept(self) -> None:
        """Answer a client: have its run started, or say that what is held is out of date."""
        connection, request = self.listener.accept()
        if request is None:
            connection.close()
            return
        self.last_request = time.monotonic()
        self.keepers.add(request.keeper)
        self.hear_of_saves()
        if self.origin.is_current(request.caller.environment):
            self.start_run(connection, request)
        else:
            self.refuse(connection)
        for number in request.caller.terminal:
            os.close(number)

    def refuse(self, connection: socket.socket) -> None:
        """Say that what is held is out of date, and be there for nobody from now on."""
        self.listener.give_address_up()
        self.keepers.clear()
        with connection:
            try:
                connection.sendall(STALE)
            except OSError:
                pass  # the client is gone already

    def start_run(self, connection: socket.socket, request: Request) -> None:
        process = None
        if not request.arguments and request.caller.folder == str(ROOT):
            process = self.hand_over(request.caller)
        if process is None:

            def work() -> NoReturn:
                connection.close()
                run_pytest(request.caller, request.arguments)

            process = self.fork(work)
        connection.settimeout(None)
        self.clients[process] = connection
        self.when_ready(connection, partial(self.abandon, process))
        try:
            connection.sendall(STARTED + in_bytes(process))
        except OSError:  # the client is gone already
            self.abandon(process)

    def fork(self, work: Callable[[], NoReturn]) -> int:
        """Have a child work that holds nothing of the server's, and return its number."""
        process = os.fork()
        if process:
            return process
        try:
            self.let_go()
            work()
        finally:
            os._exit(BROKEN)  # work ends its process itself

    def let_go(self) -> None:
        """In a child: hold nothing of the server's any more."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setpgid(0, 0)
        self.selector.close()
        self.listener.close()
        os.close(self.wakeup_reader)
        os.close(self.wakeup_writer)
        if self.watch is not None:
            self.watch.close()
        if self.run_ahead is not None:
            self.run_ahead.channel.close()
        for client in self.clients.values():
            client.close()

    def begin(self) -> RunAhead:
        """Begin a bare run, to be handed over to whoever asks for one next."""
        mine, its = socket.socketpair()

        def work() -> NoReturn:
            mine.close()
            begin_bare_run(its)

        process = self.fork(work)
        its.close()
        return RunAhead(process, mine)

    def hear_of_saves(self) -> None:
        """Have the run ahead go on as soon as a koan file is saved; one that goes on already
        is given up for another."""
        if self.watch is None:
            return
        changed, saved = self.watch.changes()
        if self.run_ahead is None:
            return
        self.run_ahead.note(changed)
        if not saved:
            return
        if self.run_ahead.was_told:
            outdated, self.run_ahead = self.run_ahead, None
            outdated.give_up()
            self.run_ahead = self.begin()
            self.run_ahead.note(outdated.changed)
        self.run_ahead.tell_of_save()

    def hand_over(self, caller: Caller) -> int | None:
        """Give the run ahead to a caller: its number, or None if it cannot go on."""
        self.begins_runs = True
        run, self.run_ahead = self.run_ahead or self.begin(), None
        return run.process if run.hand_over(caller) else None

    def abandon(self, process: int) -> None:
        """A client is gone: end its run."""
        if process in self.clients:
            self.selector.unregister(self.clients[process])
            kill_group(process)

    def reap(self) -> None:
        """Tell clients of the runs that have ended."""
        os.read(self.wakeup_reader, 500)
        while True:
            try:
                process, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not process:
                return
            if self.run_ahead is not None and process == self.run_ahead.process:
                self.run_ahead.channel.close()
                self.run_ahead, self.begins_runs = None, False
            elif process in self.clients:
                kill_group(process)  # and whatever it has started
                self.tell_status(self.clients.pop(process), status)

    def tell_status(self, client: socket.socket, status: int) -> None:
        """Tell a client how its run has ended. status: as waitpid has it."""
        code = os.waitstatus_to_exitcode(status)
        try:
            client.sendall(bytes([code if code >= 0 else KILLED - code]))
        except OSError:
            pass
        if client.fileno() in self.selector.get_map():
            self.selector.unregister(client)
        client.close()


def main() -> None:
    path, telling, keeper = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    os.chdir(ROOT)
    environment = dict(os.environ)
    os.environ.update({name: "1" for name in ONE_THREAD if name not in environment})
    os.environ.setdefault("OBJC_DISABLE_INITIALIZE_FORK_SAFETY", "YES")
    try:
        origin = Origin(ROOT, environment)
        load(ROOT)
        if not can_calculate_in_a_fork():
            raise RuntimeError("a fork cannot calculate on this system")
        if is_served(path):  # by one that was begun for a save before
            tell(telling, READY)
            return
        server = Server(path, keeper, origin)
        tell(telling, READY)
    except BaseException as error:
        tell(telling, str(error).encode()[:400] or b"?")
        raise
    server.serve()


def tell(telling: int, words: bytes) -> None:
    """Say words to the client that waits, if it still does: a save may have ended it."""
    try:
        os.write(telling, words)
    except BrokenPipeError:
        pass
    os.close(telling)


if __name__ == "__main__":
    main()
