"""The proof's long jobs, done in the background while other tests run."""

import ast
import functools
import os
import threading
from concurrent.futures import ThreadPoolExecutor

from tests.clone import Clone, Zygote


def one_at_a_time(function):
    """A function that threads wait for."""
    lock = threading.Lock()

    @functools.wraps(function)
    def waiting(*args, **kwargs):
        with lock:
            return function(*args, **kwargs)

    return waiting


# Python 3.11 loses count of its depth where two threads make trees at once
ast.parse = one_at_a_time(ast.parse)


class Farm:
    """Does jobs ahead of the tests that ask for them, each worker in a clone of its own.

    folders: pytest's tmp_path_factory. of_worker: what each worker has for itself.
    """

    def __init__(self, folders):
        self.folders, self.of_worker, self.zygotes = folders, threading.local(), []
        folders.getbasetemp()  # made here, before threads could make two
        self.pool = ThreadPoolExecutor(os.cpu_count() or 1)
        self.jobs = {}

    def __call__(self, job, *args):
        if (job, args) not in self.jobs:
            self.jobs[job, args] = self.pool.submit(self.work, job, args)
        return self.jobs[job, args]

    def work(self, job, args):
        if not hasattr(self.of_worker, "clone"):
            zygote = Zygote()
            self.zygotes.append(zygote)
            self.of_worker.clone = Clone(self.folders.mktemp("clone"), zygote)
        return job(self.of_worker.clone, *args)

    def close(self):
        self.pool.shutdown(cancel_futures=True)
        for zygote in self.zygotes:
            zygote.close()
